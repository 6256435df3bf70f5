// RUN: a3-opt %s --split-input-file --a3-raise-attention --canonicalize --cse --mlir-print-local-scope | FileCheck %s
// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-verify-raised

// The softmax is one operation, linalg.softmax.

// CHECK-LABEL: func @softmax_operation
// CHECK-NOT: linalg.softmax
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<6x4x8xf32>, tensor<6x5x8xf32>, tensor<6x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<6x4x8xf32>
// CHECK-NOT: linalg.softmax
// CHECK: return
#queries = affine_map<(b, i, j, k) -> (b, i, k)>
#keys = affine_map<(b, i, j, k) -> (b, j, k)>
#scores = affine_map<(b, i, j, k) -> (b, i, j)>
func.func @softmax_operation(%q: tensor<6x4x8xf32>, %k: tensor<6x5x8xf32>,
    %v: tensor<6x5x8xf32>) -> tensor<6x4x8xf32> {
  %zero = arith.constant 0.0 : f32
  %scale = arith.constant dense<0.3> : tensor<6x4x5xf32>
  %empty = tensor.empty() : tensor<6x4x5xf32>
  %zeros = linalg.fill ins(%zero : f32) outs(%empty : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %s = linalg.batch_matmul indexing_maps = [#queries, #keys, #scores]
      ins(%q, %k : tensor<6x4x8xf32>, tensor<6x5x8xf32>)
      outs(%zeros : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %scaled = arith.mulf %s, %scale : tensor<6x4x5xf32>
  %p = linalg.softmax dimension(2) ins(%scaled : tensor<6x4x5xf32>)
      outs(%empty : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %empty_result = tensor.empty() : tensor<6x4x8xf32>
  %zeros_result = linalg.fill ins(%zero : f32)
      outs(%empty_result : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %r = linalg.batch_matmul ins(%p, %v : tensor<6x4x5xf32>, tensor<6x5x8xf32>)
      outs(%zeros_result : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  return %r : tensor<6x4x8xf32>
}

// -----

// The scores have a row for each key, and the softmax runs along the first
// dimension.
// CHECK-LABEL: func @transposed_scores
// CHECK-NOT: linalg.softmax
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<4x8xf32>, tensor<5x8xf32>, tensor<5x6xf32>)
// CHECK-SAME: {site = "attention.0"} -> tensor<4x6xf32>
// CHECK-NOT: linalg.softmax
// CHECK: return
#rows = affine_map<(i, j, k) -> (i, k)>
#columns = affine_map<(i, j, k) -> (j, k)>
#product = affine_map<(i, j, k) -> (i, j)>
#transposed = affine_map<(i, j, k) -> (k, i)>
#values = affine_map<(i, j, k) -> (k, j)>
func.func @transposed_scores(%q: tensor<4x8xf32>, %k: tensor<5x8xf32>,
    %v: tensor<5x6xf32>) -> tensor<4x6xf32> {
  %zero = arith.constant 0.0 : f32
  %empty = tensor.empty() : tensor<5x4xf32>
  %zeros = linalg.fill ins(%zero : f32) outs(%empty : tensor<5x4xf32>) ->
      tensor<5x4xf32>
  %s = linalg.matmul indexing_maps = [#rows, #columns, #product]
      ins(%k, %q : tensor<5x8xf32>, tensor<4x8xf32>)
      outs(%zeros : tensor<5x4xf32>) -> tensor<5x4xf32>
  %p = linalg.softmax dimension(0) ins(%s : tensor<5x4xf32>)
      outs(%empty : tensor<5x4xf32>) -> tensor<5x4xf32>
  %empty_result = tensor.empty() : tensor<4x6xf32>
  %zeros_result = linalg.fill ins(%zero : f32)
      outs(%empty_result : tensor<4x6xf32>) -> tensor<4x6xf32>
  %r = linalg.matmul indexing_maps = [#transposed, #values, #product]
      ins(%p, %v : tensor<5x4xf32>, tensor<5x6xf32>)
      outs(%zeros_result : tensor<4x6xf32>) -> tensor<4x6xf32>
  return %r : tensor<4x6xf32>
}

// -----

// A second attention, whose scores come from the first, and a mask.
// CHECK-LABEL: func @one_after_another
// CHECK-NOT: linalg.softmax
// CHECK: %[[FIRST:.*]] = a3.attention ins(%arg0, %arg1, %arg1 :
// CHECK-SAME: site = "attention.0"
// CHECK: a3.attention ins(%[[FIRST]], %arg1, %arg1 :
// CHECK-SAME: mask(%arg2 : tensor<4x5xi1>)
// CHECK-SAME: site = "attention.1"
// CHECK-NOT: linalg.softmax
// CHECK: return
#rows = affine_map<(i, j, k) -> (i, k)>
#columns = affine_map<(i, j, k) -> (j, k)>
#product = affine_map<(i, j, k) -> (i, j)>
func.func @one_after_another(%q: tensor<4x8xf32>, %k: tensor<5x8xf32>,
    %mask: tensor<4x5xi1>) -> tensor<4x8xf32> {
  %zero = arith.constant 0.0 : f32
  %hidden = arith.constant dense<0xFF800000> : tensor<4x5xf32>
  %empty = tensor.empty() : tensor<4x5xf32>
  %zeros = linalg.fill ins(%zero : f32) outs(%empty : tensor<4x5xf32>) ->
      tensor<4x5xf32>
  %empty_result = tensor.empty() : tensor<4x8xf32>
  %zeros_result = linalg.fill ins(%zero : f32)
      outs(%empty_result : tensor<4x8xf32>) -> tensor<4x8xf32>
  %s1 = linalg.matmul indexing_maps = [#rows, #columns, #product]
      ins(%q, %k : tensor<4x8xf32>, tensor<5x8xf32>)
      outs(%zeros : tensor<4x5xf32>) -> tensor<4x5xf32>
  %p1 = linalg.softmax dimension(1) ins(%s1 : tensor<4x5xf32>)
      outs(%empty : tensor<4x5xf32>) -> tensor<4x5xf32>
  %r1 = linalg.matmul ins(%p1, %k : tensor<4x5xf32>, tensor<5x8xf32>)
      outs(%zeros_result : tensor<4x8xf32>) -> tensor<4x8xf32>
  %s2 = linalg.matmul indexing_maps = [#rows, #columns, #product]
      ins(%r1, %k : tensor<4x8xf32>, tensor<5x8xf32>)
      outs(%zeros : tensor<4x5xf32>) -> tensor<4x5xf32>
  %masked = arith.select %mask, %s2, %hidden : tensor<4x5xi1>, tensor<4x5xf32>
  %p2 = linalg.softmax dimension(1) ins(%masked : tensor<4x5xf32>)
      outs(%empty : tensor<4x5xf32>) -> tensor<4x5xf32>
  %r2 = linalg.matmul ins(%p2, %k : tensor<4x5xf32>, tensor<5x8xf32>)
      outs(%zeros_result : tensor<4x8xf32>) -> tensor<4x8xf32>
  return %r2 : tensor<4x8xf32>
}
