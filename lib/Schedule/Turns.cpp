//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Turns.h"

#include <algorithm>

using namespace a3;

namespace {
class TurnLister {
public:
  TurnLister(const Plan &plan, Bank bank, std::optional<unsigned> blockLevel)
      : plan(plan), bank(bank), blockLevel(blockLevel) {}

  std::vector<Turn> list(size_t apart) const;

private:
  Block blockAt(int64_t number, int64_t count) const;
  Turn pairAt(int64_t first, int64_t count) const;

  const Plan &plan;
  const Bank bank;
  const std::optional<unsigned> blockLevel;
};
} // namespace

/// Block number `number` of a head, the first of `count` in a loop.
Block TurnLister::blockAt(int64_t number, int64_t count) const {
  const Split &blocks = plan.blocks;
  Block block;
  block.bank.number = number % 2;
  if (number >= plan.blockCount())
    return block;
  int64_t part = number % blocks.count();
  block.size = blocks.sizeOf(part);
  block.sharer = number / blocks.count();
  block.offset = part * blocks.size;
  block.count = count;
  block.step = blocks.size;
  if (plan.blockCount() == 1)
    block.bank = bank;
  else if (count > 1)
    block.bank.level = blockLevel;
  return block;
}

/// Blocks number `first` and the next, or only the place of one, the first of
/// `count` pairs in a loop.
Turn TurnLister::pairAt(int64_t first, int64_t count) const {
  Turn turn;
  for (int64_t i = 0; i < 2; ++i) {
    Block block = blockAt(first + i, count);
    block.bank = {i};
    block.step *= 2;
    turn.push_back(block);
  }
  return turn;
}

std::vector<Turn> TurnLister::list(size_t apart) const {
  const Split &blocks = plan.blocks;
  const int64_t members = plan.pairsBlocks() ? 2 : 1;
  std::vector<Turn> turns;
  for (int64_t first = 0; first < plan.blockCount();) {
    int64_t count = 1;
    // The first block loads the tiles that stay for the head.
    bool alone = plan.reuse == Reuse::Head && first == 0;
    if (turns.size() >= apart && !alone && !plan.skipsHiddenTiles) {
      int64_t full = blocks.full - first % blocks.count();
      count = std::max<int64_t>(full / members, 1);
    }
    turns.push_back(plan.pairsBlocks() ? pairAt(first, count)
                                       : Turn{blockAt(first, count)});
    first += count * members;
  }
  // Two blocks that take turns leave the banks as they found them.
  if (blocks.padded && !plan.pairsBlocks())
    turns.push_back({Block{}});
  return turns;
}

std::vector<Turn> a3::listTurns(const Plan &plan, size_t apart, Bank bank,
                                std::optional<unsigned> blockLevel) {
  return TurnLister(plan, bank, blockLevel).list(apart);
}

int64_t a3::countVisibleTiles(const Plan &plan, const Turn &turn) {
  int64_t rows = plan.rows;
  if (plan.skipsHiddenTiles) {
    rows = 1;
    for (const Block &block : turn)
      rows = std::max(rows, block.offset + block.size + plan.causalOffset);
  }
  int64_t tiles = (rows + plan.tiles.size - 1) / plan.tiles.size;
  return std::min(tiles, plan.tiles.count());
}
