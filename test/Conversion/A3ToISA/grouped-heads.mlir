// RUN: a3-opt %s --convert-a3-to-a3isa | FileCheck %s

// Keys and values that three heads share are loaded and sorted once for the three.
// Their queries follow one another, so they are blocks of one head.
// CHECK-LABEL: a3isa.site @attention attributes {m = 40 : i64, t = 1.000000e+01 : f64} {
// CHECK: a3isa.sync_compute signal(load){{$}}
// CHECK: a3isa.sync_compute signal(load){{$}}
// CHECK: a3isa.sync_store signal(compute){{$}}
// CHECK: a3isa.sync_store signal(compute){{$}}
// CHECK: a3isa.load_format{{$}}
// CHECK: a3isa.load_key rows = 320, columns = 64, pitch = 256{{$}}
// CHECK: a3isa.sort_key bank = 0{{$}}
// CHECK: a3isa.load_value rows = 320, columns = 64, pitch = 256{{$}}
// CHECK: a3isa.load_format{{$}}
// CHECK: a3isa.load_query rows = 50, columns = 64, pitch = 256 wait(compute) signal(compute){{$}}
// CHECK: a3isa.attend queries = 50 wait(load, store) signal(load, store){{$}}
// CHECK: a3isa.store_output rows = 50, columns = 64, pitch = 256 wait(compute) signal(compute){{$}}
// CHECK: a3isa.read_range operand = query{{$}}
// CHECK: a3isa.load_query rows = 50, columns = 64, pitch = 256, bank = 1 wait(compute) signal(compute){{$}}
// CHECK: a3isa.attend queries = 50, query_bank = 1 wait(load, store) signal(load, store){{$}}
// CHECK: a3isa.store_output rows = 50, columns = 64, pitch = 256, bank = 1 wait(compute) signal(compute){{$}}
// CHECK: a3isa.read_range operand = key{{$}}
// CHECK: a3isa.read_range operand = value{{$}}
// CHECK: a3isa.load_query rows = 50, columns = 64, pitch = 256 wait(compute) signal(compute){{$}}
// CHECK: a3isa.attend queries = 50 wait(load, store) signal(load, store){{$}}
// CHECK: a3isa.store_output rows = 50, columns = 64, pitch = 256 wait(compute) signal(compute){{$}}
// CHECK: a3isa.load_format{{$}}
// CHECK: a3isa.load_key rows = 320, columns = 64, pitch = 256, bank = 1{{$}}
// CHECK: a3isa.sort_key bank = 1{{$}}
// CHECK: a3isa.load_format{{$}}
// CHECK: a3isa.load_query rows = 50, columns = 64, pitch = 256, bank = 1 wait(compute) signal(compute){{$}}
// CHECK: a3isa.attend queries = 50, query_bank = 1 wait(load, store) signal(load, store){{$}}
// CHECK: a3isa.store_output rows = 50, columns = 64, pitch = 256, bank = 1 wait(compute) signal(compute){{$}}
// CHECK: a3isa.load_format{{$}}
// CHECK: a3isa.load_value rows = 320, columns = 64, pitch = 256, bank = 1{{$}}
// CHECK: a3isa.load_format{{$}}
// CHECK: a3isa.loop level = 1, count = 2 {
// CHECK: a3isa.load_query rows = 50, columns = 64, pitch = 256, rotate = 2 wait(compute) signal(compute){{$}}
// CHECK: a3isa.attend queries = 50, query_rotate = 2 wait(load, store) signal(load, store){{$}}
// CHECK: a3isa.store_output rows = 50, columns = 64, pitch = 256, rotate = 2 wait(compute) signal(compute){{$}}
// CHECK: a3isa.load_format{{$}}
// CHECK: a3isa.loop level = 1, count = 6 {
// CHECK: a3isa.load_query rows = 50, columns = 64, pitch = 256, rotate = 2 wait(compute) signal(compute){{$}}
// CHECK: a3isa.attend queries = 50, bank = 1, query_rotate = 2 wait(load, store) signal(load, store){{$}}
// CHECK: a3isa.store_output rows = 50, columns = 64, pitch = 256, rotate = 2 wait(compute) signal(compute){{$}}
// CHECK: a3isa.sync_load wait(compute){{$}}
// CHECK: a3isa.sync_load wait(compute){{$}}
// CHECK: a3isa.sync_compute wait(store){{$}}
// CHECK: a3isa.sync_compute wait(store){{$}}
func.func @f(%q: memref<2x3x100x64xf32>,
              %k: memref<2x1x320x64xf32>,
              %v: memref<2x1x320x64xf32>,
              %o: memref<2x3x100x64xf32>) {
  a3.attention
      ins(%q, %k, %v : memref<2x3x100x64xf32>,
                       memref<2x1x320x64xf32>,
                       memref<2x1x320x64xf32>)
      outs(%o : memref<2x3x100x64xf32>) {approximation = #a3.approximation<m = 40, t = 10.0>}
  return
}
