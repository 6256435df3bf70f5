//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Numerics/FixedPoint.h"

#include <gtest/gtest.h>
#include <limits>

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
