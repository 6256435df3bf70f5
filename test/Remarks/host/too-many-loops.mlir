// RUN: a3-opt %s --verify-diagnostics --convert-a3-to-a3isa

// Four batch dimensions, over which keys and values are repeated by turns, and two
// blocks of queries.
!queries = memref<3x3x3x3x128x8xf32>
!keys = memref<3x1x3x1x6x8xf32>
!values = memref<1x3x1x3x6x8xf32>
!result = memref<3x3x3x3x128x8xf32>

func.func @too_many_loops(%q: !queries, %k: !keys, %v: !values, %result: !result) {
  // expected-remark@below {{attention stays on the host [too-many-loops]: the fetch unit has too few loop levels for the batch dimensions (5 levels)}}
  a3.attention ins(%q, %k, %v : !queries, !keys, !values)
      outs(%result : !result)
  return
}
