// RUN: a3-opt %s --verify-diagnostics --a3-raise-attention

// Each line mentions the one before twice.
!queries = tensor<2x4x8xf32>
!keys = tensor<2x8x5xf32>
!values = tensor<2x5x8xf32>
!scores = tensor<2x4x5xf32>
!sums = tensor<2x4x1xf32>

func.func @too_complex(%q: !queries, %k: !keys, %v: !values) -> !queries {
  %zero = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}>
      : () -> tensor<1xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  // expected-note@below {{the analysis stopped here}}
  %product = tosa.matmul %q, %k, %zero, %zero
      : (!queries, !keys, tensor<1xf32>, tensor<1xf32>) -> !scores
  %n1 = tosa.negate %product, %zero, %zero
      : (!scores, tensor<1xf32>, tensor<1xf32>) -> !scores
  %h1 = tosa.sub %product, %n1 : (!scores, !scores) -> !scores
  %s1 = tosa.sub %h1, %product : (!scores, !scores) -> !scores
  %n2 = tosa.negate %s1, %zero, %zero
      : (!scores, tensor<1xf32>, tensor<1xf32>) -> !scores
  %h2 = tosa.sub %s1, %n2 : (!scores, !scores) -> !scores
  %s2 = tosa.sub %h2, %s1 : (!scores, !scores) -> !scores
  %n3 = tosa.negate %s2, %zero, %zero
      : (!scores, tensor<1xf32>, tensor<1xf32>) -> !scores
  %h3 = tosa.sub %s2, %n3 : (!scores, !scores) -> !scores
  %s3 = tosa.sub %h3, %s2 : (!scores, !scores) -> !scores
  %n4 = tosa.negate %s3, %zero, %zero
      : (!scores, tensor<1xf32>, tensor<1xf32>) -> !scores
  %h4 = tosa.sub %s3, %n4 : (!scores, !scores) -> !scores
  %s4 = tosa.sub %h4, %s3 : (!scores, !scores) -> !scores
  %n5 = tosa.negate %s4, %zero, %zero
      : (!scores, tensor<1xf32>, tensor<1xf32>) -> !scores
  %h5 = tosa.sub %s4, %n5 : (!scores, !scores) -> !scores
  %s5 = tosa.sub %h5, %s4 : (!scores, !scores) -> !scores
  %n6 = tosa.negate %s5, %zero, %zero
      : (!scores, tensor<1xf32>, tensor<1xf32>) -> !scores
  %h6 = tosa.sub %s5, %n6 : (!scores, !scores) -> !scores
  %s6 = tosa.sub %h6, %s5 : (!scores, !scores) -> !scores
  %n7 = tosa.negate %s6, %zero, %zero
      : (!scores, tensor<1xf32>, tensor<1xf32>) -> !scores
  %h7 = tosa.sub %s6, %n7 : (!scores, !scores) -> !scores
  %s7 = tosa.sub %h7, %s6 : (!scores, !scores) -> !scores
  %n8 = tosa.negate %s7, %zero, %zero
      : (!scores, tensor<1xf32>, tensor<1xf32>) -> !scores
  %h8 = tosa.sub %s7, %n8 : (!scores, !scores) -> !scores
  %s8 = tosa.sub %h8, %s7 : (!scores, !scores) -> !scores
  %n9 = tosa.negate %s8, %zero, %zero
      : (!scores, tensor<1xf32>, tensor<1xf32>) -> !scores
  %h9 = tosa.sub %s8, %n9 : (!scores, !scores) -> !scores
  %s9 = tosa.sub %h9, %s8 : (!scores, !scores) -> !scores
  %n10 = tosa.negate %s9, %zero, %zero
      : (!scores, tensor<1xf32>, tensor<1xf32>) -> !scores
  %h10 = tosa.sub %s9, %n10 : (!scores, !scores) -> !scores
  %s10 = tosa.sub %h10, %s9 : (!scores, !scores) -> !scores
  %n11 = tosa.negate %s10, %zero, %zero
      : (!scores, tensor<1xf32>, tensor<1xf32>) -> !scores
  %h11 = tosa.sub %s10, %n11 : (!scores, !scores) -> !scores
  %s11 = tosa.sub %h11, %s10 : (!scores, !scores) -> !scores
  %n12 = tosa.negate %s11, %zero, %zero
      : (!scores, tensor<1xf32>, tensor<1xf32>) -> !scores
  %h12 = tosa.sub %s11, %n12 : (!scores, !scores) -> !scores
  %s12 = tosa.sub %h12, %s11 : (!scores, !scores) -> !scores
  %n13 = tosa.negate %s12, %zero, %zero
      : (!scores, tensor<1xf32>, tensor<1xf32>) -> !scores
  %h13 = tosa.sub %s12, %n13 : (!scores, !scores) -> !scores
  %s13 = tosa.sub %h13, %s12 : (!scores, !scores) -> !scores
  %n14 = tosa.negate %s13, %zero, %zero
      : (!scores, tensor<1xf32>, tensor<1xf32>) -> !scores
  %h14 = tosa.sub %s13, %n14 : (!scores, !scores) -> !scores
  %s14 = tosa.sub %h14, %s13 : (!scores, !scores) -> !scores
  %e = tosa.exp %s14 : (!scores) -> !scores
  // expected-remark@below {{attention not raised [too-complex]: the expression of the scores is larger than the analysis follows}}
  %sum = tosa.reduce_sum %e {axis = 2 : i32} : (!scores) -> !sums
  %inverse = tosa.reciprocal %sum : (!sums) -> !sums
  %weights = tosa.mul %e, %inverse, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  %result = tosa.matmul %weights, %v, %zero, %zero
      : (!scores, !values, tensor<1xf32>, tensor<1xf32>) -> !queries
  return %result : !queries
}
