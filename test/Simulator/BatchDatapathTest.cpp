//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Streams.h"
#include "a3/Simulator/Simulation.h"

#include <cstring>
#include <fmt/format.h>
#include <random>

using namespace a3;
using namespace a3::test;

namespace {

/// Slots 0 to 3 as `Streams.h` has them; slot 4 has mask rows.
struct Memories {
  std::vector<float> query, key, value, output;
  std::vector<uint8_t> mask;

  explicit Memories(unsigned seed, float spread = 1)
      : query(3 * 40 * 12), key(3 * 70 * 12), value(3 * 70 * 12),
        output(3 * 40 * 12), mask(40 * 70) {
    std::mt19937 random(seed);
    std::normal_distribution<float> normal(0, spread);
    for (auto *operand : {&query, &key, &value})
      for (float &element : *operand)
        element = normal(random);
    for (uint8_t &byte : mask)
      byte = random() % 3 != 0;
  }

  std::vector<Memory> slots() {
    auto bytes = [](auto &elements) {
      return Memory(reinterpret_cast<uint8_t *>(elements.data()),
                    elements.size() * sizeof(elements[0]));
    };
    return {bytes(query), bytes(key), bytes(value), bytes(output), bytes(mask)};
  }
};

/// Three heads of n = 70, d = dv = 12 and 40 queries; `settings` go before
/// them.
std::string wholeHeads(std::string_view settings) {
  return fmt::format(R"(
  set_address stream=query, slot=0
  set_stride stream=query, level=0, bytes=1920
  set_address stream=key, slot=1
  set_stride stream=key, level=0, bytes=3360
  set_address stream=value, slot=2
  set_stride stream=value, level=0, bytes=3360
  set_address stream=output, slot=3
  set_stride stream=output, level=0, bytes=1920
  set_address stream=mask, slot=4
  set_address stream=position, slot=0
  set_shape rows=70, depth=12, value_depth=12
  {}
  sync_compute signal(load)
  sync_compute signal(load)
  sync_store signal(compute)
  sync_store signal(compute)
  loop level=0, count=3, length=7
    load_key rows=70, columns=12, pitch=48, rotate=1 wait(compute)
    sort_key rotate=1
    load_value rows=70, columns=12, pitch=48, rotate=1
    load_mask rows=40, columns=70, pitch=70, rotate=1
    load_query rows=40, columns=12, pitch=48, rotate=1 signal(compute)
    attend queries=40, rotate=1, query_rotate=1 wait(load, store) signal(load, store)
    store_output rows=40, columns=12, pitch=48, rotate=1 wait(compute) signal(compute)
)",
                     settings);
}

/// One head whose rows come in three tiles.
constexpr std::string_view tiles = R"(
  set_address stream=query, slot=0
  set_address stream=key, slot=1
  set_stride stream=key, level=0, bytes=1440
  set_address stream=value, slot=2
  set_stride stream=value, level=0, bytes=1440
  set_address stream=output, slot=3
  set_shape rows=30, depth=12, value_depth=12
  set_approximation iterations=9, threshold=5000
  load_query rows=40, columns=12, pitch=48
  load_key rows=30, columns=12, pitch=48
  sort_key
  load_value rows=30, columns=12, pitch=48 signal(compute)
  attend queries=40, partial=first wait(load) signal(load)
  load_key rows=30, columns=12, pitch=48 wait(compute)
  sort_key
  load_value rows=30, columns=12, pitch=48 signal(compute)
  attend queries=40, partial=middle wait(load) signal(load)
  load_key rows=30, columns=12, pitch=48 wait(compute)
  sort_key
  load_value rows=30, columns=12, pitch=48 signal(compute)
  attend queries=40, partial=last wait(load) signal(store)
  store_output rows=40, columns=12, pitch=48 wait(compute)
)";

Statistics runByStep(const std::vector<isa::Instruction> &stream,
                     Memories &memories, const Machine &machine) {
  std::vector<Memory> slots = memories.slots();
  auto simulation =
      Simulation::create(stream, slots, machine, Arithmetic::Fixed);
  EXPECT_TRUE(simulation);
  while (true) {
    Expected<bool> stepped = simulation->step();
    EXPECT_TRUE(stepped) << stepped.error().message;
    if (!stepped || !*stepped)
      return simulation->statistics();
  }
}

