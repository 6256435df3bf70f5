//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/ISA/Fetch.h"

#include <limits>

using namespace a3;
using namespace a3::isa;

void Fetch::execute(const Instruction &instruction) {
  const auto &fields = instruction.fields;
  if (instruction.opcode == Opcode::Loop) {
    auto level = unsigned(fields[loop::level]);
    iterations[level] = 0;
    loops.push_back({level, position, position + size_t(fields[loop::length]),
                     fields[loop::count]});
    return;
  }
  if (instruction.opcode == Opcode::SetAddress) {
    generators[size_t(fields[set_address::stream])] = {
        {unsigned(fields[set_address::slot]), fields[set_address::offset]}, {}};
    return;
  }
  generators[size_t(fields[set_stride::stream])]
      .strides[size_t(fields[set_stride::level])] = fields[set_stride::bytes];
}

void Fetch::closeLoops() {
  while (!loops.empty() && position == loops.back().end) {
    Loop &current = loops.back();
    if (++iterations[current.level] < current.count) {
      position = current.begin;
      return;
    }
    iterations[current.level] = 0;
    loops.pop_back();
  }
}

Address Fetch::resolve(Stream stream) const {
  const AddressGenerator &generator = generators[size_t(stream)];
  auto offset = uint64_t(generator.base.offset);
  for (unsigned level = 0; level < numLoopLevels; ++level)
    offset += uint64_t(iterations[level]) * uint64_t(generator.strides[level]);
  return {generator.base.slot, int64_t(offset)};
}

unsigned Fetch::rotated(int64_t bank, int64_t rotate) const {
  int64_t turns = rotate ? iterations[size_t(rotate - 1)] : 0;
  return unsigned((bank + turns) & 1);
}

Operation Fetch::resolve(const Instruction &instruction, Queue queue) const {
  Operation operation{&instruction, size_t(&instruction - stream.data()),
                      queue};
  const auto &fields = instruction.fields;
  auto transfer = [&](Stream source) {
    // Loads and stores share the layout of their fields.
    operation.address = resolve(source);
    operation.bank = rotated(fields[load_key::bank], fields[load_key::rotate]);
  };
  switch (instruction.opcode) {
  case Opcode::LoadFormat:
  case Opcode::ReadRange:
    operation.address = resolve(Stream::Format);
    break;
  case Opcode::SortKey:
    operation.bank = rotated(fields[sort_key::bank], fields[sort_key::rotate]);
    break;
  case Opcode::LoadKey:
    transfer(Stream::Key);
    break;
  case Opcode::LoadValue:
    transfer(Stream::Value);
    break;
  case Opcode::LoadQuery:
    transfer(Stream::Query);
    break;
  case Opcode::LoadMask:
    transfer(Stream::Mask);
    break;
  case Opcode::LoadBias:
    transfer(Stream::Bias);
    break;
  case Opcode::LoadSorted:
    transfer(Stream::SortedRows);
    break;
  case Opcode::StoreOutput:
    transfer(Stream::Output);
    break;
  case Opcode::Attend:
    operation.bank = rotated(fields[attend::bank], fields[attend::rotate]);
    operation.queryBank =
        rotated(fields[attend::query_bank], fields[attend::query_rotate]);
    operation.position = resolve(Stream::Position).offset;
    break;
  default:
    break;
  }
  return operation;
}

std::optional<Operation> Fetch::next() {
  while (position < stream.size()) {
    const Instruction &instruction = stream[position++];
    Queue queue = lookup(instruction.opcode)->queue;
    if (queue == Queue::Fetch) {
      execute(instruction);
      continue;
    }
    Operation operation = resolve(instruction, queue);
    closeLoops();
    return operation;
  }
  return std::nullopt;
}

Expected<void> isa::checkStructure(std::span<const Instruction> stream,
                                   size_t *culprit) {
  struct Open {
    int64_t level;
    size_t end;
  };
  std::vector<Open> open;
  for (size_t i = 0; i < stream.size(); ++i) {
    while (!open.empty() && open.back().end == i)
      open.pop_back();
    const auto &fields = stream[i].fields;
    auto error = [&](const std::string &message) {
      if (culprit)
        *culprit = i;
      return failure("instruction " + std::to_string(i) + " (" +
                     std::string(lookup(stream[i].opcode)->name) +
                     "): " + message);
    };
    if (stream[i].opcode != Opcode::Loop) {
      if (lookup(stream[i].opcode)->queue == Queue::Fetch && !open.empty() &&
          open.back().end == i + 1)
        return error("a loop must not end with an instruction of the fetch "
                     "unit");
      continue;
    }
    size_t end = i + 1 + size_t(fields[loop::length]);
    if (!fields[loop::count] || !fields[loop::length])
      return error("a loop needs a count and a length of at least 1");
    if (end > (open.empty() ? stream.size() : open.back().end))
      return error("the body reaches beyond the stream or the loop around it");
    for (const Open &outer : open)
      if (outer.level == fields[loop::level])
        return error("level " + std::to_string(outer.level) +
                     " belongs to a loop around it");
    open.push_back({fields[loop::level], end});
  }
  return {};
}

int64_t isa::expandedLength(std::span<const Instruction> stream) {
  constexpr int64_t most = std::numeric_limits<int64_t>::max();
  struct Open {
    size_t end;
    int64_t runs;
  };
  std::vector<Open> open = {{stream.size(), 1}};
  int64_t length = 0;
  for (size_t i = 0; i < stream.size(); ++i) {
    while (open.back().end == i)
      open.pop_back();
    int64_t runs = open.back().runs;
    length = runs > most - length ? most : length + runs;
    if (stream[i].opcode != Opcode::Loop)
      continue;
    int64_t count = stream[i].fields[loop::count];
    open.push_back({i + 1 + size_t(stream[i].fields[loop::length]),
                    runs > most / count ? most : runs * count});
  }
  return length;
}
