//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_LIB_NUMERICS_SELECTIONKERNELS_H
#define A3_LIB_NUMERICS_SELECTIONKERNELS_H

#include "Kernels.h"

#include <array>
#include <span>
#include <vector>

/// Candidate selection on vectors: the steps of `NarrowSelection`.
namespace a3::kernels {

/// Magnitudes of elements are at most this.
inline constexpr int32_t mostMagnitude = 256;

/// Columns whose counts stand side by side.
inline constexpr int32_t countColumns = 16;

/// Values -257 to 0 of a column, and 0 to 256 once more for the high end, have
/// a count each. Entries with at least magnitude m are counted at value m - 1
/// of the high end, and at value -m of the low end.
inline constexpr int32_t lowZero = mostMagnitude + 1;
inline constexpr int32_t highZero = lowZero + 1;
inline constexpr int32_t numCounts = highZero + mostMagnitude + 1;

/// Entries behind a walk that loads may touch.
inline constexpr int32_t walkSlack = 16;

/// The sorted columns of `NarrowSortedKeys`; arrays by column have room for
/// `slack` more.
struct SortedColumns {
  const uint32_t *entries;
  const uint16_t *counts;
  const int32_t *highStart, *lowStart, *countBase;
  const float *meanSquare;
  size_t rows, depth;
};

/// The products of one side that the steps of one query may take.
struct SelectionSide {
  std::vector<int32_t> flip;    ///< By column: -1 for walks from the low end.
  std::vector<int32_t> base;    ///< By column: of its counts.
  std::vector<int32_t> start;   ///< By column: of its walk.
  std::vector<int32_t> found;   ///< By column: the products that are listed.
  std::vector<int32_t> columns; ///< Those in which products were found.
  std::vector<uint32_t> list;   ///< row << 16 | product - 1, by column.
  std::vector<uint32_t> rest;   ///< What `keepProducts` leaves of the list.
  std::vector<uint16_t> sorted; ///< In the order of the sorting network.
  size_t size = 0;              ///< Of the list.
  std::vector<int64_t> sums;    ///< Of the largest 0, 1, 2, … products.
  size_t steps = 0;             ///< Products that count.
};

/// One query, with its elements in a form for both sides.
struct SelectionQuery {
  const int16_t *elements = nullptr;
  float scale = 0;                    ///< Root mean square of the products.
  std::vector<float> inverse;         ///< By column: 1 / |element|.
  std::vector<uint32_t> magnitude;    ///< By column: 1 << 16 | |element|.
  std::array<SelectionSide, 2> sides; ///< Max and min.

  /// Makes room for lists of `most` products.
  void resize(size_t depth, size_t most);
};

/// Lists up to this length are sorted by a network, which reads room for as
/// many.
inline constexpr size_t mostSorted = 512;

void prepareQuery(const SortedColumns &keys, SelectionQuery &query);

/// Fills `found` with the number of products of at least `limit` (1 or more),
/// and returns their sum.
size_t countProducts(const SortedColumns &keys, const SelectionQuery &query,
                     SelectionSide &side, int32_t limit);

/// Lists the products that were counted, columns in ascending order.
void listProducts(const SortedColumns &keys, const SelectionQuery &query,
                  SelectionSide &side);

/// Shortens the list to products of at least `limit`, where `most` or more of
/// them stay.
void keepProducts(SelectionSide &side, int32_t limit, size_t most);

/// Sorts the products of both sides of all queries and sums them up.
void sumProducts(std::span<SelectionQuery> queries);

/// Adds the first products of the max side to the rows' scores and subtracts
/// those of the min side. The lists are used up. Writes the rows with a
/// positive score, ascending, and clears all scores.
size_t takeCandidates(SelectionQuery &query, size_t rows, int32_t *greedy,
                      int32_t *candidates);

} // namespace a3::kernels

#endif // A3_LIB_NUMERICS_SELECTIONKERNELS_H
