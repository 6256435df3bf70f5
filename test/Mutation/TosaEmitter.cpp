//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Emitter.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"

#include <functional>
#include <numeric>

using namespace mlir;
using namespace mlir::a3;
using namespace mlir::a3::mutation;

namespace {
class TosaEmitter : public Emitter {
public:
  using Emitter::Emitter;
  using Emitter::slice;

  Value constant(DenseElementsAttr values) override {
    return tosa::ConstOp::create(b, loc, values.getType(), values);
  }

  Value unary(Unary kind, Value input) override {
    Type type = input.getType();
    switch (kind) {
    case Unary::Negate:
      return tosa::NegateOp::create(b, loc, type, input);
    case Unary::Exponential:
      return tosa::ExpOp::create(b, loc, type, input);
    case Unary::ExponentialBaseTwo:
      return binary(Binary::Power, number(2, input), input);
    case Unary::Logarithm:
      return tosa::LogOp::create(b, loc, type, input);
    case Unary::Reciprocal:
      return tosa::ReciprocalOp::create(b, loc, type, input);
    case Unary::HyperbolicTangent:
      return tosa::TanhOp::create(b, loc, type, input);
    case Unary::Absolute:
      return tosa::AbsOp::create(b, loc, type, input);
    case Unary::Sine:
      return tosa::SinOp::create(b, loc, type, input);
    case Unary::Not:
      return tosa::LogicalNotOp::create(b, loc, type, input);
    }
    llvm_unreachable("unknown operation");
  }

  Value binary(Binary kind, Value lhs, Value rhs) override {
    SmallVector<int64_t> shape = getBroadcastShape({lhs, rhs});
    Type type = getTypeLike(lhs, shape);
    Type boolean = RankedTensorType::get(shape, b.getI1Type());
    switch (kind) {
    case Binary::Add:
      return tosa::AddOp::create(b, loc, type, lhs, rhs);
    case Binary::Subtract:
      return tosa::SubOp::create(b, loc, type, lhs, rhs);
    case Binary::Multiply:
      return tosa::MulOp::create(b, loc, type, lhs, rhs,
                                 numbers(0, 1, b.getI8Type()));
    case Binary::Divide:
      return binary(Binary::Multiply, lhs, unary(Unary::Reciprocal, rhs));
    case Binary::Maximum:
      return tosa::MaximumOp::create(b, loc, type, lhs, rhs);
    case Binary::Minimum:
      return tosa::MinimumOp::create(b, loc, type, lhs, rhs);
    case Binary::Power:
      return tosa::PowOp::create(b, loc, type, lhs, rhs);
    case Binary::Equal:
      return tosa::EqualOp::create(b, loc, boolean, lhs, rhs);
    case Binary::Greater:
      return tosa::GreaterOp::create(b, loc, boolean, lhs, rhs);
    case Binary::And:
      return tosa::LogicalAndOp::create(b, loc, boolean, lhs, rhs);
    case Binary::Or:
      return tosa::LogicalOrOp::create(b, loc, boolean, lhs, rhs);
    }
    llvm_unreachable("unknown operation");
  }

  Value select(Value condition, Value yes, Value no) override {
    Type type = getTypeLike(yes, getBroadcastShape({condition, yes, no}));
    return tosa::SelectOp::create(b, loc, type, condition, yes, no);
  }

  Value cast(Value input, Type elementType) override {
    if (getElementType(input) == elementType)
      return input;
    return tosa::CastOp::create(
        b, loc, RankedTensorType::get(getShape(input), elementType), input);
  }

  Value reduce(Reduction kind, Value input, int64_t axis) override {
    auto create = [&](auto op) -> Value {
      return decltype(op)::create(b, loc, input, b.getI32IntegerAttr(axis));
    };
    switch (kind) {
    case Reduction::Sum:
      return create(tosa::ReduceSumOp());
    case Reduction::Maximum:
      return create(tosa::ReduceMaxOp());
    case Reduction::Minimum:
      return create(tosa::ReduceMinOp());
    case Reduction::All:
      return create(tosa::ReduceAllOp());
    case Reduction::Any:
      return create(tosa::ReduceAnyOp());
    }
    llvm_unreachable("unknown reduction");
  }

