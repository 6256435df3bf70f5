// RUN: a3-opt %s --convert-a3-to-a3isa | FileCheck %s

// 150 queries of two heads: an even number of blocks, so three of 38 in a loop
// and one of 36, whose addresses are set anew.
// CHECK: a3isa.launch @attention ins(
// CHECK-LABEL: a3isa.site @attention {
// CHECK: a3isa.loop level = 0, count = 2 {
// CHECK-NEXT:   a3isa.load_format{{$}}
// CHECK-NEXT:   a3isa.load_key rows = 320, columns = 64, pitch = 256, rotate = 1{{$}}
// CHECK-NEXT:   a3isa.load_value rows = 320, columns = 64, pitch = 256, rotate = 1{{$}}
// CHECK-NEXT:   a3isa.set_address stream = query{{$}}
// CHECK-NEXT:   a3isa.set_stride stream = query, bytes = 38400{{$}}
// CHECK-NEXT:   a3isa.set_stride stream = query, level = 1, bytes = 9728{{$}}
// CHECK-NEXT:   a3isa.set_address stream = output, slot = 5{{$}}
// CHECK-NEXT:   a3isa.set_stride stream = output, bytes = 38400{{$}}
// CHECK-NEXT:   a3isa.set_stride stream = output, level = 1, bytes = 9728{{$}}
// CHECK-NEXT:   a3isa.loop level = 1, count = 3 {
// CHECK-NEXT:     a3isa.load_query rows = 38, columns = 64, pitch = 256, rotate = 2 wait(compute) signal(compute){{$}}
// CHECK-NEXT:     a3isa.attend queries = 38, rotate = 1, query_rotate = 2 wait(load, store) signal(load, store){{$}}
// CHECK-NEXT:     a3isa.store_output rows = 38, columns = 64, pitch = 256, rotate = 2 wait(compute) signal(compute){{$}}
// CHECK-NEXT:   }
// CHECK-NEXT:   a3isa.set_address stream = query, offset = 29184{{$}}
// CHECK-NEXT:   a3isa.set_stride stream = query, bytes = 38400{{$}}
// CHECK-NEXT:   a3isa.set_address stream = output, slot = 5, offset = 29184{{$}}
// CHECK-NEXT:   a3isa.set_stride stream = output, bytes = 38400{{$}}
// CHECK-NEXT:   a3isa.load_query rows = 36, columns = 64, pitch = 256, bank = 1 wait(compute) signal(compute){{$}}
// CHECK-NEXT:   a3isa.attend queries = 36, rotate = 1, query_bank = 1 wait(load, store) signal(load, store){{$}}
// CHECK-NEXT:   a3isa.store_output rows = 36, columns = 64, pitch = 256, bank = 1 wait(compute) signal(compute){{$}}
// CHECK-NEXT: }
func.func @f(%q: memref<2x150x64xf32>,
              %k: memref<2x320x64xf32>,
              %v: memref<2x320x64xf32>,
              %o: memref<2x150x64xf32>) {
  a3.attention
      ins(%q, %k, %v : memref<2x150x64xf32>,
                       memref<2x320x64xf32>,
                       memref<2x320x64xf32>)
      outs(%o : memref<2x150x64xf32>)
  return
}
