//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/ISA/Instruction.h"

#include <gtest/gtest.h>

using namespace a3;
using namespace a3::isa;

namespace {

TEST(InstructionTest, EveryInstructionSurvivesEncoding) {
  for (const InstructionInfo &info : InstructionTable) {
    Instruction instruction{info.opcode, 3, 6};
    for (size_t i = 0; i < info.fields.size(); ++i) {
      const FieldInfo &field = info.fields[i];
      instruction.fields[i] =
          !field.names.empty() ? int64_t(field.names.size()) - 1
          : field.isSigned     ? -(int64_t(1) << (field.bits - 1))
                               : field.most;
    }
    Expected<Instruction> decoded = decode(encode(instruction));
    ASSERT_TRUE(decoded.has_value()) << info.name;
    EXPECT_EQ(*decoded, instruction) << info.name;
  }
}

TEST(InstructionTest, RefusesLoopsThatThereAreNot) {
  Instruction instruction{Opcode::LoadKey};
  instruction.fields[load_key::rotate] = numLoopLevels;
  EXPECT_TRUE(decode(encode(instruction)).has_value());
  instruction.fields[load_key::rotate] = numLoopLevels + 1;
  EXPECT_EQ(decode(encode(instruction)).error().message,
            "load_key: field 'rotate' has no value 5");
}

TEST(InstructionTest, RefusesWordsThatNoInstructionHas) {
  InstructionWord word = {};
  EXPECT_FALSE(decode(word).has_value());
  word = encode({Opcode::SyncLoad});
  word[15] = 1;
  EXPECT_EQ(decode(word).error().message, "sync_load: bits outside the fields");
  word = encode({Opcode::SetAddress});
  word[2] |= 15;
  EXPECT_FALSE(decode(word).has_value());
}

TEST(InstructionTest, AStreamsErrorNamesTheInstruction) {
  std::vector<uint8_t> bytes(17);
  EXPECT_FALSE(decode(bytes).has_value());
  bytes.resize(16);
  EXPECT_EQ(decode(bytes).error().message, "instruction 0: unknown opcode 0");
}

} // namespace
