"""Writes a .npy file without NumPy: FILE TYPE SHAPE VALUES, the values as a
list that is repeated until the array is full."""

import math
import struct
import sys
from ast import literal_eval

path, kind = sys.argv[1:3]
shape, values = map(literal_eval, sys.argv[3:5])
header = f"{{'descr': '{kind}', 'fortran_order': False, 'shape': {shape}, }}"
header = header.ljust(128 - 10 - 1) + "\n"
code = {
    "<f4": "f",
    "<f2": "e",
    "<V2": "H",
    "<f8": "d",
    "<i4": "i",
    "<i8": "q",
    "|i1": "b",
    "|b1": "?",
}[kind]
count = math.prod(shape)
with open(path, "wb") as file:
    file.write(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode())
    file.write(struct.pack(f"<{count}{code}", *(values[i % len(values)] for i in range(count))))
