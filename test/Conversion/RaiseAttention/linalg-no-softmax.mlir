// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-raise-attention | FileCheck %s --implicit-check-not=a3.attention

// No softmax, so neither attention nor a remark, in linalg.

// A sigmoid for each score.
// CHECK-LABEL: func @sigmoid_attention
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
func.func @sigmoid_attention(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 1.000000e+00 : f32
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
    %10 = arith.truncf %cst_1 : f64 to f32
    %11 = arith.mulf %in, %10 : f32
    linalg.yield %11 : f32
  } -> tensor<2x3x4x5xf32>
  %6 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5 :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %10 = arith.negf %in : f32
    %11 = math.exp %10 : f32
    %12 = arith.addf %11, %cst_0 : f32
    %13 = arith.divf %cst_0, %12 : f32
    linalg.yield %13 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_3 = tensor.collapse_shape %6 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_4 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %7 = tensor.empty() : tensor<6x4x8xf32>
  %8 = linalg.fill ins(%cst : f32) outs(%7 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %9 = linalg.batch_matmul ins(%collapsed_3, %collapsed_4 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%8 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_5 = tensor.expand_shape %9 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_5 : tensor<2x3x4x8xf32>
}

// -----

// ReLU of the scores.
// CHECK-LABEL: func @relu_attention
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
func.func @relu_attention(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 3.000000e-01 : f64
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
    %10 = arith.truncf %cst_0 : f64 to f32
    %11 = arith.mulf %in, %10 : f32
    linalg.yield %11 : f32
  } -> tensor<2x3x4x5xf32>
  %6 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5 :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %10 = arith.cmpf ugt, %in, %cst : f32
    %11 = arith.select %10, %in, %cst : f32
    linalg.yield %11 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_2 = tensor.collapse_shape %6 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_3 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %7 = tensor.empty() : tensor<6x4x8xf32>
  %8 = linalg.fill ins(%cst : f32) outs(%7 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %9 = linalg.batch_matmul ins(%collapsed_2, %collapsed_3 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%8 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_4 = tensor.expand_shape %9 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_4 : tensor<2x3x4x8xf32>
}

// -----

// Squares over their sum.
// CHECK-LABEL: func @squared_attention
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @squared_attention(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %c2_i64 = arith.constant 2 : i64
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 3.000000e-01 : f64
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
    %14 = arith.truncf %cst_0 : f64 to f32
    %15 = arith.mulf %in, %14 : f32
    linalg.yield %15 : f32
  } -> tensor<2x3x4x5xf32>
  %6 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5 :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %14 = math.fpowi %in, %c2_i64 : f32, i64
    linalg.yield %14 : f32
  } -> tensor<2x3x4x5xf32>
  %7 = tensor.empty() : tensor<2x3x4x1xf32>
  %8 = linalg.fill ins(%cst : f32) outs(%7 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %9 = linalg.generic {indexing_maps = [#map, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%6 :
      tensor<2x3x4x5xf32>) outs(%8 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %14 = arith.addf %in, %out : f32
    linalg.yield %14 : f32
  } -> tensor<2x3x4x1xf32>
  %10 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%6, %9 :
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

// A feature map of queries and of keys.
// CHECK-LABEL: func @linear_attention_by_elu
#map = affine_map<(d0, d1, d2, d3) -> ()>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
func.func @linear_attention_by_elu(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant dense<0.000000e+00> : tensor<f32>
  %cst_1 = arith.constant 1.000000e+00 : f32
  %0 = tensor.empty() : tensor<2x3x4x8xf32>
  %1 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0, %arg0 :
      tensor<f32>, tensor<2x3x4x8xf32>) outs(%0 : tensor<2x3x4x8xf32>) {
  ^bb0(%in: f32, %in_4: f32, %out: f32):
    %21 = arith.cmpf ogt, %in, %in_4 : f32
    %22 = arith.select %21, %in, %in_4 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x8xf32>
  %2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0, %arg0 :
      tensor<f32>, tensor<2x3x4x8xf32>) outs(%0 : tensor<2x3x4x8xf32>) {
  ^bb0(%in: f32, %in_4: f32, %out: f32):
    %21 = arith.cmpf olt, %in, %in_4 : f32
    %22 = arith.select %21, %in, %in_4 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x8xf32>
  %3 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%2 :
      tensor<2x3x4x8xf32>) outs(%0 : tensor<2x3x4x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = math.exp %in : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x8xf32>
  %4 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%3 :
      tensor<2x3x4x8xf32>) outs(%0 : tensor<2x3x4x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = arith.subf %in, %cst_1 : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x8xf32>
  %5 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%1, %4 :
      tensor<2x3x4x8xf32>, tensor<2x3x4x8xf32>) outs(%0 : tensor<2x3x4x8xf32>) {
  ^bb0(%in: f32, %in_4: f32, %out: f32):
    %21 = arith.addf %in, %in_4 : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x8xf32>
  %6 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5 :
      tensor<2x3x4x8xf32>) outs(%0 : tensor<2x3x4x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = arith.addf %in, %cst_1 : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x8xf32>
  %7 = tensor.empty() : tensor<2x3x5x8xf32>
  %8 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0, %arg1 :
      tensor<f32>, tensor<2x3x5x8xf32>) outs(%7 : tensor<2x3x5x8xf32>) {
  ^bb0(%in: f32, %in_4: f32, %out: f32):
    %21 = arith.cmpf ogt, %in, %in_4 : f32
    %22 = arith.select %21, %in, %in_4 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x5x8xf32>
  %9 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0, %arg1 :
      tensor<f32>, tensor<2x3x5x8xf32>) outs(%7 : tensor<2x3x5x8xf32>) {
  ^bb0(%in: f32, %in_4: f32, %out: f32):
    %21 = arith.cmpf olt, %in, %in_4 : f32
    %22 = arith.select %21, %in, %in_4 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x5x8xf32>
  %10 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%9 :
      tensor<2x3x5x8xf32>) outs(%7 : tensor<2x3x5x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = math.exp %in : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x5x8xf32>
  %11 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%10 :
      tensor<2x3x5x8xf32>) outs(%7 : tensor<2x3x5x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = arith.subf %in, %cst_1 : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x5x8xf32>
  %12 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%8, %11 :
      tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>) outs(%7 : tensor<2x3x5x8xf32>) {
  ^bb0(%in: f32, %in_4: f32, %out: f32):
    %21 = arith.addf %in, %in_4 : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x5x8xf32>
  %13 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%12 :
      tensor<2x3x5x8xf32>) outs(%7 : tensor<2x3x5x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = arith.addf %in, %cst_1 : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x5x8xf32>
  %14 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%13 : tensor<2x3x5x8xf32>) outs(%14 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %collapsed_2 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %15 = tensor.empty() : tensor<6x8x8xf32>
  %16 = linalg.fill ins(%cst : f32) outs(%15 : tensor<6x8x8xf32>) ->
      tensor<6x8x8xf32>
  %17 = linalg.batch_matmul ins(%collapsed, %collapsed_2 : tensor<6x8x5xf32>,
      tensor<6x5x8xf32>) outs(%16 : tensor<6x8x8xf32>) -> tensor<6x8x8xf32>
  %collapsed_3 = tensor.collapse_shape %6 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %18 = tensor.empty() : tensor<6x4x8xf32>
  %19 = linalg.fill ins(%cst : f32) outs(%18 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %20 = linalg.batch_matmul ins(%collapsed_3, %17 : tensor<6x4x8xf32>,
      tensor<6x8x8xf32>) outs(%19 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded = tensor.expand_shape %20 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded : tensor<2x3x4x8xf32>
}

// -----

// A recurrence with exponentials, as in Mamba.
// CHECK-LABEL: func @state_space_model
#map = affine_map<(d0, d1, d2) -> (d0, d1, 0)>
#map1 = affine_map<(d0, d1, d2) -> (d1, d2)>
#map2 = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map3 = affine_map<(d0, d1, d2) -> (d0, 0, d2)>
#map4 = affine_map<(d0, d1, d2) -> (d0, d1)>
func.func @state_space_model(%arg0: tensor<2x3x8xf32>, %arg1: tensor<8x4xf32>,
    %arg2: tensor<2x3x4xf32>, %arg3: tensor<2x3x4xf32>, %arg4:
    tensor<2x3x8xf32>) -> tensor<2x3x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant dense<0.000000e+00> : tensor<2x8x4xf32>
  %extracted_slice = tensor.extract_slice %arg0[0, 0, 0] [2, 1, 8] [1, 1, 1] :
      tensor<2x3x8xf32> to tensor<2x1x8xf32>
  %collapsed = tensor.collapse_shape %extracted_slice [[0, 1], [2]] :
      tensor<2x1x8xf32> into tensor<2x8xf32>
  %expanded = tensor.expand_shape %collapsed [[0], [1, 2]] output_shape
      [2, 8, 1] : tensor<2x8xf32> into tensor<2x8x1xf32>
  %0 = tensor.empty() : tensor<2x8x4xf32>
  %1 = linalg.generic {indexing_maps = [#map, #map1, #map2], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%expanded, %arg1 :
      tensor<2x8x1xf32>, tensor<8x4xf32>) outs(%0 : tensor<2x8x4xf32>) {
  ^bb0(%in: f32, %in_23: f32, %out: f32):
    %27 = arith.mulf %in, %in_23 : f32
    linalg.yield %27 : f32
  } -> tensor<2x8x4xf32>
  %2 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%1 : tensor<2x8x4xf32>) outs(%0
      : tensor<2x8x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %27 = math.exp %in : f32
    linalg.yield %27 : f32
  } -> tensor<2x8x4xf32>
  %3 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%2, %cst_0 : tensor<2x8x4xf32>,
      tensor<2x8x4xf32>) outs(%0 : tensor<2x8x4xf32>) {
  ^bb0(%in: f32, %in_23: f32, %out: f32):
    %27 = arith.mulf %in, %in_23 : f32
    linalg.yield %27 : f32
  } -> tensor<2x8x4xf32>
  %extracted_slice_1 = tensor.extract_slice %arg2[0, 0, 0] [2, 1, 4] [1, 1, 1] :
      tensor<2x3x4xf32> to tensor<2x1x4xf32>
  %4 = linalg.generic {indexing_maps = [#map, #map3, #map2], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%expanded, %extracted_slice_1 :
      tensor<2x8x1xf32>, tensor<2x1x4xf32>) outs(%0 : tensor<2x8x4xf32>) {
  ^bb0(%in: f32, %in_23: f32, %out: f32):
    %27 = arith.mulf %in, %in_23 : f32
    linalg.yield %27 : f32
  } -> tensor<2x8x4xf32>
  %extracted_slice_2 = tensor.extract_slice %arg4[0, 0, 0] [2, 1, 8] [1, 1, 1] :
      tensor<2x3x8xf32> to tensor<2x1x8xf32>
  %collapsed_3 = tensor.collapse_shape %extracted_slice_2 [[0, 1], [2]] :
      tensor<2x1x8xf32> into tensor<2x8xf32>
  %expanded_4 = tensor.expand_shape %collapsed_3 [[0], [1, 2]] output_shape
      [2, 8, 1] : tensor<2x8xf32> into tensor<2x8x1xf32>
  %5 = linalg.generic {indexing_maps = [#map2, #map, #map2], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%4, %expanded_4 :
      tensor<2x8x4xf32>, tensor<2x8x1xf32>) outs(%0 : tensor<2x8x4xf32>) {
  ^bb0(%in: f32, %in_23: f32, %out: f32):
    %27 = arith.mulf %in, %in_23 : f32
    linalg.yield %27 : f32
  } -> tensor<2x8x4xf32>
  %6 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%3, %5 : tensor<2x8x4xf32>,
      tensor<2x8x4xf32>) outs(%0 : tensor<2x8x4xf32>) {
  ^bb0(%in: f32, %in_23: f32, %out: f32):
    %27 = arith.addf %in, %in_23 : f32
    linalg.yield %27 : f32
  } -> tensor<2x8x4xf32>
  %extracted_slice_5 = tensor.extract_slice %arg3[0, 0, 0] [2, 1, 4] [1, 1, 1] :
      tensor<2x3x4xf32> to tensor<2x1x4xf32>
  %7 = linalg.generic {indexing_maps = [#map2, #map3, #map2], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%6, %extracted_slice_5 :
      tensor<2x8x4xf32>, tensor<2x1x4xf32>) outs(%0 : tensor<2x8x4xf32>) {
  ^bb0(%in: f32, %in_23: f32, %out: f32):
    %27 = arith.mulf %in, %in_23 : f32
    linalg.yield %27 : f32
  } -> tensor<2x8x4xf32>
  %8 = tensor.empty() : tensor<2x8xf32>
  %9 = linalg.fill ins(%cst : f32) outs(%8 : tensor<2x8xf32>) -> tensor<2x8xf32>
  %10 = linalg.generic {indexing_maps = [#map2, #map4], iterator_types =
      ["parallel", "parallel", "reduction"]} ins(%7 : tensor<2x8x4xf32>) outs(%9
      : tensor<2x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %27 = arith.addf %in, %out : f32
    linalg.yield %27 : f32
  } -> tensor<2x8xf32>
  %extracted_slice_6 = tensor.extract_slice %arg0[0, 1, 0] [2, 1, 8] [1, 1, 1] :
      tensor<2x3x8xf32> to tensor<2x1x8xf32>
  %collapsed_7 = tensor.collapse_shape %extracted_slice_6 [[0, 1], [2]] :
      tensor<2x1x8xf32> into tensor<2x8xf32>
  %expanded_8 = tensor.expand_shape %collapsed_7 [[0], [1, 2]] output_shape
      [2, 8, 1] : tensor<2x8xf32> into tensor<2x8x1xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map1, #map2], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%expanded_8, %arg1 :
      tensor<2x8x1xf32>, tensor<8x4xf32>) outs(%0 : tensor<2x8x4xf32>) {
  ^bb0(%in: f32, %in_23: f32, %out: f32):
    %27 = arith.mulf %in, %in_23 : f32
    linalg.yield %27 : f32
  } -> tensor<2x8x4xf32>
  %12 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%11 : tensor<2x8x4xf32>) outs(%0
      : tensor<2x8x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %27 = math.exp %in : f32
    linalg.yield %27 : f32
  } -> tensor<2x8x4xf32>
  %13 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%12, %6 : tensor<2x8x4xf32>,
      tensor<2x8x4xf32>) outs(%0 : tensor<2x8x4xf32>) {
  ^bb0(%in: f32, %in_23: f32, %out: f32):
    %27 = arith.mulf %in, %in_23 : f32
    linalg.yield %27 : f32
  } -> tensor<2x8x4xf32>
  %extracted_slice_9 = tensor.extract_slice %arg2[0, 1, 0] [2, 1, 4] [1, 1, 1] :
      tensor<2x3x4xf32> to tensor<2x1x4xf32>
  %14 = linalg.generic {indexing_maps = [#map, #map3, #map2], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%expanded_8, %extracted_slice_9
      : tensor<2x8x1xf32>, tensor<2x1x4xf32>) outs(%0 : tensor<2x8x4xf32>) {
  ^bb0(%in: f32, %in_23: f32, %out: f32):
    %27 = arith.mulf %in, %in_23 : f32
    linalg.yield %27 : f32
  } -> tensor<2x8x4xf32>
  %extracted_slice_10 = tensor.extract_slice %arg4[0, 1, 0] [2, 1, 8] [1, 1, 1]
      : tensor<2x3x8xf32> to tensor<2x1x8xf32>
  %collapsed_11 = tensor.collapse_shape %extracted_slice_10 [[0, 1], [2]] :
      tensor<2x1x8xf32> into tensor<2x8xf32>
  %expanded_12 = tensor.expand_shape %collapsed_11 [[0], [1, 2]] output_shape
      [2, 8, 1] : tensor<2x8xf32> into tensor<2x8x1xf32>
  %15 = linalg.generic {indexing_maps = [#map2, #map, #map2], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%14, %expanded_12 :
      tensor<2x8x4xf32>, tensor<2x8x1xf32>) outs(%0 : tensor<2x8x4xf32>) {
  ^bb0(%in: f32, %in_23: f32, %out: f32):
    %27 = arith.mulf %in, %in_23 : f32
    linalg.yield %27 : f32
  } -> tensor<2x8x4xf32>
  %16 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%13, %15 : tensor<2x8x4xf32>,
      tensor<2x8x4xf32>) outs(%0 : tensor<2x8x4xf32>) {
  ^bb0(%in: f32, %in_23: f32, %out: f32):
    %27 = arith.addf %in, %in_23 : f32
    linalg.yield %27 : f32
  } -> tensor<2x8x4xf32>
  %extracted_slice_13 = tensor.extract_slice %arg3[0, 1, 0] [2, 1, 4] [1, 1, 1]
      : tensor<2x3x4xf32> to tensor<2x1x4xf32>
  %17 = linalg.generic {indexing_maps = [#map2, #map3, #map2], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%16, %extracted_slice_13 :
      tensor<2x8x4xf32>, tensor<2x1x4xf32>) outs(%0 : tensor<2x8x4xf32>) {
  ^bb0(%in: f32, %in_23: f32, %out: f32):
    %27 = arith.mulf %in, %in_23 : f32
    linalg.yield %27 : f32
  } -> tensor<2x8x4xf32>
  %18 = linalg.generic {indexing_maps = [#map2, #map4], iterator_types =
      ["parallel", "parallel", "reduction"]} ins(%17 : tensor<2x8x4xf32>)
      outs(%9 : tensor<2x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %27 = arith.addf %in, %out : f32
    linalg.yield %27 : f32
  } -> tensor<2x8xf32>
  %extracted_slice_14 = tensor.extract_slice %arg0[0, 2, 0] [2, 1, 8] [1, 1, 1]
      : tensor<2x3x8xf32> to tensor<2x1x8xf32>
  %collapsed_15 = tensor.collapse_shape %extracted_slice_14 [[0, 1], [2]] :
      tensor<2x1x8xf32> into tensor<2x8xf32>
  %expanded_16 = tensor.expand_shape %collapsed_15 [[0], [1, 2]] output_shape
      [2, 8, 1] : tensor<2x8xf32> into tensor<2x8x1xf32>
  %19 = linalg.generic {indexing_maps = [#map, #map1, #map2], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%expanded_16, %arg1 :
      tensor<2x8x1xf32>, tensor<8x4xf32>) outs(%0 : tensor<2x8x4xf32>) {
  ^bb0(%in: f32, %in_23: f32, %out: f32):
    %27 = arith.mulf %in, %in_23 : f32
    linalg.yield %27 : f32
  } -> tensor<2x8x4xf32>
  %20 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%19 : tensor<2x8x4xf32>) outs(%0
      : tensor<2x8x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %27 = math.exp %in : f32
    linalg.yield %27 : f32
  } -> tensor<2x8x4xf32>
  %21 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%20, %16 : tensor<2x8x4xf32>,
      tensor<2x8x4xf32>) outs(%0 : tensor<2x8x4xf32>) {
  ^bb0(%in: f32, %in_23: f32, %out: f32):
    %27 = arith.mulf %in, %in_23 : f32
    linalg.yield %27 : f32
  } -> tensor<2x8x4xf32>
  %extracted_slice_17 = tensor.extract_slice %arg2[0, 2, 0] [2, 1, 4] [1, 1, 1]
      : tensor<2x3x4xf32> to tensor<2x1x4xf32>
  %22 = linalg.generic {indexing_maps = [#map, #map3, #map2], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%expanded_16,
      %extracted_slice_17 : tensor<2x8x1xf32>, tensor<2x1x4xf32>) outs(%0 :
      tensor<2x8x4xf32>) {
  ^bb0(%in: f32, %in_23: f32, %out: f32):
    %27 = arith.mulf %in, %in_23 : f32
    linalg.yield %27 : f32
  } -> tensor<2x8x4xf32>
  %extracted_slice_18 = tensor.extract_slice %arg4[0, 2, 0] [2, 1, 8] [1, 1, 1]
      : tensor<2x3x8xf32> to tensor<2x1x8xf32>
  %collapsed_19 = tensor.collapse_shape %extracted_slice_18 [[0, 1], [2]] :
      tensor<2x1x8xf32> into tensor<2x8xf32>
  %expanded_20 = tensor.expand_shape %collapsed_19 [[0], [1, 2]] output_shape
      [2, 8, 1] : tensor<2x8xf32> into tensor<2x8x1xf32>
  %23 = linalg.generic {indexing_maps = [#map2, #map, #map2], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%22, %expanded_20 :
      tensor<2x8x4xf32>, tensor<2x8x1xf32>) outs(%0 : tensor<2x8x4xf32>) {
  ^bb0(%in: f32, %in_23: f32, %out: f32):
    %27 = arith.mulf %in, %in_23 : f32
    linalg.yield %27 : f32
  } -> tensor<2x8x4xf32>
  %24 = linalg.generic {indexing_maps = [#map2, #map2, #map2], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%21, %23 : tensor<2x8x4xf32>,
      tensor<2x8x4xf32>) outs(%0 : tensor<2x8x4xf32>) {
  ^bb0(%in: f32, %in_23: f32, %out: f32):
    %27 = arith.addf %in, %in_23 : f32
    linalg.yield %27 : f32
  } -> tensor<2x8x4xf32>
  %extracted_slice_21 = tensor.extract_slice %arg3[0, 2, 0] [2, 1, 4] [1, 1, 1]
      : tensor<2x3x4xf32> to tensor<2x1x4xf32>
  %25 = linalg.generic {indexing_maps = [#map2, #map3, #map2], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%24, %extracted_slice_21 :
      tensor<2x8x4xf32>, tensor<2x1x4xf32>) outs(%0 : tensor<2x8x4xf32>) {
  ^bb0(%in: f32, %in_23: f32, %out: f32):
    %27 = arith.mulf %in, %in_23 : f32
    linalg.yield %27 : f32
  } -> tensor<2x8x4xf32>
  %26 = linalg.generic {indexing_maps = [#map2, #map4], iterator_types =
      ["parallel", "parallel", "reduction"]} ins(%25 : tensor<2x8x4xf32>)
      outs(%9 : tensor<2x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %27 = arith.addf %in, %out : f32
    linalg.yield %27 : f32
  } -> tensor<2x8xf32>
  %concat = tensor.concat dim(1) %10, %18, %26 : (tensor<2x8xf32>,
      tensor<2x8xf32>, tensor<2x8xf32>) -> tensor<2x24xf32>
  %expanded_22 = tensor.expand_shape %concat [[0], [1, 2]] output_shape
      [2, 3, 8] : tensor<2x24xf32> into tensor<2x3x8xf32>
  return %expanded_22 : tensor<2x3x8xf32>
}

// -----

// Products times exponentials of sums, without a denominator, as in Mamba 2.
// CHECK-LABEL: func @state_space_model_as_matrix
#map = affine_map<(d0) -> (d0)>
#map1 = affine_map<(d0, d1) -> (d0, 0)>
#map2 = affine_map<(d0, d1) -> (d1)>
#map3 = affine_map<(d0, d1) -> (d0, d1)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d2, d3)>
#map5 = affine_map<(d0, d1, d2, d3) -> (d0, d1, 0, d3)>
#map6 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map7 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map8 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
#map9 = affine_map<(d0, d1) -> (0, d1)>
#map10 = affine_map<(d0, d1, d2, d3) -> ()>
func.func @state_space_model_as_matrix(%arg0: tensor<2x3x5xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x3x5x8xf32>)
    -> tensor<2x3x5x8xf32> {
  %c0_i64 = arith.constant 0 : i64
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant dense<0.000000e+00> : tensor<f32>
  %cst_1 = arith.constant dense<0.000000e+00> : tensor<2x3x1x5xf32>
  %0 = tensor.empty() : tensor<5xi64>
  %1 = linalg.generic {indexing_maps = [#map], iterator_types = ["parallel"]}
      outs(%0 : tensor<5xi64>) {
  ^bb0(%out: i64):
    %23 = linalg.index 0 : index
    %24 = arith.index_cast %23 : index to i64
    linalg.yield %24 : i64
  } -> tensor<5xi64>
  %expanded = tensor.expand_shape %1 [[0, 1]] output_shape [5, 1] :
      tensor<5xi64> into tensor<5x1xi64>
  %2 = tensor.empty() : tensor<5x5xi1>
  %3 = linalg.generic {indexing_maps = [#map1, #map2, #map3], iterator_types =
      ["parallel", "parallel"]} ins(%expanded, %1 : tensor<5x1xi64>,
      tensor<5xi64>) outs(%2 : tensor<5x5xi1>) {
  ^bb0(%in: i64, %in_11: i64, %out: i1):
    %23 = arith.cmpi sge, %in, %in_11 : i64
    linalg.yield %23 : i1
  } -> tensor<5x5xi1>
  %expanded_2 = tensor.expand_shape %arg0 [[0], [1], [2, 3]] output_shape
      [2, 3, 1, 5] : tensor<2x3x5xf32> into tensor<2x3x1x5xf32>
  %4 = tensor.empty() : tensor<2x3x5x5xf32>
  %5 = linalg.generic {indexing_maps = [#map4, #map5, #map5, #map6],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%3,
      %expanded_2, %cst_1 : tensor<5x5xi1>, tensor<2x3x1x5xf32>,
      tensor<2x3x1x5xf32>) outs(%4 : tensor<2x3x5x5xf32>) {
  ^bb0(%in: i1, %in_11: f32, %in_12: f32, %out: f32):
    %23 = arith.select %in, %in_11, %in_12 : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x5x5xf32>
  %6 = tensor.empty() : tensor<2x3x5xf32>
  %7 = linalg.fill ins(%cst : f32) outs(%6 : tensor<2x3x5xf32>) ->
      tensor<2x3x5xf32>
  %8 = linalg.generic {indexing_maps = [#map6, #map7], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%5 :
      tensor<2x3x5x5xf32>) outs(%7 : tensor<2x3x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %23 = arith.addf %in, %out : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x5xf32>
  %expanded_3 = tensor.expand_shape %8 [[0], [1], [2, 3]] output_shape
      [2, 3, 5, 1] : tensor<2x3x5xf32> into tensor<2x3x5x1xf32>
  %expanded_4 = tensor.expand_shape %8 [[0], [1], [2, 3]] output_shape
      [2, 3, 1, 5] : tensor<2x3x5xf32> into tensor<2x3x1x5xf32>
  %9 = linalg.generic {indexing_maps = [#map8, #map5, #map6], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_3,
      %expanded_4 : tensor<2x3x5x1xf32>, tensor<2x3x1x5xf32>) outs(%4 :
      tensor<2x3x5x5xf32>) {
  ^bb0(%in: f32, %in_11: f32, %out: f32):
    %23 = arith.subf %in, %in_11 : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x5x5xf32>
  %10 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%9 :
      tensor<2x3x5x5xf32>) outs(%4 : tensor<2x3x5x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %23 = math.exp %in : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x5x5xf32>
  %expanded_5 = tensor.expand_shape %1 [[0, 1]] output_shape [1, 5] :
      tensor<5xi64> into tensor<1x5xi64>
  %11 = tensor.empty() : tensor<5x5xi64>
  %12 = linalg.generic {indexing_maps = [#map9, #map1, #map3], iterator_types =
      ["parallel", "parallel"]} ins(%expanded_5, %expanded : tensor<1x5xi64>,
      tensor<5x1xi64>) outs(%11 : tensor<5x5xi64>) {
  ^bb0(%in: i64, %in_11: i64, %out: i64):
    %23 = arith.subi %in, %in_11 : i64
    linalg.yield %23 : i64
  } -> tensor<5x5xi64>
  %13 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types =
      ["parallel", "parallel"]} ins(%12 : tensor<5x5xi64>) outs(%2 :
      tensor<5x5xi1>) {
  ^bb0(%in: i64, %out: i1):
    %23 = arith.cmpi sle, %in, %c0_i64 : i64
    linalg.yield %23 : i1
  } -> tensor<5x5xi1>
  %14 = linalg.generic {indexing_maps = [#map4, #map6, #map10, #map6],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%13, %10, %cst_0 : tensor<5x5xi1>, tensor<2x3x5x5xf32>, tensor<f32>)
      outs(%4 : tensor<2x3x5x5xf32>) {
  ^bb0(%in: i1, %in_11: f32, %in_12: f32, %out: f32):
    %23 = arith.select %in, %in_11, %in_12 : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x5x5xf32>
  %15 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf32>) outs(%15 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %collapsed_6 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %16 = tensor.empty() : tensor<6x5x5xf32>
  %17 = linalg.fill ins(%cst : f32) outs(%16 : tensor<6x5x5xf32>) ->
      tensor<6x5x5xf32>
  %18 = linalg.batch_matmul ins(%collapsed, %collapsed_6 : tensor<6x5x8xf32>,
      tensor<6x8x5xf32>) outs(%17 : tensor<6x5x5xf32>) -> tensor<6x5x5xf32>
  %expanded_7 = tensor.expand_shape %18 [[0, 1], [2], [3]] output_shape
      [2, 3, 5, 5] : tensor<6x5x5xf32> into tensor<2x3x5x5xf32>
  %19 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_7, %14 :
      tensor<2x3x5x5xf32>, tensor<2x3x5x5xf32>) outs(%4 : tensor<2x3x5x5xf32>) {
  ^bb0(%in: f32, %in_11: f32, %out: f32):
    %23 = arith.mulf %in, %in_11 : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x5x5xf32>
  %collapsed_8 = tensor.collapse_shape %19 [[0, 1], [2], [3]] :
      tensor<2x3x5x5xf32> into tensor<6x5x5xf32>
  %collapsed_9 = tensor.collapse_shape %arg3 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %20 = tensor.empty() : tensor<6x5x8xf32>
  %21 = linalg.fill ins(%cst : f32) outs(%20 : tensor<6x5x8xf32>) ->
      tensor<6x5x8xf32>
  %22 = linalg.batch_matmul ins(%collapsed_8, %collapsed_9 : tensor<6x5x5xf32>,
      tensor<6x5x8xf32>) outs(%21 : tensor<6x5x8xf32>) -> tensor<6x5x8xf32>
  %expanded_10 = tensor.expand_shape %22 [[0, 1], [2], [3]] output_shape
      [2, 3, 5, 8] : tensor<6x5x8xf32> into tensor<2x3x5x8xf32>
  return %expanded_10 : tensor<2x3x5x8xf32>
}

// -----

// A sigmoid for each score, divided by its sum.
// CHECK-LABEL: func @normalised_sigmoid
#scores = affine_map<(b, i, j) -> (b, i, j)>
#rows = affine_map<(b, i, j) -> (b, i)>
#mask = affine_map<(b, i, j) -> (b, j)>
func.func @normalised_sigmoid(%q: tensor<2x4x8xf32>,
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
  %one = arith.constant 1.0 : f32
  %w = linalg.generic {indexing_maps = [#scores, #scores],
      iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%e : tensor<2x4x5xf32>) outs(%empty : tensor<2x4x5xf32>) {
  ^bb0(%a: f32, %out: f32):
    %b = arith.addf %a, %one : f32
    %c = arith.divf %a, %b : f32
    linalg.yield %c : f32
  } -> tensor<2x4x5xf32>
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
