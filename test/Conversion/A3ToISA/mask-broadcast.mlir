// RUN: a3-opt %s --convert-a3-to-a3isa | FileCheck %s

// One mask row of each batch for all heads and queries: no stride along heads,
// and a pitch of 0.
// CHECK: a3isa.launch @attention ins(
// CHECK-LABEL: a3isa.site @attention {
// CHECK: a3isa.set_mask bitmap = on{{$}}
// CHECK: a3isa.loop level = 0, count = 2 {
// CHECK:   a3isa.loop level = 1, count = 11 {
// CHECK:     a3isa.set_address stream = mask, slot = 3{{$}}
// CHECK-NEXT:     a3isa.set_stride stream = mask, bytes = 320{{$}}
// CHECK-NEXT:     a3isa.load_query rows = 50, columns = 64, pitch = 256 wait(compute){{$}}
// CHECK-NEXT:     a3isa.load_mask rows = 50, columns = 320 signal(compute){{$}}
// CHECK:     a3isa.set_address stream = mask, slot = 3{{$}}
// CHECK-NEXT:     a3isa.set_stride stream = mask, bytes = 320{{$}}
// CHECK-NEXT:     a3isa.load_query rows = 50, columns = 64, pitch = 256, bank = 1 wait(compute){{$}}
// CHECK-NEXT:     a3isa.load_mask rows = 50, columns = 320, bank = 1 signal(compute){{$}}
// CHECK:   a3isa.set_address stream = mask, slot = 3{{$}}
// CHECK-NEXT:   a3isa.set_stride stream = mask, bytes = 320{{$}}
// CHECK-NEXT:   a3isa.loop level = 2, count = 2 {
// CHECK-NEXT:     a3isa.load_query rows = 50, columns = 64, pitch = 256, rotate = 3 wait(compute){{$}}
// CHECK-NEXT:     a3isa.load_mask rows = 50, columns = 320, rotate = 3 signal(compute){{$}}
func.func @f(%q: memref<2x12x100x64xf32>,
              %k: memref<2x12x320x64xf32>,
              %v: memref<2x12x320x64xf32>,
              %m: memref<2x1x1x320xi1>,
              %o: memref<2x12x100x64xf32>) {
  a3.attention
      ins(%q, %k, %v : memref<2x12x100x64xf32>,
                       memref<2x12x320x64xf32>,
                       memref<2x12x320x64xf32>)
      mask(%m : memref<2x1x1x320xi1>)
      outs(%o : memref<2x12x100x64xf32>)
  return
}
