//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_LIB_SIMULATOR_BATCHDATAPATH_H
#define A3_LIB_SIMULATOR_BATCHDATAPATH_H

#include "Datapath.h"
#include "a3/Support/ThreadPool.h"

namespace a3 {

/// Whether `createBatchDatapath` can run on this machine: elements of up to 9
/// bits, and times that depend on no order within a selection.
bool suitsBatches(const Machine &machine,
                  std::span<const isa::Instruction> stream);

/// A datapath that runs ahead of the clock: it executes the stream in the
/// order of the program, many operations at a time, on vectors and on the
/// threads of `pool` (on one without it). The stream must have passed
/// `checkStream`: then the order of operations in time makes no difference.
/// Results are those of `createDatapath`, to the bit.
std::unique_ptr<Datapath>
createBatchDatapath(std::span<const isa::Instruction> stream,
                    const Machine &machine, std::span<const Memory> memory,
                    ThreadPool *pool);

} // namespace a3

#endif // A3_LIB_SIMULATOR_BATCHDATAPATH_H
