//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Schedule/SizedSite.h"

#include "a3/Schedule/Schedule.h"

#include <gtest/gtest.h>

using namespace a3;

namespace {

constexpr int64_t unknown = unknownSize;

Machine machine() { return *parseMachine(builtinMachineText()); }

/// Two heads of any rows and queries, a mask that all heads of a batch share.
Site openSite() {
  Site site;
  site.name = "open";
  site.location = "model.mlir:1:2";
  site.rows = unknown;
  site.depth = site.valueDepth = 8;
  site.heads = unknown;
  site.queries = unknown;
  site.mask = "bitmap+causal";
  site.causalOffset = 3;
  site.scale = 0.5;
  site.query = {{unknown, 2, unknown, 8}, {unknown, 8, 16, 1}, 0};
  site.key = site.value = site.output = site.query;
  site.maskRows = {{unknown, 2, unknown, unknown}, {unknown, 0, 0, 1}, 0};
  return site;
}

std::vector<int64_t> layoutOf(int64_t batch, int64_t queries, int64_t rows,
                              int64_t maskRows) {
  std::vector<int64_t> layout;
  auto add = [&](std::initializer_list<int64_t> numbers) {
    layout.insert(layout.end(), numbers);
  };
  add({batch, 2, queries, 8, 16 * queries, 8, 16, 1});
  for (int i = 0; i < 2; ++i)
    add({batch, 2, rows, 8, 16 * rows, 8, 16, 1});
  add({batch, 1, 1, maskRows, maskRows, maskRows, maskRows, 1});
  add({batch, 2, queries, 8, 16 * queries, 8, 16, 1});
  return layout;
}

std::string errorOf(const Site &site, const std::vector<int64_t> &layout,
                    const Machine &target = machine()) {
  auto resolved = resolveSite(site, layout, target);
  return resolved ? "no error" : resolved.error().message;
}

TEST(SizedSiteTest, IsTheSiteThatTheCompilerWouldWrite) {
  std::vector<int64_t> layout = layoutOf(3, 5, 7, 7);
  EXPECT_EQ(countLayout(openSite()), layout.size());
  auto resolved = resolveSite(openSite(), layout, machine());
  ASSERT_TRUE(resolved) << resolved.error().message;

  AttentionDescription attention;
  attention.query = attention.output = {{3, 2, 5, 8}, {80, 8, 16, 1}, 0};
  attention.key = attention.value = {{3, 2, 7, 8}, {112, 8, 16, 1}, 0};
  attention.maskRows = {{3, 2, 5, 7}, {7, 0, 0, 1}, 0};
  attention.causal = true;
  attention.causalOffset = 3;
  attention.scale = 0.5;
  auto expected = describeSite(attention, machine());
  ASSERT_TRUE(expected);
  expected->name = "open";
  expected->location = "model.mlir:1:2";
  EXPECT_EQ(*resolved, *expected);
  EXPECT_TRUE(resolved->isSized());
}

TEST(SizedSiteTest, APartOfTheRowsIsOfThoseOfTheLaunch) {
  Site site = openSite();
  site.approximations = {{0, 10, 125}};
  for (auto [rows, iterations] :
       {std::pair(1, 1), std::pair(8, 1), std::pair(9, 2), std::pair(80, 10)}) {
    auto resolved = resolveSite(site, layoutOf(1, 2, rows, rows), machine());
    ASSERT_TRUE(resolved) << resolved.error().message;
    EXPECT_EQ(resolved->approximations,
              Approximations{(Approximation{iterations, 10})});
  }
}

TEST(SizedSiteTest, OtherRowsAreLeftOutAsTheCompilerWould) {
  AttentionDescription attention;
  attention.query = attention.output = {{3, 2, 5, 8}, {80, 8, 16, 1}, 0};
  attention.key = attention.value = {{3, 2, 400, 8}, {6400, 8, 16, 1}, 0};
  attention.maskRows = {{3, 2, 5, 400}, {400, 0, 0, 1}, 0};
  attention.causal = true;
  attention.causalOffset = 3;
  auto named = [&](Approximations approximations) {
    attention.approximations = std::move(approximations);
    Site site = *describeSite(attention, machine());
    site.name = "sized";
    site.formats.assign(24, 1.0f);
    return site;
  };
  const Site exact = named({});
  for (const Approximations &choice :
       {Approximations{}, {{50, 5}}, {{0, 5}}, {{50, 5}, {}}}) {
    auto changed = approximateSite(exact, choice, machine());
    ASSERT_TRUE(changed) << changed.error().message;
    EXPECT_EQ(*changed, named(choice));
  }
  auto part = approximateSite(exact, {{0, 5, 125}}, machine());
  EXPECT_EQ(*part, named({{50, 5}}));
  auto equal = approximateSite(exact, {{50, 5}, {50, 5}}, machine());
  EXPECT_EQ(*equal, named({{50, 5}}));
  auto open = approximateSite(openSite(), {{0, 5, 125}}, machine());
  EXPECT_EQ(open->approximations, (Approximations{{0, 5, 125}}));
  EXPECT_FALSE(approximateSite(exact, {{50, 5}, {}, {}}, machine()));
}

TEST(SizedSiteTest, SizesThatDoNotFitTogetherAreNamed) {
  EXPECT_EQ(
      errorOf(openSite(), layoutOf(3, 5, 7, 6)),
      "the sizes of its operands do not fit together (query 3x2x5x8, key "
      "3x2x7x8, value 3x2x7x8, mask 3x2x5x6, output 3x2x5x8): mask should "
      "be 3x2x5x7");
}

TEST(SizedSiteTest, WhatTheMachineCannotDoSaysSizesAndReason) {
  EXPECT_EQ(errorOf(openSite(), layoutOf(3, 5, 0, 0)),
            "cannot run with query 3x2x5x8, key 3x2x0x8, value 3x2x0x8, mask "
            "3x2x5x0, output 3x2x5x8: there is nothing to compute (key)");
  std::string tooLong = errorOf(openSite(), layoutOf(1 << 20, 5, 7, 7));
  EXPECT_NE(tooLong.find("the loops expand to more instructions"),
            std::string::npos)
      << tooLong;
  Site site = openSite();
  site.approximations = {{4, 10}};
  Machine noSorter = machine();
  noSorter.sortElements = 0;
  std::string sorter = errorOf(site, layoutOf(1, 5, 7, 7), noSorter);
  EXPECT_NE(sorter.find("the machine has no column sorter"), std::string::npos)
      << sorter;
}

} // namespace
