// RUN: a3-opt %s --convert-a3-to-a3isa | FileCheck %s

// A given order is loaded after the keys, in place of a sort; heads that share
// keys share it.
// CHECK-LABEL: func @given
// CHECK: a3isa.launch @shared ins({{.*}}) sorted(%arg2 : memref<1x64x320xi16>) outs(
// CHECK-LABEL: func @tiles
// CHECK: a3isa.launch @two ins({{.*}}) sorted(%arg2 : memref<64x400xi16>) outs(
// CHECK-LABEL: a3isa.site @shared
// CHECK-NOT:  sort_key
// CHECK:      a3isa.load_key rows = 320, columns = 64, pitch = 256
// CHECK-NEXT: a3isa.load_sorted rows = 320, columns = 64, pitch = 640
// CHECK-NOT:  sort_key
func.func @given(%q: memref<2x1x64xf32>, %k: memref<1x320x64xf32>,
                 %r: memref<1x64x320xi16>, %o: memref<2x1x64xf32>) {
  a3.attention
      ins(%q, %k, %k : memref<2x1x64xf32>, memref<1x320x64xf32>, memref<1x320x64xf32>)
      sorted(%r : memref<1x64x320xi16>) outs(%o : memref<2x1x64xf32>)
      {approximation = #a3.approximation<m = 160, t = 5.0>, site = "shared"}
  return
}

// Tiles are as the order has them, and not even.
// CHECK-LABEL: a3isa.site @two
// CHECK:      a3isa.load_key rows = 320, columns = 64, pitch = 256
// CHECK-NEXT: a3isa.load_sorted rows = 320, columns = 64, pitch = 800
// CHECK:      a3isa.load_key rows = 80, columns = 64, pitch = 256
// CHECK-NEXT: a3isa.load_sorted rows = 80, columns = 64, pitch = 800
func.func @tiles(%q: memref<1x64xf32>, %k: memref<400x64xf32>,
                 %r: memref<64x400xi16>, %o: memref<1x64xf32>) {
  a3.attention
      ins(%q, %k, %k : memref<1x64xf32>, memref<400x64xf32>, memref<400x64xf32>)
      sorted(%r : memref<64x400xi16>) outs(%o : memref<1x64xf32>)
      {approximation = #a3.approximation<m = 160, t = 5.0>, sorted_tile = 320, site = "two"}
  return
}

// Where K is one tile both here and there, it does not matter what full ones hold.
// CHECK-LABEL: a3isa.site @one
// CHECK: a3isa.load_sorted
func.func @one_tile(%q: memref<1x64xf32>, %k: memref<40x64xf32>,
                    %r: memref<64x40xi16>, %o: memref<1x64xf32>) {
  a3.attention
      ins(%q, %k, %k : memref<1x64xf32>, memref<40x64xf32>, memref<40x64xf32>)
      sorted(%r : memref<64x40xi16>) outs(%o : memref<1x64xf32>)
      {approximation = #a3.approximation<m = 4, t = 5.0>, sorted_tile = 64, site = "one"}
  return
}
