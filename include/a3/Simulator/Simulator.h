//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_SIMULATOR_SIMULATOR_H
#define A3_SIMULATOR_SIMULATOR_H

#include "a3/ISA/Instruction.h"
#include "a3/Machine/Machine.h"

#include <span>

namespace a3 {

enum class Arithmetic { Fixed, Float };

/// Cycles and energy in one account: the paper's (the attention pipeline
/// alone, queries back to back) or the full one (fetch, loads and stores too).
struct Account {
  int64_t cycles = 0;
  double energy = 0; ///< nJ.
};

/// What one run of a stream did.
struct Statistics {
  Account paper, full;
  int64_t queries = 0;
  int64_t rows = 0; ///< Key rows that took part, summed over queries.
  int64_t saturations = 0;
  int64_t bytesLoaded = 0;
  int64_t bytesStored = 0;
  std::array<int64_t, 3> busy = {}; ///< Dot product, exponent, output.

  Statistics &operator+=(const Statistics &other);
};

/// One slot of the machine's memory, as instructions name it.
using Memory = std::span<uint8_t>;

/// Runs a stream to its end. Every transfer is checked against its slot and
/// every bank against the machine; a stream that can make no progress is an
/// error that says which queue waits for what.
Expected<Statistics> simulate(std::span<const isa::Instruction> stream,
                              std::span<const Memory> memory,
                              const Machine &machine, Arithmetic arithmetic);

} // namespace a3

#endif // A3_SIMULATOR_SIMULATOR_H
