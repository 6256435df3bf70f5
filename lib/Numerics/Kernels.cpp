//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Kernels.h"

#include <algorithm>
#include <limits>

// This file includes itself once for each instruction set.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "Kernels.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "Transpose-inl.h"

HWY_BEFORE_NAMESPACE();
namespace a3::kernels::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

using D16 = hn::ScalableTag<int16_t>;
using D32 = hn::ScalableTag<int32_t>;
using DU32 = hn::ScalableTag<uint32_t>;
using DF = hn::ScalableTag<float>;
constexpr D16 d16;
constexpr D32 d32;
constexpr DU32 du32;
constexpr DF df;
constexpr size_t numLanes = hn::MaxLanes(d32);

int64_t quantise(const float *source, size_t count, float factor, int32_t least,
                 int32_t most, int16_t *target) {
  const hn::Rebind<int16_t, D32> half;
  const auto low = hn::Set(df, float(least)), high = hn::Set(df, float(most));
  int64_t saturations = 0;
  auto convert = [&](auto scaled) {
    // NaN is unequal to itself.
    auto number = hn::IfThenElseZero(hn::Eq(scaled, scaled), scaled);
    auto rounded = hn::Round(number);
    auto limited = hn::Min(hn::Max(rounded, low), high);
    auto fits = hn::And(hn::Eq(limited, rounded), hn::Eq(scaled, scaled));
    saturations += int64_t(hn::CountTrue(df, hn::Not(fits)));
    return hn::DemoteTo(half, hn::ConvertTo(d32, limited));
  };
  const auto scale = hn::Set(df, factor);
  size_t i = 0;
  for (; i + numLanes <= count; i += numLanes)
    hn::StoreU(convert(hn::Mul(hn::LoadU(df, source + i), scale)), half,
               target + i);
  if (i < count) {
    HWY_ALIGN float rest[numLanes] = {};
    HWY_ALIGN int16_t converted[numLanes];
    std::copy(source + i, source + count, rest);
    hn::Store(convert(hn::Mul(hn::Load(df, rest), scale)), half, converted);
    std::copy(converted, converted + (count - i), target + i);
  }
  return saturations;
}

int32_t largestBits(const float *source, size_t count) {
  const auto *bits = reinterpret_cast<const int32_t *>(source);
  auto magnitude = hn::Set(d32, std::numeric_limits<int32_t>::max());
  auto largest = hn::Zero(d32);
  size_t i = 0;
  for (; i + numLanes <= count; i += numLanes)
    largest = hn::Max(largest, hn::And(hn::LoadU(d32, bits + i), magnitude));
  int32_t result = hn::GetLane(hn::MaxOfLanes(d32, largest));
  for (; i < count; ++i)
    result = std::max(result, bits[i] & std::numeric_limits<int32_t>::max());
  return result;
}

void scaleSums(const int64_t *sums, size_t count, double step, double factor,
               float *target) {
  const hn::ScalableTag<int64_t> d;
  const hn::RebindToFloat<decltype(d)> real;
  const hn::Rebind<float, decltype(d)> half;
  size_t i = 0;
  for (; i + hn::MaxLanes(d) <= count; i += hn::MaxLanes(d)) {
    auto sum = hn::Mul(hn::ConvertTo(real, hn::LoadU(d, sums + i)),
                       hn::Set(real, step));
    hn::StoreU(hn::DemoteTo(half, hn::Mul(sum, hn::Set(real, factor))), half,
               target + i);
  }
  for (; i < count; ++i)
    target[i] = float(double(sums[i]) * step * factor);
}

void transpose(const uint32_t *source, size_t pitch, size_t rows,
               size_t columns, uint32_t *target, size_t targetPitch) {
  constexpr Four d;
  size_t row = 0;
  for (; row + 4 <= rows; row += 4)
    for (size_t column = 0; column < columns; column += 4) {
      auto load = [&](size_t index) {
        return hn::LoadU(d, source + (row + index) * pitch + column);
      };
      auto store = [&](size_t index, auto vector) {
        if (column + index < columns)
          hn::StoreU(vector, d, target + (column + index) * targetPitch + row);
      };
      transposeFour(load(0), load(1), load(2), load(3), store);
    }
  for (; row < rows; ++row)
    for (size_t column = 0; column < columns; ++column)
      target[column * targetPitch + row] = source[row * pitch + column];
}

