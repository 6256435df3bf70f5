// RUN: a3-opt %s --split-input-file --a3-raise-attention --canonicalize --cse --mlir-print-local-scope | FileCheck %s
// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-verify-raised

// A softmax in other floats than the products in TOSA.

// CHECK-LABEL: func @softmax_in_f64
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @softmax_in_f64(%arg0: tensor<2x3x4x8xf32>, %arg1:
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
  %13 = tosa.cast %12 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf64>
  %14 = tosa.reduce_max %13 {axis = 3 : i32} : (tensor<2x3x4x5xf64>) ->
      tensor<2x3x4x1xf64>
  %15 = tosa.sub %13, %14 : (tensor<2x3x4x5xf64>, tensor<2x3x4x1xf64>) ->
      tensor<2x3x4x5xf64>
  %16 = tosa.exp %15 : (tensor<2x3x4x5xf64>) -> tensor<2x3x4x5xf64>
  %17 = tosa.reduce_sum %16 {axis = 3 : i32} : (tensor<2x3x4x5xf64>) ->
      tensor<2x3x4x1xf64>
  %18 = tosa.reciprocal %17 : (tensor<2x3x4x1xf64>) -> tensor<2x3x4x1xf64>
  %19 = tosa.mul %16, %18, %4 : (tensor<2x3x4x5xf64>, tensor<2x3x4x1xf64>,
      tensor<1xi8>) -> tensor<2x3x4x5xf64>
  %20 = tosa.cast %19 : (tensor<2x3x4x5xf64>) -> tensor<2x3x4x5xf32>
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

// CHECK-LABEL: func @softmax_in_f32_of_f16
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @softmax_in_f32_of_f16(%arg0: tensor<2x3x4x8xf16>, %arg1:
    tensor<2x3x5x8xf16>, %arg2: tensor<2x3x5x8xf16>) -> tensor<2x3x4x8xf16> {
  %0 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %1 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf16>}> : () ->
      tensor<1xf16>
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
      (tensor<2x3x5x8xf16>) -> tensor<2x3x8x5xf16>
  %9 = tosa.reshape %arg0, %0 : (tensor<2x3x4x8xf16>, !tosa.shape<3>) ->
      tensor<6x4x8xf16>
  %10 = tosa.reshape %8, %1 : (tensor<2x3x8x5xf16>, !tosa.shape<3>) ->
      tensor<6x8x5xf16>
  %11 = tosa.matmul %9, %10, %2, %2 : (tensor<6x4x8xf16>, tensor<6x8x5xf16>,
      tensor<1xf16>, tensor<1xf16>) -> tensor<6x4x5xf32>
  %12 = tosa.cast %11 : (tensor<6x4x5xf32>) -> tensor<6x4x5xf16>
  %13 = tosa.reshape %12, %3 : (tensor<6x4x5xf16>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf16>
  %14 = tosa.cast %13 : (tensor<2x3x4x5xf16>) -> tensor<2x3x4x5xf32>
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
  %21 = tosa.cast %20 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf16>
  %22 = tosa.reshape %21, %5 : (tensor<2x3x4x5xf16>, !tosa.shape<3>) ->
      tensor<6x4x5xf16>
  %23 = tosa.reshape %arg2, %6 : (tensor<2x3x5x8xf16>, !tosa.shape<3>) ->
      tensor<6x5x8xf16>
  %24 = tosa.matmul %22, %23, %2, %2 : (tensor<6x4x5xf16>, tensor<6x5x8xf16>,
      tensor<1xf16>, tensor<1xf16>) -> tensor<6x4x8xf32>
  %25 = tosa.cast %24 : (tensor<6x4x8xf32>) -> tensor<6x4x8xf16>
  %26 = tosa.reshape %25, %7 : (tensor<6x4x8xf16>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf16>
  return %26 : tensor<2x3x4x8xf16>
}

// -----

// CHECK-LABEL: func @softmax_in_f32_of_bf16
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 2.500000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @softmax_in_f32_of_bf16(%arg0: tensor<2x3x4x8xbf16>, %arg1:
    tensor<2x3x5x8xbf16>, %arg2: tensor<2x3x5x8xbf16>) -> tensor<2x3x4x8xbf16> {
  %0 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %1 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xbf16>}> : () ->
      tensor<1xbf16>
  %3 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %4 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %5 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %6 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %7 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %8 = "tosa.const"() <{values = dense<2.500000e-01> : tensor<1x1x1x1xbf16>}> :
      () -> tensor<1x1x1x1xbf16>
  %9 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xbf16>) -> tensor<2x3x8x5xbf16>
  %10 = tosa.reshape %arg0, %0 : (tensor<2x3x4x8xbf16>, !tosa.shape<3>) ->
      tensor<6x4x8xbf16>
  %11 = tosa.reshape %9, %1 : (tensor<2x3x8x5xbf16>, !tosa.shape<3>) ->
      tensor<6x8x5xbf16>
  %12 = tosa.matmul %10, %11, %2, %2 : (tensor<6x4x8xbf16>, tensor<6x8x5xbf16>,
      tensor<1xbf16>, tensor<1xbf16>) -> tensor<6x4x5xf32>
  %13 = tosa.cast %12 : (tensor<6x4x5xf32>) -> tensor<6x4x5xbf16>
  %14 = tosa.reshape %13, %3 : (tensor<6x4x5xbf16>, !tosa.shape<4>) ->
      tensor<2x3x4x5xbf16>
  %15 = tosa.mul %14, %8, %4 : (tensor<2x3x4x5xbf16>, tensor<1x1x1x1xbf16>,
      tensor<1xi8>) -> tensor<2x3x4x5xbf16>
  %16 = tosa.cast %15 : (tensor<2x3x4x5xbf16>) -> tensor<2x3x4x5xf32>
  %17 = tosa.reduce_max %16 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %18 = tosa.sub %16, %17 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %19 = tosa.exp %18 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %20 = tosa.reduce_sum %19 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %21 = tosa.reciprocal %20 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %22 = tosa.mul %19, %21, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %23 = tosa.cast %22 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xbf16>
  %24 = tosa.reshape %23, %5 : (tensor<2x3x4x5xbf16>, !tosa.shape<3>) ->
      tensor<6x4x5xbf16>
  %25 = tosa.reshape %arg2, %6 : (tensor<2x3x5x8xbf16>, !tosa.shape<3>) ->
      tensor<6x5x8xbf16>
  %26 = tosa.matmul %24, %25, %2, %2 : (tensor<6x4x5xbf16>, tensor<6x5x8xbf16>,
      tensor<1xbf16>, tensor<1xbf16>) -> tensor<6x4x8xf32>
  %27 = tosa.cast %26 : (tensor<6x4x8xf32>) -> tensor<6x4x8xbf16>
  %28 = tosa.reshape %27, %7 : (tensor<6x4x8xbf16>, !tosa.shape<4>) ->
      tensor<2x3x4x8xbf16>
  return %28 : tensor<2x3x4x8xbf16>
}

