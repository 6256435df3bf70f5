//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Fuzz.h"

#include "a3/ISA/Assembly.h"
#include "a3/ISA/Fetch.h"
#include "a3/Simulator/Simulator.h"

#include <random>

using namespace a3;
using namespace a3::fuzz;
using namespace a3::isa;

namespace {

using Stream = std::vector<Instruction>;

constexpr size_t numSlots = 9;
constexpr size_t slotBytes = 512;
/// So that an input takes a millisecond or so.
constexpr int64_t mostOperations = 512;

/// The built-in machine with buffers that a mutation can overrun.
const Machine &smallMachine() {
  static const Machine machine = [] {
    Machine small = *parseMachine(builtinMachineText());
    small.rows = 16;
    small.queryRows = 8;
    small.queueDepth = 4;
    small.biasPort = true;
    return small;
  }();
  return machine;
}

/// Each has memory of its own, so that the sanitizer sees the first byte
/// beyond.
struct Slots {
  Slots() {
    for (auto &slot : bytes) {
      slot.resize(slotBytes);
      for (size_t i = 0; i < slotBytes; ++i)
        slot[i] = uint8_t(i % 4 == 3 ? 0x3f : i * 37);
    }
  }
  std::vector<Memory> memory() { return {bytes.begin(), bytes.end()}; }

  std::array<std::vector<uint8_t>, numSlots> bytes;
};

/// Whether sorted rows are what they say depends on data: the one thing that
/// the check of a stream cannot know.
bool dependsOnData(const Stream &stream) {
  return std::ranges::count(stream, Opcode::LoadSorted, &Instruction::opcode);
}

/// The cycles, or none where sorted rows were refused.
std::optional<int64_t> run(const Stream &stream, Arithmetic arithmetic,
                           Slots &slots) {
  auto memory = slots.memory();
  Expected<Statistics> statistics =
      simulate(stream, memory, smallMachine(), arithmetic);
  if (statistics)
    return statistics->full.cycles;
  requireMessage(statistics.error());
  require(dependsOnData(stream), "a stream that was checked runs");
  return std::nullopt;
}

void checkStreamOf(const Stream &stream) {
  if (Expected<void> checked = checkStructure(stream); !checked)
    return requireMessage(checked.error());
  if (Expected<void> checked = checkLoops(stream); !checked)
    return requireMessage(checked.error());
  if (expandedLength(stream) > mostOperations)
    return;
  std::array<int64_t, numSlots> sizes;
  sizes.fill(slotBytes);
  if (Expected<void> checked = checkStream(stream, sizes, smallMachine());
      !checked)
    return requireMessage(checked.error());
  Slots fixed, again, real;
  auto first = run(stream, Arithmetic::Fixed, fixed);
  auto second = run(stream, Arithmetic::Fixed, again);
  require(fixed.bytes == again.bytes && first == second,
          "the same stream gives the same result");
  run(stream, Arithmetic::Float, real);
  require(predict(stream, sizes, smallMachine()).has_value(),
          "a stream that was checked has a prediction");
}

/// Values that mostly mean something: small, or at the edges of a slot.
int64_t interesting(const FieldInfo &field, std::minstd_rand &random) {
  if (!field.names.empty())
    return int64_t(random() % field.names.size());
  constexpr int64_t values[] = {0, 1, 2, 3, 4, 8, 16, 17, 32, 48, 64, 508, 512};
  int64_t value = values[random() % std::size(values)];
  if (field.isSigned && random() % 4 == 0)
    value = -value;
  return fits(field, value) ? value : 0;
}

void mutate(Stream &stream, std::minstd_rand &random) {
  size_t place = random() % (stream.size() + 1);
  const InstructionInfo &any =
      InstructionTable[random() % std::size(InstructionTable)];
  if (place == stream.size() || random() % 8 == 0) {
    Instruction added{any.opcode};
    for (size_t i = 0; i < any.fields.size(); ++i)
      added.fields[i] = interesting(any.fields[i], random);
    stream.insert(stream.begin() + ptrdiff_t(place), added);
    return;
  }
  Instruction &instruction = stream[place];
  const InstructionInfo &info = *lookup(instruction.opcode);
  switch (random() % 6) {
  case 0:
    instruction.wait = uint8_t(random() % (1u << numQueues));
    return;
  case 1:
    instruction.signal = uint8_t(random() % (1u << numQueues));
    return;
  case 2:
    stream.erase(stream.begin() + ptrdiff_t(place));
    return;
  case 3:
    std::swap(instruction, stream[random() % stream.size()]);
    return;
  default:
    if (size_t count = info.fields.size()) {
      size_t field = random() % count;
      instruction.fields[field] = interesting(info.fields[field], random);
    }
  }
}

} // namespace

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size,
                                          size_t maxSize, unsigned seed) {
  std::minstd_rand random(seed);
  auto stream = assemble(text(data, size));
  if (!stream)
    return LLVMFuzzerMutate(data, size, maxSize);
  do
    mutate(*stream, random);
  while (random() % 2);
  std::string changed = disassemble(*stream);
  if (changed.size() > maxSize)
    return LLVMFuzzerMutate(data, size, maxSize);
  std::ranges::copy(changed, data);
  return changed.size();
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (auto stream = assemble(text(data, size)))
    checkStreamOf(*stream);
  return 0;
}