/// Sums of products of neighbouring 16-bit elements.
HWY_INLINE hn::Vec<D32> multiplyPairs(hn::Vec<D16> left, hn::Vec<D16> right,
                                      hn::Vec<D32> sum) {
  auto odd = hn::Zero(d32);
  auto even = hn::ReorderWidenMulAccumulate(d32, left, right, sum, odd);
  return hn::Add(even, odd);
}

template <size_t numQueries>
HWY_INLINE void multiplyBlock(const int32_t *pairs, size_t numPairs,
                              size_t rows, const int16_t *queries, size_t pitch,
                              int32_t *target) {
  for (size_t row = 0; row < rows; row += 2 * numLanes) {
    hn::Vec<D32> sums[numQueries][2];
    for (auto &sum : sums)
      sum[0] = sum[1] = hn::Zero(d32);
    for (size_t pair = 0; pair < numPairs; ++pair) {
      const int32_t *keys = pairs + pair * rows + row;
      auto first = hn::BitCast(d16, hn::LoadU(d32, keys));
      auto second = hn::BitCast(d16, hn::LoadU(d32, keys + numLanes));
      for (size_t query = 0; query < numQueries; ++query) {
        int32_t elements;
        hwy::CopyBytes<4>(queries + query * pitch + 2 * pair, &elements);
        auto both = hn::BitCast(d16, hn::Set(d32, elements));
        sums[query][0] = multiplyPairs(first, both, sums[query][0]);
        sums[query][1] = multiplyPairs(second, both, sums[query][1]);
      }
    }
    for (size_t query = 0; query < numQueries; ++query) {
      hn::StoreU(sums[query][0], d32, target + query * rows + row);
      hn::StoreU(sums[query][1], d32, target + query * rows + row + numLanes);
    }
  }
}

void multiply(const int32_t *pairs, size_t numPairs, size_t rows,
              const int16_t *queries, size_t pitch, size_t count,
              int32_t *target) {
  size_t query = 0;
  for (; query + 4 <= count; query += 4)
    multiplyBlock<4>(pairs, numPairs, rows, queries + query * pitch, pitch,
                     target + query * rows);
  for (; query < count; ++query)
    multiplyBlock<1>(pairs, numPairs, rows, queries + query * pitch, pitch,
                     target + query * rows);
}

/// Adds neighbouring lanes of `a`, then of `b`, within 128 bits, in any order
/// that is the same for both.
HWY_INLINE hn::Vec<D32> addHalves(hn::Vec<D32> a, hn::Vec<D32> b) {
  return hn::Add(hn::InterleaveLower(d32, a, b),
                 hn::InterleaveUpper(d32, a, b));
}

void multiplyRows(const int16_t *keys, size_t pitch, const int32_t *rows,
                  size_t count, const int16_t *query, int32_t *target) {
  const hn::CappedTag<int32_t, 4> four;
  for (size_t i = 0; i < count; i += 4) {
    // The last ones may be fewer.
    HWY_ALIGN int32_t together[4];
    auto inside = hn::FirstN(four, count - i);
    hn::Store(hn::IfThenElseZero(inside, hn::LoadU(four, rows + i)), four,
              together);
    hn::Vec<D32> sums[4];
    const int16_t *key[4];
    for (size_t j = 0; j < 4; ++j) {
      sums[j] = hn::Zero(d32);
      key[j] = keys + size_t(together[j]) * pitch;
    }
    for (size_t column = 0; column < pitch; column += 2 * numLanes) {
      auto elements = hn::LoadU(d16, query + column);
      for (size_t j = 0; j < 4; ++j)
        sums[j] =
            multiplyPairs(hn::LoadU(d16, key[j] + column), elements, sums[j]);
    }
    // Four lanes at a time now have the sums of rows 0 to 3.
    auto sum =
        addHalves(addHalves(sums[0], sums[2]), addHalves(sums[1], sums[3]));
    HWY_ALIGN int32_t lanes[numLanes];
    hn::Store(sum, d32, lanes);
    auto total = hn::Load(four, lanes);
    for (size_t lane = 4; lane < numLanes; lane += 4)
      total = hn::Add(total, hn::Load(four, lanes + lane));
    hn::StoreU(total, four, target + i);
  }
}

