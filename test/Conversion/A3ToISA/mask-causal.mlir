// RUN: a3-opt %s --convert-a3-to-a3isa | FileCheck %s

// The position stream counts queries in each head.
// CHECK: a3isa.launch @attention ins(
// CHECK-LABEL: a3isa.site @attention {
// CHECK: a3isa.set_mask bitmap = off, causal = on, offset = 2{{$}}
// CHECK: a3isa.set_address stream = position{{$}}
// CHECK-NEXT: a3isa.load_query rows = 64, columns = 64, pitch = 256 wait(compute) signal(compute){{$}}
// CHECK-NEXT: a3isa.attend queries = 64 wait(load, store) signal(load, store){{$}}
// CHECK: a3isa.set_address stream = position, offset = 64{{$}}
// CHECK-NEXT: a3isa.load_query rows = 64, columns = 64, pitch = 256, bank = 1 wait(compute) signal(compute){{$}}
// CHECK-NEXT: a3isa.attend queries = 64, query_bank = 1 wait(load, store) signal(load, store){{$}}
// CHECK: a3isa.set_address stream = position{{$}}
// CHECK-NEXT: a3isa.set_stride stream = position, level = 1, bytes = 64{{$}}
// CHECK:   a3isa.load_query rows = 64, columns = 64, pitch = 256, rotate = 2 wait(compute) signal(compute){{$}}
// CHECK-NEXT:   a3isa.attend queries = 64, bank = 1, query_rotate = 2 wait(load, store) signal(load, store){{$}}
func.func @f(%q: memref<2x128x64xf32>,
              %k: memref<2x130x64xf32>,
              %v: memref<2x130x64xf32>,
              %o: memref<2x128x64xf32>) {
  a3.attention
      ins(%q, %k, %v : memref<2x128x64xf32>,
                       memref<2x130x64xf32>,
                       memref<2x130x64xf32>)
      outs(%o : memref<2x128x64xf32>) {causal, causal_offset = 2 : i64}
  return
}
