//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/ISA/Instruction.h"

#include <algorithm>

using namespace a3;
using namespace a3::isa;

namespace {

constexpr unsigned waitBit = 8;
constexpr unsigned signalBit = 11;

void setBits(InstructionWord &word, unsigned first, unsigned count,
             uint64_t value) {
  for (unsigned bit = 0; bit < count; ++bit)
    if (value >> bit & 1)
      word[(first + bit) / 8] |= uint8_t(1u << ((first + bit) % 8));
}

uint64_t getBits(const InstructionWord &word, unsigned first, unsigned count) {
  uint64_t value = 0;
  for (unsigned bit = 0; bit < count; ++bit)
    value |= uint64_t(word[(first + bit) / 8] >> ((first + bit) % 8) & 1)
             << bit;
  return value;
}

int64_t signExtend(uint64_t value, unsigned bits) {
  unsigned shift = 64 - bits;
  return int64_t(value << shift) >> shift;
}

} // namespace

const InstructionInfo *isa::lookup(Opcode opcode) {
  auto *entry =
      std::ranges::find(InstructionTable, opcode, &InstructionInfo::opcode);
  return entry == std::end(InstructionTable) ? nullptr : entry;
}

const InstructionInfo *isa::lookup(std::string_view name) {
  auto *entry =
      std::ranges::find(InstructionTable, name, &InstructionInfo::name);
  return entry == std::end(InstructionTable) ? nullptr : entry;
}

bool isa::fits(const FieldInfo &field, int64_t value) {
  if (!field.names.empty())
    return value >= 0 && value < int64_t(field.names.size());
  int64_t least = field.isSigned ? -(int64_t(1) << (field.bits - 1)) : 0;
  return value >= least && value <= field.most;
}

InstructionWord isa::encode(const Instruction &instruction) {
  InstructionWord word = {};
  word[0] = uint8_t(instruction.opcode);
  setBits(word, waitBit, numQueues, instruction.wait);
  setBits(word, signalBit, numQueues, instruction.signal);
  const InstructionInfo *info = lookup(instruction.opcode);
  for (size_t i = 0; i < info->fields.size(); ++i)
    setBits(word, info->fields[i].firstBit, info->fields[i].bits,
            uint64_t(instruction.fields[i]));
  return word;
}

Expected<Instruction> isa::decode(const InstructionWord &word) {
  const InstructionInfo *info = lookup(Opcode(word[0]));
  if (!info)
    return failure("unknown opcode " + std::to_string(word[0]));
  Instruction instruction{info->opcode};
  instruction.wait = uint8_t(getBits(word, waitBit, numQueues));
  instruction.signal = uint8_t(getBits(word, signalBit, numQueues));
  for (size_t i = 0; i < info->fields.size(); ++i) {
    const FieldInfo &field = info->fields[i];
    uint64_t bits = getBits(word, field.firstBit, field.bits);
    int64_t value =
        field.isSigned ? signExtend(bits, field.bits) : int64_t(bits);
    if (!fits(field, value))
      return failure(std::string(info->name) + ": field '" +
                     std::string(field.name) + "' has no value " +
                     std::to_string(value));
    instruction.fields[i] = value;
  }
  if (encode(instruction) != word)
    return failure(std::string(info->name) + ": bits outside the fields");
  return instruction;
}

Expected<std::vector<Instruction>> isa::decode(std::span<const uint8_t> bytes) {
  if (bytes.size() % instructionBytes)
    return failure("the stream's " + std::to_string(bytes.size()) +
                   " bytes are no whole number of instructions");
  std::vector<Instruction> instructions;
  instructions.reserve(bytes.size() / instructionBytes);
  for (size_t at = 0; at < bytes.size(); at += instructionBytes) {
    InstructionWord word;
    std::copy_n(bytes.begin() + at, instructionBytes, word.begin());
    Expected<Instruction> instruction = decode(word);
    if (!instruction)
      return failure("instruction " + std::to_string(at / instructionBytes) +
                     ": " + instruction.error().message);
    instructions.push_back(*instruction);
  }
  return instructions;
}
