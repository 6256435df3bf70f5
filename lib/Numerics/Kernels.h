//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_LIB_NUMERICS_KERNELS_H
#define A3_LIB_NUMERICS_KERNELS_H

#include <cstddef>
#include <cstdint>

// Arrays of vectors need a length that is known when this is compiled.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_RVV)

/// Loops over vectors, compiled for several instruction sets of which the best
/// that the processor has is taken at run time. Reads and writes of arrays may
/// reach up to `slack` elements past their count.
namespace a3::kernels {

inline constexpr size_t slack = 32;

/// Entries of lists: a row in the upper half, its weight or product in the
/// lower one.
inline uint32_t entryRow(uint32_t entry) { return entry >> 16; }

/// target[i] = source[i] * factor, rounded to nearest, ties to even, and
/// limited to [least, most]; NaN becomes 0. Reads and writes `count` elements,
/// no more. Returns how many did not fit.
int64_t quantise(const float *source, size_t count, float factor, int32_t least,
                 int32_t most, int16_t *target);

/// The largest of the numbers' bits without their signs, or 0.
int32_t largestBits(const float *source, size_t count);

/// target[i] = sums[i] * step * factor in binary64, rounded once in the end.
void scaleSums(const int64_t *sums, size_t count, double step, double factor,
               float *target);

/// target[c * targetPitch + r] = source[r * pitch + c]. Reads columns up to a
/// multiple of 4.
void transpose(const uint32_t *source, size_t pitch, size_t rows,
               size_t columns, uint32_t *target, size_t targetPitch);

/// target[q * rows + r] = sum over c of queries[q * pitch + c] * keys[r][c],
/// for `count` queries. `pairs[p * rows + r]` holds columns 2p and 2p + 1 of
/// key row r; `rows` is a multiple of `slack`.
void multiply(const int32_t *pairs, size_t numPairs, size_t rows,
              const int16_t *queries, size_t pitch, size_t count,
              int32_t *target);

/// target[i] = sum over c of query[c] * keys[rows[i] * pitch + c]; `pitch` is
/// a multiple of `slack`.
void multiplyRows(const int16_t *keys, size_t pitch, const int32_t *rows,
                  size_t count, const int16_t *query, int32_t *target);

/// target[c] = sum over entries of weight * values[row * pitch + c], for
/// `pitch` columns, a multiple of `slack`.
void addRows(const int16_t *values, size_t pitch, uint32_t *list, size_t count,
             int32_t *target);

int32_t maximum(const int32_t *scores, size_t count);

/// target[i] = table[min(best - scores[i], last)]. Returns the sum.
int64_t lookUp(const uint16_t *table, int32_t last, const int32_t *scores,
               size_t count, int32_t best, uint16_t *target);

/// Lists the rows whose weight floor(exponents[i] * one / sum) is not 0. Row i
/// is `rows[i]`, or i where that is null. exponents[i] <= one <= 256.
size_t weigh(const uint16_t *exponents, const int32_t *rows, size_t count,
             int32_t one, int32_t sum, uint32_t *list);

/// Copies the scores that are at least `least` and their rows, which are 0, 1,
/// 2 and so on if null. Returns how many they are.
size_t keepAtLeast(const int32_t *scores, const int32_t *rows, size_t count,
                   int32_t least, int32_t *keptScores, int32_t *keptRows);

} // namespace a3::kernels

#endif // A3_LIB_NUMERICS_KERNELS_H
