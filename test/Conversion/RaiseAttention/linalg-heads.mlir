// RUN: a3-opt %s --split-input-file --a3-raise-attention --canonicalize --cse --mlir-print-local-scope | FileCheck %s
// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-verify-raised

// How heads, windows and keys are laid out and shared in linalg.

// CHECK-LABEL: func @repeated_key_heads
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, %arg1, %arg2 : tensor<2x2x12x8xf32>, tensor<2x2x5x8xf32>, tensor<2x2x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x2x12x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d3, d4)>
#map1 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3, d4)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @repeated_key_heads(%arg0: tensor<2x6x4x8xf32>, %arg1:
    tensor<2x2x5x8xf32>, %arg2: tensor<2x2x5x8xf32>) -> tensor<2x6x4x8xf32> {
  %c0_i64 = arith.constant 0 : i64
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 3.000000e-01 : f64
  %0 = tensor.empty() : tensor<2x2x3x5x8xf32>
  %1 = linalg.generic {indexing_maps = [#map, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%arg1 :
      tensor<2x2x5x8xf32>) outs(%0 : tensor<2x2x3x5x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x2x3x5x8xf32>
  %collapsed = tensor.collapse_shape %1 [[0], [1, 2], [3], [4]] :
      tensor<2x2x3x5x8xf32> into tensor<2x6x5x8xf32>
  %2 = tensor.empty() : tensor<2x6x8x5xf32>
  %transposed = linalg.transpose ins(%collapsed : tensor<2x6x5x8xf32>) outs(%2 :
      tensor<2x6x8x5xf32>) permutation = [0, 1, 3, 2]
  %collapsed_2 = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] :
      tensor<2x6x4x8xf32> into tensor<12x4x8xf32>
  %collapsed_3 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x6x8x5xf32> into tensor<12x8x5xf32>
  %3 = tensor.empty() : tensor<12x4x5xf32>
  %4 = linalg.fill ins(%cst : f32) outs(%3 : tensor<12x4x5xf32>) ->
      tensor<12x4x5xf32>
  %5 = linalg.batch_matmul ins(%collapsed_2, %collapsed_3 : tensor<12x4x8xf32>,
      tensor<12x8x5xf32>) outs(%4 : tensor<12x4x5xf32>) -> tensor<12x4x5xf32>
  %expanded = tensor.expand_shape %5 [[0, 1], [2], [3]] output_shape
      [2, 6, 4, 5] : tensor<12x4x5xf32> into tensor<2x6x4x5xf32>
  %6 = tensor.empty() : tensor<2x6x4x5xf32>
  %7 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded :
      tensor<2x6x4x5xf32>) outs(%6 : tensor<2x6x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %23 = arith.truncf %cst_1 : f64 to f32
    %24 = arith.mulf %in, %23 : f32
    linalg.yield %24 : f32
  } -> tensor<2x6x4x5xf32>
  %8 = tensor.empty() : tensor<2x6x4xi64>
  %9 = linalg.fill ins(%c0_i64 : i64) outs(%8 : tensor<2x6x4xi64>) ->
      tensor<2x6x4xi64>
  %10 = tensor.empty() : tensor<2x6x4xf32>
  %11 = linalg.fill ins(%cst_0 : f32) outs(%10 : tensor<2x6x4xf32>) ->
      tensor<2x6x4xf32>
  %12:2 = linalg.generic {indexing_maps = [#map2, #map3, #map3], iterator_types
      = ["parallel", "parallel", "parallel", "reduction"]} ins(%7 :
      tensor<2x6x4x5xf32>) outs(%11, %9 : tensor<2x6x4xf32>, tensor<2x6x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_8: i64):
    %23 = linalg.index 3 : index
    %24 = arith.index_cast %23 : index to i64
    %25 = arith.maximumf %in, %out : f32
    %26 = arith.cmpf ogt, %in, %out : f32
    %27 = arith.select %26, %24, %out_8 : i64
    linalg.yield %25, %27 : f32, i64
  } -> (tensor<2x6x4xf32>, tensor<2x6x4xi64>)
  %expanded_4 = tensor.expand_shape %12#0 [[0], [1], [2, 3]] output_shape
      [2, 6, 4, 1] : tensor<2x6x4xf32> into tensor<2x6x4x1xf32>
  %13 = linalg.generic {indexing_maps = [#map2, #map4, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%7, %expanded_4 :
      tensor<2x6x4x5xf32>, tensor<2x6x4x1xf32>) outs(%6 : tensor<2x6x4x5xf32>) {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %23 = arith.subf %in, %in_8 : f32
    linalg.yield %23 : f32
  } -> tensor<2x6x4x5xf32>
  %14 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%13 :
      tensor<2x6x4x5xf32>) outs(%6 : tensor<2x6x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %23 = math.exp %in : f32
    linalg.yield %23 : f32
  } -> tensor<2x6x4x5xf32>
  %15 = tensor.empty() : tensor<2x6x4x1xf32>
  %16 = linalg.fill ins(%cst : f32) outs(%15 : tensor<2x6x4x1xf32>) ->
      tensor<2x6x4x1xf32>
  %17 = linalg.generic {indexing_maps = [#map2, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%14 :
      tensor<2x6x4x5xf32>) outs(%16 : tensor<2x6x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %23 = arith.addf %in, %out : f32
    linalg.yield %23 : f32
  } -> tensor<2x6x4x1xf32>
  %18 = linalg.generic {indexing_maps = [#map2, #map4, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%14, %17 :
      tensor<2x6x4x5xf32>, tensor<2x6x4x1xf32>) outs(%6 : tensor<2x6x4x5xf32>) {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %23 = arith.divf %in, %in_8 : f32
    linalg.yield %23 : f32
  } -> tensor<2x6x4x5xf32>
  %19 = linalg.generic {indexing_maps = [#map, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%arg2 :
      tensor<2x2x5x8xf32>) outs(%0 : tensor<2x2x3x5x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x2x3x5x8xf32>
  %collapsed_5 = tensor.collapse_shape %18 [[0, 1], [2], [3]] :
      tensor<2x6x4x5xf32> into tensor<12x4x5xf32>
  %collapsed_6 = tensor.collapse_shape %19 [[0, 1, 2], [3], [4]] :
      tensor<2x2x3x5x8xf32> into tensor<12x5x8xf32>
  %20 = tensor.empty() : tensor<12x4x8xf32>
  %21 = linalg.fill ins(%cst : f32) outs(%20 : tensor<12x4x8xf32>) ->
      tensor<12x4x8xf32>
  %22 = linalg.batch_matmul ins(%collapsed_5, %collapsed_6 : tensor<12x4x5xf32>,
      tensor<12x5x8xf32>) outs(%21 : tensor<12x4x8xf32>) -> tensor<12x4x8xf32>
  %expanded_7 = tensor.expand_shape %22 [[0, 1], [2], [3]] output_shape
      [2, 6, 4, 8] : tensor<12x4x8xf32> into tensor<2x6x4x8xf32>
  return %expanded_7 : tensor<2x6x4x8xf32>
}

// -----

// Heads of keys and values picked by constant indices.
// CHECK-LABEL: func @gather_of_heads
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, {{%.*}}, {{%.*}} : tensor<2x4x4x8xf32>, tensor<2x4x5x8xf32>, tensor<2x4x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x4x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d1)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @gather_of_heads(%arg0: tensor<2x4x4x8xf32>, %arg1:
    tensor<2x2x5x8xf32>, %arg2: tensor<2x2x5x8xf32>) -> tensor<2x4x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 3.000000e-01 : f64
  %cst_2 = arith.constant dense<[0, 0, 1, 1]> : tensor<4xi64>
  %0 = tensor.empty() : tensor<2x4x5x8xf32>
  %1 = linalg.generic {indexing_maps = [#map, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_2 :
      tensor<4xi64>) outs(%0 : tensor<2x4x5x8xf32>) {
  ^bb0(%in: i64, %out: f32):
    %23 = arith.index_cast %in : i64 to index
    %24 = linalg.index 0 : index
    %25 = linalg.index 2 : index
    %26 = linalg.index 3 : index
    %extracted = tensor.extract %arg1[%24, %23, %25, %26] : tensor<2x2x5x8xf32>
    linalg.yield %extracted : f32
  } -> tensor<2x4x5x8xf32>
  %2 = tensor.empty() : tensor<2x4x8x5xf32>
  %transposed = linalg.transpose ins(%1 : tensor<2x4x5x8xf32>) outs(%2 :
      tensor<2x4x8x5xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] :
      tensor<2x4x4x8xf32> into tensor<8x4x8xf32>
  %collapsed_3 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x4x8x5xf32> into tensor<8x8x5xf32>
  %3 = tensor.empty() : tensor<8x4x5xf32>
  %4 = linalg.fill ins(%cst : f32) outs(%3 : tensor<8x4x5xf32>) ->
      tensor<8x4x5xf32>
  %5 = linalg.batch_matmul ins(%collapsed, %collapsed_3 : tensor<8x4x8xf32>,
      tensor<8x8x5xf32>) outs(%4 : tensor<8x4x5xf32>) -> tensor<8x4x5xf32>
  %expanded = tensor.expand_shape %5 [[0, 1], [2], [3]] output_shape
      [2, 4, 4, 5] : tensor<8x4x5xf32> into tensor<2x4x4x5xf32>
  %6 = tensor.empty() : tensor<2x4x4x5xf32>
  %7 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded :
      tensor<2x4x4x5xf32>) outs(%6 : tensor<2x4x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %23 = arith.truncf %cst_1 : f64 to f32
    %24 = arith.mulf %in, %23 : f32
    linalg.yield %24 : f32
  } -> tensor<2x4x4x5xf32>
  %8 = tensor.empty() : tensor<2x4x4xi64>
  %9 = linalg.fill ins(%c0_i64 : i64) outs(%8 : tensor<2x4x4xi64>) ->
      tensor<2x4x4xi64>
  %10 = tensor.empty() : tensor<2x4x4xf32>
  %11 = linalg.fill ins(%cst_0 : f32) outs(%10 : tensor<2x4x4xf32>) ->
      tensor<2x4x4xf32>
  %12:2 = linalg.generic {indexing_maps = [#map1, #map2, #map2], iterator_types
      = ["parallel", "parallel", "parallel", "reduction"]} ins(%7 :
      tensor<2x4x4x5xf32>) outs(%11, %9 : tensor<2x4x4xf32>, tensor<2x4x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_8: i64):
    %23 = linalg.index 3 : index
    %24 = arith.index_cast %23 : index to i64
    %25 = arith.maximumf %in, %out : f32
    %26 = arith.cmpf ogt, %in, %out : f32
    %27 = arith.select %26, %24, %out_8 : i64
    linalg.yield %25, %27 : f32, i64
  } -> (tensor<2x4x4xf32>, tensor<2x4x4xi64>)
  %expanded_4 = tensor.expand_shape %12#0 [[0], [1], [2, 3]] output_shape
      [2, 4, 4, 1] : tensor<2x4x4xf32> into tensor<2x4x4x1xf32>
  %13 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%7, %expanded_4 :
      tensor<2x4x4x5xf32>, tensor<2x4x4x1xf32>) outs(%6 : tensor<2x4x4x5xf32>) {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %23 = arith.subf %in, %in_8 : f32
    linalg.yield %23 : f32
  } -> tensor<2x4x4x5xf32>
  %14 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%13 :
      tensor<2x4x4x5xf32>) outs(%6 : tensor<2x4x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %23 = math.exp %in : f32
    linalg.yield %23 : f32
  } -> tensor<2x4x4x5xf32>
  %15 = tensor.empty() : tensor<2x4x4x1xf32>
  %16 = linalg.fill ins(%cst : f32) outs(%15 : tensor<2x4x4x1xf32>) ->
      tensor<2x4x4x1xf32>
  %17 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%14 :
      tensor<2x4x4x5xf32>) outs(%16 : tensor<2x4x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %23 = arith.addf %in, %out : f32
    linalg.yield %23 : f32
  } -> tensor<2x4x4x1xf32>
  %18 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%14, %17 :
      tensor<2x4x4x5xf32>, tensor<2x4x4x1xf32>) outs(%6 : tensor<2x4x4x5xf32>) {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %23 = arith.divf %in, %in_8 : f32
    linalg.yield %23 : f32
  } -> tensor<2x4x4x5xf32>
  %19 = linalg.generic {indexing_maps = [#map, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_2 :
      tensor<4xi64>) outs(%0 : tensor<2x4x5x8xf32>) {
  ^bb0(%in: i64, %out: f32):
    %23 = arith.index_cast %in : i64 to index
    %24 = linalg.index 0 : index
    %25 = linalg.index 2 : index
    %26 = linalg.index 3 : index
    %extracted = tensor.extract %arg2[%24, %23, %25, %26] : tensor<2x2x5x8xf32>
    linalg.yield %extracted : f32
  } -> tensor<2x4x5x8xf32>
  %collapsed_5 = tensor.collapse_shape %18 [[0, 1], [2], [3]] :
      tensor<2x4x4x5xf32> into tensor<8x4x5xf32>
  %collapsed_6 = tensor.collapse_shape %19 [[0, 1], [2], [3]] :
      tensor<2x4x5x8xf32> into tensor<8x5x8xf32>
  %20 = tensor.empty() : tensor<8x4x8xf32>
  %21 = linalg.fill ins(%cst : f32) outs(%20 : tensor<8x4x8xf32>) ->
      tensor<8x4x8xf32>
  %22 = linalg.batch_matmul ins(%collapsed_5, %collapsed_6 : tensor<8x4x5xf32>,
      tensor<8x5x8xf32>) outs(%21 : tensor<8x4x8xf32>) -> tensor<8x4x8xf32>
  %expanded_7 = tensor.expand_shape %22 [[0, 1], [2], [3]] output_shape
      [2, 4, 4, 8] : tensor<8x4x8xf32> into tensor<2x4x4x8xf32>
  return %expanded_7 : tensor<2x4x4x8xf32>
}

