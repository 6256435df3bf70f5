# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""PyTorch's operations that torch-mlir cannot write in MLIR's own, in others."""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

import torch
from torch.nn import functional

aten = torch.ops.aten

# Its comparisons are quadratic.
_LONGEST_SORT = 4096

_HALVES = (torch.float16, torch.bfloat16)

# PyTorch adds halves in f32, torch-mlir as they are.
_SUMS = (
    aten.sum.dim_IntList,
    aten.mean.default,
    aten.mean.dim,
    aten.linalg_vector_norm.default,
    aten.avg_pool2d.default,
)


class Rewrites:
    """The replacements of operations, and a record of those that were made."""

    def __init__(self) -> None:
        self._made: Counter[str] = Counter()

    def table(self) -> dict[Any, Callable[..., Any]]:
        """Return the replacements for ExportedProgram.run_decompositions."""
        return {
            aten.roll.default: _roll,
            aten.gelu.default: _gelu,
            aten._transformer_encoder_layer_fwd.default: _encoder_layer,
            aten.cumsum.default: self._recorded("cumsum, as masked sums", _cumsum),
            aten.topk.default: self._recorded("topk, as one maximum after another", _topk),
            aten.index_copy.default: self._recorded("index_copy, as a gather", _index_copy),
            aten.index_put.default: self._recorded("index_put, as a gather", _index_put),
            aten.scatter.src: self._recorded("scatter, as a gather", _scatter),
            aten.scatter.value: self._recorded("scatter, as a selection", _scatter),
            aten.sort.default: self._recorded("sort, by counting what comes before", _sort),
            aten.sort.stable: self._recorded("sort, by counting what comes before", _stable_sort),
            aten.histc.default: self._recorded("histc, as sums of comparisons", _histc),
            **{operation: _in_single(operation) for operation in _SUMS},
            **{
                operation.default: self._recorded(f"{operation}, as all products", _grouped_mm)
                for operation in _grouped_products()
            },
        }

    def made(self) -> tuple[str, ...]:
        """Return what was replaced, how, and how often."""
        return tuple(f"{text} ({count}x)" for text, count in sorted(self._made.items()) if count)

    def _recorded(self, text: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def recorded(*args, **kwargs):  # noqa: ANN002, ANN003, ANN202 (those of `function`)
            result = function(*args, **kwargs)
            self._made[text] += result is not NotImplemented
            return result

        return recorded


def _roll(x: torch.Tensor, shifts: list[int], dims: list[int] = ()) -> torch.Tensor:  # type: ignore[assignment]
    """Roll by slices of static size; those of torch-mlir are dynamic."""
    if not dims:
        return _roll(x.flatten(), shifts, [0]).view(x.shape)
    for shift, dim in zip(shifts, dims, strict=True):
        size = x.shape[dim]
        first = size - shift % size
        x = torch.cat([x.narrow(dim, first, size - first), x.narrow(dim, 0, first)], dim)
    return x


def _gelu(x: torch.Tensor, *, approximate: str = "none") -> torch.Tensor:
    """Write out the approximation by tanh, of which torch-mlir rounds a factor to 0.797724."""
    if approximate != "tanh":
        return NotImplemented
    wide = x.float() if x.dtype in _HALVES else x
    inner = math.sqrt(2 / math.pi) * (wide + 0.044715 * (wide * wide * wide))
    return (0.5 * wide * (1 + torch.tanh(inner))).to(x.dtype)


def _encoder_layer(
    x: torch.Tensor,
    depth: int,
    heads: int,
    qkv_weight: torch.Tensor,
    qkv_bias: torch.Tensor,
    output_weight: torch.Tensor,
    output_bias: torch.Tensor,
    use_gelu: bool,
    norm_first: bool,
    eps: float,
    *weights: torch.Tensor,
) -> torch.Tensor:
    """Write out the layer that PyTorch computes in one operation outside of training.

    `weights` are those of both norms and of both linear layers, each followed by its
    bias, and then, if there is one, the mask, true or -inf where a key is hidden, and
    its kind: 0 for (queries, keys), 1 for (batch, keys), 2 for all dimensions of scores.
    """
    first, second, wide, narrow = zip(weights[:8:2], weights[1:8:2], strict=True)
    mask, kind = (*weights[8:], None, None)[:2]
    hidden = None if mask is None else mask.bool()
    if hidden is not None and kind == 1:
        hidden = hidden[:, None, None]

    def norm(x: torch.Tensor, parameters: tuple[torch.Tensor, torch.Tensor]) -> torch.Tensor:
        return functional.layer_norm(x, (depth,), *parameters, eps)

    def attend(x: torch.Tensor) -> torch.Tensor:
        qkv = functional.linear(x, qkv_weight, qkv_bias).unflatten(-1, (3, heads, depth // heads))
        q, k, v = qkv.permute(2, 0, 3, 1, 4).unbind()
        y = functional.scaled_dot_product_attention(q, k, v, None if hidden is None else ~hidden)
        return functional.linear(y.transpose(1, 2).flatten(2), output_weight, output_bias)

    def transform(x: torch.Tensor) -> torch.Tensor:
        y = functional.linear(x, *wide)
        return functional.linear(functional.gelu(y) if use_gelu else y.relu(), *narrow)

    if norm_first:
        x = x + attend(norm(x, first))
        return x + transform(norm(x, second))
    x = norm(x + attend(x), first)
    return norm(x + transform(x), second)


def _in_single(operation: Any) -> Callable[..., torch.Tensor]:  # noqa: ANN401
    """Return the same operation that computes in f32 where its elements are halves."""

    def widened(x, *args, dtype=None, **kwargs):  # noqa: ANN001, ANN002, ANN003, ANN202
        if x.dtype not in _HALVES:
            return NotImplemented
        return operation(x.float(), *args, **kwargs).to(dtype or x.dtype)

    return widened


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
    sorted: bool = True,  # noqa: A002
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


def _index_put(
    x: torch.Tensor,
    indices: Sequence[torch.Tensor | None],
    values: torch.Tensor,
    accumulate: bool = False,
) -> torch.Tensor:
    index = indices[-1]
    plain = index is not None and index.dim() == 1 and index.dtype != torch.bool
    if accumulate or not plain or any(i is not None for i in indices[:-1]):
        return NotImplemented
    dim = len(indices) - 1
    shape = [*x.shape[:dim], len(index), *x.shape[dim + 1 :]]
    return _index_copy(x, dim, index, values.expand(shape))


def _scatter(
    x: torch.Tensor, dim: int, index: torch.Tensor, source: torch.Tensor | float
) -> torch.Tensor:
    rest = [size for i, size in enumerate(x.shape) if i != dim % x.dim()]
    if rest != [size for i, size in enumerate(index.shape) if i != dim % x.dim()]:
        return NotImplemented
    last = x.movedim(dim, -1)
    columns = index.movedim(dim, -1).unsqueeze(-1)
    written = columns == torch.arange(last.shape[-1], device=x.device)
    if isinstance(source, torch.Tensor):
        place = torch.where(written, torch.arange(columns.shape[-2])[:, None], 0).amax(-2)
        source = source.movedim(dim, -1)[..., : columns.shape[-2]].gather(-1, place)
    return torch.where(written.any(-2), source, last).movedim(-1, dim)


def _sort(
    x: torch.Tensor, dim: int = -1, descending: bool = False
) -> tuple[torch.Tensor, torch.Tensor]:
    if x.dim() == 0 or x.shape[dim] > _LONGEST_SORT:
        return NotImplemented
    rows = (-x if descending else x).movedim(dim, -1)
    index = torch.arange(rows.shape[-1], device=x.device)
    other, own = rows.unsqueeze(-2), rows.unsqueeze(-1)
    before = (other < own) | ((other == own) & (index < index[:, None]))
    rank = before.sum(-1)
    order = torch.where(rank.unsqueeze(-2) == index[:, None], index, 0).sum(-1)
    order = order.movedim(-1, dim)
    return x.gather(dim, order), order


def _stable_sort(
    x: torch.Tensor, *, stable: bool | None, dim: int = -1, descending: bool = False
) -> tuple[torch.Tensor, torch.Tensor]:
    del stable  # It always is.
    return _sort(x, dim, descending)


def _histc(
    x: torch.Tensor,
    bins: int = 100,
    min: float = 0,  # noqa: A002
    max: float = 0,  # noqa: A002
) -> torch.Tensor:
    if min >= max:  # PyTorch takes the range from the data.
        return NotImplemented
    bin_of = ((x.flatten() - min) / (max - min) * bins).floor().clamp(max=bins - 1)
    bin_of = torch.where(x.flatten() <= max, bin_of, -1)
    index = torch.arange(bins, device=x.device)
    return (bin_of == index[:, None]).to(x.dtype).sum(-1)


def _grouped_products() -> list[Any]:
    """Return PyTorch's grouped product and the one of transformers, if it is loaded."""
    products = [aten._grouped_mm]
    if hasattr(torch.ops.transformers, "grouped_mm_fallback"):
        products.append(torch.ops.transformers.grouped_mm_fallback)
    return products


def _grouped_mm(
    x: torch.Tensor,
    weights: torch.Tensor,
    offs: torch.Tensor | None = None,
    bias: torch.Tensor | None = None,
    out_dtype: torch.dtype | None = None,
) -> torch.Tensor:
    """Multiply rows of x (rows, k), in groups that end at offs, each by its (k, n) of weights."""
    if x.dim() != 2 or weights.dim() != 3 or offs is None or bias is not None:
        return NotImplemented
    group = (offs <= torch.arange(len(x), device=x.device)[:, None]).sum(-1)
    chosen = group == torch.arange(len(weights), device=x.device)[:, None]
    result = torch.where(chosen[..., None], torch.matmul(x, weights), 0).sum(0)
    return result.to(out_dtype or x.dtype)
