// RUN: a3-opt %s --a3-products-to-host --canonicalize --cse --split-input-file | FileCheck %s

// Batch, m, n, k; then memory, offset, leading dimension and stride of the
// batch of each matrix. The fill goes, so C is overwritten.
// CHECK-LABEL: func @plain(
// CHECK-SAME:    %[[HOST:[^:]*]]: !llvm.ptr, %[[A:[^:]*]]: {{[^,]*}}, %[[B:[^:]*]]: {{[^,]*}}, %[[C:[^:]*]]:
// CHECK-DAG:     %[[C0:.*]] = arith.constant 0 : index
// CHECK-DAG:     %[[C1:.*]] = arith.constant 1 : index
// CHECK-DAG:     %[[C4:.*]] = arith.constant 4 : index
// CHECK-DAG:     %[[C8:.*]] = arith.constant 8 : index
// CHECK-DAG:     %[[C16:.*]] = arith.constant 16 : index
// CHECK-DAG:     %[[NO:.*]] = arith.constant 0 : i8
// CHECK-NOT:     linalg
// CHECK-DAG:     %[[A0:.*]] = memref.reinterpret_cast %[[A]] to offset: [0], sizes: [1], strides: [1]
// CHECK-DAG:     %[[B0:.*]] = memref.reinterpret_cast %[[B]] to
// CHECK-DAG:     %[[D0:.*]] = memref.reinterpret_cast %[[C]] to
// CHECK:         call @a3_multiply(%[[HOST]], %[[C1]], %[[C4]], %[[C16]], %[[C8]],
// CHECK-SAME:      %[[A0]], %[[C0]], %[[C8]], %[[C0]], %[[B0]], %[[C0]], %[[C16]], %[[C0]], %[[D0]], %[[C0]], %[[C16]], %[[C0]],
// CHECK-SAME:      %[[NO]], %[[NO]], %[[NO]])
func.func @plain(%host: !llvm.ptr, %a: memref<4x8xf32>, %b: memref<8x16xf32>, %c: memref<4x16xf32>) {
  %zero = arith.constant 0.0 : f32
  linalg.fill ins(%zero : f32) outs(%c : memref<4x16xf32>)
  linalg.matmul ins(%a, %b : memref<4x8xf32>, memref<8x16xf32>) outs(%c : memref<4x16xf32>)
  return
}

// -----

// Both operands transposed, and what is in C is added to.
// CHECK-LABEL: func @transposed_and_accumulated(
// CHECK-DAG:     %[[YES:.*]] = arith.constant 1 : i8
// CHECK:         call @a3_multiply({{.*}}%[[YES]], %[[YES]], %[[YES]])
func.func @transposed_and_accumulated(%host: !llvm.ptr, %a: memref<8x4xf32>, %b: memref<16x8xf32>, %c: memref<4x16xf32>) {
  linalg.generic {indexing_maps = [affine_map<(m, n, k) -> (k, m)>, affine_map<(m, n, k) -> (n, k)>, affine_map<(m, n, k) -> (m, n)>],
                  iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%a, %b : memref<8x4xf32>, memref<16x8xf32>) outs(%c : memref<4x16xf32>) {
  ^bb0(%in: f32, %in_0: f32, %out: f32):
    %0 = arith.mulf %in, %in_0 : f32
    %1 = arith.addf %out, %0 : f32
    linalg.yield %1 : f32
  }
  return
}

// -----

// Only a fill with zero, with nothing between, may be dropped.
// CHECK-LABEL: func @other_fills(
// CHECK-DAG:     %[[YES:.*]] = arith.constant 1 : i8
// CHECK:         linalg.fill
// CHECK:         call @a3_multiply({{.*}}%[[YES]])
// CHECK:         linalg.fill
// CHECK:         linalg.add
// CHECK:         call @a3_multiply({{.*}}%[[YES]])
func.func @other_fills(%host: !llvm.ptr, %a: memref<4x8xf32>, %b: memref<8x16xf32>, %c: memref<4x16xf32>) {
  %zero = arith.constant 0.0 : f32
  %one = arith.constant 1.0 : f32
  linalg.fill ins(%one : f32) outs(%c : memref<4x16xf32>)
  linalg.matmul ins(%a, %b : memref<4x8xf32>, memref<8x16xf32>) outs(%c : memref<4x16xf32>)
  linalg.fill ins(%zero : f32) outs(%c : memref<4x16xf32>)
  linalg.add ins(%c, %c : memref<4x16xf32>, memref<4x16xf32>) outs(%c : memref<4x16xf32>)
  linalg.matmul ins(%a, %b : memref<4x8xf32>, memref<8x16xf32>) outs(%c : memref<4x16xf32>)
  return
}

// -----

