// RUN: a3-opt %s --transform-interpreter --canonicalize | FileCheck %s

// Without a cut along queries the diagonal stays an attribute.
// CHECK-LABEL: func @causal
// CHECK: scf.forall
// CHECK-NOT: mask(
// CHECK: a3.attention {{.*}} {causal, causal_offset = 7 : i64}
func.func @causal(
    %q: tensor<8x?x64xf32>, %k: tensor<8x320x64xf32>,
    %v: tensor<8x320x32xf32>, %o: tensor<8x?x32xf32>) -> tensor<8x?x32xf32> {
  %0 = a3.attention
      ins(%q, %k, %v : tensor<8x?x64xf32>, tensor<8x320x64xf32>,
                       tensor<8x320x32xf32>)
      outs(%o : tensor<8x?x32xf32>) {causal, causal_offset = 7}
      -> tensor<8x?x32xf32>
  return %0 : tensor<8x?x32xf32>
}

module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(
      %module: !transform.any_op {transform.readonly}) {
    %attention = transform.structured.match ops{["a3.attention"]} in %module
        : (!transform.any_op) -> !transform.any_op
    transform.structured.tile_using_forall %attention tile_sizes [1]
        : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}
