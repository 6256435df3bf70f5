# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Checks of what users pass."""

import operator
import os
from collections.abc import Sequence


def integer(name: str, value: int) -> int:
    """Return an integer of 64 bits, or raise a ValueError that names it."""
    try:
        number = operator.index(value)
    except TypeError:
        raise ValueError(f"{name} must be an integer, not {value!r}") from None
    if abs(number) >= 1 << 63:
        raise ValueError(f"{name} is out of range: {number}")
    return number


def count_threads(threads: int | None) -> int:
    """Return how many threads to use, all processors by default."""
    if threads is None:
        return len(os.sched_getaffinity(0))
    count = integer("threads", threads)
    if not 1 <= count <= 1024:
        raise ValueError(f"threads must be from 1 to 1024, not {count}")
    return count


def fits(sizes: Sequence[int], shape: Sequence[int]) -> bool:
    """Tell whether an array of `shape` has these sizes, of which -1 is any."""
    return len(shape) == len(sizes) and all(
        size in (-1, own) for size, own in zip(sizes, shape, strict=True)
    )
