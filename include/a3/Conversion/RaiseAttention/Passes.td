//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_CONVERSION_RAISEATTENTION_PASSES_TD
#define A3_CONVERSION_RAISEATTENTION_PASSES_TD

include "mlir/Pass/PassBase.td"

def A3RaiseAttention : Pass<"a3-raise-attention"> {
  let summary = "Replaces attention in linalg and TOSA by a3.attention";
  let description = [{
    Looks at every sum of exponentials and proves, from what the dataflow
    computes and not from how it is spelled, whether it normalises an attention;
    docs/recognition.md says how and lists what is accepted. The result of each
    is replaced by an `a3.attention` on the tensors that the model has already,
    reshaped and transposed where needed. What is not used any more is erased as
    far as a cf.assert would keep it; `--canonicalize` removes the rest.

    A softmax that is left stays as it is and gets a remark with the name of the
    reason, such as `attention not raised [dense-bias]`, and a note at the
    operation where the analysis stopped; docs/remarks.md lists them.

    The operation's `site` is `attention.N`, N counting what was raised below
    the operation that the pass runs on.
  }];
  let options = [
    Option<"biasPort", "bias-port", "bool", /*default=*/"false",
           "Also raise attention that adds a bias to its scores, for machines "
           "that have the port for it">
  ];
  let dependentDialects = [
    "::mlir::a3::A3Dialect", "::mlir::arith::ArithDialect",
    "::mlir::linalg::LinalgDialect", "::mlir::math::MathDialect",
    "::mlir::tensor::TensorDialect"
  ];
  let statistics = [
    Statistic<"numRaised", "raised", "Number of a3.attention made">,
    Statistic<"numRefused", "refused", "Number of softmax left with a remark">
  ];
}

#endif // A3_CONVERSION_RAISEATTENTION_PASSES_TD
