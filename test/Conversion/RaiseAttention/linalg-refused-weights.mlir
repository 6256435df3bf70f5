// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-raise-attention

// Weights that a3.attention cannot have, in linalg.

// Nothing is summed.
#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d0)>
#map2 = affine_map<(d0, d1) -> (d0, 0)>
func.func @classifier(%arg0: tensor<4x8xf32>, %arg1: tensor<8x5xf32>) ->
    tensor<4x5xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %0 = tensor.empty() : tensor<4x5xf32>
  %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<4x5xf32>) -> tensor<4x5xf32>
  %2 = linalg.matmul ins(%arg0, %arg1 : tensor<4x8xf32>, tensor<8x5xf32>)
      outs(%1 : tensor<4x5xf32>) -> tensor<4x5xf32>
  %3 = tensor.empty() : tensor<4xi64>
  %4 = linalg.fill ins(%c0_i64 : i64) outs(%3 : tensor<4xi64>) -> tensor<4xi64>
  %5 = tensor.empty() : tensor<4xf32>
  %6 = linalg.fill ins(%cst_0 : f32) outs(%5 : tensor<4xf32>) -> tensor<4xf32>
  %7:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "reduction"]} ins(%2 : tensor<4x5xf32>) outs(%6, %4 :
      tensor<4xf32>, tensor<4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_1: i64):
    %14 = linalg.index 1 : index
    %15 = arith.index_cast %14 : index to i64
    %16 = arith.maximumf %in, %out : f32
    %17 = arith.cmpf ogt, %in, %out : f32
    %18 = arith.select %17, %15, %out_1 : i64
    linalg.yield %16, %18 : f32, i64
  } -> (tensor<4xf32>, tensor<4xi64>)
  %expanded = tensor.expand_shape %7#0 [[0, 1]] output_shape [4, 1] :
      tensor<4xf32> into tensor<4x1xf32>
  %8 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel"]} ins(%2, %expanded : tensor<4x5xf32>,
      tensor<4x1xf32>) outs(%0 : tensor<4x5xf32>) {
  ^bb0(%in: f32, %in_1: f32, %out: f32):
    %14 = arith.subf %in, %in_1 : f32
    linalg.yield %14 : f32
  } -> tensor<4x5xf32>
  %9 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel"]} ins(%8 : tensor<4x5xf32>) outs(%0 :
      tensor<4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %14 = math.exp %in : f32
    linalg.yield %14 : f32
  } -> tensor<4x5xf32>
  %10 = tensor.empty() : tensor<4x1xf32>
  %11 = linalg.fill ins(%cst : f32) outs(%10 : tensor<4x1xf32>) ->
      tensor<4x1xf32>
  // expected-remark@below {{attention not raised [no-second-product]}}
  %12 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "reduction"]} ins(%9 : tensor<4x5xf32>) outs(%11 :
      tensor<4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %14 = arith.addf %in, %out : f32
    linalg.yield %14 : f32
  } -> tensor<4x1xf32>
  %13 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel"]} ins(%9, %12 : tensor<4x5xf32>, tensor<4x1xf32>)
      outs(%0 : tensor<4x5xf32>) {
  ^bb0(%in: f32, %in_1: f32, %out: f32):
    %14 = arith.divf %in, %in_1 : f32
    linalg.yield %14 : f32
  } -> tensor<4x5xf32>
  // expected-note@below {{the analysis stopped here}}
  return %13 : tensor<4x5xf32>
}

// -----

