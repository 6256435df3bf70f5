// RUN: a3-opt %s --split-input-file --a3-raise-attention --canonicalize --cse --mlir-print-local-scope | FileCheck %s
// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-verify-raised

// A softmax in other floats than the products in linalg.

// CHECK-LABEL: func @softmax_in_f64
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @softmax_in_f64(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFFF0000000000000 : f64
  %cst_1 = arith.constant 0.000000e+00 : f64
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
  %4 = tensor.empty() : tensor<2x3x4x5xf64>
  %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf64>) {
  ^bb0(%in: f32, %out: f64):
    %22 = arith.extf %in : f32 to f64
    linalg.yield %22 : f64
  } -> tensor<2x3x4x5xf64>
  %6 = tensor.empty() : tensor<2x3x4xi64>
  %7 = linalg.fill ins(%c0_i64 : i64) outs(%6 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %8 = tensor.empty() : tensor<2x3x4xf64>
  %9 = linalg.fill ins(%cst_0 : f64) outs(%8 : tensor<2x3x4xf64>) ->
      tensor<2x3x4xf64>
  %10:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%5 :
      tensor<2x3x4x5xf64>) outs(%9, %7 : tensor<2x3x4xf64>, tensor<2x3x4xi64>) {
  ^bb0(%in: f64, %out: f64, %out_7: i64):
    %22 = linalg.index 3 : index
    %23 = arith.index_cast %22 : index to i64
    %24 = arith.maximumf %in, %out : f64
    %25 = arith.cmpf ogt, %in, %out : f64
    %26 = arith.select %25, %23, %out_7 : i64
    linalg.yield %24, %26 : f64, i64
  } -> (tensor<2x3x4xf64>, tensor<2x3x4xi64>)
  %expanded_3 = tensor.expand_shape %10#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf64> into tensor<2x3x4x1xf64>
  %11 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5, %expanded_3 :
      tensor<2x3x4x5xf64>, tensor<2x3x4x1xf64>) outs(%4 : tensor<2x3x4x5xf64>) {
  ^bb0(%in: f64, %in_7: f64, %out: f64):
    %22 = arith.subf %in, %in_7 : f64
    linalg.yield %22 : f64
  } -> tensor<2x3x4x5xf64>
  %12 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%11 :
      tensor<2x3x4x5xf64>) outs(%4 : tensor<2x3x4x5xf64>) {
  ^bb0(%in: f64, %out: f64):
    %22 = math.exp %in : f64
    linalg.yield %22 : f64
  } -> tensor<2x3x4x5xf64>
  %13 = tensor.empty() : tensor<2x3x4x1xf64>
  %14 = linalg.fill ins(%cst_1 : f64) outs(%13 : tensor<2x3x4x1xf64>) ->
      tensor<2x3x4x1xf64>
  %15 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%12 :
      tensor<2x3x4x5xf64>) outs(%14 : tensor<2x3x4x1xf64>) {
  ^bb0(%in: f64, %out: f64):
    %22 = arith.addf %in, %out : f64
    linalg.yield %22 : f64
  } -> tensor<2x3x4x1xf64>
  %16 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%12, %15 :
      tensor<2x3x4x5xf64>, tensor<2x3x4x1xf64>) outs(%4 : tensor<2x3x4x5xf64>) {
  ^bb0(%in: f64, %in_7: f64, %out: f64):
    %22 = arith.divf %in, %in_7 : f64
    linalg.yield %22 : f64
  } -> tensor<2x3x4x5xf64>
  %17 = tensor.empty() : tensor<2x3x4x5xf32>
  %18 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%16 :
      tensor<2x3x4x5xf64>) outs(%17 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f64, %out: f32):
    %22 = arith.truncf %in : f64 to f32
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

