//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Emitter.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Utils/ReshapeOpsUtils.h"

#include <cmath>

using namespace mlir;
using namespace mlir::a3;
using namespace mlir::a3::mutation;

using Body = function_ref<Value(OpBuilder &, Location, ValueRange)>;

static Value createUnary(OpBuilder &b, Location loc, Unary kind, Value x) {
  switch (kind) {
  case Unary::Negate:
    return arith::NegFOp::create(b, loc, x);
  case Unary::Exponential:
    return math::ExpOp::create(b, loc, x);
  case Unary::ExponentialBaseTwo:
    return math::Exp2Op::create(b, loc, x);
  case Unary::Logarithm:
    return math::LogOp::create(b, loc, x);
  case Unary::Reciprocal: {
    Value one =
        arith::ConstantOp::create(b, loc, b.getFloatAttr(x.getType(), 1));
    return arith::DivFOp::create(b, loc, one, x);
  }
  case Unary::HyperbolicTangent:
    return math::TanhOp::create(b, loc, x);
  case Unary::Absolute:
    return math::AbsFOp::create(b, loc, x);
  case Unary::Sine:
    return math::SinOp::create(b, loc, x);
  case Unary::Not: {
    Value one = arith::ConstantOp::create(b, loc, b.getBoolAttr(true));
    return arith::XOrIOp::create(b, loc, x, one);
  }
  }
  llvm_unreachable("unknown operation");
}

static Value createBinary(OpBuilder &b, Location loc, Binary kind, Value x,
                          Value y) {
  switch (kind) {
  case Binary::Add:
    return arith::AddFOp::create(b, loc, x, y);
  case Binary::Subtract:
    return arith::SubFOp::create(b, loc, x, y);
  case Binary::Multiply:
    return arith::MulFOp::create(b, loc, x, y);
  case Binary::Divide:
    return arith::DivFOp::create(b, loc, x, y);
  case Binary::Maximum:
    return arith::MaximumFOp::create(b, loc, x, y);
  case Binary::Minimum:
    return arith::MinimumFOp::create(b, loc, x, y);
  case Binary::Power:
    return math::PowFOp::create(b, loc, x, y);
  case Binary::Equal:
    return arith::CmpFOp::create(b, loc, arith::CmpFPredicate::OEQ, x, y);
  case Binary::Greater:
    return arith::CmpFOp::create(b, loc, arith::CmpFPredicate::OGT, x, y);
  case Binary::And:
    return arith::AndIOp::create(b, loc, x, y);
  case Binary::Or:
    return arith::OrIOp::create(b, loc, x, y);
  }
  llvm_unreachable("unknown operation");
}

static Value createCast(OpBuilder &b, Location loc, Value x, Type type) {
  if (x.getType() == type)
    return x;
  if (x.getType().isInteger(1))
    return arith::UIToFPOp::create(b, loc, type, x);
  if (x.getType().getIntOrFloatBitWidth() < type.getIntOrFloatBitWidth())
    return arith::ExtFOp::create(b, loc, type, x);
  return arith::TruncFOp::create(b, loc, type, x);
}

static Value createCombination(OpBuilder &b, Location loc, Reduction kind,
                               Value x, Value y) {
  switch (kind) {
  case Reduction::Sum:
    return arith::AddFOp::create(b, loc, x, y);
  case Reduction::Maximum:
    return arith::MaximumFOp::create(b, loc, x, y);
  case Reduction::Minimum:
    return arith::MinimumFOp::create(b, loc, x, y);
  case Reduction::All:
    return arith::AndIOp::create(b, loc, x, y);
  case Reduction::Any:
    return arith::OrIOp::create(b, loc, x, y);
  }
  llvm_unreachable("unknown reduction");
}

static double getNeutral(Reduction kind) {
  switch (kind) {
  case Reduction::Maximum:
    return -INFINITY;
  case Reduction::Minimum:
    return INFINITY;
  case Reduction::All:
    return 1;
  default:
    return 0;
  }
}

static SmallVector<OpFoldResult> getIndices(OpBuilder &b,
                                            ArrayRef<int64_t> values) {
  return getAsIndexOpFoldResult(b.getContext(), values);
}

namespace {
/// linalg.generic, as exporters write it, and the tensor dialect.
class LinalgEmitter : public Emitter {
public:
  using Emitter::Emitter;
  using Emitter::slice;

  Value constant(DenseElementsAttr values) override {
    return arith::ConstantOp::create(b, loc, values);
  }

  Value unary(Unary kind, Value input) override {
    return map(input, getElementType(input),
               [&](OpBuilder &b, Location loc, ValueRange arguments) {
                 return createUnary(b, loc, kind, arguments[0]);
               });
  }

