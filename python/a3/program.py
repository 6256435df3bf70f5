# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compiled programs in Python: run on the simulated accelerator."""

import json
import math
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from a3 import _program
from a3._simulator import Machine
from a3.approximation import Approximation, Approximations, to_text
from a3.arguments import count_threads, fits
from a3.confined_run import ConfinedRunner, Results
from a3.run_detail import Launch, read_launches
from a3.tables import Shown, Table

# Of each element type that a program may have, an array's.
_TYPES = {
    "f32": np.float32,
    "f64": np.float64,
    "f16": np.float16,
    "i1": np.bool_,
    "i8": np.int8,
    "i16": np.int16,
    "i32": np.int32,
    "i64": np.int64,
}


@dataclass(frozen=True)
class Argument:
    """An input or output of a program."""

    name: str
    element: str  # As MLIR writes it, such as f32.
    shape: tuple[int, ...]  # -1 where only a run knows the size.

    def __str__(self) -> str:
        """Return the like of "ids: ?x64xi64"."""
        sizes = ["?" if size < 0 else str(size) for size in self.shape]
        return f"{self.name}: {'x'.join([*sizes, self.element])}"


@dataclass(frozen=True)
class Site:
    """One attention of a model that the accelerator computes.

    Sizes are -1 where only a run knows them.
    """

    name: str
    location: str  # In the source model.
    rows: int  # n.
    depth: int  # d.
    value_depth: int
    batch: tuple[int, ...]  # Heads and what they are of, outermost first.
    queries: int  # A head.
    mask: str


@dataclass(frozen=True, repr=False)
class Run(Shown):
    """What a program computed, and what it took.

    Attributes:
        outputs: the results, in order.
        statistics: what `a3-run --stats` writes (docs/simulator.md).
        machine: the one that it ran on.
        launches: with `detail`, what each launch of a site did, in their order.

    """

    outputs: tuple[NDArray[Any], ...]
    statistics: dict[str, Any]
    machine: Machine
    launches: tuple[Launch, ...] | None = None

    @property
    def cycles(self) -> dict[str, int]:
        """In the "paper" account, of the pipeline alone, and in the "full" one."""
        return self.statistics["cycles"]

    @property
    def energy(self) -> dict[str, float]:
        """In nJ, by account."""
        return self.statistics["energy_nj"]

    def _shown(self) -> list[str | Table]:
        header = ["site", "n", "heads", "candidates", "kept", "cycles, paper", "full"]
        header += ["energy in µJ, paper", "full", "saturated"]
        rows = [
            [
                site["name"],
                f"{site['n']:,}",
                f"{site['heads']:,}",
                f"{site['candidates_mean']:.1f}",
                f"{site['kept_mean']:.1f}",
                *_costs(site),
            ]
            for site in self.statistics["sites"]
            if site["launches"]
        ]
        rows.append(["all", "", "", "", "", *_costs(self.statistics)])
        return [f"run on {self.machine.name}", Table(header, rows)]


