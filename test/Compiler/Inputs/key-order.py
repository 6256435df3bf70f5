"""Writes the order of the first ROWS rows of keys, (heads, n, d) in f4, to a file
of i2, without NumPy: KEYS ORDER ROWS. Without ROWS, compares the order of all rows
with that in the file."""

import struct
import sys
from ast import literal_eval


def read(path: str) -> tuple[list[int], bytes]:
    with open(path, "rb") as file:
        file.seek(8)
        (size,) = struct.unpack("<H", file.read(2))
        return list(literal_eval(file.read(size).decode())["shape"]), file.read()


(heads, n, d), data = read(sys.argv[1])
keys = struct.unpack(f"<{heads * n * d}f", data)
rows = int(sys.argv[3]) if len(sys.argv) > 3 else n
order = []
for head in range(heads):
    for column in range(d):
        order += sorted(range(rows), key=lambda row: keys[(head * n + row) * d + column])
packed = struct.pack(f"<{len(order)}h", *order)
if len(sys.argv) > 3:
    header = f"{{'descr': '<i2', 'fortran_order': False, 'shape': {(heads, d, rows)}, }}"
    with open(sys.argv[2], "wb") as file:
        file.write(b"\x93NUMPY\x01\x00" + struct.pack("<H", 118))
        file.write(header.ljust(117).encode() + b"\n" + packed)
elif read(sys.argv[2]) != ([heads, d, rows], packed):
    sys.exit("another order")
