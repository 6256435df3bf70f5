//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Schedule/Preset.h"

#include <cmath>
#include <gtest/gtest.h>

using namespace a3;

namespace {

Approximation resolved(const ApproximationChoice &choice, int64_t rows) {
  auto result = choice.resolve(rows);
  EXPECT_TRUE(result && *result);
  return result && *result ? **result : Approximation();
}

TEST(PresetTest, ExactIsNoApproximation) {
  auto result = ApproximationChoice{}.resolve(320);
  ASSERT_TRUE(result);
  EXPECT_FALSE(*result);
}

TEST(PresetTest, PresetsArePartsOfTheRows) {
  EXPECT_EQ(resolved({Preset::Conservative}, 320), (Approximation{160, 5}));
  EXPECT_EQ(resolved({Preset::Aggressive}, 320), (Approximation{40, 10}));
  // Rounded up, at least 1.
  EXPECT_EQ(resolved({Preset::Conservative}, 7).iterations, 4);
  EXPECT_EQ(resolved({Preset::Aggressive}, 9).iterations, 2);
  EXPECT_EQ(resolved({Preset::Aggressive}, 1).iterations, 1);
  EXPECT_EQ(resolved({Preset::Aggressive}, 0).iterations, 1);
}

TEST(PresetTest, WhatIsGivenOverridesThePreset) {
  EXPECT_EQ(resolved({Preset::Aggressive, "7"}, 320), (Approximation{7, 10}));
  EXPECT_EQ(resolved({Preset::Aggressive, {}, 2.5}, 320),
            (Approximation{40, 2.5}));
  EXPECT_EQ(resolved({Preset::Aggressive, {}, {}, 80}, 320),
            (Approximation{10, 10}));
  EXPECT_EQ(resolved({Preset::Exact, "0.25n"}, 10), (Approximation{3, 0}));
  EXPECT_EQ(resolved({Preset::Exact, "7"}, 320), (Approximation{7, 0}));
}

std::string errorOf(const ApproximationChoice &choice) {
  auto result = choice.resolve(8);
  return result ? "" : result.error().message;
}

TEST(PresetTest, RowsThatOnlyTheLaunchKnowsAreDividedThere) {
  auto later = [](ApproximationChoice choice) {
    return **choice.resolveLater();
  };
  EXPECT_EQ(later({Preset::Conservative}), (Approximation{0, 5, 500}));
  EXPECT_EQ(later({Preset::Aggressive}), (Approximation{0, 10, 125}));
  EXPECT_EQ(later({Preset::Aggressive, "0.3n"}), (Approximation{0, 10, 300}));
  ApproximationChoice fixed{Preset::Aggressive};
  fixed.presetRows = 80;
  EXPECT_EQ(later(fixed), (Approximation{10, 10, 0}));
  fixed.m = "3";
  EXPECT_EQ(later(fixed), (Approximation{3, 10, 0}));
  EXPECT_FALSE((*ApproximationChoice().resolveLater()).has_value());
}

TEST(PresetTest, RefusesWhatIsOutOfRange) {
  EXPECT_NE(errorOf({Preset::Exact, "0"}), "");
  EXPECT_NE(errorOf({Preset::Exact, "-3"}).find("0.125n, not -3"),
            std::string::npos);
  EXPECT_NE(errorOf({Preset::Exact, {}, 0}), "");
  EXPECT_NE(errorOf({Preset::Exact, {}, 100.5}).find("not 100.5"),
            std::string::npos);
  EXPECT_NE(errorOf({Preset::Exact, {}, std::nan("")}), "");
  EXPECT_NE(errorOf({Preset::Exact, {}, {}, 0}), "");
}

} // namespace
