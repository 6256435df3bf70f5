//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_NUMERICS_FIXEDPOINT_H
#define A3_NUMERICS_FIXEDPOINT_H

#include "a3/Machine/Machine.h"

#include <cmath>
#include <cstdint>
#include <vector>

namespace a3 {

/// Multiplies by a power of two or another factor and rounds to the format
/// of q, K and V: to nearest, ties to even, saturating to 1 + i + f bits
/// (reference section 1). NaN becomes zero and counts as saturated.
class Quantiser {
public:
  Quantiser(const Machine &machine, float factor);

  int16_t operator()(float value) {
    float scaled = value * factor;
    if (scaled > -32768.0f && scaled < 32768.0f) [[likely]] {
      long rounded = std::lrintf(scaled);
      if (rounded >= least && rounded <= most) [[likely]]
        return int16_t(rounded);
    }
    ++saturationCount;
    return int16_t(scaled > 0 ? most : scaled < 0 ? least : 0);
  }

  /// A whole row; the same, faster.
  void operator()(const float *source, int64_t count, int16_t *target);

  int64_t saturations() const { return saturationCount; }

private:
  float factor;
  long least, most;
  int64_t saturationCount = 0;
};

/// The largest magnitude of `count` numbers, 0 of none; NaN where there is one.
float largestMagnitude(const float *source, int64_t count);

/// Results with 3f fraction bits as numbers: target[i] = sums[i] * 2^-3f *
/// factor, in binary64 and rounded once.
void scaleSums(const Machine &machine, const int64_t *sums, int64_t count,
               float factor, float *target);

/// exp(-x) for a difference of scores, as the product of two table entries:
/// e = (high[upper bits of x] * low[lower bits of x]) >> 2f.
class ExponentTable {
public:
  /// For operands of `depth` columns: x has W = 2i + ceil(log2 depth) + 2f
  /// bits, the lower floor(W/2) of which index the table `low`.
  ExponentTable(const Machine &machine, int64_t depth);

  /// `difference` is max(s) - s_r >= 0 with 2f fraction bits; it saturates at
  /// 2^W - 1. The result has 2f fraction bits and is at most 1.0.
  int64_t operator()(int64_t difference) const {
    int64_t x = difference < most ? difference : most;
    return (int64_t(high[size_t(x >> lowBits)]) *
            low[size_t(x & ((int64_t(1) << lowBits) - 1))]) >>
           fractionBits;
  }

  /// Bits of x.
  static unsigned bits(const Machine &machine, int64_t depth);
  unsigned bits() const { return width; }

  /// The difference from which on all results are equal.
  int64_t end() const;

private:
  unsigned width, lowBits, fractionBits;
  int64_t most;
  std::vector<uint32_t> low, high;
};

} // namespace a3

#endif // A3_NUMERICS_FIXEDPOINT_H
