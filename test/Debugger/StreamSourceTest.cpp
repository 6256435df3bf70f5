//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Debugger/StreamSource.h"

#include <gtest/gtest.h>

using namespace a3;

namespace {

TEST(StreamSourceTest, KnowsPlacesAndLabels) {
  auto source = StreamSource::parse("# A comment: no label\n"
                                    "#  again:\n"
                                    "sync_load # not-a-label:\n"
                                    "\n"
                                    "  sync_store\n"
                                    "# again: \r\n"
                                    "# 2nd:\n"
                                    "\tsync_load\n"
                                    "# behind-the-end:\n",
                                    "s.a3s");
  ASSERT_TRUE(source.has_value());
  EXPECT_EQ(source->place(0), "s.a3s:3:1");
  EXPECT_EQ(source->place(1), "s.a3s:5:3");
  EXPECT_EQ(source->place(2), "s.a3s:8:2");
  EXPECT_EQ(source->labels.size(), 2u);
  EXPECT_EQ(source->labels.count("again"), 2u);
  EXPECT_EQ(source->labels.begin()->second, 0u);
  EXPECT_EQ(source->labels.rbegin()->second, 2u);
}

TEST(StreamSourceTest, MistakesHaveAPlace) {
  auto source = StreamSource::parse("sync_load\n  loop count=1, length=1", "s");
  ASSERT_FALSE(source.has_value());
  EXPECT_EQ(source.error().line, 2u);
  EXPECT_EQ(source.error().column, 3u);
}

TEST(StreamSourceTest, WithoutTextPlacesAreNumbers) {
  StreamSource source{"p.a3", "attention.0", {}, {}, {}};
  Error error{"is wrong"};
  EXPECT_EQ(source.render(error), "p.a3: error: is wrong");
  error.instruction = 7;
  EXPECT_EQ(source.render(error),
            "p.a3: site attention.0, instruction 7: error: is wrong");
}

} // namespace
