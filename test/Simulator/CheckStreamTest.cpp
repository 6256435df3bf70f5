//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Streams.h"
#include "a3/ISA/Fetch.h"

using namespace a3;
using namespace a3::isa;
using namespace a3::test;

namespace {

/// Runs a stream over zeros in slots of these sizes.
Expected<Statistics> run(std::span<const Instruction> stream,
                         std::span<const int64_t> slotSizes) {
  std::vector<std::vector<uint8_t>> slots;
  std::vector<Memory> memory;
  for (int64_t size : slotSizes)
    slots.emplace_back(size_t(size));
  for (auto &slot : slots)
    memory.emplace_back(slot);
  return simulate(stream, memory, hpca20(), Arithmetic::Float);
}

std::string errorOf(std::span<const Instruction> stream,
                    std::span<const int64_t> slotSizes) {
  Expected<void> checked = checkStream(stream, slotSizes, hpca20());
  return checked ? "" : checked.error().message;
}

constexpr std::array<int64_t, 2> slots = {1 << 20, 1 << 20};

/// Both the check and the simulator refuse the stream, with this message.
void expectError(std::string_view text, const std::string &message) {
  std::vector<Instruction> stream = parse(text);
  EXPECT_NE(errorOf(stream, slots).find(message), std::string::npos)
      << errorOf(stream, slots) << "\n"
      << text;
  Expected<Statistics> simulated = run(stream, slots);
  ASSERT_FALSE(simulated.has_value()) << text;
  EXPECT_NE(simulated.error().message.find(message), std::string::npos)
      << simulated.error().message;
}

/// Loads one tile into bank 0 and tells the compute queue.
const std::string loaded = R"(
  set_shape rows=8, depth=4, value_depth=4
  load_key rows=8, columns=4, pitch=16
  load_value rows=8, columns=4, pitch=16
  load_query rows=3, columns=4, pitch=16 signal(compute)
)";

TEST(CheckStreamTest, AcceptsDoubleBuffers) {
  EXPECT_EQ(errorOf(parse(doubleBuffered), doubleBufferedSlots), "");
  EXPECT_TRUE(run(parse(doubleBuffered), doubleBufferedSlots).has_value());
}

TEST(CheckStreamTest, DeadlockNamesWhoWaitsForWhat) {
  expectError("load_key rows=1, columns=1 wait(store)\n"
              "sync_compute wait(load, store)\n"
              "sync_store wait(compute) signal(load)",
              "the machine can make no progress; the load queue, at "
              "instruction 0 (load_key rows=1, columns=1, pitch=0, bank=0, "
              "rotate=0 wait(store)), waits for a token of store; the compute "
              "queue, at instruction 1 (sync_compute wait(load, store)), waits "
              "for a token of load store; the store queue");
}

TEST(CheckStreamTest, AFullQueueThatKeepsAnotherFromItsTokenIsADeadlock) {
  // The token is signalled behind more loads than the queue holds.
  int64_t depth = hpca20().queueDepth;
  auto stream = [](int64_t loads) {
    std::string text = "sync_load wait(compute)\n";
    for (int64_t i = 0; i < loads; ++i)
      text += "sync_load\n";
    return text + "sync_compute signal(load)\n";
  };
  EXPECT_EQ(errorOf(parse(stream(depth - 1)), slots), "");
  expectError(stream(depth), "the fetch unit, at instruction " +
                                 std::to_string(depth) +
                                 ", waits for a place in the load queue");
}

TEST(CheckStreamTest, TransfersStayWithinTheirSlots) {
  expectError("set_address stream=key, slot=2\nload_key rows=1, columns=1",
              "instruction 1, load_key rows=1, columns=1, pitch=0, bank=0, "
              "rotate=0: memory slot 2 of 2 does not exist");
  expectError("set_address stream=key, offset=1048512\n"
              "load_key rows=2, columns=16, pitch=4",
              "2 rows of 64 bytes, 4 apart, from byte 1048512 reach outside "
              "the 1048576 bytes of memory slot 0");
  expectError("set_address stream=key, offset=64\n"
              "load_key rows=18, columns=1, pitch=-4",
              "reach outside");
  expectError("set_address stream=key, offset=2\nload_key rows=1, columns=1",
              "multiple of 4");
  expectError("load_key rows=0, columns=1", "at least one row and column");
  expectError("load_query rows=1, columns=0", "at least one row and column");
}

