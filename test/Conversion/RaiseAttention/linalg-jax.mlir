// RUN: a3-opt %s --split-input-file --a3-raise-attention --canonicalize --cse --mlir-print-local-scope | FileCheck %s
// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-verify-raised

// JAX's attention: products as linalg.generic over all heads, values first, the
// maximum bounded by -inf.

// CHECK-LABEL: func @dot_product_attention
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 0.353553385 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3, d4, d5) -> (d0, d2, d1, d3, d5)>
#map1 = affine_map<(d0, d1, d2, d3, d4, d5) -> (d0, d4, d1, d5)>
#map2 = affine_map<(d0, d1, d2, d3, d4, d5) -> (d0, d1, d2, d3, d4)>
#map3 = affine_map<(d0, d1, d2, d3, d4) -> ()>
#map4 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3, d4)>
#map5 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3)>
#map6 = affine_map<(d0, d1, d2, d3) -> ()>
#map7 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map8 = affine_map<(d0, d1, d2, d3) -> (d1, d2, d3, d0)>
#map9 = affine_map<(d0, d1, d2, d3, d4) -> (d1, d2, d3, d0, d4)>
#map10 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3, 0)>
#map11 = affine_map<(d0, d1, d2, d3, d4, d5) -> (d0, d5, d1, d2)>
#map12 = affine_map<(d0, d1, d2, d3, d4, d5) -> (d3, d0, d1, d4, d5)>
#map13 = affine_map<(d0, d1, d2, d3, d4) -> (d1, d3, d4, d0, d2)>
#map14 = affine_map<(d0, d1, d2, d3, d4) -> (d3, d0, d1, d2, d4)>
func.func @dot_product_attention(%arg0: tensor<2x4x3x8xf32>, %arg1:
    tensor<2x5x3x8xf32>, %arg2: tensor<2x5x3x8xf32>) -> (tensor<2x4x3x8xf32>) {
  %cst = arith.constant 0xFF800000 : f32
  %cst_0 = arith.constant dense<0xFF800000> : tensor<f32>
  %cst_1 = arith.constant dense<0.353553385> : tensor<f32>
  %cst_2 = arith.constant 0.000000e+00 : f32
  %expanded = tensor.expand_shape %arg0 [[0], [1], [2], [3, 4]] output_shape
      [2, 4, 3, 1, 8] : tensor<2x4x3x8xf32> into tensor<2x4x3x1x8xf32>
  %0 = tensor.empty() : tensor<2x3x4x1x5xf32>
  %1 = linalg.fill ins(%cst_2 : f32) outs(%0 : tensor<2x3x4x1x5xf32>) ->
      tensor<2x3x4x1x5xf32>
  %2 = linalg.generic {indexing_maps = [#map, #map1, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel", "reduction"]}
      ins(%expanded, %arg1 : tensor<2x4x3x1x8xf32>, tensor<2x5x3x8xf32>) outs(%1
      : tensor<2x3x4x1x5xf32>) {
  ^bb0(%in: f32, %in_3: f32, %out: f32):
    %31 = arith.mulf %in, %in_3 : f32
    %32 = arith.addf %out, %31 : f32
    linalg.yield %32 : f32
  } -> tensor<2x3x4x1x5xf32>
  %3 = linalg.generic {indexing_maps = [#map3, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%cst_1 :
      tensor<f32>) outs(%0 : tensor<2x3x4x1x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x3x4x1x5xf32>
  %4 = linalg.generic {indexing_maps = [#map4, #map4, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%2, %3 :
      tensor<2x3x4x1x5xf32>, tensor<2x3x4x1x5xf32>) outs(%0 :
      tensor<2x3x4x1x5xf32>) {
  ^bb0(%in: f32, %in_3: f32, %out: f32):
    %31 = arith.mulf %in, %in_3 : f32
    linalg.yield %31 : f32
  } -> tensor<2x3x4x1x5xf32>
  %5 = tensor.empty() : tensor<2x3x4x1xf32>
  %6 = linalg.fill ins(%cst : f32) outs(%5 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %7 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "reduction"]} ins(%4 :
      tensor<2x3x4x1x5xf32>) outs(%6 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %31 = arith.maximumf %out, %in : f32
    linalg.yield %31 : f32
  } -> tensor<2x3x4x1xf32>
  %8 = linalg.generic {indexing_maps = [#map6, #map7], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0 :
      tensor<f32>) outs(%5 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x3x4x1xf32>
  %9 = linalg.generic {indexing_maps = [#map7, #map7, #map7], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%8, %7 :
      tensor<2x3x4x1xf32>, tensor<2x3x4x1xf32>) outs(%5 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %in_3: f32, %out: f32):
    %31 = arith.maximumf %in, %in_3 : f32
    linalg.yield %31 : f32
  } -> tensor<2x3x4x1xf32>
  %10 = tensor.empty() : tensor<1x2x3x4xf32>
  %11 = linalg.generic {indexing_maps = [#map8, #map7], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%9 :
      tensor<2x3x4x1xf32>) outs(%10 : tensor<1x2x3x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<1x2x3x4xf32>
  %12 = tensor.empty() : tensor<1x2x3x4x1xf32>
  %13 = linalg.generic {indexing_maps = [#map5, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%11 :
      tensor<1x2x3x4xf32>) outs(%12 : tensor<1x2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<1x2x3x4x1xf32>
  %14 = tensor.empty() : tensor<1x2x3x4x5xf32>
  %15 = linalg.generic {indexing_maps = [#map9, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%4 :
      tensor<2x3x4x1x5xf32>) outs(%14 : tensor<1x2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<1x2x3x4x5xf32>
  %16 = linalg.generic {indexing_maps = [#map10, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%13 :
      tensor<1x2x3x4x1xf32>) outs(%14 : tensor<1x2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<1x2x3x4x5xf32>
  %17 = linalg.generic {indexing_maps = [#map4, #map4, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%15, %16
      : tensor<1x2x3x4x5xf32>, tensor<1x2x3x4x5xf32>) outs(%14 :
      tensor<1x2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_3: f32, %out: f32):
    %31 = arith.subf %in, %in_3 : f32
    linalg.yield %31 : f32
  } -> tensor<1x2x3x4x5xf32>
  %18 = linalg.generic {indexing_maps = [#map4, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%17 :
      tensor<1x2x3x4x5xf32>) outs(%14 : tensor<1x2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %31 = math.exp %in : f32
    linalg.yield %31 : f32
  } -> tensor<1x2x3x4x5xf32>
  %19 = linalg.fill ins(%cst_2 : f32) outs(%10 : tensor<1x2x3x4xf32>) ->
      tensor<1x2x3x4xf32>
  %20 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "reduction"]} ins(%18 :
      tensor<1x2x3x4x5xf32>) outs(%19 : tensor<1x2x3x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %31 = arith.addf %out, %in : f32
    linalg.yield %31 : f32
  } -> tensor<1x2x3x4xf32>
  %21 = linalg.generic {indexing_maps = [#map5, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%20 :
      tensor<1x2x3x4xf32>) outs(%12 : tensor<1x2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<1x2x3x4x1xf32>
  %22 = linalg.generic {indexing_maps = [#map10, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%21 :
      tensor<1x2x3x4x1xf32>) outs(%14 : tensor<1x2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<1x2x3x4x5xf32>
  %23 = linalg.generic {indexing_maps = [#map4, #map4, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%18, %22
      : tensor<1x2x3x4x5xf32>, tensor<1x2x3x4x5xf32>) outs(%14 :
      tensor<1x2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_3: f32, %out: f32):
    %31 = arith.divf %in, %in_3 : f32
    linalg.yield %31 : f32
  } -> tensor<1x2x3x4x5xf32>
  %24 = tensor.empty() : tensor<2x3x8x1x4xf32>
  %25 = linalg.fill ins(%cst_2 : f32) outs(%24 : tensor<2x3x8x1x4xf32>) ->
      tensor<2x3x8x1x4xf32>
  %26 = linalg.generic {indexing_maps = [#map11, #map12, #map2], iterator_types
      =
      ["parallel", "parallel", "parallel", "parallel", "parallel", "reduction"]}
      ins(%arg2, %23 : tensor<2x5x3x8xf32>, tensor<1x2x3x4x5xf32>) outs(%25 :
      tensor<2x3x8x1x4xf32>) {
  ^bb0(%in: f32, %in_3: f32, %out: f32):
    %31 = arith.mulf %in, %in_3 : f32
    %32 = arith.addf %out, %31 : f32
    linalg.yield %32 : f32
  } -> tensor<2x3x8x1x4xf32>
  %27 = tensor.empty() : tensor<1x2x4x3x8xf32>
  %28 = linalg.generic {indexing_maps = [#map13, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%26 :
      tensor<2x3x8x1x4xf32>) outs(%27 : tensor<1x2x4x3x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<1x2x4x3x8xf32>
  %29 = tensor.empty() : tensor<2x4x3x1x8xf32>
  %30 = linalg.generic {indexing_maps = [#map14, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%28 :
      tensor<1x2x4x3x8xf32>) outs(%29 : tensor<2x4x3x1x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x4x3x1x8xf32>
  %collapsed = tensor.collapse_shape %30 [[0], [1], [2], [3, 4]] :
      tensor<2x4x3x1x8xf32> into tensor<2x4x3x8xf32>
  return %collapsed : tensor<2x4x3x8xf32>
}

// -----

// The head of the keys is a broadcast in the map.
// CHECK-LABEL: func @grouped_heads
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<2x2x12x8xf32>, tensor<2x2x5x8xf32>, tensor<2x2x5x8xf32>)
// CHECK-SAME: {scale = 0.353553385 : f32, site = "attention.0"} -> tensor<2x2x12x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3, d4, d5) -> (d0, d2, d1, d3, d5)>
#map1 = affine_map<(d0, d1, d2, d3, d4, d5) -> (d0, d4, d1, d5)>
#map2 = affine_map<(d0, d1, d2, d3, d4, d5) -> (d0, d1, d2, d3, d4)>
#map3 = affine_map<(d0, d1, d2, d3, d4) -> ()>
#map4 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3, d4)>
#map5 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3)>
#map6 = affine_map<(d0, d1, d2, d3) -> ()>
#map7 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map8 = affine_map<(d0, d1, d2, d3) -> (d1, d2, d3, d0)>
#map9 = affine_map<(d0, d1, d2, d3, d4) -> (d1, d2, d3, d0, d4)>
#map10 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3, 0)>
#map11 = affine_map<(d0, d1, d2, d3, d4, d5) -> (d0, d5, d1, d2)>
#map12 = affine_map<(d0, d1, d2, d3, d4, d5) -> (d3, d0, d1, d4, d5)>
#map13 = affine_map<(d0, d1, d2, d3, d4) -> (d1, d3, d4, d0, d2)>
#map14 = affine_map<(d0, d1, d2, d3, d4) -> (d3, d0, d1, d2, d4)>
func.func @grouped_heads(%arg0: tensor<2x4x6x8xf32>, %arg1: tensor<2x5x2x8xf32>,
    %arg2: tensor<2x5x2x8xf32>) -> (tensor<2x4x6x8xf32>) {
  %cst = arith.constant 0xFF800000 : f32
  %cst_0 = arith.constant dense<0xFF800000> : tensor<f32>
  %cst_1 = arith.constant dense<0.353553385> : tensor<f32>
  %cst_2 = arith.constant 0.000000e+00 : f32
  %expanded = tensor.expand_shape %arg0 [[0], [1], [2, 3], [4]] output_shape
      [2, 4, 2, 3, 8] : tensor<2x4x6x8xf32> into tensor<2x4x2x3x8xf32>
  %0 = tensor.empty() : tensor<2x2x4x3x5xf32>
  %1 = linalg.fill ins(%cst_2 : f32) outs(%0 : tensor<2x2x4x3x5xf32>) ->
      tensor<2x2x4x3x5xf32>
  %2 = linalg.generic {indexing_maps = [#map, #map1, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel", "reduction"]}
      ins(%expanded, %arg1 : tensor<2x4x2x3x8xf32>, tensor<2x5x2x8xf32>) outs(%1
      : tensor<2x2x4x3x5xf32>) {
  ^bb0(%in: f32, %in_3: f32, %out: f32):
    %31 = arith.mulf %in, %in_3 : f32
    %32 = arith.addf %out, %31 : f32
    linalg.yield %32 : f32
  } -> tensor<2x2x4x3x5xf32>
  %3 = linalg.generic {indexing_maps = [#map3, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%cst_1 :
      tensor<f32>) outs(%0 : tensor<2x2x4x3x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x2x4x3x5xf32>
  %4 = linalg.generic {indexing_maps = [#map4, #map4, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%2, %3 :
      tensor<2x2x4x3x5xf32>, tensor<2x2x4x3x5xf32>) outs(%0 :
      tensor<2x2x4x3x5xf32>) {
  ^bb0(%in: f32, %in_3: f32, %out: f32):
    %31 = arith.mulf %in, %in_3 : f32
    linalg.yield %31 : f32
  } -> tensor<2x2x4x3x5xf32>
  %5 = tensor.empty() : tensor<2x2x4x3xf32>
  %6 = linalg.fill ins(%cst : f32) outs(%5 : tensor<2x2x4x3xf32>) ->
      tensor<2x2x4x3xf32>
  %7 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "reduction"]} ins(%4 :
      tensor<2x2x4x3x5xf32>) outs(%6 : tensor<2x2x4x3xf32>) {
  ^bb0(%in: f32, %out: f32):
    %31 = arith.maximumf %out, %in : f32
    linalg.yield %31 : f32
  } -> tensor<2x2x4x3xf32>
  %8 = linalg.generic {indexing_maps = [#map6, #map7], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0 :
      tensor<f32>) outs(%5 : tensor<2x2x4x3xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x2x4x3xf32>
  %9 = linalg.generic {indexing_maps = [#map7, #map7, #map7], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%8, %7 :
      tensor<2x2x4x3xf32>, tensor<2x2x4x3xf32>) outs(%5 : tensor<2x2x4x3xf32>) {
  ^bb0(%in: f32, %in_3: f32, %out: f32):
    %31 = arith.maximumf %in, %in_3 : f32
    linalg.yield %31 : f32
  } -> tensor<2x2x4x3xf32>
  %10 = tensor.empty() : tensor<3x2x2x4xf32>
  %11 = linalg.generic {indexing_maps = [#map8, #map7], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%9 :
      tensor<2x2x4x3xf32>) outs(%10 : tensor<3x2x2x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<3x2x2x4xf32>
  %12 = tensor.empty() : tensor<3x2x2x4x1xf32>
  %13 = linalg.generic {indexing_maps = [#map5, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%11 :
      tensor<3x2x2x4xf32>) outs(%12 : tensor<3x2x2x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<3x2x2x4x1xf32>
  %14 = tensor.empty() : tensor<3x2x2x4x5xf32>
  %15 = linalg.generic {indexing_maps = [#map9, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%4 :
      tensor<2x2x4x3x5xf32>) outs(%14 : tensor<3x2x2x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<3x2x2x4x5xf32>
  %16 = linalg.generic {indexing_maps = [#map10, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%13 :
      tensor<3x2x2x4x1xf32>) outs(%14 : tensor<3x2x2x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<3x2x2x4x5xf32>
  %17 = linalg.generic {indexing_maps = [#map4, #map4, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%15, %16
      : tensor<3x2x2x4x5xf32>, tensor<3x2x2x4x5xf32>) outs(%14 :
      tensor<3x2x2x4x5xf32>) {
  ^bb0(%in: f32, %in_3: f32, %out: f32):
    %31 = arith.subf %in, %in_3 : f32
    linalg.yield %31 : f32
  } -> tensor<3x2x2x4x5xf32>
  %18 = linalg.generic {indexing_maps = [#map4, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%17 :
      tensor<3x2x2x4x5xf32>) outs(%14 : tensor<3x2x2x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %31 = math.exp %in : f32
    linalg.yield %31 : f32
  } -> tensor<3x2x2x4x5xf32>
  %19 = linalg.fill ins(%cst_2 : f32) outs(%10 : tensor<3x2x2x4xf32>) ->
      tensor<3x2x2x4xf32>
  %20 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "reduction"]} ins(%18 :
      tensor<3x2x2x4x5xf32>) outs(%19 : tensor<3x2x2x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %31 = arith.addf %out, %in : f32
    linalg.yield %31 : f32
  } -> tensor<3x2x2x4xf32>
  %21 = linalg.generic {indexing_maps = [#map5, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%20 :
      tensor<3x2x2x4xf32>) outs(%12 : tensor<3x2x2x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<3x2x2x4x1xf32>
  %22 = linalg.generic {indexing_maps = [#map10, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%21 :
      tensor<3x2x2x4x1xf32>) outs(%14 : tensor<3x2x2x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<3x2x2x4x5xf32>
  %23 = linalg.generic {indexing_maps = [#map4, #map4, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%18, %22
      : tensor<3x2x2x4x5xf32>, tensor<3x2x2x4x5xf32>) outs(%14 :
      tensor<3x2x2x4x5xf32>) {
  ^bb0(%in: f32, %in_3: f32, %out: f32):
    %31 = arith.divf %in, %in_3 : f32
    linalg.yield %31 : f32
  } -> tensor<3x2x2x4x5xf32>
  %24 = tensor.empty() : tensor<2x2x8x3x4xf32>
  %25 = linalg.fill ins(%cst_2 : f32) outs(%24 : tensor<2x2x8x3x4xf32>) ->
      tensor<2x2x8x3x4xf32>
  %26 = linalg.generic {indexing_maps = [#map11, #map12, #map2], iterator_types
      =
      ["parallel", "parallel", "parallel", "parallel", "parallel", "reduction"]}
      ins(%arg2, %23 : tensor<2x5x2x8xf32>, tensor<3x2x2x4x5xf32>) outs(%25 :
      tensor<2x2x8x3x4xf32>) {
  ^bb0(%in: f32, %in_3: f32, %out: f32):
    %31 = arith.mulf %in, %in_3 : f32
    %32 = arith.addf %out, %31 : f32
    linalg.yield %32 : f32
  } -> tensor<2x2x8x3x4xf32>
  %27 = tensor.empty() : tensor<3x2x4x2x8xf32>
  %28 = linalg.generic {indexing_maps = [#map13, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%26 :
      tensor<2x2x8x3x4xf32>) outs(%27 : tensor<3x2x4x2x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<3x2x4x2x8xf32>
  %29 = tensor.empty() : tensor<2x4x2x3x8xf32>
  %30 = linalg.generic {indexing_maps = [#map14, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%28 :
      tensor<3x2x4x2x8xf32>) outs(%29 : tensor<2x4x2x3x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x4x2x3x8xf32>
  %collapsed = tensor.collapse_shape %30 [[0], [1], [2, 3], [4]] :
      tensor<2x4x2x3x8xf32> into tensor<2x4x6x8xf32>
  return %collapsed : tensor<2x4x6x8xf32>
}

// -----

// CHECK-LABEL: func @one_key_head
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<2x12x8xf32>, tensor<2x5x8xf32>, tensor<2x5x8xf32>)
// CHECK-SAME: {scale = 0.353553385 : f32, site = "attention.0"} -> tensor<2x12x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3, d4, d5) -> (d0, d2, d1, d3, d5)>
#map1 = affine_map<(d0, d1, d2, d3, d4, d5) -> (d0, d4, d1, d5)>
#map2 = affine_map<(d0, d1, d2, d3, d4, d5) -> (d0, d1, d2, d3, d4)>
#map3 = affine_map<(d0, d1, d2, d3, d4) -> ()>
#map4 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3, d4)>
#map5 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3)>
#map6 = affine_map<(d0, d1, d2, d3) -> ()>
#map7 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map8 = affine_map<(d0, d1, d2, d3) -> (d1, d2, d3, d0)>
#map9 = affine_map<(d0, d1, d2, d3, d4) -> (d1, d2, d3, d0, d4)>
#map10 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3, 0)>
#map11 = affine_map<(d0, d1, d2, d3, d4, d5) -> (d0, d5, d1, d2)>
#map12 = affine_map<(d0, d1, d2, d3, d4, d5) -> (d3, d0, d1, d4, d5)>
#map13 = affine_map<(d0, d1, d2, d3, d4) -> (d1, d3, d4, d0, d2)>
#map14 = affine_map<(d0, d1, d2, d3, d4) -> (d3, d0, d1, d2, d4)>
func.func @one_key_head(%arg0: tensor<2x4x3x8xf32>, %arg1: tensor<2x5x1x8xf32>,
    %arg2: tensor<2x5x1x8xf32>) -> (tensor<2x4x3x8xf32>) {
  %cst = arith.constant 0xFF800000 : f32
  %cst_0 = arith.constant dense<0xFF800000> : tensor<f32>
  %cst_1 = arith.constant dense<0.353553385> : tensor<f32>
  %cst_2 = arith.constant 0.000000e+00 : f32
  %expanded = tensor.expand_shape %arg0 [[0], [1], [2, 3], [4]] output_shape
      [2, 4, 1, 3, 8] : tensor<2x4x3x8xf32> into tensor<2x4x1x3x8xf32>
  %0 = tensor.empty() : tensor<2x1x4x3x5xf32>
  %1 = linalg.fill ins(%cst_2 : f32) outs(%0 : tensor<2x1x4x3x5xf32>) ->
      tensor<2x1x4x3x5xf32>
  %2 = linalg.generic {indexing_maps = [#map, #map1, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel", "reduction"]}
      ins(%expanded, %arg1 : tensor<2x4x1x3x8xf32>, tensor<2x5x1x8xf32>) outs(%1
      : tensor<2x1x4x3x5xf32>) {
  ^bb0(%in: f32, %in_3: f32, %out: f32):
    %31 = arith.mulf %in, %in_3 : f32
    %32 = arith.addf %out, %31 : f32
    linalg.yield %32 : f32
  } -> tensor<2x1x4x3x5xf32>
  %3 = linalg.generic {indexing_maps = [#map3, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%cst_1 :
      tensor<f32>) outs(%0 : tensor<2x1x4x3x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x1x4x3x5xf32>
  %4 = linalg.generic {indexing_maps = [#map4, #map4, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%2, %3 :
      tensor<2x1x4x3x5xf32>, tensor<2x1x4x3x5xf32>) outs(%0 :
      tensor<2x1x4x3x5xf32>) {
  ^bb0(%in: f32, %in_3: f32, %out: f32):
    %31 = arith.mulf %in, %in_3 : f32
    linalg.yield %31 : f32
  } -> tensor<2x1x4x3x5xf32>
  %5 = tensor.empty() : tensor<2x1x4x3xf32>
  %6 = linalg.fill ins(%cst : f32) outs(%5 : tensor<2x1x4x3xf32>) ->
      tensor<2x1x4x3xf32>
  %7 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "reduction"]} ins(%4 :
      tensor<2x1x4x3x5xf32>) outs(%6 : tensor<2x1x4x3xf32>) {
  ^bb0(%in: f32, %out: f32):
    %31 = arith.maximumf %out, %in : f32
    linalg.yield %31 : f32
  } -> tensor<2x1x4x3xf32>
  %8 = linalg.generic {indexing_maps = [#map6, #map7], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0 :
      tensor<f32>) outs(%5 : tensor<2x1x4x3xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x1x4x3xf32>
  %9 = linalg.generic {indexing_maps = [#map7, #map7, #map7], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%8, %7 :
      tensor<2x1x4x3xf32>, tensor<2x1x4x3xf32>) outs(%5 : tensor<2x1x4x3xf32>) {
  ^bb0(%in: f32, %in_3: f32, %out: f32):
    %31 = arith.maximumf %in, %in_3 : f32
    linalg.yield %31 : f32
  } -> tensor<2x1x4x3xf32>
  %10 = tensor.empty() : tensor<3x2x1x4xf32>
  %11 = linalg.generic {indexing_maps = [#map8, #map7], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%9 :
      tensor<2x1x4x3xf32>) outs(%10 : tensor<3x2x1x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<3x2x1x4xf32>
  %12 = tensor.empty() : tensor<3x2x1x4x1xf32>
  %13 = linalg.generic {indexing_maps = [#map5, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%11 :
      tensor<3x2x1x4xf32>) outs(%12 : tensor<3x2x1x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<3x2x1x4x1xf32>
  %14 = tensor.empty() : tensor<3x2x1x4x5xf32>
  %15 = linalg.generic {indexing_maps = [#map9, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%4 :
      tensor<2x1x4x3x5xf32>) outs(%14 : tensor<3x2x1x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<3x2x1x4x5xf32>
  %16 = linalg.generic {indexing_maps = [#map10, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%13 :
      tensor<3x2x1x4x1xf32>) outs(%14 : tensor<3x2x1x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<3x2x1x4x5xf32>
  %17 = linalg.generic {indexing_maps = [#map4, #map4, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%15, %16
      : tensor<3x2x1x4x5xf32>, tensor<3x2x1x4x5xf32>) outs(%14 :
      tensor<3x2x1x4x5xf32>) {
  ^bb0(%in: f32, %in_3: f32, %out: f32):
    %31 = arith.subf %in, %in_3 : f32
    linalg.yield %31 : f32
  } -> tensor<3x2x1x4x5xf32>
  %18 = linalg.generic {indexing_maps = [#map4, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%17 :
      tensor<3x2x1x4x5xf32>) outs(%14 : tensor<3x2x1x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %31 = math.exp %in : f32
    linalg.yield %31 : f32
  } -> tensor<3x2x1x4x5xf32>
  %19 = linalg.fill ins(%cst_2 : f32) outs(%10 : tensor<3x2x1x4xf32>) ->
      tensor<3x2x1x4xf32>
  %20 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "reduction"]} ins(%18 :
      tensor<3x2x1x4x5xf32>) outs(%19 : tensor<3x2x1x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %31 = arith.addf %out, %in : f32
    linalg.yield %31 : f32
  } -> tensor<3x2x1x4xf32>
  %21 = linalg.generic {indexing_maps = [#map5, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%20 :
      tensor<3x2x1x4xf32>) outs(%12 : tensor<3x2x1x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<3x2x1x4x1xf32>
  %22 = linalg.generic {indexing_maps = [#map10, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%21 :
      tensor<3x2x1x4x1xf32>) outs(%14 : tensor<3x2x1x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<3x2x1x4x5xf32>
  %23 = linalg.generic {indexing_maps = [#map4, #map4, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%18, %22
      : tensor<3x2x1x4x5xf32>, tensor<3x2x1x4x5xf32>) outs(%14 :
      tensor<3x2x1x4x5xf32>) {
  ^bb0(%in: f32, %in_3: f32, %out: f32):
    %31 = arith.divf %in, %in_3 : f32
    linalg.yield %31 : f32
  } -> tensor<3x2x1x4x5xf32>
  %24 = tensor.empty() : tensor<2x1x8x3x4xf32>
  %25 = linalg.fill ins(%cst_2 : f32) outs(%24 : tensor<2x1x8x3x4xf32>) ->
      tensor<2x1x8x3x4xf32>
  %26 = linalg.generic {indexing_maps = [#map11, #map12, #map2], iterator_types
      =
      ["parallel", "parallel", "parallel", "parallel", "parallel", "reduction"]}
      ins(%arg2, %23 : tensor<2x5x1x8xf32>, tensor<3x2x1x4x5xf32>) outs(%25 :
      tensor<2x1x8x3x4xf32>) {
  ^bb0(%in: f32, %in_3: f32, %out: f32):
    %31 = arith.mulf %in, %in_3 : f32
    %32 = arith.addf %out, %31 : f32
    linalg.yield %32 : f32
  } -> tensor<2x1x8x3x4xf32>
  %27 = tensor.empty() : tensor<3x2x4x1x8xf32>
  %28 = linalg.generic {indexing_maps = [#map13, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%26 :
      tensor<2x1x8x3x4xf32>) outs(%27 : tensor<3x2x4x1x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<3x2x4x1x8xf32>
  %29 = tensor.empty() : tensor<2x4x1x3x8xf32>
  %30 = linalg.generic {indexing_maps = [#map14, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%28 :
      tensor<3x2x4x1x8xf32>) outs(%29 : tensor<2x4x1x3x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x4x1x3x8xf32>
  %collapsed = tensor.collapse_shape %30 [[0], [1], [2, 3], [4]] :
      tensor<2x4x1x3x8xf32> into tensor<2x4x3x8xf32>
  return %collapsed : tensor<2x4x3x8xf32>
}

// -----

// CHECK-LABEL: func @mapped_over_batch_and_heads
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d3, d2)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map2 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d4)>
#map3 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d4, d3)>
#map4 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3)>
#map5 = affine_map<(d0, d1, d2, d3) -> ()>
#map6 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map7 = affine_map<(d0, d1, d2) -> ()>
#map8 = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map9 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
func.func @mapped_over_batch_and_heads(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> (tensor<2x3x4x8xf32>) {
  %cst = arith.constant 0xFF800000 : f32
  %cst_0 = arith.constant dense<0xFF800000> : tensor<f32>
  %cst_1 = arith.constant dense<3.000000e-01> : tensor<f32>
  %cst_2 = arith.constant 0.000000e+00 : f32
  %0 = tensor.empty() : tensor<2x3x8x5xf32>
  %1 = linalg.generic {indexing_maps = [#map, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%arg1 :
      tensor<2x3x5x8xf32>) outs(%0 : tensor<2x3x8x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x3x8x5xf32>
  %2 = tensor.empty() : tensor<2x3x4x5xf32>
  %3 = linalg.fill ins(%cst_2 : f32) outs(%2 : tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x5xf32>
  %4 = linalg.generic {indexing_maps = [#map2, #map3, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "reduction"]} ins(%arg0,
      %1 : tensor<2x3x4x8xf32>, tensor<2x3x8x5xf32>) outs(%3 :
      tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_3: f32, %out: f32):
    %25 = arith.mulf %in, %in_3 : f32
    %26 = arith.addf %out, %25 : f32
    linalg.yield %26 : f32
  } -> tensor<2x3x4x5xf32>
  %5 = linalg.generic {indexing_maps = [#map5, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_1 :
      tensor<f32>) outs(%2 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x3x4x5xf32>
  %6 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%4, %5 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x5xf32>) outs(%2 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_3: f32, %out: f32):
    %25 = arith.mulf %in, %in_3 : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x5xf32>
  %7 = tensor.empty() : tensor<2x3x4xf32>
  %8 = linalg.fill ins(%cst : f32) outs(%7 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %9 = linalg.generic {indexing_maps = [#map1, #map6], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%6 :
      tensor<2x3x4x5xf32>) outs(%8 : tensor<2x3x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %25 = arith.maximumf %out, %in : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4xf32>
  %10 = linalg.generic {indexing_maps = [#map7, #map8], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%cst_0 : tensor<f32>) outs(%7 :
      tensor<2x3x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x3x4xf32>
  %11 = linalg.generic {indexing_maps = [#map8, #map8, #map8], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%10, %9 : tensor<2x3x4xf32>,
      tensor<2x3x4xf32>) outs(%7 : tensor<2x3x4xf32>) {
  ^bb0(%in: f32, %in_3: f32, %out: f32):
    %25 = arith.maximumf %in, %in_3 : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4xf32>
  %12 = tensor.empty() : tensor<2x3x4x1xf32>
  %13 = linalg.generic {indexing_maps = [#map6, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%11 :
      tensor<2x3x4xf32>) outs(%12 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x3x4x1xf32>
  %14 = linalg.generic {indexing_maps = [#map9, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%13 :
      tensor<2x3x4x1xf32>) outs(%2 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x3x4x5xf32>
  %15 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%6, %14 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x5xf32>) outs(%2 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_3: f32, %out: f32):
    %25 = arith.subf %in, %in_3 : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x5xf32>
  %16 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%15 :
      tensor<2x3x4x5xf32>) outs(%2 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %25 = math.exp %in : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x5xf32>
  %17 = linalg.fill ins(%cst_2 : f32) outs(%7 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %18 = linalg.generic {indexing_maps = [#map1, #map6], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%16 :
      tensor<2x3x4x5xf32>) outs(%17 : tensor<2x3x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %25 = arith.addf %out, %in : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4xf32>
  %19 = linalg.generic {indexing_maps = [#map6, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%18 :
      tensor<2x3x4xf32>) outs(%12 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x3x4x1xf32>
  %20 = linalg.generic {indexing_maps = [#map9, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%19 :
      tensor<2x3x4x1xf32>) outs(%2 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x3x4x5xf32>
  %21 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%16, %20 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x5xf32>) outs(%2 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_3: f32, %out: f32):
    %25 = arith.divf %in, %in_3 : f32
    linalg.yield %25 : f32
  } -> tensor<2x3x4x5xf32>
  %22 = tensor.empty() : tensor<2x3x4x8xf32>
  %23 = linalg.fill ins(%cst_2 : f32) outs(%22 : tensor<2x3x4x8xf32>) ->
      tensor<2x3x4x8xf32>
  %24 = linalg.generic {indexing_maps = [#map2, #map3, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "reduction"]} ins(%21,
      %arg2 : tensor<2x3x4x5xf32>, tensor<2x3x5x8xf32>) outs(%23 :
      tensor<2x3x4x8xf32>) {
  ^bb0(%in: f32, %in_3: f32, %out: f32):
    %25 = arith.mulf %in, %in_3 : f32
    %26 = arith.addf %out, %25 : f32
    linalg.yield %26 : f32
  } -> tensor<2x3x4x8xf32>
  return %24 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @masked
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<2x1x4x5xi1>)
// CHECK-SAME: {scale = 0.353553385 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d3, d4)>
#map1 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3, d4)>
#map2 = affine_map<(d0, d1, d2, d3, d4, d5) -> (d0, d2, d1, d3, d5)>
#map3 = affine_map<(d0, d1, d2, d3, d4, d5) -> (d0, d4, d1, d5)>
#map4 = affine_map<(d0, d1, d2, d3, d4, d5) -> (d0, d1, d2, d3, d4)>
#map5 = affine_map<(d0, d1, d2, d3, d4) -> ()>
#map6 = affine_map<(d0, d1, d2, d3) -> ()>
#map7 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map8 = affine_map<(d0, d1, d2, d3, d4) -> (d1, d2, d3, d4)>
#map9 = affine_map<(d0, d1, d2, d3, d4) -> (d1, d2, d0, d3, d4)>
#map10 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, 0, d3, d4)>
#map11 = affine_map<(d0, d1, d2, d3, d4) -> (d1, d2, d3, d0, d4)>
#map12 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3)>
#map13 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3, 0)>
#map14 = affine_map<(d0, d1, d2, d3, d4, d5) -> (d0, d5, d1, d2)>
#map15 = affine_map<(d0, d1, d2, d3, d4, d5) -> (d3, d0, d1, d4, d5)>
#map16 = affine_map<(d0, d1, d2, d3, d4) -> (d1, d3, d4, d0, d2)>
#map17 = affine_map<(d0, d1, d2, d3, d4) -> (d3, d0, d1, d2, d4)>
func.func @masked(%arg0: tensor<2x4x3x8xf32>, %arg1: tensor<2x5x3x8xf32>, %arg2:
    tensor<2x5x3x8xf32>, %arg3: tensor<2x1x4x5xi1>) -> (tensor<2x4x3x8xf32>) {
  %cst = arith.constant 0xFF800000 : f32
  %cst_0 = arith.constant dense<0xFF800000> : tensor<f32>
  %cst_1 = arith.constant dense<-2.38197633E+38> : tensor<f32>
  %cst_2 = arith.constant dense<true> : tensor<i1>
  %cst_3 = arith.constant dense<0.353553385> : tensor<f32>
  %cst_4 = arith.constant 0.000000e+00 : f32
  %expanded = tensor.expand_shape %arg0 [[0], [1], [2], [3, 4]] output_shape
      [2, 4, 3, 1, 8] : tensor<2x4x3x8xf32> into tensor<2x4x3x1x8xf32>
  %0 = tensor.empty() : tensor<2x1x1x4x5xi1>
  %1 = linalg.generic {indexing_maps = [#map, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%arg3 :
      tensor<2x1x4x5xi1>) outs(%0 : tensor<2x1x1x4x5xi1>) {
  ^bb0(%in: i1, %out: i1):
    linalg.yield %in : i1
  } -> tensor<2x1x1x4x5xi1>
  %2 = tensor.empty() : tensor<2x3x4x1x5xf32>
  %3 = linalg.fill ins(%cst_4 : f32) outs(%2 : tensor<2x3x4x1x5xf32>) ->
      tensor<2x3x4x1x5xf32>
  %4 = linalg.generic {indexing_maps = [#map2, #map3, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel", "reduction"]}
      ins(%expanded, %arg1 : tensor<2x4x3x1x8xf32>, tensor<2x5x3x8xf32>) outs(%3
      : tensor<2x3x4x1x5xf32>) {
  ^bb0(%in: f32, %in_5: f32, %out: f32):
    %43 = arith.mulf %in, %in_5 : f32
    %44 = arith.addf %out, %43 : f32
    linalg.yield %44 : f32
  } -> tensor<2x3x4x1x5xf32>
  %5 = linalg.generic {indexing_maps = [#map5, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%cst_3 :
      tensor<f32>) outs(%2 : tensor<2x3x4x1x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x3x4x1x5xf32>
  %6 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%4, %5 :
      tensor<2x3x4x1x5xf32>, tensor<2x3x4x1x5xf32>) outs(%2 :
      tensor<2x3x4x1x5xf32>) {
  ^bb0(%in: f32, %in_5: f32, %out: f32):
    %43 = arith.mulf %in, %in_5 : f32
    linalg.yield %43 : f32
  } -> tensor<2x3x4x1x5xf32>
  %7 = tensor.empty() : tensor<2x3x4x5xi1>
  %8 = linalg.generic {indexing_maps = [#map6, #map7], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_2 : tensor<i1>)
      outs(%7 : tensor<2x3x4x5xi1>) {
  ^bb0(%in: i1, %out: i1):
    linalg.yield %in : i1
  } -> tensor<2x3x4x5xi1>
  %9 = tensor.empty() : tensor<1x2x3x4x5xi1>
  %10 = linalg.generic {indexing_maps = [#map8, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%8 :
      tensor<2x3x4x5xi1>) outs(%9 : tensor<1x2x3x4x5xi1>) {
  ^bb0(%in: i1, %out: i1):
    linalg.yield %in : i1
  } -> tensor<1x2x3x4x5xi1>
  %11 = tensor.empty() : tensor<1x2x1x4x5xi1>
  %12 = linalg.generic {indexing_maps = [#map9, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%1 :
      tensor<2x1x1x4x5xi1>) outs(%11 : tensor<1x2x1x4x5xi1>) {
  ^bb0(%in: i1, %out: i1):
    linalg.yield %in : i1
  } -> tensor<1x2x1x4x5xi1>
  %13 = linalg.generic {indexing_maps = [#map10, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%12 :
      tensor<1x2x1x4x5xi1>) outs(%9 : tensor<1x2x3x4x5xi1>) {
  ^bb0(%in: i1, %out: i1):
    linalg.yield %in : i1
  } -> tensor<1x2x3x4x5xi1>
  %14 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%10, %13
      : tensor<1x2x3x4x5xi1>, tensor<1x2x3x4x5xi1>) outs(%9 :
      tensor<1x2x3x4x5xi1>) {
  ^bb0(%in: i1, %in_5: i1, %out: i1):
    %43 = arith.andi %in, %in_5 : i1
    linalg.yield %43 : i1
  } -> tensor<1x2x3x4x5xi1>
  %15 = tensor.empty() : tensor<2x3x4x5xf32>
  %16 = linalg.generic {indexing_maps = [#map6, #map7], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_1 :
      tensor<f32>) outs(%15 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x3x4x5xf32>
  %17 = tensor.empty() : tensor<1x2x3x4x5xf32>
  %18 = linalg.generic {indexing_maps = [#map8, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%16 :
      tensor<2x3x4x5xf32>) outs(%17 : tensor<1x2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<1x2x3x4x5xf32>
  %19 = linalg.generic {indexing_maps = [#map11, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%6 :
      tensor<2x3x4x1x5xf32>) outs(%17 : tensor<1x2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<1x2x3x4x5xf32>
  %20 = linalg.generic {indexing_maps = [#map1, #map1, #map1, #map1],
      iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%14,
      %19, %18 : tensor<1x2x3x4x5xi1>, tensor<1x2x3x4x5xf32>,
      tensor<1x2x3x4x5xf32>) outs(%17 : tensor<1x2x3x4x5xf32>) {
  ^bb0(%in: i1, %in_5: f32, %in_6: f32, %out: f32):
    %43 = arith.select %in, %in_5, %in_6 : f32
    linalg.yield %43 : f32
  } -> tensor<1x2x3x4x5xf32>
  %21 = tensor.empty() : tensor<1x2x3x4xf32>
  %22 = linalg.fill ins(%cst : f32) outs(%21 : tensor<1x2x3x4xf32>) ->
      tensor<1x2x3x4xf32>
  %23 = linalg.generic {indexing_maps = [#map1, #map12], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "reduction"]} ins(%20 :
      tensor<1x2x3x4x5xf32>) outs(%22 : tensor<1x2x3x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %43 = arith.maximumf %out, %in : f32
    linalg.yield %43 : f32
  } -> tensor<1x2x3x4xf32>
  %24 = linalg.generic {indexing_maps = [#map6, #map7], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0 :
      tensor<f32>) outs(%21 : tensor<1x2x3x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<1x2x3x4xf32>
  %25 = linalg.generic {indexing_maps = [#map7, #map7, #map7], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%24, %23 :
      tensor<1x2x3x4xf32>, tensor<1x2x3x4xf32>) outs(%21 : tensor<1x2x3x4xf32>)
      {
  ^bb0(%in: f32, %in_5: f32, %out: f32):
    %43 = arith.maximumf %in, %in_5 : f32
    linalg.yield %43 : f32
  } -> tensor<1x2x3x4xf32>
  %26 = tensor.empty() : tensor<1x2x3x4x1xf32>
  %27 = linalg.generic {indexing_maps = [#map12, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%25 :
      tensor<1x2x3x4xf32>) outs(%26 : tensor<1x2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<1x2x3x4x1xf32>
  %28 = linalg.generic {indexing_maps = [#map13, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%27 :
      tensor<1x2x3x4x1xf32>) outs(%17 : tensor<1x2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<1x2x3x4x5xf32>
  %29 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%20, %28
      : tensor<1x2x3x4x5xf32>, tensor<1x2x3x4x5xf32>) outs(%17 :
      tensor<1x2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_5: f32, %out: f32):
    %43 = arith.subf %in, %in_5 : f32
    linalg.yield %43 : f32
  } -> tensor<1x2x3x4x5xf32>
  %30 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%29 :
      tensor<1x2x3x4x5xf32>) outs(%17 : tensor<1x2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %43 = math.exp %in : f32
    linalg.yield %43 : f32
  } -> tensor<1x2x3x4x5xf32>
  %31 = linalg.fill ins(%cst_4 : f32) outs(%21 : tensor<1x2x3x4xf32>) ->
      tensor<1x2x3x4xf32>
  %32 = linalg.generic {indexing_maps = [#map1, #map12], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "reduction"]} ins(%30 :
      tensor<1x2x3x4x5xf32>) outs(%31 : tensor<1x2x3x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %43 = arith.addf %out, %in : f32
    linalg.yield %43 : f32
  } -> tensor<1x2x3x4xf32>
  %33 = linalg.generic {indexing_maps = [#map12, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%32 :
      tensor<1x2x3x4xf32>) outs(%26 : tensor<1x2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<1x2x3x4x1xf32>
  %34 = linalg.generic {indexing_maps = [#map13, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%33 :
      tensor<1x2x3x4x1xf32>) outs(%17 : tensor<1x2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<1x2x3x4x5xf32>
  %35 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%30, %34
      : tensor<1x2x3x4x5xf32>, tensor<1x2x3x4x5xf32>) outs(%17 :
      tensor<1x2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_5: f32, %out: f32):
    %43 = arith.divf %in, %in_5 : f32
    linalg.yield %43 : f32
  } -> tensor<1x2x3x4x5xf32>
  %36 = tensor.empty() : tensor<2x3x8x1x4xf32>
  %37 = linalg.fill ins(%cst_4 : f32) outs(%36 : tensor<2x3x8x1x4xf32>) ->
      tensor<2x3x8x1x4xf32>
  %38 = linalg.generic {indexing_maps = [#map14, #map15, #map4], iterator_types
      =
      ["parallel", "parallel", "parallel", "parallel", "parallel", "reduction"]}
      ins(%arg2, %35 : tensor<2x5x3x8xf32>, tensor<1x2x3x4x5xf32>) outs(%37 :
      tensor<2x3x8x1x4xf32>) {
  ^bb0(%in: f32, %in_5: f32, %out: f32):
    %43 = arith.mulf %in, %in_5 : f32
    %44 = arith.addf %out, %43 : f32
    linalg.yield %44 : f32
  } -> tensor<2x3x8x1x4xf32>
  %39 = tensor.empty() : tensor<1x2x4x3x8xf32>
  %40 = linalg.generic {indexing_maps = [#map16, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%38 :
      tensor<2x3x8x1x4xf32>) outs(%39 : tensor<1x2x4x3x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<1x2x4x3x8xf32>
  %41 = tensor.empty() : tensor<2x4x3x1x8xf32>
  %42 = linalg.generic {indexing_maps = [#map17, #map1], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%40 :
      tensor<1x2x4x3x8xf32>) outs(%41 : tensor<2x4x3x1x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x4x3x1x8xf32>
  %collapsed = tensor.collapse_shape %42 [[0], [1], [2], [3, 4]] :
      tensor<2x4x3x1x8xf32> into tensor<2x4x3x8xf32>
  return %collapsed : tensor<2x4x3x8xf32>
}

// -----

// CHECK-LABEL: func @key_lengths
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<2x1x1x5xi1>)
// CHECK-SAME: {scale = 0.353553385 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3, d4, d5) -> (d0, d2, d1, d3, d5)>
#map1 = affine_map<(d0, d1, d2, d3, d4, d5) -> (d0, d4, d1, d5)>
#map2 = affine_map<(d0, d1, d2, d3, d4, d5) -> (d0, d1, d2, d3, d4)>
#map3 = affine_map<(d0, d1, d2, d3, d4) -> ()>
#map4 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3, d4)>
#map5 = affine_map<(d0, d1, d2, d3) -> ()>
#map6 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map7 = affine_map<(d0) -> (d0)>
#map8 = affine_map<(d0, d1, d2) -> (d2)>
#map9 = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map10 = affine_map<(d0, d1, d2) -> (d0)>
#map11 = affine_map<(d0, d1, d2) -> (0, d1, d2)>
#map12 = affine_map<(d0, d1, d2) -> (d0, d1, 0)>
#map13 = affine_map<(d0, d1, d2) -> ()>
#map14 = affine_map<(d0, d1, d2, d3) -> (d0, d2, d3)>
#map15 = affine_map<(d0, d1, d2, d3) -> (d0, 0, 0, d3)>
#map16 = affine_map<(d0, d1, d2, d3, d4) -> (d1, d2, d3, d4)>
#map17 = affine_map<(d0, d1, d2, d3, d4) -> (d1, d2, d3, d0, d4)>
#map18 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3)>
#map19 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3, 0)>
#map20 = affine_map<(d0, d1, d2, d3, d4, d5) -> (d0, d5, d1, d2)>
#map21 = affine_map<(d0, d1, d2, d3, d4, d5) -> (d3, d0, d1, d4, d5)>
#map22 = affine_map<(d0, d1, d2, d3, d4) -> (d1, d3, d4, d0, d2)>
#map23 = affine_map<(d0, d1, d2, d3, d4) -> (d3, d0, d1, d2, d4)>
func.func @key_lengths(%arg0: tensor<2x4x3x8xf32>, %arg1: tensor<2x5x3x8xf32>,
    %arg2: tensor<2x5x3x8xf32>, %arg3: tensor<2xi32>) -> (tensor<2x4x3x8xf32>) {
  %cst = arith.constant 0xFF800000 : f32
  %cst_0 = arith.constant dense<0xFF800000> : tensor<f32>
  %cst_1 = arith.constant dense<-2.38197633E+38> : tensor<f32>
  %cst_2 = arith.constant dense<true> : tensor<i1>
  %cst_3 = arith.constant dense<0.353553385> : tensor<f32>
  %cst_4 = arith.constant 0.000000e+00 : f32
  %expanded = tensor.expand_shape %arg0 [[0], [1], [2], [3, 4]] output_shape
      [2, 4, 3, 1, 8] : tensor<2x4x3x8xf32> into tensor<2x4x3x1x8xf32>
  %0 = tensor.empty() : tensor<2x3x4x1x5xf32>
  %1 = linalg.fill ins(%cst_4 : f32) outs(%0 : tensor<2x3x4x1x5xf32>) ->
      tensor<2x3x4x1x5xf32>
  %2 = linalg.generic {indexing_maps = [#map, #map1, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel", "reduction"]}
      ins(%expanded, %arg1 : tensor<2x4x3x1x8xf32>, tensor<2x5x3x8xf32>) outs(%1
      : tensor<2x3x4x1x5xf32>) {
  ^bb0(%in: f32, %in_5: f32, %out: f32):
    %54 = arith.mulf %in, %in_5 : f32
    %55 = arith.addf %out, %54 : f32
    linalg.yield %55 : f32
  } -> tensor<2x3x4x1x5xf32>
  %3 = linalg.generic {indexing_maps = [#map3, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%cst_3 :
      tensor<f32>) outs(%0 : tensor<2x3x4x1x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x3x4x1x5xf32>
  %4 = linalg.generic {indexing_maps = [#map4, #map4, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%2, %3 :
      tensor<2x3x4x1x5xf32>, tensor<2x3x4x1x5xf32>) outs(%0 :
      tensor<2x3x4x1x5xf32>) {
  ^bb0(%in: f32, %in_5: f32, %out: f32):
    %54 = arith.mulf %in, %in_5 : f32
    linalg.yield %54 : f32
  } -> tensor<2x3x4x1x5xf32>
  %5 = tensor.empty() : tensor<2x3x4x5xi1>
  %6 = linalg.generic {indexing_maps = [#map5, #map6], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_2 : tensor<i1>)
      outs(%5 : tensor<2x3x4x5xi1>) {
  ^bb0(%in: i1, %out: i1):
    linalg.yield %in : i1
  } -> tensor<2x3x4x5xi1>
  %7 = tensor.empty() : tensor<5xi32>
  %8 = linalg.generic {indexing_maps = [#map7], iterator_types = ["parallel"]}
      outs(%7 : tensor<5xi32>) {
  ^bb0(%out: i32):
    %54 = linalg.index 0 : index
    %55 = arith.index_cast %54 : index to i32
    linalg.yield %55 : i32
  } -> tensor<5xi32>
  %9 = tensor.empty() : tensor<1x1x5xi32>
  %10 = linalg.generic {indexing_maps = [#map8, #map9], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%8 : tensor<5xi32>) outs(%9 :
      tensor<1x1x5xi32>) {
  ^bb0(%in: i32, %out: i32):
    linalg.yield %in : i32
  } -> tensor<1x1x5xi32>
  %11 = tensor.empty() : tensor<2x1x1xi32>
  %12 = linalg.generic {indexing_maps = [#map10, #map9], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%arg3 : tensor<2xi32>) outs(%11
      : tensor<2x1x1xi32>) {
  ^bb0(%in: i32, %out: i32):
    linalg.yield %in : i32
  } -> tensor<2x1x1xi32>
  %13 = tensor.empty() : tensor<2x1x5xi32>
  %14 = linalg.generic {indexing_maps = [#map11, #map9], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%10 : tensor<1x1x5xi32>)
      outs(%13 : tensor<2x1x5xi32>) {
  ^bb0(%in: i32, %out: i32):
    linalg.yield %in : i32
  } -> tensor<2x1x5xi32>
  %15 = linalg.generic {indexing_maps = [#map12, #map9], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%12 : tensor<2x1x1xi32>)
      outs(%13 : tensor<2x1x5xi32>) {
  ^bb0(%in: i32, %out: i32):
    linalg.yield %in : i32
  } -> tensor<2x1x5xi32>
  %16 = tensor.empty() : tensor<2x1x5xi1>
  %17 = linalg.generic {indexing_maps = [#map9, #map9, #map9], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%14, %15 : tensor<2x1x5xi32>,
      tensor<2x1x5xi32>) outs(%16 : tensor<2x1x5xi1>) {
  ^bb0(%in: i32, %in_5: i32, %out: i1):
    %54 = arith.cmpi slt, %in, %in_5 : i32
    linalg.yield %54 : i1
  } -> tensor<2x1x5xi1>
  %18 = linalg.generic {indexing_maps = [#map13, #map9], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%cst_2 : tensor<i1>) outs(%16 :
      tensor<2x1x5xi1>) {
  ^bb0(%in: i1, %out: i1):
    linalg.yield %in : i1
  } -> tensor<2x1x5xi1>
  %19 = linalg.generic {indexing_maps = [#map9, #map9, #map9], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%18, %17 : tensor<2x1x5xi1>,
      tensor<2x1x5xi1>) outs(%16 : tensor<2x1x5xi1>) {
  ^bb0(%in: i1, %in_5: i1, %out: i1):
    %54 = arith.andi %in, %in_5 : i1
    linalg.yield %54 : i1
  } -> tensor<2x1x5xi1>
  %20 = tensor.empty() : tensor<2x1x1x5xi1>
  %21 = linalg.generic {indexing_maps = [#map14, #map6], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%19 :
      tensor<2x1x5xi1>) outs(%20 : tensor<2x1x1x5xi1>) {
  ^bb0(%in: i1, %out: i1):
    linalg.yield %in : i1
  } -> tensor<2x1x1x5xi1>
  %22 = linalg.generic {indexing_maps = [#map15, #map6], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%21 :
      tensor<2x1x1x5xi1>) outs(%5 : tensor<2x3x4x5xi1>) {
  ^bb0(%in: i1, %out: i1):
    linalg.yield %in : i1
  } -> tensor<2x3x4x5xi1>
  %23 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%6, %22 :
      tensor<2x3x4x5xi1>, tensor<2x3x4x5xi1>) outs(%5 : tensor<2x3x4x5xi1>) {
  ^bb0(%in: i1, %in_5: i1, %out: i1):
    %54 = arith.andi %in, %in_5 : i1
    linalg.yield %54 : i1
  } -> tensor<2x3x4x5xi1>
  %24 = tensor.empty() : tensor<2x3x4x5xf32>
  %25 = linalg.generic {indexing_maps = [#map5, #map6], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_1 :
      tensor<f32>) outs(%24 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x3x4x5xf32>
  %26 = tensor.empty() : tensor<1x2x3x4x5xi1>
  %27 = linalg.generic {indexing_maps = [#map16, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%23 :
      tensor<2x3x4x5xi1>) outs(%26 : tensor<1x2x3x4x5xi1>) {
  ^bb0(%in: i1, %out: i1):
    linalg.yield %in : i1
  } -> tensor<1x2x3x4x5xi1>
  %28 = tensor.empty() : tensor<1x2x3x4x5xf32>
  %29 = linalg.generic {indexing_maps = [#map16, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%25 :
      tensor<2x3x4x5xf32>) outs(%28 : tensor<1x2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<1x2x3x4x5xf32>
  %30 = linalg.generic {indexing_maps = [#map17, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%4 :
      tensor<2x3x4x1x5xf32>) outs(%28 : tensor<1x2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<1x2x3x4x5xf32>
  %31 = linalg.generic {indexing_maps = [#map4, #map4, #map4, #map4],
      iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%27,
      %30, %29 : tensor<1x2x3x4x5xi1>, tensor<1x2x3x4x5xf32>,
      tensor<1x2x3x4x5xf32>) outs(%28 : tensor<1x2x3x4x5xf32>) {
  ^bb0(%in: i1, %in_5: f32, %in_6: f32, %out: f32):
    %54 = arith.select %in, %in_5, %in_6 : f32
    linalg.yield %54 : f32
  } -> tensor<1x2x3x4x5xf32>
  %32 = tensor.empty() : tensor<1x2x3x4xf32>
  %33 = linalg.fill ins(%cst : f32) outs(%32 : tensor<1x2x3x4xf32>) ->
      tensor<1x2x3x4xf32>
  %34 = linalg.generic {indexing_maps = [#map4, #map18], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "reduction"]} ins(%31 :
      tensor<1x2x3x4x5xf32>) outs(%33 : tensor<1x2x3x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %54 = arith.maximumf %out, %in : f32
    linalg.yield %54 : f32
  } -> tensor<1x2x3x4xf32>
  %35 = linalg.generic {indexing_maps = [#map5, #map6], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0 :
      tensor<f32>) outs(%32 : tensor<1x2x3x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<1x2x3x4xf32>
  %36 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%35, %34 :
      tensor<1x2x3x4xf32>, tensor<1x2x3x4xf32>) outs(%32 : tensor<1x2x3x4xf32>)
      {
  ^bb0(%in: f32, %in_5: f32, %out: f32):
    %54 = arith.maximumf %in, %in_5 : f32
    linalg.yield %54 : f32
  } -> tensor<1x2x3x4xf32>
  %37 = tensor.empty() : tensor<1x2x3x4x1xf32>
  %38 = linalg.generic {indexing_maps = [#map18, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%36 :
      tensor<1x2x3x4xf32>) outs(%37 : tensor<1x2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<1x2x3x4x1xf32>
  %39 = linalg.generic {indexing_maps = [#map19, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%38 :
      tensor<1x2x3x4x1xf32>) outs(%28 : tensor<1x2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<1x2x3x4x5xf32>
  %40 = linalg.generic {indexing_maps = [#map4, #map4, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%31, %39
      : tensor<1x2x3x4x5xf32>, tensor<1x2x3x4x5xf32>) outs(%28 :
      tensor<1x2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_5: f32, %out: f32):
    %54 = arith.subf %in, %in_5 : f32
    linalg.yield %54 : f32
  } -> tensor<1x2x3x4x5xf32>
  %41 = linalg.generic {indexing_maps = [#map4, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%40 :
      tensor<1x2x3x4x5xf32>) outs(%28 : tensor<1x2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %54 = math.exp %in : f32
    linalg.yield %54 : f32
  } -> tensor<1x2x3x4x5xf32>
  %42 = linalg.fill ins(%cst_4 : f32) outs(%32 : tensor<1x2x3x4xf32>) ->
      tensor<1x2x3x4xf32>
  %43 = linalg.generic {indexing_maps = [#map4, #map18], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "reduction"]} ins(%41 :
      tensor<1x2x3x4x5xf32>) outs(%42 : tensor<1x2x3x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %54 = arith.addf %out, %in : f32
    linalg.yield %54 : f32
  } -> tensor<1x2x3x4xf32>
  %44 = linalg.generic {indexing_maps = [#map18, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%43 :
      tensor<1x2x3x4xf32>) outs(%37 : tensor<1x2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<1x2x3x4x1xf32>
  %45 = linalg.generic {indexing_maps = [#map19, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%44 :
      tensor<1x2x3x4x1xf32>) outs(%28 : tensor<1x2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<1x2x3x4x5xf32>
  %46 = linalg.generic {indexing_maps = [#map4, #map4, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%41, %45
      : tensor<1x2x3x4x5xf32>, tensor<1x2x3x4x5xf32>) outs(%28 :
      tensor<1x2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_5: f32, %out: f32):
    %54 = arith.divf %in, %in_5 : f32
    linalg.yield %54 : f32
  } -> tensor<1x2x3x4x5xf32>
  %47 = tensor.empty() : tensor<2x3x8x1x4xf32>
  %48 = linalg.fill ins(%cst_4 : f32) outs(%47 : tensor<2x3x8x1x4xf32>) ->
      tensor<2x3x8x1x4xf32>
  %49 = linalg.generic {indexing_maps = [#map20, #map21, #map2], iterator_types
      =
      ["parallel", "parallel", "parallel", "parallel", "parallel", "reduction"]}
      ins(%arg2, %46 : tensor<2x5x3x8xf32>, tensor<1x2x3x4x5xf32>) outs(%48 :
      tensor<2x3x8x1x4xf32>) {
  ^bb0(%in: f32, %in_5: f32, %out: f32):
    %54 = arith.mulf %in, %in_5 : f32
    %55 = arith.addf %out, %54 : f32
    linalg.yield %55 : f32
  } -> tensor<2x3x8x1x4xf32>
  %50 = tensor.empty() : tensor<1x2x4x3x8xf32>
  %51 = linalg.generic {indexing_maps = [#map22, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%49 :
      tensor<2x3x8x1x4xf32>) outs(%50 : tensor<1x2x4x3x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<1x2x4x3x8xf32>
  %52 = tensor.empty() : tensor<2x4x3x1x8xf32>
  %53 = linalg.generic {indexing_maps = [#map23, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%51 :
      tensor<1x2x4x3x8xf32>) outs(%52 : tensor<2x4x3x1x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x4x3x1x8xf32>
  %collapsed = tensor.collapse_shape %53 [[0], [1], [2], [3, 4]] :
      tensor<2x4x3x1x8xf32> into tensor<2x4x3x8xf32>
  return %collapsed : tensor<2x4x3x8xf32>
}

// -----

// Masked weights are zeros instead of exponentials.
// CHECK-LABEL: func @softmax_where
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<2x1x4x5xi1>)
// CHECK-SAME: {site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
#map = affine_map<(d0, d1, d2, d3, d4) -> (d0, d2, d1, d4)>
#map1 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d3, d1, d4)>
#map2 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, 0, d2, d3)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map5 = affine_map<(d0, d1, d2, d3) -> ()>
#map6 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map7 = affine_map<(d0, d1, d2) -> ()>
#map8 = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map9 = affine_map<() -> ()>
#map10 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
#map11 = affine_map<(d0, d1, d2, d3) -> (d0, d2, d1, d3)>
#map12 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d4)>
#map13 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d4, d3)>
func.func @softmax_where(%arg0: tensor<2x4x3x8xf32>, %arg1: tensor<2x5x3x8xf32>,
    %arg2: tensor<2x5x3x8xf32>, %arg3: tensor<2x1x4x5xi1>) ->
    (tensor<2x3x4x8xf32>) {
  %cst = arith.constant dense<0.000000e+00> : tensor<f32>
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant dense<0xFF800000> : tensor<f32>
  %cst_2 = arith.constant 0.000000e+00 : f32
  %0 = tensor.empty() : tensor<2x3x4x5xf32>
  %1 = linalg.fill ins(%cst_2 : f32) outs(%0 : tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x5xf32>
  %2 = linalg.generic {indexing_maps = [#map, #map1, #map2], iterator_types =
      ["parallel", "parallel", "parallel", "parallel", "reduction"]} ins(%arg0,
      %arg1 : tensor<2x4x3x8xf32>, tensor<2x5x3x8xf32>) outs(%1 :
      tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_3: f32, %out: f32):
    %36 = arith.mulf %in, %in_3 : f32
    %37 = arith.addf %out, %36 : f32
    linalg.yield %37 : f32
  } -> tensor<2x3x4x5xf32>
  %3 = tensor.empty() : tensor<2x3x4x5xi1>
  %4 = linalg.generic {indexing_maps = [#map3, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%arg3 :
      tensor<2x1x4x5xi1>) outs(%3 : tensor<2x3x4x5xi1>) {
  ^bb0(%in: i1, %out: i1):
    linalg.yield %in : i1
  } -> tensor<2x3x4x5xi1>
  %5 = linalg.generic {indexing_maps = [#map5, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_1 :
      tensor<f32>) outs(%0 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x3x4x5xf32>
  %6 = linalg.generic {indexing_maps = [#map4, #map4, #map4, #map4],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%4,
      %2, %5 : tensor<2x3x4x5xi1>, tensor<2x3x4x5xf32>, tensor<2x3x4x5xf32>)
      outs(%0 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: i1, %in_3: f32, %in_4: f32, %out: f32):
    %36 = arith.select %in, %in_3, %in_4 : f32
    linalg.yield %36 : f32
  } -> tensor<2x3x4x5xf32>
  %7 = tensor.empty() : tensor<2x3x4xf32>
  %8 = linalg.fill ins(%cst_0 : f32) outs(%7 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %9 = linalg.generic {indexing_maps = [#map4, #map6], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%6 :
      tensor<2x3x4x5xf32>) outs(%8 : tensor<2x3x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %36 = arith.maximumf %out, %in : f32
    linalg.yield %36 : f32
  } -> tensor<2x3x4xf32>
  %10 = linalg.generic {indexing_maps = [#map7, #map8], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%cst_1 : tensor<f32>) outs(%7 :
      tensor<2x3x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x3x4xf32>
  %11 = linalg.generic {indexing_maps = [#map8, #map8, #map8], iterator_types =
      ["parallel", "parallel", "parallel"]} ins(%10, %9 : tensor<2x3x4xf32>,
      tensor<2x3x4xf32>) outs(%7 : tensor<2x3x4xf32>) {
  ^bb0(%in: f32, %in_3: f32, %out: f32):
    %36 = arith.maximumf %in, %in_3 : f32
    linalg.yield %36 : f32
  } -> tensor<2x3x4xf32>
  %12 = tensor.empty() : tensor<2x3x4x1xf32>
  %13 = linalg.generic {indexing_maps = [#map6, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%11 :
      tensor<2x3x4xf32>) outs(%12 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x3x4x1xf32>
  %14 = tensor.empty() : tensor<f32>
  %15 = linalg.generic {indexing_maps = [#map9], iterator_types = []} outs(%14 :
      tensor<f32>) {
  ^bb0(%out: f32):
    linalg.yield %cst_0 : f32
  } -> tensor<f32>
  %16 = linalg.generic {indexing_maps = [#map5, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%15 : tensor<f32>)
      outs(%0 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x3x4x5xf32>
  %17 = linalg.generic {indexing_maps = [#map4, #map4, #map4, #map4],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%4,
      %2, %16 : tensor<2x3x4x5xi1>, tensor<2x3x4x5xf32>, tensor<2x3x4x5xf32>)
      outs(%0 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: i1, %in_3: f32, %in_4: f32, %out: f32):
    %36 = arith.select %in, %in_3, %in_4 : f32
    linalg.yield %36 : f32
  } -> tensor<2x3x4x5xf32>
  %18 = linalg.generic {indexing_maps = [#map10, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%13 :
      tensor<2x3x4x1xf32>) outs(%0 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x3x4x5xf32>
  %19 = linalg.generic {indexing_maps = [#map4, #map4, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%17, %18 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x5xf32>) outs(%0 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_3: f32, %out: f32):
    %36 = arith.subf %in, %in_3 : f32
    linalg.yield %36 : f32
  } -> tensor<2x3x4x5xf32>
  %20 = linalg.generic {indexing_maps = [#map4, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%19 :
      tensor<2x3x4x5xf32>) outs(%0 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %36 = math.exp %in : f32
    linalg.yield %36 : f32
  } -> tensor<2x3x4x5xf32>
  %21 = linalg.generic {indexing_maps = [#map5, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%cst : tensor<f32>)
      outs(%0 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x3x4x5xf32>
  %22 = linalg.generic {indexing_maps = [#map4, #map4, #map4, #map4],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%4,
      %20, %21 : tensor<2x3x4x5xi1>, tensor<2x3x4x5xf32>, tensor<2x3x4x5xf32>)
      outs(%0 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: i1, %in_3: f32, %in_4: f32, %out: f32):
    %36 = arith.select %in, %in_3, %in_4 : f32
    linalg.yield %36 : f32
  } -> tensor<2x3x4x5xf32>
  %23 = linalg.fill ins(%cst_2 : f32) outs(%7 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %24 = linalg.generic {indexing_maps = [#map4, #map6], iterator_types =
      ["parallel", "parallel", "parallel", "reduction"]} ins(%22 :
      tensor<2x3x4x5xf32>) outs(%23 : tensor<2x3x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %36 = arith.addf %out, %in : f32
    linalg.yield %36 : f32
  } -> tensor<2x3x4xf32>
  %25 = linalg.generic {indexing_maps = [#map6, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%24 :
      tensor<2x3x4xf32>) outs(%12 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x3x4x1xf32>
  %26 = linalg.generic {indexing_maps = [#map10, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%25 :
      tensor<2x3x4x1xf32>) outs(%0 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x3x4x5xf32>
  %27 = linalg.generic {indexing_maps = [#map4, #map4, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%20, %26 :
      tensor<2x3x4x5xf32>, tensor<2x3x4x5xf32>) outs(%0 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_3: f32, %out: f32):
    %36 = arith.divf %in, %in_3 : f32
    linalg.yield %36 : f32
  } -> tensor<2x3x4x5xf32>
  %28 = linalg.generic {indexing_maps = [#map9], iterator_types = []} outs(%14 :
      tensor<f32>) {
  ^bb0(%out: f32):
    linalg.yield %cst_2 : f32
  } -> tensor<f32>
  %29 = linalg.generic {indexing_maps = [#map5, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%28 : tensor<f32>)
      outs(%0 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x3x4x5xf32>
  %30 = linalg.generic {indexing_maps = [#map4, #map4, #map4, #map4],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%4,
      %27, %29 : tensor<2x3x4x5xi1>, tensor<2x3x4x5xf32>, tensor<2x3x4x5xf32>)
      outs(%0 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: i1, %in_3: f32, %in_4: f32, %out: f32):
    %36 = arith.select %in, %in_3, %in_4 : f32
    linalg.yield %36 : f32
  } -> tensor<2x3x4x5xf32>
  %31 = tensor.empty() : tensor<2x3x5x8xf32>
  %32 = linalg.generic {indexing_maps = [#map11, #map4], iterator_types =
      ["parallel", "parallel", "parallel", "parallel"]} ins(%arg2 :
      tensor<2x5x3x8xf32>) outs(%31 : tensor<2x3x5x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x3x5x8xf32>
  %33 = tensor.empty() : tensor<2x3x4x8xf32>
  %34 = linalg.fill ins(%cst_2 : f32) outs(%33 : tensor<2x3x4x8xf32>) ->
      tensor<2x3x4x8xf32>
  %35 = linalg.generic {indexing_maps = [#map12, #map13, #map2], iterator_types
      = ["parallel", "parallel", "parallel", "parallel", "reduction"]} ins(%30,
      %32 : tensor<2x3x4x5xf32>, tensor<2x3x5x8xf32>) outs(%34 :
      tensor<2x3x4x8xf32>) {
  ^bb0(%in: f32, %in_3: f32, %out: f32):
    %36 = arith.mulf %in, %in_3 : f32
    %37 = arith.addf %out, %36 : f32
    linalg.yield %37 : f32
  } -> tensor<2x3x4x8xf32>
  return %35 : tensor<2x3x4x8xf32>
}
