//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Numerics/Attention.h"

#include <algorithm>
#include <cmath>

using namespace a3;

namespace {

template <typename Sum>
Sum dotProduct(const int16_t *left, const int16_t *right, int64_t count) {
  Sum sum = 0;
  for (int64_t i = 0; i < count; ++i)
    sum += Sum(left[i]) * right[i];
  return sum;
}

/// Eight sums side by side, so that the compiler may use vectors without
/// reordering what the source says.
float dotProduct(const float *left, const float *right, int64_t count) {
  float sums[8] = {};
  int64_t i = 0;
  for (; i + 8 <= count; i += 8)
    for (int64_t lane = 0; lane < 8; ++lane)
      sums[lane] += left[i + lane] * right[i + lane];
  for (; i < count; ++i)
    sums[0] += left[i] * right[i];
  return ((sums[0] + sums[4]) + (sums[1] + sums[5])) +
         ((sums[2] + sums[6]) + (sums[3] + sums[7]));
}

template <typename Weight, typename Element, typename Accumulator>
void addWeighted(Weight weight, const Element *row, int64_t count,
                 Accumulator *sums) {
  for (int64_t i = 0; i < count; ++i)
    sums[i] += weight * Accumulator(row[i]);
}

} // namespace

template <typename Score>
template <typename ScoreOf>
Score ScoredRows<Score>::assign(std::span<const int32_t> admitted,
                                ScoreOf scoreOf) {
  rows.clear();
  if (admitted.empty())
    return 0;
  Score best = std::numeric_limits<Score>::lowest();
  for (int32_t index : admitted) {
    rows.push_back({index, scoreOf(index)});
    best = std::max(best, rows.back().score);
  }
  if (limit != std::numeric_limits<Score>::max())
    std::erase_if(rows,
                  [&](const Row &row) { return row.score < best - limit; });
  return best;
}

FixedAttention::FixedAttention(const Machine &machine, int64_t depth)
    : normalisation(machine.normalisation),
      scoreFraction(unsigned(2 * machine.fractionBits)),
      exponent(machine, depth) {
  // A score has W bits and a sign, and is 2^W where all elements are the most
  // negative ones.
  narrowScores = exponent.bits() < 31;
}

void FixedAttention::setThreshold(double percent) {
  rows.limit = std::numeric_limits<Accumulator>::max();
  if (percent > 0)
    rows.limit =
        std::llrint(std::ldexp(std::log(100 / percent), int(scoreFraction)));
}

int64_t FixedAttention::score(const Element *query, const Tile<Element> &tile,
                              std::span<const int32_t> admitted,
                              const Accumulator *bias) {
  return rows.assign(admitted, [&](int32_t row) -> Accumulator {
    const Element *key = tile.keys + row * tile.depth;
    Accumulator product = narrowScores
                              ? dotProduct<int32_t>(query, key, tile.depth)
                              : dotProduct<int64_t>(query, key, tile.depth);
    return bias ? product + bias[row] : product;
  });
}

void FixedAttention::attend(const Element *query, const Tile<Element> &tile,
                            std::span<const int32_t> admitted,
                            Accumulator *output, const Accumulator *bias) {
  if (normalisation == Normalisation::Late) {
    Partial<Accumulator> partial;
    accumulate(query, tile, admitted, partial, bias);
    return finish(partial, output);
  }
  std::fill_n(output, tile.valueDepth, 0);
  int64_t maximum = score(query, tile, admitted, bias);
  int64_t sum = 0;
  for (auto &row : rows.rows)
    sum += row.score = exponent(maximum - row.score);
  for (const auto &row : rows.rows)
    if (int64_t weight = (row.score << scoreFraction) / sum)
      addWeighted(weight, tile.values + row.index * tile.valueDepth,
                  tile.valueDepth, output);
}

