// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-raise-attention

// Sums over other axes, and denominators that are not the sum of the weights, in linalg.

// Partial sums, for merging later.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
func.func @not_normalised(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> (tensor<2x3x4x8xf32>,
    tensor<2x3x4xf32>) {
  %cst = arith.constant 0.000000e+00 : f32
  %0 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf32>) outs(%0 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %collapsed_0 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %1 = tensor.empty() : tensor<6x4x5xf32>
  %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %3 = linalg.batch_matmul ins(%collapsed, %collapsed_0 : tensor<6x4x8xf32>,
      tensor<6x8x5xf32>) outs(%2 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %expanded = tensor.expand_shape %3 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
  %4 = tensor.empty() : tensor<2x3x4x5xf32>
  %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %12 = math.exp %in : f32
    linalg.yield %12 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_1 = tensor.collapse_shape %5 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_2 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %6 = tensor.empty() : tensor<6x4x8xf32>
  %7 = linalg.fill ins(%cst : f32) outs(%6 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  // expected-note@below {{the analysis stopped here}}
  %8 = linalg.batch_matmul ins(%collapsed_1, %collapsed_2 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%7 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_3 = tensor.expand_shape %8 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  %9 = tensor.empty() : tensor<2x3x4xf32>
  %10 = linalg.fill ins(%cst : f32) outs(%9 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  // expected-remark@below {{attention not raised [not-normalised]}}
  %11 = linalg.generic {indexing_maps = [#map, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%5 :
      tensor<2x3x4x5xf32>) outs(%10 : tensor<2x3x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %12 = arith.addf %in, %out : f32
    linalg.yield %12 : f32
  } -> tensor<2x3x4xf32>
  return %expanded_3, %11 : tensor<2x3x4x8xf32>, tensor<2x3x4xf32>
}

// -----

// Softmax over the queries.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d3)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, 0, d3)>
func.func @softmax_over_queries(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
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
  %4 = tensor.empty() : tensor<2x3x5xi64>
  %5 = linalg.fill ins(%c0_i64 : i64) outs(%4 : tensor<2x3x5xi64>) ->
      tensor<2x3x5xi64>
  %6 = tensor.empty() : tensor<2x3x5xf32>
  %7 = linalg.fill ins(%cst_0 : f32) outs(%6 : tensor<2x3x5xf32>) ->
      tensor<2x3x5xf32>
  %8:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "reduction", "parallel"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%7, %5 : tensor<2x3x5xf32>, tensor<2x3x5xi64>) {
  ^bb0(%in: f32, %out: f32, %out_6: i64):
    %19 = linalg.index 2 : index
    %20 = arith.index_cast %19 : index to i64
    %21 = arith.maximumf %in, %out : f32
    %22 = arith.cmpf ogt, %in, %out : f32
    %23 = arith.select %22, %20, %out_6 : i64
    linalg.yield %21, %23 : f32, i64
  } -> (tensor<2x3x5xf32>, tensor<2x3x5xi64>)
  %expanded_2 = tensor.expand_shape %8#0 [[0], [1, 2], [3]] output_shape
      [2, 3, 1, 5] : tensor<2x3x5xf32> into tensor<2x3x1x5xf32>
  %9 = tensor.empty() : tensor<2x3x4x5xf32>
  %10 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded,
      %expanded_2 : tensor<2x3x4x5xf32>, tensor<2x3x1x5xf32>) outs(%9 :
      tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_6: f32, %out: f32):
    %19 = arith.subf %in, %in_6 : f32
    linalg.yield %19 : f32
  } -> tensor<2x3x4x5xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%10 :
      tensor<2x3x4x5xf32>) outs(%9 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %19 = math.exp %in : f32
    linalg.yield %19 : f32
  } -> tensor<2x3x4x5xf32>
  %12 = tensor.empty() : tensor<2x3x1x5xf32>
  %13 = linalg.fill ins(%cst : f32) outs(%12 : tensor<2x3x1x5xf32>) ->
      tensor<2x3x1x5xf32>
  // expected-remark@below {{attention not raised [softmax-axis-differs]}}
  %14 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "reduction", "parallel"]} ins(%11 :
      tensor<2x3x4x5xf32>) outs(%13 : tensor<2x3x1x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %19 = arith.addf %in, %out : f32
    linalg.yield %19 : f32
  } -> tensor<2x3x1x5xf32>
  %15 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%11, %14 :
      tensor<2x3x4x5xf32>, tensor<2x3x1x5xf32>) outs(%9 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_6: f32, %out: f32):
    %19 = arith.divf %in, %in_6 : f32
    linalg.yield %19 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_3 = tensor.collapse_shape %15 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_4 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %16 = tensor.empty() : tensor<6x4x8xf32>
  %17 = linalg.fill ins(%cst : f32) outs(%16 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  // expected-note@below {{the analysis stopped here}}
  %18 = linalg.batch_matmul ins(%collapsed_3, %collapsed_4 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%17 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_5 = tensor.expand_shape %18 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_5 : tensor<2x3x4x8xf32>
}

// -----

// Softmax over the heads.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d2, d3)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, 0, d2, d3)>
func.func @softmax_over_heads(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
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
  %4 = tensor.empty() : tensor<2x4x5xi64>
  %5 = linalg.fill ins(%c0_i64 : i64) outs(%4 : tensor<2x4x5xi64>) ->
      tensor<2x4x5xi64>
  %6 = tensor.empty() : tensor<2x4x5xf32>
  %7 = linalg.fill ins(%cst_0 : f32) outs(%6 : tensor<2x4x5xf32>) ->
      tensor<2x4x5xf32>
  %8:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "reduction", "parallel", "parallel"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%7, %5 : tensor<2x4x5xf32>, tensor<2x4x5xi64>) {
  ^bb0(%in: f32, %out: f32, %out_6: i64):
    %19 = linalg.index 1 : index
    %20 = arith.index_cast %19 : index to i64
    %21 = arith.maximumf %in, %out : f32
    %22 = arith.cmpf ogt, %in, %out : f32
    %23 = arith.select %22, %20, %out_6 : i64
    linalg.yield %21, %23 : f32, i64
  } -> (tensor<2x4x5xf32>, tensor<2x4x5xi64>)
  %expanded_2 = tensor.expand_shape %8#0 [[0, 1], [2], [3]] output_shape
      [2, 1, 4, 5] : tensor<2x4x5xf32> into tensor<2x1x4x5xf32>
  %9 = tensor.empty() : tensor<2x3x4x5xf32>
  %10 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded,
      %expanded_2 : tensor<2x3x4x5xf32>, tensor<2x1x4x5xf32>) outs(%9 :
      tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_6: f32, %out: f32):
    %19 = arith.subf %in, %in_6 : f32
    linalg.yield %19 : f32
  } -> tensor<2x3x4x5xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%10 :
      tensor<2x3x4x5xf32>) outs(%9 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %19 = math.exp %in : f32
    linalg.yield %19 : f32
  } -> tensor<2x3x4x5xf32>
  %12 = tensor.empty() : tensor<2x1x4x5xf32>
  %13 = linalg.fill ins(%cst : f32) outs(%12 : tensor<2x1x4x5xf32>) ->
      tensor<2x1x4x5xf32>
  // expected-remark@below {{attention not raised [softmax-axis-differs]}}
  %14 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "reduction", "parallel", "parallel"]} ins(%11 :
      tensor<2x3x4x5xf32>) outs(%13 : tensor<2x1x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %19 = arith.addf %in, %out : f32
    linalg.yield %19 : f32
  } -> tensor<2x1x4x5xf32>
  %15 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%11, %14 :
      tensor<2x3x4x5xf32>, tensor<2x1x4x5xf32>) outs(%9 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_6: f32, %out: f32):
    %19 = arith.divf %in, %in_6 : f32
    linalg.yield %19 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_3 = tensor.collapse_shape %15 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_4 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %16 = tensor.empty() : tensor<6x4x8xf32>
  %17 = linalg.fill ins(%cst : f32) outs(%16 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  // expected-note@below {{the analysis stopped here}}
  %18 = linalg.batch_matmul ins(%collapsed_3, %collapsed_4 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%17 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_5 = tensor.expand_shape %18 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_5 : tensor<2x3x4x8xf32>
}

// -----

// The second product is over the other axis.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @second_product_over_queries(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x4x8xf32>, %arg2: tensor<2x3x4x8xf32>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %0 = tensor.empty() : tensor<2x3x8x4xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x3x4x8xf32>) outs(%0 :
      tensor<2x3x8x4xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %arg1 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %collapsed_1 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x8x4xf32> into tensor<6x8x4xf32>
  %1 = tensor.empty() : tensor<6x4x4xf32>
  %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<6x4x4xf32>) ->
      tensor<6x4x4xf32>
  %3 = linalg.batch_matmul ins(%collapsed, %collapsed_1 : tensor<6x4x8xf32>,
      tensor<6x8x4xf32>) outs(%2 : tensor<6x4x4xf32>) -> tensor<6x4x4xf32>
  %expanded = tensor.expand_shape %3 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 4] : tensor<6x4x4xf32> into tensor<2x3x4x4xf32>
  %4 = tensor.empty() : tensor<2x3x4xi64>
  %5 = linalg.fill ins(%c0_i64 : i64) outs(%4 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %6 = tensor.empty() : tensor<2x3x4xf32>
  %7 = linalg.fill ins(%cst_0 : f32) outs(%6 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %8:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%expanded :
      tensor<2x3x4x4xf32>) outs(%7, %5 : tensor<2x3x4xf32>, tensor<2x3x4xi64>) {
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
  %9 = tensor.empty() : tensor<2x3x4x4xf32>
  %10 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded,
      %expanded_2 : tensor<2x3x4x4xf32>, tensor<2x3x4x1xf32>) outs(%9 :
      tensor<2x3x4x4xf32>) {
  ^bb0(%in: f32, %in_7: f32, %out: f32):
    %19 = arith.subf %in, %in_7 : f32
    linalg.yield %19 : f32
  } -> tensor<2x3x4x4xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%10 :
      tensor<2x3x4x4xf32>) outs(%9 : tensor<2x3x4x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %19 = math.exp %in : f32
    linalg.yield %19 : f32
  } -> tensor<2x3x4x4xf32>
  %12 = tensor.empty() : tensor<2x3x4x1xf32>
  %13 = linalg.fill ins(%cst : f32) outs(%12 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  // expected-remark@below {{attention not raised [softmax-axis-differs]}}
  %14 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%11 :
      tensor<2x3x4x4xf32>) outs(%13 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %19 = arith.addf %in, %out : f32
    linalg.yield %19 : f32
  } -> tensor<2x3x4x1xf32>
  %15 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%11, %14 :
      tensor<2x3x4x4xf32>, tensor<2x3x4x1xf32>) outs(%9 : tensor<2x3x4x4xf32>) {
  ^bb0(%in: f32, %in_7: f32, %out: f32):
    %19 = arith.divf %in, %in_7 : f32
    linalg.yield %19 : f32
  } -> tensor<2x3x4x4xf32>
  %transposed_3 = linalg.transpose ins(%15 : tensor<2x3x4x4xf32>) outs(%9 :
      tensor<2x3x4x4xf32>) permutation = [0, 1, 3, 2]
  %collapsed_4 = tensor.collapse_shape %transposed_3 [[0, 1], [2], [3]] :
      tensor<2x3x4x4xf32> into tensor<6x4x4xf32>
  %collapsed_5 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %16 = tensor.empty() : tensor<6x4x8xf32>
  %17 = linalg.fill ins(%cst : f32) outs(%16 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  // expected-note@below {{the analysis stopped here}}
  %18 = linalg.batch_matmul ins(%collapsed_4, %collapsed_5 : tensor<6x4x4xf32>,
      tensor<6x4x8xf32>) outs(%17 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_6 = tensor.expand_shape %18 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_6 : tensor<2x3x4x8xf32>
}

// -----

// Softmax-one.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @one_in_denominator(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 3.000000e-01 : f64
  %cst_1 = arith.constant 1.000000e+00 : f32
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
    %15 = arith.truncf %cst_0 : f64 to f32
    %16 = arith.mulf %in, %15 : f32
    linalg.yield %16 : f32
  } -> tensor<2x3x4x5xf32>
  %6 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5 :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %15 = math.exp %in : f32
    linalg.yield %15 : f32
  } -> tensor<2x3x4x5xf32>
  %7 = tensor.empty() : tensor<2x3x4x1xf32>
  %8 = linalg.fill ins(%cst : f32) outs(%7 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  // expected-remark@below {{attention not raised [denominator-differs]}}
  %9 = linalg.generic {indexing_maps = [#map, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%6 :
      tensor<2x3x4x5xf32>) outs(%8 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %15 = arith.addf %in, %out : f32
    linalg.yield %15 : f32
  } -> tensor<2x3x4x1xf32>
  %10 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%9 :
      tensor<2x3x4x1xf32>) outs(%7 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    // expected-note@below {{the analysis stopped here}}
    %15 = arith.addf %in, %cst_1 : f32
    linalg.yield %15 : f32
  } -> tensor<2x3x4x1xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%6, %10 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_6: f32, %out: f32):
    %15 = arith.divf %in, %in_6 : f32
    linalg.yield %15 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_3 = tensor.collapse_shape %11 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_4 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %12 = tensor.empty() : tensor<6x4x8xf32>
  %13 = linalg.fill ins(%cst : f32) outs(%12 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %14 = linalg.batch_matmul ins(%collapsed_3, %collapsed_4 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%13 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_5 = tensor.expand_shape %14 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_5 : tensor<2x3x4x8xf32>
}

// -----

// A small number in the denominator.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @epsilon_in_denominator(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 9.9999999999999995E-7 : f64
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
    %14 = math.exp %in : f32
    linalg.yield %14 : f32
  } -> tensor<2x3x4x5xf32>
  %6 = tensor.empty() : tensor<2x3x4x1xf32>
  %7 = linalg.fill ins(%cst : f32) outs(%6 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  // expected-remark@below {{attention not raised [denominator-differs]}}
  %8 = linalg.generic {indexing_maps = [#map, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%5 :
      tensor<2x3x4x5xf32>) outs(%7 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %14 = arith.addf %in, %out : f32
    linalg.yield %14 : f32
  } -> tensor<2x3x4x1xf32>
  %9 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%8 :
      tensor<2x3x4x1xf32>) outs(%6 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %14 = arith.truncf %cst_0 : f64 to f32
    // expected-note@below {{the analysis stopped here}}
    %15 = arith.addf %in, %14 : f32
    linalg.yield %15 : f32
  } -> tensor<2x3x4x1xf32>
  %10 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5, %9 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_5: f32, %out: f32):
    %14 = arith.divf %in, %in_5 : f32
    linalg.yield %14 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_2 = tensor.collapse_shape %10 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_3 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %11 = tensor.empty() : tensor<6x4x8xf32>
  %12 = linalg.fill ins(%cst : f32) outs(%11 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %13 = linalg.batch_matmul ins(%collapsed_2, %collapsed_3 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%12 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_4 = tensor.expand_shape %13 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_4 : tensor<2x3x4x8xf32>
}

// -----

// The denominator sums other scores.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @denominator_of_other_scores(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x3x5x8xf32>)
    -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %0 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf32>) outs(%0 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %collapsed_0 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %1 = tensor.empty() : tensor<6x4x5xf32>
  %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %3 = linalg.batch_matmul ins(%collapsed, %collapsed_0 : tensor<6x4x8xf32>,
      tensor<6x8x5xf32>) outs(%2 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %expanded = tensor.expand_shape %3 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
  %4 = tensor.empty() : tensor<2x3x4x5xf32>
  %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %15 = math.exp %in : f32
    linalg.yield %15 : f32
  } -> tensor<2x3x4x5xf32>
  %transposed_1 = linalg.transpose ins(%arg2 : tensor<2x3x5x8xf32>) outs(%0 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %collapsed_2 = tensor.collapse_shape %transposed_1 [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %6 = linalg.batch_matmul ins(%collapsed, %collapsed_2 : tensor<6x4x8xf32>,
      tensor<6x8x5xf32>) outs(%2 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %expanded_3 = tensor.expand_shape %6 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
  %7 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_3 :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %15 = math.exp %in : f32
    linalg.yield %15 : f32
  } -> tensor<2x3x4x5xf32>
  %8 = tensor.empty() : tensor<2x3x4x1xf32>
  %9 = linalg.fill ins(%cst : f32) outs(%8 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  // expected-remark@below {{attention not raised [denominator-differs]}}
  %10 = linalg.generic {indexing_maps = [#map, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%7 :
      tensor<2x3x4x5xf32>) outs(%9 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %15 = arith.addf %in, %out : f32
    linalg.yield %15 : f32
  } -> tensor<2x3x4x1xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5, %10 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_7: f32, %out: f32):
    %15 = arith.divf %in, %in_7 : f32
    linalg.yield %15 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_4 = tensor.collapse_shape %11 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_5 = tensor.collapse_shape %arg3 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %12 = tensor.empty() : tensor<6x4x8xf32>
  %13 = linalg.fill ins(%cst : f32) outs(%12 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %14 = linalg.batch_matmul ins(%collapsed_4, %collapsed_5 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%13 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_6 = tensor.expand_shape %14 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_6 : tensor<2x3x4x8xf32>
}

// -----

// Weights are cut off.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @slice_of_weights(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
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
  %4 = tensor.empty() : tensor<2x3x4xi64>
  %5 = linalg.fill ins(%c0_i64 : i64) outs(%4 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %6 = tensor.empty() : tensor<2x3x4xf32>
  %7 = linalg.fill ins(%cst_0 : f32) outs(%6 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %8:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%7, %5 : tensor<2x3x4xf32>, tensor<2x3x4xi64>) {
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
  %9 = tensor.empty() : tensor<2x3x4x5xf32>
  %10 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded,
      %expanded_2 : tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%9 :
      tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_7: f32, %out: f32):
    %19 = arith.subf %in, %in_7 : f32
    linalg.yield %19 : f32
  } -> tensor<2x3x4x5xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%10 :
      tensor<2x3x4x5xf32>) outs(%9 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %19 = math.exp %in : f32
    linalg.yield %19 : f32
  } -> tensor<2x3x4x5xf32>
  %12 = tensor.empty() : tensor<2x3x4x1xf32>
  %13 = linalg.fill ins(%cst : f32) outs(%12 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  // expected-remark@below {{attention not raised [denominator-differs]}}
  %14 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%11 :
      tensor<2x3x4x5xf32>) outs(%13 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %19 = arith.addf %in, %out : f32
    linalg.yield %19 : f32
  } -> tensor<2x3x4x1xf32>
  %15 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%11, %14 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%9 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_7: f32, %out: f32):
    %19 = arith.divf %in, %in_7 : f32
    linalg.yield %19 : f32
  } -> tensor<2x3x4x5xf32>
  %extracted_slice = tensor.extract_slice %15[0, 0, 0, 0] [2, 3, 4, 4]
      [1, 1, 1, 1] : tensor<2x3x4x5xf32> to tensor<2x3x4x4xf32>
  %extracted_slice_3 = tensor.extract_slice %arg2[0, 0, 0, 0] [2, 3, 4, 8]
      [1, 1, 1, 1] : tensor<2x3x5x8xf32> to tensor<2x3x4x8xf32>
  %collapsed_4 = tensor.collapse_shape %extracted_slice [[0, 1], [2], [3]] :
      tensor<2x3x4x4xf32> into tensor<6x4x4xf32>
  %collapsed_5 = tensor.collapse_shape %extracted_slice_3 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %16 = tensor.empty() : tensor<6x4x8xf32>
  %17 = linalg.fill ins(%cst : f32) outs(%16 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %18 = linalg.batch_matmul ins(%collapsed_4, %collapsed_5 : tensor<6x4x4xf32>,
      tensor<6x4x8xf32>) outs(%17 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_6 = tensor.expand_shape %18 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_6 : tensor<2x3x4x8xf32>
}

// -----

// Softmax of queries and of keys, not of their product.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d3)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, 0, d3)>
func.func @linear_attention(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %c0_i64 = arith.constant 0 : i64
  %cst = arith.constant 0xFF800000 : f32
  %cst_0 = arith.constant 0.000000e+00 : f32
  %0 = tensor.empty() : tensor<2x3x4xi64>
  %1 = linalg.fill ins(%c0_i64 : i64) outs(%0 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %2 = tensor.empty() : tensor<2x3x4xf32>
  %3 = linalg.fill ins(%cst : f32) outs(%2 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %4:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%arg0 :
      tensor<2x3x4x8xf32>) outs(%3, %1 : tensor<2x3x4xf32>, tensor<2x3x4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_5: i64):
    %31 = linalg.index 3 : index
    %32 = arith.index_cast %31 : index to i64
    %33 = arith.maximumf %in, %out : f32
    %34 = arith.cmpf ogt, %in, %out : f32
    %35 = arith.select %34, %32, %out_5 : i64
    linalg.yield %33, %35 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded = tensor.expand_shape %4#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %5 = tensor.empty() : tensor<2x3x4x8xf32>
  %6 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%arg0, %expanded :
      tensor<2x3x4x8xf32>, tensor<2x3x4x1xf32>) outs(%5 : tensor<2x3x4x8xf32>) {
  ^bb0(%in: f32, %in_5: f32, %out: f32):
    %31 = arith.subf %in, %in_5 : f32
    linalg.yield %31 : f32
  } -> tensor<2x3x4x8xf32>
  %7 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%6 :
      tensor<2x3x4x8xf32>) outs(%5 : tensor<2x3x4x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %31 = math.exp %in : f32
    linalg.yield %31 : f32
  } -> tensor<2x3x4x8xf32>
  %8 = tensor.empty() : tensor<2x3x4x1xf32>
  %9 = linalg.fill ins(%cst_0 : f32) outs(%8 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  // expected-remark@below {{attention not raised [scores-not-a-product]}}
  %10 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%7 :
      tensor<2x3x4x8xf32>) outs(%9 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %31 = arith.addf %in, %out : f32
    linalg.yield %31 : f32
  } -> tensor<2x3x4x1xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%7, %10 :
      tensor<2x3x4x8xf32>, tensor<2x3x4x1xf32>) outs(%5 : tensor<2x3x4x8xf32>) {
  ^bb0(%in: f32, %in_5: f32, %out: f32):
    %31 = arith.divf %in, %in_5 : f32
    linalg.yield %31 : f32
  } -> tensor<2x3x4x8xf32>
  %12 = tensor.empty() : tensor<2x3x8xi64>
  %13 = linalg.fill ins(%c0_i64 : i64) outs(%12 : tensor<2x3x8xi64>) ->
      tensor<2x3x8xi64>
  %14 = tensor.empty() : tensor<2x3x8xf32>
  %15 = linalg.fill ins(%cst : f32) outs(%14 : tensor<2x3x8xf32>) ->
      tensor<2x3x8xf32>
  %16:2 = linalg.generic {indexing_maps = [#map, #map3, #map3], iterator_types =
      ["parallel", "parallel", "reduction", "parallel"]} ins(%arg1 :
      tensor<2x3x5x8xf32>) outs(%15, %13 : tensor<2x3x8xf32>, tensor<2x3x8xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_5: i64):
    %31 = linalg.index 2 : index
    %32 = arith.index_cast %31 : index to i64
    %33 = arith.maximumf %in, %out : f32
    %34 = arith.cmpf ogt, %in, %out : f32
    %35 = arith.select %34, %32, %out_5 : i64
    linalg.yield %33, %35 : f32, i64
  } -> (tensor<2x3x8xf32>, tensor<2x3x8xi64>)
  %expanded_1 = tensor.expand_shape %16#0 [[0], [1, 2], [3]] output_shape
      [2, 3, 1, 8] : tensor<2x3x8xf32> into tensor<2x3x1x8xf32>
  %17 = tensor.empty() : tensor<2x3x5x8xf32>
  %18 = linalg.generic {indexing_maps = [#map, #map4, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%arg1, %expanded_1 :
      tensor<2x3x5x8xf32>, tensor<2x3x1x8xf32>) outs(%17 : tensor<2x3x5x8xf32>)
      {
  ^bb0(%in: f32, %in_5: f32, %out: f32):
    %31 = arith.subf %in, %in_5 : f32
    linalg.yield %31 : f32
  } -> tensor<2x3x5x8xf32>
  %19 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%18 :
      tensor<2x3x5x8xf32>) outs(%17 : tensor<2x3x5x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %31 = math.exp %in : f32
    linalg.yield %31 : f32
  } -> tensor<2x3x5x8xf32>
  %20 = tensor.empty() : tensor<2x3x1x8xf32>
  %21 = linalg.fill ins(%cst_0 : f32) outs(%20 : tensor<2x3x1x8xf32>) ->
      tensor<2x3x1x8xf32>
  // expected-remark@below {{attention not raised [scores-not-a-product]}}
  %22 = linalg.generic {indexing_maps = [#map, #map4], iterator_types =
      ["parallel", "parallel", "reduction", "parallel"]} ins(%19 :
      tensor<2x3x5x8xf32>) outs(%21 : tensor<2x3x1x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %31 = arith.addf %in, %out : f32
    linalg.yield %31 : f32
  } -> tensor<2x3x1x8xf32>
  %23 = linalg.generic {indexing_maps = [#map, #map4, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%19, %22 :
      tensor<2x3x5x8xf32>, tensor<2x3x1x8xf32>) outs(%17 : tensor<2x3x5x8xf32>)
      {
  ^bb0(%in: f32, %in_5: f32, %out: f32):
    %31 = arith.divf %in, %in_5 : f32
    linalg.yield %31 : f32
  } -> tensor<2x3x5x8xf32>
  %24 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%23 : tensor<2x3x5x8xf32>) outs(%24 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %collapsed_2 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %25 = tensor.empty() : tensor<6x8x8xf32>
  %26 = linalg.fill ins(%cst_0 : f32) outs(%25 : tensor<6x8x8xf32>) ->
      tensor<6x8x8xf32>
  %27 = linalg.batch_matmul ins(%collapsed, %collapsed_2 : tensor<6x8x5xf32>,
      tensor<6x5x8xf32>) outs(%26 : tensor<6x8x8xf32>) -> tensor<6x8x8xf32>
  %collapsed_3 = tensor.collapse_shape %11 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %28 = tensor.empty() : tensor<6x4x8xf32>
  %29 = linalg.fill ins(%cst_0 : f32) outs(%28 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %30 = linalg.batch_matmul ins(%collapsed_3, %27 : tensor<6x4x8xf32>,
      tensor<6x8x8xf32>) outs(%29 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_4 = tensor.expand_shape %30 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_4 : tensor<2x3x4x8xf32>
}

// -----

// The exponential is a feature map.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d3)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @kernel_attention(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %0 = tensor.empty() : tensor<2x3x4x8xf32>
  %1 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%arg0 :
      tensor<2x3x4x8xf32>) outs(%0 : tensor<2x3x4x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %18 = math.exp %in : f32
    linalg.yield %18 : f32
  } -> tensor<2x3x4x8xf32>
  %2 = tensor.empty() : tensor<2x3x5x8xf32>
  %3 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%arg1 :
      tensor<2x3x5x8xf32>) outs(%2 : tensor<2x3x5x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %18 = math.exp %in : f32
    linalg.yield %18 : f32
  } -> tensor<2x3x5x8xf32>
  %4 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%3 : tensor<2x3x5x8xf32>) outs(%4 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %collapsed_0 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %5 = tensor.empty() : tensor<6x8x8xf32>
  %6 = linalg.fill ins(%cst : f32) outs(%5 : tensor<6x8x8xf32>) ->
      tensor<6x8x8xf32>
  // expected-note@below {{the analysis stopped here}}
  %7 = linalg.batch_matmul ins(%collapsed, %collapsed_0 : tensor<6x8x5xf32>,
      tensor<6x5x8xf32>) outs(%6 : tensor<6x8x8xf32>) -> tensor<6x8x8xf32>
  %collapsed_1 = tensor.collapse_shape %1 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %8 = tensor.empty() : tensor<6x4x8xf32>
  %9 = linalg.fill ins(%cst : f32) outs(%8 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %10 = linalg.batch_matmul ins(%collapsed_1, %7 : tensor<6x4x8xf32>,
      tensor<6x8x8xf32>) outs(%9 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded = tensor.expand_shape %10 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  %11 = tensor.empty() : tensor<2x3x8xf32>
  %12 = linalg.fill ins(%cst : f32) outs(%11 : tensor<2x3x8xf32>) ->
      tensor<2x3x8xf32>
  // expected-remark@below {{attention not raised [not-normalised]}}
  %13 = linalg.generic {indexing_maps = [#map, #map1], iterator_types =
      ["parallel", "parallel", "reduction", "parallel"]} ins(%3 :
      tensor<2x3x5x8xf32>) outs(%12 : tensor<2x3x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %18 = arith.addf %in, %out : f32
    linalg.yield %18 : f32
  } -> tensor<2x3x8xf32>
  %expanded_2 = tensor.expand_shape %13 [[0], [1], [2, 3]] output_shape
      [2, 3, 8, 1] : tensor<2x3x8xf32> into tensor<2x3x8x1xf32>
  %collapsed_3 = tensor.collapse_shape %expanded_2 [[0, 1], [2], [3]] :
      tensor<2x3x8x1xf32> into tensor<6x8x1xf32>
  %14 = tensor.empty() : tensor<6x4x1xf32>
  %15 = linalg.fill ins(%cst : f32) outs(%14 : tensor<6x4x1xf32>) ->
      tensor<6x4x1xf32>
  %16 = linalg.batch_matmul ins(%collapsed_1, %collapsed_3 : tensor<6x4x8xf32>,
      tensor<6x8x1xf32>) outs(%15 : tensor<6x4x1xf32>) -> tensor<6x4x1xf32>
  %expanded_4 = tensor.expand_shape %16 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 1] : tensor<6x4x1xf32> into tensor<2x3x4x1xf32>
  %17 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded,
      %expanded_4 : tensor<2x3x4x8xf32>, tensor<2x3x4x1xf32>) outs(%0 :
      tensor<2x3x4x8xf32>) {
  ^bb0(%in: f32, %in_5: f32, %out: f32):
    %18 = arith.divf %in, %in_5 : f32
    linalg.yield %18 : f32
  } -> tensor<2x3x4x8xf32>
  return %17 : tensor<2x3x4x8xf32>
}

// -----

// Random features of queries and of keys, as in Performer.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d3)>
func.func @performer(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<8x6xf32>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 2.000000e+00 : f32
  %collapsed = tensor.collapse_shape %arg0 [[0, 1, 2], [3]] :
      tensor<2x3x4x8xf32> into tensor<24x8xf32>
  %0 = tensor.empty() : tensor<24x6xf32>
  %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<24x6xf32>) ->
      tensor<24x6xf32>
  %2 = linalg.matmul ins(%collapsed, %arg3 : tensor<24x8xf32>, tensor<8x6xf32>)
      outs(%1 : tensor<24x6xf32>) -> tensor<24x6xf32>
  %expanded = tensor.expand_shape %2 [[0, 1, 2], [3]] output_shape [2, 3, 4, 6]
      : tensor<24x6xf32> into tensor<2x3x4x6xf32>
  %3 = tensor.empty() : tensor<2x3x4x8xf32>
  %4 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%arg0, %arg0 :
      tensor<2x3x4x8xf32>, tensor<2x3x4x8xf32>) outs(%3 : tensor<2x3x4x8xf32>) {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %38 = arith.mulf %in, %in_10 : f32
    linalg.yield %38 : f32
  } -> tensor<2x3x4x8xf32>
  %5 = tensor.empty() : tensor<2x3x4x1xf32>
  %6 = linalg.fill ins(%cst : f32) outs(%5 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %7 = linalg.generic {indexing_maps = [#map, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%4 :
      tensor<2x3x4x8xf32>) outs(%6 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %38 = arith.addf %in, %out : f32
    linalg.yield %38 : f32
  } -> tensor<2x3x4x1xf32>
  %8 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%7 :
      tensor<2x3x4x1xf32>) outs(%5 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %38 = arith.divf %in, %cst_0 : f32
    linalg.yield %38 : f32
  } -> tensor<2x3x4x1xf32>
  %9 = tensor.empty() : tensor<2x3x4x6xf32>
  %10 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded, %8 :
      tensor<2x3x4x6xf32>, tensor<2x3x4x1xf32>) outs(%9 : tensor<2x3x4x6xf32>) {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %38 = arith.subf %in, %in_10 : f32
    linalg.yield %38 : f32
  } -> tensor<2x3x4x6xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%10 :
      tensor<2x3x4x6xf32>) outs(%9 : tensor<2x3x4x6xf32>) {
  ^bb0(%in: f32, %out: f32):
    %38 = math.exp %in : f32
    linalg.yield %38 : f32
  } -> tensor<2x3x4x6xf32>
  %collapsed_1 = tensor.collapse_shape %arg1 [[0, 1, 2], [3]] :
      tensor<2x3x5x8xf32> into tensor<30x8xf32>
  %12 = tensor.empty() : tensor<30x6xf32>
  %13 = linalg.fill ins(%cst : f32) outs(%12 : tensor<30x6xf32>) ->
      tensor<30x6xf32>
  %14 = linalg.matmul ins(%collapsed_1, %arg3 : tensor<30x8xf32>,
      tensor<8x6xf32>) outs(%13 : tensor<30x6xf32>) -> tensor<30x6xf32>
  %expanded_2 = tensor.expand_shape %14 [[0, 1, 2], [3]] output_shape
      [2, 3, 5, 6] : tensor<30x6xf32> into tensor<2x3x5x6xf32>
  %15 = tensor.empty() : tensor<2x3x5x8xf32>
  %16 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%arg1, %arg1 :
      tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>) outs(%15 : tensor<2x3x5x8xf32>)
      {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %38 = arith.mulf %in, %in_10 : f32
    linalg.yield %38 : f32
  } -> tensor<2x3x5x8xf32>
  %17 = tensor.empty() : tensor<2x3x5x1xf32>
  %18 = linalg.fill ins(%cst : f32) outs(%17 : tensor<2x3x5x1xf32>) ->
      tensor<2x3x5x1xf32>
  %19 = linalg.generic {indexing_maps = [#map, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%16 :
      tensor<2x3x5x8xf32>) outs(%18 : tensor<2x3x5x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %38 = arith.addf %in, %out : f32
    linalg.yield %38 : f32
  } -> tensor<2x3x5x1xf32>
  %20 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%19 :
      tensor<2x3x5x1xf32>) outs(%17 : tensor<2x3x5x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %38 = arith.divf %in, %cst_0 : f32
    linalg.yield %38 : f32
  } -> tensor<2x3x5x1xf32>
  %21 = tensor.empty() : tensor<2x3x5x6xf32>
  %22 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_2, %20 :
      tensor<2x3x5x6xf32>, tensor<2x3x5x1xf32>) outs(%21 : tensor<2x3x5x6xf32>)
      {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %38 = arith.subf %in, %in_10 : f32
    linalg.yield %38 : f32
  } -> tensor<2x3x5x6xf32>
  %23 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%22 :
      tensor<2x3x5x6xf32>) outs(%21 : tensor<2x3x5x6xf32>) {
  ^bb0(%in: f32, %out: f32):
    %38 = math.exp %in : f32
    linalg.yield %38 : f32
  } -> tensor<2x3x5x6xf32>
  %24 = tensor.empty() : tensor<2x3x6x5xf32>
  %transposed = linalg.transpose ins(%23 : tensor<2x3x5x6xf32>) outs(%24 :
      tensor<2x3x6x5xf32>) permutation = [0, 1, 3, 2]
  %collapsed_3 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x6x5xf32> into tensor<6x6x5xf32>
  %collapsed_4 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %25 = tensor.empty() : tensor<6x6x8xf32>
  %26 = linalg.fill ins(%cst : f32) outs(%25 : tensor<6x6x8xf32>) ->
      tensor<6x6x8xf32>
  // expected-note@below {{the analysis stopped here}}
  %27 = linalg.batch_matmul ins(%collapsed_3, %collapsed_4 : tensor<6x6x5xf32>,
      tensor<6x5x8xf32>) outs(%26 : tensor<6x6x8xf32>) -> tensor<6x6x8xf32>
  %collapsed_5 = tensor.collapse_shape %11 [[0, 1], [2], [3]] :
      tensor<2x3x4x6xf32> into tensor<6x4x6xf32>
  %28 = tensor.empty() : tensor<6x4x8xf32>
  %29 = linalg.fill ins(%cst : f32) outs(%28 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %30 = linalg.batch_matmul ins(%collapsed_5, %27 : tensor<6x4x6xf32>,
      tensor<6x6x8xf32>) outs(%29 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_6 = tensor.expand_shape %30 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  %31 = tensor.empty() : tensor<2x3x6xf32>
  %32 = linalg.fill ins(%cst : f32) outs(%31 : tensor<2x3x6xf32>) ->
      tensor<2x3x6xf32>
  // expected-remark@below {{attention not raised [not-normalised]}}
  %33 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "reduction", "parallel"]} ins(%23 :
      tensor<2x3x5x6xf32>) outs(%32 : tensor<2x3x6xf32>) {
  ^bb0(%in: f32, %out: f32):
    %38 = arith.addf %in, %out : f32
    linalg.yield %38 : f32
  } -> tensor<2x3x6xf32>
  %expanded_7 = tensor.expand_shape %33 [[0], [1], [2, 3]] output_shape
      [2, 3, 6, 1] : tensor<2x3x6xf32> into tensor<2x3x6x1xf32>
  %collapsed_8 = tensor.collapse_shape %expanded_7 [[0, 1], [2], [3]] :
      tensor<2x3x6x1xf32> into tensor<6x6x1xf32>
  %34 = tensor.empty() : tensor<6x4x1xf32>
  %35 = linalg.fill ins(%cst : f32) outs(%34 : tensor<6x4x1xf32>) ->
      tensor<6x4x1xf32>
  %36 = linalg.batch_matmul ins(%collapsed_5, %collapsed_8 : tensor<6x4x6xf32>,
      tensor<6x6x1xf32>) outs(%35 : tensor<6x4x1xf32>) -> tensor<6x4x1xf32>
  %expanded_9 = tensor.expand_shape %36 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 1] : tensor<6x4x1xf32> into tensor<2x3x4x1xf32>
  %37 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_6,
      %expanded_9 : tensor<2x3x4x8xf32>, tensor<2x3x4x1xf32>) outs(%3 :
      tensor<2x3x4x8xf32>) {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %38 = arith.divf %in, %in_10 : f32
    linalg.yield %38 : f32
  } -> tensor<2x3x4x8xf32>
  return %37 : tensor<2x3x4x8xf32>
}

