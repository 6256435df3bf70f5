// RUN: a3-opt %s --a3-insert-sorted-keys --verify-diagnostics

func.func @memrefs(%q: memref<2x8xf32>, %k: memref<6x8xf32>,
                   %v: memref<6x5xf32>, %o: memref<2x5xf32>) {
  // expected-error @+1 {{has its keys in a memref, which may be written to after the sort; insert the sorted keys before bufferization}}
  a3.attention
      ins(%q, %k, %v : memref<2x8xf32>, memref<6x8xf32>, memref<6x5xf32>)
      outs(%o : memref<2x5xf32>)
      {approximation = #a3.approximation<m = 4, t = 5.0>}
  return
}
