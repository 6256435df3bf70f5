//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Runtime/DetailArrays.h"

#include <cstring>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

using namespace a3;

namespace {

template <typename T> std::vector<T> valuesOf(const Tensor &tensor) {
  std::vector<T> values(tensor.bytes().size() / sizeof(T));
  std::memcpy(values.data(), tensor.bytes().data(), tensor.bytes().size());
  return values;
}

/// A launch of two heads with one query each.
LaunchDetail smallLaunch() {
  LaunchDetail launch;
  Site &site = launch.site.emplace();
  site.name = "small";
  site.rows = 3;
  site.scale = 0.5;
  site.query.sizes = {2, 1, 1};
  site.key.sizes = {2, 3, 1};
  site.value.sizes = {2, 3, 2};
  site.output.sizes = {2, 1, 2};
  launch.begin = 7;
  launch.cycles = 9;
  launch.candidates = {3, 2};
  launch.kept = {1, 2};
  launch.activity.add(0, 1, 3);
  return launch;
}

TEST(DetailArraysTest, arraysAreNumbered) {
  auto told = detailArrays({smallLaunch(), smallLaunch()});
  ASSERT_TRUE(told.has_value()) << told.error().message;
  auto launches = nlohmann::json::parse(told->launches);
  ASSERT_EQ(launches.size(), 2u);
  EXPECT_EQ(launches[0]["site"], "small");
  EXPECT_EQ(launches[0]["begin"], 7);
  EXPECT_EQ(launches[0]["cycles"], 9);
  EXPECT_EQ(launches[0]["activity"]["port"], (std::vector{0, 1, 1}));
  EXPECT_TRUE(launches[0]["rows"].is_null());
  ASSERT_EQ(told->arrays.size(), 4u);
  EXPECT_EQ(launches[1]["kept"], 3);
  EXPECT_EQ(told->arrays[3].shape(), (std::vector<int64_t>{2, 1}));
  EXPECT_EQ(valuesOf<int64_t>(told->arrays[3]), (std::vector<int64_t>{1, 2}));
}

TEST(DetailArraysTest, rowsHaveTheSizesOfTheOperands) {
  LaunchDetail launch = smallLaunch();
  LaunchRows &rows = launch.rows.emplace();
  rows.query = {1, 2};
  rows.key = {1, 2, 3, 4, 5, 6};
  rows.value.resize(12, 0.25F);
  rows.states.resize(6, RowState::Kept);
  rows.lostMass = {0, 0.125};
  auto told = detailArrays({launch});
  ASSERT_TRUE(told.has_value()) << told.error().message;
  auto json = nlohmann::json::parse(told->launches)[0]["rows"];
  EXPECT_EQ(json["scale"], 0.5);
  EXPECT_TRUE(json["bias"].is_null());
  auto array = [&](const char *name) -> const Tensor & {
    return told->arrays.at(json[name]);
  };
  EXPECT_EQ(array("value").shape(), (std::vector<int64_t>{2, 3, 2}));
  EXPECT_EQ(valuesOf<float>(array("key")), rows.key);
  EXPECT_EQ(array("states").shape(), (std::vector<int64_t>{2, 1, 3}));
  EXPECT_EQ(valuesOf<uint8_t>(array("states")), std::vector<uint8_t>(6, 3));
  EXPECT_EQ(valuesOf<double>(array("lost_mass")), rows.lostMass);
}

} // namespace
