//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Plan.h"

#include <algorithm>
#include <functional>
#include <utility>

using namespace a3;
using namespace a3::isa;

static constexpr int64_t numOutputBanks = 2;

static bool isStart(Partial partial) {
  return partial == Partial::Whole || partial == Partial::First;
}

static bool isEnd(Partial partial) {
  return partial == Partial::Whole || partial == Partial::Last;
}

/// Queues that an instruction waits for or signals, a bit each.
using Tokens = uint8_t;
namespace tokens {
static constexpr Tokens none = 0;
static constexpr Tokens load = 1 << unsigned(Queue::Load);
static constexpr Tokens compute = 1 << unsigned(Queue::Compute);
static constexpr Tokens store = 1 << unsigned(Queue::Store);
} // namespace tokens

namespace {
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

struct Transfer {
  Stream stream;
  int64_t rows;
  int64_t columns;
  Bank bank;
};

/// Writes the stream of one plan. A *group* is what the load queue does
/// for one `attend`: it waits for a token that says that the attend before the
/// previous one is done, so its banks are free, and its last load signals that
/// the data are there.
class StreamWriter {
public:
  explicit StreamWriter(const Plan &plan)
      : plan(plan), numHeadLevels(unsigned(plan.headCounts.size())) {
    unsigned level = numHeadLevels;
    if (plan.blocks.full > 1)
      blockLevel = level++;
    if (plan.tiles.count() > 3)
      tileLevel = level;
  }

  std::vector<Instruction> write();

private:
  /// Appends an instruction; `fields` are in the order of the table.
  void add(Opcode opcode, std::initializer_list<int64_t> fields,
           Tokens wait = tokens::none, Tokens signal = tokens::none);

  void writeHeads(unsigned level);
  void writeHeadsAhead(unsigned level);
  void writeHead();
  void writeHeadAhead(Bank next);
  void pointAtFormat(int64_t ahead);
  void forgetFormat();
  void readRange(MeasuredOperand operand, int64_t ahead);
  void loadFormat(int64_t ahead);
  void loadRows(Stream stream, int64_t ahead, Bank bank);
  std::vector<Turn> listTurns(size_t apart) const;
  Block blockAt(int64_t number, int64_t count) const;
  Turn pairAt(int64_t first, int64_t count) const;
  void writeTurn(const Turn &turn);
  void writeTurns();
  void writeWhole(const Block &block);
  void writeAttend(const Block &block, Partial partial, Bank bank);
  int64_t countVisibleTiles(const Turn &turn) const;
  void writeTiles(const Turn &turn);
  void writeEmptyTile();
  void finishHead();
  void writeTileLoop(const Turn &turn, Partial partial, int64_t first,
                     int64_t count);
  void writeTile(const Block &block, Partial partial, int64_t rows, Bank bank);

  void writeGroup(const std::vector<Transfer> &group, size_t waiting);
  std::pair<Opcode, const Layout *> transferOf(Stream stream) const;
  void writeTransfer(const Transfer &transfer, Tokens wait, Tokens signal);
  void writeStore(const Block &block);
  void writeEmptyGroup(Tokens alsoWait, Tokens alsoSignal);
  void writeEmptyBlock();
  void writeEmptyHead();

  void setShape(int64_t rows);
  int64_t iterationsOf(int64_t rows) const;
  void setMask(int64_t firstRow);
  void pointAtBlock(const Block &block);
  void pointAtQuery(const Block &block);
  void pointAtOutput(const Block &block);
  void pointAtPosition(const Block &block);
  void pointAtMask(const Block &block, int64_t row, int64_t tileStride);
  void pointAtMember(const Block &block, Partial partial, int64_t row,
                     int64_t tileStride);
  void point(Stream stream, Slot slot, const Layout &layout, int64_t offset = 0,
             int64_t blockStride = 0, int64_t tileStride = 0);
  void setStride(Stream stream, std::optional<unsigned> level, int64_t bytes);

  void loop(unsigned level, int64_t count, const std::function<void()> &body);
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
           plan.reuse == Reuse::None && !preparesHeads();
  }
  bool hasEqualTiles() const { return plan.tiles.rest == 0; }
  /// A mask bank belongs to a query bank, so the masks of the next tile must
  /// wait for the present one, unless other queries come between.
  bool masksWait() const {
    return plan.isTiled() && plan.bitmap && !plan.pairsBlocks();
  }
  /// Groups that may load before the first attend is done.
  int64_t numCredits() const { return masksWait() ? 1 : 2; }

