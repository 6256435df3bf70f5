//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_CONVERSION_DYNAMICSIZES_PASSES_TD
#define A3_CONVERSION_DYNAMICSIZES_PASSES_TD

include "mlir/Pass/PassBase.td"

def A3SimplifySizes : Pass<"a3-simplify-sizes"> {
  let summary = "Replaces what exporters compute of sizes by the sizes";
  let description = [{
    Of models with dynamic sizes, exporters leave code that guards against sizes
    which a tensor cannot have, and against broadcasts which do not take place:
    the last size of a reshape as a quotient of products, an index that is 0
    where a dimension is 1, reads at loop indices where an operand would do. This
    pass folds comparisons by the ranges that sizes have, and then

    - takes the loop's index for `select(size == 1, 0, index)` of a loop over as
      many iterations as `size`;
    - makes `tensor.collapse_shape` and `tensor.expand_shape` of a
      `tensor.reshape` that adds or drops dimensions of one element, or splits one
      dimension;
    - divides the constant factor of a size by that number;
    - makes operands of a `linalg.generic` of the tensors that it reads by
      `tensor.extract` at its own loops' indices.

    Two sizes count as equal where that can be proved from how they are computed.
    Static functions are left as they are.
  }];
  let dependentDialects = [
    "::mlir::affine::AffineDialect", "::mlir::arith::ArithDialect",
    "::mlir::linalg::LinalgDialect", "::mlir::tensor::TensorDialect"
  ];
}

#endif // A3_CONVERSION_DYNAMICSIZES_PASSES_TD