  Value transpose(Value input, ArrayRef<int64_t> permutation) override {
    SmallVector<int64_t> shape;
    SmallVector<int32_t> dims;
    for (int64_t dim : permutation) {
      shape.push_back(getShape(input)[dim]);
      dims.push_back(dim);
    }
    return tosa::TransposeOp::create(b, loc, getTypeLike(input, shape), input,
                                     dims);
  }

  Value reshape(Value input, ArrayRef<int64_t> shape) override {
    if (getShape(input) == shape)
      return input;
    return tosa::ReshapeOp::create(b, loc, getTypeLike(input, shape), input,
                                   createShape(shape));
  }

  Value slice(Value input, ArrayRef<int64_t> offsets,
              ArrayRef<int64_t> sizes) override {
    return tosa::SliceOp::create(b, loc, getTypeLike(input, sizes), input,
                                 createShape(offsets), createShape(sizes));
  }

  Value concatenate(ArrayRef<Value> inputs, int64_t axis) override {
    SmallVector<int64_t> shape(getShape(inputs.front()));
    shape[axis] = 0;
    for (Value input : inputs)
      shape[axis] += getShape(input)[axis];
    return tosa::ConcatOp::create(b, loc, getTypeLike(inputs.front(), shape),
                                  inputs, axis);
  }

  Value pad(Value input, ArrayRef<int64_t> low,
            ArrayRef<int64_t> high) override {
    SmallVector<int64_t> shape(getShape(input)), padding;
    for (auto [size, below, above] : llvm::zip_equal(shape, low, high)) {
      size += below + above;
      padding.append({below, above});
    }
    return tosa::PadOp::create(b, loc, getTypeLike(input, shape), input,
                               createShape(padding),
                               numbers(0, 1, getElementType(input)));
  }

  Value tile(Value input, ArrayRef<int64_t> multiples) override {
    SmallVector<int64_t> shape;
    for (auto [size, multiple] : llvm::zip_equal(getShape(input), multiples))
      shape.push_back(size * multiple);
    return tosa::TileOp::create(b, loc, getTypeLike(input, shape), input,
                                createShape(multiples));
  }

  Value gather(Value input, int64_t axis, ArrayRef<int64_t> indices) override {
    // tosa.gather knows (outer, axis, inner).
    ArrayRef<int64_t> shape = getShape(input);
    int64_t outer = product(shape.take_front(axis));
    int64_t inner = product(shape.drop_front(axis + 1));
    auto size = static_cast<int64_t>(indices.size());
    SmallVector<int32_t> table;
    for (int64_t i = 0; i < outer; ++i)
      table.append(indices.begin(), indices.end());
    Value tableValue = constant(DenseElementsAttr::get(
        RankedTensorType::get({outer, size}, b.getI32Type()),
        ArrayRef<int32_t>(table)));
    SmallVector<int64_t> result(shape);
    result[axis] = size;
    Value rows = reshape(input, {outer, shape[axis], inner});
    Value gathered = tosa::GatherOp::create(
        b, loc, getTypeLike(input, {outer, size, inner}), rows, tableValue);
    return reshape(gathered, result);
  }

  Value multiplyMatrices(Value lhs, Value rhs, Type elementType) override {
    auto type = RankedTensorType::get(
        {getShape(lhs)[0], getShape(lhs)[1], getShape(rhs)[2]}, elementType);
    Value zero = numbers(0, 1, getElementType(lhs));
    return tosa::MatMulOp::create(b, loc, type, lhs, rhs, zero, zero);
  }

private:
  static int64_t product(ArrayRef<int64_t> sizes) {
    return std::accumulate(sizes.begin(), sizes.end(), int64_t(1),
                           std::multiplies<>());
  }

  Value createShape(ArrayRef<int64_t> sizes) {
    auto type = RankedTensorType::get(static_cast<int64_t>(sizes.size()),
                                      b.getIndexType());
    return tosa::ConstShapeOp::create(
        b, loc, tosa::shapeType::get(b.getContext(), sizes.size()),
        DenseIntElementsAttr::get(type, sizes));
  }
};
} // namespace

std::unique_ptr<Emitter> mutation::createTosaEmitter(OpBuilder &b,
                                                     Location loc) {
  return std::make_unique<TosaEmitter>(b, loc);
}
