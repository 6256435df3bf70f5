// RUN: a3-opt %s --verify-diagnostics --split-input-file

func.func @query_rank(
    %q: tensor<8xf32>,
    %k: tensor<6x8xf32>,
    %v: tensor<6x5xf32>,
    %o: tensor<3x5xf32>) {
  // expected-error @+1 {{query has rank 1, but needs at least the dimensions (queries, d)}}
  %0 = a3.attention
      ins(%q, %k, %v : tensor<8xf32>, tensor<6x8xf32>, tensor<6x5xf32>)
      outs(%o : tensor<3x5xf32>)
      -> tensor<3x5xf32>
  return
}

// -----

func.func @mixed_kinds(
    %q: tensor<2x3x8xf32>,
    %k: memref<2x6x8xf32>,
    %v: tensor<2x6x5xf32>,
    %o: tensor<2x3x5xf32>) {
  // expected-error @+1 {{operands must be all tensors or all memrefs}}
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x3x8xf32>, memref<2x6x8xf32>, tensor<2x6x5xf32>)
      outs(%o : tensor<2x3x5xf32>)
      -> tensor<2x3x5xf32>
  return
}

// -----

func.func @result_on_memrefs(
    %q: memref<2x3x8xf32>,
    %k: memref<2x6x8xf32>,
    %v: memref<2x6x5xf32>,
    %o: memref<2x3x5xf32>) {
  // expected-error @+1 {{expected the number of tensor results (1) to be equal to the number of output tensors (0)}}
  %0 = a3.attention
      ins(%q, %k, %v : memref<2x3x8xf32>, memref<2x6x8xf32>, memref<2x6x5xf32>)
      outs(%o : memref<2x3x5xf32>)
      -> tensor<2x3x5xf32>
  return
}

// -----

func.func @no_result_on_tensors(
    %q: tensor<2x3x8xf32>,
    %k: tensor<2x6x8xf32>,
    %v: tensor<2x6x5xf32>,
    %o: tensor<2x3x5xf32>) {
  // expected-error @+1 {{expected the number of tensor results (0) to be equal to the number of output tensors (1)}}
  a3.attention
      ins(%q, %k, %v : tensor<2x3x8xf32>, tensor<2x6x8xf32>, tensor<2x6x5xf32>)
      outs(%o : tensor<2x3x5xf32>)
  return
}

// -----

func.func @key_rank(
    %q: tensor<2x3x8xf32>,
    %k: tensor<6x8xf32>,
    %v: tensor<2x6x5xf32>,
    %o: tensor<2x3x5xf32>) {
  // expected-error @+1 {{key has rank 2, but query has rank 3}}
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x3x8xf32>, tensor<6x8xf32>, tensor<2x6x5xf32>)
      outs(%o : tensor<2x3x5xf32>)
      -> tensor<2x3x5xf32>
  return
}

// -----

func.func @value_rank(
    %q: tensor<2x3x8xf32>,
    %k: tensor<2x6x8xf32>,
    %v: tensor<1x2x6x5xf32>,
    %o: tensor<2x3x5xf32>) {
  // expected-error @+1 {{value has rank 4, but query has rank 3}}
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x3x8xf32>, tensor<2x6x8xf32>, tensor<1x2x6x5xf32>)
      outs(%o : tensor<2x3x5xf32>)
      -> tensor<2x3x5xf32>
  return
}

// -----

func.func @output_rank(
    %q: tensor<2x3x8xf32>,
    %k: tensor<2x6x8xf32>,
    %v: tensor<2x6x5xf32>,
    %o: tensor<3x5xf32>) {
  // expected-error @+1 {{output has rank 2, but query has rank 3}}
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x3x8xf32>, tensor<2x6x8xf32>, tensor<2x6x5xf32>)
      outs(%o : tensor<3x5xf32>)
      -> tensor<3x5xf32>
  return
}

// -----

