//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Conversion/HostCode/EntryFunction.h"
#include "a3/Conversion/HostCode/Passes.h"
#include "a3/Dialect/A3/IR/A3.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MemRef/Transforms/Passes.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Transforms/Passes.h"

namespace mlir::a3 {
#define GEN_PASS_DEF_A3ASSERTSIZES
#include "a3/Conversion/HostCode/Passes.h.inc"
} // namespace mlir::a3

using namespace mlir;
using namespace mlir::a3;

namespace {
/// Whether an operation takes or makes a tensor of unknown size.
bool isUnsized(Operation *op) {
  auto isUnsized = [](Type type) {
    auto tensor = dyn_cast<RankedTensorType>(type);
    return tensor && !tensor.hasStaticShape();
  };
  return llvm::any_of(op->getOperandTypes(), isUnsized) ||
         llvm::any_of(op->getResultTypes(), isUnsized);
}

/// Where an operation comes from, for who reads the error of a run.
std::string describePlace(Location location) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  if (auto file = location->findInstanceOf<FileLineColLoc>())
    stream << " at " << file.getFilename().getValue() << ':' << file.getLine()
           << ':' << file.getColumn();
  return text;
}

/// Asserts what one operation takes for granted of its sizes.
class SizeChecker {
public:
  explicit SizeChecker(Operation *op)
      : builder(op), loc(op->getLoc()),
        place((op->getName().getStringRef() + describePlace(loc)).str()) {}

  /// All that one loop indexes is as long as the loop.
  void check(linalg::LinalgOp op) {
    SmallVector<OpFoldResult> lengths(op.getNumLoops());
    for (OpOperand &operand : op->getOpOperands()) {
      if (!isa<RankedTensorType>(operand.get().getType()))
        continue;
      AffineMap map = op.getMatchingIndexingMap(&operand);
      for (auto [dim, result] : llvm::enumerate(map.getResults()))
        if (auto loop = dyn_cast<AffineDimExpr>(result))
          checkLength(lengths[loop.getPosition()], getSize(operand.get(), dim));
    }
    for (OpOperand &operand : op->getOpOperands())
      if (isa<RankedTensorType>(operand.get().getType()))
        checkWindows(op, operand, lengths);
  }

  void check(SortKeysOp op) { checkOrder(op.getKey(), op.getRows()); }

  void check(InsertSortedRowsOp op) {
    int64_t last = op.getKeyType().getRank() - 1;
    checkColumns(op.getKey(), op.getSorted());
    isAtMost(getSize(op.getSorted(), last), getSize(op.getKey(), last - 1));
    checkOrder(op.getKey(), op.getRows());
  }

  void check(tensor::CastOp op) {
    auto from = dyn_cast<RankedTensorType>(op.getSource().getType());
    auto to = dyn_cast<RankedTensorType>(op.getType());
    if (!from || !to)
      return;
    for (int64_t dim = 0; dim < from.getRank(); ++dim)
      if (from.isDynamicDim(dim) && !to.isDynamicDim(dim))
        isEqual(getSize(op.getSource(), dim),
                builder.getIndexAttr(to.getDimSize(dim)));
  }

  /// A slice of `whole`.
  void checkSlice(OffsetSizeAndStrideOpInterface op, Value whole) {
    auto offsets = op.getMixedOffsets(), sizes = op.getMixedSizes(),
         strides = op.getMixedStrides();
    for (unsigned dim = 0; dim < offsets.size(); ++dim) {
      OpFoldResult last = getEnd(offsets[dim], sizes[dim], strides[dim]);
      isNotNegative(offsets[dim]);
      isNotNegative(sizes[dim]);
      isAtMost(last, getSize(whole, dim));
    }
  }

  void check(tensor::ExpandShapeOp op) {
    SmallVector<OpFoldResult> sizes = op.getMixedOutputShape();
    for (auto [dim, group] : llvm::enumerate(op.getReassociationIndices())) {
      OpFoldResult product = builder.getIndexAttr(1);
      for (int64_t part : group)
        product = multiply(product, sizes[part]);
      isEqual(product, getSize(op.getSrc(), dim));
    }
  }

  /// One whose shape is any tensor.
  void check(tensor::ReshapeOp op) {
    auto to = dyn_cast<RankedTensorType>(op.getType());
    if (!to || !isa<RankedTensorType>(op.getSource().getType()))
      return;
    OpFoldResult elements = builder.getIndexAttr(1), wanted = elements;
    for (OpFoldResult size :
         tensor::getMixedSizes(builder, loc, op.getSource()))
      elements = multiply(elements, size);
    for (int64_t dim = 0; dim < to.getRank(); ++dim) {
      Value place = arith::ConstantIndexOp::create(builder, loc, dim);
      Value size =
          tensor::ExtractOp::create(builder, loc, op.getShape(), place);
      if (!size.getType().isIndex())
        size = arith::IndexCastOp::create(builder, loc, builder.getIndexType(),
                                          size);
      wanted = multiply(wanted, size);
    }
    isEqual(elements, wanted);
  }

