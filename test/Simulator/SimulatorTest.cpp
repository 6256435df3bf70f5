//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Streams.h"

#include <cmath>
#include <fmt/format.h>

using namespace a3;
using namespace a3::isa;
using namespace a3::test;

namespace {

/// One head in memory, and a stream that runs its queries in one go.
struct Attention {
  Attention(int64_t n, int64_t d, int64_t dv, int64_t count)
      : n(n), d(d), dv(dv), count(count), query(size_t(count * d)),
        key(size_t(n * d)), value(size_t(n * dv)), mask(size_t(count * n), 1),
        format{1, 1, 1, 1}, output(size_t(count * dv), -1.0f) {
    auto fill = [](std::vector<float> &elements, double step) {
      for (size_t i = 0; i < elements.size(); ++i)
        elements[i] = float(std::sin(step * double(i + 1)));
    };
    fill(query, 0.7);
    fill(key, 1.3);
    fill(value, 2.1);
  }

  /// Loads a tile of the keys and values, attends and signals the load queue.
  std::string tile(int64_t first, int64_t rows, std::string_view partial,
                   bool last) const {
    return fmt::format("set_address stream=key, slot=1, offset={}\n"
                       "set_address stream=value, slot=2, offset={}\n"
                       "load_key rows={}, columns={}, pitch={} {}\n"
                       "load_value rows={}, columns={}, pitch={} "
                       "signal(compute)\n"
                       "set_shape rows={}, depth={}, value_depth={}\n"
                       "attend queries={}, partial={} wait(load) signal({})\n",
                       4 * first * d, 4 * first * dv, rows, d, 4 * d,
                       first ? "wait(compute)" : "", rows, dv, 4 * dv, rows, d,
                       dv, count, partial, last ? "store" : "load");
  }

  std::string head(std::string_view setMask = "") const {
    return fmt::format("set_address stream=query, slot=0\n"
                       "set_address stream=mask, slot=3\n"
                       "set_address stream=format, slot=4\n"
                       "load_format\n"
                       "load_query rows={}, columns={}, pitch={}\n"
                       "load_mask rows={}, columns={}, pitch={}\n"
                       "{}\n",
                       count, d, 4 * d, count, n, n, setMask);
  }

  std::string tail() const {
    return fmt::format("set_address stream=output, slot=5\n"
                       "store_output rows={}, columns={}, pitch={} "
                       "wait(compute)\n",
                       count, dv, 4 * dv);
  }

  Statistics run(std::string_view text, const Machine &machine = hpca20(),
                 Arithmetic arithmetic = Arithmetic::Fixed) {
    auto bytes = [](auto &elements) {
      return Memory(reinterpret_cast<uint8_t *>(elements.data()),
                    elements.size() * sizeof(elements[0]));
    };
    std::vector<Memory> memory = {bytes(query), bytes(key),    bytes(value),
                                  bytes(mask),  bytes(format), bytes(output)};
    std::vector<int64_t> sizes;
    for (Memory slot : memory)
      sizes.push_back(int64_t(slot.size()));
    Expected<void> checked = checkStream(parse(text), sizes, machine);
    EXPECT_TRUE(checked.has_value()) << checked.error().message;
    auto statistics = simulate(parse(text), memory, machine, arithmetic);
    EXPECT_TRUE(statistics.has_value()) << statistics.error().message;
    return statistics.value_or(Statistics());
  }

  Statistics runWhole(std::string_view setMask = "",
                      const Machine &machine = hpca20(),
                      Arithmetic arithmetic = Arithmetic::Fixed) {
    return run(head(setMask) + tile(0, n, "whole", true) + tail(), machine,
               arithmetic);
  }

