// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-raise-attention

// Scores that are not a product of queries and keys, in TOSA.

// Scores are mixed between heads.
func.func @talking_heads(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<3x3xf32>) -> tensor<2x3x4x8xf32> {
  %0 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %1 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %3 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %4 = tosa.const_shape  {values = dense<[2, 3, 4, 5, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %5 = tosa.const_shape  {values = dense<[1, 40, 3]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %6 = tosa.const_shape  {values = dense<[1, 3, 3]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %7 = tosa.const_shape  {values = dense<[2, 4, 5, 1, 3]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %8 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %9 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %10 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %11 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %12 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %13 = tosa.reshape %arg0, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %14 = tosa.reshape %12, %1 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %15 = tosa.matmul %13, %14, %2, %2 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %16 = tosa.reshape %15, %4 : (tensor<6x4x5xf32>, !tosa.shape<5>) ->
      tensor<2x3x4x5x1xf32>
  %17 = tosa.transpose %16 {perms = array<i32: 0, 2, 3, 1, 4>} :
      (tensor<2x3x4x5x1xf32>) -> tensor<2x4x5x3x1xf32>
  %18 = tosa.reshape %17, %5 : (tensor<2x4x5x3x1xf32>, !tosa.shape<3>) ->
      tensor<1x40x3xf32>
  %19 = tosa.reshape %arg3, %6 : (tensor<3x3xf32>, !tosa.shape<3>) ->
      tensor<1x3x3xf32>
  // expected-note@below {{the analysis stopped here}}
  %20 = tosa.matmul %18, %19, %2, %2 : (tensor<1x40x3xf32>, tensor<1x3x3xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<1x40x3xf32>
  %21 = tosa.reshape %20, %7 : (tensor<1x40x3xf32>, !tosa.shape<5>) ->
      tensor<2x4x5x1x3xf32>
  %22 = tosa.transpose %21 {perms = array<i32: 0, 4, 1, 2, 3>} :
      (tensor<2x4x5x1x3xf32>) -> tensor<2x3x4x5x1xf32>
  %23 = tosa.reshape %22, %3 : (tensor<2x3x4x5x1xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %24 = tosa.reduce_max %23 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %25 = tosa.sub %23, %24 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %26 = tosa.exp %25 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  // expected-remark@below {{attention not raised [scores-not-bilinear]}}
  %27 = tosa.reduce_sum %26 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %28 = tosa.reciprocal %27 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %29 = tosa.mul %26, %28, %8 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %30 = tosa.reshape %29, %9 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %31 = tosa.reshape %arg2, %10 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %32 = tosa.matmul %30, %31, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %33 = tosa.reshape %32, %11 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %33 : tensor<2x3x4x8xf32>
}

// -----

// A factor for each query and key.
func.func @matrix_on_scores(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<4x5xf32>) ->
    tensor<2x3x4x8xf32> {
  %0 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %1 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %3 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %4 = tosa.const_shape  {values = dense<[1, 1, 4, 5]> : tensor<4xindex>} : ()
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
  // expected-note@below {{the analysis stopped here}}
  %12 = tosa.matmul %10, %11, %2, %2 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %13 = tosa.reshape %12, %3 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %14 = tosa.reshape %arg3, %4 : (tensor<4x5xf32>, !tosa.shape<4>) ->
      tensor<1x1x4x5xf32>
  %15 = tosa.mul %13, %14, %5 : (tensor<2x3x4x5xf32>, tensor<1x1x4x5xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %16 = tosa.reduce_max %15 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %17 = tosa.sub %15, %16 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %18 = tosa.exp %17 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  // expected-remark@below {{attention not raised [scores-not-bilinear]}}
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

// -----

// Two products of queries and keys.
func.func @disentangled(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
    %arg2: tensor<2x3x4x8xf32>, %arg3: tensor<2x3x5x8xf32>, %arg4:
    tensor<2x3x5x8xf32>) -> tensor<2x3x4x8xf32> {
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
  %8 = tosa.transpose %arg1 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %9 = tosa.reshape %arg0, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %10 = tosa.reshape %8, %1 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  %11 = tosa.matmul %9, %10, %2, %2 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %12 = tosa.reshape %11, %3 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %13 = tosa.transpose %arg3 {perms = array<i32: 0, 1, 3, 2>} :
      (tensor<2x3x5x8xf32>) -> tensor<2x3x8x5xf32>
  %14 = tosa.reshape %arg2, %0 : (tensor<2x3x4x8xf32>, !tosa.shape<3>) ->
      tensor<6x4x8xf32>
  %15 = tosa.reshape %13, %1 : (tensor<2x3x8x5xf32>, !tosa.shape<3>) ->
      tensor<6x8x5xf32>
  // expected-note@below {{the analysis stopped here}}
  %16 = tosa.matmul %14, %15, %2, %2 : (tensor<6x4x8xf32>, tensor<6x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x5xf32>
  %17 = tosa.reshape %16, %3 : (tensor<6x4x5xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %18 = tosa.add %12, %17 : (tensor<2x3x4x5xf32>, tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x5xf32>
  %19 = tosa.reduce_max %18 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %20 = tosa.sub %18, %19 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %21 = tosa.exp %20 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  // expected-remark@below {{attention not raised [several-products]}}
  %22 = tosa.reduce_sum %21 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %23 = tosa.reciprocal %22 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %24 = tosa.mul %21, %23, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %25 = tosa.reshape %24, %5 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %26 = tosa.reshape %arg4, %6 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %27 = tosa.matmul %25, %26, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %28 = tosa.reshape %27, %7 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %28 : tensor<2x3x4x8xf32>
}

// -----

// Positions that depend on query and key.
func.func @relative_positions(%arg0: tensor<2x3x4x8xf32>, %arg1:
    tensor<2x3x5x8xf32>, %arg2: tensor<2x3x5x8xf32>, %arg3: tensor<4x5x8xf32>)
    -> tensor<2x3x4x8xf32> {
  %0 = tosa.const_shape  {values = dense<[6, 4, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %1 = tosa.const_shape  {values = dense<[6, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %3 = tosa.const_shape  {values = dense<[2, 3, 4, 5]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
  %4 = tosa.const_shape  {values = dense<[2, 3, 4, 8, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %5 = tosa.const_shape  {values = dense<[4, 5, 8, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %6 = tosa.const_shape  {values = dense<[4, 6, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %7 = tosa.const_shape  {values = dense<[4, 8, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %8 = tosa.const_shape  {values = dense<[4, 2, 3, 1, 5]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %9 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %10 = tosa.const_shape  {values = dense<[6, 4, 5]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %11 = tosa.const_shape  {values = dense<[6, 5, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %12 = tosa.const_shape  {values = dense<[2, 3, 4, 8]> : tensor<4xindex>} : ()
      -> !tosa.shape<4>
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
  %18 = tosa.reshape %arg0, %4 : (tensor<2x3x4x8xf32>, !tosa.shape<5>) ->
      tensor<2x3x4x8x1xf32>
  %19 = tosa.reshape %arg3, %5 : (tensor<4x5x8xf32>, !tosa.shape<5>) ->
      tensor<4x5x8x1x1xf32>
  %20 = tosa.transpose %18 {perms = array<i32: 2, 0, 1, 3, 4>} :
      (tensor<2x3x4x8x1xf32>) -> tensor<4x2x3x8x1xf32>
  %21 = tosa.reshape %20, %6 : (tensor<4x2x3x8x1xf32>, !tosa.shape<3>) ->
      tensor<4x6x8xf32>
  %22 = tosa.transpose %19 {perms = array<i32: 0, 2, 1, 3, 4>} :
      (tensor<4x5x8x1x1xf32>) -> tensor<4x8x5x1x1xf32>
  %23 = tosa.reshape %22, %7 : (tensor<4x8x5x1x1xf32>, !tosa.shape<3>) ->
      tensor<4x8x5xf32>
  // expected-note@below {{the analysis stopped here}}
  %24 = tosa.matmul %21, %23, %2, %2 : (tensor<4x6x8xf32>, tensor<4x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<4x6x5xf32>
  %25 = tosa.reshape %24, %8 : (tensor<4x6x5xf32>, !tosa.shape<5>) ->
      tensor<4x2x3x1x5xf32>
  %26 = tosa.transpose %25 {perms = array<i32: 1, 2, 0, 4, 3>} :
      (tensor<4x2x3x1x5xf32>) -> tensor<2x3x4x5x1xf32>
  %27 = tosa.reshape %26, %3 : (tensor<2x3x4x5x1xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x5xf32>
  %28 = tosa.add %17, %27 : (tensor<2x3x4x5xf32>, tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x5xf32>
  %29 = tosa.reduce_max %28 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %30 = tosa.sub %28, %29 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %31 = tosa.exp %30 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  // expected-remark@below {{attention not raised [several-products]}}
  %32 = tosa.reduce_sum %31 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %33 = tosa.reciprocal %32 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %34 = tosa.mul %31, %33, %9 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %35 = tosa.reshape %34, %10 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %36 = tosa.reshape %arg2, %11 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %37 = tosa.matmul %35, %36, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %38 = tosa.reshape %37, %12 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %38 : tensor<2x3x4x8xf32>
}

// -----

// Products of queries and rows, and of queries and columns, as in SAM.
func.func @decomposed_positions(%arg0: tensor<6x6x8xf32>, %arg1:
    tensor<6x6x8xf32>, %arg2: tensor<6x6x8xf32>, %arg3: tensor<2x2x8xf32>,
    %arg4: tensor<3x3x8xf32>) -> tensor<6x6x8xf32> {
  %0 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %1 = tosa.const_shape  {values = dense<6> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %2 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %3 = tosa.const_shape  {values = dense<[6, 2, 3, 2, 3]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %4 = tosa.const_shape  {values = dense<[6, 2, 3, 8, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %5 = tosa.const_shape  {values = dense<[2, 2, 8, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %6 = tosa.const_shape  {values = dense<[2, 18, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %7 = tosa.const_shape  {values = dense<[2, 8, 2]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %8 = tosa.const_shape  {values = dense<[2, 6, 3, 1, 2]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %9 = tosa.const_shape  {values = dense<[3, 3, 8, 1, 1]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %10 = tosa.const_shape  {values = dense<[3, 12, 8]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %11 = tosa.const_shape  {values = dense<[3, 8, 3]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %12 = tosa.const_shape  {values = dense<[3, 6, 2, 1, 3]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %13 = tosa.const_shape  {values = dense<[6, 2, 3, 1, 3]> : tensor<5xindex>} :
      () -> !tosa.shape<5>
  %14 = "tosa.const"() <{values = dense<3.000000e-01> : tensor<1x1x1xf32>}> : ()
      -> tensor<1x1x1xf32>
  %15 = tosa.transpose %arg1 {perms = array<i32: 0, 2, 1>} : (tensor<6x6x8xf32>)
      -> tensor<6x8x6xf32>
  %16 = tosa.matmul %arg0, %15, %0, %0 : (tensor<6x6x8xf32>, tensor<6x8x6xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x6x6xf32>
  %17 = tosa.mul %16, %14, %2 : (tensor<6x6x6xf32>, tensor<1x1x1xf32>,
      tensor<1xi8>) -> tensor<6x6x6xf32>
  %18 = tosa.reshape %17, %3 : (tensor<6x6x6xf32>, !tosa.shape<5>) ->
      tensor<6x2x3x2x3xf32>
  %19 = tosa.reshape %arg0, %4 : (tensor<6x6x8xf32>, !tosa.shape<5>) ->
      tensor<6x2x3x8x1xf32>
  %20 = tosa.reshape %arg3, %5 : (tensor<2x2x8xf32>, !tosa.shape<5>) ->
      tensor<2x2x8x1x1xf32>
  %21 = tosa.transpose %19 {perms = array<i32: 1, 0, 2, 3, 4>} :
      (tensor<6x2x3x8x1xf32>) -> tensor<2x6x3x8x1xf32>
  %22 = tosa.reshape %21, %6 : (tensor<2x6x3x8x1xf32>, !tosa.shape<3>) ->
      tensor<2x18x8xf32>
  %23 = tosa.transpose %20 {perms = array<i32: 0, 2, 1, 3, 4>} :
      (tensor<2x2x8x1x1xf32>) -> tensor<2x8x2x1x1xf32>
  %24 = tosa.reshape %23, %7 : (tensor<2x8x2x1x1xf32>, !tosa.shape<3>) ->
      tensor<2x8x2xf32>
  // expected-note@below {{the analysis stopped here}}
  %25 = tosa.matmul %22, %24, %0, %0 : (tensor<2x18x8xf32>, tensor<2x8x2xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<2x18x2xf32>
  %26 = tosa.reshape %25, %8 : (tensor<2x18x2xf32>, !tosa.shape<5>) ->
      tensor<2x6x3x1x2xf32>
  %27 = tosa.transpose %26 {perms = array<i32: 1, 0, 2, 4, 3>} :
      (tensor<2x6x3x1x2xf32>) -> tensor<6x2x3x2x1xf32>
  %28 = tosa.add %18, %27 : (tensor<6x2x3x2x3xf32>, tensor<6x2x3x2x1xf32>) ->
      tensor<6x2x3x2x3xf32>
  %29 = tosa.reshape %arg4, %9 : (tensor<3x3x8xf32>, !tosa.shape<5>) ->
      tensor<3x3x8x1x1xf32>
  %30 = tosa.transpose %19 {perms = array<i32: 2, 0, 1, 3, 4>} :
      (tensor<6x2x3x8x1xf32>) -> tensor<3x6x2x8x1xf32>
  %31 = tosa.reshape %30, %10 : (tensor<3x6x2x8x1xf32>, !tosa.shape<3>) ->
      tensor<3x12x8xf32>
  %32 = tosa.transpose %29 {perms = array<i32: 0, 2, 1, 3, 4>} :
      (tensor<3x3x8x1x1xf32>) -> tensor<3x8x3x1x1xf32>
  %33 = tosa.reshape %32, %11 : (tensor<3x8x3x1x1xf32>, !tosa.shape<3>) ->
      tensor<3x8x3xf32>
  %34 = tosa.matmul %31, %33, %0, %0 : (tensor<3x12x8xf32>, tensor<3x8x3xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<3x12x3xf32>
  %35 = tosa.reshape %34, %12 : (tensor<3x12x3xf32>, !tosa.shape<5>) ->
      tensor<3x6x2x1x3xf32>
  %36 = tosa.transpose %35 {perms = array<i32: 1, 2, 0, 4, 3>} :
      (tensor<3x6x2x1x3xf32>) -> tensor<6x2x3x3x1xf32>
  %37 = tosa.reshape %36, %13 : (tensor<6x2x3x3x1xf32>, !tosa.shape<5>) ->
      tensor<6x2x3x1x3xf32>
  %38 = tosa.add %28, %37 : (tensor<6x2x3x2x3xf32>, tensor<6x2x3x1x3xf32>) ->
      tensor<6x2x3x2x3xf32>
  %39 = tosa.reshape %38, %1 : (tensor<6x2x3x2x3xf32>, !tosa.shape<3>) ->
      tensor<6x6x6xf32>
  %40 = tosa.reduce_max %39 {axis = 2 : i32} : (tensor<6x6x6xf32>) ->
      tensor<6x6x1xf32>
  %41 = tosa.sub %39, %40 : (tensor<6x6x6xf32>, tensor<6x6x1xf32>) ->
      tensor<6x6x6xf32>
  %42 = tosa.exp %41 : (tensor<6x6x6xf32>) -> tensor<6x6x6xf32>
  // expected-remark@below {{attention not raised [several-products]}}
  %43 = tosa.reduce_sum %42 {axis = 2 : i32} : (tensor<6x6x6xf32>) ->
      tensor<6x6x1xf32>
  %44 = tosa.reciprocal %43 : (tensor<6x6x1xf32>) -> tensor<6x6x1xf32>
  %45 = tosa.mul %42, %44, %2 : (tensor<6x6x6xf32>, tensor<6x6x1xf32>,
      tensor<1xi8>) -> tensor<6x6x6xf32>
  %46 = tosa.matmul %45, %arg2, %0, %0 : (tensor<6x6x6xf32>, tensor<6x6x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x6x8xf32>
  return %46 : tensor<6x6x8xf32>
}

// -----

// tanh of the scores.
func.func @softcap(%arg0: tensor<2x3x4x8xf32>, %arg1: tensor<2x3x5x8xf32>,
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
  %8 = "tosa.const"() <{values = dense<0.0333333351> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %9 = "tosa.const"() <{values = dense<3.000000e+01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
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
  // expected-note@below {{the analysis stopped here}}
  %16 = tosa.tanh %15 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %17 = tosa.mul %16, %9, %4 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %18 = tosa.reduce_max %17 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %19 = tosa.sub %17, %18 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %20 = tosa.exp %19 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  // expected-remark@below {{attention not raised [softcap]}}
  %21 = tosa.reduce_sum %20 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %22 = tosa.reciprocal %21 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %23 = tosa.mul %20, %22, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %24 = tosa.reshape %23, %5 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %25 = tosa.reshape %arg2, %6 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %26 = tosa.matmul %24, %25, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %27 = tosa.reshape %26, %7 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %27 : tensor<2x3x4x8xf32>
}

// -----

// Low scores are dropped.
func.func @threshold_on_scores(%arg0: tensor<2x3x4x8xf32>, %arg1:
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
  %8 = "tosa.const"()
      <{values = dense<0.10000000149011612> : tensor<1x1x1x1xf64>}> : () ->
      tensor<1x1x1x1xf64>
  %9 = "tosa.const"() <{values = dense<0xFF800000> : tensor<1x1x1x1xf32>}> : ()
      -> tensor<1x1x1x1xf32>
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
  %15 = tosa.cast %14 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf64>
  // expected-note@below {{the analysis stopped here}}
  %16 = tosa.greater %15, %8 : (tensor<2x3x4x5xf64>, tensor<1x1x1x1xf64>) ->
      tensor<2x3x4x5xi1>
  %17 = tosa.select %16, %14, %9 : (tensor<2x3x4x5xi1>, tensor<2x3x4x5xf32>,
      tensor<1x1x1x1xf32>) -> tensor<2x3x4x5xf32>
  %18 = tosa.reduce_max %17 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %19 = tosa.sub %17, %18 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %20 = tosa.exp %19 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  // expected-remark@below {{attention not raised [nonlinear-scores]}}
  %21 = tosa.reduce_sum %20 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %22 = tosa.reciprocal %21 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %23 = tosa.mul %20, %22, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %24 = tosa.reshape %23, %5 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %25 = tosa.reshape %arg2, %6 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %26 = tosa.matmul %24, %25, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %27 = tosa.reshape %26, %7 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %27 : tensor<2x3x4x8xf32>
}

// -----

// A query's scores are divided by their norm.
func.func @scores_over_their_norm(%arg0: tensor<2x3x4x8xf32>, %arg1:
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
  %8 = "tosa.const"() <{values = dense<2.000000e+00> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
  %9 = "tosa.const"() <{values = dense<5.000000e-01> : tensor<1x1x1x1xf32>}> :
      () -> tensor<1x1x1x1xf32>
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
  %15 = tosa.abs %14 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  %16 = tosa.pow %15, %8 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>) ->
      tensor<2x3x4x5xf32>
  %17 = tosa.reduce_sum %16 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %18 = tosa.pow %17, %9 : (tensor<2x3x4x1xf32>, tensor<1x1x1x1xf32>) ->
      tensor<2x3x4x1xf32>
  // expected-note@below {{the analysis stopped here}}
  %19 = tosa.reciprocal %18 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %20 = tosa.mul %14, %19, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %21 = tosa.reduce_max %20 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %22 = tosa.sub %20, %21 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %23 = tosa.exp %22 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  // expected-remark@below {{attention not raised [nonlinear-scores]}}
  %24 = tosa.reduce_sum %23 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %25 = tosa.reciprocal %24 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %26 = tosa.mul %23, %25, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %27 = tosa.reshape %26, %5 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %28 = tosa.reshape %arg2, %6 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %29 = tosa.matmul %27, %28, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %30 = tosa.reshape %29, %7 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %30 : tensor<2x3x4x8xf32>
}

// -----

// Scores are squared.
func.func @squared_scores(%arg0: tensor<2x3x4x8xf32>, %arg1:
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
  %8 = "tosa.const"() <{values = dense<2.000000e+00> : tensor<1x1x1x1xf32>}> :
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
  // expected-note@below {{the analysis stopped here}}
  %14 = tosa.pow %13, %8 : (tensor<2x3x4x5xf32>, tensor<1x1x1x1xf32>) ->
      tensor<2x3x4x5xf32>
  %15 = tosa.reduce_max %14 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %16 = tosa.sub %14, %15 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>) ->
      tensor<2x3x4x5xf32>
  %17 = tosa.exp %16 : (tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32>
  // expected-remark@below {{attention not raised [nonlinear-scores]}}
  %18 = tosa.reduce_sum %17 {axis = 3 : i32} : (tensor<2x3x4x5xf32>) ->
      tensor<2x3x4x1xf32>
  %19 = tosa.reciprocal %18 : (tensor<2x3x4x1xf32>) -> tensor<2x3x4x1xf32>
  %20 = tosa.mul %17, %19, %4 : (tensor<2x3x4x5xf32>, tensor<2x3x4x1xf32>,
      tensor<1xi8>) -> tensor<2x3x4x5xf32>
  %21 = tosa.reshape %20, %5 : (tensor<2x3x4x5xf32>, !tosa.shape<3>) ->
      tensor<6x4x5xf32>
  %22 = tosa.reshape %arg2, %6 : (tensor<2x3x5x8xf32>, !tosa.shape<3>) ->
      tensor<6x5x8xf32>
  %23 = tosa.matmul %21, %22, %2, %2 : (tensor<6x4x5xf32>, tensor<6x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<6x4x8xf32>
  %24 = tosa.reshape %23, %7 : (tensor<6x4x8xf32>, !tosa.shape<4>) ->
      tensor<2x3x4x8xf32>
  return %24 : tensor<2x3x4x8xf32>
}

// -----

// Scores count that are not below one of them, as after a top-k.
func.func @not_below_another_score(%q: tensor<2x4x8xf32>, %k: tensor<2x8x5xf32>,
    %v: tensor<2x5x8xf32>) -> tensor<2x4x8xf32> {
  %zp = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () ->
      tensor<1xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () ->
      tensor<1xi8>
  %lowest = "tosa.const"() <{values = dense<0xFF800000> : tensor<1x1x1xf32>}> :
      () -> tensor<1x1x1xf32>
  %s = tosa.matmul %q, %k, %zp, %zp : (tensor<2x4x8xf32>, tensor<2x8x5xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x5xf32>
  %start = tosa.const_shape {values = dense<[0, 0, 1]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %size = tosa.const_shape {values = dense<[2, 4, 1]> : tensor<3xindex>} : () ->
      !tosa.shape<3>
  %second = tosa.slice %s, %start, %size : (tensor<2x4x5xf32>, !tosa.shape<3>,
      !tosa.shape<3>) -> tensor<2x4x1xf32>
  // expected-note@below {{the analysis stopped here}}
  %c = tosa.greater_equal %s, %second : (tensor<2x4x5xf32>, tensor<2x4x1xf32>)
      -> tensor<2x4x5xi1>
  %h = tosa.select %c, %s, %lowest : (tensor<2x4x5xi1>, tensor<2x4x5xf32>,
      tensor<1x1x1xf32>) -> tensor<2x4x5xf32>
  %e = tosa.exp %h : (tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
  // expected-remark@below {{attention not raised [nonlinear-scores]}}
  %n = tosa.reduce_sum %e {axis = 2 : i32} : (tensor<2x4x5xf32>) ->
      tensor<2x4x1xf32>
  %r = tosa.reciprocal %n : (tensor<2x4x1xf32>) -> tensor<2x4x1xf32>
  %w = tosa.mul %e, %r, %shift : (tensor<2x4x5xf32>, tensor<2x4x1xf32>,
      tensor<1xi8>) -> tensor<2x4x5xf32>
  %o = tosa.matmul %w, %v, %zp, %zp : (tensor<2x4x5xf32>, tensor<2x5x8xf32>,
      tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x8xf32>
  return %o : tensor<2x4x8xf32>
}

// -----

// A factor of 0 and 1 that is not 1 wherever the mask admits.
func.func @factor_that_is_not_the_mask(%arg0: tensor<2x3x4x8xf32>, %arg1:
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
  // expected-note@below {{the analysis stopped here}}
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
  %16 = "tosa.const"() <{values = dense<[[1.0, 0.0, 0.0, 0.0, 0.0], [1.0, 1.0,
      0.0, 0.0, 0.0], [1.0, 1.0, 1.0, 0.0, 0.0], [1.0, 1.0, 0.0, 1.0, 0.0]]> :
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
  // expected-remark@below {{attention not raised [scores-not-bilinear]}}
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
