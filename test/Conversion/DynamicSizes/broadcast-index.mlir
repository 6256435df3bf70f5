// RUN: a3-opt %s --a3-simplify-sizes --split-input-file | FileCheck %s

#id = affine_map<(d0, d1) -> (d0, d1)>

// A broadcast that does not take place: the loop goes over all of the dimension, so
// where that is 1, the index is 0 already. What is left is a copy, and goes.
// CHECK-LABEL: func @same_size
// CHECK-NEXT: return %arg0
func.func @same_size(%t: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %n = tensor.dim %t, %c0 : tensor<?x4xf32>
  %empty = tensor.empty(%n) : tensor<?x4xf32>
  %copy = linalg.generic {indexing_maps = [#id],
      iterator_types = ["parallel", "parallel"]} outs(%empty : tensor<?x4xf32>) {
  ^bb0(%out: f32):
    %i = linalg.index 0 : index
    %j = linalg.index 1 : index
    %one = arith.cmpi eq, %n, %c1 : index
    %at = arith.select %one, %c0, %i : index
    %x = tensor.extract %t[%at, %j] : tensor<?x4xf32>
    linalg.yield %x : f32
  } -> tensor<?x4xf32>
  return %copy : tensor<?x4xf32>
}

// -----

#id = affine_map<(d0, d1) -> (d0, d1)>

// As many iterations as another tensor has rows: this may be a broadcast.
// CHECK-LABEL: func @other_size
// CHECK: arith.cmpi eq
// CHECK: arith.select
// CHECK: tensor.extract
func.func @other_size(%t: tensor<?x4xf32>, %u: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %n = tensor.dim %t, %c0 : tensor<?x4xf32>
  %m = tensor.dim %u, %c0 : tensor<?x4xf32>
  %empty = tensor.empty(%m) : tensor<?x4xf32>
  %copy = linalg.generic {indexing_maps = [#id],
      iterator_types = ["parallel", "parallel"]} outs(%empty : tensor<?x4xf32>) {
  ^bb0(%out: f32):
    %i = linalg.index 0 : index
    %j = linalg.index 1 : index
    %one = arith.cmpi eq, %n, %c1 : index
    %at = arith.select %one, %c0, %i : index
    %x = tensor.extract %t[%at, %j] : tensor<?x4xf32>
    linalg.yield %x : f32
  } -> tensor<?x4xf32>
  return %copy : tensor<?x4xf32>
}

// -----

#id = affine_map<(d0, d1) -> (d0, d1)>

// Fewer iterations than rows, perhaps: a slice, which an operand cannot be.
// CHECK-LABEL: func @slice
// CHECK: tensor.extract
func.func @slice(%t: tensor<?x4xf32>, %m: index) -> tensor<?x4xf32> {
  %empty = tensor.empty(%m) : tensor<?x4xf32>
  %copy = linalg.generic {indexing_maps = [#id],
      iterator_types = ["parallel", "parallel"]} outs(%empty : tensor<?x4xf32>) {
  ^bb0(%out: f32):
    %i = linalg.index 0 : index
    %j = linalg.index 1 : index
    %x = tensor.extract %t[%i, %j] : tensor<?x4xf32>
    linalg.yield %x : f32
  } -> tensor<?x4xf32>
  return %copy : tensor<?x4xf32>
}

// -----

#id = affine_map<(d0) -> (d0)>

// Without sizes that are not known, nothing changes, not even constants.
// CHECK-LABEL: func @static
// CHECK: %[[C0:.*]] = arith.constant 0
// CHECK-NEXT: %[[C1:.*]] = arith.constant 0
// CHECK-NEXT: return %[[C0]], %[[C1]]
func.func @static() -> (index, index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 0 : index
  return %c0, %c1 : index, index
}
