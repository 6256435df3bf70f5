// RUN: a3-opt %s --convert-a3-to-a3isa | FileCheck %s

// Fewer queries than rows, and values of another width. One block: keys and
// values wait for a free bank themselves.
// CHECK: a3isa.launch @attention ins(
// CHECK-LABEL: a3isa.site @attention {
// CHECK: a3isa.loop level = 0, count = 4 {
// CHECK-NEXT:   a3isa.load_format{{$}}
// CHECK-NEXT:   a3isa.load_key rows = 300, columns = 64, pitch = 256, rotate = 1 wait(compute){{$}}
// CHECK-NEXT:   a3isa.load_value rows = 300, columns = 32, pitch = 128, rotate = 1{{$}}
// CHECK-NEXT:   a3isa.load_query rows = 10, columns = 64, pitch = 256, rotate = 1 signal(compute){{$}}
// CHECK-NEXT:   a3isa.attend queries = 10, rotate = 1, query_rotate = 1 wait(load, store) signal(load, store){{$}}
// CHECK-NEXT:   a3isa.store_output rows = 10, columns = 32, pitch = 128, rotate = 1 wait(compute) signal(compute){{$}}
// CHECK-NEXT: }
func.func @f(%q: memref<4x10x64xf32>,
              %k: memref<4x300x64xf32>,
              %v: memref<4x300x32xf32>,
              %o: memref<4x10x32xf32>) {
  a3.attention
      ins(%q, %k, %v : memref<4x10x64xf32>,
                       memref<4x300x64xf32>,
                       memref<4x300x32xf32>)
      outs(%o : memref<4x10x32xf32>)
  return
}
