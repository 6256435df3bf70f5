// RUN: a3-opt %s --a3-outline-kernels --split-input-file --verify-diagnostics

func.func @tensors(%a: tensor<8xf32>) -> tensor<8xf32> {
  // expected-error @below {{is still on tensors; bufferize first}}
  %0 = linalg.exp ins(%a : tensor<8xf32>) outs(%a : tensor<8xf32>) -> tensor<8xf32>
  return %0 : tensor<8xf32>
}

// -----

func.func @dynamic(%a: memref<?xf32>) {
  // expected-error @below {{has loops of dynamic length; export the model with static shapes}}
  linalg.exp ins(%a : memref<?xf32>) outs(%a : memref<?xf32>)
  return
}
