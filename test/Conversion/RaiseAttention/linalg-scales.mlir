// RUN: a3-opt %s --split-input-file --a3-raise-attention --canonicalize --cse --mlir-print-local-scope | FileCheck %s
// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-verify-raised

// Scales in linalg: numbers wherever they are, and factors that are not numbers,
// which are folded into queries or keys.

// CHECK-LABEL: func @factor_of_a_head
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d1, 0, 0)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @factor_of_a_head(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<3x1x1xf32>)
    -> tensor<2x3x4x8xf32> {
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
      tensor<2x3x4x5xf32>, tensor<3x1x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_6: f32, %out: f32):
    %20 = arith.mulf %in, %in_6 : f32
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

// CHECK-LABEL: func @factor_of_a_query
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d2, 0)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @factor_of_a_query(%arg0: tensor<2x3x4x8xf32>, %arg1:
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
    %20 = arith.mulf %in, %in_6 : f32
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

// CHECK-LABEL: func @factor_of_a_key
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, {{%.*}}, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d3)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @factor_of_a_key(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<5xf32>) ->
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
      tensor<2x3x4x5xf32>, tensor<5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_6: f32, %out: f32):
    %20 = arith.mulf %in, %in_6 : f32
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

// CHECK-LABEL: func @factor_as_argument
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> ()>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @factor_as_argument(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<f32>) ->
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
      tensor<2x3x4x5xf32>, tensor<f32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_6: f32, %out: f32):
    %20 = arith.mulf %in, %in_6 : f32
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

