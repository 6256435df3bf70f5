# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What stands for an operation that MLIR does not have computes the same."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
import transformers.integrations.moe  # noqa: F401 (registers its grouped product)

from a3.torch_export import Dialect, Trace
from a3.torch_rewrites import Rewrites

CASES = {
    "roll": (lambda x: x.roll((2, -1), (0, 2)), [torch.randn(5, 2, 3)]),
    "roll of all": (lambda x: x.roll(4), [torch.randn(3, 2)]),
    "slice_scatter": (
        lambda x, y: x.slice_scatter(y, 1, 1, -2),
        [torch.randn(3, 6), torch.randn(3, 3)],
    ),
    "slice_scatter to the end": (
        lambda x, y: x.slice_scatter(y, 0, 2),
        [torch.randn(4, 2), torch.randn(2, 2)],
    ),
    "gelu by tanh": (
        lambda x: torch.nn.functional.gelu(x, approximate="tanh"),
        [torch.linspace(-5, 5, 101)],
    ),
    **{
        f"sum of halves: {name}": (function, [torch.rand(2, 16, 16, 16).bfloat16()])
        for name, function in {
            "sum": lambda x: x.sum((1, 2)),
            "sum of all": lambda x: x.sum(),
            "sum into f32": lambda x: x.sum((1, 2), dtype=torch.float32),
            "mean": lambda x: x.mean((1, 2, 3)),
            "norm": lambda x: torch.linalg.vector_norm(x, dim=(1, 2)),
            "pool": lambda x: torch.nn.functional.avg_pool2d(x, 16),
            "pool to one": lambda x: torch.nn.functional.adaptive_avg_pool2d(x, 1),
        }.items()
    },
    "cumsum": (lambda x: x.cumsum(1), [torch.randn(3, 5, 2)]),
    "cumsum of booleans": (lambda x: x.cumsum(0), [torch.tensor([True, False, True])]),
    "topk": (lambda x: x.topk(2), [torch.randn(3, 7)]),
    "smallest": (lambda x: x.topk(3, 0, largest=False), [torch.randn(5, 2)]),
    "index_copy": (
        lambda x, i, y: x.index_copy(1, i, y),
        [torch.randn(2, 6, 3), torch.tensor([4, 1]), torch.randn(2, 2, 3)],
    ),
    "index_put": (
        lambda x, i, y: x.index_put((i,), y),
        [torch.randn(6, 3), torch.tensor([4, 1]), torch.randn(3)],
    ),
    "scatter": (
        lambda x, i, y: x.scatter(1, i, y),
        [torch.zeros(2, 5), torch.tensor([[4, 0], [1, 2]]), torch.randn(2, 2)],
    ),
    "scatter a number": (
        lambda x, i: x.scatter(0, i, 2.5),
        [torch.randn(5, 2), torch.tensor([[4, 0], [1, 2]])],
    ),
    "sort": (lambda x: x.sort(1), [torch.randn(2, 9, 3)]),
    "sort equal ones": (
        lambda x: x.sort(descending=True, stable=True),
        [torch.tensor([3, 1, 3, 2, 1])],
    ),
    "histc": (lambda x: x.histc(5, -1, 2), [torch.tensor([-1.0, 2.0, 2.1, -0.4, -1.2, 1.9])]),
    "grouped product": (
        lambda x, w, ends: torch.ops.transformers.grouped_mm_fallback(x, w, ends),
        [torch.randn(9, 8), torch.randn(3, 8, 4), torch.tensor([2, 2, 9], dtype=torch.int32)],
    ),
}


class Function(torch.nn.Module):
    def __init__(self, function: Callable[..., Any]) -> None:
        super().__init__()
        self.function = function

    def forward(self, *tensors: torch.Tensor) -> Any:  # noqa: ANN401
        return self.function(*tensors)


@pytest.mark.parametrize("name", CASES)
def test_same_results_as_pytorch(name: str, tmp_path: Path) -> None:
    function, args = CASES[name]
    trace = Trace(Function(function), args)
    # No word where the result is the same operation's.
    told = 0 if name.startswith(("roll", "slice_scatter", "gelu", "sum of halves")) else 1
    assert [note.split()[0] for note in trace.notes] == ["replaced"] * told
    tolerance = 1e-5
    if name.startswith("sum of halves"):  # A rounding of the largest.
        tolerance = float(torch.as_tensor(function(*args)).float().abs().max()) / 256
    dialects: list[Dialect] = ["linalg", "tosa"]
    for dialect in dialects:
        export = trace.write(tmp_path / "model.mlir", dialect=dialect)
        assert export.difference is not None, dialect
        assert export.difference <= tolerance, dialect


@pytest.mark.parametrize(
    ("function", "args"),
    [
        (lambda x, i: x.index_put((i,), torch.ones(()), accumulate=True), ["x", "i"]),
        (lambda x, i: x.index_put((x > 0,), torch.ones(())), ["x", "i"]),
        (lambda x, i: x.histc(), ["x", "i"]),
    ],
    ids=["accumulating index_put", "boolean index_put", "histc of the data's range"],
)
def test_others_are_left(function: Callable[..., Any], args: list[str]) -> None:
    tensors = {"x": torch.randn(4), "i": torch.tensor([1, 2])}
    program = torch.export.export(Function(function), tuple(tensors[a] for a in args))
    rewrites = Rewrites()
    program.run_decompositions(rewrites.table())
    assert rewrites.made() == ()