func.func @key_element(
    %q: tensor<2x3x8xf32>,
    %k: tensor<2x6x8xf16>,
    %v: tensor<2x6x5xf32>,
    %o: tensor<2x3x5xf32>) {
  // expected-error @+1 {{key has element type 'f16', but must have 'f32' as query does}}
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x3x8xf32>, tensor<2x6x8xf16>, tensor<2x6x5xf32>)
      outs(%o : tensor<2x3x5xf32>)
      -> tensor<2x3x5xf32>
  return
}

// -----

func.func @value_element(
    %q: tensor<2x3x8xf32>,
    %k: tensor<2x6x8xf32>,
    %v: tensor<2x6x5xf64>,
    %o: tensor<2x3x5xf32>) {
  // expected-error @+1 {{value has element type 'f64', but must have 'f32' as query does}}
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x3x8xf32>, tensor<2x6x8xf32>, tensor<2x6x5xf64>)
      outs(%o : tensor<2x3x5xf32>)
      -> tensor<2x3x5xf32>
  return
}

// -----

func.func @output_element(
    %q: tensor<2x3x8xf32>,
    %k: tensor<2x6x8xf32>,
    %v: tensor<2x6x5xf32>,
    %o: tensor<2x3x5xbf16>) {
  // expected-error @+1 {{output has element type 'bf16', but must have 'f32' as query does}}
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x3x8xf32>, tensor<2x6x8xf32>, tensor<2x6x5xf32>)
      outs(%o : tensor<2x3x5xbf16>)
      -> tensor<2x3x5xbf16>
  return
}

// -----

func.func @integer_query(
    %q: tensor<2x3x8xi32>,
    %k: tensor<2x6x8xf32>,
    %v: tensor<2x6x5xf32>,
    %o: tensor<2x3x5xf32>) {
  // expected-error @+1 {{must be ranked tensor of floating-point values or memref of floating-point values, but got 'tensor<2x3x8xi32>'}}
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x3x8xi32>, tensor<2x6x8xf32>, tensor<2x6x5xf32>)
      outs(%o : tensor<2x3x5xf32>)
      -> tensor<2x3x5xf32>
  return
}

// -----

func.func @key_batch(
    %q: tensor<2x3x8xf32>,
    %k: tensor<3x6x8xf32>,
    %v: tensor<2x6x5xf32>,
    %o: tensor<2x3x5xf32>) {
  // expected-error @+1 {{key has batch size 3 in dimension 0, but must have 2 as query does, or 1 to be broadcast}}
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x3x8xf32>, tensor<3x6x8xf32>, tensor<2x6x5xf32>)
      outs(%o : tensor<2x3x5xf32>)
      -> tensor<2x3x5xf32>
  return
}

// -----

func.func @query_is_not_broadcast(
    %q: tensor<1x3x8xf32>,
    %k: tensor<1x6x8xf32>,
    %v: tensor<2x6x5xf32>,
    %o: tensor<1x3x5xf32>) {
  // expected-error @+1 {{value has batch size 2 in dimension 0, but must have 1 as query does, or 1 to be broadcast}}
  %0 = a3.attention
      ins(%q, %k, %v : tensor<1x3x8xf32>, tensor<1x6x8xf32>, tensor<2x6x5xf32>)
      outs(%o : tensor<1x3x5xf32>)
      -> tensor<1x3x5xf32>
  return
}

// -----

func.func @output_batch(
    %q: tensor<2x3x8xf32>,
    %k: tensor<2x6x8xf32>,
    %v: tensor<2x6x5xf32>,
    %o: tensor<1x3x5xf32>) {
  // expected-error @+1 {{output has batch size 1 in dimension 0, but must have 2 as query does}}
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x3x8xf32>, tensor<2x6x8xf32>, tensor<2x6x5xf32>)
      outs(%o : tensor<1x3x5xf32>)
      -> tensor<1x3x5xf32>
  return
}

// -----

