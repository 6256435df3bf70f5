# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""How much may be skipped? M and T for each attention of a model, within a budget."""

import math
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, get_args

import numpy as np

from a3.approximation import Approximation
from a3.program import Program
from a3.progress import Counter
from a3.tuning.evaluation import (
    Account,
    Evaluation,
    Evaluator,
    Metric,
    Models,
    Objective,
    Setting,
    describe,
    loss_of,
)
from a3.tuning.result import Choice, Tuned
from a3.tuning.search import Found, Search

__all__ = ["LEVELS", "BudgetError", "Choice", "Evaluation", "Found", "Tuned", "tune"]

# What is tried at each site, beside exact.
LEVELS = (
    Approximation(t=5),
    Approximation(t=10),
    Approximation("1n", 5),
    Approximation("0.75n", 5),
    Approximation("0.5n", 5),
    Approximation("0.375n", 5),
    Approximation("0.25n", 5),
    Approximation("0.125n", 10),
    Approximation("0.063n", 10),
)

# How often the search aims at less after it missed the budget on the validation data.
_MOST_AIMS = 5


class BudgetError(ValueError):
    """No setting meets the budget; the message says what the best one loses."""


def tune(
    model: Program | str | os.PathLike[str] | Mapping[str, Program],
    data: Sequence[Any],
    metric: Metric,
    budget: float = 0.01,
    objective: Objective = "cycles",
    *,
    account: Account = "full",
    sites: Sequence[str] | None = None,
    heads: bool = False,
    levels: Sequence[Approximation] = LEVELS,
    validation: Sequence[Any] | float = 0.5,
    seed: int = 0,
    state: str | os.PathLike[str] | None = None,
    progress: bool | None = None,
) -> Tuned:
    """Choose M and T of each attention so that the metric loses at most `budget`.

    Args:
        model: a compiled program or its file, or several by name, tuned together.
        data: examples, whatever `metric` understands.
        metric: called as metric(model, examples) with a part of `data`; returns a
            finite number, higher is better. `model` is called as a `Program` is, or
            is a mapping of such by name.
        budget: how much of the metric may be lost, as a part of what the model
            reaches in float arithmetic with nothing left out.
        objective: what shall be least, "cycles" or "energy".
        account: "full", with loads, sorting and stores, or the paper's own, "paper".
        sites: what is tuned, by name ("MODEL/SITE" of several models); the rest stays
            exact. All if not given.
        heads: choose for each head, which takes an evaluation a head more.
        levels: the pairs of M and T to choose from.
        validation: data that the search does not see, or what part of `data` to set
            aside for that, at random by `seed`.
        seed: of that choice. The same seed gives the same result.
        state: a file in which evaluations are kept, so that another call goes on
            where this one was stopped.
        progress: show a bar on standard error; by default where it is a terminal.

    Returns:
        The setting, with what it loses on both parts of the data and what it saves.
        `save` writes the file that `a3-compile --approx-file` reads.

    Raises:
        BudgetError: neither exact attention nor any level for all loses as little.
        ValueError: there are no examples, the metric is not finite, or an option is
            out of range.

    """
    models = Models(Program(model) if isinstance(model, str | os.PathLike) else model)
    _check(budget, objective, account, levels)
    sites = _sites(models, sites)
    parts = _split(data, validation, seed)
    with Counter("evaluation", wanted=progress) as counter:
        evaluator = Evaluator(models, parts, metric, state, counter.step)
        reference = _choice(evaluator, "float, nothing left out", {}, "float")
        if reference.search.metric == 0 or reference.validation.metric == 0:
            raise ValueError("the metric of the model is 0, so no part of it can be a budget")
        search = Search(
            evaluator, levels, reference.search, budget, objective, account, sites, heads
        )
        exact = _choice(evaluator, "exact", {})
        search.measure()
        single = _best_single(search, reference)
        tuned = _tuned(search, reference, single)
    return Tuned(
        budget,
        objective,
        account,
        reference,
        exact,
        single,
        tuned,
        len(evaluator.used),
        search.found,
    )