// A batch that shares B is more rows of one product.
// CHECK-LABEL: func @shared_weights(
// CHECK-DAG:     %[[C1:.*]] = arith.constant 1 : index
// CHECK-DAG:     %[[C5:.*]] = arith.constant 5 : index
// CHECK-DAG:     %[[C8:.*]] = arith.constant 8 : index
// CHECK-DAG:     %[[C12:.*]] = arith.constant 12 : index
// CHECK:         call @a3_multiply(%{{.*}}, %[[C1]], %[[C12]], %[[C5]], %[[C8]],
func.func @shared_weights(%host: !llvm.ptr, %a: memref<3x4x8xf32>, %b: memref<8x5xf32>, %c: memref<3x4x5xf32>) {
  linalg.generic {indexing_maps = [affine_map<(b, m, n, k) -> (b, m, k)>, affine_map<(b, m, n, k) -> (k, n)>, affine_map<(b, m, n, k) -> (b, m, n)>],
                  iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%a, %b : memref<3x4x8xf32>, memref<8x5xf32>) outs(%c : memref<3x4x5xf32>) {
  ^bb0(%in: f32, %in_0: f32, %out: f32):
    %0 = arith.mulf %in, %in_0 : f32
    %1 = arith.addf %out, %0 : f32
    linalg.yield %1 : f32
  }
  return
}

// -----

// Heads beside each other in rows: the two batch loops are no single one, so
// the shorter runs around the call.
// CHECK-LABEL: func @heads(
// CHECK-DAG:     %[[C3:.*]] = arith.constant 3 : index
// CHECK-DAG:     %[[C5:.*]] = arith.constant 5 : index
// CHECK-DAG:     %[[C8:.*]] = arith.constant 8 : index
// CHECK-DAG:     %[[C24:.*]] = arith.constant 24 : index
// CHECK-DAG:     %[[C120:.*]] = arith.constant 120 : index
// CHECK:         scf.for %[[I:.*]] = %{{.*}} to %{{.*}} step
// CHECK:           %[[OFFSET:.*]] = arith.muli %[[I]], %[[C120]]
// CHECK:           call @a3_multiply(%{{[^,]*}}, %[[C3]], %[[C5]], %[[C5]], %[[C8]],
// CHECK-SAME:        %{{[^,]*}}, %[[OFFSET]], %[[C24]], %[[C8]],
func.func @heads(%host: !llvm.ptr, %a: memref<2x5x3x8xf32>, %b: memref<2x5x3x8xf32>, %c: memref<2x3x5x5xf32>) {
  linalg.generic {indexing_maps = [affine_map<(b, h, m, n, k) -> (b, m, h, k)>, affine_map<(b, h, m, n, k) -> (b, n, h, k)>, affine_map<(b, h, m, n, k) -> (b, h, m, n)>],
                  iterator_types = ["parallel", "parallel", "parallel", "parallel", "reduction"]}
      ins(%a, %b : memref<2x5x3x8xf32>, memref<2x5x3x8xf32>) outs(%c : memref<2x3x5x5xf32>) {
  ^bb0(%in: f32, %in_0: f32, %out: f32):
    %0 = arith.mulf %in, %in_0 : f32
    %1 = arith.addf %out, %0 : f32
    linalg.yield %1 : f32
  }
  return
}

// -----

// C is column-major: its transpose is computed, of B and A.
// CHECK-LABEL: func @column_major(
// CHECK-SAME:    %[[HOST:[^:]*]]: !llvm.ptr, %[[A:[^:]*]]: {{[^,]*}}, %[[B:[^:]*]]:
// CHECK-DAG:     %[[C4:.*]] = arith.constant 4 : index
// CHECK-DAG:     %[[C8:.*]] = arith.constant 8 : index
// CHECK-DAG:     %[[C16:.*]] = arith.constant 16 : index
// CHECK-DAG:     %[[YES:.*]] = arith.constant 1 : i8
// CHECK-DAG:     %[[B0:.*]] = memref.reinterpret_cast %[[B]]
// CHECK:         call @a3_multiply(%[[HOST]], %{{[^,]*}}, %[[C16]], %[[C4]], %[[C8]], %[[B0]], {{.*}}%[[YES]], %[[YES]], %[[YES]])
func.func @column_major(%host: !llvm.ptr, %a: memref<4x8xf32>, %b: memref<8x16xf32>, %c: memref<16x4xf32>) {
  linalg.generic {indexing_maps = [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (n, m)>],
                  iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%a, %b : memref<4x8xf32>, memref<8x16xf32>) outs(%c : memref<16x4xf32>) {
  ^bb0(%in: f32, %in_0: f32, %out: f32):
    %0 = arith.mulf %in, %in_0 : f32
    %1 = arith.addf %out, %0 : f32
    linalg.yield %1 : f32
  }
  return
}

// -----

