// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-raise-attention

// Scores that are not a product of queries and keys, in linalg.

// Scores are mixed between heads.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @talking_heads(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<3x3xf32>) -> tensor<2x3x4x8xf32> {
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
  %expanded = tensor.expand_shape %3 [[0, 1], [2], [3, 4]] output_shape
      [2, 3, 4, 5, 1] : tensor<6x4x5xf32> into tensor<2x3x4x5x1xf32>
  %4 = tensor.empty() : tensor<2x4x5x3x1xf32>
  %transposed_2 = linalg.transpose ins(%expanded : tensor<2x3x4x5x1xf32>)
      outs(%4 : tensor<2x4x5x3x1xf32>) permutation = [0, 2, 3, 1, 4]
  %collapsed_3 = tensor.collapse_shape %transposed_2 [[0, 1, 2], [3, 4]] :
      tensor<2x4x5x3x1xf32> into tensor<40x3xf32>
  %expanded_4 = tensor.expand_shape %collapsed_3 [[0, 1], [2]] output_shape
      [1, 40, 3] : tensor<40x3xf32> into tensor<1x40x3xf32>
  %expanded_5 = tensor.expand_shape %arg3 [[0, 1], [2]] output_shape [1, 3, 3] :
      tensor<3x3xf32> into tensor<1x3x3xf32>
  %5 = tensor.empty() : tensor<1x40x3xf32>
  %6 = linalg.fill ins(%cst : f32) outs(%5 : tensor<1x40x3xf32>) ->
      tensor<1x40x3xf32>
  // expected-note@below {{the analysis stopped here}}
  %7 = linalg.batch_matmul ins(%expanded_4, %expanded_5 : tensor<1x40x3xf32>,
      tensor<1x3x3xf32>) outs(%6 : tensor<1x40x3xf32>) -> tensor<1x40x3xf32>
  %collapsed_6 = tensor.collapse_shape %7 [[0, 1], [2]] : tensor<1x40x3xf32>
      into tensor<40x3xf32>
  %expanded_7 = tensor.expand_shape %collapsed_6 [[0, 1, 2], [3, 4]]
      output_shape [2, 4, 5, 1, 3] : tensor<40x3xf32> into tensor<2x4x5x1x3xf32>
  %8 = tensor.empty() : tensor<2x3x4x5x1xf32>
  %transposed_8 = linalg.transpose ins(%expanded_7 : tensor<2x4x5x1x3xf32>)
      outs(%8 : tensor<2x3x4x5x1xf32>) permutation = [0, 4, 1, 2, 3]
  %collapsed_9 = tensor.collapse_shape %transposed_8 [[0], [1], [2], [3, 4]] :
      tensor<2x3x4x5x1xf32> into tensor<2x3x4x5xf32>
  %9 = tensor.empty() : tensor<2x3x4xi64>
  %10 = linalg.fill ins(%c0_i64 : i64) outs(%9 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %11 = tensor.empty() : tensor<2x3x4xf32>
  %12 = linalg.fill ins(%cst_0 : f32) outs(%11 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %13:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%collapsed_9 :
      tensor<2x3x4x5xf32>) outs(%12, %10 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_14: i64):
    %24 = linalg.index 3 : index
    %25 = arith.index_cast %24 : index to i64
    %26 = arith.maximumf %in, %out : f32
    %27 = arith.cmpf ogt, %in, %out : f32
    %28 = arith.select %27, %25, %out_14 : i64
    linalg.yield %26, %28 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_10 = tensor.expand_shape %13#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %14 = tensor.empty() : tensor<2x3x4x5xf32>
  %15 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%collapsed_9,
      %expanded_10 : tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%14 :
      tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_14: f32, %out: f32):
    %24 = arith.subf %in, %in_14 : f32
    linalg.yield %24 : f32
  } -> tensor<2x3x4x5xf32>
  %16 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%15 :
      tensor<2x3x4x5xf32>) outs(%14 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %24 = math.exp %in : f32
    linalg.yield %24 : f32
  } -> tensor<2x3x4x5xf32>
  %17 = tensor.empty() : tensor<2x3x4x1xf32>
  %18 = linalg.fill ins(%cst : f32) outs(%17 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  // expected-remark@below {{attention not raised [scores-not-bilinear]}}
  %19 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%16 :
      tensor<2x3x4x5xf32>) outs(%18 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %24 = arith.addf %in, %out : f32
    linalg.yield %24 : f32
  } -> tensor<2x3x4x1xf32>
  %20 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%16, %19 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%14 : tensor<2x3x4x5xf32>)
      {
  ^bb0(%in: f32, %in_14: f32, %out: f32):
    %24 = arith.divf %in, %in_14 : f32
    linalg.yield %24 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_11 = tensor.collapse_shape %20 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_12 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %21 = tensor.empty() : tensor<6x4x8xf32>
  %22 = linalg.fill ins(%cst : f32) outs(%21 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %23 = linalg.batch_matmul ins(%collapsed_11, %collapsed_12 :
      tensor<6x4x5xf32>, tensor<6x5x8xf32>) outs(%22 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %expanded_13 = tensor.expand_shape %23 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_13 : tensor<2x3x4x8xf32>
}

// -----

// A factor for each query and key.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d2, d3)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @matrix_on_scores(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<4x5xf32>) ->
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
  // expected-note@below {{the analysis stopped here}}
  %3 = linalg.batch_matmul ins(%collapsed, %collapsed_1 : tensor<6x4x8xf32>,
      tensor<6x8x5xf32>) outs(%2 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %expanded = tensor.expand_shape %3 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
  %4 = tensor.empty() : tensor<2x3x4x5xf32>
  %5 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded, %arg3 :
      tensor<2x3x4x5xf32>, tensor<4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
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
  // expected-remark@below {{attention not raised [scores-not-bilinear]}}
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

// Two products of queries and keys.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @disentangled(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x4x8xf32>, %arg3: tensor<2x3x5x8xf32>, %arg4:
    tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
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
  %transposed_2 = linalg.transpose ins(%arg3 : tensor<2x3x5x8xf32>) outs(%0 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %collapsed_3 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %collapsed_4 = tensor.collapse_shape %transposed_2 [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  // expected-note@below {{the analysis stopped here}}
  %4 = linalg.batch_matmul ins(%collapsed_3, %collapsed_4 : tensor<6x4x8xf32>,
      tensor<6x8x5xf32>) outs(%2 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %expanded_5 = tensor.expand_shape %4 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
  %5 = tensor.empty() : tensor<2x3x4x5xf32>
  %6 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded,
      %expanded_5 : tensor<2x3x4x5xf32>, tensor<2x3x4x5xf32>) outs(%5 :
      tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %21 = arith.addf %in, %in_10 : f32
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
  ^bb0(%in: f32, %out: f32, %out_10: i64):
    %21 = linalg.index 3 : index
    %22 = arith.index_cast %21 : index to i64
    %23 = arith.maximumf %in, %out : f32
    %24 = arith.cmpf ogt, %in, %out : f32
    %25 = arith.select %24, %22, %out_10 : i64
    linalg.yield %23, %25 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_6 = tensor.expand_shape %11#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %12 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%6, %expanded_6 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%5 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %21 = arith.subf %in, %in_10 : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5xf32>
  %13 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%12 :
      tensor<2x3x4x5xf32>) outs(%5 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = math.exp %in : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5xf32>
  %14 = tensor.empty() : tensor<2x3x4x1xf32>
  %15 = linalg.fill ins(%cst : f32) outs(%14 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  // expected-remark@below {{attention not raised [several-products]}}
  %16 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%13 :
      tensor<2x3x4x5xf32>) outs(%15 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = arith.addf %in, %out : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x1xf32>
  %17 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%13, %16 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%5 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %21 = arith.divf %in, %in_10 : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_7 = tensor.collapse_shape %17 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_8 = tensor.collapse_shape %arg4 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %18 = tensor.empty() : tensor<6x4x8xf32>
  %19 = linalg.fill ins(%cst : f32) outs(%18 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %20 = linalg.batch_matmul ins(%collapsed_7, %collapsed_8 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%19 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_9 = tensor.expand_shape %20 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_9 : tensor<2x3x4x8xf32>
}

// -----

// Positions that depend on query and key.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @relative_positions(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<4x5x8xf32>)
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
  %expanded_2 = tensor.expand_shape %arg0 [[0], [1], [2], [3, 4]] output_shape
      [2, 3, 4, 8, 1] : tensor<2x3x4x8xf32> into tensor<2x3x4x8x1xf32>
  %expanded_3 = tensor.expand_shape %arg3 [[0], [1], [2, 3, 4]] output_shape
      [4, 5, 8, 1, 1] : tensor<4x5x8xf32> into tensor<4x5x8x1x1xf32>
  %4 = tensor.empty() : tensor<4x2x3x8x1xf32>
  %transposed_4 = linalg.transpose ins(%expanded_2 : tensor<2x3x4x8x1xf32>)
      outs(%4 : tensor<4x2x3x8x1xf32>) permutation = [2, 0, 1, 3, 4]
  %collapsed_5 = tensor.collapse_shape %transposed_4 [[0], [1, 2], [3, 4]] :
      tensor<4x2x3x8x1xf32> into tensor<4x6x8xf32>
  %5 = tensor.empty() : tensor<4x8x5x1x1xf32>
  %transposed_6 = linalg.transpose ins(%expanded_3 : tensor<4x5x8x1x1xf32>)
      outs(%5 : tensor<4x8x5x1x1xf32>) permutation = [0, 2, 1, 3, 4]
  %collapsed_7 = tensor.collapse_shape %transposed_6 [[0], [1], [2, 3, 4]] :
      tensor<4x8x5x1x1xf32> into tensor<4x8x5xf32>
  %6 = tensor.empty() : tensor<4x6x5xf32>
  %7 = linalg.fill ins(%cst : f32) outs(%6 : tensor<4x6x5xf32>) ->
      tensor<4x6x5xf32>
  // expected-note@below {{the analysis stopped here}}
  %8 = linalg.batch_matmul ins(%collapsed_5, %collapsed_7 : tensor<4x6x8xf32>,
      tensor<4x8x5xf32>) outs(%7 : tensor<4x6x5xf32>) -> tensor<4x6x5xf32>
  %expanded_8 = tensor.expand_shape %8 [[0], [1, 2], [3, 4]] output_shape
      [4, 2, 3, 1, 5] : tensor<4x6x5xf32> into tensor<4x2x3x1x5xf32>
  %9 = tensor.empty() : tensor<2x3x4x5x1xf32>
  %transposed_9 = linalg.transpose ins(%expanded_8 : tensor<4x2x3x1x5xf32>)
      outs(%9 : tensor<2x3x4x5x1xf32>) permutation = [1, 2, 0, 4, 3]
  %collapsed_10 = tensor.collapse_shape %transposed_9 [[0], [1], [2], [3, 4]] :
      tensor<2x3x4x5x1xf32> into tensor<2x3x4x5xf32>
  %10 = tensor.empty() : tensor<2x3x4x5xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded,
      %collapsed_10 : tensor<2x3x4x5xf32>, tensor<2x3x4x5xf32>) outs(%10 :
      tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_15: f32, %out: f32):
    %26 = arith.addf %in, %in_15 : f32
    linalg.yield %26 : f32
  } -> tensor<2x3x4x5xf32>
  %12 = tensor.empty() : tensor<2x3x4xi64>
  %13 = linalg.fill ins(%c0_i64 : i64) outs(%12 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %14 = tensor.empty() : tensor<2x3x4xf32>
  %15 = linalg.fill ins(%cst_0 : f32) outs(%14 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %16:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%11 :
      tensor<2x3x4x5xf32>) outs(%15, %13 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_15: i64):
    %26 = linalg.index 3 : index
    %27 = arith.index_cast %26 : index to i64
    %28 = arith.maximumf %in, %out : f32
    %29 = arith.cmpf ogt, %in, %out : f32
    %30 = arith.select %29, %27, %out_15 : i64
    linalg.yield %28, %30 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_11 = tensor.expand_shape %16#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %17 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%11, %expanded_11 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%10 : tensor<2x3x4x5xf32>)
      {
  ^bb0(%in: f32, %in_15: f32, %out: f32):
    %26 = arith.subf %in, %in_15 : f32
    linalg.yield %26 : f32
  } -> tensor<2x3x4x5xf32>
  %18 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%17 :
      tensor<2x3x4x5xf32>) outs(%10 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %26 = math.exp %in : f32
    linalg.yield %26 : f32
  } -> tensor<2x3x4x5xf32>
  %19 = tensor.empty() : tensor<2x3x4x1xf32>
  %20 = linalg.fill ins(%cst : f32) outs(%19 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  // expected-remark@below {{attention not raised [several-products]}}
  %21 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%18 :
      tensor<2x3x4x5xf32>) outs(%20 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %26 = arith.addf %in, %out : f32
    linalg.yield %26 : f32
  } -> tensor<2x3x4x1xf32>
  %22 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%18, %21 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%10 : tensor<2x3x4x5xf32>)
      {
  ^bb0(%in: f32, %in_15: f32, %out: f32):
    %26 = arith.divf %in, %in_15 : f32
    linalg.yield %26 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_12 = tensor.collapse_shape %22 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_13 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %23 = tensor.empty() : tensor<6x4x8xf32>
  %24 = linalg.fill ins(%cst : f32) outs(%23 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %25 = linalg.batch_matmul ins(%collapsed_12, %collapsed_13 :
      tensor<6x4x5xf32>, tensor<6x5x8xf32>) outs(%24 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %expanded_14 = tensor.expand_shape %25 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_14 : tensor<2x3x4x8xf32>
}

// -----

// Products of queries and rows, and of queries and columns, as in SAM.
#map = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map1 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3, d4)>
#map2 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3, 0)>
#map3 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, 0, d4)>
#map4 = affine_map<(d0, d1, d2) -> (d0, d1)>
#map5 = affine_map<(d0, d1, d2) -> (d0, d1, 0)>
func.func @decomposed_positions(%arg0: tensor<6x6x8xf32>, %arg1:
    tensor<6x6x8xf32>, %arg2: tensor<6x6x8xf32>, %arg3: tensor<2x2x8xf32>,
    %arg4: tensor<3x3x8xf32>) -> tensor<6x6x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 3.000000e-01 : f64
  %0 = tensor.empty() : tensor<6x8x6xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<6x6x8xf32>) outs(%0 :
      tensor<6x8x6xf32>) permutation = [0, 2, 1]
  %1 = tensor.empty() : tensor<6x6x6xf32>
  %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<6x6x6xf32>) ->
      tensor<6x6x6xf32>
  %3 = linalg.batch_matmul ins(%arg0, %transposed : tensor<6x6x8xf32>,
      tensor<6x8x6xf32>) outs(%2 : tensor<6x6x6xf32>) -> tensor<6x6x6xf32>
  %4 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%3 : tensor<6x6x6xf32>) outs(%1
      : tensor<6x6x6xf32>) {
  ^bb0(%in: f32, %out: f32):
    %34 = arith.truncf %cst_1 : f64 to f32
    %35 = arith.mulf %in, %34 : f32
    linalg.yield %35 : f32
  } -> tensor<6x6x6xf32>
  %expanded = tensor.expand_shape %4 [[0], [1, 2], [3, 4]] output_shape
      [6, 2, 3, 2, 3] : tensor<6x6x6xf32> into tensor<6x2x3x2x3xf32>
  %expanded_2 = tensor.expand_shape %arg0 [[0], [1, 2], [3, 4]] output_shape
      [6, 2, 3, 8, 1] : tensor<6x6x8xf32> into tensor<6x2x3x8x1xf32>
  %expanded_3 = tensor.expand_shape %arg3 [[0], [1], [2, 3, 4]] output_shape
      [2, 2, 8, 1, 1] : tensor<2x2x8xf32> into tensor<2x2x8x1x1xf32>
  %5 = tensor.empty() : tensor<2x6x3x8x1xf32>
  %transposed_4 = linalg.transpose ins(%expanded_2 : tensor<6x2x3x8x1xf32>)
      outs(%5 : tensor<2x6x3x8x1xf32>) permutation = [1, 0, 2, 3, 4]
  %collapsed = tensor.collapse_shape %transposed_4 [[0], [1, 2], [3, 4]] :
      tensor<2x6x3x8x1xf32> into tensor<2x18x8xf32>
  %6 = tensor.empty() : tensor<2x8x2x1x1xf32>
  %transposed_5 = linalg.transpose ins(%expanded_3 : tensor<2x2x8x1x1xf32>)
      outs(%6 : tensor<2x8x2x1x1xf32>) permutation = [0, 2, 1, 3, 4]
  %collapsed_6 = tensor.collapse_shape %transposed_5 [[0], [1], [2, 3, 4]] :
      tensor<2x8x2x1x1xf32> into tensor<2x8x2xf32>
  %7 = tensor.empty() : tensor<2x18x2xf32>
  %8 = linalg.fill ins(%cst : f32) outs(%7 : tensor<2x18x2xf32>) ->
      tensor<2x18x2xf32>
  // expected-note@below {{the analysis stopped here}}
  %9 = linalg.batch_matmul ins(%collapsed, %collapsed_6 : tensor<2x18x8xf32>,
      tensor<2x8x2xf32>) outs(%8 : tensor<2x18x2xf32>) -> tensor<2x18x2xf32>
  %expanded_7 = tensor.expand_shape %9 [[0], [1, 2], [3, 4]] output_shape
      [2, 6, 3, 1, 2] : tensor<2x18x2xf32> into tensor<2x6x3x1x2xf32>
  %10 = tensor.empty() : tensor<6x2x3x2x1xf32>
  %transposed_8 = linalg.transpose ins(%expanded_7 : tensor<2x6x3x1x2xf32>)
      outs(%10 : tensor<6x2x3x2x1xf32>) permutation = [1, 0, 2, 4, 3]
  %11 = tensor.empty() : tensor<6x2x3x2x3xf32>
  %12 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]}
      ins(%expanded, %transposed_8 : tensor<6x2x3x2x3xf32>,
      tensor<6x2x3x2x1xf32>) outs(%11 : tensor<6x2x3x2x3xf32>) {
  ^bb0(%in: f32, %in_20: f32, %out: f32):
    %34 = arith.addf %in, %in_20 : f32
    linalg.yield %34 : f32
  } -> tensor<6x2x3x2x3xf32>
  %expanded_9 = tensor.expand_shape %arg4 [[0], [1], [2, 3, 4]] output_shape
      [3, 3, 8, 1, 1] : tensor<3x3x8xf32> into tensor<3x3x8x1x1xf32>
  %13 = tensor.empty() : tensor<3x6x2x8x1xf32>
  %transposed_10 = linalg.transpose ins(%expanded_2 : tensor<6x2x3x8x1xf32>)
      outs(%13 : tensor<3x6x2x8x1xf32>) permutation = [2, 0, 1, 3, 4]
  %collapsed_11 = tensor.collapse_shape %transposed_10 [[0], [1, 2], [3, 4]] :
      tensor<3x6x2x8x1xf32> into tensor<3x12x8xf32>
  %14 = tensor.empty() : tensor<3x8x3x1x1xf32>
  %transposed_12 = linalg.transpose ins(%expanded_9 : tensor<3x3x8x1x1xf32>)
      outs(%14 : tensor<3x8x3x1x1xf32>) permutation = [0, 2, 1, 3, 4]
  %collapsed_13 = tensor.collapse_shape %transposed_12 [[0], [1], [2, 3, 4]] :
      tensor<3x8x3x1x1xf32> into tensor<3x8x3xf32>
  %15 = tensor.empty() : tensor<3x12x3xf32>
  %16 = linalg.fill ins(%cst : f32) outs(%15 : tensor<3x12x3xf32>) ->
      tensor<3x12x3xf32>
  %17 = linalg.batch_matmul ins(%collapsed_11, %collapsed_13 :
      tensor<3x12x8xf32>, tensor<3x8x3xf32>) outs(%16 : tensor<3x12x3xf32>) ->
      tensor<3x12x3xf32>
  %expanded_14 = tensor.expand_shape %17 [[0], [1, 2], [3, 4]] output_shape
      [3, 6, 2, 1, 3] : tensor<3x12x3xf32> into tensor<3x6x2x1x3xf32>
  %18 = tensor.empty() : tensor<6x2x3x3x1xf32>
  %transposed_15 = linalg.transpose ins(%expanded_14 : tensor<3x6x2x1x3xf32>)
      outs(%18 : tensor<6x2x3x3x1xf32>) permutation = [1, 2, 0, 4, 3]
  %collapsed_16 = tensor.collapse_shape %transposed_15 [[0], [1], [2], [3, 4]] :
      tensor<6x2x3x3x1xf32> into tensor<6x2x3x3xf32>
  %expanded_17 = tensor.expand_shape %collapsed_16 [[0], [1], [2], [3, 4]]
      output_shape [6, 2, 3, 1, 3] : tensor<6x2x3x3xf32> into
      tensor<6x2x3x1x3xf32>
  %19 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%12,
      %expanded_17 : tensor<6x2x3x2x3xf32>, tensor<6x2x3x1x3xf32>) outs(%11 :
      tensor<6x2x3x2x3xf32>) {
  ^bb0(%in: f32, %in_20: f32, %out: f32):
    %34 = arith.addf %in, %in_20 : f32
    linalg.yield %34 : f32
  } -> tensor<6x2x3x2x3xf32>
  %collapsed_18 = tensor.collapse_shape %19 [[0], [1, 2], [3, 4]] :
      tensor<6x2x3x2x3xf32> into tensor<6x6x6xf32>
  %20 = tensor.empty() : tensor<6x6xi64>
  %21 = linalg.fill ins(%c0_i64 : i64) outs(%20 : tensor<6x6xi64>) ->
      tensor<6x6xi64>
  %22 = tensor.empty() : tensor<6x6xf32>
  %23 = linalg.fill ins(%cst_0 : f32) outs(%22 : tensor<6x6xf32>) ->
      tensor<6x6xf32>
  %24:2 = linalg.generic {indexing_maps = [#map, #map4, #map4], iterator_types =
      ["parallel", "parallel", "reduction"]} ins(%collapsed_18 :
      tensor<6x6x6xf32>) outs(%23, %21 : tensor<6x6xf32>, tensor<6x6xi64>) {
  ^bb0(%in: f32, %out: f32, %out_20: i64):
    %34 = linalg.index 2 : index
    %35 = arith.index_cast %34 : index to i64
    %36 = arith.maximumf %in, %out : f32
    %37 = arith.cmpf ogt, %in, %out : f32
    %38 = arith.select %37, %35, %out_20 : i64
    linalg.yield %36, %38 : f32, i64
  } -> (tensor<6x6xf32>, tensor<6x6xi64>)
  %expanded_19 = tensor.expand_shape %24#0 [[0], [1, 2]] output_shape [6, 6, 1]
      : tensor<6x6xf32> into tensor<6x6x1xf32>
  %25 = linalg.generic {indexing_maps = [#map, #map5, #map], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%collapsed_18, %expanded_19 :
      tensor<6x6x6xf32>, tensor<6x6x1xf32>) outs(%1 : tensor<6x6x6xf32>) {
  ^bb0(%in: f32, %in_20: f32, %out: f32):
    %34 = arith.subf %in, %in_20 : f32
    linalg.yield %34 : f32
  } -> tensor<6x6x6xf32>
  %26 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%25 : tensor<6x6x6xf32>) outs(%1
      : tensor<6x6x6xf32>) {
  ^bb0(%in: f32, %out: f32):
    %34 = math.exp %in : f32
    linalg.yield %34 : f32
  } -> tensor<6x6x6xf32>
  %27 = tensor.empty() : tensor<6x6x1xf32>
  %28 = linalg.fill ins(%cst : f32) outs(%27 : tensor<6x6x1xf32>) ->
      tensor<6x6x1xf32>
  // expected-remark@below {{attention not raised [several-products]}}
  %29 = linalg.generic {indexing_maps = [#map, #map5], iterator_types =
      ["parallel", "parallel", "reduction"]} ins(%26 : tensor<6x6x6xf32>)
      outs(%28 : tensor<6x6x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %34 = arith.addf %in, %out : f32
    linalg.yield %34 : f32
  } -> tensor<6x6x1xf32>
  %30 = linalg.generic {indexing_maps = [#map, #map5, #map], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%26, %29 : tensor<6x6x6xf32>,
      tensor<6x6x1xf32>) outs(%1 : tensor<6x6x6xf32>) {
  ^bb0(%in: f32, %in_20: f32, %out: f32):
    %34 = arith.divf %in, %in_20 : f32
    linalg.yield %34 : f32
  } -> tensor<6x6x6xf32>
  %31 = tensor.empty() : tensor<6x6x8xf32>
  %32 = linalg.fill ins(%cst : f32) outs(%31 : tensor<6x6x8xf32>) ->
      tensor<6x6x8xf32>
  %33 = linalg.batch_matmul ins(%30, %arg2 : tensor<6x6x6xf32>,
      tensor<6x6x8xf32>) outs(%32 : tensor<6x6x8xf32>) -> tensor<6x6x8xf32>
  return %33 : tensor<6x6x8xf32>
}

// -----

// tanh of the scores.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @softcap(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 3.000000e+01 : f32
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
    %22 = arith.divf %in, %cst_1 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %6 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5 :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    // expected-note@below {{the analysis stopped here}}
    %22 = math.tanh %in : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %7 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%6 :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = arith.mulf %in, %cst_1 : f32
    linalg.yield %22 : f32
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
  ^bb0(%in: f32, %out: f32, %out_7: i64):
    %22 = linalg.index 3 : index
    %23 = arith.index_cast %22 : index to i64
    %24 = arith.maximumf %in, %out : f32
    %25 = arith.cmpf ogt, %in, %out : f32
    %26 = arith.select %25, %23, %out_7 : i64
    linalg.yield %24, %26 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_3 = tensor.expand_shape %12#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %13 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%7, %expanded_3 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_7: f32, %out: f32):
    %22 = arith.subf %in, %in_7 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %14 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%13 :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = math.exp %in : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %15 = tensor.empty() : tensor<2x3x4x1xf32>
  %16 = linalg.fill ins(%cst : f32) outs(%15 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  // expected-remark@below {{attention not raised [softcap]}}
  %17 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%14 :
      tensor<2x3x4x5xf32>) outs(%16 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = arith.addf %in, %out : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x1xf32>
  %18 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%14, %17 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_7: f32, %out: f32):
    %22 = arith.divf %in, %in_7 : f32
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

// Low scores are dropped.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> ()>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @threshold_on_scores(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant dense<0xFF800000> : tensor<f32>
  %cst_2 = arith.constant 1.000000e-01 : f64
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
  %4 = tensor.empty() : tensor<2x3x4x5xi1>
  // expected-note@below {{the analysis stopped here}}
  %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xi1>) {
  ^bb0(%in: f32, %out: i1):
    %22 = arith.extf %in : f32 to f64
    %23 = arith.cmpf ogt, %22, %cst_2 : f64
    linalg.yield %23 : i1
  } -> tensor<2x3x4x5xi1>
  %6 = tensor.empty() : tensor<2x3x4x5xf32>
  %7 = linalg.generic {indexing_maps = [#map, #map, #map1, #map], iterator_types
      = ["parallel", "parallel", "parallel", "parallel"]} ins(%5, %expanded,
      %cst_1 : tensor<2x3x4x5xi1>, tensor<2x3x4x5xf32>, tensor<f32>) outs(%6 :
      tensor<2x3x4x5xf32>) {
  ^bb0(%in: i1, %in_8: f32, %in_9: f32, %out: f32):
    %22 = arith.select %in, %in_8, %in_9 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %8 = tensor.empty() : tensor<2x3x4xi64>
  %9 = linalg.fill ins(%c0_i64 : i64) outs(%8 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %10 = tensor.empty() : tensor<2x3x4xf32>
  %11 = linalg.fill ins(%cst_0 : f32) outs(%10 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %12:2 = linalg.generic {indexing_maps = [#map, #map2, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%7 :
      tensor<2x3x4x5xf32>) outs(%11, %9 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
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
  %13 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%7, %expanded_4 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %22 = arith.subf %in, %in_8 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %14 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%13 :
      tensor<2x3x4x5xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = math.exp %in : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %15 = tensor.empty() : tensor<2x3x4x1xf32>
  %16 = linalg.fill ins(%cst : f32) outs(%15 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  // expected-remark@below {{attention not raised [nonlinear-scores]}}
  %17 = linalg.generic {indexing_maps = [#map, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%14 :
      tensor<2x3x4x5xf32>) outs(%16 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = arith.addf %in, %out : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x1xf32>
  %18 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%14, %17 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %22 = arith.divf %in, %in_8 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_5 = tensor.collapse_shape %18 [[0, 1], [2], [3]] :
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

// A query's scores are divided by their norm.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
func.func @scores_over_their_norm(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 5.000000e-01 : f32
  %cst_2 = arith.constant 2.000000e+00 : f32
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
  %4 = tensor.empty() : tensor<2x3x4x1xf32>
  %5 = linalg.fill ins(%cst : f32) outs(%4 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %6 = linalg.generic {indexing_maps = [#map, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%5 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = math.absf %in : f32
    %23 = math.powf %22, %cst_2 : f32
    %24 = arith.addf %23, %out : f32
    linalg.yield %24 : f32
  } -> tensor<2x3x4x1xf32>
  // expected-note@below {{the analysis stopped here}}
  %7 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%6 :
      tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = math.powf %in, %cst_1 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x1xf32>
  %8 = tensor.empty() : tensor<2x3x4x5xf32>
  %9 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded, %7 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%8 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %22 = arith.divf %in, %in_8 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %10 = tensor.empty() : tensor<2x3x4xi64>
  %11 = linalg.fill ins(%c0_i64 : i64) outs(%10 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %12 = tensor.empty() : tensor<2x3x4xf32>
  %13 = linalg.fill ins(%cst_0 : f32) outs(%12 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %14:2 = linalg.generic {indexing_maps = [#map, #map2, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%9 :
      tensor<2x3x4x5xf32>) outs(%13, %11 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_8: i64):
    %22 = linalg.index 3 : index
    %23 = arith.index_cast %22 : index to i64
    %24 = arith.maximumf %in, %out : f32
    %25 = arith.cmpf ogt, %in, %out : f32
    %26 = arith.select %25, %23, %out_8 : i64
    linalg.yield %24, %26 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_4 = tensor.expand_shape %14#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %15 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%9, %expanded_4 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%8 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %22 = arith.subf %in, %in_8 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %16 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%15 :
      tensor<2x3x4x5xf32>) outs(%8 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = math.exp %in : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  // expected-remark@below {{attention not raised [nonlinear-scores]}}
  %17 = linalg.generic {indexing_maps = [#map, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%16 :
      tensor<2x3x4x5xf32>) outs(%5 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = arith.addf %in, %out : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x1xf32>
  %18 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%16, %17 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%8 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %22 = arith.divf %in, %in_8 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_5 = tensor.collapse_shape %18 [[0, 1], [2], [3]] :
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

// Scores are squared.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @squared_scores(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %c2_i64 = arith.constant 2 : i64
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
  %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    // expected-note@below {{the analysis stopped here}}
    %20 = math.fpowi %in, %c2_i64 : f32, i64
    linalg.yield %20 : f32
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
  %11 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
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
  // expected-remark@below {{attention not raised [nonlinear-scores]}}
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