func.func @key_columns(
    %q: tensor<2x3x8xf32>,
    %k: tensor<2x6x7xf32>,
    %v: tensor<2x6x5xf32>,
    %o: tensor<2x3x5xf32>) {
  // expected-error @+1 {{key has size 7 in dimension 2, but must have the 8 columns of query}}
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x3x8xf32>, tensor<2x6x7xf32>, tensor<2x6x5xf32>)
      outs(%o : tensor<2x3x5xf32>)
      -> tensor<2x3x5xf32>
  return
}

// -----

func.func @value_rows(
    %q: tensor<2x3x8xf32>,
    %k: tensor<2x6x8xf32>,
    %v: tensor<2x9x5xf32>,
    %o: tensor<2x3x5xf32>) {
  // expected-error @+1 {{value has size 9 in dimension 1, but must have the 6 rows of key}}
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x3x8xf32>, tensor<2x6x8xf32>, tensor<2x9x5xf32>)
      outs(%o : tensor<2x3x5xf32>)
      -> tensor<2x3x5xf32>
  return
}

// -----

func.func @output_queries(
    %q: tensor<2x3x8xf32>,
    %k: tensor<2x6x8xf32>,
    %v: tensor<2x6x5xf32>,
    %o: tensor<2x4x5xf32>) {
  // expected-error @+1 {{output has size 4 in dimension 1, but must have the 3 queries of query}}
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x3x8xf32>, tensor<2x6x8xf32>, tensor<2x6x5xf32>)
      outs(%o : tensor<2x4x5xf32>)
      -> tensor<2x4x5xf32>
  return
}

// -----

func.func @output_columns(
    %q: tensor<2x3x8xf32>,
    %k: tensor<2x6x8xf32>,
    %v: tensor<2x6x5xf32>,
    %o: tensor<2x3x6xf32>) {
  // expected-error @+1 {{output has size 6 in dimension 2, but must have the 5 columns of value}}
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x3x8xf32>, tensor<2x6x8xf32>, tensor<2x6x5xf32>)
      outs(%o : tensor<2x3x6xf32>)
      -> tensor<2x3x6xf32>
  return
}

// -----

func.func @mask_rank(
    %q: tensor<2x3x8xf32>,
    %k: tensor<2x6x8xf32>,
    %v: tensor<2x6x5xf32>,
    %o: tensor<2x3x5xf32>,
    %m: tensor<3x6xi1>) {
  // expected-error @+1 {{mask has rank 2, but query has rank 3}}
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x3x8xf32>, tensor<2x6x8xf32>, tensor<2x6x5xf32>)
      mask(%m : tensor<3x6xi1>)
      outs(%o : tensor<2x3x5xf32>)
      -> tensor<2x3x5xf32>
  return
}

// -----

func.func @mask_element(
    %q: tensor<2x3x8xf32>,
    %k: tensor<2x6x8xf32>,
    %v: tensor<2x6x5xf32>,
    %o: tensor<2x3x5xf32>,
    %m: tensor<2x3x6xi8>) {
  // expected-error @+1 {{must be ranked tensor of 1-bit signless integer values or memref of 1-bit signless integer values, but got 'tensor<2x3x6xi8>'}}
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x3x8xf32>, tensor<2x6x8xf32>, tensor<2x6x5xf32>)
      mask(%m : tensor<2x3x6xi8>)
      outs(%o : tensor<2x3x5xf32>)
      -> tensor<2x3x5xf32>
  return
}

// -----

func.func @mask_batch(
    %q: tensor<2x3x8xf32>,
    %k: tensor<2x6x8xf32>,
    %v: tensor<2x6x5xf32>,
    %o: tensor<2x3x5xf32>,
    %m: tensor<4x3x6xi1>) {
  // expected-error @+1 {{mask has batch size 4 in dimension 0, but must have 2 as query does, or 1 to be broadcast}}
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x3x8xf32>, tensor<2x6x8xf32>, tensor<2x6x5xf32>)
      mask(%m : tensor<4x3x6xi1>)
      outs(%o : tensor<2x3x5xf32>)
      -> tensor<2x3x5xf32>
  return
}

// -----

