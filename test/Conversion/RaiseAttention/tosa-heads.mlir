// RUN: a3-opt %s --split-input-file --a3-raise-attention --canonicalize --cse --mlir-print-local-scope | FileCheck %s
// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-verify-raised

// How heads, windows and keys are laid out and shared in TOSA.

// CHECK-LABEL: func @repeated_key_heads
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, %arg1, %arg2 : tensor<2x2x12x8xf32>, tensor<2x2x5x8xf32>, tensor<2x2x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x2x12x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @repeated_key_heads(%arg0: tensor<2x6x4x8xf32>, %arg1:
    tensor<2x2x5x8xf32>, %arg2: tensor<2x2x5x8xf32>) -> tensor<2x6x4x8xf32> {
  %0 = tosa.const_shape  {values = dense<[2, 2, 1, 5, 8]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %1 = tosa.const_shape  {values = dense<[1, 1, 3, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %2 = tosa.const_shape  {values = dense<[2, 6, 5, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %3 = tosa.const_shape  {values = dense<[12, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %4 = tosa.const_shape  {values = dense<[12, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %5 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %6 = tosa.const_shape  {values = dense<[2, 6, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %7 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %8 = tosa.const_shape  {values = dense<[12, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %9 = tosa.const_shape  {values = dense<[12, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %10 = tosa.const_shape  {values = dense<[2, 6, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %11 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %12 = tosa.reshape %arg1, %0 : (tensor<2x2x5x8xf32>, !tosa.shape<5>) ->
      tensor<2x2x1x5x8xf32>
  %13 = tosa.tile %12, %1 : (tensor<2x2x1x5x8xf32>, !tosa.shape<5>) ->
      tensor<2x2x3x5x8xf32>
  %14 = tosa.reshape %13, %2 : (tensor<2x2x3x5x8xf32>, !tosa.shape<4>) ->
      tensor<2x6x5x8xf32>
  %15 = tosa.transpose %14 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x6x5x8xf32>) -> tensor<2x6x8x5xf32>
  %16 = tosa.reshape %arg0, %3 : (tensor<2x6x4x8xf32>, !tosa.shape<3>) ->
      tensor<12x4x8xf32>
  %17 = tosa.reshape %15, %4 : (tensor<2x6x8x5xf32>, !tosa.shape<3>) ->
      tensor<12x8x5xf32>
  %18 = tosa.matmul %16, %17, %5, %5 : (tensor<12x4x8xf32>, tensor<12x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<12x4x5xf32>
  %19 = tosa.reshape %18, %6 : (tensor<12x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x6x4x5xf32>
  %20 = tosa.mul %19, %11, %7 : (tensor<2x6x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x6x4x5xf32>
  %21 = tosa.reduce_max %20 {axis = 3 : i32} : (tensor<2x6x4x5xf32>) ->
      tensor<2x6x4x1xf32>
  %22 = tosa.sub %20, %21 : (tensor<2x6x4x5xf32>, tensor<2x6x4x1xf32>) ->
      tensor<2x6x4x5xf32>
  %23 = tosa.exp %22 : (tensor<2x6x4x5xf32>) -> tensor<2x6x4x5xf32>
  %24 = tosa.reduce_sum %23 {axis = 3 : i32} : (tensor<2x6x4x5xf32>) ->
      tensor<2x6x4x1xf32>
  %25 = tosa.reciprocal %24 : (tensor<2x6x4x1xf32>) -> tensor<2x6x4x1xf32>
  %26 = tosa.mul %23, %25, %7 : (tensor<2x6x4x5xf32>, tensor<2x6x4x1xf32>,
      tensor<1xi8>) -> tensor<2x6x4x5xf32>
  %27 = tosa.reshape %arg2, %0 : (tensor<2x2x5x8xf32>, !tosa.shape<5>) ->
      tensor<2x2x1x5x8xf32>
  %28 = tosa.tile %27, %1 : (tensor<2x2x1x5x8xf32>, !tosa.shape<5>) ->
      tensor<2x2x3x5x8xf32>
  %29 = tosa.reshape %26, %8 : (tensor<2x6x4x5xf32>, !tosa.shape<3>) ->
      tensor<12x4x5xf32>
  %30 = tosa.reshape %28, %9 : (tensor<2x2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<12x5x8xf32>
  %31 = tosa.matmul %29, %30, %5, %5 : (tensor<12x4x5xf32>, tensor<12x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<12x4x8xf32>
  %32 = tosa.reshape %31, %10 : (tensor<12x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x6x4x8xf32>
  return %32 : tensor<2x6x4x8xf32>
}

// -----

// Heads of keys and values picked by constant indices.
// CHECK-LABEL: func @gather_of_heads
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, {{%.*}}, {{%.*}} : tensor<2x4x4x8xf32>, tensor<2x4x5x8xf32>, tensor<2x4x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x4x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @gather_of_heads(%arg0: tensor<2x4x4x8xf32>, %arg1:
    tensor<2x2x5x8xf32>, %arg2: tensor<2x2x5x8xf32>) -> tensor<2x4x4x8xf32> {
  %0 = "tosa.const"() <{values = dense<[[80, 40, 8, 1]]> : tensor<1x4xi32>}> :
      () -> tensor<1x4xi32>
  %1 = "tosa.const"() <{values = dense<[0, 0, 1, 1]> : tensor<4xi64>}> : () ->
      tensor<4xi64>
  %2 = tosa.const_shape  {values = dense<[1, 4, 1, 1]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %3 = tosa.const_shape  {values = dense<[2, 1, 5, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %4 = tosa.const_shape  {values = dense<[2, 4, 5, 8, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %5 = "tosa.const"()
      <{values =
      dense<"0x0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000010000000100000001000000"> : tensor<2x4x5x8x1xi32>}> : () -> tensor<2x4x5x8x1xi32>
  %6 = "tosa.const"()
      <{values =
      dense<"0x0000000000000000000000000000000000000000000000000000000000000000010000000100000001000000010000000100000001000000010000000100000002000000020000000200000002000000020000000200000002000000020000000300000003000000030000000300000003000000030000000300000003000000040000000400000004000000040000000400000004000000040000000400000000000000000000000000000000000000000000000000000000000000000000000100000001000000010000000100000001000000010000000100000001000000020000000200000002000000020000000200000002000000020000000200000003000000030000000300000003000000030000000300000003000000030000000400000004000000040000000400000004000000040000000400000004000000000000000000000000000000000000000000000000000000000000000000000001000000010000000100000001000000010000000100000001000000010000000200000002000000020000000200000002000000020000000200000002000000030000000300000003000000030000000300000003000000030000000300000004000000040000000400000004000000040000000400000004000000040000000000000000000000000000000000000000000000000000000000000000000000010000000100000001000000010000000100000001000000010000000100000002000000020000000200000002000000020000000200000002000000020000000300000003000000030000000300000003000000030000000300000003000000040000000400000004000000040000000400000004000000040000000400000000000000000000000000000000000000000000000000000000000000000000000100000001000000010000000100000001000000010000000100000001000000020000000200000002000000020000000200000002000000020000000200000003000000030000000300000003000000030000000300000003000000030000000400000004000000040000000400000004000000040000000400000004000000000000000000000000000000000000000000000000000000000000000000000001000000010000000100000001000000010000000100000001000000010000000200000002000000020000000200000002000000020000000200000002000000030000000300000003000000030000000300000003000000030000000300000004000000040000000400000004000000040000000400000004000000040000000000000000000000000000000000000000000000000000000000000000000000010000000100000001000000010000000100000001000000010000000100000002000000020000000200000002000000020000000200000002000000020000000300000003000000030000000300000003000000030000000300000003000000040000000400000004000000040000000400000004000000040000000400000000000000000000000000000000000000000000000000000000000000000000000100000001000000010000000100000001000000010000000100000001000000020000000200000002000000020000000200000002000000020000000200000003000000030000000300000003000000030000000300000003000000030000000400000004000000040000000400000004000000040000000400000004000000"> : tensor<2x4x5x8x1xi32>}> : () -> tensor<2x4x5x8x1xi32>
  %7 = "tosa.const"()
      <{values =
      dense<"0x0000000001000000020000000300000004000000050000000600000007000000000000000100000002000000030000000400000005000000060000000700000000000000010000000200000003000000040000000500000006000000070000000000000001000000020000000300000004000000050000000600000007000000000000000100000002000000030000000400000005000000060000000700000000000000010000000200000003000000040000000500000006000000070000000000000001000000020000000300000004000000050000000600000007000000000000000100000002000000030000000400000005000000060000000700000000000000010000000200000003000000040000000500000006000000070000000000000001000000020000000300000004000000050000000600000007000000000000000100000002000000030000000400000005000000060000000700000000000000010000000200000003000000040000000500000006000000070000000000000001000000020000000300000004000000050000000600000007000000000000000100000002000000030000000400000005000000060000000700000000000000010000000200000003000000040000000500000006000000070000000000000001000000020000000300000004000000050000000600000007000000000000000100000002000000030000000400000005000000060000000700000000000000010000000200000003000000040000000500000006000000070000000000000001000000020000000300000004000000050000000600000007000000000000000100000002000000030000000400000005000000060000000700000000000000010000000200000003000000040000000500000006000000070000000000000001000000020000000300000004000000050000000600000007000000000000000100000002000000030000000400000005000000060000000700000000000000010000000200000003000000040000000500000006000000070000000000000001000000020000000300000004000000050000000600000007000000000000000100000002000000030000000400000005000000060000000700000000000000010000000200000003000000040000000500000006000000070000000000000001000000020000000300000004000000050000000600000007000000000000000100000002000000030000000400000005000000060000000700000000000000010000000200000003000000040000000500000006000000070000000000000001000000020000000300000004000000050000000600000007000000000000000100000002000000030000000400000005000000060000000700000000000000010000000200000003000000040000000500000006000000070000000000000001000000020000000300000004000000050000000600000007000000000000000100000002000000030000000400000005000000060000000700000000000000010000000200000003000000040000000500000006000000070000000000000001000000020000000300000004000000050000000600000007000000000000000100000002000000030000000400000005000000060000000700000000000000010000000200000003000000040000000500000006000000070000000000000001000000020000000300000004000000050000000600000007000000"> : tensor<2x4x5x8x1xi32>}> : () -> tensor<2x4x5x8x1xi32>
  %8 = tosa.const_shape  {values = dense<[1, 160, 1]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %9 = tosa.const_shape  {values = dense<[320, 4]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %10 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %11 = tosa.const_shape  {values = dense<[1, 320]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %12 = tosa.const_shape  {values = dense<[2, 4, 5, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %13 = tosa.const_shape  {values = dense<[8, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %14 = tosa.const_shape  {values = dense<[8, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %15 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %16 = tosa.const_shape  {values = dense<[2, 4, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %17 = tosa.const_shape  {values = dense<[8, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %18 = tosa.const_shape  {values = dense<[8, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %19 = tosa.const_shape  {values = dense<[2, 4, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %20 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %21 = tosa.cast %1 : (tensor<4xi64>) -> tensor<4xi32>
  %22 = tosa.reshape %21, %2 : (tensor<4xi32>, !tosa.shape<4>) ->
      tensor<1x4x1x1xi32>
  %23 = tosa.tile %22, %3 : (tensor<1x4x1x1xi32>, !tosa.shape<4>) ->
      tensor<2x4x5x8xi32>
  %24 = tosa.reshape %23, %4 : (tensor<2x4x5x8xi32>, !tosa.shape<5>) ->
      tensor<2x4x5x8x1xi32>
  %25 = tosa.concat %5, %24, %6, %7 {axis = 4 : i32} : (tensor<2x4x5x8x1xi32>,
      tensor<2x4x5x8x1xi32>, tensor<2x4x5x8x1xi32>, tensor<2x4x5x8x1xi32>) ->
      tensor<2x4x5x8x4xi32>
  %26 = tosa.reshape %arg1, %8 : (tensor<2x2x5x8xf32>, !tosa.shape<3>) ->
      tensor<1x160x1xf32>
  %27 = tosa.reshape %25, %9 : (tensor<2x4x5x8x4xi32>, !tosa.shape<2>) ->
      tensor<320x4xi32>
  %28 = tosa.mul %27, %0, %10 : (tensor<320x4xi32>, tensor<1x4xi32>,
      tensor<1xi8>) -> tensor<320x4xi32>
  %29 = tosa.reduce_sum %28 {axis = 1 : i32} : (tensor<320x4xi32>) ->
      tensor<320x1xi32>
  %30 = tosa.reshape %29, %11 : (tensor<320x1xi32>, !tosa.shape<2>) ->
      tensor<1x320xi32>
  %31 = tosa.gather %26, %30 : (tensor<1x160x1xf32>, tensor<1x320xi32>) ->
      tensor<1x320x1xf32>
  %32 = tosa.reshape %31, %12 : (tensor<1x320x1xf32>, !tosa.shape<4>) ->
      tensor<2x4x5x8xf32>
  %33 = tosa.transpose %32 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x4x5x8xf32>) -> tensor<2x4x8x5xf32>
  %34 = tosa.reshape %arg0, %13 : (tensor<2x4x4x8xf32>, !tosa.shape<3>) ->
      tensor<8x4x8xf32>
  %35 = tosa.reshape %33, %14 : (tensor<2x4x8x5xf32>, !tosa.shape<3>) ->
      tensor<8x8x5xf32>
  %36 = tosa.matmul %34, %35, %15, %15 : (tensor<8x4x8xf32>, tensor<8x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<8x4x5xf32>
  %37 = tosa.reshape %36, %16 : (tensor<8x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x4x4x5xf32>
  %38 = tosa.mul %37, %20, %10 : (tensor<2x4x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x4x4x5xf32>
  %39 = tosa.reduce_max %38 {axis = 3 : i32} : (tensor<2x4x4x5xf32>) ->
      tensor<2x4x4x1xf32>
  %40 = tosa.sub %38, %39 : (tensor<2x4x4x5xf32>, tensor<2x4x4x1xf32>) ->
      tensor<2x4x4x5xf32>
  %41 = tosa.exp %40 : (tensor<2x4x4x5xf32>) -> tensor<2x4x4x5xf32>
  %42 = tosa.reduce_sum %41 {axis = 3 : i32} : (tensor<2x4x4x5xf32>) ->
      tensor<2x4x4x1xf32>
  %43 = tosa.reciprocal %42 : (tensor<2x4x4x1xf32>) -> tensor<2x4x4x1xf32>
  %44 = tosa.mul %41, %43, %10 : (tensor<2x4x4x5xf32>, tensor<2x4x4x1xf32>,
      tensor<1xi8>) -> tensor<2x4x4x5xf32>
  %45 = tosa.reshape %arg2, %8 : (tensor<2x2x5x8xf32>, !tosa.shape<3>) ->
      tensor<1x160x1xf32>
  %46 = tosa.gather %45, %30 : (tensor<1x160x1xf32>, tensor<1x320xi32>) ->
      tensor<1x320x1xf32>
  %47 = tosa.reshape %44, %17 : (tensor<2x4x4x5xf32>, !tosa.shape<3>) ->
      tensor<8x4x5xf32>
  %48 = tosa.reshape %46, %18 : (tensor<1x320x1xf32>, !tosa.shape<3>) ->
      tensor<8x5x8xf32>
  %49 = tosa.matmul %47, %48, %15, %15 : (tensor<8x4x5xf32>, tensor<8x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<8x4x8xf32>
  %50 = tosa.reshape %49, %19 : (tensor<8x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x4x4x8xf32>
  return %50 : tensor<2x4x4x8xf32>
}

// -----

// An attention for each head, as its products are.
// CHECK-LABEL: func @heads_one_by_one
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<2x4x8xf32>, tensor<2x5x8xf32>, tensor<2x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<2x4x8xf32>, tensor<2x5x8xf32>, tensor<2x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.1"} -> tensor<2x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<2x4x8xf32>, tensor<2x5x8xf32>, tensor<2x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.2"} -> tensor<2x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @heads_one_by_one(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %0 = tosa.const_shape  {values = dense<[2, 1, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %1 = tosa.const_shape  {values = dense<0> : tensor<4xindex>} : () ->
      !tosa.shape<4>
  %2 = tosa.const_shape  {values = dense<[2, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %3 = tosa.const_shape  {values = dense<[2, 1, 5, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %4 = tosa.const_shape  {values = dense<[2, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %5 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %6 = tosa.const_shape  {values = dense<[2, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %7 = tosa.const_shape  {values = dense<[0, 1, 0, 0]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %8 = tosa.const_shape  {values = dense<[0, 2, 0, 0]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %9 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %10 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %11 = tosa.const_shape  {values = dense<[2, 1, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %12 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %13 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %14 = tosa.slice %arg0, %1, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x1x4x8xf32>
  %15 = tosa.reshape %14, %2 : (tensor<2x1x4x8xf32>, !tosa.shape<3>) ->
      tensor<2x4x8xf32>
  %16 = tosa.slice %arg1, %1, %3 : (tensor<2x3x5x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x1x5x8xf32>
  %17 = tosa.reshape %16, %4 : (tensor<2x1x5x8xf32>, !tosa.shape<3>) ->
      tensor<2x5x8xf32>
  %18 = tosa.transpose %17 {perms = array<i32: 0, 2, 1>} : (tensor<2x5x8xf32>)
      -> tensor<2x8x5xf32>
  %19 = tosa.matmul %15, %18, %5, %5 : (tensor<2x4x8xf32>, tensor<2x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x5xf32>
  %20 = tosa.slice %arg0, %7, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x1x4x8xf32>
  %21 = tosa.reshape %20, %2 : (tensor<2x1x4x8xf32>, !tosa.shape<3>) ->
      tensor<2x4x8xf32>
  %22 = tosa.slice %arg1, %7, %3 : (tensor<2x3x5x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x1x5x8xf32>
  %23 = tosa.reshape %22, %4 : (tensor<2x1x5x8xf32>, !tosa.shape<3>) ->
      tensor<2x5x8xf32>
  %24 = tosa.transpose %23 {perms = array<i32: 0, 2, 1>} : (tensor<2x5x8xf32>)
      -> tensor<2x8x5xf32>
  %25 = tosa.matmul %21, %24, %5, %5 : (tensor<2x4x8xf32>, tensor<2x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x5xf32>
  %26 = tosa.slice %arg0, %8, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x1x4x8xf32>
  %27 = tosa.reshape %26, %2 : (tensor<2x1x4x8xf32>, !tosa.shape<3>) ->
      tensor<2x4x8xf32>
  %28 = tosa.slice %arg1, %8, %3 : (tensor<2x3x5x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x1x5x8xf32>
  %29 = tosa.reshape %28, %4 : (tensor<2x1x5x8xf32>, !tosa.shape<3>) ->
      tensor<2x5x8xf32>
  %30 = tosa.transpose %29 {perms = array<i32: 0, 2, 1>} : (tensor<2x5x8xf32>)
      -> tensor<2x8x5xf32>
  %31 = tosa.matmul %27, %30, %5, %5 : (tensor<2x4x8xf32>, tensor<2x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x5xf32>
  %32 = tosa.concat %19, %25, %31 {axis = 1 : i32} : (tensor<2x4x5xf32>,
      tensor<2x4x5xf32>, tensor<2x4x5xf32>) -> tensor<2x12x5xf32>
  %33 = tosa.reshape %32, %9 : (tensor<2x12x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %34 = tosa.mul %33, %13, %10 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %35 = tosa.reduce_max %34 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %36 = tosa.sub %34, %35 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %37 = tosa.exp %36 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %38 = tosa.reduce_sum %37 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %39 = tosa.reciprocal %38 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %40 = tosa.mul %37, %39, %10 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %41 = tosa.slice %40, %1, %11 : (tensor<2x3x4x5xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x1x4x5xf32>
  %42 = tosa.reshape %41, %6 : (tensor<2x1x4x5xf32>, !tosa.shape<3>) ->
      tensor<2x4x5xf32>
  %43 = tosa.slice %arg2, %1, %3 : (tensor<2x3x5x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x1x5x8xf32>
  %44 = tosa.reshape %43, %4 : (tensor<2x1x5x8xf32>, !tosa.shape<3>) ->
      tensor<2x5x8xf32>
  %45 = tosa.matmul %42, %44, %5, %5 : (tensor<2x4x5xf32>, tensor<2x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x8xf32>
  %46 = tosa.slice %40, %7, %11 : (tensor<2x3x4x5xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x1x4x5xf32>
  %47 = tosa.reshape %46, %6 : (tensor<2x1x4x5xf32>, !tosa.shape<3>) ->
      tensor<2x4x5xf32>
  %48 = tosa.slice %arg2, %7, %3 : (tensor<2x3x5x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x1x5x8xf32>
  %49 = tosa.reshape %48, %4 : (tensor<2x1x5x8xf32>, !tosa.shape<3>) ->
      tensor<2x5x8xf32>
  %50 = tosa.matmul %47, %49, %5, %5 : (tensor<2x4x5xf32>, tensor<2x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x8xf32>
  %51 = tosa.slice %40, %8, %11 : (tensor<2x3x4x5xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x1x4x5xf32>
  %52 = tosa.reshape %51, %6 : (tensor<2x1x4x5xf32>, !tosa.shape<3>) ->
      tensor<2x4x5xf32>
  %53 = tosa.slice %arg2, %8, %3 : (tensor<2x3x5x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x1x5x8xf32>
  %54 = tosa.reshape %53, %4 : (tensor<2x1x5x8xf32>, !tosa.shape<3>) ->
      tensor<2x5x8xf32>
  %55 = tosa.matmul %52, %54, %5, %5 : (tensor<2x4x5xf32>, tensor<2x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x8xf32>
  %56 = tosa.concat %45, %50, %55 {axis = 1 : i32} : (tensor<2x4x8xf32>,
      tensor<2x4x8xf32>, tensor<2x4x8xf32>) -> tensor<2x12x8xf32>
  %57 = tosa.reshape %56, %12 : (tensor<2x12x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %57 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @scores_head_by_head
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @scores_head_by_head(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
  %0 = tosa.const_shape  {values = dense<[2, 1, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %1 = tosa.const_shape  {values = dense<0> : tensor<4xindex>} : () ->
      !tosa.shape<4>
  %2 = tosa.const_shape  {values = dense<[2, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %3 = tosa.const_shape  {values = dense<[2, 1, 5, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %4 = tosa.const_shape  {values = dense<[2, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %5 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %6 = tosa.const_shape  {values = dense<[0, 1, 0, 0]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %7 = tosa.const_shape  {values = dense<[0, 2, 0, 0]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
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
  %14 = tosa.slice %arg0, %1, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x1x4x8xf32>
  %15 = tosa.reshape %14, %2 : (tensor<2x1x4x8xf32>, !tosa.shape<3>) ->
      tensor<2x4x8xf32>
  %16 = tosa.slice %arg1, %1, %3 : (tensor<2x3x5x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x1x5x8xf32>
  %17 = tosa.reshape %16, %4 : (tensor<2x1x5x8xf32>, !tosa.shape<3>) ->
      tensor<2x5x8xf32>
  %18 = tosa.transpose %17 {perms = array<i32: 0, 2, 1>} : (tensor<2x5x8xf32>)
      -> tensor<2x8x5xf32>
  %19 = tosa.matmul %15, %18, %5, %5 : (tensor<2x4x8xf32>, tensor<2x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x5xf32>
  %20 = tosa.slice %arg0, %6, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x1x4x8xf32>
  %21 = tosa.reshape %20, %2 : (tensor<2x1x4x8xf32>, !tosa.shape<3>) ->
      tensor<2x4x8xf32>
  %22 = tosa.slice %arg1, %6, %3 : (tensor<2x3x5x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x1x5x8xf32>
  %23 = tosa.reshape %22, %4 : (tensor<2x1x5x8xf32>, !tosa.shape<3>) ->
      tensor<2x5x8xf32>
  %24 = tosa.transpose %23 {perms = array<i32: 0, 2, 1>} : (tensor<2x5x8xf32>)
      -> tensor<2x8x5xf32>
  %25 = tosa.matmul %21, %24, %5, %5 : (tensor<2x4x8xf32>, tensor<2x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x5xf32>
  %26 = tosa.slice %arg0, %7, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x1x4x8xf32>
  %27 = tosa.reshape %26, %2 : (tensor<2x1x4x8xf32>, !tosa.shape<3>) ->
      tensor<2x4x8xf32>
  %28 = tosa.slice %arg1, %7, %3 : (tensor<2x3x5x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x1x5x8xf32>
  %29 = tosa.reshape %28, %4 : (tensor<2x1x5x8xf32>, !tosa.shape<3>) ->
      tensor<2x5x8xf32>
  %30 = tosa.transpose %29 {perms = array<i32: 0, 2, 1>} : (tensor<2x5x8xf32>)
      -> tensor<2x8x5xf32>
  %31 = tosa.matmul %27, %30, %5, %5 : (tensor<2x4x8xf32>, tensor<2x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x5xf32>
  %32 = tosa.concat %19, %25, %31 {axis = 1 : i32} : (tensor<2x4x5xf32>,
      tensor<2x4x5xf32>, tensor<2x4x5xf32>) -> tensor<2x12x5xf32>
  %33 = tosa.reshape %32, %8 : (tensor<2x12x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %34 = tosa.mul %33, %13, %9 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %35 = tosa.reduce_max %34 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %36 = tosa.sub %34, %35 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %37 = tosa.exp %36 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %38 = tosa.reduce_sum %37 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %39 = tosa.reciprocal %38 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %40 = tosa.mul %37, %39, %9 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %41 = tosa.reshape %40, %10 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %42 = tosa.reshape %arg2, %11 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %43 = tosa.matmul %41, %42, %5, %5 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %44 = tosa.reshape %43, %12 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %44 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @heads_concatenated
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<2x4x8xf32>, tensor<2x5x8xf32>, tensor<2x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<2x4x8xf32>, tensor<2x5x8xf32>, tensor<2x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.1"} -> tensor<2x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<2x4x8xf32>, tensor<2x5x8xf32>, tensor<2x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.2"} -> tensor<2x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @heads_concatenated(%arg0: tensor<2x4x24xf32>, %arg1:
    tensor<2x5x24xf32>, %arg2: tensor<2x5x24xf32>) -> tensor<2x4x24xf32> {
  %0 = tosa.const_shape  {values = dense<[2, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %1 = tosa.const_shape  {values = dense<0> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = tosa.const_shape  {values = dense<[2, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %3 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %4 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %5 = tosa.const_shape  {values = dense<[0, 0, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %6 = tosa.const_shape  {values = dense<[0, 0, 16]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %7 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1xf32>}> : ()
      -> tensor<1x1x1xf32>
  %8 = tosa.slice %arg0, %1, %0 : (tensor<2x4x24xf32>, !tosa.shape<3>,
      !tosa.shape<3>) -> tensor<2x4x8xf32>
  %9 = tosa.slice %arg1, %1, %2 : (tensor<2x5x24xf32>, !tosa.shape<3>,
      !tosa.shape<3>) -> tensor<2x5x8xf32>
  %10 = tosa.transpose %9 {perms = array<i32: 0, 2, 1>} : (tensor<2x5x8xf32>) ->
      tensor<2x8x5xf32>
  %11 = tosa.matmul %8, %10, %3, %3 : (tensor<2x4x8xf32>, tensor<2x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x5xf32>
  %12 = tosa.mul %11, %7, %4 : (tensor<2x4x5xf32>, tensor<1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x4x5xf32>
  %13 = tosa.reduce_max %12 {axis = 2 : i32} : (tensor<2x4x5xf32>) ->
      tensor<2x4x1xf32>
  %14 = tosa.sub %12, %13 : (tensor<2x4x5xf32>, tensor<2x4x1xf32>) ->
      tensor<2x4x5xf32>
  %15 = tosa.exp %14 : (tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
  %16 = tosa.reduce_sum %15 {axis = 2 : i32} : (tensor<2x4x5xf32>) ->
      tensor<2x4x1xf32>
  %17 = tosa.reciprocal %16 : (tensor<2x4x1xf32>) -> tensor<2x4x1xf32>
  %18 = tosa.mul %15, %17, %4 : (tensor<2x4x5xf32>, tensor<2x4x1xf32>,
      tensor<1xi8>) -> tensor<2x4x5xf32>
  %19 = tosa.slice %arg2, %1, %2 : (tensor<2x5x24xf32>, !tosa.shape<3>,
      !tosa.shape<3>) -> tensor<2x5x8xf32>
  %20 = tosa.matmul %18, %19, %3, %3 : (tensor<2x4x5xf32>, tensor<2x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x8xf32>
  %21 = tosa.slice %arg0, %5, %0 : (tensor<2x4x24xf32>, !tosa.shape<3>,
      !tosa.shape<3>) -> tensor<2x4x8xf32>
  %22 = tosa.slice %arg1, %5, %2 : (tensor<2x5x24xf32>, !tosa.shape<3>,
      !tosa.shape<3>) -> tensor<2x5x8xf32>
  %23 = tosa.transpose %22 {perms = array<i32: 0, 2, 1>} : (tensor<2x5x8xf32>)
      -> tensor<2x8x5xf32>
  %24 = tosa.matmul %21, %23, %3, %3 : (tensor<2x4x8xf32>, tensor<2x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x5xf32>
  %25 = tosa.mul %24, %7, %4 : (tensor<2x4x5xf32>, tensor<1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x4x5xf32>
  %26 = tosa.reduce_max %25 {axis = 2 : i32} : (tensor<2x4x5xf32>) ->
      tensor<2x4x1xf32>
  %27 = tosa.sub %25, %26 : (tensor<2x4x5xf32>, tensor<2x4x1xf32>) ->
      tensor<2x4x5xf32>
  %28 = tosa.exp %27 : (tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
  %29 = tosa.reduce_sum %28 {axis = 2 : i32} : (tensor<2x4x5xf32>) ->
      tensor<2x4x1xf32>
  %30 = tosa.reciprocal %29 : (tensor<2x4x1xf32>) -> tensor<2x4x1xf32>
  %31 = tosa.mul %28, %30, %4 : (tensor<2x4x5xf32>, tensor<2x4x1xf32>,
      tensor<1xi8>) -> tensor<2x4x5xf32>
  %32 = tosa.slice %arg2, %5, %2 : (tensor<2x5x24xf32>, !tosa.shape<3>,
      !tosa.shape<3>) -> tensor<2x5x8xf32>
  %33 = tosa.matmul %31, %32, %3, %3 : (tensor<2x4x5xf32>, tensor<2x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x8xf32>
  %34 = tosa.slice %arg0, %6, %0 : (tensor<2x4x24xf32>, !tosa.shape<3>,
      !tosa.shape<3>) -> tensor<2x4x8xf32>
  %35 = tosa.slice %arg1, %6, %2 : (tensor<2x5x24xf32>, !tosa.shape<3>,
      !tosa.shape<3>) -> tensor<2x5x8xf32>
  %36 = tosa.transpose %35 {perms = array<i32: 0, 2, 1>} : (tensor<2x5x8xf32>)
      -> tensor<2x8x5xf32>
  %37 = tosa.matmul %34, %36, %3, %3 : (tensor<2x4x8xf32>, tensor<2x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x5xf32>
  %38 = tosa.mul %37, %7, %4 : (tensor<2x4x5xf32>, tensor<1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x4x5xf32>
  %39 = tosa.reduce_max %38 {axis = 2 : i32} : (tensor<2x4x5xf32>) ->
      tensor<2x4x1xf32>
  %40 = tosa.sub %38, %39 : (tensor<2x4x5xf32>, tensor<2x4x1xf32>) ->
      tensor<2x4x5xf32>
  %41 = tosa.exp %40 : (tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
  %42 = tosa.reduce_sum %41 {axis = 2 : i32} : (tensor<2x4x5xf32>) ->
      tensor<2x4x1xf32>
  %43 = tosa.reciprocal %42 : (tensor<2x4x1xf32>) -> tensor<2x4x1xf32>
  %44 = tosa.mul %41, %43, %4 : (tensor<2x4x5xf32>, tensor<2x4x1xf32>,
      tensor<1xi8>) -> tensor<2x4x5xf32>
  %45 = tosa.slice %arg2, %6, %2 : (tensor<2x5x24xf32>, !tosa.shape<3>,
      !tosa.shape<3>) -> tensor<2x5x8xf32>
  %46 = tosa.matmul %44, %45, %3, %3 : (tensor<2x4x5xf32>, tensor<2x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x8xf32>
  %47 = tosa.concat %20, %33, %46 {axis = 2 : i32} : (tensor<2x4x8xf32>,
      tensor<2x4x8xf32>, tensor<2x4x8xf32>) -> tensor<2x4x24xf32>
  return %47 : tensor<2x4x24xf32>
}

// -----

// Windows are batches, as in Swin.
// CHECK-LABEL: func @windows_of_an_image
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, {{%.*}} : tensor<12x4x8xf32>, tensor<12x4x8xf32>, tensor<12x4x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<12x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @windows_of_an_image(%arg0: tensor<2x4x6x8xf32>, %arg1:
    tensor<2x4x6x8xf32>, %arg2: tensor<2x4x6x8xf32>) -> tensor<2x4x6x8xf32> {
  %0 = tosa.const_shape  {values = dense<[2, 2, 2, 3, 2, 8]> : tensor<6xindex>}
      : () -> !tosa.shape<6>
  %1 = tosa.const_shape  {values = dense<[12, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %3 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %4 = tosa.const_shape  {values = dense<[2, 2, 3, 2, 2, 8]> : tensor<6xindex>}
      : () -> !tosa.shape<6>
  %5 = tosa.const_shape  {values = dense<[2, 4, 6, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %6 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1xf32>}> : ()
      -> tensor<1x1x1xf32>
  %7 = tosa.reshape %arg0, %0 : (tensor<2x4x6x8xf32>, !tosa.shape<6>) ->
      tensor<2x2x2x3x2x8xf32>
  %8 = tosa.transpose %7 {perms = array<i32: 0, 1, 3, 2, 4, 5>} :
      (tensor<2x2x2x3x2x8xf32>) -> tensor<2x2x3x2x2x8xf32>
  %9 = tosa.reshape %8, %1 : (tensor<2x2x3x2x2x8xf32>, !tosa.shape<3>) ->
      tensor<12x4x8xf32>
  %10 = tosa.reshape %arg1, %0 : (tensor<2x4x6x8xf32>, !tosa.shape<6>) ->
      tensor<2x2x2x3x2x8xf32>
  %11 = tosa.transpose %10 {perms = array<i32: 0, 1, 3, 2, 4, 5>} :
      (tensor<2x2x2x3x2x8xf32>) -> tensor<2x2x3x2x2x8xf32>
  %12 = tosa.reshape %11, %1 : (tensor<2x2x3x2x2x8xf32>, !tosa.shape<3>) ->
      tensor<12x4x8xf32>
  %13 = tosa.reshape %arg2, %0 : (tensor<2x4x6x8xf32>, !tosa.shape<6>) ->
      tensor<2x2x2x3x2x8xf32>
  %14 = tosa.transpose %13 {perms = array<i32: 0, 1, 3, 2, 4, 5>} :
      (tensor<2x2x2x3x2x8xf32>) -> tensor<2x2x3x2x2x8xf32>
  %15 = tosa.reshape %14, %1 : (tensor<2x2x3x2x2x8xf32>, !tosa.shape<3>) ->
      tensor<12x4x8xf32>
  %16 = tosa.transpose %12 {perms = array<i32: 0, 2, 1>} : (tensor<12x4x8xf32>)
      -> tensor<12x8x4xf32>
  %17 = tosa.matmul %9, %16, %2, %2 : (tensor<12x4x8xf32>, tensor<12x8x4xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<12x4x4xf32>
  %18 = tosa.mul %17, %6, %3 : (tensor<12x4x4xf32>, tensor<1x1x1xf32>,
      tensor<1xi8>) -> tensor<12x4x4xf32>
  %19 = tosa.reduce_max %18 {axis = 2 : i32} : (tensor<12x4x4xf32>) ->
      tensor<12x4x1xf32>
  %20 = tosa.sub %18, %19 : (tensor<12x4x4xf32>, tensor<12x4x1xf32>) ->
      tensor<12x4x4xf32>
  %21 = tosa.exp %20 : (tensor<12x4x4xf32>) -> tensor<12x4x4xf32>
  %22 = tosa.reduce_sum %21 {axis = 2 : i32} : (tensor<12x4x4xf32>) ->
      tensor<12x4x1xf32>
  %23 = tosa.reciprocal %22 : (tensor<12x4x1xf32>) -> tensor<12x4x1xf32>
  %24 = tosa.mul %21, %23, %3 : (tensor<12x4x4xf32>, tensor<12x4x1xf32>,
      tensor<1xi8>) -> tensor<12x4x4xf32>
  %25 = tosa.matmul %24, %15, %2, %2 : (tensor<12x4x4xf32>, tensor<12x4x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<12x4x8xf32>
  %26 = tosa.reshape %25, %4 : (tensor<12x4x8xf32>, !tosa.shape<6>) ->
      tensor<2x2x3x2x2x8xf32>
  %27 = tosa.transpose %26 {perms = array<i32: 0, 1, 3, 2, 4, 5>} :
      (tensor<2x2x3x2x2x8xf32>) -> tensor<2x2x2x3x2x8xf32>
  %28 = tosa.reshape %27, %5 : (tensor<2x2x2x3x2x8xf32>, !tosa.shape<4>) ->
      tensor<2x4x6x8xf32>
  return %28 : tensor<2x4x6x8xf32>
}

// -----

// CHECK-LABEL: func @stored_transposed
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins(%arg0, {{%.*}}, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @stored_transposed(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x8x5xf32>, %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
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
  %9 = tosa.reshape %arg0, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %10 = tosa.reshape %arg1, %1 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %11 = tosa.matmul %9, %10, %2, %2 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %12 = tosa.reshape %11, %3 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %13 = tosa.mul %12, %8, %4 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %14 = tosa.reduce_max %13 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %15 = tosa.sub %13, %14 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %16 = tosa.exp %15 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %17 = tosa.reduce_sum %16 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %18 = tosa.reciprocal %17 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %19 = tosa.mul %16, %18, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %20 = tosa.reshape %19, %5 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %21 = tosa.reshape %arg2, %6 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %22 = tosa.matmul %20, %21, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %23 = tosa.reshape %22, %7 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %23 : tensor<2x3x4x8xf32>
}

// -----

// The table is an outer product that is not one of scores.
// CHECK-LABEL: func @rotary_positions
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, {{%.*}}, %arg2 : tensor<2x3x4x8xf32>, tensor<2x3x4x8xf32>, tensor<2x3x4x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<2x3x4x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @rotary_positions(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x4x8xf32>, %arg2: tensor<2x3x4x8xf32>) -> tensor<2x3x4x8xf32> {
  %0 = "tosa.const"() <{values = dense<[0, 1, 2, 3]> : tensor<4xi64>}> : () ->
      tensor<4xi64>
  %1 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %2 = tosa.const_shape  {values = dense<[4, 1]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %3 = tosa.const_shape  {values = dense<[1, 4]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %4 = tosa.const_shape  {values = dense<[1, 1, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %5 = tosa.const_shape  {values = dense<[2, 3, 4, 4]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %6 = tosa.const_shape  {values = dense<[0, 0, 0, 4]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %7 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %8 = tosa.const_shape  {values = dense<0> : tensor<4xindex>} : () ->
      !tosa.shape<4>
  %9 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %10 = tosa.const_shape  {values = dense<[6, 8, 4]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %11 = tosa.const_shape  {values = dense<[6, 4, 4]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %12 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %13 = "tosa.const"() <{values = dense<2.500000e-01> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %14 = "tosa.const"() <{values = dense<1.000000e+02> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %15 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %16 = tosa.cast %0 : (tensor<4xi64>) -> tensor<4xf32>
  %17 = tosa.mul %16, %13, %1 : (tensor<4xf32>, tensor<1xf32>, tensor<1xi8>) ->
      tensor<4xf32>
  %18 = tosa.pow %14, %17 : (tensor<1xf32>, tensor<4xf32>) -> tensor<4xf32>
  %19 = tosa.reciprocal %18 : (tensor<4xf32>) -> tensor<4xf32>
  %20 = tosa.reshape %16, %2 : (tensor<4xf32>, !tosa.shape<2>) ->
      tensor<4x1xf32>
  %21 = tosa.reshape %19, %3 : (tensor<4xf32>, !tosa.shape<2>) ->
      tensor<1x4xf32>
  %22 = tosa.mul %20, %21, %1 : (tensor<4x1xf32>, tensor<1x4xf32>, tensor<1xi8>)
      -> tensor<4x4xf32>
  %23 = tosa.concat %22, %22 {axis = 1 : i32} : (tensor<4x4xf32>,
      tensor<4x4xf32>) -> tensor<4x8xf32>
  %24 = tosa.cos %23 : (tensor<4x8xf32>) -> tensor<4x8xf32>
  %25 = tosa.sin %23 : (tensor<4x8xf32>) -> tensor<4x8xf32>
  %26 = tosa.reshape %24, %4 : (tensor<4x8xf32>, !tosa.shape<4>) ->
      tensor<1x1x4x8xf32>
  %27 = tosa.mul %arg0, %26, %1 : (tensor<2x3x4x8xf32>, tensor<1x1x4x8xf32>,
      tensor<1xi8>) -> tensor<2x3x4x8xf32>
  %28 = tosa.slice %arg0, %6, %5 : (tensor<2x3x4x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x3x4x4xf32>
  %29 = tosa.negate %28, %7, %7 : (tensor<2x3x4x4xf32>, tensor<1xf32>,
      tensor<1xf32>) -> tensor<2x3x4x4xf32>
  %30 = tosa.slice %arg0, %8, %5 : (tensor<2x3x4x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x3x4x4xf32>
  %31 = tosa.concat %29, %30 {axis = 3 : i32} : (tensor<2x3x4x4xf32>,
      tensor<2x3x4x4xf32>) -> tensor<2x3x4x8xf32>
  %32 = tosa.reshape %25, %4 : (tensor<4x8xf32>, !tosa.shape<4>) ->
      tensor<1x1x4x8xf32>
  %33 = tosa.mul %31, %32, %1 : (tensor<2x3x4x8xf32>, tensor<1x1x4x8xf32>,
      tensor<1xi8>) -> tensor<2x3x4x8xf32>
  %34 = tosa.add %27, %33 : (tensor<2x3x4x8xf32>, tensor<2x3x4x8xf32>) ->
      tensor<2x3x4x8xf32>
  %35 = tosa.mul %arg1, %26, %1 : (tensor<2x3x4x8xf32>, tensor<1x1x4x8xf32>,
      tensor<1xi8>) -> tensor<2x3x4x8xf32>
  %36 = tosa.slice %arg1, %6, %5 : (tensor<2x3x4x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x3x4x4xf32>
  %37 = tosa.negate %36, %7, %7 : (tensor<2x3x4x4xf32>, tensor<1xf32>,
      tensor<1xf32>) -> tensor<2x3x4x4xf32>
  %38 = tosa.slice %arg1, %8, %5 : (tensor<2x3x4x8xf32>, !tosa.shape<4>,
      !tosa.shape<4>) -> tensor<2x3x4x4xf32>
  %39 = tosa.concat %37, %38 {axis = 3 : i32} : (tensor<2x3x4x4xf32>,
      tensor<2x3x4x4xf32>) -> tensor<2x3x4x8xf32>
  %40 = tosa.mul %39, %32, %1 : (tensor<2x3x4x8xf32>, tensor<1x1x4x8xf32>,
      tensor<1xi8>) -> tensor<2x3x4x8xf32>
  %41 = tosa.add %35, %40 : (tensor<2x3x4x8xf32>, tensor<2x3x4x8xf32>) ->
      tensor<2x3x4x8xf32>
  %42 = tosa.transpose %41 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x4x8xf32>) -> tensor<2x3x8x4xf32>
  %43 = tosa.reshape %34, %9 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %44 = tosa.reshape %42, %10 : (tensor<2x3x8x4xf32>, !tosa.shape<3>) ->
      tensor<6x8x4xf32>
  %45 = tosa.matmul %43, %44, %7, %7 : (tensor<6x4x8xf32>, tensor<6x8x4xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x4xf32>
  %46 = tosa.reshape %45, %5 : (tensor<6x4x4xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x4xf32>
  %47 = tosa.mul %46, %15, %1 : (tensor<2x3x4x4xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x4xf32>
  %48 = tosa.reduce_max %47 {axis = 3 : i32} : (tensor<2x3x4x4xf32>) ->
      tensor<2x3x4x1xf32>
  %49 = tosa.sub %47, %48 : (tensor<2x3x4x4xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x4xf32>
  %50 = tosa.exp %49 : (tensor<2x3x4x4xf32>) -> tensor<2x3x4x4xf32>
  %51 = tosa.reduce_sum %50 {axis = 3 : i32} : (tensor<2x3x4x4xf32>) ->
      tensor<2x3x4x1xf32>
  %52 = tosa.reciprocal %51 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %53 = tosa.mul %50, %52, %1 : (tensor<2x3x4x4xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x4xf32>
  %54 = tosa.reshape %53, %11 : (tensor<2x3x4x4xf32>, !tosa.shape<3>) ->
      tensor<6x4x4xf32>
  %55 = tosa.reshape %arg2, %9 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %56 = tosa.matmul %54, %55, %7, %7 : (tensor<6x4x4xf32>, tensor<6x4x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %57 = tosa.reshape %56, %12 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %57 : tensor<2x3x4x8xf32>
}

// -----

// CHECK-LABEL: func @one_query_by_matrix_vector
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: a3.attention ins({{%.*}}, %arg1, %arg2 : tensor<1x8xf32>, tensor<5x8xf32>, tensor<5x8xf32>)
// CHECK-SAME: {scale = 3.000000e-01 : f32, site = "attention.0"} -> tensor<1x8xf32>
// CHECK-NOT: {{(math|tosa)\.exp[2 ]}}
// CHECK: return
func.func @one_query_by_matrix_vector(%arg0: tensor<8xf32>, %arg1:
    tensor<5x8xf32>, %arg2: tensor<5x8xf32>) -> tensor<8xf32> {
  %0 = tosa.const_shape  {values = dense<[1, 8]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %1 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %2 = tosa.const_shape  {values = dense<5> : tensor<1xindex>} : () ->
      !tosa.shape<1>
  %3 = tosa.const_shape  {values = dense<[1, 5]> : tensor<2xindex>} : () ->
      !tosa.shape<2>
  %4 = tosa.const_shape  {values = dense<8> : tensor<1xindex>} : () ->
      !tosa.shape<1>
  %5 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %6 = tosa.transpose %arg2 {perms = array<i32: 1, 0>} : (tensor<5x8xf32>) ->
      tensor<8x5xf32>
  %7 = tosa.reshape %arg0, %0 : (tensor<8xf32>, !tosa.shape<2>) ->
      tensor<1x8xf32>
  %8 = tosa.mul %arg1, %7, %1 : (tensor<5x8xf32>, tensor<1x8xf32>, tensor<1xi8>)
      -> tensor<5x8xf32>
  %9 = tosa.reduce_sum %8 {axis = 1 : i32} : (tensor<5x8xf32>) ->
      tensor<5x1xf32>
  %10 = tosa.reshape %9, %2 : (tensor<5x1xf32>, !tosa.shape<1>) -> tensor<5xf32>
  %11 = tosa.mul %10, %5, %1 : (tensor<5xf32>, tensor<1xf32>, tensor<1xi8>) ->
      tensor<5xf32>
  %12 = tosa.reduce_max %11 {axis = 0 : i32} : (tensor<5xf32>) -> tensor<1xf32>
  %13 = tosa.sub %11, %12 : (tensor<5xf32>, tensor<1xf32>) -> tensor<5xf32>
  %14 = tosa.exp %13 : (tensor<5xf32>) -> tensor<5xf32>
  %15 = tosa.reduce_sum %14 {axis = 0 : i32} : (tensor<5xf32>) -> tensor<1xf32>
  %16 = tosa.reciprocal %15 : (tensor<1xf32>) -> tensor<1xf32>
  %17 = tosa.mul %14, %16, %1 : (tensor<5xf32>, tensor<1xf32>, tensor<1xi8>) ->
      tensor<5xf32>
  %18 = tosa.reshape %17, %3 : (tensor<5xf32>, !tosa.shape<2>) ->
      tensor<1x5xf32>
  %19 = tosa.mul %6, %18, %1 : (tensor<8x5xf32>, tensor<1x5xf32>, tensor<1xi8>)
      -> tensor<8x5xf32>
  %20 = tosa.reduce_sum %19 {axis = 1 : i32} : (tensor<8x5xf32>) ->
      tensor<8x1xf32>
  %21 = tosa.reshape %20, %4 : (tensor<8x1xf32>, !tosa.shape<1>) ->
      tensor<8xf32>
  return %21 : tensor<8xf32>
}
