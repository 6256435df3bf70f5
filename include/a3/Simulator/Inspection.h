//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a debugger may see of the machine between two operations.
//
//===----------------------------------------------------------------------===//

#ifndef A3_SIMULATOR_INSPECTION_H
#define A3_SIMULATOR_INSPECTION_H

#include "a3/ISA/Fetch.h"

namespace a3 {

enum class BankKind { Key, SortedKey, Value, Query, Mask, Bias, Output };
inline constexpr size_t numBankKinds = 7;
inline constexpr unsigned numBanks = 2; ///< Of each kind.
inline constexpr std::array<std::string_view, numBankKinds> bankNames = {
    "key", "sorted-key", "value", "query", "mask", "bias", "output"};

/// A bank's rows, in the order of its elements. Of sorted keys, row i of a
/// column is its i-th smallest element.
struct BankContents {
  int64_t rows = 0, columns = 0; ///< 0 where the bank holds nothing.
  bool partial = false; ///< Results that need more tiles; no elements to show.
  double step = 1;      ///< What an element counts: the last bit of its format.
  float factor = 1;     ///< Of value and output banks: results' factor.
  std::vector<double> elements;    ///< In steps; row-major.
  std::vector<int32_t> sortedRows; ///< Of sorted keys: their rows of K.
};

/// An operation in a queue, and the cycle in which it got there.
struct WaitingOperation {
  isa::Operation operation;
  int64_t arrival;
};

struct QueueContents {
  std::vector<WaitingOperation> waiting; ///< The next one first.
  int64_t freeAt; ///< Cycle from which the next one may start.
  int64_t doneAt; ///< Cycle in which the last one is done.
};

/// An operation that cannot go on: the head of a queue that waits for tokens,
/// or one in the fetch unit that waits for a place in its queue.
struct Stall {
  isa::Queue queue; ///< `Fetch` for the fetch unit.
  isa::Operation operation;
  uint8_t missing; ///< A bit for each queue whose token is not there.
};

/// What instructions have set in the compute and load queues.
struct Registers {
  int64_t rows, depth, valueDepth; ///< 0 before the first `set_shape`.
  bool bitmap, causal, bias;
  int64_t causalOffset;
  int64_t iterations, threshold; ///< M, and T in thousandths of a percent.
  std::array<float, 4> format;   ///< Factors of q, K, V and results.
};

} // namespace a3

#endif // A3_SIMULATOR_INSPECTION_H