/// Sums of 2 * numVectors * numLanes columns. Within 128 bits, a vector of
/// pairs has the lower columns of both rows, and the next the upper ones.
template <size_t numVectors>
HWY_INLINE void addColumns(const int16_t *values, size_t pitch,
                           const uint32_t *list, size_t count,
                           int32_t *target) {
  hn::Vec<D32> sums[numVectors][2];
  for (auto &sum : sums)
    sum[0] = sum[1] = hn::Zero(d32);
  for (size_t i = 0; i < count; i += 2) {
    uint32_t weights = (list[i] & 0xffff) | list[i + 1] << 16;
    auto factor = hn::BitCast(d16, hn::Set(du32, weights));
    const int16_t *first = values + size_t(entryRow(list[i])) * pitch;
    const int16_t *second = values + size_t(entryRow(list[i + 1])) * pitch;
    for (size_t vector = 0; vector < numVectors; ++vector) {
      auto left = hn::LoadU(d16, first + vector * 2 * numLanes);
      auto right = hn::LoadU(d16, second + vector * 2 * numLanes);
      sums[vector][0] = multiplyPairs(hn::InterleaveLower(d16, left, right),
                                      factor, sums[vector][0]);
      sums[vector][1] = multiplyPairs(hn::InterleaveUpper(d16, left, right),
                                      factor, sums[vector][1]);
    }
  }
  for (size_t vector = 0; vector < numVectors; ++vector) {
    HWY_ALIGN int32_t lower[numLanes], upper[numLanes];
    hn::Store(sums[vector][0], d32, lower);
    hn::Store(sums[vector][1], d32, upper);
    for (size_t lane = 0; lane < numLanes; lane += 4) {
      std::copy_n(lower + lane, 4, target + 2 * lane);
      std::copy_n(upper + lane, 4, target + 2 * lane + 4);
    }
    target += 2 * numLanes;
  }
}

void addRows(const int16_t *values, size_t pitch, uint32_t *list, size_t count,
             int32_t *target) {
  list[count] = 0; // The partner of an odd one: weight 0.
  size_t column = 0;
  constexpr size_t step = 4 * numLanes;
  for (; column + step <= pitch; column += step)
    addColumns<2>(values + column, pitch, list, count, target + column);
  for (; column < pitch; column += 2 * numLanes)
    addColumns<1>(values + column, pitch, list, count, target + column);
}

/// The vector at `i`, with `other` in place of what is past `count`.
HWY_INLINE hn::Vec<D32> loadOr(hn::Vec<D32> other, const int32_t *source,
                               size_t i, size_t count) {
  auto inside = hn::FirstN(d32, count - i);
  return hn::IfThenElse(inside, hn::LoadU(d32, source + i), other);
}

int32_t maximum(const int32_t *scores, size_t count) {
  auto lowest = hn::Set(d32, std::numeric_limits<int32_t>::min());
  auto best = lowest;
  size_t i = 0;
  for (; i + numLanes <= count; i += numLanes)
    best = hn::Max(best, hn::LoadU(d32, scores + i));
  if (i < count)
    best = hn::Max(best, loadOr(lowest, scores, i, count));
  return hn::GetLane(hn::MaxOfLanes(d32, best));
}

int64_t lookUp(const uint16_t *table, int32_t last, const int32_t *scores,
               size_t count, int32_t best, uint16_t *target) {
  // Single loads are faster than gathers from so small a table; they come
  // somewhat later than the stores that they wait for.
  constexpr size_t chunk = 256;
  HWY_ALIGN int32_t indices[chunk];
  auto from = hn::Set(d32, best), limit = hn::Set(d32, last);
  int64_t sum = 0;
  for (size_t first = 0; first < count; first += chunk) {
    size_t size = std::min(chunk, count - first);
    for (size_t i = 0; i < size; i += numLanes) {
      auto difference = hn::Sub(from, hn::LoadU(d32, scores + first + i));
      hn::Store(hn::Min(difference, limit), d32, indices + i);
    }
    for (size_t i = 0; i < size; ++i)
      sum += target[first + i] = table[indices[i]];
  }
  return sum;
}

size_t weigh(const uint16_t *exponents, const int32_t *rows, size_t count,
             int32_t one, int32_t sum, uint32_t *list) {
  const hn::Rebind<uint16_t, DU32> half;
  // (e * one + 0.5) / sum is at least 0.5 / sum away from whole numbers, which
  // is more than the rounding of binary32 makes of quotients up to 256.
  auto inverse = hn::Set(df, 1 / float(sum));
  auto factor = hn::Set(df, float(one)), bias = hn::Set(df, 0.5f);
  size_t kept = 0;
  for (size_t i = 0; i < count; i += numLanes) {
    auto exponent =
        hn::ConvertTo(df, hn::PromoteTo(d32, hn::LoadU(half, exponents + i)));
    auto weight = hn::ConvertTo(
        d32, hn::Mul(hn::MulAdd(exponent, factor, bias), inverse));
    auto row = rows ? hn::LoadU(d32, rows + i) : hn::Iota(d32, int32_t(i));
    auto entry = hn::Or(hn::ShiftLeft<16>(row), weight);
    auto mask = hn::Gt(weight, hn::Zero(d32));
    if (i + numLanes > count)
      mask = hn::And(mask, hn::FirstN(d32, count - i));
    hn::StoreU(hn::Compress(entry, mask), d32,
               reinterpret_cast<int32_t *>(list + kept));
    kept += hn::CountTrue(d32, mask);
  }
  return kept;
}

