// RUN: a3-opt %s --convert-a3-to-a3isa | FileCheck %s

// 1300 rows are six tiles of 217 but the last: their results are merged. The
// even number of tiles lets each block start in the same bank.
// CHECK: a3isa.launch @attention ins(
// CHECK-LABEL: a3isa.site @attention {
// CHECK: a3isa.loop level = 0, count = 8 {
// CHECK-NEXT:   a3isa.load_format{{$}}
// CHECK-NEXT:   a3isa.set_shape rows = 217, depth = 64, value_depth = 64{{$}}
// CHECK-NEXT:   a3isa.set_address stream = key, slot = 1{{$}}
// CHECK-NEXT:   a3isa.set_stride stream = key, bytes = 332800{{$}}
// CHECK-NEXT:   a3isa.set_address stream = value, slot = 2{{$}}
// CHECK-NEXT:   a3isa.set_stride stream = value, bytes = 332800{{$}}
// CHECK-NEXT:   a3isa.load_key rows = 217, columns = 64, pitch = 256 wait(compute){{$}}
// CHECK-NEXT:   a3isa.load_value rows = 217, columns = 64, pitch = 256{{$}}
// CHECK-NEXT:   a3isa.load_query rows = 64, columns = 64, pitch = 256, rotate = 1 signal(compute){{$}}
// CHECK-NEXT:   a3isa.attend queries = 64, partial = first, query_rotate = 1 wait(load, store) signal(load){{$}}
// CHECK-NEXT:   a3isa.set_address stream = key, slot = 1, offset = 55552{{$}}
// CHECK-NEXT:   a3isa.set_stride stream = key, bytes = 332800{{$}}
// CHECK-NEXT:   a3isa.set_stride stream = key, level = 1, bytes = 55552{{$}}
// CHECK-NEXT:   a3isa.set_address stream = value, slot = 2, offset = 55552{{$}}
// CHECK-NEXT:   a3isa.set_stride stream = value, bytes = 332800{{$}}
// CHECK-NEXT:   a3isa.set_stride stream = value, level = 1, bytes = 55552{{$}}
// CHECK-NEXT:   a3isa.loop level = 1, count = 4 {
// CHECK-NEXT:     a3isa.load_key rows = 217, columns = 64, pitch = 256, bank = 1, rotate = 2 wait(compute){{$}}
// CHECK-NEXT:     a3isa.load_value rows = 217, columns = 64, pitch = 256, bank = 1, rotate = 2 signal(compute){{$}}
// CHECK-NEXT:     a3isa.attend queries = 64, partial = middle, bank = 1, rotate = 2, query_rotate = 1 wait(load) signal(load){{$}}
// CHECK-NEXT:   }
// CHECK-NEXT:   a3isa.set_shape rows = 215, depth = 64, value_depth = 64{{$}}
// CHECK-NEXT:   a3isa.set_address stream = key, slot = 1, offset = 277760{{$}}
// CHECK-NEXT:   a3isa.set_stride stream = key, bytes = 332800{{$}}
// CHECK-NEXT:   a3isa.set_address stream = value, slot = 2, offset = 277760{{$}}
// CHECK-NEXT:   a3isa.set_stride stream = value, bytes = 332800{{$}}
// CHECK-NEXT:   a3isa.load_key rows = 215, columns = 64, pitch = 256, bank = 1 wait(compute){{$}}
// CHECK-NEXT:   a3isa.load_value rows = 215, columns = 64, pitch = 256, bank = 1 signal(compute){{$}}
// CHECK-NEXT:   a3isa.attend queries = 64, partial = last, bank = 1, query_rotate = 1 wait(load) signal(load, store){{$}}
// CHECK-NEXT:   a3isa.store_output rows = 64, columns = 64, pitch = 256, rotate = 1 wait(compute) signal(compute){{$}}
// CHECK-NEXT: }
func.func @f(%q: memref<8x64x64xf32>,
              %k: memref<8x1300x64xf32>,
              %v: memref<8x1300x64xf32>,
              %o: memref<8x64x64xf32>) {
  a3.attention
      ins(%q, %k, %v : memref<8x64x64xf32>,
                       memref<8x1300x64xf32>,
                       memref<8x1300x64xf32>)
      outs(%o : memref<8x64x64xf32>)
  return
}
