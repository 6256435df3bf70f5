// RUN: a3-opt %s --verify-diagnostics --convert-a3-to-a3isa

// The number of keys is not known.
!queries = memref<2x8xf32>
!keys = memref<?x8xf32>
!values = memref<?x8xf32>
!result = memref<2x8xf32>

func.func @dynamic_shape(%q: !queries, %k: !keys, %v: !values, %result: !result) {
  // expected-remark@below {{attention stays on the host [dynamic-shape]: a size is not known at compile time (key)}}
  a3.attention ins(%q, %k, %v : !queries, !keys, !values)
      outs(%result : !result)
  return
}
