//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Runtime/NativeCode.h"
#include "a3/Support/Files.h"

#include <gtest/gtest.h>

using namespace a3;

namespace {

#if defined(__x86_64__)
constexpr const char *here = "x86-64", *foreign = "aarch64";
#else
constexpr const char *here = "aarch64", *foreign = "x86-64";
#endif

TEST(NativeCodeTest, ThisMachinesCodeIsLoaded) {
  auto object = InputFile::open(A3_TEST_MODULE);
  ASSERT_TRUE(object);
  auto first = NativeCode::load(object->bytes(), here);
  ASSERT_TRUE(first) << first.error().message;
  auto second = NativeCode::load(object->bytes(), here);
  ASSERT_TRUE(second);
  // Two programs do not share their code, though the loader knows it.
  EXPECT_NE(first->entry(), second->entry());
}

TEST(NativeCodeTest, ForeignCodeIsRefusedByName) {
  auto code = NativeCode::load({}, foreign);
  ASSERT_FALSE(code);
  EXPECT_NE(code.error().message.find("is for " + std::string(foreign)),
            std::string::npos);
  for (const char *target : {"", "x86-64-v9", "x86-64v3", "riscv64"})
    EXPECT_FALSE(checkTarget(target)) << target;
}

TEST(NativeCodeTest, WhatIsNoSharedObjectIsAnError) {
  const uint8_t junk[] = {1, 2, 3, 4};
  auto code = NativeCode::load(junk, here);
  ASSERT_FALSE(code);
  EXPECT_NE(code.error().message.find("the host code cannot be loaded"),
            std::string::npos);
}

} // namespace
