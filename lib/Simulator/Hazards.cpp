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

static constexpr std::string_view kindNames[] = {
    "key", "sorted-key", "value", "query", "mask", "bias", "output"};

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
                              Kind kind, unsigned bank) const {
  auto from = size_t(earlier.operation.queue);
  auto to = size_t(access.operation.queue);
  if (from == to || known[to][from] >= earlier.number)
    return {};
  bool started = earlier.sequence < access.sequence;
  const Access &first = started ? earlier : access;
  const Access &second = started ? access : earlier;
  return failureAt(second.operation,
                   fmt::format("{} bank {} may still be {} by instruction {} "
                               "of the {} queue; wait for a token that it "
                               "signals",
                               kindNames[size_t(kind)], bank,
                               first.writes ? "written" : "read",
                               first.operation.index,
                               queueNames[size_t(first.operation.queue)]));
}

Expected<void> Hazards::read(const Access &access, Kind kind, unsigned bank) {
  Bank &state = banks[size_t(kind)][bank];
  state.reads[size_t(access.operation.queue)] = access;
  return order(state.write, access, kind, bank);
}

Expected<void> Hazards::write(Access access, Kind kind, unsigned bank) {
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
    return write(access, Kind::Key, bank);
  case Opcode::LoadSorted:
  case Opcode::SortKey:
    return write(access, Kind::SortedKey, bank);
  case Opcode::LoadValue:
    return write(access, Kind::Value, bank);
  case Opcode::LoadQuery:
    return write(access, Kind::Query, bank);
  case Opcode::LoadMask:
    return write(access, Kind::Mask, bank);
  case Opcode::LoadBias:
    return write(access, Kind::Bias, bank);
  case Opcode::StoreOutput:
    return read(access, Kind::Output, bank);
  case Opcode::Attend: {
    Expected<void> result = read(access, Kind::Key, bank);
    if (result)
      result = read(access, Kind::Value, bank);
    if (result)
      result = read(access, Kind::Query, queryBank);
    if (result && reads.sortedKey)
      result = read(access, Kind::SortedKey, bank);
    if (result && reads.mask)
      result = read(access, Kind::Mask, queryBank);
    if (result && reads.bias)
      result = read(access, Kind::Bias, queryBank);
    return result ? write(access, Kind::Output, queryBank) : result;
  }
  default:
    return {};
  }
}
