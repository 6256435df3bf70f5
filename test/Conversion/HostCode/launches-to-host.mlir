// RUN: a3-opt %s --convert-a3-to-a3isa --a3-launches-to-host | FileCheck %s

// Sites are numbered in order and go; offsets travel beside the memory.
// CHECK-LABEL: func @model(
// CHECK-SAME:    %[[HOST:[^:]*]]: !llvm.ptr, %[[Q:[^:]*]]: memref<4x8xf32>
// CHECK-NOT:     a3isa
// CHECK:         %[[SITE:.*]] = arith.constant 0 : index
// CHECK:         %[[Q0:.*]] = memref.reinterpret_cast %[[Q]] to offset: [0], sizes: [1], strides: [1]
// CHECK:         call @a3_launch(%[[HOST]], %[[SITE]], %[[Q0]], {{.*}}) : (!llvm.ptr, index, memref<1xf32>, index, memref<1xf32>, index, memref<1xf32>, index, memref<1xf32>, index) -> ()
// CHECK:         %[[SITE:.*]] = arith.constant 1 : index
// CHECK:         %[[OFFSET:.*]] = arith.constant 32 : index
// CHECK:         call @a3_launch_masked(%[[HOST]], %[[SITE]], %{{[^,]*}}, %[[OFFSET]], {{.*}} memref<1xi1>, index, memref<1xf32>, index) -> ()
// CHECK:         call @a3_launch_masked_sorted(%[[HOST]], {{.*}} memref<1xi1>, index, memref<1xf32>, index, memref<1xi16>, index) -> ()
func.func @model(%host: !llvm.ptr, %q: memref<4x8xf32>, %both: memref<8x8xf32>, %m: memref<4x4xi1>, %r: memref<8x4xi16>, %o: memref<4x8xf32>) {
  a3.attention ins(%q, %q, %q : memref<4x8xf32>, memref<4x8xf32>, memref<4x8xf32>) outs(%o : memref<4x8xf32>) {site = "first"}
  %half = memref.subview %both[4, 0] [4, 8] [1, 1] : memref<8x8xf32> to memref<4x8xf32, strided<[8, 1], offset: 32>>
  a3.attention ins(%half, %q, %q : memref<4x8xf32, strided<[8, 1], offset: 32>>, memref<4x8xf32>, memref<4x8xf32>)
      mask(%m : memref<4x4xi1>) outs(%o : memref<4x8xf32>) {site = "second"}
  a3.attention ins(%q, %q, %q : memref<4x8xf32>, memref<4x8xf32>, memref<4x8xf32>)
      mask(%m : memref<4x4xi1>) sorted(%r : memref<8x4xi16>) outs(%o : memref<4x8xf32>)
      {approximation = #a3.approximation<m = 4, t = 5.0>, site = "third"}
  return
}