size_t keepAtLeast(const int32_t *scores, const int32_t *rows, size_t count,
                   int32_t least, int32_t *keptScores, int32_t *keptRows) {
  auto limit = hn::Set(d32, least);
  size_t kept = 0;
  for (size_t i = 0; i < count; i += numLanes) {
    auto score = hn::LoadU(d32, scores + i);
    auto row = rows ? hn::LoadU(d32, rows + i) : hn::Iota(d32, int32_t(i));
    auto mask = hn::Not(hn::Lt(score, limit));
    if (i + numLanes > count)
      mask = hn::And(mask, hn::FirstN(d32, count - i));
    hn::StoreU(hn::Compress(score, mask), d32, keptScores + kept);
    hn::StoreU(hn::Compress(row, mask), d32, keptRows + kept);
    kept += hn::CountTrue(d32, mask);
  }
  return kept;
}

} // namespace
} // namespace a3::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace a3::kernels {

HWY_EXPORT(quantise);
HWY_EXPORT(largestBits);
HWY_EXPORT(scaleSums);
HWY_EXPORT(transpose);
HWY_EXPORT(multiply);
HWY_EXPORT(multiplyRows);
HWY_EXPORT(addRows);
HWY_EXPORT(maximum);
HWY_EXPORT(lookUp);
HWY_EXPORT(weigh);
HWY_EXPORT(keepAtLeast);

int64_t quantise(const float *source, size_t count, float factor, int32_t least,
                 int32_t most, int16_t *target) {
  return HWY_DYNAMIC_DISPATCH(quantise)(source, count, factor, least, most,
                                        target);
}

int32_t largestBits(const float *source, size_t count) {
  return HWY_DYNAMIC_DISPATCH(largestBits)(source, count);
}

void scaleSums(const int64_t *sums, size_t count, double step, double factor,
               float *target) {
  HWY_DYNAMIC_DISPATCH(scaleSums)(sums, count, step, factor, target);
}

void transpose(const uint32_t *source, size_t pitch, size_t rows,
               size_t columns, uint32_t *target, size_t targetPitch) {
  HWY_DYNAMIC_DISPATCH(transpose)
  (source, pitch, rows, columns, target, targetPitch);
}

void multiply(const int32_t *pairs, size_t numPairs, size_t rows,
              const int16_t *queries, size_t pitch, size_t count,
              int32_t *target) {
  HWY_DYNAMIC_DISPATCH(multiply)
  (pairs, numPairs, rows, queries, pitch, count, target);
}

void multiplyRows(const int16_t *keys, size_t pitch, const int32_t *rows,
                  size_t count, const int16_t *query, int32_t *target) {
  HWY_DYNAMIC_DISPATCH(multiplyRows)(keys, pitch, rows, count, query, target);
}

void addRows(const int16_t *values, size_t pitch, uint32_t *list, size_t count,
             int32_t *target) {
  HWY_DYNAMIC_DISPATCH(addRows)(values, pitch, list, count, target);
}

int32_t maximum(const int32_t *scores, size_t count) {
  return HWY_DYNAMIC_DISPATCH(maximum)(scores, count);
}

int64_t lookUp(const uint16_t *table, int32_t last, const int32_t *scores,
               size_t count, int32_t best, uint16_t *target) {
  return HWY_DYNAMIC_DISPATCH(lookUp)(table, last, scores, count, best, target);
}

size_t weigh(const uint16_t *exponents, const int32_t *rows, size_t count,
             int32_t one, int32_t sum, uint32_t *list) {
  return HWY_DYNAMIC_DISPATCH(weigh)(exponents, rows, count, one, sum, list);
}

size_t keepAtLeast(const int32_t *scores, const int32_t *rows, size_t count,
                   int32_t least, int32_t *keptScores, int32_t *keptRows) {
  return HWY_DYNAMIC_DISPATCH(keepAtLeast)(scores, rows, count, least,
                                           keptScores, keptRows);
}

} // namespace a3::kernels
#endif // HWY_ONCE
