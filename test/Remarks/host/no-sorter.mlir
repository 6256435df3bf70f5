// RUN: sed "s/sort_elements: 1/sort_elements: 0/" %S/../../../lib/Machine/a3-hpca20.yaml > %t.yaml
// RUN: a3-opt %s --verify-diagnostics --convert-a3-to-a3isa=machine=%t.yaml

// On a machine with `sort_elements: 0`.
!queries = memref<2x8xf32>
!keys = memref<6x8xf32>
!values = memref<6x8xf32>
!result = memref<2x8xf32>

func.func @approximation(%q: !queries, %k: !keys, %v: !values, %result: !result) {
  // expected-remark@below {{attention stays on the host [no-sorter]: the machine has no column sorter, which m needs where the order of keys is not given (m = 4)}}
  a3.attention ins(%q, %k, %v : !queries, !keys, !values)
      outs(%result : !result) {approximation = #a3.approximation<m = 4, t = 5.0>}
  return
}
