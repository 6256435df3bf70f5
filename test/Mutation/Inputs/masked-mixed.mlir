#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0) -> (d0)>
#map2 = affine_map<(d0, d1) -> (d1)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map5 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
module {
  func.func @main(%arg0: tensor<2x2x5x4xf32>, %arg1: tensor<2x2x7x4xf32>, %arg2: tensor<2x2x7x4xf32>, %arg3: tensor<2x7xf32>) -> tensor<2x2x5x4xf32> {
    %c0_i64 = arith.constant 0 : i64
    %cst = arith.constant 0.000000e+00 : f32
    %cst_0 = arith.constant 0xFF800000 : f32
    %true = arith.constant true
    %cst_1 = arith.constant dense<0.000000e+00> : tensor<2x2x5x7xf32>
    %cst_2 = arith.constant dense<0.000000e+00> : tensor<f32>
    %cst_3 = arith.constant dense<0xFF800000> : tensor<f32>
    %cst_4 = arith.constant 0.70710678118654757 : f64
    %cst_5 = arith.constant 0xFFF0000000000000 : f64
    %0 = tensor.empty() : tensor<2x7xi1>
    %1 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%arg3 : tensor<2x7xf32>) outs(%0 : tensor<2x7xi1>) {
    ^bb0(%in: f32, %out: i1):
      %41 = arith.cmpf ogt, %in, %cst : f32
      linalg.yield %41 : i1
    } -> tensor<2x7xi1>
    %2 = tensor.empty() : tensor<7xi64>
    %3 = linalg.generic {indexing_maps = [#map1], iterator_types = ["parallel"]} outs(%2 : tensor<7xi64>) {
    ^bb0(%out: i64):
      %41 = linalg.index 0 : index
      %42 = arith.index_cast %41 : index to i64
      linalg.yield %42 : i64
    } -> tensor<7xi64>
    %4 = tensor.empty() : tensor<7xi1>
    %5 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel"]} ins(%3 : tensor<7xi64>) outs(%4 : tensor<7xi1>) {
    ^bb0(%in: i64, %out: i1):
      %41 = arith.cmpi eq, %in, %c0_i64 : i64
      linalg.yield %41 : i1
    } -> tensor<7xi1>
    %6 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel"]} ins(%1, %5 : tensor<2x7xi1>, tensor<7xi1>) outs(%0 : tensor<2x7xi1>) {
    ^bb0(%in: i1, %in_12: i1, %out: i1):
      %41 = arith.ori %in, %in_12 : i1
      linalg.yield %41 : i1
    } -> tensor<2x7xi1>
    %expanded = tensor.expand_shape %6 [[0], [1, 2, 3]] output_shape [2, 1, 1, 7] : tensor<2x7xi1> into tensor<2x1x1x7xi1>
    %7 = tensor.empty() : tensor<2x2x5x4xf32>
    %8 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%arg0 : tensor<2x2x5x4xf32>) outs(%7 : tensor<2x2x5x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      %41 = arith.truncf %cst_4 : f64 to f32
      %42 = arith.mulf %in, %41 : f32
      linalg.yield %42 : f32
    } -> tensor<2x2x5x4xf32>
    %9 = tensor.empty() : tensor<2x2x4x7xf32>
    %transposed = linalg.transpose ins(%arg1 : tensor<2x2x7x4xf32>) outs(%9 : tensor<2x2x4x7xf32>) permutation = [0, 1, 3, 2] 
    %10 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%transposed : tensor<2x2x4x7xf32>) outs(%9 : tensor<2x2x4x7xf32>) {
    ^bb0(%in: f32, %out: f32):
      %41 = arith.truncf %cst_4 : f64 to f32
      %42 = arith.mulf %in, %41 : f32
      linalg.yield %42 : f32
    } -> tensor<2x2x4x7xf32>
    %collapsed = tensor.collapse_shape %8 [[0, 1], [2], [3]] : tensor<2x2x5x4xf32> into tensor<4x5x4xf32>
    %collapsed_6 = tensor.collapse_shape %10 [[0, 1], [2], [3]] : tensor<2x2x4x7xf32> into tensor<4x4x7xf32>
    %11 = tensor.empty() : tensor<4x5x7xf32>
    %12 = linalg.fill ins(%cst : f32) outs(%11 : tensor<4x5x7xf32>) -> tensor<4x5x7xf32>
    %13 = linalg.batch_matmul ins(%collapsed, %collapsed_6 : tensor<4x5x4xf32>, tensor<4x4x7xf32>) outs(%12 : tensor<4x5x7xf32>) -> tensor<4x5x7xf32>
    %expanded_7 = tensor.expand_shape %13 [[0, 1], [2], [3]] output_shape [2, 2, 5, 7] : tensor<4x5x7xf32> into tensor<2x2x5x7xf32>
    %14 = tensor.empty() : tensor<2x2x5x7xf32>
    %15 = tensor.empty() : tensor<2x2x5xi64>
    %16 = linalg.fill ins(%c0_i64 : i64) outs(%15 : tensor<2x2x5xi64>) -> tensor<2x2x5xi64>
    %17 = tensor.empty() : tensor<2x2x5xf32>
    %18 = linalg.fill ins(%cst_0 : f32) outs(%17 : tensor<2x2x5xf32>) -> tensor<2x2x5xf32>
    %19 = tensor.empty() : tensor<2x2x5x1xf32>
    %20 = linalg.fill ins(%cst : f32) outs(%19 : tensor<2x2x5x1xf32>) -> tensor<2x2x5x1xf32>
    %21 = tensor.empty() : tensor<2x2x5x7xi1>
    %22 = tensor.empty() : tensor<2x2x5x1xi1>
    %23 = linalg.fill ins(%true : i1) outs(%22 : tensor<2x2x5x1xi1>) -> tensor<2x2x5x1xi1>
    %collapsed_8 = tensor.collapse_shape %arg2 [[0, 1], [2], [3]] : tensor<2x2x7x4xf32> into tensor<4x7x4xf32>
    %24 = tensor.empty() : tensor<4x5x4xf32>
    %25 = linalg.fill ins(%cst : f32) outs(%24 : tensor<4x5x4xf32>) -> tensor<4x5x4xf32>
    %26 = tosa.const_shape  {values = dense<1> : tensor<4xindex>} : () -> !tosa.shape<4>
    %27 = tosa.reshape %cst_2, %26 : (tensor<f32>, !tosa.shape<4>) -> tensor<1x1x1x1xf32>
    %28 = tosa.const_shape  {values = dense<1> : tensor<4xindex>} : () -> !tosa.shape<4>
    %29 = tosa.reshape %cst_3, %28 : (tensor<f32>, !tosa.shape<4>) -> tensor<1x1x1x1xf32>
    %30 = tosa.select %expanded, %27, %29 : (tensor<2x1x1x7xi1>, tensor<1x1x1x1xf32>, tensor<1x1x1x1xf32>) -> tensor<2x1x1x7xf32>
    %31 = tosa.add %expanded_7, %30 : (tensor<2x2x5x7xf32>, tensor<2x1x1x7xf32>) -> tensor<2x2x5x7xf32>
    %32:2 = linalg.generic {indexing_maps = [#map3, #map4, #map4], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%31 : tensor<2x2x5x7xf32>) outs(%18, %16 : tensor<2x2x5xf32>, tensor<2x2x5xi64>) {
    ^bb0(%in: f32, %out: f32, %out_12: i64):
      %41 = linalg.index 3 : index
      %42 = arith.index_cast %41 : index to i64
      %43 = arith.maximumf %in, %out : f32
      %44 = arith.cmpf ogt, %in, %out : f32
      %45 = arith.select %44, %42, %out_12 : i64
      linalg.yield %43, %45 : f32, i64
    } -> (tensor<2x2x5xf32>, tensor<2x2x5xi64>)
    %expanded_9 = tensor.expand_shape %32#0 [[0], [1], [2, 3]] output_shape [2, 2, 5, 1] : tensor<2x2x5xf32> into tensor<2x2x5x1xf32>
    %33 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%31 : tensor<2x2x5x7xf32>) outs(%21 : tensor<2x2x5x7xi1>) {
    ^bb0(%in: f32, %out: i1):
      %41 = arith.extf %in : f32 to f64
      %42 = arith.cmpf oeq, %41, %cst_5 : f64
      linalg.yield %42 : i1
    } -> tensor<2x2x5x7xi1>
    %34 = linalg.generic {indexing_maps = [#map3, #map5], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%33 : tensor<2x2x5x7xi1>) outs(%23 : tensor<2x2x5x1xi1>) {
    ^bb0(%in: i1, %out: i1):
      %41 = arith.andi %in, %out : i1
      linalg.yield %41 : i1
    } -> tensor<2x2x5x1xi1>
    %35 = tosa.sub %31, %expanded_9 : (tensor<2x2x5x7xf32>, tensor<2x2x5x1xf32>) -> tensor<2x2x5x7xf32>
    %36 = tosa.exp %35 : (tensor<2x2x5x7xf32>) -> tensor<2x2x5x7xf32>
    %37 = linalg.generic {indexing_maps = [#map3, #map5], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%36 : tensor<2x2x5x7xf32>) outs(%20 : tensor<2x2x5x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %41 = arith.addf %in, %out : f32
      linalg.yield %41 : f32
    } -> tensor<2x2x5x1xf32>
    %38 = linalg.generic {indexing_maps = [#map3, #map5, #map3], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%36, %37 : tensor<2x2x5x7xf32>, tensor<2x2x5x1xf32>) outs(%14 : tensor<2x2x5x7xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %41 = arith.divf %in, %in_12 : f32
      linalg.yield %41 : f32
    } -> tensor<2x2x5x7xf32>
    %39 = tosa.select %34, %cst_1, %38 : (tensor<2x2x5x1xi1>, tensor<2x2x5x7xf32>, tensor<2x2x5x7xf32>) -> tensor<2x2x5x7xf32>
    %collapsed_10 = tensor.collapse_shape %39 [[0, 1], [2], [3]] : tensor<2x2x5x7xf32> into tensor<4x5x7xf32>
    %40 = linalg.batch_matmul ins(%collapsed_10, %collapsed_8 : tensor<4x5x7xf32>, tensor<4x7x4xf32>) outs(%25 : tensor<4x5x4xf32>) -> tensor<4x5x4xf32>
    %expanded_11 = tensor.expand_shape %40 [[0, 1], [2], [3]] output_shape [2, 2, 5, 4] : tensor<4x5x4xf32> into tensor<2x2x5x4xf32>
    return %expanded_11 : tensor<2x2x5x4xf32>
  }
}

