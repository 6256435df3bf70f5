//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Conversion/HostCode/EntryFunction.h"
#include "a3/Conversion/HostCode/Passes.h"

#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"

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
  if (!tensor || !tensor.hasStaticShape())
    return entry.emitError("inputs and results must be tensors of static "
                           "shape, but one is ")
           << type;
  return MemRefType::get(tensor.getShape(), tensor.getElementType());
}

struct HostSignature : a3::impl::A3HostSignatureBase<HostSignature> {
  void runOnOperation() override {
    FailureOr<func::FuncOp> entry = getEntryFunction(getOperation());
    if (failed(entry) || failed(convertInputs(*entry)) ||
        failed(convertResults(*entry)))
      return signalPassFailure();
  }

private:
  LogicalResult convertInputs(func::FuncOp entry) {
    OpBuilder builder = OpBuilder::atBlockBegin(&entry.front());
    numInputs = 0;
    for (BlockArgument argument : entry.getArguments()) {
      if (isa<MemRefType>(argument.getType()))
        continue;
      FailureOr<MemRefType> type = getBufferType(entry, argument.getType());
      if (failed(type))
        return failure();
      ++numInputs;
      Type tensorType = argument.getType();
      argument.setType(*type);
      auto tensor = bufferization::ToTensorOp::create(
          builder, argument.getLoc(), tensorType, argument, /*restrict=*/true);
      argument.replaceAllUsesExcept(tensor, tensor);
    }
    (void)entry.insertArgument(
        0, LLVM::LLVMPointerType::get(entry.getContext()), {}, entry.getLoc());
    return success();
  }

  LogicalResult convertResults(func::FuncOp entry) {
    Operation *terminator = entry.front().getTerminator();
    OpBuilder builder(terminator);
    for (auto [index, value] : llvm::enumerate(terminator->getOperands())) {
      FailureOr<MemRefType> type = getBufferType(entry, value.getType());
      if (failed(type))
        return failure();
      unsigned position = 1 + numInputs + index;
      (void)entry.insertArgument(position, *type, {}, entry.getLoc());
      bufferization::MaterializeInDestinationOp::create(
          builder, terminator->getLoc(), /*result=*/Type(), value,
          entry.getArgument(position), /*restrict=*/true, /*writable=*/true);
    }
    terminator->setOperands({});
    entry.setType(
        builder.getFunctionType(entry.front().getArgumentTypes(), TypeRange()));
    entry.setResAttrsAttr(nullptr);
    return success();
  }

  unsigned numInputs = 0;
};
} // namespace
