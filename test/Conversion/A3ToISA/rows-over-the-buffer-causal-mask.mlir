// RUN: a3-opt %s --convert-a3-to-a3isa | FileCheck %s

// Each tile moves the causal mask and has its own masks, which wait until the
// queries' last masks were used.
// CHECK: a3isa.launch @attention ins(
// CHECK-LABEL: a3isa.site @attention {
// CHECK: a3isa.sync_compute signal(load){{$}}
// CHECK: a3isa.set_address stream = position{{$}}
// CHECK-NEXT: a3isa.set_stride stream = position, bytes = -260{{$}}
// CHECK-NEXT: a3isa.load_format{{$}}
// CHECK-NEXT: a3isa.set_mask bitmap = on, causal = on, offset = 1236{{$}}
// CHECK-NEXT: a3isa.set_address stream = key, slot = 1{{$}}
// CHECK-NEXT: a3isa.set_address stream = value, slot = 2{{$}}
// CHECK-NEXT: a3isa.set_address stream = mask, slot = 3{{$}}
// CHECK-NEXT: a3isa.load_key rows = 260, columns = 64, pitch = 256{{$}}
// CHECK-NEXT: a3isa.load_value rows = 260, columns = 64, pitch = 256{{$}}
// CHECK-NEXT: a3isa.load_query rows = 64, columns = 64, pitch = 256{{$}}
// CHECK-NEXT: a3isa.load_mask rows = 64, columns = 260, pitch = 1300 wait(compute) signal(compute){{$}}
// CHECK-NEXT: a3isa.attend queries = 64, partial = first wait(load, store) signal(load){{$}}
// CHECK-NEXT: a3isa.set_mask bitmap = on, causal = on, offset = 976{{$}}
// CHECK-NEXT: a3isa.set_address stream = key, slot = 1, offset = 66560{{$}}
// CHECK-NEXT: a3isa.set_stride stream = key, bytes = 66560{{$}}
// CHECK-NEXT: a3isa.set_address stream = value, slot = 2, offset = 66560{{$}}
// CHECK-NEXT: a3isa.set_stride stream = value, bytes = 66560{{$}}
// CHECK-NEXT: a3isa.set_address stream = mask, slot = 3, offset = 260{{$}}
// CHECK-NEXT: a3isa.set_stride stream = mask, bytes = 260{{$}}
// CHECK-NEXT: a3isa.loop level = 0, count = 3 {
// CHECK-NEXT:   a3isa.load_key rows = 260, columns = 64, pitch = 256, bank = 1, rotate = 1{{$}}
// CHECK-NEXT:   a3isa.load_value rows = 260, columns = 64, pitch = 256, bank = 1, rotate = 1{{$}}
// CHECK-NEXT:   a3isa.load_mask rows = 64, columns = 260, pitch = 1300 wait(compute) signal(compute){{$}}
// CHECK-NEXT:   a3isa.attend queries = 64, partial = middle, bank = 1, rotate = 1 wait(load) signal(load){{$}}
// CHECK-NEXT: }
// CHECK-NEXT: a3isa.set_mask bitmap = on, causal = on, offset = 196{{$}}
// CHECK-NEXT: a3isa.set_address stream = key, slot = 1, offset = 266240{{$}}
// CHECK-NEXT: a3isa.set_address stream = value, slot = 2, offset = 266240{{$}}
// CHECK-NEXT: a3isa.set_address stream = mask, slot = 3, offset = 1040{{$}}
// CHECK-NEXT: a3isa.load_key rows = 260, columns = 64, pitch = 256{{$}}
// CHECK-NEXT: a3isa.load_value rows = 260, columns = 64, pitch = 256{{$}}
// CHECK-NEXT: a3isa.load_mask rows = 64, columns = 260, pitch = 1300 wait(compute) signal(compute){{$}}
// CHECK-NEXT: a3isa.attend queries = 64, partial = last wait(load) signal(load, store){{$}}
// CHECK-NEXT: a3isa.store_output rows = 64, columns = 64, pitch = 256 wait(compute) signal(compute){{$}}
func.func @f(%q: memref<64x64xf32>,
              %k: memref<1300x64xf32>,
              %v: memref<1300x64xf32>,
              %m: memref<64x1300xi1>,
              %o: memref<64x64xf32>) {
  a3.attention
      ins(%q, %k, %v : memref<64x64xf32>,
                       memref<1300x64xf32>,
                       memref<1300x64xf32>)
      mask(%m : memref<64x1300xi1>)
      outs(%o : memref<64x64xf32>) {causal, causal_offset = 1236 : i64}
  return
}
