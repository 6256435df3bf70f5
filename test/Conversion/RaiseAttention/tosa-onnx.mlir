// RUN: a3-opt %s --split-input-file --a3-raise-attention --canonicalize --cse --mlir-print-local-scope | FileCheck %s
// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-verify-raised

// ONNX's operator Attention in TOSA: its guard against queries without keys looks at
// what is added to the scores, not at the scores.

// CHECK-LABEL: func @nothing_masked
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 0.353553355 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @nothing_masked(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %0 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %1 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<4x5xf32>}> : () ->
      tensor<4x5xf32>
  %2 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %3 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %4 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %5 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %6 = tosa.const_shape  {values = dense<[1, 1, 4, 1]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %7 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %8 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %9 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %10 = "tosa.const"() <{values = dense<0.594603539> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %11 = "tosa.const"() <{values = dense<0xFF800000> : tensor<1x1xf32>}> : () ->
      tensor<1x1xf32>
  %12 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %13 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %14 = tosa.mul %arg0, %10, %2 : (tensor<2x3x4x8xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x8xf32>
  %15 = tosa.mul %13, %10, %2 : (tensor<2x3x8x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x8x5xf32>
  %16 = tosa.reshape %14, %3 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %17 = tosa.reshape %15, %4 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %18 = tosa.matmul %16, %17, %0, %0 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %19 = tosa.reshape %18, %5 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %20 = tosa.reduce_max %19 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %21 = tosa.sub %19, %20 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %22 = tosa.exp %21 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %23 = tosa.reduce_sum %22 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %24 = tosa.reciprocal %23 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %25 = tosa.mul %22, %24, %2 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %26 = tosa.reduce_max %1 {axis = 1 : i32} : (tensor<4x5xf32>) ->
      tensor<4x1xf32>
  %27 = tosa.equal %26, %11 : (tensor<4x1xf32>, tensor<1x1xf32>) ->
      tensor<4x1xi1>
  %28 = tosa.reshape %27, %6 : (tensor<4x1xi1>, !tosa.shape<4>) ->
      tensor<1x1x4x1xi1>
  %29 = tosa.select %28, %12, %25 : (tensor<1x1x4x1xi1>, tensor<1x1x1x1xf32>,
      tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %30 = tosa.reshape %29, %7 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %31 = tosa.reshape %arg2, %8 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %32 = tosa.matmul %30, %31, %0, %0 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %33 = tosa.reshape %32, %9 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %33 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @mask
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask(%arg3 : tensor<2x1x4x5xi1>)
// CHECK-SAME: {scale = 0.353553355 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @mask(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>, %arg2:
    tensor<2x3x5x8xf32>, %arg3: tensor<2x1x4x5xi1>) -> tensor<2x3x4x8xf32> {
  %0 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %1 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %2 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %3 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %4 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %5 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %6 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %7 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %8 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %9 = "tosa.const"() <{values = dense<0xFF800000> : tensor<1x1x1x1xf32>}> : ()
      -> tensor<1x1x1x1xf32>
  %10 = "tosa.const"() <{values = dense<0.594603539> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %11 = tosa.select %arg3, %8, %9 : (tensor<2x1x4x5xi1>, tensor<1x1x1x1xf32>,
      tensor<1x1x1x1xf32>) -> tensor<2x1x4x5xf32>
  %12 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %13 = tosa.mul %arg0, %10, %1 : (tensor<2x3x4x8xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x8xf32>
  %14 = tosa.mul %12, %10, %1 : (tensor<2x3x8x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x8x5xf32>
  %15 = tosa.reshape %13, %2 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %16 = tosa.reshape %14, %3 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %17 = tosa.matmul %15, %16, %0, %0 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %18 = tosa.reshape %17, %4 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %19 = tosa.add %18, %11 : (tensor<2x3x4x5xf32>, tensor<2x1x4x5xf32>) ->
      tensor<2x3x4x5xf32>
  %20 = tosa.reduce_max %19 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %21 = tosa.sub %19, %20 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %22 = tosa.exp %21 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %23 = tosa.reduce_sum %22 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %24 = tosa.reciprocal %23 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %25 = tosa.mul %22, %24, %1 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %26 = tosa.reduce_max %11 {axis = 3 : i32} : (tensor<2x1x4x5xf32>) ->
      tensor<2x1x4x1xf32>
  %27 = tosa.equal %26, %9 : (tensor<2x1x4x1xf32>, tensor<1x1x1x1xf32>) ->
      tensor<2x1x4x1xi1>
  %28 = tosa.select %27, %8, %25 : (tensor<2x1x4x1xi1>, tensor<1x1x1x1xf32>,
      tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %29 = tosa.reshape %28, %5 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %30 = tosa.reshape %arg2, %6 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %31 = tosa.matmul %29, %30, %0, %0 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %32 = tosa.reshape %31, %7 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %32 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @causal
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<1x1x4x5xi1>)
// CHECK-SAME: {scale = 0.353553355 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @causal(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>, %arg2:
    tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %0 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %1 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %2 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %3 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %4 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %5 = tosa.const_shape  {values = dense<[1, 1, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %6 = tosa.const_shape  {values = dense<[1, 1, 4, 1]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %7 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %8 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %9 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %10 = "tosa.const"()
      <{values = dense<[[0], [1], [2], [3]]> : tensor<4x1xi64>}> : () ->
      tensor<4x1xi64>
  %11 = "tosa.const"() <{values = dense<[[0, 1, 2, 3, 4]]> : tensor<1x5xi64>}> :
      () -> tensor<1x5xi64>
  %12 = "tosa.const"() <{values = dense<0xFF800000> : tensor<1x1xf32>}> : () ->
      tensor<1x1xf32>
  %13 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1x1xf32>}> : ()
      -> tensor<1x1xf32>
  %14 = "tosa.const"() <{values = dense<0.594603539> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %15 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %16 = tosa.cast %10 : (tensor<4x1xi64>) -> tensor<4x1xi32>
  %17 = tosa.cast %16 : (tensor<4x1xi32>) -> tensor<4x1xi64>
  %18 = tosa.greater %11, %17 : (tensor<1x5xi64>, tensor<4x1xi64>) ->
      tensor<4x5xi1>
  %19 = tosa.select %18, %12, %13 : (tensor<4x5xi1>, tensor<1x1xf32>,
      tensor<1x1xf32>) -> tensor<4x5xf32>
  %20 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %21 = tosa.mul %arg0, %14, %1 : (tensor<2x3x4x8xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x8xf32>
  %22 = tosa.mul %20, %14, %1 : (tensor<2x3x8x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x8x5xf32>
  %23 = tosa.reshape %21, %2 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %24 = tosa.reshape %22, %3 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %25 = tosa.matmul %23, %24, %0, %0 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %26 = tosa.reshape %25, %4 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %27 = tosa.reshape %19, %5 : (tensor<4x5xf32>, !tosa.shape<4>) ->
      tensor<1x1x4x5xf32>
  %28 = tosa.add %26, %27 : (tensor<2x3x4x5xf32>, tensor<1x1x4x5xf32>) ->
      tensor<2x3x4x5xf32>
  %29 = tosa.reduce_max %28 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %30 = tosa.sub %28, %29 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %31 = tosa.exp %30 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %32 = tosa.reduce_sum %31 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %33 = tosa.reciprocal %32 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %34 = tosa.mul %31, %33, %1 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %35 = tosa.reduce_max %19 {axis = 1 : i32} : (tensor<4x5xf32>) ->
      tensor<4x1xf32>
  %36 = tosa.equal %35, %12 : (tensor<4x1xf32>, tensor<1x1xf32>) ->
      tensor<4x1xi1>
  %37 = tosa.reshape %36, %6 : (tensor<4x1xi1>, !tosa.shape<4>) ->
      tensor<1x1x4x1xi1>
  %38 = tosa.select %37, %15, %34 : (tensor<1x1x4x1xi1>, tensor<1x1x1x1xf32>,
      tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %39 = tosa.reshape %38, %7 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %40 = tosa.reshape %arg2, %8 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %41 = tosa.matmul %39, %40, %0, %0 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %42 = tosa.reshape %41, %9 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %42 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @mask_and_causal
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<1x1x4x5xi1>)
// CHECK-SAME: {scale = 0.353553355 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @mask_and_causal(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<4x5xi1>) ->
    tensor<2x3x4x8xf32> {
  %0 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %1 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %2 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %3 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %4 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %5 = tosa.const_shape  {values = dense<[1, 1, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %6 = tosa.const_shape  {values = dense<[1, 1, 4, 1]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %7 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %8 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %9 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %10 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1x1xf32>}> : ()
      -> tensor<1x1xf32>
  %11 = "tosa.const"() <{values = dense<0xFF800000> : tensor<1x1xf32>}> : () ->
      tensor<1x1xf32>
  %12 = "tosa.const"()
      <{values = dense<[[0], [1], [2], [3]]> : tensor<4x1xi64>}> : () ->
      tensor<4x1xi64>
  %13 = "tosa.const"() <{values = dense<[[0, 1, 2, 3, 4]]> : tensor<1x5xi64>}> :
      () -> tensor<1x5xi64>
  %14 = "tosa.const"() <{values = dense<0.594603539> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %15 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %16 = tosa.select %arg3, %10, %11 : (tensor<4x5xi1>, tensor<1x1xf32>,
      tensor<1x1xf32>) -> tensor<4x5xf32>
  %17 = tosa.cast %12 : (tensor<4x1xi64>) -> tensor<4x1xi32>
  %18 = tosa.cast %17 : (tensor<4x1xi32>) -> tensor<4x1xi64>
  %19 = tosa.greater %13, %18 : (tensor<1x5xi64>, tensor<4x1xi64>) ->
      tensor<4x5xi1>
  %20 = tosa.select %19, %11, %10 : (tensor<4x5xi1>, tensor<1x1xf32>,
      tensor<1x1xf32>) -> tensor<4x5xf32>
  %21 = tosa.add %16, %20 : (tensor<4x5xf32>, tensor<4x5xf32>) ->
      tensor<4x5xf32>
  %22 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %23 = tosa.mul %arg0, %14, %1 : (tensor<2x3x4x8xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x8xf32>
  %24 = tosa.mul %22, %14, %1 : (tensor<2x3x8x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x8x5xf32>
  %25 = tosa.reshape %23, %2 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %26 = tosa.reshape %24, %3 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %27 = tosa.matmul %25, %26, %0, %0 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %28 = tosa.reshape %27, %4 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %29 = tosa.reshape %21, %5 : (tensor<4x5xf32>, !tosa.shape<4>) ->
      tensor<1x1x4x5xf32>
  %30 = tosa.add %28, %29 : (tensor<2x3x4x5xf32>, tensor<1x1x4x5xf32>) ->
      tensor<2x3x4x5xf32>
  %31 = tosa.reduce_max %30 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %32 = tosa.sub %30, %31 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %33 = tosa.exp %32 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %34 = tosa.reduce_sum %33 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %35 = tosa.reciprocal %34 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %36 = tosa.mul %33, %35, %1 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %37 = tosa.reduce_max %21 {axis = 1 : i32} : (tensor<4x5xf32>) ->
      tensor<4x1xf32>
  %38 = tosa.equal %37, %11 : (tensor<4x1xf32>, tensor<1x1xf32>) ->
      tensor<4x1xi1>
  %39 = tosa.reshape %38, %6 : (tensor<4x1xi1>, !tosa.shape<4>) ->
      tensor<1x1x4x1xi1>
  %40 = tosa.select %39, %15, %36 : (tensor<1x1x4x1xi1>, tensor<1x1x1x1xf32>,
      tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %41 = tosa.reshape %40, %7 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %42 = tosa.reshape %arg2, %8 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %43 = tosa.matmul %41, %42, %0, %0 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %44 = tosa.reshape %43, %9 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %44 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @grouped_heads
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, %arg1, %arg2 : tensor<2x2x12x8xf32>, tensor<2x2x5x8xf32>, tensor<2x2x5x8xf32>)
// CHECK-SAME: {scale = 0.353553355 : f32, site = "attention.0"} -> tensor<2x2x12x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @grouped_heads(%arg0: tensor<2x6x4x8xf32>, %arg1: tensor<2x2x5x8xf32>,
    %arg2: tensor<2x2x5x8xf32>) -> tensor<2x6x4x8xf32> {
  %0 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %1 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<4x5xf32>}> : () ->
      tensor<4x5xf32>
  %2 = tosa.const_shape  {values = dense<[2, 2, 1, 5, 8]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %3 = tosa.const_shape  {values = dense<[1, 1, 3, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %4 = tosa.const_shape  {values = dense<[2, 6, 5, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %5 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %6 = tosa.const_shape  {values = dense<[12, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %7 = tosa.const_shape  {values = dense<[12, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %8 = tosa.const_shape  {values = dense<[2, 6, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %9 = tosa.const_shape  {values = dense<[1, 1, 4, 1]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %10 = tosa.const_shape  {values = dense<[12, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %11 = tosa.const_shape  {values = dense<[12, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %12 = tosa.const_shape  {values = dense<[2, 6, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %13 = "tosa.const"() <{values = dense<0.594603539> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %14 = "tosa.const"() <{values = dense<0xFF800000> : tensor<1x1xf32>}> : () ->
      tensor<1x1xf32>
  %15 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %16 = tosa.reshape %arg1, %2 : (tensor<2x2x5x8xf32>, !tosa.shape<5>) ->
      tensor<2x2x1x5x8xf32>
  %17 = tosa.reshape %arg2, %2 : (tensor<2x2x5x8xf32>, !tosa.shape<5>) ->
      tensor<2x2x1x5x8xf32>
  %18 = tosa.tile %16, %3 : (tensor<2x2x1x5x8xf32>, !tosa.shape<5>) ->
      tensor<2x2x3x5x8xf32>
  %19 = tosa.tile %17, %3 : (tensor<2x2x1x5x8xf32>, !tosa.shape<5>) ->
      tensor<2x2x3x5x8xf32>
  %20 = tosa.reshape %18, %4 : (tensor<2x2x3x5x8xf32>, !tosa.shape<4>) ->
      tensor<2x6x5x8xf32>
  %21 = tosa.transpose %20 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x6x5x8xf32>) -> tensor<2x6x8x5xf32>
  %22 = tosa.mul %arg0, %13, %5 : (tensor<2x6x4x8xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x6x4x8xf32>
  %23 = tosa.mul %21, %13, %5 : (tensor<2x6x8x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x6x8x5xf32>
  %24 = tosa.reshape %22, %6 : (tensor<2x6x4x8xf32>, !tosa.shape<3>) ->
      tensor<12x4x8xf32>
  %25 = tosa.reshape %23, %7 : (tensor<2x6x8x5xf32>, !tosa.shape<3>) ->
      tensor<12x8x5xf32>
  %26 = tosa.matmul %24, %25, %0, %0 : (tensor<12x4x8xf32>, tensor<12x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<12x4x5xf32>
  %27 = tosa.reshape %26, %8 : (tensor<12x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x6x4x5xf32>
  %28 = tosa.reduce_max %27 {axis = 3 : i32} : (tensor<2x6x4x5xf32>) ->
      tensor<2x6x4x1xf32>
  %29 = tosa.sub %27, %28 : (tensor<2x6x4x5xf32>, tensor<2x6x4x1xf32>) ->
      tensor<2x6x4x5xf32>
  %30 = tosa.exp %29 : (tensor<2x6x4x5xf32>) -> tensor<2x6x4x5xf32>
  %31 = tosa.reduce_sum %30 {axis = 3 : i32} : (tensor<2x6x4x5xf32>) ->
      tensor<2x6x4x1xf32>
  %32 = tosa.reciprocal %31 : (tensor<2x6x4x1xf32>) -> tensor<2x6x4x1xf32>
  %33 = tosa.mul %30, %32, %5 : (tensor<2x6x4x5xf32>, tensor<2x6x4x1xf32>,
      tensor<1xi8>) -> tensor<2x6x4x5xf32>
  %34 = tosa.reduce_max %1 {axis = 1 : i32} : (tensor<4x5xf32>) ->
      tensor<4x1xf32>
  %35 = tosa.equal %34, %14 : (tensor<4x1xf32>, tensor<1x1xf32>) ->
      tensor<4x1xi1>
  %36 = tosa.reshape %35, %9 : (tensor<4x1xi1>, !tosa.shape<4>) ->
      tensor<1x1x4x1xi1>
  %37 = tosa.select %36, %15, %33 : (tensor<1x1x4x1xi1>, tensor<1x1x1x1xf32>,
      tensor<2x6x4x5xf32>) -> tensor<2x6x4x5xf32>
  %38 = tosa.reshape %37, %10 : (tensor<2x6x4x5xf32>, !tosa.shape<3>) ->
      tensor<12x4x5xf32>
  %39 = tosa.reshape %19, %11 : (tensor<2x2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<12x5x8xf32>
  %40 = tosa.matmul %38, %39, %0, %0 : (tensor<12x4x5xf32>, tensor<12x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<12x4x8xf32>
  %41 = tosa.reshape %40, %12 : (tensor<12x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x6x4x8xf32>
  return %41 : tensor<2x6x4x8xf32>
}

// -----

// CHECK-LABEL: func @heads_in_matrices
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 0.353553355 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @heads_in_matrices(%arg0: tensor<2x4x24xf32>, %arg1:
    tensor<2x5x24xf32>, %arg2: tensor<2x5x24xf32>) -> tensor<2x4x24xf32> {
  %0 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<4x5xf32>}> : () ->
      tensor<4x5xf32>
  %1 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %2 = tosa.const_shape  {values = dense<[2, 4, 3, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %3 = tosa.const_shape  {values = dense<[2, 5, 3, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %4 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %5 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %6 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %7 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %8 = tosa.const_shape  {values = dense<[1, 1, 4, 1]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %9 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %10 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %11 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %12 = tosa.const_shape  {values = dense<[2, 4, 24]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %13 = "tosa.const"() <{values = dense<0.594603539> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %14 = "tosa.const"() <{values = dense<0xFF800000> : tensor<1x1xf32>}> : () ->
      tensor<1x1xf32>
  %15 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %16 = tosa.reshape %arg0, %2 : (tensor<2x4x24xf32>, !tosa.shape<4>) ->
      tensor<2x4x3x8xf32>
  %17 = tosa.reshape %arg1, %3 : (tensor<2x5x24xf32>, !tosa.shape<4>) ->
      tensor<2x5x3x8xf32>
  %18 = tosa.reshape %arg2, %3 : (tensor<2x5x24xf32>, !tosa.shape<4>) ->
      tensor<2x5x3x8xf32>
  %19 = tosa.transpose %16 {perms = array<i32: 0, 2, 1, 3>} :
      (tensor<2x4x3x8xf32>) -> tensor<2x3x4x8xf32>
  %20 = tosa.transpose %18 {perms = array<i32: 0, 2, 1, 3>} :
      (tensor<2x5x3x8xf32>) -> tensor<2x3x5x8xf32>
  %21 = tosa.transpose %17 {perms = array<i32: 0, 2, 3, 1>} :
      (tensor<2x5x3x8xf32>) -> tensor<2x3x8x5xf32>
  %22 = tosa.mul %19, %13, %4 : (tensor<2x3x4x8xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x8xf32>
  %23 = tosa.mul %21, %13, %4 : (tensor<2x3x8x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x8x5xf32>
  %24 = tosa.reshape %22, %5 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %25 = tosa.reshape %23, %6 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %26 = tosa.matmul %24, %25, %1, %1 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %27 = tosa.reshape %26, %7 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %28 = tosa.reduce_max %27 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %29 = tosa.sub %27, %28 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %30 = tosa.exp %29 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %31 = tosa.reduce_sum %30 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %32 = tosa.reciprocal %31 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %33 = tosa.mul %30, %32, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %34 = tosa.reduce_max %0 {axis = 1 : i32} : (tensor<4x5xf32>) ->
      tensor<4x1xf32>
  %35 = tosa.equal %34, %14 : (tensor<4x1xf32>, tensor<1x1xf32>) ->
      tensor<4x1xi1>
  %36 = tosa.reshape %35, %8 : (tensor<4x1xi1>, !tosa.shape<4>) ->
      tensor<1x1x4x1xi1>
  %37 = tosa.select %36, %15, %33 : (tensor<1x1x4x1xi1>, tensor<1x1x1x1xf32>,
      tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %38 = tosa.reshape %37, %9 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %39 = tosa.reshape %20, %10 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %40 = tosa.matmul %38, %39, %1, %1 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %41 = tosa.reshape %40, %11 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  %42 = tosa.transpose %41 {perms = array<i32: 0, 2, 1, 3>} :
      (tensor<2x3x4x8xf32>) -> tensor<2x4x3x8xf32>
  %43 = tosa.reshape %42, %12 : (tensor<2x4x3x8xf32>, !tosa.shape<3>) ->
      tensor<2x4x24xf32>
  return %43 : tensor<2x4x24xf32>
}

// -----

// CHECK-LABEL: func @cache_and_causal
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, {{%.*}}, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x9x8xf32>, tensor<2x3x9x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<1x1x4x9xi1>)
// CHECK-SAME: {scale = 0.353553355 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @cache_and_causal(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x4x8xf32>, %arg2: tensor<2x3x4x8xf32>, %arg3: tensor<2x3x5x8xf32>,
    %arg4: tensor<2x3x5x8xf32>) -> (tensor<2x3x4x8xf32>, tensor<2x3x9x8xf32>,
    tensor<2x3x9x8xf32>) {
  %0 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %1 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %2 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %3 = tosa.const_shape  {values = dense<[6, 8, 9]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %4 = tosa.const_shape  {values = dense<[2, 3, 4, 9]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %5 = tosa.const_shape  {values = dense<[1, 1, 4, 9]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %6 = tosa.const_shape  {values = dense<[1, 1, 4, 1]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %7 = tosa.const_shape  {values = dense<[6, 4, 9]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %8 = tosa.const_shape  {values = dense<[6, 9, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %9 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %10 = "tosa.const"()
      <{values = dense<[[0], [1], [2], [3]]> : tensor<4x1xi64>}> : () ->
      tensor<4x1xi64>
  %11 = "tosa.const"()
      <{values = dense<[[0, 1, 2, 3, 4, 5, 6, 7, 8]]> : tensor<1x9xi64>}> : ()
      -> tensor<1x9xi64>
  %12 = "tosa.const"() <{values = dense<5> : tensor<1x1xi32>}> : () ->
      tensor<1x1xi32>
  %13 = "tosa.const"() <{values = dense<0xFF800000> : tensor<1x1xf32>}> : () ->
      tensor<1x1xf32>
  %14 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1x1xf32>}> : ()
      -> tensor<1x1xf32>
  %15 = "tosa.const"() <{values = dense<0.594603539> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %16 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %17 = tosa.concat %arg3, %arg1 {axis = 2 : i32} : (tensor<2x3x5x8xf32>,
      tensor<2x3x4x8xf32>) -> tensor<2x3x9x8xf32>
  %18 = tosa.concat %arg4, %arg2 {axis = 2 : i32} : (tensor<2x3x5x8xf32>,
      tensor<2x3x4x8xf32>) -> tensor<2x3x9x8xf32>
  %19 = tosa.cast %10 : (tensor<4x1xi64>) -> tensor<4x1xi32>
  %20 = tosa.add %19, %12 : (tensor<4x1xi32>, tensor<1x1xi32>) ->
      tensor<4x1xi32>
  %21 = tosa.cast %20 : (tensor<4x1xi32>) -> tensor<4x1xi64>
  %22 = tosa.greater %11, %21 : (tensor<1x9xi64>, tensor<4x1xi64>) ->
      tensor<4x9xi1>
  %23 = tosa.select %22, %13, %14 : (tensor<4x9xi1>, tensor<1x1xf32>,
      tensor<1x1xf32>) -> tensor<4x9xf32>
  %24 = tosa.transpose %17 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x9x8xf32>) -> tensor<2x3x8x9xf32>
  %25 = tosa.mul %arg0, %15, %1 : (tensor<2x3x4x8xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x8xf32>
  %26 = tosa.mul %24, %15, %1 : (tensor<2x3x8x9xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x8x9xf32>
  %27 = tosa.reshape %25, %2 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %28 = tosa.reshape %26, %3 : (tensor<2x3x8x9xf32>, !tosa.shape<3>) ->
      tensor<6x8x9xf32>
  %29 = tosa.matmul %27, %28, %0, %0 : (tensor<6x4x8xf32>, tensor<6x8x9xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x9xf32>
  %30 = tosa.reshape %29, %4 : (tensor<6x4x9xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x9xf32>
  %31 = tosa.reshape %23, %5 : (tensor<4x9xf32>, !tosa.shape<4>) ->
      tensor<1x1x4x9xf32>
  %32 = tosa.add %30, %31 : (tensor<2x3x4x9xf32>, tensor<1x1x4x9xf32>) ->
      tensor<2x3x4x9xf32>
  %33 = tosa.reduce_max %32 {axis = 3 : i32} : (tensor<2x3x4x9xf32>) ->
      tensor<2x3x4x1xf32>
  %34 = tosa.sub %32, %33 : (tensor<2x3x4x9xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x9xf32>
  %35 = tosa.exp %34 : (tensor<2x3x4x9xf32>) -> tensor<2x3x4x9xf32>
  %36 = tosa.reduce_sum %35 {axis = 3 : i32} : (tensor<2x3x4x9xf32>) ->
      tensor<2x3x4x1xf32>
  %37 = tosa.reciprocal %36 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %38 = tosa.mul %35, %37, %1 : (tensor<2x3x4x9xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x9xf32>
  %39 = tosa.reduce_max %23 {axis = 1 : i32} : (tensor<4x9xf32>) ->
      tensor<4x1xf32>
  %40 = tosa.equal %39, %13 : (tensor<4x1xf32>, tensor<1x1xf32>) ->
      tensor<4x1xi1>
  %41 = tosa.reshape %40, %6 : (tensor<4x1xi1>, !tosa.shape<4>) ->
      tensor<1x1x4x1xi1>
  %42 = tosa.select %41, %16, %38 : (tensor<1x1x4x1xi1>, tensor<1x1x1x1xf32>,
      tensor<2x3x4x9xf32>) -> tensor<2x3x4x9xf32>
  %43 = tosa.reshape %42, %7 : (tensor<2x3x4x9xf32>, !tosa.shape<3>) ->
      tensor<6x4x9xf32>
  %44 = tosa.reshape %18, %8 : (tensor<2x3x9x8xf32>, !tosa.shape<3>) ->
      tensor<6x9x8xf32>
  %45 = tosa.matmul %43, %44, %0, %0 : (tensor<6x4x9xf32>, tensor<6x9x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %46 = tosa.reshape %45, %9 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %46, %17, %18 : tensor<2x3x4x8xf32>, tensor<2x3x9x8xf32>,
      tensor<2x3x9x8xf32>
}

// -----

// CHECK-LABEL: func @key_lengths
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<2x1x1x5xi1>)
// CHECK-SAME: {scale = 0.353553355 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @key_lengths(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2xi64>) -> tensor<2x3x4x8xf32> {
  %0 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %1 = tosa.const_shape  {values = dense<[2, 1]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %2 = tosa.const_shape  {values = dense<[2, 1, 1, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %3 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %4 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %5 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %6 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %7 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %8 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %9 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %10 = "tosa.const"() <{values = dense<[[0, 1, 2, 3, 4]]> : tensor<1x5xi64>}> :
      () -> tensor<1x5xi64>
  %11 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1x1xf32>}> : ()
      -> tensor<1x1xf32>
  %12 = "tosa.const"() <{values = dense<0xFF800000> : tensor<1x1xf32>}> : () ->
      tensor<1x1xf32>
  %13 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1x1x4x5xf32>}> :
      () -> tensor<1x1x4x5xf32>
  %14 = "tosa.const"() <{values = dense<0.594603539> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %15 = "tosa.const"() <{values = dense<0xFF800000> : tensor<1x1x1x1xf32>}> : ()
      -> tensor<1x1x1x1xf32>
  %16 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %17 = tosa.reshape %arg3, %1 : (tensor<2xi64>, !tosa.shape<2>) ->
      tensor<2x1xi64>
  %18 = tosa.greater %17, %10 : (tensor<2x1xi64>, tensor<1x5xi64>) ->
      tensor<2x5xi1>
  %19 = tosa.select %18, %11, %12 : (tensor<2x5xi1>, tensor<1x1xf32>,
      tensor<1x1xf32>) -> tensor<2x5xf32>
  %20 = tosa.reshape %19, %2 : (tensor<2x5xf32>, !tosa.shape<4>) ->
      tensor<2x1x1x5xf32>
  %21 = tosa.add %20, %13 : (tensor<2x1x1x5xf32>, tensor<1x1x4x5xf32>) ->
      tensor<2x1x4x5xf32>
  %22 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %23 = tosa.mul %arg0, %14, %3 : (tensor<2x3x4x8xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x8xf32>
  %24 = tosa.mul %22, %14, %3 : (tensor<2x3x8x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x8x5xf32>
  %25 = tosa.reshape %23, %4 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %26 = tosa.reshape %24, %5 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %27 = tosa.matmul %25, %26, %0, %0 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %28 = tosa.reshape %27, %6 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %29 = tosa.add %28, %21 : (tensor<2x3x4x5xf32>, tensor<2x1x4x5xf32>) ->
      tensor<2x3x4x5xf32>
  %30 = tosa.reduce_max %29 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %31 = tosa.sub %29, %30 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %32 = tosa.exp %31 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %33 = tosa.reduce_sum %32 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %34 = tosa.reciprocal %33 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %35 = tosa.mul %32, %34, %3 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %36 = tosa.reduce_max %21 {axis = 3 : i32} : (tensor<2x1x4x5xf32>) ->
      tensor<2x1x4x1xf32>
  %37 = tosa.equal %36, %15 : (tensor<2x1x4x1xf32>, tensor<1x1x1x1xf32>) ->
      tensor<2x1x4x1xi1>
  %38 = tosa.select %37, %16, %35 : (tensor<2x1x4x1xi1>, tensor<1x1x1x1xf32>,
      tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %39 = tosa.reshape %38, %7 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %40 = tosa.reshape %arg2, %8 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %41 = tosa.matmul %39, %40, %0, %0 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %42 = tosa.reshape %41, %9 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %42 : tensor<2x3x4x8xf32>
}
