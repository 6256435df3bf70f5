"""Compares the table of reasons with the documentation and the tests."""

import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])


def read(path: str) -> str:
    return (root / path).read_text()


table = dict(
    re.findall(
        r'\{Reason::\w+, "([^"]+)",\s+"([^"]+)"\}',
        read("lib/Analysis/AttentionRefusal.cpp"),
    )
)
documented = dict(re.findall(r"^\| `([a-z-]+)` \| ([^|]+) \|", read("docs/recognition.md"), re.M))
tests = (root / "test/Conversion/RaiseAttention").glob("*.mlir")
tested = set(re.findall(r"not raised \[([a-z-]+)\]", "".join(t.read_text() for t in tests)))

errors = []
for name in sorted(table.keys() | documented.keys() | tested):
    if name not in table:
        errors.append(f"{name}: no reason of lib/Analysis/AttentionRefusal.cpp")
        continue
    if documented.get(name, "").strip() != table[name]:
        errors.append(f"{name}: docs/recognition.md does not say '{table[name]}'")
    if name not in tested:
        errors.append(f"{name}: no test in test/Conversion/RaiseAttention")
if not table:
    errors.append("no reasons found")
sys.exit("\n".join(errors) or 0)
