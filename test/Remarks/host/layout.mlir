// RUN: a3-opt %s --verify-diagnostics --convert-a3-to-a3isa

// The queries lie in reverse order.
!queries = memref<2x8xf32, strided<[-8, 1], offset: 8>>
!keys = memref<6x8xf32>
!values = memref<6x8xf32>
!result = memref<2x8xf32>

func.func @layout(%q: !queries, %k: !keys, %v: !values, %result: !result) {
  // expected-remark@below {{attention stays on the host [layout]: strides must not be negative (query is memref<2x8xf32, strided<[-8, 1], offset: 8>>)}}
  a3.attention ins(%q, %k, %v : !queries, !keys, !values)
      outs(%result : !result)
  return
}
