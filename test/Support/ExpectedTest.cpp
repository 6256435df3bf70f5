//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Support/Expected.h"

#include <gtest/gtest.h>

using namespace a3;

TEST(ExpectedTest, MessagesAreOneLineWithoutControlCharacters) {
  EXPECT_EQ(failure("a\nb\x1b[2J\x7f").value().message, "a\\x0ab\\x1b[2J\\x7f");
  EXPECT_EQ(failure("caf\xc3\xa9 \\").value().message, "caf\xc3\xa9 \\");
}
