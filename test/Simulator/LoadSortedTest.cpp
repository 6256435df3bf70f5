//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Streams.h"

#include <algorithm>
#include <fmt/format.h>

using namespace a3;
using namespace a3::test;

namespace {

/// One head of n = 4, d = 2, one query: slots 0 to 4 are query, key, value,
/// output and sorted rows.
constexpr std::string_view oneHead = R"(
  set_address stream=query, slot=0
  set_address stream=key, slot=1
  set_address stream=value, slot=2
  set_address stream=output, slot=3
  set_address stream=sorted_rows, slot=4, offset={}
  set_shape rows=4, depth=2, value_depth=2
  set_approximation iterations=2
  load_key rows=4, columns=2, pitch=8
  load_sorted {}
  load_value rows=4, columns=2, pitch=8
  load_query rows=1, columns=2, pitch=8 signal(compute)
  attend queries=1 wait(load) signal(store)
  store_output rows=1, columns=2, pitch=8 wait(compute)
)";
constexpr std::string_view wholeOrder = "rows=4, columns=2, pitch=8";

class LoadSortedTest : public ::testing::Test {
protected:
  Expected<Statistics> run(std::string_view load = wholeOrder,
                           int64_t offset = 0) {
    text = fmt::format(fmt::runtime(oneHead), offset, load);
    return runText(text);
  }
  Expected<Statistics> runText(std::string_view stream) {
    auto bytes = [](auto &array) {
      return Memory(reinterpret_cast<uint8_t *>(array.data()), sizeof(array));
    };
    std::vector<Memory> slots = {bytes(query), bytes(key), bytes(value),
                                 bytes(output), bytes(order)};
    return simulate(parse(stream), slots, machine, Arithmetic::Fixed);
  }

  /// The message of a run that must fail.
  std::string error(std::string_view load = wholeOrder, int64_t offset = 0) {
    auto statistics = run(load, offset);
    return statistics ? "no error" : statistics.error().message;
  }

  Machine machine = hpca20();
  std::string text;
  std::array<float, 2> query = {1, -1}, output = {};
  // Columns 3, -1, 2, 0.01 and 0, 1, 0.02, -2; 0.01 and 0.02 round to 0.
  std::array<float, 8> key = {3, 0, -1, 1, 2, 0.02f, 0.01f, -2};
  std::array<float, 8> value = {1, 2, 3, 4, 5, 6, 7, 8};
  std::array<uint16_t, 8> order = {1, 3, 2, 0, 3, 0, 2, 1};
};

TEST_F(LoadSortedTest, TakesThePlaceOfASort) {
  auto loaded = run();
  ASSERT_TRUE(loaded) << loaded.error().message;
  std::array<float, 2> ours = output;
  std::string sorting = text;
  size_t place = sorting.find("load_sorted");
  sorting.replace(place, sorting.find('\n', place) - place, "sort_key");
  auto sorted = runText(sorting);
  ASSERT_TRUE(sorted) << sorted.error().message;
  EXPECT_EQ(output, ours);
  EXPECT_EQ(loaded->candidates, sorted->candidates);
  EXPECT_EQ(loaded->bytesLoaded, sorted->bytesLoaded + 16);
  EXPECT_EQ(loaded->times.sorter, 0);
  EXPECT_EQ(sorted->times.sorter, 8);
}

TEST_F(LoadSortedTest, RowsOfEqualValuesMayComeInAnyOrder) {
  key = {1, 0, 1, 0, 1, 0, 1, 0};
  order = {3, 1, 0, 2, 0, 1, 2, 3};
  auto loaded = run();
  ASSERT_TRUE(loaded) << loaded.error().message;
  std::array<float, 2> ours = output;
  order = {0, 1, 2, 3, 3, 2, 1, 0};
  ASSERT_TRUE(run());
  EXPECT_EQ(output, ours);
}

TEST_F(LoadSortedTest, NeedsNoSorter) {
  machine.sortElements = 0;
  EXPECT_TRUE(run());
}

TEST_F(LoadSortedTest, RefusesRowsThatDoNotAscend) {
  std::swap(order[1], order[2]);
  EXPECT_EQ(error(),
            "instruction 8, load_sorted rows=4, columns=2, pitch=8, "
            "bank=0, rotate=0: "
            "the sorted rows of column 0 do not ascend: row 3 at entry "
            "2 holds 0.01 behind 2");
}

TEST_F(LoadSortedTest, RefusesRowsThatAreNamedTwice) {
  order[5] = 3;
  EXPECT_NE(error().find("the sorted rows of column 1 do not name each of 4 "
                         "rows once: entry 1 is 3"),
            std::string::npos);
}

TEST_F(LoadSortedTest, RefusesRowsThatTheBankDoesNotHave) {
  order[0] = 4;
  EXPECT_NE(error().find("entry 0 is 4"), std::string::npos);
}

TEST_F(LoadSortedTest, RefusesAnotherShapeThanTheKeys) {
  EXPECT_NE(error("rows=2, columns=4, pitch=4")
                .find("key bank 0 holds 4 x 2, but the order of 2 x 4 is "
                      "loaded"),
            std::string::npos);
}

TEST_F(LoadSortedTest, RefusesAddressesBetweenRowNumbers) {
  EXPECT_NE(error("rows=4, columns=2, pitch=7")
                .find("an address of row numbers must be a multiple of 2"),
            std::string::npos);
}

TEST_F(LoadSortedTest, RefusesToReadBeyondItsSlot) {
  EXPECT_NE(error(wholeOrder, 2).find("reach outside the 16 bytes"),
            std::string::npos);
}

TEST_F(LoadSortedTest, RefusesMoreRowsThanNumbers) {
  machine.rows = 40000;
  std::vector<int64_t> slots = {4, 160000, 160000, 4, 80000};
  auto checked = checkStream(parse(R"(
    set_address stream=key, slot=1
    set_address stream=sorted_rows, slot=4
    load_key rows=40000, columns=1, pitch=4
    load_sorted rows=40000, columns=1, pitch=80000
  )"),
                             slots, machine);
  ASSERT_FALSE(checked);
  EXPECT_NE(checked.error().message.find(
                "40000 rows have no 16-bit row numbers; the most are 32768"),
            std::string::npos);
}

TEST_F(LoadSortedTest, OrdersAreStaleOnceKeysAreLoadedAgain) {
  ASSERT_TRUE(run());
  std::string stale = text;
  stale.insert(stale.find("  load_value"),
               "  load_key rows=4, columns=2, pitch=8\n");
  auto statistics = runText(stale);
  ASSERT_FALSE(statistics);
  EXPECT_NE(statistics.error().message.find("sorted-key bank 0 holds nothing"),
            std::string::npos);
}

TEST_F(LoadSortedTest, SelectionMustWaitForTheOrder) {
  ASSERT_TRUE(run());
  std::string unordered = text;
  // The token comes from the keys' load.
  size_t place = unordered.find(" signal(compute)");
  unordered.erase(place, std::string_view(" signal(compute)").size());
  unordered.insert(unordered.find("pitch=8\n") + 7, " signal(compute)");
  auto statistics = runText(unordered);
  ASSERT_FALSE(statistics);
  EXPECT_NE(statistics.error().message.find("may still be written"),
            std::string::npos);
}

} // namespace