  Value binary(Binary kind, Value lhs, Value rhs) override {
    bool compares = kind == Binary::Equal || kind == Binary::Greater;
    return map({lhs, rhs}, compares ? b.getI1Type() : getElementType(lhs),
               [&](OpBuilder &b, Location loc, ValueRange arguments) {
                 return createBinary(b, loc, kind, arguments[0], arguments[1]);
               });
  }

  Value select(Value condition, Value yes, Value no) override {
    return map({condition, yes, no}, getElementType(yes),
               [&](OpBuilder &b, Location loc, ValueRange arguments) -> Value {
                 return arith::SelectOp::create(b, loc, arguments[0],
                                                arguments[1], arguments[2]);
               });
  }

  Value cast(Value input, Type elementType) override {
    return map(input, elementType,
               [&](OpBuilder &b, Location loc, ValueRange arguments) {
                 return createCast(b, loc, arguments[0], elementType);
               });
  }

  Value reduce(Reduction kind, Value input, int64_t axis) override {
    SmallVector<int64_t> shape(getShape(input));
    unsigned rank = shape.size();
    shape[axis] = 1;
    SmallVector<AffineExpr> kept;
    for (unsigned dim = 0; dim < rank; ++dim)
      kept.push_back(b.getAffineDimExpr(dim));
    AffineMap all = AffineMap::get(rank, 0, kept, b.getContext());
    kept[axis] = b.getAffineConstantExpr(0);
    AffineMap reduced = AffineMap::get(rank, 0, kept, b.getContext());
    SmallVector<utils::IteratorType> iterators(rank,
                                               utils::IteratorType::parallel);
    iterators[axis] = utils::IteratorType::reduction;
    Value init = fill(getNeutral(kind), shape, getElementType(input));
    return linalg::GenericOp::create(
               b, loc, init.getType(), input, init, {all, reduced}, iterators,
               [&](OpBuilder &b, Location loc, ValueRange arguments) {
                 Value combined = createCombination(b, loc, kind, arguments[0],
                                                    arguments[1]);
                 linalg::YieldOp::create(b, loc, combined);
               })
        .getResult(0);
  }

  Value transpose(Value input, ArrayRef<int64_t> permutation) override {
    SmallVector<int64_t> shape;
    for (int64_t dim : permutation)
      shape.push_back(getShape(input)[dim]);
    Value init = empty(shape, getElementType(input));
    return linalg::TransposeOp::create(b, loc, input, init, permutation)
        ->getResult(0);
  }

  Value reshape(Value input, ArrayRef<int64_t> shape) override {
    auto from = cast<RankedTensorType>(input.getType());
    RankedTensorType to = getTypeLike(input, shape);
    if (from == to)
      return input;
    auto groups = getReassociationIndicesForReshape(from, to);
    if (groups && from.getRank() > to.getRank())
      return tensor::CollapseShapeOp::create(b, loc, to, input, *groups);
    if (groups && from.getRank() < to.getRank())
      return tensor::ExpandShapeOp::create(b, loc, to, input, *groups);
    return reshape(reshape(input, from.getNumElements()), shape);
  }

  Value slice(Value input, ArrayRef<int64_t> offsets,
              ArrayRef<int64_t> sizes) override {
    SmallVector<int64_t> ones(sizes.size(), 1);
    return tensor::ExtractSliceOp::create(b, loc, input, getIndices(b, offsets),
                                          getIndices(b, sizes),
                                          getIndices(b, ones));
  }

  Value concatenate(ArrayRef<Value> inputs, int64_t axis) override {
    return tensor::ConcatOp::create(b, loc, axis, inputs);
  }

  Value pad(Value input, ArrayRef<int64_t> low,
            ArrayRef<int64_t> high) override {
    SmallVector<int64_t> shape(getShape(input));
    for (auto [size, below, above] : llvm::zip_equal(shape, low, high))
      size += below + above;
    return tensor::PadOp::create(b, loc, getTypeLike(input, shape), input,
                                 getIndices(b, low), getIndices(b, high),
                                 getScalar(0, getElementType(input)));
  }

