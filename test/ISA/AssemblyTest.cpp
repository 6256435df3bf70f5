//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/ISA/Assembly.h"

#include <gtest/gtest.h>

using namespace a3;
using namespace a3::isa;

namespace {

void expectError(std::string_view text, unsigned line, unsigned column,
                 const std::string &message) {
  auto stream = assemble(text);
  ASSERT_FALSE(stream.has_value()) << text;
  EXPECT_EQ(stream.error().line, line);
  EXPECT_EQ(stream.error().column, column);
  EXPECT_NE(stream.error().message.find(message), std::string::npos)
      << stream.error().message;
}

TEST(AssemblyTest, EveryInstructionSurvivesTheRoundTrip) {
  for (const InstructionInfo &info : InstructionTable) {
    Instruction instruction{info.opcode, 5, 2};
    for (size_t i = 0; i < info.fields.size(); ++i)
      instruction.fields[i] = info.fields[i].isSigned ? -1 : 1;
    auto stream = assemble(disassemble(instruction));
    ASSERT_TRUE(stream.has_value()) << stream.error().message;
    ASSERT_EQ(stream->size(), 1u);
    EXPECT_EQ(stream->front(), instruction);
  }
}

TEST(AssemblyTest, LoopBodiesAreIndented) {
  auto stream = *assemble("loop count=2, length=1\nsync_load\nsync_store");
  EXPECT_EQ(disassemble(stream), "loop level=0, count=2, length=1\n"
                                 "  sync_load\n"
                                 "sync_store\n");
}

TEST(AssemblyTest, ErrorsNameTheirPlace) {
  expectError("\n  halt # no such thing", 2, 3, "unknown instruction 'halt'");
  expectError("loop depth=3", 1, 6, "no field 'depth'");
  expectError("loop level=4", 1, 12, "does not fit");
  expectError("loop level=1, level=2", 1, 15, "twice");
  expectError("attend partial=half", 1, 16, "whole, first, middle, last");
  expectError("sync_load wait(fetch)", 1, 16, "no queue");
}

} // namespace
