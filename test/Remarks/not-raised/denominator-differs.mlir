// RUN: a3-opt %s --verify-diagnostics --a3-raise-attention

// 1 is added to the sum.
!queries = tensor<2x4x8xf32>
!keys = tensor<2x8x5xf32>
!values = tensor<2x5x8xf32>
!scores = tensor<2x4x5xf32>
!sums = tensor<2x4x1xf32>

func.func @denominator_differs(
    %q: !queries, %k: !keys, %v: !values)
    -> !queries {
  %zero = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}>
      : () -> tensor<1xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %one = "tosa.const"() <{values = dense<1.0> : tensor<1x1x1xf32>}>
      : () -> tensor<1x1x1xf32>
  %product = tosa.matmul %q, %k, %zero, %zero
      : (!queries, !keys, tensor<1xf32>, tensor<1xf32>) -> !scores
  %e = tosa.exp %product : (!scores) -> !scores
  // expected-remark@below {{attention not raised [denominator-differs]: the denominator is not the sum of the same weights, and nothing else}}
  %sum = tosa.reduce_sum %e {axis = 2 : i32} : (!scores) -> !sums
  // expected-note@below {{the analysis stopped here}}
  %more = tosa.add %sum, %one : (!sums, tensor<1x1x1xf32>) -> !sums
  %inverse = tosa.reciprocal %more : (!sums) -> !sums
  %weights = tosa.mul %e, %inverse, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  %result = tosa.matmul %weights, %v, %zero, %zero
      : (!scores, !values, tensor<1xf32>, tensor<1xf32>) -> !queries
  return %result : !queries
}
