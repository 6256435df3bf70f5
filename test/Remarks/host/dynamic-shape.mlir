// RUN: a3-opt %s --verify-diagnostics --convert-a3-to-a3isa

// The width of a key's row is not known; numbers of rows need not be.
!queries = memref<2x?xf32>
!keys = memref<?x?xf32>
!values = memref<?x8xf32>
!result = memref<2x8xf32>

func.func @dynamic_shape(%q: !queries, %k: !keys, %v: !values, %result: !result) {
  // expected-remark@below {{attention stays on the host [dynamic-shape]: a size is not known at compile time (query is memref<2x?xf32>)}}
  a3.attention ins(%q, %k, %v : !queries, !keys, !values)
      outs(%result : !result)
  return
}
