//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "StreamBuilder.h"

#include <algorithm>

using namespace a3;
using namespace a3::isa;

StreamBuilder::StreamBuilder(const Plan &plan)
    : plan(plan), numHeadLevels(unsigned(plan.headCounts.size())) {
  unsigned level = numHeadLevels;
  if (plan.blocks.full > 1)
    blockLevel = level++;
  if (plan.tiles.count() > 3)
    tileLevel = level;
}

void StreamBuilder::add(Opcode opcode, std::initializer_list<int64_t> fields,
                        Tokens wait, Tokens signal) {
  Instruction instruction{opcode, wait, signal};
  std::ranges::copy(fields, instruction.fields.begin());
  instructions.push_back(instruction);
}

void StreamBuilder::loop(unsigned level, int64_t count,
                         const std::function<void()> &body) {
  size_t start = instructions.size();
  add(Opcode::Loop, {level, count});
  body();
  instructions[start].fields[loop::length] =
      int64_t(instructions.size() - start - 1);
}

//===----------------------------------------------------------------------===//
// Addresses and settings
//===----------------------------------------------------------------------===//

void StreamBuilder::setStride(Stream stream, std::optional<unsigned> level,
                              int64_t bytes) {
  if (level && bytes)
    add(Opcode::SetStride, {int64_t(stream), *level, bytes});
}

