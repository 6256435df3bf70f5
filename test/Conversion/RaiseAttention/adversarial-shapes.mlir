// RUN: a3-opt %s --split-input-file --a3-raise-attention 2>/dev/null | FileCheck %s

// Sizes of which the product is no 64-bit number, and none at all.

// CHECK-LABEL: func @huge
// CHECK: a3.attention
func.func @huge(%q: tensor<1x1099511627776x8xf32>,
    %kt: tensor<1x8x1099511627776xf32>, %v: tensor<1x1099511627776x8xf32>)
    -> tensor<1x1099511627776x8xf32> {
  %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %sh = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %s = tosa.matmul %q, %kt, %z, %z : (tensor<1x1099511627776x8xf32>, tensor<1x8x1099511627776xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x1099511627776x1099511627776xf32>
  %e = tosa.exp %s : (tensor<1x1099511627776x1099511627776xf32>) -> tensor<1x1099511627776x1099511627776xf32>
  %n = tosa.reduce_sum %e {axis = 2 : i32} : (tensor<1x1099511627776x1099511627776xf32>) -> tensor<1x1099511627776x1xf32>
  %r = tosa.reciprocal %n : (tensor<1x1099511627776x1xf32>) -> tensor<1x1099511627776x1xf32>
  %w = tosa.mul %e, %r, %sh : (tensor<1x1099511627776x1099511627776xf32>, tensor<1x1099511627776x1xf32>, tensor<1xi8>) -> tensor<1x1099511627776x1099511627776xf32>
  %o = tosa.matmul %w, %v, %z, %z : (tensor<1x1099511627776x1099511627776xf32>, tensor<1x1099511627776x8xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x1099511627776x8xf32>
  return %o : tensor<1x1099511627776x8xf32>
}

// -----

// CHECK-LABEL: func @no_columns
// CHECK-NOT: a3.attention
func.func @no_columns(%s: tensor<4x5xf32>, %v: tensor<5x0xf32>) -> tensor<4x0xf32> {
  %zero = arith.constant 0.0 : f32
  %e = math.exp %s : tensor<4x5xf32>
  %empty = tensor.empty() : tensor<4xf32>
  %none = linalg.fill ins(%zero : f32) outs(%empty : tensor<4xf32>) -> tensor<4xf32>
  %n = linalg.reduce ins(%e : tensor<4x5xf32>) outs(%none : tensor<4xf32>)
      dimensions = [1]
    (%a: f32, %b: f32) {
      %sum = arith.addf %a, %b : f32
      linalg.yield %sum : f32
    }
  %parts = tensor.empty() : tensor<4x5xf32>
  %w = linalg.generic {indexing_maps = [affine_map<(i, r) -> (i, r)>,
          affine_map<(i, r) -> (i)>, affine_map<(i, r) -> (i, r)>],
      iterator_types = ["parallel", "parallel"]}
      ins(%e, %n : tensor<4x5xf32>, tensor<4xf32>) outs(%parts : tensor<4x5xf32>) {
  ^bb0(%a: f32, %b: f32, %out: f32):
    %part = arith.divf %a, %b : f32
    linalg.yield %part : f32
  } -> tensor<4x5xf32>
  %result = tensor.empty() : tensor<4x0xf32>
  %zeros = linalg.fill ins(%zero : f32) outs(%result : tensor<4x0xf32>) -> tensor<4x0xf32>
  %o = linalg.matmul ins(%w, %v : tensor<4x5xf32>, tensor<5x0xf32>)
      outs(%zeros : tensor<4x0xf32>) -> tensor<4x0xf32>
  return %o : tensor<4x0xf32>
}
