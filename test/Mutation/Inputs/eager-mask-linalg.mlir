#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d1)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map3 = affine_map<(d0) -> (d0)>
#map4 = affine_map<(d0, d1, d2, d3) -> ()>
#map5 = affine_map<(d0, d1, d2, d3) -> (d0, 0, 0, d3)>
#map6 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map7 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
module {
  func.func @main(%arg0: tensor<2x5x8xf32>, %arg1: tensor<2x5xi64>) -> tensor<2x5x8xf32> {
    %c0_i64 = arith.constant 0 : i64
    %cst = arith.constant 0.000000e+00 : f32
    %cst_0 = arith.constant 0xFF800000 : f32
    %cst_1 = arith.constant dense<1.000000e+00> : tensor<f32>
    %cst_2 = arith.constant dense_resource<torch_tensor_8_torch.float32_3> : tensor<8xf32>
    %cst_3 = arith.constant dense_resource<torch_tensor_8_8_torch.float32_3> : tensor<8x8xf32>
    %cst_4 = arith.constant dense_resource<torch_tensor_8_torch.float32_2> : tensor<8xf32>
    %cst_5 = arith.constant dense_resource<torch_tensor_8_8_torch.float32_2> : tensor<8x8xf32>
    %cst_6 = arith.constant dense_resource<torch_tensor_8_torch.float32_1> : tensor<8xf32>
    %cst_7 = arith.constant dense_resource<torch_tensor_8_8_torch.float32_1> : tensor<8x8xf32>
    %cst_8 = arith.constant dense_resource<torch_tensor_8_torch.float32> : tensor<8xf32>
    %cst_9 = arith.constant dense_resource<torch_tensor_8_8_torch.float32> : tensor<8x8xf32>
    %cst_10 = arith.constant 5.000000e-01 : f32
    %cst_11 = arith.constant -3.40282347E+38 : f32
    %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2]] : tensor<2x5x8xf32> into tensor<10x8xf32>
    %0 = tensor.empty() : tensor<8x8xf32>
    %transposed = linalg.transpose ins(%cst_9 : tensor<8x8xf32>) outs(%0 : tensor<8x8xf32>) permutation = [1, 0] 
    %1 = tensor.empty() : tensor<10x8xf32>
    %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<10x8xf32>) -> tensor<10x8xf32>
    %3 = linalg.matmul ins(%collapsed, %transposed : tensor<10x8xf32>, tensor<8x8xf32>) outs(%2 : tensor<10x8xf32>) -> tensor<10x8xf32>
    %4 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel"]} ins(%3, %cst_8 : tensor<10x8xf32>, tensor<8xf32>) outs(%1 : tensor<10x8xf32>) {
    ^bb0(%in: f32, %in_31: f32, %out: f32):
      %45 = arith.addf %in, %in_31 : f32
      linalg.yield %45 : f32
    } -> tensor<10x8xf32>
    %expanded = tensor.expand_shape %4 [[0, 1], [2, 3]] output_shape [2, 5, 2, 4] : tensor<10x8xf32> into tensor<2x5x2x4xf32>
    %5 = tensor.empty() : tensor<2x2x5x4xf32>
    %transposed_12 = linalg.transpose ins(%expanded : tensor<2x5x2x4xf32>) outs(%5 : tensor<2x2x5x4xf32>) permutation = [0, 2, 1, 3] 
    %transposed_13 = linalg.transpose ins(%cst_7 : tensor<8x8xf32>) outs(%0 : tensor<8x8xf32>) permutation = [1, 0] 
    %6 = linalg.matmul ins(%collapsed, %transposed_13 : tensor<10x8xf32>, tensor<8x8xf32>) outs(%2 : tensor<10x8xf32>) -> tensor<10x8xf32>
    %7 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel"]} ins(%6, %cst_6 : tensor<10x8xf32>, tensor<8xf32>) outs(%1 : tensor<10x8xf32>) {
    ^bb0(%in: f32, %in_31: f32, %out: f32):
      %45 = arith.addf %in, %in_31 : f32
      linalg.yield %45 : f32
    } -> tensor<10x8xf32>
    %expanded_14 = tensor.expand_shape %7 [[0, 1], [2, 3]] output_shape [2, 5, 2, 4] : tensor<10x8xf32> into tensor<2x5x2x4xf32>
    %transposed_15 = linalg.transpose ins(%cst_5 : tensor<8x8xf32>) outs(%0 : tensor<8x8xf32>) permutation = [1, 0] 
    %8 = linalg.matmul ins(%collapsed, %transposed_15 : tensor<10x8xf32>, tensor<8x8xf32>) outs(%2 : tensor<10x8xf32>) -> tensor<10x8xf32>
    %9 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel"]} ins(%8, %cst_4 : tensor<10x8xf32>, tensor<8xf32>) outs(%1 : tensor<10x8xf32>) {
    ^bb0(%in: f32, %in_31: f32, %out: f32):
      %45 = arith.addf %in, %in_31 : f32
      linalg.yield %45 : f32
    } -> tensor<10x8xf32>
    %expanded_16 = tensor.expand_shape %9 [[0, 1], [2, 3]] output_shape [2, 5, 2, 4] : tensor<10x8xf32> into tensor<2x5x2x4xf32>
    %transposed_17 = linalg.transpose ins(%expanded_16 : tensor<2x5x2x4xf32>) outs(%5 : tensor<2x2x5x4xf32>) permutation = [0, 2, 1, 3] 
    %10 = tensor.empty() : tensor<2x2x4x5xf32>
    %transposed_18 = linalg.transpose ins(%expanded_14 : tensor<2x5x2x4xf32>) outs(%10 : tensor<2x2x4x5xf32>) permutation = [0, 2, 3, 1] 
    %collapsed_19 = tensor.collapse_shape %transposed_12 [[0, 1], [2], [3]] : tensor<2x2x5x4xf32> into tensor<4x5x4xf32>
    %collapsed_20 = tensor.collapse_shape %transposed_18 [[0, 1], [2], [3]] : tensor<2x2x4x5xf32> into tensor<4x4x5xf32>
    %11 = tensor.empty() : tensor<4x5x5xf32>
    %12 = linalg.fill ins(%cst : f32) outs(%11 : tensor<4x5x5xf32>) -> tensor<4x5x5xf32>
    %13 = linalg.batch_matmul ins(%collapsed_19, %collapsed_20 : tensor<4x5x4xf32>, tensor<4x4x5xf32>) outs(%12 : tensor<4x5x5xf32>) -> tensor<4x5x5xf32>
    %expanded_21 = tensor.expand_shape %13 [[0, 1], [2], [3]] output_shape [2, 2, 5, 5] : tensor<4x5x5xf32> into tensor<2x2x5x5xf32>
    %14 = tensor.empty() : tensor<2x2x5x5xf32>
    %15 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_21 : tensor<2x2x5x5xf32>) outs(%14 : tensor<2x2x5x5xf32>) {
    ^bb0(%in: f32, %out: f32):
      %45 = arith.mulf %in, %cst_10 : f32
      linalg.yield %45 : f32
    } -> tensor<2x2x5x5xf32>
    %16 = tensor.empty() : tensor<2x5xi1>
    %17 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%arg1 : tensor<2x5xi64>) outs(%16 : tensor<2x5xi1>) {
    ^bb0(%in: i64, %out: i1):
      %45 = arith.cmpi sgt, %in, %c0_i64 : i64
      linalg.yield %45 : i1
    } -> tensor<2x5xi1>
    %18 = tensor.empty() : tensor<5xi64>
    %19 = linalg.generic {indexing_maps = [#map3], iterator_types = ["parallel"]} outs(%18 : tensor<5xi64>) {
    ^bb0(%out: i64):
      %45 = linalg.index 0 : index
      %46 = arith.index_cast %45 : index to i64
      linalg.yield %46 : i64
    } -> tensor<5xi64>
    %20 = tensor.empty() : tensor<5xi1>
    %21 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types = ["parallel"]} ins(%19 : tensor<5xi64>) outs(%20 : tensor<5xi1>) {
    ^bb0(%in: i64, %out: i1):
      %45 = arith.cmpi eq, %in, %c0_i64 : i64
      linalg.yield %45 : i1
    } -> tensor<5xi1>
    %22 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel"]} ins(%17, %21 : tensor<2x5xi1>, tensor<5xi1>) outs(%16 : tensor<2x5xi1>) {
    ^bb0(%in: i1, %in_31: i1, %out: i1):
      %45 = arith.ori %in, %in_31 : i1
      linalg.yield %45 : i1
    } -> tensor<2x5xi1>
    %expanded_22 = tensor.expand_shape %22 [[0], [1, 2, 3]] output_shape [2, 1, 1, 5] : tensor<2x5xi1> into tensor<2x1x1x5xi1>
    %23 = tensor.empty() : tensor<2x1x1x5xf32>
    %24 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_22 : tensor<2x1x1x5xi1>) outs(%23 : tensor<2x1x1x5xf32>) {
    ^bb0(%in: i1, %out: f32):
      %45 = arith.uitofp %in : i1 to f32
      linalg.yield %45 : f32
    } -> tensor<2x1x1x5xf32>
    %25 = linalg.generic {indexing_maps = [#map4, #map2, #map2], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_1, %24 : tensor<f32>, tensor<2x1x1x5xf32>) outs(%23 : tensor<2x1x1x5xf32>) {
    ^bb0(%in: f32, %in_31: f32, %out: f32):
      %45 = arith.subf %in, %in_31 : f32
      linalg.yield %45 : f32
    } -> tensor<2x1x1x5xf32>
    %26 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%25 : tensor<2x1x1x5xf32>) outs(%23 : tensor<2x1x1x5xf32>) {
    ^bb0(%in: f32, %out: f32):
      %45 = arith.mulf %in, %cst_11 : f32
      linalg.yield %45 : f32
    } -> tensor<2x1x1x5xf32>
    %27 = linalg.generic {indexing_maps = [#map2, #map5, #map2], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%15, %26 : tensor<2x2x5x5xf32>, tensor<2x1x1x5xf32>) outs(%14 : tensor<2x2x5x5xf32>) {
    ^bb0(%in: f32, %in_31: f32, %out: f32):
      %45 = arith.addf %in, %in_31 : f32
      linalg.yield %45 : f32
    } -> tensor<2x2x5x5xf32>
    %28 = tensor.empty() : tensor<2x2x5xi64>
    %29 = linalg.fill ins(%c0_i64 : i64) outs(%28 : tensor<2x2x5xi64>) -> tensor<2x2x5xi64>
    %30 = tensor.empty() : tensor<2x2x5xf32>
    %31 = linalg.fill ins(%cst_0 : f32) outs(%30 : tensor<2x2x5xf32>) -> tensor<2x2x5xf32>
    %32:2 = linalg.generic {indexing_maps = [#map2, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%27 : tensor<2x2x5x5xf32>) outs(%31, %29 : tensor<2x2x5xf32>, tensor<2x2x5xi64>) {
    ^bb0(%in: f32, %out: f32, %out_31: i64):
      %45 = linalg.index 3 : index
      %46 = arith.index_cast %45 : index to i64
      %47 = arith.maximumf %in, %out : f32
      %48 = arith.cmpf ogt, %in, %out : f32
      %49 = arith.select %48, %46, %out_31 : i64
      linalg.yield %47, %49 : f32, i64
    } -> (tensor<2x2x5xf32>, tensor<2x2x5xi64>)
    %expanded_23 = tensor.expand_shape %32#0 [[0], [1], [2, 3]] output_shape [2, 2, 5, 1] : tensor<2x2x5xf32> into tensor<2x2x5x1xf32>
    %33 = linalg.generic {indexing_maps = [#map2, #map7, #map2], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%27, %expanded_23 : tensor<2x2x5x5xf32>, tensor<2x2x5x1xf32>) outs(%14 : tensor<2x2x5x5xf32>) {
    ^bb0(%in: f32, %in_31: f32, %out: f32):
      %45 = arith.subf %in, %in_31 : f32
      linalg.yield %45 : f32
    } -> tensor<2x2x5x5xf32>
    %34 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%33 : tensor<2x2x5x5xf32>) outs(%14 : tensor<2x2x5x5xf32>) {
    ^bb0(%in: f32, %out: f32):
      %45 = math.exp %in : f32
      linalg.yield %45 : f32
    } -> tensor<2x2x5x5xf32>
    %35 = tensor.empty() : tensor<2x2x5x1xf32>
    %36 = linalg.fill ins(%cst : f32) outs(%35 : tensor<2x2x5x1xf32>) -> tensor<2x2x5x1xf32>
    %37 = linalg.generic {indexing_maps = [#map2, #map7], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%34 : tensor<2x2x5x5xf32>) outs(%36 : tensor<2x2x5x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %45 = arith.addf %in, %out : f32
      linalg.yield %45 : f32
    } -> tensor<2x2x5x1xf32>
    %38 = linalg.generic {indexing_maps = [#map2, #map7, #map2], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%34, %37 : tensor<2x2x5x5xf32>, tensor<2x2x5x1xf32>) outs(%14 : tensor<2x2x5x5xf32>) {
    ^bb0(%in: f32, %in_31: f32, %out: f32):
      %45 = arith.divf %in, %in_31 : f32
      linalg.yield %45 : f32
    } -> tensor<2x2x5x5xf32>
    %collapsed_24 = tensor.collapse_shape %38 [[0, 1], [2], [3]] : tensor<2x2x5x5xf32> into tensor<4x5x5xf32>
    %collapsed_25 = tensor.collapse_shape %transposed_17 [[0, 1], [2], [3]] : tensor<2x2x5x4xf32> into tensor<4x5x4xf32>
    %39 = tensor.empty() : tensor<4x5x4xf32>
    %40 = linalg.fill ins(%cst : f32) outs(%39 : tensor<4x5x4xf32>) -> tensor<4x5x4xf32>
    %41 = linalg.batch_matmul ins(%collapsed_24, %collapsed_25 : tensor<4x5x5xf32>, tensor<4x5x4xf32>) outs(%40 : tensor<4x5x4xf32>) -> tensor<4x5x4xf32>
    %expanded_26 = tensor.expand_shape %41 [[0, 1], [2], [3]] output_shape [2, 2, 5, 4] : tensor<4x5x4xf32> into tensor<2x2x5x4xf32>
    %42 = tensor.empty() : tensor<2x5x2x4xf32>
    %transposed_27 = linalg.transpose ins(%expanded_26 : tensor<2x2x5x4xf32>) outs(%42 : tensor<2x5x2x4xf32>) permutation = [0, 2, 1, 3] 
    %collapsed_28 = tensor.collapse_shape %transposed_27 [[0, 1], [2, 3]] : tensor<2x5x2x4xf32> into tensor<10x8xf32>
    %transposed_29 = linalg.transpose ins(%cst_3 : tensor<8x8xf32>) outs(%0 : tensor<8x8xf32>) permutation = [1, 0] 
    %43 = linalg.matmul ins(%collapsed_28, %transposed_29 : tensor<10x8xf32>, tensor<8x8xf32>) outs(%2 : tensor<10x8xf32>) -> tensor<10x8xf32>
    %44 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel"]} ins(%43, %cst_2 : tensor<10x8xf32>, tensor<8xf32>) outs(%1 : tensor<10x8xf32>) {
    ^bb0(%in: f32, %in_31: f32, %out: f32):
      %45 = arith.addf %in, %in_31 : f32
      linalg.yield %45 : f32
    } -> tensor<10x8xf32>
    %expanded_30 = tensor.expand_shape %44 [[0, 1], [2]] output_shape [2, 5, 8] : tensor<10x8xf32> into tensor<2x5x8xf32>
    return %expanded_30 : tensor<2x5x8xf32>
  }
}

{-#
  dialect_resources: {
    builtin: {
      torch_tensor_8_torch.float32_3: "0x040000004D662A3EC38D9B3E4820703E50E93DBE1BBF1EBD2FDBE3BDD28F91BE502D1939",
      torch_tensor_8_8_torch.float32_3: "0x0400000009B09E3EBC0C71BE60B41CBD41909BBC958B213E6784773EB98965BD94F895BE2963333E3298D83D416E113E77545FBEA901693E1074AB3E1551FB3CB114A9BEC1257E3E8E3786BEF771A63D5171523D847229BEDA1EFC3DDCE8A1BE5DEAA43DC78365BE23981CBD44463A3DEA379A3E6ABC2CBE5EEF673EF2F637BD35F12BBEAFA19DBEAC16A6BE11C9B03EA595B4BDCEAA903C694EC43DDF16763ECD7E9A3E4ECF923E3A1D86BECB0468BD5E3B56BEF7D94EBE9AC1AB3DD7E9A93EEB0391BE801B5B3E7BB43BBE19088DBD19B08F3EC9C3A3BDE1DC033DAA137DBE4F179A3EE5333BBD546584BE6F04D43D38B580BEE2A38FBED570B03C20858F3EFEE6CCBD",
      torch_tensor_8_torch.float32_2: "0x04000000FA5C7EBDA0A9EA3DA7090E3E5DFD8A3E37C157BDF2B465BC9BED773E77EAC3BD",
      torch_tensor_8_8_torch.float32_2: "0x04000000E34F32BE3058FDBC29320BBD9A028DBEF9E8963EFFB31FBEA66B003E99729D3E0295363E90074D3D86059A3E84AB423DE57F27BE843EAB3EFF5FAB3DFA9DB0BE8323CEBDE59B76BE91B59E3E22286FBDEE00A5BE5B12B6BC6D5D633E981DBC3DDAF4E43DAA7E063D8CF9063E426CB0BDE10410BE4733A9BE595E88BE92E81C3E315E56BEFBC24F3D8A1EE73DE811CD3C49BA6ABE2A1DAD3E798652BE75E3943E9C0090BEFB2CAEBD10F0443E08EC13BE6310983EA62379BECF0398BE0B4023BE45186A3DB3ACA63E6CD62CBEAA79013E0288B5BD6C069DBDA81A853E95498CBE36D0193D743BAA3E7EFE46BDE18C8C3E0BFCDEBDB6B6913E021BAFBE9FB650BD",
      torch_tensor_8_torch.float32_1: "0x0400000088B498BE0C9B08BE41FF78BE496BAB3E8F8F1BBE574A25BE3EAD3D3EF07927BE",
      torch_tensor_8_8_torch.float32_1: "0x04000000F591B8BD89F86CBE6ADA01BEF1CC883D6F293DBE6171A03DDD0AA6BD406E2FBE97F4463D3AD8943E4FC474BE077D863C188205BEABA2B13E97BEABBE4589ADBEAC5FB23EE80E65BE91D28A3D1AF8F9BC2E8898BD98B8A1BDD70D663E4F6F8A3C393EB0BEB3BB55BE93D6F6BD0D2F363E95496ABECAAFAA3EF445A1BD4A0482BDD2D68D3EA3F6353EB486993E526B513ED5A6DBBDE23370BE877ED7BC83D1953EC303F3BD34DFA7BEF268143E9737B03EF721CEBD66E395BE0232A4BE0E74B53DC64EDBBC2DD336BEEE5B923DC57C093ED6F78F3E4A8A8C3EE2C358BDED9D9FBEC192A3BE1004A93E840A203EB9D01D3E2A9F9CBE73A0A73EC77CAB3E676FA33E",
      torch_tensor_8_torch.float32: "0x040000004B0E7DBAF7672FBEB6B5B43ED2CBB03EB98588BE36BF92BE1D3689BE6C7DDFBA",
      torch_tensor_8_8_torch.float32: "0x0400000058CFE63D4658423ECCBD493DEA3B72BE0D598CBED063DFBD7AEB1E3E8C8EB23EC82E503E5D1323BD99DFFD3D6397B1BEDD9B9ABE1CEE283E6F104DBEDC2C2E3E22937FBE5B5233BE881A95BE30ED3C3E538F13BD0C508B3E3F0E603ED754483EA1443A3C68DEDFBDF56F9DBDEB75403D4D77333E00A47DBEEFEC973E3D751DBD32AF97BE44E243BE4B2BA03E0F8CA53EAEACA7BE63587F3E6370353E214C563EF83C993EF01E43BE64A5E43D8328143EC6F5D5BD9450F23DA653D0BDA2D55F3E0AE6C8BD6AF706BE2849B63DAE69003EBFE130BEB403003D79D0513E2E1610BD7E5CDC3D55A3AEBDF1C9FD3D1D2183BEA0E354BE74C437BED65BA63E73D6C2BD"
    }
  }
#-}
