//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_DIALECT_A3_TRANSFORMS_PASSES_TD
#define A3_DIALECT_A3_TRANSFORMS_PASSES_TD

include "mlir/Pass/PassBase.td"

def A3DecomposeAttention : Pass<"a3-decompose-attention"> {
  let summary = "Replaces a3.attention on tensors by linalg that defines it";
  let description = [{
    The reference meaning of `a3.attention`: dot products, softmax with the
    maximum subtracted, weighted sum, as `linalg.generic` on tensors. Types
    narrower than f32 are computed in f32. Rows that are not admitted have no
    influence, not even by NaN or infinity, and a query without admitted rows
    gives zeros.

    linalg defines exact attention only: an operation with an `approximation`
    is an error, as is one on memrefs.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::linalg::LinalgDialect",
    "::mlir::math::MathDialect", "::mlir::tensor::TensorDialect"
  ];
}

#endif // A3_DIALECT_A3_TRANSFORMS_PASSES_TD
