// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-raise-attention | FileCheck %s --implicit-check-not=a3.attention

// No softmax, so neither attention nor a remark, in TOSA.

// A sigmoid for each score.
// CHECK-LABEL: func @sigmoid_attention
func.func @sigmoid_attention(%arg0: tensor<2x3x4x8xf32>, %arg1:
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
  %15 = tosa.sigmoid %14 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %16 = tosa.reshape %15, %5 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %17 = tosa.reshape %arg2, %6 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %18 = tosa.matmul %16, %17, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %19 = tosa.reshape %18, %7 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %19 : tensor<2x3x4x8xf32>
}

// -----

// ReLU of the scores.
// CHECK-LABEL: func @relu_attention
func.func @relu_attention(%arg0: tensor<2x3x4x8xf32>, %arg1:
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
  %15 = tosa.clamp %14 {max_val = 3.40282347E+38 : f32, min_val = 0.000000e+00 :
      f32} : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %16 = tosa.reshape %15, %5 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %17 = tosa.reshape %arg2, %6 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %18 = tosa.matmul %16, %17, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %19 = tosa.reshape %18, %7 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %19 : tensor<2x3x4x8xf32>
}

// -----

// Squares over their sum.
// CHECK-LABEL: func @squared_attention
func.func @squared_attention(%arg0: tensor<2x3x4x8xf32>, %arg1:
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
  %9 = "tosa.const"() <{values = dense<2.000000e+00> : tensor<1x1x1x1xf32>}> :
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
  %16 = tosa.pow %15, %9 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>) ->
      tensor<2x3x4x5xf32>
  %17 = tosa.reduce_sum %16 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %18 = tosa.reciprocal %17 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %19 = tosa.mul %16, %18, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %20 = tosa.reshape %19, %5 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %21 = tosa.reshape %arg2, %6 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %22 = tosa.matmul %20, %21, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %23 = tosa.reshape %22, %7 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %23 : tensor<2x3x4x8xf32>
}

// -----

