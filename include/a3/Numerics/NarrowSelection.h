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

#include <array>
#include <span>

namespace a3 {

/// The sorted columns of K for elements of up to 9 bits, in a form for
/// `NarrowSelection`: for both ends of each column the entries in the order of
/// the walk, and how many of them have at least a magnitude.
class NarrowSortedKeys {
public:
  /// Sorts the first `rows` rows, at most 65535.
  void assign(const Rows<int16_t> &keys, int64_t rows);

  int64_t rows() const { return numRows; }
  int64_t depth() const { return numColumns; }

private:
  friend class NarrowSelection;

  void sortBlock(const Rows<int16_t> &keys, int64_t firstColumn);

  int64_t numRows = 0, numColumns = 0;
  std::vector<uint32_t> entries; ///< row << 16 | magnitude.
  std::vector<uint16_t> counts;
  std::vector<int32_t> highStart, lowStart; ///< Walks in `entries`, by column.
  std::vector<int32_t> countBase;           ///< By column.
  std::vector<float> meanSquare;            ///< By column.
};

/// Finds the candidate rows of one query at a time, as `CandidateSelection`
/// does, where every row is admitted and elements have up to 9 bits. The
/// products of a side that M steps take are its M largest ones, so they are
/// searched by a limit, sorted, and added; only the rule that skips the min
/// side needs their order (reference section 1, "A useful fact").
class NarrowSelection {
public:
  static bool suits(const Machine &machine);

  explicit NarrowSelection(bool skipMinSide) : skipMinSide(skipMinSide) {}

  /// Appends the candidates, ascending. The query is padded as `Rows` are.
  void select(const int16_t *query, const NarrowSortedKeys &keys,
              int64_t iterations, std::vector<int32_t> &candidates);

private:
  /// The products of one side that the steps may take.
  struct Side {
    std::vector<int32_t> flip, base, start;
    std::vector<int32_t> counts, tieCounts;
    std::vector<uint32_t> list;     ///< row << 16 | product - 1, by column.
    std::vector<uint16_t> products; ///< The same less rows, descending.
    std::vector<int64_t> sums;      ///< Of the first products.
    size_t size = 0;
    float ratio = 2; ///< Limit over scale that the last queries needed.
  };

  void prepare(const int16_t *query, const NarrowSortedKeys &keys);
  void find(Side &side, const NarrowSortedKeys &keys, int64_t most);
  void addTies(Side &side, const NarrowSortedKeys &keys, int64_t most,
               int32_t limit);
  int64_t minSideSteps(int64_t iterations) const;
  template <bool negative> void add(Side &side, int64_t steps);
  int32_t firstRow(const int16_t *query, const NarrowSortedKeys &keys) const;

  bool skipMinSide;
  float scale = 0; ///< Root of the mean square of the products.
  std::vector<float> inverse;
  std::vector<uint32_t> magnitude;
  std::array<Side, 2> sides; ///< Max and min.
  std::vector<int32_t> greedy;
  std::vector<int32_t> found;
};

} // namespace a3

#endif // A3_NUMERICS_NARROWSELECTION_H
