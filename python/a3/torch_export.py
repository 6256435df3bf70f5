# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""From a PyTorch model to MLIR text that a3-compile reads."""

import copy
import math
import os
import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.export.graph_signature import OutputKind
from torch.fx.experimental.symbolic_shapes import statically_known_true
from torch.utils import _pytree as pytree
from torch_mlir import fx
from torch_mlir.extras.fx_decomp_util import get_decomposition_table

from a3.export_check import NotCheckedError, Sample, finish
from a3.mlir_text import Dialect, Exported, ExportError, refuse_foreign_operations
from a3.torch_rewrites import Rewrites

Arguments = Sequence[Any] | Mapping[str, Any] | None
DynamicShapes = Sequence[Any] | Mapping[str, Any] | None
Sizes = Sequence[int | torch.SymInt]

aten = torch.ops.aten

_OUTPUT_TYPES = {"linalg": "linalg-on-tensors", "tosa": "tosa"}


def export(
    model: torch.nn.Module | torch.export.ExportedProgram | str | os.PathLike[str],
    args: Arguments,
    path: str | os.PathLike[str],
    *,
    dynamic_shapes: DynamicShapes = None,
    dialect: Dialect = "linalg",
    entry: str = "main",
    locations: bool = True,
    check: bool = True,
) -> Exported:
    """Write `model`, traced with `args`, to `path` as MLIR text.

    `model` is a module, a program of torch.export, or the path of a .pt2 file.
    `args` are its arguments, by name if they are a mapping; None takes those
    that a program was exported with. The function `entry` takes the tensors
    among them in their order, with their shapes, and returns the tensors of the
    result in theirs; arguments that are no tensors are fixed. `dynamic_shapes` leaves
    sizes open, in linalg alone: as torch.export takes it, for each of `args` in its
    place or by its name a mapping from dimension to torch.export.Dim, or None; a Dim
    in several places is the same size. `dialect` says in
    which operations it is written: linalg on tensors, or TOSA. With `locations`
    each operation names the line of Python that it came from. With `check` the
    text is compiled for the host and run on `args`, and its results compared
    with PyTorch's; without the tools that takes, a warning says so.

    What the text does in another way than the model is told by an ExportWarning,
    and returned.
    Raises ExportError and writes nothing where PyTorch or torch-mlir refuse the
    model, or where the results differ.
    """
    if dialect not in _OUTPUT_TYPES:
        raise ValueError(f"dialect is '{dialect}': use 'linalg' or 'tosa'")
    if dynamic_shapes and dialect == "tosa":
        raise ValueError("torch-mlir writes TOSA for fixed sizes only: use 'linalg'")
    trace = Trace(model, args, dynamic_shapes)
    return trace.write(path, dialect=dialect, entry=entry, locations=locations, check=check)


class Trace:
    """A model as PyTorch's operations on its arguments, to write in one dialect or both.

    The arguments of the constructor and of `write` are those of `export`.
    """

    def __init__(
        self,
        model: torch.nn.Module | torch.export.ExportedProgram | str | os.PathLike[str],
        args: Arguments,
        dynamic_shapes: DynamicShapes = None,
    ) -> None:
        self._module = _FromTensors(*_module_and_arguments(model, args))
        require_cpu(self._module.named_tensors())
        with as_export_error("trace the model"):
            shapes = self._module.shapes_of_tensors(dynamic_shapes)
            self._program, self.notes = _trace(self._module, shapes)

    def write(
        self,
        path: str | os.PathLike[str],
        *,
        dialect: Dialect = "linalg",
        entry: str = "main",
        locations: bool = True,
        check: bool = True,
    ) -> Exported:
        """Write the model to `path`."""
        with as_export_error(f"write the model in {dialect}"):
            module = fx.export_and_import(
                self._program,
                output_type=_OUTPUT_TYPES[dialect],
                decomposition_table={},
                func_name=entry,
                # Those that _flatten_instead_of_open_view puts in; others are views by now.
                backend_legal_ops=["aten.flatten.using_ints", "aten.unflatten.int"],
            )
        refuse_foreign_operations(module.operation, "torch-mlir")
        text = module.operation.get_asm(enable_debug_info=locations)
        return finish(Path(path), text, self.notes, entry, self._sample if check else None)

    def _sample(self) -> Sample:
        try:
            inputs = [as_array(x) for x in self._module.inputs]
            return Sample(inputs, [as_array(x) for x in self._expected])
        except TypeError as error:  # NumPy has no floats of eight bits, for one.
            raise NotCheckedError(str(error)) from error

    @property
    def changed(self) -> list[str | int]:
        """The names of state and the numbers of arguments whose new values come first."""
        return _changed_in_place(self._program)

    @cached_property
    def _expected(self) -> list[torch.Tensor]:
        """What the model computes from its arguments; both are left as they were."""
        inputs = [x.clone() for x in self._module.inputs]
        with as_export_error("run the model"), torch.no_grad():
            module = copy.deepcopy(self._module)
            results = module(*inputs)
        state = {**dict(module.named_parameters()), **dict(module.named_buffers())}
        changed = [
            inputs[place] if isinstance(place, int) else state[place].detach()
            for place in self.changed
        ]
        return [*changed, *results]


