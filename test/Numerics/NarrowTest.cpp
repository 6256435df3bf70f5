//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Numerics/NarrowAttention.h"
#include "a3/Numerics/NarrowSelection.h"
#include "a3/Numerics/Selection.h"

#include "InstructionSets.h"

#include <gtest/gtest.h>
#include <numeric>
#include <random>

using namespace a3;

namespace {

using Random = std::mt19937;

/// Elements in [-most, most], and sometimes the lowest one.
Rows<int16_t> randomRows(Random &random, int64_t rows, int64_t columns,
                         int most) {
  Rows<int16_t> result(rows, columns);
  std::uniform_int_distribution<int> value(-most, most);
  std::normal_distribution<float> normal(0, float(std::max(most, 1)) / 4);
  bool spread = random() % 2 && most > 0;
  for (int64_t row = 0; row < rows; ++row)
    for (int64_t column = 0; column < columns; ++column) {
      int element = spread ? int(normal(random)) : value(random);
      result.row(row)[column] = int16_t(most >= 255 && random() % 64 == 0
                                            ? -256
                                            : std::clamp(element, -256, 255));
    }
  return result;
}

std::vector<int16_t> plain(const Rows<int16_t> &rows) {
  std::vector<int16_t> elements;
  for (int64_t row = 0; row < rows.rows(); ++row)
    elements.insert(elements.end(), rows.row(row),
                    rows.row(row) + rows.columns());
  return elements;
}

std::vector<int32_t> someRows(Random &random, int64_t count) {
  std::vector<int32_t> rows;
  auto kind = random() % 4;
  for (int32_t row = 0; row < int32_t(count); ++row)
    if (kind == 0 || (kind == 1 && row <= int32_t(count / 2)) ||
        (kind == 2 && random() % 4 == 0))
      rows.push_back(row);
  return rows;
}

int pick(Random &random, std::initializer_list<int> values) {
  return *(values.begin() + random() % values.size());
}

} // namespace

namespace {

void compareSelections(int trials) {
  Random random(3);
  constexpr int mostQueries = 20;
  NarrowSortedKeys narrowKeys;
  NarrowSelection narrow(true), narrowAlways(false);
  CandidateSelection<int16_t, int64_t> walk(true), walkAlways(false);
  for (int trial = 0; trial < trials; ++trial) {
    int most = pick(random, {0, 1, 2, 6, 40, 255});
    int64_t rows = pick(random, {1, 2, 5, 20, 33, 120});
    int64_t depth = pick(random, {1, 2, 9, 16, 40, 64});
    Rows<int16_t> keys = randomRows(random, rows, depth, most);
    int64_t numQueries = 1 + trial % mostQueries;
    Rows<int16_t> queries = randomRows(random, numQueries + 1, depth, most);
    int64_t iterations = 1 + int64_t(random()) % (2 * rows);
    if (trial % 8 == 0)
      iterations = rows * depth + int64_t(random() % 3) - 1;
    iterations = std::max<int64_t>(iterations, 1);
    narrowKeys.assign(keys, rows);
    SortedKeys<int16_t> sorted(plain(keys).data(), rows, depth);
    std::vector<int32_t> all(static_cast<size_t>(rows));
    std::iota(all.begin(), all.end(), 0);
    bool skip = trial % 2;
    Rows<int32_t> candidates;
    std::array<int64_t, mostQueries> counts;
    (skip ? narrow : narrowAlways)
        .select(queries, 1, numQueries, narrowKeys, iterations, candidates,
                counts.data());
    for (int64_t i = 0; i < numQueries; ++i) {
      auto expected = (skip ? walk : walkAlways)
                          .select(queries.row(i + 1), sorted, all, iterations);
      std::vector<int32_t> found(candidates.row(i),
                                 candidates.row(i) + counts[size_t(i)]);
      ASSERT_EQ(found, std::vector(expected.begin(), expected.end()))
          << "trial " << trial << ": " << rows << " x " << depth << ", "
          << iterations << " iterations, elements up to " << most;
    }
  }
}

void compareAttention(int trials) {
  Random random(4);
  for (int trial = 0; trial < trials; ++trial) {
    Machine machine = *loadMachine("a3-hpca20");
    if (trial % 3 == 0)
      machine.normalisation = Normalisation::Late;
    if (trial % 5 == 0)
      std::tie(machine.integerBits, machine.fractionBits) =
          std::pair(trial % 2 ? 0 : 2, trial % 2 ? 4 : 1);
    int most = pick(random, {1, 6, 40, 255});
    int64_t rows = pick(random, {1, 2, 31, 40, 320});
    int64_t depth = pick(random, {1, 2, 9, 64}), dv = pick(random, {1, 40, 64});
    int64_t count = pick(random, {1, 3, 4, 16});
    Rows<int16_t> keys = randomRows(random, rows, depth, most);
    Rows<int16_t> values = randomRows(random, rows, dv, most);
    Rows<int16_t> queries = randomRows(random, count + 2, depth, most);
    std::vector<int16_t> plainKeys = plain(keys), plainValues = plain(values);
    Tile<int16_t> tile{plainKeys.data(), plainValues.data(), depth, dv};
    Rows<int32_t> pairs;
    pairColumns(keys, pairs);
    NarrowTile narrowTile{&keys, &values, &pairs};
    std::vector<std::vector<int32_t>> rowLists;
    std::vector<std::span<const int32_t>> candidates;
    for (int64_t i = 0; i < count; ++i)
      rowLists.push_back(someRows(random, rows));
    for (std::vector<int32_t> &list : rowLists) {
      size_t size = list.size();
      list.resize(size + NarrowAttention::slack);
      candidates.push_back(std::span(list).first(size));
    }
    ASSERT_TRUE(NarrowAttention::suits(machine, depth));
    NarrowAttention narrow(machine, depth);
    FixedAttention exact(machine, depth);
    double percent = pick(random, {0, 1, 10, 100});
    narrow.setThreshold(percent);
    exact.setThreshold(percent);
    std::vector<int64_t> output(size_t(count * dv)), kept(size_t(count), 0);
    NarrowAttention::Block block{&queries, 2, candidates};
    narrow.attend(block, narrowTile, dv, output.data(), kept.data());
    std::vector<Partial<int64_t>> partials(static_cast<size_t>(count));
    for (int repeat = 0; repeat < 2; ++repeat)
      narrow.accumulate(block, narrowTile, partials, kept.data());
    for (int64_t i = 0; i < count; ++i) {
      std::vector<int64_t> expected(static_cast<size_t>(dv));
      const int16_t *query = queries.row(i + 2);
      exact.attend(query, tile, candidates[size_t(i)], expected.data());
      std::vector<int64_t> actual(output.begin() + i * dv,
                                  output.begin() + (i + 1) * dv);
      ASSERT_EQ(actual, expected) << "trial " << trial << ", query " << i;
      ASSERT_EQ(kept[size_t(i)], exact.kept());
      Partial<int64_t> partial;
      for (int repeat = 0; repeat < 2; ++repeat)
        exact.accumulate(query, tile, candidates[size_t(i)], partial);
      ASSERT_EQ(partials[size_t(i)].output, partial.output);
      ASSERT_EQ(partials[size_t(i)].sum, partial.sum);
    }
  }
}

} // namespace

TEST(NarrowSelectionTest, AgreesWithTheWalkOverColumns) {
  forEachInstructionSet([] { compareSelections(1200); });
}

TEST(NarrowAttentionTest, AgreesWithOneQueryAtATime) {
  forEachInstructionSet([] { compareAttention(300); });
}
