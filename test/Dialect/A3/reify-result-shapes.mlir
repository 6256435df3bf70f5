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
// CHECK: tensor.dim %arg1, %{{.*}} : tensor<8x?xi16>
func.func @sort_keys(%k: tensor<?x8xf32>, %r: tensor<8x?xi16>) -> index {
  %c1 = arith.constant 1 : index
  %0 = a3.sort_keys ins(%k : tensor<?x8xf32>)
      outs(%r : tensor<8x?xi16>) {tile = 320} -> tensor<8x?xi16>
  %1 = tensor.dim %0, %c1 : tensor<8x?xi16>
  return %1 : index
}

// CHECK-LABEL: func @insert_sorted_rows
// CHECK-NOT: a3.insert_sorted_rows
// CHECK: tensor.dim %arg2, %{{.*}} : tensor<8x?xi16>
func.func @insert_sorted_rows(%k: tensor<?x8xf32>, %s: tensor<8x?xi16>,
                              %r: tensor<8x?xi16>) -> index {
  %c1 = arith.constant 1 : index
  %0 = a3.insert_sorted_rows ins(%k, %s : tensor<?x8xf32>, tensor<8x?xi16>)
      outs(%r : tensor<8x?xi16>) {tile = 320} -> tensor<8x?xi16>
  %1 = tensor.dim %0, %c1 : tensor<8x?xi16>
  return %1 : index
}
