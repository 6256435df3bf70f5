func.func @main(%x: tensor<2x?x8xf32>) -> tensor<2x?x8xf32> {
  %place = arith.constant 1 : index
  %n = tensor.dim %x, %place : tensor<2x?x8xf32>
  %weights = arith.constant dense_resource<weights> : tensor<8x12xf32>
  %empty = tensor.empty(%n) : tensor<2x?x8xf32>
  %q = linalg.generic {
      indexing_maps = [affine_map<(b, i, j) -> (b, i, j)>, affine_map<(b, i, j) -> (j, 0)>,
                       affine_map<(b, i, j) -> (b, i, j)>],
      iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%x, %weights : tensor<2x?x8xf32>, tensor<8x12xf32>) outs(%empty : tensor<2x?x8xf32>) {
    ^bb0(%a: f32, %w: f32, %unused: f32):
      %product = arith.mulf %a, %w : f32
      linalg.yield %product : f32
  } -> tensor<2x?x8xf32>
  %all = a3.attention ins(%q, %x, %x : tensor<2x?x8xf32>, tensor<2x?x8xf32>, tensor<2x?x8xf32>)
      outs(%empty : tensor<2x?x8xf32>) {scale = 0.5 : f32, site = "all"} -> tensor<2x?x8xf32>
  %some = a3.attention ins(%all, %x, %x : tensor<2x?x8xf32>, tensor<2x?x8xf32>, tensor<2x?x8xf32>)
      outs(%empty : tensor<2x?x8xf32>) {scale = 0.5 : f32, site = "some"} -> tensor<2x?x8xf32>
  return %some : tensor<2x?x8xf32>
}

{-# dialect_resources: {builtin: {weights:
  "0x400000000000803D000000BE0000803E0000003F000080BF0000004000008040000080BD0000003E0000803E000000BF0000803F00000040000080C00000803D0000003E000080BE0000003F0000803F000000C0000080400000803D000000BE0000803E0000003F000080BF0000004000008040000080BD0000003E0000803E000000BF0000803F00000040000080C00000803D0000003E000080BE0000003F0000803F000000C0000080400000803D000000BE0000803E0000003F000080BF0000004000008040000080BD0000003E0000803E000000BF0000803F00000040000080C00000803D0000003E000080BE0000003F0000803F000000C0000080400000803D000000BE0000803E0000003F000080BF0000004000008040000080BD0000003E0000803E000000BF0000803F00000040000080C00000803D0000003E000080BE0000003F0000803F000000C0000080400000803D000000BE0000803E0000003F000080BF0000004000008040000080BD0000003E0000803E000000BF0000803F"
}} #-}
