// RUN: a3-opt %s --verify-diagnostics --a3-verify-raised
// RUN: a3-opt %s --a3-verify-raised | FileCheck %s

// What the checker cannot compute is an input: here the result of a call that
// is constant along the keys, and the queries of a loop.

// CHECK-COUNT-2: a3.attention

#query = affine_map<(h, i, r, d) -> (h, i, d)>
#key = affine_map<(h, i, r, d) -> (h, r, d)>
#score = affine_map<(h, i, r, d) -> (h, i, r)>
#all = affine_map<(h, i, r) -> (h, i, r)>
#row = affine_map<(h, i, r) -> (h, i)>

func.func private @row_maxima(tensor<2x4x5xf32>) -> tensor<2x4xf32>

func.func @subtracts_result_of_call(%q: tensor<2x4x8xf32>, %k: tensor<2x5x8xf32>,
    %v: tensor<2x5x8xf32>) -> tensor<2x4x8xf32> {
  %zero = arith.constant 0.0 : f32
  %scores = tensor.empty() : tensor<2x4x5xf32>
  %sums = tensor.empty() : tensor<2x4xf32>
  %zeros = linalg.fill ins(%zero : f32) outs(%scores : tensor<2x4x5xf32>)
      -> tensor<2x4x5xf32>
  %s = linalg.generic {indexing_maps = [#query, #key, #score],
      iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%q, %k : tensor<2x4x8xf32>, tensor<2x5x8xf32>)
      outs(%zeros : tensor<2x4x5xf32>) {
  ^bb0(%a: f32, %b: f32, %out: f32):
    %ab = arith.mulf %a, %b : f32
    %sum = arith.addf %ab, %out : f32
    linalg.yield %sum : f32
  } -> tensor<2x4x5xf32>
  %m = call @row_maxima(%s) : (tensor<2x4x5xf32>) -> tensor<2x4xf32>
  %e = linalg.generic {indexing_maps = [#all, #row, #all],
      iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%s, %m : tensor<2x4x5xf32>, tensor<2x4xf32>)
      outs(%scores : tensor<2x4x5xf32>) {
  ^bb0(%a: f32, %b: f32, %out: f32):
    %shifted = arith.subf %a, %b : f32
    %exp = math.exp %shifted : f32
    linalg.yield %exp : f32
  } -> tensor<2x4x5xf32>
  %none = linalg.fill ins(%zero : f32) outs(%sums : tensor<2x4xf32>)
      -> tensor<2x4xf32>
  %z = linalg.reduce ins(%e : tensor<2x4x5xf32>)
      outs(%none : tensor<2x4xf32>) dimensions = [2]
      (%a: f32, %out: f32) {
        %sum = arith.addf %a, %out : f32
        linalg.yield %sum : f32
      }
  %p = linalg.generic {indexing_maps = [#all, #row, #all],
      iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%e, %z : tensor<2x4x5xf32>, tensor<2x4xf32>)
      outs(%scores : tensor<2x4x5xf32>) {
  ^bb0(%a: f32, %b: f32, %out: f32):
    %w = arith.divf %a, %b : f32
    linalg.yield %w : f32
  } -> tensor<2x4x5xf32>
  %empty = tensor.empty() : tensor<2x4x8xf32>
  %init = linalg.fill ins(%zero : f32) outs(%empty : tensor<2x4x8xf32>)
      -> tensor<2x4x8xf32>
  %o = linalg.batch_matmul
      ins(%p, %v : tensor<2x4x5xf32>, tensor<2x5x8xf32>)
      outs(%init : tensor<2x4x8xf32>) -> tensor<2x4x8xf32>
  return %o : tensor<2x4x8xf32>
}

func.func @feeds_itself(%first: tensor<2x4x8xf32>, %k: tensor<2x5x8xf32>,
    %v: tensor<2x5x8xf32>) -> tensor<2x4x8xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  %last = scf.for %n = %c0 to %c3 step %c1 iter_args(%q = %first)
      -> tensor<2x4x8xf32> {
    %zero = arith.constant 0.0 : f32
    %scores = tensor.empty() : tensor<2x4x5xf32>
    %sums = tensor.empty() : tensor<2x4xf32>
    %zeros = linalg.fill ins(%zero : f32) outs(%scores : tensor<2x4x5xf32>)
        -> tensor<2x4x5xf32>
    %s = linalg.generic {indexing_maps = [#query, #key, #score],
        iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
        ins(%q, %k : tensor<2x4x8xf32>, tensor<2x5x8xf32>)
        outs(%zeros : tensor<2x4x5xf32>) {
    ^bb0(%a: f32, %b: f32, %out: f32):
      %ab = arith.mulf %a, %b : f32
      %sum = arith.addf %ab, %out : f32
      linalg.yield %sum : f32
    } -> tensor<2x4x5xf32>
    %e = math.exp %s : tensor<2x4x5xf32>
    %none = linalg.fill ins(%zero : f32) outs(%sums : tensor<2x4xf32>)
        -> tensor<2x4xf32>
    %z = linalg.reduce ins(%e : tensor<2x4x5xf32>)
        outs(%none : tensor<2x4xf32>) dimensions = [2]
        (%a: f32, %out: f32) {
          %sum = arith.addf %a, %out : f32
          linalg.yield %sum : f32
        }
    %p = linalg.generic {indexing_maps = [#all, #row, #all],
        iterator_types = ["parallel", "parallel", "parallel"]}
        ins(%e, %z : tensor<2x4x5xf32>, tensor<2x4xf32>)
        outs(%scores : tensor<2x4x5xf32>) {
    ^bb0(%a: f32, %b: f32, %out: f32):
      %w = arith.divf %a, %b : f32
      linalg.yield %w : f32
    } -> tensor<2x4x5xf32>
    %empty = tensor.empty() : tensor<2x4x8xf32>
    %init = linalg.fill ins(%zero : f32) outs(%empty : tensor<2x4x8xf32>)
        -> tensor<2x4x8xf32>
    %o = linalg.batch_matmul
        ins(%p, %v : tensor<2x4x5xf32>, tensor<2x5x8xf32>)
        outs(%init : tensor<2x4x8xf32>) -> tensor<2x4x8xf32>
    scf.yield %o : tensor<2x4x8xf32>
  }
  return %last : tensor<2x4x8xf32>
}
