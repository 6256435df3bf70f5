// RUN: a3-opt %s --one-shot-bufferize=bufferize-function-boundaries --canonicalize | FileCheck %s

// The old contents of the output do not matter, so nothing is copied.
// CHECK-LABEL: func @in_place
// CHECK-NOT: memref.alloc
// CHECK-NOT: memref.copy
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : memref<2x8xf32
// CHECK-SAME: mask(%arg3 : memref<1x6xi1
// CHECK-SAME: outs(%arg4 : memref<2x5xf32
// CHECK-SAME: {causal, scale = 5.000000e-01 : f32}{{$}}
// CHECK: return %arg4
func.func @in_place(
    %q: tensor<2x8xf32>, %k: tensor<6x8xf32>, %v: tensor<6x5xf32>,
    %m: tensor<1x6xi1>, %o: tensor<2x5xf32>) -> tensor<2x5xf32> {
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x8xf32>, tensor<6x8xf32>, tensor<6x5xf32>)
      mask(%m : tensor<1x6xi1>) outs(%o : tensor<2x5xf32>)
      {causal, scale = 0.5 : f32} -> tensor<2x5xf32>
  return %0 : tensor<2x5xf32>
}

// The query is read while the output is written.
// CHECK-LABEL: func @output_is_the_query
// CHECK: %[[A:.*]] = memref.alloc
// CHECK-NOT: memref.copy
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 :{{.*}} outs(%[[A]] :
func.func @output_is_the_query(
    %q: tensor<2x8xf32>, %k: tensor<6x8xf32>, %v: tensor<6x8xf32>)
    -> tensor<2x8xf32> {
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x8xf32>, tensor<6x8xf32>, tensor<6x8xf32>)
      outs(%q : tensor<2x8xf32>) -> tensor<2x8xf32>
  return %0 : tensor<2x8xf32>
}

// CHECK-LABEL: func @sorted_keys
// CHECK: a3.sort_keys ins(%arg1 : {{.*}}) outs(%[[V:.*]], %[[R:.*]] : memref<8x6xf32>, memref<8x6xi32>){{$}}
// CHECK: a3.attention {{.*}} sorted(%[[V]], %[[R]] : memref<8x6xf32>, memref<8x6xi32>)
func.func @sorted_keys(
    %q: tensor<2x8xf32>, %k: tensor<6x8xf32>, %v: tensor<6x5xf32>,
    %o: tensor<2x5xf32>) -> tensor<2x5xf32> {
  %sv = tensor.empty() : tensor<8x6xf32>
  %sr = tensor.empty() : tensor<8x6xi32>
  %s:2 = a3.sort_keys ins(%k : tensor<6x8xf32>)
      outs(%sv, %sr : tensor<8x6xf32>, tensor<8x6xi32>)
      -> tensor<8x6xf32>, tensor<8x6xi32>
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x8xf32>, tensor<6x8xf32>, tensor<6x5xf32>)
      sorted(%s#0, %s#1 : tensor<8x6xf32>, tensor<8x6xi32>)
      outs(%o : tensor<2x5xf32>)
      {approximation = #a3.approximation<m = 4, t = 5.0>} -> tensor<2x5xf32>
  return %0 : tensor<2x5xf32>
}
