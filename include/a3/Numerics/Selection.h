//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_NUMERICS_SELECTION_H
#define A3_NUMERICS_SELECTION_H

#include <cstdint>
#include <span>
#include <vector>

namespace a3 {

/// The columns of K (rows × depth), each sorted ascending by (value, row): what
/// candidate selection reads (reference section 1, "Preparation").
template <typename Element> class SortedKeys {
public:
  struct Entry {
    Element value;
    int32_t row;

    auto operator<=>(const Entry &) const = default;
  };

  SortedKeys() = default;
  SortedKeys(const Element *keys, int64_t rows, int64_t depth);

  int64_t rows() const { return numRows; }
  int64_t depth() const { return numColumns; }
  std::span<const Entry> column(int64_t index) const {
    return std::span(entries).subspan(size_t(index * numRows), size_t(numRows));
  }

private:
  int64_t numRows = 0, numColumns = 0;
  std::vector<Entry> entries;
};

/// Finds the candidate rows of one query at a time (reference section 1,
/// "Candidate selection").
template <typename Element, typename Score> class CandidateSelection {
public:
  /// The columns whose products one iteration takes; -1 where a side has none
  /// or is skipped.
  struct Pops {
    int32_t largest, smallest;
  };

  explicit CandidateSelection(bool skipMinSide, bool recordPops = false)
      : skipMinSide(skipMinSide), recordPops(recordPops) {}

  /// Up to `iterations` steps, each taking the largest and the smallest
  /// product under the columns' pointers. Rows that are not among `admitted`
  /// (ascending) are passed over and cost nothing. Returns the candidates,
  /// ascending; empty only where `admitted` is. The span lives until the next
  /// call.
  std::span<const int32_t> select(const Element *query,
                                  const SortedKeys<Element> &keys,
                                  std::span<const int32_t> admitted,
                                  int64_t iterations);

  /// The iterations of the last call, if they are recorded.
  std::span<const Pops> pops() const { return popsTaken; }

private:
  /// One column as one side walks it: `next` counts the entries taken.
  struct Walk {
    Score product;
    int32_t column;
    int32_t row;
    int32_t next;
  };
  /// The columns that are not used up, as a heap with the side's next product
  /// on top; of equal products the lowest column.
  struct Side {
    bool largest;
    std::vector<Walk> heap;
  };

  bool step(const Element *query, const SortedKeys<Element> &keys, Side &side,
            Walk &walk) const;
  void start(const Element *query, const SortedKeys<Element> &keys, Side &side);
  void advance(const Element *query, const SortedKeys<Element> &keys,
               Side &side);

  bool skipMinSide, recordPops;
  std::vector<Pops> popsTaken;
  std::vector<uint8_t> isAdmitted;
  std::vector<Score> greedy;
  std::vector<int32_t> candidates;
  Side maxSide{true, {}}, minSide{false, {}};
};

} // namespace a3

#endif // A3_NUMERICS_SELECTION_H
