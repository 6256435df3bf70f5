# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Which site may leave out how much: a search that needs few evaluations.

Each unit, a site or one of its heads, gets one of a few levels, pairs of M and T. All
units at one level tell what the level costs at each, since cost of one site does not
depend on the others, and what it loses in all. One unit at a level, the rest exact,
tells how much of that loss is the unit's. Losses are then taken to add up; where the
whole turns out to lose more or less than the sum, the sum is scaled and solved again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from a3.approximation import EXACT, Approximation, SiteApproximation
from a3.tuning.evaluation import Account, Evaluation, Evaluator, Objective, Setting
from a3.tuning.knapsack import choose_levels

_PART = "search"


@dataclass(frozen=True)
class Found:
    """A setting that was evaluated on the search data.

    Attributes:
        kind: "single" is one level for all, "probe" one unit at a level, "tuned" the rest.
        loss: relative to the reference.

    """

    kind: str
    setting: Setting
    evaluation: Evaluation
    cost: float
    loss: float


@dataclass(frozen=True)
class Unit:
    """What gets a level: a site, or one of its heads."""

    site: str
    head: int | None = None


@dataclass
class Search:
    """The search for a model, levels and a budget; `run` fills `found`."""

    evaluator: Evaluator
    levels: Sequence[Approximation]  # Mild to harsh; exact is level 0 and not among them.
    reference: float  # The metric of what nothing was left out of.
    budget: float
    objective: Objective
    account: Account
    sites: Sequence[str]  # What is tuned; all else stays exact.
    heads: bool = False
    rounds: int = 10  # Of evaluations of whole settings, and as many to refine them.
    found: list[Found] = field(default_factory=list)

    def run(self) -> None:
        """Evaluate what the search takes."""
        self._choices = [EXACT, *self.levels]
        self._singles = [self._single(level) for level in self._choices]
        self._whole = self._losses_of_singles()
        self._order = self._useful_levels()
        curves = [self._losses_of_site(site) for site in self.sites]
        sites = [Unit(site) for site in self.sites]
        self._settle(sites, self._site_costs(), np.array(curves))
        if self.heads:
            self._settle(*self._split_heads(curves))

    def loss(self, evaluation: Evaluation) -> float:
        """Return the loss of the metric, as a part of the reference."""
        return (self.reference - evaluation.metric) / abs(self.reference)

    def _try(self, kind: str, setting: Setting) -> Found:
        evaluation = self.evaluator.evaluate(setting, _PART)
        cost = evaluation.cost(self.objective, self.account)
        found = Found(kind, setting, evaluation, cost, self.loss(evaluation))
        self.found.append(found)
        return found

    def _single(self, level: Approximation) -> Found:
        return self._try("single", dict.fromkeys(self.sites, level))

    def _added(self, found: Found) -> float:
        """Return what is lost beside what exact attention loses in the machine's numbers."""
        return max(found.loss - self._singles[0].loss, 0)

    def _losses_of_singles(self) -> NDArray[np.float64]:
        return np.array([self._added(single) for single in self._singles])

    def _useful_levels(self) -> list[int]:
        """Return levels by rising loss that are cheaper than all that lose less."""
        order: list[int] = []
        least = self._singles[0].cost
        for level in np.argsort(self._whole, kind="stable").tolist():
            if self._singles[level].cost < least:
                order.append(level)
                least = self._singles[level].cost
        return order

    def _losses_of_site(self, site: str) -> NDArray[np.float64]:
        """Return what each level adds at one site, by bisection for the budget.

        Between and behind levels that were tried, the curve is that of the whole model.
        """
        tried = {-1: 0.0}  # By place in the order.
        low, high = -1, len(self._order)
        while high - low > 1:
            middle = (low + high) // 2
            added = self._added(self._try("probe", {site: self._level(middle)}))
            tried[middle] = added
            fits = self._singles[0].loss + added <= self.budget
            low, high = (middle, high) if fits else (low, middle)
        losses = np.full(len(self._choices), np.inf)
        losses[0] = 0
        for place, level in enumerate(self._order):
            losses[level] = self._extend(place, tried)
        # More left out is not less lost, but for noise.
        losses[self._order] = np.maximum.accumulate(losses[self._order])
        return losses

    def _level(self, place: int) -> Approximation:
        return self._choices[self._order[place]]

    def _extend(self, place: int, tried: dict[int, float]) -> float:
        if place in tried:
            return tried[place]
        lower = max(p for p in tried if p < place)
        before, here = self._whole_at(lower), self._whole_at(place)
        above = [p for p in tried if p > place]
        if not above:
            return tried[lower] * here / before if before > 0 else np.inf
        behind = self._whole_at(min(above))
        share = (here - before) / (behind - before) if behind > before else 1
        return tried[lower] + share * (tried[min(above)] - tried[lower])

    def _whole_at(self, place: int) -> float:
        return self._whole[self._order[place]] if place >= 0 else 0

    def _site_costs(self) -> NDArray[np.float64]:
        costs = [single.evaluation.costs for single in self._singles]
        return np.array(
            [[own[site][self.objective][self.account] for own in costs] for site in self.sites]
        )

    def _head_count(self, site: str) -> int:
        batch = self.evaluator.models.sites[site].batch
        if not batch or batch[-1] < 1:
            raise ValueError(f"it is not known how many heads site {site} has; tune sites instead")
        return batch[-1]

    def _split_heads(
        self, curves: Sequence[NDArray[np.float64]]
    ) -> tuple[list[Unit], NDArray[np.float64], NDArray[np.float64]]:
        """Return units, costs and losses of heads, each probed once.

        Heads of a site cost the same. The level is the mildest at which the whole site
        loses too much, so that there is something to see; a head's curve is its site's,
        so that both agree there.
        """
        units: list[Unit] = []
        costs, losses = [], []
        for site, own_costs, curve in zip(self.sites, self._site_costs(), curves, strict=True):
            count = self._head_count(site)
            harsh = next((i for i in self._order if curve[i] > self.budget), self._order[-1])
            for head in range(count):
                choice = [self._choices[harsh] if h == head else EXACT for h in range(count)]
                added = self._added(self._try("probe", {site: choice}))
                units.append(Unit(site, head))
                costs.append(own_costs / count)
                losses.append(curve * (added / curve[harsh] if curve[harsh] > 0 else 1 / count))
        return units, np.array(costs), np.array(losses)

    def _setting(self, units: Sequence[Unit], chosen: Sequence[int]) -> Setting:
        setting: dict[str, SiteApproximation] = {}
        for unit, level in zip(units, chosen, strict=True):
            if unit.head is None:
                setting[unit.site] = self._choices[level]
            else:
                setting[unit.site] = [*setting.get(unit.site, []), self._choices[level]]  # type: ignore[misc]
        return {
            site: choice[0] if isinstance(choice, list) and len(set(choice)) == 1 else choice
            for site, choice in setting.items()
        }

    def _settle(
        self, units: Sequence[Unit], costs: NDArray[np.float64], losses: NDArray[np.float64]
    ) -> None:
        """Move what may be lost by the sum until the budget is just met, then refine."""
        lower, upper = 0.0, np.inf  # Sums that held, and that did not.
        allowance = max(self.budget - self._singles[0].loss, 0)
        best = np.zeros(len(units), np.int64)
        seen: set[tuple[int, ...]] = set()
        for _ in range(self.rounds):
            chosen = choose_levels(costs, losses, allowance)
            if tuple(chosen) in seen:
                break
            seen.add(tuple(chosen))
            if self._try("tuned", self._setting(units, chosen)).loss <= self.budget:
                best, lower = chosen, allowance
            else:
                upper = allowance
            allowance = 2 * lower if np.isinf(upper) else (lower + upper) / 2
        self._refine(units, costs, losses, best, seen)

    def _refine(
        self,
        units: Sequence[Unit],
        costs: NDArray[np.float64],
        losses: NDArray[np.float64],
        best: NDArray[np.int64],
        seen: set[tuple[int, ...]],
    ) -> None:
        """Move single units on, those first that save most for what they lose."""
        for _ in range(self.rounds):
            moves = []
            for unit in range(len(units)):
                for level in np.flatnonzero(costs[unit] < costs[unit, best[unit]]):
                    changed = best.copy()
                    changed[unit] = level
                    price = losses[unit, level] - losses[unit, best[unit]]
                    price /= costs[unit, best[unit]] - costs[unit, level]
                    if np.isfinite(price) and tuple(changed) not in seen:
                        moves.append((price, tuple(changed)))
            if not moves:
                return
            _, changed = min(moves)
            seen.add(changed)
            if self._try("tuned", self._setting(units, changed)).loss <= self.budget:
                best = np.array(changed)
