// RUN: a3-opt %s --split-input-file --a3-raise-attention --canonicalize --cse --mlir-print-local-scope | FileCheck %s
// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-verify-raised

// Where queries, keys, values and heads lie in TOSA.

// CHECK-LABEL: func @heads_inside
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<6x4x8xf32>, tensor<6x5x8xf32>, tensor<6x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<6x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @heads_inside(%arg0: tensor<2x4x3x8xf32>, %arg1: tensor<2x5x3x8xf32>,
    %arg2: tensor<2x5x3x8xf32>) -> tensor<2x4x3x8xf32> {
  %0 = tosa.const_shape  {values = dense<[2, 4, 3, 8, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %1 = tosa.const_shape  {values = dense<[2, 5, 3, 8, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %2 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %3 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %4 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %5 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %6 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %7 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %8 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %9 = tosa.const_shape  {values = dense<[2, 3, 4, 1, 8]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %10 = tosa.const_shape  {values = dense<[2, 4, 3, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %11 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %12 = tosa.reshape %arg0, %0 : (tensor<2x4x3x8xf32>, !tosa.shape<5>) ->
      tensor<2x4x3x8x1xf32>
  %13 = tosa.reshape %arg1, %1 : (tensor<2x5x3x8xf32>, !tosa.shape<5>) ->
      tensor<2x5x3x8x1xf32>
  %14 = tosa.transpose %12 {perms = array<i32: 0, 2, 1, 3, 4>} :
      (tensor<2x4x3x8x1xf32>) -> tensor<2x3x4x8x1xf32>
  %15 = tosa.reshape %14, %2 : (tensor<2x3x4x8x1xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %16 = tosa.transpose %13 {perms = array<i32: 0, 2, 3, 1, 4>} :
      (tensor<2x5x3x8x1xf32>) -> tensor<2x3x8x5x1xf32>
  %17 = tosa.reshape %16, %3 : (tensor<2x3x8x5x1xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %18 = tosa.matmul %15, %17, %4, %4 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %19 = tosa.reshape %18, %5 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %20 = tosa.mul %19, %11, %6 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %21 = tosa.reduce_max %20 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %22 = tosa.sub %20, %21 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %23 = tosa.exp %22 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %24 = tosa.reduce_sum %23 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %25 = tosa.reciprocal %24 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %26 = tosa.mul %23, %25, %6 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %27 = tosa.reshape %arg2, %1 : (tensor<2x5x3x8xf32>, !tosa.shape<5>) ->
      tensor<2x5x3x8x1xf32>
  %28 = tosa.reshape %26, %7 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %29 = tosa.transpose %27 {perms = array<i32: 0, 2, 1, 3, 4>} :
      (tensor<2x5x3x8x1xf32>) -> tensor<2x3x5x8x1xf32>
  %30 = tosa.reshape %29, %8 : (tensor<2x3x5x8x1xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %31 = tosa.matmul %28, %30, %4, %4 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %32 = tosa.reshape %31, %9 : (tensor<6x4x8xf32>, !tosa.shape<5>) ->
      tensor<2x3x4x1x8xf32>
  %33 = tosa.transpose %32 {perms = array<i32: 0, 2, 1, 4, 3>} :
      (tensor<2x3x4x1x8xf32>) -> tensor<2x4x3x8x1xf32>
  %34 = tosa.reshape %33, %10 : (tensor<2x4x3x8x1xf32>, !tosa.shape<4>) ->
      tensor<2x4x3x8xf32>
  return %34 : tensor<2x4x3x8xf32>
}

// -----

// CHECK-LABEL: func @product_as_multiply_and_sum
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @product_as_multiply_and_sum(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %0 = tosa.const_shape  {values = dense<[2, 3, 4, 1, 8]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %1 = tosa.const_shape  {values = dense<[2, 3, 1, 5, 8]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %2 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %3 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %4 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %5 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %6 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %7 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %8 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %9 = tosa.reshape %arg0, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<5>) ->
      tensor<2x3x4x1x8xf32>
  %10 = tosa.reshape %arg1, %1 : (tensor<2x3x5x8xf32>, !tosa.shape<5>) ->
      tensor<2x3x1x5x8xf32>
  %11 = tosa.mul %9, %10, %2 : (tensor<2x3x4x1x8xf32>, tensor<2x3x1x5x8xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5x8xf32>
  %12 = tosa.reduce_sum %11 {axis = 4 : i32} : (tensor<2x3x4x5x8xf32>) ->
      tensor<2x3x4x5x1xf32>
  %13 = tosa.reshape %12, %3 : (tensor<2x3x4x5x1xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %14 = tosa.mul %13, %8, %2 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %15 = tosa.reduce_max %14 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %16 = tosa.sub %14, %15 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %17 = tosa.exp %16 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %18 = tosa.reduce_sum %17 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %19 = tosa.reciprocal %18 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %20 = tosa.mul %17, %19, %2 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %21 = tosa.reshape %20, %4 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %22 = tosa.reshape %arg2, %5 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %23 = tosa.matmul %21, %22, %6, %6 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %24 = tosa.reshape %23, %7 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %24 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @memory_network
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, %arg1, %arg2 : tensor<1x8xf32>, tensor<5x8xf32>, tensor<5x8xf32>)
// CHECK-SAME: {site = "attention.0"} -> tensor<1x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @memory_network(%arg0: tensor<8xf32>, %arg1: tensor<5x8xf32>, %arg2:
    tensor<5x8xf32>) -> tensor<8xf32> {
  %0 = tosa.const_shape  {values = dense<[1, 8]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %1 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %2 = tosa.const_shape  {values = dense<5> : tensor<1xindex>} : () ->
      !tosa.shape<1>
  %3 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %4 = tosa.const_shape  {values = dense<[1, 1, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %5 = tosa.const_shape  {values = dense<[1, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %6 = tosa.const_shape  {values = dense<8> : tensor<1xindex>} : () ->
      !tosa.shape<1>
  %7 = tosa.reshape %arg0, %0 : (tensor<8xf32>, !tosa.shape<2>) ->
      tensor<1x8xf32>
  %8 = tosa.mul %arg1, %7, %1 : (tensor<5x8xf32>, tensor<1x8xf32>, tensor<1xi8>)
      -> tensor<5x8xf32>
  %9 = tosa.reduce_sum %8 {axis = 1 : i32} : (tensor<5x8xf32>) ->
      tensor<5x1xf32>
  %10 = tosa.reshape %9, %2 : (tensor<5x1xf32>, !tosa.shape<1>) -> tensor<5xf32>
  %11 = tosa.reduce_max %10 {axis = 0 : i32} : (tensor<5xf32>) -> tensor<1xf32>
  %12 = tosa.sub %10, %11 : (tensor<5xf32>, tensor<1xf32>) -> tensor<5xf32>
  %13 = tosa.exp %12 : (tensor<5xf32>) -> tensor<5xf32>
  %14 = tosa.reduce_sum %13 {axis = 0 : i32} : (tensor<5xf32>) -> tensor<1xf32>
  %15 = tosa.reciprocal %14 : (tensor<1xf32>) -> tensor<1xf32>
  %16 = tosa.mul %13, %15, %1 : (tensor<5xf32>, tensor<1xf32>, tensor<1xi8>) ->
      tensor<5xf32>
  %17 = tosa.reshape %16, %4 : (tensor<5xf32>, !tosa.shape<3>) ->
      tensor<1x1x5xf32>
  %18 = tosa.reshape %arg2, %5 : (tensor<5x8xf32>, !tosa.shape<3>) ->
      tensor<1x5x8xf32>
  %19 = tosa.matmul %17, %18, %3, %3 : (tensor<1x1x5xf32>, tensor<1x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<1x1x8xf32>
  %20 = tosa.reshape %19, %6 : (tensor<1x1x8xf32>, !tosa.shape<1>) ->
      tensor<8xf32>
  return %20 : tensor<8xf32>
}

// -----

// CHECK-LABEL: func @memory_network_by_sums
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, %arg1, %arg2 : tensor<1x8xf32>, tensor<5x8xf32>, tensor<5x8xf32>)
// CHECK-SAME: {site = "attention.0"} -> tensor<1x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @memory_network_by_sums(%arg0: tensor<8xf32>, %arg1: tensor<5x8xf32>,
    %arg2: tensor<5x8xf32>) -> tensor<8xf32> {
  %0 = tosa.const_shape  {values = dense<[1, 8]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %1 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %2 = tosa.const_shape  {values = dense<5> : tensor<1xindex>} : () ->
      !tosa.shape<1>
  %3 = tosa.const_shape  {values = dense<[5, 1]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %4 = tosa.const_shape  {values = dense<8> : tensor<1xindex>} : () ->
      !tosa.shape<1>
  %5 = tosa.reshape %arg0, %0 : (tensor<8xf32>, !tosa.shape<2>) ->
      tensor<1x8xf32>
  %6 = tosa.mul %arg1, %5, %1 : (tensor<5x8xf32>, tensor<1x8xf32>, tensor<1xi8>)
      -> tensor<5x8xf32>
  %7 = tosa.reduce_sum %6 {axis = 1 : i32} : (tensor<5x8xf32>) ->
      tensor<5x1xf32>
  %8 = tosa.reshape %7, %2 : (tensor<5x1xf32>, !tosa.shape<1>) -> tensor<5xf32>
  %9 = tosa.reduce_max %8 {axis = 0 : i32} : (tensor<5xf32>) -> tensor<1xf32>
  %10 = tosa.sub %8, %9 : (tensor<5xf32>, tensor<1xf32>) -> tensor<5xf32>
  %11 = tosa.exp %10 : (tensor<5xf32>) -> tensor<5xf32>
  %12 = tosa.reduce_sum %11 {axis = 0 : i32} : (tensor<5xf32>) -> tensor<1xf32>
  %13 = tosa.reciprocal %12 : (tensor<1xf32>) -> tensor<1xf32>
  %14 = tosa.mul %11, %13, %1 : (tensor<5xf32>, tensor<1xf32>, tensor<1xi8>) ->
      tensor<5xf32>
  %15 = tosa.reshape %14, %3 : (tensor<5xf32>, !tosa.shape<2>) ->
      tensor<5x1xf32>
  %16 = tosa.mul %15, %arg2, %1 : (tensor<5x1xf32>, tensor<5x8xf32>,
      tensor<1xi8>) -> tensor<5x8xf32>
  %17 = tosa.reduce_sum %16 {axis = 0 : i32} : (tensor<5x8xf32>) ->
      tensor<1x8xf32>
  %18 = tosa.reshape %17, %4 : (tensor<1x8xf32>, !tosa.shape<1>) ->
      tensor<8xf32>
  return %18 : tensor<8xf32>
}

// -----

// CHECK-LABEL: func @batch_of_one
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<4x8xf32>, tensor<5x8xf32>, tensor<5x8xf32>)
// CHECK-SAME: {scale = 0.353553385 : f32, site = "attention.0"} -> tensor<4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @batch_of_one(%arg0: tensor<1x1x4x8xf32>, %arg1: tensor<1x1x5x8xf32>,
    %arg2: tensor<1x1x5x8xf32>) -> tensor<1x1x4x8xf32> {
  %0 = tosa.const_shape  {values = dense<[1, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %1 = tosa.const_shape  {values = dense<[1, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %3 = tosa.const_shape  {values = dense<[1, 1, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %4 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %5 = tosa.const_shape  {values = dense<[1, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %6 = tosa.const_shape  {values = dense<[1, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %7 = tosa.const_shape  {values = dense<[1, 1, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %8 = "tosa.const"() <{values = dense<0.353553385> : tensor<1x1x1x1xf32>}> : ()
      -> tensor<1x1x1x1xf32>
  %9 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<1x1x5x8xf32>) -> tensor<1x1x8x5xf32>
  %10 = tosa.reshape %arg0, %0 : (tensor<1x1x4x8xf32>, !tosa.shape<3>) ->
      tensor<1x4x8xf32>
  %11 = tosa.reshape %9, %1 : (tensor<1x1x8x5xf32>, !tosa.shape<3>) ->
      tensor<1x8x5xf32>
  %12 = tosa.matmul %10, %11, %2, %2 : (tensor<1x4x8xf32>, tensor<1x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<1x4x5xf32>
  %13 = tosa.reshape %12, %3 : (tensor<1x4x5xf32>, !tosa.shape<4>) ->
      tensor<1x1x4x5xf32>
  %14 = tosa.mul %13, %8, %4 : (tensor<1x1x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<1x1x4x5xf32>
  %15 = tosa.reduce_max %14 {axis = 3 : i32} : (tensor<1x1x4x5xf32>) ->
      tensor<1x1x4x1xf32>
  %16 = tosa.sub %14, %15 : (tensor<1x1x4x5xf32>, tensor<1x1x4x1xf32>) ->
      tensor<1x1x4x5xf32>
  %17 = tosa.exp %16 : (tensor<1x1x4x5xf32>) -> tensor<1x1x4x5xf32>
  %18 = tosa.reduce_sum %17 {axis = 3 : i32} : (tensor<1x1x4x5xf32>) ->
      tensor<1x1x4x1xf32>
  %19 = tosa.reciprocal %18 : (tensor<1x1x4x1xf32>) -> tensor<1x1x4x1xf32>
  %20 = tosa.mul %17, %19, %4 : (tensor<1x1x4x5xf32>, tensor<1x1x4x1xf32>,
      tensor<1xi8>) -> tensor<1x1x4x5xf32>
  %21 = tosa.reshape %20, %5 : (tensor<1x1x4x5xf32>, !tosa.shape<3>) ->
      tensor<1x4x5xf32>
  %22 = tosa.reshape %arg2, %6 : (tensor<1x1x5x8xf32>, !tosa.shape<3>) ->
      tensor<1x5x8xf32>
  %23 = tosa.matmul %21, %22, %2, %2 : (tensor<1x4x5xf32>, tensor<1x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<1x4x8xf32>
  %24 = tosa.reshape %23, %7 : (tensor<1x4x8xf32>, !tosa.shape<4>) ->
      tensor<1x1x4x8xf32>
  return %24 : tensor<1x1x4x8xf32>
}

// -----

// CHECK-LABEL: func @one_key_head
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<2x12x8xf32>, tensor<2x5x8xf32>, tensor<2x5x8xf32>)
// CHECK-SAME: {site = "attention.0"} -> tensor<2x12x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @one_key_head(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x1x5x8xf32>,
    %arg2: tensor<2x1x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %0 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %1 = tosa.const_shape  {values = dense<[1, 3, 1, 1]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %2 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %3 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %4 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %5 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %6 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %7 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %8 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %9 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x1x5x8xf32>) -> tensor<2x1x8x5xf32>
  %10 = tosa.reshape %arg0, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %11 = tosa.tile %9, %1 : (tensor<2x1x8x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x8x5xf32>
  %12 = tosa.reshape %11, %2 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %13 = tosa.matmul %10, %12, %3, %3 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %14 = tosa.reshape %13, %4 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %15 = tosa.reduce_max %14 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %16 = tosa.sub %14, %15 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %17 = tosa.exp %16 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %18 = tosa.reduce_sum %17 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %19 = tosa.reciprocal %18 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %20 = tosa.mul %17, %19, %5 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %21 = tosa.reshape %20, %6 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %22 = tosa.tile %arg2, %1 : (tensor<2x1x5x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x5x8xf32>
  %23 = tosa.reshape %22, %7 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %24 = tosa.matmul %21, %23, %3, %3 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %25 = tosa.reshape %24, %8 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %25 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @three_batch_dimensions
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<4x2x3x4x8xf32>, tensor<4x2x3x5x8xf32>, tensor<4x2x3x5x8xf32>)
// CHECK-SAME: {scale = 2.500000e-01 : f32, site = "attention.0"} -> tensor<4x2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @three_batch_dimensions(%arg0: tensor<4x2x3x4x8xf32>, %arg1:
    tensor<4x2x3x5x8xf32>, %arg2: tensor<4x2x3x5x8xf32>) ->
    tensor<4x2x3x4x8xf32> {
  %0 = tosa.const_shape  {values = dense<[24, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %1 = tosa.const_shape  {values = dense<[24, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %3 = tosa.const_shape  {values = dense<[4, 2, 3, 4, 5]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %4 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %5 = tosa.const_shape  {values = dense<[24, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %6 = tosa.const_shape  {values = dense<[24, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %7 = tosa.const_shape  {values = dense<[4, 2, 3, 4, 8]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %8 = "tosa.const"() <{values = dense<2.500000e-01> : tensor<1x1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1x1xf32>
  %9 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 2, 4, 3>} :
      (tensor<4x2x3x5x8xf32>) -> tensor<4x2x3x8x5xf32>
  %10 = tosa.reshape %arg0, %0 : (tensor<4x2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<24x4x8xf32>
  %11 = tosa.reshape %9, %1 : (tensor<4x2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<24x8x5xf32>
  %12 = tosa.matmul %10, %11, %2, %2 : (tensor<24x4x8xf32>, tensor<24x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<24x4x5xf32>
  %13 = tosa.reshape %12, %3 : (tensor<24x4x5xf32>, !tosa.shape<5>) ->
      tensor<4x2x3x4x5xf32>
  %14 = tosa.mul %13, %8, %4 : (tensor<4x2x3x4x5xf32>, tensor<1x1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<4x2x3x4x5xf32>
  %15 = tosa.reduce_max %14 {axis = 4 : i32} : (tensor<4x2x3x4x5xf32>) ->
      tensor<4x2x3x4x1xf32>
  %16 = tosa.sub %14, %15 : (tensor<4x2x3x4x5xf32>, tensor<4x2x3x4x1xf32>) ->
      tensor<4x2x3x4x5xf32>
  %17 = tosa.exp %16 : (tensor<4x2x3x4x5xf32>) -> tensor<4x2x3x4x5xf32>
  %18 = tosa.reduce_sum %17 {axis = 4 : i32} : (tensor<4x2x3x4x5xf32>) ->
      tensor<4x2x3x4x1xf32>
  %19 = tosa.reciprocal %18 : (tensor<4x2x3x4x1xf32>) -> tensor<4x2x3x4x1xf32>
  %20 = tosa.mul %17, %19, %4 : (tensor<4x2x3x4x5xf32>, tensor<4x2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<4x2x3x4x5xf32>
  %21 = tosa.reshape %20, %5 : (tensor<4x2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<24x4x5xf32>
  %22 = tosa.reshape %arg2, %6 : (tensor<4x2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<24x5x8xf32>
  %23 = tosa.matmul %21, %22, %2, %2 : (tensor<24x4x5xf32>, tensor<24x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<24x4x8xf32>
  %24 = tosa.reshape %23, %7 : (tensor<24x4x8xf32>, !tosa.shape<5>) ->
      tensor<4x2x3x4x8xf32>
  return %24 : tensor<4x2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @slices_of_one_product
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<6x5x8xf32>, tensor<6x5x8xf32>, tensor<6x5x8xf32>)
// CHECK-SAME: {scale = 0.353553385 : f32, site = "attention.0"} -> tensor<6x5x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @slices_of_one_product(%arg0: tensor<2x5x72xf32>) ->
    tensor<2x3x5x8xf32> {
  %0 = tosa.const_shape  {values = dense<[2, 5, 24]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %1 = tosa.const_shape  {values = dense<0> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = tosa.const_shape  {values = dense<[0, 0, 24]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %3 = tosa.const_shape  {values = dense<[0, 0, 48]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %4 = tosa.const_shape  {values = dense<[2, 5, 3, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %5 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %6 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %7 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %8 = tosa.const_shape  {values = dense<[2, 3, 5, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %9 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %10 = tosa.const_shape  {values = dense<[6, 5, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %11 = tosa.const_shape  {values = dense<[2, 3, 5, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %12 = "tosa.const"() <{values = dense<0.353553385> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %13 = tosa.slice %arg0, %1, %0 : (tensor<2x5x72xf32>, !tosa.shape<3>,
      !tosa.shape<3>) -> tensor<2x5x24xf32>
  %14 = tosa.slice %arg0, %2, %0 : (tensor<2x5x72xf32>, !tosa.shape<3>,
      !tosa.shape<3>) -> tensor<2x5x24xf32>
  %15 = tosa.slice %arg0, %3, %0 : (tensor<2x5x72xf32>, !tosa.shape<3>,
      !tosa.shape<3>) -> tensor<2x5x24xf32>
  %16 = tosa.reshape %13, %4 : (tensor<2x5x24xf32>, !tosa.shape<4>) ->
      tensor<2x5x3x8xf32>
  %17 = tosa.transpose %16 {perms = array<i32: 0, 2, 1, 3>} :
      (tensor<2x5x3x8xf32>) -> tensor<2x3x5x8xf32>
  %18 = tosa.reshape %14, %4 : (tensor<2x5x24xf32>, !tosa.shape<4>) ->
      tensor<2x5x3x8xf32>
  %19 = tosa.reshape %15, %4 : (tensor<2x5x24xf32>, !tosa.shape<4>) ->
      tensor<2x5x3x8xf32>
  %20 = tosa.transpose %19 {perms = array<i32: 0, 2, 1, 3>} :
      (tensor<2x5x3x8xf32>) -> tensor<2x3x5x8xf32>
  %21 = tosa.transpose %18 {perms = array<i32: 0, 2, 3, 1>} :
      (tensor<2x5x3x8xf32>) -> tensor<2x3x8x5xf32>
  %22 = tosa.reshape %17, %5 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %23 = tosa.reshape %21, %6 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %24 = tosa.matmul %22, %23, %7, %7 : (tensor<6x5x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x5x5xf32>
  %25 = tosa.reshape %24, %8 : (tensor<6x5x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x5x5xf32>
  %26 = tosa.mul %25, %12, %9 : (tensor<2x3x5x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x5x5xf32>
  %27 = tosa.reduce_max %26 {axis = 3 : i32} : (tensor<2x3x5x5xf32>) ->
      tensor<2x3x5x1xf32>
  %28 = tosa.sub %26, %27 : (tensor<2x3x5x5xf32>, tensor<2x3x5x1xf32>) ->
      tensor<2x3x5x5xf32>
  %29 = tosa.exp %28 : (tensor<2x3x5x5xf32>) -> tensor<2x3x5x5xf32>
  %30 = tosa.reduce_sum %29 {axis = 3 : i32} : (tensor<2x3x5x5xf32>) ->
      tensor<2x3x5x1xf32>
  %31 = tosa.reciprocal %30 : (tensor<2x3x5x1xf32>) -> tensor<2x3x5x1xf32>
  %32 = tosa.mul %29, %31, %9 : (tensor<2x3x5x5xf32>, tensor<2x3x5x1xf32>,
      tensor<1xi8>) -> tensor<2x3x5x5xf32>
  %33 = tosa.reshape %32, %10 : (tensor<2x3x5x5xf32>, !tosa.shape<3>) ->
      tensor<6x5x5xf32>
  %34 = tosa.reshape %20, %5 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %35 = tosa.matmul %33, %34, %7, %7 : (tensor<6x5x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x5x8xf32>
  %36 = tosa.reshape %35, %11 : (tensor<6x5x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x5x8xf32>
  return %36 : tensor<2x3x5x8xf32>
}

// -----

// CHECK-LABEL: func @transposed_second_product
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @transposed_second_product(%arg0: tensor<2x3x4x8xf32>, %arg1:
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
  %5 = tosa.const_shape  {values = dense<[6, 5, 4]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %6 = tosa.const_shape  {values = dense<[2, 3, 8, 4]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %7 = tosa.transpose %arg2 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
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
  %19 = tosa.transpose %18 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x4x5xf32>) -> tensor<2x3x5x4xf32>
  %20 = tosa.reshape %7, %1 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %21 = tosa.reshape %19, %5 : (tensor<2x3x5x4xf32>, !tosa.shape<3>) ->
      tensor<6x5x4xf32>
  %22 = tosa.matmul %20, %21, %2, %2 : (tensor<6x8x5xf32>, tensor<6x5x4xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x8x4xf32>
  %23 = tosa.reshape %22, %6 : (tensor<6x8x4xf32>, !tosa.shape<4>) ->
      tensor<2x3x8x4xf32>
  %24 = tosa.transpose %23 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x8x4xf32>) -> tensor<2x3x4x8xf32>
  return %24 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @concatenated_keys
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, {{%.*}}, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x10x8xf32>, tensor<2x3x10x8xf32>)
// CHECK-SAME: {site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @concatenated_keys(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x3x5x8xf32>,
    %arg4: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %0 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %1 = tosa.const_shape  {values = dense<[6, 8, 10]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %3 = tosa.const_shape  {values = dense<[2, 3, 4, 10]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %4 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %5 = tosa.const_shape  {values = dense<[6, 4, 10]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %6 = tosa.const_shape  {values = dense<[6, 10, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %7 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %8 = tosa.concat %arg2, %arg2 {axis = 2 : i32} : (tensor<2x3x5x8xf32>,
      tensor<2x3x5x8xf32>) -> tensor<2x3x10x8xf32>
  %9 = tosa.transpose %8 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x10x8xf32>) -> tensor<2x3x8x10xf32>
  %10 = tosa.reshape %arg0, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %11 = tosa.reshape %9, %1 : (tensor<2x3x8x10xf32>, !tosa.shape<3>) ->
      tensor<6x8x10xf32>
  %12 = tosa.matmul %10, %11, %2, %2 : (tensor<6x4x8xf32>, tensor<6x8x10xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x10xf32>
  %13 = tosa.reshape %12, %3 : (tensor<6x4x10xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x10xf32>
  %14 = tosa.reduce_max %13 {axis = 3 : i32} : (tensor<2x3x4x10xf32>) ->
      tensor<2x3x4x1xf32>
  %15 = tosa.sub %13, %14 : (tensor<2x3x4x10xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x10xf32>
  %16 = tosa.exp %15 : (tensor<2x3x4x10xf32>) -> tensor<2x3x4x10xf32>
  %17 = tosa.reduce_sum %16 {axis = 3 : i32} : (tensor<2x3x4x10xf32>) ->
      tensor<2x3x4x1xf32>
  %18 = tosa.reciprocal %17 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %19 = tosa.mul %16, %18, %4 : (tensor<2x3x4x10xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x10xf32>
  %20 = tosa.concat %arg4, %arg4 {axis = 2 : i32} : (tensor<2x3x5x8xf32>,
      tensor<2x3x5x8xf32>) -> tensor<2x3x10x8xf32>
  %21 = tosa.reshape %19, %5 : (tensor<2x3x4x10xf32>, !tosa.shape<3>) ->
      tensor<6x4x10xf32>
  %22 = tosa.reshape %20, %6 : (tensor<2x3x10x8xf32>, !tosa.shape<3>) ->
      tensor<6x10x8xf32>
  %23 = tosa.matmul %21, %22, %2, %2 : (tensor<6x4x10xf32>, tensor<6x10x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %24 = tosa.reshape %23, %7 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %24 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @multi_head_attention
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<6x4x8xf32>, tensor<6x4x8xf32>, tensor<6x4x8xf32>)
// CHECK-SAME: {scale = 0.353553355 : f32, site = "attention.0"} -> tensor<6x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @multi_head_attention(%arg0: tensor<4x2x24xf32>, %arg1:
    tensor<72x24xf32>, %arg2: tensor<72xf32>, %arg3: tensor<24x24xf32>, %arg4:
    tensor<24xf32>) -> tensor<4x2x24xf32> {
  %0 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<2x3x4x4xf32>}> :
      () -> tensor<2x3x4x4xf32>
  %1 = tosa.const_shape  {values = dense<[8, 24]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %2 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %3 = tosa.const_shape  {values = dense<[1, 8, 24]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %4 = tosa.const_shape  {values = dense<[1, 24, 72]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %5 = tosa.const_shape  {values = dense<[8, 72]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %6 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %7 = tosa.const_shape  {values = dense<[1, 72]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %8 = tosa.const_shape  {values = dense<[1, 4, 2, 3, 24]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %9 = tosa.const_shape  {values = dense<[3, 4, 2, 24]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %10 = tosa.const_shape  {values = dense<[1, 4, 2, 24]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %11 = tosa.const_shape  {values = dense<0> : tensor<4xindex>} : () ->
      !tosa.shape<4>
  %12 = tosa.const_shape  {values = dense<[4, 2, 24]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %13 = tosa.const_shape  {values = dense<[1, 0, 0, 0]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %14 = tosa.const_shape  {values = dense<[2, 0, 0, 0]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %15 = tosa.const_shape  {values = dense<[4, 6, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %16 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %17 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %18 = tosa.const_shape  {values = dense<[6, 8, 4]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %19 = tosa.const_shape  {values = dense<[2, 3, 4, 4]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %20 = tosa.const_shape  {values = dense<[6, 4, 4]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %21 = tosa.const_shape  {values = dense<[1, 24, 24]> : tensor<3xindex>} : ()
      -> !tosa.shape<3>
  %22 = tosa.const_shape  {values = dense<[1, 24]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %23 = "tosa.const"() <{values = dense<0.594603539> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %24 = "tosa.const"()
      <{values = dense<0xFFF0000000000000> : tensor<1x1x1x1xf64>}> : () ->
      tensor<1x1x1x1xf64>
  %25 = tosa.transpose %arg1 {perms = array<i32: 1, 0>} : (tensor<72x24xf32>) ->
      tensor<24x72xf32>
  %26 = tosa.reshape %arg0, %3 : (tensor<4x2x24xf32>, !tosa.shape<3>) ->
      tensor<1x8x24xf32>
  %27 = tosa.reshape %25, %4 : (tensor<24x72xf32>, !tosa.shape<3>) ->
      tensor<1x24x72xf32>
  %28 = tosa.matmul %26, %27, %2, %2 : (tensor<1x8x24xf32>, tensor<1x24x72xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<1x8x72xf32>
  %29 = tosa.reshape %28, %5 : (tensor<1x8x72xf32>, !tosa.shape<2>) ->
      tensor<8x72xf32>
  %30 = tosa.reshape %arg2, %7 : (tensor<72xf32>, !tosa.shape<2>) ->
      tensor<1x72xf32>
  %31 = tosa.add %29, %30 : (tensor<8x72xf32>, tensor<1x72xf32>) ->
      tensor<8x72xf32>
  %32 = tosa.reshape %31, %8 : (tensor<8x72xf32>, !tosa.shape<5>) ->
      tensor<1x4x2x3x24xf32>
  %33 = tosa.transpose %32 {perms = array<i32: 3, 1, 2, 0, 4>} :
      (tensor<1x4x2x3x24xf32>) -> tensor<3x4x2x1x24xf32>
  %34 = tosa.reshape %33, %9 : (tensor<3x4x2x1x24xf32>, !tosa.shape<4>) ->
      tensor<3x4x2x24xf32>
  %35 = tosa.slice %34, %11, %10 : (tensor<3x4x2x24xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<1x4x2x24xf32>
  %36 = tosa.slice %34, %13, %10 : (tensor<3x4x2x24xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<1x4x2x24xf32>
  %37 = tosa.slice %34, %14, %10 : (tensor<3x4x2x24xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<1x4x2x24xf32>
  %38 = tosa.reshape %35, %15 : (tensor<1x4x2x24xf32>, !tosa.shape<3>) ->
      tensor<4x6x8xf32>
  %39 = tosa.transpose %38 {perms = array<i32: 1, 0, 2>} : (tensor<4x6x8xf32>)
      -> tensor<6x4x8xf32>
  %40 = tosa.reshape %36, %15 : (tensor<1x4x2x24xf32>, !tosa.shape<3>) ->
      tensor<4x6x8xf32>
  %41 = tosa.transpose %40 {perms = array<i32: 1, 0, 2>} : (tensor<4x6x8xf32>)
      -> tensor<6x4x8xf32>
  %42 = tosa.reshape %37, %15 : (tensor<1x4x2x24xf32>, !tosa.shape<3>) ->
      tensor<4x6x8xf32>
  %43 = tosa.transpose %42 {perms = array<i32: 1, 0, 2>} : (tensor<4x6x8xf32>)
      -> tensor<6x4x8xf32>
  %44 = tosa.reshape %39, %16 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  %45 = tosa.reshape %41, %16 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  %46 = tosa.mul %44, %23, %6 : (tensor<2x3x4x8xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x8xf32>
  %47 = tosa.transpose %45 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x4x8xf32>) -> tensor<2x3x8x4xf32>
  %48 = tosa.mul %47, %23, %6 : (tensor<2x3x8x4xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x8x4xf32>
  %49 = tosa.reshape %46, %17 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %50 = tosa.reshape %48, %18 : (tensor<2x3x8x4xf32>, !tosa.shape<3>) ->
      tensor<6x8x4xf32>
  %51 = tosa.matmul %49, %50, %2, %2 : (tensor<6x4x8xf32>, tensor<6x8x4xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x4xf32>
  %52 = tosa.reshape %51, %19 : (tensor<6x4x4xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x4xf32>
  %53 = tosa.reduce_max %52 {axis = 3 : i32} : (tensor<2x3x4x4xf32>) ->
      tensor<2x3x4x1xf32>
  %54 = tosa.sub %52, %53 : (tensor<2x3x4x4xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x4xf32>
  %55 = tosa.exp %54 : (tensor<2x3x4x4xf32>) -> tensor<2x3x4x4xf32>
  %56 = tosa.reduce_sum %55 {axis = 3 : i32} : (tensor<2x3x4x4xf32>) ->
      tensor<2x3x4x1xf32>
  %57 = tosa.reciprocal %56 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %58 = tosa.mul %55, %57, %6 : (tensor<2x3x4x4xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x4xf32>
  %59 = tosa.cast %52 : (tensor<2x3x4x4xf32>) -> tensor<2x3x4x4xf64>
  %60 = tosa.equal %59, %24 : (tensor<2x3x4x4xf64>, tensor<1x1x1x1xf64>) ->
      tensor<2x3x4x4xi1>
  %61 = tosa.reduce_all %60 {axis = 3 : i32} : (tensor<2x3x4x4xi1>) ->
      tensor<2x3x4x1xi1>
  %62 = tosa.select %61, %0, %58 : (tensor<2x3x4x1xi1>, tensor<2x3x4x4xf32>,
      tensor<2x3x4x4xf32>) -> tensor<2x3x4x4xf32>
  %63 = tosa.reshape %62, %20 : (tensor<2x3x4x4xf32>, !tosa.shape<3>) ->
      tensor<6x4x4xf32>
  %64 = tosa.matmul %63, %43, %2, %2 : (tensor<6x4x4xf32>, tensor<6x4x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %65 = tosa.reshape %64, %16 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  %66 = tosa.transpose %65 {perms = array<i32: 2, 0, 1, 3>} :
      (tensor<2x3x4x8xf32>) -> tensor<4x2x3x8xf32>
  %67 = tosa.transpose %arg3 {perms = array<i32: 1, 0>} : (tensor<24x24xf32>) ->
      tensor<24x24xf32>
  %68 = tosa.reshape %66, %3 : (tensor<4x2x3x8xf32>, !tosa.shape<3>) ->
      tensor<1x8x24xf32>
  %69 = tosa.reshape %67, %21 : (tensor<24x24xf32>, !tosa.shape<3>) ->
      tensor<1x24x24xf32>
  %70 = tosa.matmul %68, %69, %2, %2 : (tensor<1x8x24xf32>, tensor<1x24x24xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<1x8x24xf32>
  %71 = tosa.reshape %70, %1 : (tensor<1x8x24xf32>, !tosa.shape<2>) ->
      tensor<8x24xf32>
  %72 = tosa.reshape %arg4, %22 : (tensor<24xf32>, !tosa.shape<2>) ->
      tensor<1x24xf32>
  %73 = tosa.add %71, %72 : (tensor<8x24xf32>, tensor<1x24xf32>) ->
      tensor<8x24xf32>
  %74 = tosa.reshape %73, %12 : (tensor<8x24xf32>, !tosa.shape<3>) ->
      tensor<4x2x24xf32>
  return %74 : tensor<4x2x24xf32>
}

// -----

// One learned query for all.
// CHECK-LABEL: func @attention_pooling
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, %arg0 : tensor<2x1x8xf32>, tensor<2x5x8xf32>, tensor<2x5x8xf32>)
// CHECK-SAME: {site = "attention.0"} -> tensor<2x1x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @attention_pooling(%arg0: tensor<2x5x8xf32>, %arg1: tensor<8x8xf32>,
    %arg2: tensor<8xf32>) -> tensor<2x8xf32> {
  %0 = tosa.const_shape  {values = dense<[10, 8]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %1 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %2 = tosa.const_shape  {values = dense<[1, 10, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %3 = tosa.const_shape  {values = dense<[1, 8, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %4 = tosa.const_shape  {values = dense<[2, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %5 = tosa.const_shape  {values = dense<[1, 8]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %6 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %7 = tosa.const_shape  {values = dense<[2, 5]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %8 = tosa.const_shape  {values = dense<[2, 5, 1]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %9 = tosa.const_shape  {values = dense<[2, 8]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %10 = tosa.reshape %arg0, %2 : (tensor<2x5x8xf32>, !tosa.shape<3>) ->
      tensor<1x10x8xf32>
  %11 = tosa.reshape %arg1, %3 : (tensor<8x8xf32>, !tosa.shape<3>) ->
      tensor<1x8x8xf32>
  %12 = tosa.matmul %10, %11, %1, %1 : (tensor<1x10x8xf32>, tensor<1x8x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<1x10x8xf32>
  %13 = tosa.reshape %12, %4 : (tensor<1x10x8xf32>, !tosa.shape<3>) ->
      tensor<2x5x8xf32>
  %14 = tosa.tanh %13 : (tensor<2x5x8xf32>) -> tensor<2x5x8xf32>
  %15 = tosa.reshape %14, %0 : (tensor<2x5x8xf32>, !tosa.shape<2>) ->
      tensor<10x8xf32>
  %16 = tosa.reshape %arg2, %5 : (tensor<8xf32>, !tosa.shape<2>) ->
      tensor<1x8xf32>
  %17 = tosa.mul %15, %16, %6 : (tensor<10x8xf32>, tensor<1x8xf32>,
      tensor<1xi8>) -> tensor<10x8xf32>
  %18 = tosa.reduce_sum %17 {axis = 1 : i32} : (tensor<10x8xf32>) ->
      tensor<10x1xf32>
  %19 = tosa.reshape %18, %7 : (tensor<10x1xf32>, !tosa.shape<2>) ->
      tensor<2x5xf32>
  %20 = tosa.reduce_max %19 {axis = 1 : i32} : (tensor<2x5xf32>) ->
      tensor<2x1xf32>
  %21 = tosa.sub %19, %20 : (tensor<2x5xf32>, tensor<2x1xf32>) ->
      tensor<2x5xf32>
  %22 = tosa.exp %21 : (tensor<2x5xf32>) -> tensor<2x5xf32>
  %23 = tosa.reduce_sum %22 {axis = 1 : i32} : (tensor<2x5xf32>) ->
      tensor<2x1xf32>
  %24 = tosa.reciprocal %23 : (tensor<2x1xf32>) -> tensor<2x1xf32>
  %25 = tosa.mul %22, %24, %6 : (tensor<2x5xf32>, tensor<2x1xf32>, tensor<1xi8>)
      -> tensor<2x5xf32>
  %26 = tosa.reshape %25, %8 : (tensor<2x5xf32>, !tosa.shape<3>) ->
      tensor<2x5x1xf32>
  %27 = tosa.mul %26, %arg0, %6 : (tensor<2x5x1xf32>, tensor<2x5x8xf32>,
      tensor<1xi8>) -> tensor<2x5x8xf32>
  %28 = tosa.reduce_sum %27 {axis = 1 : i32} : (tensor<2x5x8xf32>) ->
      tensor<2x1x8xf32>
  %29 = tosa.reshape %28, %9 : (tensor<2x1x8xf32>, !tosa.shape<2>) ->
      tensor<2x8xf32>
  return %29 : tensor<2x8xf32>
}

// -----

// The keys are rows and columns of an image: maximum and sum go along one axis
// after the other.
// CHECK-LABEL: func @keys_of_an_image
// CHECK-NOT: tosa.exp
// CHECK: a3.attention ins(
// CHECK-NOT: tosa.exp
// CHECK: return
func.func @keys_of_an_image(%arg0: tensor<2x4x8xf32>, %arg1:
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
  %11 = tosa.reduce_max %10 {axis = 2 : i32} : (tensor<2x4x2x1xf32>) ->
      tensor<2x4x1x1xf32>
  %12 = tosa.sub %9, %11 : (tensor<2x4x2x3xf32>, tensor<2x4x1x1xf32>) ->
      tensor<2x4x2x3xf32>
  %13 = tosa.exp %12 : (tensor<2x4x2x3xf32>) -> tensor<2x4x2x3xf32>
  %14 = tosa.reduce_sum %13 {axis = 3 : i32} : (tensor<2x4x2x3xf32>) ->
      tensor<2x4x2x1xf32>
  %15 = tosa.reduce_sum %14 {axis = 2 : i32} : (tensor<2x4x2x1xf32>) ->
      tensor<2x4x1x1xf32>
  %16 = tosa.reciprocal %15 : (tensor<2x4x1x1xf32>) -> tensor<2x4x1x1xf32>
  %17 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %18 = tosa.mul %13, %16, %17 : (tensor<2x4x2x3xf32>, tensor<2x4x1x1xf32>,
      tensor<1xi8>) -> tensor<2x4x2x3xf32>
  %19 = tosa.const_shape {values = dense<[2, 4, 6]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %20 = tosa.reshape %18, %19 : (tensor<2x4x2x3xf32>, !tosa.shape<3>) ->
      tensor<2x4x6xf32>
  %21 = tosa.const_shape {values = dense<[2, 6, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %22 = tosa.reshape %arg2, %21 : (tensor<2x2x3x8xf32>, !tosa.shape<3>) ->
      tensor<2x6x8xf32>
  %23 = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %24 = tosa.matmul %20, %22, %23, %23 : (tensor<2x4x6xf32>, tensor<2x6x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x8xf32>
  return %24 : tensor<2x4x8xf32>
}
