//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Emitter.h"

#include "mlir/IR/BuiltinAttributes.h"

#include <cmath>

using namespace mlir;
using namespace mlir::a3;
using namespace mlir::a3::mutation;

Emitter::~Emitter() = default;

SmallVector<int64_t> mutation::getBroadcastShape(ArrayRef<Value> operands) {
  SmallVector<int64_t> shape(getShape(operands.front()));
  for (Value operand : operands)
    for (auto [size, other] : llvm::zip_equal(shape, getShape(operand)))
      size = std::max(size, other);
  return shape;
}

Value Emitter::numbers(ArrayRef<double> values, ArrayRef<int64_t> shape,
                       Type elementType) {
  SmallVector<Attribute> attributes;
  for (double value : values)
    attributes.push_back(isa<FloatType>(elementType)
                             ? Attribute(b.getFloatAttr(elementType, value))
                             : Attribute(b.getIntegerAttr(
                                   elementType, static_cast<int64_t>(value))));
  auto type = RankedTensorType::get(shape, elementType);
  return constant(DenseElementsAttr::get(type, attributes));
}

Value Emitter::number(double value, Value like) {
  SmallVector<int64_t> ones(getShape(like).size(), 1);
  return numbers(value, ones, getElementType(like));
}

Value Emitter::fullSplat(double value, Value like) {
  return numbers(value, getShape(like), getElementType(like));
}

Value Emitter::slice(Value input, int64_t axis, int64_t offset, int64_t size) {
  SmallVector<int64_t> offsets(getShape(input).size(), 0);
  SmallVector<int64_t> sizes(getShape(input));
  offsets[axis] = offset;
  sizes[axis] = size;
  return slice(input, offsets, sizes);
}

Value Emitter::areAllHidden(Value input, int64_t axis) {
  Value hidden = binary(Binary::Equal, input, number(-INFINITY, input));
  return reduce(Reduction::All, hidden, axis);
}
