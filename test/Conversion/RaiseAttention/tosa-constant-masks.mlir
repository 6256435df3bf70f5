// RUN: a3-opt %s --split-input-file --a3-raise-attention --canonicalize --cse --mlir-print-local-scope | FileCheck %s
// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-verify-raised

// Masks that are constants in TOSA.

// CHECK-LABEL: func @constant_triangle
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<1x1x4x5xi1>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @constant_triangle(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %0 = "tosa.const"()
      <{values = dense<[[1, 0, 0, 0, 0], [1, 1, 0, 0, 0], [1, 1, 1, 0, 0], [1,
      1, 1, 1, 0]]> : tensor<4x5xi8>}> : () -> tensor<4x5xi8>
  %1 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %3 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %4 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %5 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %6 = tosa.const_shape  {values = dense<[1, 1, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %7 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %8 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %9 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %10 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %11 = "tosa.const"() <{values = dense<-3.40282347E+38> : tensor<1x1x1x1xf32>}>
      : () -> tensor<1x1x1x1xf32>
  %12 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %13 = tosa.reshape %arg0, %1 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %14 = tosa.reshape %12, %2 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %15 = tosa.matmul %13, %14, %3, %3 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %16 = tosa.reshape %15, %4 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %17 = tosa.mul %16, %10, %5 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %18 = tosa.cast %0 : (tensor<4x5xi8>) -> tensor<4x5xi1>
  %19 = tosa.reshape %18, %6 : (tensor<4x5xi1>, !tosa.shape<4>) ->
      tensor<1x1x4x5xi1>
  %20 = tosa.select %19, %17, %11 : (tensor<1x1x4x5xi1>, tensor<2x3x4x5xf32>,
      tensor<1x1x1x1xf32>) -> tensor<2x3x4x5xf32>
  %21 = tosa.reduce_max %20 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %22 = tosa.sub %20, %21 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %23 = tosa.exp %22 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %24 = tosa.reduce_sum %23 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %25 = tosa.reciprocal %24 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %26 = tosa.mul %23, %25, %5 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %27 = tosa.reshape %26, %7 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %28 = tosa.reshape %arg2, %8 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %29 = tosa.matmul %27, %28, %3, %3 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %30 = tosa.reshape %29, %9 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %30 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @constant_triangle_of_infinity
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<1x1x4x5xi1>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @constant_triangle_of_infinity(%arg0: tensor<2x3x4x8xf32>, %arg1:
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
  %9 = "tosa.const"()
      <{values = dense<[[[[0.000000e+00, 0xFF800000, 0xFF800000, 0xFF800000,
      0xFF800000], [0.000000e+00, 0.000000e+00, 0xFF800000, 0xFF800000,
      0xFF800000], [0.000000e+00, 0.000000e+00, 0.000000e+00, 0xFF800000,
      0xFF800000], [0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00,
      0xFF800000]]]]> : tensor<1x1x4x5xf32>}> : () -> tensor<1x1x4x5xf32>
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
  %16 = tosa.add %15, %9 : (tensor<2x3x4x5xf32>, tensor<1x1x4x5xf32>) ->
      tensor<2x3x4x5xf32>
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

// The scores are multiplied by the triangle as well, as in the first GPT.
// CHECK-LABEL: func @triangle_of_ones
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<1x1x4x5xi1>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @triangle_of_ones(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %0 = "tosa.const"()
      <{values = dense<[[[[1.000000e+00, 0.000000e+00, 0.000000e+00,
      0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00,
      0.000000e+00], [1.000000e+00, 1.000000e+00, 0.000000e+00, 0.000000e+00,
      0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00], [1.000000e+00,
      1.000000e+00, 1.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00,
      0.000000e+00, 0.000000e+00], [1.000000e+00, 1.000000e+00, 1.000000e+00,
      1.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00,
      0.000000e+00], [1.000000e+00, 1.000000e+00, 1.000000e+00, 1.000000e+00,
      1.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00], [1.000000e+00,
      1.000000e+00, 1.000000e+00, 1.000000e+00, 1.000000e+00, 1.000000e+00,
      0.000000e+00, 0.000000e+00], [1.000000e+00, 1.000000e+00, 1.000000e+00,
      1.000000e+00, 1.000000e+00, 1.000000e+00, 1.000000e+00,
      0.000000e+00], [1.000000e+00, 1.000000e+00, 1.000000e+00, 1.000000e+00,
      1.000000e+00, 1.000000e+00, 1.000000e+00,
      1.000000e+00]]]]> : tensor<1x1x8x8xf32>}> : () -> tensor<1x1x8x8xf32>
  %1 = tosa.const_shape  {values = dense<[1, 1, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %2 = tosa.const_shape  {values = dense<[0, 0, 1, 0]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %3 = tosa.const_shape  {values = dense<[1, 1, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %4 = tosa.const_shape  {values = dense<0> : tensor<4xindex>} : () ->
      !tosa.shape<4>
  %5 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %6 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %7 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %8 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %9 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %10 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %11 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %12 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %13 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %14 = "tosa.const"() <{values = dense<1.000000e+00> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %15 = "tosa.const"() <{values = dense<1.000000e+04> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %16 = tosa.slice %0, %2, %1 : (tensor<1x1x8x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<1x1x4x8xf32>
  %17 = tosa.slice %16, %4, %3 : (tensor<1x1x4x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<1x1x4x5xf32>
  %18 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %19 = tosa.reshape %arg0, %5 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %20 = tosa.reshape %18, %6 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %21 = tosa.matmul %19, %20, %7, %7 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %22 = tosa.reshape %21, %8 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %23 = tosa.mul %22, %13, %9 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %24 = tosa.mul %23, %17, %9 : (tensor<2x3x4x5xf32>, tensor<1x1x4x5xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %25 = tosa.sub %14, %17 : (tensor<1x1x1x1xf32>, tensor<1x1x4x5xf32>) ->
      tensor<1x1x4x5xf32>
  %26 = tosa.mul %25, %15, %9 : (tensor<1x1x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<1x1x4x5xf32>
  %27 = tosa.sub %24, %26 : (tensor<2x3x4x5xf32>, tensor<1x1x4x5xf32>) ->
      tensor<2x3x4x5xf32>
  %28 = tosa.reduce_max %27 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %29 = tosa.sub %27, %28 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %30 = tosa.exp %29 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %31 = tosa.reduce_sum %30 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %32 = tosa.reciprocal %31 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %33 = tosa.mul %30, %32, %9 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %34 = tosa.reshape %33, %10 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %35 = tosa.reshape %arg2, %11 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %36 = tosa.matmul %34, %35, %7, %7 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %37 = tosa.reshape %36, %12 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %37 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @cut_out_of_larger_constant
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<1x1x4x5xi1>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @cut_out_of_larger_constant(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %0 = "tosa.const"()
      <{values = dense<[[[[1, 0, 0, 0, 0, 0, 0, 0], [1, 1, 0, 0, 0, 0, 0, 0],
      [1, 1, 1, 0, 0, 0, 0, 0], [1, 1, 1, 1, 0, 0, 0, 0],
      [1, 1, 1, 1, 1, 0, 0, 0], [1, 1, 1, 1, 1, 1, 0, 0],
      [1, 1, 1, 1, 1, 1, 1, 0],
      [1, 1, 1, 1, 1, 1, 1, 1]]]]> : tensor<1x1x8x8xi8>}> : () ->
      tensor<1x1x8x8xi8>
  %1 = tosa.const_shape  {values = dense<[1, 1, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %2 = tosa.const_shape  {values = dense<[0, 0, 1, 0]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %3 = tosa.const_shape  {values = dense<[1, 1, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %4 = tosa.const_shape  {values = dense<0> : tensor<4xindex>} : () ->
      !tosa.shape<4>
  %5 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %6 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %7 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %8 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %9 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %10 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %11 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %12 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %13 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %14 = "tosa.const"() <{values = dense<-3.40282347E+38> : tensor<1x1x1x1xf32>}>
      : () -> tensor<1x1x1x1xf32>
  %15 = tosa.cast %0 : (tensor<1x1x8x8xi8>) -> tensor<1x1x8x8xi1>
  %16 = tosa.slice %15, %2, %1 : (tensor<1x1x8x8xi1>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<1x1x4x8xi1>
  %17 = tosa.slice %16, %4, %3 : (tensor<1x1x4x8xi1>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<1x1x4x5xi1>
  %18 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %19 = tosa.reshape %arg0, %5 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %20 = tosa.reshape %18, %6 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %21 = tosa.matmul %19, %20, %7, %7 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %22 = tosa.reshape %21, %8 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %23 = tosa.mul %22, %13, %9 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %24 = tosa.select %17, %23, %14 : (tensor<1x1x4x5xi1>, tensor<2x3x4x5xf32>,
      tensor<1x1x1x1xf32>) -> tensor<2x3x4x5xf32>
  %25 = tosa.reduce_max %24 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %26 = tosa.sub %24, %25 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %27 = tosa.exp %26 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %28 = tosa.reduce_sum %27 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %29 = tosa.reciprocal %28 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %30 = tosa.mul %27, %29, %9 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %31 = tosa.reshape %30, %10 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %32 = tosa.reshape %arg2, %11 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %33 = tosa.matmul %31, %32, %7, %7 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %34 = tosa.reshape %33, %12 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %34 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @constant_window_and_padding
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x4x8xf32>, tensor<2x3x4x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<2x1x4x4xi1>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @constant_window_and_padding(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x4x8xf32>, %arg2: tensor<2x3x4x8xf32>, %arg3: tensor<2x4xi1>) ->
    tensor<2x3x4x8xf32> {
  %0 = "tosa.const"()
      <{values = dense<[[1, 1, 0, 0], [1, 1, 1, 0], [0, 1, 1, 1], [0, 0, 1, 1]]>
      : tensor<4x4xi8>}> : () -> tensor<4x4xi8>
  %1 = tosa.const_shape  {values = dense<[2, 1, 1, 4]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %2 = tosa.const_shape  {values = dense<[1, 1, 4, 4]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %3 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %4 = tosa.const_shape  {values = dense<[6, 8, 4]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %5 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %6 = tosa.const_shape  {values = dense<[2, 3, 4, 4]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %7 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %8 = tosa.const_shape  {values = dense<[6, 4, 4]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %9 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %10 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %11 = "tosa.const"() <{values = dense<0xFF800000> : tensor<1x1x1x1xf32>}> : ()
      -> tensor<1x1x1x1xf32>
  %12 = tosa.reshape %arg3, %1 : (tensor<2x4xi1>, !tosa.shape<4>) ->
      tensor<2x1x1x4xi1>
  %13 = tosa.cast %0 : (tensor<4x4xi8>) -> tensor<4x4xi1>
  %14 = tosa.reshape %13, %2 : (tensor<4x4xi1>, !tosa.shape<4>) ->
      tensor<1x1x4x4xi1>
  %15 = tosa.logical_and %14, %12 : (tensor<1x1x4x4xi1>, tensor<2x1x1x4xi1>) ->
      tensor<2x1x4x4xi1>
  %16 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x4x8xf32>) -> tensor<2x3x8x4xf32>
  %17 = tosa.reshape %arg0, %3 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %18 = tosa.reshape %16, %4 : (tensor<2x3x8x4xf32>, !tosa.shape<3>) ->
      tensor<6x8x4xf32>
  %19 = tosa.matmul %17, %18, %5, %5 : (tensor<6x4x8xf32>, tensor<6x8x4xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x4xf32>
  %20 = tosa.reshape %19, %6 : (tensor<6x4x4xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x4xf32>
  %21 = tosa.mul %20, %10, %7 : (tensor<2x3x4x4xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x4xf32>
  %22 = tosa.select %15, %21, %11 : (tensor<2x1x4x4xi1>, tensor<2x3x4x4xf32>,
      tensor<1x1x1x1xf32>) -> tensor<2x3x4x4xf32>
  %23 = tosa.reduce_max %22 {axis = 3 : i32} : (tensor<2x3x4x4xf32>) ->
      tensor<2x3x4x1xf32>
  %24 = tosa.sub %22, %23 : (tensor<2x3x4x4xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x4xf32>
  %25 = tosa.exp %24 : (tensor<2x3x4x4xf32>) -> tensor<2x3x4x4xf32>
  %26 = tosa.reduce_sum %25 {axis = 3 : i32} : (tensor<2x3x4x4xf32>) ->
      tensor<2x3x4x1xf32>
  %27 = tosa.reciprocal %26 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %28 = tosa.mul %25, %27, %7 : (tensor<2x3x4x4xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x4xf32>
  %29 = tosa.reshape %28, %8 : (tensor<2x3x4x4xf32>, !tosa.shape<3>) ->
      tensor<6x4x4xf32>
  %30 = tosa.reshape %arg2, %3 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %31 = tosa.matmul %29, %30, %5, %5 : (tensor<6x4x4xf32>, tensor<6x4x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %32 = tosa.reshape %31, %9 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %32 : tensor<2x3x4x8xf32>
}

// -----

// A factor of 0 and 1 whose complement hides: twice the same elements, once in
// a resource.
// CHECK-LABEL: func @same_constant_in_two_shapes
// CHECK-NOT: tosa.exp
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 :
// CHECK-NOT: tosa.exp
// CHECK: return
func.func @same_constant_in_two_shapes(%arg0: tensor<2x3x4x8xf32>, %arg1:
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
  %12 = "tosa.const"() <{values = dense<[[[[1.0, 0.0, 0.0, 0.0, 0.0], [1.0, 1.0,
      0.0, 0.0, 0.0], [1.0, 1.0, 1.0, 0.0, 0.0], [1.0, 1.0, 1.0, 1.0, 0.0]]]]> :
      tensor<1x1x4x5xf32>}> : () -> tensor<1x1x4x5xf32>
  %13 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %14 = tosa.mul %11, %12, %13 : (tensor<2x3x4x5xf32>, tensor<1x1x4x5xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %15 = "tosa.const"() <{values = dense<1.0> : tensor<1x1xf32>}> : () ->
      tensor<1x1xf32>
  %16 = "tosa.const"() <{values = dense_resource<triangle> :
      tensor<4x5xf32>}> : () -> tensor<4x5xf32>
  %17 = tosa.sub %15, %16 : (tensor<1x1xf32>, tensor<4x5xf32>) ->
      tensor<4x5xf32>
  %18 = "tosa.const"() <{values = dense<1.0e+04> : tensor<1x1xf32>}> : () ->
      tensor<1x1xf32>
  %19 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %20 = tosa.mul %17, %18, %19 : (tensor<4x5xf32>, tensor<1x1xf32>,
      tensor<1xi8>) -> tensor<4x5xf32>
  %21 = tosa.const_shape {values = dense<[1, 1, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %22 = tosa.reshape %20, %21 : (tensor<4x5xf32>, !tosa.shape<4>) ->
      tensor<1x1x4x5xf32>
  %23 = tosa.sub %14, %22 : (tensor<2x3x4x5xf32>, tensor<1x1x4x5xf32>) ->
      tensor<2x3x4x5xf32>
  %24 = tosa.reduce_max %23 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %25 = tosa.sub %23, %24 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %26 = tosa.exp %25 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %27 = tosa.reduce_sum %26 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %28 = tosa.reciprocal %27 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %29 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %30 = tosa.mul %26, %28, %29 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %31 = tosa.const_shape {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %32 = tosa.reshape %30, %31 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %33 = tosa.const_shape {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %34 = tosa.reshape %arg2, %33 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %35 = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %36 = tosa.matmul %32, %34, %35, %35 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %37 = tosa.const_shape {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %38 = tosa.reshape %36, %37 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %38 : tensor<2x3x4x8xf32>
}

{-#
  dialect_resources: {
    builtin: {
      triangle: "0x040000000000803F000000000000000000000000000000000000803F0000803F0000000000000000000000000000803F0000803F0000803F00000000000000000000803F0000803F0000803F0000803F00000000"
    }
  }
#-}
