set_address stream=query, slot=0
set_address stream=key, slot=1
set_address stream=value, slot=2
set_address stream=output, slot=3
set_shape rows=8, depth=4, value_depth=4
load_key rows=8, columns=4, pitch=16
load_value rows=8, columns=4, pitch=16
load_query rows=3, columns=4, pitch=16 signal(compute)
store_output rows=3, columns=4, pitch=16 wait(compute)
attend queries=3 wait(load) signal(store)
