//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_TEST_MUTATION_EMITTER_H
#define A3_TEST_MUTATION_EMITTER_H

#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinTypes.h"

#include <memory>

namespace mlir::a3::mutation {

enum class Unary {
  Negate,
  Exponential,
  ExponentialBaseTwo,
  Logarithm,
  Reciprocal,
  HyperbolicTangent,
  Absolute,
  Sine,
  Not
};

enum class Binary {
  Add,
  Subtract,
  Multiply,
  Divide,
  Maximum,
  Minimum,
  Power,
  Equal,
  Greater,
  And,
  Or
};

enum class Reduction { Sum, Maximum, Minimum, All, Any };

/// Writes tensor operations in one dialect, so that a rewrite is written once.
/// Shapes are static. Operands of one operation have the same rank, and sizes
/// of 1 broadcast.
class Emitter {
public:
  Emitter(OpBuilder &b, Location loc) : b(b), loc(loc) {}
  virtual ~Emitter();

  virtual Value constant(DenseElementsAttr values) = 0;
  virtual Value unary(Unary kind, Value input) = 0;
  virtual Value binary(Binary kind, Value lhs, Value rhs) = 0;
  virtual Value select(Value condition, Value yes, Value no) = 0;
  /// Between floats, between booleans and floats.
  virtual Value cast(Value input, Type elementType) = 0;
  /// Keeps `axis` with size 1.
  virtual Value reduce(Reduction kind, Value input, int64_t axis) = 0;
  virtual Value transpose(Value input, ArrayRef<int64_t> permutation) = 0;
  virtual Value reshape(Value input, ArrayRef<int64_t> shape) = 0;
  virtual Value slice(Value input, ArrayRef<int64_t> offsets,
                      ArrayRef<int64_t> sizes) = 0;
  virtual Value concatenate(ArrayRef<Value> inputs, int64_t axis) = 0;
  /// `low` and `high` more elements a dimension, zeros.
  virtual Value pad(Value input, ArrayRef<int64_t> low,
                    ArrayRef<int64_t> high) = 0;
  virtual Value tile(Value input, ArrayRef<int64_t> multiples) = 0;
  /// The elements of `axis` at constant `indices`.
  virtual Value gather(Value input, int64_t axis,
                       ArrayRef<int64_t> indices) = 0;
  /// (batch, m, k) times (batch, k, n), with elements of `elementType`.
  virtual Value multiplyMatrices(Value lhs, Value rhs, Type elementType) = 0;

  /// A splat that broadcasts to the shape of `like`.
  Value number(double value, Value like);
  /// A tensor of `shape` filled row by row from `values`, one element for all.
  Value numbers(ArrayRef<double> values, ArrayRef<int64_t> shape,
                Type elementType);
  Value fullSplat(double value, Value like);
  Value times(Value input, double factor) {
    return binary(Binary::Multiply, input, number(factor, input));
  }
  Value plus(Value input, double term) {
    return binary(Binary::Add, input, number(term, input));
  }
  Value slice(Value input, int64_t axis, int64_t offset, int64_t size);
  /// Whether all elements of `input` are -inf along `axis`.
  Value areAllHidden(Value input, int64_t axis);

protected:
  OpBuilder &b;
  Location loc;
};

std::unique_ptr<Emitter> createLinalgEmitter(OpBuilder &b, Location loc);
std::unique_ptr<Emitter> createTosaEmitter(OpBuilder &b, Location loc);

inline ArrayRef<int64_t> getShape(Value value) {
  return cast<RankedTensorType>(value.getType()).getShape();
}
inline Type getElementType(Value value) {
  return cast<RankedTensorType>(value.getType()).getElementType();
}
inline RankedTensorType getTypeLike(Value value, ArrayRef<int64_t> shape) {
  return RankedTensorType::get(shape, getElementType(value));
}
/// The shape that the operands of an elementwise operation broadcast to.
SmallVector<int64_t> getBroadcastShape(ArrayRef<Value> operands);

} // namespace mlir::a3::mutation

#endif // A3_TEST_MUTATION_EMITTER_H
