// RUN: a3-opt %s --resolve-ranked-shaped-type-result-dims --canonicalize | FileCheck %s

// CHECK-LABEL: func @attention
// CHECK-NOT: a3.attention
// CHECK: tensor.dim %arg3, %{{.*}} : tensor<?x5xf32>
func.func @attention(
    %q: tensor<?x8xf32>, %k: tensor<6x8xf32>, %v: tensor<6x5xf32>,
    %o: tensor<?x5xf32>) -> index {
  %c0 = arith.constant 0 : index
  %0 = a3.attention
      ins(%q, %k, %v : tensor<?x8xf32>, tensor<6x8xf32>, tensor<6x5xf32>)
      outs(%o : tensor<?x5xf32>) -> tensor<?x5xf32>
  %1 = tensor.dim %0, %c0 : tensor<?x5xf32>
  return %1 : index
}

// CHECK-LABEL: func @sort_keys
// CHECK-NOT: a3.sort_keys
// CHECK: tensor.dim %arg2, %{{.*}} : tensor<8x?xi32>
func.func @sort_keys(%k: tensor<?x8xf32>, %v: tensor<8x?xf32>,
                     %r: tensor<8x?xi32>) -> index {
  %c1 = arith.constant 1 : index
  %0:2 = a3.sort_keys ins(%k : tensor<?x8xf32>)
      outs(%v, %r : tensor<8x?xf32>, tensor<8x?xi32>)
      -> tensor<8x?xf32>, tensor<8x?xi32>
  %1 = tensor.dim %0#1, %c1 : tensor<8x?xi32>
  return %1 : index
}
