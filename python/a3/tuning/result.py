# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What tuning found, as a table, a plot and a file."""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from a3.approximation import SiteApproximation, to_json
from a3.files import write_text
from a3.tables import Shown, Table
from a3.tuning.evaluation import Account, Evaluation, Objective, Setting, describe, loss_of
from a3.tuning.search import Found

if TYPE_CHECKING:
    import altair as alt


@dataclass(frozen=True)
class Choice:
    """A setting with what it does on data that the search saw and on data that it did not."""

    name: str
    setting: Setting
    search: Evaluation
    validation: Evaluation


@dataclass(frozen=True, repr=False)
class Tuned(Shown):
    """What tuning found.

    Attributes:
        reference: the model in float arithmetic, with nothing left out.
        exact: the same in the machine's numbers.
        single: the cheapest single level for all attention that meets the budget.
        tuned: the cheapest setting that does.
        evaluations: how often the metric was computed, validation included.
        found: everything that was tried on the search data.

    """

    budget: float
    objective: Objective
    account: Account
    reference: Choice
    exact: Choice
    single: Choice
    tuned: Choice
    evaluations: int
    found: Sequence[Found]

    @property
    def approximations(self) -> Mapping[str, SiteApproximation]:
        """M and T by site, as `Program.run` takes them."""
        return self.tuned.setting

    @property
    def choices(self) -> list[Choice]:
        """Return reference, exact, single and tuned."""
        return [self.reference, self.exact, self.single, self.tuned]

    def loss(self, choice: Choice, part: str) -> float:
        """Return the loss on "search" or "validation", as a part of the reference."""
        return loss_of(getattr(choice, part), getattr(self.reference, part))

    @property
    def gain(self) -> float:
        """How many times less the tuned setting costs than the best single one."""
        costs = [c.search.cost(self.objective, self.account) for c in (self.single, self.tuned)]
        return costs[0] / costs[1] if costs[1] else 1.0

    def table(self) -> list[dict[str, Any]]:
        """Return a row for each of `choices`."""
        return [
            {
                "choice": choice.name,
                "metric, search": choice.search.metric,
                "metric, validation": choice.validation.metric,
                "loss, search": self.loss(choice, "search"),
                "loss, validation": self.loss(choice, "validation"),
                **{
                    f"{objective}, {account}": choice.search.cost(objective, account)
                    for objective in ("cycles", "energy")
                    for account in ("paper", "full")
                },
            }
            for choice in self.choices
        ]

    def _shown(self) -> list[str | Table]:
        rows = [
            [
                row["choice"],
                *(f"{row[f'metric, {part}']:.4f}" for part in ("search", "validation")),
                *(f"{row[f'loss, {part}']:.2%}" for part in ("search", "validation")),
                *(f"{row[f'cycles, {account}']:,.0f}" for account in ("paper", "full")),
                *(f"{row[f'energy, {account}'] / 1000:,.1f}" for account in ("paper", "full")),
            ]
            for row in self.table()
        ]
        header = ["", "metric, search", "validation", "loss, search", "validation"]
        header += ["cycles, paper", "full", "energy in µJ, paper", "full"]
        gain = (
            f"{self.objective} ({self.account} account) are {self.gain:.2f} times fewer than with "
            f"the best single M and T; budget {self.budget:.2%}, {self.evaluations} evaluations"
        )
        settings = [f"  {describe({name: choice})}" for name, choice in self.approximations.items()]
        return [Table(header, rows), gain, *settings]

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the file that `a3-compile --approx-file` reads; it also has the table."""
        document = to_json(self.approximations) | {
            "tuning": {
                "budget": self.budget,
                "objective": self.objective,
                "account": self.account,
                "evaluations": self.evaluations,
                "least_cost": min(found.cost for found in self.found),
                "table": self.table(),
            }
        }
        write_text(Path(path), json.dumps(document, indent=2) + "\n")

    def plot(self, path: str | os.PathLike[str] | None = None) -> "alt.HConcatChart":
        """Return the metric against cycles and energy of all that was tried; save it too."""
        from a3.plot import save, tuned

        chart = tuned(self)
        if path is not None:
            save(chart, path)
        return chart
