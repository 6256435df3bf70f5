//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Conversion/HostCode/EntryFunction.h"
#include "a3/Conversion/HostCode/Passes.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tensor/Transforms/Transforms.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace mlir::a3 {
#define GEN_PASS_DEF_A3FUSEHOSTLOOPS
#include "a3/Conversion/HostCode/Passes.h.inc"
} // namespace mlir::a3

using namespace mlir;
using namespace mlir::a3;
using linalg::GenericOp;

namespace {
/// What one element of a producer costs, if it is computed again.
enum class Cost {
  Free, ///< Casts, selections, comparisons.
  Low,  ///< A few additions and multiplications of one full input.
  High
};

bool isFree(Operation &op) {
  return isa<arith::ExtFOp, arith::TruncFOp, arith::ExtSIOp, arith::ExtUIOp,
             arith::TruncIOp, arith::IndexCastOp, arith::SIToFPOp,
             arith::UIToFPOp, arith::SelectOp, arith::CmpIOp, arith::CmpFOp,
             arith::AndIOp, arith::OrIOp, arith::XOrIOp, linalg::IndexOp,
             linalg::YieldOp>(op);
}

bool isLow(Operation &op) {
  return isa<arith::AddFOp, arith::SubFOp, arith::MulFOp, arith::NegFOp,
             arith::AddIOp, arith::SubIOp, arith::MaximumFOp,
             arith::MinimumFOp>(op);
}

Cost getCost(GenericOp producer) {
  unsigned numLow = 0;
  for (Operation &op : *producer.getBody()) {
    if (isFree(op))
      continue;
    if (!isLow(op))
      return Cost::High;
    ++numLow;
  }
  unsigned numFull = llvm::count_if(
      producer.getDpsInputOperands(), [&](OpOperand *input) {
        return producer.getMatchingIndexingMap(input).getNumResults() ==
               producer.getNumLoops();
      });
  if (numFull > 1 || numLow > 2)
    return Cost::High;
  return numLow == 0 ? Cost::Free : Cost::Low;
}

/// Only moves data: a transpose or broadcast.
bool isCopy(GenericOp op) {
  Block &body = *op.getBody();
  return op.getNumDpsInputs() == 1 && op.getNumResults() == 1 &&
         op.getNumParallelLoops() == op.getNumLoops() &&
         llvm::hasSingleElement(body) &&
         body.getTerminator()->getOperand(0) == body.getArgument(0);
}

/// A BLAS needs m, n or k to be contiguous in an operand, not the batch.
bool staysBlasOperand(GenericOp product, OpOperand *operand,
                      GenericOp producer) {
  FailureOr<linalg::ContractionDimensions> dims =
      linalg::inferContractionDims(cast<linalg::LinalgOp>(
          product.getOperation()));
  if (failed(dims))
    return false;
  AffineMap results = producer.getIndexingMapsArray().back();
  if (!results.isPermutation())
    return false;
  AffineMap map = producer.getIndexingMapsArray()
                      .front()
                      .compose(inversePermutation(results))
                      .compose(product.getMatchingIndexingMap(operand));
  SmallVector<int64_t> ranges = product.getStaticLoopRanges();
  for (AffineExpr result : llvm::reverse(map.getResults())) {
    auto loop = dyn_cast<AffineDimExpr>(result);
    if (!loop)
      return false;
    if (ranges[loop.getPosition()] != 1)
      return !llvm::is_contained(dims->batch, loop.getPosition());
  }
  return true;
}

bool shouldFuse(OpOperand *fused) {
  auto producer = fused->get().getDefiningOp<GenericOp>();
  auto consumer = dyn_cast<GenericOp>(fused->getOwner());
  if (!producer || !consumer)
    return false;
  if (linalg::isaContractionOpInterface(
          cast<linalg::LinalgOp>(consumer.getOperation())))
    return isCopy(producer) && staysBlasOperand(consumer, fused, producer);
  Cost cost = getCost(producer);
  if (cost == Cost::Free)
    return true;
  // A broadcast result would be computed again for each element.
  AffineMap map = consumer.getMatchingIndexingMap(fused);
  if (map.getNumResults() < consumer.getNumLoops() ||
      !map.isProjectedPermutation())
    return false;
  return cost == Cost::Low || llvm::all_equal(fused->get().getUsers());
}

bool shouldFoldReshape(OpOperand *fused) {
  Operation *producer = fused->get().getDefiningOp();
  return producer && producer->hasOneUse();
}

struct FuseHostLoops : a3::impl::A3FuseHostLoopsBase<FuseHostLoops> {
  void runOnOperation() override {
    FailureOr<func::FuncOp> entry = getEntryFunction(getOperation());
    if (failed(entry) || failed(decompose(*entry)))
      return signalPassFailure();
    generalize(*entry);
    if (failed(fuse(*entry)))
      return signalPassFailure();
    fillSplats(*entry);
    separateDestinations(*entry);
  }

private:
  /// Softmax and its like become simpler operations.
  static LogicalResult decompose(func::FuncOp entry) {
    IRRewriter rewriter(entry.getContext());
    WalkResult result =
        entry.walk([&](linalg::AggregatedOpInterface op) -> WalkResult {
          rewriter.setInsertionPoint(op);
          FailureOr<SmallVector<Value>> values =
              op.decomposeOperation(rewriter);
          if (failed(values))
            return op->emitOpError("cannot be decomposed");
          rewriter.replaceOp(op, *values);
          return WalkResult::advance();
        });
    return failure(result.wasInterrupted());
  }

