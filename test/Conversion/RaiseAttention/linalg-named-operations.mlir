// RUN: a3-opt %s --split-input-file --a3-raise-attention --canonicalize --cse --mlir-print-local-scope | FileCheck %s
// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-verify-raised

// Attention of linalg's named operations, with maps that transpose or broadcast.

// CHECK-LABEL: func @keys_transposed_by_a_map
// CHECK-NOT: {{linalg\.exp|<exp>}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<6x4x8xf32>, tensor<6x5x8xf32>, tensor<6x5x8xf32>)
// CHECK-SAME: {site = "attention.0"} -> tensor<6x4x8xf32>
// CHECK-NOT: {{linalg\.exp|<exp>}}
// CHECK: return
#queries = affine_map<(b, i, j, k) -> (b, i, k)>
#keys = affine_map<(b, i, j, k) -> (b, j, k)>
#scores = affine_map<(b, i, j, k) -> (b, i, j)>
func.func @keys_transposed_by_a_map(%q: tensor<6x4x8xf32>, %k:
    tensor<6x5x8xf32>, %v: tensor<6x5x8xf32>) -> tensor<6x4x8xf32> {
  %zero = arith.constant 0.0 : f32
  %empty = tensor.empty() : tensor<6x4x5xf32>
  %zeros = linalg.fill ins(%zero : f32) outs(%empty : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %s = linalg.batch_matmul indexing_maps = [#queries, #keys, #scores] ins(%q, %k
      : tensor<6x4x8xf32>, tensor<6x5x8xf32>) outs(%zeros : tensor<6x4x5xf32>)
      -> tensor<6x4x5xf32>
  %row = tensor.empty() : tensor<6x4xf32>
  %rowzeros = linalg.fill ins(%zero : f32) outs(%row : tensor<6x4xf32>) ->
      tensor<6x4xf32>
  %e = linalg.exp ins(%s : tensor<6x4x5xf32>) outs(%empty : tensor<6x4x5xf32>)
      -> tensor<6x4x5xf32>
  %t = linalg.reduce { arith.addf } ins(%e : tensor<6x4x5xf32>) outs(%rowzeros :
      tensor<6x4xf32>) dimensions = [2]
  %tb = linalg.broadcast ins(%t : tensor<6x4xf32>) outs(%empty :
      tensor<6x4x5xf32>) dimensions = [2]
  %p = linalg.div ins(%e, %tb : tensor<6x4x5xf32>, tensor<6x4x5xf32>)
      outs(%empty : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %empty_result = tensor.empty() : tensor<6x4x8xf32>
  %zeros_result = linalg.fill ins(%zero : f32) outs(%empty_result :
      tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %r = linalg.batch_matmul ins(%p, %v : tensor<6x4x5xf32>, tensor<6x5x8xf32>)
      outs(%zeros_result : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  return %r : tensor<6x4x8xf32>
}

// -----

// CHECK-LABEL: func @named_operations
// CHECK-NOT: {{linalg\.exp|<exp>}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<4x8xf32>, tensor<5x8xf32>, tensor<5x8xf32>)
// CHECK-SAME: {site = "attention.0"} -> tensor<4x8xf32>
// CHECK-NOT: {{linalg\.exp|<exp>}}
// CHECK: return
func.func @named_operations(%q: tensor<4x8xf32>, %k: tensor<5x8xf32>, %v:
    tensor<5x8xf32>) -> tensor<4x8xf32> {
  %zero = arith.constant 0.0 : f32
  %low = arith.constant 0xFF800000 : f32
  %empty = tensor.empty() : tensor<4x5xf32>
  %zeros = linalg.fill ins(%zero : f32) outs(%empty : tensor<4x5xf32>) ->
      tensor<4x5xf32>
  %row = tensor.empty() : tensor<4xf32>
  %rowlow = linalg.fill ins(%low : f32) outs(%row : tensor<4xf32>) ->
      tensor<4xf32>
  %rowzero = linalg.fill ins(%zero : f32) outs(%row : tensor<4xf32>) ->
      tensor<4xf32>
  %s = linalg.contract indexing_maps =
      [affine_map<(i, j, k) -> (i, k)>, affine_map<(i, j, k) -> (j, k)>,
      affine_map<(i, j, k) -> (i, j)>] ins(%q, %k : tensor<4x8xf32>,
      tensor<5x8xf32>) outs(%zeros : tensor<4x5xf32>) -> tensor<4x5xf32>
  %m = linalg.reduce { arith.maximumf } ins(%s : tensor<4x5xf32>) outs(%rowlow :
      tensor<4xf32>) dimensions = [1]
  %mb = linalg.broadcast ins(%m : tensor<4xf32>) outs(%empty : tensor<4x5xf32>)
      dimensions = [1]
  %d = linalg.sub ins(%s, %mb : tensor<4x5xf32>, tensor<4x5xf32>) outs(%empty :
      tensor<4x5xf32>) -> tensor<4x5xf32>
  %e = linalg.exp ins(%d : tensor<4x5xf32>) outs(%empty : tensor<4x5xf32>) ->
      tensor<4x5xf32>
  %t = linalg.reduce { arith.addf } ins(%e : tensor<4x5xf32>) outs(%rowzero :
      tensor<4xf32>) dimensions = [1]
  %tb = linalg.broadcast ins(%t : tensor<4xf32>) outs(%empty : tensor<4x5xf32>)
      dimensions = [1]
  %p = linalg.div ins(%e, %tb : tensor<4x5xf32>, tensor<4x5xf32>) outs(%empty :
      tensor<4x5xf32>) -> tensor<4x5xf32>
  %empty_result = tensor.empty() : tensor<4x8xf32>
  %zeros_result = linalg.fill ins(%zero : f32) outs(%empty_result :
      tensor<4x8xf32>) -> tensor<4x8xf32>
  %r = linalg.matmul ins(%p, %v : tensor<4x5xf32>, tensor<5x8xf32>)
      outs(%zeros_result : tensor<4x8xf32>) -> tensor<4x8xf32>
  return %r : tensor<4x8xf32>
}

// -----

// CHECK-LABEL: func @elementwise_operations
// CHECK-NOT: {{linalg\.exp|<exp>}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<4x8xf32>, tensor<5x8xf32>, tensor<5x8xf32>)
// CHECK-SAME: {site = "attention.0"} -> tensor<4x8xf32>
// CHECK-NOT: {{linalg\.exp|<exp>}}
// CHECK: return
func.func @elementwise_operations(%q: tensor<4x8xf32>, %k: tensor<5x8xf32>, %v:
    tensor<5x8xf32>) -> tensor<4x8xf32> {
  %zero = arith.constant 0.0 : f32
  %empty = tensor.empty() : tensor<4x5xf32>
  %zeros = linalg.fill ins(%zero : f32) outs(%empty : tensor<4x5xf32>) ->
      tensor<4x5xf32>
  %row = tensor.empty() : tensor<4xf32>
  %rowzero = linalg.fill ins(%zero : f32) outs(%row : tensor<4xf32>) ->
      tensor<4xf32>
  %s = linalg.matmul indexing_maps =
      [affine_map<(i, j, k) -> (i, k)>, affine_map<(i, j, k) -> (j, k)>,
      affine_map<(i, j, k) -> (i, j)>] ins(%q, %k : tensor<4x8xf32>,
      tensor<5x8xf32>) outs(%zeros : tensor<4x5xf32>) -> tensor<4x5xf32>
  %e = linalg.elementwise kind=#linalg.elementwise_kind<exp> ins(%s :
      tensor<4x5xf32>) outs(%empty : tensor<4x5xf32>) -> tensor<4x5xf32>
  %t = linalg.reduce { arith.addf } ins(%e : tensor<4x5xf32>) outs(%rowzero :
      tensor<4xf32>) dimensions = [1]
  %p = linalg.elementwise kind=#linalg.elementwise_kind<div> indexing_maps =
      [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>, affine_map<(i,
      j) -> (i,
      j)>] ins(%e, %t : tensor<4x5xf32>, tensor<4xf32>) outs(%empty :
      tensor<4x5xf32>) -> tensor<4x5xf32>
  %empty_result = tensor.empty() : tensor<4x8xf32>
  %zeros_result = linalg.fill ins(%zero : f32) outs(%empty_result :
      tensor<4x8xf32>) -> tensor<4x8xf32>
  %r = linalg.matmul ins(%p, %v : tensor<4x5xf32>, tensor<5x8xf32>)
      outs(%zeros_result : tensor<4x8xf32>) -> tensor<4x8xf32>
  return %r : tensor<4x8xf32>
}
