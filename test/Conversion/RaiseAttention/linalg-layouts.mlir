// RUN: a3-opt %s --split-input-file --a3-raise-attention --canonicalize --cse --mlir-print-local-scope | FileCheck %s
// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-verify-raised

// Where queries, keys, values and heads lie in linalg.

// CHECK-LABEL: func @heads_inside
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<6x4x8xf32>, tensor<6x5x8xf32>, tensor<6x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<6x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @heads_inside(%arg0: tensor<2x4x3x8xf32>, %arg1: tensor<2x5x3x8xf32>,
    %arg2: tensor<2x5x3x8xf32>) -> tensor<2x4x3x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 3.000000e-01 : f64
  %expanded = tensor.expand_shape %arg0 [[0], [1], [2], [3, 4]] output_shape
      [2, 4, 3, 8, 1] : tensor<2x4x3x8xf32> into tensor<2x4x3x8x1xf32>
  %expanded_2 = tensor.expand_shape %arg1 [[0], [1], [2], [3, 4]] output_shape
      [2, 5, 3, 8, 1] : tensor<2x5x3x8xf32> into tensor<2x5x3x8x1xf32>
  %0 = tensor.empty() : tensor<2x3x4x8x1xf32>
  %transposed = linalg.transpose ins(%expanded : tensor<2x4x3x8x1xf32>) outs(%0
      : tensor<2x3x4x8x1xf32>) permutation = [0, 2, 1, 3, 4]
  %collapsed = tensor.collapse_shape %transposed [[0, 1], [2], [3, 4]] :
      tensor<2x3x4x8x1xf32> into tensor<6x4x8xf32>
  %1 = tensor.empty() : tensor<2x3x8x5x1xf32>
  %transposed_3 = linalg.transpose ins(%expanded_2 : tensor<2x5x3x8x1xf32>)
      outs(%1 : tensor<2x3x8x5x1xf32>) permutation = [0, 2, 3, 1, 4]
  %collapsed_4 = tensor.collapse_shape %transposed_3 [[0, 1], [2], [3, 4]] :
      tensor<2x3x8x5x1xf32> into tensor<6x8x5xf32>
  %2 = tensor.empty() : tensor<6x4x5xf32>
  %3 = linalg.fill ins(%cst : f32) outs(%2 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %4 = linalg.batch_matmul ins(%collapsed, %collapsed_4 : tensor<6x4x8xf32>,
      tensor<6x8x5xf32>) outs(%3 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %expanded_5 = tensor.expand_shape %4 [[0, 1], [2], [3, 4]] output_shape
      [2, 3, 4, 1, 5] : tensor<6x4x5xf32> into tensor<2x3x4x1x5xf32>
  %5 = tensor.empty() : tensor<2x3x4x5x1xf32>
  %transposed_6 = linalg.transpose ins(%expanded_5 : tensor<2x3x4x1x5xf32>)
      outs(%5 : tensor<2x3x4x5x1xf32>) permutation = [0, 1, 2, 4, 3]
  %collapsed_7 = tensor.collapse_shape %transposed_6 [[0], [1], [2], [3, 4]] :
      tensor<2x3x4x5x1xf32> into tensor<2x3x4x5xf32>
  %6 = tensor.empty() : tensor<2x3x4x5xf32>
  %7 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%collapsed_7 :
      tensor<2x3x4x5xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %24 = arith.truncf %cst_1 : f64 to f32
    %25 = arith.mulf %in, %24 : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x5xf32>
  %8 = tensor.empty() : tensor<2x3x4xi64>
  %9 = linalg.fill ins(%c0_i64 : i64) outs(%8 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %10 = tensor.empty() : tensor<2x3x4xf32>
  %11 = linalg.fill ins(%cst_0 : f32) outs(%10 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %12:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%7 :
      tensor<2x3x4x5xf32>) outs(%11, %9 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_16: i64):
    %24 = linalg.index 3 : index
    %25 = arith.index_cast %24 : index to i64
    %26 = arith.maximumf %in, %out : f32
    %27 = arith.cmpf ogt, %in, %out : f32
    %28 = arith.select %27, %25, %out_16 : i64
    linalg.yield %26, %28 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_8 = tensor.expand_shape %12#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %13 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%7, %expanded_8 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_16: f32, %out: f32):
    %24 = arith.subf %in, %in_16 : f32
    linalg.yield %24 : f32
  } -> tensor<2x3x4x5xf32>
  %14 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%13 :
      tensor<2x3x4x5xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %24 = math.exp %in : f32
    linalg.yield %24 : f32
  } -> tensor<2x3x4x5xf32>
  %15 = tensor.empty() : tensor<2x3x4x1xf32>
  %16 = linalg.fill ins(%cst : f32) outs(%15 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %17 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%14 :
      tensor<2x3x4x5xf32>) outs(%16 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %24 = arith.addf %in, %out : f32
    linalg.yield %24 : f32
  } -> tensor<2x3x4x1xf32>
  %18 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%14, %17 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_16: f32, %out: f32):
    %24 = arith.divf %in, %in_16 : f32
    linalg.yield %24 : f32
  } -> tensor<2x3x4x5xf32>
  %expanded_9 = tensor.expand_shape %arg2 [[0], [1], [2], [3, 4]] output_shape
      [2, 5, 3, 8, 1] : tensor<2x5x3x8xf32> into tensor<2x5x3x8x1xf32>
  %collapsed_10 = tensor.collapse_shape %18 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %19 = tensor.empty() : tensor<2x3x5x8x1xf32>
  %transposed_11 = linalg.transpose ins(%expanded_9 : tensor<2x5x3x8x1xf32>)
      outs(%19 : tensor<2x3x5x8x1xf32>) permutation = [0, 2, 1, 3, 4]
  %collapsed_12 = tensor.collapse_shape %transposed_11 [[0, 1], [2], [3, 4]] :
      tensor<2x3x5x8x1xf32> into tensor<6x5x8xf32>
  %20 = tensor.empty() : tensor<6x4x8xf32>
  %21 = linalg.fill ins(%cst : f32) outs(%20 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %22 = linalg.batch_matmul ins(%collapsed_10, %collapsed_12 :
      tensor<6x4x5xf32>, tensor<6x5x8xf32>) outs(%21 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %expanded_13 = tensor.expand_shape %22 [[0, 1], [2], [3, 4]] output_shape
      [2, 3, 4, 1, 8] : tensor<6x4x8xf32> into tensor<2x3x4x1x8xf32>
  %23 = tensor.empty() : tensor<2x4x3x8x1xf32>
  %transposed_14 = linalg.transpose ins(%expanded_13 : tensor<2x3x4x1x8xf32>)
      outs(%23 : tensor<2x4x3x8x1xf32>) permutation = [0, 2, 1, 4, 3]
  %collapsed_15 = tensor.collapse_shape %transposed_14 [[0], [1], [2], [3, 4]] :
      tensor<2x4x3x8x1xf32> into tensor<2x4x3x8xf32>
  return %collapsed_15 : tensor<2x4x3x8xf32>
}

// -----

// CHECK-LABEL: func @product_as_multiply_and_sum
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, 0, d4)>
#map1 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, 0, d3, d4)>
#map2 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3, d4)>
#map3 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map5 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map6 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @product_as_multiply_and_sum(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 3.000000e-01 : f64
  %expanded = tensor.expand_shape %arg0 [[0], [1], [2], [3, 4]] output_shape
      [2, 3, 4, 1, 8] : tensor<2x3x4x8xf32> into tensor<2x3x4x1x8xf32>
  %expanded_2 = tensor.expand_shape %arg1 [[0], [1], [2, 3], [4]] output_shape
      [2, 3, 1, 5, 8] : tensor<2x3x5x8xf32> into tensor<2x3x1x5x8xf32>
  %0 = tensor.empty() : tensor<2x3x4x5x8xf32>
  %1 = linalg.generic {indexing_maps = [#map, #map1, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]}
      ins(%expanded, %expanded_2 : tensor<2x3x4x1x8xf32>, tensor<2x3x1x5x8xf32>)
      outs(%0 : tensor<2x3x4x5x8xf32>) {
  ^bb0(%in: f32, %in_6: f32, %out: f32):
    %20 = arith.mulf %in, %in_6 : f32
    linalg.yield %20 : f32
  } -> tensor<2x3x4x5x8xf32>
  %2 = tensor.empty() : tensor<2x3x4x5xf32>
  %3 = linalg.fill ins(%cst : f32) outs(%2 : tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x5xf32>
  %4 = linalg.generic {indexing_maps = [#map2, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "reduction"]} ins(%1 :
      tensor<2x3x4x5x8xf32>) outs(%3 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %20 = arith.addf %in, %out : f32
    linalg.yield %20 : f32
  } -> tensor<2x3x4x5xf32>
  %5 = linalg.generic {indexing_maps = [#map4, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%4 :
      tensor<2x3x4x5xf32>) outs(%2 : tensor<2x3x4x5xf32>) {
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
  %10:2 = linalg.generic {indexing_maps = [#map4, #map5, #map5], iterator_types
      = ["parallel", "parallel", "parallel", "reduction"]} ins(%5 :
      tensor<2x3x4x5xf32>) outs(%9, %7 : tensor<2x3x4xf32>, tensor<2x3x4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_6: i64):
    %20 = linalg.index 3 : index
    %21 = arith.index_cast %20 : index to i64
    %22 = arith.maximumf %in, %out : f32
    %23 = arith.cmpf ogt, %in, %out : f32
    %24 = arith.select %23, %21, %out_6 : i64
    linalg.yield %22, %24 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_3 = tensor.expand_shape %10#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %11 = linalg.generic {indexing_maps = [#map4, #map6, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5, %expanded_3 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%2 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_6: f32, %out: f32):
    %20 = arith.subf %in, %in_6 : f32
    linalg.yield %20 : f32
  } -> tensor<2x3x4x5xf32>
  %12 = linalg.generic {indexing_maps = [#map4, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%11 :
      tensor<2x3x4x5xf32>) outs(%2 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %20 = math.exp %in : f32
    linalg.yield %20 : f32
  } -> tensor<2x3x4x5xf32>
  %13 = tensor.empty() : tensor<2x3x4x1xf32>
  %14 = linalg.fill ins(%cst : f32) outs(%13 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %15 = linalg.generic {indexing_maps = [#map4, #map6], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%12 :
      tensor<2x3x4x5xf32>) outs(%14 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %20 = arith.addf %in, %out : f32
    linalg.yield %20 : f32
  } -> tensor<2x3x4x1xf32>
  %16 = linalg.generic {indexing_maps = [#map4, #map6, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%12, %15 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%2 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_6: f32, %out: f32):
    %20 = arith.divf %in, %in_6 : f32
    linalg.yield %20 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed = tensor.collapse_shape %16 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_4 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %17 = tensor.empty() : tensor<6x4x8xf32>
  %18 = linalg.fill ins(%cst : f32) outs(%17 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %19 = linalg.batch_matmul ins(%collapsed, %collapsed_4 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%18 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_5 = tensor.expand_shape %19 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_5 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @memory_network
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, %arg1, %arg2 : tensor<1x8xf32>, tensor<5x8xf32>, tensor<5x8xf32>)
// CHECK-SAME: {site = "attention.0"} -> tensor<1x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d1)>
#map2 = affine_map<(d0, d1) -> (d0)>
#map3 = affine_map<(d0) -> (d0)>
#map4 = affine_map<(d0) -> ()>
#map5 = affine_map<(d0) -> (0)>
func.func @memory_network(%arg0: tensor<8xf32>, %arg1: tensor<5x8xf32>, %arg2:
    tensor<5x8xf32>) -> tensor<8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %0 = tensor.empty() : tensor<5x8xf32>
  %1 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel"]} ins(%arg1, %arg0 : tensor<5x8xf32>,
      tensor<8xf32>) outs(%0 : tensor<5x8xf32>) {
  ^bb0(%in: f32, %in_2: f32, %out: f32):
    %19 = arith.mulf %in, %in_2 : f32
    linalg.yield %19 : f32
  } -> tensor<5x8xf32>
  %2 = tensor.empty() : tensor<5xf32>
  %3 = linalg.fill ins(%cst : f32) outs(%2 : tensor<5xf32>) -> tensor<5xf32>
  %4 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "reduction"]} ins(%1 : tensor<5x8xf32>) outs(%3 :
      tensor<5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %19 = arith.addf %in, %out : f32
    linalg.yield %19 : f32
  } -> tensor<5xf32>
  %5 = tensor.empty() : tensor<i64>
  %6 = linalg.fill ins(%c0_i64 : i64) outs(%5 : tensor<i64>) -> tensor<i64>
  %7 = tensor.empty() : tensor<f32>
  %8 = linalg.fill ins(%cst_0 : f32) outs(%7 : tensor<f32>) -> tensor<f32>
  %9:2 = linalg.generic {indexing_maps = [#map3, #map4, #map4], iterator_types =
      ["reduction"]} ins(%4 : tensor<5xf32>) outs(%8, %6 : tensor<f32>,
      tensor<i64>) {
  ^bb0(%in: f32, %out: f32, %out_2: i64):
    %19 = linalg.index 0 : index
    %20 = arith.index_cast %19 : index to i64
    %21 = arith.maximumf %in, %out : f32
    %22 = arith.cmpf ogt, %in, %out : f32
    %23 = arith.select %22, %20, %out_2 : i64
    linalg.yield %21, %23 : f32, i64
  } -> (tensor<f32>, tensor<i64>)
  %expanded = tensor.expand_shape %9#0 [] output_shape [1] : tensor<f32> into
      tensor<1xf32>
  %10 = linalg.generic {indexing_maps = [#map3, #map5, #map3], iterator_types =
      ["parallel"]} ins(%4, %expanded : tensor<5xf32>, tensor<1xf32>) outs(%2 :
      tensor<5xf32>) {
  ^bb0(%in: f32, %in_2: f32, %out: f32):
    %19 = arith.subf %in, %in_2 : f32
    linalg.yield %19 : f32
  } -> tensor<5xf32>
  %11 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types =
      ["parallel"]} ins(%10 : tensor<5xf32>) outs(%2 : tensor<5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %19 = math.exp %in : f32
    linalg.yield %19 : f32
  } -> tensor<5xf32>
  %12 = tensor.empty() : tensor<1xf32>
  %13 = linalg.fill ins(%cst : f32) outs(%12 : tensor<1xf32>) -> tensor<1xf32>
  %14 = linalg.generic {indexing_maps = [#map3, #map5], iterator_types =
      ["reduction"]} ins(%11 : tensor<5xf32>) outs(%13 : tensor<1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %19 = arith.addf %in, %out : f32
    linalg.yield %19 : f32
  } -> tensor<1xf32>
  %15 = linalg.generic {indexing_maps = [#map3, #map5, #map3], iterator_types =
      ["parallel"]} ins(%11, %14 : tensor<5xf32>, tensor<1xf32>) outs(%2 :
      tensor<5xf32>) {
  ^bb0(%in: f32, %in_2: f32, %out: f32):
    %19 = arith.divf %in, %in_2 : f32
    linalg.yield %19 : f32
  } -> tensor<5xf32>
  %expanded_1 = tensor.expand_shape %15 [[0, 1]] output_shape [1, 5] :
      tensor<5xf32> into tensor<1x5xf32>
  %16 = tensor.empty() : tensor<1x8xf32>
  %17 = linalg.fill ins(%cst : f32) outs(%16 : tensor<1x8xf32>) ->
      tensor<1x8xf32>
  %18 = linalg.matmul ins(%expanded_1, %arg2 : tensor<1x5xf32>, tensor<5x8xf32>)
      outs(%17 : tensor<1x8xf32>) -> tensor<1x8xf32>
  %collapsed = tensor.collapse_shape %18 [[0, 1]] : tensor<1x8xf32> into
      tensor<8xf32>
  return %collapsed : tensor<8xf32>
}

// -----

// CHECK-LABEL: func @memory_network_by_sums
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, %arg1, %arg2 : tensor<1x8xf32>, tensor<5x8xf32>, tensor<5x8xf32>)
// CHECK-SAME: {site = "attention.0"} -> tensor<1x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d1)>
#map2 = affine_map<(d0, d1) -> (d0)>
#map3 = affine_map<(d0) -> (d0)>
#map4 = affine_map<(d0) -> ()>
#map5 = affine_map<(d0) -> (0)>
#map6 = affine_map<(d0, d1) -> (d0, 0)>
func.func @memory_network_by_sums(%arg0: tensor<8xf32>, %arg1: tensor<5x8xf32>,
    %arg2: tensor<5x8xf32>) -> tensor<8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %0 = tensor.empty() : tensor<5x8xf32>
  %1 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel"]} ins(%arg1, %arg0 : tensor<5x8xf32>,
      tensor<8xf32>) outs(%0 : tensor<5x8xf32>) {
  ^bb0(%in: f32, %in_2: f32, %out: f32):
    %20 = arith.mulf %in, %in_2 : f32
    linalg.yield %20 : f32
  } -> tensor<5x8xf32>
  %2 = tensor.empty() : tensor<5xf32>
  %3 = linalg.fill ins(%cst : f32) outs(%2 : tensor<5xf32>) -> tensor<5xf32>
  %4 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "reduction"]} ins(%1 : tensor<5x8xf32>) outs(%3 :
      tensor<5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %20 = arith.addf %in, %out : f32
    linalg.yield %20 : f32
  } -> tensor<5xf32>
  %5 = tensor.empty() : tensor<i64>
  %6 = linalg.fill ins(%c0_i64 : i64) outs(%5 : tensor<i64>) -> tensor<i64>
  %7 = tensor.empty() : tensor<f32>
  %8 = linalg.fill ins(%cst_0 : f32) outs(%7 : tensor<f32>) -> tensor<f32>
  %9:2 = linalg.generic {indexing_maps = [#map3, #map4, #map4], iterator_types =
      ["reduction"]} ins(%4 : tensor<5xf32>) outs(%8, %6 : tensor<f32>,
      tensor<i64>) {
  ^bb0(%in: f32, %out: f32, %out_2: i64):
    %20 = linalg.index 0 : index
    %21 = arith.index_cast %20 : index to i64
    %22 = arith.maximumf %in, %out : f32
    %23 = arith.cmpf ogt, %in, %out : f32
    %24 = arith.select %23, %21, %out_2 : i64
    linalg.yield %22, %24 : f32, i64
  } -> (tensor<f32>, tensor<i64>)
  %expanded = tensor.expand_shape %9#0 [] output_shape [1] : tensor<f32> into
      tensor<1xf32>
  %10 = linalg.generic {indexing_maps = [#map3, #map5, #map3], iterator_types =
      ["parallel"]} ins(%4, %expanded : tensor<5xf32>, tensor<1xf32>) outs(%2 :
      tensor<5xf32>) {
  ^bb0(%in: f32, %in_2: f32, %out: f32):
    %20 = arith.subf %in, %in_2 : f32
    linalg.yield %20 : f32
  } -> tensor<5xf32>
  %11 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types =
      ["parallel"]} ins(%10 : tensor<5xf32>) outs(%2 : tensor<5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %20 = math.exp %in : f32
    linalg.yield %20 : f32
  } -> tensor<5xf32>
  %12 = tensor.empty() : tensor<1xf32>
  %13 = linalg.fill ins(%cst : f32) outs(%12 : tensor<1xf32>) -> tensor<1xf32>
  %14 = linalg.generic {indexing_maps = [#map3, #map5], iterator_types =
      ["reduction"]} ins(%11 : tensor<5xf32>) outs(%13 : tensor<1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %20 = arith.addf %in, %out : f32
    linalg.yield %20 : f32
  } -> tensor<1xf32>
  %15 = linalg.generic {indexing_maps = [#map3, #map5, #map3], iterator_types =
      ["parallel"]} ins(%11, %14 : tensor<5xf32>, tensor<1xf32>) outs(%2 :
      tensor<5xf32>) {
  ^bb0(%in: f32, %in_2: f32, %out: f32):
    %20 = arith.divf %in, %in_2 : f32
    linalg.yield %20 : f32
  } -> tensor<5xf32>
  %expanded_1 = tensor.expand_shape %15 [[0, 1]] output_shape [5, 1] :
      tensor<5xf32> into tensor<5x1xf32>
  %16 = linalg.generic {indexing_maps = [#map6, #map, #map], iterator_types =
      ["parallel", "parallel"]} ins(%expanded_1, %arg2 : tensor<5x1xf32>,
      tensor<5x8xf32>) outs(%0 : tensor<5x8xf32>) {
  ^bb0(%in: f32, %in_2: f32, %out: f32):
    %20 = arith.mulf %in, %in_2 : f32
    linalg.yield %20 : f32
  } -> tensor<5x8xf32>
  %17 = tensor.empty() : tensor<8xf32>
  %18 = linalg.fill ins(%cst : f32) outs(%17 : tensor<8xf32>) -> tensor<8xf32>
  %19 = linalg.generic {indexing_maps = [#map, #map1], iterator_types =
      ["reduction", "parallel"]} ins(%16 : tensor<5x8xf32>) outs(%18 :
      tensor<8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %20 = arith.addf %in, %out : f32
    linalg.yield %20 : f32
  } -> tensor<8xf32>
  return %19 : tensor<8xf32>
}

// -----

// CHECK-LABEL: func @batch_of_one
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<4x8xf32>, tensor<5x8xf32>, tensor<5x8xf32>)
// CHECK-SAME: {scale = 0.353553385 : f32, site = "attention.0"} -> tensor<4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @batch_of_one(%arg0: tensor<1x1x4x8xf32>, %arg1: tensor<1x1x5x8xf32>,
    %arg2: tensor<1x1x5x8xf32>) -> tensor<1x1x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 2.8284271247461903 : f64
  %0 = tensor.empty() : tensor<1x1x8x5xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<1x1x5x8xf32>) outs(%0 :
      tensor<1x1x8x5xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %arg0 [[0], [1, 2], [3]] :
      tensor<1x1x4x8xf32> into tensor<1x4x8xf32>
  %collapsed_2 = tensor.collapse_shape %transposed [[0], [1, 2], [3]] :
      tensor<1x1x8x5xf32> into tensor<1x8x5xf32>
  %1 = tensor.empty() : tensor<1x4x5xf32>
  %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<1x4x5xf32>) ->
      tensor<1x4x5xf32>
  %3 = linalg.batch_matmul ins(%collapsed, %collapsed_2 : tensor<1x4x8xf32>,
      tensor<1x8x5xf32>) outs(%2 : tensor<1x4x5xf32>) -> tensor<1x4x5xf32>
  %expanded = tensor.expand_shape %3 [[0], [1, 2], [3]] output_shape
      [1, 1, 4, 5] : tensor<1x4x5xf32> into tensor<1x1x4x5xf32>
  %4 = tensor.empty() : tensor<1x1x4x5xf32>
  %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded :
      tensor<1x1x4x5xf32>) outs(%4 : tensor<1x1x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %20 = arith.truncf %cst_1 : f64 to f32
    %21 = arith.divf %in, %20 : f32
    linalg.yield %21 : f32
  } -> tensor<1x1x4x5xf32>
  %6 = tensor.empty() : tensor<1x1x4xi64>
  %7 = linalg.fill ins(%c0_i64 : i64) outs(%6 : tensor<1x1x4xi64>) ->
      tensor<1x1x4xi64>
  %8 = tensor.empty() : tensor<1x1x4xf32>
  %9 = linalg.fill ins(%cst_0 : f32) outs(%8 : tensor<1x1x4xf32>) ->
      tensor<1x1x4xf32>
  %10:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%5 :
      tensor<1x1x4x5xf32>) outs(%9, %7 : tensor<1x1x4xf32>, tensor<1x1x4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_7: i64):
    %20 = linalg.index 3 : index
    %21 = arith.index_cast %20 : index to i64
    %22 = arith.maximumf %in, %out : f32
    %23 = arith.cmpf ogt, %in, %out : f32
    %24 = arith.select %23, %21, %out_7 : i64
    linalg.yield %22, %24 : f32, i64
  } -> (tensor<1x1x4xf32>, tensor<1x1x4xi64>)
  %expanded_3 = tensor.expand_shape %10#0 [[0], [1], [2, 3]] output_shape
      [1, 1, 4, 1] : tensor<1x1x4xf32> into tensor<1x1x4x1xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5, %expanded_3 :
      tensor<1x1x4x5xf32>, tensor<1x1x4x1xf32>) outs(%4 : tensor<1x1x4x5xf32>) {
  ^bb0(%in: f32, %in_7: f32, %out: f32):
    %20 = arith.subf %in, %in_7 : f32
    linalg.yield %20 : f32
  } -> tensor<1x1x4x5xf32>
  %12 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%11 :
      tensor<1x1x4x5xf32>) outs(%4 : tensor<1x1x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %20 = math.exp %in : f32
    linalg.yield %20 : f32
  } -> tensor<1x1x4x5xf32>
  %13 = tensor.empty() : tensor<1x1x4x1xf32>
  %14 = linalg.fill ins(%cst : f32) outs(%13 : tensor<1x1x4x1xf32>) ->
      tensor<1x1x4x1xf32>
  %15 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%12 :
      tensor<1x1x4x5xf32>) outs(%14 : tensor<1x1x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %20 = arith.addf %in, %out : f32
    linalg.yield %20 : f32
  } -> tensor<1x1x4x1xf32>
  %16 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%12, %15 :
      tensor<1x1x4x5xf32>, tensor<1x1x4x1xf32>) outs(%4 : tensor<1x1x4x5xf32>) {
  ^bb0(%in: f32, %in_7: f32, %out: f32):
    %20 = arith.divf %in, %in_7 : f32
    linalg.yield %20 : f32
  } -> tensor<1x1x4x5xf32>
  %collapsed_4 = tensor.collapse_shape %16 [[0], [1, 2], [3]] :
      tensor<1x1x4x5xf32> into tensor<1x4x5xf32>
  %collapsed_5 = tensor.collapse_shape %arg2 [[0], [1, 2], [3]] :
      tensor<1x1x5x8xf32> into tensor<1x5x8xf32>
  %17 = tensor.empty() : tensor<1x4x8xf32>
  %18 = linalg.fill ins(%cst : f32) outs(%17 : tensor<1x4x8xf32>) ->
      tensor<1x4x8xf32>
  %19 = linalg.batch_matmul ins(%collapsed_4, %collapsed_5 : tensor<1x4x5xf32>,
      tensor<1x5x8xf32>) outs(%18 : tensor<1x4x8xf32>) -> tensor<1x4x8xf32>
  %expanded_6 = tensor.expand_shape %19 [[0], [1, 2], [3]] output_shape
      [1, 1, 4, 8] : tensor<1x4x8xf32> into tensor<1x1x4x8xf32>
  return %expanded_6 : tensor<1x1x4x8xf32>
}

