//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Runtime/SiteCache.h"

#include "a3/Schedule/SizedSite.h"

#include <gtest/gtest.h>

using namespace a3;

namespace {

/// One head of any queries and rows.
Program openProgram() {
  Site site;
  site.name = "open";
  site.mask = "none";
  site.heads = 1;
  site.rows = site.queries = unknownSize;
  site.depth = site.valueDepth = 8;
  site.query = site.key = site.value =
      site.output = {{unknownSize, 8}, {8, 1}, 0};
  Program program;
  program.sites = {site, site};
  return program;
}

std::vector<int64_t> layoutOf(int64_t queries, int64_t rows) {
  return {queries, 8, 8, 1, rows, 8, 8, 1, rows, 8, 8, 1, queries, 8, 8, 1};
}

TEST(SiteCacheTest, ASizeThatComesAgainFindsItsStream) {
  Program program = openProgram();
  Machine machine = *parseMachine(builtinMachineText());
  SiteCache cache;
  auto find = [&](size_t site, int64_t queries, int64_t rows) {
    return cache.find(program, site, layoutOf(queries, rows).data(), machine);
  };
  auto first = find(0, 2, 5);
  ASSERT_TRUE(first) << first.error().message;
  EXPECT_EQ(first->site->queries, 2);
  EXPECT_EQ(first->site->rows, 5);
  EXPECT_FALSE(first->site->stream.empty());
  auto second = find(0, 3, 5);
  ASSERT_TRUE(second);
  EXPECT_NE(second->site, first->site);
  EXPECT_EQ(find(0, 2, 5)->site, first->site);
  EXPECT_EQ(find(0, 2, 5)->predictedCycles, first->predictedCycles);
  EXPECT_EQ(cache.size(), 2u);
  // Another site of the same sizes is another stream.
  EXPECT_NE(find(1, 2, 5)->site, first->site);
  EXPECT_EQ(cache.size(), 3u);
  EXPECT_FALSE(find(0, 0, 5));
  EXPECT_EQ(cache.size(), 3u);
}

TEST(SiteCacheTest, ASiteOfKnownSizesIsThatOfTheProgram) {
  Program program = openProgram();
  Machine machine = *parseMachine(builtinMachineText());
  program.sites[1] = *resolveSite(program.sites[0], layoutOf(2, 5), machine);
  SiteCache cache;
  auto found = cache.find(program, 1, nullptr, machine);
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_EQ(found->site, &program.sites[1]);
  EXPECT_GT(found->predictedCycles, 0);
  EXPECT_EQ(cache.size(), 1u);
}

} // namespace
