//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_LIB_SCHEDULE_TURNS_H
#define A3_LIB_SCHEDULE_TURNS_H

#include "Plan.h"

namespace a3 {

/// A bank of a buffer: `number`, alternating with a loop where there is one.
struct Bank {
  int64_t number = 0;
  std::optional<unsigned> level;

  int64_t rotate() const { return level ? *level + 1 : 0; }
};

/// Queries that one instruction of the stream treats: one block, or several
/// full ones in a loop.
struct Block {
  int64_t size = 0; ///< 0 where there is only the place of a block.
  int64_t sharer = 0;
  int64_t offset = 0; ///< Of its first query, within the sharer's.
  Bank bank;
  int64_t count = 1;
  int64_t step = 0; ///< Queries from one block of the loop to the next.

  int64_t stride() const { return count > 1 ? step : 0; }
  int64_t bytesTo(const Layout &layout) const {
    return sharer * layout.sharerStride + offset * layout.pitch;
  }
};

/// Blocks that take turns at each key tile.
using Turn = std::vector<Block>;

/// The turns of a head whose keys lie in `bank`: some one by one, then full
/// blocks in loops at `blockLevel`, and what is left.
std::vector<Turn> listTurns(const Plan &plan, size_t apart, Bank bank,
                            std::optional<unsigned> blockLevel);

/// How many of the tiles a turn's queries see any row of; at least one.
int64_t countVisibleTiles(const Plan &plan, const Turn &turn);

} // namespace a3

#endif // A3_LIB_SCHEDULE_TURNS_H
