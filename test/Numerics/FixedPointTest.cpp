//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Numerics/FixedPoint.h"

#include "InstructionSets.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <numeric>

using namespace a3;

namespace {

TEST(FixedPointTest, QuantisationRoundsToEvenAndCountsSaturations) {
  Quantiser quantise(*loadMachine("a3-hpca20"), 1.0f);
  EXPECT_EQ(quantise(1.0f), 16);
  EXPECT_EQ(quantise(0.5f / 16), 0);
  EXPECT_EQ(quantise(1.5f / 16), 2);
  EXPECT_EQ(quantise(-2.5f / 16), -2);
  EXPECT_EQ(quantise(-16.0f), -256);
  EXPECT_EQ(quantise.saturations(), 0);
  EXPECT_EQ(quantise(16.0f), 255);
  EXPECT_EQ(quantise(-1e30f), -256);
  EXPECT_EQ(quantise(std::numeric_limits<float>::infinity()), 255);
  EXPECT_EQ(quantise(std::numeric_limits<float>::quiet_NaN()), 0);
  EXPECT_EQ(quantise.saturations(), 4);
}

TEST(FixedPointTest, TheFactorComesBeforeRounding) {
  Quantiser quantise(*loadMachine("a3-hpca20"), 0.25f);
  EXPECT_EQ(quantise(1.0f), 4);
}

TEST(FixedPointTest, TheLargestMagnitudeIsNaNWhereOneIs) {
  constexpr float infinity = std::numeric_limits<float>::infinity();
  forEachInstructionSet([&] {
    EXPECT_EQ(largestMagnitude(nullptr, 0), 0);
    std::vector<float> numbers(37, 0.5f);
    numbers[3] = -2;
    EXPECT_EQ(largestMagnitude(numbers.data(), 3), 0.5f);
    EXPECT_EQ(largestMagnitude(numbers.data(), 37), 2);
    numbers[36] = -infinity;
    EXPECT_EQ(largestMagnitude(numbers.data(), 37), infinity);
    numbers[0] = std::numeric_limits<float>::quiet_NaN();
    EXPECT_TRUE(std::isnan(largestMagnitude(numbers.data(), 37)));
  });
}

TEST(FixedPointTest, SumsAreRoundedOnce) {
  Machine machine = *loadMachine("a3-hpca20");
  std::vector<int64_t> sums(21, 4096 * 3);
  sums[1] = -(int64_t(1) << 24) - 1; // Half way to the next binary32.
  sums[2] = (int64_t(1) << 24) + 3;
  sums.back() = -4096;
  forEachInstructionSet([&] {
    std::vector<float> numbers(sums.size());
    scaleSums(machine, sums.data(), int64_t(sums.size()), 0.5f, numbers.data());
    EXPECT_EQ(numbers[0], 1.5f);
    EXPECT_EQ(numbers[1], -2048.0f);
    EXPECT_EQ(numbers[2], 2048.0f + 0x1p-11f);
    EXPECT_EQ(numbers.back(), -0.5f);
  });
}

TEST(FixedPointTest, ExponentsAreProductsOfTwoTables) {
  ExponentTable exponent(*loadMachine("a3-hpca20"), 64);
  EXPECT_EQ(exponent.bits(), 22u);
  EXPECT_EQ(exponent(0), 256);
  EXPECT_EQ(exponent(256), 94); // round(256 / e)
  EXPECT_EQ(exponent(1420), 1); // round(256 exp(-5.547))
  EXPECT_EQ(exponent(2048), 0); // round(256 exp(-8)) in the upper table
  EXPECT_EQ(exponent(int64_t(1) << 40), 0);
}

TEST(FixedPointTest, UpperAndLowerBitsMultiply) {
  // W = 16 for depth 1: x = 256 * upper + lower.
  ExponentTable exponent(*loadMachine("a3-hpca20"), 1);
  EXPECT_EQ(exponent.bits(), 16u);
  EXPECT_EQ(exponent(256 + 128), (94 * 155) >> 8);
}

} // namespace
