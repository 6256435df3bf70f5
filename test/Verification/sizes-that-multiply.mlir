// RUN: a3-opt %s --verify-diagnostics --a3-verify-raised -o /dev/null

// The rows of the queries are split into the sizes of another tensor. Chosen one by
// one, these sizes do not multiply to the number of rows.

#whole = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#row = affine_map<(d0, d1, d2) -> (d0, d1)>

func.func @split_rows(%rows: tensor<?x8xf32>, %k: tensor<?x8x?xf32>,
                      %v: tensor<?x?x8xf32>) -> tensor<?x?x8xf32> {
  %zero = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %b = tensor.dim %v, %c0 : tensor<?x?x8xf32>
  %n = tensor.dim %v, %c1 : tensor<?x?x8xf32>
  %q = tensor.expand_shape %rows [[0, 1], [2]] output_shape [%b, %n, 8]
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
  // expected-error @below {{raised attention cannot be verified: 'tensor.cast' op has sizes that are not known to fit the inputs' sizes}}
  %o = linalg.batch_matmul ins(%p, %v : tensor<?x?x?xf32>, tensor<?x?x8xf32>)
      outs(%init_o : tensor<?x?x8xf32>) -> tensor<?x?x8xf32>
  return %o : tensor<?x?x8xf32>
}
