// RUN: a3-opt %s --convert-a3-to-a3isa --verify-diagnostics --split-input-file | FileCheck %s

// What the machine cannot do stays as it is, and says why.

// CHECK-LABEL: func @dynamic_shape
// CHECK: a3.attention
// CHECK-NOT: a3isa
func.func @dynamic_shape(
    %q: memref<2x8xf32>,
    %k: memref<4x?xf32>,
    %v: memref<4x8xf32>,
    %o: memref<2x8xf32>) {
  // expected-remark @+1 {{attention stays on the host [dynamic-shape]: a size is not known at compile time (key is memref<4x?xf32>)}}
  a3.attention
      ins(%q, %k, %v : memref<2x8xf32>, memref<4x?xf32>, memref<4x8xf32>)
      outs(%o : memref<2x8xf32>)
  return
}

// -----

// CHECK-LABEL: func @element_type
// CHECK: a3.attention
// CHECK-NOT: a3isa
func.func @element_type(
    %q: memref<2x8xf16>,
    %k: memref<6x8xf16>,
    %v: memref<6x8xf16>,
    %o: memref<2x8xf16>) {
  // expected-remark @+1 {{attention stays on the host [element-type]: the machine reads and writes f32 only (f16)}}
  a3.attention
      ins(%q, %k, %v : memref<2x8xf16>, memref<6x8xf16>, memref<6x8xf16>)
      outs(%o : memref<2x8xf16>)
  return
}

// -----

