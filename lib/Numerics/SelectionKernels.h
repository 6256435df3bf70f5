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

/// Columns that are sorted side by side.
inline constexpr int32_t sortedColumns = 16;

/// Values from -256 to 256 of a column have a count each.
inline constexpr int32_t numCounts = 2 * mostMagnitude + 1;

/// Entries behind a walk that loads may touch.
inline constexpr int32_t walkSlack = 32;

/// Counts the values of `sortedColumns` columns of keys, `pitch` elements from
/// row to row, and sums their squares up, by column.
void countValues(const int16_t *keys, size_t pitch, size_t rows,
                 uint16_t *counts, uint32_t *squares);

/// Places the entries of as many columns. `counts` has for each value how many
/// entries come before it in its walk: below it for the low end, and, with
/// itself, above it for the high end. Walks begin at `high` and `low`, by
/// column.
void placeEntries(const int16_t *keys, size_t pitch, size_t rows,
                  const int32_t *high, const int32_t *low, uint16_t *counts,
                  uint32_t *entries);

/// The sorted columns of `NarrowSortedKeys`; arrays by column have room for
/// `slack` more.
struct SortedColumns {
  const uint32_t *entries; ///< row << 16 | magnitude - 1, or 0 of magnitude 0.
  const int32_t *highStart, *lowStart;
  const int32_t *highLength, *lowLength; ///< Without magnitude 0.
  const int32_t *highest, *lowest;       ///< Largest magnitudes.
  const float *meanSquare;
  size_t rows, depth;
};

/// The elements of one query in a form for both sides of the selection.
struct SelectionQuery {
  /// How one side walks the columns, by column.
  struct Side {
    AlignedVector<int32_t> start;
    AlignedVector<int32_t> length;
    AlignedVector<int32_t> largest; ///< Product.
  };

  float scale = 0;                   ///< Root mean square of the products.
  AlignedVector<uint32_t> magnitude; ///< By column: 1 << 16 | |element|.
  std::array<Side, 2> sides;         ///< Max and min.
  AlignedVector<int32_t> columns;    ///< Room for a list of columns.

  void resize(size_t depth);
};

/// Products that the steps of one side of one query may take.
struct ProductList {
  AlignedVector<uint32_t> entries; ///< row << 16 | product - 1, by column.
  size_t size = 0;
  size_t steps = 0; ///< Those that are taken.
};

/// Queries whose lists are sorted and summed side by side: those of the max
/// side, then those of the min side.
inline constexpr size_t groupSize = 16;
inline constexpr size_t numLists = 2 * groupSize;

/// sums[i * numLists + list] is the sum of the i largest products of a list.
struct ProductSums {
  AlignedVector<uint16_t> products; ///< Less 1; sorted in the end.
  AlignedVector<int32_t> sums;
};

void prepareQuery(const SortedColumns &keys, const int16_t *elements,
                  SelectionQuery &query);

/// Lists the products of at least `limit` (1 or more) of a side, columns in
/// ascending order, but stops soon where there are more than `most`. The list
/// has room for `slack` more.
void listProducts(const SortedColumns &keys, SelectionQuery &query, size_t side,
                  int32_t limit, size_t most, ProductList &list);

/// Sorts the products of each list, and sums the `most` largest up, or as many
/// as the longest list has.
void sumProducts(std::span<ProductList, numLists> lists, size_t most,
                 ProductSums &sums);

/// Sets `isBehind` of each query to whether, before one of its first `steps`
/// steps, the min side has removed more than the max side has added. Each list
/// has as many products.
void findBehind(const ProductSums &sums, size_t steps,
                std::span<int32_t, groupSize> isBehind);

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
