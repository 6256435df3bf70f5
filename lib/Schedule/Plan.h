//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_LIB_SCHEDULE_PLAN_H
#define A3_LIB_SCHEDULE_PLAN_H

#include "a3/Schedule/Schedule.h"

namespace a3 {

/// A number of queries or rows, cut into parts that fit into a bank.
struct Split {
  int64_t size = 0; ///< Of each full part.
  int64_t full = 0; ///< Number of full parts.
  int64_t rest = 0; ///< Size of the part after them, or 0.
  /// Whether an empty part is added, so that their number is even and the next
  /// sequence of parts starts in the bank that the last one did not use.
  bool padded = false;

  int64_t count() const { return full + (rest ? 1 : 0); }
  int64_t lastSize() const { return rest ? rest : size; }
  /// 0 behind the last part.
  int64_t sizeOf(int64_t part) const {
    return part < full ? size : part == full ? rest : 0;
  }
};

/// Where the rows of one operand lie, in bytes.
struct Layout {
  std::vector<int64_t> headStrides; ///< A loop over heads, outermost first.
  int64_t pitch = 0;
};

/// How one attention runs on the machine: loops over heads, in each of them
/// blocks of queries, in each of them tiles of rows.
struct Plan {
  std::vector<int64_t> headCounts; ///< Outermost first; empty for one head.
  Split blocks;
  Split tiles;
  int64_t depth = 0, valueDepth = 0;
  /// Two blocks of queries take turns at each tile, which is loaded once for
  /// both. Only where there are tiles, and more than one block.
  bool pairsBlocks = false;
  bool bitmap = false, causal = false;
  int64_t causalOffset = 0;
  int64_t rows = 0;       ///< n, of all tiles.
  int64_t iterations = 0; ///< M, over all of them.
  int64_t threshold = 0;  ///< T in thousandths of a percent.
  Layout query, key, value, mask, output, format;

  bool isTiled() const { return tiles.count() > 1; }
  bool isApproximate() const { return iterations > 0 || threshold > 0; }
};

/// Plans the loops, banks and transfers, or says why it cannot run.
tl::expected<Plan, Refusal> makePlan(const AttentionDescription &attention,
                                     const Machine &machine);

/// Writes the stream of a plan.
std::vector<isa::Instruction> writeStream(const Plan &plan);

} // namespace a3

#endif // A3_LIB_SCHEDULE_PLAN_H
