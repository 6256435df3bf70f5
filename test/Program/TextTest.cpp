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
  // Where operands come from, and each instruction.
  EXPECT_TRUE(
      contains("#   key from layers/key.py:4:5\n"
               "#   mask from model.mlir:2:1\n"
               "set_address stream=key, slot=1, offset=0  # key.py:4:5\n"
               "load_key rows=8, columns=4, pitch=16, bank=0, rotate=0"
               "  # key.py:4:5\n"))
      << text.str();

  auto parts = parseProgramText(text.str());
  ASSERT_TRUE(parts.has_value()) << parts.error().render("text");
  EXPECT_EQ(parts->program, sampleProgram());
  EXPECT_EQ(parts->native, native);
  EXPECT_EQ(parts->weights, weights);
}

TEST(TextTest, ASiteOfUnknownSizesSaysWhatTheLaunchTells) {
  std::string path = testing::TempDir() + "/a3-text-open-test.a3";
  Program program = sampleProgram();
  program.sites.push_back(openSite());
  ASSERT_TRUE(writeProgram(program, {}, {}, path).has_value());
  auto file = ProgramFile::open(path);
  std::filesystem::remove(path);
  ASSERT_TRUE(file.has_value()) << file.error().message;
  std::ostringstream text;
  ASSERT_TRUE(printProgram(*file, "", text).has_value());
  EXPECT_NE(text.str().find(
                ".section .a3.stream.2\n"
                "# site open at model.mlir:9:3: n=? d=4 dv=6 heads=? queries=? "
                "mask=bitmap+causal m=0.002n t=5\n"
                "# the stream is written at launch, for the sizes there:\n"
                "#   query: ?x2x?x4, strides ?x4x8x1\n"
                "#   key: ?x2x?x4, strides ?x4x8x1\n"
                "#   value: ?x2x?x6, strides ?x6x12x1\n"
                "#   mask: ?x2x?x?, strides ?x0x?x1\n"
                "#   output: ?x2x?x6, strides ?x6x12x1\n"
                "#   causal offset: -2\n"),
            std::string::npos)
      << text.str();
  auto parts = parseProgramText(text.str());
  ASSERT_TRUE(parts.has_value()) << parts.error().render("text");
  EXPECT_EQ(parts->program, program);
}

TEST(TextTest, EachInstructionHasThePlaceOfItsOperand) {
  Site site = sampleProgram().sites[0];
  auto place = [&](std::string_view text) {
    return placeOf(site, isa::assemble(text)->front());
  };
  EXPECT_EQ(place("load_key rows=1"), "layers/key.py:4:5");
  EXPECT_EQ(place("sort_key"), "layers/key.py:4:5");
  EXPECT_EQ(place("read_range operand=key"), "layers/key.py:4:5");
  EXPECT_EQ(place("set_stride stream=sorted_rows"), "layers/key.py:4:5");
  EXPECT_EQ(place("load_mask rows=1"), "model.mlir:2:1");
  // Operands without a place are the attention's own.
  EXPECT_EQ(place("load_value rows=1"), site.location);
  EXPECT_EQ(place("attend queries=1"), site.location);
  EXPECT_EQ(place("store_output rows=1"), site.location);
  EXPECT_EQ(place("sync_load"), "");
  EXPECT_EQ(place("load_format"), "");
}

} // namespace
