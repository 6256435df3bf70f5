// RUN: a3-opt %s --verify-diagnostics --convert-a3-to-a3isa

// Keys of very many columns.
!queries = memref<2x4160xf32>
!keys = memref<6x4160xf32>
!values = memref<6x8xf32>
!result = memref<2x8xf32>

func.func @row_too_wide(%q: !queries, %k: !keys, %v: !values, %result: !result) {
  // expected-remark@below {{attention stays on the host [row-too-wide]: one row does not fit into a bank (4160 columns)}}
  a3.attention ins(%q, %k, %v : !queries, !keys, !values)
      outs(%result : !result)
  return
}
