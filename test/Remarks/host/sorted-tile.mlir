// RUN: a3-opt %s --verify-diagnostics --convert-a3-to-a3isa

// The order is one of all rows, of which a bank holds but 320.
!queries = memref<2x64xf32>
!keys = memref<400x64xf32>
!order = memref<64x400xi16>

func.func @sorted_tile(%q: !queries, %k: !keys, %order: !order, %result: !queries) {
  // expected-remark@below {{attention stays on the host [sorted-tile]: the sorted rows are in other tiles than those of the machine (sorted_tile = 400, but a bank holds 320 rows)}}
  a3.attention ins(%q, %k, %k : !queries, !keys, !keys) sorted(%order : !order)
      outs(%result : !queries) {approximation = #a3.approximation<m = 4, t = 5.0>}
  return
}
