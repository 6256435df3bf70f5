// RUN: a3-opt %s --transform-interpreter --canonicalize --cse --split-input-file | FileCheck %s

// A tile of whole output rows pulls the attention into its loop.
// CHECK-LABEL: func @into_whole_rows
// CHECK: scf.forall
// CHECK: a3.attention {{.*}} -> tensor<4x5xf32>
// CHECK: linalg.exp
func.func @into_whole_rows(
    %q: tensor<16x8xf32>, %k: tensor<6x8xf32>, %v: tensor<6x5xf32>,
    %o: tensor<16x5xf32>) -> tensor<16x5xf32> {
  %0 = a3.attention
      ins(%q, %k, %v : tensor<16x8xf32>, tensor<6x8xf32>, tensor<6x5xf32>)
      outs(%o : tensor<16x5xf32>) -> tensor<16x5xf32>
  %1 = linalg.exp ins(%0 : tensor<16x5xf32>)
      outs(%o : tensor<16x5xf32>) -> tensor<16x5xf32>
  return %1 : tensor<16x5xf32>
}

module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(
      %module: !transform.any_op {transform.readonly}) {
    %attention = transform.structured.match ops{["a3.attention"]} in %module
        : (!transform.any_op) -> !transform.any_op
    %exp = transform.structured.match ops{["linalg.exp"]} in %module
        : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.tile_using_forall %exp tile_sizes [4]
        : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.structured.fuse_into_containing_op %attention into %loop
        : (!transform.any_op, !transform.any_op)
        -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

// Columns of V are no loop, so nothing but the whole attention can be fused.
// CHECK-LABEL: func @into_part_of_the_columns
// CHECK: scf.forall
// CHECK: a3.attention {{.*}} -> tensor<16x10xf32>
// CHECK: tensor.extract_slice {{.*}} : tensor<16x10xf32> to tensor<16x5xf32>
func.func @into_part_of_the_columns(
    %q: tensor<16x8xf32>, %k: tensor<6x8xf32>, %v: tensor<6x10xf32>,
    %o: tensor<16x10xf32>) -> tensor<16x10xf32> {
  %0 = a3.attention
      ins(%q, %k, %v : tensor<16x8xf32>, tensor<6x8xf32>, tensor<6x10xf32>)
      outs(%o : tensor<16x10xf32>) -> tensor<16x10xf32>
  %1 = linalg.exp ins(%0 : tensor<16x10xf32>)
      outs(%o : tensor<16x10xf32>) -> tensor<16x10xf32>
  return %1 : tensor<16x10xf32>
}

module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(
      %module: !transform.any_op {transform.readonly}) {
    %attention = transform.structured.match ops{["a3.attention"]} in %module
        : (!transform.any_op) -> !transform.any_op
    %exp = transform.structured.match ops{["linalg.exp"]} in %module
        : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.tile_using_forall %exp
        tile_sizes [0, 5]
        : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.structured.fuse_into_containing_op %attention into %loop
        : (!transform.any_op, !transform.any_op)
        -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}
