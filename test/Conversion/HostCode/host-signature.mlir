// RUN: a3-opt %s --a3-host-signature | FileCheck %s

// The runtime's table, inputs, results, then the weights.
// CHECK-LABEL: func @model(
// CHECK-SAME:    %[[HOST:[^:]*]]: !llvm.ptr, %[[X:[^:]*]]: memref<4xf32>, %[[Y:[^:]*]]: memref<4xi64>,
// CHECK-SAME:    %[[SUM:[^:]*]]: memref<4xf32>, %[[SAME:[^:]*]]: memref<4xi64>, %[[W:[^:]*]]: memref<64xi8>) {
// CHECK-DAG:     %[[TENSOR:.*]] = bufferization.to_tensor %[[X]] restrict
// CHECK-DAG:     %[[SECOND:.*]] = bufferization.to_tensor %[[Y]] restrict
// CHECK:         %[[RESULT:.*]] = arith.addf %[[TENSOR]], %[[TENSOR]]
// CHECK:         bufferization.materialize_in_destination %[[RESULT]] in restrict writable %[[SUM]]
// CHECK:         bufferization.materialize_in_destination %[[SECOND]] in restrict writable %[[SAME]]
// CHECK:         return{{$}}
func.func @model(%x: tensor<4xf32>, %y: tensor<4xi64>, %weights: memref<64xi8>)
    -> (tensor<4xf32>, tensor<4xi64>) {
  %0 = arith.addf %x, %x : tensor<4xf32>
  return %0, %y : tensor<4xf32>, tensor<4xi64>
}
