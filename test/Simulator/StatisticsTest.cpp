//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Streams.h"

#include <numeric>

using namespace a3;
using namespace a3::isa;
using namespace a3::test;

namespace {

/// Runs a stream over zeros.
Statistics run(std::string_view text, const Machine &machine,
               std::span<const int64_t> slotSizes) {
  std::vector<std::vector<uint8_t>> slots;
  std::vector<Memory> memory;
  for (int64_t size : slotSizes)
    slots.emplace_back(size_t(size));
  for (auto &slot : slots)
    memory.emplace_back(slot);
  auto statistics = simulate(parse(text), memory, machine, Arithmetic::Fixed);
  EXPECT_TRUE(statistics.has_value()) << statistics.error().message;
  return statistics.value_or(Statistics());
}

Statistics runDoubleBuffered(const Machine &machine) {
  return run(doubleBuffered, machine, doubleBufferedSlots);
}

/// The law of accounts: every cycle of every stage, of the fetch unit and of
/// each queue is busy, waits for something that has a name, or is empty.
void expectAllCyclesAccounted(const Statistics &statistics,
                              const Machine &machine) {
  for (const Account *account : {&statistics.paper, &statistics.full})
    for (const StageTime &stage : account->stages) {
      EXPECT_EQ(stage.total(), machine.units * account->cycles);
      EXPECT_GE(std::min({stage.busy, stage.waiting, stage.blocked}), 0);
    }
  auto expectSum = [&](const auto &activities, std::string_view name) {
    EXPECT_EQ(std::accumulate(activities.begin(), activities.end(), int64_t(0)),
              statistics.full.cycles)
        << name;
    EXPECT_GE(*std::ranges::min_element(activities), 0) << name;
  };
  expectSum(statistics.times.fetch, "fetch");
  for (size_t queue = 0; queue < numQueues; ++queue)
    expectSum(statistics.times.queues[queue], queueNames[queue]);
  EXPECT_LE(statistics.times.port, statistics.full.cycles);
  EXPECT_LE(statistics.times.sorter, statistics.full.cycles);
}

TEST(StatisticsTest, EveryCycleIsAccountedFor) {
  for (int64_t queueDepth : {2, 3, 16})
    for (int64_t latency : {0, 100})
      for (int64_t bytes : {1, 16, 1000})
        for (int64_t units : {1, 2, 5}) {
          Machine machine = hpca20();
          machine.queueDepth = queueDepth;
          machine.portLatency = latency;
          machine.portBytes = bytes;
          machine.units = units;
          expectAllCyclesAccounted(runDoubleBuffered(machine), machine);
        }
}

TEST(StatisticsTest, ALoadIsAccountedToTheCycle) {
  Machine machine = hpca20();
  std::array<int64_t, 1> slots = {1 << 12};
  // 8 rows of 4 f32 are 128 bytes: 8 cycles at the port, 100 until they are
  // there. Fetch hands over one instruction a cycle, so the loads arrive in
  // cycles 1 and 2.
  Statistics statistics = run("load_key rows=8, columns=4, pitch=16\n"
                              "load_value rows=8, columns=4, pitch=16 "
                              "signal(store)\n"
                              "sort_key\n"
                              "sync_store wait(load)\n",
                              machine, slots);
  auto of = [&](Queue queue, QueueActivity activity) {
    return statistics.times(queue, activity);
  };
  int64_t transferred = 1 + 8 + 8, arrived = transferred + 100;
  // The queue hands the sort over in one cycle.
  int64_t sorted = 8 * 4;
  EXPECT_EQ(statistics.full.cycles, arrived + sorted);
  EXPECT_EQ(of(Queue::Load, QueueActivity::Empty), 1 + 100 + sorted - 1);
  EXPECT_EQ(of(Queue::Load, QueueActivity::Busy), 8 + 8 + 1);
  EXPECT_EQ(of(Queue::Store, QueueActivity::Empty),
            4 + statistics.full.cycles - arrived - 1);
  EXPECT_EQ(of(Queue::Store, QueueActivity::Load), arrived - 4);
  EXPECT_EQ(of(Queue::Store, QueueActivity::Busy), 1);
  EXPECT_EQ(of(Queue::Compute, QueueActivity::Empty), statistics.full.cycles);
  EXPECT_EQ(statistics.times(FetchActivity::Busy), 4);
  EXPECT_EQ(statistics.times(FetchActivity::Done), statistics.full.cycles - 4);
  EXPECT_EQ(statistics.times.port, 16);
  EXPECT_EQ(statistics.times.sorter, sorted);
  expectAllCyclesAccounted(statistics, machine);
}

TEST(StatisticsTest, AStoreWaitsForThePortThatALoadHas) {
  Machine machine = hpca20();
  std::array<int64_t, 1> slots = {1 << 12};
  std::string text = "load_key rows=1, columns=4, pitch=16\n"
                     "load_value rows=1, columns=4, pitch=16\n"
                     "load_query rows=1, columns=4, pitch=16 signal(compute)\n"
                     "set_shape rows=1, depth=4, value_depth=4\n"
                     "attend queries=1 wait(load) signal(store, load)\n"
                     "load_key rows=16, columns=64, pitch=256 wait(compute)\n"
                     "store_output rows=1, columns=4, pitch=16 wait(compute)\n";
  Statistics statistics = run(text, machine, slots);
  // Both start when the attend is done; the load's 4096 bytes go first.
  EXPECT_EQ(statistics.times(Queue::Store, QueueActivity::Port), 4096 / 16);
  EXPECT_EQ(statistics.times(Queue::Store, QueueActivity::Busy), 1);
  // Loads of a cycle each from cycle 1 on are there at 4 + 100; the attend is
  // in its queue at 5.
  EXPECT_EQ(statistics.times(Queue::Compute, QueueActivity::Load), 4 + 100 - 5);
  expectAllCyclesAccounted(statistics, machine);
}

TEST(StatisticsTest, FetchWaitsForAFullQueue) {
  Machine machine = hpca20();
  machine.queueDepth = 2;
  std::array<int64_t, 1> slots = {1 << 16};
  // Arrive in cycles 1 and 2; the third finds a place when the first starts,
  // in 1, the fourth when the second starts, at 1 + 160 cycles of the first.
  std::string load = "load_key rows=40, columns=16, pitch=64\n";
  Statistics statistics = run(load + load + load + load, machine, slots);
  EXPECT_EQ(statistics.times(FetchActivity::Busy), 4);
  EXPECT_EQ(statistics.times(FetchActivity::LoadFull), 1 + 160 - 3);
  expectAllCyclesAccounted(statistics, machine);
}

TEST(StatisticsTest, UnitsShareTheWorkAndAllDrawPower) {
  Machine one = hpca20(), three = hpca20();
  three.units = 3;
  Statistics alone = runDoubleBuffered(one), shared = runDoubleBuffered(three);
  EXPECT_LT(shared.paper.cycles, alone.paper.cycles);
  EXPECT_LE(shared.full.cycles, alone.full.cycles);
  for (size_t i = 0; i < numModules; ++i) {
    EXPECT_EQ(shared.full.modules[i].busy, alone.full.modules[i].busy);
    EXPECT_DOUBLE_EQ(shared.full.modules[i].dynamicEnergy,
                     alone.full.modules[i].dynamicEnergy);
    EXPECT_DOUBLE_EQ(shared.full.modules[i].staticEnergy,
                     3 * one.modules[i].statics * double(shared.full.cycles) /
                         one.clock);
  }
  // Each of 3 attends deals its 3 queries to 3 units; the heads follow each
  // other as if they were there: 3 passages of one module and two more.
  EXPECT_EQ(shared.paper.cycles, (3 + 2) * (8 + one.fill));
}

TEST(StatisticsTest, HistogramsHaveABinForEachPowerOfTwo) {
  EXPECT_EQ(Histogram::binOf(0), 0u);
  EXPECT_EQ(Histogram::binOf(1), 1u);
  EXPECT_EQ(Histogram::binOf(2), 2u);
  EXPECT_EQ(Histogram::binOf(3), 2u);
  EXPECT_EQ(Histogram::binOf(4), 3u);
  EXPECT_EQ(Histogram::binOf(320), 9u);
  Statistics statistics = runDoubleBuffered(hpca20());
  EXPECT_EQ(statistics.queries, 9);
  EXPECT_EQ(statistics.candidateCounts.bins[4], 9); // 8 rows each.
  EXPECT_EQ(statistics.keptCounts.bins[4], 9);
}

TEST(StatisticsTest, SelectionWaitsForTheSorterAndLoadsForIt) {
  Machine machine = hpca20();
  std::vector<uint8_t> bytes(1024);
  std::vector<Memory> slots = {bytes};
  constexpr std::string_view text = R"(
    set_shape rows=8, depth=4, value_depth=4
    set_approximation iterations=2, threshold=0
    load_key rows=8, columns=4, pitch=16
    sort_key
    load_value rows=8, columns=4, pitch=16
    load_query rows=1, columns=4, pitch=16 signal(compute)
    attend queries=1, partial=whole wait(load) signal(store)
    sync_store wait(compute)
    load_key rows=8, columns=4, pitch=16, bank=1
    sort_key bank=1
    load_key rows=8, columns=4, pitch=16, bank=1
  )";
  Statistics statistics =
      *simulate(parse(text), slots, machine, Arithmetic::Fixed);
  expectAllCyclesAccounted(statistics, machine);
  // 32 elements are sorted once the keys have arrived. The query arrives later
  // than they by what is between: a cycle for the sort, 8 for values, 1 for it.
  EXPECT_EQ(statistics.times.sorter, 2 * 32);
  EXPECT_EQ(statistics.times(Queue::Compute, QueueActivity::Keys),
            32 - (1 + 8 + 1));
  // The last load waits until the sorter has read the keys before it.
  EXPECT_GT(statistics.times(Queue::Load, QueueActivity::Port), 100);
}

