// RUN: a3-opt %s --a3-verify-raised | FileCheck %s

// Two masks that contradict each other leave no query a key. The model guards
// against that with zeros, as a3.attention does, and nothing else is left to
// compare: equal.

// CHECK: a3.attention

func.func @attend(%q: tensor<2x4x8xf32>, %kt: tensor<2x8x5xf32>,
    %v: tensor<2x5x8xf32>, %keys: tensor<2x5xi1>) -> tensor<2x4x8xf32> {
  %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %sh = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %zero = "tosa.const"() <{values = dense<0.0> : tensor<1x1x1xf32>}> : () -> tensor<1x1x1xf32>
  %lowest = "tosa.const"() <{values = dense<0xFF800000> : tensor<1x1x1xf32>}> : () -> tensor<1x1x1xf32>
  %shape = tosa.const_shape {values = dense<[2, 1, 5]> : tensor<3xindex>} : () -> !tosa.shape<3>
  %mask = tosa.reshape %keys, %shape : (tensor<2x5xi1>, !tosa.shape<3>) -> tensor<2x1x5xi1>
  %product = tosa.matmul %q, %kt, %z, %z : (tensor<2x4x8xf32>, tensor<2x8x5xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x5xf32>
  %added = tosa.select %mask, %zero, %lowest : (tensor<2x1x5xi1>, tensor<1x1x1xf32>, tensor<1x1x1xf32>) -> tensor<2x1x5xf32>
  %other = tosa.logical_not %mask : (tensor<2x1x5xi1>) -> tensor<2x1x5xi1>
  %once = tosa.add %product, %added : (tensor<2x4x5xf32>, tensor<2x1x5xf32>) -> tensor<2x4x5xf32>
  %s = tosa.select %other, %once, %lowest : (tensor<2x1x5xi1>, tensor<2x4x5xf32>, tensor<1x1x1xf32>) -> tensor<2x4x5xf32>
  %m = tosa.reduce_max %s {axis = 2 : i32} : (tensor<2x4x5xf32>) -> tensor<2x4x1xf32>
  %isHidden = tosa.equal %s, %lowest : (tensor<2x4x5xf32>, tensor<1x1x1xf32>) -> tensor<2x4x5xi1>
  %isEmpty = tosa.reduce_all %isHidden {axis = 2 : i32} : (tensor<2x4x5xi1>) -> tensor<2x4x1xi1>
  %d = tosa.sub %s, %m : (tensor<2x4x5xf32>, tensor<2x4x1xf32>) -> tensor<2x4x5xf32>
  %e = tosa.exp %d : (tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
  %n = tosa.reduce_sum %e {axis = 2 : i32} : (tensor<2x4x5xf32>) -> tensor<2x4x1xf32>
  %r = tosa.reciprocal %n : (tensor<2x4x1xf32>) -> tensor<2x4x1xf32>
  %p = tosa.mul %e, %r, %sh : (tensor<2x4x5xf32>, tensor<2x4x1xf32>, tensor<1xi8>) -> tensor<2x4x5xf32>
  %w = tosa.select %isEmpty, %zero, %p : (tensor<2x4x1xi1>, tensor<1x1x1xf32>, tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
  %o = tosa.matmul %w, %v, %z, %z : (tensor<2x4x5xf32>, tensor<2x5x8xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x8xf32>
  return %o : tensor<2x4x8xf32>
}
