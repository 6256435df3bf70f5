module {
  func.func @main(%arg0: tensor<2x2x5x4xf32>, %arg1: tensor<2x2x7x4xf32>, %arg2: tensor<2x2x7x4xf32>, %arg3: tensor<2x7xf32>) -> tensor<2x2x5x4xf32> {
    %0 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<2x2x5x7xf32>}> : () -> tensor<2x2x5x7xf32>
    %1 = tosa.const_shape  {values = dense<[2, 1, 1, 7]> : tensor<4xindex>} : () -> !tosa.shape<4>
    %2 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
    %3 = tosa.const_shape  {values = dense<[4, 5, 4]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %4 = tosa.const_shape  {values = dense<[4, 4, 7]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %5 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () -> tensor<1xf32>
    %6 = tosa.const_shape  {values = dense<[2, 2, 5, 7]> : tensor<4xindex>} : () -> !tosa.shape<4>
    %7 = tosa.const_shape  {values = dense<[4, 5, 7]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %8 = tosa.const_shape  {values = dense<[4, 7, 4]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %9 = tosa.const_shape  {values = dense<[2, 2, 5, 4]> : tensor<4xindex>} : () -> !tosa.shape<4>
    %10 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1x1x1x1xf32>}> : () -> tensor<1x1x1x1xf32>
    %11 = "tosa.const"() <{values = dense<0xFF800000> : tensor<1x1x1x1xf32>}> : () -> tensor<1x1x1x1xf32>
    %12 = "tosa.const"() <{values = dense<0.707106769> : tensor<1x1x1x1xf32>}> : () -> tensor<1x1x1x1xf32>
    %13 = "tosa.const"() <{values = dense<0xFFF0000000000000> : tensor<1x1x1x1xf64>}> : () -> tensor<1x1x1x1xf64>
    %14 = tosa.reshape %arg3, %1 : (tensor<2x7xf32>, !tosa.shape<4>) -> tensor<2x1x1x7xf32>
    %15 = tosa.greater %14, %10 : (tensor<2x1x1x7xf32>, tensor<1x1x1x1xf32>) -> tensor<2x1x1x7xi1>
    %16 = tosa.select %15, %10, %11 : (tensor<2x1x1x7xi1>, tensor<1x1x1x1xf32>, tensor<1x1x1x1xf32>) -> tensor<2x1x1x7xf32>
    %17 = tosa.mul %arg0, %12, %2 : (tensor<2x2x5x4xf32>, tensor<1x1x1x1xf32>, tensor<1xi8>) -> tensor<2x2x5x4xf32>
    %18 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} : (tensor<2x2x7x4xf32>) -> tensor<2x2x4x7xf32>
    %19 = tosa.mul %18, %12, %2 : (tensor<2x2x4x7xf32>, tensor<1x1x1x1xf32>, tensor<1xi8>) -> tensor<2x2x4x7xf32>
    %20 = tosa.reshape %17, %3 : (tensor<2x2x5x4xf32>, !tosa.shape<3>) -> tensor<4x5x4xf32>
    %21 = tosa.reshape %19, %4 : (tensor<2x2x4x7xf32>, !tosa.shape<3>) -> tensor<4x4x7xf32>
    %22 = tosa.matmul %20, %21, %5, %5 : (tensor<4x5x4xf32>, tensor<4x4x7xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<4x5x7xf32>
    %23 = tosa.reshape %22, %6 : (tensor<4x5x7xf32>, !tosa.shape<4>) -> tensor<2x2x5x7xf32>
    %24 = tosa.add %23, %16 : (tensor<2x2x5x7xf32>, tensor<2x1x1x7xf32>) -> tensor<2x2x5x7xf32>
    %25 = tosa.reduce_max %24 {axis = 3 : i32} : (tensor<2x2x5x7xf32>) -> tensor<2x2x5x1xf32>
    %26 = tosa.sub %24, %25 : (tensor<2x2x5x7xf32>, tensor<2x2x5x1xf32>) -> tensor<2x2x5x7xf32>
    %27 = tosa.exp %26 : (tensor<2x2x5x7xf32>) -> tensor<2x2x5x7xf32>
    %28 = tosa.reduce_sum %27 {axis = 3 : i32} : (tensor<2x2x5x7xf32>) -> tensor<2x2x5x1xf32>
    %29 = tosa.reciprocal %28 : (tensor<2x2x5x1xf32>) -> tensor<2x2x5x1xf32>
    %30 = tosa.mul %27, %29, %2 : (tensor<2x2x5x7xf32>, tensor<2x2x5x1xf32>, tensor<1xi8>) -> tensor<2x2x5x7xf32>
    %31 = tosa.cast %24 : (tensor<2x2x5x7xf32>) -> tensor<2x2x5x7xf64>
    %32 = tosa.equal %31, %13 : (tensor<2x2x5x7xf64>, tensor<1x1x1x1xf64>) -> tensor<2x2x5x7xi1>
    %33 = tosa.reduce_all %32 {axis = 3 : i32} : (tensor<2x2x5x7xi1>) -> tensor<2x2x5x1xi1>
    %34 = tosa.select %33, %0, %30 : (tensor<2x2x5x1xi1>, tensor<2x2x5x7xf32>, tensor<2x2x5x7xf32>) -> tensor<2x2x5x7xf32>
    %35 = tosa.reshape %34, %7 : (tensor<2x2x5x7xf32>, !tosa.shape<3>) -> tensor<4x5x7xf32>
    %36 = tosa.reshape %arg2, %8 : (tensor<2x2x7x4xf32>, !tosa.shape<3>) -> tensor<4x7x4xf32>
    %37 = tosa.matmul %35, %36, %5, %5 : (tensor<4x5x7xf32>, tensor<4x7x4xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<4x5x4xf32>
    %38 = tosa.reshape %37, %9 : (tensor<4x5x4xf32>, !tosa.shape<4>) -> tensor<2x2x5x4xf32>
    return %38 : tensor<2x2x5x4xf32>
  }
}