class Program(Shown):
    """A program file of `a3-compile`, ready to run.

    With `confined`, its host code runs in processes of `a3-run` that can open no file and
    reach no network (docs/program-file.md, "Trust"). Else it is part of this process, with
    all rights, and a run takes less time: for programs that you would also start.
    """

    def __init__(self, path: str | os.PathLike[str], *, confined: bool = True) -> None:
        self.path = Path(path)
        self._loaded = _program.load(os.fspath(path), executes=not confined)
        self.inputs = [Argument(n, e, tuple(s)) for n, e, s in self._loaded.inputs]
        self.outputs = [Argument(n, e, tuple(s)) for n, e, s in self._loaded.outputs]
        self.report: dict[str, Any] | None = None  # Of the compiler, where it ran just now.
        self.sites = [Site(**site | {"batch": tuple(site["batch"])}) for site in self._loaded.sites]
        self._runner = None
        if confined:
            kinds = [(np.dtype(_TYPES.get(o.element, "V2")), o.shape) for o in self.outputs]
            self._runner = ConfinedRunner(self.path, kinds)

    @cached_property
    def machine(self) -> Machine:
        """The machine that it was compiled for."""
        return Machine.parse(self._loaded.machine)

    def run(
        self,
        *inputs: ArrayLike,
        approximations: Approximations | None = None,
        arithmetic: Literal["fixed", "float"] = "fixed",
        threads: int | None = None,
        detail: bool | Sequence[str] = False,
    ) -> Run:
        """Run the program on arrays (or CPU tensors of PyTorch), one for each of `inputs`.

        `approximations` says what attention leaves out, for all sites or by their names,
        in place of what they were compiled with. `arithmetic` is the machine's own or
        the same steps in binary32. No result depends on `threads`, by default all
        processors. With `detail`, `launches` has the rows of every query and when the
        parts of the machine worked; of the sites whose names are given, also the
        operands and what became of each row, for which they run a second time, query
        by query.

        Raises ValueError where an input is not what the program takes, a site cannot
        be computed so, or there is no site of a name.
        """
        if arithmetic not in ("fixed", "float"):
            raise ValueError(f"arithmetic must be 'fixed' or 'float', not {arithmetic!r}")
        if len(inputs) != len(self.inputs):
            raise ValueError(
                f"the program takes {len(self.inputs)} inputs "
                f"({', '.join(map(str, self.inputs))}), not {len(inputs)}"
            )
        arrays = [_read(a, given) for a, given in zip(self.inputs, inputs, strict=True)]
        if isinstance(approximations, Approximation):
            approximations = {site.name: approximations for site in self.sites}
        if isinstance(detail, str):
            raise ValueError(f"detail must be a list of names, such as [{detail!r}]")
        rows_of = None if detail is False else [] if detail is True else list(detail)
        run = self._run_here if self._runner is None else self._runner.run
        outputs, statistics, launches = run(
            arrays,
            None if approximations is None else to_text(approximations),
            arithmetic,
            count_threads(threads),
            rows_of,
        )
        return Run(tuple(outputs), statistics, self.machine, launches)

    def _run_here(
        self,
        inputs: Sequence[NDArray[Any]],
        approximations: str | None,
        arithmetic: str,
        threads: int,
        rows_of: Sequence[str] | None,
    ) -> Results:
        """Run as ConfinedRunner.run does, but in this process."""
        outputs, statistics, launches = self._loaded.run(
            [array.reshape(-1).view(np.uint8) for array in inputs],
            [argument.element for argument in self.inputs],
            [array.shape for array in inputs],
            approximations,
            arithmetic == "fixed",
            threads,
            rows_of,
        )
        arrays = [_array(*output) for output in outputs]
        if launches is None:
            return arrays, json.loads(statistics), None
        text, told = launches
        return arrays, json.loads(statistics), read_launches(text, [_array(*a) for a in told])

    def __call__(self, *inputs: ArrayLike, **options: Any) -> Any:  # noqa: ANN401 - one or all.
        """Return the result of `run`, or a tuple where there are several."""
        outputs = self.run(*inputs, **options).outputs
        return outputs[0] if len(outputs) == 1 else outputs

    def __repr__(self) -> str:
        """Return the file, inputs, outputs and the number of sites."""
        return (
            f"Program({os.fspath(self.path)!r}, inputs=[{', '.join(map(str, self.inputs))}], "
            f"outputs=[{', '.join(map(str, self.outputs))}], {len(self.sites)} sites "
            f"on {self.machine.name})"
        )

    def _shown(self) -> list[str | Table]:
        rows = [
            [
                site.name,
                *(_size(size) for size in (site.rows, site.depth, site.value_depth)),
                "x".join(map(_size, site.batch)),
                _size(site.queries),
                site.mask,
                site.location,
            ]
            for site in self.sites
        ]
        header = ["site", "n", "d", "dv", "heads", "queries", "mask", "location"]
        return [
            f"{self.path.name}, compiled for {self.machine.name}",
            f"takes {', '.join(map(str, self.inputs))}",
            f"gives {', '.join(map(str, self.outputs))}",
            Table(header, rows),
        ]


def _costs(statistics: dict[str, Any]) -> list[str]:
    """Return cycles and energy in both accounts, and saturations."""
    cycles, energy = statistics["cycles"], statistics["energy_nj"]
    return [
        *(f"{cycles[account]:,}" for account in ("paper", "full")),
        *(f"{energy[account] / 1000:,.1f}" for account in ("paper", "full")),
        f"{statistics['saturations']:,}",
    ]


def _size(size: int) -> str:
    return "?" if size < 0 else str(size)


def load(path: str | os.PathLike[str], *, confined: bool = True) -> Program:
    """Load a program file that `a3-compile` wrote; `confined` as for `Program`.

    Raises ValueError where the file is damaged or for another processor.
    """
    return Program(path, confined=confined)


def _read(argument: Argument, given: ArrayLike) -> NDArray[Any]:
    """Return the array, contiguous and of the argument's type, which must be of the same kind."""
    if hasattr(given, "detach"):  # A tensor of PyTorch, whose gradients end here.
        given = given.detach()
    try:
        array = np.asarray(given)
    except TypeError as error:  # Of tensors on another device.
        raise ValueError(f"input {argument}: {error}") from error
    if argument.element not in _TYPES:
        raise ValueError(f"input {argument}: NumPy has no such elements; use a3-run")
    wanted = np.dtype(_TYPES[argument.element])
    if not fits(argument.shape, array.shape):
        raise ValueError(f"input {argument} cannot take an array of shape {array.shape}")
    if not np.can_cast(array.dtype, wanted, "same_kind"):
        raise ValueError(f"input {argument} cannot take an array of {array.dtype}")
    return np.asarray(array, wanted, order="C")  # ascontiguousarray gives scalars a dimension.


def _array(data: NDArray[np.uint8], element: str, shape: Sequence[int]) -> NDArray[Any]:
    if element not in _TYPES:  # Each element as its bytes, as a3-run writes it.
        size = len(data) // max(math.prod(shape), 1)
        return data.view(f"V{max(size, 1)}").reshape(shape)
    return data.view(_TYPES[element]).reshape(shape)
