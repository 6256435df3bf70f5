// RUN: a3-opt %s --convert-a3-to-a3isa | FileCheck %s

// Mask rows lie in the bank of their queries.
// CHECK: a3isa.launch @attention ins(
// CHECK-LABEL: a3isa.site @attention {
// CHECK: a3isa.set_mask bitmap = on{{$}}
// CHECK: a3isa.set_address stream = mask, slot = 3{{$}}
// CHECK-NEXT: a3isa.set_stride stream = mask, bytes = 32000{{$}}
// CHECK-NEXT: a3isa.load_query rows = 50, columns = 64, pitch = 256 wait(compute){{$}}
// CHECK-NEXT: a3isa.load_mask rows = 50, columns = 320, pitch = 320 signal(compute){{$}}
// CHECK-NEXT: a3isa.attend queries = 50 wait(load, store) signal(load, store){{$}}
// CHECK: a3isa.set_address stream = mask, slot = 3, offset = 16000{{$}}
// CHECK-NEXT: a3isa.set_stride stream = mask, bytes = 32000{{$}}
// CHECK-NEXT: a3isa.load_query rows = 50, columns = 64, pitch = 256, bank = 1 wait(compute){{$}}
// CHECK-NEXT: a3isa.load_mask rows = 50, columns = 320, pitch = 320, bank = 1 signal(compute){{$}}
// CHECK-NEXT: a3isa.attend queries = 50, query_bank = 1 wait(load, store) signal(load, store){{$}}
// CHECK: a3isa.set_address stream = mask, slot = 3, offset = 32000{{$}}
// CHECK-NEXT: a3isa.set_stride stream = mask, bytes = 32000{{$}}
// CHECK-NEXT: a3isa.set_stride stream = mask, level = 1, bytes = 16000{{$}}
// CHECK:   a3isa.load_query rows = 50, columns = 64, pitch = 256, rotate = 2 wait(compute){{$}}
// CHECK-NEXT:   a3isa.load_mask rows = 50, columns = 320, pitch = 320, rotate = 2 signal(compute){{$}}
// CHECK-NEXT:   a3isa.attend queries = 50, bank = 1, query_rotate = 2 wait(load, store) signal(load, store){{$}}
func.func @f(%q: memref<2x100x64xf32>,
              %k: memref<2x320x64xf32>,
              %v: memref<2x320x64xf32>,
              %m: memref<2x100x320xi1>,
              %o: memref<2x100x64xf32>) {
  a3.attention
      ins(%q, %k, %v : memref<2x100x64xf32>,
                       memref<2x320x64xf32>,
                       memref<2x320x64xf32>)
      mask(%m : memref<2x100x320xi1>)
      outs(%o : memref<2x100x64xf32>)
  return
}
