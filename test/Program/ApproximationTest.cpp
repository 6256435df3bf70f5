//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Program/Approximation.h"

#include <gtest/gtest.h>

using namespace a3;

namespace {

std::string errorOf(std::string_view json) {
  auto table = parseApproximations(json);
  return table ? "no error" : table.error().render("f");
}

TEST(ApproximationTest, FileNamesSitesAndHeads) {
  auto table = parseApproximations(R"({"sites": {
    "a": {"m": "0.125n", "t": 5}, "b": {"t": 2.5, "m": null}, "c": {},
    "d": [{"m": 40}, {}], "e": [{"t": 1}, {"t": 1}], "f": [{}, {}]},
    "tuning": {"anything": 1}})");
  ASSERT_TRUE(table) << table.error().message;
  ApproximationTable expected = {
      {"a", {{0, 5, 125}}}, {"b", {{0, 2.5}}}, {"c", {}},
      {"d", {{40, 0}, {}}}, {"e", {{0, 1}}},   {"f", {}}};
  EXPECT_EQ(*table, expected);
}

TEST(ApproximationTest, FileErrorsSayWhereAndWhat) {
  EXPECT_EQ(errorOf("{\"sites\":\n  {,}}"), "f:2:4: error: is not JSON");
  EXPECT_NE(errorOf("").find("is not JSON"), std::string::npos);
  EXPECT_NE(errorOf("[]").find("member 'sites'"), std::string::npos);
  EXPECT_NE(errorOf(R"({"sites": {"a": 3}})").find("site 'a': must be"),
            std::string::npos);
  EXPECT_NE(errorOf(R"({"sites": {"a": {"m": 0}}})").find("not 0"),
            std::string::npos);
  EXPECT_NE(errorOf(R"({"sites": {"a": {"m": 2.5}}})").find("not 2.5"),
            std::string::npos);
  EXPECT_NE(errorOf(R"({"sites": {"a": {"m": "0n"}}})").find("not 0n"),
            std::string::npos);
  EXPECT_NE(errorOf(R"({"sites": {"a": {"t": 101}}})").find("not 101"),
            std::string::npos);
  EXPECT_NE(errorOf(R"({"sites": {"a": {"n": 1}}})").find("not 'n'"),
            std::string::npos);
  EXPECT_NE(errorOf(R"({"sites": {"a": []}})").find("empty list"),
            std::string::npos);
}

TEST(ApproximationTest, NoFileEndsTheProgram) {
  EXPECT_EQ(errorOf("{\"sites\": 1e999}"),
            "f: error: has a number that is too large for JSON here");
  std::string deep(200000, '[');
  std::string text =
      R"({"sites": {"a": )" + deep + std::string(deep.size(), ']') + "}}";
  EXPECT_EQ(errorOf(text), "f: error: nests more than 64 levels deep");
  EXPECT_EQ(errorOf(R"({"sites": {"\u001b[2J\n": 3}})")
                .find("f: error: site '\\x1b[2J\\x0a': must be"),
            0u);
}

TEST(ApproximationTest, PartsOfTheRowsAreRoundedUp) {
  Approximation part{.threshold = 5, .thousandthsOfRows = 125};
  EXPECT_EQ(part.resolve(16), (Approximation{2, 5}));
  EXPECT_EQ(part.resolve(17), (Approximation{3, 5}));
  EXPECT_EQ(part.resolve(0), (Approximation{1, 5}));
  Approximation number{7, 5};
  EXPECT_EQ(number.resolve(16), number);
}

TEST(ApproximationTest, IterationsAreReadAsTheyAreWritten) {
  for (std::string text : {"1", "40", "0.125n", "0.001n", "2n"}) {
    Approximation approximation;
    ASSERT_TRUE(parseIterations(text, approximation));
    EXPECT_EQ(describeIterations(approximation), text);
  }
  for (std::string text : {"", "n", "-1n", "0.0001n", "1 n", "2000n", "1e99",
                           "nan", "nann", "infn", "3x"}) {
    Approximation approximation;
    EXPECT_FALSE(parseIterations(text, approximation)) << text;
  }
}

} // namespace
