// RUN: a3-opt %s --split-input-file --a3-raise-attention --canonicalize --cse --mlir-print-local-scope | FileCheck %s
// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-verify-raised

// Where masks come from in TOSA.

// CHECK-LABEL: func @key_lengths
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<2x1x1x5xi1>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @key_lengths(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2xi64>) -> tensor<2x3x4x8xf32> {
  %0 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %1 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %3 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %4 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %5 = tosa.const_shape  {values = dense<[2, 1]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %6 = tosa.const_shape  {values = dense<[2, 1, 1, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %7 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %8 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %9 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %10 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %11 = "tosa.const"() <{values = dense<[[0, 1, 2, 3, 4]]> : tensor<1x5xi64>}> :
      () -> tensor<1x5xi64>
  %12 = "tosa.const"() <{values = dense<0xFF800000> : tensor<1x1x1x1xf32>}> : ()
      -> tensor<1x1x1x1xf32>
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
  %18 = tosa.mul %17, %10, %4 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %19 = tosa.reshape %arg3, %5 : (tensor<2xi64>, !tosa.shape<2>) ->
      tensor<2x1xi64>
  %20 = tosa.greater_equal %11, %19 : (tensor<1x5xi64>, tensor<2x1xi64>) ->
      tensor<2x5xi1>
  %21 = tosa.reshape %20, %6 : (tensor<2x5xi1>, !tosa.shape<4>) ->
      tensor<2x1x1x5xi1>
  %22 = tosa.select %21, %12, %18 : (tensor<2x1x1x5xi1>, tensor<1x1x1x1xf32>,
      tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %23 = tosa.reduce_max %22 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %24 = tosa.sub %22, %23 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %25 = tosa.exp %24 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %26 = tosa.reduce_sum %25 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %27 = tosa.reciprocal %26 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %28 = tosa.mul %25, %27, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %29 = tosa.reshape %28, %7 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %30 = tosa.reshape %arg2, %8 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %31 = tosa.matmul %29, %30, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %32 = tosa.reshape %31, %9 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %32 : tensor<2x3x4x8xf32>
}

// -----

// As transformers 5 does: positions, a gather of the mask, a logical and.
// CHECK-LABEL: func @gathered_mask
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x4x8xf32>, tensor<2x3x4x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<2x1x4x4xi1>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @gathered_mask(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x4x8xf32>,
    %arg2: tensor<2x3x4x8xf32>, %arg3: tensor<2x4xi64>) -> tensor<2x3x4x8xf32> {
  %0 = "tosa.const"() <{values = dense<[0, 1, 2, 3]> : tensor<4xi64>}> : () ->
      tensor<4xi64>
  %1 = tosa.const_shape  {values = dense<[1, 1, 4, 1]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %2 = tosa.const_shape  {values = dense<[1, 1, 1, 4]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %3 = tosa.const_shape  {values = dense<[2, 1, 1, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %4 = tosa.const_shape  {values = dense<[1, 1, 1, 4, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %5 = tosa.const_shape  {values = dense<[1, 8, 1]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %6 = tosa.const_shape  {values = dense<[8, 2]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %7 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %8 = tosa.const_shape  {values = dense<[1, 8]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %9 = tosa.const_shape  {values = dense<[2, 1, 1, 4]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %10 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %11 = tosa.const_shape  {values = dense<[6, 8, 4]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %12 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %13 = tosa.const_shape  {values = dense<[2, 3, 4, 4]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %14 = tosa.const_shape  {values = dense<[6, 4, 4]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %15 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %16 = "tosa.const"() <{values = dense<0> : tensor<1x1x1x1xi32>}> : () ->
      tensor<1x1x1x1xi32>
  %17 = "tosa.const"() <{values = dense<2> : tensor<1x1x1x1xi32>}> : () ->
      tensor<1x1x1x1xi32>
  %18 = "tosa.const"() <{values = dense<4> : tensor<1x1x1x1xi32>}> : () ->
      tensor<1x1x1x1xi32>
  %19 = "tosa.const"() <{values = dense<[[4, 1]]> : tensor<1x2xi32>}> : () ->
      tensor<1x2xi32>
  %20 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %21 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %22 = "tosa.const"() <{values = dense<-3.40282347E+38> : tensor<1x1x1x1xf32>}>
      : () -> tensor<1x1x1x1xf32>
  %cst = arith.constant dense<[[[[0]]], [[[1]]]]> : tensor<2x1x1x1xi64>
  %23 = tosa.reshape %0, %1 : (tensor<4xi64>, !tosa.shape<4>) ->
      tensor<1x1x4x1xi64>
  %24 = tosa.reshape %0, %2 : (tensor<4xi64>, !tosa.shape<4>) ->
      tensor<1x1x1x4xi64>
  %25 = tosa.greater_equal %23, %24 : (tensor<1x1x4x1xi64>, tensor<1x1x1x4xi64>)
      -> tensor<1x1x4x4xi1>
  %26 = tosa.cast %arg3 : (tensor<2x4xi64>) -> tensor<2x4xi1>
  %27 = tosa.cast %cst : (tensor<2x1x1x1xi64>) -> tensor<2x1x1x1xi32>
  %28 = tosa.add %27, %17 : (tensor<2x1x1x1xi32>, tensor<1x1x1x1xi32>) ->
      tensor<2x1x1x1xi32>
  %29 = tosa.greater %16, %27 : (tensor<1x1x1x1xi32>, tensor<2x1x1x1xi32>) ->
      tensor<2x1x1x1xi1>
  %30 = tosa.select %29, %28, %27 : (tensor<2x1x1x1xi1>, tensor<2x1x1x1xi32>,
      tensor<2x1x1x1xi32>) -> tensor<2x1x1x1xi32>
  %31 = tosa.reshape %30, %3 : (tensor<2x1x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x1x1x1x1xi32>
  %32 = tosa.cast %24 : (tensor<1x1x1x4xi64>) -> tensor<1x1x1x4xi32>
  %33 = tosa.add %32, %18 : (tensor<1x1x1x4xi32>, tensor<1x1x1x1xi32>) ->
      tensor<1x1x1x4xi32>
  %34 = tosa.greater %16, %32 : (tensor<1x1x1x1xi32>, tensor<1x1x1x4xi32>) ->
      tensor<1x1x1x4xi1>
  %35 = tosa.select %34, %33, %32 : (tensor<1x1x1x4xi1>, tensor<1x1x1x4xi32>,
      tensor<1x1x1x4xi32>) -> tensor<1x1x1x4xi32>
  %36 = tosa.reshape %35, %4 : (tensor<1x1x1x4xi32>, !tosa.shape<5>) ->
      tensor<1x1x1x4x1xi32>
  %37 = tosa.tile %31, %4 : (tensor<2x1x1x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x1x1x4x1xi32>
  %38 = tosa.tile %36, %3 : (tensor<1x1x1x4x1xi32>, !tosa.shape<5>) ->
      tensor<2x1x1x4x1xi32>
  %39 = tosa.concat %37, %38 {axis = 4 : i32} : (tensor<2x1x1x4x1xi32>,
      tensor<2x1x1x4x1xi32>) -> tensor<2x1x1x4x2xi32>
  %40 = tosa.reshape %26, %5 : (tensor<2x4xi1>, !tosa.shape<3>) ->
      tensor<1x8x1xi1>
  %41 = tosa.reshape %39, %6 : (tensor<2x1x1x4x2xi32>, !tosa.shape<2>) ->
      tensor<8x2xi32>
  %42 = tosa.mul %41, %19, %7 : (tensor<8x2xi32>, tensor<1x2xi32>, tensor<1xi8>)
      -> tensor<8x2xi32>
  %43 = tosa.reduce_sum %42 {axis = 1 : i32} : (tensor<8x2xi32>) ->
      tensor<8x1xi32>
  %44 = tosa.reshape %43, %8 : (tensor<8x1xi32>, !tosa.shape<2>) ->
      tensor<1x8xi32>
  %45 = tosa.cast %40 : (tensor<1x8x1xi1>) -> tensor<1x8x1xi8>
  %46 = tosa.gather %45, %44 : (tensor<1x8x1xi8>, tensor<1x8xi32>) ->
      tensor<1x8x1xi8>
  %47 = tosa.cast %46 : (tensor<1x8x1xi8>) -> tensor<1x8x1xi1>
  %48 = tosa.reshape %47, %9 : (tensor<1x8x1xi1>, !tosa.shape<4>) ->
      tensor<2x1x1x4xi1>
  %49 = tosa.logical_and %25, %48 : (tensor<1x1x4x4xi1>, tensor<2x1x1x4xi1>) ->
      tensor<2x1x4x4xi1>
  %50 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x4x8xf32>) -> tensor<2x3x8x4xf32>
  %51 = tosa.reshape %arg0, %10 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %52 = tosa.reshape %50, %11 : (tensor<2x3x8x4xf32>, !tosa.shape<3>) ->
      tensor<6x8x4xf32>
  %53 = tosa.matmul %51, %52, %12, %12 : (tensor<6x4x8xf32>, tensor<6x8x4xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x4xf32>
  %54 = tosa.reshape %53, %13 : (tensor<6x4x4xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x4xf32>
  %55 = tosa.mul %54, %20, %7 : (tensor<2x3x4x4xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x4xf32>
  %56 = tosa.select %49, %21, %22 : (tensor<2x1x4x4xi1>, tensor<1x1x1x1xf32>,
      tensor<1x1x1x1xf32>) -> tensor<2x1x4x4xf32>
  %57 = tosa.add %55, %56 : (tensor<2x3x4x4xf32>, tensor<2x1x4x4xf32>) ->
      tensor<2x3x4x4xf32>
  %58 = tosa.reduce_max %57 {axis = 3 : i32} : (tensor<2x3x4x4xf32>) ->
      tensor<2x3x4x1xf32>
  %59 = tosa.sub %57, %58 : (tensor<2x3x4x4xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x4xf32>
  %60 = tosa.exp %59 : (tensor<2x3x4x4xf32>) -> tensor<2x3x4x4xf32>
  %61 = tosa.reduce_sum %60 {axis = 3 : i32} : (tensor<2x3x4x4xf32>) ->
      tensor<2x3x4x1xf32>
  %62 = tosa.reciprocal %61 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %63 = tosa.mul %60, %62, %7 : (tensor<2x3x4x4xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x4xf32>
  %64 = tosa.reshape %63, %14 : (tensor<2x3x4x4xf32>, !tosa.shape<3>) ->
      tensor<6x4x4xf32>
  %65 = tosa.reshape %arg2, %10 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %66 = tosa.matmul %64, %65, %12, %12 : (tensor<6x4x4xf32>, tensor<6x4x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %67 = tosa.reshape %66, %15 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %67 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @cut_out_of_larger_mask
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<1x1x4x5xi1>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @cut_out_of_larger_mask(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<1x1x8x8xi1>)
    -> tensor<2x3x4x8xf32> {
  %0 = tosa.const_shape  {values = dense<[1, 1, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %1 = tosa.const_shape  {values = dense<[0, 0, 1, 0]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %2 = tosa.const_shape  {values = dense<[1, 1, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %3 = tosa.const_shape  {values = dense<0> : tensor<4xindex>} : () ->
      !tosa.shape<4>
  %4 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %5 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %6 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %7 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %8 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %9 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %10 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %11 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %12 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %13 = "tosa.const"() <{values = dense<-3.40282347E+38> : tensor<1x1x1x1xf32>}>
      : () -> tensor<1x1x1x1xf32>
  %14 = tosa.slice %arg3, %1, %0 : (tensor<1x1x8x8xi1>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<1x1x4x8xi1>
  %15 = tosa.slice %14, %3, %2 : (tensor<1x1x4x8xi1>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<1x1x4x5xi1>
  %16 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %17 = tosa.reshape %arg0, %4 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %18 = tosa.reshape %16, %5 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %19 = tosa.matmul %17, %18, %6, %6 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %20 = tosa.reshape %19, %7 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %21 = tosa.mul %20, %12, %8 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %22 = tosa.select %15, %21, %13 : (tensor<1x1x4x5xi1>, tensor<2x3x4x5xf32>,
      tensor<1x1x1x1xf32>) -> tensor<2x3x4x5xf32>
  %23 = tosa.reduce_max %22 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %24 = tosa.sub %22, %23 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %25 = tosa.exp %24 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %26 = tosa.reduce_sum %25 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %27 = tosa.reciprocal %26 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %28 = tosa.mul %25, %27, %8 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %29 = tosa.reshape %28, %9 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %30 = tosa.reshape %arg2, %10 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %31 = tosa.matmul %29, %30, %6, %6 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %32 = tosa.reshape %31, %11 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %32 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @padded_boolean_mask
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<2x1x1x5xi1>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @padded_boolean_mask(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x4xi1>) ->
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
  %5 = tosa.const_shape  {values = dense<[0, 0, 0, 1]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %6 = tosa.const_shape  {values = dense<[2, 1, 1, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %7 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %8 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %9 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %10 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %11 = "tosa.const"() <{values = dense<false> : tensor<1xi1>}> : () ->
      tensor<1xi1>
  %12 = "tosa.const"() <{values = dense<0xFF800000> : tensor<1x1x1x1xf32>}> : ()
      -> tensor<1x1x1x1xf32>
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
  %18 = tosa.mul %17, %10, %4 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %19 = tosa.pad %arg3, %5, %11 : (tensor<2x4xi1>, !tosa.shape<4>, tensor<1xi1>)
      -> tensor<2x5xi1>
  %20 = tosa.reshape %19, %6 : (tensor<2x5xi1>, !tosa.shape<4>) ->
      tensor<2x1x1x5xi1>
  %21 = tosa.select %20, %12, %18 : (tensor<2x1x1x5xi1>, tensor<1x1x1x1xf32>,
      tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %22 = tosa.reduce_max %21 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %23 = tosa.sub %21, %22 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %24 = tosa.exp %23 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %25 = tosa.reduce_sum %24 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %26 = tosa.reciprocal %25 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %27 = tosa.mul %24, %26, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %28 = tosa.reshape %27, %7 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %29 = tosa.reshape %arg2, %8 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %30 = tosa.matmul %28, %29, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %31 = tosa.reshape %30, %9 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %31 : tensor<2x3x4x8xf32>
}

// -----

// The maximum with the lowest float changes nothing.
// CHECK-LABEL: func @bounded_by_lowest
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<2x1x1x5xi1>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @bounded_by_lowest(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x5xi64>) ->
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
  %5 = tosa.const_shape  {values = dense<[2, 1, 1, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %6 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %7 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %8 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %9 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %10 = "tosa.const"() <{values = dense<0> : tensor<1x1x1x1xi64>}> : () ->
      tensor<1x1x1x1xi64>
  %11 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %12 = "tosa.const"() <{values = dense<-3.40282347E+38> : tensor<1x1x1x1xf32>}>
      : () -> tensor<1x1x1x1xf32>
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
  %18 = tosa.mul %17, %9, %4 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %19 = tosa.reshape %arg3, %5 : (tensor<2x5xi64>, !tosa.shape<4>) ->
      tensor<2x1x1x5xi64>
  %20 = tosa.equal %19, %10 : (tensor<2x1x1x5xi64>, tensor<1x1x1x1xi64>) ->
      tensor<2x1x1x5xi1>
  %21 = tosa.select %20, %12, %11 : (tensor<2x1x1x5xi1>, tensor<1x1x1x1xf32>,
      tensor<1x1x1x1xf32>) -> tensor<2x1x1x5xf32>
  %22 = tosa.add %18, %21 : (tensor<2x3x4x5xf32>, tensor<2x1x1x5xf32>) ->
      tensor<2x3x4x5xf32>
  %23 = tosa.maximum %22, %12 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>) ->
      tensor<2x3x4x5xf32>
  %24 = tosa.reduce_max %23 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %25 = tosa.sub %23, %24 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %26 = tosa.exp %25 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %27 = tosa.reduce_sum %26 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %28 = tosa.reciprocal %27 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %29 = tosa.mul %26, %28, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %30 = tosa.reshape %29, %6 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %31 = tosa.reshape %arg2, %7 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %32 = tosa.matmul %30, %31, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %33 = tosa.reshape %32, %8 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %33 : tensor<2x3x4x8xf32>
}

// -----

// Keys that are added are admitted.
// CHECK-LABEL: func @padded_mask
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<2x1x1x5xi1>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @padded_mask(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x4xi1>) -> tensor<2x3x4x8xf32> {
  %0 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %1 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %3 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %4 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %5 = tosa.const_shape  {values = dense<[0, 0, 0, 1]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %6 = tosa.const_shape  {values = dense<[2, 1, 1, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %7 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %8 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %9 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %10 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %11 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1x1xf32>}> : ()
      -> tensor<1x1xf32>
  %12 = "tosa.const"() <{values = dense<0xFF800000> : tensor<1x1xf32>}> : () ->
      tensor<1x1xf32>
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
  %18 = tosa.mul %17, %10, %4 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %19 = tosa.select %arg3, %11, %12 : (tensor<2x4xi1>, tensor<1x1xf32>,
      tensor<1x1xf32>) -> tensor<2x4xf32>
  %20 = tosa.pad %19, %5, %2 : (tensor<2x4xf32>, !tosa.shape<4>, tensor<1xf32>)
      -> tensor<2x5xf32>
  %21 = tosa.reshape %20, %6 : (tensor<2x5xf32>, !tosa.shape<4>) ->
      tensor<2x1x1x5xf32>
  %22 = tosa.add %18, %21 : (tensor<2x3x4x5xf32>, tensor<2x1x1x5xf32>) ->
      tensor<2x3x4x5xf32>
  %23 = tosa.reduce_max %22 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %24 = tosa.sub %22, %23 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %25 = tosa.exp %24 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %26 = tosa.reduce_sum %25 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %27 = tosa.reciprocal %26 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %28 = tosa.mul %25, %27, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %29 = tosa.reshape %28, %7 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %30 = tosa.reshape %arg2, %8 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %31 = tosa.matmul %29, %30, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %32 = tosa.reshape %31, %9 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %32 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @mask_of_a_head
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<1x3x4x5xi1>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @mask_of_a_head(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<3x4x5xi1>) ->
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
  %5 = tosa.const_shape  {values = dense<[1, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %6 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %7 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %8 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %9 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %10 = "tosa.const"() <{values = dense<0xFF800000> : tensor<1x1x1x1xf32>}> : ()
      -> tensor<1x1x1x1xf32>
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
  %16 = tosa.mul %15, %9, %4 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %17 = tosa.reshape %arg3, %5 : (tensor<3x4x5xi1>, !tosa.shape<4>) ->
      tensor<1x3x4x5xi1>
  %18 = tosa.select %17, %16, %10 : (tensor<1x3x4x5xi1>, tensor<2x3x4x5xf32>,
      tensor<1x1x1x1xf32>) -> tensor<2x3x4x5xf32>
  %19 = tosa.reduce_max %18 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %20 = tosa.sub %18, %19 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %21 = tosa.exp %20 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %22 = tosa.reduce_sum %21 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %23 = tosa.reciprocal %22 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %24 = tosa.mul %21, %23, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %25 = tosa.reshape %24, %6 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %26 = tosa.reshape %arg2, %7 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %27 = tosa.matmul %25, %26, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %28 = tosa.reshape %27, %8 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %28 : tensor<2x3x4x8xf32>
}

// -----

// Queries see keys of the same number.
// CHECK-LABEL: func @mask_of_segments
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<2x1x4x5xi1>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @mask_of_segments(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x4xi64>,
    %arg4: tensor<2x5xi64>) -> tensor<2x3x4x8xf32> {
  %0 = tosa.const_shape  {values = dense<[2, 4, 1]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %1 = tosa.const_shape  {values = dense<[2, 1, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = tosa.const_shape  {values = dense<[2, 1, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %3 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %4 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %5 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %6 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %7 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %8 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %9 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %10 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %11 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %12 = "tosa.const"() <{values = dense<0xFF800000> : tensor<1x1x1x1xf32>}> : ()
      -> tensor<1x1x1x1xf32>
  %13 = tosa.reshape %arg3, %0 : (tensor<2x4xi64>, !tosa.shape<3>) ->
      tensor<2x4x1xi64>
  %14 = tosa.reshape %arg4, %1 : (tensor<2x5xi64>, !tosa.shape<3>) ->
      tensor<2x1x5xi64>
  %15 = tosa.equal %13, %14 : (tensor<2x4x1xi64>, tensor<2x1x5xi64>) ->
      tensor<2x4x5xi1>
  %16 = tosa.reshape %15, %2 : (tensor<2x4x5xi1>, !tosa.shape<4>) ->
      tensor<2x1x4x5xi1>
  %17 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %18 = tosa.reshape %arg0, %3 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %19 = tosa.reshape %17, %4 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %20 = tosa.matmul %18, %19, %5, %5 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %21 = tosa.reshape %20, %6 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %22 = tosa.mul %21, %11, %7 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %23 = tosa.select %16, %22, %12 : (tensor<2x1x4x5xi1>, tensor<2x3x4x5xf32>,
      tensor<1x1x1x1xf32>) -> tensor<2x3x4x5xf32>
  %24 = tosa.reduce_max %23 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %25 = tosa.sub %23, %24 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %26 = tosa.exp %25 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %27 = tosa.reduce_sum %26 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %28 = tosa.reciprocal %27 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %29 = tosa.mul %26, %28, %7 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %30 = tosa.reshape %29, %8 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %31 = tosa.reshape %arg2, %9 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %32 = tosa.matmul %30, %31, %5, %5 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %33 = tosa.reshape %32, %10 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %33 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @mask_by_product
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask({{%.*}} : tensor<2x1x4x5xi1>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @mask_by_product(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x4xi1>,
    %arg4: tensor<2x5xi1>) -> tensor<2x3x4x8xf32> {
  %0 = tosa.const_shape  {values = dense<[2, 4, 1]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %1 = tosa.const_shape  {values = dense<[2, 1, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = tosa.const_shape  {values = dense<[2, 1, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %3 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %4 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %5 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %6 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %7 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %8 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %9 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %10 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %11 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %12 = "tosa.const"() <{values = dense<-1.000000e+09> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %13 = tosa.reshape %arg3, %0 : (tensor<2x4xi1>, !tosa.shape<3>) ->
      tensor<2x4x1xi1>
  %14 = tosa.reshape %arg4, %1 : (tensor<2x5xi1>, !tosa.shape<3>) ->
      tensor<2x1x5xi1>
  %15 = tosa.logical_and %13, %14 : (tensor<2x4x1xi1>, tensor<2x1x5xi1>) ->
      tensor<2x4x5xi1>
  %16 = tosa.reshape %15, %2 : (tensor<2x4x5xi1>, !tosa.shape<4>) ->
      tensor<2x1x4x5xi1>
  %17 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %18 = tosa.reshape %arg0, %3 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %19 = tosa.reshape %17, %4 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %20 = tosa.matmul %18, %19, %5, %5 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %21 = tosa.reshape %20, %6 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %22 = tosa.mul %21, %11, %7 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %23 = tosa.select %16, %22, %12 : (tensor<2x1x4x5xi1>, tensor<2x3x4x5xf32>,
      tensor<1x1x1x1xf32>) -> tensor<2x3x4x5xf32>
  %24 = tosa.reduce_max %23 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %25 = tosa.sub %23, %24 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %26 = tosa.exp %25 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %27 = tosa.reduce_sum %26 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %28 = tosa.reciprocal %27 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %29 = tosa.mul %26, %28, %7 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %30 = tosa.reshape %29, %8 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %31 = tosa.reshape %arg2, %9 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %32 = tosa.matmul %30, %31, %5, %5 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %33 = tosa.reshape %32, %10 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %33 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @fill_by_lowest_of_f16
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: mask(%arg3 : tensor<2x1x1x5xi1>)
// CHECK-SAME: {scale = 2.500000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @fill_by_lowest_of_f16(%arg0: tensor<2x3x4x8xf16>, %arg1:
    tensor<2x3x5x8xf16>, %arg2: tensor<2x3x5x8xf16>, %arg3: tensor<2x1x1x5xi1>)
    -> tensor<2x3x4x8xf16> {
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
  %9 = "tosa.const"() <{values = dense<-6.550400e+04> : tensor<1x1x1x1xf16>}> :
      () -> tensor<1x1x1x1xf16>
  %10 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf16>) -> tensor<2x3x8x5xf16>
  %11 = tosa.reshape %arg0, %0 : (tensor<2x3x4x8xf16>, !tosa.shape<3>) ->
      tensor<6x4x8xf16>
  %12 = tosa.reshape %10, %1 : (tensor<2x3x8x5xf16>, !tosa.shape<3>) ->
      tensor<6x8x5xf16>
  %13 = tosa.matmul %11, %12, %2, %2 : (tensor<6x4x8xf16>, tensor<6x8x5xf16>,
      tensor<1xf16>, tensor<1xf16>) -> tensor<6x4x5xf32>
  %14 = tosa.cast %13 : (tensor<6x4x5xf32>) -> tensor<6x4x5xf16>
  %15 = tosa.reshape %14, %3 : (tensor<6x4x5xf16>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf16>
  %16 = tosa.mul %15, %8, %4 : (tensor<2x3x4x5xf16>, tensor<1x1x1x1xf16>,
      tensor<1xi8>) -> tensor<2x3x4x5xf16>
  %17 = tosa.select %arg3, %16, %9 : (tensor<2x1x1x5xi1>, tensor<2x3x4x5xf16>,
      tensor<1x1x1x1xf16>) -> tensor<2x3x4x5xf16>
  %18 = tosa.cast %17 : (tensor<2x3x4x5xf16>) -> tensor<2x3x4x5xf32>
  %19 = tosa.reduce_max %18 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %20 = tosa.sub %18, %19 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %21 = tosa.exp %20 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %22 = tosa.reduce_sum %21 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %23 = tosa.reciprocal %22 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %24 = tosa.mul %21, %23, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %25 = tosa.cast %24 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf16>
  %26 = tosa.reshape %25, %5 : (tensor<2x3x4x5xf16>, !tosa.shape<3>) ->
      tensor<6x4x5xf16>
  %27 = tosa.reshape %arg2, %6 : (tensor<2x3x5x8xf16>, !tosa.shape<3>) ->
      tensor<6x5x8xf16>
  %28 = tosa.matmul %26, %27, %2, %2 : (tensor<6x4x5xf16>, tensor<6x5x8xf16>,
      tensor<1xf16>, tensor<1xf16>) -> tensor<6x4x8xf32>
  %29 = tosa.cast %28 : (tensor<6x4x8xf32>) -> tensor<6x4x8xf16>
  %30 = tosa.reshape %29, %7 : (tensor<6x4x8xf16>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf16>
  return %30 : tensor<2x3x4x8xf16>
}
