"""Prints the values of .npy files of f32 without NumPy, a line a file; with
two files and a tolerance, whether they agree instead."""

import struct
import sys


def read(path: str) -> list[float]:
    with open(path, "rb") as file:
        file.seek(8)
        (size,) = struct.unpack("<H", file.read(2))
        assert b"<f4" in file.read(size)
        return [value for (value,) in struct.iter_unpack("<f", file.read())]


if len(sys.argv) == 4:
    left, right = map(read, sys.argv[1:3])
    worst = max(abs(a - b) for a, b in zip(left, right, strict=True))
    print("agree" if worst <= float(sys.argv[3]) else f"differ by {worst}")
else:
    for path in sys.argv[1:]:
        print(*(f"{value:g}" for value in read(path)))
