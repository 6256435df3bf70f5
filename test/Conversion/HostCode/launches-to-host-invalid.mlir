// RUN: a3-opt %s --convert-a3-to-a3isa --a3-launches-to-host --verify-diagnostics

func.func @dynamic_offset(%host: !llvm.ptr, %q: memref<4x8xf32>, %both: memref<8x8xf32>, %i: index, %o: memref<4x8xf32>) {
  %part = memref.subview %both[%i, 0] [4, 8] [1, 1] : memref<8x8xf32> to memref<4x8xf32, strided<[8, 1], offset: ?>>
  // expected-error @below {{has an operand whose offset is not known at compile time}}
  a3.attention ins(%part, %q, %q : memref<4x8xf32, strided<[8, 1], offset: ?>>, memref<4x8xf32>, memref<4x8xf32>) outs(%o : memref<4x8xf32>)
  return
}
