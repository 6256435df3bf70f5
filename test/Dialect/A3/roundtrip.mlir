// RUN: a3-opt %s | a3-opt | FileCheck %s
// RUN: a3-opt %s --mlir-print-op-generic | a3-opt | FileCheck %s

// CHECK-LABEL: func @plain
func.func @plain(%q: tensor<4x8xf32>, %k: tensor<6x8xf32>,
                 %v: tensor<6x5xf32>, %o: tensor<4x5xf32>) -> tensor<4x5xf32> {
  // CHECK: a3.attention ins(%{{.*}}, %{{.*}}, %{{.*}} : tensor<4x8xf32>, tensor<6x8xf32>, tensor<6x5xf32>) outs(%{{.*}} : tensor<4x5xf32>) -> tensor<4x5xf32>
  %0 = a3.attention
      ins(%q, %k, %v : tensor<4x8xf32>, tensor<6x8xf32>, tensor<6x5xf32>)
      outs(%o : tensor<4x5xf32>) {scale = 1.0 : f32} -> tensor<4x5xf32>
  return %0 : tensor<4x5xf32>
}

// CHECK-LABEL: func @all_attributes
func.func @all_attributes(
    %q: tensor<2x4x8xf16>, %k: tensor<1x6x8xf16>, %v: tensor<2x6x5xf16>,
    %m: tensor<2x1x6xi1>, %sv: tensor<1x8x6xf16>, %sr: tensor<1x8x6xi32>,
    %o: tensor<2x4x5xf16>) -> tensor<2x4x5xf16> {
  // CHECK: mask(%{{.*}} : tensor<2x1x6xi1>)
  // CHECK-SAME: sorted(%{{.*}}, %{{.*}} : tensor<1x8x6xf16>, tensor<1x8x6xi32>)
  // CHECK-SAME: approximation = #a3.approximation<m = 160, t = 5.000000e+00>
  // CHECK-SAME: causal, causal_offset = -2 : i64, scale = 1.250000e-01 : f32
  // CHECK-SAME: site = "encoder.0"
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x4x8xf16>, tensor<1x6x8xf16>, tensor<2x6x5xf16>)
      mask(%m : tensor<2x1x6xi1>)
      sorted(%sv, %sr : tensor<1x8x6xf16>, tensor<1x8x6xi32>)
      outs(%o : tensor<2x4x5xf16>)
      {scale = 0.125 : f32, causal, causal_offset = -2,
       approximation = #a3.approximation<m = 160, t = 5.0>,
       site = "encoder.0"} -> tensor<2x4x5xf16>
  return %0 : tensor<2x4x5xf16>
}

// CHECK-LABEL: func @dynamic
func.func @dynamic(%q: tensor<?x?x8xf64>, %k: tensor<?x?x8xf64>,
                   %v: tensor<1x?x?xf64>, %m: tensor<?x?x?xi1>,
                   %o: tensor<?x?x?xf64>) -> tensor<?x?x?xf64> {
  // CHECK: a3.attention
  %0 = a3.attention
      ins(%q, %k, %v : tensor<?x?x8xf64>, tensor<?x?x8xf64>, tensor<1x?x?xf64>)
      mask(%m : tensor<?x?x?xi1>)
      outs(%o : tensor<?x?x?xf64>) -> tensor<?x?x?xf64>
  return %0 : tensor<?x?x?xf64>
}

// CHECK-LABEL: func @memrefs
func.func @memrefs(%q: memref<4x8xf32>, %k: memref<6x8xf32>,
                   %v: memref<6x5xf32, strided<[10, 1]>>, %o: memref<4x5xf32>) {
  // CHECK: a3.attention ins({{.*}}) outs(%{{.*}} : memref<4x5xf32>){{$}}
  a3.attention ins(%q, %k, %v : memref<4x8xf32>, memref<6x8xf32>,
                                memref<6x5xf32, strided<[10, 1]>>)
      outs(%o : memref<4x5xf32>)
  return
}

// CHECK-LABEL: func @sort_keys
func.func @sort_keys(%k: tensor<?x6x8xf32>, %v: tensor<?x8x6xf32>,
                     %r: tensor<?x8x6xi32>, %km: memref<6x8xf32>,
                     %vm: memref<8x6xf32>, %rm: memref<8x6xi32>)
    -> (tensor<?x8x6xf32>, tensor<?x8x6xi32>) {
  // CHECK: a3.sort_keys ins(%{{.*}} : tensor<?x6x8xf32>) outs(%{{.*}}, %{{.*}} : tensor<?x8x6xf32>, tensor<?x8x6xi32>) -> tensor<?x8x6xf32>, tensor<?x8x6xi32>
  %0:2 = a3.sort_keys ins(%k : tensor<?x6x8xf32>)
      outs(%v, %r : tensor<?x8x6xf32>, tensor<?x8x6xi32>)
      -> tensor<?x8x6xf32>, tensor<?x8x6xi32>
  // CHECK: a3.sort_keys ins(%{{.*}} : memref<6x8xf32>) outs(%{{.*}}, %{{.*}} : memref<8x6xf32>, memref<8x6xi32>){{$}}
  a3.sort_keys ins(%km : memref<6x8xf32>)
      outs(%vm, %rm : memref<8x6xf32>, memref<8x6xi32>)
  return %0#0, %0#1 : tensor<?x8x6xf32>, tensor<?x8x6xi32>
}