void FixedAttention::raise(Partial<Accumulator> &partial,
                           Accumulator maximum) const {
  if (partial.sum && partial.maximum >= maximum)
    return;
  if (partial.sum) {
    int64_t factor = exponent(maximum - partial.maximum);
    int64_t one = int64_t(1) << scoreFraction;
    partial.sum = partial.sum * factor / one;
    for (int64_t &value : partial.output)
      value = value * factor / one;
  }
  partial.maximum = maximum;
}

void FixedAttention::accumulate(const Element *query, const Tile<Element> &tile,
                                std::span<const int32_t> admitted,
                                Partial<Accumulator> &partial,
                                const Accumulator *bias) {
  partial.output.resize(size_t(tile.valueDepth));
  int64_t maximum = score(query, tile, admitted, bias);
  if (admitted.empty())
    return;
  raise(partial, maximum);
  for (const auto &row : rows.rows) {
    int64_t weight = exponent(partial.maximum - row.score);
    if (!weight)
      continue;
    partial.sum += weight;
    addWeighted(weight, tile.values + row.index * tile.valueDepth,
                tile.valueDepth, partial.output.data());
  }
}

void FixedAttention::finish(const Partial<Accumulator> &partial,
                            Accumulator *output) const {
  // Sums that are not very large need no division of 128 bits.
  const int64_t most = int64_t(1) << (62 - scoreFraction);
  for (size_t i = 0; i < partial.output.size(); ++i) {
    int64_t value = partial.output[i];
    if (!partial.sum)
      output[i] = 0;
    else if (value > -most && value < most)
      output[i] = (value << scoreFraction) / partial.sum;
    else
      output[i] = int64_t((__int128(value) << scoreFraction) / partial.sum);
  }
}

void FloatAttention::setThreshold(double percent) {
  rows.limit = percent > 0 ? float(std::log(100 / percent))
                           : std::numeric_limits<float>::max();
}

float FloatAttention::score(const Element *query, const Tile<Element> &tile,
                            std::span<const int32_t> admitted,
                            const Accumulator *bias) {
  return rows.assign(admitted, [&](int32_t row) {
    float product = dotProduct(query, tile.keys + row * tile.depth, tile.depth);
    return bias ? product + bias[row] : product;
  });
}

void FloatAttention::attend(const Element *query, const Tile<Element> &tile,
                            std::span<const int32_t> admitted,
                            Accumulator *output, const Accumulator *bias) {
  if (normalisation == Normalisation::Late) {
    Partial<Accumulator> partial;
    accumulate(query, tile, admitted, partial, bias);
    return finish(partial, output);
  }
  std::fill_n(output, tile.valueDepth, 0.0f);
  float maximum = score(query, tile, admitted, bias);
  float sum = 0;
  for (auto &row : rows.rows)
    sum += row.score = std::exp(row.score - maximum);
  for (const auto &row : rows.rows)
    addWeighted(row.score / sum, tile.values + row.index * tile.valueDepth,
                tile.valueDepth, output);
}

void FloatAttention::accumulate(const Element *query, const Tile<Element> &tile,
                                std::span<const int32_t> admitted,
                                Partial<Accumulator> &partial,
                                const Accumulator *bias) {
  partial.output.resize(size_t(tile.valueDepth));
  float maximum = score(query, tile, admitted, bias);
  if (admitted.empty())
    return;
  if (partial.sum > 0 && partial.maximum > maximum)
    maximum = partial.maximum;
  if (partial.sum > 0 && partial.maximum < maximum) {
    float factor = std::exp(partial.maximum - maximum);
    partial.sum *= factor;
    for (float &value : partial.output)
      value *= factor;
  }
  partial.maximum = maximum;
  for (const auto &row : rows.rows) {
    float weight = std::exp(row.score - maximum);
    partial.sum += weight;
    addWeighted(weight, tile.values + row.index * tile.valueDepth,
                tile.valueDepth, partial.output.data());
  }
}

void FloatAttention::finish(const Partial<Accumulator> &partial,
                            Accumulator *output) const {
  for (size_t i = 0; i < partial.output.size(); ++i)
    output[i] = partial.sum > 0 ? partial.output[i] / partial.sum : 0;
}