  static void generalize(func::FuncOp entry) {
    IRRewriter rewriter(entry.getContext());
    entry.walk([&](linalg::LinalgOp op) {
      if (isa<GenericOp, linalg::FillOp>(op.getOperation()))
        return;
      rewriter.setInsertionPoint(op);
      (void)linalg::generalizeNamedOp(rewriter, op);
    });
  }

  static LogicalResult fuse(func::FuncOp entry) {
    MLIRContext *context = entry.getContext();
    RewritePatternSet patterns(context);
    linalg::populateElementwiseOpsFusionPatterns(patterns, shouldFuse);
    linalg::populateFoldReshapeOpsByExpansionPatterns(patterns,
                                                      shouldFoldReshape);
    linalg::populateEraseUnusedOperandsAndResultsPatterns(patterns);
    tensor::populateBubbleUpExpandShapePatterns(patterns);
    GenericOp::getCanonicalizationPatterns(patterns, context);
    tensor::ExpandShapeOp::getCanonicalizationPatterns(patterns, context);
    tensor::CollapseShapeOp::getCanonicalizationPatterns(patterns, context);
    context->getLoadedDialect<linalg::LinalgDialect>()
        ->getCanonicalizationPatterns(patterns);
    return applyPatternsGreedily(entry, std::move(patterns));
  }

  /// A splat that was not fused would become a large constant of the code.
  static void fillSplats(func::FuncOp entry) {
    IRRewriter rewriter(entry.getContext());
    entry.walk([&](arith::ConstantOp op) {
      auto splat = dyn_cast<SplatElementsAttr>(op.getValue());
      if (!splat || !isa<RankedTensorType>(op.getType()))
        return;
      rewriter.setInsertionPoint(op);
      auto type = cast<RankedTensorType>(op.getType());
      Value scalar = arith::ConstantOp::create(
          rewriter, op.getLoc(), splat.getSplatValue<TypedAttr>());
      Value empty =
          tensor::EmptyOp::create(rewriter, op.getLoc(), type, ValueRange());
      rewriter.replaceOpWithNewOp<linalg::FillOp>(op, scalar, empty);
    });
  }

  /// Gives every use of a fill or an empty tensor its own.
  static void separateDestinations(func::FuncOp entry) {
    SmallVector<Operation *> shared;
    entry.walk([&](Operation *op) {
      if (isa<linalg::FillOp, tensor::EmptyOp>(op))
        shared.push_back(op);
    });
    IRRewriter rewriter(entry.getContext());
    // Fills come after what they fill, so they are separated first.
    for (Operation *op : llvm::reverse(shared)) {
      auto uses = llvm::make_early_inc_range(op->getUses());
      for (OpOperand &use : uses) {
        rewriter.setInsertionPoint(use.getOwner());
        use.set(rewriter.clone(*op)->getResult(0));
      }
      rewriter.eraseOp(op);
    }
  }
};
} // namespace
