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

#include <chrono>
#include <deque>
#include <functional>

namespace a3 {

/// Rows of each query, in the order of the output: counts go here.
struct RowCounts {
  int64_t *candidates, *kept;
};

/// Follows a site's run: knows from where results are stored to which query the
/// rows of the `attend` before belong. The output must be row-major.
class RowCounter final : public Observer {
public:
  RowCounter(const Site &site, RowCounts counts, bool rows,
             const std::function<bool()> &tick)
      : site(site), counts(counts), rows(rows), tick(tick) {
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
  bool cancelled() const override { return tick(); }

  int64_t queriesDone() const { return done; }

  /// By query, ascending; empty unless wanted.
  std::vector<std::vector<int32_t>> candidates, kept;

private:
  struct Counts {
    int64_t candidates = 0, kept = 0;
  };
  struct Rows {
    std::vector<int32_t> candidates, kept;
  };
  /// By query, over its key tiles so far; rows only where they are wanted.
  struct Queries {
    std::vector<Counts> counts;
    std::vector<Rows> rows;
  };

  void attended(const isa::Operation &attend, std::span<const QueryWork> works);
  void stored(const isa::Operation &store);

  const Site &site;
  RowCounts counts;
  bool rows;
  const std::function<bool()> &tick; ///< Whether to end the run.
  int64_t shapeRows = 0;             ///< Of the present key tile.
  int64_t firstRow = 0;              ///< Of that tile.
  size_t nextSelected = 0;
  Queries current;
  std::deque<Queries> complete; ///< Not yet stored.
  int64_t done = 0;
};

/// One run of `a3.attention`, on the calling thread and those of a pool.
class AttentionRun {
public:
  /// Is told how many queries are done, a few times a second, and says whether
  /// to go on.
  using Progress = std::function<bool(int64_t queriesDone)>;

  /// All that is passed must outlive the run, the site is kept. With `rows`,
  /// the site runs a second time, query by query, which must give the same.
  AttentionRun(Site site, RowCounts counts, bool rows, Progress progress);
  AttentionRun(const AttentionRun &) = delete;
  AttentionRun &operator=(const AttentionRun &) = delete;

  Expected<Statistics> run(SiteOperands operands, const Machine &machine,
                           Arithmetic arithmetic, unsigned threads);

  const std::vector<std::vector<int32_t>> &candidateRows() const {
    return selector.candidates;
  }
  const std::vector<std::vector<int32_t>> &keptRows() const {
    return selector.kept;
  }

private:
  bool mustStop();

  Site site;
  RowCounts counts;
  bool rows;
  Progress progress;
  std::chrono::steady_clock::time_point lastReport;
  bool stopped = false;
  std::vector<int64_t> selectedCounts; ///< Candidates, then kept rows.
  std::function<bool()> tick;
  RowCounter counter, selector;
};

/// The same format record for every head: q is multiplied by scale * 2^power
/// and K by 2^-power, values are not. An error if binary32 cannot hold that.
Expected<std::vector<float>> formatsOf(int power, double scale, int64_t heads);

} // namespace a3

#endif // A3_LIB_PYTHON_ATTENTIONRUN_H
