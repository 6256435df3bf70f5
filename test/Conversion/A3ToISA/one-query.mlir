// RUN: a3-opt %s --convert-a3-to-a3isa | FileCheck %s

// No loop, no strides, no pitch where there is one row.
// CHECK: a3isa.launch @attention ins(
// CHECK-LABEL: a3isa.site @attention {
// CHECK-NEXT: a3isa.set_shape rows = 320, depth = 64, value_depth = 64{{$}}
// CHECK-NEXT: a3isa.sync_compute signal(load){{$}}
// CHECK-NEXT: a3isa.sync_compute signal(load){{$}}
// CHECK-NEXT: a3isa.sync_store signal(compute){{$}}
// CHECK-NEXT: a3isa.sync_store signal(compute){{$}}
// CHECK-NEXT: a3isa.set_address stream = format, slot = 4{{$}}
// CHECK-NEXT: a3isa.set_address stream = key, slot = 1{{$}}
// CHECK-NEXT: a3isa.set_address stream = value, slot = 2{{$}}
// CHECK-NEXT: a3isa.set_address stream = query{{$}}
// CHECK-NEXT: a3isa.set_address stream = output, slot = 5{{$}}
// CHECK-NEXT: a3isa.load_format{{$}}
// CHECK-NEXT: a3isa.load_key rows = 320, columns = 64, pitch = 256 wait(compute){{$}}
// CHECK-NEXT: a3isa.load_value rows = 320, columns = 64, pitch = 256{{$}}
// CHECK-NEXT: a3isa.load_query rows = 1, columns = 64 signal(compute){{$}}
// CHECK-NEXT: a3isa.attend queries = 1 wait(load, store) signal(load, store){{$}}
// CHECK-NEXT: a3isa.store_output rows = 1, columns = 64 wait(compute) signal(compute){{$}}
// CHECK-NEXT: a3isa.sync_load wait(compute){{$}}
// CHECK-NEXT: a3isa.sync_load wait(compute){{$}}
// CHECK-NEXT: a3isa.sync_compute wait(store){{$}}
// CHECK-NEXT: a3isa.sync_compute wait(store){{$}}
func.func @f(%q: memref<1x64xf32>,
              %k: memref<320x64xf32>,
              %v: memref<320x64xf32>,
              %o: memref<1x64xf32>) {
  a3.attention
      ins(%q, %k, %v : memref<1x64xf32>,
                       memref<320x64xf32>,
                       memref<320x64xf32>)
      outs(%o : memref<1x64xf32>)
  return
}
