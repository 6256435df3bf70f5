//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/ISA/SlotUse.h"

#include "a3/ISA/Assembly.h"

#include <gtest/gtest.h>

using namespace a3;
using namespace a3::isa;

namespace {

std::map<unsigned, SlotUse> usesOf(std::string_view text) {
  auto stream = assemble(text);
  EXPECT_TRUE(stream.has_value());
  return slotUses(*stream);
}

TEST(SlotUseTest, SaysWhoReadsAndWrites) {
  auto uses = usesOf("set_address stream=mask, slot=3\n"
                     "set_address stream=output, slot=7, offset=4\n"
                     "set_stride stream=output, level=0, bytes=24\n"
                     "load_key rows=1, columns=1\n"
                     "load_mask rows=1, columns=1\n"
                     "loop level=0, count=3, length=1\n"
                     "store_output rows=2, columns=3, pitch=12\n");
  ASSERT_EQ(uses.size(), 3u);
  EXPECT_EQ(uses[0].readsElements, 3u);
  EXPECT_FALSE(uses[0].writes);
  EXPECT_EQ(uses[3].readsBytes, 4u);
  EXPECT_FALSE(uses[3].readsElements);
  EXPECT_EQ(uses[7].writes, 6u);
  EXPECT_EQ(uses[7].writtenEnd, 4 + 3 * 24);
  EXPECT_EQ(uses[7].denseColumns, 3);
}

TEST(SlotUseTest, RowsApartAreNotDense) {
  auto uses = usesOf("store_output rows=2, columns=3, pitch=16\n");
  EXPECT_FALSE(uses[0].denseColumns);
  EXPECT_EQ(uses[0].writtenEnd, 28);
  uses = usesOf("store_output rows=1, columns=3, pitch=16\n"
                "store_output rows=1, columns=2, pitch=8\n");
  EXPECT_FALSE(uses[0].denseColumns);
}

TEST(SlotUseTest, FarAddressesDoNotOverflow) {
  auto uses = usesOf("set_address stream=output, offset=281474976710655\n"
                     "set_stride stream=output, level=0, "
                     "bytes=140737488355327\n"
                     "loop level=0, count=100000, length=1\n"
                     "store_output rows=16777215, columns=4095, "
                     "pitch=2147483647\n");
  EXPECT_GT(uses[0].writtenEnd, int64_t(1) << 50);
}

} // namespace
