// RUN: a3-opt %s --verify-diagnostics --a3-raise-attention

// A sink: one score more than there are keys.
!queries = tensor<2x4x8xf32>
!keys = tensor<2x8x5xf32>
!values = tensor<2x5x8xf32>
!scores = tensor<2x4x5xf32>
!sums = tensor<2x4x1xf32>
!more = tensor<2x4x6xf32>

func.func @concatenated_scores(
    %q: !queries, %k: !keys, %v: !values, %sink: !sums)
    -> !queries {
  %zero = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}>
      : () -> tensor<1xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %product = tosa.matmul %q, %k, %zero, %zero
      : (!queries, !keys, tensor<1xf32>, tensor<1xf32>) -> !scores
  // expected-note@below {{the analysis stopped here}}
  %scores = tosa.concat %product, %sink {axis = 2 : i32}
      : (!scores, !sums) -> !more
  %e = tosa.exp %scores : (!more) -> !more
  // expected-remark@below {{attention not raised [concatenated-scores]: the scores are concatenated with others before the softmax, which are no rows of keys}}
  %sum = tosa.reduce_sum %e {axis = 2 : i32} : (!more) -> !sums
  %inverse = tosa.reciprocal %sum : (!sums) -> !sums
  %all = tosa.mul %e, %inverse, %shift
      : (!more, !sums, tensor<1xi8>) -> !more
  %start = tosa.const_shape {values = dense<0> : tensor<3xindex>}
      : () -> !tosa.shape<3>
  %size = tosa.const_shape {values = dense<[2, 4, 5]> : tensor<3xindex>}
      : () -> !tosa.shape<3>
  %weights = tosa.slice %all, %start, %size
      : (!more, !tosa.shape<3>, !tosa.shape<3>) -> !scores
  %result = tosa.matmul %weights, %v, %zero, %zero
      : (!scores, !values, tensor<1xf32>, tensor<1xf32>) -> !queries
  return %result : !queries
}