// -----

// An attention for each head, as its products are.
// CHECK-LABEL: func @heads_one_by_one
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<2x4x8xf32>, tensor<2x5x8xf32>, tensor<2x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<2x4x8xf32>, tensor<2x5x8xf32>, tensor<2x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.1"} -> tensor<2x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<2x4x8xf32>, tensor<2x5x8xf32>, tensor<2x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.2"} -> tensor<2x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @heads_one_by_one(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %c0_i64 = arith.constant 0 : i64
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 3.000000e-01 : f64
  %extracted_slice = tensor.extract_slice %arg0[0, 0, 0, 0] [2, 1, 4, 8]
      [1, 1, 1, 1] : tensor<2x3x4x8xf32> to tensor<2x1x4x8xf32>
  %collapsed = tensor.collapse_shape %extracted_slice [[0, 1], [2], [3]] :
      tensor<2x1x4x8xf32> into tensor<2x4x8xf32>
  %extracted_slice_2 = tensor.extract_slice %arg1[0, 0, 0, 0] [2, 1, 5, 8]
      [1, 1, 1, 1] : tensor<2x3x5x8xf32> to tensor<2x1x5x8xf32>
  %collapsed_3 = tensor.collapse_shape %extracted_slice_2 [[0, 1], [2], [3]] :
      tensor<2x1x5x8xf32> into tensor<2x5x8xf32>
  %0 = tensor.empty() : tensor<2x8x5xf32>
  %transposed = linalg.transpose ins(%collapsed_3 : tensor<2x5x8xf32>) outs(%0 :
      tensor<2x8x5xf32>) permutation = [0, 2, 1]
  %1 = tensor.empty() : tensor<2x4x5xf32>
  %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<2x4x5xf32>) ->
      tensor<2x4x5xf32>
  %3 = linalg.batch_matmul ins(%collapsed, %transposed : tensor<2x4x8xf32>,
      tensor<2x8x5xf32>) outs(%2 : tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
  %extracted_slice_4 = tensor.extract_slice %arg0[0, 1, 0, 0] [2, 1, 4, 8]
      [1, 1, 1, 1] : tensor<2x3x4x8xf32> to tensor<2x1x4x8xf32>
  %collapsed_5 = tensor.collapse_shape %extracted_slice_4 [[0, 1], [2], [3]] :
      tensor<2x1x4x8xf32> into tensor<2x4x8xf32>
  %extracted_slice_6 = tensor.extract_slice %arg1[0, 1, 0, 0] [2, 1, 5, 8]
      [1, 1, 1, 1] : tensor<2x3x5x8xf32> to tensor<2x1x5x8xf32>
  %collapsed_7 = tensor.collapse_shape %extracted_slice_6 [[0, 1], [2], [3]] :
      tensor<2x1x5x8xf32> into tensor<2x5x8xf32>
  %transposed_8 = linalg.transpose ins(%collapsed_7 : tensor<2x5x8xf32>) outs(%0
      : tensor<2x8x5xf32>) permutation = [0, 2, 1]
  %4 = linalg.batch_matmul ins(%collapsed_5, %transposed_8 : tensor<2x4x8xf32>,
      tensor<2x8x5xf32>) outs(%2 : tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
  %extracted_slice_9 = tensor.extract_slice %arg0[0, 2, 0, 0] [2, 1, 4, 8]
      [1, 1, 1, 1] : tensor<2x3x4x8xf32> to tensor<2x1x4x8xf32>
  %collapsed_10 = tensor.collapse_shape %extracted_slice_9 [[0, 1], [2], [3]] :
      tensor<2x1x4x8xf32> into tensor<2x4x8xf32>
  %extracted_slice_11 = tensor.extract_slice %arg1[0, 2, 0, 0] [2, 1, 5, 8]
      [1, 1, 1, 1] : tensor<2x3x5x8xf32> to tensor<2x1x5x8xf32>
  %collapsed_12 = tensor.collapse_shape %extracted_slice_11 [[0, 1], [2], [3]] :
      tensor<2x1x5x8xf32> into tensor<2x5x8xf32>
  %transposed_13 = linalg.transpose ins(%collapsed_12 : tensor<2x5x8xf32>)
      outs(%0 : tensor<2x8x5xf32>) permutation = [0, 2, 1]
  %5 = linalg.batch_matmul ins(%collapsed_10, %transposed_13 :
      tensor<2x4x8xf32>, tensor<2x8x5xf32>) outs(%2 : tensor<2x4x5xf32>) ->
      tensor<2x4x5xf32>
  %concat = tensor.concat dim(1) %3, %4, %5 : (tensor<2x4x5xf32>,
      tensor<2x4x5xf32>, tensor<2x4x5xf32>) -> tensor<2x12x5xf32>
  %expanded = tensor.expand_shape %concat [[0], [1, 2], [3]] output_shape
      [2, 3, 4, 5] : tensor<2x12x5xf32> into tensor<2x3x4x5xf32>
  %6 = tensor.empty() : tensor<2x3x4x5xf32>
  %7 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %24 = arith.truncf %cst_1 : f64 to f32
    %25 = arith.mulf %in, %24 : f32
    linalg.yield %25 : f32
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
    %24 = linalg.index 3 : index
    %25 = arith.index_cast %24 : index to i64
    %26 = arith.maximumf %in, %out : f32
    %27 = arith.cmpf ogt, %in, %out : f32
    %28 = arith.select %27, %25, %out_29 : i64
    linalg.yield %26, %28 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_14 = tensor.expand_shape %12#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %13 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%7, %expanded_14 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_29: f32, %out: f32):
    %24 = arith.subf %in, %in_29 : f32
    linalg.yield %24 : f32
  } -> tensor<2x3x4x5xf32>
  %14 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%13 :
      tensor<2x3x4x5xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %24 = math.exp %in : f32
    linalg.yield %24 : f32
  } -> tensor<2x3x4x5xf32>
  %15 = tensor.empty() : tensor<2x3x4x1xf32>
  %16 = linalg.fill ins(%cst : f32) outs(%15 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %17 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%14 :
      tensor<2x3x4x5xf32>) outs(%16 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %24 = arith.addf %in, %out : f32
    linalg.yield %24 : f32
  } -> tensor<2x3x4x1xf32>
  %18 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%14, %17 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_29: f32, %out: f32):
    %24 = arith.divf %in, %in_29 : f32
    linalg.yield %24 : f32
  } -> tensor<2x3x4x5xf32>
  %extracted_slice_15 = tensor.extract_slice %18[0, 0, 0, 0] [2, 1, 4, 5]
      [1, 1, 1, 1] : tensor<2x3x4x5xf32> to tensor<2x1x4x5xf32>
  %collapsed_16 = tensor.collapse_shape %extracted_slice_15 [[0, 1], [2], [3]] :
      tensor<2x1x4x5xf32> into tensor<2x4x5xf32>
  %extracted_slice_17 = tensor.extract_slice %arg2[0, 0, 0, 0] [2, 1, 5, 8]
      [1, 1, 1, 1] : tensor<2x3x5x8xf32> to tensor<2x1x5x8xf32>
  %collapsed_18 = tensor.collapse_shape %extracted_slice_17 [[0, 1], [2], [3]] :
      tensor<2x1x5x8xf32> into tensor<2x5x8xf32>
  %19 = tensor.empty() : tensor<2x4x8xf32>
  %20 = linalg.fill ins(%cst : f32) outs(%19 : tensor<2x4x8xf32>) ->
      tensor<2x4x8xf32>
  %21 = linalg.batch_matmul ins(%collapsed_16, %collapsed_18 :
      tensor<2x4x5xf32>, tensor<2x5x8xf32>) outs(%20 : tensor<2x4x8xf32>) ->
      tensor<2x4x8xf32>
  %extracted_slice_19 = tensor.extract_slice %18[0, 1, 0, 0] [2, 1, 4, 5]
      [1, 1, 1, 1] : tensor<2x3x4x5xf32> to tensor<2x1x4x5xf32>
  %collapsed_20 = tensor.collapse_shape %extracted_slice_19 [[0, 1], [2], [3]] :
      tensor<2x1x4x5xf32> into tensor<2x4x5xf32>
  %extracted_slice_21 = tensor.extract_slice %arg2[0, 1, 0, 0] [2, 1, 5, 8]
      [1, 1, 1, 1] : tensor<2x3x5x8xf32> to tensor<2x1x5x8xf32>
  %collapsed_22 = tensor.collapse_shape %extracted_slice_21 [[0, 1], [2], [3]] :
      tensor<2x1x5x8xf32> into tensor<2x5x8xf32>
  %22 = linalg.batch_matmul ins(%collapsed_20, %collapsed_22 :
      tensor<2x4x5xf32>, tensor<2x5x8xf32>) outs(%20 : tensor<2x4x8xf32>) ->
      tensor<2x4x8xf32>
  %extracted_slice_23 = tensor.extract_slice %18[0, 2, 0, 0] [2, 1, 4, 5]
      [1, 1, 1, 1] : tensor<2x3x4x5xf32> to tensor<2x1x4x5xf32>
  %collapsed_24 = tensor.collapse_shape %extracted_slice_23 [[0, 1], [2], [3]] :
      tensor<2x1x4x5xf32> into tensor<2x4x5xf32>
  %extracted_slice_25 = tensor.extract_slice %arg2[0, 2, 0, 0] [2, 1, 5, 8]
      [1, 1, 1, 1] : tensor<2x3x5x8xf32> to tensor<2x1x5x8xf32>
  %collapsed_26 = tensor.collapse_shape %extracted_slice_25 [[0, 1], [2], [3]] :
      tensor<2x1x5x8xf32> into tensor<2x5x8xf32>
  %23 = linalg.batch_matmul ins(%collapsed_24, %collapsed_26 :
      tensor<2x4x5xf32>, tensor<2x5x8xf32>) outs(%20 : tensor<2x4x8xf32>) ->
      tensor<2x4x8xf32>
  %concat_27 = tensor.concat dim(1) %21, %22, %23 : (tensor<2x4x8xf32>,
      tensor<2x4x8xf32>, tensor<2x4x8xf32>) -> tensor<2x12x8xf32>
  %expanded_28 = tensor.expand_shape %concat_27 [[0], [1, 2], [3]] output_shape
      [2, 3, 4, 8] : tensor<2x12x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_28 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @scores_head_by_head
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @scores_head_by_head(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %c0_i64 = arith.constant 0 : i64
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 3.000000e-01 : f64
  %extracted_slice = tensor.extract_slice %arg0[0, 0, 0, 0] [2, 1, 4, 8]
      [1, 1, 1, 1] : tensor<2x3x4x8xf32> to tensor<2x1x4x8xf32>
  %collapsed = tensor.collapse_shape %extracted_slice [[0, 1], [2], [3]] :
      tensor<2x1x4x8xf32> into tensor<2x4x8xf32>
  %extracted_slice_2 = tensor.extract_slice %arg1[0, 0, 0, 0] [2, 1, 5, 8]
      [1, 1, 1, 1] : tensor<2x3x5x8xf32> to tensor<2x1x5x8xf32>
  %collapsed_3 = tensor.collapse_shape %extracted_slice_2 [[0, 1], [2], [3]] :
      tensor<2x1x5x8xf32> into tensor<2x5x8xf32>
  %0 = tensor.empty() : tensor<2x8x5xf32>
  %transposed = linalg.transpose ins(%collapsed_3 : tensor<2x5x8xf32>) outs(%0 :
      tensor<2x8x5xf32>) permutation = [0, 2, 1]
  %1 = tensor.empty() : tensor<2x4x5xf32>
  %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<2x4x5xf32>) ->
      tensor<2x4x5xf32>
  %3 = linalg.batch_matmul ins(%collapsed, %transposed : tensor<2x4x8xf32>,
      tensor<2x8x5xf32>) outs(%2 : tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
  %extracted_slice_4 = tensor.extract_slice %arg0[0, 1, 0, 0] [2, 1, 4, 8]
      [1, 1, 1, 1] : tensor<2x3x4x8xf32> to tensor<2x1x4x8xf32>
  %collapsed_5 = tensor.collapse_shape %extracted_slice_4 [[0, 1], [2], [3]] :
      tensor<2x1x4x8xf32> into tensor<2x4x8xf32>
  %extracted_slice_6 = tensor.extract_slice %arg1[0, 1, 0, 0] [2, 1, 5, 8]
      [1, 1, 1, 1] : tensor<2x3x5x8xf32> to tensor<2x1x5x8xf32>
  %collapsed_7 = tensor.collapse_shape %extracted_slice_6 [[0, 1], [2], [3]] :
      tensor<2x1x5x8xf32> into tensor<2x5x8xf32>
  %transposed_8 = linalg.transpose ins(%collapsed_7 : tensor<2x5x8xf32>) outs(%0
      : tensor<2x8x5xf32>) permutation = [0, 2, 1]
  %4 = linalg.batch_matmul ins(%collapsed_5, %transposed_8 : tensor<2x4x8xf32>,
      tensor<2x8x5xf32>) outs(%2 : tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
  %extracted_slice_9 = tensor.extract_slice %arg0[0, 2, 0, 0] [2, 1, 4, 8]
      [1, 1, 1, 1] : tensor<2x3x4x8xf32> to tensor<2x1x4x8xf32>
  %collapsed_10 = tensor.collapse_shape %extracted_slice_9 [[0, 1], [2], [3]] :
      tensor<2x1x4x8xf32> into tensor<2x4x8xf32>
  %extracted_slice_11 = tensor.extract_slice %arg1[0, 2, 0, 0] [2, 1, 5, 8]
      [1, 1, 1, 1] : tensor<2x3x5x8xf32> to tensor<2x1x5x8xf32>
  %collapsed_12 = tensor.collapse_shape %extracted_slice_11 [[0, 1], [2], [3]] :
      tensor<2x1x5x8xf32> into tensor<2x5x8xf32>
  %transposed_13 = linalg.transpose ins(%collapsed_12 : tensor<2x5x8xf32>)
      outs(%0 : tensor<2x8x5xf32>) permutation = [0, 2, 1]
  %5 = linalg.batch_matmul ins(%collapsed_10, %transposed_13 :
      tensor<2x4x8xf32>, tensor<2x8x5xf32>) outs(%2 : tensor<2x4x5xf32>) ->
      tensor<2x4x5xf32>
  %concat = tensor.concat dim(1) %3, %4, %5 : (tensor<2x4x5xf32>,
      tensor<2x4x5xf32>, tensor<2x4x5xf32>) -> tensor<2x12x5xf32>
  %expanded = tensor.expand_shape %concat [[0], [1, 2], [3]] output_shape
      [2, 3, 4, 5] : tensor<2x12x5xf32> into tensor<2x3x4x5xf32>
  %6 = tensor.empty() : tensor<2x3x4x5xf32>
  %7 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
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
  %12:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%7 :
      tensor<2x3x4x5xf32>) outs(%11, %9 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_18: i64):
    %22 = linalg.index 3 : index
    %23 = arith.index_cast %22 : index to i64
    %24 = arith.maximumf %in, %out : f32
    %25 = arith.cmpf ogt, %in, %out : f32
    %26 = arith.select %25, %23, %out_18 : i64
    linalg.yield %24, %26 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_14 = tensor.expand_shape %12#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %13 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%7, %expanded_14 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_18: f32, %out: f32):
    %22 = arith.subf %in, %in_18 : f32
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
  ^bb0(%in: f32, %in_18: f32, %out: f32):
    %22 = arith.divf %in, %in_18 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_15 = tensor.collapse_shape %18 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_16 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %19 = tensor.empty() : tensor<6x4x8xf32>
  %20 = linalg.fill ins(%cst : f32) outs(%19 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %21 = linalg.batch_matmul ins(%collapsed_15, %collapsed_16 :
      tensor<6x4x5xf32>, tensor<6x5x8xf32>) outs(%20 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %expanded_17 = tensor.expand_shape %21 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_17 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @heads_concatenated
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<2x4x8xf32>, tensor<2x5x8xf32>, tensor<2x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<2x4x8xf32>, tensor<2x5x8xf32>, tensor<2x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.1"} -> tensor<2x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<2x4x8xf32>, tensor<2x5x8xf32>, tensor<2x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.2"} -> tensor<2x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map1 = affine_map<(d0, d1, d2) -> (d0, d1)>
#map2 = affine_map<(d0, d1, d2) -> (d0, d1, 0)>
func.func @heads_concatenated(%arg0: tensor<2x4x24xf32>, %arg1:
    tensor<2x5x24xf32>, %arg2: tensor<2x5x24xf32>) -> tensor<2x4x24xf32> {
  %c0_i64 = arith.constant 0 : i64
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 3.000000e-01 : f64
  %extracted_slice = tensor.extract_slice %arg0[0, 0, 0] [2, 4, 8] [1, 1, 1] :
      tensor<2x4x24xf32> to tensor<2x4x8xf32>
  %extracted_slice_2 = tensor.extract_slice %arg1[0, 0, 0] [2, 5, 8] [1, 1, 1] :
      tensor<2x5x24xf32> to tensor<2x5x8xf32>
  %0 = tensor.empty() : tensor<2x8x5xf32>
  %transposed = linalg.transpose ins(%extracted_slice_2 : tensor<2x5x8xf32>)
      outs(%0 : tensor<2x8x5xf32>) permutation = [0, 2, 1]
  %1 = tensor.empty() : tensor<2x4x5xf32>
  %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<2x4x5xf32>) ->
      tensor<2x4x5xf32>
  %3 = linalg.batch_matmul ins(%extracted_slice, %transposed :
      tensor<2x4x8xf32>, tensor<2x8x5xf32>) outs(%2 : tensor<2x4x5xf32>) ->
      tensor<2x4x5xf32>
  %4 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%3 : tensor<2x4x5xf32>) outs(%1
      : tensor<2x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %35 = arith.truncf %cst_1 : f64 to f32
    %36 = arith.mulf %in, %35 : f32
    linalg.yield %36 : f32
  } -> tensor<2x4x5xf32>
  %5 = tensor.empty() : tensor<2x4xi64>
  %6 = linalg.fill ins(%c0_i64 : i64) outs(%5 : tensor<2x4xi64>) ->
      tensor<2x4xi64>
  %7 = tensor.empty() : tensor<2x4xf32>
  %8 = linalg.fill ins(%cst_0 : f32) outs(%7 : tensor<2x4xf32>) ->
      tensor<2x4xf32>
  %9:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "reduction"]} ins(%4 : tensor<2x4x5xf32>)
      outs(%8, %6 : tensor<2x4xf32>, tensor<2x4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_14: i64):
    %35 = linalg.index 2 : index
    %36 = arith.index_cast %35 : index to i64
    %37 = arith.maximumf %in, %out : f32
    %38 = arith.cmpf ogt, %in, %out : f32
    %39 = arith.select %38, %36, %out_14 : i64
    linalg.yield %37, %39 : f32, i64
  } -> (tensor<2x4xf32>, tensor<2x4xi64>)
  %expanded = tensor.expand_shape %9#0 [[0], [1, 2]] output_shape [2, 4, 1] :
      tensor<2x4xf32> into tensor<2x4x1xf32>
  %10 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%4, %expanded :
      tensor<2x4x5xf32>, tensor<2x4x1xf32>) outs(%1 : tensor<2x4x5xf32>) {
  ^bb0(%in: f32, %in_14: f32, %out: f32):
    %35 = arith.subf %in, %in_14 : f32
    linalg.yield %35 : f32
  } -> tensor<2x4x5xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%10 : tensor<2x4x5xf32>) outs(%1
      : tensor<2x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %35 = math.exp %in : f32
    linalg.yield %35 : f32
  } -> tensor<2x4x5xf32>
  %12 = tensor.empty() : tensor<2x4x1xf32>
  %13 = linalg.fill ins(%cst : f32) outs(%12 : tensor<2x4x1xf32>) ->
      tensor<2x4x1xf32>
  %14 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "reduction"]} ins(%11 : tensor<2x4x5xf32>)
      outs(%13 : tensor<2x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %35 = arith.addf %in, %out : f32
    linalg.yield %35 : f32
  } -> tensor<2x4x1xf32>
  %15 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%11, %14 : tensor<2x4x5xf32>,
      tensor<2x4x1xf32>) outs(%1 : tensor<2x4x5xf32>) {
  ^bb0(%in: f32, %in_14: f32, %out: f32):
    %35 = arith.divf %in, %in_14 : f32
    linalg.yield %35 : f32
  } -> tensor<2x4x5xf32>
  %extracted_slice_3 = tensor.extract_slice %arg2[0, 0, 0] [2, 5, 8] [1, 1, 1] :
      tensor<2x5x24xf32> to tensor<2x5x8xf32>
  %16 = tensor.empty() : tensor<2x4x8xf32>
  %17 = linalg.fill ins(%cst : f32) outs(%16 : tensor<2x4x8xf32>) ->
      tensor<2x4x8xf32>
  %18 = linalg.batch_matmul ins(%15, %extracted_slice_3 : tensor<2x4x5xf32>,
      tensor<2x5x8xf32>) outs(%17 : tensor<2x4x8xf32>) -> tensor<2x4x8xf32>
  %extracted_slice_4 = tensor.extract_slice %arg0[0, 0, 8] [2, 4, 8] [1, 1, 1] :
      tensor<2x4x24xf32> to tensor<2x4x8xf32>
  %extracted_slice_5 = tensor.extract_slice %arg1[0, 0, 8] [2, 5, 8] [1, 1, 1] :
      tensor<2x5x24xf32> to tensor<2x5x8xf32>
  %transposed_6 = linalg.transpose ins(%extracted_slice_5 : tensor<2x5x8xf32>)
      outs(%0 : tensor<2x8x5xf32>) permutation = [0, 2, 1]
  %19 = linalg.batch_matmul ins(%extracted_slice_4, %transposed_6 :
      tensor<2x4x8xf32>, tensor<2x8x5xf32>) outs(%2 : tensor<2x4x5xf32>) ->
      tensor<2x4x5xf32>
  %20 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%19 : tensor<2x4x5xf32>) outs(%1
      : tensor<2x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %35 = arith.truncf %cst_1 : f64 to f32
    %36 = arith.mulf %in, %35 : f32
    linalg.yield %36 : f32
  } -> tensor<2x4x5xf32>
  %21:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "reduction"]} ins(%20 : tensor<2x4x5xf32>)
      outs(%8, %6 : tensor<2x4xf32>, tensor<2x4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_14: i64):
    %35 = linalg.index 2 : index
    %36 = arith.index_cast %35 : index to i64
    %37 = arith.maximumf %in, %out : f32
    %38 = arith.cmpf ogt, %in, %out : f32
    %39 = arith.select %38, %36, %out_14 : i64
    linalg.yield %37, %39 : f32, i64
  } -> (tensor<2x4xf32>, tensor<2x4xi64>)
  %expanded_7 = tensor.expand_shape %21#0 [[0], [1, 2]] output_shape [2, 4, 1] :
      tensor<2x4xf32> into tensor<2x4x1xf32>
  %22 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%20, %expanded_7 :
      tensor<2x4x5xf32>, tensor<2x4x1xf32>) outs(%1 : tensor<2x4x5xf32>) {
  ^bb0(%in: f32, %in_14: f32, %out: f32):
    %35 = arith.subf %in, %in_14 : f32
    linalg.yield %35 : f32
  } -> tensor<2x4x5xf32>
  %23 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%22 : tensor<2x4x5xf32>) outs(%1
      : tensor<2x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %35 = math.exp %in : f32
    linalg.yield %35 : f32
  } -> tensor<2x4x5xf32>
  %24 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "reduction"]} ins(%23 : tensor<2x4x5xf32>)
      outs(%13 : tensor<2x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %35 = arith.addf %in, %out : f32
    linalg.yield %35 : f32
  } -> tensor<2x4x1xf32>
  %25 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%23, %24 : tensor<2x4x5xf32>,
      tensor<2x4x1xf32>) outs(%1 : tensor<2x4x5xf32>) {
  ^bb0(%in: f32, %in_14: f32, %out: f32):
    %35 = arith.divf %in, %in_14 : f32
    linalg.yield %35 : f32
  } -> tensor<2x4x5xf32>
  %extracted_slice_8 = tensor.extract_slice %arg2[0, 0, 8] [2, 5, 8] [1, 1, 1] :
      tensor<2x5x24xf32> to tensor<2x5x8xf32>
  %26 = linalg.batch_matmul ins(%25, %extracted_slice_8 : tensor<2x4x5xf32>,
      tensor<2x5x8xf32>) outs(%17 : tensor<2x4x8xf32>) -> tensor<2x4x8xf32>
  %extracted_slice_9 = tensor.extract_slice %arg0[0, 0, 16] [2, 4, 8] [1, 1, 1]
      : tensor<2x4x24xf32> to tensor<2x4x8xf32>
  %extracted_slice_10 = tensor.extract_slice %arg1[0, 0, 16] [2, 5, 8] [1, 1, 1]
      : tensor<2x5x24xf32> to tensor<2x5x8xf32>
  %transposed_11 = linalg.transpose ins(%extracted_slice_10 : tensor<2x5x8xf32>)
      outs(%0 : tensor<2x8x5xf32>) permutation = [0, 2, 1]
  %27 = linalg.batch_matmul ins(%extracted_slice_9, %transposed_11 :
      tensor<2x4x8xf32>, tensor<2x8x5xf32>) outs(%2 : tensor<2x4x5xf32>) ->
      tensor<2x4x5xf32>
  %28 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%27 : tensor<2x4x5xf32>) outs(%1
      : tensor<2x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %35 = arith.truncf %cst_1 : f64 to f32
    %36 = arith.mulf %in, %35 : f32
    linalg.yield %36 : f32
  } -> tensor<2x4x5xf32>
  %29:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "reduction"]} ins(%28 : tensor<2x4x5xf32>)
      outs(%8, %6 : tensor<2x4xf32>, tensor<2x4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_14: i64):
    %35 = linalg.index 2 : index
    %36 = arith.index_cast %35 : index to i64
    %37 = arith.maximumf %in, %out : f32
    %38 = arith.cmpf ogt, %in, %out : f32
    %39 = arith.select %38, %36, %out_14 : i64
    linalg.yield %37, %39 : f32, i64
  } -> (tensor<2x4xf32>, tensor<2x4xi64>)
  %expanded_12 = tensor.expand_shape %29#0 [[0], [1, 2]] output_shape [2, 4, 1]
      : tensor<2x4xf32> into tensor<2x4x1xf32>
  %30 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%28, %expanded_12 :
      tensor<2x4x5xf32>, tensor<2x4x1xf32>) outs(%1 : tensor<2x4x5xf32>) {
  ^bb0(%in: f32, %in_14: f32, %out: f32):
    %35 = arith.subf %in, %in_14 : f32
    linalg.yield %35 : f32
  } -> tensor<2x4x5xf32>
  %31 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%30 : tensor<2x4x5xf32>) outs(%1
      : tensor<2x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %35 = math.exp %in : f32
    linalg.yield %35 : f32
  } -> tensor<2x4x5xf32>
  %32 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "reduction"]} ins(%31 : tensor<2x4x5xf32>)
      outs(%13 : tensor<2x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %35 = arith.addf %in, %out : f32
    linalg.yield %35 : f32
  } -> tensor<2x4x1xf32>
  %33 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%31, %32 : tensor<2x4x5xf32>,
      tensor<2x4x1xf32>) outs(%1 : tensor<2x4x5xf32>) {
  ^bb0(%in: f32, %in_14: f32, %out: f32):
    %35 = arith.divf %in, %in_14 : f32
    linalg.yield %35 : f32
  } -> tensor<2x4x5xf32>
  %extracted_slice_13 = tensor.extract_slice %arg2[0, 0, 16] [2, 5, 8] [1, 1, 1]
      : tensor<2x5x24xf32> to tensor<2x5x8xf32>
  %34 = linalg.batch_matmul ins(%33, %extracted_slice_13 : tensor<2x4x5xf32>,
      tensor<2x5x8xf32>) outs(%17 : tensor<2x4x8xf32>) -> tensor<2x4x8xf32>
  %concat = tensor.concat dim(2) %18, %26, %34 : (tensor<2x4x8xf32>,
      tensor<2x4x8xf32>, tensor<2x4x8xf32>) -> tensor<2x4x24xf32>
  return %concat : tensor<2x4x24xf32>
}

