// RUN: a3-opt %s --verify-diagnostics --convert-a3-to-a3isa

// Millions of heads.
!queries = memref<4194304x2x8xf32>
!keys = memref<1x6x8xf32>
!values = memref<1x6x8xf32>
!result = memref<4194304x2x8xf32>

func.func @too_long(%q: !queries, %k: !keys, %v: !values, %result: !result) {
  // expected-remark@below {{attention stays on the host [too-long]: the loops expand to more instructions than a stream may have (4194304 heads, 1 blocks of queries, 1 tiles of rows)}}
  a3.attention ins(%q, %k, %v : !queries, !keys, !values)
      outs(%result : !result)
  return
}
