// RUN: a3-opt %s --split-input-file --a3-raise-attention --canonicalize --cse --mlir-print-local-scope | FileCheck %s
// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-verify-raised

// Elements of scores and weights that are moved, and back again, in linalg.

// CHECK-LABEL: func @padded_and_cut
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @padded_and_cut(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %c0_i64 = arith.constant 0 : i64
  %cst = arith.constant 0.000000e+00 : f32
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
  %padded = tensor.pad %16 low[0, 0, 0, 0] high[0, 0, 0, 3] {
  ^bb0(%arg3: index, %arg4: index, %arg5: index, %arg6: index):
    tensor.yield %cst : f32
  } : tensor<2x3x4x5xf32> to tensor<2x3x4x8xf32>
  %extracted_slice = tensor.extract_slice %padded[0, 0, 0, 0] [2, 3, 4, 5]
      [1, 1, 1, 1] : tensor<2x3x4x8xf32> to tensor<2x3x4x5xf32>
  %collapsed_4 = tensor.collapse_shape %extracted_slice [[0, 1], [2], [3]] :
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

// CHECK-LABEL: func @padded_scores_and_cut
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @padded_scores_and_cut(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %c0_i64 = arith.constant 0 : i64
  %cst = arith.constant 0.000000e+00 : f32
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
  %padded = tensor.pad %5 low[0, 0, 0, 0] high[0, 0, 0, 3] {
  ^bb0(%arg3: index, %arg4: index, %arg5: index, %arg6: index):
    tensor.yield %cst : f32
  } : tensor<2x3x4x5xf32> to tensor<2x3x4x8xf32>
  %extracted_slice = tensor.extract_slice %padded[0, 0, 0, 0] [2, 3, 4, 5]
      [1, 1, 1, 1] : tensor<2x3x4x8xf32> to tensor<2x3x4x5xf32>
  %6 = tensor.empty() : tensor<2x3x4xi64>
  %7 = linalg.fill ins(%c0_i64 : i64) outs(%6 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %8 = tensor.empty() : tensor<2x3x4xf32>
  %9 = linalg.fill ins(%cst_0 : f32) outs(%8 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %10:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%extracted_slice :
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
      ["parallel", "parallel", "parallel", "parallel"]} ins(%extracted_slice,
      %expanded_3 : tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 :
      tensor<2x3x4x5xf32>) {
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

// CHECK-LABEL: func @zero_columns
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x10xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x10xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @zero_columns(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %c0_i64 = arith.constant 0 : i64
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 3.000000e-01 : f64
  %cst_2 = arith.constant dense<0.000000e+00> : tensor<2x3x5x2xf32>
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
  ^bb0(%in: f32, %out: f32, %out_8: i64):
    %20 = linalg.index 3 : index
    %21 = arith.index_cast %20 : index to i64
    %22 = arith.maximumf %in, %out : f32
    %23 = arith.cmpf ogt, %in, %out : f32
    %24 = arith.select %23, %21, %out_8 : i64
    linalg.yield %22, %24 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_4 = tensor.expand_shape %10#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5, %expanded_4 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %20 = arith.subf %in, %in_8 : f32
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
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %20 = arith.divf %in, %in_8 : f32
    linalg.yield %20 : f32
  } -> tensor<2x3x4x5xf32>
  %concat = tensor.concat dim(3) %arg2, %cst_2 : (tensor<2x3x5x8xf32>,
      tensor<2x3x5x2xf32>) -> tensor<2x3x5x10xf32>
  %collapsed_5 = tensor.collapse_shape %16 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_6 = tensor.collapse_shape %concat [[0, 1], [2], [3]] :
      tensor<2x3x5x10xf32> into tensor<6x5x10xf32>
  %17 = tensor.empty() : tensor<6x4x10xf32>
  %18 = linalg.fill ins(%cst : f32) outs(%17 : tensor<6x4x10xf32>) ->
      tensor<6x4x10xf32>
  %19 = linalg.batch_matmul ins(%collapsed_5, %collapsed_6 : tensor<6x4x5xf32>,
      tensor<6x5x10xf32>) outs(%18 : tensor<6x4x10xf32>) -> tensor<6x4x10xf32>
  %expanded_7 = tensor.expand_shape %19 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 10] : tensor<6x4x10xf32> into tensor<2x3x4x10xf32>
  %extracted_slice = tensor.extract_slice %expanded_7[0, 0, 0, 0] [2, 3, 4, 8]
      [1, 1, 1, 1] : tensor<2x3x4x10xf32> to tensor<2x3x4x8xf32>
  return %extracted_slice : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @transposed_twice
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @transposed_twice(%arg0: tensor<2x3x4x8xf32>, %arg1:
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

// CHECK-LABEL: func @gathered_in_order
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<2x2x5x4xf32>, tensor<2x2x7x4xf32>, tensor<2x2x7x4xf32>)
// CHECK-SAME: {scale = 5.000000e-01 : f32, site = "attention.0"} -> tensor<2x2x5x4xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @gathered_in_order(%arg0: tensor<2x2x5x4xbf16>, %arg1:
    tensor<2x2x7x4xbf16>, %arg2: tensor<2x2x7x4xbf16>) -> tensor<2x2x5x4xbf16> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 5.000000e-01 : bf16
  %0 = tensor.empty() : tensor<2x2x4x7xbf16>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x2x7x4xbf16>) outs(%0 :
      tensor<2x2x4x7xbf16>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] :
      tensor<2x2x5x4xbf16> into tensor<4x5x4xbf16>
  %collapsed_2 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x2x4x7xbf16> into tensor<4x4x7xbf16>
  %1 = tensor.empty() : tensor<4x5x7xf32>
  %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<4x5x7xf32>) ->
      tensor<4x5x7xf32>
  %3 = linalg.batch_matmul ins(%collapsed, %collapsed_2 : tensor<4x5x4xbf16>,
      tensor<4x4x7xbf16>) outs(%2 : tensor<4x5x7xf32>) -> tensor<4x5x7xf32>
  %4 = tensor.empty() : tensor<4x5x7xbf16>
  %5 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0,
      d1,
      d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%3 :
      tensor<4x5x7xf32>) outs(%4 : tensor<4x5x7xbf16>) {
  ^bb0(%in: f32, %out: bf16):
    %29 = arith.truncf %in : f32 to bf16
    linalg.yield %29 : bf16
  } -> tensor<4x5x7xbf16>
  %expanded = tensor.expand_shape %5 [[0, 1], [2], [3]] output_shape
      [2, 2, 5, 7] : tensor<4x5x7xbf16> into tensor<2x2x5x7xbf16>
  %6 = tensor.empty() : tensor<2x2x5x7xbf16>
  %7 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%expanded : tensor<2x2x5x7xbf16>) outs(%6 : tensor<2x2x5x7xbf16>) {
  ^bb0(%in: bf16, %out: bf16):
    %29 = arith.mulf %in, %cst_1 : bf16
    linalg.yield %29 : bf16
  } -> tensor<2x2x5x7xbf16>
  %8 = tensor.empty() : tensor<2x2x5x7xf32>
  %9 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%7 : tensor<2x2x5x7xbf16>) outs(%8 : tensor<2x2x5x7xf32>) {
  ^bb0(%in: bf16, %out: f32):
    %29 = arith.extf %in : bf16 to f32
    linalg.yield %29 : f32
  } -> tensor<2x2x5x7xf32>
  %10 = tensor.empty() : tensor<2x2x5xi64>
  %11 = linalg.fill ins(%c0_i64 : i64) outs(%10 : tensor<2x2x5xi64>) ->
      tensor<2x2x5xi64>
  %12 = tensor.empty() : tensor<2x2x5xf32>
  %13 = linalg.fill ins(%cst_0 : f32) outs(%12 : tensor<2x2x5xf32>) ->
      tensor<2x2x5xf32>
  %14:2 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2)>, affine_map<(d0, d1, d2, d3) -> (d0, d1,
      d2)>], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%9 : tensor<2x2x5x7xf32>) outs(%13, %11 : tensor<2x2x5xf32>,
      tensor<2x2x5xi64>) {
  ^bb0(%in: f32, %out: f32, %out_8: i64):
    %29 = linalg.index 3 : index
    %30 = arith.index_cast %29 : index to i64
    %31 = arith.maximumf %in, %out : f32
    %32 = arith.cmpf ogt, %in, %out : f32
    %33 = arith.select %32, %30, %out_8 : i64
    linalg.yield %31, %33 : f32, i64
  } -> (tensor<2x2x5xf32>, tensor<2x2x5xi64>)
  %expanded_3 = tensor.expand_shape %14#0 [[0], [1], [2, 3]] output_shape
      [2, 2, 5, 1] : tensor<2x2x5xf32> into tensor<2x2x5x1xf32>
  %15 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2, 0)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%9, %expanded_3 : tensor<2x2x5x7xf32>, tensor<2x2x5x1xf32>) outs(%8 :
      tensor<2x2x5x7xf32>) {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %29 = arith.subf %in, %in_8 : f32
    linalg.yield %29 : f32
  } -> tensor<2x2x5x7xf32>
  %16 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%15 : tensor<2x2x5x7xf32>) outs(%8 : tensor<2x2x5x7xf32>) {
  ^bb0(%in: f32, %out: f32):
    %29 = math.exp %in : f32
    linalg.yield %29 : f32
  } -> tensor<2x2x5x7xf32>
  %17 = tensor.empty() : tensor<2x2x5x1xf32>
  %18 = linalg.fill ins(%cst : f32) outs(%17 : tensor<2x2x5x1xf32>) ->
      tensor<2x2x5x1xf32>
  %19 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      0)>], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%16 : tensor<2x2x5x7xf32>) outs(%18 : tensor<2x2x5x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %29 = arith.addf %in, %out : f32
    linalg.yield %29 : f32
  } -> tensor<2x2x5x1xf32>
  %collapsed_4 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x2x7x4xbf16> into tensor<4x7x4xbf16>
  %20 = tensor.empty() : tensor<4x5x4xf32>
  %21 = linalg.fill ins(%cst : f32) outs(%20 : tensor<4x5x4xf32>) ->
      tensor<4x5x4xf32>
  %22 = tensor.empty() : tensor<4x5x4xbf16>
  %cst_5 = arith.constant dense<[0, 1]> : tensor<2xi64>
  %23 = tensor.empty() : tensor<2x2x5x1xf32>
  %24 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0)>, affine_map<(d0, d1, d2, d3) -> (d0,
      d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%cst_5 : tensor<2xi64>) outs(%23 : tensor<2x2x5x1xf32>) {
  ^bb0(%in: i64, %out: f32):
    %29 = arith.index_cast %in : i64 to index
    %30 = linalg.index 1 : index
    %31 = linalg.index 2 : index
    %32 = linalg.index 3 : index
    %extracted = tensor.extract %19[%29, %30, %31, %32] : tensor<2x2x5x1xf32>
    linalg.yield %extracted : f32
  } -> tensor<2x2x5x1xf32>
  %25 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2, 0)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%16, %24 : tensor<2x2x5x7xf32>, tensor<2x2x5x1xf32>) outs(%8 :
      tensor<2x2x5x7xf32>) {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %29 = arith.divf %in, %in_8 : f32
    linalg.yield %29 : f32
  } -> tensor<2x2x5x7xf32>
  %26 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%25 : tensor<2x2x5x7xf32>) outs(%6 : tensor<2x2x5x7xbf16>) {
  ^bb0(%in: f32, %out: bf16):
    %29 = arith.truncf %in : f32 to bf16
    linalg.yield %29 : bf16
  } -> tensor<2x2x5x7xbf16>
  %collapsed_6 = tensor.collapse_shape %26 [[0, 1], [2], [3]] :
      tensor<2x2x5x7xbf16> into tensor<4x5x7xbf16>
  %27 = linalg.batch_matmul ins(%collapsed_6, %collapsed_4 : tensor<4x5x7xbf16>,
      tensor<4x7x4xbf16>) outs(%21 : tensor<4x5x4xf32>) -> tensor<4x5x4xf32>
  %28 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0,
      d1,
      d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%27 :
      tensor<4x5x4xf32>) outs(%22 : tensor<4x5x4xbf16>) {
  ^bb0(%in: f32, %out: bf16):
    %29 = arith.truncf %in : f32 to bf16
    linalg.yield %29 : bf16
  } -> tensor<4x5x4xbf16>
  %expanded_7 = tensor.expand_shape %28 [[0, 1], [2], [3]] output_shape
      [2, 2, 5, 4] : tensor<4x5x4xbf16> into tensor<2x2x5x4xbf16>
  return %expanded_7 : tensor<2x2x5x4xbf16>
}

