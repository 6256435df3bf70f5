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
// CHECK:         call @a3_launch_sized_sorted_20(

// The last member of the table.
// TABLE-LABEL: func private @a3_launch(
// TABLE:         llvm.getelementptr %arg0[1]
// TABLE-LABEL: func private @a3_launch_sized_16(
// TABLE:         llvm.getelementptr %arg0[8]
// TABLE-LABEL: func private @a3_launch_sized_masked_20(
// TABLE:         llvm.getelementptr %arg0[8]

// The order is operand 6, behind the place of what there is none of.
// TABLE-LABEL: func private @a3_launch_sized_sorted_20(
// TABLE:         %[[COUNT:.*]] = llvm.mlir.constant(7 : i64)
// TABLE:         %[[OPERANDS:.*]] = llvm.alloca %[[COUNT]] x !llvm.ptr
// TABLE:         %[[NONE:.*]] = llvm.mlir.zero
// TABLE-NEXT:    %[[MASK:.*]] = llvm.getelementptr %[[OPERANDS]][3]
// TABLE-NEXT:    llvm.store %[[NONE]], %[[MASK]]
// TABLE:         %[[NONE:.*]] = llvm.mlir.zero
// TABLE-NEXT:    %[[PLACE:.*]] = llvm.getelementptr %[[OPERANDS]][5]
// TABLE-NEXT:    llvm.store %[[NONE]], %[[PLACE]]
// TABLE:         %[[ORDER:.*]] = llvm.getelementptr %{{.*}}[%{{.*}}] : {{.*}} -> !llvm.ptr, i16
// TABLE-NEXT:    %[[PLACE:.*]] = llvm.getelementptr %[[OPERANDS]][6]
// TABLE-NEXT:    llvm.store %[[ORDER]], %[[PLACE]]
// TABLE:         llvm.getelementptr %arg0[8]
func.func @model(%host: !llvm.ptr, %bytes: memref<1xi8>, %n: index, %q: memref<4x8xf32>, %m: memref<1x4xi1>, %o: memref<4x8xf32>, %r: memref<8x4xi16>, %weights: memref<0xi8>) {
  %c0 = arith.constant 0 : index
  %x = memref.view %bytes[%c0][%n] : memref<1xi8> to memref<?x8xf32>
  a3.attention ins(%x, %q, %q : memref<?x8xf32>, memref<4x8xf32>, memref<4x8xf32>) outs(%x : memref<?x8xf32>) {site = "first"}
  a3.attention ins(%q, %q, %q : memref<4x8xf32>, memref<4x8xf32>, memref<4x8xf32>) outs(%o : memref<4x8xf32>) {site = "second"}
  a3.attention ins(%x, %q, %q : memref<?x8xf32>, memref<4x8xf32>, memref<4x8xf32>) mask(%m : memref<1x4xi1>) outs(%x : memref<?x8xf32>) {site = "first"}
  a3.attention ins(%x, %q, %q : memref<?x8xf32>, memref<4x8xf32>, memref<4x8xf32>) sorted(%r : memref<8x4xi16>) outs(%x : memref<?x8xf32>) {approximation = #a3.approximation<m = 4, t = 5.0>, site = "third"}
  return
}
