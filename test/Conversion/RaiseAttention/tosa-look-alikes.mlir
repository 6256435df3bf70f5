// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-raise-attention

// Models that resemble attention, in TOSA.

// Weights of a window around each query, as in ConvBERT.
func.func @dynamic_convolution(%arg0: tensor<2x5x24xf32>, %arg1:
    tensor<24x9xf32>) -> tensor<2x5x24xf32> {
  %0 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %1 = tosa.const_shape  {values = dense<[1, 10, 24]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = tosa.const_shape  {values = dense<[1, 24, 9]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %3 = tosa.const_shape  {values = dense<[2, 5, 3, 3]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %4 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %5 = tosa.const_shape  {values = dense<[2, 5, 24]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %6 = tosa.const_shape  {values = dense<[2, 5, 3, 3, 8]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %7 = tosa.const_shape  {values = dense<[2, 5, 3, 3, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %8 = tosa.const_shape  {values = dense<[0, 0, 1, 0, 0, 0]> : tensor<6xindex>}
      : () -> !tosa.shape<6>
  %9 = tosa.const_shape  {values = dense<0> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %10 = tosa.const_shape  {values = dense<[0, 0, 0, 1, 0, 0]> : tensor<6xindex>}
      : () -> !tosa.shape<6>
  %11 = tosa.const_shape  {values = dense<[0, 1, 0]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %12 = tosa.reshape %arg0, %1 : (tensor<2x5x24xf32>, !tosa.shape<3>) ->
      tensor<1x10x24xf32>
  %13 = tosa.reshape %arg1, %2 : (tensor<24x9xf32>, !tosa.shape<3>) ->
      tensor<1x24x9xf32>
  %14 = tosa.matmul %12, %13, %0, %0 : (tensor<1x10x24xf32>, tensor<1x24x9xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<1x10x9xf32>
  %15 = tosa.reshape %14, %3 : (tensor<1x10x9xf32>, !tosa.shape<4>) ->
      tensor<2x5x3x3xf32>
  %16 = tosa.reduce_max %15 {axis = 3 : i32} : (tensor<2x5x3x3xf32>) ->
      tensor<2x5x3x1xf32>
  %17 = tosa.sub %15, %16 : (tensor<2x5x3x3xf32>, tensor<2x5x3x1xf32>) ->
      tensor<2x5x3x3xf32>
  %18 = tosa.exp %17 : (tensor<2x5x3x3xf32>) -> tensor<2x5x3x3xf32>
  // expected-remark@below {{attention not raised [values-depend-on-query]}}
  %19 = tosa.reduce_sum %18 {axis = 3 : i32} : (tensor<2x5x3x3xf32>) ->
      tensor<2x5x3x1xf32>
  %20 = tosa.reciprocal %19 : (tensor<2x5x3x1xf32>) -> tensor<2x5x3x1xf32>
  %21 = tosa.mul %18, %20, %4 : (tensor<2x5x3x3xf32>, tensor<2x5x3x1xf32>,
      tensor<1xi8>) -> tensor<2x5x3x3xf32>
  %22 = tosa.pad %arg0, %8, %0 : (tensor<2x5x24xf32>, !tosa.shape<6>,
      tensor<1xf32>) -> tensor<2x6x24xf32>
  %23 = tosa.slice %22, %9, %5 : (tensor<2x6x24xf32>, !tosa.shape<3>,
      !tosa.shape<3>) -> tensor<2x5x24xf32>
  %24 = tosa.pad %arg0, %10, %0 : (tensor<2x5x24xf32>, !tosa.shape<6>,
      tensor<1xf32>) -> tensor<2x6x24xf32>
  %25 = tosa.slice %24, %11, %5 : (tensor<2x6x24xf32>, !tosa.shape<3>,
      !tosa.shape<3>) -> tensor<2x5x24xf32>
  %26 = tosa.concat %23, %arg0, %25 {axis = 2 : i32} : (tensor<2x5x24xf32>,
      tensor<2x5x24xf32>, tensor<2x5x24xf32>) -> tensor<2x5x72xf32>
  %27 = tosa.reshape %26, %6 : (tensor<2x5x72xf32>, !tosa.shape<5>) ->
      tensor<2x5x3x3x8xf32>
  %28 = tosa.transpose %27 {perms = array<i32: 0, 1, 3, 2, 4>} :
      (tensor<2x5x3x3x8xf32>) -> tensor<2x5x3x3x8xf32>
  %29 = tosa.reshape %21, %7 : (tensor<2x5x3x3xf32>, !tosa.shape<5>) ->
      tensor<2x5x3x3x1xf32>
  %30 = tosa.mul %29, %28, %4 : (tensor<2x5x3x3x1xf32>, tensor<2x5x3x3x8xf32>,
      tensor<1xi8>) -> tensor<2x5x3x3x8xf32>
  // expected-note@below {{the analysis stopped here}}
  %31 = tosa.reduce_sum %30 {axis = 3 : i32} : (tensor<2x5x3x3x8xf32>) ->
      tensor<2x5x3x1x8xf32>
  %32 = tosa.reshape %31, %5 : (tensor<2x5x3x1x8xf32>, !tosa.shape<3>) ->
      tensor<2x5x24xf32>
  return %32 : tensor<2x5x24xf32>
}

// -----

// A nonlinear function of query plus key, as Bahdanau's.
func.func @additive_attention(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<8xf32>) ->
    tensor<2x3x4x8xf32> {
  %0 = tosa.const_shape  {values = dense<[2, 3, 4, 1, 8]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %1 = tosa.const_shape  {values = dense<[2, 3, 1, 5, 8]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %2 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %3 = tosa.const_shape  {values = dense<[1, 1, 1, 1, 8]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %4 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %5 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %6 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %7 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %8 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %9 = tosa.reshape %arg0, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<5>) ->
      tensor<2x3x4x1x8xf32>
  %10 = tosa.reshape %arg1, %1 : (tensor<2x3x5x8xf32>, !tosa.shape<5>) ->
      tensor<2x3x1x5x8xf32>
  %11 = tosa.add %9, %10 : (tensor<2x3x4x1x8xf32>, tensor<2x3x1x5x8xf32>) ->
      tensor<2x3x4x5x8xf32>
  %12 = tosa.tanh %11 : (tensor<2x3x4x5x8xf32>) -> tensor<2x3x4x5x8xf32>
  %13 = tosa.reshape %arg3, %3 : (tensor<8xf32>, !tosa.shape<5>) ->
      tensor<1x1x1x1x8xf32>
  %14 = tosa.mul %12, %13, %2 : (tensor<2x3x4x5x8xf32>, tensor<1x1x1x1x8xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5x8xf32>
  // expected-note@below {{the analysis stopped here}}
  %15 = tosa.reduce_sum %14 {axis = 4 : i32} : (tensor<2x3x4x5x8xf32>) ->
      tensor<2x3x4x5x1xf32>
  %16 = tosa.reshape %15, %4 : (tensor<2x3x4x5x1xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %17 = tosa.reduce_max %16 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %18 = tosa.sub %16, %17 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %19 = tosa.exp %18 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  // expected-remark@below {{attention not raised [scores-not-bilinear]}}
  %20 = tosa.reduce_sum %19 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %21 = tosa.reciprocal %20 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %22 = tosa.mul %19, %21, %2 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %23 = tosa.reshape %22, %5 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %24 = tosa.reshape %arg2, %6 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %25 = tosa.matmul %23, %24, %7, %7 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %26 = tosa.reshape %25, %8 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %26 : tensor<2x3x4x8xf32>
}

// -----

// Distances of queries and keys.
func.func @distances(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %0 = tosa.const_shape  {values = dense<[2, 3, 4, 1, 8]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %1 = tosa.const_shape  {values = dense<[2, 3, 1, 5, 8]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %2 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %3 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %4 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %5 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %6 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %7 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %8 = "tosa.const"() <{values = dense<2.000000e+00> : tensor<1x1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1x1xf32>
  %9 = "tosa.const"() <{values = dense<5.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %10 = tosa.reshape %arg0, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<5>) ->
      tensor<2x3x4x1x8xf32>
  %11 = tosa.reshape %arg1, %1 : (tensor<2x3x5x8xf32>, !tosa.shape<5>) ->
      tensor<2x3x1x5x8xf32>
  %12 = tosa.sub %10, %11 : (tensor<2x3x4x1x8xf32>, tensor<2x3x1x5x8xf32>) ->
      tensor<2x3x4x5x8xf32>
  %13 = tosa.pow %12, %8 : (tensor<2x3x4x5x8xf32>, tensor<1x1x1x1x1xf32>) ->
      tensor<2x3x4x5x8xf32>
  // expected-note@below {{the analysis stopped here}}
  %14 = tosa.reduce_sum %13 {axis = 4 : i32} : (tensor<2x3x4x5x8xf32>) ->
      tensor<2x3x4x5x1xf32>
  %15 = tosa.reshape %14, %3 : (tensor<2x3x4x5x1xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %16 = tosa.negate %15, %4, %4 : (tensor<2x3x4x5xf32>, tensor<1xf32>,
      tensor<1xf32>) -> tensor<2x3x4x5xf32>
  %17 = tosa.mul %16, %9, %2 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %18 = tosa.reduce_max %17 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %19 = tosa.sub %17, %18 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %20 = tosa.exp %19 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  // expected-remark@below {{attention not raised [scores-not-a-product]}}
  %21 = tosa.reduce_sum %20 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %22 = tosa.reciprocal %21 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %23 = tosa.mul %20, %22, %2 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %24 = tosa.reshape %23, %5 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %25 = tosa.reshape %arg2, %6 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %26 = tosa.matmul %24, %25, %4, %4 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %27 = tosa.reshape %26, %7 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %27 : tensor<2x3x4x8xf32>
}

// -----

// Leaky ReLU of a number of the query plus one of the key.
func.func @graph_attention(%arg0: tensor<6x8xf32>, %arg1: tensor<8xf32>, %arg2:
    tensor<8xf32>, %arg3: tensor<6x6xi1>) -> tensor<6x8xf32> {
  %0 = tosa.const_shape  {values = dense<[1, 8]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %1 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %2 = tosa.const_shape  {values = dense<[1, 6]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %3 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %4 = tosa.const_shape  {values = dense<[1, 6, 6]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %5 = tosa.const_shape  {values = dense<[1, 6, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %6 = tosa.const_shape  {values = dense<[6, 8]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %7 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1x1xf32>}> : () ->
      tensor<1x1xf32>
  %8 = "tosa.const"() <{values = dense<2.000000e-01> : tensor<1x1xf32>}> : () ->
      tensor<1x1xf32>
  %9 = "tosa.const"() <{values = dense<0xFF800000> : tensor<1x1xf32>}> : () ->
      tensor<1x1xf32>
  %10 = tosa.reshape %arg1, %0 : (tensor<8xf32>, !tosa.shape<2>) ->
      tensor<1x8xf32>
  %11 = tosa.mul %arg0, %10, %1 : (tensor<6x8xf32>, tensor<1x8xf32>,
      tensor<1xi8>) -> tensor<6x8xf32>
  %12 = tosa.reduce_sum %11 {axis = 1 : i32} : (tensor<6x8xf32>) ->
      tensor<6x1xf32>
  %13 = tosa.reshape %arg2, %0 : (tensor<8xf32>, !tosa.shape<2>) ->
      tensor<1x8xf32>
  %14 = tosa.mul %arg0, %13, %1 : (tensor<6x8xf32>, tensor<1x8xf32>,
      tensor<1xi8>) -> tensor<6x8xf32>
  %15 = tosa.reduce_sum %14 {axis = 1 : i32} : (tensor<6x8xf32>) ->
      tensor<6x1xf32>
  %16 = tosa.reshape %15, %2 : (tensor<6x1xf32>, !tosa.shape<2>) ->
      tensor<1x6xf32>
  %17 = tosa.add %12, %16 : (tensor<6x1xf32>, tensor<1x6xf32>) ->
      tensor<6x6xf32>
  // expected-note@below {{the analysis stopped here}}
  %18 = tosa.maximum %17, %7 : (tensor<6x6xf32>, tensor<1x1xf32>) ->
      tensor<6x6xf32>
  %19 = tosa.minimum %17, %7 : (tensor<6x6xf32>, tensor<1x1xf32>) ->
      tensor<6x6xf32>
  %20 = tosa.mul %19, %8, %1 : (tensor<6x6xf32>, tensor<1x1xf32>, tensor<1xi8>)
      -> tensor<6x6xf32>
  %21 = tosa.add %18, %20 : (tensor<6x6xf32>, tensor<6x6xf32>) ->
      tensor<6x6xf32>
  %22 = tosa.select %arg3, %21, %9 : (tensor<6x6xi1>, tensor<6x6xf32>,
      tensor<1x1xf32>) -> tensor<6x6xf32>
  %23 = tosa.reduce_max %22 {axis = 1 : i32} : (tensor<6x6xf32>) ->
      tensor<6x1xf32>
  %24 = tosa.sub %22, %23 : (tensor<6x6xf32>, tensor<6x1xf32>) ->
      tensor<6x6xf32>
  %25 = tosa.exp %24 : (tensor<6x6xf32>) -> tensor<6x6xf32>
  // expected-remark@below {{attention not raised [nonlinear-scores]}}
  %26 = tosa.reduce_sum %25 {axis = 1 : i32} : (tensor<6x6xf32>) ->
      tensor<6x1xf32>
  %27 = tosa.reciprocal %26 : (tensor<6x1xf32>) -> tensor<6x1xf32>
  %28 = tosa.mul %25, %27, %1 : (tensor<6x6xf32>, tensor<6x1xf32>, tensor<1xi8>)
      -> tensor<6x6xf32>
  %29 = tosa.reshape %28, %4 : (tensor<6x6xf32>, !tosa.shape<3>) ->
      tensor<1x6x6xf32>
  %30 = tosa.reshape %arg0, %5 : (tensor<6x8xf32>, !tosa.shape<3>) ->
      tensor<1x6x8xf32>
  %31 = tosa.matmul %29, %30, %3, %3 : (tensor<1x6x6xf32>, tensor<1x6x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<1x6x8xf32>
  %32 = tosa.reshape %31, %6 : (tensor<1x6x8xf32>, !tosa.shape<2>) ->
      tensor<6x8xf32>
  return %32 : tensor<6x8xf32>
}

// -----

// The difference of two softmaxes.
func.func @differential_attention(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x4x8xf32>, %arg3: tensor<2x3x5x8xf32>,
    %arg4: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %0 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %1 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %3 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %4 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %5 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %6 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %7 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %8 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %9 = "tosa.const"() <{values = dense<8.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %10 = tosa.transpose %arg3 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %11 = tosa.reshape %arg2, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %12 = tosa.reshape %10, %1 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %13 = tosa.matmul %11, %12, %2, %2 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %14 = tosa.reshape %13, %3 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %15 = tosa.mul %14, %8, %4 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %16 = tosa.reduce_max %15 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %17 = tosa.sub %15, %16 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %18 = tosa.exp %17 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  // expected-remark@below {{attention not raised [weights-changed]}}
  %19 = tosa.reduce_sum %18 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %20 = tosa.reciprocal %19 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %21 = tosa.mul %18, %20, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %22 = tosa.mul %21, %9, %4 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %23 = tosa.sub %21, %22 : (tensor<2x3x4x5xf32>, tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x5xf32>
  %24 = tosa.reshape %23, %5 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %25 = tosa.reshape %arg4, %6 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  // expected-note@below {{the analysis stopped here}}
  %26 = tosa.matmul %24, %25, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %27 = tosa.reshape %26, %7 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %27 : tensor<2x3x4x8xf32>
}

// -----

// Weights are divided by their sum over the queries as well.
func.func @slot_attention(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %0 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %1 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %3 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %4 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %5 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %6 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %7 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %8 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %9 = "tosa.const"() <{values = dense<9.99999971E-10> : tensor<1x1x1x1xf32>}> :
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
  %15 = tosa.mul %14, %8, %4 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %16 = tosa.reduce_max %15 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %17 = tosa.sub %15, %16 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %18 = tosa.exp %17 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  // expected-remark@below {{attention not raised [weights-changed]}}
  %19 = tosa.reduce_sum %18 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %20 = tosa.reciprocal %19 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %21 = tosa.mul %18, %20, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %22 = tosa.reduce_sum %21 {axis = 2 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x1x5xf32>
  %23 = tosa.add %22, %9 : (tensor<2x3x1x5xf32>, tensor<1x1x1x1xf32>) ->
      tensor<2x3x1x5xf32>
  %24 = tosa.reciprocal %23 : (tensor<2x3x1x5xf32>) -> tensor<2x3x1x5xf32>
  %25 = tosa.mul %21, %24, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x1x5xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %26 = tosa.reshape %25, %5 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %27 = tosa.reshape %arg2, %6 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  // expected-note@below {{the analysis stopped here}}
  %28 = tosa.matmul %26, %27, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %29 = tosa.reshape %28, %7 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %29 : tensor<2x3x4x8xf32>
}

// -----

// The identity is added to the weights.
func.func @identity_added(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x4x8xf32>, %arg2: tensor<2x3x4x8xf32>) -> tensor<2x3x4x8xf32> {
  %0 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %1 = tosa.const_shape  {values = dense<[6, 8, 4]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %3 = tosa.const_shape  {values = dense<[2, 3, 4, 4]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %4 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %5 = "tosa.const"() <{values = dense<[0, 1, 2, 3]> : tensor<4xi64>}> : () ->
      tensor<4xi64>
  %6 = tosa.const_shape  {values = dense<[4, 1]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %7 = tosa.const_shape  {values = dense<[1, 4]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %8 = tosa.const_shape  {values = dense<[1, 1, 4, 4]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %9 = tosa.const_shape  {values = dense<[6, 4, 4]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %10 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %11 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %12 = "tosa.const"() <{values = dense<1.000000e+00> : tensor<1x1xf32>}> : ()
      -> tensor<1x1xf32>
  %13 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1x1xf32>}> : ()
      -> tensor<1x1xf32>
  %14 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x4x8xf32>) -> tensor<2x3x8x4xf32>
  %15 = tosa.reshape %arg0, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %16 = tosa.reshape %14, %1 : (tensor<2x3x8x4xf32>, !tosa.shape<3>) ->
      tensor<6x8x4xf32>
  %17 = tosa.matmul %15, %16, %2, %2 : (tensor<6x4x8xf32>, tensor<6x8x4xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x4xf32>
  %18 = tosa.reshape %17, %3 : (tensor<6x4x4xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x4xf32>
  %19 = tosa.mul %18, %11, %4 : (tensor<2x3x4x4xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x4xf32>
  %20 = tosa.reduce_max %19 {axis = 3 : i32} : (tensor<2x3x4x4xf32>) ->
      tensor<2x3x4x1xf32>
  %21 = tosa.sub %19, %20 : (tensor<2x3x4x4xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x4xf32>
  %22 = tosa.exp %21 : (tensor<2x3x4x4xf32>) -> tensor<2x3x4x4xf32>
  // expected-remark@below {{attention not raised [weights-changed]}}
  %23 = tosa.reduce_sum %22 {axis = 3 : i32} : (tensor<2x3x4x4xf32>) ->
      tensor<2x3x4x1xf32>
  %24 = tosa.reciprocal %23 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %25 = tosa.mul %22, %24, %4 : (tensor<2x3x4x4xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x4xf32>
  %26 = tosa.reshape %5, %6 : (tensor<4xi64>, !tosa.shape<2>) -> tensor<4x1xi64>
  %27 = tosa.reshape %5, %7 : (tensor<4xi64>, !tosa.shape<2>) -> tensor<1x4xi64>
  %28 = tosa.equal %26, %27 : (tensor<4x1xi64>, tensor<1x4xi64>) ->
      tensor<4x4xi1>
  %29 = tosa.select %28, %12, %13 : (tensor<4x4xi1>, tensor<1x1xf32>,
      tensor<1x1xf32>) -> tensor<4x4xf32>
  %30 = tosa.reshape %29, %8 : (tensor<4x4xf32>, !tosa.shape<4>) ->
      tensor<1x1x4x4xf32>
  %31 = tosa.add %25, %30 : (tensor<2x3x4x4xf32>, tensor<1x1x4x4xf32>) ->
      tensor<2x3x4x4xf32>
  %32 = tosa.reshape %31, %9 : (tensor<2x3x4x4xf32>, !tosa.shape<3>) ->
      tensor<6x4x4xf32>
  %33 = tosa.reshape %arg2, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  // expected-note@below {{the analysis stopped here}}
  %34 = tosa.matmul %32, %33, %2, %2 : (tensor<6x4x4xf32>, tensor<6x4x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %35 = tosa.reshape %34, %10 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %35 : tensor<2x3x4x8xf32>
}

// -----

// Keys have two axes, the softmax is over one.
func.func @softmax_over_part_of_keys(%arg0: tensor<2x4x8xf32>, %arg1:
    tensor<2x2x3x8xf32>, %arg2: tensor<2x2x3x8xf32>) -> tensor<2x4x8xf32> {
  %0 = tosa.const_shape  {values = dense<[2, 2, 3, 8, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %1 = tosa.const_shape  {values = dense<[2, 8, 6]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %3 = tosa.const_shape  {values = dense<[2, 4, 2, 3]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %4 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %5 = tosa.const_shape  {values = dense<[2, 4, 6]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %6 = tosa.const_shape  {values = dense<[2, 6, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %7 = tosa.reshape %arg1, %0 : (tensor<2x2x3x8xf32>, !tosa.shape<5>) ->
      tensor<2x2x3x8x1xf32>
  %8 = tosa.transpose %7 {perms = array<i32: 0, 3, 1, 2, 4>} :
      (tensor<2x2x3x8x1xf32>) -> tensor<2x8x2x3x1xf32>
  %9 = tosa.reshape %8, %1 : (tensor<2x8x2x3x1xf32>, !tosa.shape<3>) ->
      tensor<2x8x6xf32>
  %10 = tosa.matmul %arg0, %9, %2, %2 : (tensor<2x4x8xf32>, tensor<2x8x6xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x6xf32>
  %11 = tosa.reshape %10, %3 : (tensor<2x4x6xf32>, !tosa.shape<4>) ->
      tensor<2x4x2x3xf32>
  %12 = tosa.reduce_max %11 {axis = 3 : i32} : (tensor<2x4x2x3xf32>) ->
      tensor<2x4x2x1xf32>
  %13 = tosa.sub %11, %12 : (tensor<2x4x2x3xf32>, tensor<2x4x2x1xf32>) ->
      tensor<2x4x2x3xf32>
  %14 = tosa.exp %13 : (tensor<2x4x2x3xf32>) -> tensor<2x4x2x3xf32>
  // expected-remark@below {{attention not raised [softmax-axis-differs]}}
  %15 = tosa.reduce_sum %14 {axis = 3 : i32} : (tensor<2x4x2x3xf32>) ->
      tensor<2x4x2x1xf32>
  %16 = tosa.reciprocal %15 : (tensor<2x4x2x1xf32>) -> tensor<2x4x2x1xf32>
  %17 = tosa.mul %14, %16, %4 : (tensor<2x4x2x3xf32>, tensor<2x4x2x1xf32>,
      tensor<1xi8>) -> tensor<2x4x2x3xf32>
  %18 = tosa.reshape %17, %5 : (tensor<2x4x2x3xf32>, !tosa.shape<3>) ->
      tensor<2x4x6xf32>
  %19 = tosa.reshape %arg2, %6 : (tensor<2x2x3x8xf32>, !tosa.shape<3>) ->
      tensor<2x6x8xf32>
  // expected-note@below {{the analysis stopped here}}
  %20 = tosa.matmul %18, %19, %2, %2 : (tensor<2x4x6xf32>, tensor<2x6x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x8xf32>
  return %20 : tensor<2x4x8xf32>
}

// -----

// The square of each key is subtracted.
func.func @distances_expanded(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %0 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %1 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %3 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %4 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %5 = tosa.const_shape  {values = dense<[2, 3, 1, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %6 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %7 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %8 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %9 = "tosa.const"() <{values = dense<5.000000e-01> : tensor<1x1x1x1xf32>}> :
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
  %15 = tosa.mul %arg1, %arg1, %4 : (tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>,
      tensor<1xi8>) -> tensor<2x3x5x8xf32>
  // expected-note@below {{the analysis stopped here}}
  %16 = tosa.reduce_sum %15 {axis = 3 : i32} : (tensor<2x3x5x8xf32>) ->
      tensor<2x3x5x1xf32>
  %17 = tosa.reshape %16, %5 : (tensor<2x3x5x1xf32>, !tosa.shape<4>) ->
      tensor<2x3x1x5xf32>
  %18 = tosa.mul %17, %9, %4 : (tensor<2x3x1x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x1x5xf32>
  %19 = tosa.sub %14, %18 : (tensor<2x3x4x5xf32>, tensor<2x3x1x5xf32>) ->
      tensor<2x3x4x5xf32>
  %20 = tosa.reduce_max %19 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %21 = tosa.sub %19, %20 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %22 = tosa.exp %21 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  // expected-remark@below {{attention not raised [several-products]}}
  %23 = tosa.reduce_sum %22 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %24 = tosa.reciprocal %23 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %25 = tosa.mul %22, %24, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %26 = tosa.reshape %25, %6 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %27 = tosa.reshape %arg2, %7 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %28 = tosa.matmul %26, %27, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %29 = tosa.reshape %28, %8 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %29 : tensor<2x3x4x8xf32>
}
