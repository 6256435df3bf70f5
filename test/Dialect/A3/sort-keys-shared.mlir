// RUN: a3-opt %s --allow-unregistered-dialect --cse | FileCheck %s --check-prefixes=CHECK,CSE
// RUN: a3-opt %s --allow-unregistered-dialect --loop-invariant-code-motion | FileCheck %s --check-prefixes=CHECK,LICM

// CHECK-LABEL: func @equal_sorts_on_tensors
// CSE: a3.sort_keys
// CSE-NOT: a3.sort_keys
// CSE: return
func.func @equal_sorts_on_tensors(%k: tensor<6x8xf32>, %r: tensor<8x6xi16>)
    -> (tensor<8x6xi16>, tensor<8x6xi16>) {
  %0 = a3.sort_keys ins(%k : tensor<6x8xf32>)
      outs(%r : tensor<8x6xi16>) -> tensor<8x6xi16>
  %1 = a3.sort_keys ins(%k : tensor<6x8xf32>)
      outs(%r : tensor<8x6xi16>) -> tensor<8x6xi16>
  return %0, %1 : tensor<8x6xi16>, tensor<8x6xi16>
}

// The first write might have been seen in between.
// CHECK-LABEL: func @equal_sorts_on_memrefs
// CSE: a3.sort_keys
// CSE: call @see
// CSE: a3.sort_keys
func.func private @see()
func.func @equal_sorts_on_memrefs(%k: memref<6x8xf32>, %r: memref<8x6xi16>) {
  a3.sort_keys ins(%k : memref<6x8xf32>) outs(%r : memref<8x6xi16>)
  call @see() : () -> ()
  a3.sort_keys ins(%k : memref<6x8xf32>) outs(%r : memref<8x6xi16>)
  return
}

// CHECK-LABEL: func @loops
// LICM: a3.sort_keys ins(%{{.*}} : tensor
// LICM: scf.for
// LICM: a3.sort_keys ins(%{{.*}} : memref
func.func @loops(
    %k: tensor<6x8xf32>, %r: tensor<8x6xi16>,
    %km: memref<6x8xf32>, %rm: memref<8x6xi16>, %n: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.for %i = %c0 to %n step %c1 {
    %0 = a3.sort_keys ins(%k : tensor<6x8xf32>)
        outs(%r : tensor<8x6xi16>) -> tensor<8x6xi16>
    a3.sort_keys ins(%km : memref<6x8xf32>) outs(%rm : memref<8x6xi16>)
    "test.use"(%0) : (tensor<8x6xi16>) -> ()
  }
  return
}
