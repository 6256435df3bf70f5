#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d1)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
module {
  func.func @main(%arg0: tensor<2x5x8xf32>, %arg1: tensor<2x7x6xf32>) -> tensor<2x5x8xf32> {
    %c0_i64 = arith.constant 0 : i64
    %cst = arith.constant 0.000000e+00 : f32
    %cst_0 = arith.constant 0xFF800000 : f32
    %cst_1 = arith.constant dense_resource<torch_tensor_16_torch.float32> : tensor<16xf32>
    %cst_2 = arith.constant dense_resource<torch_tensor_16_6_torch.float32> : tensor<16x6xf32>
    %cst_3 = arith.constant dense_resource<torch_tensor_8_torch.float32> : tensor<8xf32>
    %cst_4 = arith.constant dense_resource<torch_tensor_8_8_torch.float32> : tensor<8x8xf32>
    %cst_5 = arith.constant 2.000000e+00 : f32
    %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2]] : tensor<2x5x8xf32> into tensor<10x8xf32>
    %0 = tensor.empty() : tensor<8x8xf32>
    %transposed = linalg.transpose ins(%cst_4 : tensor<8x8xf32>) outs(%0 : tensor<8x8xf32>) permutation = [1, 0] 
    %1 = tensor.empty() : tensor<10x8xf32>
    %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<10x8xf32>) -> tensor<10x8xf32>
    %3 = linalg.matmul ins(%collapsed, %transposed : tensor<10x8xf32>, tensor<8x8xf32>) outs(%2 : tensor<10x8xf32>) -> tensor<10x8xf32>
    %4 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel"]} ins(%3, %cst_3 : tensor<10x8xf32>, tensor<8xf32>) outs(%1 : tensor<10x8xf32>) {
    ^bb0(%in: f32, %in_23: f32, %out: f32):
      %33 = arith.addf %in, %in_23 : f32
      linalg.yield %33 : f32
    } -> tensor<10x8xf32>
    %expanded = tensor.expand_shape %4 [[0, 1], [2, 3]] output_shape [2, 5, 2, 4] : tensor<10x8xf32> into tensor<2x5x2x4xf32>
    %5 = tensor.empty() : tensor<2x2x5x4xf32>
    %transposed_6 = linalg.transpose ins(%expanded : tensor<2x5x2x4xf32>) outs(%5 : tensor<2x2x5x4xf32>) permutation = [0, 2, 1, 3] 
    %collapsed_7 = tensor.collapse_shape %arg1 [[0, 1], [2]] : tensor<2x7x6xf32> into tensor<14x6xf32>
    %6 = tensor.empty() : tensor<6x16xf32>
    %transposed_8 = linalg.transpose ins(%cst_2 : tensor<16x6xf32>) outs(%6 : tensor<6x16xf32>) permutation = [1, 0] 
    %7 = tensor.empty() : tensor<14x16xf32>
    %8 = linalg.fill ins(%cst : f32) outs(%7 : tensor<14x16xf32>) -> tensor<14x16xf32>
    %9 = linalg.matmul ins(%collapsed_7, %transposed_8 : tensor<14x6xf32>, tensor<6x16xf32>) outs(%8 : tensor<14x16xf32>) -> tensor<14x16xf32>
    %10 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel"]} ins(%9, %cst_1 : tensor<14x16xf32>, tensor<16xf32>) outs(%7 : tensor<14x16xf32>) {
    ^bb0(%in: f32, %in_23: f32, %out: f32):
      %33 = arith.addf %in, %in_23 : f32
      linalg.yield %33 : f32
    } -> tensor<14x16xf32>
    %expanded_9 = tensor.expand_shape %10 [[0, 1], [2, 3, 4]] output_shape [2, 7, 2, 2, 4] : tensor<14x16xf32> into tensor<2x7x2x2x4xf32>
    %11 = tensor.empty() : tensor<2x2x2x7x4xf32>
    %transposed_10 = linalg.transpose ins(%expanded_9 : tensor<2x7x2x2x4xf32>) outs(%11 : tensor<2x2x2x7x4xf32>) permutation = [2, 0, 3, 1, 4] 
    %extracted_slice = tensor.extract_slice %transposed_10[0, 0, 0, 0, 0] [1, 2, 2, 7, 4] [1, 1, 1, 1, 1] : tensor<2x2x2x7x4xf32> to tensor<1x2x2x7x4xf32>
    %extracted_slice_11 = tensor.extract_slice %transposed_10[1, 0, 0, 0, 0] [1, 2, 2, 7, 4] [1, 1, 1, 1, 1] : tensor<2x2x2x7x4xf32> to tensor<1x2x2x7x4xf32>
    %collapsed_12 = tensor.collapse_shape %extracted_slice [[0, 1], [2], [3], [4]] : tensor<1x2x2x7x4xf32> into tensor<2x2x7x4xf32>
    %12 = tensor.empty() : tensor<2x2x4x7xf32>
    %transposed_13 = linalg.transpose ins(%collapsed_12 : tensor<2x2x7x4xf32>) outs(%12 : tensor<2x2x4x7xf32>) permutation = [0, 1, 3, 2] 
    %collapsed_14 = tensor.collapse_shape %transposed_6 [[0, 1], [2], [3]] : tensor<2x2x5x4xf32> into tensor<4x5x4xf32>
    %collapsed_15 = tensor.collapse_shape %transposed_13 [[0, 1], [2], [3]] : tensor<2x2x4x7xf32> into tensor<4x4x7xf32>
    %13 = tensor.empty() : tensor<4x5x7xf32>
    %14 = linalg.fill ins(%cst : f32) outs(%13 : tensor<4x5x7xf32>) -> tensor<4x5x7xf32>
    %15 = linalg.batch_matmul ins(%collapsed_14, %collapsed_15 : tensor<4x5x4xf32>, tensor<4x4x7xf32>) outs(%14 : tensor<4x5x7xf32>) -> tensor<4x5x7xf32>
    %expanded_16 = tensor.expand_shape %15 [[0, 1], [2], [3]] output_shape [2, 2, 5, 7] : tensor<4x5x7xf32> into tensor<2x2x5x7xf32>
    %16 = tensor.empty() : tensor<2x2x5x7xf32>
    %17 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_16 : tensor<2x2x5x7xf32>) outs(%16 : tensor<2x2x5x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %33 = arith.divf %in, %cst_5 : f32
      linalg.yield %33 : f32
    } -> tensor<2x2x5x7xf32>
    %18 = tensor.empty() : tensor<2x2x5xi64>
    %19 = linalg.fill ins(%c0_i64 : i64) outs(%18 : tensor<2x2x5xi64>) -> tensor<2x2x5xi64>
    %20 = tensor.empty() : tensor<2x2x5xf32>
    %21 = linalg.fill ins(%cst_0 : f32) outs(%20 : tensor<2x2x5xf32>) -> tensor<2x2x5xf32>
    %22:2 = linalg.generic {indexing_maps = [#map2, #map3, #map3], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%17 : tensor<2x2x5x7xf32>) outs(%21, %19 : tensor<2x2x5xf32>, tensor<2x2x5xi64>) {
    ^bb0(%in: f32, %out: f32, %out_23: i64):
      %33 = linalg.index 3 : index
      %34 = arith.index_cast %33 : index to i64
      %35 = arith.maximumf %in, %out : f32
      %36 = arith.cmpf ogt, %in, %out : f32
      %37 = arith.select %36, %34, %out_23 : i64
      linalg.yield %35, %37 : f32, i64
    } -> (tensor<2x2x5xf32>, tensor<2x2x5xi64>)
    %expanded_17 = tensor.expand_shape %22#0 [[0], [1], [2, 3]] output_shape [2, 2, 5, 1] : tensor<2x2x5xf32> into tensor<2x2x5x1xf32>
    %23 = linalg.generic {indexing_maps = [#map2, #map4, #map2], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%17, %expanded_17 : tensor<2x2x5x7xf32>, tensor<2x2x5x1xf32>) outs(%16 : tensor<2x2x5x7xf32>) {
    ^bb0(%in: f32, %in_23: f32, %out: f32):
      %33 = arith.subf %in, %in_23 : f32
      linalg.yield %33 : f32
    } -> tensor<2x2x5x7xf32>
    %24 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%23 : tensor<2x2x5x7xf32>) outs(%16 : tensor<2x2x5x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %33 = math.exp %in : f32
      linalg.yield %33 : f32
    } -> tensor<2x2x5x7xf32>
    %25 = tensor.empty() : tensor<2x2x5x1xf32>
    %26 = linalg.fill ins(%cst : f32) outs(%25 : tensor<2x2x5x1xf32>) -> tensor<2x2x5x1xf32>
    %27 = linalg.generic {indexing_maps = [#map2, #map4], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%24 : tensor<2x2x5x7xf32>) outs(%26 : tensor<2x2x5x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %33 = arith.addf %in, %out : f32
      linalg.yield %33 : f32
    } -> tensor<2x2x5x1xf32>
    %28 = linalg.generic {indexing_maps = [#map2, #map4, #map2], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%24, %27 : tensor<2x2x5x7xf32>, tensor<2x2x5x1xf32>) outs(%16 : tensor<2x2x5x7xf32>) {
    ^bb0(%in: f32, %in_23: f32, %out: f32):
      %33 = arith.divf %in, %in_23 : f32
      linalg.yield %33 : f32
    } -> tensor<2x2x5x7xf32>
    %collapsed_18 = tensor.collapse_shape %28 [[0, 1], [2], [3]] : tensor<2x2x5x7xf32> into tensor<4x5x7xf32>
    %collapsed_19 = tensor.collapse_shape %extracted_slice_11 [[0, 1, 2], [3], [4]] : tensor<1x2x2x7x4xf32> into tensor<4x7x4xf32>
    %29 = tensor.empty() : tensor<4x5x4xf32>
    %30 = linalg.fill ins(%cst : f32) outs(%29 : tensor<4x5x4xf32>) -> tensor<4x5x4xf32>
    %31 = linalg.batch_matmul ins(%collapsed_18, %collapsed_19 : tensor<4x5x7xf32>, tensor<4x7x4xf32>) outs(%30 : tensor<4x5x4xf32>) -> tensor<4x5x4xf32>
    %expanded_20 = tensor.expand_shape %31 [[0, 1], [2], [3]] output_shape [2, 2, 5, 4] : tensor<4x5x4xf32> into tensor<2x2x5x4xf32>
    %32 = tensor.empty() : tensor<2x5x2x4xf32>
    %transposed_21 = linalg.transpose ins(%expanded_20 : tensor<2x2x5x4xf32>) outs(%32 : tensor<2x5x2x4xf32>) permutation = [0, 2, 1, 3] 
    %collapsed_22 = tensor.collapse_shape %transposed_21 [[0], [1], [2, 3]] : tensor<2x5x2x4xf32> into tensor<2x5x8xf32>
    return %collapsed_22 : tensor<2x5x8xf32>
  }
}

{-#
  dialect_resources: {
    builtin: {
      torch_tensor_16_torch.float32: "0x040000002A2A0EBD4803A3BE3E8A24BB9B7FADBE88DEB3BDF246723E245891BE75E48CBE7727CCBD9033E5BD3B8A8D3DEFCD8A3D64FD533EF2FD8FBE2304ECBC43CF693E",
      torch_tensor_16_6_torch.float32: "0x04000000CCF4923EFAC257BD3536A2BEAC301BBE1FBA3BBD16E861BE6DB1553EE2BE123EB7E7863D94F7C93DEA9DB73EFB43183EF64CB7BED2B997BEF540383E53E2633DAFE04B3E6DC1D0BEAAE6C0BEB32D803E64B3853E041BBDBE28AF1E3EEA36A3BE7B4B9E3ECE2D033EE9ADCE3E5A18CEBEBA38C9BE2B528D3E5893B93E7510803EFEF68A3EDF0DB0BE364B973E3D59C5BED3C8BA3DDCEA88BECC0B26BEC20B943D105E24BEFC4984BD021EC6BE1315C5BE89EF213E32F330BEC3557EBE22F424BE07E4AABED817A7BEB7257A3EFE77543EACBD5E3D9F5C64BE9B150B3E1D3F963C166295BE29EBB33D2253BE3EB398CDBED9D9CFBEA63F563D2A669D3E7A607EBE150EB83DB0F0923EF8E3003E7EF0B43D3D8CD03E412C883EDB1E6BBEB089103D7B91553EE856B83EC8F6CFBED15F623E89BEF2BD0DAECCBE4097B93D119763BE11F86C3D27B587BEC54B9DBEF9E20DBDB76E0CBE2280743E332C103DA127A33EACAF9C3D726D06BE11948D3ED9C0B63C78ED9C3D007406BE4309C03A15C2A0BD",
      torch_tensor_8_torch.float32: "0x04000000AF78A0BE15E7B7BC5084F13D9325D93D7B7A973E43E1B13E01AFA43EE711733E",
      torch_tensor_8_8_torch.float32: "0x04000000A038113DC5AC06BE679897BE5481123E8A4D393D98FD10BE6BD0F4BD975CBD3DE8EC82BD63956C3E570EA43C5AC1083E28BD1D3E09AAB1BD34A41C3E8794853E8E48853C61B28D3D6B7A523CEEA97A3EDDD918BEE77240BE78C21D3E2F8B9DBE65BDB93B947F26BE2AF56E3E3C89A8BE0D845B3EBB17B33E8982923DB0F8C0BCB52FB23ED3B71ABE7117E8BCDD891EBEB4E747BDC45E9D3DE36A413D94C288BD90FDB4BE894D943CB6962BBC0FDB593DC4B48A3ED7F3AF3E8BCA56BE0799B4BC310F11BEEFD5A6BE6AB883BED0E5A93E3617533E2F78423E5633493EE9D08FBE8515183D337AA83E760C4ABEA508A13EBD50BE3DC0B57E3EC8171BBE00E8263E"
    }
  }
#-}
