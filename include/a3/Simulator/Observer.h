//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_SIMULATOR_OBSERVER_H
#define A3_SIMULATOR_OBSERVER_H

#include "a3/ISA/Fetch.h"
#include "a3/Simulator/Statistics.h"

#include <span>

namespace a3 {

/// What an operation works with, beside its queue.
enum class Resource { None, Port, Sorter, Units };

/// How an operation goes through its queue, in cycles of the full account.
/// `ready` to `free` do not descend: the operations behind it wait that long.
struct Course {
  int64_t ready = 0; ///< It is at the head of its queue.
  int64_t start = 0; ///< The tokens that it waits for are there.
  int64_t begin = 0; ///< Its resource takes it.
  int64_t free = 0;  ///< The queue may start the next operation.
  int64_t done = 0;  ///< Its results are there.
  /// What the queue does from `ready` to `start`, if that takes cycles.
  QueueActivity waits = QueueActivity::Load;
  Resource resource = Resource::None;
  /// When port or sorter work on it; the sorter does so behind the queue.
  int64_t workBegin = 0, workEnd = 0;

  /// What the queue does from `start` to `begin`.
  QueueActivity stalls() const {
    return resource == Resource::Units ? QueueActivity::Keys
                                       : QueueActivity::Port;
  }
};

/// Is told what a run does, in the thread that runs it.
class Observer {
public:
  virtual ~Observer() = default;

  /// An operation was executed; `works` has one entry a query of an `attend`.
  /// Operations of a queue come in the order of the program.
  virtual void executed(const isa::Operation &,
                        std::span<const QueryWork> /*works*/) {}

  /// The fetch unit handed over an operation in cycle `begin`; from `ready` on
  /// it found the operation's queue full. In the order of the program.
  virtual void fetched(const isa::Operation &, int64_t /*ready*/,
                       int64_t /*begin*/) {}

  /// How an operation that was `executed` goes through its queue. The cycles
  /// of one queue and of one resource ascend.
  virtual void started(const isa::Operation &, const Course &) {}

  /// How a query of an `attend` goes through its unit, before that `attend` has
  /// `started`. The cycles of one stage of a unit ascend.
  virtual void passed(const isa::Operation &, int64_t /*query*/,
                      const QueryWork &, const Passage &) {}

  /// Whether `selected` is to be called. The run then takes one query after the
  /// other, which is slower and gives the same results.
  virtual bool wantsRows() const { return false; }

  /// The next query of an `attend`, before that is `executed`: the rows of its
  /// key tile that the masks admit, those of them that got an exact score, and
  /// those of these that stayed. All ascend; they live until the call returns.
  virtual void selected(std::span<const int32_t> /*admitted*/,
                        std::span<const int32_t> /*candidates*/,
                        std::span<const int32_t> /*kept*/) {}

  /// Asked before every operation: whether the run shall end with an error.
  virtual bool cancelled() const { return false; }
};

} // namespace a3

#endif // A3_SIMULATOR_OBSERVER_H