// -----

// CHECK-LABEL: func @permuted_twice
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<2x2x5x4xf32>, tensor<2x2x7x4xf32>, tensor<2x2x7x4xf32>)
// CHECK-SAME: {scale = 5.000000e-01 : f32, site = "attention.0"} -> tensor<2x2x5x4xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @permuted_twice(%arg0: tensor<2x2x5x4xbf16>, %arg1:
    tensor<2x2x7x4xbf16>, %arg2: tensor<2x2x7x4xbf16>) -> tensor<2x2x5x4xbf16> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 5.000000e-01 : bf16
  %0 = tensor.empty() : tensor<2x2x4x7xbf16>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x2x7x4xbf16>) outs(%0 :
      tensor<2x2x4x7xbf16>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] :
      tensor<2x2x5x4xbf16> into tensor<4x5x4xbf16>
  %collapsed_2 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x2x4x7xbf16> into tensor<4x4x7xbf16>
  %1 = tensor.empty() : tensor<4x5x7xf32>
  %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<4x5x7xf32>) ->
      tensor<4x5x7xf32>
  %3 = linalg.batch_matmul ins(%collapsed, %collapsed_2 : tensor<4x5x4xbf16>,
      tensor<4x4x7xbf16>) outs(%2 : tensor<4x5x7xf32>) -> tensor<4x5x7xf32>
  %4 = tensor.empty() : tensor<4x5x7xbf16>
  %5 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0,
      d1,
      d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%3 :
      tensor<4x5x7xf32>) outs(%4 : tensor<4x5x7xbf16>) {
  ^bb0(%in: f32, %out: bf16):
    %31 = arith.truncf %in : f32 to bf16
    linalg.yield %31 : bf16
  } -> tensor<4x5x7xbf16>
  %expanded = tensor.expand_shape %5 [[0, 1], [2], [3]] output_shape
      [2, 2, 5, 7] : tensor<4x5x7xbf16> into tensor<2x2x5x7xbf16>
  %6 = tensor.empty() : tensor<2x2x5x7xbf16>
  %7 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%expanded : tensor<2x2x5x7xbf16>) outs(%6 : tensor<2x2x5x7xbf16>) {
  ^bb0(%in: bf16, %out: bf16):
    %31 = arith.mulf %in, %cst_1 : bf16
    linalg.yield %31 : bf16
  } -> tensor<2x2x5x7xbf16>
  %8 = tensor.empty() : tensor<2x2x5x7xf32>
  %9 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%7 : tensor<2x2x5x7xbf16>) outs(%8 : tensor<2x2x5x7xf32>) {
  ^bb0(%in: bf16, %out: f32):
    %31 = arith.extf %in : bf16 to f32
    linalg.yield %31 : f32
  } -> tensor<2x2x5x7xf32>
  %10 = tensor.empty() : tensor<2x2x5xi64>
  %11 = linalg.fill ins(%c0_i64 : i64) outs(%10 : tensor<2x2x5xi64>) ->
      tensor<2x2x5xi64>
  %12 = tensor.empty() : tensor<2x2x5xf32>
  %13 = linalg.fill ins(%cst_0 : f32) outs(%12 : tensor<2x2x5xf32>) ->
      tensor<2x2x5xf32>
  %14:2 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2)>, affine_map<(d0, d1, d2, d3) -> (d0, d1,
      d2)>], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%9 : tensor<2x2x5x7xf32>) outs(%13, %11 : tensor<2x2x5xf32>,
      tensor<2x2x5xi64>) {
  ^bb0(%in: f32, %out: f32, %out_9: i64):
    %31 = linalg.index 3 : index
    %32 = arith.index_cast %31 : index to i64
    %33 = arith.maximumf %in, %out : f32
    %34 = arith.cmpf ogt, %in, %out : f32
    %35 = arith.select %34, %32, %out_9 : i64
    linalg.yield %33, %35 : f32, i64
  } -> (tensor<2x2x5xf32>, tensor<2x2x5xi64>)
  %expanded_3 = tensor.expand_shape %14#0 [[0], [1], [2, 3]] output_shape
      [2, 2, 5, 1] : tensor<2x2x5xf32> into tensor<2x2x5x1xf32>
  %15 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2, 0)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%9, %expanded_3 : tensor<2x2x5x7xf32>, tensor<2x2x5x1xf32>) outs(%8 :
      tensor<2x2x5x7xf32>) {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %31 = arith.subf %in, %in_9 : f32
    linalg.yield %31 : f32
  } -> tensor<2x2x5x7xf32>
  %16 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%15 : tensor<2x2x5x7xf32>) outs(%8 : tensor<2x2x5x7xf32>) {
  ^bb0(%in: f32, %out: f32):
    %31 = math.exp %in : f32
    linalg.yield %31 : f32
  } -> tensor<2x2x5x7xf32>
  %17 = tensor.empty() : tensor<2x2x5x1xf32>
  %18 = linalg.fill ins(%cst : f32) outs(%17 : tensor<2x2x5x1xf32>) ->
      tensor<2x2x5x1xf32>
  %19 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      0)>], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%16 : tensor<2x2x5x7xf32>) outs(%18 : tensor<2x2x5x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %31 = arith.addf %in, %out : f32
    linalg.yield %31 : f32
  } -> tensor<2x2x5x1xf32>
  %collapsed_4 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x2x7x4xbf16> into tensor<4x7x4xbf16>
  %20 = tensor.empty() : tensor<4x5x4xf32>
  %21 = linalg.fill ins(%cst : f32) outs(%20 : tensor<4x5x4xf32>) ->
      tensor<4x5x4xf32>
  %22 = tensor.empty() : tensor<4x5x4xbf16>
  %cst_5 = arith.constant dense<[1, 0]> : tensor<2xi64>
  %23 = tensor.empty() : tensor<2x2x5x1xf32>
  %24 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0)>, affine_map<(d0, d1, d2, d3) -> (d0,
      d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%cst_5 : tensor<2xi64>) outs(%23 : tensor<2x2x5x1xf32>) {
  ^bb0(%in: i64, %out: f32):
    %31 = arith.index_cast %in : i64 to index
    %32 = linalg.index 1 : index
    %33 = linalg.index 2 : index
    %34 = linalg.index 3 : index
    %extracted = tensor.extract %19[%31, %32, %33, %34] : tensor<2x2x5x1xf32>
    linalg.yield %extracted : f32
  } -> tensor<2x2x5x1xf32>
  %cst_6 = arith.constant dense<[1, 0]> : tensor<2xi64>
  %25 = tensor.empty() : tensor<2x2x5x1xf32>
  %26 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0)>, affine_map<(d0, d1, d2, d3) -> (d0,
      d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%cst_6 : tensor<2xi64>) outs(%25 : tensor<2x2x5x1xf32>) {
  ^bb0(%in: i64, %out: f32):
    %31 = arith.index_cast %in : i64 to index
    %32 = linalg.index 1 : index
    %33 = linalg.index 2 : index
    %34 = linalg.index 3 : index
    %extracted = tensor.extract %24[%31, %32, %33, %34] : tensor<2x2x5x1xf32>
    linalg.yield %extracted : f32
  } -> tensor<2x2x5x1xf32>
  %27 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2, 0)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%16, %26 : tensor<2x2x5x7xf32>, tensor<2x2x5x1xf32>) outs(%8 :
      tensor<2x2x5x7xf32>) {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %31 = arith.divf %in, %in_9 : f32
    linalg.yield %31 : f32
  } -> tensor<2x2x5x7xf32>
  %28 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%27 : tensor<2x2x5x7xf32>) outs(%6 : tensor<2x2x5x7xbf16>) {
  ^bb0(%in: f32, %out: bf16):
    %31 = arith.truncf %in : f32 to bf16
    linalg.yield %31 : bf16
  } -> tensor<2x2x5x7xbf16>
  %collapsed_7 = tensor.collapse_shape %28 [[0, 1], [2], [3]] :
      tensor<2x2x5x7xbf16> into tensor<4x5x7xbf16>
  %29 = linalg.batch_matmul ins(%collapsed_7, %collapsed_4 : tensor<4x5x7xbf16>,
      tensor<4x7x4xbf16>) outs(%21 : tensor<4x5x4xf32>) -> tensor<4x5x4xf32>
  %30 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0,
      d1,
      d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%29 :
      tensor<4x5x4xf32>) outs(%22 : tensor<4x5x4xbf16>) {
  ^bb0(%in: f32, %out: bf16):
    %31 = arith.truncf %in : f32 to bf16
    linalg.yield %31 : bf16
  } -> tensor<4x5x4xbf16>
  %expanded_8 = tensor.expand_shape %30 [[0, 1], [2], [3]] output_shape
      [2, 2, 5, 4] : tensor<4x5x4xbf16> into tensor<2x2x5x4xbf16>
  return %expanded_8 : tensor<2x2x5x4xbf16>
}

