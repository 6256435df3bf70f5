module {
  func.func @main(%arg0: tensor<2x2x5x4xf32>, %arg1: tensor<2x2x7x4xf32>, %arg2: tensor<2x2x7x4xf32>) -> tensor<2x2x5x4xf32> {
    %0 = "tosa.const"() <{values = dense<true> : tensor<5x7xi1>}> : () -> tensor<5x7xi1>
    %1 = tosa.const_shape  {values = dense<[4, 5, 4]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %2 = tosa.const_shape  {values = dense<[4, 4, 7]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %3 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () -> tensor<1xf32>
    %4 = tosa.const_shape  {values = dense<[2, 2, 5, 7]> : tensor<4xindex>} : () -> !tosa.shape<4>
    %5 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
    %6 = tosa.const_shape  {values = dense<[1, 1, 5, 7]> : tensor<4xindex>} : () -> !tosa.shape<4>
    %7 = tosa.const_shape  {values = dense<[4, 5, 7]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %8 = tosa.const_shape  {values = dense<[4, 7, 4]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %9 = tosa.const_shape  {values = dense<[2, 2, 5, 4]> : tensor<4xindex>} : () -> !tosa.shape<4>
    %10 = "tosa.const"() <{values = dense<5.000000e-01> : tensor<1x1x1x1xf32>}> : () -> tensor<1x1x1x1xf32>
    %11 = "tosa.const"() <{values = dense<[[0, 1, 2, 3, 4, 5, 6]]> : tensor<1x7xi64>}> : () -> tensor<1x7xi64>
    %12 = "tosa.const"() <{values = dense<[[0], [1], [2], [3], [4]]> : tensor<5x1xi64>}> : () -> tensor<5x1xi64>
    %13 = "tosa.const"() <{values = dense<2> : tensor<1x1xi64>}> : () -> tensor<1x1xi64>
    %14 = "tosa.const"() <{values = dense<-3.40282347E+38> : tensor<1x1x1x1xf32>}> : () -> tensor<1x1x1x1xf32>
    %15 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} : (tensor<2x2x7x4xf32>) -> tensor<2x2x4x7xf32>
    %16 = tosa.reshape %arg0, %1 : (tensor<2x2x5x4xf32>, !tosa.shape<3>) -> tensor<4x5x4xf32>
    %17 = tosa.reshape %15, %2 : (tensor<2x2x4x7xf32>, !tosa.shape<3>) -> tensor<4x4x7xf32>
    %18 = tosa.matmul %16, %17, %3, %3 : (tensor<4x5x4xf32>, tensor<4x4x7xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<4x5x7xf32>
    %19 = tosa.reshape %18, %4 : (tensor<4x5x7xf32>, !tosa.shape<4>) -> tensor<2x2x5x7xf32>
    %20 = tosa.mul %19, %10, %5 : (tensor<2x2x5x7xf32>, tensor<1x1x1x1xf32>, tensor<1xi8>) -> tensor<2x2x5x7xf32>
    %21 = tosa.cast %12 : (tensor<5x1xi64>) -> tensor<5x1xi32>
    %22 = tosa.cast %11 : (tensor<1x7xi64>) -> tensor<1x7xi32>
    %23 = tosa.sub %22, %21 : (tensor<1x7xi32>, tensor<5x1xi32>) -> tensor<5x7xi32>
    %24 = tosa.cast %23 : (tensor<5x7xi32>) -> tensor<5x7xi64>
    %25 = tosa.greater_equal %13, %24 : (tensor<1x1xi64>, tensor<5x7xi64>) -> tensor<5x7xi1>
    %26 = tosa.logical_and %25, %0 : (tensor<5x7xi1>, tensor<5x7xi1>) -> tensor<5x7xi1>
    %27 = tosa.logical_not %26 : (tensor<5x7xi1>) -> tensor<5x7xi1>
    %28 = tosa.reshape %27, %6 : (tensor<5x7xi1>, !tosa.shape<4>) -> tensor<1x1x5x7xi1>
    %29 = tosa.select %28, %14, %20 : (tensor<1x1x5x7xi1>, tensor<1x1x1x1xf32>, tensor<2x2x5x7xf32>) -> tensor<2x2x5x7xf32>
    %30 = tosa.reduce_max %29 {axis = 3 : i32} : (tensor<2x2x5x7xf32>) -> tensor<2x2x5x1xf32>
    %31 = tosa.sub %29, %30 : (tensor<2x2x5x7xf32>, tensor<2x2x5x1xf32>) -> tensor<2x2x5x7xf32>
    %32 = tosa.exp %31 : (tensor<2x2x5x7xf32>) -> tensor<2x2x5x7xf32>
    %33 = tosa.reduce_sum %32 {axis = 3 : i32} : (tensor<2x2x5x7xf32>) -> tensor<2x2x5x1xf32>
    %34 = tosa.reciprocal %33 : (tensor<2x2x5x1xf32>) -> tensor<2x2x5x1xf32>
    %35 = tosa.mul %32, %34, %5 : (tensor<2x2x5x7xf32>, tensor<2x2x5x1xf32>, tensor<1xi8>) -> tensor<2x2x5x7xf32>
    %36 = tosa.reshape %35, %7 : (tensor<2x2x5x7xf32>, !tosa.shape<3>) -> tensor<4x5x7xf32>
    %37 = tosa.reshape %arg2, %8 : (tensor<2x2x7x4xf32>, !tosa.shape<3>) -> tensor<4x7x4xf32>
    %38 = tosa.matmul %36, %37, %3, %3 : (tensor<4x5x7xf32>, tensor<4x7x4xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<4x5x4xf32>
    %39 = tosa.reshape %38, %9 : (tensor<4x5x4xf32>, !tosa.shape<4>) -> tensor<2x2x5x4xf32>
    return %39 : tensor<2x2x5x4xf32>
  }
}
