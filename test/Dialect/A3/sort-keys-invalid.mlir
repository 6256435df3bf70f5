// RUN: a3-opt %s --verify-diagnostics --split-input-file

func.func @key_rank(%k: tensor<8xf32>, %r: tensor<2x8x6xi16>) {
  // expected-error @+1 {{key has rank 1, but needs at least the dimensions (n, d)}}
  %0 = a3.sort_keys ins(%k : tensor<8xf32>)
      outs(%r : tensor<2x8x6xi16>) -> tensor<2x8x6xi16>
  return
}

// -----

func.func @rows_not_transposed(%k: tensor<2x6x8xf32>, %r: tensor<2x6x8xi16>) {
  // expected-error @+1 {{rows has type 'tensor<2x6x8xi16>', but must have the shape of key with the last two dimensions exchanged}}
  %0 = a3.sort_keys ins(%k : tensor<2x6x8xf32>)
      outs(%r : tensor<2x6x8xi16>) -> tensor<2x6x8xi16>
  return
}

// -----

func.func @rows_rank(%k: tensor<2x6x8xf32>, %r: tensor<8x6xi16>) {
  // expected-error @+1 {{rows has type 'tensor<8x6xi16>', but must have the shape of key with the last two dimensions exchanged}}
  %0 = a3.sort_keys ins(%k : tensor<2x6x8xf32>)
      outs(%r : tensor<8x6xi16>) -> tensor<8x6xi16>
  return
}

// -----

func.func @batch(%k: tensor<2x6x8xf32>, %r: tensor<3x8x6xi16>) {
  // expected-error @+1 {{rows has type 'tensor<3x8x6xi16>', but must have the shape of key with the last two dimensions exchanged}}
  %0 = a3.sort_keys ins(%k : tensor<2x6x8xf32>)
      outs(%r : tensor<3x8x6xi16>) -> tensor<3x8x6xi16>
  return
}

// -----

func.func @rows_element(%k: tensor<2x6x8xf32>, %r: tensor<2x8x6xi32>) {
  // expected-error @+1 {{must be ranked tensor of 16-bit signless integer values or memref of 16-bit signless integer values, but got 'tensor<2x8x6xi32>'}}
  %0 = a3.sort_keys ins(%k : tensor<2x6x8xf32>)
      outs(%r : tensor<2x8x6xi32>) -> tensor<2x8x6xi32>
  return
}

// -----

func.func @mixed_kinds(%k: memref<6x8xf32>, %r: tensor<8x6xi16>) {
  // expected-error @+1 {{operands must be all tensors or all memrefs}}
  %0 = a3.sort_keys ins(%k : memref<6x8xf32>)
      outs(%r : tensor<8x6xi16>) -> tensor<8x6xi16>
  return
}

// -----

func.func @tile_of_no_rows(%k: tensor<6x8xf32>, %r: tensor<8x6xi16>) {
  // expected-error @+1 {{tile is 0, but must be from 1 to 32768}}
  %0 = a3.sort_keys ins(%k : tensor<6x8xf32>)
      outs(%r : tensor<8x6xi16>) {tile = 0} -> tensor<8x6xi16>
  return
}

// -----

func.func @more_rows_than_16_bits_name(%k: tensor<32769x1xf32>, %r: tensor<1x32769xi16>) {
  // expected-error @+1 {{needs tile, since row numbers of 16 bits reach over 32768 rows}}
  %0 = a3.sort_keys ins(%k : tensor<32769x1xf32>)
      outs(%r : tensor<1x32769xi16>) -> tensor<1x32769xi16>
  return
}
