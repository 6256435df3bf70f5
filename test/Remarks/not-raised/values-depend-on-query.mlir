// RUN: a3-opt %s --verify-diagnostics --a3-raise-attention

// A tensor of values for each query.
!queries = tensor<2x4x8xf32>
!keys = tensor<2x8x5xf32>
!values = tensor<2x4x5x8xf32>
!scores = tensor<2x4x5xf32>
!sums = tensor<2x4x1xf32>
!result = tensor<2x4x1x8xf32>

func.func @values_depend_on_query(
    %q: !queries, %k: !keys, %v: !values)
    -> !result {
  %zero = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}>
      : () -> tensor<1xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %product = tosa.matmul %q, %k, %zero, %zero
      : (!queries, !keys, tensor<1xf32>, tensor<1xf32>) -> !scores
  %e = tosa.exp %product : (!scores) -> !scores
  // expected-remark@below {{attention not raised [values-depend-on-query]: each query has values of its own}}
  %sum = tosa.reduce_sum %e {axis = 2 : i32} : (!scores) -> !sums
  %inverse = tosa.reciprocal %sum : (!sums) -> !sums
  %weights = tosa.mul %e, %inverse, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  %shape = tosa.const_shape {values = dense<[2, 4, 5, 1]> : tensor<4xindex>}
      : () -> !tosa.shape<4>
  %column = tosa.reshape %weights, %shape
      : (!scores, !tosa.shape<4>) -> tensor<2x4x5x1xf32>
  %weighted = tosa.mul %column, %v, %shift
      : (tensor<2x4x5x1xf32>, !values, tensor<1xi8>) -> !values
  // expected-note@below {{the analysis stopped here}}
  %result = tosa.reduce_sum %weighted {axis = 2 : i32}
      : (!values) -> !result
  return %result : !result
}
