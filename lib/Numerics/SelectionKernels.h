//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_LIB_NUMERICS_SELECTIONKERNELS_H
#define A3_LIB_NUMERICS_SELECTIONKERNELS_H

#include "Kernels.h"
#include "a3/Support/AlignedVector.h"

#include <array>
#include <span>

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

/// Counts the values of `countColumns` columns of keys, `pitch` elements from
/// row to row, and sums their squares up, by column.
void countValues(const int16_t *keys, size_t pitch, size_t rows,
                 uint16_t *counts, uint32_t *squares);

/// Places the entries of as many columns. `counts` has for each value how many
/// entries come before it in its walk: below it for the low end, and, with
/// itself, above it for the high end. Walks begin at `high` and `low`, by
/// column. Afterwards the counts are those that `countProducts` needs.
void placeEntries(const int16_t *keys, size_t pitch, size_t rows,
                  const int32_t *high, const int32_t *low, uint16_t *counts,
                  uint32_t *entries);

/// The sorted columns of `NarrowSortedKeys`; arrays by column have room for
/// `slack` more.
struct SortedColumns {
  const uint32_t *entries;
  const uint16_t *counts;
  const int32_t *highStart, *lowStart, *countBase;
  const float *meanSquare;
  size_t rows, depth;
};

/// The elements of one query in a form for both sides of the selection.
struct SelectionQuery {
  /// How one side walks the columns, and how far.
  struct Side {
    AlignedVector<int32_t> flip;  ///< By column: -1 for walks from the low end.
    AlignedVector<int32_t> base;  ///< By column: of its counts.
    AlignedVector<int32_t> start; ///< By column: of its walk.
    AlignedVector<int32_t> found; ///< By column: the products that count.
    AlignedVector<int32_t> columns; ///< Those in which there are any.
  };

  float scale = 0;                   ///< Root mean square of the products.
  AlignedVector<float> inverse;      ///< By column: 1 / |element|.
  AlignedVector<uint32_t> magnitude; ///< By column: 1 << 16 | |element|.
  std::array<Side, 2> sides;         ///< Max and min.

  void resize(size_t depth);
};

/// Products that the steps of one side of one query may take.
struct ProductList {
  AlignedVector<uint32_t> entries; ///< row << 16 | product - 1, by column.
  size_t size = 0;
  size_t steps = 0; ///< Those that are taken.
};

/// Lists whose products are sorted and summed side by side.
inline constexpr size_t numLists = 32;

/// sums[i * numLists + list] is the sum of the i largest products of a list.
struct ProductSums {
  AlignedVector<uint16_t> products; ///< Less 1; sorted in the end.
  AlignedVector<int32_t> sums;
};

void prepareQuery(const SortedColumns &keys, const int16_t *elements,
                  SelectionQuery &query);

/// Fills `found` with the number of products of at least `limit` (1 or more),
/// and returns their sum.
size_t countProducts(const SortedColumns &keys, SelectionQuery &query,
                     size_t side, int32_t limit);

/// Lists the products that were counted, columns in ascending order.
void listProducts(const SortedColumns &keys, SelectionQuery &query, size_t side,
                  ProductList &list);

/// Shortens the list to products of at least `limit`, where `most` or more of
/// them stay. `rest` is room for as many.
void keepProducts(ProductList &list, int32_t limit, size_t most,
                  AlignedVector<uint32_t> &rest);

/// Sorts the products of each list, and sums them up. There are one more sums
/// than the longest list has products.
void sumProducts(std::span<const ProductList, numLists> lists,
                 ProductSums &sums);

/// The two lists of one query, and the smallest product that each takes.
struct TakenProducts {
  ProductList &largest, &smallest;
  int32_t leastLargest, leastSmallest;
};

/// Adds the products that the max side takes to the rows' scores and subtracts
/// those of the min side. The lists are used up, and `rest` is room for as
/// many. Writes the rows with a positive score, ascending, and clears all
/// scores.
size_t takeCandidates(const TakenProducts &taken, size_t rows,
                      AlignedVector<uint32_t> &rest, int32_t *greedy,
                      int32_t *candidates);

} // namespace a3::kernels

#endif // A3_LIB_NUMERICS_SELECTIONKERNELS_H
