//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "StreamBuilder.h"

#include <algorithm>
#include <utility>

using namespace a3;
using namespace a3::isa;

static constexpr int64_t numOutputBanks = 2;

namespace {
/// Writes the stream of one plan.
class StreamWriter : StreamBuilder {
public:
  using StreamBuilder::StreamBuilder;

  std::vector<Instruction> write();

private:
  void writeHeads(unsigned level);
  void writeHeadsAhead(unsigned level);
  void writeHeadsApart(unsigned level);
  void writeHead();
  void writeHeadAhead(Bank next);
  void beginHead();
  void finishHead();
  void writeEmptyHead();

  void pointAtHead();
  void pointAtFormat(int64_t ahead);
  void forgetFormat();
  void readRange(MeasuredOperand operand, int64_t ahead);
  void loadFormat(int64_t ahead);
  void loadRows(Stream stream, int64_t ahead, Bank bank);

  void writeTurns();
  void writeTurn(const Turn &turn);
  void writeWhole(const Block &block);
  void addMasks(std::vector<Transfer> &group, const Block &block,
                int64_t rows) const;
  void writeEmptyBlock();

  void writeTiles(const Turn &turn);
  void writeTileLoop(const Turn &turn, Partial partial, int64_t first,
                     int64_t count);
  void writeTile(const Block &block, Partial partial, int64_t rows, Bank bank);
  void writeEmptyTile();

  std::vector<Turn> turnsOfHead(size_t apart) const {
    return listTurns(plan, apart, bankOfHead(), blockLevel);
  }
  Bank bankOfHead() const {
    if (presentBank)
      return *presentBank;
    return numHeadLevels ? Bank{0, numHeadLevels - 1} : Bank{};
  }
  Transfer key(int64_t rows, Bank bank) const {
    return {Stream::Key, rows, plan.depth, bank};
  }
  Transfer value(int64_t rows, Bank bank) const {
    return {Stream::Value, rows, plan.valueDepth, bank};
  }

  bool hasOneBlock() const { return plan.blockCount() == 1; }
  /// The next head is prepared while the present one computes.
  bool preparesHeads() const { return !hasOneBlock() && numHeadLevels > 0; }
  /// Its keys are loaded, too; tiles come in their turn.
  bool loadsAhead() const { return preparesHeads() && !plan.isTiled(); }
  /// All blocks, or all tiles, are alike, so that addresses or shapes are set
  /// once and for all.
  bool pointsOnce() const {
    return plan.blocks.rest == 0 && plan.sharers == 1 &&
           plan.reuse == Reuse::None && !preparesHeads() &&
           !plan.unrollsHeads();
  }
  bool hasEqualTiles() const { return plan.tiles.rest == 0; }
  /// A head, or the stream, has one shape, which is set at its beginning.
  bool setsShapeOnce() const { return !plan.isTiled() || hasEqualTiles(); }
  /// A mask bank belongs to a query bank, so the masks of the next tile must
  /// wait for the present one, unless other queries come between.
  bool masksWait() const {
    return plan.isTiled() && plan.hasMaskRows() && !plan.pairsBlocks();
  }
  /// Groups that may load before the first attend is done.
  int64_t numCredits() const { return masksWait() ? 1 : 2; }

  /// The bank of the present head's keys, outside the loop over heads.
  std::optional<Bank> presentBank;
  /// The head whose format the machine has, and the one at whose record the
  /// format stream points, if that is known here.
  std::optional<int64_t> formatAhead, pointedAhead;
  /// Of a head so far, where turns differ in their tiles.
  int64_t tilesBefore = 0;
};
} // namespace

/// What a block has for each of its queries and rows of keys.
void StreamWriter::addMasks(std::vector<Transfer> &group, const Block &block,
                            int64_t rows) const {
  if (plan.bitmap)
    group.push_back({Stream::Mask, block.size, rows, block.bank});
  if (plan.hasBias)
    group.push_back({Stream::Bias, block.size, rows, block.bank});
}

