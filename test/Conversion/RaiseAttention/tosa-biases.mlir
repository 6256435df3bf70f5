// RUN: a3-opt %s --a3-raise-attention=bias-port --canonicalize | FileCheck %s
// RUN: a3-opt %s --a3-verify-raised=bias-port
// RUN: a3-opt %s --a3-raise-attention 2>&1 | FileCheck %s --check-prefix=NOPORT

// NOPORT: attention not raised [dense-bias]
// NOPORT: attention not raised [dense-bias]
// NOPORT: attention not raised [dense-bias]
// NOPORT-NOT: a3.attention

!queries = tensor<2x4x8xf32>
!keys = tensor<2x8x5xf32>
!values = tensor<2x5x6xf32>
!scores = tensor<2x4x5xf32>
!sums = tensor<2x4x1xf32>
!result = tensor<2x4x6xf32>

// A tensor that is there is taken as it is; it may be broadcast.
// CHECK-LABEL: func @bias_of_an_argument
// CHECK: a3.attention ins(%arg0, %{{.*}}, %arg2 : {{.*}}) bias(%arg3 : tensor<1x4x5xf32>) outs(
func.func @bias_of_an_argument(%q: !queries, %k: !keys, %v: !values,
    %bias: tensor<1x4x5xf32>) -> !result {
  %zero = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %product = tosa.matmul %q, %k, %zero, %zero
      : (!queries, !keys, tensor<1xf32>, tensor<1xf32>) -> !scores
  %scores = tosa.add %product, %bias : (!scores, tensor<1x4x5xf32>) -> !scores
  %max = tosa.reduce_max %scores {axis = 2 : i32} : (!scores) -> !sums
  %shifted = tosa.sub %scores, %max : (!scores, !sums) -> !scores
  %exp = tosa.exp %shifted : (!scores) -> !scores
  %sum = tosa.reduce_sum %exp {axis = 2 : i32} : (!scores) -> !sums
  %inverse = tosa.reciprocal %sum : (!sums) -> !sums
  %weights = tosa.mul %exp, %inverse, %shift : (!scores, !sums, tensor<1xi8>) -> !scores
  %result = tosa.matmul %weights, %v, %zero, %zero
      : (!scores, !values, tensor<1xf32>, tensor<1xf32>) -> !result
  return %result : !result
}

// Several terms are added up on the host; a mask is none of them.
// CHECK-LABEL: func @two_biases_and_a_mask
// CHECK: %[[BIAS:.*]] = linalg.generic {{.*}} ins(%arg3, %arg4 : tensor<1x4x5xf32>, tensor<2x1x5xf32>)
// CHECK: arith.mulf %{{.*}}, %cst
// CHECK: arith.addf
// CHECK: a3.attention ins(%arg0, %{{.*}}, %arg2 : {{.*}}) mask(%{{.*}} : tensor<1x4x5xi1>) bias(%[[BIAS]] : tensor<2x4x5xf32>)
func.func @two_biases_and_a_mask(%q: !queries, %k: !keys, %v: !values,
    %first: tensor<1x4x5xf32>, %second: tensor<2x1x5xf32>,
    %mask: tensor<1x4x5xi1>) -> !result {
  %zero = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %two = "tosa.const"() <{values = dense<2.0> : tensor<1x1x1xf32>}> : () -> tensor<1x1x1xf32>
  %low = "tosa.const"() <{values = dense<-3.40282347E+38> : tensor<1x1x1xf32>}> : () -> tensor<1x1x1xf32>
  %product = tosa.matmul %q, %k, %zero, %zero
      : (!queries, !keys, tensor<1xf32>, tensor<1xf32>) -> !scores
  %half = tosa.add %product, %first : (!scores, tensor<1x4x5xf32>) -> !scores
  %doubled = tosa.mul %second, %two, %shift
      : (tensor<2x1x5xf32>, tensor<1x1x1xf32>, tensor<1xi8>) -> tensor<2x1x5xf32>
  %all = tosa.add %half, %doubled : (!scores, tensor<2x1x5xf32>) -> !scores
  %scores = tosa.select %mask, %all, %low
      : (tensor<1x4x5xi1>, !scores, tensor<1x1x1xf32>) -> !scores
  %max = tosa.reduce_max %scores {axis = 2 : i32} : (!scores) -> !sums
  %shifted = tosa.sub %scores, %max : (!scores, !sums) -> !scores
  %exp = tosa.exp %shifted : (!scores) -> !scores
  %sum = tosa.reduce_sum %exp {axis = 2 : i32} : (!scores) -> !sums
  %inverse = tosa.reciprocal %sum : (!sums) -> !sums
  %weights = tosa.mul %exp, %inverse, %shift : (!scores, !sums, tensor<1xi8>) -> !scores
  %result = tosa.matmul %weights, %v, %zero, %zero
      : (!scores, !values, tensor<1xf32>, tensor<1xf32>) -> !result
  return %result : !result
}

// A scale of the sum is one of both.
// CHECK-LABEL: func @scaled_sum
// CHECK: linalg.generic {{.*}} ins(%arg3 : tensor<1x4x5xf32>)
// CHECK: arith.mulf
// CHECK: %[[BIAS:.*]] = tensor.expand_shape
// CHECK: a3.attention {{.*}} bias(%[[BIAS]] : tensor<1x4x5xf32>) outs({{.*}}) {scale = 2.500000e-01 : f32
func.func @scaled_sum(%q: !queries, %k: !keys, %v: !values,
    %bias: tensor<1x4x5xf32>) -> !result {
  %zero = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %quarter = "tosa.const"() <{values = dense<0.25> : tensor<1x1x1xf32>}> : () -> tensor<1x1x1xf32>
  %product = tosa.matmul %q, %k, %zero, %zero
      : (!queries, !keys, tensor<1xf32>, tensor<1xf32>) -> !scores
  %added = tosa.add %product, %bias : (!scores, tensor<1x4x5xf32>) -> !scores
  %scores = tosa.mul %added, %quarter, %shift
      : (!scores, tensor<1x1x1xf32>, tensor<1xi8>) -> !scores
  %max = tosa.reduce_max %scores {axis = 2 : i32} : (!scores) -> !sums
  %shifted = tosa.sub %scores, %max : (!scores, !sums) -> !scores
  %exp = tosa.exp %shifted : (!scores) -> !scores
  %sum = tosa.reduce_sum %exp {axis = 2 : i32} : (!scores) -> !sums
  %inverse = tosa.reciprocal %sum : (!sums) -> !sums
  %weights = tosa.mul %exp, %inverse, %shift : (!scores, !sums, tensor<1xi8>) -> !scores
  %result = tosa.matmul %weights, %v, %zero, %zero
      : (!scores, !values, tensor<1xf32>, tensor<1xf32>) -> !result
  return %result : !result
}
