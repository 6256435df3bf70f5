// RUN: a3-opt %s --split-input-file --a3-raise-attention --canonicalize --cse --mlir-print-local-scope | FileCheck %s
// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-verify-raised

// One attention computed in parts that are concatenated, in linalg.

// Scores of two sets of keys, and a product for the weights of each.
// CHECK-LABEL: func @keys_in_two_parts
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, {{%.*}}, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x11x8xf32>, tensor<2x3x11x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @keys_in_two_parts(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x3x6x8xf32>,
    %arg4: tensor<2x3x6x8xf32>) -> tensor<2x3x4x8xf32> {
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
    %30 = arith.truncf %cst_1 : f64 to f32
    %31 = arith.mulf %in, %30 : f32
    linalg.yield %31 : f32
  } -> tensor<2x3x4x5xf32>
  %6 = tensor.empty() : tensor<2x3x8x6xf32>
  %transposed_3 = linalg.transpose ins(%arg3 : tensor<2x3x6x8xf32>) outs(%6 :
      tensor<2x3x8x6xf32>) permutation = [0, 1, 3, 2]
  %collapsed_4 = tensor.collapse_shape %transposed_3 [[0, 1], [2], [3]] :
      tensor<2x3x8x6xf32> into tensor<6x8x6xf32>
  %7 = tensor.empty() : tensor<6x4x6xf32>
  %8 = linalg.fill ins(%cst : f32) outs(%7 : tensor<6x4x6xf32>) ->
      tensor<6x4x6xf32>
  %9 = linalg.batch_matmul ins(%collapsed, %collapsed_4 : tensor<6x4x8xf32>,
      tensor<6x8x6xf32>) outs(%8 : tensor<6x4x6xf32>) -> tensor<6x4x6xf32>
  %expanded_5 = tensor.expand_shape %9 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 6] : tensor<6x4x6xf32> into tensor<2x3x4x6xf32>
  %10 = tensor.empty() : tensor<2x3x4x6xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_5 :
      tensor<2x3x4x6xf32>) outs(%10 : tensor<2x3x4x6xf32>) {
  ^bb0(%in: f32, %out: f32):
    %30 = arith.truncf %cst_1 : f64 to f32
    %31 = arith.mulf %in, %30 : f32
    linalg.yield %31 : f32
  } -> tensor<2x3x4x6xf32>
  %concat = tensor.concat dim(3) %5, %11 : (tensor<2x3x4x5xf32>,
      tensor<2x3x4x6xf32>) -> tensor<2x3x4x11xf32>
  %12 = tensor.empty() : tensor<2x3x4xi64>
  %13 = linalg.fill ins(%c0_i64 : i64) outs(%12 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %14 = tensor.empty() : tensor<2x3x4xf32>
  %15 = linalg.fill ins(%cst_0 : f32) outs(%14 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %16:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%concat :
      tensor<2x3x4x11xf32>) outs(%15, %13 : tensor<2x3x4xf32>,
      tensor<2x3x4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_14: i64):
    %30 = linalg.index 3 : index
    %31 = arith.index_cast %30 : index to i64
    %32 = arith.maximumf %in, %out : f32
    %33 = arith.cmpf ogt, %in, %out : f32
    %34 = arith.select %33, %31, %out_14 : i64
    linalg.yield %32, %34 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_6 = tensor.expand_shape %16#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %17 = tensor.empty() : tensor<2x3x4x11xf32>
  %18 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%concat, %expanded_6
      : tensor<2x3x4x11xf32>, tensor<2x3x4x1xf32>) outs(%17 :
      tensor<2x3x4x11xf32>) {
  ^bb0(%in: f32, %in_14: f32, %out: f32):
    %30 = arith.subf %in, %in_14 : f32
    linalg.yield %30 : f32
  } -> tensor<2x3x4x11xf32>
  %19 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%18 :
      tensor<2x3x4x11xf32>) outs(%17 : tensor<2x3x4x11xf32>) {
  ^bb0(%in: f32, %out: f32):
    %30 = math.exp %in : f32
    linalg.yield %30 : f32
  } -> tensor<2x3x4x11xf32>
  %20 = tensor.empty() : tensor<2x3x4x1xf32>
  %21 = linalg.fill ins(%cst : f32) outs(%20 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %22 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%19 :
      tensor<2x3x4x11xf32>) outs(%21 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %30 = arith.addf %in, %out : f32
    linalg.yield %30 : f32
  } -> tensor<2x3x4x1xf32>
  %23 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%19, %22 :
      tensor<2x3x4x11xf32>, tensor<2x3x4x1xf32>) outs(%17 :
      tensor<2x3x4x11xf32>) {
  ^bb0(%in: f32, %in_14: f32, %out: f32):
    %30 = arith.divf %in, %in_14 : f32
    linalg.yield %30 : f32
  } -> tensor<2x3x4x11xf32>
  %extracted_slice = tensor.extract_slice %23[0, 0, 0, 0] [2, 3, 4, 5]
      [1, 1, 1, 1] : tensor<2x3x4x11xf32> to tensor<2x3x4x5xf32>
  %collapsed_7 = tensor.collapse_shape %extracted_slice [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_8 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %24 = tensor.empty() : tensor<6x4x8xf32>
  %25 = linalg.fill ins(%cst : f32) outs(%24 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %26 = linalg.batch_matmul ins(%collapsed_7, %collapsed_8 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%25 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_9 = tensor.expand_shape %26 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  %extracted_slice_10 = tensor.extract_slice %23[0, 0, 0, 5] [2, 3, 4, 6]
      [1, 1, 1, 1] : tensor<2x3x4x11xf32> to tensor<2x3x4x6xf32>
  %collapsed_11 = tensor.collapse_shape %extracted_slice_10 [[0, 1], [2], [3]] :
      tensor<2x3x4x6xf32> into tensor<6x4x6xf32>
  %collapsed_12 = tensor.collapse_shape %arg4 [[0, 1], [2], [3]] :
      tensor<2x3x6x8xf32> into tensor<6x6x8xf32>
  %27 = linalg.batch_matmul ins(%collapsed_11, %collapsed_12 :
      tensor<6x4x6xf32>, tensor<6x6x8xf32>) outs(%25 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %expanded_13 = tensor.expand_shape %27 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  %28 = tensor.empty() : tensor<2x3x4x8xf32>
  %29 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_9,
      %expanded_13 : tensor<2x3x4x8xf32>, tensor<2x3x4x8xf32>) outs(%28 :
      tensor<2x3x4x8xf32>) {
  ^bb0(%in: f32, %in_14: f32, %out: f32):
    %30 = arith.addf %in, %in_14 : f32
    linalg.yield %30 : f32
  } -> tensor<2x3x4x8xf32>
  return %29 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @scores_of_two_parts
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, {{%.*}}, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x11x8xf32>, tensor<2x3x11x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @scores_of_two_parts(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x3x6x8xf32>,
    %arg4: tensor<2x3x6x8xf32>) -> tensor<2x3x4x8xf32> {
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
    %27 = arith.truncf %cst_1 : f64 to f32
    %28 = arith.mulf %in, %27 : f32
    linalg.yield %28 : f32
  } -> tensor<2x3x4x5xf32>
  %6 = tensor.empty() : tensor<2x3x8x6xf32>
  %transposed_3 = linalg.transpose ins(%arg3 : tensor<2x3x6x8xf32>) outs(%6 :
      tensor<2x3x8x6xf32>) permutation = [0, 1, 3, 2]
  %collapsed_4 = tensor.collapse_shape %transposed_3 [[0, 1], [2], [3]] :
      tensor<2x3x8x6xf32> into tensor<6x8x6xf32>
  %7 = tensor.empty() : tensor<6x4x6xf32>
  %8 = linalg.fill ins(%cst : f32) outs(%7 : tensor<6x4x6xf32>) ->
      tensor<6x4x6xf32>
  %9 = linalg.batch_matmul ins(%collapsed, %collapsed_4 : tensor<6x4x8xf32>,
      tensor<6x8x6xf32>) outs(%8 : tensor<6x4x6xf32>) -> tensor<6x4x6xf32>
  %expanded_5 = tensor.expand_shape %9 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 6] : tensor<6x4x6xf32> into tensor<2x3x4x6xf32>
  %10 = tensor.empty() : tensor<2x3x4x6xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_5 :
      tensor<2x3x4x6xf32>) outs(%10 : tensor<2x3x4x6xf32>) {
  ^bb0(%in: f32, %out: f32):
    %27 = arith.truncf %cst_1 : f64 to f32
    %28 = arith.mulf %in, %27 : f32
    linalg.yield %28 : f32
  } -> tensor<2x3x4x6xf32>
  %concat = tensor.concat dim(3) %5, %11 : (tensor<2x3x4x5xf32>,
      tensor<2x3x4x6xf32>) -> tensor<2x3x4x11xf32>
  %12 = tensor.empty() : tensor<2x3x4xi64>
  %13 = linalg.fill ins(%c0_i64 : i64) outs(%12 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %14 = tensor.empty() : tensor<2x3x4xf32>
  %15 = linalg.fill ins(%cst_0 : f32) outs(%14 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %16:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%concat :
      tensor<2x3x4x11xf32>) outs(%15, %13 : tensor<2x3x4xf32>,
      tensor<2x3x4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_11: i64):
    %27 = linalg.index 3 : index
    %28 = arith.index_cast %27 : index to i64
    %29 = arith.maximumf %in, %out : f32
    %30 = arith.cmpf ogt, %in, %out : f32
    %31 = arith.select %30, %28, %out_11 : i64
    linalg.yield %29, %31 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_6 = tensor.expand_shape %16#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %17 = tensor.empty() : tensor<2x3x4x11xf32>
  %18 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%concat, %expanded_6
      : tensor<2x3x4x11xf32>, tensor<2x3x4x1xf32>) outs(%17 :
      tensor<2x3x4x11xf32>) {
  ^bb0(%in: f32, %in_11: f32, %out: f32):
    %27 = arith.subf %in, %in_11 : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x11xf32>
  %19 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%18 :
      tensor<2x3x4x11xf32>) outs(%17 : tensor<2x3x4x11xf32>) {
  ^bb0(%in: f32, %out: f32):
    %27 = math.exp %in : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x11xf32>
  %20 = tensor.empty() : tensor<2x3x4x1xf32>
  %21 = linalg.fill ins(%cst : f32) outs(%20 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %22 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%19 :
      tensor<2x3x4x11xf32>) outs(%21 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %27 = arith.addf %in, %out : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x1xf32>
  %23 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%19, %22 :
      tensor<2x3x4x11xf32>, tensor<2x3x4x1xf32>) outs(%17 :
      tensor<2x3x4x11xf32>) {
  ^bb0(%in: f32, %in_11: f32, %out: f32):
    %27 = arith.divf %in, %in_11 : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x11xf32>
  %concat_7 = tensor.concat dim(2) %arg2, %arg4 : (tensor<2x3x5x8xf32>,
      tensor<2x3x6x8xf32>) -> tensor<2x3x11x8xf32>
  %collapsed_8 = tensor.collapse_shape %23 [[0, 1], [2], [3]] :
      tensor<2x3x4x11xf32> into tensor<6x4x11xf32>
  %collapsed_9 = tensor.collapse_shape %concat_7 [[0, 1], [2], [3]] :
      tensor<2x3x11x8xf32> into tensor<6x11x8xf32>
  %24 = tensor.empty() : tensor<6x4x8xf32>
  %25 = linalg.fill ins(%cst : f32) outs(%24 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %26 = linalg.batch_matmul ins(%collapsed_8, %collapsed_9 : tensor<6x4x11xf32>,
      tensor<6x11x8xf32>) outs(%25 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_10 = tensor.expand_shape %26 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_10 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @scores_of_two_parts_masked
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, {{%.*}}, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x11x8xf32>, tensor<2x3x11x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<2x1x4x11xi1>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, 0, d2, d3)>
#map2 = affine_map<(d0, d1, d2, d3) -> ()>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @scores_of_two_parts_masked(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x3x6x8xf32>,
    %arg4: tensor<2x3x6x8xf32>, %arg5: tensor<2x1x4x11xi1>) ->
    tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant dense<0xFF800000> : tensor<f32>
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
    %28 = arith.truncf %cst_2 : f64 to f32
    %29 = arith.mulf %in, %28 : f32
    linalg.yield %29 : f32
  } -> tensor<2x3x4x5xf32>
  %6 = tensor.empty() : tensor<2x3x8x6xf32>
  %transposed_4 = linalg.transpose ins(%arg3 : tensor<2x3x6x8xf32>) outs(%6 :
      tensor<2x3x8x6xf32>) permutation = [0, 1, 3, 2]
  %collapsed_5 = tensor.collapse_shape %transposed_4 [[0, 1], [2], [3]] :
      tensor<2x3x8x6xf32> into tensor<6x8x6xf32>
  %7 = tensor.empty() : tensor<6x4x6xf32>
  %8 = linalg.fill ins(%cst : f32) outs(%7 : tensor<6x4x6xf32>) ->
      tensor<6x4x6xf32>
  %9 = linalg.batch_matmul ins(%collapsed, %collapsed_5 : tensor<6x4x8xf32>,
      tensor<6x8x6xf32>) outs(%8 : tensor<6x4x6xf32>) -> tensor<6x4x6xf32>
  %expanded_6 = tensor.expand_shape %9 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 6] : tensor<6x4x6xf32> into tensor<2x3x4x6xf32>
  %10 = tensor.empty() : tensor<2x3x4x6xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_6 :
      tensor<2x3x4x6xf32>) outs(%10 : tensor<2x3x4x6xf32>) {
  ^bb0(%in: f32, %out: f32):
    %28 = arith.truncf %cst_2 : f64 to f32
    %29 = arith.mulf %in, %28 : f32
    linalg.yield %29 : f32
  } -> tensor<2x3x4x6xf32>
  %concat = tensor.concat dim(3) %5, %11 : (tensor<2x3x4x5xf32>,
      tensor<2x3x4x6xf32>) -> tensor<2x3x4x11xf32>
  %12 = tensor.empty() : tensor<2x3x4x11xf32>
  %13 = linalg.generic {indexing_maps = [#map1, #map, #map2, #map],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%arg5, %concat, %cst_1 : tensor<2x1x4x11xi1>, tensor<2x3x4x11xf32>,
      tensor<f32>) outs(%12 : tensor<2x3x4x11xf32>) {
  ^bb0(%in: i1, %in_12: f32, %in_13: f32, %out: f32):
    %28 = arith.select %in, %in_12, %in_13 : f32
    linalg.yield %28 : f32
  } -> tensor<2x3x4x11xf32>
  %14 = tensor.empty() : tensor<2x3x4xi64>
  %15 = linalg.fill ins(%c0_i64 : i64) outs(%14 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %16 = tensor.empty() : tensor<2x3x4xf32>
  %17 = linalg.fill ins(%cst_0 : f32) outs(%16 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %18:2 = linalg.generic {indexing_maps = [#map, #map3, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%13 :
      tensor<2x3x4x11xf32>) outs(%17, %15 : tensor<2x3x4xf32>,
      tensor<2x3x4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_12: i64):
    %28 = linalg.index 3 : index
    %29 = arith.index_cast %28 : index to i64
    %30 = arith.maximumf %in, %out : f32
    %31 = arith.cmpf ogt, %in, %out : f32
    %32 = arith.select %31, %29, %out_12 : i64
    linalg.yield %30, %32 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_7 = tensor.expand_shape %18#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %19 = linalg.generic {indexing_maps = [#map, #map4, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%13, %expanded_7 :
      tensor<2x3x4x11xf32>, tensor<2x3x4x1xf32>) outs(%12 :
      tensor<2x3x4x11xf32>) {
  ^bb0(%in: f32, %in_12: f32, %out: f32):
    %28 = arith.subf %in, %in_12 : f32
    linalg.yield %28 : f32
  } -> tensor<2x3x4x11xf32>
  %20 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%19 :
      tensor<2x3x4x11xf32>) outs(%12 : tensor<2x3x4x11xf32>) {
  ^bb0(%in: f32, %out: f32):
    %28 = math.exp %in : f32
    linalg.yield %28 : f32
  } -> tensor<2x3x4x11xf32>
  %21 = tensor.empty() : tensor<2x3x4x1xf32>
  %22 = linalg.fill ins(%cst : f32) outs(%21 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %23 = linalg.generic {indexing_maps = [#map, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%20 :
      tensor<2x3x4x11xf32>) outs(%22 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %28 = arith.addf %in, %out : f32
    linalg.yield %28 : f32
  } -> tensor<2x3x4x1xf32>
  %24 = linalg.generic {indexing_maps = [#map, #map4, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%20, %23 :
      tensor<2x3x4x11xf32>, tensor<2x3x4x1xf32>) outs(%12 :
      tensor<2x3x4x11xf32>) {
  ^bb0(%in: f32, %in_12: f32, %out: f32):
    %28 = arith.divf %in, %in_12 : f32
    linalg.yield %28 : f32
  } -> tensor<2x3x4x11xf32>
  %concat_8 = tensor.concat dim(2) %arg2, %arg4 : (tensor<2x3x5x8xf32>,
      tensor<2x3x6x8xf32>) -> tensor<2x3x11x8xf32>
  %collapsed_9 = tensor.collapse_shape %24 [[0, 1], [2], [3]] :
      tensor<2x3x4x11xf32> into tensor<6x4x11xf32>
  %collapsed_10 = tensor.collapse_shape %concat_8 [[0, 1], [2], [3]] :
      tensor<2x3x11x8xf32> into tensor<6x11x8xf32>
  %25 = tensor.empty() : tensor<6x4x8xf32>
  %26 = linalg.fill ins(%cst : f32) outs(%25 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %27 = linalg.batch_matmul ins(%collapsed_9, %collapsed_10 :
      tensor<6x4x11xf32>, tensor<6x11x8xf32>) outs(%26 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %expanded_11 = tensor.expand_shape %27 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_11 : tensor<2x3x4x8xf32>
}

// -----

// The weights are cut where the scores were not.
// CHECK-LABEL: func @keys_split_elsewhere
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x6x8xf32>, tensor<2x3x6x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @keys_split_elsewhere(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x6x8xf32>, %arg2: tensor<2x3x6x8xf32>) -> tensor<2x3x4x8xf32> {
  %c0_i64 = arith.constant 0 : i64
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 3.000000e-01 : f64
  %extracted_slice = tensor.extract_slice %arg1[0, 0, 0, 0] [2, 3, 2, 8]
      [1, 1, 1, 1] : tensor<2x3x6x8xf32> to tensor<2x3x2x8xf32>
  %0 = tensor.empty() : tensor<2x3x8x2xf32>
  %transposed = linalg.transpose ins(%extracted_slice : tensor<2x3x2x8xf32>)
      outs(%0 : tensor<2x3x8x2xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %collapsed_2 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x8x2xf32> into tensor<6x8x2xf32>
  %1 = tensor.empty() : tensor<6x4x2xf32>
  %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<6x4x2xf32>) ->
      tensor<6x4x2xf32>
  %3 = linalg.batch_matmul ins(%collapsed, %collapsed_2 : tensor<6x4x8xf32>,
      tensor<6x8x2xf32>) outs(%2 : tensor<6x4x2xf32>) -> tensor<6x4x2xf32>
  %expanded = tensor.expand_shape %3 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 2] : tensor<6x4x2xf32> into tensor<2x3x4x2xf32>
  %extracted_slice_3 = tensor.extract_slice %arg1[0, 0, 2, 0] [2, 3, 4, 8]
      [1, 1, 1, 1] : tensor<2x3x6x8xf32> to tensor<2x3x4x8xf32>
  %4 = tensor.empty() : tensor<2x3x8x4xf32>
  %transposed_4 = linalg.transpose ins(%extracted_slice_3 : tensor<2x3x4x8xf32>)
      outs(%4 : tensor<2x3x8x4xf32>) permutation = [0, 1, 3, 2]
  %collapsed_5 = tensor.collapse_shape %transposed_4 [[0, 1], [2], [3]] :
      tensor<2x3x8x4xf32> into tensor<6x8x4xf32>
  %5 = tensor.empty() : tensor<6x4x4xf32>
  %6 = linalg.fill ins(%cst : f32) outs(%5 : tensor<6x4x4xf32>) ->
      tensor<6x4x4xf32>
  %7 = linalg.batch_matmul ins(%collapsed, %collapsed_5 : tensor<6x4x8xf32>,
      tensor<6x8x4xf32>) outs(%6 : tensor<6x4x4xf32>) -> tensor<6x4x4xf32>
  %expanded_6 = tensor.expand_shape %7 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 4] : tensor<6x4x4xf32> into tensor<2x3x4x4xf32>
  %concat = tensor.concat dim(3) %expanded, %expanded_6 : (tensor<2x3x4x2xf32>,
      tensor<2x3x4x4xf32>) -> tensor<2x3x4x6xf32>
  %8 = tensor.empty() : tensor<2x3x4x6xf32>
  %9 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%concat :
      tensor<2x3x4x6xf32>) outs(%8 : tensor<2x3x4x6xf32>) {
  ^bb0(%in: f32, %out: f32):
    %27 = arith.truncf %cst_1 : f64 to f32
    %28 = arith.mulf %in, %27 : f32
    linalg.yield %28 : f32
  } -> tensor<2x3x4x6xf32>
  %10 = tensor.empty() : tensor<2x3x4xi64>
  %11 = linalg.fill ins(%c0_i64 : i64) outs(%10 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %12 = tensor.empty() : tensor<2x3x4xf32>
  %13 = linalg.fill ins(%cst_0 : f32) outs(%12 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %14:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%9 :
      tensor<2x3x4x6xf32>) outs(%13, %11 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_18: i64):
    %27 = linalg.index 3 : index
    %28 = arith.index_cast %27 : index to i64
    %29 = arith.maximumf %in, %out : f32
    %30 = arith.cmpf ogt, %in, %out : f32
    %31 = arith.select %30, %28, %out_18 : i64
    linalg.yield %29, %31 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_7 = tensor.expand_shape %14#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %15 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%9, %expanded_7 :
      tensor<2x3x4x6xf32>, tensor<2x3x4x1xf32>) outs(%8 : tensor<2x3x4x6xf32>) {
  ^bb0(%in: f32, %in_18: f32, %out: f32):
    %27 = arith.subf %in, %in_18 : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x6xf32>
  %16 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%15 :
      tensor<2x3x4x6xf32>) outs(%8 : tensor<2x3x4x6xf32>) {
  ^bb0(%in: f32, %out: f32):
    %27 = math.exp %in : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x6xf32>
  %17 = tensor.empty() : tensor<2x3x4x1xf32>
  %18 = linalg.fill ins(%cst : f32) outs(%17 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %19 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%16 :
      tensor<2x3x4x6xf32>) outs(%18 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %27 = arith.addf %in, %out : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x1xf32>
  %20 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%16, %19 :
      tensor<2x3x4x6xf32>, tensor<2x3x4x1xf32>) outs(%8 : tensor<2x3x4x6xf32>) {
  ^bb0(%in: f32, %in_18: f32, %out: f32):
    %27 = arith.divf %in, %in_18 : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x6xf32>
  %extracted_slice_8 = tensor.extract_slice %20[0, 0, 0, 0] [2, 3, 4, 4]
      [1, 1, 1, 1] : tensor<2x3x4x6xf32> to tensor<2x3x4x4xf32>
  %extracted_slice_9 = tensor.extract_slice %arg2[0, 0, 0, 0] [2, 3, 4, 8]
      [1, 1, 1, 1] : tensor<2x3x6x8xf32> to tensor<2x3x4x8xf32>
  %collapsed_10 = tensor.collapse_shape %extracted_slice_8 [[0, 1], [2], [3]] :
      tensor<2x3x4x4xf32> into tensor<6x4x4xf32>
  %collapsed_11 = tensor.collapse_shape %extracted_slice_9 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %21 = tensor.empty() : tensor<6x4x8xf32>
  %22 = linalg.fill ins(%cst : f32) outs(%21 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %23 = linalg.batch_matmul ins(%collapsed_10, %collapsed_11 :
      tensor<6x4x4xf32>, tensor<6x4x8xf32>) outs(%22 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %expanded_12 = tensor.expand_shape %23 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  %extracted_slice_13 = tensor.extract_slice %20[0, 0, 0, 4] [2, 3, 4, 2]
      [1, 1, 1, 1] : tensor<2x3x4x6xf32> to tensor<2x3x4x2xf32>
  %extracted_slice_14 = tensor.extract_slice %arg2[0, 0, 4, 0] [2, 3, 2, 8]
      [1, 1, 1, 1] : tensor<2x3x6x8xf32> to tensor<2x3x2x8xf32>
  %collapsed_15 = tensor.collapse_shape %extracted_slice_13 [[0, 1], [2], [3]] :
      tensor<2x3x4x2xf32> into tensor<6x4x2xf32>
  %collapsed_16 = tensor.collapse_shape %extracted_slice_14 [[0, 1], [2], [3]] :
      tensor<2x3x2x8xf32> into tensor<6x2x8xf32>
  %24 = linalg.batch_matmul ins(%collapsed_15, %collapsed_16 :
      tensor<6x4x2xf32>, tensor<6x2x8xf32>) outs(%22 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %expanded_17 = tensor.expand_shape %24 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  %25 = tensor.empty() : tensor<2x3x4x8xf32>
  %26 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_12,
      %expanded_17 : tensor<2x3x4x8xf32>, tensor<2x3x4x8xf32>) outs(%25 :
      tensor<2x3x4x8xf32>) {
  ^bb0(%in: f32, %in_18: f32, %out: f32):
    %27 = arith.addf %in, %in_18 : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x8xf32>
  return %26 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @queries_in_halves
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @queries_in_halves(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %c0_i64 = arith.constant 0 : i64
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 3.000000e-01 : f64
  %extracted_slice = tensor.extract_slice %arg0[0, 0, 0, 0] [2, 3, 3, 8]
      [1, 1, 1, 1] : tensor<2x3x4x8xf32> to tensor<2x3x3x8xf32>
  %0 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf32>) outs(%0 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %extracted_slice [[0, 1], [2], [3]] :
      tensor<2x3x3x8xf32> into tensor<6x3x8xf32>
  %collapsed_2 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %1 = tensor.empty() : tensor<6x3x5xf32>
  %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<6x3x5xf32>) ->
      tensor<6x3x5xf32>
  %3 = linalg.batch_matmul ins(%collapsed, %collapsed_2 : tensor<6x3x8xf32>,
      tensor<6x8x5xf32>) outs(%2 : tensor<6x3x5xf32>) -> tensor<6x3x5xf32>
  %expanded = tensor.expand_shape %3 [[0, 1], [2], [3]] output_shape
      [2, 3, 3, 5] : tensor<6x3x5xf32> into tensor<2x3x3x5xf32>
  %extracted_slice_3 = tensor.extract_slice %arg0[0, 0, 3, 0] [2, 3, 1, 8]
      [1, 1, 1, 1] : tensor<2x3x4x8xf32> to tensor<2x3x1x8xf32>
  %collapsed_4 = tensor.collapse_shape %extracted_slice_3 [[0, 1], [2], [3]] :
      tensor<2x3x1x8xf32> into tensor<6x1x8xf32>
  %4 = tensor.empty() : tensor<6x1x5xf32>
  %5 = linalg.fill ins(%cst : f32) outs(%4 : tensor<6x1x5xf32>) ->
      tensor<6x1x5xf32>
  %6 = linalg.batch_matmul ins(%collapsed_4, %collapsed_2 : tensor<6x1x8xf32>,
      tensor<6x8x5xf32>) outs(%5 : tensor<6x1x5xf32>) -> tensor<6x1x5xf32>
  %expanded_5 = tensor.expand_shape %6 [[0, 1], [2], [3]] output_shape
      [2, 3, 1, 5] : tensor<6x1x5xf32> into tensor<2x3x1x5xf32>
  %concat = tensor.concat dim(2) %expanded, %expanded_5 : (tensor<2x3x3x5xf32>,
      tensor<2x3x1x5xf32>) -> tensor<2x3x4x5xf32>
  %7 = tensor.empty() : tensor<2x3x4x5xf32>
  %8 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%concat :
      tensor<2x3x4x5xf32>) outs(%7 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %23 = arith.truncf %cst_1 : f64 to f32
    %24 = arith.mulf %in, %23 : f32
    linalg.yield %24 : f32
  } -> tensor<2x3x4x5xf32>
  %9 = tensor.empty() : tensor<2x3x4xi64>
  %10 = linalg.fill ins(%c0_i64 : i64) outs(%9 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %11 = tensor.empty() : tensor<2x3x4xf32>
  %12 = linalg.fill ins(%cst_0 : f32) outs(%11 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %13:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
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
  %14 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%8, %expanded_6 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%7 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %23 = arith.subf %in, %in_10 : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x5xf32>
  %15 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%14 :
      tensor<2x3x4x5xf32>) outs(%7 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %23 = math.exp %in : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x5xf32>
  %16 = tensor.empty() : tensor<2x3x4x1xf32>
  %17 = linalg.fill ins(%cst : f32) outs(%16 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %18 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%15 :
      tensor<2x3x4x5xf32>) outs(%17 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %23 = arith.addf %in, %out : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x1xf32>
  %19 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%15, %18 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%7 : tensor<2x3x4x5xf32>) {
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

// CHECK-LABEL: func @queries_one_by_one
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @queries_one_by_one(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %c0_i64 = arith.constant 0 : i64
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 3.000000e-01 : f64
  %extracted_slice = tensor.extract_slice %arg0[0, 0, 0, 0] [2, 3, 1, 8]
      [1, 1, 1, 1] : tensor<2x3x4x8xf32> to tensor<2x3x1x8xf32>
  %collapsed = tensor.collapse_shape %extracted_slice [[0], [1, 2], [3]] :
      tensor<2x3x1x8xf32> into tensor<2x3x8xf32>
  %expanded = tensor.expand_shape %collapsed [[0], [1], [2, 3]] output_shape
      [2, 3, 8, 1] : tensor<2x3x8xf32> into tensor<2x3x8x1xf32>
  %collapsed_2 = tensor.collapse_shape %arg1 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %collapsed_3 = tensor.collapse_shape %expanded [[0, 1], [2], [3]] :
      tensor<2x3x8x1xf32> into tensor<6x8x1xf32>
  %0 = tensor.empty() : tensor<6x5x1xf32>
  %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<6x5x1xf32>) ->
      tensor<6x5x1xf32>
  %2 = linalg.batch_matmul ins(%collapsed_2, %collapsed_3 : tensor<6x5x8xf32>,
      tensor<6x8x1xf32>) outs(%1 : tensor<6x5x1xf32>) -> tensor<6x5x1xf32>
  %expanded_4 = tensor.expand_shape %2 [[0, 1], [2], [3]] output_shape
      [2, 3, 5, 1] : tensor<6x5x1xf32> into tensor<2x3x5x1xf32>
  %collapsed_5 = tensor.collapse_shape %expanded_4 [[0], [1], [2, 3]] :
      tensor<2x3x5x1xf32> into tensor<2x3x5xf32>
  %extracted_slice_6 = tensor.extract_slice %arg0[0, 0, 1, 0] [2, 3, 1, 8]
      [1, 1, 1, 1] : tensor<2x3x4x8xf32> to tensor<2x3x1x8xf32>
  %collapsed_7 = tensor.collapse_shape %extracted_slice_6 [[0], [1, 2], [3]] :
      tensor<2x3x1x8xf32> into tensor<2x3x8xf32>
  %expanded_8 = tensor.expand_shape %collapsed_7 [[0], [1], [2, 3]] output_shape
      [2, 3, 8, 1] : tensor<2x3x8xf32> into tensor<2x3x8x1xf32>
  %collapsed_9 = tensor.collapse_shape %expanded_8 [[0, 1], [2], [3]] :
      tensor<2x3x8x1xf32> into tensor<6x8x1xf32>
  %3 = linalg.batch_matmul ins(%collapsed_2, %collapsed_9 : tensor<6x5x8xf32>,
      tensor<6x8x1xf32>) outs(%1 : tensor<6x5x1xf32>) -> tensor<6x5x1xf32>
  %expanded_10 = tensor.expand_shape %3 [[0, 1], [2], [3]] output_shape
      [2, 3, 5, 1] : tensor<6x5x1xf32> into tensor<2x3x5x1xf32>
  %collapsed_11 = tensor.collapse_shape %expanded_10 [[0], [1], [2, 3]] :
      tensor<2x3x5x1xf32> into tensor<2x3x5xf32>
  %extracted_slice_12 = tensor.extract_slice %arg0[0, 0, 2, 0] [2, 3, 1, 8]
      [1, 1, 1, 1] : tensor<2x3x4x8xf32> to tensor<2x3x1x8xf32>
  %collapsed_13 = tensor.collapse_shape %extracted_slice_12 [[0], [1, 2], [3]] :
      tensor<2x3x1x8xf32> into tensor<2x3x8xf32>
  %expanded_14 = tensor.expand_shape %collapsed_13 [[0], [1], [2, 3]]
      output_shape [2, 3, 8, 1] : tensor<2x3x8xf32> into tensor<2x3x8x1xf32>
  %collapsed_15 = tensor.collapse_shape %expanded_14 [[0, 1], [2], [3]] :
      tensor<2x3x8x1xf32> into tensor<6x8x1xf32>
  %4 = linalg.batch_matmul ins(%collapsed_2, %collapsed_15 : tensor<6x5x8xf32>,
      tensor<6x8x1xf32>) outs(%1 : tensor<6x5x1xf32>) -> tensor<6x5x1xf32>
  %expanded_16 = tensor.expand_shape %4 [[0, 1], [2], [3]] output_shape
      [2, 3, 5, 1] : tensor<6x5x1xf32> into tensor<2x3x5x1xf32>
  %collapsed_17 = tensor.collapse_shape %expanded_16 [[0], [1], [2, 3]] :
      tensor<2x3x5x1xf32> into tensor<2x3x5xf32>
  %extracted_slice_18 = tensor.extract_slice %arg0[0, 0, 3, 0] [2, 3, 1, 8]
      [1, 1, 1, 1] : tensor<2x3x4x8xf32> to tensor<2x3x1x8xf32>
  %collapsed_19 = tensor.collapse_shape %extracted_slice_18 [[0], [1, 2], [3]] :
      tensor<2x3x1x8xf32> into tensor<2x3x8xf32>
  %expanded_20 = tensor.expand_shape %collapsed_19 [[0], [1], [2, 3]]
      output_shape [2, 3, 8, 1] : tensor<2x3x8xf32> into tensor<2x3x8x1xf32>
  %collapsed_21 = tensor.collapse_shape %expanded_20 [[0, 1], [2], [3]] :
      tensor<2x3x8x1xf32> into tensor<6x8x1xf32>
  %5 = linalg.batch_matmul ins(%collapsed_2, %collapsed_21 : tensor<6x5x8xf32>,
      tensor<6x8x1xf32>) outs(%1 : tensor<6x5x1xf32>) -> tensor<6x5x1xf32>
  %expanded_22 = tensor.expand_shape %5 [[0, 1], [2], [3]] output_shape
      [2, 3, 5, 1] : tensor<6x5x1xf32> into tensor<2x3x5x1xf32>
  %collapsed_23 = tensor.collapse_shape %expanded_22 [[0], [1], [2, 3]] :
      tensor<2x3x5x1xf32> into tensor<2x3x5xf32>
  %concat = tensor.concat dim(2) %collapsed_5, %collapsed_11, %collapsed_17,
      %collapsed_23 : (tensor<2x3x5xf32>, tensor<2x3x5xf32>, tensor<2x3x5xf32>,
      tensor<2x3x5xf32>) -> tensor<2x3x20xf32>
  %expanded_24 = tensor.expand_shape %concat [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 5] : tensor<2x3x20xf32> into tensor<2x3x4x5xf32>
  %6 = tensor.empty() : tensor<2x3x4x5xf32>
  %7 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_24 :
      tensor<2x3x4x5xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = arith.truncf %cst_1 : f64 to f32
    %23 = arith.mulf %in, %22 : f32
    linalg.yield %23 : f32
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
  ^bb0(%in: f32, %out: f32, %out_29: i64):
    %22 = linalg.index 3 : index
    %23 = arith.index_cast %22 : index to i64
    %24 = arith.maximumf %in, %out : f32
    %25 = arith.cmpf ogt, %in, %out : f32
    %26 = arith.select %25, %23, %out_29 : i64
    linalg.yield %24, %26 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_25 = tensor.expand_shape %12#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %13 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%7, %expanded_25 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_29: f32, %out: f32):
    %22 = arith.subf %in, %in_29 : f32
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
  %17 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%14 :
      tensor<2x3x4x5xf32>) outs(%16 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = arith.addf %in, %out : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x1xf32>
  %18 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%14, %17 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_29: f32, %out: f32):
    %22 = arith.divf %in, %in_29 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_26 = tensor.collapse_shape %18 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_27 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %19 = tensor.empty() : tensor<6x4x8xf32>
  %20 = linalg.fill ins(%cst : f32) outs(%19 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %21 = linalg.batch_matmul ins(%collapsed_26, %collapsed_27 :
      tensor<6x4x5xf32>, tensor<6x5x8xf32>) outs(%20 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %expanded_28 = tensor.expand_shape %21 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_28 : tensor<2x3x4x8xf32>
}

// -----

// Two second products of the same weights.
// CHECK-LABEL: func @columns_in_halves
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x3xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x3xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x5xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.1"} -> tensor<2x3x4x5xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @columns_in_halves(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
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
  ^bb0(%in: f32, %out: f32, %out_10: i64):
    %21 = linalg.index 3 : index
    %22 = arith.index_cast %21 : index to i64
    %23 = arith.maximumf %in, %out : f32
    %24 = arith.cmpf ogt, %in, %out : f32
    %25 = arith.select %24, %22, %out_10 : i64
    linalg.yield %23, %25 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_3 = tensor.expand_shape %10#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5, %expanded_3 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %21 = arith.subf %in, %in_10 : f32
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
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %21 = arith.divf %in, %in_10 : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5xf32>
  %extracted_slice = tensor.extract_slice %arg2[0, 0, 0, 0] [2, 3, 5, 3]
      [1, 1, 1, 1] : tensor<2x3x5x8xf32> to tensor<2x3x5x3xf32>
  %collapsed_4 = tensor.collapse_shape %16 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_5 = tensor.collapse_shape %extracted_slice [[0, 1], [2], [3]] :
      tensor<2x3x5x3xf32> into tensor<6x5x3xf32>
  %17 = tensor.empty() : tensor<6x4x3xf32>
  %18 = linalg.fill ins(%cst : f32) outs(%17 : tensor<6x4x3xf32>) ->
      tensor<6x4x3xf32>
  %19 = linalg.batch_matmul ins(%collapsed_4, %collapsed_5 : tensor<6x4x5xf32>,
      tensor<6x5x3xf32>) outs(%18 : tensor<6x4x3xf32>) -> tensor<6x4x3xf32>
  %expanded_6 = tensor.expand_shape %19 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 3] : tensor<6x4x3xf32> into tensor<2x3x4x3xf32>
  %extracted_slice_7 = tensor.extract_slice %arg2[0, 0, 0, 3] [2, 3, 5, 5]
      [1, 1, 1, 1] : tensor<2x3x5x8xf32> to tensor<2x3x5x5xf32>
  %collapsed_8 = tensor.collapse_shape %extracted_slice_7 [[0, 1], [2], [3]] :
      tensor<2x3x5x5xf32> into tensor<6x5x5xf32>
  %20 = linalg.batch_matmul ins(%collapsed_4, %collapsed_8 : tensor<6x4x5xf32>,
      tensor<6x5x5xf32>) outs(%2 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %expanded_9 = tensor.expand_shape %20 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
  %concat = tensor.concat dim(3) %expanded_6, %expanded_9 :
      (tensor<2x3x4x3xf32>, tensor<2x3x4x5xf32>) -> tensor<2x3x4x8xf32>
  return %concat : tensor<2x3x4x8xf32>
}

// -----

// A part of the keys is shared by the heads, as in DeepSeek.
// CHECK-LABEL: func @query_and_key_of_two_parts
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, %arg4 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @query_and_key_of_two_parts(%arg0: tensor<2x3x4x4xf32>, %arg1:
    tensor<2x3x4x4xf32>, %arg2: tensor<2x3x5x4xf32>, %arg3: tensor<2x1x5x4xf32>,
    %arg4: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %c0_i64 = arith.constant 0 : i64
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 3.000000e-01 : f64
  %concat = tensor.concat dim(3) %arg0, %arg1 : (tensor<2x3x4x4xf32>,
      tensor<2x3x4x4xf32>) -> tensor<2x3x4x8xf32>
  %0 = tensor.empty() : tensor<2x3x5x4xf32>
  %collapsed = tensor.collapse_shape %arg3 [[0, 1], [2], [3]] :
      tensor<2x1x5x4xf32> into tensor<2x5x4xf32>
  %1 = linalg.generic {indexing_maps = [#map, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%collapsed :
      tensor<2x5x4xf32>) outs(%0 : tensor<2x3x5x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x3x5x4xf32>
  %concat_2 = tensor.concat dim(3) %arg2, %1 : (tensor<2x3x5x4xf32>,
      tensor<2x3x5x4xf32>) -> tensor<2x3x5x8xf32>
  %2 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%concat_2 : tensor<2x3x5x8xf32>) outs(%2 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %collapsed_3 = tensor.collapse_shape %concat [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %collapsed_4 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %3 = tensor.empty() : tensor<6x4x5xf32>
  %4 = linalg.fill ins(%cst : f32) outs(%3 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %5 = linalg.batch_matmul ins(%collapsed_3, %collapsed_4 : tensor<6x4x8xf32>,
      tensor<6x8x5xf32>) outs(%4 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %expanded = tensor.expand_shape %5 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
  %6 = tensor.empty() : tensor<2x3x4x5xf32>
  %7 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = arith.truncf %cst_1 : f64 to f32
    %23 = arith.mulf %in, %22 : f32
    linalg.yield %23 : f32
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
  ^bb0(%in: f32, %out: f32, %out_9: i64):
    %22 = linalg.index 3 : index
    %23 = arith.index_cast %22 : index to i64
    %24 = arith.maximumf %in, %out : f32
    %25 = arith.cmpf ogt, %in, %out : f32
    %26 = arith.select %25, %23, %out_9 : i64
    linalg.yield %24, %26 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_5 = tensor.expand_shape %12#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %13 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%7, %expanded_5 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %22 = arith.subf %in, %in_9 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %14 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%13 :
      tensor<2x3x4x5xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = math.exp %in : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %15 = tensor.empty() : tensor<2x3x4x1xf32>
  %16 = linalg.fill ins(%cst : f32) outs(%15 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %17 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%14 :
      tensor<2x3x4x5xf32>) outs(%16 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = arith.addf %in, %out : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x1xf32>
  %18 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%14, %17 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %22 = arith.divf %in, %in_9 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_6 = tensor.collapse_shape %18 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_7 = tensor.collapse_shape %arg4 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %19 = tensor.empty() : tensor<6x4x8xf32>
  %20 = linalg.fill ins(%cst : f32) outs(%19 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %21 = linalg.batch_matmul ins(%collapsed_6, %collapsed_7 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%20 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_8 = tensor.expand_shape %21 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_8 : tensor<2x3x4x8xf32>
}
