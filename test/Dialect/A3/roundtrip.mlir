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
    %m: tensor<2x1x6xi1>, %b: tensor<1x4x6xf16>, %sr: tensor<1x8x6xi16>,
    %o: tensor<2x4x5xf16>) -> tensor<2x4x5xf16> {
  // CHECK: mask(%{{.*}} : tensor<2x1x6xi1>)
  // CHECK-SAME: bias(%{{.*}} : tensor<1x4x6xf16>)
  // CHECK-SAME: sorted(%{{.*}} : tensor<1x8x6xi16>)
  // CHECK-SAME: approximation = #a3.approximation<m = 160, t = 5.000000e+00>
  // CHECK-SAME: causal, causal_offset = -2 : i64, scale = 1.250000e-01 : f32
  // CHECK-SAME: site = "encoder.0", sorted_tile = 320 : i64
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x4x8xf16>, tensor<1x6x8xf16>, tensor<2x6x5xf16>)
      mask(%m : tensor<2x1x6xi1>)
      bias(%b : tensor<1x4x6xf16>)
      sorted(%sr : tensor<1x8x6xi16>)
      outs(%o : tensor<2x4x5xf16>)
      {scale = 0.125 : f32, causal, causal_offset = -2,
       approximation = #a3.approximation<m = 160, t = 5.0>,
       sorted_tile = 320, site = "encoder.0"} -> tensor<2x4x5xf16>
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
func.func @sort_keys(%k: tensor<?x6x8xf32>, %r: tensor<?x8x6xi16>,
                     %km: memref<6x8xf32>, %rm: memref<8x6xi16>)
    -> tensor<?x8x6xi16> {
  // CHECK: a3.sort_keys ins(%{{.*}} : tensor<?x6x8xf32>) outs(%{{.*}} : tensor<?x8x6xi16>) -> tensor<?x8x6xi16>
  %0 = a3.sort_keys ins(%k : tensor<?x6x8xf32>)
      outs(%r : tensor<?x8x6xi16>) -> tensor<?x8x6xi16>
  // CHECK: a3.sort_keys ins(%{{.*}} : memref<6x8xf32>) outs(%{{.*}} : memref<8x6xi16>) {tile = 4 : i64}{{$}}
  a3.sort_keys ins(%km : memref<6x8xf32>)
      outs(%rm : memref<8x6xi16>) {tile = 4}
  return %0 : tensor<?x8x6xi16>
}

// CHECK-LABEL: func @insert_sorted_rows
func.func @insert_sorted_rows(%k: tensor<2x?x8xf32>, %s: tensor<2x8x?xi16>,
                              %r: tensor<2x8x?xi16>) -> tensor<2x8x?xi16> {
  // CHECK: a3.insert_sorted_rows ins(%{{.*}}, %{{.*}} : tensor<2x?x8xf32>, tensor<2x8x?xi16>) outs(%{{.*}} : tensor<2x8x?xi16>) {tile = 320 : i64} -> tensor<2x8x?xi16>
  %0 = a3.insert_sorted_rows ins(%k, %s : tensor<2x?x8xf32>, tensor<2x8x?xi16>)
      outs(%r : tensor<2x8x?xi16>) {tile = 320} -> tensor<2x8x?xi16>
  return %0 : tensor<2x8x?xi16>
}
