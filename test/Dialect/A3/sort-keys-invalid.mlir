// RUN: a3-opt %s --verify-diagnostics --split-input-file

func.func @key_rank(%k: tensor<8xf32>, %v: tensor<2x8x6xf32>,
    %r: tensor<2x8x6xi32>) {
  // expected-error @+1 {{key has rank 1, but needs at least the dimensions (n, d)}}
  %0:2 = a3.sort_keys ins(%k : tensor<8xf32>)
      outs(%v, %r : tensor<2x8x6xf32>, tensor<2x8x6xi32>)
      -> tensor<2x8x6xf32>, tensor<2x8x6xi32>
  return
}

// -----

func.func @values_not_transposed(%k: tensor<2x6x8xf32>, %v: tensor<2x6x8xf32>,
    %r: tensor<2x8x6xi32>) {
  // expected-error @+1 {{values has type 'tensor<2x6x8xf32>', but must have the shape of key with the last two dimensions exchanged}}
  %0:2 = a3.sort_keys ins(%k : tensor<2x6x8xf32>)
      outs(%v, %r : tensor<2x6x8xf32>, tensor<2x8x6xi32>)
      -> tensor<2x6x8xf32>, tensor<2x8x6xi32>
  return
}

// -----

func.func @rows_not_transposed(%k: tensor<2x6x8xf32>, %v: tensor<2x8x6xf32>,
    %r: tensor<2x6x8xi32>) {
  // expected-error @+1 {{rows has type 'tensor<2x6x8xi32>', but must have the shape of key with the last two dimensions exchanged}}
  %0:2 = a3.sort_keys ins(%k : tensor<2x6x8xf32>)
      outs(%v, %r : tensor<2x8x6xf32>, tensor<2x6x8xi32>)
      -> tensor<2x8x6xf32>, tensor<2x6x8xi32>
  return
}

// -----

func.func @values_rank(%k: tensor<2x6x8xf32>, %v: tensor<8x6xf32>,
    %r: tensor<2x8x6xi32>) {
  // expected-error @+1 {{values has type 'tensor<8x6xf32>', but must have the shape of key with the last two dimensions exchanged}}
  %0:2 = a3.sort_keys ins(%k : tensor<2x6x8xf32>)
      outs(%v, %r : tensor<8x6xf32>, tensor<2x8x6xi32>)
      -> tensor<8x6xf32>, tensor<2x8x6xi32>
  return
}

// -----

func.func @batch(%k: tensor<2x6x8xf32>, %v: tensor<2x8x6xf32>,
    %r: tensor<3x8x6xi32>) {
  // expected-error @+1 {{rows has type 'tensor<3x8x6xi32>', but must have the shape of key with the last two dimensions exchanged}}
  %0:2 = a3.sort_keys ins(%k : tensor<2x6x8xf32>)
      outs(%v, %r : tensor<2x8x6xf32>, tensor<3x8x6xi32>)
      -> tensor<2x8x6xf32>, tensor<3x8x6xi32>
  return
}

// -----

func.func @values_element(%k: tensor<2x6x8xf32>, %v: tensor<2x8x6xf16>,
    %r: tensor<2x8x6xi32>) {
  // expected-error @+1 {{values has element type 'f16', but must have 'f32' as key does}}
  %0:2 = a3.sort_keys ins(%k : tensor<2x6x8xf32>)
      outs(%v, %r : tensor<2x8x6xf16>, tensor<2x8x6xi32>)
      -> tensor<2x8x6xf16>, tensor<2x8x6xi32>
  return
}

// -----

func.func @rows_element(%k: tensor<2x6x8xf32>, %v: tensor<2x8x6xf32>,
    %r: tensor<2x8x6xf32>) {
  // expected-error @+1 {{must be ranked tensor of 32-bit signless integer values or memref of 32-bit signless integer values, but got 'tensor<2x8x6xf32>'}}
  %0:2 = a3.sort_keys ins(%k : tensor<2x6x8xf32>)
      outs(%v, %r : tensor<2x8x6xf32>, tensor<2x8x6xf32>)
      -> tensor<2x8x6xf32>, tensor<2x8x6xf32>
  return
}

// -----

func.func @mixed_kinds(%k: memref<6x8xf32>, %v: tensor<8x6xf32>,
    %r: tensor<8x6xi32>) {
  // expected-error @+1 {{operands must be all tensors or all memrefs}}
  %0:2 = a3.sort_keys ins(%k : memref<6x8xf32>)
      outs(%v, %r : tensor<8x6xf32>, tensor<8x6xi32>)
      -> tensor<8x6xf32>, tensor<8x6xi32>
  return
}
