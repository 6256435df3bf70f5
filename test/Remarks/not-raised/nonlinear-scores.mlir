// RUN: a3-opt %s --verify-diagnostics --a3-raise-attention

// Scores are clamped.
!queries = tensor<2x4x8xf32>
!keys = tensor<2x8x5xf32>
!values = tensor<2x5x8xf32>
!scores = tensor<2x4x5xf32>
!sums = tensor<2x4x1xf32>

func.func @nonlinear_scores(%q: !queries, %k: !keys, %v: !values) -> !queries {
  %zero = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}>
      : () -> tensor<1xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %product = tosa.matmul %q, %k, %zero, %zero
      : (!queries, !keys, tensor<1xf32>, tensor<1xf32>) -> !scores
  // expected-note@below {{the analysis stopped here}}
  %scores = tosa.clamp %product {min_val = -50.0 : f32, max_val = 50.0 : f32}
      : (!scores) -> !scores
  %e = tosa.exp %scores : (!scores) -> !scores
  // expected-remark@below {{attention not raised [nonlinear-scores]: a nonlinear function is applied to the scores before the softmax, and the machine has none}}
  %sum = tosa.reduce_sum %e {axis = 2 : i32} : (!scores) -> !sums
  %inverse = tosa.reciprocal %sum : (!sums) -> !sums
  %weights = tosa.mul %e, %inverse, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  %result = tosa.matmul %weights, %v, %zero, %zero
      : (!scores, !values, tensor<1xf32>, tensor<1xf32>) -> !queries
  return %result : !queries
}
