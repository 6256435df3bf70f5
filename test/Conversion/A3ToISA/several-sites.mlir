// RUN: a3-opt %s --convert-a3-to-a3isa | FileCheck %s

// Sites stand in the order of the attentions, and names are made unique.
// CHECK: a3isa.launch @encoder ins(
// CHECK: a3isa.launch @attention ins(
// CHECK: a3isa.launch @encoder_0 ins(
// CHECK: a3isa.site @encoder {
// CHECK: a3isa.site @attention {
// CHECK: a3isa.site @encoder_0 scale = 5.000000e-01 {
func.func @f(%q: memref<2x8xf32>, %k: memref<6x8xf32>, %o: memref<2x8xf32>) {
  a3.attention ins(%q, %k, %k : memref<2x8xf32>, memref<6x8xf32>,
                                memref<6x8xf32>)
      outs(%o : memref<2x8xf32>) {site = "encoder"}
  a3.attention ins(%q, %k, %k : memref<2x8xf32>, memref<6x8xf32>,
                                memref<6x8xf32>)
      outs(%o : memref<2x8xf32>)
  a3.attention ins(%q, %k, %k : memref<2x8xf32>, memref<6x8xf32>,
                                memref<6x8xf32>)
      outs(%o : memref<2x8xf32>) {scale = 0.5 : f32, site = "encoder"}
  return
}
