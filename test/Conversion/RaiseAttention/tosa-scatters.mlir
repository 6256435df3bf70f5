// RUN: a3-opt %s --split-input-file --a3-raise-attention --canonicalize --cse --mlir-print-local-scope | FileCheck %s
// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-verify-raised

// Rows that are written at constant indices into others, as torch's
// slice_scatter and index_copy are in TOSA.

// All of the zeros are written over.
// CHECK-LABEL: func @weights_in_two_parts
// CHECK-NOT: tosa.exp
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 :
// CHECK-NOT: tosa.exp
// CHECK: return
func.func @weights_in_two_parts(%arg0: tensor<2x3x4x8xf32>, %arg1:
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
  %19 = "tosa.const"() <{values = dense<0.0> : tensor<2x3x4x5xf32>}> : () ->
      tensor<2x3x4x5xf32>
  %20 = tosa.const_shape {values = dense<[0, 0, 0, 0]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %21 = tosa.const_shape {values = dense<[2, 3, 4, 2]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %22 = tosa.slice %18, %20, %21 : (tensor<2x3x4x5xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x3x4x2xf32>
  %23 = "tosa.const"() <{values = dense<[0, 1]> : tensor<2xi32>}> : () ->
      tensor<2xi32>
  %24 = tosa.const_shape {values = dense<[2, 1, 1, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %25 = tosa.reshape %23, %24 : (tensor<2xi32>, !tosa.shape<5>) ->
      tensor<2x1x1x1x1xi32>
  %26 = tosa.const_shape {values = dense<[1, 3, 4, 2, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %27 = tosa.tile %25, %26 : (tensor<2x1x1x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x2x1xi32>
  %28 = "tosa.const"() <{values = dense<[0, 1, 2]> : tensor<3xi32>}> : () ->
      tensor<3xi32>
  %29 = tosa.const_shape {values = dense<[1, 3, 1, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %30 = tosa.reshape %28, %29 : (tensor<3xi32>, !tosa.shape<5>) ->
      tensor<1x3x1x1x1xi32>
  %31 = tosa.const_shape {values = dense<[2, 1, 4, 2, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %32 = tosa.tile %30, %31 : (tensor<1x3x1x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x2x1xi32>
  %33 = "tosa.const"() <{values = dense<[0, 1, 2, 3]> : tensor<4xi32>}> : () ->
      tensor<4xi32>
  %34 = tosa.const_shape {values = dense<[1, 1, 4, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %35 = tosa.reshape %33, %34 : (tensor<4xi32>, !tosa.shape<5>) ->
      tensor<1x1x4x1x1xi32>
  %36 = tosa.const_shape {values = dense<[2, 3, 1, 2, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %37 = tosa.tile %35, %36 : (tensor<1x1x4x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x2x1xi32>
  %38 = "tosa.const"() <{values = dense<[0, 1]> : tensor<2xi32>}> : () ->
      tensor<2xi32>
  %39 = tosa.const_shape {values = dense<[1, 1, 1, 2, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %40 = tosa.reshape %38, %39 : (tensor<2xi32>, !tosa.shape<5>) ->
      tensor<1x1x1x2x1xi32>
  %41 = tosa.const_shape {values = dense<[2, 3, 4, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %42 = tosa.tile %40, %41 : (tensor<1x1x1x2x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x2x1xi32>
  %43 = tosa.concat %27, %32, %37, %42 {axis = 4 : i32} :
      (tensor<2x3x4x2x1xi32>, tensor<2x3x4x2x1xi32>, tensor<2x3x4x2x1xi32>,
      tensor<2x3x4x2x1xi32>) -> tensor<2x3x4x2x4xi32>
  %44 = tosa.const_shape {values = dense<[48, 4]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %45 = tosa.reshape %43, %44 : (tensor<2x3x4x2x4xi32>, !tosa.shape<2>) ->
      tensor<48x4xi32>
  %46 = "tosa.const"() <{values = dense<[[60, 20, 5, 1]]> : tensor<1x4xi32>}> :
      () -> tensor<1x4xi32>
  %47 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %48 = tosa.mul %45, %46, %47 : (tensor<48x4xi32>, tensor<1x4xi32>,
      tensor<1xi8>) -> tensor<48x4xi32>
  %49 = tosa.reduce_sum %48 {axis = 1 : i32} : (tensor<48x4xi32>) ->
      tensor<48x1xi32>
  %50 = tosa.const_shape {values = dense<[1, 48]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %51 = tosa.reshape %49, %50 : (tensor<48x1xi32>, !tosa.shape<2>) ->
      tensor<1x48xi32>
  %52 = tosa.const_shape {values = dense<[1, 120, 1]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %53 = tosa.reshape %19, %52 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<1x120x1xf32>
  %54 = tosa.const_shape {values = dense<[1, 48, 1]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %55 = tosa.reshape %22, %54 : (tensor<2x3x4x2xf32>, !tosa.shape<3>) ->
      tensor<1x48x1xf32>
  %56 = tosa.scatter %53, %51, %55 : (tensor<1x120x1xf32>, tensor<1x48xi32>,
      tensor<1x48x1xf32>) -> tensor<1x120x1xf32>
  %57 = tosa.const_shape {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %58 = tosa.reshape %56, %57 : (tensor<1x120x1xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %59 = tosa.const_shape {values = dense<[0, 0, 0, 2]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %60 = tosa.const_shape {values = dense<[2, 3, 4, 3]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %61 = tosa.slice %18, %59, %60 : (tensor<2x3x4x5xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x3x4x3xf32>
  %62 = "tosa.const"() <{values = dense<[0, 1]> : tensor<2xi32>}> : () ->
      tensor<2xi32>
  %63 = tosa.const_shape {values = dense<[2, 1, 1, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %64 = tosa.reshape %62, %63 : (tensor<2xi32>, !tosa.shape<5>) ->
      tensor<2x1x1x1x1xi32>
  %65 = tosa.const_shape {values = dense<[1, 3, 4, 3, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %66 = tosa.tile %64, %65 : (tensor<2x1x1x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x3x1xi32>
  %67 = "tosa.const"() <{values = dense<[0, 1, 2]> : tensor<3xi32>}> : () ->
      tensor<3xi32>
  %68 = tosa.const_shape {values = dense<[1, 3, 1, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %69 = tosa.reshape %67, %68 : (tensor<3xi32>, !tosa.shape<5>) ->
      tensor<1x3x1x1x1xi32>
  %70 = tosa.const_shape {values = dense<[2, 1, 4, 3, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %71 = tosa.tile %69, %70 : (tensor<1x3x1x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x3x1xi32>
  %72 = "tosa.const"() <{values = dense<[0, 1, 2, 3]> : tensor<4xi32>}> : () ->
      tensor<4xi32>
  %73 = tosa.const_shape {values = dense<[1, 1, 4, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %74 = tosa.reshape %72, %73 : (tensor<4xi32>, !tosa.shape<5>) ->
      tensor<1x1x4x1x1xi32>
  %75 = tosa.const_shape {values = dense<[2, 3, 1, 3, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %76 = tosa.tile %74, %75 : (tensor<1x1x4x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x3x1xi32>
  %77 = "tosa.const"() <{values = dense<[2, 3, 4]> : tensor<3xi32>}> : () ->
      tensor<3xi32>
  %78 = tosa.const_shape {values = dense<[1, 1, 1, 3, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %79 = tosa.reshape %77, %78 : (tensor<3xi32>, !tosa.shape<5>) ->
      tensor<1x1x1x3x1xi32>
  %80 = tosa.const_shape {values = dense<[2, 3, 4, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %81 = tosa.tile %79, %80 : (tensor<1x1x1x3x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x3x1xi32>
  %82 = tosa.concat %66, %71, %76, %81 {axis = 4 : i32} :
      (tensor<2x3x4x3x1xi32>, tensor<2x3x4x3x1xi32>, tensor<2x3x4x3x1xi32>,
      tensor<2x3x4x3x1xi32>) -> tensor<2x3x4x3x4xi32>
  %83 = tosa.const_shape {values = dense<[72, 4]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %84 = tosa.reshape %82, %83 : (tensor<2x3x4x3x4xi32>, !tosa.shape<2>) ->
      tensor<72x4xi32>
  %85 = "tosa.const"() <{values = dense<[[60, 20, 5, 1]]> : tensor<1x4xi32>}> :
      () -> tensor<1x4xi32>
  %86 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %87 = tosa.mul %84, %85, %86 : (tensor<72x4xi32>, tensor<1x4xi32>,
      tensor<1xi8>) -> tensor<72x4xi32>
  %88 = tosa.reduce_sum %87 {axis = 1 : i32} : (tensor<72x4xi32>) ->
      tensor<72x1xi32>
  %89 = tosa.const_shape {values = dense<[1, 72]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %90 = tosa.reshape %88, %89 : (tensor<72x1xi32>, !tosa.shape<2>) ->
      tensor<1x72xi32>
  %91 = tosa.const_shape {values = dense<[1, 120, 1]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %92 = tosa.reshape %58, %91 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<1x120x1xf32>
  %93 = tosa.const_shape {values = dense<[1, 72, 1]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %94 = tosa.reshape %61, %93 : (tensor<2x3x4x3xf32>, !tosa.shape<3>) ->
      tensor<1x72x1xf32>
  %95 = tosa.scatter %92, %90, %94 : (tensor<1x120x1xf32>, tensor<1x72xi32>,
      tensor<1x72x1xf32>) -> tensor<1x120x1xf32>
  %96 = tosa.const_shape {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %97 = tosa.reshape %95, %96 : (tensor<1x120x1xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %98 = tosa.const_shape {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %99 = tosa.reshape %97, %98 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %100 = tosa.const_shape {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %101 = tosa.reshape %arg2, %100 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %102 = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %103 = tosa.matmul %99, %101, %102, %102 : (tensor<6x4x5xf32>,
      tensor<6x5x8xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %104 = tosa.const_shape {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %105 = tosa.reshape %103, %104 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %105 : tensor<2x3x4x8xf32>
}

// -----

// Scores head by head.
// CHECK-LABEL: func @heads_of_scores
// CHECK-NOT: tosa.exp
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 :
// CHECK-NOT: tosa.exp
// CHECK: return
func.func @heads_of_scores(%arg0: tensor<2x3x4x8xf32>, %arg1:
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
  %12 = "tosa.const"() <{values = dense<0.0> : tensor<2x3x4x5xf32>}> : () ->
      tensor<2x3x4x5xf32>
  %13 = tosa.const_shape {values = dense<[0, 0, 0, 0]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %14 = tosa.const_shape {values = dense<[2, 1, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %15 = tosa.slice %11, %13, %14 : (tensor<2x3x4x5xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x1x4x5xf32>
  %16 = "tosa.const"() <{values = dense<[0, 1]> : tensor<2xi32>}> : () ->
      tensor<2xi32>
  %17 = tosa.const_shape {values = dense<[2, 1, 1, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %18 = tosa.reshape %16, %17 : (tensor<2xi32>, !tosa.shape<5>) ->
      tensor<2x1x1x1x1xi32>
  %19 = tosa.const_shape {values = dense<[1, 1, 4, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %20 = tosa.tile %18, %19 : (tensor<2x1x1x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x1x4x5x1xi32>
  %21 = "tosa.const"() <{values = dense<[0]> : tensor<1xi32>}> : () ->
      tensor<1xi32>
  %22 = tosa.const_shape {values = dense<[1, 1, 1, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %23 = tosa.reshape %21, %22 : (tensor<1xi32>, !tosa.shape<5>) ->
      tensor<1x1x1x1x1xi32>
  %24 = tosa.const_shape {values = dense<[2, 1, 4, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %25 = tosa.tile %23, %24 : (tensor<1x1x1x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x1x4x5x1xi32>
  %26 = "tosa.const"() <{values = dense<[0, 1, 2, 3]> : tensor<4xi32>}> : () ->
      tensor<4xi32>
  %27 = tosa.const_shape {values = dense<[1, 1, 4, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %28 = tosa.reshape %26, %27 : (tensor<4xi32>, !tosa.shape<5>) ->
      tensor<1x1x4x1x1xi32>
  %29 = tosa.const_shape {values = dense<[2, 1, 1, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %30 = tosa.tile %28, %29 : (tensor<1x1x4x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x1x4x5x1xi32>
  %31 = "tosa.const"() <{values = dense<[0, 1, 2, 3, 4]> : tensor<5xi32>}> : ()
      -> tensor<5xi32>
  %32 = tosa.const_shape {values = dense<[1, 1, 1, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %33 = tosa.reshape %31, %32 : (tensor<5xi32>, !tosa.shape<5>) ->
      tensor<1x1x1x5x1xi32>
  %34 = tosa.const_shape {values = dense<[2, 1, 4, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %35 = tosa.tile %33, %34 : (tensor<1x1x1x5x1xi32>, !tosa.shape<5>) ->
      tensor<2x1x4x5x1xi32>
  %36 = tosa.concat %20, %25, %30, %35 {axis = 4 : i32} :
      (tensor<2x1x4x5x1xi32>, tensor<2x1x4x5x1xi32>, tensor<2x1x4x5x1xi32>,
      tensor<2x1x4x5x1xi32>) -> tensor<2x1x4x5x4xi32>
  %37 = tosa.const_shape {values = dense<[40, 4]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %38 = tosa.reshape %36, %37 : (tensor<2x1x4x5x4xi32>, !tosa.shape<2>) ->
      tensor<40x4xi32>
  %39 = "tosa.const"() <{values = dense<[[60, 20, 5, 1]]> : tensor<1x4xi32>}> :
      () -> tensor<1x4xi32>
  %40 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %41 = tosa.mul %38, %39, %40 : (tensor<40x4xi32>, tensor<1x4xi32>,
      tensor<1xi8>) -> tensor<40x4xi32>
  %42 = tosa.reduce_sum %41 {axis = 1 : i32} : (tensor<40x4xi32>) ->
      tensor<40x1xi32>
  %43 = tosa.const_shape {values = dense<[1, 40]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %44 = tosa.reshape %42, %43 : (tensor<40x1xi32>, !tosa.shape<2>) ->
      tensor<1x40xi32>
  %45 = tosa.const_shape {values = dense<[1, 120, 1]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %46 = tosa.reshape %12, %45 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<1x120x1xf32>
  %47 = tosa.const_shape {values = dense<[1, 40, 1]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %48 = tosa.reshape %15, %47 : (tensor<2x1x4x5xf32>, !tosa.shape<3>) ->
      tensor<1x40x1xf32>
  %49 = tosa.scatter %46, %44, %48 : (tensor<1x120x1xf32>, tensor<1x40xi32>,
      tensor<1x40x1xf32>) -> tensor<1x120x1xf32>
  %50 = tosa.const_shape {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %51 = tosa.reshape %49, %50 : (tensor<1x120x1xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %52 = tosa.const_shape {values = dense<[0, 1, 0, 0]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %53 = tosa.const_shape {values = dense<[2, 2, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %54 = tosa.slice %11, %52, %53 : (tensor<2x3x4x5xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x2x4x5xf32>
  %55 = "tosa.const"() <{values = dense<[0, 1]> : tensor<2xi32>}> : () ->
      tensor<2xi32>
  %56 = tosa.const_shape {values = dense<[2, 1, 1, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %57 = tosa.reshape %55, %56 : (tensor<2xi32>, !tosa.shape<5>) ->
      tensor<2x1x1x1x1xi32>
  %58 = tosa.const_shape {values = dense<[1, 2, 4, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %59 = tosa.tile %57, %58 : (tensor<2x1x1x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x2x4x5x1xi32>
  %60 = "tosa.const"() <{values = dense<[1, 2]> : tensor<2xi32>}> : () ->
      tensor<2xi32>
  %61 = tosa.const_shape {values = dense<[1, 2, 1, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %62 = tosa.reshape %60, %61 : (tensor<2xi32>, !tosa.shape<5>) ->
      tensor<1x2x1x1x1xi32>
  %63 = tosa.const_shape {values = dense<[2, 1, 4, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %64 = tosa.tile %62, %63 : (tensor<1x2x1x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x2x4x5x1xi32>
  %65 = "tosa.const"() <{values = dense<[0, 1, 2, 3]> : tensor<4xi32>}> : () ->
      tensor<4xi32>
  %66 = tosa.const_shape {values = dense<[1, 1, 4, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %67 = tosa.reshape %65, %66 : (tensor<4xi32>, !tosa.shape<5>) ->
      tensor<1x1x4x1x1xi32>
  %68 = tosa.const_shape {values = dense<[2, 2, 1, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %69 = tosa.tile %67, %68 : (tensor<1x1x4x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x2x4x5x1xi32>
  %70 = "tosa.const"() <{values = dense<[0, 1, 2, 3, 4]> : tensor<5xi32>}> : ()
      -> tensor<5xi32>
  %71 = tosa.const_shape {values = dense<[1, 1, 1, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %72 = tosa.reshape %70, %71 : (tensor<5xi32>, !tosa.shape<5>) ->
      tensor<1x1x1x5x1xi32>
  %73 = tosa.const_shape {values = dense<[2, 2, 4, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %74 = tosa.tile %72, %73 : (tensor<1x1x1x5x1xi32>, !tosa.shape<5>) ->
      tensor<2x2x4x5x1xi32>
  %75 = tosa.concat %59, %64, %69, %74 {axis = 4 : i32} :
      (tensor<2x2x4x5x1xi32>, tensor<2x2x4x5x1xi32>, tensor<2x2x4x5x1xi32>,
      tensor<2x2x4x5x1xi32>) -> tensor<2x2x4x5x4xi32>
  %76 = tosa.const_shape {values = dense<[80, 4]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %77 = tosa.reshape %75, %76 : (tensor<2x2x4x5x4xi32>, !tosa.shape<2>) ->
      tensor<80x4xi32>
  %78 = "tosa.const"() <{values = dense<[[60, 20, 5, 1]]> : tensor<1x4xi32>}> :
      () -> tensor<1x4xi32>
  %79 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %80 = tosa.mul %77, %78, %79 : (tensor<80x4xi32>, tensor<1x4xi32>,
      tensor<1xi8>) -> tensor<80x4xi32>
  %81 = tosa.reduce_sum %80 {axis = 1 : i32} : (tensor<80x4xi32>) ->
      tensor<80x1xi32>
  %82 = tosa.const_shape {values = dense<[1, 80]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %83 = tosa.reshape %81, %82 : (tensor<80x1xi32>, !tosa.shape<2>) ->
      tensor<1x80xi32>
  %84 = tosa.const_shape {values = dense<[1, 120, 1]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %85 = tosa.reshape %51, %84 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<1x120x1xf32>
  %86 = tosa.const_shape {values = dense<[1, 80, 1]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %87 = tosa.reshape %54, %86 : (tensor<2x2x4x5xf32>, !tosa.shape<3>) ->
      tensor<1x80x1xf32>
  %88 = tosa.scatter %85, %83, %87 : (tensor<1x120x1xf32>, tensor<1x80xi32>,
      tensor<1x80x1xf32>) -> tensor<1x120x1xf32>
  %89 = tosa.const_shape {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %90 = tosa.reshape %88, %89 : (tensor<1x120x1xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %91 = tosa.reduce_max %90 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %92 = tosa.sub %90, %91 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %93 = tosa.exp %92 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %94 = tosa.reduce_sum %93 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %95 = tosa.reciprocal %94 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %96 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %97 = tosa.mul %93, %95, %96 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %98 = tosa.const_shape {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %99 = tosa.reshape %97, %98 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %100 = tosa.const_shape {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %101 = tosa.reshape %arg2, %100 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %102 = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %103 = tosa.matmul %99, %101, %102, %102 : (tensor<6x4x5xf32>,
      tensor<6x5x8xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %104 = tosa.const_shape {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %105 = tosa.reshape %103, %104 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %105 : tensor<2x3x4x8xf32>
}

// -----

// Scores and values are written in another order, the same for both.
// CHECK-LABEL: func @permuted_keys
// CHECK-NOT: tosa.exp
// CHECK: a3.attention ins(
// CHECK-NOT: tosa.exp
// CHECK: return
func.func @permuted_keys(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %0 = "tosa.const"() <{values = dense<0.0> : tensor<2x3x4x5xf32>}> : () ->
      tensor<2x3x4x5xf32>
  %1 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %2 = tosa.const_shape {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %3 = tosa.reshape %arg0, %2 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %4 = tosa.const_shape {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %5 = tosa.reshape %1, %4 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %6 = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %7 = tosa.matmul %3, %5, %6, %6 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %8 = tosa.const_shape {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : () ->
      !tosa.shape<4>
  %9 = tosa.reshape %7, %8 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %10 = "tosa.const"() <{values = dense<3.0e-01> : tensor<1x1x1x1xf32>}> : () ->
      tensor<1x1x1x1xf32>
  %11 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %12 = tosa.mul %9, %10, %11 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %13 = "tosa.const"() <{values = dense<[0, 1]> : tensor<2xi32>}> : () ->
      tensor<2xi32>
  %14 = tosa.const_shape {values = dense<[2, 1, 1, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %15 = tosa.reshape %13, %14 : (tensor<2xi32>, !tosa.shape<5>) ->
      tensor<2x1x1x1x1xi32>
  %16 = tosa.const_shape {values = dense<[1, 3, 4, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %17 = tosa.tile %15, %16 : (tensor<2x1x1x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x5x1xi32>
  %18 = "tosa.const"() <{values = dense<[0, 1, 2]> : tensor<3xi32>}> : () ->
      tensor<3xi32>
  %19 = tosa.const_shape {values = dense<[1, 3, 1, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %20 = tosa.reshape %18, %19 : (tensor<3xi32>, !tosa.shape<5>) ->
      tensor<1x3x1x1x1xi32>
  %21 = tosa.const_shape {values = dense<[2, 1, 4, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %22 = tosa.tile %20, %21 : (tensor<1x3x1x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x5x1xi32>
  %23 = "tosa.const"() <{values = dense<[0, 1, 2, 3]> : tensor<4xi32>}> : () ->
      tensor<4xi32>
  %24 = tosa.const_shape {values = dense<[1, 1, 4, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %25 = tosa.reshape %23, %24 : (tensor<4xi32>, !tosa.shape<5>) ->
      tensor<1x1x4x1x1xi32>
  %26 = tosa.const_shape {values = dense<[2, 3, 1, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %27 = tosa.tile %25, %26 : (tensor<1x1x4x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x5x1xi32>
  %28 = "tosa.const"() <{values = dense<[4, 0, 2, 1, 3]> : tensor<5xi32>}> : ()
      -> tensor<5xi32>
  %29 = tosa.const_shape {values = dense<[1, 1, 1, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %30 = tosa.reshape %28, %29 : (tensor<5xi32>, !tosa.shape<5>) ->
      tensor<1x1x1x5x1xi32>
  %31 = tosa.const_shape {values = dense<[2, 3, 4, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %32 = tosa.tile %30, %31 : (tensor<1x1x1x5x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x4x5x1xi32>
  %33 = tosa.concat %17, %22, %27, %32 {axis = 4 : i32} :
      (tensor<2x3x4x5x1xi32>, tensor<2x3x4x5x1xi32>, tensor<2x3x4x5x1xi32>,
      tensor<2x3x4x5x1xi32>) -> tensor<2x3x4x5x4xi32>
  %34 = tosa.const_shape {values = dense<[120, 4]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %35 = tosa.reshape %33, %34 : (tensor<2x3x4x5x4xi32>, !tosa.shape<2>) ->
      tensor<120x4xi32>
  %36 = "tosa.const"() <{values = dense<[[60, 20, 5, 1]]> : tensor<1x4xi32>}> :
      () -> tensor<1x4xi32>
  %37 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %38 = tosa.mul %35, %36, %37 : (tensor<120x4xi32>, tensor<1x4xi32>,
      tensor<1xi8>) -> tensor<120x4xi32>
  %39 = tosa.reduce_sum %38 {axis = 1 : i32} : (tensor<120x4xi32>) ->
      tensor<120x1xi32>
  %40 = tosa.const_shape {values = dense<[1, 120]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %41 = tosa.reshape %39, %40 : (tensor<120x1xi32>, !tosa.shape<2>) ->
      tensor<1x120xi32>
  %42 = tosa.const_shape {values = dense<[1, 120, 1]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %43 = tosa.reshape %0, %42 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<1x120x1xf32>
  %44 = tosa.const_shape {values = dense<[1, 120, 1]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %45 = tosa.reshape %12, %44 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<1x120x1xf32>
  %46 = tosa.scatter %43, %41, %45 : (tensor<1x120x1xf32>, tensor<1x120xi32>,
      tensor<1x120x1xf32>) -> tensor<1x120x1xf32>
  %47 = tosa.const_shape {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %48 = tosa.reshape %46, %47 : (tensor<1x120x1xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %49 = tosa.reduce_max %48 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %50 = tosa.sub %48, %49 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %51 = tosa.exp %50 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %52 = tosa.reduce_sum %51 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %53 = tosa.reciprocal %52 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %54 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %55 = tosa.mul %51, %53, %54 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %56 = "tosa.const"() <{values = dense<0.0> : tensor<2x3x5x8xf32>}> : () ->
      tensor<2x3x5x8xf32>
  %57 = "tosa.const"() <{values = dense<[0, 1]> : tensor<2xi32>}> : () ->
      tensor<2xi32>
  %58 = tosa.const_shape {values = dense<[2, 1, 1, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %59 = tosa.reshape %57, %58 : (tensor<2xi32>, !tosa.shape<5>) ->
      tensor<2x1x1x1x1xi32>
  %60 = tosa.const_shape {values = dense<[1, 3, 5, 8, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %61 = tosa.tile %59, %60 : (tensor<2x1x1x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x5x8x1xi32>
  %62 = "tosa.const"() <{values = dense<[0, 1, 2]> : tensor<3xi32>}> : () ->
      tensor<3xi32>
  %63 = tosa.const_shape {values = dense<[1, 3, 1, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %64 = tosa.reshape %62, %63 : (tensor<3xi32>, !tosa.shape<5>) ->
      tensor<1x3x1x1x1xi32>
  %65 = tosa.const_shape {values = dense<[2, 1, 5, 8, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %66 = tosa.tile %64, %65 : (tensor<1x3x1x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x5x8x1xi32>
  %67 = "tosa.const"() <{values = dense<[4, 0, 2, 1, 3]> : tensor<5xi32>}> : ()
      -> tensor<5xi32>
  %68 = tosa.const_shape {values = dense<[1, 1, 5, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %69 = tosa.reshape %67, %68 : (tensor<5xi32>, !tosa.shape<5>) ->
      tensor<1x1x5x1x1xi32>
  %70 = tosa.const_shape {values = dense<[2, 3, 1, 8, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %71 = tosa.tile %69, %70 : (tensor<1x1x5x1x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x5x8x1xi32>
  %72 = "tosa.const"() <{values = dense<[0, 1, 2, 3, 4, 5, 6, 7]> :
      tensor<8xi32>}> : () -> tensor<8xi32>
  %73 = tosa.const_shape {values = dense<[1, 1, 1, 8, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %74 = tosa.reshape %72, %73 : (tensor<8xi32>, !tosa.shape<5>) ->
      tensor<1x1x1x8x1xi32>
  %75 = tosa.const_shape {values = dense<[2, 3, 5, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %76 = tosa.tile %74, %75 : (tensor<1x1x1x8x1xi32>, !tosa.shape<5>) ->
      tensor<2x3x5x8x1xi32>
  %77 = tosa.concat %61, %66, %71, %76 {axis = 4 : i32} :
      (tensor<2x3x5x8x1xi32>, tensor<2x3x5x8x1xi32>, tensor<2x3x5x8x1xi32>,
      tensor<2x3x5x8x1xi32>) -> tensor<2x3x5x8x4xi32>
  %78 = tosa.const_shape {values = dense<[240, 4]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %79 = tosa.reshape %77, %78 : (tensor<2x3x5x8x4xi32>, !tosa.shape<2>) ->
      tensor<240x4xi32>
  %80 = "tosa.const"() <{values = dense<[[120, 40, 8, 1]]> : tensor<1x4xi32>}> :
      () -> tensor<1x4xi32>
  %81 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %82 = tosa.mul %79, %80, %81 : (tensor<240x4xi32>, tensor<1x4xi32>,
      tensor<1xi8>) -> tensor<240x4xi32>
  %83 = tosa.reduce_sum %82 {axis = 1 : i32} : (tensor<240x4xi32>) ->
      tensor<240x1xi32>
  %84 = tosa.const_shape {values = dense<[1, 240]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %85 = tosa.reshape %83, %84 : (tensor<240x1xi32>, !tosa.shape<2>) ->
      tensor<1x240xi32>
  %86 = tosa.const_shape {values = dense<[1, 240, 1]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %87 = tosa.reshape %56, %86 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<1x240x1xf32>
  %88 = tosa.const_shape {values = dense<[1, 240, 1]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %89 = tosa.reshape %arg2, %88 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<1x240x1xf32>
  %90 = tosa.scatter %87, %85, %89 : (tensor<1x240x1xf32>, tensor<1x240xi32>,
      tensor<1x240x1xf32>) -> tensor<1x240x1xf32>
  %91 = tosa.const_shape {values = dense<[2, 3, 5, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %92 = tosa.reshape %90, %91 : (tensor<1x240x1xf32>, !tosa.shape<4>) ->
      tensor<2x3x5x8xf32>
  %93 = tosa.const_shape {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %94 = tosa.reshape %55, %93 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %95 = tosa.const_shape {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %96 = tosa.reshape %92, %95 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %97 = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %98 = tosa.matmul %94, %96, %97, %97 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %99 = tosa.const_shape {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %100 = tosa.reshape %98, %99 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %100 : tensor<2x3x4x8xf32>
}
