// RUN: a3-opt %s --split-input-file --a3-raise-attention --canonicalize --cse --mlir-print-local-scope | FileCheck %s
// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-verify-raised

// Gathers of rows that torch computes: a coordinate a dimension, tiled,
// concatenated, times strides and summed, in TOSA.

// The weights are permuted along the keys, and permuted back.
// CHECK-LABEL: func @permuted_weights
// CHECK-NOT: tosa.exp
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 :
// CHECK-NOT: tosa.exp
// CHECK: return
func.func @permuted_weights(%arg0: tensor<2x3x4x8xf32>, %arg1:
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
  %12 = tosa.reduce_max %11 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %13 = tosa.sub %11, %12 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %14 = tosa.exp %13 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %15 = tosa.reduce_sum %14 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %16 = tosa.reciprocal %15 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %17 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %18 = tosa.mul %14, %16, %17 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %19 = "tosa.const"() <{values = dense<[0, 1]> : tensor<2xi32>}> : () ->
      tensor<2xi32>
  %20 = tosa.const_shape {values = dense<[2, 1, 1, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %21 = tosa.reshape %19, %20 : (tensor<2xi32>, !tosa.shape<5>) ->
      tensor<2x1x1x1x1xi32>
  %22 = tosa.const_shape {values = dense<[1, 3, 4, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %23 = tosa.tile %21, %22 : (tensor<2x1x1x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x5x1xi32>
  %24 = "tosa.const"() <{values = dense<[0, 1, 2]> : tensor<3xi32>}> : () ->
      tensor<3xi32>
  %25 = tosa.const_shape {values = dense<[1, 3, 1, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %26 = tosa.reshape %24, %25 : (tensor<3xi32>, !tosa.shape<5>) ->
      tensor<1x3x1x1x1xi32>
  %27 = tosa.const_shape {values = dense<[2, 1, 4, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %28 = tosa.tile %26, %27 : (tensor<1x3x1x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x5x1xi32>
  %29 = "tosa.const"() <{values = dense<[0, 1, 2, 3]> : tensor<4xi32>}> : () ->
      tensor<4xi32>
  %30 = tosa.const_shape {values = dense<[1, 1, 4, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %31 = tosa.reshape %29, %30 : (tensor<4xi32>, !tosa.shape<5>) ->
      tensor<1x1x4x1x1xi32>
  %32 = tosa.const_shape {values = dense<[2, 3, 1, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %33 = tosa.tile %31, %32 : (tensor<1x1x4x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x5x1xi32>
  %34 = "tosa.const"() <{values = dense<[1, 0, 3, 2, 4]> : tensor<5xi32>}> : ()
      -> tensor<5xi32>
  %35 = tosa.const_shape {values = dense<[1, 1, 1, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %36 = tosa.reshape %34, %35 : (tensor<5xi32>, !tosa.shape<5>) ->
      tensor<1x1x1x5x1xi32>
  %37 = tosa.const_shape {values = dense<[2, 3, 4, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %38 = tosa.tile %36, %37 : (tensor<1x1x1x5x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x5x1xi32>
  %39 = tosa.concat %23, %28, %33, %38 {axis = 4 : i32} :
      (tensor<2x3x4x5x1xi32>, tensor<2x3x4x5x1xi32>, tensor<2x3x4x5x1xi32>,
      tensor<2x3x4x5x1xi32>) -> tensor<2x3x4x5x4xi32>
  %40 = tosa.const_shape {values = dense<[120, 4]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %41 = tosa.reshape %39, %40 : (tensor<2x3x4x5x4xi32>, !tosa.shape<2>) ->
      tensor<120x4xi32>
  %42 = "tosa.const"() <{values = dense<[[60, 20, 5, 1]]> : tensor<1x4xi32>}> :
      () -> tensor<1x4xi32>
  %43 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %44 = tosa.mul %41, %42, %43 : (tensor<120x4xi32>, tensor<1x4xi32>,
      tensor<1xi8>) -> tensor<120x4xi32>
  %45 = tosa.reduce_sum %44 {axis = 1 : i32} : (tensor<120x4xi32>) ->
      tensor<120x1xi32>
  %46 = tosa.const_shape {values = dense<[1, 120]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %47 = tosa.reshape %45, %46 : (tensor<120x1xi32>, !tosa.shape<2>) ->
      tensor<1x120xi32>
  %48 = tosa.const_shape {values = dense<[1, 120, 1]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %49 = tosa.reshape %18, %48 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<1x120x1xf32>
  %50 = tosa.gather %49, %47 : (tensor<1x120x1xf32>, tensor<1x120xi32>) ->
      tensor<1x120x1xf32>
  %51 = tosa.const_shape {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %52 = tosa.reshape %50, %51 : (tensor<1x120x1xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %53 = "tosa.const"() <{values = dense<[0, 1]> : tensor<2xi32>}> : () ->
      tensor<2xi32>
  %54 = tosa.const_shape {values = dense<[2, 1, 1, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %55 = tosa.reshape %53, %54 : (tensor<2xi32>, !tosa.shape<5>) ->
      tensor<2x1x1x1x1xi32>
  %56 = tosa.const_shape {values = dense<[1, 3, 4, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %57 = tosa.tile %55, %56 : (tensor<2x1x1x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x5x1xi32>
  %58 = "tosa.const"() <{values = dense<[0, 1, 2]> : tensor<3xi32>}> : () ->
      tensor<3xi32>
  %59 = tosa.const_shape {values = dense<[1, 3, 1, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %60 = tosa.reshape %58, %59 : (tensor<3xi32>, !tosa.shape<5>) ->
      tensor<1x3x1x1x1xi32>
  %61 = tosa.const_shape {values = dense<[2, 1, 4, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %62 = tosa.tile %60, %61 : (tensor<1x3x1x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x5x1xi32>
  %63 = "tosa.const"() <{values = dense<[0, 1, 2, 3]> : tensor<4xi32>}> : () ->
      tensor<4xi32>
  %64 = tosa.const_shape {values = dense<[1, 1, 4, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %65 = tosa.reshape %63, %64 : (tensor<4xi32>, !tosa.shape<5>) ->
      tensor<1x1x4x1x1xi32>
  %66 = tosa.const_shape {values = dense<[2, 3, 1, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %67 = tosa.tile %65, %66 : (tensor<1x1x4x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x5x1xi32>
  %68 = "tosa.const"() <{values = dense<[1, 0, 3, 2, 4]> : tensor<5xi32>}> : ()
      -> tensor<5xi32>
  %69 = tosa.const_shape {values = dense<[1, 1, 1, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %70 = tosa.reshape %68, %69 : (tensor<5xi32>, !tosa.shape<5>) ->
      tensor<1x1x1x5x1xi32>
  %71 = tosa.const_shape {values = dense<[2, 3, 4, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %72 = tosa.tile %70, %71 : (tensor<1x1x1x5x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x5x1xi32>
  %73 = tosa.concat %57, %62, %67, %72 {axis = 4 : i32} :
      (tensor<2x3x4x5x1xi32>, tensor<2x3x4x5x1xi32>, tensor<2x3x4x5x1xi32>,
      tensor<2x3x4x5x1xi32>) -> tensor<2x3x4x5x4xi32>
  %74 = tosa.const_shape {values = dense<[120, 4]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %75 = tosa.reshape %73, %74 : (tensor<2x3x4x5x4xi32>, !tosa.shape<2>) ->
      tensor<120x4xi32>
  %76 = "tosa.const"() <{values = dense<[[60, 20, 5, 1]]> : tensor<1x4xi32>}> :
      () -> tensor<1x4xi32>
  %77 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %78 = tosa.mul %75, %76, %77 : (tensor<120x4xi32>, tensor<1x4xi32>,
      tensor<1xi8>) -> tensor<120x4xi32>
  %79 = tosa.reduce_sum %78 {axis = 1 : i32} : (tensor<120x4xi32>) ->
      tensor<120x1xi32>
  %80 = tosa.const_shape {values = dense<[1, 120]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %81 = tosa.reshape %79, %80 : (tensor<120x1xi32>, !tosa.shape<2>) ->
      tensor<1x120xi32>
  %82 = tosa.const_shape {values = dense<[1, 120, 1]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %83 = tosa.reshape %52, %82 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<1x120x1xf32>
  %84 = tosa.gather %83, %81 : (tensor<1x120x1xf32>, tensor<1x120xi32>) ->
      tensor<1x120x1xf32>
  %85 = tosa.const_shape {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %86 = tosa.reshape %84, %85 : (tensor<1x120x1xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %87 = tosa.const_shape {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %88 = tosa.reshape %86, %87 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %89 = tosa.const_shape {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %90 = tosa.reshape %arg2, %89 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %91 = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %92 = tosa.matmul %88, %90, %91, %91 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %93 = tosa.const_shape {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %94 = tosa.reshape %92, %93 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %94 : tensor<2x3x4x8xf32>
}

// -----

// The scores are permuted along the queries, and the result back.
// CHECK-LABEL: func @permuted_scores
// CHECK-NOT: tosa.exp
// CHECK: a3.attention ins({{.*}} : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-NOT: tosa.exp
// CHECK: return
func.func @permuted_scores(%arg0: tensor<2x3x4x8xf32>, %arg1:
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
  %12 = "tosa.const"() <{values = dense<[0, 1]> : tensor<2xi32>}> : () ->
      tensor<2xi32>
  %13 = tosa.const_shape {values = dense<[2, 1, 1, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %14 = tosa.reshape %12, %13 : (tensor<2xi32>, !tosa.shape<5>) ->
      tensor<2x1x1x1x1xi32>
  %15 = tosa.const_shape {values = dense<[1, 3, 4, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %16 = tosa.tile %14, %15 : (tensor<2x1x1x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x5x1xi32>
  %17 = "tosa.const"() <{values = dense<[0, 1, 2]> : tensor<3xi32>}> : () ->
      tensor<3xi32>
  %18 = tosa.const_shape {values = dense<[1, 3, 1, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %19 = tosa.reshape %17, %18 : (tensor<3xi32>, !tosa.shape<5>) ->
      tensor<1x3x1x1x1xi32>
  %20 = tosa.const_shape {values = dense<[2, 1, 4, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %21 = tosa.tile %19, %20 : (tensor<1x3x1x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x5x1xi32>
  %22 = "tosa.const"() <{values = dense<[2, 0, 3, 1]> : tensor<4xi32>}> : () ->
      tensor<4xi32>
  %23 = tosa.const_shape {values = dense<[1, 1, 4, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %24 = tosa.reshape %22, %23 : (tensor<4xi32>, !tosa.shape<5>) ->
      tensor<1x1x4x1x1xi32>
  %25 = tosa.const_shape {values = dense<[2, 3, 1, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %26 = tosa.tile %24, %25 : (tensor<1x1x4x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x5x1xi32>
  %27 = "tosa.const"() <{values = dense<[0, 1, 2, 3, 4]> : tensor<5xi32>}> : ()
      -> tensor<5xi32>
  %28 = tosa.const_shape {values = dense<[1, 1, 1, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %29 = tosa.reshape %27, %28 : (tensor<5xi32>, !tosa.shape<5>) ->
      tensor<1x1x1x5x1xi32>
  %30 = tosa.const_shape {values = dense<[2, 3, 4, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %31 = tosa.tile %29, %30 : (tensor<1x1x1x5x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x5x1xi32>
  %32 = tosa.concat %16, %21, %26, %31 {axis = 4 : i32} :
      (tensor<2x3x4x5x1xi32>, tensor<2x3x4x5x1xi32>, tensor<2x3x4x5x1xi32>,
      tensor<2x3x4x5x1xi32>) -> tensor<2x3x4x5x4xi32>
  %33 = tosa.const_shape {values = dense<[120, 4]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %34 = tosa.reshape %32, %33 : (tensor<2x3x4x5x4xi32>, !tosa.shape<2>) ->
      tensor<120x4xi32>
  %35 = "tosa.const"() <{values = dense<[[60, 20, 5, 1]]> : tensor<1x4xi32>}> :
      () -> tensor<1x4xi32>
  %36 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %37 = tosa.mul %34, %35, %36 : (tensor<120x4xi32>, tensor<1x4xi32>,
      tensor<1xi8>) -> tensor<120x4xi32>
  %38 = tosa.reduce_sum %37 {axis = 1 : i32} : (tensor<120x4xi32>) ->
      tensor<120x1xi32>
  %39 = tosa.const_shape {values = dense<[1, 120]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %40 = tosa.reshape %38, %39 : (tensor<120x1xi32>, !tosa.shape<2>) ->
      tensor<1x120xi32>
  %41 = tosa.const_shape {values = dense<[1, 120, 1]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %42 = tosa.reshape %11, %41 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<1x120x1xf32>
  %43 = tosa.gather %42, %40 : (tensor<1x120x1xf32>, tensor<1x120xi32>) ->
      tensor<1x120x1xf32>
  %44 = tosa.const_shape {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %45 = tosa.reshape %43, %44 : (tensor<1x120x1xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %46 = tosa.reduce_max %45 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %47 = tosa.sub %45, %46 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %48 = tosa.exp %47 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %49 = tosa.reduce_sum %48 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %50 = tosa.reciprocal %49 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %51 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %52 = tosa.mul %48, %50, %51 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %53 = tosa.const_shape {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %54 = tosa.reshape %52, %53 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %55 = tosa.const_shape {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %56 = tosa.reshape %arg2, %55 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %57 = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %58 = tosa.matmul %54, %56, %57, %57 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %59 = tosa.const_shape {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %60 = tosa.reshape %58, %59 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  %61 = "tosa.const"() <{values = dense<[0, 1]> : tensor<2xi32>}> : () ->
      tensor<2xi32>
  %62 = tosa.const_shape {values = dense<[2, 1, 1, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %63 = tosa.reshape %61, %62 : (tensor<2xi32>, !tosa.shape<5>) ->
      tensor<2x1x1x1x1xi32>
  %64 = tosa.const_shape {values = dense<[1, 3, 4, 8, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %65 = tosa.tile %63, %64 : (tensor<2x1x1x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x8x1xi32>
  %66 = "tosa.const"() <{values = dense<[0, 1, 2]> : tensor<3xi32>}> : () ->
      tensor<3xi32>
  %67 = tosa.const_shape {values = dense<[1, 3, 1, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %68 = tosa.reshape %66, %67 : (tensor<3xi32>, !tosa.shape<5>) ->
      tensor<1x3x1x1x1xi32>
  %69 = tosa.const_shape {values = dense<[2, 1, 4, 8, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %70 = tosa.tile %68, %69 : (tensor<1x3x1x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x8x1xi32>
  %71 = "tosa.const"() <{values = dense<[1, 3, 0, 2]> : tensor<4xi32>}> : () ->
      tensor<4xi32>
  %72 = tosa.const_shape {values = dense<[1, 1, 4, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %73 = tosa.reshape %71, %72 : (tensor<4xi32>, !tosa.shape<5>) ->
      tensor<1x1x4x1x1xi32>
  %74 = tosa.const_shape {values = dense<[2, 3, 1, 8, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %75 = tosa.tile %73, %74 : (tensor<1x1x4x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x8x1xi32>
  %76 = "tosa.const"() <{values = dense<[0, 1, 2, 3, 4, 5, 6, 7]> :
      tensor<8xi32>}> : () -> tensor<8xi32>
  %77 = tosa.const_shape {values = dense<[1, 1, 1, 8, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %78 = tosa.reshape %76, %77 : (tensor<8xi32>, !tosa.shape<5>) ->
      tensor<1x1x1x8x1xi32>
  %79 = tosa.const_shape {values = dense<[2, 3, 4, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %80 = tosa.tile %78, %79 : (tensor<1x1x1x8x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x8x1xi32>
  %81 = tosa.concat %65, %70, %75, %80 {axis = 4 : i32} :
      (tensor<2x3x4x8x1xi32>, tensor<2x3x4x8x1xi32>, tensor<2x3x4x8x1xi32>,
      tensor<2x3x4x8x1xi32>) -> tensor<2x3x4x8x4xi32>
  %82 = tosa.const_shape {values = dense<[192, 4]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %83 = tosa.reshape %81, %82 : (tensor<2x3x4x8x4xi32>, !tosa.shape<2>) ->
      tensor<192x4xi32>
  %84 = "tosa.const"() <{values = dense<[[96, 32, 8, 1]]> : tensor<1x4xi32>}> :
      () -> tensor<1x4xi32>
  %85 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %86 = tosa.mul %83, %84, %85 : (tensor<192x4xi32>, tensor<1x4xi32>,
      tensor<1xi8>) -> tensor<192x4xi32>
  %87 = tosa.reduce_sum %86 {axis = 1 : i32} : (tensor<192x4xi32>) ->
      tensor<192x1xi32>
  %88 = tosa.const_shape {values = dense<[1, 192]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %89 = tosa.reshape %87, %88 : (tensor<192x1xi32>, !tosa.shape<2>) ->
      tensor<1x192xi32>
  %90 = tosa.const_shape {values = dense<[1, 192, 1]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %91 = tosa.reshape %60, %90 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<1x192x1xf32>
  %92 = tosa.gather %91, %89 : (tensor<1x192x1xf32>, tensor<1x192xi32>) ->
      tensor<1x192x1xf32>
  %93 = tosa.const_shape {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %94 = tosa.reshape %92, %93 : (tensor<1x192x1xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %94 : tensor<2x3x4x8xf32>
}

// -----

// The heads of the scores are permuted, and those of the values, by where(i <
// 0, i + n, i).
// CHECK-LABEL: func @permuted_heads
// CHECK-NOT: tosa.exp
// CHECK: a3.attention ins(
// CHECK-NOT: tosa.exp
// CHECK: return
func.func @permuted_heads(%arg0: tensor<2x3x4x8xf32>, %arg1:
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
  %12 = "tosa.const"() <{values = dense<[0, 1]> : tensor<2xi32>}> : () ->
      tensor<2xi32>
  %13 = tosa.const_shape {values = dense<[2, 1, 1, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %14 = tosa.reshape %12, %13 : (tensor<2xi32>, !tosa.shape<5>) ->
      tensor<2x1x1x1x1xi32>
  %15 = tosa.const_shape {values = dense<[1, 3, 4, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %16 = tosa.tile %14, %15 : (tensor<2x1x1x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x5x1xi32>
  %17 = "tosa.const"() <{values = dense<[-1, 0, -2]> : tensor<3xi64>}> : () ->
      tensor<3xi64>
  %18 = tosa.cast %17 : (tensor<3xi64>) -> tensor<3xi32>
  %19 = "tosa.const"() <{values = dense<3> : tensor<1xi32>}> : () ->
      tensor<1xi32>
  %20 = tosa.add %18, %19 : (tensor<3xi32>, tensor<1xi32>) -> tensor<3xi32>
  %21 = "tosa.const"() <{values = dense<0> : tensor<1xi32>}> : () ->
      tensor<1xi32>
  %22 = tosa.greater %21, %18 : (tensor<1xi32>, tensor<3xi32>) -> tensor<3xi1>
  %23 = tosa.select %22, %20, %18 : (tensor<3xi1>, tensor<3xi32>, tensor<3xi32>)
      -> tensor<3xi32>
  %24 = tosa.const_shape {values = dense<[1, 3, 1, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %25 = tosa.reshape %23, %24 : (tensor<3xi32>, !tosa.shape<5>) ->
      tensor<1x3x1x1x1xi32>
  %26 = tosa.const_shape {values = dense<[2, 1, 4, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %27 = tosa.tile %25, %26 : (tensor<1x3x1x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x5x1xi32>
  %28 = "tosa.const"() <{values = dense<[0, 1, 2, 3]> : tensor<4xi32>}> : () ->
      tensor<4xi32>
  %29 = tosa.const_shape {values = dense<[1, 1, 4, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %30 = tosa.reshape %28, %29 : (tensor<4xi32>, !tosa.shape<5>) ->
      tensor<1x1x4x1x1xi32>
  %31 = tosa.const_shape {values = dense<[2, 3, 1, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %32 = tosa.tile %30, %31 : (tensor<1x1x4x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x5x1xi32>
  %33 = "tosa.const"() <{values = dense<[0, 1, 2, 3, 4]> : tensor<5xi32>}> : ()
      -> tensor<5xi32>
  %34 = tosa.const_shape {values = dense<[1, 1, 1, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %35 = tosa.reshape %33, %34 : (tensor<5xi32>, !tosa.shape<5>) ->
      tensor<1x1x1x5x1xi32>
  %36 = tosa.const_shape {values = dense<[2, 3, 4, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %37 = tosa.tile %35, %36 : (tensor<1x1x1x5x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x5x1xi32>
  %38 = tosa.concat %16, %27, %32, %37 {axis = 4 : i32} :
      (tensor<2x3x4x5x1xi32>, tensor<2x3x4x5x1xi32>, tensor<2x3x4x5x1xi32>,
      tensor<2x3x4x5x1xi32>) -> tensor<2x3x4x5x4xi32>
  %39 = tosa.const_shape {values = dense<[120, 4]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %40 = tosa.reshape %38, %39 : (tensor<2x3x4x5x4xi32>, !tosa.shape<2>) ->
      tensor<120x4xi32>
  %41 = "tosa.const"() <{values = dense<[[60, 20, 5, 1]]> : tensor<1x4xi32>}> :
      () -> tensor<1x4xi32>
  %42 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %43 = tosa.mul %40, %41, %42 : (tensor<120x4xi32>, tensor<1x4xi32>,
      tensor<1xi8>) -> tensor<120x4xi32>
  %44 = tosa.reduce_sum %43 {axis = 1 : i32} : (tensor<120x4xi32>) ->
      tensor<120x1xi32>
  %45 = tosa.const_shape {values = dense<[1, 120]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %46 = tosa.reshape %44, %45 : (tensor<120x1xi32>, !tosa.shape<2>) ->
      tensor<1x120xi32>
  %47 = tosa.const_shape {values = dense<[1, 120, 1]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %48 = tosa.reshape %11, %47 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<1x120x1xf32>
  %49 = tosa.gather %48, %46 : (tensor<1x120x1xf32>, tensor<1x120xi32>) ->
      tensor<1x120x1xf32>
  %50 = tosa.const_shape {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %51 = tosa.reshape %49, %50 : (tensor<1x120x1xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %52 = tosa.reduce_max %51 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %53 = tosa.sub %51, %52 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %54 = tosa.exp %53 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %55 = tosa.reduce_sum %54 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %56 = tosa.reciprocal %55 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %57 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %58 = tosa.mul %54, %56, %57 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %59 = "tosa.const"() <{values = dense<[0, 1]> : tensor<2xi32>}> : () ->
      tensor<2xi32>
  %60 = tosa.const_shape {values = dense<[2, 1, 1, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %61 = tosa.reshape %59, %60 : (tensor<2xi32>, !tosa.shape<5>) ->
      tensor<2x1x1x1x1xi32>
  %62 = tosa.const_shape {values = dense<[1, 3, 5, 8, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %63 = tosa.tile %61, %62 : (tensor<2x1x1x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x5x8x1xi32>
  %64 = "tosa.const"() <{values = dense<[-1, 0, -2]> : tensor<3xi64>}> : () ->
      tensor<3xi64>
  %65 = tosa.cast %64 : (tensor<3xi64>) -> tensor<3xi32>
  %66 = "tosa.const"() <{values = dense<3> : tensor<1xi32>}> : () ->
      tensor<1xi32>
  %67 = tosa.add %65, %66 : (tensor<3xi32>, tensor<1xi32>) -> tensor<3xi32>
  %68 = "tosa.const"() <{values = dense<0> : tensor<1xi32>}> : () ->
      tensor<1xi32>
  %69 = tosa.greater %68, %65 : (tensor<1xi32>, tensor<3xi32>) -> tensor<3xi1>
  %70 = tosa.select %69, %67, %65 : (tensor<3xi1>, tensor<3xi32>, tensor<3xi32>)
      -> tensor<3xi32>
  %71 = tosa.const_shape {values = dense<[1, 3, 1, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %72 = tosa.reshape %70, %71 : (tensor<3xi32>, !tosa.shape<5>) ->
      tensor<1x3x1x1x1xi32>
  %73 = tosa.const_shape {values = dense<[2, 1, 5, 8, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %74 = tosa.tile %72, %73 : (tensor<1x3x1x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x5x8x1xi32>
  %75 = "tosa.const"() <{values = dense<[0, 1, 2, 3, 4]> : tensor<5xi32>}> : ()
      -> tensor<5xi32>
  %76 = tosa.const_shape {values = dense<[1, 1, 5, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %77 = tosa.reshape %75, %76 : (tensor<5xi32>, !tosa.shape<5>) ->
      tensor<1x1x5x1x1xi32>
  %78 = tosa.const_shape {values = dense<[2, 3, 1, 8, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %79 = tosa.tile %77, %78 : (tensor<1x1x5x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x5x8x1xi32>
  %80 = "tosa.const"() <{values = dense<[0, 1, 2, 3, 4, 5, 6, 7]> :
      tensor<8xi32>}> : () -> tensor<8xi32>
  %81 = tosa.const_shape {values = dense<[1, 1, 1, 8, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %82 = tosa.reshape %80, %81 : (tensor<8xi32>, !tosa.shape<5>) ->
      tensor<1x1x1x8x1xi32>
  %83 = tosa.const_shape {values = dense<[2, 3, 5, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %84 = tosa.tile %82, %83 : (tensor<1x1x1x8x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x5x8x1xi32>
  %85 = tosa.concat %63, %74, %79, %84 {axis = 4 : i32} :
      (tensor<2x3x5x8x1xi32>, tensor<2x3x5x8x1xi32>, tensor<2x3x5x8x1xi32>,
      tensor<2x3x5x8x1xi32>) -> tensor<2x3x5x8x4xi32>
  %86 = tosa.const_shape {values = dense<[240, 4]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %87 = tosa.reshape %85, %86 : (tensor<2x3x5x8x4xi32>, !tosa.shape<2>) ->
      tensor<240x4xi32>
  %88 = "tosa.const"() <{values = dense<[[120, 40, 8, 1]]> : tensor<1x4xi32>}> :
      () -> tensor<1x4xi32>
  %89 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %90 = tosa.mul %87, %88, %89 : (tensor<240x4xi32>, tensor<1x4xi32>,
      tensor<1xi8>) -> tensor<240x4xi32>
  %91 = tosa.reduce_sum %90 {axis = 1 : i32} : (tensor<240x4xi32>) ->
      tensor<240x1xi32>
  %92 = tosa.const_shape {values = dense<[1, 240]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %93 = tosa.reshape %91, %92 : (tensor<240x1xi32>, !tosa.shape<2>) ->
      tensor<1x240xi32>
  %94 = tosa.const_shape {values = dense<[1, 240, 1]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %95 = tosa.reshape %arg2, %94 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<1x240x1xf32>
  %96 = tosa.gather %95, %93 : (tensor<1x240x1xf32>, tensor<1x240xi32>) ->
      tensor<1x240x1xf32>
  %97 = tosa.const_shape {values = dense<[2, 3, 5, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %98 = tosa.reshape %96, %97 : (tensor<1x240x1xf32>, !tosa.shape<4>) ->
      tensor<2x3x5x8xf32>
  %99 = tosa.const_shape {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %100 = tosa.reshape %58, %99 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %101 = tosa.const_shape {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %102 = tosa.reshape %98, %101 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %103 = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %104 = tosa.matmul %100, %102, %103, %103 : (tensor<6x4x5xf32>,
      tensor<6x5x8xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %105 = tosa.const_shape {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %106 = tosa.reshape %104, %105 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %106 : tensor<2x3x4x8xf32>
}

// -----

// Each weight may go with the value of another key.
// CHECK-LABEL: func @values_in_another_order
// CHECK-NOT: tosa.exp
// CHECK: a3.attention ins(
// CHECK-NOT: tosa.exp
// CHECK: return
func.func @values_in_another_order(%arg0: tensor<2x3x4x8xf32>, %arg1:
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
  %12 = "tosa.const"() <{values = dense<[0, 1]> : tensor<2xi32>}> : () ->
      tensor<2xi32>
  %13 = tosa.const_shape {values = dense<[2, 1, 1, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %14 = tosa.reshape %12, %13 : (tensor<2xi32>, !tosa.shape<5>) ->
      tensor<2x1x1x1x1xi32>
  %15 = tosa.const_shape {values = dense<[1, 3, 4, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %16 = tosa.tile %14, %15 : (tensor<2x1x1x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x5x1xi32>
  %17 = "tosa.const"() <{values = dense<[0, 1, 2]> : tensor<3xi32>}> : () ->
      tensor<3xi32>
  %18 = tosa.const_shape {values = dense<[1, 3, 1, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %19 = tosa.reshape %17, %18 : (tensor<3xi32>, !tosa.shape<5>) ->
      tensor<1x3x1x1x1xi32>
  %20 = tosa.const_shape {values = dense<[2, 1, 4, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %21 = tosa.tile %19, %20 : (tensor<1x3x1x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x5x1xi32>
  %22 = "tosa.const"() <{values = dense<[0, 1, 2, 3]> : tensor<4xi32>}> : () ->
      tensor<4xi32>
  %23 = tosa.const_shape {values = dense<[1, 1, 4, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %24 = tosa.reshape %22, %23 : (tensor<4xi32>, !tosa.shape<5>) ->
      tensor<1x1x4x1x1xi32>
  %25 = tosa.const_shape {values = dense<[2, 3, 1, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %26 = tosa.tile %24, %25 : (tensor<1x1x4x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x5x1xi32>
  %27 = "tosa.const"() <{values = dense<[4, 0, 2, 1, 3]> : tensor<5xi32>}> : ()
      -> tensor<5xi32>
  %28 = tosa.const_shape {values = dense<[1, 1, 1, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %29 = tosa.reshape %27, %28 : (tensor<5xi32>, !tosa.shape<5>) ->
      tensor<1x1x1x5x1xi32>
  %30 = tosa.const_shape {values = dense<[2, 3, 4, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %31 = tosa.tile %29, %30 : (tensor<1x1x1x5x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x5x1xi32>
  %32 = tosa.concat %16, %21, %26, %31 {axis = 4 : i32} :
      (tensor<2x3x4x5x1xi32>, tensor<2x3x4x5x1xi32>, tensor<2x3x4x5x1xi32>,
      tensor<2x3x4x5x1xi32>) -> tensor<2x3x4x5x4xi32>
  %33 = tosa.const_shape {values = dense<[120, 4]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %34 = tosa.reshape %32, %33 : (tensor<2x3x4x5x4xi32>, !tosa.shape<2>) ->
      tensor<120x4xi32>
  %35 = "tosa.const"() <{values = dense<[[60, 20, 5, 1]]> : tensor<1x4xi32>}> :
      () -> tensor<1x4xi32>
  %36 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %37 = tosa.mul %34, %35, %36 : (tensor<120x4xi32>, tensor<1x4xi32>,
      tensor<1xi8>) -> tensor<120x4xi32>
  %38 = tosa.reduce_sum %37 {axis = 1 : i32} : (tensor<120x4xi32>) ->
      tensor<120x1xi32>
  %39 = tosa.const_shape {values = dense<[1, 120]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %40 = tosa.reshape %38, %39 : (tensor<120x1xi32>, !tosa.shape<2>) ->
      tensor<1x120xi32>
  %41 = tosa.const_shape {values = dense<[1, 120, 1]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %42 = tosa.reshape %11, %41 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<1x120x1xf32>
  %43 = tosa.gather %42, %40 : (tensor<1x120x1xf32>, tensor<1x120xi32>) ->
      tensor<1x120x1xf32>
  %44 = tosa.const_shape {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %45 = tosa.reshape %43, %44 : (tensor<1x120x1xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %46 = tosa.reduce_max %45 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %47 = tosa.sub %45, %46 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %48 = tosa.exp %47 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %49 = tosa.reduce_sum %48 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %50 = tosa.reciprocal %49 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %51 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %52 = tosa.mul %48, %50, %51 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %53 = "tosa.const"() <{values = dense<[0, 1]> : tensor<2xi32>}> : () ->
      tensor<2xi32>
  %54 = tosa.const_shape {values = dense<[2, 1, 1, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %55 = tosa.reshape %53, %54 : (tensor<2xi32>, !tosa.shape<5>) ->
      tensor<2x1x1x1x1xi32>
  %56 = tosa.const_shape {values = dense<[1, 3, 5, 8, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %57 = tosa.tile %55, %56 : (tensor<2x1x1x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x5x8x1xi32>
  %58 = "tosa.const"() <{values = dense<[0, 1, 2]> : tensor<3xi32>}> : () ->
      tensor<3xi32>
  %59 = tosa.const_shape {values = dense<[1, 3, 1, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %60 = tosa.reshape %58, %59 : (tensor<3xi32>, !tosa.shape<5>) ->
      tensor<1x3x1x1x1xi32>
  %61 = tosa.const_shape {values = dense<[2, 1, 5, 8, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %62 = tosa.tile %60, %61 : (tensor<1x3x1x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x5x8x1xi32>
  %63 = "tosa.const"() <{values = dense<[4, 0, 2, 3, 1]> : tensor<5xi32>}> : ()
      -> tensor<5xi32>
  %64 = tosa.const_shape {values = dense<[1, 1, 5, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %65 = tosa.reshape %63, %64 : (tensor<5xi32>, !tosa.shape<5>) ->
      tensor<1x1x5x1x1xi32>
  %66 = tosa.const_shape {values = dense<[2, 3, 1, 8, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %67 = tosa.tile %65, %66 : (tensor<1x1x5x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x5x8x1xi32>
  %68 = "tosa.const"() <{values = dense<[0, 1, 2, 3, 4, 5, 6, 7]> :
      tensor<8xi32>}> : () -> tensor<8xi32>
  %69 = tosa.const_shape {values = dense<[1, 1, 1, 8, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %70 = tosa.reshape %68, %69 : (tensor<8xi32>, !tosa.shape<5>) ->
      tensor<1x1x1x8x1xi32>
  %71 = tosa.const_shape {values = dense<[2, 3, 5, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %72 = tosa.tile %70, %71 : (tensor<1x1x1x8x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x5x8x1xi32>
  %73 = tosa.concat %57, %62, %67, %72 {axis = 4 : i32} :
      (tensor<2x3x5x8x1xi32>, tensor<2x3x5x8x1xi32>, tensor<2x3x5x8x1xi32>,
      tensor<2x3x5x8x1xi32>) -> tensor<2x3x5x8x4xi32>
  %74 = tosa.const_shape {values = dense<[240, 4]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %75 = tosa.reshape %73, %74 : (tensor<2x3x5x8x4xi32>, !tosa.shape<2>) ->
      tensor<240x4xi32>
  %76 = "tosa.const"() <{values = dense<[[120, 40, 8, 1]]> : tensor<1x4xi32>}> :
      () -> tensor<1x4xi32>
  %77 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %78 = tosa.mul %75, %76, %77 : (tensor<240x4xi32>, tensor<1x4xi32>,
      tensor<1xi8>) -> tensor<240x4xi32>
  %79 = tosa.reduce_sum %78 {axis = 1 : i32} : (tensor<240x4xi32>) ->
      tensor<240x1xi32>
  %80 = tosa.const_shape {values = dense<[1, 240]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %81 = tosa.reshape %79, %80 : (tensor<240x1xi32>, !tosa.shape<2>) ->
      tensor<1x240xi32>
  %82 = tosa.const_shape {values = dense<[1, 240, 1]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %83 = tosa.reshape %arg2, %82 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<1x240x1xf32>
  %84 = tosa.gather %83, %81 : (tensor<1x240x1xf32>, tensor<1x240xi32>) ->
      tensor<1x240x1xf32>
  %85 = tosa.const_shape {values = dense<[2, 3, 5, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %86 = tosa.reshape %84, %85 : (tensor<1x240x1xf32>, !tosa.shape<4>) ->
      tensor<2x3x5x8xf32>
  %87 = tosa.const_shape {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %88 = tosa.reshape %52, %87 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %89 = tosa.const_shape {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %90 = tosa.reshape %86, %89 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %91 = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %92 = tosa.matmul %88, %90, %91, %91 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %93 = tosa.const_shape {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %94 = tosa.reshape %92, %93 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %94 : tensor<2x3x4x8xf32>
}
