//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Dialect/A3/Transforms/Transforms.h"

#include "mlir/Dialect/Bufferization/IR/DstBufferizableOpInterfaceImpl.h"

using namespace mlir;
using namespace mlir::bufferization;

namespace {
template <typename OpTy>
struct A3Bufferization
    : DstBufferizableOpInterfaceExternalModel<A3Bufferization<OpTy>, OpTy> {
  // The old contents of an init are never read, so no copy is needed for them.
  bool bufferizesToMemoryRead(Operation *op, OpOperand &operand,
                              const AnalysisState &) const {
    return !cast<DestinationStyleOpInterface>(op).isDpsInit(&operand);
  }

  LogicalResult bufferize(Operation *op, RewriterBase &rewriter,
                          const BufferizationOptions &options,
                          BufferizationState &state) const {
    if (isa<MemRefType>(op->getOperand(0).getType()))
      return success();
    SmallVector<Value> buffers;
    for (Value operand : op->getOperands()) {
      FailureOr<Value> buffer = getBuffer(rewriter, operand, options, state);
      if (failed(buffer))
        return failure();
      buffers.push_back(*buffer);
    }
    mlir::clone(rewriter, op, /*newResultTypes=*/TypeRange(), buffers);
    unsigned numInits = cast<DestinationStyleOpInterface>(op).getNumDpsInits();
    replaceOpWithBufferizedValues(rewriter, op,
                                  ArrayRef(buffers).take_back(numInits));
    return success();
  }
};
} // namespace

void a3::registerBufferizableOpInterfaceExternalModels(
    DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, A3Dialect *) {
    AttentionOp::attachInterface<A3Bufferization<AttentionOp>>(*context);
    SortKeysOp::attachInterface<A3Bufferization<SortKeysOp>>(*context);
    InsertSortedRowsOp::attachInterface<A3Bufferization<InsertSortedRowsOp>>(
        *context);
  });
}
