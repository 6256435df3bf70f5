// RUN: a3-opt %s --verify-diagnostics --convert-a3-to-a3isa

// Keys lie transposed.
!queries = memref<2x8xf32>
!keys = memref<6x8xf32, strided<[1, 6]>>
!values = memref<6x8xf32>
!result = memref<2x8xf32>

func.func @columns_apart(%q: !queries, %k: !keys, %v: !values, %result: !result) {
  // expected-remark@below {{attention stays on the host [columns-apart]: the columns of a row must lie side by side (key is memref<6x8xf32, strided<[1, 6]>>)}}
  a3.attention ins(%q, %k, %v : !queries, !keys, !values)
      outs(%result : !result)
  return
}
