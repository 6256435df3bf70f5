// RUN: a3-opt %s --split-input-file --allow-unregistered-dialect --a3-raise-attention 2>/dev/null | FileCheck %s

// Attention whose operations are not in one block in the order of their uses.

// A softmax in one block, its use in the next.
// CHECK-LABEL: func @two_blocks
// CHECK: a3.attention
// CHECK-NOT: tosa.exp
func.func @two_blocks(%q: tensor<2x4x8xf32>, %kt: tensor<2x8x5xf32>,
    %v: tensor<2x5x8xf32>) -> tensor<2x4x8xf32> {
  %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %sh = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %s = tosa.matmul %q, %kt, %z, %z : (tensor<2x4x8xf32>, tensor<2x8x5xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x5xf32>
  %e = tosa.exp %s : (tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
  %n = tosa.reduce_sum %e {axis = 2 : i32} : (tensor<2x4x5xf32>) -> tensor<2x4x1xf32>
  %r = tosa.reciprocal %n : (tensor<2x4x1xf32>) -> tensor<2x4x1xf32>
  cf.br ^next
^next:
  %w = tosa.mul %e, %r, %sh : (tensor<2x4x5xf32>, tensor<2x4x1xf32>, tensor<1xi8>) -> tensor<2x4x5xf32>
  %o = tosa.matmul %w, %v, %z, %z : (tensor<2x4x5xf32>, tensor<2x5x8xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x8xf32>
  return %o : tensor<2x4x8xf32>
}

// -----

// A loop that divides by the sum of the round before.
// CHECK-LABEL: func @sum_of_last_round
// CHECK-NOT: a3.attention
func.func @sum_of_last_round(%q0: tensor<2x4x8xf32>, %kt: tensor<2x8x5xf32>,
    %v: tensor<2x5x8xf32>, %n0: tensor<2x4x1xf32>, %many: index)
    -> tensor<2x4x8xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %sh = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %o:2 = scf.for %i = %c0 to %many step %c1 iter_args(%q = %q0, %last = %n0)
      -> (tensor<2x4x8xf32>, tensor<2x4x1xf32>) {
    %s = tosa.matmul %q, %kt, %z, %z : (tensor<2x4x8xf32>, tensor<2x8x5xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x5xf32>
    %e = tosa.exp %s : (tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
    %n = tosa.reduce_sum %e {axis = 2 : i32} : (tensor<2x4x5xf32>) -> tensor<2x4x1xf32>
    %r = tosa.reciprocal %last : (tensor<2x4x1xf32>) -> tensor<2x4x1xf32>
    %w = tosa.mul %e, %r, %sh : (tensor<2x4x5xf32>, tensor<2x4x1xf32>, tensor<1xi8>) -> tensor<2x4x5xf32>
    %x = tosa.matmul %w, %v, %z, %z : (tensor<2x4x5xf32>, tensor<2x5x8xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x8xf32>
    scf.yield %x, %n : tensor<2x4x8xf32>, tensor<2x4x1xf32>
  }
  return %o#0 : tensor<2x4x8xf32>
}

// -----

// In a graph region values may be used before they are defined, and by what
// they are computed from.
// CHECK: module
// CHECK-NOT: a3.attention
// CHECK: t.end
%a = tosa.add %a, %a : (tensor<2x4x5xf32>, tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
%ea = tosa.exp %a : (tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
%na = tosa.reduce_sum %ea {axis = 2 : i32} : (tensor<2x4x5xf32>) -> tensor<2x4x1xf32>
%x = tosa.exp %x : (tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
%nx = tosa.reduce_sum %x {axis = 2 : i32} : (tensor<2x4x5xf32>) -> tensor<2x4x1xf32>
%y = tosa.reshape %y, %shape : (tensor<2x4x5xf32>, !tosa.shape<3>) -> tensor<2x4x5xf32>
%shape = tosa.const_shape {values = dense<[2, 4, 5]> : tensor<3xindex>} : () -> !tosa.shape<3>
%ey = tosa.exp %y : (tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
%ny = tosa.reduce_sum %ey {axis = 2 : i32} : (tensor<2x4x5xf32>) -> tensor<2x4x1xf32>
%w = tosa.mul %ew, %rw, %sh : (tensor<2x4x5xf32>, tensor<2x4x1xf32>, tensor<1xi8>) -> tensor<2x4x5xf32>
%sh = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
%ew = tosa.exp %w : (tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
%nw = tosa.reduce_sum %ew {axis = 2 : i32} : (tensor<2x4x5xf32>) -> tensor<2x4x1xf32>
%rw = tosa.reciprocal %nw : (tensor<2x4x1xf32>) -> tensor<2x4x1xf32>
"t.end"() : () -> ()
