// RUN: a3-opt %s --split-input-file --a3-raise-attention --canonicalize --cse --mlir-print-local-scope | FileCheck %s
// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-verify-raised

// Masks that are constants in linalg.

// CHECK-LABEL: func @constant_triangle
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<1x1x4x5xi1>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1) -> (d0, d1)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d2, d3)>
#map3 = affine_map<(d0, d1, d2, d3) -> ()>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map5 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @constant_triangle(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i8 = arith.constant 0 : i8
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant dense<-3.40282347E+38> : tensor<f32>
  %cst_2 = arith.constant 3.000000e-01 : f64
  %cst_3 = arith.constant
      dense<[[1, 0, 0, 0, 0], [1, 1, 0, 0, 0], [1, 1, 1, 0, 0], [1, 1, 1, 1,
      0]]> : tensor<4x5xi8>
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
    %23 = arith.truncf %cst_2 : f64 to f32
    %24 = arith.mulf %in, %23 : f32
    linalg.yield %24 : f32
  } -> tensor<2x3x4x5xf32>
  %6 = tensor.empty() : tensor<4x5xi1>
  %7 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types =
      ["parallel", "parallel"]} ins(%cst_3 : tensor<4x5xi8>) outs(%6 :
      tensor<4x5xi1>) {
  ^bb0(%in: i8, %out: i1):
    %23 = arith.cmpi ne, %in, %c0_i8 : i8
    linalg.yield %23 : i1
  } -> tensor<4x5xi1>
  %8 = linalg.generic {indexing_maps = [#map2, #map, #map3, #map],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%7,
      %5, %cst_1 : tensor<4x5xi1>, tensor<2x3x4x5xf32>, tensor<f32>) outs(%4 :
      tensor<2x3x4x5xf32>) {
  ^bb0(%in: i1, %in_9: f32, %in_10: f32, %out: f32):
    %23 = arith.select %in, %in_9, %in_10 : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x5xf32>
  %9 = tensor.empty() : tensor<2x3x4xi64>
  %10 = linalg.fill ins(%c0_i64 : i64) outs(%9 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %11 = tensor.empty() : tensor<2x3x4xf32>
  %12 = linalg.fill ins(%cst_0 : f32) outs(%11 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %13:2 = linalg.generic {indexing_maps = [#map, #map4, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%8 :
      tensor<2x3x4x5xf32>) outs(%12, %10 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_9: i64):
    %23 = linalg.index 3 : index
    %24 = arith.index_cast %23 : index to i64
    %25 = arith.maximumf %in, %out : f32
    %26 = arith.cmpf ogt, %in, %out : f32
    %27 = arith.select %26, %24, %out_9 : i64
    linalg.yield %25, %27 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_5 = tensor.expand_shape %13#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %14 = linalg.generic {indexing_maps = [#map, #map5, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%8, %expanded_5 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %23 = arith.subf %in, %in_9 : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x5xf32>
  %15 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%14 :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %23 = math.exp %in : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x5xf32>
  %16 = tensor.empty() : tensor<2x3x4x1xf32>
  %17 = linalg.fill ins(%cst : f32) outs(%16 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %18 = linalg.generic {indexing_maps = [#map, #map5], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%15 :
      tensor<2x3x4x5xf32>) outs(%17 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %23 = arith.addf %in, %out : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x1xf32>
  %19 = linalg.generic {indexing_maps = [#map, #map5, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%15, %18 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %23 = arith.divf %in, %in_9 : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_6 = tensor.collapse_shape %19 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_7 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %20 = tensor.empty() : tensor<6x4x8xf32>
  %21 = linalg.fill ins(%cst : f32) outs(%20 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %22 = linalg.batch_matmul ins(%collapsed_6, %collapsed_7 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%21 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_8 = tensor.expand_shape %22 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_8 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @constant_triangle_of_infinity
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<1x1x4x5xi1>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d2, d3)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @constant_triangle_of_infinity(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant
      dense<[[0.000000e+00, 0xFF800000, 0xFF800000, 0xFF800000, 0xFF800000],
      [0.000000e+00, 0.000000e+00, 0xFF800000, 0xFF800000, 0xFF800000],
      [0.000000e+00, 0.000000e+00, 0.000000e+00, 0xFF800000, 0xFF800000],
      [0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0xFF800000]]> :
      tensor<4x5xf32>
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
  %6 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5, %cst_1 :
      tensor<2x3x4x5xf32>, tensor<4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %21 = arith.addf %in, %in_8 : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5xf32>
  %7 = tensor.empty() : tensor<2x3x4xi64>
  %8 = linalg.fill ins(%c0_i64 : i64) outs(%7 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %9 = tensor.empty() : tensor<2x3x4xf32>
  %10 = linalg.fill ins(%cst_0 : f32) outs(%9 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %11:2 = linalg.generic {indexing_maps = [#map, #map2, #map2], iterator_types =
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
  %12 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types =
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
  %16 = linalg.generic {indexing_maps = [#map, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%13 :
      tensor<2x3x4x5xf32>) outs(%15 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = arith.addf %in, %out : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x1xf32>
  %17 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types =
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

// The scores are multiplied by the triangle as well, as in the first GPT.
// CHECK-LABEL: func @triangle_of_ones
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<1x1x4x5xi1>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (0, 0, d2, d3)>
#map2 = affine_map<(d0, d1, d2, d3) -> ()>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @triangle_of_ones(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %c0_i64 = arith.constant 0 : i64
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 3.000000e-01 : f64
  %cst_2 = arith.constant
      dense<[[[[1.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00,
      0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00], [1.000000e+00,
      1.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00,
      0.000000e+00, 0.000000e+00], [1.000000e+00, 1.000000e+00, 1.000000e+00,
      0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00,
      0.000000e+00], [1.000000e+00, 1.000000e+00, 1.000000e+00, 1.000000e+00,
      0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00], [1.000000e+00,
      1.000000e+00, 1.000000e+00, 1.000000e+00, 1.000000e+00, 0.000000e+00,
      0.000000e+00, 0.000000e+00], [1.000000e+00, 1.000000e+00, 1.000000e+00,
      1.000000e+00, 1.000000e+00, 1.000000e+00, 0.000000e+00,
      0.000000e+00], [1.000000e+00, 1.000000e+00, 1.000000e+00, 1.000000e+00,
      1.000000e+00, 1.000000e+00, 1.000000e+00, 0.000000e+00], [1.000000e+00,
      1.000000e+00, 1.000000e+00, 1.000000e+00, 1.000000e+00, 1.000000e+00,
      1.000000e+00, 1.000000e+00]]]]> : tensor<1x1x8x8xf32>
  %cst_3 = arith.constant 1.000000e+04 : f32
  %cst_4 = arith.constant dense<1> : tensor<i64>
  %extracted_slice = tensor.extract_slice %cst_2[0, 0, 1, 0] [1, 1, 4, 8]
      [1, 1, 1, 1] : tensor<1x1x8x8xf32> to tensor<1x1x4x8xf32>
  %extracted_slice_5 = tensor.extract_slice %extracted_slice[0, 0, 0, 0]
      [1, 1, 4, 5] [1, 1, 1, 1] : tensor<1x1x4x8xf32> to tensor<1x1x4x5xf32>
  %0 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf32>) outs(%0 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %collapsed_6 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %1 = tensor.empty() : tensor<6x4x5xf32>
  %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %3 = linalg.batch_matmul ins(%collapsed, %collapsed_6 : tensor<6x4x8xf32>,
      tensor<6x8x5xf32>) outs(%2 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %expanded = tensor.expand_shape %3 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
  %4 = tensor.empty() : tensor<2x3x4x5xf32>
  %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %25 = arith.truncf %cst_1 : f64 to f32
    %26 = arith.mulf %in, %25 : f32
    linalg.yield %26 : f32
  } -> tensor<2x3x4x5xf32>
  %6 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5,
      %extracted_slice_5 : tensor<2x3x4x5xf32>, tensor<1x1x4x5xf32>) outs(%4 :
      tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_11: f32, %out: f32):
    %25 = arith.mulf %in, %in_11 : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x5xf32>
  %7 = tensor.empty() : tensor<1x1x4x5xf32>
  %8 = linalg.generic {indexing_maps = [#map2, #map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_4,
      %extracted_slice_5 : tensor<i64>, tensor<1x1x4x5xf32>) outs(%7 :
      tensor<1x1x4x5xf32>) {
  ^bb0(%in: i64, %in_11: f32, %out: f32):
    %25 = arith.sitofp %in : i64 to f32
    %26 = arith.subf %25, %in_11 : f32
    linalg.yield %26 : f32
  } -> tensor<1x1x4x5xf32>
  %9 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%8 :
      tensor<1x1x4x5xf32>) outs(%7 : tensor<1x1x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %25 = arith.mulf %in, %cst_3 : f32
    linalg.yield %25 : f32
  } -> tensor<1x1x4x5xf32>
  %10 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%6, %9 :
      tensor<2x3x4x5xf32>, tensor<1x1x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_11: f32, %out: f32):
    %25 = arith.subf %in, %in_11 : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x5xf32>
  %11 = tensor.empty() : tensor<2x3x4xi64>
  %12 = linalg.fill ins(%c0_i64 : i64) outs(%11 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %13 = tensor.empty() : tensor<2x3x4xf32>
  %14 = linalg.fill ins(%cst_0 : f32) outs(%13 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %15:2 = linalg.generic {indexing_maps = [#map, #map3, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%10 :
      tensor<2x3x4x5xf32>) outs(%14, %12 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_11: i64):
    %25 = linalg.index 3 : index
    %26 = arith.index_cast %25 : index to i64
    %27 = arith.maximumf %in, %out : f32
    %28 = arith.cmpf ogt, %in, %out : f32
    %29 = arith.select %28, %26, %out_11 : i64
    linalg.yield %27, %29 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_7 = tensor.expand_shape %15#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %16 = linalg.generic {indexing_maps = [#map, #map4, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%10, %expanded_7 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_11: f32, %out: f32):
    %25 = arith.subf %in, %in_11 : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x5xf32>
  %17 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%16 :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %25 = math.exp %in : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x5xf32>
  %18 = tensor.empty() : tensor<2x3x4x1xf32>
  %19 = linalg.fill ins(%cst : f32) outs(%18 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %20 = linalg.generic {indexing_maps = [#map, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%17 :
      tensor<2x3x4x5xf32>) outs(%19 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %25 = arith.addf %in, %out : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x1xf32>
  %21 = linalg.generic {indexing_maps = [#map, #map4, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%17, %20 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_11: f32, %out: f32):
    %25 = arith.divf %in, %in_11 : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_8 = tensor.collapse_shape %21 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_9 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %22 = tensor.empty() : tensor<6x4x8xf32>
  %23 = linalg.fill ins(%cst : f32) outs(%22 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %24 = linalg.batch_matmul ins(%collapsed_8, %collapsed_9 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%23 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_10 = tensor.expand_shape %24 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_10 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @cut_out_of_larger_constant
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<1x1x4x5xi1>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (0, 0, d2, d3)>
#map2 = affine_map<(d0, d1, d2, d3) -> ()>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @cut_out_of_larger_constant(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %c0_i8 = arith.constant 0 : i8
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant dense<-3.40282347E+38> : tensor<f32>
  %cst_2 = arith.constant 3.000000e-01 : f64
  %c0_i64 = arith.constant 0 : i64
  %cst_3 = arith.constant
      dense<[[[[1, 0, 0, 0, 0, 0, 0, 0], [1, 1, 0, 0, 0, 0, 0, 0], [1, 1, 1, 0,
      0, 0, 0, 0], [1, 1, 1, 1, 0, 0, 0, 0], [1, 1, 1, 1, 1, 0, 0, 0], [1, 1, 1,
      1, 1, 1, 0, 0], [1, 1, 1, 1, 1, 1, 1, 0], [1, 1, 1, 1, 1, 1, 1,
      1]]]]> : tensor<1x1x8x8xi8>
  %0 = tensor.empty() : tensor<1x1x8x8xi1>
  %1 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_3 :
      tensor<1x1x8x8xi8>) outs(%0 : tensor<1x1x8x8xi1>) {
  ^bb0(%in: i8, %out: i1):
    %23 = arith.cmpi ne, %in, %c0_i8 : i8
    linalg.yield %23 : i1
  } -> tensor<1x1x8x8xi1>
  %extracted_slice = tensor.extract_slice %1[0, 0, 1, 0] [1, 1, 4, 8]
      [1, 1, 1, 1] : tensor<1x1x8x8xi1> to tensor<1x1x4x8xi1>
  %extracted_slice_4 = tensor.extract_slice %extracted_slice[0, 0, 0, 0]
      [1, 1, 4, 5] [1, 1, 1, 1] : tensor<1x1x4x8xi1> to tensor<1x1x4x5xi1>
  %2 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf32>) outs(%2 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %collapsed_5 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %3 = tensor.empty() : tensor<6x4x5xf32>
  %4 = linalg.fill ins(%cst : f32) outs(%3 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %5 = linalg.batch_matmul ins(%collapsed, %collapsed_5 : tensor<6x4x8xf32>,
      tensor<6x8x5xf32>) outs(%4 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %expanded = tensor.expand_shape %5 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
  %6 = tensor.empty() : tensor<2x3x4x5xf32>
  %7 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %23 = arith.truncf %cst_2 : f64 to f32
    %24 = arith.mulf %in, %23 : f32
    linalg.yield %24 : f32
  } -> tensor<2x3x4x5xf32>
  %8 = linalg.generic {indexing_maps = [#map1, #map, #map2, #map],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%extracted_slice_4, %7, %cst_1 : tensor<1x1x4x5xi1>,
      tensor<2x3x4x5xf32>, tensor<f32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: i1, %in_10: f32, %in_11: f32, %out: f32):
    %23 = arith.select %in, %in_10, %in_11 : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x5xf32>
  %9 = tensor.empty() : tensor<2x3x4xi64>
  %10 = linalg.fill ins(%c0_i64 : i64) outs(%9 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %11 = tensor.empty() : tensor<2x3x4xf32>
  %12 = linalg.fill ins(%cst_0 : f32) outs(%11 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %13:2 = linalg.generic {indexing_maps = [#map, #map3, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%8 :
      tensor<2x3x4x5xf32>) outs(%12, %10 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_10: i64):
    %23 = linalg.index 3 : index
    %24 = arith.index_cast %23 : index to i64
    %25 = arith.maximumf %in, %out : f32
    %26 = arith.cmpf ogt, %in, %out : f32
    %27 = arith.select %26, %24, %out_10 : i64
    linalg.yield %25, %27 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_6 = tensor.expand_shape %13#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %14 = linalg.generic {indexing_maps = [#map, #map4, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%8, %expanded_6 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %23 = arith.subf %in, %in_10 : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x5xf32>
  %15 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%14 :
      tensor<2x3x4x5xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %23 = math.exp %in : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x5xf32>
  %16 = tensor.empty() : tensor<2x3x4x1xf32>
  %17 = linalg.fill ins(%cst : f32) outs(%16 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %18 = linalg.generic {indexing_maps = [#map, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%15 :
      tensor<2x3x4x5xf32>) outs(%17 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %23 = arith.addf %in, %out : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x1xf32>
  %19 = linalg.generic {indexing_maps = [#map, #map4, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%15, %18 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %23 = arith.divf %in, %in_10 : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_7 = tensor.collapse_shape %19 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_8 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %20 = tensor.empty() : tensor<6x4x8xf32>
  %21 = linalg.fill ins(%cst : f32) outs(%20 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %22 = linalg.batch_matmul ins(%collapsed_7, %collapsed_8 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%21 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_9 = tensor.expand_shape %22 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_9 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @constant_window_and_padding
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x4x8xf32>, tensor<2x3x4x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<2x1x4x4xi1>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d2, d3)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, 0, d3)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, 0, d2, d3)>
#map5 = affine_map<(d0, d1, d2, d3) -> ()>
#map6 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map7 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @constant_window_and_padding(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x4x8xf32>, %arg2: tensor<2x3x4x8xf32>, %arg3: tensor<2x4xi1>) ->
    tensor<2x3x4x8xf32> {
  %c0_i8 = arith.constant 0 : i8
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant dense<0xFF800000> : tensor<f32>
  %cst_2 = arith.constant 3.000000e-01 : f64
  %cst_3 = arith.constant
      dense<[[1, 1, 0, 0], [1, 1, 1, 0], [0, 1, 1, 1], [0, 0, 1, 1]]> :
      tensor<4x4xi8>
  %expanded = tensor.expand_shape %arg3 [[0], [1, 2, 3]] output_shape
      [2, 1, 1, 4] : tensor<2x4xi1> into tensor<2x1x1x4xi1>
  %0 = tensor.empty() : tensor<4x4xi1>
  %1 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel"]} ins(%cst_3 : tensor<4x4xi8>) outs(%0 :
      tensor<4x4xi1>) {
  ^bb0(%in: i8, %out: i1):
    %25 = arith.cmpi ne, %in, %c0_i8 : i8
    linalg.yield %25 : i1
  } -> tensor<4x4xi1>
  %2 = tensor.empty() : tensor<2x1x4x4xi1>
  %3 = linalg.generic {indexing_maps = [#map1, #map2, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%1, %expanded :
      tensor<4x4xi1>, tensor<2x1x1x4xi1>) outs(%2 : tensor<2x1x4x4xi1>) {
  ^bb0(%in: i1, %in_10: i1, %out: i1):
    %25 = arith.andi %in, %in_10 : i1
    linalg.yield %25 : i1
  } -> tensor<2x1x4x4xi1>
  %4 = tensor.empty() : tensor<2x3x8x4xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x3x4x8xf32>) outs(%4 :
      tensor<2x3x8x4xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %collapsed_4 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x8x4xf32> into tensor<6x8x4xf32>
  %5 = tensor.empty() : tensor<6x4x4xf32>
  %6 = linalg.fill ins(%cst : f32) outs(%5 : tensor<6x4x4xf32>) ->
      tensor<6x4x4xf32>
  %7 = linalg.batch_matmul ins(%collapsed, %collapsed_4 : tensor<6x4x8xf32>,
      tensor<6x8x4xf32>) outs(%6 : tensor<6x4x4xf32>) -> tensor<6x4x4xf32>
  %expanded_5 = tensor.expand_shape %7 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 4] : tensor<6x4x4xf32> into tensor<2x3x4x4xf32>
  %8 = tensor.empty() : tensor<2x3x4x4xf32>
  %9 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_5 :
      tensor<2x3x4x4xf32>) outs(%8 : tensor<2x3x4x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %25 = arith.truncf %cst_2 : f64 to f32
    %26 = arith.mulf %in, %25 : f32
    linalg.yield %26 : f32
  } -> tensor<2x3x4x4xf32>
  %10 = linalg.generic {indexing_maps = [#map4, #map3, #map5, #map3],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%3,
      %9, %cst_1 : tensor<2x1x4x4xi1>, tensor<2x3x4x4xf32>, tensor<f32>) outs(%8
      : tensor<2x3x4x4xf32>) {
  ^bb0(%in: i1, %in_10: f32, %in_11: f32, %out: f32):
    %25 = arith.select %in, %in_10, %in_11 : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x4xf32>
  %11 = tensor.empty() : tensor<2x3x4xi64>
  %12 = linalg.fill ins(%c0_i64 : i64) outs(%11 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %13 = tensor.empty() : tensor<2x3x4xf32>
  %14 = linalg.fill ins(%cst_0 : f32) outs(%13 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %15:2 = linalg.generic {indexing_maps = [#map3, #map6, #map6], iterator_types
      = ["parallel", "parallel", "parallel", "reduction"]} ins(%10 :
      tensor<2x3x4x4xf32>) outs(%14, %12 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_10: i64):
    %25 = linalg.index 3 : index
    %26 = arith.index_cast %25 : index to i64
    %27 = arith.maximumf %in, %out : f32
    %28 = arith.cmpf ogt, %in, %out : f32
    %29 = arith.select %28, %26, %out_10 : i64
    linalg.yield %27, %29 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_6 = tensor.expand_shape %15#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %16 = linalg.generic {indexing_maps = [#map3, #map7, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%10, %expanded_6 :
      tensor<2x3x4x4xf32>, tensor<2x3x4x1xf32>) outs(%8 : tensor<2x3x4x4xf32>) {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %25 = arith.subf %in, %in_10 : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x4xf32>
  %17 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%16 :
      tensor<2x3x4x4xf32>) outs(%8 : tensor<2x3x4x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %25 = math.exp %in : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x4xf32>
  %18 = tensor.empty() : tensor<2x3x4x1xf32>
  %19 = linalg.fill ins(%cst : f32) outs(%18 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %20 = linalg.generic {indexing_maps = [#map3, #map7], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%17 :
      tensor<2x3x4x4xf32>) outs(%19 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %25 = arith.addf %in, %out : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x1xf32>
  %21 = linalg.generic {indexing_maps = [#map3, #map7, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%17, %20 :
      tensor<2x3x4x4xf32>, tensor<2x3x4x1xf32>) outs(%8 : tensor<2x3x4x4xf32>) {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %25 = arith.divf %in, %in_10 : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x4xf32>
  %collapsed_7 = tensor.collapse_shape %21 [[0, 1], [2], [3]] :
      tensor<2x3x4x4xf32> into tensor<6x4x4xf32>
  %collapsed_8 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %22 = tensor.empty() : tensor<6x4x8xf32>
  %23 = linalg.fill ins(%cst : f32) outs(%22 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %24 = linalg.batch_matmul ins(%collapsed_7, %collapsed_8 : tensor<6x4x4xf32>,
      tensor<6x4x8xf32>) outs(%23 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_9 = tensor.expand_shape %24 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_9 : tensor<2x3x4x8xf32>
}
