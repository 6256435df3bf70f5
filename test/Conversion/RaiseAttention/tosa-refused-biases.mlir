// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-raise-attention

// What is added to the scores, or concatenated with them, in TOSA.

// A learned bias.
func.func @dense_bias(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<3x4x5xf32>) -> tensor<2x3x4x8xf32>
    {
  %0 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %1 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %3 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %4 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %5 = tosa.const_shape  {values = dense<[1, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %6 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %7 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %8 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %9 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %10 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %11 = tosa.reshape %arg0, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %12 = tosa.reshape %10, %1 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %13 = tosa.matmul %11, %12, %2, %2 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %14 = tosa.reshape %13, %3 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %15 = tosa.mul %14, %9, %4 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %16 = tosa.reshape %arg3, %5 : (tensor<3x4x5xf32>, !tosa.shape<4>) ->
      tensor<1x3x4x5xf32>
  %17 = tosa.add %15, %16 : (tensor<2x3x4x5xf32>, tensor<1x3x4x5xf32>) ->
      tensor<2x3x4x5xf32>
  %18 = tosa.reduce_max %17 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %19 = tosa.sub %17, %18 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %20 = tosa.exp %19 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  // expected-remark@below {{attention not raised [dense-bias]}}
  %21 = tosa.reduce_sum %20 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %22 = tosa.reciprocal %21 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %23 = tosa.mul %20, %22, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %24 = tosa.reshape %23, %6 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %25 = tosa.reshape %arg2, %7 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %26 = tosa.matmul %24, %25, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %27 = tosa.reshape %26, %8 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %27 : tensor<2x3x4x8xf32>
}

// -----

// A number for each distance and head, as in T5.
func.func @bucketed_positions(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<7x3xf32>) ->
    tensor<2x3x4x8xf32> {
  %0 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %1 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %3 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %4 = tosa.const_shape  {values = dense<[1, 7, 3]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %5 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %6 = tosa.const_shape  {values = dense<[1, 20]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %7 = tosa.const_shape  {values = dense<[4, 5, 3]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %8 = tosa.const_shape  {values = dense<[1, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %9 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %10 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %11 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %cst = arith.constant
      dense<[[3, 4, 5, 6, 6], [2, 3, 4, 5, 6], [1, 2, 3, 4, 5], [0, 1, 2, 3,
      4]]> : tensor<4x5xi64>
  %12 = "tosa.const"() <{values = dense<0> : tensor<1x1xi32>}> : () ->
      tensor<1x1xi32>
  %13 = "tosa.const"() <{values = dense<7> : tensor<1x1xi32>}> : () ->
      tensor<1x1xi32>
  %14 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %15 = tosa.reshape %arg0, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %16 = tosa.reshape %14, %1 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %17 = tosa.matmul %15, %16, %2, %2 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %18 = tosa.reshape %17, %3 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %19 = tosa.cast %cst : (tensor<4x5xi64>) -> tensor<4x5xi32>
  %20 = tosa.add %19, %13 : (tensor<4x5xi32>, tensor<1x1xi32>) ->
      tensor<4x5xi32>
  %21 = tosa.greater %12, %19 : (tensor<1x1xi32>, tensor<4x5xi32>) ->
      tensor<4x5xi1>
  %22 = tosa.select %21, %20, %19 : (tensor<4x5xi1>, tensor<4x5xi32>,
      tensor<4x5xi32>) -> tensor<4x5xi32>
  %23 = tosa.reshape %arg3, %4 : (tensor<7x3xf32>, !tosa.shape<3>) ->
      tensor<1x7x3xf32>
  %24 = tosa.reshape %22, %6 : (tensor<4x5xi32>, !tosa.shape<2>) ->
      tensor<1x20xi32>
  // expected-note@below {{the analysis stopped here}}
  %25 = tosa.gather %23, %24 : (tensor<1x7x3xf32>, tensor<1x20xi32>) ->
      tensor<1x20x3xf32>
  %26 = tosa.reshape %25, %7 : (tensor<1x20x3xf32>, !tosa.shape<3>) ->
      tensor<4x5x3xf32>
  %27 = tosa.transpose %26 {perms = array<i32: 2, 0, 1>} : (tensor<4x5x3xf32>)
      -> tensor<3x4x5xf32>
  %28 = tosa.reshape %27, %8 : (tensor<3x4x5xf32>, !tosa.shape<4>) ->
      tensor<1x3x4x5xf32>
  %29 = tosa.add %18, %28 : (tensor<2x3x4x5xf32>, tensor<1x3x4x5xf32>) ->
      tensor<2x3x4x5xf32>
  %30 = tosa.reduce_max %29 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %31 = tosa.sub %29, %30 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %32 = tosa.exp %31 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  // expected-remark@below {{attention not raised [dense-bias]}}
  %33 = tosa.reduce_sum %32 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %34 = tosa.reciprocal %33 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %35 = tosa.mul %32, %34, %5 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %36 = tosa.reshape %35, %9 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %37 = tosa.reshape %arg2, %10 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %38 = tosa.matmul %36, %37, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %39 = tosa.reshape %38, %11 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %39 : tensor<2x3x4x8xf32>
}

// -----

// A number for each place in the window, as in Swin.
func.func @window_bias(%arg0: tensor<4x3x6x8xf32>, %arg1: tensor<4x3x6x8xf32>,
    %arg2: tensor<4x3x6x8xf32>, %arg3: tensor<15x3xf32>) -> tensor<4x3x6x8xf32>
    {
  %0 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %1 = tosa.const_shape  {values = dense<[12, 6, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = tosa.const_shape  {values = dense<[12, 8, 6]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %3 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %4 = tosa.const_shape  {values = dense<[4, 3, 6, 6]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %5 = tosa.const_shape  {values = dense<[1, 15, 3]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %6 = tosa.const_shape  {values = dense<[1, 36]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %7 = tosa.const_shape  {values = dense<[6, 6, 3]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %8 = tosa.const_shape  {values = dense<[1, 3, 6, 6]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %9 = tosa.const_shape  {values = dense<[12, 6, 6]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %10 = tosa.const_shape  {values = dense<[4, 3, 6, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %11 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %cst = arith.constant
      dense<[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 0, 1, 2, 3, 4, 5,
      6, 7, 8, 9, 10, 11, 12, 13, 14, 0, 1, 2, 3, 4, 5]> : tensor<36xi64>
  %12 = "tosa.const"() <{values = dense<0> : tensor<1xi32>}> : () ->
      tensor<1xi32>
  %13 = "tosa.const"() <{values = dense<15> : tensor<1xi32>}> : () ->
      tensor<1xi32>
  %14 = tosa.mul %arg0, %11, %0 : (tensor<4x3x6x8xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<4x3x6x8xf32>
  %15 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<4x3x6x8xf32>) -> tensor<4x3x8x6xf32>
  %16 = tosa.reshape %14, %1 : (tensor<4x3x6x8xf32>, !tosa.shape<3>) ->
      tensor<12x6x8xf32>
  %17 = tosa.reshape %15, %2 : (tensor<4x3x8x6xf32>, !tosa.shape<3>) ->
      tensor<12x8x6xf32>
  %18 = tosa.matmul %16, %17, %3, %3 : (tensor<12x6x8xf32>, tensor<12x8x6xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<12x6x6xf32>
  %19 = tosa.reshape %18, %4 : (tensor<12x6x6xf32>, !tosa.shape<4>) ->
      tensor<4x3x6x6xf32>
  %20 = tosa.cast %cst : (tensor<36xi64>) -> tensor<36xi32>
  %21 = tosa.add %20, %13 : (tensor<36xi32>, tensor<1xi32>) -> tensor<36xi32>
  %22 = tosa.greater %12, %20 : (tensor<1xi32>, tensor<36xi32>) -> tensor<36xi1>
  %23 = tosa.select %22, %21, %20 : (tensor<36xi1>, tensor<36xi32>,
      tensor<36xi32>) -> tensor<36xi32>
  %24 = tosa.reshape %arg3, %5 : (tensor<15x3xf32>, !tosa.shape<3>) ->
      tensor<1x15x3xf32>
  %25 = tosa.reshape %23, %6 : (tensor<36xi32>, !tosa.shape<2>) ->
      tensor<1x36xi32>
  // expected-note@below {{the analysis stopped here}}
  %26 = tosa.gather %24, %25 : (tensor<1x15x3xf32>, tensor<1x36xi32>) ->
      tensor<1x36x3xf32>
  %27 = tosa.reshape %26, %7 : (tensor<1x36x3xf32>, !tosa.shape<3>) ->
      tensor<6x6x3xf32>
  %28 = tosa.transpose %27 {perms = array<i32: 2, 0, 1>} : (tensor<6x6x3xf32>)
      -> tensor<3x6x6xf32>
  %29 = tosa.reshape %28, %8 : (tensor<3x6x6xf32>, !tosa.shape<4>) ->
      tensor<1x3x6x6xf32>
  %30 = tosa.add %19, %29 : (tensor<4x3x6x6xf32>, tensor<1x3x6x6xf32>) ->
      tensor<4x3x6x6xf32>
  %31 = tosa.reduce_max %30 {axis = 3 : i32} : (tensor<4x3x6x6xf32>) ->
      tensor<4x3x6x1xf32>
  %32 = tosa.sub %30, %31 : (tensor<4x3x6x6xf32>, tensor<4x3x6x1xf32>) ->
      tensor<4x3x6x6xf32>
  %33 = tosa.exp %32 : (tensor<4x3x6x6xf32>) -> tensor<4x3x6x6xf32>
  // expected-remark@below {{attention not raised [dense-bias]}}
  %34 = tosa.reduce_sum %33 {axis = 3 : i32} : (tensor<4x3x6x6xf32>) ->
      tensor<4x3x6x1xf32>
  %35 = tosa.reciprocal %34 : (tensor<4x3x6x1xf32>) -> tensor<4x3x6x1xf32>
  %36 = tosa.mul %33, %35, %0 : (tensor<4x3x6x6xf32>, tensor<4x3x6x1xf32>,
      tensor<1xi8>) -> tensor<4x3x6x6xf32>
  %37 = tosa.reshape %36, %9 : (tensor<4x3x6x6xf32>, !tosa.shape<3>) ->
      tensor<12x6x6xf32>
  %38 = tosa.reshape %arg2, %1 : (tensor<4x3x6x8xf32>, !tosa.shape<3>) ->
      tensor<12x6x8xf32>
  %39 = tosa.matmul %37, %38, %3, %3 : (tensor<12x6x6xf32>, tensor<12x6x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<12x6x8xf32>
  %40 = tosa.reshape %39, %10 : (tensor<12x6x8xf32>, !tosa.shape<4>) ->
      tensor<4x3x6x8xf32>
  return %40 : tensor<4x3x6x8xf32>
}

// -----

// A slope for each head.
func.func @alibi(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>, %arg2:
    tensor<2x3x5x8xf32>, %arg3: tensor<3xf32>) -> tensor<2x3x4x8xf32> {
  %0 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %1 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %3 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %4 = tosa.const_shape  {values = dense<[3, 1, 1]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %5 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %6 = tosa.const_shape  {values = dense<[1, 3, 1, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %7 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %8 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %9 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %10 = "tosa.const"()
      <{values = dense<[[[0, 1, 2, 3, 4]]]> : tensor<1x1x5xi64>}> : () ->
      tensor<1x1x5xi64>
  %11 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %12 = tosa.reshape %arg0, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %13 = tosa.reshape %11, %1 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %14 = tosa.matmul %12, %13, %2, %2 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %15 = tosa.reshape %14, %3 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %16 = tosa.reshape %arg3, %4 : (tensor<3xf32>, !tosa.shape<3>) ->
      tensor<3x1x1xf32>
  // expected-note@below {{the analysis stopped here}}
  %17 = tosa.cast %10 : (tensor<1x1x5xi64>) -> tensor<1x1x5xf32>
  %18 = tosa.mul %16, %17, %5 : (tensor<3x1x1xf32>, tensor<1x1x5xf32>,
      tensor<1xi8>) -> tensor<3x1x5xf32>
  %19 = tosa.reshape %18, %6 : (tensor<3x1x5xf32>, !tosa.shape<4>) ->
      tensor<1x3x1x5xf32>
  %20 = tosa.add %15, %19 : (tensor<2x3x4x5xf32>, tensor<1x3x1x5xf32>) ->
      tensor<2x3x4x5xf32>
  %21 = tosa.reduce_max %20 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %22 = tosa.sub %20, %21 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %23 = tosa.exp %22 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  // expected-remark@below {{attention not raised [dense-bias]}}
  %24 = tosa.reduce_sum %23 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %25 = tosa.reciprocal %24 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %26 = tosa.mul %23, %25, %5 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %27 = tosa.reshape %26, %7 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %28 = tosa.reshape %arg2, %8 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %29 = tosa.matmul %27, %28, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %30 = tosa.reshape %29, %9 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %30 : tensor<2x3x4x8xf32>
}

// -----

// A mask of floats as an argument may be anything.
func.func @additive_argument(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x1x4x5xf32>)
    -> tensor<2x3x4x8xf32> {
  %0 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<2x3x4x5xf32>}> :
      () -> tensor<2x3x4x5xf32>
  %1 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %2 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %3 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %4 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %5 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %6 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %7 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %8 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %9 = "tosa.const"() <{values = dense<0.594603539> : tensor<1x1x1x1xf32>}> : ()
      -> tensor<1x1x1x1xf32>
  %10 = "tosa.const"()
      <{values = dense<0xFFF0000000000000> : tensor<1x1x1x1xf64>}> : () ->
      tensor<1x1x1x1xf64>
  %11 = tosa.mul %arg0, %9, %1 : (tensor<2x3x4x8xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x8xf32>
  %12 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %13 = tosa.mul %12, %9, %1 : (tensor<2x3x8x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x8x5xf32>
  %14 = tosa.reshape %11, %2 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %15 = tosa.reshape %13, %3 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %16 = tosa.matmul %14, %15, %4, %4 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %17 = tosa.reshape %16, %5 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %18 = tosa.add %17, %arg3 : (tensor<2x3x4x5xf32>, tensor<2x1x4x5xf32>) ->
      tensor<2x3x4x5xf32>
  %19 = tosa.reduce_max %18 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %20 = tosa.sub %18, %19 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %21 = tosa.exp %20 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  // expected-remark@below {{attention not raised [dense-bias]}}
  %22 = tosa.reduce_sum %21 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %23 = tosa.reciprocal %22 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %24 = tosa.mul %21, %23, %1 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %25 = tosa.cast %18 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf64>
  %26 = tosa.equal %25, %10 : (tensor<2x3x4x5xf64>, tensor<1x1x1x1xf64>) ->
      tensor<2x3x4x5xi1>
  %27 = tosa.reduce_all %26 {axis = 3 : i32} : (tensor<2x3x4x5xi1>) ->
      tensor<2x3x4x1xi1>
  %28 = tosa.select %27, %0, %24 : (tensor<2x3x4x1xi1>, tensor<2x3x4x5xf32>,
      tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %29 = tosa.reshape %28, %6 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %30 = tosa.reshape %arg2, %7 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %31 = tosa.matmul %29, %30, %4, %4 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %32 = tosa.reshape %31, %8 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %32 : tensor<2x3x4x8xf32>
}

// -----

// Integers may be other than 0 and 1.
func.func @integer_mask(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x5xi64>) -> tensor<2x3x4x8xf32> {
  %0 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %1 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %3 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %4 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %5 = tosa.const_shape  {values = dense<[2, 1, 1, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %6 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %7 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %8 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %9 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %10 = "tosa.const"() <{values = dense<1.000000e+00> : tensor<1x1xf32>}> : ()
      -> tensor<1x1xf32>
  %11 = "tosa.const"() <{values = dense<-1.000000e+04> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %12 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %13 = tosa.reshape %arg0, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %14 = tosa.reshape %12, %1 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %15 = tosa.matmul %13, %14, %2, %2 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %16 = tosa.reshape %15, %3 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %17 = tosa.mul %16, %9, %4 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  // expected-note@below {{the analysis stopped here}}
  %18 = tosa.cast %arg3 : (tensor<2x5xi64>) -> tensor<2x5xf32>
  %19 = tosa.sub %10, %18 : (tensor<1x1xf32>, tensor<2x5xf32>) ->
      tensor<2x5xf32>
  %20 = tosa.reshape %19, %5 : (tensor<2x5xf32>, !tosa.shape<4>) ->
      tensor<2x1x1x5xf32>
  %21 = tosa.mul %20, %11, %4 : (tensor<2x1x1x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x1x1x5xf32>
  %22 = tosa.add %17, %21 : (tensor<2x3x4x5xf32>, tensor<2x1x1x5xf32>) ->
      tensor<2x3x4x5xf32>
  %23 = tosa.reduce_max %22 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %24 = tosa.sub %22, %23 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %25 = tosa.exp %24 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  // expected-remark@below {{attention not raised [mask-not-boolean]}}
  %26 = tosa.reduce_sum %25 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %27 = tosa.reciprocal %26 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %28 = tosa.mul %25, %27, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %29 = tosa.reshape %28, %6 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %30 = tosa.reshape %arg2, %7 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %31 = tosa.matmul %29, %30, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %32 = tosa.reshape %31, %8 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %32 : tensor<2x3x4x8xf32>
}

// -----

// A column is concatenated and cut off.
func.func @sink(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>, %arg2:
    tensor<2x3x5x8xf32>, %arg3: tensor<3x1x1xf32>) -> tensor<2x3x4x8xf32> {
  %0 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %1 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %3 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %4 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %5 = tosa.const_shape  {values = dense<[1, 3, 1, 1]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %6 = tosa.const_shape  {values = dense<[2, 1, 4, 1]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %7 = tosa.const_shape  {values = dense<0> : tensor<4xindex>} : () ->
      !tosa.shape<4>
  %8 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %9 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %10 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %11 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %12 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %13 = tosa.reshape %arg0, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %14 = tosa.reshape %12, %1 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %15 = tosa.matmul %13, %14, %2, %2 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %16 = tosa.reshape %15, %3 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %17 = tosa.mul %16, %11, %4 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %18 = tosa.reshape %arg3, %5 : (tensor<3x1x1xf32>, !tosa.shape<4>) ->
      tensor<1x3x1x1xf32>
  %19 = tosa.tile %18, %6 : (tensor<1x3x1x1xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x1xf32>
  // expected-note@below {{the analysis stopped here}}
  %20 = tosa.concat %17, %19 {axis = 3 : i32} : (tensor<2x3x4x5xf32>,
      tensor<2x3x4x1xf32>) -> tensor<2x3x4x6xf32>
  %21 = tosa.reduce_max %20 {axis = 3 : i32} : (tensor<2x3x4x6xf32>) ->
      tensor<2x3x4x1xf32>
  %22 = tosa.sub %20, %21 : (tensor<2x3x4x6xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x6xf32>
  %23 = tosa.exp %22 : (tensor<2x3x4x6xf32>) -> tensor<2x3x4x6xf32>
  // expected-remark@below {{attention not raised [concatenated-scores]}}
  %24 = tosa.reduce_sum %23 {axis = 3 : i32} : (tensor<2x3x4x6xf32>) ->
      tensor<2x3x4x1xf32>
  %25 = tosa.reciprocal %24 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %26 = tosa.mul %23, %25, %4 : (tensor<2x3x4x6xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x6xf32>
  %27 = tosa.slice %26, %7, %3 : (tensor<2x3x4x6xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x3x4x5xf32>
  %28 = tosa.reshape %27, %8 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %29 = tosa.reshape %arg2, %9 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %30 = tosa.matmul %28, %29, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %31 = tosa.reshape %30, %10 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %31 : tensor<2x3x4x8xf32>
}

// -----

// A sink for each head, as in gpt-oss.
func.func @learned_sinks(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<3xf32>) -> tensor<2x3x4x8xf32> {
  %0 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %1 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %3 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %4 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %5 = tosa.const_shape  {values = dense<[1, 3, 1, 1]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %6 = tosa.const_shape  {values = dense<[2, 1, 4, 1]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %7 = tosa.const_shape  {values = dense<0> : tensor<4xindex>} : () ->
      !tosa.shape<4>
  %8 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %9 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %10 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %11 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %12 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %13 = tosa.reshape %arg0, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %14 = tosa.reshape %12, %1 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %15 = tosa.matmul %13, %14, %2, %2 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %16 = tosa.reshape %15, %3 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %17 = tosa.mul %16, %11, %4 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %18 = tosa.reshape %arg3, %5 : (tensor<3xf32>, !tosa.shape<4>) ->
      tensor<1x3x1x1xf32>
  %19 = tosa.tile %18, %6 : (tensor<1x3x1x1xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x1xf32>
  // expected-note@below {{the analysis stopped here}}
  %20 = tosa.concat %17, %19 {axis = 3 : i32} : (tensor<2x3x4x5xf32>,
      tensor<2x3x4x1xf32>) -> tensor<2x3x4x6xf32>
  %21 = tosa.reduce_max %20 {axis = 3 : i32} : (tensor<2x3x4x6xf32>) ->
      tensor<2x3x4x1xf32>
  %22 = tosa.sub %20, %21 : (tensor<2x3x4x6xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x6xf32>
  %23 = tosa.exp %22 : (tensor<2x3x4x6xf32>) -> tensor<2x3x4x6xf32>
  // expected-remark@below {{attention not raised [concatenated-scores]}}
  %24 = tosa.reduce_sum %23 {axis = 3 : i32} : (tensor<2x3x4x6xf32>) ->
      tensor<2x3x4x1xf32>
  %25 = tosa.reciprocal %24 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %26 = tosa.mul %23, %25, %4 : (tensor<2x3x4x6xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x6xf32>
  %27 = tosa.slice %26, %7, %3 : (tensor<2x3x4x6xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x3x4x5xf32>
  %28 = tosa.reshape %27, %8 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %29 = tosa.reshape %arg2, %9 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %30 = tosa.matmul %28, %29, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %31 = tosa.reshape %30, %10 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %31 : tensor<2x3x4x8xf32>
}

// -----

// A number that is too near to be a mask, as in Swin's shifted windows.
func.func @minus_hundred(%arg0: tensor<4x3x6x8xf32>, %arg1: tensor<4x3x6x8xf32>,
    %arg2: tensor<4x3x6x8xf32>, %arg3: tensor<4x6x6xi1>) -> tensor<4x3x6x8xf32>
    {
  %0 = tosa.const_shape  {values = dense<[12, 6, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %1 = tosa.const_shape  {values = dense<[12, 8, 6]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %3 = tosa.const_shape  {values = dense<[4, 3, 6, 6]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %4 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %5 = tosa.const_shape  {values = dense<[4, 1, 6, 6]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %6 = tosa.const_shape  {values = dense<[12, 6, 6]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %7 = tosa.const_shape  {values = dense<[4, 3, 6, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %8 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %9 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1x1x1xf32>}> : ()
      -> tensor<1x1x1xf32>
  %10 = "tosa.const"() <{values = dense<-1.000000e+02> : tensor<1x1x1xf32>}> :
      () -> tensor<1x1x1xf32>
  %11 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<4x3x6x8xf32>) -> tensor<4x3x8x6xf32>
  %12 = tosa.reshape %arg0, %0 : (tensor<4x3x6x8xf32>, !tosa.shape<3>) ->
      tensor<12x6x8xf32>
  %13 = tosa.reshape %11, %1 : (tensor<4x3x8x6xf32>, !tosa.shape<3>) ->
      tensor<12x8x6xf32>
  %14 = tosa.matmul %12, %13, %2, %2 : (tensor<12x6x8xf32>, tensor<12x8x6xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<12x6x6xf32>
  %15 = tosa.reshape %14, %3 : (tensor<12x6x6xf32>, !tosa.shape<4>) ->
      tensor<4x3x6x6xf32>
  %16 = tosa.mul %15, %8, %4 : (tensor<4x3x6x6xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<4x3x6x6xf32>
  // expected-note@below {{the analysis stopped here}}
  %17 = tosa.select %arg3, %9, %10 : (tensor<4x6x6xi1>, tensor<1x1x1xf32>,
      tensor<1x1x1xf32>) -> tensor<4x6x6xf32>
  %18 = tosa.reshape %17, %5 : (tensor<4x6x6xf32>, !tosa.shape<4>) ->
      tensor<4x1x6x6xf32>
  %19 = tosa.add %16, %18 : (tensor<4x3x6x6xf32>, tensor<4x1x6x6xf32>) ->
      tensor<4x3x6x6xf32>
  %20 = tosa.reduce_max %19 {axis = 3 : i32} : (tensor<4x3x6x6xf32>) ->
      tensor<4x3x6x1xf32>
  %21 = tosa.sub %19, %20 : (tensor<4x3x6x6xf32>, tensor<4x3x6x1xf32>) ->
      tensor<4x3x6x6xf32>
  %22 = tosa.exp %21 : (tensor<4x3x6x6xf32>) -> tensor<4x3x6x6xf32>
  // expected-remark@below {{attention not raised [dense-bias]}}
  %23 = tosa.reduce_sum %22 {axis = 3 : i32} : (tensor<4x3x6x6xf32>) ->
      tensor<4x3x6x1xf32>
  %24 = tosa.reciprocal %23 : (tensor<4x3x6x1xf32>) -> tensor<4x3x6x1xf32>
  %25 = tosa.mul %22, %24, %4 : (tensor<4x3x6x6xf32>, tensor<4x3x6x1xf32>,
      tensor<1xi8>) -> tensor<4x3x6x6xf32>
  %26 = tosa.reshape %25, %6 : (tensor<4x3x6x6xf32>, !tosa.shape<3>) ->
      tensor<12x6x6xf32>
  %27 = tosa.reshape %arg2, %0 : (tensor<4x3x6x8xf32>, !tosa.shape<3>) ->
      tensor<12x6x8xf32>
  %28 = tosa.matmul %26, %27, %2, %2 : (tensor<12x6x6xf32>, tensor<12x6x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<12x6x8xf32>
  %29 = tosa.reshape %28, %7 : (tensor<12x6x8xf32>, !tosa.shape<4>) ->
      tensor<4x3x6x8xf32>
  return %29 : tensor<4x3x6x8xf32>
}

// -----

// A factor on the exponentials, and so in their sum, that would be a mask if it
// were known to be 0 and 1.
!queries = tensor<2x4x8xf32>
!keys = tensor<2x8x5xf32>
!values = tensor<2x5x8xf32>
!scores = tensor<2x4x5xf32>
!sums = tensor<2x4x1xf32>
!one = tensor<1xf32>
func.func @float_factor(%q: !queries, %k: !keys, %v: !values,
    %mask: tensor<2x1x5xf32>)
    -> !queries {
  %zero = "tosa.const"() <{values = dense<0.0> : !one}> : () -> !one
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %s = tosa.matmul %q, %k, %zero, %zero
      : (!queries, !keys, !one, !one) -> !scores
  %e = tosa.exp %s : (!scores) -> !scores
  %w = tosa.mul %e, %mask, %shift
      : (!scores, tensor<2x1x5xf32>, tensor<1xi8>) -> !scores
  // expected-remark@below {{attention not raised [mask-not-boolean]}}
  %sum = tosa.reduce_sum %w {axis = 2 : i32} : (!scores) -> !sums
  %inverse = tosa.reciprocal %sum : (!sums) -> !sums
  %p = tosa.mul %w, %inverse, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  %r = tosa.matmul %p, %v, %zero, %zero
      : (!scores, !values, !one, !one) -> !queries
  return %r : !queries
}

// -----

// The same, divided after the second product, and the mask is of integers.
!queries = tensor<2x4x8xf32>
!keys = tensor<2x8x5xf32>
!values = tensor<2x5x8xf32>
!scores = tensor<2x4x5xf32>
!sums = tensor<2x4x1xf32>
!one = tensor<1xf32>
func.func @float_factor_and_division_after_product(%q: !queries, %k: !keys, %v: !values,
    %integers: tensor<2x1x5xi32>)
    -> !queries {
  %zero = "tosa.const"() <{values = dense<0.0> : !one}> : () -> !one
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %s = tosa.matmul %q, %k, %zero, %zero
      : (!queries, !keys, !one, !one) -> !scores
  %e = tosa.exp %s : (!scores) -> !scores
  // expected-note@below {{the analysis stopped here}}
  %mask = tosa.cast %integers : (tensor<2x1x5xi32>) -> tensor<2x1x5xf32>
  %w = tosa.mul %e, %mask, %shift
      : (!scores, tensor<2x1x5xf32>, tensor<1xi8>) -> !scores
  // expected-remark@below {{attention not raised [mask-not-boolean]}}
  %sum = tosa.reduce_sum %w {axis = 2 : i32} : (!scores) -> !sums
  %o = tosa.matmul %w, %v, %zero, %zero
      : (!scores, !values, !one, !one) -> !queries
  %inverse = tosa.reciprocal %sum : (!sums) -> !sums
  %r = tosa.mul %o, %inverse, %shift
      : (!queries, !sums, tensor<1xi8>) -> !queries
  return %r : !queries
}

// -----

// The same, with a bound on the sum: that is no softmax whatever the mask is.
!queries = tensor<2x4x8xf32>
!keys = tensor<2x8x5xf32>
!values = tensor<2x5x8xf32>
!scores = tensor<2x4x5xf32>
!sums = tensor<2x4x1xf32>
!one = tensor<1xf32>
func.func @float_factor_and_bound(%q: !queries, %k: !keys, %v: !values,
    %mask: tensor<2x1x5xf32>)
    -> !queries {
  %zero = "tosa.const"() <{values = dense<0.0> : !one}> : () -> !one
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %s = tosa.matmul %q, %k, %zero, %zero
      : (!queries, !keys, !one, !one) -> !scores
  %e = tosa.exp %s : (!scores) -> !scores
  %small = "tosa.const"() <{values = dense<0.01> : tensor<1x1x1xf32>}>
      : () -> tensor<1x1x1xf32>
  %w = tosa.mul %e, %mask, %shift
      : (!scores, tensor<2x1x5xf32>, tensor<1xi8>) -> !scores
  // expected-remark@below {{attention not raised [denominator-differs]}}
  %sum = tosa.reduce_sum %w {axis = 2 : i32} : (!scores) -> !sums
  // expected-note@below {{the analysis stopped here}}
  %bounded = tosa.maximum %sum, %small
      : (!sums, tensor<1x1x1xf32>) -> !sums
  %inverse = tosa.reciprocal %bounded : (!sums) -> !sums
  %p = tosa.mul %w, %inverse, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  %r = tosa.matmul %p, %v, %zero, %zero
      : (!scores, !values, !one, !one) -> !queries
  return %r : !queries
}
