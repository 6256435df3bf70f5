//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Schedules attentions for a machine so small that little problems have blocks
// and tiles, runs them in binary32 and compares with a naive softmax. Layouts
// that only a compiler makes are tested in test/Conversion/A3ToISA.

#include "a3/Schedule/Schedule.h"

#include "a3/ISA/Fetch.h"
#include "a3/Program/Check.h"
#include "a3/Program/Prediction.h"
#include "a3/Simulator/Simulator.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <gtest/gtest.h>
#include <numeric>
#include <random>

using namespace a3;

namespace {

/// A row-major operand.
OperandInfo dense(std::vector<int64_t> sizes) {
  OperandInfo info{std::move(sizes), {}};
  info.strides.resize(info.sizes.size());
  int64_t stride = 1;
  for (size_t dim = info.sizes.size(); dim-- > 0;) {
    info.strides[dim] = stride;
    stride *= info.sizes[dim];
  }
  return info;
}

AttentionDescription problem(int64_t heads, int64_t queries, int64_t rows,
                             int64_t depth, int64_t valueDepth) {
  AttentionDescription attention;
  attention.query = dense({heads, queries, depth});
  attention.key = dense({heads, rows, depth});
  attention.value = dense({heads, rows, valueDepth});
  attention.output = dense({heads, queries, valueDepth});
  return attention;
}

/// 8 rows of 4 elements, 6 queries, 2 places in a queue.
Machine smallMachine() {
  Machine machine = *parseMachine(builtinMachineText());
  machine.rows = 8;
  machine.lanes = 4;
  machine.queryRows = 6;
  machine.queueDepth = 2;
  machine.biasPort = true;
  return machine;
}

/// Random operands of a site, and slots for what it writes.
class SiteMemory {
public:
  explicit SiteMemory(const Site &site) : site(site) {
    std::array<int64_t, numSlots> sizes = slotSizes(site);
    for (size_t slot = 0; slot < numSlots; ++slot)
      bytes[slot].resize(size_t(sizes[slot]));
    for (Slot slot : {Slot::Query, Slot::Key, Slot::Value, Slot::Bias})
      for (float &element : floats(slot))
        element = distribution(random);
    for (uint8_t &byte : bytes[size_t(Slot::Mask)])
      byte = random() % 3 != 0;
    // Results are the same only where each head is loaded with its own format,
    // or that of the heads with the same keys.
    std::span<float> formats = floats(Slot::Format);
    std::vector<int64_t> records = headsOfKeys(site);
    for (size_t i = 0; i < formats.size(); ++i)
      formats[i] = std::ldexp(1.0f, int(records[i / 4] % 8) * (i % 2 ? -1 : 1));
  }

  void hideNothing() {
    std::ranges::fill(bytes[size_t(Slot::Mask)], uint8_t(1));
  }

  /// The order of each column within tiles of `tile` rows.
  void sortRows(int64_t tile) {
    for (int64_t head = 0; head < site.heads; ++head)
      for (int64_t column = 0; column < site.depth; ++column)
        for (int64_t first = 0; first < site.rows; first += tile) {
          auto *order =
              row<uint16_t>(Slot::SortedRows, site.sortedRows, head, column) +
              first;
          std::span rows(order, size_t(std::min(tile, site.rows - first)));
          std::iota(rows.begin(), rows.end(), uint16_t(0));
          std::ranges::sort(rows, {}, [&](uint16_t r) {
            return std::pair(
                row<float>(Slot::Key, site.key, head, first + r)[column], r);
          });
        }
  }

  Expected<Statistics> simulate(const Machine &machine,
                                Arithmetic arithmetic = Arithmetic::Float) {
    std::vector<Memory> slots(bytes.begin(), bytes.end());
    return a3::simulate(site.stream, slots, machine, arithmetic);
  }

  std::span<float> floats(Slot slot) {
    auto &own = bytes[size_t(slot)];
    return {reinterpret_cast<float *>(own.data()), own.size() / sizeof(float)};
  }

