//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Which events of a trace are written: those of the chosen cycles, up to a
// limit.
//
//===----------------------------------------------------------------------===//

#ifndef A3_LIB_RUNTIME_TRACEBUDGET_H
#define A3_LIB_RUNTIME_TRACEBUDGET_H

#include "a3/Runtime/Trace.h"

#include <algorithm>

namespace a3 {

class TraceBudget {
public:
  TraceBudget(int64_t limit, CycleRange cycles)
      : limit(limit), cycles(cycles) {}

  /// Whether an event that reaches over these cycles is to be written.
  bool admit(int64_t begin, int64_t end) {
    return reaches(begin, end) && reserve(1, begin);
  }

  /// Whether there is room for as many events, the first one at `begin`.
  bool reserve(int64_t events, int64_t begin) {
    if (used + events > limit) {
      // Those of several queues do not come in the order of their cycles.
      cut = std::min(begin, cut.value_or(begin));
      return false;
    }
    used += events;
    return true;
  }

  /// Gives one back.
  void release() { --used; }

  bool reaches(int64_t begin, int64_t end) const {
    return end > cycles.begin && begin < cycles.end;
  }

  int64_t count() const { return used; }
  /// Where the limit was met: events are missing from this cycle on.
  std::optional<int64_t> cutAt() const { return cut; }

private:
  int64_t limit;
  CycleRange cycles;
  int64_t used = 0;
  std::optional<int64_t> cut;
};

} // namespace a3

#endif // A3_LIB_RUNTIME_TRACEBUDGET_H
