// REQUIRES: mlir-runner

// What TOSA computes stays the same, here with a query that has no key at all.
// The order of additions differs, so 1024 times each result is printed, rounded.

// DEFINE: %{to_linalg} = a3-opt --pass-pipeline='builtin.module(func.func(tosa-infer-shapes,tosa-to-linalg-named,tosa-to-linalg,tosa-to-arith,tosa-to-tensor))'
// DEFINE: %{lower} = --convert-elementwise-to-linalg --one-shot-bufferize=bufferize-function-boundaries --convert-linalg-to-loops --convert-scf-to-cf --expand-strided-metadata --lower-affine --convert-math-to-llvm --convert-arith-to-llvm --finalize-memref-to-llvm --convert-func-to-llvm --convert-cf-to-llvm --reconcile-unrealized-casts
// DEFINE: %{run} = mlir-runner -e main -entry-point-result=void -shared-libs=%runner_libs

// RUN: a3-opt %s --a3-raise-attention --canonicalize --cse > %t.mlir
// RUN: FileCheck %s --input-file=%t.mlir
// RUN: %{to_linalg} %s | a3-opt %{lower} | %{run} | sed "s/base@ = 0x[0-9a-f]*//" > %t.original
// RUN: %{to_linalg} %t.mlir | a3-opt --a3-decompose-attention %{lower} | %{run} | sed "s/base@ = 0x[0-9a-f]*//" > %t.raised
// RUN: diff %t.original %t.raised

// CHECK-COUNT-7: a3.attention
// CHECK-NOT: a3.attention

func.func private @printMemrefF32(tensor<*xf32>)

