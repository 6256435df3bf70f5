# begin:
set_address stream=key, slot=1, offset=16
set_stride stream=key, level=0, bytes=-128
loop level=0, count=3, length=2  # two
  load_key rows=8, columns=4, pitch=16, rotate=1 wait(compute)
  attend queries=3, partial=first wait(load, store) signal(load)
sync_load
