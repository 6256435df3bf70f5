// RUN: a3-opt %s --split-input-file --a3-raise-attention --canonicalize --cse --mlir-print-local-scope | FileCheck %s
// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-verify-raised

// Where masks come from in linalg.

// CHECK-LABEL: func @key_lengths
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<2x1x1x5xi1>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0) -> (d0)>
#map2 = affine_map<(d0, d1) -> (0, d1)>
#map3 = affine_map<(d0, d1) -> (d0, 0)>
#map4 = affine_map<(d0, d1) -> (d0, d1)>
#map5 = affine_map<(d0, d1, d2, d3) -> (d0, 0, 0, d3)>
#map6 = affine_map<(d0, d1, d2, d3) -> ()>
#map7 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map8 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @key_lengths(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2xi64>) -> tensor<2x3x4x8xf32> {
  %c0_i64 = arith.constant 0 : i64
  %cst = arith.constant 0.000000e+00 : f32
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
    %25 = arith.truncf %cst_2 : f64 to f32
    %26 = arith.mulf %in, %25 : f32
    linalg.yield %26 : f32
  } -> tensor<2x3x4x5xf32>
  %6 = tensor.empty() : tensor<5xi64>
  %7 = linalg.generic {indexing_maps = [#map1], iterator_types = ["parallel"]}
      outs(%6 : tensor<5xi64>) {
  ^bb0(%out: i64):
    %25 = linalg.index 0 : index
    %26 = arith.index_cast %25 : index to i64
    linalg.yield %26 : i64
  } -> tensor<5xi64>
  %expanded_4 = tensor.expand_shape %7 [[0, 1]] output_shape [1, 5] :
      tensor<5xi64> into tensor<1x5xi64>
  %expanded_5 = tensor.expand_shape %arg3 [[0, 1]] output_shape [2, 1] :
      tensor<2xi64> into tensor<2x1xi64>
  %8 = tensor.empty() : tensor<2x5xi1>
  %9 = linalg.generic {indexing_maps = [#map2, #map3, #map4], iterator_types =
      ["parallel", "parallel"]} ins(%expanded_4, %expanded_5 : tensor<1x5xi64>,
      tensor<2x1xi64>) outs(%8 : tensor<2x5xi1>) {
  ^bb0(%in: i64, %in_11: i64, %out: i1):
    %25 = arith.cmpi sge, %in, %in_11 : i64
    linalg.yield %25 : i1
  } -> tensor<2x5xi1>
  %expanded_6 = tensor.expand_shape %9 [[0], [1, 2, 3]] output_shape
      [2, 1, 1, 5] : tensor<2x5xi1> into tensor<2x1x1x5xi1>
  %10 = linalg.generic {indexing_maps = [#map5, #map6, #map, #map],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%expanded_6, %cst_1, %5 : tensor<2x1x1x5xi1>, tensor<f32>,
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: i1, %in_11: f32, %in_12: f32, %out: f32):
    %25 = arith.select %in, %in_11, %in_12 : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x5xf32>
  %11 = tensor.empty() : tensor<2x3x4xi64>
  %12 = linalg.fill ins(%c0_i64 : i64) outs(%11 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %13 = tensor.empty() : tensor<2x3x4xf32>
  %14 = linalg.fill ins(%cst_0 : f32) outs(%13 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %15:2 = linalg.generic {indexing_maps = [#map, #map7, #map7], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%10 :
      tensor<2x3x4x5xf32>) outs(%14, %12 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_11: i64):
    %25 = linalg.index 3 : index
    %26 = arith.index_cast %25 : index to i64
    %27 = arith.maximumf %in, %out : f32
    %28 = arith.cmpf ogt, %in, %out : f32
    %29 = arith.select %28, %26, %out_11 : i64
    linalg.yield %27, %29 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_7 = tensor.expand_shape %15#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %16 = linalg.generic {indexing_maps = [#map, #map8, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%10, %expanded_7 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_11: f32, %out: f32):
    %25 = arith.subf %in, %in_11 : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x5xf32>
  %17 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%16 :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %25 = math.exp %in : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x5xf32>
  %18 = tensor.empty() : tensor<2x3x4x1xf32>
  %19 = linalg.fill ins(%cst : f32) outs(%18 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %20 = linalg.generic {indexing_maps = [#map, #map8], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%17 :
      tensor<2x3x4x5xf32>) outs(%19 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %25 = arith.addf %in, %out : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x1xf32>
  %21 = linalg.generic {indexing_maps = [#map, #map8, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%17, %20 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_11: f32, %out: f32):
    %25 = arith.divf %in, %in_11 : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_8 = tensor.collapse_shape %21 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_9 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %22 = tensor.empty() : tensor<6x4x8xf32>
  %23 = linalg.fill ins(%cst : f32) outs(%22 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %24 = linalg.batch_matmul ins(%collapsed_8, %collapsed_9 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%23 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_10 = tensor.expand_shape %24 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_10 : tensor<2x3x4x8xf32>
}

// -----

// As transformers 5 does: positions, a gather of the mask, a logical and.
// CHECK-LABEL: func @gathered_mask
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x4x8xf32>, tensor<2x3x4x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<2x1x4x4xi1>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0) -> (d0)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, 0, d3)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map4 = affine_map<(d0, d1) -> (d0, d1)>
#map5 = affine_map<(d0, d1, d2, d3) -> (d0, 0, 0, 0)>
#map6 = affine_map<(d0, d1, d2, d3) -> (0, 0, 0, d3)>
#map7 = affine_map<(d0, d1, d2, d3) -> (0, d1, d2, d3)>
#map8 = affine_map<(d0, d1, d2, d3) -> ()>
#map9 = affine_map<(d0, d1, d2, d3) -> (d0, 0, d2, d3)>
#map10 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
func.func @gathered_mask(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x4x8xf32>,
    %arg2: tensor<2x3x4x8xf32>, %arg3: tensor<2x4xi64>) -> tensor<2x3x4x8xf32> {
  %c4_i64 = arith.constant 4 : i64
  %c0_i64 = arith.constant 0 : i64
  %c2_i64 = arith.constant 2 : i64
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant dense<0.000000e+00> : tensor<f32>
  %cst_2 = arith.constant dense<-3.40282347E+38> : tensor<f32>
  %cst_3 = arith.constant 3.000000e-01 : f64
  %0 = tensor.empty() : tensor<2xi64>
  %1 = linalg.generic {indexing_maps = [#map], iterator_types = ["parallel"]}
      outs(%0 : tensor<2xi64>) {
  ^bb0(%out: i64):
    %35 = linalg.index 0 : index
    %36 = arith.index_cast %35 : index to i64
    linalg.yield %36 : i64
  } -> tensor<2xi64>
  %expanded = tensor.expand_shape %1 [[0, 1, 2, 3]] output_shape [2, 1, 1, 1] :
      tensor<2xi64> into tensor<2x1x1x1xi64>
  %2 = tensor.empty() : tensor<4xi64>
  %3 = linalg.generic {indexing_maps = [#map], iterator_types = ["parallel"]}
      outs(%2 : tensor<4xi64>) {
  ^bb0(%out: i64):
    %35 = linalg.index 0 : index
    %36 = arith.index_cast %35 : index to i64
    linalg.yield %36 : i64
  } -> tensor<4xi64>
  %expanded_4 = tensor.expand_shape %3 [[0, 1, 2, 3]] output_shape [1, 1, 4, 1]
      : tensor<4xi64> into tensor<1x1x4x1xi64>
  %expanded_5 = tensor.expand_shape %3 [[0, 1, 2, 3]] output_shape [1, 1, 1, 4]
      : tensor<4xi64> into tensor<1x1x1x4xi64>
  %4 = tensor.empty() : tensor<1x1x4x4xi1>
  %5 = linalg.generic {indexing_maps = [#map1, #map2, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_5,
      %expanded_4 : tensor<1x1x1x4xi64>, tensor<1x1x4x1xi64>) outs(%4 :
      tensor<1x1x4x4xi1>) {
  ^bb0(%in: i64, %in_12: i64, %out: i1):
    %35 = arith.cmpi sle, %in, %in_12 : i64
    linalg.yield %35 : i1
  } -> tensor<1x1x4x4xi1>
  %6 = tensor.empty() : tensor<2x4xi1>
  %7 = linalg.generic {indexing_maps = [#map4, #map4], iterator_types =
      ["parallel", "parallel"]} ins(%arg3 : tensor<2x4xi64>) outs(%6 :
      tensor<2x4xi1>) {
  ^bb0(%in: i64, %out: i1):
    %35 = arith.cmpi ne, %in, %c0_i64 : i64
    linalg.yield %35 : i1
  } -> tensor<2x4xi1>
  %8 = tensor.empty() : tensor<2x1x1x4xi1>
  %9 = linalg.generic {indexing_maps = [#map5, #map6, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded,
      %expanded_5 : tensor<2x1x1x1xi64>, tensor<1x1x1x4xi64>) outs(%8 :
      tensor<2x1x1x4xi1>) {
  ^bb0(%in: i64, %in_12: i64, %out: i1):
    %35 = arith.cmpi slt, %in, %c0_i64 : i64
    %36 = arith.addi %in, %c2_i64 : i64
    %37 = arith.select %35, %36, %in : i64
    %38 = arith.index_cast %37 : i64 to index
    %39 = arith.cmpi slt, %in_12, %c0_i64 : i64
    %40 = arith.addi %in_12, %c4_i64 : i64
    %41 = arith.select %39, %40, %in_12 : i64
    %42 = arith.index_cast %41 : i64 to index
    %extracted = tensor.extract %7[%38, %42] : tensor<2x4xi1>
    linalg.yield %extracted : i1
  } -> tensor<2x1x1x4xi1>
  %10 = tensor.empty() : tensor<2x1x4x4xi1>
  %11 = linalg.generic {indexing_maps = [#map7, #map1, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5, %9 :
      tensor<1x1x4x4xi1>, tensor<2x1x1x4xi1>) outs(%10 : tensor<2x1x4x4xi1>) {
  ^bb0(%in: i1, %in_12: i1, %out: i1):
    %35 = arith.andi %in, %in_12 : i1
    linalg.yield %35 : i1
  } -> tensor<2x1x4x4xi1>
  %12 = tensor.empty() : tensor<2x3x8x4xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x3x4x8xf32>) outs(%12 :
      tensor<2x3x8x4xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %collapsed_6 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x8x4xf32> into tensor<6x8x4xf32>
  %13 = tensor.empty() : tensor<6x4x4xf32>
  %14 = linalg.fill ins(%cst : f32) outs(%13 : tensor<6x4x4xf32>) ->
      tensor<6x4x4xf32>
  %15 = linalg.batch_matmul ins(%collapsed, %collapsed_6 : tensor<6x4x8xf32>,
      tensor<6x8x4xf32>) outs(%14 : tensor<6x4x4xf32>) -> tensor<6x4x4xf32>
  %expanded_7 = tensor.expand_shape %15 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 4] : tensor<6x4x4xf32> into tensor<2x3x4x4xf32>
  %16 = tensor.empty() : tensor<2x3x4x4xf32>
  %17 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_7 :
      tensor<2x3x4x4xf32>) outs(%16 : tensor<2x3x4x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %35 = arith.truncf %cst_3 : f64 to f32
    %36 = arith.mulf %in, %35 : f32
    linalg.yield %36 : f32
  } -> tensor<2x3x4x4xf32>
  %18 = tensor.empty() : tensor<2x1x4x4xf32>
  %19 = linalg.generic {indexing_maps = [#map3, #map8, #map8, #map3],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%11, %cst_1, %cst_2 : tensor<2x1x4x4xi1>, tensor<f32>, tensor<f32>)
      outs(%18 : tensor<2x1x4x4xf32>) {
  ^bb0(%in: i1, %in_12: f32, %in_13: f32, %out: f32):
    %35 = arith.select %in, %in_12, %in_13 : f32
    linalg.yield %35 : f32
  } -> tensor<2x1x4x4xf32>
  %20 = linalg.generic {indexing_maps = [#map3, #map9, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%17, %19 :
      tensor<2x3x4x4xf32>, tensor<2x1x4x4xf32>) outs(%16 : tensor<2x3x4x4xf32>)
      {
  ^bb0(%in: f32, %in_12: f32, %out: f32):
    %35 = arith.addf %in, %in_12 : f32
    linalg.yield %35 : f32
  } -> tensor<2x3x4x4xf32>
  %21 = tensor.empty() : tensor<2x3x4xi64>
  %22 = linalg.fill ins(%c0_i64 : i64) outs(%21 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %23 = tensor.empty() : tensor<2x3x4xf32>
  %24 = linalg.fill ins(%cst_0 : f32) outs(%23 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %25:2 = linalg.generic {indexing_maps = [#map3, #map10, #map10],
      iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%20 : tensor<2x3x4x4xf32>) outs(%24, %22 : tensor<2x3x4xf32>,
      tensor<2x3x4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_12: i64):
    %35 = linalg.index 3 : index
    %36 = arith.index_cast %35 : index to i64
    %37 = arith.maximumf %in, %out : f32
    %38 = arith.cmpf ogt, %in, %out : f32
    %39 = arith.select %38, %36, %out_12 : i64
    linalg.yield %37, %39 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_8 = tensor.expand_shape %25#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %26 = linalg.generic {indexing_maps = [#map3, #map2, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%20, %expanded_8 :
      tensor<2x3x4x4xf32>, tensor<2x3x4x1xf32>) outs(%16 : tensor<2x3x4x4xf32>)
      {
  ^bb0(%in: f32, %in_12: f32, %out: f32):
    %35 = arith.subf %in, %in_12 : f32
    linalg.yield %35 : f32
  } -> tensor<2x3x4x4xf32>
  %27 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%26 :
      tensor<2x3x4x4xf32>) outs(%16 : tensor<2x3x4x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %35 = math.exp %in : f32
    linalg.yield %35 : f32
  } -> tensor<2x3x4x4xf32>
  %28 = tensor.empty() : tensor<2x3x4x1xf32>
  %29 = linalg.fill ins(%cst : f32) outs(%28 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %30 = linalg.generic {indexing_maps = [#map3, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%27 :
      tensor<2x3x4x4xf32>) outs(%29 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %35 = arith.addf %in, %out : f32
    linalg.yield %35 : f32
  } -> tensor<2x3x4x1xf32>
  %31 = linalg.generic {indexing_maps = [#map3, #map2, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%27, %30 :
      tensor<2x3x4x4xf32>, tensor<2x3x4x1xf32>) outs(%16 : tensor<2x3x4x4xf32>)
      {
  ^bb0(%in: f32, %in_12: f32, %out: f32):
    %35 = arith.divf %in, %in_12 : f32
    linalg.yield %35 : f32
  } -> tensor<2x3x4x4xf32>
  %collapsed_9 = tensor.collapse_shape %31 [[0, 1], [2], [3]] :
      tensor<2x3x4x4xf32> into tensor<6x4x4xf32>
  %collapsed_10 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %32 = tensor.empty() : tensor<6x4x8xf32>
  %33 = linalg.fill ins(%cst : f32) outs(%32 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %34 = linalg.batch_matmul ins(%collapsed_9, %collapsed_10 : tensor<6x4x4xf32>,
      tensor<6x4x8xf32>) outs(%33 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_11 = tensor.expand_shape %34 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_11 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @cut_out_of_larger_mask
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<1x1x4x5xi1>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (0, 0, d2, d3)>
#map2 = affine_map<(d0, d1, d2, d3) -> ()>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @cut_out_of_larger_mask(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<1x1x8x8xi1>)
    -> tensor<2x3x4x8xf32> {
  %c0_i64 = arith.constant 0 : i64
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant dense<-3.40282347E+38> : tensor<f32>
  %cst_2 = arith.constant 3.000000e-01 : f64
  %extracted_slice = tensor.extract_slice %arg3[0, 0, 1, 0] [1, 1, 4, 8]
      [1, 1, 1, 1] : tensor<1x1x8x8xi1> to tensor<1x1x4x8xi1>
  %extracted_slice_3 = tensor.extract_slice %extracted_slice[0, 0, 0, 0]
      [1, 1, 4, 5] [1, 1, 1, 1] : tensor<1x1x4x8xi1> to tensor<1x1x4x5xi1>
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
    %21 = arith.truncf %cst_2 : f64 to f32
    %22 = arith.mulf %in, %21 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %6 = linalg.generic {indexing_maps = [#map1, #map, #map2, #map],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%extracted_slice_3, %5, %cst_1 : tensor<1x1x4x5xi1>,
      tensor<2x3x4x5xf32>, tensor<f32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: i1, %in_9: f32, %in_10: f32, %out: f32):
    %21 = arith.select %in, %in_9, %in_10 : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5xf32>
  %7 = tensor.empty() : tensor<2x3x4xi64>
  %8 = linalg.fill ins(%c0_i64 : i64) outs(%7 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %9 = tensor.empty() : tensor<2x3x4xf32>
  %10 = linalg.fill ins(%cst_0 : f32) outs(%9 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %11:2 = linalg.generic {indexing_maps = [#map, #map3, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%6 :
      tensor<2x3x4x5xf32>) outs(%10, %8 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_9: i64):
    %21 = linalg.index 3 : index
    %22 = arith.index_cast %21 : index to i64
    %23 = arith.maximumf %in, %out : f32
    %24 = arith.cmpf ogt, %in, %out : f32
    %25 = arith.select %24, %22, %out_9 : i64
    linalg.yield %23, %25 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_5 = tensor.expand_shape %11#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %12 = linalg.generic {indexing_maps = [#map, #map4, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%6, %expanded_5 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %21 = arith.subf %in, %in_9 : f32
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
  %16 = linalg.generic {indexing_maps = [#map, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%13 :
      tensor<2x3x4x5xf32>) outs(%15 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = arith.addf %in, %out : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x1xf32>
  %17 = linalg.generic {indexing_maps = [#map, #map4, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%13, %16 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %21 = arith.divf %in, %in_9 : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_6 = tensor.collapse_shape %17 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_7 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %18 = tensor.empty() : tensor<6x4x8xf32>
  %19 = linalg.fill ins(%cst : f32) outs(%18 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %20 = linalg.batch_matmul ins(%collapsed_6, %collapsed_7 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%19 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_8 = tensor.expand_shape %20 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_8 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @padded_boolean_mask
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<2x1x1x5xi1>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, 0, 0, d3)>
#map2 = affine_map<(d0, d1, d2, d3) -> ()>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @padded_boolean_mask(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x4xi1>) ->
    tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant dense<0xFF800000> : tensor<f32>
  %cst_2 = arith.constant 3.000000e-01 : f64
  %false = arith.constant false
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
    %21 = arith.truncf %cst_2 : f64 to f32
    %22 = arith.mulf %in, %21 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %padded = tensor.pad %arg3 low[0, 0] high[0, 1] {
  ^bb0(%arg4: index, %arg5: index):
    tensor.yield %false : i1
  } : tensor<2x4xi1> to tensor<2x5xi1>
  %expanded_4 = tensor.expand_shape %padded [[0], [1, 2, 3]] output_shape
      [2, 1, 1, 5] : tensor<2x5xi1> into tensor<2x1x1x5xi1>
  %6 = linalg.generic {indexing_maps = [#map1, #map2, #map, #map],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%expanded_4, %cst_1, %5 : tensor<2x1x1x5xi1>, tensor<f32>,
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: i1, %in_9: f32, %in_10: f32, %out: f32):
    %21 = arith.select %in, %in_9, %in_10 : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5xf32>
  %7 = tensor.empty() : tensor<2x3x4xi64>
  %8 = linalg.fill ins(%c0_i64 : i64) outs(%7 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %9 = tensor.empty() : tensor<2x3x4xf32>
  %10 = linalg.fill ins(%cst_0 : f32) outs(%9 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %11:2 = linalg.generic {indexing_maps = [#map, #map3, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%6 :
      tensor<2x3x4x5xf32>) outs(%10, %8 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_9: i64):
    %21 = linalg.index 3 : index
    %22 = arith.index_cast %21 : index to i64
    %23 = arith.maximumf %in, %out : f32
    %24 = arith.cmpf ogt, %in, %out : f32
    %25 = arith.select %24, %22, %out_9 : i64
    linalg.yield %23, %25 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_5 = tensor.expand_shape %11#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %12 = linalg.generic {indexing_maps = [#map, #map4, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%6, %expanded_5 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %21 = arith.subf %in, %in_9 : f32
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
  %16 = linalg.generic {indexing_maps = [#map, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%13 :
      tensor<2x3x4x5xf32>) outs(%15 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = arith.addf %in, %out : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x1xf32>
  %17 = linalg.generic {indexing_maps = [#map, #map4, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%13, %16 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %21 = arith.divf %in, %in_9 : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_6 = tensor.collapse_shape %17 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_7 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %18 = tensor.empty() : tensor<6x4x8xf32>
  %19 = linalg.fill ins(%cst : f32) outs(%18 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %20 = linalg.batch_matmul ins(%collapsed_6, %collapsed_7 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%19 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_8 = tensor.expand_shape %20 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_8 : tensor<2x3x4x8xf32>
}

// -----

// The maximum with the lowest float changes nothing.
// CHECK-LABEL: func @bounded_by_lowest
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<2x1x1x5xi1>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> ()>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, 0, 0, d3)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @bounded_by_lowest(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x5xi64>) ->
    tensor<2x3x4x8xf32> {
  %c0_i64 = arith.constant 0 : i64
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant dense<0.000000e+00> : tensor<f32>
  %cst_2 = arith.constant dense<-3.40282347E+38> : tensor<f32>
  %cst_3 = arith.constant 3.000000e-01 : f64
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
    %26 = arith.truncf %cst_3 : f64 to f32
    %27 = arith.mulf %in, %26 : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x5xf32>
  %expanded_5 = tensor.expand_shape %arg3 [[0], [1, 2, 3]] output_shape
      [2, 1, 1, 5] : tensor<2x5xi64> into tensor<2x1x1x5xi64>
  %6 = tensor.empty() : tensor<2x1x1x5xi1>
  %7 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_5 :
      tensor<2x1x1x5xi64>) outs(%6 : tensor<2x1x1x5xi1>) {
  ^bb0(%in: i64, %out: i1):
    %26 = arith.cmpi ne, %in, %c0_i64 : i64
    linalg.yield %26 : i1
  } -> tensor<2x1x1x5xi1>
  %8 = tensor.empty() : tensor<2x1x1x5xf32>
  %9 = linalg.generic {indexing_maps = [#map, #map1, #map1, #map],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%7,
      %cst_1, %cst_2 : tensor<2x1x1x5xi1>, tensor<f32>, tensor<f32>) outs(%8 :
      tensor<2x1x1x5xf32>) {
  ^bb0(%in: i1, %in_10: f32, %in_11: f32, %out: f32):
    %26 = arith.select %in, %in_10, %in_11 : f32
    linalg.yield %26 : f32
  } -> tensor<2x1x1x5xf32>
  %10 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5, %9 :
      tensor<2x3x4x5xf32>, tensor<2x1x1x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %26 = arith.addf %in, %in_10 : f32
    linalg.yield %26 : f32
  } -> tensor<2x3x4x5xf32>
  %11 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%10, %cst_2 :
      tensor<2x3x4x5xf32>, tensor<f32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %26 = arith.cmpf ogt, %in, %in_10 : f32
    %27 = arith.select %26, %in, %in_10 : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x5xf32>
  %12 = tensor.empty() : tensor<2x3x4xi64>
  %13 = linalg.fill ins(%c0_i64 : i64) outs(%12 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %14 = tensor.empty() : tensor<2x3x4xf32>
  %15 = linalg.fill ins(%cst_0 : f32) outs(%14 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %16:2 = linalg.generic {indexing_maps = [#map, #map3, #map3], iterator_types =
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
  %17 = linalg.generic {indexing_maps = [#map, #map4, #map], iterator_types =
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
  %21 = linalg.generic {indexing_maps = [#map, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%18 :
      tensor<2x3x4x5xf32>) outs(%20 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %26 = arith.addf %in, %out : f32
    linalg.yield %26 : f32
  } -> tensor<2x3x4x1xf32>
  %22 = linalg.generic {indexing_maps = [#map, #map4, #map], iterator_types =
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

// Keys that are added are admitted.
// CHECK-LABEL: func @padded_mask
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<2x1x1x5xi1>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1) -> (d0, d1)>
#map2 = affine_map<(d0, d1) -> ()>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, 0, 0, d3)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map5 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @padded_mask(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x4xi1>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant dense<0.000000e+00> : tensor<f32>
  %cst_2 = arith.constant dense<0xFF800000> : tensor<f32>
  %cst_3 = arith.constant 3.000000e-01 : f64
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
    %23 = arith.truncf %cst_3 : f64 to f32
    %24 = arith.mulf %in, %23 : f32
    linalg.yield %24 : f32
  } -> tensor<2x3x4x5xf32>
  %6 = tensor.empty() : tensor<2x4xf32>
  %7 = linalg.generic {indexing_maps = [#map1, #map2, #map2, #map1],
      iterator_types = ["parallel", "parallel"]} ins(%arg3, %cst_1, %cst_2 :
      tensor<2x4xi1>, tensor<f32>, tensor<f32>) outs(%6 : tensor<2x4xf32>) {
  ^bb0(%in: i1, %in_10: f32, %in_11: f32, %out: f32):
    %23 = arith.select %in, %in_10, %in_11 : f32
    linalg.yield %23 : f32
  } -> tensor<2x4xf32>
  %padded = tensor.pad %7 low[0, 0] high[0, 1] {
  ^bb0(%arg4: index, %arg5: index):
    tensor.yield %cst : f32
  } : tensor<2x4xf32> to tensor<2x5xf32>
  %expanded_5 = tensor.expand_shape %padded [[0], [1, 2, 3]] output_shape
      [2, 1, 1, 5] : tensor<2x5xf32> into tensor<2x1x1x5xf32>
  %8 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%5, %expanded_5 :
      tensor<2x3x4x5xf32>, tensor<2x1x1x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %23 = arith.addf %in, %in_10 : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x5xf32>
  %9 = tensor.empty() : tensor<2x3x4xi64>
  %10 = linalg.fill ins(%c0_i64 : i64) outs(%9 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %11 = tensor.empty() : tensor<2x3x4xf32>
  %12 = linalg.fill ins(%cst_0 : f32) outs(%11 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %13:2 = linalg.generic {indexing_maps = [#map, #map4, #map4], iterator_types =
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
  %14 = linalg.generic {indexing_maps = [#map, #map5, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%8, %expanded_6 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %23 = arith.subf %in, %in_10 : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x5xf32>
  %15 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%14 :
      tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %23 = math.exp %in : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x5xf32>
  %16 = tensor.empty() : tensor<2x3x4x1xf32>
  %17 = linalg.fill ins(%cst : f32) outs(%16 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %18 = linalg.generic {indexing_maps = [#map, #map5], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%15 :
      tensor<2x3x4x5xf32>) outs(%17 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %23 = arith.addf %in, %out : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x1xf32>
  %19 = linalg.generic {indexing_maps = [#map, #map5, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%15, %18 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
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

// CHECK-LABEL: func @mask_of_a_head
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<1x3x4x5xi1>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d1, d2, d3)>
#map2 = affine_map<(d0, d1, d2, d3) -> ()>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @mask_of_a_head(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<3x4x5xi1>) ->
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
    %21 = arith.truncf %cst_2 : f64 to f32
    %22 = arith.mulf %in, %21 : f32
    linalg.yield %22 : f32
  } -> tensor<2x3x4x5xf32>
  %6 = linalg.generic {indexing_maps = [#map1, #map, #map2, #map],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%arg3, %5, %cst_1 : tensor<3x4x5xi1>, tensor<2x3x4x5xf32>,
      tensor<f32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: i1, %in_8: f32, %in_9: f32, %out: f32):
    %21 = arith.select %in, %in_8, %in_9 : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5xf32>
  %7 = tensor.empty() : tensor<2x3x4xi64>
  %8 = linalg.fill ins(%c0_i64 : i64) outs(%7 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %9 = tensor.empty() : tensor<2x3x4xf32>
  %10 = linalg.fill ins(%cst_0 : f32) outs(%9 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %11:2 = linalg.generic {indexing_maps = [#map, #map3, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%6 :
      tensor<2x3x4x5xf32>) outs(%10, %8 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_8: i64):
    %21 = linalg.index 3 : index
    %22 = arith.index_cast %21 : index to i64
    %23 = arith.maximumf %in, %out : f32
    %24 = arith.cmpf ogt, %in, %out : f32
    %25 = arith.select %24, %22, %out_8 : i64
    linalg.yield %23, %25 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_4 = tensor.expand_shape %11#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %12 = linalg.generic {indexing_maps = [#map, #map4, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%6, %expanded_4 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %21 = arith.subf %in, %in_8 : f32
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
  %16 = linalg.generic {indexing_maps = [#map, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%13 :
      tensor<2x3x4x5xf32>) outs(%15 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %21 = arith.addf %in, %out : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x1xf32>
  %17 = linalg.generic {indexing_maps = [#map, #map4, #map], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%13, %16 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %21 = arith.divf %in, %in_8 : f32
    linalg.yield %21 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_5 = tensor.collapse_shape %17 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_6 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %18 = tensor.empty() : tensor<6x4x8xf32>
  %19 = linalg.fill ins(%cst : f32) outs(%18 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %20 = linalg.batch_matmul ins(%collapsed_5, %collapsed_6 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%19 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_7 = tensor.expand_shape %20 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_7 : tensor<2x3x4x8xf32>
}

// -----

// Queries see keys of the same number.
// CHECK-LABEL: func @mask_of_segments
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<2x1x4x5xi1>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2) -> (d0, d1, 0)>
#map1 = affine_map<(d0, d1, d2) -> (d0, 0, d2)>
#map2 = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, 0, d2, d3)>
#map5 = affine_map<(d0, d1, d2, d3) -> ()>
#map6 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map7 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @mask_of_segments(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x4xi64>,
    %arg4: tensor<2x5xi64>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant dense<0xFF800000> : tensor<f32>
  %cst_2 = arith.constant 3.000000e-01 : f64
  %expanded = tensor.expand_shape %arg3 [[0], [1, 2]] output_shape [2, 4, 1] :
      tensor<2x4xi64> into tensor<2x4x1xi64>
  %expanded_3 = tensor.expand_shape %arg4 [[0], [1, 2]] output_shape [2, 1, 5] :
      tensor<2x5xi64> into tensor<2x1x5xi64>
  %0 = tensor.empty() : tensor<2x4x5xi1>
  %1 = linalg.generic {indexing_maps = [#map, #map1, #map2], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%expanded, %expanded_3 :
      tensor<2x4x1xi64>, tensor<2x1x5xi64>) outs(%0 : tensor<2x4x5xi1>) {
  ^bb0(%in: i64, %in_11: i64, %out: i1):
    %23 = arith.cmpi eq, %in, %in_11 : i64
    linalg.yield %23 : i1
  } -> tensor<2x4x5xi1>
  %expanded_4 = tensor.expand_shape %1 [[0], [1, 2], [3]] output_shape
      [2, 1, 4, 5] : tensor<2x4x5xi1> into tensor<2x1x4x5xi1>
  %2 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf32>) outs(%2 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %collapsed_5 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %3 = tensor.empty() : tensor<6x4x5xf32>
  %4 = linalg.fill ins(%cst : f32) outs(%3 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %5 = linalg.batch_matmul ins(%collapsed, %collapsed_5 : tensor<6x4x8xf32>,
      tensor<6x8x5xf32>) outs(%4 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %expanded_6 = tensor.expand_shape %5 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
  %6 = tensor.empty() : tensor<2x3x4x5xf32>
  %7 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_6 :
      tensor<2x3x4x5xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %23 = arith.truncf %cst_2 : f64 to f32
    %24 = arith.mulf %in, %23 : f32
    linalg.yield %24 : f32
  } -> tensor<2x3x4x5xf32>
  %8 = linalg.generic {indexing_maps = [#map4, #map3, #map5, #map3],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%expanded_4, %7, %cst_1 : tensor<2x1x4x5xi1>, tensor<2x3x4x5xf32>,
      tensor<f32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: i1, %in_11: f32, %in_12: f32, %out: f32):
    %23 = arith.select %in, %in_11, %in_12 : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x5xf32>
  %9 = tensor.empty() : tensor<2x3x4xi64>
  %10 = linalg.fill ins(%c0_i64 : i64) outs(%9 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %11 = tensor.empty() : tensor<2x3x4xf32>
  %12 = linalg.fill ins(%cst_0 : f32) outs(%11 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %13:2 = linalg.generic {indexing_maps = [#map3, #map6, #map6], iterator_types
      = ["parallel", "parallel", "parallel", "reduction"]} ins(%8 :
      tensor<2x3x4x5xf32>) outs(%12, %10 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_11: i64):
    %23 = linalg.index 3 : index
    %24 = arith.index_cast %23 : index to i64
    %25 = arith.maximumf %in, %out : f32
    %26 = arith.cmpf ogt, %in, %out : f32
    %27 = arith.select %26, %24, %out_11 : i64
    linalg.yield %25, %27 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_7 = tensor.expand_shape %13#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %14 = linalg.generic {indexing_maps = [#map3, #map7, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%8, %expanded_7 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_11: f32, %out: f32):
    %23 = arith.subf %in, %in_11 : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x5xf32>
  %15 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%14 :
      tensor<2x3x4x5xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %23 = math.exp %in : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x5xf32>
  %16 = tensor.empty() : tensor<2x3x4x1xf32>
  %17 = linalg.fill ins(%cst : f32) outs(%16 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %18 = linalg.generic {indexing_maps = [#map3, #map7], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%15 :
      tensor<2x3x4x5xf32>) outs(%17 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %23 = arith.addf %in, %out : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x1xf32>
  %19 = linalg.generic {indexing_maps = [#map3, #map7, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%15, %18 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_11: f32, %out: f32):
    %23 = arith.divf %in, %in_11 : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_8 = tensor.collapse_shape %19 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_9 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %20 = tensor.empty() : tensor<6x4x8xf32>
  %21 = linalg.fill ins(%cst : f32) outs(%20 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %22 = linalg.batch_matmul ins(%collapsed_8, %collapsed_9 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%21 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_10 = tensor.expand_shape %22 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_10 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @mask_by_product
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<2x1x4x5xi1>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2) -> (d0, d1, 0)>
#map1 = affine_map<(d0, d1, d2) -> (d0, 0, d2)>
#map2 = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, 0, d2, d3)>
#map5 = affine_map<(d0, d1, d2, d3) -> ()>
#map6 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map7 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @mask_by_product(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x4xi1>,
    %arg4: tensor<2x5xi1>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant dense<-1.000000e+09> : tensor<f32>
  %cst_2 = arith.constant 3.000000e-01 : f64
  %expanded = tensor.expand_shape %arg3 [[0], [1, 2]] output_shape [2, 4, 1] :
      tensor<2x4xi1> into tensor<2x4x1xi1>
  %expanded_3 = tensor.expand_shape %arg4 [[0], [1, 2]] output_shape [2, 1, 5] :
      tensor<2x5xi1> into tensor<2x1x5xi1>
  %0 = tensor.empty() : tensor<2x4x5xi1>
  %1 = linalg.generic {indexing_maps = [#map, #map1, #map2], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%expanded, %expanded_3 :
      tensor<2x4x1xi1>, tensor<2x1x5xi1>) outs(%0 : tensor<2x4x5xi1>) {
  ^bb0(%in: i1, %in_11: i1, %out: i1):
    %23 = arith.andi %in, %in_11 : i1
    linalg.yield %23 : i1
  } -> tensor<2x4x5xi1>
  %expanded_4 = tensor.expand_shape %1 [[0], [1, 2], [3]] output_shape
      [2, 1, 4, 5] : tensor<2x4x5xi1> into tensor<2x1x4x5xi1>
  %2 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf32>) outs(%2 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
  %collapsed_5 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %3 = tensor.empty() : tensor<6x4x5xf32>
  %4 = linalg.fill ins(%cst : f32) outs(%3 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %5 = linalg.batch_matmul ins(%collapsed, %collapsed_5 : tensor<6x4x8xf32>,
      tensor<6x8x5xf32>) outs(%4 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %expanded_6 = tensor.expand_shape %5 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
  %6 = tensor.empty() : tensor<2x3x4x5xf32>
  %7 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_6 :
      tensor<2x3x4x5xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %23 = arith.truncf %cst_2 : f64 to f32
    %24 = arith.mulf %in, %23 : f32
    linalg.yield %24 : f32
  } -> tensor<2x3x4x5xf32>
  %8 = linalg.generic {indexing_maps = [#map4, #map3, #map5, #map3],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%expanded_4, %7, %cst_1 : tensor<2x1x4x5xi1>, tensor<2x3x4x5xf32>,
      tensor<f32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: i1, %in_11: f32, %in_12: f32, %out: f32):
    %23 = arith.select %in, %in_11, %in_12 : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x5xf32>
  %9 = tensor.empty() : tensor<2x3x4xi64>
  %10 = linalg.fill ins(%c0_i64 : i64) outs(%9 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %11 = tensor.empty() : tensor<2x3x4xf32>
  %12 = linalg.fill ins(%cst_0 : f32) outs(%11 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %13:2 = linalg.generic {indexing_maps = [#map3, #map6, #map6], iterator_types
      = ["parallel", "parallel", "parallel", "reduction"]} ins(%8 :
      tensor<2x3x4x5xf32>) outs(%12, %10 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_11: i64):
    %23 = linalg.index 3 : index
    %24 = arith.index_cast %23 : index to i64
    %25 = arith.maximumf %in, %out : f32
    %26 = arith.cmpf ogt, %in, %out : f32
    %27 = arith.select %26, %24, %out_11 : i64
    linalg.yield %25, %27 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_7 = tensor.expand_shape %13#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %14 = linalg.generic {indexing_maps = [#map3, #map7, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%8, %expanded_7 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_11: f32, %out: f32):
    %23 = arith.subf %in, %in_11 : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x5xf32>
  %15 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%14 :
      tensor<2x3x4x5xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %23 = math.exp %in : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x5xf32>
  %16 = tensor.empty() : tensor<2x3x4x1xf32>
  %17 = linalg.fill ins(%cst : f32) outs(%16 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %18 = linalg.generic {indexing_maps = [#map3, #map7], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%15 :
      tensor<2x3x4x5xf32>) outs(%17 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %23 = arith.addf %in, %out : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x1xf32>
  %19 = linalg.generic {indexing_maps = [#map3, #map7, #map3], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%15, %18 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_11: f32, %out: f32):
    %23 = arith.divf %in, %in_11 : f32
    linalg.yield %23 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_8 = tensor.collapse_shape %19 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_9 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %20 = tensor.empty() : tensor<6x4x8xf32>
  %21 = linalg.fill ins(%cst : f32) outs(%20 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %22 = linalg.batch_matmul ins(%collapsed_8, %collapsed_9 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%21 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_10 = tensor.expand_shape %22 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_10 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @fill_by_lowest_of_f16
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<2x1x1x5xi1>)
// CHECK-SAME: {scale = 2.500000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, 0, 0, d3)>
#map3 = affine_map<(d0, d1, d2, d3) -> ()>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map5 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @fill_by_lowest_of_f16(%arg0: tensor<2x3x4x8xf16>, %arg1:
    tensor<2x3x5x8xf16>, %arg2: tensor<2x3x5x8xf16>, %arg3: tensor<2x1x1x5xi1>)
    -> tensor<2x3x4x8xf16> {
  %cst = arith.constant 0.000000e+00 : f32
  %true = arith.constant true
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant dense<-6.550400e+04> : tensor<f16>
  %cst_2 = arith.constant 2.500000e-01 : f16
  %0 = tensor.empty() : tensor<2x3x8x5xf16>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf16>) outs(%0 :
      tensor<2x3x8x5xf16>) permutation = [0, 1, 3, 2]
  %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] :
      tensor<2x3x4x8xf16> into tensor<6x4x8xf16>
  %collapsed_3 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf16> into tensor<6x8x5xf16>
  %1 = tensor.empty() : tensor<6x4x5xf32>
  %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %3 = linalg.batch_matmul ins(%collapsed, %collapsed_3 : tensor<6x4x8xf16>,
      tensor<6x8x5xf16>) outs(%2 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %4 = tensor.empty() : tensor<6x4x5xf16>
  %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%3 : tensor<6x4x5xf32>) outs(%4
      : tensor<6x4x5xf16>) {
  ^bb0(%in: f32, %out: f16):
    %30 = arith.truncf %in : f32 to f16
    linalg.yield %30 : f16
  } -> tensor<6x4x5xf16>
  %expanded = tensor.expand_shape %5 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf16> into tensor<2x3x4x5xf16>
  %6 = tensor.empty() : tensor<2x3x4x5xf16>
  %7 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded :
      tensor<2x3x4x5xf16>) outs(%6 : tensor<2x3x4x5xf16>) {
  ^bb0(%in: f16, %out: f16):
    %30 = arith.mulf %in, %cst_2 : f16
    linalg.yield %30 : f16
  } -> tensor<2x3x4x5xf16>
  %8 = tensor.empty() : tensor<2x1x1x5xi1>
  %9 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%arg3 :
      tensor<2x1x1x5xi1>) outs(%8 : tensor<2x1x1x5xi1>) {
  ^bb0(%in: i1, %out: i1):
    %30 = arith.xori %in, %true : i1
    linalg.yield %30 : i1
  } -> tensor<2x1x1x5xi1>
  %10 = linalg.generic {indexing_maps = [#map2, #map3, #map1, #map1],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%9,
      %cst_1, %7 : tensor<2x1x1x5xi1>, tensor<f16>, tensor<2x3x4x5xf16>) outs(%6
      : tensor<2x3x4x5xf16>) {
  ^bb0(%in: i1, %in_8: f16, %in_9: f16, %out: f16):
    %30 = arith.select %in, %in_8, %in_9 : f16
    linalg.yield %30 : f16
  } -> tensor<2x3x4x5xf16>
  %11 = tensor.empty() : tensor<2x3x4x5xf32>
  %12 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%10 :
      tensor<2x3x4x5xf16>) outs(%11 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f16, %out: f32):
    %30 = arith.extf %in : f16 to f32
    linalg.yield %30 : f32
  } -> tensor<2x3x4x5xf32>
  %13 = tensor.empty() : tensor<2x3x4xi64>
  %14 = linalg.fill ins(%c0_i64 : i64) outs(%13 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %15 = tensor.empty() : tensor<2x3x4xf32>
  %16 = linalg.fill ins(%cst_0 : f32) outs(%15 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %17:2 = linalg.generic {indexing_maps = [#map1, #map4, #map4], iterator_types
      = ["parallel", "parallel", "parallel", "reduction"]} ins(%12 :
      tensor<2x3x4x5xf32>) outs(%16, %14 : tensor<2x3x4xf32>, tensor<2x3x4xi64>)
      {
  ^bb0(%in: f32, %out: f32, %out_8: i64):
    %30 = linalg.index 3 : index
    %31 = arith.index_cast %30 : index to i64
    %32 = arith.maximumf %in, %out : f32
    %33 = arith.cmpf ogt, %in, %out : f32
    %34 = arith.select %33, %31, %out_8 : i64
    linalg.yield %32, %34 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_4 = tensor.expand_shape %17#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %18 = linalg.generic {indexing_maps = [#map1, #map5, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%12, %expanded_4 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%11 : tensor<2x3x4x5xf32>)
      {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %30 = arith.subf %in, %in_8 : f32
    linalg.yield %30 : f32
  } -> tensor<2x3x4x5xf32>
  %19 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%18 :
      tensor<2x3x4x5xf32>) outs(%11 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %30 = math.exp %in : f32
    linalg.yield %30 : f32
  } -> tensor<2x3x4x5xf32>
  %20 = tensor.empty() : tensor<2x3x4x1xf32>
  %21 = linalg.fill ins(%cst : f32) outs(%20 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %22 = linalg.generic {indexing_maps = [#map1, #map5], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%19 :
      tensor<2x3x4x5xf32>) outs(%21 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %30 = arith.addf %in, %out : f32
    linalg.yield %30 : f32
  } -> tensor<2x3x4x1xf32>
  %23 = linalg.generic {indexing_maps = [#map1, #map5, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%19, %22 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%11 : tensor<2x3x4x5xf32>)
      {
  ^bb0(%in: f32, %in_8: f32, %out: f32):
    %30 = arith.divf %in, %in_8 : f32
    linalg.yield %30 : f32
  } -> tensor<2x3x4x5xf32>
  %24 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%23 :
      tensor<2x3x4x5xf32>) outs(%6 : tensor<2x3x4x5xf16>) {
  ^bb0(%in: f32, %out: f16):
    %30 = arith.truncf %in : f32 to f16
    linalg.yield %30 : f16
  } -> tensor<2x3x4x5xf16>
  %collapsed_5 = tensor.collapse_shape %24 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf16> into tensor<6x4x5xf16>
  %collapsed_6 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf16> into tensor<6x5x8xf16>
  %25 = tensor.empty() : tensor<6x4x8xf32>
  %26 = linalg.fill ins(%cst : f32) outs(%25 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %27 = linalg.batch_matmul ins(%collapsed_5, %collapsed_6 : tensor<6x4x5xf16>,
      tensor<6x5x8xf16>) outs(%26 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %28 = tensor.empty() : tensor<6x4x8xf16>
  %29 = linalg.generic {indexing_maps = [#map, #map], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%27 : tensor<6x4x8xf32>)
      outs(%28 : tensor<6x4x8xf16>) {
  ^bb0(%in: f32, %out: f16):
    %30 = arith.truncf %in : f32 to f16
    linalg.yield %30 : f16
  } -> tensor<6x4x8xf16>
  %expanded_7 = tensor.expand_shape %29 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf16> into tensor<2x3x4x8xf16>
  return %expanded_7 : tensor<2x3x4x8xf16>
}
