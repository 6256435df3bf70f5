//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_SIMULATOR_STATISTICS_H
#define A3_SIMULATOR_STATISTICS_H

#include "a3/Simulator/Pipeline.h"

#include <bit>

namespace a3 {

/// What one module did, in all units together.
struct ModuleAccount {
  int64_t busy = 0;         ///< Cycles.
  double dynamicEnergy = 0; ///< nJ, while busy.
  double staticEnergy = 0;  ///< nJ, always.

  double energy() const { return dynamicEnergy + staticEnergy; }
};

/// Cycles and energy in one account: the paper's (the attention pipeline
/// alone, queries back to back) or the full one (fetch, loads and stores too).
struct Account {
  int64_t cycles = 0;
  StageTimes stages = {}; ///< Each sums to cycles x units.
  std::array<ModuleAccount, numModules> modules = {};
  double portEnergy = 0; ///< nJ, of the off-chip port; full account only.

  /// nJ: the sum of the parts.
  double energy() const;

  Account &operator+=(const Account &other);
};

/// What a queue of instructions does in a cycle of the full account. `Keys`
/// is a sort that waits for the keys that it sorts; the last three wait for a
/// token of that queue, the last to come where it waits for several.
enum class QueueActivity { Busy, Empty, Port, Keys, Load, Compute, Store };
inline constexpr size_t numQueueActivities = 7;
inline constexpr std::array<std::string_view, numQueueActivities>
    queueActivityNames = {"busy",           "empty",
                          "waits_for_port", "waits_for_keys",
                          "waits_for_load", "waits_for_compute",
                          "waits_for_store"};

/// What the fetch unit does: hands over an instruction, has none left, or
/// finds one of the queues full.
enum class FetchActivity { Busy, Done, LoadFull, ComputeFull, StoreFull };
inline constexpr size_t numFetchActivities = 5;
inline constexpr std::array<std::string_view, numFetchActivities>
    fetchActivityNames = {"busy", "done", "load_queue_full",
                          "compute_queue_full", "store_queue_full"};

inline FetchActivity fullActivity(isa::Queue queue) {
  return FetchActivity(size_t(FetchActivity::LoadFull) + size_t(queue));
}

/// How everything but the pipeline spent the cycles of the full account: the
/// activities of the fetch unit, and those of each queue, sum to them.
struct QueueTimes {
  std::array<int64_t, numFetchActivities> fetch = {};
  std::array<std::array<int64_t, numQueueActivities>, isa::numQueues> queues =
      {};
  int64_t port = 0;   ///< Bytes go through the port.
  int64_t sorter = 0; ///< Keys are sorted.

  int64_t &operator()(isa::Queue queue, QueueActivity activity) {
    return queues[size_t(queue)][size_t(activity)];
  }
  int64_t &operator()(FetchActivity activity) {
    return fetch[size_t(activity)];
  }
  QueueTimes &operator+=(const QueueTimes &other);
};

/// How many queries had how many rows: bin 0 counts those without any, bin k
/// those with 2^(k-1) to 2^k - 1.
struct Histogram {
  std::array<int64_t, 34> bins = {};

  static size_t binOf(int64_t rows) { return std::bit_width(uint64_t(rows)); }
  static int64_t least(size_t bin) { return bin ? int64_t(1) << (bin - 1) : 0; }
  static int64_t most(size_t bin) { return (int64_t(1) << bin) - 1; }
  void add(int64_t rows) { ++bins[std::min(binOf(rows), bins.size() - 1)]; }
  Histogram &operator+=(const Histogram &other);
};

/// What one run of a stream did.
struct Statistics {
  Account paper, full;
  QueueTimes times; ///< Of the full account.
  int64_t queries = 0;
  /// Rows with an exact score, and rows in softmax, summed over queries.
  int64_t candidates = 0, kept = 0;
  /// The same a query, all its key tiles together.
  Histogram candidateCounts, keptCounts;
  int64_t postScored = 0; ///< Candidates that were held against T.
  int64_t saturations = 0;
  int64_t bytesLoaded = 0;
  int64_t bytesStored = 0;
  int64_t refillStalls = 0; ///< Cycles that selections waited for products.

  Statistics &operator+=(const Statistics &other);
};

/// Fills in the modules of an account whose stages are known: what they were
/// busy with, and mW x cycles / MHz = nJ. `sorted` is the cycles in which
/// sorted keys were written.
void accountModules(Account &account, const Machine &machine,
                    int64_t postScored, int64_t sorted);

} // namespace a3

#endif // A3_SIMULATOR_STATISTICS_H
