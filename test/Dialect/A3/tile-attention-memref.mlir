// RUN: a3-opt %s --transform-interpreter --canonicalize | FileCheck %s

// CHECK-LABEL: func @memrefs
// CHECK: scf.for
// CHECK: %[[Q:.*]] = memref.subview %arg0[%{{.*}}, 0] [4, 8] [1, 1]
// CHECK: %[[O:.*]] = memref.subview %arg3[%{{.*}}, 0] [4, 5] [1, 1]
// CHECK: a3.attention ins(%[[Q]], %arg1, %arg2 : {{.*}} outs(%[[O]] :
func.func @memrefs(%q: memref<16x8xf32>, %k: memref<6x8xf32>,
                   %v: memref<6x5xf32>, %o: memref<16x5xf32>) {
  a3.attention
      ins(%q, %k, %v : memref<16x8xf32>, memref<6x8xf32>, memref<6x5xf32>)
      outs(%o : memref<16x5xf32>)
  return
}

module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(
      %module: !transform.any_op {transform.readonly}) {
    %attention = transform.structured.match ops{["a3.attention"]} in %module
        : (!transform.any_op) -> !transform.any_op
    transform.structured.tile_using_for %attention tile_sizes [4]
        : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}
