// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-raise-attention

// Sums over other axes, and denominators that are not the sum of the weights, in TOSA.

// Partial sums, for merging later.
func.func @not_normalised(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> (tensor<2x3x4x8xf32>,
    tensor<2x3x4xf32>) {
  %0 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %1 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %3 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %4 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %5 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %6 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %7 = tosa.const_shape  {values = dense<[2, 3, 4]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
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
  %13 = tosa.exp %12 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %14 = tosa.reshape %13, %4 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %15 = tosa.reshape %arg2, %5 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  // expected-note@below {{the analysis stopped here}}
  %16 = tosa.matmul %14, %15, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %17 = tosa.reshape %16, %6 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  // expected-remark@below {{attention not raised [not-normalised]}}
  %18 = tosa.reduce_sum %13 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %19 = tosa.reshape %18, %7 : (tensor<2x3x4x1xf32>, !tosa.shape<3>) ->
      tensor<2x3x4xf32>
  return %17, %19 : tensor<2x3x4x8xf32>, tensor<2x3x4xf32>
}

// -----

// Softmax over the queries.
func.func @softmax_over_queries(%arg0: tensor<2x3x4x8xf32>, %arg1:
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
  %13 = tosa.reduce_max %12 {axis = 2 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x1x5xf32>
  %14 = tosa.sub %12, %13 : (tensor<2x3x4x5xf32>, tensor<2x3x1x5xf32>) ->
      tensor<2x3x4x5xf32>
  %15 = tosa.exp %14 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  // expected-remark@below {{attention not raised [softmax-axis-differs]}}
  %16 = tosa.reduce_sum %15 {axis = 2 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x1x5xf32>
  %17 = tosa.reciprocal %16 : (tensor<2x3x1x5xf32>) -> tensor<2x3x1x5xf32>
  %18 = tosa.mul %15, %17, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x1x5xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %19 = tosa.reshape %18, %5 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %20 = tosa.reshape %arg2, %6 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  // expected-note@below {{the analysis stopped here}}
  %21 = tosa.matmul %19, %20, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %22 = tosa.reshape %21, %7 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %22 : tensor<2x3x4x8xf32>
}

// -----

// Softmax over the heads.
func.func @softmax_over_heads(%arg0: tensor<2x3x4x8xf32>, %arg1:
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
  %13 = tosa.reduce_max %12 {axis = 1 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x1x4x5xf32>
  %14 = tosa.sub %12, %13 : (tensor<2x3x4x5xf32>, tensor<2x1x4x5xf32>) ->
      tensor<2x3x4x5xf32>
  %15 = tosa.exp %14 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  // expected-remark@below {{attention not raised [softmax-axis-differs]}}
  %16 = tosa.reduce_sum %15 {axis = 1 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x1x4x5xf32>
  %17 = tosa.reciprocal %16 : (tensor<2x1x4x5xf32>) -> tensor<2x1x4x5xf32>
  %18 = tosa.mul %15, %17, %4 : (tensor<2x3x4x5xf32>, tensor<2x1x4x5xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %19 = tosa.reshape %18, %5 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %20 = tosa.reshape %arg2, %6 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  // expected-note@below {{the analysis stopped here}}
  %21 = tosa.matmul %19, %20, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %22 = tosa.reshape %21, %7 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %22 : tensor<2x3x4x8xf32>
}

// -----

// The second product is over the other axis.
func.func @second_product_over_queries(%arg0: tensor<2x3x4x8xf32>, %arg1:
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
  %5 = tosa.const_shape  {values = dense<[6, 4, 4]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %6 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %7 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x4x8xf32>) -> tensor<2x3x8x4xf32>
  %8 = tosa.reshape %arg1, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %9 = tosa.reshape %7, %1 : (tensor<2x3x8x4xf32>, !tosa.shape<3>) ->
      tensor<6x8x4xf32>
  %10 = tosa.matmul %8, %9, %2, %2 : (tensor<6x4x8xf32>, tensor<6x8x4xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x4xf32>
  %11 = tosa.reshape %10, %3 : (tensor<6x4x4xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x4xf32>
  %12 = tosa.reduce_max %11 {axis = 3 : i32} : (tensor<2x3x4x4xf32>) ->
      tensor<2x3x4x1xf32>
  %13 = tosa.sub %11, %12 : (tensor<2x3x4x4xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x4xf32>
  %14 = tosa.exp %13 : (tensor<2x3x4x4xf32>) -> tensor<2x3x4x4xf32>
  // expected-remark@below {{attention not raised [softmax-axis-differs]}}
  %15 = tosa.reduce_sum %14 {axis = 3 : i32} : (tensor<2x3x4x4xf32>) ->
      tensor<2x3x4x1xf32>
  %16 = tosa.reciprocal %15 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %17 = tosa.mul %14, %16, %4 : (tensor<2x3x4x4xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x4xf32>
  %18 = tosa.transpose %17 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x4x4xf32>) -> tensor<2x3x4x4xf32>
  %19 = tosa.reshape %18, %5 : (tensor<2x3x4x4xf32>, !tosa.shape<3>) ->
      tensor<6x4x4xf32>
  %20 = tosa.reshape %arg2, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  // expected-note@below {{the analysis stopped here}}
  %21 = tosa.matmul %19, %20, %2, %2 : (tensor<6x4x4xf32>, tensor<6x4x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %22 = tosa.reshape %21, %6 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %22 : tensor<2x3x4x8xf32>
}

// -----

// Softmax-one.
func.func @one_in_denominator(%arg0: tensor<2x3x4x8xf32>, %arg1:
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
  %9 = "tosa.const"() <{values = dense<1.000000e+00> : tensor<1x1x1x1xf32>}> :
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
  %16 = tosa.exp %15 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  // expected-remark@below {{attention not raised [denominator-differs]}}
  %17 = tosa.reduce_sum %16 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  // expected-note@below {{the analysis stopped here}}
  %18 = tosa.add %17, %9 : (tensor<2x3x4x1xf32>, tensor<1x1x1x1xf32>) ->
      tensor<2x3x4x1xf32>
  %19 = tosa.reciprocal %18 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %20 = tosa.mul %16, %19, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %21 = tosa.reshape %20, %5 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %22 = tosa.reshape %arg2, %6 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %23 = tosa.matmul %21, %22, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %24 = tosa.reshape %23, %7 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %24 : tensor<2x3x4x8xf32>
}

// -----

// A small number in the denominator.
func.func @epsilon_in_denominator(%arg0: tensor<2x3x4x8xf32>, %arg1:
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
  %8 = "tosa.const"() <{values = dense<9.99999997E-7> : tensor<1x1x1x1xf32>}> :
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
  %14 = tosa.exp %13 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  // expected-remark@below {{attention not raised [denominator-differs]}}
  %15 = tosa.reduce_sum %14 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  // expected-note@below {{the analysis stopped here}}
  %16 = tosa.add %15, %8 : (tensor<2x3x4x1xf32>, tensor<1x1x1x1xf32>) ->
      tensor<2x3x4x1xf32>
  %17 = tosa.reciprocal %16 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %18 = tosa.mul %14, %17, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %19 = tosa.reshape %18, %5 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %20 = tosa.reshape %arg2, %6 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %21 = tosa.matmul %19, %20, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %22 = tosa.reshape %21, %7 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %22 : tensor<2x3x4x8xf32>
}

// -----

// The denominator sums other scores.
func.func @denominator_of_other_scores(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x3x5x8xf32>)
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
  %13 = tosa.exp %12 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %14 = tosa.transpose %arg2 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %15 = tosa.reshape %14, %1 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %16 = tosa.matmul %9, %15, %2, %2 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %17 = tosa.reshape %16, %3 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %18 = tosa.exp %17 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  // expected-remark@below {{attention not raised [denominator-differs]}}
  %19 = tosa.reduce_sum %18 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %20 = tosa.reciprocal %19 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %21 = tosa.mul %13, %20, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %22 = tosa.reshape %21, %5 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %23 = tosa.reshape %arg3, %6 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %24 = tosa.matmul %22, %23, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %25 = tosa.reshape %24, %7 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %25 : tensor<2x3x4x8xf32>
}

// -----

// Weights are cut off.
func.func @slice_of_weights(%arg0: tensor<2x3x4x8xf32>, %arg1:
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
  %5 = tosa.const_shape  {values = dense<[2, 3, 4, 4]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %6 = tosa.const_shape  {values = dense<0> : tensor<4xindex>} : () ->
      !tosa.shape<4>
  %7 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %8 = tosa.const_shape  {values = dense<[6, 4, 4]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
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
  // expected-remark@below {{attention not raised [denominator-differs]}}
  %17 = tosa.reduce_sum %16 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %18 = tosa.reciprocal %17 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %19 = tosa.mul %16, %18, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %20 = tosa.slice %19, %6, %5 : (tensor<2x3x4x5xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x3x4x4xf32>
  %21 = tosa.slice %arg2, %6, %7 : (tensor<2x3x5x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x3x4x8xf32>
  %22 = tosa.reshape %20, %8 : (tensor<2x3x4x4xf32>, !tosa.shape<3>) ->
      tensor<6x4x4xf32>
  %23 = tosa.reshape %21, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %24 = tosa.matmul %22, %23, %2, %2 : (tensor<6x4x4xf32>, tensor<6x4x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %25 = tosa.reshape %24, %7 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %25 : tensor<2x3x4x8xf32>
}

// -----

// Softmax of queries and of keys, not of their product.
func.func @linear_attention(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %0 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %1 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %3 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %4 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %5 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %6 = tosa.reduce_max %arg0 {axis = 3 : i32} : (tensor<2x3x4x8xf32>) ->
      tensor<2x3x4x1xf32>
  %7 = tosa.sub %arg0, %6 : (tensor<2x3x4x8xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x8xf32>
  %8 = tosa.exp %7 : (tensor<2x3x4x8xf32>) -> tensor<2x3x4x8xf32>
  // expected-remark@below {{attention not raised [scores-not-a-product]}}
  %9 = tosa.reduce_sum %8 {axis = 3 : i32} : (tensor<2x3x4x8xf32>) ->
      tensor<2x3x4x1xf32>
  %10 = tosa.reciprocal %9 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %11 = tosa.mul %8, %10, %0 : (tensor<2x3x4x8xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x8xf32>
  %12 = tosa.reduce_max %arg1 {axis = 2 : i32} : (tensor<2x3x5x8xf32>) ->
      tensor<2x3x1x8xf32>
  %13 = tosa.sub %arg1, %12 : (tensor<2x3x5x8xf32>, tensor<2x3x1x8xf32>) ->
      tensor<2x3x5x8xf32>
  %14 = tosa.exp %13 : (tensor<2x3x5x8xf32>) -> tensor<2x3x5x8xf32>
  // expected-remark@below {{attention not raised [scores-not-a-product]}}
  %15 = tosa.reduce_sum %14 {axis = 2 : i32} : (tensor<2x3x5x8xf32>) ->
      tensor<2x3x1x8xf32>
  %16 = tosa.reciprocal %15 : (tensor<2x3x1x8xf32>) -> tensor<2x3x1x8xf32>
  %17 = tosa.mul %14, %16, %0 : (tensor<2x3x5x8xf32>, tensor<2x3x1x8xf32>,
      tensor<1xi8>) -> tensor<2x3x5x8xf32>
  %18 = tosa.transpose %17 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %19 = tosa.reshape %18, %1 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %20 = tosa.reshape %arg2, %2 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %21 = tosa.matmul %19, %20, %3, %3 : (tensor<6x8x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x8x8xf32>
  %22 = tosa.reshape %11, %4 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %23 = tosa.matmul %22, %21, %3, %3 : (tensor<6x4x8xf32>, tensor<6x8x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %24 = tosa.reshape %23, %5 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %24 : tensor<2x3x4x8xf32>
}

// -----

// The exponential is a feature map.
func.func @kernel_attention(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %0 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %1 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %3 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %4 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %5 = tosa.const_shape  {values = dense<[6, 8, 1]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %6 = tosa.const_shape  {values = dense<[2, 3, 4, 1]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %7 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %8 = tosa.exp %arg0 : (tensor<2x3x4x8xf32>) -> tensor<2x3x4x8xf32>
  %9 = tosa.exp %arg1 : (tensor<2x3x5x8xf32>) -> tensor<2x3x5x8xf32>
  %10 = tosa.transpose %9 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %11 = tosa.reshape %10, %0 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %12 = tosa.reshape %arg2, %1 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  // expected-note@below {{the analysis stopped here}}
  %13 = tosa.matmul %11, %12, %2, %2 : (tensor<6x8x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x8x8xf32>
  %14 = tosa.reshape %8, %3 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %15 = tosa.matmul %14, %13, %2, %2 : (tensor<6x4x8xf32>, tensor<6x8x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %16 = tosa.reshape %15, %4 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  // expected-remark@below {{attention not raised [not-normalised]}}
  %17 = tosa.reduce_sum %9 {axis = 2 : i32} : (tensor<2x3x5x8xf32>) ->
      tensor<2x3x1x8xf32>
  %18 = tosa.reshape %17, %5 : (tensor<2x3x1x8xf32>, !tosa.shape<3>) ->
      tensor<6x8x1xf32>
  %19 = tosa.matmul %14, %18, %2, %2 : (tensor<6x4x8xf32>, tensor<6x8x1xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x1xf32>
  %20 = tosa.reshape %19, %6 : (tensor<6x4x1xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x1xf32>
  %21 = tosa.reciprocal %20 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %22 = tosa.mul %16, %21, %7 : (tensor<2x3x4x8xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x8xf32>
  return %22 : tensor<2x3x4x8xf32>
}

// -----

// Random features of queries and of keys, as in Performer.
func.func @performer(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<8x6xf32>) -> tensor<2x3x4x8xf32> {
  %0 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %1 = tosa.const_shape  {values = dense<[1, 24, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = tosa.const_shape  {values = dense<[1, 8, 6]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %3 = tosa.const_shape  {values = dense<[2, 3, 4, 6]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %4 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %5 = tosa.const_shape  {values = dense<[1, 30, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %6 = tosa.const_shape  {values = dense<[2, 3, 5, 6]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %7 = tosa.const_shape  {values = dense<[6, 6, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %8 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %9 = tosa.const_shape  {values = dense<[6, 4, 6]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %10 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %11 = tosa.const_shape  {values = dense<[6, 6, 1]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %12 = tosa.const_shape  {values = dense<[2, 3, 4, 1]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %13 = "tosa.const"() <{values = dense<5.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %14 = tosa.reshape %arg0, %1 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<1x24x8xf32>
  %15 = tosa.reshape %arg3, %2 : (tensor<8x6xf32>, !tosa.shape<3>) ->
      tensor<1x8x6xf32>
  %16 = tosa.matmul %14, %15, %0, %0 : (tensor<1x24x8xf32>, tensor<1x8x6xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<1x24x6xf32>
  %17 = tosa.reshape %16, %3 : (tensor<1x24x6xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x6xf32>
  %18 = tosa.mul %arg0, %arg0, %4 : (tensor<2x3x4x8xf32>, tensor<2x3x4x8xf32>,
      tensor<1xi8>) -> tensor<2x3x4x8xf32>
  %19 = tosa.reduce_sum %18 {axis = 3 : i32} : (tensor<2x3x4x8xf32>) ->
      tensor<2x3x4x1xf32>
  %20 = tosa.mul %19, %13, %4 : (tensor<2x3x4x1xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x1xf32>
  %21 = tosa.sub %17, %20 : (tensor<2x3x4x6xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x6xf32>
  %22 = tosa.exp %21 : (tensor<2x3x4x6xf32>) -> tensor<2x3x4x6xf32>
  %23 = tosa.reshape %arg1, %5 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<1x30x8xf32>
  %24 = tosa.matmul %23, %15, %0, %0 : (tensor<1x30x8xf32>, tensor<1x8x6xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<1x30x6xf32>
  %25 = tosa.reshape %24, %6 : (tensor<1x30x6xf32>, !tosa.shape<4>) ->
      tensor<2x3x5x6xf32>
  %26 = tosa.mul %arg1, %arg1, %4 : (tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>,
      tensor<1xi8>) -> tensor<2x3x5x8xf32>
  %27 = tosa.reduce_sum %26 {axis = 3 : i32} : (tensor<2x3x5x8xf32>) ->
      tensor<2x3x5x1xf32>
  %28 = tosa.mul %27, %13, %4 : (tensor<2x3x5x1xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x5x1xf32>
  %29 = tosa.sub %25, %28 : (tensor<2x3x5x6xf32>, tensor<2x3x5x1xf32>) ->
      tensor<2x3x5x6xf32>
  %30 = tosa.exp %29 : (tensor<2x3x5x6xf32>) -> tensor<2x3x5x6xf32>
  %31 = tosa.transpose %30 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x6xf32>) -> tensor<2x3x6x5xf32>
  %32 = tosa.reshape %31, %7 : (tensor<2x3x6x5xf32>, !tosa.shape<3>) ->
      tensor<6x6x5xf32>
  %33 = tosa.reshape %arg2, %8 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  // expected-note@below {{the analysis stopped here}}
  %34 = tosa.matmul %32, %33, %0, %0 : (tensor<6x6x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x6x8xf32>
  %35 = tosa.reshape %22, %9 : (tensor<2x3x4x6xf32>, !tosa.shape<3>) ->
      tensor<6x4x6xf32>
  %36 = tosa.matmul %35, %34, %0, %0 : (tensor<6x4x6xf32>, tensor<6x6x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %37 = tosa.reshape %36, %10 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  // expected-remark@below {{attention not raised [not-normalised]}}
  %38 = tosa.reduce_sum %30 {axis = 2 : i32} : (tensor<2x3x5x6xf32>) ->
      tensor<2x3x1x6xf32>
  %39 = tosa.reshape %38, %11 : (tensor<2x3x1x6xf32>, !tosa.shape<3>) ->
      tensor<6x6x1xf32>
  %40 = tosa.matmul %35, %39, %0, %0 : (tensor<6x4x6xf32>, tensor<6x6x1xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x1xf32>
  %41 = tosa.reshape %40, %12 : (tensor<6x4x1xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x1xf32>
  %42 = tosa.reciprocal %41 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %43 = tosa.mul %37, %42, %4 : (tensor<2x3x4x8xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x8xf32>
  return %43 : tensor<2x3x4x8xf32>
}

// -----

// The softmax is divided by its sum over the queries.
!queries = tensor<2x4x8xf32>
!keys = tensor<2x8x5xf32>
!values = tensor<2x5x8xf32>
!scores = tensor<2x4x5xf32>
!sums = tensor<2x4x1xf32>
!one = tensor<1xf32>
func.func @normalised_again_over_queries(%q: !queries, %k: !keys, %v: !values)
    -> !queries {
  %zero = "tosa.const"() <{values = dense<0.0> : !one}> : () -> !one
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %s = tosa.matmul %q, %k, %zero, %zero
      : (!queries, !keys, !one, !one) -> !scores
  %e = tosa.exp %s : (!scores) -> !scores
  // expected-remark@below {{attention not raised [weights-changed]}}
  %sum = tosa.reduce_sum %e {axis = 2 : i32} : (!scores) -> !sums
  %inverse = tosa.reciprocal %sum : (!sums) -> !sums
  %p = tosa.mul %e, %inverse, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  %sum2 = tosa.reduce_sum %p {axis = 1 : i32} : (!scores) -> tensor<2x1x5xf32>
  %inverse2 = tosa.reciprocal %sum2 : (tensor<2x1x5xf32>) -> tensor<2x1x5xf32>
  %p2 = tosa.mul %p, %inverse2, %shift
      : (!scores, tensor<2x1x5xf32>, tensor<1xi8>) -> !scores
  // expected-note@below {{the analysis stopped here}}
  %r = tosa.matmul %p2, %v, %zero, %zero
      : (!scores, !values, !one, !one) -> !queries
  return %r : !queries
}

// -----

// A number is added to the second sum.
!queries = tensor<2x4x8xf32>
!keys = tensor<2x8x5xf32>
!values = tensor<2x5x8xf32>
!scores = tensor<2x4x5xf32>
!sums = tensor<2x4x1xf32>
!one = tensor<1xf32>
func.func @normalised_again_with_bound(%q: !queries, %k: !keys, %v: !values)
    -> !queries {
  %zero = "tosa.const"() <{values = dense<0.0> : !one}> : () -> !one
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %s = tosa.matmul %q, %k, %zero, %zero
      : (!queries, !keys, !one, !one) -> !scores
  %e = tosa.exp %s : (!scores) -> !scores
  %small = "tosa.const"() <{values = dense<0.01> : tensor<1x1x1xf32>}>
      : () -> tensor<1x1x1xf32>
  // expected-remark@below {{attention not raised [weights-changed]}}
  %sum = tosa.reduce_sum %e {axis = 2 : i32} : (!scores) -> !sums
  %inverse = tosa.reciprocal %sum : (!sums) -> !sums
  %p = tosa.mul %e, %inverse, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  %sum2 = tosa.reduce_sum %p {axis = 2 : i32} : (!scores) -> !sums
  %bounded2 = tosa.add %sum2, %small
      : (!sums, tensor<1x1x1xf32>) -> !sums
  %inverse2 = tosa.reciprocal %bounded2 : (!sums) -> !sums
  %p2 = tosa.mul %p, %inverse2, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  // expected-note@below {{the analysis stopped here}}
  %r = tosa.matmul %p2, %v, %zero, %zero
      : (!scores, !values, !one, !one) -> !queries
  return %r : !queries
}

// -----

// The second sum has a mask that the weights do not have.
!queries = tensor<2x4x8xf32>
!keys = tensor<2x8x5xf32>
!values = tensor<2x5x8xf32>
!scores = tensor<2x4x5xf32>
!sums = tensor<2x4x1xf32>
!one = tensor<1xf32>
func.func @normalised_again_by_other_rows(%q: !queries, %k: !keys, %v: !values,
    %admitted: tensor<2x1x5xi1>)
    -> !queries {
  %zero = "tosa.const"() <{values = dense<0.0> : !one}> : () -> !one
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %s = tosa.matmul %q, %k, %zero, %zero
      : (!queries, !keys, !one, !one) -> !scores
  %e = tosa.exp %s : (!scores) -> !scores
  // expected-remark@below {{attention not raised [denominator-differs]}}
  %sum = tosa.reduce_sum %e {axis = 2 : i32} : (!scores) -> !sums
  %inverse = tosa.reciprocal %sum : (!sums) -> !sums
  %p = tosa.mul %e, %inverse, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  %mask = tosa.cast %admitted : (tensor<2x1x5xi1>) -> tensor<2x1x5xf32>
  %w = tosa.mul %p, %mask, %shift
      : (!scores, tensor<2x1x5xf32>, tensor<1xi8>) -> !scores
  // expected-note@below {{the analysis stopped here}}
  %sum2 = tosa.reduce_sum %w {axis = 2 : i32} : (!scores) -> !sums
  %inverse2 = tosa.reciprocal %sum2 : (!sums) -> !sums
  %p2 = tosa.mul %p, %inverse2, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  %r = tosa.matmul %p2, %v, %zero, %zero
      : (!scores, !values, !one, !one) -> !queries
  return %r : !queries
}

// -----

// What is multiplied is a mask only if it is known to be 0 and 1.
!queries = tensor<2x4x8xf32>
!keys = tensor<2x8x5xf32>
!values = tensor<2x5x8xf32>
!scores = tensor<2x4x5xf32>
!sums = tensor<2x4x1xf32>
!one = tensor<1xf32>
func.func @multiplied_and_normalised_again(%q: !queries, %k: !keys, %v: !values,
    %mask: tensor<2x1x5xf32>)
    -> !queries {
  %zero = "tosa.const"() <{values = dense<0.0> : !one}> : () -> !one
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %s = tosa.matmul %q, %k, %zero, %zero
      : (!queries, !keys, !one, !one) -> !scores
  %e = tosa.exp %s : (!scores) -> !scores
  // expected-remark@below {{attention not raised [mask-not-boolean]}}
  %sum = tosa.reduce_sum %e {axis = 2 : i32} : (!scores) -> !sums
  %inverse = tosa.reciprocal %sum : (!sums) -> !sums
  %p = tosa.mul %e, %inverse, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  %w = tosa.mul %p, %mask, %shift
      : (!scores, tensor<2x1x5xf32>, tensor<1xi8>) -> !scores
  // expected-note@below {{the analysis stopped here}}
  %sum2 = tosa.reduce_sum %w {axis = 2 : i32} : (!scores) -> !sums
  %inverse2 = tosa.reciprocal %sum2 : (!sums) -> !sums
  %p2 = tosa.mul %w, %inverse2, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  %r = tosa.matmul %p2, %v, %zero, %zero
      : (!scores, !values, !one, !one) -> !queries
  return %r : !queries
}

// -----

// The weights sum to 1 over an image, but the values are summed row by row.
func.func @values_of_a_row(%arg0: tensor<2x4x8xf32>, %arg1: tensor<2x2x3x8xf32>,
    %arg2: tensor<2x2x3x8xf32>) -> tensor<2x2x4x8xf32> {
  %0 = tosa.const_shape {values = dense<[2, 6, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %1 = tosa.reshape %arg1, %0 : (tensor<2x2x3x8xf32>, !tosa.shape<3>) ->
      tensor<2x6x8xf32>
  %2 = tosa.transpose %1 {perms = array<i32: 0, 2, 1>} : (tensor<2x6x8xf32>) ->
      tensor<2x8x6xf32>
  %3 = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %4 = tosa.matmul %arg0, %2, %3, %3 : (tensor<2x4x8xf32>, tensor<2x8x6xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x6xf32>
  %5 = tosa.const_shape {values = dense<[2, 4, 2, 3]> : tensor<4xindex>} : () ->
      !tosa.shape<4>
  %6 = tosa.reshape %4, %5 : (tensor<2x4x6xf32>, !tosa.shape<4>) ->
      tensor<2x4x2x3xf32>
  %7 = "tosa.const"() <{values = dense<3.0e-01> : tensor<1x1x1x1xf32>}> : () ->
      tensor<1x1x1x1xf32>
  %8 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %9 = tosa.mul %6, %7, %8 : (tensor<2x4x2x3xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x4x2x3xf32>
  %10 = tosa.reduce_max %9 {axis = 3 : i32} : (tensor<2x4x2x3xf32>) ->
      tensor<2x4x2x1xf32>
  %11 = tosa.reduce_max %10 {axis = 2 : i32} : (tensor<2x4x2x1xf32>) ->
      tensor<2x4x1x1xf32>
  %12 = tosa.sub %9, %11 : (tensor<2x4x2x3xf32>, tensor<2x4x1x1xf32>) ->
      tensor<2x4x2x3xf32>
  %13 = tosa.exp %12 : (tensor<2x4x2x3xf32>) -> tensor<2x4x2x3xf32>
  // expected-remark@below {{attention not raised [softmax-axis-differs]}}
  %14 = tosa.reduce_sum %13 {axis = 3 : i32} : (tensor<2x4x2x3xf32>) ->
      tensor<2x4x2x1xf32>
  %15 = tosa.reduce_sum %14 {axis = 2 : i32} : (tensor<2x4x2x1xf32>) ->
      tensor<2x4x1x1xf32>
  %16 = tosa.reciprocal %15 : (tensor<2x4x1x1xf32>) -> tensor<2x4x1x1xf32>
  %17 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %18 = tosa.mul %13, %16, %17 : (tensor<2x4x2x3xf32>, tensor<2x4x1x1xf32>,
      tensor<1xi8>) -> tensor<2x4x2x3xf32>
  %19 = tosa.transpose %18 {perms = array<i32: 0, 2, 1, 3>} :
      (tensor<2x4x2x3xf32>) -> tensor<2x2x4x3xf32>
  %20 = tosa.const_shape {values = dense<[4, 4, 3]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %21 = tosa.reshape %19, %20 : (tensor<2x2x4x3xf32>, !tosa.shape<3>) ->
      tensor<4x4x3xf32>
  %22 = tosa.const_shape {values = dense<[4, 3, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %23 = tosa.reshape %arg2, %22 : (tensor<2x2x3x8xf32>, !tosa.shape<3>) ->
      tensor<4x3x8xf32>
  %24 = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  // expected-note@below {{the analysis stopped here}}
  %25 = tosa.matmul %21, %23, %24, %24 : (tensor<4x4x3xf32>, tensor<4x3x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<4x4x8xf32>
  %26 = tosa.const_shape {values = dense<[2, 2, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %27 = tosa.reshape %25, %26 : (tensor<4x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x2x4x8xf32>
  return %27 : tensor<2x2x4x8xf32>
}

// -----

// The weights sum to 1 in each row of an image, and the values are summed over
// all of it.
func.func @rows_that_sum_to_one(%arg0: tensor<2x4x8xf32>, %arg1:
    tensor<2x2x3x8xf32>, %arg2: tensor<2x2x3x8xf32>) -> tensor<2x4x8xf32> {
  %0 = tosa.const_shape {values = dense<[2, 6, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %1 = tosa.reshape %arg1, %0 : (tensor<2x2x3x8xf32>, !tosa.shape<3>) ->
      tensor<2x6x8xf32>
  %2 = tosa.transpose %1 {perms = array<i32: 0, 2, 1>} : (tensor<2x6x8xf32>) ->
      tensor<2x8x6xf32>
  %3 = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %4 = tosa.matmul %arg0, %2, %3, %3 : (tensor<2x4x8xf32>, tensor<2x8x6xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x6xf32>
  %5 = tosa.const_shape {values = dense<[2, 4, 2, 3]> : tensor<4xindex>} : () ->
      !tosa.shape<4>
  %6 = tosa.reshape %4, %5 : (tensor<2x4x6xf32>, !tosa.shape<4>) ->
      tensor<2x4x2x3xf32>
  %7 = "tosa.const"() <{values = dense<3.0e-01> : tensor<1x1x1x1xf32>}> : () ->
      tensor<1x1x1x1xf32>
  %8 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %9 = tosa.mul %6, %7, %8 : (tensor<2x4x2x3xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x4x2x3xf32>
  %10 = tosa.reduce_max %9 {axis = 3 : i32} : (tensor<2x4x2x3xf32>) ->
      tensor<2x4x2x1xf32>
  %11 = tosa.sub %9, %10 : (tensor<2x4x2x3xf32>, tensor<2x4x2x1xf32>) ->
      tensor<2x4x2x3xf32>
  %12 = tosa.exp %11 : (tensor<2x4x2x3xf32>) -> tensor<2x4x2x3xf32>
  // expected-remark@below {{attention not raised [softmax-axis-differs]}}
  %13 = tosa.reduce_sum %12 {axis = 3 : i32} : (tensor<2x4x2x3xf32>) ->
      tensor<2x4x2x1xf32>
  %14 = tosa.reciprocal %13 : (tensor<2x4x2x1xf32>) -> tensor<2x4x2x1xf32>
  %15 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %16 = tosa.mul %12, %14, %15 : (tensor<2x4x2x3xf32>, tensor<2x4x2x1xf32>,
      tensor<1xi8>) -> tensor<2x4x2x3xf32>
  %17 = tosa.const_shape {values = dense<[2, 4, 6]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %18 = tosa.reshape %16, %17 : (tensor<2x4x2x3xf32>, !tosa.shape<3>) ->
      tensor<2x4x6xf32>
  %19 = tosa.const_shape {values = dense<[2, 6, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %20 = tosa.reshape %arg2, %19 : (tensor<2x2x3x8xf32>, !tosa.shape<3>) ->
      tensor<2x6x8xf32>
  %21 = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  // expected-note@below {{the analysis stopped here}}
  %22 = tosa.matmul %18, %20, %21, %21 : (tensor<2x4x6xf32>, tensor<2x6x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x8xf32>
  return %22 : tensor<2x4x8xf32>
}
