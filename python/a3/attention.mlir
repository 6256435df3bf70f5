// softmax(q·Kᵀ)·V, on which `a3 doctor` tries the compiler.
func.func @main(%q: tensor<20x64xf32>, %k: tensor<20x64xf32>, %v: tensor<20x64xf32>)
    -> tensor<20x64xf32> {
  %zero = arith.constant 0.0 : f32
  %0 = tensor.empty() : tensor<64x20xf32>
  %kt = linalg.transpose ins(%k : tensor<20x64xf32>) outs(%0 : tensor<64x20xf32>)
      permutation = [1, 0]
  %1 = tensor.empty() : tensor<20x20xf32>
  %2 = linalg.fill ins(%zero : f32) outs(%1 : tensor<20x20xf32>) -> tensor<20x20xf32>
  %scores = linalg.matmul ins(%q, %kt : tensor<20x64xf32>, tensor<64x20xf32>)
      outs(%2 : tensor<20x20xf32>) -> tensor<20x20xf32>
  %weights = linalg.softmax dimension(1) ins(%scores : tensor<20x20xf32>)
      outs(%1 : tensor<20x20xf32>) -> tensor<20x20xf32>
  %3 = tensor.empty() : tensor<20x64xf32>
  %4 = linalg.fill ins(%zero : f32) outs(%3 : tensor<20x64xf32>) -> tensor<20x64xf32>
  %result = linalg.matmul ins(%weights, %v : tensor<20x20xf32>, tensor<20x64xf32>)
      outs(%4 : tensor<20x64xf32>) -> tensor<20x64xf32>
  return %result : tensor<20x64xf32>
}
