//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Dialect/A3ISA/IR/A3ISA.h"

#include "InstructionAssembly.h"

#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace mlir::a3isa;
using ::a3::isa::Instruction;
using ::a3::isa::numQueues;
using ::a3::isa::queueNames;

#define GET_OP_CLASSES
#include "a3/Dialect/A3ISA/IR/A3ISAOps.cpp.inc"

//===----------------------------------------------------------------------===//
// All instructions
//===----------------------------------------------------------------------===//

int64_t a3isa::countInstructions(Region &region) {
  int64_t count = 0;
  region.walk([&](InstructionOpInterface) { ++count; });
  return count;
}

LogicalResult a3isa::verifyInstruction(Operation *op) {
  auto instruction = cast<InstructionOpInterface>(op).getInstruction();
  auto fields = getInfo(op->getName()).fields;
  for (auto [field, value] : llvm::zip_first(fields, instruction.fields))
    if (!::a3::isa::fits(field, value))
      return op->emitOpError()
             << "needs " << field.name << " = " << value
             << ", which does not fit into the " << field.bits
             << (field.isSigned ? " signed" : "") << " bits of that field";
  return success();
}

template <typename Op>
static Operation *createIf(StringRef name, OpBuilder &builder, Location loc,
                           const Instruction &instruction) {
  if constexpr (Op::template hasTrait<InstructionOpInterface::Trait>())
    if (name == Op::getOperationName())
      return Op::create(builder, loc, instruction);
  return nullptr;
}

template <typename... Ops>
static Operation *createAny(OpBuilder &builder, Location loc,
                            const Instruction &instruction) {
  std::string name = "a3isa." + std::string(lookup(instruction.opcode)->name);
  Operation *op = nullptr;
  (void)((op = createIf<Ops>(name, builder, loc, instruction)) || ...);
  return op;
}

Operation *a3isa::buildInstruction(OpBuilder &builder, Location location,
                                   const Instruction &instruction) {
  return createAny<
#define GET_OP_LIST
#include "a3/Dialect/A3ISA/IR/A3ISAOps.cpp.inc"
      >(builder, location, instruction);
}

LogicalResult a3isa::buildInstructions(OpBuilder &builder, Location location,
                                       ArrayRef<Instruction> stream) {
  OpBuilder::InsertionGuard guard(builder);
  for (size_t i = 0; i < stream.size(); ++i) {
    const Instruction &instruction = stream[i];
    const ::a3::isa::InstructionInfo *info = lookup(instruction.opcode);
    if (info->queue == ::a3::isa::Queue::Fetch &&
        (instruction.wait || instruction.signal))
      return emitError(location)
             << "instruction " << i << ", " << info->name
             << ", belongs to the fetch unit, which has no tokens";
    Operation *op = buildInstruction(builder, location, instruction);
    auto loop = dyn_cast<LoopOp>(op);
    if (!loop)
      continue;
    size_t length = instruction.fields[::a3::isa::loop::length];
    OpBuilder body = OpBuilder::atBlockBegin(&loop.getBody().front());
    if (failed(buildInstructions(body, location, stream.slice(i + 1, length))))
      return failure();
    i += length;
  }
  return success();
}

//===----------------------------------------------------------------------===//
// Regions of instructions
//===----------------------------------------------------------------------===//

static LogicalResult verifyOnlyInstructions(Operation *op) {
  for (Operation &nested : op->getRegion(0).front())
    if (!isa<InstructionOpInterface>(nested))
      return op->emitOpError() << "holds instructions only, but '"
                               << nested.getName() << "' is none";
  return success();
}

namespace {
/// Tokens that one pass over a body leaves behind, by sender and receiver.
/// Loops in it leave none.
using TokenBalance = std::array<std::array<int64_t, numQueues>, numQueues>;
} // namespace

static TokenBalance getTokenBalance(Region &body) {
  TokenBalance balance = {};
  for (auto op : body.getOps<InstructionOpInterface>()) {
    auto queue = size_t(getInfo(op->getName()).queue);
    Instruction instruction = op.getInstruction();
    for (size_t other = 0; other < numQueues; ++other) {
      if (instruction.signal >> other & 1)
        ++balance[queue][other];
      if (instruction.wait >> other & 1)
        --balance[other][queue];
    }
  }
  return balance;
}

static LogicalResult verifyNesting(LoopOp op) {
  for (auto outer = op->getParentOfType<LoopOp>(); outer;
       outer = outer->getParentOfType<LoopOp>())
    if (outer.getLevel() == op.getLevel())
      return op.emitOpError()
             << "has level " << op.getLevel() << " as a loop around it has";
  return success();
}

LogicalResult LoopOp::verifyRegions() {
  if (failed(verifyOnlyInstructions(*this)) || failed(verifyNesting(*this)))
    return failure();
  if (getCount() == 0)
    return emitOpError("needs a count of at least 1");
  if (getBody().front().empty())
    return emitOpError("needs at least one instruction to repeat");
  Operation &last = getBody().front().back();
  if (!isa<LoopOp>(last) &&
      getInfo(last.getName()).queue == ::a3::isa::Queue::Fetch)
    return emitOpError("must not end with an instruction of the fetch unit, "
                       "but ends with '")
           << last.getName() << "'";
  TokenBalance balance = getTokenBalance(getBody());
  for (size_t from = 0; from < numQueues; ++from)
    for (size_t to = 0; to < numQueues; ++to)
      if (int64_t left = balance[from][to])
        return emitOpError()
               << "signals " << std::abs(left)
               << (left > 0 ? " more" : " fewer") << " tokens from "
               << queueNames[from] << " to " << queueNames[to]
               << " than it waits for in each iteration";
  return success();
}

//===----------------------------------------------------------------------===//
// SiteOp
//===----------------------------------------------------------------------===//

void SiteOp::build(OpBuilder &builder, OperationState &state, StringRef name,
                   APFloat scale) {
  auto &properties = state.getOrAddProperties<Properties>();
  properties.sym_name = builder.getStringAttr(name);
  properties.scale = builder.getFloatAttr(builder.getF32Type(), scale);
  state.addRegion()->emplaceBlock();
}

static void appendStream(Region &body, SmallVectorImpl<Instruction> &stream) {
  for (auto op : body.getOps<InstructionOpInterface>()) {
    stream.push_back(op.getInstruction());
    for (Region &nested : op->getRegions())
      appendStream(nested, stream);
  }
}

SmallVector<Instruction> SiteOp::getStream() {
  SmallVector<Instruction> stream;
  appendStream(getBody(), stream);
  return stream;
}

LogicalResult SiteOp::verify() {
  if (!getScale().isFinite())
    return emitOpError("scale must be finite");
  if (getM().has_value() != getT().has_value())
    return emitOpError("needs both m and t, or neither");
  if (std::optional<DenseElementsAttr> formats = getFormats()) {
    ArrayRef<int64_t> shape = formats->getType().getShape();
    if (shape.size() != 2 || shape.back() != 4)
      return emitOpError("formats need four factors a head, but have type ")
             << formats->getType();
  }
  return success();
}

LogicalResult SiteOp::verifyRegions() {
  if (failed(verifyOnlyInstructions(*this)))
    return failure();
  TokenBalance balance = getTokenBalance(getBody());
  for (size_t from = 0; from < numQueues; ++from)
    for (size_t to = 0; to < numQueues; ++to)
      if (int64_t left = balance[from][to]; left < 0)
        return emitOpError() << "waits for " << -left << " more tokens from "
                             << queueNames[from] << " to " << queueNames[to]
                             << " than it signals";
  return success();
}
