# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""PyTorch's operations that torch-mlir cannot write in MLIR's own, in others."""

from collections import Counter
from collections.abc import Callable
from functools import wraps
from typing import Any

import torch

aten = torch.ops.aten


class Rewrites:
    """The replacements of operations, and a record of those that were made."""

    def __init__(self) -> None:
        self._made: Counter[str] = Counter()

    def table(self) -> dict[Any, Callable[..., Any]]:
        """Return the replacements for ExportedProgram.run_decompositions."""
        return {
            aten.cumsum.default: self._recorded("cumsum, as masked sums", _cumsum),
            aten.topk.default: self._recorded("topk, as one maximum after another", _topk),
            aten.index_copy.default: self._recorded("index_copy, as a gather", _index_copy),
        }

    def made(self) -> tuple[str, ...]:
        """Return what was replaced, how, and how often."""
        return tuple(f"{text} ({count}x)" for text, count in sorted(self._made.items()))

    def _recorded(self, text: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def recorded(*args, **kwargs):  # noqa: ANN002, ANN003, ANN202 (those of `function`)
            self._made[text] += 1
            return function(*args, **kwargs)

        return recorded


def _cumsum(x: torch.Tensor, dim: int, dtype: torch.dtype | None = None) -> torch.Tensor:
    if dtype is None and not x.is_floating_point():
        dtype = torch.int64
    rows = x.to(dtype or x.dtype).movedim(dim, -1)
    index = torch.arange(x.shape[dim], device=x.device)
    summed = index[:, None] >= index
    rows = torch.where(summed, rows.unsqueeze(-2), torch.zeros_like(rows[..., None, :]))
    return rows.sum(-1).movedim(-1, dim)


def _topk(
    x: torch.Tensor,
    k: int,
    dim: int = -1,
    largest: bool = True,
    sorted: bool = True,  # noqa: A002 (PyTorch's name)
) -> tuple[torch.Tensor, torch.Tensor]:
    if not x.is_floating_point():
        return NotImplemented
    rest = (x if largest else -x).movedim(dim, -1)
    index = torch.arange(rest.shape[-1], device=x.device)
    values, places = [], []
    for _ in range(k):
        value, place = rest.max(-1, keepdim=True)
        rest = torch.where(index == place, float("-inf"), rest)
        values.append(value)
        places.append(place)
    value = torch.cat(values, -1).movedim(-1, dim)
    return value if largest else -value, torch.cat(places, -1).movedim(-1, dim)


def _index_copy(
    x: torch.Tensor, dim: int, index: torch.Tensor, source: torch.Tensor
) -> torch.Tensor:
    rows = torch.arange(x.shape[dim], device=x.device)
    written = index[:, None] == rows
    place = torch.where(written, torch.arange(len(index))[:, None], 0).amax(0)
    shape = [1] * x.dim()
    shape[dim] = -1
    return torch.where(written.any(0).view(shape), source.index_select(dim, place), x)