  int64_t n, d, dv, count;
  std::vector<float> query, key, value;
  std::vector<uint8_t> mask;
  std::array<float, 4> format;
  std::vector<float> output;
};

Machine lateMachine() {
  Machine machine = hpca20();
  machine.normalisation = Normalisation::Late;
  return machine;
}

TEST(SimulatorTest, BaseLatencyAndTimeBetweenQueries) {
  Machine machine = hpca20();
  // Each of three modules takes a row a cycle and its fill; a query enters
  // the first when the query before has left it.
  int64_t module = 320 + machine.fill;
  int64_t one = Attention(320, 64, 64, 1).runWhole().paper.cycles;
  int64_t five = Attention(320, 64, 64, 5).runWhole().paper.cycles;
  EXPECT_EQ(one, module + module + module);
  EXPECT_EQ(five - one, 4 * module);
  // The figures of the paper's machine.
  EXPECT_EQ(one, 987);
  EXPECT_EQ(module, 329);
}

TEST(SimulatorTest, PeakThroughputIs249GigaOperations) {
  Machine machine = hpca20();
  int64_t n = 320, d = 64, queries = 9;
  int64_t between = (Attention(n, d, d, queries).runWhole().paper.cycles -
                     Attention(n, d, d, 1).runWhole().paper.cycles) /
                    (queries - 1);
  // q·K and weights·V: a product and a sum each for n·d elements.
  double operations = 2.0 * 2.0 * double(n * d);
  double giga = operations / double(between) * machine.clock * 1e6 / 1e9;
  EXPECT_NEAR(giga, 4.0 * 320 * 64 / 329, 1e-9);
  EXPECT_EQ(std::lround(giga), 249);
}

TEST(SimulatorTest, WiderRowsTakeSeveralCycles) {
  Machine machine = hpca20();
  // ceil(130 / 64) = 3 and ceil(65 / 64) = 2 lines a row; the exponent sees
  // one score a row.
  int64_t n = 100;
  int64_t dot = 3 * n + machine.fill, exponent = n + machine.fill,
          output = 2 * n + machine.fill;
  int64_t one = Attention(n, 130, 65, 1).runWhole().paper.cycles;
  int64_t four = Attention(n, 130, 65, 4).runWhole().paper.cycles;
  EXPECT_EQ(one, dot + exponent + output);
  EXPECT_EQ(four - one, 3 * dot);
}

TEST(SimulatorTest, QueriesEnterAsFastAsTheSlowestModuleAllows) {
  Machine machine = hpca20();
  int64_t one = Attention(100, 64, 128, 1).runWhole().paper.cycles;
  int64_t four = Attention(100, 64, 128, 4).runWhole().paper.cycles;
  EXPECT_EQ(four - one, 3 * (2 * 100 + machine.fill));
}

TEST(SimulatorTest, HiddenRowsCostNothingAndChangeNothing) {
  Attention masked(24, 8, 8, 2), shorter(16, 8, 8, 2);
  // Rows 16 to 23 are hidden; the first 16 are the same in both.
  for (size_t query = 0; query < 2; ++query)
    std::fill_n(masked.mask.begin() + long(query) * 24 + 16, 8, 0);
  Statistics left = masked.runWhole("set_mask bitmap=on");
  Statistics right = shorter.runWhole();
  EXPECT_EQ(masked.output, shorter.output);
  EXPECT_EQ(left.paper.cycles, right.paper.cycles);
  EXPECT_EQ(left.kept, 2 * 16);
}

TEST(SimulatorTest, CausalMasksFollowThePosition) {
  Attention causal(8, 4, 4, 3), bitmap(8, 4, 4, 3);
  // Query i is the (2 + i)th; row r takes part where r <= 2 + i + 1.
  for (int64_t query = 0; query < 3; ++query)
    for (int64_t row = 0; row < 8; ++row)
      bitmap.mask[size_t(query * 8 + row)] = row <= 2 + query + 1;
  Statistics statistics =
      causal.runWhole("set_address stream=position, offset=2\n"
                      "set_mask causal=on, offset=1");
  bitmap.runWhole("set_mask bitmap=on");
  EXPECT_EQ(causal.output, bitmap.output);
  EXPECT_EQ(statistics.kept, 4 + 5 + 6);
}

TEST(SimulatorTest, BothMasksHideWhatEitherHides) {
  Attention attention(8, 4, 4, 1);
  attention.mask = {0, 1, 1, 0, 1, 1, 1, 1};
  EXPECT_EQ(attention.runWhole("set_mask bitmap=on, causal=on, offset=4").kept,
            3);
}

TEST(SimulatorTest, AQueryThatSeesNothingGivesZeros) {
  Attention attention(8, 4, 4, 1);
  attention.runWhole("set_mask causal=on, offset=-1");
  EXPECT_EQ(attention.output, std::vector<float>(4, 0.0f));
}

/// Runs three tiles of the given rows.
Statistics runTiles(Attention &attention, std::array<int64_t, 3> rows,
                    const Machine &machine, Arithmetic arithmetic) {
  return attention.run(
      attention.head() + attention.tile(0, rows[0], "first", false) +
          attention.tile(rows[0], rows[1], "middle", false) +
          attention.tile(rows[0] + rows[1], rows[2], "last", true) +
          attention.tail(),
      machine, arithmetic);
}

TEST(SimulatorTest, TilesEqualTheWholeWhereTheMaximumComesFirst) {
  // No partial sum is scaled then, so the integers are the same.
  Attention whole(12, 4, 4, 1), tiled(12, 4, 4, 1);
  for (int64_t j = 0; j < 4; ++j)
    whole.key[size_t(j)] = tiled.key[size_t(j)] = 2 * whole.query[size_t(j)];
  whole.runWhole("", lateMachine());
  for (Machine machine : {lateMachine(), hpca20()}) {
    // Partial results are normalised once in either mode.
    Statistics statistics =
        runTiles(tiled, {5, 4, 3}, machine, Arithmetic::Fixed);
    EXPECT_EQ(whole.output, tiled.output);
    EXPECT_EQ(statistics.queries, 1);
    EXPECT_EQ(statistics.kept, 12);
  }
}

TEST(SimulatorTest, TilesComeCloseWhereTheMaximumRises) {
  Attention whole(12, 4, 4, 1), tiled(12, 4, 4, 1);
  for (int64_t row : {6, 11})
    for (int64_t j = 0; j < 4; ++j)
      whole.key[size_t(row * 4 + j)] = tiled.key[size_t(row * 4 + j)] =
          float(row) / 4 * whole.query[size_t(j)];
  whole.runWhole("", lateMachine());
  runTiles(tiled, {5, 4, 3}, lateMachine(), Arithmetic::Fixed);
  // Each of two scalings moves a weight by at most two steps of 1/256: the
  // factor's rounding and the truncation. The sum is at least 1, and |V| <= 1,
  // so numerator and denominator together move the output by at most this.
  double bound = 2 * 12 * 2 * 2 / 256.0;
  for (size_t i = 0; i < 4; ++i)
    EXPECT_NEAR(whole.output[i], tiled.output[i], bound);
  whole.runWhole("", hpca20(), Arithmetic::Float);
  runTiles(tiled, {5, 4, 3}, hpca20(), Arithmetic::Float);
  for (size_t i = 0; i < 4; ++i)
    EXPECT_NEAR(whole.output[i], tiled.output[i], 1e-6);
}

TEST(SimulatorTest, FloatArithmeticIsSoftmax) {
  Attention attention(3, 2, 1, 1);
  attention.runWhole("", hpca20(), Arithmetic::Float);
  double sum = 0, result = 0;
  for (size_t row = 0; row < 3; ++row) {
    double score = double(attention.query[0]) * attention.key[2 * row] +
                   double(attention.query[1]) * attention.key[2 * row + 1];
    sum += std::exp(score);
    result += std::exp(score) * attention.value[row];
  }
  EXPECT_NEAR(attention.output[0], result / sum, 1e-6);
}

TEST(SimulatorTest, FormatFactorsMultiplyAndAreUndone) {
  Attention plain(8, 4, 4, 2), scaled(8, 4, 4, 2);
  for (float &element : scaled.query)
    element /= 4;
  for (float &element : scaled.value)
    element /= 8;
  scaled.format = {4, 1, 8, 0.125f};
  plain.runWhole();
  scaled.runWhole();
  for (float &element : scaled.output)
    element *= 8;
  EXPECT_EQ(plain.output, scaled.output);
}

TEST(SimulatorTest, SaturationsAreCounted) {
  // 16 is one step beyond the largest number of 1 + 4 + 4 bits, -16 is the
  // smallest.
  Attention attention(4, 2, 2, 1);
  attention.key = {16.0f, 15.9375f, -16.0f, -16.25f, 0, 0, 0, 0};
  attention.value[0] = std::nanf("");
  EXPECT_EQ(attention.runWhole().saturations, 3);
  EXPECT_EQ(attention.runWhole("", hpca20(), Arithmetic::Float).saturations, 0);
}

TEST(SimulatorTest, TheFullAccountIsNoLessThanThePapers) {
  Attention attention(320, 64, 64, 8);
  Statistics statistics = attention.runWhole();
  EXPECT_GT(statistics.full.cycles, statistics.paper.cycles);
  EXPECT_GT(statistics.full.energy(), statistics.paper.energy());
  Machine machine = hpca20();
  // Rows, queries and masks must be in before the pipeline starts.
  int64_t bytes = 4 * (2 * 320 + 8) * 64 + 8 * 320 + 16;
  EXPECT_EQ(statistics.bytesLoaded, bytes);
  EXPECT_EQ(statistics.bytesStored, 4 * 8 * 64);
  EXPECT_GE(statistics.full.cycles,
            statistics.paper.cycles +
                (bytes + statistics.bytesStored) / machine.portBytes +
                2 * machine.portLatency);
}

TEST(SimulatorTest, EnergyIsTheSumOfItsParts) {
  Machine machine = hpca20();
  Statistics statistics = Attention(320, 64, 64, 4).runWhole();
  int64_t busy = 4 * (320 + machine.fill); // Of each module of base A3.
  for (const Account *account : {&statistics.paper, &statistics.full}) {
    double sum = account->portEnergy;
    for (size_t i = 0; i < numModules; ++i) {
      bool idle = Module(i) == Module::CandidateSelection ||
                  Module(i) == Module::PostScoring ||
                  Module(i) == Module::SortedKeyMemory;
      const ModuleAccount &part = account->modules[i];
      const ModuleCost &cost = machine.modules[i];
      EXPECT_EQ(part.busy, idle ? 0 : busy) << moduleNames[i];
      // mW x cycles / MHz = nJ.
      EXPECT_DOUBLE_EQ(part.dynamicEnergy,
                       cost.dynamic * double(part.busy) / machine.clock);
      EXPECT_DOUBLE_EQ(part.staticEnergy,
                       cost.statics * double(account->cycles) / machine.clock);
      sum += part.energy();
    }
    EXPECT_DOUBLE_EQ(account->energy(), sum);
  }
  EXPECT_EQ(statistics.paper.portEnergy, 0);
  EXPECT_DOUBLE_EQ(statistics.full.portEnergy,
                   machine.portEnergy / 1000 *
                       double(statistics.bytesLoaded + statistics.bytesStored));
}

TEST(SimulatorTest, StatisticsAddUp) {
  Statistics one = Attention(20, 8, 8, 2).runWhole();
  Statistics two = Attention(40, 8, 8, 3).runWhole();
  Statistics sum = one;
  sum += two;
  EXPECT_EQ(sum.full.cycles, one.full.cycles + two.full.cycles);
  EXPECT_DOUBLE_EQ(sum.full.energy(), one.full.energy() + two.full.energy());
  EXPECT_EQ(sum.queries, 5);
  EXPECT_EQ(sum.kept, 2 * 20 + 3 * 40);
}

} // namespace
