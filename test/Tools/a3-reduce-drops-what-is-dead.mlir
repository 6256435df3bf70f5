// RUN: a3-reduce %s '--opt-reduction-pass=opt-pass=cse test=%S/Inputs/has-attention.sh' | FileCheck %s

// CHECK-NOT: arith.constant
// CHECK: a3.attention
// CHECK-NOT: a3.sort_keys
func.func @f(%q: tensor<2x8xf32>, %k: tensor<6x8xf32>, %v: tensor<6x5xf32>,
             %o: tensor<2x5xf32>, %r: tensor<8x6xi16>)
    -> tensor<2x5xf32> {
  %c = arith.constant 3 : index
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x8xf32>, tensor<6x8xf32>, tensor<6x5xf32>)
      outs(%o : tensor<2x5xf32>) -> tensor<2x5xf32>
  %1 = a3.sort_keys ins(%k : tensor<6x8xf32>)
      outs(%r : tensor<8x6xi16>) -> tensor<8x6xi16>
  return %0 : tensor<2x5xf32>
}
