// RUN: a3-opt %s --convert-a3-to-a3isa | FileCheck %s

// 150 queries of two heads: an even number of blocks, three of 38 and one of 36.
// The ranges, keys and values of the second head come in parts behind the blocks
// of the first one.
// CHECK: a3isa.launch @attention ins(
// CHECK-LABEL: a3isa.site @attention {
// CHECK: a3isa.load_format{{$}}
// CHECK: a3isa.load_key rows = 320, columns = 64, pitch = 256{{$}}
// CHECK: a3isa.load_value rows = 320, columns = 64, pitch = 256{{$}}
// CHECK: a3isa.load_format{{$}}
// CHECK-NEXT: a3isa.set_address stream = query{{$}}
// CHECK-NEXT: a3isa.set_stride stream = query, bytes = 38400{{$}}
// CHECK: a3isa.load_query rows = 38, columns = 64, pitch = 256 wait(compute) signal(compute){{$}}
// CHECK-NEXT: a3isa.attend queries = 38 wait(load, store) signal(load, store){{$}}
// CHECK-NEXT: a3isa.store_output rows = 38, columns = 64, pitch = 256 wait(compute) signal(compute){{$}}
// CHECK-NEXT: a3isa.set_address stream = format, slot = 4, offset = 16{{$}}
// CHECK-NEXT: a3isa.set_stride stream = format, bytes = 16{{$}}
// CHECK-NEXT: a3isa.read_range operand = query{{$}}
// CHECK-NEXT: a3isa.set_address stream = query, offset = 9728{{$}}
// CHECK-NEXT: a3isa.set_stride stream = query, bytes = 38400{{$}}
// CHECK: a3isa.load_query rows = 38, columns = 64, pitch = 256, bank = 1 wait(compute) signal(compute){{$}}
// CHECK-NEXT: a3isa.attend queries = 38, query_bank = 1 wait(load, store) signal(load, store){{$}}
// CHECK-NEXT: a3isa.store_output rows = 38, columns = 64, pitch = 256, bank = 1 wait(compute) signal(compute){{$}}
// CHECK-NEXT: a3isa.read_range operand = key{{$}}
// CHECK-NEXT: a3isa.read_range operand = value{{$}}
// CHECK-NEXT: a3isa.set_address stream = query, offset = 19456{{$}}
// CHECK-NEXT: a3isa.set_stride stream = query, bytes = 38400{{$}}
// CHECK: a3isa.load_query rows = 38, columns = 64, pitch = 256 wait(compute) signal(compute){{$}}
// CHECK-NEXT: a3isa.attend queries = 38 wait(load, store) signal(load, store){{$}}
// CHECK-NEXT: a3isa.store_output rows = 38, columns = 64, pitch = 256 wait(compute) signal(compute){{$}}
// CHECK-NEXT: a3isa.load_format{{$}}
// CHECK: a3isa.load_key rows = 320, columns = 64, pitch = 256, bank = 1{{$}}
// CHECK: a3isa.load_format{{$}}
// CHECK-NEXT: a3isa.set_address stream = query, offset = 29184{{$}}
// CHECK-NEXT: a3isa.set_stride stream = query, bytes = 38400{{$}}
// CHECK: a3isa.load_query rows = 36, columns = 64, pitch = 256, bank = 1 wait(compute) signal(compute){{$}}
// CHECK-NEXT: a3isa.attend queries = 36, query_bank = 1 wait(load, store) signal(load, store){{$}}
// CHECK-NEXT: a3isa.store_output rows = 36, columns = 64, pitch = 256, bank = 1 wait(compute) signal(compute){{$}}
// CHECK: a3isa.load_format{{$}}
// CHECK: a3isa.load_value rows = 320, columns = 64, pitch = 256, bank = 1{{$}}
// CHECK: a3isa.load_format{{$}}
// CHECK-NEXT: a3isa.set_address stream = query, offset = 38400{{$}}
// CHECK-NEXT: a3isa.set_stride stream = query, bytes = 38400{{$}}
// CHECK-NEXT: a3isa.set_stride stream = query, level = 1, bytes = 9728{{$}}
// CHECK: a3isa.loop level = 1, count = 3 {
// CHECK-NEXT:   a3isa.load_query rows = 38, columns = 64, pitch = 256, rotate = 2 wait(compute) signal(compute){{$}}
// CHECK-NEXT:   a3isa.attend queries = 38, bank = 1, query_rotate = 2 wait(load, store) signal(load, store){{$}}
// CHECK-NEXT:   a3isa.store_output rows = 38, columns = 64, pitch = 256, rotate = 2 wait(compute) signal(compute){{$}}
// CHECK-NEXT: }
// CHECK-NEXT: a3isa.set_address stream = query, offset = 67584{{$}}
// CHECK-NEXT: a3isa.set_stride stream = query, bytes = 38400{{$}}
// CHECK: a3isa.load_query rows = 36, columns = 64, pitch = 256, bank = 1 wait(compute) signal(compute){{$}}
// CHECK-NEXT: a3isa.attend queries = 36, bank = 1, query_bank = 1 wait(load, store) signal(load, store){{$}}
// CHECK-NEXT: a3isa.store_output rows = 36, columns = 64, pitch = 256, bank = 1 wait(compute) signal(compute){{$}}
func.func @f(%q: memref<2x150x64xf32>,
              %k: memref<2x320x64xf32>,
              %v: memref<2x320x64xf32>,
              %o: memref<2x150x64xf32>) {
  a3.attention
      ins(%q, %k, %v : memref<2x150x64xf32>,
                       memref<2x320x64xf32>,
                       memref<2x320x64xf32>)
      outs(%o : memref<2x150x64xf32>)
  return
}
