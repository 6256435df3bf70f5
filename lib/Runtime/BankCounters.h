//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What lies in the machine's banks, and how many queries wait, as counters of a
// trace.
//
//===----------------------------------------------------------------------===//

#ifndef A3_LIB_RUNTIME_BANKCOUNTERS_H
#define A3_LIB_RUNTIME_BANKCOUNTERS_H

#include "TraceBudget.h"
#include "TraceFile.h"

#include <array>

namespace a3 {

/// Of one launch of a site. Cycles that come in are those of the stream.
class BankCounters {
public:
  BankCounters(int64_t process, int64_t offset, TraceBudget &budget,
               TraceFile &file)
      : process(process), offset(offset), budget(budget), file(file) {}

  /// The next query of the `attend` that starts next entered its unit.
  void entered(int64_t cycle) { entries.push_back(cycle); }
  void started(const isa::Operation &operation, const Course &course);

private:
  enum class Bank { Key, SortedKey, Value, Query, Output };
  static constexpr size_t numBanks = 5;
  struct Rows {
    int64_t held = 0;
    bool isNamed = false; ///< The trace has the counter.
  };

  void load(Bank bank, const isa::Operation &operation, const Course &course);
  void finishAttend(const isa::Operation &operation, const Course &course);
  void set(Bank bank, unsigned number, int64_t cycle, int64_t rows);
  void count(std::string_view name, std::string_view unit, int64_t cycle,
             int64_t value);

  Rows &rows(Bank bank, unsigned number) { return banks[size_t(bank)][number]; }

  int64_t process, offset;
  TraceBudget &budget;
  TraceFile &file;
  std::array<std::array<Rows, 2>, numBanks> banks = {};
  std::vector<int64_t> entries; ///< Of the queries of one `attend`.
};

} // namespace a3

#endif // A3_LIB_RUNTIME_BANKCOUNTERS_H
