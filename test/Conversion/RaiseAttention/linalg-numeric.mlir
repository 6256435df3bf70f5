// REQUIRES: mlir-runner

// What linalg computes stays the same, here with a query that has no key at all.
// The order of additions differs, so 1024 times each result is printed, rounded.

// DEFINE: %{lower} = --convert-elementwise-to-linalg --one-shot-bufferize=bufferize-function-boundaries --convert-linalg-to-loops --convert-scf-to-cf --expand-strided-metadata --lower-affine --convert-math-to-llvm --convert-arith-to-llvm --finalize-memref-to-llvm --convert-func-to-llvm --convert-cf-to-llvm --reconcile-unrealized-casts
// DEFINE: %{run} = mlir-runner -e main -entry-point-result=void -shared-libs=%runner_libs

// RUN: a3-opt %s --a3-raise-attention --canonicalize --cse > %t.mlir
// RUN: FileCheck %s --input-file=%t.mlir
// RUN: a3-opt %s %{lower} | %{run} | sed "s/base@ = 0x[0-9a-f]*//" > %t.original
// RUN: a3-opt %t.mlir --a3-decompose-attention %{lower} | %{run} | sed "s/base@ = 0x[0-9a-f]*//" > %t.raised
// RUN: diff %t.original %t.raised

// CHECK-COUNT-7: a3.attention
// CHECK-NOT: a3.attention

func.func private @printMemrefF32(tensor<*xf32>)

func.func @masked_with_guard(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x1x4x5xi1>)
    -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %true = arith.constant true
  %cst_1 = arith.constant dense<0.000000e+00> : tensor<2x3x4x5xf32>
  %cst_2 = arith.constant 0.59460355750136051 : f64
  %cst_3 = arith.constant 0xFFF0000000000000 : f64
  %cst_4 = arith.constant dense<0xFF800000> : tensor<f32>
  %cst_5 = arith.constant dense<0.000000e+00> : tensor<f32>
  %0 = tensor.empty() : tensor<2x1x4x5xf32>
  %1 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> ()>, affine_map<(d0, d1, d2, d3) -> ()>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%arg3, %cst_5, %cst_4 : tensor<2x1x4x5xi1>, tensor<f32>, tensor<f32>)
      outs(%0 : tensor<2x1x4x5xf32>) {
  ^bb0(%in: i1, %in_11: f32, %in_12: f32, %out: f32):
    %31 = arith.select %in, %in_11, %in_12 : f32
    linalg.yield %31 : f32
  } -> tensor<2x1x4x5xf32>
  %2 = tensor.empty() : tensor<2x3x4x8xf32>
  %3 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%arg0 : tensor<2x3x4x8xf32>) outs(%2 : tensor<2x3x4x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %31 = arith.truncf %cst_2 : f64 to f32
    %32 = arith.mulf %in, %31 : f32
    linalg.yield %32 : f32
  } -> tensor<2x3x4x8xf32>
  %4 = tensor.empty() : tensor<2x3x8x5xf32>
  %transposed = linalg.transpose ins(%arg1 : tensor<2x3x5x8xf32>) outs(%4 :
      tensor<2x3x8x5xf32>) permutation = [0, 1, 3, 2]
  %5 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%transposed : tensor<2x3x8x5xf32>) outs(%4 : tensor<2x3x8x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %31 = arith.truncf %cst_2 : f64 to f32
    %32 = arith.mulf %in, %31 : f32
    linalg.yield %32 : f32
  } -> tensor<2x3x8x5xf32>
  %collapsed = tensor.collapse_shape %3 [[0, 1], [2], [3]] : tensor<2x3x4x8xf32>
      into tensor<6x4x8xf32>
  %collapsed_6 = tensor.collapse_shape %5 [[0, 1], [2], [3]] :
      tensor<2x3x8x5xf32> into tensor<6x8x5xf32>
  %6 = tensor.empty() : tensor<6x4x5xf32>
  %7 = linalg.fill ins(%cst : f32) outs(%6 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %8 = linalg.batch_matmul ins(%collapsed, %collapsed_6 : tensor<6x4x8xf32>,
      tensor<6x8x5xf32>) outs(%7 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %expanded = tensor.expand_shape %8 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 5] : tensor<6x4x5xf32> into tensor<2x3x4x5xf32>
  %9 = tensor.empty() : tensor<2x3x4x5xf32>
  %10 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, 0, d2, d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%expanded, %1 : tensor<2x3x4x5xf32>, tensor<2x1x4x5xf32>) outs(%9 :
      tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_11: f32, %out: f32):
    %31 = arith.addf %in, %in_11 : f32
    linalg.yield %31 : f32
  } -> tensor<2x3x4x5xf32>
  %11 = tensor.empty() : tensor<2x3x4xi64>
  %12 = linalg.fill ins(%c0_i64 : i64) outs(%11 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %13 = tensor.empty() : tensor<2x3x4xf32>
  %14 = linalg.fill ins(%cst_0 : f32) outs(%13 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %15:2 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2)>, affine_map<(d0, d1, d2, d3) -> (d0, d1,
      d2)>], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%10 : tensor<2x3x4x5xf32>) outs(%14, %12 : tensor<2x3x4xf32>,
      tensor<2x3x4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_11: i64):
    %31 = linalg.index 3 : index
    %32 = arith.index_cast %31 : index to i64
    %33 = arith.maximumf %in, %out : f32
    %34 = arith.cmpf ogt, %in, %out : f32
    %35 = arith.select %34, %32, %out_11 : i64
    linalg.yield %33, %35 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_7 = tensor.expand_shape %15#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %16 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2, 0)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%10, %expanded_7 : tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%9 :
      tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_11: f32, %out: f32):
    %31 = arith.subf %in, %in_11 : f32
    linalg.yield %31 : f32
  } -> tensor<2x3x4x5xf32>
  %17 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%16 : tensor<2x3x4x5xf32>) outs(%9 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %31 = math.exp %in : f32
    linalg.yield %31 : f32
  } -> tensor<2x3x4x5xf32>
  %18 = tensor.empty() : tensor<2x3x4x1xf32>
  %19 = linalg.fill ins(%cst : f32) outs(%18 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %20 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      0)>], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%17 : tensor<2x3x4x5xf32>) outs(%19 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %31 = arith.addf %in, %out : f32
    linalg.yield %31 : f32
  } -> tensor<2x3x4x1xf32>
  %21 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2, 0)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%17, %20 : tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%9 :
      tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_11: f32, %out: f32):
    %31 = arith.divf %in, %in_11 : f32
    linalg.yield %31 : f32
  } -> tensor<2x3x4x5xf32>
  %22 = tensor.empty() : tensor<2x3x4x5xi1>
  %23 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%10 : tensor<2x3x4x5xf32>) outs(%22 : tensor<2x3x4x5xi1>) {
  ^bb0(%in: f32, %out: i1):
    %31 = arith.extf %in : f32 to f64
    %32 = arith.cmpf oeq, %31, %cst_3 : f64
    linalg.yield %32 : i1
  } -> tensor<2x3x4x5xi1>
  %24 = tensor.empty() : tensor<2x3x4x1xi1>
  %25 = linalg.fill ins(%true : i1) outs(%24 : tensor<2x3x4x1xi1>) ->
      tensor<2x3x4x1xi1>
  %26 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      0)>], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%23 : tensor<2x3x4x5xi1>) outs(%25 : tensor<2x3x4x1xi1>) {
  ^bb0(%in: i1, %out: i1):
    %31 = arith.andi %in, %out : i1
    linalg.yield %31 : i1
  } -> tensor<2x3x4x1xi1>
  %27 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2,
      d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%26, %cst_1, %21 : tensor<2x3x4x1xi1>, tensor<2x3x4x5xf32>,
      tensor<2x3x4x5xf32>) outs(%9 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: i1, %in_11: f32, %in_12: f32, %out: f32):
    %31 = arith.select %in, %in_11, %in_12 : f32
    linalg.yield %31 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_8 = tensor.collapse_shape %27 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_9 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %28 = tensor.empty() : tensor<6x4x8xf32>
  %29 = linalg.fill ins(%cst : f32) outs(%28 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %30 = linalg.batch_matmul ins(%collapsed_8, %collapsed_9 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%29 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_10 = tensor.expand_shape %30 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_10 : tensor<2x3x4x8xf32>
}

func.func @division_last(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
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
  %5 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%expanded : tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %15 = arith.truncf %cst_0 : f64 to f32
    %16 = arith.mulf %in, %15 : f32
    linalg.yield %16 : f32
  } -> tensor<2x3x4x5xf32>
  %6 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%5 : tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %15 = math.exp %in : f32
    linalg.yield %15 : f32
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
  %10 = tensor.empty() : tensor<2x3x4x1xf32>
  %11 = linalg.fill ins(%cst : f32) outs(%10 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %12 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      0)>], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%6 : tensor<2x3x4x5xf32>) outs(%11 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %15 = arith.addf %in, %out : f32
    linalg.yield %15 : f32
  } -> tensor<2x3x4x1xf32>
  %13 = tensor.empty() : tensor<2x3x4x8xf32>
  %14 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2, 0)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%expanded_4, %12 : tensor<2x3x4x8xf32>, tensor<2x3x4x1xf32>) outs(%13
      : tensor<2x3x4x8xf32>) {
  ^bb0(%in: f32, %in_5: f32, %out: f32):
    %15 = arith.divf %in, %in_5 : f32
    linalg.yield %15 : f32
  } -> tensor<2x3x4x8xf32>
  return %14 : tensor<2x3x4x8xf32>
}

