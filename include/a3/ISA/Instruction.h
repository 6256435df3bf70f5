//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_ISA_INSTRUCTION_H
#define A3_ISA_INSTRUCTION_H

#include "a3/Support/Expected.h"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace a3::isa {

/// Who executes an instruction. Fetch expands loops and resolves addresses;
/// the other three run on their own and meet only at tokens.
enum class Queue : uint8_t { Load, Compute, Store, Fetch };
inline constexpr unsigned numQueues = 3;
inline constexpr std::array<std::string_view, 4> queueNames = {
    "load", "compute", "store", "fetch"};

/// One field of an instruction word; `names` is empty unless it is an enum.
struct FieldInfo {
  std::string_view name;
  unsigned firstBit;
  unsigned bits;
  bool isSigned;
  std::span<const std::string_view> names;
  int64_t most; ///< The largest value, of one that is a number.
};

enum class Opcode : uint8_t;

struct InstructionInfo {
  Opcode opcode;
  std::string_view name;
  Queue queue;
  std::span<const FieldInfo> fields;
  std::string_view summary; ///< What it does, as Markdown.
};

#include "a3/ISA/Instructions.inc"

inline constexpr unsigned instructionBytes = 16;
inline constexpr unsigned maxFields = 6;
/// Loops nest at most this deep: a level is two bits.
inline constexpr unsigned numLoopLevels = 4;
/// Rows of a key bank that 16-bit row numbers can sort, whatever their sign.
inline constexpr int64_t mostSortedRows = int64_t(1) << 15;

/// A decoded instruction. `fields` follows the order of the table; the
/// generated namespaces (`attend::queries`, ...) name the indices. `wait` and
/// `signal` have a bit for each queue.
struct Instruction {
  Opcode opcode;
  uint8_t wait = 0;
  uint8_t signal = 0;
  std::array<int64_t, maxFields> fields = {};

  bool operator==(const Instruction &) const = default;
};

using InstructionWord = std::array<uint8_t, instructionBytes>;

/// The table's entry for `opcode`, or null where there is none.
const InstructionInfo *lookup(Opcode opcode);
const InstructionInfo *lookup(std::string_view name);

/// Whether `value` can be represented in `field`.
bool fits(const FieldInfo &field, int64_t value);

/// Fields must fit (see `fits`).
InstructionWord encode(const Instruction &instruction);

/// Refuses unknown opcodes, bits outside the fields and enum values that have
/// no name.
Expected<Instruction> decode(const InstructionWord &word);

/// Decodes a whole section; the error names the instruction's number.
Expected<std::vector<Instruction>> decode(std::span<const uint8_t> bytes);

} // namespace a3::isa

#endif // A3_ISA_INSTRUCTION_H
