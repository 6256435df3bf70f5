# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What models compute and cost on machines: an evaluation for a3.sweep."""

import hashlib
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from dask.base import normalize_token, tokenize

from a3._simulator import Machine
from a3.approximation import Approximation
from a3.compiler import compile as compile_model
from a3.machine_variant import vary_machine
from a3.program import Program
from a3.simulated_attention import Arithmetic, Attention
from a3.sweep_point import Value, name_of

Examples: TypeAlias = Sequence[Any]
Metric: TypeAlias = Callable[[Callable[..., Any], Examples], float]
Model: TypeAlias = Callable[..., Attention] | str | os.PathLike[str]


@dataclass(frozen=True)
class ModelEvaluation:
    """Runs models on the machines that points describe.

    The parameters of a point are `model`, a name among `models`, which may be left out
    if there is but one; `machine`, "a3-hpca20" or a name among `machines`; any parameter
    of docs/machine.md in place of that machine's, such as `port.bytes`; `m` and `t` as
    in a3.Approximation, exact without them; and `arithmetic`, "fixed" or "float".

    The results are `metric`; `cycles_paper`, `cycles_full`, and in nJ `energy_paper`,
    `energy_full`, summed over all calls of the model; `candidates` and `kept`, rows of
    a query on average; `saturations`; and `area` of the machine in mm². Points are also
    identified by `machine_hash` and `model_hash`, that of the model and its examples.

    Attributes:
        models: a3.attention, or the path of an .mlir file, which workers must find too,
            each under a name. A file is compiled by a worker once for each machine.
        data: examples of each model, under the same names.
        metric: metric(model, examples) gives a number, where model(*arrays) gives what
            the model computes. Without a metric, the model runs on each example, a
            tuple of arrays.
        machines: machine descriptions, as text, under names of their own.

    """

    models: Mapping[str, Model]
    data: Mapping[str, Examples]
    metric: Metric | None = None
    machines: Mapping[str, str] = field(default_factory=dict)
    _hashes: dict[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Check what all points share; hash it, so that workers need not."""
        if self.models.keys() != self.data.keys() or not self.models:
            raise ValueError(
                f"models and data must have the same names, not {sorted(self.models)} "
                f"and {sorted(self.data)}"
            )
        for text in self.machines.values():
            Machine.parse(text)
        hashes = {
            name: tokenize(_content(model), self.data[name], ensure_deterministic=True)
            for name, model in self.models.items()
        }
        object.__setattr__(self, "_hashes", hashes)

    @property
    def identity(self) -> str:
        """Return a text that is the same for the same results of a point."""
        metric = "" if self.metric is None else name_of(self.metric)
        return f"a3.ModelEvaluation({metric})"

    def check(
        self,
        model: str | None = None,
        machine: str = "a3-hpca20",
        m: int | str | None = None,
        t: float | None = None,
        arithmetic: Arithmetic = "fixed",
        **parameters: Value,
    ) -> dict[str, Value]:
        """Return the hashes that belong to a point; a ValueError says why it cannot be."""
        model = self._name(model)
        if arithmetic not in ("fixed", "float"):
            raise ValueError(f"arithmetic must be 'fixed' or 'float', not {arithmetic!r}")
        is_compiled = not callable(self.models[model])
        if isinstance(m, str) and not (is_compiled and re.fullmatch(r"\d*\.?\d{1,3}n", m)):
            raise ValueError(
                f"m must be an integer or, in a compiled model, like '0.5n', not {m!r}"
            )
        if not isinstance(m, str) and m is not None and (type(m) is not int or m < 1):
            raise ValueError(f"m must be an integer of 1 or more, not {m!r}")
        if t is not None and (type(t) not in (int, float) or not 0 <= t <= 100):
            raise ValueError(f"t must be from 0 to 100, not {t!r}")
        text = self._machine(machine, parameters).text
        return {
            "model_hash": self._hashes[model],
            "machine_hash": hashlib.sha256(text.encode()).hexdigest()[:32],
        }

    def __call__(
        self,
        model: str | None = None,
        machine: str = "a3-hpca20",
        m: int | str | None = None,
        t: float | None = None,
        arithmetic: Arithmetic = "fixed",
        **parameters: Value,
    ) -> dict[str, Value]:
        """Return the results of a point, computed by one thread."""
        model = self._name(model)
        description = self._machine(machine, parameters)
        options = {"arithmetic": arithmetic, "threads": 1}
        chosen = self.models[model]
        runner: _Runner
        if callable(chosen):
            runner = _AttentionRunner(chosen, {**options, "machine": description, "m": m, "t": t})
        else:
            program = _compile(os.fspath(chosen), self._hashes[model], description.text)
            runner = _ProgramRunner(program, {**options, "approximations": Approximation(m, t)})
        results: dict[str, Value] = {}
        if self.metric is None:
            for arrays in self.data[model]:
                runner(*arrays)
        else:
            results["metric"] = float(self.metric(runner, self.data[model]))
        return results | runner.costs.results() | {"area": description.area}

    def _name(self, model: str | None) -> str:
        if model is None and len(self.models) == 1:
            return next(iter(self.models))
        if model not in self.models:
            raise ValueError(f"model must be one of {sorted(self.models)}, not {model!r}")
        return model

    def _machine(self, name: str, parameters: Mapping[str, Value]) -> Machine:
        """Return a machine with some of its parameters replaced."""
        if name != "a3-hpca20" and name not in self.machines:
            names = ["a3-hpca20", *self.machines]
            raise ValueError(f"machine must be one of {names}, not {name!r}")
        base = Machine.parse(self.machines[name]) if name in self.machines else name
        return vary_machine(base, parameters)


@normalize_token.register_lazy("torch")
def _hash_tensors_as_arrays() -> None:
    import torch

    normalize_token.register(torch.Tensor, lambda t: normalize_token(t.detach().cpu().numpy()))


def _content(model: Model) -> str:
    if callable(model):
        return name_of(model)
    return hashlib.sha256(Path(model).read_bytes()).hexdigest()


@lru_cache(maxsize=8)
def _compile(path: str, content: str, machine: str) -> Program:
    """Compile a file; `content` tells that it is still the same."""
    return compile_model(path, machine=Machine.parse(machine))


@dataclass
class _Costs:
    """Sums over calls."""

    cycles: dict[str, int] = field(default_factory=lambda: {"paper": 0, "full": 0})
    energy: dict[str, float] = field(default_factory=lambda: {"paper": 0.0, "full": 0.0})
    queries: int = 0
    candidates: float = 0
    kept: float = 0
    saturations: int = 0

    def add(self, cycles: Mapping[str, int], energy: Mapping[str, float]) -> None:
        for account in ("paper", "full"):
            self.cycles[account] += cycles[account]
            self.energy[account] += energy[account]

    def results(self) -> dict[str, Value]:
        queries = self.queries or float("nan")
        return {
            **{f"cycles_{account}": number for account, number in self.cycles.items()},
            **{f"energy_{account}": number for account, number in self.energy.items()},
            "candidates": self.candidates / queries,
            "kept": self.kept / queries,
            "saturations": self.saturations,
        }


class _AttentionRunner:
    """a3.attention as a model that notes its costs."""

    def __init__(self, attention: Callable[..., Attention], options: dict[str, Any]) -> None:
        self.attention, self.options, self.costs = attention, options, _Costs()

    def __call__(self, *arrays: Any) -> np.ndarray:  # noqa: ANN401 - whatever is an array.
        run = self.attention(*arrays, **self.options)
        self.costs.add(run.cycles, run.energy)
        self.costs.queries += run.kept.size
        self.costs.candidates += int(run.candidates.sum())
        self.costs.kept += int(run.kept.sum())
        self.costs.saturations += run.saturations
        return run.output


class _ProgramRunner:
    """A compiled program as a model that notes its costs."""

    def __init__(self, program: Program, options: dict[str, Any]) -> None:
        self.program, self.options, self.costs = program, options, _Costs()

    def __call__(self, *arrays: Any) -> Any:  # noqa: ANN401 - one array or a tuple.
        run = self.program.run(*arrays, **self.options)
        self.costs.add(run.cycles, run.energy)
        for site in run.statistics["sites"]:
            queries = sum(bins["queries"] for bins in site["kept_histogram"])
            self.costs.queries += queries
            self.costs.candidates += site["candidates_mean"] * queries
            self.costs.kept += site["kept_mean"] * queries
        self.costs.saturations += run.statistics["saturations"]
        return run.outputs[0] if len(run.outputs) == 1 else run.outputs


_Runner: TypeAlias = _AttentionRunner | _ProgramRunner
