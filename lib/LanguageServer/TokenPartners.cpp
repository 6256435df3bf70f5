//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TokenPartners.h"

#include "a3/ISA/Fetch.h"

#include <algorithm>
#include <set>

using namespace a3;
using namespace a3::isa;

std::vector<size_t> a3::tokenPartners(std::span<const Instruction> stream,
                                      size_t instruction, TokenEnd end,
                                      Queue other) {
  Queue own = lookup(stream[instruction].opcode)->queue;
  Queue sender = end == TokenEnd::Signal ? own : other;
  Queue receiver = end == TokenEnd::Signal ? other : own;
  if (sender == Queue::Fetch || receiver == Queue::Fetch)
    return {};
  std::vector<size_t> signals, waits;
  Fetch fetch(stream);
  for (int64_t count = 0; count < mostOperations; ++count) {
    std::optional<Operation> operation = fetch.next();
    if (!operation)
      break;
    const Instruction &current = *operation->instruction;
    if (operation->queue == sender && current.signal >> size_t(receiver) & 1)
      signals.push_back(operation->index);
    if (operation->queue == receiver && current.wait >> size_t(sender) & 1)
      waits.push_back(operation->index);
  }
  const auto &ours = end == TokenEnd::Signal ? signals : waits;
  const auto &theirs = end == TokenEnd::Signal ? waits : signals;
  std::set<size_t> partners;
  for (size_t i = 0; i < std::min(ours.size(), theirs.size()); ++i)
    if (ours[i] == instruction)
      partners.insert(theirs[i]);
  return {partners.begin(), partners.end()};
}
