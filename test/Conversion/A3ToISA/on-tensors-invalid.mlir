// RUN: a3-opt %s --convert-a3-to-a3isa --verify-diagnostics

func.func @f(%q: tensor<2x8xf32>, %k: tensor<6x8xf32>, %o: tensor<2x8xf32>)
    -> tensor<2x8xf32> {
  // expected-error @+1 {{is on tensors; bufferize it before it can be lowered to instructions}}
  %0 = a3.attention ins(%q, %k, %k : tensor<2x8xf32>, tensor<6x8xf32>,
                                     tensor<6x8xf32>)
      outs(%o : tensor<2x8xf32>) -> tensor<2x8xf32>
  return %0 : tensor<2x8xf32>
}
