//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_RUNTIME_QUERYOBSERVER_H
#define A3_RUNTIME_QUERYOBSERVER_H

#include "a3/Runtime/Site.h"
#include "a3/Simulator/Observer.h"

#include <array>
#include <deque>

namespace a3 {

/// The rows of one query over all its key tiles, ascending.
struct QueryRows {
  std::vector<int32_t> admitted;   ///< By the masks.
  std::vector<int32_t> candidates; ///< With an exact score.
  std::vector<int32_t> kept;       ///< In softmax.
};

struct QueryCounts {
  int64_t candidates = 0, kept = 0;
};

/// Follows a site's run and tells what each query took, when its results are
/// stored: from there it knows which query it was.
class QueryObserver : public Observer {
public:
  /// With `rows`, the run takes one query after the other.
  QueryObserver(const Site &site, bool rows);

  void executed(const isa::Operation &operation,
                std::span<const QueryWork> works) final;
  void selected(std::span<const int32_t> admitted,
                std::span<const int32_t> candidates,
                std::span<const int32_t> kept) final;
  bool wantsRows() const final { return rows; }

  int64_t queriesDone() const { return done; }

protected:
  /// Queries are numbered by head, and within a head as its rows.
  virtual void counted(int64_t /*query*/, const QueryCounts &) {}
  /// Only where rows are wanted.
  virtual void taken(int64_t /*query*/, QueryRows &&) {}

private:
  /// By query, over its key tiles so far.
  struct Queries {
    int64_t firstRow = 0; ///< Of the next tile.
    std::vector<QueryCounts> counts;
    std::vector<QueryRows> rows;
  };

  void attended(const isa::Operation &attend, std::span<const QueryWork> works);
  void stored(const isa::Operation &store);
  int64_t queryAt(int64_t offset) const;

  /// Of the output, but for columns.
  struct Dimension {
    int64_t stride; ///< In elements.
    int64_t queries;
  };

  std::vector<Dimension> dimensions; ///< Strides descend.
  bool rows;
  int64_t shapeRows = 0;               ///< Of the present key tile.
  std::vector<QueryRows> selectedRows; ///< Of the present tile, by query.
  std::array<Queries, 2> carried;      ///< By query bank.
  std::deque<Queries> complete;        ///< Not yet stored.
  int64_t done = 0;
};

} // namespace a3

#endif // A3_RUNTIME_QUERYOBSERVER_H
