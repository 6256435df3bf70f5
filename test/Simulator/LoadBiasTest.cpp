//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Streams.h"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace a3;
using namespace a3::test;

namespace {

/// One head of n = 3, d = 1, one query: slots 0 to 4 are query, key, value,
/// output and bias.
constexpr std::string_view oneHead = R"(
  set_address stream=query, slot=0
  set_address stream=key, slot=1
  set_address stream=value, slot=2
  set_address stream=output, slot=3
  set_address stream=bias, slot=4
  set_shape rows=3, depth=1, value_depth=1
  set_mask bias=on
  load_format
  load_key rows=3, columns=1, pitch=4
  load_value rows=3, columns=1, pitch=4
  load_query rows=1, columns=1, pitch=4
  load_bias rows=1, columns=3, pitch=12 signal(compute)
  attend queries=1 wait(load) signal(store)
  store_output rows=1, columns=1, pitch=4 wait(compute)
)";

class LoadBiasTest : public ::testing::Test {
protected:
  void SetUp() override { machine.biasPort = true; }

  Expected<Statistics> run(std::string_view stream,
                           Arithmetic arithmetic = Arithmetic::Fixed) {
    auto bytes = [](auto &array) {
      return Memory(reinterpret_cast<uint8_t *>(array.data()), sizeof(array));
    };
    std::vector<Memory> slots = {bytes(query),  bytes(key),  bytes(value),
                                 bytes(output), bytes(bias), bytes(format)};
    std::string text(stream);
    text.insert(0, "set_address stream=format, slot=5\n");
    return simulate(parse(text), slots, machine, arithmetic);
  }

  std::string error(std::string text, std::string_view part,
                    std::string_view by) {
    text.replace(text.find(part), part.size(), by);
    auto statistics = run(text);
    return statistics ? "no error" : statistics.error().message;
  }

  Machine machine = hpca20();
  std::array<float, 1> query = {1}, output = {};
  std::array<float, 3> key = {2, 2, 2}, value = {1, 2, 4}, bias = {};
  std::array<float, 4> format = {1, 1, 1, 1};
};

TEST_F(LoadBiasTest, IsAddedToTheScores) {
  bias = {0, std::log(3.0f), 0};
  ASSERT_TRUE(run(oneHead, Arithmetic::Float));
  EXPECT_NEAR(output[0], (1 + 3 * 2 + 4) / 5.0, 1e-6);
  ASSERT_TRUE(run(oneHead));
  EXPECT_NEAR(output[0], (1 + 3 * 2 + 4) / 5.0, 0.05);
}

TEST_F(LoadBiasTest, IsRoundedToScores) {
  // A score's last bit is 2^-8, so the first two round to the same.
  bias = {0, 0.0019f, 0};
  auto exact = run(oneHead);
  ASSERT_TRUE(exact) << exact.error().message;
  float ours = output[0];
  bias = {};
  ASSERT_TRUE(run(oneHead));
  EXPECT_EQ(ours, output[0]);
  EXPECT_EQ(exact->saturations, 0);
}

TEST_F(LoadBiasTest, HidesRowsThatItPutsFarBelow) {
  constexpr float infinity = std::numeric_limits<float>::infinity();
  bias = {-infinity, 0, -1e30f};
  auto statistics = run(oneHead);
  ASSERT_TRUE(statistics) << statistics.error().message;
  EXPECT_EQ(output[0], 2);
  EXPECT_EQ(statistics->saturations, 2);
}

TEST_F(LoadBiasTest, ComesThroughThePort) {
  auto biased = run(oneHead);
  ASSERT_TRUE(biased);
  EXPECT_EQ(biased->bytesLoaded, 16 + 12 + 12 + 4 + 12);
}

TEST_F(LoadBiasTest, NeedsThePort) {
  machine.biasPort = false;
  auto refused = run(oneHead);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find(
                "the machine a3-hpca20 has no port for biases (bias_port is "
                "false)"),
            std::string::npos);
}

TEST_F(LoadBiasTest, RefusesMoreThanABankHolds) {
  EXPECT_NE(error(std::string(oneHead), "load_bias rows=1, columns=3",
                  "load_bias rows=1, columns=321")
                .find("a bias bank holds 64 rows of 320 columns"),
            std::string::npos);
}

TEST_F(LoadBiasTest, RefusesToReadWhatWasNotLoaded) {
  EXPECT_NE(error(std::string(oneHead), "load_bias rows=1, columns=3",
                  "load_bias rows=1, columns=2")
                .find("bias bank 0 holds 1 x 2, but 1 x 3 are read"),
            std::string::npos);
}

TEST_F(LoadBiasTest, AttendsMustWaitForIt) {
  std::string text(oneHead);
  text.replace(text.find("pitch=12 signal(compute)"), 24, "pitch=12");
  EXPECT_NE(error(text, "columns=1, pitch=4\n  load_bias",
                  "columns=1, pitch=4 signal(compute)\n  load_bias")
                .find("bias bank 0 may still be"),
            std::string::npos);
}

} // namespace
