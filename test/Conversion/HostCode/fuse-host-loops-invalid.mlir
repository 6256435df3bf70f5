// RUN: a3-opt %s --a3-fuse-host-loops --verify-diagnostics

func.func @softmax_of_integers(%x: tensor<2x3xi32>) -> tensor<2x3xi32> {
  %empty = tensor.empty() : tensor<2x3xi32>
  // expected-error@below {{'linalg.softmax' op works on floats; convert its input to floats before}}
  %weights = linalg.softmax dimension(1) ins(%x : tensor<2x3xi32>)
      outs(%empty : tensor<2x3xi32>) -> tensor<2x3xi32>
  return %weights : tensor<2x3xi32>
}
