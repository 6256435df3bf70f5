//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Conversion/HostCode/EntryFunction.h"
#include "a3/Conversion/HostCode/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/MemRef/Transforms/Passes.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Transforms/Passes.h"

namespace mlir::a3 {
#define GEN_PASS_DEF_A3HOSTSIGNATURE
#include "a3/Conversion/HostCode/Passes.h.inc"
} // namespace mlir::a3

using namespace mlir;
using namespace mlir::a3;

namespace {
/// The memref of a tensor that is an input or a result.
FailureOr<MemRefType> getBufferType(func::FuncOp entry, Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  if (!tensor)
    return entry.emitError("inputs and results must be ranked tensors, but one "
                           "is ")
           << type;
  return MemRefType::get(tensor.getShape(), tensor.getElementType());
}

/// Moves the memory of a result up to where its sizes are known, so that what
/// computes the result can write there.
class Hoisting {
public:
  explicit Hoisting(Block &block) : block(block) {}

  /// The call and the view of its memory.
  void hoist(func::CallOp call, Operation *view) {
    moved.clear();
    collect(view);
    collect(call);
    Operation *last = nullptr;
    for (Operation *op : moved)
      for (Value operand : op->getOperands())
        last = later(last, getSource(operand));
    SmallVector<Operation *> order(moved.begin(), moved.end());
    llvm::sort(order, [](Operation *left, Operation *right) {
      return left->isBeforeInBlock(right);
    });
    for (Operation *op : order) {
      if (last && op->isBeforeInBlock(last))
        continue;
      if (last)
        op->moveAfter(last);
      else
        op->moveBefore(&block, block.begin());
      last = op;
    }
  }

private:
  void collect(Operation *op) {
    if (!moved.insert(op))
      return;
    for (Value operand : op->getOperands())
      if (Operation *source = operand.getDefiningOp();
          source && isMovable(source))
        collect(source);
  }

  /// Arithmetic on sizes, which costs and changes nothing.
  bool isMovable(Operation *op) const {
    return op->getBlock() == &block && isMemoryEffectFree(op) &&
           op->getNumRegions() == 0 &&
           llvm::all_of(op->getResultTypes(),
                        [](Type type) { return type.isIntOrIndex(); }) &&
           !isa<tensor::ExtractOp>(op);
  }

  /// What has to come before; null for an argument and what moves as well.
  Operation *getSource(Value value) const {
    Operation *op = value.getDefiningOp();
    return op && !moved.contains(op) ? op : nullptr;
  }

  static Operation *later(Operation *left, Operation *right) {
    if (!left || !right)
      return left ? left : right;
    return left->isBeforeInBlock(right) ? right : left;
  }

  Block &block;
  SetVector<Operation *> moved;
};

struct HostSignature : a3::impl::A3HostSignatureBase<HostSignature> {
  void getDependentDialects(DialectRegistry &registry) const override {
    A3HostSignatureBase::getDependentDialects(registry);
    memref::createResolveShapedTypeResultDimsPass()->getDependentDialects(
        registry);
  }

  void runOnOperation() override {
    FailureOr<func::FuncOp> entry = getEntryFunction(getOperation());
    if (failed(entry) || failed(convertInputs(*entry)) ||
        failed(convertResults(*entry)) || failed(hoistResults(*entry)))
      return signalPassFailure();
  }

private:
  LogicalResult convertInputs(func::FuncOp entry) {
    OpBuilder builder = OpBuilder::atBlockBegin(&entry.front());
    numInputs = 0;
    makesOutputs = false;
    SmallVector<BlockArgument> inputs(entry.getArguments());
    for (BlockArgument argument : inputs) {
      if (isa<MemRefType>(argument.getType()))
        continue;
      FailureOr<MemRefType> type = getBufferType(entry, argument.getType());
      if (failed(type))
        return failure();
      ++numInputs;
      Type tensorType = argument.getType();
      Operation *view = nullptr;
      Value buffer = argument;
      if (type->hasStaticShape()) {
        argument.setType(*type);
      } else {
        argument.setType(getBytesType(entry.getContext()));
        view = viewInput(entry, builder, argument, *type);
        buffer = view->getResult(0);
      }
      auto tensor = bufferization::ToTensorOp::create(
          builder, argument.getLoc(), tensorType, buffer, /*restrict=*/true);
      SmallPtrSet<Operation *, 2> except = {tensor.getOperation()};
      if (view)
        except.insert(view);
      argument.replaceAllUsesExcept(tensor, except);
    }
    (void)entry.insertArgument(
        0, LLVM::LLVMPointerType::get(entry.getContext()), {}, entry.getLoc());
    return success();
  }

