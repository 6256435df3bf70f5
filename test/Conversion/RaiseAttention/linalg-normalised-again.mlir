// RUN: a3-opt %s --split-input-file --a3-raise-attention --canonicalize --cse --mlir-print-local-scope | FileCheck %s
// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-verify-raised

// A softmax that is normalised again, in linalg.

// The softmax is divided by its own sum.
// CHECK-LABEL: func @normalised_twice
// CHECK-NOT: linalg.softmax
// CHECK: a3.attention ins(%arg0, %{{.*}}, %arg2 : tensor<2x4x8xf32>, tensor<2x5x8xf32>, tensor<2x5x8xf32>)
// CHECK-SAME: outs({{.*}}site = "attention.0"}
// CHECK-NOT: linalg.softmax
// CHECK: return
#scores = affine_map<(b, i, j) -> (b, i, j)>
#rows = affine_map<(b, i, j) -> (b, i)>
#columns = affine_map<(b, i, j) -> (b, j)>
func.func @normalised_twice(%q: tensor<2x4x8xf32>,
    %k: tensor<2x8x5xf32>, %v: tensor<2x5x8xf32>) -> tensor<2x4x8xf32> {
  %zero = arith.constant 0.0 : f32
  %empty = tensor.empty() : tensor<2x4x5xf32>
  %zeros = linalg.fill ins(%zero : f32) outs(%empty : tensor<2x4x5xf32>)
      -> tensor<2x4x5xf32>
  %s = linalg.batch_matmul
      ins(%q, %k : tensor<2x4x8xf32>, tensor<2x8x5xf32>)
      outs(%zeros : tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
  %p = linalg.softmax dimension(2) ins(%s : tensor<2x4x5xf32>)
      outs(%empty : tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
  %none2 = tensor.empty() : tensor<2x4xf32>
  %start2 = linalg.fill ins(%zero : f32) outs(%none2 : tensor<2x4xf32>)
      -> tensor<2x4xf32>
  %sum2 = linalg.reduce { arith.addf } ins(%p : tensor<2x4x5xf32>)
      outs(%start2 : tensor<2x4xf32>) dimensions = [2]
  %p2 = linalg.generic {indexing_maps = [#scores, #rows, #scores],
      iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%p, %sum2 : tensor<2x4x5xf32>, tensor<2x4xf32>)
      outs(%empty : tensor<2x4x5xf32>) {
  ^bb0(%a: f32, %b: f32, %out: f32):
    %c = arith.divf %a, %b : f32
    linalg.yield %c : f32
  } -> tensor<2x4x5xf32>
  %result = tensor.empty() : tensor<2x4x8xf32>
  %init = linalg.fill ins(%zero : f32) outs(%result : tensor<2x4x8xf32>)
      -> tensor<2x4x8xf32>
  %r = linalg.batch_matmul
      ins(%p2, %v : tensor<2x4x5xf32>, tensor<2x5x8xf32>)
      outs(%init : tensor<2x4x8xf32>) -> tensor<2x4x8xf32>
  return %r : tensor<2x4x8xf32>
}

// -----

// The softmax is masked, and divided by what is left.
// CHECK-LABEL: func @masked_and_normalised_again
// CHECK-NOT: linalg.softmax
// CHECK: a3.attention ins(%arg0, %{{.*}}, %arg2 : tensor<2x4x8xf32>, tensor<2x5x8xf32>, tensor<2x5x8xf32>)
// CHECK-SAME: mask({{.*}}site = "attention.0"}
// CHECK-NOT: linalg.softmax
// CHECK: return
#scores = affine_map<(b, i, j) -> (b, i, j)>
#rows = affine_map<(b, i, j) -> (b, i)>
#columns = affine_map<(b, i, j) -> (b, j)>
func.func @masked_and_normalised_again(%q: tensor<2x4x8xf32>,
    %k: tensor<2x8x5xf32>, %v: tensor<2x5x8xf32>,
    %mask: tensor<2x5xi1>) -> tensor<2x4x8xf32> {
  %zero = arith.constant 0.0 : f32
  %empty = tensor.empty() : tensor<2x4x5xf32>
  %zeros = linalg.fill ins(%zero : f32) outs(%empty : tensor<2x4x5xf32>)
      -> tensor<2x4x5xf32>
  %s = linalg.batch_matmul
      ins(%q, %k : tensor<2x4x8xf32>, tensor<2x8x5xf32>)
      outs(%zeros : tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
  %p = linalg.softmax dimension(2) ins(%s : tensor<2x4x5xf32>)
      outs(%empty : tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
  %w = linalg.generic {indexing_maps = [#scores, #columns, #scores],
      iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%p, %mask : tensor<2x4x5xf32>, tensor<2x5xi1>)
      outs(%empty : tensor<2x4x5xf32>) {
  ^bb0(%a: f32, %b: i1, %out: f32):
    %c = arith.uitofp %b : i1 to f32
    %d = arith.mulf %a, %c : f32
    linalg.yield %d : f32
  } -> tensor<2x4x5xf32>
  %none2 = tensor.empty() : tensor<2x4xf32>
  %start2 = linalg.fill ins(%zero : f32) outs(%none2 : tensor<2x4xf32>)
      -> tensor<2x4xf32>
  %sum2 = linalg.reduce { arith.addf } ins(%w : tensor<2x4x5xf32>)
      outs(%start2 : tensor<2x4xf32>) dimensions = [2]
  %p2 = linalg.generic {indexing_maps = [#scores, #rows, #scores],
      iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%w, %sum2 : tensor<2x4x5xf32>, tensor<2x4xf32>)
      outs(%empty : tensor<2x4x5xf32>) {
  ^bb0(%a: f32, %b: f32, %out: f32):
    %c = arith.divf %a, %b : f32
    linalg.yield %c : f32
  } -> tensor<2x4x5xf32>
  %result = tensor.empty() : tensor<2x4x8xf32>
  %init = linalg.fill ins(%zero : f32) outs(%result : tensor<2x4x8xf32>)
      -> tensor<2x4x8xf32>
  %r = linalg.batch_matmul
      ins(%p2, %v : tensor<2x4x5xf32>, tensor<2x5x8xf32>)
      outs(%init : tensor<2x4x8xf32>) -> tensor<2x4x8xf32>
  return %r : tensor<2x4x8xf32>
}
