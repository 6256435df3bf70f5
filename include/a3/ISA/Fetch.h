//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_ISA_FETCH_H
#define A3_ISA_FETCH_H

#include "a3/ISA/Instruction.h"

#include <optional>

namespace a3::isa {

/// A place in memory: byte `offset` of a slot. Sums of strides wrap around at
/// 64 bits.
struct Address {
  unsigned slot = 0;
  int64_t offset = 0;
};

/// What the fetch unit hands to a queue: an instruction with its banks chosen
/// and its address resolved.
struct Operation {
  const Instruction *instruction;
  size_t index; ///< Number of the instruction in the stream.
  Queue queue;
  unsigned bank = 0;
  unsigned queryBank = 0;
  Address address;
  int64_t position = 0; ///< Of the first query, for causal masks.
};

/// Expands loops and resolves addresses, in program order. The stream must
/// have passed `checkStructure`.
class Fetch {
public:
  explicit Fetch(std::span<const Instruction> stream) : stream(stream) {}

  /// The next operation of a queue, or none at the end of the stream.
  std::optional<Operation> next();

private:
  struct Loop {
    unsigned level;
    size_t begin, end;
    int64_t count;
  };
  struct AddressGenerator {
    Address base;
    std::array<int64_t, numLoopLevels> strides = {};
  };

  void execute(const Instruction &instruction);
  void closeLoops();
  Address resolve(Stream stream) const;
  unsigned rotated(int64_t bank, int64_t rotate) const;
  Operation resolve(const Instruction &instruction, Queue queue) const;

  std::span<const Instruction> stream;
  size_t position = 0;
  std::vector<Loop> loops;
  std::array<int64_t, numLoopLevels> iterations = {};
  std::array<AddressGenerator, std::size(StreamNames)> generators;
};

/// Loops nest properly, at levels of their own, and run at least once. In case
/// of an error, `culprit` gets the instruction's number.
Expected<void> checkStructure(std::span<const Instruction> stream,
                              size_t *culprit = nullptr);

/// How many instructions run when the loops are expanded, loops included, or
/// the largest number there is. The stream must have passed `checkStructure`.
int64_t expandedLength(std::span<const Instruction> stream);

} // namespace a3::isa

#endif // A3_ISA_FETCH_H
