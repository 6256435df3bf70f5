//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Schedule.h"

#include "a3/Dialect/A3ISA/IR/A3ISA.h"
#include "a3/Program/Program.h"

using namespace mlir;
using namespace mlir::a3;
using namespace mlir::a3isa;
using ::a3::Slot;

static constexpr int64_t numOutputBanks = 2;

namespace {
/// A bank of a buffer: `number`, alternating with a loop where there is one.
struct Bank {
  int64_t number = 0;
  std::optional<unsigned> level;

  int64_t rotate() const { return level ? *level + 1 : 0; }
};

/// Queries that one instruction of the stream treats: one block, or all full
/// blocks in a loop.
struct Block {
  int64_t size;
  int64_t offset; ///< Of its first query.
  Bank bank;
  bool looped;
};

struct Transfer {
  Stream stream;
  int64_t rows;
  int64_t columns;
  Bank bank;
};

/// Writes the stream of one schedule. A *group* is what the load queue does
/// for one `attend`: it waits for a token that says that the attend before the
/// previous one is done, so its banks are free, and its last load signals that
/// the data are there.
class StreamEmitter {
public:
  StreamEmitter(OpBuilder &builder, Location location, const Schedule &schedule)
      : b(builder), loc(location), schedule(schedule),
        numHeadLevels(schedule.headCounts.size()) {
    unsigned level = numHeadLevels;
    if (schedule.blocks.full > 1)
      blockLevel = level++;
    if (schedule.tiles.count() > 3)
      tileLevel = level;
  }

  void emit();

private:
  void emitHeads(unsigned level);
  void emitHead();
  void emitBlock(const Block &block);
  void emitWhole(const Block &block);
  void emitTiles(const Block &block);
  void emitTileLoop(const Block &block, Partial partial, int64_t first,
                    int64_t count);
  void emitTile(const Block &block, Partial partial, int64_t rows, Bank bank);

  void emitGroup(ArrayRef<Transfer> group, size_t waiting);
  void emitTransfer(const Transfer &transfer, Queues wait, Queues signal);
  void emitStore(const Block &block);
  void emitEmptyGroup(Queues alsoWait, Queues alsoSignal);
  void emitEmptyBlock();
  void emitEmptyHead();

  void setShape(int64_t rows);
  void setMask(int64_t firstRow);
  void pointAtBlock(const Block &block);
  void point(Stream stream, Slot slot, const Layout &layout, int64_t offset = 0,
             int64_t blockStride = 0, int64_t tileStride = 0);
  void setStride(Stream stream, std::optional<unsigned> level, int64_t bytes);

  void loop(unsigned level, int64_t count, function_ref<void()> body);
  Bank bankOfHead() const {
    return numHeadLevels ? Bank{0, numHeadLevels - 1} : Bank{};
  }
  Transfer key(int64_t rows, Bank bank) const {
    return {Stream::Key, rows, schedule.depth, bank};
  }
  Transfer value(int64_t rows, Bank bank) const {
    return {Stream::Value, rows, schedule.valueDepth, bank};
  }

  bool hasOneBlock() const { return schedule.blocks.count() == 1; }
  /// All blocks, or all tiles, are alike, so that addresses and shapes are set
  /// once and for all.
  bool hasEqualBlocks() const { return schedule.blocks.rest == 0; }
  bool hasEqualTiles() const { return schedule.tiles.rest == 0; }
  /// A mask bank belongs to a query bank, so the masks of the next tile must
  /// wait for the present one.
  bool masksWait() const { return schedule.isTiled() && schedule.bitmap; }
  /// Groups that may load before the first attend is done.
  int64_t numCredits() const { return masksWait() ? 1 : 2; }

  OpBuilder &b;
  Location loc;
  const Schedule &schedule;
  unsigned numHeadLevels;
  std::optional<unsigned> blockLevel, tileLevel;
};
} // namespace

