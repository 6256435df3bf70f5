//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_VERIFICATION_SLICEBUFFER_H
#define A3_VERIFICATION_SLICEBUFFER_H

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"

#include <random>

namespace mlir::a3 {

/// Random inputs on which mistakes show. All follow from one seed.
class InputGenerator {
public:
  /// `numRows` is that of K, up to which sequence lengths make sense.
  InputGenerator(uint64_t seed, int64_t numRows);

  /// Of both signs, up to 2, a few of them exactly 0 or 1, which masks are
  /// compared with. One seed in four gives positive numbers only, for models
  /// that take roots or logarithms.
  double nextFloat();
  /// From 0 to 1 where the seed is odd, otherwise up to the number of rows.
  int64_t nextInteger();
  /// True three times out of four.
  bool nextBoolean();

private:
  uint64_t nextBelow(uint64_t limit) { return engine() % limit; }

  std::mt19937_64 engine;
  bool isPositive;
  int64_t largestInteger;
};

/// The memory of one tensor, as compiled slices see it: floats are f64, index
/// is i64, i1 is a byte.
class SliceBuffer {
public:
  explicit SliceBuffer(RankedTensorType type);

  void fill(InputGenerator &generator);
  /// Fails if the model does not hold the bytes, as where they were elided.
  LogicalResult fill(ElementsAttr constant);
  void fill(double number) { llvm::fill(getFloats(), number); }

  MutableArrayRef<double> getFloats();
  void *getData() { return words.data(); }
  /// The indices of the element at `position`.
  SmallVector<int64_t> getIndices(int64_t position) const;

private:
  bool isFloat() const { return isa<FloatType>(type.getElementType()); }
  void set(int64_t position, const APInt &integer);

  RankedTensorType type;
  unsigned elementBytes;
  std::vector<uint64_t> words;
};

} // namespace mlir::a3

#endif // A3_VERIFICATION_SLICEBUFFER_H
