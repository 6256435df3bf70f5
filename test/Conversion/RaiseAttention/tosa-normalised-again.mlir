// RUN: a3-opt %s --split-input-file --a3-raise-attention --canonicalize --cse --mlir-print-local-scope | FileCheck %s
// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-verify-raised

// A softmax that is normalised again, in TOSA.

// The softmax is divided by its own sum.
// CHECK-LABEL: func @normalised_twice
// CHECK-NOT: tosa.exp
// CHECK: a3.attention ins(%arg0, %{{.*}}, %arg2 : tensor<2x4x8xf32>, tensor<2x5x8xf32>, tensor<2x5x8xf32>)
// CHECK-SAME: outs({{.*}}site = "attention.0"}
// CHECK-NOT: tosa.exp
// CHECK: return
!queries = tensor<2x4x8xf32>
!keys = tensor<2x8x5xf32>
!values = tensor<2x5x8xf32>
!scores = tensor<2x4x5xf32>
!sums = tensor<2x4x1xf32>
!one = tensor<1xf32>
func.func @normalised_twice(%q: !queries, %k: !keys, %v: !values)
    -> !queries {
  %zero = "tosa.const"() <{values = dense<0.0> : !one}> : () -> !one
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %s = tosa.matmul %q, %k, %zero, %zero
      : (!queries, !keys, !one, !one) -> !scores
  %e = tosa.exp %s : (!scores) -> !scores
  %sum = tosa.reduce_sum %e {axis = 2 : i32} : (!scores) -> !sums
  %inverse = tosa.reciprocal %sum : (!sums) -> !sums
  %p = tosa.mul %e, %inverse, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  %sum2 = tosa.reduce_sum %p {axis = 2 : i32} : (!scores) -> !sums
  %inverse2 = tosa.reciprocal %sum2 : (!sums) -> !sums
  %p2 = tosa.mul %p, %inverse2, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  %r = tosa.matmul %p2, %v, %zero, %zero
      : (!scores, !values, !one, !one) -> !queries
  return %r : !queries
}

// -----

// The second division comes after the second product.
// CHECK-LABEL: func @divided_again_after_product
// CHECK-NOT: tosa.exp
// CHECK: a3.attention ins(%arg0, %{{.*}}, %arg2 : tensor<2x4x8xf32>, tensor<2x5x8xf32>, tensor<2x5x8xf32>)
// CHECK-SAME: outs({{.*}}site = "attention.0"}
// CHECK-NOT: tosa.exp
// CHECK: return
!queries = tensor<2x4x8xf32>
!keys = tensor<2x8x5xf32>
!values = tensor<2x5x8xf32>
!scores = tensor<2x4x5xf32>
!sums = tensor<2x4x1xf32>
!one = tensor<1xf32>
func.func @divided_again_after_product(%q: !queries, %k: !keys, %v: !values)
    -> !queries {
  %zero = "tosa.const"() <{values = dense<0.0> : !one}> : () -> !one
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %s = tosa.matmul %q, %k, %zero, %zero
      : (!queries, !keys, !one, !one) -> !scores
  %e = tosa.exp %s : (!scores) -> !scores
  %sum = tosa.reduce_sum %e {axis = 2 : i32} : (!scores) -> !sums
  %inverse = tosa.reciprocal %sum : (!sums) -> !sums
  %p = tosa.mul %e, %inverse, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  %sum2 = tosa.reduce_sum %p {axis = 2 : i32} : (!scores) -> !sums
  %o = tosa.matmul %p, %v, %zero, %zero
      : (!scores, !values, !one, !one) -> !queries
  %inverse2 = tosa.reciprocal %sum2 : (!sums) -> !sums
  %r = tosa.mul %o, %inverse2, %shift
      : (!queries, !sums, tensor<1xi8>) -> !queries
  return %r : !queries
}

// -----

