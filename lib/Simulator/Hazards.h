//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_LIB_SIMULATOR_HAZARDS_H
#define A3_LIB_SIMULATOR_HAZARDS_H

#include "a3/Simulator/Inspection.h"

namespace a3 {

/// The error of an operation, with its number and text.
tl::unexpected<Error> failureAt(const isa::Operation &operation,
                                const std::string &message);

/// Finds banks that two queues use with nothing to say which goes first,
/// whatever the timing, or in another order than the program's. Each queue has
/// a clock: how many operations of each queue are known to be done, through
/// tokens and through the order within a queue (operations of a queue are done
/// in order).
class Hazards {
public:
  using Clock = std::array<int64_t, isa::numQueues>;

  /// A queue has taken a token that was signalled with `clock`.
  void receive(isa::Queue queue, const Clock &clock);

  /// What an `attend` reads beside keys, values and queries.
  struct AttendReads {
    bool mask, bias, sortedKey;
  };

  /// Checks the banks that the next operation of its queue uses. `sequence`
  /// counts operations in the order of the program. The error belongs to the
  /// later of the two operations that are in conflict, whichever started first.
  Expected<void> start(const isa::Operation &operation, int64_t sequence,
                       AttendReads reads);

  /// The clock that tokens of the queue's last operation carry.
  Clock signal(isa::Queue queue) const;

private:
  struct Access {
    isa::Operation operation;
    int64_t sequence;
    int64_t number = 0; ///< In its queue, from 1; 0 where there is none.
    bool writes = false;
  };
  struct Bank {
    Access write = {};
    std::array<Access, isa::numQueues> reads = {};
  };

  Expected<void> read(const Access &access, BankKind kind, unsigned bank);
  Expected<void> write(Access access, BankKind kind, unsigned bank);

  /// Whether `earlier` is done when `access` starts.
  Expected<void> order(const Access &earlier, const Access &access,
                       BankKind kind, unsigned bank) const;

  std::array<std::array<Bank, 2>, numBankKinds> banks;
  std::array<Clock, isa::numQueues> known = {};
  Clock started = {};
};

} // namespace a3

#endif // A3_LIB_SIMULATOR_HAZARDS_H