// A feature map of queries and of keys.
// CHECK-LABEL: func @linear_attention_by_elu
func.func @linear_attention_by_elu(%arg0: tensor<2x3x4x8xf32>, %arg1:
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
  %5 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %6 = "tosa.const"() <{values = dense<1.000000e+00> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %7 = tosa.maximum %arg0, %5 : (tensor<2x3x4x8xf32>, tensor<1x1x1x1xf32>) ->
      tensor<2x3x4x8xf32>
  %8 = tosa.minimum %arg0, %5 : (tensor<2x3x4x8xf32>, tensor<1x1x1x1xf32>) ->
      tensor<2x3x4x8xf32>
  %9 = tosa.exp %8 : (tensor<2x3x4x8xf32>) -> tensor<2x3x4x8xf32>
  %10 = tosa.sub %9, %6 : (tensor<2x3x4x8xf32>, tensor<1x1x1x1xf32>) ->
      tensor<2x3x4x8xf32>
  %11 = tosa.add %7, %10 : (tensor<2x3x4x8xf32>, tensor<2x3x4x8xf32>) ->
      tensor<2x3x4x8xf32>
  %12 = tosa.add %11, %6 : (tensor<2x3x4x8xf32>, tensor<1x1x1x1xf32>) ->
      tensor<2x3x4x8xf32>
  %13 = tosa.maximum %arg1, %5 : (tensor<2x3x5x8xf32>, tensor<1x1x1x1xf32>) ->
      tensor<2x3x5x8xf32>
  %14 = tosa.minimum %arg1, %5 : (tensor<2x3x5x8xf32>, tensor<1x1x1x1xf32>) ->
      tensor<2x3x5x8xf32>
  %15 = tosa.exp %14 : (tensor<2x3x5x8xf32>) -> tensor<2x3x5x8xf32>
  %16 = tosa.sub %15, %6 : (tensor<2x3x5x8xf32>, tensor<1x1x1x1xf32>) ->
      tensor<2x3x5x8xf32>
  %17 = tosa.add %13, %16 : (tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>) ->
      tensor<2x3x5x8xf32>
  %18 = tosa.add %17, %6 : (tensor<2x3x5x8xf32>, tensor<1x1x1x1xf32>) ->
      tensor<2x3x5x8xf32>
  %19 = tosa.transpose %18 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %20 = tosa.reshape %19, %0 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %21 = tosa.reshape %arg2, %1 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %22 = tosa.matmul %20, %21, %2, %2 : (tensor<6x8x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x8x8xf32>
  %23 = tosa.reshape %12, %3 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %24 = tosa.matmul %23, %22, %2, %2 : (tensor<6x4x8xf32>, tensor<6x8x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %25 = tosa.reshape %24, %4 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %25 : tensor<2x3x4x8xf32>
}

// -----

// A recurrence with exponentials, as in Mamba.
// CHECK-LABEL: func @state_space_model
func.func @state_space_model(%arg0: tensor<2x3x8xf32>, %arg1: tensor<8x4xf32>,
    %arg2: tensor<2x3x4xf32>, %arg3: tensor<2x3x4xf32>, %arg4:
    tensor<2x3x8xf32>) -> tensor<2x3x8xf32> {
  %0 = tosa.const_shape  {values = dense<[2, 1, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %1 = tosa.const_shape  {values = dense<0> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = tosa.const_shape  {values = dense<[2, 8]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %3 = tosa.const_shape  {values = dense<[2, 8, 1]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %4 = tosa.const_shape  {values = dense<[1, 8, 4]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %5 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %6 = tosa.const_shape  {values = dense<[2, 1, 4]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %7 = tosa.const_shape  {values = dense<[0, 1, 0]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %8 = tosa.const_shape  {values = dense<[0, 2, 0]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %9 = tosa.const_shape  {values = dense<[2, 3, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %10 = tosa.slice %arg0, %1, %0 : (tensor<2x3x8xf32>, !tosa.shape<3>,
      !tosa.shape<3>) -> tensor<2x1x8xf32>
  %11 = tosa.reshape %10, %3 : (tensor<2x1x8xf32>, !tosa.shape<3>) ->
      tensor<2x8x1xf32>
  %12 = tosa.slice %arg2, %1, %6 : (tensor<2x3x4xf32>, !tosa.shape<3>,
      !tosa.shape<3>) -> tensor<2x1x4xf32>
  %13 = tosa.mul %11, %12, %5 : (tensor<2x8x1xf32>, tensor<2x1x4xf32>,
      tensor<1xi8>) -> tensor<2x8x4xf32>
  %14 = tosa.slice %arg4, %1, %0 : (tensor<2x3x8xf32>, !tosa.shape<3>,
      !tosa.shape<3>) -> tensor<2x1x8xf32>
  %15 = tosa.reshape %14, %3 : (tensor<2x1x8xf32>, !tosa.shape<3>) ->
      tensor<2x8x1xf32>
  %16 = tosa.mul %13, %15, %5 : (tensor<2x8x4xf32>, tensor<2x8x1xf32>,
      tensor<1xi8>) -> tensor<2x8x4xf32>
  %17 = tosa.slice %arg3, %1, %6 : (tensor<2x3x4xf32>, !tosa.shape<3>,
      !tosa.shape<3>) -> tensor<2x1x4xf32>
  %18 = tosa.mul %16, %17, %5 : (tensor<2x8x4xf32>, tensor<2x1x4xf32>,
      tensor<1xi8>) -> tensor<2x8x4xf32>
  %19 = tosa.reduce_sum %18 {axis = 2 : i32} : (tensor<2x8x4xf32>) ->
      tensor<2x8x1xf32>
  %20 = tosa.reshape %19, %2 : (tensor<2x8x1xf32>, !tosa.shape<2>) ->
      tensor<2x8xf32>
  %21 = tosa.slice %arg0, %7, %0 : (tensor<2x3x8xf32>, !tosa.shape<3>,
      !tosa.shape<3>) -> tensor<2x1x8xf32>
  %22 = tosa.reshape %21, %3 : (tensor<2x1x8xf32>, !tosa.shape<3>) ->
      tensor<2x8x1xf32>
  %23 = tosa.reshape %arg1, %4 : (tensor<8x4xf32>, !tosa.shape<3>) ->
      tensor<1x8x4xf32>
  %24 = tosa.mul %22, %23, %5 : (tensor<2x8x1xf32>, tensor<1x8x4xf32>,
      tensor<1xi8>) -> tensor<2x8x4xf32>
  %25 = tosa.exp %24 : (tensor<2x8x4xf32>) -> tensor<2x8x4xf32>
  %26 = tosa.mul %25, %16, %5 : (tensor<2x8x4xf32>, tensor<2x8x4xf32>,
      tensor<1xi8>) -> tensor<2x8x4xf32>
  %27 = tosa.slice %arg2, %7, %6 : (tensor<2x3x4xf32>, !tosa.shape<3>,
      !tosa.shape<3>) -> tensor<2x1x4xf32>
  %28 = tosa.mul %22, %27, %5 : (tensor<2x8x1xf32>, tensor<2x1x4xf32>,
      tensor<1xi8>) -> tensor<2x8x4xf32>
  %29 = tosa.slice %arg4, %7, %0 : (tensor<2x3x8xf32>, !tosa.shape<3>,
      !tosa.shape<3>) -> tensor<2x1x8xf32>
  %30 = tosa.reshape %29, %3 : (tensor<2x1x8xf32>, !tosa.shape<3>) ->
      tensor<2x8x1xf32>
  %31 = tosa.mul %28, %30, %5 : (tensor<2x8x4xf32>, tensor<2x8x1xf32>,
      tensor<1xi8>) -> tensor<2x8x4xf32>
  %32 = tosa.add %26, %31 : (tensor<2x8x4xf32>, tensor<2x8x4xf32>) ->
      tensor<2x8x4xf32>
  %33 = tosa.slice %arg3, %7, %6 : (tensor<2x3x4xf32>, !tosa.shape<3>,
      !tosa.shape<3>) -> tensor<2x1x4xf32>
  %34 = tosa.mul %32, %33, %5 : (tensor<2x8x4xf32>, tensor<2x1x4xf32>,
      tensor<1xi8>) -> tensor<2x8x4xf32>
  %35 = tosa.reduce_sum %34 {axis = 2 : i32} : (tensor<2x8x4xf32>) ->
      tensor<2x8x1xf32>
  %36 = tosa.reshape %35, %2 : (tensor<2x8x1xf32>, !tosa.shape<2>) ->
      tensor<2x8xf32>
  %37 = tosa.slice %arg0, %8, %0 : (tensor<2x3x8xf32>, !tosa.shape<3>,
      !tosa.shape<3>) -> tensor<2x1x8xf32>
  %38 = tosa.reshape %37, %3 : (tensor<2x1x8xf32>, !tosa.shape<3>) ->
      tensor<2x8x1xf32>
  %39 = tosa.mul %38, %23, %5 : (tensor<2x8x1xf32>, tensor<1x8x4xf32>,
      tensor<1xi8>) -> tensor<2x8x4xf32>
  %40 = tosa.exp %39 : (tensor<2x8x4xf32>) -> tensor<2x8x4xf32>
  %41 = tosa.mul %40, %32, %5 : (tensor<2x8x4xf32>, tensor<2x8x4xf32>,
      tensor<1xi8>) -> tensor<2x8x4xf32>
  %42 = tosa.slice %arg2, %8, %6 : (tensor<2x3x4xf32>, !tosa.shape<3>,
      !tosa.shape<3>) -> tensor<2x1x4xf32>
  %43 = tosa.mul %38, %42, %5 : (tensor<2x8x1xf32>, tensor<2x1x4xf32>,
      tensor<1xi8>) -> tensor<2x8x4xf32>
  %44 = tosa.slice %arg4, %8, %0 : (tensor<2x3x8xf32>, !tosa.shape<3>,
      !tosa.shape<3>) -> tensor<2x1x8xf32>
  %45 = tosa.reshape %44, %3 : (tensor<2x1x8xf32>, !tosa.shape<3>) ->
      tensor<2x8x1xf32>
  %46 = tosa.mul %43, %45, %5 : (tensor<2x8x4xf32>, tensor<2x8x1xf32>,
      tensor<1xi8>) -> tensor<2x8x4xf32>
  %47 = tosa.add %41, %46 : (tensor<2x8x4xf32>, tensor<2x8x4xf32>) ->
      tensor<2x8x4xf32>
  %48 = tosa.slice %arg3, %8, %6 : (tensor<2x3x4xf32>, !tosa.shape<3>,
      !tosa.shape<3>) -> tensor<2x1x4xf32>
  %49 = tosa.mul %47, %48, %5 : (tensor<2x8x4xf32>, tensor<2x1x4xf32>,
      tensor<1xi8>) -> tensor<2x8x4xf32>
  %50 = tosa.reduce_sum %49 {axis = 2 : i32} : (tensor<2x8x4xf32>) ->
      tensor<2x8x1xf32>
  %51 = tosa.reshape %50, %2 : (tensor<2x8x1xf32>, !tosa.shape<2>) ->
      tensor<2x8xf32>
  %52 = tosa.concat %20, %36, %51 {axis = 1 : i32} : (tensor<2x8xf32>,
      tensor<2x8xf32>, tensor<2x8xf32>) -> tensor<2x24xf32>
  %53 = tosa.reshape %52, %9 : (tensor<2x24xf32>, !tosa.shape<3>) ->
      tensor<2x3x8xf32>
  return %53 : tensor<2x3x8xf32>
}

// -----

// Products times exponentials of sums, without a denominator, as in Mamba 2.
// CHECK-LABEL: func @state_space_model_as_matrix
func.func @state_space_model_as_matrix(%arg0: tensor<2x3x5xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x3x5x8xf32>)
    -> tensor<2x3x5x8xf32> {
  %0 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<2x3x1x5xf32>}> :
      () -> tensor<2x3x1x5xf32>
  %1 = "tosa.const"() <{values = dense<[0, 1, 2, 3, 4]> : tensor<5xi64>}> : ()
      -> tensor<5xi64>
  %2 = tosa.const_shape  {values = dense<[5, 1]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %3 = tosa.const_shape  {values = dense<[1, 5]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %4 = tosa.const_shape  {values = dense<[2, 3, 1, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %5 = tosa.const_shape  {values = dense<[1, 1, 5, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %6 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %7 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %8 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %9 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %10 = tosa.const_shape  {values = dense<[2, 3, 5, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %11 = tosa.const_shape  {values = dense<[6, 5, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %12 = tosa.const_shape  {values = dense<[2, 3, 5, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %13 = "tosa.const"() <{values = dense<0> : tensor<1x1xi64>}> : () ->
      tensor<1x1xi64>
  %14 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %15 = tosa.reshape %1, %2 : (tensor<5xi64>, !tosa.shape<2>) -> tensor<5x1xi64>
  %16 = tosa.reshape %1, %3 : (tensor<5xi64>, !tosa.shape<2>) -> tensor<1x5xi64>
  %17 = tosa.greater_equal %15, %16 : (tensor<5x1xi64>, tensor<1x5xi64>) ->
      tensor<5x5xi1>
  %18 = tosa.reshape %arg0, %4 : (tensor<2x3x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x1x5xf32>
  %19 = tosa.reshape %17, %5 : (tensor<5x5xi1>, !tosa.shape<4>) ->
      tensor<1x1x5x5xi1>
  %20 = tosa.select %19, %18, %0 : (tensor<1x1x5x5xi1>, tensor<2x3x1x5xf32>,
      tensor<2x3x1x5xf32>) -> tensor<2x3x5x5xf32>
  %21 = tosa.reduce_sum %20 {axis = 3 : i32} : (tensor<2x3x5x5xf32>) ->
      tensor<2x3x5x1xf32>
  %22 = tosa.reshape %21, %4 : (tensor<2x3x5x1xf32>, !tosa.shape<4>) ->
      tensor<2x3x1x5xf32>
  %23 = tosa.sub %21, %22 : (tensor<2x3x5x1xf32>, tensor<2x3x1x5xf32>) ->
      tensor<2x3x5x5xf32>
  %24 = tosa.exp %23 : (tensor<2x3x5x5xf32>) -> tensor<2x3x5x5xf32>
  %25 = tosa.cast %15 : (tensor<5x1xi64>) -> tensor<5x1xi32>
  %26 = tosa.cast %16 : (tensor<1x5xi64>) -> tensor<1x5xi32>
  %27 = tosa.sub %26, %25 : (tensor<1x5xi32>, tensor<5x1xi32>) ->
      tensor<5x5xi32>
  %28 = tosa.cast %27 : (tensor<5x5xi32>) -> tensor<5x5xi64>
  %29 = tosa.greater_equal %13, %28 : (tensor<1x1xi64>, tensor<5x5xi64>) ->
      tensor<5x5xi1>
  %30 = tosa.reshape %29, %5 : (tensor<5x5xi1>, !tosa.shape<4>) ->
      tensor<1x1x5x5xi1>
  %31 = tosa.select %30, %24, %14 : (tensor<1x1x5x5xi1>, tensor<2x3x5x5xf32>,
      tensor<1x1x1x1xf32>) -> tensor<2x3x5x5xf32>
  %32 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %33 = tosa.reshape %arg2, %7 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %34 = tosa.reshape %32, %8 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %35 = tosa.matmul %33, %34, %9, %9 : (tensor<6x5x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x5x5xf32>
  %36 = tosa.reshape %35, %10 : (tensor<6x5x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x5x5xf32>
  %37 = tosa.mul %36, %31, %6 : (tensor<2x3x5x5xf32>, tensor<2x3x5x5xf32>,
      tensor<1xi8>) -> tensor<2x3x5x5xf32>
  %38 = tosa.reshape %37, %11 : (tensor<2x3x5x5xf32>, !tosa.shape<3>) ->
      tensor<6x5x5xf32>
  %39 = tosa.reshape %arg3, %7 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %40 = tosa.matmul %38, %39, %9, %9 : (tensor<6x5x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x5x8xf32>
  %41 = tosa.reshape %40, %12 : (tensor<6x5x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x5x8xf32>
  return %41 : tensor<2x3x5x8xf32>
}

// -----

// A sigmoid for each score, divided by its sum.
// CHECK-LABEL: func @normalised_sigmoid
!queries = tensor<2x4x8xf32>
!keys = tensor<2x8x5xf32>
!values = tensor<2x5x8xf32>
!scores = tensor<2x4x5xf32>
!sums = tensor<2x4x1xf32>
!one = tensor<1xf32>
func.func @normalised_sigmoid(%q: !queries, %k: !keys, %v: !values)
    -> !queries {
  %zero = "tosa.const"() <{values = dense<0.0> : !one}> : () -> !one
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %s = tosa.matmul %q, %k, %zero, %zero
      : (!queries, !keys, !one, !one) -> !scores
  %e = tosa.exp %s : (!scores) -> !scores
  %ones = "tosa.const"() <{values = dense<1.0> : tensor<1x1x1xf32>}>
      : () -> tensor<1x1x1xf32>
  %more = tosa.add %e, %ones : (!scores, tensor<1x1x1xf32>) -> !scores
  %w = tosa.reciprocal %more : (!scores) -> !scores
  %sum = tosa.reduce_sum %w {axis = 2 : i32} : (!scores) -> !sums
  %inverse = tosa.reciprocal %sum : (!sums) -> !sums
  %p = tosa.mul %w, %inverse, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  %r = tosa.matmul %p, %v, %zero, %zero
      : (!scores, !values, !one, !one) -> !queries
  return %r : !queries
}

// -----

// The same, scattered before.
// CHECK-LABEL: func @scattered_sigmoid
!queries = tensor<2x4x8xf32>
!keys = tensor<2x8x5xf32>
!values = tensor<2x5x8xf32>
!scores = tensor<2x4x5xf32>
!sums = tensor<2x4x1xf32>
!one = tensor<1xf32>
func.func @scattered_sigmoid(%q: !queries, %k: !keys, %v: !values,
    %other: !scores, %rows: tensor<2x4xi32>)
    -> !queries {
  %zero = "tosa.const"() <{values = dense<0.0> : !one}> : () -> !one
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %s = tosa.matmul %q, %k, %zero, %zero
      : (!queries, !keys, !one, !one) -> !scores
  %e = tosa.exp %s : (!scores) -> !scores
  %ones = "tosa.const"() <{values = dense<1.0> : tensor<1x1x1xf32>}>
      : () -> tensor<1x1x1xf32>
  %more = tosa.add %e, %ones : (!scores, tensor<1x1x1xf32>) -> !scores
  %sigmoid = tosa.reciprocal %more : (!scores) -> !scores
  %w = tosa.scatter %other, %rows, %sigmoid
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

// The logarithm of 1 + exp, divided by its sum.
// CHECK-LABEL: func @normalised_softplus
!queries = tensor<2x4x8xf32>
!keys = tensor<2x8x5xf32>
!values = tensor<2x5x8xf32>
!scores = tensor<2x4x5xf32>
!sums = tensor<2x4x1xf32>
!one = tensor<1xf32>
func.func @normalised_softplus(%q: !queries, %k: !keys, %v: !values)
    -> !queries {
  %zero = "tosa.const"() <{values = dense<0.0> : !one}> : () -> !one
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %s = tosa.matmul %q, %k, %zero, %zero
      : (!queries, !keys, !one, !one) -> !scores
  %e = tosa.exp %s : (!scores) -> !scores
  %ones = "tosa.const"() <{values = dense<1.0> : tensor<1x1x1xf32>}>
      : () -> tensor<1x1x1xf32>
  %more = tosa.add %e, %ones : (!scores, tensor<1x1x1xf32>) -> !scores
  %w = tosa.log %more : (!scores) -> !scores
  %sum = tosa.reduce_sum %w {axis = 2 : i32} : (!scores) -> !sums
  %inverse = tosa.reciprocal %sum : (!sums) -> !sums
  %p = tosa.mul %w, %inverse, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  %r = tosa.matmul %p, %v, %zero, %zero
      : (!scores, !values, !one, !one) -> !queries
  return %r : !queries
}

// -----

// A score times its sigmoid, divided by the sum.
// CHECK-LABEL: func @normalised_silu
!queries = tensor<2x4x8xf32>
!keys = tensor<2x8x5xf32>
!values = tensor<2x5x8xf32>
!scores = tensor<2x4x5xf32>
!sums = tensor<2x4x1xf32>
!one = tensor<1xf32>
func.func @normalised_silu(%q: !queries, %k: !keys, %v: !values)
    -> !queries {
  %zero = "tosa.const"() <{values = dense<0.0> : !one}> : () -> !one
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %s = tosa.matmul %q, %k, %zero, %zero
      : (!queries, !keys, !one, !one) -> !scores
  %e = tosa.exp %s : (!scores) -> !scores
  %ones = "tosa.const"() <{values = dense<1.0> : tensor<1x1x1xf32>}>
      : () -> tensor<1x1x1xf32>
  %more = tosa.add %e, %ones : (!scores, tensor<1x1x1xf32>) -> !scores
  %sigmoid = tosa.reciprocal %more : (!scores) -> !scores
  %w = tosa.mul %s, %sigmoid, %shift
      : (!scores, !scores, tensor<1xi8>) -> !scores
  %sum = tosa.reduce_sum %w {axis = 2 : i32} : (!scores) -> !sums
  %inverse = tosa.reciprocal %sum : (!sums) -> !sums
  %p = tosa.mul %w, %inverse, %shift
      : (!scores, !sums, tensor<1xi8>) -> !scores
  %r = tosa.matmul %p, %v, %zero, %zero
      : (!scores, !values, !one, !one) -> !queries
  return %r : !queries
}
