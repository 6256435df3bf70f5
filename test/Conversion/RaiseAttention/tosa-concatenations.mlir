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

// CHECK-LABEL: func @scores_of_two_parts
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, {{%.*}}, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x11x8xf32>, tensor<2x3x11x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @scores_of_two_parts(%arg0: tensor<2x3x4x8xf32>, %arg1:
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
  %7 = tosa.const_shape  {values = dense<[6, 4, 11]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %8 = tosa.const_shape  {values = dense<[6, 11, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %9 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %10 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
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
  %16 = tosa.mul %15, %10, %4 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %17 = tosa.transpose %arg3 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x6x8xf32>) -> tensor<2x3x8x6xf32>
  %18 = tosa.reshape %17, %5 : (tensor<2x3x8x6xf32>, !tosa.shape<3>) ->
      tensor<6x8x6xf32>
  %19 = tosa.matmul %12, %18, %2, %2 : (tensor<6x4x8xf32>, tensor<6x8x6xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x6xf32>
  %20 = tosa.reshape %19, %6 : (tensor<6x4x6xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x6xf32>
  %21 = tosa.mul %20, %10, %4 : (tensor<2x3x4x6xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x6xf32>
  %22 = tosa.concat %16, %21 {axis = 3 : i32} : (tensor<2x3x4x5xf32>,
      tensor<2x3x4x6xf32>) -> tensor<2x3x4x11xf32>
  %23 = tosa.reduce_max %22 {axis = 3 : i32} : (tensor<2x3x4x11xf32>) ->
      tensor<2x3x4x1xf32>
  %24 = tosa.sub %22, %23 : (tensor<2x3x4x11xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x11xf32>
  %25 = tosa.exp %24 : (tensor<2x3x4x11xf32>) -> tensor<2x3x4x11xf32>
  %26 = tosa.reduce_sum %25 {axis = 3 : i32} : (tensor<2x3x4x11xf32>) ->
      tensor<2x3x4x1xf32>
  %27 = tosa.reciprocal %26 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %28 = tosa.mul %25, %27, %4 : (tensor<2x3x4x11xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x11xf32>
  %29 = tosa.concat %arg2, %arg4 {axis = 2 : i32} : (tensor<2x3x5x8xf32>,
      tensor<2x3x6x8xf32>) -> tensor<2x3x11x8xf32>
  %30 = tosa.reshape %28, %7 : (tensor<2x3x4x11xf32>, !tosa.shape<3>) ->
      tensor<6x4x11xf32>
  %31 = tosa.reshape %29, %8 : (tensor<2x3x11x8xf32>, !tosa.shape<3>) ->
      tensor<6x11x8xf32>
  %32 = tosa.matmul %30, %31, %2, %2 : (tensor<6x4x11xf32>, tensor<6x11x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %33 = tosa.reshape %32, %9 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %33 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @scores_of_two_parts_masked
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, {{%.*}}, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x11x8xf32>, tensor<2x3x11x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<2x1x4x11xi1>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @scores_of_two_parts_masked(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x3x6x8xf32>,
    %arg4: tensor<2x3x6x8xf32>, %arg5: tensor<2x1x4x11xi1>) ->
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
  %5 = tosa.const_shape  {values = dense<[6, 8, 6]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %6 = tosa.const_shape  {values = dense<[2, 3, 4, 6]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %7 = tosa.const_shape  {values = dense<[6, 4, 11]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %8 = tosa.const_shape  {values = dense<[6, 11, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %9 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %10 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %11 = "tosa.const"() <{values = dense<0xFF800000> : tensor<1x1x1x1xf32>}> : ()
      -> tensor<1x1x1x1xf32>
  %12 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %13 = tosa.reshape %arg0, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %14 = tosa.reshape %12, %1 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %15 = tosa.matmul %13, %14, %2, %2 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %16 = tosa.reshape %15, %3 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %17 = tosa.mul %16, %10, %4 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %18 = tosa.transpose %arg3 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x6x8xf32>) -> tensor<2x3x8x6xf32>
  %19 = tosa.reshape %18, %5 : (tensor<2x3x8x6xf32>, !tosa.shape<3>) ->
      tensor<6x8x6xf32>
  %20 = tosa.matmul %13, %19, %2, %2 : (tensor<6x4x8xf32>, tensor<6x8x6xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x6xf32>
  %21 = tosa.reshape %20, %6 : (tensor<6x4x6xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x6xf32>
  %22 = tosa.mul %21, %10, %4 : (tensor<2x3x4x6xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x6xf32>
  %23 = tosa.concat %17, %22 {axis = 3 : i32} : (tensor<2x3x4x5xf32>,
      tensor<2x3x4x6xf32>) -> tensor<2x3x4x11xf32>
  %24 = tosa.select %arg5, %23, %11 : (tensor<2x1x4x11xi1>,
      tensor<2x3x4x11xf32>, tensor<1x1x1x1xf32>) -> tensor<2x3x4x11xf32>
  %25 = tosa.reduce_max %24 {axis = 3 : i32} : (tensor<2x3x4x11xf32>) ->
      tensor<2x3x4x1xf32>
  %26 = tosa.sub %24, %25 : (tensor<2x3x4x11xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x11xf32>
  %27 = tosa.exp %26 : (tensor<2x3x4x11xf32>) -> tensor<2x3x4x11xf32>
  %28 = tosa.reduce_sum %27 {axis = 3 : i32} : (tensor<2x3x4x11xf32>) ->
      tensor<2x3x4x1xf32>
  %29 = tosa.reciprocal %28 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %30 = tosa.mul %27, %29, %4 : (tensor<2x3x4x11xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x11xf32>
  %31 = tosa.concat %arg2, %arg4 {axis = 2 : i32} : (tensor<2x3x5x8xf32>,
      tensor<2x3x6x8xf32>) -> tensor<2x3x11x8xf32>
  %32 = tosa.reshape %30, %7 : (tensor<2x3x4x11xf32>, !tosa.shape<3>) ->
      tensor<6x4x11xf32>
  %33 = tosa.reshape %31, %8 : (tensor<2x3x11x8xf32>, !tosa.shape<3>) ->
      tensor<6x11x8xf32>
  %34 = tosa.matmul %32, %33, %2, %2 : (tensor<6x4x11xf32>, tensor<6x11x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %35 = tosa.reshape %34, %9 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %35 : tensor<2x3x4x8xf32>
}

// -----

// The weights are cut where the scores were not.
// CHECK-LABEL: func @keys_split_elsewhere
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x6x8xf32>, tensor<2x3x6x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @keys_split_elsewhere(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x6x8xf32>, %arg2: tensor<2x3x6x8xf32>) -> tensor<2x3x4x8xf32> {
  %0 = tosa.const_shape  {values = dense<[2, 3, 2, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %1 = tosa.const_shape  {values = dense<0> : tensor<4xindex>} : () ->
      !tosa.shape<4>
  %2 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %3 = tosa.const_shape  {values = dense<[6, 8, 2]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %4 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %5 = tosa.const_shape  {values = dense<[2, 3, 4, 2]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %6 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %7 = tosa.const_shape  {values = dense<[0, 0, 2, 0]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %8 = tosa.const_shape  {values = dense<[6, 8, 4]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %9 = tosa.const_shape  {values = dense<[2, 3, 4, 4]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %10 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %11 = tosa.const_shape  {values = dense<[6, 4, 4]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %12 = tosa.const_shape  {values = dense<[0, 0, 0, 4]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %13 = tosa.const_shape  {values = dense<[0, 0, 4, 0]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %14 = tosa.const_shape  {values = dense<[6, 4, 2]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %15 = tosa.const_shape  {values = dense<[6, 2, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %16 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %17 = tosa.slice %arg1, %1, %0 : (tensor<2x3x6x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x3x2x8xf32>
  %18 = tosa.transpose %17 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x2x8xf32>) -> tensor<2x3x8x2xf32>
  %19 = tosa.reshape %arg0, %2 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %20 = tosa.reshape %18, %3 : (tensor<2x3x8x2xf32>, !tosa.shape<3>) ->
      tensor<6x8x2xf32>
  %21 = tosa.matmul %19, %20, %4, %4 : (tensor<6x4x8xf32>, tensor<6x8x2xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x2xf32>
  %22 = tosa.reshape %21, %5 : (tensor<6x4x2xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x2xf32>
  %23 = tosa.slice %arg1, %7, %6 : (tensor<2x3x6x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x3x4x8xf32>
  %24 = tosa.transpose %23 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x4x8xf32>) -> tensor<2x3x8x4xf32>
  %25 = tosa.reshape %24, %8 : (tensor<2x3x8x4xf32>, !tosa.shape<3>) ->
      tensor<6x8x4xf32>
  %26 = tosa.matmul %19, %25, %4, %4 : (tensor<6x4x8xf32>, tensor<6x8x4xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x4xf32>
  %27 = tosa.reshape %26, %9 : (tensor<6x4x4xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x4xf32>
  %28 = tosa.concat %22, %27 {axis = 3 : i32} : (tensor<2x3x4x2xf32>,
      tensor<2x3x4x4xf32>) -> tensor<2x3x4x6xf32>
  %29 = tosa.mul %28, %16, %10 : (tensor<2x3x4x6xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x6xf32>
  %30 = tosa.reduce_max %29 {axis = 3 : i32} : (tensor<2x3x4x6xf32>) ->
      tensor<2x3x4x1xf32>
  %31 = tosa.sub %29, %30 : (tensor<2x3x4x6xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x6xf32>
  %32 = tosa.exp %31 : (tensor<2x3x4x6xf32>) -> tensor<2x3x4x6xf32>
  %33 = tosa.reduce_sum %32 {axis = 3 : i32} : (tensor<2x3x4x6xf32>) ->
      tensor<2x3x4x1xf32>
  %34 = tosa.reciprocal %33 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %35 = tosa.mul %32, %34, %10 : (tensor<2x3x4x6xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x6xf32>
  %36 = tosa.slice %35, %1, %9 : (tensor<2x3x4x6xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x3x4x4xf32>
  %37 = tosa.slice %arg2, %1, %6 : (tensor<2x3x6x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x3x4x8xf32>
  %38 = tosa.reshape %36, %11 : (tensor<2x3x4x4xf32>, !tosa.shape<3>) ->
      tensor<6x4x4xf32>
  %39 = tosa.reshape %37, %2 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %40 = tosa.matmul %38, %39, %4, %4 : (tensor<6x4x4xf32>, tensor<6x4x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %41 = tosa.reshape %40, %6 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  %42 = tosa.slice %35, %12, %5 : (tensor<2x3x4x6xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x3x4x2xf32>
  %43 = tosa.slice %arg2, %13, %0 : (tensor<2x3x6x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x3x2x8xf32>
  %44 = tosa.reshape %42, %14 : (tensor<2x3x4x2xf32>, !tosa.shape<3>) ->
      tensor<6x4x2xf32>
  %45 = tosa.reshape %43, %15 : (tensor<2x3x2x8xf32>, !tosa.shape<3>) ->
      tensor<6x2x8xf32>
  %46 = tosa.matmul %44, %45, %4, %4 : (tensor<6x4x2xf32>, tensor<6x2x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %47 = tosa.reshape %46, %6 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  %48 = tosa.add %41, %47 : (tensor<2x3x4x8xf32>, tensor<2x3x4x8xf32>) ->
      tensor<2x3x4x8xf32>
  return %48 : tensor<2x3x4x8xf32>
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
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x3xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x5xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.1"} -> tensor<2x3x4x5xf32>
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

// -----

// One of the halves subtracts the maximum, the other adds its negation.
// CHECK-LABEL: func @halves_spelled_differently
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, {{%.*}}, {{%.*}} : tensor<2x4x8xf32>, tensor<2x5x8xf32>, tensor<2x5x8xf32>)
// CHECK-SAME: site = "attention.0"
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @halves_spelled_differently(%q: tensor<2x4x8xf32>, %k:
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
  %zero = tosa.const_shape {values = dense<[0, 0, 0]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %one = tosa.const_shape {values = dense<[1, 0, 0]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %half = tosa.const_shape {values = dense<[1, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %a = tosa.slice %s, %zero, %half : (tensor<2x4x5xf32>, !tosa.shape<3>,
      !tosa.shape<3>) -> tensor<1x4x5xf32>
  %b = tosa.slice %s, %one, %half : (tensor<2x4x5xf32>, !tosa.shape<3>,
      !tosa.shape<3>) -> tensor<1x4x5xf32>
  %ma = tosa.reduce_max %a {axis = 2 : i32} : (tensor<1x4x5xf32>) ->
      tensor<1x4x1xf32>
  %na = tosa.negate %ma, %zp, %zp : (tensor<1x4x1xf32>, tensor<1xf32>,
      tensor<1xf32>) -> tensor<1x4x1xf32>
  %da = tosa.add %a, %na : (tensor<1x4x5xf32>, tensor<1x4x1xf32>) ->
      tensor<1x4x5xf32>
  %ea = tosa.exp %da : (tensor<1x4x5xf32>) -> tensor<1x4x5xf32>
  %sa = tosa.reduce_sum %ea {axis = 2 : i32} : (tensor<1x4x5xf32>) ->
      tensor<1x4x1xf32>
  %ra = tosa.reciprocal %sa : (tensor<1x4x1xf32>) -> tensor<1x4x1xf32>
  %pa = tosa.mul %ea, %ra, %shift : (tensor<1x4x5xf32>, tensor<1x4x1xf32>,
      tensor<1xi8>) -> tensor<1x4x5xf32>
  %mb = tosa.reduce_max %b {axis = 2 : i32} : (tensor<1x4x5xf32>) ->
      tensor<1x4x1xf32>
  %db = tosa.sub %b, %mb : (tensor<1x4x5xf32>, tensor<1x4x1xf32>) ->
      tensor<1x4x5xf32>
  %eb = tosa.exp %db : (tensor<1x4x5xf32>) -> tensor<1x4x5xf32>
  %sb = tosa.reduce_sum %eb {axis = 2 : i32} : (tensor<1x4x5xf32>) ->
      tensor<1x4x1xf32>
  %rb = tosa.reciprocal %sb : (tensor<1x4x1xf32>) -> tensor<1x4x1xf32>
  %pb = tosa.mul %eb, %rb, %shift : (tensor<1x4x5xf32>, tensor<1x4x1xf32>,
      tensor<1xi8>) -> tensor<1x4x5xf32>
  %p = tosa.concat %pa, %pb {axis = 0 : i32} : (tensor<1x4x5xf32>,
      tensor<1x4x5xf32>) -> tensor<2x4x5xf32>
  %o = tosa.matmul %p, %v, %zp, %zp
      : (tensor<2x4x5xf32>, tensor<2x5x8xf32>, tensor<1xf32>, tensor<1xf32>)
      -> tensor<2x4x8xf32>
  return %o : tensor<2x4x8xf32>
}

// -----

// Half of the keys is computed once more: no tensor holds all of them.
// CHECK-LABEL: func @keys_computed_in_halves
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, {{%.*}}, {{%.*}} : tensor<2x4x8xf32>, tensor<2x5x8xf32>, tensor<2x5x8xf32>)
// CHECK-SAME: site = "attention.0"
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @keys_computed_in_halves(%q: tensor<2x4x8xf32>, %x: tensor<2x5x6xf32>,
    %w: tensor<2x6x8xf32>, %bias: tensor<1x1x8xf32>, %v: tensor<2x5x8xf32>)
    -> tensor<2x4x8xf32> {
  %zp = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}>
      : () -> tensor<1xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %zero = tosa.const_shape {values = dense<[0, 0, 0]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %one = tosa.const_shape {values = dense<[1, 0, 0]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %hx = tosa.const_shape {values = dense<[1, 5, 6]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %hw = tosa.const_shape {values = dense<[1, 6, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %hk = tosa.const_shape {values = dense<[1, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %whole = tosa.matmul %x, %w, %zp, %zp
      : (tensor<2x5x6xf32>, tensor<2x6x8xf32>, tensor<1xf32>, tensor<1xf32>)
      -> tensor<2x5x8xf32>
  %xa = tosa.slice %x, %zero, %hx : (tensor<2x5x6xf32>, !tosa.shape<3>,
      !tosa.shape<3>) -> tensor<1x5x6xf32>
  %wa = tosa.slice %w, %zero, %hw : (tensor<2x6x8xf32>, !tosa.shape<3>,
      !tosa.shape<3>) -> tensor<1x6x8xf32>
  %pa = tosa.matmul %xa, %wa, %zp, %zp
      : (tensor<1x5x6xf32>, tensor<1x6x8xf32>, tensor<1xf32>, tensor<1xf32>)
      -> tensor<1x5x8xf32>
  %ka = tosa.add %pa, %bias : (tensor<1x5x8xf32>, tensor<1x1x8xf32>) ->
      tensor<1x5x8xf32>
  %biased = tosa.add %whole, %bias : (tensor<2x5x8xf32>, tensor<1x1x8xf32>) ->
      tensor<2x5x8xf32>
  %kb = tosa.slice %biased, %one, %hk : (tensor<2x5x8xf32>, !tosa.shape<3>,
      !tosa.shape<3>) -> tensor<1x5x8xf32>
  %factors = "tosa.const"() <{values = dense<[[[0.5, 4.0, 2.0, 0.25, 1.0]]]> :
      tensor<1x1x5xf32>}> : () -> tensor<1x1x5xf32>
  %hq = tosa.const_shape {values = dense<[1, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %qa = tosa.slice %q, %zero, %hq : (tensor<2x4x8xf32>, !tosa.shape<3>,
      !tosa.shape<3>) -> tensor<1x4x8xf32>
  %qb = tosa.slice %q, %one, %hq : (tensor<2x4x8xf32>, !tosa.shape<3>,
      !tosa.shape<3>) -> tensor<1x4x8xf32>
  %ta = tosa.transpose %ka {perms = array<i32: 0, 2, 1>} : (tensor<1x5x8xf32>)
      -> tensor<1x8x5xf32>
  %sa = tosa.matmul %qa, %ta, %zp, %zp
      : (tensor<1x4x8xf32>, tensor<1x8x5xf32>, tensor<1xf32>, tensor<1xf32>)
      -> tensor<1x4x5xf32>
  %tb = tosa.transpose %kb {perms = array<i32: 0, 2, 1>} : (tensor<1x5x8xf32>)
      -> tensor<1x8x5xf32>
  %sb = tosa.matmul %qb, %tb, %zp, %zp
      : (tensor<1x4x8xf32>, tensor<1x8x5xf32>, tensor<1xf32>, tensor<1xf32>)
      -> tensor<1x4x5xf32>
  %s0 = tosa.concat %sa, %sb {axis = 0 : i32} : (tensor<1x4x5xf32>,
      tensor<1x4x5xf32>) -> tensor<2x4x5xf32>
  %s = tosa.mul %s0, %factors, %shift : (tensor<2x4x5xf32>, tensor<1x1x5xf32>,
      tensor<1xi8>) -> tensor<2x4x5xf32>
  %m = tosa.reduce_max %s {axis = 2 : i32} : (tensor<2x4x5xf32>) ->
      tensor<2x4x1xf32>
  %d = tosa.sub %s, %m : (tensor<2x4x5xf32>, tensor<2x4x1xf32>) ->
      tensor<2x4x5xf32>
  %e = tosa.exp %d : (tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
  %sum = tosa.reduce_sum %e {axis = 2 : i32} : (tensor<2x4x5xf32>) ->
      tensor<2x4x1xf32>
  %r = tosa.reciprocal %sum : (tensor<2x4x1xf32>) -> tensor<2x4x1xf32>
  %p = tosa.mul %e, %r, %shift : (tensor<2x4x5xf32>, tensor<2x4x1xf32>,
      tensor<1xi8>) -> tensor<2x4x5xf32>
  %o = tosa.matmul %p, %v, %zp, %zp
      : (tensor<2x4x5xf32>, tensor<2x5x8xf32>, tensor<1xf32>, tensor<1xf32>)
      -> tensor<2x4x8xf32>
  return %o : tensor<2x4x8xf32>
}

// -----

// Half of the scores is doubled and halved.
// CHECK-LABEL: func @part_doubled_and_halved
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, {{%.*}}, {{%.*}} : tensor<2x4x8xf32>, tensor<2x5x8xf32>, tensor<2x5x8xf32>)
// CHECK-SAME: site = "attention.0"
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @part_doubled_and_halved(%q: tensor<2x4x8xf32>, %k: tensor<2x8x5xf32>,
    %v: tensor<2x5x8xf32>)
    -> tensor<2x4x8xf32> {
  %zp = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}>
      : () -> tensor<1xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %zero = tosa.const_shape {values = dense<[0, 0, 0]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %two = tosa.const_shape {values = dense<[0, 2, 0]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %size = tosa.const_shape {values = dense<[2, 2, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %q0 = tosa.slice %q, %zero, %size : (tensor<2x4x8xf32>, !tosa.shape<3>,
      !tosa.shape<3>) -> tensor<2x2x8xf32>
  %q1 = tosa.slice %q, %two, %size : (tensor<2x4x8xf32>, !tosa.shape<3>,
      !tosa.shape<3>) -> tensor<2x2x8xf32>
  %s0 = tosa.matmul %q0, %k, %zp, %zp
      : (tensor<2x2x8xf32>, tensor<2x8x5xf32>, tensor<1xf32>, tensor<1xf32>)
      -> tensor<2x2x5xf32>
  %s1 = tosa.matmul %q1, %k, %zp, %zp
      : (tensor<2x2x8xf32>, tensor<2x8x5xf32>, tensor<1xf32>, tensor<1xf32>)
      -> tensor<2x2x5xf32>
  %double = "tosa.const"() <{values = dense<2.0> : tensor<1x1x1xf32>}> : () ->
      tensor<1x1x1xf32>
  %half = tosa.reciprocal %double : (tensor<1x1x1xf32>) -> tensor<1x1x1xf32>
  %d1 = tosa.mul %s1, %double, %shift : (tensor<2x2x5xf32>, tensor<1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x2x5xf32>
  %h1 = tosa.mul %d1, %half, %shift : (tensor<2x2x5xf32>, tensor<1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x2x5xf32>
  %s = tosa.concat %s0, %h1 {axis = 1 : i32} : (tensor<2x2x5xf32>,
      tensor<2x2x5xf32>) -> tensor<2x4x5xf32>
  %m = tosa.reduce_max %s {axis = 2 : i32} : (tensor<2x4x5xf32>) ->
      tensor<2x4x1xf32>
  %d = tosa.sub %s, %m : (tensor<2x4x5xf32>, tensor<2x4x1xf32>) ->
      tensor<2x4x5xf32>
  %e = tosa.exp %d : (tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
  %sum = tosa.reduce_sum %e {axis = 2 : i32} : (tensor<2x4x5xf32>) ->
      tensor<2x4x1xf32>
  %r = tosa.reciprocal %sum : (tensor<2x4x1xf32>) -> tensor<2x4x1xf32>
  %p = tosa.mul %e, %r, %shift : (tensor<2x4x5xf32>, tensor<2x4x1xf32>,
      tensor<1xi8>) -> tensor<2x4x5xf32>
  %o = tosa.matmul %p, %v, %zp, %zp
      : (tensor<2x4x5xf32>, tensor<2x5x8xf32>, tensor<1xf32>, tensor<1xf32>)
      -> tensor<2x4x8xf32>
  return %o : tensor<2x4x8xf32>
}