// -----

// CHECK-LABEL: func @reversed_by_constants
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<2x2x5x4xf32>, tensor<2x2x7x4xf32>, tensor<2x2x7x4xf32>)
// CHECK-SAME: {scale = 5.000000e-01 : f32, site = "attention.0"} -> tensor<2x2x5x4xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @reversed_by_constants(%arg0: tensor<2x2x5x4xbf16>, %arg1:
    tensor<2x2x7x4xbf16>, %arg2: tensor<2x2x7x4xbf16>) -> tensor<2x2x5x4xbf16> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 5.000000e-01 : bf16
  %0 = tensor.empty() : tensor<2x2x4x7xbf16>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x2x7x4xbf16>) outs(%0 :
      tensor<2x2x4x7xbf16>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] :
      tensor<2x2x5x4xbf16> into tensor<4x5x4xbf16>
  %collapsed_2 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x2x4x7xbf16> into tensor<4x4x7xbf16>
  %1 = tensor.empty() : tensor<4x5x7xf32>
  %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<4x5x7xf32>) ->
      tensor<4x5x7xf32>
  %3 = linalg.batch_matmul ins(%collapsed, %collapsed_2 : tensor<4x5x4xbf16>,
      tensor<4x4x7xbf16>) outs(%2 : tensor<4x5x7xf32>) -> tensor<4x5x7xf32>
  %4 = tensor.empty() : tensor<4x5x7xbf16>
  %5 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0,
      d1,
      d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%3 :
      tensor<4x5x7xf32>) outs(%4 : tensor<4x5x7xbf16>) {
  ^bb0(%in: f32, %out: bf16):
    %31 = arith.truncf %in : f32 to bf16
    linalg.yield %31 : bf16
  } -> tensor<4x5x7xbf16>
  %expanded = tensor.expand_shape %5 [[0, 1], [2], [3]] output_shape
      [2, 2, 5, 7] : tensor<4x5x7xbf16> into tensor<2x2x5x7xbf16>
  %6 = tensor.empty() : tensor<2x2x5x7xbf16>
  %7 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%expanded : tensor<2x2x5x7xbf16>) outs(%6 : tensor<2x2x5x7xbf16>) {
  ^bb0(%in: bf16, %out: bf16):
    %31 = arith.mulf %in, %cst_1 : bf16
    linalg.yield %31 : bf16
  } -> tensor<2x2x5x7xbf16>
  %8 = tensor.empty() : tensor<2x2x5x7xf32>
  %9 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%7 : tensor<2x2x5x7xbf16>) outs(%8 : tensor<2x2x5x7xf32>) {
  ^bb0(%in: bf16, %out: f32):
    %31 = arith.extf %in : bf16 to f32
    linalg.yield %31 : f32
  } -> tensor<2x2x5x7xf32>
  %10 = tensor.empty() : tensor<2x2x5xi64>
  %11 = linalg.fill ins(%c0_i64 : i64) outs(%10 : tensor<2x2x5xi64>) ->
      tensor<2x2x5xi64>
  %12 = tensor.empty() : tensor<2x2x5xf32>
  %13 = linalg.fill ins(%cst_0 : f32) outs(%12 : tensor<2x2x5xf32>) ->
      tensor<2x2x5xf32>
  %14:2 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2)>, affine_map<(d0, d1, d2, d3) -> (d0, d1,
      d2)>], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%9 : tensor<2x2x5x7xf32>) outs(%13, %11 : tensor<2x2x5xf32>,
      tensor<2x2x5xi64>) {
  ^bb0(%in: f32, %out: f32, %out_9: i64):
    %31 = linalg.index 3 : index
    %32 = arith.index_cast %31 : index to i64
    %33 = arith.maximumf %in, %out : f32
    %34 = arith.cmpf ogt, %in, %out : f32
    %35 = arith.select %34, %32, %out_9 : i64
    linalg.yield %33, %35 : f32, i64
  } -> (tensor<2x2x5xf32>, tensor<2x2x5xi64>)
  %expanded_3 = tensor.expand_shape %14#0 [[0], [1], [2, 3]] output_shape
      [2, 2, 5, 1] : tensor<2x2x5xf32> into tensor<2x2x5x1xf32>
  %15 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2, 0)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%9, %expanded_3 : tensor<2x2x5x7xf32>, tensor<2x2x5x1xf32>) outs(%8 :
      tensor<2x2x5x7xf32>) {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %31 = arith.subf %in, %in_9 : f32
    linalg.yield %31 : f32
  } -> tensor<2x2x5x7xf32>
  %16 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%15 : tensor<2x2x5x7xf32>) outs(%8 : tensor<2x2x5x7xf32>) {
  ^bb0(%in: f32, %out: f32):
    %31 = math.exp %in : f32
    linalg.yield %31 : f32
  } -> tensor<2x2x5x7xf32>
  %17 = tensor.empty() : tensor<2x2x5x1xf32>
  %18 = linalg.fill ins(%cst : f32) outs(%17 : tensor<2x2x5x1xf32>) ->
      tensor<2x2x5x1xf32>
  %19 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      0)>], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%16 : tensor<2x2x5x7xf32>) outs(%18 : tensor<2x2x5x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %31 = arith.addf %in, %out : f32
    linalg.yield %31 : f32
  } -> tensor<2x2x5x1xf32>
  %collapsed_4 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x2x7x4xbf16> into tensor<4x7x4xbf16>
  %20 = tensor.empty() : tensor<4x5x4xf32>
  %21 = linalg.fill ins(%cst : f32) outs(%20 : tensor<4x5x4xf32>) ->
      tensor<4x5x4xf32>
  %22 = tensor.empty() : tensor<4x5x4xbf16>
  %cst_5 = arith.constant dense<[1, 0]> : tensor<2xi64>
  %23 = tensor.empty() : tensor<2x2x5x1xf32>
  %24 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0)>, affine_map<(d0, d1, d2, d3) -> (d0,
      d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%cst_5 : tensor<2xi64>) outs(%23 : tensor<2x2x5x1xf32>) {
  ^bb0(%in: i64, %out: f32):
    %31 = arith.index_cast %in : i64 to index
    %32 = linalg.index 1 : index
    %33 = linalg.index 2 : index
    %34 = linalg.index 3 : index
    %extracted = tensor.extract %19[%31, %32, %33, %34] : tensor<2x2x5x1xf32>
    linalg.yield %extracted : f32
  } -> tensor<2x2x5x1xf32>
  %cst_6 = arith.constant dense<[1, 0]> : tensor<2xi64>
  %25 = tensor.empty() : tensor<2x2x5x1xf32>
  %26 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0)>, affine_map<(d0, d1, d2, d3) -> (d0,
      d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%cst_6 : tensor<2xi64>) outs(%25 : tensor<2x2x5x1xf32>) {
  ^bb0(%in: i64, %out: f32):
    %31 = arith.index_cast %in : i64 to index
    %32 = linalg.index 1 : index
    %33 = linalg.index 2 : index
    %34 = linalg.index 3 : index
    %extracted = tensor.extract %24[%31, %32, %33, %34] : tensor<2x2x5x1xf32>
    linalg.yield %extracted : f32
  } -> tensor<2x2x5x1xf32>
  %27 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2, 0)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%16, %26 : tensor<2x2x5x7xf32>, tensor<2x2x5x1xf32>) outs(%8 :
      tensor<2x2x5x7xf32>) {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %31 = arith.divf %in, %in_9 : f32
    linalg.yield %31 : f32
  } -> tensor<2x2x5x7xf32>
  %28 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%27 : tensor<2x2x5x7xf32>) outs(%6 : tensor<2x2x5x7xbf16>) {
  ^bb0(%in: f32, %out: bf16):
    %31 = arith.truncf %in : f32 to bf16
    linalg.yield %31 : bf16
  } -> tensor<2x2x5x7xbf16>
  %collapsed_7 = tensor.collapse_shape %28 [[0, 1], [2], [3]] :
      tensor<2x2x5x7xbf16> into tensor<4x5x7xbf16>
  %29 = linalg.batch_matmul ins(%collapsed_7, %collapsed_4 : tensor<4x5x7xbf16>,
      tensor<4x7x4xbf16>) outs(%21 : tensor<4x5x4xf32>) -> tensor<4x5x4xf32>
  %30 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0,
      d1,
      d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%29 :
      tensor<4x5x4xf32>) outs(%22 : tensor<4x5x4xbf16>) {
  ^bb0(%in: f32, %out: bf16):
    %31 = arith.truncf %in : f32 to bf16
    linalg.yield %31 : bf16
  } -> tensor<4x5x4xbf16>
  %expanded_8 = tensor.expand_shape %30 [[0, 1], [2], [3]] output_shape
      [2, 2, 5, 4] : tensor<4x5x4xbf16> into tensor<2x2x5x4xbf16>
  return %expanded_8 : tensor<2x2x5x4xbf16>
}

