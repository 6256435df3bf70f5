//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Debugger/SelectionWalk.h"

#include "a3/Numerics/Selection.h"

#include <gtest/gtest.h>
#include <random>

using namespace a3;

namespace {

/// What a bank of sorted keys would hold.
template <typename Element>
BankContents contentsOf(const SortedKeys<Element> &keys) {
  BankContents contents;
  contents.rows = keys.rows();
  contents.columns = keys.depth();
  for (int64_t place = 0; place < keys.rows(); ++place)
    for (int64_t column = 0; column < keys.depth(); ++column) {
      auto entry = keys.column(column)[size_t(place)];
      contents.elements.push_back(entry.value);
      contents.sortedRows.push_back(entry.row);
    }
  return contents;
}

template <typename Element, typename Score>
void compareOnRandomCases(Arithmetic arithmetic, int range) {
  std::mt19937 random(1);
  auto uniform = [&](int low, int high) {
    return std::uniform_int_distribution<int>(low, high)(random);
  };
  for (int i = 0; i < 300; ++i) {
    int rows = uniform(1, 12), depth = uniform(1, 6);
    std::vector<Element> keys(static_cast<size_t>(rows * depth));
    std::vector<Element> query(static_cast<size_t>(depth));
    for (Element &key : keys)
      key = Element(uniform(-range, range));
    for (Element &element : query)
      element = Element(uniform(-range, range));
    std::vector<int32_t> admitted;
    for (int32_t row = 0; row < rows; ++row)
      if (uniform(0, 3))
        admitted.push_back(row);
    SortedKeys<Element> sorted(keys.data(), rows, depth);
    bool skip = uniform(0, 1);
    int64_t iterations = uniform(1, 2 * rows * depth + 2);
    CandidateSelection<Element, Score> selection(skip);
    auto expected =
        selection.select(query.data(), sorted, admitted, iterations);
    std::vector<double> wide(query.begin(), query.end());
    SelectionWalk walk = SelectionWalk::run(wide, contentsOf(sorted), admitted,
                                            iterations, skip, arithmetic);
    ASSERT_EQ(walk.candidates,
              std::vector<int32_t>(expected.begin(), expected.end()))
        << "case " << i;
  }
}

TEST(SelectionWalkTest, FindsTheCandidatesOfTheSimulator) {
  compareOnRandomCases<int16_t, int64_t>(Arithmetic::Fixed, 2);
  compareOnRandomCases<int16_t, int64_t>(Arithmetic::Fixed, 256);
  compareOnRandomCases<float, float>(Arithmetic::Float, 3);
}

TEST(SelectionWalkTest, SaysWhereThePointersStand) {
  // q = (1, -1): the walk is worked out in test_reference_model.py.
  const int16_t keys[] = {3, 1, 3, 2, -1, -2};
  BankContents sorted = contentsOf(SortedKeys<int16_t>(keys, 3, 2));
  const double query[] = {1, -1};
  const int32_t admitted[] = {0, 1, 2};
  SelectionWalk walk =
      SelectionWalk::run(query, sorted, admitted, 4, true, Arithmetic::Fixed);
  EXPECT_EQ(walk.greedy, (std::vector<double>{2, 1, 1}));
  EXPECT_EQ(walk.sum, 4);
  EXPECT_EQ(walk.largest[0].taken, 3);
  EXPECT_EQ(walk.largest[0].row, -1) << "used up";
  EXPECT_EQ(walk.largest[1].taken, 1);
  EXPECT_EQ(walk.largest[1].product, -1);
  EXPECT_EQ(walk.largest[1].row, 0);
  EXPECT_EQ(walk.smallest[0].taken, 1);
  EXPECT_EQ(walk.smallest[1].taken, 3);
}

TEST(SelectionWalkTest, EndsWhenNothingCanChange) {
  const float keys[] = {-1};
  BankContents sorted = contentsOf(SortedKeys<float>(keys, 1, 1));
  const double query[] = {1};
  const int32_t admitted[] = {0};
  SelectionWalk walk = SelectionWalk::run(query, sorted, admitted, 1LL << 32,
                                          true, Arithmetic::Float);
  EXPECT_LE(walk.iterations, 3);
  EXPECT_EQ(walk.candidates, (std::vector<int32_t>{0}));
  EXPECT_TRUE(SelectionWalk::run(query, sorted, {}, 5, true, Arithmetic::Float)
                  .candidates.empty());
}

} // namespace
