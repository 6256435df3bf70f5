//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Program/Metadata.h"

#include "SampleProgram.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <gtest/gtest.h>

using namespace a3;
using namespace a3::test;

namespace {

uint32_t wordAt(std::span<const uint8_t> bytes, size_t place) {
  uint32_t word;
  std::memcpy(&word, bytes.data() + place, sizeof(word));
  return word;
}

TEST(MetadataTest, isReadAsItWasWritten) {
  Program program = sampleProgram();
  for (Site &site : program.sites)
    site.stream.clear();
  auto read = decodeMetadata(encodeMetadata(program));
  ASSERT_TRUE(read.has_value()) << read.error().message;
  EXPECT_EQ(*read, program);
}

/// Found by the fuzzer: FlatBuffers' verifier lets them pass.
TEST(MetadataTest, refusesVectorsOfMisalignedNumbers) {
  constexpr uint32_t length = 4;
  Program program = sampleProgram();
  program.inputs.front().shape = {length, length, length, length};
  const std::vector<uint8_t> bytes = encodeMetadata(program);
  // Every number of the shape could be the length of a vector as well, so each
  // reference to it may be moved on by half a number.
  const std::array<uint8_t, 12> shape = {length, 0, 0, 0, length, 0,
                                         0,      0, 0, 0, 0,      0};
  auto vector = std::ranges::search(bytes, shape).begin();
  ASSERT_NE(vector, bytes.end());
  auto place = size_t(vector - bytes.begin());
  int moved = 0;
  for (size_t from = 0; from < place; from += 4) {
    if (from + wordAt(bytes, from) != place)
      continue;
    std::vector<uint8_t> changed = bytes;
    changed[from] += 4;
    auto read = decodeMetadata(changed);
    ASSERT_FALSE(read.has_value());
    EXPECT_EQ(read.error().message,
              "the metadata is not what the writer writes");
    ++moved;
  }
  EXPECT_EQ(moved, 1);
}

} // namespace
