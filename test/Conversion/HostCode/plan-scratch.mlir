// RUN: a3-opt %s --a3-plan-scratch --split-input-file | FileCheck %s

// %c can lie where %a was, which is used no more; %b may not.
// CHECK-LABEL: func @reuse(
// CHECK-SAME:    %{{[^:]*}}: memref<16xf32>, %[[SCRATCH:[^:]*]]: memref<128xi8>)
// CHECK-NOT:     memref.alloc
// CHECK:         %[[FIRST:.*]] = arith.constant 0 : index
// CHECK:         memref.view %[[SCRATCH]][%[[FIRST]]][] : memref<128xi8> to memref<16xf32>
// CHECK:         %[[SECOND:.*]] = arith.constant 64 : index
// CHECK:         memref.view %[[SCRATCH]][%[[SECOND]]][]
// CHECK:         %[[THIRD:.*]] = arith.constant 0 : index
// CHECK:         memref.view %[[SCRATCH]][%[[THIRD]]][]
func.func @reuse(%x: memref<16xf32>) {
  %a = memref.alloc() : memref<16xf32>
  func.call @use(%x, %a) : (memref<16xf32>, memref<16xf32>) -> ()
  %b = memref.alloc() : memref<16xf32>
  func.call @use(%a, %b) : (memref<16xf32>, memref<16xf32>) -> ()
  %c = memref.alloc() : memref<16xf32>
  func.call @use(%b, %c) : (memref<16xf32>, memref<16xf32>) -> ()
  func.call @use(%c, %x) : (memref<16xf32>, memref<16xf32>) -> ()
  return
}
func.func private @use(memref<16xf32>, memref<16xf32>)

// -----

// A buffer lives as long as its views, and through a loop that uses it.
// CHECK-LABEL: func @views(
// CHECK-SAME:    memref<192xi8>)
// CHECK:         %[[FIRST:.*]] = arith.constant 0 : index
// CHECK:         %[[SECOND:.*]] = arith.constant 64 : index
// CHECK:         %[[THIRD:.*]] = arith.constant 128 : index
func.func @views(%x: memref<16xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %a = memref.alloc() : memref<4x4xf32>
  %view = memref.collapse_shape %a [[0, 1]] : memref<4x4xf32> into memref<16xf32>
  func.call @use(%x, %view) : (memref<16xf32>, memref<16xf32>) -> ()
  %b = memref.alloc() : memref<16xf32>
  func.call @use(%x, %b) : (memref<16xf32>, memref<16xf32>) -> ()
  %c = memref.alloc() : memref<16xf32>
  scf.for %i = %c0 to %c4 step %c1 {
    func.call @use(%b, %c) : (memref<16xf32>, memref<16xf32>) -> ()
    func.call @use(%view, %x) : (memref<16xf32>, memref<16xf32>) -> ()
  }
  return
}
func.func private @use(memref<16xf32>, memref<16xf32>)

// -----

// Of buffers whose size the run knows, those that are not live together share a
// number, and with it memory of the runtime.
// CHECK-LABEL: func @sized(
// CHECK-SAME:    %[[HOST:[^:]*]]: !llvm.ptr, %[[N:[^:]*]]: index, %{{[^:]*}}: memref<0xi8>)
// CHECK:         %[[A:.*]] = call @a3_allocate_2(%[[HOST]], %c0, %c16, %[[N]])
// CHECK:         memref.view %[[A]][%{{.*}}][%[[N]]] : memref<1xi8> to memref<?x4xf32>
// CHECK:         call @a3_allocate_2(%[[HOST]], %c1, %c16_{{[0-9]+}}, %[[N]])
// CHECK:         call @a3_allocate_2(%[[HOST]], %c0_{{[0-9]+}}, %c16_{{[0-9]+}}, %[[N]])
func.func @sized(%host: !llvm.ptr, %n: index) {
  %a = memref.alloc(%n) : memref<?x4xf32>
  %b = memref.alloc(%n) : memref<?x4xf32>
  memref.copy %a, %b : memref<?x4xf32> to memref<?x4xf32>
  %c = memref.alloc(%n) : memref<?x4xf32>
  memref.copy %b, %c : memref<?x4xf32> to memref<?x4xf32>
  return
}
