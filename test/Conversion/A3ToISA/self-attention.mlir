// RUN: a3-opt %s --convert-a3-to-a3isa | FileCheck %s

// Eight heads that lie one after another are one loop and the last head. A head
// has two blocks of queries; behind them come the ranges of the next head, and its
// keys and values in the bank of the one before, with the format of that head.
// CHECK: a3isa.launch @encoder.0 ins(
// CHECK-LABEL: a3isa.site @encoder.0 scale = 1.250000e-01 {
// CHECK-NEXT: a3isa.set_shape rows = 128, depth = 64, value_depth = 64{{$}}
// CHECK-NEXT: a3isa.sync_compute signal(load){{$}}
// CHECK-NEXT: a3isa.sync_compute signal(load){{$}}
// CHECK-NEXT: a3isa.sync_store signal(compute){{$}}
// CHECK-NEXT: a3isa.sync_store signal(compute){{$}}
// CHECK-NEXT: a3isa.set_address stream = format, slot = 4{{$}}
// CHECK-NEXT: a3isa.set_stride stream = format, bytes = 16{{$}}
// CHECK-NEXT: a3isa.load_format{{$}}
// CHECK-NEXT: a3isa.set_address stream = key, slot = 1{{$}}
// CHECK-NEXT: a3isa.set_stride stream = key, bytes = 32768{{$}}
// CHECK-NEXT: a3isa.load_key rows = 128, columns = 64, pitch = 256{{$}}
// CHECK-NEXT: a3isa.set_address stream = value, slot = 2{{$}}
// CHECK-NEXT: a3isa.set_stride stream = value, bytes = 32768{{$}}
// CHECK-NEXT: a3isa.load_value rows = 128, columns = 64, pitch = 256{{$}}
// CHECK-NEXT: a3isa.loop level = 0, count = 7 {
// CHECK-NEXT:   a3isa.set_address stream = format, slot = 4{{$}}
// CHECK-NEXT:   a3isa.set_stride stream = format, bytes = 16{{$}}
// CHECK-NEXT:   a3isa.load_format{{$}}
// CHECK-NEXT:   a3isa.set_address stream = query{{$}}
// CHECK-NEXT:   a3isa.set_stride stream = query, bytes = 32768{{$}}
// CHECK-NEXT:   a3isa.set_address stream = output, slot = 5{{$}}
// CHECK-NEXT:   a3isa.set_stride stream = output, bytes = 32768{{$}}
// CHECK-NEXT:   a3isa.load_query rows = 64, columns = 64, pitch = 256 wait(compute) signal(compute){{$}}
// CHECK-NEXT:   a3isa.attend queries = 64, rotate = 1 wait(load, store) signal(load, store){{$}}
// CHECK-NEXT:   a3isa.store_output rows = 64, columns = 64, pitch = 256 wait(compute) signal(compute){{$}}
// CHECK-NEXT:   a3isa.set_address stream = format, slot = 4, offset = 16{{$}}
// CHECK-NEXT:   a3isa.set_stride stream = format, bytes = 16{{$}}
// CHECK-NEXT:   a3isa.read_range operand = query{{$}}
// CHECK-NEXT:   a3isa.set_address stream = query, offset = 16384{{$}}
// CHECK-NEXT:   a3isa.set_stride stream = query, bytes = 32768{{$}}
// CHECK-NEXT:   a3isa.set_address stream = output, slot = 5, offset = 16384{{$}}
// CHECK-NEXT:   a3isa.set_stride stream = output, bytes = 32768{{$}}
// CHECK-NEXT:   a3isa.load_query rows = 64, columns = 64, pitch = 256, bank = 1 wait(compute) signal(compute){{$}}
// CHECK-NEXT:   a3isa.attend queries = 64, rotate = 1, query_bank = 1 wait(load, store) signal(load, store){{$}}
// CHECK-NEXT:   a3isa.store_output rows = 64, columns = 64, pitch = 256, bank = 1 wait(compute) signal(compute){{$}}
// CHECK-NEXT:   a3isa.read_range operand = key{{$}}
// CHECK-NEXT:   a3isa.read_range operand = value{{$}}
// CHECK-NEXT:   a3isa.load_format{{$}}
// CHECK-NEXT:   a3isa.set_address stream = key, slot = 1, offset = 32768{{$}}
// CHECK-NEXT:   a3isa.set_stride stream = key, bytes = 32768{{$}}
// CHECK-NEXT:   a3isa.load_key rows = 128, columns = 64, pitch = 256, bank = 1, rotate = 1{{$}}
// CHECK-NEXT:   a3isa.set_address stream = value, slot = 2, offset = 32768{{$}}
// CHECK-NEXT:   a3isa.set_stride stream = value, bytes = 32768{{$}}
// CHECK-NEXT:   a3isa.load_value rows = 128, columns = 64, pitch = 256, bank = 1, rotate = 1{{$}}
// CHECK-NEXT: }
// CHECK-NEXT: a3isa.set_address stream = format, slot = 4, offset = 112{{$}}
// CHECK-NEXT: a3isa.set_stride stream = format, bytes = 16{{$}}
// CHECK-NEXT: a3isa.load_format{{$}}
// CHECK-NEXT: a3isa.set_address stream = query, offset = 229376{{$}}
// CHECK-NEXT: a3isa.set_stride stream = query, bytes = 32768{{$}}
// CHECK-NEXT: a3isa.set_stride stream = query, level = 1, bytes = 16384{{$}}
// CHECK-NEXT: a3isa.set_address stream = output, slot = 5, offset = 229376{{$}}
// CHECK-NEXT: a3isa.set_stride stream = output, bytes = 32768{{$}}
// CHECK-NEXT: a3isa.set_stride stream = output, level = 1, bytes = 16384{{$}}
// CHECK-NEXT: a3isa.loop level = 1, count = 2 {
// CHECK-NEXT:   a3isa.load_query rows = 64, columns = 64, pitch = 256, rotate = 2 wait(compute) signal(compute){{$}}
// CHECK-NEXT:   a3isa.attend queries = 64, bank = 1, query_rotate = 2 wait(load, store) signal(load, store){{$}}
// CHECK-NEXT:   a3isa.store_output rows = 64, columns = 64, pitch = 256, rotate = 2 wait(compute) signal(compute){{$}}
// CHECK-NEXT: }
// CHECK-NEXT: a3isa.sync_load wait(compute){{$}}
// CHECK-NEXT: a3isa.sync_load wait(compute){{$}}
// CHECK-NEXT: a3isa.sync_compute wait(store){{$}}
// CHECK-NEXT: a3isa.sync_compute wait(store){{$}}
func.func @f(%q: memref<8x128x64xf32>,
              %k: memref<8x128x64xf32>,
              %v: memref<8x128x64xf32>,
              %o: memref<8x128x64xf32>) {
  a3.attention
      ins(%q, %k, %v : memref<8x128x64xf32>,
                       memref<8x128x64xf32>,
                       memref<8x128x64xf32>)
      outs(%o : memref<8x128x64xf32>) {scale = 0.125 : f32, site = "encoder.0"}
  return
}
