//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Streams.h"

#include <random>

using namespace a3;
using namespace a3::test;

namespace {

constexpr int64_t lanes = 64;

/// What a query asks where M, C and K' are given; without M it is exact.
QueryWork approximate(int64_t n, int64_t m, int64_t c, int64_t k) {
  return {.iterations = m, .scanned = n, .candidates = c, .kept = k};
}
QueryWork exact(int64_t n) { return {.candidates = n, .kept = n}; }

Passage push(Pipeline &pipeline, const Machine &machine, int64_t earliest,
             const QueryWork &work, int64_t valueDepth) {
  return pipeline.push(earliest, stageCycles(machine, work, lanes, valueDepth));
}

/// Cycles from the first query's entry to the last one's result.
int64_t cycles(const Machine &machine, const QueryWork &work, int queries) {
  Pipeline pipeline(machine);
  for (int i = 0; i < queries; ++i)
    push(pipeline, machine, 0, work, lanes);
  return pipeline.finished();
}

int64_t latency(const Machine &machine, const QueryWork &work) {
  return cycles(machine, work, 1);
}

/// Cycles between the results of two queries, once the pipeline is full.
double between(const Machine &machine, const QueryWork &work) {
  return double(cycles(machine, work, 100) - cycles(machine, work, 20)) / 80;
}

TEST(PipelineTest, BaseNeedsNPlus9BetweenQueriesAnd3NPlus27ForOne) {
  Machine machine = hpca20();
  for (int64_t n : {1, 20, 186, 320}) {
    // Each of three modules takes a row a cycle and has a fill of 9 cycles. A
    // query enters a module when the one before has left it; no module is
    // slower than another, so queries follow each other at n + 9.
    EXPECT_EQ(between(machine, exact(n)), double(n + 9));
    // One query passes through all three: 3 (n + 9) = 3 n + 27.
    EXPECT_EQ(latency(machine, exact(n)), 3 * n + 27);
  }
}

TEST(PipelineTest, Base249GigaOperationsASecond) {
  Machine machine = hpca20();
  int64_t n = 320, d = 64;
  // q·K and w·V take a product and a sum for each of n·d elements: 4·n·d
  // operations every n + 9 cycles of 1 ns. Other papers quote 221 GOP/s.
  double giga =
      4.0 * double(n * d) / between(machine, exact(n)) * machine.clock / 1000;
  EXPECT_DOUBLE_EQ(giga, 4.0 * 320 * 64 / 329);
  EXPECT_EQ(std::lround(giga), 249);
  // 221 GOP/s would be 371 cycles between queries: 42 more than n + 9.
  EXPECT_EQ(std::lround(4.0 * double(n * d) / 221), 371);
}

TEST(PipelineTest, ApproximateLatencyIsMPlusScanPlusCPlus2KAndFills) {
  Machine machine = hpca20();
  int64_t n = 320, m = 40, c = 30, k = 12;
  // Selection: one iteration a cycle, 7 to fill. Scan: 320 scores at 16 a
  // cycle. Dot product: a candidate a cycle, 9 to fill. Exponent and output:
  // a kept row a cycle, 9 to fill each.
  int64_t scan = 20, fills = 7 + 9 + 9 + 9;
  EXPECT_EQ(latency(machine, approximate(n, m, c, k)),
            m + scan + c + 2 * k + fills);
  // A scan of 321 scores takes one cycle more.
  EXPECT_EQ(latency(machine, approximate(n + 1, m, c, k)),
            m + scan + 1 + c + 2 * k + fills);
}

TEST(PipelineTest, TheSlowestStageSaysWhenQueriesFollow) {
  Machine machine = hpca20();
  struct Case {
    int64_t n, m, c, k;
    double between;
  };
  for (const Case &example : {
           Case{320, 160, 100, 50, 160 + 7}, // Selection.
           Case{320, 5, 3, 3, 320 / 16},     // Scan.
           Case{320, 40, 60, 10, 60 + 9},    // Dot product.
           Case{320, 40, 50, 50, 50 + 9},    // All after the scan alike.
       })
    EXPECT_EQ(between(machine,
                      approximate(example.n, example.m, example.c, example.k)),
              example.between);
  // A row of 2 x 64 value columns takes two cycles in the output.
  Pipeline pipeline(machine);
  Passage first = push(pipeline, machine, 0, exact(100), 2 * lanes);
  Passage second = push(pipeline, machine, 0, exact(100), 2 * lanes);
  EXPECT_EQ(second.finished() - first.finished(), 2 * 100 + 9);
}

TEST(PipelineTest, ThePapersThroughputFollowsFromTheFills) {
  Machine machine = hpca20();
  // n = 320, aggressive: M = 320 / 8 = 40. With C + 9 <= 40 + 7 the selection
  // is the slowest: (320 + 9) / (40 + 7) = 7.0, the paper's best case.
  double base = between(machine, exact(320)),
         aggressive = between(machine, approximate(320, 40, 30, 10));
  EXPECT_DOUBLE_EQ(base / aggressive, (320.0 + 9) / (40 + 7));
  EXPECT_NEAR(base / aggressive, 7.0, 0.005);

  // n = 20, aggressive: 20 / 8 = 2.5 candidates on average. The dot product's
  // 2.5 + 9 is above the selection's 3 + 7: (20 + 9) / (2.5 + 9) = 2.5,
  // beside the paper's worst case, 2.6.
  Pipeline pipeline(machine);
  int64_t finished = 0;
  for (int i = 0; i < 101; ++i) {
    push(pipeline, machine, 0, approximate(20, 3, i % 2 ? 2 : 3, 2), lanes);
    if (i == 20)
      finished = pipeline.finished();
  }
  double few = double(pipeline.finished() - finished) / 80;
  EXPECT_DOUBLE_EQ(few, 2.5 + 9);
  EXPECT_NEAR(between(machine, exact(20)) / few, 2.5, 0.05);
}

TEST(PipelineTest, AStageIsBlockedWhileItsResultsHaveNoBuffer) {
  // The dot product has 10 + 9 cycles a query, the output 3 · 10 + 9 for rows
  // of three lines. Buffers hold what the output has not read.
  auto startOf = [](int64_t buffers, int query) {
    Machine machine = hpca20();
    machine.stageBuffers = buffers;
    Pipeline pipeline(machine);
    Passage passage;
    for (int i = 0; i <= query; ++i)
      passage = push(pipeline, machine, 0, exact(10), 3 * lanes);
    return passage.start[size_t(Stage::DotProduct)];
  };
  // One buffer: the exponent has to be through with query 0, at 2 · 19.
  EXPECT_EQ(startOf(1, 1), 2 * 19);
  // Two: query 1 follows at once. Exponents of query 2 wait until the output
  // of query 0 is done, at 2 · 19 + 39; query 3 waits for the exponents of
  // query 1, done at 3 · 19, and query 4 for those of query 2.
  EXPECT_EQ(startOf(2, 1), 19);
  EXPECT_EQ(startOf(2, 2), 2 * 19);
  EXPECT_EQ(startOf(2, 3), 3 * 19);
  EXPECT_EQ(startOf(2, 4), 2 * 19 + 39 + 19);
  // With enough of them only the dot product's own time counts.
  EXPECT_EQ(startOf(100, 4), 4 * 19);
}

TEST(PipelineTest, EveryCycleOfAStageHasAReason) {
  std::mt19937 random(1);
  auto upTo = [&](int64_t most) { return int64_t(random()) % (most + 1); };
  for (int64_t buffers : {1, 2, 3, 50}) {
    Machine machine = hpca20();
    machine.stageBuffers = buffers;
    Pipeline pipeline(machine);
    std::array<int64_t, numStages> busy = {};
    int64_t earliest = 0;
    for (int i = 0; i < 200; ++i) {
      int64_t c = upTo(100);
      QueryWork work = upTo(2) ? approximate(320, 1 + upTo(160), c, upTo(c))
                               : exact(upTo(320));
      earliest += upTo(200);
      Passage passage = push(pipeline, machine, earliest, work, 100);
      auto expected = stageCycles(machine, work, lanes, 100).cycles;
      for (size_t stage = 0; stage < numStages; ++stage) {
        busy[stage] += expected[stage];
        EXPECT_EQ(passage.end[stage] - passage.start[stage], expected[stage]);
      }
    }
    int64_t total = pipeline.finished() + 11;
    StageTimes times = pipeline.times(total);
    for (size_t stage = 0; stage < numStages; ++stage) {
      EXPECT_EQ(times[stage].total(), total) << stageNames[stage];
      EXPECT_EQ(times[stage].busy, busy[stage]) << stageNames[stage];
      EXPECT_GE(times[stage].waiting, 0);
      EXPECT_GE(times[stage].blocked, 0);
    }
    EXPECT_EQ(times.back().blocked, 0);
  }
}

TEST(UnitsTest, QueriesAreDealtInTurn) {
  Machine machine = hpca20();
  machine.units = 3;
  Units units(machine);
  auto attend = [&](isa::Partial partial, unsigned bank, int64_t queries) {
    std::vector<unsigned> dealt;
    units.begin(partial, bank, queries);
    for (int64_t i = 0; i < queries; ++i)
      dealt.push_back(
          units.push(0, stageCycles(machine, exact(10), lanes, lanes)).unit);
    return dealt;
  };
  using Dealt = std::vector<unsigned>;
  EXPECT_EQ(attend(isa::Partial::Whole, 0, 4), (Dealt{0, 1, 2, 0}));
  EXPECT_EQ(attend(isa::Partial::First, 1, 2), (Dealt{1, 2}));
  EXPECT_EQ(attend(isa::Partial::Whole, 0, 1), (Dealt{0}));
  // Later tiles of a query meet its partial results in the same unit.
  EXPECT_EQ(attend(isa::Partial::Last, 1, 2), (Dealt{1, 2}));
  EXPECT_EQ(attend(isa::Partial::Whole, 0, 2), (Dealt{1, 2}));
}

TEST(UnitsTest, UnitsDivideTheTime) {
  for (int64_t count : {1, 2, 4}) {
    Machine machine = hpca20();
    machine.units = count;
    Units units(machine);
    units.begin(isa::Partial::Whole, 0, 8);
    for (int64_t query = 0; query < 8; ++query)
      units.push(0, stageCycles(machine, exact(320), lanes, lanes));
    // Each unit has 8 / count queries, 329 cycles apart; two more modules.
    EXPECT_EQ(units.finished(), (8 / count + 2) * 329);
    StageTimes times = units.times(units.finished());
    EXPECT_EQ(times.back().busy, 8 * 329);
    EXPECT_EQ(times.back().total(), count * units.finished());
  }
}

/// Stalls of iterations that take these columns on the max side.
int64_t stalls(int64_t depth, int64_t refill, const std::vector<int> &columns) {
  Machine machine = hpca20();
  machine.prefetchDepth = depth;
  machine.refillCycles = refill;
  PrefetchBuffers buffers(machine, 4);
  for (int column : columns)
    buffers.iterate(column, /*smallest=*/-1);
  return buffers.stalls();
}

TEST(PrefetchBuffersTest, BuffersAsDeepAsARefillIsLongNeverStall) {
  // Taken in cycle t, a column's product is replaced in t + 4, when four
  // iterations that all took from this column have emptied the buffer.
  EXPECT_FALSE(PrefetchBuffers::canStall(hpca20()));
  EXPECT_EQ(stalls(4, 4, std::vector<int>(100, 2)), 0);
  EXPECT_EQ(stalls(5, 4, std::vector<int>(100, 2)), 0);
}

TEST(PrefetchBuffersTest, AColumnThatEmptiesItsBufferWaitsForTheRefill) {
  Machine shallow = hpca20();
  shallow.prefetchDepth = 3;
  EXPECT_TRUE(PrefetchBuffers::canStall(shallow));
  // r products of one column: each c of them are 4 cycles apart and not c, so
  // the rth is taken floor((r - 1) / c) · (4 - c) cycles late.
  for (int64_t c : {1, 2, 3})
    for (int64_t r : {1, 2, 3, 4, 7, 100})
      EXPECT_EQ(stalls(c, 4, std::vector<int>(size_t(r), 2)),
                (r - 1) / c * (4 - c))
          << c << " deep, " << r << " products";
}

TEST(PrefetchBuffersTest, OtherColumnsGiveTheBufferTime) {
  // Two columns in turn: each is asked every other cycle, and a buffer of two
  // has its first product back after 4.
  EXPECT_EQ(stalls(2, 4, {0, 1, 0, 1, 0, 1, 0, 1}), 0);
  EXPECT_EQ(stalls(1, 4, {0, 1, 2, 3, 0, 1, 2, 3}), 0);
  // Column 0 is empty after two; its next product comes in cycle 4.
  EXPECT_EQ(stalls(2, 4, {0, 0, 1, 0}), 1);
}

TEST(PrefetchBuffersTest, AnIterationWaitsForTheLaterSide) {
  Machine machine = hpca20();
  machine.prefetchDepth = 1;
  PrefetchBuffers buffers(machine, 4);
  buffers.iterate(0, 0); // In cycle 0.
  buffers.iterate(1, 0); // The min side's column 0 is back in cycle 4.
  EXPECT_EQ(buffers.stalls(), 3);
  buffers.iterate(1, 1); // The max side's column 1 in cycle 8.
  EXPECT_EQ(buffers.stalls(), 6);
  buffers.iterate(-1, -1);
  EXPECT_EQ(buffers.stalls(), 6);
}

TEST(PrefetchBuffersTest, StallsLengthenTheSelection) {
  Machine machine = hpca20();
  QueryWork work = approximate(320, 40, 30, 10);
  work.refillStalls = 13;
  EXPECT_EQ(stageCycles(machine, work, lanes, lanes).cycles[0], 40 + 13 + 7);
}

} // namespace
