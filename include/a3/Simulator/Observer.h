//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_SIMULATOR_OBSERVER_H
#define A3_SIMULATOR_OBSERVER_H

#include "a3/ISA/Fetch.h"
#include "a3/Simulator/Pipeline.h"

#include <span>

namespace a3 {

/// Is told what a run does, in the thread that runs it.
class Observer {
public:
  virtual ~Observer() = default;

  /// An operation was executed; `works` has one entry a query of an `attend`.
  /// Operations of a queue come in the order of the program.
  virtual void executed(const isa::Operation &,
                        std::span<const QueryWork> /*works*/) {}

  /// Whether `selected` is to be called. The run then takes one query after the
  /// other, which is slower and gives the same results.
  virtual bool wantsRows() const { return false; }

  /// The next query of an `attend`, before that is `executed`: the rows of its
  /// key tile that got an exact score, and those of them that stayed. Both
  /// ascend; they live until the call returns.
  virtual void selected(std::span<const int32_t> /*candidates*/,
                        std::span<const int32_t> /*kept*/) {}

  /// Asked before every operation: whether the run shall end with an error.
  virtual bool cancelled() const { return false; }
};

} // namespace a3

#endif // A3_SIMULATOR_OBSERVER_H
