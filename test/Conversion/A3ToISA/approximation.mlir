// RUN: a3-opt %s --convert-a3-to-a3isa | FileCheck %s

// Keys are sorted right after they are loaded, and the selection's settings go
// with the shape.
// CHECK-LABEL: a3isa.site @whole attributes {m = 160 : i64, t = 5.000000e+00 : f64} {
// CHECK-NEXT: a3isa.set_shape rows = 320, depth = 64, value_depth = 64{{$}}
// CHECK-NEXT: a3isa.set_approximation iterations = 160, threshold = 5000{{$}}
// CHECK:      a3isa.load_format
// CHECK-NEXT: a3isa.load_key rows = 320, columns = 64, pitch = 256{{$}}
// CHECK-NEXT: a3isa.sort_key bank = 0{{$}}
// CHECK-NEXT: a3isa.load_value rows = 320
func.func @f(%q: memref<128x64xf32>, %k: memref<320x64xf32>, %o: memref<128x64xf32>) {
  a3.attention
      ins(%q, %k, %k : memref<128x64xf32>, memref<320x64xf32>, memref<320x64xf32>)
      outs(%o : memref<128x64xf32>)
      {approximation = #a3.approximation<m = 160, t = 5.0>, site = "whole"}
  return
}

// Tiles of 267, 267 and 266 of 800 rows: ceil(99 * 267 / 800) = 34 and
// ceil(99 * 266 / 800) = 33 iterations.
// CHECK-LABEL: a3isa.site @tiled
// CHECK:      a3isa.set_shape rows = 267, depth = 64, value_depth = 64{{$}}
// CHECK-NEXT: a3isa.set_approximation iterations = 34, threshold = 12500{{$}}
// CHECK:      a3isa.load_key rows = 267, columns = 64, pitch = 256 wait(compute){{$}}
// CHECK-NEXT: a3isa.sort_key bank = 0{{$}}
// CHECK:      a3isa.load_key rows = 267, columns = 64, pitch = 256, bank = 1 wait(compute){{$}}
// CHECK-NEXT: a3isa.sort_key bank = 1{{$}}
// CHECK:      a3isa.set_shape rows = 266, depth = 64, value_depth = 64{{$}}
// CHECK-NEXT: a3isa.set_approximation iterations = 33, threshold = 12500{{$}}
// CHECK:      a3isa.sort_key bank = 0{{$}}
func.func @g(%q: memref<16x64xf32>, %k: memref<800x64xf32>, %o: memref<16x64xf32>) {
  a3.attention
      ins(%q, %k, %k : memref<16x64xf32>, memref<800x64xf32>, memref<800x64xf32>)
      outs(%o : memref<16x64xf32>)
      {approximation = #a3.approximation<m = 99, t = 12.5>, site = "tiled"}
  return
}
