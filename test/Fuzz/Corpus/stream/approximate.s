set_address stream=query, slot=0
set_address stream=key, slot=1
set_address stream=value, slot=2
set_address stream=output, slot=5
set_address stream=position, offset=2
set_address stream=bias, slot=8
load_query rows=3, columns=4, pitch=16
load_bias rows=3, columns=8, pitch=32
load_key rows=8, columns=4, pitch=16
sort_key
load_value rows=8, columns=4, pitch=16 signal(compute)
set_shape rows=8, depth=4, value_depth=4
set_mask causal=on, offset=1, bias=on
set_approximation iterations=4, threshold=4096
attend queries=3 wait(load) signal(store)
read_range operand=key
store_output rows=3, columns=4, pitch=16 wait(compute)
