// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-raise-attention

// Input that the analysis does not follow: refused by name, without a crash.

func.func @dynamic(%s: tensor<?x?xf32>) -> tensor<?xf32> {
  %zero = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %n = tensor.dim %s, %c0 : tensor<?x?xf32>
  %e = math.exp %s : tensor<?x?xf32>
  %empty = tensor.empty(%n) : tensor<?xf32>
  %init = linalg.fill ins(%zero : f32) outs(%empty : tensor<?xf32>)
      -> tensor<?xf32>
  // expected-remark@below {{attention not raised [no-second-product]}}
  %sum = linalg.reduce ins(%e : tensor<?x?xf32>) outs(%init : tensor<?xf32>)
      dimensions = [1]
    (%in: f32, %out: f32) {
      %add = arith.addf %in, %out : f32
      linalg.yield %add : f32
    }
  // expected-note@below {{the analysis stopped here}}
  return %sum : tensor<?xf32>
}

// -----

// Unranked tensors are nobody's operands.
func.func @unranked(%s: tensor<*xf32>) -> tensor<*xf32> {
  %e = math.exp %s : tensor<*xf32>
  return %e : tensor<*xf32>
}

// -----

func.func @zero_sized(%q: tensor<4x0xf32>, %k: tensor<0x5xf32>,
                      %v: tensor<5x6xf32>) -> tensor<4x6xf32> {
  %zero = arith.constant 0.0 : f32
  %empty_s = tensor.empty() : tensor<4x5xf32>
  %init_s = linalg.fill ins(%zero : f32) outs(%empty_s : tensor<4x5xf32>)
      -> tensor<4x5xf32>
  %s = linalg.matmul ins(%q, %k : tensor<4x0xf32>, tensor<0x5xf32>)
      outs(%init_s : tensor<4x5xf32>) -> tensor<4x5xf32>
  %e = math.exp %s : tensor<4x5xf32>
  %empty = tensor.empty() : tensor<4xf32>
  %init = linalg.fill ins(%zero : f32) outs(%empty : tensor<4xf32>)
      -> tensor<4xf32>
  // expected-remark@below {{attention not raised [dynamic-shape]}}
  %sum = linalg.reduce ins(%e : tensor<4x5xf32>) outs(%init : tensor<4xf32>)
      dimensions = [1]
    (%in: f32, %out: f32) {
      %add = arith.addf %in, %out : f32
      linalg.yield %add : f32
    }
  %total = linalg.broadcast ins(%sum : tensor<4xf32>)
      outs(%empty_s : tensor<4x5xf32>) dimensions = [1]
  %p = arith.divf %e, %total : tensor<4x5xf32>
  %empty_o = tensor.empty() : tensor<4x6xf32>
  %init_o = linalg.fill ins(%zero : f32) outs(%empty_o : tensor<4x6xf32>)
      -> tensor<4x6xf32>
  // expected-note@below {{the analysis stopped here}}
  %o = linalg.matmul ins(%p, %v : tensor<4x5xf32>, tensor<5x6xf32>)
      outs(%init_o : tensor<4x6xf32>) -> tensor<4x6xf32>
  return %o : tensor<4x6xf32>
}

// -----

