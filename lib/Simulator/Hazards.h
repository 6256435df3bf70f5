//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_LIB_SIMULATOR_HAZARDS_H
#define A3_LIB_SIMULATOR_HAZARDS_H

#include "a3/ISA/Fetch.h"

namespace a3 {

/// Finds banks that two queues use with nothing to say which goes first,
/// whatever the timing. Each queue has a clock: how many operations of each
/// queue are known to be done, through tokens and through the order within a
/// queue (operations of a queue are done in order).
class Hazards {
public:
  using Clock = std::array<int64_t, isa::numQueues>;

  /// A queue has taken a token that was signalled with `clock`.
  void receive(isa::Queue queue, const Clock &clock);

  /// Checks the banks that the next operation of its queue uses; `usesBitmap`
  /// says whether an `attend` reads its mask bank.
  Expected<void> start(const isa::Operation &operation, bool usesBitmap);

  /// The clock that tokens of the queue's last operation carry.
  Clock signal(isa::Queue queue) const;

private:
  enum class Kind { Key, Value, Query, Mask, Output };
  static constexpr size_t numKinds = 5;

  /// An operation's number in its queue, from 1, and in the stream.
  struct Access {
    int64_t number = 0;
    size_t index = 0;
  };
  struct Bank {
    Access write;
    isa::Queue writer = {};
    std::array<Access, isa::numQueues> reads;
  };

  Expected<void> read(const isa::Operation &operation, Kind kind,
                      unsigned bank);
  Expected<void> write(const isa::Operation &operation, Kind kind,
                       unsigned bank);
  bool isDone(isa::Queue reader, isa::Queue queue, const Access &access) const;

  std::array<std::array<Bank, 2>, numKinds> banks;
  std::array<Clock, isa::numQueues> known = {};
  Clock started = {};
};

} // namespace a3

#endif // A3_LIB_SIMULATOR_HAZARDS_H