  const Plan &plan;
  std::vector<Instruction> instructions;
  unsigned numHeadLevels;
  /// Where code stands outside the innermost loop over heads: which head of it,
  /// and the bank of its keys.
  int64_t head = 0;
  std::optional<Bank> presentBank;
  /// The head whose format the machine has, and the one at whose record the
  /// format stream points, if that is known here.
  std::optional<int64_t> formatAhead, pointedAhead;
  std::optional<unsigned> blockLevel, tileLevel;
  /// Of a head so far, where turns differ in their tiles.
  int64_t tilesBefore = 0;
};
} // namespace

void StreamWriter::add(Opcode opcode, std::initializer_list<int64_t> fields,
                       Tokens wait, Tokens signal) {
  Instruction instruction{opcode, wait, signal};
  std::ranges::copy(fields, instruction.fields.begin());
  instructions.push_back(instruction);
}

//===----------------------------------------------------------------------===//
// Addresses and settings
//===----------------------------------------------------------------------===//

void StreamWriter::setStride(Stream stream, std::optional<unsigned> level,
                             int64_t bytes) {
  if (level && bytes)
    add(Opcode::SetStride, {int64_t(stream), *level, bytes});
}

void StreamWriter::point(Stream stream, Slot slot, const Layout &layout,
                         int64_t offset, int64_t blockStride,
                         int64_t tileStride) {
  if (!layout.headStrides.empty())
    offset += head * layout.headStrides.back();
  add(Opcode::SetAddress, {int64_t(stream), int64_t(slot), offset});
  for (unsigned level = 0; level < layout.headStrides.size(); ++level)
    setStride(stream, level, layout.headStrides[level]);
  setStride(stream, blockLevel, blockStride);
  setStride(stream, tileLevel, tileStride);
}

void StreamWriter::pointAtQuery(const Block &block) {
  point(Stream::Query, Slot::Query, plan.query, block.bytesTo(plan.query),
        block.stride() * plan.query.pitch);
}

void StreamWriter::pointAtOutput(const Block &block) {
  point(Stream::Output, Slot::Output, plan.output, block.bytesTo(plan.output),
        block.stride() * plan.output.pitch);
}

/// Seen from the rows of the next tile, queries stand so much earlier.
void StreamWriter::pointAtPosition(const Block &block) {
  if (plan.causal)
    point(Stream::Position, Slot::Query, Layout(), block.offset, block.stride(),
          -plan.tiles.size);
}

/// At the part of its masks for the tile that begins with `row`.
void StreamWriter::pointAtMask(const Block &block, int64_t row,
                               int64_t tileStride) {
  if (plan.bitmap)
    point(Stream::Mask, Slot::Mask, plan.mask, block.bytesTo(plan.mask) + row,
          block.stride() * plan.mask.pitch, tileStride);
}

void StreamWriter::pointAtBlock(const Block &block) {
  pointAtQuery(block);
  pointAtOutput(block);
  if (!plan.isTiled())
    pointAtMask(block, /*row=*/0, /*tileStride=*/0);
  pointAtPosition(block);
}

/// What one of two blocks needs at its turn.
void StreamWriter::pointAtMember(const Block &block, Partial partial,
                                 int64_t row, int64_t tileStride) {
  if (isStart(partial))
    pointAtQuery(block);
  pointAtMask(block, row, tileStride);
  pointAtPosition(block);
}

void StreamWriter::setShape(int64_t rows) {
  add(Opcode::SetShape, {rows, plan.depth, plan.valueDepth});
  if (plan.isApproximate())
    add(Opcode::SetApproximation, {iterationsOf(rows), plan.threshold});
}

/// A tile's share of M, rounded up so that each gets candidates.
int64_t StreamWriter::iterationsOf(int64_t rows) const {
  return (plan.iterations * rows + plan.rows - 1) / plan.rows;
}

void StreamWriter::setMask(int64_t firstRow) {
  int64_t offset = plan.causal ? plan.causalOffset - firstRow : 0;
  add(Opcode::SetMask, {plan.bitmap, plan.causal, offset});
}

//===----------------------------------------------------------------------===//
// Loads and stores
//===----------------------------------------------------------------------===//

