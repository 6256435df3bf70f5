//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Conversion/HostCode/EntryFunction.h"
#include "a3/Conversion/HostCode/MatrixProduct.h"
#include "a3/Conversion/HostCode/Passes.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tensor/Transforms/Transforms.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace mlir::a3 {
#define GEN_PASS_DEF_A3FUSEHOSTLOOPS
#include "a3/Conversion/HostCode/Passes.h.inc"
} // namespace mlir::a3

using namespace mlir;
using namespace mlir::a3;
using linalg::GenericOp;

namespace {
/// Whether computing an element again costs less than storing and loading it.
bool isFree(GenericOp producer) {
  return llvm::all_of(*producer.getBody(), [](Operation &op) {
    return isa<arith::ExtFOp, arith::TruncFOp, arith::ExtSIOp, arith::ExtUIOp,
               arith::TruncIOp, arith::IndexCastOp, arith::SIToFPOp,
               arith::UIToFPOp, arith::SelectOp, arith::CmpIOp, arith::CmpFOp,
               arith::AndIOp, arith::OrIOp, arith::XOrIOp, linalg::IndexOp,
               linalg::YieldOp>(op);
  });
}

/// Only moves data: a transpose or broadcast.
bool isCopy(GenericOp op) {
  Block &body = *op.getBody();
  return op.getNumDpsInputs() == 1 && op.getNumResults() == 1 &&
         op.getNumParallelLoops() == op.getNumLoops() &&
         llvm::hasSingleElement(body) &&
         body.getTerminator()->getOperand(0) == body.getArgument(0);
}

/// Calls of the BLAS for one product that are still worth saving a copy.
constexpr int64_t maxCalls = 16;

/// Whether the product that reads what `producer` copies can read it where it
/// is and remain one for a BLAS.
bool canReadThrough(GenericOp product, OpOperand *operand, GenericOp producer) {
  AffineMap results = producer.getIndexingMapsArray().back();
  if (!results.isPermutation())
    return false;
  AffineMap source = producer.getIndexingMapsArray()
                         .front()
                         .compose(inversePermutation(results))
                         .compose(product.getMatchingIndexingMap(operand));
  SmallVector<SymbolicSize> ranges =
      getRanges(cast<linalg::LinalgOp>(product.getOperation()));
  SmallVector<StridedOperand> operands;
  for (OpOperand &other : product->getOpOperands()) {
    bool isRead = &other == operand;
    std::optional<StridedOperand> strided = getStridedOperand(
        isRead ? producer.getInputs().front().getType() : other.get().getType(),
        isRead ? source : product.getMatchingIndexingMap(&other),
        other.getOperandNumber(), ranges);
    if (!strided)
      return false;
    operands.push_back(*strided);
  }
  std::optional<MatrixProduct> match = matchProduct(ranges, operands);
  if (!match)
    return false;
  int64_t numCalls = 1;
  for (const ProductLoop &loop : match->outer)
    numCalls *= loop.size.estimate();
  return numCalls <= maxCalls;
}

bool shouldFuse(OpOperand *fused) {
  auto producer = fused->get().getDefiningOp<GenericOp>();
  auto consumer = dyn_cast<GenericOp>(fused->getOwner());
  if (!producer || !consumer)
    return false;
  if (linalg::isaContractionOpInterface(
          cast<linalg::LinalgOp>(consumer.getOperation())))
    return isCopy(producer) && canReadThrough(consumer, fused, producer);
  // Asserts and their like must not run twice.
  if (!isMemoryEffectFree(producer))
    return false;
  if (isFree(producer))
    return true;
  // A broadcast result would be computed again for each element.
  AffineMap map = consumer.getMatchingIndexingMap(fused);
  return map.getNumResults() == consumer.getNumLoops() &&
         map.isProjectedPermutation() &&
         llvm::all_equal(fused->get().getUsers());
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
          // Upstream's verifier lets integers pass, and its code does not.
          if (!isa<FloatType>(getElementTypeOrSelf(op->getOperand(0))))
            return op->emitOpError(
                "works on floats; convert its input to floats before");
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
    tensor::populateFoldTensorEmptyPatterns(patterns);
    GenericOp::getCanonicalizationPatterns(patterns, context);
    linalg::FillOp::getCanonicalizationPatterns(patterns, context);
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