// CHECK-LABEL: func @approximation
// CHECK: a3.attention
// CHECK-NOT: a3isa
func.func @approximation(
    %q: memref<2x8xf32>,
    %k: memref<6x8xf32>,
    %v: memref<6x8xf32>,
    %o: memref<2x8xf32>) {
  // expected-remark @+1 {{attention stays on the host [approximation]: m needs more than 32 bits, or t is not a multiple of 0.001 percent (m = 4, t = 0.0005)}}
  a3.attention
      ins(%q, %k, %v : memref<2x8xf32>, memref<6x8xf32>, memref<6x8xf32>)
      outs(%o : memref<2x8xf32>) {approximation = #a3.approximation<m = 4, t = 5.0e-4>}
  return
}

// -----

// CHECK-LABEL: func @iterations
// CHECK: a3.attention
// CHECK-NOT: a3isa
func.func @iterations(
    %q: memref<2x8xf32>,
    %k: memref<6x8xf32>,
    %v: memref<6x8xf32>,
    %o: memref<2x8xf32>) {
  // expected-remark @+1 {{attention stays on the host [approximation]: m needs more than 32 bits, or t is not a multiple of 0.001 percent (m = 4294967296, t = 5)}}
  a3.attention
      ins(%q, %k, %v : memref<2x8xf32>, memref<6x8xf32>, memref<6x8xf32>)
      outs(%o : memref<2x8xf32>) {approximation = #a3.approximation<m = 4294967296, t = 5.0>}
  return
}

// -----

// CHECK-LABEL: func @empty
// CHECK: a3.attention
// CHECK-NOT: a3isa
func.func @empty(
    %q: memref<0x8xf32>,
    %k: memref<6x8xf32>,
    %v: memref<6x8xf32>,
    %o: memref<0x8xf32>) {
  // expected-remark @+1 {{attention stays on the host [empty]: there is nothing to compute (query)}}
  a3.attention
      ins(%q, %k, %v : memref<0x8xf32>, memref<6x8xf32>, memref<6x8xf32>)
      outs(%o : memref<0x8xf32>)
  return
}

// -----

// CHECK-LABEL: func @layout
// CHECK: a3.attention
// CHECK-NOT: a3isa
func.func @layout(
    %q: memref<2x8xf32, strided<[-8, 1], offset: 8>>,
    %k: memref<6x8xf32>,
    %v: memref<6x8xf32>,
    %o: memref<2x8xf32>) {
  // expected-remark @+1 {{attention stays on the host [layout]: strides must not be negative (query is memref<2x8xf32, strided<[-8, 1], offset: 8>>)}}
  a3.attention
      ins(%q, %k, %v : memref<2x8xf32, strided<[-8, 1], offset: 8>>, memref<6x8xf32>, memref<6x8xf32>)
      outs(%o : memref<2x8xf32>)
  return
}

// -----

// CHECK-LABEL: func @columns_apart
// CHECK: a3.attention
// CHECK-NOT: a3isa
func.func @columns_apart(
    %q: memref<2x8xf32>,
    %k: memref<6x8xf32, strided<[1, 6]>>,
    %v: memref<6x8xf32>,
    %o: memref<2x8xf32>) {
  // expected-remark @+1 {{attention stays on the host [columns-apart]: the columns of a row must lie side by side (key is memref<6x8xf32, strided<[1, 6]>>)}}
  a3.attention
      ins(%q, %k, %v : memref<2x8xf32>, memref<6x8xf32, strided<[1, 6]>>, memref<6x8xf32>)
      outs(%o : memref<2x8xf32>)
  return
}

// -----

// CHECK-LABEL: func @row_too_wide
// CHECK: a3.attention
// CHECK-NOT: a3isa
func.func @row_too_wide(
    %q: memref<2x4160xf32>,
    %k: memref<6x4160xf32>,
    %v: memref<6x8xf32>,
    %o: memref<2x8xf32>) {
  // expected-remark @+1 {{attention stays on the host [row-too-wide]: one row does not fit into a bank (4160 columns)}}
  a3.attention
      ins(%q, %k, %v : memref<2x4160xf32>, memref<6x4160xf32>, memref<6x8xf32>)
      outs(%o : memref<2x8xf32>)
  return
}

// -----

// CHECK-LABEL: func @too_many_loops
// CHECK: a3.attention
// CHECK-NOT: a3isa
func.func @too_many_loops(
    %q: memref<3x3x3x3x128x8xf32>,
    %k: memref<3x1x3x1x6x8xf32>,
    %v: memref<1x3x1x3x6x8xf32>,
    %o: memref<3x3x3x3x128x8xf32>) {
  // expected-remark @+1 {{attention stays on the host [too-many-loops]: the fetch unit has too few loop levels for the batch dimensions (5 levels)}}
  a3.attention
      ins(%q, %k, %v : memref<3x3x3x3x128x8xf32>, memref<3x1x3x1x6x8xf32>, memref<1x3x1x3x6x8xf32>)
      outs(%o : memref<3x3x3x3x128x8xf32>)
  return
}

// -----

// CHECK-LABEL: func @causal_offset
// CHECK: a3.attention
// CHECK-NOT: a3isa
func.func @causal_offset(
    %q: memref<2x8xf32>,
    %k: memref<6x8xf32>,
    %v: memref<6x8xf32>,
    %o: memref<2x8xf32>) {
  // expected-remark @+1 {{attention stays on the host [causal-offset]: the offset of the causal mask is out of range (-2147483648)}}
  a3.attention
      ins(%q, %k, %v : memref<2x8xf32>, memref<6x8xf32>, memref<6x8xf32>)
      outs(%o : memref<2x8xf32>) {causal, causal_offset = -2147483648 : i64}
  return
}

// -----

// CHECK-LABEL: func @out_of_reach
// CHECK: a3.attention
// CHECK-NOT: a3isa
func.func @out_of_reach(
    %q: memref<2x8xf32>,
    %k: memref<6x8xf32, strided<[536870912, 1]>>,
    %v: memref<6x8xf32>,
    %o: memref<2x8xf32>) {
  // expected-remark @+1 {{attention stays on the host [out-of-reach]: rows or heads lie too far apart for an instruction's fields (key is memref<6x8xf32, strided<[536870912, 1]>>)}}
  a3.attention
      ins(%q, %k, %v : memref<2x8xf32>, memref<6x8xf32, strided<[536870912, 1]>>, memref<6x8xf32>)
      outs(%o : memref<2x8xf32>)
  return
}

// -----

// CHECK-LABEL: func @too_long
// CHECK: a3.attention
// CHECK-NOT: a3isa
func.func @too_long(
    %q: memref<4194304x2x8xf32>,
    %k: memref<1x6x8xf32>,
    %v: memref<1x6x8xf32>,
    %o: memref<4194304x2x8xf32>) {
  // expected-remark @+1 {{attention stays on the host [too-long]: the loops expand to more instructions than a stream may have (4194304 heads, 1 blocks of queries, 1 tiles of rows)}}
  a3.attention
      ins(%q, %k, %v : memref<4194304x2x8xf32>, memref<1x6x8xf32>, memref<1x6x8xf32>)
      outs(%o : memref<4194304x2x8xf32>)
  return
}

// -----

// What is too much whatever the launch's sizes are is refused before it.
// CHECK-LABEL: func @row_of_unknown_rows
// CHECK: a3.attention
func.func @row_of_unknown_rows(
    %q: memref<?x5000xf32>,
    %k: memref<?x5000xf32>,
    %v: memref<?x8xf32>,
    %o: memref<?x8xf32>) {
  // expected-remark @+1 {{attention stays on the host [row-too-wide]: one row does not fit into a bank (5000 columns)}}
  a3.attention
      ins(%q, %k, %v : memref<?x5000xf32>, memref<?x5000xf32>, memref<?x8xf32>)
      outs(%o : memref<?x8xf32>)
  return
}
