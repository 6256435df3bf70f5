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
  int64_t sharerStride = 0; ///< From one head to the next with the same keys.
  int64_t pitch = 0;
};

/// What a head leaves out.
struct Selection {
  int64_t iterations = 0; ///< M.
  int64_t threshold = 0;  ///< T in thousandths of a percent.

  bool isExact() const { return iterations == 0 && threshold == 0; }
};

/// How often a key tile is loaded, where there are several, and several blocks
/// of queries.
enum class Reuse {
  None,  ///< For each block; there is one.
  Pairs, ///< For two blocks, which take turns at it.
  Head,  ///< Once: two tiles stay in the two banks.
};

/// How one attention runs on the machine: loops over heads, in each of them
/// blocks of queries, in each of them tiles of rows. Heads that share keys and
/// values are one head with the queries of all.
struct Plan {
  std::vector<int64_t> headCounts; ///< Outermost first; empty for one head.
  int64_t sharers = 1;             ///< Heads that share keys and values.
  int64_t queries = 0;             ///< Of one of them.
  Split blocks;                    ///< Of these queries.
  Split tiles;
  int64_t depth = 0, valueDepth = 0;
  Reuse reuse = Reuse::None;
  bool bitmap = false, causal = false, hasBias = false;
  int64_t causalOffset = 0;
  int64_t rows = 0; ///< n, of all tiles.
  /// Of heads in turn, at least one; M is over all tiles. Where there are
  /// several, each head of the innermost loop has instructions of its own.
  std::vector<Selection> selections{{}};
  bool hasSortedRows = false; ///< Orders are loaded, so nothing is sorted.
  Layout query, key, value, mask, output, format, sortedRows, bias;

  /// Each pair of blocks has only the tiles that its causal mask shows a part
  /// of, and instructions of its own.
  bool skipsHiddenTiles = false;

  int64_t blockCount() const { return sharers * blocks.count(); }
  bool isTiled() const { return tiles.count() > 1; }
  /// Whether queries have masks or biases of their own.
  bool hasMaskRows() const { return bitmap || hasBias; }
  bool pairsBlocks() const { return reuse == Reuse::Pairs; }
  bool unrollsHeads() const { return selections.size() > 1; }
};

/// What several plans of one attention differ in.
struct Choice {
  Reuse reuse = Reuse::Pairs; ///< None where it is not possible.
  bool evenTiles = true;      ///< One tile more rather than an odd number.
};

/// Plans the loops, banks and transfers, or says why it cannot run.
tl::expected<Plan, Refusal> makePlan(const AttentionDescription &attention,
                                     const Machine &machine,
                                     const Choice &choice = {});

/// The plan that the cost model finds to take the fewest cycles.
tl::expected<Plan, Refusal> choosePlan(const AttentionDescription &attention,
                                       const Machine &machine);

/// A site that runs the plan: sizes, layouts and stream; no name, no formats.
Site describeSite(const AttentionDescription &attention, const Plan &plan);

/// Writes the stream of a plan.
std::vector<isa::Instruction> writeStream(const Plan &plan);

} // namespace a3

#endif // A3_LIB_SCHEDULE_PLAN_H