  /// An input of sizes that are arguments of their own, the last ones.
  static Operation *viewInput(func::FuncOp entry, OpBuilder &builder,
                              BlockArgument argument, MemRefType type) {
    SmallVector<Value> sizes;
    for (int64_t dim = 0; dim < type.getNumDynamicDims(); ++dim)
      sizes.push_back(appendArgument(entry, builder.getIndexType()));
    Value start = arith::ConstantIndexOp::create(builder, argument.getLoc(), 0);
    return memref::ViewOp::create(builder, argument.getLoc(), type, argument,
                                  start, sizes);
  }

  LogicalResult convertResults(func::FuncOp entry) {
    Operation *terminator = entry.front().getTerminator();
    OpBuilder builder(terminator);
    unsigned position = 1 + numInputs;
    for (auto [index, value] : llvm::enumerate(terminator->getOperands())) {
      FailureOr<MemRefType> type = getBufferType(entry, value.getType());
      if (failed(type))
        return failure();
      Value buffer;
      if (type->hasStaticShape()) {
        (void)entry.insertArgument(position, *type, {}, entry.getLoc());
        buffer = entry.getArgument(position++);
      } else {
        buffer = makeOutput(entry, builder, index, value, *type);
      }
      bufferization::MaterializeInDestinationOp::create(
          builder, terminator->getLoc(), /*result=*/Type(), value, buffer,
          /*restrict=*/true, /*writable=*/true);
    }
    terminator->setOperands({});
    entry.setType(
        builder.getFunctionType(entry.front().getArgumentTypes(), TypeRange()));
    entry.setResAttrsAttr(nullptr);
    return success();
  }

  Value makeOutput(func::FuncOp entry, OpBuilder &builder, int64_t index,
                   Value value, MemRefType type) {
    Location loc = value.getLoc();
    SmallVector<Value> sizes, unknown;
    for (auto [dim, size] : llvm::enumerate(type.getShape())) {
      if (ShapedType::isDynamic(size)) {
        unknown.push_back(tensor::DimOp::create(builder, loc, value, dim));
        sizes.push_back(unknown.back());
      } else {
        sizes.push_back(arith::ConstantIndexOp::create(builder, loc, size));
      }
    }
    Value number = arith::ConstantIndexOp::create(builder, loc, index);
    Value buffer =
        callForMemory(builder, loc, getOperation(), makeOutputName,
                      {entry.getArgument(0), number}, sizes, type, unknown);
    makesOutputs = true;
    return buffer;
  }

  LogicalResult hoistResults(func::FuncOp entry) {
    if (!makesOutputs)
      return success();
    OpPassManager sizes(ModuleOp::getOperationName());
    sizes.addPass(memref::createResolveShapedTypeResultDimsPass());
    sizes.addPass(createCSEPass());
    if (failed(runPipeline(sizes, getOperation())))
      return failure();
    SmallVector<func::CallOp> calls;
    for (auto call : entry.front().getOps<func::CallOp>())
      if (call.getCallee().starts_with(makeOutputName))
        calls.push_back(call);
    Hoisting hoisting(entry.front());
    for (func::CallOp call : calls)
      hoisting.hoist(call, *call->getUsers().begin());
    return success();
  }

  unsigned numInputs = 0;
  bool makesOutputs = false;
};
} // namespace
