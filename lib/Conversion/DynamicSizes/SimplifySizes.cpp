//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Conversion/DynamicSizes/Passes.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/Transforms/Passes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Interfaces/ValueBoundsOpInterface.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "mlir/Transforms/Passes.h"

namespace mlir::a3 {
#define GEN_PASS_DEF_A3SIMPLIFYSIZES
#include "a3/Conversion/DynamicSizes/Passes.h.inc"
} // namespace mlir::a3

using namespace mlir;
using namespace mlir::a3;

//===----------------------------------------------------------------------===//
// Equal sizes
//===----------------------------------------------------------------------===//

static Value stripCasts(Value size) {
  while (auto cast = size.getDefiningOp<arith::IndexCastOp>())
    size = cast.getIn();
  return size;
}

/// Whether `size` is that of a dimension, on every path.
static bool isSizeOf(Value size, Value tensor, int64_t dim) {
  int64_t known = cast<ShapedType>(tensor.getType()).getDimSize(dim);
  APInt number;
  if (!ShapedType::isDynamic(known))
    return matchPattern(size, m_ConstantInt(&number)) &&
           number.getSExtValue() == known;
  size = stripCasts(size);
  if (!size.getType().isIndex())
    return false;
  FailureOr<bool> equal = ValueBoundsConstraintSet::areEqual(
      ValueBoundsConstraintSet::Variable(size),
      ValueBoundsConstraintSet::Variable(tensor, dim));
  return succeeded(equal) && *equal;
}

static bool haveEqualSize(Value a, int64_t dimOfA, Value b, int64_t dimOfB) {
  int64_t sizeOfA = cast<ShapedType>(a.getType()).getDimSize(dimOfA);
  int64_t sizeOfB = cast<ShapedType>(b.getType()).getDimSize(dimOfB);
  if (!ShapedType::isDynamic(sizeOfA) || !ShapedType::isDynamic(sizeOfB))
    return sizeOfA == sizeOfB;
  FailureOr<bool> equal = ValueBoundsConstraintSet::areEqual(
      ValueBoundsConstraintSet::Variable(a, dimOfA),
      ValueBoundsConstraintSet::Variable(b, dimOfB));
  return succeeded(equal) && *equal;
}

/// An operand's dimension that a loop of `op` goes over as it is.
static std::optional<std::pair<Value, int64_t>>
getLoopedDim(linalg::LinalgOp op, int64_t loop) {
  AffineExpr expression = getAffineDimExpr(loop, op.getContext());
  for (OpOperand &operand : op->getOpOperands())
    if (auto dim =
            op.getMatchingIndexingMap(&operand).getResultPosition(expression))
      return std::pair(operand.get(), int64_t(*dim));
  return std::nullopt;
}

//===----------------------------------------------------------------------===//
// Patterns
//===----------------------------------------------------------------------===//

namespace {
/// select(size == 1, 0, index) -> index
struct TakeIndexOfBroadcast : OpRewritePattern<arith::SelectOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::SelectOp select,
                                PatternRewriter &rewriter) const override {
    auto index = select.getFalseValue().getDefiningOp<linalg::IndexOp>();
    auto compare = select.getCondition().getDefiningOp<arith::CmpIOp>();
    if (!index || !compare ||
        compare.getPredicate() != arith::CmpIPredicate::eq ||
        !matchPattern(select.getTrueValue(), m_Zero()) ||
        !matchPattern(compare.getRhs(), m_One()))
      return failure();
    auto dim = getLoopedDim(index->getParentOfType<linalg::LinalgOp>(),
                            int64_t(index.getDim()));
    if (!dim || !isSizeOf(compare.getLhs(), dim->first, dim->second))
      return failure();
    rewriter.replaceOp(select, index);
    return success();
  }
};

