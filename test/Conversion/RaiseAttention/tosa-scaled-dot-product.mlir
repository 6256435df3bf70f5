// RUN: a3-opt %s --split-input-file --a3-raise-attention --canonicalize --cse --mlir-print-local-scope | FileCheck %s
// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-verify-raised

// PyTorch's scaled_dot_product_attention in TOSA: the square root of the scale on
// q and on K, and a guard against rows without keys.

// CHECK-LABEL: func @plain
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 0.353553355 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @plain(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>, %arg2:
    tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
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
  %11 = tosa.mul %arg0, %9, %1 : (tensor<2x3x4x8xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x8xf32>
  %12 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %13 = tosa.mul %12, %9, %1 : (tensor<2x3x8x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x8x5xf32>
  %14 = tosa.reshape %11, %2 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %15 = tosa.reshape %13, %3 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %16 = tosa.matmul %14, %15, %4, %4 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %17 = tosa.reshape %16, %5 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %18 = tosa.reduce_max %17 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %19 = tosa.sub %17, %18 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %20 = tosa.exp %19 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %21 = tosa.reduce_sum %20 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %22 = tosa.reciprocal %21 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %23 = tosa.mul %20, %22, %1 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %24 = tosa.cast %17 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf64>
  %25 = tosa.equal %24, %10 : (tensor<2x3x4x5xf64>, tensor<1x1x1x1xf64>) ->
      tensor<2x3x4x5xi1>
  %26 = tosa.reduce_all %25 {axis = 3 : i32} : (tensor<2x3x4x5xi1>) ->
      tensor<2x3x4x1xi1>
  %27 = tosa.select %26, %0, %23 : (tensor<2x3x4x1xi1>, tensor<2x3x4x5xf32>,
      tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %28 = tosa.reshape %27, %6 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %29 = tosa.reshape %arg2, %7 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %30 = tosa.matmul %28, %29, %4, %4 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %31 = tosa.reshape %30, %8 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %31 : tensor<2x3x4x8xf32>
}

// -----

// The causal mask is computed by the model, so it stays a tensor.
// CHECK-LABEL: func @causal
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<1x1x4x5xi1>)
// CHECK-SAME: {scale = 0.353553355 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @causal(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>, %arg2:
    tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %0 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<2x3x4x5xf32>}> :
      () -> tensor<2x3x4x5xf32>
  %1 = "tosa.const"() <{values = dense<true> : tensor<4x5xi1>}> : () ->
      tensor<4x5xi1>
  %2 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %3 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %4 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %5 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %6 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %7 = tosa.const_shape  {values = dense<[1, 1, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %8 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %9 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %10 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %11 = "tosa.const"() <{values = dense<0.594603539> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %12 = "tosa.const"() <{values = dense<[[0, 1, 2, 3, 4]]> : tensor<1x5xi64>}> :
      () -> tensor<1x5xi64>
  %13 = "tosa.const"()
      <{values = dense<[[0], [1], [2], [3]]> : tensor<4x1xi64>}> : () ->
      tensor<4x1xi64>
  %14 = "tosa.const"() <{values = dense<0> : tensor<1x1xi64>}> : () ->
      tensor<1x1xi64>
  %15 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1x1xf32>}> : ()
      -> tensor<1x1xf32>
  %16 = "tosa.const"() <{values = dense<0xFF800000> : tensor<1x1xf32>}> : () ->
      tensor<1x1xf32>
  %17 = "tosa.const"()
      <{values = dense<0xFFF0000000000000> : tensor<1x1x1x1xf64>}> : () ->
      tensor<1x1x1x1xf64>
  %18 = tosa.mul %arg0, %11, %2 : (tensor<2x3x4x8xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x8xf32>
  %19 = tosa.cast %13 : (tensor<4x1xi64>) -> tensor<4x1xi32>
  %20 = tosa.cast %12 : (tensor<1x5xi64>) -> tensor<1x5xi32>
  %21 = tosa.sub %20, %19 : (tensor<1x5xi32>, tensor<4x1xi32>) ->
      tensor<4x5xi32>
  %22 = tosa.cast %21 : (tensor<4x5xi32>) -> tensor<4x5xi64>
  %23 = tosa.greater_equal %14, %22 : (tensor<1x1xi64>, tensor<4x5xi64>) ->
      tensor<4x5xi1>
  %24 = tosa.logical_and %23, %1 : (tensor<4x5xi1>, tensor<4x5xi1>) ->
      tensor<4x5xi1>
  %25 = tosa.select %24, %15, %16 : (tensor<4x5xi1>, tensor<1x1xf32>,
      tensor<1x1xf32>) -> tensor<4x5xf32>
  %26 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %27 = tosa.mul %26, %11, %2 : (tensor<2x3x8x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x8x5xf32>
  %28 = tosa.reshape %18, %3 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %29 = tosa.reshape %27, %4 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %30 = tosa.matmul %28, %29, %5, %5 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %31 = tosa.reshape %30, %6 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %32 = tosa.reshape %25, %7 : (tensor<4x5xf32>, !tosa.shape<4>) ->
      tensor<1x1x4x5xf32>
  %33 = tosa.add %31, %32 : (tensor<2x3x4x5xf32>, tensor<1x1x4x5xf32>) ->
      tensor<2x3x4x5xf32>
  %34 = tosa.reduce_max %33 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %35 = tosa.sub %33, %34 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %36 = tosa.exp %35 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %37 = tosa.reduce_sum %36 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %38 = tosa.reciprocal %37 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %39 = tosa.mul %36, %38, %2 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %40 = tosa.cast %33 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf64>
  %41 = tosa.equal %40, %17 : (tensor<2x3x4x5xf64>, tensor<1x1x1x1xf64>) ->
      tensor<2x3x4x5xi1>
  %42 = tosa.reduce_all %41 {axis = 3 : i32} : (tensor<2x3x4x5xi1>) ->
      tensor<2x3x4x1xi1>
  %43 = tosa.select %42, %0, %39 : (tensor<2x3x4x1xi1>, tensor<2x3x4x5xf32>,
      tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %44 = tosa.reshape %43, %8 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %45 = tosa.reshape %arg2, %9 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %46 = tosa.matmul %44, %45, %5, %5 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %47 = tosa.reshape %46, %10 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %47 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @boolean_mask
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask(%arg3 : tensor<2x1x4x5xi1>)
// CHECK-SAME: {scale = 0.353553355 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @boolean_mask(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x1x4x5xi1>) ->
    tensor<2x3x4x8xf32> {
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
  %9 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %10 = "tosa.const"() <{values = dense<0xFF800000> : tensor<1x1x1x1xf32>}> : ()
      -> tensor<1x1x1x1xf32>
  %11 = "tosa.const"() <{values = dense<0.594603539> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %12 = "tosa.const"()
      <{values = dense<0xFFF0000000000000> : tensor<1x1x1x1xf64>}> : () ->
      tensor<1x1x1x1xf64>
  %13 = tosa.select %arg3, %9, %10 : (tensor<2x1x4x5xi1>, tensor<1x1x1x1xf32>,
      tensor<1x1x1x1xf32>) -> tensor<2x1x4x5xf32>
  %14 = tosa.mul %arg0, %11, %1 : (tensor<2x3x4x8xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x8xf32>
  %15 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %16 = tosa.mul %15, %11, %1 : (tensor<2x3x8x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x8x5xf32>
  %17 = tosa.reshape %14, %2 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %18 = tosa.reshape %16, %3 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %19 = tosa.matmul %17, %18, %4, %4 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %20 = tosa.reshape %19, %5 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %21 = tosa.add %20, %13 : (tensor<2x3x4x5xf32>, tensor<2x1x4x5xf32>) ->
      tensor<2x3x4x5xf32>
  %22 = tosa.reduce_max %21 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %23 = tosa.sub %21, %22 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %24 = tosa.exp %23 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %25 = tosa.reduce_sum %24 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %26 = tosa.reciprocal %25 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %27 = tosa.mul %24, %26, %1 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %28 = tosa.cast %21 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf64>
  %29 = tosa.equal %28, %12 : (tensor<2x3x4x5xf64>, tensor<1x1x1x1xf64>) ->
      tensor<2x3x4x5xi1>
  %30 = tosa.reduce_all %29 {axis = 3 : i32} : (tensor<2x3x4x5xi1>) ->
      tensor<2x3x4x1xi1>
  %31 = tosa.select %30, %0, %27 : (tensor<2x3x4x1xi1>, tensor<2x3x4x5xf32>,
      tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %32 = tosa.reshape %31, %6 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %33 = tosa.reshape %arg2, %7 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %34 = tosa.matmul %32, %33, %4, %4 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %35 = tosa.reshape %34, %8 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %35 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @scale
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @scale(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>, %arg2:
    tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
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
  %9 = "tosa.const"() <{values = dense<0.547722578> : tensor<1x1x1x1xf32>}> : ()
      -> tensor<1x1x1x1xf32>
  %10 = "tosa.const"()
      <{values = dense<0xFFF0000000000000> : tensor<1x1x1x1xf64>}> : () ->
      tensor<1x1x1x1xf64>
  %11 = tosa.mul %arg0, %9, %1 : (tensor<2x3x4x8xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x8xf32>
  %12 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %13 = tosa.mul %12, %9, %1 : (tensor<2x3x8x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x8x5xf32>
  %14 = tosa.reshape %11, %2 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %15 = tosa.reshape %13, %3 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %16 = tosa.matmul %14, %15, %4, %4 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %17 = tosa.reshape %16, %5 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %18 = tosa.reduce_max %17 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %19 = tosa.sub %17, %18 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %20 = tosa.exp %19 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %21 = tosa.reduce_sum %20 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %22 = tosa.reciprocal %21 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %23 = tosa.mul %20, %22, %1 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %24 = tosa.cast %17 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf64>
  %25 = tosa.equal %24, %10 : (tensor<2x3x4x5xf64>, tensor<1x1x1x1xf64>) ->
      tensor<2x3x4x5xi1>
  %26 = tosa.reduce_all %25 {axis = 3 : i32} : (tensor<2x3x4x5xi1>) ->
      tensor<2x3x4x1xi1>
  %27 = tosa.select %26, %0, %23 : (tensor<2x3x4x1xi1>, tensor<2x3x4x5xf32>,
      tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %28 = tosa.reshape %27, %6 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %29 = tosa.reshape %arg2, %7 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %30 = tosa.matmul %28, %29, %4, %4 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %31 = tosa.reshape %30, %8 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %31 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @one_batch_dimension
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x4x8xf32>, tensor<2x5x8xf32>, tensor<2x5x8xf32>)
// CHECK-SAME: {scale = 0.353553355 : f32, site = "attention.0"} -> tensor<2x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @one_batch_dimension(%arg0: tensor<2x4x8xf32>, %arg1:
    tensor<2x5x8xf32>, %arg2: tensor<2x5x8xf32>) -> tensor<2x4x8xf32> {
  %0 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<2x4x5xf32>}> : ()
      -> tensor<2x4x5xf32>
  %1 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %2 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %3 = "tosa.const"() <{values = dense<0.594603539> : tensor<1x1x1xf32>}> : ()
      -> tensor<1x1x1xf32>
  %4 = "tosa.const"() <{values = dense<0xFFF0000000000000> : tensor<1x1x1xf64>}>
      : () -> tensor<1x1x1xf64>
  %5 = tosa.mul %arg0, %3, %1 : (tensor<2x4x8xf32>, tensor<1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x4x8xf32>
  %6 = tosa.transpose %arg1 {perms = array<i32: 0, 2, 1>} : (tensor<2x5x8xf32>)
      -> tensor<2x8x5xf32>
  %7 = tosa.mul %6, %3, %1 : (tensor<2x8x5xf32>, tensor<1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x8x5xf32>
  %8 = tosa.matmul %5, %7, %2, %2 : (tensor<2x4x8xf32>, tensor<2x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x5xf32>
  %9 = tosa.reduce_max %8 {axis = 2 : i32} : (tensor<2x4x5xf32>) ->
      tensor<2x4x1xf32>
  %10 = tosa.sub %8, %9 : (tensor<2x4x5xf32>, tensor<2x4x1xf32>) ->
      tensor<2x4x5xf32>
  %11 = tosa.exp %10 : (tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
  %12 = tosa.reduce_sum %11 {axis = 2 : i32} : (tensor<2x4x5xf32>) ->
      tensor<2x4x1xf32>
  %13 = tosa.reciprocal %12 : (tensor<2x4x1xf32>) -> tensor<2x4x1xf32>
  %14 = tosa.mul %11, %13, %1 : (tensor<2x4x5xf32>, tensor<2x4x1xf32>,
      tensor<1xi8>) -> tensor<2x4x5xf32>
  %15 = tosa.cast %8 : (tensor<2x4x5xf32>) -> tensor<2x4x5xf64>
  %16 = tosa.equal %15, %4 : (tensor<2x4x5xf64>, tensor<1x1x1xf64>) ->
      tensor<2x4x5xi1>
  %17 = tosa.reduce_all %16 {axis = 2 : i32} : (tensor<2x4x5xi1>) ->
      tensor<2x4x1xi1>
  %18 = tosa.select %17, %0, %14 : (tensor<2x4x1xi1>, tensor<2x4x5xf32>,
      tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
  %19 = tosa.matmul %18, %arg2, %2, %2 : (tensor<2x4x5xf32>, tensor<2x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x8xf32>
  return %19 : tensor<2x4x8xf32>
}

// -----

// CHECK-LABEL: func @no_batch_dimension
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<4x8xf32>, tensor<5x8xf32>, tensor<5x8xf32>)
// CHECK-SAME: {scale = 0.353553355 : f32, site = "attention.0"} -> tensor<4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @no_batch_dimension(%arg0: tensor<4x8xf32>, %arg1: tensor<5x8xf32>,
    %arg2: tensor<5x8xf32>) -> tensor<4x8xf32> {
  %0 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<4x5xf32>}> : () ->
      tensor<4x5xf32>
  %1 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %2 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %3 = tosa.const_shape  {values = dense<[1, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %4 = tosa.const_shape  {values = dense<[1, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %5 = tosa.const_shape  {values = dense<[4, 5]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %6 = tosa.const_shape  {values = dense<[1, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %7 = tosa.const_shape  {values = dense<[1, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %8 = tosa.const_shape  {values = dense<[4, 8]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %9 = "tosa.const"() <{values = dense<0.594603539> : tensor<1x1xf32>}> : () ->
      tensor<1x1xf32>
  %10 = "tosa.const"() <{values = dense<0xFFF0000000000000> : tensor<1x1xf64>}>
      : () -> tensor<1x1xf64>
  %11 = tosa.mul %arg0, %9, %1 : (tensor<4x8xf32>, tensor<1x1xf32>,
      tensor<1xi8>) -> tensor<4x8xf32>
  %12 = tosa.transpose %arg1 {perms = array<i32: 1, 0>} : (tensor<5x8xf32>) ->
      tensor<8x5xf32>
  %13 = tosa.mul %12, %9, %1 : (tensor<8x5xf32>, tensor<1x1xf32>, tensor<1xi8>)
      -> tensor<8x5xf32>
  %14 = tosa.reshape %11, %3 : (tensor<4x8xf32>, !tosa.shape<3>) ->
      tensor<1x4x8xf32>
  %15 = tosa.reshape %13, %4 : (tensor<8x5xf32>, !tosa.shape<3>) ->
      tensor<1x8x5xf32>
  %16 = tosa.matmul %14, %15, %2, %2 : (tensor<1x4x8xf32>, tensor<1x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<1x4x5xf32>
  %17 = tosa.reshape %16, %5 : (tensor<1x4x5xf32>, !tosa.shape<2>) ->
      tensor<4x5xf32>
  %18 = tosa.reduce_max %17 {axis = 1 : i32} : (tensor<4x5xf32>) ->
      tensor<4x1xf32>
  %19 = tosa.sub %17, %18 : (tensor<4x5xf32>, tensor<4x1xf32>) ->
      tensor<4x5xf32>
  %20 = tosa.exp %19 : (tensor<4x5xf32>) -> tensor<4x5xf32>
  %21 = tosa.reduce_sum %20 {axis = 1 : i32} : (tensor<4x5xf32>) ->
      tensor<4x1xf32>
  %22 = tosa.reciprocal %21 : (tensor<4x1xf32>) -> tensor<4x1xf32>
  %23 = tosa.mul %20, %22, %1 : (tensor<4x5xf32>, tensor<4x1xf32>, tensor<1xi8>)
      -> tensor<4x5xf32>
  %24 = tosa.cast %17 : (tensor<4x5xf32>) -> tensor<4x5xf64>
  %25 = tosa.equal %24, %10 : (tensor<4x5xf64>, tensor<1x1xf64>) ->
      tensor<4x5xi1>
  %26 = tosa.reduce_all %25 {axis = 1 : i32} : (tensor<4x5xi1>) ->
      tensor<4x1xi1>
  %27 = tosa.select %26, %0, %23 : (tensor<4x1xi1>, tensor<4x5xf32>,
      tensor<4x5xf32>) -> tensor<4x5xf32>
  %28 = tosa.reshape %27, %6 : (tensor<4x5xf32>, !tosa.shape<3>) ->
      tensor<1x4x5xf32>
  %29 = tosa.reshape %arg2, %7 : (tensor<5x8xf32>, !tosa.shape<3>) ->
      tensor<1x5x8xf32>
  %30 = tosa.matmul %28, %29, %2, %2 : (tensor<1x4x5xf32>, tensor<1x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<1x4x8xf32>
  %31 = tosa.reshape %30, %8 : (tensor<1x4x8xf32>, !tosa.shape<2>) ->
      tensor<4x8xf32>
  return %31 : tensor<4x8xf32>
}

// -----

// CHECK-LABEL: func @one_query
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<1x8xf32>, tensor<5x8xf32>, tensor<5x8xf32>)
// CHECK-SAME: {scale = 0.353553355 : f32, site = "attention.0"} -> tensor<1x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @one_query(%arg0: tensor<1x1x1x8xf32>, %arg1: tensor<1x1x5x8xf32>,
    %arg2: tensor<1x1x5x8xf32>) -> tensor<1x1x1x8xf32> {
  %0 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1x1x1x5xf32>}> :
      () -> tensor<1x1x1x5xf32>
  %1 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %2 = tosa.const_shape  {values = dense<[1, 1, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %3 = tosa.const_shape  {values = dense<[1, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %4 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %5 = tosa.const_shape  {values = dense<[1, 1, 1, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %6 = tosa.const_shape  {values = dense<[1, 1, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %7 = tosa.const_shape  {values = dense<[1, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %8 = tosa.const_shape  {values = dense<[1, 1, 1, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %9 = "tosa.const"() <{values = dense<0.594603539> : tensor<1x1x1x1xf32>}> : ()
      -> tensor<1x1x1x1xf32>
  %10 = "tosa.const"()
      <{values = dense<0xFFF0000000000000> : tensor<1x1x1x1xf64>}> : () ->
      tensor<1x1x1x1xf64>
  %11 = tosa.mul %arg0, %9, %1 : (tensor<1x1x1x8xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<1x1x1x8xf32>
  %12 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<1x1x5x8xf32>) -> tensor<1x1x8x5xf32>
  %13 = tosa.mul %12, %9, %1 : (tensor<1x1x8x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<1x1x8x5xf32>
  %14 = tosa.reshape %11, %2 : (tensor<1x1x1x8xf32>, !tosa.shape<3>) ->
      tensor<1x1x8xf32>
  %15 = tosa.reshape %13, %3 : (tensor<1x1x8x5xf32>, !tosa.shape<3>) ->
      tensor<1x8x5xf32>
  %16 = tosa.matmul %14, %15, %4, %4 : (tensor<1x1x8xf32>, tensor<1x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<1x1x5xf32>
  %17 = tosa.reshape %16, %5 : (tensor<1x1x5xf32>, !tosa.shape<4>) ->
      tensor<1x1x1x5xf32>
  %18 = tosa.reduce_max %17 {axis = 3 : i32} : (tensor<1x1x1x5xf32>) ->
      tensor<1x1x1x1xf32>
  %19 = tosa.sub %17, %18 : (tensor<1x1x1x5xf32>, tensor<1x1x1x1xf32>) ->
      tensor<1x1x1x5xf32>
  %20 = tosa.exp %19 : (tensor<1x1x1x5xf32>) -> tensor<1x1x1x5xf32>
  %21 = tosa.reduce_sum %20 {axis = 3 : i32} : (tensor<1x1x1x5xf32>) ->
      tensor<1x1x1x1xf32>
  %22 = tosa.reciprocal %21 : (tensor<1x1x1x1xf32>) -> tensor<1x1x1x1xf32>
  %23 = tosa.mul %20, %22, %1 : (tensor<1x1x1x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<1x1x1x5xf32>
  %24 = tosa.cast %17 : (tensor<1x1x1x5xf32>) -> tensor<1x1x1x5xf64>
  %25 = tosa.equal %24, %10 : (tensor<1x1x1x5xf64>, tensor<1x1x1x1xf64>) ->
      tensor<1x1x1x5xi1>
  %26 = tosa.reduce_all %25 {axis = 3 : i32} : (tensor<1x1x1x5xi1>) ->
      tensor<1x1x1x1xi1>
  %27 = tosa.select %26, %0, %23 : (tensor<1x1x1x1xi1>, tensor<1x1x1x5xf32>,
      tensor<1x1x1x5xf32>) -> tensor<1x1x1x5xf32>
  %28 = tosa.reshape %27, %6 : (tensor<1x1x1x5xf32>, !tosa.shape<3>) ->
      tensor<1x1x5xf32>
  %29 = tosa.reshape %arg2, %7 : (tensor<1x1x5x8xf32>, !tosa.shape<3>) ->
      tensor<1x5x8xf32>
  %30 = tosa.matmul %28, %29, %4, %4 : (tensor<1x1x5xf32>, tensor<1x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<1x1x8xf32>
  %31 = tosa.reshape %30, %8 : (tensor<1x1x8xf32>, !tosa.shape<4>) ->
      tensor<1x1x1x8xf32>
  return %31 : tensor<1x1x1x8xf32>
}

// -----

// Keys and values of a group are broadcast, not copied.
// CHECK-LABEL: func @grouped_heads
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, %arg1, %arg2 : tensor<2x2x8x8xf32>, tensor<2x2x5x8xf32>, tensor<2x2x5x8xf32>)
// CHECK-SAME: {scale = 0.353553355 : f32, site = "attention.0"} -> tensor<2x2x8x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @grouped_heads(%arg0: tensor<2x4x4x8xf32>, %arg1: tensor<2x2x5x8xf32>,
    %arg2: tensor<2x2x5x8xf32>) -> tensor<2x4x4x8xf32> {
  %0 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<2x4x4x5xf32>}> :
      () -> tensor<2x4x4x5xf32>
  %1 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %2 = tosa.const_shape  {values = dense<[2, 2, 1, 5, 8]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %3 = tosa.const_shape  {values = dense<[1, 1, 2, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %4 = tosa.const_shape  {values = dense<[2, 4, 5, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %5 = tosa.const_shape  {values = dense<[8, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %6 = tosa.const_shape  {values = dense<[8, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %7 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %8 = tosa.const_shape  {values = dense<[2, 4, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %9 = tosa.const_shape  {values = dense<[8, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %10 = tosa.const_shape  {values = dense<[8, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %11 = tosa.const_shape  {values = dense<[2, 4, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %12 = "tosa.const"() <{values = dense<0.594603539> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %13 = "tosa.const"()
      <{values = dense<0xFFF0000000000000> : tensor<1x1x1x1xf64>}> : () ->
      tensor<1x1x1x1xf64>
  %14 = tosa.mul %arg0, %12, %1 : (tensor<2x4x4x8xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x4x4x8xf32>
  %15 = tosa.reshape %arg1, %2 : (tensor<2x2x5x8xf32>, !tosa.shape<5>) ->
      tensor<2x2x1x5x8xf32>
  %16 = tosa.tile %15, %3 : (tensor<2x2x1x5x8xf32>, !tosa.shape<5>) ->
      tensor<2x2x2x5x8xf32>
  %17 = tosa.reshape %16, %4 : (tensor<2x2x2x5x8xf32>, !tosa.shape<4>) ->
      tensor<2x4x5x8xf32>
  %18 = tosa.reshape %arg2, %2 : (tensor<2x2x5x8xf32>, !tosa.shape<5>) ->
      tensor<2x2x1x5x8xf32>
  %19 = tosa.tile %18, %3 : (tensor<2x2x1x5x8xf32>, !tosa.shape<5>) ->
      tensor<2x2x2x5x8xf32>
  %20 = tosa.transpose %17 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x4x5x8xf32>) -> tensor<2x4x8x5xf32>
  %21 = tosa.mul %20, %12, %1 : (tensor<2x4x8x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x4x8x5xf32>
  %22 = tosa.reshape %14, %5 : (tensor<2x4x4x8xf32>, !tosa.shape<3>) ->
      tensor<8x4x8xf32>
  %23 = tosa.reshape %21, %6 : (tensor<2x4x8x5xf32>, !tosa.shape<3>) ->
      tensor<8x8x5xf32>
  %24 = tosa.matmul %22, %23, %7, %7 : (tensor<8x4x8xf32>, tensor<8x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<8x4x5xf32>
  %25 = tosa.reshape %24, %8 : (tensor<8x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x4x4x5xf32>
  %26 = tosa.reduce_max %25 {axis = 3 : i32} : (tensor<2x4x4x5xf32>) ->
      tensor<2x4x4x1xf32>
  %27 = tosa.sub %25, %26 : (tensor<2x4x4x5xf32>, tensor<2x4x4x1xf32>) ->
      tensor<2x4x4x5xf32>
  %28 = tosa.exp %27 : (tensor<2x4x4x5xf32>) -> tensor<2x4x4x5xf32>
  %29 = tosa.reduce_sum %28 {axis = 3 : i32} : (tensor<2x4x4x5xf32>) ->
      tensor<2x4x4x1xf32>
  %30 = tosa.reciprocal %29 : (tensor<2x4x4x1xf32>) -> tensor<2x4x4x1xf32>
  %31 = tosa.mul %28, %30, %1 : (tensor<2x4x4x5xf32>, tensor<2x4x4x1xf32>,
      tensor<1xi8>) -> tensor<2x4x4x5xf32>
  %32 = tosa.cast %25 : (tensor<2x4x4x5xf32>) -> tensor<2x4x4x5xf64>
  %33 = tosa.equal %32, %13 : (tensor<2x4x4x5xf64>, tensor<1x1x1x1xf64>) ->
      tensor<2x4x4x5xi1>
  %34 = tosa.reduce_all %33 {axis = 3 : i32} : (tensor<2x4x4x5xi1>) ->
      tensor<2x4x4x1xi1>
  %35 = tosa.select %34, %0, %31 : (tensor<2x4x4x1xi1>, tensor<2x4x4x5xf32>,
      tensor<2x4x4x5xf32>) -> tensor<2x4x4x5xf32>
  %36 = tosa.reshape %35, %9 : (tensor<2x4x4x5xf32>, !tosa.shape<3>) ->
      tensor<8x4x5xf32>
  %37 = tosa.reshape %19, %10 : (tensor<2x2x2x5x8xf32>, !tosa.shape<3>) ->
      tensor<8x5x8xf32>
  %38 = tosa.matmul %36, %37, %7, %7 : (tensor<8x4x5xf32>, tensor<8x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<8x4x8xf32>
  %39 = tosa.reshape %38, %11 : (tensor<8x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x4x4x8xf32>
  return %39 : tensor<2x4x4x8xf32>
}

// -----

// CHECK-LABEL: func @f16
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 0.353553355 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @f16(%arg0: tensor<2x3x4x8xf16>, %arg1: tensor<2x3x5x8xf16>, %arg2:
    tensor<2x3x5x8xf16>) -> tensor<2x3x4x8xf16> {
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
  %11 = tosa.cast %arg0 : (tensor<2x3x4x8xf16>) -> tensor<2x3x4x8xf32>
  %12 = tosa.cast %arg1 : (tensor<2x3x5x8xf16>) -> tensor<2x3x5x8xf32>
  %13 = tosa.cast %arg2 : (tensor<2x3x5x8xf16>) -> tensor<2x3x5x8xf32>
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
  %35 = tosa.cast %34 : (tensor<2x3x4x8xf32>) -> tensor<2x3x4x8xf16>
  return %35 : tensor<2x3x4x8xf16>
}
