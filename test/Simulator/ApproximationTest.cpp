//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Streams.h"

#include <fmt/format.h>

using namespace a3;
using namespace a3::isa;
using namespace a3::test;

namespace {

/// One head whose queries and keys differ from zero in their first column
/// only; all queries are 1 there. Slots: query, key, value, mask, output.
struct Column {
  Column(std::vector<float> scores, int64_t depth, int64_t queries)
      : n(int64_t(scores.size())), d(depth), count(queries),
        query(size_t(queries * depth)), key(scores.size() * size_t(depth)),
        value(scores.size()), mask(scores.size() * size_t(queries), 1),
        output(size_t(queries), -1.0f) {
    for (size_t i = 0; i < size_t(queries); ++i)
      query[i * size_t(depth)] = 1;
    for (size_t row = 0; row < scores.size(); ++row) {
      key[row * size_t(depth)] = scores[row];
      value[row] = float(row % 13) / 8;
    }
  }

  Statistics run(std::string_view settings, Arithmetic arithmetic,
                 const Machine &machine = hpca20()) {
    auto bytes = [](auto &elements) {
      return Memory(reinterpret_cast<uint8_t *>(elements.data()),
                    elements.size() * sizeof(elements[0]));
    };
    std::vector<Memory> memory = {bytes(query), bytes(key), bytes(value),
                                  bytes(mask), bytes(output)};
    std::string text = fmt::format(
        "set_address stream=key, slot=1\n"
        "set_address stream=value, slot=2\n"
        "set_address stream=mask, slot=3\n"
        "set_address stream=output, slot=4\n"
        "load_key rows={0}, columns={1}, pitch={2}\n"
        "sort_key\n"
        "load_value rows={0}, columns=1, pitch=4\n"
        "load_query rows={3}, columns={1}, pitch={2}\n"
        "load_mask rows={3}, columns={0}, pitch={0} signal(compute)\n"
        "set_shape rows={0}, depth={1}, value_depth=1\n"
        "{4}\n"
        "attend queries={3} wait(load) signal(store)\n"
        "store_output rows={3}, columns=1, pitch=4 wait(compute)\n",
        n, d, 4 * d, count, settings);
    auto statistics = simulate(parse(text), memory, machine, arithmetic);
    EXPECT_TRUE(statistics.has_value()) << statistics.error().message;
    return statistics.value_or(Statistics());
  }

