// RUN: a3-opt %s --split-input-file --a3-raise-attention --canonicalize --cse --mlir-print-local-scope | FileCheck %s
// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-verify-raised

// One softmax in the spellings of TOSA.

// CHECK-LABEL: func @plain
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @plain(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>, %arg2:
    tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
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
  %16 = tosa.reduce_sum %15 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %17 = tosa.reciprocal %16 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %18 = tosa.mul %15, %17, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
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

// CHECK-LABEL: func @scale_by_division
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 0.353553385 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @scale_by_division(%arg0: tensor<2x3x4x8xf32>, %arg1:
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
  %8 = "tosa.const"() <{values = dense<0.353553385> : tensor<1x1x1x1xf32>}> : ()
      -> tensor<1x1x1x1xf32>
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
  return %24 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @maximum_without_index
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @maximum_without_index(%arg0: tensor<2x3x4x8xf32>, %arg1:
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
  %15 = tosa.reduce_max %14 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %16 = tosa.sub %14, %15 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %17 = tosa.exp %16 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
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
  return %24 : tensor<2x3x4x8xf32>
}

// -----

// As in JAX.
// CHECK-LABEL: func @maximum_with_infinity
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @maximum_with_infinity(%arg0: tensor<2x3x4x8xf32>, %arg1:
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
  %9 = "tosa.const"() <{values = dense<0xFF800000> : tensor<1x1x1x1xf32>}> : ()
      -> tensor<1x1x1x1xf32>
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
  %17 = tosa.maximum %16, %9 : (tensor<2x3x4x1xf32>, tensor<1x1x1x1xf32>) ->
      tensor<2x3x4x1xf32>
  %18 = tosa.sub %15, %17 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %19 = tosa.exp %18 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
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
  return %26 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @reciprocal_without_maximum
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @reciprocal_without_maximum(%arg0: tensor<2x3x4x8xf32>, %arg1:
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
  %15 = tosa.exp %14 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %16 = tosa.reduce_sum %15 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %17 = tosa.reciprocal %16 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %18 = tosa.mul %15, %17, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
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

// CHECK-LABEL: func @base_two
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 0.20794417 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @base_two(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
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
  %16 = tosa.pow %9, %15 : (tensor<1x1x1x1xf32>, tensor<2x3x4x5xf32>) ->
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

// CHECK-LABEL: func @division_after_second_product
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @division_after_second_product(%arg0: tensor<2x3x4x8xf32>, %arg1:
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
  %15 = tosa.exp %14 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %16 = tosa.reshape %15, %5 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %17 = tosa.reshape %arg2, %6 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %18 = tosa.matmul %16, %17, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %19 = tosa.reshape %18, %7 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  %20 = tosa.reduce_sum %15 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %21 = tosa.reciprocal %20 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %22 = tosa.mul %19, %21, %4 : (tensor<2x3x4x8xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x8xf32>
  return %22 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @log_softmax
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @log_softmax(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
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
  %18 = tosa.reduce_sum %17 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %19 = tosa.log %18 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %20 = tosa.sub %16, %19 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %21 = tosa.exp %20 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
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

// CHECK-LABEL: func @log_sum_exp
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @log_sum_exp(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
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
  %8 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %9 = "tosa.const"()
      <{values = dense<0x7FF0000000000000> : tensor<1x1x1x1xf64>}> : () ->
      tensor<1x1x1x1xf64>
  %10 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
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
  %16 = tosa.mul %15, %8, %4 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %17 = tosa.reduce_max %16 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %18 = tosa.abs %17 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %19 = tosa.cast %18 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf64>
  %20 = tosa.equal %19, %9 : (tensor<2x3x4x1xf64>, tensor<1x1x1x1xf64>) ->
      tensor<2x3x4x1xi1>
  %21 = tosa.select %20, %10, %17 : (tensor<2x3x4x1xi1>, tensor<1x1x1x1xf32>,
      tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %22 = tosa.sub %16, %21 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %23 = tosa.exp %22 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %24 = tosa.reduce_sum %23 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %25 = tosa.log %24 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %26 = tosa.add %25, %21 : (tensor<2x3x4x1xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %27 = tosa.sub %16, %26 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %28 = tosa.exp %27 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %29 = tosa.reshape %28, %5 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %30 = tosa.reshape %arg2, %6 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %31 = tosa.matmul %29, %30, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %32 = tosa.reshape %31, %7 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %32 : tensor<2x3x4x8xf32>
}

// -----

// What is added to a whole row cancels.
// CHECK-LABEL: func @constant_along_keys
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @constant_along_keys(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<4x1xf32>) ->
    tensor<2x3x4x8xf32> {
  %0 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %1 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %3 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %4 = tosa.const_shape  {values = dense<[1, 1, 4, 1]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %5 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
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
  %14 = tosa.reshape %arg3, %4 : (tensor<4x1xf32>, !tosa.shape<4>) ->
      tensor<1x1x4x1xf32>
  %15 = tosa.add %13, %14 : (tensor<2x3x4x5xf32>, tensor<1x1x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %16 = tosa.reduce_max %15 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %17 = tosa.sub %15, %16 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %18 = tosa.exp %17 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %19 = tosa.reduce_sum %18 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %20 = tosa.reciprocal %19 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %21 = tosa.mul %18, %20, %5 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %22 = tosa.reshape %21, %6 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %23 = tosa.reshape %arg2, %7 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %24 = tosa.matmul %22, %23, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %25 = tosa.reshape %24, %8 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %25 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @two_second_products
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg3 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {site = "attention.1"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @two_second_products(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x3x5x8xf32>)
    -> (tensor<2x3x4x8xf32>, tensor<2x3x4x8xf32>) {
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
  %16 = tosa.reduce_sum %15 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %17 = tosa.reciprocal %16 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %18 = tosa.mul %15, %17, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %19 = tosa.reshape %18, %5 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %20 = tosa.reshape %arg2, %6 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %21 = tosa.matmul %19, %20, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %22 = tosa.reshape %21, %7 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  %23 = tosa.reshape %arg3, %6 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %24 = tosa.matmul %19, %23, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %25 = tosa.reshape %24, %7 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %22, %25 : tensor<2x3x4x8xf32>, tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @attention_of_attention
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<4x8xf32>, tensor<5x8xf32>, tensor<5x8xf32>)
// CHECK-SAME: {site = "attention.0"} -> tensor<4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, %arg1, %arg2 : tensor<4x8xf32>, tensor<5x8xf32>, tensor<5x8xf32>)
// CHECK-SAME: {site = "attention.1"} -> tensor<4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @attention_of_attention(%arg0: tensor<4x8xf32>, %arg1:
    tensor<5x8xf32>, %arg2: tensor<5x8xf32>) -> tensor<4x8xf32> {
  %0 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %1 = tosa.const_shape  {values = dense<[1, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = tosa.const_shape  {values = dense<[1, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %3 = tosa.const_shape  {values = dense<[4, 5]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %4 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %5 = tosa.const_shape  {values = dense<[1, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %6 = tosa.const_shape  {values = dense<[1, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %7 = tosa.const_shape  {values = dense<[4, 8]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %8 = tosa.transpose %arg1 {perms = array<i32: 1, 0>} : (tensor<5x8xf32>) ->
      tensor<8x5xf32>
  %9 = tosa.reshape %arg0, %1 : (tensor<4x8xf32>, !tosa.shape<3>) ->
      tensor<1x4x8xf32>
  %10 = tosa.reshape %8, %2 : (tensor<8x5xf32>, !tosa.shape<3>) ->
      tensor<1x8x5xf32>
  %11 = tosa.matmul %9, %10, %0, %0 : (tensor<1x4x8xf32>, tensor<1x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<1x4x5xf32>
  %12 = tosa.reshape %11, %3 : (tensor<1x4x5xf32>, !tosa.shape<2>) ->
      tensor<4x5xf32>
  %13 = tosa.reduce_max %12 {axis = 1 : i32} : (tensor<4x5xf32>) ->
      tensor<4x1xf32>
  %14 = tosa.sub %12, %13 : (tensor<4x5xf32>, tensor<4x1xf32>) ->
      tensor<4x5xf32>
  %15 = tosa.exp %14 : (tensor<4x5xf32>) -> tensor<4x5xf32>
  %16 = tosa.reduce_sum %15 {axis = 1 : i32} : (tensor<4x5xf32>) ->
      tensor<4x1xf32>
  %17 = tosa.reciprocal %16 : (tensor<4x1xf32>) -> tensor<4x1xf32>
  %18 = tosa.mul %15, %17, %4 : (tensor<4x5xf32>, tensor<4x1xf32>, tensor<1xi8>)
      -> tensor<4x5xf32>
  %19 = tosa.reshape %18, %5 : (tensor<4x5xf32>, !tosa.shape<3>) ->
      tensor<1x4x5xf32>
  %20 = tosa.reshape %arg2, %6 : (tensor<5x8xf32>, !tosa.shape<3>) ->
      tensor<1x5x8xf32>
  %21 = tosa.matmul %19, %20, %0, %0 : (tensor<1x4x5xf32>, tensor<1x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<1x4x8xf32>
  %22 = tosa.matmul %21, %10, %0, %0 : (tensor<1x4x8xf32>, tensor<1x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<1x4x5xf32>
  %23 = tosa.reshape %22, %3 : (tensor<1x4x5xf32>, !tosa.shape<2>) ->
      tensor<4x5xf32>
  %24 = tosa.reduce_max %23 {axis = 1 : i32} : (tensor<4x5xf32>) ->
      tensor<4x1xf32>
  %25 = tosa.sub %23, %24 : (tensor<4x5xf32>, tensor<4x1xf32>) ->
      tensor<4x5xf32>
  %26 = tosa.exp %25 : (tensor<4x5xf32>) -> tensor<4x5xf32>
  %27 = tosa.reduce_sum %26 {axis = 1 : i32} : (tensor<4x5xf32>) ->
      tensor<4x1xf32>
  %28 = tosa.reciprocal %27 : (tensor<4x1xf32>) -> tensor<4x1xf32>
  %29 = tosa.mul %26, %28, %4 : (tensor<4x5xf32>, tensor<4x1xf32>, tensor<1xi8>)
      -> tensor<4x5xf32>
  %30 = tosa.reshape %29, %5 : (tensor<4x5xf32>, !tosa.shape<3>) ->
      tensor<1x4x5xf32>
  %31 = tosa.matmul %30, %20, %0, %0 : (tensor<1x4x5xf32>, tensor<1x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<1x4x8xf32>
  %32 = tosa.reshape %31, %7 : (tensor<1x4x8xf32>, !tosa.shape<2>) ->
      tensor<4x8xf32>
  return %32 : tensor<4x8xf32>
}

// -----

// Two sets of keys, and the maximum of both.
// CHECK-LABEL: func @online_two_parts
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, {{%.*}}, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x11x8xf32>, tensor<2x3x11x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @online_two_parts(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x3x6x8xf32>,
    %arg4: tensor<2x3x6x8xf32>) -> tensor<2x3x4x8xf32> {
  %0 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %1 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %3 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %4 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %5 = tosa.const_shape  {values = dense<[6, 8, 6]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %6 = tosa.const_shape  {values = dense<[2, 3, 4, 6]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %7 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %8 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %9 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %10 = tosa.const_shape  {values = dense<[6, 4, 6]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %11 = tosa.const_shape  {values = dense<[6, 6, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
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
  %19 = tosa.transpose %arg3 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x6x8xf32>) -> tensor<2x3x8x6xf32>
  %20 = tosa.reshape %19, %5 : (tensor<2x3x8x6xf32>, !tosa.shape<3>) ->
      tensor<6x8x6xf32>
  %21 = tosa.matmul %14, %20, %2, %2 : (tensor<6x4x8xf32>, tensor<6x8x6xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x6xf32>
  %22 = tosa.reshape %21, %6 : (tensor<6x4x6xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x6xf32>
  %23 = tosa.mul %22, %12, %4 : (tensor<2x3x4x6xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x6xf32>
  %24 = tosa.reduce_max %18 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %25 = tosa.reduce_max %23 {axis = 3 : i32} : (tensor<2x3x4x6xf32>) ->
      tensor<2x3x4x1xf32>
  %26 = tosa.maximum %24, %25 : (tensor<2x3x4x1xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %27 = tosa.sub %18, %26 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %28 = tosa.exp %27 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %29 = tosa.sub %23, %26 : (tensor<2x3x4x6xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x6xf32>
  %30 = tosa.exp %29 : (tensor<2x3x4x6xf32>) -> tensor<2x3x4x6xf32>
  %31 = tosa.reshape %28, %7 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %32 = tosa.reshape %arg2, %8 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %33 = tosa.matmul %31, %32, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %34 = tosa.reshape %33, %9 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  %35 = tosa.reshape %30, %10 : (tensor<2x3x4x6xf32>, !tosa.shape<3>) ->
      tensor<6x4x6xf32>
  %36 = tosa.reshape %arg4, %11 : (tensor<2x3x6x8xf32>, !tosa.shape<3>) ->
      tensor<6x6x8xf32>
  %37 = tosa.matmul %35, %36, %2, %2 : (tensor<6x4x6xf32>, tensor<6x6x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %38 = tosa.reshape %37, %9 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  %39 = tosa.add %34, %38 : (tensor<2x3x4x8xf32>, tensor<2x3x4x8xf32>) ->
      tensor<2x3x4x8xf32>
  %40 = tosa.reduce_sum %28 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %41 = tosa.reduce_sum %30 {axis = 3 : i32} : (tensor<2x3x4x6xf32>) ->
      tensor<2x3x4x1xf32>
  %42 = tosa.add %40, %41 : (tensor<2x3x4x1xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %43 = tosa.reciprocal %42 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %44 = tosa.mul %39, %43, %4 : (tensor<2x3x4x8xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x8xf32>
  return %44 : tensor<2x3x4x8xf32>
}

// -----

// Log-sum-exp, negated twice.
// CHECK-LABEL: func @log_sum_exp_negated_twice
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, {{%.*}}, {{%.*}} : tensor<2x4x8xf32>, tensor<2x5x8xf32>, tensor<2x5x8xf32>)
// CHECK-SAME: site = "attention.0"
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @log_sum_exp_negated_twice(%q: tensor<2x4x8xf32>, %k:
      tensor<2x8x5xf32>,
    %v: tensor<2x5x8xf32>)
    -> tensor<2x4x8xf32> {
  %zp = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}>
      : () -> tensor<1xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %s = tosa.matmul %q, %k, %zp, %zp
      : (tensor<2x4x8xf32>, tensor<2x8x5xf32>, tensor<1xf32>, tensor<1xf32>)
      -> tensor<2x4x5xf32>
  %m = tosa.reduce_max %s {axis = 2 : i32} : (tensor<2x4x5xf32>) ->
      tensor<2x4x1xf32>
  %d = tosa.sub %s, %m : (tensor<2x4x5xf32>, tensor<2x4x1xf32>) ->
      tensor<2x4x5xf32>
  %e = tosa.exp %d : (tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
  %sum = tosa.reduce_sum %e {axis = 2 : i32} : (tensor<2x4x5xf32>) ->
      tensor<2x4x1xf32>
  %l = tosa.log %sum : (tensor<2x4x1xf32>) -> tensor<2x4x1xf32>
  %lse = tosa.add %l, %m : (tensor<2x4x1xf32>, tensor<2x4x1xf32>) ->
      tensor<2x4x1xf32>
  %n1 = tosa.negate %lse, %zp, %zp : (tensor<2x4x1xf32>, tensor<1xf32>,
      tensor<1xf32>) -> tensor<2x4x1xf32>
  %n2 = tosa.negate %n1, %zp, %zp : (tensor<2x4x1xf32>, tensor<1xf32>,
      tensor<1xf32>) -> tensor<2x4x1xf32>
  %x = tosa.sub %s, %n2 : (tensor<2x4x5xf32>, tensor<2x4x1xf32>) ->
      tensor<2x4x5xf32>
  %p = tosa.exp %x : (tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
  %o = tosa.matmul %p, %v, %zp, %zp
      : (tensor<2x4x5xf32>, tensor<2x5x8xf32>, tensor<1xf32>, tensor<1xf32>)
      -> tensor<2x4x8xf32>
  return %o : tensor<2x4x8xf32>
}

// -----

// A part of a tensor of zeros is added to the weights.
// CHECK-LABEL: func @zeros_added
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, {{%.*}}, {{%.*}} : tensor<2x4x8xf32>, tensor<2x5x8xf32>, tensor<2x5x8xf32>)
// CHECK-SAME: site = "attention.0"
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @zeros_added(%q: tensor<2x4x8xf32>, %k: tensor<2x8x5xf32>,
    %v: tensor<2x5x8xf32>)
    -> tensor<2x4x8xf32> {
  %zp = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}>
      : () -> tensor<1xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %s = tosa.matmul %q, %k, %zp, %zp
      : (tensor<2x4x8xf32>, tensor<2x8x5xf32>, tensor<1xf32>, tensor<1xf32>)
      -> tensor<2x4x5xf32>
  %m = tosa.reduce_max %s {axis = 2 : i32} : (tensor<2x4x5xf32>) ->
      tensor<2x4x1xf32>
  %d = tosa.sub %s, %m : (tensor<2x4x5xf32>, tensor<2x4x1xf32>) ->
      tensor<2x4x5xf32>
  %e = tosa.exp %d : (tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
  %sum = tosa.reduce_sum %e {axis = 2 : i32} : (tensor<2x4x5xf32>) ->
      tensor<2x4x1xf32>
  %r = tosa.reciprocal %sum : (tensor<2x4x1xf32>) -> tensor<2x4x1xf32>
  %w = tosa.mul %e, %r, %shift : (tensor<2x4x5xf32>, tensor<2x4x1xf32>,
      tensor<1xi8>) -> tensor<2x4x5xf32>
  %begin = tosa.const_shape {values = dense<[0, 0, 1]> : tensor<3xindex>} : ()
      -> !tosa.shape<3>
  %size = tosa.const_shape {values = dense<[2, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %zeros = "tosa.const"() <{values = dense<0.0> : tensor<2x4x7xf32>}> : () ->
      tensor<2x4x7xf32>
  %cut = tosa.slice %zeros, %begin, %size : (tensor<2x4x7xf32>, !tosa.shape<3>,
      !tosa.shape<3>) -> tensor<2x4x5xf32>
  %p = tosa.add %cut, %w : (tensor<2x4x5xf32>, tensor<2x4x5xf32>) ->
      tensor<2x4x5xf32>
  %o = tosa.matmul %p, %v, %zp, %zp
      : (tensor<2x4x5xf32>, tensor<2x5x8xf32>, tensor<1xf32>, tensor<1xf32>)
      -> tensor<2x4x8xf32>
  return %o : tensor<2x4x8xf32>
}