// -----

// CHECK-LABEL: func @softmax_in_f64_of_f16
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 2.500000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @softmax_in_f64_of_f16(%arg0: tensor<2x3x4x8xf16>, %arg1:
    tensor<2x3x5x8xf16>, %arg2: tensor<2x3x5x8xf16>) -> tensor<2x3x4x8xf16> {
  %0 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %1 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf16>}> : () ->
      tensor<1xf16>
  %3 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %4 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %5 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %6 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %7 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %8 = "tosa.const"() <{values = dense<2.500000e-01> : tensor<1x1x1x1xf16>}> :
      () -> tensor<1x1x1x1xf16>
  %9 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf16>) -> tensor<2x3x8x5xf16>
  %10 = tosa.reshape %arg0, %0 : (tensor<2x3x4x8xf16>, !tosa.shape<3>) ->
      tensor<6x4x8xf16>
  %11 = tosa.reshape %9, %1 : (tensor<2x3x8x5xf16>, !tosa.shape<3>) ->
      tensor<6x8x5xf16>
  %12 = tosa.matmul %10, %11, %2, %2 : (tensor<6x4x8xf16>, tensor<6x8x5xf16>,
      tensor<1xf16>, tensor<1xf16>) -> tensor<6x4x5xf32>
  %13 = tosa.cast %12 : (tensor<6x4x5xf32>) -> tensor<6x4x5xf16>
  %14 = tosa.reshape %13, %3 : (tensor<6x4x5xf16>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf16>
  %15 = tosa.mul %14, %8, %4 : (tensor<2x3x4x5xf16>, tensor<1x1x1x1xf16>,
      tensor<1xi8>) -> tensor<2x3x4x5xf16>
  %16 = tosa.cast %15 : (tensor<2x3x4x5xf16>) -> tensor<2x3x4x5xf64>
  %17 = tosa.reduce_max %16 {axis = 3 : i32} : (tensor<2x3x4x5xf64>) ->
      tensor<2x3x4x1xf64>
  %18 = tosa.sub %16, %17 : (tensor<2x3x4x5xf64>, tensor<2x3x4x1xf64>) ->
      tensor<2x3x4x5xf64>
  %19 = tosa.exp %18 : (tensor<2x3x4x5xf64>) -> tensor<2x3x4x5xf64>
  %20 = tosa.reduce_sum %19 {axis = 3 : i32} : (tensor<2x3x4x5xf64>) ->
      tensor<2x3x4x1xf64>
  %21 = tosa.reciprocal %20 : (tensor<2x3x4x1xf64>) -> tensor<2x3x4x1xf64>
  %22 = tosa.mul %19, %21, %4 : (tensor<2x3x4x5xf64>, tensor<2x3x4x1xf64>,
      tensor<1xi8>) -> tensor<2x3x4x5xf64>
  %23 = tosa.cast %22 : (tensor<2x3x4x5xf64>) -> tensor<2x3x4x5xf16>
  %24 = tosa.reshape %23, %5 : (tensor<2x3x4x5xf16>, !tosa.shape<3>) ->
      tensor<6x4x5xf16>
  %25 = tosa.reshape %arg2, %6 : (tensor<2x3x5x8xf16>, !tosa.shape<3>) ->
      tensor<6x5x8xf16>
  %26 = tosa.matmul %24, %25, %2, %2 : (tensor<6x4x5xf16>, tensor<6x5x8xf16>,
      tensor<1xf16>, tensor<1xf16>) -> tensor<6x4x8xf32>
  %27 = tosa.cast %26 : (tensor<6x4x8xf32>) -> tensor<6x4x8xf16>
  %28 = tosa.reshape %27, %7 : (tensor<6x4x8xf16>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf16>
  return %28 : tensor<2x3x4x8xf16>
}

// -----

// CHECK-LABEL: func @bf16
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 0.353553355 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @bf16(%arg0: tensor<2x3x4x8xbf16>, %arg1: tensor<2x3x5x8xbf16>, %arg2:
    tensor<2x3x5x8xbf16>) -> tensor<2x3x4x8xbf16> {
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
  %11 = tosa.cast %arg0 : (tensor<2x3x4x8xbf16>) -> tensor<2x3x4x8xf32>
  %12 = tosa.cast %arg1 : (tensor<2x3x5x8xbf16>) -> tensor<2x3x5x8xf32>
  %13 = tosa.cast %arg2 : (tensor<2x3x5x8xbf16>) -> tensor<2x3x5x8xf32>
  %14 = tosa.mul %11, %9, %1 : (tensor<2x3x4x8xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x8xf32>
  %15 = tosa.transpose %12 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %16 = tosa.mul %15, %9, %1 : (tensor<2x3x8x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x8x5xf32>
  %17 = tosa.reshape %14, %2 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %18 = tosa.reshape %16, %3 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %19 = tosa.matmul %17, %18, %4, %4 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %20 = tosa.reshape %19, %5 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %21 = tosa.reduce_max %20 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %22 = tosa.sub %20, %21 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %23 = tosa.exp %22 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %24 = tosa.reduce_sum %23 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %25 = tosa.reciprocal %24 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %26 = tosa.mul %23, %25, %1 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %27 = tosa.cast %20 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf64>
  %28 = tosa.equal %27, %10 : (tensor<2x3x4x5xf64>, tensor<1x1x1x1xf64>) ->
      tensor<2x3x4x5xi1>
  %29 = tosa.reduce_all %28 {axis = 3 : i32} : (tensor<2x3x4x5xi1>) ->
      tensor<2x3x4x1xi1>
  %30 = tosa.select %29, %0, %26 : (tensor<2x3x4x1xi1>, tensor<2x3x4x5xf32>,
      tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %31 = tosa.reshape %30, %6 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %32 = tosa.reshape %13, %7 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %33 = tosa.matmul %31, %32, %4, %4 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %34 = tosa.reshape %33, %8 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  %35 = tosa.cast %34 : (tensor<2x3x4x8xf32>) -> tensor<2x3x4x8xbf16>
  return %35 : tensor<2x3x4x8xbf16>
}
