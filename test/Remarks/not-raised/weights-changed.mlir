// RUN: a3-opt %s --verify-diagnostics --a3-raise-attention

// Dropout, exported in training mode.
!queries = tensor<2x4x8xf32>
!keys = tensor<2x8x5xf32>
!values = tensor<2x5x8xf32>
!scores = tensor<2x4x5xf32>
!sums = tensor<2x4x1xf32>

func.func @weights_changed(
    %q: !queries, %k: !keys, %v: !values, %kept: !scores)
    -> !queries {
  %zero = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}>
      : () -> tensor<1xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %product = tosa.matmul %q, %k, %zero, %zero
      : (!queries, !keys, tensor<1xf32>, tensor<1xf32>) -> !scores
  %e = tosa.exp %product : (!scores) -> !scores
  // expected-remark@below {{attention not raised [weights-changed]: the weights are changed between the softmax and the second product}}
  %sum = tosa.reduce_sum %e {axis = 2 : i32} : (!scores) -> !sums
  %inverse = tosa.reciprocal %sum : (!sums) -> !sums
  %weights = tosa.mul %e, %inverse, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  %dropped = tosa.mul %weights, %kept, %shift
      : (!scores, !scores, tensor<1xi8>) -> !scores
  // expected-note@below {{the analysis stopped here}}
  %result = tosa.matmul %dropped, %v, %zero, %zero
      : (!scores, !values, tensor<1xf32>, tensor<1xf32>) -> !queries
  return %result : !queries
}
