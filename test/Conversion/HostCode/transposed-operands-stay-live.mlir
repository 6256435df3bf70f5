// RUN: a3-opt %s --a3-transposes-to-strides --a3-plan-scratch | FileCheck %s

// The attention reads the keys where they were before the transpose, so its
// result must not lie there.
#source = affine_map<(n, h, d) -> (n, h, d)>
#target = affine_map<(n, h, d) -> (h, n, d)>

// CHECK-LABEL: func @main(
// CHECK:         %[[FIRST:.*]] = arith.constant 0 : index
// CHECK:         %[[KEYS:.*]] = memref.view %{{.*}}[%[[FIRST]]][] : memref<768xi8> to memref<4x3x8xf32>
// CHECK:         %[[SECOND:.*]] = arith.constant 384 : index
// CHECK:         %[[RESULT:.*]] = memref.view %{{.*}}[%[[SECOND]]][] : memref<768xi8> to memref<3x4x8xf32>
// CHECK:         %[[K:.*]] = memref.reinterpret_cast %[[KEYS]]
// CHECK:         a3.attention ins(%{{.*}}, %[[K]], %{{.*}} outs(%[[RESULT]]
func.func @main(%q: memref<3x4x8xf32>, %v: memref<3x4x8xf32>, %o: memref<3x4x8xf32>) {
  %one = arith.constant 1.0 : f32
  %keys = memref.alloc() : memref<4x3x8xf32>
  linalg.fill ins(%one : f32) outs(%keys : memref<4x3x8xf32>)
  %0 = memref.alloc() : memref<3x4x8xf32>
  linalg.generic {indexing_maps = [#source, #target], iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%keys : memref<4x3x8xf32>) outs(%0 : memref<3x4x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  }
  %1 = memref.alloc() : memref<3x4x8xf32>
  a3.attention ins(%q, %0, %v : memref<3x4x8xf32>, memref<3x4x8xf32>, memref<3x4x8xf32>) outs(%1 : memref<3x4x8xf32>)
  memref.copy %1, %o : memref<3x4x8xf32> to memref<3x4x8xf32>
  return
}
