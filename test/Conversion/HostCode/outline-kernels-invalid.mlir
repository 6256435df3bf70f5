// RUN: a3-opt %s --a3-outline-kernels --split-input-file --verify-diagnostics

func.func @tensors(%a: tensor<8xf32>) -> tensor<8xf32> {
  // expected-error @below {{is still on tensors; bufferize first}}
  %0 = linalg.exp ins(%a : tensor<8xf32>) outs(%a : tensor<8xf32>) -> tensor<8xf32>
  return %0 : tensor<8xf32>
}
