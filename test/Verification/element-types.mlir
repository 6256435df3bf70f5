// RUN: a3-opt %s --verify-diagnostics --a3-verify-raised
// RUN: a3-opt %s --a3-verify-raised | FileCheck %s

// Inputs of every element type: as queries, keys and values, as masks of
// numbers, as lengths of sequences.

// CHECK-COUNT-8: a3.attention
// CHECK-NOT: a3.attention

#query = affine_map<(h, i, r, d) -> (h, i, d)>
#key = affine_map<(h, i, r, d) -> (h, r, d)>
#score = affine_map<(h, i, r, d) -> (h, i, r)>
#all = affine_map<(h, i, r) -> (h, i, r)>
#row = affine_map<(h, i, r) -> (h, i)>
#mask = affine_map<(h, i, r) -> (h, r)>

func.func @attend_f16(%q: tensor<2x4x8xf16>, %k: tensor<2x5x8xf16>,
    %v: tensor<2x5x8xf16>) -> tensor<2x4x8xf16> {
  %zero = arith.constant 0.0 : f16
  %scores = tensor.empty() : tensor<2x4x5xf16>
  %sums = tensor.empty() : tensor<2x4xf16>
  %zeros = linalg.fill ins(%zero : f16) outs(%scores : tensor<2x4x5xf16>)
      -> tensor<2x4x5xf16>
  %s = linalg.generic {indexing_maps = [#query, #key, #score],
      iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%q, %k : tensor<2x4x8xf16>, tensor<2x5x8xf16>)
      outs(%zeros : tensor<2x4x5xf16>) {
  ^bb0(%a: f16, %b: f16, %out: f16):
    %ab = arith.mulf %a, %b : f16
    %sum = arith.addf %ab, %out : f16
    linalg.yield %sum : f16
  } -> tensor<2x4x5xf16>
  %e = math.exp %s : tensor<2x4x5xf16>
  %none = linalg.fill ins(%zero : f16) outs(%sums : tensor<2x4xf16>)
      -> tensor<2x4xf16>
  %z = linalg.reduce ins(%e : tensor<2x4x5xf16>)
      outs(%none : tensor<2x4xf16>) dimensions = [2]
      (%a: f16, %out: f16) {
        %sum = arith.addf %a, %out : f16
        linalg.yield %sum : f16
      }
  %p = linalg.generic {indexing_maps = [#all, #row, #all],
      iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%e, %z : tensor<2x4x5xf16>, tensor<2x4xf16>)
      outs(%scores : tensor<2x4x5xf16>) {
  ^bb0(%a: f16, %b: f16, %out: f16):
    %w = arith.divf %a, %b : f16
    linalg.yield %w : f16
  } -> tensor<2x4x5xf16>
  %empty = tensor.empty() : tensor<2x4x8xf16>
  %init = linalg.fill ins(%zero : f16) outs(%empty : tensor<2x4x8xf16>)
      -> tensor<2x4x8xf16>
  %o = linalg.batch_matmul
      ins(%p, %v : tensor<2x4x5xf16>, tensor<2x5x8xf16>)
      outs(%init : tensor<2x4x8xf16>) -> tensor<2x4x8xf16>
  return %o : tensor<2x4x8xf16>
}

func.func @attend_bf16(%q: tensor<2x4x8xbf16>, %k: tensor<2x5x8xbf16>,
    %v: tensor<2x5x8xbf16>) -> tensor<2x4x8xbf16> {
  %zero = arith.constant 0.0 : bf16
  %scores = tensor.empty() : tensor<2x4x5xbf16>
  %sums = tensor.empty() : tensor<2x4xbf16>
  %zeros = linalg.fill ins(%zero : bf16) outs(%scores : tensor<2x4x5xbf16>)
      -> tensor<2x4x5xbf16>
  %s = linalg.generic {indexing_maps = [#query, #key, #score],
      iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%q, %k : tensor<2x4x8xbf16>, tensor<2x5x8xbf16>)
      outs(%zeros : tensor<2x4x5xbf16>) {
  ^bb0(%a: bf16, %b: bf16, %out: bf16):
    %ab = arith.mulf %a, %b : bf16
    %sum = arith.addf %ab, %out : bf16
    linalg.yield %sum : bf16
  } -> tensor<2x4x5xbf16>
  %e = math.exp %s : tensor<2x4x5xbf16>
  %none = linalg.fill ins(%zero : bf16) outs(%sums : tensor<2x4xbf16>)
      -> tensor<2x4xbf16>
  %z = linalg.reduce ins(%e : tensor<2x4x5xbf16>)
      outs(%none : tensor<2x4xbf16>) dimensions = [2]
      (%a: bf16, %out: bf16) {
        %sum = arith.addf %a, %out : bf16
        linalg.yield %sum : bf16
      }
  %p = linalg.generic {indexing_maps = [#all, #row, #all],
      iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%e, %z : tensor<2x4x5xbf16>, tensor<2x4xbf16>)
      outs(%scores : tensor<2x4x5xbf16>) {
  ^bb0(%a: bf16, %b: bf16, %out: bf16):
    %w = arith.divf %a, %b : bf16
    linalg.yield %w : bf16
  } -> tensor<2x4x5xbf16>
  %empty = tensor.empty() : tensor<2x4x8xbf16>
  %init = linalg.fill ins(%zero : bf16) outs(%empty : tensor<2x4x8xbf16>)
      -> tensor<2x4x8xbf16>
  %o = linalg.batch_matmul
      ins(%p, %v : tensor<2x4x5xbf16>, tensor<2x5x8xbf16>)
      outs(%init : tensor<2x4x8xbf16>) -> tensor<2x4x8xbf16>
  return %o : tensor<2x4x8xbf16>
}

func.func @attend_f64(%q: tensor<2x4x8xf64>, %k: tensor<2x5x8xf64>,
    %v: tensor<2x5x8xf64>) -> tensor<2x4x8xf64> {
  %zero = arith.constant 0.0 : f64
  %scores = tensor.empty() : tensor<2x4x5xf64>
  %sums = tensor.empty() : tensor<2x4xf64>
  %zeros = linalg.fill ins(%zero : f64) outs(%scores : tensor<2x4x5xf64>)
      -> tensor<2x4x5xf64>
  %s = linalg.generic {indexing_maps = [#query, #key, #score],
      iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%q, %k : tensor<2x4x8xf64>, tensor<2x5x8xf64>)
      outs(%zeros : tensor<2x4x5xf64>) {
  ^bb0(%a: f64, %b: f64, %out: f64):
    %ab = arith.mulf %a, %b : f64
    %sum = arith.addf %ab, %out : f64
    linalg.yield %sum : f64
  } -> tensor<2x4x5xf64>
  %e = math.exp %s : tensor<2x4x5xf64>
  %none = linalg.fill ins(%zero : f64) outs(%sums : tensor<2x4xf64>)
      -> tensor<2x4xf64>
  %z = linalg.reduce ins(%e : tensor<2x4x5xf64>)
      outs(%none : tensor<2x4xf64>) dimensions = [2]
      (%a: f64, %out: f64) {
        %sum = arith.addf %a, %out : f64
        linalg.yield %sum : f64
      }
  %p = linalg.generic {indexing_maps = [#all, #row, #all],
      iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%e, %z : tensor<2x4x5xf64>, tensor<2x4xf64>)
      outs(%scores : tensor<2x4x5xf64>) {
  ^bb0(%a: f64, %b: f64, %out: f64):
    %w = arith.divf %a, %b : f64
    linalg.yield %w : f64
  } -> tensor<2x4x5xf64>
  %empty = tensor.empty() : tensor<2x4x8xf64>
  %init = linalg.fill ins(%zero : f64) outs(%empty : tensor<2x4x8xf64>)
      -> tensor<2x4x8xf64>
  %o = linalg.batch_matmul
      ins(%p, %v : tensor<2x4x5xf64>, tensor<2x5x8xf64>)
      outs(%init : tensor<2x4x8xf64>) -> tensor<2x4x8xf64>
  return %o : tensor<2x4x8xf64>
}

func.func @mask_of_i1(%q: tensor<2x4x8xf32>, %k: tensor<2x5x8xf32>,
    %v: tensor<2x5x8xf32>, %m: tensor<2x5xi1>) -> tensor<2x4x8xf32> {
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
  %low = arith.constant -1.0e9 : f32
  %hidden = arith.constant false
  %masked = linalg.generic {indexing_maps = [#all, #mask, #all],
      iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%s, %m : tensor<2x4x5xf32>, tensor<2x5xi1>)
      outs(%scores : tensor<2x4x5xf32>) {
  ^bb0(%a: f32, %b: i1, %out: f32):
    %c = arith.cmpi eq, %b, %hidden : i1
    %r = arith.select %c, %low, %a : f32
    linalg.yield %r : f32
  } -> tensor<2x4x5xf32>
  %e = math.exp %masked : tensor<2x4x5xf32>
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

func.func @mask_of_i8(%q: tensor<2x4x8xf32>, %k: tensor<2x5x8xf32>,
    %v: tensor<2x5x8xf32>, %m: tensor<2x5xi8>) -> tensor<2x4x8xf32> {
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
  %low = arith.constant -1.0e9 : f32
  %hidden = arith.constant 0 : i8
  %masked = linalg.generic {indexing_maps = [#all, #mask, #all],
      iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%s, %m : tensor<2x4x5xf32>, tensor<2x5xi8>)
      outs(%scores : tensor<2x4x5xf32>) {
  ^bb0(%a: f32, %b: i8, %out: f32):
    %c = arith.cmpi eq, %b, %hidden : i8
    %r = arith.select %c, %low, %a : f32
    linalg.yield %r : f32
  } -> tensor<2x4x5xf32>
  %e = math.exp %masked : tensor<2x4x5xf32>
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

func.func @mask_of_i32(%q: tensor<2x4x8xf32>, %k: tensor<2x5x8xf32>,
    %v: tensor<2x5x8xf32>, %m: tensor<2x5xi32>) -> tensor<2x4x8xf32> {
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
  %low = arith.constant -1.0e9 : f32
  %hidden = arith.constant 0 : i32
  %masked = linalg.generic {indexing_maps = [#all, #mask, #all],
      iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%s, %m : tensor<2x4x5xf32>, tensor<2x5xi32>)
      outs(%scores : tensor<2x4x5xf32>) {
  ^bb0(%a: f32, %b: i32, %out: f32):
    %c = arith.cmpi eq, %b, %hidden : i32
    %r = arith.select %c, %low, %a : f32
    linalg.yield %r : f32
  } -> tensor<2x4x5xf32>
  %e = math.exp %masked : tensor<2x4x5xf32>
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

func.func @mask_of_i64(%q: tensor<2x4x8xf32>, %k: tensor<2x5x8xf32>,
    %v: tensor<2x5x8xf32>, %m: tensor<2x5xi64>) -> tensor<2x4x8xf32> {
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
  %low = arith.constant -1.0e9 : f32
  %hidden = arith.constant 0 : i64
  %masked = linalg.generic {indexing_maps = [#all, #mask, #all],
      iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%s, %m : tensor<2x4x5xf32>, tensor<2x5xi64>)
      outs(%scores : tensor<2x4x5xf32>) {
  ^bb0(%a: f32, %b: i64, %out: f32):
    %c = arith.cmpi eq, %b, %hidden : i64
    %r = arith.select %c, %low, %a : f32
    linalg.yield %r : f32
  } -> tensor<2x4x5xf32>
  %e = math.exp %masked : tensor<2x4x5xf32>
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

func.func @lengths(%q: tensor<2x4x8xf32>, %k: tensor<2x5x8xf32>,
    %v: tensor<2x5x8xf32>, %m: tensor<2xi64>) -> tensor<2x4x8xf32> {
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
  %low = arith.constant -1.0e9 : f32
  %masked = linalg.generic {indexing_maps = [#all, affine_map<(h, i, r) -> (h)>, #all],
      iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%s, %m : tensor<2x4x5xf32>, tensor<2xi64>)
      outs(%scores : tensor<2x4x5xf32>) {
  ^bb0(%a: f32, %b: i64, %out: f32):
    %row = linalg.index 2 : index
    %number = arith.index_cast %row : index to i64
    %c = arith.cmpi sge, %number, %b : i64
    %r = arith.select %c, %low, %a : f32
    linalg.yield %r : f32
  } -> tensor<2x4x5xf32>
  %e = math.exp %masked : tensor<2x4x5xf32>
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
