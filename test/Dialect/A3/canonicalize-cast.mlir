// RUN: a3-opt %s --canonicalize | FileCheck %s

// CHECK-LABEL: func @tensor_cast_of_inputs_and_output
// CHECK: %[[R:.*]] = a3.attention ins(%{{.*}}, %{{.*}}, %{{.*}} : tensor<2x8xf32>, tensor<6x8xf32>, tensor<?x?xf32>)
// CHECK-SAME: outs(%{{.*}} : tensor<2x5xf32>) -> tensor<2x5xf32>
// CHECK: tensor.cast %[[R]] : tensor<2x5xf32> to tensor<?x?xf32>
func.func @tensor_cast_of_inputs_and_output(
    %q: tensor<2x8xf32>, %k: tensor<6x8xf32>, %v: tensor<?x?xf32>,
    %o: tensor<2x5xf32>) -> tensor<?x?xf32> {
  %qc = tensor.cast %q : tensor<2x8xf32> to tensor<?x?xf32>
  %kc = tensor.cast %k : tensor<6x8xf32> to tensor<?x8xf32>
  %oc = tensor.cast %o : tensor<2x5xf32> to tensor<?x?xf32>
  %0 = a3.attention
      ins(%qc, %kc, %v : tensor<?x?xf32>, tensor<?x8xf32>, tensor<?x?xf32>)
      outs(%oc : tensor<?x?xf32>) -> tensor<?x?xf32>
  return %0 : tensor<?x?xf32>
}

// A cast to more static sizes asserts them, so it has to stay.
// CHECK-LABEL: func @tensor_cast_to_more_static_stays
// CHECK: tensor.cast %{{.*}} : tensor<?x?xf32> to tensor<2x8xf32>
// CHECK: a3.attention ins(%{{.*}}, %{{.*}}, %{{.*}} : tensor<2x8xf32>,
func.func @tensor_cast_to_more_static_stays(
    %q: tensor<?x?xf32>, %k: tensor<6x8xf32>, %v: tensor<6x5xf32>,
    %o: tensor<2x5xf32>) -> tensor<2x5xf32> {
  %qc = tensor.cast %q : tensor<?x?xf32> to tensor<2x8xf32>
  %0 = a3.attention
      ins(%qc, %k, %v : tensor<2x8xf32>, tensor<6x8xf32>, tensor<6x5xf32>)
      outs(%o : tensor<2x5xf32>) -> tensor<2x5xf32>
  return %0 : tensor<2x5xf32>
}

// CHECK-LABEL: func @memref_cast
// CHECK-NOT: memref.cast
// CHECK: a3.attention ins(%{{.*}}, %{{.*}}, %{{.*}} : memref<2x8xf32>,
// CHECK: a3.sort_keys ins(%{{.*}} : memref<6x8xf32>)
func.func @memref_cast(
    %q: memref<2x8xf32>, %k: memref<6x8xf32>, %v: memref<6x5xf32>,
    %o: memref<2x5xf32>, %sr: memref<8x6xi16>) {
  %qc = memref.cast %q : memref<2x8xf32> to memref<?x?xf32>
  %kc = memref.cast %k : memref<6x8xf32> to memref<?x?xf32>
  a3.attention
      ins(%qc, %k, %v : memref<?x?xf32>, memref<6x8xf32>, memref<6x5xf32>)
      outs(%o : memref<2x5xf32>)
  a3.sort_keys ins(%kc : memref<?x?xf32>)
      outs(%sr : memref<8x6xi16>) {tile = 320}
  return
}