  void check(tensor::EmptyOp op) {
    for (Value size : op.getDynamicSizes())
      isNotNegative(size);
  }

private:
  /// `rows` is of the heads and columns of `key`.
  void checkColumns(Value key, Value rows) {
    int64_t last = cast<ShapedType>(key.getType()).getRank() - 1;
    for (int64_t dim = 0; dim < last - 1; ++dim)
      isEqual(getSize(rows, dim), getSize(key, dim));
    isEqual(getSize(rows, last - 1), getSize(key, last));
  }

  /// And of its rows.
  void checkOrder(Value key, Value rows) {
    int64_t last = cast<ShapedType>(key.getType()).getRank() - 1;
    checkColumns(key, rows);
    isEqual(getSize(rows, last), getSize(key, last - 1));
  }

  OpFoldResult getSize(Value tensor, int64_t dim) {
    return tensor::getMixedSize(builder, loc, tensor, dim);
  }

  void checkLength(OpFoldResult &length, OpFoldResult size) {
    if (!length)
      length = size;
    else
      isEqual(length, size);
  }

  /// The last index of what no loop alone indexes, such as a convolution's
  /// input.
  void checkWindows(linalg::LinalgOp op, OpOperand &operand,
                    ArrayRef<OpFoldResult> lengths) {
    AffineMap map = op.getMatchingIndexingMap(&operand);
    if (llvm::is_contained(lengths, OpFoldResult()))
      return;
    SmallVector<OpFoldResult> last;
    AffineExpr length = builder.getAffineDimExpr(0);
    for (auto [dim, result] : llvm::enumerate(map.getResults())) {
      if (isa<AffineDimExpr, AffineConstantExpr>(result))
        continue;
      if (last.empty())
        for (OpFoldResult size : lengths)
          last.push_back(affine::makeComposedFoldedAffineApply(
              builder, loc, length - 1, size));
      OpFoldResult index = affine::makeComposedFoldedAffineApply(
          builder, loc, map.getSubMap({unsigned(dim)}), last);
      isAtMost(affine::makeComposedFoldedAffineApply(builder, loc, length + 1,
                                                     index),
               getSize(operand.get(), dim));
    }
  }

  /// One past the last element of a slice; the offset of an empty one.
  OpFoldResult getEnd(OpFoldResult offset, OpFoldResult size,
                      OpFoldResult stride) {
    if (isConstantIntValue(stride, 1))
      return add(offset, size);
    AffineExpr d0 = builder.getAffineDimExpr(0);
    OpFoldResult steps =
        affine::makeComposedFoldedAffineApply(builder, loc, d0 - 1, size);
    OpFoldResult last = add(offset, multiply(steps, stride));
    return affine::makeComposedFoldedAffineApply(builder, loc, d0 + 1, last);
  }

  OpFoldResult add(OpFoldResult left, OpFoldResult right) {
    return affine::makeComposedFoldedAffineApply(
        builder, loc, builder.getAffineDimExpr(0) + builder.getAffineDimExpr(1),
        {left, right});
  }

  OpFoldResult multiply(OpFoldResult left, OpFoldResult right) {
    std::optional<int64_t> a = getConstantIntValue(left),
                           b = getConstantIntValue(right);
    if (a && b)
      return builder.getIndexAttr(*a * *b);
    if (a == 1)
      return right;
    if (b == 1)
      return left;
    // As reshapes compute their sizes, so that equal ones are found.
    return affine::makeComposedFoldedAffineApply(
        builder, loc,
        builder.getAffineSymbolExpr(0) * builder.getAffineSymbolExpr(1),
        {left, right});
  }

  void isEqual(OpFoldResult left, OpFoldResult right) {
    require(arith::CmpIPredicate::eq, left, right);
  }
  void isAtMost(OpFoldResult left, OpFoldResult right) {
    require(arith::CmpIPredicate::sle, left, right);
  }

  void isNotNegative(OpFoldResult size) {
    auto value = dyn_cast<Value>(size);
    if (!value || !value.getDefiningOp<tensor::DimOp>())
      isAtMost(builder.getIndexAttr(0), size);
  }

