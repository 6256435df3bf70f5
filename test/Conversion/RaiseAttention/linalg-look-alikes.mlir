// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-raise-attention

// Models that resemble attention, in linalg.

// Weights of a window around each query, as in ConvBERT.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
#map3 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3, 0)>
#map4 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3, d4)>
#map5 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d4)>
func.func @dynamic_convolution(%arg0: tensor<2x5x24xf32>, %arg1:
    tensor<24x9xf32>) -> tensor<2x5x24xf32> {
  %c0_i64 = arith.constant 0 : i64
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 0xFF800000 : f32
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2]] : tensor<2x5x24xf32>
      into tensor<10x24xf32>
  %0 = tensor.empty() : tensor<10x9xf32>
  %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<10x9xf32>) ->
      tensor<10x9xf32>
  %2 = linalg.matmul ins(%collapsed, %arg1 : tensor<10x24xf32>,
      tensor<24x9xf32>) outs(%1 : tensor<10x9xf32>) -> tensor<10x9xf32>
  %expanded = tensor.expand_shape %2 [[0, 1], [2, 3]] output_shape [2, 5, 3, 3]
      : tensor<10x9xf32> into tensor<2x5x3x3xf32>
  %3 = tensor.empty() : tensor<2x5x3xi64>
  %4 = linalg.fill ins(%c0_i64 : i64) outs(%3 : tensor<2x5x3xi64>) ->
      tensor<2x5x3xi64>
  %5 = tensor.empty() : tensor<2x5x3xf32>
  %6 = linalg.fill ins(%cst_0 : f32) outs(%5 : tensor<2x5x3xf32>) ->
      tensor<2x5x3xf32>
  %7:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%expanded :
      tensor<2x5x3x3xf32>) outs(%6, %4 : tensor<2x5x3xf32>, tensor<2x5x3xi64>) {
  ^bb0(%in: f32, %out: f32, %out_7: i64):
    %20 = linalg.index 3 : index
    %21 = arith.index_cast %20 : index to i64
    %22 = arith.maximumf %in, %out : f32
    %23 = arith.cmpf ogt, %in, %out : f32
    %24 = arith.select %23, %21, %out_7 : i64
    linalg.yield %22, %24 : f32, i64
  } -> (tensor<2x5x3xf32>, tensor<2x5x3xi64>)
  %expanded_1 = tensor.expand_shape %7#0 [[0], [1], [2, 3]] output_shape
      [2, 5, 3, 1] : tensor<2x5x3xf32> into tensor<2x5x3x1xf32>
  %8 = tensor.empty() : tensor<2x5x3x3xf32>
  %9 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded,
      %expanded_1 : tensor<2x5x3x3xf32>, tensor<2x5x3x1xf32>) outs(%8 :
      tensor<2x5x3x3xf32>) {
  ^bb0(%in: f32, %in_7: f32, %out: f32):
    %20 = arith.subf %in, %in_7 : f32
    linalg.yield %20 : f32
  } -> tensor<2x5x3x3xf32>
  %10 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%9 :
      tensor<2x5x3x3xf32>) outs(%8 : tensor<2x5x3x3xf32>) {
  ^bb0(%in: f32, %out: f32):
    %20 = math.exp %in : f32
    linalg.yield %20 : f32
  } -> tensor<2x5x3x3xf32>
  %11 = tensor.empty() : tensor<2x5x3x1xf32>
  %12 = linalg.fill ins(%cst : f32) outs(%11 : tensor<2x5x3x1xf32>) ->
      tensor<2x5x3x1xf32>
  // expected-remark@below {{attention not raised [values-depend-on-query]}}
  %13 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%10 :
      tensor<2x5x3x3xf32>) outs(%12 : tensor<2x5x3x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %20 = arith.addf %in, %out : f32
    linalg.yield %20 : f32
  } -> tensor<2x5x3x1xf32>
  %14 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%10, %13 :
      tensor<2x5x3x3xf32>, tensor<2x5x3x1xf32>) outs(%8 : tensor<2x5x3x3xf32>) {
  ^bb0(%in: f32, %in_7: f32, %out: f32):
    %20 = arith.divf %in, %in_7 : f32
    linalg.yield %20 : f32
  } -> tensor<2x5x3x3xf32>
  %padded = tensor.pad %arg0 low[0, 1, 0] high[0, 1, 0] {
  ^bb0(%arg2: index, %arg3: index, %arg4: index):
    tensor.yield %cst : f32
  } : tensor<2x5x24xf32> to tensor<2x7x24xf32>
  %extracted_slice = tensor.extract_slice %padded[0, 0, 0] [2, 5, 24] [1, 1, 1]
      : tensor<2x7x24xf32> to tensor<2x5x24xf32>
  %extracted_slice_2 = tensor.extract_slice %padded[0, 1, 0] [2, 5, 24]
      [1, 1, 1] : tensor<2x7x24xf32> to tensor<2x5x24xf32>
  %extracted_slice_3 = tensor.extract_slice %padded[0, 2, 0] [2, 5, 24]
      [1, 1, 1] : tensor<2x7x24xf32> to tensor<2x5x24xf32>
  %concat = tensor.concat dim(2) %extracted_slice, %extracted_slice_2,
      %extracted_slice_3 : (tensor<2x5x24xf32>, tensor<2x5x24xf32>,
      tensor<2x5x24xf32>) -> tensor<2x5x72xf32>
  %expanded_4 = tensor.expand_shape %concat [[0], [1], [2, 3, 4]] output_shape
      [2, 5, 3, 3, 8] : tensor<2x5x72xf32> into tensor<2x5x3x3x8xf32>
  %15 = tensor.empty() : tensor<2x5x3x3x8xf32>
  %transposed = linalg.transpose ins(%expanded_4 : tensor<2x5x3x3x8xf32>)
      outs(%15 : tensor<2x5x3x3x8xf32>) permutation = [0, 1, 3, 2, 4]
  %expanded_5 = tensor.expand_shape %14 [[0], [1], [2], [3, 4]] output_shape
      [2, 5, 3, 3, 1] : tensor<2x5x3x3xf32> into tensor<2x5x3x3x1xf32>
  %16 = linalg.generic {indexing_maps = [#map3, #map4, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]}
      ins(%expanded_5, %transposed : tensor<2x5x3x3x1xf32>,
      tensor<2x5x3x3x8xf32>) outs(%15 : tensor<2x5x3x3x8xf32>) {
  ^bb0(%in: f32, %in_7: f32, %out: f32):
    %20 = arith.mulf %in, %in_7 : f32
    linalg.yield %20 : f32
  } -> tensor<2x5x3x3x8xf32>
  %17 = tensor.empty() : tensor<2x5x3x8xf32>
  %18 = linalg.fill ins(%cst : f32) outs(%17 : tensor<2x5x3x8xf32>) ->
      tensor<2x5x3x8xf32>
  // expected-note@below {{the analysis stopped here}}
  %19 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types =
      ["parallel", "parallel", "parallel", "reduction", "parallel"]} ins(%16 :
      tensor<2x5x3x3x8xf32>) outs(%18 : tensor<2x5x3x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %20 = arith.addf %in, %out : f32
    linalg.yield %20 : f32
  } -> tensor<2x5x3x8xf32>
  %collapsed_6 = tensor.collapse_shape %19 [[0], [1], [2, 3]] :
      tensor<2x5x3x8xf32> into tensor<2x5x24xf32>
  return %collapsed_6 : tensor<2x5x24xf32>
}

