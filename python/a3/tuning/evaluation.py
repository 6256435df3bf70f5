# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""One run of a model under some setting: its metric, and what its attention took."""

import hashlib
import json
import math
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from a3.approximation import EXACT, Approximation, SiteApproximation, to_json
from a3.files import write_text
from a3.program import Program
from a3.tuning.run_cache import RunCache

Account: TypeAlias = Literal["paper", "full"]
Objective: TypeAlias = Literal["cycles", "energy"]
# What each attention leaves out, by the names of `Models.sites`.
Setting: TypeAlias = Mapping[str, SiteApproximation]


@dataclass(frozen=True)
class Evaluation:
    """What a setting did on one part of the data.

    Attributes:
        metric: higher is better.
        costs: of each site cycles and energy (nJ), by objective and account.

    """

    metric: float
    costs: Mapping[str, Mapping[Objective, Mapping[Account, float]]]

    def cost(self, objective: Objective, account: Account) -> float:
        """Return cycles, or energy in nJ, of all attention."""
        return sum(site[objective][account] for site in self.costs.values())


def loss_of(evaluation: Evaluation, reference: Evaluation) -> float:
    """Return how much of the reference's metric is lost, as a part of it."""
    return (reference.metric - evaluation.metric) / abs(reference.metric)


class Models:
    """The compiled model, or several by name, whose attention is tuned together.

    A site of several models is called "MODEL/SITE".
    """

    def __init__(self, given: Program | Mapping[str, Program]) -> None:
        self.programs = {"": given} if isinstance(given, Program) else dict(given)
        self.is_single = isinstance(given, Program)
        self.sites = {
            self.site_name(model, site.name): site
            for model, program in self.programs.items()
            for site in program.sites
        }
        if not self.sites:
            raise ValueError("the model has no attention on the accelerator, so nothing to tune")

    @staticmethod
    def site_name(model: str, site: str) -> str:
        """Return the name of a site among all models."""
        return f"{model}/{site}" if model else site

    def fingerprint(self) -> str:
        """Return a hash of the program files."""
        digest = hashlib.sha256()
        for name, program in sorted(self.programs.items()):
            digest.update(f"{name}\0".encode() + Path(program.path).read_bytes())
        return digest.hexdigest()


class MeteredModel:
    """A model under one setting, which adds up what its runs take."""

    def __init__(
        self,
        models: Models,
        model: str,
        setting: Setting,
        arithmetic: str,
        costs: dict[str, Any],
        cache: RunCache,
    ) -> None:
        self._model = model
        self._program = models.programs[model]
        self._names = {s.name: Models.site_name(model, s.name) for s in self._program.sites}
        self._approximations = {name: setting[key] for name, key in self._names.items()}
        self._arithmetic = arithmetic
        self._costs = costs
        self._cache = cache

    def __call__(self, *inputs: ArrayLike) -> Any:  # noqa: ANN401 - one result or all.
        """Run the model as `Program` does. What it returns is not to be written to."""
        arrays = [np.asarray(given) for given in inputs]
        run = self._cache.run(
            self._model, self._program, arrays, self._approximations, self._arithmetic
        )
        for site, own in run.costs.items():
            costs = self._costs[self._names[site]]
            for objective, accounts in own.items():
                for account, cost in accounts.items():
                    costs[objective][account] += cost
        return run.outputs[0] if len(run.outputs) == 1 else run.outputs


# model (or models by name), examples -> a number, higher is better.
Metric: TypeAlias = Callable[[Any, Sequence[Any]], float]


class Evaluator:
    """Evaluates settings, each but once, and remembers them in a file where one is given.

    The file has a line of JSON for each evaluation, behind one that says what they are
    of. It is written as evaluations come, so that after whatever end the next run goes on.
    """

    def __init__(
        self,
        models: Models,
        parts: Mapping[str, Sequence[Any]],
        metric: Metric,
        state: str | os.PathLike[str] | None,
        report: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.models = models
        self.used: dict[str, Evaluation] = {}  # By key, in order of first use.
        self._parts = parts
        self._metric = metric
        self._report = report
        self._cache = RunCache()
        self._known: dict[str, Evaluation] = {}
        self._journal = None if state is None else Path(state)
        if self._journal:
            self._open(self._journal)

    def _identity(self) -> dict[str, Any]:
        return {
            "programs": self.models.fingerprint(),
            "examples": {name: len(part) for name, part in self._parts.items()},
            "metric": getattr(self._metric, "__qualname__", type(self._metric).__qualname__),
        }

    def _open(self, journal: Path) -> None:
        lines = journal.read_text().splitlines() if journal.exists() else []
        entries = [entry for line in lines if (entry := _parse(line)) is not None]
        identity = self._identity()
        if entries and entries[0] != identity:
            raise ValueError(
                f"{journal} is of other programs, data or another metric; remove it, or give "
                "another file as state"
            )
        for entry in entries[1:]:
            self._known[entry["key"]] = Evaluation(entry["metric"], entry["costs"])
        # What a killed run left half-written goes.
        whole = [json.dumps(entry) for entry in entries or [identity]]
        write_text(journal, "".join(f"{line}\n" for line in whole))

    def evaluate(
        self, setting: Setting, part: str, arithmetic: Literal["fixed", "float"] = "fixed"
    ) -> Evaluation:
        """Return the metric of a part of the data; sites that are not named are exact."""
        setting = {name: c for name, c in setting.items() if c != EXACT}
        key = json.dumps([part, arithmetic, to_json(setting)], sort_keys=True)
        if key not in self._known:
            self._known[key] = self._run(setting, part, arithmetic)
            self._remember(key)
        self.used.setdefault(key, self._known[key])
        self._report(part)
        return self._known[key]

    def _run(self, setting: Setting, part: str, arithmetic: str) -> Evaluation:
        costs: dict[str, Any] = {
            name: {kind: {"paper": 0, "full": 0} for kind in ("cycles", "energy")}
            for name in self.models.sites
        }
        full = {name: setting.get(name, EXACT) for name in self.models.sites}
        metered = {
            model: MeteredModel(self.models, model, full, arithmetic, costs, self._cache)
            for model in self.models.programs
        }
        model = metered[""] if self.models.is_single else metered
        metric = float(self._metric(model, self._parts[part]))
        if not math.isfinite(metric):
            raise ValueError(
                f"the metric is {metric} on the {part} data ({arithmetic} arithmetic, "
                f"{describe(setting)}); it must be a finite number"
            )
        return Evaluation(metric, costs)

    def _remember(self, key: str) -> None:
        if not self._journal:
            return
        known = self._known[key]
        line = json.dumps({"key": key, "metric": known.metric, "costs": known.costs})
        with self._journal.open("a") as file:
            file.write(line + "\n")
            file.flush()
            os.fsync(file.fileno())


def describe(setting: Setting) -> str:
    """Return the setting in one line; sites that are not named are exact."""
    return "; ".join(f"{name}: {_describe(c)}" for name, c in setting.items()) or "all exact"


def _describe(choice: SiteApproximation) -> str:
    if isinstance(choice, Approximation):
        return str(choice)
    return " | ".join(map(str, choice))


def _parse(line: str) -> dict[str, Any] | None:
    try:
        entry = json.loads(line)
    except json.JSONDecodeError:
        return None
    return entry if isinstance(entry, dict) else None
