// RUN: a3-opt %s --canonicalize --cse --symbol-dce | FileCheck %s

// Instructions have no results and many look alike; all of them count.
// CHECK-LABEL: a3isa.site @tokens
// CHECK-NEXT: a3isa.sync_compute signal(load)
// CHECK-NEXT: a3isa.sync_compute signal(load)
// CHECK-NEXT: a3isa.loop level = 0, count = 2 {
// CHECK-NEXT:   a3isa.sync_load
// CHECK-NEXT: }
a3isa.site @tokens {
  a3isa.sync_compute signal(load)
  a3isa.sync_compute signal(load)
  a3isa.loop count = 2 {
    a3isa.sync_load
  }
}

a3isa.site @one_query {
  a3isa.set_shape rows = 6, depth = 8, value_depth = 8
  a3isa.load_key rows = 6, columns = 8, pitch = 32
  a3isa.load_value rows = 6, columns = 8, pitch = 32
  a3isa.load_query rows = 1, columns = 8 signal(compute)
  a3isa.attend queries = 1 wait(load) signal(store)
  a3isa.store_output rows = 1, columns = 8 wait(compute)
}

// A launch writes its output: the second load is not the first.
// CHECK-LABEL: func @launch
// CHECK: memref.load
// CHECK: a3isa.launch
// CHECK: memref.load
func.func @launch(%q: memref<1x8xf32>, %k: memref<6x8xf32>,
                  %o: memref<1x8xf32>) -> (f32, f32) {
  %c0 = arith.constant 0 : index
  %before = memref.load %o[%c0, %c0] : memref<1x8xf32>
  a3isa.launch @one_query
      ins(%q, %k, %k : memref<1x8xf32>, memref<6x8xf32>, memref<6x8xf32>)
      outs(%o : memref<1x8xf32>)
  %after = memref.load %o[%c0, %c0] : memref<1x8xf32>
  return %before, %after : f32, f32
}
