// RUN: a3-opt %s --verify-diagnostics --a3-raise-attention

// Scores from a table.
!queries = tensor<2x4x8xf32>
!values = tensor<2x5x8xf32>
!scores = tensor<2x4x5xf32>
!sums = tensor<2x4x1xf32>

func.func @scores_not_a_product(%table: !scores, %v: !values) -> !queries {
  %zero = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}>
      : () -> tensor<1xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %e = tosa.exp %table : (!scores) -> !scores
  // expected-remark@below {{attention not raised [scores-not-a-product]: the scores are not a sum of products of queries and keys}}
  %sum = tosa.reduce_sum %e {axis = 2 : i32} : (!scores) -> !sums
  %inverse = tosa.reciprocal %sum : (!sums) -> !sums
  %weights = tosa.mul %e, %inverse, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  %result = tosa.matmul %weights, %v, %zero, %zero
      : (!scores, !values, tensor<1xf32>, tensor<1xf32>) -> !queries
  return %result : !queries
}