def require_cpu(named: Iterable[tuple[str, torch.Tensor]]) -> None:
    """Raise an ExportError that names a tensor which is on another device."""
    for name, tensor in named:
        if tensor.device.type != "cpu":
            raise ExportError(
                f"{name} is on '{tensor.device}': move the model and its inputs to the CPU with "
                ".cpu()"
            )


def as_array(tensor: torch.Tensor) -> np.ndarray:
    """Return the tensor as NumPy's, bfloat16 in two bytes of no type, as a3-run reads it."""
    if tensor.dtype == torch.bfloat16:
        return tensor.view(torch.int16).numpy().view("V2")
    return tensor.numpy()


@contextmanager
def as_export_error(what: str) -> Iterator[None]:
    """Raise an ExportError that says what could not be done, for any error of PyTorch."""
    try:
        with warnings.catch_warnings():
            # PyTorch's own, of how its parts call each other.
            warnings.simplefilter("ignore", FutureWarning)
            yield
    except ExportError:
        raise
    except Exception as error:
        raise ExportError(f"cannot {what}: {_in_one_line(error)}") from error


def _in_one_line(error: Exception) -> str:
    """Return the first line of PyTorch's message, with the last place that it names."""
    text = str(error).strip()
    first = text.partition("\n")[0]
    places = re.findall(r'File "([^"]+)", line (\d+)', text)
    return f"{first} ({':'.join(places[-1])})" if places else first


def _module_and_arguments(
    model: torch.nn.Module | torch.export.ExportedProgram | str | os.PathLike[str],
    args: Arguments,
) -> tuple[torch.nn.Module, tuple[Any, ...], dict[str, Any]]:
    if isinstance(model, torch.nn.Module):
        if args is None:
            raise ValueError("a module needs example inputs to be traced with")
        program = None
    elif not isinstance(model, torch.export.ExportedProgram | str | os.PathLike):
        raise ValueError(
            f"a model is a torch.nn.Module, a program of torch.export or the path of a .pt2 file, "
            f"not a {type(model).__name__}"
        )
    else:
        program = model if isinstance(model, torch.export.ExportedProgram) else _load(model)
        model = _NodeByNode(program)
    if args is None:
        if program.example_inputs is None:
            raise ValueError("the program has no example inputs of its own: give some")
        return model, *program.example_inputs
    if isinstance(args, torch.Tensor):
        raise ValueError("example inputs are a tuple, or a mapping by name: give (x,), not x")
    if isinstance(args, Mapping):
        return model, (), dict(args)
    return model, tuple(args), {}


def _load(path: str | os.PathLike[str]) -> torch.export.ExportedProgram:
    try:
        return torch.export.load(path)
    except Exception as error:
        raise ExportError(f"{path}: not a program of torch.export: {error}") from error