/// One attend over all rows.
void StreamWriter::writeWhole(const Block &block) {
  int64_t rows = plan.tiles.size;
  Bank bank = bankOfHead();
  std::vector<Transfer> group;
  if (hasOneBlock())
    group = {key(rows, bank), value(rows, bank)};
  group.push_back({Stream::Query, block.size, plan.depth, block.bank});
  addMasks(group, block, rows);
  writeGroup(group, /*waiting=*/0);
  writeAttend(block, Partial::Whole, bank);
}

void StreamWriter::writeTile(const Block &block, Partial partial, int64_t rows,
                             Bank bank) {
  bool starts = isStart(partial);
  if (block.size == 0)
    return writeEmptyGroup(starts ? tokens::store : tokens::none,
                           isEnd(partial) ? tokens::store : tokens::none);
  bool findsTile = plan.reuse == Reuse::Head
                       ? block.sharer + block.offset != 0
                       : plan.pairsBlocks() && block.bank.number != 0;
  std::vector<Transfer> group;
  if (!findsTile)
    group = {key(rows, bank), value(rows, bank)};
  if (starts)
    group.push_back({Stream::Query, block.size, plan.depth, block.bank});
  size_t masks = group.size();
  addMasks(group, block, rows);
  // Where blocks take turns, the tile's bank is free once the turn comes round.
  size_t waiting = masksWait()                        ? masks
                   : plan.pairsBlocks() && !findsTile ? 2
                                                      : 0;
  writeGroup(group, waiting);
  writeAttend(block, partial, bank);
}

/// `count` tiles from tile `first` on, in a loop where there are several.
void StreamWriter::writeTileLoop(const Turn &turn, Partial partial,
                                 int64_t first, int64_t count) {
  const Split &tiles = plan.tiles;
  int64_t row = first * tiles.size;
  bool isLast = first + count == tiles.count();
  int64_t rows = isLast ? tiles.lastSize() : tiles.size;
  bool looped = count > 1;
  int64_t step = looped ? tiles.size : 0;
  if (!hasEqualTiles() && partial != Partial::Middle)
    setShape(rows);
  if (plan.causal)
    setMask(row);
  pointAtKeys(row, step);
  pointAtValues(row, step);
  Bank bank{(tilesBefore + first) % 2, looped ? tileLevel : std::nullopt};
  auto body = [&] {
    for (const Block &block : turn) {
      if (plan.pairsBlocks() && block.size)
        pointAtMember(block, partial, row, step);
      writeTile(block, partial, rows, bank);
    }
  };
  if (!plan.pairsBlocks())
    pointAtMask(turn.front(), row, step);
  if (looped)
    loop(*tileLevel, count, body);
  else
    body();
}

/// Passes the bank of a tile by.
void StreamWriter::writeEmptyTile() {
  for (int64_t i = 0; i < (plan.pairsBlocks() ? 2 : 1); ++i)
    writeEmptyGroup(tokens::none, tokens::none);
}

void StreamWriter::writeTiles(const Turn &turn) {
  int64_t count = countVisibleTiles(plan, turn);
  if (count == 1)
    return writeTileLoop(turn, Partial::Whole, 0, 1);
  writeTileLoop(turn, Partial::First, 0, 1);
  if (count > 2)
    writeTileLoop(turn, Partial::Middle, 1, count - 2);
  writeTileLoop(turn, Partial::Last, count - 1, 1);
}

void StreamWriter::writeTurn(const Turn &turn) {
  const Block &front = turn.front();
  if (front.size == 0)
    return writeEmptyBlock();
  if (!plan.pairsBlocks() && !pointsOnce())
    pointAtBlock(front);
  auto body = [&] {
    if (plan.isTiled())
      writeTiles(turn);
    else
      writeWhole(front);
    if (plan.tiles.padded && !plan.skipsHiddenTiles)
      writeEmptyTile();
    for (const Block &block : turn) {
      if (plan.pairsBlocks() && block.size)
        pointAtOutput(block);
      writeStore(block);
    }
  };
  if (front.count > 1)
    loop(*blockLevel, front.count, body);
  else
    body();
  if (plan.skipsHiddenTiles)
    tilesBefore += countVisibleTiles(plan, turn);
}

