// RUN: a3-opt %s --split-input-file --a3-raise-attention --canonicalize --cse --mlir-print-local-scope | FileCheck %s
// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-verify-raised

// Gathers whose rows are computed from constants and loop indices, in linalg.

// Keys and values in reverse order.
// CHECK-LABEL: func @reversed_keys
// CHECK: a3.attention ins({{.*}} : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-NOT: math.exp
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
module {
  func.func @reversed_keys(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
    %cst = arith.constant 0.000000e+00 : f32
    %c0_i64 = arith.constant 0 : i64
    %cst_0 = arith.constant 0xFF800000 : f32
    %cst_1 = arith.constant 3.000000e-01 : f64
    %c4 = arith.constant 4 : index
    %0 = tensor.empty() : tensor<2x3x8x5xf32>
    %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf32>) outs(%0 : tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2] 
    %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] : tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
    %collapsed_2 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] : tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
    %1 = tensor.empty() : tensor<6x4x5xf32>
    %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
    %3 = linalg.batch_matmul ins(%collapsed, %collapsed_2 : tensor<6x4x8xf32>, tensor<6x8x5xf32>) outs(%2 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
    %expanded = tensor.expand_shape %3 [[0, 1], [2], [3]] output_shape [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
    %4 = tensor.empty() : tensor<2x3x4x5xf32>
    %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded : tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
    ^bb0(%in: f32, %out: f32):
      %25 = arith.truncf %cst_1 : f64 to f32
      %26 = arith.mulf %in, %25 : f32
      linalg.yield %26 : f32
    } -> tensor<2x3x4x5xf32>
    %6 = linalg.fill ins(%cst : f32) outs(%4 : tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
    %7 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%5 : tensor<2x3x4x5xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
    ^bb0(%in: f32, %out: f32):
      %25 = linalg.index 0 : index
      %26 = linalg.index 1 : index
      %27 = linalg.index 2 : index
      %28 = linalg.index 3 : index
      %29 = arith.subi %c4, %28 : index
      %extracted = tensor.extract %5[%25, %26, %27, %29] : tensor<2x3x4x5xf32>
      linalg.yield %extracted : f32
    } -> tensor<2x3x4x5xf32>
    %8 = tensor.empty() : tensor<2x3x4xi64>
    %9 = linalg.fill ins(%c0_i64 : i64) outs(%8 : tensor<2x3x4xi64>) -> tensor<2x3x4xi64>
    %10 = tensor.empty() : tensor<2x3x4xf32>
    %11 = linalg.fill ins(%cst_0 : f32) outs(%10 : tensor<2x3x4xf32>) -> tensor<2x3x4xf32>
    %12:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%7 : tensor<2x3x4x5xf32>) outs(%11, %9 : tensor<2x3x4xf32>, tensor<2x3x4xi64>) {
    ^bb0(%in: f32, %out: f32, %out_7: i64):
      %25 = linalg.index 3 : index
      %26 = arith.index_cast %25 : index to i64
      %27 = arith.maximumf %in, %out : f32
      %28 = arith.cmpf ogt, %in, %out : f32
      %29 = arith.select %28, %26, %out_7 : i64
      linalg.yield %27, %29 : f32, i64
    } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
    %expanded_3 = tensor.expand_shape %12#0 [[0], [1], [2, 3]] output_shape [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
    %13 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%7, %expanded_3 : tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
    ^bb0(%in: f32, %in_7: f32, %out: f32):
      %25 = arith.subf %in, %in_7 : f32
      linalg.yield %25 : f32
    } -> tensor<2x3x4x5xf32>
    %14 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%13 : tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
    ^bb0(%in: f32, %out: f32):
      %25 = math.exp %in : f32
      linalg.yield %25 : f32
    } -> tensor<2x3x4x5xf32>
    %15 = tensor.empty() : tensor<2x3x4x1xf32>
    %16 = linalg.fill ins(%cst : f32) outs(%15 : tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
    %17 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%14 : tensor<2x3x4x5xf32>) outs(%16 : tensor<2x3x4x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %25 = arith.addf %in, %out : f32
      linalg.yield %25 : f32
    } -> tensor<2x3x4x1xf32>
    %18 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%14, %17 : tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
    ^bb0(%in: f32, %in_7: f32, %out: f32):
      %25 = arith.divf %in, %in_7 : f32
      linalg.yield %25 : f32
    } -> tensor<2x3x4x5xf32>
    %19 = tensor.empty() : tensor<2x3x5x8xf32>
    %20 = linalg.fill ins(%cst : f32) outs(%19 : tensor<2x3x5x8xf32>) -> tensor<2x3x5x8xf32>
    %21 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%arg2 : tensor<2x3x5x8xf32>) outs(%20 : tensor<2x3x5x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %25 = linalg.index 0 : index
      %26 = linalg.index 1 : index
      %27 = linalg.index 2 : index
      %28 = linalg.index 3 : index
      %29 = arith.subi %c4, %27 : index
      %extracted = tensor.extract %arg2[%25, %26, %29, %28] : tensor<2x3x5x8xf32>
      linalg.yield %extracted : f32
    } -> tensor<2x3x5x8xf32>
    %collapsed_4 = tensor.collapse_shape %18 [[0, 1], [2], [3]] : tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
    %collapsed_5 = tensor.collapse_shape %21 [[0, 1], [2], [3]] : tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
    %22 = tensor.empty() : tensor<6x4x8xf32>
    %23 = linalg.fill ins(%cst : f32) outs(%22 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
    %24 = linalg.batch_matmul ins(%collapsed_4, %collapsed_5 : tensor<6x4x5xf32>, tensor<6x5x8xf32>) outs(%23 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
    %expanded_6 = tensor.expand_shape %24 [[0, 1], [2], [3]] output_shape [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
    return %expanded_6 : tensor<2x3x4x8xf32>
  }
}

// -----

// The rows of scores and values are taken in another order, by a constant in a
// resource and torch's where(i < 0, i + n, i).
// CHECK-LABEL: func @permuted_scores_and_values
// CHECK: a3.attention ins({{.*}} : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-NOT: math.exp
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d3)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d2)>
module {
  func.func @permuted_scores_and_values(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
    %cst = arith.constant 0.000000e+00 : f32
    %c0_i64 = arith.constant 0 : i64
    %cst_0 = arith.constant 0xFF800000 : f32
    %cst_1 = arith.constant 3.000000e-01 : f64
    %cst_2 = arith.constant dense_resource<torch_tensor_5_torch.int64> : tensor<5xi64>
    %0 = tensor.empty() : tensor<2x3x8x5xf32>
    %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf32>) outs(%0 : tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2] 
    %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] : tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
    %collapsed_3 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] : tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
    %1 = tensor.empty() : tensor<6x4x5xf32>
    %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
    %3 = linalg.batch_matmul ins(%collapsed, %collapsed_3 : tensor<6x4x8xf32>, tensor<6x8x5xf32>) outs(%2 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
    %expanded = tensor.expand_shape %3 [[0, 1], [2], [3]] output_shape [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
    %4 = tensor.empty() : tensor<2x3x4x5xf32>
    %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded : tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
    ^bb0(%in: f32, %out: f32):
      %23 = arith.truncf %cst_1 : f64 to f32
      %24 = arith.mulf %in, %23 : f32
      linalg.yield %24 : f32
    } -> tensor<2x3x4x5xf32>
    %6 = linalg.generic {indexing_maps = [#map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_2 : tensor<5xi64>) outs(%4 : tensor<2x3x4x5xf32>) {
    ^bb0(%in: i64, %out: f32):
      %23 = arith.index_cast %in : i64 to index
      %24 = linalg.index 0 : index
      %25 = linalg.index 1 : index
      %26 = linalg.index 2 : index
      %extracted = tensor.extract %5[%24, %25, %26, %23] : tensor<2x3x4x5xf32>
      linalg.yield %extracted : f32
    } -> tensor<2x3x4x5xf32>
    %7 = tensor.empty() : tensor<2x3x4xi64>
    %8 = linalg.fill ins(%c0_i64 : i64) outs(%7 : tensor<2x3x4xi64>) -> tensor<2x3x4xi64>
    %9 = tensor.empty() : tensor<2x3x4xf32>
    %10 = linalg.fill ins(%cst_0 : f32) outs(%9 : tensor<2x3x4xf32>) -> tensor<2x3x4xf32>
    %11:2 = linalg.generic {indexing_maps = [#map, #map2, #map2], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%6 : tensor<2x3x4x5xf32>) outs(%10, %8 : tensor<2x3x4xf32>, tensor<2x3x4xi64>) {
    ^bb0(%in: f32, %out: f32, %out_8: i64):
      %23 = linalg.index 3 : index
      %24 = arith.index_cast %23 : index to i64
      %25 = arith.maximumf %in, %out : f32
      %26 = arith.cmpf ogt, %in, %out : f32
      %27 = arith.select %26, %24, %out_8 : i64
      linalg.yield %25, %27 : f32, i64
    } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
    %expanded_4 = tensor.expand_shape %11#0 [[0], [1], [2, 3]] output_shape [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
    %12 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%6, %expanded_4 : tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
    ^bb0(%in: f32, %in_8: f32, %out: f32):
      %23 = arith.subf %in, %in_8 : f32
      linalg.yield %23 : f32
    } -> tensor<2x3x4x5xf32>
    %13 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%12 : tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
    ^bb0(%in: f32, %out: f32):
      %23 = math.exp %in : f32
      linalg.yield %23 : f32
    } -> tensor<2x3x4x5xf32>
    %14 = tensor.empty() : tensor<2x3x4x1xf32>
    %15 = linalg.fill ins(%cst : f32) outs(%14 : tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
    %16 = linalg.generic {indexing_maps = [#map, #map3], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%13 : tensor<2x3x4x5xf32>) outs(%15 : tensor<2x3x4x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %23 = arith.addf %in, %out : f32
      linalg.yield %23 : f32
    } -> tensor<2x3x4x1xf32>
    %17 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%13, %16 : tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
    ^bb0(%in: f32, %in_8: f32, %out: f32):
      %23 = arith.divf %in, %in_8 : f32
      linalg.yield %23 : f32
    } -> tensor<2x3x4x5xf32>
    %18 = tensor.empty() : tensor<2x3x5x8xf32>
    %19 = linalg.generic {indexing_maps = [#map4, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_2 : tensor<5xi64>) outs(%18 : tensor<2x3x5x8xf32>) {
    ^bb0(%in: i64, %out: f32):
      %23 = arith.index_cast %in : i64 to index
      %24 = linalg.index 0 : index
      %25 = linalg.index 1 : index
      %26 = linalg.index 3 : index
      %extracted = tensor.extract %arg2[%24, %25, %23, %26] : tensor<2x3x5x8xf32>
      linalg.yield %extracted : f32
    } -> tensor<2x3x5x8xf32>
    %collapsed_5 = tensor.collapse_shape %17 [[0, 1], [2], [3]] : tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
    %collapsed_6 = tensor.collapse_shape %19 [[0, 1], [2], [3]] : tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
    %20 = tensor.empty() : tensor<6x4x8xf32>
    %21 = linalg.fill ins(%cst : f32) outs(%20 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
    %22 = linalg.batch_matmul ins(%collapsed_5, %collapsed_6 : tensor<6x4x5xf32>, tensor<6x5x8xf32>) outs(%21 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
    %expanded_7 = tensor.expand_shape %22 [[0, 1], [2], [3]] output_shape [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
    return %expanded_7 : tensor<2x3x4x8xf32>
  }
}

{-#
  dialect_resources: {
    builtin: {
      torch_tensor_5_torch.int64: "0x0800000001000000000000000000000000000000030000000000000002000000000000000400000000000000"
    }
  }
#-}

// -----

// Queries taken in another order.
// CHECK-LABEL: func @gathered_queries
// CHECK: a3.attention ins({{.*}} : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-NOT: math.exp
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
module {
  func.func @gathered_queries(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
    %cst = arith.constant 0.000000e+00 : f32
    %c0_i64 = arith.constant 0 : i64
    %cst_0 = arith.constant 0xFF800000 : f32
    %cst_1 = arith.constant 3.000000e-01 : f64
    %cst_2 = arith.constant dense_resource<torch_tensor_4_torch.int64> : tensor<4xi64>
    %0 = tensor.empty() : tensor<2x3x8x5xf32>
    %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf32>) outs(%0 : tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2] 
    %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] : tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
    %collapsed_3 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] : tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
    %1 = tensor.empty() : tensor<6x4x5xf32>
    %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
    %3 = linalg.batch_matmul ins(%collapsed, %collapsed_3 : tensor<6x4x8xf32>, tensor<6x8x5xf32>) outs(%2 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
    %expanded = tensor.expand_shape %3 [[0, 1], [2], [3]] output_shape [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
    %4 = tensor.empty() : tensor<2x3x4x5xf32>
    %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded : tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
    ^bb0(%in: f32, %out: f32):
      %21 = arith.truncf %cst_1 : f64 to f32
      %22 = arith.mulf %in, %21 : f32
      linalg.yield %22 : f32
    } -> tensor<2x3x4x5xf32>
    %6 = linalg.generic {indexing_maps = [#map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_2 : tensor<4xi64>) outs(%4 : tensor<2x3x4x5xf32>) {
    ^bb0(%in: i64, %out: f32):
      %21 = arith.index_cast %in : i64 to index
      %22 = linalg.index 0 : index
      %23 = linalg.index 1 : index
      %24 = linalg.index 3 : index
      %extracted = tensor.extract %5[%22, %23, %21, %24] : tensor<2x3x4x5xf32>
      linalg.yield %extracted : f32
    } -> tensor<2x3x4x5xf32>
    %7 = tensor.empty() : tensor<2x3x4xi64>
    %8 = linalg.fill ins(%c0_i64 : i64) outs(%7 : tensor<2x3x4xi64>) -> tensor<2x3x4xi64>
    %9 = tensor.empty() : tensor<2x3x4xf32>
    %10 = linalg.fill ins(%cst_0 : f32) outs(%9 : tensor<2x3x4xf32>) -> tensor<2x3x4xf32>
    %11:2 = linalg.generic {indexing_maps = [#map, #map2, #map2], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%6 : tensor<2x3x4x5xf32>) outs(%10, %8 : tensor<2x3x4xf32>, tensor<2x3x4xi64>) {
    ^bb0(%in: f32, %out: f32, %out_8: i64):
      %21 = linalg.index 3 : index
      %22 = arith.index_cast %21 : index to i64
      %23 = arith.maximumf %in, %out : f32
      %24 = arith.cmpf ogt, %in, %out : f32
      %25 = arith.select %24, %22, %out_8 : i64
      linalg.yield %23, %25 : f32, i64
    } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
    %expanded_4 = tensor.expand_shape %11#0 [[0], [1], [2, 3]] output_shape [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
    %12 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%6, %expanded_4 : tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
    ^bb0(%in: f32, %in_8: f32, %out: f32):
      %21 = arith.subf %in, %in_8 : f32
      linalg.yield %21 : f32
    } -> tensor<2x3x4x5xf32>
    %13 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%12 : tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
    ^bb0(%in: f32, %out: f32):
      %21 = math.exp %in : f32
      linalg.yield %21 : f32
    } -> tensor<2x3x4x5xf32>
    %14 = tensor.empty() : tensor<2x3x4x1xf32>
    %15 = linalg.fill ins(%cst : f32) outs(%14 : tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
    %16 = linalg.generic {indexing_maps = [#map, #map3], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%13 : tensor<2x3x4x5xf32>) outs(%15 : tensor<2x3x4x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %21 = arith.addf %in, %out : f32
      linalg.yield %21 : f32
    } -> tensor<2x3x4x1xf32>
    %17 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%13, %16 : tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
    ^bb0(%in: f32, %in_8: f32, %out: f32):
      %21 = arith.divf %in, %in_8 : f32
      linalg.yield %21 : f32
    } -> tensor<2x3x4x5xf32>
    %collapsed_5 = tensor.collapse_shape %17 [[0, 1], [2], [3]] : tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
    %collapsed_6 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] : tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
    %18 = tensor.empty() : tensor<6x4x8xf32>
    %19 = linalg.fill ins(%cst : f32) outs(%18 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
    %20 = linalg.batch_matmul ins(%collapsed_5, %collapsed_6 : tensor<6x4x5xf32>, tensor<6x5x8xf32>) outs(%19 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
    %expanded_7 = tensor.expand_shape %20 [[0, 1], [2], [3]] output_shape [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
    return %expanded_7 : tensor<2x3x4x8xf32>
  }
}

{-#
  dialect_resources: {
    builtin: {
      torch_tensor_4_torch.int64: "0x080000000000000000000000020000000000000001000000000000000300000000000000"
    }
  }
#-}

// -----

// The weights are permuted, and so are the values.
// CHECK-LABEL: func @permuted_weights
// CHECK: a3.attention ins({{.*}} : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-NOT: math.exp
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d3)>
module {
  func.func @permuted_weights(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
    %cst = arith.constant 0.000000e+00 : f32
    %c0_i64 = arith.constant 0 : i64
    %cst_0 = arith.constant 0xFF800000 : f32
    %cst_1 = arith.constant 3.000000e-01 : f64
    %cst_2 = arith.constant dense_resource<torch_tensor_5_torch.int64> : tensor<5xi64>
    %0 = tensor.empty() : tensor<2x3x8x5xf32>
    %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf32>) outs(%0 : tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2] 
    %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] : tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
    %collapsed_3 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] : tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
    %1 = tensor.empty() : tensor<6x4x5xf32>
    %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
    %3 = linalg.batch_matmul ins(%collapsed, %collapsed_3 : tensor<6x4x8xf32>, tensor<6x8x5xf32>) outs(%2 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
    %expanded = tensor.expand_shape %3 [[0, 1], [2], [3]] output_shape [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
    %4 = tensor.empty() : tensor<2x3x4x5xf32>
    %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded : tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
    ^bb0(%in: f32, %out: f32):
      %22 = arith.truncf %cst_1 : f64 to f32
      %23 = arith.mulf %in, %22 : f32
      linalg.yield %23 : f32
    } -> tensor<2x3x4x5xf32>
    %6 = tensor.empty() : tensor<2x3x4xi64>
    %7 = linalg.fill ins(%c0_i64 : i64) outs(%6 : tensor<2x3x4xi64>) -> tensor<2x3x4xi64>
    %8 = tensor.empty() : tensor<2x3x4xf32>
    %9 = linalg.fill ins(%cst_0 : f32) outs(%8 : tensor<2x3x4xf32>) -> tensor<2x3x4xf32>
    %10:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%5 : tensor<2x3x4x5xf32>) outs(%9, %7 : tensor<2x3x4xf32>, tensor<2x3x4xi64>) {
    ^bb0(%in: f32, %out: f32, %out_8: i64):
      %22 = linalg.index 3 : index
      %23 = arith.index_cast %22 : index to i64
      %24 = arith.maximumf %in, %out : f32
      %25 = arith.cmpf ogt, %in, %out : f32
      %26 = arith.select %25, %23, %out_8 : i64
      linalg.yield %24, %26 : f32, i64
    } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
    %expanded_4 = tensor.expand_shape %10#0 [[0], [1], [2, 3]] output_shape [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
    %11 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%5, %expanded_4 : tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
    ^bb0(%in: f32, %in_8: f32, %out: f32):
      %22 = arith.subf %in, %in_8 : f32
      linalg.yield %22 : f32
    } -> tensor<2x3x4x5xf32>
    %12 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%11 : tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
    ^bb0(%in: f32, %out: f32):
      %22 = math.exp %in : f32
      linalg.yield %22 : f32
    } -> tensor<2x3x4x5xf32>
    %13 = tensor.empty() : tensor<2x3x4x1xf32>
    %14 = linalg.fill ins(%cst : f32) outs(%13 : tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
    %15 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%12 : tensor<2x3x4x5xf32>) outs(%14 : tensor<2x3x4x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %22 = arith.addf %in, %out : f32
      linalg.yield %22 : f32
    } -> tensor<2x3x4x1xf32>
    %16 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%12, %15 : tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
    ^bb0(%in: f32, %in_8: f32, %out: f32):
      %22 = arith.divf %in, %in_8 : f32
      linalg.yield %22 : f32
    } -> tensor<2x3x4x5xf32>
    %17 = linalg.generic {indexing_maps = [#map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_2 : tensor<5xi64>) outs(%4 : tensor<2x3x4x5xf32>) {
    ^bb0(%in: i64, %out: f32):
      %22 = arith.index_cast %in : i64 to index
      %23 = linalg.index 0 : index
      %24 = linalg.index 1 : index
      %25 = linalg.index 2 : index
      %extracted = tensor.extract %16[%23, %24, %25, %22] : tensor<2x3x4x5xf32>
      linalg.yield %extracted : f32
    } -> tensor<2x3x4x5xf32>
    %18 = linalg.generic {indexing_maps = [#map3, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_2 : tensor<5xi64>) outs(%4 : tensor<2x3x4x5xf32>) {
    ^bb0(%in: i64, %out: f32):
      %22 = arith.index_cast %in : i64 to index
      %23 = linalg.index 0 : index
      %24 = linalg.index 1 : index
      %25 = linalg.index 2 : index
      %extracted = tensor.extract %17[%23, %24, %25, %22] : tensor<2x3x4x5xf32>
      linalg.yield %extracted : f32
    } -> tensor<2x3x4x5xf32>
    %collapsed_5 = tensor.collapse_shape %18 [[0, 1], [2], [3]] : tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
    %collapsed_6 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] : tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
    %19 = tensor.empty() : tensor<6x4x8xf32>
    %20 = linalg.fill ins(%cst : f32) outs(%19 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
    %21 = linalg.batch_matmul ins(%collapsed_5, %collapsed_6 : tensor<6x4x5xf32>, tensor<6x5x8xf32>) outs(%20 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
    %expanded_7 = tensor.expand_shape %21 [[0, 1], [2], [3]] output_shape [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
    return %expanded_7 : tensor<2x3x4x8xf32>
  }
}

{-#
  dialect_resources: {
    builtin: {
      torch_tensor_5_torch.int64: "0x0800000001000000000000000000000000000000030000000000000002000000000000000400000000000000"
    }
  }
#-}

// -----

// Scores reversed, weights reversed back.
// CHECK-LABEL: func @reversed_scores
// CHECK: a3.attention ins({{.*}} : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-NOT: math.exp
// CHECK: return
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
module {
  func.func @reversed_scores(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
    %cst = arith.constant 0.000000e+00 : f32
    %c0_i64 = arith.constant 0 : i64
    %cst_0 = arith.constant 0xFF800000 : f32
    %cst_1 = arith.constant 3.000000e-01 : f64
    %c4 = arith.constant 4 : index
    %0 = tensor.empty() : tensor<2x3x8x5xf32>
    %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf32>) outs(%0 : tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2] 
    %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2], [3]] : tensor<2x3x4x8xf32> into tensor<6x4x8xf32>
    %collapsed_2 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] : tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
    %1 = tensor.empty() : tensor<6x4x5xf32>
    %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
    %3 = linalg.batch_matmul ins(%collapsed, %collapsed_2 : tensor<6x4x8xf32>, tensor<6x8x5xf32>) outs(%2 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
    %expanded = tensor.expand_shape %3 [[0, 1], [2], [3]] output_shape [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
    %4 = tensor.empty() : tensor<2x3x4x5xf32>
    %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded : tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
    ^bb0(%in: f32, %out: f32):
      %23 = arith.truncf %cst_1 : f64 to f32
      %24 = arith.mulf %in, %23 : f32
      linalg.yield %24 : f32
    } -> tensor<2x3x4x5xf32>
    %6 = linalg.fill ins(%cst : f32) outs(%4 : tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
    %7 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%5 : tensor<2x3x4x5xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
    ^bb0(%in: f32, %out: f32):
      %23 = linalg.index 0 : index
      %24 = linalg.index 1 : index
      %25 = linalg.index 2 : index
      %26 = linalg.index 3 : index
      %27 = arith.subi %c4, %26 : index
      %extracted = tensor.extract %5[%23, %24, %25, %27] : tensor<2x3x4x5xf32>
      linalg.yield %extracted : f32
    } -> tensor<2x3x4x5xf32>
    %8 = tensor.empty() : tensor<2x3x4xi64>
    %9 = linalg.fill ins(%c0_i64 : i64) outs(%8 : tensor<2x3x4xi64>) -> tensor<2x3x4xi64>
    %10 = tensor.empty() : tensor<2x3x4xf32>
    %11 = linalg.fill ins(%cst_0 : f32) outs(%10 : tensor<2x3x4xf32>) -> tensor<2x3x4xf32>
    %12:2 = linalg.generic {indexing_maps = [#map, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%7 : tensor<2x3x4x5xf32>) outs(%11, %9 : tensor<2x3x4xf32>, tensor<2x3x4xi64>) {
    ^bb0(%in: f32, %out: f32, %out_7: i64):
      %23 = linalg.index 3 : index
      %24 = arith.index_cast %23 : index to i64
      %25 = arith.maximumf %in, %out : f32
      %26 = arith.cmpf ogt, %in, %out : f32
      %27 = arith.select %26, %24, %out_7 : i64
      linalg.yield %25, %27 : f32, i64
    } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
    %expanded_3 = tensor.expand_shape %12#0 [[0], [1], [2, 3]] output_shape [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
    %13 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%7, %expanded_3 : tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
    ^bb0(%in: f32, %in_7: f32, %out: f32):
      %23 = arith.subf %in, %in_7 : f32
      linalg.yield %23 : f32
    } -> tensor<2x3x4x5xf32>
    %14 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%13 : tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
    ^bb0(%in: f32, %out: f32):
      %23 = math.exp %in : f32
      linalg.yield %23 : f32
    } -> tensor<2x3x4x5xf32>
    %15 = tensor.empty() : tensor<2x3x4x1xf32>
    %16 = linalg.fill ins(%cst : f32) outs(%15 : tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
    %17 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%14 : tensor<2x3x4x5xf32>) outs(%16 : tensor<2x3x4x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %23 = arith.addf %in, %out : f32
      linalg.yield %23 : f32
    } -> tensor<2x3x4x1xf32>
    %18 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%14, %17 : tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
    ^bb0(%in: f32, %in_7: f32, %out: f32):
      %23 = arith.divf %in, %in_7 : f32
      linalg.yield %23 : f32
    } -> tensor<2x3x4x5xf32>
    %19 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%18 : tensor<2x3x4x5xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
    ^bb0(%in: f32, %out: f32):
      %23 = linalg.index 0 : index
      %24 = linalg.index 1 : index
      %25 = linalg.index 2 : index
      %26 = linalg.index 3 : index
      %27 = arith.subi %c4, %26 : index
      %extracted = tensor.extract %18[%23, %24, %25, %27] : tensor<2x3x4x5xf32>
      linalg.yield %extracted : f32
    } -> tensor<2x3x4x5xf32>
    %collapsed_4 = tensor.collapse_shape %19 [[0, 1], [2], [3]] : tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
    %collapsed_5 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] : tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
    %20 = tensor.empty() : tensor<6x4x8xf32>
    %21 = linalg.fill ins(%cst : f32) outs(%20 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
    %22 = linalg.batch_matmul ins(%collapsed_4, %collapsed_5 : tensor<6x4x5xf32>, tensor<6x5x8xf32>) outs(%21 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
    %expanded_6 = tensor.expand_shape %22 [[0, 1], [2], [3]] output_shape [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
    return %expanded_6 : tensor<2x3x4x8xf32>
  }
}
