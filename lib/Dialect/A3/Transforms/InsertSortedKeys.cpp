//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Dialect/A3/Transforms/Passes.h"
#include "a3/Dialect/A3/Transforms/Transforms.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "llvm/ADT/DenseMap.h"

namespace mlir::a3 {
#define GEN_PASS_DEF_A3INSERTSORTEDKEYS
#include "a3/Dialect/A3/Transforms/Passes.h.inc"
} // namespace mlir::a3

using namespace mlir;
using namespace mlir::a3;

static SortKeysOp sortKeys(OpBuilder &b, Value key) {
  Location loc = key.getLoc();
  SmallVector<OpFoldResult> sizes = tensor::getMixedSizes(b, loc, key);
  std::swap(sizes.end()[-1], sizes.end()[-2]);
  Type element = cast<ShapedType>(key.getType()).getElementType();
  Value values = tensor::EmptyOp::create(b, loc, sizes, element);
  Value rows = tensor::EmptyOp::create(b, loc, sizes, b.getI32Type());
  return SortKeysOp::create(b, loc, TypeRange{values.getType(), rows.getType()},
                            key, values, rows);
}

namespace {
struct InsertSortedKeys : a3::impl::A3InsertSortedKeysBase<InsertSortedKeys> {
  void runOnOperation() override {
    llvm::DenseMap<Value, SortKeysOp> sorts;
    WalkResult result = getOperation()->walk([&](AttentionOp op) {
      if (!op.getApproximation() || op.hasSortedKeys())
        return WalkResult::advance();
      if (isa<MemRefType>(op.getKey().getType())) {
        op.emitOpError("has its keys in a memref, which may be written to "
                       "after the sort; insert the sorted keys before "
                       "bufferization");
        return WalkResult::interrupt();
      }
      attach(op, sorts[op.getKey()]);
      return WalkResult::advance();
    });
    if (result.wasInterrupted())
      signalPassFailure();
  }

private:
  static void attach(AttentionOp op, SortKeysOp &sort) {
    if (!sort) {
      OpBuilder b(op.getContext());
      b.setInsertionPointAfterValue(op.getKey());
      sort = sortKeys(b, op.getKey());
    }
    op.getSortedValuesMutable().assign(sort.getResult(0));
    op.getSortedRowsMutable().assign(sort.getResult(1));
  }
};
} // namespace