// -----

// Windows are batches, as in Swin.
// CHECK-LABEL: func @windows_of_an_image
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<12x4x8xf32>, tensor<12x4x8xf32>, tensor<12x4x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<12x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map1 = affine_map<(d0, d1, d2) -> (d0, d1)>
#map2 = affine_map<(d0, d1, d2) -> (d0, d1, 0)>
func.func @windows_of_an_image(%arg0: tensor<2x4x6x8xf32>, %arg1:
    tensor<2x4x6x8xf32>, %arg2: tensor<2x4x6x8xf32>) -> tensor<2x4x6x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 3.000000e-01 : f64
  %expanded = tensor.expand_shape %arg0 [[0], [1, 2], [3, 4], [5]] output_shape
      [2, 2, 2, 3, 2, 8] : tensor<2x4x6x8xf32> into tensor<2x2x2x3x2x8xf32>
  %0 = tensor.empty() : tensor<2x2x3x2x2x8xf32>
  %transposed = linalg.transpose ins(%expanded : tensor<2x2x2x3x2x8xf32>)
      outs(%0 : tensor<2x2x3x2x2x8xf32>) permutation = [0, 1, 3, 2, 4, 5]
  %collapsed = tensor.collapse_shape %transposed [[0, 1, 2], [3, 4], [5]] :
      tensor<2x2x3x2x2x8xf32> into tensor<12x4x8xf32>
  %expanded_2 = tensor.expand_shape %arg1 [[0], [1, 2], [3, 4], [5]]
      output_shape [2, 2, 2, 3, 2, 8] : tensor<2x4x6x8xf32> into
      tensor<2x2x2x3x2x8xf32>
  %transposed_3 = linalg.transpose ins(%expanded_2 : tensor<2x2x2x3x2x8xf32>)
      outs(%0 : tensor<2x2x3x2x2x8xf32>) permutation = [0, 1, 3, 2, 4, 5]
  %collapsed_4 = tensor.collapse_shape %transposed_3 [[0, 1, 2], [3, 4], [5]] :
      tensor<2x2x3x2x2x8xf32> into tensor<12x4x8xf32>
  %expanded_5 = tensor.expand_shape %arg2 [[0], [1, 2], [3, 4], [5]]
      output_shape [2, 2, 2, 3, 2, 8] : tensor<2x4x6x8xf32> into
      tensor<2x2x2x3x2x8xf32>
  %transposed_6 = linalg.transpose ins(%expanded_5 : tensor<2x2x2x3x2x8xf32>)
      outs(%0 : tensor<2x2x3x2x2x8xf32>) permutation = [0, 1, 3, 2, 4, 5]
  %collapsed_7 = tensor.collapse_shape %transposed_6 [[0, 1, 2], [3, 4], [5]] :
      tensor<2x2x3x2x2x8xf32> into tensor<12x4x8xf32>
  %1 = tensor.empty() : tensor<12x8x4xf32>
  %transposed_8 = linalg.transpose ins(%collapsed_4 : tensor<12x4x8xf32>)
      outs(%1 : tensor<12x8x4xf32>) permutation = [0, 2, 1]
  %2 = tensor.empty() : tensor<12x4x4xf32>
  %3 = linalg.fill ins(%cst : f32) outs(%2 : tensor<12x4x4xf32>) ->
      tensor<12x4x4xf32>
  %4 = linalg.batch_matmul ins(%collapsed, %transposed_8 : tensor<12x4x8xf32>,
      tensor<12x8x4xf32>) outs(%3 : tensor<12x4x4xf32>) -> tensor<12x4x4xf32>
  %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%4 : tensor<12x4x4xf32>) outs(%2
      : tensor<12x4x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = arith.truncf %cst_1 : f64 to f32
    %22 = arith.mulf %in, %21 : f32
    linalg.yield %22 : f32
  } -> tensor<12x4x4xf32>
  %6 = tensor.empty() : tensor<12x4xi64>
  %7 = linalg.fill ins(%c0_i64 : i64) outs(%6 : tensor<12x4xi64>) ->
      tensor<12x4xi64>
  %8 = tensor.empty() : tensor<12x4xf32>
  %9 = linalg.fill ins(%cst_0 : f32) outs(%8 : tensor<12x4xf32>) ->
      tensor<12x4xf32>
  %10:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "reduction"]} ins(%5 : tensor<12x4x4xf32>)
      outs(%9, %7 : tensor<12x4xf32>, tensor<12x4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_13: i64):
    %21 = linalg.index 2 : index
    %22 = arith.index_cast %21 : index to i64
    %23 = arith.maximumf %in, %out : f32
    %24 = arith.cmpf ogt, %in, %out : f32
    %25 = arith.select %24, %22, %out_13 : i64
    linalg.yield %23, %25 : f32, i64
  } -> (tensor<12x4xf32>, tensor<12x4xi64>)
  %expanded_9 = tensor.expand_shape %10#0 [[0], [1, 2]] output_shape [12, 4, 1]
      : tensor<12x4xf32> into tensor<12x4x1xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%5, %expanded_9 :
      tensor<12x4x4xf32>, tensor<12x4x1xf32>) outs(%2 : tensor<12x4x4xf32>) {
  ^bb0(%in: f32, %in_13: f32, %out: f32):
    %21 = arith.subf %in, %in_13 : f32
    linalg.yield %21 : f32
  } -> tensor<12x4x4xf32>
  %12 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%11 : tensor<12x4x4xf32>)
      outs(%2 : tensor<12x4x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = math.exp %in : f32
    linalg.yield %21 : f32
  } -> tensor<12x4x4xf32>
  %13 = tensor.empty() : tensor<12x4x1xf32>
  %14 = linalg.fill ins(%cst : f32) outs(%13 : tensor<12x4x1xf32>) ->
      tensor<12x4x1xf32>
  %15 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "reduction"]} ins(%12 : tensor<12x4x4xf32>)
      outs(%14 : tensor<12x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = arith.addf %in, %out : f32
    linalg.yield %21 : f32
  } -> tensor<12x4x1xf32>
  %16 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%12, %15 : tensor<12x4x4xf32>,
      tensor<12x4x1xf32>) outs(%2 : tensor<12x4x4xf32>) {
  ^bb0(%in: f32, %in_13: f32, %out: f32):
    %21 = arith.divf %in, %in_13 : f32
    linalg.yield %21 : f32
  } -> tensor<12x4x4xf32>
  %17 = tensor.empty() : tensor<12x4x8xf32>
  %18 = linalg.fill ins(%cst : f32) outs(%17 : tensor<12x4x8xf32>) ->
      tensor<12x4x8xf32>
  %19 = linalg.batch_matmul ins(%16, %collapsed_7 : tensor<12x4x4xf32>,
      tensor<12x4x8xf32>) outs(%18 : tensor<12x4x8xf32>) -> tensor<12x4x8xf32>
  %expanded_10 = tensor.expand_shape %19 [[0, 1, 2], [3, 4], [5]] output_shape
      [2, 2, 3, 2, 2, 8] : tensor<12x4x8xf32> into tensor<2x2x3x2x2x8xf32>
  %20 = tensor.empty() : tensor<2x2x2x3x2x8xf32>
  %transposed_11 = linalg.transpose ins(%expanded_10 : tensor<2x2x3x2x2x8xf32>)
      outs(%20 : tensor<2x2x2x3x2x8xf32>) permutation = [0, 1, 3, 2, 4, 5]
  %collapsed_12 = tensor.collapse_shape %transposed_11
      [[0], [1, 2], [3, 4], [5]] : tensor<2x2x2x3x2x8xf32> into
      tensor<2x4x6x8xf32>
  return %collapsed_12 : tensor<2x4x6x8xf32>
}