//===----------------------------------------------------------------------===//
// Addresses and settings
//===----------------------------------------------------------------------===//

void StreamEmitter::setStride(Stream stream, std::optional<unsigned> level,
                              int64_t bytes) {
  if (level && bytes)
    SetStrideOp::create(b, loc, stream, *level, bytes);
}

void StreamEmitter::point(Stream stream, Slot slot, const Layout &layout,
                          int64_t offset, int64_t blockStride,
                          int64_t tileStride) {
  SetAddressOp::create(b, loc, stream, static_cast<uint64_t>(slot), offset);
  for (auto [level, bytes] : llvm::enumerate(layout.headStrides))
    setStride(stream, level, bytes);
  setStride(stream, blockLevel, blockStride);
  setStride(stream, tileLevel, tileStride);
}

void StreamEmitter::pointAtBlock(const Block &block) {
  int64_t queries = block.looped ? block.size : 0;
  const Layout &query = schedule.query, &output = schedule.output;
  point(Stream::Query, Slot::Query, query, block.offset * query.pitch,
        queries * query.pitch);
  point(Stream::Output, Slot::Output, output, block.offset * output.pitch,
        queries * output.pitch);
  if (schedule.bitmap && !schedule.isTiled())
    point(Stream::Mask, Slot::Mask, schedule.mask,
          block.offset * schedule.mask.pitch, queries * schedule.mask.pitch);
  // Seen from the rows of the next tile, queries stand so much earlier.
  if (schedule.causal)
    point(Stream::Position, Slot::Query, Layout(), block.offset, queries,
          -schedule.tiles.size);
}

void StreamEmitter::setShape(int64_t rows) {
  SetShapeOp::create(b, loc, rows, schedule.depth, schedule.valueDepth);
}

void StreamEmitter::setMask(int64_t firstRow) {
  int64_t offset = schedule.causal ? schedule.causalOffset - firstRow : 0;
  SetMaskOp::create(b, loc, schedule.bitmap ? Switch::On : Switch::Off,
                    schedule.causal ? Switch::On : Switch::Off, offset);
}

//===----------------------------------------------------------------------===//
// Loads and stores
//===----------------------------------------------------------------------===//

void StreamEmitter::emitTransfer(const Transfer &transfer, Queues wait,
                                 Queues signal) {
  auto create = [&]<typename Op>(const Layout &layout, Op) {
    Op::create(b, loc, transfer.rows, transfer.columns,
               transfer.rows == 1 ? 0 : layout.pitch, transfer.bank.number,
               transfer.bank.rotate(), wait, signal);
  };
  switch (transfer.stream) {
  case Stream::Key:
    return create(schedule.key, LoadKeyOp());
  case Stream::Value:
    return create(schedule.value, LoadValueOp());
  case Stream::Query:
    return create(schedule.query, LoadQueryOp());
  case Stream::Mask:
    return create(schedule.mask, LoadMaskOp());
  case Stream::Output:
    return create(schedule.output, StoreOutputOp());
  default:
    llvm_unreachable("no transfer of rows");
  }
}

/// Of the loads for one attend, `waiting` is the first that needs a free bank.
void StreamEmitter::emitGroup(ArrayRef<Transfer> group, size_t waiting) {
  for (auto [index, transfer] : llvm::enumerate(group))
    emitTransfer(transfer, index == waiting ? Queues::Compute : Queues::None,
                 index + 1 == group.size() ? Queues::Compute : Queues::None);
}

void StreamEmitter::emitStore(const Block &block) {
  emitTransfer({Stream::Output, block.size, schedule.valueDepth, block.bank},
               Queues::Compute, Queues::Compute);
}

/// Passes the tokens of a group and its attend on, without any work.
void StreamEmitter::emitEmptyGroup(Queues alsoWait, Queues alsoSignal) {
  SyncLoadOp::create(b, loc, Queues::Compute, Queues::Compute);
  SyncComputeOp::create(b, loc, Queues::Load | alsoWait,
                        Queues::Load | alsoSignal);
}

