// RUN: a3-opt %s --verify-diagnostics --a3-raise-attention

// -10000 times an integer that is 1 for keys that are hidden.
!queries = tensor<2x4x8xf32>
!keys = tensor<2x8x5xf32>
!values = tensor<2x5x8xf32>
!scores = tensor<2x4x5xf32>
!sums = tensor<2x4x1xf32>

func.func @mask_not_boolean(
    %q: !queries, %k: !keys, %v: !values, %hidden: tensor<2x1x5xi32>)
    -> !queries {
  %zero = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}>
      : () -> tensor<1xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %low = "tosa.const"() <{values = dense<-10000.0> : tensor<1x1x1xf32>}>
      : () -> tensor<1x1x1xf32>
  %product = tosa.matmul %q, %k, %zero, %zero
      : (!queries, !keys, tensor<1xf32>, tensor<1xf32>) -> !scores
  // expected-note@below {{the analysis stopped here}}
  %number = tosa.cast %hidden : (tensor<2x1x5xi32>) -> tensor<2x1x5xf32>
  %mask = tosa.mul %number, %low, %shift
      : (tensor<2x1x5xf32>, tensor<1x1x1xf32>, tensor<1xi8>) -> tensor<2x1x5xf32>
  %scores = tosa.add %product, %mask
      : (!scores, tensor<2x1x5xf32>) -> !scores
  %e = tosa.exp %scores : (!scores) -> !scores
  // expected-remark@below {{attention not raised [mask-not-boolean]: the mask is made of numbers that are not known to be 0 and 1}}
  %sum = tosa.reduce_sum %e {axis = 2 : i32} : (!scores) -> !sums
  %inverse = tosa.reciprocal %sum : (!sums) -> !sums
  %weights = tosa.mul %e, %inverse, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  %result = tosa.matmul %weights, %v, %zero, %zero
      : (!scores, !values, tensor<1xf32>, tensor<1xf32>) -> !queries
  return %result : !queries
}
