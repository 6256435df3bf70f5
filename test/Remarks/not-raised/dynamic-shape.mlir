// RUN: a3-opt %s --verify-diagnostics --a3-raise-attention

// The number of keys is not known.
!queries = tensor<2x4x8xf32>
!keys = tensor<2x8x?xf32>
!values = tensor<2x?x8xf32>
!scores = tensor<2x4x?xf32>
!sums = tensor<2x4x1xf32>

func.func @dynamic_shape(%q: !queries, %k: !keys, %v: !values) -> !queries {
  %zero = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}>
      : () -> tensor<1xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %product = tosa.matmul %q, %k, %zero, %zero
      : (!queries, !keys, tensor<1xf32>, tensor<1xf32>) -> !scores
  %e = tosa.exp %product : (!scores) -> !scores
  // expected-remark@below {{attention not raised [dynamic-shape]: a dimension is 0, or TOSA does not know its size; export the model to linalg, or with static shapes}}
  %sum = tosa.reduce_sum %e {axis = 2 : i32} : (!scores) -> !sums
  %inverse = tosa.reciprocal %sum : (!sums) -> !sums
  %weights = tosa.mul %e, %inverse, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  %result = tosa.matmul %weights, %v, %zero, %zero
      : (!scores, !values, tensor<1xf32>, tensor<1xf32>) -> !queries
  return %result : !queries
}
