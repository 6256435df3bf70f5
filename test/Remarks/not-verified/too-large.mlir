// RUN: a3-opt %s --verify-diagnostics --a3-verify-raised=max-operations=100

// The limit is set low.
!queries = tensor<2x4x8xf32>
!keys = tensor<2x8x5xf32>
!values = tensor<2x5x8xf32>
!scores = tensor<2x4x5xf32>
!sums = tensor<2x4x1xf32>

func.func @too_large(%q: !queries, %k: !keys, %v: !values) -> !queries {
  %zero = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}>
      : () -> tensor<1xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %product = tosa.matmul %q, %k, %zero, %zero
      : (!queries, !keys, tensor<1xf32>, tensor<1xf32>) -> !scores
  %e = tosa.exp %product : (!scores) -> !scores
  %sum = tosa.reduce_sum %e {axis = 2 : i32} : (!scores) -> !sums
  %inverse = tosa.reciprocal %sum : (!sums) -> !sums
  %weights = tosa.mul %e, %inverse, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  // expected-remark@below {{attention not verified [too-large]: one trial takes too many operations or too much memory (1944 operations and 14216 bytes)}}
  %result = tosa.matmul %weights, %v, %zero, %zero
      : (!scores, !values, tensor<1xf32>, tensor<1xf32>) -> !queries
  return %result : !queries
}
