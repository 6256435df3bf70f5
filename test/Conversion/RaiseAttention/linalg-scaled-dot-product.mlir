// RUN: a3-opt %s --split-input-file --a3-raise-attention --canonicalize --cse --mlir-print-local-scope | FileCheck %s
// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-verify-raised

// PyTorch's scaled_dot_product_attention in linalg: the square root of the scale on
// q and on K, and a guard against rows without keys.

// CHECK-LABEL: func @plain
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 0.353553385 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
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
  %true = arith.constant true
  %cst_1 = arith.constant dense<0.000000e+00> : tensor<2x3x4x5xf32>
  %cst_2 = arith.constant 0xFFF0000000000000 : f64
  %cst_3 = arith.constant 0.59460355750136051 : f64
  %0 = tensor.empty() : tensor<2x3x4x8xf32>
  %1 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%arg0 :
      tensor<2x3x4x8xf32>) outs(%0 : tensor<2x3x4x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %28 = arith.truncf %cst_3 : f64 to f32
    %29 = arith.mulf %in, %28 : f32
    linalg.yield %29 : f32
  } -> tensor<2x3x4x8xf32>
  %2 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf32>) outs(%2 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %3 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%transposed :
      tensor<2x3x8x5xf32>) outs(%2 : tensor<2x3x8x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %28 = arith.truncf %cst_3 : f64 to f32
    %29 = arith.mulf %in, %28 : f32
    linalg.yield %29 : f32
  } -> tensor<2x3x8x5xf32>
  %collapsed = tensor.collapse_shape %1 [[0, 1], [2], [3]] : tensor<2x3x4x8xf32>
      into tensor<6x4x8xf32>
  %collapsed_4 = tensor.collapse_shape %3 [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %4 = tensor.empty() : tensor<6x4x5xf32>
  %5 = linalg.fill ins(%cst : f32) outs(%4 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %6 = linalg.batch_matmul ins(%collapsed, %collapsed_4 : tensor<6x4x8xf32>,
      tensor<6x8x5xf32>) outs(%5 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %expanded = tensor.expand_shape %6 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
  %7 = tensor.empty() : tensor<2x3x4xi64>
  %8 = linalg.fill ins(%c0_i64 : i64) outs(%7 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %9 = tensor.empty() : tensor<2x3x4xf32>
  %10 = linalg.fill ins(%cst_0 : f32) outs(%9 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %11:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%10, %8 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_9: i64):
    %28 = linalg.index 3 : index
    %29 = arith.index_cast %28 : index to i64
    %30 = arith.maximumf %in, %out : f32
    %31 = arith.cmpf ogt, %in, %out : f32
    %32 = arith.select %31, %29, %out_9 : i64
    linalg.yield %30, %32 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_5 = tensor.expand_shape %11#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %12 = tensor.empty() : tensor<2x3x4x5xf32>
  %13 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded,
      %expanded_5 : tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%12 :
      tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %28 = arith.subf %in, %in_9 : f32
    linalg.yield %28 : f32
  } -> tensor<2x3x4x5xf32>
  %14 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%13 :
      tensor<2x3x4x5xf32>) outs(%12 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %28 = math.exp %in : f32
    linalg.yield %28 : f32
  } -> tensor<2x3x4x5xf32>
  %15 = tensor.empty() : tensor<2x3x4x1xf32>
  %16 = linalg.fill ins(%cst : f32) outs(%15 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %17 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%14 :
      tensor<2x3x4x5xf32>) outs(%16 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %28 = arith.addf %in, %out : f32
    linalg.yield %28 : f32
  } -> tensor<2x3x4x1xf32>
  %18 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%14, %17 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%12 : tensor<2x3x4x5xf32>)
      {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %28 = arith.divf %in, %in_9 : f32
    linalg.yield %28 : f32
  } -> tensor<2x3x4x5xf32>
  %19 = tensor.empty() : tensor<2x3x4x5xi1>
  %20 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%19 : tensor<2x3x4x5xi1>) {
  ^bb0(%in: f32, %out: i1):
    %28 = arith.extf %in : f32 to f64
    %29 = arith.cmpf oeq, %28, %cst_2 : f64
    linalg.yield %29 : i1
  } -> tensor<2x3x4x5xi1>
  %21 = tensor.empty() : tensor<2x3x4x1xi1>
  %22 = linalg.fill ins(%true : i1) outs(%21 : tensor<2x3x4x1xi1>) ->
      tensor<2x3x4x1xi1>
  %23 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%20 :
      tensor<2x3x4x5xi1>) outs(%22 : tensor<2x3x4x1xi1>) {
  ^bb0(%in: i1, %out: i1):
    %28 = arith.andi %in, %out : i1
    linalg.yield %28 : i1
  } -> tensor<2x3x4x1xi1>
  %24 = linalg.generic {indexing_maps = [#map2, #map, #map, #map],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%23, %cst_1, %18 : tensor<2x3x4x1xi1>, tensor<2x3x4x5xf32>,
      tensor<2x3x4x5xf32>) outs(%12 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: i1, %in_9: f32, %in_10: f32, %out: f32):
    %28 = arith.select %in, %in_9, %in_10 : f32
    linalg.yield %28 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_6 = tensor.collapse_shape %24 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_7 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %25 = tensor.empty() : tensor<6x4x8xf32>
  %26 = linalg.fill ins(%cst : f32) outs(%25 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %27 = linalg.batch_matmul ins(%collapsed_6, %collapsed_7 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%26 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_8 = tensor.expand_shape %27 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_8 : tensor<2x3x4x8xf32>
}

// -----

// The causal mask is computed by the model, so it stays a tensor.
// CHECK-LABEL: func @causal
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<1x1x4x5xi1>)
// CHECK-SAME: {scale = 0.353553385 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0) -> (d0)>
#map2 = affine_map<(d0, d1) -> (0, d1)>
#map3 = affine_map<(d0, d1) -> (d0, 0)>
#map4 = affine_map<(d0, d1) -> (d0, d1)>
#map5 = affine_map<(d0, d1) -> ()>
#map6 = affine_map<(d0, d1, d2, d3) -> (d2, d3)>
#map7 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map8 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @causal(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>, %arg2:
    tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %c0_i64 = arith.constant 0 : i64
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 0xFF800000 : f32
  %true = arith.constant true
  %cst_1 = arith.constant dense<0.000000e+00> : tensor<2x3x4x5xf32>
  %cst_2 = arith.constant dense<0.000000e+00> : tensor<f32>
  %cst_3 = arith.constant dense<0xFF800000> : tensor<f32>
  %cst_4 = arith.constant dense<true> : tensor<4x5xi1>
  %cst_5 = arith.constant 0xFFF0000000000000 : f64
  %cst_6 = arith.constant 0.59460355750136051 : f64
  %0 = tensor.empty() : tensor<2x3x4x8xf32>
  %1 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%arg0 :
      tensor<2x3x4x8xf32>) outs(%0 : tensor<2x3x4x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %40 = arith.truncf %cst_6 : f64 to f32
    %41 = arith.mulf %in, %40 : f32
    linalg.yield %41 : f32
  } -> tensor<2x3x4x8xf32>
  %2 = tensor.empty() : tensor<5xi64>
  %3 = linalg.generic {indexing_maps = [#map1], iterator_types = ["parallel"]}
      outs(%2 : tensor<5xi64>) {
  ^bb0(%out: i64):
    %40 = linalg.index 0 : index
    %41 = arith.index_cast %40 : index to i64
    linalg.yield %41 : i64
  } -> tensor<5xi64>
  %expanded = tensor.expand_shape %3 [[0, 1]] output_shape [1, 5] :
      tensor<5xi64> into tensor<1x5xi64>
  %4 = tensor.empty() : tensor<4xi64>
  %5 = linalg.generic {indexing_maps = [#map1], iterator_types = ["parallel"]}
      outs(%4 : tensor<4xi64>) {
  ^bb0(%out: i64):
    %40 = linalg.index 0 : index
    %41 = arith.index_cast %40 : index to i64
    linalg.yield %41 : i64
  } -> tensor<4xi64>
  %expanded_7 = tensor.expand_shape %5 [[0, 1]] output_shape [4, 1] :
      tensor<4xi64> into tensor<4x1xi64>
  %6 = tensor.empty() : tensor<4x5xi64>
  %7 = linalg.generic {indexing_maps = [#map2, #map3, #map4], iterator_types =
      ["parallel", "parallel"]} ins(%expanded, %expanded_7 : tensor<1x5xi64>,
      tensor<4x1xi64>) outs(%6 : tensor<4x5xi64>) {
  ^bb0(%in: i64, %in_14: i64, %out: i64):
    %40 = arith.subi %in, %in_14 : i64
    linalg.yield %40 : i64
  } -> tensor<4x5xi64>
  %8 = tensor.empty() : tensor<4x5xi1>
  %9 = linalg.generic {indexing_maps = [#map4, #map4], iterator_types =
      ["parallel", "parallel"]} ins(%7 : tensor<4x5xi64>) outs(%8 :
      tensor<4x5xi1>) {
  ^bb0(%in: i64, %out: i1):
    %40 = arith.cmpi sle, %in, %c0_i64 : i64
    linalg.yield %40 : i1
  } -> tensor<4x5xi1>
  %10 = linalg.generic {indexing_maps = [#map4, #map4, #map4], iterator_types =
      ["parallel", "parallel"]} ins(%9, %cst_4 : tensor<4x5xi1>, tensor<4x5xi1>)
      outs(%8 : tensor<4x5xi1>) {
  ^bb0(%in: i1, %in_14: i1, %out: i1):
    %40 = arith.andi %in, %in_14 : i1
    linalg.yield %40 : i1
  } -> tensor<4x5xi1>
  %11 = tensor.empty() : tensor<4x5xf32>
  %12 = linalg.generic {indexing_maps = [#map4, #map5, #map5, #map4],
      iterator_types = ["parallel", "parallel"]} ins(%10, %cst_2, %cst_3 :
      tensor<4x5xi1>, tensor<f32>, tensor<f32>) outs(%11 : tensor<4x5xf32>) {
  ^bb0(%in: i1, %in_14: f32, %in_15: f32, %out: f32):
    %40 = arith.select %in, %in_14, %in_15 : f32
    linalg.yield %40 : f32
  } -> tensor<4x5xf32>
  %13 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf32>) outs(%13 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %14 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%transposed :
      tensor<2x3x8x5xf32>) outs(%13 : tensor<2x3x8x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %40 = arith.truncf %cst_6 : f64 to f32
    %41 = arith.mulf %in, %40 : f32
    linalg.yield %41 : f32
  } -> tensor<2x3x8x5xf32>
  %collapsed = tensor.collapse_shape %1 [[0, 1], [2], [3]] : tensor<2x3x4x8xf32>
      into tensor<6x4x8xf32>
  %collapsed_8 = tensor.collapse_shape %14 [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %15 = tensor.empty() : tensor<6x4x5xf32>
  %16 = linalg.fill ins(%cst : f32) outs(%15 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %17 = linalg.batch_matmul ins(%collapsed, %collapsed_8 : tensor<6x4x8xf32>,
      tensor<6x8x5xf32>) outs(%16 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %expanded_9 = tensor.expand_shape %17 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
  %18 = tensor.empty() : tensor<2x3x4x5xf32>
  %19 = linalg.generic {indexing_maps = [#map, #map6, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_9, %12 :
      tensor<2x3x4x5xf32>, tensor<4x5xf32>) outs(%18 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_14: f32, %out: f32):
    %40 = arith.addf %in, %in_14 : f32
    linalg.yield %40 : f32
  } -> tensor<2x3x4x5xf32>
  %20 = tensor.empty() : tensor<2x3x4xi64>
  %21 = linalg.fill ins(%c0_i64 : i64) outs(%20 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %22 = tensor.empty() : tensor<2x3x4xf32>
  %23 = linalg.fill ins(%cst_0 : f32) outs(%22 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %24:2 = linalg.generic {indexing_maps = [#map, #map7, #map7], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%19 :
      tensor<2x3x4x5xf32>) outs(%23, %21 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_14: i64):
    %40 = linalg.index 3 : index
    %41 = arith.index_cast %40 : index to i64
    %42 = arith.maximumf %in, %out : f32
    %43 = arith.cmpf ogt, %in, %out : f32
    %44 = arith.select %43, %41, %out_14 : i64
    linalg.yield %42, %44 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_10 = tensor.expand_shape %24#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %25 = linalg.generic {indexing_maps = [#map, #map8, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%19, %expanded_10 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%18 : tensor<2x3x4x5xf32>)
      {
  ^bb0(%in: f32, %in_14: f32, %out: f32):
    %40 = arith.subf %in, %in_14 : f32
    linalg.yield %40 : f32
  } -> tensor<2x3x4x5xf32>
  %26 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%25 :
      tensor<2x3x4x5xf32>) outs(%18 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %40 = math.exp %in : f32
    linalg.yield %40 : f32
  } -> tensor<2x3x4x5xf32>
  %27 = tensor.empty() : tensor<2x3x4x1xf32>
  %28 = linalg.fill ins(%cst : f32) outs(%27 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %29 = linalg.generic {indexing_maps = [#map, #map8], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%26 :
      tensor<2x3x4x5xf32>) outs(%28 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %40 = arith.addf %in, %out : f32
    linalg.yield %40 : f32
  } -> tensor<2x3x4x1xf32>
  %30 = linalg.generic {indexing_maps = [#map, #map8, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%26, %29 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%18 : tensor<2x3x4x5xf32>)
      {
  ^bb0(%in: f32, %in_14: f32, %out: f32):
    %40 = arith.divf %in, %in_14 : f32
    linalg.yield %40 : f32
  } -> tensor<2x3x4x5xf32>
  %31 = tensor.empty() : tensor<2x3x4x5xi1>
  %32 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%19 :
      tensor<2x3x4x5xf32>) outs(%31 : tensor<2x3x4x5xi1>) {
  ^bb0(%in: f32, %out: i1):
    %40 = arith.extf %in : f32 to f64
    %41 = arith.cmpf oeq, %40, %cst_5 : f64
    linalg.yield %41 : i1
  } -> tensor<2x3x4x5xi1>
  %33 = tensor.empty() : tensor<2x3x4x1xi1>
  %34 = linalg.fill ins(%true : i1) outs(%33 : tensor<2x3x4x1xi1>) ->
      tensor<2x3x4x1xi1>
  %35 = linalg.generic {indexing_maps = [#map, #map8], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%32 :
      tensor<2x3x4x5xi1>) outs(%34 : tensor<2x3x4x1xi1>) {
  ^bb0(%in: i1, %out: i1):
    %40 = arith.andi %in, %out : i1
    linalg.yield %40 : i1
  } -> tensor<2x3x4x1xi1>
  %36 = linalg.generic {indexing_maps = [#map8, #map, #map, #map],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%35, %cst_1, %30 : tensor<2x3x4x1xi1>, tensor<2x3x4x5xf32>,
      tensor<2x3x4x5xf32>) outs(%18 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: i1, %in_14: f32, %in_15: f32, %out: f32):
    %40 = arith.select %in, %in_14, %in_15 : f32
    linalg.yield %40 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_11 = tensor.collapse_shape %36 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_12 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %37 = tensor.empty() : tensor<6x4x8xf32>
  %38 = linalg.fill ins(%cst : f32) outs(%37 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %39 = linalg.batch_matmul ins(%collapsed_11, %collapsed_12 :
      tensor<6x4x5xf32>, tensor<6x5x8xf32>) outs(%38 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %expanded_13 = tensor.expand_shape %39 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_13 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @no_batch_dimension
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<4x8xf32>, tensor<5x8xf32>, tensor<5x8xf32>)
// CHECK-SAME: {scale = 0.353553385 : f32, site = "attention.0"} -> tensor<4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d0)>
#map2 = affine_map<(d0, d1) -> (d0, 0)>
func.func @no_batch_dimension(%arg0: tensor<4x8xf32>, %arg1: tensor<5x8xf32>,
    %arg2: tensor<5x8xf32>) -> tensor<4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %true = arith.constant true
  %cst_1 = arith.constant dense<0.000000e+00> : tensor<4x5xf32>
  %cst_2 = arith.constant 0xFFF0000000000000 : f64
  %cst_3 = arith.constant 0.59460355750136051 : f64
  %0 = tensor.empty() : tensor<4x8xf32>
  %1 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel"]} ins(%arg0 : tensor<4x8xf32>) outs(%0 :
      tensor<4x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %26 = arith.truncf %cst_3 : f64 to f32
    %27 = arith.mulf %in, %26 : f32
    linalg.yield %27 : f32
  } -> tensor<4x8xf32>
  %2 = tensor.empty() : tensor<8x5xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<5x8xf32>) outs(%2 :
      tensor<8x5xf32>) permutation = [1, 0]
  %3 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel"]} ins(%transposed : tensor<8x5xf32>) outs(%2 :
      tensor<8x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %26 = arith.truncf %cst_3 : f64 to f32
    %27 = arith.mulf %in, %26 : f32
    linalg.yield %27 : f32
  } -> tensor<8x5xf32>
  %4 = tensor.empty() : tensor<4x5xf32>
  %5 = linalg.fill ins(%cst : f32) outs(%4 : tensor<4x5xf32>) -> tensor<4x5xf32>
  %6 = linalg.matmul ins(%1, %3 : tensor<4x8xf32>, tensor<8x5xf32>) outs(%5 :
      tensor<4x5xf32>) -> tensor<4x5xf32>
  %7 = tensor.empty() : tensor<4xi64>
  %8 = linalg.fill ins(%c0_i64 : i64) outs(%7 : tensor<4xi64>) -> tensor<4xi64>
  %9 = tensor.empty() : tensor<4xf32>
  %10 = linalg.fill ins(%cst_0 : f32) outs(%9 : tensor<4xf32>) -> tensor<4xf32>
  %11:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "reduction"]} ins(%6 : tensor<4x5xf32>) outs(%10, %8 :
      tensor<4xf32>, tensor<4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_4: i64):
    %26 = linalg.index 1 : index
    %27 = arith.index_cast %26 : index to i64
    %28 = arith.maximumf %in, %out : f32
    %29 = arith.cmpf ogt, %in, %out : f32
    %30 = arith.select %29, %27, %out_4 : i64
    linalg.yield %28, %30 : f32, i64
  } -> (tensor<4xf32>, tensor<4xi64>)
  %expanded = tensor.expand_shape %11#0 [[0, 1]] output_shape [4, 1] :
      tensor<4xf32> into tensor<4x1xf32>
  %12 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel"]} ins(%6, %expanded : tensor<4x5xf32>,
      tensor<4x1xf32>) outs(%4 : tensor<4x5xf32>) {
  ^bb0(%in: f32, %in_4: f32, %out: f32):
    %26 = arith.subf %in, %in_4 : f32
    linalg.yield %26 : f32
  } -> tensor<4x5xf32>
  %13 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel"]} ins(%12 : tensor<4x5xf32>) outs(%4 :
      tensor<4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %26 = math.exp %in : f32
    linalg.yield %26 : f32
  } -> tensor<4x5xf32>
  %14 = tensor.empty() : tensor<4x1xf32>
  %15 = linalg.fill ins(%cst : f32) outs(%14 : tensor<4x1xf32>) ->
      tensor<4x1xf32>
  %16 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "reduction"]} ins(%13 : tensor<4x5xf32>) outs(%15 :
      tensor<4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %26 = arith.addf %in, %out : f32
    linalg.yield %26 : f32
  } -> tensor<4x1xf32>
  %17 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel"]} ins(%13, %16 : tensor<4x5xf32>, tensor<4x1xf32>)
      outs(%4 : tensor<4x5xf32>) {
  ^bb0(%in: f32, %in_4: f32, %out: f32):
    %26 = arith.divf %in, %in_4 : f32
    linalg.yield %26 : f32
  } -> tensor<4x5xf32>
  %18 = tensor.empty() : tensor<4x5xi1>
  %19 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel"]} ins(%6 : tensor<4x5xf32>) outs(%18 :
      tensor<4x5xi1>) {
  ^bb0(%in: f32, %out: i1):
    %26 = arith.extf %in : f32 to f64
    %27 = arith.cmpf oeq, %26, %cst_2 : f64
    linalg.yield %27 : i1
  } -> tensor<4x5xi1>
  %20 = tensor.empty() : tensor<4x1xi1>
  %21 = linalg.fill ins(%true : i1) outs(%20 : tensor<4x1xi1>) -> tensor<4x1xi1>
  %22 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "reduction"]} ins(%19 : tensor<4x5xi1>) outs(%21 :
      tensor<4x1xi1>) {
  ^bb0(%in: i1, %out: i1):
    %26 = arith.andi %in, %out : i1
    linalg.yield %26 : i1
  } -> tensor<4x1xi1>
  %23 = linalg.generic {indexing_maps = [#map2, #map, #map, #map],
      iterator_types = ["parallel", "parallel"]} ins(%22, %cst_1, %17 :
      tensor<4x1xi1>, tensor<4x5xf32>, tensor<4x5xf32>) outs(%4 :
      tensor<4x5xf32>) {
  ^bb0(%in: i1, %in_4: f32, %in_5: f32, %out: f32):
    %26 = arith.select %in, %in_4, %in_5 : f32
    linalg.yield %26 : f32
  } -> tensor<4x5xf32>
  %24 = linalg.fill ins(%cst : f32) outs(%0 : tensor<4x8xf32>) ->
      tensor<4x8xf32>
  %25 = linalg.matmul ins(%23, %arg2 : tensor<4x5xf32>, tensor<5x8xf32>)
      outs(%24 : tensor<4x8xf32>) -> tensor<4x8xf32>
  return %25 : tensor<4x8xf32>
}

// -----

// CHECK-LABEL: func @one_query
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<1x8xf32>, tensor<5x8xf32>, tensor<5x8xf32>)
// CHECK-SAME: {scale = 0.353553385 : f32, site = "attention.0"} -> tensor<1x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @one_query(%arg0: tensor<1x1x1x8xf32>, %arg1: tensor<1x1x5x8xf32>,
    %arg2: tensor<1x1x5x8xf32>) -> tensor<1x1x1x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %true = arith.constant true
  %cst_1 = arith.constant dense<0.000000e+00> : tensor<1x1x1x5xf32>
  %cst_2 = arith.constant 0xFFF0000000000000 : f64
  %cst_3 = arith.constant 0.59460355750136051 : f64
  %0 = tensor.empty() : tensor<1x1x1x8xf32>
  %1 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%arg0 :
      tensor<1x1x1x8xf32>) outs(%0 : tensor<1x1x1x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %28 = arith.truncf %cst_3 : f64 to f32
    %29 = arith.mulf %in, %28 : f32
    linalg.yield %29 : f32
  } -> tensor<1x1x1x8xf32>
  %2 = tensor.empty() : tensor<1x1x8x5xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<1x1x5x8xf32>) outs(%2 :
      tensor<1x1x8x5xf32>) permutation = [0, 1, 3, 2]
  %3 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%transposed :
      tensor<1x1x8x5xf32>) outs(%2 : tensor<1x1x8x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %28 = arith.truncf %cst_3 : f64 to f32
    %29 = arith.mulf %in, %28 : f32
    linalg.yield %29 : f32
  } -> tensor<1x1x8x5xf32>
  %collapsed = tensor.collapse_shape %1 [[0], [1], [2, 3]] : tensor<1x1x1x8xf32>
      into tensor<1x1x8xf32>
  %collapsed_4 = tensor.collapse_shape %3 [[0], [1, 2], [3]] :
      tensor<1x1x8x5xf32> into tensor<1x8x5xf32>
  %4 = tensor.empty() : tensor<1x1x5xf32>
  %5 = linalg.fill ins(%cst : f32) outs(%4 : tensor<1x1x5xf32>) ->
      tensor<1x1x5xf32>
  %6 = linalg.batch_matmul ins(%collapsed, %collapsed_4 : tensor<1x1x8xf32>,
      tensor<1x8x5xf32>) outs(%5 : tensor<1x1x5xf32>) -> tensor<1x1x5xf32>
  %expanded = tensor.expand_shape %6 [[0], [1], [2, 3]] output_shape
      [1, 1, 1, 5] : tensor<1x1x5xf32> into tensor<1x1x1x5xf32>
  %7 = tensor.empty() : tensor<1x1x1xi64>
  %8 = linalg.fill ins(%c0_i64 : i64) outs(%7 : tensor<1x1x1xi64>) ->
      tensor<1x1x1xi64>
  %9 = tensor.empty() : tensor<1x1x1xf32>
  %10 = linalg.fill ins(%cst_0 : f32) outs(%9 : tensor<1x1x1xf32>) ->
      tensor<1x1x1xf32>
  %11:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%expanded :
      tensor<1x1x1x5xf32>) outs(%10, %8 : tensor<1x1x1xf32>, tensor<1x1x1xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_9: i64):
    %28 = linalg.index 3 : index
    %29 = arith.index_cast %28 : index to i64
    %30 = arith.maximumf %in, %out : f32
    %31 = arith.cmpf ogt, %in, %out : f32
    %32 = arith.select %31, %29, %out_9 : i64
    linalg.yield %30, %32 : f32, i64
  } -> (tensor<1x1x1xf32>, tensor<1x1x1xi64>)
  %expanded_5 = tensor.expand_shape %11#0 [[0], [1], [2, 3]] output_shape
      [1, 1, 1, 1] : tensor<1x1x1xf32> into tensor<1x1x1x1xf32>
  %12 = tensor.empty() : tensor<1x1x1x5xf32>
  %13 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded,
      %expanded_5 : tensor<1x1x1x5xf32>, tensor<1x1x1x1xf32>) outs(%12 :
      tensor<1x1x1x5xf32>) {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %28 = arith.subf %in, %in_9 : f32
    linalg.yield %28 : f32
  } -> tensor<1x1x1x5xf32>
  %14 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%13 :
      tensor<1x1x1x5xf32>) outs(%12 : tensor<1x1x1x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %28 = math.exp %in : f32
    linalg.yield %28 : f32
  } -> tensor<1x1x1x5xf32>
  %15 = tensor.empty() : tensor<1x1x1x1xf32>
  %16 = linalg.fill ins(%cst : f32) outs(%15 : tensor<1x1x1x1xf32>) ->
      tensor<1x1x1x1xf32>
  %17 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%14 :
      tensor<1x1x1x5xf32>) outs(%16 : tensor<1x1x1x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %28 = arith.addf %in, %out : f32
    linalg.yield %28 : f32
  } -> tensor<1x1x1x1xf32>
  %18 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%14, %17 :
      tensor<1x1x1x5xf32>, tensor<1x1x1x1xf32>) outs(%12 : tensor<1x1x1x5xf32>)
      {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %28 = arith.divf %in, %in_9 : f32
    linalg.yield %28 : f32
  } -> tensor<1x1x1x5xf32>
  %19 = tensor.empty() : tensor<1x1x1x5xi1>
  %20 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded :
      tensor<1x1x1x5xf32>) outs(%19 : tensor<1x1x1x5xi1>) {
  ^bb0(%in: f32, %out: i1):
    %28 = arith.extf %in : f32 to f64
    %29 = arith.cmpf oeq, %28, %cst_2 : f64
    linalg.yield %29 : i1
  } -> tensor<1x1x1x5xi1>
  %21 = tensor.empty() : tensor<1x1x1x1xi1>
  %22 = linalg.fill ins(%true : i1) outs(%21 : tensor<1x1x1x1xi1>) ->
      tensor<1x1x1x1xi1>
  %23 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%20 :
      tensor<1x1x1x5xi1>) outs(%22 : tensor<1x1x1x1xi1>) {
  ^bb0(%in: i1, %out: i1):
    %28 = arith.andi %in, %out : i1
    linalg.yield %28 : i1
  } -> tensor<1x1x1x1xi1>
  %24 = linalg.generic {indexing_maps = [#map2, #map, #map, #map],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%23, %cst_1, %18 : tensor<1x1x1x1xi1>, tensor<1x1x1x5xf32>,
      tensor<1x1x1x5xf32>) outs(%12 : tensor<1x1x1x5xf32>) {
  ^bb0(%in: i1, %in_9: f32, %in_10: f32, %out: f32):
    %28 = arith.select %in, %in_9, %in_10 : f32
    linalg.yield %28 : f32
  } -> tensor<1x1x1x5xf32>
  %collapsed_6 = tensor.collapse_shape %24 [[0], [1], [2, 3]] :
      tensor<1x1x1x5xf32> into tensor<1x1x5xf32>
  %collapsed_7 = tensor.collapse_shape %arg2 [[0], [1, 2], [3]] :
      tensor<1x1x5x8xf32> into tensor<1x5x8xf32>
  %25 = tensor.empty() : tensor<1x1x8xf32>
  %26 = linalg.fill ins(%cst : f32) outs(%25 : tensor<1x1x8xf32>) ->
      tensor<1x1x8xf32>
  %27 = linalg.batch_matmul ins(%collapsed_6, %collapsed_7 : tensor<1x1x5xf32>,
      tensor<1x5x8xf32>) outs(%26 : tensor<1x1x8xf32>) -> tensor<1x1x8xf32>
  %expanded_8 = tensor.expand_shape %27 [[0], [1], [2, 3]] output_shape
      [1, 1, 1, 8] : tensor<1x1x8xf32> into tensor<1x1x1x8xf32>
  return %expanded_8 : tensor<1x1x1x8xf32>
}

