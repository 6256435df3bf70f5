// RUN: a3-opt %s --verify-diagnostics --convert-a3-to-a3isa

// No queries.
!queries = memref<0x8xf32>
!keys = memref<6x8xf32>
!values = memref<6x8xf32>
!result = memref<0x8xf32>

func.func @empty(%q: !queries, %k: !keys, %v: !values, %result: !result) {
  // expected-remark@below {{attention stays on the host [empty]: there is nothing to compute (query)}}
  a3.attention ins(%q, %k, %v : !queries, !keys, !values)
      outs(%result : !result)
  return
}
