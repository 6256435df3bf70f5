// RUN: a3-opt %s --convert-a3-to-a3isa | FileCheck %s

// Of the four tiles of 256 rows, the first two pairs of blocks see one, the next two
// pairs two, and so on; the others are not loaded.
// CHECK-LABEL: a3isa.site @attention {
// CHECK: a3isa.load_key rows = 256, columns = 64, pitch = 256{{$}}
// CHECK: a3isa.attend queries = 64 wait(load, store) signal(load, store){{$}}
// CHECK: a3isa.attend queries = 64, query_bank = 1 wait(load, store) signal(load, store){{$}}
// CHECK: a3isa.store_output rows = 64, columns = 64, pitch = 256 wait(compute) signal(compute){{$}}
// CHECK: a3isa.store_output rows = 64, columns = 64, pitch = 256, bank = 1 wait(compute) signal(compute){{$}}
// CHECK: a3isa.load_key rows = 256, columns = 64, pitch = 256, bank = 1{{$}}
// CHECK: a3isa.attend queries = 64, bank = 1 wait(load, store) signal(load, store){{$}}
// CHECK: a3isa.attend queries = 64, bank = 1, query_bank = 1 wait(load, store) signal(load, store){{$}}
// CHECK: a3isa.store_output rows = 64, columns = 64, pitch = 256 wait(compute) signal(compute){{$}}
// CHECK: a3isa.store_output rows = 64, columns = 64, pitch = 256, bank = 1 wait(compute) signal(compute){{$}}
// CHECK: a3isa.load_key rows = 256, columns = 64, pitch = 256{{$}}
// CHECK: a3isa.attend queries = 64, partial = first wait(load, store) signal(load){{$}}
// CHECK: a3isa.attend queries = 64, partial = first, query_bank = 1 wait(load, store) signal(load){{$}}
// CHECK: a3isa.load_key rows = 256, columns = 64, pitch = 256, bank = 1{{$}}
// CHECK: a3isa.attend queries = 64, partial = last, bank = 1 wait(load) signal(load, store){{$}}
// CHECK: a3isa.attend queries = 64, partial = last, bank = 1, query_bank = 1 wait(load) signal(load, store){{$}}
// CHECK: a3isa.store_output rows = 64, columns = 64, pitch = 256 wait(compute) signal(compute){{$}}
// CHECK: a3isa.store_output rows = 64, columns = 64, pitch = 256, bank = 1 wait(compute) signal(compute){{$}}
// CHECK: a3isa.load_key rows = 256, columns = 64, pitch = 256{{$}}
// CHECK: a3isa.attend queries = 64, partial = first wait(load, store) signal(load){{$}}
// CHECK: a3isa.attend queries = 64, partial = first, query_bank = 1 wait(load, store) signal(load){{$}}
// CHECK: a3isa.load_key rows = 256, columns = 64, pitch = 256, bank = 1{{$}}
// CHECK: a3isa.attend queries = 64, partial = last, bank = 1 wait(load) signal(load, store){{$}}
// CHECK: a3isa.attend queries = 64, partial = last, bank = 1, query_bank = 1 wait(load) signal(load, store){{$}}
// CHECK: a3isa.store_output rows = 64, columns = 64, pitch = 256 wait(compute) signal(compute){{$}}
// CHECK: a3isa.store_output rows = 64, columns = 64, pitch = 256, bank = 1 wait(compute) signal(compute){{$}}
// CHECK: a3isa.load_key rows = 256, columns = 64, pitch = 256{{$}}
// CHECK: a3isa.attend queries = 64, partial = first wait(load, store) signal(load){{$}}
// CHECK: a3isa.attend queries = 64, partial = first, query_bank = 1 wait(load, store) signal(load){{$}}
// CHECK: a3isa.load_key rows = 256, columns = 64, pitch = 256, bank = 1{{$}}
// CHECK: a3isa.attend queries = 64, partial = middle, bank = 1 wait(load) signal(load){{$}}
// CHECK: a3isa.attend queries = 64, partial = middle, bank = 1, query_bank = 1 wait(load) signal(load){{$}}
// CHECK: a3isa.load_key rows = 256, columns = 64, pitch = 256{{$}}
// CHECK: a3isa.attend queries = 64, partial = last wait(load) signal(load, store){{$}}
// CHECK: a3isa.attend queries = 64, partial = last, query_bank = 1 wait(load) signal(load, store){{$}}
// CHECK: a3isa.store_output rows = 64, columns = 64, pitch = 256 wait(compute) signal(compute){{$}}
// CHECK: a3isa.store_output rows = 64, columns = 64, pitch = 256, bank = 1 wait(compute) signal(compute){{$}}
// CHECK: a3isa.load_key rows = 256, columns = 64, pitch = 256, bank = 1{{$}}
// CHECK: a3isa.attend queries = 64, partial = first, bank = 1 wait(load, store) signal(load){{$}}
// CHECK: a3isa.attend queries = 64, partial = first, bank = 1, query_bank = 1 wait(load, store) signal(load){{$}}
// CHECK: a3isa.load_key rows = 256, columns = 64, pitch = 256{{$}}
// CHECK: a3isa.attend queries = 64, partial = middle wait(load) signal(load){{$}}
// CHECK: a3isa.attend queries = 64, partial = middle, query_bank = 1 wait(load) signal(load){{$}}
// CHECK: a3isa.load_key rows = 256, columns = 64, pitch = 256, bank = 1{{$}}
// CHECK: a3isa.attend queries = 64, partial = last, bank = 1 wait(load) signal(load, store){{$}}
// CHECK: a3isa.attend queries = 64, partial = last, bank = 1, query_bank = 1 wait(load) signal(load, store){{$}}
// CHECK: a3isa.store_output rows = 64, columns = 64, pitch = 256 wait(compute) signal(compute){{$}}
// CHECK: a3isa.store_output rows = 64, columns = 64, pitch = 256, bank = 1 wait(compute) signal(compute){{$}}
// CHECK: a3isa.load_key rows = 256, columns = 64, pitch = 256{{$}}
// CHECK: a3isa.attend queries = 64, partial = first wait(load, store) signal(load){{$}}
// CHECK: a3isa.attend queries = 64, partial = first, query_bank = 1 wait(load, store) signal(load){{$}}
// CHECK: a3isa.loop level = 1, count = 2 {
// CHECK: a3isa.load_key rows = 256, columns = 64, pitch = 256, bank = 1, rotate = 2{{$}}
// CHECK: a3isa.attend queries = 64, partial = middle, bank = 1, rotate = 2 wait(load) signal(load){{$}}
// CHECK: a3isa.attend queries = 64, partial = middle, bank = 1, rotate = 2, query_bank = 1 wait(load) signal(load){{$}}
// CHECK: a3isa.load_key rows = 256, columns = 64, pitch = 256, bank = 1{{$}}
// CHECK: a3isa.attend queries = 64, partial = last, bank = 1 wait(load) signal(load, store){{$}}
// CHECK: a3isa.attend queries = 64, partial = last, bank = 1, query_bank = 1 wait(load) signal(load, store){{$}}
// CHECK: a3isa.store_output rows = 64, columns = 64, pitch = 256 wait(compute) signal(compute){{$}}
// CHECK: a3isa.store_output rows = 64, columns = 64, pitch = 256, bank = 1 wait(compute) signal(compute){{$}}
// CHECK: a3isa.load_key rows = 256, columns = 64, pitch = 256{{$}}
// CHECK: a3isa.attend queries = 64, partial = first wait(load, store) signal(load){{$}}
// CHECK: a3isa.attend queries = 64, partial = first, query_bank = 1 wait(load, store) signal(load){{$}}
// CHECK: a3isa.loop level = 1, count = 2 {
// CHECK: a3isa.load_key rows = 256, columns = 64, pitch = 256, bank = 1, rotate = 2{{$}}
// CHECK: a3isa.attend queries = 64, partial = middle, bank = 1, rotate = 2 wait(load) signal(load){{$}}
// CHECK: a3isa.attend queries = 64, partial = middle, bank = 1, rotate = 2, query_bank = 1 wait(load) signal(load){{$}}
// CHECK: a3isa.load_key rows = 256, columns = 64, pitch = 256, bank = 1{{$}}
// CHECK: a3isa.attend queries = 64, partial = last, bank = 1 wait(load) signal(load, store){{$}}
// CHECK: a3isa.attend queries = 64, partial = last, bank = 1, query_bank = 1 wait(load) signal(load, store){{$}}
// CHECK: a3isa.store_output rows = 64, columns = 64, pitch = 256 wait(compute) signal(compute){{$}}
// CHECK: a3isa.store_output rows = 64, columns = 64, pitch = 256, bank = 1 wait(compute) signal(compute){{$}}
func.func @f(%q: memref<1024x64xf32>,
              %k: memref<1024x64xf32>,
              %v: memref<1024x64xf32>,
              %o: memref<1024x64xf32>) {
  a3.attention
      ins(%q, %k, %v : memref<1024x64xf32>,
                       memref<1024x64xf32>,
                       memref<1024x64xf32>)
      outs(%o : memref<1024x64xf32>) {causal}
  return
}
