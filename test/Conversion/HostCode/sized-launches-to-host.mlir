// RUN: a3-opt %s --convert-a3-to-a3isa --a3-launches-to-host | FileCheck %s
// RUN: a3-opt %s --convert-a3-to-a3isa --a3-launches-to-host --a3-plan-scratch --a3-lower-to-host-interface | FileCheck %s --check-prefix=TABLE

// Where only the launch knows sizes, they follow the operands with the strides,
// and the site comes after those that have a stream.
// CHECK-LABEL: func @model(
// CHECK-SAME:    %[[HOST:[^:]*]]: !llvm.ptr, %[[BYTES:[^:]*]]: memref<1xi8>, %[[N:[^:]*]]: index,
// CHECK-NOT:     a3.attention
// CHECK:         %[[SITE:.*]] = arith.constant 1 : index
// CHECK:         %{{.*}}, %{{.*}}, %[[SIZES:.*]]:2, %[[STRIDES:.*]]:2 = memref.extract_strided_metadata
// CHECK:         call @a3_launch_sized_16(%[[HOST]], %[[SITE]], {{.*}}%[[SIZES]]#0, %c8{{[_0-9]*}}, %c8{{[_0-9]*}}, %c1{{[_0-9]*}}, {{.*}}) : (!llvm.ptr, index, memref<1xf32>, index, memref<1xf32>, index, memref<1xf32>, index, memref<1xf32>, index, index, index, index, index, index, index, index, index, index, index, index, index, index, index, index, index) -> ()
// CHECK:         %[[SITE:.*]] = arith.constant 0 : index
// CHECK:         call @a3_launch(%[[HOST]], %[[SITE]],
// CHECK:         %[[SITE:.*]] = arith.constant 2 : index
// CHECK:         call @a3_launch_sized_masked_20(%[[HOST]], %[[SITE]],

// The last member of the table.
// TABLE-LABEL: func private @a3_launch(
// TABLE:         llvm.getelementptr %arg0[1]
// TABLE-LABEL: func private @a3_launch_sized_16(
// TABLE:         llvm.getelementptr %arg0[8]
// TABLE-LABEL: func private @a3_launch_sized_masked_20(
// TABLE:         llvm.getelementptr %arg0[8]
func.func @model(%host: !llvm.ptr, %bytes: memref<1xi8>, %n: index, %q: memref<4x8xf32>, %m: memref<1x4xi1>, %o: memref<4x8xf32>, %weights: memref<0xi8>) {
  %c0 = arith.constant 0 : index
  %x = memref.view %bytes[%c0][%n] : memref<1xi8> to memref<?x8xf32>
  a3.attention ins(%x, %q, %q : memref<?x8xf32>, memref<4x8xf32>, memref<4x8xf32>) outs(%x : memref<?x8xf32>) {site = "first"}
  a3.attention ins(%q, %q, %q : memref<4x8xf32>, memref<4x8xf32>, memref<4x8xf32>) outs(%o : memref<4x8xf32>) {site = "second"}
  a3.attention ins(%x, %q, %q : memref<?x8xf32>, memref<4x8xf32>, memref<4x8xf32>) mask(%m : memref<1x4xi1>) outs(%x : memref<?x8xf32>) {site = "first"}
  return
}
