// RUN: a3-opt %s --verify-diagnostics --convert-a3-to-a3isa

!queries = memref<2x8xf32>
!keys = memref<6x8xf32>
!values = memref<6x8xf32>
!bias = memref<2x6xf32>
!result = memref<2x8xf32>

func.func @bias(%q: !queries, %k: !keys, %v: !values, %bias: !bias, %result: !result) {
  // expected-remark@below {{attention stays on the host [no-bias-port]: the machine has no port for a bias of the scores}}
  a3.attention ins(%q, %k, %v : !queries, !keys, !values)
      bias(%bias : !bias) outs(%result : !result)
  return
}
