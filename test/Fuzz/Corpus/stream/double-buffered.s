set_address stream=query, slot=0
set_stride stream=query, level=0, bytes=48
set_address stream=key, slot=1
set_stride stream=key, level=0, bytes=128
set_address stream=value, slot=2
set_stride stream=value, level=0, bytes=128
set_address stream=output, slot=3
set_stride stream=output, level=0, bytes=48
set_shape rows=8, depth=4, value_depth=4
sync_compute signal(load)
sync_compute signal(load)
sync_store signal(compute)
sync_store signal(compute)
loop level=0, count=3, length=5
  load_key rows=8, columns=4, pitch=16, rotate=1 wait(compute)
  load_value rows=8, columns=4, pitch=16, rotate=1
  load_query rows=3, columns=4, pitch=16, rotate=1 signal(compute)
  attend queries=3, rotate=1, query_rotate=1 wait(load, store) signal(load, store)
  store_output rows=3, columns=4, pitch=16, rotate=1 wait(compute) signal(compute)
