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
#include "a3/Simulator/Statistics.h"

#include <array>
#include <span>

namespace a3 {

class Observer;
class ThreadPool;

enum class Arithmetic { Fixed, Float };

/// One slot of the machine's memory, as instructions name it.
using Memory = std::span<uint8_t>;

/// The sizes of slots in bytes, as `checkStream` wants them.
std::vector<int64_t> sizesOf(std::span<const Memory> memory);

/// What is read of a head's query, key and value for their largest magnitudes,
/// in bytes.
using RangeBytes = std::array<int64_t, 3>;

/// Loops of a stream may expand to this many instructions. More are refused
/// before anything runs, so that a check takes bounded time.
inline constexpr int64_t maxExpandedInstructions = int64_t(1) << 24;

/// Whether loops nest and do not expand to more than that.
Expected<void> checkLoops(std::span<const isa::Instruction> stream);

/// Runs a stream without data. Errors name the instruction and say what is
/// wrong: a transfer outside its slot (`slotSizes`, in bytes), a bank that is
/// too small or does not hold what is read, a bank that is overwritten or read
/// while another queue may still use it (whatever the timing), an output that
/// is stored before it is complete, a machine that can make no progress, or
/// loops that expand to too much.
Expected<void> checkStream(std::span<const isa::Instruction> stream,
                           std::span<const int64_t> slotSizes,
                           const Machine &machine);

/// The cost model: what a run of a stream will take, from its shapes and the
/// machine alone. Exact where time does not depend on data; masks in memory are
/// taken to hide nothing, selection to find as many candidates as it does of
/// random normal data, T to keep them all. No saturations are foreseen.
Expected<Statistics> predict(std::span<const isa::Instruction> stream,
                             std::span<const int64_t> slotSizes,
                             const Machine &machine,
                             std::span<const RangeBytes> rangeBytes = {});

/// Runs a stream to its end, with the same rules and errors as `checkStream`;
/// where there is an error, nothing is written. The threads of `pool`, which
/// may be null, make no difference to results; `observer` may be null too.
/// Before it loads its format record number i, the machine reads
/// `rangeBytes[i]`, once, to find the ranges that the record is made of. None
/// where records are known.
Expected<Statistics> simulate(std::span<const isa::Instruction> stream,
                              std::span<const Memory> memory,
                              const Machine &machine, Arithmetic arithmetic,
                              ThreadPool *pool = nullptr,
                              Observer *observer = nullptr,
                              std::span<const RangeBytes> rangeBytes = {});

} // namespace a3

#endif // A3_SIMULATOR_SIMULATOR_H
