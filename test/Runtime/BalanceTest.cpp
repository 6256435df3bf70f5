//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Runtime/Balance.h"

#include "TestProgram.h"
#include "a3/Numerics/FixedPoint.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <random>

using namespace a3;

namespace {

class BalanceTest : public testing::Test {
protected:
  const Machine machine = *loadMachine("a3-hpca20");
  FormatRecord of(Ranges ranges, double scale = 1) {
    return balance(ranges, scale, machine);
  }
};

constexpr float infinity = std::numeric_limits<float>::infinity();
constexpr float notANumber = std::numeric_limits<float>::quiet_NaN();
constexpr float tiny = std::numeric_limits<float>::denorm_min();
constexpr float huge = std::numeric_limits<float>::max();

TEST_F(BalanceTest, QueriesAndKeysShareTheirMagnitude) {
  // sqrt(64 / 1) = 8 = 2^3.
  EXPECT_EQ(of({1, 64, 1}).query, 8);
  EXPECT_EQ(of({1, 64, 1}).key, 0.125f);
  // sqrt(63.9) and sqrt(16) both floor to 4; sqrt(15.9) to 2.
  EXPECT_EQ(of({1, 63.9f, 1}).query, 4);
  EXPECT_EQ(of({1, 16, 1}).query, 4);
  EXPECT_EQ(of({1, 15.9f, 1}).query, 2);
  // sqrt(1/2) floors to 2^-1.
  EXPECT_EQ(of({2, 1, 1}).query, 0.5f);
  EXPECT_EQ(of({2, 1, 1}).key, 2);
}

TEST_F(BalanceTest, TheScaleBelongsToTheQueries) {
  FormatRecord record = of({8, 64, 1}, 0.125);
  EXPECT_EQ(record.query, 8 * 0.125f);
  EXPECT_EQ(record.key, 0.125f);
  EXPECT_EQ(of({8, 64, 1}, -0.125).query, -8 * 0.125f);
}

TEST_F(BalanceTest, ValuesFillTheFormat) {
  for (float range : {0.01f, 0.9f, 1.0f, 15.9375f, 15.98f, 16.0f, 1000.0f}) {
    FormatRecord record = of({1, 1, range});
    Quantiser once(machine, record.value), twice(machine, 2 * record.value);
    once(range);
    twice(range);
    EXPECT_EQ(once.saturations(), 0) << range;
    EXPECT_EQ(twice.saturations(), 1) << range;
    EXPECT_EQ(record.value * record.output, 1) << range;
  }
}

TEST_F(BalanceTest, UnusableRangesLeaveTheOperandsAsTheyAre) {
  for (float bad : {0.0f, infinity, notANumber}) {
    for (Ranges ranges : {Ranges{bad, 1, 1}, Ranges{1, bad, 1}}) {
      FormatRecord record = of(ranges, 0.5);
      EXPECT_EQ(record.query, 0.5f);
      EXPECT_EQ(record.key, 1);
    }
    EXPECT_EQ(of({1, 1, bad}).value, 1);
    EXPECT_EQ(of({1, 1, bad}).output, 1);
  }
  EXPECT_EQ(of({1, 1, 1}, 0).query, 0);
}

TEST_F(BalanceTest, FactorsAreNeverBeyondBinary32) {
  for (float query : {tiny, 1e-30f, 1.0f, huge})
    for (float key : {tiny, 1e-30f, 1.0f, huge})
      for (float value : {tiny, huge})
        for (double scale : {1e-40, 1e-20, 1.0, 1e30}) {
          FormatRecord record = of({query, key, value}, scale);
          EXPECT_TRUE(std::isfinite(record.query));
          EXPECT_TRUE(std::isnormal(record.key));
          EXPECT_TRUE(std::isnormal(record.value));
          EXPECT_TRUE(std::isnormal(record.output));
        }
}

struct SelfAttention {
  Site site = test::attentionSite(2, 3, 5, 8);
  std::vector<float> query, key, value, output;

  SelfAttention() {
    std::mt19937 random(7);
    std::normal_distribution<float> normal;
    auto fill = [&](std::vector<float> &data, float magnitude) {
      data.resize(size_t(site.query.bytes / 4));
      for (float &element : data)
        element = magnitude * normal(random);
    };
    fill(query, 0.1f);
    fill(key, 9.0f);
    fill(value, 0.02f);
    output.resize(query.size());
  }
  SiteOperands operands() {
    return {query.data(), key.data(), value.data(), nullptr, output.data()};
  }
};

TEST_F(BalanceTest, EachHeadHasItsOwnRecord) {
  SelfAttention data;
  // Head (1, 2), row 4, last column of its slice.
  data.key[size_t(1 * 5 * 24 + 4 * 24 + 2 * 8 + 7)] = 4000;
  auto ranges = measureRanges(data.site, data.operands());
  ASSERT_EQ(ranges.size(), 6u);
  EXPECT_EQ(ranges[5].key, 4000);
  std::vector<float> formats = balance(ranges, data.site.scale, machine);
  ASSERT_EQ(formats.size(), 4u * 6);
  for (size_t head = 0; head < 5; ++head)
    EXPECT_GE(formats[4 * head + 1], 8 * formats[4 * 5 + 1]);
}

TEST_F(BalanceTest, FloatResultsDoNotDependOnThePowers) {
  SelfAttention data;
  ASSERT_TRUE(runSite(data.site, data.operands(), machine, Arithmetic::Float));
  std::vector<float> balanced = data.output;
  auto ranges = measureRanges(data.site, data.operands());
  FormatRecord record = balance(ranges[0], data.site.scale, machine);
  EXPECT_NE(record.key, 1);
  EXPECT_NE(record.value, 1);
  for (size_t head = 0; head < 6; ++head)
    data.site.formats.insert(data.site.formats.end(),
                             {float(data.site.scale), 1, 1, 1});
  ASSERT_TRUE(runSite(data.site, data.operands(), machine, Arithmetic::Float));
  EXPECT_EQ(data.output, balanced);
}

TEST_F(BalanceTest, TheFullAccountPaysForTheRanges) {
  SelfAttention data;
  auto chosen = runSite(data.site, data.operands(), machine, Arithmetic::Fixed);
  ASSERT_TRUE(chosen);
  EXPECT_EQ(chosen->formats.size(), 4u * 6);
  data.site.formats = chosen->formats;
  std::vector<float> output = data.output;
  auto fixed = runSite(data.site, data.operands(), machine, Arithmetic::Fixed);
  ASSERT_TRUE(fixed);
  EXPECT_EQ(data.output, output);
  EXPECT_EQ(fixed->formats, chosen->formats);
  const Statistics &with = chosen->statistics, &without = fixed->statistics;
  // q, K and V: 2 x 5 x 24 elements of 4 bytes, 16 bytes a cycle. Those of a
  // later head are read while the one before computes.
  EXPECT_EQ(with.bytesLoaded - without.bytesLoaded, 3 * 960);
  EXPECT_EQ(with.times.port - without.times.port, 3 * 960 / 16);
  int64_t longer = with.full.cycles - without.full.cycles;
  EXPECT_GE(longer, 3 * 960 / 16 / 6);
  EXPECT_LE(longer, 3 * 960 / 16);
  EXPECT_NEAR(with.full.energy() - without.full.energy(),
              3 * 960 * 10e-3 + double(longer) * 11.502 / 1000, 1e-6);
  EXPECT_EQ(with.paper.cycles, without.paper.cycles);
}

} // namespace
