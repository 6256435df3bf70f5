// RUN: a3-opt %s --split-input-file --a3-raise-attention --canonicalize --cse --mlir-print-local-scope | FileCheck %s
// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-verify-raised

// ONNX's operator Attention in linalg: its guard against queries without keys looks at
// what is added to the scores, not at the scores.

// CHECK-LABEL: func @nothing_masked
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 0.353553355 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (0)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d2, d3)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
#map5 = affine_map<(d0, d1) -> (d0, d1)>
#map6 = affine_map<(d0, d1) -> (d0)>
#map7 = affine_map<(d0, d1) -> (d1)>
#map8 = affine_map<(d0, d1, d2, d3) -> (d2, 0)>
func.func @nothing_masked(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %c0_i64 = arith.constant 0 : i64
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant dense<0.594603539> : tensor<1xf32>
  %cst_2 = arith.constant dense<0xFF800000> : tensor<1xf32>
  %cst_3 = arith.constant dense<0.000000e+00> : tensor<1xf32>
  %cst_4 = arith.constant dense<0.000000e+00> : tensor<4x5xf32>
  %0 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf32>) outs(%0 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %1 = tensor.empty() : tensor<2x3x4x8xf32>
  %2 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%arg0, %cst_1 :
      tensor<2x3x4x8xf32>, tensor<1xf32>) outs(%1 : tensor<2x3x4x8xf32>) {
  ^bb0(%in: f32, %in_11: f32, %out: f32):
    %31 = arith.mulf %in, %in_11 : f32
    linalg.yield %31 : f32
  } -> tensor<2x3x4x8xf32>
  %3 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%transposed, %cst_1
      : tensor<2x3x8x5xf32>, tensor<1xf32>) outs(%0 : tensor<2x3x8x5xf32>) {
  ^bb0(%in: f32, %in_11: f32, %out: f32):
    %31 = arith.mulf %in, %in_11 : f32
    linalg.yield %31 : f32
  } -> tensor<2x3x8x5xf32>
  %collapsed = tensor.collapse_shape %2 [[0, 1], [2], [3]] : tensor<2x3x4x8xf32>
      into tensor<6x4x8xf32>
  %collapsed_5 = tensor.collapse_shape %3 [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %4 = tensor.empty() : tensor<6x4x5xf32>
  %5 = linalg.fill ins(%cst : f32) outs(%4 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %6 = linalg.batch_matmul ins(%collapsed, %collapsed_5 : tensor<6x4x8xf32>,
      tensor<6x8x5xf32>) outs(%5 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %expanded = tensor.expand_shape %6 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
  %7 = tensor.empty() : tensor<2x3x4x5xf32>
  %8 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded, %cst_4 :
      tensor<2x3x4x5xf32>, tensor<4x5xf32>) outs(%7 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_11: f32, %out: f32):
    %31 = arith.addf %in, %in_11 : f32
    linalg.yield %31 : f32
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
  ^bb0(%in: f32, %out: f32, %out_11: i64):
    %31 = linalg.index 3 : index
    %32 = arith.index_cast %31 : index to i64
    %33 = arith.maximumf %in, %out : f32
    %34 = arith.cmpf ogt, %in, %out : f32
    %35 = arith.select %34, %32, %out_11 : i64
    linalg.yield %33, %35 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_6 = tensor.expand_shape %13#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %14 = linalg.generic {indexing_maps = [#map, #map4, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%8, %expanded_6 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%7 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_11: f32, %out: f32):
    %31 = arith.subf %in, %in_11 : f32
    linalg.yield %31 : f32
  } -> tensor<2x3x4x5xf32>
  %15 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%14 :
      tensor<2x3x4x5xf32>) outs(%7 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %31 = math.exp %in : f32
    linalg.yield %31 : f32
  } -> tensor<2x3x4x5xf32>
  %16 = tensor.empty() : tensor<2x3x4x1xf32>
  %17 = linalg.fill ins(%cst : f32) outs(%16 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %18 = linalg.generic {indexing_maps = [#map, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%15 :
      tensor<2x3x4x5xf32>) outs(%17 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %31 = arith.addf %in, %out : f32
    linalg.yield %31 : f32
  } -> tensor<2x3x4x1xf32>
  %19 = linalg.generic {indexing_maps = [#map, #map4, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%15, %18 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%7 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_11: f32, %out: f32):
    %31 = arith.divf %in, %in_11 : f32
    linalg.yield %31 : f32
  } -> tensor<2x3x4x5xf32>
  %20 = tensor.empty() : tensor<4xi64>
  %21 = linalg.fill ins(%c0_i64 : i64) outs(%20 : tensor<4xi64>) ->
      tensor<4xi64>
  %22 = tensor.empty() : tensor<4xf32>
  %23 = linalg.fill ins(%cst_0 : f32) outs(%22 : tensor<4xf32>) -> tensor<4xf32>
  %24:2 = linalg.generic {indexing_maps = [#map5, #map6, #map6], iterator_types
      = ["parallel", "reduction"]} ins(%cst_4 : tensor<4x5xf32>) outs(%23, %21 :
      tensor<4xf32>, tensor<4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_11: i64):
    %31 = linalg.index 1 : index
    %32 = arith.index_cast %31 : index to i64
    %33 = arith.maximumf %in, %out : f32
    %34 = arith.cmpf ogt, %in, %out : f32
    %35 = arith.select %34, %32, %out_11 : i64
    linalg.yield %33, %35 : f32, i64
  } -> (tensor<4xf32>, tensor<4xi64>)
  %expanded_7 = tensor.expand_shape %24#0 [[0, 1]] output_shape [4, 1] :
      tensor<4xf32> into tensor<4x1xf32>
  %25 = tensor.empty() : tensor<4x1xi1>
  %26 = linalg.generic {indexing_maps = [#map5, #map7, #map5], iterator_types =
      ["parallel", "parallel"]} ins(%expanded_7, %cst_2 : tensor<4x1xf32>,
      tensor<1xf32>) outs(%25 : tensor<4x1xi1>) {
  ^bb0(%in: f32, %in_11: f32, %out: i1):
    %31 = arith.cmpf oeq, %in, %in_11 : f32
    linalg.yield %31 : i1
  } -> tensor<4x1xi1>
  %27 = linalg.generic {indexing_maps = [#map8, #map1, #map, #map],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%26, %cst_3, %19 : tensor<4x1xi1>, tensor<1xf32>, tensor<2x3x4x5xf32>)
      outs(%7 : tensor<2x3x4x5xf32>) {
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

// CHECK-LABEL: func @mask
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask(%arg3 : tensor<2x1x4x5xi1>)
// CHECK-SAME: {scale = 0.353553355 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (0)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, 0, d2, d3)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
#map5 = affine_map<(d0, d1, d2, d3) -> (d3)>
#map6 = affine_map<(d0, d1, d2, d3) -> (d0, 0, d2, 0)>
func.func @mask(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>, %arg2:
    tensor<2x3x5x8xf32>, %arg3: tensor<2x1x4x5xi1>) -> tensor<2x3x4x8xf32> {
  %c0_i64 = arith.constant 0 : i64
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant dense<0.594603539> : tensor<1xf32>
  %cst_2 = arith.constant dense<0xFF800000> : tensor<1xf32>
  %cst_3 = arith.constant dense<0.000000e+00> : tensor<1xf32>
  %0 = tensor.empty() : tensor<2x1x4x5xf32>
  %1 = linalg.generic {indexing_maps = [#map, #map1, #map1, #map],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%arg3, %cst_3, %cst_2 : tensor<2x1x4x5xi1>, tensor<1xf32>,
      tensor<1xf32>) outs(%0 : tensor<2x1x4x5xf32>) {
  ^bb0(%in: i1, %in_10: f32, %in_11: f32, %out: f32):
    %33 = arith.select %in, %in_10, %in_11 : f32
    linalg.yield %33 : f32
  } -> tensor<2x1x4x5xf32>
  %2 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf32>) outs(%2 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %3 = tensor.empty() : tensor<2x3x4x8xf32>
  %4 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%arg0, %cst_1 :
      tensor<2x3x4x8xf32>, tensor<1xf32>) outs(%3 : tensor<2x3x4x8xf32>) {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %33 = arith.mulf %in, %in_10 : f32
    linalg.yield %33 : f32
  } -> tensor<2x3x4x8xf32>
  %5 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%transposed, %cst_1
      : tensor<2x3x8x5xf32>, tensor<1xf32>) outs(%2 : tensor<2x3x8x5xf32>) {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %33 = arith.mulf %in, %in_10 : f32
    linalg.yield %33 : f32
  } -> tensor<2x3x8x5xf32>
  %collapsed = tensor.collapse_shape %4 [[0, 1], [2], [3]] : tensor<2x3x4x8xf32>
      into tensor<6x4x8xf32>
  %collapsed_4 = tensor.collapse_shape %5 [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %6 = tensor.empty() : tensor<6x4x5xf32>
  %7 = linalg.fill ins(%cst : f32) outs(%6 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %8 = linalg.batch_matmul ins(%collapsed, %collapsed_4 : tensor<6x4x8xf32>,
      tensor<6x8x5xf32>) outs(%7 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %expanded = tensor.expand_shape %8 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
  %9 = tensor.empty() : tensor<2x3x4x5xf32>
  %10 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded, %1 :
      tensor<2x3x4x5xf32>, tensor<2x1x4x5xf32>) outs(%9 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %33 = arith.addf %in, %in_10 : f32
    linalg.yield %33 : f32
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
  ^bb0(%in: f32, %out: f32, %out_10: i64):
    %33 = linalg.index 3 : index
    %34 = arith.index_cast %33 : index to i64
    %35 = arith.maximumf %in, %out : f32
    %36 = arith.cmpf ogt, %in, %out : f32
    %37 = arith.select %36, %34, %out_10 : i64
    linalg.yield %35, %37 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_5 = tensor.expand_shape %15#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %16 = linalg.generic {indexing_maps = [#map, #map4, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%10, %expanded_5 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%9 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %33 = arith.subf %in, %in_10 : f32
    linalg.yield %33 : f32
  } -> tensor<2x3x4x5xf32>
  %17 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%16 :
      tensor<2x3x4x5xf32>) outs(%9 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %33 = math.exp %in : f32
    linalg.yield %33 : f32
  } -> tensor<2x3x4x5xf32>
  %18 = tensor.empty() : tensor<2x3x4x1xf32>
  %19 = linalg.fill ins(%cst : f32) outs(%18 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %20 = linalg.generic {indexing_maps = [#map, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%17 :
      tensor<2x3x4x5xf32>) outs(%19 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %33 = arith.addf %in, %out : f32
    linalg.yield %33 : f32
  } -> tensor<2x3x4x1xf32>
  %21 = linalg.generic {indexing_maps = [#map, #map4, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%17, %20 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%9 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %33 = arith.divf %in, %in_10 : f32
    linalg.yield %33 : f32
  } -> tensor<2x3x4x5xf32>
  %22 = tensor.empty() : tensor<2x1x4xi64>
  %23 = linalg.fill ins(%c0_i64 : i64) outs(%22 : tensor<2x1x4xi64>) ->
      tensor<2x1x4xi64>
  %24 = tensor.empty() : tensor<2x1x4xf32>
  %25 = linalg.fill ins(%cst_0 : f32) outs(%24 : tensor<2x1x4xf32>) ->
      tensor<2x1x4xf32>
  %26:2 = linalg.generic {indexing_maps = [#map, #map3, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%1 :
      tensor<2x1x4x5xf32>) outs(%25, %23 : tensor<2x1x4xf32>, tensor<2x1x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_10: i64):
    %33 = linalg.index 3 : index
    %34 = arith.index_cast %33 : index to i64
    %35 = arith.maximumf %in, %out : f32
    %36 = arith.cmpf ogt, %in, %out : f32
    %37 = arith.select %36, %34, %out_10 : i64
    linalg.yield %35, %37 : f32, i64
  } -> (tensor<2x1x4xf32>, tensor<2x1x4xi64>)
  %expanded_6 = tensor.expand_shape %26#0 [[0], [1], [2, 3]] output_shape
      [2, 1, 4, 1] : tensor<2x1x4xf32> into tensor<2x1x4x1xf32>
  %27 = tensor.empty() : tensor<2x1x4x1xi1>
  %28 = linalg.generic {indexing_maps = [#map, #map5, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_6, %cst_2
      : tensor<2x1x4x1xf32>, tensor<1xf32>) outs(%27 : tensor<2x1x4x1xi1>) {
  ^bb0(%in: f32, %in_10: f32, %out: i1):
    %33 = arith.cmpf oeq, %in, %in_10 : f32
    linalg.yield %33 : i1
  } -> tensor<2x1x4x1xi1>
  %29 = linalg.generic {indexing_maps = [#map6, #map1, #map, #map],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%28, %cst_3, %21 : tensor<2x1x4x1xi1>, tensor<1xf32>,
      tensor<2x3x4x5xf32>) outs(%9 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: i1, %in_10: f32, %in_11: f32, %out: f32):
    %33 = arith.select %in, %in_10, %in_11 : f32
    linalg.yield %33 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_7 = tensor.collapse_shape %29 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_8 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %30 = tensor.empty() : tensor<6x4x8xf32>
  %31 = linalg.fill ins(%cst : f32) outs(%30 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %32 = linalg.batch_matmul ins(%collapsed_7, %collapsed_8 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%31 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_9 = tensor.expand_shape %32 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_9 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @causal
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<1x1x4x5xi1>)
// CHECK-SAME: {scale = 0.353553355 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d1)>
#map2 = affine_map<(d0, d1) -> (d0, 0)>
#map3 = affine_map<(d0, d1) -> (0, d1)>
#map4 = affine_map<(d0, d1) -> (0)>
#map5 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map6 = affine_map<(d0, d1, d2, d3) -> (0)>
#map7 = affine_map<(d0, d1, d2, d3) -> (d2, d3)>
#map8 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map9 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
#map10 = affine_map<(d0, d1) -> (d0)>
#map11 = affine_map<(d0, d1, d2, d3) -> (d2, 0)>
func.func @causal(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>, %arg2:
    tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %c0_i64 = arith.constant 0 : i64
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant dense<0.594603539> : tensor<1xf32>
  %cst_2 = arith.constant dense<0xFF800000> : tensor<1xf32>
  %cst_3 = arith.constant dense<0.000000e+00> : tensor<1xf32>
  %cst_4 = arith.constant dense<0.000000e+00> : tensor<4x5xf32>
  %cst_5 = arith.constant dense<0> : tensor<1xi64>
  %cst_6 = arith.constant dense<[[0], [1], [2], [3]]> : tensor<4x1xi64>
  %cst_7 = arith.constant dense<[[0, 1, 2, 3, 4]]> : tensor<1x5xi64>
  %0 = tensor.empty() : tensor<4x1xi64>
  %1 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel"]} ins(%cst_6, %cst_5 : tensor<4x1xi64>,
      tensor<1xi64>) outs(%0 : tensor<4x1xi64>) {
  ^bb0(%in: i64, %in_14: i64, %out: i64):
    %38 = arith.addi %in, %in_14 : i64
    linalg.yield %38 : i64
  } -> tensor<4x1xi64>
  %2 = tensor.empty() : tensor<4x5xi1>
  %3 = linalg.generic {indexing_maps = [#map2, #map3, #map], iterator_types =
      ["parallel", "parallel"]} ins(%1, %cst_7 : tensor<4x1xi64>,
      tensor<1x5xi64>) outs(%2 : tensor<4x5xi1>) {
  ^bb0(%in: i64, %in_14: i64, %out: i1):
    %38 = arith.cmpi slt, %in, %in_14 : i64
    linalg.yield %38 : i1
  } -> tensor<4x5xi1>
  %4 = tensor.empty() : tensor<4x5xf32>
  %5 = linalg.generic {indexing_maps = [#map, #map4, #map4, #map],
      iterator_types = ["parallel", "parallel"]} ins(%3, %cst_2, %cst_3 :
      tensor<4x5xi1>, tensor<1xf32>, tensor<1xf32>) outs(%4 : tensor<4x5xf32>) {
  ^bb0(%in: i1, %in_14: f32, %in_15: f32, %out: f32):
    %38 = arith.select %in, %in_14, %in_15 : f32
    linalg.yield %38 : f32
  } -> tensor<4x5xf32>
  %6 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types =
      ["parallel", "parallel"]} ins(%cst_4, %5 : tensor<4x5xf32>,
      tensor<4x5xf32>) outs(%4 : tensor<4x5xf32>) {
  ^bb0(%in: f32, %in_14: f32, %out: f32):
    %38 = arith.addf %in, %in_14 : f32
    linalg.yield %38 : f32
  } -> tensor<4x5xf32>
  %7 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf32>) outs(%7 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %8 = tensor.empty() : tensor<2x3x4x8xf32>
  %9 = linalg.generic {indexing_maps = [#map5, #map6, #map5], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%arg0, %cst_1 :
      tensor<2x3x4x8xf32>, tensor<1xf32>) outs(%8 : tensor<2x3x4x8xf32>) {
  ^bb0(%in: f32, %in_14: f32, %out: f32):
    %38 = arith.mulf %in, %in_14 : f32
    linalg.yield %38 : f32
  } -> tensor<2x3x4x8xf32>
  %10 = linalg.generic {indexing_maps = [#map5, #map6, #map5], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%transposed, %cst_1
      : tensor<2x3x8x5xf32>, tensor<1xf32>) outs(%7 : tensor<2x3x8x5xf32>) {
  ^bb0(%in: f32, %in_14: f32, %out: f32):
    %38 = arith.mulf %in, %in_14 : f32
    linalg.yield %38 : f32
  } -> tensor<2x3x8x5xf32>
  %collapsed = tensor.collapse_shape %9 [[0, 1], [2], [3]] : tensor<2x3x4x8xf32>
      into tensor<6x4x8xf32>
  %collapsed_8 = tensor.collapse_shape %10 [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %11 = tensor.empty() : tensor<6x4x5xf32>
  %12 = linalg.fill ins(%cst : f32) outs(%11 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %13 = linalg.batch_matmul ins(%collapsed, %collapsed_8 : tensor<6x4x8xf32>,
      tensor<6x8x5xf32>) outs(%12 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %expanded = tensor.expand_shape %13 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
  %14 = tensor.empty() : tensor<2x3x4x5xf32>
  %15 = linalg.generic {indexing_maps = [#map5, #map7, #map5], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded, %6 :
      tensor<2x3x4x5xf32>, tensor<4x5xf32>) outs(%14 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_14: f32, %out: f32):
    %38 = arith.addf %in, %in_14 : f32
    linalg.yield %38 : f32
  } -> tensor<2x3x4x5xf32>
  %16 = tensor.empty() : tensor<2x3x4xi64>
  %17 = linalg.fill ins(%c0_i64 : i64) outs(%16 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %18 = tensor.empty() : tensor<2x3x4xf32>
  %19 = linalg.fill ins(%cst_0 : f32) outs(%18 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %20:2 = linalg.generic {indexing_maps = [#map5, #map8, #map8], iterator_types
      = ["parallel", "parallel", "parallel", "reduction"]} ins(%15 :
      tensor<2x3x4x5xf32>) outs(%19, %17 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_14: i64):
    %38 = linalg.index 3 : index
    %39 = arith.index_cast %38 : index to i64
    %40 = arith.maximumf %in, %out : f32
    %41 = arith.cmpf ogt, %in, %out : f32
    %42 = arith.select %41, %39, %out_14 : i64
    linalg.yield %40, %42 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_9 = tensor.expand_shape %20#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %21 = linalg.generic {indexing_maps = [#map5, #map9, #map5], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%15, %expanded_9 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%14 : tensor<2x3x4x5xf32>)
      {
  ^bb0(%in: f32, %in_14: f32, %out: f32):
    %38 = arith.subf %in, %in_14 : f32
    linalg.yield %38 : f32
  } -> tensor<2x3x4x5xf32>
  %22 = linalg.generic {indexing_maps = [#map5, #map5], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%21 :
      tensor<2x3x4x5xf32>) outs(%14 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %38 = math.exp %in : f32
    linalg.yield %38 : f32
  } -> tensor<2x3x4x5xf32>
  %23 = tensor.empty() : tensor<2x3x4x1xf32>
  %24 = linalg.fill ins(%cst : f32) outs(%23 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %25 = linalg.generic {indexing_maps = [#map5, #map9], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%22 :
      tensor<2x3x4x5xf32>) outs(%24 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %38 = arith.addf %in, %out : f32
    linalg.yield %38 : f32
  } -> tensor<2x3x4x1xf32>
  %26 = linalg.generic {indexing_maps = [#map5, #map9, #map5], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%22, %25 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%14 : tensor<2x3x4x5xf32>)
      {
  ^bb0(%in: f32, %in_14: f32, %out: f32):
    %38 = arith.divf %in, %in_14 : f32
    linalg.yield %38 : f32
  } -> tensor<2x3x4x5xf32>
  %27 = tensor.empty() : tensor<4xi64>
  %28 = linalg.fill ins(%c0_i64 : i64) outs(%27 : tensor<4xi64>) ->
      tensor<4xi64>
  %29 = tensor.empty() : tensor<4xf32>
  %30 = linalg.fill ins(%cst_0 : f32) outs(%29 : tensor<4xf32>) -> tensor<4xf32>
  %31:2 = linalg.generic {indexing_maps = [#map, #map10, #map10], iterator_types
      = ["parallel", "reduction"]} ins(%6 : tensor<4x5xf32>) outs(%30, %28 :
      tensor<4xf32>, tensor<4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_14: i64):
    %38 = linalg.index 1 : index
    %39 = arith.index_cast %38 : index to i64
    %40 = arith.maximumf %in, %out : f32
    %41 = arith.cmpf ogt, %in, %out : f32
    %42 = arith.select %41, %39, %out_14 : i64
    linalg.yield %40, %42 : f32, i64
  } -> (tensor<4xf32>, tensor<4xi64>)
  %expanded_10 = tensor.expand_shape %31#0 [[0, 1]] output_shape [4, 1] :
      tensor<4xf32> into tensor<4x1xf32>
  %32 = tensor.empty() : tensor<4x1xi1>
  %33 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel"]} ins(%expanded_10, %cst_2 : tensor<4x1xf32>,
      tensor<1xf32>) outs(%32 : tensor<4x1xi1>) {
  ^bb0(%in: f32, %in_14: f32, %out: i1):
    %38 = arith.cmpf oeq, %in, %in_14 : f32
    linalg.yield %38 : i1
  } -> tensor<4x1xi1>
  %34 = linalg.generic {indexing_maps = [#map11, #map6, #map5, #map5],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%33, %cst_3, %26 : tensor<4x1xi1>, tensor<1xf32>, tensor<2x3x4x5xf32>)
      outs(%14 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: i1, %in_14: f32, %in_15: f32, %out: f32):
    %38 = arith.select %in, %in_14, %in_15 : f32
    linalg.yield %38 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_11 = tensor.collapse_shape %34 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_12 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %35 = tensor.empty() : tensor<6x4x8xf32>
  %36 = linalg.fill ins(%cst : f32) outs(%35 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %37 = linalg.batch_matmul ins(%collapsed_11, %collapsed_12 :
      tensor<6x4x5xf32>, tensor<6x5x8xf32>) outs(%36 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %expanded_13 = tensor.expand_shape %37 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_13 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @mask_and_causal
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<1x1x4x5xi1>)
// CHECK-SAME: {scale = 0.353553355 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (0)>
#map2 = affine_map<(d0, d1) -> (d1)>
#map3 = affine_map<(d0, d1) -> (d0, 0)>
#map4 = affine_map<(d0, d1) -> (0, d1)>
#map5 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map6 = affine_map<(d0, d1, d2, d3) -> (0)>
#map7 = affine_map<(d0, d1, d2, d3) -> (d2, d3)>
#map8 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map9 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
#map10 = affine_map<(d0, d1) -> (d0)>
#map11 = affine_map<(d0, d1, d2, d3) -> (d2, 0)>
func.func @mask_and_causal(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<4x5xi1>) ->
    tensor<2x3x4x8xf32> {
  %c0_i64 = arith.constant 0 : i64
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant dense<0.594603539> : tensor<1xf32>
  %cst_2 = arith.constant dense<0xFF800000> : tensor<1xf32>
  %cst_3 = arith.constant dense<0.000000e+00> : tensor<1xf32>
  %cst_4 = arith.constant dense<0> : tensor<1xi64>
  %cst_5 = arith.constant dense<[[0], [1], [2], [3]]> : tensor<4x1xi64>
  %cst_6 = arith.constant dense<[[0, 1, 2, 3, 4]]> : tensor<1x5xi64>
  %0 = tensor.empty() : tensor<4x5xf32>
  %1 = linalg.generic {indexing_maps = [#map, #map1, #map1, #map],
      iterator_types = ["parallel", "parallel"]} ins(%arg3, %cst_3, %cst_2 :
      tensor<4x5xi1>, tensor<1xf32>, tensor<1xf32>) outs(%0 : tensor<4x5xf32>) {
  ^bb0(%in: i1, %in_13: f32, %in_14: f32, %out: f32):
    %39 = arith.select %in, %in_13, %in_14 : f32
    linalg.yield %39 : f32
  } -> tensor<4x5xf32>
  %2 = tensor.empty() : tensor<4x1xi64>
  %3 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel"]} ins(%cst_5, %cst_4 : tensor<4x1xi64>,
      tensor<1xi64>) outs(%2 : tensor<4x1xi64>) {
  ^bb0(%in: i64, %in_13: i64, %out: i64):
    %39 = arith.addi %in, %in_13 : i64
    linalg.yield %39 : i64
  } -> tensor<4x1xi64>
  %4 = tensor.empty() : tensor<4x5xi1>
  %5 = linalg.generic {indexing_maps = [#map3, #map4, #map], iterator_types =
      ["parallel", "parallel"]} ins(%3, %cst_6 : tensor<4x1xi64>,
      tensor<1x5xi64>) outs(%4 : tensor<4x5xi1>) {
  ^bb0(%in: i64, %in_13: i64, %out: i1):
    %39 = arith.cmpi slt, %in, %in_13 : i64
    linalg.yield %39 : i1
  } -> tensor<4x5xi1>
  %6 = linalg.generic {indexing_maps = [#map, #map1, #map1, #map],
      iterator_types = ["parallel", "parallel"]} ins(%5, %cst_2, %cst_3 :
      tensor<4x5xi1>, tensor<1xf32>, tensor<1xf32>) outs(%0 : tensor<4x5xf32>) {
  ^bb0(%in: i1, %in_13: f32, %in_14: f32, %out: f32):
    %39 = arith.select %in, %in_13, %in_14 : f32
    linalg.yield %39 : f32
  } -> tensor<4x5xf32>
  %7 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types =
      ["parallel", "parallel"]} ins(%1, %6 : tensor<4x5xf32>, tensor<4x5xf32>)
      outs(%0 : tensor<4x5xf32>) {
  ^bb0(%in: f32, %in_13: f32, %out: f32):
    %39 = arith.addf %in, %in_13 : f32
    linalg.yield %39 : f32
  } -> tensor<4x5xf32>
  %8 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf32>) outs(%8 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %9 = tensor.empty() : tensor<2x3x4x8xf32>
  %10 = linalg.generic {indexing_maps = [#map5, #map6, #map5], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%arg0, %cst_1 :
      tensor<2x3x4x8xf32>, tensor<1xf32>) outs(%9 : tensor<2x3x4x8xf32>) {
  ^bb0(%in: f32, %in_13: f32, %out: f32):
    %39 = arith.mulf %in, %in_13 : f32
    linalg.yield %39 : f32
  } -> tensor<2x3x4x8xf32>
  %11 = linalg.generic {indexing_maps = [#map5, #map6, #map5], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%transposed, %cst_1
      : tensor<2x3x8x5xf32>, tensor<1xf32>) outs(%8 : tensor<2x3x8x5xf32>) {
  ^bb0(%in: f32, %in_13: f32, %out: f32):
    %39 = arith.mulf %in, %in_13 : f32
    linalg.yield %39 : f32
  } -> tensor<2x3x8x5xf32>
  %collapsed = tensor.collapse_shape %10 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %collapsed_7 = tensor.collapse_shape %11 [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %12 = tensor.empty() : tensor<6x4x5xf32>
  %13 = linalg.fill ins(%cst : f32) outs(%12 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %14 = linalg.batch_matmul ins(%collapsed, %collapsed_7 : tensor<6x4x8xf32>,
      tensor<6x8x5xf32>) outs(%13 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %expanded = tensor.expand_shape %14 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
  %15 = tensor.empty() : tensor<2x3x4x5xf32>
  %16 = linalg.generic {indexing_maps = [#map5, #map7, #map5], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded, %7 :
      tensor<2x3x4x5xf32>, tensor<4x5xf32>) outs(%15 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_13: f32, %out: f32):
    %39 = arith.addf %in, %in_13 : f32
    linalg.yield %39 : f32
  } -> tensor<2x3x4x5xf32>
  %17 = tensor.empty() : tensor<2x3x4xi64>
  %18 = linalg.fill ins(%c0_i64 : i64) outs(%17 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %19 = tensor.empty() : tensor<2x3x4xf32>
  %20 = linalg.fill ins(%cst_0 : f32) outs(%19 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %21:2 = linalg.generic {indexing_maps = [#map5, #map8, #map8], iterator_types
      = ["parallel", "parallel", "parallel", "reduction"]} ins(%16 :
      tensor<2x3x4x5xf32>) outs(%20, %18 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_13: i64):
    %39 = linalg.index 3 : index
    %40 = arith.index_cast %39 : index to i64
    %41 = arith.maximumf %in, %out : f32
    %42 = arith.cmpf ogt, %in, %out : f32
    %43 = arith.select %42, %40, %out_13 : i64
    linalg.yield %41, %43 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_8 = tensor.expand_shape %21#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %22 = linalg.generic {indexing_maps = [#map5, #map9, #map5], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%16, %expanded_8 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%15 : tensor<2x3x4x5xf32>)
      {
  ^bb0(%in: f32, %in_13: f32, %out: f32):
    %39 = arith.subf %in, %in_13 : f32
    linalg.yield %39 : f32
  } -> tensor<2x3x4x5xf32>
  %23 = linalg.generic {indexing_maps = [#map5, #map5], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%22 :
      tensor<2x3x4x5xf32>) outs(%15 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %39 = math.exp %in : f32
    linalg.yield %39 : f32
  } -> tensor<2x3x4x5xf32>
  %24 = tensor.empty() : tensor<2x3x4x1xf32>
  %25 = linalg.fill ins(%cst : f32) outs(%24 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %26 = linalg.generic {indexing_maps = [#map5, #map9], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%23 :
      tensor<2x3x4x5xf32>) outs(%25 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %39 = arith.addf %in, %out : f32
    linalg.yield %39 : f32
  } -> tensor<2x3x4x1xf32>
  %27 = linalg.generic {indexing_maps = [#map5, #map9, #map5], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%23, %26 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%15 : tensor<2x3x4x5xf32>)
      {
  ^bb0(%in: f32, %in_13: f32, %out: f32):
    %39 = arith.divf %in, %in_13 : f32
    linalg.yield %39 : f32
  } -> tensor<2x3x4x5xf32>
  %28 = tensor.empty() : tensor<4xi64>
  %29 = linalg.fill ins(%c0_i64 : i64) outs(%28 : tensor<4xi64>) ->
      tensor<4xi64>
  %30 = tensor.empty() : tensor<4xf32>
  %31 = linalg.fill ins(%cst_0 : f32) outs(%30 : tensor<4xf32>) -> tensor<4xf32>
  %32:2 = linalg.generic {indexing_maps = [#map, #map10, #map10], iterator_types
      = ["parallel", "reduction"]} ins(%7 : tensor<4x5xf32>) outs(%31, %29 :
      tensor<4xf32>, tensor<4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_13: i64):
    %39 = linalg.index 1 : index
    %40 = arith.index_cast %39 : index to i64
    %41 = arith.maximumf %in, %out : f32
    %42 = arith.cmpf ogt, %in, %out : f32
    %43 = arith.select %42, %40, %out_13 : i64
    linalg.yield %41, %43 : f32, i64
  } -> (tensor<4xf32>, tensor<4xi64>)
  %expanded_9 = tensor.expand_shape %32#0 [[0, 1]] output_shape [4, 1] :
      tensor<4xf32> into tensor<4x1xf32>
  %33 = tensor.empty() : tensor<4x1xi1>
  %34 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel"]} ins(%expanded_9, %cst_2 : tensor<4x1xf32>,
      tensor<1xf32>) outs(%33 : tensor<4x1xi1>) {
  ^bb0(%in: f32, %in_13: f32, %out: i1):
    %39 = arith.cmpf oeq, %in, %in_13 : f32
    linalg.yield %39 : i1
  } -> tensor<4x1xi1>
  %35 = linalg.generic {indexing_maps = [#map11, #map6, #map5, #map5],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%34, %cst_3, %27 : tensor<4x1xi1>, tensor<1xf32>, tensor<2x3x4x5xf32>)
      outs(%15 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: i1, %in_13: f32, %in_14: f32, %out: f32):
    %39 = arith.select %in, %in_13, %in_14 : f32
    linalg.yield %39 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_10 = tensor.collapse_shape %35 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_11 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %36 = tensor.empty() : tensor<6x4x8xf32>
  %37 = linalg.fill ins(%cst : f32) outs(%36 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %38 = linalg.batch_matmul ins(%collapsed_10, %collapsed_11 :
      tensor<6x4x5xf32>, tensor<6x5x8xf32>) outs(%37 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %expanded_12 = tensor.expand_shape %38 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_12 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @grouped_heads
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, %arg1, %arg2 : tensor<2x2x12x8xf32>, tensor<2x2x5x8xf32>, tensor<2x2x5x8xf32>)
// CHECK-SAME: {scale = 0.353553355 : f32, site = "attention.0"} -> tensor<2x2x12x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d3, d4)>
#map1 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3, d4)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map3 = affine_map<(d0, d1, d2, d3) -> (0)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d2, d3)>
#map5 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map6 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
#map7 = affine_map<(d0, d1) -> (d0, d1)>
#map8 = affine_map<(d0, d1) -> (d0)>
#map9 = affine_map<(d0, d1) -> (d1)>
#map10 = affine_map<(d0, d1, d2, d3) -> (d2, 0)>
func.func @grouped_heads(%arg0: tensor<2x6x4x8xf32>, %arg1: tensor<2x2x5x8xf32>,
    %arg2: tensor<2x2x5x8xf32>) -> tensor<2x6x4x8xf32> {
  %c0_i64 = arith.constant 0 : i64
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant dense<0.594603539> : tensor<1xf32>
  %cst_2 = arith.constant dense<0xFF800000> : tensor<1xf32>
  %cst_3 = arith.constant dense<0.000000e+00> : tensor<1xf32>
  %cst_4 = arith.constant dense<0.000000e+00> : tensor<4x5xf32>
  %0 = tensor.empty() : tensor<2x2x3x5x8xf32>
  %1 = linalg.generic {indexing_maps = [#map, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%arg1 :
      tensor<2x2x5x8xf32>) outs(%0 : tensor<2x2x3x5x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x2x3x5x8xf32>
  %2 = linalg.generic {indexing_maps = [#map, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%arg2 :
      tensor<2x2x5x8xf32>) outs(%0 : tensor<2x2x3x5x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x2x3x5x8xf32>
  %collapsed = tensor.collapse_shape %1 [[0], [1, 2], [3], [4]] :
      tensor<2x2x3x5x8xf32> into tensor<2x6x5x8xf32>
  %3 = tensor.empty() : tensor<2x6x8x5xf32>
  %transposed = linalg.transpose ins(%collapsed : tensor<2x6x5x8xf32>) outs(%3 :
      tensor<2x6x8x5xf32>) permutation = [0, 1, 3, 2]
  %4 = tensor.empty() : tensor<2x6x4x8xf32>
  %5 = linalg.generic {indexing_maps = [#map2, #map3, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%arg0, %cst_1 :
      tensor<2x6x4x8xf32>, tensor<1xf32>) outs(%4 : tensor<2x6x4x8xf32>) {
  ^bb0(%in: f32, %in_12: f32, %out: f32):
    %34 = arith.mulf %in, %in_12 : f32
    linalg.yield %34 : f32
  } -> tensor<2x6x4x8xf32>
  %6 = linalg.generic {indexing_maps = [#map2, #map3, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%transposed, %cst_1
      : tensor<2x6x8x5xf32>, tensor<1xf32>) outs(%3 : tensor<2x6x8x5xf32>) {
  ^bb0(%in: f32, %in_12: f32, %out: f32):
    %34 = arith.mulf %in, %in_12 : f32
    linalg.yield %34 : f32
  } -> tensor<2x6x8x5xf32>
  %collapsed_5 = tensor.collapse_shape %5 [[0, 1], [2], [3]] :
      tensor<2x6x4x8xf32> into tensor<12x4x8xf32>
  %collapsed_6 = tensor.collapse_shape %6 [[0, 1], [2], [3]] :
      tensor<2x6x8x5xf32> into tensor<12x8x5xf32>
  %7 = tensor.empty() : tensor<12x4x5xf32>
  %8 = linalg.fill ins(%cst : f32) outs(%7 : tensor<12x4x5xf32>) ->
      tensor<12x4x5xf32>
  %9 = linalg.batch_matmul ins(%collapsed_5, %collapsed_6 : tensor<12x4x8xf32>,
      tensor<12x8x5xf32>) outs(%8 : tensor<12x4x5xf32>) -> tensor<12x4x5xf32>
  %expanded = tensor.expand_shape %9 [[0, 1], [2], [3]] output_shape
      [2, 6, 4, 5] : tensor<12x4x5xf32> into tensor<2x6x4x5xf32>
  %10 = tensor.empty() : tensor<2x6x4x5xf32>
  %11 = linalg.generic {indexing_maps = [#map2, #map4, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded, %cst_4 :
      tensor<2x6x4x5xf32>, tensor<4x5xf32>) outs(%10 : tensor<2x6x4x5xf32>) {
  ^bb0(%in: f32, %in_12: f32, %out: f32):
    %34 = arith.addf %in, %in_12 : f32
    linalg.yield %34 : f32
  } -> tensor<2x6x4x5xf32>
  %12 = tensor.empty() : tensor<2x6x4xi64>
  %13 = linalg.fill ins(%c0_i64 : i64) outs(%12 : tensor<2x6x4xi64>) ->
      tensor<2x6x4xi64>
  %14 = tensor.empty() : tensor<2x6x4xf32>
  %15 = linalg.fill ins(%cst_0 : f32) outs(%14 : tensor<2x6x4xf32>) ->
      tensor<2x6x4xf32>
  %16:2 = linalg.generic {indexing_maps = [#map2, #map5, #map5], iterator_types
      = ["parallel", "parallel", "parallel", "reduction"]} ins(%11 :
      tensor<2x6x4x5xf32>) outs(%15, %13 : tensor<2x6x4xf32>, tensor<2x6x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_12: i64):
    %34 = linalg.index 3 : index
    %35 = arith.index_cast %34 : index to i64
    %36 = arith.maximumf %in, %out : f32
    %37 = arith.cmpf ogt, %in, %out : f32
    %38 = arith.select %37, %35, %out_12 : i64
    linalg.yield %36, %38 : f32, i64
  } -> (tensor<2x6x4xf32>, tensor<2x6x4xi64>)
  %expanded_7 = tensor.expand_shape %16#0 [[0], [1], [2, 3]] output_shape
      [2, 6, 4, 1] : tensor<2x6x4xf32> into tensor<2x6x4x1xf32>
  %17 = linalg.generic {indexing_maps = [#map2, #map6, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%11, %expanded_7 :
      tensor<2x6x4x5xf32>, tensor<2x6x4x1xf32>) outs(%10 : tensor<2x6x4x5xf32>)
      {
  ^bb0(%in: f32, %in_12: f32, %out: f32):
    %34 = arith.subf %in, %in_12 : f32
    linalg.yield %34 : f32
  } -> tensor<2x6x4x5xf32>
  %18 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%17 :
      tensor<2x6x4x5xf32>) outs(%10 : tensor<2x6x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %34 = math.exp %in : f32
    linalg.yield %34 : f32
  } -> tensor<2x6x4x5xf32>
  %19 = tensor.empty() : tensor<2x6x4x1xf32>
  %20 = linalg.fill ins(%cst : f32) outs(%19 : tensor<2x6x4x1xf32>) ->
      tensor<2x6x4x1xf32>
  %21 = linalg.generic {indexing_maps = [#map2, #map6], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%18 :
      tensor<2x6x4x5xf32>) outs(%20 : tensor<2x6x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %34 = arith.addf %in, %out : f32
    linalg.yield %34 : f32
  } -> tensor<2x6x4x1xf32>
  %22 = linalg.generic {indexing_maps = [#map2, #map6, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%18, %21 :
      tensor<2x6x4x5xf32>, tensor<2x6x4x1xf32>) outs(%10 : tensor<2x6x4x5xf32>)
      {
  ^bb0(%in: f32, %in_12: f32, %out: f32):
    %34 = arith.divf %in, %in_12 : f32
    linalg.yield %34 : f32
  } -> tensor<2x6x4x5xf32>
  %23 = tensor.empty() : tensor<4xi64>
  %24 = linalg.fill ins(%c0_i64 : i64) outs(%23 : tensor<4xi64>) ->
      tensor<4xi64>
  %25 = tensor.empty() : tensor<4xf32>
  %26 = linalg.fill ins(%cst_0 : f32) outs(%25 : tensor<4xf32>) -> tensor<4xf32>
  %27:2 = linalg.generic {indexing_maps = [#map7, #map8, #map8], iterator_types
      = ["parallel", "reduction"]} ins(%cst_4 : tensor<4x5xf32>) outs(%26, %24 :
      tensor<4xf32>, tensor<4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_12: i64):
    %34 = linalg.index 1 : index
    %35 = arith.index_cast %34 : index to i64
    %36 = arith.maximumf %in, %out : f32
    %37 = arith.cmpf ogt, %in, %out : f32
    %38 = arith.select %37, %35, %out_12 : i64
    linalg.yield %36, %38 : f32, i64
  } -> (tensor<4xf32>, tensor<4xi64>)
  %expanded_8 = tensor.expand_shape %27#0 [[0, 1]] output_shape [4, 1] :
      tensor<4xf32> into tensor<4x1xf32>
  %28 = tensor.empty() : tensor<4x1xi1>
  %29 = linalg.generic {indexing_maps = [#map7, #map9, #map7], iterator_types =
      ["parallel", "parallel"]} ins(%expanded_8, %cst_2 : tensor<4x1xf32>,
      tensor<1xf32>) outs(%28 : tensor<4x1xi1>) {
  ^bb0(%in: f32, %in_12: f32, %out: i1):
    %34 = arith.cmpf oeq, %in, %in_12 : f32
    linalg.yield %34 : i1
  } -> tensor<4x1xi1>
  %30 = linalg.generic {indexing_maps = [#map10, #map3, #map2, #map2],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%29, %cst_3, %22 : tensor<4x1xi1>, tensor<1xf32>, tensor<2x6x4x5xf32>)
      outs(%10 : tensor<2x6x4x5xf32>) {
  ^bb0(%in: i1, %in_12: f32, %in_13: f32, %out: f32):
    %34 = arith.select %in, %in_12, %in_13 : f32
    linalg.yield %34 : f32
  } -> tensor<2x6x4x5xf32>
  %collapsed_9 = tensor.collapse_shape %30 [[0, 1], [2], [3]] :
      tensor<2x6x4x5xf32> into tensor<12x4x5xf32>
  %collapsed_10 = tensor.collapse_shape %2 [[0, 1, 2], [3], [4]] :
      tensor<2x2x3x5x8xf32> into tensor<12x5x8xf32>
  %31 = tensor.empty() : tensor<12x4x8xf32>
  %32 = linalg.fill ins(%cst : f32) outs(%31 : tensor<12x4x8xf32>) ->
      tensor<12x4x8xf32>
  %33 = linalg.batch_matmul ins(%collapsed_9, %collapsed_10 :
      tensor<12x4x5xf32>, tensor<12x5x8xf32>) outs(%32 : tensor<12x4x8xf32>) ->
      tensor<12x4x8xf32>
  %expanded_11 = tensor.expand_shape %33 [[0, 1], [2], [3]] output_shape
      [2, 6, 4, 8] : tensor<12x4x8xf32> into tensor<2x6x4x8xf32>
  return %expanded_11 : tensor<2x6x4x8xf32>
}

// -----

// CHECK-LABEL: func @heads_in_matrices
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 0.353553355 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (0)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d2, d3)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
#map5 = affine_map<(d0, d1) -> (d0, d1)>
#map6 = affine_map<(d0, d1) -> (d0)>
#map7 = affine_map<(d0, d1) -> (d1)>
#map8 = affine_map<(d0, d1, d2, d3) -> (d2, 0)>
func.func @heads_in_matrices(%arg0: tensor<2x4x24xf32>, %arg1:
    tensor<2x5x24xf32>, %arg2: tensor<2x5x24xf32>) -> tensor<2x4x24xf32> {
  %c0_i64 = arith.constant 0 : i64
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant dense<0.000000e+00> : tensor<4x5xf32>
  %cst_2 = arith.constant dense<0.594603539> : tensor<1xf32>
  %cst_3 = arith.constant dense<0xFF800000> : tensor<1xf32>
  %cst_4 = arith.constant dense<0.000000e+00> : tensor<1xf32>
  %expanded = tensor.expand_shape %arg0 [[0], [1], [2, 3]] output_shape
      [2, 4, 3, 8] : tensor<2x4x24xf32> into tensor<2x4x3x8xf32>
  %expanded_5 = tensor.expand_shape %arg1 [[0], [1], [2, 3]] output_shape
      [2, 5, 3, 8] : tensor<2x5x24xf32> into tensor<2x5x3x8xf32>
  %expanded_6 = tensor.expand_shape %arg2 [[0], [1], [2, 3]] output_shape
      [2, 5, 3, 8] : tensor<2x5x24xf32> into tensor<2x5x3x8xf32>
  %0 = tensor.empty() : tensor<2x3x4x8xf32>
  %transposed = linalg.transpose ins(%expanded : tensor<2x4x3x8xf32>) outs(%0 :
      tensor<2x3x4x8xf32>) permutation = [0, 2, 1, 3]
  %1 = tensor.empty() : tensor<2x3x5x8xf32>
  %transposed_7 = linalg.transpose ins(%expanded_6 : tensor<2x5x3x8xf32>)
      outs(%1 : tensor<2x3x5x8xf32>) permutation = [0, 2, 1, 3]
  %2 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed_8 = linalg.transpose ins(%expanded_5 : tensor<2x5x3x8xf32>)
      outs(%2 : tensor<2x3x8x5xf32>) permutation = [0, 2, 3, 1]
  %3 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%transposed, %cst_2
      : tensor<2x3x4x8xf32>, tensor<1xf32>) outs(%0 : tensor<2x3x4x8xf32>) {
  ^bb0(%in: f32, %in_18: f32, %out: f32):
    %33 = arith.mulf %in, %in_18 : f32
    linalg.yield %33 : f32
  } -> tensor<2x3x4x8xf32>
  %4 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%transposed_8,
      %cst_2 : tensor<2x3x8x5xf32>, tensor<1xf32>) outs(%2 :
      tensor<2x3x8x5xf32>) {
  ^bb0(%in: f32, %in_18: f32, %out: f32):
    %33 = arith.mulf %in, %in_18 : f32
    linalg.yield %33 : f32
  } -> tensor<2x3x8x5xf32>
  %collapsed = tensor.collapse_shape %3 [[0, 1], [2], [3]] : tensor<2x3x4x8xf32>
      into tensor<6x4x8xf32>
  %collapsed_9 = tensor.collapse_shape %4 [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %5 = tensor.empty() : tensor<6x4x5xf32>
  %6 = linalg.fill ins(%cst : f32) outs(%5 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %7 = linalg.batch_matmul ins(%collapsed, %collapsed_9 : tensor<6x4x8xf32>,
      tensor<6x8x5xf32>) outs(%6 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %expanded_10 = tensor.expand_shape %7 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
  %8 = tensor.empty() : tensor<2x3x4x5xf32>
  %9 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_10, %cst_1
      : tensor<2x3x4x5xf32>, tensor<4x5xf32>) outs(%8 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_18: f32, %out: f32):
    %33 = arith.addf %in, %in_18 : f32
    linalg.yield %33 : f32
  } -> tensor<2x3x4x5xf32>
  %10 = tensor.empty() : tensor<2x3x4xi64>
  %11 = linalg.fill ins(%c0_i64 : i64) outs(%10 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %12 = tensor.empty() : tensor<2x3x4xf32>
  %13 = linalg.fill ins(%cst_0 : f32) outs(%12 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %14:2 = linalg.generic {indexing_maps = [#map, #map3, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%9 :
      tensor<2x3x4x5xf32>) outs(%13, %11 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_18: i64):
    %33 = linalg.index 3 : index
    %34 = arith.index_cast %33 : index to i64
    %35 = arith.maximumf %in, %out : f32
    %36 = arith.cmpf ogt, %in, %out : f32
    %37 = arith.select %36, %34, %out_18 : i64
    linalg.yield %35, %37 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_11 = tensor.expand_shape %14#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %15 = linalg.generic {indexing_maps = [#map, #map4, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%9, %expanded_11 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%8 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_18: f32, %out: f32):
    %33 = arith.subf %in, %in_18 : f32
    linalg.yield %33 : f32
  } -> tensor<2x3x4x5xf32>
  %16 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%15 :
      tensor<2x3x4x5xf32>) outs(%8 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %33 = math.exp %in : f32
    linalg.yield %33 : f32
  } -> tensor<2x3x4x5xf32>
  %17 = tensor.empty() : tensor<2x3x4x1xf32>
  %18 = linalg.fill ins(%cst : f32) outs(%17 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %19 = linalg.generic {indexing_maps = [#map, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%16 :
      tensor<2x3x4x5xf32>) outs(%18 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %33 = arith.addf %in, %out : f32
    linalg.yield %33 : f32
  } -> tensor<2x3x4x1xf32>
  %20 = linalg.generic {indexing_maps = [#map, #map4, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%16, %19 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%8 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_18: f32, %out: f32):
    %33 = arith.divf %in, %in_18 : f32
    linalg.yield %33 : f32
  } -> tensor<2x3x4x5xf32>
  %21 = tensor.empty() : tensor<4xi64>
  %22 = linalg.fill ins(%c0_i64 : i64) outs(%21 : tensor<4xi64>) ->
      tensor<4xi64>
  %23 = tensor.empty() : tensor<4xf32>
  %24 = linalg.fill ins(%cst_0 : f32) outs(%23 : tensor<4xf32>) -> tensor<4xf32>
  %25:2 = linalg.generic {indexing_maps = [#map5, #map6, #map6], iterator_types
      = ["parallel", "reduction"]} ins(%cst_1 : tensor<4x5xf32>) outs(%24, %22 :
      tensor<4xf32>, tensor<4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_18: i64):
    %33 = linalg.index 1 : index
    %34 = arith.index_cast %33 : index to i64
    %35 = arith.maximumf %in, %out : f32
    %36 = arith.cmpf ogt, %in, %out : f32
    %37 = arith.select %36, %34, %out_18 : i64
    linalg.yield %35, %37 : f32, i64
  } -> (tensor<4xf32>, tensor<4xi64>)
  %expanded_12 = tensor.expand_shape %25#0 [[0, 1]] output_shape [4, 1] :
      tensor<4xf32> into tensor<4x1xf32>
  %26 = tensor.empty() : tensor<4x1xi1>
  %27 = linalg.generic {indexing_maps = [#map5, #map7, #map5], iterator_types =
      ["parallel", "parallel"]} ins(%expanded_12, %cst_3 : tensor<4x1xf32>,
      tensor<1xf32>) outs(%26 : tensor<4x1xi1>) {
  ^bb0(%in: f32, %in_18: f32, %out: i1):
    %33 = arith.cmpf oeq, %in, %in_18 : f32
    linalg.yield %33 : i1
  } -> tensor<4x1xi1>
  %28 = linalg.generic {indexing_maps = [#map8, #map1, #map, #map],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%27, %cst_4, %20 : tensor<4x1xi1>, tensor<1xf32>, tensor<2x3x4x5xf32>)
      outs(%8 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: i1, %in_18: f32, %in_19: f32, %out: f32):
    %33 = arith.select %in, %in_18, %in_19 : f32
    linalg.yield %33 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_13 = tensor.collapse_shape %28 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_14 = tensor.collapse_shape %transposed_7 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %29 = tensor.empty() : tensor<6x4x8xf32>
  %30 = linalg.fill ins(%cst : f32) outs(%29 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %31 = linalg.batch_matmul ins(%collapsed_13, %collapsed_14 :
      tensor<6x4x5xf32>, tensor<6x5x8xf32>) outs(%30 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %expanded_15 = tensor.expand_shape %31 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  %32 = tensor.empty() : tensor<2x4x3x8xf32>
  %transposed_16 = linalg.transpose ins(%expanded_15 : tensor<2x3x4x8xf32>)
      outs(%32 : tensor<2x4x3x8xf32>) permutation = [0, 2, 1, 3]
  %collapsed_17 = tensor.collapse_shape %transposed_16 [[0], [1], [2, 3]] :
      tensor<2x4x3x8xf32> into tensor<2x4x24xf32>
  return %collapsed_17 : tensor<2x4x24xf32>
}

// -----

// CHECK-LABEL: func @cache_and_causal
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, {{%.*}}, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x9x8xf32>, tensor<2x3x9x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<1x1x4x9xi1>)
// CHECK-SAME: {scale = 0.353553355 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d1)>
#map2 = affine_map<(d0, d1) -> (d0, 0)>
#map3 = affine_map<(d0, d1) -> (0, d1)>
#map4 = affine_map<(d0, d1) -> (0)>
#map5 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map6 = affine_map<(d0, d1, d2, d3) -> (0)>
#map7 = affine_map<(d0, d1, d2, d3) -> (d2, d3)>
#map8 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map9 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
#map10 = affine_map<(d0, d1) -> (d0)>
#map11 = affine_map<(d0, d1, d2, d3) -> (d2, 0)>
func.func @cache_and_causal(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x4x8xf32>, %arg2: tensor<2x3x4x8xf32>, %arg3: tensor<2x3x5x8xf32>,
    %arg4: tensor<2x3x5x8xf32>) -> (tensor<2x3x4x8xf32>, tensor<2x3x9x8xf32>,
    tensor<2x3x9x8xf32>) {
  %c0_i64 = arith.constant 0 : i64
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant dense<0.000000e+00> : tensor<4x9xf32>
  %cst_2 = arith.constant dense<0.594603539> : tensor<1xf32>
  %cst_3 = arith.constant dense<0xFF800000> : tensor<1xf32>
  %cst_4 = arith.constant dense<0.000000e+00> : tensor<1xf32>
  %cst_5 = arith.constant dense<5> : tensor<1xi64>
  %cst_6 = arith.constant dense<[[0], [1], [2], [3]]> : tensor<4x1xi64>
  %cst_7 = arith.constant dense<[[0, 1, 2, 3, 4, 5, 6, 7, 8]]> : tensor<1x9xi64>
  %concat = tensor.concat dim(2) %arg3, %arg1 : (tensor<2x3x5x8xf32>,
      tensor<2x3x4x8xf32>) -> tensor<2x3x9x8xf32>
  %concat_8 = tensor.concat dim(2) %arg4, %arg2 : (tensor<2x3x5x8xf32>,
      tensor<2x3x4x8xf32>) -> tensor<2x3x9x8xf32>
  %0 = tensor.empty() : tensor<4x1xi64>
  %1 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel"]} ins(%cst_6, %cst_5 : tensor<4x1xi64>,
      tensor<1xi64>) outs(%0 : tensor<4x1xi64>) {
  ^bb0(%in: i64, %in_15: i64, %out: i64):
    %38 = arith.addi %in, %in_15 : i64
    linalg.yield %38 : i64
  } -> tensor<4x1xi64>
  %2 = tensor.empty() : tensor<4x9xi1>
  %3 = linalg.generic {indexing_maps = [#map2, #map3, #map], iterator_types =
      ["parallel", "parallel"]} ins(%1, %cst_7 : tensor<4x1xi64>,
      tensor<1x9xi64>) outs(%2 : tensor<4x9xi1>) {
  ^bb0(%in: i64, %in_15: i64, %out: i1):
    %38 = arith.cmpi slt, %in, %in_15 : i64
    linalg.yield %38 : i1
  } -> tensor<4x9xi1>
  %4 = tensor.empty() : tensor<4x9xf32>
  %5 = linalg.generic {indexing_maps = [#map, #map4, #map4, #map],
      iterator_types = ["parallel", "parallel"]} ins(%3, %cst_3, %cst_4 :
      tensor<4x9xi1>, tensor<1xf32>, tensor<1xf32>) outs(%4 : tensor<4x9xf32>) {
  ^bb0(%in: i1, %in_15: f32, %in_16: f32, %out: f32):
    %38 = arith.select %in, %in_15, %in_16 : f32
    linalg.yield %38 : f32
  } -> tensor<4x9xf32>
  %6 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types =
      ["parallel", "parallel"]} ins(%cst_1, %5 : tensor<4x9xf32>,
      tensor<4x9xf32>) outs(%4 : tensor<4x9xf32>) {
  ^bb0(%in: f32, %in_15: f32, %out: f32):
    %38 = arith.addf %in, %in_15 : f32
    linalg.yield %38 : f32
  } -> tensor<4x9xf32>
  %7 = tensor.empty() : tensor<2x3x8x9xf32>
  %transposed = linalg.transpose ins(%concat : tensor<2x3x9x8xf32>) outs(%7 :
      tensor<2x3x8x9xf32>) permutation = [0, 1, 3, 2]
  %8 = tensor.empty() : tensor<2x3x4x8xf32>
  %9 = linalg.generic {indexing_maps = [#map5, #map6, #map5], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%arg0, %cst_2 :
      tensor<2x3x4x8xf32>, tensor<1xf32>) outs(%8 : tensor<2x3x4x8xf32>) {
  ^bb0(%in: f32, %in_15: f32, %out: f32):
    %38 = arith.mulf %in, %in_15 : f32
    linalg.yield %38 : f32
  } -> tensor<2x3x4x8xf32>
  %10 = linalg.generic {indexing_maps = [#map5, #map6, #map5], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%transposed, %cst_2
      : tensor<2x3x8x9xf32>, tensor<1xf32>) outs(%7 : tensor<2x3x8x9xf32>) {
  ^bb0(%in: f32, %in_15: f32, %out: f32):
    %38 = arith.mulf %in, %in_15 : f32
    linalg.yield %38 : f32
  } -> tensor<2x3x8x9xf32>
  %collapsed = tensor.collapse_shape %9 [[0, 1], [2], [3]] : tensor<2x3x4x8xf32>
      into tensor<6x4x8xf32>
  %collapsed_9 = tensor.collapse_shape %10 [[0, 1], [2], [3]] :
      tensor<2x3x8x9xf32> into tensor<6x8x9xf32>
  %11 = tensor.empty() : tensor<6x4x9xf32>
  %12 = linalg.fill ins(%cst : f32) outs(%11 : tensor<6x4x9xf32>) ->
      tensor<6x4x9xf32>
  %13 = linalg.batch_matmul ins(%collapsed, %collapsed_9 : tensor<6x4x8xf32>,
      tensor<6x8x9xf32>) outs(%12 : tensor<6x4x9xf32>) -> tensor<6x4x9xf32>
  %expanded = tensor.expand_shape %13 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 9] : tensor<6x4x9xf32> into tensor<2x3x4x9xf32>
  %14 = tensor.empty() : tensor<2x3x4x9xf32>
  %15 = linalg.generic {indexing_maps = [#map5, #map7, #map5], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded, %6 :
      tensor<2x3x4x9xf32>, tensor<4x9xf32>) outs(%14 : tensor<2x3x4x9xf32>) {
  ^bb0(%in: f32, %in_15: f32, %out: f32):
    %38 = arith.addf %in, %in_15 : f32
    linalg.yield %38 : f32
  } -> tensor<2x3x4x9xf32>
  %16 = tensor.empty() : tensor<2x3x4xi64>
  %17 = linalg.fill ins(%c0_i64 : i64) outs(%16 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %18 = tensor.empty() : tensor<2x3x4xf32>
  %19 = linalg.fill ins(%cst_0 : f32) outs(%18 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %20:2 = linalg.generic {indexing_maps = [#map5, #map8, #map8], iterator_types
      = ["parallel", "parallel", "parallel", "reduction"]} ins(%15 :
      tensor<2x3x4x9xf32>) outs(%19, %17 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_15: i64):
    %38 = linalg.index 3 : index
    %39 = arith.index_cast %38 : index to i64
    %40 = arith.maximumf %in, %out : f32
    %41 = arith.cmpf ogt, %in, %out : f32
    %42 = arith.select %41, %39, %out_15 : i64
    linalg.yield %40, %42 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_10 = tensor.expand_shape %20#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %21 = linalg.generic {indexing_maps = [#map5, #map9, #map5], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%15, %expanded_10 :
      tensor<2x3x4x9xf32>, tensor<2x3x4x1xf32>) outs(%14 : tensor<2x3x4x9xf32>)
      {
  ^bb0(%in: f32, %in_15: f32, %out: f32):
    %38 = arith.subf %in, %in_15 : f32
    linalg.yield %38 : f32
  } -> tensor<2x3x4x9xf32>
  %22 = linalg.generic {indexing_maps = [#map5, #map5], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%21 :
      tensor<2x3x4x9xf32>) outs(%14 : tensor<2x3x4x9xf32>) {
  ^bb0(%in: f32, %out: f32):
    %38 = math.exp %in : f32
    linalg.yield %38 : f32
  } -> tensor<2x3x4x9xf32>
  %23 = tensor.empty() : tensor<2x3x4x1xf32>
  %24 = linalg.fill ins(%cst : f32) outs(%23 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %25 = linalg.generic {indexing_maps = [#map5, #map9], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%22 :
      tensor<2x3x4x9xf32>) outs(%24 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %38 = arith.addf %in, %out : f32
    linalg.yield %38 : f32
  } -> tensor<2x3x4x1xf32>
  %26 = linalg.generic {indexing_maps = [#map5, #map9, #map5], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%22, %25 :
      tensor<2x3x4x9xf32>, tensor<2x3x4x1xf32>) outs(%14 : tensor<2x3x4x9xf32>)
      {
  ^bb0(%in: f32, %in_15: f32, %out: f32):
    %38 = arith.divf %in, %in_15 : f32
    linalg.yield %38 : f32
  } -> tensor<2x3x4x9xf32>
  %27 = tensor.empty() : tensor<4xi64>
  %28 = linalg.fill ins(%c0_i64 : i64) outs(%27 : tensor<4xi64>) ->
      tensor<4xi64>
  %29 = tensor.empty() : tensor<4xf32>
  %30 = linalg.fill ins(%cst_0 : f32) outs(%29 : tensor<4xf32>) -> tensor<4xf32>
  %31:2 = linalg.generic {indexing_maps = [#map, #map10, #map10], iterator_types
      = ["parallel", "reduction"]} ins(%6 : tensor<4x9xf32>) outs(%30, %28 :
      tensor<4xf32>, tensor<4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_15: i64):
    %38 = linalg.index 1 : index
    %39 = arith.index_cast %38 : index to i64
    %40 = arith.maximumf %in, %out : f32
    %41 = arith.cmpf ogt, %in, %out : f32
    %42 = arith.select %41, %39, %out_15 : i64
    linalg.yield %40, %42 : f32, i64
  } -> (tensor<4xf32>, tensor<4xi64>)
  %expanded_11 = tensor.expand_shape %31#0 [[0, 1]] output_shape [4, 1] :
      tensor<4xf32> into tensor<4x1xf32>
  %32 = tensor.empty() : tensor<4x1xi1>
  %33 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel"]} ins(%expanded_11, %cst_3 : tensor<4x1xf32>,
      tensor<1xf32>) outs(%32 : tensor<4x1xi1>) {
  ^bb0(%in: f32, %in_15: f32, %out: i1):
    %38 = arith.cmpf oeq, %in, %in_15 : f32
    linalg.yield %38 : i1
  } -> tensor<4x1xi1>
  %34 = linalg.generic {indexing_maps = [#map11, #map6, #map5, #map5],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%33, %cst_4, %26 : tensor<4x1xi1>, tensor<1xf32>, tensor<2x3x4x9xf32>)
      outs(%14 : tensor<2x3x4x9xf32>) {
  ^bb0(%in: i1, %in_15: f32, %in_16: f32, %out: f32):
    %38 = arith.select %in, %in_15, %in_16 : f32
    linalg.yield %38 : f32
  } -> tensor<2x3x4x9xf32>
  %collapsed_12 = tensor.collapse_shape %34 [[0, 1], [2], [3]] :
      tensor<2x3x4x9xf32> into tensor<6x4x9xf32>
  %collapsed_13 = tensor.collapse_shape %concat_8 [[0, 1], [2], [3]] :
      tensor<2x3x9x8xf32> into tensor<6x9x8xf32>
  %35 = tensor.empty() : tensor<6x4x8xf32>
  %36 = linalg.fill ins(%cst : f32) outs(%35 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %37 = linalg.batch_matmul ins(%collapsed_12, %collapsed_13 :
      tensor<6x4x9xf32>, tensor<6x9x8xf32>) outs(%36 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %expanded_14 = tensor.expand_shape %37 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_14, %concat, %concat_8 : tensor<2x3x4x8xf32>,
      tensor<2x3x9x8xf32>, tensor<2x3x9x8xf32>
}

// -----

// CHECK-LABEL: func @key_lengths
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<2x1x1x5xi1>)
// CHECK-SAME: {scale = 0.353553355 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1) -> (d1)>
#map1 = affine_map<(d0, d1) -> (d0, 0)>
#map2 = affine_map<(d0, d1) -> (d0, d1)>
#map3 = affine_map<(d0, d1) -> (0)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d2, d3)>
#map5 = affine_map<(d0, d1, d2, d3) -> (d0, d1, 0, d3)>
#map6 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map7 = affine_map<(d0, d1, d2, d3) -> (0)>
#map8 = affine_map<(d0, d1, d2, d3) -> (d0, 0, d2, d3)>
#map9 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map10 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
#map11 = affine_map<(d0, d1, d2, d3) -> (d3)>
#map12 = affine_map<(d0, d1, d2, d3) -> (d0, 0, d2, 0)>
func.func @key_lengths(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2xi64>) -> tensor<2x3x4x8xf32> {
  %c0_i64 = arith.constant 0 : i64
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant dense<0.594603539> : tensor<1xf32>
  %cst_2 = arith.constant dense<0xFF800000> : tensor<1xf32>
  %cst_3 = arith.constant dense<0.000000e+00> : tensor<1xf32>
  %cst_4 = arith.constant dense<0.000000e+00> : tensor<4x5xf32>
  %cst_5 = arith.constant dense<[0, 1, 2, 3, 4]> : tensor<5xi64>
  %expanded = tensor.expand_shape %arg3 [[0, 1]] output_shape [2, 1] :
      tensor<2xi64> into tensor<2x1xi64>
  %0 = tensor.empty() : tensor<2x5xi1>
  %1 = linalg.generic {indexing_maps = [#map, #map1, #map2], iterator_types =
      ["parallel", "parallel"]} ins(%cst_5, %expanded : tensor<5xi64>,
      tensor<2x1xi64>) outs(%0 : tensor<2x5xi1>) {
  ^bb0(%in: i64, %in_14: i64, %out: i1):
    %37 = arith.cmpi slt, %in, %in_14 : i64
    linalg.yield %37 : i1
  } -> tensor<2x5xi1>
  %2 = tensor.empty() : tensor<2x5xf32>
  %3 = linalg.generic {indexing_maps = [#map2, #map3, #map3, #map2],
      iterator_types = ["parallel", "parallel"]} ins(%1, %cst_3, %cst_2 :
      tensor<2x5xi1>, tensor<1xf32>, tensor<1xf32>) outs(%2 : tensor<2x5xf32>) {
  ^bb0(%in: i1, %in_14: f32, %in_15: f32, %out: f32):
    %37 = arith.select %in, %in_14, %in_15 : f32
    linalg.yield %37 : f32
  } -> tensor<2x5xf32>
  %expanded_6 = tensor.expand_shape %3 [[0], [1, 2, 3]] output_shape
      [2, 1, 1, 5] : tensor<2x5xf32> into tensor<2x1x1x5xf32>
  %4 = tensor.empty() : tensor<2x1x4x5xf32>
  %5 = linalg.generic {indexing_maps = [#map4, #map5, #map6], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_4, %expanded_6
      : tensor<4x5xf32>, tensor<2x1x1x5xf32>) outs(%4 : tensor<2x1x4x5xf32>) {
  ^bb0(%in: f32, %in_14: f32, %out: f32):
    %37 = arith.addf %in, %in_14 : f32
    linalg.yield %37 : f32
  } -> tensor<2x1x4x5xf32>
  %6 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf32>) outs(%6 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %7 = tensor.empty() : tensor<2x3x4x8xf32>
  %8 = linalg.generic {indexing_maps = [#map6, #map7, #map6], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%arg0, %cst_1 :
      tensor<2x3x4x8xf32>, tensor<1xf32>) outs(%7 : tensor<2x3x4x8xf32>) {
  ^bb0(%in: f32, %in_14: f32, %out: f32):
    %37 = arith.mulf %in, %in_14 : f32
    linalg.yield %37 : f32
  } -> tensor<2x3x4x8xf32>
  %9 = linalg.generic {indexing_maps = [#map6, #map7, #map6], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%transposed, %cst_1
      : tensor<2x3x8x5xf32>, tensor<1xf32>) outs(%6 : tensor<2x3x8x5xf32>) {
  ^bb0(%in: f32, %in_14: f32, %out: f32):
    %37 = arith.mulf %in, %in_14 : f32
    linalg.yield %37 : f32
  } -> tensor<2x3x8x5xf32>
  %collapsed = tensor.collapse_shape %8 [[0, 1], [2], [3]] : tensor<2x3x4x8xf32>
      into tensor<6x4x8xf32>
  %collapsed_7 = tensor.collapse_shape %9 [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %10 = tensor.empty() : tensor<6x4x5xf32>
  %11 = linalg.fill ins(%cst : f32) outs(%10 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %12 = linalg.batch_matmul ins(%collapsed, %collapsed_7 : tensor<6x4x8xf32>,
      tensor<6x8x5xf32>) outs(%11 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %expanded_8 = tensor.expand_shape %12 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
  %13 = tensor.empty() : tensor<2x3x4x5xf32>
  %14 = linalg.generic {indexing_maps = [#map6, #map8, #map6], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_8, %5 :
      tensor<2x3x4x5xf32>, tensor<2x1x4x5xf32>) outs(%13 : tensor<2x3x4x5xf32>)
      {
  ^bb0(%in: f32, %in_14: f32, %out: f32):
    %37 = arith.addf %in, %in_14 : f32
    linalg.yield %37 : f32
  } -> tensor<2x3x4x5xf32>
  %15 = tensor.empty() : tensor<2x3x4xi64>
  %16 = linalg.fill ins(%c0_i64 : i64) outs(%15 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %17 = tensor.empty() : tensor<2x3x4xf32>
  %18 = linalg.fill ins(%cst_0 : f32) outs(%17 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %19:2 = linalg.generic {indexing_maps = [#map6, #map9, #map9], iterator_types
      = ["parallel", "parallel", "parallel", "reduction"]} ins(%14 :
      tensor<2x3x4x5xf32>) outs(%18, %16 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_14: i64):
    %37 = linalg.index 3 : index
    %38 = arith.index_cast %37 : index to i64
    %39 = arith.maximumf %in, %out : f32
    %40 = arith.cmpf ogt, %in, %out : f32
    %41 = arith.select %40, %38, %out_14 : i64
    linalg.yield %39, %41 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_9 = tensor.expand_shape %19#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %20 = linalg.generic {indexing_maps = [#map6, #map10, #map6], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%14, %expanded_9 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%13 : tensor<2x3x4x5xf32>)
      {
  ^bb0(%in: f32, %in_14: f32, %out: f32):
    %37 = arith.subf %in, %in_14 : f32
    linalg.yield %37 : f32
  } -> tensor<2x3x4x5xf32>
  %21 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%20 :
      tensor<2x3x4x5xf32>) outs(%13 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %37 = math.exp %in : f32
    linalg.yield %37 : f32
  } -> tensor<2x3x4x5xf32>
  %22 = tensor.empty() : tensor<2x3x4x1xf32>
  %23 = linalg.fill ins(%cst : f32) outs(%22 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %24 = linalg.generic {indexing_maps = [#map6, #map10], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%21 :
      tensor<2x3x4x5xf32>) outs(%23 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %37 = arith.addf %in, %out : f32
    linalg.yield %37 : f32
  } -> tensor<2x3x4x1xf32>
  %25 = linalg.generic {indexing_maps = [#map6, #map10, #map6], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%21, %24 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%13 : tensor<2x3x4x5xf32>)
      {
  ^bb0(%in: f32, %in_14: f32, %out: f32):
    %37 = arith.divf %in, %in_14 : f32
    linalg.yield %37 : f32
  } -> tensor<2x3x4x5xf32>
  %26 = tensor.empty() : tensor<2x1x4xi64>
  %27 = linalg.fill ins(%c0_i64 : i64) outs(%26 : tensor<2x1x4xi64>) ->
      tensor<2x1x4xi64>
  %28 = tensor.empty() : tensor<2x1x4xf32>
  %29 = linalg.fill ins(%cst_0 : f32) outs(%28 : tensor<2x1x4xf32>) ->
      tensor<2x1x4xf32>
  %30:2 = linalg.generic {indexing_maps = [#map6, #map9, #map9], iterator_types
      = ["parallel", "parallel", "parallel", "reduction"]} ins(%5 :
      tensor<2x1x4x5xf32>) outs(%29, %27 : tensor<2x1x4xf32>, tensor<2x1x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_14: i64):
    %37 = linalg.index 3 : index
    %38 = arith.index_cast %37 : index to i64
    %39 = arith.maximumf %in, %out : f32
    %40 = arith.cmpf ogt, %in, %out : f32
    %41 = arith.select %40, %38, %out_14 : i64
    linalg.yield %39, %41 : f32, i64
  } -> (tensor<2x1x4xf32>, tensor<2x1x4xi64>)
  %expanded_10 = tensor.expand_shape %30#0 [[0], [1], [2, 3]] output_shape
      [2, 1, 4, 1] : tensor<2x1x4xf32> into tensor<2x1x4x1xf32>
  %31 = tensor.empty() : tensor<2x1x4x1xi1>
  %32 = linalg.generic {indexing_maps = [#map6, #map11, #map6], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_10, %cst_2
      : tensor<2x1x4x1xf32>, tensor<1xf32>) outs(%31 : tensor<2x1x4x1xi1>) {
  ^bb0(%in: f32, %in_14: f32, %out: i1):
    %37 = arith.cmpf oeq, %in, %in_14 : f32
    linalg.yield %37 : i1
  } -> tensor<2x1x4x1xi1>
  %33 = linalg.generic {indexing_maps = [#map12, #map7, #map6, #map6],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%32, %cst_3, %25 : tensor<2x1x4x1xi1>, tensor<1xf32>,
      tensor<2x3x4x5xf32>) outs(%13 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: i1, %in_14: f32, %in_15: f32, %out: f32):
    %37 = arith.select %in, %in_14, %in_15 : f32
    linalg.yield %37 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_11 = tensor.collapse_shape %33 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_12 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %34 = tensor.empty() : tensor<6x4x8xf32>
  %35 = linalg.fill ins(%cst : f32) outs(%34 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %36 = linalg.batch_matmul ins(%collapsed_11, %collapsed_12 :
      tensor<6x4x5xf32>, tensor<6x5x8xf32>) outs(%35 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %expanded_13 = tensor.expand_shape %36 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_13 : tensor<2x3x4x8xf32>
}
