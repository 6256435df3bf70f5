// RUN: a3-opt %s --a3-fuse-host-loops --split-input-file | FileCheck %s

// A product reads transposed and repeated weights where they are.
// CHECK-DAG: #[[A:.*]] = affine_map<(d0, d1, d2, d3) -> (d0, d1, d3)>
// CHECK-DAG: #[[B:.*]] = affine_map<(d0, d1, d2, d3) -> (d2, d3)>
// CHECK-DAG: #[[C:.*]] = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
// CHECK-LABEL: func @weights(
// CHECK-SAME:    %[[X:.*]]: tensor<2x8x4xf32>, %[[W:.*]]: tensor<16x4xf32>)
// CHECK-NOT:     linalg.generic
// CHECK:         linalg.generic {indexing_maps = [#[[A]], #[[B]], #[[C]]]
// CHECK-SAME:      ins(%[[X]], %[[W]]
// CHECK-NOT:     linalg.generic
func.func @weights(%x: tensor<2x8x4xf32>, %w: tensor<16x4xf32>) -> tensor<2x8x16xf32> {
  %zero = arith.constant 0.0 : f32
  %0 = tensor.empty() : tensor<4x16xf32>
  %1 = linalg.transpose ins(%w : tensor<16x4xf32>) outs(%0 : tensor<4x16xf32>) permutation = [1, 0]
  %2 = tensor.empty() : tensor<2x4x16xf32>
  %3 = linalg.broadcast ins(%1 : tensor<4x16xf32>) outs(%2 : tensor<2x4x16xf32>) dimensions = [0]
  %4 = tensor.empty() : tensor<2x8x16xf32>
  %5 = linalg.fill ins(%zero : f32) outs(%4 : tensor<2x8x16xf32>) -> tensor<2x8x16xf32>
  %6 = linalg.batch_matmul ins(%x, %3 : tensor<2x8x4xf32>, tensor<2x4x16xf32>) outs(%5 : tensor<2x8x16xf32>) -> tensor<2x8x16xf32>
  return %6 : tensor<2x8x16xf32>
}

// -----

// Read in place, the columns of `x` would be two loops of a sum, which no BLAS
// has: the transpose stays.
// CHECK-LABEL: func @heads_stay_apart(
// CHECK:         linalg.generic {{.*}} ins(%{{.*}} : tensor<2x3x8x4xf32>) outs(%{{.*}} : tensor<2x8x3x4xf32>)
// CHECK:         linalg.generic
// CHECK-SAME:      "reduction"
func.func @heads_stay_apart(%x: tensor<2x3x8x4xf32>, %w: tensor<12x5xf32>) -> tensor<16x5xf32> {
  %zero = arith.constant 0.0 : f32
  %0 = tensor.empty() : tensor<2x8x3x4xf32>
  %1 = linalg.transpose ins(%x : tensor<2x3x8x4xf32>) outs(%0 : tensor<2x8x3x4xf32>) permutation = [0, 2, 1, 3]
  %2 = tensor.collapse_shape %1 [[0, 1], [2, 3]] : tensor<2x8x3x4xf32> into tensor<16x12xf32>
  %3 = tensor.empty() : tensor<16x5xf32>
  %4 = linalg.fill ins(%zero : f32) outs(%3 : tensor<16x5xf32>) -> tensor<16x5xf32>
  %5 = linalg.matmul ins(%2, %w : tensor<16x12xf32>, tensor<12x5xf32>) outs(%4 : tensor<16x5xf32>) -> tensor<16x5xf32>
  return %5 : tensor<16x5xf32>
}

// -----

