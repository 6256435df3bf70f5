//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_SIMULATOR_PIPELINE_H
#define A3_SIMULATOR_PIPELINE_H

#include "a3/Machine/Machine.h"

#include <array>

namespace a3 {

/// What a query passes through, in this order (reference section 2). The first
/// two belong to approximate A3.
enum class Stage { Selection, Scan, DotProduct, Exponent, Output };
inline constexpr size_t numStages = 5;

/// What one query asks of the pipeline.
struct QueryWork {
  int64_t iterations = 0; ///< M; 0 where nothing is selected.
  int64_t scanned = 0;    ///< Greedy scores that the scan reads.
  int64_t candidates = 0; ///< Rows with an exact score.
  int64_t kept = 0;       ///< Rows in softmax and output.
};

/// Stages that work on one query each at a time. A module needs one cycle a
/// line of a row, and `fill` cycles more; a query enters a stage when the query
/// before has left it.
class Pipeline {
public:
  explicit Pipeline(const Machine &machine) : machine(machine) {}

  struct Times {
    int64_t accepted; ///< The first stage is free for the next query.
    int64_t finished; ///< The result is in the output bank.
  };

  /// A query that may enter at cycle `earliest`.
  Times push(int64_t earliest, const QueryWork &work, int64_t depth,
             int64_t valueDepth);

  int64_t finished() const { return freeAt.back(); }

  /// Cycles in which each of the stages worked.
  const std::array<int64_t, numStages> &busy() const { return busyCycles; }

private:
  const Machine &machine;
  std::array<int64_t, numStages> freeAt = {};
  std::array<int64_t, numStages> busyCycles = {};
};

} // namespace a3

#endif // A3_SIMULATOR_PIPELINE_H
