// RUN: a3-opt %s --convert-a3-to-a3isa | FileCheck %s

// Three heads in each of five batches: an empty block passes the tokens on, so
// that a batch starts in the bank that the last one left.
// CHECK: a3isa.launch @attention ins(
// CHECK-LABEL: a3isa.site @attention {
// CHECK: a3isa.loop level = 0, count = 5 {
// CHECK-NEXT:   a3isa.loop level = 1, count = 3 {
// CHECK-NEXT:     a3isa.load_format{{$}}
// CHECK-NEXT:     a3isa.load_key rows = 64, columns = 32, pitch = 384, rotate = 2 wait(compute){{$}}
// CHECK-NEXT:     a3isa.load_value rows = 64, columns = 32, pitch = 384, rotate = 2{{$}}
// CHECK-NEXT:     a3isa.load_query rows = 64, columns = 32, pitch = 384, rotate = 2 signal(compute){{$}}
// CHECK-NEXT:     a3isa.attend queries = 64, rotate = 2, query_rotate = 2 wait(load, store) signal(load, store){{$}}
// CHECK-NEXT:     a3isa.store_output rows = 64, columns = 32, pitch = 384, rotate = 2 wait(compute) signal(compute){{$}}
// CHECK-NEXT:   }
// CHECK-NEXT:   a3isa.sync_load wait(compute) signal(compute){{$}}
// CHECK-NEXT:   a3isa.sync_compute wait(load, store) signal(load, store){{$}}
// CHECK-NEXT:   a3isa.sync_store wait(compute) signal(compute){{$}}
// CHECK-NEXT: }
func.func @f(%q: memref<5x3x64x32xf32, strided<[6144, 32, 96, 1]>>,
              %k: memref<5x3x64x32xf32, strided<[6144, 32, 96, 1]>>,
              %v: memref<5x3x64x32xf32, strided<[6144, 32, 96, 1]>>,
              %o: memref<5x3x64x32xf32, strided<[6144, 32, 96, 1]>>) {
  a3.attention
      ins(%q, %k, %v : memref<5x3x64x32xf32, strided<[6144, 32, 96, 1]>>,
                       memref<5x3x64x32xf32, strided<[6144, 32, 96, 1]>>,
                       memref<5x3x64x32xf32, strided<[6144, 32, 96, 1]>>)
      outs(%o : memref<5x3x64x32xf32, strided<[6144, 32, 96, 1]>>)
  return
}
