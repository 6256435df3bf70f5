// RUN: a3-opt %s --verify-diagnostics --convert-a3-to-a3isa

// The machine counts t in thousandths of a percent.
!queries = memref<2x8xf32>
!keys = memref<6x8xf32>
!values = memref<6x8xf32>
!result = memref<2x8xf32>

func.func @approximation(%q: !queries, %k: !keys, %v: !values, %result: !result) {
  // expected-remark@below {{attention stays on the host [approximation]: m needs more than 32 bits, or t is not a multiple of 0.001 percent (m = 4, t = 0.0125)}}
  a3.attention ins(%q, %k, %v : !queries, !keys, !values)
      outs(%result : !result) {approximation = #a3.approximation<m = 4, t = 1.25e-2>}
  return
}
