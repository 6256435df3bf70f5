//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Numerics/Selection.h"

#include <gtest/gtest.h>
#include <numeric>
#include <random>

using namespace a3;

namespace {

using Rows = std::vector<int32_t>;

Rows allRows(int64_t count) {
  Rows rows(static_cast<size_t>(count));
  std::iota(rows.begin(), rows.end(), 0);
  return rows;
}

Rows select(const std::vector<int16_t> &query, const std::vector<int16_t> &keys,
            const Rows &admitted, int64_t iterations, bool skip = true) {
  auto depth = int64_t(query.size());
  SortedKeys<int16_t> sorted(keys.data(), int64_t(keys.size()) / depth, depth);
  CandidateSelection<int16_t, int64_t> selection(skip);
  auto found = selection.select(query.data(), sorted, admitted, iterations);
  return {found.begin(), found.end()};
}

/// The loop of the reference page, word for word: M times over all columns.
Rows selectPlainly(const std::vector<int16_t> &query,
                   const std::vector<int16_t> &keys, const Rows &admitted,
                   int64_t iterations) {
  size_t depth = query.size();
  std::vector<std::vector<std::pair<int, int>>> maxWalks(depth),
      minWalks(depth);
  for (size_t j = 0; j < depth; ++j) {
    for (int row : admitted)
      maxWalks[j].push_back({keys[size_t(row) * depth + j], row});
    std::sort(maxWalks[j].begin(), maxWalks[j].end());
    minWalks[j] = maxWalks[j];
    auto &highEndFirst = query[j] >= 0 ? maxWalks[j] : minWalks[j];
    std::reverse(highEndFirst.begin(), highEndFirst.end());
  }
  std::vector<long> greedy(keys.size() / depth);
  std::vector<size_t> maxPointer(depth), minPointer(depth);
  long total = 0;
  int firstRow = -1;
  auto step = [&](auto &walks, auto &pointers, int sign) {
    long best = 0;
    size_t column = depth;
    for (size_t j = 0; j < depth; ++j) {
      if (pointers[j] == walks[j].size())
        continue;
      long product = long(query[j]) * walks[j][pointers[j]].first;
      if (column == depth || product * sign > best * sign) {
        best = product;
        column = j;
      }
    }
    if (column == depth)
      return;
    int row = walks[column][pointers[column]++].second;
    if (sign > 0 && firstRow < 0)
      firstRow = row;
    if (best * sign > 0) {
      greedy[size_t(row)] += best;
      total += best;
    }
  };
  for (int64_t i = 0; i < iterations; ++i) {
    step(maxWalks, maxPointer, 1);
    if (total >= 0)
      step(minWalks, minPointer, -1);
  }
  Rows candidates;
  for (int row : admitted)
    if (greedy[size_t(row)] > 0)
      candidates.push_back(row);
  if (candidates.empty())
    candidates.push_back(firstRow);
  return candidates;
}

} // namespace

TEST(SelectionTest, ColumnsAreSortedByValueThenRow) {
  std::vector<int16_t> keys = {3, 1, -2, 1, 3, 0};
  SortedKeys<int16_t> sorted(keys.data(), 3, 2);
  Rows rows;
  for (int64_t column = 0; column < 2; ++column)
    for (const auto &entry : sorted.column(column))
      rows.push_back(entry.row);
  EXPECT_EQ(rows, (Rows{1, 0, 2, 2, 0, 1}));
}

TEST(SelectionTest, OneIterationTakesTheLargestAndTheSmallestProduct) {
  // Products: row 0 has 6 and -4, row 1 has 2 and 4. The largest, 6, and the
  // smallest, -4, both belong to row 0.
  std::vector<int16_t> query = {2, 2}, keys = {3, -2, 1, 2};
  EXPECT_EQ(select(query, keys, allRows(2), 1), (Rows{0}));
  EXPECT_EQ(select(query, keys, allRows(2), 2), (Rows{0, 1}));
}

TEST(SelectionTest, WithoutAPositiveScoreTheFirstMaxSideRowIsTheCandidate) {
  std::vector<int16_t> query = {1}, keys = {-5, -3, -4};
  EXPECT_EQ(select(query, keys, allRows(3), 3), (Rows{1}));
}

TEST(SelectionTest, MaskedRowsAreNeverCandidates) {
  std::vector<int16_t> query = {1}, keys = {9, 1, 8};
  EXPECT_EQ(select(query, keys, {1}, 1), (Rows{1}));
  EXPECT_EQ(select(query, keys, {}, 1), Rows{});
}

TEST(SelectionTest, TheMinSideIsSkippedWhileTheSumIsNegative) {
  // Iteration 1: +1 (row 0), then -10 (row 1): the sum is -9. Iteration 2: the
  // max side has nothing positive, and the min side would take -9 from row 0.
  std::vector<int16_t> query = {1, 1}, keys = {1, -9, -10, 0};
  EXPECT_EQ(select(query, keys, allRows(2), 2, /*skip=*/true), (Rows{0}));
  EXPECT_EQ(select(query, keys, allRows(2), 1, /*skip=*/false), (Rows{0}));
  // Without the rule row 0 has a score of -8, and is a candidate only as the
  // first row of the max side.
  std::vector<int16_t> two = {1, 1}, more = {1, -9, -10, 0, 0, 1};
  EXPECT_EQ(select(two, more, allRows(3), 3, /*skip=*/true), (Rows{0, 2}));
  EXPECT_EQ(select(two, more, allRows(3), 3, /*skip=*/false), (Rows{2}));
}

TEST(SelectionTest, ManyIterationsEndWhenNothingCanChange) {
  // The sum is -2 when the max side is used up, so the min side is skipped for
  // ever: 10^12 iterations take no time.
  int64_t many = 1000000000000;
  EXPECT_EQ(select({1, 1}, {1, -4, 1, -4}, allRows(2), many), (Rows{1}));
}

TEST(SelectionTest, AgreesWithTheLoopOfTheReferencePage) {
  std::mt19937 random(7);
  std::uniform_int_distribution<int> value(-6, 6), size(1, 9), coin(0, 3);
  for (int trial = 0; trial < 2000; ++trial) {
    std::vector<int16_t> query(size_t(size(random)));
    std::vector<int16_t> keys(query.size() * size_t(size(random)));
    for (int16_t &element : query)
      element = int16_t(value(random));
    for (int16_t &element : keys)
      element = int16_t(value(random));
    Rows admitted;
    for (int32_t row : allRows(int64_t(keys.size() / query.size())))
      if (coin(random))
        admitted.push_back(row);
    if (admitted.empty())
      continue;
    int64_t iterations = size(random) * size(random);
    ASSERT_EQ(select(query, keys, admitted, iterations),
              selectPlainly(query, keys, admitted, iterations))
        << "trial " << trial;
  }
}
