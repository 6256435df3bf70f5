// RUN: a3-opt %s --split-input-file --a3-raise-attention --canonicalize --cse --mlir-print-local-scope | FileCheck %s
// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-verify-raised

// Keys and values that are put together of several tensors, in TOSA.

// CHECK-LABEL: func @static_cache
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, {{%.*}}, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @static_cache(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x3x1x8xf32>, %arg4:
    tensor<2x3x1x8xf32>) -> tensor<2x3x4x8xf32> {
  %0 = "tosa.const"() <{values = dense<[[120, 40, 8, 1]]> : tensor<1x4xi32>}> :
      () -> tensor<1x4xi32>
  %1 = "tosa.const"()
      <{values = dense<[[[[[0], [0], [0], [0], [0], [0], [0], [0]]], [[[0], [0],
      [0], [0], [0], [0], [0], [0]]], [[[0], [0], [0], [0], [0], [0], [0],
      [0]]]], [[[[1], [1], [1], [1], [1], [1], [1], [1]]], [[[1], [1], [1], [1],
      [1], [1], [1], [1]]], [[[1], [1], [1], [1], [1], [1], [1],
      [1]]]]]> : tensor<2x3x1x8x1xi32>}> : () -> tensor<2x3x1x8x1xi32>
  %2 = "tosa.const"()
      <{values = dense<[[[[[0], [0], [0], [0], [0], [0], [0], [0]]], [[[1], [1],
      [1], [1], [1], [1], [1], [1]]], [[[2], [2], [2], [2], [2], [2], [2],
      [2]]]], [[[[0], [0], [0], [0], [0], [0], [0], [0]]], [[[1], [1], [1], [1],
      [1], [1], [1], [1]]], [[[2], [2], [2], [2], [2], [2], [2],
      [2]]]]]> : tensor<2x3x1x8x1xi32>}> : () -> tensor<2x3x1x8x1xi32>
  %3 = "tosa.const"()
      <{values = dense<[[[[[0], [1], [2], [3], [4], [5], [6], [7]]], [[[0], [1],
      [2], [3], [4], [5], [6], [7]]], [[[0], [1], [2], [3], [4], [5], [6],
      [7]]]], [[[[0], [1], [2], [3], [4], [5], [6], [7]]], [[[0], [1], [2], [3],
      [4], [5], [6], [7]]], [[[0], [1], [2], [3], [4], [5], [6],
      [7]]]]]> : tensor<2x3x1x8x1xi32>}> : () -> tensor<2x3x1x8x1xi32>
  %4 = tosa.const_shape  {values = dense<[1, 48, 1]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %5 = tosa.const_shape  {values = dense<[1, 240, 1]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %6 = tosa.const_shape  {values = dense<[48, 4]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %7 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %8 = tosa.const_shape  {values = dense<[1, 48]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %9 = tosa.const_shape  {values = dense<[2, 3, 5, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %10 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %11 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %12 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %13 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %14 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %15 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %16 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %17 = "tosa.const"() <{values = dense<2> : tensor<2x3x1x8x1xi32>}> : () ->
      tensor<2x3x1x8x1xi32>
  %18 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %19 = tosa.concat %1, %2, %17, %3 {axis = 4 : i32} : (tensor<2x3x1x8x1xi32>,
      tensor<2x3x1x8x1xi32>, tensor<2x3x1x8x1xi32>, tensor<2x3x1x8x1xi32>) ->
      tensor<2x3x1x8x4xi32>
  %20 = tosa.reshape %arg3, %4 : (tensor<2x3x1x8xf32>, !tosa.shape<3>) ->
      tensor<1x48x1xf32>
  %21 = tosa.reshape %arg1, %5 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<1x240x1xf32>
  %22 = tosa.reshape %19, %6 : (tensor<2x3x1x8x4xi32>, !tosa.shape<2>) ->
      tensor<48x4xi32>
  %23 = tosa.mul %22, %0, %7 : (tensor<48x4xi32>, tensor<1x4xi32>, tensor<1xi8>)
      -> tensor<48x4xi32>
  %24 = tosa.reduce_sum %23 {axis = 1 : i32} : (tensor<48x4xi32>) ->
      tensor<48x1xi32>
  %25 = tosa.reshape %24, %8 : (tensor<48x1xi32>, !tosa.shape<2>) ->
      tensor<1x48xi32>
  %26 = tosa.scatter %21, %25, %20 : (tensor<1x240x1xf32>, tensor<1x48xi32>,
      tensor<1x48x1xf32>) -> tensor<1x240x1xf32>
  %27 = tosa.reshape %26, %9 : (tensor<1x240x1xf32>, !tosa.shape<4>) ->
      tensor<2x3x5x8xf32>
  %28 = tosa.transpose %27 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %29 = tosa.reshape %arg0, %10 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %30 = tosa.reshape %28, %11 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %31 = tosa.matmul %29, %30, %12, %12 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %32 = tosa.reshape %31, %13 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %33 = tosa.mul %32, %18, %7 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %34 = tosa.reduce_max %33 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %35 = tosa.sub %33, %34 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %36 = tosa.exp %35 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %37 = tosa.reduce_sum %36 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %38 = tosa.reciprocal %37 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %39 = tosa.mul %36, %38, %7 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %40 = tosa.reshape %arg4, %4 : (tensor<2x3x1x8xf32>, !tosa.shape<3>) ->
      tensor<1x48x1xf32>
  %41 = tosa.reshape %arg2, %5 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<1x240x1xf32>
  %42 = tosa.scatter %41, %25, %40 : (tensor<1x240x1xf32>, tensor<1x48xi32>,
      tensor<1x48x1xf32>) -> tensor<1x240x1xf32>
  %43 = tosa.reshape %39, %14 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %44 = tosa.reshape %42, %15 : (tensor<1x240x1xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %45 = tosa.matmul %43, %44, %12, %12 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %46 = tosa.reshape %45, %16 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %46 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @rolling_cache
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, {{%.*}}, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @rolling_cache(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x3x1x8xf32>, %arg4:
    tensor<2x3x1x8xf32>) -> tensor<2x3x4x8xf32> {
  %0 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %1 = tosa.const_shape  {values = dense<[0, 0, 1, 0]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
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
  %9 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %10 = tosa.slice %arg1, %1, %0 : (tensor<2x3x5x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x3x4x8xf32>
  %11 = tosa.concat %10, %arg3 {axis = 2 : i32} : (tensor<2x3x4x8xf32>,
      tensor<2x3x1x8xf32>) -> tensor<2x3x5x8xf32>
  %12 = tosa.transpose %11 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %13 = tosa.reshape %arg0, %2 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %14 = tosa.reshape %12, %3 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %15 = tosa.matmul %13, %14, %4, %4 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %16 = tosa.reshape %15, %5 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %17 = tosa.mul %16, %9, %6 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %18 = tosa.reduce_max %17 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %19 = tosa.sub %17, %18 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %20 = tosa.exp %19 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %21 = tosa.reduce_sum %20 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %22 = tosa.reciprocal %21 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %23 = tosa.mul %20, %22, %6 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %24 = tosa.slice %arg2, %1, %0 : (tensor<2x3x5x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x3x4x8xf32>
  %25 = tosa.concat %24, %arg4 {axis = 2 : i32} : (tensor<2x3x4x8xf32>,
      tensor<2x3x1x8xf32>) -> tensor<2x3x5x8xf32>
  %26 = tosa.reshape %23, %7 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %27 = tosa.reshape %25, %8 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %28 = tosa.matmul %26, %27, %4, %4 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %29 = tosa.reshape %28, %0 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %29 : tensor<2x3x4x8xf32>
}

// -----

// A learned row and a row of zeros, as nn.MultiheadAttention adds them.
// CHECK-LABEL: func @extra_keys
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, {{%.*}}, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x7x8xf32>, tensor<2x3x7x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @extra_keys(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<1x3x1x8xf32>, %arg4:
    tensor<1x3x1x8xf32>) -> tensor<2x3x4x8xf32> {
  %0 = tosa.const_shape  {values = dense<[2, 1, 1, 1]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %1 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = tosa.const_shape  {values = dense<[6, 8, 7]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %3 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %4 = tosa.const_shape  {values = dense<[2, 3, 4, 7]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %5 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %6 = tosa.const_shape  {values = dense<[6, 4, 7]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %7 = tosa.const_shape  {values = dense<[6, 7, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %8 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %cst = arith.constant dense<0.000000e+00> : tensor<2x3x1x8xf32>
  %9 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %10 = tosa.tile %arg3, %0 : (tensor<1x3x1x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x1x8xf32>
  %11 = tosa.concat %arg1, %10, %cst {axis = 2 : i32} : (tensor<2x3x5x8xf32>,
      tensor<2x3x1x8xf32>, tensor<2x3x1x8xf32>) -> tensor<2x3x7x8xf32>
  %12 = tosa.transpose %11 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x7x8xf32>) -> tensor<2x3x8x7xf32>
  %13 = tosa.reshape %arg0, %1 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %14 = tosa.reshape %12, %2 : (tensor<2x3x8x7xf32>, !tosa.shape<3>) ->
      tensor<6x8x7xf32>
  %15 = tosa.matmul %13, %14, %3, %3 : (tensor<6x4x8xf32>, tensor<6x8x7xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x7xf32>
  %16 = tosa.reshape %15, %4 : (tensor<6x4x7xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x7xf32>
  %17 = tosa.mul %16, %9, %5 : (tensor<2x3x4x7xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x7xf32>
  %18 = tosa.reduce_max %17 {axis = 3 : i32} : (tensor<2x3x4x7xf32>) ->
      tensor<2x3x4x1xf32>
  %19 = tosa.sub %17, %18 : (tensor<2x3x4x7xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x7xf32>
  %20 = tosa.exp %19 : (tensor<2x3x4x7xf32>) -> tensor<2x3x4x7xf32>
  %21 = tosa.reduce_sum %20 {axis = 3 : i32} : (tensor<2x3x4x7xf32>) ->
      tensor<2x3x4x1xf32>
  %22 = tosa.reciprocal %21 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %23 = tosa.mul %20, %22, %5 : (tensor<2x3x4x7xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x7xf32>
  %24 = tosa.tile %arg4, %0 : (tensor<1x3x1x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x1x8xf32>
  %25 = tosa.concat %arg2, %24, %cst {axis = 2 : i32} : (tensor<2x3x5x8xf32>,
      tensor<2x3x1x8xf32>, tensor<2x3x1x8xf32>) -> tensor<2x3x7x8xf32>
  %26 = tosa.reshape %23, %6 : (tensor<2x3x4x7xf32>, !tosa.shape<3>) ->
      tensor<6x4x7xf32>
  %27 = tosa.reshape %25, %7 : (tensor<2x3x7x8xf32>, !tosa.shape<3>) ->
      tensor<6x7x8xf32>
  %28 = tosa.matmul %26, %27, %3, %3 : (tensor<6x4x7xf32>, tensor<6x7x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %29 = tosa.reshape %28, %8 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %29 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @cache_by_position
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, {{%.*}}, {{%.*}} : tensor<2x3x1x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<1x1x1x5xi1>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x1x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @cache_by_position(%arg0: tensor<2x3x1x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x3x1x8xf32>,
    %arg4: tensor<2x3x1x8xf32>, %arg5: tensor<1xi64>) -> tensor<2x3x1x8xf32> {
  %0 = "tosa.const"() <{values = dense<[0, 1, 2, 3, 4]> : tensor<5xi64>}> : ()
      -> tensor<5xi64>
  %1 = tosa.const_shape  {values = dense<[1, 1, 5, 1]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %2 = tosa.const_shape  {values = dense<[6, 1, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %3 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %4 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %5 = tosa.const_shape  {values = dense<[2, 3, 1, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %6 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %7 = tosa.const_shape  {values = dense<[1, 1, 1, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %8 = tosa.const_shape  {values = dense<[6, 1, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %9 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %10 = tosa.const_shape  {values = dense<[2, 3, 1, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %11 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %12 = "tosa.const"() <{values = dense<0xFF800000> : tensor<1x1x1x1xf32>}> : ()
      -> tensor<1x1x1x1xf32>
  %13 = tosa.equal %arg5, %0 : (tensor<1xi64>, tensor<5xi64>) -> tensor<5xi1>
  %14 = tosa.reshape %13, %1 : (tensor<5xi1>, !tosa.shape<4>) ->
      tensor<1x1x5x1xi1>
  %15 = tosa.select %14, %arg3, %arg1 : (tensor<1x1x5x1xi1>,
      tensor<2x3x1x8xf32>, tensor<2x3x5x8xf32>) -> tensor<2x3x5x8xf32>
  %16 = tosa.transpose %15 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %17 = tosa.reshape %arg0, %2 : (tensor<2x3x1x8xf32>, !tosa.shape<3>) ->
      tensor<6x1x8xf32>
  %18 = tosa.reshape %16, %3 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %19 = tosa.matmul %17, %18, %4, %4 : (tensor<6x1x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x1x5xf32>
  %20 = tosa.reshape %19, %5 : (tensor<6x1x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x1x5xf32>
  %21 = tosa.mul %20, %11, %6 : (tensor<2x3x1x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x1x5xf32>
  %22 = tosa.greater %0, %arg5 : (tensor<5xi64>, tensor<1xi64>) -> tensor<5xi1>
  %23 = tosa.reshape %22, %7 : (tensor<5xi1>, !tosa.shape<4>) ->
      tensor<1x1x1x5xi1>
  %24 = tosa.select %23, %12, %21 : (tensor<1x1x1x5xi1>, tensor<1x1x1x1xf32>,
      tensor<2x3x1x5xf32>) -> tensor<2x3x1x5xf32>
  %25 = tosa.reduce_max %24 {axis = 3 : i32} : (tensor<2x3x1x5xf32>) ->
      tensor<2x3x1x1xf32>
  %26 = tosa.sub %24, %25 : (tensor<2x3x1x5xf32>, tensor<2x3x1x1xf32>) ->
      tensor<2x3x1x5xf32>
  %27 = tosa.exp %26 : (tensor<2x3x1x5xf32>) -> tensor<2x3x1x5xf32>
  %28 = tosa.reduce_sum %27 {axis = 3 : i32} : (tensor<2x3x1x5xf32>) ->
      tensor<2x3x1x1xf32>
  %29 = tosa.reciprocal %28 : (tensor<2x3x1x1xf32>) -> tensor<2x3x1x1xf32>
  %30 = tosa.mul %27, %29, %6 : (tensor<2x3x1x5xf32>, tensor<2x3x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x1x5xf32>
  %31 = tosa.select %14, %arg4, %arg2 : (tensor<1x1x5x1xi1>,
      tensor<2x3x1x8xf32>, tensor<2x3x5x8xf32>) -> tensor<2x3x5x8xf32>
  %32 = tosa.reshape %30, %8 : (tensor<2x3x1x5xf32>, !tosa.shape<3>) ->
      tensor<6x1x5xf32>
  %33 = tosa.reshape %31, %9 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %34 = tosa.matmul %32, %33, %4, %4 : (tensor<6x1x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x1x8xf32>
  %35 = tosa.reshape %34, %10 : (tensor<6x1x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x1x8xf32>
  return %35 : tensor<2x3x1x8xf32>
}
