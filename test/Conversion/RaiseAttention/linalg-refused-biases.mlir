// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-raise-attention

// What is added to the scores, or concatenated with them, in linalg.

// A learned bias.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d1, d2, d3)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @dense_bias(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<3x4x5xf32>) -> tensor<2x3x4x8xf32>
    {
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
    %21 = arith.truncf %cst_1 : f64 to f32
    %22 = arith.mulf %in, %21 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %6 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5, %arg3 :
      tensor<2x3x4x5xf32>, tensor<3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_7: f32, %out: f32):
    %21 = arith.addf %in, %in_7 : f32
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
  ^bb0(%in: f32, %out: f32, %out_7: i64):
    %21 = linalg.index 3 : index
    %22 = arith.index_cast %21 : index to i64
    %23 = arith.maximumf %in, %out : f32
    %24 = arith.cmpf ogt, %in, %out : f32
    %25 = arith.select %24, %22, %out_7 : i64
    linalg.yield %23, %25 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_3 = tensor.expand_shape %11#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %12 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%6, %expanded_3 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_7: f32, %out: f32):
    %21 = arith.subf %in, %in_7 : f32
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
  // expected-remark@below {{attention not raised [dense-bias]}}
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

// A number for each distance and head, as in T5.
#map = affine_map<(d0, d1, d2) -> (d0, d1)>
#map1 = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map3 = affine_map<(d0, d1, d2, d3) -> (0, d1, d2, d3)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map5 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @bucketed_positions(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<7x3xf32>) ->
    tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %c7_i64 = arith.constant 7 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant
      dense<[[3, 4, 5, 6, 6], [2, 3, 4, 5, 6], [1, 2, 3, 4, 5], [0, 1, 2, 3,
      4]]> : tensor<4x5xi64>
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
  %4 = tensor.empty() : tensor<4x5x3xf32>
  // expected-note@below {{the analysis stopped here}}
  %5 = linalg.generic {indexing_maps = [#map, #map1], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%cst_1 : tensor<4x5xi64>)
      outs(%4 : tensor<4x5x3xf32>) {
  ^bb0(%in: i64, %out: f32):
    %23 = arith.cmpi slt, %in, %c0_i64 : i64
    %24 = arith.addi %in, %c7_i64 : i64
    %25 = arith.select %23, %24, %in : i64
    %26 = arith.index_cast %25 : i64 to index
    %27 = linalg.index 2 : index
    %extracted = tensor.extract %arg3[%26, %27] : tensor<7x3xf32>
    linalg.yield %extracted : f32
  } -> tensor<4x5x3xf32>
  %6 = tensor.empty() : tensor<3x4x5xf32>
  %transposed_3 = linalg.transpose ins(%5 : tensor<4x5x3xf32>) outs(%6 :
      tensor<3x4x5xf32>) permutation = [2, 0, 1]
  %expanded_4 = tensor.expand_shape %transposed_3 [[0, 1], [2], [3]]
      output_shape [1, 3, 4, 5] : tensor<3x4x5xf32> into tensor<1x3x4x5xf32>
  %7 = tensor.empty() : tensor<2x3x4x5xf32>
  %8 = linalg.generic {indexing_maps = [#map2, #map3, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded,
      %expanded_4 : tensor<2x3x4x5xf32>, tensor<1x3x4x5xf32>) outs(%7 :
      tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %23 = arith.addf %in, %in_9 : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x5xf32>
  %9 = tensor.empty() : tensor<2x3x4xi64>
  %10 = linalg.fill ins(%c0_i64 : i64) outs(%9 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %11 = tensor.empty() : tensor<2x3x4xf32>
  %12 = linalg.fill ins(%cst_0 : f32) outs(%11 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %13:2 = linalg.generic {indexing_maps = [#map2, #map4, #map4], iterator_types
      = ["parallel", "parallel", "parallel", "reduction"]} ins(%8 :
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
  %14 = linalg.generic {indexing_maps = [#map2, #map5, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%8, %expanded_5 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%7 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %23 = arith.subf %in, %in_9 : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x5xf32>
  %15 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%14 :
      tensor<2x3x4x5xf32>) outs(%7 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %23 = math.exp %in : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x5xf32>
  %16 = tensor.empty() : tensor<2x3x4x1xf32>
  %17 = linalg.fill ins(%cst : f32) outs(%16 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  // expected-remark@below {{attention not raised [dense-bias]}}
  %18 = linalg.generic {indexing_maps = [#map2, #map5], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%15 :
      tensor<2x3x4x5xf32>) outs(%17 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %23 = arith.addf %in, %out : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x1xf32>
  %19 = linalg.generic {indexing_maps = [#map2, #map5, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%15, %18 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%7 : tensor<2x3x4x5xf32>) {
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

// A number for each place in the window, as in Swin.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1) -> (d0)>
#map2 = affine_map<(d0, d1) -> (d0, d1)>
#map3 = affine_map<(d0, d1, d2, d3) -> (0, d1, d2, d3)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map5 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @window_bias(%arg0: tensor<4x3x6x8xf32>, %arg1: tensor<4x3x6x8xf32>,
    %arg2: tensor<4x3x6x8xf32>, %arg3: tensor<15x3xf32>) -> tensor<4x3x6x8xf32>
    {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %c15_i64 = arith.constant 15 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 3.000000e-01 : f64
  %cst_2 = arith.constant
      dense<[[0, 1, 2, 3, 4, 5], [6, 7, 8, 9, 10, 11], [12, 13, 14, 0, 1, 2],
      [3, 4, 5, 6, 7, 8], [9, 10, 11, 12, 13, 14],
      [0, 1, 2, 3, 4, 5]]> : tensor<6x6xi64>
  %0 = tensor.empty() : tensor<4x3x6x8xf32>
  %1 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%arg0 :
      tensor<4x3x6x8xf32>) outs(%0 : tensor<4x3x6x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %25 = arith.truncf %cst_1 : f64 to f32
    %26 = arith.mulf %in, %25 : f32
    linalg.yield %26 : f32
  } -> tensor<4x3x6x8xf32>
  %2 = tensor.empty() : tensor<4x3x8x6xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<4x3x6x8xf32>) outs(%2 :
      tensor<4x3x8x6xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %1 [[0, 1], [2], [3]] : tensor<4x3x6x8xf32>
      into tensor<12x6x8xf32>
  %collapsed_3 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<4x3x8x6xf32> into tensor<12x8x6xf32>
  %3 = tensor.empty() : tensor<12x6x6xf32>
  %4 = linalg.fill ins(%cst : f32) outs(%3 : tensor<12x6x6xf32>) ->
      tensor<12x6x6xf32>
  %5 = linalg.batch_matmul ins(%collapsed, %collapsed_3 : tensor<12x6x8xf32>,
      tensor<12x8x6xf32>) outs(%4 : tensor<12x6x6xf32>) -> tensor<12x6x6xf32>
  %expanded = tensor.expand_shape %5 [[0, 1], [2], [3]] output_shape
      [4, 3, 6, 6] : tensor<12x6x6xf32> into tensor<4x3x6x6xf32>
  %collapsed_4 = tensor.collapse_shape %cst_2 [[0, 1]] : tensor<6x6xi64> into
      tensor<36xi64>
  %6 = tensor.empty() : tensor<36x3xf32>
  // expected-note@below {{the analysis stopped here}}
  %7 = linalg.generic {indexing_maps = [#map1, #map2], iterator_types =
      ["parallel", "parallel"]} ins(%collapsed_4 : tensor<36xi64>) outs(%6 :
      tensor<36x3xf32>) {
  ^bb0(%in: i64, %out: f32):
    %25 = arith.cmpi slt, %in, %c0_i64 : i64
    %26 = arith.addi %in, %c15_i64 : i64
    %27 = arith.select %25, %26, %in : i64
    %28 = arith.index_cast %27 : i64 to index
    %29 = linalg.index 1 : index
    %extracted = tensor.extract %arg3[%28, %29] : tensor<15x3xf32>
    linalg.yield %extracted : f32
  } -> tensor<36x3xf32>
  %expanded_5 = tensor.expand_shape %7 [[0, 1], [2]] output_shape [6, 6, 3] :
      tensor<36x3xf32> into tensor<6x6x3xf32>
  %8 = tensor.empty() : tensor<3x6x6xf32>
  %transposed_6 = linalg.transpose ins(%expanded_5 : tensor<6x6x3xf32>) outs(%8
      : tensor<3x6x6xf32>) permutation = [2, 0, 1]
  %expanded_7 = tensor.expand_shape %transposed_6 [[0, 1], [2], [3]]
      output_shape [1, 3, 6, 6] : tensor<3x6x6xf32> into tensor<1x3x6x6xf32>
  %9 = tensor.empty() : tensor<4x3x6x6xf32>
  %10 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded,
      %expanded_7 : tensor<4x3x6x6xf32>, tensor<1x3x6x6xf32>) outs(%9 :
      tensor<4x3x6x6xf32>) {
  ^bb0(%in: f32, %in_12: f32, %out: f32):
    %25 = arith.addf %in, %in_12 : f32
    linalg.yield %25 : f32
  } -> tensor<4x3x6x6xf32>
  %11 = tensor.empty() : tensor<4x3x6xi64>
  %12 = linalg.fill ins(%c0_i64 : i64) outs(%11 : tensor<4x3x6xi64>) ->
      tensor<4x3x6xi64>
  %13 = tensor.empty() : tensor<4x3x6xf32>
  %14 = linalg.fill ins(%cst_0 : f32) outs(%13 : tensor<4x3x6xf32>) ->
      tensor<4x3x6xf32>
  %15:2 = linalg.generic {indexing_maps = [#map, #map4, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%10 :
      tensor<4x3x6x6xf32>) outs(%14, %12 : tensor<4x3x6xf32>, tensor<4x3x6xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_12: i64):
    %25 = linalg.index 3 : index
    %26 = arith.index_cast %25 : index to i64
    %27 = arith.maximumf %in, %out : f32
    %28 = arith.cmpf ogt, %in, %out : f32
    %29 = arith.select %28, %26, %out_12 : i64
    linalg.yield %27, %29 : f32, i64
  } -> (tensor<4x3x6xf32>, tensor<4x3x6xi64>)
  %expanded_8 = tensor.expand_shape %15#0 [[0], [1], [2, 3]] output_shape
      [4, 3, 6, 1] : tensor<4x3x6xf32> into tensor<4x3x6x1xf32>
  %16 = linalg.generic {indexing_maps = [#map, #map5, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%10, %expanded_8 :
      tensor<4x3x6x6xf32>, tensor<4x3x6x1xf32>) outs(%9 : tensor<4x3x6x6xf32>) {
  ^bb0(%in: f32, %in_12: f32, %out: f32):
    %25 = arith.subf %in, %in_12 : f32
    linalg.yield %25 : f32
  } -> tensor<4x3x6x6xf32>
  %17 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%16 :
      tensor<4x3x6x6xf32>) outs(%9 : tensor<4x3x6x6xf32>) {
  ^bb0(%in: f32, %out: f32):
    %25 = math.exp %in : f32
    linalg.yield %25 : f32
  } -> tensor<4x3x6x6xf32>
  %18 = tensor.empty() : tensor<4x3x6x1xf32>
  %19 = linalg.fill ins(%cst : f32) outs(%18 : tensor<4x3x6x1xf32>) ->
      tensor<4x3x6x1xf32>
  // expected-remark@below {{attention not raised [dense-bias]}}
  %20 = linalg.generic {indexing_maps = [#map, #map5], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%17 :
      tensor<4x3x6x6xf32>) outs(%19 : tensor<4x3x6x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %25 = arith.addf %in, %out : f32
    linalg.yield %25 : f32
  } -> tensor<4x3x6x1xf32>
  %21 = linalg.generic {indexing_maps = [#map, #map5, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%17, %20 :
      tensor<4x3x6x6xf32>, tensor<4x3x6x1xf32>) outs(%9 : tensor<4x3x6x6xf32>) {
  ^bb0(%in: f32, %in_12: f32, %out: f32):
    %25 = arith.divf %in, %in_12 : f32
    linalg.yield %25 : f32
  } -> tensor<4x3x6x6xf32>
  %collapsed_9 = tensor.collapse_shape %21 [[0, 1], [2], [3]] :
      tensor<4x3x6x6xf32> into tensor<12x6x6xf32>
  %collapsed_10 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<4x3x6x8xf32> into tensor<12x6x8xf32>
  %22 = tensor.empty() : tensor<12x6x8xf32>
  %23 = linalg.fill ins(%cst : f32) outs(%22 : tensor<12x6x8xf32>) ->
      tensor<12x6x8xf32>
  %24 = linalg.batch_matmul ins(%collapsed_9, %collapsed_10 :
      tensor<12x6x6xf32>, tensor<12x6x8xf32>) outs(%23 : tensor<12x6x8xf32>) ->
      tensor<12x6x8xf32>
  %expanded_11 = tensor.expand_shape %24 [[0, 1], [2], [3]] output_shape
      [4, 3, 6, 8] : tensor<12x6x8xf32> into tensor<4x3x6x8xf32>
  return %expanded_11 : tensor<4x3x6x8xf32>
}

// -----

// A slope for each head.
#map = affine_map<(d0) -> (d0)>
#map1 = affine_map<(d0, d1, d2) -> (d0, d1, 0)>
#map2 = affine_map<(d0, d1, d2) -> (0, d1, d2)>
#map3 = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map5 = affine_map<(d0, d1, d2, d3) -> (d1, 0, d3)>
#map6 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map7 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @alibi(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>, %arg2:
    tensor<2x3x5x8xf32>, %arg3: tensor<3xf32>) -> tensor<2x3x4x8xf32> {
  %c0_i64 = arith.constant 0 : i64
  %cst = arith.constant 0.000000e+00 : f32
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
  %expanded_2 = tensor.expand_shape %arg3 [[0, 1, 2]] output_shape [3, 1, 1] :
      tensor<3xf32> into tensor<3x1x1xf32>
  %4 = tensor.empty() : tensor<5xi64>
  %5 = linalg.generic {indexing_maps = [#map], iterator_types = ["parallel"]}
      outs(%4 : tensor<5xi64>) {
  ^bb0(%out: i64):
    %24 = linalg.index 0 : index
    %25 = arith.index_cast %24 : index to i64
    linalg.yield %25 : i64
  } -> tensor<5xi64>
  %expanded_3 = tensor.expand_shape %5 [[0, 1, 2]] output_shape [1, 1, 5] :
      tensor<5xi64> into tensor<1x1x5xi64>
  %6 = tensor.empty() : tensor<3x1x5xf32>
  %7 = linalg.generic {indexing_maps = [#map1, #map2, #map3], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%expanded_2, %expanded_3 :
      tensor<3x1x1xf32>, tensor<1x1x5xi64>) outs(%6 : tensor<3x1x5xf32>) {
  ^bb0(%in: f32, %in_8: i64, %out: f32):
    // expected-note@below {{the analysis stopped here}}
    %24 = arith.sitofp %in_8 : i64 to f32
    %25 = arith.mulf %in, %24 : f32
    linalg.yield %25 : f32
  } -> tensor<3x1x5xf32>
  %8 = tensor.empty() : tensor<2x3x4x5xf32>
  %9 = linalg.generic {indexing_maps = [#map4, #map5, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded, %7 :
      tensor<2x3x4x5xf32>, tensor<3x1x5xf32>) outs(%8 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %24 = arith.addf %in, %in_8 : f32
    linalg.yield %24 : f32
  } -> tensor<2x3x4x5xf32>
  %10 = tensor.empty() : tensor<2x3x4xi64>
  %11 = linalg.fill ins(%c0_i64 : i64) outs(%10 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %12 = tensor.empty() : tensor<2x3x4xf32>
  %13 = linalg.fill ins(%cst_0 : f32) outs(%12 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %14:2 = linalg.generic {indexing_maps = [#map4, #map6, #map6], iterator_types
      = ["parallel", "parallel", "parallel", "reduction"]} ins(%9 :
      tensor<2x3x4x5xf32>) outs(%13, %11 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_8: i64):
    %24 = linalg.index 3 : index
    %25 = arith.index_cast %24 : index to i64
    %26 = arith.maximumf %in, %out : f32
    %27 = arith.cmpf ogt, %in, %out : f32
    %28 = arith.select %27, %25, %out_8 : i64
    linalg.yield %26, %28 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_4 = tensor.expand_shape %14#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %15 = linalg.generic {indexing_maps = [#map4, #map7, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%9, %expanded_4 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%8 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %24 = arith.subf %in, %in_8 : f32
    linalg.yield %24 : f32
  } -> tensor<2x3x4x5xf32>
  %16 = linalg.generic {indexing_maps = [#map4, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%15 :
      tensor<2x3x4x5xf32>) outs(%8 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %24 = math.exp %in : f32
    linalg.yield %24 : f32
  } -> tensor<2x3x4x5xf32>
  %17 = tensor.empty() : tensor<2x3x4x1xf32>
  %18 = linalg.fill ins(%cst : f32) outs(%17 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  // expected-remark@below {{attention not raised [dense-bias]}}
  %19 = linalg.generic {indexing_maps = [#map4, #map7], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%16 :
      tensor<2x3x4x5xf32>) outs(%18 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %24 = arith.addf %in, %out : f32
    linalg.yield %24 : f32
  } -> tensor<2x3x4x1xf32>
  %20 = linalg.generic {indexing_maps = [#map4, #map7, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%16, %19 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%8 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %24 = arith.divf %in, %in_8 : f32
    linalg.yield %24 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_5 = tensor.collapse_shape %20 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_6 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %21 = tensor.empty() : tensor<6x4x8xf32>
  %22 = linalg.fill ins(%cst : f32) outs(%21 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %23 = linalg.batch_matmul ins(%collapsed_5, %collapsed_6 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%22 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_7 = tensor.expand_shape %23 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_7 : tensor<2x3x4x8xf32>
}

// -----

// A mask of floats as an argument may be anything.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, 0, d2, d3)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @additive_argument(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x1x4x5xf32>)
    -> tensor<2x3x4x8xf32> {
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
    %29 = arith.truncf %cst_3 : f64 to f32
    %30 = arith.mulf %in, %29 : f32
    linalg.yield %30 : f32
  } -> tensor<2x3x4x8xf32>
  %2 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf32>) outs(%2 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %3 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%transposed :
      tensor<2x3x8x5xf32>) outs(%2 : tensor<2x3x8x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %29 = arith.truncf %cst_3 : f64 to f32
    %30 = arith.mulf %in, %29 : f32
    linalg.yield %30 : f32
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
  %7 = tensor.empty() : tensor<2x3x4x5xf32>
  %8 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded, %arg3 :
      tensor<2x3x4x5xf32>, tensor<2x1x4x5xf32>) outs(%7 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %29 = arith.addf %in, %in_9 : f32
    linalg.yield %29 : f32
  } -> tensor<2x3x4x5xf32>
  %9 = tensor.empty() : tensor<2x3x4xi64>
  %10 = linalg.fill ins(%c0_i64 : i64) outs(%9 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %11 = tensor.empty() : tensor<2x3x4xf32>
  %12 = linalg.fill ins(%cst_0 : f32) outs(%11 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %13:2 = linalg.generic {indexing_maps = [#map, #map2, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%8 :
      tensor<2x3x4x5xf32>) outs(%12, %10 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_9: i64):
    %29 = linalg.index 3 : index
    %30 = arith.index_cast %29 : index to i64
    %31 = arith.maximumf %in, %out : f32
    %32 = arith.cmpf ogt, %in, %out : f32
    %33 = arith.select %32, %30, %out_9 : i64
    linalg.yield %31, %33 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_5 = tensor.expand_shape %13#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %14 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%8, %expanded_5 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%7 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %29 = arith.subf %in, %in_9 : f32
    linalg.yield %29 : f32
  } -> tensor<2x3x4x5xf32>
  %15 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%14 :
      tensor<2x3x4x5xf32>) outs(%7 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %29 = math.exp %in : f32
    linalg.yield %29 : f32
  } -> tensor<2x3x4x5xf32>
  %16 = tensor.empty() : tensor<2x3x4x1xf32>
  %17 = linalg.fill ins(%cst : f32) outs(%16 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  // expected-remark@below {{attention not raised [dense-bias]}}
  %18 = linalg.generic {indexing_maps = [#map, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%15 :
      tensor<2x3x4x5xf32>) outs(%17 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %29 = arith.addf %in, %out : f32
    linalg.yield %29 : f32
  } -> tensor<2x3x4x1xf32>
  %19 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%15, %18 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%7 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %29 = arith.divf %in, %in_9 : f32
    linalg.yield %29 : f32
  } -> tensor<2x3x4x5xf32>
  %20 = tensor.empty() : tensor<2x3x4x5xi1>
  %21 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%8 :
      tensor<2x3x4x5xf32>) outs(%20 : tensor<2x3x4x5xi1>) {
  ^bb0(%in: f32, %out: i1):
    %29 = arith.extf %in : f32 to f64
    %30 = arith.cmpf oeq, %29, %cst_2 : f64
    linalg.yield %30 : i1
  } -> tensor<2x3x4x5xi1>
  %22 = tensor.empty() : tensor<2x3x4x1xi1>
  %23 = linalg.fill ins(%true : i1) outs(%22 : tensor<2x3x4x1xi1>) ->
      tensor<2x3x4x1xi1>
  %24 = linalg.generic {indexing_maps = [#map, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%21 :
      tensor<2x3x4x5xi1>) outs(%23 : tensor<2x3x4x1xi1>) {
  ^bb0(%in: i1, %out: i1):
    %29 = arith.andi %in, %out : i1
    linalg.yield %29 : i1
  } -> tensor<2x3x4x1xi1>
  %25 = linalg.generic {indexing_maps = [#map3, #map, #map, #map],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%24, %cst_1, %19 : tensor<2x3x4x1xi1>, tensor<2x3x4x5xf32>,
      tensor<2x3x4x5xf32>) outs(%7 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: i1, %in_9: f32, %in_10: f32, %out: f32):
    %29 = arith.select %in, %in_9, %in_10 : f32
    linalg.yield %29 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_6 = tensor.collapse_shape %25 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_7 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %26 = tensor.empty() : tensor<6x4x8xf32>
  %27 = linalg.fill ins(%cst : f32) outs(%26 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %28 = linalg.batch_matmul ins(%collapsed_6, %collapsed_7 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%27 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_8 = tensor.expand_shape %28 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_8 : tensor<2x3x4x8xf32>
}

// -----

// Integers may be other than 0 and 1.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1) -> (d0, d1)>
#map2 = affine_map<(d0, d1) -> ()>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, 0, 0, d3)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map5 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @integer_mask(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x5xi64>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant dense<1.000000e+00> : tensor<f32>
  %cst_2 = arith.constant 3.000000e-01 : f64
  %cst_3 = arith.constant -1.000000e+04 : f32
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
    %26 = arith.truncf %cst_2 : f64 to f32
    %27 = arith.mulf %in, %26 : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x5xf32>
  %6 = tensor.empty() : tensor<2x5xf32>
  %7 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types =
      ["parallel", "parallel"]} ins(%arg3 : tensor<2x5xi64>) outs(%6 :
      tensor<2x5xf32>) {
  ^bb0(%in: i64, %out: f32):
    // expected-note@below {{the analysis stopped here}}
    %26 = arith.sitofp %in : i64 to f32
    linalg.yield %26 : f32
  } -> tensor<2x5xf32>
  %8 = linalg.generic {indexing_maps = [#map2, #map1, #map1], iterator_types =
      ["parallel", "parallel"]} ins(%cst_1, %7 : tensor<f32>, tensor<2x5xf32>)
      outs(%6 : tensor<2x5xf32>) {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %26 = arith.subf %in, %in_10 : f32
    linalg.yield %26 : f32
  } -> tensor<2x5xf32>
  %expanded_5 = tensor.expand_shape %8 [[0], [1, 2, 3]] output_shape
      [2, 1, 1, 5] : tensor<2x5xf32> into tensor<2x1x1x5xf32>
  %9 = tensor.empty() : tensor<2x1x1x5xf32>
  %10 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_5 :
      tensor<2x1x1x5xf32>) outs(%9 : tensor<2x1x1x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %26 = arith.mulf %in, %cst_3 : f32
    linalg.yield %26 : f32
  } -> tensor<2x1x1x5xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5, %10 :
      tensor<2x3x4x5xf32>, tensor<2x1x1x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %26 = arith.addf %in, %in_10 : f32
    linalg.yield %26 : f32
  } -> tensor<2x3x4x5xf32>
  %12 = tensor.empty() : tensor<2x3x4xi64>
  %13 = linalg.fill ins(%c0_i64 : i64) outs(%12 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %14 = tensor.empty() : tensor<2x3x4xf32>
  %15 = linalg.fill ins(%cst_0 : f32) outs(%14 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %16:2 = linalg.generic {indexing_maps = [#map, #map4, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%11 :
      tensor<2x3x4x5xf32>) outs(%15, %13 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_10: i64):
    %26 = linalg.index 3 : index
    %27 = arith.index_cast %26 : index to i64
    %28 = arith.maximumf %in, %out : f32
    %29 = arith.cmpf ogt, %in, %out : f32
    %30 = arith.select %29, %27, %out_10 : i64
    linalg.yield %28, %30 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_6 = tensor.expand_shape %16#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %17 = linalg.generic {indexing_maps = [#map, #map5, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%11, %expanded_6 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %26 = arith.subf %in, %in_10 : f32
    linalg.yield %26 : f32
  } -> tensor<2x3x4x5xf32>
  %18 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%17 :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %26 = math.exp %in : f32
    linalg.yield %26 : f32
  } -> tensor<2x3x4x5xf32>
  %19 = tensor.empty() : tensor<2x3x4x1xf32>
  %20 = linalg.fill ins(%cst : f32) outs(%19 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  // expected-remark@below {{attention not raised [mask-not-boolean]}}
  %21 = linalg.generic {indexing_maps = [#map, #map5], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%18 :
      tensor<2x3x4x5xf32>) outs(%20 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %26 = arith.addf %in, %out : f32
    linalg.yield %26 : f32
  } -> tensor<2x3x4x1xf32>
  %22 = linalg.generic {indexing_maps = [#map, #map5, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%18, %21 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %26 = arith.divf %in, %in_10 : f32
    linalg.yield %26 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_7 = tensor.collapse_shape %22 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_8 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %23 = tensor.empty() : tensor<6x4x8xf32>
  %24 = linalg.fill ins(%cst : f32) outs(%23 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %25 = linalg.batch_matmul ins(%collapsed_7, %collapsed_8 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%24 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_9 = tensor.expand_shape %25 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_9 : tensor<2x3x4x8xf32>
}

// -----

// A column is concatenated and cut off.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d1, d3)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @sink(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>, %arg2:
    tensor<2x3x5x8xf32>, %arg3: tensor<3x1x1xf32>) -> tensor<2x3x4x8xf32> {
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
    %22 = arith.truncf %cst_1 : f64 to f32
    %23 = arith.mulf %in, %22 : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x5xf32>
  %6 = tensor.empty() : tensor<2x3x4x1xf32>
  %collapsed_3 = tensor.collapse_shape %arg3 [[0, 1], [2]] : tensor<3x1x1xf32>
      into tensor<3x1xf32>
  %7 = linalg.generic {indexing_maps = [#map1, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%collapsed_3 :
      tensor<3x1xf32>) outs(%6 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x3x4x1xf32>
  // expected-note@below {{the analysis stopped here}}
  %concat = tensor.concat dim(3) %5, %7 : (tensor<2x3x4x5xf32>,
      tensor<2x3x4x1xf32>) -> tensor<2x3x4x6xf32>
  %8 = tensor.empty() : tensor<2x3x4xi64>
  %9 = linalg.fill ins(%c0_i64 : i64) outs(%8 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %10 = tensor.empty() : tensor<2x3x4xf32>
  %11 = linalg.fill ins(%cst_0 : f32) outs(%10 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %12:2 = linalg.generic {indexing_maps = [#map, #map2, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%concat :
      tensor<2x3x4x6xf32>) outs(%11, %9 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_8: i64):
    %22 = linalg.index 3 : index
    %23 = arith.index_cast %22 : index to i64
    %24 = arith.maximumf %in, %out : f32
    %25 = arith.cmpf ogt, %in, %out : f32
    %26 = arith.select %25, %23, %out_8 : i64
    linalg.yield %24, %26 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_4 = tensor.expand_shape %12#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %13 = tensor.empty() : tensor<2x3x4x6xf32>
  %14 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%concat, %expanded_4
      : tensor<2x3x4x6xf32>, tensor<2x3x4x1xf32>) outs(%13 :
      tensor<2x3x4x6xf32>) {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %22 = arith.subf %in, %in_8 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x6xf32>
  %15 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%14 :
      tensor<2x3x4x6xf32>) outs(%13 : tensor<2x3x4x6xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = math.exp %in : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x6xf32>
  %16 = linalg.fill ins(%cst : f32) outs(%6 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  // expected-remark@below {{attention not raised [concatenated-scores]}}
  %17 = linalg.generic {indexing_maps = [#map, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%15 :
      tensor<2x3x4x6xf32>) outs(%16 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = arith.addf %in, %out : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x1xf32>
  %18 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%15, %17 :
      tensor<2x3x4x6xf32>, tensor<2x3x4x1xf32>) outs(%13 : tensor<2x3x4x6xf32>)
      {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %22 = arith.divf %in, %in_8 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x6xf32>
  %extracted_slice = tensor.extract_slice %18[0, 0, 0, 0] [2, 3, 4, 5]
      [1, 1, 1, 1] : tensor<2x3x4x6xf32> to tensor<2x3x4x5xf32>
  %collapsed_5 = tensor.collapse_shape %extracted_slice [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_6 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %19 = tensor.empty() : tensor<6x4x8xf32>
  %20 = linalg.fill ins(%cst : f32) outs(%19 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %21 = linalg.batch_matmul ins(%collapsed_5, %collapsed_6 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%20 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_7 = tensor.expand_shape %21 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_7 : tensor<2x3x4x8xf32>
}

// -----

// A sink for each head, as in gpt-oss.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d1, d3)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @learned_sinks(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<3xf32>) -> tensor<2x3x4x8xf32> {
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
    %22 = arith.truncf %cst_1 : f64 to f32
    %23 = arith.mulf %in, %22 : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x5xf32>
  %6 = tensor.empty() : tensor<2x3x4x1xf32>
  %expanded_3 = tensor.expand_shape %arg3 [[0, 1]] output_shape [3, 1] :
      tensor<3xf32> into tensor<3x1xf32>
  %7 = linalg.generic {indexing_maps = [#map1, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_3 :
      tensor<3x1xf32>) outs(%6 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x3x4x1xf32>
  // expected-note@below {{the analysis stopped here}}
  %concat = tensor.concat dim(3) %5, %7 : (tensor<2x3x4x5xf32>,
      tensor<2x3x4x1xf32>) -> tensor<2x3x4x6xf32>
  %8 = tensor.empty() : tensor<2x3x4xi64>
  %9 = linalg.fill ins(%c0_i64 : i64) outs(%8 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %10 = tensor.empty() : tensor<2x3x4xf32>
  %11 = linalg.fill ins(%cst_0 : f32) outs(%10 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %12:2 = linalg.generic {indexing_maps = [#map, #map2, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%concat :
      tensor<2x3x4x6xf32>) outs(%11, %9 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_8: i64):
    %22 = linalg.index 3 : index
    %23 = arith.index_cast %22 : index to i64
    %24 = arith.maximumf %in, %out : f32
    %25 = arith.cmpf ogt, %in, %out : f32
    %26 = arith.select %25, %23, %out_8 : i64
    linalg.yield %24, %26 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_4 = tensor.expand_shape %12#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %13 = tensor.empty() : tensor<2x3x4x6xf32>
  %14 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%concat, %expanded_4
      : tensor<2x3x4x6xf32>, tensor<2x3x4x1xf32>) outs(%13 :
      tensor<2x3x4x6xf32>) {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %22 = arith.subf %in, %in_8 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x6xf32>
  %15 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%14 :
      tensor<2x3x4x6xf32>) outs(%13 : tensor<2x3x4x6xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = math.exp %in : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x6xf32>
  %16 = linalg.fill ins(%cst : f32) outs(%6 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  // expected-remark@below {{attention not raised [concatenated-scores]}}
  %17 = linalg.generic {indexing_maps = [#map, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%15 :
      tensor<2x3x4x6xf32>) outs(%16 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = arith.addf %in, %out : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x1xf32>
  %18 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%15, %17 :
      tensor<2x3x4x6xf32>, tensor<2x3x4x1xf32>) outs(%13 : tensor<2x3x4x6xf32>)
      {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %22 = arith.divf %in, %in_8 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x6xf32>
  %extracted_slice = tensor.extract_slice %18[0, 0, 0, 0] [2, 3, 4, 5]
      [1, 1, 1, 1] : tensor<2x3x4x6xf32> to tensor<2x3x4x5xf32>
  %collapsed_5 = tensor.collapse_shape %extracted_slice [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_6 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %19 = tensor.empty() : tensor<6x4x8xf32>
  %20 = linalg.fill ins(%cst : f32) outs(%19 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %21 = linalg.batch_matmul ins(%collapsed_5, %collapsed_6 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%20 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_7 = tensor.expand_shape %21 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_7 : tensor<2x3x4x8xf32>
}

// -----

// A number that is too near to be a mask, as in Swin's shifted windows.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2) -> ()>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, 0, d2, d3)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map5 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @minus_hundred(%arg0: tensor<4x3x6x8xf32>, %arg1: tensor<4x3x6x8xf32>,
    %arg2: tensor<4x3x6x8xf32>, %arg3: tensor<4x6x6xi1>) -> tensor<4x3x6x8xf32>
    {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant dense<0.000000e+00> : tensor<f32>
  %cst_2 = arith.constant dense<-1.000000e+02> : tensor<f32>
  %cst_3 = arith.constant 3.000000e-01 : f64
  %0 = tensor.empty() : tensor<4x3x8x6xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<4x3x6x8xf32>) outs(%0 :
      tensor<4x3x8x6xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] :
      tensor<4x3x6x8xf32> into tensor<12x6x8xf32>
  %collapsed_4 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<4x3x8x6xf32> into tensor<12x8x6xf32>
  %1 = tensor.empty() : tensor<12x6x6xf32>
  %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<12x6x6xf32>) ->
      tensor<12x6x6xf32>
  %3 = linalg.batch_matmul ins(%collapsed, %collapsed_4 : tensor<12x6x8xf32>,
      tensor<12x8x6xf32>) outs(%2 : tensor<12x6x6xf32>) -> tensor<12x6x6xf32>
  %expanded = tensor.expand_shape %3 [[0, 1], [2], [3]] output_shape
      [4, 3, 6, 6] : tensor<12x6x6xf32> into tensor<4x3x6x6xf32>
  %4 = tensor.empty() : tensor<4x3x6x6xf32>
  %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded :
      tensor<4x3x6x6xf32>) outs(%4 : tensor<4x3x6x6xf32>) {
  ^bb0(%in: f32, %out: f32):
    %23 = arith.truncf %cst_3 : f64 to f32
    %24 = arith.mulf %in, %23 : f32
    linalg.yield %24 : f32
  } -> tensor<4x3x6x6xf32>
  %6 = tensor.empty() : tensor<4x6x6xf32>
  %7 = linalg.generic {indexing_maps = [#map1, #map2, #map2, #map1],
      iterator_types = ["parallel", "parallel", "parallel"]} ins(%arg3, %cst_1,
      %cst_2 : tensor<4x6x6xi1>, tensor<f32>, tensor<f32>) outs(%6 :
      tensor<4x6x6xf32>) {
  ^bb0(%in: i1, %in_10: f32, %in_11: f32, %out: f32):
    // expected-note@below {{the analysis stopped here}}
    %23 = arith.select %in, %in_10, %in_11 : f32
    linalg.yield %23 : f32
  } -> tensor<4x6x6xf32>
  %expanded_5 = tensor.expand_shape %7 [[0], [1, 2], [3]] output_shape
      [4, 1, 6, 6] : tensor<4x6x6xf32> into tensor<4x1x6x6xf32>
  %8 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5, %expanded_5 :
      tensor<4x3x6x6xf32>, tensor<4x1x6x6xf32>) outs(%4 : tensor<4x3x6x6xf32>) {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %23 = arith.addf %in, %in_10 : f32
    linalg.yield %23 : f32
  } -> tensor<4x3x6x6xf32>
  %9 = tensor.empty() : tensor<4x3x6xi64>
  %10 = linalg.fill ins(%c0_i64 : i64) outs(%9 : tensor<4x3x6xi64>) ->
      tensor<4x3x6xi64>
  %11 = tensor.empty() : tensor<4x3x6xf32>
  %12 = linalg.fill ins(%cst_0 : f32) outs(%11 : tensor<4x3x6xf32>) ->
      tensor<4x3x6xf32>
  %13:2 = linalg.generic {indexing_maps = [#map, #map4, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%8 :
      tensor<4x3x6x6xf32>) outs(%12, %10 : tensor<4x3x6xf32>, tensor<4x3x6xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_10: i64):
    %23 = linalg.index 3 : index
    %24 = arith.index_cast %23 : index to i64
    %25 = arith.maximumf %in, %out : f32
    %26 = arith.cmpf ogt, %in, %out : f32
    %27 = arith.select %26, %24, %out_10 : i64
    linalg.yield %25, %27 : f32, i64
  } -> (tensor<4x3x6xf32>, tensor<4x3x6xi64>)
  %expanded_6 = tensor.expand_shape %13#0 [[0], [1], [2, 3]] output_shape
      [4, 3, 6, 1] : tensor<4x3x6xf32> into tensor<4x3x6x1xf32>
  %14 = linalg.generic {indexing_maps = [#map, #map5, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%8, %expanded_6 :
      tensor<4x3x6x6xf32>, tensor<4x3x6x1xf32>) outs(%4 : tensor<4x3x6x6xf32>) {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %23 = arith.subf %in, %in_10 : f32
    linalg.yield %23 : f32
  } -> tensor<4x3x6x6xf32>
  %15 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%14 :
      tensor<4x3x6x6xf32>) outs(%4 : tensor<4x3x6x6xf32>) {
  ^bb0(%in: f32, %out: f32):
    %23 = math.exp %in : f32
    linalg.yield %23 : f32
  } -> tensor<4x3x6x6xf32>
  %16 = tensor.empty() : tensor<4x3x6x1xf32>
  %17 = linalg.fill ins(%cst : f32) outs(%16 : tensor<4x3x6x1xf32>) ->
      tensor<4x3x6x1xf32>
  // expected-remark@below {{attention not raised [dense-bias]}}
  %18 = linalg.generic {indexing_maps = [#map, #map5], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%15 :
      tensor<4x3x6x6xf32>) outs(%17 : tensor<4x3x6x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %23 = arith.addf %in, %out : f32
    linalg.yield %23 : f32
  } -> tensor<4x3x6x1xf32>
  %19 = linalg.generic {indexing_maps = [#map, #map5, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%15, %18 :
      tensor<4x3x6x6xf32>, tensor<4x3x6x1xf32>) outs(%4 : tensor<4x3x6x6xf32>) {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %23 = arith.divf %in, %in_10 : f32
    linalg.yield %23 : f32
  } -> tensor<4x3x6x6xf32>
  %collapsed_7 = tensor.collapse_shape %19 [[0, 1], [2], [3]] :
      tensor<4x3x6x6xf32> into tensor<12x6x6xf32>
  %collapsed_8 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<4x3x6x8xf32> into tensor<12x6x8xf32>
  %20 = tensor.empty() : tensor<12x6x8xf32>
  %21 = linalg.fill ins(%cst : f32) outs(%20 : tensor<12x6x8xf32>) ->
      tensor<12x6x8xf32>
  %22 = linalg.batch_matmul ins(%collapsed_7, %collapsed_8 : tensor<12x6x6xf32>,
      tensor<12x6x8xf32>) outs(%21 : tensor<12x6x8xf32>) -> tensor<12x6x8xf32>
  %expanded_9 = tensor.expand_shape %22 [[0, 1], [2], [3]] output_shape
      [4, 3, 6, 8] : tensor<12x6x8xf32> into tensor<4x3x6x8xf32>
  return %expanded_9 : tensor<4x3x6x8xf32>
}

// -----

// A factor on the exponentials, and so in their sum, that would be a mask if it
// were known to be 0 and 1.
#scores = affine_map<(b, i, j) -> (b, i, j)>
#rows = affine_map<(b, i, j) -> (b, i)>
#mask = affine_map<(b, i, j) -> (b, j)>
func.func @float_factor(%q: tensor<2x4x8xf32>,
    %k: tensor<2x8x5xf32>, %v: tensor<2x5x8xf32>,
    %mask: tensor<2x5xf32>) -> tensor<2x4x8xf32> {
  %zero = arith.constant 0.0 : f32
  %empty = tensor.empty() : tensor<2x4x5xf32>
  %zeros = linalg.fill ins(%zero : f32) outs(%empty : tensor<2x4x5xf32>)
      -> tensor<2x4x5xf32>
  %s = linalg.batch_matmul
      ins(%q, %k : tensor<2x4x8xf32>, tensor<2x8x5xf32>)
      outs(%zeros : tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
  %e = math.exp %s : tensor<2x4x5xf32>
  %none = tensor.empty() : tensor<2x4xf32>
  %start = linalg.fill ins(%zero : f32) outs(%none : tensor<2x4xf32>)
      -> tensor<2x4xf32>
  %w = linalg.generic {indexing_maps = [#scores, #mask, #scores],
      iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%e, %mask : tensor<2x4x5xf32>, tensor<2x5xf32>)
      outs(%empty : tensor<2x4x5xf32>) {
  ^bb0(%a: f32, %b: f32, %out: f32):
    %c = arith.mulf %a, %b : f32
    linalg.yield %c : f32
  } -> tensor<2x4x5xf32>
  // expected-remark@below {{attention not raised [mask-not-boolean]}}
  %sum = linalg.reduce { arith.addf } ins(%w : tensor<2x4x5xf32>)
      outs(%start : tensor<2x4xf32>) dimensions = [2]
  %p = linalg.generic {indexing_maps = [#scores, #rows, #scores],
      iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%w, %sum : tensor<2x4x5xf32>, tensor<2x4xf32>)
      outs(%empty : tensor<2x4x5xf32>) {
  ^bb0(%a: f32, %b: f32, %out: f32):
    %c = arith.divf %a, %b : f32
    linalg.yield %c : f32
  } -> tensor<2x4x5xf32>
  %result = tensor.empty() : tensor<2x4x8xf32>
  %init = linalg.fill ins(%zero : f32) outs(%result : tensor<2x4x8xf32>)
      -> tensor<2x4x8xf32>
  %r = linalg.batch_matmul
      ins(%p, %v : tensor<2x4x5xf32>, tensor<2x5x8xf32>)
      outs(%init : tensor<2x4x8xf32>) -> tensor<2x4x8xf32>
  return %r : tensor<2x4x8xf32>
}
