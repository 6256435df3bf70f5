// RUN: a3-opt %s --a3-products-to-host --verify-diagnostics

// expected-error @below {{the first argument must be the runtime's table of functions; run --a3-host-signature first}}
func.func @no_host(%a: memref<4x8xf32>, %b: memref<8x16xf32>, %c: memref<4x16xf32>) {
  linalg.matmul ins(%a, %b : memref<4x8xf32>, memref<8x16xf32>) outs(%c : memref<4x16xf32>)
  return
}
