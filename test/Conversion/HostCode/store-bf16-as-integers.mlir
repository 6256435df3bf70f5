// RUN: a3-opt %s --a3-store-bf16-as-integers | FileCheck %s

// CHECK-LABEL: memref.global "private" constant @table : memref<2xi16> = dense<[16256, -16384]>
memref.global "private" constant @table : memref<2xbf16> = dense<[1.0, -2.0]>

// Types in signatures, of memory, of constants and of what is chosen.
// CHECK-LABEL: func @moves(
// CHECK-SAME:    %[[X:[^:]*]]: memref<4xi16>, %{{[^:]*}}: i1, %[[I:[^:]*]]: index)
// CHECK-SAME:    -> i16
// CHECK:         %[[ONE:.*]] = arith.constant 16256 : i16
// CHECK:         %[[Y:.*]] = memref.load %[[X]][%[[I]]] : memref<4xi16>
// CHECK:         arith.select %{{.*}}, %[[ONE]], %[[Y]] : i16
// CHECK-NOT:     bf16
func.func @moves(%x: memref<4xbf16>, %c: i1, %i: index) -> bf16 {
  %one = arith.constant 1.0 : bf16
  %y = memref.load %x[%i] : memref<4xbf16>
  %z = arith.select %c, %one, %y : bf16
  memref.store %z, %x[%i] : memref<4xbf16>
  return %z : bf16
}

// CHECK-LABEL: func @others(
// CHECK-SAME:    memref<4xf16>, %{{[^:]*}}: memref<4xf32>
// CHECK:         arith.constant 1.000000e+00 : f16
func.func @others(%x: memref<4xf16>, %y: memref<4xf32>) -> f16 {
  %one = arith.constant 1.0 : f16
  return %one : f16
}
