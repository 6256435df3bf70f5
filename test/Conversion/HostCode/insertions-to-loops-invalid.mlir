// RUN: a3-opt %s --a3-insertions-to-loops --split-input-file --verify-diagnostics

func.func @on_tensors(%key: tensor<6x8xf32>, %old: tensor<8x5xi16>, %new: tensor<8x6xi16>) -> tensor<8x6xi16> {
  // expected-error @+1 {{is still on tensors; bufferize first}}
  %0 = a3.insert_sorted_rows ins(%key, %old : tensor<6x8xf32>, tensor<8x5xi16>)
      outs(%new : tensor<8x6xi16>) -> tensor<8x6xi16>
  return %0 : tensor<8x6xi16>
}

// -----

func.func @sort_on_tensors(%key: tensor<6x8xf32>, %rows: tensor<8x6xi16>) -> tensor<8x6xi16> {
  // expected-error @+1 {{is still on tensors; bufferize first}}
  %0 = a3.sort_keys ins(%key : tensor<6x8xf32>) outs(%rows : tensor<8x6xi16>) -> tensor<8x6xi16>
  return %0 : tensor<8x6xi16>
}