// The softmax is masked, and divided by what is left.
// CHECK-LABEL: func @masked_and_normalised_again
// CHECK-NOT: tosa.exp
// CHECK: a3.attention ins(%arg0, %{{.*}}, %arg2 : tensor<2x4x8xf32>, tensor<2x5x8xf32>, tensor<2x5x8xf32>)
// CHECK-SAME: mask({{.*}}site = "attention.0"}
// CHECK-NOT: tosa.exp
// CHECK: return
!queries = tensor<2x4x8xf32>
!keys = tensor<2x8x5xf32>
!values = tensor<2x5x8xf32>
!scores = tensor<2x4x5xf32>
!sums = tensor<2x4x1xf32>
!one = tensor<1xf32>
func.func @masked_and_normalised_again(%q: !queries, %k: !keys, %v: !values,
    %admitted: tensor<2x1x5xi1>)
    -> !queries {
  %zero = "tosa.const"() <{values = dense<0.0> : !one}> : () -> !one
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %s = tosa.matmul %q, %k, %zero, %zero
      : (!queries, !keys, !one, !one) -> !scores
  %e = tosa.exp %s : (!scores) -> !scores
  %sum = tosa.reduce_sum %e {axis = 2 : i32} : (!scores) -> !sums
  %inverse = tosa.reciprocal %sum : (!sums) -> !sums
  %p = tosa.mul %e, %inverse, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  %mask = tosa.cast %admitted : (tensor<2x1x5xi1>) -> tensor<2x1x5xf32>
  %w = tosa.mul %p, %mask, %shift
      : (!scores, tensor<2x1x5xf32>, tensor<1xi8>) -> !scores
  %sum2 = tosa.reduce_sum %w {axis = 2 : i32} : (!scores) -> !sums
  %inverse2 = tosa.reciprocal %sum2 : (!sums) -> !sums
  %p2 = tosa.mul %w, %inverse2, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  %r = tosa.matmul %p2, %v, %zero, %zero
      : (!scores, !values, !one, !one) -> !queries
  return %r : !queries
}

// -----

// The product is used without the second division, too: two attentions.
// CHECK-LABEL: func @divided_again_and_not
// CHECK: a3.attention ins(%arg0, %{{.*}}, %arg2 : tensor<2x4x8xf32>, tensor<2x5x8xf32>, tensor<2x5x8xf32>)
// CHECK-SAME: site = "attention.0"}
// CHECK: a3.attention ins(%arg0, %{{.*}}, %arg2 : tensor<2x4x8xf32>, tensor<2x5x8xf32>, tensor<2x5x8xf32>)
// CHECK-SAME: site = "attention.1"}
// CHECK-NOT: tosa.exp
// CHECK: return
!queries = tensor<2x4x8xf32>
!keys = tensor<2x8x5xf32>
!values = tensor<2x5x8xf32>
!scores = tensor<2x4x5xf32>
!sums = tensor<2x4x1xf32>
!one = tensor<1xf32>
func.func @divided_again_and_not(%q: !queries, %k: !keys, %v: !values)
    -> (!queries, !queries) {
  %zero = "tosa.const"() <{values = dense<0.0> : !one}> : () -> !one
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %s = tosa.matmul %q, %k, %zero, %zero
      : (!queries, !keys, !one, !one) -> !scores
  %e = tosa.exp %s : (!scores) -> !scores
  %sum = tosa.reduce_sum %e {axis = 2 : i32} : (!scores) -> !sums
  %inverse = tosa.reciprocal %sum : (!sums) -> !sums
  %p = tosa.mul %e, %inverse, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  %sum2 = tosa.reduce_sum %p {axis = 2 : i32} : (!scores) -> !sums
  %o = tosa.matmul %p, %v, %zero, %zero
      : (!scores, !values, !one, !one) -> !queries
  %inverse2 = tosa.reciprocal %sum2 : (!sums) -> !sums
  %r = tosa.mul %o, %inverse2, %shift
      : (!queries, !sums, tensor<1xi8>) -> !queries
  return %o, %r : !queries, !queries
}
