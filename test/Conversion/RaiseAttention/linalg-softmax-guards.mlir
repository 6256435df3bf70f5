// RUN: a3-opt %s --split-input-file --a3-raise-attention --canonicalize --cse --mlir-print-local-scope | FileCheck %s
// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-verify-raised

// What is done about queries without keys in linalg.

// CHECK-LABEL: func @guard_against_nan
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<2x1x4x5xi1>)
// CHECK-SAME: {site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, 0, d2, d3)>
#map2 = affine_map<(d0, d1, d2, d3) -> ()>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @guard_against_nan(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x1x4x5xi1>)
    -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %true = arith.constant true
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant dense<0.000000e+00> : tensor<f32>
  %cst_2 = arith.constant dense<0xFF800000> : tensor<f32>
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
  %4 = tensor.empty() : tensor<2x1x4x5xi1>
  %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%arg3 :
      tensor<2x1x4x5xi1>) outs(%4 : tensor<2x1x4x5xi1>) {
  ^bb0(%in: i1, %out: i1):
    %25 = arith.xori %in, %true : i1
    linalg.yield %25 : i1
  } -> tensor<2x1x4x5xi1>
  %6 = tensor.empty() : tensor<2x3x4x5xf32>
  %7 = linalg.generic {indexing_maps = [#map1, #map2, #map, #map],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%5,
      %cst_2, %expanded : tensor<2x1x4x5xi1>, tensor<f32>, tensor<2x3x4x5xf32>)
      outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: i1, %in_8: f32, %in_9: f32, %out: f32):
    %25 = arith.select %in, %in_8, %in_9 : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x5xf32>
  %8 = tensor.empty() : tensor<2x3x4xi64>
  %9 = linalg.fill ins(%c0_i64 : i64) outs(%8 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %10 = tensor.empty() : tensor<2x3x4xf32>
  %11 = linalg.fill ins(%cst_0 : f32) outs(%10 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %12:2 = linalg.generic {indexing_maps = [#map, #map3, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%7 :
      tensor<2x3x4x5xf32>) outs(%11, %9 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_8: i64):
    %25 = linalg.index 3 : index
    %26 = arith.index_cast %25 : index to i64
    %27 = arith.maximumf %in, %out : f32
    %28 = arith.cmpf ogt, %in, %out : f32
    %29 = arith.select %28, %26, %out_8 : i64
    linalg.yield %27, %29 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_4 = tensor.expand_shape %12#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %13 = linalg.generic {indexing_maps = [#map, #map4, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%7, %expanded_4 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %25 = arith.subf %in, %in_8 : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x5xf32>
  %14 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%13 :
      tensor<2x3x4x5xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %25 = math.exp %in : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x5xf32>
  %15 = tensor.empty() : tensor<2x3x4x1xf32>
  %16 = linalg.fill ins(%cst : f32) outs(%15 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %17 = linalg.generic {indexing_maps = [#map, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%14 :
      tensor<2x3x4x5xf32>) outs(%16 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %25 = arith.addf %in, %out : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x1xf32>
  %18 = linalg.generic {indexing_maps = [#map, #map4, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%14, %17 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %25 = arith.divf %in, %in_8 : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x5xf32>
  %19 = tensor.empty() : tensor<2x3x4x5xi1>
  %20 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%18, %18 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x5xf32>) outs(%19 : tensor<2x3x4x5xi1>) {
  ^bb0(%in: f32, %in_8: f32, %out: i1):
    %25 = arith.cmpf une, %in, %in_8 : f32
    linalg.yield %25 : i1
  } -> tensor<2x3x4x5xi1>
  %21 = linalg.generic {indexing_maps = [#map, #map2, #map, #map],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%20, %cst_1, %18 : tensor<2x3x4x5xi1>, tensor<f32>,
      tensor<2x3x4x5xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: i1, %in_8: f32, %in_9: f32, %out: f32):
    %25 = arith.select %in, %in_8, %in_9 : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_5 = tensor.collapse_shape %21 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_6 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %22 = tensor.empty() : tensor<6x4x8xf32>
  %23 = linalg.fill ins(%cst : f32) outs(%22 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %24 = linalg.batch_matmul ins(%collapsed_5, %collapsed_6 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%23 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_7 = tensor.expand_shape %24 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_7 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @guard_by_maximum
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<2x1x4x5xi1>)
// CHECK-SAME: {site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, 0, d2, d3)>
#map2 = affine_map<(d0, d1, d2, d3) -> ()>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @guard_by_maximum(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x1x4x5xi1>)
    -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %true = arith.constant true
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant dense<0.000000e+00> : tensor<f32>
  %cst_2 = arith.constant dense<0xFF800000> : tensor<f32>
  %cst_3 = arith.constant 0xFFF0000000000000 : f64
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
  %4 = tensor.empty() : tensor<2x1x4x5xi1>
  %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%arg3 :
      tensor<2x1x4x5xi1>) outs(%4 : tensor<2x1x4x5xi1>) {
  ^bb0(%in: i1, %out: i1):
    %25 = arith.xori %in, %true : i1
    linalg.yield %25 : i1
  } -> tensor<2x1x4x5xi1>
  %6 = tensor.empty() : tensor<2x3x4x5xf32>
  %7 = linalg.generic {indexing_maps = [#map1, #map2, #map, #map],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%5,
      %cst_2, %expanded : tensor<2x1x4x5xi1>, tensor<f32>, tensor<2x3x4x5xf32>)
      outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: i1, %in_9: f32, %in_10: f32, %out: f32):
    %25 = arith.select %in, %in_9, %in_10 : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x5xf32>
  %8 = tensor.empty() : tensor<2x3x4xi64>
  %9 = linalg.fill ins(%c0_i64 : i64) outs(%8 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %10 = tensor.empty() : tensor<2x3x4xf32>
  %11 = linalg.fill ins(%cst_0 : f32) outs(%10 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %12:2 = linalg.generic {indexing_maps = [#map, #map3, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%7 :
      tensor<2x3x4x5xf32>) outs(%11, %9 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_9: i64):
    %25 = linalg.index 3 : index
    %26 = arith.index_cast %25 : index to i64
    %27 = arith.maximumf %in, %out : f32
    %28 = arith.cmpf ogt, %in, %out : f32
    %29 = arith.select %28, %26, %out_9 : i64
    linalg.yield %27, %29 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_5 = tensor.expand_shape %12#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %13 = tensor.empty() : tensor<2x3x4x1xi1>
  %14 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_5 :
      tensor<2x3x4x1xf32>) outs(%13 : tensor<2x3x4x1xi1>) {
  ^bb0(%in: f32, %out: i1):
    %25 = arith.extf %in : f32 to f64
    %26 = arith.cmpf oeq, %25, %cst_3 : f64
    linalg.yield %26 : i1
  } -> tensor<2x3x4x1xi1>
  %15 = linalg.generic {indexing_maps = [#map, #map4, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%7, %expanded_5 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %25 = arith.subf %in, %in_9 : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x5xf32>
  %16 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%15 :
      tensor<2x3x4x5xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %25 = math.exp %in : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x5xf32>
  %17 = tensor.empty() : tensor<2x3x4x1xf32>
  %18 = linalg.fill ins(%cst : f32) outs(%17 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %19 = linalg.generic {indexing_maps = [#map, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%16 :
      tensor<2x3x4x5xf32>) outs(%18 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %25 = arith.addf %in, %out : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x1xf32>
  %20 = linalg.generic {indexing_maps = [#map, #map4, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%16, %19 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %25 = arith.divf %in, %in_9 : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x5xf32>
  %21 = linalg.generic {indexing_maps = [#map4, #map2, #map, #map],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%14, %cst_1, %20 : tensor<2x3x4x1xi1>, tensor<f32>,
      tensor<2x3x4x5xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: i1, %in_9: f32, %in_10: f32, %out: f32):
    %25 = arith.select %in, %in_9, %in_10 : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_6 = tensor.collapse_shape %21 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_7 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %22 = tensor.empty() : tensor<6x4x8xf32>
  %23 = linalg.fill ins(%cst : f32) outs(%22 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %24 = linalg.batch_matmul ins(%collapsed_6, %collapsed_7 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%23 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_8 = tensor.expand_shape %24 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_8 : tensor<2x3x4x8xf32>
}

// -----

// The mask alone says which queries have no keys.
// CHECK-LABEL: func @guard_by_mask
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask(%arg3 : tensor<2x1x4x5xi1>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, 0, d2, d3)>
#map3 = affine_map<(d0, d1, d2, d3) -> ()>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map5 = affine_map<(d0, d1, d2, d3) -> (d0, 0, d2, 0)>
func.func @guard_by_mask(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x1x4x5xi1>) ->
    tensor<2x3x4x8xf32> {
  %false = arith.constant false
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant dense<0.000000e+00> : tensor<f32>
  %cst_2 = arith.constant dense<0xFF800000> : tensor<f32>
  %cst_3 = arith.constant 3.000000e-01 : f64
  %0 = tensor.empty() : tensor<2x1x4x1xi1>
  %1 = linalg.fill ins(%false : i1) outs(%0 : tensor<2x1x4x1xi1>) ->
      tensor<2x1x4x1xi1>
  %2 = linalg.generic {indexing_maps = [#map, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%arg3 :
      tensor<2x1x4x5xi1>) outs(%1 : tensor<2x1x4x1xi1>) {
  ^bb0(%in: i1, %out: i1):
    %25 = arith.ori %in, %out : i1
    linalg.yield %25 : i1
  } -> tensor<2x1x4x1xi1>
  %3 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf32>) outs(%3 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %collapsed_4 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %4 = tensor.empty() : tensor<6x4x5xf32>
  %5 = linalg.fill ins(%cst : f32) outs(%4 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %6 = linalg.batch_matmul ins(%collapsed, %collapsed_4 : tensor<6x4x8xf32>,
      tensor<6x8x5xf32>) outs(%5 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %expanded = tensor.expand_shape %6 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
  %7 = tensor.empty() : tensor<2x3x4x5xf32>
  %8 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%7 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %25 = arith.truncf %cst_3 : f64 to f32
    %26 = arith.mulf %in, %25 : f32
    linalg.yield %26 : f32
  } -> tensor<2x3x4x5xf32>
  %9 = linalg.generic {indexing_maps = [#map2, #map, #map3, #map],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%arg3, %8, %cst_2 : tensor<2x1x4x5xi1>, tensor<2x3x4x5xf32>,
      tensor<f32>) outs(%7 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: i1, %in_9: f32, %in_10: f32, %out: f32):
    %25 = arith.select %in, %in_9, %in_10 : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x5xf32>
  %10 = tensor.empty() : tensor<2x3x4xi64>
  %11 = linalg.fill ins(%c0_i64 : i64) outs(%10 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %12 = tensor.empty() : tensor<2x3x4xf32>
  %13 = linalg.fill ins(%cst_0 : f32) outs(%12 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %14:2 = linalg.generic {indexing_maps = [#map, #map4, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%9 :
      tensor<2x3x4x5xf32>) outs(%13, %11 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_9: i64):
    %25 = linalg.index 3 : index
    %26 = arith.index_cast %25 : index to i64
    %27 = arith.maximumf %in, %out : f32
    %28 = arith.cmpf ogt, %in, %out : f32
    %29 = arith.select %28, %26, %out_9 : i64
    linalg.yield %27, %29 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_5 = tensor.expand_shape %14#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %15 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%9, %expanded_5 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%7 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %25 = arith.subf %in, %in_9 : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x5xf32>
  %16 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%15 :
      tensor<2x3x4x5xf32>) outs(%7 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %25 = math.exp %in : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x5xf32>
  %17 = tensor.empty() : tensor<2x3x4x1xf32>
  %18 = linalg.fill ins(%cst : f32) outs(%17 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %19 = linalg.generic {indexing_maps = [#map, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%16 :
      tensor<2x3x4x5xf32>) outs(%18 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %25 = arith.addf %in, %out : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x1xf32>
  %20 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%16, %19 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%7 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %25 = arith.divf %in, %in_9 : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x5xf32>
  %21 = linalg.generic {indexing_maps = [#map5, #map, #map3, #map],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%2,
      %20, %cst_1 : tensor<2x1x4x1xi1>, tensor<2x3x4x5xf32>, tensor<f32>)
      outs(%7 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: i1, %in_9: f32, %in_10: f32, %out: f32):
    %25 = arith.select %in, %in_9, %in_10 : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_6 = tensor.collapse_shape %21 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_7 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %22 = tensor.empty() : tensor<6x4x8xf32>
  %23 = linalg.fill ins(%cst : f32) outs(%22 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %24 = linalg.batch_matmul ins(%collapsed_6, %collapsed_7 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%23 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_8 = tensor.expand_shape %24 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_8 : tensor<2x3x4x8xf32>
}

// -----

// The same mask once more changes nothing.
// CHECK-LABEL: func @mask_again_after_softmax
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask(%arg3 : tensor<2x1x4x5xi1>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, 0, d2, d3)>
#map2 = affine_map<(d0, d1, d2, d3) -> ()>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @mask_again_after_softmax(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x1x4x5xi1>)
    -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant dense<0.000000e+00> : tensor<f32>
  %cst_2 = arith.constant dense<0xFF800000> : tensor<f32>
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
    %22 = arith.truncf %cst_3 : f64 to f32
    %23 = arith.mulf %in, %22 : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x5xf32>
  %6 = linalg.generic {indexing_maps = [#map1, #map, #map2, #map],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%arg3, %5, %cst_2 : tensor<2x1x4x5xi1>, tensor<2x3x4x5xf32>,
      tensor<f32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: i1, %in_9: f32, %in_10: f32, %out: f32):
    %22 = arith.select %in, %in_9, %in_10 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %7 = tensor.empty() : tensor<2x3x4xi64>
  %8 = linalg.fill ins(%c0_i64 : i64) outs(%7 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %9 = tensor.empty() : tensor<2x3x4xf32>
  %10 = linalg.fill ins(%cst_0 : f32) outs(%9 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %11:2 = linalg.generic {indexing_maps = [#map, #map3, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%6 :
      tensor<2x3x4x5xf32>) outs(%10, %8 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_9: i64):
    %22 = linalg.index 3 : index
    %23 = arith.index_cast %22 : index to i64
    %24 = arith.maximumf %in, %out : f32
    %25 = arith.cmpf ogt, %in, %out : f32
    %26 = arith.select %25, %23, %out_9 : i64
    linalg.yield %24, %26 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_5 = tensor.expand_shape %11#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %12 = linalg.generic {indexing_maps = [#map, #map4, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%6, %expanded_5 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %22 = arith.subf %in, %in_9 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %13 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%12 :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = math.exp %in : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %14 = tensor.empty() : tensor<2x3x4x1xf32>
  %15 = linalg.fill ins(%cst : f32) outs(%14 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %16 = linalg.generic {indexing_maps = [#map, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%13 :
      tensor<2x3x4x5xf32>) outs(%15 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = arith.addf %in, %out : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x1xf32>
  %17 = linalg.generic {indexing_maps = [#map, #map4, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%13, %16 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %22 = arith.divf %in, %in_9 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %18 = linalg.generic {indexing_maps = [#map1, #map, #map2, #map],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%arg3, %17, %cst_1 : tensor<2x1x4x5xi1>, tensor<2x3x4x5xf32>,
      tensor<f32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: i1, %in_9: f32, %in_10: f32, %out: f32):
    %22 = arith.select %in, %in_9, %in_10 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_6 = tensor.collapse_shape %18 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_7 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %19 = tensor.empty() : tensor<6x4x8xf32>
  %20 = linalg.fill ins(%cst : f32) outs(%19 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %21 = linalg.batch_matmul ins(%collapsed_6, %collapsed_7 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%20 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_8 = tensor.expand_shape %21 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_8 : tensor<2x3x4x8xf32>
}
