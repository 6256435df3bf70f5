# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Graphs of PyTorch cut around the operations that cannot be exported."""

import operator
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import torch
from torch.fx.passes.infra.partitioner import CapabilityBasedPartitioner
from torch.fx.passes.operator_support import OperatorSupportBase

from a3.mlir_text import ExportError
from a3.torch_export import Trace
from a3.torch_piece import has_attention, sample_of, value_of

CompilePiece: TypeAlias = Callable[[torch.fx.GraphModule], Callable[..., tuple[Any, ...]] | None]


def cut(
    exported: torch.export.ExportedProgram,
    compile_piece: CompilePiece,
) -> torch.fx.GraphModule | None:
    """Return the graph with each piece that can be exported, and has attention, compiled.

    A piece stays where `compile_piece` returns None. Returns None where all operations
    can be exported, so that there is nothing to cut.
    """
    graph = exported.module(check_guards=False)
    exportable = _Exportable()
    partitioner = CapabilityBasedPartitioner(graph, exportable, allows_single_node_partition=True)
    partitions = partitioner.propose_partitions()
    if exportable.are_all:
        return None
    fused = partitioner.fuse_partitions(partitions, "piece_")
    for node in list(fused.graph.nodes):
        if node.op == "call_module":
            part = fused.get_submodule(node.target)
            if has_attention(part.graph):
                fused.set_submodule(node.target, _compile(part, compile_piece))
    return fused


def _compile(
    part: torch.fx.GraphModule,
    compile_piece: CompilePiece,
) -> torch.nn.Module:
    output = part.graph.output_node()
    is_single = isinstance(output.args[0], torch.fx.Node)
    if is_single:
        output.args = (output.args,)
        part.recompile()
    return _Compiled(compile_piece(part) or part, is_single=is_single)


class _Compiled(torch.nn.Module):
    """A compiled piece, where PyTorch wants a module."""

    def __init__(self, compute: Callable[..., tuple[Any, ...]], *, is_single: bool) -> None:
        super().__init__()
        self._compute = compute
        self._is_single = is_single

    def forward(self, *args: Any) -> Any:  # noqa: ANN401 - a tensor or several.
        results = self._compute(*args)
        return results[0] if self._is_single else results


class _Exportable(OperatorSupportBase):
    """Tells which operations can be exported, by trying each by itself."""

    def __init__(self) -> None:
        self._known: dict[object, bool] = {}

    @property
    def are_all(self) -> bool:
        """Whether no operation was found that cannot be exported."""
        return all(self._known.values())

    def is_node_supported(
        self, submodules: Mapping[str, torch.nn.Module], node: torch.fx.Node
    ) -> bool:
        """Tell whether a node computes tensors, and can be exported."""
        if node.op != "call_function":
            return False
        if node.target is operator.getitem:
            return self.is_node_supported(submodules, node.args[0])
        if isinstance(value_of(node), torch.SymInt | int):
            return False  # Sizes stay with PyTorch, which guards them.
        kind = (node.target, str(torch.fx.node.map_arg((node.args, node.kwargs), _kind)))
        if kind not in self._known:
            self._known[kind] = _can_export(node)
        return self._known[kind]


def _kind(node: torch.fx.Node) -> Any:  # noqa: ANN401 - anything that prints.
    value = value_of(node)
    return (value.dtype, value.dim()) if isinstance(value, torch.Tensor) else "size"


def _can_export(node: torch.fx.Node) -> bool:
    graph = torch.fx.Graph()
    samples: list[torch.Tensor] = []

    def argument(used: torch.fx.Node) -> Any:  # noqa: ANN401
        value = value_of(used)
        if not isinstance(value, torch.Tensor):
            return int(value.node.hint) if isinstance(value, torch.SymInt) else value
        samples.append(sample_of(value))
        return graph.placeholder(used.name)

    arguments, options = torch.fx.node.map_arg((node.args, node.kwargs), argument)
    graph.output(graph.call_function(node.target, arguments, options))
    module = torch.fx.GraphModule(torch.nn.Module(), graph)
    with tempfile.TemporaryDirectory() as folder:
        try:
            Trace(module, samples).write(Path(folder) / "operation.mlir", check=False)
        except ExportError:
            return False
    return True
