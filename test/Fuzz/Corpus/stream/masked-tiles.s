set_address stream=query, slot=0
set_address stream=key, slot=1
set_address stream=value, slot=2
set_address stream=mask, slot=3
set_address stream=format, slot=4
set_address stream=output, slot=5
load_format
load_query rows=2, columns=4, pitch=16
load_mask rows=2, columns=8, pitch=8
load_key rows=4, columns=4, pitch=16
load_value rows=4, columns=4, pitch=16 signal(compute)
set_shape rows=4, depth=4, value_depth=4
attend queries=2, partial=first wait(load) signal(load)
set_address stream=key, slot=1, offset=64
set_address stream=value, slot=2, offset=64
load_key rows=4, columns=4, pitch=16 wait(compute)
load_value rows=4, columns=4, pitch=16 signal(compute)
attend queries=2, partial=last wait(load) signal(store)
store_output rows=2, columns=4, pitch=16 wait(compute)