// Not f32; no contiguous dimension; a sum over two loops that are no one loop.
// CHECK-LABEL: func @stay_loops(
// CHECK-NOT:     call
// CHECK:         linalg.matmul
// CHECK:         linalg.matmul
// CHECK:         linalg.generic
func.func @stay_loops(%host: !llvm.ptr, %a: memref<4x8xf64>, %b: memref<8x16xf64>, %c: memref<4x16xf64>,
                      %d: memref<4x8xf32, strided<[16, 2]>>, %e: memref<8x16xf32>, %f: memref<4x16xf32>,
                      %g: memref<3x4x8xf32>, %h: memref<3x16x8xf32>) {
  linalg.matmul ins(%a, %b : memref<4x8xf64>, memref<8x16xf64>) outs(%c : memref<4x16xf64>)
  linalg.matmul ins(%d, %e : memref<4x8xf32, strided<[16, 2]>>, memref<8x16xf32>) outs(%f : memref<4x16xf32>)
  linalg.generic {indexing_maps = [affine_map<(m, n, i, k) -> (i, m, k)>, affine_map<(m, n, i, k) -> (i, n, k)>, affine_map<(m, n, i, k) -> (m, n)>],
                  iterator_types = ["parallel", "parallel", "reduction", "reduction"]}
      ins(%g, %h : memref<3x4x8xf32>, memref<3x16x8xf32>) outs(%f : memref<4x16xf32>) {
  ^bb0(%in: f32, %in_0: f32, %out: f32):
    %0 = arith.mulf %in, %in_0 : f32
    %1 = arith.addf %out, %0 : f32
    linalg.yield %1 : f32
  }
  return
}

// -----

// What is summed is not the product but its absolute value.
// CHECK-LABEL: func @absolute_value(
// CHECK-NOT:     call
// CHECK:         math.absf
func.func @absolute_value(%host: !llvm.ptr, %a: memref<4x8xf32>, %b: memref<8x16xf32>, %c: memref<4x16xf32>) {
  linalg.generic {indexing_maps = [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>],
                  iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%a, %b : memref<4x8xf32>, memref<8x16xf32>) outs(%c : memref<4x16xf32>) {
  ^bb0(%in: f32, %in_0: f32, %out: f32):
    %0 = arith.mulf %in, %in_0 : f32
    %1 = math.absf %0 : f32
    %2 = arith.addf %out, %1 : f32
    linalg.yield %2 : f32
  }
  return
}

// -----

// Batch and rows that only the run knows are one loop over both. Of a slice,
// whose rows lie an unknown stride apart, it is not certain that they do not
// overlap: it stays a loop.
// CHECK-LABEL: func @sizes_at_run_time(
// CHECK-SAME:    %[[HOST:[^:]*]]: !llvm.ptr, %[[A:[^:]*]]: memref<?x?x8xf32>
// CHECK-DAG:     %[[B:.*]] = memref.dim %[[A]], %c0
// CHECK-DAG:     %[[S:.*]] = memref.dim %[[A]], %c1
// CHECK:         %[[ROWS:.*]] = arith.muli %[[B]], %[[S]]
// CHECK:         call @a3_multiply(%[[HOST]], %c1, %[[ROWS]], %c16, %c8,
// CHECK:         linalg.generic
// CHECK-NOT:     call @a3_multiply
func.func @sizes_at_run_time(%host: !llvm.ptr, %a: memref<?x?x8xf32>, %w: memref<8x16xf32>, %c: memref<?x?x16xf32>, %slice: memref<?x?x8xf32, strided<[?, ?, 1]>>) {
  linalg.generic {indexing_maps = [affine_map<(b, s, n, k) -> (b, s, k)>, affine_map<(b, s, n, k) -> (k, n)>, affine_map<(b, s, n, k) -> (b, s, n)>],
                  iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%a, %w : memref<?x?x8xf32>, memref<8x16xf32>) outs(%c : memref<?x?x16xf32>) {
  ^bb0(%in: f32, %in_0: f32, %out: f32):
    %0 = arith.mulf %in, %in_0 : f32
    %1 = arith.addf %out, %0 : f32
    linalg.yield %1 : f32
  }
  linalg.generic {indexing_maps = [affine_map<(b, s, n, k) -> (b, s, k)>, affine_map<(b, s, n, k) -> (k, n)>, affine_map<(b, s, n, k) -> (b, s, n)>],
                  iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%slice, %w : memref<?x?x8xf32, strided<[?, ?, 1]>>, memref<8x16xf32>) outs(%c : memref<?x?x16xf32>) {
  ^bb0(%in: f32, %in_0: f32, %out: f32):
    %0 = arith.mulf %in, %in_0 : f32
    %1 = arith.addf %out, %0 : f32
    linalg.yield %1 : f32
  }
  return
}
