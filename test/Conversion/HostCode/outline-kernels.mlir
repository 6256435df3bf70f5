// RUN: a3-opt %s --a3-outline-kernels --split-input-file | FileCheck %s

// Equal operations share a kernel; buffers that overlap no other are said to.
// CHECK-LABEL: func @shared(
// CHECK-SAME:    %[[A:[^:]*]]: memref<8xf32>, %[[B:[^:]*]]: memref<8xf32>, %[[C:[^:]*]]: memref<8xf32>)
// CHECK-NEXT:    call @kernel_0(%[[A]], %[[B]])
// CHECK-NEXT:    call @kernel_0(%[[B]], %[[C]])
// CHECK-NEXT:    call @kernel_1(%[[C]])
// CHECK-NEXT:    return
// CHECK:       func private @kernel_0(%[[IN:[^:]*]]: memref<8xf32> {llvm.noalias}, %[[OUT:[^:]*]]: memref<8xf32> {llvm.noalias})
// CHECK:         scf.for %[[I:.*]] = %c0{{.*}} to %c8{{.*}} step
// CHECK:           %[[X:.*]] = memref.load %[[IN]][%[[I]]]
// CHECK:           %[[Y:.*]] = math.exp %[[X]]
// CHECK:           memref.store %[[Y]], %[[OUT]][%[[I]]]
func.func @shared(%a: memref<8xf32>, %b: memref<8xf32>, %c: memref<8xf32>) {
  linalg.exp ins(%a : memref<8xf32>) outs(%b : memref<8xf32>)
  linalg.exp ins(%b : memref<8xf32>) outs(%c : memref<8xf32>)
  linalg.add ins(%c, %c : memref<8xf32>, memref<8xf32>) outs(%c : memref<8xf32>)
  return
}

// -----

// Views of one buffer, of which one is written, may overlap.
// CHECK-LABEL: func @overlapping(
// CHECK:       func private @kernel_0(%{{[^:]*}}: memref<4xf32, {{[^{]*}}>, %{{[^:]*}}: memref<4xf32, {{[^{]*}}>)
func.func @overlapping(%a: memref<8xf32>) {
  %0 = memref.subview %a[0] [4] [1] : memref<8xf32> to memref<4xf32, strided<[1]>>
  %1 = memref.subview %a[2] [4] [1] : memref<8xf32> to memref<4xf32, strided<[1], offset: 2>>
  memref.copy %0, %1 : memref<4xf32, strided<[1]>> to memref<4xf32, strided<[1], offset: 2>>
  return
}

// -----

// The sum of a row is carried in a register and may be reordered; with enough
// work the rows are tasks.
// CHECK-LABEL: func @sum(
// CHECK-SAME:    %[[A:[^:]*]]: memref<64x512xf32>, %[[B:[^:]*]]: memref<64xf32>)
// CHECK:         scf.forall (%[[TASK:.*]]) in (64) {
// CHECK-NEXT:      func.call @kernel_0(%[[TASK]], %[[A]], %[[B]])
// CHECK:       func private @kernel_0(%[[ROW:[^:]*]]: index, %[[IN:[^:]*]]: {{.*}}, %[[OUT:[^:]*]]:
// CHECK:         %[[INIT:.*]] = memref.load %[[OUT]][%[[ROW]]]
// CHECK:         %[[SUM:.*]] = scf.for %[[I:.*]] = {{.*}} iter_args(%[[ACC:.*]] = %[[INIT]]) -> (f32) {
// CHECK:           %[[X:.*]] = memref.load %[[IN]][%[[ROW]], %[[I]]]
// CHECK:           %[[NEXT:.*]] = arith.addf %[[ACC]], %[[X]] fastmath<reassoc>
// CHECK:           scf.yield %[[NEXT]]
// CHECK:         memref.store %[[SUM]], %[[OUT]][%[[ROW]]]
func.func @sum(%a: memref<64x512xf32>, %b: memref<64xf32>) {
  linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>], iterator_types = ["parallel", "reduction"]}
      ins(%a : memref<64x512xf32>) outs(%b : memref<64xf32>) {
  ^bb0(%in: f32, %out: f32):
    %0 = arith.addf %out, %in : f32
    linalg.yield %0 : f32
  }
  return
}

// -----

// Of columns, the sums stay in memory, so that the inner loop is contiguous.
// CHECK-LABEL: func @column_sums(
// CHECK:       func private @kernel_0(%[[IN:[^:]*]]: {{.*}}, %[[OUT:[^:]*]]:
// CHECK:         scf.for %[[ROW:.*]] = %c0{{.*}} to %c4
// CHECK:           scf.for %[[COLUMN:.*]] = %c0{{.*}} to %c8
// CHECK:             memref.load %[[OUT]][%[[COLUMN]]]
// CHECK:             memref.load %[[IN]][%[[ROW]], %[[COLUMN]]]
// CHECK:             memref.store %{{.*}}, %[[OUT]][%[[COLUMN]]]
func.func @column_sums(%a: memref<4x8xf32>, %b: memref<8xf32>) {
  linalg.generic {indexing_maps = [affine_map<(i, j) -> (j, i)>, affine_map<(i, j) -> (i)>], iterator_types = ["parallel", "reduction"]}
      ins(%a : memref<4x8xf32>) outs(%b : memref<8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %0 = arith.addf %out, %in : f32
    linalg.yield %0 : f32
  }
  return
}

// -----

// Two loops of tasks; indices, constants and places that are no loop.
// CHECK-LABEL: func @indices(
// CHECK:         scf.forall (%{{.*}}) in (32)
// CHECK:       func private @kernel_0(%[[TASK:[^:]*]]: index,
// CHECK-DAG:     %[[C8:.*]] = arith.constant 8 : index
// CHECK-DAG:     %[[INNER:.*]] = arith.remui %[[TASK]], %[[C8]]
// CHECK-DAG:     %[[OUTER:.*]] = arith.divui %[[TASK]], %[[C8]]
// CHECK:         scf.for %[[I:.*]] = %c0{{.*}} to %c1024
// CHECK-DAG:       %[[ZERO:.*]] = arith.constant 0 : index
// CHECK-DAG:       memref.load %{{.*}}[%[[OUTER]], %[[ZERO]]]
// CHECK-DAG:       arith.addi %[[INNER]], %[[I]]
// CHECK:           memref.store %{{.*}}, %{{.*}}[%[[OUTER]], %[[INNER]], %[[I]]]
func.func @indices(%a: memref<4x1xindex>, %b: memref<4x8x1024xindex>) {
  linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, 0)>, affine_map<(i, j, k) -> (i, j, k)>], iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%a : memref<4x1xindex>) outs(%b : memref<4x8x1024xindex>) {
  ^bb0(%in: index, %out: index):
    %0 = linalg.index 1 : index
    %1 = linalg.index 2 : index
    %2 = arith.addi %0, %1 : index
    %3 = arith.addi %in, %2 : index
    linalg.yield %3 : index
  }
  return
}
