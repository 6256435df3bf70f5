// RUN: a3-opt %s "--convert-a3-to-a3isa=machine=%S/Inputs/eight-rows.yaml" | FileCheck %s
// RUN: not a3-opt %s "--convert-a3-to-a3isa=machine=%S/Inputs/absent.yaml" 2>&1 | FileCheck %s --check-prefix=ABSENT

// A bank of this machine holds eight rows.
// CHECK: a3isa.load_key rows = 8,
// CHECK: a3isa.attend queries = 2, partial = first
// CHECK: a3isa.load_key rows = 8,
// CHECK: a3isa.attend queries = 2, partial = last
// ABSENT: error: {{.*}}absent.yaml
func.func @f(%q: memref<2x8xf32>, %k: memref<16x8xf32>, %o: memref<2x8xf32>) {
  a3.attention ins(%q, %k, %k : memref<2x8xf32>, memref<16x8xf32>,
                                memref<16x8xf32>)
      outs(%o : memref<2x8xf32>)
  return
}
