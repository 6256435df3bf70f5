//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// Sizes that are not known, as numbers that the arithmetic of indices takes
// like any other (`AxisSpace::nameUnknownSize`). Two dimensions have the same
// number where they are of the same size on every path.
//

#ifndef A3_ANALYSIS_SIZETABLE_H
#define A3_ANALYSIS_SIZETABLE_H

#include "a3/Analysis/IndexExpression.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace mlir::a3 {

/// A tensor of the same sizes whose sizes upstream can compare, which it cannot
/// of element-wise operations: what those start from.
Value getSizedAlike(Value value);

class SizeTable {
public:
  explicit SizeTable(AxisSpace &axes) : axes(axes) {}

  /// The sizes of `value`; ShapedType::kDynamic for one that has no number.
  SmallVector<int64_t> getShape(Value value);

  /// The iterations of each loop, of the first operand that has a loop as a
  /// dimension. Those of other operands are known to be the same from here on.
  SmallVector<int64_t> getLoopSizes(linalg::LinalgOp op);

  /// `size` with one number for all that are known to be the same.
  int64_t unite(int64_t size) const;

  /// Says what a value that was built has for sizes.
  void setShape(Value value, ArrayRef<int64_t> shape);

  /// `shape` as types have it.
  SmallVector<int64_t> getTypeShape(ArrayRef<int64_t> shape) const;

  /// Each size as an attribute, or as a value that is computed before `b`'s
  /// insertion point. None where a size is neither known nor a product of
  /// sizes that stand there.
  std::optional<SmallVector<OpFoldResult>>
  buildSizes(OpBuilder &b, Location loc, ArrayRef<int64_t> sizes) const;

private:
  struct Unknown {
    Value value;
    int64_t dim;
    int64_t number;
    int64_t united; ///< The number of the first that is the same.
  };

  int64_t getNumber(Value value, int64_t dim);

  /// The product of numbers that a size is computed as, if it is one.
  std::optional<int64_t> getProduct(Value value, int64_t dim);
  std::optional<int64_t> getProduct(Value size);
  std::optional<int64_t> getProduct(AffineExpr expression, AffineMap map,
                                    ValueRange operands);

  void noteEqual(int64_t a, int64_t b);

  AxisSpace &axes;
  SmallVector<Unknown> unknowns;
  DenseMap<Value, SmallVector<int64_t>> shapes;
};

} // namespace mlir::a3

#endif // A3_ANALYSIS_SIZETABLE_H
