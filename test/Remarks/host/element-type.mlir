// RUN: a3-opt %s --verify-diagnostics --convert-a3-to-a3isa

// Half precision.
!queries = memref<2x8xf16>
!keys = memref<6x8xf16>
!values = memref<6x8xf16>
!result = memref<2x8xf16>

func.func @element_type(%q: !queries, %k: !keys, %v: !values, %result: !result) {
  // expected-remark@below {{attention stays on the host [element-type]: the machine reads and writes f32 only (f16)}}
  a3.attention ins(%q, %k, %v : !queries, !keys, !values)
      outs(%result : !result)
  return
}
