// RUN: a3-opt %s --split-input-file --a3-raise-attention --canonicalize --cse --mlir-print-local-scope | FileCheck %s
// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-verify-raised

// TFLite models as tosa-converter-for-tflite writes them, weights as arguments.

// CHECK-LABEL: func @plain
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x2x6x8xf32>, tensor<2x2x6x8xf32>, tensor<2x2x6x8xf32>)
// CHECK-SAME: {scale = 0.353553355 : f32, site = "attention.0"} -> tensor<2x2x6x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @plain(%arg0: tensor<2x2x6x8xf32>, %arg1: tensor<2x2x6x8xf32>, %arg2:
    tensor<2x2x6x8xf32>) -> tensor<2x2x6x8xf32> {
  %0 = tosa.const_shape  {values = dense<[2, 2, 6, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %1 = tosa.const_shape  {values = dense<[4, 6, 6]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = tosa.const_shape  {values = dense<[2, 2, 6, 6]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %3 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %4 = tosa.const_shape  {values = dense<[4, 8, 6]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %5 = tosa.const_shape  {values = dense<[4, 6, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %6 = "tosa.const"() <{values = dense<0.594603539> : tensor<1x1x1x1xf32>}> : ()
      -> tensor<1x1x1x1xf32>
  %7 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %8 = tosa.mul %arg0, %6, %7 : (tensor<2x2x6x8xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x2x6x8xf32>
  %9 = tosa.mul %arg1, %6, %7 : (tensor<2x2x6x8xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x2x6x8xf32>
  %10 = tosa.transpose %9 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x2x6x8xf32>) -> tensor<2x2x8x6xf32>
  %11 = tosa.reshape %8, %5 : (tensor<2x2x6x8xf32>, !tosa.shape<3>) ->
      tensor<4x6x8xf32>
  %12 = tosa.reshape %10, %4 : (tensor<2x2x8x6xf32>, !tosa.shape<3>) ->
      tensor<4x8x6xf32>
  %13 = tosa.matmul %11, %12, %3, %3 : (tensor<4x6x8xf32>, tensor<4x8x6xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<4x6x6xf32>
  %14 = tosa.reshape %13, %2 : (tensor<4x6x6xf32>, !tosa.shape<4>) ->
      tensor<2x2x6x6xf32>
  %15 = tosa.reduce_max %14 {axis = 3 : i32} : (tensor<2x2x6x6xf32>) ->
      tensor<2x2x6x1xf32>
  %16 = tosa.sub %14, %15 : (tensor<2x2x6x6xf32>, tensor<2x2x6x1xf32>) ->
      tensor<2x2x6x6xf32>
  %17 = tosa.exp %16 : (tensor<2x2x6x6xf32>) -> tensor<2x2x6x6xf32>
  %18 = tosa.reduce_sum %17 {axis = 3 : i32} : (tensor<2x2x6x6xf32>) ->
      tensor<2x2x6x1xf32>
  %19 = tosa.reciprocal %18 : (tensor<2x2x6x1xf32>) -> tensor<2x2x6x1xf32>
  %20 = tosa.mul %17, %19, %7 : (tensor<2x2x6x6xf32>, tensor<2x2x6x1xf32>,
      tensor<1xi8>) -> tensor<2x2x6x6xf32>
  %21 = tosa.reshape %20, %1 : (tensor<2x2x6x6xf32>, !tosa.shape<3>) ->
      tensor<4x6x6xf32>
  %22 = tosa.reshape %arg2, %5 : (tensor<2x2x6x8xf32>, !tosa.shape<3>) ->
      tensor<4x6x8xf32>
  %23 = tosa.matmul %21, %22, %3, %3 : (tensor<4x6x6xf32>, tensor<4x6x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<4x6x8xf32>
  %24 = tosa.reshape %23, %0 : (tensor<4x6x8xf32>, !tosa.shape<4>) ->
      tensor<2x2x6x8xf32>
  return %24 : tensor<2x2x6x8xf32>
}

// -----

// CHECK-LABEL: func @causal
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<2x32x8xf32>, tensor<2x32x8xf32>, tensor<2x32x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<1x32x32xi1>)
// CHECK-SAME: {scale = 0.353553355 : f32, site = "attention.0"} -> tensor<2x32x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @causal(%arg0: tensor<1x2x32x8xf32>, %arg1: tensor<1x2x32x8xf32>,
    %arg2: tensor<1x2x32x8xf32>) -> tensor<1x2x32x8xf32> {
  %0 = tosa.const_shape  {values = dense<[1, 2, 32, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %1 = tosa.const_shape  {values = dense<[2, 32, 32]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = tosa.const_shape  {values = dense<[1, 2, 32, 32]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %3 = tosa.const_shape  {values = dense<[1, 1, 32, 32]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %4 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %5 = tosa.const_shape  {values = dense<[2, 8, 32]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %6 = tosa.const_shape  {values = dense<[2, 32, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %7 = "tosa.const"() <{values = dense<0xFF800000> : tensor<1x1xf32>}> : () ->
      tensor<1x1xf32>
  %8 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1x1xf32>}> : () ->
      tensor<1x1xf32>
  %9 = "tosa.const"()
      <{values =
      dense<"0x0100000003000000070000000F0000001F0000003F0000007F000000FF000000FF010000FF030000FF070000FF0F0000FF1F0000FF3F0000FF7F0000FFFF0000FFFF0100FFFF0300FFFF0700FFFF0F00FFFF1F00FFFF3F00FFFF7F00FFFFFF00FFFFFF01FFFFFF03FFFFFF07FFFFFF0FFFFFFF1FFFFFFF3FFFFFFF7FFFFFFFFF"> : tensor<32x32xi1>}> : () -> tensor<32x32xi1>
  %10 = "tosa.const"() <{values = dense<0.594603539> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %11 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %12 = tosa.mul %arg0, %10, %11 : (tensor<1x2x32x8xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<1x2x32x8xf32>
  %13 = tosa.select %9, %8, %7 : (tensor<32x32xi1>, tensor<1x1xf32>,
      tensor<1x1xf32>) -> tensor<32x32xf32>
  %14 = tosa.mul %arg1, %10, %11 : (tensor<1x2x32x8xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<1x2x32x8xf32>
  %15 = tosa.transpose %14 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<1x2x32x8xf32>) -> tensor<1x2x8x32xf32>
  %16 = tosa.reshape %12, %6 : (tensor<1x2x32x8xf32>, !tosa.shape<3>) ->
      tensor<2x32x8xf32>
  %17 = tosa.reshape %15, %5 : (tensor<1x2x8x32xf32>, !tosa.shape<3>) ->
      tensor<2x8x32xf32>
  %18 = tosa.matmul %16, %17, %4, %4 : (tensor<2x32x8xf32>, tensor<2x8x32xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<2x32x32xf32>
  %19 = tosa.reshape %13, %3 : (tensor<32x32xf32>, !tosa.shape<4>) ->
      tensor<1x1x32x32xf32>
  %20 = tosa.reshape %18, %2 : (tensor<2x32x32xf32>, !tosa.shape<4>) ->
      tensor<1x2x32x32xf32>
  %21 = tosa.add %20, %19 : (tensor<1x2x32x32xf32>, tensor<1x1x32x32xf32>) ->
      tensor<1x2x32x32xf32>
  %22 = tosa.reduce_max %21 {axis = 3 : i32} : (tensor<1x2x32x32xf32>) ->
      tensor<1x2x32x1xf32>
  %23 = tosa.sub %21, %22 : (tensor<1x2x32x32xf32>, tensor<1x2x32x1xf32>) ->
      tensor<1x2x32x32xf32>
  %24 = tosa.exp %23 : (tensor<1x2x32x32xf32>) -> tensor<1x2x32x32xf32>
  %25 = tosa.reduce_sum %24 {axis = 3 : i32} : (tensor<1x2x32x32xf32>) ->
      tensor<1x2x32x1xf32>
  %26 = tosa.reciprocal %25 : (tensor<1x2x32x1xf32>) -> tensor<1x2x32x1xf32>
  %27 = tosa.mul %24, %26, %11 : (tensor<1x2x32x32xf32>, tensor<1x2x32x1xf32>,
      tensor<1xi8>) -> tensor<1x2x32x32xf32>
  %28 = tosa.reshape %27, %1 : (tensor<1x2x32x32xf32>, !tosa.shape<3>) ->
      tensor<2x32x32xf32>
  %29 = tosa.reshape %arg2, %6 : (tensor<1x2x32x8xf32>, !tosa.shape<3>) ->
      tensor<2x32x8xf32>
  %30 = tosa.matmul %28, %29, %4, %4 : (tensor<2x32x32xf32>, tensor<2x32x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<2x32x8xf32>
  %31 = tosa.reshape %30, %0 : (tensor<2x32x8xf32>, !tosa.shape<4>) ->
      tensor<1x2x32x8xf32>
  return %31 : tensor<1x2x32x8xf32>
}

// -----

// CHECK-LABEL: func @grouped_heads
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, %arg1, %arg2 : tensor<2x2x12x8xf32>, tensor<2x2x6x8xf32>, tensor<2x2x6x8xf32>)
// CHECK-SAME: {scale = 0.353553355 : f32, site = "attention.0"} -> tensor<2x2x12x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @grouped_heads(%arg0: tensor<2x4x6x8xf32>, %arg1: tensor<2x2x6x8xf32>,
    %arg2: tensor<2x2x6x8xf32>) -> tensor<2x4x6x8xf32> {
  %0 = tosa.const_shape  {values = dense<[8, 6, 6]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %1 = tosa.const_shape  {values = dense<[2, 4, 6, 6]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %2 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %3 = tosa.const_shape  {values = dense<[8, 8, 6]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %4 = tosa.const_shape  {values = dense<[8, 6, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %5 = tosa.const_shape  {values = dense<[2, 4, 6, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %6 = "tosa.const"() <{values = dense<-0.000000e+00> : tensor<2x2x2x6x8xf32>}>
      : () -> tensor<2x2x2x6x8xf32>
  %7 = tosa.const_shape  {values = dense<[2, 2, 1, 6, 8]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %8 = "tosa.const"() <{values = dense<0.594603539> : tensor<1x1x1x1xf32>}> : ()
      -> tensor<1x1x1x1xf32>
  %9 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %10 = tosa.mul %arg0, %8, %9 : (tensor<2x4x6x8xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x4x6x8xf32>
  %11 = tosa.reshape %arg1, %7 : (tensor<2x2x6x8xf32>, !tosa.shape<5>) ->
      tensor<2x2x1x6x8xf32>
  %12 = tosa.add %11, %6 : (tensor<2x2x1x6x8xf32>, tensor<2x2x2x6x8xf32>) ->
      tensor<2x2x2x6x8xf32>
  %13 = tosa.reshape %12, %5 : (tensor<2x2x2x6x8xf32>, !tosa.shape<4>) ->
      tensor<2x4x6x8xf32>
  %14 = tosa.reshape %arg2, %7 : (tensor<2x2x6x8xf32>, !tosa.shape<5>) ->
      tensor<2x2x1x6x8xf32>
  %15 = tosa.add %14, %6 : (tensor<2x2x1x6x8xf32>, tensor<2x2x2x6x8xf32>) ->
      tensor<2x2x2x6x8xf32>
  %16 = tosa.mul %13, %8, %9 : (tensor<2x4x6x8xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x4x6x8xf32>
  %17 = tosa.transpose %16 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x4x6x8xf32>) -> tensor<2x4x8x6xf32>
  %18 = tosa.reshape %10, %4 : (tensor<2x4x6x8xf32>, !tosa.shape<3>) ->
      tensor<8x6x8xf32>
  %19 = tosa.reshape %17, %3 : (tensor<2x4x8x6xf32>, !tosa.shape<3>) ->
      tensor<8x8x6xf32>
  %20 = tosa.matmul %18, %19, %2, %2 : (tensor<8x6x8xf32>, tensor<8x8x6xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<8x6x6xf32>
  %21 = tosa.reshape %20, %1 : (tensor<8x6x6xf32>, !tosa.shape<4>) ->
      tensor<2x4x6x6xf32>
  %22 = tosa.reduce_max %21 {axis = 3 : i32} : (tensor<2x4x6x6xf32>) ->
      tensor<2x4x6x1xf32>
  %23 = tosa.sub %21, %22 : (tensor<2x4x6x6xf32>, tensor<2x4x6x1xf32>) ->
      tensor<2x4x6x6xf32>
  %24 = tosa.exp %23 : (tensor<2x4x6x6xf32>) -> tensor<2x4x6x6xf32>
  %25 = tosa.reduce_sum %24 {axis = 3 : i32} : (tensor<2x4x6x6xf32>) ->
      tensor<2x4x6x1xf32>
  %26 = tosa.reciprocal %25 : (tensor<2x4x6x1xf32>) -> tensor<2x4x6x1xf32>
  %27 = tosa.mul %24, %26, %9 : (tensor<2x4x6x6xf32>, tensor<2x4x6x1xf32>,
      tensor<1xi8>) -> tensor<2x4x6x6xf32>
  %28 = tosa.reshape %27, %0 : (tensor<2x4x6x6xf32>, !tosa.shape<3>) ->
      tensor<8x6x6xf32>
  %29 = tosa.reshape %15, %4 : (tensor<2x2x2x6x8xf32>, !tosa.shape<3>) ->
      tensor<8x6x8xf32>
  %30 = tosa.matmul %28, %29, %2, %2 : (tensor<8x6x6xf32>, tensor<8x6x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<8x6x8xf32>
  %31 = tosa.reshape %30, %5 : (tensor<8x6x8xf32>, !tosa.shape<4>) ->
      tensor<2x4x6x8xf32>
  return %31 : tensor<2x4x6x8xf32>
}

// -----

// CHECK-LABEL: func @masked
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x2x6x8xf32>, tensor<2x2x6x8xf32>, tensor<2x2x6x8xf32>)
// CHECK-SAME: mask(%arg3 : tensor<2x1x6x6xi1>)
// CHECK-SAME: {scale = 0.353553355 : f32, site = "attention.0"} -> tensor<2x2x6x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @masked(%arg0: tensor<2x2x6x8xf32>, %arg1: tensor<2x2x6x8xf32>, %arg2:
    tensor<2x2x6x8xf32>, %arg3: tensor<2x1x6x6xi1>) -> tensor<2x2x6x8xf32> {
  %0 = tosa.const_shape  {values = dense<[2, 2, 6, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %1 = tosa.const_shape  {values = dense<[4, 6, 6]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = tosa.const_shape  {values = dense<[2, 2, 6, 6]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %3 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %4 = tosa.const_shape  {values = dense<[4, 8, 6]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %5 = tosa.const_shape  {values = dense<[4, 6, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %6 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %7 = "tosa.const"() <{values = dense<0.594603539> : tensor<1x1x1x1xf32>}> : ()
      -> tensor<1x1x1x1xf32>
  %8 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %9 = "tosa.const"() <{values = dense<0xFF800000> : tensor<1x1x1x1xf32>}> : ()
      -> tensor<1x1x1x1xf32>
  %10 = tosa.select %arg3, %8, %9 : (tensor<2x1x6x6xi1>, tensor<1x1x1x1xf32>,
      tensor<1x1x1x1xf32>) -> tensor<2x1x6x6xf32>
  %11 = tosa.mul %arg0, %7, %6 : (tensor<2x2x6x8xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x2x6x8xf32>
  %12 = tosa.mul %arg1, %7, %6 : (tensor<2x2x6x8xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x2x6x8xf32>
  %13 = tosa.transpose %12 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x2x6x8xf32>) -> tensor<2x2x8x6xf32>
  %14 = tosa.reshape %11, %5 : (tensor<2x2x6x8xf32>, !tosa.shape<3>) ->
      tensor<4x6x8xf32>
  %15 = tosa.reshape %13, %4 : (tensor<2x2x8x6xf32>, !tosa.shape<3>) ->
      tensor<4x8x6xf32>
  %16 = tosa.matmul %14, %15, %3, %3 : (tensor<4x6x8xf32>, tensor<4x8x6xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<4x6x6xf32>
  %17 = tosa.reshape %16, %2 : (tensor<4x6x6xf32>, !tosa.shape<4>) ->
      tensor<2x2x6x6xf32>
  %18 = tosa.add %17, %10 : (tensor<2x2x6x6xf32>, tensor<2x1x6x6xf32>) ->
      tensor<2x2x6x6xf32>
  %19 = tosa.reduce_max %18 {axis = 3 : i32} : (tensor<2x2x6x6xf32>) ->
      tensor<2x2x6x1xf32>
  %20 = tosa.sub %18, %19 : (tensor<2x2x6x6xf32>, tensor<2x2x6x1xf32>) ->
      tensor<2x2x6x6xf32>
  %21 = tosa.exp %20 : (tensor<2x2x6x6xf32>) -> tensor<2x2x6x6xf32>
  %22 = tosa.reduce_sum %21 {axis = 3 : i32} : (tensor<2x2x6x6xf32>) ->
      tensor<2x2x6x1xf32>
  %23 = tosa.reciprocal %22 : (tensor<2x2x6x1xf32>) -> tensor<2x2x6x1xf32>
  %24 = tosa.mul %21, %23, %6 : (tensor<2x2x6x6xf32>, tensor<2x2x6x1xf32>,
      tensor<1xi8>) -> tensor<2x2x6x6xf32>
  %25 = tosa.reshape %24, %1 : (tensor<2x2x6x6xf32>, !tosa.shape<3>) ->
      tensor<4x6x6xf32>
  %26 = tosa.reshape %arg2, %5 : (tensor<2x2x6x8xf32>, !tosa.shape<3>) ->
      tensor<4x6x8xf32>
  %27 = tosa.matmul %25, %26, %3, %3 : (tensor<4x6x6xf32>, tensor<4x6x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<4x6x8xf32>
  %28 = tosa.reshape %27, %0 : (tensor<4x6x8xf32>, !tosa.shape<4>) ->
      tensor<2x2x6x8xf32>
  return %28 : tensor<2x2x6x8xf32>
}

// -----

// Fully connected layers are convolutions of one point.
// CHECK-LABEL: func @multi_head_attention
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<4x6x4xf32>, tensor<4x6x4xf32>, tensor<4x6x4xf32>)
// CHECK-SAME: {scale = 0.49999997 : f32, site = "attention.0"} -> tensor<4x6x4xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @multi_head_attention(%arg0: tensor<2x6x8xf32>, %arg1:
    tensor<8x1x1x8xf32>, %arg2: tensor<24x1x1x8xf32>) -> tensor<2x6x8xf32> {
  %0 = tosa.const_shape  {values = dense<[6, 2, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = tosa.const_shape  {values = dense<[4, 6, 6]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %3 = tosa.const_shape  {values = dense<[2, 2, 6, 6]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %4 = tosa.const_shape  {values = dense<[4, 4, 6]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %5 = tosa.const_shape  {values = dense<[2, 2, 6, 4]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %6 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %7 = "tosa.const"() <{values = dense<0.707106769> : tensor<1x1x1x1xf32>}> : ()
      -> tensor<1x1x1x1xf32>
  %8 = tosa.const_shape  {values = dense<[6, 4, 4]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %9 = tosa.const_shape  {values = dense<[2, 0, 0, 0]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %10 = tosa.const_shape  {values = dense<[1, 0, 0, 0]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %11 = tosa.const_shape  {values = dense<[1, 6, 2, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %12 = tosa.const_shape  {values = dense<0> : tensor<4xindex>} : () ->
      !tosa.shape<4>
  %13 = tosa.const_shape  {values = dense<[6, 2, 3, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %14 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %16 = tosa.const_shape  {values = dense<[12, 1, 1, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %17 = tosa.transpose %arg0 {perms = array<i32: 1, 0, 2>} : (tensor<2x6x8xf32>)
      -> tensor<6x2x8xf32>
  %18 = tosa.reshape %17, %16 : (tensor<6x2x8xf32>, !tosa.shape<4>) ->
      tensor<12x1x1x8xf32>
  %19 = tosa.conv2d %18, %arg2, %14, %14, %14 {acc_type = f32, dilation =
      array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>}
      : (tensor<12x1x1x8xf32>, tensor<24x1x1x8xf32>, tensor<1xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<12x1x1x24xf32>
  %20 = tosa.reshape %19, %13 : (tensor<12x1x1x24xf32>, !tosa.shape<4>) ->
      tensor<6x2x3x8xf32>
  %21 = tosa.transpose %20 {perms = array<i32: 2, 0, 1, 3>} :
      (tensor<6x2x3x8xf32>) -> tensor<3x6x2x8xf32>
  %22 = tosa.slice %21, %12, %11 : (tensor<3x6x2x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<1x6x2x8xf32>
  %23 = tosa.slice %21, %10, %11 : (tensor<3x6x2x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<1x6x2x8xf32>
  %24 = tosa.slice %21, %9, %11 : (tensor<3x6x2x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<1x6x2x8xf32>
  %25 = tosa.reshape %24, %8 : (tensor<1x6x2x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x4xf32>
  %26 = tosa.transpose %25 {perms = array<i32: 1, 0, 2>} : (tensor<6x4x4xf32>)
      -> tensor<4x6x4xf32>
  %27 = tosa.mul %22, %7, %6 : (tensor<1x6x2x8xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<1x6x2x8xf32>
  %28 = tosa.reshape %27, %8 : (tensor<1x6x2x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x4xf32>
  %29 = tosa.transpose %28 {perms = array<i32: 1, 0, 2>} : (tensor<6x4x4xf32>)
      -> tensor<4x6x4xf32>
  %30 = tosa.mul %23, %7, %6 : (tensor<1x6x2x8xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<1x6x2x8xf32>
  %31 = tosa.reshape %30, %8 : (tensor<1x6x2x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x4xf32>
  %32 = tosa.transpose %31 {perms = array<i32: 1, 0, 2>} : (tensor<6x4x4xf32>)
      -> tensor<4x6x4xf32>
  %33 = tosa.reshape %32, %5 : (tensor<4x6x4xf32>, !tosa.shape<4>) ->
      tensor<2x2x6x4xf32>
  %34 = tosa.transpose %33 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x2x6x4xf32>) -> tensor<2x2x4x6xf32>
  %35 = tosa.reshape %34, %4 : (tensor<2x2x4x6xf32>, !tosa.shape<3>) ->
      tensor<4x4x6xf32>
  %36 = tosa.matmul %29, %35, %14, %14 : (tensor<4x6x4xf32>, tensor<4x4x6xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<4x6x6xf32>
  %37 = tosa.reshape %36, %3 : (tensor<4x6x6xf32>, !tosa.shape<4>) ->
      tensor<2x2x6x6xf32>
  %38 = tosa.reduce_max %37 {axis = 3 : i32} : (tensor<2x2x6x6xf32>) ->
      tensor<2x2x6x1xf32>
  %39 = tosa.sub %37, %38 : (tensor<2x2x6x6xf32>, tensor<2x2x6x1xf32>) ->
      tensor<2x2x6x6xf32>
  %40 = tosa.exp %39 : (tensor<2x2x6x6xf32>) -> tensor<2x2x6x6xf32>
  %41 = tosa.reduce_sum %40 {axis = 3 : i32} : (tensor<2x2x6x6xf32>) ->
      tensor<2x2x6x1xf32>
  %42 = tosa.reciprocal %41 : (tensor<2x2x6x1xf32>) -> tensor<2x2x6x1xf32>
  %43 = tosa.mul %40, %42, %6 : (tensor<2x2x6x6xf32>, tensor<2x2x6x1xf32>,
      tensor<1xi8>) -> tensor<2x2x6x6xf32>
  %44 = tosa.reshape %43, %2 : (tensor<2x2x6x6xf32>, !tosa.shape<3>) ->
      tensor<4x6x6xf32>
  %45 = tosa.matmul %44, %26, %14, %14 : (tensor<4x6x6xf32>, tensor<4x6x4xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<4x6x4xf32>
  %46 = tosa.reshape %45, %5 : (tensor<4x6x4xf32>, !tosa.shape<4>) ->
      tensor<2x2x6x4xf32>
  %47 = tosa.transpose %46 {perms = array<i32: 2, 0, 1, 3>} :
      (tensor<2x2x6x4xf32>) -> tensor<6x2x2x4xf32>
  %48 = tosa.reshape %47, %16 : (tensor<6x2x2x4xf32>, !tosa.shape<4>) ->
      tensor<12x1x1x8xf32>
  %49 = tosa.conv2d %48, %arg1, %14, %14, %14 {acc_type = f32, dilation =
      array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>}
      : (tensor<12x1x1x8xf32>, tensor<8x1x1x8xf32>, tensor<1xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<12x1x1x8xf32>
  %50 = tosa.reshape %49, %0 : (tensor<12x1x1x8xf32>, !tosa.shape<3>) ->
      tensor<6x2x8xf32>
  %51 = tosa.transpose %50 {perms = array<i32: 1, 0, 2>} : (tensor<6x2x8xf32>)
      -> tensor<2x6x8xf32>
  return %51 : tensor<2x6x8xf32>
}

// -----

// CHECK-LABEL: func @multi_head_attention_padded
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<2x2x6x4xf32>, tensor<2x2x6x4xf32>, tensor<2x2x6x4xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<2x1x1x6xi1>)
// CHECK-SAME: {scale = 0.49999997 : f32, site = "attention.0"} -> tensor<2x2x6x4xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @multi_head_attention_padded(%arg0: tensor<2x6x8xf32>, %arg1:
    tensor<2x6xi1>, %arg2: tensor<8x1x1x8xf32>, %arg3: tensor<24x1x1x8xf32>) ->
    tensor<2x6x8xf32> {
  %0 = tosa.const_shape  {values = dense<[6, 2, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = tosa.const_shape  {values = dense<[4, 6, 6]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %3 = tosa.const_shape  {values = dense<[2, 2, 6, 6]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %4 = tosa.const_shape  {values = dense<[4, 4, 6]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %5 = tosa.const_shape  {values = dense<[2, 2, 6, 4]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %6 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %7 = "tosa.const"() <{values = dense<0.707106769> : tensor<1x1x1x1xf32>}> : ()
      -> tensor<1x1x1x1xf32>
  %8 = tosa.const_shape  {values = dense<[2, 1, 1, 6]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %9 = tosa.const_shape  {values = dense<[6, 4, 4]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %10 = tosa.const_shape  {values = dense<[2, 0, 0, 0]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %11 = tosa.const_shape  {values = dense<[1, 0, 0, 0]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %12 = tosa.const_shape  {values = dense<[1, 6, 2, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %13 = tosa.const_shape  {values = dense<0> : tensor<4xindex>} : () ->
      !tosa.shape<4>
  %14 = tosa.const_shape  {values = dense<[6, 2, 3, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %15 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %17 = tosa.const_shape  {values = dense<[12, 1, 1, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %18 = "tosa.const"() <{values = dense<0xFF800000> : tensor<1x1xf32>}> : () ->
      tensor<1x1xf32>
  %19 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1x1xf32>}> : ()
      -> tensor<1x1xf32>
  %20 = tosa.select %arg1, %18, %19 : (tensor<2x6xi1>, tensor<1x1xf32>,
      tensor<1x1xf32>) -> tensor<2x6xf32>
  %21 = tosa.transpose %arg0 {perms = array<i32: 1, 0, 2>} : (tensor<2x6x8xf32>)
      -> tensor<6x2x8xf32>
  %22 = tosa.reshape %21, %17 : (tensor<6x2x8xf32>, !tosa.shape<4>) ->
      tensor<12x1x1x8xf32>
  %23 = tosa.conv2d %22, %arg3, %15, %15, %15 {acc_type = f32, dilation =
      array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>}
      : (tensor<12x1x1x8xf32>, tensor<24x1x1x8xf32>, tensor<1xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<12x1x1x24xf32>
  %24 = tosa.reshape %23, %14 : (tensor<12x1x1x24xf32>, !tosa.shape<4>) ->
      tensor<6x2x3x8xf32>
  %25 = tosa.transpose %24 {perms = array<i32: 2, 0, 1, 3>} :
      (tensor<6x2x3x8xf32>) -> tensor<3x6x2x8xf32>
  %26 = tosa.slice %25, %13, %12 : (tensor<3x6x2x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<1x6x2x8xf32>
  %27 = tosa.slice %25, %11, %12 : (tensor<3x6x2x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<1x6x2x8xf32>
  %28 = tosa.slice %25, %10, %12 : (tensor<3x6x2x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<1x6x2x8xf32>
  %29 = tosa.reshape %28, %9 : (tensor<1x6x2x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x4xf32>
  %30 = tosa.transpose %29 {perms = array<i32: 1, 0, 2>} : (tensor<6x4x4xf32>)
      -> tensor<4x6x4xf32>
  %31 = tosa.reshape %20, %8 : (tensor<2x6xf32>, !tosa.shape<4>) ->
      tensor<2x1x1x6xf32>
  %32 = tosa.mul %26, %7, %6 : (tensor<1x6x2x8xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<1x6x2x8xf32>
  %33 = tosa.reshape %32, %9 : (tensor<1x6x2x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x4xf32>
  %34 = tosa.transpose %33 {perms = array<i32: 1, 0, 2>} : (tensor<6x4x4xf32>)
      -> tensor<4x6x4xf32>
  %35 = tosa.mul %27, %7, %6 : (tensor<1x6x2x8xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<1x6x2x8xf32>
  %36 = tosa.reshape %35, %9 : (tensor<1x6x2x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x4xf32>
  %37 = tosa.transpose %36 {perms = array<i32: 1, 0, 2>} : (tensor<6x4x4xf32>)
      -> tensor<4x6x4xf32>
  %38 = tosa.reshape %37, %5 : (tensor<4x6x4xf32>, !tosa.shape<4>) ->
      tensor<2x2x6x4xf32>
  %39 = tosa.transpose %38 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x2x6x4xf32>) -> tensor<2x2x4x6xf32>
  %40 = tosa.reshape %39, %4 : (tensor<2x2x4x6xf32>, !tosa.shape<3>) ->
      tensor<4x4x6xf32>
  %41 = tosa.matmul %34, %40, %15, %15 : (tensor<4x6x4xf32>, tensor<4x4x6xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<4x6x6xf32>
  %42 = tosa.reshape %41, %3 : (tensor<4x6x6xf32>, !tosa.shape<4>) ->
      tensor<2x2x6x6xf32>
  %43 = tosa.add %42, %31 : (tensor<2x2x6x6xf32>, tensor<2x1x1x6xf32>) ->
      tensor<2x2x6x6xf32>
  %44 = tosa.reduce_max %43 {axis = 3 : i32} : (tensor<2x2x6x6xf32>) ->
      tensor<2x2x6x1xf32>
  %45 = tosa.sub %43, %44 : (tensor<2x2x6x6xf32>, tensor<2x2x6x1xf32>) ->
      tensor<2x2x6x6xf32>
  %46 = tosa.exp %45 : (tensor<2x2x6x6xf32>) -> tensor<2x2x6x6xf32>
  %47 = tosa.reduce_sum %46 {axis = 3 : i32} : (tensor<2x2x6x6xf32>) ->
      tensor<2x2x6x1xf32>
  %48 = tosa.reciprocal %47 : (tensor<2x2x6x1xf32>) -> tensor<2x2x6x1xf32>
  %49 = tosa.mul %46, %48, %6 : (tensor<2x2x6x6xf32>, tensor<2x2x6x1xf32>,
      tensor<1xi8>) -> tensor<2x2x6x6xf32>
  %50 = tosa.reshape %49, %2 : (tensor<2x2x6x6xf32>, !tosa.shape<3>) ->
      tensor<4x6x6xf32>
  %51 = tosa.matmul %50, %30, %15, %15 : (tensor<4x6x6xf32>, tensor<4x6x4xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<4x6x4xf32>
  %52 = tosa.reshape %51, %5 : (tensor<4x6x4xf32>, !tosa.shape<4>) ->
      tensor<2x2x6x4xf32>
  %53 = tosa.transpose %52 {perms = array<i32: 2, 0, 1, 3>} :
      (tensor<2x2x6x4xf32>) -> tensor<6x2x2x4xf32>
  %54 = tosa.reshape %53, %17 : (tensor<6x2x2x4xf32>, !tosa.shape<4>) ->
      tensor<12x1x1x8xf32>
  %55 = tosa.conv2d %54, %arg2, %15, %15, %15 {acc_type = f32, dilation =
      array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>}
      : (tensor<12x1x1x8xf32>, tensor<8x1x1x8xf32>, tensor<1xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<12x1x1x8xf32>
  %56 = tosa.reshape %55, %0 : (tensor<12x1x1x8xf32>, !tosa.shape<3>) ->
      tensor<6x2x8xf32>
  %57 = tosa.transpose %56 {perms = array<i32: 1, 0, 2>} : (tensor<6x2x8xf32>)
      -> tensor<2x6x8xf32>
  return %57 : tensor<2x6x8xf32>
}

// -----

// CHECK-LABEL: func @multi_head_attention_of_keras
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<2x6x4xf32>, tensor<2x6x4xf32>, tensor<2x6x4xf32>)
// CHECK-SAME: {scale = 5.000000e-01 : f32, site = "attention.0"} -> tensor<2x6x4xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @multi_head_attention_of_keras(%arg0: tensor<1x6x8xf32>, %arg1:
    tensor<8x1x1x8xf32>, %arg2: tensor<8x1x1x8xf32>, %arg3: tensor<8x1x1x8xf32>,
    %arg4: tensor<8x1x1x8xf32>) -> tensor<1x6x8xf32> {
  %0 = tosa.const_shape  {values = dense<[1, 6, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = tosa.const_shape  {values = dense<[1, 2, 6, 4]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %3 = tosa.const_shape  {values = dense<[2, 6, 6]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %5 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %6 = "tosa.const"() <{values = dense<5.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %7 = tosa.const_shape  {values = dense<[1, 2, 6, 6]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %8 = tosa.const_shape  {values = dense<[2, 4, 6]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %9 = tosa.const_shape  {values = dense<[2, 6, 4]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %11 = tosa.const_shape  {values = dense<[1, 6, 2, 4]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %12 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %14 = tosa.const_shape  {values = dense<[6, 1, 1, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %15 = tosa.reshape %arg0, %14 : (tensor<1x6x8xf32>, !tosa.shape<4>) ->
      tensor<6x1x1x8xf32>
  %16 = tosa.conv2d %15, %arg4, %12, %12, %12 {acc_type = f32, dilation =
      array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>}
      : (tensor<6x1x1x8xf32>, tensor<8x1x1x8xf32>, tensor<1xf32>, tensor<1xf32>,
      tensor<1xf32>) -> tensor<6x1x1x8xf32>
  %17 = tosa.reshape %16, %11 : (tensor<6x1x1x8xf32>, !tosa.shape<4>) ->
      tensor<1x6x2x4xf32>
  %18 = tosa.reshape %arg0, %14 : (tensor<1x6x8xf32>, !tosa.shape<4>) ->
      tensor<6x1x1x8xf32>
  %19 = tosa.conv2d %18, %arg3, %12, %12, %12 {acc_type = f32, dilation =
      array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>}
      : (tensor<6x1x1x8xf32>, tensor<8x1x1x8xf32>, tensor<1xf32>, tensor<1xf32>,
      tensor<1xf32>) -> tensor<6x1x1x8xf32>
  %20 = tosa.reshape %19, %11 : (tensor<6x1x1x8xf32>, !tosa.shape<4>) ->
      tensor<1x6x2x4xf32>
  %21 = tosa.transpose %20 {perms = array<i32: 0, 2, 1, 3>} :
      (tensor<1x6x2x4xf32>) -> tensor<1x2x6x4xf32>
  %22 = tosa.transpose %17 {perms = array<i32: 0, 2, 3, 1>} :
      (tensor<1x6x2x4xf32>) -> tensor<1x2x4x6xf32>
  %23 = tosa.reshape %21, %9 : (tensor<1x2x6x4xf32>, !tosa.shape<3>) ->
      tensor<2x6x4xf32>
  %24 = tosa.reshape %22, %8 : (tensor<1x2x4x6xf32>, !tosa.shape<3>) ->
      tensor<2x4x6xf32>
  %25 = tosa.matmul %23, %24, %12, %12 : (tensor<2x6x4xf32>, tensor<2x4x6xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<2x6x6xf32>
  %26 = tosa.reshape %25, %7 : (tensor<2x6x6xf32>, !tosa.shape<4>) ->
      tensor<1x2x6x6xf32>
  %27 = tosa.mul %26, %6, %5 : (tensor<1x2x6x6xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<1x2x6x6xf32>
  %28 = tosa.reduce_max %27 {axis = 3 : i32} : (tensor<1x2x6x6xf32>) ->
      tensor<1x2x6x1xf32>
  %29 = tosa.sub %27, %28 : (tensor<1x2x6x6xf32>, tensor<1x2x6x1xf32>) ->
      tensor<1x2x6x6xf32>
  %30 = tosa.exp %29 : (tensor<1x2x6x6xf32>) -> tensor<1x2x6x6xf32>
  %31 = tosa.reduce_sum %30 {axis = 3 : i32} : (tensor<1x2x6x6xf32>) ->
      tensor<1x2x6x1xf32>
  %32 = tosa.reciprocal %31 : (tensor<1x2x6x1xf32>) -> tensor<1x2x6x1xf32>
  %33 = tosa.mul %30, %32, %5 : (tensor<1x2x6x6xf32>, tensor<1x2x6x1xf32>,
      tensor<1xi8>) -> tensor<1x2x6x6xf32>
  %34 = tosa.reshape %arg0, %14 : (tensor<1x6x8xf32>, !tosa.shape<4>) ->
      tensor<6x1x1x8xf32>
  %35 = tosa.conv2d %34, %arg2, %12, %12, %12 {acc_type = f32, dilation =
      array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>}
      : (tensor<6x1x1x8xf32>, tensor<8x1x1x8xf32>, tensor<1xf32>, tensor<1xf32>,
      tensor<1xf32>) -> tensor<6x1x1x8xf32>
  %36 = tosa.reshape %35, %11 : (tensor<6x1x1x8xf32>, !tosa.shape<4>) ->
      tensor<1x6x2x4xf32>
  %37 = tosa.transpose %36 {perms = array<i32: 0, 2, 1, 3>} :
      (tensor<1x6x2x4xf32>) -> tensor<1x2x6x4xf32>
  %38 = tosa.reshape %33, %3 : (tensor<1x2x6x6xf32>, !tosa.shape<3>) ->
      tensor<2x6x6xf32>
  %39 = tosa.reshape %37, %9 : (tensor<1x2x6x4xf32>, !tosa.shape<3>) ->
      tensor<2x6x4xf32>
  %40 = tosa.matmul %38, %39, %12, %12 : (tensor<2x6x6xf32>, tensor<2x6x4xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<2x6x4xf32>
  %41 = tosa.reshape %40, %2 : (tensor<2x6x4xf32>, !tosa.shape<4>) ->
      tensor<1x2x6x4xf32>
  %42 = tosa.transpose %41 {perms = array<i32: 0, 2, 1, 3>} :
      (tensor<1x2x6x4xf32>) -> tensor<1x6x2x4xf32>
  %43 = tosa.reshape %42, %14 : (tensor<1x6x2x4xf32>, !tosa.shape<4>) ->
      tensor<6x1x1x8xf32>
  %44 = tosa.conv2d %43, %arg1, %12, %12, %12 {acc_type = f32, dilation =
      array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>}
      : (tensor<6x1x1x8xf32>, tensor<8x1x1x8xf32>, tensor<1xf32>, tensor<1xf32>,
      tensor<1xf32>) -> tensor<6x1x1x8xf32>
  %45 = tosa.reshape %44, %0 : (tensor<6x1x1x8xf32>, !tosa.shape<3>) ->
      tensor<1x6x8xf32>
  return %45 : tensor<1x6x8xf32>
}

// -----

// CHECK-LABEL: func @multi_head_attention_of_keras_causal
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<2x6x4xf32>, tensor<2x6x4xf32>, tensor<2x6x4xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<2x6x6xi1>)
// CHECK-SAME: {scale = 5.000000e-01 : f32, site = "attention.0"} -> tensor<2x6x4xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @multi_head_attention_of_keras_causal(%arg0: tensor<1x6x8xf32>, %arg1:
    tensor<8x1x1x8xf32>, %arg2: tensor<8x1x1x8xf32>, %arg3: tensor<8x1x1x8xf32>,
    %arg4: tensor<8x1x1x8xf32>) -> tensor<1x6x8xf32> {
  %0 = tosa.const_shape  {values = dense<[1, 6, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = tosa.const_shape  {values = dense<[1, 2, 6, 4]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %3 = tosa.const_shape  {values = dense<[2, 6, 6]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %5 = "tosa.const"() <{values = dense<-2.37267096E+38> : tensor<1x1x1x1xf32>}>
      : () -> tensor<1x1x1x1xf32>
  %6 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %7 = "tosa.const"() <{values = dense<5.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %8 = tosa.const_shape  {values = dense<[1, 2, 6, 6]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %9 = tosa.const_shape  {values = dense<[2, 4, 6]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %10 = tosa.const_shape  {values = dense<[2, 6, 4]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %12 = tosa.const_shape  {values = dense<[1, 6, 2, 4]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %13 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %15 = "tosa.const"()
      <{values = dense<[[[[true, false, false, false, false, false], [true,
      true, false, false, false, false], [true, true, true, false, false,
      false], [true, true, true, true, false, false], [true, true, true, true,
      true, false], [true, true, true, true, true, true]], [[true, false, false,
      false, false, false], [true, true, false, false, false, false], [true,
      true, true, false, false, false], [true, true, true, true, false,
      false], [true, true, true, true, true, false], [true, true, true, true,
      true, true]]]]> : tensor<1x2x6x6xi1>}> : () -> tensor<1x2x6x6xi1>
  %16 = tosa.const_shape  {values = dense<[6, 1, 1, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %17 = tosa.reshape %arg0, %16 : (tensor<1x6x8xf32>, !tosa.shape<4>) ->
      tensor<6x1x1x8xf32>
  %18 = tosa.conv2d %17, %arg4, %13, %13, %13 {acc_type = f32, dilation =
      array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>}
      : (tensor<6x1x1x8xf32>, tensor<8x1x1x8xf32>, tensor<1xf32>, tensor<1xf32>,
      tensor<1xf32>) -> tensor<6x1x1x8xf32>
  %19 = tosa.reshape %18, %12 : (tensor<6x1x1x8xf32>, !tosa.shape<4>) ->
      tensor<1x6x2x4xf32>
  %20 = tosa.reshape %arg0, %16 : (tensor<1x6x8xf32>, !tosa.shape<4>) ->
      tensor<6x1x1x8xf32>
  %21 = tosa.conv2d %20, %arg3, %13, %13, %13 {acc_type = f32, dilation =
      array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>}
      : (tensor<6x1x1x8xf32>, tensor<8x1x1x8xf32>, tensor<1xf32>, tensor<1xf32>,
      tensor<1xf32>) -> tensor<6x1x1x8xf32>
  %22 = tosa.reshape %21, %12 : (tensor<6x1x1x8xf32>, !tosa.shape<4>) ->
      tensor<1x6x2x4xf32>
  %23 = tosa.transpose %22 {perms = array<i32: 0, 2, 1, 3>} :
      (tensor<1x6x2x4xf32>) -> tensor<1x2x6x4xf32>
  %24 = tosa.transpose %19 {perms = array<i32: 0, 2, 3, 1>} :
      (tensor<1x6x2x4xf32>) -> tensor<1x2x4x6xf32>
  %25 = tosa.reshape %23, %10 : (tensor<1x2x6x4xf32>, !tosa.shape<3>) ->
      tensor<2x6x4xf32>
  %26 = tosa.reshape %24, %9 : (tensor<1x2x4x6xf32>, !tosa.shape<3>) ->
      tensor<2x4x6xf32>
  %27 = tosa.matmul %25, %26, %13, %13 : (tensor<2x6x4xf32>, tensor<2x4x6xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<2x6x6xf32>
  %28 = tosa.reshape %27, %8 : (tensor<2x6x6xf32>, !tosa.shape<4>) ->
      tensor<1x2x6x6xf32>
  %29 = tosa.mul %28, %7, %6 : (tensor<1x2x6x6xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<1x2x6x6xf32>
  %30 = tosa.select %15, %29, %5 : (tensor<1x2x6x6xi1>, tensor<1x2x6x6xf32>,
      tensor<1x1x1x1xf32>) -> tensor<1x2x6x6xf32>
  %31 = tosa.reduce_max %30 {axis = 3 : i32} : (tensor<1x2x6x6xf32>) ->
      tensor<1x2x6x1xf32>
  %32 = tosa.sub %30, %31 : (tensor<1x2x6x6xf32>, tensor<1x2x6x1xf32>) ->
      tensor<1x2x6x6xf32>
  %33 = tosa.exp %32 : (tensor<1x2x6x6xf32>) -> tensor<1x2x6x6xf32>
  %34 = tosa.reduce_sum %33 {axis = 3 : i32} : (tensor<1x2x6x6xf32>) ->
      tensor<1x2x6x1xf32>
  %35 = tosa.reciprocal %34 : (tensor<1x2x6x1xf32>) -> tensor<1x2x6x1xf32>
  %36 = tosa.mul %33, %35, %6 : (tensor<1x2x6x6xf32>, tensor<1x2x6x1xf32>,
      tensor<1xi8>) -> tensor<1x2x6x6xf32>
  %37 = tosa.reshape %arg0, %16 : (tensor<1x6x8xf32>, !tosa.shape<4>) ->
      tensor<6x1x1x8xf32>
  %38 = tosa.conv2d %37, %arg2, %13, %13, %13 {acc_type = f32, dilation =
      array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>}
      : (tensor<6x1x1x8xf32>, tensor<8x1x1x8xf32>, tensor<1xf32>, tensor<1xf32>,
      tensor<1xf32>) -> tensor<6x1x1x8xf32>
  %39 = tosa.reshape %38, %12 : (tensor<6x1x1x8xf32>, !tosa.shape<4>) ->
      tensor<1x6x2x4xf32>
  %40 = tosa.transpose %39 {perms = array<i32: 0, 2, 1, 3>} :
      (tensor<1x6x2x4xf32>) -> tensor<1x2x6x4xf32>
  %41 = tosa.reshape %36, %3 : (tensor<1x2x6x6xf32>, !tosa.shape<3>) ->
      tensor<2x6x6xf32>
  %42 = tosa.reshape %40, %10 : (tensor<1x2x6x4xf32>, !tosa.shape<3>) ->
      tensor<2x6x4xf32>
  %43 = tosa.matmul %41, %42, %13, %13 : (tensor<2x6x6xf32>, tensor<2x6x4xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<2x6x4xf32>
  %44 = tosa.reshape %43, %2 : (tensor<2x6x4xf32>, !tosa.shape<4>) ->
      tensor<1x2x6x4xf32>
  %45 = tosa.transpose %44 {perms = array<i32: 0, 2, 1, 3>} :
      (tensor<1x2x6x4xf32>) -> tensor<1x6x2x4xf32>
  %46 = tosa.reshape %45, %16 : (tensor<1x6x2x4xf32>, !tosa.shape<4>) ->
      tensor<6x1x1x8xf32>
  %47 = tosa.conv2d %46, %arg1, %13, %13, %13 {acc_type = f32, dilation =
      array<i64: 1, 1>, pad = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>}
      : (tensor<6x1x1x8xf32>, tensor<8x1x1x8xf32>, tensor<1xf32>, tensor<1xf32>,
      tensor<1xf32>) -> tensor<6x1x1x8xf32>
  %48 = tosa.reshape %47, %0 : (tensor<6x1x1x8xf32>, !tosa.shape<3>) ->
      tensor<1x6x8xf32>
  return %48 : tensor<1x6x8xf32>
}