// Written out, the scores have 2^14 terms: each line mentions the former twice.
func.func @doubled(%q: tensor<2x4x8xf32>, %k: tensor<2x8x5xf32>,
                   %v: tensor<2x5x8xf32>) -> tensor<2x4x8xf32> {
  %zp = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}>
      : () -> tensor<1xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  // expected-note@below {{the analysis stopped here}}
  %s = tosa.matmul %q, %k, %zp, %zp
      : (tensor<2x4x8xf32>, tensor<2x8x5xf32>, tensor<1xf32>, tensor<1xf32>)
      -> tensor<2x4x5xf32>
  %n1 = tosa.negate %s, %zp, %zp
      : (tensor<2x4x5xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x5xf32>
  %h1 = arith.subf %s, %n1 : tensor<2x4x5xf32>
  %s1 = arith.subf %h1, %s : tensor<2x4x5xf32>
  %n2 = tosa.negate %s1, %zp, %zp
      : (tensor<2x4x5xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x5xf32>
  %h2 = arith.subf %s1, %n2 : tensor<2x4x5xf32>
  %s2 = arith.subf %h2, %s1 : tensor<2x4x5xf32>
  %n3 = tosa.negate %s2, %zp, %zp
      : (tensor<2x4x5xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x5xf32>
  %h3 = arith.subf %s2, %n3 : tensor<2x4x5xf32>
  %s3 = arith.subf %h3, %s2 : tensor<2x4x5xf32>
  %n4 = tosa.negate %s3, %zp, %zp
      : (tensor<2x4x5xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x5xf32>
  %h4 = arith.subf %s3, %n4 : tensor<2x4x5xf32>
  %s4 = arith.subf %h4, %s3 : tensor<2x4x5xf32>
  %n5 = tosa.negate %s4, %zp, %zp
      : (tensor<2x4x5xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x5xf32>
  %h5 = arith.subf %s4, %n5 : tensor<2x4x5xf32>
  %s5 = arith.subf %h5, %s4 : tensor<2x4x5xf32>
  %n6 = tosa.negate %s5, %zp, %zp
      : (tensor<2x4x5xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x5xf32>
  %h6 = arith.subf %s5, %n6 : tensor<2x4x5xf32>
  %s6 = arith.subf %h6, %s5 : tensor<2x4x5xf32>
  %n7 = tosa.negate %s6, %zp, %zp
      : (tensor<2x4x5xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x5xf32>
  %h7 = arith.subf %s6, %n7 : tensor<2x4x5xf32>
  %s7 = arith.subf %h7, %s6 : tensor<2x4x5xf32>
  %n8 = tosa.negate %s7, %zp, %zp
      : (tensor<2x4x5xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x5xf32>
  %h8 = arith.subf %s7, %n8 : tensor<2x4x5xf32>
  %s8 = arith.subf %h8, %s7 : tensor<2x4x5xf32>
  %n9 = tosa.negate %s8, %zp, %zp
      : (tensor<2x4x5xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x5xf32>
  %h9 = arith.subf %s8, %n9 : tensor<2x4x5xf32>
  %s9 = arith.subf %h9, %s8 : tensor<2x4x5xf32>
  %n10 = tosa.negate %s9, %zp, %zp
      : (tensor<2x4x5xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x5xf32>
  %h10 = arith.subf %s9, %n10 : tensor<2x4x5xf32>
  %s10 = arith.subf %h10, %s9 : tensor<2x4x5xf32>
  %n11 = tosa.negate %s10, %zp, %zp
      : (tensor<2x4x5xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x5xf32>
  %h11 = arith.subf %s10, %n11 : tensor<2x4x5xf32>
  %s11 = arith.subf %h11, %s10 : tensor<2x4x5xf32>
  %n12 = tosa.negate %s11, %zp, %zp
      : (tensor<2x4x5xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x5xf32>
  %h12 = arith.subf %s11, %n12 : tensor<2x4x5xf32>
  %s12 = arith.subf %h12, %s11 : tensor<2x4x5xf32>
  %n13 = tosa.negate %s12, %zp, %zp
      : (tensor<2x4x5xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x5xf32>
  %h13 = arith.subf %s12, %n13 : tensor<2x4x5xf32>
  %s13 = arith.subf %h13, %s12 : tensor<2x4x5xf32>
  %n14 = tosa.negate %s13, %zp, %zp
      : (tensor<2x4x5xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x5xf32>
  %h14 = arith.subf %s13, %n14 : tensor<2x4x5xf32>
  %s14 = arith.subf %h14, %s13 : tensor<2x4x5xf32>
  %e = tosa.exp %s14 : (tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
  // expected-remark@below {{attention not raised [too-complex]}}
  %sum = tosa.reduce_sum %e {axis = 2 : i32}
      : (tensor<2x4x5xf32>) -> tensor<2x4x1xf32>
  %inverse = tosa.reciprocal %sum : (tensor<2x4x1xf32>) -> tensor<2x4x1xf32>
  %p = tosa.mul %e, %inverse, %shift
      : (tensor<2x4x5xf32>, tensor<2x4x1xf32>, tensor<1xi8>)
      -> tensor<2x4x5xf32>
  %o = tosa.matmul %p, %v, %zp, %zp
      : (tensor<2x4x5xf32>, tensor<2x5x8xf32>, tensor<1xf32>, tensor<1xf32>)
      -> tensor<2x4x8xf32>
  return %o : tensor<2x4x8xf32>
}

// -----

// One value head for two query heads, repeated before a function that only
// TOSA has: the values of the group are not there to be read.
func.func @function_of_repeated_values(
    %q: tensor<2x4x8xf32>, %k: tensor<2x8x5xf32>, %v: tensor<1x5x8xf32>)
    -> tensor<2x4x8xf32> {
  %zp = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}>
      : () -> tensor<1xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %multiples = tosa.const_shape {values = dense<[2, 1, 1]> : tensor<3xindex>}
      : () -> !tosa.shape<3>
  %s = tosa.matmul %q, %k, %zp, %zp
      : (tensor<2x4x8xf32>, tensor<2x8x5xf32>, tensor<1xf32>, tensor<1xf32>)
      -> tensor<2x4x5xf32>
  %e = tosa.exp %s : (tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
  // expected-remark@below {{attention not raised [unsupported-operand]}}
  %sum = tosa.reduce_sum %e {axis = 2 : i32}
      : (tensor<2x4x5xf32>) -> tensor<2x4x1xf32>
  %inverse = tosa.reciprocal %sum : (tensor<2x4x1xf32>) -> tensor<2x4x1xf32>
  %p = tosa.mul %e, %inverse, %shift
      : (tensor<2x4x5xf32>, tensor<2x4x1xf32>, tensor<1xi8>)
      -> tensor<2x4x5xf32>
  %repeated = tosa.tile %v, %multiples
      : (tensor<1x5x8xf32>, !tosa.shape<3>) -> tensor<2x5x8xf32>
  %values = tosa.erf %repeated : (tensor<2x5x8xf32>) -> tensor<2x5x8xf32>
  // expected-note@below {{the analysis stopped here}}
  %o = tosa.matmul %p, %values, %zp, %zp
      : (tensor<2x4x5xf32>, tensor<2x5x8xf32>, tensor<1xf32>, tensor<1xf32>)
      -> tensor<2x4x8xf32>
  return %o : tensor<2x4x8xf32>
}

// -----

func.func @softmax_of_dynamic_size(%s: tensor<?x4xf32>) -> tensor<?x4xf32> {
  // expected-remark@below {{attention not raised [no-second-product]}}
  %p = linalg.softmax dimension(0) ins(%s : tensor<?x4xf32>)
      outs(%s : tensor<?x4xf32>) -> tensor<?x4xf32>
  // expected-note@below {{the analysis stopped here}}
  return %p : tensor<?x4xf32>
}

// -----

// What it means is not said, so it is no softmax.
func.func @softmax_of_integers(%s: tensor<5x4xi32>) -> tensor<5x4xi32> {
  %p = linalg.softmax dimension(0) ins(%s : tensor<5x4xi32>)
      outs(%s : tensor<5x4xi32>) -> tensor<5x4xi32>
  return %p : tensor<5x4xi32>
}
