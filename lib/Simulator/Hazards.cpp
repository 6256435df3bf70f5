//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Hazards.h"

#include "a3/ISA/Assembly.h"

#include <algorithm>
#include <fmt/format.h>

using namespace a3;
using namespace a3::isa;

tl::unexpected<Error> a3::failureAt(const Operation &operation,
                                    const std::string &message) {
  Error error{fmt::format("instruction {}, {}: {}", operation.index,
                          disassemble(*operation.instruction), message)};
  error.instruction = operation.index;
  return tl::unexpected(std::move(error));
}

void Hazards::receive(Queue queue, const Clock &clock) {
  Clock &own = known[size_t(queue)];
  for (size_t other = 0; other < numQueues; ++other)
    own[other] = std::max(own[other], clock[other]);
}

Hazards::Clock Hazards::signal(Queue queue) const {
  Clock clock = known[size_t(queue)];
  clock[size_t(queue)] = started[size_t(queue)];
  return clock;
}

Expected<void> Hazards::order(const Access &earlier, const Access &access,
                              BankKind kind, unsigned bank) const {
  auto from = size_t(earlier.operation.queue);
  auto to = size_t(access.operation.queue);
  if (from == to || earlier.number == 0)
    return {};
  if (known[to][from] >= earlier.number) {
    if (earlier.sequence < access.sequence)
      return {};
    // Ordered, but not as in the program, which is how data is computed.
    return failureAt(
        access.operation,
        fmt::format("{} bank {} is used by instruction {} of the {} queue "
                    "before, which stands later in the stream; put them in "
                    "the order in which tokens make them run",
                    bankNames[size_t(kind)], bank, earlier.operation.index,
                    queueNames[from]));
  }
  bool started = earlier.sequence < access.sequence;
  const Access &first = started ? earlier : access;
  const Access &second = started ? access : earlier;
  return failureAt(second.operation,
                   fmt::format("{} bank {} may still be {} by instruction {} "
                               "of the {} queue; wait for a token that it "
                               "signals",
                               bankNames[size_t(kind)], bank,
                               first.writes ? "written" : "read",
                               first.operation.index,
                               queueNames[size_t(first.operation.queue)]));
}

Expected<void> Hazards::read(const Access &access, BankKind kind,
                             unsigned bank) {
  Bank &state = banks[size_t(kind)][bank];
  state.reads[size_t(access.operation.queue)] = access;
  return order(state.write, access, kind, bank);
}

Expected<void> Hazards::write(Access access, BankKind kind, unsigned bank) {
  access.writes = true;
  Bank &state = banks[size_t(kind)][bank];
  Expected<void> result = order(state.write, access, kind, bank);
  for (const Access &earlier : state.reads)
    if (result)
      result = order(earlier, access, kind, bank);
  state = {access, {}};
  return result;
}

Expected<void> Hazards::start(const Operation &operation, int64_t sequence,
                              AttendReads reads) {
  Access access{operation, sequence, ++started[size_t(operation.queue)]};
  unsigned bank = operation.bank, queryBank = operation.queryBank;
  switch (operation.instruction->opcode) {
  case Opcode::LoadKey:
    return write(access, BankKind::Key, bank);
  case Opcode::LoadSorted:
  case Opcode::SortKey:
    return write(access, BankKind::SortedKey, bank);
  case Opcode::LoadValue:
    return write(access, BankKind::Value, bank);
  case Opcode::LoadQuery:
    return write(access, BankKind::Query, bank);
  case Opcode::LoadMask:
    return write(access, BankKind::Mask, bank);
  case Opcode::LoadBias:
    return write(access, BankKind::Bias, bank);
  case Opcode::StoreOutput:
    return read(access, BankKind::Output, bank);
  case Opcode::Attend: {
    Expected<void> result = read(access, BankKind::Key, bank);
    if (result)
      result = read(access, BankKind::Value, bank);
    if (result)
      result = read(access, BankKind::Query, queryBank);
    if (result && reads.sortedKey)
      result = read(access, BankKind::SortedKey, bank);
    if (result && reads.mask)
      result = read(access, BankKind::Mask, queryBank);
    if (result && reads.bias)
      result = read(access, BankKind::Bias, queryBank);
    return result ? write(access, BankKind::Output, queryBank) : result;
  }
  default:
    return {};
  }
}