// An exponential that two users read is computed once, a cast for each.
// CHECK-LABEL: func @shared(
// CHECK:         linalg.generic
// CHECK:           math.exp
// CHECK:         linalg.generic
// CHECK-NOT:       math.exp
// CHECK:           arith.extf
// CHECK:           arith.addf
// CHECK:         linalg.generic
// CHECK-NOT:       math.exp
// CHECK:           arith.extf
// CHECK:           arith.mulf
func.func @shared(%x: tensor<4x8xf32>) -> (tensor<4xf64>, tensor<4x8xf64>) {
  %zero = arith.constant 0.0 : f64
  %0 = tensor.empty() : tensor<4x8xf32>
  %1 = linalg.exp ins(%x : tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) -> tensor<4x8xf32>
  %2 = tensor.empty() : tensor<4x8xf64>
  %3 = linalg.map { arith.extf } ins(%1 : tensor<4x8xf32>) outs(%2 : tensor<4x8xf64>)
  %4 = tensor.empty() : tensor<4xf64>
  %5 = linalg.fill ins(%zero : f64) outs(%4 : tensor<4xf64>) -> tensor<4xf64>
  %6 = linalg.reduce { arith.addf } ins(%3 : tensor<4x8xf64>) outs(%5 : tensor<4xf64>) dimensions = [1]
  %7 = linalg.mul ins(%3, %3 : tensor<4x8xf64>, tensor<4x8xf64>) outs(%2 : tensor<4x8xf64>) -> tensor<4x8xf64>
  return %6, %7 : tensor<4xf64>, tensor<4x8xf64>
}

// -----

// What is divided once a row is not divided once an element.
// CHECK-LABEL: func @rows(
// CHECK:         linalg.generic {{.*}} outs(%{{.*}} : tensor<4xf32>)
// CHECK:           arith.divf
// CHECK:         linalg.generic {{.*}} outs(%{{.*}} : tensor<4x8xf32>)
// CHECK-NOT:       arith.divf
func.func @rows(%x: tensor<4x8xf32>, %y: tensor<4xf32>) -> tensor<4x8xf32> {
  %0 = tensor.empty() : tensor<4xf32>
  %1 = linalg.div ins(%y, %y : tensor<4xf32>, tensor<4xf32>) outs(%0 : tensor<4xf32>) -> tensor<4xf32>
  %2 = tensor.empty() : tensor<4x8xf32>
  %3 = linalg.broadcast ins(%1 : tensor<4xf32>) outs(%2 : tensor<4x8xf32>) dimensions = [1]
  %4 = linalg.add ins(%x, %3 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%2 : tensor<4x8xf32>) -> tensor<4x8xf32>
  return %4 : tensor<4x8xf32>
}

// -----

// An assert runs once, though both users could take it in.
// CHECK-LABEL: func @assert_once(
// CHECK-COUNT-1: cf.assert
// CHECK-NOT:     cf.assert
func.func @assert_once(%x: tensor<4xi64>) -> tensor<4xi64> {
  %zero = arith.constant 0 : i64
  %0 = tensor.empty() : tensor<4xi64>
  %1 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]}
      ins(%x : tensor<4xi64>) outs(%0 : tensor<4xi64>) {
  ^bb0(%in: i64, %out: i64):
    %5 = arith.cmpi sge, %in, %zero : i64
    cf.assert %5, "negative"
    linalg.yield %in : i64
  } -> tensor<4xi64>
  %2 = linalg.add ins(%1, %x : tensor<4xi64>, tensor<4xi64>) outs(%0 : tensor<4xi64>) -> tensor<4xi64>
  return %2 : tensor<4xi64>
}

// -----

// Products that start from one fill get one each, so that none is copied.
// CHECK-LABEL: func @fills(
// CHECK:         %[[FIRST:.*]] = linalg.fill
// CHECK:         linalg.generic {{.*}} outs(%[[FIRST]]
// CHECK:         %[[SECOND:.*]] = linalg.fill
// CHECK:         linalg.generic {{.*}} outs(%[[SECOND]]
func.func @fills(%a: tensor<4x4xf32>, %b: tensor<4x4xf32>) -> (tensor<4x4xf32>, tensor<4x4xf32>) {
  %zero = arith.constant 0.0 : f32
  %0 = tensor.empty() : tensor<4x4xf32>
  %1 = linalg.fill ins(%zero : f32) outs(%0 : tensor<4x4xf32>) -> tensor<4x4xf32>
  %2 = linalg.matmul ins(%a, %b : tensor<4x4xf32>, tensor<4x4xf32>) outs(%1 : tensor<4x4xf32>) -> tensor<4x4xf32>
  %3 = linalg.matmul ins(%b, %a : tensor<4x4xf32>, tensor<4x4xf32>) outs(%1 : tensor<4x4xf32>) -> tensor<4x4xf32>
  return %2, %3 : tensor<4x4xf32>, tensor<4x4xf32>
}
