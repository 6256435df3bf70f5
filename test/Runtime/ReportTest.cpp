//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Runtime/Report.h"

#include "TestProgram.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

using namespace a3;

namespace {

struct Example {
  Program program = test::testProgram();
  Machine machine = *loadMachine("a3-hpca20");
  RunReport report;

  Example() {
    Statistics statistics;
    statistics.paper.cycles = 100;
    statistics.paper.modules[0] = {10, 1.5, 0.5};
    statistics.full = statistics.paper;
    statistics.full.cycles = 300;
    statistics.full.portEnergy = 5;
    statistics.queries = 16;
    statistics.candidates = 40;
    statistics.kept = 20;
    statistics.saturations = 3;
    statistics.full.stages[2] = {200, 90, 10};
    statistics.times(isa::Queue::Load, QueueActivity::Compute) = 300;
    statistics.times.port = 120;
    statistics.keptCounts.add(3);
    statistics.keptCounts.add(2);
    statistics.keptCounts.add(0);
    report.sites = {{1, statistics, 290, {1, 2, 0.5f, 2}}};
    report.total = statistics;
    report.hostSeconds = 0.5;
    report.simulationSeconds = 0.25;
  }
};

TEST(ReportTest, StatisticsHaveTheAgreedNames) {
  Example example;
  auto json = nlohmann::json::parse(
      statisticsJson(example.program, example.machine, example.report));
  EXPECT_EQ(json["cycles"]["paper"], 100);
  EXPECT_EQ(json["cycles"]["full"], 300);
  EXPECT_EQ(json["energy_nj"]["paper"], 2);
  EXPECT_EQ(json["energy_nj"]["full"], 7);
  EXPECT_EQ(json["energy_by_module_nj"]["full"]["port"], 5);
  EXPECT_EQ(json["energy_by_module_nj"]["full"]["dot_product"], 2);
  EXPECT_EQ(json["saturations"], 3);
  EXPECT_EQ(json["host_seconds"], 0.5);
  EXPECT_EQ(json["simulation_seconds"], 0.25);
  ASSERT_EQ(json["sites"].size(), 1u);
  auto site = json["sites"][0];
  EXPECT_EQ(site["name"], "site");
  EXPECT_EQ(site["location"], "model.mlir:7:3");
  EXPECT_EQ(site["n"], 4);
  EXPECT_EQ(site["d"], 8);
  EXPECT_EQ(site["dv"], 8);
  EXPECT_EQ(site["heads"], 4);
  EXPECT_EQ(site["queries"], 4);
  EXPECT_EQ(site["candidates_mean"], 2.5);
  EXPECT_EQ(site["kept_mean"], 1.25);
  EXPECT_EQ(site["cycles"]["full"], 300);
  EXPECT_EQ(site["predicted_cycles"], 290);
  EXPECT_EQ(site["formats"].dump(), "[[1.0,2.0,0.5,2.0]]");
  // 40 rows of keys and 20 of values with 8 elements; 2 x 64 multipliers for
  // 100 cycles.
  EXPECT_EQ(site["utilisation"], 480.0 / 12800);
}

TEST(ReportTest, PartsStandBesideTheSums) {
  Example example;
  auto json = nlohmann::json::parse(
      statisticsJson(example.program, example.machine, example.report));
  EXPECT_DOUBLE_EQ(json["area_mm2"], example.machine.area());
  EXPECT_EQ(json["units"], 1);
  for (const auto &part : {json, json["sites"][0]}) {
    auto module = part["modules"]["paper"]["dot_product"];
    EXPECT_EQ(module["busy_cycles"], 10);
    EXPECT_EQ(module["dynamic_nj"], 1.5);
    EXPECT_EQ(module["static_nj"], 0.5);
    EXPECT_EQ(part["stages"]["full"]["dot_product"].dump(),
              R"({"blocked_by_next":10,"busy":200,"waits_for_query":90})");
    EXPECT_EQ(part["queues"]["load"]["waits_for_compute"], 300);
    EXPECT_EQ(part["queues"]["port"].dump(), R"({"busy":120,"empty":180})");
    EXPECT_EQ(
        part["kept_histogram"].dump(),
        R"([{"from":0,"queries":1,"to":0},{"from":2,"queries":2,"to":3}])");
  }
}

TEST(ReportTest, SitesThatDidNotRunHaveNoMeans) {
  Example example;
  example.report.sites = {{}};
  auto json = nlohmann::json::parse(
      statisticsJson(example.program, example.machine, example.report));
  EXPECT_EQ(json["sites"][0]["kept_mean"], 0);
  EXPECT_EQ(json["sites"][0]["utilisation"], 0);
}

TEST(ReportTest, NamesMayHoldAnyBytes) {
  Example example;
  example.program.sites[0].location = "caf\xe9.mlir:1:1";
  EXPECT_NO_THROW(
      statisticsJson(example.program, example.machine, example.report));
}

TEST(ReportTest, TheTableHasALineASiteAndTheTotals) {
  Example example;
  std::string table = summary(example.program, example.machine, example.report);
  EXPECT_EQ(std::ranges::count(table, '\n'), 4);
  EXPECT_NE(table.find("3 values saturated; host 0.500 s, simulation 0.250 s"),
            std::string::npos);
}

TEST(ReportTest, DetailsNameStagesQueuesModulesAndRows) {
  Example example;
  std::string text = details(example.program, example.machine, example.report);
  for (std::string_view line :
       {"a3-hpca20: 1 unit of 2.082 mm2 in all at 1000 MHz\n",
        "  dot_product                   200  67%           90  30%           "
        "10   3%\n",
        "  2 to 3                          0            2\n"})
    EXPECT_NE(text.find(line), std::string::npos) << line << text;
}

} // namespace
