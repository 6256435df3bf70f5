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

/// The three modules of base A3, each working on one query at a time: dot
/// product, exponent, output (reference section 2). A module needs one cycle a
/// line of a row, and `fill` cycles more; a query enters a module when the
/// query before has left it.
class Pipeline {
public:
  explicit Pipeline(const Machine &machine) : machine(machine) {}

  struct Times {
    int64_t accepted; ///< The first module is free for the next query.
    int64_t finished; ///< The result is in the output bank.
  };

  /// A query over `rows` admitted rows that may enter at cycle `earliest`.
  Times push(int64_t earliest, int64_t rows, int64_t depth, int64_t valueDepth);

  int64_t finished() const { return freeAt.back(); }

  /// Cycles in which each of the three modules worked.
  const std::array<int64_t, 3> &busy() const { return busyCycles; }

private:
  const Machine &machine;
  std::array<int64_t, 3> freeAt = {};
  std::array<int64_t, 3> busyCycles = {};
};

} // namespace a3

#endif // A3_SIMULATOR_PIPELINE_H