// -----

// CHECK-LABEL: func @one_key_head
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<2x12x8xf32>, tensor<2x5x8xf32>, tensor<2x5x8xf32>)
// CHECK-SAME: {site = "attention.0"} -> tensor<2x12x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @one_key_head(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x1x5x8xf32>,
    %arg2: tensor<2x1x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %c0_i64 = arith.constant 0 : i64
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 0xFF800000 : f32
  %0 = tensor.empty() : tensor<2x1x8x5xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x1x5x8xf32>) outs(%0 :
      tensor<2x1x8x5xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %1 = tensor.empty() : tensor<2x3x8x5xf32>
  %collapsed_1 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x1x8x5xf32> into tensor<2x8x5xf32>
  %2 = linalg.generic {indexing_maps = [#map, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%collapsed_1 :
      tensor<2x8x5xf32>) outs(%1 : tensor<2x3x8x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x3x8x5xf32>
  %collapsed_2 = tensor.collapse_shape %2 [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %3 = tensor.empty() : tensor<6x4x5xf32>
  %4 = linalg.fill ins(%cst : f32) outs(%3 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %5 = linalg.batch_matmul ins(%collapsed, %collapsed_2 : tensor<6x4x8xf32>,
      tensor<6x8x5xf32>) outs(%4 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %expanded = tensor.expand_shape %5 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
  %6 = tensor.empty() : tensor<2x3x4xi64>
  %7 = linalg.fill ins(%c0_i64 : i64) outs(%6 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %8 = tensor.empty() : tensor<2x3x4xf32>
  %9 = linalg.fill ins(%cst_0 : f32) outs(%8 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %10:2 = linalg.generic {indexing_maps = [#map1, #map2, #map2], iterator_types
      = ["parallel", "parallel", "parallel", "reduction"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%9, %7 : tensor<2x3x4xf32>, tensor<2x3x4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_8: i64):
    %23 = linalg.index 3 : index
    %24 = arith.index_cast %23 : index to i64
    %25 = arith.maximumf %in, %out : f32
    %26 = arith.cmpf ogt, %in, %out : f32
    %27 = arith.select %26, %24, %out_8 : i64
    linalg.yield %25, %27 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_3 = tensor.expand_shape %10#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %11 = tensor.empty() : tensor<2x3x4x5xf32>
  %12 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded,
      %expanded_3 : tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%11 :
      tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %23 = arith.subf %in, %in_8 : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x5xf32>
  %13 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%12 :
      tensor<2x3x4x5xf32>) outs(%11 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %23 = math.exp %in : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x5xf32>
  %14 = tensor.empty() : tensor<2x3x4x1xf32>
  %15 = linalg.fill ins(%cst : f32) outs(%14 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %16 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%13 :
      tensor<2x3x4x5xf32>) outs(%15 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %23 = arith.addf %in, %out : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x1xf32>
  %17 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%13, %16 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%11 : tensor<2x3x4x5xf32>)
      {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %23 = arith.divf %in, %in_8 : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_4 = tensor.collapse_shape %17 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %18 = tensor.empty() : tensor<2x3x5x8xf32>
  %collapsed_5 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x1x5x8xf32> into tensor<2x5x8xf32>
  %19 = linalg.generic {indexing_maps = [#map, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%collapsed_5 :
      tensor<2x5x8xf32>) outs(%18 : tensor<2x3x5x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x3x5x8xf32>
  %collapsed_6 = tensor.collapse_shape %19 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %20 = tensor.empty() : tensor<6x4x8xf32>
  %21 = linalg.fill ins(%cst : f32) outs(%20 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %22 = linalg.batch_matmul ins(%collapsed_4, %collapsed_6 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%21 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_7 = tensor.expand_shape %22 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_7 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @three_batch_dimensions
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<4x2x3x4x8xf32>, tensor<4x2x3x5x8xf32>, tensor<4x2x3x5x8xf32>)
// CHECK-SAME: {scale = 2.500000e-01 : f32, site = "attention.0"} -> tensor<4x2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3, d4)>
#map1 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3)>
#map2 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3, 0)>
func.func @three_batch_dimensions(%arg0: tensor<4x2x3x4x8xf32>, %arg1:
    tensor<4x2x3x5x8xf32>, %arg2: tensor<4x2x3x5x8xf32>) ->
    tensor<4x2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 2.500000e-01 : f32
  %0 = tensor.empty() : tensor<4x2x3x8x5xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<4x2x3x5x8xf32>) outs(%0 :
      tensor<4x2x3x8x5xf32>) permutation = [0, 1, 2, 4, 3]
  %collapsed = tensor.collapse_shape %arg0 [[0, 1, 2], [3], [4]] :
      tensor<4x2x3x4x8xf32> into tensor<24x4x8xf32>
  %collapsed_2 = tensor.collapse_shape %transposed [[0, 1, 2], [3], [4]] :
      tensor<4x2x3x8x5xf32> into tensor<24x8x5xf32>
  %1 = tensor.empty() : tensor<24x4x5xf32>
  %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<24x4x5xf32>) ->
      tensor<24x4x5xf32>
  %3 = linalg.batch_matmul ins(%collapsed, %collapsed_2 : tensor<24x4x8xf32>,
      tensor<24x8x5xf32>) outs(%2 : tensor<24x4x5xf32>) -> tensor<24x4x5xf32>
  %expanded = tensor.expand_shape %3 [[0, 1, 2], [3], [4]] output_shape
      [4, 2, 3, 4, 5] : tensor<24x4x5xf32> into tensor<4x2x3x4x5xf32>
  %4 = tensor.empty() : tensor<4x2x3x4x5xf32>
  %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]}
      ins(%expanded : tensor<4x2x3x4x5xf32>) outs(%4 : tensor<4x2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %20 = arith.mulf %in, %cst_1 : f32
    linalg.yield %20 : f32
  } -> tensor<4x2x3x4x5xf32>
  %6 = tensor.empty() : tensor<4x2x3x4xi64>
  %7 = linalg.fill ins(%c0_i64 : i64) outs(%6 : tensor<4x2x3x4xi64>) ->
      tensor<4x2x3x4xi64>
  %8 = tensor.empty() : tensor<4x2x3x4xf32>
  %9 = linalg.fill ins(%cst_0 : f32) outs(%8 : tensor<4x2x3x4xf32>) ->
      tensor<4x2x3x4xf32>
  %10:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "reduction"]} ins(%5 :
      tensor<4x2x3x4x5xf32>) outs(%9, %7 : tensor<4x2x3x4xf32>,
      tensor<4x2x3x4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_7: i64):
    %20 = linalg.index 4 : index
    %21 = arith.index_cast %20 : index to i64
    %22 = arith.maximumf %in, %out : f32
    %23 = arith.cmpf ogt, %in, %out : f32
    %24 = arith.select %23, %21, %out_7 : i64
    linalg.yield %22, %24 : f32, i64
  } -> (tensor<4x2x3x4xf32>, tensor<4x2x3x4xi64>)
  %expanded_3 = tensor.expand_shape %10#0 [[0], [1], [2], [3, 4]] output_shape
      [4, 2, 3, 4, 1] : tensor<4x2x3x4xf32> into tensor<4x2x3x4x1xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%5,
      %expanded_3 : tensor<4x2x3x4x5xf32>, tensor<4x2x3x4x1xf32>) outs(%4 :
      tensor<4x2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_7: f32, %out: f32):
    %20 = arith.subf %in, %in_7 : f32
    linalg.yield %20 : f32
  } -> tensor<4x2x3x4x5xf32>
  %12 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%11 :
      tensor<4x2x3x4x5xf32>) outs(%4 : tensor<4x2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %20 = math.exp %in : f32
    linalg.yield %20 : f32
  } -> tensor<4x2x3x4x5xf32>
  %13 = tensor.empty() : tensor<4x2x3x4x1xf32>
  %14 = linalg.fill ins(%cst : f32) outs(%13 : tensor<4x2x3x4x1xf32>) ->
      tensor<4x2x3x4x1xf32>
  %15 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "reduction"]} ins(%12 :
      tensor<4x2x3x4x5xf32>) outs(%14 : tensor<4x2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %20 = arith.addf %in, %out : f32
    linalg.yield %20 : f32
  } -> tensor<4x2x3x4x1xf32>
  %16 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%12, %15
      : tensor<4x2x3x4x5xf32>, tensor<4x2x3x4x1xf32>) outs(%4 :
      tensor<4x2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_7: f32, %out: f32):
    %20 = arith.divf %in, %in_7 : f32
    linalg.yield %20 : f32
  } -> tensor<4x2x3x4x5xf32>
  %collapsed_4 = tensor.collapse_shape %16 [[0, 1, 2], [3], [4]] :
      tensor<4x2x3x4x5xf32> into tensor<24x4x5xf32>
  %collapsed_5 = tensor.collapse_shape %arg2 [[0, 1, 2], [3], [4]] :
      tensor<4x2x3x5x8xf32> into tensor<24x5x8xf32>
  %17 = tensor.empty() : tensor<24x4x8xf32>
  %18 = linalg.fill ins(%cst : f32) outs(%17 : tensor<24x4x8xf32>) ->
      tensor<24x4x8xf32>
  %19 = linalg.batch_matmul ins(%collapsed_4, %collapsed_5 : tensor<24x4x5xf32>,
      tensor<24x5x8xf32>) outs(%18 : tensor<24x4x8xf32>) -> tensor<24x4x8xf32>
  %expanded_6 = tensor.expand_shape %19 [[0, 1, 2], [3], [4]] output_shape
      [4, 2, 3, 4, 8] : tensor<24x4x8xf32> into tensor<4x2x3x4x8xf32>
  return %expanded_6 : tensor<4x2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @slices_of_one_product
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<6x5x8xf32>, tensor<6x5x8xf32>, tensor<6x5x8xf32>)
// CHECK-SAME: {scale = 0.353553385 : f32, site = "attention.0"} -> tensor<6x5x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @slices_of_one_product(%arg0: tensor<2x5x72xf32>) ->
    tensor<2x3x5x8xf32> {
  %c0_i64 = arith.constant 0 : i64
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 2.8284271247461903 : f64
  %extracted_slice = tensor.extract_slice %arg0[0, 0, 0] [2, 5, 24] [1, 1, 1] :
      tensor<2x5x72xf32> to tensor<2x5x24xf32>
  %extracted_slice_2 = tensor.extract_slice %arg0[0, 0, 24] [2, 5, 24] [1, 1, 1]
      : tensor<2x5x72xf32> to tensor<2x5x24xf32>
  %extracted_slice_3 = tensor.extract_slice %arg0[0, 0, 48] [2, 5, 24] [1, 1, 1]
      : tensor<2x5x72xf32> to tensor<2x5x24xf32>
  %expanded = tensor.expand_shape %extracted_slice [[0], [1], [2, 3]]
      output_shape [2, 5, 3, 8] : tensor<2x5x24xf32> into tensor<2x5x3x8xf32>
  %0 = tensor.empty() : tensor<2x3x5x8xf32>
  %transposed = linalg.transpose ins(%expanded : tensor<2x5x3x8xf32>) outs(%0 :
      tensor<2x3x5x8xf32>) permutation = [0, 2, 1, 3]
  %expanded_4 = tensor.expand_shape %extracted_slice_2 [[0], [1], [2, 3]]
      output_shape [2, 5, 3, 8] : tensor<2x5x24xf32> into tensor<2x5x3x8xf32>
  %expanded_5 = tensor.expand_shape %extracted_slice_3 [[0], [1], [2, 3]]
      output_shape [2, 5, 3, 8] : tensor<2x5x24xf32> into tensor<2x5x3x8xf32>
  %transposed_6 = linalg.transpose ins(%expanded_5 : tensor<2x5x3x8xf32>)
      outs(%0 : tensor<2x3x5x8xf32>) permutation = [0, 2, 1, 3]
  %1 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed_7 = linalg.transpose ins(%expanded_4 : tensor<2x5x3x8xf32>)
      outs(%1 : tensor<2x3x8x5xf32>) permutation = [0, 2, 3, 1]
  %collapsed = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %collapsed_8 = tensor.collapse_shape %transposed_7 [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %2 = tensor.empty() : tensor<6x5x5xf32>
  %3 = linalg.fill ins(%cst : f32) outs(%2 : tensor<6x5x5xf32>) ->
      tensor<6x5x5xf32>
  %4 = linalg.batch_matmul ins(%collapsed, %collapsed_8 : tensor<6x5x8xf32>,
      tensor<6x8x5xf32>) outs(%3 : tensor<6x5x5xf32>) -> tensor<6x5x5xf32>
  %expanded_9 = tensor.expand_shape %4 [[0, 1], [2], [3]] output_shape
      [2, 3, 5, 5] : tensor<6x5x5xf32> into tensor<2x3x5x5xf32>
  %5 = tensor.empty() : tensor<2x3x5x5xf32>
  %6 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_9 :
      tensor<2x3x5x5xf32>) outs(%5 : tensor<2x3x5x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = arith.truncf %cst_1 : f64 to f32
    %22 = arith.divf %in, %21 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x5x5xf32>
  %7 = tensor.empty() : tensor<2x3x5xi64>
  %8 = linalg.fill ins(%c0_i64 : i64) outs(%7 : tensor<2x3x5xi64>) ->
      tensor<2x3x5xi64>
  %9 = tensor.empty() : tensor<2x3x5xf32>
  %10 = linalg.fill ins(%cst_0 : f32) outs(%9 : tensor<2x3x5xf32>) ->
      tensor<2x3x5xf32>
  %11:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%6 :
      tensor<2x3x5x5xf32>) outs(%10, %8 : tensor<2x3x5xf32>, tensor<2x3x5xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_14: i64):
    %21 = linalg.index 3 : index
    %22 = arith.index_cast %21 : index to i64
    %23 = arith.maximumf %in, %out : f32
    %24 = arith.cmpf ogt, %in, %out : f32
    %25 = arith.select %24, %22, %out_14 : i64
    linalg.yield %23, %25 : f32, i64
  } -> (tensor<2x3x5xf32>, tensor<2x3x5xi64>)
  %expanded_10 = tensor.expand_shape %11#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 5, 1] : tensor<2x3x5xf32> into tensor<2x3x5x1xf32>
  %12 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%6, %expanded_10 :
      tensor<2x3x5x5xf32>, tensor<2x3x5x1xf32>) outs(%5 : tensor<2x3x5x5xf32>) {
  ^bb0(%in: f32, %in_14: f32, %out: f32):
    %21 = arith.subf %in, %in_14 : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x5x5xf32>
  %13 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%12 :
      tensor<2x3x5x5xf32>) outs(%5 : tensor<2x3x5x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = math.exp %in : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x5x5xf32>
  %14 = tensor.empty() : tensor<2x3x5x1xf32>
  %15 = linalg.fill ins(%cst : f32) outs(%14 : tensor<2x3x5x1xf32>) ->
      tensor<2x3x5x1xf32>
  %16 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%13 :
      tensor<2x3x5x5xf32>) outs(%15 : tensor<2x3x5x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = arith.addf %in, %out : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x5x1xf32>
  %17 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%13, %16 :
      tensor<2x3x5x5xf32>, tensor<2x3x5x1xf32>) outs(%5 : tensor<2x3x5x5xf32>) {
  ^bb0(%in: f32, %in_14: f32, %out: f32):
    %21 = arith.divf %in, %in_14 : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x5x5xf32>
  %collapsed_11 = tensor.collapse_shape %17 [[0, 1], [2], [3]] :
      tensor<2x3x5x5xf32> into tensor<6x5x5xf32>
  %collapsed_12 = tensor.collapse_shape %transposed_6 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %18 = tensor.empty() : tensor<6x5x8xf32>
  %19 = linalg.fill ins(%cst : f32) outs(%18 : tensor<6x5x8xf32>) ->
      tensor<6x5x8xf32>
  %20 = linalg.batch_matmul ins(%collapsed_11, %collapsed_12 :
      tensor<6x5x5xf32>, tensor<6x5x8xf32>) outs(%19 : tensor<6x5x8xf32>) ->
      tensor<6x5x8xf32>
  %expanded_13 = tensor.expand_shape %20 [[0, 1], [2], [3]] output_shape
      [2, 3, 5, 8] : tensor<6x5x8xf32> into tensor<2x3x5x8xf32>
  return %expanded_13 : tensor<2x3x5x8xf32>
}

