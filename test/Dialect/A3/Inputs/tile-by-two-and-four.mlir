module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(
      %module: !transform.any_op {transform.readonly}) {
    %attention = transform.structured.match ops{["a3.attention"]} in %module
        : (!transform.any_op) -> !transform.any_op
    transform.structured.tile_using_forall %attention tile_sizes [2, 4]
        : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}