func.func @added_mask(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x5xi1>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant dense<1.000000e+00> : tensor<f32>
  %cst_2 = arith.constant 3.000000e-01 : f64
  %cst_3 = arith.constant -1.000000e+04 : f32
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
  %5 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%expanded : tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %26 = arith.truncf %cst_2 : f64 to f32
    %27 = arith.mulf %in, %26 : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x5xf32>
  %6 = tensor.empty() : tensor<2x5xf32>
  %7 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>],
      iterator_types = ["parallel", "parallel"]} ins(%arg3 : tensor<2x5xi1>)
      outs(%6 : tensor<2x5xf32>) {
  ^bb0(%in: i1, %out: f32):
    %26 = arith.uitofp %in : i1 to f32
    linalg.yield %26 : f32
  } -> tensor<2x5xf32>
  %8 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1) -> ()>, affine_map<(d0, d1) -> (d0, d1)>,
      affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel",
      "parallel"]} ins(%cst_1, %7 : tensor<f32>, tensor<2x5xf32>) outs(%6 :
      tensor<2x5xf32>) {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %26 = arith.subf %in, %in_10 : f32
    linalg.yield %26 : f32
  } -> tensor<2x5xf32>
  %expanded_5 = tensor.expand_shape %8 [[0], [1, 2, 3]] output_shape
      [2, 1, 1, 5] : tensor<2x5xf32> into tensor<2x1x1x5xf32>
  %9 = tensor.empty() : tensor<2x1x1x5xf32>
  %10 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%expanded_5 : tensor<2x1x1x5xf32>) outs(%9 : tensor<2x1x1x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %26 = arith.mulf %in, %cst_3 : f32
    linalg.yield %26 : f32
  } -> tensor<2x1x1x5xf32>
  %11 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, 0, 0, d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%5, %10 : tensor<2x3x4x5xf32>, tensor<2x1x1x5xf32>) outs(%4 :
      tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %26 = arith.addf %in, %in_10 : f32
    linalg.yield %26 : f32
  } -> tensor<2x3x4x5xf32>
  %12 = tensor.empty() : tensor<2x3x4xi64>
  %13 = linalg.fill ins(%c0_i64 : i64) outs(%12 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %14 = tensor.empty() : tensor<2x3x4xf32>
  %15 = linalg.fill ins(%cst_0 : f32) outs(%14 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %16:2 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2)>, affine_map<(d0, d1, d2, d3) -> (d0, d1,
      d2)>], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%11 : tensor<2x3x4x5xf32>) outs(%15, %13 : tensor<2x3x4xf32>,
      tensor<2x3x4xi64>) {
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
  %17 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2, 0)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%11, %expanded_6 : tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 :
      tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %26 = arith.subf %in, %in_10 : f32
    linalg.yield %26 : f32
  } -> tensor<2x3x4x5xf32>
  %18 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%17 : tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %26 = math.exp %in : f32
    linalg.yield %26 : f32
  } -> tensor<2x3x4x5xf32>
  %19 = tensor.empty() : tensor<2x3x4x1xf32>
  %20 = linalg.fill ins(%cst : f32) outs(%19 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %21 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      0)>], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%18 : tensor<2x3x4x5xf32>) outs(%20 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %26 = arith.addf %in, %out : f32
    linalg.yield %26 : f32
  } -> tensor<2x3x4x1xf32>
  %22 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2, 0)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%18, %21 : tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 :
      tensor<2x3x4x5xf32>) {
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

func.func @heads_inside(%arg0: tensor<2x4x3x8xf32>, %arg1: tensor<2x5x3x8xf32>,
    %arg2: tensor<2x5x3x8xf32>) -> tensor<2x4x3x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant 3.000000e-01 : f64
  %expanded = tensor.expand_shape %arg0 [[0], [1], [2], [3, 4]] output_shape
      [2, 4, 3, 8, 1] : tensor<2x4x3x8xf32> into tensor<2x4x3x8x1xf32>
  %expanded_2 = tensor.expand_shape %arg1 [[0], [1], [2], [3, 4]] output_shape
      [2, 5, 3, 8, 1] : tensor<2x5x3x8xf32> into tensor<2x5x3x8x1xf32>
  %0 = tensor.empty() : tensor<2x3x4x8x1xf32>
  %transposed = linalg.transpose ins(%expanded : tensor<2x4x3x8x1xf32>) outs(%0
      : tensor<2x3x4x8x1xf32>) permutation = [0, 2, 1, 3, 4]
  %collapsed = tensor.collapse_shape %transposed [[0, 1], [2], [3, 4]] :
      tensor<2x3x4x8x1xf32> into tensor<6x4x8xf32>
  %1 = tensor.empty() : tensor<2x3x8x5x1xf32>
  %transposed_3 = linalg.transpose ins(%expanded_2 : tensor<2x5x3x8x1xf32>)
      outs(%1 : tensor<2x3x8x5x1xf32>) permutation = [0, 2, 3, 1, 4]
  %collapsed_4 = tensor.collapse_shape %transposed_3 [[0, 1], [2], [3, 4]] :
      tensor<2x3x8x5x1xf32> into tensor<6x8x5xf32>
  %2 = tensor.empty() : tensor<6x4x5xf32>
  %3 = linalg.fill ins(%cst : f32) outs(%2 : tensor<6x4x5xf32>) ->
      tensor<6x4x5xf32>
  %4 = linalg.batch_matmul ins(%collapsed, %collapsed_4 : tensor<6x4x8xf32>,
      tensor<6x8x5xf32>) outs(%3 : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
  %expanded_5 = tensor.expand_shape %4 [[0, 1], [2], [3, 4]] output_shape
      [2, 3, 4, 1, 5] : tensor<6x4x5xf32> into tensor<2x3x4x1x5xf32>
  %5 = tensor.empty() : tensor<2x3x4x5x1xf32>
  %transposed_6 = linalg.transpose ins(%expanded_5 : tensor<2x3x4x1x5xf32>)
      outs(%5 : tensor<2x3x4x5x1xf32>) permutation = [0, 1, 2, 4, 3]
  %collapsed_7 = tensor.collapse_shape %transposed_6 [[0], [1], [2], [3, 4]] :
      tensor<2x3x4x5x1xf32> into tensor<2x3x4x5xf32>
  %6 = tensor.empty() : tensor<2x3x4x5xf32>
  %7 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%collapsed_7 : tensor<2x3x4x5xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
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
  %12:2 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2)>, affine_map<(d0, d1, d2, d3) -> (d0, d1,
      d2)>], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%7 : tensor<2x3x4x5xf32>) outs(%11, %9 : tensor<2x3x4xf32>,
      tensor<2x3x4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_16: i64):
    %24 = linalg.index 3 : index
    %25 = arith.index_cast %24 : index to i64
    %26 = arith.maximumf %in, %out : f32
    %27 = arith.cmpf ogt, %in, %out : f32
    %28 = arith.select %27, %25, %out_16 : i64
    linalg.yield %26, %28 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_8 = tensor.expand_shape %12#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %13 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2, 0)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%7, %expanded_8 : tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%6 :
      tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_16: f32, %out: f32):
    %24 = arith.subf %in, %in_16 : f32
    linalg.yield %24 : f32
  } -> tensor<2x3x4x5xf32>
  %14 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%13 : tensor<2x3x4x5xf32>) outs(%6 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %24 = math.exp %in : f32
    linalg.yield %24 : f32
  } -> tensor<2x3x4x5xf32>
  %15 = tensor.empty() : tensor<2x3x4x1xf32>
  %16 = linalg.fill ins(%cst : f32) outs(%15 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %17 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      0)>], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%14 : tensor<2x3x4x5xf32>) outs(%16 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %24 = arith.addf %in, %out : f32
    linalg.yield %24 : f32
  } -> tensor<2x3x4x1xf32>
  %18 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2, 0)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%14, %17 : tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%6 :
      tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_16: f32, %out: f32):
    %24 = arith.divf %in, %in_16 : f32
    linalg.yield %24 : f32
  } -> tensor<2x3x4x5xf32>
  %expanded_9 = tensor.expand_shape %arg2 [[0], [1], [2], [3, 4]] output_shape
      [2, 5, 3, 8, 1] : tensor<2x5x3x8xf32> into tensor<2x5x3x8x1xf32>
  %collapsed_10 = tensor.collapse_shape %18 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %19 = tensor.empty() : tensor<2x3x5x8x1xf32>
  %transposed_11 = linalg.transpose ins(%expanded_9 : tensor<2x5x3x8x1xf32>)
      outs(%19 : tensor<2x3x5x8x1xf32>) permutation = [0, 2, 1, 3, 4]
  %collapsed_12 = tensor.collapse_shape %transposed_11 [[0, 1], [2], [3, 4]] :
      tensor<2x3x5x8x1xf32> into tensor<6x5x8xf32>
  %20 = tensor.empty() : tensor<6x4x8xf32>
  %21 = linalg.fill ins(%cst : f32) outs(%20 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %22 = linalg.batch_matmul ins(%collapsed_10, %collapsed_12 :
      tensor<6x4x5xf32>, tensor<6x5x8xf32>) outs(%21 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %expanded_13 = tensor.expand_shape %22 [[0, 1], [2], [3, 4]] output_shape
      [2, 3, 4, 1, 8] : tensor<6x4x8xf32> into tensor<2x3x4x1x8xf32>
  %23 = tensor.empty() : tensor<2x4x3x8x1xf32>
  %transposed_14 = linalg.transpose ins(%expanded_13 : tensor<2x3x4x1x8xf32>)
      outs(%23 : tensor<2x4x3x8x1xf32>) permutation = [0, 2, 1, 4, 3]
  %collapsed_15 = tensor.collapse_shape %transposed_14 [[0], [1], [2], [3, 4]] :
      tensor<2x4x3x8x1xf32> into tensor<2x4x3x8xf32>
  return %collapsed_15 : tensor<2x4x3x8xf32>
}

func.func @grouped_heads(%arg0: tensor<2x4x4x8xf32>, %arg1: tensor<2x2x5x8xf32>,
    %arg2: tensor<2x2x5x8xf32>) -> tensor<2x4x4x8xf32> {
  %c0_i64 = arith.constant 0 : i64
  %cst = arith.constant 0.000000e+00 : f32
  %cst_0 = arith.constant 0xFF800000 : f32
  %true = arith.constant true
  %cst_1 = arith.constant dense<0.000000e+00> : tensor<2x4x4x5xf32>
  %cst_2 = arith.constant 0xFFF0000000000000 : f64
  %cst_3 = arith.constant 0.59460355750136051 : f64
  %0 = tensor.empty() : tensor<2x4x4x8xf32>
  %1 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%arg0 : tensor<2x4x4x8xf32>) outs(%0 : tensor<2x4x4x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %31 = arith.truncf %cst_3 : f64 to f32
    %32 = arith.mulf %in, %31 : f32
    linalg.yield %32 : f32
  } -> tensor<2x4x4x8xf32>
  %2 = tensor.empty() : tensor<2x2x2x5x8xf32>
  %3 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d3, d4)>, affine_map<(d0, d1,
      d2, d3, d4) -> (d0, d1, d2, d3,
      d4)>], iterator_types = ["parallel", "parallel", "parallel", "parallel",
      "parallel"]} ins(%arg1 : tensor<2x2x5x8xf32>) outs(%2 :
      tensor<2x2x2x5x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x2x2x5x8xf32>
  %collapsed = tensor.collapse_shape %3 [[0], [1, 2], [3], [4]] :
      tensor<2x2x2x5x8xf32> into tensor<2x4x5x8xf32>
  %4 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d3, d4)>, affine_map<(d0, d1,
      d2, d3, d4) -> (d0, d1, d2, d3,
      d4)>], iterator_types = ["parallel", "parallel", "parallel", "parallel",
      "parallel"]} ins(%arg2 : tensor<2x2x5x8xf32>) outs(%2 :
      tensor<2x2x2x5x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x2x2x5x8xf32>
  %5 = tensor.empty() : tensor<2x4x8x5xf32>
  %transposed = linalg.transpose ins(%collapsed : tensor<2x4x5x8xf32>) outs(%5 :
      tensor<2x4x8x5xf32>) permutation = [0, 1, 3, 2]
  %6 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%transposed : tensor<2x4x8x5xf32>) outs(%5 : tensor<2x4x8x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %31 = arith.truncf %cst_3 : f64 to f32
    %32 = arith.mulf %in, %31 : f32
    linalg.yield %32 : f32
  } -> tensor<2x4x8x5xf32>
  %collapsed_4 = tensor.collapse_shape %1 [[0, 1], [2], [3]] :
      tensor<2x4x4x8xf32> into tensor<8x4x8xf32>
  %collapsed_5 = tensor.collapse_shape %6 [[0, 1], [2], [3]] :
      tensor<2x4x8x5xf32> into tensor<8x8x5xf32>
  %7 = tensor.empty() : tensor<8x4x5xf32>
  %8 = linalg.fill ins(%cst : f32) outs(%7 : tensor<8x4x5xf32>) ->
      tensor<8x4x5xf32>
  %9 = linalg.batch_matmul ins(%collapsed_4, %collapsed_5 : tensor<8x4x8xf32>,
      tensor<8x8x5xf32>) outs(%8 : tensor<8x4x5xf32>) -> tensor<8x4x5xf32>
  %expanded = tensor.expand_shape %9 [[0, 1], [2], [3]] output_shape
      [2, 4, 4, 5] : tensor<8x4x5xf32> into tensor<2x4x4x5xf32>
  %10 = tensor.empty() : tensor<2x4x4xi64>
  %11 = linalg.fill ins(%c0_i64 : i64) outs(%10 : tensor<2x4x4xi64>) ->
      tensor<2x4x4xi64>
  %12 = tensor.empty() : tensor<2x4x4xf32>
  %13 = linalg.fill ins(%cst_0 : f32) outs(%12 : tensor<2x4x4xf32>) ->
      tensor<2x4x4xf32>
  %14:2 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2)>, affine_map<(d0, d1, d2, d3) -> (d0, d1,
      d2)>], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%expanded : tensor<2x4x4x5xf32>) outs(%13, %11 : tensor<2x4x4xf32>,
      tensor<2x4x4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_10: i64):
    %31 = linalg.index 3 : index
    %32 = arith.index_cast %31 : index to i64
    %33 = arith.maximumf %in, %out : f32
    %34 = arith.cmpf ogt, %in, %out : f32
    %35 = arith.select %34, %32, %out_10 : i64
    linalg.yield %33, %35 : f32, i64
  } -> (tensor<2x4x4xf32>, tensor<2x4x4xi64>)
  %expanded_6 = tensor.expand_shape %14#0 [[0], [1], [2, 3]] output_shape
      [2, 4, 4, 1] : tensor<2x4x4xf32> into tensor<2x4x4x1xf32>
  %15 = tensor.empty() : tensor<2x4x4x5xf32>
  %16 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2, 0)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%expanded, %expanded_6 : tensor<2x4x4x5xf32>, tensor<2x4x4x1xf32>)
      outs(%15 : tensor<2x4x4x5xf32>) {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %31 = arith.subf %in, %in_10 : f32
    linalg.yield %31 : f32
  } -> tensor<2x4x4x5xf32>
  %17 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%16 : tensor<2x4x4x5xf32>) outs(%15 : tensor<2x4x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %31 = math.exp %in : f32
    linalg.yield %31 : f32
  } -> tensor<2x4x4x5xf32>
  %18 = tensor.empty() : tensor<2x4x4x1xf32>
  %19 = linalg.fill ins(%cst : f32) outs(%18 : tensor<2x4x4x1xf32>) ->
      tensor<2x4x4x1xf32>
  %20 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      0)>], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%17 : tensor<2x4x4x5xf32>) outs(%19 : tensor<2x4x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %31 = arith.addf %in, %out : f32
    linalg.yield %31 : f32
  } -> tensor<2x4x4x1xf32>
  %21 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2, 0)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%17, %20 : tensor<2x4x4x5xf32>, tensor<2x4x4x1xf32>) outs(%15 :
      tensor<2x4x4x5xf32>) {
  ^bb0(%in: f32, %in_10: f32, %out: f32):
    %31 = arith.divf %in, %in_10 : f32
    linalg.yield %31 : f32
  } -> tensor<2x4x4x5xf32>
  %22 = tensor.empty() : tensor<2x4x4x5xi1>
  %23 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%expanded : tensor<2x4x4x5xf32>) outs(%22 : tensor<2x4x4x5xi1>) {
  ^bb0(%in: f32, %out: i1):
    %31 = arith.extf %in : f32 to f64
    %32 = arith.cmpf oeq, %31, %cst_2 : f64
    linalg.yield %32 : i1
  } -> tensor<2x4x4x5xi1>
  %24 = tensor.empty() : tensor<2x4x4x1xi1>
  %25 = linalg.fill ins(%true : i1) outs(%24 : tensor<2x4x4x1xi1>) ->
      tensor<2x4x4x1xi1>
  %26 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      0)>], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%23 : tensor<2x4x4x5xi1>) outs(%25 : tensor<2x4x4x1xi1>) {
  ^bb0(%in: i1, %out: i1):
    %31 = arith.andi %in, %out : i1
    linalg.yield %31 : i1
  } -> tensor<2x4x4x1xi1>
  %27 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2,
      d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%26, %cst_1, %21 : tensor<2x4x4x1xi1>, tensor<2x4x4x5xf32>,
      tensor<2x4x4x5xf32>) outs(%15 : tensor<2x4x4x5xf32>) {
  ^bb0(%in: i1, %in_10: f32, %in_11: f32, %out: f32):
    %31 = arith.select %in, %in_10, %in_11 : f32
    linalg.yield %31 : f32
  } -> tensor<2x4x4x5xf32>
  %collapsed_7 = tensor.collapse_shape %27 [[0, 1], [2], [3]] :
      tensor<2x4x4x5xf32> into tensor<8x4x5xf32>
  %collapsed_8 = tensor.collapse_shape %4 [[0, 1, 2], [3], [4]] :
      tensor<2x2x2x5x8xf32> into tensor<8x5x8xf32>
  %28 = tensor.empty() : tensor<8x4x8xf32>
  %29 = linalg.fill ins(%cst : f32) outs(%28 : tensor<8x4x8xf32>) ->
      tensor<8x4x8xf32>
  %30 = linalg.batch_matmul ins(%collapsed_7, %collapsed_8 : tensor<8x4x5xf32>,
      tensor<8x5x8xf32>) outs(%29 : tensor<8x4x8xf32>) -> tensor<8x4x8xf32>
  %expanded_9 = tensor.expand_shape %30 [[0, 1], [2], [3]] output_shape
      [2, 4, 4, 8] : tensor<8x4x8xf32> into tensor<2x4x4x8xf32>
  return %expanded_9 : tensor<2x4x4x8xf32>
}