/// Runs a stream step by step and in batches, on several numbers of threads.
void compare(std::string_view text, const Machine &machine) {
  std::vector<isa::Instruction> stream = parse(text);
  for (float spread : {0.1f, 1.0f, 8.0f}) {
    Memories expected(1, spread);
    Statistics byStep = runByStep(stream, expected, machine);
    for (unsigned threads = 1; threads <= 3; ++threads) {
      Memories actual(1, spread);
      ThreadPool pool(threads);
      auto ahead = simulate(stream, actual.slots(), machine, Arithmetic::Fixed,
                            threads == 1 ? nullptr : &pool);
      ASSERT_TRUE(ahead) << ahead.error().message;
      // Bits, so that a zero of another sign is another result.
      EXPECT_EQ(0, std::memcmp(actual.output.data(), expected.output.data(),
                               expected.output.size() * sizeof(float)));
      EXPECT_EQ(ahead->full.cycles, byStep.full.cycles);
      EXPECT_EQ(ahead->paper.cycles, byStep.paper.cycles);
      EXPECT_EQ(ahead->full.energy(), byStep.full.energy());
      EXPECT_EQ(ahead->candidates, byStep.candidates);
      EXPECT_EQ(ahead->kept, byStep.kept);
      EXPECT_EQ(ahead->saturations, byStep.saturations);
    }
  }
}

} // namespace

TEST(BatchDatapathTest, ExactHeads) { compare(wholeHeads(""), hpca20()); }

TEST(BatchDatapathTest, LateNormalisation) {
  Machine machine = hpca20();
  machine.normalisation = Normalisation::Late;
  compare(wholeHeads(""), machine);
}

TEST(BatchDatapathTest, Approximation) {
  for (int iterations : {1, 9, 35, 900})
    for (int threshold : {0, 1, 5000, 100000})
      compare(wholeHeads(fmt::format("set_approximation iterations={}, "
                                     "threshold={}",
                                     iterations, threshold)),
              hpca20());
}

TEST(BatchDatapathTest, ThresholdWithoutSelection) {
  compare(wholeHeads("set_approximation iterations=0, threshold=10000"),
          hpca20());
}

TEST(BatchDatapathTest, Masks) {
  for (std::string_view mask :
       {"set_mask bitmap=on", "set_mask causal=on, offset=3",
        "set_mask bitmap=on, causal=on, offset=0"}) {
    compare(wholeHeads(mask), hpca20());
    compare(wholeHeads(fmt::format(
                "{}\n  set_approximation iterations=20, threshold=5000", mask)),
            hpca20());
  }
}

TEST(BatchDatapathTest, KeyTiles) {
  compare(tiles, hpca20());
  Machine machine = hpca20();
  machine.skipMinSide = false;
  compare(tiles, machine);
}

TEST(BatchDatapathTest, SmallerFormats) {
  Machine machine = hpca20();
  machine.integerBits = 2;
  machine.fractionBits = 3;
  compare(wholeHeads("set_approximation iterations=30, threshold=1000"),
          machine);
}

TEST(BatchDatapathTest, LoadsReadWhatStoresBeforeThemWrote) {
  // The results of the first attend are the queries of the second.
  std::string_view text = R"(
  set_address stream=query, slot=0
  set_address stream=key, slot=1
  set_address stream=value, slot=2
  set_address stream=output, slot=3
  set_shape rows=20, depth=12, value_depth=12
  load_key rows=20, columns=12, pitch=48
  load_value rows=20, columns=12, pitch=48
  load_query rows=8, columns=12, pitch=48 signal(compute)
  attend queries=8 wait(load) signal(store)
  store_output rows=8, columns=12, pitch=48 wait(compute) signal(load)
  set_address stream=query, slot=3
  set_address stream=output, slot=3, offset=1920
  load_query rows=8, columns=12, pitch=48 wait(store) signal(compute)
  attend queries=8 wait(load) signal(store)
  store_output rows=8, columns=12, pitch=48 wait(compute)
)";
  compare(text, hpca20());
}

TEST(BatchDatapathTest, TilesThatAreLoadedAgain) {
  // Two blocks of queries, each over the same two tiles; then, after a store
  // into the keys, once more over the first of them.
  std::string block = R"(
  set_address stream=key, slot=1
  load_query rows=20, columns=12, pitch=48 wait(compute)
  load_key rows=30, columns=12, pitch=48 wait(compute)
  sort_key
  load_value rows=30, columns=12, pitch=48 signal(compute)
  attend queries=20, partial=first wait(load) signal(load)
  set_address stream=key, slot=1, offset=1440
  load_key rows=30, columns=12, pitch=48 wait(compute)
  sort_key
  load_value rows=30, columns=12, pitch=48 signal(compute)
  attend queries=20, partial=last wait(load) signal(load, store)
  store_output rows=20, columns=12, pitch=48 wait(compute) signal(compute)
  sync_compute wait(store) signal(load)
)";
  std::string text = R"(
  set_address stream=query, slot=0
  set_address stream=value, slot=2
  set_address stream=output, slot=3
  set_shape rows=30, depth=12, value_depth=12
  set_approximation iterations=9, threshold=5000
  sync_compute signal(load)
  sync_compute signal(load)
)" + block + "  set_address stream=query, slot=0, offset=960\n" +
                     "  set_address stream=output, slot=1\n" + block +
                     "  set_address stream=output, slot=3, offset=960\n" +
                     block;
  compare(text, hpca20());
}
