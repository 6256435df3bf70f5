# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The backend of torch.compile: what has attention in it becomes programs for the accelerator."""

import tempfile
import warnings
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import torch
from torch._dynamo import register_backend
from torch._guards import tracing

from a3._simulator import Machine
from a3.approximation import Approximations
from a3.compiler import CompileError, compile  # noqa: A004 - the name is what it does.
from a3.mlir_text import ExportError, ExportWarning
from a3.program import Program
from a3.torch_cut import cut
from a3.torch_export import Trace, require_cpu
from a3.torch_piece import Piece, has_attention, places_of_numbers, with_numbers

aten = torch.ops.aten


class TorchBackend:
    """A backend for torch.compile that runs attention on the simulated accelerator.

    Each graph of PyTorch with attention in it becomes a program. Weights are inputs of
    it, so that changed ones count. A graph without attention stays in PyTorch, as do
    operations that cannot be exported: the graph is cut around them. What has attention
    in it and stays is told by an ExportWarning, and kept in `left`. Sizes that PyTorch
    leaves open stay open in the program, so that other sizes compile nothing anew.
    Results carry no gradients.

    Args:
        machine: a built-in machine, a file that describes one, or a `Machine`.
        approximations: what attention leaves out, for all sites or by their names.
        arithmetic: the machine's own, or the same steps in binary32.
        threads: how many threads the simulator uses; by default all processors.

    Attributes:
        programs: what was compiled, in this order.
        left: why attention stayed in PyTorch, a line for each graph.
        cycles: of all runs together, in the "paper" account and in the "full" one.
        energy: the same in nJ.

    Raises:
        ValueError: there is no such machine.

    """

    def __init__(
        self,
        *,
        machine: str | Machine = "a3-hpca20",
        approximations: Approximations | None = None,
        arithmetic: Literal["fixed", "float"] = "fixed",
        threads: int | None = None,
    ) -> None:
        self.machine = Machine.load(machine) if isinstance(machine, str) else machine
        self.programs: list[Program] = []
        self.left: list[str] = []
        self.cycles: Counter[str] = Counter()
        self.energy: Counter[str] = Counter()
        self._options = {
            "approximations": approximations,
            "arithmetic": arithmetic,
            "threads": threads,
        }

    def __call__(self, graph: torch.fx.GraphModule, inputs: Sequence[Any]) -> Callable[..., Any]:
        """Return what computes a graph; PyTorch calls this with example inputs.

        What is wrong with the model or its inputs is raised where they are used, since
        PyTorch wraps what is raised here: ExportError for tensors that are not on the CPU
        and for a model in training.
        """
        names = [node.name for node in graph.graph.find_nodes(op="placeholder")]
        try:
            require_cpu(
                (name, x)
                for name, x in zip(names, inputs, strict=True)
                if isinstance(x, torch.Tensor)
            )
        except ExportError as error:
            return _raising(str(error))
        numbers = places_of_numbers(graph.graph)
        return self._by_numbers(graph, numbers) if numbers else self._compile_graph(graph)

    def _by_numbers(self, graph: torch.fx.GraphModule, places: list[int]) -> Callable[..., Any]:
        """Return what compiles a graph for each choice of its numbers, when it is called so."""
        compiled: dict[tuple[float, ...], Callable[..., Any]] = {}

        def call(*args: Any) -> Any:  # noqa: ANN401 - what the graph returns.
            values = tuple(args[i].item() for i in places)
            if values not in compiled:
                compiled[values] = self._compile_graph(with_numbers(graph, places, values))
            return compiled[values](*args)

        return call

    def _compile_graph(self, graph: torch.fx.GraphModule) -> Callable[..., Any]:
        with tracing(None):  # What is traced here is not part of what PyTorch traces.
            try:
                piece = Piece(graph)
                exported = piece.exported
            except ExportError as error:
                self._leave(error)
                return graph
            if _is_training(exported.graph):
                return _raising("the model is in training mode: call its eval() first")
            if not has_attention(exported.graph):
                return graph
            try:
                return self._program(piece)
            except ExportError as error:
                around = cut(exported, self._compile_part)
                if around is not None:
                    return piece.calling(lambda tensors: around(*tensors))
                self._leave(error)
            except CompileError as error:
                self._leave(error)
            return graph

    def _compile_part(self, part: torch.fx.GraphModule) -> Callable[..., Any] | None:
        """Return what does the same as a part of a graph, or None where it stays in PyTorch."""
        try:
            return self._program(Piece(part))
        except (ExportError, CompileError) as error:
            self._leave(error)
            return None

    def _program(self, piece: Piece) -> Callable[..., Any]:
        """Return the piece as a program; raise an error where nothing of it would be offloaded."""
        if any(x.dtype == torch.bfloat16 for x in piece.samples):
            raise CompileError("NumPy has no bfloat16: call the model's float() first")
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "graph.mlir"
            trace = Trace(piece.exported, piece.samples, piece.open_sizes)
            with warnings.catch_warnings():  # Of rewrites, which say nothing new here.
                warnings.simplefilter("ignore", ExportWarning)
                trace.write(source, check=False)
            program = compile(source, machine=self.machine)
        changed = _places_of_arguments(trace)
        sites = program.report["sites"]
        if not any(site["status"] == "offloaded" for site in sites):
            reasons = sorted({site["reason"] for site in sites}) or ["it has no attention"]
            raise CompileError("; ".join(reasons))
        self.programs.append(program)

        def compute(tensors: Sequence[torch.Tensor]) -> list[torch.Tensor]:
            run = program.run(*[x.detach() for x in tensors], **self._options)
            self.cycles.update(run.cycles)
            self.energy.update(run.energy)
            results = [torch.from_numpy(output) for output in run.outputs]
            for place, new in zip(changed, results, strict=False):
                tensors[place].detach().copy_(new)
            return results[len(changed) :]

        return piece.calling(compute)

    def _leave(self, why: Exception) -> None:
        reason = " ".join(str(why).split())
        self.left.append(reason)
        warnings.warn(f"stays in PyTorch: {reason}", ExportWarning, stacklevel=2)


def compile_graph(
    graph: torch.fx.GraphModule,
    inputs: Sequence[Any],
    *,
    options: Mapping[str, Any] | None = None,
) -> Callable[..., Any]:
    """Compile one graph: `backend="a3"` of torch.compile, whose `options` are TorchBackend's."""
    return TorchBackend(**options or {})(graph, inputs)


def _raising(message: str) -> Callable[..., Any]:
    def fail(*_: object) -> None:
        raise ExportError(message)

    return fail


def _is_training(graph: torch.fx.Graph) -> bool:
    """Tell whether something is dropped at random, or a batch's own mean taken."""
    for node in graph.nodes:
        match node.target:
            case aten.dropout.default:
                if node.args[2] and node.args[1] > 0:
                    return True
            case aten.scaled_dot_product_attention.default:
                if [*node.args[4:5], node.kwargs.get("dropout_p", 0)][0] > 0:
                    return True
            case aten.batch_norm.default:
                if node.args[5]:
                    return True
    return False


def _places_of_arguments(trace: Trace) -> list[int]:
    """Return which arguments the graph changes; of what else it changes a program keeps nothing."""
    places = []
    for place in trace.changed:
        if not isinstance(place, int):
            raise ExportError(f"the graph changes {place}, which is none of its inputs")
        places.append(place)
    return places


register_backend(compile_graph, name="a3")