void StreamWriter::writeEmptyBlock() {
  if (plan.isTiled()) {
    writeEmptyGroup(tokens::store, tokens::none);
    writeEmptyGroup(tokens::none, tokens::store);
  } else {
    writeEmptyGroup(tokens::store, tokens::store);
  }
  writeStore(Block{});
}

/// Two blocks are enough for the keys of the next head to find the banks of
/// the last one free.
void StreamWriter::writeEmptyHead() {
  writeEmptyBlock();
  if (!hasOneBlock())
    writeEmptyBlock();
}

/// The heads from here on count from another one.
void StreamWriter::forgetFormat() {
  formatAhead.reset();
  pointedAhead.reset();
}

/// At what is loaded for all queries of a head.
void StreamWriter::pointAtHead() {
  point(Stream::Format, Slot::Format, plan.format);
  if (plan.isTiled())
    return;
  pointAtKeys();
  pointAtValues();
}

void StreamWriter::pointAtFormat(int64_t ahead) {
  if (pointedAhead == ahead)
    return;
  pointedAhead = ahead;
  head += ahead;
  point(Stream::Format, Slot::Format, plan.format);
  head -= ahead;
}

/// What the format of a head that comes so many later needs of one operand.
void StreamWriter::readRange(MeasuredOperand operand, int64_t ahead) {
  pointAtFormat(ahead);
  add(Opcode::ReadRange, {int64_t(operand)});
}

/// The format of the present head or of one that comes so many heads later.
void StreamWriter::loadFormat(int64_t ahead) {
  if (formatAhead == ahead)
    return;
  formatAhead = ahead;
  pointAtFormat(ahead);
  add(Opcode::LoadFormat, {});
}

/// Its keys or values. Their bank was freed by what the queries before waited
/// for.
void StreamWriter::loadRows(Stream stream, int64_t ahead, Bank bank) {
  loadFormat(ahead);
  head += ahead;
  int64_t rows = plan.tiles.size;
  if (stream == Stream::Key) {
    pointAtKeys();
    writeTransfer(key(rows, bank), tokens::none, tokens::none);
  } else {
    pointAtValues();
    writeTransfer(value(rows, bank), tokens::none, tokens::none);
  }
  head -= ahead;
}

void StreamWriter::writeHead() {
  add(Opcode::LoadFormat, {});
  if (!plan.isTiled() && !hasOneBlock()) {
    writeTransfer(key(plan.tiles.size, bankOfHead()), tokens::none,
                  tokens::none);
    writeTransfer(value(plan.tiles.size, bankOfHead()), tokens::none,
                  tokens::none);
  }
  writeTurns();
}

/// All queries of a head.
void StreamWriter::writeTurns() {
  beginHead();
  for (const Turn &turn : turnsOfHead(/*apart=*/0))
    writeTurn(turn);
  finishHead();
}

/// Heads that differ say in what.
void StreamWriter::beginHead() {
  if (plan.unrollsHeads() && setsShapeOnce())
    setShape(plan.tiles.size);
}

/// Every head begins with the same bank.
void StreamWriter::finishHead() {
  if (std::exchange(tilesBefore, 0) % 2 == 1)
    writeEmptyTile();
}

