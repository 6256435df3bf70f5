module {
  func.func @main(%arg0: tensor<2x2x5x4xf16>, %arg1: tensor<2x2x7x4xf16>, %arg2: tensor<2x2x7x4xf16>) -> tensor<2x2x5x4xf16> {
    %0 = tosa.const_shape  {values = dense<[4, 5, 4]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %1 = tosa.const_shape  {values = dense<[4, 4, 7]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %2 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf16>}> : () -> tensor<1xf16>
    %3 = tosa.const_shape  {values = dense<[2, 2, 5, 7]> : tensor<4xindex>} : () -> !tosa.shape<4>
    %4 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
    %5 = tosa.const_shape  {values = dense<[4, 5, 7]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %6 = tosa.const_shape  {values = dense<[4, 7, 4]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %7 = tosa.const_shape  {values = dense<[2, 2, 5, 4]> : tensor<4xindex>} : () -> !tosa.shape<4>
    %8 = "tosa.const"() <{values = dense<5.000000e-01> : tensor<1x1x1x1xf16>}> : () -> tensor<1x1x1x1xf16>
    %9 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} : (tensor<2x2x7x4xf16>) -> tensor<2x2x4x7xf16>
    %10 = tosa.reshape %arg0, %0 : (tensor<2x2x5x4xf16>, !tosa.shape<3>) -> tensor<4x5x4xf16>
    %11 = tosa.reshape %9, %1 : (tensor<2x2x4x7xf16>, !tosa.shape<3>) -> tensor<4x4x7xf16>
    %12 = tosa.matmul %10, %11, %2, %2 : (tensor<4x5x4xf16>, tensor<4x4x7xf16>, tensor<1xf16>, tensor<1xf16>) -> tensor<4x5x7xf32>
    %13 = tosa.cast %12 : (tensor<4x5x7xf32>) -> tensor<4x5x7xf16>
    %14 = tosa.reshape %13, %3 : (tensor<4x5x7xf16>, !tosa.shape<4>) -> tensor<2x2x5x7xf16>
    %15 = tosa.mul %14, %8, %4 : (tensor<2x2x5x7xf16>, tensor<1x1x1x1xf16>, tensor<1xi8>) -> tensor<2x2x5x7xf16>
    %16 = tosa.cast %15 : (tensor<2x2x5x7xf16>) -> tensor<2x2x5x7xf32>
    %17 = tosa.reduce_max %16 {axis = 3 : i32} : (tensor<2x2x5x7xf32>) -> tensor<2x2x5x1xf32>
    %18 = tosa.sub %16, %17 : (tensor<2x2x5x7xf32>, tensor<2x2x5x1xf32>) -> tensor<2x2x5x7xf32>
    %19 = tosa.exp %18 : (tensor<2x2x5x7xf32>) -> tensor<2x2x5x7xf32>
    %20 = tosa.reduce_sum %19 {axis = 3 : i32} : (tensor<2x2x5x7xf32>) -> tensor<2x2x5x1xf32>
    %21 = tosa.reciprocal %20 : (tensor<2x2x5x1xf32>) -> tensor<2x2x5x1xf32>
    %22 = tosa.mul %19, %21, %4 : (tensor<2x2x5x7xf32>, tensor<2x2x5x1xf32>, tensor<1xi8>) -> tensor<2x2x5x7xf32>
    %23 = tosa.cast %22 : (tensor<2x2x5x7xf32>) -> tensor<2x2x5x7xf16>
    %24 = tosa.reshape %23, %5 : (tensor<2x2x5x7xf16>, !tosa.shape<3>) -> tensor<4x5x7xf16>
    %25 = tosa.reshape %arg2, %6 : (tensor<2x2x7x4xf16>, !tosa.shape<3>) -> tensor<4x7x4xf16>
    %26 = tosa.matmul %24, %25, %2, %2 : (tensor<4x5x7xf16>, tensor<4x7x4xf16>, tensor<1xf16>, tensor<1xf16>) -> tensor<4x5x4xf32>
    %27 = tosa.cast %26 : (tensor<4x5x4xf32>) -> tensor<4x5x4xf16>
    %28 = tosa.reshape %27, %7 : (tensor<4x5x4xf16>, !tosa.shape<4>) -> tensor<2x2x5x4xf16>
    return %28 : tensor<2x2x5x4xf16>
  }
}