  int64_t n, d, count;
  std::vector<float> query, key, value;
  std::vector<uint8_t> mask;
  std::vector<float> output;
};

TEST(ApproximationTest, SoftmaxRunsOverTheCandidatesAlone) {
  for (Arithmetic arithmetic : {Arithmetic::Fixed, Arithmetic::Float}) {
    Column selected({3, -1, 2, -2, 1}, 1, 1), masked = selected;
    Statistics statistics =
        selected.run("set_approximation iterations=2", arithmetic);
    // Two iterations take 3 and 2 from the top, and -2 and -1 from the bottom.
    masked.mask = {1, 0, 1, 0, 0};
    masked.run("set_mask bitmap=on", arithmetic);
    EXPECT_EQ(selected.output, masked.output);
    EXPECT_EQ(statistics.candidates, 2);
    EXPECT_EQ(statistics.kept, 2);
  }
}

TEST(ApproximationTest, RowsFarBelowTheBestScoreAreDropped) {
  for (Arithmetic arithmetic : {Arithmetic::Fixed, Arithmetic::Float}) {
    // ln(100 / 13) is 2.04: a row 2 below the best stays, one 2.25 below goes.
    Column dropped({3, 1, 0.75, 2}, 1, 1), masked = dropped;
    Statistics statistics =
        dropped.run("set_approximation threshold=13000", arithmetic);
    masked.mask = {1, 1, 0, 1};
    masked.run("set_mask bitmap=on", arithmetic);
    EXPECT_EQ(dropped.output, masked.output);
    EXPECT_EQ(statistics.candidates, 4);
    EXPECT_EQ(statistics.kept, 3);
    EXPECT_EQ(statistics.postScored, 4);
  }
}

TEST(ApproximationTest, MaskedRowsAreNoCandidates) {
  Column column({3, -1, 2, -2, 1}, 1, 1);
  column.mask = {0, 1, 0, 1, 1};
  Statistics statistics = column.run(
      "set_mask bitmap=on\nset_approximation iterations=1", Arithmetic::Fixed);
  EXPECT_EQ(statistics.candidates, 1);
  EXPECT_EQ(column.output[0], column.value[4]);
}

TEST(ApproximationTest, LatencyIsTheSumOfTheStages) {
  Machine machine = hpca20();
  // 40 of 100 rows are positive, 30 of which within ln 2 of the best.
  std::vector<float> scores(100);
  for (size_t row = 0; row < 40; ++row)
    scores[row] = row < 30 ? 2.0f : 1.0f;
  Column column(scores, 64, 1);
  Statistics statistics = column.run(
      "set_approximation iterations=50, threshold=50000", Arithmetic::Fixed);
  int64_t selection = 50 + machine.selectionFill;
  int64_t scan = 7; // ceil(100 / 16)
  int64_t dotProduct = 40 + machine.fill;
  int64_t exponent = 30 + machine.fill, output = exponent;
  EXPECT_EQ(statistics.paper.cycles,
            selection + scan + dotProduct + exponent + output);
  std::array<int64_t, numStages> expected = {selection, scan, dotProduct,
                                             exponent, output};
  for (size_t stage = 0; stage < numStages; ++stage)
    EXPECT_EQ(statistics.paper.stages[stage].busy, expected[stage]);
}

TEST(ApproximationTest, ShallowPrefetchBuffersStallTheSelection) {
  // All products but 20 of column 0 are zero.
  std::vector<float> scores(40);
  for (size_t row = 0; row < 20; ++row)
    scores[row] = float(row + 1) / 8;
  Machine shallow = hpca20();
  shallow.prefetchDepth = 2;
  for (Arithmetic arithmetic : {Arithmetic::Fixed, Arithmetic::Float}) {
    std::string_view settings = "set_approximation iterations=20";
    Statistics deep = Column(scores, 64, 1).run(settings, arithmetic);
    Statistics stalled =
        Column(scores, 64, 1).run(settings, arithmetic, shallow);
    // The max side takes the 20 products, the min side 20 zeros of the lowest
    // column, which is 0 too. Two products of a column every 4 cycles, not
    // every 2: floor((20 - 1) / 2) · (4 - 2) more cycles.
    EXPECT_EQ(deep.refillStalls, 0);
    EXPECT_EQ(stalled.refillStalls, 18);
    EXPECT_EQ(stalled.paper.cycles, deep.paper.cycles + 18);
    EXPECT_EQ(stalled.candidates, deep.candidates);
  }
}

/// Cycles between queries, from runs of 1 and of 9 of them.
double between(const std::vector<float> &scores, std::string_view settings) {
  int64_t one =
      Column(scores, 64, 1).run(settings, Arithmetic::Fixed).paper.cycles;
  int64_t nine =
      Column(scores, 64, 9).run(settings, Arithmetic::Fixed).paper.cycles;
  return double(nine - one) / 8;
}

TEST(ApproximationTest, TheAggressivePresetGivesThePapersThroughput) {
  Machine machine = hpca20();
  // n = 320: M = 320 / 8 = 40. The selection is the slowest stage while there
  // are few candidates: (320 + 9) / (40 + 7) = 7.0 against the paper's 7.0.
  std::vector<float> many(320);
  std::fill_n(many.begin(), 30, 1.0f);
  double base = between(many, ""),
         selected =
             between(many, "set_approximation iterations=40, threshold=10000");
  EXPECT_EQ(base, 320 + machine.fill);
  EXPECT_EQ(selected, 40 + machine.selectionFill);
  EXPECT_NEAR(base / selected, 7.0, 0.05);

  // n = 20: M = ceil(20 / 8) = 3, with two or three candidates. The dot
  // product is the slowest: (20 + 9) / (2.5 + 9) = 2.5 against 2.6.
  std::vector<float> two(20), three(20);
  std::fill_n(two.begin(), 2, 1.0f);
  std::fill_n(three.begin(), 3, 1.0f);
  std::string_view preset = "set_approximation iterations=3, threshold=10000";
  EXPECT_EQ(between(two, preset), 2 + machine.fill);
  EXPECT_EQ(between(three, preset), 3 + machine.fill);
  EXPECT_NEAR(between(two, "") / (2.5 + double(machine.fill)), 2.5, 0.05);
}

TEST(ApproximationTest, TheSortCountsInTheFullAccountOnly) {
  Machine machine = hpca20();
  Column column({3, -1, 2, -2, 1}, 8, 1);
  Statistics statistics = column.run("", Arithmetic::Fixed);
  EXPECT_EQ(statistics.times.sorter, 5 * 8 / machine.sortElements);
  double dynamic = machine.cost(Module::SortedKeyMemory).dynamic;
  auto part = size_t(Module::SortedKeyMemory);
  EXPECT_EQ(statistics.paper.modules[part].busy, 0);
  EXPECT_EQ(statistics.paper.modules[part].dynamicEnergy, 0);
  EXPECT_EQ(statistics.full.modules[part].busy, statistics.times.sorter);
  EXPECT_DOUBLE_EQ(statistics.full.modules[part].dynamicEnergy,
                   dynamic * double(statistics.times.sorter) / machine.clock);
}

std::string errorOf(std::string_view text) {
  std::array<int64_t, 1> slots = {1 << 16};
  auto checked = checkStream(parse(text), slots, hpca20());
  return checked ? "" : checked.error().message;
}

constexpr std::string_view loaded =
    "load_key rows=4, columns=2, pitch=8\n"
    "load_value rows=4, columns=2, pitch=8\n"
    "load_query rows=1, columns=2, pitch=8 signal(compute)\n"
    "set_shape rows=4, depth=2, value_depth=2\n"
    "set_approximation iterations=2\n";

TEST(ApproximationTest, SelectionNeedsSortedKeys) {
  EXPECT_NE(errorOf(std::string(loaded) + "attend queries=1 wait(load)")
                .find("sorted-key bank 0 holds nothing"),
            std::string::npos);
  EXPECT_NE(errorOf("sort_key").find("key bank 0 holds nothing to sort"),
            std::string::npos);
  EXPECT_NE(errorOf("load_key rows=4, columns=2, pitch=8\nsort_key\n" +
                    std::string(loaded) + "attend queries=1 wait(load)")
                .find("sorted-key bank 0 holds nothing"),
            std::string::npos)
      << "loading again makes the sorted keys stale";
}

TEST(ApproximationTest, AttendWaitsForTheSort) {
  std::string text(loaded);
  std::string sorted = text + "sort_key signal(compute)\n";
  EXPECT_EQ(errorOf(sorted + "attend queries=1 wait(load)\n"
                             "sync_compute wait(load)\n")
                    .find("sorted-key bank 0") == std::string::npos,
            false);
  EXPECT_EQ(errorOf(sorted + "sync_compute wait(load)\n"
                             "attend queries=1 wait(load)\n"),
            "");
}

TEST(ApproximationTest, AThresholdOfAHundredPercentKeepsTheBestRows) {
  for (Arithmetic arithmetic : {Arithmetic::Fixed, Arithmetic::Float}) {
    Column column({3, 2.75, 3, -1}, 1, 1);
    Statistics statistics =
        column.run("set_approximation threshold=100000", arithmetic);
    EXPECT_EQ(statistics.candidates, 4);
    EXPECT_EQ(statistics.kept, 2);
  }
}

TEST(ApproximationTest, AThresholdOverAHundredPercentIsRefused) {
  EXPECT_EQ(errorOf("set_approximation threshold=100000"), "");
  EXPECT_NE(errorOf("set_approximation threshold=100001").find("at most"),
            std::string::npos);
}

} // namespace
