// RUN: a3-opt %s --a3-verify-raised | FileCheck %s

// How many keys there are is an argument. They are sliced twice, which is the same.

#whole = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>

// CHECK: a3.attention
func.func @argument(%q: tensor<?x8xf32>, %both: tensor<8x?xf32>, %v: tensor<?x6xf32>,
                    %n: index) -> tensor<?x6xf32> {
  %zero = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %m = tensor.dim %q, %c0 : tensor<?x8xf32>
  %k = tensor.extract_slice %both[0, 0] [8, %n] [1, 1] : tensor<8x?xf32> to tensor<8x?xf32>
  %empty = tensor.empty(%m, %n) : tensor<?x?xf32>
  %init = linalg.fill ins(%zero : f32) outs(%empty : tensor<?x?xf32>) -> tensor<?x?xf32>
  %s = linalg.matmul ins(%q, %k : tensor<?x8xf32>, tensor<8x?xf32>)
      outs(%init : tensor<?x?xf32>) -> tensor<?x?xf32>
  %k2 = tensor.extract_slice %both[0, 0] [8, %n] [1, 1] : tensor<8x?xf32> to tensor<8x?xf32>
  %s2 = linalg.matmul ins(%q, %k2 : tensor<?x8xf32>, tensor<8x?xf32>)
      outs(%init : tensor<?x?xf32>) -> tensor<?x?xf32>
  %e = math.exp %s : tensor<?x?xf32>
  %e2 = math.exp %s2 : tensor<?x?xf32>
  %empty_sum = tensor.empty(%m) : tensor<?xf32>
  %init_sum = linalg.fill ins(%zero : f32) outs(%empty_sum : tensor<?xf32>) -> tensor<?xf32>
  %sum = linalg.reduce ins(%e2 : tensor<?x?xf32>) outs(%init_sum : tensor<?xf32>)
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
