//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A run query by query: how many rows each took, when the parts of the machine
// worked, and of chosen sites the operands and what became of every row.
//
//===----------------------------------------------------------------------===//

#ifndef A3_RUNTIME_RUNDETAIL_H
#define A3_RUNTIME_RUNDETAIL_H

#include "a3/Runtime/LostMass.h"

#include <memory>
#include <set>

namespace a3 {

/// How much of each stretch of time the parts of the machine worked, from the
/// first cycle of a launch on. Stretches get longer as more cycles come, so
/// that there are at most `maxSlots` of them.
class Activity {
public:
  static constexpr size_t maxSlots = 128;
  static constexpr size_t numParts = 2 + numStages;
  static constexpr std::array<std::string_view, numParts> partNames = {
      "port",        "sorter",      stageNames[0], stageNames[1],
      stageNames[2], stageNames[3], stageNames[4]};

  /// Part 0 is the port, 1 the sorter; the stages of all units follow.
  void add(size_t part, int64_t begin, int64_t end);

  int64_t slotCycles() const { return width; }
  /// By slot; slots behind the last one are empty.
  const std::vector<int64_t> &busyCycles(size_t part) const {
    return busy[part];
  }

private:
  void widen();

  int64_t width = 1;
  std::array<std::vector<int64_t>, numParts> busy;
};

/// How far a row of keys came with a query.
enum class RowState : uint8_t { Hidden, Admitted, Candidate, Kept };

/// What went into a launch, row-major with the sizes of the site's operands,
/// and what became of its rows.
struct LaunchRows {
  std::vector<float> query, key, value;
  std::vector<float> bias;      ///< Empty where there is none.
  std::vector<RowState> states; ///< By query, and its rows.
  std::vector<double> lostMass; ///< By query.
};

/// One launch of a site. Queries are numbered by head, and within a head as
/// its rows.
struct LaunchDetail {
  size_t index = 0;         ///< Of the site in the program.
  std::optional<Site> site; ///< In the sizes of the launch, without its stream.
  int64_t begin = 0;        ///< Cycles of all launches before it, full account.
  int64_t cycles = 0;       ///< Full account.
  std::vector<int64_t> candidates, kept; ///< Rows, by query.
  Activity activity;
  std::optional<LaunchRows> rows; ///< Of chosen sites.
};

/// What all launches of a run were.
class RunDetail {
public:
  /// Sites by number of which operands and rows are wanted. Each of their
  /// launches runs a second time, one query after the other.
  explicit RunDetail(std::set<size_t> rowsOf = {});
  ~RunDetail();

  /// Before `runSite`, which may write its output in the place of an operand.
  /// Returns whom the run shall tell, until `endLaunch`.
  Expected<Observer *> beginLaunch(size_t index, const Site &site,
                                   const SiteOperands &operands,
                                   const Machine &machine,
                                   Arithmetic arithmetic);
  void endLaunch(const Statistics &statistics);

  std::vector<LaunchDetail> launches;

private:
  class Recorder;

  std::set<size_t> rowsOf;
  std::unique_ptr<Recorder> recorder; ///< Of the last launch.
  int64_t cycles = 0;
};

} // namespace a3

#endif // A3_RUNTIME_RUNDETAIL_H