void StreamBuilder::point(Stream stream, Slot slot, const Layout &layout,
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

void StreamBuilder::pointAtQuery(const Block &block) {
  point(Stream::Query, Slot::Query, plan.query, block.bytesTo(plan.query),
        block.stride() * plan.query.pitch);
}

void StreamBuilder::pointAtOutput(const Block &block) {
  point(Stream::Output, Slot::Output, plan.output, block.bytesTo(plan.output),
        block.stride() * plan.output.pitch);
}

/// Seen from the rows of the next tile, queries stand so much earlier.
void StreamBuilder::pointAtPosition(const Block &block) {
  if (plan.causal)
    point(Stream::Position, Slot::Query, Layout(), block.offset, block.stride(),
          -plan.tiles.size);
}

/// At the part of its masks and biases for the tile that begins with `row`.
void StreamBuilder::pointAtMask(const Block &block, int64_t row,
                                int64_t tileStride) {
  constexpr int64_t bytes = sizeof(float);
  if (plan.hasBias)
    point(Stream::Bias, Slot::Bias, plan.bias,
          block.bytesTo(plan.bias) + row * bytes,
          block.stride() * plan.bias.pitch, tileStride * bytes);
  if (plan.bitmap)
    point(Stream::Mask, Slot::Mask, plan.mask, block.bytesTo(plan.mask) + row,
          block.stride() * plan.mask.pitch, tileStride);
}

/// At the rows of the tile that begins with `row`, `step` rows before the next
/// one of a loop.
void StreamBuilder::pointAtKeys(int64_t row, int64_t step) {
  point(Stream::Key, Slot::Key, plan.key, row * plan.key.pitch, 0,
        step * plan.key.pitch);
  constexpr int64_t bytes = sizeof(uint16_t);
  if (plan.hasSortedRows)
    point(Stream::SortedRows, Slot::SortedRows, plan.sortedRows, row * bytes, 0,
          step * bytes);
}

void StreamBuilder::pointAtValues(int64_t row, int64_t step) {
  point(Stream::Value, Slot::Value, plan.value, row * plan.value.pitch, 0,
        step * plan.value.pitch);
}

void StreamBuilder::pointAtBlock(const Block &block) {
  pointAtQuery(block);
  pointAtOutput(block);
  if (!plan.isTiled())
    pointAtMask(block, /*row=*/0, /*tileStride=*/0);
  pointAtPosition(block);
}

/// What one of two blocks needs at its turn.
void StreamBuilder::pointAtMember(const Block &block, Partial partial,
                                  int64_t row, int64_t tileStride) {
  if (isStart(partial))
    pointAtQuery(block);
  pointAtMask(block, row, tileStride);
  pointAtPosition(block);
}

void StreamBuilder::setShape(int64_t rows) {
  add(Opcode::SetShape, {rows, plan.depth, plan.valueDepth});
  if (plan.unrollsHeads() || !selection().isExact())
    add(Opcode::SetApproximation, {iterationsOf(rows), selection().threshold});
}

const Selection &StreamBuilder::selection() const {
  return plan.selections[size_t(head) % plan.selections.size()];
}

/// A tile's share of M, rounded up so that each gets candidates.
int64_t StreamBuilder::iterationsOf(int64_t rows) const {
  return (selection().iterations * rows + plan.rows - 1) / plan.rows;
}

void StreamBuilder::setMask(int64_t firstRow) {
  int64_t offset = plan.causal ? plan.causalOffset - firstRow : 0;
  add(Opcode::SetMask, {plan.bitmap, plan.causal, offset, plan.hasBias});
}

//===----------------------------------------------------------------------===//
// Loads and stores
//===----------------------------------------------------------------------===//

std::pair<Opcode, const Layout *>
StreamBuilder::transferOf(Stream stream) const {
  switch (stream) {
  case Stream::Key:
    return {Opcode::LoadKey, &plan.key};
  case Stream::Value:
    return {Opcode::LoadValue, &plan.value};
  case Stream::Query:
    return {Opcode::LoadQuery, &plan.query};
  case Stream::Mask:
    return {Opcode::LoadMask, &plan.mask};
  case Stream::Bias:
    return {Opcode::LoadBias, &plan.bias};
  default:
    return {Opcode::StoreOutput, &plan.output};
  }
}

/// Brings the columns of keys that were loaded into order.
void StreamBuilder::writeSort(const Transfer &keys) {
  if (plan.hasSortedRows)
    add(Opcode::LoadSorted,
        {keys.rows, keys.columns, keys.columns == 1 ? 0 : plan.sortedRows.pitch,
         keys.bank.number, keys.bank.rotate()});
  else
    add(Opcode::SortKey, {keys.bank.number, keys.bank.rotate()});
}

void StreamBuilder::writeTransfer(const Transfer &transfer, Tokens wait,
                                  Tokens signal) {
  auto [opcode, layout] = transferOf(transfer.stream);
  add(opcode,
      {transfer.rows, transfer.columns, transfer.rows == 1 ? 0 : layout->pitch,
       transfer.bank.number, transfer.bank.rotate()},
      wait, signal);
  // In the same queue, so what waits for the loads waits for the sort too.
  if (transfer.stream == Stream::Key && selection().iterations > 0)
    writeSort(transfer);
}

void StreamBuilder::writeGroup(const std::vector<Transfer> &group,
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

void StreamBuilder::writeStore(const Block &block) {
  if (block.size == 0)
    return add(Opcode::SyncStore, {}, tokens::compute, tokens::compute);
  writeTransfer({Stream::Output, block.size, plan.valueDepth, block.bank},
                tokens::compute, tokens::compute);
}

/// Passes the tokens of a group and its attend on, without any work.
void StreamBuilder::writeEmptyGroup(Tokens alsoWait, Tokens alsoSignal) {
  add(Opcode::SyncLoad, {}, tokens::compute, tokens::compute);
  add(Opcode::SyncCompute, {}, tokens::load | alsoWait,
      tokens::load | alsoSignal);
}

/// Waits for its loads, and the first of a block for a free output bank too;
/// says that its banks are free, and the last that there is something to store.
void StreamBuilder::writeAttend(const Block &block, Partial partial,
                                Bank bank) {
  add(Opcode::Attend,
      {block.size, int64_t(partial), bank.number, bank.rotate(),
       block.bank.number, block.bank.rotate()},
      isStart(partial) ? tokens::load | tokens::store : tokens::load,
      isEnd(partial) ? tokens::load | tokens::store : tokens::load);
}
