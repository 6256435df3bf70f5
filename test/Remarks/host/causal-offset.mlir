// RUN: a3-opt %s --verify-diagnostics --convert-a3-to-a3isa

// The smallest number of 32 bits.
!queries = memref<2x8xf32>
!keys = memref<6x8xf32>
!values = memref<6x8xf32>
!result = memref<2x8xf32>

func.func @causal_offset(%q: !queries, %k: !keys, %v: !values, %result: !result) {
  // expected-remark@below {{attention stays on the host [causal-offset]: the offset of the causal mask is out of range (-2147483648)}}
  a3.attention ins(%q, %k, %v : !queries, !keys, !values)
      outs(%result : !result) {causal, causal_offset = -2147483648 : i64}
  return
}
