# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Points of a sweep and their evaluation: all that a worker imports."""

import hashlib
import json
import platform
import random
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, TypeAlias

import numpy as np

import a3

Value: TypeAlias = bool | int | float | str | None
Evaluate: TypeAlias = Callable[..., Mapping[str, Value]]


@dataclass(frozen=True)
class Point:
    """One row to be: what an evaluation gets, and what else the results depend on."""

    parameters: Mapping[str, Value]
    facts: Mapping[str, Value]

    @cached_property
    def key(self) -> str:
        """Return the hash by which the point is known again."""
        text = json.dumps([self.parameters, self.facts], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:32]

    def __str__(self) -> str:
        """Name the parameters, as in a call."""
        return ", ".join(f"{name}={value!r}" for name, value in self.parameters.items())


class Outcome(NamedTuple):
    """What an evaluation returned, or the error that it raised."""

    results: Mapping[str, Value] = {}
    error: str | None = None


def plain(name: str, value: object) -> bool | int | float | str:
    """Return a value as JSON and Parquet hold it; scalars of NumPy become Python's.

    Raises:
        ValueError: it is no such value.

    """
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, str):
        value.encode()  # Refuses halves of surrogate pairs.
    if type(value) not in (bool, int, float, str):
        raise ValueError(f"{name} must be a number or a text, not {value!r}")
    if type(value) is int and not -(1 << 63) <= value < 1 << 63:
        raise ValueError(f"{name} does not fit 64 bits: {value}")
    return value  # type: ignore[return-value]


def name_of(function: object) -> str:
    """Return what stands for a function in the identity of results."""
    identity = getattr(function, "identity", None)
    if isinstance(identity, str):
        return identity
    name = getattr(function, "__qualname__", None)
    if not callable(function) or name is None or "<lambda>" in name:
        raise ValueError(
            f"{function!r} has no name of its own, by which results are known again; "
            "use a function made by def, or an object with a text `identity`"
        )
    return f"{_module_of(function)}.{name}"


def _module_of(function: object) -> str:
    """Return the name by which others would import a function's module."""
    if function.__module__ != "__main__":
        return function.__module__
    main = sys.modules["__main__"]
    spec = getattr(main, "__spec__", None)
    return spec.name if spec else Path(getattr(main, "__file__", "__main__")).stem


def versions() -> dict[str, str]:
    """Return the versions that results may depend on."""
    return {"a3": a3.__version__, "numpy": np.__version__, "python": platform.python_version()}


class Task(NamedTuple):
    """What all points have in common."""

    evaluate: Evaluate
    versions: dict[str, str]


class UnfitWorkerError(RuntimeError):
    """A worker cannot run the evaluation."""


def hold(task: Task) -> Task:
    """Return the task, as a result that workers hand each other."""
    return task


def run(point: Point, task: Task) -> Outcome:
    """Evaluate one point, on a worker."""
    if versions() != task.versions:
        raise UnfitWorkerError(f"a worker has versions {versions()}, the caller {task.versions}")
    seed = point.facts["seed"]
    random.seed(seed)
    np.random.seed(seed)
    try:
        results = task.evaluate(**point.parameters)
        return Outcome({name: plain(name, value) for name, value in results.items()})
    except (Exception, SystemExit) as error:
        text = f"{type(error).__name__}: {error}"
        return Outcome(error=text.encode(errors="backslashreplace").decode())