std::pair<Opcode, const Layout *>
StreamWriter::transferOf(Stream stream) const {
  switch (stream) {
  case Stream::Key:
    return {Opcode::LoadKey, &plan.key};
  case Stream::Value:
    return {Opcode::LoadValue, &plan.value};
  case Stream::Query:
    return {Opcode::LoadQuery, &plan.query};
  case Stream::Mask:
    return {Opcode::LoadMask, &plan.mask};
  default:
    return {Opcode::StoreOutput, &plan.output};
  }
}

void StreamWriter::writeTransfer(const Transfer &transfer, Tokens wait,
                                 Tokens signal) {
  auto [opcode, layout] = transferOf(transfer.stream);
  add(opcode,
      {transfer.rows, transfer.columns, transfer.rows == 1 ? 0 : layout->pitch,
       transfer.bank.number, transfer.bank.rotate()},
      wait, signal);
  // In the same queue, so what waits for the loads waits for the sort too.
  if (transfer.stream == Stream::Key && plan.iterations > 0)
    add(Opcode::SortKey, {transfer.bank.number, transfer.bank.rotate()});
}

/// Of the loads for one attend, `waiting` is the first that needs a free bank;
/// where none does, the queue waits for the tokens' sake.
void StreamWriter::writeGroup(const std::vector<Transfer> &group,
                              size_t waiting) {
  for (size_t index = 0; index < group.size(); ++index) {
    bool isLast = index + 1 == group.size() && waiting <= index;
    writeTransfer(group[index],
                  index == waiting ? tokens::compute : tokens::none,
                  isLast ? tokens::compute : tokens::none);
  }
  if (waiting >= group.size())
    add(Opcode::SyncLoad, {}, tokens::compute, tokens::compute);
}

void StreamWriter::writeStore(const Block &block) {
  if (block.size == 0)
    return add(Opcode::SyncStore, {}, tokens::compute, tokens::compute);
  writeTransfer({Stream::Output, block.size, plan.valueDepth, block.bank},
                tokens::compute, tokens::compute);
}

