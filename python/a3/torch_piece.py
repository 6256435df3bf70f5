# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Graphs of TorchDynamo as functions from tensors to tensors."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

import torch
from torch.utils._sympy.interp import sympy_interp
from torch.utils._sympy.reference import PythonReferenceAnalysis

from a3.mlir_text import ExportError
from a3.torch_export import as_export_error

aten = torch.ops.aten

# What a normalisation of scores is in PyTorch: without one there is no attention.
_NORMALISATIONS = frozenset(
    [
        aten.exp.default,
        aten.scaled_dot_product_attention.default,
        aten.softmax.int,
        aten._safe_softmax.default,
        aten._softmax.default,
        aten._transformer_encoder_layer_fwd.default,
    ]
)

Compute = Callable[[Sequence[torch.Tensor]], Sequence[torch.Tensor]]


class Piece:
    """A graph of PyTorch, as a function from its tensors to its tensors.

    Raises ExportError where it takes or returns what is neither a tensor nor a size of one.
    """

    def __init__(self, graph: torch.fx.GraphModule) -> None:
        self._graph = graph
        values = [value_of(node) for node in graph.graph.find_nodes(op="placeholder")]
        self._values = values
        self._tensors = [i for i, value in enumerate(values) if isinstance(value, torch.Tensor)]
        # Of each open size, where the arguments have it.
        self._place_of = {
            size.node.expr: (i, dim)
            for i in reversed(self._tensors)
            for dim, size in enumerate(values[i].shape)
            if isinstance(size, torch.SymInt) and size.node.expr.is_Symbol
        }
        for value in values:
            if not isinstance(value, torch.Tensor):
                self._check_size(value, "takes")
        self._outputs = [value_of(x) for x in graph.graph.output_node().args[0]]
        for value in self._outputs:
            if not isinstance(value, torch.Tensor | int | None):
                self._check_size(value, "returns")

    @cached_property
    def exported(self) -> torch.export.ExportedProgram:
        """The graph in PyTorch's operations, from its tensors to its tensors."""
        sizes = self.open_sizes
        with as_export_error("trace the graph"), torch.no_grad():
            return torch.export.export(
                _OnTensors(self), self.samples, dynamic_shapes=sizes and (sizes,), strict=False
            )

    @cached_property
    def samples(self) -> tuple[torch.Tensor, ...]:
        """Return tensors that the graph takes, of the sizes that it was first called with."""
        return tuple(sample_of(self._values[i]) for i in self._tensors)

    @property
    def open_sizes(self) -> tuple[dict[int, Any], ...] | None:
        """Which sizes of its tensors are open, as a3.export takes it."""
        sizes = tuple(
            {
                dim: torch.export.Dim.AUTO
                for dim, size in enumerate(self._values[i].shape)
                if isinstance(size, torch.SymInt)
            }
            for i in self._tensors
        )
        return sizes if any(sizes) else None

    def calling(self, compute: Compute) -> Callable[..., tuple[Any, ...]]:
        """Return what takes the place of the graph, and lets `compute` do the work."""

        def call(*args: Any) -> tuple[Any, ...]:  # noqa: ANN401
            results = iter(compute([args[i] for i in self._tensors]))
            return tuple(
                next(results) if isinstance(value, torch.Tensor) else self._evaluate(value, args)
                for value in self._outputs
            )

        return call

    def on_tensors(self, tensors: Sequence[torch.Tensor]) -> tuple[torch.Tensor, ...]:
        """Compute the graph in PyTorch."""
        args = list(self._values)
        for i, tensor in zip(self._tensors, tensors, strict=True):
            args[i] = tensor
        args = [self._evaluate(value, args) for value in args]
        return tuple(x for x in self._graph(*args) if isinstance(x, torch.Tensor))

    def _check_size(self, value: object, verb: str) -> None:
        if not isinstance(value, torch.SymInt):
            raise ExportError(f"the graph {verb} a {type(value).__name__}")
        if not value.node.expr.free_symbols <= self._place_of.keys():
            raise ExportError(f"the graph {verb} {value}, which is no size of a tensor it takes")

    def _evaluate(self, value: object, args: Sequence[Any]) -> Any:  # noqa: ANN401
        """Return what an open size is with these arguments; all else is itself."""
        if not isinstance(value, torch.SymInt):
            return value
        sizes = {}
        for symbol in value.node.expr.free_symbols:
            i, dim = self._place_of[symbol]
            sizes[symbol] = args[i].shape[dim]
        return sympy_interp(PythonReferenceAnalysis, sizes, value.node.expr)


class _OnTensors(torch.nn.Module):
    def __init__(self, piece: Piece) -> None:
        super().__init__()
        self.training = False
        self._compute = piece.on_tensors

    def forward(self, *tensors: torch.Tensor) -> tuple[torch.Tensor, ...]:
        return self._compute(tensors)


def has_attention(graph: torch.fx.Graph) -> bool:
    """Tell whether there may be attention in a graph of PyTorch's operations."""
    return any(node.target in _NORMALISATIONS for node in graph.nodes)


def value_of(argument: Any) -> Any:  # noqa: ANN401 - of any kind.
    """Return what a node computes, as a tensor without data where it is one."""
    if not isinstance(argument, torch.fx.Node):
        return argument
    # The one is TorchDynamo's, the other torch.export's.
    return argument.meta.get("example_value", argument.meta.get("val"))


def sample_of(tensor: torch.Tensor) -> torch.Tensor:
    """Return a tensor like a real or fake one, of the sizes that it had first."""
    sizes = [int(x.node.hint) if isinstance(x, torch.SymInt) else x for x in tensor.shape]
    return torch.zeros(sizes, dtype=tensor.dtype)


def places_of_numbers(graph: torch.fx.Graph) -> list[int]:
    """Return which inputs are tensors that PyTorch has put numbers of Python into."""
    return [
        place
        for place, node in enumerate(graph.find_nodes(op="placeholder"))
        if any(_is_item(user) for user in node.users)
    ]


def with_numbers(
    module: torch.fx.GraphModule, places: Sequence[int], values: Sequence[float]
) -> torch.fx.GraphModule:
    """Return the graph with the numbers in these inputs fixed."""
    graph = torch.fx.Graph()
    graph.output(graph.graph_copy(module.graph, val_map={}))
    inputs = graph.find_nodes(op="placeholder")
    for place, value in zip(places, values, strict=True):
        for user in filter(_is_item, list(inputs[place].users)):
            user.replace_all_uses_with(value)
            graph.erase_node(user)
    return torch.fx.GraphModule(module, graph)


def _is_item(node: torch.fx.Node) -> bool:
    return node.op == "call_method" and node.target == "item"