// CHECK-LABEL: func @softmax_in_f32_of_f16
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @softmax_in_f32_of_f16(%arg0: tensor<2x3x4x8xf16>, %arg1:
    tensor<2x3x5x8xf16>, %arg2: tensor<2x3x5x8xf16>) -> tensor<2x3x4x8xf16> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %0 = tensor.empty() : tensor<2x3x8x5xf16>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf16>) outs(%0 :
      tensor<2x3x8x5xf16>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf16> into tensor<6x4x8xf16>
  %collapsed_1 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf16> into tensor<6x8x5xf16>
  %1 = tensor.empty() : tensor<6x4x5xf32>
  %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %3 = linalg.batch_matmul ins(%collapsed, %collapsed_1 : tensor<6x4x8xf16>,
      tensor<6x8x5xf16>) outs(%2 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %4 = tensor.empty() : tensor<6x4x5xf16>
  %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%3 : tensor<6x4x5xf32>) outs(%4
      : tensor<6x4x5xf16>) {
  ^bb0(%in: f32, %out: f16):
    %26 = arith.truncf %in : f32 to f16
    linalg.yield %26 : f16
  } -> tensor<6x4x5xf16>
  %expanded = tensor.expand_shape %5 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf16> into tensor<2x3x4x5xf16>
  %6 = tensor.empty() : tensor<2x3x4x5xf32>
  %7 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded :
      tensor<2x3x4x5xf16>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f16, %out: f32):
    %26 = arith.extf %in : f16 to f32
    linalg.yield %26 : f32
  } -> tensor<2x3x4x5xf32>
  %8 = tensor.empty() : tensor<2x3x4xi64>
  %9 = linalg.fill ins(%c0_i64 : i64) outs(%8 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %10 = tensor.empty() : tensor<2x3x4xf32>
  %11 = linalg.fill ins(%cst_0 : f32) outs(%10 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %12:2 = linalg.generic {indexing_maps = [#map1, #map2, #map2], iterator_types
      = ["parallel", "parallel", "parallel", "reduction"]} ins(%7 :
      tensor<2x3x4x5xf32>) outs(%11, %9 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_6: i64):
    %26 = linalg.index 3 : index
    %27 = arith.index_cast %26 : index to i64
    %28 = arith.maximumf %in, %out : f32
    %29 = arith.cmpf ogt, %in, %out : f32
    %30 = arith.select %29, %27, %out_6 : i64
    linalg.yield %28, %30 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_2 = tensor.expand_shape %12#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %13 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%7, %expanded_2 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_6: f32, %out: f32):
    %26 = arith.subf %in, %in_6 : f32
    linalg.yield %26 : f32
  } -> tensor<2x3x4x5xf32>
  %14 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%13 :
      tensor<2x3x4x5xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %26 = math.exp %in : f32
    linalg.yield %26 : f32
  } -> tensor<2x3x4x5xf32>
  %15 = tensor.empty() : tensor<2x3x4x1xf32>
  %16 = linalg.fill ins(%cst : f32) outs(%15 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %17 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%14 :
      tensor<2x3x4x5xf32>) outs(%16 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %26 = arith.addf %in, %out : f32
    linalg.yield %26 : f32
  } -> tensor<2x3x4x1xf32>
  %18 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%14, %17 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_6: f32, %out: f32):
    %26 = arith.divf %in, %in_6 : f32
    linalg.yield %26 : f32
  } -> tensor<2x3x4x5xf32>
  %19 = tensor.empty() : tensor<2x3x4x5xf16>
  %20 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%18 :
      tensor<2x3x4x5xf32>) outs(%19 : tensor<2x3x4x5xf16>) {
  ^bb0(%in: f32, %out: f16):
    %26 = arith.truncf %in : f32 to f16
    linalg.yield %26 : f16
  } -> tensor<2x3x4x5xf16>
  %collapsed_3 = tensor.collapse_shape %20 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf16> into tensor<6x4x5xf16>
  %collapsed_4 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf16> into tensor<6x5x8xf16>
  %21 = tensor.empty() : tensor<6x4x8xf32>
  %22 = linalg.fill ins(%cst : f32) outs(%21 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %23 = linalg.batch_matmul ins(%collapsed_3, %collapsed_4 : tensor<6x4x5xf16>,
      tensor<6x5x8xf16>) outs(%22 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %24 = tensor.empty() : tensor<6x4x8xf16>
  %25 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%23 : tensor<6x4x8xf32>)
      outs(%24 : tensor<6x4x8xf16>) {
  ^bb0(%in: f32, %out: f16):
    %26 = arith.truncf %in : f32 to f16
    linalg.yield %26 : f16
  } -> tensor<6x4x8xf16>
  %expanded_5 = tensor.expand_shape %25 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf16> into tensor<2x3x4x8xf16>
  return %expanded_5 : tensor<2x3x4x8xf16>
}

