// RUN: a3-opt %s --verify-diagnostics --a3-raise-attention

// 30 * tanh(scores / 30).
!queries = tensor<2x4x8xf32>
!keys = tensor<2x8x5xf32>
!values = tensor<2x5x8xf32>
!scores = tensor<2x4x5xf32>
!sums = tensor<2x4x1xf32>

func.func @softcap(%q: !queries, %k: !keys, %v: !values) -> !queries {
  %zero = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}>
      : () -> tensor<1xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %cap = "tosa.const"() <{values = dense<30.0> : tensor<1x1x1xf32>}>
      : () -> tensor<1x1x1xf32>
  %inverseCap = "tosa.const"() <{values = dense<0.0333333351> : tensor<1x1x1xf32>}>
      : () -> tensor<1x1x1xf32>
  %product = tosa.matmul %q, %k, %zero, %zero
      : (!queries, !keys, tensor<1xf32>, tensor<1xf32>) -> !scores
  %small = tosa.mul %product, %inverseCap, %shift
      : (!scores, tensor<1x1x1xf32>, tensor<1xi8>) -> !scores
  // expected-note@below {{the analysis stopped here}}
  %tanh = tosa.tanh %small : (!scores) -> !scores
  %scores = tosa.mul %tanh, %cap, %shift
      : (!scores, tensor<1x1x1xf32>, tensor<1xi8>) -> !scores
  %e = tosa.exp %scores : (!scores) -> !scores
  // expected-remark@below {{attention not raised [softcap]: the scores are capped by tanh, and the machine has no tanh}}
  %sum = tosa.reduce_sum %e {axis = 2 : i32} : (!scores) -> !sums
  %inverse = tosa.reciprocal %sum : (!sums) -> !sums
  %weights = tosa.mul %e, %inverse, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  %result = tosa.matmul %weights, %v, %zero, %zero
      : (!scores, !values, tensor<1xf32>, tensor<1xf32>) -> !queries
  return %result : !queries
}
