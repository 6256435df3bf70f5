//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Conversion/HostCode/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Math/Transforms/Passes.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace mlir::a3 {
#define GEN_PASS_DEF_A3APPROXIMATEMATH
#include "a3/Conversion/HostCode/Passes.h.inc"
} // namespace mlir::a3

using namespace mlir;

/// The error of MLIR's sine and cosine grows with the argument, which in rotary
/// embeddings is as large as there are tokens.
static bool isAccurate(StringRef operation) {
  return operation != math::SinOp::getOperationName() &&
         operation != math::CosOp::getOperationName();
}

/// Between f64 and bf16 by way of f32, as PyTorch does.
template <typename Cast>
static LogicalResult castInTwoSteps(Cast op, PatternRewriter &rewriter) {
  Type from = op.getIn().getType(), to = op.getType();
  if (!(from.isF64() && to.isBF16()) && !(from.isBF16() && to.isF64()))
    return failure();
  Value single =
      Cast::create(rewriter, op.getLoc(), rewriter.getF32Type(), op.getIn());
  rewriter.replaceOpWithNewOp<Cast>(op, to, single);
  return success();
}

namespace {
struct ApproximateMath
    : mlir::a3::impl::A3ApproximateMathBase<ApproximateMath> {
  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    populateMathPolynomialApproximationPatterns(patterns, isAccurate);
    math::populateExpansionPatterns(patterns, {"rsqrt"});
    patterns.add(castInTwoSteps<arith::TruncFOp>);
    patterns.add(castInTwoSteps<arith::ExtFOp>);
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      signalPassFailure();
  }
};
} // namespace
