// RUN: a3-opt %s --a3-raise-attention --canonicalize --split-input-file --verify-diagnostics | FileCheck %s
// RUN: a3-opt %s --a3-verify-raised --split-input-file --verify-diagnostics -o /dev/null

#whole = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>

// Numbers of queries and of keys that are not known. The result has the rows of the
// queries. That the values have as many rows as the keys is what their product says.
// CHECK-LABEL: func @queries_and_keys
// CHECK: %[[M:.*]] = tensor.dim %arg0
// CHECK-NOT: extract_slice
// CHECK: %[[OUT:.*]] = tensor.empty(%[[M]]) : tensor<?x6xf32>
// CHECK: %[[R:.*]] = a3.attention ins(%arg0, %{{.*}}, %arg2 : tensor<?x8xf32>, tensor<?x8xf32>, tensor<?x6xf32>) outs(%[[OUT]] : tensor<?x6xf32>)
// CHECK: return %[[R]]
func.func @queries_and_keys(%q: tensor<?x8xf32>, %k: tensor<8x?xf32>,
                            %v: tensor<?x6xf32>) -> tensor<?x6xf32> {
  %zero = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %m = tensor.dim %q, %c0 : tensor<?x8xf32>
  %n = tensor.dim %k, %c1 : tensor<8x?xf32>
  %empty = tensor.empty(%m, %n) : tensor<?x?xf32>
  %init = linalg.fill ins(%zero : f32) outs(%empty : tensor<?x?xf32>) -> tensor<?x?xf32>
  %s = linalg.matmul ins(%q, %k : tensor<?x8xf32>, tensor<8x?xf32>)
      outs(%init : tensor<?x?xf32>) -> tensor<?x?xf32>
  %e = math.exp %s : tensor<?x?xf32>
  %empty_sum = tensor.empty(%m) : tensor<?xf32>
  %init_sum = linalg.fill ins(%zero : f32) outs(%empty_sum : tensor<?xf32>) -> tensor<?xf32>
  %sum = linalg.reduce ins(%e : tensor<?x?xf32>) outs(%init_sum : tensor<?xf32>)
      dimensions = [1]
    (%in: f32, %out: f32) {
      %add = arith.addf %in, %out : f32
      linalg.yield %add : f32
    }
  %p = linalg.generic {indexing_maps = [#whole, #row, #whole],
      iterator_types = ["parallel", "parallel"]}
      ins(%e, %sum : tensor<?x?xf32>, tensor<?xf32>) outs(%empty : tensor<?x?xf32>) {
  ^bb0(%a: f32, %b: f32, %out: f32):
    %quotient = arith.divf %a, %b : f32
    linalg.yield %quotient : f32
  } -> tensor<?x?xf32>
  %empty_o = tensor.empty(%m) : tensor<?x6xf32>
  %init_o = linalg.fill ins(%zero : f32) outs(%empty_o : tensor<?x6xf32>) -> tensor<?x6xf32>
  %o = linalg.matmul ins(%p, %v : tensor<?x?xf32>, tensor<?x6xf32>)
      outs(%init_o : tensor<?x6xf32>) -> tensor<?x6xf32>
  return %o : tensor<?x6xf32>
}

// -----

#whole = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#row = affine_map<(d0, d1, d2) -> (d0, d1)>

// Heads that are columns of matrices with n rows, and a causal mask of the indices.
// CHECK-LABEL: func @causal_heads
// CHECK: %[[N:.*]] = tensor.dim %arg0
// CHECK: tensor.expand_shape %arg0 {{.*}} output_shape [%[[N]], 4, 8]
// CHECK: %[[MASK:.*]] = linalg.generic {{.*}} outs(%{{.*}} : tensor<?x?xi1>)
// CHECK: arith.cmpi
// CHECK: %[[R:.*]] = a3.attention
// CHECK-SAME: tensor<4x?x8xf32>
// CHECK: return
func.func @causal_heads(%q: tensor<?x32xf32>, %k: tensor<?x32xf32>,
                        %v: tensor<?x32xf32>) -> tensor<4x?x8xf32> {
  %zero = arith.constant 0.0 : f32
  %lowest = arith.constant 0xFF800000 : f32
  %c0 = arith.constant 0 : index
  %n = tensor.dim %q, %c0 : tensor<?x32xf32>
  %q3 = tensor.expand_shape %q [[0], [1, 2]] output_shape [%n, 4, 8]
      : tensor<?x32xf32> into tensor<?x4x8xf32>
  %k3 = tensor.expand_shape %k [[0], [1, 2]] output_shape [%n, 4, 8]
      : tensor<?x32xf32> into tensor<?x4x8xf32>
  %v3 = tensor.expand_shape %v [[0], [1, 2]] output_shape [%n, 4, 8]
      : tensor<?x32xf32> into tensor<?x4x8xf32>
  %empty_h = tensor.empty(%n) : tensor<4x?x8xf32>
  %empty_t = tensor.empty(%n) : tensor<4x8x?xf32>
  %qh = linalg.transpose ins(%q3 : tensor<?x4x8xf32>) outs(%empty_h : tensor<4x?x8xf32>)
      permutation = [1, 0, 2]
  %kh = linalg.transpose ins(%k3 : tensor<?x4x8xf32>) outs(%empty_t : tensor<4x8x?xf32>)
      permutation = [1, 2, 0]
  %vh = linalg.transpose ins(%v3 : tensor<?x4x8xf32>) outs(%empty_h : tensor<4x?x8xf32>)
      permutation = [1, 0, 2]
  %empty = tensor.empty(%n, %n) : tensor<4x?x?xf32>
  %init = linalg.fill ins(%zero : f32) outs(%empty : tensor<4x?x?xf32>) -> tensor<4x?x?xf32>
  %s = linalg.batch_matmul ins(%qh, %kh : tensor<4x?x8xf32>, tensor<4x8x?xf32>)
      outs(%init : tensor<4x?x?xf32>) -> tensor<4x?x?xf32>
  %e = linalg.generic {indexing_maps = [#whole, #whole],
      iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%s : tensor<4x?x?xf32>) outs(%empty : tensor<4x?x?xf32>) {
  ^bb0(%a: f32, %out: f32):
    %i = linalg.index 1 : index
    %j = linalg.index 2 : index
    %hidden = arith.cmpi sgt, %j, %i : index
    %masked = arith.select %hidden, %lowest, %a : f32
    %exp = math.exp %masked : f32
    linalg.yield %exp : f32
  } -> tensor<4x?x?xf32>
  %empty_sum = tensor.empty(%n) : tensor<4x?xf32>
  %init_sum = linalg.fill ins(%zero : f32) outs(%empty_sum : tensor<4x?xf32>) -> tensor<4x?xf32>
  %sum = linalg.reduce ins(%e : tensor<4x?x?xf32>) outs(%init_sum : tensor<4x?xf32>)
      dimensions = [2]
    (%in: f32, %out: f32) {
      %add = arith.addf %in, %out : f32
      linalg.yield %add : f32
    }
  %p = linalg.generic {indexing_maps = [#whole, #row, #whole],
      iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%e, %sum : tensor<4x?x?xf32>, tensor<4x?xf32>) outs(%empty : tensor<4x?x?xf32>) {
  ^bb0(%a: f32, %b: f32, %out: f32):
    %quotient = arith.divf %a, %b : f32
    linalg.yield %quotient : f32
  } -> tensor<4x?x?xf32>
  %init_o = linalg.fill ins(%zero : f32) outs(%empty_h : tensor<4x?x8xf32>) -> tensor<4x?x8xf32>
  %o = linalg.batch_matmul ins(%p, %vh : tensor<4x?x?xf32>, tensor<4x?x8xf32>)
      outs(%init_o : tensor<4x?x8xf32>) -> tensor<4x?x8xf32>
  return %o : tensor<4x?x8xf32>
}

// -----

#whole = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>

// A slice of as many keys as an argument says: where it begins depends on a size.
// CHECK-LABEL: func @offset_of_unknown_size
// CHECK-NOT: a3.attention
// CHECK: return
func.func @offset_of_unknown_size(%q: tensor<4x8xf32>, %both: tensor<8x?xf32>,
                                  %v: tensor<?x6xf32>, %n: index) -> tensor<4x6xf32> {
  %zero = arith.constant 0.0 : f32
  %k = tensor.extract_slice %both[0, %n] [8, %n] [1, 1] : tensor<8x?xf32> to tensor<8x?xf32>
  %moved = tensor.extract_slice %both[0, 0] [8, %n] [1, 1] : tensor<8x?xf32> to tensor<8x?xf32>
  %empty = tensor.empty(%n) : tensor<4x?xf32>
  %init = linalg.fill ins(%zero : f32) outs(%empty : tensor<4x?xf32>) -> tensor<4x?xf32>
  %s = linalg.matmul ins(%q, %k : tensor<4x8xf32>, tensor<8x?xf32>)
      outs(%init : tensor<4x?xf32>) -> tensor<4x?xf32>
  %t = linalg.matmul ins(%q, %moved : tensor<4x8xf32>, tensor<8x?xf32>)
      outs(%init : tensor<4x?xf32>) -> tensor<4x?xf32>
  %e = math.exp %s : tensor<4x?xf32>
  %f = math.exp %t : tensor<4x?xf32>
  %empty_sum = tensor.empty() : tensor<4xf32>
  %init_sum = linalg.fill ins(%zero : f32) outs(%empty_sum : tensor<4xf32>) -> tensor<4xf32>
  // expected-remark@below {{attention not raised}}
  %sum = linalg.reduce ins(%f : tensor<4x?xf32>) outs(%init_sum : tensor<4xf32>)
      dimensions = [1]
    (%in: f32, %out: f32) {
      %add = arith.addf %in, %out : f32
      linalg.yield %add : f32
    }
  %p = linalg.generic {indexing_maps = [#whole, #row, #whole],
      iterator_types = ["parallel", "parallel"]}
      ins(%e, %sum : tensor<4x?xf32>, tensor<4xf32>) outs(%empty : tensor<4x?xf32>) {
  ^bb0(%a: f32, %b: f32, %out: f32):
    %quotient = arith.divf %a, %b : f32
    linalg.yield %quotient : f32
  } -> tensor<4x?xf32>
  %empty_o = tensor.empty() : tensor<4x6xf32>
  %init_o = linalg.fill ins(%zero : f32) outs(%empty_o : tensor<4x6xf32>) -> tensor<4x6xf32>
  %o = linalg.matmul ins(%p, %v : tensor<4x?xf32>, tensor<?x6xf32>)
      outs(%init_o : tensor<4x6xf32>) -> tensor<4x6xf32>
  return %o : tensor<4x6xf32>
}

// -----

#whole = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#row = affine_map<(d0, d1, d2) -> (d0, d1)>
#rows = affine_map<()[s0, s1] -> (s0 * s1)>

// Batch and length are not known. The queries are rows of one product, whose number is
// the product of both.
// CHECK-LABEL: func @batch_of_rows
// CHECK: %[[Q:.*]] = tensor.expand_shape
// CHECK: a3.attention ins(%[[Q]], %{{.*}}, %arg2 : tensor<?x?x8xf32>, tensor<?x?x8xf32>, tensor<?x?x8xf32>)
func.func @batch_of_rows(%x: tensor<?x?x8xf32>, %k: tensor<?x8x?xf32>,
                         %v: tensor<?x?x8xf32>, %weights: tensor<8x8xf32>)
    -> tensor<?x?x8xf32> {
  %zero = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %b = tensor.dim %x, %c0 : tensor<?x?x8xf32>
  %n = tensor.dim %x, %c1 : tensor<?x?x8xf32>
  %product = affine.apply #rows()[%b, %n]
  %flat = tensor.collapse_shape %x [[0, 1], [2]] : tensor<?x?x8xf32> into tensor<?x8xf32>
  %empty_rows = tensor.empty(%product) : tensor<?x8xf32>
  %init_rows = linalg.fill ins(%zero : f32) outs(%empty_rows : tensor<?x8xf32>) -> tensor<?x8xf32>
  %projected = linalg.matmul ins(%flat, %weights : tensor<?x8xf32>, tensor<8x8xf32>)
      outs(%init_rows : tensor<?x8xf32>) -> tensor<?x8xf32>
  %q = tensor.expand_shape %projected [[0, 1], [2]] output_shape [%b, %n, 8]
      : tensor<?x8xf32> into tensor<?x?x8xf32>
  %empty = tensor.empty(%b, %n, %n) : tensor<?x?x?xf32>
  %init = linalg.fill ins(%zero : f32) outs(%empty : tensor<?x?x?xf32>) -> tensor<?x?x?xf32>
  %s = linalg.batch_matmul ins(%q, %k : tensor<?x?x8xf32>, tensor<?x8x?xf32>)
      outs(%init : tensor<?x?x?xf32>) -> tensor<?x?x?xf32>
  %e = math.exp %s : tensor<?x?x?xf32>
  %empty_sum = tensor.empty(%b, %n) : tensor<?x?xf32>
  %init_sum = linalg.fill ins(%zero : f32) outs(%empty_sum : tensor<?x?xf32>) -> tensor<?x?xf32>
  %sum = linalg.reduce ins(%e : tensor<?x?x?xf32>) outs(%init_sum : tensor<?x?xf32>)
      dimensions = [2]
    (%in: f32, %out: f32) {
      %add = arith.addf %in, %out : f32
      linalg.yield %add : f32
    }
  %p = linalg.generic {indexing_maps = [#whole, #row, #whole],
      iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%e, %sum : tensor<?x?x?xf32>, tensor<?x?xf32>) outs(%empty : tensor<?x?x?xf32>) {
  ^bb0(%a: f32, %b0: f32, %out: f32):
    %quotient = arith.divf %a, %b0 : f32
    linalg.yield %quotient : f32
  } -> tensor<?x?x?xf32>
  %empty_o = tensor.empty(%b, %n) : tensor<?x?x8xf32>
  %init_o = linalg.fill ins(%zero : f32) outs(%empty_o : tensor<?x?x8xf32>) -> tensor<?x?x8xf32>
  %o = linalg.batch_matmul ins(%p, %v : tensor<?x?x?xf32>, tensor<?x?x8xf32>)
      outs(%init_o : tensor<?x?x8xf32>) -> tensor<?x?x8xf32>
  return %o : tensor<?x?x8xf32>
}