func.func @factor_of_a_head(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<3x1x1xf32>)
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
  %4 = tensor.empty() : tensor<2x3x4x5xf32>
  %5 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d1, 0, 0)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%expanded, %arg3 : tensor<2x3x4x5xf32>, tensor<3x1x1xf32>) outs(%4 :
      tensor<2x3x4x5xf32>) {
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
  %10:2 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2)>, affine_map<(d0, d1, d2, d3) -> (d0, d1,
      d2)>], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%5 : tensor<2x3x4x5xf32>) outs(%9, %7 : tensor<2x3x4xf32>,
      tensor<2x3x4xi64>) {
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
  %11 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2, 0)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%5, %expanded_2 : tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 :
      tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_6: f32, %out: f32):
    %20 = arith.subf %in, %in_6 : f32
    linalg.yield %20 : f32
  } -> tensor<2x3x4x5xf32>
  %12 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%11 : tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %20 = math.exp %in : f32
    linalg.yield %20 : f32
  } -> tensor<2x3x4x5xf32>
  %13 = tensor.empty() : tensor<2x3x4x1xf32>
  %14 = linalg.fill ins(%cst : f32) outs(%13 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %15 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      0)>], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%12 : tensor<2x3x4x5xf32>) outs(%14 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %20 = arith.addf %in, %out : f32
    linalg.yield %20 : f32
  } -> tensor<2x3x4x1xf32>
  %16 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2, 0)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%12, %15 : tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 :
      tensor<2x3x4x5xf32>) {
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

func.func @log_sum_exp(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %cst = arith.constant 0.000000e+00 : f32
  %c0_i64 = arith.constant 0 : i64
  %cst_0 = arith.constant 0xFF800000 : f32
  %cst_1 = arith.constant dense<0.000000e+00> : tensor<f32>
  %cst_2 = arith.constant 0x7FF0000000000000 : f64
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
  %5 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%expanded : tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %27 = arith.truncf %cst_3 : f64 to f32
    %28 = arith.mulf %in, %27 : f32
    linalg.yield %28 : f32
  } -> tensor<2x3x4x5xf32>
  %6 = tensor.empty() : tensor<2x3x4xi64>
  %7 = linalg.fill ins(%c0_i64 : i64) outs(%6 : tensor<2x3x4xi64>) ->
      tensor<2x3x4xi64>
  %8 = tensor.empty() : tensor<2x3x4xf32>
  %9 = linalg.fill ins(%cst_0 : f32) outs(%8 : tensor<2x3x4xf32>) ->
      tensor<2x3x4xf32>
  %10:2 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2)>, affine_map<(d0, d1, d2, d3) -> (d0, d1,
      d2)>], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%5 : tensor<2x3x4x5xf32>) outs(%9, %7 : tensor<2x3x4xf32>,
      tensor<2x3x4xi64>) {
  ^bb0(%in: f32, %out: f32, %out_9: i64):
    %27 = linalg.index 3 : index
    %28 = arith.index_cast %27 : index to i64
    %29 = arith.maximumf %in, %out : f32
    %30 = arith.cmpf ogt, %in, %out : f32
    %31 = arith.select %30, %28, %out_9 : i64
    linalg.yield %29, %31 : f32, i64
  } -> (tensor<2x3x4xf32>, tensor<2x3x4xi64>)
  %expanded_5 = tensor.expand_shape %10#0 [[0], [1], [2, 3]] output_shape
      [2, 3, 4, 1] : tensor<2x3x4xf32> into tensor<2x3x4x1xf32>
  %11 = tensor.empty() : tensor<2x3x4x1xf32>
  %12 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%expanded_5 : tensor<2x3x4x1xf32>) outs(%11 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %27 = math.absf %in : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x1xf32>
  %13 = tensor.empty() : tensor<2x3x4x1xi1>
  %14 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%12 : tensor<2x3x4x1xf32>) outs(%13 : tensor<2x3x4x1xi1>) {
  ^bb0(%in: f32, %out: i1):
    %27 = arith.extf %in : f32 to f64
    %28 = arith.cmpf oeq, %27, %cst_2 : f64
    linalg.yield %28 : i1
  } -> tensor<2x3x4x1xi1>
  %15 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> ()>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2,
      d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%14, %cst_1, %expanded_5 : tensor<2x3x4x1xi1>, tensor<f32>,
      tensor<2x3x4x1xf32>) outs(%11 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: i1, %in_9: f32, %in_10: f32, %out: f32):
    %27 = arith.select %in, %in_9, %in_10 : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x1xf32>
  %16 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2, 0)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%5, %15 : tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 :
      tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %27 = arith.subf %in, %in_9 : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x5xf32>
  %17 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%16 : tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %27 = math.exp %in : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x5xf32>
  %18 = linalg.fill ins(%cst : f32) outs(%11 : tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %19 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      0)>], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%17 : tensor<2x3x4x5xf32>) outs(%18 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %27 = arith.addf %in, %out : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x1xf32>
  %20 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%19 : tensor<2x3x4x1xf32>) outs(%11 : tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %27 = math.log %in : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x1xf32>
  %21 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%20, %15 : tensor<2x3x4x1xf32>, tensor<2x3x4x1xf32>) outs(%11 :
      tensor<2x3x4x1xf32>) {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %27 = arith.addf %in, %in_9 : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x1xf32>
  %22 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2, 0)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%5, %21 : tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) outs(%4 :
      tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %in_9: f32, %out: f32):
    %27 = arith.subf %in, %in_9 : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x5xf32>
  %23 = linalg.generic {indexing_maps =
      [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2,
      d3) -> (d0, d1, d2,
      d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%22 : tensor<2x3x4x5xf32>) outs(%4 : tensor<2x3x4x5xf32>) {
  ^bb0(%in: f32, %out: f32):
    %27 = math.exp %in : f32
    linalg.yield %27 : f32
  } -> tensor<2x3x4x5xf32>
  %collapsed_6 = tensor.collapse_shape %23 [[0, 1], [2], [3]] :
      tensor<2x3x4x5xf32> into tensor<6x4x5xf32>
  %collapsed_7 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] :
      tensor<2x3x5x8xf32> into tensor<6x5x8xf32>
  %24 = tensor.empty() : tensor<6x4x8xf32>
  %25 = linalg.fill ins(%cst : f32) outs(%24 : tensor<6x4x8xf32>) ->
      tensor<6x4x8xf32>
  %26 = linalg.batch_matmul ins(%collapsed_6, %collapsed_7 : tensor<6x4x5xf32>,
      tensor<6x5x8xf32>) outs(%25 : tensor<6x4x8xf32>) -> tensor<6x4x8xf32>
  %expanded_8 = tensor.expand_shape %26 [[0, 1], [2], [3]] output_shape
      [2, 3, 4, 8] : tensor<6x4x8xf32> into tensor<2x3x4x8xf32>
  return %expanded_8 : tensor<2x3x4x8xf32>
}

