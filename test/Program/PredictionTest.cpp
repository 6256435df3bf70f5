//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Program/Prediction.h"

#include <gtest/gtest.h>

using namespace a3;

namespace {

/// Three heads of two batches, 5 rows of 8 columns.
Site site() {
  Site site;
  site.heads = 6;
  OperandInfo operand{{2, 3, 5, 8}, {120, 8, 24, 1}};
  site.query = site.key = site.value = operand;
  return site;
}

TEST(PredictionTest, BroadcastOperandsAreReadOnce) {
  Site broadcast = site();
  EXPECT_EQ(rangeBytes(broadcast), std::vector<RangeBytes>(6, {160, 160, 160}));
  broadcast.key.strides[1] = 0;
  RangeBytes all = {160, 160, 160}, known = {160, 0, 160};
  EXPECT_EQ(rangeBytes(broadcast),
            (std::vector<RangeBytes>{all, known, known, all, known, known}));
}

TEST(PredictionTest, HeadsWithTheSameKeysShareARecord) {
  Site shared = site();
  shared.key.strides[1] = shared.value.strides[1] = 0;
  EXPECT_EQ(headsOfKeys(shared), (std::vector<int64_t>{0, 0, 0, 3, 3, 3}));
  RangeBytes first = {480, 160, 160}, none = {};
  EXPECT_EQ(rangeBytes(shared),
            (std::vector<RangeBytes>{first, none, none, first, none, none}));
}

TEST(PredictionTest, KnownFormatsNeedNoRanges) {
  Site calibrated = site();
  calibrated.formats.assign(24, 1);
  EXPECT_TRUE(rangeBytes(calibrated).empty());
}

} // namespace
