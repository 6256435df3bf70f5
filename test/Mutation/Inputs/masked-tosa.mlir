module {
  func.func @main(%arg0: tensor<2x2x5x4xf32>, %arg1: tensor<2x2x7x4xf32>, %arg2: tensor<2x2x7x4xf32>, %arg3: tensor<2x7xf32>) -> tensor<2x2x5x4xf32> {
    %0 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<2x2x5x7xf32>}> : () -> tensor<2x2x5x7xf32>
    %1 = "tosa.const"() <{values = dense<[0, 1, 2, 3, 4, 5, 6]> : tensor<7xi64>}> : () -> tensor<7xi64>
    %2 = tosa.const_shape  {values = dense<[1, 7]> : tensor<2xindex>} : () -> !tosa.shape<2>
    %3 = tosa.const_shape  {values = dense<[2, 1, 1, 7]> : tensor<4xindex>} : () -> !tosa.shape<4>
    %4 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
    %5 = tosa.const_shape  {values = dense<[4, 5, 4]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %6 = tosa.const_shape  {values = dense<[4, 4, 7]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %7 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () -> tensor<1xf32>
    %8 = tosa.const_shape  {values = dense<[2, 2, 5, 7]> : tensor<4xindex>} : () -> !tosa.shape<4>
    %9 = tosa.const_shape  {values = dense<[4, 5, 7]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %10 = tosa.const_shape  {values = dense<[4, 7, 4]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %11 = tosa.const_shape  {values = dense<[2, 2, 5, 4]> : tensor<4xindex>} : () -> !tosa.shape<4>
    %12 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1x1xf32>}> : () -> tensor<1x1xf32>
    %13 = "tosa.const"() <{values = dense<0> : tensor<1xi64>}> : () -> tensor<1xi64>
    %14 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1x1x1x1xf32>}> : () -> tensor<1x1x1x1xf32>
    %15 = "tosa.const"() <{values = dense<0xFF800000> : tensor<1x1x1x1xf32>}> : () -> tensor<1x1x1x1xf32>
    %16 = "tosa.const"() <{values = dense<0.707106769> : tensor<1x1x1x1xf32>}> : () -> tensor<1x1x1x1xf32>
    %17 = "tosa.const"() <{values = dense<0xFFF0000000000000> : tensor<1x1x1x1xf64>}> : () -> tensor<1x1x1x1xf64>
    %18 = tosa.greater %arg3, %12 : (tensor<2x7xf32>, tensor<1x1xf32>) -> tensor<2x7xi1>
    %19 = tosa.equal %13, %1 : (tensor<1xi64>, tensor<7xi64>) -> tensor<7xi1>
    %20 = tosa.reshape %19, %2 : (tensor<7xi1>, !tosa.shape<2>) -> tensor<1x7xi1>
    %21 = tosa.logical_or %18, %20 : (tensor<2x7xi1>, tensor<1x7xi1>) -> tensor<2x7xi1>
    %22 = tosa.reshape %21, %3 : (tensor<2x7xi1>, !tosa.shape<4>) -> tensor<2x1x1x7xi1>
    %23 = tosa.select %22, %14, %15 : (tensor<2x1x1x7xi1>, tensor<1x1x1x1xf32>, tensor<1x1x1x1xf32>) -> tensor<2x1x1x7xf32>
    %24 = tosa.mul %arg0, %16, %4 : (tensor<2x2x5x4xf32>, tensor<1x1x1x1xf32>, tensor<1xi8>) -> tensor<2x2x5x4xf32>
    %25 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} : (tensor<2x2x7x4xf32>) -> tensor<2x2x4x7xf32>
    %26 = tosa.mul %25, %16, %4 : (tensor<2x2x4x7xf32>, tensor<1x1x1x1xf32>, tensor<1xi8>) -> tensor<2x2x4x7xf32>
    %27 = tosa.reshape %24, %5 : (tensor<2x2x5x4xf32>, !tosa.shape<3>) -> tensor<4x5x4xf32>
    %28 = tosa.reshape %26, %6 : (tensor<2x2x4x7xf32>, !tosa.shape<3>) -> tensor<4x4x7xf32>
    %29 = tosa.matmul %27, %28, %7, %7 : (tensor<4x5x4xf32>, tensor<4x4x7xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<4x5x7xf32>
    %30 = tosa.reshape %29, %8 : (tensor<4x5x7xf32>, !tosa.shape<4>) -> tensor<2x2x5x7xf32>
    %31 = tosa.add %30, %23 : (tensor<2x2x5x7xf32>, tensor<2x1x1x7xf32>) -> tensor<2x2x5x7xf32>
    %32 = tosa.reduce_max %31 {axis = 3 : i32} : (tensor<2x2x5x7xf32>) -> tensor<2x2x5x1xf32>
    %33 = tosa.sub %31, %32 : (tensor<2x2x5x7xf32>, tensor<2x2x5x1xf32>) -> tensor<2x2x5x7xf32>
    %34 = tosa.exp %33 : (tensor<2x2x5x7xf32>) -> tensor<2x2x5x7xf32>
    %35 = tosa.reduce_sum %34 {axis = 3 : i32} : (tensor<2x2x5x7xf32>) -> tensor<2x2x5x1xf32>
    %36 = tosa.reciprocal %35 : (tensor<2x2x5x1xf32>) -> tensor<2x2x5x1xf32>
    %37 = tosa.mul %34, %36, %4 : (tensor<2x2x5x7xf32>, tensor<2x2x5x1xf32>, tensor<1xi8>) -> tensor<2x2x5x7xf32>
    %38 = tosa.cast %31 : (tensor<2x2x5x7xf32>) -> tensor<2x2x5x7xf64>
    %39 = tosa.equal %38, %17 : (tensor<2x2x5x7xf64>, tensor<1x1x1x1xf64>) -> tensor<2x2x5x7xi1>
    %40 = tosa.reduce_all %39 {axis = 3 : i32} : (tensor<2x2x5x7xi1>) -> tensor<2x2x5x1xi1>
    %41 = tosa.select %40, %0, %37 : (tensor<2x2x5x1xi1>, tensor<2x2x5x7xf32>, tensor<2x2x5x7xf32>) -> tensor<2x2x5x7xf32>
    %42 = tosa.reshape %41, %9 : (tensor<2x2x5x7xf32>, !tosa.shape<3>) -> tensor<4x5x7xf32>
    %43 = tosa.reshape %arg2, %10 : (tensor<2x2x7x4xf32>, !tosa.shape<3>) -> tensor<4x7x4xf32>
    %44 = tosa.matmul %42, %43, %7, %7 : (tensor<4x5x7xf32>, tensor<4x7x4xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<4x5x4xf32>
    %45 = tosa.reshape %44, %11 : (tensor<4x5x4xf32>, !tosa.shape<4>) -> tensor<2x2x5x4xf32>
    return %45 : tensor<2x2x5x4xf32>
  }
}
