module {
  func.func @main(%arg0: tensor<2x2x5x4xf32>, %arg1: tensor<2x2x7x4xf32>, %arg2: tensor<2x2x7x4xf32>) -> tensor<2x2x5x4xf32> {
    %0 = tosa.const_shape  {values = dense<[4, 5, 4]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %1 = tosa.const_shape  {values = dense<[4, 4, 7]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %2 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () -> tensor<1xf32>
    %3 = tosa.const_shape  {values = dense<[2, 2, 5, 7]> : tensor<4xindex>} : () -> !tosa.shape<4>
    %4 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
    %5 = tosa.const_shape  {values = dense<[4, 5, 7]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %6 = tosa.const_shape  {values = dense<[4, 7, 4]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %7 = tosa.const_shape  {values = dense<[2, 2, 5, 4]> : tensor<4xindex>} : () -> !tosa.shape<4>
    %8 = "tosa.const"() <{values = dense<5.000000e-01> : tensor<1x1x1x1xf32>}> : () -> tensor<1x1x1x1xf32>
    %9 = "tosa.const"() <{values = dense<0.333333343> : tensor<1x1x1x1xf32>}> : () -> tensor<1x1x1x1xf32>
    %10 = "tosa.const"() <{values = dense<3.000000e+00> : tensor<1x1x1x1xf32>}> : () -> tensor<1x1x1x1xf32>
    %11 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} : (tensor<2x2x7x4xf32>) -> tensor<2x2x4x7xf32>
    %12 = tosa.reshape %arg0, %0 : (tensor<2x2x5x4xf32>, !tosa.shape<3>) -> tensor<4x5x4xf32>
    %13 = tosa.reshape %11, %1 : (tensor<2x2x4x7xf32>, !tosa.shape<3>) -> tensor<4x4x7xf32>
    %14 = tosa.matmul %12, %13, %2, %2 : (tensor<4x5x4xf32>, tensor<4x4x7xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<4x5x7xf32>
    %15 = tosa.reshape %14, %3 : (tensor<4x5x7xf32>, !tosa.shape<4>) -> tensor<2x2x5x7xf32>
    %16 = tosa.mul %15, %8, %4 : (tensor<2x2x5x7xf32>, tensor<1x1x1x1xf32>, tensor<1xi8>) -> tensor<2x2x5x7xf32>
    %17 = tosa.mul %16, %9, %4 : (tensor<2x2x5x7xf32>, tensor<1x1x1x1xf32>, tensor<1xi8>) -> tensor<2x2x5x7xf32>
    %18 = tosa.tanh %17 : (tensor<2x2x5x7xf32>) -> tensor<2x2x5x7xf32>
    %19 = tosa.mul %18, %10, %4 : (tensor<2x2x5x7xf32>, tensor<1x1x1x1xf32>, tensor<1xi8>) -> tensor<2x2x5x7xf32>
    %20 = tosa.reduce_max %19 {axis = 3 : i32} : (tensor<2x2x5x7xf32>) -> tensor<2x2x5x1xf32>
    %21 = tosa.sub %19, %20 : (tensor<2x2x5x7xf32>, tensor<2x2x5x1xf32>) -> tensor<2x2x5x7xf32>
    %22 = tosa.exp %21 : (tensor<2x2x5x7xf32>) -> tensor<2x2x5x7xf32>
    %23 = tosa.reduce_sum %22 {axis = 3 : i32} : (tensor<2x2x5x7xf32>) -> tensor<2x2x5x1xf32>
    %24 = tosa.reciprocal %23 : (tensor<2x2x5x1xf32>) -> tensor<2x2x5x1xf32>
    %25 = tosa.mul %22, %24, %4 : (tensor<2x2x5x7xf32>, tensor<2x2x5x1xf32>, tensor<1xi8>) -> tensor<2x2x5x7xf32>
    %26 = tosa.reshape %25, %5 : (tensor<2x2x5x7xf32>, !tosa.shape<3>) -> tensor<4x5x7xf32>
    %27 = tosa.reshape %arg2, %6 : (tensor<2x2x7x4xf32>, !tosa.shape<3>) -> tensor<4x7x4xf32>
    %28 = tosa.matmul %26, %27, %2, %2 : (tensor<4x5x7xf32>, tensor<4x7x4xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<4x5x4xf32>
    %29 = tosa.reshape %28, %7 : (tensor<4x5x4xf32>, !tosa.shape<4>) -> tensor<2x2x5x4xf32>
    return %29 : tensor<2x2x5x4xf32>
  }
}
