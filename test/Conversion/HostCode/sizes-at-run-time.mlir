// RUN: a3-opt %s --a3-tensor-to-memref | FileCheck %s --check-prefix=MEMREF
// RUN: a3-opt %s --a3-tensor-to-memref --a3-memref-to-kernels --canonicalize --cse | FileCheck %s --check-prefix=KERNELS
// RUN: a3-opt %s --a3-tensor-to-memref --a3-memref-to-kernels --a3-lower-to-host-interface | FileCheck %s --check-prefix=TABLE
// RUN: a3-opt %s --a3-tensor-to-memref --a3-memref-to-kernels --a3-kernels-to-llvm | FileCheck %s --check-prefix=LLVM

// The size of the input is an argument, and the result is computed where the
// runtime makes it.
// MEMREF-LABEL: func @model(
// MEMREF-SAME:    %[[HOST:[^:]*]]: !llvm.ptr, %[[X:[^:]*]]: memref<1xi8>, %[[W:[^:]*]]: memref<16x8xf32>, %{{[^:]*}}: memref<0xi8>, %[[N:[^:]*]]: index) {
// MEMREF:         memref.view %[[X]][%{{.*}}][%[[N]]] : memref<1xi8> to memref<?x16xf32>
// MEMREF:         %[[MADE:.*]] = call @a3_make_output_2(%[[HOST]], %{{.*}}, %[[DIM:.*]], %c8
// MEMREF:         %[[RESULT:.*]] = memref.view %[[MADE]][%{{.*}}][%[[DIM]]] : memref<1xi8> to memref<?x8xf32>
// MEMREF:         linalg.generic {{.*}} outs(%[[RESULT]] : memref<?x8xf32>)

// The product's sizes come from the run; the loops get theirs as arguments. The
// two buffers are live together, so they have two numbers.
// KERNELS-LABEL: func @model(
// KERNELS-SAME:    %[[HOST:[^:]*]]: !llvm.ptr, %{{.*}}, %[[N:[^:]*]]: index, %[[SCRATCH:[^:]*]]: memref<0xi8>) {
// KERNELS-DAG:     %[[C64:.*]] = arith.constant 64 : index
// KERNELS-DAG:     %[[C0:.*]] = arith.constant 0 : index
// KERNELS:         call @a3_allocate_2(%[[HOST]], %[[C0]], %[[C64]], %[[N]])
// KERNELS:         call @kernel_0(%{{.*}}, %[[N]], %{{.*}}, %[[N]]) : (memref<1xf32>, index, memref<1xf32>, index) -> ()
// KERNELS:         call @a3_multiply(%[[HOST]], %{{.*}}, %[[N]],
// KERNELS-NEXT:    return

// Functions take pointers: what is not in the type is put together again.
// KERNELS-LABEL: func private @kernel_0(
// KERNELS-SAME:    %[[FROM:[^:]*]]: memref<1xf32> {llvm.noalias}, %[[SIZE:[^:]*]]: index, %[[TO:[^:]*]]: memref<1xf32> {llvm.noalias}, %[[ROWS:[^:]*]]: index)
// KERNELS-DAG:     memref.reinterpret_cast %[[FROM]] to offset: [0], sizes: [%[[SIZE]], 16], strides: [16, 1]
// KERNELS-DAG:     memref.reinterpret_cast %[[TO]] to offset: [0], sizes: [%[[ROWS]], 16], strides: [16, 1]

// The table's members behind `fail`: the sizes, `allocate` and `makeOutput`.
// TABLE-LABEL: func private @a3_make_output_2(
// TABLE:         llvm.getelementptr %{{.*}}[7]
// TABLE-LABEL: func private @a3_allocate_2(
// TABLE:         llvm.getelementptr %{{.*}}[6]
// TABLE-LABEL: func @a3_entry(
// TABLE:         %[[MEMBER:.*]] = llvm.getelementptr %{{.*}}[5]
// TABLE:         %[[SIZES:.*]] = llvm.load %[[MEMBER]]
// TABLE:         llvm.getelementptr %[[SIZES]][0]

// LLVM-NOT: builtin.unrealized_conversion_cast
func.func @model(%x: tensor<?x16xf32>, %w: tensor<16x8xf32>) -> tensor<?x8xf32> {
  %zero = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %n = tensor.dim %x, %c0 : tensor<?x16xf32>
  %e = tensor.empty(%n) : tensor<?x16xf32>
  %0 = linalg.tanh ins(%x : tensor<?x16xf32>) outs(%e : tensor<?x16xf32>) -> tensor<?x16xf32>
  %e1 = tensor.empty(%n) : tensor<?x8xf32>
  %f1 = linalg.fill ins(%zero : f32) outs(%e1 : tensor<?x8xf32>) -> tensor<?x8xf32>
  %1 = linalg.matmul ins(%0, %w : tensor<?x16xf32>, tensor<16x8xf32>) outs(%f1 : tensor<?x8xf32>) -> tensor<?x8xf32>
  return %1 : tensor<?x8xf32>
}
