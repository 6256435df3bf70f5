// RUN: sed "s/^rows: 320/rows: 8/" %S/../../../lib/Machine/a3-hpca20.yaml > %t.yaml
// RUN: a3-opt %s --convert-a3-to-a3isa=machine=%t.yaml | FileCheck %s
// RUN: sed "s/^rows: 320/rows: none/" %S/../../../lib/Machine/a3-hpca20.yaml > %t.wrong.yaml
// RUN: not a3-opt %s --convert-a3-to-a3isa=machine=%t.wrong.yaml 2>&1 | FileCheck %s --check-prefix=WRONG
// RUN: not a3-opt %s --convert-a3-to-a3isa=machine=absent.yaml 2>&1 | FileCheck %s --check-prefix=ABSENT

// A bank of this machine holds eight rows.
// CHECK: a3isa.load_key rows = 8,
// CHECK: a3isa.attend queries = 2, partial = first
// CHECK: a3isa.load_key rows = 8,
// CHECK: a3isa.attend queries = 2, partial = last
// WRONG: wrong.yaml:{{[0-9]+}}:7: error: 'rows' must be a whole number
// ABSENT: error: 'absent.yaml' is neither a built-in machine
func.func @f(%q: memref<2x8xf32>, %k: memref<16x8xf32>, %o: memref<2x8xf32>) {
  a3.attention ins(%q, %k, %k : memref<2x8xf32>, memref<16x8xf32>,
                                memref<16x8xf32>)
      outs(%o : memref<2x8xf32>)
  return
}
