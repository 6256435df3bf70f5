// RUN: a3-opt %s | a3-opt | FileCheck %s
// RUN: a3-opt %s --mlir-print-op-generic | a3-opt | FileCheck %s

// Every instruction with every field; what is zero is not written.
// CHECK-LABEL: a3isa.site @every_instruction scale = 2.500000e-01 {
// CHECK-NEXT: a3isa.set_address stream = key, slot = 1, offset = 64{{$}}
// CHECK-NEXT: a3isa.set_address stream = query{{$}}
// CHECK-NEXT: a3isa.set_stride stream = position, level = 3, bytes = -16{{$}}
// CHECK-NEXT: a3isa.set_shape rows = 320, depth = 64, value_depth = 32{{$}}
// CHECK-NEXT: a3isa.set_mask bitmap = on, causal = on, offset = -3{{$}}
// CHECK-NEXT: a3isa.sync_compute signal(load, store){{$}}
// CHECK-NEXT: a3isa.sync_store signal(compute){{$}}
// CHECK-NEXT: a3isa.loop level = 2, count = 3 {
// CHECK-NEXT:   a3isa.loop level = 0, count = 12 {
// CHECK-NEXT:     a3isa.sync_load{{$}}
// CHECK-NEXT:   } {note = "inner"}
// CHECK-NEXT: }
// CHECK-NEXT: a3isa.load_format wait(compute){{$}}
// CHECK-NEXT: a3isa.load_key rows = 320, columns = 64, pitch = 256, bank = 1, rotate = 1{{$}}
// CHECK-NEXT: a3isa.load_value rows = 320, columns = 32, pitch = -128{{$}}
// CHECK-NEXT: a3isa.load_mask rows = 64, columns = 320, pitch = 320{{$}}
// CHECK-NEXT: a3isa.load_query rows = 64, columns = 64, pitch = 256 signal(compute){{$}}
// CHECK-NEXT: a3isa.attend queries = 64, partial = last, bank = 1, rotate = 1, query_bank = 1, query_rotate = 3 wait(load) signal(store){{$}}
// CHECK-NEXT: a3isa.store_output rows = 64, columns = 32, pitch = 128, bank = 1, rotate = 3 wait(compute){{$}}
a3isa.site @every_instruction scale = 0.25 {
  a3isa.set_address stream = key, slot = 1, offset = 64
  a3isa.set_address stream = query, slot = 0
  a3isa.set_stride stream = position, level = 3, bytes = -16
  a3isa.set_shape value_depth = 32, rows = 320, depth = 64
  a3isa.set_mask bitmap = on, causal = on, offset = -3
  a3isa.sync_compute signal(store, load)
  a3isa.sync_store signal(compute)
  a3isa.loop level = 2, count = 3 {
    a3isa.loop count = 12 {
      a3isa.sync_load
    } {note = "inner"}
  }
  a3isa.load_format wait(compute)
  a3isa.load_key rows = 320, columns = 64, pitch = 256, bank = 1, rotate = 1
  a3isa.load_value rows = 320, columns = 32, pitch = -128
  a3isa.load_mask rows = 64, columns = 320, pitch = 320
  a3isa.load_query rows = 64, columns = 64, pitch = 256 signal(compute)
  a3isa.attend queries = 64, partial = last, bank = 1, rotate = 1, query_bank = 1, query_rotate = 3 wait(load) signal(store)
  a3isa.store_output rows = 64, columns = 32, pitch = 128, bank = 1, rotate = 3 wait(compute)
}

// CHECK-LABEL: a3isa.site @two_heads formats =
// CHECK-SAME: dense<{{.*}}> : tensor<2x4xf32> attributes {note = "calibrated"} {
a3isa.site @two_heads formats = dense<1.0> : tensor<2x4xf32> attributes {note = "calibrated"} {
  a3isa.set_shape rows = 6, depth = 8, value_depth = 5
  a3isa.set_mask bitmap = on
  a3isa.loop count = 2 {
    a3isa.load_key rows = 6, columns = 8, pitch = 32
    a3isa.load_value rows = 6, columns = 5, pitch = 20
    a3isa.load_mask rows = 3, columns = 6, pitch = 0
    a3isa.load_query rows = 3, columns = 8, pitch = 32 signal(compute)
    a3isa.attend queries = 3 wait(load) signal(load, store)
    a3isa.store_output rows = 3, columns = 5, pitch = 20 wait(compute)
    a3isa.sync_load wait(compute)
  }
}

// CHECK-LABEL: func @launch
// CHECK: a3isa.launch @two_heads ins(%arg0, %arg1, %arg2 : memref<2x3x8xf32>, memref<1x6x8xf32>, memref<2x6x5xf32, strided<[64, 5, 1], offset: ?>>) mask(%arg3 : memref<2x1x6xi1>) outs(%arg4 : memref<2x3x5xf32>)
func.func @launch(%q: memref<2x3x8xf32>, %k: memref<1x6x8xf32>,
                  %v: memref<2x6x5xf32, strided<[64, 5, 1], offset: ?>>,
                  %m: memref<2x1x6xi1>, %o: memref<2x3x5xf32>) {
  a3isa.launch @two_heads
      ins(%q, %k, %v : memref<2x3x8xf32>, memref<1x6x8xf32>,
                       memref<2x6x5xf32, strided<[64, 5, 1], offset: ?>>)
      mask(%m : memref<2x1x6xi1>) outs(%o : memref<2x3x5xf32>)
  return
}