func.func @main() {
  %c0 = arith.constant dense<[[[[-0.7, -1.4, 0.6, -1.7, 0.1, -0.5, -1.8, 0.0],
      [-1.9, -0.3, -1.7, -1.6, -0.3, 1.3, -1.5, -1.1],
      [0.5, 1.8, 0.3, -0.4, 1.9, -1.8, 1.4, -0.8],
      [-1.4, -1.5, -0.8, 1.3, -1.3, 0.3, 0.6, -0.5]],
      [[0.2, -1.7, -1.8, -1.2, 0.7, -0.3, -0.7, 0.3],
      [-0.2, -0.8, 1.2, 0.8, -1.0, 0.3, 0.1, 1.5],
      [0.9, -0.8, 1.9, -1.5, -0.3, 1.0, -1.4, -0.0],
      [-1.8, 0.7, 1.1, 0.3, 1.5, -0.7, 0.8, 0.4]],
      [[0.3, -0.2, 1.4, 1.8, -0.1, 0.7, -1.8, 0.8],
      [0.6, 2.0, 1.3, -0.9, -0.5, 0.7, -1.9, -0.2],
      [-1.3, -1.5, -1.8, 1.1, -1.5, -1.0, -0.4, 1.5],
      [-1.7, -0.2, 0.2, 1.5, 1.3, 1.5, -0.9, -0.3]]],
      [[[-0.6, 1.5, 1.8, -1.4, -1.3, -1.1, -1.1, -0.1],
      [0.4, -0.9, -2.0, -0.3, -0.5, 0.3, 1.8, 0.8],
      [0.1, 0.5, 0.7, -1.8, 1.6, 1.1, 1.5, 1.2],
      [-0.4, -0.4, -1.6, 0.5, -1.8, -1.7, -1.2, -1.4]],
      [[-0.6, -1.8, -2.0, -1.4, -1.6, -0.5, -1.9, 1.5],
      [0.5, -1.4, -1.0, -0.6, -0.5, -1.5, 1.4, 2.0],
      [-0.1, -0.1, -1.7, -1.6, -0.6, -0.9, 1.3, -1.4],
      [-1.9, 1.8, 0.1, -1.4, 0.2, -1.9, 0.1, 1.9]],
      [[1.5, 0.8, -1.0, -0.5, -1.3, 1.1, 0.1, 1.1],
      [-0.7, -1.1, 1.2, 1.9, 1.4, 1.2, 1.3, 1.0],
      [-1.1, 0.1, -0.6, -1.9, -1.9, -0.9, -1.0, 0.8],
      [1.8, -0.2, 1.7, 2.0, 1.8, -0.5, -1.1, -1.1]]]]>
      : tensor<2x3x4x8xf32>
  %c1 = arith.constant dense<[[[[-1.2, -1.2, 0.5, 1.6, 1.4, -0.1, 0.6, 1.2],
      [-1.7, 0.6, 1.6, 1.1, 1.0, -0.1, -1.3, 1.2],
      [-0.7, 1.2, 1.9, -0.4, -0.4, 1.8, 0.9, -1.3],
      [-1.5, -1.4, 1.6, 1.2, -1.4, 1.3, 1.9, 0.6],
      [-0.6, 0.2, -1.5, -1.9, 1.9, 0.6, 0.1, 1.7]],
      [[-0.3, 1.5, 1.3, -1.2, -1.0, -0.8, -1.0, 0.3],
      [-1.0, -0.3, -1.5, 1.6, -0.6, -0.2, 0.3, 1.6],
      [-0.3, 1.7, 0.0, 0.1, 0.1, -1.9, -0.2, -1.3],
      [-2.0, 1.2, -1.3, -0.1, 0.9, 0.2, -0.7, 0.1],
      [0.2, 1.1, -1.6, 0.2, -1.0, -0.9, 1.1, 0.0]],
      [[0.2, 1.0, 1.6, -0.2, 0.5, 0.0, 0.0, 0.8],
      [-0.2, 0.1, -0.1, 1.8, 0.8, 1.5, 1.8, -1.0],
      [0.2, 1.8, 1.4, -1.5, -1.5, -0.2, -1.7, -1.0],
      [-1.7, 0.7, 1.1, 1.6, -1.4, 0.9, 0.6, -1.4],
      [1.5, 1.9, -1.1, 1.8, -0.4, -0.1, 2.0, 1.3]]],
      [[[-1.4, -0.3, 0.1, -0.6, -1.2, -0.7, 0.9, -1.9],
      [0.2, -0.2, -1.9, -0.7, 0.5, 0.0, -1.7, 1.9],
      [1.2, 1.9, -1.6, -0.9, -1.8, 1.1, -0.9, -1.5],
      [-0.3, 1.6, 1.3, -1.0, -1.4, 1.7, 0.3, 0.8],
      [-1.6, -1.8, 0.8, -0.3, -1.7, 1.8, 0.5, 1.2]],
      [[-1.7, 1.4, -1.7, 1.5, -0.2, -0.6, 0.2, 1.7],
      [-0.9, -1.5, 0.1, -1.0, -1.6, -1.4, -1.8, -1.2],
      [-0.8, -0.8, 1.0, -0.8, 0.0, -1.3, -0.6, -1.9],
      [-1.0, -1.9, 0.9, 0.2, -1.2, -0.1, 1.7, -1.6],
      [1.3, -0.3, -0.0, 1.3, -0.4, 0.0, 0.8, 1.9]],
      [[-0.6, 1.3, 0.8, 0.5, -0.4, -0.6, -1.8, -1.5],
      [-1.7, 1.0, -1.0, -1.3, -1.7, 1.4, 1.5, 0.7],
      [-0.9, -1.0, -0.8, -0.2, -1.4, -0.2, -0.9, 1.8],
      [1.9, 0.2, -1.0, 1.9, -0.8, -0.6, -2.0, -0.5],
      [-0.1, 0.0, -1.2, 0.0, -2.0, -0.9, -1.6, -0.4]]]]>
      : tensor<2x3x5x8xf32>
  %c2 = arith.constant dense<[[[[-1.8, -1.9, -0.8, -1.1, 0.3, 0.1, 1.0, 0.6],
      [0.9, 1.5, -0.4, -0.7, 1.9, -1.4, 0.9, 0.6],
      [-1.8, 1.3, 1.6, 0.5, 0.9, 1.2, -1.4, 0.1],
      [0.0, 1.3, 1.2, 1.3, 0.3, 1.6, 0.7, 0.8],
      [-1.1, -1.9, -1.5, -0.6, -1.6, 1.3, 0.2, 0.5]],
      [[0.5, 0.7, -0.0, -2.0, 1.2, 1.0, 0.0, 0.1],
      [0.6, -1.7, 0.9, -1.0, -1.7, -0.9, 0.9, -1.2],
      [1.0, 1.9, -0.0, -0.5, -0.1, 0.7, 1.1, 0.5],
      [0.6, -1.7, -1.4, -1.0, 1.0, -0.8, 0.3, -2.0],
      [-1.8, -0.9, 0.7, 0.8, 0.7, -0.8, 0.1, -0.1]],
      [[-0.1, -1.5, 1.6, -1.2, 1.9, 1.7, -1.9, -0.2],
      [1.3, 1.9, -0.2, -0.9, -1.2, 1.8, -1.2, 0.3],
      [-1.4, 0.1, 1.8, -1.5, 1.3, 0.0, 1.5, 0.8],
      [-1.1, 1.6, -0.1, -1.9, -2.0, -0.0, -0.2, -0.8],
      [-1.4, -0.6, -0.7, 1.4, -2.0, 1.0, 1.4, -1.5]]],
      [[[1.7, 0.9, 1.6, -0.8, -0.5, -0.4, 2.0, 0.4],
      [-0.6, -0.3, -0.9, -1.8, -1.6, 1.3, -0.9, 1.7],
      [-1.0, -0.9, 0.0, -1.2, -0.5, 1.8, 1.5, 1.2],
      [0.5, 1.7, 1.8, 0.2, 0.9, -1.8, 0.9, -0.2],
      [1.0, 0.6, -0.9, -1.8, 1.7, -1.5, -0.1, -0.6]],
      [[-0.8, 1.0, 1.9, -1.0, 0.6, -0.8, 0.2, -0.4],
      [-1.3, -1.4, -1.2, 1.6, -0.0, -1.1, 1.6, 2.0],
      [-0.2, -1.4, -1.2, -1.6, -0.6, -1.6, -1.0, -1.0],
      [0.3, 1.5, 1.0, -0.3, -0.3, 0.1, -0.5, -0.6],
      [-1.8, -0.9, 1.9, -1.5, 0.0, 0.5, 1.5, -1.1]],
      [[-0.9, -1.0, -0.4, -0.2, 1.8, 1.4, 1.5, -1.9],
      [-1.9, 0.8, 1.6, -0.1, 0.3, -2.0, -0.4, 1.7],
      [1.3, 1.4, 1.9, -1.0, -1.6, -1.4, 0.1, 0.7],
      [1.8, 0.9, 0.6, 1.1, -0.2, 0.2, -1.8, 1.1],
      [-1.1, 1.7, 0.6, -0.8, -1.5, -1.0, 0.5, 0.8]]]]>
      : tensor<2x3x5x8xf32>
  %c3 = arith.constant dense<[[[[true, true, true, true, false],
      [false, false, false, false, false],
      [true, true, false, false, true],
      [true, true, true, false, false]]],
      [[[true, false, false, true, false],
      [true, true, true, true, false],
      [true, false, true, true, true],
      [true, false, false, true, false]]]]>
      : tensor<2x1x4x5xi1>
  %r4 = call @masked_with_guard(%c0, %c1, %c2, %c3)
      : (tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>, tensor<2x1x4x5xi1>)
      -> tensor<2x3x4x8xf32>
  %k4 = arith.constant dense<1024.0> : tensor<2x3x4x8xf32>
  %m4 = arith.mulf %r4, %k4 : tensor<2x3x4x8xf32>
  %q4 = math.roundeven %m4 : tensor<2x3x4x8xf32>
  %u4 = tensor.cast %q4 : tensor<2x3x4x8xf32> to tensor<*xf32>
  call @printMemrefF32(%u4) : (tensor<*xf32>) -> ()
  %c4 = arith.constant dense<[[[[-1.1, -0.3, -0.5, -0.0, 0.8, 0.9, -0.6, -0.4],
      [-2.0, -0.8, 1.4, -1.7, -0.0, -1.2, 1.1, -1.2],
      [-0.1, -0.9, 1.6, -1.6, 0.5, 0.4, 1.6, -0.1],
      [1.6, -1.8, 0.4, 1.7, -1.8, -1.9, 0.4, -0.3]],
      [[0.8, -1.3, -0.2, 0.8, -0.7, -1.5, -1.7, -1.3],
      [-1.2, 0.6, 0.1, -0.1, -0.8, 0.9, 1.4, 1.9],
      [-0.2, -1.6, -1.7, -1.7, -0.3, 1.5, 0.2, 1.0],
      [-0.5, 1.1, -0.8, 1.2, -1.6, 0.8, -1.2, 0.2]],
      [[-0.2, -0.7, 0.9, -0.1, 0.5, -1.0, 0.5, -0.4],
      [-0.5, -0.1, 1.2, -1.8, -1.2, -1.7, 0.4, -0.5],
      [-0.7, 1.8, -1.8, 1.0, 0.8, 1.7, -0.8, 0.9],
      [0.4, 1.2, 1.8, -1.7, 1.3, -1.6, 0.9, -0.1]]],
      [[[1.1, 1.2, 1.7, 1.3, -1.5, -0.0, -2.0, 1.7],
      [-0.8, 0.8, -1.4, -1.1, 1.4, -0.2, 1.1, 0.4],
      [0.0, -0.4, -1.4, -0.4, 0.6, -0.1, 0.2, -1.4],
      [-0.3, -1.6, -1.7, 0.5, -1.2, -0.3, 2.0, 1.9]],
      [[-1.3, -1.5, -0.2, 1.6, -1.1, 0.2, 1.1, 1.0],
      [1.1, -0.8, -0.9, -0.9, -1.0, -1.0, -0.2, -1.3],
      [-1.1, -0.9, 1.6, -1.2, -1.7, -1.0, -1.0, 0.1],
      [0.6, -1.6, -0.1, -1.9, -2.0, 1.5, -1.1, -0.2]],
      [[-0.5, 1.5, -1.1, -1.8, 0.4, 1.3, -1.2, -1.7],
      [0.1, -1.3, 0.4, 1.1, 0.7, -2.0, 0.5, 0.8],
      [-0.6, -1.9, -0.6, -1.8, 2.0, -1.8, 0.9, 1.7],
      [1.3, 1.3, -0.4, -0.5, 0.5, -1.7, -1.9, -0.0]]]]>
      : tensor<2x3x4x8xf32>
  %c5 = arith.constant dense<[[[[-0.1, -0.4, 1.2, 0.7, -1.4, 0.1, 0.6, -0.4],
      [-0.9, 2.0, 0.7, -0.3, -1.8, 1.0, 1.5, -0.3],
      [-1.9, 1.1, 1.2, 0.6, -0.4, -0.4, 1.8, -0.3],
      [-1.4, -1.5, -1.6, 0.3, -0.5, 1.1, -1.5, -1.8],
      [-1.4, 1.2, -0.4, 0.3, 1.7, 0.9, -1.3, -0.6]],
      [[-1.4, -1.3, -1.7, -0.5, 1.0, 1.2, 1.2, -0.8],
      [1.3, -1.8, 1.7, -0.7, 0.4, 0.5, -1.7, 0.8],
      [0.8, 1.6, 0.6, 1.4, 0.5, 0.5, -1.2, -0.1],
      [0.3, -1.8, 1.8, -1.4, -0.6, -1.4, 1.9, 1.3],
      [-1.2, 1.5, 1.4, 0.7, 0.7, -0.7, -0.4, -0.2]],
      [[1.4, 1.1, 0.6, -0.8, -1.0, -0.4, -0.5, 0.0],
      [-1.3, -2.0, 1.9, -0.1, -0.2, 0.5, 1.3, 1.3],
      [1.2, -0.4, -1.7, -0.6, -0.5, 1.2, 0.0, 0.6],
      [-1.8, -1.5, 1.7, -0.7, 0.9, -1.7, 1.0, 1.6],
      [0.6, 1.1, -1.9, -1.7, 0.5, 0.8, -1.6, -1.5]]],
      [[[1.5, -0.8, 1.2, 1.2, 0.7, 0.9, -1.1, 1.3],
      [0.4, -1.0, -0.7, 0.5, 1.6, -0.2, -1.0, 1.9],
      [-0.1, 0.4, 0.5, -1.1, -0.5, -1.2, -0.4, 0.5],
      [-0.9, -0.7, -0.5, 1.2, -0.9, 1.1, -1.8, 1.4],
      [1.9, -0.2, 0.1, 0.8, 1.6, -1.0, 0.1, 1.4]],
      [[1.0, -0.5, -0.5, -0.5, -1.4, -0.7, -1.7, -1.1],
      [0.5, 1.8, -0.8, 0.1, -0.8, 1.9, 1.5, 1.7],
      [1.6, 0.9, 1.0, -1.1, -0.8, 0.5, -0.3, -0.5],
      [-1.8, -0.0, 0.5, -1.8, -1.8, 0.3, -0.8, 0.1],
      [0.1, -0.3, -0.8, -1.5, -0.5, 1.3, -1.4, -1.9]],
      [[1.2, 0.8, -0.2, -1.7, -1.4, 0.7, -0.9, 1.2],
      [1.9, -1.8, 1.3, 1.6, 0.4, 0.3, 0.4, 0.1],
      [-0.0, -1.3, -2.0, -1.8, -1.9, -1.3, -1.4, 1.6],
      [-1.6, 0.5, 0.6, -1.2, -0.3, 0.1, 0.6, 0.6],
      [-0.3, 0.5, 0.0, -1.7, 0.5, 2.0, 0.9, -0.1]]]]>
      : tensor<2x3x5x8xf32>
  %c6 = arith.constant dense<[[[[0.2, -0.5, -0.3, 1.6, -1.7, 0.6, -1.3, 2.0],
      [-1.0, 0.6, -1.5, 1.6, 1.7, 1.8, -0.9, -1.8],
      [0.5, 0.7, 0.7, 1.7, 1.9, -0.8, 1.7, 1.6],
      [-1.7, 0.0, -1.3, 1.6, 1.4, -1.2, -1.4, 1.7],
      [-1.2, -0.4, 0.4, -0.5, 1.4, 1.7, 1.9, 1.4]],
      [[0.1, -0.1, 0.1, -2.0, -1.9, 1.8, -1.1, 1.5],
      [1.2, -0.4, 0.3, 0.3, -1.3, -1.9, -1.6, 0.5],
      [-1.4, 1.9, 0.8, -1.9, -1.4, 0.6, -1.8, -1.7],
      [-1.8, 1.4, 1.0, -1.2, 1.8, 0.1, 0.7, 1.5],
      [1.0, 0.8, -0.5, -1.0, -1.2, -1.9, 1.8, 1.6]],
      [[1.0, -1.7, 1.0, 0.5, -0.1, -1.5, 1.2, 0.6],
      [-0.8, -0.7, -1.0, -0.6, 1.7, -1.8, 1.0, 1.6],
      [1.1, 0.4, -0.1, -0.8, 1.0, 1.2, -1.9, 0.1],
      [-1.6, -0.1, -1.8, 0.3, 0.9, 1.3, 0.3, -0.9],
      [-0.3, 0.1, -0.8, 1.0, -1.8, -0.6, -1.6, 0.8]]],
      [[[1.3, 1.9, 0.4, 1.8, 0.1, 0.3, -1.4, 1.3],
      [1.8, -1.1, -1.3, 1.8, 1.1, -0.0, 2.0, 0.2],
      [-1.6, -0.7, -1.6, 1.7, 1.6, 1.0, -0.3, 0.6],
      [-0.5, -0.8, -0.3, 0.2, -1.3, 1.9, 0.5, 1.8],
      [-1.5, 0.4, 0.8, 0.4, -1.9, 0.3, 0.1, 1.5]],
      [[-0.2, 0.2, -0.7, -0.1, 0.8, -1.0, -1.1, -0.7],
      [0.6, 0.8, 0.0, -0.9, 1.0, 1.3, 0.5, 0.9],
      [1.9, 0.9, 0.4, -0.6, -1.1, 1.8, -1.0, 1.8],
      [2.0, -1.3, 0.6, -1.2, -1.4, -1.4, -0.8, -0.8],
      [-0.9, -1.6, 1.6, -0.9, 1.5, -0.1, -1.9, 1.4]],
      [[-0.3, -1.1, 1.9, -0.8, -1.9, -1.0, 1.0, -2.0],
      [-1.0, 1.4, 0.8, 0.3, 0.6, 1.4, 0.7, 0.6],
      [1.5, 0.6, 0.3, -1.1, -1.3, -1.5, -0.3, -1.0],
      [0.8, 1.6, -1.0, -0.4, 0.9, -1.4, 1.4, -0.1],
      [-1.9, 1.4, 0.1, 0.6, 1.5, 1.6, -0.7, -2.0]]]]>
      : tensor<2x3x5x8xf32>
  %r7 = call @division_last(%c4, %c5, %c6)
      : (tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
      -> tensor<2x3x4x8xf32>
  %k7 = arith.constant dense<1024.0> : tensor<2x3x4x8xf32>
  %m7 = arith.mulf %r7, %k7 : tensor<2x3x4x8xf32>
  %q7 = math.roundeven %m7 : tensor<2x3x4x8xf32>
  %u7 = tensor.cast %q7 : tensor<2x3x4x8xf32> to tensor<*xf32>
  call @printMemrefF32(%u7) : (tensor<*xf32>) -> ()
  %c7 = arith.constant dense<[[[[1.3, 1.6, -1.6, -1.0, -1.1, 0.9, 1.8, -1.2],
      [-0.6, 1.4, -0.2, -1.2, -0.1, -1.9, 1.2, -0.5],
      [-0.6, 1.0, -0.2, 2.0, -1.3, 0.1, 1.7, 0.9],
      [0.5, 0.6, -1.0, -0.5, -1.8, -1.7, 1.7, 0.5]],
      [[0.7, 0.3, -1.6, -0.8, -0.4, 1.8, 1.9, 2.0],
      [1.8, -0.2, -1.3, 1.7, -1.7, 1.2, -1.2, 0.6],
      [0.9, 1.3, -1.4, 0.7, 1.3, 1.2, -0.3, 2.0],
      [1.0, 0.6, 1.1, -0.1, 1.1, -1.1, 0.8, 0.7]],
      [[1.9, 0.7, -0.1, 1.2, 1.2, -0.6, 0.6, -0.7],
      [-0.1, 0.5, -1.7, 1.6, -1.4, -0.8, -0.5, -1.7],
      [0.3, -0.7, 1.8, 0.1, -0.6, 0.3, 0.6, -1.2],
      [-1.7, -0.8, 0.4, 0.3, 1.4, -1.3, -0.2, 1.1]]],
      [[[-1.2, -0.4, 0.1, 0.4, 0.8, 1.9, -1.6, 1.6],
      [0.2, 0.5, -0.8, -0.0, -1.1, -1.7, 1.4, 0.7],
      [-1.5, -1.5, -0.3, 1.3, -0.1, 0.2, -0.1, 1.6],
      [0.8, -1.0, -1.3, 0.4, 0.9, -1.4, -0.7, 0.8]],
      [[-0.0, -0.8, -0.1, -0.3, 2.0, 0.7, -1.3, -0.6],
      [0.6, -1.9, -1.8, 0.9, 2.0, 1.2, -1.6, -0.1],
      [1.0, -1.4, -1.1, -0.3, -1.5, -1.6, 0.6, -0.6],
      [1.1, 0.2, 1.6, -0.9, -0.6, -1.0, -1.8, -0.8]],
      [[-0.6, -0.0, -0.7, 1.9, 1.5, -0.6, -1.2, -0.0],
      [-1.5, -1.2, 0.9, -1.5, 1.9, -1.6, 2.0, -0.4],
      [0.2, -0.4, 0.3, -0.4, -1.6, -1.8, 1.3, -0.1],
      [1.1, -1.8, 0.0, 0.2, -0.5, -1.4, 0.7, 0.8]]]]>
      : tensor<2x3x4x8xf32>
  %c8 = arith.constant dense<[[[[1.5, -1.7, -1.8, 0.5, 0.5, -1.3, 0.7, 1.5],
      [-0.3, -1.6, 1.7, -1.9, 1.5, -1.4, -0.8, 0.8],
      [1.4, -1.3, -1.9, -1.9, 0.3, 0.3, 1.7, -0.0],
      [0.1, 1.3, 1.1, -0.3, 0.8, -0.4, -1.7, 0.7],
      [0.4, 2.0, 0.6, -1.4, 1.1, 0.2, -1.7, -0.1]],
      [[1.6, 0.5, -0.3, -2.0, 0.7, 1.9, 1.4, -1.1],
      [-1.5, -0.1, -0.9, 0.3, -0.2, 1.0, 1.7, -0.5],
      [1.0, 0.8, -1.4, 1.0, -0.8, 0.2, -0.0, 0.7],
      [1.6, 1.7, -1.8, -1.9, -1.8, 1.5, 0.7, 0.5],
      [-0.4, -0.8, 0.4, 1.8, 1.3, 0.4, -0.7, 1.8]],
      [[0.9, -0.1, -1.3, 1.9, -1.5, 1.8, -1.3, 1.2],
      [-0.1, 1.1, -0.2, -0.9, 1.0, -0.7, -0.9, 0.5],
      [0.6, 1.2, 0.4, 1.5, 0.9, -1.9, -1.4, 1.3],
      [0.3, 1.9, -1.0, -0.5, -0.5, 1.1, -1.1, -0.2],
      [0.8, -0.7, -0.9, -1.4, 1.7, 1.1, 1.1, -0.8]]],
      [[[-1.4, 1.6, 2.0, -1.4, 1.9, 1.2, 0.2, 1.1],
      [-0.0, 0.1, 0.2, -0.1, -0.5, 1.2, 0.9, 1.9],
      [-0.8, -1.8, -0.4, 0.8, 1.7, 0.3, -2.0, -0.5],
      [0.2, 0.1, -0.6, -1.7, -0.4, 0.1, -1.0, 1.3],
      [-0.7, 0.0, -1.2, -1.1, -1.6, 1.2, -0.8, 0.3]],
      [[-0.6, 1.1, 1.4, -1.0, 1.7, -0.0, 1.5, -0.5],
      [-0.1, -1.7, -0.7, -1.9, -0.9, 0.4, -1.6, -1.2],
      [1.5, 0.3, 0.3, -1.1, 1.7, -0.9, -1.6, -0.2],
      [0.4, 0.4, -1.5, 1.4, -0.6, 2.0, -0.5, -1.9],
      [-1.9, -0.5, 0.8, -0.1, 1.4, 1.6, 1.5, 0.6]],
      [[1.7, 0.8, -1.6, -0.7, -1.1, -1.6, 1.7, 0.0],
      [-1.3, 1.4, -0.5, -1.1, 0.9, -1.3, 1.8, 1.8],
      [-1.8, 0.2, -1.9, 1.7, -1.0, 0.1, 1.0, 1.0],
      [-0.1, -1.6, -0.7, -2.0, -1.2, 1.0, 0.4, -0.2],
      [0.6, -0.1, -0.5, -0.4, -0.5, -0.5, -0.2, 1.2]]]]>
      : tensor<2x3x5x8xf32>
  %c9 = arith.constant dense<[[[[1.7, 1.6, -0.1, 1.7, 1.2, -1.4, 1.3, -1.7],
      [0.5, -0.5, 1.0, 1.1, 1.8, 1.7, -0.5, -1.9],
      [-1.7, 1.9, -0.7, -1.1, -1.5, -0.5, -0.7, 0.9],
      [-1.3, -0.2, 1.6, -0.2, -1.4, -0.3, -1.0, -1.9],
      [0.3, -0.8, 1.2, -1.0, -1.6, -0.2, -0.1, -1.4]],
      [[0.1, 0.5, 1.2, 1.7, 0.2, 1.3, -1.5, 1.0],
      [1.9, -0.3, -1.0, -1.0, -1.0, -0.4, -0.3, -1.4],
      [1.3, 1.9, -1.4, 0.6, -0.2, 0.0, 0.0, -0.2],
      [1.2, 1.8, -0.9, -0.6, -1.8, -0.4, -0.9, -1.3],
      [1.4, 0.1, -1.1, -1.3, 0.4, 1.3, 1.6, 0.9]],
      [[1.0, -1.3, -1.5, 0.7, 0.5, -1.2, -0.8, -2.0],
      [0.8, 0.1, 1.4, 1.7, 0.1, -0.6, -0.9, 0.6],
      [1.8, -1.6, -0.4, 1.1, -1.5, 0.7, -1.0, 0.3],
      [1.9, -1.9, 0.8, 0.3, 1.4, -0.6, 1.7, 1.9],
      [-1.7, -0.6, -1.0, 1.3, 1.7, 1.1, 1.5, 0.3]]],
      [[[1.6, -0.8, -1.6, 0.9, -0.2, -1.9, 1.2, -1.5],
      [-1.0, -1.6, 0.5, -1.3, -0.8, 0.2, 1.8, -1.9],
      [1.7, 1.0, -1.0, 1.3, 0.5, -0.1, -1.0, -0.2],
      [-0.6, -1.6, -1.3, -0.9, -0.1, 0.3, 1.0, -1.6],
      [-1.5, 1.5, 0.2, -1.1, -1.1, 0.7, -0.2, -0.4]],
      [[1.8, -1.9, 0.5, 0.8, 0.4, 0.4, -1.9, 1.9],
      [-1.8, -0.5, -0.4, 1.4, 0.9, 1.4, 0.3, 1.9],
      [-0.7, -0.4, 0.2, -0.7, -1.4, 0.7, -0.6, 1.5],
      [0.7, -2.0, -1.6, -1.3, -0.7, -1.2, 0.7, -1.1],
      [-0.3, -0.4, 2.0, -0.2, -1.8, 1.9, 1.9, -1.8]],
      [[1.5, 0.5, 1.7, 0.5, 0.5, 1.2, -1.9, -1.6],
      [-1.5, -1.9, -1.1, -1.8, -1.5, -0.6, -1.3, -1.8],
      [1.8, 1.7, 1.6, -1.7, 0.4, 1.7, -0.2, 0.0],
      [1.5, 1.7, 0.3, -0.9, 0.9, 1.0, -0.9, -0.2],
      [0.8, -1.1, -0.5, 0.2, -0.5, 1.6, -0.8, -0.1]]]]>
      : tensor<2x3x5x8xf32>
  %c10 = arith.constant dense<[[true, false, true, true, false],
      [true, true, true, false, false]]>
      : tensor<2x5xi1>
  %r11 = call @added_mask(%c7, %c8, %c9, %c10)
      : (tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>, tensor<2x5xi1>)
      -> tensor<2x3x4x8xf32>
  %k11 = arith.constant dense<1024.0> : tensor<2x3x4x8xf32>
  %m11 = arith.mulf %r11, %k11 : tensor<2x3x4x8xf32>
  %q11 = math.roundeven %m11 : tensor<2x3x4x8xf32>
  %u11 = tensor.cast %q11 : tensor<2x3x4x8xf32> to tensor<*xf32>
  call @printMemrefF32(%u11) : (tensor<*xf32>) -> ()
  %c11 = arith.constant dense<[[[[-2.0, -0.6, 1.4, -1.0, 0.2, -0.0, -0.9, 2.0],
      [-0.8, 1.1, -1.4, -1.7, 1.5, -0.2, -1.8, -0.4],
      [-0.2, 0.9, -1.6, -1.1, 1.8, 1.0, -1.4, -0.7]],
      [[-0.6, 0.7, 0.5, 1.4, 1.3, 0.1, 1.0, 1.0],
      [1.0, -0.1, 1.1, 0.8, 1.7, -1.5, 1.5, -2.0],
      [1.1, 0.3, -0.0, 1.9, 0.3, -0.3, 1.1, 1.5]],
      [[0.4, -0.5, -0.2, -0.2, 0.9, -0.8, -0.4, 0.2],
      [-0.5, -0.7, 1.1, 1.4, -0.0, -0.2, -1.3, -0.8],
      [-1.4, 0.3, 0.3, -1.6, 1.7, -0.7, 1.4, 1.4]],
      [[1.8, -1.2, -0.3, 1.6, -2.0, -1.8, 0.3, -0.0],
      [1.7, 1.1, 0.2, 2.0, 0.1, 0.1, 0.7, -0.4],
      [-0.6, 0.4, -0.6, 1.8, 0.7, 0.1, -1.6, -0.5]]],
      [[[-0.4, 0.2, 0.3, 1.5, 1.9, -0.1, -0.2, 0.5],
      [2.0, -0.6, 0.1, 1.3, -1.3, -0.7, 1.9, 1.3],
      [0.1, -1.6, 1.6, 0.8, 1.3, 2.0, 1.6, -0.3]],
      [[-1.4, -0.8, 0.0, 0.0, -1.2, -1.3, 0.5, 0.4],
      [-0.6, 2.0, 0.5, -1.8, -0.4, 1.2, -0.8, 0.8],
      [-2.0, -0.8, 1.4, 0.3, 0.7, -1.2, -0.0, 0.2]],
      [[-0.9, 0.6, 0.1, 2.0, 0.3, -0.4, -1.5, -1.4],
      [1.0, -1.6, -1.6, -1.3, 0.1, 1.3, 0.5, 1.2],
      [-1.8, -2.0, 1.1, -0.7, 0.9, -0.6, -1.3, -0.9]],
      [[-1.6, 1.6, 0.3, -0.6, -0.2, -0.5, -1.8, 1.6],
      [0.3, 1.8, -0.2, 0.5, -1.0, -1.8, 1.7, 1.4],
      [-0.7, 1.6, 1.3, -0.8, 0.4, 1.8, -0.0, 1.8]]]]>
      : tensor<2x4x3x8xf32>
  %c12 = arith.constant dense<[[[[-1.0, -0.4, 0.9, -1.1, -0.8, 1.5, -0.1, 1.2],
      [-1.0, -1.3, -0.6, -1.3, 1.9, -0.8, 0.2, -1.5],
      [0.1, -0.5, -0.4, -1.7, -1.5, 1.3, -0.6, -1.0]],
      [[-1.2, -0.9, -1.1, -1.9, 0.7, -0.6, -1.4, 0.8],
      [-1.6, -0.9, 1.3, -1.5, -0.2, 1.3, 1.2, -1.4],
      [-0.6, 0.9, -0.5, 1.8, -1.2, 1.8, 0.0, -1.1]],
      [[-0.2, -1.5, 0.8, -1.0, 1.6, 0.4, -0.5, -1.0],
      [0.4, -1.1, 1.5, -1.5, 0.1, 0.2, -0.9, 1.1],
      [-0.5, 0.6, 0.3, -0.8, -0.4, -1.7, -1.3, 1.4]],
      [[-0.7, 0.7, -1.6, 0.2, -0.6, 0.0, -0.8, -1.7],
      [-0.8, -1.1, -1.5, 0.9, -0.9, -0.4, 1.6, 1.1],
      [1.5, 1.4, -1.5, -0.9, -1.9, 0.7, 0.7, -0.6]],
      [[-0.3, 0.6, 0.8, -1.0, 1.4, -0.6, 0.5, -1.3],
      [-1.5, 1.7, 0.9, 0.9, -1.8, -1.8, -1.4, -1.2],
      [-0.8, -0.5, -1.8, -0.8, 0.6, -1.3, 1.4, 0.3]]],
      [[[0.9, -1.0, -0.3, 0.7, -0.6, -2.0, 1.3, 1.1],
      [-0.9, -1.8, 1.4, 0.4, -1.8, -1.0, -1.6, 1.2],
      [-1.2, 1.7, 1.0, -1.7, 0.8, -0.4, 1.0, 1.3]],
      [[-0.9, -1.6, 1.8, -0.3, 1.7, 0.8, 1.0, 1.3],
      [0.5, -0.2, -1.8, 0.8, -0.3, 0.0, 1.7, -1.5],
      [1.0, -1.8, 0.8, 1.2, -1.0, 0.2, 1.9, 0.6]],
      [[0.2, -1.0, -1.8, -0.6, -0.4, -1.2, -0.8, -1.5],
      [0.8, 0.7, -1.0, -1.0, 0.1, -0.2, 1.7, -0.6],
      [-0.8, 1.5, -1.4, 0.3, -0.7, 1.3, 0.2, 1.0]],
      [[-1.3, 0.7, 0.4, -0.2, 1.1, 1.3, -1.5, -0.8],
      [-0.6, -1.2, -1.8, -0.9, -1.2, 0.8, -0.2, -1.5],
      [-0.7, -0.1, -0.5, -1.3, -1.7, -2.0, 2.0, 1.0]],
      [[-1.7, 0.9, 1.9, 0.3, -1.6, -0.0, -0.3, -1.2],
      [0.2, -2.0, 1.7, 0.6, 0.5, 1.7, 0.6, -1.0],
      [-1.0, -1.4, -1.9, 1.1, 1.4, -0.8, -1.3, 0.6]]]]>
      : tensor<2x5x3x8xf32>
  %c13 = arith.constant dense<[[[[1.4, 1.7, -1.3, 1.1, 1.3, 1.0, -0.7, -1.3],
      [1.3, -0.7, -0.5, 0.2, -0.5, 1.3, -1.0, -1.8],
      [0.3, 0.5, 1.3, 0.8, 1.6, 1.8, -0.0, -0.0]],
      [[-1.4, -0.8, 0.3, -1.7, 0.8, -1.3, -0.2, 1.9],
      [-1.6, -1.8, -0.2, -1.2, 0.9, -2.0, 1.4, 1.4],
      [1.1, -0.3, -0.9, 0.6, 0.1, -0.3, -0.6, -0.2]],
      [[0.7, 1.3, 1.6, -1.3, -0.8, -0.2, 0.3, -0.6],
      [-1.2, -1.7, -0.7, -0.2, 1.9, 1.6, 1.5, 1.9],
      [1.8, 0.5, 1.2, -1.8, 0.7, 0.4, -0.8, 0.3]],
      [[1.8, -0.1, 0.6, -0.8, -0.6, 1.5, -1.9, -1.2],
      [0.7, -0.2, -1.7, 0.6, -0.5, 0.3, -0.3, 0.1],
      [0.3, -0.4, -1.5, -1.3, 1.6, 0.2, -1.6, 1.4]],
      [[-1.0, -1.6, 0.1, -1.0, -0.0, 0.2, -1.1, 0.3],
      [-1.5, 0.1, 0.4, -1.7, -0.4, -1.7, -0.2, 1.5],
      [0.2, 0.9, 1.0, -1.5, 2.0, 0.9, -1.6, 1.3]]],
      [[[-0.4, -1.3, 1.8, 0.3, 1.1, -1.5, 1.1, -1.8],
      [-1.1, -0.5, -1.9, 0.4, -1.1, -0.8, 0.8, -0.3],
      [1.6, 0.5, 1.5, 0.3, 1.7, 1.5, -1.3, 1.0]],
      [[-0.6, 1.1, 0.7, 1.3, -1.5, -0.5, 0.9, 1.8],
      [0.9, -1.8, 0.4, -1.6, 0.2, 1.2, -1.5, 1.7],
      [0.7, -1.0, -1.2, -0.2, 1.4, 0.3, -1.5, -1.9]],
      [[-1.6, 1.2, -1.3, 0.2, -0.8, 0.7, -0.5, -1.4],
      [1.5, 0.2, 0.8, 1.2, 1.8, -1.9, -0.6, -1.4],
      [0.0, 1.5, 1.2, -1.9, -1.3, 1.3, 0.7, -0.4]],
      [[-0.1, -1.4, 1.4, -0.4, 1.5, 0.4, -1.7, -0.7],
      [-1.1, 1.6, 0.4, -1.8, -1.3, -0.6, -0.1, 0.3],
      [-0.4, -0.6, -2.0, 0.3, -0.7, -1.9, -0.2, 1.9]],
      [[-1.8, -1.4, 0.7, -0.9, -0.9, 0.0, -1.0, 0.3],
      [0.1, 1.8, 2.0, -1.9, 0.2, 1.1, 1.5, 1.1],
      [0.5, 0.5, -0.5, -0.9, 1.2, 1.5, 1.8, 0.7]]]]>
      : tensor<2x5x3x8xf32>
  %r14 = call @heads_inside(%c11, %c12, %c13)
      : (tensor<2x4x3x8xf32>, tensor<2x5x3x8xf32>, tensor<2x5x3x8xf32>)
      -> tensor<2x4x3x8xf32>
  %k14 = arith.constant dense<1024.0> : tensor<2x4x3x8xf32>
  %m14 = arith.mulf %r14, %k14 : tensor<2x4x3x8xf32>
  %q14 = math.roundeven %m14 : tensor<2x4x3x8xf32>
  %u14 = tensor.cast %q14 : tensor<2x4x3x8xf32> to tensor<*xf32>
  call @printMemrefF32(%u14) : (tensor<*xf32>) -> ()
  %c14 = arith.constant dense<[[[[-0.8, 1.1, 1.0, 0.0, 0.5, -0.6, 0.2, -0.4],
      [-1.8, -0.7, -0.7, 2.0, -0.1, -0.5, -1.0, -1.1],
      [-0.6, -1.5, -2.0, 1.5, -0.2, -0.2, 0.3, -0.8],
      [-1.3, -1.7, -0.8, -0.8, 0.9, 0.2, 1.7, -0.6]],
      [[1.7, 0.3, -1.7, -1.3, 0.3, 1.9, -0.6, 1.1],
      [-0.3, 1.5, -1.7, -0.1, 1.6, -0.9, -1.0, -1.9],
      [-1.3, -0.9, 0.8, -1.1, -0.4, -1.2, 0.4, 1.5],
      [0.6, -1.2, 0.9, 1.9, 0.4, -1.7, 1.2, 1.5]],
      [[-0.6, -1.5, -1.2, 0.1, 1.5, 0.6, 1.7, -1.2],
      [-0.7, 1.0, 0.6, -0.4, 0.7, -0.6, -1.8, -0.3],
      [-1.8, 0.5, -0.7, -0.0, 0.4, -1.0, -0.1, -1.9],
      [1.7, 0.3, 2.0, -1.8, 0.5, 0.9, -0.7, -1.6]],
      [[-1.4, -1.4, 1.1, -1.6, 1.3, -0.3, 0.2, 0.4],
      [0.2, 0.6, 0.4, -0.7, 1.0, -1.0, 0.8, 1.1],
      [1.1, -0.8, 1.1, 1.9, -0.2, -0.9, 0.1, 1.8],
      [-1.5, -2.0, -0.1, 0.6, 1.1, -0.6, 2.0, -1.1]]],
      [[[1.0, -1.6, -1.9, -1.5, -1.8, 0.0, 0.2, -1.3],
      [1.8, -0.5, -1.4, -1.3, 1.0, 1.7, -1.4, -1.9],
      [1.1, -1.0, 1.9, -0.0, 0.5, -0.6, 1.2, -0.2],
      [-0.7, 1.6, -1.6, 0.9, -1.7, 0.6, -0.4, 1.5]],
      [[-1.8, 0.3, -0.4, 1.7, 1.8, 0.5, -1.1, -1.0],
      [-1.0, -0.3, -1.1, -1.2, 1.0, 0.6, -0.8, 2.0],
      [-1.1, 0.3, -1.4, 1.5, 1.5, -0.9, 1.0, 1.3],
      [-0.9, -0.7, -0.1, 1.6, -1.4, 0.7, 0.4, -0.2]],
      [[0.3, 1.5, -1.2, 1.5, -0.6, 1.1, 1.5, -1.3],
      [1.5, 2.0, -0.8, -1.9, -1.6, 1.9, -2.0, 1.6],
      [-1.4, 0.9, -1.6, -1.3, 0.7, -1.6, -0.6, 1.7],
      [0.9, 1.5, 1.9, -1.9, -1.1, 1.2, 0.8, -1.8]],
      [[0.0, -1.1, -0.3, -1.6, -1.9, 2.0, -0.7, 1.5],
      [-1.5, -0.1, -1.5, -0.3, -1.3, 0.7, -1.4, 1.0],
      [0.0, -1.6, -0.6, -0.0, 1.7, -0.6, -1.1, 1.9],
      [1.5, 0.9, -0.9, -1.3, -0.9, -1.7, -1.8, 0.0]]]]>
      : tensor<2x4x4x8xf32>
  %c15 = arith.constant dense<[[[[-0.4, 0.2, -0.5, -2.0, 0.8, 0.6, 0.2, 0.2],
      [0.8, 1.9, 1.5, 0.9, -0.4, -0.7, -0.3, 1.9],
      [-0.5, -0.5, -0.4, -1.4, 2.0, -2.0, 0.4, 1.7],
      [-1.0, 0.4, -0.5, -1.0, -1.2, -1.5, 1.4, 1.1],
      [1.6, -1.8, 0.8, -0.7, 0.6, 0.2, -0.7, 1.9]],
      [[-2.0, 1.0, 1.4, 0.0, 0.4, 2.0, -1.1, 0.5],
      [1.0, -0.5, 0.8, -0.4, 0.1, 0.5, 0.7, -0.7],
      [0.5, 0.2, -1.1, 0.5, -0.9, 1.6, -0.1, 0.9],
      [0.1, -0.1, -1.1, -1.4, 1.7, 0.1, 0.1, 0.1],
      [1.3, -1.0, -1.3, 1.3, -0.2, 0.6, 1.3, 1.6]]],
      [[[1.5, -1.8, -0.5, 1.3, 1.3, -1.5, -1.4, -1.0],
      [-1.6, -0.6, 1.2, 0.1, -0.2, -1.6, -0.4, 2.0],
      [0.8, -0.2, -0.1, 1.2, 1.0, -1.4, 0.7, -0.5],
      [0.1, -1.0, -0.5, -0.6, -0.5, -1.9, -1.2, 0.3],
      [-1.8, -1.3, 0.9, -0.9, -0.7, -1.0, 1.3, -1.6]],
      [[0.5, 1.4, -1.2, -0.3, 1.2, 0.5, -0.5, -1.8],
      [-0.2, -0.5, 0.9, -0.8, -0.4, 0.6, 1.2, -0.6],
      [-0.5, 0.3, 1.7, -1.2, 1.9, 0.8, -0.5, 0.7],
      [-0.7, -1.7, 1.0, -0.5, 0.1, -0.0, 1.6, 1.0],
      [-1.9, 0.4, -0.1, -0.2, 1.4, -0.3, -0.1, 1.6]]]]>
      : tensor<2x2x5x8xf32>
  %c16 = arith.constant dense<[[[[-0.2, -0.0, 0.0, 1.3, 0.7, 1.0, -0.4, -1.8],
      [0.7, 0.2, 1.1, 1.1, -1.5, -1.1, -1.7, 1.3],
      [-1.6, -1.6, 1.0, 0.3, -1.8, 0.7, 0.8, -0.1],
      [-1.8, 0.8, -0.3, 0.3, 2.0, 1.3, 1.5, -1.4],
      [-0.7, 0.1, -2.0, 2.0, -0.9, -1.0, -0.7, -1.0]],
      [[1.4, 0.2, 0.0, -0.3, -1.8, -0.8, 1.5, 1.2],
      [1.4, -1.0, -1.2, -1.8, 0.1, -0.5, -0.1, -0.0],
      [0.3, -0.5, 1.2, -1.2, 1.7, 0.2, -1.8, -0.7],
      [0.1, -0.4, 0.3, -0.7, -0.9, 1.2, -0.8, 0.8],
      [1.2, 0.4, -0.2, 1.7, -0.2, 1.5, -1.8, -0.3]]],
      [[[0.6, -1.8, 1.5, -1.7, 0.4, -1.3, 1.7, 0.2],
      [1.2, -0.0, 0.7, 0.7, -0.8, -1.2, 1.4, -1.4],
      [1.7, -1.2, -1.6, -1.6, 1.1, 1.8, -0.3, 0.6],
      [-1.0, 1.6, 0.7, -1.4, -1.8, 0.8, -1.8, 1.3],
      [-0.8, -1.1, 0.3, -0.7, 0.2, -1.4, 1.6, -0.7]],
      [[1.4, -1.4, 1.2, 1.9, -0.4, -1.9, -0.5, 0.6],
      [-1.1, 0.2, -1.6, -0.1, 0.9, -0.3, 0.7, -1.5],
      [1.3, -1.5, 1.7, 2.0, 1.8, 0.1, -0.8, -0.6],
      [1.0, -0.0, 1.7, -1.6, -0.1, 1.5, 0.4, 0.2],
      [-1.6, -1.4, -0.9, 1.6, 1.4, -1.1, 1.7, -1.9]]]]>
      : tensor<2x2x5x8xf32>
  %r17 = call @grouped_heads(%c14, %c15, %c16)
      : (tensor<2x4x4x8xf32>, tensor<2x2x5x8xf32>, tensor<2x2x5x8xf32>)
      -> tensor<2x4x4x8xf32>
  %k17 = arith.constant dense<1024.0> : tensor<2x4x4x8xf32>
  %m17 = arith.mulf %r17, %k17 : tensor<2x4x4x8xf32>
  %q17 = math.roundeven %m17 : tensor<2x4x4x8xf32>
  %u17 = tensor.cast %q17 : tensor<2x4x4x8xf32> to tensor<*xf32>
  call @printMemrefF32(%u17) : (tensor<*xf32>) -> ()
  %c17 = arith.constant dense<[[[[0.4, 1.9, -0.6, 1.8, 0.6, -1.8, -0.7, -0.2],
      [-1.0, 1.0, -1.3, 1.2, -0.8, -1.7, 0.2, -1.6],
      [0.2, 1.2, 0.4, -0.2, -1.9, 0.1, -1.6, 0.6],
      [-1.5, 0.3, -0.6, -0.5, 0.7, -1.3, -1.3, 1.8]],
      [[-0.7, 1.4, 1.5, -0.1, -1.4, -1.6, 1.5, -1.5],
      [-0.0, 0.1, -1.5, -0.1, -1.3, 0.1, 0.0, -0.5],
      [-1.2, -0.4, -1.2, -1.5, -1.0, 1.5, 0.0, 1.6],
      [-1.9, 1.8, -0.0, 1.2, 0.3, 0.8, -1.1, 1.0]],
      [[-1.4, -0.9, -1.9, -0.4, 0.1, -0.8, 1.6, -1.7],
      [0.3, -1.1, 0.4, 1.1, 0.8, -1.8, -1.0, 0.4],
      [1.9, -1.8, 0.5, 0.8, 1.3, -0.6, 1.2, -0.2],
      [1.7, -2.0, 1.8, -0.4, -0.4, -1.6, -1.0, 0.9]]],
      [[[0.7, -1.4, -0.6, -1.4, -1.2, -1.1, -0.7, 1.9],
      [2.0, 1.2, -0.1, -0.0, 1.1, 1.6, 1.0, 0.5],
      [-1.2, 0.5, 1.4, 1.1, -1.6, 0.9, -0.6, -1.4],
      [1.9, 0.7, 1.0, -1.5, 1.3, 1.7, 1.6, 1.0]],
      [[1.3, 1.2, 0.4, -0.3, 1.3, 1.1, 1.5, -0.8],
      [1.8, 0.1, 1.8, -1.5, 1.9, 1.1, -1.0, 1.4],
      [-1.1, -1.2, -0.2, -1.1, -0.0, 1.6, 0.7, 0.8],
      [-0.4, 1.1, 1.2, 0.7, 1.8, 1.3, -0.4, -1.7]],
      [[0.6, 1.3, -0.6, 0.4, 1.3, 1.2, -2.0, -0.0],
      [-1.9, -1.6, 1.2, -0.3, 0.4, -0.2, -0.7, -1.1],
      [-0.6, 1.4, 0.5, -0.8, -1.6, -0.9, 0.8, -0.2],
      [0.6, 1.2, -1.5, 0.7, -1.8, 1.3, -1.3, -0.9]]]]>
      : tensor<2x3x4x8xf32>
  %c18 = arith.constant dense<[[[[1.8, -0.6, -1.1, 1.6, 0.4, 1.6, -0.4, -0.0],
      [1.8, 0.0, 2.0, -1.2, 1.3, -1.4, 0.1, -2.0],
      [-1.3, 1.8, -0.2, 1.2, -1.0, -0.6, -1.6, 0.2],
      [1.4, 0.1, -0.5, 1.7, 1.6, 0.7, -1.7, 0.5],
      [-0.2, 1.8, -0.6, 0.6, 0.5, -0.5, 0.1, 0.7]],
      [[1.6, -0.0, -0.5, 1.9, -1.8, 1.3, 0.7, 0.2],
      [-0.2, 1.0, 1.6, 0.9, 1.0, -1.9, -0.7, -1.5],
      [1.8, 1.6, -1.4, 0.4, 0.3, -1.8, -0.4, 1.0],
      [0.6, -0.9, 1.0, -0.8, 0.2, -0.3, 1.9, 0.6],
      [1.2, 0.7, -0.5, 1.9, 0.8, 0.8, -0.9, -1.4]],
      [[0.3, 1.3, 1.2, -0.6, -1.4, 0.1, 1.5, -1.4],
      [1.0, -1.3, -0.8, -1.8, -0.8, -0.5, 1.9, 1.8],
      [-1.3, -0.8, 1.8, -1.2, -0.7, -0.2, -1.6, -1.0],
      [-0.4, -0.5, 1.9, -0.9, -1.2, 1.6, -0.2, 1.3],
      [0.5, 1.1, -0.7, -1.4, 1.0, -0.1, 0.2, 0.7]]],
      [[[1.0, -0.9, -0.5, 1.7, 0.1, -0.8, 0.5, -1.0],
      [1.1, -1.8, 1.3, 0.3, -0.6, 1.8, -0.9, -1.0],
      [-1.7, 0.2, 1.0, 0.7, -0.3, 1.2, -1.6, -0.8],
      [0.6, 1.9, 0.5, 0.8, 1.1, -0.4, 1.8, 1.0],
      [-0.6, -0.4, 1.2, -0.6, -1.3, 1.5, 0.1, 0.1]],
      [[0.7, 1.6, -1.5, -0.6, -1.7, -0.3, 0.0, 1.4],
      [0.7, 0.3, -0.4, 0.3, -0.9, 1.4, 1.2, 1.4],
      [-1.4, 0.7, 1.0, 0.0, 1.6, 1.6, 1.0, 1.3],
      [0.6, 1.5, -1.5, 0.8, 0.8, 0.4, -0.9, -1.7],
      [0.4, 1.3, -0.9, -1.1, -1.1, -1.6, 0.7, 1.9]],
      [[1.2, -0.6, 0.8, -1.7, 1.4, -0.7, -2.0, 0.5],
      [-1.4, -0.9, -1.8, -0.2, 0.2, 1.2, -1.8, 1.3],
      [-1.6, -1.1, 0.5, -0.6, -0.7, 0.3, -1.1, 1.2],
      [-1.2, 1.4, 1.2, 0.1, -1.9, 1.1, -1.9, 0.0],
      [-0.3, -1.7, 0.5, 0.9, 0.3, -0.4, 0.0, 0.4]]]]>
      : tensor<2x3x5x8xf32>
  %c19 = arith.constant dense<[[[[-1.1, 1.5, 2.0, 1.2, 1.8, -0.7, 1.9, -1.7],
      [-0.1, -1.5, -0.2, 0.7, 0.8, -0.2, -0.6, -1.2],
      [-0.4, -0.9, -1.2, 0.9, 0.1, -0.2, -1.2, 0.8],
      [-1.2, -0.9, 0.2, 0.8, 1.9, 1.0, 1.8, 1.7],
      [0.9, 0.9, -1.7, -1.2, -1.9, 1.5, 0.9, 0.5]],
      [[-0.9, -0.6, -1.3, 0.5, 2.0, -0.8, -1.8, -1.3],
      [-0.6, 1.6, 1.2, -0.2, -1.6, -1.6, -1.4, 1.1],
      [-0.1, 2.0, 1.6, 1.2, -0.1, 1.3, -1.5, -1.6],
      [0.3, 0.0, -1.2, -1.0, -1.9, 1.6, 0.8, 1.8],
      [1.9, -0.3, 0.9, -0.5, 1.2, 1.4, -1.5, -1.9]],
      [[-1.1, 0.3, -0.5, -2.0, 1.3, 1.1, -0.1, -1.8],
      [1.6, 0.1, -1.7, -0.7, 0.5, 1.5, -0.1, 0.6],
      [-1.2, -1.0, 1.6, -0.5, -1.6, 0.4, -1.5, -1.2],
      [-0.2, 0.3, 0.5, 0.8, -0.2, -1.7, 0.9, -1.8],
      [-0.1, -0.4, 0.7, 0.9, -1.0, 0.6, 0.8, -0.1]]],
      [[[-1.4, 1.6, 0.4, -1.7, -1.0, 1.9, -1.1, -0.4],
      [1.2, 1.3, 0.5, 1.0, -1.8, -1.6, 1.9, 1.2],
      [-1.8, -1.8, -1.0, 1.7, -1.1, 0.7, 1.7, 0.6],
      [1.7, -0.9, -1.4, -1.9, 1.0, -1.6, 1.9, 0.8],
      [-1.3, 1.2, -1.3, 0.0, -1.6, 1.1, 1.6, 1.7]],
      [[-2.0, 1.4, 0.2, 1.3, 0.0, 0.5, 0.4, 1.2],
      [-1.7, -1.8, 0.2, -0.8, -0.4, -2.0, 1.0, -1.9],
      [1.3, 1.2, -0.2, -1.5, 0.6, -1.2, -0.3, -1.6],
      [1.9, 0.2, -0.6, -1.6, 0.9, 1.4, 1.4, -1.6],
      [-0.5, -0.8, 1.0, -1.4, 0.4, 1.9, 1.1, -2.0]],
      [[-1.7, -1.5, 0.8, 0.4, 0.1, -0.2, -0.4, 0.4],
      [0.6, 1.7, 0.9, 1.2, 1.7, 1.3, 0.9, -1.9],
      [0.7, 1.4, -0.3, 1.5, -1.3, 1.8, -0.2, 0.8],
      [-1.0, -0.8, -0.6, -0.7, -1.6, -0.2, 1.9, 0.6],
      [1.7, 1.0, 1.3, 2.0, 1.0, -0.9, -1.0, -0.4]]]]>
      : tensor<2x3x5x8xf32>
  %c20 = arith.constant dense<[[[-1.9]],
      [[-1.1]],
      [[1.5]]]>
      : tensor<3x1x1xf32>
  %r21 = call @factor_of_a_head(%c17, %c18, %c19, %c20)
      : (tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>, tensor<3x1x1xf32>)
      -> tensor<2x3x4x8xf32>
  %k21 = arith.constant dense<1024.0> : tensor<2x3x4x8xf32>
  %m21 = arith.mulf %r21, %k21 : tensor<2x3x4x8xf32>
  %q21 = math.roundeven %m21 : tensor<2x3x4x8xf32>
  %u21 = tensor.cast %q21 : tensor<2x3x4x8xf32> to tensor<*xf32>
  call @printMemrefF32(%u21) : (tensor<*xf32>) -> ()
  %c21 = arith.constant dense<[[[[1.7, -0.7, 1.1, 1.1, 1.6, 1.2, 0.1, -1.6],
      [1.3, -0.7, 0.5, -0.5, 0.1, 1.9, -1.4, 0.1],
      [0.6, 0.2, 1.8, -0.4, 1.7, 0.8, 1.9, -1.6],
      [-1.2, -0.9, 1.6, -1.9, -1.0, 0.9, 2.0, -1.3]],
      [[-0.2, 0.7, 0.8, 1.0, 1.0, -1.0, -1.0, -1.9],
      [0.8, -1.2, -1.0, 1.9, 0.6, 0.4, 0.6, 0.4],
      [0.8, -0.8, -1.7, -1.7, -1.9, -0.6, -1.4, -1.5],
      [-0.0, 1.9, 0.8, -0.9, 1.1, -1.3, -1.6, -0.8]],
      [[-0.4, 0.8, -0.2, 0.9, -1.6, 1.7, -0.6, 1.3],
      [-1.9, 1.3, -1.1, 1.4, 1.2, 0.7, -0.9, -2.0],
      [-1.2, 1.6, -1.4, 0.6, 0.3, 0.6, -1.3, -1.4],
      [-1.6, 1.9, -0.5, 0.6, 0.3, -1.1, -1.7, -1.9]]],
      [[[1.4, -1.5, 1.9, -0.5, 0.9, -1.4, 1.2, -1.0],
      [-0.5, 0.1, -1.6, -1.0, 1.2, -0.9, -0.5, 1.1],
      [-1.1, -1.2, -1.1, -0.5, -0.5, 0.6, -0.1, 1.5],
      [-1.8, 0.7, 1.3, -1.1, -1.9, -0.2, -1.5, -0.2]],
      [[0.8, -1.6, -1.5, -0.1, -1.3, -1.1, -0.2, -1.5],
      [-1.7, -0.6, -0.1, 1.7, 0.2, -1.7, -1.1, 1.0],
      [0.3, 1.5, 1.8, 1.4, -1.6, 1.8, 0.1, -1.0],
      [-1.3, 1.5, -1.2, -1.7, -0.9, 1.7, -0.2, 0.9]],
      [[-1.7, -0.2, -0.7, -1.2, 0.7, -0.6, -1.5, 1.9],
      [-0.1, -1.3, -2.0, 0.6, 0.1, -1.9, -0.1, 1.0],
      [0.1, -1.1, -0.0, 0.4, 0.6, -1.4, 1.2, 1.8],
      [1.0, 1.4, -0.5, 1.6, -1.3, -1.1, 0.4, 1.6]]]]>
      : tensor<2x3x4x8xf32>
  %c22 = arith.constant dense<[[[[-1.7, -1.1, -1.9, -0.2, -1.4, -1.2, 1.0, 0.3],
      [1.8, -0.4, 0.7, -1.9, 1.8, -1.1, -0.1, 0.0],
      [1.8, -0.0, 2.0, 0.5, -1.1, 1.3, -1.2, 2.0],
      [-0.2, -1.1, 1.8, -0.7, -0.4, -0.6, 0.7, -1.9],
      [-0.5, -1.4, 1.3, -2.0, 0.4, -1.0, -0.2, 0.2]],
      [[0.8, -1.4, -1.0, -1.5, 1.8, -1.4, -1.5, 0.1],
      [0.3, 1.5, -1.8, -1.1, -1.3, 0.3, -0.2, -0.4],
      [1.6, 0.6, 1.4, 1.8, -0.9, 1.8, -0.4, -1.8],
      [1.7, -1.6, -1.9, -0.8, -0.8, 1.9, 1.5, -0.3],
      [0.1, 1.4, 1.2, 0.6, 0.1, -1.5, -1.0, 0.6]],
      [[0.3, 1.2, 1.6, 1.8, -1.2, -1.7, 1.6, 0.3],
      [-1.3, 0.8, -1.0, -1.1, -0.5, 0.1, 0.7, -1.7],
      [1.0, 0.5, -0.1, 0.7, 1.2, -2.0, -0.1, 0.7],
      [0.8, 0.6, -1.3, 1.8, 1.1, -1.1, -0.3, 1.8],
      [-1.2, -0.4, 1.8, 1.6, -1.1, 0.9, -0.6, 0.7]]],
      [[[1.1, -1.5, -1.1, -1.1, -0.9, -1.9, -1.5, -0.4],
      [-0.3, -1.7, 0.3, 1.8, 0.3, -0.6, 0.8, -0.3],
      [-1.3, -0.1, -1.9, 0.7, -1.4, -0.5, 1.8, 1.1],
      [1.3, 0.6, 0.5, 0.8, 1.9, -1.2, 1.1, -0.8],
      [-1.0, 1.3, 0.4, 1.4, 1.5, 0.4, -1.2, -1.9]],
      [[0.1, 0.9, -0.9, -1.7, -2.0, -1.3, 0.8, -2.0],
      [-1.1, -0.9, 0.8, 1.9, -1.9, -1.5, 1.7, 1.9],
      [-1.4, -0.7, 0.1, -0.7, -0.3, -0.1, -1.0, -1.8],
      [-1.7, -1.4, -1.6, 0.5, 0.8, -0.9, 1.2, 0.9],
      [-0.6, -0.0, -1.2, 1.7, 0.2, -1.8, -1.4, 0.8]],
      [[-0.5, 0.9, -1.1, 1.2, 1.2, -1.6, 0.3, -1.2],
      [0.8, 1.2, 1.2, -1.1, -1.6, 0.7, 0.3, -1.4],
      [-1.2, 0.3, -1.6, 0.5, -1.0, -1.0, -0.3, 0.1],
      [0.9, -1.9, 0.9, -1.1, -0.8, 0.6, 0.8, 0.5],
      [1.6, -1.2, -0.8, 0.7, -1.0, -1.4, -1.1, 1.1]]]]>
      : tensor<2x3x5x8xf32>
  %c23 = arith.constant dense<[[[[1.3, 0.9, 1.8, 1.2, -0.8, -0.7, 0.9, -1.8],
      [0.4, -1.6, -1.8, 0.1, -1.4, 1.7, 1.5, -0.2],
      [-1.2, -1.5, 0.0, 0.1, -0.5, 0.9, 0.1, 1.1],
      [-1.6, -1.7, -0.5, -0.1, -1.0, 0.7, -1.1, -0.7],
      [-0.1, 0.8, 1.1, -0.5, -0.2, 1.7, 1.7, 0.5]],
      [[-1.6, -0.2, 0.5, -0.9, -1.9, 1.9, 1.6, -1.5],
      [-0.1, 0.5, -0.8, -1.7, 1.0, 1.1, -0.3, -1.7],
      [-0.4, -1.6, 1.9, -1.8, -0.8, 1.1, -1.5, -1.6],
      [-1.7, -1.3, 0.1, 1.3, -1.3, -1.3, 1.1, -0.3],
      [-0.6, -1.5, -1.0, 1.9, -1.5, -1.0, 1.0, 1.6]],
      [[1.6, -0.1, 1.8, 0.4, -0.8, -0.1, 0.9, 0.9],
      [-1.5, -1.2, 1.8, -1.6, 1.3, -0.6, -1.0, -1.0],
      [-0.1, 2.0, -1.4, 1.4, -0.7, -1.3, 1.0, -0.6],
      [-1.2, -0.3, 1.3, 1.5, 0.3, -2.0, 1.1, 0.4],
      [1.6, 1.8, -0.7, 1.4, 1.3, -0.9, -0.5, -0.5]]],
      [[[-0.6, -0.5, -1.6, -1.1, 1.6, -0.4, 0.5, 1.5],
      [1.0, -1.0, 1.7, 1.2, 2.0, 0.9, 1.0, 1.3],
      [-1.0, 0.6, -0.5, 1.4, -1.5, 0.2, -0.7, 1.3],
      [-0.6, 1.4, 1.4, 1.5, -1.4, 1.8, 1.0, 0.7],
      [0.6, -1.8, 1.5, 0.2, -0.2, -0.6, 1.1, 1.1]],
      [[1.5, -1.1, -0.6, -1.0, -1.6, -0.7, -1.9, 1.2],
      [-1.1, -1.7, -1.7, 1.0, -1.2, -0.2, -0.4, 1.2],
      [1.8, -0.8, 0.5, 1.6, -0.1, 1.6, 0.9, -0.8],
      [1.5, 0.3, -1.6, 0.3, 1.3, 0.1, -0.1, -0.3],
      [1.5, 0.7, -1.2, -0.6, -0.5, 1.8, 0.8, -1.5]],
      [[1.7, -1.9, 0.4, -0.3, 0.9, -0.3, -1.6, 0.1],
      [1.3, 1.2, -0.6, -1.1, 1.0, 1.2, -1.1, 1.5],
      [2.0, -0.3, -0.5, 0.8, 1.7, -1.2, -0.8, -0.7],
      [0.9, -1.3, 0.2, 0.0, 0.7, -1.4, 1.8, 2.0],
      [0.2, 1.2, -1.3, 1.6, 0.2, 1.0, 1.5, -0.6]]]]>
      : tensor<2x3x5x8xf32>
  %r24 = call @log_sum_exp(%c21, %c22, %c23)
      : (tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
      -> tensor<2x3x4x8xf32>
  %k24 = arith.constant dense<1024.0> : tensor<2x3x4x8xf32>
  %m24 = arith.mulf %r24, %k24 : tensor<2x3x4x8xf32>
  %q24 = math.roundeven %m24 : tensor<2x3x4x8xf32>
  %u24 = tensor.cast %q24 : tensor<2x3x4x8xf32> to tensor<*xf32>
  call @printMemrefF32(%u24) : (tensor<*xf32>) -> ()
  return
}
