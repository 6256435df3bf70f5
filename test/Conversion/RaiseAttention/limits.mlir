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
  // expected-remark@below {{attention not raised [dynamic-shape]}}
  %sum = linalg.reduce ins(%e : tensor<?x?xf32>) outs(%init : tensor<?xf32>)
      dimensions = [1]
    (%in: f32, %out: f32) {
      %add = arith.addf %in, %out : f32
      linalg.yield %add : f32
    }
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

// Written out, the scores have 2^14 terms.
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
  %s1 = arith.addf %s, %s : tensor<2x4x5xf32>
  %s2 = arith.addf %s1, %s1 : tensor<2x4x5xf32>
  %s3 = arith.addf %s2, %s2 : tensor<2x4x5xf32>
  %s4 = arith.addf %s3, %s3 : tensor<2x4x5xf32>
  %s5 = arith.addf %s4, %s4 : tensor<2x4x5xf32>
  %s6 = arith.addf %s5, %s5 : tensor<2x4x5xf32>
  %s7 = arith.addf %s6, %s6 : tensor<2x4x5xf32>
  %s8 = arith.addf %s7, %s7 : tensor<2x4x5xf32>
  %s9 = arith.addf %s8, %s8 : tensor<2x4x5xf32>
  %s10 = arith.addf %s9, %s9 : tensor<2x4x5xf32>
  %s11 = arith.addf %s10, %s10 : tensor<2x4x5xf32>
  %s12 = arith.addf %s11, %s11 : tensor<2x4x5xf32>
  %s13 = arith.addf %s12, %s12 : tensor<2x4x5xf32>
  %s14 = arith.addf %s13, %s13 : tensor<2x4x5xf32>
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

// A function of the queries within the product is not a view of them.
func.func @computed_queries(%q: tensor<4x8xf32>, %k: tensor<5x8xf32>,
                            %v: tensor<5x6xf32>) -> tensor<4x6xf32> {
  %zero = arith.constant 0.0 : f32
  %empty_s = tensor.empty() : tensor<4x5xf32>
  %init_s = linalg.fill ins(%zero : f32) outs(%empty_s : tensor<4x5xf32>)
      -> tensor<4x5xf32>
  %s = linalg.generic {
      indexing_maps = [affine_map<(i, r, d) -> (i, d)>,
                       affine_map<(i, r, d) -> (r, d)>,
                       affine_map<(i, r, d) -> (i, r)>],
      iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%q, %k : tensor<4x8xf32>, tensor<5x8xf32>)
      outs(%init_s : tensor<4x5xf32>) {
  ^bb0(%a: f32, %b: f32, %out: f32):
    %f = math.exp2 %a : f32
    %mul = arith.mulf %f, %b : f32
    %add = arith.addf %out, %mul : f32
    linalg.yield %add : f32
  } -> tensor<4x5xf32>
  %e = math.exp %s : tensor<4x5xf32>
  %empty = tensor.empty() : tensor<4xf32>
  %init = linalg.fill ins(%zero : f32) outs(%empty : tensor<4xf32>)
      -> tensor<4xf32>
  // expected-remark@below {{attention not raised [unsupported-operand]}}
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
