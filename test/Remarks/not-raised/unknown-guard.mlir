// RUN: a3-opt %s --verify-diagnostics --a3-raise-attention

// Queries are dropped by their largest score.
!queries = tensor<2x4x8xf32>
!keys = tensor<2x8x5xf32>
!values = tensor<2x5x8xf32>
!scores = tensor<2x4x5xf32>
!sums = tensor<2x4x1xf32>

func.func @unknown_guard(%q: !queries, %k: !keys, %v: !values) -> !queries {
  %zero = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}>
      : () -> tensor<1xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %threshold = "tosa.const"() <{values = dense<1.0> : tensor<1x1x1xf32>}>
      : () -> tensor<1x1x1xf32>
  %none = "tosa.const"() <{values = dense<0.0> : tensor<1x1x1xf32>}>
      : () -> tensor<1x1x1xf32>
  %product = tosa.matmul %q, %k, %zero, %zero
      : (!queries, !keys, tensor<1xf32>, tensor<1xf32>) -> !scores
  %e = tosa.exp %product : (!scores) -> !scores
  // expected-remark@below {{attention not raised [unknown-guard]: a condition replaces weights that is not 'all scores are -inf'}}
  %sum = tosa.reduce_sum %e {axis = 2 : i32} : (!scores) -> !sums
  %inverse = tosa.reciprocal %sum : (!sums) -> !sums
  %weights = tosa.mul %e, %inverse, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  %max = tosa.reduce_max %product {axis = 2 : i32} : (!scores) -> !sums
  // expected-note@below {{the analysis stopped here}}
  %isWeak = tosa.greater %threshold, %max
      : (tensor<1x1x1xf32>, !sums) -> tensor<2x4x1xi1>
  %kept = tosa.select %isWeak, %none, %weights
      : (tensor<2x4x1xi1>, tensor<1x1x1xf32>, !scores) -> !scores
  %result = tosa.matmul %kept, %v, %zero, %zero
      : (!scores, !values, tensor<1xf32>, tensor<1xf32>) -> !queries
  return %result : !queries
}