// -----

// CHECK-LABEL: func @inserted_scores
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @inserted_scores(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %c0_i64 = arith.constant 0 : i64
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant dense<0.000000e+00> : tensor<2x3x4x5xf32>
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
    %20 = arith.truncf %cst_2 : f64 to f32
    %21 = arith.mulf %in, %20 : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5xf32>
  %extracted_slice = tensor.extract_slice %5[0, 0, 0, 0] [2, 3, 4, 2]
      [1, 1, 1, 1] : tensor<2x3x4x5xf32> to tensor<2x3x4x2xf32>
  %inserted_slice = tensor.insert_slice %extracted_slice into %cst_1[0, 0, 0, 0]
      [2, 3, 4, 2] [1, 1, 1, 1] : tensor<2x3x4x2xf32> into tensor<2x3x4x5xf32>
  %extracted_slice_4 = tensor.extract_slice %5[0, 0, 0, 2] [2, 3, 4, 3]
      [1, 1, 1, 1] : tensor<2x3x4x5xf32> to tensor<2x3x4x3xf32>
  %inserted_slice_5 = tensor.insert_slice %extracted_slice_4 into
      %inserted_slice[0, 0, 0, 2] [2, 3, 4, 3] [1, 1, 1, 1] :
      tensor<2x3x4x3xf32> into tensor<2x3x4x5xf32>
  %6 = tensor.empty() : tensor<2x3x4xi64>
  %7 = linalg.fill ins(%c0_i64 : i64) outs(%6 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %8 = tensor.empty() : tensor<2x3x4xf32>
  %9 = linalg.fill ins(%cst_0 : f32) outs(%8 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %10:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%inserted_slice_5 :
      tensor<2x3x4x5xf32>) outs(%9, %7 : tensor<2x3x4xf32>, tensor<2x3x4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_10: i64):
    %20 = linalg.index 3 : index
    %21 = arith.index_cast %20 : index to i64
    %22 = arith.maximumf %in, %out : f32
    %23 = arith.cmpf ogt, %in, %out : f32
    %24 = arith.select %23, %21, %out_10 : i64
    linalg.yield %22, %24 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_6 = tensor.expand_shape %10#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%inserted_slice_5,
      %expanded_6 : tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 :
      tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %20 = arith.subf %in, %in_10 : f32
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
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %20 = arith.divf %in, %in_10 : f32
    linalg.yield %20 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_7 = tensor.collapse_shape %16 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_8 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %17 = tensor.empty() : tensor<6x4x8xf32>
  %18 = linalg.fill ins(%cst : f32) outs(%17 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %19 = linalg.batch_matmul ins(%collapsed_7, %collapsed_8 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%18 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_9 = tensor.expand_shape %19 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_9 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @inserted_heads
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @inserted_heads(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %c0_i64 = arith.constant 0 : i64
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant dense<0.000000e+00> : tensor<2x3x4x5xf32>
  %cst_2 = arith.constant 3.000000e-01 : f64
  %extracted_slice = tensor.extract_slice %arg0[0, 0, 0, 0] [2, 1, 4, 8]
      [1, 1, 1, 1] : tensor<2x3x4x8xf32> to tensor<2x1x4x8xf32>
  %extracted_slice_3 = tensor.extract_slice %arg1[0, 0, 0, 0] [2, 1, 5, 8]
      [1, 1, 1, 1] : tensor<2x3x5x8xf32> to tensor<2x1x5x8xf32>
  %0 = tensor.empty() : tensor<2x1x8x5xf32>
  %transposed = linalg.transpose ins(%extracted_slice_3 : tensor<2x1x5x8xf32>)
      outs(%0 : tensor<2x1x8x5xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %extracted_slice [[0], [1, 2], [3]] :
      tensor<2x1x4x8xf32> into tensor<2x4x8xf32>
  %collapsed_4 = tensor.collapse_shape %transposed [[0], [1, 2], [3]] :
      tensor<2x1x8x5xf32> into tensor<2x8x5xf32>
  %1 = tensor.empty() : tensor<2x4x5xf32>
  %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<2x4x5xf32>) ->
      tensor<2x4x5xf32>
  %3 = linalg.batch_matmul ins(%collapsed, %collapsed_4 : tensor<2x4x8xf32>,
      tensor<2x8x5xf32>) outs(%2 : tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
  %expanded = tensor.expand_shape %3 [[0], [1, 2], [3]] output_shape
      [2, 1, 4, 5] : tensor<2x4x5xf32> into tensor<2x1x4x5xf32>
  %4 = tensor.empty() : tensor<2x1x4x5xf32>
  %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded :
      tensor<2x1x4x5xf32>) outs(%4 : tensor<2x1x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %27 = arith.truncf %cst_2 : f64 to f32
    %28 = arith.mulf %in, %27 : f32
    linalg.yield %28 : f32
  } -> tensor<2x1x4x5xf32>
  %inserted_slice = tensor.insert_slice %5 into %cst_1[0, 0, 0, 0] [2, 1, 4, 5]
      [1, 1, 1, 1] : tensor<2x1x4x5xf32> into tensor<2x3x4x5xf32>
  %extracted_slice_5 = tensor.extract_slice %arg0[0, 1, 0, 0] [2, 2, 4, 8]
      [1, 1, 1, 1] : tensor<2x3x4x8xf32> to tensor<2x2x4x8xf32>
  %extracted_slice_6 = tensor.extract_slice %arg1[0, 1, 0, 0] [2, 2, 5, 8]
      [1, 1, 1, 1] : tensor<2x3x5x8xf32> to tensor<2x2x5x8xf32>
  %6 = tensor.empty() : tensor<2x2x8x5xf32>
  %transposed_7 = linalg.transpose ins(%extracted_slice_6 : tensor<2x2x5x8xf32>)
      outs(%6 : tensor<2x2x8x5xf32>) permutation = [0, 1, 3, 2]
  %collapsed_8 = tensor.collapse_shape %extracted_slice_5 [[0, 1], [2], [3]] :
      tensor<2x2x4x8xf32> into tensor<4x4x8xf32>
  %collapsed_9 = tensor.collapse_shape %transposed_7 [[0, 1], [2], [3]] :
      tensor<2x2x8x5xf32> into tensor<4x8x5xf32>
  %7 = tensor.empty() : tensor<4x4x5xf32>
  %8 = linalg.fill ins(%cst : f32) outs(%7 : tensor<4x4x5xf32>) ->
      tensor<4x4x5xf32>
  %9 = linalg.batch_matmul ins(%collapsed_8, %collapsed_9 : tensor<4x4x8xf32>,
      tensor<4x8x5xf32>) outs(%8 : tensor<4x4x5xf32>) -> tensor<4x4x5xf32>
  %expanded_10 = tensor.expand_shape %9 [[0, 1], [2], [3]] output_shape
      [2, 2, 4, 5] : tensor<4x4x5xf32> into tensor<2x2x4x5xf32>
  %10 = tensor.empty() : tensor<2x2x4x5xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_10 :
      tensor<2x2x4x5xf32>) outs(%10 : tensor<2x2x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %27 = arith.truncf %cst_2 : f64 to f32
    %28 = arith.mulf %in, %27 : f32
    linalg.yield %28 : f32
  } -> tensor<2x2x4x5xf32>
  %inserted_slice_11 = tensor.insert_slice %11 into %inserted_slice[0, 1, 0, 0]
      [2, 2, 4, 5] [1, 1, 1, 1] : tensor<2x2x4x5xf32> into tensor<2x3x4x5xf32>
  %12 = tensor.empty() : tensor<2x3x4xi64>
  %13 = linalg.fill ins(%c0_i64 : i64) outs(%12 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %14 = tensor.empty() : tensor<2x3x4xf32>
  %15 = linalg.fill ins(%cst_0 : f32) outs(%14 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %16:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%inserted_slice_11
      : tensor<2x3x4x5xf32>) outs(%15, %13 : tensor<2x3x4xf32>,
      tensor<2x3x4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_16: i64):
    %27 = linalg.index 3 : index
    %28 = arith.index_cast %27 : index to i64
    %29 = arith.maximumf %in, %out : f32
    %30 = arith.cmpf ogt, %in, %out : f32
    %31 = arith.select %30, %28, %out_16 : i64
    linalg.yield %29, %31 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_12 = tensor.expand_shape %16#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %17 = tensor.empty() : tensor<2x3x4x5xf32>
  %18 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%inserted_slice_11,
      %expanded_12 : tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%17 :
      tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_16: f32, %out: f32):
    %27 = arith.subf %in, %in_16 : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x5xf32>
  %19 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%18 :
      tensor<2x3x4x5xf32>) outs(%17 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %27 = math.exp %in : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x5xf32>
  %20 = tensor.empty() : tensor<2x3x4x1xf32>
  %21 = linalg.fill ins(%cst : f32) outs(%20 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %22 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%19 :
      tensor<2x3x4x5xf32>) outs(%21 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %27 = arith.addf %in, %out : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x1xf32>
  %23 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%19, %22 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%17 : tensor<2x3x4x5xf32>)
      {
  ^bb0(%in: f32, %in_16: f32, %out: f32):
    %27 = arith.divf %in, %in_16 : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_13 = tensor.collapse_shape %23 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_14 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %24 = tensor.empty() : tensor<6x4x8xf32>
  %25 = linalg.fill ins(%cst : f32) outs(%24 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %26 = linalg.batch_matmul ins(%collapsed_13, %collapsed_14 :
      tensor<6x4x5xf32>, tensor<6x5x8xf32>) outs(%25 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %expanded_15 = tensor.expand_shape %26 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_15 : tensor<2x3x4x8xf32>
}