func.func @masked_with_guard(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x1x4x5xi1>)
    -> tensor<2x3x4x8xf32> {
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

func.func @division_last(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
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
  %9 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %10 = tosa.reshape %arg0, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %11 = tosa.reshape %9, %1 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %12 = tosa.matmul %10, %11, %2, %2 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %13 = tosa.reshape %12, %3 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %14 = tosa.mul %13, %8, %4 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %15 = tosa.exp %14 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %16 = tosa.reshape %15, %5 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %17 = tosa.reshape %arg2, %6 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %18 = tosa.matmul %16, %17, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %19 = tosa.reshape %18, %7 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  %20 = tosa.reduce_sum %15 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %21 = tosa.reciprocal %20 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %22 = tosa.mul %19, %21, %4 : (tensor<2x3x4x8xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x8xf32>
  return %22 : tensor<2x3x4x8xf32>
}

func.func @added_mask(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<2x5xi1>) -> tensor<2x3x4x8xf32> {
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
  %10 = "tosa.const"() <{values = dense<1.000000e+00> : tensor<1x1xf32>}> : ()
      -> tensor<1x1xf32>
  %11 = "tosa.const"() <{values = dense<-1.000000e+04> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
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
  %17 = tosa.mul %16, %9, %4 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %18 = tosa.cast %arg3 : (tensor<2x5xi1>) -> tensor<2x5xi8>
  %19 = tosa.cast %18 : (tensor<2x5xi8>) -> tensor<2x5xf32>
  %20 = tosa.sub %10, %19 : (tensor<1x1xf32>, tensor<2x5xf32>) ->
      tensor<2x5xf32>
  %21 = tosa.reshape %20, %5 : (tensor<2x5xf32>, !tosa.shape<4>) ->
      tensor<2x1x1x5xf32>
  %22 = tosa.mul %21, %11, %4 : (tensor<2x1x1x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x1x1x5xf32>
  %23 = tosa.add %17, %22 : (tensor<2x3x4x5xf32>, tensor<2x1x1x5xf32>) ->
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

func.func @heads_inside(%arg0: tensor<2x4x3x8xf32>, %arg1: tensor<2x5x3x8xf32>,
    %arg2: tensor<2x5x3x8xf32>) -> tensor<2x4x3x8xf32> {
  %0 = tosa.const_shape  {values = dense<[2, 4, 3, 8, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %1 = tosa.const_shape  {values = dense<[2, 5, 3, 8, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
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
  %9 = tosa.const_shape  {values = dense<[2, 3, 4, 1, 8]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %10 = tosa.const_shape  {values = dense<[2, 4, 3, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %11 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %12 = tosa.reshape %arg0, %0 : (tensor<2x4x3x8xf32>, !tosa.shape<5>) ->
      tensor<2x4x3x8x1xf32>
  %13 = tosa.reshape %arg1, %1 : (tensor<2x5x3x8xf32>, !tosa.shape<5>) ->
      tensor<2x5x3x8x1xf32>
  %14 = tosa.transpose %12 {perms = array<i32: 0, 2, 1, 3, 4>} :
      (tensor<2x4x3x8x1xf32>) -> tensor<2x3x4x8x1xf32>
  %15 = tosa.reshape %14, %2 : (tensor<2x3x4x8x1xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %16 = tosa.transpose %13 {perms = array<i32: 0, 2, 3, 1, 4>} :
      (tensor<2x5x3x8x1xf32>) -> tensor<2x3x8x5x1xf32>
  %17 = tosa.reshape %16, %3 : (tensor<2x3x8x5x1xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %18 = tosa.matmul %15, %17, %4, %4 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %19 = tosa.reshape %18, %5 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %20 = tosa.mul %19, %11, %6 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %21 = tosa.reduce_max %20 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %22 = tosa.sub %20, %21 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %23 = tosa.exp %22 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %24 = tosa.reduce_sum %23 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %25 = tosa.reciprocal %24 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %26 = tosa.mul %23, %25, %6 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %27 = tosa.reshape %arg2, %1 : (tensor<2x5x3x8xf32>, !tosa.shape<5>) ->
      tensor<2x5x3x8x1xf32>
  %28 = tosa.reshape %26, %7 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %29 = tosa.transpose %27 {perms = array<i32: 0, 2, 1, 3, 4>} :
      (tensor<2x5x3x8x1xf32>) -> tensor<2x3x5x8x1xf32>
  %30 = tosa.reshape %29, %8 : (tensor<2x3x5x8x1xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %31 = tosa.matmul %28, %30, %4, %4 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %32 = tosa.reshape %31, %9 : (tensor<6x4x8xf32>, !tosa.shape<5>) ->
      tensor<2x3x4x1x8xf32>
  %33 = tosa.transpose %32 {perms = array<i32: 0, 2, 1, 4, 3>} :
      (tensor<2x3x4x1x8xf32>) -> tensor<2x4x3x8x1xf32>
  %34 = tosa.reshape %33, %10 : (tensor<2x4x3x8x1xf32>, !tosa.shape<4>) ->
      tensor<2x4x3x8xf32>
  return %34 : tensor<2x4x3x8xf32>
}

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

func.func @factor_of_a_head(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<3x1x1xf32>)
    -> tensor<2x3x4x8xf32> {
  %0 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %1 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %3 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %4 = tosa.const_shape  {values = dense<[1, 3, 1, 1]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %5 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %6 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %7 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %8 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %9 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %10 = tosa.reshape %arg0, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %11 = tosa.reshape %9, %1 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %12 = tosa.matmul %10, %11, %2, %2 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %13 = tosa.reshape %12, %3 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %14 = tosa.reshape %arg3, %4 : (tensor<3x1x1xf32>, !tosa.shape<4>) ->
      tensor<1x3x1x1xf32>
  %15 = tosa.mul %13, %14, %5 : (tensor<2x3x4x5xf32>, tensor<1x3x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %16 = tosa.reduce_max %15 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %17 = tosa.sub %15, %16 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %18 = tosa.exp %17 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %19 = tosa.reduce_sum %18 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %20 = tosa.reciprocal %19 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %21 = tosa.mul %18, %20, %5 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %22 = tosa.reshape %21, %6 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %23 = tosa.reshape %arg2, %7 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %24 = tosa.matmul %22, %23, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %25 = tosa.reshape %24, %8 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %25 : tensor<2x3x4x8xf32>
}

func.func @log_sum_exp(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
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
      <{values = dense<0x7FF0000000000000> : tensor<1x1x1x1xf64>}> : () ->
      tensor<1x1x1x1xf64>
  %10 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1x1x1x1xf32>}> :
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
  %16 = tosa.mul %15, %8, %4 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %17 = tosa.reduce_max %16 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %18 = tosa.abs %17 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %19 = tosa.cast %18 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf64>
  %20 = tosa.equal %19, %9 : (tensor<2x3x4x1xf64>, tensor<1x1x1x1xf64>) ->
      tensor<2x3x4x1xi1>
  %21 = tosa.select %20, %10, %17 : (tensor<2x3x4x1xi1>, tensor<1x1x1x1xf32>,
      tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %22 = tosa.sub %16, %21 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %23 = tosa.exp %22 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %24 = tosa.reduce_sum %23 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %25 = tosa.log %24 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %26 = tosa.add %25, %21 : (tensor<2x3x4x1xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x1xf32>
  %27 = tosa.sub %16, %26 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %28 = tosa.exp %27 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %29 = tosa.reshape %28, %5 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %30 = tosa.reshape %arg2, %6 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %31 = tosa.matmul %29, %30, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %32 = tosa.reshape %31, %7 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %32 : tensor<2x3x4x8xf32>
}

func.func @main() {
  %c0 = arith.constant dense<[[[[-0.7, -1.4, 0.6, -1.7, 0.1, -0.5, -1.8, 0.0],
      [-1.9, -0.3, -1.7, -1.6, -0.3, 1.3, -1.5, -1.1],
      [0.5, 1.8, 0.3, -0.4, 1.9, -1.8, 1.4, -0.8],
      [-1.4, -1.5, -0.8, 1.3, -1.3, 0.3, 0.6, -0.5]],
      [[0.2, -1.7, -1.8, -1.2, 0.7, -0.3, -0.7, 0.3],
      [-0.2, -0.8, 1.2, 0.8, -1.0, 0.3, 0.1, 1.5],
      [0.9, -0.8, 1.9, -1.5, -0.3, 1.0, -1.4, -0.0],
      [-1.8, 0.7, 1.1, 0.3, 1.5, -0.7, 0.8, 0.4]],
      [[0.3, -0.2, 1.4, 1.8, -0.1, 0.7, -1.8, 0.8],
      [0.6, 2.0, 1.3, -0.9, -0.5, 0.7, -1.9, -0.2],
      [-1.3, -1.5, -1.8, 1.1, -1.5, -1.0, -0.4, 1.5],
      [-1.7, -0.2, 0.2, 1.5, 1.3, 1.5, -0.9, -0.3]]],
      [[[-0.6, 1.5, 1.8, -1.4, -1.3, -1.1, -1.1, -0.1],
      [0.4, -0.9, -2.0, -0.3, -0.5, 0.3, 1.8, 0.8],
      [0.1, 0.5, 0.7, -1.8, 1.6, 1.1, 1.5, 1.2],
      [-0.4, -0.4, -1.6, 0.5, -1.8, -1.7, -1.2, -1.4]],
      [[-0.6, -1.8, -2.0, -1.4, -1.6, -0.5, -1.9, 1.5],
      [0.5, -1.4, -1.0, -0.6, -0.5, -1.5, 1.4, 2.0],
      [-0.1, -0.1, -1.7, -1.6, -0.6, -0.9, 1.3, -1.4],
      [-1.9, 1.8, 0.1, -1.4, 0.2, -1.9, 0.1, 1.9]],
      [[1.5, 0.8, -1.0, -0.5, -1.3, 1.1, 0.1, 1.1],
      [-0.7, -1.1, 1.2, 1.9, 1.4, 1.2, 1.3, 1.0],
      [-1.1, 0.1, -0.6, -1.9, -1.9, -0.9, -1.0, 0.8],
      [1.8, -0.2, 1.7, 2.0, 1.8, -0.5, -1.1, -1.1]]]]>
      : tensor<2x3x4x8xf32>
  %c1 = arith.constant dense<[[[[-1.2, -1.2, 0.5, 1.6, 1.4, -0.1, 0.6, 1.2],
      [-1.7, 0.6, 1.6, 1.1, 1.0, -0.1, -1.3, 1.2],
      [-0.7, 1.2, 1.9, -0.4, -0.4, 1.8, 0.9, -1.3],
      [-1.5, -1.4, 1.6, 1.2, -1.4, 1.3, 1.9, 0.6],
      [-0.6, 0.2, -1.5, -1.9, 1.9, 0.6, 0.1, 1.7]],
      [[-0.3, 1.5, 1.3, -1.2, -1.0, -0.8, -1.0, 0.3],
      [-1.0, -0.3, -1.5, 1.6, -0.6, -0.2, 0.3, 1.6],
      [-0.3, 1.7, 0.0, 0.1, 0.1, -1.9, -0.2, -1.3],
      [-2.0, 1.2, -1.3, -0.1, 0.9, 0.2, -0.7, 0.1],
      [0.2, 1.1, -1.6, 0.2, -1.0, -0.9, 1.1, 0.0]],
      [[0.2, 1.0, 1.6, -0.2, 0.5, 0.0, 0.0, 0.8],
      [-0.2, 0.1, -0.1, 1.8, 0.8, 1.5, 1.8, -1.0],
      [0.2, 1.8, 1.4, -1.5, -1.5, -0.2, -1.7, -1.0],
      [-1.7, 0.7, 1.1, 1.6, -1.4, 0.9, 0.6, -1.4],
      [1.5, 1.9, -1.1, 1.8, -0.4, -0.1, 2.0, 1.3]]],
      [[[-1.4, -0.3, 0.1, -0.6, -1.2, -0.7, 0.9, -1.9],
      [0.2, -0.2, -1.9, -0.7, 0.5, 0.0, -1.7, 1.9],
      [1.2, 1.9, -1.6, -0.9, -1.8, 1.1, -0.9, -1.5],
      [-0.3, 1.6, 1.3, -1.0, -1.4, 1.7, 0.3, 0.8],
      [-1.6, -1.8, 0.8, -0.3, -1.7, 1.8, 0.5, 1.2]],
      [[-1.7, 1.4, -1.7, 1.5, -0.2, -0.6, 0.2, 1.7],
      [-0.9, -1.5, 0.1, -1.0, -1.6, -1.4, -1.8, -1.2],
      [-0.8, -0.8, 1.0, -0.8, 0.0, -1.3, -0.6, -1.9],
      [-1.0, -1.9, 0.9, 0.2, -1.2, -0.1, 1.7, -1.6],
      [1.3, -0.3, -0.0, 1.3, -0.4, 0.0, 0.8, 1.9]],
      [[-0.6, 1.3, 0.8, 0.5, -0.4, -0.6, -1.8, -1.5],
      [-1.7, 1.0, -1.0, -1.3, -1.7, 1.4, 1.5, 0.7],
      [-0.9, -1.0, -0.8, -0.2, -1.4, -0.2, -0.9, 1.8],
      [1.9, 0.2, -1.0, 1.9, -0.8, -0.6, -2.0, -0.5],
      [-0.1, 0.0, -1.2, 0.0, -2.0, -0.9, -1.6, -0.4]]]]>
      : tensor<2x3x5x8xf32>
  %c2 = arith.constant dense<[[[[-1.8, -1.9, -0.8, -1.1, 0.3, 0.1, 1.0, 0.6],
      [0.9, 1.5, -0.4, -0.7, 1.9, -1.4, 0.9, 0.6],
      [-1.8, 1.3, 1.6, 0.5, 0.9, 1.2, -1.4, 0.1],
      [0.0, 1.3, 1.2, 1.3, 0.3, 1.6, 0.7, 0.8],
      [-1.1, -1.9, -1.5, -0.6, -1.6, 1.3, 0.2, 0.5]],
      [[0.5, 0.7, -0.0, -2.0, 1.2, 1.0, 0.0, 0.1],
      [0.6, -1.7, 0.9, -1.0, -1.7, -0.9, 0.9, -1.2],
      [1.0, 1.9, -0.0, -0.5, -0.1, 0.7, 1.1, 0.5],
      [0.6, -1.7, -1.4, -1.0, 1.0, -0.8, 0.3, -2.0],
      [-1.8, -0.9, 0.7, 0.8, 0.7, -0.8, 0.1, -0.1]],
      [[-0.1, -1.5, 1.6, -1.2, 1.9, 1.7, -1.9, -0.2],
      [1.3, 1.9, -0.2, -0.9, -1.2, 1.8, -1.2, 0.3],
      [-1.4, 0.1, 1.8, -1.5, 1.3, 0.0, 1.5, 0.8],
      [-1.1, 1.6, -0.1, -1.9, -2.0, -0.0, -0.2, -0.8],
      [-1.4, -0.6, -0.7, 1.4, -2.0, 1.0, 1.4, -1.5]]],
      [[[1.7, 0.9, 1.6, -0.8, -0.5, -0.4, 2.0, 0.4],
      [-0.6, -0.3, -0.9, -1.8, -1.6, 1.3, -0.9, 1.7],
      [-1.0, -0.9, 0.0, -1.2, -0.5, 1.8, 1.5, 1.2],
      [0.5, 1.7, 1.8, 0.2, 0.9, -1.8, 0.9, -0.2],
      [1.0, 0.6, -0.9, -1.8, 1.7, -1.5, -0.1, -0.6]],
      [[-0.8, 1.0, 1.9, -1.0, 0.6, -0.8, 0.2, -0.4],
      [-1.3, -1.4, -1.2, 1.6, -0.0, -1.1, 1.6, 2.0],
      [-0.2, -1.4, -1.2, -1.6, -0.6, -1.6, -1.0, -1.0],
      [0.3, 1.5, 1.0, -0.3, -0.3, 0.1, -0.5, -0.6],
      [-1.8, -0.9, 1.9, -1.5, 0.0, 0.5, 1.5, -1.1]],
      [[-0.9, -1.0, -0.4, -0.2, 1.8, 1.4, 1.5, -1.9],
      [-1.9, 0.8, 1.6, -0.1, 0.3, -2.0, -0.4, 1.7],
      [1.3, 1.4, 1.9, -1.0, -1.6, -1.4, 0.1, 0.7],
      [1.8, 0.9, 0.6, 1.1, -0.2, 0.2, -1.8, 1.1],
      [-1.1, 1.7, 0.6, -0.8, -1.5, -1.0, 0.5, 0.8]]]]>
      : tensor<2x3x5x8xf32>
  %c3 = arith.constant dense<[[[[true, true, true, true, false],
      [false, false, false, false, false],
      [true, true, false, false, true],
      [true, true, true, false, false]]],
      [[[true, false, false, true, false],
      [true, true, true, true, false],
      [true, false, true, true, true],
      [true, false, false, true, false]]]]>
      : tensor<2x1x4x5xi1>
  %r4 = call @masked_with_guard(%c0, %c1, %c2, %c3)
      : (tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>, tensor<2x1x4x5xi1>)
      -> tensor<2x3x4x8xf32>
  %k4 = arith.constant dense<1024.0> : tensor<2x3x4x8xf32>
  %m4 = arith.mulf %r4, %k4 : tensor<2x3x4x8xf32>
  %q4 = math.roundeven %m4 : tensor<2x3x4x8xf32>
  %u4 = tensor.cast %q4 : tensor<2x3x4x8xf32> to tensor<*xf32>
  call @printMemrefF32(%u4) : (tensor<*xf32>) -> ()
  %c4 = arith.constant dense<[[[[-1.1, -0.3, -0.5, -0.0, 0.8, 0.9, -0.6, -0.4],
      [-2.0, -0.8, 1.4, -1.7, -0.0, -1.2, 1.1, -1.2],
      [-0.1, -0.9, 1.6, -1.6, 0.5, 0.4, 1.6, -0.1],
      [1.6, -1.8, 0.4, 1.7, -1.8, -1.9, 0.4, -0.3]],
      [[0.8, -1.3, -0.2, 0.8, -0.7, -1.5, -1.7, -1.3],
      [-1.2, 0.6, 0.1, -0.1, -0.8, 0.9, 1.4, 1.9],
      [-0.2, -1.6, -1.7, -1.7, -0.3, 1.5, 0.2, 1.0],
      [-0.5, 1.1, -0.8, 1.2, -1.6, 0.8, -1.2, 0.2]],
      [[-0.2, -0.7, 0.9, -0.1, 0.5, -1.0, 0.5, -0.4],
      [-0.5, -0.1, 1.2, -1.8, -1.2, -1.7, 0.4, -0.5],
      [-0.7, 1.8, -1.8, 1.0, 0.8, 1.7, -0.8, 0.9],
      [0.4, 1.2, 1.8, -1.7, 1.3, -1.6, 0.9, -0.1]]],
      [[[1.1, 1.2, 1.7, 1.3, -1.5, -0.0, -2.0, 1.7],
      [-0.8, 0.8, -1.4, -1.1, 1.4, -0.2, 1.1, 0.4],
      [0.0, -0.4, -1.4, -0.4, 0.6, -0.1, 0.2, -1.4],
      [-0.3, -1.6, -1.7, 0.5, -1.2, -0.3, 2.0, 1.9]],
      [[-1.3, -1.5, -0.2, 1.6, -1.1, 0.2, 1.1, 1.0],
      [1.1, -0.8, -0.9, -0.9, -1.0, -1.0, -0.2, -1.3],
      [-1.1, -0.9, 1.6, -1.2, -1.7, -1.0, -1.0, 0.1],
      [0.6, -1.6, -0.1, -1.9, -2.0, 1.5, -1.1, -0.2]],
      [[-0.5, 1.5, -1.1, -1.8, 0.4, 1.3, -1.2, -1.7],
      [0.1, -1.3, 0.4, 1.1, 0.7, -2.0, 0.5, 0.8],
      [-0.6, -1.9, -0.6, -1.8, 2.0, -1.8, 0.9, 1.7],
      [1.3, 1.3, -0.4, -0.5, 0.5, -1.7, -1.9, -0.0]]]]>
      : tensor<2x3x4x8xf32>
  %c5 = arith.constant dense<[[[[-0.1, -0.4, 1.2, 0.7, -1.4, 0.1, 0.6, -0.4],
      [-0.9, 2.0, 0.7, -0.3, -1.8, 1.0, 1.5, -0.3],
      [-1.9, 1.1, 1.2, 0.6, -0.4, -0.4, 1.8, -0.3],
      [-1.4, -1.5, -1.6, 0.3, -0.5, 1.1, -1.5, -1.8],
      [-1.4, 1.2, -0.4, 0.3, 1.7, 0.9, -1.3, -0.6]],
      [[-1.4, -1.3, -1.7, -0.5, 1.0, 1.2, 1.2, -0.8],
      [1.3, -1.8, 1.7, -0.7, 0.4, 0.5, -1.7, 0.8],
      [0.8, 1.6, 0.6, 1.4, 0.5, 0.5, -1.2, -0.1],
      [0.3, -1.8, 1.8, -1.4, -0.6, -1.4, 1.9, 1.3],
      [-1.2, 1.5, 1.4, 0.7, 0.7, -0.7, -0.4, -0.2]],
      [[1.4, 1.1, 0.6, -0.8, -1.0, -0.4, -0.5, 0.0],
      [-1.3, -2.0, 1.9, -0.1, -0.2, 0.5, 1.3, 1.3],
      [1.2, -0.4, -1.7, -0.6, -0.5, 1.2, 0.0, 0.6],
      [-1.8, -1.5, 1.7, -0.7, 0.9, -1.7, 1.0, 1.6],
      [0.6, 1.1, -1.9, -1.7, 0.5, 0.8, -1.6, -1.5]]],
      [[[1.5, -0.8, 1.2, 1.2, 0.7, 0.9, -1.1, 1.3],
      [0.4, -1.0, -0.7, 0.5, 1.6, -0.2, -1.0, 1.9],
      [-0.1, 0.4, 0.5, -1.1, -0.5, -1.2, -0.4, 0.5],
      [-0.9, -0.7, -0.5, 1.2, -0.9, 1.1, -1.8, 1.4],
      [1.9, -0.2, 0.1, 0.8, 1.6, -1.0, 0.1, 1.4]],
      [[1.0, -0.5, -0.5, -0.5, -1.4, -0.7, -1.7, -1.1],
      [0.5, 1.8, -0.8, 0.1, -0.8, 1.9, 1.5, 1.7],
      [1.6, 0.9, 1.0, -1.1, -0.8, 0.5, -0.3, -0.5],
      [-1.8, -0.0, 0.5, -1.8, -1.8, 0.3, -0.8, 0.1],
      [0.1, -0.3, -0.8, -1.5, -0.5, 1.3, -1.4, -1.9]],
      [[1.2, 0.8, -0.2, -1.7, -1.4, 0.7, -0.9, 1.2],
      [1.9, -1.8, 1.3, 1.6, 0.4, 0.3, 0.4, 0.1],
      [-0.0, -1.3, -2.0, -1.8, -1.9, -1.3, -1.4, 1.6],
      [-1.6, 0.5, 0.6, -1.2, -0.3, 0.1, 0.6, 0.6],
      [-0.3, 0.5, 0.0, -1.7, 0.5, 2.0, 0.9, -0.1]]]]>
      : tensor<2x3x5x8xf32>
  %c6 = arith.constant dense<[[[[0.2, -0.5, -0.3, 1.6, -1.7, 0.6, -1.3, 2.0],
      [-1.0, 0.6, -1.5, 1.6, 1.7, 1.8, -0.9, -1.8],
      [0.5, 0.7, 0.7, 1.7, 1.9, -0.8, 1.7, 1.6],
      [-1.7, 0.0, -1.3, 1.6, 1.4, -1.2, -1.4, 1.7],
      [-1.2, -0.4, 0.4, -0.5, 1.4, 1.7, 1.9, 1.4]],
      [[0.1, -0.1, 0.1, -2.0, -1.9, 1.8, -1.1, 1.5],
      [1.2, -0.4, 0.3, 0.3, -1.3, -1.9, -1.6, 0.5],
      [-1.4, 1.9, 0.8, -1.9, -1.4, 0.6, -1.8, -1.7],
      [-1.8, 1.4, 1.0, -1.2, 1.8, 0.1, 0.7, 1.5],
      [1.0, 0.8, -0.5, -1.0, -1.2, -1.9, 1.8, 1.6]],
      [[1.0, -1.7, 1.0, 0.5, -0.1, -1.5, 1.2, 0.6],
      [-0.8, -0.7, -1.0, -0.6, 1.7, -1.8, 1.0, 1.6],
      [1.1, 0.4, -0.1, -0.8, 1.0, 1.2, -1.9, 0.1],
      [-1.6, -0.1, -1.8, 0.3, 0.9, 1.3, 0.3, -0.9],
      [-0.3, 0.1, -0.8, 1.0, -1.8, -0.6, -1.6, 0.8]]],
      [[[1.3, 1.9, 0.4, 1.8, 0.1, 0.3, -1.4, 1.3],
      [1.8, -1.1, -1.3, 1.8, 1.1, -0.0, 2.0, 0.2],
      [-1.6, -0.7, -1.6, 1.7, 1.6, 1.0, -0.3, 0.6],
      [-0.5, -0.8, -0.3, 0.2, -1.3, 1.9, 0.5, 1.8],
      [-1.5, 0.4, 0.8, 0.4, -1.9, 0.3, 0.1, 1.5]],
      [[-0.2, 0.2, -0.7, -0.1, 0.8, -1.0, -1.1, -0.7],
      [0.6, 0.8, 0.0, -0.9, 1.0, 1.3, 0.5, 0.9],
      [1.9, 0.9, 0.4, -0.6, -1.1, 1.8, -1.0, 1.8],
      [2.0, -1.3, 0.6, -1.2, -1.4, -1.4, -0.8, -0.8],
      [-0.9, -1.6, 1.6, -0.9, 1.5, -0.1, -1.9, 1.4]],
      [[-0.3, -1.1, 1.9, -0.8, -1.9, -1.0, 1.0, -2.0],
      [-1.0, 1.4, 0.8, 0.3, 0.6, 1.4, 0.7, 0.6],
      [1.5, 0.6, 0.3, -1.1, -1.3, -1.5, -0.3, -1.0],
      [0.8, 1.6, -1.0, -0.4, 0.9, -1.4, 1.4, -0.1],
      [-1.9, 1.4, 0.1, 0.6, 1.5, 1.6, -0.7, -2.0]]]]>
      : tensor<2x3x5x8xf32>
  %r7 = call @division_last(%c4, %c5, %c6)
      : (tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
      -> tensor<2x3x4x8xf32>
  %k7 = arith.constant dense<1024.0> : tensor<2x3x4x8xf32>
  %m7 = arith.mulf %r7, %k7 : tensor<2x3x4x8xf32>
  %q7 = math.roundeven %m7 : tensor<2x3x4x8xf32>
  %u7 = tensor.cast %q7 : tensor<2x3x4x8xf32> to tensor<*xf32>
  call @printMemrefF32(%u7) : (tensor<*xf32>) -> ()
  %c7 = arith.constant dense<[[[[1.3, 1.6, -1.6, -1.0, -1.1, 0.9, 1.8, -1.2],
      [-0.6, 1.4, -0.2, -1.2, -0.1, -1.9, 1.2, -0.5],
      [-0.6, 1.0, -0.2, 2.0, -1.3, 0.1, 1.7, 0.9],
      [0.5, 0.6, -1.0, -0.5, -1.8, -1.7, 1.7, 0.5]],
      [[0.7, 0.3, -1.6, -0.8, -0.4, 1.8, 1.9, 2.0],
      [1.8, -0.2, -1.3, 1.7, -1.7, 1.2, -1.2, 0.6],
      [0.9, 1.3, -1.4, 0.7, 1.3, 1.2, -0.3, 2.0],
      [1.0, 0.6, 1.1, -0.1, 1.1, -1.1, 0.8, 0.7]],
      [[1.9, 0.7, -0.1, 1.2, 1.2, -0.6, 0.6, -0.7],
      [-0.1, 0.5, -1.7, 1.6, -1.4, -0.8, -0.5, -1.7],
      [0.3, -0.7, 1.8, 0.1, -0.6, 0.3, 0.6, -1.2],
      [-1.7, -0.8, 0.4, 0.3, 1.4, -1.3, -0.2, 1.1]]],
      [[[-1.2, -0.4, 0.1, 0.4, 0.8, 1.9, -1.6, 1.6],
      [0.2, 0.5, -0.8, -0.0, -1.1, -1.7, 1.4, 0.7],
      [-1.5, -1.5, -0.3, 1.3, -0.1, 0.2, -0.1, 1.6],
      [0.8, -1.0, -1.3, 0.4, 0.9, -1.4, -0.7, 0.8]],
      [[-0.0, -0.8, -0.1, -0.3, 2.0, 0.7, -1.3, -0.6],
      [0.6, -1.9, -1.8, 0.9, 2.0, 1.2, -1.6, -0.1],
      [1.0, -1.4, -1.1, -0.3, -1.5, -1.6, 0.6, -0.6],
      [1.1, 0.2, 1.6, -0.9, -0.6, -1.0, -1.8, -0.8]],
      [[-0.6, -0.0, -0.7, 1.9, 1.5, -0.6, -1.2, -0.0],
      [-1.5, -1.2, 0.9, -1.5, 1.9, -1.6, 2.0, -0.4],
      [0.2, -0.4, 0.3, -0.4, -1.6, -1.8, 1.3, -0.1],
      [1.1, -1.8, 0.0, 0.2, -0.5, -1.4, 0.7, 0.8]]]]>
      : tensor<2x3x4x8xf32>
  %c8 = arith.constant dense<[[[[1.5, -1.7, -1.8, 0.5, 0.5, -1.3, 0.7, 1.5],
      [-0.3, -1.6, 1.7, -1.9, 1.5, -1.4, -0.8, 0.8],
      [1.4, -1.3, -1.9, -1.9, 0.3, 0.3, 1.7, -0.0],
      [0.1, 1.3, 1.1, -0.3, 0.8, -0.4, -1.7, 0.7],
      [0.4, 2.0, 0.6, -1.4, 1.1, 0.2, -1.7, -0.1]],
      [[1.6, 0.5, -0.3, -2.0, 0.7, 1.9, 1.4, -1.1],
      [-1.5, -0.1, -0.9, 0.3, -0.2, 1.0, 1.7, -0.5],
      [1.0, 0.8, -1.4, 1.0, -0.8, 0.2, -0.0, 0.7],
      [1.6, 1.7, -1.8, -1.9, -1.8, 1.5, 0.7, 0.5],
      [-0.4, -0.8, 0.4, 1.8, 1.3, 0.4, -0.7, 1.8]],
      [[0.9, -0.1, -1.3, 1.9, -1.5, 1.8, -1.3, 1.2],
      [-0.1, 1.1, -0.2, -0.9, 1.0, -0.7, -0.9, 0.5],
      [0.6, 1.2, 0.4, 1.5, 0.9, -1.9, -1.4, 1.3],
      [0.3, 1.9, -1.0, -0.5, -0.5, 1.1, -1.1, -0.2],
      [0.8, -0.7, -0.9, -1.4, 1.7, 1.1, 1.1, -0.8]]],
      [[[-1.4, 1.6, 2.0, -1.4, 1.9, 1.2, 0.2, 1.1],
      [-0.0, 0.1, 0.2, -0.1, -0.5, 1.2, 0.9, 1.9],
      [-0.8, -1.8, -0.4, 0.8, 1.7, 0.3, -2.0, -0.5],
      [0.2, 0.1, -0.6, -1.7, -0.4, 0.1, -1.0, 1.3],
      [-0.7, 0.0, -1.2, -1.1, -1.6, 1.2, -0.8, 0.3]],
      [[-0.6, 1.1, 1.4, -1.0, 1.7, -0.0, 1.5, -0.5],
      [-0.1, -1.7, -0.7, -1.9, -0.9, 0.4, -1.6, -1.2],
      [1.5, 0.3, 0.3, -1.1, 1.7, -0.9, -1.6, -0.2],
      [0.4, 0.4, -1.5, 1.4, -0.6, 2.0, -0.5, -1.9],
      [-1.9, -0.5, 0.8, -0.1, 1.4, 1.6, 1.5, 0.6]],
      [[1.7, 0.8, -1.6, -0.7, -1.1, -1.6, 1.7, 0.0],
      [-1.3, 1.4, -0.5, -1.1, 0.9, -1.3, 1.8, 1.8],
      [-1.8, 0.2, -1.9, 1.7, -1.0, 0.1, 1.0, 1.0],
      [-0.1, -1.6, -0.7, -2.0, -1.2, 1.0, 0.4, -0.2],
      [0.6, -0.1, -0.5, -0.4, -0.5, -0.5, -0.2, 1.2]]]]>
      : tensor<2x3x5x8xf32>
  %c9 = arith.constant dense<[[[[1.7, 1.6, -0.1, 1.7, 1.2, -1.4, 1.3, -1.7],
      [0.5, -0.5, 1.0, 1.1, 1.8, 1.7, -0.5, -1.9],
      [-1.7, 1.9, -0.7, -1.1, -1.5, -0.5, -0.7, 0.9],
      [-1.3, -0.2, 1.6, -0.2, -1.4, -0.3, -1.0, -1.9],
      [0.3, -0.8, 1.2, -1.0, -1.6, -0.2, -0.1, -1.4]],
      [[0.1, 0.5, 1.2, 1.7, 0.2, 1.3, -1.5, 1.0],
      [1.9, -0.3, -1.0, -1.0, -1.0, -0.4, -0.3, -1.4],
      [1.3, 1.9, -1.4, 0.6, -0.2, 0.0, 0.0, -0.2],
      [1.2, 1.8, -0.9, -0.6, -1.8, -0.4, -0.9, -1.3],
      [1.4, 0.1, -1.1, -1.3, 0.4, 1.3, 1.6, 0.9]],
      [[1.0, -1.3, -1.5, 0.7, 0.5, -1.2, -0.8, -2.0],
      [0.8, 0.1, 1.4, 1.7, 0.1, -0.6, -0.9, 0.6],
      [1.8, -1.6, -0.4, 1.1, -1.5, 0.7, -1.0, 0.3],
      [1.9, -1.9, 0.8, 0.3, 1.4, -0.6, 1.7, 1.9],
      [-1.7, -0.6, -1.0, 1.3, 1.7, 1.1, 1.5, 0.3]]],
      [[[1.6, -0.8, -1.6, 0.9, -0.2, -1.9, 1.2, -1.5],
      [-1.0, -1.6, 0.5, -1.3, -0.8, 0.2, 1.8, -1.9],
      [1.7, 1.0, -1.0, 1.3, 0.5, -0.1, -1.0, -0.2],
      [-0.6, -1.6, -1.3, -0.9, -0.1, 0.3, 1.0, -1.6],
      [-1.5, 1.5, 0.2, -1.1, -1.1, 0.7, -0.2, -0.4]],
      [[1.8, -1.9, 0.5, 0.8, 0.4, 0.4, -1.9, 1.9],
      [-1.8, -0.5, -0.4, 1.4, 0.9, 1.4, 0.3, 1.9],
      [-0.7, -0.4, 0.2, -0.7, -1.4, 0.7, -0.6, 1.5],
      [0.7, -2.0, -1.6, -1.3, -0.7, -1.2, 0.7, -1.1],
      [-0.3, -0.4, 2.0, -0.2, -1.8, 1.9, 1.9, -1.8]],
      [[1.5, 0.5, 1.7, 0.5, 0.5, 1.2, -1.9, -1.6],
      [-1.5, -1.9, -1.1, -1.8, -1.5, -0.6, -1.3, -1.8],
      [1.8, 1.7, 1.6, -1.7, 0.4, 1.7, -0.2, 0.0],
      [1.5, 1.7, 0.3, -0.9, 0.9, 1.0, -0.9, -0.2],
      [0.8, -1.1, -0.5, 0.2, -0.5, 1.6, -0.8, -0.1]]]]>
      : tensor<2x3x5x8xf32>
  %c10 = arith.constant dense<[[true, false, true, true, false],
      [true, true, true, false, false]]>
      : tensor<2x5xi1>
  %r11 = call @added_mask(%c7, %c8, %c9, %c10)
      : (tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>, tensor<2x5xi1>)
      -> tensor<2x3x4x8xf32>
  %k11 = arith.constant dense<1024.0> : tensor<2x3x4x8xf32>
  %m11 = arith.mulf %r11, %k11 : tensor<2x3x4x8xf32>
  %q11 = math.roundeven %m11 : tensor<2x3x4x8xf32>
  %u11 = tensor.cast %q11 : tensor<2x3x4x8xf32> to tensor<*xf32>
  call @printMemrefF32(%u11) : (tensor<*xf32>) -> ()
  %c11 = arith.constant dense<[[[[-2.0, -0.6, 1.4, -1.0, 0.2, -0.0, -0.9, 2.0],
      [-0.8, 1.1, -1.4, -1.7, 1.5, -0.2, -1.8, -0.4],
      [-0.2, 0.9, -1.6, -1.1, 1.8, 1.0, -1.4, -0.7]],
      [[-0.6, 0.7, 0.5, 1.4, 1.3, 0.1, 1.0, 1.0],
      [1.0, -0.1, 1.1, 0.8, 1.7, -1.5, 1.5, -2.0],
      [1.1, 0.3, -0.0, 1.9, 0.3, -0.3, 1.1, 1.5]],
      [[0.4, -0.5, -0.2, -0.2, 0.9, -0.8, -0.4, 0.2],
      [-0.5, -0.7, 1.1, 1.4, -0.0, -0.2, -1.3, -0.8],
      [-1.4, 0.3, 0.3, -1.6, 1.7, -0.7, 1.4, 1.4]],
      [[1.8, -1.2, -0.3, 1.6, -2.0, -1.8, 0.3, -0.0],
      [1.7, 1.1, 0.2, 2.0, 0.1, 0.1, 0.7, -0.4],
      [-0.6, 0.4, -0.6, 1.8, 0.7, 0.1, -1.6, -0.5]]],
      [[[-0.4, 0.2, 0.3, 1.5, 1.9, -0.1, -0.2, 0.5],
      [2.0, -0.6, 0.1, 1.3, -1.3, -0.7, 1.9, 1.3],
      [0.1, -1.6, 1.6, 0.8, 1.3, 2.0, 1.6, -0.3]],
      [[-1.4, -0.8, 0.0, 0.0, -1.2, -1.3, 0.5, 0.4],
      [-0.6, 2.0, 0.5, -1.8, -0.4, 1.2, -0.8, 0.8],
      [-2.0, -0.8, 1.4, 0.3, 0.7, -1.2, -0.0, 0.2]],
      [[-0.9, 0.6, 0.1, 2.0, 0.3, -0.4, -1.5, -1.4],
      [1.0, -1.6, -1.6, -1.3, 0.1, 1.3, 0.5, 1.2],
      [-1.8, -2.0, 1.1, -0.7, 0.9, -0.6, -1.3, -0.9]],
      [[-1.6, 1.6, 0.3, -0.6, -0.2, -0.5, -1.8, 1.6],
      [0.3, 1.8, -0.2, 0.5, -1.0, -1.8, 1.7, 1.4],
      [-0.7, 1.6, 1.3, -0.8, 0.4, 1.8, -0.0, 1.8]]]]>
      : tensor<2x4x3x8xf32>
  %c12 = arith.constant dense<[[[[-1.0, -0.4, 0.9, -1.1, -0.8, 1.5, -0.1, 1.2],
      [-1.0, -1.3, -0.6, -1.3, 1.9, -0.8, 0.2, -1.5],
      [0.1, -0.5, -0.4, -1.7, -1.5, 1.3, -0.6, -1.0]],
      [[-1.2, -0.9, -1.1, -1.9, 0.7, -0.6, -1.4, 0.8],
      [-1.6, -0.9, 1.3, -1.5, -0.2, 1.3, 1.2, -1.4],
      [-0.6, 0.9, -0.5, 1.8, -1.2, 1.8, 0.0, -1.1]],
      [[-0.2, -1.5, 0.8, -1.0, 1.6, 0.4, -0.5, -1.0],
      [0.4, -1.1, 1.5, -1.5, 0.1, 0.2, -0.9, 1.1],
      [-0.5, 0.6, 0.3, -0.8, -0.4, -1.7, -1.3, 1.4]],
      [[-0.7, 0.7, -1.6, 0.2, -0.6, 0.0, -0.8, -1.7],
      [-0.8, -1.1, -1.5, 0.9, -0.9, -0.4, 1.6, 1.1],
      [1.5, 1.4, -1.5, -0.9, -1.9, 0.7, 0.7, -0.6]],
      [[-0.3, 0.6, 0.8, -1.0, 1.4, -0.6, 0.5, -1.3],
      [-1.5, 1.7, 0.9, 0.9, -1.8, -1.8, -1.4, -1.2],
      [-0.8, -0.5, -1.8, -0.8, 0.6, -1.3, 1.4, 0.3]]],
      [[[0.9, -1.0, -0.3, 0.7, -0.6, -2.0, 1.3, 1.1],
      [-0.9, -1.8, 1.4, 0.4, -1.8, -1.0, -1.6, 1.2],
      [-1.2, 1.7, 1.0, -1.7, 0.8, -0.4, 1.0, 1.3]],
      [[-0.9, -1.6, 1.8, -0.3, 1.7, 0.8, 1.0, 1.3],
      [0.5, -0.2, -1.8, 0.8, -0.3, 0.0, 1.7, -1.5],
      [1.0, -1.8, 0.8, 1.2, -1.0, 0.2, 1.9, 0.6]],
      [[0.2, -1.0, -1.8, -0.6, -0.4, -1.2, -0.8, -1.5],
      [0.8, 0.7, -1.0, -1.0, 0.1, -0.2, 1.7, -0.6],
      [-0.8, 1.5, -1.4, 0.3, -0.7, 1.3, 0.2, 1.0]],
      [[-1.3, 0.7, 0.4, -0.2, 1.1, 1.3, -1.5, -0.8],
      [-0.6, -1.2, -1.8, -0.9, -1.2, 0.8, -0.2, -1.5],
      [-0.7, -0.1, -0.5, -1.3, -1.7, -2.0, 2.0, 1.0]],
      [[-1.7, 0.9, 1.9, 0.3, -1.6, -0.0, -0.3, -1.2],
      [0.2, -2.0, 1.7, 0.6, 0.5, 1.7, 0.6, -1.0],
      [-1.0, -1.4, -1.9, 1.1, 1.4, -0.8, -1.3, 0.6]]]]>
      : tensor<2x5x3x8xf32>
  %c13 = arith.constant dense<[[[[1.4, 1.7, -1.3, 1.1, 1.3, 1.0, -0.7, -1.3],
      [1.3, -0.7, -0.5, 0.2, -0.5, 1.3, -1.0, -1.8],
      [0.3, 0.5, 1.3, 0.8, 1.6, 1.8, -0.0, -0.0]],
      [[-1.4, -0.8, 0.3, -1.7, 0.8, -1.3, -0.2, 1.9],
      [-1.6, -1.8, -0.2, -1.2, 0.9, -2.0, 1.4, 1.4],
      [1.1, -0.3, -0.9, 0.6, 0.1, -0.3, -0.6, -0.2]],
      [[0.7, 1.3, 1.6, -1.3, -0.8, -0.2, 0.3, -0.6],
      [-1.2, -1.7, -0.7, -0.2, 1.9, 1.6, 1.5, 1.9],
      [1.8, 0.5, 1.2, -1.8, 0.7, 0.4, -0.8, 0.3]],
      [[1.8, -0.1, 0.6, -0.8, -0.6, 1.5, -1.9, -1.2],
      [0.7, -0.2, -1.7, 0.6, -0.5, 0.3, -0.3, 0.1],
      [0.3, -0.4, -1.5, -1.3, 1.6, 0.2, -1.6, 1.4]],
      [[-1.0, -1.6, 0.1, -1.0, -0.0, 0.2, -1.1, 0.3],
      [-1.5, 0.1, 0.4, -1.7, -0.4, -1.7, -0.2, 1.5],
      [0.2, 0.9, 1.0, -1.5, 2.0, 0.9, -1.6, 1.3]]],
      [[[-0.4, -1.3, 1.8, 0.3, 1.1, -1.5, 1.1, -1.8],
      [-1.1, -0.5, -1.9, 0.4, -1.1, -0.8, 0.8, -0.3],
      [1.6, 0.5, 1.5, 0.3, 1.7, 1.5, -1.3, 1.0]],
      [[-0.6, 1.1, 0.7, 1.3, -1.5, -0.5, 0.9, 1.8],
      [0.9, -1.8, 0.4, -1.6, 0.2, 1.2, -1.5, 1.7],
      [0.7, -1.0, -1.2, -0.2, 1.4, 0.3, -1.5, -1.9]],
      [[-1.6, 1.2, -1.3, 0.2, -0.8, 0.7, -0.5, -1.4],
      [1.5, 0.2, 0.8, 1.2, 1.8, -1.9, -0.6, -1.4],
      [0.0, 1.5, 1.2, -1.9, -1.3, 1.3, 0.7, -0.4]],
      [[-0.1, -1.4, 1.4, -0.4, 1.5, 0.4, -1.7, -0.7],
      [-1.1, 1.6, 0.4, -1.8, -1.3, -0.6, -0.1, 0.3],
      [-0.4, -0.6, -2.0, 0.3, -0.7, -1.9, -0.2, 1.9]],
      [[-1.8, -1.4, 0.7, -0.9, -0.9, 0.0, -1.0, 0.3],
      [0.1, 1.8, 2.0, -1.9, 0.2, 1.1, 1.5, 1.1],
      [0.5, 0.5, -0.5, -0.9, 1.2, 1.5, 1.8, 0.7]]]]>
      : tensor<2x5x3x8xf32>
  %r14 = call @heads_inside(%c11, %c12, %c13)
      : (tensor<2x4x3x8xf32>, tensor<2x5x3x8xf32>, tensor<2x5x3x8xf32>)
      -> tensor<2x4x3x8xf32>
  %k14 = arith.constant dense<1024.0> : tensor<2x4x3x8xf32>
  %m14 = arith.mulf %r14, %k14 : tensor<2x4x3x8xf32>
  %q14 = math.roundeven %m14 : tensor<2x4x3x8xf32>
  %u14 = tensor.cast %q14 : tensor<2x4x3x8xf32> to tensor<*xf32>
  call @printMemrefF32(%u14) : (tensor<*xf32>) -> ()
  %c14 = arith.constant dense<[[[[-0.8, 1.1, 1.0, 0.0, 0.5, -0.6, 0.2, -0.4],
      [-1.8, -0.7, -0.7, 2.0, -0.1, -0.5, -1.0, -1.1],
      [-0.6, -1.5, -2.0, 1.5, -0.2, -0.2, 0.3, -0.8],
      [-1.3, -1.7, -0.8, -0.8, 0.9, 0.2, 1.7, -0.6]],
      [[1.7, 0.3, -1.7, -1.3, 0.3, 1.9, -0.6, 1.1],
      [-0.3, 1.5, -1.7, -0.1, 1.6, -0.9, -1.0, -1.9],
      [-1.3, -0.9, 0.8, -1.1, -0.4, -1.2, 0.4, 1.5],
      [0.6, -1.2, 0.9, 1.9, 0.4, -1.7, 1.2, 1.5]],
      [[-0.6, -1.5, -1.2, 0.1, 1.5, 0.6, 1.7, -1.2],
      [-0.7, 1.0, 0.6, -0.4, 0.7, -0.6, -1.8, -0.3],
      [-1.8, 0.5, -0.7, -0.0, 0.4, -1.0, -0.1, -1.9],
      [1.7, 0.3, 2.0, -1.8, 0.5, 0.9, -0.7, -1.6]],
      [[-1.4, -1.4, 1.1, -1.6, 1.3, -0.3, 0.2, 0.4],
      [0.2, 0.6, 0.4, -0.7, 1.0, -1.0, 0.8, 1.1],
      [1.1, -0.8, 1.1, 1.9, -0.2, -0.9, 0.1, 1.8],
      [-1.5, -2.0, -0.1, 0.6, 1.1, -0.6, 2.0, -1.1]]],
      [[[1.0, -1.6, -1.9, -1.5, -1.8, 0.0, 0.2, -1.3],
      [1.8, -0.5, -1.4, -1.3, 1.0, 1.7, -1.4, -1.9],
      [1.1, -1.0, 1.9, -0.0, 0.5, -0.6, 1.2, -0.2],
      [-0.7, 1.6, -1.6, 0.9, -1.7, 0.6, -0.4, 1.5]],
      [[-1.8, 0.3, -0.4, 1.7, 1.8, 0.5, -1.1, -1.0],
      [-1.0, -0.3, -1.1, -1.2, 1.0, 0.6, -0.8, 2.0],
      [-1.1, 0.3, -1.4, 1.5, 1.5, -0.9, 1.0, 1.3],
      [-0.9, -0.7, -0.1, 1.6, -1.4, 0.7, 0.4, -0.2]],
      [[0.3, 1.5, -1.2, 1.5, -0.6, 1.1, 1.5, -1.3],
      [1.5, 2.0, -0.8, -1.9, -1.6, 1.9, -2.0, 1.6],
      [-1.4, 0.9, -1.6, -1.3, 0.7, -1.6, -0.6, 1.7],
      [0.9, 1.5, 1.9, -1.9, -1.1, 1.2, 0.8, -1.8]],
      [[0.0, -1.1, -0.3, -1.6, -1.9, 2.0, -0.7, 1.5],
      [-1.5, -0.1, -1.5, -0.3, -1.3, 0.7, -1.4, 1.0],
      [0.0, -1.6, -0.6, -0.0, 1.7, -0.6, -1.1, 1.9],
      [1.5, 0.9, -0.9, -1.3, -0.9, -1.7, -1.8, 0.0]]]]>
      : tensor<2x4x4x8xf32>
  %c15 = arith.constant dense<[[[[-0.4, 0.2, -0.5, -2.0, 0.8, 0.6, 0.2, 0.2],
      [0.8, 1.9, 1.5, 0.9, -0.4, -0.7, -0.3, 1.9],
      [-0.5, -0.5, -0.4, -1.4, 2.0, -2.0, 0.4, 1.7],
      [-1.0, 0.4, -0.5, -1.0, -1.2, -1.5, 1.4, 1.1],
      [1.6, -1.8, 0.8, -0.7, 0.6, 0.2, -0.7, 1.9]],
      [[-2.0, 1.0, 1.4, 0.0, 0.4, 2.0, -1.1, 0.5],
      [1.0, -0.5, 0.8, -0.4, 0.1, 0.5, 0.7, -0.7],
      [0.5, 0.2, -1.1, 0.5, -0.9, 1.6, -0.1, 0.9],
      [0.1, -0.1, -1.1, -1.4, 1.7, 0.1, 0.1, 0.1],
      [1.3, -1.0, -1.3, 1.3, -0.2, 0.6, 1.3, 1.6]]],
      [[[1.5, -1.8, -0.5, 1.3, 1.3, -1.5, -1.4, -1.0],
      [-1.6, -0.6, 1.2, 0.1, -0.2, -1.6, -0.4, 2.0],
      [0.8, -0.2, -0.1, 1.2, 1.0, -1.4, 0.7, -0.5],
      [0.1, -1.0, -0.5, -0.6, -0.5, -1.9, -1.2, 0.3],
      [-1.8, -1.3, 0.9, -0.9, -0.7, -1.0, 1.3, -1.6]],
      [[0.5, 1.4, -1.2, -0.3, 1.2, 0.5, -0.5, -1.8],
      [-0.2, -0.5, 0.9, -0.8, -0.4, 0.6, 1.2, -0.6],
      [-0.5, 0.3, 1.7, -1.2, 1.9, 0.8, -0.5, 0.7],
      [-0.7, -1.7, 1.0, -0.5, 0.1, -0.0, 1.6, 1.0],
      [-1.9, 0.4, -0.1, -0.2, 1.4, -0.3, -0.1, 1.6]]]]>
      : tensor<2x2x5x8xf32>
  %c16 = arith.constant dense<[[[[-0.2, -0.0, 0.0, 1.3, 0.7, 1.0, -0.4, -1.8],
      [0.7, 0.2, 1.1, 1.1, -1.5, -1.1, -1.7, 1.3],
      [-1.6, -1.6, 1.0, 0.3, -1.8, 0.7, 0.8, -0.1],
      [-1.8, 0.8, -0.3, 0.3, 2.0, 1.3, 1.5, -1.4],
      [-0.7, 0.1, -2.0, 2.0, -0.9, -1.0, -0.7, -1.0]],
      [[1.4, 0.2, 0.0, -0.3, -1.8, -0.8, 1.5, 1.2],
      [1.4, -1.0, -1.2, -1.8, 0.1, -0.5, -0.1, -0.0],
      [0.3, -0.5, 1.2, -1.2, 1.7, 0.2, -1.8, -0.7],
      [0.1, -0.4, 0.3, -0.7, -0.9, 1.2, -0.8, 0.8],
      [1.2, 0.4, -0.2, 1.7, -0.2, 1.5, -1.8, -0.3]]],
      [[[0.6, -1.8, 1.5, -1.7, 0.4, -1.3, 1.7, 0.2],
      [1.2, -0.0, 0.7, 0.7, -0.8, -1.2, 1.4, -1.4],
      [1.7, -1.2, -1.6, -1.6, 1.1, 1.8, -0.3, 0.6],
      [-1.0, 1.6, 0.7, -1.4, -1.8, 0.8, -1.8, 1.3],
      [-0.8, -1.1, 0.3, -0.7, 0.2, -1.4, 1.6, -0.7]],
      [[1.4, -1.4, 1.2, 1.9, -0.4, -1.9, -0.5, 0.6],
      [-1.1, 0.2, -1.6, -0.1, 0.9, -0.3, 0.7, -1.5],
      [1.3, -1.5, 1.7, 2.0, 1.8, 0.1, -0.8, -0.6],
      [1.0, -0.0, 1.7, -1.6, -0.1, 1.5, 0.4, 0.2],
      [-1.6, -1.4, -0.9, 1.6, 1.4, -1.1, 1.7, -1.9]]]]>
      : tensor<2x2x5x8xf32>
  %r17 = call @grouped_heads(%c14, %c15, %c16)
      : (tensor<2x4x4x8xf32>, tensor<2x2x5x8xf32>, tensor<2x2x5x8xf32>)
      -> tensor<2x4x4x8xf32>
  %k17 = arith.constant dense<1024.0> : tensor<2x4x4x8xf32>
  %m17 = arith.mulf %r17, %k17 : tensor<2x4x4x8xf32>
  %q17 = math.roundeven %m17 : tensor<2x4x4x8xf32>
  %u17 = tensor.cast %q17 : tensor<2x4x4x8xf32> to tensor<*xf32>
  call @printMemrefF32(%u17) : (tensor<*xf32>) -> ()
  %c17 = arith.constant dense<[[[[0.4, 1.9, -0.6, 1.8, 0.6, -1.8, -0.7, -0.2],
      [-1.0, 1.0, -1.3, 1.2, -0.8, -1.7, 0.2, -1.6],
      [0.2, 1.2, 0.4, -0.2, -1.9, 0.1, -1.6, 0.6],
      [-1.5, 0.3, -0.6, -0.5, 0.7, -1.3, -1.3, 1.8]],
      [[-0.7, 1.4, 1.5, -0.1, -1.4, -1.6, 1.5, -1.5],
      [-0.0, 0.1, -1.5, -0.1, -1.3, 0.1, 0.0, -0.5],
      [-1.2, -0.4, -1.2, -1.5, -1.0, 1.5, 0.0, 1.6],
      [-1.9, 1.8, -0.0, 1.2, 0.3, 0.8, -1.1, 1.0]],
      [[-1.4, -0.9, -1.9, -0.4, 0.1, -0.8, 1.6, -1.7],
      [0.3, -1.1, 0.4, 1.1, 0.8, -1.8, -1.0, 0.4],
      [1.9, -1.8, 0.5, 0.8, 1.3, -0.6, 1.2, -0.2],
      [1.7, -2.0, 1.8, -0.4, -0.4, -1.6, -1.0, 0.9]]],
      [[[0.7, -1.4, -0.6, -1.4, -1.2, -1.1, -0.7, 1.9],
      [2.0, 1.2, -0.1, -0.0, 1.1, 1.6, 1.0, 0.5],
      [-1.2, 0.5, 1.4, 1.1, -1.6, 0.9, -0.6, -1.4],
      [1.9, 0.7, 1.0, -1.5, 1.3, 1.7, 1.6, 1.0]],
      [[1.3, 1.2, 0.4, -0.3, 1.3, 1.1, 1.5, -0.8],
      [1.8, 0.1, 1.8, -1.5, 1.9, 1.1, -1.0, 1.4],
      [-1.1, -1.2, -0.2, -1.1, -0.0, 1.6, 0.7, 0.8],
      [-0.4, 1.1, 1.2, 0.7, 1.8, 1.3, -0.4, -1.7]],
      [[0.6, 1.3, -0.6, 0.4, 1.3, 1.2, -2.0, -0.0],
      [-1.9, -1.6, 1.2, -0.3, 0.4, -0.2, -0.7, -1.1],
      [-0.6, 1.4, 0.5, -0.8, -1.6, -0.9, 0.8, -0.2],
      [0.6, 1.2, -1.5, 0.7, -1.8, 1.3, -1.3, -0.9]]]]>
      : tensor<2x3x4x8xf32>
  %c18 = arith.constant dense<[[[[1.8, -0.6, -1.1, 1.6, 0.4, 1.6, -0.4, -0.0],
      [1.8, 0.0, 2.0, -1.2, 1.3, -1.4, 0.1, -2.0],
      [-1.3, 1.8, -0.2, 1.2, -1.0, -0.6, -1.6, 0.2],
      [1.4, 0.1, -0.5, 1.7, 1.6, 0.7, -1.7, 0.5],
      [-0.2, 1.8, -0.6, 0.6, 0.5, -0.5, 0.1, 0.7]],
      [[1.6, -0.0, -0.5, 1.9, -1.8, 1.3, 0.7, 0.2],
      [-0.2, 1.0, 1.6, 0.9, 1.0, -1.9, -0.7, -1.5],
      [1.8, 1.6, -1.4, 0.4, 0.3, -1.8, -0.4, 1.0],
      [0.6, -0.9, 1.0, -0.8, 0.2, -0.3, 1.9, 0.6],
      [1.2, 0.7, -0.5, 1.9, 0.8, 0.8, -0.9, -1.4]],
      [[0.3, 1.3, 1.2, -0.6, -1.4, 0.1, 1.5, -1.4],
      [1.0, -1.3, -0.8, -1.8, -0.8, -0.5, 1.9, 1.8],
      [-1.3, -0.8, 1.8, -1.2, -0.7, -0.2, -1.6, -1.0],
      [-0.4, -0.5, 1.9, -0.9, -1.2, 1.6, -0.2, 1.3],
      [0.5, 1.1, -0.7, -1.4, 1.0, -0.1, 0.2, 0.7]]],
      [[[1.0, -0.9, -0.5, 1.7, 0.1, -0.8, 0.5, -1.0],
      [1.1, -1.8, 1.3, 0.3, -0.6, 1.8, -0.9, -1.0],
      [-1.7, 0.2, 1.0, 0.7, -0.3, 1.2, -1.6, -0.8],
      [0.6, 1.9, 0.5, 0.8, 1.1, -0.4, 1.8, 1.0],
      [-0.6, -0.4, 1.2, -0.6, -1.3, 1.5, 0.1, 0.1]],
      [[0.7, 1.6, -1.5, -0.6, -1.7, -0.3, 0.0, 1.4],
      [0.7, 0.3, -0.4, 0.3, -0.9, 1.4, 1.2, 1.4],
      [-1.4, 0.7, 1.0, 0.0, 1.6, 1.6, 1.0, 1.3],
      [0.6, 1.5, -1.5, 0.8, 0.8, 0.4, -0.9, -1.7],
      [0.4, 1.3, -0.9, -1.1, -1.1, -1.6, 0.7, 1.9]],
      [[1.2, -0.6, 0.8, -1.7, 1.4, -0.7, -2.0, 0.5],
      [-1.4, -0.9, -1.8, -0.2, 0.2, 1.2, -1.8, 1.3],
      [-1.6, -1.1, 0.5, -0.6, -0.7, 0.3, -1.1, 1.2],
      [-1.2, 1.4, 1.2, 0.1, -1.9, 1.1, -1.9, 0.0],
      [-0.3, -1.7, 0.5, 0.9, 0.3, -0.4, 0.0, 0.4]]]]>
      : tensor<2x3x5x8xf32>
  %c19 = arith.constant dense<[[[[-1.1, 1.5, 2.0, 1.2, 1.8, -0.7, 1.9, -1.7],
      [-0.1, -1.5, -0.2, 0.7, 0.8, -0.2, -0.6, -1.2],
      [-0.4, -0.9, -1.2, 0.9, 0.1, -0.2, -1.2, 0.8],
      [-1.2, -0.9, 0.2, 0.8, 1.9, 1.0, 1.8, 1.7],
      [0.9, 0.9, -1.7, -1.2, -1.9, 1.5, 0.9, 0.5]],
      [[-0.9, -0.6, -1.3, 0.5, 2.0, -0.8, -1.8, -1.3],
      [-0.6, 1.6, 1.2, -0.2, -1.6, -1.6, -1.4, 1.1],
      [-0.1, 2.0, 1.6, 1.2, -0.1, 1.3, -1.5, -1.6],
      [0.3, 0.0, -1.2, -1.0, -1.9, 1.6, 0.8, 1.8],
      [1.9, -0.3, 0.9, -0.5, 1.2, 1.4, -1.5, -1.9]],
      [[-1.1, 0.3, -0.5, -2.0, 1.3, 1.1, -0.1, -1.8],
      [1.6, 0.1, -1.7, -0.7, 0.5, 1.5, -0.1, 0.6],
      [-1.2, -1.0, 1.6, -0.5, -1.6, 0.4, -1.5, -1.2],
      [-0.2, 0.3, 0.5, 0.8, -0.2, -1.7, 0.9, -1.8],
      [-0.1, -0.4, 0.7, 0.9, -1.0, 0.6, 0.8, -0.1]]],
      [[[-1.4, 1.6, 0.4, -1.7, -1.0, 1.9, -1.1, -0.4],
      [1.2, 1.3, 0.5, 1.0, -1.8, -1.6, 1.9, 1.2],
      [-1.8, -1.8, -1.0, 1.7, -1.1, 0.7, 1.7, 0.6],
      [1.7, -0.9, -1.4, -1.9, 1.0, -1.6, 1.9, 0.8],
      [-1.3, 1.2, -1.3, 0.0, -1.6, 1.1, 1.6, 1.7]],
      [[-2.0, 1.4, 0.2, 1.3, 0.0, 0.5, 0.4, 1.2],
      [-1.7, -1.8, 0.2, -0.8, -0.4, -2.0, 1.0, -1.9],
      [1.3, 1.2, -0.2, -1.5, 0.6, -1.2, -0.3, -1.6],
      [1.9, 0.2, -0.6, -1.6, 0.9, 1.4, 1.4, -1.6],
      [-0.5, -0.8, 1.0, -1.4, 0.4, 1.9, 1.1, -2.0]],
      [[-1.7, -1.5, 0.8, 0.4, 0.1, -0.2, -0.4, 0.4],
      [0.6, 1.7, 0.9, 1.2, 1.7, 1.3, 0.9, -1.9],
      [0.7, 1.4, -0.3, 1.5, -1.3, 1.8, -0.2, 0.8],
      [-1.0, -0.8, -0.6, -0.7, -1.6, -0.2, 1.9, 0.6],
      [1.7, 1.0, 1.3, 2.0, 1.0, -0.9, -1.0, -0.4]]]]>
      : tensor<2x3x5x8xf32>
  %c20 = arith.constant dense<[[[-1.9]],
      [[-1.1]],
      [[1.5]]]>
      : tensor<3x1x1xf32>
  %r21 = call @factor_of_a_head(%c17, %c18, %c19, %c20)
      : (tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>, tensor<3x1x1xf32>)
      -> tensor<2x3x4x8xf32>
  %k21 = arith.constant dense<1024.0> : tensor<2x3x4x8xf32>
  %m21 = arith.mulf %r21, %k21 : tensor<2x3x4x8xf32>
  %q21 = math.roundeven %m21 : tensor<2x3x4x8xf32>
  %u21 = tensor.cast %q21 : tensor<2x3x4x8xf32> to tensor<*xf32>
  call @printMemrefF32(%u21) : (tensor<*xf32>) -> ()
  %c21 = arith.constant dense<[[[[1.7, -0.7, 1.1, 1.1, 1.6, 1.2, 0.1, -1.6],
      [1.3, -0.7, 0.5, -0.5, 0.1, 1.9, -1.4, 0.1],
      [0.6, 0.2, 1.8, -0.4, 1.7, 0.8, 1.9, -1.6],
      [-1.2, -0.9, 1.6, -1.9, -1.0, 0.9, 2.0, -1.3]],
      [[-0.2, 0.7, 0.8, 1.0, 1.0, -1.0, -1.0, -1.9],
      [0.8, -1.2, -1.0, 1.9, 0.6, 0.4, 0.6, 0.4],
      [0.8, -0.8, -1.7, -1.7, -1.9, -0.6, -1.4, -1.5],
      [-0.0, 1.9, 0.8, -0.9, 1.1, -1.3, -1.6, -0.8]],
      [[-0.4, 0.8, -0.2, 0.9, -1.6, 1.7, -0.6, 1.3],
      [-1.9, 1.3, -1.1, 1.4, 1.2, 0.7, -0.9, -2.0],
      [-1.2, 1.6, -1.4, 0.6, 0.3, 0.6, -1.3, -1.4],
      [-1.6, 1.9, -0.5, 0.6, 0.3, -1.1, -1.7, -1.9]]],
      [[[1.4, -1.5, 1.9, -0.5, 0.9, -1.4, 1.2, -1.0],
      [-0.5, 0.1, -1.6, -1.0, 1.2, -0.9, -0.5, 1.1],
      [-1.1, -1.2, -1.1, -0.5, -0.5, 0.6, -0.1, 1.5],
      [-1.8, 0.7, 1.3, -1.1, -1.9, -0.2, -1.5, -0.2]],
      [[0.8, -1.6, -1.5, -0.1, -1.3, -1.1, -0.2, -1.5],
      [-1.7, -0.6, -0.1, 1.7, 0.2, -1.7, -1.1, 1.0],
      [0.3, 1.5, 1.8, 1.4, -1.6, 1.8, 0.1, -1.0],
      [-1.3, 1.5, -1.2, -1.7, -0.9, 1.7, -0.2, 0.9]],
      [[-1.7, -0.2, -0.7, -1.2, 0.7, -0.6, -1.5, 1.9],
      [-0.1, -1.3, -2.0, 0.6, 0.1, -1.9, -0.1, 1.0],
      [0.1, -1.1, -0.0, 0.4, 0.6, -1.4, 1.2, 1.8],
      [1.0, 1.4, -0.5, 1.6, -1.3, -1.1, 0.4, 1.6]]]]>
      : tensor<2x3x4x8xf32>
  %c22 = arith.constant dense<[[[[-1.7, -1.1, -1.9, -0.2, -1.4, -1.2, 1.0, 0.3],
      [1.8, -0.4, 0.7, -1.9, 1.8, -1.1, -0.1, 0.0],
      [1.8, -0.0, 2.0, 0.5, -1.1, 1.3, -1.2, 2.0],
      [-0.2, -1.1, 1.8, -0.7, -0.4, -0.6, 0.7, -1.9],
      [-0.5, -1.4, 1.3, -2.0, 0.4, -1.0, -0.2, 0.2]],
      [[0.8, -1.4, -1.0, -1.5, 1.8, -1.4, -1.5, 0.1],
      [0.3, 1.5, -1.8, -1.1, -1.3, 0.3, -0.2, -0.4],
      [1.6, 0.6, 1.4, 1.8, -0.9, 1.8, -0.4, -1.8],
      [1.7, -1.6, -1.9, -0.8, -0.8, 1.9, 1.5, -0.3],
      [0.1, 1.4, 1.2, 0.6, 0.1, -1.5, -1.0, 0.6]],
      [[0.3, 1.2, 1.6, 1.8, -1.2, -1.7, 1.6, 0.3],
      [-1.3, 0.8, -1.0, -1.1, -0.5, 0.1, 0.7, -1.7],
      [1.0, 0.5, -0.1, 0.7, 1.2, -2.0, -0.1, 0.7],
      [0.8, 0.6, -1.3, 1.8, 1.1, -1.1, -0.3, 1.8],
      [-1.2, -0.4, 1.8, 1.6, -1.1, 0.9, -0.6, 0.7]]],
      [[[1.1, -1.5, -1.1, -1.1, -0.9, -1.9, -1.5, -0.4],
      [-0.3, -1.7, 0.3, 1.8, 0.3, -0.6, 0.8, -0.3],
      [-1.3, -0.1, -1.9, 0.7, -1.4, -0.5, 1.8, 1.1],
      [1.3, 0.6, 0.5, 0.8, 1.9, -1.2, 1.1, -0.8],
      [-1.0, 1.3, 0.4, 1.4, 1.5, 0.4, -1.2, -1.9]],
      [[0.1, 0.9, -0.9, -1.7, -2.0, -1.3, 0.8, -2.0],
      [-1.1, -0.9, 0.8, 1.9, -1.9, -1.5, 1.7, 1.9],
      [-1.4, -0.7, 0.1, -0.7, -0.3, -0.1, -1.0, -1.8],
      [-1.7, -1.4, -1.6, 0.5, 0.8, -0.9, 1.2, 0.9],
      [-0.6, -0.0, -1.2, 1.7, 0.2, -1.8, -1.4, 0.8]],
      [[-0.5, 0.9, -1.1, 1.2, 1.2, -1.6, 0.3, -1.2],
      [0.8, 1.2, 1.2, -1.1, -1.6, 0.7, 0.3, -1.4],
      [-1.2, 0.3, -1.6, 0.5, -1.0, -1.0, -0.3, 0.1],
      [0.9, -1.9, 0.9, -1.1, -0.8, 0.6, 0.8, 0.5],
      [1.6, -1.2, -0.8, 0.7, -1.0, -1.4, -1.1, 1.1]]]]>
      : tensor<2x3x5x8xf32>
  %c23 = arith.constant dense<[[[[1.3, 0.9, 1.8, 1.2, -0.8, -0.7, 0.9, -1.8],
      [0.4, -1.6, -1.8, 0.1, -1.4, 1.7, 1.5, -0.2],
      [-1.2, -1.5, 0.0, 0.1, -0.5, 0.9, 0.1, 1.1],
      [-1.6, -1.7, -0.5, -0.1, -1.0, 0.7, -1.1, -0.7],
      [-0.1, 0.8, 1.1, -0.5, -0.2, 1.7, 1.7, 0.5]],
      [[-1.6, -0.2, 0.5, -0.9, -1.9, 1.9, 1.6, -1.5],
      [-0.1, 0.5, -0.8, -1.7, 1.0, 1.1, -0.3, -1.7],
      [-0.4, -1.6, 1.9, -1.8, -0.8, 1.1, -1.5, -1.6],
      [-1.7, -1.3, 0.1, 1.3, -1.3, -1.3, 1.1, -0.3],
      [-0.6, -1.5, -1.0, 1.9, -1.5, -1.0, 1.0, 1.6]],
      [[1.6, -0.1, 1.8, 0.4, -0.8, -0.1, 0.9, 0.9],
      [-1.5, -1.2, 1.8, -1.6, 1.3, -0.6, -1.0, -1.0],
      [-0.1, 2.0, -1.4, 1.4, -0.7, -1.3, 1.0, -0.6],
      [-1.2, -0.3, 1.3, 1.5, 0.3, -2.0, 1.1, 0.4],
      [1.6, 1.8, -0.7, 1.4, 1.3, -0.9, -0.5, -0.5]]],
      [[[-0.6, -0.5, -1.6, -1.1, 1.6, -0.4, 0.5, 1.5],
      [1.0, -1.0, 1.7, 1.2, 2.0, 0.9, 1.0, 1.3],
      [-1.0, 0.6, -0.5, 1.4, -1.5, 0.2, -0.7, 1.3],
      [-0.6, 1.4, 1.4, 1.5, -1.4, 1.8, 1.0, 0.7],
      [0.6, -1.8, 1.5, 0.2, -0.2, -0.6, 1.1, 1.1]],
      [[1.5, -1.1, -0.6, -1.0, -1.6, -0.7, -1.9, 1.2],
      [-1.1, -1.7, -1.7, 1.0, -1.2, -0.2, -0.4, 1.2],
      [1.8, -0.8, 0.5, 1.6, -0.1, 1.6, 0.9, -0.8],
      [1.5, 0.3, -1.6, 0.3, 1.3, 0.1, -0.1, -0.3],
      [1.5, 0.7, -1.2, -0.6, -0.5, 1.8, 0.8, -1.5]],
      [[1.7, -1.9, 0.4, -0.3, 0.9, -0.3, -1.6, 0.1],
      [1.3, 1.2, -0.6, -1.1, 1.0, 1.2, -1.1, 1.5],
      [2.0, -0.3, -0.5, 0.8, 1.7, -1.2, -0.8, -0.7],
      [0.9, -1.3, 0.2, 0.0, 0.7, -1.4, 1.8, 2.0],
      [0.2, 1.2, -1.3, 1.6, 0.2, 1.0, 1.5, -0.6]]]]>
      : tensor<2x3x5x8xf32>
  %r24 = call @log_sum_exp(%c21, %c22, %c23)
      : (tensor<2x3x4x8xf32>, tensor<2x3x5x8xf32>, tensor<2x3x5x8xf32>)
      -> tensor<2x3x4x8xf32>
  %k24 = arith.constant dense<1024.0> : tensor<2x3x4x8xf32>
  %m24 = arith.mulf %r24, %k24 : tensor<2x3x4x8xf32>
  %q24 = math.roundeven %m24 : tensor<2x3x4x8xf32>
  %u24 = tensor.cast %q24 : tensor<2x3x4x8xf32> to tensor<*xf32>
  call @printMemrefF32(%u24) : (tensor<*xf32>) -> ()
  return
}