// -----

// Softmax over the queries, as one operation.
#rows = affine_map<(i, j, k) -> (i, k)>
#columns = affine_map<(i, j, k) -> (j, k)>
#product = affine_map<(i, j, k) -> (i, j)>
func.func @softmax_operation_over_queries(%q: tensor<4x8xf32>,
    %k: tensor<5x8xf32>, %v: tensor<5x8xf32>) -> tensor<4x8xf32> {
  %zero = arith.constant 0.0 : f32
  %empty = tensor.empty() : tensor<4x5xf32>
  %zeros = linalg.fill ins(%zero : f32) outs(%empty : tensor<4x5xf32>) ->
      tensor<4x5xf32>
  %s = linalg.matmul indexing_maps = [#rows, #columns, #product]
      ins(%q, %k : tensor<4x8xf32>, tensor<5x8xf32>)
      outs(%zeros : tensor<4x5xf32>) -> tensor<4x5xf32>
  // expected-remark@below {{attention not raised [softmax-axis-differs]}}
  %p = linalg.softmax dimension(0) ins(%s : tensor<4x5xf32>)
      outs(%empty : tensor<4x5xf32>) -> tensor<4x5xf32>
  %empty_result = tensor.empty() : tensor<4x8xf32>
  %zeros_result = linalg.fill ins(%zero : f32)
      outs(%empty_result : tensor<4x8xf32>) -> tensor<4x8xf32>
  // expected-note@below {{the analysis stopped here}}
  %r = linalg.matmul ins(%p, %v : tensor<4x5xf32>, tensor<5x8xf32>)
      outs(%zeros_result : tensor<4x8xf32>) -> tensor<4x8xf32>
  return %r : tensor<4x8xf32>
}

// -----

// The softmax is divided by its sum over the queries.
#scores = affine_map<(b, i, j) -> (b, i, j)>
#rows = affine_map<(b, i, j) -> (b, i)>
#columns = affine_map<(b, i, j) -> (b, j)>
func.func @normalised_again_over_queries(%q: tensor<2x4x8xf32>,
    %k: tensor<2x8x5xf32>, %v: tensor<2x5x8xf32>) -> tensor<2x4x8xf32> {
  %zero = arith.constant 0.0 : f32
  %empty = tensor.empty() : tensor<2x4x5xf32>
  %zeros = linalg.fill ins(%zero : f32) outs(%empty : tensor<2x4x5xf32>)
      -> tensor<2x4x5xf32>
  %s = linalg.batch_matmul
      ins(%q, %k : tensor<2x4x8xf32>, tensor<2x8x5xf32>)
      outs(%zeros : tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
  // expected-remark@below {{attention not raised [weights-changed]}}
  %p = linalg.softmax dimension(2) ins(%s : tensor<2x4x5xf32>)
      outs(%empty : tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
  %none2 = tensor.empty() : tensor<2x5xf32>
  %start2 = linalg.fill ins(%zero : f32) outs(%none2 : tensor<2x5xf32>)
      -> tensor<2x5xf32>
  %sum2 = linalg.reduce { arith.addf } ins(%p : tensor<2x4x5xf32>)
      outs(%start2 : tensor<2x5xf32>) dimensions = [1]
  %p2 = linalg.generic {indexing_maps = [#scores, #columns, #scores],
      iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%p, %sum2 : tensor<2x4x5xf32>, tensor<2x5xf32>)
      outs(%empty : tensor<2x4x5xf32>) {
  ^bb0(%a: f32, %b: f32, %out: f32):
    %c = arith.divf %a, %b : f32
    linalg.yield %c : f32
  } -> tensor<2x4x5xf32>
  %result = tensor.empty() : tensor<2x4x8xf32>
  %init = linalg.fill ins(%zero : f32) outs(%result : tensor<2x4x8xf32>)
      -> tensor<2x4x8xf32>
  // expected-note@below {{the analysis stopped here}}
  %r = linalg.batch_matmul
      ins(%p2, %v : tensor<2x4x5xf32>, tensor<2x5x8xf32>)
      outs(%init : tensor<2x4x8xf32>) -> tensor<2x4x8xf32>
  return %r : tensor<2x4x8xf32>
}

// -----

// The second sum starts from a number.
#scores = affine_map<(b, i, j) -> (b, i, j)>
#rows = affine_map<(b, i, j) -> (b, i)>
#columns = affine_map<(b, i, j) -> (b, j)>
func.func @normalised_again_with_bound(%q: tensor<2x4x8xf32>,
    %k: tensor<2x8x5xf32>, %v: tensor<2x5x8xf32>) -> tensor<2x4x8xf32> {
  %zero = arith.constant 0.0 : f32
  %empty = tensor.empty() : tensor<2x4x5xf32>
  %zeros = linalg.fill ins(%zero : f32) outs(%empty : tensor<2x4x5xf32>)
      -> tensor<2x4x5xf32>
  %s = linalg.batch_matmul
      ins(%q, %k : tensor<2x4x8xf32>, tensor<2x8x5xf32>)
      outs(%zeros : tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
  // expected-remark@below {{attention not raised [weights-changed]}}
  %p = linalg.softmax dimension(2) ins(%s : tensor<2x4x5xf32>)
      outs(%empty : tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
  %small = arith.constant 0.01 : f32
  %none2 = tensor.empty() : tensor<2x4xf32>
  %start2 = linalg.fill ins(%small : f32) outs(%none2 : tensor<2x4xf32>)
      -> tensor<2x4xf32>
  %sum2 = linalg.reduce { arith.addf } ins(%p : tensor<2x4x5xf32>)
      outs(%start2 : tensor<2x4xf32>) dimensions = [2]
  %p2 = linalg.generic {indexing_maps = [#scores, #rows, #scores],
      iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%p, %sum2 : tensor<2x4x5xf32>, tensor<2x4xf32>)
      outs(%empty : tensor<2x4x5xf32>) {
  ^bb0(%a: f32, %b: f32, %out: f32):
    %c = arith.divf %a, %b : f32
    linalg.yield %c : f32
  } -> tensor<2x4x5xf32>
  %result = tensor.empty() : tensor<2x4x8xf32>
  %init = linalg.fill ins(%zero : f32) outs(%result : tensor<2x4x8xf32>)
      -> tensor<2x4x8xf32>
  // expected-note@below {{the analysis stopped here}}
  %r = linalg.batch_matmul
      ins(%p2, %v : tensor<2x4x5xf32>, tensor<2x5x8xf32>)
      outs(%init : tensor<2x4x8xf32>) -> tensor<2x4x8xf32>
  return %r : tensor<2x4x8xf32>
}

// -----

// What is multiplied is a mask only if it is known to be 0 and 1.
#scores = affine_map<(b, i, j) -> (b, i, j)>
#rows = affine_map<(b, i, j) -> (b, i)>
#columns = affine_map<(b, i, j) -> (b, j)>
func.func @multiplied_and_normalised_again(%q: tensor<2x4x8xf32>,
    %k: tensor<2x8x5xf32>, %v: tensor<2x5x8xf32>,
    %mask: tensor<2x5xf32>) -> tensor<2x4x8xf32> {
  %zero = arith.constant 0.0 : f32
  %empty = tensor.empty() : tensor<2x4x5xf32>
  %zeros = linalg.fill ins(%zero : f32) outs(%empty : tensor<2x4x5xf32>)
      -> tensor<2x4x5xf32>
  %s = linalg.batch_matmul
      ins(%q, %k : tensor<2x4x8xf32>, tensor<2x8x5xf32>)
      outs(%zeros : tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
  // expected-remark@below {{attention not raised [mask-not-boolean]}}
  %p = linalg.softmax dimension(2) ins(%s : tensor<2x4x5xf32>)
      outs(%empty : tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
  %w = linalg.generic {indexing_maps = [#scores, #columns, #scores],
      iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%p, %mask : tensor<2x4x5xf32>, tensor<2x5xf32>)
      outs(%empty : tensor<2x4x5xf32>) {
  ^bb0(%a: f32, %b: f32, %out: f32):
    %d = arith.mulf %a, %b : f32
    linalg.yield %d : f32
  } -> tensor<2x4x5xf32>
  %none2 = tensor.empty() : tensor<2x4xf32>
  %start2 = linalg.fill ins(%zero : f32) outs(%none2 : tensor<2x4xf32>)
      -> tensor<2x4xf32>
  // expected-note@below {{the analysis stopped here}}
  %sum2 = linalg.reduce { arith.addf } ins(%w : tensor<2x4x5xf32>)
      outs(%start2 : tensor<2x4xf32>) dimensions = [2]
  %p2 = linalg.generic {indexing_maps = [#scores, #rows, #scores],
      iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%w, %sum2 : tensor<2x4x5xf32>, tensor<2x4xf32>)
      outs(%empty : tensor<2x4x5xf32>) {
  ^bb0(%a: f32, %b: f32, %out: f32):
    %c = arith.divf %a, %b : f32
    linalg.yield %c : f32
  } -> tensor<2x4x5xf32>
  %result = tensor.empty() : tensor<2x4x8xf32>
  %init = linalg.fill ins(%zero : f32) outs(%result : tensor<2x4x8xf32>)
      -> tensor<2x4x8xf32>
  %r = linalg.batch_matmul
      ins(%p2, %v : tensor<2x4x5xf32>, tensor<2x5x8xf32>)
      outs(%init : tensor<2x4x8xf32>) -> tensor<2x4x8xf32>
  return %r : tensor<2x4x8xf32>
}
