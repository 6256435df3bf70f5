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

// CHECK-LABEL: func @sorted_rows
// CHECK: a3.sort_keys ins(%arg1 : {{.*}}) outs(%[[R:.*]] : memref<8x6xi16>){{$}}
// CHECK: a3.attention {{.*}} sorted(%[[R]] : memref<8x6xi16>)
func.func @sorted_rows(
    %q: tensor<2x8xf32>, %k: tensor<6x8xf32>, %v: tensor<6x5xf32>,
    %o: tensor<2x5xf32>) -> tensor<2x5xf32> {
  %sr = tensor.empty() : tensor<8x6xi16>
  %s = a3.sort_keys ins(%k : tensor<6x8xf32>)
      outs(%sr : tensor<8x6xi16>) -> tensor<8x6xi16>
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x8xf32>, tensor<6x8xf32>, tensor<6x5xf32>)
      sorted(%s : tensor<8x6xi16>)
      outs(%o : tensor<2x5xf32>)
      {approximation = #a3.approximation<m = 4, t = 5.0>} -> tensor<2x5xf32>
  return %0 : tensor<2x5xf32>
}

// CHECK-LABEL: func @inserted_rows
// CHECK: a3.insert_sorted_rows ins(%arg0, %arg1 : {{.*}}) outs(%[[R:.*]] : memref<8x6xi16>) {tile = 320 : i64}{{$}}
// CHECK: return %[[R]]
func.func @inserted_rows(%k: tensor<6x8xf32>, %s: tensor<8x5xi16>)
    -> tensor<8x6xi16> {
  %r = tensor.empty() : tensor<8x6xi16>
  %0 = a3.insert_sorted_rows ins(%k, %s : tensor<6x8xf32>, tensor<8x5xi16>)
      outs(%r : tensor<8x6xi16>) {tile = 320} -> tensor<8x6xi16>
  return %0 : tensor<8x6xi16>
}