class _NodeByNode(torch.nn.Module):
    """A program whose operations keep their place in the model when it is traced again."""

    def __init__(self, program: torch.export.ExportedProgram) -> None:
        super().__init__()
        self.module = program.module()
        self.training = False
        self._structure = program.call_spec.in_spec

    def forward(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        leaves, structure = pytree.tree_flatten((args, kwargs))
        if structure != self._structure:
            return self.module(*args, **kwargs)
        with torch.fx.traceback.preserve_node_meta():
            return torch.fx.Interpreter(self.module).run(*leaves)


class _FromTensors(torch.nn.Module):
    """A model from tensors to tensors: what else it takes is fixed, or returns left out."""

    def __init__(
        self, model: torch.nn.Module, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        super().__init__()
        self.model = model
        self.training = model.training
        leaves, self._structure = pytree.tree_flatten((args, kwargs))
        for leaf in leaves:
            if not isinstance(leaf, torch.Tensor | bool | int | float | str | None):
                raise ExportError(
                    f"an argument is of type {type(leaf).__name__}: give tensors, or lists, "
                    "tuples and dictionaries of tensors"
                )
        self._fixed = [None if isinstance(x, torch.Tensor) else (x,) for x in leaves]
        self.inputs = [x.detach() for x in leaves if isinstance(x, torch.Tensor)]
        self.left_out: set[str] = set()

    def named_tensors(self) -> Iterator[tuple[str, torch.Tensor]]:
        """Yield parameters and buffers by their names in the model, and the inputs."""
        for name, tensor in [*self.named_parameters(), *self.named_buffers()]:
            yield name.removeprefix("model."), tensor
        yield from ((f"input {i}", x) for i, x in enumerate(self.inputs))

    def shapes_of_tensors(self, dynamic_shapes: DynamicShapes) -> list[Any] | None:
        """Return for each tensor which of its dimensions are open."""
        if dynamic_shapes is None:
            return None
        if isinstance(dynamic_shapes, Mapping):
            tree: Any = ((), dict(dynamic_shapes))
        else:
            tree = (tuple(dynamic_shapes), {})

        def is_leaf(node: Any) -> bool:  # noqa: ANN401
            return node is None or (
                isinstance(node, Mapping) and all(isinstance(key, int) for key in node)
            )

        leaves, structure = pytree.tree_flatten(tree, is_leaf=is_leaf)
        marked = [(leaf,) for leaf in leaves]
        spread = pytree._broadcast_to_and_flatten(
            pytree.tree_unflatten(marked, structure),
            self._structure,
            is_leaf=lambda node: isinstance(node, tuple) and any(node is x for x in marked),
        )
        if spread is None:
            raise ExportError("dynamic_shapes has not the structure of the arguments")
        return [shape[0] for shape, fixed in zip(spread, self._fixed, strict=True) if fixed is None]

    def forward(self, *tensors: torch.Tensor) -> tuple[torch.Tensor, ...]:
        following = iter(tensors)
        leaves = [fixed[0] if fixed else next(following) for fixed in self._fixed]
        args, kwargs = pytree.tree_unflatten(leaves, self._structure)
        results = pytree.tree_leaves(self.model(*args, **kwargs))
        kept = tuple(x for x in results if isinstance(x, torch.Tensor))
        others = [x for x in results if not isinstance(x, torch.Tensor | None)]
        self.left_out.update(type(x).__name__ for x in others)
        return kept


def _trace(
    module: _FromTensors, shapes: list[Any] | None
) -> tuple[torch.export.ExportedProgram, tuple[str, ...]]:
    """Return the module in operations that torch-mlir knows, and what to tell of it."""
    with torch.no_grad():
        program = torch.export.export(
            module,
            tuple(module.inputs),
            dynamic_shapes=None if shapes is None else (tuple(shapes),),
            strict=False,
        )
    notes = [f"left out of the result: {name}" for name in sorted(module.left_out)]
    _reshape_instead_of_view(program.graph)
    rewrites = Rewrites()
    program = program.run_decompositions({**get_decomposition_table(), **rewrites.table()})
    _refuse_random_numbers(program.graph)
    _erase_assertions(program.graph)
    _concatenate_instead_of_slice_scatter(program.graph)
    _name_each_size_once(program.graph)
    _flatten_instead_of_open_view(program.graph)
    _clone_constants_in_lists(program)
    _keep_all_buffers(program)
    notes += [f"replaced {text}" for text in rewrites.made()]
    notes += [
        f"result {i} is the new value of argument {place}, which a program leaves as it is"
        if isinstance(place, int)
        else f"result {i} is the new value of {place}, which a program does not keep"
        for i, place in enumerate(_changed_in_place(program))
    ]
    return program, tuple(notes)


def _changed_in_place(program: torch.export.ExportedProgram) -> list[str | int]:
    """Return the names of state and the numbers of arguments whose new values come first."""
    signature = program.graph_signature
    places: list[str | int] = []
    for result in signature.output_specs:
        match result.kind:
            case OutputKind.BUFFER_MUTATION | OutputKind.PARAMETER_MUTATION:
                places.append(str(result.target))
            case OutputKind.USER_INPUT_MUTATION:
                places.append(signature.user_inputs.index(str(result.target)))
    return places


def _reshape_instead_of_view(graph: torch.fx.Graph) -> None:
    """Let shapes change whatever the strides: those of a decomposition may be others."""
    for node in graph.nodes:
        if node.target is torch.ops.aten.view.default:
            node.target = torch.ops.aten.reshape.default


def _refuse_random_numbers(graph: torch.fx.Graph) -> None:
    for node in graph.nodes:
        if torch.Tag.nondeterministic_seeded in getattr(node.target, "tags", ()):
            raise ExportError(
                f"the model draws random numbers ({node.target}): call its eval() first"
            )


def _erase_assertions(graph: torch.fx.Graph) -> None:
    """Erase what asserts types that were known in tracing: torch-mlir fails on some."""
    for node in list(graph.nodes):
        if node.target is torch.ops.aten._assert_tensor_metadata.default:
            graph.erase_node(node)


def _call_like(node: torch.fx.Node) -> Callable[..., torch.fx.Node]:
    """Return what adds calls to the graph that come from the same line as `node`."""

    def call(target: torch._ops.OpOverload, *args: Any) -> torch.fx.Node:  # noqa: ANN401
        made = node.graph.call_function(target, args)
        made.meta["val"] = target(*torch.fx.node.map_arg(args, lambda x: x.meta["val"]))
        made.stack_trace = node.stack_trace
        return made

    return call


def _concatenate_instead_of_slice_scatter(graph: torch.fx.Graph) -> None:
    """Write into slices by concatenation: torch-mlir scatters into TOSA.

    No decomposition can do so, since views of the result rely on its strides.
    """
    for node in list(graph.nodes):
        if node.target is not torch.ops.aten.slice_scatter.default:
            continue
        x, source, dim, start, end, step = (*node.args, *(0, None, None, 1)[len(node.args) - 2 :])
        size = x.meta["val"].shape[dim]
        if not isinstance(size, int):
            continue
        first, last, _ = slice(start, end).indices(size)
        if step != 1 or last < first:
            continue
        call = _call_like(node)
        with graph.inserting_before(node):
            before = call(torch.ops.aten.slice.Tensor, x, dim, 0, first)
            after = call(torch.ops.aten.slice.Tensor, x, dim, last, size)
            node.replace_all_uses_with(
                call(torch.ops.aten.cat.default, [before, source, after], dim)
            )
        graph.erase_node(node)


def _name_each_size_once(graph: torch.fx.Graph) -> None:
    """Take each open size from the first argument that has it, so that all are seen equal."""
    named: dict[Any, torch.fx.Node] = {}
    for node in list(graph.nodes):
        if node.op == "placeholder":
            for dim, size in enumerate(getattr(node.meta.get("val"), "shape", ())):
                if isinstance(size, int) or size.node.expr in named:
                    continue
                with graph.inserting_before(_first_computation(graph)):
                    named[size.node.expr] = _call_like(node)(aten.sym_size.int, node, dim)
        elif node.target is aten.sym_size.int and isinstance(node.meta["val"], torch.SymInt):
            first = named.get(node.meta["val"].node.expr)
            if first is not None:
                node.replace_all_uses_with(first)
                graph.erase_node(node)
    for node in named.values():
        if not node.users:
            graph.erase_node(node)


def _first_computation(graph: torch.fx.Graph) -> torch.fx.Node:
    return next(node for node in graph.nodes if node.op != "placeholder")


def _flatten_instead_of_open_view(graph: torch.fx.Graph) -> None:
    """Join and split dimensions of open sizes by themselves, and expand only what grows.

    Of several open sizes that a view joins, torch-mlir takes all but the first for 1;
    those that it splits it computes in ways that hide which are equal. No decomposition
    can do so: PyTorch makes views of what is written here.
    """
    for node in list(graph.nodes):
        if node.target not in (aten.view.default, aten.expand.default):
            continue
        x = node.args[0]
        before, after = x.meta["val"].shape, node.meta["val"].shape
        if all(isinstance(size, int) for size in (*before, *after)):
            continue
        if _are_equal(before, after):
            node.replace_all_uses_with(x)
            graph.erase_node(node)
            continue
        groups = _groups_of_equal_size(before, after)
        if node.target is aten.expand.default or groups is None:
            continue
        lengths = [
            size if isinstance(size, int) else given
            for size, given in zip(after, node.args[1], strict=True)
        ]
        call = _call_like(node)
        with graph.inserting_before(node):
            for (first, end), (begin, stop) in reversed(groups):
                if end - first > 1:
                    x = call(aten.flatten.using_ints, x, first, end - 1)
                if stop - begin > 1:
                    x = call(aten.unflatten.int, x, first, lengths[begin:stop])
        node.replace_all_uses_with(x)
        graph.erase_node(node)


def _are_equal(one: Sizes, other: Sizes) -> bool:
    return len(one) == len(other) and all(map(_is_equal, one, other))


def _is_equal(one: int | torch.SymInt, other: int | torch.SymInt) -> bool:
    return statically_known_true(one == other)


def _groups_of_equal_size(
    before: Sizes, after: Sizes
) -> list[tuple[tuple[int, int], tuple[int, int]]] | None:
    """Return which dimensions, from one to behind another, a view makes of which."""
    groups = []
    first = begin = 0
    while first < len(before) and begin < len(after):
        ends = (
            (end, stop)
            for end, stop in product(
                range(first + 1, len(before) + 1), range(begin + 1, len(after) + 1)
            )
            if _is_equal(math.prod(before[first:end]), math.prod(after[begin:stop]))
        )
        end, stop = min(ends, key=sum, default=(0, 0))
        if end == 0:
            return None
        groups.append(((first, end), (begin, stop)))
        first, begin = end, stop
    return groups if (first, begin) == (len(before), len(after)) else None


def _clone_constants_in_lists(program: torch.export.ExportedProgram) -> None:
    """Clone weights that are in a list of tensors: torch-mlir takes no literal there."""
    inputs = set(program.graph_signature.user_inputs)
    graph = program.graph

    def clone(value: Any, user: torch.fx.Node) -> Any:  # noqa: ANN401
        if not isinstance(value, torch.fx.Node) or value.op != "placeholder":
            return value
        if value.name in inputs:
            return value
        with graph.inserting_before(user):
            node = graph.call_function(torch.ops.aten.clone.default, (value,))
        node.meta = dict(value.meta)
        return node

    for node in list(graph.nodes):
        if node.op == "call_function":
            node.args = tuple(
                [clone(value, node) for value in arg] if isinstance(arg, list | tuple) else arg
                for arg in node.args
            )


def _keep_all_buffers(program: torch.export.ExportedProgram) -> None:
    """Put buffers among the state that are not saved with it: torch-mlir finds no others."""
    for name in program.graph_signature.non_persistent_buffers:
        program.state_dict[name] = program.constants[name]
