// RUN: a3-opt %s --verify-diagnostics --a3-raise-attention

// One value for all keys.
!queries = tensor<2x4x8xf32>
!keys = tensor<2x8x5xf32>
!values = tensor<2x1x8xf32>
!scores = tensor<2x4x5xf32>
!sums = tensor<2x4x1xf32>

func.func @values_not_over_keys(
    %q: !queries, %k: !keys, %v: !values)
    -> !queries {
  %zero = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}>
      : () -> tensor<1xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %product = tosa.matmul %q, %k, %zero, %zero
      : (!queries, !keys, tensor<1xf32>, tensor<1xf32>) -> !scores
  %e = tosa.exp %product : (!scores) -> !scores
  // expected-remark@below {{attention not raised [values-not-over-keys]: the values do not vary along the softmax axis}}
  %sum = tosa.reduce_sum %e {axis = 2 : i32} : (!scores) -> !sums
  %inverse = tosa.reciprocal %sum : (!sums) -> !sums
  %weights = tosa.mul %e, %inverse, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  %repeat = tosa.const_shape {values = dense<[1, 5, 1]> : tensor<3xindex>}
      : () -> !tosa.shape<3>
  %values = tosa.tile %v, %repeat
      : (!values, !tosa.shape<3>) -> tensor<2x5x8xf32>
  // expected-note@below {{the analysis stopped here}}
  %result = tosa.matmul %weights, %values, %zero, %zero
      : (!scores, tensor<2x5x8xf32>, tensor<1xf32>, tensor<1xf32>) -> !queries
  return %result : !queries
}