func.func @mask_queries(
    %q: tensor<2x3x8xf32>,
    %k: tensor<2x6x8xf32>,
    %v: tensor<2x6x5xf32>,
    %o: tensor<2x3x5xf32>,
    %m: tensor<2x2x6xi1>) {
  // expected-error @+1 {{mask has size 2 in dimension 1, but must have the 3 queries of query, or 1 to be broadcast}}
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x3x8xf32>, tensor<2x6x8xf32>, tensor<2x6x5xf32>)
      mask(%m : tensor<2x2x6xi1>)
      outs(%o : tensor<2x3x5xf32>)
      -> tensor<2x3x5xf32>
  return
}

// -----

func.func @mask_rows(
    %q: tensor<2x3x8xf32>,
    %k: tensor<2x6x8xf32>,
    %v: tensor<2x6x5xf32>,
    %o: tensor<2x3x5xf32>,
    %m: tensor<2x3x1xi1>) {
  // expected-error @+1 {{mask has size 1 in dimension 2, but must have the 6 rows of key}}
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x3x8xf32>, tensor<2x6x8xf32>, tensor<2x6x5xf32>)
      mask(%m : tensor<2x3x1xi1>)
      outs(%o : tensor<2x3x5xf32>)
      -> tensor<2x3x5xf32>
  return
}

// -----

func.func @sorted_without_approximation(
    %q: tensor<2x3x8xf32>,
    %k: tensor<2x6x8xf32>,
    %v: tensor<2x6x5xf32>,
    %o: tensor<2x3x5xf32>,
    %sr: tensor<2x8x6xi16>) {
  // expected-error @+1 {{sorted rows are read by the candidate selection only, so they need an approximation with m}}
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x3x8xf32>, tensor<2x6x8xf32>, tensor<2x6x5xf32>)
      sorted(%sr : tensor<2x8x6xi16>)
      outs(%o : tensor<2x3x5xf32>)
      -> tensor<2x3x5xf32>
  return
}

// -----

func.func @sorted_rows_element(
    %q: tensor<2x3x8xf32>,
    %k: tensor<2x6x8xf32>,
    %v: tensor<2x6x5xf32>,
    %o: tensor<2x3x5xf32>,
    %sr: tensor<2x8x6xi64>) {
  // expected-error @+1 {{must be ranked tensor of 16-bit signless integer values or memref of 16-bit signless integer values, but got 'tensor<2x8x6xi64>'}}
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x3x8xf32>, tensor<2x6x8xf32>, tensor<2x6x5xf32>)
      sorted(%sr : tensor<2x8x6xi64>)
      outs(%o : tensor<2x3x5xf32>) {approximation = #a3.approximation<m = 4, t = 5.0>}
      -> tensor<2x3x5xf32>
  return
}

// -----

func.func @sorted_rank(
    %q: tensor<2x3x8xf32>,
    %k: tensor<2x6x8xf32>,
    %v: tensor<2x6x5xf32>,
    %o: tensor<2x3x5xf32>,
    %sr: tensor<8x6xi16>) {
  // expected-error @+1 {{sorted rows has rank 2, but query has rank 3}}
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x3x8xf32>, tensor<2x6x8xf32>, tensor<2x6x5xf32>)
      sorted(%sr : tensor<8x6xi16>)
      outs(%o : tensor<2x3x5xf32>) {approximation = #a3.approximation<m = 4, t = 5.0>}
      -> tensor<2x3x5xf32>
  return
}

// -----

func.func @sorted_batch(
    %q: tensor<2x3x8xf32>,
    %k: tensor<2x6x8xf32>,
    %v: tensor<2x6x5xf32>,
    %o: tensor<2x3x5xf32>,
    %sr: tensor<5x8x6xi16>) {
  // expected-error @+1 {{sorted rows has batch size 5 in dimension 0, but must have 2 as query does, or 1 to be broadcast}}
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x3x8xf32>, tensor<2x6x8xf32>, tensor<2x6x5xf32>)
      sorted(%sr : tensor<5x8x6xi16>)
      outs(%o : tensor<2x3x5xf32>) {approximation = #a3.approximation<m = 4, t = 5.0>}
      -> tensor<2x3x5xf32>
  return
}

