//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_NUMERICS_NARROWSELECTION_H
#define A3_NUMERICS_NARROWSELECTION_H

#include "a3/Machine/Machine.h"
#include "a3/Numerics/Rows.h"

#include <memory>

namespace a3 {

/// The sorted columns of K for elements of up to 9 bits, in a form for
/// `NarrowSelection`: for both ends of each column the entries in the order of
/// the walk.
class NarrowSortedKeys {
public:
  /// Sorts the first `rows` rows, at most 65534.
  void assign(const Rows<int16_t> &keys, int64_t rows);

  int64_t rows() const { return numRows; }
  int64_t depth() const { return numColumns; }

private:
  friend class NarrowSelection;

  void sortBlock(const Rows<int16_t> &keys, int64_t firstColumn);

  int64_t numRows = 0, numColumns = 0;
  AlignedVector<uint32_t> entries; ///< row << 16 | magnitude - 1.
  AlignedVector<uint16_t> counts;  ///< Of values, while columns are sorted.
  /// By column: where its walks are, and how many entries they have that are
  /// not 0.
  AlignedVector<int32_t> highStart, lowStart, highLength, lowLength;
  AlignedVector<int32_t> highest, lowest; ///< Largest magnitudes, by column.
  AlignedVector<float> meanSquare;        ///< By column.
};

/// Finds candidate rows as `CandidateSelection` does, where every row is
/// admitted and elements have up to 9 bits. The products of a side that M
/// steps take are its M largest ones, so they are searched by a limit, sorted,
/// and added; only the rule that skips the min side needs their order
/// (reference section 1, "A useful fact").
class NarrowSelection {
public:
  /// Sums of more products may need more than 32 bits.
  static constexpr int64_t mostIterations = 1 << 14;

  static bool suits(const Machine &machine);

  explicit NarrowSelection(bool skipMinSide);
  ~NarrowSelection();

  /// Row i of `candidates`, made large enough, gets those of query first + i,
  /// ascending; `counts[i]` is their number. Groups of 16 queries cost least.
  void select(const Rows<int16_t> &queries, int64_t first, int64_t count,
              const NarrowSortedKeys &keys, int64_t iterations,
              Rows<int32_t> &candidates, int64_t *counts);

private:
  struct State;

  bool skipMinSide;
  std::unique_ptr<State> state;
};

} // namespace a3

#endif // A3_NUMERICS_NARROWSELECTION_H
