//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Conversion/HostCode/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/AttrTypeSubElements.h"
#include "mlir/IR/BuiltinAttributes.h"

namespace mlir::a3 {
#define GEN_PASS_DEF_A3STOREBF16ASINTEGERS
#include "a3/Conversion/HostCode/Passes.h.inc"
} // namespace mlir::a3

using namespace mlir;

static bool computesInBF16(Operation *op) {
  if (!isa<arith::ArithDialect>(op->getDialect()) ||
      isa<arith::BitcastOp, arith::ConstantOp, arith::SelectOp>(op))
    return false;
  auto isBF16 = [](Type type) { return type.isBF16(); };
  return llvm::any_of(op->getOperandTypes(), isBF16) ||
         llvm::any_of(op->getResultTypes(), isBF16);
}

namespace {
struct StoreBF16AsIntegers
    : mlir::a3::impl::A3StoreBF16AsIntegersBase<StoreBF16AsIntegers> {
  void runOnOperation() override {
    WalkResult left = getOperation()->walk([](Operation *op) {
      if (!computesInBF16(op))
        return WalkResult::advance();
      op->emitOpError("computes in bf16; run --arith-emulate-unsupported-"
                      "floats and --arith-expand=include-bf16 first");
      return WalkResult::interrupt();
    });
    if (left.wasInterrupted())
      return signalPassFailure();
    Type integer = IntegerType::get(&getContext(), 16);
    AttrTypeReplacer replacer;
    replacer.addReplacement([&](BFloat16Type) { return integer; });
    replacer.addReplacement([&](FloatAttr attr) -> std::optional<Attribute> {
      if (!attr.getType().isBF16())
        return std::nullopt;
      return IntegerAttr::get(integer, attr.getValue().bitcastToAPInt());
    });
    replacer.addReplacement(
        [&](DenseFPElementsAttr attr) -> std::optional<Attribute> {
          if (!attr.getElementType().isBF16())
            return std::nullopt;
          return attr.bitcast(integer);
        });
    replacer.recursivelyReplaceElementsIn(getOperation(), /*replaceAttrs=*/true,
                                          /*replaceLocs=*/false,
                                          /*replaceTypes=*/true);
  }
};
} // namespace
