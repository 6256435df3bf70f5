// RUN: a3-opt %s --split-input-file --a3-raise-attention --canonicalize --cse --mlir-print-local-scope | FileCheck %s
// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-verify-raised

// A softmax that is applied to what it has computed, in TOSA.

// The second attention has the first one's result as its values.
// CHECK-LABEL: func @twice
// CHECK-NOT: tosa.exp
// CHECK: %[[O:.*]] = a3.attention ins(%arg0, %{{.*}}, %arg2 : tensor<2x5x8xf32>, tensor<2x5x8xf32>, tensor<2x5x8xf32>)
// CHECK-SAME: site = "attention.0"}
// CHECK: %[[R:.*]] = a3.attention ins(%arg0, %{{.*}}, %[[O]] : tensor<2x5x8xf32>, tensor<2x5x8xf32>, tensor<2x5x8xf32>)
// CHECK-SAME: site = "attention.1"}
// CHECK-NOT: tosa.exp
// CHECK: return %[[R]]
!rows = tensor<2x5x8xf32>
!columns = tensor<2x8x5xf32>
!scores = tensor<2x5x5xf32>
!sums = tensor<2x5x1xf32>
!one = tensor<1xf32>
func.func @twice(%q: !rows, %k: !columns, %v: !rows)
    -> !rows {
  %zero = "tosa.const"() <{values = dense<0.0> : !one}> : () -> !one
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %s = tosa.matmul %q, %k, %zero, %zero
      : (!rows, !columns, !one, !one) -> !scores
  %e = tosa.exp %s : (!scores) -> !scores
  %sum = tosa.reduce_sum %e {axis = 2 : i32} : (!scores) -> !sums
  %inverse = tosa.reciprocal %sum : (!sums) -> !sums
  %p = tosa.mul %e, %inverse, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  %o = tosa.matmul %p, %v, %zero, %zero
      : (!scores, !rows, !one, !one) -> !rows
  %r = tosa.matmul %p, %o, %zero, %zero
      : (!scores, !rows, !one, !one) -> !rows
  return %r : !rows
}

// -----

// The first one is a result as well.
// CHECK-LABEL: func @twice_and_once
// CHECK-NOT: tosa.exp
// CHECK: %[[O:.*]] = a3.attention ins(%arg0, %{{.*}}, %arg2 : tensor<2x5x8xf32>, tensor<2x5x8xf32>, tensor<2x5x8xf32>)
// CHECK-SAME: site = "attention.0"}
// CHECK: %[[R:.*]] = a3.attention ins(%arg0, %{{.*}}, %[[O]] : tensor<2x5x8xf32>, tensor<2x5x8xf32>, tensor<2x5x8xf32>)
// CHECK-SAME: site = "attention.1"}
// CHECK-NOT: tosa.exp
// CHECK: return %[[O]], %[[R]]
!rows = tensor<2x5x8xf32>
!columns = tensor<2x8x5xf32>
!scores = tensor<2x5x5xf32>
!sums = tensor<2x5x1xf32>
!one = tensor<1xf32>
func.func @twice_and_once(%q: !rows, %k: !columns, %v: !rows)
    -> (!rows, !rows) {
  %zero = "tosa.const"() <{values = dense<0.0> : !one}> : () -> !one
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %s = tosa.matmul %q, %k, %zero, %zero
      : (!rows, !columns, !one, !one) -> !scores
  %e = tosa.exp %s : (!scores) -> !scores
  %sum = tosa.reduce_sum %e {axis = 2 : i32} : (!scores) -> !sums
  %inverse = tosa.reciprocal %sum : (!sums) -> !sums
  %p = tosa.mul %e, %inverse, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  %o = tosa.matmul %p, %v, %zero, %zero
      : (!scores, !rows, !one, !one) -> !rows
  %r = tosa.matmul %p, %o, %zero, %zero
      : (!scores, !rows, !one, !one) -> !rows
  return %o, %r : !rows, !rows
}