def _check(budget: float, objective: str, account: str, levels: Sequence[Approximation]) -> None:
    if not (math.isfinite(budget) and 0 <= budget < 1):
        raise ValueError(f"budget must be a part of the metric, from 0 to below 1, not {budget}")
    if objective not in get_args(Objective):
        raise ValueError(f"objective must be 'cycles' or 'energy', not {objective!r}")
    if account not in get_args(Account):
        raise ValueError(f"account must be 'paper' or 'full', not {account!r}")
    if not levels:
        raise ValueError("levels must have at least one pair of M and T")


def _sites(models: Models, wanted: Sequence[str] | None) -> list[str]:
    if wanted is None:
        return list(models.sites)
    for name in wanted:
        if name not in models.sites:
            raise ValueError(f"there is no site {name!r}; there are {', '.join(models.sites)}")
    if not wanted:
        raise ValueError("sites is empty, so nothing is tuned")
    return list(wanted)


def _split(
    data: Sequence[Any], validation: Sequence[Any] | float, seed: int
) -> dict[str, Sequence[Any]]:
    if len(data) == 0:
        raise ValueError("data has no examples")
    if not isinstance(validation, int | float):
        if len(validation) == 0:
            raise ValueError("validation has no examples")
        return {"search": data, "validation": validation}
    if not 0 < validation < 1:
        raise ValueError(
            f"validation must be a part of the data, between 0 and 1, not {validation}"
        )
    if len(data) < 2:
        raise ValueError("data has one example, but two are needed: to search, and to validate")
    order = np.random.default_rng(seed).permutation(len(data))
    count = min(max(round(validation * len(data)), 1), len(data) - 1)
    held, seen = sorted(order[:count]), sorted(order[count:])
    return {"search": [data[i] for i in seen], "validation": [data[i] for i in held]}


def _choice(
    evaluator: Evaluator,
    name: str,
    setting: Setting,
    arithmetic: Any = "fixed",  # noqa: ANN401
) -> Choice:
    return Choice(
        name,
        setting,
        evaluator.evaluate(setting, "search", arithmetic),
        evaluator.evaluate(setting, "validation", arithmetic),
    )


def _best_single(search: Search, reference: Choice) -> Choice:
    """Return the cheapest level for all sites that meets the budget on both parts."""
    name = "best single M and T"
    singles = [f for f in search.found if f.kind == "single" and f.loss <= search.budget]
    for found in sorted(singles, key=lambda f: (f.cost, f.loss)):
        validation = search.evaluator.evaluate(found.setting, "validation")
        if loss_of(validation, reference.validation) <= search.budget:
            return Choice(name, found.setting, found.evaluation, validation)
    best = min(search.found, key=lambda found: found.loss)
    validation = search.evaluator.evaluate(best.setting, "validation")
    loss = loss_of(validation, reference.validation)
    raise BudgetError(
        f"no setting keeps the loss within {search.budget:.2%}: the least that was found is "
        f"{best.loss:.2%} on the search data and {loss:.2%} on the validation data "
        f"({describe(best.setting)}); take a larger budget, or a machine with a finer format"
    )


def _tuned(search: Search, reference: Choice, single: Choice) -> Choice:
    """Return the cheapest setting that meets the budget on both parts of the data.

    A search fits its data, so what just meets the budget there may lose several times as
    much elsewhere, and by that is less aimed at the next time. The best single level is
    the last resort.
    """
    name = "tuned"
    aim = search.budget
    for _ in range(_MOST_AIMS):
        found = search.settle(aim, refine=aim == search.budget)
        if found.cost >= single.search.cost(search.objective, search.account):
            break
        validation = search.evaluator.evaluate(found.setting, "validation")
        loss = loss_of(validation, reference.validation)
        if loss <= search.budget:
            return Choice(name, found.setting, found.evaluation, validation)
        base = search.base
        base_validation = search.evaluator.evaluate(base.setting, "validation")
        base_loss = loss_of(base_validation, reference.validation)
        if not base_loss < search.budget < loss:
            break
        share = (search.budget - base_loss) / (loss - base_loss)
        aim = base.loss + (found.loss - base.loss) * share
    return replace(single, name=name)
