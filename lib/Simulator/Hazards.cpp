//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Hazards.h"

#include <algorithm>
#include <fmt/format.h>

using namespace a3;
using namespace a3::isa;

static constexpr std::string_view kindNames[] = {"key", "value", "query",
                                                 "mask", "output"};

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

bool Hazards::isDone(Queue reader, Queue queue, const Access &access) const {
  return queue == reader ||
         known[size_t(reader)][size_t(queue)] >= access.number;
}

static tl::unexpected<Error> hazard(std::string_view kind, unsigned bank,
                                    std::string_view use, size_t index,
                                    Queue queue) {
  std::string_view name = queueNames[size_t(queue)];
  return failure(fmt::format("instruction {} of the {} queue may still {} {} "
                             "bank {}; wait for a token that the {} queue "
                             "signals after it",
                             index, name, use, kind, bank, name));
}

Expected<void> Hazards::read(const Operation &operation, Kind kind,
                             unsigned bank) {
  Bank &state = banks[size_t(kind)][bank];
  if (!isDone(operation.queue, state.writer, state.write))
    return hazard(kindNames[size_t(kind)], bank, "write", state.write.index,
                  state.writer);
  state.reads[size_t(operation.queue)] = {started[size_t(operation.queue)],
                                          operation.index};
  return {};
}

Expected<void> Hazards::write(const Operation &operation, Kind kind,
                              unsigned bank) {
  Bank &state = banks[size_t(kind)][bank];
  if (!isDone(operation.queue, state.writer, state.write))
    return hazard(kindNames[size_t(kind)], bank, "write", state.write.index,
                  state.writer);
  for (size_t queue = 0; queue < numQueues; ++queue)
    if (!isDone(operation.queue, Queue(queue), state.reads[queue]))
      return hazard(kindNames[size_t(kind)], bank, "read",
                    state.reads[queue].index, Queue(queue));
  state = {
      {started[size_t(operation.queue)], operation.index}, operation.queue, {}};
  return {};
}

Expected<void> Hazards::start(const Operation &operation, bool usesBitmap) {
  ++started[size_t(operation.queue)];
  unsigned bank = operation.bank, queryBank = operation.queryBank;
  switch (operation.instruction->opcode) {
  case Opcode::LoadKey:
    return write(operation, Kind::Key, bank);
  case Opcode::LoadValue:
    return write(operation, Kind::Value, bank);
  case Opcode::LoadQuery:
    return write(operation, Kind::Query, bank);
  case Opcode::LoadMask:
    return write(operation, Kind::Mask, bank);
  case Opcode::StoreOutput:
    return read(operation, Kind::Output, bank);
  case Opcode::Attend: {
    Expected<void> result = read(operation, Kind::Key, bank);
    if (result)
      result = read(operation, Kind::Value, bank);
    if (result)
      result = read(operation, Kind::Query, queryBank);
    if (result && usesBitmap)
      result = read(operation, Kind::Mask, queryBank);
    return result ? write(operation, Kind::Output, queryBank) : result;
  }
  default:
    return {};
  }
}
