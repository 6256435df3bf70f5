// RUN: sed "s/bias_port: false/bias_port: true/" %S/../../../lib/Machine/a3-hpca20.yaml > %t.yaml
// RUN: a3-opt %s --convert-a3-to-a3isa=machine=%t.yaml | FileCheck %s

// A bias is loaded with the queries; heads that it is broadcast over share it.
// CHECK-LABEL: func @biased
// CHECK: a3isa.launch @shared ins({{.*}}) mask(%{{.*}} : memref<1x1x40xi1>) bias(%arg3 : memref<1x3x40xf32>) outs(
// CHECK-LABEL: a3isa.site @shared
// CHECK:      a3isa.set_mask bitmap = on, bias = on
// CHECK:      a3isa.set_address stream = bias, slot = 7
// CHECK-NOT:  a3isa.set_stride stream = bias
// CHECK:      a3isa.load_mask rows = 3, columns = 40, rotate = 1
// CHECK-NEXT: a3isa.load_bias rows = 3, columns = 40, pitch = 160, rotate = 1
func.func @biased(%q: memref<2x3x64xf32>, %k: memref<2x40x64xf32>,
                  %m: memref<1x1x40xi1>, %b: memref<1x3x40xf32>, %o: memref<2x3x64xf32>) {
  a3.attention
      ins(%q, %k, %k : memref<2x3x64xf32>, memref<2x40x64xf32>, memref<2x40x64xf32>)
      mask(%m : memref<1x1x40xi1>) bias(%b : memref<1x3x40xf32>)
      outs(%o : memref<2x3x64xf32>) {site = "shared"}
  return
}
