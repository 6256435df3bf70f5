//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Runtime/RunDetail.h"

#include "InterleavedAttention.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <numeric>

using namespace a3;

namespace {

using Slots = std::vector<int64_t>;

int64_t sum(const Slots &slots) {
  return std::accumulate(slots.begin(), slots.end(), int64_t(0));
}

TEST(ActivityTest, CyclesAreSharedOutToTheirSlots) {
  Activity activity;
  activity.add(0, 2, 5);
  activity.add(0, 7, 8);
  activity.add(1, 0, 1);
  activity.add(2, 3, 3);
  EXPECT_EQ(activity.slotCycles(), 1);
  EXPECT_EQ(activity.busyCycles(0), (Slots{0, 0, 1, 1, 1, 0, 0, 1}));
  EXPECT_EQ(activity.busyCycles(1), Slots{1});
  EXPECT_EQ(sum(activity.busyCycles(2)), 0);
}

TEST(ActivityTest, SlotsGetLongerAndNothingIsLost) {
  Activity activity;
  int64_t busy = 0;
  for (int64_t begin = 0; begin < 10000; begin += 7) {
    activity.add(0, begin, begin + 3);
    busy += 3;
  }
  activity.add(1, 0, 10000);
  EXPECT_EQ(activity.slotCycles(), 128);
  EXPECT_EQ(activity.busyCycles(1).size(), 79u);
  EXPECT_EQ(activity.busyCycles(1).back(), 10000 - 78 * 128);
  EXPECT_EQ(sum(activity.busyCycles(0)), busy);
  for (int64_t cycles : activity.busyCycles(1))
    EXPECT_LE(cycles, 128);
}

class RunDetailTest : public testing::Test, protected InterleavedAttention {
protected:
  Machine machine = *loadMachine("a3-hpca20");

  RunDetailTest() : InterleavedAttention(/*rows=*/20) {
    machine.rows = 8; // It takes tiles.
    machine.lanes = depth;
    attention.approximations = {{0, 10}};
    useMask();
  }

  Statistics launch(RunDetail &detail, size_t index) {
    Site site = *describeSite(attention, machine);
    auto observer =
        detail.beginLaunch(index, site, operands(), machine, Arithmetic::Fixed);
    EXPECT_TRUE(observer);
    auto run = runSite(site, operands(), machine, Arithmetic::Fixed, nullptr,
                       *observer);
    EXPECT_TRUE(run) << run.error().message;
    detail.endLaunch(run->statistics);
    return run->statistics;
  }
};

TEST_F(RunDetailTest, CountsAddUpToTheStatistics) {
  RunDetail detail;
  Statistics first = launch(detail, 5), second = launch(detail, 2);
  ASSERT_EQ(detail.launches.size(), 2u);
  for (const LaunchDetail &launch : detail.launches) {
    EXPECT_EQ(launch.candidates.size(), size_t(heads * queries));
    EXPECT_EQ(sum(launch.candidates), first.candidates);
    EXPECT_EQ(sum(launch.kept), first.kept);
    EXPECT_EQ(launch.cycles, first.full.cycles);
    EXPECT_FALSE(launch.rows);
    EXPECT_EQ(sum(launch.activity.busyCycles(0)), first.times.port);
    for (size_t stage = 0; stage < numStages; ++stage)
      EXPECT_EQ(sum(launch.activity.busyCycles(2 + stage)),
                first.full.stages[stage].busy);
  }
  EXPECT_EQ(detail.launches[0].index, 5u);
  EXPECT_EQ(detail.launches[1].begin, first.full.cycles);
  EXPECT_EQ(first.kept, second.kept);
}

TEST_F(RunDetailTest, ChosenSitesHaveOperandsAndRows) {
  RunDetail detail({7});
  Statistics statistics = launch(detail, 7);
  const LaunchDetail &launch = detail.launches[0];
  ASSERT_TRUE(launch.rows);
  const LaunchRows &taken = *launch.rows;
  auto at = [&](int64_t head, int64_t index, int64_t row) {
    return taken.states[size_t((head * queries + index) * rows + row)];
  };
  int64_t kept = 0;
  for (int64_t head = 0; head < heads; ++head)
    for (int64_t index = 0; index < queries; ++index)
      for (int64_t row = 0; row < rows; ++row) {
        bool admits = mask[size_t(index * rows + row)];
        EXPECT_EQ(at(head, index, row) != RowState::Hidden, admits);
        kept += at(head, index, row) == RowState::Kept;
      }
  EXPECT_EQ(kept, statistics.kept);
  EXPECT_LT(kept, statistics.candidates);
  ASSERT_EQ(taken.key.size(), key.size());
  for (int64_t head = 0; head < heads; ++head)
    for (int64_t row = 0; row < rows; ++row)
      for (int64_t i = 0; i < depth; ++i)
        EXPECT_EQ(taken.key[size_t((head * rows + row) * depth + i)],
                  key[size_t((row * heads + head) * depth + i)]);
  Site site = *describeSite(attention, machine);
  auto lost = measureLostMass(site, operands(), machine, Arithmetic::Fixed);
  ASSERT_TRUE(lost);
  EXPECT_EQ(lost->largest, *std::ranges::max_element(taken.lostMass));
  EXPECT_GT(*std::ranges::max_element(taken.lostMass), 0.001);
}

TEST_F(RunDetailTest, OperandsAreThoseBeforeTheOutputReplacedThem) {
  RunDetail detail({0});
  std::vector<float> before = query;
  Site site = *describeSite(attention, machine);
  SiteOperands replaced = operands();
  replaced.output = query.data();
  auto observer =
      detail.beginLaunch(0, site, replaced, machine, Arithmetic::Fixed);
  ASSERT_TRUE(observer);
  EXPECT_EQ(query, before);
  ASSERT_TRUE(
      runSite(site, replaced, machine, Arithmetic::Fixed, nullptr, *observer));
  EXPECT_NE(query, before);
  for (int64_t i = 0; i < depth; ++i) // Of head 1, query 2.
    EXPECT_EQ(detail.launches[0].rows->query[size_t((queries + 2) * depth + i)],
              before[size_t((2 * heads + 1) * depth + i)]);
}

} // namespace