/// Passes the tokens of a group and its attend on, without any work.
void StreamWriter::writeEmptyGroup(Tokens alsoWait, Tokens alsoSignal) {
  add(Opcode::SyncLoad, {}, tokens::compute, tokens::compute);
  add(Opcode::SyncCompute, {}, tokens::load | alsoWait,
      tokens::load | alsoSignal);
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

//===----------------------------------------------------------------------===//
// Loops
//===----------------------------------------------------------------------===//

void StreamWriter::loop(unsigned level, int64_t count,
                        const std::function<void()> &body) {
  size_t start = instructions.size();
  add(Opcode::Loop, {level, count});
  body();
  instructions[start].fields[loop::length] =
      int64_t(instructions.size() - start - 1);
}

/// Waits for its loads, and the first of a block for a free output bank too;
/// says that its banks are free, and the last that there is something to store.
void StreamWriter::writeAttend(const Block &block, Partial partial, Bank bank) {
  add(Opcode::Attend,
      {block.size, int64_t(partial), bank.number, bank.rotate(),
       block.bank.number, block.bank.rotate()},
      isStart(partial) ? tokens::load | tokens::store : tokens::load,
      isEnd(partial) ? tokens::load | tokens::store : tokens::load);
}

/// One attend over all rows.
void StreamWriter::writeWhole(const Block &block) {
  int64_t rows = plan.tiles.size;
  Bank bank = bankOfHead();
  std::vector<Transfer> group;
  if (hasOneBlock())
    group = {key(rows, bank), value(rows, bank)};
  group.push_back({Stream::Query, block.size, plan.depth, block.bank});
  if (plan.bitmap)
    group.push_back({Stream::Mask, block.size, rows, block.bank});
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
  if (plan.bitmap)
    group.push_back({Stream::Mask, block.size, rows, block.bank});
  // Where blocks take turns, the tile's bank is free once the turn comes round.
  size_t waiting = masksWait()                        ? group.size() - 1
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
  const Layout &key = plan.key, &value = plan.value;
  point(Stream::Key, Slot::Key, key, row * key.pitch, 0, step * key.pitch);
  point(Stream::Value, Slot::Value, value, row * value.pitch, 0,
        step * value.pitch);
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

/// How many of the tiles a turn's queries see any row of; at least one.
int64_t StreamWriter::countVisibleTiles(const Turn &turn) const {
  int64_t rows = plan.rows;
  if (plan.skipsHiddenTiles) {
    rows = 1;
    for (const Block &block : turn)
      rows = std::max(rows, block.offset + block.size + plan.causalOffset);
  }
  int64_t tiles = (rows + plan.tiles.size - 1) / plan.tiles.size;
  return std::min(tiles, plan.tiles.count());
}

/// Passes the bank of a tile by.
void StreamWriter::writeEmptyTile() {
  for (int64_t i = 0; i < (plan.pairsBlocks() ? 2 : 1); ++i)
    writeEmptyGroup(tokens::none, tokens::none);
}

void StreamWriter::writeTiles(const Turn &turn) {
  int64_t count = countVisibleTiles(turn);
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
    tilesBefore += countVisibleTiles(turn);
}

/// Block number `number` of a head, the first of `count` in a loop.
Block StreamWriter::blockAt(int64_t number, int64_t count) const {
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
  if (hasOneBlock())
    block.bank = bankOfHead();
  else if (count > 1)
    block.bank.level = blockLevel;
  return block;
}

/// Blocks number `first` and the next, or only the place of one, the first of
/// `count` pairs in a loop.
Turn StreamWriter::pairAt(int64_t first, int64_t count) const {
  Turn turn;
  for (int64_t i = 0; i < 2; ++i) {
    Block block = blockAt(first + i, count);
    block.bank = {i};
    block.step *= 2;
    turn.push_back(block);
  }
  return turn;
}

/// The turns of a head: some one by one, then full blocks in loops, and what is
/// left.
std::vector<Turn> StreamWriter::listTurns(size_t apart) const {
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

/// The heads from here on count from another one.
void StreamWriter::forgetFormat() {
  formatAhead.reset();
  pointedAhead.reset();
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
    point(Stream::Key, Slot::Key, plan.key);
    writeTransfer(key(rows, bank), tokens::none, tokens::none);
  } else {
    point(Stream::Value, Slot::Value, plan.value);
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
  for (const Turn &turn : listTurns(/*apart=*/0))
    writeTurn(turn);
  finishHead();
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
  std::vector<Turn> turns = listTurns(/*apart=*/parts);
  auto comesAfter = [&](size_t turn, size_t part) {
    return turn == std::min(turns.size() - 1, part);
  };
  forgetFormat();
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
  if (count > 2)
    loop(level, count - 1, [&] { writeHeadAhead(Bank{1, level}); });
  if (count == 2) {
    presentBank = Bank{0};
    writeHeadAhead(Bank{1});
  }
  head = count - 1;
  presentBank = Bank{head % 2};
  forgetFormat();
  loadFormat(0);
  writeTurns();
  head = 0;
  presentBank.reset();
}

void StreamWriter::writeHeads(unsigned level) {
  if (level == numHeadLevels)
    return writeHead();
  int64_t count = plan.headCounts[level];
  if (preparesHeads() && level + 1 == numHeadLevels)
    writeHeadsAhead(level);
  else
    loop(level, count, [&] { writeHeads(level + 1); });
  // The loop around this one starts it again, in the same bank.
  if (level > 0 && level + 1 == numHeadLevels && count % 2 == 1 &&
      !plan.pairsBlocks())
    writeEmptyHead();
}

std::vector<Instruction> StreamWriter::write() {
  if (!plan.isTiled() || hasEqualTiles())
    setShape(plan.tiles.size);
  if (plan.causal ? !plan.isTiled() : plan.bitmap)
    setMask(/*firstRow=*/0);
  for (int64_t i = 0; i < numCredits(); ++i)
    add(Opcode::SyncCompute, {}, tokens::none, tokens::load);
  for (int64_t i = 0; i < numOutputBanks; ++i)
    add(Opcode::SyncStore, {}, tokens::none, tokens::compute);
  if (!preparesHeads()) {
    point(Stream::Format, Slot::Format, plan.format);
    if (!plan.isTiled()) {
      point(Stream::Key, Slot::Key, plan.key);
      point(Stream::Value, Slot::Value, plan.value);
    }
    if (pointsOnce())
      pointAtBlock(listTurns(/*apart=*/0).front().front());
  }
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
