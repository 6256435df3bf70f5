// RUN: a3-opt %s --canonicalize | FileCheck %s

// Rows of equal values are in their own order; -0 is 0.
// CHECK-LABEL: func @constant
// CHECK: arith.constant dense<{{\[\[}}1, 0, 3, 2], [0, 1, 2, 3{{\]\]}}> : tensor<2x4xi16>
// CHECK-NOT: a3.sort_keys
func.func @constant(%r: tensor<2x4xi16>) -> tensor<2x4xi16> {
  %k = arith.constant dense<[[2.0, 0.0], [-1.0, -0.0], [3.0, 0.0], [2.0, 0.5]]> : tensor<4x2xf32>
  %0 = a3.sort_keys ins(%k : tensor<4x2xf32>) outs(%r : tensor<2x4xi16>) -> tensor<2x4xi16>
  return %0 : tensor<2x4xi16>
}

// Each tile has an order of its own.
// CHECK-LABEL: func @tiles
// CHECK: arith.constant dense<{{\[\[}}2, 1, 0, 1, 0{{\]\]}}> : tensor<1x5xi16>
func.func @tiles(%r: tensor<1x5xi16>) -> tensor<1x5xi16> {
  %k = arith.constant dense<[[5.0], [4.0], [3.0], [2.0], [1.0]]> : tensor<5x1xf32>
  %0 = a3.sort_keys ins(%k : tensor<5x1xf32>) outs(%r : tensor<1x5xi16>) {tile = 3} -> tensor<1x5xi16>
  return %0 : tensor<1x5xi16>
}

// CHECK-LABEL: func @resource
// CHECK: arith.constant dense<{{\[\[}}1, 0], [0, 1{{\]\]}}> : tensor<2x2xi16>
func.func @resource(%r: tensor<2x2xi16>) -> tensor<2x2xi16> {
  %k = arith.constant dense_resource<keys> : tensor<2x2xf32>
  %0 = a3.sort_keys ins(%k : tensor<2x2xf32>) outs(%r : tensor<2x2xi16>) -> tensor<2x2xi16>
  return %0 : tensor<2x2xi16>
}

// Heads side by side, cut apart, transposed, and one of them taken.
// CHECK-LABEL: func @views
// CHECK: arith.constant dense<{{\[\[\[}}0, 2, 1], [1, 0, 2{{\]\]\]}}> : tensor<1x2x3xi16>
func.func @views(%r: tensor<1x2x3xi16>) -> tensor<1x2x3xi16> {
  %k = arith.constant dense<[[9.0, 9.0, 1.0, 2.0], [9.0, 9.0, 3.0, 1.0], [9.0, 9.0, 2.0, 3.0]]> : tensor<3x4xf32>
  %h = tensor.expand_shape %k [[0], [1, 2]] output_shape [3, 2, 2] : tensor<3x4xf32> into tensor<3x2x2xf32>
  %e = tensor.empty() : tensor<2x3x2xf32>
  %t = linalg.transpose ins(%h : tensor<3x2x2xf32>) outs(%e : tensor<2x3x2xf32>) permutation = [1, 0, 2]
  %one = tensor.extract_slice %t[1, 0, 0] [1, 3, 2] [1, 1, 1] : tensor<2x3x2xf32> to tensor<1x3x2xf32>
  %0 = a3.sort_keys ins(%one : tensor<1x3x2xf32>) outs(%r : tensor<1x2x3xi16>) -> tensor<1x2x3xi16>
  return %0 : tensor<1x2x3xi16>
}

// CHECK-LABEL: func @broadcast
// CHECK: arith.constant dense<{{\[\[\[}}1, 0{{\]\]}}, {{\[\[}}1, 0{{\]\]\]}}> : tensor<2x1x2xi16>
func.func @broadcast(%r: tensor<2x1x2xi16>) -> tensor<2x1x2xi16> {
  %k = arith.constant dense<[[2.0], [1.0]]> : tensor<2x1xf32>
  %e = tensor.empty() : tensor<2x2x1xf32>
  %b = linalg.generic {
      indexing_maps = [affine_map<(h, n, d) -> (n, 0)>, affine_map<(h, n, d) -> (h, n, d)>],
      iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%k : tensor<2x1xf32>) outs(%e : tensor<2x2x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<2x2x1xf32>
  %0 = a3.sort_keys ins(%b : tensor<2x2x1xf32>) outs(%r : tensor<2x1x2xi16>) -> tensor<2x1x2xi16>
  return %0 : tensor<2x1x2xi16>
}

// CHECK-LABEL: func @tosa
// CHECK: arith.constant dense<{{\[\[\[}}0, 1], [1, 0{{\]\]\]}}> : tensor<1x2x2xi16>
func.func @tosa(%r: tensor<1x2x2xi16>) -> tensor<1x2x2xi16> {
  %k = "tosa.const"() {values = dense<[[1.0, 2.0], [5.0, 4.0]]> : tensor<2x2xf32>} : () -> tensor<2x2xf32>
  %s = tosa.const_shape {values = dense<[1, 2, 2]> : tensor<3xindex>} : () -> !tosa.shape<3>
  %t = tosa.transpose %k {perms = array<i32: 1, 0>} : (tensor<2x2xf32>) -> tensor<2x2xf32>
  %v = tosa.reshape %t, %s : (tensor<2x2xf32>, !tosa.shape<3>) -> tensor<1x2x2xf32>
  %0 = a3.sort_keys ins(%v : tensor<1x2x2xf32>) outs(%r : tensor<1x2x2xi16>) -> tensor<1x2x2xi16>
  return %0 : tensor<1x2x2xi16>
}

// CHECK-LABEL: func @nan_has_no_place
// CHECK: a3.sort_keys
func.func @nan_has_no_place(%r: tensor<1x2xi16>) -> tensor<1x2xi16> {
  %k = arith.constant dense<[[1.0], [0x7FC00000]]> : tensor<2x1xf32>
  %0 = a3.sort_keys ins(%k : tensor<2x1xf32>) outs(%r : tensor<1x2xi16>) -> tensor<1x2xi16>
  return %0 : tensor<1x2xi16>
}

// CHECK-LABEL: func @computed
// CHECK: a3.sort_keys
func.func @computed(%k: tensor<2x1xf32>, %r: tensor<1x2xi16>) -> tensor<1x2xi16> {
  %0 = a3.sort_keys ins(%k : tensor<2x1xf32>) outs(%r : tensor<1x2xi16>) -> tensor<1x2xi16>
  return %0 : tensor<1x2xi16>
}

{-# dialect_resources: { builtin: { keys: "0x04000000000080400000803F0000004000008040" } } #-}
