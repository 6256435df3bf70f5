# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What every front end does with the MLIR that it made, whoever made it."""

import importlib
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

Dialect = Literal["linalg", "tosa"]

# What MLIR has of its own, as far as the compiler reads it.
_UPSTREAM_DIALECTS = frozenset(
    [
        "affine",
        "arith",
        "builtin",
        "cf",
        "func",
        "linalg",
        "math",
        "ml_program",
        "scf",
        "tensor",
        "tosa",
    ]
)


class ExportError(Exception):
    """The model cannot be written as MLIR that the compiler reads."""


class ExportWarning(UserWarning):
    """The model was written, but not as it was given, or without being checked."""


@dataclass(frozen=True)
class Exported:
    """What an export wrote, and how sure it is of it."""

    path: Path
    """The file of MLIR text."""
    changes: tuple[str, ...]
    """What had to be rewritten on the way, one sentence each."""
    difference: float | None
    """The largest absolute difference from the framework's own results, or
    None where they were not compared."""


def require(module: str, front_end: str) -> ModuleType:
    """Import what a front end needs, or say how to install it."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        raise ExportError(
            f"this export needs the Python package of '{error.name}': "
            f"'tools/dev/python-env {front_end}' makes an environment that has it, and "
            f"'pip install --no-deps -r python/requirements-{front_end}.txt' adds the versions "
            "that were tested to an environment that has those of python/requirements.txt"
        ) from error


def refuse_foreign_operations(root: Any, producer: str) -> None:  # noqa: ANN401
    """Raise where an operation is of none of the dialects that MLIR itself has.

    `root` is an operation of any package's MLIR bindings.
    """
    for operation in operations_inside(root):
        if not _is_upstream(operation.name):
            raise _foreign(producer, operation.name, _place(str(operation.location)))


def refuse_foreign_text(text: str, producer: str) -> None:
    """Do the same on text, in which each operation begins a line."""
    for match in re.finditer(r'^ +(?:%[^=\n]*= )?"?([a-z_]\w*\.\w+)', text, re.MULTILINE):
        if not _is_upstream(match[1]):
            line = text.count("\n", 0, match.start(1)) + 1
            raise _foreign(producer, match[1], f"line {line} of what it wrote")


def _is_upstream(operation: str) -> bool:
    if operation == "builtin.unrealized_conversion_cast":
        return False  # What is left where a conversion stopped half-way.
    return operation.split(".")[0] in _UPSTREAM_DIALECTS


def _place(location: str) -> str:
    """Return the innermost place in a file, if there is one."""
    files = re.search(r'"([^"]+)":(\d+):(\d+)', location)
    return f"{files[1]}:{files[2]}:{files[3]}" if files else location


def _foreign(producer: str, operation: str, place: str) -> ExportError:
    return ExportError(
        f"{producer} wrote '{operation}' ({place}), which MLIR does not have: "
        "replace what the model does there"
    )


def operations_inside(root: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield `root` and all operations in its regions, outer ones first."""
    yield root
    for region in root.regions:
        for block in region:
            for operation in block:
                yield from operations_inside(operation.operation)


def pack_booleans(text: str) -> tuple[str, int]:
    """Return `text` with constants of i1 as LLVM 22 reads them, and their number.

    LLVM 23 and later print a byte for each element, LLVM 22 wants a bit for
    each, the first element in the lowest.
    """
    packed = 0

    def pack(match: re.Match[str]) -> str:
        nonlocal packed
        elements = bytes.fromhex(match[1])
        count = math.prod(int(size) for size in match[2].split("x")[:-1])
        if len(elements) != count:
            return match[0]
        packed += 1
        bits = sum((element & 1) << place for place, element in enumerate(elements))
        data = bits.to_bytes((count + 7) // 8, "little").hex().upper()
        return f'dense<"0x{data}"> : tensor<{match[2]}>'

    pattern = r'dense<"0x([0-9A-Fa-f]+)"> : tensor<((?:\d+x)+i1)>'
    return re.sub(pattern, pack, text), packed
