//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_DIALECT_A3_IR_CONSTANTKEYS_H
#define A3_DIALECT_A3_IR_CONSTANTKEYS_H

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"

#include <optional>
#include <vector>

namespace mlir::a3 {

/// Keys that are known at compile time, (batch..., n, d) in f32.
class ConstantKeys {
public:
  /// The elements of a constant seen through casts, reshapes, slices,
  /// transposes and broadcasts. Nothing for any other value, and where an
  /// element is NaN, which has no place in an order.
  static std::optional<ConstantKeys> find(Value key);

  /// What `a3.sort_keys` gives: (batch..., d, n) in i16.
  DenseElementsAttr sort(MLIRContext *context, int64_t tile) const;

private:
  Type elementType;
  SmallVector<int64_t> shape;
  std::vector<float> elements;

  static std::optional<ConstantKeys> evaluate(Value value);
  void reshape(RankedTensorType type) { shape.assign(type.getShape()); }
  void gather(ArrayRef<int64_t> newShape, ArrayRef<int64_t> strides,
              int64_t offset = 0);
  SmallVector<int64_t> getStrides() const;
};

} // namespace mlir::a3

#endif // A3_DIALECT_A3_IR_CONSTANTKEYS_H