void StreamEmitter::emitEmptyBlock() {
  if (schedule.isTiled()) {
    emitEmptyGroup(Queues::Store, Queues::None);
    emitEmptyGroup(Queues::None, Queues::Store);
  } else {
    emitEmptyGroup(Queues::Store, Queues::Store);
  }
  SyncStoreOp::create(b, loc, Queues::Compute, Queues::Compute);
}

/// Two blocks are enough for the keys of the next head to find the banks of
/// the last one free.
void StreamEmitter::emitEmptyHead() {
  emitEmptyBlock();
  if (!hasOneBlock())
    emitEmptyBlock();
}

//===----------------------------------------------------------------------===//
// Loops
//===----------------------------------------------------------------------===//

void StreamEmitter::loop(unsigned level, int64_t count,
                         function_ref<void()> body) {
  OpBuilder::InsertionGuard guard(b);
  ::a3::isa::Instruction instruction{::a3::isa::Opcode::Loop};
  instruction.fields[::a3::isa::loop::level] = level;
  instruction.fields[::a3::isa::loop::count] = count;
  auto loop = LoopOp::create(b, loc, instruction);
  b.setInsertionPointToStart(&loop.getBody().front());
  body();
}

/// One attend over all rows.
void StreamEmitter::emitWhole(const Block &block) {
  int64_t rows = schedule.tiles.size;
  Bank bank = bankOfHead();
  SmallVector<Transfer> group;
  if (hasOneBlock())
    group = {key(rows, bank), value(rows, bank)};
  group.push_back({Stream::Query, block.size, schedule.depth, block.bank});
  if (schedule.bitmap)
    group.push_back({Stream::Mask, block.size, rows, block.bank});
  emitGroup(group, /*waiting=*/0);
  AttendOp::create(b, loc, block.size, Partial::Whole, bank.number,
                   bank.rotate(), block.bank.number, block.bank.rotate(),
                   Queues::Load | Queues::Store, Queues::Load | Queues::Store);
}

void StreamEmitter::emitTile(const Block &block, Partial partial, int64_t rows,
                             Bank bank) {
  SmallVector<Transfer> group = {key(rows, bank), value(rows, bank)};
  if (partial == Partial::First)
    group.push_back({Stream::Query, block.size, schedule.depth, block.bank});
  if (schedule.bitmap)
    group.push_back({Stream::Mask, block.size, rows, block.bank});
  emitGroup(group, masksWait() ? group.size() - 1 : 0);
  Queues wait = Queues::Load, signal = Queues::Load;
  if (partial == Partial::First)
    wait = wait | Queues::Store;
  if (partial == Partial::Last)
    signal = signal | Queues::Store;
  AttendOp::create(b, loc, block.size, partial, bank.number, bank.rotate(),
                   block.bank.number, block.bank.rotate(), wait, signal);
}

/// `count` tiles from tile `first` on, in a loop where there are several.
void StreamEmitter::emitTileLoop(const Block &block, Partial partial,
                                 int64_t first, int64_t count) {
  const Split &tiles = schedule.tiles;
  int64_t row = first * tiles.size;
  int64_t rows = partial == Partial::Last ? tiles.lastSize() : tiles.size;
  bool looped = count > 1;
  int64_t step = looped ? tiles.size : 0;
  if (!hasEqualTiles() && partial != Partial::Middle)
    setShape(rows);
  if (schedule.causal)
    setMask(row);
  const Layout &key = schedule.key, &value = schedule.value;
  point(Stream::Key, Slot::Key, key, row * key.pitch, 0, step * key.pitch);
  point(Stream::Value, Slot::Value, value, row * value.pitch, 0,
        step * value.pitch);
  if (schedule.bitmap) {
    int64_t pitch = schedule.mask.pitch;
    point(Stream::Mask, Slot::Mask, schedule.mask, block.offset * pitch + row,
          block.looped ? block.size * pitch : 0, step);
  }
  Bank bank{first % 2, looped ? tileLevel : std::nullopt};
  auto body = [&] { emitTile(block, partial, rows, bank); };
  if (looped)
    loop(*tileLevel, count, body);
  else
    body();
}

