"""Print the first values of an array: print-values.py FILE COUNT."""

import struct
import sys

with open(sys.argv[1], "rb") as file:
    data = file.read()
(header,) = struct.unpack_from("<H", data, 8)
values = struct.unpack_from(f"<{sys.argv[2]}f", data, 10 + header)
print(*(f"{value:g}" for value in values))
