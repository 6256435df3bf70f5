//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RealArithmetic.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/AttrTypeSubElements.h"
#include "mlir/IR/TypeUtilities.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace mlir::a3;

//===----------------------------------------------------------------------===//
// Floats
//===----------------------------------------------------------------------===//

static APFloat widen(APFloat number) {
  bool losesInfo;
  number.convert(APFloat::IEEEdouble(), APFloat::rmNearestTiesToEven,
                 &losesInfo);
  return number;
}

LogicalResult a3::convertToRealArithmetic(ModuleOp module) {
  WalkResult result = module.walk([](arith::BitcastOp op) {
    op.emitOpError("looks at the bits of a number");
    return WalkResult::interrupt();
  });
  if (result.wasInterrupted())
    return failure();

  Type real = Float64Type::get(module.getContext());
  AttrTypeReplacer replacer;
  replacer.addReplacement([&](FloatType) -> Type { return real; });
  replacer.addReplacement([&](FloatAttr number) {
    return std::make_pair(
        Attribute(FloatAttr::get(real, widen(number.getValue()))),
        WalkResult::skip());
  });
  replacer.addReplacement([&](DenseFPElementsAttr elements) {
    auto bits = [](const APFloat &number) {
      return widen(number).bitcastToAPInt();
    };
    return std::make_pair(Attribute(elements.mapValues(real, bits)),
                          WalkResult::skip());
  });
  replacer.recursivelyReplaceElementsIn(module, /*replaceAttrs=*/true,
                                        /*replaceLocs=*/false,
                                        /*replaceTypes=*/true);
  module.walk([](Operation *op) {
    if (!isa<arith::ExtFOp, arith::TruncFOp>(op))
      return;
    op->getResult(0).replaceAllUsesWith(op->getOperand(0));
    op->erase();
  });
  return success();
}

//===----------------------------------------------------------------------===//
// Integers
//===----------------------------------------------------------------------===//

static Value clamp(OpBuilder &b, Location loc, Value index, int64_t maximum) {
  Value low = arith::ConstantIndexOp::create(b, loc, 0);
  Value high = arith::ConstantIndexOp::create(b, loc, maximum);
  return arith::MaxSIOp::create(
      b, loc, arith::MinSIOp::create(b, loc, index, high), low);
}

static LogicalResult guardExtract(tensor::ExtractOp op) {
  if (!op.getTensor().getType().hasStaticShape())
    return op.emitOpError("has a tensor of unknown size");
  OpBuilder b(op);
  for (auto [i, size] : llvm::enumerate(op.getTensor().getType().getShape()))
    op.getIndicesMutable()[i].set(
        clamp(b, op.getLoc(), op.getIndices()[i], size - 1));
  return success();
}

/// Whether no size or offset in what `value` is computed from depends on an
/// input, so that they are what the model says.
static bool hasSizesOfConstants(Value value) {
  llvm::SetVector<Value> values, sizes;
  values.insert(value);
  for (size_t i = 0; i < values.size(); ++i)
    if (Operation *op = values[i].getDefiningOp())
      for (Value operand : op->getOperands()) {
        values.insert(operand);
        if (isa<IndexType>(operand.getType()))
          sizes.insert(operand);
      }
  for (size_t i = 0; i < sizes.size(); ++i) {
    Operation *op = sizes[i].getDefiningOp();
    if (!op)
      return false;
    sizes.insert_range(op->getOperands());
  }
  return true;
}

/// `tensor` has the slice.
static LogicalResult guardSlice(OffsetSizeAndStrideOpInterface op,
                                TypedValue<RankedTensorType> tensor) {
  ArrayRef<int64_t> shape = tensor.getType().getShape();
  bool isFixed = !ShapedType::isDynamicShape(op.getStaticOffsets()) &&
                 !ShapedType::isDynamicShape(op.getStaticSizes()) &&
                 !ShapedType::isDynamicShape(op.getStaticStrides());
  if (isFixed &&
      (!ShapedType::isDynamicShape(shape) || hasSizesOfConstants(tensor)))
    return success();
  if (ShapedType::isDynamicShape(op.getStaticSizes()) ||
      ShapedType::isDynamicShape(op.getStaticStrides()) ||
      ShapedType::isDynamicShape(shape))
    return op.emitOpError("has a slice of unknown size");
  OpBuilder b(op);
  for (auto [i, size] : llvm::enumerate(shape)) {
    if (!op.isDynamicOffset(i))
      continue;
    int64_t extent = (op.getStaticSize(i) - 1) * op.getStaticStride(i) + 1;
    OpOperand &offset = op->getOpOperand(op.getIndexOfDynamicOffset(i));
    offset.set(clamp(b, op.getLoc(), offset.get(), size - extent));
  }
  return success();
}

static LogicalResult guardDivision(Operation *op) {
  OpBuilder b(op);
  Location loc = op->getLoc();
  OpOperand &divisor = op->getOpOperand(1);
  Type type = divisor.get().getType();
  auto splat = [&](int64_t number) -> Value {
    TypedAttr attribute = b.getIntegerAttr(getElementTypeOrSelf(type), number);
    if (auto shaped = dyn_cast<ShapedType>(type))
      attribute = DenseElementsAttr::get(shaped, Attribute(attribute));
    return arith::ConstantOp::create(b, loc, attribute);
  };
  Value isZero = arith::CmpIOp::create(b, loc, arith::CmpIPredicate::eq,
                                       divisor.get(), splat(0));
  divisor.set(arith::SelectOp::create(b, loc, isZero, splat(1), divisor.get()));
  return success();
}

static LogicalResult guard(Operation *op) {
  if (auto extract = dyn_cast<tensor::ExtractOp>(op))
    return guardExtract(extract);
  if (auto slice = dyn_cast<tensor::ExtractSliceOp>(op))
    return guardSlice(slice, slice.getSource());
  if (auto insert = dyn_cast<tensor::InsertSliceOp>(op))
    return guardSlice(insert, insert.getDest());
  if (isa<arith::DivSIOp, arith::DivUIOp, arith::RemSIOp, arith::RemUIOp,
          arith::CeilDivSIOp, arith::CeilDivUIOp, arith::FloorDivSIOp>(op))
    return guardDivision(op);
  return success();
}

LogicalResult a3::guardAgainstBadIntegers(ModuleOp module) {
  WalkResult result =
      module.walk([](Operation *op) { return WalkResult(guard(op)); });
  return failure(result.wasInterrupted());
}