void StreamEmitter::emitTiles(const Block &block) {
  int64_t count = schedule.tiles.count();
  emitTileLoop(block, Partial::First, 0, 1);
  if (count > 2)
    emitTileLoop(block, Partial::Middle, 1, count - 2);
  emitTileLoop(block, Partial::Last, count - 1, 1);
  if (schedule.tiles.padded)
    emitEmptyGroup(Queues::None, Queues::None);
}

void StreamEmitter::emitBlock(const Block &block) {
  if (!hasEqualBlocks())
    pointAtBlock(block);
  auto body = [&] {
    if (schedule.isTiled())
      emitTiles(block);
    else
      emitWhole(block);
    emitStore(block);
  };
  if (block.looped)
    loop(*blockLevel, schedule.blocks.full, body);
  else
    body();
}

void StreamEmitter::emitHead() {
  LoadFormatOp::create(b, loc);
  if (!schedule.isTiled() && !hasOneBlock()) {
    // Their bank was freed by what the queries before this head waited for.
    emitTransfer(key(schedule.tiles.size, bankOfHead()), Queues::None,
                 Queues::None);
    emitTransfer(value(schedule.tiles.size, bankOfHead()), Queues::None,
                 Queues::None);
  }
  const Split &blocks = schedule.blocks;
  bool looped = blocks.full > 1;
  Bank bank = hasOneBlock() ? bankOfHead()
                            : Bank{0, looped ? blockLevel : std::nullopt};
  emitBlock({blocks.size, /*offset=*/0, bank, looped});
  if (blocks.rest)
    emitBlock({blocks.rest, blocks.full * blocks.size, Bank{blocks.full % 2},
               /*looped=*/false});
  if (blocks.padded)
    emitEmptyBlock();
}

void StreamEmitter::emitHeads(unsigned level) {
  if (level == numHeadLevels)
    return emitHead();
  int64_t count = schedule.headCounts[level];
  loop(level, count, [&] { emitHeads(level + 1); });
  // The loop around this one starts it again, in the same bank.
  if (level > 0 && level + 1 == numHeadLevels && count % 2 == 1)
    emitEmptyHead();
}

void StreamEmitter::emit() {
  if (!schedule.isTiled() || hasEqualTiles())
    setShape(schedule.tiles.size);
  if (schedule.causal ? !schedule.isTiled() : schedule.bitmap)
    setMask(/*firstRow=*/0);
  for (int64_t i = 0; i < numCredits(); ++i)
    SyncComputeOp::create(b, loc, Queues::None, Queues::Load);
  for (int64_t i = 0; i < numOutputBanks; ++i)
    SyncStoreOp::create(b, loc, Queues::None, Queues::Compute);
  point(Stream::Format, Slot::Format, schedule.format);
  if (!schedule.isTiled()) {
    point(Stream::Key, Slot::Key, schedule.key);
    point(Stream::Value, Slot::Value, schedule.value);
  }
  if (hasEqualBlocks())
    pointAtBlock({schedule.blocks.size, /*offset=*/0, Bank(),
                  /*looped=*/schedule.blocks.full > 1});
  emitHeads(0);
  for (int64_t i = 0; i < numCredits(); ++i)
    SyncLoadOp::create(b, loc, Queues::Compute, Queues::None);
  for (int64_t i = 0; i < numOutputBanks; ++i)
    SyncComputeOp::create(b, loc, Queues::Store, Queues::None);
}

void mlir::a3::emitStream(OpBuilder &builder, Location location,
                          const Schedule &schedule) {
  StreamEmitter(builder, location, schedule).emit();
}