TEST(CheckStreamTest, LoopsMayNotLeaveASlot) {
  constexpr std::string_view text = R"(
    set_stride stream=key, level=1, bytes=16
    loop level=1, count=COUNT, length=1
      load_key rows=1, columns=4
  )";
  auto withCount = [&](const std::string &count) {
    std::string copy(text);
    return copy.replace(copy.find("COUNT"), 5, count);
  };
  std::array<int64_t, 1> slot = {64};
  EXPECT_EQ(errorOf(parse(withCount("4")), slot), "");
  EXPECT_NE(errorOf(parse(withCount("5")), slot), "");
}

TEST(CheckStreamTest, AddressesFarOutsideAreRefused) {
  expectError(R"(
    set_stride stream=key, level=0, bytes=-140737488355328
    loop level=0, count=1000000, length=1
      load_key rows=1, columns=1, pitch=-2147483648
  )",
              "reach outside");
}

TEST(CheckStreamTest, BanksHaveACapacity) {
  expectError("load_key rows=321, columns=64, pitch=256",
              "321 rows of 64 columns take 321 lines of a key bank, which has "
              "320");
  expectError("load_value rows=161, columns=65, pitch=260", "take 322 lines");
  expectError("load_query rows=65, columns=1, pitch=4", "take 65 lines");
  expectError("load_mask rows=65, columns=1", "a mask bank holds 64 rows");
}

TEST(CheckStreamTest, AttendFindsWhatItReads) {
  expectError(loaded + "attend queries=4 wait(load)",
              "query bank 0 holds 3 x 4, but 4 x 4 are read");
  expectError(loaded + "set_shape rows=9, depth=4, value_depth=4\n"
                       "attend queries=3 wait(load)",
              "key bank 0 holds 8 x 4, but 9 x 4 are read");
  expectError(loaded + "set_shape rows=8, depth=4, value_depth=3\n"
                       "attend queries=3 wait(load)",
              "value bank 0 holds 8 x 4, but 8 x 3 are read");
  expectError(loaded + "attend queries=3, bank=1 wait(load)",
              "key bank 1 holds nothing");
  expectError(loaded + "set_mask bitmap=on\nattend queries=3 wait(load)",
              "mask bank 0 holds nothing");
  expectError("attend queries=1", "no set_shape came before");
}

TEST(CheckStreamTest, PartialResultsBeginContinueAndEnd) {
  expectError(loaded + "attend queries=3, partial=last wait(load)",
              "output bank 0 carries no partial results of 3 queries");
  expectError(loaded + "attend queries=2, partial=first wait(load)\n"
                       "attend queries=3, partial=middle",
              "carries no partial results of 3 queries");
  expectError(loaded + "attend queries=3, partial=first wait(load) "
                       "signal(store)\n"
                       "store_output rows=3, columns=4, pitch=16 wait(compute)",
              "output bank 0 is not complete");
  expectError(loaded + "attend queries=3 wait(load) signal(store)\n"
                       "store_output rows=3, columns=3, pitch=16 wait(compute)",
              "output bank 0 holds 3 x 4, but 3 x 3 are stored");
}

TEST(CheckStreamTest, TokensKeepTheOrderOfTheProgram) {
  // The tokens let the store run after the attend that stands behind it; data
  // is computed in the order of the program.
  expectError(loaded +
                  "store_output rows=3, columns=4, pitch=16 wait(compute)\n"
                  "attend queries=3 wait(load) signal(store)",
              "output bank 0 is used by instruction 5 of the compute queue "
              "before, which stands later in the stream");
}

