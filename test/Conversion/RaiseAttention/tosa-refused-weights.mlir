// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-raise-attention

// Weights that a3.attention cannot have, in TOSA.

// Nothing is summed.
func.func @classifier(%arg0: tensor<4x8xf32>, %arg1: tensor<8x5xf32>) ->
    tensor<4x5xf32> {
  %0 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %1 = tosa.const_shape  {values = dense<[1, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = tosa.const_shape  {values = dense<[1, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %3 = tosa.const_shape  {values = dense<[4, 5]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %4 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %5 = tosa.reshape %arg0, %1 : (tensor<4x8xf32>, !tosa.shape<3>) ->
      tensor<1x4x8xf32>
  %6 = tosa.reshape %arg1, %2 : (tensor<8x5xf32>, !tosa.shape<3>) ->
      tensor<1x8x5xf32>
  %7 = tosa.matmul %5, %6, %0, %0 : (tensor<1x4x8xf32>, tensor<1x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<1x4x5xf32>
  %8 = tosa.reshape %7, %3 : (tensor<1x4x5xf32>, !tosa.shape<2>) ->
      tensor<4x5xf32>
  %9 = tosa.reduce_max %8 {axis = 1 : i32} : (tensor<4x5xf32>) ->
      tensor<4x1xf32>
  %10 = tosa.sub %8, %9 : (tensor<4x5xf32>, tensor<4x1xf32>) -> tensor<4x5xf32>
  %11 = tosa.exp %10 : (tensor<4x5xf32>) -> tensor<4x5xf32>
  // expected-remark@below {{attention not raised [no-second-product]}}
  %12 = tosa.reduce_sum %11 {axis = 1 : i32} : (tensor<4x5xf32>) ->
      tensor<4x1xf32>
  %13 = tosa.reciprocal %12 : (tensor<4x1xf32>) -> tensor<4x1xf32>
  %14 = tosa.mul %11, %13, %4 : (tensor<4x5xf32>, tensor<4x1xf32>, tensor<1xi8>)
      -> tensor<4x5xf32>
  // expected-note@below {{the analysis stopped here}}
  return %14 : tensor<4x5xf32>
}

// -----

// A factor for each weight.
func.func @dropout(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x3x4x5xf32>) ->
    tensor<2x3x4x8xf32> {
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
  %9 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %10 = tosa.reshape %arg0, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %11 = tosa.reshape %9, %1 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %12 = tosa.matmul %10, %11, %2, %2 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %13 = tosa.reshape %12, %3 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %14 = tosa.mul %13, %8, %4 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %15 = tosa.reduce_max %14 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %16 = tosa.sub %14, %15 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %17 = tosa.exp %16 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  // expected-remark@below {{attention not raised [weights-changed]}}
  %18 = tosa.reduce_sum %17 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %19 = tosa.reciprocal %18 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %20 = tosa.mul %17, %19, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %21 = tosa.mul %20, %arg3, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x4x5xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %22 = tosa.reshape %21, %5 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %23 = tosa.reshape %arg2, %6 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  // expected-note@below {{the analysis stopped here}}
  %24 = tosa.matmul %22, %23, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %25 = tosa.reshape %24, %7 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %25 : tensor<2x3x4x8xf32>
}

// -----

// A mask that the denominator lacks.
func.func @mask_after_softmax(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x1x1x5xi1>)
    -> tensor<2x3x4x8xf32> {
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
  %8 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %9 = tosa.reshape %arg0, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %10 = tosa.reshape %8, %1 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %11 = tosa.matmul %9, %10, %2, %2 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %12 = tosa.reshape %11, %3 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %13 = tosa.reduce_max %12 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %14 = tosa.sub %12, %13 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %15 = tosa.exp %14 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  // expected-remark@below {{attention not raised [weights-changed]}}
  %16 = tosa.reduce_sum %15 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %17 = tosa.reciprocal %16 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %18 = tosa.mul %15, %17, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %19 = tosa.cast %arg3 : (tensor<2x1x1x5xi1>) -> tensor<2x1x1x5xi8>
  %20 = tosa.cast %19 : (tensor<2x1x1x5xi8>) -> tensor<2x1x1x5xf32>
  %21 = tosa.mul %18, %20, %4 : (tensor<2x3x4x5xf32>, tensor<2x1x1x5xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %22 = tosa.reshape %21, %5 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %23 = tosa.reshape %arg2, %6 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %24 = tosa.matmul %22, %23, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %25 = tosa.reshape %24, %7 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %25 : tensor<2x3x4x8xf32>
}

// -----

// Something is added to the weights.
func.func @bias_on_weights(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<3x4x5xf32>)
    -> tensor<2x3x4x8xf32> {
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
  %9 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %10 = tosa.reshape %arg0, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %11 = tosa.reshape %9, %1 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %12 = tosa.matmul %10, %11, %2, %2 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %13 = tosa.reshape %12, %3 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %14 = tosa.reduce_max %13 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %15 = tosa.sub %13, %14 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %16 = tosa.exp %15 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  // expected-remark@below {{attention not raised [weights-changed]}}
  %17 = tosa.reduce_sum %16 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %18 = tosa.reciprocal %17 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %19 = tosa.mul %16, %18, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %20 = tosa.reshape %arg3, %5 : (tensor<3x4x5xf32>, !tosa.shape<4>) ->
      tensor<1x3x4x5xf32>
  %21 = tosa.add %19, %20 : (tensor<2x3x4x5xf32>, tensor<1x3x4x5xf32>) ->
      tensor<2x3x4x5xf32>
  %22 = tosa.reshape %21, %6 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %23 = tosa.reshape %arg2, %7 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  // expected-note@below {{the analysis stopped here}}
  %24 = tosa.matmul %22, %23, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %25 = tosa.reshape %24, %8 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %25 : tensor<2x3x4x8xf32>
}

// -----

// Weights are squared.
func.func @squared_weights(%arg0: tensor<2x3x4x8xf32>, %arg1:
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
  %8 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %9 = tosa.reshape %arg0, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %10 = tosa.reshape %8, %1 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %11 = tosa.matmul %9, %10, %2, %2 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %12 = tosa.reshape %11, %3 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %13 = tosa.reduce_max %12 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %14 = tosa.sub %12, %13 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %15 = tosa.exp %14 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  // expected-remark@below {{attention not raised [weights-changed]}}
  %16 = tosa.reduce_sum %15 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %17 = tosa.reciprocal %16 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %18 = tosa.mul %15, %17, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %19 = tosa.mul %18, %18, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x4x5xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %20 = tosa.reshape %19, %5 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %21 = tosa.reshape %arg2, %6 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  // expected-note@below {{the analysis stopped here}}
  %22 = tosa.matmul %20, %21, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %23 = tosa.reshape %22, %7 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %23 : tensor<2x3x4x8xf32>
}

// -----

// Small weights are dropped.
func.func @threshold_on_weights(%arg0: tensor<2x3x4x8xf32>, %arg1:
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
  %8 = "tosa.const"()
      <{values = dense<0.10000000149011612> : tensor<1x1x1x1xf64>}> : () ->
      tensor<1x1x1x1xf64>
  %9 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1x1x1x1xf32>}> :
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
  %15 = tosa.reduce_max %14 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %16 = tosa.sub %14, %15 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %17 = tosa.exp %16 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  // expected-remark@below {{attention not raised [weights-changed]}}
  %18 = tosa.reduce_sum %17 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %19 = tosa.reciprocal %18 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %20 = tosa.mul %17, %19, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %21 = tosa.cast %20 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf64>
  // expected-note@below {{the analysis stopped here}}
  %22 = tosa.greater %21, %8 : (tensor<2x3x4x5xf64>, tensor<1x1x1x1xf64>) ->
      tensor<2x3x4x5xi1>
  %23 = tosa.select %22, %20, %9 : (tensor<2x3x4x5xi1>, tensor<2x3x4x5xf32>,
      tensor<1x1x1x1xf32>) -> tensor<2x3x4x5xf32>
  %24 = tosa.reshape %23, %5 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %25 = tosa.reshape %arg2, %6 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %26 = tosa.matmul %24, %25, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %27 = tosa.reshape %26, %7 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %27 : tensor<2x3x4x8xf32>
}

// -----

// The model returns the weights.
func.func @weights_returned(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> (tensor<2x3x4x8xf32>,
    tensor<2x3x4x5xf32>) {
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
  %9 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %10 = tosa.reshape %arg0, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %11 = tosa.reshape %9, %1 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %12 = tosa.matmul %10, %11, %2, %2 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %13 = tosa.reshape %12, %3 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %14 = tosa.mul %13, %8, %4 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %15 = tosa.reduce_max %14 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %16 = tosa.sub %14, %15 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %17 = tosa.exp %16 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  // expected-remark@below {{attention not raised [probabilities-used]}}
  %18 = tosa.reduce_sum %17 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %19 = tosa.reciprocal %18 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %20 = tosa.mul %17, %19, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %21 = tosa.reshape %20, %5 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %22 = tosa.reshape %arg2, %6 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %23 = tosa.matmul %21, %22, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %24 = tosa.reshape %23, %7 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  // expected-note@below {{the analysis stopped here}}
  return %24, %20 : tensor<2x3x4x8xf32>, tensor<2x3x4x5xf32>
}

// -----

// The model returns the mean of the weights over the heads.
func.func @averaged_weights(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> (tensor<2x3x4x8xf32>,
    tensor<2x4x5xf32>) {
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
  %8 = tosa.const_shape  {values = dense<[2, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %9 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %10 = "tosa.const"() <{values = dense<0.333333343> : tensor<1x1x1xf32>}> : ()
      -> tensor<1x1x1xf32>
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
  %16 = tosa.mul %15, %9, %4 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %17 = tosa.reduce_max %16 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %18 = tosa.sub %16, %17 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %19 = tosa.exp %18 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  // expected-remark@below {{attention not raised [probabilities-used]}}
  %20 = tosa.reduce_sum %19 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %21 = tosa.reciprocal %20 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %22 = tosa.mul %19, %21, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %23 = tosa.reshape %22, %5 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %24 = tosa.reshape %arg2, %6 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %25 = tosa.matmul %23, %24, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %26 = tosa.reshape %25, %7 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  %27 = tosa.reduce_sum %22 {axis = 1 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x1x4x5xf32>
  %28 = tosa.reshape %27, %8 : (tensor<2x1x4x5xf32>, !tosa.shape<3>) ->
      tensor<2x4x5xf32>
  %29 = tosa.mul %28, %10, %4 : (tensor<2x4x5xf32>, tensor<1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x4x5xf32>
  // expected-note@below {{the analysis stopped here}}
  return %26, %29 : tensor<2x3x4x8xf32>, tensor<2x4x5xf32>
}

// -----

// The condition is not about rows without keys.
func.func @other_guard(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
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
  %8 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1x1x1x1xf64>}> :
      () -> tensor<1x1x1x1xf64>
  %9 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1x1x1x1xf32>}> :
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
  %15 = tosa.reduce_max %14 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %16 = tosa.cast %15 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf64>
  // expected-note@below {{the analysis stopped here}}
  %17 = tosa.greater %16, %8 : (tensor<2x3x4x1xf64>, tensor<1x1x1x1xf64>) ->
      tensor<2x3x4x1xi1>
  %18 = tosa.sub %14, %15 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %19 = tosa.exp %18 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  // expected-remark@below {{attention not raised [unknown-guard]}}
  %20 = tosa.reduce_sum %19 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %21 = tosa.reciprocal %20 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %22 = tosa.mul %19, %21, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %23 = tosa.select %17, %22, %9 : (tensor<2x3x4x1xi1>, tensor<2x3x4x5xf32>,
      tensor<1x1x1x1xf32>) -> tensor<2x3x4x5xf32>
  %24 = tosa.reshape %23, %5 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %25 = tosa.reshape %arg2, %6 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %26 = tosa.matmul %24, %25, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %27 = tosa.reshape %26, %7 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %27 : tensor<2x3x4x8xf32>
}

// -----

// The router of a mixture of experts.
func.func @mixture_of_experts(%arg0: tensor<4x8xf32>, %arg1: tensor<8x5xf32>,
    %arg2: tensor<5x8x8xf32>) -> tensor<4x8xf32> {
  %0 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %1 = tosa.const_shape  {values = dense<[1, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = tosa.const_shape  {values = dense<[1, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %3 = tosa.const_shape  {values = dense<[4, 5]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %4 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %5 = tosa.const_shape  {values = dense<[4, 5, 1]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %6 = tosa.const_shape  {values = dense<[5, 8, 8, 1]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %7 = tosa.const_shape  {values = dense<[1, 8, 40]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %8 = tosa.const_shape  {values = dense<[4, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %9 = tosa.const_shape  {values = dense<[4, 8]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %10 = tosa.reshape %arg0, %1 : (tensor<4x8xf32>, !tosa.shape<3>) ->
      tensor<1x4x8xf32>
  %11 = tosa.reshape %arg1, %2 : (tensor<8x5xf32>, !tosa.shape<3>) ->
      tensor<1x8x5xf32>
  %12 = tosa.matmul %10, %11, %0, %0 : (tensor<1x4x8xf32>, tensor<1x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<1x4x5xf32>
  %13 = tosa.reshape %12, %3 : (tensor<1x4x5xf32>, !tosa.shape<2>) ->
      tensor<4x5xf32>
  %14 = tosa.reduce_max %13 {axis = 1 : i32} : (tensor<4x5xf32>) ->
      tensor<4x1xf32>
  %15 = tosa.sub %13, %14 : (tensor<4x5xf32>, tensor<4x1xf32>) ->
      tensor<4x5xf32>
  %16 = tosa.exp %15 : (tensor<4x5xf32>) -> tensor<4x5xf32>
  // expected-remark@below {{attention not raised [values-depend-on-query]}}
  %17 = tosa.reduce_sum %16 {axis = 1 : i32} : (tensor<4x5xf32>) ->
      tensor<4x1xf32>
  %18 = tosa.reciprocal %17 : (tensor<4x1xf32>) -> tensor<4x1xf32>
  %19 = tosa.mul %16, %18, %4 : (tensor<4x5xf32>, tensor<4x1xf32>, tensor<1xi8>)
      -> tensor<4x5xf32>
  %20 = tosa.reshape %19, %5 : (tensor<4x5xf32>, !tosa.shape<3>) ->
      tensor<4x5x1xf32>
  %21 = tosa.reshape %arg2, %6 : (tensor<5x8x8xf32>, !tosa.shape<4>) ->
      tensor<5x8x8x1xf32>
  %22 = tosa.transpose %21 {perms = array<i32: 1, 0, 2, 3>} :
      (tensor<5x8x8x1xf32>) -> tensor<8x5x8x1xf32>
  %23 = tosa.reshape %22, %7 : (tensor<8x5x8x1xf32>, !tosa.shape<3>) ->
      tensor<1x8x40xf32>
  %24 = tosa.matmul %10, %23, %0, %0 : (tensor<1x4x8xf32>, tensor<1x8x40xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<1x4x40xf32>
  %25 = tosa.reshape %24, %8 : (tensor<1x4x40xf32>, !tosa.shape<3>) ->
      tensor<4x5x8xf32>
  %26 = tosa.mul %20, %25, %4 : (tensor<4x5x1xf32>, tensor<4x5x8xf32>,
      tensor<1xi8>) -> tensor<4x5x8xf32>
  // expected-note@below {{the analysis stopped here}}
  %27 = tosa.reduce_sum %26 {axis = 1 : i32} : (tensor<4x5x8xf32>) ->
      tensor<4x1x8xf32>
  %28 = tosa.reshape %27, %9 : (tensor<4x1x8xf32>, !tosa.shape<2>) ->
      tensor<4x8xf32>
  return %28 : tensor<4x8xf32>
}

// -----

// The same value for all keys.
func.func @values_without_keys(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<8xf32>) -> tensor<2x3x4x8xf32> {
  %0 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %1 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %3 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %4 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %5 = tosa.const_shape  {values = dense<[2, 3, 4, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %6 = tosa.const_shape  {values = dense<[1, 1, 1, 1, 8]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %7 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %8 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %9 = tosa.reshape %arg0, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %10 = tosa.reshape %8, %1 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %11 = tosa.matmul %9, %10, %2, %2 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %12 = tosa.reshape %11, %3 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %13 = tosa.reduce_max %12 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %14 = tosa.sub %12, %13 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %15 = tosa.exp %14 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  // expected-remark@below {{attention not raised [values-not-over-keys]}}
  %16 = tosa.reduce_sum %15 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %17 = tosa.reciprocal %16 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %18 = tosa.mul %15, %17, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %19 = tosa.reshape %18, %5 : (tensor<2x3x4x5xf32>, !tosa.shape<5>) ->
      tensor<2x3x4x5x1xf32>
  %20 = tosa.reshape %arg2, %6 : (tensor<8xf32>, !tosa.shape<5>) ->
      tensor<1x1x1x1x8xf32>
  %21 = tosa.mul %19, %20, %4 : (tensor<2x3x4x5x1xf32>, tensor<1x1x1x1x8xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5x8xf32>
  // expected-note@below {{the analysis stopped here}}
  %22 = tosa.reduce_sum %21 {axis = 3 : i32} : (tensor<2x3x4x5x8xf32>) ->
      tensor<2x3x4x1x8xf32>
  %23 = tosa.reshape %22, %7 : (tensor<2x3x4x1x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %23 : tensor<2x3x4x8xf32>
}

// -----

// Weights are mixed between heads.
func.func @talking_heads_after_softmax(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<3x3xf32>) ->
    tensor<2x3x4x8xf32> {
  %0 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %1 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %3 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %4 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %5 = tosa.const_shape  {values = dense<[2, 3, 4, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %6 = tosa.const_shape  {values = dense<[1, 40, 3]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %7 = tosa.const_shape  {values = dense<[1, 3, 3]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %8 = tosa.const_shape  {values = dense<[2, 4, 5, 1, 3]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %9 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %10 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %11 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %12 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %13 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %14 = tosa.reshape %arg0, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %15 = tosa.reshape %13, %1 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %16 = tosa.matmul %14, %15, %2, %2 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %17 = tosa.reshape %16, %3 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %18 = tosa.mul %17, %12, %4 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %19 = tosa.reduce_max %18 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %20 = tosa.sub %18, %19 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %21 = tosa.exp %20 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  // expected-remark@below {{attention not raised [softmax-axis-differs]}}
  %22 = tosa.reduce_sum %21 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %23 = tosa.reciprocal %22 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %24 = tosa.mul %21, %23, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %25 = tosa.reshape %24, %5 : (tensor<2x3x4x5xf32>, !tosa.shape<5>) ->
      tensor<2x3x4x5x1xf32>
  %26 = tosa.transpose %25 {perms = array<i32: 0, 2, 3, 1, 4>} :
      (tensor<2x3x4x5x1xf32>) -> tensor<2x4x5x3x1xf32>
  %27 = tosa.reshape %26, %6 : (tensor<2x4x5x3x1xf32>, !tosa.shape<3>) ->
      tensor<1x40x3xf32>
  %28 = tosa.reshape %arg3, %7 : (tensor<3x3xf32>, !tosa.shape<3>) ->
      tensor<1x3x3xf32>
  // expected-note@below {{the analysis stopped here}}
  %29 = tosa.matmul %27, %28, %2, %2 : (tensor<1x40x3xf32>, tensor<1x3x3xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<1x40x3xf32>
  %30 = tosa.reshape %29, %8 : (tensor<1x40x3xf32>, !tosa.shape<5>) ->
      tensor<2x4x5x1x3xf32>
  %31 = tosa.transpose %30 {perms = array<i32: 0, 4, 1, 2, 3>} :
      (tensor<2x4x5x1x3xf32>) -> tensor<2x3x4x5x1xf32>
  %32 = tosa.reshape %31, %9 : (tensor<2x3x4x5x1xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %33 = tosa.reshape %arg2, %10 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %34 = tosa.matmul %32, %33, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %35 = tosa.reshape %34, %11 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %35 : tensor<2x3x4x8xf32>
}

// -----

// Exponentials are scattered before they are summed.
!queries = tensor<2x4x8xf32>
!keys = tensor<2x8x5xf32>
!values = tensor<2x5x8xf32>
!scores = tensor<2x4x5xf32>
!sums = tensor<2x4x1xf32>
!one = tensor<1xf32>
func.func @scattered_exponentials(%q: !queries, %k: !keys, %v: !values,
    %other: !scores, %rows: tensor<2x4xi32>)
    -> !queries {
  %zero = "tosa.const"() <{values = dense<0.0> : !one}> : () -> !one
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %s = tosa.matmul %q, %k, %zero, %zero
      : (!queries, !keys, !one, !one) -> !scores
  %e = tosa.exp %s : (!scores) -> !scores
  // expected-note@below {{the analysis stopped here}}
  %w = tosa.scatter %other, %rows, %e
      : (!scores, tensor<2x4xi32>, !scores) -> !scores
  // expected-remark@below {{attention not raised [weights-changed]}}
  %sum = tosa.reduce_sum %w {axis = 2 : i32} : (!scores) -> !sums
  %inverse = tosa.reciprocal %sum : (!sums) -> !sums
  %p = tosa.mul %w, %inverse, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  %r = tosa.matmul %p, %v, %zero, %zero
      : (!scores, !values, !one, !one) -> !queries
  return %r : !queries
}

// -----

// The same, divided after the second product.
!queries = tensor<2x4x8xf32>
!keys = tensor<2x8x5xf32>
!values = tensor<2x5x8xf32>
!scores = tensor<2x4x5xf32>
!sums = tensor<2x4x1xf32>
!one = tensor<1xf32>
func.func @scattered_before_division_of_result(%q: !queries, %k: !keys, %v: !values,
    %other: !scores, %rows: tensor<2x4xi32>)
    -> !queries {
  %zero = "tosa.const"() <{values = dense<0.0> : !one}> : () -> !one
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %s = tosa.matmul %q, %k, %zero, %zero
      : (!queries, !keys, !one, !one) -> !scores
  %e = tosa.exp %s : (!scores) -> !scores
  // expected-note@below {{the analysis stopped here}}
  %w = tosa.scatter %other, %rows, %e
      : (!scores, tensor<2x4xi32>, !scores) -> !scores
  // expected-remark@below {{attention not raised [weights-changed]}}
  %sum = tosa.reduce_sum %w {axis = 2 : i32} : (!scores) -> !sums
  %o = tosa.matmul %w, %v, %zero, %zero
      : (!scores, !values, !one, !one) -> !queries
  %inverse = tosa.reciprocal %sum : (!sums) -> !sums
  %r = tosa.mul %o, %inverse, %shift
      : (!queries, !sums, tensor<1xi8>) -> !queries
  return %r : !queries
}

// -----

// Exponentials are clamped, then multiplied by a number.
!queries = tensor<2x4x8xf32>
!keys = tensor<2x8x5xf32>
!values = tensor<2x5x8xf32>
!scores = tensor<2x4x5xf32>
!sums = tensor<2x4x1xf32>
!one = tensor<1xf32>
func.func @clamped_exponentials(%q: !queries, %k: !keys, %v: !values)
    -> !queries {
  %zero = "tosa.const"() <{values = dense<0.0> : !one}> : () -> !one
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %s = tosa.matmul %q, %k, %zero, %zero
      : (!queries, !keys, !one, !one) -> !scores
  %e = tosa.exp %s : (!scores) -> !scores
  %tenth = "tosa.const"() <{values = dense<0.1> : tensor<1x1x1xf32>}>
      : () -> tensor<1x1x1xf32>
  // expected-note@below {{the analysis stopped here}}
  %c = tosa.clamp %e {min_val = 0.0 : f32, max_val = 100.0 : f32}
      : (!scores) -> !scores
  %w = tosa.mul %c, %tenth, %shift
      : (!scores, tensor<1x1x1xf32>, tensor<1xi8>) -> !scores
  // expected-remark@below {{attention not raised [weights-changed]}}
  %sum = tosa.reduce_sum %w {axis = 2 : i32} : (!scores) -> !sums
  %inverse = tosa.reciprocal %sum : (!sums) -> !sums
  %p = tosa.mul %w, %inverse, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  %r = tosa.matmul %p, %v, %zero, %zero
      : (!scores, !values, !one, !one) -> !queries
  return %r : !queries
}

// -----

// A small number is added to each exponential.
!queries = tensor<2x4x8xf32>
!keys = tensor<2x8x5xf32>
!values = tensor<2x5x8xf32>
!scores = tensor<2x4x5xf32>
!sums = tensor<2x4x1xf32>
!one = tensor<1xf32>
func.func @shifted_exponentials(%q: !queries, %k: !keys, %v: !values)
    -> !queries {
  %zero = "tosa.const"() <{values = dense<0.0> : !one}> : () -> !one
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %s = tosa.matmul %q, %k, %zero, %zero
      : (!queries, !keys, !one, !one) -> !scores
  %e = tosa.exp %s : (!scores) -> !scores
  %small = "tosa.const"() <{values = dense<0.01> : tensor<1x1x1xf32>}>
      : () -> tensor<1x1x1xf32>
  // expected-note@below {{the analysis stopped here}}
  %w = tosa.add %e, %small : (!scores, tensor<1x1x1xf32>) -> !scores
  // expected-remark@below {{attention not raised [weights-changed]}}
  %sum = tosa.reduce_sum %w {axis = 2 : i32} : (!scores) -> !sums
  %inverse = tosa.reciprocal %sum : (!sums) -> !sums
  %p = tosa.mul %w, %inverse, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  %r = tosa.matmul %p, %v, %zero, %zero
      : (!scores, !values, !one, !one) -> !queries
  return %r : !queries
}

// -----

// Exponentials are raised to a power that is not known.
!queries = tensor<2x4x8xf32>
!keys = tensor<2x8x5xf32>
!values = tensor<2x5x8xf32>
!scores = tensor<2x4x5xf32>
!sums = tensor<2x4x1xf32>
!one = tensor<1xf32>
func.func @exponentials_to_a_power(%q: !queries, %k: !keys, %v: !values,
    %sharpness: tensor<1x1x1xf32>)
    -> !queries {
  %zero = "tosa.const"() <{values = dense<0.0> : !one}> : () -> !one
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %s = tosa.matmul %q, %k, %zero, %zero
      : (!queries, !keys, !one, !one) -> !scores
  %e = tosa.exp %s : (!scores) -> !scores
  // expected-note@below {{the analysis stopped here}}
  %w = tosa.pow %e, %sharpness : (!scores, tensor<1x1x1xf32>) -> !scores
  // expected-remark@below {{attention not raised [weights-changed]}}
  %sum = tosa.reduce_sum %w {axis = 2 : i32} : (!scores) -> !sums
  %inverse = tosa.reciprocal %sum : (!sums) -> !sums
  %p = tosa.mul %w, %inverse, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  %r = tosa.matmul %p, %v, %zero, %zero
      : (!scores, !values, !one, !one) -> !queries
  return %r : !queries
}

// -----

// A function that is defined elsewhere has the exponentials.
!queries = tensor<2x4x8xf32>
!keys = tensor<2x8x5xf32>
!values = tensor<2x5x8xf32>
!scores = tensor<2x4x5xf32>
!sums = tensor<2x4x1xf32>
!one = tensor<1xf32>
func.func private @something(!scores) -> !scores
func.func @exponentials_called(%q: !queries, %k: !keys, %v: !values)
    -> !queries {
  %zero = "tosa.const"() <{values = dense<0.0> : !one}> : () -> !one
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %s = tosa.matmul %q, %k, %zero, %zero
      : (!queries, !keys, !one, !one) -> !scores
  %e = tosa.exp %s : (!scores) -> !scores
  // expected-note@below {{the analysis stopped here}}
  %w = func.call @something(%e) : (!scores) -> !scores
  // expected-remark@below {{attention not raised [weights-changed]}}
  %sum = tosa.reduce_sum %w {axis = 2 : i32} : (!scores) -> !sums
  %inverse = tosa.reciprocal %sum : (!sums) -> !sums
  %p = tosa.mul %w, %inverse, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  %r = tosa.matmul %p, %v, %zero, %zero
      : (!scores, !values, !one, !one) -> !queries
  return %r : !queries
}

// -----

// Probabilities that are normalised again after an unknown operation are the
// same softmax still, and get one remark.
!queries = tensor<2x4x8xf32>
!keys = tensor<2x8x5xf32>
!values = tensor<2x5x8xf32>
!scores = tensor<2x4x5xf32>
!sums = tensor<2x4x1xf32>
!one = tensor<1xf32>
func.func @router_normalised_again(%q: !queries, %k: !keys, %v: !values,
    %other: !scores, %rows: tensor<2x4xi32>)
    -> !queries {
  %zero = "tosa.const"() <{values = dense<0.0> : !one}> : () -> !one
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %s = tosa.matmul %q, %k, %zero, %zero
      : (!queries, !keys, !one, !one) -> !scores
  %e = tosa.exp %s : (!scores) -> !scores
  // expected-remark@below {{attention not raised [no-second-product]}}
  %total = tosa.reduce_sum %e {axis = 2 : i32} : (!scores) -> !sums
  %share = tosa.reciprocal %total : (!sums) -> !sums
  %probabilities = tosa.mul %e, %share, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  // expected-note@below {{the analysis stopped here}}
  %w = tosa.scatter %other, %rows, %probabilities
      : (!scores, tensor<2x4xi32>, !scores) -> !scores
  %sum = tosa.reduce_sum %w {axis = 2 : i32} : (!scores) -> !sums
  %inverse = tosa.reciprocal %sum : (!sums) -> !sums
  %p = tosa.mul %w, %inverse, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  %r = tosa.matmul %p, %v, %zero, %zero
      : (!scores, !values, !one, !one) -> !queries
  return %r : !queries
}

// -----

// One weight is there twice, another is left out: they do not sum to 1.
func.func @key_left_out(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %0 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %1 = tosa.const_shape {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = tosa.reshape %arg0, %1 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %3 = tosa.const_shape {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %4 = tosa.reshape %0, %3 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %5 = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %6 = tosa.matmul %2, %4, %5, %5 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %7 = tosa.const_shape {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : () ->
      !tosa.shape<4>
  %8 = tosa.reshape %6, %7 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %9 = "tosa.const"() <{values = dense<3.0e-01> : tensor<1x1x1x1xf32>}> : () ->
      tensor<1x1x1x1xf32>
  %10 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %11 = tosa.mul %8, %9, %10 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %12 = tosa.reduce_max %11 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %13 = tosa.sub %11, %12 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %14 = tosa.exp %13 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  // expected-remark@below {{attention not raised [denominator-differs]}}
  %15 = tosa.reduce_sum %14 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %16 = tosa.reciprocal %15 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %17 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %18 = tosa.mul %14, %16, %17 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %19 = "tosa.const"() <{values = dense<[0, 1]> : tensor<2xi32>}> : () ->
      tensor<2xi32>
  %20 = tosa.const_shape {values = dense<[2, 1, 1, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %21 = tosa.reshape %19, %20 : (tensor<2xi32>, !tosa.shape<5>) ->
      tensor<2x1x1x1x1xi32>
  %22 = tosa.const_shape {values = dense<[1, 3, 4, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %23 = tosa.tile %21, %22 : (tensor<2x1x1x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x5x1xi32>
  %24 = "tosa.const"() <{values = dense<[0, 1, 2]> : tensor<3xi32>}> : () ->
      tensor<3xi32>
  %25 = tosa.const_shape {values = dense<[1, 3, 1, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %26 = tosa.reshape %24, %25 : (tensor<3xi32>, !tosa.shape<5>) ->
      tensor<1x3x1x1x1xi32>
  %27 = tosa.const_shape {values = dense<[2, 1, 4, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %28 = tosa.tile %26, %27 : (tensor<1x3x1x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x5x1xi32>
  %29 = "tosa.const"() <{values = dense<[0, 1, 2, 3]> : tensor<4xi32>}> : () ->
      tensor<4xi32>
  %30 = tosa.const_shape {values = dense<[1, 1, 4, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %31 = tosa.reshape %29, %30 : (tensor<4xi32>, !tosa.shape<5>) ->
      tensor<1x1x4x1x1xi32>
  %32 = tosa.const_shape {values = dense<[2, 3, 1, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %33 = tosa.tile %31, %32 : (tensor<1x1x4x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x5x1xi32>
  %34 = "tosa.const"() <{values = dense<[1, 0, 3, 3, 4]> : tensor<5xi32>}> : ()
      -> tensor<5xi32>
  %35 = tosa.const_shape {values = dense<[1, 1, 1, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %36 = tosa.reshape %34, %35 : (tensor<5xi32>, !tosa.shape<5>) ->
      tensor<1x1x1x5x1xi32>
  %37 = tosa.const_shape {values = dense<[2, 3, 4, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %38 = tosa.tile %36, %37 : (tensor<1x1x1x5x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x5x1xi32>
  %39 = tosa.concat %23, %28, %33, %38 {axis = 4 : i32} :
      (tensor<2x3x4x5x1xi32>, tensor<2x3x4x5x1xi32>, tensor<2x3x4x5x1xi32>,
      tensor<2x3x4x5x1xi32>) -> tensor<2x3x4x5x4xi32>
  %40 = tosa.const_shape {values = dense<[120, 4]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %41 = tosa.reshape %39, %40 : (tensor<2x3x4x5x4xi32>, !tosa.shape<2>) ->
      tensor<120x4xi32>
  %42 = "tosa.const"() <{values = dense<[[60, 20, 5, 1]]> : tensor<1x4xi32>}> :
      () -> tensor<1x4xi32>
  %43 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %44 = tosa.mul %41, %42, %43 : (tensor<120x4xi32>, tensor<1x4xi32>,
      tensor<1xi8>) -> tensor<120x4xi32>
  %45 = tosa.reduce_sum %44 {axis = 1 : i32} : (tensor<120x4xi32>) ->
      tensor<120x1xi32>
  %46 = tosa.const_shape {values = dense<[1, 120]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %47 = tosa.reshape %45, %46 : (tensor<120x1xi32>, !tosa.shape<2>) ->
      tensor<1x120xi32>
  %48 = tosa.const_shape {values = dense<[1, 120, 1]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %49 = tosa.reshape %18, %48 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<1x120x1xf32>
  %50 = tosa.gather %49, %47 : (tensor<1x120x1xf32>, tensor<1x120xi32>) ->
      tensor<1x120x1xf32>
  %51 = tosa.const_shape {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %52 = tosa.reshape %50, %51 : (tensor<1x120x1xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %53 = tosa.const_shape {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %54 = tosa.reshape %52, %53 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %55 = tosa.const_shape {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %56 = tosa.reshape %arg2, %55 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %57 = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %58 = tosa.matmul %54, %56, %57, %57 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %59 = tosa.const_shape {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %60 = tosa.reshape %58, %59 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %60 : tensor<2x3x4x8xf32>
}

// -----

// One weight is written over another, and one stays 0.
func.func @scatter_over_a_weight(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %0 = "tosa.const"() <{values = dense<0.0> : tensor<2x3x4x5xf32>}> : () ->
      tensor<2x3x4x5xf32>
  %1 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %2 = tosa.const_shape {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %3 = tosa.reshape %arg0, %2 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %4 = tosa.const_shape {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %5 = tosa.reshape %1, %4 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %6 = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %7 = tosa.matmul %3, %5, %6, %6 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %8 = tosa.const_shape {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : () ->
      !tosa.shape<4>
  %9 = tosa.reshape %7, %8 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %10 = "tosa.const"() <{values = dense<3.0e-01> : tensor<1x1x1x1xf32>}> : () ->
      tensor<1x1x1x1xf32>
  %11 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %12 = tosa.mul %9, %10, %11 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %13 = tosa.reduce_max %12 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %14 = tosa.sub %12, %13 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %15 = tosa.exp %14 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  // expected-remark@below {{attention not raised [no-second-product]}}
  %16 = tosa.reduce_sum %15 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %17 = tosa.reciprocal %16 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %18 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %19 = tosa.mul %15, %17, %18 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %20 = "tosa.const"() <{values = dense<[0, 1]> : tensor<2xi32>}> : () ->
      tensor<2xi32>
  %21 = tosa.const_shape {values = dense<[2, 1, 1, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %22 = tosa.reshape %20, %21 : (tensor<2xi32>, !tosa.shape<5>) ->
      tensor<2x1x1x1x1xi32>
  %23 = tosa.const_shape {values = dense<[1, 3, 4, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %24 = tosa.tile %22, %23 : (tensor<2x1x1x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x5x1xi32>
  %25 = "tosa.const"() <{values = dense<[0, 1, 2]> : tensor<3xi32>}> : () ->
      tensor<3xi32>
  %26 = tosa.const_shape {values = dense<[1, 3, 1, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %27 = tosa.reshape %25, %26 : (tensor<3xi32>, !tosa.shape<5>) ->
      tensor<1x3x1x1x1xi32>
  %28 = tosa.const_shape {values = dense<[2, 1, 4, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %29 = tosa.tile %27, %28 : (tensor<1x3x1x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x5x1xi32>
  %30 = "tosa.const"() <{values = dense<[0, 1, 2, 3]> : tensor<4xi32>}> : () ->
      tensor<4xi32>
  %31 = tosa.const_shape {values = dense<[1, 1, 4, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %32 = tosa.reshape %30, %31 : (tensor<4xi32>, !tosa.shape<5>) ->
      tensor<1x1x4x1x1xi32>
  %33 = tosa.const_shape {values = dense<[2, 3, 1, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %34 = tosa.tile %32, %33 : (tensor<1x1x4x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x5x1xi32>
  %35 = "tosa.const"() <{values = dense<[0, 1, 1, 3, 4]> : tensor<5xi32>}> : ()
      -> tensor<5xi32>
  %36 = tosa.const_shape {values = dense<[1, 1, 1, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %37 = tosa.reshape %35, %36 : (tensor<5xi32>, !tosa.shape<5>) ->
      tensor<1x1x1x5x1xi32>
  %38 = tosa.const_shape {values = dense<[2, 3, 4, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %39 = tosa.tile %37, %38 : (tensor<1x1x1x5x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x5x1xi32>
  %40 = tosa.concat %24, %29, %34, %39 {axis = 4 : i32} :
      (tensor<2x3x4x5x1xi32>, tensor<2x3x4x5x1xi32>, tensor<2x3x4x5x1xi32>,
      tensor<2x3x4x5x1xi32>) -> tensor<2x3x4x5x4xi32>
  %41 = tosa.const_shape {values = dense<[120, 4]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %42 = tosa.reshape %40, %41 : (tensor<2x3x4x5x4xi32>, !tosa.shape<2>) ->
      tensor<120x4xi32>
  %43 = "tosa.const"() <{values = dense<[[60, 20, 5, 1]]> : tensor<1x4xi32>}> :
      () -> tensor<1x4xi32>
  %44 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %45 = tosa.mul %42, %43, %44 : (tensor<120x4xi32>, tensor<1x4xi32>,
      tensor<1xi8>) -> tensor<120x4xi32>
  %46 = tosa.reduce_sum %45 {axis = 1 : i32} : (tensor<120x4xi32>) ->
      tensor<120x1xi32>
  %47 = tosa.const_shape {values = dense<[1, 120]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %48 = tosa.reshape %46, %47 : (tensor<120x1xi32>, !tosa.shape<2>) ->
      tensor<1x120xi32>
  %49 = tosa.const_shape {values = dense<[1, 120, 1]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %50 = tosa.reshape %0, %49 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<1x120x1xf32>
  %51 = tosa.const_shape {values = dense<[1, 120, 1]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %52 = tosa.reshape %19, %51 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<1x120x1xf32>
  // expected-note@below {{the analysis stopped here}}
  %53 = tosa.scatter %50, %48, %52 : (tensor<1x120x1xf32>, tensor<1x120xi32>,
      tensor<1x120x1xf32>) -> tensor<1x120x1xf32>
  %54 = tosa.const_shape {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %55 = tosa.reshape %53, %54 : (tensor<1x120x1xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %56 = tosa.const_shape {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %57 = tosa.reshape %55, %56 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %58 = tosa.const_shape {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %59 = tosa.reshape %arg2, %58 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %60 = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %61 = tosa.matmul %57, %59, %60, %60 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %62 = tosa.const_shape {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %63 = tosa.reshape %61, %62 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %63 : tensor<2x3x4x8xf32>
}

// -----

// The weights of the last keys stay 0.
func.func @scatter_of_some_weights(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %0 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %1 = tosa.const_shape {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = tosa.reshape %arg0, %1 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %3 = tosa.const_shape {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %4 = tosa.reshape %0, %3 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %5 = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %6 = tosa.matmul %2, %4, %5, %5 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %7 = tosa.const_shape {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : () ->
      !tosa.shape<4>
  %8 = tosa.reshape %6, %7 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %9 = "tosa.const"() <{values = dense<3.0e-01> : tensor<1x1x1x1xf32>}> : () ->
      tensor<1x1x1x1xf32>
  %10 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %11 = tosa.mul %8, %9, %10 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %12 = tosa.reduce_max %11 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %13 = tosa.sub %11, %12 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %14 = tosa.exp %13 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  // expected-remark@below {{attention not raised [weights-changed]}}
  %15 = tosa.reduce_sum %14 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %16 = tosa.reciprocal %15 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %17 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %18 = tosa.mul %14, %16, %17 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %19 = "tosa.const"() <{values = dense<0.0> : tensor<2x3x4x5xf32>}> : () ->
      tensor<2x3x4x5xf32>
  %20 = tosa.const_shape {values = dense<[0, 0, 0, 0]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %21 = tosa.const_shape {values = dense<[2, 3, 4, 3]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %22 = tosa.slice %18, %20, %21 : (tensor<2x3x4x5xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x3x4x3xf32>
  %23 = "tosa.const"() <{values = dense<[0, 1]> : tensor<2xi32>}> : () ->
      tensor<2xi32>
  %24 = tosa.const_shape {values = dense<[2, 1, 1, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %25 = tosa.reshape %23, %24 : (tensor<2xi32>, !tosa.shape<5>) ->
      tensor<2x1x1x1x1xi32>
  %26 = tosa.const_shape {values = dense<[1, 3, 4, 3, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %27 = tosa.tile %25, %26 : (tensor<2x1x1x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x3x1xi32>
  %28 = "tosa.const"() <{values = dense<[0, 1, 2]> : tensor<3xi32>}> : () ->
      tensor<3xi32>
  %29 = tosa.const_shape {values = dense<[1, 3, 1, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %30 = tosa.reshape %28, %29 : (tensor<3xi32>, !tosa.shape<5>) ->
      tensor<1x3x1x1x1xi32>
  %31 = tosa.const_shape {values = dense<[2, 1, 4, 3, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %32 = tosa.tile %30, %31 : (tensor<1x3x1x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x3x1xi32>
  %33 = "tosa.const"() <{values = dense<[0, 1, 2, 3]> : tensor<4xi32>}> : () ->
      tensor<4xi32>
  %34 = tosa.const_shape {values = dense<[1, 1, 4, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %35 = tosa.reshape %33, %34 : (tensor<4xi32>, !tosa.shape<5>) ->
      tensor<1x1x4x1x1xi32>
  %36 = tosa.const_shape {values = dense<[2, 3, 1, 3, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %37 = tosa.tile %35, %36 : (tensor<1x1x4x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x3x1xi32>
  %38 = "tosa.const"() <{values = dense<[0, 1, 2]> : tensor<3xi32>}> : () ->
      tensor<3xi32>
  %39 = tosa.const_shape {values = dense<[1, 1, 1, 3, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %40 = tosa.reshape %38, %39 : (tensor<3xi32>, !tosa.shape<5>) ->
      tensor<1x1x1x3x1xi32>
  %41 = tosa.const_shape {values = dense<[2, 3, 4, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %42 = tosa.tile %40, %41 : (tensor<1x1x1x3x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x3x1xi32>
  %43 = tosa.concat %27, %32, %37, %42 {axis = 4 : i32} :
      (tensor<2x3x4x3x1xi32>, tensor<2x3x4x3x1xi32>, tensor<2x3x4x3x1xi32>,
      tensor<2x3x4x3x1xi32>) -> tensor<2x3x4x3x4xi32>
  %44 = tosa.const_shape {values = dense<[72, 4]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %45 = tosa.reshape %43, %44 : (tensor<2x3x4x3x4xi32>, !tosa.shape<2>) ->
      tensor<72x4xi32>
  %46 = "tosa.const"() <{values = dense<[[60, 20, 5, 1]]> : tensor<1x4xi32>}> :
      () -> tensor<1x4xi32>
  %47 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %48 = tosa.mul %45, %46, %47 : (tensor<72x4xi32>, tensor<1x4xi32>,
      tensor<1xi8>) -> tensor<72x4xi32>
  %49 = tosa.reduce_sum %48 {axis = 1 : i32} : (tensor<72x4xi32>) ->
      tensor<72x1xi32>
  %50 = tosa.const_shape {values = dense<[1, 72]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %51 = tosa.reshape %49, %50 : (tensor<72x1xi32>, !tosa.shape<2>) ->
      tensor<1x72xi32>
  %52 = tosa.const_shape {values = dense<[1, 120, 1]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %53 = tosa.reshape %19, %52 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<1x120x1xf32>
  %54 = tosa.const_shape {values = dense<[1, 72, 1]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %55 = tosa.reshape %22, %54 : (tensor<2x3x4x3xf32>, !tosa.shape<3>) ->
      tensor<1x72x1xf32>
  %56 = tosa.scatter %53, %51, %55 : (tensor<1x120x1xf32>, tensor<1x72xi32>,
      tensor<1x72x1xf32>) -> tensor<1x120x1xf32>
  %57 = tosa.const_shape {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %58 = tosa.reshape %56, %57 : (tensor<1x120x1xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %59 = tosa.const_shape {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %60 = tosa.reshape %58, %59 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %61 = tosa.const_shape {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %62 = tosa.reshape %arg2, %61 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %63 = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  // expected-note@below {{the analysis stopped here}}
  %64 = tosa.matmul %60, %62, %63, %63 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %65 = tosa.const_shape {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %66 = tosa.reshape %64, %65 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %66 : tensor<2x3x4x8xf32>
}