// A factor for each weight.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @dropout(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x3x4x5xf32>) ->
    tensor<2x3x4x8xf32> {
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
  %6 = tensor.empty() : tensor<2x3x4xi64>
  %7 = linalg.fill ins(%c0_i64 : i64) outs(%6 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %8 = tensor.empty() : tensor<2x3x4xf32>
  %9 = linalg.fill ins(%cst_0 : f32) outs(%8 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %10:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%5 :
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
  %11 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5, %expanded_3 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_7: f32, %out: f32):
    %21 = arith.subf %in, %in_7 : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5xf32>
  %12 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%11 :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = math.exp %in : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5xf32>
  %13 = tensor.empty() : tensor<2x3x4x1xf32>
  %14 = linalg.fill ins(%cst : f32) outs(%13 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  // expected-remark@below {{attention not raised [weights-changed]}}
  %15 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%12 :
      tensor<2x3x4x5xf32>) outs(%14 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = arith.addf %in, %out : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x1xf32>
  %16 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%12, %15 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_7: f32, %out: f32):
    %21 = arith.divf %in, %in_7 : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5xf32>
  %17 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%16, %arg3 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_7: f32, %out: f32):
    %21 = arith.mulf %in, %in_7 : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_4 = tensor.collapse_shape %17 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_5 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %18 = tensor.empty() : tensor<6x4x8xf32>
  %19 = linalg.fill ins(%cst : f32) outs(%18 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  // expected-note@below {{the analysis stopped here}}
  %20 = linalg.batch_matmul ins(%collapsed_4, %collapsed_5 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%19 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_6 = tensor.expand_shape %20 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_6 : tensor<2x3x4x8xf32>
}

// -----

// A mask that the denominator lacks.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, 0, 0, d3)>
func.func @mask_after_softmax(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x1x1x5xi1>)
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
  %4 = tensor.empty() : tensor<2x3x4xi64>
  %5 = linalg.fill ins(%c0_i64 : i64) outs(%4 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %6 = tensor.empty() : tensor<2x3x4xf32>
  %7 = linalg.fill ins(%cst_0 : f32) outs(%6 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %8:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%7, %5 : tensor<2x3x4xf32>, tensor<2x3x4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_6: i64):
    %22 = linalg.index 3 : index
    %23 = arith.index_cast %22 : index to i64
    %24 = arith.maximumf %in, %out : f32
    %25 = arith.cmpf ogt, %in, %out : f32
    %26 = arith.select %25, %23, %out_6 : i64
    linalg.yield %24, %26 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_2 = tensor.expand_shape %8#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %9 = tensor.empty() : tensor<2x3x4x5xf32>
  %10 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded,
      %expanded_2 : tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%9 :
      tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_6: f32, %out: f32):
    %22 = arith.subf %in, %in_6 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%10 :
      tensor<2x3x4x5xf32>) outs(%9 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = math.exp %in : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %12 = tensor.empty() : tensor<2x3x4x1xf32>
  %13 = linalg.fill ins(%cst : f32) outs(%12 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  // expected-remark@below {{attention not raised [weights-changed]}}
  %14 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%11 :
      tensor<2x3x4x5xf32>) outs(%13 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = arith.addf %in, %out : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x1xf32>
  %15 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%11, %14 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%9 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_6: f32, %out: f32):
    %22 = arith.divf %in, %in_6 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %16 = tensor.empty() : tensor<2x1x1x5xf32>
  %17 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%arg3 :
      tensor<2x1x1x5xi1>) outs(%16 : tensor<2x1x1x5xf32>) {
  ^bb0(%in: i1, %out: f32):
    %22 = arith.uitofp %in : i1 to f32
    linalg.yield %22 : f32
  } -> tensor<2x1x1x5xf32>
  %18 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%15, %17 :
      tensor<2x3x4x5xf32>, tensor<2x1x1x5xf32>) outs(%9 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_6: f32, %out: f32):
    %22 = arith.mulf %in, %in_6 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_3 = tensor.collapse_shape %18 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_4 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %19 = tensor.empty() : tensor<6x4x8xf32>
  %20 = linalg.fill ins(%cst : f32) outs(%19 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %21 = linalg.batch_matmul ins(%collapsed_3, %collapsed_4 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%20 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_5 = tensor.expand_shape %21 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_5 : tensor<2x3x4x8xf32>
}

// -----

// Something is added to the weights.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d1, d2, d3)>
func.func @bias_on_weights(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<3x4x5xf32>)
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
  %4 = tensor.empty() : tensor<2x3x4xi64>
  %5 = linalg.fill ins(%c0_i64 : i64) outs(%4 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %6 = tensor.empty() : tensor<2x3x4xf32>
  %7 = linalg.fill ins(%cst_0 : f32) outs(%6 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %8:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%7, %5 : tensor<2x3x4xf32>, tensor<2x3x4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_6: i64):
    %20 = linalg.index 3 : index
    %21 = arith.index_cast %20 : index to i64
    %22 = arith.maximumf %in, %out : f32
    %23 = arith.cmpf ogt, %in, %out : f32
    %24 = arith.select %23, %21, %out_6 : i64
    linalg.yield %22, %24 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_2 = tensor.expand_shape %8#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %9 = tensor.empty() : tensor<2x3x4x5xf32>
  %10 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded,
      %expanded_2 : tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%9 :
      tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_6: f32, %out: f32):
    %20 = arith.subf %in, %in_6 : f32
    linalg.yield %20 : f32
  } -> tensor<2x3x4x5xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%10 :
      tensor<2x3x4x5xf32>) outs(%9 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %20 = math.exp %in : f32
    linalg.yield %20 : f32
  } -> tensor<2x3x4x5xf32>
  %12 = tensor.empty() : tensor<2x3x4x1xf32>
  %13 = linalg.fill ins(%cst : f32) outs(%12 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  // expected-remark@below {{attention not raised [weights-changed]}}
  %14 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%11 :
      tensor<2x3x4x5xf32>) outs(%13 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %20 = arith.addf %in, %out : f32
    linalg.yield %20 : f32
  } -> tensor<2x3x4x1xf32>
  %15 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%11, %14 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%9 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_6: f32, %out: f32):
    %20 = arith.divf %in, %in_6 : f32
    linalg.yield %20 : f32
  } -> tensor<2x3x4x5xf32>
  %16 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%15, %arg3 :
      tensor<2x3x4x5xf32>, tensor<3x4x5xf32>) outs(%9 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_6: f32, %out: f32):
    %20 = arith.addf %in, %in_6 : f32
    linalg.yield %20 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_3 = tensor.collapse_shape %16 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_4 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %17 = tensor.empty() : tensor<6x4x8xf32>
  %18 = linalg.fill ins(%cst : f32) outs(%17 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  // expected-note@below {{the analysis stopped here}}
  %19 = linalg.batch_matmul ins(%collapsed_3, %collapsed_4 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%18 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_5 = tensor.expand_shape %19 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_5 : tensor<2x3x4x8xf32>
}

// -----

// Weights are squared.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @squared_weights(%arg0: tensor<2x3x4x8xf32>, %arg1:
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
  %4 = tensor.empty() : tensor<2x3x4xi64>
  %5 = linalg.fill ins(%c0_i64 : i64) outs(%4 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %6 = tensor.empty() : tensor<2x3x4xf32>
  %7 = linalg.fill ins(%cst_0 : f32) outs(%6 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %8:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%7, %5 : tensor<2x3x4xf32>, tensor<2x3x4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_6: i64):
    %20 = linalg.index 3 : index
    %21 = arith.index_cast %20 : index to i64
    %22 = arith.maximumf %in, %out : f32
    %23 = arith.cmpf ogt, %in, %out : f32
    %24 = arith.select %23, %21, %out_6 : i64
    linalg.yield %22, %24 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_2 = tensor.expand_shape %8#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %9 = tensor.empty() : tensor<2x3x4x5xf32>
  %10 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded,
      %expanded_2 : tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%9 :
      tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_6: f32, %out: f32):
    %20 = arith.subf %in, %in_6 : f32
    linalg.yield %20 : f32
  } -> tensor<2x3x4x5xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%10 :
      tensor<2x3x4x5xf32>) outs(%9 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %20 = math.exp %in : f32
    linalg.yield %20 : f32
  } -> tensor<2x3x4x5xf32>
  %12 = tensor.empty() : tensor<2x3x4x1xf32>
  %13 = linalg.fill ins(%cst : f32) outs(%12 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  // expected-remark@below {{attention not raised [weights-changed]}}
  %14 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%11 :
      tensor<2x3x4x5xf32>) outs(%13 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %20 = arith.addf %in, %out : f32
    linalg.yield %20 : f32
  } -> tensor<2x3x4x1xf32>
  %15 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%11, %14 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%9 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_6: f32, %out: f32):
    %20 = arith.divf %in, %in_6 : f32
    linalg.yield %20 : f32
  } -> tensor<2x3x4x5xf32>
  %16 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%15, %15 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x5xf32>) outs(%9 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_6: f32, %out: f32):
    %20 = arith.mulf %in, %in_6 : f32
    linalg.yield %20 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_3 = tensor.collapse_shape %16 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_4 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %17 = tensor.empty() : tensor<6x4x8xf32>
  %18 = linalg.fill ins(%cst : f32) outs(%17 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  // expected-note@below {{the analysis stopped here}}
  %19 = linalg.batch_matmul ins(%collapsed_3, %collapsed_4 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%18 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_5 = tensor.expand_shape %19 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_5 : tensor<2x3x4x8xf32>
}

// -----

// Small weights are dropped.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
#map3 = affine_map<(d0, d1, d2, d3) -> ()>
func.func @threshold_on_weights(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant dense<0.000000e+00> : tensor<f32>
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
  %4 = tensor.empty() : tensor<2x3x4xi64>
  %5 = linalg.fill ins(%c0_i64 : i64) outs(%4 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %6 = tensor.empty() : tensor<2x3x4xf32>
  %7 = linalg.fill ins(%cst_0 : f32) outs(%6 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %8:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%7, %5 : tensor<2x3x4xf32>, tensor<2x3x4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_8: i64):
    %22 = linalg.index 3 : index
    %23 = arith.index_cast %22 : index to i64
    %24 = arith.maximumf %in, %out : f32
    %25 = arith.cmpf ogt, %in, %out : f32
    %26 = arith.select %25, %23, %out_8 : i64
    linalg.yield %24, %26 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_4 = tensor.expand_shape %8#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %9 = tensor.empty() : tensor<2x3x4x5xf32>
  %10 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded,
      %expanded_4 : tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%9 :
      tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %22 = arith.subf %in, %in_8 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%10 :
      tensor<2x3x4x5xf32>) outs(%9 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = math.exp %in : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %12 = tensor.empty() : tensor<2x3x4x1xf32>
  %13 = linalg.fill ins(%cst : f32) outs(%12 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  // expected-remark@below {{attention not raised [weights-changed]}}
  %14 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%11 :
      tensor<2x3x4x5xf32>) outs(%13 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = arith.addf %in, %out : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x1xf32>
  %15 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%11, %14 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%9 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %22 = arith.divf %in, %in_8 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %16 = tensor.empty() : tensor<2x3x4x5xi1>
  // expected-note@below {{the analysis stopped here}}
  %17 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%15 :
      tensor<2x3x4x5xf32>) outs(%16 : tensor<2x3x4x5xi1>) {
  ^bb0(%in: f32, %out: i1):
    %22 = arith.extf %in : f32 to f64
    %23 = arith.cmpf ogt, %22, %cst_2 : f64
    linalg.yield %23 : i1
  } -> tensor<2x3x4x5xi1>
  %18 = linalg.generic {indexing_maps = [#map, #map, #map3, #map],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%17, %15, %cst_1 : tensor<2x3x4x5xi1>, tensor<2x3x4x5xf32>,
      tensor<f32>) outs(%9 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: i1, %in_8: f32, %in_9: f32, %out: f32):
    %22 = arith.select %in, %in_8, %in_9 : f32
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

// The model returns the weights.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @weights_returned(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> (tensor<2x3x4x8xf32>,
    tensor<2x3x4x5xf32>) {
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
    %20 = arith.truncf %cst_1 : f64 to f32
    %21 = arith.mulf %in, %20 : f32
    linalg.yield %21 : f32
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
  %11 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
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
  // expected-remark@below {{attention not raised [probabilities-used]}}
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
  // expected-note@below {{the analysis stopped here}}
  return %expanded_6, %16 : tensor<2x3x4x8xf32>, tensor<2x3x4x5xf32>
}

// -----

// The model returns the mean of the weights over the heads.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d2, d3)>
#map4 = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
func.func @averaged_weights(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> (tensor<2x3x4x8xf32>,
    tensor<2x4x5xf32>) {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 3.000000e-01 : f64
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
    %24 = arith.truncf %cst_1 : f64 to f32
    %25 = arith.mulf %in, %24 : f32
    linalg.yield %25 : f32
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
    %24 = linalg.index 3 : index
    %25 = arith.index_cast %24 : index to i64
    %26 = arith.maximumf %in, %out : f32
    %27 = arith.cmpf ogt, %in, %out : f32
    %28 = arith.select %27, %25, %out_8 : i64
    linalg.yield %26, %28 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_4 = tensor.expand_shape %10#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5, %expanded_4 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %24 = arith.subf %in, %in_8 : f32
    linalg.yield %24 : f32
  } -> tensor<2x3x4x5xf32>
  %12 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%11 :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %24 = math.exp %in : f32
    linalg.yield %24 : f32
  } -> tensor<2x3x4x5xf32>
  %13 = tensor.empty() : tensor<2x3x4x1xf32>
  %14 = linalg.fill ins(%cst : f32) outs(%13 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  // expected-remark@below {{attention not raised [probabilities-used]}}
  %15 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%12 :
      tensor<2x3x4x5xf32>) outs(%14 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %24 = arith.addf %in, %out : f32
    linalg.yield %24 : f32
  } -> tensor<2x3x4x1xf32>
  %16 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%12, %15 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %24 = arith.divf %in, %in_8 : f32
    linalg.yield %24 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_5 = tensor.collapse_shape %16 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_6 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %17 = tensor.empty() : tensor<6x4x8xf32>
  %18 = linalg.fill ins(%cst : f32) outs(%17 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %19 = linalg.batch_matmul ins(%collapsed_5, %collapsed_6 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%18 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_7 = tensor.expand_shape %19 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  %20 = tensor.empty() : tensor<2x4x5xf32>
  %21 = linalg.fill ins(%cst : f32) outs(%20 : tensor<2x4x5xf32>) ->
      tensor<2x4x5xf32>
  %22 = linalg.generic {indexing_maps = [#map, #map3], iterator_types =
      ["parallel", "reduction", "parallel", "parallel"]} ins(%16 :
      tensor<2x3x4x5xf32>) outs(%21 : tensor<2x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %24 = arith.addf %in, %out : f32
    linalg.yield %24 : f32
  } -> tensor<2x4x5xf32>
  %23 = linalg.generic {indexing_maps = [#map4, #map4], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%22 : tensor<2x4x5xf32>)
      outs(%20 : tensor<2x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %24 = arith.divf %in, %cst_2 : f32
    linalg.yield %24 : f32
  } -> tensor<2x4x5xf32>
  // expected-note@below {{the analysis stopped here}}
  return %expanded_7, %23 : tensor<2x3x4x8xf32>, tensor<2x4x5xf32>
}

// -----

// The condition is not about rows without keys.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
#map3 = affine_map<(d0, d1, d2, d3) -> ()>
func.func @other_guard(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant dense<0.000000e+00> : tensor<f32>
  %cst_2 = arith.constant 0.000000e+00 : f64
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
  %4 = tensor.empty() : tensor<2x3x4xi64>
  %5 = linalg.fill ins(%c0_i64 : i64) outs(%4 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %6 = tensor.empty() : tensor<2x3x4xf32>
  %7 = linalg.fill ins(%cst_0 : f32) outs(%6 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %8:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%7, %5 : tensor<2x3x4xf32>, tensor<2x3x4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_8: i64):
    %22 = linalg.index 3 : index
    %23 = arith.index_cast %22 : index to i64
    %24 = arith.maximumf %in, %out : f32
    %25 = arith.cmpf ogt, %in, %out : f32
    %26 = arith.select %25, %23, %out_8 : i64
    linalg.yield %24, %26 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_4 = tensor.expand_shape %8#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %9 = tensor.empty() : tensor<2x3x4x1xi1>
  // expected-note@below {{the analysis stopped here}}
  %10 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_4 :
      tensor<2x3x4x1xf32>) outs(%9 : tensor<2x3x4x1xi1>) {
  ^bb0(%in: f32, %out: i1):
    %22 = arith.extf %in : f32 to f64
    %23 = arith.cmpf ogt, %22, %cst_2 : f64
    linalg.yield %23 : i1
  } -> tensor<2x3x4x1xi1>
  %11 = tensor.empty() : tensor<2x3x4x5xf32>
  %12 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded,
      %expanded_4 : tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%11 :
      tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %22 = arith.subf %in, %in_8 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %13 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%12 :
      tensor<2x3x4x5xf32>) outs(%11 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = math.exp %in : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %14 = tensor.empty() : tensor<2x3x4x1xf32>
  %15 = linalg.fill ins(%cst : f32) outs(%14 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  // expected-remark@below {{attention not raised [unknown-guard]}}
  %16 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%13 :
      tensor<2x3x4x5xf32>) outs(%15 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = arith.addf %in, %out : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x1xf32>
  %17 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%13, %16 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%11 : tensor<2x3x4x5xf32>)
      {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %22 = arith.divf %in, %in_8 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %18 = linalg.generic {indexing_maps = [#map2, #map, #map3, #map],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%10, %17, %cst_1 : tensor<2x3x4x1xi1>, tensor<2x3x4x5xf32>,
      tensor<f32>) outs(%11 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: i1, %in_8: f32, %in_9: f32, %out: f32):
    %22 = arith.select %in, %in_8, %in_9 : f32
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

// The router of a mixture of experts.
#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d0)>
#map2 = affine_map<(d0, d1) -> (d0, 0)>
#map3 = affine_map<(d0, d1, d2) -> (d0, d1, 0)>
#map4 = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map5 = affine_map<(d0, d1, d2) -> (d0, d2)>
func.func @mixture_of_experts(%arg0: tensor<4x8xf32>, %arg1: tensor<8x5xf32>,
    %arg2: tensor<5x8x8xf32>) -> tensor<4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %0 = tensor.empty() : tensor<4x5xf32>
  %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<4x5xf32>) -> tensor<4x5xf32>
  %2 = linalg.matmul ins(%arg0, %arg1 : tensor<4x8xf32>, tensor<8x5xf32>)
      outs(%1 : tensor<4x5xf32>) -> tensor<4x5xf32>
  %3 = tensor.empty() : tensor<4xi64>
  %4 = linalg.fill ins(%c0_i64 : i64) outs(%3 : tensor<4xi64>) -> tensor<4xi64>
  %5 = tensor.empty() : tensor<4xf32>
  %6 = linalg.fill ins(%cst_0 : f32) outs(%5 : tensor<4xf32>) -> tensor<4xf32>
  %7:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "reduction"]} ins(%2 : tensor<4x5xf32>) outs(%6, %4 :
      tensor<4xf32>, tensor<4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_9: i64):
    %24 = linalg.index 1 : index
    %25 = arith.index_cast %24 : index to i64
    %26 = arith.maximumf %in, %out : f32
    %27 = arith.cmpf ogt, %in, %out : f32
    %28 = arith.select %27, %25, %out_9 : i64
    linalg.yield %26, %28 : f32, i64
  } -> (tensor<4xf32>, tensor<4xi64>)
  %expanded = tensor.expand_shape %7#0 [[0, 1]] output_shape [4, 1] :
      tensor<4xf32> into tensor<4x1xf32>
  %8 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel"]} ins(%2, %expanded : tensor<4x5xf32>,
      tensor<4x1xf32>) outs(%0 : tensor<4x5xf32>) {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %24 = arith.subf %in, %in_9 : f32
    linalg.yield %24 : f32
  } -> tensor<4x5xf32>
  %9 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel"]} ins(%8 : tensor<4x5xf32>) outs(%0 :
      tensor<4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %24 = math.exp %in : f32
    linalg.yield %24 : f32
  } -> tensor<4x5xf32>
  %10 = tensor.empty() : tensor<4x1xf32>
  %11 = linalg.fill ins(%cst : f32) outs(%10 : tensor<4x1xf32>) ->
      tensor<4x1xf32>
  // expected-remark@below {{attention not raised [values-depend-on-query]}}
  %12 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "reduction"]} ins(%9 : tensor<4x5xf32>) outs(%11 :
      tensor<4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %24 = arith.addf %in, %out : f32
    linalg.yield %24 : f32
  } -> tensor<4x1xf32>
  %13 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel"]} ins(%9, %12 : tensor<4x5xf32>, tensor<4x1xf32>)
      outs(%0 : tensor<4x5xf32>) {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %24 = arith.divf %in, %in_9 : f32
    linalg.yield %24 : f32
  } -> tensor<4x5xf32>
  %expanded_1 = tensor.expand_shape %13 [[0], [1, 2]] output_shape [4, 5, 1] :
      tensor<4x5xf32> into tensor<4x5x1xf32>
  %expanded_2 = tensor.expand_shape %arg2 [[0], [1], [2, 3]] output_shape
      [5, 8, 8, 1] : tensor<5x8x8xf32> into tensor<5x8x8x1xf32>
  %expanded_3 = tensor.expand_shape %arg0 [[0, 1], [2]] output_shape [1, 4, 8] :
      tensor<4x8xf32> into tensor<1x4x8xf32>
  %14 = tensor.empty() : tensor<8x5x8x1xf32>
  %transposed = linalg.transpose ins(%expanded_2 : tensor<5x8x8x1xf32>) outs(%14
      : tensor<8x5x8x1xf32>) permutation = [1, 0, 2, 3]
  %collapsed = tensor.collapse_shape %transposed [[0], [1, 2, 3]] :
      tensor<8x5x8x1xf32> into tensor<8x40xf32>
  %expanded_4 = tensor.expand_shape %collapsed [[0, 1], [2]] output_shape
      [1, 8, 40] : tensor<8x40xf32> into tensor<1x8x40xf32>
  %15 = tensor.empty() : tensor<1x4x40xf32>
  %16 = linalg.fill ins(%cst : f32) outs(%15 : tensor<1x4x40xf32>) ->
      tensor<1x4x40xf32>
  %17 = linalg.batch_matmul ins(%expanded_3, %expanded_4 : tensor<1x4x8xf32>,
      tensor<1x8x40xf32>) outs(%16 : tensor<1x4x40xf32>) -> tensor<1x4x40xf32>
  %collapsed_5 = tensor.collapse_shape %17 [[0, 1], [2]] : tensor<1x4x40xf32>
      into tensor<4x40xf32>
  %expanded_6 = tensor.expand_shape %collapsed_5 [[0], [1, 2, 3]] output_shape
      [4, 1, 5, 8] : tensor<4x40xf32> into tensor<4x1x5x8xf32>
  %18 = tensor.empty() : tensor<4x5x8x1xf32>
  %transposed_7 = linalg.transpose ins(%expanded_6 : tensor<4x1x5x8xf32>)
      outs(%18 : tensor<4x5x8x1xf32>) permutation = [0, 2, 3, 1]
  %collapsed_8 = tensor.collapse_shape %transposed_7 [[0], [1], [2, 3]] :
      tensor<4x5x8x1xf32> into tensor<4x5x8xf32>
  %19 = tensor.empty() : tensor<4x5x8xf32>
  %20 = linalg.generic {indexing_maps = [#map3, #map4, #map4], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%expanded_1, %collapsed_8 :
      tensor<4x5x1xf32>, tensor<4x5x8xf32>) outs(%19 : tensor<4x5x8xf32>) {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %24 = arith.mulf %in, %in_9 : f32
    linalg.yield %24 : f32
  } -> tensor<4x5x8xf32>
  %21 = tensor.empty() : tensor<4x8xf32>
  %22 = linalg.fill ins(%cst : f32) outs(%21 : tensor<4x8xf32>) ->
      tensor<4x8xf32>
  // expected-note@below {{the analysis stopped here}}
  %23 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types =
      ["parallel", "reduction", "parallel"]} ins(%20 : tensor<4x5x8xf32>)
      outs(%22 : tensor<4x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %24 = arith.addf %in, %out : f32
    linalg.yield %24 : f32
  } -> tensor<4x8xf32>
  return %23 : tensor<4x8xf32>
}

// -----

// The same value for all keys.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
#map3 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3, 0)>
#map4 = affine_map<(d0, d1, d2, d3, d4) -> (d4)>
#map5 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3, d4)>
#map6 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d4)>
func.func @values_without_keys(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<8xf32>) -> tensor<2x3x4x8xf32> {
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
  %4 = tensor.empty() : tensor<2x3x4xi64>
  %5 = linalg.fill ins(%c0_i64 : i64) outs(%4 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %6 = tensor.empty() : tensor<2x3x4xf32>
  %7 = linalg.fill ins(%cst_0 : f32) outs(%6 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %8:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%7, %5 : tensor<2x3x4xf32>, tensor<2x3x4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_4: i64):
    %21 = linalg.index 3 : index
    %22 = arith.index_cast %21 : index to i64
    %23 = arith.maximumf %in, %out : f32
    %24 = arith.cmpf ogt, %in, %out : f32
    %25 = arith.select %24, %22, %out_4 : i64
    linalg.yield %23, %25 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_2 = tensor.expand_shape %8#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %9 = tensor.empty() : tensor<2x3x4x5xf32>
  %10 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded,
      %expanded_2 : tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%9 :
      tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_4: f32, %out: f32):
    %21 = arith.subf %in, %in_4 : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%10 :
      tensor<2x3x4x5xf32>) outs(%9 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = math.exp %in : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5xf32>
  %12 = tensor.empty() : tensor<2x3x4x1xf32>
  %13 = linalg.fill ins(%cst : f32) outs(%12 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  // expected-remark@below {{attention not raised [values-not-over-keys]}}
  %14 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%11 :
      tensor<2x3x4x5xf32>) outs(%13 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = arith.addf %in, %out : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x1xf32>
  %15 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%11, %14 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%9 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_4: f32, %out: f32):
    %21 = arith.divf %in, %in_4 : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5xf32>
  %expanded_3 = tensor.expand_shape %15 [[0], [1], [2], [3, 4]] output_shape
      [2, 3, 4, 5, 1] : tensor<2x3x4x5xf32> into tensor<2x3x4x5x1xf32>
  %16 = tensor.empty() : tensor<2x3x4x5x8xf32>
  %17 = linalg.generic {indexing_maps = [#map3, #map4, #map5], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]}
      ins(%expanded_3, %arg2 : tensor<2x3x4x5x1xf32>, tensor<8xf32>) outs(%16 :
      tensor<2x3x4x5x8xf32>) {
  ^bb0(%in: f32, %in_4: f32, %out: f32):
    %21 = arith.mulf %in, %in_4 : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5x8xf32>
  %18 = tensor.empty() : tensor<2x3x4x8xf32>
  %19 = linalg.fill ins(%cst : f32) outs(%18 : tensor<2x3x4x8xf32>) ->
      tensor<2x3x4x8xf32>
  // expected-note@below {{the analysis stopped here}}
  %20 = linalg.generic {indexing_maps = [#map5, #map6], iterator_types =
      ["parallel", "parallel", "parallel", "reduction", "parallel"]} ins(%17 :
      tensor<2x3x4x5x8xf32>) outs(%19 : tensor<2x3x4x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = arith.addf %in, %out : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x8xf32>
  return %20 : tensor<2x3x4x8xf32>
}

// -----

// Weights are mixed between heads.
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @talking_heads_after_softmax(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<3x3xf32>) ->
    tensor<2x3x4x8xf32> {
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
    %25 = arith.truncf %cst_1 : f64 to f32
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
  ^bb0(%in: f32, %out: f32, %out_15: i64):
    %25 = linalg.index 3 : index
    %26 = arith.index_cast %25 : index to i64
    %27 = arith.maximumf %in, %out : f32
    %28 = arith.cmpf ogt, %in, %out : f32
    %29 = arith.select %28, %26, %out_15 : i64
    linalg.yield %27, %29 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_3 = tensor.expand_shape %10#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5, %expanded_3 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_15: f32, %out: f32):
    %25 = arith.subf %in, %in_15 : f32
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
  // expected-remark@below {{attention not raised [softmax-axis-differs]}}
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
  ^bb0(%in: f32, %in_15: f32, %out: f32):
    %25 = arith.divf %in, %in_15 : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x5xf32>
  %expanded_4 = tensor.expand_shape %16 [[0], [1], [2], [3, 4]] output_shape
      [2, 3, 4, 5, 1] : tensor<2x3x4x5xf32> into tensor<2x3x4x5x1xf32>
  %17 = tensor.empty() : tensor<2x4x5x3x1xf32>
  %transposed_5 = linalg.transpose ins(%expanded_4 : tensor<2x3x4x5x1xf32>)
      outs(%17 : tensor<2x4x5x3x1xf32>) permutation = [0, 2, 3, 1, 4]
  %collapsed_6 = tensor.collapse_shape %transposed_5 [[0, 1, 2], [3, 4]] :
      tensor<2x4x5x3x1xf32> into tensor<40x3xf32>
  %expanded_7 = tensor.expand_shape %collapsed_6 [[0, 1], [2]] output_shape
      [1, 40, 3] : tensor<40x3xf32> into tensor<1x40x3xf32>
  %expanded_8 = tensor.expand_shape %arg3 [[0, 1], [2]] output_shape [1, 3, 3] :
      tensor<3x3xf32> into tensor<1x3x3xf32>
  %18 = tensor.empty() : tensor<1x40x3xf32>
  %19 = linalg.fill ins(%cst : f32) outs(%18 : tensor<1x40x3xf32>) ->
      tensor<1x40x3xf32>
  // expected-note@below {{the analysis stopped here}}
  %20 = linalg.batch_matmul ins(%expanded_7, %expanded_8 : tensor<1x40x3xf32>,
      tensor<1x3x3xf32>) outs(%19 : tensor<1x40x3xf32>) -> tensor<1x40x3xf32>
  %collapsed_9 = tensor.collapse_shape %20 [[0, 1], [2]] : tensor<1x40x3xf32>
      into tensor<40x3xf32>
  %expanded_10 = tensor.expand_shape %collapsed_9 [[0, 1, 2], [3, 4]]
      output_shape [2, 4, 5, 1, 3] : tensor<40x3xf32> into tensor<2x4x5x1x3xf32>
  %21 = tensor.empty() : tensor<2x3x4x5x1xf32>
  %transposed_11 = linalg.transpose ins(%expanded_10 : tensor<2x4x5x1x3xf32>)
      outs(%21 : tensor<2x3x4x5x1xf32>) permutation = [0, 4, 1, 2, 3]
  %collapsed_12 = tensor.collapse_shape %transposed_11 [[0, 1], [2], [3, 4]] :
      tensor<2x3x4x5x1xf32> into tensor<6x4x5xf32>
  %collapsed_13 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %22 = tensor.empty() : tensor<6x4x8xf32>
  %23 = linalg.fill ins(%cst : f32) outs(%22 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %24 = linalg.batch_matmul ins(%collapsed_12, %collapsed_13 :
      tensor<6x4x5xf32>, tensor<6x5x8xf32>) outs(%23 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %expanded_14 = tensor.expand_shape %24 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_14 : tensor<2x3x4x8xf32>
}

// -----

// The weights are added to those of another softmax, each as one operation.
#rows = affine_map<(i, j, k) -> (i, k)>
#columns = affine_map<(i, j, k) -> (j, k)>
#product = affine_map<(i, j, k) -> (i, j)>
func.func @sum_of_softmax_operations(%q: tensor<4x8xf32>, %k: tensor<5x8xf32>,
    %v: tensor<5x8xf32>) -> tensor<4x8xf32> {
  %zero = arith.constant 0.0 : f32
  %empty = tensor.empty() : tensor<4x5xf32>
  %zeros = linalg.fill ins(%zero : f32) outs(%empty : tensor<4x5xf32>) ->
      tensor<4x5xf32>
  %s = linalg.matmul indexing_maps = [#rows, #columns, #product]
      ins(%q, %k : tensor<4x8xf32>, tensor<5x8xf32>)
      outs(%zeros : tensor<4x5xf32>) -> tensor<4x5xf32>
  // expected-remark@below {{attention not raised [weights-changed]}}
  %p1 = linalg.softmax dimension(0) ins(%s : tensor<4x5xf32>)
      outs(%empty : tensor<4x5xf32>) -> tensor<4x5xf32>
  // expected-remark@below {{attention not raised [weights-changed]}}
  %p2 = linalg.softmax dimension(1) ins(%s : tensor<4x5xf32>)
      outs(%empty : tensor<4x5xf32>) -> tensor<4x5xf32>
  %p = arith.addf %p1, %p2 : tensor<4x5xf32>
  %empty_result = tensor.empty() : tensor<4x8xf32>
  %zeros_result = linalg.fill ins(%zero : f32)
      outs(%empty_result : tensor<4x8xf32>) -> tensor<4x8xf32>
  // expected-note@below {{the analysis stopped here}}
  %r = linalg.matmul ins(%p, %v : tensor<4x5xf32>, tensor<5x8xf32>)
      outs(%zeros_result : tensor<4x8xf32>) -> tensor<4x8xf32>
  return %r : tensor<4x8xf32>
}

// -----

// Exponentials are gathered by tensor.generate before they are summed.
#scores = affine_map<(b, i, j) -> (b, i, j)>
#rows = affine_map<(b, i, j) -> (b, i)>
#mask = affine_map<(b, i, j) -> (b, j)>
func.func @generated_weights(%q: tensor<2x4x8xf32>,
    %k: tensor<2x8x5xf32>, %v: tensor<2x5x8xf32>) -> tensor<2x4x8xf32> {
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
  // expected-note@below {{the analysis stopped here}}
  %w = tensor.generate {
  ^bb0(%b: index, %i: index, %j: index):
    %x = tensor.extract %e[%b, %i, %i] : tensor<2x4x5xf32>
    tensor.yield %x : f32
  } : tensor<2x4x5xf32>
  // expected-remark@below {{attention not raised [weights-changed]}}
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

// -----

// A loop works on the exponentials before they are summed.
#scores = affine_map<(b, i, j) -> (b, i, j)>
#rows = affine_map<(b, i, j) -> (b, i)>
#mask = affine_map<(b, i, j) -> (b, j)>
func.func @weights_from_a_loop(%q: tensor<2x4x8xf32>,
    %k: tensor<2x8x5xf32>, %v: tensor<2x5x8xf32>) -> tensor<2x4x8xf32> {
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
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  // expected-note@below {{the analysis stopped here}}
  %w = scf.for %i = %c0 to %c4 step %c1 iter_args(%now = %e)
      -> tensor<2x4x5xf32> {
    %x = tensor.extract %e[%c0, %i, %c0] : tensor<2x4x5xf32>
    %next = tensor.insert %x into %now[%c0, %i, %c1] : tensor<2x4x5xf32>
    scf.yield %next : tensor<2x4x5xf32>
  }
  // expected-remark@below {{attention not raised [weights-changed]}}
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

// -----

// A function that no softmax has, fused with the sum.
#scores = affine_map<(b, i, j) -> (b, i, j)>
#rows = affine_map<(b, i, j) -> (b, i)>
#mask = affine_map<(b, i, j) -> (b, j)>
func.func @sines_of_exponentials(%q: tensor<2x4x8xf32>,
    %k: tensor<2x8x5xf32>, %v: tensor<2x5x8xf32>) -> tensor<2x4x8xf32> {
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
  // expected-remark@below {{attention not raised [weights-changed]}}
  %sum = linalg.generic {indexing_maps = [#scores, #rows],
      iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%e : tensor<2x4x5xf32>) outs(%start : tensor<2x4xf32>) {
  ^bb0(%a: f32, %out: f32):
    // expected-note@below {{the analysis stopped here}}
    %b = math.sin %a : f32
    %c = arith.addf %b, %out : f32
    linalg.yield %c : f32
  } -> tensor<2x4xf32>
  %w = math.sin %e : tensor<2x4x5xf32>
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