TEST(CheckStreamTest, HazardsAreFoundWhateverTheTiming) {
  expectError(loaded + "attend queries=3 wait(load)\n"
                       "load_key rows=8, columns=4, pitch=16",
              "instruction 5, load_key rows=8, columns=4, pitch=16, bank=0, "
              "rotate=0: key bank 0 may still be read by instruction 4 of the "
              "compute queue; wait for a token that it signals");
  // Long after the attend, yet nothing says so.
  expectError(loaded + "attend queries=3 wait(load)\n"
                       "loop count=1000, length=1\nsync_load\n"
                       "load_query rows=3, columns=4, pitch=16",
              "query bank 0 may still be read by instruction 4");
  // The store must wait for the attend, and the second attend for the store.
  expectError(loaded + "attend queries=3 wait(load) signal(store)\n"
                       "sync_store wait(compute) signal(compute)\n"
                       "store_output rows=3, columns=4, pitch=16\n"
                       "attend queries=3 wait(store)",
              "instruction 7, attend queries=3, partial=whole, bank=0, "
              "rotate=0, query_bank=0, query_rotate=0 wait(store): output bank "
              "0 may still be read by instruction 6 of the store queue");
  expectError(loaded + "sync_load\nattend queries=3 wait(load)\n"
                       "loop count=100, length=1\nsync_store\n"
                       "store_output rows=3, columns=4, pitch=16",
              "output bank 0");
  expectError(loaded + "load_value rows=8, columns=4, pitch=16\n"
                       "loop count=100, length=1\nsync_compute\n"
                       "attend queries=3 wait(load)",
              "value bank 0 may still be written by instruction 4 of the load "
              "queue");
}

TEST(CheckStreamTest, WhatAnotherQueueKnowsTravelsWithItsTokens) {
  // The load queue learns from the store queue that the attend is done.
  EXPECT_EQ(errorOf(parse(loaded + R"(
    attend queries=3 wait(load) signal(store)
    sync_store wait(compute) signal(load)
    load_key rows=8, columns=4, pitch=16 wait(store)
  )"),
                    slots),
            "");
}

TEST(CheckStreamTest, EveryTokenOfTheDoubleBuffersIsNeeded) {
  std::vector<Instruction> good = parse(doubleBuffered);
  size_t loop = 0;
  while (good[loop].opcode != Opcode::Loop)
    ++loop;
  for (size_t i = loop; i < good.size(); ++i)
    for (unsigned queue = 0; queue < numQueues; ++queue) {
      auto bit = uint8_t(1u << queue);
      std::vector<Instruction> stream = good;
      stream[i].wait &= uint8_t(~bit);
      if (stream != good) {
        EXPECT_NE(errorOf(stream, doubleBufferedSlots), "") << i;
      }
      stream = good;
      stream[i].signal &= uint8_t(~bit);
      if (stream != good) {
        EXPECT_NE(errorOf(stream, doubleBufferedSlots), "") << i;
      }
    }
}

TEST(CheckStreamTest, CheckAndSimulatorAgreeOnChangedStreams) {
  std::vector<Instruction> good = parse(doubleBuffered);
  unsigned accepted = 0, refused = 0;
  auto compare = [&](const std::vector<Instruction> &stream) {
    if (!checkStructure(stream))
      return;
    bool isGood = errorOf(stream, doubleBufferedSlots).empty();
    EXPECT_EQ(isGood, run(stream, doubleBufferedSlots).has_value())
        << disassemble(stream);
    ++(isGood ? accepted : refused);
  };
  for (size_t i = 0; i < good.size(); ++i) {
    for (unsigned bit = 0; bit < numQueues; ++bit) {
      std::vector<Instruction> stream = good;
      stream[i].wait ^= uint8_t(1u << bit);
      compare(stream);
      stream = good;
      stream[i].signal ^= uint8_t(1u << bit);
      compare(stream);
    }
    for (size_t field = 0; field < lookup(good[i].opcode)->fields.size();
         ++field) {
      std::vector<Instruction> stream = good;
      stream[i].fields[field] ^= 1;
      compare(stream);
    }
    for (size_t other = 0; other < i; ++other) {
      std::vector<Instruction> stream = good;
      std::swap(stream[i], stream[other]);
      compare(stream);
    }
  }
  EXPECT_GT(accepted, 20u);
  EXPECT_GT(refused, 20u);
}

TEST(CheckStreamTest, LoopsThatExpandToTooMuchAreRefusedAtOnce) {
  expectError("loop level=0, count=4294967295, length=3\n"
              "loop level=1, count=4294967295, length=2\n"
              "loop level=2, count=4294967295, length=1\n"
              "sync_load",
              "the loops expand to more than 16777216 instructions");
}

} // namespace
