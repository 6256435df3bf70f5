//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_LIB_PYTHON_ATTENTIONRUN_H
#define A3_LIB_PYTHON_ATTENTIONRUN_H

#include "a3/Runtime/LostMass.h"
#include "a3/Schedule/Schedule.h"

#include <chrono>
#include <functional>
#include <optional>

namespace a3 {

/// Counts of each query, in the order of the output.
struct RowCounts {
  int64_t *candidates, *kept;
};

/// Counts the rows of each query.
class RowCounter final : public QueryObserver {
public:
  /// All that is passed must outlive this.
  RowCounter(const Site &site, RowCounts counts,
             const std::function<bool()> &tick)
      : QueryObserver(site, /*rows=*/false), counts(counts), tick(tick) {}

  bool cancelled() const override { return tick(); }

private:
  void counted(int64_t query, const QueryCounts &rows) override;

  RowCounts counts;
  const std::function<bool()> &tick; ///< Whether to end the run.
};

/// Lists the rows of each query, and what it loses without the others.
class RowLister final : public QueryObserver {
public:
  RowLister(const Site &site, const SiteOperands &operands,
            const std::function<bool()> &tick);

  bool cancelled() const override { return tick(); }

  /// By query, ascending.
  std::vector<std::vector<int32_t>> candidates, kept;
  std::vector<double> lostMass;

private:
  void taken(int64_t query, QueryRows &&rows) override;

  const Site &site;
  const SiteOperands &operands;
  const std::function<bool()> &tick;
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

  Expected<Statistics> run(const SiteOperands &operands, const Machine &machine,
                           Arithmetic arithmetic, unsigned threads);

  /// The rows, where they are wanted.
  const RowLister &lister() const { return *rowLister; }

private:
  bool mustStop();

  Site site;
  RowCounts counts;
  bool rows;
  Progress progress;
  std::chrono::steady_clock::time_point lastReport;
  bool stopped = false;
  std::function<bool()> tick;
  RowCounter counter;
  std::optional<RowLister> rowLister;
};

/// The same format record for every head: q is multiplied by scale * 2^power
/// and K by 2^-power, values are not. An error if binary32 cannot hold that.
Expected<std::vector<float>> formatsOf(int power, double scale, int64_t heads);

} // namespace a3

#endif // A3_LIB_PYTHON_ATTENTIONRUN_H
