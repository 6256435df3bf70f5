// RUN: a3-opt %s --a3-decompose-attention --verify-diagnostics --split-input-file

func.func @approximation(
    %q: tensor<2x8xf32>, %k: tensor<6x8xf32>, %v: tensor<6x5xf32>,
    %o: tensor<2x5xf32>) -> tensor<2x5xf32> {
  // expected-error @+1 {{has an approximation, but linalg defines exact attention only; drop the attribute to get that}}
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x8xf32>, tensor<6x8xf32>, tensor<6x5xf32>)
      outs(%o : tensor<2x5xf32>)
      {approximation = #a3.approximation<m = 4, t = 5.0>} -> tensor<2x5xf32>
  return %0 : tensor<2x5xf32>
}

// -----

func.func @memrefs(%q: memref<2x8xf32>, %k: memref<6x8xf32>,
                   %v: memref<6x5xf32>, %o: memref<2x5xf32>) {
  // expected-error @+1 {{is on memrefs; decompose it before bufferization}}
  a3.attention
      ins(%q, %k, %v : memref<2x8xf32>, memref<6x8xf32>, memref<6x5xf32>)
      outs(%o : memref<2x5xf32>)
  return
}
