//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_ANALYSIS_CONSTANTFACTS_H
#define A3_ANALYSIS_CONSTANTFACTS_H

#include "mlir/IR/Value.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"

#include <optional>

namespace mlir::a3 {

/// The least and the largest of some numbers.
struct NumberRange {
  double least;
  double largest;
};

/// What is in large constants. Looks at the elements of each only once.
class ConstantFacts {
public:
  /// The range of the numbers of `value` that are not 0. None if it is not a
  /// constant, has no such number, or one that is not a number.
  std::optional<NumberRange> getNonzero(Value value);

  /// The elements of `value`, row by row, if it is a constant of integers.
  std::optional<ArrayRef<int64_t>> getIntegers(Value value);

  /// Whether `a` and `b` are constants of the same elements, row by row, in
  /// whatever shapes.
  bool haveSameElements(Value a, Value b);

private:
  DenseMap<Attribute, std::optional<NumberRange>> ranges;
  DenseMap<Attribute, std::optional<SmallVector<int64_t>>> integers;
};

} // namespace mlir::a3

#endif // A3_ANALYSIS_CONSTANTFACTS_H