// -----

// A nonlinear function of query plus key, as Bahdanau's.
#map = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, 0, d4)>
#map1 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, 0, d3, d4)>
#map2 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3, d4)>
#map3 = affine_map<(d0, d1, d2, d3, d4) -> (d4)>
#map4 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3)>
#map5 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map6 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map7 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @additive_attention(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<8xf32>) ->
    tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %expanded = tensor.expand_shape %arg0 [[0], [1], [2], [3, 4]] output_shape
      [2, 3, 4, 1, 8] : tensor<2x3x4x8xf32> into tensor<2x3x4x1x8xf32>
  %expanded_1 = tensor.expand_shape %arg1 [[0], [1], [2, 3], [4]] output_shape
      [2, 3, 1, 5, 8] : tensor<2x3x5x8xf32> into tensor<2x3x1x5x8xf32>
  %0 = tensor.empty() : tensor<2x3x4x5x8xf32>
  %1 = linalg.generic {indexing_maps = [#map, #map1, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]}
      ins(%expanded, %expanded_1 : tensor<2x3x4x1x8xf32>, tensor<2x3x1x5x8xf32>)
      outs(%0 : tensor<2x3x4x5x8xf32>) {
  ^bb0(%in: f32, %in_5: f32, %out: f32):
    %21 = arith.addf %in, %in_5 : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5x8xf32>
  %2 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%1 :
      tensor<2x3x4x5x8xf32>) outs(%0 : tensor<2x3x4x5x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = math.tanh %in : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5x8xf32>
  %3 = linalg.generic {indexing_maps = [#map2, #map3, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%2,
      %arg3 : tensor<2x3x4x5x8xf32>, tensor<8xf32>) outs(%0 :
      tensor<2x3x4x5x8xf32>) {
  ^bb0(%in: f32, %in_5: f32, %out: f32):
    %21 = arith.mulf %in, %in_5 : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5x8xf32>
  %4 = tensor.empty() : tensor<2x3x4x5xf32>
  %5 = linalg.fill ins(%cst : f32) outs(%4 : tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x5xf32>
  // expected-note@below {{the analysis stopped here}}
  %6 = linalg.generic {indexing_maps = [#map2, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "reduction"]} ins(%3 :
      tensor<2x3x4x5x8xf32>) outs(%5 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = arith.addf %in, %out : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5xf32>
  %7 = tensor.empty() : tensor<2x3x4xi64>
  %8 = linalg.fill ins(%c0_i64 : i64) outs(%7 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %9 = tensor.empty() : tensor<2x3x4xf32>
  %10 = linalg.fill ins(%cst_0 : f32) outs(%9 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %11:2 = linalg.generic {indexing_maps = [#map5, #map6, #map6], iterator_types
      = ["parallel", "parallel", "parallel", "reduction"]} ins(%6 :
      tensor<2x3x4x5xf32>) outs(%10, %8 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_5: i64):
    %21 = linalg.index 3 : index
    %22 = arith.index_cast %21 : index to i64
    %23 = arith.maximumf %in, %out : f32
    %24 = arith.cmpf ogt, %in, %out : f32
    %25 = arith.select %24, %22, %out_5 : i64
    linalg.yield %23, %25 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_2 = tensor.expand_shape %11#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %12 = linalg.generic {indexing_maps = [#map5, #map7, #map5], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%6, %expanded_2 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_5: f32, %out: f32):
    %21 = arith.subf %in, %in_5 : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5xf32>
  %13 = linalg.generic {indexing_maps = [#map5, #map5], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%12 :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = math.exp %in : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5xf32>
  %14 = tensor.empty() : tensor<2x3x4x1xf32>
  %15 = linalg.fill ins(%cst : f32) outs(%14 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  // expected-remark@below {{attention not raised [scores-not-bilinear]}}
  %16 = linalg.generic {indexing_maps = [#map5, #map7], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%13 :
      tensor<2x3x4x5xf32>) outs(%15 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = arith.addf %in, %out : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x1xf32>
  %17 = linalg.generic {indexing_maps = [#map5, #map7, #map5], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%13, %16 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_5: f32, %out: f32):
    %21 = arith.divf %in, %in_5 : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed = tensor.collapse_shape %17 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_3 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %18 = tensor.empty() : tensor<6x4x8xf32>
  %19 = linalg.fill ins(%cst : f32) outs(%18 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %20 = linalg.batch_matmul ins(%collapsed, %collapsed_3 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%19 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_4 = tensor.expand_shape %20 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_4 : tensor<2x3x4x8xf32>
}

// -----

// Distances of queries and keys.
#map = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, 0, d4)>
#map1 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, 0, d3, d4)>
#map2 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3, d4)>
#map3 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map5 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map6 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @distances(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %c2_i64 = arith.constant 2 : i64
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 5.000000e-01 : f32
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
    %22 = arith.subf %in, %in_6 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5x8xf32>
  %2 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%1 :
      tensor<2x3x4x5x8xf32>) outs(%0 : tensor<2x3x4x5x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = math.fpowi %in, %c2_i64 : f32, i64
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5x8xf32>
  %3 = tensor.empty() : tensor<2x3x4x5xf32>
  %4 = linalg.fill ins(%cst : f32) outs(%3 : tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x5xf32>
  // expected-note@below {{the analysis stopped here}}
  %5 = linalg.generic {indexing_maps = [#map2, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "reduction"]} ins(%2 :
      tensor<2x3x4x5x8xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = arith.addf %in, %out : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %6 = linalg.generic {indexing_maps = [#map4, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5 :
      tensor<2x3x4x5xf32>) outs(%3 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = arith.negf %in : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %7 = linalg.generic {indexing_maps = [#map4, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%6 :
      tensor<2x3x4x5xf32>) outs(%3 : tensor<2x3x4x5xf32>) {
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
  %12:2 = linalg.generic {indexing_maps = [#map4, #map5, #map5], iterator_types
      = ["parallel", "parallel", "parallel", "reduction"]} ins(%7 :
      tensor<2x3x4x5xf32>) outs(%11, %9 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_6: i64):
    %22 = linalg.index 3 : index
    %23 = arith.index_cast %22 : index to i64
    %24 = arith.maximumf %in, %out : f32
    %25 = arith.cmpf ogt, %in, %out : f32
    %26 = arith.select %25, %23, %out_6 : i64
    linalg.yield %24, %26 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_3 = tensor.expand_shape %12#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %13 = linalg.generic {indexing_maps = [#map4, #map6, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%7, %expanded_3 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%3 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_6: f32, %out: f32):
    %22 = arith.subf %in, %in_6 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %14 = linalg.generic {indexing_maps = [#map4, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%13 :
      tensor<2x3x4x5xf32>) outs(%3 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = math.exp %in : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %15 = tensor.empty() : tensor<2x3x4x1xf32>
  %16 = linalg.fill ins(%cst : f32) outs(%15 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  // expected-remark@below {{attention not raised [scores-not-a-product]}}
  %17 = linalg.generic {indexing_maps = [#map4, #map6], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%14 :
      tensor<2x3x4x5xf32>) outs(%16 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = arith.addf %in, %out : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x1xf32>
  %18 = linalg.generic {indexing_maps = [#map4, #map6, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%14, %17 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%3 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_6: f32, %out: f32):
    %22 = arith.divf %in, %in_6 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed = tensor.collapse_shape %18 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_4 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %19 = tensor.empty() : tensor<6x4x8xf32>
  %20 = linalg.fill ins(%cst : f32) outs(%19 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %21 = linalg.batch_matmul ins(%collapsed, %collapsed_4 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%20 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_5 = tensor.expand_shape %21 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_5 : tensor<2x3x4x8xf32>
}

// -----

// Leaky ReLU of a number of the query plus one of the key.
#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d1)>
#map2 = affine_map<(d0, d1) -> (d0)>
#map3 = affine_map<(d0, d1) -> (d0, 0)>
#map4 = affine_map<(d0, d1) -> (0, d1)>
#map5 = affine_map<(d0, d1) -> ()>
func.func @graph_attention(%arg0: tensor<6x8xf32>, %arg1: tensor<8xf32>, %arg2:
    tensor<8xf32>, %arg3: tensor<6x6xi1>) -> tensor<6x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant dense<0xFF800000> : tensor<f32>
  %cst_2 = arith.constant dense<0.000000e+00> : tensor<f32>
  %cst_3 = arith.constant 2.000000e-01 : f64
  %0 = tensor.empty() : tensor<6x8xf32>
  %1 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel"]} ins(%arg0, %arg1 : tensor<6x8xf32>,
      tensor<8xf32>) outs(%0 : tensor<6x8xf32>) {
  ^bb0(%in: f32, %in_6: f32, %out: f32):
    %26 = arith.mulf %in, %in_6 : f32
    linalg.yield %26 : f32
  } -> tensor<6x8xf32>
  %2 = tensor.empty() : tensor<6xf32>
  %3 = linalg.fill ins(%cst : f32) outs(%2 : tensor<6xf32>) -> tensor<6xf32>
  %4 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "reduction"]} ins(%1 : tensor<6x8xf32>) outs(%3 :
      tensor<6xf32>) {
  ^bb0(%in: f32, %out: f32):
    %26 = arith.addf %in, %out : f32
    linalg.yield %26 : f32
  } -> tensor<6xf32>
  %expanded = tensor.expand_shape %4 [[0, 1]] output_shape [6, 1] :
      tensor<6xf32> into tensor<6x1xf32>
  %5 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel"]} ins(%arg0, %arg2 : tensor<6x8xf32>,
      tensor<8xf32>) outs(%0 : tensor<6x8xf32>) {
  ^bb0(%in: f32, %in_6: f32, %out: f32):
    %26 = arith.mulf %in, %in_6 : f32
    linalg.yield %26 : f32
  } -> tensor<6x8xf32>
  %6 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "reduction"]} ins(%5 : tensor<6x8xf32>) outs(%3 :
      tensor<6xf32>) {
  ^bb0(%in: f32, %out: f32):
    %26 = arith.addf %in, %out : f32
    linalg.yield %26 : f32
  } -> tensor<6xf32>
  %expanded_4 = tensor.expand_shape %6 [[0, 1]] output_shape [1, 6] :
      tensor<6xf32> into tensor<1x6xf32>
  %7 = tensor.empty() : tensor<6x6xf32>
  %8 = linalg.generic {indexing_maps = [#map3, #map4, #map], iterator_types =
      ["parallel", "parallel"]} ins(%expanded, %expanded_4 : tensor<6x1xf32>,
      tensor<1x6xf32>) outs(%7 : tensor<6x6xf32>) {
  ^bb0(%in: f32, %in_6: f32, %out: f32):
    %26 = arith.addf %in, %in_6 : f32
    linalg.yield %26 : f32
  } -> tensor<6x6xf32>
  %9 = linalg.generic {indexing_maps = [#map5, #map, #map], iterator_types =
      ["parallel", "parallel"]} ins(%cst_2, %8 : tensor<f32>, tensor<6x6xf32>)
      outs(%7 : tensor<6x6xf32>) {
  ^bb0(%in: f32, %in_6: f32, %out: f32):
    %26 = arith.cmpf ogt, %in, %in_6 : f32
    // expected-note@below {{the analysis stopped here}}
    %27 = arith.select %26, %in, %in_6 : f32
    linalg.yield %27 : f32
  } -> tensor<6x6xf32>
  %10 = linalg.generic {indexing_maps = [#map5, #map, #map], iterator_types =
      ["parallel", "parallel"]} ins(%cst_2, %8 : tensor<f32>, tensor<6x6xf32>)
      outs(%7 : tensor<6x6xf32>) {
  ^bb0(%in: f32, %in_6: f32, %out: f32):
    %26 = arith.cmpf olt, %in, %in_6 : f32
    %27 = arith.select %26, %in, %in_6 : f32
    linalg.yield %27 : f32
  } -> tensor<6x6xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel"]} ins(%10 : tensor<6x6xf32>) outs(%7 :
      tensor<6x6xf32>) {
  ^bb0(%in: f32, %out: f32):
    %26 = arith.truncf %cst_3 : f64 to f32
    %27 = arith.mulf %in, %26 : f32
    linalg.yield %27 : f32
  } -> tensor<6x6xf32>
  %12 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types =
      ["parallel", "parallel"]} ins(%9, %11 : tensor<6x6xf32>, tensor<6x6xf32>)
      outs(%7 : tensor<6x6xf32>) {
  ^bb0(%in: f32, %in_6: f32, %out: f32):
    %26 = arith.addf %in, %in_6 : f32
    linalg.yield %26 : f32
  } -> tensor<6x6xf32>
  %13 = linalg.generic {indexing_maps = [#map, #map, #map5, #map],
      iterator_types = ["parallel", "parallel"]} ins(%arg3, %12, %cst_1 :
      tensor<6x6xi1>, tensor<6x6xf32>, tensor<f32>) outs(%7 : tensor<6x6xf32>) {
  ^bb0(%in: i1, %in_6: f32, %in_7: f32, %out: f32):
    %26 = arith.select %in, %in_6, %in_7 : f32
    linalg.yield %26 : f32
  } -> tensor<6x6xf32>
  %14 = tensor.empty() : tensor<6xi64>
  %15 = linalg.fill ins(%c0_i64 : i64) outs(%14 : tensor<6xi64>) ->
      tensor<6xi64>
  %16 = linalg.fill ins(%cst_0 : f32) outs(%2 : tensor<6xf32>) -> tensor<6xf32>
  %17:2 = linalg.generic {indexing_maps = [#map, #map2, #map2], iterator_types =
      ["parallel", "reduction"]} ins(%13 : tensor<6x6xf32>) outs(%16, %15 :
      tensor<6xf32>, tensor<6xi64>) {
  ^bb0(%in: f32, %out: f32, %out_6: i64):
    %26 = linalg.index 1 : index
    %27 = arith.index_cast %26 : index to i64
    %28 = arith.maximumf %in, %out : f32
    %29 = arith.cmpf ogt, %in, %out : f32
    %30 = arith.select %29, %27, %out_6 : i64
    linalg.yield %28, %30 : f32, i64
  } -> (tensor<6xf32>, tensor<6xi64>)
  %expanded_5 = tensor.expand_shape %17#0 [[0, 1]] output_shape [6, 1] :
      tensor<6xf32> into tensor<6x1xf32>
  %18 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types =
      ["parallel", "parallel"]} ins(%13, %expanded_5 : tensor<6x6xf32>,
      tensor<6x1xf32>) outs(%7 : tensor<6x6xf32>) {
  ^bb0(%in: f32, %in_6: f32, %out: f32):
    %26 = arith.subf %in, %in_6 : f32
    linalg.yield %26 : f32
  } -> tensor<6x6xf32>
  %19 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel"]} ins(%18 : tensor<6x6xf32>) outs(%7 :
      tensor<6x6xf32>) {
  ^bb0(%in: f32, %out: f32):
    %26 = math.exp %in : f32
    linalg.yield %26 : f32
  } -> tensor<6x6xf32>
  %20 = tensor.empty() : tensor<6x1xf32>
  %21 = linalg.fill ins(%cst : f32) outs(%20 : tensor<6x1xf32>) ->
      tensor<6x1xf32>
  // expected-remark@below {{attention not raised [nonlinear-scores]}}
  %22 = linalg.generic {indexing_maps = [#map, #map3], iterator_types =
      ["parallel", "reduction"]} ins(%19 : tensor<6x6xf32>) outs(%21 :
      tensor<6x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %26 = arith.addf %in, %out : f32
    linalg.yield %26 : f32
  } -> tensor<6x1xf32>
  %23 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types =
      ["parallel", "parallel"]} ins(%19, %22 : tensor<6x6xf32>, tensor<6x1xf32>)
      outs(%7 : tensor<6x6xf32>) {
  ^bb0(%in: f32, %in_6: f32, %out: f32):
    %26 = arith.divf %in, %in_6 : f32
    linalg.yield %26 : f32
  } -> tensor<6x6xf32>
  %24 = linalg.fill ins(%cst : f32) outs(%0 : tensor<6x8xf32>) ->
      tensor<6x8xf32>
  %25 = linalg.matmul ins(%23, %arg0 : tensor<6x6xf32>, tensor<6x8xf32>)
      outs(%24 : tensor<6x8xf32>) -> tensor<6x8xf32>
  return %25 : tensor<6x8xf32>
}

// -----

// The difference of two softmaxes.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @differential_attention(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x4x8xf32>, %arg3: tensor<2x3x5x8xf32>,
    %arg4: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 8.000000e-01 : f64
  %cst_2 = arith.constant 3.000000e-01 : f64
  %0 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%arg3 : tensor<2x3x5x8xf32>) outs(%0 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
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
    %22 = arith.truncf %cst_2 : f64 to f32
    %23 = arith.mulf %in, %22 : f32
    linalg.yield %23 : f32
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
  ^bb0(%in: f32, %out: f32, %out_8: i64):
    %22 = linalg.index 3 : index
    %23 = arith.index_cast %22 : index to i64
    %24 = arith.maximumf %in, %out : f32
    %25 = arith.cmpf ogt, %in, %out : f32
    %26 = arith.select %25, %23, %out_8 : i64
    linalg.yield %24, %26 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_4 = tensor.expand_shape %10#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5, %expanded_4 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %22 = arith.subf %in, %in_8 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %12 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%11 :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = math.exp %in : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %13 = tensor.empty() : tensor<2x3x4x1xf32>
  %14 = linalg.fill ins(%cst : f32) outs(%13 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  // expected-remark@below {{attention not raised [weights-changed]}}
  %15 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%12 :
      tensor<2x3x4x5xf32>) outs(%14 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = arith.addf %in, %out : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x1xf32>
  %16 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%12, %15 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %22 = arith.divf %in, %in_8 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %17 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%16 :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = arith.truncf %cst_1 : f64 to f32
    %23 = arith.mulf %in, %22 : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x5xf32>
  %18 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%16, %17 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %22 = arith.subf %in, %in_8 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_5 = tensor.collapse_shape %18 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_6 = tensor.collapse_shape %arg4 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %19 = tensor.empty() : tensor<6x4x8xf32>
  %20 = linalg.fill ins(%cst : f32) outs(%19 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  // expected-note@below {{the analysis stopped here}}
  %21 = linalg.batch_matmul ins(%collapsed_5, %collapsed_6 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%20 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_7 = tensor.expand_shape %21 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_7 : tensor<2x3x4x8xf32>
}

// -----

// Weights are divided by their sum over the queries as well.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, 0, d3)>
func.func @slot_attention(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 1.000000e-09 : f64
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
    %25 = arith.truncf %cst_2 : f64 to f32
    %26 = arith.mulf %in, %25 : f32
    linalg.yield %26 : f32
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
  ^bb0(%in: f32, %out: f32, %out_8: i64):
    %25 = linalg.index 3 : index
    %26 = arith.index_cast %25 : index to i64
    %27 = arith.maximumf %in, %out : f32
    %28 = arith.cmpf ogt, %in, %out : f32
    %29 = arith.select %28, %26, %out_8 : i64
    linalg.yield %27, %29 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_4 = tensor.expand_shape %10#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5, %expanded_4 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %25 = arith.subf %in, %in_8 : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x5xf32>
  %12 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%11 :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %25 = math.exp %in : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x5xf32>
  %13 = tensor.empty() : tensor<2x3x4x1xf32>
  %14 = linalg.fill ins(%cst : f32) outs(%13 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  // expected-remark@below {{attention not raised [weights-changed]}}
  %15 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%12 :
      tensor<2x3x4x5xf32>) outs(%14 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %25 = arith.addf %in, %out : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x1xf32>
  %16 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%12, %15 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %25 = arith.divf %in, %in_8 : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x5xf32>
  %17 = tensor.empty() : tensor<2x3x1x5xf32>
  %18 = linalg.fill ins(%cst : f32) outs(%17 : tensor<2x3x1x5xf32>) ->
      tensor<2x3x1x5xf32>
  %19 = linalg.generic {indexing_maps = [#map, #map3], iterator_types =
      ["parallel", "parallel", "reduction", "parallel"]} ins(%16 :
      tensor<2x3x4x5xf32>) outs(%18 : tensor<2x3x1x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %25 = arith.addf %in, %out : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x1x5xf32>
  %20 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%19 :
      tensor<2x3x1x5xf32>) outs(%17 : tensor<2x3x1x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %25 = arith.truncf %cst_1 : f64 to f32
    %26 = arith.addf %in, %25 : f32
    linalg.yield %26 : f32
  } -> tensor<2x3x1x5xf32>
  %21 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%16, %20 :
      tensor<2x3x4x5xf32>, tensor<2x3x1x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %25 = arith.divf %in, %in_8 : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_5 = tensor.collapse_shape %21 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_6 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %22 = tensor.empty() : tensor<6x4x8xf32>
  %23 = linalg.fill ins(%cst : f32) outs(%22 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  // expected-note@below {{the analysis stopped here}}
  %24 = linalg.batch_matmul ins(%collapsed_5, %collapsed_6 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%23 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_7 = tensor.expand_shape %24 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_7 : tensor<2x3x4x8xf32>
}

// -----

// The identity is added to the weights.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
#map3 = affine_map<(d0) -> (d0)>
#map4 = affine_map<(d0, d1) -> (d0, 0)>
#map5 = affine_map<(d0, d1) -> (d1)>
#map6 = affine_map<(d0, d1) -> (d0, d1)>
#map7 = affine_map<(d0, d1) -> ()>
#map8 = affine_map<(d0, d1, d2, d3) -> (d2, d3)>
func.func @identity_added(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x4x8xf32>, %arg2: tensor<2x3x4x8xf32>) -> tensor<2x3x4x8xf32> {
  %c0_i64 = arith.constant 0 : i64
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant dense<0.000000e+00> : tensor<f32>
  %cst_2 = arith.constant dense<1.000000e+00> : tensor<f32>
  %cst_3 = arith.constant 3.000000e-01 : f64
  %0 = tensor.empty() : tensor<2x3x8x4xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x3x4x8xf32>) outs(%0 :
      tensor<2x3x8x4xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %collapsed_4 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x8x4xf32> into tensor<6x8x4xf32>
  %1 = tensor.empty() : tensor<6x4x4xf32>
  %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<6x4x4xf32>) ->
      tensor<6x4x4xf32>
  %3 = linalg.batch_matmul ins(%collapsed, %collapsed_4 : tensor<6x4x8xf32>,
      tensor<6x8x4xf32>) outs(%2 : tensor<6x4x4xf32>) -> tensor<6x4x4xf32>
  %expanded = tensor.expand_shape %3 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 4] : tensor<6x4x4xf32> into tensor<2x3x4x4xf32>
  %4 = tensor.empty() : tensor<2x3x4x4xf32>
  %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded :
      tensor<2x3x4x4xf32>) outs(%4 : tensor<2x3x4x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %27 = arith.truncf %cst_3 : f64 to f32
    %28 = arith.mulf %in, %27 : f32
    linalg.yield %28 : f32
  } -> tensor<2x3x4x4xf32>
  %6 = tensor.empty() : tensor<2x3x4xi64>
  %7 = linalg.fill ins(%c0_i64 : i64) outs(%6 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %8 = tensor.empty() : tensor<2x3x4xf32>
  %9 = linalg.fill ins(%cst_0 : f32) outs(%8 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %10:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%5 :
      tensor<2x3x4x4xf32>) outs(%9, %7 : tensor<2x3x4xf32>, tensor<2x3x4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_10: i64):
    %27 = linalg.index 3 : index
    %28 = arith.index_cast %27 : index to i64
    %29 = arith.maximumf %in, %out : f32
    %30 = arith.cmpf ogt, %in, %out : f32
    %31 = arith.select %30, %28, %out_10 : i64
    linalg.yield %29, %31 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_5 = tensor.expand_shape %10#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5, %expanded_5 :
      tensor<2x3x4x4xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x4xf32>) {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %27 = arith.subf %in, %in_10 : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x4xf32>
  %12 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%11 :
      tensor<2x3x4x4xf32>) outs(%4 : tensor<2x3x4x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %27 = math.exp %in : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x4xf32>
  %13 = tensor.empty() : tensor<2x3x4x1xf32>
  %14 = linalg.fill ins(%cst : f32) outs(%13 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  // expected-remark@below {{attention not raised [weights-changed]}}
  %15 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%12 :
      tensor<2x3x4x4xf32>) outs(%14 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %27 = arith.addf %in, %out : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x1xf32>
  %16 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%12, %15 :
      tensor<2x3x4x4xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x4xf32>) {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %27 = arith.divf %in, %in_10 : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x4xf32>
  %17 = tensor.empty() : tensor<4xi64>
  %18 = linalg.generic {indexing_maps = [#map3], iterator_types = ["parallel"]}
      outs(%17 : tensor<4xi64>) {
  ^bb0(%out: i64):
    %27 = linalg.index 0 : index
    %28 = arith.index_cast %27 : index to i64
    linalg.yield %28 : i64
  } -> tensor<4xi64>
  %expanded_6 = tensor.expand_shape %18 [[0, 1]] output_shape [4, 1] :
      tensor<4xi64> into tensor<4x1xi64>
  %19 = tensor.empty() : tensor<4x4xi1>
  %20 = linalg.generic {indexing_maps = [#map4, #map5, #map6], iterator_types =
      ["parallel", "parallel"]} ins(%expanded_6, %18 : tensor<4x1xi64>,
      tensor<4xi64>) outs(%19 : tensor<4x4xi1>) {
  ^bb0(%in: i64, %in_10: i64, %out: i1):
    %27 = arith.cmpi eq, %in, %in_10 : i64
    linalg.yield %27 : i1
  } -> tensor<4x4xi1>
  %21 = tensor.empty() : tensor<4x4xf32>
  %22 = linalg.generic {indexing_maps = [#map6, #map7, #map7, #map6],
      iterator_types = ["parallel", "parallel"]} ins(%20, %cst_2, %cst_1 :
      tensor<4x4xi1>, tensor<f32>, tensor<f32>) outs(%21 : tensor<4x4xf32>) {
  ^bb0(%in: i1, %in_10: f32, %in_11: f32, %out: f32):
    %27 = arith.select %in, %in_10, %in_11 : f32
    linalg.yield %27 : f32
  } -> tensor<4x4xf32>
  %23 = linalg.generic {indexing_maps = [#map, #map8, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%16, %22 :
      tensor<2x3x4x4xf32>, tensor<4x4xf32>) outs(%4 : tensor<2x3x4x4xf32>) {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %27 = arith.addf %in, %in_10 : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x4xf32>
  %collapsed_7 = tensor.collapse_shape %23 [[0, 1], [2], [3]] :
      tensor<2x3x4x4xf32> into tensor<6x4x4xf32>
  %collapsed_8 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %24 = tensor.empty() : tensor<6x4x8xf32>
  %25 = linalg.fill ins(%cst : f32) outs(%24 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  // expected-note@below {{the analysis stopped here}}
  %26 = linalg.batch_matmul ins(%collapsed_7, %collapsed_8 : tensor<6x4x4xf32>,
      tensor<6x4x8xf32>) outs(%25 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_9 = tensor.expand_shape %26 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_9 : tensor<2x3x4x8xf32>
}

// -----

// Keys have two axes, the softmax is over one.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @softmax_over_part_of_keys(%arg0: tensor<2x4x8xf32>, %arg1:
    tensor<2x2x3x8xf32>, %arg2: tensor<2x2x3x8xf32>) -> tensor<2x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %expanded = tensor.expand_shape %arg1 [[0], [1], [2], [3, 4]] output_shape
      [2, 2, 3, 8, 1] : tensor<2x2x3x8xf32> into tensor<2x2x3x8x1xf32>
  %0 = tensor.empty() : tensor<2x8x2x3x1xf32>
  %transposed = linalg.transpose ins(%expanded : tensor<2x2x3x8x1xf32>) outs(%0
      : tensor<2x8x2x3x1xf32>) permutation = [0, 3, 1, 2, 4]
  %collapsed = tensor.collapse_shape %transposed [[0], [1], [2, 3, 4]] :
      tensor<2x8x2x3x1xf32> into tensor<2x8x6xf32>
  %1 = tensor.empty() : tensor<2x4x6xf32>
  %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<2x4x6xf32>) ->
      tensor<2x4x6xf32>
  %3 = linalg.batch_matmul ins(%arg0, %collapsed : tensor<2x4x8xf32>,
      tensor<2x8x6xf32>) outs(%2 : tensor<2x4x6xf32>) -> tensor<2x4x6xf32>
  %expanded_1 = tensor.expand_shape %3 [[0], [1], [2, 3, 4]] output_shape
      [2, 4, 1, 2, 3] : tensor<2x4x6xf32> into tensor<2x4x1x2x3xf32>
  %4 = tensor.empty() : tensor<2x4x2x3x1xf32>
  %transposed_2 = linalg.transpose ins(%expanded_1 : tensor<2x4x1x2x3xf32>)
      outs(%4 : tensor<2x4x2x3x1xf32>) permutation = [0, 1, 3, 4, 2]
  %collapsed_3 = tensor.collapse_shape %transposed_2 [[0], [1], [2], [3, 4]] :
      tensor<2x4x2x3x1xf32> into tensor<2x4x2x3xf32>
  %5 = tensor.empty() : tensor<2x4x2xi64>
  %6 = linalg.fill ins(%c0_i64 : i64) outs(%5 : tensor<2x4x2xi64>) ->
      tensor<2x4x2xi64>
  %7 = tensor.empty() : tensor<2x4x2xf32>
  %8 = linalg.fill ins(%cst_0 : f32) outs(%7 : tensor<2x4x2xf32>) ->
      tensor<2x4x2xf32>
  %9:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%collapsed_3 :
      tensor<2x4x2x3xf32>) outs(%8, %6 : tensor<2x4x2xf32>, tensor<2x4x2xi64>) {
  ^bb0(%in: f32, %out: f32, %out_10: i64):
    %21 = linalg.index 3 : index
    %22 = arith.index_cast %21 : index to i64
    %23 = arith.maximumf %in, %out : f32
    %24 = arith.cmpf ogt, %in, %out : f32
    %25 = arith.select %24, %22, %out_10 : i64
    linalg.yield %23, %25 : f32, i64
  } -> (tensor<2x4x2xf32>, tensor<2x4x2xi64>)
  %expanded_4 = tensor.expand_shape %9#0 [[0], [1], [2, 3]] output_shape
      [2, 4, 2, 1] : tensor<2x4x2xf32> into tensor<2x4x2x1xf32>
  %10 = tensor.empty() : tensor<2x4x2x3xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%collapsed_3,
      %expanded_4 : tensor<2x4x2x3xf32>, tensor<2x4x2x1xf32>) outs(%10 :
      tensor<2x4x2x3xf32>) {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %21 = arith.subf %in, %in_10 : f32
    linalg.yield %21 : f32
  } -> tensor<2x4x2x3xf32>
  %12 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%11 :
      tensor<2x4x2x3xf32>) outs(%10 : tensor<2x4x2x3xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = math.exp %in : f32
    linalg.yield %21 : f32
  } -> tensor<2x4x2x3xf32>
  %13 = tensor.empty() : tensor<2x4x2x1xf32>
  %14 = linalg.fill ins(%cst : f32) outs(%13 : tensor<2x4x2x1xf32>) ->
      tensor<2x4x2x1xf32>
  // expected-remark@below {{attention not raised [softmax-axis-differs]}}
  %15 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%12 :
      tensor<2x4x2x3xf32>) outs(%14 : tensor<2x4x2x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = arith.addf %in, %out : f32
    linalg.yield %21 : f32
  } -> tensor<2x4x2x1xf32>
  %16 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%12, %15 :
      tensor<2x4x2x3xf32>, tensor<2x4x2x1xf32>) outs(%10 : tensor<2x4x2x3xf32>)
      {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %21 = arith.divf %in, %in_10 : f32
    linalg.yield %21 : f32
  } -> tensor<2x4x2x3xf32>
  %collapsed_5 = tensor.collapse_shape %16 [[0], [1], [2, 3]] :
      tensor<2x4x2x3xf32> into tensor<2x4x6xf32>
  %collapsed_6 = tensor.collapse_shape %arg2 [[0], [1, 2], [3]] :
      tensor<2x2x3x8xf32> into tensor<2x6x8xf32>
  %17 = tensor.empty() : tensor<2x4x8xf32>
  %18 = linalg.fill ins(%cst : f32) outs(%17 : tensor<2x4x8xf32>) ->
      tensor<2x4x8xf32>
  // expected-note@below {{the analysis stopped here}}
  %19 = linalg.batch_matmul ins(%collapsed_5, %collapsed_6 : tensor<2x4x6xf32>,
      tensor<2x6x8xf32>) outs(%18 : tensor<2x4x8xf32>) -> tensor<2x4x8xf32>
  %expanded_7 = tensor.expand_shape %19 [[0], [1], [2, 3, 4]] output_shape
      [2, 4, 1, 1, 8] : tensor<2x4x8xf32> into tensor<2x4x1x1x8xf32>
  %20 = tensor.empty() : tensor<2x4x8x1x1xf32>
  %transposed_8 = linalg.transpose ins(%expanded_7 : tensor<2x4x1x1x8xf32>)
      outs(%20 : tensor<2x4x8x1x1xf32>) permutation = [0, 1, 4, 2, 3]
  %collapsed_9 = tensor.collapse_shape %transposed_8 [[0], [1], [2, 3, 4]] :
      tensor<2x4x8x1x1xf32> into tensor<2x4x8xf32>
  return %collapsed_9 : tensor<2x4x8xf32>
}

// -----

// The square of each key is subtracted.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, 0, d3)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @distances_expanded(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 5.000000e-01 : f32
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
  %4 = tensor.empty() : tensor<2x3x5x8xf32>
  %5 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%arg1, %arg1 :
      tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>) outs(%4 : tensor<2x3x5x8xf32>) {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %27 = arith.mulf %in, %in_8 : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x5x8xf32>
  %6 = tensor.empty() : tensor<2x3x5xf32>
  %7 = linalg.fill ins(%cst : f32) outs(%6 : tensor<2x3x5xf32>) ->
      tensor<2x3x5xf32>
  // expected-note@below {{the analysis stopped here}}
  %8 = linalg.generic {indexing_maps = [#map, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%5 :
      tensor<2x3x5x8xf32>) outs(%7 : tensor<2x3x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %27 = arith.addf %in, %out : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x5xf32>
  %expanded_3 = tensor.expand_shape %8 [[0], [1], [2, 3]] output_shape
      [2, 3, 1, 5] : tensor<2x3x5xf32> into tensor<2x3x1x5xf32>
  %9 = tensor.empty() : tensor<2x3x1x5xf32>
  %10 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_3 :
      tensor<2x3x1x5xf32>) outs(%9 : tensor<2x3x1x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %27 = arith.mulf %in, %cst_1 : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x1x5xf32>
  %11 = tensor.empty() : tensor<2x3x4x5xf32>
  %12 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded, %10 :
      tensor<2x3x4x5xf32>, tensor<2x3x1x5xf32>) outs(%11 : tensor<2x3x4x5xf32>)
      {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %27 = arith.subf %in, %in_8 : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x5xf32>
  %13 = tensor.empty() : tensor<2x3x4xi64>
  %14 = linalg.fill ins(%c0_i64 : i64) outs(%13 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %15 = tensor.empty() : tensor<2x3x4xf32>
  %16 = linalg.fill ins(%cst_0 : f32) outs(%15 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %17:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%12 :
      tensor<2x3x4x5xf32>) outs(%16, %14 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_8: i64):
    %27 = linalg.index 3 : index
    %28 = arith.index_cast %27 : index to i64
    %29 = arith.maximumf %in, %out : f32
    %30 = arith.cmpf ogt, %in, %out : f32
    %31 = arith.select %30, %28, %out_8 : i64
    linalg.yield %29, %31 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_4 = tensor.expand_shape %17#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %18 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%12, %expanded_4 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%11 : tensor<2x3x4x5xf32>)
      {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %27 = arith.subf %in, %in_8 : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x5xf32>
  %19 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%18 :
      tensor<2x3x4x5xf32>) outs(%11 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %27 = math.exp %in : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x5xf32>
  %20 = tensor.empty() : tensor<2x3x4x1xf32>
  %21 = linalg.fill ins(%cst : f32) outs(%20 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  // expected-remark@below {{attention not raised [several-products]}}
  %22 = linalg.generic {indexing_maps = [#map, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%19 :
      tensor<2x3x4x5xf32>) outs(%21 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %27 = arith.addf %in, %out : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x1xf32>
  %23 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%19, %22 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%11 : tensor<2x3x4x5xf32>)
      {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %27 = arith.divf %in, %in_8 : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_5 = tensor.collapse_shape %23 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_6 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %24 = tensor.empty() : tensor<6x4x8xf32>
  %25 = linalg.fill ins(%cst : f32) outs(%24 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %26 = linalg.batch_matmul ins(%collapsed_5, %collapsed_6 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%25 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_7 = tensor.expand_shape %26 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_7 : tensor<2x3x4x8xf32>
}
