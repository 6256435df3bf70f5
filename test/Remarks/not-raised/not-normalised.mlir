// RUN: a3-opt %s --verify-diagnostics --a3-raise-attention

// A part of the keys: what divides is returned apart.
!queries = tensor<2x4x8xf32>
!keys = tensor<2x8x5xf32>
!values = tensor<2x5x8xf32>
!scores = tensor<2x4x5xf32>
!sums = tensor<2x4x1xf32>

func.func @not_normalised(
    %q: !queries, %k: !keys, %v: !values)
    -> (!queries, !sums) {
  %zero = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}>
      : () -> tensor<1xf32>
  %product = tosa.matmul %q, %k, %zero, %zero
      : (!queries, !keys, tensor<1xf32>, tensor<1xf32>) -> !scores
  %e = tosa.exp %product : (!scores) -> !scores
  // expected-remark@below {{attention not raised [not-normalised]: the second product is not divided by the sum of the weights}}
  %sum = tosa.reduce_sum %e {axis = 2 : i32} : (!scores) -> !sums
  // expected-note@below {{the analysis stopped here}}
  %result = tosa.matmul %e, %v, %zero, %zero
      : (!scores, !values, tensor<1xf32>, tensor<1xf32>) -> !queries
  return %result, %sum : !queries, !sums
}
