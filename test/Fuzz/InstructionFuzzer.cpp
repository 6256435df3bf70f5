//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Fuzz.h"

#include "a3/ISA/Assembly.h"

#include <cstring>

using namespace a3;
using namespace a3::fuzz;
using namespace a3::isa;

using Bytes = std::span<const uint8_t>;

static void checkDecoded(const Instruction &instruction,
                         const InstructionWord &word) {
  require(encode(instruction) == word, "encode(decode(x)) is x");
  auto again = assemble(disassemble(instruction));
  require(again && *again == std::vector{instruction},
          "assemble(disassemble(x)) is x");
}

/// An instruction of any fields, from bytes that would mostly be no word.
static Instruction instructionOf(const InstructionWord &word) {
  const InstructionInfo &info =
      InstructionTable[word[0] % std::size(InstructionTable)];
  constexpr unsigned masks = 1u << numQueues;
  Instruction instruction{info.opcode, uint8_t(word[1] % masks),
                          uint8_t(word[2] % masks)};
  uint64_t bits = 0;
  std::memcpy(&bits, &word[3], sizeof(bits));
  for (size_t i = 0; i < info.fields.size(); ++i) {
    const FieldInfo &field = info.fields[i];
    bits = bits * 0x9e3779b97f4a7c15 + word[11 + i % 5];
    if (!field.names.empty())
      instruction.fields[i] = int64_t(bits % field.names.size());
    else
      instruction.fields[i] =
          field.isSigned
              ? int64_t(bits) >> (64 - field.bits)
              : int64_t(bits >> (64 - field.bits)) % (field.most + 1);
    require(fits(field, instruction.fields[i]), "the field fits");
  }
  return instruction;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Bytes bytes(data, size);
  if (auto stream = decode(bytes); !stream)
    requireMessage(stream.error());
  else
    require(stream->size() * instructionBytes == size,
            "a stream has an instruction for each word");
  for (; bytes.size() >= instructionBytes;
       bytes = bytes.subspan(instructionBytes)) {
    InstructionWord word;
    std::copy_n(bytes.begin(), word.size(), word.begin());
    if (Expected<Instruction> decoded = decode(word))
      checkDecoded(*decoded, word);
    else
      requireMessage(decoded.error());
    Instruction instruction = instructionOf(word);
    Expected<Instruction> again = decode(encode(instruction));
    require(again && *again == instruction, "decode(encode(x)) is x");
  }
  return 0;
}
