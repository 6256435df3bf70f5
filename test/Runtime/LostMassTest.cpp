//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Runtime/LostMass.h"

#include "InterleavedAttention.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

using namespace a3;

namespace {

constexpr int64_t depth = InterleavedAttention::depth,
                  heads = InterleavedAttention::heads,
                  queries = InterleavedAttention::queries;

/// Of 20 rows, it takes tiles of 5.
Machine smallMachine() {
  Machine machine = *loadMachine("a3-hpca20");
  machine.rows = 8;
  machine.lanes = depth;
  machine.queryRows = 6;
  return machine;
}

struct Problem : InterleavedAttention {
  Machine machine = smallMachine();

  /// The third query may see no row.
  explicit Problem(int64_t rows) : InterleavedAttention(rows) {
    std::fill_n(mask.begin() + 2 * rows, rows, uint8_t(0));
  }

  bool admits(int64_t query, int64_t row) const {
    return (!attention.maskRows || mask[size_t(query * rows + row)]) &&
           (!attention.causal || row <= query + attention.causalOffset);
  }

  double score(int64_t head, int64_t index, int64_t row) const {
    double sum = 0;
    for (int64_t i = 0; i < depth; ++i)
      sum += double(query[size_t((index * heads + head) * depth + i)]) *
             double(key[size_t((row * heads + head) * depth + i)]);
    return attention.scale * sum;
  }

  /// The share of rows below `percent` of their tile's largest weight.
  double lost(int64_t head, int64_t index, double percent,
              int64_t tileRows) const {
    double all = 0, dropped = 0;
    for (int64_t first = 0; first < rows; first += tileRows) {
      std::vector<double> weights;
      double best = 0;
      for (int64_t row = first; row < std::min(first + tileRows, rows); ++row)
        if (admits(index, row)) {
          weights.push_back(std::exp(score(head, index, row)));
          best = std::max(best, weights.back());
        }
      for (double weight : weights) {
        all += weight;
        dropped += weight < best * percent / 100 ? weight : 0;
      }
    }
    return all > 0 ? dropped / all : 0;
  }

  void check(double percent) {
    attention.approximations = {{0, percent}};
    auto site = describeSite(attention, machine);
    ASSERT_TRUE(site) << describe(site.error());
    auto measured =
        measureLostMass(*site, operands(), machine, Arithmetic::Float);
    ASSERT_TRUE(measured) << measured.error().message;
    auto load = std::ranges::find(site->stream, isa::Opcode::LoadKey,
                                  &isa::Instruction::opcode);
    ASSERT_NE(load, site->stream.end());
    int64_t tileRows = load->fields[isa::load_key::rows];
    EXPECT_EQ(tileRows < rows, rows == 20);
    double sum = 0, largest = 0;
    for (int64_t head = 0; head < heads; ++head)
      for (int64_t index = 0; index < queries; ++index) {
        double one = lost(head, index, percent, tileRows);
        sum += one;
        largest = std::max(largest, one);
      }
    EXPECT_EQ(measured->queries, heads * queries);
    EXPECT_NEAR(measured->sum, sum, 1e-9);
    EXPECT_NEAR(measured->largest, largest, 1e-12);
    EXPECT_GT(largest, 0.001);
  }
};

TEST(LostMassTest, IsTheSoftmaxOfTheRowsThatWereDropped) {
  Problem(6).check(10);
}

TEST(LostMassTest, GoesOverAllKeyTiles) { Problem(20).check(10); }

TEST(LostMassTest, RowsThatMasksHideAreNotLost) {
  Problem bitmap(20);
  bitmap.useMask();
  bitmap.check(10);
  Problem causal(20);
  causal.attention.causal = true;
  causal.attention.causalOffset = 4;
  causal.check(10);
  causal.useMask();
  causal.check(30);
}

TEST(LostMassTest, ExactAttentionLosesNothing) {
  Problem problem(20);
  auto site = describeSite(problem.attention, problem.machine);
  ASSERT_TRUE(site);
  auto measured = measureLostMass(*site, problem.operands(), problem.machine,
                                  Arithmetic::Fixed);
  ASSERT_TRUE(measured);
  EXPECT_EQ(measured->largest, 0);
}

TEST(LostMassTest, TheOutputIsLeftAsItIs) {
  Problem problem(20);
  auto site = describeSite(problem.attention, problem.machine);
  ASSERT_TRUE(site);
  SiteOperands operands = problem.operands();
  operands.output = problem.query.data(); // The results replace the queries.
  std::vector<float> query = problem.query;
  ASSERT_TRUE(
      measureLostMass(*site, operands, problem.machine, Arithmetic::Fixed));
  EXPECT_EQ(problem.query, query);
}

} // namespace