// -----

// Keys and values of a group are broadcast, not copied.
// CHECK-LABEL: func @grouped_heads
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, %arg1, %arg2 : tensor<2x2x8x8xf32>, tensor<2x2x5x8xf32>, tensor<2x2x5x8xf32>)
// CHECK-SAME: {scale = 0.353553385 : f32, site = "attention.0"} -> tensor<2x2x8x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d3, d4)>
#map2 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3, d4)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @grouped_heads(%arg0: tensor<2x4x4x8xf32>, %arg1: tensor<2x2x5x8xf32>,
    %arg2: tensor<2x2x5x8xf32>) -> tensor<2x4x4x8xf32> {
  %c0_i64 = arith.constant 0 : i64
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 0xFF800000 : f32
  %true = arith.constant true
  %cst_1 = arith.constant dense<0.000000e+00> : tensor<2x4x4x5xf32>
  %cst_2 = arith.constant 0xFFF0000000000000 : f64
  %cst_3 = arith.constant 0.59460355750136051 : f64
  %0 = tensor.empty() : tensor<2x4x4x8xf32>
  %1 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%arg0 :
      tensor<2x4x4x8xf32>) outs(%0 : tensor<2x4x4x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %31 = arith.truncf %cst_3 : f64 to f32
    %32 = arith.mulf %in, %31 : f32
    linalg.yield %32 : f32
  } -> tensor<2x4x4x8xf32>
  %2 = tensor.empty() : tensor<2x2x2x5x8xf32>
  %3 = linalg.generic {indexing_maps = [#map1, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%arg1 :
      tensor<2x2x5x8xf32>) outs(%2 : tensor<2x2x2x5x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x2x2x5x8xf32>
  %collapsed = tensor.collapse_shape %3 [[0], [1, 2], [3], [4]] :
      tensor<2x2x2x5x8xf32> into tensor<2x4x5x8xf32>
  %4 = linalg.generic {indexing_maps = [#map1, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%arg2 :
      tensor<2x2x5x8xf32>) outs(%2 : tensor<2x2x2x5x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x2x2x5x8xf32>
  %5 = tensor.empty() : tensor<2x4x8x5xf32>
  %transposed = linalg.transpose ins(%collapsed : tensor<2x4x5x8xf32>) outs(%5 :
      tensor<2x4x8x5xf32>) permutation = [0, 1, 3, 2]
  %6 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%transposed :
      tensor<2x4x8x5xf32>) outs(%5 : tensor<2x4x8x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %31 = arith.truncf %cst_3 : f64 to f32
    %32 = arith.mulf %in, %31 : f32
    linalg.yield %32 : f32
  } -> tensor<2x4x8x5xf32>
  %collapsed_4 = tensor.collapse_shape %1 [[0, 1], [2], [3]] :
      tensor<2x4x4x8xf32> into tensor<8x4x8xf32>
  %collapsed_5 = tensor.collapse_shape %6 [[0, 1], [2], [3]] :
      tensor<2x4x8x5xf32> into tensor<8x8x5xf32>
  %7 = tensor.empty() : tensor<8x4x5xf32>
  %8 = linalg.fill ins(%cst : f32) outs(%7 : tensor<8x4x5xf32>) ->
      tensor<8x4x5xf32>
  %9 = linalg.batch_matmul ins(%collapsed_4, %collapsed_5 : tensor<8x4x8xf32>,
      tensor<8x8x5xf32>) outs(%8 : tensor<8x4x5xf32>) -> tensor<8x4x5xf32>
  %expanded = tensor.expand_shape %9 [[0, 1], [2], [3]] output_shape
      [2, 4, 4, 5] : tensor<8x4x5xf32> into tensor<2x4x4x5xf32>
  %10 = tensor.empty() : tensor<2x4x4xi64>
  %11 = linalg.fill ins(%c0_i64 : i64) outs(%10 : tensor<2x4x4xi64>) ->
      tensor<2x4x4xi64>
  %12 = tensor.empty() : tensor<2x4x4xf32>
  %13 = linalg.fill ins(%cst_0 : f32) outs(%12 : tensor<2x4x4xf32>) ->
      tensor<2x4x4xf32>
  %14:2 = linalg.generic {indexing_maps = [#map, #map3, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%expanded :
      tensor<2x4x4x5xf32>) outs(%13, %11 : tensor<2x4x4xf32>, tensor<2x4x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_10: i64):
    %31 = linalg.index 3 : index
    %32 = arith.index_cast %31 : index to i64
    %33 = arith.maximumf %in, %out : f32
    %34 = arith.cmpf ogt, %in, %out : f32
    %35 = arith.select %34, %32, %out_10 : i64
    linalg.yield %33, %35 : f32, i64
  } -> (tensor<2x4x4xf32>, tensor<2x4x4xi64>)
  %expanded_6 = tensor.expand_shape %14#0 [[0], [1], [2, 3]] output_shape
      [2, 4, 4, 1] : tensor<2x4x4xf32> into tensor<2x4x4x1xf32>
  %15 = tensor.empty() : tensor<2x4x4x5xf32>
  %16 = linalg.generic {indexing_maps = [#map, #map4, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded,
      %expanded_6 : tensor<2x4x4x5xf32>, tensor<2x4x4x1xf32>) outs(%15 :
      tensor<2x4x4x5xf32>) {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %31 = arith.subf %in, %in_10 : f32
    linalg.yield %31 : f32
  } -> tensor<2x4x4x5xf32>
  %17 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%16 :
      tensor<2x4x4x5xf32>) outs(%15 : tensor<2x4x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %31 = math.exp %in : f32
    linalg.yield %31 : f32
  } -> tensor<2x4x4x5xf32>
  %18 = tensor.empty() : tensor<2x4x4x1xf32>
  %19 = linalg.fill ins(%cst : f32) outs(%18 : tensor<2x4x4x1xf32>) ->
      tensor<2x4x4x1xf32>
  %20 = linalg.generic {indexing_maps = [#map, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%17 :
      tensor<2x4x4x5xf32>) outs(%19 : tensor<2x4x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %31 = arith.addf %in, %out : f32
    linalg.yield %31 : f32
  } -> tensor<2x4x4x1xf32>
  %21 = linalg.generic {indexing_maps = [#map, #map4, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%17, %20 :
      tensor<2x4x4x5xf32>, tensor<2x4x4x1xf32>) outs(%15 : tensor<2x4x4x5xf32>)
      {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %31 = arith.divf %in, %in_10 : f32
    linalg.yield %31 : f32
  } -> tensor<2x4x4x5xf32>
  %22 = tensor.empty() : tensor<2x4x4x5xi1>
  %23 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded :
      tensor<2x4x4x5xf32>) outs(%22 : tensor<2x4x4x5xi1>) {
  ^bb0(%in: f32, %out: i1):
    %31 = arith.extf %in : f32 to f64
    %32 = arith.cmpf oeq, %31, %cst_2 : f64
    linalg.yield %32 : i1
  } -> tensor<2x4x4x5xi1>
  %24 = tensor.empty() : tensor<2x4x4x1xi1>
  %25 = linalg.fill ins(%true : i1) outs(%24 : tensor<2x4x4x1xi1>) ->
      tensor<2x4x4x1xi1>
  %26 = linalg.generic {indexing_maps = [#map, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%23 :
      tensor<2x4x4x5xi1>) outs(%25 : tensor<2x4x4x1xi1>) {
  ^bb0(%in: i1, %out: i1):
    %31 = arith.andi %in, %out : i1
    linalg.yield %31 : i1
  } -> tensor<2x4x4x1xi1>
  %27 = linalg.generic {indexing_maps = [#map4, #map, #map, #map],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%26, %cst_1, %21 : tensor<2x4x4x1xi1>, tensor<2x4x4x5xf32>,
      tensor<2x4x4x5xf32>) outs(%15 : tensor<2x4x4x5xf32>) {
  ^bb0(%in: i1, %in_10: f32, %in_11: f32, %out: f32):
    %31 = arith.select %in, %in_10, %in_11 : f32
    linalg.yield %31 : f32
  } -> tensor<2x4x4x5xf32>
  %collapsed_7 = tensor.collapse_shape %27 [[0, 1], [2], [3]] :
      tensor<2x4x4x5xf32> into tensor<8x4x5xf32>
  %collapsed_8 = tensor.collapse_shape %4 [[0, 1, 2], [3], [4]] :
      tensor<2x2x2x5x8xf32> into tensor<8x5x8xf32>
  %28 = tensor.empty() : tensor<8x4x8xf32>
  %29 = linalg.fill ins(%cst : f32) outs(%28 : tensor<8x4x8xf32>) ->
      tensor<8x4x8xf32>
  %30 = linalg.batch_matmul ins(%collapsed_7, %collapsed_8 : tensor<8x4x5xf32>,
      tensor<8x5x8xf32>) outs(%29 : tensor<8x4x8xf32>) -> tensor<8x4x8xf32>
  %expanded_9 = tensor.expand_shape %30 [[0, 1], [2], [3]] output_shape
      [2, 4, 4, 8] : tensor<8x4x8xf32> into tensor<2x4x4x8xf32>
  return %expanded_9 : tensor<2x4x4x8xf32>
}

// -----

// CHECK-LABEL: func @f16
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 0.353553385 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @f16(%arg0: tensor<2x3x4x8xf16>, %arg1: tensor<2x3x5x8xf16>, %arg2:
    tensor<2x3x5x8xf16>) -> tensor<2x3x4x8xf16> {
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
      tensor<2x3x4x8xf16>) outs(%0 : tensor<2x3x4x8xf32>) {
  ^bb0(%in: f16, %out: f32):
    %34 = arith.extf %in : f16 to f32
    linalg.yield %34 : f32
  } -> tensor<2x3x4x8xf32>
  %2 = tensor.empty() : tensor<2x3x5x8xf32>
  %3 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%arg1 :
      tensor<2x3x5x8xf16>) outs(%2 : tensor<2x3x5x8xf32>) {
  ^bb0(%in: f16, %out: f32):
    %34 = arith.extf %in : f16 to f32
    linalg.yield %34 : f32
  } -> tensor<2x3x5x8xf32>
  %4 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%arg2 :
      tensor<2x3x5x8xf16>) outs(%2 : tensor<2x3x5x8xf32>) {
  ^bb0(%in: f16, %out: f32):
    %34 = arith.extf %in : f16 to f32
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
  %32 = tensor.empty() : tensor<2x3x4x8xf16>
  %33 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_8 :
      tensor<2x3x4x8xf32>) outs(%32 : tensor<2x3x4x8xf16>) {
  ^bb0(%in: f32, %out: f16):
    %34 = arith.truncf %in : f32 to f16
    linalg.yield %34 : f16
  } -> tensor<2x3x4x8xf16>
  return %33 : tensor<2x3x4x8xf16>
}

// -----

// CHECK-LABEL: func @boolean_mask
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask(%arg3 : tensor<2x1x4x5xi1>)
// CHECK-SAME: {scale = 0.353553385 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> ()>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, 0, d2, d3)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @boolean_mask(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x1x4x5xi1>) ->
    tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %true = arith.constant true
  %cst_1 = arith.constant dense<0.000000e+00> : tensor<2x3x4x5xf32>
  %cst_2 = arith.constant 0.59460355750136051 : f64
  %cst_3 = arith.constant 0xFFF0000000000000 : f64
  %cst_4 = arith.constant dense<0xFF800000> : tensor<f32>
  %cst_5 = arith.constant dense<0.000000e+00> : tensor<f32>
  %0 = tensor.empty() : tensor<2x1x4x5xf32>
  %1 = linalg.generic {indexing_maps = [#map, #map1, #map1, #map],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%arg3, %cst_5, %cst_4 : tensor<2x1x4x5xi1>, tensor<f32>, tensor<f32>)
      outs(%0 : tensor<2x1x4x5xf32>) {
  ^bb0(%in: i1, %in_11: f32, %in_12: f32, %out: f32):
    %31 = arith.select %in, %in_11, %in_12 : f32
    linalg.yield %31 : f32
  } -> tensor<2x1x4x5xf32>
  %2 = tensor.empty() : tensor<2x3x4x8xf32>
  %3 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%arg0 :
      tensor<2x3x4x8xf32>) outs(%2 : tensor<2x3x4x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %31 = arith.truncf %cst_2 : f64 to f32
    %32 = arith.mulf %in, %31 : f32
    linalg.yield %32 : f32
  } -> tensor<2x3x4x8xf32>
  %4 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf32>) outs(%4 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%transposed :
      tensor<2x3x8x5xf32>) outs(%4 : tensor<2x3x8x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %31 = arith.truncf %cst_2 : f64 to f32
    %32 = arith.mulf %in, %31 : f32
    linalg.yield %32 : f32
  } -> tensor<2x3x8x5xf32>
  %collapsed = tensor.collapse_shape %3 [[0, 1], [2], [3]] : tensor<2x3x4x8xf32>
      into tensor<6x4x8xf32>
  %collapsed_6 = tensor.collapse_shape %5 [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %6 = tensor.empty() : tensor<6x4x5xf32>
  %7 = linalg.fill ins(%cst : f32) outs(%6 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %8 = linalg.batch_matmul ins(%collapsed, %collapsed_6 : tensor<6x4x8xf32>,
      tensor<6x8x5xf32>) outs(%7 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %expanded = tensor.expand_shape %8 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
  %9 = tensor.empty() : tensor<2x3x4x5xf32>
  %10 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded, %1 :
      tensor<2x3x4x5xf32>, tensor<2x1x4x5xf32>) outs(%9 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_11: f32, %out: f32):
    %31 = arith.addf %in, %in_11 : f32
    linalg.yield %31 : f32
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
    %31 = linalg.index 3 : index
    %32 = arith.index_cast %31 : index to i64
    %33 = arith.maximumf %in, %out : f32
    %34 = arith.cmpf ogt, %in, %out : f32
    %35 = arith.select %34, %32, %out_11 : i64
    linalg.yield %33, %35 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_7 = tensor.expand_shape %15#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %16 = linalg.generic {indexing_maps = [#map, #map4, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%10, %expanded_7 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%9 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_11: f32, %out: f32):
    %31 = arith.subf %in, %in_11 : f32
    linalg.yield %31 : f32
  } -> tensor<2x3x4x5xf32>
  %17 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%16 :
      tensor<2x3x4x5xf32>) outs(%9 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %31 = math.exp %in : f32
    linalg.yield %31 : f32
  } -> tensor<2x3x4x5xf32>
  %18 = tensor.empty() : tensor<2x3x4x1xf32>
  %19 = linalg.fill ins(%cst : f32) outs(%18 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %20 = linalg.generic {indexing_maps = [#map, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%17 :
      tensor<2x3x4x5xf32>) outs(%19 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %31 = arith.addf %in, %out : f32
    linalg.yield %31 : f32
  } -> tensor<2x3x4x1xf32>
  %21 = linalg.generic {indexing_maps = [#map, #map4, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%17, %20 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%9 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_11: f32, %out: f32):
    %31 = arith.divf %in, %in_11 : f32
    linalg.yield %31 : f32
  } -> tensor<2x3x4x5xf32>
  %22 = tensor.empty() : tensor<2x3x4x5xi1>
  %23 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%10 :
      tensor<2x3x4x5xf32>) outs(%22 : tensor<2x3x4x5xi1>) {
  ^bb0(%in: f32, %out: i1):
    %31 = arith.extf %in : f32 to f64
    %32 = arith.cmpf oeq, %31, %cst_3 : f64
    linalg.yield %32 : i1
  } -> tensor<2x3x4x5xi1>
  %24 = tensor.empty() : tensor<2x3x4x1xi1>
  %25 = linalg.fill ins(%true : i1) outs(%24 : tensor<2x3x4x1xi1>) ->
      tensor<2x3x4x1xi1>
  %26 = linalg.generic {indexing_maps = [#map, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%23 :
      tensor<2x3x4x5xi1>) outs(%25 : tensor<2x3x4x1xi1>) {
  ^bb0(%in: i1, %out: i1):
    %31 = arith.andi %in, %out : i1
    linalg.yield %31 : i1
  } -> tensor<2x3x4x1xi1>
  %27 = linalg.generic {indexing_maps = [#map4, #map, #map, #map],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%26, %cst_1, %21 : tensor<2x3x4x1xi1>, tensor<2x3x4x5xf32>,
      tensor<2x3x4x5xf32>) outs(%9 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: i1, %in_11: f32, %in_12: f32, %out: f32):
    %31 = arith.select %in, %in_11, %in_12 : f32
    linalg.yield %31 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_8 = tensor.collapse_shape %27 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_9 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %28 = tensor.empty() : tensor<6x4x8xf32>
  %29 = linalg.fill ins(%cst : f32) outs(%28 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %30 = linalg.batch_matmul ins(%collapsed_8, %collapsed_9 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%29 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_10 = tensor.expand_shape %30 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_10 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @scale
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @scale(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>, %arg2:
    tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %true = arith.constant true
  %cst_1 = arith.constant dense<0.000000e+00> : tensor<2x3x4x5xf32>
  %cst_2 = arith.constant 0xFFF0000000000000 : f64
  %cst_3 = arith.constant 0.54772255750516607 : f64
  %0 = tensor.empty() : tensor<2x3x4x8xf32>
  %1 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%arg0 :
      tensor<2x3x4x8xf32>) outs(%0 : tensor<2x3x4x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %28 = arith.truncf %cst_3 : f64 to f32
    %29 = arith.mulf %in, %28 : f32
    linalg.yield %29 : f32
  } -> tensor<2x3x4x8xf32>
  %2 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf32>) outs(%2 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %3 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%transposed :
      tensor<2x3x8x5xf32>) outs(%2 : tensor<2x3x8x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %28 = arith.truncf %cst_3 : f64 to f32
    %29 = arith.mulf %in, %28 : f32
    linalg.yield %29 : f32
  } -> tensor<2x3x8x5xf32>
  %collapsed = tensor.collapse_shape %1 [[0, 1], [2], [3]] : tensor<2x3x4x8xf32>
      into tensor<6x4x8xf32>
  %collapsed_4 = tensor.collapse_shape %3 [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %4 = tensor.empty() : tensor<6x4x5xf32>
  %5 = linalg.fill ins(%cst : f32) outs(%4 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %6 = linalg.batch_matmul ins(%collapsed, %collapsed_4 : tensor<6x4x8xf32>,
      tensor<6x8x5xf32>) outs(%5 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %expanded = tensor.expand_shape %6 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
  %7 = tensor.empty() : tensor<2x3x4xi64>
  %8 = linalg.fill ins(%c0_i64 : i64) outs(%7 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %9 = tensor.empty() : tensor<2x3x4xf32>
  %10 = linalg.fill ins(%cst_0 : f32) outs(%9 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %11:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%10, %8 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_9: i64):
    %28 = linalg.index 3 : index
    %29 = arith.index_cast %28 : index to i64
    %30 = arith.maximumf %in, %out : f32
    %31 = arith.cmpf ogt, %in, %out : f32
    %32 = arith.select %31, %29, %out_9 : i64
    linalg.yield %30, %32 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_5 = tensor.expand_shape %11#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %12 = tensor.empty() : tensor<2x3x4x5xf32>
  %13 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded,
      %expanded_5 : tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%12 :
      tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %28 = arith.subf %in, %in_9 : f32
    linalg.yield %28 : f32
  } -> tensor<2x3x4x5xf32>
  %14 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%13 :
      tensor<2x3x4x5xf32>) outs(%12 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %28 = math.exp %in : f32
    linalg.yield %28 : f32
  } -> tensor<2x3x4x5xf32>
  %15 = tensor.empty() : tensor<2x3x4x1xf32>
  %16 = linalg.fill ins(%cst : f32) outs(%15 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %17 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%14 :
      tensor<2x3x4x5xf32>) outs(%16 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %28 = arith.addf %in, %out : f32
    linalg.yield %28 : f32
  } -> tensor<2x3x4x1xf32>
  %18 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%14, %17 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%12 : tensor<2x3x4x5xf32>)
      {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %28 = arith.divf %in, %in_9 : f32
    linalg.yield %28 : f32
  } -> tensor<2x3x4x5xf32>
  %19 = tensor.empty() : tensor<2x3x4x5xi1>
  %20 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%19 : tensor<2x3x4x5xi1>) {
  ^bb0(%in: f32, %out: i1):
    %28 = arith.extf %in : f32 to f64
    %29 = arith.cmpf oeq, %28, %cst_2 : f64
    linalg.yield %29 : i1
  } -> tensor<2x3x4x5xi1>
  %21 = tensor.empty() : tensor<2x3x4x1xi1>
  %22 = linalg.fill ins(%true : i1) outs(%21 : tensor<2x3x4x1xi1>) ->
      tensor<2x3x4x1xi1>
  %23 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%20 :
      tensor<2x3x4x5xi1>) outs(%22 : tensor<2x3x4x1xi1>) {
  ^bb0(%in: i1, %out: i1):
    %28 = arith.andi %in, %out : i1
    linalg.yield %28 : i1
  } -> tensor<2x3x4x1xi1>
  %24 = linalg.generic {indexing_maps = [#map2, #map, #map, #map],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%23, %cst_1, %18 : tensor<2x3x4x1xi1>, tensor<2x3x4x5xf32>,
      tensor<2x3x4x5xf32>) outs(%12 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: i1, %in_9: f32, %in_10: f32, %out: f32):
    %28 = arith.select %in, %in_9, %in_10 : f32
    linalg.yield %28 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_6 = tensor.collapse_shape %24 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_7 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %25 = tensor.empty() : tensor<6x4x8xf32>
  %26 = linalg.fill ins(%cst : f32) outs(%25 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %27 = linalg.batch_matmul ins(%collapsed_6, %collapsed_7 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%26 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_8 = tensor.expand_shape %27 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_8 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @one_batch_dimension
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x4x8xf32>, tensor<2x5x8xf32>, tensor<2x5x8xf32>)
// CHECK-SAME: {scale = 0.353553385 : f32, site = "attention.0"} -> tensor<2x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map1 = affine_map<(d0, d1, d2) -> (d0, d1)>
#map2 = affine_map<(d0, d1, d2) -> (d0, d1, 0)>
func.func @one_batch_dimension(%arg0: tensor<2x4x8xf32>, %arg1:
    tensor<2x5x8xf32>, %arg2: tensor<2x5x8xf32>) -> tensor<2x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %true = arith.constant true
  %cst_1 = arith.constant dense<0.000000e+00> : tensor<2x4x5xf32>
  %cst_2 = arith.constant 0xFFF0000000000000 : f64
  %cst_3 = arith.constant 0.59460355750136051 : f64
  %0 = tensor.empty() : tensor<2x4x8xf32>
  %1 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%arg0 : tensor<2x4x8xf32>)
      outs(%0 : tensor<2x4x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %26 = arith.truncf %cst_3 : f64 to f32
    %27 = arith.mulf %in, %26 : f32
    linalg.yield %27 : f32
  } -> tensor<2x4x8xf32>
  %2 = tensor.empty() : tensor<2x8x5xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x5x8xf32>) outs(%2 :
      tensor<2x8x5xf32>) permutation = [0, 2, 1]
  %3 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%transposed : tensor<2x8x5xf32>)
      outs(%2 : tensor<2x8x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %26 = arith.truncf %cst_3 : f64 to f32
    %27 = arith.mulf %in, %26 : f32
    linalg.yield %27 : f32
  } -> tensor<2x8x5xf32>
  %4 = tensor.empty() : tensor<2x4x5xf32>
  %5 = linalg.fill ins(%cst : f32) outs(%4 : tensor<2x4x5xf32>) ->
      tensor<2x4x5xf32>
  %6 = linalg.batch_matmul ins(%1, %3 : tensor<2x4x8xf32>, tensor<2x8x5xf32>)
      outs(%5 : tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
  %7 = tensor.empty() : tensor<2x4xi64>
  %8 = linalg.fill ins(%c0_i64 : i64) outs(%7 : tensor<2x4xi64>) ->
      tensor<2x4xi64>
  %9 = tensor.empty() : tensor<2x4xf32>
  %10 = linalg.fill ins(%cst_0 : f32) outs(%9 : tensor<2x4xf32>) ->
      tensor<2x4xf32>
  %11:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "reduction"]} ins(%6 : tensor<2x4x5xf32>)
      outs(%10, %8 : tensor<2x4xf32>, tensor<2x4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_4: i64):
    %26 = linalg.index 2 : index
    %27 = arith.index_cast %26 : index to i64
    %28 = arith.maximumf %in, %out : f32
    %29 = arith.cmpf ogt, %in, %out : f32
    %30 = arith.select %29, %27, %out_4 : i64
    linalg.yield %28, %30 : f32, i64
  } -> (tensor<2x4xf32>, tensor<2x4xi64>)
  %expanded = tensor.expand_shape %11#0 [[0], [1, 2]] output_shape [2, 4, 1] :
      tensor<2x4xf32> into tensor<2x4x1xf32>
  %12 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%6, %expanded :
      tensor<2x4x5xf32>, tensor<2x4x1xf32>) outs(%4 : tensor<2x4x5xf32>) {
  ^bb0(%in: f32, %in_4: f32, %out: f32):
    %26 = arith.subf %in, %in_4 : f32
    linalg.yield %26 : f32
  } -> tensor<2x4x5xf32>
  %13 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%12 : tensor<2x4x5xf32>) outs(%4
      : tensor<2x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %26 = math.exp %in : f32
    linalg.yield %26 : f32
  } -> tensor<2x4x5xf32>
  %14 = tensor.empty() : tensor<2x4x1xf32>
  %15 = linalg.fill ins(%cst : f32) outs(%14 : tensor<2x4x1xf32>) ->
      tensor<2x4x1xf32>
  %16 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "reduction"]} ins(%13 : tensor<2x4x5xf32>)
      outs(%15 : tensor<2x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %26 = arith.addf %in, %out : f32
    linalg.yield %26 : f32
  } -> tensor<2x4x1xf32>
  %17 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%13, %16 : tensor<2x4x5xf32>,
      tensor<2x4x1xf32>) outs(%4 : tensor<2x4x5xf32>) {
  ^bb0(%in: f32, %in_4: f32, %out: f32):
    %26 = arith.divf %in, %in_4 : f32
    linalg.yield %26 : f32
  } -> tensor<2x4x5xf32>
  %18 = tensor.empty() : tensor<2x4x5xi1>
  %19 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%6 : tensor<2x4x5xf32>) outs(%18
      : tensor<2x4x5xi1>) {
  ^bb0(%in: f32, %out: i1):
    %26 = arith.extf %in : f32 to f64
    %27 = arith.cmpf oeq, %26, %cst_2 : f64
    linalg.yield %27 : i1
  } -> tensor<2x4x5xi1>
  %20 = tensor.empty() : tensor<2x4x1xi1>
  %21 = linalg.fill ins(%true : i1) outs(%20 : tensor<2x4x1xi1>) ->
      tensor<2x4x1xi1>
  %22 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "reduction"]} ins(%19 : tensor<2x4x5xi1>)
      outs(%21 : tensor<2x4x1xi1>) {
  ^bb0(%in: i1, %out: i1):
    %26 = arith.andi %in, %out : i1
    linalg.yield %26 : i1
  } -> tensor<2x4x1xi1>
  %23 = linalg.generic {indexing_maps = [#map2, #map, #map, #map],
      iterator_types = ["parallel", "parallel", "parallel"]} ins(%22, %cst_1,
      %17 : tensor<2x4x1xi1>, tensor<2x4x5xf32>, tensor<2x4x5xf32>) outs(%4 :
      tensor<2x4x5xf32>) {
  ^bb0(%in: i1, %in_4: f32, %in_5: f32, %out: f32):
    %26 = arith.select %in, %in_4, %in_5 : f32
    linalg.yield %26 : f32
  } -> tensor<2x4x5xf32>
  %24 = linalg.fill ins(%cst : f32) outs(%0 : tensor<2x4x8xf32>) ->
      tensor<2x4x8xf32>
  %25 = linalg.batch_matmul ins(%23, %arg2 : tensor<2x4x5xf32>,
      tensor<2x5x8xf32>) outs(%24 : tensor<2x4x8xf32>) -> tensor<2x4x8xf32>
  return %25 : tensor<2x4x8xf32>
}
