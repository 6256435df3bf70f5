//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_CONVERSION_HOSTCODE_MATRIXPRODUCT_H
#define A3_CONVERSION_HOSTCODE_MATRIXPRODUCT_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"

#include <array>
#include <optional>

namespace mlir::a3 {

/// One loop of a product, and how many elements it advances each operand.
struct ProductLoop {
  int64_t size = 1;
  std::array<int64_t, 3> strides = {};
};

/// How a BLAS is to read a matrix.
struct MatrixLayout {
  int64_t leading;
  bool transpose;
};

/// C (m × n) = A (m × k) · B (k × n) as a BLAS takes it, for a batch, with
/// further loops around.
struct MatrixProduct {
  enum Operand { A, B, C };
  static constexpr unsigned numOperands = 3;

  ProductLoop batch, m, n, k;
  std::array<MatrixLayout, numOperands> layouts;
  SmallVector<ProductLoop> outer;
  /// C is column-major: computes C^T = B^T A^T.
  bool swapped = false;
};

/// An operand of a contraction: what its dimensions are indexed by and their
/// strides.
struct StridedOperand {
  AffineMap map;
  SmallVector<int64_t> strides;
};

/// The product that these loops over operands A, B and C are, or nothing where
/// their strides are none that a BLAS can express.
std::optional<MatrixProduct> matchProduct(ArrayRef<int64_t> ranges,
                                          ArrayRef<StridedOperand> operands);

/// The same of a contraction of f32 memrefs with static strides, or of f32
/// tensors, which are taken to be row-major.
std::optional<MatrixProduct> matchProduct(linalg::LinalgOp op);

/// A contraction's operand as `matchProduct` looks at it; nothing where it is
/// not f32 or its strides are not known.
std::optional<StridedOperand> getStridedOperand(Type type, AffineMap map);

} // namespace mlir::a3

#endif // A3_CONVERSION_HOSTCODE_MATRIXPRODUCT_H
