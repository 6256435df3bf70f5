// RUN: a3-opt %s --a3-raise-attention --canonicalize --cse | FileCheck %s
// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-verify-raised

// Products in TOSA, the softmax in linalg and arith on tensors: the analysis
// sees elements and not dialects.

#all = affine_map<(h, i, r) -> (h, i, r)>
#row = affine_map<(h, i, r) -> (h, i, 0)>

// CHECK-LABEL: func @tosa_and_linalg
// CHECK-NOT: tosa.matmul
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 :
// CHECK-SAME: tensor<3x4x8xf32>, tensor<3x5x8xf32>, tensor<3x5x8xf32>)
// CHECK-SAME: {scale = 5.000000e-01 : f32, site = "attention.0"}
// CHECK-NOT: tosa.matmul
// CHECK: return
func.func @tosa_and_linalg(%q: tensor<3x4x8xf32>, %k: tensor<3x5x8xf32>,
                           %v: tensor<3x5x8xf32>) -> tensor<3x4x8xf32> {
  %zp = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}>
      : () -> tensor<1xf32>
  %half = arith.constant dense<0.5> : tensor<3x4x5xf32>
  %zero = arith.constant 0.0 : f32
  %kt = tosa.transpose %k {perms = array<i32: 0, 2, 1>}
      : (tensor<3x5x8xf32>) -> tensor<3x8x5xf32>
  %s = tosa.matmul %q, %kt, %zp, %zp
      : (tensor<3x4x8xf32>, tensor<3x8x5xf32>, tensor<1xf32>, tensor<1xf32>)
      -> tensor<3x4x5xf32>
  %scaled = arith.mulf %s, %half : tensor<3x4x5xf32>
  %e = math.exp %scaled : tensor<3x4x5xf32>
  %empty = tensor.empty() : tensor<3x4x1xf32>
  %init = linalg.fill ins(%zero : f32) outs(%empty : tensor<3x4x1xf32>)
      -> tensor<3x4x1xf32>
  %sum = linalg.generic {
      indexing_maps = [#all, #row],
      iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%e : tensor<3x4x5xf32>) outs(%init : tensor<3x4x1xf32>) {
  ^bb0(%in: f32, %out: f32):
    %add = arith.addf %out, %in : f32
    linalg.yield %add : f32
  } -> tensor<3x4x1xf32>
  %empty_p = tensor.empty() : tensor<3x4x5xf32>
  %p = linalg.generic {
      indexing_maps = [#all, #row, #all],
      iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%e, %sum : tensor<3x4x5xf32>, tensor<3x4x1xf32>)
      outs(%empty_p : tensor<3x4x5xf32>) {
  ^bb0(%in: f32, %total: f32, %out: f32):
    %div = arith.divf %in, %total : f32
    linalg.yield %div : f32
  } -> tensor<3x4x5xf32>
  %o = tosa.matmul %p, %v, %zp, %zp
      : (tensor<3x4x5xf32>, tensor<3x5x8xf32>, tensor<1xf32>, tensor<1xf32>)
      -> tensor<3x4x8xf32>
  return %o : tensor<3x4x8xf32>
}

// One operation for everything but the two products: the numerator and the
// denominator compute the exponential each for itself.

#score = affine_map<(i, r) -> (i, r)>
#query = affine_map<(i, r) -> (i)>

// CHECK-LABEL: func @fused
// CHECK-NOT: exp
// CHECK: a3.attention ins(%arg0, %arg1, %arg2 :
// CHECK-SAME: tensor<4x8xf32>, tensor<5x8xf32>, tensor<5x6xf32>)
// CHECK-NOT: exp
// CHECK: return
func.func @fused(%q: tensor<4x8xf32>, %k: tensor<5x8xf32>, %v: tensor<5x6xf32>)
    -> tensor<4x6xf32> {
  %zero = arith.constant 0.0 : f32
  %empty_s = tensor.empty() : tensor<4x5xf32>
  %init_s = linalg.fill ins(%zero : f32) outs(%empty_s : tensor<4x5xf32>)
      -> tensor<4x5xf32>
  %s = linalg.matmul
      indexing_maps = [affine_map<(i, r, d) -> (i, d)>,
                       affine_map<(i, r, d) -> (r, d)>,
                       affine_map<(i, r, d) -> (i, r)>]
      ins(%q, %k : tensor<4x8xf32>, tensor<5x8xf32>)
      outs(%init_s : tensor<4x5xf32>) -> tensor<4x5xf32>
  %empty = tensor.empty() : tensor<4xf32>
  %init = linalg.fill ins(%zero : f32) outs(%empty : tensor<4xf32>)
      -> tensor<4xf32>
  %sum = linalg.generic {indexing_maps = [#score, #query],
                         iterator_types = ["parallel", "reduction"]}
      ins(%s : tensor<4x5xf32>) outs(%init : tensor<4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %e = math.exp %in : f32
    %add = arith.addf %out, %e : f32
    linalg.yield %add : f32
  } -> tensor<4xf32>
  %p = linalg.generic {indexing_maps = [#score, #query, #score],
                       iterator_types = ["parallel", "parallel"]}
      ins(%s, %sum : tensor<4x5xf32>, tensor<4xf32>)
      outs(%empty_s : tensor<4x5xf32>) {
  ^bb0(%in: f32, %total: f32, %out: f32):
    %e = math.exp %in : f32
    %div = arith.divf %e, %total : f32
    linalg.yield %div : f32
  } -> tensor<4x5xf32>
  %empty_o = tensor.empty() : tensor<4x6xf32>
  %init_o = linalg.fill ins(%zero : f32) outs(%empty_o : tensor<4x6xf32>)
      -> tensor<4x6xf32>
  %o = linalg.matmul ins(%p, %v : tensor<4x5xf32>, tensor<5x6xf32>)
      outs(%init_o : tensor<4x6xf32>) -> tensor<4x6xf32>
  return %o : tensor<4x6xf32>
}

// Two attentions in one function are sites of their own. A constant of 0 and
// -inf is a mask.

// CHECK-LABEL: func @constant_mask
// CHECK: %[[mask:.*]] = linalg.generic
// CHECK: arith.cmpf une
// CHECK: a3.attention {{.*}} mask(%[[mask]] : tensor<2x3xi1>)
// CHECK-SAME: site = "attention.2"
func.func @constant_mask(%q: tensor<1x2x8xf32>, %k: tensor<1x8x3xf32>,
                         %v: tensor<1x3x8xf32>) -> tensor<1x2x8xf32> {
  %zp = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}>
      : () -> tensor<1xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}>
      : () -> tensor<1xi8>
  %mask = arith.constant dense<[[[0.0, 0xFF800000, 0xFF800000],
                                 [0.0, 0.0, 0xFF800000]]]> : tensor<1x2x3xf32>
  %s = tosa.matmul %q, %k, %zp, %zp
      : (tensor<1x2x8xf32>, tensor<1x8x3xf32>, tensor<1xf32>, tensor<1xf32>)
      -> tensor<1x2x3xf32>
  %masked = tosa.add %s, %mask
      : (tensor<1x2x3xf32>, tensor<1x2x3xf32>) -> tensor<1x2x3xf32>
  %e = tosa.exp %masked : (tensor<1x2x3xf32>) -> tensor<1x2x3xf32>
  %sum = tosa.reduce_sum %e {axis = 2 : i32}
      : (tensor<1x2x3xf32>) -> tensor<1x2x1xf32>
  %inverse = tosa.reciprocal %sum : (tensor<1x2x1xf32>) -> tensor<1x2x1xf32>
  %p = tosa.mul %e, %inverse, %shift
      : (tensor<1x2x3xf32>, tensor<1x2x1xf32>, tensor<1xi8>)
      -> tensor<1x2x3xf32>
  %o = tosa.matmul %p, %v, %zp, %zp
      : (tensor<1x2x3xf32>, tensor<1x3x8xf32>, tensor<1xf32>, tensor<1xf32>)
      -> tensor<1x2x8xf32>
  return %o : tensor<1x2x8xf32>
}

// What is computed of the queries within the product is computed before it.

// CHECK-LABEL: func @computed_queries
// CHECK: %[[query:.*]] = linalg.generic {{.*}} ins(%arg0 :
// CHECK: math.powf
// CHECK: a3.attention ins(%[[query]], %arg1, %arg2 :
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
  %o = linalg.matmul ins(%p, %v : tensor<4x5xf32>, tensor<5x6xf32>)
      outs(%init_o : tensor<4x6xf32>) -> tensor<4x6xf32>
  return %o : tensor<4x6xf32>
}
