//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// When queries pass through the stages of the attention pipeline (reference
// section 2; docs/timing.md derives the figures).
//
//===----------------------------------------------------------------------===//

#ifndef A3_SIMULATOR_PIPELINE_H
#define A3_SIMULATOR_PIPELINE_H

#include "a3/ISA/Instruction.h"
#include "a3/Machine/Machine.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace a3 {

/// What a query passes through, in this order (reference section 2). The first
/// two belong to approximate A3.
enum class Stage { Selection, Scan, DotProduct, Exponent, Output };
inline constexpr size_t numStages = 5;
inline constexpr std::array<std::string_view, numStages> stageNames = {
    "selection", "scan", "dot_product", "exponent", "output"};

/// What one query asks of the pipeline.
struct QueryWork {
  int64_t iterations = 0; ///< M; 0 where nothing is selected.
  int64_t scanned = 0;    ///< Greedy scores that the scan reads.
  int64_t candidates = 0; ///< Rows with an exact score.
  int64_t kept = 0;       ///< Rows in softmax and output.
  /// Cycles in which the selection waits for products (`PrefetchBuffers`).
  int64_t refillStalls = 0;
};

inline Stage firstStage(const QueryWork &work) {
  return work.iterations > 0 ? Stage::Selection : Stage::DotProduct;
}

/// Cycles that each stage works on a query, fills included. Stages before
/// `first` are passed by.
struct StageCycles {
  Stage first;
  std::array<int64_t, numStages> cycles;
};

/// For a query with rows of `depth` key columns and `valueDepth` value columns.
StageCycles stageCycles(const Machine &machine, const QueryWork &work,
                        int64_t depth, int64_t valueDepth);

/// How a stage spent the cycles of an account; the sum is that of all cycles
/// (of all units).
struct StageTime {
  int64_t busy = 0;
  int64_t waiting = 0; ///< For a query from the stage before.
  int64_t blocked = 0; ///< The stage after has no room for another result.

  int64_t total() const { return busy + waiting + blocked; }
  StageTime &operator+=(const StageTime &other);
  bool operator==(const StageTime &) const = default;
};
using StageTimes = std::array<StageTime, numStages>;

/// When one query is in which stage; stages that it passes by are empty.
struct Passage {
  unsigned unit = 0;
  std::array<int64_t, numStages> start = {}, end = {};

  int64_t finished() const { return end.back(); }
};

/// One unit. A stage works on one query at a time. Its results lie in one of
/// `machine.stageBuffers` buffers from its start to the end of the stage after
/// it; with no buffer free, it is blocked.
class Pipeline {
public:
  explicit Pipeline(const Machine &machine);

  /// A query that may enter at cycle `earliest`.
  Passage push(int64_t earliest, const StageCycles &work);

  /// The stage that the last query entered first is free for another.
  int64_t accepts() const { return acceptsAt; }
  int64_t finished() const { return freeAt.back(); }

  /// How the stages spent `cycles`, which is no less than `finished()`.
  StageTimes times(int64_t cycles) const;

private:
  int64_t acceptsAt = 0;
  std::array<int64_t, numStages> freeAt = {};
  /// Ends of each stage's last queries, as many as buffers, in a ring.
  std::array<std::vector<int64_t>, numStages> ends;
  std::array<size_t, numStages> oldest = {};
  StageTimes spent = {};
};

/// The machine's units. Each has all modules and memories of its own; loads and
/// sorts fill the memories of all. The queries of an `attend` are dealt in
/// turn, going on where the last `attend` stopped, so that heads of few queries
/// are spread too. A query meets all its key tiles in the same unit, where its
/// partial results are.
class Units {
public:
  explicit Units(const Machine &machine)
      : pipelines(size_t(machine.units), Pipeline(machine)) {}

  /// The next `attend`, of `queries` queries in the query bank `bank`.
  void begin(isa::Partial partial, unsigned bank, int64_t queries);

  /// The next query of that `attend`.
  Passage push(int64_t earliest, const StageCycles &work);

  /// The unit whose turn it is has room for another query.
  int64_t accepts() const { return pipelines[next].accepts(); }
  int64_t finished() const;

  /// Sums over the units, each of which had `cycles`.
  StageTimes times(int64_t cycles) const;

private:
  std::vector<Pipeline> pipelines;
  std::array<size_t, 2> firstOfBank = {};
  size_t current = 0; ///< Gets the next query of this `attend`.
  size_t next = 0;    ///< Gets the first query of the next one.
};

/// The products that the selection has fetched ahead. Each column has a buffer
/// of `prefetchDepth` of them a side, full when a query begins. Taking one
/// sends for the column's next, which is there `refillCycles` later, one after
/// another. An iteration that finds the buffer empty waits.
class PrefetchBuffers {
public:
  /// `columns` is d.
  PrefetchBuffers(const Machine &machine, int64_t columns);

  /// Whether any query can ever wait on this machine.
  static bool canStall(const Machine &machine) {
    return machine.prefetchDepth < machine.refillCycles;
  }

  /// An iteration that takes a product of column `largest` on the max side
  /// and of `smallest` on the min side; a negative number takes none.
  void iterate(int64_t largest, int64_t smallest);

  /// Cycles that iterations waited so far.
  int64_t stalls() const { return now - iterations; }

private:
  /// Of one side: cycles in which the products in the buffers arrive,
  /// `depth` a column, as rings with their next products at `heads`.
  struct Side {
    std::vector<int64_t> arrivals;
    std::vector<int64_t> heads;
  };

  int64_t arrival(const Side &side, int64_t column) const;
  void take(Side &side, int64_t column);

  int64_t depth, latency;
  int64_t now = 0, iterations = 0;
  Side maxSide, minSide;
};

} // namespace a3

#endif // A3_SIMULATOR_PIPELINE_H
