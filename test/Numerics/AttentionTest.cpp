//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Numerics/Attention.h"

#include <cmath>
#include <gtest/gtest.h>
#include <numeric>

using namespace a3;

namespace {

std::vector<int32_t> allRows(int32_t count) {
  std::vector<int32_t> rows(count);
  std::iota(rows.begin(), rows.end(), 0);
  return rows;
}

TEST(AttentionTest, TwoRowsByHand) {
  // Scores 256 (1.0) and 0: e = 256, 94; sum 350; weights 187, 68.
  FixedAttention attention(*loadMachine("a3-hpca20"), 1);
  int16_t query = 16, keys[] = {16, 0}, values[] = {16, -32};
  int64_t output;
  attention.attend(&query, {keys, values, 1, 1}, allRows(2), &output);
  EXPECT_EQ(output, 187 * 16 - 68 * 32);
}

TEST(AttentionTest, LateNormalisationTruncatesTowardZero) {
  Machine machine = *loadMachine("a3-hpca20");
  machine.normalisation = Normalisation::Late;
  FixedAttention attention(machine, 1);
  int16_t query = 16, keys[] = {16, 0}, values[] = {-1, 0};
  int64_t output;
  attention.attend(&query, {keys, values, 1, 1}, allRows(2), &output);
  EXPECT_EQ(output, -(256 * 256 / 350));
}

TEST(AttentionTest, UniformAttentionOver320RowsIsLostInThePapersMode) {
  Machine machine = *loadMachine("a3-hpca20");
  std::vector<int16_t> keys(320), values(320, 16);
  int16_t query = 16;
  int64_t output;
  FixedAttention(machine, 1)
      .attend(&query, {keys.data(), values.data(), 1, 1}, allRows(320),
              &output);
  EXPECT_EQ(output, 0);
  machine.normalisation = Normalisation::Late;
  FixedAttention(machine, 1)
      .attend(&query, {keys.data(), values.data(), 1, 1}, allRows(320),
              &output);
  EXPECT_EQ(output, 16 * 256);
}

TEST(AttentionTest, ScoresOfTheMostNegativeElementsAreNotCut) {
  // W = 2·14 + 3 = 31, and the score is 8 · 2^28 = 2^31. The other row is 2^31
  // below it, x saturates, e = 256 and 0.
  Machine machine = *loadMachine("a3-hpca20");
  machine.integerBits = 10;
  std::vector<int16_t> query(8, -(1 << 14)), keys(16);
  std::fill_n(keys.begin(), 8, int16_t(-(1 << 14)));
  int16_t values[] = {1, 5};
  int64_t output;
  FixedAttention(machine, 8)
      .attend(query.data(), {keys.data(), values, 8, 1}, allRows(2), &output);
  EXPECT_EQ(output, 256 * 1);
}

TEST(AttentionTest, NoAdmittedRowGivesZero) {
  int16_t element = 16;
  int64_t output = 1;
  FixedAttention(*loadMachine("a3-hpca20"), 1)
      .attend(&element, {&element, &element, 1, 1}, {}, &output);
  EXPECT_EQ(output, 0);
}

TEST(AttentionTest, MergedFloatTilesEqualTheWhole) {
  Machine machine = *loadMachine("a3-hpca20");
  FloatAttention attention(machine);
  std::vector<float> keys(40), values(40);
  for (int i = 0; i < 40; ++i) {
    keys[i] = std::sin(float(i));
    values[i] = std::cos(float(i));
  }
  float query[] = {2.0f, -1.0f}, whole[2], merged[2];
  Tile<float> tile{keys.data(), values.data(), 2, 2};
  attention.attend(query, tile, allRows(20), whole);
  Partial<float> partial;
  std::vector<int32_t> rows = allRows(20);
  attention.accumulate(query, tile, std::span(rows).first(7), partial);
  attention.accumulate(query, tile, std::span(rows).subspan(7), partial);
  attention.finish(partial, merged);
  EXPECT_NEAR(merged[0], whole[0], 1e-6);
  EXPECT_NEAR(merged[1], whole[1], 1e-6);
}

} // namespace