// -----

// CHECK-LABEL: func @stored_transposed
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, {{%.*}}, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @stored_transposed(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x8x5xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 3.000000e-01 : f64
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %collapsed_2 = tensor.collapse_shape %arg1 [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %0 = tensor.empty() : tensor<6x4x5xf32>
  %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %2 = linalg.batch_matmul ins(%collapsed, %collapsed_2 : tensor<6x4x8xf32>,
      tensor<6x8x5xf32>) outs(%1 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %expanded = tensor.expand_shape %2 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
  %3 = tensor.empty() : tensor<2x3x4x5xf32>
  %4 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded :
      tensor<2x3x4x5xf32>) outs(%3 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %19 = arith.truncf %cst_1 : f64 to f32
    %20 = arith.mulf %in, %19 : f32
    linalg.yield %20 : f32
  } -> tensor<2x3x4x5xf32>
  %5 = tensor.empty() : tensor<2x3x4xi64>
  %6 = linalg.fill ins(%c0_i64 : i64) outs(%5 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %7 = tensor.empty() : tensor<2x3x4xf32>
  %8 = linalg.fill ins(%cst_0 : f32) outs(%7 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %9:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%4 :
      tensor<2x3x4x5xf32>) outs(%8, %6 : tensor<2x3x4xf32>, tensor<2x3x4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_7: i64):
    %19 = linalg.index 3 : index
    %20 = arith.index_cast %19 : index to i64
    %21 = arith.maximumf %in, %out : f32
    %22 = arith.cmpf ogt, %in, %out : f32
    %23 = arith.select %22, %20, %out_7 : i64
    linalg.yield %21, %23 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_3 = tensor.expand_shape %9#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %10 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%4, %expanded_3 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%3 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_7: f32, %out: f32):
    %19 = arith.subf %in, %in_7 : f32
    linalg.yield %19 : f32
  } -> tensor<2x3x4x5xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%10 :
      tensor<2x3x4x5xf32>) outs(%3 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %19 = math.exp %in : f32
    linalg.yield %19 : f32
  } -> tensor<2x3x4x5xf32>
  %12 = tensor.empty() : tensor<2x3x4x1xf32>
  %13 = linalg.fill ins(%cst : f32) outs(%12 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %14 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%11 :
      tensor<2x3x4x5xf32>) outs(%13 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %19 = arith.addf %in, %out : f32
    linalg.yield %19 : f32
  } -> tensor<2x3x4x1xf32>
  %15 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%11, %14 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%3 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_7: f32, %out: f32):
    %19 = arith.divf %in, %in_7 : f32
    linalg.yield %19 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_4 = tensor.collapse_shape %15 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_5 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %16 = tensor.empty() : tensor<6x4x8xf32>
  %17 = linalg.fill ins(%cst : f32) outs(%16 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %18 = linalg.batch_matmul ins(%collapsed_4, %collapsed_5 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%17 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_6 = tensor.expand_shape %18 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_6 : tensor<2x3x4x8xf32>
}

// -----

// The table is an outer product that is not one of scores.
// CHECK-LABEL: func @rotary_positions
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x4x8xf32>, tensor<2x3x4x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0) -> (d0)>
#map1 = affine_map<(d0, d1) -> (d0, 0)>
#map2 = affine_map<(d0, d1) -> (d1)>
#map3 = affine_map<(d0, d1) -> (d0, d1)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map5 = affine_map<(d0, d1, d2, d3) -> (d2, d3)>
#map6 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map7 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @rotary_positions(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x4x8xf32>, %arg2: tensor<2x3x4x8xf32>) -> tensor<2x3x4x8xf32> {
  %c0_i64 = arith.constant 0 : i64
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 1.000000e+00 : f32
  %cst_1 = arith.constant 0xFF800000 : f32
  %cst_2 = arith.constant 3.000000e-01 : f64
  %cst_3 = arith.constant 4.000000e+00 : f32
  %cst_4 = arith.constant 1.000000e+02 : f32
  %0 = tensor.empty() : tensor<4xi64>
  %1 = linalg.generic {indexing_maps = [#map], iterator_types = ["parallel"]}
      outs(%0 : tensor<4xi64>) {
  ^bb0(%out: i64):
    %41 = linalg.index 0 : index
    %42 = arith.index_cast %41 : index to i64
    linalg.yield %42 : i64
  } -> tensor<4xi64>
  %2 = tensor.empty() : tensor<4xf32>
  %3 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel"]} ins(%1 : tensor<4xi64>) outs(%2 : tensor<4xf32>) {
  ^bb0(%in: i64, %out: f32):
    %41 = arith.sitofp %in : i64 to f32
    linalg.yield %41 : f32
  } -> tensor<4xf32>
  %4 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel"]} ins(%1 : tensor<4xi64>) outs(%2 : tensor<4xf32>) {
  ^bb0(%in: i64, %out: f32):
    %41 = arith.sitofp %in : i64 to f32
    %42 = arith.divf %41, %cst_3 : f32
    linalg.yield %42 : f32
  } -> tensor<4xf32>
  %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel"]} ins(%4 : tensor<4xf32>) outs(%2 : tensor<4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %41 = math.powf %cst_4, %in : f32
    linalg.yield %41 : f32
  } -> tensor<4xf32>
  %6 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel"]} ins(%5 : tensor<4xf32>) outs(%2 : tensor<4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %41 = arith.cmpf one, %in, %cst : f32
    cf.assert %41, "unimplemented: tensor with zero element"
    %42 = arith.divf %cst_0, %in : f32
    linalg.yield %42 : f32
  } -> tensor<4xf32>
  %expanded = tensor.expand_shape %3 [[0, 1]] output_shape [4, 1] :
      tensor<4xf32> into tensor<4x1xf32>
  %7 = tensor.empty() : tensor<4x4xf32>
  %8 = linalg.generic {indexing_maps = [#map1, #map2, #map3], iterator_types =
      ["parallel", "parallel"]} ins(%expanded, %6 : tensor<4x1xf32>,
      tensor<4xf32>) outs(%7 : tensor<4x4xf32>) {
  ^bb0(%in: f32, %in_16: f32, %out: f32):
    %41 = arith.mulf %in, %in_16 : f32
    linalg.yield %41 : f32
  } -> tensor<4x4xf32>
  %concat = tensor.concat dim(1) %8, %8 : (tensor<4x4xf32>, tensor<4x4xf32>) ->
      tensor<4x8xf32>
  %9 = tensor.empty() : tensor<4x8xf32>
  %10 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types =
      ["parallel", "parallel"]} ins(%concat : tensor<4x8xf32>) outs(%9 :
      tensor<4x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %41 = math.cos %in : f32
    linalg.yield %41 : f32
  } -> tensor<4x8xf32>
  %11 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types =
      ["parallel", "parallel"]} ins(%concat : tensor<4x8xf32>) outs(%9 :
      tensor<4x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %41 = math.sin %in : f32
    linalg.yield %41 : f32
  } -> tensor<4x8xf32>
  %12 = tensor.empty() : tensor<2x3x4x8xf32>
  %13 = linalg.generic {indexing_maps = [#map4, #map5, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%arg0, %10 :
      tensor<2x3x4x8xf32>, tensor<4x8xf32>) outs(%12 : tensor<2x3x4x8xf32>) {
  ^bb0(%in: f32, %in_16: f32, %out: f32):
    %41 = arith.mulf %in, %in_16 : f32
    linalg.yield %41 : f32
  } -> tensor<2x3x4x8xf32>
  %extracted_slice = tensor.extract_slice %arg0[0, 0, 0, 4] [2, 3, 4, 4]
      [1, 1, 1, 1] : tensor<2x3x4x8xf32> to tensor<2x3x4x4xf32>
  %14 = tensor.empty() : tensor<2x3x4x4xf32>
  %15 = linalg.generic {indexing_maps = [#map4, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%extracted_slice :
      tensor<2x3x4x4xf32>) outs(%14 : tensor<2x3x4x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %41 = arith.negf %in : f32
    linalg.yield %41 : f32
  } -> tensor<2x3x4x4xf32>
  %extracted_slice_5 = tensor.extract_slice %arg0[0, 0, 0, 0] [2, 3, 4, 4]
      [1, 1, 1, 1] : tensor<2x3x4x8xf32> to tensor<2x3x4x4xf32>
  %concat_6 = tensor.concat dim(3) %15, %extracted_slice_5 :
      (tensor<2x3x4x4xf32>, tensor<2x3x4x4xf32>) -> tensor<2x3x4x8xf32>
  %16 = linalg.generic {indexing_maps = [#map4, #map5, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%concat_6, %11 :
      tensor<2x3x4x8xf32>, tensor<4x8xf32>) outs(%12 : tensor<2x3x4x8xf32>) {
  ^bb0(%in: f32, %in_16: f32, %out: f32):
    %41 = arith.mulf %in, %in_16 : f32
    linalg.yield %41 : f32
  } -> tensor<2x3x4x8xf32>
  %17 = linalg.generic {indexing_maps = [#map4, #map4, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%13, %16 :
      tensor<2x3x4x8xf32>, tensor<2x3x4x8xf32>) outs(%12 : tensor<2x3x4x8xf32>)
      {
  ^bb0(%in: f32, %in_16: f32, %out: f32):
    %41 = arith.addf %in, %in_16 : f32
    linalg.yield %41 : f32
  } -> tensor<2x3x4x8xf32>
  %18 = linalg.generic {indexing_maps = [#map4, #map5, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%arg1, %10 :
      tensor<2x3x4x8xf32>, tensor<4x8xf32>) outs(%12 : tensor<2x3x4x8xf32>) {
  ^bb0(%in: f32, %in_16: f32, %out: f32):
    %41 = arith.mulf %in, %in_16 : f32
    linalg.yield %41 : f32
  } -> tensor<2x3x4x8xf32>
  %extracted_slice_7 = tensor.extract_slice %arg1[0, 0, 0, 4] [2, 3, 4, 4]
      [1, 1, 1, 1] : tensor<2x3x4x8xf32> to tensor<2x3x4x4xf32>
  %19 = linalg.generic {indexing_maps = [#map4, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%extracted_slice_7 :
      tensor<2x3x4x4xf32>) outs(%14 : tensor<2x3x4x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %41 = arith.negf %in : f32
    linalg.yield %41 : f32
  } -> tensor<2x3x4x4xf32>
  %extracted_slice_8 = tensor.extract_slice %arg1[0, 0, 0, 0] [2, 3, 4, 4]
      [1, 1, 1, 1] : tensor<2x3x4x8xf32> to tensor<2x3x4x4xf32>
  %concat_9 = tensor.concat dim(3) %19, %extracted_slice_8 :
      (tensor<2x3x4x4xf32>, tensor<2x3x4x4xf32>) -> tensor<2x3x4x8xf32>
  %20 = linalg.generic {indexing_maps = [#map4, #map5, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%concat_9, %11 :
      tensor<2x3x4x8xf32>, tensor<4x8xf32>) outs(%12 : tensor<2x3x4x8xf32>) {
  ^bb0(%in: f32, %in_16: f32, %out: f32):
    %41 = arith.mulf %in, %in_16 : f32
    linalg.yield %41 : f32
  } -> tensor<2x3x4x8xf32>
  %21 = linalg.generic {indexing_maps = [#map4, #map4, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%18, %20 :
      tensor<2x3x4x8xf32>, tensor<2x3x4x8xf32>) outs(%12 : tensor<2x3x4x8xf32>)
      {
  ^bb0(%in: f32, %in_16: f32, %out: f32):
    %41 = arith.addf %in, %in_16 : f32
    linalg.yield %41 : f32
  } -> tensor<2x3x4x8xf32>
  %22 = tensor.empty() : tensor<2x3x8x4xf32>
  %transposed = linalg.transpose ins(%21 : tensor<2x3x4x8xf32>) outs(%22 :
      tensor<2x3x8x4xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %17 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %collapsed_10 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x8x4xf32> into tensor<6x8x4xf32>
  %23 = tensor.empty() : tensor<6x4x4xf32>
  %24 = linalg.fill ins(%cst : f32) outs(%23 : tensor<6x4x4xf32>) ->
      tensor<6x4x4xf32>
  %25 = linalg.batch_matmul ins(%collapsed, %collapsed_10 : tensor<6x4x8xf32>,
      tensor<6x8x4xf32>) outs(%24 : tensor<6x4x4xf32>) -> tensor<6x4x4xf32>
  %expanded_11 = tensor.expand_shape %25 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 4] : tensor<6x4x4xf32> into tensor<2x3x4x4xf32>
  %26 = linalg.generic {indexing_maps = [#map4, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_11 :
      tensor<2x3x4x4xf32>) outs(%14 : tensor<2x3x4x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %41 = arith.truncf %cst_2 : f64 to f32
    %42 = arith.mulf %in, %41 : f32
    linalg.yield %42 : f32
  } -> tensor<2x3x4x4xf32>
  %27 = tensor.empty() : tensor<2x3x4xi64>
  %28 = linalg.fill ins(%c0_i64 : i64) outs(%27 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %29 = tensor.empty() : tensor<2x3x4xf32>
  %30 = linalg.fill ins(%cst_1 : f32) outs(%29 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %31:2 = linalg.generic {indexing_maps = [#map4, #map6, #map6], iterator_types
      = ["parallel", "parallel", "parallel", "reduction"]} ins(%26 :
      tensor<2x3x4x4xf32>) outs(%30, %28 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_16: i64):
    %41 = linalg.index 3 : index
    %42 = arith.index_cast %41 : index to i64
    %43 = arith.maximumf %in, %out : f32
    %44 = arith.cmpf ogt, %in, %out : f32
    %45 = arith.select %44, %42, %out_16 : i64
    linalg.yield %43, %45 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_12 = tensor.expand_shape %31#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %32 = linalg.generic {indexing_maps = [#map4, #map7, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%26, %expanded_12 :
      tensor<2x3x4x4xf32>, tensor<2x3x4x1xf32>) outs(%14 : tensor<2x3x4x4xf32>)
      {
  ^bb0(%in: f32, %in_16: f32, %out: f32):
    %41 = arith.subf %in, %in_16 : f32
    linalg.yield %41 : f32
  } -> tensor<2x3x4x4xf32>
  %33 = linalg.generic {indexing_maps = [#map4, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%32 :
      tensor<2x3x4x4xf32>) outs(%14 : tensor<2x3x4x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %41 = math.exp %in : f32
    linalg.yield %41 : f32
  } -> tensor<2x3x4x4xf32>
  %34 = tensor.empty() : tensor<2x3x4x1xf32>
  %35 = linalg.fill ins(%cst : f32) outs(%34 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %36 = linalg.generic {indexing_maps = [#map4, #map7], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%33 :
      tensor<2x3x4x4xf32>) outs(%35 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %41 = arith.addf %in, %out : f32
    linalg.yield %41 : f32
  } -> tensor<2x3x4x1xf32>
  %37 = linalg.generic {indexing_maps = [#map4, #map7, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%33, %36 :
      tensor<2x3x4x4xf32>, tensor<2x3x4x1xf32>) outs(%14 : tensor<2x3x4x4xf32>)
      {
  ^bb0(%in: f32, %in_16: f32, %out: f32):
    %41 = arith.divf %in, %in_16 : f32
    linalg.yield %41 : f32
  } -> tensor<2x3x4x4xf32>
  %collapsed_13 = tensor.collapse_shape %37 [[0, 1], [2], [3]] :
      tensor<2x3x4x4xf32> into tensor<6x4x4xf32>
  %collapsed_14 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %38 = tensor.empty() : tensor<6x4x8xf32>
  %39 = linalg.fill ins(%cst : f32) outs(%38 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %40 = linalg.batch_matmul ins(%collapsed_13, %collapsed_14 :
      tensor<6x4x4xf32>, tensor<6x4x8xf32>) outs(%39 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %expanded_15 = tensor.expand_shape %40 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_15 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @one_query_by_matrix_vector
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, %arg1, %arg2 : tensor<1x8xf32>, tensor<5x8xf32>, tensor<5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<1x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d1)>
#map2 = affine_map<(d0, d1) -> (d0)>
#map3 = affine_map<(d0) -> (d0)>
#map4 = affine_map<(d0) -> ()>
#map5 = affine_map<(d0) -> (0)>
func.func @one_query_by_matrix_vector(%arg0: tensor<8xf32>, %arg1:
    tensor<5x8xf32>, %arg2: tensor<5x8xf32>) -> tensor<8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 3.000000e-01 : f64
  %0 = tensor.empty() : tensor<8x5xf32>
  %transposed = linalg.transpose ins(%arg2 : tensor<5x8xf32>) outs(%0 :
      tensor<8x5xf32>) permutation = [1, 0]
  %1 = tensor.empty() : tensor<5x8xf32>
  %2 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel"]} ins(%arg1, %arg0 : tensor<5x8xf32>,
      tensor<8xf32>) outs(%1 : tensor<5x8xf32>) {
  ^bb0(%in: f32, %in_2: f32, %out: f32):
    %22 = arith.mulf %in, %in_2 : f32
    linalg.yield %22 : f32
  } -> tensor<5x8xf32>
  %3 = tensor.empty() : tensor<5xf32>
  %4 = linalg.fill ins(%cst : f32) outs(%3 : tensor<5xf32>) -> tensor<5xf32>
  %5 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "reduction"]} ins(%2 : tensor<5x8xf32>) outs(%4 :
      tensor<5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = arith.addf %in, %out : f32
    linalg.yield %22 : f32
  } -> tensor<5xf32>
  %6 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types =
      ["parallel"]} ins(%5 : tensor<5xf32>) outs(%3 : tensor<5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = arith.truncf %cst_1 : f64 to f32
    %23 = arith.mulf %in, %22 : f32
    linalg.yield %23 : f32
  } -> tensor<5xf32>
  %7 = tensor.empty() : tensor<i64>
  %8 = linalg.fill ins(%c0_i64 : i64) outs(%7 : tensor<i64>) -> tensor<i64>
  %9 = tensor.empty() : tensor<f32>
  %10 = linalg.fill ins(%cst_0 : f32) outs(%9 : tensor<f32>) -> tensor<f32>
  %11:2 = linalg.generic {indexing_maps = [#map3, #map4, #map4], iterator_types
      = ["reduction"]} ins(%6 : tensor<5xf32>) outs(%10, %8 : tensor<f32>,
      tensor<i64>) {
  ^bb0(%in: f32, %out: f32, %out_2: i64):
    %22 = linalg.index 0 : index
    %23 = arith.index_cast %22 : index to i64
    %24 = arith.maximumf %in, %out : f32
    %25 = arith.cmpf ogt, %in, %out : f32
    %26 = arith.select %25, %23, %out_2 : i64
    linalg.yield %24, %26 : f32, i64
  } -> (tensor<f32>, tensor<i64>)
  %expanded = tensor.expand_shape %11#0 [] output_shape [1] : tensor<f32> into
      tensor<1xf32>
  %12 = linalg.generic {indexing_maps = [#map3, #map5, #map3], iterator_types =
      ["parallel"]} ins(%6, %expanded : tensor<5xf32>, tensor<1xf32>) outs(%3 :
      tensor<5xf32>) {
  ^bb0(%in: f32, %in_2: f32, %out: f32):
    %22 = arith.subf %in, %in_2 : f32
    linalg.yield %22 : f32
  } -> tensor<5xf32>
  %13 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types =
      ["parallel"]} ins(%12 : tensor<5xf32>) outs(%3 : tensor<5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = math.exp %in : f32
    linalg.yield %22 : f32
  } -> tensor<5xf32>
  %14 = tensor.empty() : tensor<1xf32>
  %15 = linalg.fill ins(%cst : f32) outs(%14 : tensor<1xf32>) -> tensor<1xf32>
  %16 = linalg.generic {indexing_maps = [#map3, #map5], iterator_types =
      ["reduction"]} ins(%13 : tensor<5xf32>) outs(%15 : tensor<1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = arith.addf %in, %out : f32
    linalg.yield %22 : f32
  } -> tensor<1xf32>
  %17 = linalg.generic {indexing_maps = [#map3, #map5, #map3], iterator_types =
      ["parallel"]} ins(%13, %16 : tensor<5xf32>, tensor<1xf32>) outs(%3 :
      tensor<5xf32>) {
  ^bb0(%in: f32, %in_2: f32, %out: f32):
    %22 = arith.divf %in, %in_2 : f32
    linalg.yield %22 : f32
  } -> tensor<5xf32>
  %18 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel"]} ins(%transposed, %17 : tensor<8x5xf32>,
      tensor<5xf32>) outs(%0 : tensor<8x5xf32>) {
  ^bb0(%in: f32, %in_2: f32, %out: f32):
    %22 = arith.mulf %in, %in_2 : f32
    linalg.yield %22 : f32
  } -> tensor<8x5xf32>
  %19 = tensor.empty() : tensor<8xf32>
  %20 = linalg.fill ins(%cst : f32) outs(%19 : tensor<8xf32>) -> tensor<8xf32>
  %21 = linalg.generic {indexing_maps = [#map, #map2], iterator_types =
      ["parallel", "reduction"]} ins(%18 : tensor<8x5xf32>) outs(%20 :
      tensor<8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %22 = arith.addf %in, %out : f32
    linalg.yield %22 : f32
  } -> tensor<8xf32>
  return %21 : tensor<8xf32>
}
