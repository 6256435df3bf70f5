// RUN: a3-opt %s --verify-diagnostics --split-input-file

func.func @key_rank(%k: tensor<8xf32>, %s: tensor<8x5xi16>, %r: tensor<8x6xi16>) {
  // expected-error @+1 {{key has rank 1, but needs at least the dimensions (n, d)}}
  %0 = a3.insert_sorted_rows ins(%k, %s : tensor<8xf32>, tensor<8x5xi16>)
      outs(%r : tensor<8x6xi16>) -> tensor<8x6xi16>
  return
}

// -----

func.func @sorted_of_other_columns(%k: tensor<6x8xf32>, %s: tensor<7x5xi16>, %r: tensor<8x6xi16>) {
  // expected-error @+1 {{sorted has type 'tensor<7x5xi16>', but must have the shape of key with the last two dimensions exchanged, of which the last may be less}}
  %0 = a3.insert_sorted_rows ins(%k, %s : tensor<6x8xf32>, tensor<7x5xi16>)
      outs(%r : tensor<8x6xi16>) -> tensor<8x6xi16>
  return
}

// -----

func.func @sorted_of_more_rows(%k: tensor<6x8xf32>, %s: tensor<8x7xi16>, %r: tensor<8x6xi16>) {
  // expected-error @+1 {{sorted is of 7 rows, but key has 6}}
  %0 = a3.insert_sorted_rows ins(%k, %s : tensor<6x8xf32>, tensor<8x7xi16>)
      outs(%r : tensor<8x6xi16>) -> tensor<8x6xi16>
  return
}

// -----

func.func @rows_of_other_rows(%k: tensor<6x8xf32>, %s: tensor<8x5xi16>, %r: tensor<8x5xi16>) {
  // expected-error @+1 {{rows has type 'tensor<8x5xi16>', but must have the shape of key with the last two dimensions exchanged}}
  %0 = a3.insert_sorted_rows ins(%k, %s : tensor<6x8xf32>, tensor<8x5xi16>)
      outs(%r : tensor<8x5xi16>) -> tensor<8x5xi16>
  return
}

// -----

func.func @mixed_kinds(%k: memref<6x8xf32>, %s: tensor<8x5xi16>, %r: tensor<8x6xi16>) {
  // expected-error @+1 {{operands must be all tensors or all memrefs}}
  %0 = a3.insert_sorted_rows ins(%k, %s : memref<6x8xf32>, tensor<8x5xi16>)
      outs(%r : tensor<8x6xi16>) -> tensor<8x6xi16>
  return
}

// -----

func.func @no_tile(%k: tensor<?x8xf32>, %s: tensor<8x?xi16>, %r: tensor<8x?xi16>) {
  // expected-error @+1 {{needs tile, since row numbers of 16 bits reach over 32768 rows}}
  %0 = a3.insert_sorted_rows ins(%k, %s : tensor<?x8xf32>, tensor<8x?xi16>)
      outs(%r : tensor<8x?xi16>) -> tensor<8x?xi16>
  return
}
