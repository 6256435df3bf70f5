//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Numerics/FixedPoint.h"

#include "Kernels.h"

#include <algorithm>
#include <bit>
#include <cmath>

using namespace a3;

Quantiser::Quantiser(const Machine &machine, float factor)
    : factor(std::ldexp(factor, int(machine.fractionBits))) {
  int magnitudeBits = int(machine.integerBits + machine.fractionBits);
  least = -(1L << magnitudeBits);
  most = (1L << magnitudeBits) - 1;
}

void Quantiser::operator()(const float *source, int64_t count,
                           int16_t *target) {
  saturationCount += kernels::quantise(source, size_t(count), factor,
                                       int32_t(least), int32_t(most), target);
}

float a3::largestMagnitude(const float *source, int64_t count) {
  // As integers without the sign, NaN is above infinity and infinity above all
  // numbers.
  return std::bit_cast<float>(kernels::largestBits(source, size_t(count)));
}

void a3::scaleSums(const Machine &machine, const int64_t *sums, int64_t count,
                   float factor, float *target) {
  double step = std::ldexp(1.0, -3 * int(machine.fractionBits));
  kernels::scaleSums(sums, size_t(count), step, double(factor), target);
}

unsigned ExponentTable::bits(const Machine &machine, int64_t depth) {
  return unsigned(2 * machine.integerBits + 2 * machine.fractionBits) +
         unsigned(std::bit_width(uint64_t(depth - 1)));
}

int64_t ExponentTable::end() const {
  auto zero = std::ranges::find(high, 0u);
  return std::min(most, (zero - high.begin()) << lowBits);
}

ExponentTable::ExponentTable(const Machine &machine, int64_t depth)
    : width(bits(machine, depth)), lowBits(width / 2),
      fractionBits(unsigned(2 * machine.fractionBits)),
      most((int64_t(1) << width) - 1) {
  double one = std::ldexp(1.0, int(fractionBits));
  auto entry = [&](uint64_t difference) {
    return uint32_t(std::nearbyint(one * std::exp(-double(difference) / one)));
  };
  low.resize(size_t(1) << lowBits);
  high.resize(size_t(1) << (width - lowBits));
  for (size_t i = 0; i < low.size(); ++i)
    low[i] = entry(i);
  // Where one entry is zero, so are those behind it.
  for (size_t i = 0; i == 0 || (i < high.size() && high[i - 1]); ++i)
    high[i] = entry(uint64_t(i) << lowBits);
}
