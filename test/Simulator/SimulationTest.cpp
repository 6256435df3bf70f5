//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Simulator/Simulation.h"

#include "Streams.h"

#include <cmath>

using namespace a3;
using namespace a3::test;

namespace {

/// The memory of the double-buffered stream.
struct Data {
  Data() {
    for (size_t slot = 0; slot < slots.size(); ++slot) {
      slots[slot].resize(size_t(doubleBufferedSlots[slot]) / sizeof(float));
      for (size_t i = 0; i < slots[slot].size(); ++i)
        slots[slot][i] = slot == 3 ? 0 : std::sin(float(7 * slot + i));
      memory.push_back({reinterpret_cast<uint8_t *>(slots[slot].data()),
                        slots[slot].size() * sizeof(float)});
    }
  }

  std::array<std::vector<float>, 4> slots;
  std::vector<Memory> memory;
};

TEST(SimulationTest, StepsDoWhatSimulateDoes) {
  auto stream = parse(doubleBuffered);
  Machine machine = hpca20();
  Data whole, stepped;
  auto expected = simulate(stream, whole.memory, machine, Arithmetic::Fixed);
  ASSERT_TRUE(expected.has_value());
  auto simulation =
      Simulation::create(stream, stepped.memory, machine, Arithmetic::Fixed);
  ASSERT_TRUE(simulation.has_value());
  int64_t steps = 0, cycle = 0;
  while (true) {
    auto next = simulation->next();
    ASSERT_TRUE(next.has_value());
    auto executed = simulation->step();
    ASSERT_TRUE(executed.has_value());
    EXPECT_EQ(*executed, next->has_value());
    if (!*executed)
      break;
    EXPECT_GE((*next)->cycle, cycle) << "operations start in order of time";
    cycle = (*next)->cycle;
    ++steps;
  }
  // set_shape, four synchronisations, and five operations in each of three
  // iterations; the fetch unit keeps the rest to itself.
  EXPECT_EQ(steps, 5 + 3 * 5);
  EXPECT_EQ(stepped.slots[3], whole.slots[3]);
  EXPECT_EQ(simulation->statistics().full.cycles, expected->full.cycles);
  EXPECT_EQ(simulation->statistics().full.energy(), expected->full.energy());
}

TEST(SimulationTest, ShowsBanksAndRegisters) {
  auto stream = parse(doubleBuffered);
  Machine machine = hpca20();
  Data data;
  auto simulation =
      Simulation::create(stream, data.memory, machine, Arithmetic::Float);
  ASSERT_TRUE(simulation.has_value());
  EXPECT_EQ(simulation->registers().rows, 0);
  EXPECT_EQ(simulation->bank(BankKind::Key, 0).rows, 0);
  while (*simulation->step())
    ;
  EXPECT_EQ(simulation->registers().rows, 8);
  EXPECT_EQ(simulation->registers().valueDepth, 4);
  // The third head is in bank 0 again.
  BankContents keys = simulation->bank(BankKind::Key, 0);
  EXPECT_EQ(keys.rows, 8);
  EXPECT_EQ(keys.columns, 4);
  EXPECT_EQ(keys.step, 1);
  EXPECT_EQ(keys.elements, std::vector<double>(data.slots[1].begin() + 64,
                                               data.slots[1].end()));
  BankContents outputs = simulation->bank(BankKind::Output, 1);
  EXPECT_EQ(outputs.elements, std::vector<double>(data.slots[3].begin() + 12,
                                                  data.slots[3].begin() + 24));
  EXPECT_TRUE(simulation->bank(BankKind::SortedKey, 0).elements.empty());
}

TEST(SimulationTest, WithoutDataBanksHaveShapes) {
  auto stream = parse(doubleBuffered);
  Machine machine = hpca20();
  auto simulation =
      Simulation::createWithoutData(stream, doubleBufferedSlots, machine);
  ASSERT_TRUE(simulation.has_value());
  while (*simulation->step())
    ;
  BankContents keys = simulation->bank(BankKind::Key, 1);
  EXPECT_EQ(keys.rows, 8);
  EXPECT_TRUE(keys.elements.empty());
}

TEST(SimulationTest, SaysWhoWaitsForWhat) {
  auto stream = parse("sync_store signal(load)\n"
                      "sync_load wait(compute)\n"
                      "sync_compute wait(load, store)\n");
  Machine machine = hpca20();
  auto simulation = Simulation::create(stream, {}, machine, Arithmetic::Fixed);
  ASSERT_TRUE(simulation.has_value());
  EXPECT_EQ(simulation->stalls().size(), 2u);
  ASSERT_TRUE(*simulation->step());
  EXPECT_EQ(simulation->tokens(isa::Queue::Store, isa::Queue::Load).size(), 1u);
  EXPECT_EQ(simulation->queue(isa::Queue::Load).waiting.size(), 1u);
  auto next = simulation->next();
  ASSERT_FALSE(next.has_value());
  EXPECT_EQ(next.error().instruction, 1u);
  auto stalls = simulation->stalls();
  ASSERT_EQ(stalls.size(), 2u);
  EXPECT_EQ(stalls[0].queue, isa::Queue::Load);
  EXPECT_EQ(stalls[0].missing, 0b010);
  EXPECT_EQ(stalls[1].queue, isa::Queue::Compute);
  EXPECT_EQ(stalls[1].missing, 0b101);
}

TEST(SimulationTest, ErrorsNameTheirInstruction) {
  auto stream = parse("sync_load\nset_shape\n");
  Machine machine = hpca20();
  auto simulation = Simulation::create(stream, {}, machine, Arithmetic::Fixed);
  ASSERT_TRUE(simulation.has_value());
  ASSERT_TRUE(*simulation->step());
  auto failed = simulation->step();
  ASSERT_FALSE(failed.has_value());
  EXPECT_EQ(failed.error().instruction, 1u);
}

} // namespace
