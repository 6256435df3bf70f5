// RUN: a3-opt %s --verify-diagnostics --convert-a3-to-a3isa

// Rows are 2 GiB apart.
!queries = memref<2x8xf32>
!keys = memref<6x8xf32, strided<[536870912, 1]>>
!values = memref<6x8xf32>
!result = memref<2x8xf32>

func.func @out_of_reach(%q: !queries, %k: !keys, %v: !values, %result: !result) {
  // expected-remark@below {{attention stays on the host [out-of-reach]: rows or heads lie too far apart for an instruction's fields (key is memref<6x8xf32, strided<[536870912, 1]>>)}}
  a3.attention ins(%q, %k, %v : !queries, !keys, !values)
      outs(%result : !result)
  return
}
