//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// Streams and memory that the tests of the simulator share.
//
//===----------------------------------------------------------------------===//

#ifndef A3_TEST_SIMULATOR_STREAMS_H
#define A3_TEST_SIMULATOR_STREAMS_H

#include "a3/ISA/Assembly.h"
#include "a3/Simulator/Simulator.h"

#include <gtest/gtest.h>

namespace a3::test {

inline Machine hpca20() { return *loadMachine("a3-hpca20"); }

inline std::vector<isa::Instruction> parse(std::string_view text) {
  auto stream = isa::assemble(text);
  EXPECT_TRUE(stream.has_value()) << stream.error().render("stream") << "\n"
                                  << text;
  return *stream;
}

/// Three heads of n = 8, d = dv = 4, three queries each, with every bank
/// double: slots 0 to 3 are query, key, value and output, densely packed.
inline constexpr std::string_view doubleBuffered = R"(
  set_address stream=query, slot=0
  set_stride stream=query, level=0, bytes=48
  set_address stream=key, slot=1
  set_stride stream=key, level=0, bytes=128
  set_address stream=value, slot=2
  set_stride stream=value, level=0, bytes=128
  set_address stream=output, slot=3
  set_stride stream=output, level=0, bytes=48
  set_shape rows=8, depth=4, value_depth=4
  sync_compute signal(load)
  sync_compute signal(load)
  sync_store signal(compute)
  sync_store signal(compute)
  loop level=0, count=3, length=5
    load_key rows=8, columns=4, pitch=16, rotate=1 wait(compute)
    load_value rows=8, columns=4, pitch=16, rotate=1
    load_query rows=3, columns=4, pitch=16, rotate=1 signal(compute)
    attend queries=3, rotate=1, query_rotate=1 wait(load, store) signal(load, store)
    store_output rows=3, columns=4, pitch=16, rotate=1 wait(compute) signal(compute)
)";

/// The sizes of its slots in bytes.
inline constexpr std::array<int64_t, 4> doubleBufferedSlots = {144, 384, 384,
                                                               144};

} // namespace a3::test

#endif // A3_TEST_SIMULATOR_STREAMS_H