// -----

// CHECK-LABEL: func @softmax_in_f32_of_bf16
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 2.500000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @softmax_in_f32_of_bf16(%arg0: tensor<2x3x4x8xbf16>, %arg1:
    tensor<2x3x5x8xbf16>, %arg2: tensor<2x3x5x8xbf16>) -> tensor<2x3x4x8xbf16> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 2.500000e-01 : bf16
  %0 = tensor.empty() : tensor<2x3x8x5xbf16>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xbf16>) outs(%0 :
      tensor<2x3x8x5xbf16>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xbf16> into tensor<6x4x8xbf16>
  %collapsed_2 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x8x5xbf16> into tensor<6x8x5xbf16>
  %1 = tensor.empty() : tensor<6x4x5xf32>
  %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %3 = linalg.batch_matmul ins(%collapsed, %collapsed_2 : tensor<6x4x8xbf16>,
      tensor<6x8x5xbf16>) outs(%2 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %4 = tensor.empty() : tensor<6x4x5xbf16>
  %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%3 : tensor<6x4x5xf32>) outs(%4
      : tensor<6x4x5xbf16>) {
  ^bb0(%in: f32, %out: bf16):
    %27 = arith.truncf %in : f32 to bf16
    linalg.yield %27 : bf16
  } -> tensor<6x4x5xbf16>
  %expanded = tensor.expand_shape %5 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xbf16> into tensor<2x3x4x5xbf16>
  %6 = tensor.empty() : tensor<2x3x4x5xbf16>
  %7 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded :
      tensor<2x3x4x5xbf16>) outs(%6 : tensor<2x3x4x5xbf16>) {
  ^bb0(%in: bf16, %out: bf16):
    %27 = arith.mulf %in, %cst_1 : bf16
    linalg.yield %27 : bf16
  } -> tensor<2x3x4x5xbf16>
  %8 = tensor.empty() : tensor<2x3x4x5xf32>
  %9 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%7 :
      tensor<2x3x4x5xbf16>) outs(%8 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: bf16, %out: f32):
    %27 = arith.extf %in : bf16 to f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x5xf32>
  %10 = tensor.empty() : tensor<2x3x4xi64>
  %11 = linalg.fill ins(%c0_i64 : i64) outs(%10 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %12 = tensor.empty() : tensor<2x3x4xf32>
  %13 = linalg.fill ins(%cst_0 : f32) outs(%12 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %14:2 = linalg.generic {indexing_maps = [#map1, #map2, #map2], iterator_types
      = ["parallel", "parallel", "parallel", "reduction"]} ins(%9 :
      tensor<2x3x4x5xf32>) outs(%13, %11 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_7: i64):
    %27 = linalg.index 3 : index
    %28 = arith.index_cast %27 : index to i64
    %29 = arith.maximumf %in, %out : f32
    %30 = arith.cmpf ogt, %in, %out : f32
    %31 = arith.select %30, %28, %out_7 : i64
    linalg.yield %29, %31 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_3 = tensor.expand_shape %14#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %15 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%9, %expanded_3 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%8 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_7: f32, %out: f32):
    %27 = arith.subf %in, %in_7 : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x5xf32>
  %16 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%15 :
      tensor<2x3x4x5xf32>) outs(%8 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %27 = math.exp %in : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x5xf32>
  %17 = tensor.empty() : tensor<2x3x4x1xf32>
  %18 = linalg.fill ins(%cst : f32) outs(%17 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %19 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%16 :
      tensor<2x3x4x5xf32>) outs(%18 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %27 = arith.addf %in, %out : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x1xf32>
  %20 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%16, %19 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%8 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_7: f32, %out: f32):
    %27 = arith.divf %in, %in_7 : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x5xf32>
  %21 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%20 :
      tensor<2x3x4x5xf32>) outs(%6 : tensor<2x3x4x5xbf16>) {
  ^bb0(%in: f32, %out: bf16):
    %27 = arith.truncf %in : f32 to bf16
    linalg.yield %27 : bf16
  } -> tensor<2x3x4x5xbf16>
  %collapsed_4 = tensor.collapse_shape %21 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xbf16> into tensor<6x4x5xbf16>
  %collapsed_5 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xbf16> into tensor<6x5x8xbf16>
  %22 = tensor.empty() : tensor<6x4x8xf32>
  %23 = linalg.fill ins(%cst : f32) outs(%22 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %24 = linalg.batch_matmul ins(%collapsed_4, %collapsed_5 : tensor<6x4x5xbf16>,
      tensor<6x5x8xbf16>) outs(%23 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %25 = tensor.empty() : tensor<6x4x8xbf16>
  %26 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%24 : tensor<6x4x8xf32>)
      outs(%25 : tensor<6x4x8xbf16>) {
  ^bb0(%in: f32, %out: bf16):
    %27 = arith.truncf %in : f32 to bf16
    linalg.yield %27 : bf16
  } -> tensor<6x4x8xbf16>
  %expanded_6 = tensor.expand_shape %26 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xbf16> into tensor<2x3x4x8xbf16>
  return %expanded_6 : tensor<2x3x4x8xbf16>
}

// -----

// CHECK-LABEL: func @softmax_in_f64_of_f16
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 2.500000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @softmax_in_f64_of_f16(%arg0: tensor<2x3x4x8xf16>, %arg1:
    tensor<2x3x5x8xf16>, %arg2: tensor<2x3x5x8xf16>) -> tensor<2x3x4x8xf16> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFFF0000000000000 : f64
  %cst_1 = arith.constant 0.000000e+00 : f64
  %cst_2 = arith.constant 2.500000e-01 : f16
  %0 = tensor.empty() : tensor<2x3x8x5xf16>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf16>) outs(%0 :
      tensor<2x3x8x5xf16>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf16> into tensor<6x4x8xf16>
  %collapsed_3 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf16> into tensor<6x8x5xf16>
  %1 = tensor.empty() : tensor<6x4x5xf32>
  %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %3 = linalg.batch_matmul ins(%collapsed, %collapsed_3 : tensor<6x4x8xf16>,
      tensor<6x8x5xf16>) outs(%2 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %4 = tensor.empty() : tensor<6x4x5xf16>
  %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%3 : tensor<6x4x5xf32>) outs(%4
      : tensor<6x4x5xf16>) {
  ^bb0(%in: f32, %out: f16):
    %27 = arith.truncf %in : f32 to f16
    linalg.yield %27 : f16
  } -> tensor<6x4x5xf16>
  %expanded = tensor.expand_shape %5 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf16> into tensor<2x3x4x5xf16>
  %6 = tensor.empty() : tensor<2x3x4x5xf16>
  %7 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded :
      tensor<2x3x4x5xf16>) outs(%6 : tensor<2x3x4x5xf16>) {
  ^bb0(%in: f16, %out: f16):
    %27 = arith.mulf %in, %cst_2 : f16
    linalg.yield %27 : f16
  } -> tensor<2x3x4x5xf16>
  %8 = tensor.empty() : tensor<2x3x4x5xf64>
  %9 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%7 :
      tensor<2x3x4x5xf16>) outs(%8 : tensor<2x3x4x5xf64>) {
  ^bb0(%in: f16, %out: f64):
    %27 = arith.extf %in : f16 to f64
    linalg.yield %27 : f64
  } -> tensor<2x3x4x5xf64>
  %10 = tensor.empty() : tensor<2x3x4xi64>
  %11 = linalg.fill ins(%c0_i64 : i64) outs(%10 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %12 = tensor.empty() : tensor<2x3x4xf64>
  %13 = linalg.fill ins(%cst_0 : f64) outs(%12 : tensor<2x3x4xf64>) ->
      tensor<2x3x4xf64>
  %14:2 = linalg.generic {indexing_maps = [#map1, #map2, #map2], iterator_types
      = ["parallel", "parallel", "parallel", "reduction"]} ins(%9 :
      tensor<2x3x4x5xf64>) outs(%13, %11 : tensor<2x3x4xf64>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f64, %out: f64, %out_8: i64):
    %27 = linalg.index 3 : index
    %28 = arith.index_cast %27 : index to i64
    %29 = arith.maximumf %in, %out : f64
    %30 = arith.cmpf ogt, %in, %out : f64
    %31 = arith.select %30, %28, %out_8 : i64
    linalg.yield %29, %31 : f64, i64
  } -> (tensor<2x3x4xf64>, tensor<2x3x4xi64>)
  %expanded_4 = tensor.expand_shape %14#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf64> into tensor<2x3x4x1xf64>
  %15 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%9, %expanded_4 :
      tensor<2x3x4x5xf64>, tensor<2x3x4x1xf64>) outs(%8 : tensor<2x3x4x5xf64>) {
  ^bb0(%in: f64, %in_8: f64, %out: f64):
    %27 = arith.subf %in, %in_8 : f64
    linalg.yield %27 : f64
  } -> tensor<2x3x4x5xf64>
  %16 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%15 :
      tensor<2x3x4x5xf64>) outs(%8 : tensor<2x3x4x5xf64>) {
  ^bb0(%in: f64, %out: f64):
    %27 = math.exp %in : f64
    linalg.yield %27 : f64
  } -> tensor<2x3x4x5xf64>
  %17 = tensor.empty() : tensor<2x3x4x1xf64>
  %18 = linalg.fill ins(%cst_1 : f64) outs(%17 : tensor<2x3x4x1xf64>) ->
      tensor<2x3x4x1xf64>
  %19 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%16 :
      tensor<2x3x4x5xf64>) outs(%18 : tensor<2x3x4x1xf64>) {
  ^bb0(%in: f64, %out: f64):
    %27 = arith.addf %in, %out : f64
    linalg.yield %27 : f64
  } -> tensor<2x3x4x1xf64>
  %20 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%16, %19 :
      tensor<2x3x4x5xf64>, tensor<2x3x4x1xf64>) outs(%8 : tensor<2x3x4x5xf64>) {
  ^bb0(%in: f64, %in_8: f64, %out: f64):
    %27 = arith.divf %in, %in_8 : f64
    linalg.yield %27 : f64
  } -> tensor<2x3x4x5xf64>
  %21 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%20 :
      tensor<2x3x4x5xf64>) outs(%6 : tensor<2x3x4x5xf16>) {
  ^bb0(%in: f64, %out: f16):
    %27 = arith.truncf %in : f64 to f16
    linalg.yield %27 : f16
  } -> tensor<2x3x4x5xf16>
  %collapsed_5 = tensor.collapse_shape %21 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf16> into tensor<6x4x5xf16>
  %collapsed_6 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf16> into tensor<6x5x8xf16>
  %22 = tensor.empty() : tensor<6x4x8xf32>
  %23 = linalg.fill ins(%cst : f32) outs(%22 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %24 = linalg.batch_matmul ins(%collapsed_5, %collapsed_6 : tensor<6x4x5xf16>,
      tensor<6x5x8xf16>) outs(%23 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %25 = tensor.empty() : tensor<6x4x8xf16>
  %26 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%24 : tensor<6x4x8xf32>)
      outs(%25 : tensor<6x4x8xf16>) {
  ^bb0(%in: f32, %out: f16):
    %27 = arith.truncf %in : f32 to f16
    linalg.yield %27 : f16
  } -> tensor<6x4x8xf16>
  %expanded_7 = tensor.expand_shape %26 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf16> into tensor<2x3x4x8xf16>
  return %expanded_7 : tensor<2x3x4x8xf16>
}

