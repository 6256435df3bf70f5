// RUN: a3-opt %s --convert-a3-to-a3isa | FileCheck %s

// A row of 96 columns takes two lines, so half as many rows and queries fit.
// CHECK: a3isa.launch @attention ins(
// CHECK-LABEL: a3isa.site @attention {
// CHECK: a3isa.set_shape rows = 160, depth = 96, value_depth = 80{{$}}
// CHECK: a3isa.load_key rows = 160, columns = 96, pitch = 384{{$}}
// CHECK: a3isa.load_value rows = 160, columns = 80, pitch = 320{{$}}
// CHECK: a3isa.load_query rows = 32, columns = 96, pitch = 384 wait(compute) signal(compute){{$}}
// CHECK-NEXT: a3isa.attend queries = 32 wait(load, store) signal(load, store){{$}}
// CHECK-NEXT: a3isa.store_output rows = 32, columns = 80, pitch = 320 wait(compute) signal(compute){{$}}
// CHECK: a3isa.load_query rows = 32, columns = 96, pitch = 384, bank = 1 wait(compute) signal(compute){{$}}
// CHECK-NEXT: a3isa.attend queries = 32, query_bank = 1 wait(load, store) signal(load, store){{$}}
// CHECK-NEXT: a3isa.store_output rows = 32, columns = 80, pitch = 320, bank = 1 wait(compute) signal(compute){{$}}
// CHECK: a3isa.load_key rows = 160, columns = 96, pitch = 384, bank = 1{{$}}
// CHECK: a3isa.load_value rows = 160, columns = 80, pitch = 320, bank = 1{{$}}
// CHECK:   a3isa.load_query rows = 32, columns = 96, pitch = 384, rotate = 2 wait(compute) signal(compute){{$}}
// CHECK-NEXT:   a3isa.attend queries = 32, bank = 1, query_rotate = 2 wait(load, store) signal(load, store){{$}}
// CHECK-NEXT:   a3isa.store_output rows = 32, columns = 80, pitch = 320, rotate = 2 wait(compute) signal(compute){{$}}
func.func @f(%q: memref<2x64x96xf32>,
              %k: memref<2x160x96xf32>,
              %v: memref<2x160x80xf32>,
              %o: memref<2x64x80xf32>) {
  a3.attention
      ins(%q, %k, %v : memref<2x64x96xf32>,
                       memref<2x160x96xf32>,
                       memref<2x160x80xf32>)
      outs(%o : memref<2x64x80xf32>)
  return
}
