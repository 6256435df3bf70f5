// RUN: a3-opt %s --convert-a3-to-a3isa | FileCheck %s

// A decoding step: the queries of heads that share keys are the rows of one block.
// CHECK-LABEL: a3isa.site @attention attributes {m = 40 : i64, t = 1.000000e+01 : f64} {
// CHECK: a3isa.sync_compute signal(load){{$}}
// CHECK: a3isa.sync_compute signal(load){{$}}
// CHECK: a3isa.sync_store signal(compute){{$}}
// CHECK: a3isa.sync_store signal(compute){{$}}
// CHECK: a3isa.loop level = 0, count = 2 {
// CHECK: a3isa.load_format{{$}}
// CHECK: a3isa.load_key rows = 320, columns = 64, pitch = 256, rotate = 1 wait(compute){{$}}
// CHECK: a3isa.sort_key bank = 0, rotate = 1{{$}}
// CHECK: a3isa.load_value rows = 320, columns = 64, pitch = 256, rotate = 1{{$}}
// CHECK: a3isa.load_query rows = 3, columns = 64, pitch = 256, rotate = 1 signal(compute){{$}}
// CHECK: a3isa.attend queries = 3, rotate = 1, query_rotate = 1 wait(load, store) signal(load, store){{$}}
// CHECK: a3isa.store_output rows = 3, columns = 64, pitch = 256, rotate = 1 wait(compute) signal(compute){{$}}
// CHECK: a3isa.sync_load wait(compute){{$}}
// CHECK: a3isa.sync_load wait(compute){{$}}
// CHECK: a3isa.sync_compute wait(store){{$}}
// CHECK: a3isa.sync_compute wait(store){{$}}
func.func @f(%q: memref<2x3x1x64xf32>,
              %k: memref<2x1x320x64xf32>,
              %v: memref<2x1x320x64xf32>,
              %o: memref<2x3x1x64xf32>) {
  a3.attention
      ins(%q, %k, %v : memref<2x3x1x64xf32>,
                       memref<2x1x320x64xf32>,
                       memref<2x1x320x64xf32>)
      outs(%o : memref<2x3x1x64xf32>) {approximation = #a3.approximation<m = 40, t = 10.0>}
  return
}
