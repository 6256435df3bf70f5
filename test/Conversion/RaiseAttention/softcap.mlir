// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-raise-attention

// What is a softcap, and what is another nonlinear function.

!queries = tensor<2x4x8xf32>
!keys = tensor<2x8x5xf32>
!values = tensor<2x5x8xf32>
!scores = tensor<2x4x5xf32>
!sums = tensor<2x4x1xf32>

// Computed in f64, and masked afterwards.
func.func @masked(%q: !queries, %k: !keys, %v: !values,
                  %mask: tensor<1x4x5xi1>) -> !queries {
  %zero = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}>
      : () -> tensor<1xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %cap = "tosa.const"() <{values = dense<30.0> : tensor<1x1x1xf64>}>
      : () -> tensor<1x1x1xf64>
  %low = "tosa.const"() <{values = dense<0xFF800000> : tensor<1x1x1xf32>}>
      : () -> tensor<1x1x1xf32>
  %product = tosa.matmul %q, %k, %zero, %zero
      : (!queries, !keys, tensor<1xf32>, tensor<1xf32>) -> !scores
  %wide = arith.extf %product : !scores to tensor<2x4x5xf64>
  // expected-note@below {{the analysis stopped here}}
  %tanh = math.tanh %wide : tensor<2x4x5xf64>
  %capped = tosa.mul %tanh, %cap, %shift
      : (tensor<2x4x5xf64>, tensor<1x1x1xf64>, tensor<1xi8>)
      -> tensor<2x4x5xf64>
  %narrow = arith.truncf %capped : tensor<2x4x5xf64> to !scores
  %scores = tosa.select %mask, %narrow, %low
      : (tensor<1x4x5xi1>, !scores, tensor<1x1x1xf32>) -> !scores
  %max = tosa.reduce_max %scores {axis = 2 : i32} : (!scores) -> !sums
  %small = tosa.sub %scores, %max : (!scores, !sums) -> !scores
  %e = tosa.exp %small : (!scores) -> !scores
  // expected-remark@below {{attention not raised [softcap]}}
  %sum = tosa.reduce_sum %e {axis = 2 : i32} : (!scores) -> !sums
  %inverse = tosa.reciprocal %sum : (!sums) -> !sums
  %weights = tosa.mul %e, %inverse, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  %result = tosa.matmul %weights, %v, %zero, %zero
      : (!scores, !values, tensor<1xf32>, tensor<1xf32>) -> !queries
  return %result : !queries
}

// -----

!queries = tensor<2x4x8xf32>
!keys = tensor<2x8x5xf32>
!values = tensor<2x5x8xf32>
!scores = tensor<2x4x5xf32>
!sums = tensor<2x4x1xf32>

// Squared, it is no cap.
func.func @squared(%q: !queries, %k: !keys, %v: !values) -> !queries {
  %zero = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}>
      : () -> tensor<1xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %product = tosa.matmul %q, %k, %zero, %zero
      : (!queries, !keys, tensor<1xf32>, tensor<1xf32>) -> !scores
  // expected-note@below {{the analysis stopped here}}
  %tanh = tosa.tanh %product : (!scores) -> !scores
  %scores = tosa.mul %tanh, %tanh, %shift
      : (!scores, !scores, tensor<1xi8>) -> !scores
  %e = tosa.exp %scores : (!scores) -> !scores
  // expected-remark@below {{attention not raised [nonlinear-scores]}}
  %sum = tosa.reduce_sum %e {axis = 2 : i32} : (!scores) -> !sums
  %inverse = tosa.reciprocal %sum : (!sums) -> !sums
  %weights = tosa.mul %e, %inverse, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  %result = tosa.matmul %weights, %v, %zero, %zero
      : (!scores, !values, tensor<1xf32>, tensor<1xf32>) -> !queries
  return %result : !queries
}

// -----

!queries = tensor<2x4x8xf32>
!values = tensor<2x5x8xf32>
!scores = tensor<2x4x5xf32>
!sums = tensor<2x4x1xf32>

// There are no scores to cap.
func.func @without_product(%table: !scores, %v: !values) -> !queries {
  %zero = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}>
      : () -> tensor<1xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  // expected-note@below {{the analysis stopped here}}
  %tanh = tosa.tanh %table : (!scores) -> !scores
  %e = tosa.exp %tanh : (!scores) -> !scores
  // expected-remark@below {{attention not raised [scores-not-a-product]}}
  %sum = tosa.reduce_sum %e {axis = 2 : i32} : (!scores) -> !sums
  %inverse = tosa.reciprocal %sum : (!sums) -> !sums
  %weights = tosa.mul %e, %inverse, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  %result = tosa.matmul %weights, %v, %zero, %zero
      : (!scores, !values, tensor<1xf32>, tensor<1xf32>) -> !queries
  return %result : !queries
}