/// tensor.reshape that only adds or drops dimensions of one element.
struct ReshapeByUnitDims : OpRewritePattern<tensor::ReshapeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tensor::ReshapeOp reshape,
                                PatternRewriter &rewriter) const override {
    Value source = reshape.getSource();
    auto sourceType = dyn_cast<RankedTensorType>(source.getType());
    auto type = dyn_cast<RankedTensorType>(reshape.getResult().getType());
    auto shape = reshape.getShape().getDefiningOp<tensor::FromElementsOp>();
    if (!sourceType || !type || !shape)
      return failure();
    SmallVector<int64_t> from = getLongDims(sourceType), to = getLongDims(type);
    if (from.size() != to.size() || from.empty())
      return failure();
    for (auto [dim, target] : llvm::zip_equal(from, to))
      if (!isSizeOf(shape.getElements()[target], source, dim))
        return failure();
    Location loc = reshape.getLoc();
    Value value = source;
    SmallVector<OpFoldResult> sizes;
    SmallVector<int64_t> longShape;
    for (int64_t dim : from) {
      longShape.push_back(sourceType.getDimSize(dim));
      sizes.push_back(tensor::getMixedSize(rewriter, loc, source, dim));
    }
    auto longType = RankedTensorType::get(longShape, type.getElementType());
    if (longType != sourceType)
      value = tensor::CollapseShapeOp::create(rewriter, loc, longType, value,
                                              groupUnits(sourceType, from));
    if (longType != type) {
      SmallVector<OpFoldResult> all(type.getRank(), rewriter.getIndexAttr(1));
      SmallVector<int64_t> resultShape(type.getRank(), 1);
      for (auto [i, target] : llvm::enumerate(to)) {
        all[target] = sizes[i];
        resultShape[target] = longShape[i];
      }
      value = tensor::ExpandShapeOp::create(
          rewriter, loc,
          RankedTensorType::get(resultShape, type.getElementType()), value,
          groupUnits(type, to), all);
    }
    rewriter.replaceOpWithNewOp<tensor::CastOp>(reshape, type, value);
    return success();
  }

private:
  static SmallVector<int64_t> getLongDims(RankedTensorType type) {
    SmallVector<int64_t> dims;
    for (auto [dim, size] : llvm::enumerate(type.getShape()))
      if (size != 1)
        dims.push_back(int64_t(dim));
    return dims;
  }

  /// Each of `longDims` with the units before it, the last with those behind
  /// it.
  static SmallVector<ReassociationIndices>
  groupUnits(RankedTensorType type, ArrayRef<int64_t> longDims) {
    SmallVector<ReassociationIndices> groups(longDims.size());
    size_t group = 0;
    for (int64_t dim = 0; dim < type.getRank(); ++dim) {
      groups[group].push_back(dim);
      if (dim == longDims[group] && group + 1 < longDims.size())
        ++group;
    }
    return groups;
  }
};

/// A tensor that a linalg.generic reads at its loops' indices, as an operand.
struct ExtractToOperand : OpRewritePattern<tensor::ExtractOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tensor::ExtractOp extract,
                                PatternRewriter &rewriter) const override {
    auto generic = extract->getParentOfType<linalg::GenericOp>();
    if (!generic || extract->getParentOp() != generic ||
        !generic.hasPureTensorSemantics() ||
        generic->isAncestor(
            extract.getTensor().getParentBlock()->getParentOp()))
      return failure();
    SmallVector<AffineExpr> results;
    for (auto [dim, index] : llvm::enumerate(extract.getIndices())) {
      std::optional<AffineExpr> result =
          getExpression(extract.getTensor(), int64_t(dim), index, generic);
      if (!result)
        return failure();
      results.push_back(*result);
    }
    addOperand(generic, extract, results, rewriter);
    return success();
  }

private:
  /// A loop over all of the dimension, or the only element of it.
  static std::optional<AffineExpr> getExpression(Value tensor, int64_t dim,
                                                 Value index,
                                                 linalg::GenericOp generic) {
    MLIRContext *context = generic.getContext();
    if (auto loop = index.getDefiningOp<linalg::IndexOp>()) {
      auto looped = getLoopedDim(generic, int64_t(loop.getDim()));
      if (looped && haveEqualSize(tensor, dim, looped->first, looped->second))
        return getAffineDimExpr(unsigned(loop.getDim()), context);
    }
    if (!matchPattern(index, m_Zero()) ||
        cast<ShapedType>(tensor.getType()).getDimSize(dim) != 1)
      return std::nullopt;
    // Of a loop of one iteration, it makes an identity of a copy.
    SmallVector<int64_t> loops = generic.getStaticLoopRanges();
    if (dim < int64_t(loops.size()) && loops[size_t(dim)] == 1)
      return getAffineDimExpr(unsigned(dim), context);
    return getAffineConstantExpr(0, context);
  }

  static void addOperand(linalg::GenericOp generic, tensor::ExtractOp extract,
                         ArrayRef<AffineExpr> results,
                         PatternRewriter &rewriter) {
    SmallVector<Value> inputs(generic.getInputs());
    SmallVector<AffineMap> maps = generic.getIndexingMapsArray();
    auto position = inputs.size();
    inputs.push_back(extract.getTensor());
    maps.insert(maps.begin() + position,
                AffineMap::get(generic.getNumLoops(), 0, results,
                               generic.getContext()));
    rewriter.setInsertionPoint(generic);
    auto wider = linalg::GenericOp::create(
        rewriter, generic.getLoc(), generic.getResultTypes(), inputs,
        generic.getOutputs(), maps, generic.getIteratorTypesArray());
    rewriter.inlineRegionBefore(generic.getRegion(), wider.getRegion(),
                                wider.getRegion().begin());
    BlockArgument element = wider.getBody()->insertArgument(
        unsigned(position), extract.getType(), extract.getLoc());
    rewriter.replaceOp(extract, element);
    rewriter.replaceOp(generic, wider);
  }
};

