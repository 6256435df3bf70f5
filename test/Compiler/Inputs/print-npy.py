"""Prints the values of .npy files of floats without NumPy, a line a file; with
two files and a tolerance, whether they agree instead."""

import struct
import sys


def read(path: str) -> list[float]:
    with open(path, "rb") as file:
        file.seek(8)
        (size,) = struct.unpack("<H", file.read(2))
        header, data = file.read(size), file.read()
        if b"<V2" in header:  # bfloat16: the upper half of an f32.
            data = b"".join(b"\0\0" + data[i : i + 2] for i in range(0, len(data), 2))
        else:
            assert b"<f4" in header or b"<f2" in header
        code = "<e" if b"<f2" in header else "<f"
        return [value for (value,) in struct.iter_unpack(code, data)]


if len(sys.argv) == 4:
    left, right = map(read, sys.argv[1:3])
    worst = max(abs(a - b) for a, b in zip(left, right, strict=True))
    print("agree" if worst <= float(sys.argv[3]) else f"differ by {worst}")
else:
    for path in sys.argv[1:]:
        print(*(f"{value:g}" for value in read(path)))