TEST(StatisticsTest, RangesArePaidForBeforeTheirFormatIsLoaded) {
  constexpr std::string_view text = R"(
    set_address stream=format, slot=0, offset=16
    load_format
    load_format
  )";
  std::vector<uint8_t> bytes(32);
  std::vector<Memory> memory = {bytes};
  Machine machine = hpca20();
  auto run = [&](std::span<const RangeBytes> rangeBytes) {
    return *simulate(parse(text), memory, machine, Arithmetic::Fixed,
                     /*pool=*/nullptr, /*observer=*/nullptr, rangeBytes);
  };
  Statistics without = run({});
  // Record 1 is loaded twice, its ranges are measured once.
  Statistics with = run(std::vector<RangeBytes>{{7, 7, 7}, {160, 320, 320}});
  EXPECT_EQ(with.bytesLoaded - without.bytesLoaded, 800);
  EXPECT_EQ(with.times.port - without.times.port, 800 / machine.portBytes);
  EXPECT_EQ(with.full.cycles - without.full.cycles, 800 / machine.portBytes);
  EXPECT_EQ(with.paper.cycles, without.paper.cycles);
  expectAllCyclesAccounted(with, machine);
}

TEST(StatisticsTest, RangesAreReadOneByOneOnDemand) {
  constexpr std::string_view text = R"(
    set_address stream=format, slot=0, offset=16
    read_range operand=key
    read_range operand=key
    set_address stream=format, slot=0, offset=0
    read_range operand=value
    load_format
    load_key rows=1, columns=4, pitch=0
  )";
  std::vector<uint8_t> bytes(32);
  std::vector<Memory> memory = {bytes};
  Machine machine = hpca20();
  std::vector<RangeBytes> rangeBytes = {{16, 160, 480}, {16, 320, 32}};
  Statistics run =
      *simulate(parse(text), memory, machine, Arithmetic::Fixed,
                /*pool=*/nullptr, /*observer=*/nullptr, rangeBytes);
  // Of record 1 the key alone; of record 0 all, and the record, and the row.
  EXPECT_EQ(run.bytesLoaded, 320 + (16 + 160 + 480) + 16 + 16);
  EXPECT_EQ(run.times.port, run.bytesLoaded / machine.portBytes);
  expectAllCyclesAccounted(run, machine);
}

} // namespace