// -----

// CHECK-LABEL: func @bf16
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 0.353553385 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @bf16(%arg0: tensor<2x3x4x8xbf16>, %arg1: tensor<2x3x5x8xbf16>, %arg2:
    tensor<2x3x5x8xbf16>) -> tensor<2x3x4x8xbf16> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %true = arith.constant true
  %cst_1 = arith.constant dense<0.000000e+00> : tensor<2x3x4x5xf32>
  %cst_2 = arith.constant 0xFFF0000000000000 : f64
  %cst_3 = arith.constant 0.59460355750136051 : f64
  %0 = tensor.empty() : tensor<2x3x4x8xf32>
  %1 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%arg0 :
      tensor<2x3x4x8xbf16>) outs(%0 : tensor<2x3x4x8xf32>) {
  ^bb0(%in: bf16, %out: f32):
    %34 = arith.extf %in : bf16 to f32
    linalg.yield %34 : f32
  } -> tensor<2x3x4x8xf32>
  %2 = tensor.empty() : tensor<2x3x5x8xf32>
  %3 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%arg1 :
      tensor<2x3x5x8xbf16>) outs(%2 : tensor<2x3x5x8xf32>) {
  ^bb0(%in: bf16, %out: f32):
    %34 = arith.extf %in : bf16 to f32
    linalg.yield %34 : f32
  } -> tensor<2x3x5x8xf32>
  %4 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%arg2 :
      tensor<2x3x5x8xbf16>) outs(%2 : tensor<2x3x5x8xf32>) {
  ^bb0(%in: bf16, %out: f32):
    %34 = arith.extf %in : bf16 to f32
    linalg.yield %34 : f32
  } -> tensor<2x3x5x8xf32>
  %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%1 :
      tensor<2x3x4x8xf32>) outs(%0 : tensor<2x3x4x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %34 = arith.truncf %cst_3 : f64 to f32
    %35 = arith.mulf %in, %34 : f32
    linalg.yield %35 : f32
  } -> tensor<2x3x4x8xf32>
  %6 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%3 : tensor<2x3x5x8xf32>) outs(%6 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %7 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%transposed :
      tensor<2x3x8x5xf32>) outs(%6 : tensor<2x3x8x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %34 = arith.truncf %cst_3 : f64 to f32
    %35 = arith.mulf %in, %34 : f32
    linalg.yield %35 : f32
  } -> tensor<2x3x8x5xf32>
  %collapsed = tensor.collapse_shape %5 [[0, 1], [2], [3]] : tensor<2x3x4x8xf32>
      into tensor<6x4x8xf32>
  %collapsed_4 = tensor.collapse_shape %7 [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %8 = tensor.empty() : tensor<6x4x5xf32>
  %9 = linalg.fill ins(%cst : f32) outs(%8 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %10 = linalg.batch_matmul ins(%collapsed, %collapsed_4 : tensor<6x4x8xf32>,
      tensor<6x8x5xf32>) outs(%9 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %expanded = tensor.expand_shape %10 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
  %11 = tensor.empty() : tensor<2x3x4xi64>
  %12 = linalg.fill ins(%c0_i64 : i64) outs(%11 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %13 = tensor.empty() : tensor<2x3x4xf32>
  %14 = linalg.fill ins(%cst_0 : f32) outs(%13 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %15:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%14, %12 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_9: i64):
    %34 = linalg.index 3 : index
    %35 = arith.index_cast %34 : index to i64
    %36 = arith.maximumf %in, %out : f32
    %37 = arith.cmpf ogt, %in, %out : f32
    %38 = arith.select %37, %35, %out_9 : i64
    linalg.yield %36, %38 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_5 = tensor.expand_shape %15#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %16 = tensor.empty() : tensor<2x3x4x5xf32>
  %17 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded,
      %expanded_5 : tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%16 :
      tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %34 = arith.subf %in, %in_9 : f32
    linalg.yield %34 : f32
  } -> tensor<2x3x4x5xf32>
  %18 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%17 :
      tensor<2x3x4x5xf32>) outs(%16 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %34 = math.exp %in : f32
    linalg.yield %34 : f32
  } -> tensor<2x3x4x5xf32>
  %19 = tensor.empty() : tensor<2x3x4x1xf32>
  %20 = linalg.fill ins(%cst : f32) outs(%19 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %21 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%18 :
      tensor<2x3x4x5xf32>) outs(%20 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %34 = arith.addf %in, %out : f32
    linalg.yield %34 : f32
  } -> tensor<2x3x4x1xf32>
  %22 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%18, %21 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%16 : tensor<2x3x4x5xf32>)
      {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %34 = arith.divf %in, %in_9 : f32
    linalg.yield %34 : f32
  } -> tensor<2x3x4x5xf32>
  %23 = tensor.empty() : tensor<2x3x4x5xi1>
  %24 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%23 : tensor<2x3x4x5xi1>) {
  ^bb0(%in: f32, %out: i1):
    %34 = arith.extf %in : f32 to f64
    %35 = arith.cmpf oeq, %34, %cst_2 : f64
    linalg.yield %35 : i1
  } -> tensor<2x3x4x5xi1>
  %25 = tensor.empty() : tensor<2x3x4x1xi1>
  %26 = linalg.fill ins(%true : i1) outs(%25 : tensor<2x3x4x1xi1>) ->
      tensor<2x3x4x1xi1>
  %27 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%24 :
      tensor<2x3x4x5xi1>) outs(%26 : tensor<2x3x4x1xi1>) {
  ^bb0(%in: i1, %out: i1):
    %34 = arith.andi %in, %out : i1
    linalg.yield %34 : i1
  } -> tensor<2x3x4x1xi1>
  %28 = linalg.generic {indexing_maps = [#map2, #map, #map, #map],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%27, %cst_1, %22 : tensor<2x3x4x1xi1>, tensor<2x3x4x5xf32>,
      tensor<2x3x4x5xf32>) outs(%16 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: i1, %in_9: f32, %in_10: f32, %out: f32):
    %34 = arith.select %in, %in_9, %in_10 : f32
    linalg.yield %34 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_6 = tensor.collapse_shape %28 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_7 = tensor.collapse_shape %4 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %29 = tensor.empty() : tensor<6x4x8xf32>
  %30 = linalg.fill ins(%cst : f32) outs(%29 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %31 = linalg.batch_matmul ins(%collapsed_6, %collapsed_7 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%30 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_8 = tensor.expand_shape %31 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  %32 = tensor.empty() : tensor<2x3x4x8xbf16>
  %33 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_8 :
      tensor<2x3x4x8xf32>) outs(%32 : tensor<2x3x4x8xbf16>) {
  ^bb0(%in: f32, %out: bf16):
    %34 = arith.truncf %in : f32 to bf16
    linalg.yield %34 : bf16
  } -> tensor<2x3x4x8xbf16>
  return %33 : tensor<2x3x4x8xbf16>
}
