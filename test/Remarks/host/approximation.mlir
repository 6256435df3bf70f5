// RUN: a3-opt %s --verify-diagnostics --convert-a3-to-a3isa

// Only some of the rows are asked for.
!queries = memref<2x8xf32>
!keys = memref<6x8xf32>
!values = memref<6x8xf32>
!result = memref<2x8xf32>

func.func @approximation(%q: !queries, %k: !keys, %v: !values, %result: !result) {
  // expected-remark@below {{attention stays on the host [approximation]: the machine computes exact attention only (m and t are set)}}
  a3.attention ins(%q, %k, %v : !queries, !keys, !values)
      outs(%result : !result) {approximation = #a3.approximation<m = 4, t = 5.0>}
  return
}