/// A head whose keys, if they are not tiled, are there. Behind its first turns
/// come the ranges of the next head, and its keys and values in the bank of
/// that: soon, but in parts, so that no queries wait long behind them. The bank
/// is free from the second block on, whose queries have waited for all of the
/// head before.
void StreamWriter::writeHeadAhead(Bank next) {
  const size_t parts = loadsAhead() ? 4 : 3;
  std::vector<Turn> turns = turnsOfHead(/*apart=*/parts);
  auto comesAfter = [&](size_t turn, size_t part) {
    return turn == std::min(turns.size() - 1, part);
  };
  forgetFormat();
  beginHead();
  for (size_t i = 0; i < turns.size(); ++i) {
    if (turns[i].front().size)
      loadFormat(0);
    writeTurn(turns[i]);
    if (comesAfter(i, 0))
      readRange(MeasuredOperand::Query, 1);
    if (comesAfter(i, 1))
      readRange(MeasuredOperand::Key, 1);
    if (comesAfter(i, loadsAhead() ? 1 : 2))
      readRange(MeasuredOperand::Value, 1);
    if (loadsAhead() && comesAfter(i, 2))
      loadRows(Stream::Key, 1, next);
    if (loadsAhead() && comesAfter(i, 3))
      loadRows(Stream::Value, 1, next);
  }
  finishHead();
}

/// The innermost loop over heads, but for the last one.
void StreamWriter::writeHeadsAhead(unsigned level) {
  int64_t count = plan.headCounts[level];
  forgetFormat();
  if (loadsAhead()) {
    loadRows(Stream::Key, 0, Bank{0});
    loadRows(Stream::Value, 0, Bank{0});
  }
  if (count > 2 && !plan.unrollsHeads())
    loop(level, count - 1, [&] { writeHeadAhead(Bank{1, level}); });
  else
    for (; head < count - 1; ++head) {
      presentBank = Bank{head % 2};
      writeHeadAhead(Bank{(head + 1) % 2});
    }
  head = count - 1;
  presentBank = Bank{head % 2};
  forgetFormat();
  loadFormat(0);
  writeTurns();
  head = 0;
  presentBank.reset();
}

/// The innermost heads, which load their keys with their queries.
void StreamWriter::writeHeadsApart(unsigned level) {
  for (head = 0; head < plan.headCounts[level]; ++head) {
    presentBank = Bank{head % 2};
    pointAtHead();
    writeHead();
  }
  head = 0;
  presentBank.reset();
}

void StreamWriter::writeHeads(unsigned level) {
  if (level == numHeadLevels)
    return writeHead();
  int64_t count = plan.headCounts[level];
  bool isInnermost = level + 1 == numHeadLevels;
  if (preparesHeads() && isInnermost)
    writeHeadsAhead(level);
  else if (plan.unrollsHeads() && isInnermost)
    writeHeadsApart(level);
  else
    loop(level, count, [&] { writeHeads(level + 1); });
  // The loop around this one starts it again, in the same bank.
  if (level > 0 && isInnermost && count % 2 == 1 && !plan.pairsBlocks())
    writeEmptyHead();
}

std::vector<Instruction> StreamWriter::write() {
  if (setsShapeOnce() && !plan.unrollsHeads())
    setShape(plan.tiles.size);
  if (plan.causal ? !plan.isTiled() : plan.hasMaskRows())
    setMask(/*firstRow=*/0);
  for (int64_t i = 0; i < numCredits(); ++i)
    add(Opcode::SyncCompute, {}, tokens::none, tokens::load);
  for (int64_t i = 0; i < numOutputBanks; ++i)
    add(Opcode::SyncStore, {}, tokens::none, tokens::compute);
  if (!preparesHeads() && !plan.unrollsHeads())
    pointAtHead();
  if (pointsOnce())
    pointAtBlock(turnsOfHead(/*apart=*/0).front().front());
  writeHeads(0);
  for (int64_t i = 0; i < numCredits(); ++i)
    add(Opcode::SyncLoad, {}, tokens::compute, tokens::none);
  for (int64_t i = 0; i < numOutputBanks; ++i)
    add(Opcode::SyncCompute, {}, tokens::store, tokens::none);
  return std::move(instructions);
}

std::vector<Instruction> a3::writeStream(const Plan &plan) {
  return StreamWriter(plan).write();
}
