// RUN: a3-opt %s --split-input-file --a3-raise-attention --canonicalize --cse --mlir-print-local-scope | FileCheck %s
// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-verify-raised

// One attention computed in parts that are concatenated, in TOSA.

// Scores of two sets of keys, and a product for the weights of each.
// CHECK-LABEL: func @keys_in_two_parts
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, {{%.*}}, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x11x8xf32>, tensor<2x3x11x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @keys_in_two_parts(%arg0: tensor<2x3x4x8xf32>, %arg1:
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
  %7 = tosa.const_shape  {values = dense<0> : tensor<4xindex>} : () ->
      !tosa.shape<4>
  %8 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %9 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %10 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %11 = tosa.const_shape  {values = dense<[0, 0, 0, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %12 = tosa.const_shape  {values = dense<[6, 4, 6]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %13 = tosa.const_shape  {values = dense<[6, 6, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %14 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %15 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %16 = tosa.reshape %arg0, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %17 = tosa.reshape %15, %1 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %18 = tosa.matmul %16, %17, %2, %2 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %19 = tosa.reshape %18, %3 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %20 = tosa.mul %19, %14, %4 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %21 = tosa.transpose %arg3 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x6x8xf32>) -> tensor<2x3x8x6xf32>
  %22 = tosa.reshape %21, %5 : (tensor<2x3x8x6xf32>, !tosa.shape<3>) ->
      tensor<6x8x6xf32>
  %23 = tosa.matmul %16, %22, %2, %2 : (tensor<6x4x8xf32>, tensor<6x8x6xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x6xf32>
  %24 = tosa.reshape %23, %6 : (tensor<6x4x6xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x6xf32>
  %25 = tosa.mul %24, %14, %4 : (tensor<2x3x4x6xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x6xf32>
  %26 = tosa.concat %20, %25 {axis = 3 : i32} : (tensor<2x3x4x5xf32>,
      tensor<2x3x4x6xf32>) -> tensor<2x3x4x11xf32>
  %27 = tosa.reduce_max %26 {axis = 3 : i32} : (tensor<2x3x4x11xf32>) ->
      tensor<2x3x4x1xf32>
  %28 = tosa.sub %26, %27 : (tensor<2x3x4x11xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x11xf32>
  %29 = tosa.exp %28 : (tensor<2x3x4x11xf32>) -> tensor<2x3x4x11xf32>
  %30 = tosa.reduce_sum %29 {axis = 3 : i32} : (tensor<2x3x4x11xf32>) ->
      tensor<2x3x4x1xf32>
  %31 = tosa.reciprocal %30 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %32 = tosa.mul %29, %31, %4 : (tensor<2x3x4x11xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x11xf32>
  %33 = tosa.slice %32, %7, %3 : (tensor<2x3x4x11xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x3x4x5xf32>
  %34 = tosa.reshape %33, %8 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %35 = tosa.reshape %arg2, %9 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %36 = tosa.matmul %34, %35, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %37 = tosa.reshape %36, %10 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  %38 = tosa.slice %32, %11, %6 : (tensor<2x3x4x11xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x3x4x6xf32>
  %39 = tosa.reshape %38, %12 : (tensor<2x3x4x6xf32>, !tosa.shape<3>) ->
      tensor<6x4x6xf32>
  %40 = tosa.reshape %arg4, %13 : (tensor<2x3x6x8xf32>, !tosa.shape<3>) ->
      tensor<6x6x8xf32>
  %41 = tosa.matmul %39, %40, %2, %2 : (tensor<6x4x6xf32>, tensor<6x6x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %42 = tosa.reshape %41, %10 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  %43 = tosa.add %37, %42 : (tensor<2x3x4x8xf32>, tensor<2x3x4x8xf32>) ->
      tensor<2x3x4x8xf32>
  return %43 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @queries_in_halves
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @queries_in_halves(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %0 = tosa.const_shape  {values = dense<[2, 3, 3, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %1 = tosa.const_shape  {values = dense<0> : tensor<4xindex>} : () ->
      !tosa.shape<4>
  %2 = tosa.const_shape  {values = dense<[6, 3, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %3 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %4 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %5 = tosa.const_shape  {values = dense<[2, 3, 3, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %6 = tosa.const_shape  {values = dense<[2, 3, 1, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %7 = tosa.const_shape  {values = dense<[0, 0, 3, 0]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %8 = tosa.const_shape  {values = dense<[6, 1, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %9 = tosa.const_shape  {values = dense<[2, 3, 1, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %10 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %11 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %12 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %13 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %14 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %15 = tosa.slice %arg0, %1, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x3x3x8xf32>
  %16 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %17 = tosa.reshape %15, %2 : (tensor<2x3x3x8xf32>, !tosa.shape<3>) ->
      tensor<6x3x8xf32>
  %18 = tosa.reshape %16, %3 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %19 = tosa.matmul %17, %18, %4, %4 : (tensor<6x3x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x3x5xf32>
  %20 = tosa.reshape %19, %5 : (tensor<6x3x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x3x5xf32>
  %21 = tosa.slice %arg0, %7, %6 : (tensor<2x3x4x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x3x1x8xf32>
  %22 = tosa.reshape %21, %8 : (tensor<2x3x1x8xf32>, !tosa.shape<3>) ->
      tensor<6x1x8xf32>
  %23 = tosa.matmul %22, %18, %4, %4 : (tensor<6x1x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x1x5xf32>
  %24 = tosa.reshape %23, %9 : (tensor<6x1x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x1x5xf32>
  %25 = tosa.concat %20, %24 {axis = 2 : i32} : (tensor<2x3x3x5xf32>,
      tensor<2x3x1x5xf32>) -> tensor<2x3x4x5xf32>
  %26 = tosa.mul %25, %14, %10 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %27 = tosa.reduce_max %26 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %28 = tosa.sub %26, %27 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %29 = tosa.exp %28 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %30 = tosa.reduce_sum %29 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %31 = tosa.reciprocal %30 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %32 = tosa.mul %29, %31, %10 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %33 = tosa.reshape %32, %11 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %34 = tosa.reshape %arg2, %12 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %35 = tosa.matmul %33, %34, %4, %4 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %36 = tosa.reshape %35, %13 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %36 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @queries_one_by_one
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @queries_one_by_one(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %0 = tosa.const_shape  {values = dense<[2, 3, 1, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %1 = tosa.const_shape  {values = dense<0> : tensor<4xindex>} : () ->
      !tosa.shape<4>
  %2 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %3 = tosa.const_shape  {values = dense<[6, 8, 1]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %4 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %5 = tosa.const_shape  {values = dense<[2, 3, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %6 = tosa.const_shape  {values = dense<[0, 0, 1, 0]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %7 = tosa.const_shape  {values = dense<[0, 0, 2, 0]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %8 = tosa.const_shape  {values = dense<[0, 0, 3, 0]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %9 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %10 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %11 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %12 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %13 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %14 = tosa.slice %arg0, %1, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x3x1x8xf32>
  %15 = tosa.reshape %arg1, %2 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %16 = tosa.reshape %14, %3 : (tensor<2x3x1x8xf32>, !tosa.shape<3>) ->
      tensor<6x8x1xf32>
  %17 = tosa.matmul %15, %16, %4, %4 : (tensor<6x5x8xf32>, tensor<6x8x1xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x5x1xf32>
  %18 = tosa.reshape %17, %5 : (tensor<6x5x1xf32>, !tosa.shape<3>) ->
      tensor<2x3x5xf32>
  %19 = tosa.slice %arg0, %6, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x3x1x8xf32>
  %20 = tosa.reshape %19, %3 : (tensor<2x3x1x8xf32>, !tosa.shape<3>) ->
      tensor<6x8x1xf32>
  %21 = tosa.matmul %15, %20, %4, %4 : (tensor<6x5x8xf32>, tensor<6x8x1xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x5x1xf32>
  %22 = tosa.reshape %21, %5 : (tensor<6x5x1xf32>, !tosa.shape<3>) ->
      tensor<2x3x5xf32>
  %23 = tosa.slice %arg0, %7, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x3x1x8xf32>
  %24 = tosa.reshape %23, %3 : (tensor<2x3x1x8xf32>, !tosa.shape<3>) ->
      tensor<6x8x1xf32>
  %25 = tosa.matmul %15, %24, %4, %4 : (tensor<6x5x8xf32>, tensor<6x8x1xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x5x1xf32>
  %26 = tosa.reshape %25, %5 : (tensor<6x5x1xf32>, !tosa.shape<3>) ->
      tensor<2x3x5xf32>
  %27 = tosa.slice %arg0, %8, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x3x1x8xf32>
  %28 = tosa.reshape %27, %3 : (tensor<2x3x1x8xf32>, !tosa.shape<3>) ->
      tensor<6x8x1xf32>
  %29 = tosa.matmul %15, %28, %4, %4 : (tensor<6x5x8xf32>, tensor<6x8x1xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x5x1xf32>
  %30 = tosa.reshape %29, %5 : (tensor<6x5x1xf32>, !tosa.shape<3>) ->
      tensor<2x3x5xf32>
  %31 = tosa.concat %18, %22, %26, %30 {axis = 2 : i32} : (tensor<2x3x5xf32>,
      tensor<2x3x5xf32>, tensor<2x3x5xf32>, tensor<2x3x5xf32>) ->
      tensor<2x3x20xf32>
  %32 = tosa.reshape %31, %9 : (tensor<2x3x20xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %33 = tosa.mul %32, %13, %10 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %34 = tosa.reduce_max %33 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %35 = tosa.sub %33, %34 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %36 = tosa.exp %35 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %37 = tosa.reduce_sum %36 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %38 = tosa.reciprocal %37 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %39 = tosa.mul %36, %38, %10 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %40 = tosa.reshape %39, %11 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %41 = tosa.reshape %arg2, %2 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %42 = tosa.matmul %40, %41, %4, %4 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %43 = tosa.reshape %42, %12 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %43 : tensor<2x3x4x8xf32>
}

// -----

// Two second products of the same weights.
// CHECK-LABEL: func @columns_in_halves
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x3xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.1"} -> tensor<2x3x4x3xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x5xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x5xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @columns_in_halves(%arg0: tensor<2x3x4x8xf32>, %arg1:
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
  %5 = tosa.const_shape  {values = dense<[2, 3, 5, 3]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %6 = tosa.const_shape  {values = dense<0> : tensor<4xindex>} : () ->
      !tosa.shape<4>
  %7 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %8 = tosa.const_shape  {values = dense<[6, 5, 3]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %9 = tosa.const_shape  {values = dense<[2, 3, 4, 3]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %10 = tosa.const_shape  {values = dense<[2, 3, 5, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %11 = tosa.const_shape  {values = dense<[0, 0, 0, 3]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %12 = tosa.const_shape  {values = dense<[6, 5, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %13 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
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
  %19 = tosa.mul %18, %13, %4 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %20 = tosa.reduce_max %19 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %21 = tosa.sub %19, %20 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %22 = tosa.exp %21 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %23 = tosa.reduce_sum %22 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %24 = tosa.reciprocal %23 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %25 = tosa.mul %22, %24, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %26 = tosa.slice %arg2, %6, %5 : (tensor<2x3x5x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x3x5x3xf32>
  %27 = tosa.reshape %25, %7 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %28 = tosa.reshape %26, %8 : (tensor<2x3x5x3xf32>, !tosa.shape<3>) ->
      tensor<6x5x3xf32>
  %29 = tosa.matmul %27, %28, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x3xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x3xf32>
  %30 = tosa.reshape %29, %9 : (tensor<6x4x3xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x3xf32>
  %31 = tosa.slice %arg2, %11, %10 : (tensor<2x3x5x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x3x5x5xf32>
  %32 = tosa.reshape %31, %12 : (tensor<2x3x5x5xf32>, !tosa.shape<3>) ->
      tensor<6x5x5xf32>
  %33 = tosa.matmul %27, %32, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %34 = tosa.reshape %33, %3 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %35 = tosa.concat %30, %34 {axis = 3 : i32} : (tensor<2x3x4x3xf32>,
      tensor<2x3x4x5xf32>) -> tensor<2x3x4x8xf32>
  return %35 : tensor<2x3x4x8xf32>
}

// -----

// A part of the keys is shared by the heads, as in DeepSeek.
// CHECK-LABEL: func @query_and_key_of_two_parts
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, %arg4 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @query_and_key_of_two_parts(%arg0: tensor<2x3x4x4xf32>, %arg1:
    tensor<2x3x4x4xf32>, %arg2: tensor<2x3x5x4xf32>, %arg3: tensor<2x1x5x4xf32>,
    %arg4: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %0 = tosa.const_shape  {values = dense<[1, 3, 1, 1]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %1 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
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
  %9 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %10 = tosa.concat %arg0, %arg1 {axis = 3 : i32} : (tensor<2x3x4x4xf32>,
      tensor<2x3x4x4xf32>) -> tensor<2x3x4x8xf32>
  %11 = tosa.tile %arg3, %0 : (tensor<2x1x5x4xf32>, !tosa.shape<4>) ->
      tensor<2x3x5x4xf32>
  %12 = tosa.concat %arg2, %11 {axis = 3 : i32} : (tensor<2x3x5x4xf32>,
      tensor<2x3x5x4xf32>) -> tensor<2x3x5x8xf32>
  %13 = tosa.transpose %12 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %14 = tosa.reshape %10, %1 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %15 = tosa.reshape %13, %2 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %16 = tosa.matmul %14, %15, %3, %3 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %17 = tosa.reshape %16, %4 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %18 = tosa.mul %17, %9, %5 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %19 = tosa.reduce_max %18 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %20 = tosa.sub %18, %19 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %21 = tosa.exp %20 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %22 = tosa.reduce_sum %21 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %23 = tosa.reciprocal %22 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %24 = tosa.mul %21, %23, %5 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %25 = tosa.reshape %24, %6 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %26 = tosa.reshape %arg4, %7 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %27 = tosa.matmul %25, %26, %3, %3 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %28 = tosa.reshape %27, %8 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %28 : tensor<2x3x4x8xf32>
}
