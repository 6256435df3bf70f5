// RUN: a3-opt %s --a3-externalize-weights=min-bytes=16 --split-input-file | FileCheck %s

// A blob takes one place, however often and as whatever type it is used;
// offsets are multiples of 64.
// CHECK-LABEL: func @resources(
// CHECK-SAME:    %[[X:.*]]: tensor<2x4xf32>, %[[W:.*]]: memref<80xi8>)
// CHECK-DAG:     %[[ZERO:.*]] = arith.constant 0 : index
// CHECK-DAG:     %[[VIEW:.*]] = memref.view %[[W]][%[[ZERO]]][] : memref<80xi8> to memref<2x4xf32>
// CHECK:         bufferization.to_tensor %[[VIEW]] restrict : memref<2x4xf32> to tensor<2x4xf32>
// CHECK:         memref.view %[[W]][%{{.*}}][] : memref<80xi8> to memref<8xi32>
// CHECK:         %[[NEXT:.*]] = arith.constant 64 : index
// CHECK:         memref.view %[[W]][%[[NEXT]]][] : memref<80xi8> to memref<2xi64>
func.func @resources(%x: tensor<2x4xf32>) -> (tensor<2x4xf32>, tensor<8xi32>, tensor<2xi64>) {
  %0 = arith.constant dense_resource<eight> : tensor<2x4xf32>
  %1 = arith.constant dense_resource<eight_again> : tensor<8xi32>
  %2 = arith.constant dense<[1, 2]> : tensor<2xi64>
  return %0, %1, %2 : tensor<2x4xf32>, tensor<8xi32>, tensor<2xi64>
}

{-#
  dialect_resources: {
    builtin: {
      eight: "0x040000000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F20",
      eight_again: "0x040000000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F20"
    }
  }
#-}

// -----

// Splats and what is small are no weights; the argument is there even so.
// CHECK-LABEL: func @stays(
// CHECK-SAME:    memref<0xi8>)
// CHECK-NOT:     memref.view
// CHECK:         dense<1.000000e+00> : tensor<64xf32>
// CHECK:         dense<[1, 2, 3]> : tensor<3xi32>
// CHECK:         dense<[0, 1, 2]> : tensor<3xindex>
func.func @stays() -> (tensor<64xf32>, tensor<3xi32>, tensor<3xindex>) {
  %0 = arith.constant dense<1.0> : tensor<64xf32>
  %1 = arith.constant dense<[1, 2, 3]> : tensor<3xi32>
  %2 = arith.constant dense<[0, 1, 2]> : tensor<3xindex>
  return %0, %1, %2 : tensor<64xf32>, tensor<3xi32>, tensor<3xindex>
}

// -----

// A byte for each i1; constants of TOSA, too.
// CHECK-LABEL: func @booleans(
// CHECK-SAME:    %[[W:.*]]: memref<16xi8>)
// CHECK:         memref.view %[[W]][%{{.*}}][] : memref<16xi8> to memref<16xi1>
// CHECK-NOT:     tosa.const
func.func @booleans() -> tensor<16xi1> {
  %0 = "tosa.const"() <{values = dense<[true, false, false, true, true, false, false, true, true, false, false, true, true, false, false, true]> : tensor<16xi1>}> : () -> tensor<16xi1>
  return %0 : tensor<16xi1>
}