/// tensor.reshape that only splits one dimension: its sizes have the product
/// that they must have.
struct SplitByReshape : OpRewritePattern<tensor::ReshapeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tensor::ReshapeOp reshape,
                                PatternRewriter &rewriter) const override {
    auto source = dyn_cast<RankedTensorType>(reshape.getSource().getType());
    auto type = dyn_cast<RankedTensorType>(reshape.getResult().getType());
    auto shape = reshape.getShape().getDefiningOp<tensor::FromElementsOp>();
    if (!source || !type || !shape || source.getRank() == 0 ||
        type.getRank() <= source.getRank())
      return failure();
    auto isKept = [&](int64_t dim, int64_t target) {
      return isSizeOf(shape.getElements()[target], reshape.getSource(), dim);
    };
    int64_t last = source.getRank() - 1, more = type.getRank() - 1 - last;
    int64_t split = 0;
    while (split < last && isKept(split, split))
      ++split;
    for (int64_t dim = split + 1; dim <= last; ++dim)
      if (!isKept(dim, dim + more))
        return failure();
    ArrayRef<int64_t> parts = type.getShape().slice(split, more + 1);
    if (source.isDynamicDim(split) != ShapedType::isDynamicShape(parts))
      return failure();
    SmallVector<ReassociationIndices> groups(source.getRank());
    for (int64_t target = 0; target < type.getRank(); ++target)
      groups[target < split ? target : std::max(split, target - more)]
          .push_back(target);
    SmallVector<OpFoldResult> sizes;
    for (auto [size, known] :
         llvm::zip_equal(shape.getElements(), type.getShape()))
      sizes.push_back(ShapedType::isDynamic(known)
                          ? toIndex(rewriter, reshape.getLoc(), size)
                          : OpFoldResult(rewriter.getIndexAttr(known)));
    rewriter.replaceOpWithNewOp<tensor::ExpandShapeOp>(
        reshape, type, reshape.getSource(), groups, sizes);
    return success();
  }

private:
  static OpFoldResult toIndex(OpBuilder &b, Location loc, Value size) {
    Value plain = stripCasts(size);
    if (plain.getType().isIndex())
      return plain;
    return arith::IndexCastOp::create(b, loc, b.getIndexType(), plain)
        .getResult();
  }
};

/// (c * size) / c -> size
struct DivideProduct : OpRewritePattern<arith::DivSIOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::DivSIOp division,
                                PatternRewriter &rewriter) const override {
    auto product = division.getLhs().getDefiningOp<affine::AffineApplyOp>();
    APInt divisor;
    if (!product || !matchPattern(division.getRhs(), m_ConstantInt(&divisor)) ||
        !divisor.isStrictlyPositive())
      return failure();
    AffineMap map = product.getAffineMap();
    AffineExpr whole = map.getResult(0);
    if (!whole.isMultipleOf(divisor.getSExtValue()))
      return failure();
    auto quotient = AffineMap::get(map.getNumDims(), map.getNumSymbols(),
                                   whole.floorDiv(divisor.getSExtValue()));
    rewriter.replaceOpWithNewOp<affine::AffineApplyOp>(
        division, quotient, product.getMapOperands());
    return success();
  }
};

struct SimplifySizes : a3::impl::A3SimplifySizesBase<SimplifySizes> {
  void runOnOperation() override {
    bool isDynamic = false;
    getOperation()->walk([&](Operation *op) {
      isDynamic |= llvm::any_of(op->getResultTypes(), [](Type type) {
        auto shaped = dyn_cast<ShapedType>(type);
        return shaped && !shaped.hasStaticShape();
      });
    });
    if (!isDynamic)
      return;
    RewritePatternSet patterns(&getContext());
    patterns.add<TakeIndexOfBroadcast, ReshapeByUnitDims, SplitByReshape,
                 DivideProduct, ExtractToOperand>(&getContext());
    if (failed(fold()) ||
        failed(applyPatternsGreedily(getOperation(), std::move(patterns))) ||
        failed(fold()))
      signalPassFailure();
  }

private:
  /// By the ranges of sizes, and by what is computed twice.
  LogicalResult fold() {
    OpPassManager manager(getOperation()->getName());
    manager.addPass(arith::createIntRangeOptimizationsPass());
    manager.addPass(createCanonicalizerPass());
    manager.addPass(createCSEPass());
    manager.addPass(createCanonicalizerPass());
    return runPipeline(manager, getOperation());
  }
};
} // namespace
