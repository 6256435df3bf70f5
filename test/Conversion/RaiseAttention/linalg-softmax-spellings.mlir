// RUN: a3-opt %s --split-input-file --a3-raise-attention --canonicalize --cse --mlir-print-local-scope | FileCheck %s
// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-verify-raised

// One softmax in the spellings of linalg.

// CHECK-LABEL: func @plain
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @plain(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>, %arg2:
    tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %0 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf32>) outs(%0 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %collapsed_1 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %1 = tensor.empty() : tensor<6x4x5xf32>
  %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %3 = linalg.batch_matmul ins(%collapsed, %collapsed_1 : tensor<6x4x8xf32>,
      tensor<6x8x5xf32>) outs(%2 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %expanded = tensor.expand_shape %3 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
  %4 = tensor.empty() : tensor<2x3x4xi64>
  %5 = linalg.fill ins(%c0_i64 : i64) outs(%4 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %6 = tensor.empty() : tensor<2x3x4xf32>
  %7 = linalg.fill ins(%cst_0 : f32) outs(%6 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %8:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%7, %5 : tensor<2x3x4xf32>, tensor<2x3x4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_6: i64):
    %19 = linalg.index 3 : index
    %20 = arith.index_cast %19 : index to i64
    %21 = arith.maximumf %in, %out : f32
    %22 = arith.cmpf ogt, %in, %out : f32
    %23 = arith.select %22, %20, %out_6 : i64
    linalg.yield %21, %23 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_2 = tensor.expand_shape %8#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %9 = tensor.empty() : tensor<2x3x4x5xf32>
  %10 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded,
      %expanded_2 : tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%9 :
      tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_6: f32, %out: f32):
    %19 = arith.subf %in, %in_6 : f32
    linalg.yield %19 : f32
  } -> tensor<2x3x4x5xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%10 :
      tensor<2x3x4x5xf32>) outs(%9 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %19 = math.exp %in : f32
    linalg.yield %19 : f32
  } -> tensor<2x3x4x5xf32>
  %12 = tensor.empty() : tensor<2x3x4x1xf32>
  %13 = linalg.fill ins(%cst : f32) outs(%12 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %14 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%11 :
      tensor<2x3x4x5xf32>) outs(%13 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %19 = arith.addf %in, %out : f32
    linalg.yield %19 : f32
  } -> tensor<2x3x4x1xf32>
  %15 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%11, %14 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%9 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_6: f32, %out: f32):
    %19 = arith.divf %in, %in_6 : f32
    linalg.yield %19 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_3 = tensor.collapse_shape %15 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_4 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %16 = tensor.empty() : tensor<6x4x8xf32>
  %17 = linalg.fill ins(%cst : f32) outs(%16 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %18 = linalg.batch_matmul ins(%collapsed_3, %collapsed_4 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%17 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_5 = tensor.expand_shape %18 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_5 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @scale_by_division
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 0.353553385 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @scale_by_division(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 2.8284271247461903 : f64
  %0 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf32>) outs(%0 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %collapsed_2 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %1 = tensor.empty() : tensor<6x4x5xf32>
  %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %3 = linalg.batch_matmul ins(%collapsed, %collapsed_2 : tensor<6x4x8xf32>,
      tensor<6x8x5xf32>) outs(%2 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %expanded = tensor.expand_shape %3 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
  %4 = tensor.empty() : tensor<2x3x4x5xf32>
  %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %20 = arith.truncf %cst_1 : f64 to f32
    %21 = arith.divf %in, %20 : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5xf32>
  %6 = tensor.empty() : tensor<2x3x4xi64>
  %7 = linalg.fill ins(%c0_i64 : i64) outs(%6 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %8 = tensor.empty() : tensor<2x3x4xf32>
  %9 = linalg.fill ins(%cst_0 : f32) outs(%8 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %10:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%5 :
      tensor<2x3x4x5xf32>) outs(%9, %7 : tensor<2x3x4xf32>, tensor<2x3x4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_7: i64):
    %20 = linalg.index 3 : index
    %21 = arith.index_cast %20 : index to i64
    %22 = arith.maximumf %in, %out : f32
    %23 = arith.cmpf ogt, %in, %out : f32
    %24 = arith.select %23, %21, %out_7 : i64
    linalg.yield %22, %24 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_3 = tensor.expand_shape %10#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5, %expanded_3 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_7: f32, %out: f32):
    %20 = arith.subf %in, %in_7 : f32
    linalg.yield %20 : f32
  } -> tensor<2x3x4x5xf32>
  %12 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%11 :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %20 = math.exp %in : f32
    linalg.yield %20 : f32
  } -> tensor<2x3x4x5xf32>
  %13 = tensor.empty() : tensor<2x3x4x1xf32>
  %14 = linalg.fill ins(%cst : f32) outs(%13 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %15 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%12 :
      tensor<2x3x4x5xf32>) outs(%14 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %20 = arith.addf %in, %out : f32
    linalg.yield %20 : f32
  } -> tensor<2x3x4x1xf32>
  %16 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%12, %15 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_7: f32, %out: f32):
    %20 = arith.divf %in, %in_7 : f32
    linalg.yield %20 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_4 = tensor.collapse_shape %16 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_5 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %17 = tensor.empty() : tensor<6x4x8xf32>
  %18 = linalg.fill ins(%cst : f32) outs(%17 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %19 = linalg.batch_matmul ins(%collapsed_4, %collapsed_5 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%18 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_6 = tensor.expand_shape %19 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_6 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @maximum_without_index
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @maximum_without_index(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 3.000000e-01 : f64
  %0 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf32>) outs(%0 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %collapsed_2 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %1 = tensor.empty() : tensor<6x4x5xf32>
  %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %3 = linalg.batch_matmul ins(%collapsed, %collapsed_2 : tensor<6x4x8xf32>,
      tensor<6x8x5xf32>) outs(%2 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %expanded = tensor.expand_shape %3 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
  %4 = tensor.empty() : tensor<2x3x4x5xf32>
  %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %20 = arith.truncf %cst_1 : f64 to f32
    %21 = arith.mulf %in, %20 : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5xf32>
  %6 = tensor.empty() : tensor<2x3x4xi64>
  %7 = linalg.fill ins(%c0_i64 : i64) outs(%6 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %8 = tensor.empty() : tensor<2x3x4xf32>
  %9 = linalg.fill ins(%cst_0 : f32) outs(%8 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %10:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%5 :
      tensor<2x3x4x5xf32>) outs(%9, %7 : tensor<2x3x4xf32>, tensor<2x3x4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_7: i64):
    %20 = linalg.index 3 : index
    %21 = arith.index_cast %20 : index to i64
    %22 = arith.maximumf %in, %out : f32
    %23 = arith.cmpf ogt, %in, %out : f32
    %24 = arith.select %23, %21, %out_7 : i64
    linalg.yield %22, %24 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_3 = tensor.expand_shape %10#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5, %expanded_3 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_7: f32, %out: f32):
    %20 = arith.subf %in, %in_7 : f32
    linalg.yield %20 : f32
  } -> tensor<2x3x4x5xf32>
  %12 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%11 :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %20 = math.exp %in : f32
    linalg.yield %20 : f32
  } -> tensor<2x3x4x5xf32>
  %13 = tensor.empty() : tensor<2x3x4x1xf32>
  %14 = linalg.fill ins(%cst : f32) outs(%13 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %15 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%12 :
      tensor<2x3x4x5xf32>) outs(%14 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %20 = arith.addf %in, %out : f32
    linalg.yield %20 : f32
  } -> tensor<2x3x4x1xf32>
  %16 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%12, %15 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_7: f32, %out: f32):
    %20 = arith.divf %in, %in_7 : f32
    linalg.yield %20 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_4 = tensor.collapse_shape %16 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_5 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %17 = tensor.empty() : tensor<6x4x8xf32>
  %18 = linalg.fill ins(%cst : f32) outs(%17 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %19 = linalg.batch_matmul ins(%collapsed_4, %collapsed_5 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%18 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_6 = tensor.expand_shape %19 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_6 : tensor<2x3x4x8xf32>
}

// -----

// As in JAX.
// CHECK-LABEL: func @maximum_with_infinity
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> ()>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @maximum_with_infinity(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant dense<0xFF800000> : tensor<f32>
  %cst_2 = arith.constant 3.000000e-01 : f64
  %0 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf32>) outs(%0 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %collapsed_3 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %1 = tensor.empty() : tensor<6x4x5xf32>
  %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %3 = linalg.batch_matmul ins(%collapsed, %collapsed_3 : tensor<6x4x8xf32>,
      tensor<6x8x5xf32>) outs(%2 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %expanded = tensor.expand_shape %3 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
  %4 = tensor.empty() : tensor<2x3x4x5xf32>
  %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = arith.truncf %cst_2 : f64 to f32
    %22 = arith.mulf %in, %21 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %6 = tensor.empty() : tensor<2x3x4xi64>
  %7 = linalg.fill ins(%c0_i64 : i64) outs(%6 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %8 = tensor.empty() : tensor<2x3x4xf32>
  %9 = linalg.fill ins(%cst_0 : f32) outs(%8 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %10:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%5 :
      tensor<2x3x4x5xf32>) outs(%9, %7 : tensor<2x3x4xf32>, tensor<2x3x4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_8: i64):
    %21 = linalg.index 3 : index
    %22 = arith.index_cast %21 : index to i64
    %23 = arith.maximumf %in, %out : f32
    %24 = arith.cmpf ogt, %in, %out : f32
    %25 = arith.select %24, %22, %out_8 : i64
    linalg.yield %23, %25 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_4 = tensor.expand_shape %10#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %11 = tensor.empty() : tensor<2x3x4x1xf32>
  %12 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_4, %cst_1
      : tensor<2x3x4x1xf32>, tensor<f32>) outs(%11 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %21 = arith.cmpf ogt, %in, %in_8 : f32
    %22 = arith.select %21, %in, %in_8 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x1xf32>
  %13 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5, %12 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %21 = arith.subf %in, %in_8 : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5xf32>
  %14 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%13 :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = math.exp %in : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5xf32>
  %15 = linalg.fill ins(%cst : f32) outs(%11 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %16 = linalg.generic {indexing_maps = [#map, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%14 :
      tensor<2x3x4x5xf32>) outs(%15 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = arith.addf %in, %out : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x1xf32>
  %17 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%14, %16 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %21 = arith.divf %in, %in_8 : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_5 = tensor.collapse_shape %17 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_6 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %18 = tensor.empty() : tensor<6x4x8xf32>
  %19 = linalg.fill ins(%cst : f32) outs(%18 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %20 = linalg.batch_matmul ins(%collapsed_5, %collapsed_6 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%19 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_7 = tensor.expand_shape %20 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_7 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @reciprocal_without_maximum
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @reciprocal_without_maximum(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 1.000000e+00 : f32
  %cst_1 = arith.constant 3.000000e-01 : f64
  %0 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf32>) outs(%0 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %collapsed_2 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %1 = tensor.empty() : tensor<6x4x5xf32>
  %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %3 = linalg.batch_matmul ins(%collapsed, %collapsed_2 : tensor<6x4x8xf32>,
      tensor<6x8x5xf32>) outs(%2 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %expanded = tensor.expand_shape %3 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
  %4 = tensor.empty() : tensor<2x3x4x5xf32>
  %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %15 = arith.truncf %cst_1 : f64 to f32
    %16 = arith.mulf %in, %15 : f32
    linalg.yield %16 : f32
  } -> tensor<2x3x4x5xf32>
  %6 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5 :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %15 = math.exp %in : f32
    linalg.yield %15 : f32
  } -> tensor<2x3x4x5xf32>
  %7 = tensor.empty() : tensor<2x3x4x1xf32>
  %8 = linalg.fill ins(%cst : f32) outs(%7 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %9 = linalg.generic {indexing_maps = [#map, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%6 :
      tensor<2x3x4x5xf32>) outs(%8 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %15 = arith.addf %in, %out : f32
    linalg.yield %15 : f32
  } -> tensor<2x3x4x1xf32>
  %10 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%9 :
      tensor<2x3x4x1xf32>) outs(%7 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %15 = arith.cmpf one, %in, %cst : f32
    cf.assert %15, "unimplemented: tensor with zero element"
    %16 = arith.divf %cst_0, %in : f32
    linalg.yield %16 : f32
  } -> tensor<2x3x4x1xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%6, %10 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_6: f32, %out: f32):
    %15 = arith.mulf %in, %in_6 : f32
    linalg.yield %15 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_3 = tensor.collapse_shape %11 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_4 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %12 = tensor.empty() : tensor<6x4x8xf32>
  %13 = linalg.fill ins(%cst : f32) outs(%12 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %14 = linalg.batch_matmul ins(%collapsed_3, %collapsed_4 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%13 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_5 = tensor.expand_shape %14 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_5 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @base_two
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 0.207944155 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @base_two(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 1.000000e+00 : f32
  %cst_1 = arith.constant 3.000000e-01 : f64
  %cst_2 = arith.constant 2.000000e+00 : f32
  %0 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf32>) outs(%0 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %collapsed_3 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %1 = tensor.empty() : tensor<6x4x5xf32>
  %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %3 = linalg.batch_matmul ins(%collapsed, %collapsed_3 : tensor<6x4x8xf32>,
      tensor<6x8x5xf32>) outs(%2 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %expanded = tensor.expand_shape %3 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
  %4 = tensor.empty() : tensor<2x3x4x5xf32>
  %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %15 = arith.truncf %cst_1 : f64 to f32
    %16 = arith.mulf %in, %15 : f32
    linalg.yield %16 : f32
  } -> tensor<2x3x4x5xf32>
  %6 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5 :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %15 = math.powf %cst_2, %in : f32
    linalg.yield %15 : f32
  } -> tensor<2x3x4x5xf32>
  %7 = tensor.empty() : tensor<2x3x4x1xf32>
  %8 = linalg.fill ins(%cst : f32) outs(%7 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %9 = linalg.generic {indexing_maps = [#map, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%6 :
      tensor<2x3x4x5xf32>) outs(%8 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %15 = arith.addf %in, %out : f32
    linalg.yield %15 : f32
  } -> tensor<2x3x4x1xf32>
  %10 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%9 :
      tensor<2x3x4x1xf32>) outs(%7 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %15 = arith.cmpf one, %in, %cst : f32
    cf.assert %15, "unimplemented: tensor with zero element"
    %16 = arith.divf %cst_0, %in : f32
    linalg.yield %16 : f32
  } -> tensor<2x3x4x1xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%6, %10 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_7: f32, %out: f32):
    %15 = arith.mulf %in, %in_7 : f32
    linalg.yield %15 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_4 = tensor.collapse_shape %11 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_5 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %12 = tensor.empty() : tensor<6x4x8xf32>
  %13 = linalg.fill ins(%cst : f32) outs(%12 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %14 = linalg.batch_matmul ins(%collapsed_4, %collapsed_5 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%13 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_6 = tensor.expand_shape %14 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_6 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @division_after_second_product
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @division_after_second_product(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 3.000000e-01 : f64
  %0 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf32>) outs(%0 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %collapsed_1 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %1 = tensor.empty() : tensor<6x4x5xf32>
  %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %3 = linalg.batch_matmul ins(%collapsed, %collapsed_1 : tensor<6x4x8xf32>,
      tensor<6x8x5xf32>) outs(%2 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %expanded = tensor.expand_shape %3 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
  %4 = tensor.empty() : tensor<2x3x4x5xf32>
  %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %15 = arith.truncf %cst_0 : f64 to f32
    %16 = arith.mulf %in, %15 : f32
    linalg.yield %16 : f32
  } -> tensor<2x3x4x5xf32>
  %6 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5 :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %15 = math.exp %in : f32
    linalg.yield %15 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_2 = tensor.collapse_shape %6 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_3 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %7 = tensor.empty() : tensor<6x4x8xf32>
  %8 = linalg.fill ins(%cst : f32) outs(%7 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %9 = linalg.batch_matmul ins(%collapsed_2, %collapsed_3 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%8 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_4 = tensor.expand_shape %9 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  %10 = tensor.empty() : tensor<2x3x4x1xf32>
  %11 = linalg.fill ins(%cst : f32) outs(%10 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %12 = linalg.generic {indexing_maps = [#map, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%6 :
      tensor<2x3x4x5xf32>) outs(%11 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %15 = arith.addf %in, %out : f32
    linalg.yield %15 : f32
  } -> tensor<2x3x4x1xf32>
  %13 = tensor.empty() : tensor<2x3x4x8xf32>
  %14 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_4, %12 :
      tensor<2x3x4x8xf32>, tensor<2x3x4x1xf32>) outs(%13 : tensor<2x3x4x8xf32>)
      {
  ^bb0(%in: f32, %in_5: f32, %out: f32):
    %15 = arith.divf %in, %in_5 : f32
    linalg.yield %15 : f32
  } -> tensor<2x3x4x8xf32>
  return %14 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @log_softmax
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @log_softmax(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 3.000000e-01 : f64
  %0 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf32>) outs(%0 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %collapsed_2 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %1 = tensor.empty() : tensor<6x4x5xf32>
  %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %3 = linalg.batch_matmul ins(%collapsed, %collapsed_2 : tensor<6x4x8xf32>,
      tensor<6x8x5xf32>) outs(%2 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %expanded = tensor.expand_shape %3 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
  %4 = tensor.empty() : tensor<2x3x4x5xf32>
  %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = arith.truncf %cst_1 : f64 to f32
    %23 = arith.mulf %in, %22 : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x5xf32>
  %6 = tensor.empty() : tensor<2x3x4xi64>
  %7 = linalg.fill ins(%c0_i64 : i64) outs(%6 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %8 = tensor.empty() : tensor<2x3x4xf32>
  %9 = linalg.fill ins(%cst_0 : f32) outs(%8 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %10:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%5 :
      tensor<2x3x4x5xf32>) outs(%9, %7 : tensor<2x3x4xf32>, tensor<2x3x4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_7: i64):
    %22 = linalg.index 3 : index
    %23 = arith.index_cast %22 : index to i64
    %24 = arith.maximumf %in, %out : f32
    %25 = arith.cmpf ogt, %in, %out : f32
    %26 = arith.select %25, %23, %out_7 : i64
    linalg.yield %24, %26 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_3 = tensor.expand_shape %10#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5, %expanded_3 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_7: f32, %out: f32):
    %22 = arith.subf %in, %in_7 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %12 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%11 :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = math.exp %in : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %13 = tensor.empty() : tensor<2x3x4x1xf32>
  %14 = linalg.fill ins(%cst : f32) outs(%13 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %15 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%12 :
      tensor<2x3x4x5xf32>) outs(%14 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = arith.addf %in, %out : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x1xf32>
  %16 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%15 :
      tensor<2x3x4x1xf32>) outs(%13 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = math.log %in : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x1xf32>
  %17 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%11, %16 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_7: f32, %out: f32):
    %22 = arith.subf %in, %in_7 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %18 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%17 :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = math.exp %in : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_4 = tensor.collapse_shape %18 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_5 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %19 = tensor.empty() : tensor<6x4x8xf32>
  %20 = linalg.fill ins(%cst : f32) outs(%19 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %21 = linalg.batch_matmul ins(%collapsed_4, %collapsed_5 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%20 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_6 = tensor.expand_shape %21 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_6 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @log_sum_exp
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> ()>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @log_sum_exp(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant dense<0.000000e+00> : tensor<f32>
  %cst_2 = arith.constant 0x7FF0000000000000 : f64
  %cst_3 = arith.constant 3.000000e-01 : f64
  %0 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf32>) outs(%0 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %collapsed_4 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %1 = tensor.empty() : tensor<6x4x5xf32>
  %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %3 = linalg.batch_matmul ins(%collapsed, %collapsed_4 : tensor<6x4x8xf32>,
      tensor<6x8x5xf32>) outs(%2 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %expanded = tensor.expand_shape %3 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
  %4 = tensor.empty() : tensor<2x3x4x5xf32>
  %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %27 = arith.truncf %cst_3 : f64 to f32
    %28 = arith.mulf %in, %27 : f32
    linalg.yield %28 : f32
  } -> tensor<2x3x4x5xf32>
  %6 = tensor.empty() : tensor<2x3x4xi64>
  %7 = linalg.fill ins(%c0_i64 : i64) outs(%6 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %8 = tensor.empty() : tensor<2x3x4xf32>
  %9 = linalg.fill ins(%cst_0 : f32) outs(%8 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %10:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%5 :
      tensor<2x3x4x5xf32>) outs(%9, %7 : tensor<2x3x4xf32>, tensor<2x3x4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_9: i64):
    %27 = linalg.index 3 : index
    %28 = arith.index_cast %27 : index to i64
    %29 = arith.maximumf %in, %out : f32
    %30 = arith.cmpf ogt, %in, %out : f32
    %31 = arith.select %30, %28, %out_9 : i64
    linalg.yield %29, %31 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_5 = tensor.expand_shape %10#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %11 = tensor.empty() : tensor<2x3x4x1xf32>
  %12 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_5 :
      tensor<2x3x4x1xf32>) outs(%11 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %27 = math.absf %in : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x1xf32>
  %13 = tensor.empty() : tensor<2x3x4x1xi1>
  %14 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%12 :
      tensor<2x3x4x1xf32>) outs(%13 : tensor<2x3x4x1xi1>) {
  ^bb0(%in: f32, %out: i1):
    %27 = arith.extf %in : f32 to f64
    %28 = arith.cmpf oeq, %27, %cst_2 : f64
    linalg.yield %28 : i1
  } -> tensor<2x3x4x1xi1>
  %15 = linalg.generic {indexing_maps = [#map, #map2, #map, #map],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%14, %cst_1, %expanded_5 : tensor<2x3x4x1xi1>, tensor<f32>,
      tensor<2x3x4x1xf32>) outs(%11 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: i1, %in_9: f32, %in_10: f32, %out: f32):
    %27 = arith.select %in, %in_9, %in_10 : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x1xf32>
  %16 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5, %15 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %27 = arith.subf %in, %in_9 : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x5xf32>
  %17 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%16 :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %27 = math.exp %in : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x5xf32>
  %18 = linalg.fill ins(%cst : f32) outs(%11 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %19 = linalg.generic {indexing_maps = [#map, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%17 :
      tensor<2x3x4x5xf32>) outs(%18 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %27 = arith.addf %in, %out : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x1xf32>
  %20 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%19 :
      tensor<2x3x4x1xf32>) outs(%11 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %27 = math.log %in : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x1xf32>
  %21 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%20, %15 :
      tensor<2x3x4x1xf32>, tensor<2x3x4x1xf32>) outs(%11 : tensor<2x3x4x1xf32>)
      {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %27 = arith.addf %in, %in_9 : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x1xf32>
  %22 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5, %21 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %27 = arith.subf %in, %in_9 : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x5xf32>
  %23 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%22 :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %27 = math.exp %in : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_6 = tensor.collapse_shape %23 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_7 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %24 = tensor.empty() : tensor<6x4x8xf32>
  %25 = linalg.fill ins(%cst : f32) outs(%24 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %26 = linalg.batch_matmul ins(%collapsed_6, %collapsed_7 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%25 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_8 = tensor.expand_shape %26 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_8 : tensor<2x3x4x8xf32>
}

// -----

// What is added to a whole row cancels.
// CHECK-LABEL: func @constant_along_keys
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d2, 0)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @constant_along_keys(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<4x1xf32>) ->
    tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %0 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf32>) outs(%0 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %collapsed_1 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %1 = tensor.empty() : tensor<6x4x5xf32>
  %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %3 = linalg.batch_matmul ins(%collapsed, %collapsed_1 : tensor<6x4x8xf32>,
      tensor<6x8x5xf32>) outs(%2 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %expanded = tensor.expand_shape %3 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
  %4 = tensor.empty() : tensor<2x3x4x5xf32>
  %5 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded, %arg3 :
      tensor<2x3x4x5xf32>, tensor<4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_6: f32, %out: f32):
    %20 = arith.addf %in, %in_6 : f32
    linalg.yield %20 : f32
  } -> tensor<2x3x4x5xf32>
  %6 = tensor.empty() : tensor<2x3x4xi64>
  %7 = linalg.fill ins(%c0_i64 : i64) outs(%6 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %8 = tensor.empty() : tensor<2x3x4xf32>
  %9 = linalg.fill ins(%cst_0 : f32) outs(%8 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %10:2 = linalg.generic {indexing_maps = [#map, #map2, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%5 :
      tensor<2x3x4x5xf32>) outs(%9, %7 : tensor<2x3x4xf32>, tensor<2x3x4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_6: i64):
    %20 = linalg.index 3 : index
    %21 = arith.index_cast %20 : index to i64
    %22 = arith.maximumf %in, %out : f32
    %23 = arith.cmpf ogt, %in, %out : f32
    %24 = arith.select %23, %21, %out_6 : i64
    linalg.yield %22, %24 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_2 = tensor.expand_shape %10#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5, %expanded_2 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_6: f32, %out: f32):
    %20 = arith.subf %in, %in_6 : f32
    linalg.yield %20 : f32
  } -> tensor<2x3x4x5xf32>
  %12 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%11 :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %20 = math.exp %in : f32
    linalg.yield %20 : f32
  } -> tensor<2x3x4x5xf32>
  %13 = tensor.empty() : tensor<2x3x4x1xf32>
  %14 = linalg.fill ins(%cst : f32) outs(%13 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %15 = linalg.generic {indexing_maps = [#map, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%12 :
      tensor<2x3x4x5xf32>) outs(%14 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %20 = arith.addf %in, %out : f32
    linalg.yield %20 : f32
  } -> tensor<2x3x4x1xf32>
  %16 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%12, %15 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_6: f32, %out: f32):
    %20 = arith.divf %in, %in_6 : f32
    linalg.yield %20 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_3 = tensor.collapse_shape %16 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_4 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %17 = tensor.empty() : tensor<6x4x8xf32>
  %18 = linalg.fill ins(%cst : f32) outs(%17 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %19 = linalg.batch_matmul ins(%collapsed_3, %collapsed_4 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%18 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_5 = tensor.expand_shape %19 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_5 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @two_second_products
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg3 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {site = "attention.1"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @two_second_products(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x3x5x8xf32>)
    -> (tensor<2x3x4x8xf32>, tensor<2x3x4x8xf32>) {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %0 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf32>) outs(%0 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %collapsed_1 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %1 = tensor.empty() : tensor<6x4x5xf32>
  %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %3 = linalg.batch_matmul ins(%collapsed, %collapsed_1 : tensor<6x4x8xf32>,
      tensor<6x8x5xf32>) outs(%2 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %expanded = tensor.expand_shape %3 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
  %4 = tensor.empty() : tensor<2x3x4xi64>
  %5 = linalg.fill ins(%c0_i64 : i64) outs(%4 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %6 = tensor.empty() : tensor<2x3x4xf32>
  %7 = linalg.fill ins(%cst_0 : f32) outs(%6 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %8:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%7, %5 : tensor<2x3x4xf32>, tensor<2x3x4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_8: i64):
    %20 = linalg.index 3 : index
    %21 = arith.index_cast %20 : index to i64
    %22 = arith.maximumf %in, %out : f32
    %23 = arith.cmpf ogt, %in, %out : f32
    %24 = arith.select %23, %21, %out_8 : i64
    linalg.yield %22, %24 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_2 = tensor.expand_shape %8#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %9 = tensor.empty() : tensor<2x3x4x5xf32>
  %10 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded,
      %expanded_2 : tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%9 :
      tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %20 = arith.subf %in, %in_8 : f32
    linalg.yield %20 : f32
  } -> tensor<2x3x4x5xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%10 :
      tensor<2x3x4x5xf32>) outs(%9 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %20 = math.exp %in : f32
    linalg.yield %20 : f32
  } -> tensor<2x3x4x5xf32>
  %12 = tensor.empty() : tensor<2x3x4x1xf32>
  %13 = linalg.fill ins(%cst : f32) outs(%12 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %14 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%11 :
      tensor<2x3x4x5xf32>) outs(%13 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %20 = arith.addf %in, %out : f32
    linalg.yield %20 : f32
  } -> tensor<2x3x4x1xf32>
  %15 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%11, %14 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%9 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %20 = arith.divf %in, %in_8 : f32
    linalg.yield %20 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_3 = tensor.collapse_shape %15 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_4 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %16 = tensor.empty() : tensor<6x4x8xf32>
  %17 = linalg.fill ins(%cst : f32) outs(%16 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %18 = linalg.batch_matmul ins(%collapsed_3, %collapsed_4 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%17 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_5 = tensor.expand_shape %18 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  %collapsed_6 = tensor.collapse_shape %arg3 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %19 = linalg.batch_matmul ins(%collapsed_3, %collapsed_6 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%17 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_7 = tensor.expand_shape %19 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_5, %expanded_7 : tensor<2x3x4x8xf32>, tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @attention_of_attention
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<4x8xf32>, tensor<5x8xf32>, tensor<5x8xf32>)
// CHECK-SAME: {site = "attention.0"} -> tensor<4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, %arg1, %arg2 : tensor<4x8xf32>, tensor<5x8xf32>, tensor<5x8xf32>)
// CHECK-SAME: {site = "attention.1"} -> tensor<4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d0)>
#map2 = affine_map<(d0, d1) -> (d0, 0)>
func.func @attention_of_attention(%arg0: tensor<4x8xf32>, %arg1:
    tensor<5x8xf32>, %arg2: tensor<5x8xf32>) -> tensor<4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %0 = tensor.empty() : tensor<8x5xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<5x8xf32>) outs(%0 :
      tensor<8x5xf32>) permutation = [1, 0]
  %1 = tensor.empty() : tensor<4x5xf32>
  %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<4x5xf32>) -> tensor<4x5xf32>
  %3 = linalg.matmul ins(%arg0, %transposed : tensor<4x8xf32>, tensor<8x5xf32>)
      outs(%2 : tensor<4x5xf32>) -> tensor<4x5xf32>
  %4 = tensor.empty() : tensor<4xi64>
  %5 = linalg.fill ins(%c0_i64 : i64) outs(%4 : tensor<4xi64>) -> tensor<4xi64>
  %6 = tensor.empty() : tensor<4xf32>
  %7 = linalg.fill ins(%cst_0 : f32) outs(%6 : tensor<4xf32>) -> tensor<4xf32>
  %8:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "reduction"]} ins(%3 : tensor<4x5xf32>) outs(%7, %5 :
      tensor<4xf32>, tensor<4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_2: i64):
    %25 = linalg.index 1 : index
    %26 = arith.index_cast %25 : index to i64
    %27 = arith.maximumf %in, %out : f32
    %28 = arith.cmpf ogt, %in, %out : f32
    %29 = arith.select %28, %26, %out_2 : i64
    linalg.yield %27, %29 : f32, i64
  } -> (tensor<4xf32>, tensor<4xi64>)
  %expanded = tensor.expand_shape %8#0 [[0, 1]] output_shape [4, 1] :
      tensor<4xf32> into tensor<4x1xf32>
  %9 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel"]} ins(%3, %expanded : tensor<4x5xf32>,
      tensor<4x1xf32>) outs(%1 : tensor<4x5xf32>) {
  ^bb0(%in: f32, %in_2: f32, %out: f32):
    %25 = arith.subf %in, %in_2 : f32
    linalg.yield %25 : f32
  } -> tensor<4x5xf32>
  %10 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel"]} ins(%9 : tensor<4x5xf32>) outs(%1 :
      tensor<4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %25 = math.exp %in : f32
    linalg.yield %25 : f32
  } -> tensor<4x5xf32>
  %11 = tensor.empty() : tensor<4x1xf32>
  %12 = linalg.fill ins(%cst : f32) outs(%11 : tensor<4x1xf32>) ->
      tensor<4x1xf32>
  %13 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "reduction"]} ins(%10 : tensor<4x5xf32>) outs(%12 :
      tensor<4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %25 = arith.addf %in, %out : f32
    linalg.yield %25 : f32
  } -> tensor<4x1xf32>
  %14 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel"]} ins(%10, %13 : tensor<4x5xf32>, tensor<4x1xf32>)
      outs(%1 : tensor<4x5xf32>) {
  ^bb0(%in: f32, %in_2: f32, %out: f32):
    %25 = arith.divf %in, %in_2 : f32
    linalg.yield %25 : f32
  } -> tensor<4x5xf32>
  %15 = tensor.empty() : tensor<4x8xf32>
  %16 = linalg.fill ins(%cst : f32) outs(%15 : tensor<4x8xf32>) ->
      tensor<4x8xf32>
  %17 = linalg.matmul ins(%14, %arg2 : tensor<4x5xf32>, tensor<5x8xf32>)
      outs(%16 : tensor<4x8xf32>) -> tensor<4x8xf32>
  %18 = linalg.matmul ins(%17, %transposed : tensor<4x8xf32>, tensor<8x5xf32>)
      outs(%2 : tensor<4x5xf32>) -> tensor<4x5xf32>
  %19:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "reduction"]} ins(%18 : tensor<4x5xf32>) outs(%7, %5 :
      tensor<4xf32>, tensor<4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_2: i64):
    %25 = linalg.index 1 : index
    %26 = arith.index_cast %25 : index to i64
    %27 = arith.maximumf %in, %out : f32
    %28 = arith.cmpf ogt, %in, %out : f32
    %29 = arith.select %28, %26, %out_2 : i64
    linalg.yield %27, %29 : f32, i64
  } -> (tensor<4xf32>, tensor<4xi64>)
  %expanded_1 = tensor.expand_shape %19#0 [[0, 1]] output_shape [4, 1] :
      tensor<4xf32> into tensor<4x1xf32>
  %20 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel"]} ins(%18, %expanded_1 : tensor<4x5xf32>,
      tensor<4x1xf32>) outs(%1 : tensor<4x5xf32>) {
  ^bb0(%in: f32, %in_2: f32, %out: f32):
    %25 = arith.subf %in, %in_2 : f32
    linalg.yield %25 : f32
  } -> tensor<4x5xf32>
  %21 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel"]} ins(%20 : tensor<4x5xf32>) outs(%1 :
      tensor<4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %25 = math.exp %in : f32
    linalg.yield %25 : f32
  } -> tensor<4x5xf32>
  %22 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "reduction"]} ins(%21 : tensor<4x5xf32>) outs(%12 :
      tensor<4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %25 = arith.addf %in, %out : f32
    linalg.yield %25 : f32
  } -> tensor<4x1xf32>
  %23 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel"]} ins(%21, %22 : tensor<4x5xf32>, tensor<4x1xf32>)
      outs(%1 : tensor<4x5xf32>) {
  ^bb0(%in: f32, %in_2: f32, %out: f32):
    %25 = arith.divf %in, %in_2 : f32
    linalg.yield %25 : f32
  } -> tensor<4x5xf32>
  %24 = linalg.matmul ins(%23, %arg2 : tensor<4x5xf32>, tensor<5x8xf32>)
      outs(%16 : tensor<4x8xf32>) -> tensor<4x8xf32>
  return %24 : tensor<4x8xf32>
}

// -----

// Two sets of keys, and the maximum of both.
// CHECK-LABEL: func @online_two_parts
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, {{%.*}}, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x11x8xf32>, tensor<2x3x11x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @online_two_parts(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x3x6x8xf32>,
    %arg4: tensor<2x3x6x8xf32>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 3.000000e-01 : f64
  %0 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf32>) outs(%0 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %collapsed_2 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %1 = tensor.empty() : tensor<6x4x5xf32>
  %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %3 = linalg.batch_matmul ins(%collapsed, %collapsed_2 : tensor<6x4x8xf32>,
      tensor<6x8x5xf32>) outs(%2 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %expanded = tensor.expand_shape %3 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
  %4 = tensor.empty() : tensor<2x3x4x5xf32>
  %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %35 = arith.truncf %cst_1 : f64 to f32
    %36 = arith.mulf %in, %35 : f32
    linalg.yield %36 : f32
  } -> tensor<2x3x4x5xf32>
  %6 = tensor.empty() : tensor<2x3x8x6xf32>
  %transposed_3 = linalg.transpose ins(%arg3 : tensor<2x3x6x8xf32>) outs(%6 :
      tensor<2x3x8x6xf32>) permutation = [0, 1, 3, 2]
  %collapsed_4 = tensor.collapse_shape %transposed_3 [[0, 1], [2], [3]] :
      tensor<2x3x8x6xf32> into tensor<6x8x6xf32>
  %7 = tensor.empty() : tensor<6x4x6xf32>
  %8 = linalg.fill ins(%cst : f32) outs(%7 : tensor<6x4x6xf32>) ->
      tensor<6x4x6xf32>
  %9 = linalg.batch_matmul ins(%collapsed, %collapsed_4 : tensor<6x4x8xf32>,
      tensor<6x8x6xf32>) outs(%8 : tensor<6x4x6xf32>) -> tensor<6x4x6xf32>
  %expanded_5 = tensor.expand_shape %9 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 6] : tensor<6x4x6xf32> into tensor<2x3x4x6xf32>
  %10 = tensor.empty() : tensor<2x3x4x6xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_5 :
      tensor<2x3x4x6xf32>) outs(%10 : tensor<2x3x4x6xf32>) {
  ^bb0(%in: f32, %out: f32):
    %35 = arith.truncf %cst_1 : f64 to f32
    %36 = arith.mulf %in, %35 : f32
    linalg.yield %36 : f32
  } -> tensor<2x3x4x6xf32>
  %12 = tensor.empty() : tensor<2x3x4xi64>
  %13 = linalg.fill ins(%c0_i64 : i64) outs(%12 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %14 = tensor.empty() : tensor<2x3x4xf32>
  %15 = linalg.fill ins(%cst_0 : f32) outs(%14 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %16:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%5 :
      tensor<2x3x4x5xf32>) outs(%15, %13 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_14: i64):
    %35 = linalg.index 3 : index
    %36 = arith.index_cast %35 : index to i64
    %37 = arith.maximumf %in, %out : f32
    %38 = arith.cmpf ogt, %in, %out : f32
    %39 = arith.select %38, %36, %out_14 : i64
    linalg.yield %37, %39 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_6 = tensor.expand_shape %16#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %17:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%11 :
      tensor<2x3x4x6xf32>) outs(%15, %13 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_14: i64):
    %35 = linalg.index 3 : index
    %36 = arith.index_cast %35 : index to i64
    %37 = arith.maximumf %in, %out : f32
    %38 = arith.cmpf ogt, %in, %out : f32
    %39 = arith.select %38, %36, %out_14 : i64
    linalg.yield %37, %39 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_7 = tensor.expand_shape %17#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %18 = tensor.empty() : tensor<2x3x4x1xf32>
  %19 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_6,
      %expanded_7 : tensor<2x3x4x1xf32>, tensor<2x3x4x1xf32>) outs(%18 :
      tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %in_14: f32, %out: f32):
    %35 = arith.cmpf ogt, %in, %in_14 : f32
    %36 = arith.select %35, %in, %in_14 : f32
    linalg.yield %36 : f32
  } -> tensor<2x3x4x1xf32>
  %20 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5, %19 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_14: f32, %out: f32):
    %35 = arith.subf %in, %in_14 : f32
    linalg.yield %35 : f32
  } -> tensor<2x3x4x5xf32>
  %21 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%20 :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %35 = math.exp %in : f32
    linalg.yield %35 : f32
  } -> tensor<2x3x4x5xf32>
  %22 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%11, %19 :
      tensor<2x3x4x6xf32>, tensor<2x3x4x1xf32>) outs(%10 : tensor<2x3x4x6xf32>)
      {
  ^bb0(%in: f32, %in_14: f32, %out: f32):
    %35 = arith.subf %in, %in_14 : f32
    linalg.yield %35 : f32
  } -> tensor<2x3x4x6xf32>
  %23 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%22 :
      tensor<2x3x4x6xf32>) outs(%10 : tensor<2x3x4x6xf32>) {
  ^bb0(%in: f32, %out: f32):
    %35 = math.exp %in : f32
    linalg.yield %35 : f32
  } -> tensor<2x3x4x6xf32>
  %collapsed_8 = tensor.collapse_shape %21 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_9 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %24 = tensor.empty() : tensor<6x4x8xf32>
  %25 = linalg.fill ins(%cst : f32) outs(%24 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %26 = linalg.batch_matmul ins(%collapsed_8, %collapsed_9 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%25 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_10 = tensor.expand_shape %26 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  %collapsed_11 = tensor.collapse_shape %23 [[0, 1], [2], [3]] :
      tensor<2x3x4x6xf32> into tensor<6x4x6xf32>
  %collapsed_12 = tensor.collapse_shape %arg4 [[0, 1], [2], [3]] :
      tensor<2x3x6x8xf32> into tensor<6x6x8xf32>
  %27 = linalg.batch_matmul ins(%collapsed_11, %collapsed_12 :
      tensor<6x4x6xf32>, tensor<6x6x8xf32>) outs(%25 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %expanded_13 = tensor.expand_shape %27 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  %28 = tensor.empty() : tensor<2x3x4x8xf32>
  %29 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_10,
      %expanded_13 : tensor<2x3x4x8xf32>, tensor<2x3x4x8xf32>) outs(%28 :
      tensor<2x3x4x8xf32>) {
  ^bb0(%in: f32, %in_14: f32, %out: f32):
    %35 = arith.addf %in, %in_14 : f32
    linalg.yield %35 : f32
  } -> tensor<2x3x4x8xf32>
  %30 = linalg.fill ins(%cst : f32) outs(%18 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %31 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%21 :
      tensor<2x3x4x5xf32>) outs(%30 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %35 = arith.addf %in, %out : f32
    linalg.yield %35 : f32
  } -> tensor<2x3x4x1xf32>
  %32 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%23 :
      tensor<2x3x4x6xf32>) outs(%30 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %35 = arith.addf %in, %out : f32
    linalg.yield %35 : f32
  } -> tensor<2x3x4x1xf32>
  %33 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%31, %32 :
      tensor<2x3x4x1xf32>, tensor<2x3x4x1xf32>) outs(%18 : tensor<2x3x4x1xf32>)
      {
  ^bb0(%in: f32, %in_14: f32, %out: f32):
    %35 = arith.addf %in, %in_14 : f32
    linalg.yield %35 : f32
  } -> tensor<2x3x4x1xf32>
  %34 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%29, %33 :
      tensor<2x3x4x8xf32>, tensor<2x3x4x1xf32>) outs(%28 : tensor<2x3x4x8xf32>)
      {
  ^bb0(%in: f32, %in_14: f32, %out: f32):
    %35 = arith.divf %in, %in_14 : f32
    linalg.yield %35 : f32
  } -> tensor<2x3x4x8xf32>
  return %34 : tensor<2x3x4x8xf32>
}
