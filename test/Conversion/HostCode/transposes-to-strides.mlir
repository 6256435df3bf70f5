// RUN: a3-opt %s --a3-transposes-to-strides --split-input-file | FileCheck %s

#source = affine_map<(b, n, h, d) -> (b, n, h, d)>
#target = affine_map<(b, n, h, d) -> (b, h, n, d)>

// Heads that lie beside each other are read and written there.
// CHECK-LABEL: func @heads(
// CHECK-SAME:    %[[Q:[^:]*]]: memref<2x4x3x8xf32>, %[[K:[^:]*]]: memref<2x3x4x8xf32>)
// CHECK-NOT:     linalg.generic
// CHECK-DAG:     %[[RESULT:.*]] = memref.alloc() : memref<2x4x3x8xf32>
// CHECK-DAG:     %[[QUERY:.*]] = memref.reinterpret_cast %[[Q]] to offset: [0], sizes: [2, 3, 4, 8], strides: [96, 8, 24, 1]
// CHECK-DAG:     %[[OUTPUT:.*]] = memref.reinterpret_cast %[[RESULT]] to offset: [0], sizes: [2, 3, 4, 8], strides: [96, 8, 24, 1]
// CHECK:         a3.attention ins(%[[QUERY]], %[[K]], %[[K]] : {{.*}} outs(%[[OUTPUT]]
// CHECK-NOT:     linalg.generic
// CHECK:         return %[[RESULT]]
func.func @heads(%q: memref<2x4x3x8xf32>, %k: memref<2x3x4x8xf32>) -> memref<2x4x3x8xf32> {
  %0 = memref.alloc() : memref<2x3x4x8xf32>
  linalg.generic {indexing_maps = [#source, #target], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%q : memref<2x4x3x8xf32>) outs(%0 : memref<2x3x4x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  }
  %1 = memref.alloc() : memref<2x3x4x8xf32>
  a3.attention ins(%0, %k, %k : memref<2x3x4x8xf32>, memref<2x3x4x8xf32>, memref<2x3x4x8xf32>) outs(%1 : memref<2x3x4x8xf32>)
  %2 = memref.alloc() : memref<2x4x3x8xf32>
  linalg.generic {indexing_maps = [#target, #source], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%1 : memref<2x3x4x8xf32>) outs(%2 : memref<2x4x3x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  }
  return %2 : memref<2x4x3x8xf32>
}

// -----

#source = affine_map<(d, n) -> (d, n)>
#target = affine_map<(d, n) -> (n, d)>

// The machine reads rows whose columns lie side by side only.
// CHECK-LABEL: func @columns_apart(
// CHECK:         linalg.generic
// CHECK-NOT:     memref.reinterpret_cast
func.func @columns_apart(%k: memref<8x4xf32>, %q: memref<4x8xf32>, %o: memref<4x8xf32>) {
  %0 = memref.alloc() : memref<4x8xf32>
  linalg.generic {indexing_maps = [#source, #target], iterator_types = ["parallel", "parallel"]}
      ins(%k : memref<8x4xf32>) outs(%0 : memref<4x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  }
  a3.attention ins(%q, %0, %q : memref<4x8xf32>, memref<4x8xf32>, memref<4x8xf32>) outs(%o : memref<4x8xf32>)
  return
}

// -----

#source = affine_map<(n, h, d) -> (n, h, d)>
#target = affine_map<(n, h, d) -> (h, n, d)>

// The source is written before the attention reads.
// CHECK-LABEL: func @written_between(
// CHECK:         linalg.generic
// CHECK-NOT:     memref.reinterpret_cast
func.func @written_between(%q: memref<4x3x8xf32>, %k: memref<3x4x8xf32>, %o: memref<3x4x8xf32>) {
  %zero = arith.constant 0.0 : f32
  %0 = memref.alloc() : memref<3x4x8xf32>
  linalg.generic {indexing_maps = [#source, #target], iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%q : memref<4x3x8xf32>) outs(%0 : memref<3x4x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  }
  linalg.fill ins(%zero : f32) outs(%q : memref<4x3x8xf32>)
  a3.attention ins(%0, %k, %k : memref<3x4x8xf32>, memref<3x4x8xf32>, memref<3x4x8xf32>) outs(%o : memref<3x4x8xf32>)
  return
}

// -----

#source = affine_map<(n, h, d) -> (n, h, d)>
#target = affine_map<(n, h, d) -> (h, n, d)>

// Not only moved, but changed.
// CHECK-LABEL: func @scaled(
// CHECK:         linalg.generic
// CHECK-NOT:     memref.reinterpret_cast
func.func @scaled(%q: memref<4x3x8xf32>, %k: memref<3x4x8xf32>, %o: memref<3x4x8xf32>) {
  %0 = memref.alloc() : memref<3x4x8xf32>
  linalg.generic {indexing_maps = [#source, #target], iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%q : memref<4x3x8xf32>) outs(%0 : memref<3x4x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %1 = arith.addf %in, %in : f32
    linalg.yield %1 : f32
  }
  a3.attention ins(%0, %k, %k : memref<3x4x8xf32>, memref<3x4x8xf32>, memref<3x4x8xf32>) outs(%o : memref<3x4x8xf32>)
  return
}

// -----

// Sizes that only the run knows are those of what is read in place.
// CHECK-LABEL: func @any_size(
// CHECK-SAME:    %[[X:[^:]*]]: memref<?x?x2x8xf32>,
// CHECK:         %{{.*}}, %{{.*}}, %[[SIZES:.*]]:4, %[[STRIDES:.*]]:4 = memref.extract_strided_metadata %[[X]]
// CHECK:         %[[Q:.*]] = memref.reinterpret_cast %[[X]] to offset: [0], sizes: [%[[SIZES]]#0, 2, %[[SIZES]]#1, 8], strides: [%[[STRIDES]]#0, 8, 16, 1]
// CHECK-NOT:     linalg.generic
// CHECK:         a3.attention ins(%[[Q]],
func.func @any_size(%x: memref<?x?x2x8xf32>, %k: memref<?x2x?x8xf32>, %o: memref<?x2x?x8xf32>, %b: index, %s: index) {
  %q = memref.alloc(%b, %s) : memref<?x2x?x8xf32>
  linalg.generic {indexing_maps = [affine_map<(b, h, s, d) -> (b, s, h, d)>, affine_map<(b, h, s, d) -> (b, h, s, d)>],
                  iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%x : memref<?x?x2x8xf32>) outs(%q : memref<?x2x?x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  }
  a3.attention ins(%q, %k, %k : memref<?x2x?x8xf32>, memref<?x2x?x8xf32>, memref<?x2x?x8xf32>) outs(%o : memref<?x2x?x8xf32>)
  return
}
