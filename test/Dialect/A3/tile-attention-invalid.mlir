// RUN: a3-opt %s --transform-interpreter --verify-diagnostics

func.func @causal_on_memrefs(%q: memref<16x8xf32>, %k: memref<6x8xf32>,
                             %v: memref<6x5xf32>, %o: memref<16x5xf32>) {
  // expected-error @+3 {{causal attention on memrefs cannot be tiled along queries; tile it before bufferization}}
  // expected-error @+2 {{to tile operation}}
  // expected-error @+1 {{failed to generate tiling loops}}
  a3.attention
      ins(%q, %k, %v : memref<16x8xf32>, memref<6x8xf32>, memref<6x5xf32>)
      outs(%o : memref<16x5xf32>) {causal}
  return
}

module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(
      %module: !transform.any_op {transform.readonly}) {
    %attention = transform.structured.match ops{["a3.attention"]} in %module
        : (!transform.any_op) -> !transform.any_op
    transform.structured.tile_using_for %attention tile_sizes [4]
        : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}
