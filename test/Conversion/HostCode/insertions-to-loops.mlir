// RUN: a3-opt %s --a3-insertions-to-loops --canonicalize | FileCheck %s

// Loops over heads and columns: the old order is copied, and each new row goes to
// its place in its tile.
// CHECK-LABEL: func @insert(
// CHECK-SAME:    %[[KEY:[^:]*]]: memref<2x?x8xf32>, %[[OLD:[^:]*]]: memref<2x8x?xi16>, %[[NEW:[^:]*]]: memref<2x8x?xi16>
// CHECK-NOT:     a3.insert_sorted_rows
// CHECK-DAG:     %[[TILE:.*]] = arith.constant 320 : index
// CHECK:         %[[FIRST:.*]] = memref.subview %[[NEW]][0, 0, 0] [2, 8, 1] [1, 1, 1]
// CHECK:         linalg.generic {{.*}}["parallel", "parallel"]} outs(%[[FIRST]] :
// CHECK:           %[[HEAD:.*]] = linalg.index 0
// CHECK:           %[[COLUMN:.*]] = linalg.index 1
// CHECK:           %[[P:.*]] = memref.dim %[[OLD]]
// CHECK:           scf.for %[[I:.*]] = %{{.*}} to %[[P]]
// CHECK:             memref.load %[[OLD]][%[[HEAD]], %[[COLUMN]], %[[I]]]
// CHECK:             memref.store %{{.*}}, %[[NEW]][%[[HEAD]], %[[COLUMN]], %[[I]]]
// CHECK:           %[[N:.*]] = memref.dim %[[KEY]]
// CHECK:           scf.for %[[ROW:.*]] = %[[P]] to %[[N]]
// CHECK:             %[[NUMBER:.*]] = arith.remui %[[ROW]], %[[TILE]]
// CHECK:             %[[START:.*]] = arith.subi %[[ROW]], %[[NUMBER]]
// CHECK:             %[[X:.*]] = memref.load %[[KEY]][%[[HEAD]], %[[ROW]], %[[COLUMN]]]
// CHECK:             scf.while
// CHECK:               arith.cmpi ugt, %{{.*}}, %[[START]]
// CHECK:               scf.if
// CHECK:                 arith.cmpi ult, %{{.*}}, %[[NUMBER]]
// CHECK:                 cf.assert %{{.*}}, "the order of the keys names a row that is not there;
// CHECK:                 arith.cmpf ogt, %{{.*}}, %[[X]]
// CHECK:             memref.store
// CHECK:           linalg.yield
func.func @insert(%key: memref<2x?x8xf32>, %old: memref<2x8x?xi16>, %new: memref<2x8x?xi16>) {
  a3.insert_sorted_rows ins(%key, %old : memref<2x?x8xf32>, memref<2x8x?xi16>)
      outs(%new : memref<2x8x?xi16>) {tile = 320}
  return
}

// Without batch dimensions and tile.
// CHECK-LABEL: func @one_head
// CHECK: memref.subview %arg2[0, 0] [8, 1] [1, 1]
// CHECK: linalg.generic {{.*}}["parallel"]}
// CHECK: scf.for %{{.*}} to %c4
// CHECK: arith.remui %{{.*}}, %c6
func.func @one_head(%key: memref<6x8xf32>, %old: memref<8x4xi16>, %new: memref<8x6xi16>) {
  a3.insert_sorted_rows ins(%key, %old : memref<6x8xf32>, memref<8x4xi16>)
      outs(%new : memref<8x6xi16>)
  return
}

// A sort inserts all rows.
// CHECK-LABEL: func @sort
// CHECK: linalg.generic
// CHECK-NOT: memref.load %arg1
// CHECK: scf.for %{{.*}} = %c0 to %c6
// CHECK: arith.remui %{{.*}}, %c4
func.func @sort(%key: memref<6x8xf32>, %rows: memref<8x6xi16>) {
  a3.sort_keys ins(%key : memref<6x8xf32>) outs(%rows : memref<8x6xi16>) {tile = 4}
  return
}
