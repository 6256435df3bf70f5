// RUN: a3-opt %s --convert-a3-to-a3isa | FileCheck %s

// Both tiles of a head are loaded with its first block of queries and stay for the
// others; the ranges of the next head are read in parts.
// CHECK-LABEL: a3isa.site @attention {
// CHECK: a3isa.sync_compute signal(load){{$}}
// CHECK: a3isa.sync_compute signal(load){{$}}
// CHECK: a3isa.sync_store signal(compute){{$}}
// CHECK: a3isa.sync_store signal(compute){{$}}
// CHECK: a3isa.loop level = 0, count = 2 {
// CHECK: a3isa.load_format{{$}}
// CHECK: a3isa.load_key rows = 320, columns = 64, pitch = 256 wait(compute){{$}}
// CHECK: a3isa.load_value rows = 320, columns = 64, pitch = 256{{$}}
// CHECK: a3isa.load_query rows = 64, columns = 64, pitch = 256 signal(compute){{$}}
// CHECK: a3isa.attend queries = 64, partial = first wait(load, store) signal(load){{$}}
// CHECK: a3isa.load_key rows = 320, columns = 64, pitch = 256, bank = 1 wait(compute){{$}}
// CHECK: a3isa.load_value rows = 320, columns = 64, pitch = 256, bank = 1 signal(compute){{$}}
// CHECK: a3isa.attend queries = 64, partial = last, bank = 1 wait(load) signal(load, store){{$}}
// CHECK: a3isa.store_output rows = 64, columns = 64, pitch = 256 wait(compute) signal(compute){{$}}
// CHECK: a3isa.read_range operand = query{{$}}
// CHECK: a3isa.load_query rows = 64, columns = 64, pitch = 256, bank = 1 wait(compute) signal(compute){{$}}
// CHECK: a3isa.attend queries = 64, partial = first, query_bank = 1 wait(load, store) signal(load){{$}}
// CHECK: a3isa.sync_load wait(compute) signal(compute){{$}}
// CHECK: a3isa.attend queries = 64, partial = last, bank = 1, query_bank = 1 wait(load) signal(load, store){{$}}
// CHECK: a3isa.store_output rows = 64, columns = 64, pitch = 256, bank = 1 wait(compute) signal(compute){{$}}
// CHECK: a3isa.read_range operand = key{{$}}
// CHECK: a3isa.load_query rows = 64, columns = 64, pitch = 256 wait(compute) signal(compute){{$}}
// CHECK: a3isa.attend queries = 64, partial = first wait(load, store) signal(load){{$}}
// CHECK: a3isa.sync_load wait(compute) signal(compute){{$}}
// CHECK: a3isa.attend queries = 64, partial = last, bank = 1 wait(load) signal(load, store){{$}}
// CHECK: a3isa.store_output rows = 64, columns = 64, pitch = 256 wait(compute) signal(compute){{$}}
// CHECK: a3isa.read_range operand = value{{$}}
// CHECK: a3isa.load_query rows = 64, columns = 64, pitch = 256, bank = 1 wait(compute) signal(compute){{$}}
// CHECK: a3isa.attend queries = 64, partial = first, query_bank = 1 wait(load, store) signal(load){{$}}
// CHECK: a3isa.sync_load wait(compute) signal(compute){{$}}
// CHECK: a3isa.attend queries = 64, partial = last, bank = 1, query_bank = 1 wait(load) signal(load, store){{$}}
// CHECK: a3isa.store_output rows = 64, columns = 64, pitch = 256, bank = 1 wait(compute) signal(compute){{$}}
// CHECK: a3isa.load_format{{$}}
// CHECK: a3isa.load_key rows = 320, columns = 64, pitch = 256 wait(compute){{$}}
// CHECK: a3isa.load_value rows = 320, columns = 64, pitch = 256{{$}}
// CHECK: a3isa.load_query rows = 64, columns = 64, pitch = 256 signal(compute){{$}}
// CHECK: a3isa.attend queries = 64, partial = first wait(load, store) signal(load){{$}}
// CHECK: a3isa.load_key rows = 320, columns = 64, pitch = 256, bank = 1 wait(compute){{$}}
// CHECK: a3isa.load_value rows = 320, columns = 64, pitch = 256, bank = 1 signal(compute){{$}}
// CHECK: a3isa.attend queries = 64, partial = last, bank = 1 wait(load) signal(load, store){{$}}
// CHECK: a3isa.store_output rows = 64, columns = 64, pitch = 256 wait(compute) signal(compute){{$}}
// CHECK: a3isa.loop level = 1, count = 3 {
// CHECK: a3isa.load_query rows = 64, columns = 64, pitch = 256, bank = 1, rotate = 2 wait(compute) signal(compute){{$}}
// CHECK: a3isa.attend queries = 64, partial = first, query_bank = 1, query_rotate = 2 wait(load, store) signal(load){{$}}
// CHECK: a3isa.sync_load wait(compute) signal(compute){{$}}
// CHECK: a3isa.attend queries = 64, partial = last, bank = 1, query_bank = 1, query_rotate = 2 wait(load) signal(load, store){{$}}
// CHECK: a3isa.store_output rows = 64, columns = 64, pitch = 256, bank = 1, rotate = 2 wait(compute) signal(compute){{$}}
// CHECK: a3isa.sync_load wait(compute){{$}}
// CHECK: a3isa.sync_load wait(compute){{$}}
// CHECK: a3isa.sync_compute wait(store){{$}}
// CHECK: a3isa.sync_compute wait(store){{$}}
func.func @f(%q: memref<3x256x64xf32>,
              %k: memref<3x640x64xf32>,
              %v: memref<3x640x64xf32>,
              %o: memref<3x256x64xf32>) {
  a3.attention
      ins(%q, %k, %v : memref<3x256x64xf32>,
                       memref<3x640x64xf32>,
                       memref<3x640x64xf32>)
      outs(%o : memref<3x256x64xf32>)
  return
}
