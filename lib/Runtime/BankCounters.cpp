//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BankCounters.h"

#include <fmt/format.h>

using namespace a3;
using namespace a3::isa;

static constexpr std::array<std::string_view, 5> bankNames = {
    "key", "sorted key", "value", "query", "output"};

void BankCounters::count(std::string_view name, std::string_view unit,
                         int64_t cycle, int64_t value) {
  int64_t time = offset + cycle;
  if (budget.admit(time, time + 1))
    file.counter(process, fmt::format("\"{}\"", name), time,
                 fmt::format(R"({{"{}":{}}})", unit, value));
}

void BankCounters::set(Bank bank, unsigned number, int64_t cycle,
                       int64_t held) {
  Rows &known = rows(bank, number);
  if (known.isNamed && known.held == held)
    return;
  known = {held, true};
  count(fmt::format("{} bank {}", bankNames[size_t(bank)], number), "rows",
        cycle, held);
}

/// The bank holds nothing that can be used while it is loaded.
void BankCounters::load(Bank bank, const Operation &operation,
                        const Course &course) {
  // Loads share the layout of their fields.
  set(bank, operation.bank, course.begin, 0);
  set(bank, operation.bank, course.done,
      operation.instruction->fields[load_key::rows]);
}

/// Of several units, queries need not enter in their order.
void BankCounters::finishAttend(const Operation &operation,
                                const Course &course) {
  std::ranges::sort(entries);
  auto waiting = int64_t(entries.size());
  for (size_t i = 0; i < entries.size(); ++i) {
    --waiting;
    if (i + 1 == entries.size() || entries[i + 1] != entries[i])
      count("queries waiting", "queries", entries[i], waiting);
  }
  auto partial = Partial(operation.instruction->fields[attend::partial]);
  if (partial == Partial::Whole || partial == Partial::Last)
    set(Bank::Output, operation.queryBank, course.done,
        int64_t(entries.size()));
  entries.clear();
}

void BankCounters::started(const Operation &operation, const Course &course) {
  unsigned bank = operation.bank;
  switch (operation.instruction->opcode) {
  case Opcode::LoadKey:
    if (rows(Bank::SortedKey, bank).held)
      set(Bank::SortedKey, bank, course.begin, 0);
    return load(Bank::Key, operation, course);
  case Opcode::LoadValue:
    return load(Bank::Value, operation, course);
  case Opcode::LoadQuery:
    return load(Bank::Query, operation, course);
  case Opcode::LoadSorted:
    return load(Bank::SortedKey, operation, course);
  case Opcode::SortKey:
    return set(Bank::SortedKey, bank, course.workEnd,
               rows(Bank::Key, bank).held);
  case Opcode::Attend:
    return finishAttend(operation, course);
  case Opcode::StoreOutput:
    return set(Bank::Output, bank, course.free, 0);
  default:
    return;
  }
}
