//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Program/Text.h"

#include "SampleProgram.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <sstream>

using namespace a3;
using namespace a3::test;

namespace {

TEST(TextTest, AWholeProgramSurvivesTheRoundTrip) {
  std::string path = testing::TempDir() + "/a3-text-test.a3";
  std::vector<uint8_t> native(300), weights(1000);
  for (size_t i = 0; i < native.size(); ++i)
    native[i] = uint8_t(i);
  weights[999] = 0xab;
  WeightBlock block{0, weights};
  ASSERT_TRUE(
      writeProgram(sampleProgram(), native, {&block, 1}, path).has_value());
  auto file = ProgramFile::open(path);
  std::filesystem::remove(path);
  ASSERT_TRUE(file.has_value()) << file.error().message;

  std::ostringstream text;
  ASSERT_TRUE(printProgram(*file, "", text).has_value());
  auto contains = [&](const std::string &part) {
    return text.str().find(part) != std::string::npos;
  };
  EXPECT_TRUE(contains("# machine a3-hpca20, entry main, target x86-64-v3, "
                       "4096 bytes of scratch memory\n"
                       "# input ids: 2x128xi64\n"
                       "# input : f32\n"
                       "# input x: ?x8xf32\n"
                       "# output out: 2x384xf32\n"))
      << text.str();
  EXPECT_TRUE(contains(".section .a3.stream.1\n"
                       "# site attention_1 at model.mlir:7:3: n=8 d=4 dv=6 "
                       "heads=2 queries=3 mask=none m=4 t=2.5\n"));

  auto parts = parseProgramText(text.str());
  ASSERT_TRUE(parts.has_value()) << parts.error().render("text");
  EXPECT_EQ(parts->program, sampleProgram());
  EXPECT_EQ(parts->native, native);
  EXPECT_EQ(parts->weights, weights);
}

} // namespace