  /// Row `row` of a head, counted row-major.
  template <typename Element>
  Element *row(Slot slot, const OperandInfo &info, int64_t head, int64_t row) {
    int64_t offset = row * info.strides.end()[-2];
    for (size_t i = info.sizes.size() - 2; i-- > 0; head /= info.sizes[i])
      offset += head % info.sizes[i] * info.strides[i];
    return reinterpret_cast<Element *>(bytes[size_t(slot)].data()) + offset;
  }

  std::vector<float> expected(const AttentionDescription &attention,
                              int64_t head, int64_t query) {
    std::vector<double> sums(size_t(site.valueDepth), 0);
    double total = 0;
    const auto *q = row<float>(Slot::Query, site.query, head, query);
    for (int64_t r = 0; r < site.rows; ++r) {
      if (attention.causal && r > query + attention.causalOffset)
        continue;
      if (attention.maskRows &&
          !row<uint8_t>(Slot::Mask, site.maskRows, head, query)[r])
        continue;
      const auto *k = row<float>(Slot::Key, site.key, head, r);
      double score = attention.bias
                         ? row<float>(Slot::Bias, site.bias, head, query)[r]
                         : 0;
      for (int64_t i = 0; i < site.depth; ++i)
        score += double(q[i]) * k[i];
      total += std::exp(score);
      const auto *v = row<float>(Slot::Value, site.value, head, r);
      for (int64_t i = 0; i < site.valueDepth; ++i)
        sums[size_t(i)] += std::exp(score) * v[i];
    }
    std::vector<float> result;
    for (double sum : sums)
      result.push_back(total > 0 ? float(sum / total) : 0);
    return result;
  }

private:
  const Site &site;
  std::array<std::vector<uint8_t>, numSlots> bytes;
  std::mt19937 random{5};
  std::uniform_real_distribution<float> distribution{-1, 1};
};

/// Schedules and runs; every result must be the naive one.
void expectAttention(const AttentionDescription &attention) {
  Machine machine = smallMachine();
  auto site = describeSite(attention, machine);
  ASSERT_TRUE(site) << describe(site.error());
  SiteMemory run(*site);
  auto statistics = run.simulate(machine);
  ASSERT_TRUE(statistics) << statistics.error().message;
  EXPECT_EQ(statistics->queries, site->heads * site->queries);
  for (int64_t head = 0; head < site->heads; ++head)
    for (int64_t query = 0; query < site->queries; ++query) {
      std::vector<float> expected = run.expected(attention, head, query);
      const auto *out = run.row<float>(Slot::Output, site->output, head, query);
      for (size_t i = 0; i < expected.size(); ++i)
        ASSERT_NEAR(out[i], expected[i], 1e-4)
            << "head " << head << ", query " << query << ", column " << i;
    }
}

TEST(ScheduleTest, ComputesAttentionOfAnySize) {
  for (int64_t heads : {1, 2, 3, 6})
    for (int64_t queries : {1, 6, 12, 13, 22, 40})
      for (int64_t rows : {1, 8, 9, 17, 40})
        expectAttention(problem(heads, queries, rows, 4, 3));
}

TEST(ScheduleTest, ComputesMaskedAttention) {
  for (int64_t rows : {5, 20}) {
    AttentionDescription attention = problem(2, 7, rows, 5, 4);
    attention.causal = true;
    attention.causalOffset = rows - 9;
    expectAttention(attention);
    attention.maskRows = dense({2, 7, rows});
    expectAttention(attention);
  }
}

TEST(ScheduleTest, ComputesBiasedAttention) {
  for (int64_t heads : {1, 3})
    for (int64_t queries : {1, 7, 13, 40})
      for (int64_t rows : {5, 20, 40}) {
        AttentionDescription attention = problem(heads, queries, rows, 5, 4);
        attention.bias = dense({heads, queries, rows});
        expectAttention(attention);
        attention.bias->strides = {0, rows, 1}; // The same for all heads.
        attention.causal = true;
        attention.causalOffset = rows - queries;
        expectAttention(attention);
        attention.maskRows = dense({heads, queries, rows});
        attention.bias->strides = {rows, 0, 1}; // The same for all queries.
        expectAttention(attention);
      }
}

TEST(ScheduleTest, ABiasNeedsItsPort) {
  Machine machine = smallMachine();
  machine.biasPort = false;
  AttentionDescription attention = problem(1, 3, 5, 4, 4);
  attention.bias = dense({1, 3, 5});
  auto refused = scheduleAttention(attention, machine);
  ASSERT_FALSE(refused);
  EXPECT_EQ(describe(refused.error()),
            "the machine has no port for a bias of the scores");
}

TEST(ScheduleTest, ComputesHeadsOfSeveralBatchesInManyBlocks) {
  for (int64_t heads : {2, 3, 4})
    for (int64_t queries : {11, 30, 45}) {
      AttentionDescription attention = problem(heads, queries, 8, 4, 4);
      // Heads lie within the rows, so that the loops cannot be joined.
      auto interleave = [&](OperandInfo &operand) {
        int64_t rows = operand.sizes[1], columns = operand.sizes[2];
        operand.sizes = {3, heads, rows, columns};
        operand.strides = {rows * heads * columns, columns, heads * columns, 1};
      };
      for (OperandInfo *operand : {&attention.query, &attention.key,
                                   &attention.value, &attention.output})
        interleave(*operand);
      expectAttention(attention);
    }
}

TEST(ScheduleTest, BroadcastsWhatHasStrideZero) {
  AttentionDescription attention = problem(3, 7, 20, 4, 4);
  attention.key.strides[0] = attention.value.strides[0] = 0;
  attention.maskRows = dense({3, 7, 20});
  attention.maskRows->strides = {20, 0, 1};
  expectAttention(attention);
}

int64_t executed(const Site &site, isa::Opcode opcode) {
  isa::Fetch fetch(site.stream);
  int64_t count = 0;
  while (auto operation = fetch.next())
    count += operation->instruction->opcode == opcode;
  return count;
}

/// Groups of heads that share keys and values, as grouped-query attention has.
/// With `apart`, heads lie side by side in the rows of a matrix.
AttentionDescription grouped(int64_t groups, int64_t sharers, int64_t queries,
                             int64_t rows, bool apart) {
  AttentionDescription attention =
      problem(groups * sharers, queries, rows, 4, 4);
  for (OperandInfo *operand : {&attention.query, &attention.output}) {
    operand->sizes = {groups, sharers, queries, 4};
    operand->strides = {sharers * queries * 4, queries * 4, 4, 1};
    if (apart)
      operand->strides = {sharers * 4, 4, groups * sharers * 4, 1};
  }
  for (OperandInfo *operand : {&attention.key, &attention.value}) {
    operand->sizes = {groups, sharers, rows, 4};
    operand->strides = {rows * 4, 0, 4, 1};
  }
  return attention;
}

TEST(ScheduleTest, ComputesHeadsThatShareKeys) {
  for (int64_t groups : {1, 2, 3})
    for (int64_t sharers : {2, 3, 4})
      for (int64_t queries : {1, 3, 7, 13, 20})
        for (int64_t rows : {5, 13, 20, 40})
          for (int kind = 0; kind < 8; ++kind) {
            auto attention =
                grouped(groups, sharers, queries, rows, /*apart=*/kind & 1);
            attention.causal = kind & 2;
            attention.causalOffset = rows - queries;
            if (kind & 4)
              attention.maskRows = dense({groups, sharers, queries, rows});
            expectAttention(attention);
          }
}

TEST(ScheduleTest, SharedKeysAreLoadedAndSortedOnceForAllHeads) {
  for (bool apart : {false, true}) {
    AttentionDescription attention = grouped(3, 4, 13, 8, apart);
    attention.approximations = {{4, 5}};
    auto site = describeSite(attention, smallMachine());
    ASSERT_TRUE(site);
    EXPECT_EQ(executed(*site, isa::Opcode::LoadKey), 3);
    EXPECT_EQ(executed(*site, isa::Opcode::LoadValue), 3);
    EXPECT_EQ(executed(*site, isa::Opcode::SortKey), 3);
  }
}

TEST(ScheduleTest, OneQueryOfEachSharerIsOneBlock) {
  // A decoding step: each head has one query, which sees all rows.
  AttentionDescription attention = grouped(3, 4, 1, 8, /*apart=*/true);
  attention.causal = true;
  attention.causalOffset = 7;
  auto site = describeSite(attention, smallMachine());
  ASSERT_TRUE(site);
  EXPECT_EQ(executed(*site, isa::Opcode::Attend), 3);
  EXPECT_EQ(executed(*site, isa::Opcode::LoadQuery), 3);
}

TEST(ScheduleTest, SiteSaysWhatItComputes) {
  AttentionDescription attention = problem(3, 7, 20, 5, 4);
  attention.key.strides[0] = 0;
  attention.causal = true;
  attention.scale = 0.5;
  auto site = describeSite(attention, smallMachine());
  ASSERT_TRUE(site);
  EXPECT_EQ(site->heads, 3);
  EXPECT_EQ(site->queries, 7);
  EXPECT_EQ(site->rows, 20);
  EXPECT_EQ(site->depth, 5);
  EXPECT_EQ(site->valueDepth, 4);
  EXPECT_EQ(site->mask, "causal");
  EXPECT_EQ(site->scale, 0.5);
  EXPECT_EQ(site->query.bytes, 3 * 7 * 5 * 4);
  EXPECT_EQ(site->key.bytes, 20 * 5 * 4);
}

TEST(ScheduleTest, JoinsLoopsOnlyOfFinalLayouts) {
  AttentionDescription attention = problem(6, 2, 5, 4, 4);
  for (OperandInfo *operand : {&attention.query, &attention.key,
                               &attention.value, &attention.output}) {
    operand->sizes.insert(operand->sizes.begin(), 4);
    operand->strides.insert(operand->strides.begin(), 6 * operand->strides[0]);
  }
  auto countLoops = [&] {
    auto stream = scheduleAttention(attention, smallMachine());
    return std::ranges::count(*stream, isa::Opcode::Loop,
                              &isa::Instruction::opcode);
  };
  EXPECT_EQ(countLoops(), 1);
  attention.layoutIsFinal = false;
  EXPECT_EQ(countLoops(), 2);
}

/// The instructions of one kind.
std::vector<isa::Instruction>
select(const std::vector<isa::Instruction> &stream, isa::Opcode opcode) {
  std::vector<isa::Instruction> selected;
  std::ranges::copy_if(
      stream, std::back_inserter(selected),
      [&](const isa::Instruction &i) { return i.opcode == opcode; });
  return selected;
}

TEST(ScheduleTest, SortsEachTileAndSharesTheIterations) {
  // Tiles of 7, 7 and 6 rows.
  AttentionDescription attention = problem(1, 3, 20, 4, 4);
  attention.approximations = {{10, 12.5}};
  auto site = describeSite(attention, smallMachine());
  ASSERT_TRUE(site);
  EXPECT_EQ(site->approximations, attention.approximations);
  EXPECT_EQ(select(site->stream, isa::Opcode::SortKey).size(),
            select(site->stream, isa::Opcode::LoadKey).size());
  auto settings = select(site->stream, isa::Opcode::SetApproximation);
  ASSERT_EQ(settings.size(), 2u);
  using namespace isa::set_approximation;
  EXPECT_EQ(settings[0].fields[iterations], 4); // ceil(10 * 7 / 20)
  EXPECT_EQ(settings[1].fields[iterations], 3);
  EXPECT_EQ(settings[1].fields[threshold], 12500);
}

TEST(ScheduleTest, PostScoringAloneNeedsNoSort) {
  AttentionDescription attention = problem(1, 3, 5, 4, 4);
  attention.approximations = {{0, 100}};
  auto stream = scheduleAttention(attention, smallMachine());
  ASSERT_TRUE(stream);
  EXPECT_TRUE(select(*stream, isa::Opcode::SortKey).empty());
  auto settings = select(*stream, isa::Opcode::SetApproximation);
  ASSERT_EQ(settings.size(), 1u);
  EXPECT_EQ(settings[0].fields[isa::set_approximation::threshold], 100000);
}

TEST(ScheduleTest, RunsApproximately) {
  for (int64_t heads : {1, 3})
    for (int64_t queries : {1, 13})
      for (int64_t rows : {8, 17, 40})
        for (bool masked : {false, true}) {
          AttentionDescription attention = problem(heads, queries, rows, 4, 3);
          attention.approximations = {{2, 50}};
          if (masked)
            attention.maskRows = dense({heads, queries, rows});
          auto site = describeSite(attention, smallMachine());
          ASSERT_TRUE(site);
          SiteMemory run(*site);
          auto statistics = run.simulate(smallMachine());
          ASSERT_TRUE(statistics) << statistics.error().message;
          EXPECT_LT(statistics->candidates, heads * queries * rows);
          EXPECT_LE(statistics->kept, statistics->candidates);
          EXPECT_GT(statistics->kept, 0);
          EXPECT_GT(statistics->times.sorter, 0);
        }
}

/// Output rows of some heads.
std::vector<float> outputOf(SiteMemory &run, const Site &site, int64_t head) {
  std::vector<float> result;
  for (int64_t query = 0; query < site.queries; ++query) {
    const float *row = run.row<float>(Slot::Output, site.output, head, query);
    result.insert(result.end(), row, row + site.valueDepth);
  }
  return result;
}

/// But for the rounding of sums over other tiles.
void expectNear(const std::vector<float> &left,
                const std::vector<float> &right) {
  ASSERT_EQ(left.size(), right.size());
  for (size_t i = 0; i < left.size(); ++i)
    EXPECT_NEAR(left[i], right[i], 1e-5);
}

TEST(ScheduleTest, HeadsMayLeaveOutDifferentRows) {
  const Approximations choices = {{2, 50}, {}, {0, 90}, {5, 0}};
  Machine machine = smallMachine();
  for (int64_t batch : {1, 3})
    for (int64_t heads : {2, 3, 4})
      for (int64_t queries : {1, 5, 13, 30})
        for (int64_t rows : {8, 17, 40})
          for (bool causal : {false, true}) {
            AttentionDescription attention;
            attention.query = dense({batch, heads, queries, 4});
            attention.key = dense({batch, heads, rows, 4});
            attention.value = dense({batch, heads, rows, 3});
            attention.output = dense({batch, heads, queries, 3});
            attention.causal = causal;
            attention.causalOffset = rows - queries;
            attention.approximations = {choices.begin(),
                                        choices.begin() + heads};
            auto differing = describeSite(attention, machine);
            ASSERT_TRUE(differing) << describe(differing.error());
            SiteMemory run(*differing);
            auto statistics = run.simulate(machine);
            ASSERT_TRUE(statistics) << statistics.error().message;
            for (int64_t head = 0; head < batch * heads; ++head) {
              attention.approximations = {choices[size_t(head % heads)]};
              auto same = describeSite(attention, machine);
              SiteMemory other(*same);
              ASSERT_TRUE(other.simulate(machine));
              expectNear(outputOf(run, *differing, head),
                         outputOf(other, *same, head));
            }
          }
}

TEST(ScheduleTest, HeadsThatDifferTakeTheTimeThatTheyWouldAlone) {
  // The pipeline of one head works while the next head is loaded, as ever.
  Machine machine = *parseMachine(builtinMachineText());
  AttentionDescription attention = problem(8, 320, 320, 64, 64);
  auto predict = [&](Approximations approximations) {
    attention.approximations = std::move(approximations);
    return predictSite(*describeSite(attention, machine), machine)->full.cycles;
  };
  Approximation some{160, 5}, few{40, 10};
  int64_t expected = (predict({some}) + predict({few})) / 2;
  int64_t cycles = predict({some, few});
  EXPECT_NEAR(double(cycles), double(expected), 0.1 * double(expected));
}

/// Orders that are loaded give what sorts give, to the bit, and take no sorter.
void expectLoadedOrders(AttentionDescription attention) {
  Machine machine = smallMachine();
  attention.approximations = {{attention.rows() / 4, 5}};
  OperandInfo key = attention.key;
  std::vector<int64_t> sizes = key.sizes;
  std::swap(sizes.end()[-1], sizes.end()[-2]);
  attention.sortedRows = dense(sizes);
  for (size_t dim = 0; dim + 2 < sizes.size(); ++dim)
    if (key.strides[dim] == 0)
      attention.sortedRows->strides[dim] = 0;
  auto loaded = describeSite(attention, machine);
  ASSERT_TRUE(loaded) << describe(loaded.error());
  EXPECT_EQ(executed(*loaded, isa::Opcode::SortKey), 0);
  EXPECT_EQ(executed(*loaded, isa::Opcode::LoadSorted),
            executed(*loaded, isa::Opcode::LoadKey));
  Site sorted = *loaded;
  for (isa::Instruction &instruction : sorted.stream)
    if (instruction.opcode == isa::Opcode::LoadSorted)
      instruction = {isa::Opcode::SortKey,
                     0,
                     0,
                     {instruction.fields[isa::load_sorted::bank],
                      instruction.fields[isa::load_sorted::rotate]}};
  SiteMemory ours(*loaded), theirs(sorted);
  ours.sortRows(rowsPerTile(machine, loaded->depth, loaded->valueDepth));
  for (Arithmetic arithmetic : {Arithmetic::Fixed, Arithmetic::Float}) {
    auto statistics = ours.simulate(machine, arithmetic);
    ASSERT_TRUE(statistics) << statistics.error().message;
    auto expected = theirs.simulate(machine, arithmetic);
    ASSERT_TRUE(expected) << expected.error().message;
    EXPECT_EQ(statistics->times.sorter, 0);
    EXPECT_LT(statistics->full.cycles, expected->full.cycles);
    EXPECT_EQ(statistics->candidates, expected->candidates);
    EXPECT_TRUE(std::ranges::equal(ours.floats(Slot::Output),
                                   theirs.floats(Slot::Output)));
  }
}

TEST(ScheduleTest, LoadedOrdersSelectAsSortsDo) {
  for (int64_t heads : {1, 2, 3})
    for (int64_t queries : {1, 6, 13, 40})
      for (int64_t rows : {8, 17, 40})
        expectLoadedOrders(problem(heads, queries, rows, 4, 3));
  expectLoadedOrders(problem(2, 7, 12, 9, 4));
  expectLoadedOrders(grouped(2, 3, 7, 20, /*apart=*/true));
  AttentionDescription masked = problem(2, 13, 24, 4, 4);
  masked.maskRows = dense({2, 13, 24});
  expectLoadedOrders(masked);
  AttentionDescription causal = problem(2, 24, 24, 4, 4);
  causal.causal = true;
  expectLoadedOrders(causal);
}

TEST(ScheduleTest, LoadedOrdersNeedNoSorter) {
  Machine machine = smallMachine();
  machine.sortElements = 0;
  AttentionDescription attention = problem(1, 3, 8, 4, 4);
  attention.approximations = {{4, 5}};
  EXPECT_FALSE(describeSite(attention, machine));
  attention.sortedRows = dense({1, 4, 8});
  EXPECT_TRUE(describeSite(attention, machine));
}

/// Iterations enough for all products, and a threshold that keeps all, leave
/// out what has no positive product at most: with positive ones, nothing.
TEST(ScheduleTest, ManyIterationsOverPositiveProductsAreExact) {
  AttentionDescription attention = problem(2, 7, 20, 4, 4);
  attention.approximations = {{1000, 0.001}};
  auto site = describeSite(attention, smallMachine());
  ASSERT_TRUE(site);
  SiteMemory run(*site);
  for (Slot slot : {Slot::Query, Slot::Key})
    for (float &element : run.floats(slot))
      element = std::abs(element);
  ASSERT_TRUE(run.simulate(smallMachine()));
  for (int64_t query = 0; query < 7; ++query) {
    std::vector<float> expected = run.expected(attention, 1, query);
    const auto *out = run.row<float>(Slot::Output, site->output, 1, query);
    for (size_t i = 0; i < expected.size(); ++i)
      EXPECT_NEAR(out[i], expected[i], 1e-4);
  }
}

TEST(ScheduleTest, TwoTilesStayInTheirBanksForAHead) {
  // 6 blocks of queries, 2 tiles of rows.
  Machine machine = *parseMachine(builtinMachineText());
  auto site = describeSite(problem(3, 320, 640, 64, 64), machine);
  ASSERT_TRUE(site);
  EXPECT_EQ(executed(*site, isa::Opcode::LoadKey), 3 * 2);
  EXPECT_EQ(executed(*site, isa::Opcode::LoadValue), 3 * 2);
}

TEST(ScheduleTest, TwoBlocksShareEachTile) {
  // 8 blocks of queries, 5 or 6 tiles of rows.
  auto site = describeSite(problem(3, 40, 40, 4, 4), smallMachine());
  ASSERT_TRUE(site);
  int64_t attends = executed(*site, isa::Opcode::Attend);
  EXPECT_EQ(executed(*site, isa::Opcode::LoadKey), attends / 2);
  EXPECT_EQ(executed(*site, isa::Opcode::LoadValue), attends / 2);
}

/// The full account's cycles, and what the cost model says of them.
std::pair<int64_t, int64_t> measure(const AttentionDescription &attention,
                                    const Machine &machine) {
  auto site = describeSite(attention, machine);
  EXPECT_TRUE(site);
  SiteMemory run(*site);
  run.hideNothing();
  site->formats.assign(size_t(4 * site->heads), 1); // No ranges are read.
  auto cost = predictSite(*site, machine);
  auto statistics = run.simulate(machine);
  EXPECT_TRUE(cost && statistics);
  return {statistics->full.cycles, cost->full.cycles};
}

TEST(ScheduleTest, TilesThatACausalMaskHidesAreNotLoaded) {
  // Pairs of blocks of 5 queries, tiles of 7 or 8 rows: the first pair sees two
  // of the tiles, the last all of them.
  AttentionDescription attention = problem(3, 40, 40, 4, 4);
  auto all = describeSite(attention, smallMachine());
  attention.causal = true;
  auto causal = describeSite(attention, smallMachine());
  ASSERT_TRUE(all && causal);
  int64_t loads = executed(*causal, isa::Opcode::LoadKey);
  EXPECT_LT(loads, executed(*all, isa::Opcode::LoadKey) * 3 / 4);
  auto [cycles, predicted] = measure(attention, smallMachine());
  EXPECT_EQ(cycles, predicted);
  EXPECT_LT(cycles, measure(problem(3, 40, 40, 4, 4), smallMachine()).first);
}

TEST(ScheduleTest, CausalTilesOfAnyNumberEndHeadsInTheSameBank) {
  for (int64_t heads : {1, 2, 3, 5})
    for (int64_t queries : {7, 20, 40})
      for (int64_t rows : {20, 25, 40})
        for (int64_t offset : {int64_t(-8), int64_t(0), rows - queries}) {
          AttentionDescription attention = problem(heads, queries, rows, 4, 4);
          attention.causal = true;
          attention.causalOffset = offset;
          expectAttention(attention);
        }
}

TEST(ScheduleTest, PredictsExactAttentionToTheCycle) {
  for (int64_t rows : {5, 16, 40})
    for (int64_t queries : {1, 13, 40})
      for (bool masked : {false, true}) {
        AttentionDescription attention = problem(3, queries, rows, 5, 4);
        attention.causal = queries == 13;
        if (masked)
          attention.maskRows = dense({3, queries, rows});
        auto [cycles, predicted] = measure(attention, smallMachine());
        EXPECT_EQ(cycles, predicted);
      }
}

TEST(ScheduleTest, PredictsApproximateAttentionWithinTwoPercent) {
  Machine machine = *parseMachine(builtinMachineText());
  for (int64_t rows : {186, 320, 700})
    for (int64_t part : {2, 8}) {
      AttentionDescription attention = problem(4, 320, rows, 64, 64);
      attention.approximations = {{rows / part, 5}};
      auto [cycles, predicted] = measure(attention, machine);
      EXPECT_NEAR(double(predicted) / double(cycles), 1, 0.02);
    }
}

/// What is said of an attention that cannot run, or "".
std::string refusal(const AttentionDescription &attention) {
  auto stream = scheduleAttention(attention, smallMachine());
  return stream ? "" : describe(stream.error());
}

TEST(ScheduleTest, RefusesOperands) {
  EXPECT_EQ(refusal(problem(2, 0, 5, 4, 4)),
            "there is nothing to compute (query)");
  AttentionDescription attention = problem(2, 3, 5, 4, 4);
  attention.key.strides = {20, -4, 1};
  EXPECT_EQ(refusal(attention), "strides must not be negative (key: 2 x 5 x 4 "
                                "elements, 20 x -4 x 1 apart)");
  attention.key.strides = {20, 1, 5};
  EXPECT_EQ(refusal(attention),
            "the columns of a row must lie side by side (key: 2 x 5 x 4 "
            "elements, 20 x 1 x 5 apart)");
  attention.key.strides = {20, int64_t(1) << 29, 1};
  EXPECT_NE(refusal(attention).find("too far apart"), std::string::npos);
  attention.key.strides = {std::numeric_limits<int64_t>::max() / 3, 4, 1};
  EXPECT_NE(refusal(attention).find("too far apart"), std::string::npos);
}

TEST(ScheduleTest, RefusesSizes) {
  EXPECT_EQ(refusal(problem(1, 1, 1, 33, 1)),
            "one row does not fit into a bank (33 columns)");
  AttentionDescription attention = problem(1, 1, 1, 1, 1);
  attention.causal = true;
  attention.causalOffset = int64_t(1) << 31;
  EXPECT_EQ(refusal(attention),
            "the offset of the causal mask is out of range (2147483648)");
  attention.causalOffset = std::numeric_limits<int64_t>::min();
  EXPECT_NE(refusal(attention), "");
  attention = problem(int64_t(1) << 24, 1, 1, 1, 1);
  EXPECT_EQ(refusal(attention),
            "the loops expand to more instructions than a stream may have "
            "(16777216 heads, 1 blocks of queries, 1 tiles of rows)");
}

TEST(ScheduleTest, RefusesListsThatDoNotFitTheHeads) {
  AttentionDescription attention = problem(6, 3, 5, 4, 4);
  attention.approximations = {{4, 5}, {}, {}, {}};
  EXPECT_EQ(refusal(attention),
            "the number of heads must be a multiple of the number of entries "
            "with M and T, and at most 1024 (4 for 6)");
  attention = problem(1, 3, 5, 4, 4);
  attention.approximations = {{4, 5}, {}};
  EXPECT_NE(refusal(attention), "");
  attention = problem(2048, 3, 5, 4, 4);
  attention.approximations = {{4, 5}, {}};
  EXPECT_NE(refusal(attention), "");
}

TEST(ScheduleTest, RefusesApproximationsThatTheFieldsCannotHold) {
  AttentionDescription attention = problem(1, 3, 5, 4, 4);
  for (Approximation good : {Approximation{4294967295, 0.001},
                             {1, 99.999},
                             {1, 0.1},
                             {1, 33.333},
                             {0, 100}}) {
    attention.approximations = {good};
    EXPECT_EQ(refusal(attention), "");
  }
  for (Approximation bad : {Approximation{int64_t(1) << 32, 5},
                            {-1, 5},
                            {1, 0.0005},
                            {1, 100.001},
                            {1, -1},
                            {1, std::nan("")}}) {
    attention.approximations = {bad};
    EXPECT_NE(refusal(attention), "");
  }
}

TEST(ScheduleTest, SelectionNeedsASorter) {
  AttentionDescription attention = problem(1, 3, 5, 4, 4);
  Machine machine = smallMachine();
  machine.sortElements = 0;
  attention.approximations = {{4, 5}};
  auto refused = scheduleAttention(attention, machine);
  ASSERT_FALSE(refused);
  EXPECT_EQ(describe(refused.error()),
            "the machine has no column sorter, which M needs where the "
            "order of the keys is not given (m = 4)");
  // Post-scoring alone needs none.
  attention.approximations = {{0, 5}};
  EXPECT_TRUE(scheduleAttention(attention, machine));
}

TEST(ScheduleTest, RefusesTooManyLoops) {
  AttentionDescription attention = problem(3, 7, 40, 4, 4);
  for (OperandInfo *operand : {&attention.query, &attention.key,
                               &attention.value, &attention.output}) {
    operand->sizes.insert(operand->sizes.begin(), {3, 3});
    operand->strides.insert(operand->strides.begin(), {300000, 100000});
  }
  attention.layoutIsFinal = false;
  attention.query.sizes[3] = attention.output.sizes[3] = 14;
  EXPECT_EQ(refusal(attention),
            "the fetch unit has too few loop levels for the batch dimensions "
            "(5 levels)");
}

} // namespace