// -----

// CHECK-LABEL: func @transposed_second_product
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @transposed_second_product(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %0 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%arg2 : tensor<2x3x5x8xf32>) outs(%0 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %transposed_1 = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf32>) outs(%0 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %collapsed_2 = tensor.collapse_shape %transposed_1 [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %1 = tensor.empty() : tensor<6x4x5xf32>
  %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %3 = linalg.batch_matmul ins(%collapsed, %collapsed_2 : tensor<6x4x8xf32>,
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
  ^bb0(%in: f32, %out: f32, %out_9: i64):
    %21 = linalg.index 3 : index
    %22 = arith.index_cast %21 : index to i64
    %23 = arith.maximumf %in, %out : f32
    %24 = arith.cmpf ogt, %in, %out : f32
    %25 = arith.select %24, %22, %out_9 : i64
    linalg.yield %23, %25 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_3 = tensor.expand_shape %8#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %9 = tensor.empty() : tensor<2x3x4x5xf32>
  %10 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded,
      %expanded_3 : tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%9 :
      tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %21 = arith.subf %in, %in_9 : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%10 :
      tensor<2x3x4x5xf32>) outs(%9 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = math.exp %in : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5xf32>
  %12 = tensor.empty() : tensor<2x3x4x1xf32>
  %13 = linalg.fill ins(%cst : f32) outs(%12 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %14 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%11 :
      tensor<2x3x4x5xf32>) outs(%13 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = arith.addf %in, %out : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x1xf32>
  %15 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%11, %14 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%9 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %21 = arith.divf %in, %in_9 : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5xf32>
  %16 = tensor.empty() : tensor<2x3x5x4xf32>
  %transposed_4 = linalg.transpose ins(%15 : tensor<2x3x4x5xf32>) outs(%16 :
      tensor<2x3x5x4xf32>) permutation = [0, 1, 3, 2]
  %collapsed_5 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %collapsed_6 = tensor.collapse_shape %transposed_4 [[0, 1], [2], [3]] :
      tensor<2x3x5x4xf32> into tensor<6x5x4xf32>
  %17 = tensor.empty() : tensor<6x8x4xf32>
  %18 = linalg.fill ins(%cst : f32) outs(%17 : tensor<6x8x4xf32>) ->
      tensor<6x8x4xf32>
  %19 = linalg.batch_matmul ins(%collapsed_5, %collapsed_6 : tensor<6x8x5xf32>,
      tensor<6x5x4xf32>) outs(%18 : tensor<6x8x4xf32>) -> tensor<6x8x4xf32>
  %expanded_7 = tensor.expand_shape %19 [[0, 1], [2], [3]] output_shape
      [2, 3, 8, 4] : tensor<6x8x4xf32> into tensor<2x3x8x4xf32>
  %20 = tensor.empty() : tensor<2x3x4x8xf32>
  %transposed_8 = linalg.transpose ins(%expanded_7 : tensor<2x3x8x4xf32>)
      outs(%20 : tensor<2x3x4x8xf32>) permutation = [0, 1, 3, 2]
  return %transposed_8 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @concatenated_keys
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, {{%.*}}, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x10x8xf32>, tensor<2x3x10x8xf32>)
// CHECK-SAME: {site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @concatenated_keys(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x3x5x8xf32>,
    %arg4: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %concat = tensor.concat dim(2) %arg2, %arg2 : (tensor<2x3x5x8xf32>,
      tensor<2x3x5x8xf32>) -> tensor<2x3x10x8xf32>
  %0 = tensor.empty() : tensor<2x3x8x10xf32>
  %transposed = linalg.transpose ins(%concat : tensor<2x3x10x8xf32>) outs(%0 :
      tensor<2x3x8x10xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %collapsed_1 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x8x10xf32> into tensor<6x8x10xf32>
  %1 = tensor.empty() : tensor<6x4x10xf32>
  %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<6x4x10xf32>) ->
      tensor<6x4x10xf32>
  %3 = linalg.batch_matmul ins(%collapsed, %collapsed_1 : tensor<6x4x8xf32>,
      tensor<6x8x10xf32>) outs(%2 : tensor<6x4x10xf32>) -> tensor<6x4x10xf32>
  %expanded = tensor.expand_shape %3 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 10] : tensor<6x4x10xf32> into tensor<2x3x4x10xf32>
  %4 = tensor.empty() : tensor<2x3x4xi64>
  %5 = linalg.fill ins(%c0_i64 : i64) outs(%4 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %6 = tensor.empty() : tensor<2x3x4xf32>
  %7 = linalg.fill ins(%cst_0 : f32) outs(%6 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %8:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%expanded :
      tensor<2x3x4x10xf32>) outs(%7, %5 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_7: i64):
    %19 = linalg.index 3 : index
    %20 = arith.index_cast %19 : index to i64
    %21 = arith.maximumf %in, %out : f32
    %22 = arith.cmpf ogt, %in, %out : f32
    %23 = arith.select %22, %20, %out_7 : i64
    linalg.yield %21, %23 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_2 = tensor.expand_shape %8#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %9 = tensor.empty() : tensor<2x3x4x10xf32>
  %10 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded,
      %expanded_2 : tensor<2x3x4x10xf32>, tensor<2x3x4x1xf32>) outs(%9 :
      tensor<2x3x4x10xf32>) {
  ^bb0(%in: f32, %in_7: f32, %out: f32):
    %19 = arith.subf %in, %in_7 : f32
    linalg.yield %19 : f32
  } -> tensor<2x3x4x10xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%10 :
      tensor<2x3x4x10xf32>) outs(%9 : tensor<2x3x4x10xf32>) {
  ^bb0(%in: f32, %out: f32):
    %19 = math.exp %in : f32
    linalg.yield %19 : f32
  } -> tensor<2x3x4x10xf32>
  %12 = tensor.empty() : tensor<2x3x4x1xf32>
  %13 = linalg.fill ins(%cst : f32) outs(%12 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %14 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%11 :
      tensor<2x3x4x10xf32>) outs(%13 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %19 = arith.addf %in, %out : f32
    linalg.yield %19 : f32
  } -> tensor<2x3x4x1xf32>
  %15 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%11, %14 :
      tensor<2x3x4x10xf32>, tensor<2x3x4x1xf32>) outs(%9 : tensor<2x3x4x10xf32>)
      {
  ^bb0(%in: f32, %in_7: f32, %out: f32):
    %19 = arith.divf %in, %in_7 : f32
    linalg.yield %19 : f32
  } -> tensor<2x3x4x10xf32>
  %concat_3 = tensor.concat dim(2) %arg4, %arg4 : (tensor<2x3x5x8xf32>,
      tensor<2x3x5x8xf32>) -> tensor<2x3x10x8xf32>
  %collapsed_4 = tensor.collapse_shape %15 [[0, 1], [2], [3]] :
      tensor<2x3x4x10xf32> into tensor<6x4x10xf32>
  %collapsed_5 = tensor.collapse_shape %concat_3 [[0, 1], [2], [3]] :
      tensor<2x3x10x8xf32> into tensor<6x10x8xf32>
  %16 = tensor.empty() : tensor<6x4x8xf32>
  %17 = linalg.fill ins(%cst : f32) outs(%16 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %18 = linalg.batch_matmul ins(%collapsed_4, %collapsed_5 : tensor<6x4x10xf32>,
      tensor<6x10x8xf32>) outs(%17 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_6 = tensor.expand_shape %18 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_6 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @multi_head_attention
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<6x4x8xf32>, tensor<6x4x8xf32>, tensor<6x4x8xf32>)
// CHECK-SAME: {scale = 0.353553385 : f32, site = "attention.0"} -> tensor<6x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d1)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @multi_head_attention(%arg0: tensor<4x2x24xf32>, %arg1:
    tensor<72x24xf32>, %arg2: tensor<72xf32>, %arg3: tensor<24x24xf32>, %arg4:
    tensor<24xf32>) -> tensor<4x2x24xf32> {
  %c0_i64 = arith.constant 0 : i64
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 0xFF800000 : f32
  %true = arith.constant true
  %cst_1 = arith.constant dense<0.000000e+00> : tensor<2x3x4x4xf32>
  %cst_2 = arith.constant 0xFFF0000000000000 : f64
  %cst_3 = arith.constant 0.59460355750136051 : f64
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2]] : tensor<4x2x24xf32>
      into tensor<8x24xf32>
  %0 = tensor.empty() : tensor<24x72xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<72x24xf32>) outs(%0 :
      tensor<24x72xf32>) permutation = [1, 0]
  %1 = tensor.empty() : tensor<8x72xf32>
  %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<8x72xf32>) ->
      tensor<8x72xf32>
  %3 = linalg.matmul ins(%collapsed, %transposed : tensor<8x24xf32>,
      tensor<24x72xf32>) outs(%2 : tensor<8x72xf32>) -> tensor<8x72xf32>
  %4 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel"]} ins(%3, %arg2 : tensor<8x72xf32>,
      tensor<72xf32>) outs(%1 : tensor<8x72xf32>) {
  ^bb0(%in: f32, %in_30: f32, %out: f32):
    %40 = arith.addf %in, %in_30 : f32
    linalg.yield %40 : f32
  } -> tensor<8x72xf32>
  %expanded = tensor.expand_shape %4 [[0, 1, 2], [3, 4]] output_shape
      [1, 4, 2, 3, 24] : tensor<8x72xf32> into tensor<1x4x2x3x24xf32>
  %5 = tensor.empty() : tensor<3x4x2x1x24xf32>
  %transposed_4 = linalg.transpose ins(%expanded : tensor<1x4x2x3x24xf32>)
      outs(%5 : tensor<3x4x2x1x24xf32>) permutation = [3, 1, 2, 0, 4]
  %collapsed_5 = tensor.collapse_shape %transposed_4 [[0], [1], [2, 3], [4]] :
      tensor<3x4x2x1x24xf32> into tensor<3x4x2x24xf32>
  %extracted_slice = tensor.extract_slice %collapsed_5[0, 0, 0, 0] [1, 4, 2, 24]
      [1, 1, 1, 1] : tensor<3x4x2x24xf32> to tensor<1x4x2x24xf32>
  %extracted_slice_6 = tensor.extract_slice %collapsed_5[1, 0, 0, 0]
      [1, 4, 2, 24] [1, 1, 1, 1] : tensor<3x4x2x24xf32> to tensor<1x4x2x24xf32>
  %extracted_slice_7 = tensor.extract_slice %collapsed_5[2, 0, 0, 0]
      [1, 4, 2, 24] [1, 1, 1, 1] : tensor<3x4x2x24xf32> to tensor<1x4x2x24xf32>
  %collapsed_8 = tensor.collapse_shape %extracted_slice [[0, 1], [2, 3]] :
      tensor<1x4x2x24xf32> into tensor<4x48xf32>
  %expanded_9 = tensor.expand_shape %collapsed_8 [[0], [1, 2]] output_shape
      [4, 6, 8] : tensor<4x48xf32> into tensor<4x6x8xf32>
  %6 = tensor.empty() : tensor<6x4x8xf32>
  %transposed_10 = linalg.transpose ins(%expanded_9 : tensor<4x6x8xf32>) outs(%6
      : tensor<6x4x8xf32>) permutation = [1, 0, 2]
  %collapsed_11 = tensor.collapse_shape %extracted_slice_6 [[0, 1], [2, 3]] :
      tensor<1x4x2x24xf32> into tensor<4x48xf32>
  %expanded_12 = tensor.expand_shape %collapsed_11 [[0], [1, 2]] output_shape
      [4, 6, 8] : tensor<4x48xf32> into tensor<4x6x8xf32>
  %transposed_13 = linalg.transpose ins(%expanded_12 : tensor<4x6x8xf32>)
      outs(%6 : tensor<6x4x8xf32>) permutation = [1, 0, 2]
  %collapsed_14 = tensor.collapse_shape %extracted_slice_7 [[0, 1], [2, 3]] :
      tensor<1x4x2x24xf32> into tensor<4x48xf32>
  %expanded_15 = tensor.expand_shape %collapsed_14 [[0], [1, 2]] output_shape
      [4, 6, 8] : tensor<4x48xf32> into tensor<4x6x8xf32>
  %transposed_16 = linalg.transpose ins(%expanded_15 : tensor<4x6x8xf32>)
      outs(%6 : tensor<6x4x8xf32>) permutation = [1, 0, 2]
  %expanded_17 = tensor.expand_shape %transposed_10 [[0, 1], [2], [3]]
      output_shape [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  %expanded_18 = tensor.expand_shape %transposed_13 [[0, 1], [2], [3]]
      output_shape [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  %7 = tensor.empty() : tensor<2x3x4x8xf32>
  %8 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_17 :
      tensor<2x3x4x8xf32>) outs(%7 : tensor<2x3x4x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %40 = arith.truncf %cst_3 : f64 to f32
    %41 = arith.mulf %in, %40 : f32
    linalg.yield %41 : f32
  } -> tensor<2x3x4x8xf32>
  %9 = tensor.empty() : tensor<2x3x8x4xf32>
  %transposed_19 = linalg.transpose ins(%expanded_18 : tensor<2x3x4x8xf32>)
      outs(%9 : tensor<2x3x8x4xf32>) permutation = [0, 1, 3, 2]
  %10 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%transposed_19 :
      tensor<2x3x8x4xf32>) outs(%9 : tensor<2x3x8x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %40 = arith.truncf %cst_3 : f64 to f32
    %41 = arith.mulf %in, %40 : f32
    linalg.yield %41 : f32
  } -> tensor<2x3x8x4xf32>
  %collapsed_20 = tensor.collapse_shape %8 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %collapsed_21 = tensor.collapse_shape %10 [[0, 1], [2], [3]] :
      tensor<2x3x8x4xf32> into tensor<6x8x4xf32>
  %11 = tensor.empty() : tensor<6x4x4xf32>
  %12 = linalg.fill ins(%cst : f32) outs(%11 : tensor<6x4x4xf32>) ->
      tensor<6x4x4xf32>
  %13 = linalg.batch_matmul ins(%collapsed_20, %collapsed_21 :
      tensor<6x4x8xf32>, tensor<6x8x4xf32>) outs(%12 : tensor<6x4x4xf32>) ->
      tensor<6x4x4xf32>
  %expanded_22 = tensor.expand_shape %13 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 4] : tensor<6x4x4xf32> into tensor<2x3x4x4xf32>
  %14 = tensor.empty() : tensor<2x3x4xi64>
  %15 = linalg.fill ins(%c0_i64 : i64) outs(%14 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %16 = tensor.empty() : tensor<2x3x4xf32>
  %17 = linalg.fill ins(%cst_0 : f32) outs(%16 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %18:2 = linalg.generic {indexing_maps = [#map2, #map3, #map3], iterator_types
      = ["parallel", "parallel", "parallel", "reduction"]} ins(%expanded_22 :
      tensor<2x3x4x4xf32>) outs(%17, %15 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_30: i64):
    %40 = linalg.index 3 : index
    %41 = arith.index_cast %40 : index to i64
    %42 = arith.maximumf %in, %out : f32
    %43 = arith.cmpf ogt, %in, %out : f32
    %44 = arith.select %43, %41, %out_30 : i64
    linalg.yield %42, %44 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_23 = tensor.expand_shape %18#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %19 = tensor.empty() : tensor<2x3x4x4xf32>
  %20 = linalg.generic {indexing_maps = [#map2, #map4, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_22,
      %expanded_23 : tensor<2x3x4x4xf32>, tensor<2x3x4x1xf32>) outs(%19 :
      tensor<2x3x4x4xf32>) {
  ^bb0(%in: f32, %in_30: f32, %out: f32):
    %40 = arith.subf %in, %in_30 : f32
    linalg.yield %40 : f32
  } -> tensor<2x3x4x4xf32>
  %21 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%20 :
      tensor<2x3x4x4xf32>) outs(%19 : tensor<2x3x4x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %40 = math.exp %in : f32
    linalg.yield %40 : f32
  } -> tensor<2x3x4x4xf32>
  %22 = tensor.empty() : tensor<2x3x4x1xf32>
  %23 = linalg.fill ins(%cst : f32) outs(%22 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %24 = linalg.generic {indexing_maps = [#map2, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%21 :
      tensor<2x3x4x4xf32>) outs(%23 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %40 = arith.addf %in, %out : f32
    linalg.yield %40 : f32
  } -> tensor<2x3x4x1xf32>
  %25 = linalg.generic {indexing_maps = [#map2, #map4, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%21, %24 :
      tensor<2x3x4x4xf32>, tensor<2x3x4x1xf32>) outs(%19 : tensor<2x3x4x4xf32>)
      {
  ^bb0(%in: f32, %in_30: f32, %out: f32):
    %40 = arith.divf %in, %in_30 : f32
    linalg.yield %40 : f32
  } -> tensor<2x3x4x4xf32>
  %26 = tensor.empty() : tensor<2x3x4x4xi1>
  %27 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_22 :
      tensor<2x3x4x4xf32>) outs(%26 : tensor<2x3x4x4xi1>) {
  ^bb0(%in: f32, %out: i1):
    %40 = arith.extf %in : f32 to f64
    %41 = arith.cmpf oeq, %40, %cst_2 : f64
    linalg.yield %41 : i1
  } -> tensor<2x3x4x4xi1>
  %28 = tensor.empty() : tensor<2x3x4x1xi1>
  %29 = linalg.fill ins(%true : i1) outs(%28 : tensor<2x3x4x1xi1>) ->
      tensor<2x3x4x1xi1>
  %30 = linalg.generic {indexing_maps = [#map2, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%27 :
      tensor<2x3x4x4xi1>) outs(%29 : tensor<2x3x4x1xi1>) {
  ^bb0(%in: i1, %out: i1):
    %40 = arith.andi %in, %out : i1
    linalg.yield %40 : i1
  } -> tensor<2x3x4x1xi1>
  %31 = linalg.generic {indexing_maps = [#map4, #map2, #map2, #map2],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%30, %cst_1, %25 : tensor<2x3x4x1xi1>, tensor<2x3x4x4xf32>,
      tensor<2x3x4x4xf32>) outs(%19 : tensor<2x3x4x4xf32>) {
  ^bb0(%in: i1, %in_30: f32, %in_31: f32, %out: f32):
    %40 = arith.select %in, %in_30, %in_31 : f32
    linalg.yield %40 : f32
  } -> tensor<2x3x4x4xf32>
  %collapsed_24 = tensor.collapse_shape %31 [[0, 1], [2], [3]] :
      tensor<2x3x4x4xf32> into tensor<6x4x4xf32>
  %32 = linalg.fill ins(%cst : f32) outs(%6 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %33 = linalg.batch_matmul ins(%collapsed_24, %transposed_16 :
      tensor<6x4x4xf32>, tensor<6x4x8xf32>) outs(%32 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %expanded_25 = tensor.expand_shape %33 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  %34 = tensor.empty() : tensor<4x2x3x8xf32>
  %transposed_26 = linalg.transpose ins(%expanded_25 : tensor<2x3x4x8xf32>)
      outs(%34 : tensor<4x2x3x8xf32>) permutation = [2, 0, 1, 3]
  %collapsed_27 = tensor.collapse_shape %transposed_26 [[0, 1], [2, 3]] :
      tensor<4x2x3x8xf32> into tensor<8x24xf32>
  %35 = tensor.empty() : tensor<24x24xf32>
  %transposed_28 = linalg.transpose ins(%arg3 : tensor<24x24xf32>) outs(%35 :
      tensor<24x24xf32>) permutation = [1, 0]
  %36 = tensor.empty() : tensor<8x24xf32>
  %37 = linalg.fill ins(%cst : f32) outs(%36 : tensor<8x24xf32>) ->
      tensor<8x24xf32>
  %38 = linalg.matmul ins(%collapsed_27, %transposed_28 : tensor<8x24xf32>,
      tensor<24x24xf32>) outs(%37 : tensor<8x24xf32>) -> tensor<8x24xf32>
  %39 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel"]} ins(%38, %arg4 : tensor<8x24xf32>,
      tensor<24xf32>) outs(%36 : tensor<8x24xf32>) {
  ^bb0(%in: f32, %in_30: f32, %out: f32):
    %40 = arith.addf %in, %in_30 : f32
    linalg.yield %40 : f32
  } -> tensor<8x24xf32>
  %expanded_29 = tensor.expand_shape %39 [[0, 1], [2]] output_shape [4, 2, 24] :
      tensor<8x24xf32> into tensor<4x2x24xf32>
  return %expanded_29 : tensor<4x2x24xf32>
}

// -----

// One learned query for all.
// CHECK-LABEL: func @attention_pooling
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, %arg0 : tensor<2x1x8xf32>, tensor<2x5x8xf32>, tensor<2x5x8xf32>)
// CHECK-SAME: {site = "attention.0"} -> tensor<2x1x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map1 = affine_map<(d0, d1) -> (d0, d1)>
#map2 = affine_map<(d0, d1) -> (d1)>
#map3 = affine_map<(d0, d1) -> (d0)>
#map4 = affine_map<(d0, d1) -> (d0, 0)>
#map5 = affine_map<(d0, d1, d2) -> (d0, d1, 0)>
#map6 = affine_map<(d0, d1, d2) -> (d0, d2)>
func.func @attention_pooling(%arg0: tensor<2x5x8xf32>, %arg1: tensor<8x8xf32>,
    %arg2: tensor<8xf32>) -> tensor<2x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2]] : tensor<2x5x8xf32>
      into tensor<10x8xf32>
  %0 = tensor.empty() : tensor<10x8xf32>
  %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<10x8xf32>) ->
      tensor<10x8xf32>
  %2 = linalg.matmul ins(%collapsed, %arg1 : tensor<10x8xf32>, tensor<8x8xf32>)
      outs(%1 : tensor<10x8xf32>) -> tensor<10x8xf32>
  %expanded = tensor.expand_shape %2 [[0, 1], [2]] output_shape [2, 5, 8] :
      tensor<10x8xf32> into tensor<2x5x8xf32>
  %3 = tensor.empty() : tensor<2x5x8xf32>
  %4 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%expanded : tensor<2x5x8xf32>)
      outs(%3 : tensor<2x5x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %25 = math.tanh %in : f32
    linalg.yield %25 : f32
  } -> tensor<2x5x8xf32>
  %collapsed_1 = tensor.collapse_shape %4 [[0, 1], [2]] : tensor<2x5x8xf32> into
      tensor<10x8xf32>
  %5 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types =
      ["parallel", "parallel"]} ins(%collapsed_1, %arg2 : tensor<10x8xf32>,
      tensor<8xf32>) outs(%0 : tensor<10x8xf32>) {
  ^bb0(%in: f32, %in_5: f32, %out: f32):
    %25 = arith.mulf %in, %in_5 : f32
    linalg.yield %25 : f32
  } -> tensor<10x8xf32>
  %6 = tensor.empty() : tensor<10xf32>
  %7 = linalg.fill ins(%cst : f32) outs(%6 : tensor<10xf32>) -> tensor<10xf32>
  %8 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types =
      ["parallel", "reduction"]} ins(%5 : tensor<10x8xf32>) outs(%7 :
      tensor<10xf32>) {
  ^bb0(%in: f32, %out: f32):
    %25 = arith.addf %in, %out : f32
    linalg.yield %25 : f32
  } -> tensor<10xf32>
  %expanded_2 = tensor.expand_shape %8 [[0, 1]] output_shape [2, 5] :
      tensor<10xf32> into tensor<2x5xf32>
  %9 = tensor.empty() : tensor<2xi64>
  %10 = linalg.fill ins(%c0_i64 : i64) outs(%9 : tensor<2xi64>) -> tensor<2xi64>
  %11 = tensor.empty() : tensor<2xf32>
  %12 = linalg.fill ins(%cst_0 : f32) outs(%11 : tensor<2xf32>) -> tensor<2xf32>
  %13:2 = linalg.generic {indexing_maps = [#map1, #map3, #map3], iterator_types
      = ["parallel", "reduction"]} ins(%expanded_2 : tensor<2x5xf32>) outs(%12,
      %10 : tensor<2xf32>, tensor<2xi64>) {
  ^bb0(%in: f32, %out: f32, %out_5: i64):
    %25 = linalg.index 1 : index
    %26 = arith.index_cast %25 : index to i64
    %27 = arith.maximumf %in, %out : f32
    %28 = arith.cmpf ogt, %in, %out : f32
    %29 = arith.select %28, %26, %out_5 : i64
    linalg.yield %27, %29 : f32, i64
  } -> (tensor<2xf32>, tensor<2xi64>)
  %expanded_3 = tensor.expand_shape %13#0 [[0, 1]] output_shape [2, 1] :
      tensor<2xf32> into tensor<2x1xf32>
  %14 = tensor.empty() : tensor<2x5xf32>
  %15 = linalg.generic {indexing_maps = [#map1, #map4, #map1], iterator_types =
      ["parallel", "parallel"]} ins(%expanded_2, %expanded_3 : tensor<2x5xf32>,
      tensor<2x1xf32>) outs(%14 : tensor<2x5xf32>) {
  ^bb0(%in: f32, %in_5: f32, %out: f32):
    %25 = arith.subf %in, %in_5 : f32
    linalg.yield %25 : f32
  } -> tensor<2x5xf32>
  %16 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types =
      ["parallel", "parallel"]} ins(%15 : tensor<2x5xf32>) outs(%14 :
      tensor<2x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %25 = math.exp %in : f32
    linalg.yield %25 : f32
  } -> tensor<2x5xf32>
  %17 = tensor.empty() : tensor<2x1xf32>
  %18 = linalg.fill ins(%cst : f32) outs(%17 : tensor<2x1xf32>) ->
      tensor<2x1xf32>
  %19 = linalg.generic {indexing_maps = [#map1, #map4], iterator_types =
      ["parallel", "reduction"]} ins(%16 : tensor<2x5xf32>) outs(%18 :
      tensor<2x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %25 = arith.addf %in, %out : f32
    linalg.yield %25 : f32
  } -> tensor<2x1xf32>
  %20 = linalg.generic {indexing_maps = [#map1, #map4, #map1], iterator_types =
      ["parallel", "parallel"]} ins(%16, %19 : tensor<2x5xf32>, tensor<2x1xf32>)
      outs(%14 : tensor<2x5xf32>) {
  ^bb0(%in: f32, %in_5: f32, %out: f32):
    %25 = arith.divf %in, %in_5 : f32
    linalg.yield %25 : f32
  } -> tensor<2x5xf32>
  %expanded_4 = tensor.expand_shape %20 [[0], [1, 2]] output_shape [2, 5, 1] :
      tensor<2x5xf32> into tensor<2x5x1xf32>
  %21 = linalg.generic {indexing_maps = [#map5, #map, #map], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%expanded_4, %arg0 :
      tensor<2x5x1xf32>, tensor<2x5x8xf32>) outs(%3 : tensor<2x5x8xf32>) {
  ^bb0(%in: f32, %in_5: f32, %out: f32):
    %25 = arith.mulf %in, %in_5 : f32
    linalg.yield %25 : f32
  } -> tensor<2x5x8xf32>
  %22 = tensor.empty() : tensor<2x8xf32>
  %23 = linalg.fill ins(%cst : f32) outs(%22 : tensor<2x8xf32>) ->
      tensor<2x8xf32>
  %24 = linalg.generic {indexing_maps = [#map, #map6], iterator_types =
      ["parallel", "reduction", "parallel"]} ins(%21 : tensor<2x5x8xf32>)
      outs(%23 : tensor<2x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %25 = arith.addf %in, %out : f32
    linalg.yield %25 : f32
  } -> tensor<2x8xf32>
  return %24 : tensor<2x8xf32>
}