  Value tile(Value input, ArrayRef<int64_t> multiples) override {
    // A new dimension a repetition, merged with the one that it repeats.
    SmallVector<int64_t> shape, tiled;
    SmallVector<AffineExpr> read;
    for (auto [size, multiple] : llvm::zip_equal(getShape(input), multiples)) {
      tiled.push_back(size * multiple);
      if (multiple != 1)
        shape.push_back(multiple);
      read.push_back(b.getAffineDimExpr(shape.size()));
      shape.push_back(size);
    }
    Value init = empty(shape, getElementType(input));
    SmallVector<AffineMap> maps{
        AffineMap::get(shape.size(), 0, read, b.getContext()),
        b.getMultiDimIdentityMap(shape.size())};
    SmallVector<utils::IteratorType> iterators(shape.size(),
                                               utils::IteratorType::parallel);
    Value repeated = linalg::GenericOp::create(
                         b, loc, init.getType(), input, init, maps, iterators,
                         [](OpBuilder &b, Location loc, ValueRange arguments) {
                           linalg::YieldOp::create(b, loc, arguments[0]);
                         })
                         .getResult(0);
    return reshape(repeated, tiled);
  }

  Value gather(Value input, int64_t axis, ArrayRef<int64_t> indices) override {
    SmallVector<int64_t> shape(getShape(input));
    shape[axis] = indices.size();
    unsigned rank = shape.size();
    Value table = constant(DenseElementsAttr::get(
        RankedTensorType::get(shape[axis], b.getI64Type()), indices));
    Value init = empty(shape, getElementType(input));
    SmallVector<AffineMap> maps{
        AffineMap::get(rank, 0, b.getAffineDimExpr(axis), b.getContext()),
        b.getMultiDimIdentityMap(rank)};
    SmallVector<utils::IteratorType> iterators(rank,
                                               utils::IteratorType::parallel);
    return linalg::GenericOp::create(
               b, loc, init.getType(), table, init, maps, iterators,
               [&](OpBuilder &b, Location loc, ValueRange arguments) {
                 SmallVector<Value> read;
                 for (unsigned dim = 0; dim < rank; ++dim)
                   read.push_back(
                       static_cast<int64_t>(dim) == axis
                           ? arith::IndexCastOp::create(
                                 b, loc, b.getIndexType(), arguments[0])
                                 .getResult()
                           : linalg::IndexOp::create(b, loc, dim).getResult());
                 Value element = tensor::ExtractOp::create(b, loc, input, read);
                 linalg::YieldOp::create(b, loc, element);
               })
        .getResult(0);
  }

  Value multiplyMatrices(Value lhs, Value rhs, Type elementType) override {
    SmallVector<int64_t> shape{getShape(lhs)[0], getShape(lhs)[1],
                               getShape(rhs)[2]};
    Value init = fill(0, shape, elementType);
    return linalg::BatchMatmulOp::create(b, loc, ValueRange{lhs, rhs}, init)
        .getResult(0);
  }

private:
  Value getScalar(double value, Type type) {
    TypedAttr attribute = b.getIntegerAttr(b.getI1Type(), value != 0);
    if (auto floatType = dyn_cast<FloatType>(type))
      attribute = b.getFloatAttr(floatType, value);
    else if (!type.isInteger(1))
      attribute = b.getIntegerAttr(type, static_cast<int64_t>(value));
    return arith::ConstantOp::create(b, loc, attribute);
  }

  Value empty(ArrayRef<int64_t> shape, Type type) {
    return tensor::EmptyOp::create(b, loc, shape, type);
  }

  Value fill(double value, ArrayRef<int64_t> shape, Type type) {
    return linalg::FillOp::create(b, loc, getScalar(value, type),
                                  empty(shape, type))
        .getResult(0);
  }

  Value map(ArrayRef<Value> inputs, Type elementType, Body body) {
    SmallVector<int64_t> shape = getBroadcastShape(inputs);
    SmallVector<AffineMap> maps;
    for (Value input : inputs) {
      SmallVector<AffineExpr> read;
      for (auto [dim, size] : llvm::enumerate(getShape(input)))
        read.push_back(size == shape[dim] ? b.getAffineDimExpr(dim)
                                          : b.getAffineConstantExpr(0));
      maps.push_back(AffineMap::get(shape.size(), 0, read, b.getContext()));
    }
    maps.push_back(b.getMultiDimIdentityMap(shape.size()));
    SmallVector<utils::IteratorType> iterators(shape.size(),
                                               utils::IteratorType::parallel);
    Value init = empty(shape, elementType);
    return linalg::GenericOp::create(
               b, loc, init.getType(), inputs, init, maps, iterators,
               [&](OpBuilder &b, Location loc, ValueRange arguments) {
                 linalg::YieldOp::create(b, loc, body(b, loc, arguments));
               })
        .getResult(0);
  }
};
} // namespace

std::unique_ptr<Emitter> mutation::createLinalgEmitter(OpBuilder &b,
                                                       Location loc) {
  return std::make_unique<LinalgEmitter>(b, loc);
}
