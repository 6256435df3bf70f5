// RUN: a3-opt %s --transform-preload-library=transform-library-paths=%S/Inputs/tile-by-two-and-four.mlir --transform-interpreter --canonicalize --cse | FileCheck %s

// Batch and queries are cut, the rows and columns of K and V are not.
// CHECK-LABEL: func @batch_and_queries
// CHECK: scf.forall (%{{.*}}, %{{.*}}) in (4, 4) shared_outs(%[[O:.*]] = %arg3)
// CHECK-DAG: %[[Q:.*]] = tensor.extract_slice %arg0[%[[B:.*]], %[[I:.*]], 0] [2, 4, 64] [1, 1, 1]
// CHECK-DAG: %[[K:.*]] = tensor.extract_slice %arg1[%[[B]], 0, 0] [2, 320, 64] [1, 1, 1]
// CHECK-DAG: %[[OT:.*]] = tensor.extract_slice %[[O]][%[[B]], %[[I]], 0] [2, 4, 32] [1, 1, 1]
// CHECK: %[[R:.*]] = a3.attention ins(%[[Q]], %[[K]], %{{.*}} : tensor<2x4x64xf32>, tensor<2x320x64xf32>, tensor<2x320x32xf32>) outs(%[[OT]] : tensor<2x4x32xf32>) {scale = 1.250000e-01 : f32, site = "a"}
// CHECK: tensor.parallel_insert_slice %[[R]] into %[[O]][%[[B]], %[[I]], 0] [2, 4, 32] [1, 1, 1]
func.func @batch_and_queries(
    %q: tensor<8x16x64xf32>, %k: tensor<8x320x64xf32>,
    %v: tensor<8x320x32xf32>, %o: tensor<8x16x32xf32>) -> tensor<8x16x32xf32> {
  %0 = a3.attention
      ins(%q, %k, %v : tensor<8x16x64xf32>, tensor<8x320x64xf32>,
                       tensor<8x320x32xf32>)
      outs(%o : tensor<8x16x32xf32>)
      {scale = 0.125 : f32, site = "a"} -> tensor<8x16x32xf32>
  return %0 : tensor<8x16x32xf32>
}

// CHECK-LABEL: func @broadcast_operands_stay_whole
// CHECK: scf.forall
// CHECK: a3.attention ins(%{{.*}}, %arg1, %{{.*}} : tensor<2x4x64xf32>, tensor<1x320x64xf32>, tensor<2x320x32xf32>)
// CHECK-SAME: mask(%{{.*}} : tensor<2x1x320xi1>)
// CHECK-SAME: sorted(%arg4 : tensor<1x64x320xi16>)
func.func @broadcast_operands_stay_whole(
    %q: tensor<8x16x64xf32>, %k: tensor<1x320x64xf32>,
    %v: tensor<8x320x32xf32>, %m: tensor<8x1x320xi1>,
    %sr: tensor<1x64x320xi16>,
    %o: tensor<8x16x32xf32>) -> tensor<8x16x32xf32> {
  %0 = a3.attention
      ins(%q, %k, %v : tensor<8x16x64xf32>, tensor<1x320x64xf32>,
                       tensor<8x320x32xf32>)
      mask(%m : tensor<8x1x320xi1>)
      sorted(%sr : tensor<1x64x320xi16>)
      outs(%o : tensor<8x16x32xf32>)
      {approximation = #a3.approximation<m = 160, t = 5.0>}
      -> tensor<8x16x32xf32>
  return %0 : tensor<8x16x32xf32>
}

// The diagonal of a tile depends on the loop, so it becomes a mask.
// CHECK-LABEL: func @causal
// CHECK: scf.forall
// CHECK: %[[M:.*]] = linalg.generic
// CHECK: arith.cmpi sle
// CHECK: a3.attention {{.*}} mask(%[[M]] : tensor<1x4x320xi1>)
// CHECK-NOT: causal
// CHECK: scf.forall.in_parallel
func.func @causal(
    %q: tensor<8x16x64xf32>, %k: tensor<8x320x64xf32>,
    %v: tensor<8x320x32xf32>, %o: tensor<8x16x32xf32>) -> tensor<8x16x32xf32> {
  %0 = a3.attention
      ins(%q, %k, %v : tensor<8x16x64xf32>, tensor<8x320x64xf32>,
                       tensor<8x320x32xf32>)
      outs(%o : tensor<8x16x32xf32>) {causal, causal_offset = 7}
      -> tensor<8x16x32xf32>
  return %0 : tensor<8x16x32xf32>
}