// -----

func.func @sorted_is_transposed(
    %q: tensor<2x3x8xf32>,
    %k: tensor<2x6x8xf32>,
    %v: tensor<2x6x5xf32>,
    %o: tensor<2x3x5xf32>,
    %sr: tensor<2x6x8xi16>) {
  // expected-error @+1 {{sorted rows has size 6 in dimension 1, but must have the 8 columns of key}}
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x3x8xf32>, tensor<2x6x8xf32>, tensor<2x6x5xf32>)
      sorted(%sr : tensor<2x6x8xi16>)
      outs(%o : tensor<2x3x5xf32>) {approximation = #a3.approximation<m = 4, t = 5.0>}
      -> tensor<2x3x5xf32>
  return
}

// -----

func.func @sorted_rows_count(
    %q: tensor<2x3x8xf32>,
    %k: tensor<2x6x8xf32>,
    %v: tensor<2x6x5xf32>,
    %o: tensor<2x3x5xf32>,
    %sr: tensor<2x8x7xi16>) {
  // expected-error @+1 {{sorted rows has size 7 in dimension 2, but must have the 6 rows of key}}
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x3x8xf32>, tensor<2x6x8xf32>, tensor<2x6x5xf32>)
      sorted(%sr : tensor<2x8x7xi16>)
      outs(%o : tensor<2x3x5xf32>) {approximation = #a3.approximation<m = 4, t = 5.0>}
      -> tensor<2x3x5xf32>
  return
}

// -----

func.func @infinite_scale(
    %q: tensor<2x3x8xf32>,
    %k: tensor<2x6x8xf32>,
    %v: tensor<2x6x5xf32>,
    %o: tensor<2x3x5xf32>) {
  // expected-error @+1 {{scale must be finite}}
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x3x8xf32>, tensor<2x6x8xf32>, tensor<2x6x5xf32>)
      outs(%o : tensor<2x3x5xf32>) {scale = 0x7F800000 : f32}
      -> tensor<2x3x5xf32>
  return
}

// -----

func.func @nan_scale(
    %q: tensor<2x3x8xf32>,
    %k: tensor<2x6x8xf32>,
    %v: tensor<2x6x5xf32>,
    %o: tensor<2x3x5xf32>) {
  // expected-error @+1 {{scale must be finite}}
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x3x8xf32>, tensor<2x6x8xf32>, tensor<2x6x5xf32>)
      outs(%o : tensor<2x3x5xf32>) {scale = 0x7FC00000 : f32}
      -> tensor<2x3x5xf32>
  return
}

// -----

func.func @offset_without_causal(
    %q: tensor<2x3x8xf32>,
    %k: tensor<2x6x8xf32>,
    %v: tensor<2x6x5xf32>,
    %o: tensor<2x3x5xf32>) {
  // expected-error @+1 {{causal_offset has no meaning without causal}}
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x3x8xf32>, tensor<2x6x8xf32>, tensor<2x6x5xf32>)
      outs(%o : tensor<2x3x5xf32>) {causal_offset = 1}
      -> tensor<2x3x5xf32>
  return
}


// -----