// CHECK-LABEL: func @normalised_queries_and_keys
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 1.000000e+01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
func.func @normalised_queries_and_keys(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 9.9999999999999998E-13 : f64
  %cst_2 = arith.constant 5.000000e-01 : f32
  %cst_3 = arith.constant 1.000000e+01 : f32
  %cst_4 = arith.constant 2.000000e+00 : f32
  %0 = tensor.empty() : tensor<2x3x4x1xf32>
  %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %2 = linalg.generic {indexing_maps = [#map, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%arg0 :
      tensor<2x3x4x8xf32>) outs(%1 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %34 = math.absf %in : f32
    %35 = math.powf %34, %cst_4 : f32
    %36 = arith.addf %35, %out : f32
    linalg.yield %36 : f32
  } -> tensor<2x3x4x1xf32>
  %3 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%2 :
      tensor<2x3x4x1xf32>) outs(%0 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %34 = math.powf %in, %cst_2 : f32
    linalg.yield %34 : f32
  } -> tensor<2x3x4x1xf32>
  %4 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%3 :
      tensor<2x3x4x1xf32>) outs(%0 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %34 = arith.truncf %cst_1 : f64 to f32
    %35 = arith.cmpf ult, %in, %34 : f32
    %36 = arith.select %35, %34, %in : f32
    linalg.yield %36 : f32
  } -> tensor<2x3x4x1xf32>
  %5 = tensor.empty() : tensor<2x3x4x8xf32>
  %collapsed = tensor.collapse_shape %4 [[0], [1], [2, 3]] : tensor<2x3x4x1xf32>
      into tensor<2x3x4xf32>
  %6 = linalg.generic {indexing_maps = [#map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%collapsed :
      tensor<2x3x4xf32>) outs(%5 : tensor<2x3x4x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x3x4x8xf32>
  %7 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%arg0, %6 :
      tensor<2x3x4x8xf32>, tensor<2x3x4x8xf32>) outs(%5 : tensor<2x3x4x8xf32>) {
  ^bb0(%in: f32, %in_12: f32, %out: f32):
    %34 = arith.divf %in, %in_12 : f32
    linalg.yield %34 : f32
  } -> tensor<2x3x4x8xf32>
  %8 = tensor.empty() : tensor<2x3x5x1xf32>
  %9 = linalg.fill ins(%cst : f32) outs(%8 : tensor<2x3x5x1xf32>) ->
      tensor<2x3x5x1xf32>
  %10 = linalg.generic {indexing_maps = [#map, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%arg1 :
      tensor<2x3x5x8xf32>) outs(%9 : tensor<2x3x5x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %34 = math.absf %in : f32
    %35 = math.powf %34, %cst_4 : f32
    %36 = arith.addf %35, %out : f32
    linalg.yield %36 : f32
  } -> tensor<2x3x5x1xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%10 :
      tensor<2x3x5x1xf32>) outs(%8 : tensor<2x3x5x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %34 = math.powf %in, %cst_2 : f32
    linalg.yield %34 : f32
  } -> tensor<2x3x5x1xf32>
  %12 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%11 :
      tensor<2x3x5x1xf32>) outs(%8 : tensor<2x3x5x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %34 = arith.truncf %cst_1 : f64 to f32
    %35 = arith.cmpf ult, %in, %34 : f32
    %36 = arith.select %35, %34, %in : f32
    linalg.yield %36 : f32
  } -> tensor<2x3x5x1xf32>
  %13 = tensor.empty() : tensor<2x3x5x8xf32>
  %collapsed_5 = tensor.collapse_shape %12 [[0], [1], [2, 3]] :
      tensor<2x3x5x1xf32> into tensor<2x3x5xf32>
  %14 = linalg.generic {indexing_maps = [#map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%collapsed_5 :
      tensor<2x3x5xf32>) outs(%13 : tensor<2x3x5x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x3x5x8xf32>
  %15 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%arg1, %14 :
      tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>) outs(%13 : tensor<2x3x5x8xf32>)
      {
  ^bb0(%in: f32, %in_12: f32, %out: f32):
    %34 = arith.divf %in, %in_12 : f32
    linalg.yield %34 : f32
  } -> tensor<2x3x5x8xf32>
  %16 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%15 : tensor<2x3x5x8xf32>) outs(%16 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %collapsed_6 = tensor.collapse_shape %7 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %collapsed_7 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %17 = tensor.empty() : tensor<6x4x5xf32>
  %18 = linalg.fill ins(%cst : f32) outs(%17 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %19 = linalg.batch_matmul ins(%collapsed_6, %collapsed_7 : tensor<6x4x8xf32>,
      tensor<6x8x5xf32>) outs(%18 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %expanded = tensor.expand_shape %19 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
  %20 = tensor.empty() : tensor<2x3x4x5xf32>
  %21 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%20 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %34 = arith.mulf %in, %cst_3 : f32
    linalg.yield %34 : f32
  } -> tensor<2x3x4x5xf32>
  %22 = tensor.empty() : tensor<2x3x4xi64>
  %23 = linalg.fill ins(%c0_i64 : i64) outs(%22 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %24 = tensor.empty() : tensor<2x3x4xf32>
  %25 = linalg.fill ins(%cst_0 : f32) outs(%24 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %26:2 = linalg.generic {indexing_maps = [#map, #map2, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%21 :
      tensor<2x3x4x5xf32>) outs(%25, %23 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_12: i64):
    %34 = linalg.index 3 : index
    %35 = arith.index_cast %34 : index to i64
    %36 = arith.maximumf %in, %out : f32
    %37 = arith.cmpf ogt, %in, %out : f32
    %38 = arith.select %37, %35, %out_12 : i64
    linalg.yield %36, %38 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_8 = tensor.expand_shape %26#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %27 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%21, %expanded_8 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%20 : tensor<2x3x4x5xf32>)
      {
  ^bb0(%in: f32, %in_12: f32, %out: f32):
    %34 = arith.subf %in, %in_12 : f32
    linalg.yield %34 : f32
  } -> tensor<2x3x4x5xf32>
  %28 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%27 :
      tensor<2x3x4x5xf32>) outs(%20 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %34 = math.exp %in : f32
    linalg.yield %34 : f32
  } -> tensor<2x3x4x5xf32>
  %29 = linalg.generic {indexing_maps = [#map, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%28 :
      tensor<2x3x4x5xf32>) outs(%1 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %34 = arith.addf %in, %out : f32
    linalg.yield %34 : f32
  } -> tensor<2x3x4x1xf32>
  %30 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%28, %29 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%20 : tensor<2x3x4x5xf32>)
      {
  ^bb0(%in: f32, %in_12: f32, %out: f32):
    %34 = arith.divf %in, %in_12 : f32
    linalg.yield %34 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_9 = tensor.collapse_shape %30 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_10 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %31 = tensor.empty() : tensor<6x4x8xf32>
  %32 = linalg.fill ins(%cst : f32) outs(%31 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %33 = linalg.batch_matmul ins(%collapsed_9, %collapsed_10 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%32 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_11 = tensor.expand_shape %33 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_11 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @scale_on_queries
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @scale_on_queries(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 3.000000e-01 : f64
  %0 = tensor.empty() : tensor<2x3x4x8xf32>
  %1 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%arg0 :
      tensor<2x3x4x8xf32>) outs(%0 : tensor<2x3x4x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = arith.truncf %cst_1 : f64 to f32
    %22 = arith.mulf %in, %21 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x8xf32>
  %2 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf32>) outs(%2 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %1 [[0, 1], [2], [3]] : tensor<2x3x4x8xf32>
      into tensor<6x4x8xf32>
  %collapsed_2 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
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
  %10:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%9, %7 : tensor<2x3x4xf32>, tensor<2x3x4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_7: i64):
    %21 = linalg.index 3 : index
    %22 = arith.index_cast %21 : index to i64
    %23 = arith.maximumf %in, %out : f32
    %24 = arith.cmpf ogt, %in, %out : f32
    %25 = arith.select %24, %22, %out_7 : i64
    linalg.yield %23, %25 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_3 = tensor.expand_shape %10#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %11 = tensor.empty() : tensor<2x3x4x5xf32>
  %12 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded,
      %expanded_3 : tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%11 :
      tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_7: f32, %out: f32):
    %21 = arith.subf %in, %in_7 : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5xf32>
  %13 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%12 :
      tensor<2x3x4x5xf32>) outs(%11 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = math.exp %in : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5xf32>
  %14 = tensor.empty() : tensor<2x3x4x1xf32>
  %15 = linalg.fill ins(%cst : f32) outs(%14 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %16 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%13 :
      tensor<2x3x4x5xf32>) outs(%15 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = arith.addf %in, %out : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x1xf32>
  %17 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%13, %16 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%11 : tensor<2x3x4x5xf32>)
      {
  ^bb0(%in: f32, %in_7: f32, %out: f32):
    %21 = arith.divf %in, %in_7 : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_4 = tensor.collapse_shape %17 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_5 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %18 = tensor.empty() : tensor<6x4x8xf32>
  %19 = linalg.fill ins(%cst : f32) outs(%18 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %20 = linalg.batch_matmul ins(%collapsed_4, %collapsed_5 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%19 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_6 = tensor.expand_shape %20 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_6 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @scale_on_keys
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @scale_on_keys(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 3.000000e-01 : f64
  %0 = tensor.empty() : tensor<2x3x5x8xf32>
  %1 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%arg1 :
      tensor<2x3x5x8xf32>) outs(%0 : tensor<2x3x5x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = arith.truncf %cst_1 : f64 to f32
    %22 = arith.mulf %in, %21 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x5x8xf32>
  %2 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%1 : tensor<2x3x5x8xf32>) outs(%2 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %collapsed_2 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
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
  %10:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%9, %7 : tensor<2x3x4xf32>, tensor<2x3x4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_7: i64):
    %21 = linalg.index 3 : index
    %22 = arith.index_cast %21 : index to i64
    %23 = arith.maximumf %in, %out : f32
    %24 = arith.cmpf ogt, %in, %out : f32
    %25 = arith.select %24, %22, %out_7 : i64
    linalg.yield %23, %25 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_3 = tensor.expand_shape %10#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %11 = tensor.empty() : tensor<2x3x4x5xf32>
  %12 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded,
      %expanded_3 : tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%11 :
      tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_7: f32, %out: f32):
    %21 = arith.subf %in, %in_7 : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5xf32>
  %13 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%12 :
      tensor<2x3x4x5xf32>) outs(%11 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = math.exp %in : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5xf32>
  %14 = tensor.empty() : tensor<2x3x4x1xf32>
  %15 = linalg.fill ins(%cst : f32) outs(%14 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %16 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%13 :
      tensor<2x3x4x5xf32>) outs(%15 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = arith.addf %in, %out : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x1xf32>
  %17 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%13, %16 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%11 : tensor<2x3x4x5xf32>)
      {
  ^bb0(%in: f32, %in_7: f32, %out: f32):
    %21 = arith.divf %in, %in_7 : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_4 = tensor.collapse_shape %17 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_5 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %18 = tensor.empty() : tensor<6x4x8xf32>
  %19 = linalg.fill ins(%cst : f32) outs(%18 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %20 = linalg.batch_matmul ins(%collapsed_4, %collapsed_5 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%19 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_6 = tensor.expand_shape %20 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_6 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @several_factors
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 0.117851131 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @several_factors(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 2.8284271247461903 : f64
  %cst_2 = arith.constant 3.000000e+00 : f32
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
    %21 = arith.truncf %cst_1 : f64 to f32
    %22 = arith.divf %in, %21 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %6 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5 :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = arith.divf %in, %cst_2 : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5xf32>
  %7 = tensor.empty() : tensor<2x3x4xi64>
  %8 = linalg.fill ins(%c0_i64 : i64) outs(%7 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %9 = tensor.empty() : tensor<2x3x4xf32>
  %10 = linalg.fill ins(%cst_0 : f32) outs(%9 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %11:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%6 :
      tensor<2x3x4x5xf32>) outs(%10, %8 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_8: i64):
    %21 = linalg.index 3 : index
    %22 = arith.index_cast %21 : index to i64
    %23 = arith.maximumf %in, %out : f32
    %24 = arith.cmpf ogt, %in, %out : f32
    %25 = arith.select %24, %22, %out_8 : i64
    linalg.yield %23, %25 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_4 = tensor.expand_shape %11#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %12 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%6, %expanded_4 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %21 = arith.subf %in, %in_8 : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5xf32>
  %13 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%12 :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = math.exp %in : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5xf32>
  %14 = tensor.empty() : tensor<2x3x4x1xf32>
  %15 = linalg.fill ins(%cst : f32) outs(%14 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %16 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%13 :
      tensor<2x3x4x5xf32>) outs(%15 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = arith.addf %in, %out : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x1xf32>
  %17 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%13, %16 :
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

// CHECK-LABEL: func @factor_without_dimensions
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 2.500000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> ()>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @factor_without_dimensions(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant dense<4.000000e+00> : tensor<f32>
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
  %5 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded, %cst_1 :
      tensor<2x3x4x5xf32>, tensor<f32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_7: f32, %out: f32):
    %20 = arith.divf %in, %in_7 : f32
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
  %11 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types =
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
