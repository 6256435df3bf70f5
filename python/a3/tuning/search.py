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


@dataclass
class Search:
    """The search for a model, levels and a budget; `run` fills `found`."""

    evaluator: Evaluator
    levels: Sequence[Approximation]  # Mild to harsh; exact is level 0 and not among them.
    reference: float  # The metric of what nothing was left out of.
    budget: float
    objective: Objective
    account: Account
    heads: bool = False
    rounds: int = 10  # Of evaluations of whole settings, and as many to refine them.
    found: list[Found] = field(default_factory=list)

    def run(self) -> None:
        """Evaluate what the search takes."""
        self._choices = [EXACT, *self.levels]
        self._sites = list(self.evaluator.models.sites)
        self._singles = [self._single(level) for level in self._choices]
        order = self._useful_levels()
        curves = {site: self._losses_of_site(site, order) for site in self._sites}
        losses = np.array([curves[site] for site in self._sites])
        self._settle(self._site_units(), self._site_costs(), losses)
        if self.heads:
            units, costs, losses = self._split_heads(losses)
            self._settle(units, costs, losses)

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
        return self._try("single", dict.fromkeys(self._sites, level))

    def _useful_levels(self) -> list[int]:
        """Return levels by rising loss that are cheaper than all that lose less."""
        order: list[int] = []
        least = self._singles[0].cost
        for level in sorted(range(1, len(self._choices)), key=lambda i: self._singles[i].loss):
            if self._singles[level].cost < least:
                order.append(level)
                least = self._singles[level].cost
        return order

    def _losses_of_site(self, site: str, order: list[int]) -> NDArray[np.float64]:
        """Return the loss of each level at one site, by bisection for the budget.

        Levels between two that were tried are taken to lose as the whole model does
        there; those beyond one that alone exceeds the budget are not allowed.
        """
        losses = np.full(len(self._choices), np.inf)
        losses[0] = 0
        tried: dict[int, float] = {}  # By place in the order.
        low, high = -1, len(order)
        while high - low > 1:
            middle = (low + high) // 2
            loss = max(self._try("probe", {site: self._choices[order[middle]]}).loss, 0)
            tried[middle] = loss
            low, high = (middle, high) if loss <= self.budget else (low, middle)
        for place, level in enumerate(order):
            losses[level] = self._interpolate(place, order, tried)
        # More left out is not less lost, but for noise.
        losses[order] = np.maximum.accumulate(losses[order])
        return losses

    def _interpolate(self, place: int, order: list[int], tried: dict[int, float]) -> float:
        if place in tried:
            return tried[place]
        above = [p for p in tried if p > place]
        if not above:
            return np.inf
        upper = min(above)
        lower = max((p for p in tried if p < place), default=-1)
        start = tried.get(lower, 0)
        whole = [
            max(self._singles[order[p]].loss, 0) if p >= 0 else 0 for p in (lower, place, upper)
        ]
        span = whole[2] - whole[0]
        share = (whole[1] - whole[0]) / span if span > 0 else 1
        return start + (tried[upper] - start) * min(max(share, 0), 1)

    def _site_units(self) -> list[tuple[str, int | None]]:
        return [(site, None) for site in self._sites]

    def _site_costs(self) -> NDArray[np.float64]:
        return np.array(
            [
                [
                    single.evaluation.costs[s][self.objective][self.account]
                    for single in self._singles
                ]
                for s in self._sites
            ]
        )

    def _head_count(self, site: str) -> int:
        batch = self.evaluator.models.sites[site].batch
        if not batch or batch[-1] < 1:
            raise ValueError(
                f"site {site} has no number of heads that is known: tune sites instead"
            )
        return batch[-1]

    def _split_heads(
        self, losses: NDArray[np.float64]
    ) -> tuple[list[tuple[str, int | None]], NDArray[np.float64], NDArray[np.float64]]:
        """Return units, costs and losses of heads, each probed once at a harsh level.

        Heads of a site cost the same. Of the site's loss at a level each has the share
        that it had of the sum of losses when it was probed alone.
        """
        units: list[tuple[str, int | None]] = []
        costs, shares = [], []
        site_costs = self._site_costs()
        harshest = self._useful_levels()[-1:]
        for site, own_costs, own_losses in zip(self._sites, site_costs, losses, strict=True):
            count = self._head_count(site)
            known = np.where(np.isfinite(own_losses), own_losses, 0)
            probed = [
                max(self._try("probe", {site: self._one_head(h, count, level)}).loss, 0)
                for h in range(count)
                for level in harshest
            ]
            total = sum(probed)
            for head in range(count):
                units.append((site, head))
                costs.append(own_costs / count)
                part = probed[head] / total if total > 0 else 1 / count
                own = part * known
                own[~np.isfinite(own_losses)] = probed[head]
                shares.append(own)
        return units, np.array(costs), np.array(shares)

    def _one_head(self, head: int, count: int, level: int) -> list[Approximation]:
        return [self._choices[level] if h == head else EXACT for h in range(count)]

    def _setting(self, units: list[tuple[str, int | None]], chosen: Sequence[int]) -> Setting:
        setting: dict[str, SiteApproximation] = {}
        for (site, head), level in zip(units, chosen, strict=True):
            if head is None:
                setting[site] = self._choices[level]
            else:
                setting[site] = [*setting.get(site, []), self._choices[level]]  # type: ignore[misc]
        return {
            site: choice[0] if isinstance(choice, list) and len(set(choice)) == 1 else choice
            for site, choice in setting.items()
        }

    def _settle(
        self,
        units: list[tuple[str, int | None]],
        costs: NDArray[np.float64],
        losses: NDArray[np.float64],
    ) -> None:
        """Scale the sum of losses until what it allows just meets the budget, then refine."""
        lower, upper = 0.0, np.inf  # Allowances of predicted loss that held, and that did not.
        allowance = self.budget
        best: NDArray[np.int64] = np.zeros(len(units), np.int64)
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
        self._refine(units, costs, losses, best)

    def _refine(
        self,
        units: list[tuple[str, int | None]],
        costs: NDArray[np.float64],
        losses: NDArray[np.float64],
        best: NDArray[np.int64],
    ) -> None:
        """Try to move single units on, those first that save most for what they lose."""
        tried: set[tuple[int, int]] = set()
        for _ in range(self.rounds):
            moves = [
                (self._price(costs, losses, unit, best[unit], level), unit, level)
                for unit in range(len(units))
                for level in range(costs.shape[1])
                if costs[unit, level] < costs[unit, best[unit]] and (unit, level) not in tried
            ]
            moves = [move for move in moves if np.isfinite(move[0])]
            if not moves:
                return
            _, unit, level = min(moves)
            tried.add((unit, level))
            changed = best.copy()
            changed[unit] = level
            if self._try("tuned", self._setting(units, changed)).loss <= self.budget:
                best = changed

    @staticmethod
    def _price(
        costs: NDArray[np.float64], losses: NDArray[np.float64], unit: int, now: int, then: int
    ) -> float:
        """Return loss for cost saved."""
        return (losses[unit, then] - losses[unit, now]) / (costs[unit, now] - costs[unit, then])
