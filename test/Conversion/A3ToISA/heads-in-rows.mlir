// RUN: a3-opt %s --convert-a3-to-a3isa | FileCheck %s

// Heads of a (batch, n, heads * d) matrix are strides within its rows: no
// transpose runs on the host. The even count of heads is the inner loop.
// CHECK: a3isa.launch @attention ins(
// CHECK-LABEL: a3isa.site @attention {
// CHECK: a3isa.loop level = 0, count = 3 {
// CHECK:   a3isa.set_address stream = key, slot = 1{{$}}
// CHECK-NEXT:   a3isa.set_stride stream = key, bytes = 65536{{$}}
// CHECK-NEXT:   a3isa.set_stride stream = key, level = 1, bytes = 128{{$}}
// CHECK-NEXT:   a3isa.load_key rows = 128, columns = 32, pitch = 512{{$}}
// CHECK:   a3isa.loop level = 1, count = 3 {
// CHECK:     a3isa.set_address stream = query{{$}}
// CHECK-NEXT:     a3isa.set_stride stream = query, bytes = 65536{{$}}
// CHECK-NEXT:     a3isa.set_stride stream = query, level = 1, bytes = 128{{$}}
// CHECK:     a3isa.load_query rows = 64, columns = 32, pitch = 512 wait(compute) signal(compute){{$}}
// CHECK:     a3isa.set_address stream = query, offset = 32768{{$}}
// CHECK-NEXT:     a3isa.set_stride stream = query, bytes = 65536{{$}}
// CHECK-NEXT:     a3isa.set_stride stream = query, level = 1, bytes = 128{{$}}
// CHECK:     a3isa.load_query rows = 64, columns = 32, pitch = 512, bank = 1 wait(compute) signal(compute){{$}}
// CHECK:     a3isa.set_address stream = key, slot = 1, offset = 128{{$}}
// CHECK-NEXT:     a3isa.set_stride stream = key, bytes = 65536{{$}}
// CHECK-NEXT:     a3isa.set_stride stream = key, level = 1, bytes = 128{{$}}
// CHECK-NEXT:     a3isa.load_key rows = 128, columns = 32, pitch = 512, bank = 1, rotate = 2{{$}}
// CHECK:   a3isa.set_address stream = query, offset = 384{{$}}
// CHECK-NEXT:   a3isa.set_stride stream = query, bytes = 65536{{$}}
// CHECK-NEXT:   a3isa.set_stride stream = query, level = 1, bytes = 128{{$}}
// CHECK-NEXT:   a3isa.set_stride stream = query, level = 2, bytes = 32768{{$}}
// CHECK:   a3isa.loop level = 2, count = 2 {
// CHECK-NEXT:     a3isa.load_query rows = 64, columns = 32, pitch = 512, rotate = 3 wait(compute) signal(compute){{$}}
func.func @f(%q: memref<3x4x128x32xf32, strided<[16384, 32, 128, 1]>>,
              %k: memref<3x4x128x32xf32, strided<[16384, 32, 128, 1], offset: ?>>,
              %v: memref<3x4x128x32xf32, strided<[16384, 32, 128, 1]>>,
              %o: memref<3x4x128x32xf32, strided<[16384, 32, 128, 1]>>) {
  a3.attention
      ins(%q, %k, %v : memref<3x4x128x32xf32, strided<[16384, 32, 128, 1]>>,
                       memref<3x4x128x32xf32, strided<[16384, 32, 128, 1], offset: ?>>,
                       memref<3x4x128x32xf32, strided<[16384, 32, 128, 1]>>)
      outs(%o : memref<3x4x128x32xf32, strided<[16384, 32, 128, 1]>>)
  return
}
