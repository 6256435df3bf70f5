//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/ISA/Fetch.h"

#include "a3/ISA/Assembly.h"

#include <gtest/gtest.h>

using namespace a3;
using namespace a3::isa;

namespace {

TEST(FetchTest, LoopsAdvanceAddressesAndRotateBanks) {
  auto stream = *assemble(R"(
    set_address stream=key, slot=2, offset=64
    set_stride stream=key, level=0, bytes=1000
    set_stride stream=key, level=1, bytes=-8
    loop level=0, count=2, length=3
      loop level=1, count=3, length=1
        load_key rows=1, columns=1, bank=1, rotate=2
      sync_load
  )");
  ASSERT_TRUE(checkStructure(stream).has_value());
  Fetch fetch(stream);
  for (int outer = 0; outer < 2; ++outer) {
    for (int inner = 0; inner < 3; ++inner) {
      auto operation = fetch.next();
      ASSERT_TRUE(operation.has_value());
      EXPECT_EQ(operation->address.slot, 2u);
      EXPECT_EQ(operation->address.offset, 64 + outer * 1000 - inner * 8);
      EXPECT_EQ(operation->bank, unsigned(1 + inner) % 2);
    }
    EXPECT_EQ(fetch.next()->instruction->opcode, Opcode::SyncLoad);
  }
  EXPECT_FALSE(fetch.next().has_value());
}

void expectError(std::string_view text, const std::string &message) {
  Expected<void> result = checkStructure(*assemble(text));
  ASSERT_FALSE(result.has_value());
  EXPECT_NE(result.error().message.find(message), std::string::npos)
      << result.error().message;
}

TEST(FetchTest, RefusesLoopsThatDoNotNest) {
  expectError("loop count=1, length=2\nsync_load", "beyond the stream");
  expectError("loop count=0, length=1\nsync_load", "at least 1");
  expectError("loop count=1, length=2\nloop count=1, length=1\nsync_load",
              "belongs to a loop around it");
  expectError("loop count=2, length=1\nset_address", "fetch unit");
}

} // namespace
