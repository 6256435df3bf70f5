// RUN: a3-opt %s --convert-a3-to-a3isa | FileCheck %s

// Four tiles of 240 rows are loaded once for two blocks of 64 queries, which take
// turns at each.
// CHECK-LABEL: a3isa.site @attention {
// CHECK: a3isa.sync_compute signal(load){{$}}
// CHECK: a3isa.sync_compute signal(load){{$}}
// CHECK: a3isa.sync_store signal(compute){{$}}
// CHECK: a3isa.sync_store signal(compute){{$}}
// CHECK: a3isa.load_format{{$}}
// CHECK: a3isa.load_key rows = 240, columns = 64, pitch = 256{{$}}
// CHECK: a3isa.load_value rows = 240, columns = 64, pitch = 256{{$}}
// CHECK: a3isa.load_query rows = 64, columns = 64, pitch = 256 wait(compute) signal(compute){{$}}
// CHECK: a3isa.attend queries = 64, partial = first wait(load, store) signal(load){{$}}
// CHECK: a3isa.load_query rows = 64, columns = 64, pitch = 256, bank = 1 wait(compute) signal(compute){{$}}
// CHECK: a3isa.attend queries = 64, partial = first, query_bank = 1 wait(load, store) signal(load){{$}}
// CHECK: a3isa.loop level = 1, count = 2 {
// CHECK: a3isa.load_key rows = 240, columns = 64, pitch = 256, bank = 1, rotate = 2{{$}}
// CHECK: a3isa.load_value rows = 240, columns = 64, pitch = 256, bank = 1, rotate = 2{{$}}
// CHECK: a3isa.sync_load wait(compute) signal(compute){{$}}
// CHECK: a3isa.attend queries = 64, partial = middle, bank = 1, rotate = 2 wait(load) signal(load){{$}}
// CHECK: a3isa.sync_load wait(compute) signal(compute){{$}}
// CHECK: a3isa.attend queries = 64, partial = middle, bank = 1, rotate = 2, query_bank = 1 wait(load) signal(load){{$}}
// CHECK: a3isa.load_key rows = 240, columns = 64, pitch = 256, bank = 1{{$}}
// CHECK: a3isa.load_value rows = 240, columns = 64, pitch = 256, bank = 1{{$}}
// CHECK: a3isa.sync_load wait(compute) signal(compute){{$}}
// CHECK: a3isa.attend queries = 64, partial = last, bank = 1 wait(load) signal(load, store){{$}}
// CHECK: a3isa.sync_load wait(compute) signal(compute){{$}}
// CHECK: a3isa.attend queries = 64, partial = last, bank = 1, query_bank = 1 wait(load) signal(load, store){{$}}
// CHECK: a3isa.store_output rows = 64, columns = 64, pitch = 256 wait(compute) signal(compute){{$}}
// CHECK: a3isa.store_output rows = 64, columns = 64, pitch = 256, bank = 1 wait(compute) signal(compute){{$}}
// CHECK: a3isa.sync_load wait(compute){{$}}
// CHECK: a3isa.sync_load wait(compute){{$}}
// CHECK: a3isa.sync_compute wait(store){{$}}
// CHECK: a3isa.sync_compute wait(store){{$}}
func.func @f(%q: memref<128x64xf32>,
              %k: memref<960x64xf32>,
              %v: memref<960x64xf32>,
              %o: memref<128x64xf32>) {
  a3.attention
      ins(%q, %k, %v : memref<128x64xf32>,
                       memref<960x64xf32>,
                       memref<960x64xf32>)
      outs(%o : memref<128x64xf32>)
  return
}