func.func @sorted_tile_too_large(
    %q: tensor<3x8xf32>, %k: tensor<6x8xf32>, %v: tensor<6x5xf32>,
    %sr: tensor<8x6xi16>, %o: tensor<3x5xf32>) {
  // expected-error @+1 {{sorted_tile is 32769, but must be from 1 to 32768}}
  %0 = a3.attention
      ins(%q, %k, %v : tensor<3x8xf32>, tensor<6x8xf32>, tensor<6x5xf32>)
      sorted(%sr : tensor<8x6xi16>)
      outs(%o : tensor<3x5xf32>)
      {approximation = #a3.approximation<m = 4, t = 5.0>, sorted_tile = 32769}
      -> tensor<3x5xf32>
  return
}

// -----

func.func @sorted_without_tile(
    %q: tensor<3x8xf32>, %k: tensor<?x8xf32>, %v: tensor<?x5xf32>,
    %sr: tensor<8x?xi16>, %o: tensor<3x5xf32>) {
  // expected-error @+1 {{needs sorted_tile, since row numbers of 16 bits reach over 32768 rows}}
  %0 = a3.attention
      ins(%q, %k, %v : tensor<3x8xf32>, tensor<?x8xf32>, tensor<?x5xf32>)
      sorted(%sr : tensor<8x?xi16>)
      outs(%o : tensor<3x5xf32>) {approximation = #a3.approximation<m = 4, t = 5.0>}
      -> tensor<3x5xf32>
  return
}

// -----

func.func @tile_without_sorted(
    %q: tensor<3x8xf32>, %k: tensor<6x8xf32>, %v: tensor<6x5xf32>,
    %o: tensor<3x5xf32>) {
  // expected-error @+1 {{sorted_tile has no meaning without sorted rows}}
  %0 = a3.attention
      ins(%q, %k, %v : tensor<3x8xf32>, tensor<6x8xf32>, tensor<6x5xf32>)
      outs(%o : tensor<3x5xf32>)
      {approximation = #a3.approximation<m = 4, t = 5.0>, sorted_tile = 320}
      -> tensor<3x5xf32>
  return
}

// -----

func.func @bias_element(
    %q: tensor<3x8xf32>, %k: tensor<6x8xf32>, %v: tensor<6x5xf32>,
    %b: tensor<3x6xf16>, %o: tensor<3x5xf32>) {
  // expected-error @+1 {{bias has element type 'f16', but must have 'f32' as query does}}
  %0 = a3.attention
      ins(%q, %k, %v : tensor<3x8xf32>, tensor<6x8xf32>, tensor<6x5xf32>)
      bias(%b : tensor<3x6xf16>)
      outs(%o : tensor<3x5xf32>) -> tensor<3x5xf32>
  return
}

// -----

func.func @bias_rank(
    %q: tensor<2x3x8xf32>, %k: tensor<2x6x8xf32>, %v: tensor<2x6x5xf32>,
    %b: tensor<3x6xf32>, %o: tensor<2x3x5xf32>) {
  // expected-error @+1 {{bias has rank 2, but query has rank 3}}
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x3x8xf32>, tensor<2x6x8xf32>, tensor<2x6x5xf32>)
      bias(%b : tensor<3x6xf32>)
      outs(%o : tensor<2x3x5xf32>) -> tensor<2x3x5xf32>
  return
}

// -----

func.func @bias_queries(
    %q: tensor<3x8xf32>, %k: tensor<6x8xf32>, %v: tensor<6x5xf32>,
    %b: tensor<2x6xf32>, %o: tensor<3x5xf32>) {
  // expected-error @+1 {{bias has size 2 in dimension 0, but must have the 3 queries of query, or 1 to be broadcast}}
  %0 = a3.attention
      ins(%q, %k, %v : tensor<3x8xf32>, tensor<6x8xf32>, tensor<6x5xf32>)
      bias(%b : tensor<2x6xf32>)
      outs(%o : tensor<3x5xf32>) -> tensor<3x5xf32>
  return
}

// -----

func.func @bias_rows(
    %q: tensor<3x8xf32>, %k: tensor<6x8xf32>, %v: tensor<6x5xf32>,
    %b: tensor<3x1xf32>, %o: tensor<3x5xf32>) {
  // expected-error @+1 {{bias has size 1 in dimension 1, but must have the 6 rows of key}}
  %0 = a3.attention
      ins(%q, %k, %v : tensor<3x8xf32>, tensor<6x8xf32>, tensor<6x5xf32>)
      bias(%b : tensor<3x1xf32>)
      outs(%o : tensor<3x5xf32>) -> tensor<3x5xf32>
  return
}
