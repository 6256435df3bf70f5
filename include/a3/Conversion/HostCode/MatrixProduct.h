//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_CONVERSION_HOSTCODE_MATRIXPRODUCT_H
#define A3_CONVERSION_HOSTCODE_MATRIXPRODUCT_H

#include "a3/Conversion/HostCode/SymbolicSize.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"

#include <array>
#include <optional>

namespace mlir::a3 {

/// One loop of a product, and how many elements it advances each operand.
struct ProductLoop {
  SymbolicSize size = 1;
  std::array<SymbolicSize, 3> strides = {0, 0, 0};
};

/// How a BLAS is to read a matrix.
struct MatrixLayout {
  SymbolicSize leading;
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
  SmallVector<SymbolicSize> strides;
};

/// The lengths of an operation's loops; loop i of unknown length is symbol i.
SmallVector<SymbolicSize> getRanges(linalg::LinalgOp op);

/// The product that these loops over operands A, B and C are, or nothing where
/// their strides are none that a BLAS can express.
std::optional<MatrixProduct> matchProduct(ArrayRef<SymbolicSize> ranges,
                                          ArrayRef<StridedOperand> operands);

/// The same of a contraction of f32 memrefs, or of f32 tensors, which are taken
/// to be row-major.
std::optional<MatrixProduct> matchProduct(linalg::LinalgOp op);

/// A contraction's operand `number` as `matchProduct` looks at it; nothing
/// where it is not f32 or its strides cannot be told by the loops of these
/// ranges. The strides that only the memref itself knows are symbols of their
/// own.
std::optional<StridedOperand> getStridedOperand(Type type, AffineMap map,
                                                unsigned number,
                                                ArrayRef<SymbolicSize> ranges);

/// Which stride of which operand such a symbol is.
struct StrideSymbol {
  unsigned operand, dim;
};
std::optional<StrideSymbol> getStrideSymbol(unsigned symbol);

} // namespace mlir::a3

#endif // A3_CONVERSION_HOSTCODE_MATRIXPRODUCT_H
