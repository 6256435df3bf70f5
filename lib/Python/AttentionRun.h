//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_LIB_PYTHON_ATTENTIONRUN_H
#define A3_LIB_PYTHON_ATTENTIONRUN_H

#include "a3/Runtime/Site.h"
#include "a3/Schedule/Schedule.h"
#include "a3/Simulator/Observer.h"

#include <atomic>
#include <chrono>
#include <deque>
#include <future>

namespace a3 {

/// Rows of each query, in the order of the output: counts go here.
struct RowCounts {
  int64_t *candidates, *kept;
};

/// Follows a site's run: knows from where results are stored to which query the
/// rows of the `attend` before belong. The output must be row-major.
class RowCounter final : public Observer {
public:
  RowCounter(const Site &site, RowCounts counts, bool rows)
      : site(site), counts(counts), rows(rows) {
    if (rows) {
      candidates.resize(size_t(site.heads * site.queries));
      kept.resize(size_t(site.heads * site.queries));
    }
  }

  void executed(const isa::Operation &operation,
                std::span<const QueryWork> works) override;
  void selected(std::span<const int32_t> candidateRows,
                std::span<const int32_t> keptRows) override;
  bool wantsRows() const override { return rows; }
  bool cancelled() const override { return stop; }

  void cancel() { stop = true; }
  int64_t queriesDone() const { return done; }

  /// By query, ascending; empty unless wanted.
  std::vector<std::vector<int32_t>> candidates, kept;

private:
  /// One query, over its key tiles so far.
  struct Query {
    int64_t candidateCount = 0, keptCount = 0;
    std::vector<int32_t> candidates, kept;
  };

  void attended(const isa::Operation &attend, std::span<const QueryWork> works);
  void stored(const isa::Operation &store);

  const Site &site;
  RowCounts counts;
  bool rows;
  int64_t shapeRows = 0; ///< Of the present key tile.
  int64_t firstRow = 0;  ///< Of that tile.
  size_t nextSelected = 0;
  std::vector<Query> current;
  std::deque<std::vector<Query>> complete; ///< Not yet stored.
  std::atomic<int64_t> done = 0;
  std::atomic<bool> stop = false;
};

/// Runs a site in a thread of its own.
class AttentionRun {
public:
  /// All that is passed must outlive the run, the site is kept. With `rows`,
  /// the site runs a second time, query by query, which must give the same.
  AttentionRun(Site site, const SiteOperands &operands, const Machine &machine,
               Arithmetic arithmetic, unsigned threads, RowCounts counts,
               bool rows);
  /// Waits for the end.
  ~AttentionRun();

  /// Whether the run has ended within `time`.
  bool wait(std::chrono::milliseconds time) const {
    return future.wait_for(time) == std::future_status::ready;
  }

  /// Ends the run soon, and waits for that.
  void cancel();

  int64_t queriesDone() const {
    return counter.queriesDone() + selector.queriesDone();
  }

  /// After the end, once.
  Expected<Statistics> result() { return future.get(); }

  const std::vector<std::vector<int32_t>> &candidateRows() const {
    return selector.candidates;
  }
  const std::vector<std::vector<int32_t>> &keptRows() const {
    return selector.kept;
  }

private:
  Expected<Statistics> run(SiteOperands operands, const Machine &machine,
                           Arithmetic arithmetic, unsigned threads, bool rows);

  Site site;
  RowCounts counts;
  std::vector<int64_t> selectedCounts; ///< Candidates, then kept rows.
  RowCounter counter, selector;
  std::future<Expected<Statistics>> future;
};

/// The same format record for every head: q is multiplied by scale * 2^power
/// and K by 2^-power, values are not. An error if binary32 cannot hold that.
Expected<std::vector<float>> formatsOf(int power, double scale, int64_t heads);

} // namespace a3

#endif // A3_LIB_PYTHON_ATTENTIONRUN_H