  void require(arith::CmpIPredicate predicate, OpFoldResult left,
               OpFoldResult right) {
    // What types say is for verifiers.
    if (left == right ||
        (getConstantIntValue(left) && getConstantIntValue(right)))
      return;
    Value holds = arith::CmpIOp::create(builder, loc, predicate, toValue(left),
                                        toValue(right));
    cf::AssertOp::create(builder, loc, holds,
                         "the sizes of the inputs do not fit together: see " +
                             place);
  }

  Value toValue(OpFoldResult size) {
    return getValueOrCreateConstantIndexOp(builder, loc, size);
  }

  OpBuilder builder;
  Location loc;
  std::string place;
};

void checkSizes(Operation *op) {
  SizeChecker checker(op);
  if (auto linalgOp = dyn_cast<linalg::LinalgOp>(op))
    return checker.check(linalgOp);
  if (auto sort = dyn_cast<SortKeysOp>(op))
    return checker.check(sort);
  if (auto insertion = dyn_cast<InsertSortedRowsOp>(op))
    return checker.check(insertion);
  if (auto cast = dyn_cast<tensor::CastOp>(op))
    return checker.check(cast);
  if (auto expand = dyn_cast<tensor::ExpandShapeOp>(op))
    return checker.check(expand);
  if (auto reshape = dyn_cast<tensor::ReshapeOp>(op))
    return checker.check(reshape);
  if (auto empty = dyn_cast<tensor::EmptyOp>(op))
    return checker.check(empty);
  if (auto slice = dyn_cast<tensor::ExtractSliceOp>(op))
    return checker.checkSlice(slice, slice.getSource());
  if (auto slice = dyn_cast<tensor::InsertSliceOp>(op))
    return checker.checkSlice(slice, slice.getDest());
}

/// A reshape whose shape is a tensor of elements becomes one of which all sizes
/// are values: flat, and from there to the new shape.
void rewriteReshape(tensor::ReshapeOp reshape) {
  auto elements = reshape.getShape().getDefiningOp<tensor::FromElementsOp>();
  auto from = dyn_cast<RankedTensorType>(reshape.getSource().getType());
  auto to = dyn_cast<RankedTensorType>(reshape.getType());
  if (!elements || !from || !to || from.getRank() == 0 || to.getRank() == 0)
    return;
  IRRewriter rewriter(reshape);
  Location loc = reshape.getLoc();
  Value flat = reshape.getSource();
  auto all = [](int64_t rank) {
    return SmallVector<ReassociationIndices>{
        llvm::to_vector<2>(llvm::seq<int64_t>(0, rank))};
  };
  if (from.getRank() > 1)
    flat = tensor::CollapseShapeOp::create(rewriter, loc, flat,
                                           all(from.getRank()));
  SmallVector<OpFoldResult> sizes;
  for (auto [size, element] :
       llvm::zip_equal(to.getShape(), elements.getElements())) {
    if (ShapedType::isStatic(size))
      sizes.push_back(rewriter.getIndexAttr(size));
    else if (element.getType().isIndex())
      sizes.push_back(element);
    else
      sizes.push_back(arith::IndexCastOp::create(
                          rewriter, loc, rewriter.getIndexType(), element)
                          .getResult());
  }
  rewriter.replaceOpWithNewOp<tensor::ExpandShapeOp>(reshape, to, flat,
                                                     all(to.getRank()), sizes);
}

struct AssertSizes : a3::impl::A3AssertSizesBase<AssertSizes> {
  void getDependentDialects(DialectRegistry &registry) const override {
    A3AssertSizesBase::getDependentDialects(registry);
    memref::createResolveShapedTypeResultDimsPass()->getDependentDialects(
        registry);
  }

  void runOnOperation() override {
    FailureOr<func::FuncOp> entry = getEntryFunction(getOperation());
    if (failed(entry))
      return signalPassFailure();
    SmallVector<tensor::ReshapeOp> reshapes;
    entry->walk([&](tensor::ReshapeOp op) {
      if (isUnsized(op))
        reshapes.push_back(op);
    });
    for (tensor::ReshapeOp reshape : reshapes)
      rewriteReshape(reshape);
    SmallVector<Operation *> operations;
    entry->walk([&](Operation *op) {
      if (isUnsized(op))
        operations.push_back(op);
    });
    if (operations.empty())
      return;
    for (Operation *op : operations)
      checkSizes(op);
    // Nearly all are true once sizes are those of the inputs.
    OpPassManager manager(ModuleOp::getOperationName());
    manager.addPass(memref::createResolveShapedTypeResultDimsPass());
    manager.addPass(createCSEPass());
    manager.addPass(createCanonicalizerPass());
    manager.addPass(createCSEPass());
    if (failed(runPipeline(manager, getOperation())))
      return signalPassFailure();
  }
};
} // namespace
