// RUN: a3-opt %s --split-input-file --a3-raise-attention --canonicalize --cse --mlir-print-local-scope | FileCheck %s
// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-verify-raised

// Keys and values that are put together of several tensors, in linalg.

// CHECK-LABEL: func @static_cache
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, {{%.*}}, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @static_cache(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x3x1x8xf32>, %arg4:
    tensor<2x3x1x8xf32>) -> tensor<2x3x4x8xf32> {
  %c0_i64 = arith.constant 0 : i64
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 3.000000e-01 : f64
  %inserted_slice = tensor.insert_slice %arg3 into %arg1[0, 0, 2, 0]
      [2, 3, 1, 8] [1, 1, 1, 1] : tensor<2x3x1x8xf32> into tensor<2x3x5x8xf32>
  %0 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%inserted_slice : tensor<2x3x5x8xf32>)
      outs(%0 : tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
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
  ^bb0(%in: f32, %out: f32, %out_8: i64):
    %20 = linalg.index 3 : index
    %21 = arith.index_cast %20 : index to i64
    %22 = arith.maximumf %in, %out : f32
    %23 = arith.cmpf ogt, %in, %out : f32
    %24 = arith.select %23, %21, %out_8 : i64
    linalg.yield %22, %24 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_3 = tensor.expand_shape %10#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5, %expanded_3 :
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
  %inserted_slice_4 = tensor.insert_slice %arg4 into %arg2[0, 0, 2, 0]
      [2, 3, 1, 8] [1, 1, 1, 1] : tensor<2x3x1x8xf32> into tensor<2x3x5x8xf32>
  %collapsed_5 = tensor.collapse_shape %16 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_6 = tensor.collapse_shape %inserted_slice_4 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %17 = tensor.empty() : tensor<6x4x8xf32>
  %18 = linalg.fill ins(%cst : f32) outs(%17 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %19 = linalg.batch_matmul ins(%collapsed_5, %collapsed_6 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%18 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_7 = tensor.expand_shape %19 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_7 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @rolling_cache
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, {{%.*}}, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @rolling_cache(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x3x1x8xf32>, %arg4:
    tensor<2x3x1x8xf32>) -> tensor<2x3x4x8xf32> {
  %c0_i64 = arith.constant 0 : i64
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 3.000000e-01 : f64
  %extracted_slice = tensor.extract_slice %arg1[0, 0, 1, 0] [2, 3, 4, 8]
      [1, 1, 1, 1] : tensor<2x3x5x8xf32> to tensor<2x3x4x8xf32>
  %concat = tensor.concat dim(2) %extracted_slice, %arg3 : (tensor<2x3x4x8xf32>,
      tensor<2x3x1x8xf32>) -> tensor<2x3x5x8xf32>
  %0 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%concat : tensor<2x3x5x8xf32>) outs(%0 :
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
  ^bb0(%in: f32, %out: f32, %out_9: i64):
    %20 = linalg.index 3 : index
    %21 = arith.index_cast %20 : index to i64
    %22 = arith.maximumf %in, %out : f32
    %23 = arith.cmpf ogt, %in, %out : f32
    %24 = arith.select %23, %21, %out_9 : i64
    linalg.yield %22, %24 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_3 = tensor.expand_shape %10#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5, %expanded_3 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %20 = arith.subf %in, %in_9 : f32
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
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %20 = arith.divf %in, %in_9 : f32
    linalg.yield %20 : f32
  } -> tensor<2x3x4x5xf32>
  %extracted_slice_4 = tensor.extract_slice %arg2[0, 0, 1, 0] [2, 3, 4, 8]
      [1, 1, 1, 1] : tensor<2x3x5x8xf32> to tensor<2x3x4x8xf32>
  %concat_5 = tensor.concat dim(2) %extracted_slice_4, %arg4 :
      (tensor<2x3x4x8xf32>, tensor<2x3x1x8xf32>) -> tensor<2x3x5x8xf32>
  %collapsed_6 = tensor.collapse_shape %16 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_7 = tensor.collapse_shape %concat_5 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %17 = tensor.empty() : tensor<6x4x8xf32>
  %18 = linalg.fill ins(%cst : f32) outs(%17 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %19 = linalg.batch_matmul ins(%collapsed_6, %collapsed_7 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%18 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_8 = tensor.expand_shape %19 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_8 : tensor<2x3x4x8xf32>
}

// -----

// A learned row and a row of zeros, as nn.MultiheadAttention adds them.
// CHECK-LABEL: func @extra_keys
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, {{%.*}}, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x7x8xf32>, tensor<2x3x7x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @extra_keys(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<1x3x1x8xf32>, %arg4:
    tensor<1x3x1x8xf32>) -> tensor<2x3x4x8xf32> {
  %c0_i64 = arith.constant 0 : i64
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 3.000000e-01 : f64
  %cst_2 = arith.constant dense<0.000000e+00> : tensor<2x3x1x8xf32>
  %0 = tensor.empty() : tensor<2x3x1x8xf32>
  %collapsed = tensor.collapse_shape %arg3 [[0, 1], [2], [3]] :
      tensor<1x3x1x8xf32> into tensor<3x1x8xf32>
  %1 = linalg.generic {indexing_maps = [#map, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%collapsed :
      tensor<3x1x8xf32>) outs(%0 : tensor<2x3x1x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x3x1x8xf32>
  %concat = tensor.concat dim(2) %arg1, %1, %cst_2 : (tensor<2x3x5x8xf32>,
      tensor<2x3x1x8xf32>, tensor<2x3x1x8xf32>) -> tensor<2x3x7x8xf32>
  %2 = tensor.empty() : tensor<2x3x8x7xf32>
  %transposed = linalg.transpose ins(%concat : tensor<2x3x7x8xf32>) outs(%2 :
      tensor<2x3x8x7xf32>) permutation = [0, 1, 3, 2]
  %collapsed_3 = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %collapsed_4 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x8x7xf32> into tensor<6x8x7xf32>
  %3 = tensor.empty() : tensor<6x4x7xf32>
  %4 = linalg.fill ins(%cst : f32) outs(%3 : tensor<6x4x7xf32>) ->
      tensor<6x4x7xf32>
  %5 = linalg.batch_matmul ins(%collapsed_3, %collapsed_4 : tensor<6x4x8xf32>,
      tensor<6x8x7xf32>) outs(%4 : tensor<6x4x7xf32>) -> tensor<6x4x7xf32>
  %expanded = tensor.expand_shape %5 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 7] : tensor<6x4x7xf32> into tensor<2x3x4x7xf32>
  %6 = tensor.empty() : tensor<2x3x4x7xf32>
  %7 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded :
      tensor<2x3x4x7xf32>) outs(%6 : tensor<2x3x4x7xf32>) {
  ^bb0(%in: f32, %out: f32):
    %23 = arith.truncf %cst_1 : f64 to f32
    %24 = arith.mulf %in, %23 : f32
    linalg.yield %24 : f32
  } -> tensor<2x3x4x7xf32>
  %8 = tensor.empty() : tensor<2x3x4xi64>
  %9 = linalg.fill ins(%c0_i64 : i64) outs(%8 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %10 = tensor.empty() : tensor<2x3x4xf32>
  %11 = linalg.fill ins(%cst_0 : f32) outs(%10 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %12:2 = linalg.generic {indexing_maps = [#map1, #map2, #map2], iterator_types
      = ["parallel", "parallel", "parallel", "reduction"]} ins(%7 :
      tensor<2x3x4x7xf32>) outs(%11, %9 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_11: i64):
    %23 = linalg.index 3 : index
    %24 = arith.index_cast %23 : index to i64
    %25 = arith.maximumf %in, %out : f32
    %26 = arith.cmpf ogt, %in, %out : f32
    %27 = arith.select %26, %24, %out_11 : i64
    linalg.yield %25, %27 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_5 = tensor.expand_shape %12#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %13 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%7, %expanded_5 :
      tensor<2x3x4x7xf32>, tensor<2x3x4x1xf32>) outs(%6 : tensor<2x3x4x7xf32>) {
  ^bb0(%in: f32, %in_11: f32, %out: f32):
    %23 = arith.subf %in, %in_11 : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x7xf32>
  %14 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%13 :
      tensor<2x3x4x7xf32>) outs(%6 : tensor<2x3x4x7xf32>) {
  ^bb0(%in: f32, %out: f32):
    %23 = math.exp %in : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x7xf32>
  %15 = tensor.empty() : tensor<2x3x4x1xf32>
  %16 = linalg.fill ins(%cst : f32) outs(%15 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %17 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%14 :
      tensor<2x3x4x7xf32>) outs(%16 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %23 = arith.addf %in, %out : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x1xf32>
  %18 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%14, %17 :
      tensor<2x3x4x7xf32>, tensor<2x3x4x1xf32>) outs(%6 : tensor<2x3x4x7xf32>) {
  ^bb0(%in: f32, %in_11: f32, %out: f32):
    %23 = arith.divf %in, %in_11 : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x7xf32>
  %collapsed_6 = tensor.collapse_shape %arg4 [[0, 1], [2], [3]] :
      tensor<1x3x1x8xf32> into tensor<3x1x8xf32>
  %19 = linalg.generic {indexing_maps = [#map, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%collapsed_6 :
      tensor<3x1x8xf32>) outs(%0 : tensor<2x3x1x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x3x1x8xf32>
  %concat_7 = tensor.concat dim(2) %arg2, %19, %cst_2 : (tensor<2x3x5x8xf32>,
      tensor<2x3x1x8xf32>, tensor<2x3x1x8xf32>) -> tensor<2x3x7x8xf32>
  %collapsed_8 = tensor.collapse_shape %18 [[0, 1], [2], [3]] :
      tensor<2x3x4x7xf32> into tensor<6x4x7xf32>
  %collapsed_9 = tensor.collapse_shape %concat_7 [[0, 1], [2], [3]] :
      tensor<2x3x7x8xf32> into tensor<6x7x8xf32>
  %20 = tensor.empty() : tensor<6x4x8xf32>
  %21 = linalg.fill ins(%cst : f32) outs(%20 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %22 = linalg.batch_matmul ins(%collapsed_8, %collapsed_9 : tensor<6x4x7xf32>,
      tensor<6x7x8xf32>) outs(%21 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_10 = tensor.expand_shape %22 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_10 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @cache_by_position
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, {{%.*}}, {{%.*}} : tensor<2x3x1x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<1x1x1x5xi1>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x1x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0) -> (d0)>
#map1 = affine_map<(d0) -> (0)>
#map2 = affine_map<(d0, d1, d2, d3) -> (0, 0, d2, 0)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, 0, d3)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map5 = affine_map<(d0, d1, d2, d3) -> (0, 0, d2, d3)>
#map6 = affine_map<(d0, d1, d2, d3) -> ()>
#map7 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map8 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @cache_by_position(%arg0: tensor<2x3x1x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x3x1x8xf32>,
    %arg4: tensor<2x3x1x8xf32>, %arg5: tensor<1xi64>) -> tensor<2x3x1x8xf32> {
  %c0_i64 = arith.constant 0 : i64
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant dense<0xFF800000> : tensor<f32>
  %cst_2 = arith.constant 3.000000e-01 : f64
  %0 = tensor.empty() : tensor<5xi64>
  %1 = linalg.generic {indexing_maps = [#map], iterator_types = ["parallel"]}
      outs(%0 : tensor<5xi64>) {
  ^bb0(%out: i64):
    %29 = linalg.index 0 : index
    %30 = arith.index_cast %29 : index to i64
    linalg.yield %30 : i64
  } -> tensor<5xi64>
  %2 = tensor.empty() : tensor<5xi1>
  %3 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel"]} ins(%1, %arg5 : tensor<5xi64>, tensor<1xi64>) outs(%2 :
      tensor<5xi1>) {
  ^bb0(%in: i64, %in_10: i64, %out: i1):
    %29 = arith.cmpi eq, %in, %in_10 : i64
    linalg.yield %29 : i1
  } -> tensor<5xi1>
  %expanded = tensor.expand_shape %3 [[0, 1, 2, 3]] output_shape [1, 1, 5, 1] :
      tensor<5xi1> into tensor<1x1x5x1xi1>
  %4 = tensor.empty() : tensor<2x3x5x8xf32>
  %5 = linalg.generic {indexing_maps = [#map2, #map3, #map4, #map4],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%expanded, %arg3, %arg1 : tensor<1x1x5x1xi1>, tensor<2x3x1x8xf32>,
      tensor<2x3x5x8xf32>) outs(%4 : tensor<2x3x5x8xf32>) {
  ^bb0(%in: i1, %in_10: f32, %in_11: f32, %out: f32):
    %29 = arith.select %in, %in_10, %in_11 : f32
    linalg.yield %29 : f32
  } -> tensor<2x3x5x8xf32>
  %6 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%5 : tensor<2x3x5x8xf32>) outs(%6 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] :
      tensor<2x3x1x8xf32> into tensor<6x1x8xf32>
  %collapsed_3 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %7 = tensor.empty() : tensor<6x1x5xf32>
  %8 = linalg.fill ins(%cst : f32) outs(%7 : tensor<6x1x5xf32>) ->
      tensor<6x1x5xf32>
  %9 = linalg.batch_matmul ins(%collapsed, %collapsed_3 : tensor<6x1x8xf32>,
      tensor<6x8x5xf32>) outs(%8 : tensor<6x1x5xf32>) -> tensor<6x1x5xf32>
  %expanded_4 = tensor.expand_shape %9 [[0, 1], [2], [3]] output_shape
      [2, 3, 1, 5] : tensor<6x1x5xf32> into tensor<2x3x1x5xf32>
  %10 = tensor.empty() : tensor<2x3x1x5xf32>
  %11 = linalg.generic {indexing_maps = [#map4, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_4 :
      tensor<2x3x1x5xf32>) outs(%10 : tensor<2x3x1x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %29 = arith.truncf %cst_2 : f64 to f32
    %30 = arith.mulf %in, %29 : f32
    linalg.yield %30 : f32
  } -> tensor<2x3x1x5xf32>
  %12 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel"]} ins(%1, %arg5 : tensor<5xi64>, tensor<1xi64>) outs(%2 :
      tensor<5xi1>) {
  ^bb0(%in: i64, %in_10: i64, %out: i1):
    %29 = arith.cmpi sgt, %in, %in_10 : i64
    linalg.yield %29 : i1
  } -> tensor<5xi1>
  %expanded_5 = tensor.expand_shape %12 [[0, 1, 2, 3]] output_shape [1, 1, 1, 5]
      : tensor<5xi1> into tensor<1x1x1x5xi1>
  %13 = linalg.generic {indexing_maps = [#map5, #map6, #map4, #map4],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%expanded_5, %cst_1, %11 : tensor<1x1x1x5xi1>, tensor<f32>,
      tensor<2x3x1x5xf32>) outs(%10 : tensor<2x3x1x5xf32>) {
  ^bb0(%in: i1, %in_10: f32, %in_11: f32, %out: f32):
    %29 = arith.select %in, %in_10, %in_11 : f32
    linalg.yield %29 : f32
  } -> tensor<2x3x1x5xf32>
  %14 = tensor.empty() : tensor<2x3x1xi64>
  %15 = linalg.fill ins(%c0_i64 : i64) outs(%14 : tensor<2x3x1xi64>) ->
      tensor<2x3x1xi64>
  %16 = tensor.empty() : tensor<2x3x1xf32>
  %17 = linalg.fill ins(%cst_0 : f32) outs(%16 : tensor<2x3x1xf32>) ->
      tensor<2x3x1xf32>
  %18:2 = linalg.generic {indexing_maps = [#map4, #map7, #map7], iterator_types
      = ["parallel", "parallel", "parallel", "reduction"]} ins(%13 :
      tensor<2x3x1x5xf32>) outs(%17, %15 : tensor<2x3x1xf32>, tensor<2x3x1xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_10: i64):
    %29 = linalg.index 3 : index
    %30 = arith.index_cast %29 : index to i64
    %31 = arith.maximumf %in, %out : f32
    %32 = arith.cmpf ogt, %in, %out : f32
    %33 = arith.select %32, %30, %out_10 : i64
    linalg.yield %31, %33 : f32, i64
  } -> (tensor<2x3x1xf32>, tensor<2x3x1xi64>)
  %expanded_6 = tensor.expand_shape %18#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 1, 1] : tensor<2x3x1xf32> into tensor<2x3x1x1xf32>
  %19 = linalg.generic {indexing_maps = [#map4, #map8, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%13, %expanded_6 :
      tensor<2x3x1x5xf32>, tensor<2x3x1x1xf32>) outs(%10 : tensor<2x3x1x5xf32>)
      {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %29 = arith.subf %in, %in_10 : f32
    linalg.yield %29 : f32
  } -> tensor<2x3x1x5xf32>
  %20 = linalg.generic {indexing_maps = [#map4, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%19 :
      tensor<2x3x1x5xf32>) outs(%10 : tensor<2x3x1x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %29 = math.exp %in : f32
    linalg.yield %29 : f32
  } -> tensor<2x3x1x5xf32>
  %21 = tensor.empty() : tensor<2x3x1x1xf32>
  %22 = linalg.fill ins(%cst : f32) outs(%21 : tensor<2x3x1x1xf32>) ->
      tensor<2x3x1x1xf32>
  %23 = linalg.generic {indexing_maps = [#map4, #map8], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%20 :
      tensor<2x3x1x5xf32>) outs(%22 : tensor<2x3x1x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %29 = arith.addf %in, %out : f32
    linalg.yield %29 : f32
  } -> tensor<2x3x1x1xf32>
  %24 = linalg.generic {indexing_maps = [#map4, #map8, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%20, %23 :
      tensor<2x3x1x5xf32>, tensor<2x3x1x1xf32>) outs(%10 : tensor<2x3x1x5xf32>)
      {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %29 = arith.divf %in, %in_10 : f32
    linalg.yield %29 : f32
  } -> tensor<2x3x1x5xf32>
  %25 = linalg.generic {indexing_maps = [#map2, #map3, #map4, #map4],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%expanded, %arg4, %arg2 : tensor<1x1x5x1xi1>, tensor<2x3x1x8xf32>,
      tensor<2x3x5x8xf32>) outs(%4 : tensor<2x3x5x8xf32>) {
  ^bb0(%in: i1, %in_10: f32, %in_11: f32, %out: f32):
    %29 = arith.select %in, %in_10, %in_11 : f32
    linalg.yield %29 : f32
  } -> tensor<2x3x5x8xf32>
  %collapsed_7 = tensor.collapse_shape %24 [[0, 1], [2], [3]] :
      tensor<2x3x1x5xf32> into tensor<6x1x5xf32>
  %collapsed_8 = tensor.collapse_shape %25 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %26 = tensor.empty() : tensor<6x1x8xf32>
  %27 = linalg.fill ins(%cst : f32) outs(%26 : tensor<6x1x8xf32>) ->
      tensor<6x1x8xf32>
  %28 = linalg.batch_matmul ins(%collapsed_7, %collapsed_8 : tensor<6x1x5xf32>,
      tensor<6x5x8xf32>) outs(%27 : tensor<6x1x8xf32>) -> tensor<6x1x8xf32>
  %expanded_9 = tensor.expand_shape %28 [[0, 1], [2], [3]] output_shape
      [2, 3, 1, 8] : tensor<6x1x8xf32> into tensor<2x3x1x8xf32>
  return %expanded_9 : tensor<2x3x1x8xf32>
}
