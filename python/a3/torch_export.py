# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""From a PyTorch module to MLIR text that a3-compile reads."""

import os
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
from torch_mlir import fx, ir
from torch_mlir.extras.fx_decomp_util import get_decomposition_table

from a3.mlir_text import Dialect, ExportError, refuse_foreign_operations, write

_OUTPUT_TYPES = {"linalg": "linalg-on-tensors", "tosa": "tosa"}


def export(
    model: torch.nn.Module,
    args: tuple[Any, ...],
    path: str | os.PathLike[str],
    *,
    dialect: Dialect = "linalg",
    entry: str = "main",
    locations: bool = True,
) -> None:
    """Write `model`, traced with `args`, to `path` as MLIR text.

    The function `entry` takes the tensors of `args` in their order, with their
    shapes. `dialect` says in which operations it is written: linalg on tensors,
    or TOSA. With `locations` each operation names the line of Python that it
    came from. Raises ExportError and writes nothing where PyTorch or torch-mlir
    refuse the model.
    """
    if dialect not in _OUTPUT_TYPES:
        raise ValueError(f"dialect is '{dialect}': use 'linalg' or 'tosa'")
    try:
        with warnings.catch_warnings():
            # PyTorch's own, of how its parts call each other.
            warnings.simplefilter("ignore", FutureWarning)
            module = _import(model, args, _OUTPUT_TYPES[dialect], entry)
    except Exception as error:
        raise ExportError(f"cannot export the model to {dialect}: {error}") from error
    refuse_foreign_operations(module.operation, "torch-mlir")
    write(Path(path), module.operation.get_asm(enable_debug_info=locations))


def _import(
    model: torch.nn.Module, args: tuple[Any, ...], output_type: str, entry: str
) -> ir.Module:
    with torch.no_grad(), _persistent_buffers(model):
        program = torch.export.export(model, args, strict=False)
    program = program.run_decompositions(_decompositions())
    _clone_constant_indices(program.graph)
    return fx.export_and_import(
        program, output_type=output_type, decomposition_table={}, func_name=entry
    )


@contextmanager
def _persistent_buffers(model: torch.nn.Module) -> Iterator[None]:
    """Let torch.export see all buffers: torch-mlir finds no others."""
    hidden = [(m, m._non_persistent_buffers_set) for m in model.modules()]
    for module, _ in hidden:
        module._non_persistent_buffers_set = set()
    try:
        yield
    finally:
        for module, names in hidden:
            module._non_persistent_buffers_set = names


def _decompositions() -> dict[Any, Callable[..., Any]]:
    return {
        **get_decomposition_table(),
        torch.ops.aten.cumsum.default: _cumsum_as_masked_sum,
    }


def _cumsum_as_masked_sum(
    x: torch.Tensor, dim: int, dtype: torch.dtype | None = None
) -> torch.Tensor:
    """Replace a scan: torch-mlir has an operation of its own for it in linalg."""
    if dtype is None and not x.is_floating_point():
        dtype = torch.int64
    rows = x.to(dtype or x.dtype).movedim(dim, -1)
    index = torch.arange(x.shape[dim], device=x.device)
    summed = index[:, None] >= index
    rows = torch.where(summed, rows.unsqueeze(-2), torch.zeros_like(rows[..., None, :]))
    return rows.sum(-1).movedim(-1, dim)


def _clone_constant_indices(graph: torch.fx.Graph) -> None:
    """Clone tensors that index: torch-mlir takes no literal tensor in a list."""
    for node in list(graph.nodes):
        if node.target is not torch.ops.aten.index.Tensor:
            continue
        for index in node.args[1]:
            if index is None or index.op != "placeholder":
                continue
            with graph.inserting_before(node):
                clone = graph.call_function(torch.ops.aten.clone.default, (index,))
            clone.meta = dict(index.meta)
            node.replace_input_with(index, clone)
