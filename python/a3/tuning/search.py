# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Which site may leave out how much: a search that needs few evaluations.

Each unit, a site or one of its heads, gets one of a few levels, pairs of M and T. All
units at one level tell what the level costs at each, since cost of one site does not
depend on the others, and what it loses in all. The one that loses least and costs not
much more than exact attention is the base: post-scoring alone may lose less than the paper's
number format does with nothing left out. One unit at a level, the rest at the base,
tells how much of a level's loss is the unit's. Losses are then taken to add up; where
the whole turns out to lose more or less than the sum, the sum is scaled and solved again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from a3.approximation import EXACT, Approximation, SiteApproximation
from a3.tuning.evaluation import Account, Evaluation, Evaluator, Objective, Setting, loss_of
from a3.tuning.knapsack import choose_levels

_PART = "search"
# What costs so many times more costs more. Where a model's runs depend on what it said so
# far, as those of a decoder, costs differ a little for no other reason.
_MUCH = 1.05
# Of evaluations of whole settings, and as many at least to refine them.
_LEAST_ROUNDS = 6


@dataclass(frozen=True)
class Found:
    """A setting that was evaluated on the search data.

    Attributes:
        kind: "single" is one level for all, "probe" one unit apart from the base,
            "tuned" the rest.
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


@dataclass(frozen=True)
class Table:
    """What each level costs and loses at each unit: (units, levels)."""

    units: Sequence[Unit]
    costs: NDArray[np.float64]
    losses: NDArray[np.float64]

    def cost(self, levels: NDArray[np.int64]) -> float:
        """Return the sum for a level each unit."""
        return float(self.costs[np.arange(len(levels)), levels].sum())


@dataclass
class Search:
    """The search for a model, levels and a budget, which fills `found`.

    `measure` comes first, then `settle`, perhaps several times.
    """

    evaluator: Evaluator
    levels: Sequence[Approximation]  # Mild to harsh; exact is level 0 and not among them.
    reference: Evaluation  # Of what nothing was left out of.
    budget: float
    objective: Objective
    account: Account
    sites: Sequence[str]  # What is tuned; all else stays exact.
    heads: bool = False
    found: list[Found] = field(default_factory=list)

    def measure(self) -> None:
        """Evaluate what each level costs, and loses at each unit."""
        self._choices = [EXACT, *self.levels]
        self._singles = [self._single(level) for level in self._choices]
        self._base = self._choose_base()
        self._whole = np.array([self._added(single) for single in self._singles])
        self._order = self._useful_levels()
        curves = [self._losses_of_site(site) for site in self.sites]
        sites = [Unit(site) for site in self.sites]
        self._tables = [Table(sites, self._site_costs(), np.array(curves))]
        if self.heads:
            self._tables.append(self._split_heads(curves))

    def settle(self, budget: float, *, refine: bool = True) -> Found:
        """Return the cheapest setting found that loses at most `budget` on the search data.

        To `refine` it takes some more evaluations.
        """
        level_of = dict.fromkeys(self.sites, self._base)
        for table in self._tables:
            start = np.array([level_of[unit.site] for unit in table.units])
            best, seen = self._settle(table, start, budget)
            if refine:
                best = self._refine(table, best, seen, budget)
            # Those of heads come last.
            level_of = {u.site: level for u, level in zip(table.units, best, strict=True)}
        return min(
            (found for found in self.found if found.loss <= budget),
            key=lambda found: (found.cost, found.loss),
            default=self.base,
        )

    def _try(self, kind: str, setting: Setting) -> Found:
        evaluation = self.evaluator.evaluate(setting, _PART)
        cost = evaluation.cost(self.objective, self.account)
        found = Found(kind, setting, evaluation, cost, loss_of(evaluation, self.reference))
        self.found.append(found)
        return found

    def _single(self, level: Approximation) -> Found:
        return self._try("single", dict.fromkeys(self.sites, level))

    @property
    def base(self) -> Found:
        """Return what loses least and costs not much more than exact attention."""
        return self._singles[self._base]

    def _choose_base(self) -> int:
        most = _MUCH * self._singles[0].cost
        cheap = [i for i, s in enumerate(self._singles) if s.cost <= most]
        return min(cheap, key=lambda level: self._singles[level].loss)

    def _probe(self, site: str, choice: SiteApproximation) -> Found:
        """Try one site apart from the base."""
        base = dict.fromkeys(self.sites, self._choices[self._base])
        return self._try("probe", base | {site: choice})

    def _added(self, found: Found) -> float:
        """Return what is lost beside what the base loses."""
        return max(found.loss - self.base.loss, 0)

    def _useful_levels(self) -> list[int]:
        """Return levels by rising loss that are cheaper than all that lose less."""
        order: list[int] = []
        least = self.base.cost
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
            added = self._added(self._probe(site, self._level(middle)))
            tried[middle] = added
            fits = self.base.loss + added <= self.budget
            low, high = (middle, high) if fits else (low, middle)
        losses = np.full(len(self._choices), np.inf)
        losses[self._base] = 0
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

    def _split_heads(self, curves: Sequence[NDArray[np.float64]]) -> Table:
        """Return costs and losses of heads, each probed once.

        Heads of a site cost the same. The level is the mildest at which the whole site
        loses too much, so that there is something to see. What one head loses is little
        beside the noise of a metric, and little ones do not add up to what the site
        loses; so half of the site's loss is shared by what was seen, half evenly.
        """
        units: list[Unit] = []
        costs, losses = [], []
        for site, own_costs, curve in zip(self.sites, self._site_costs(), curves, strict=True):
            count = self._head_count(site)
            harsh = next((i for i in self._order if curve[i] > self.budget), self._order[-1])
            levels = np.full((count, count), self._base)
            np.fill_diagonal(levels, harsh)
            choices = [[self._choices[level] for level in row] for row in levels]
            added = np.array([self._added(self._probe(site, c)) for c in choices])
            seen = added / added.sum() if added.any() else np.full(count, 1 / count)
            units += [Unit(site, head) for head in range(count)]
            costs += [own_costs / count] * count
            losses += [curve * share for share in (seen + 1 / count) / 2]
        return Table(units, np.array(costs), np.array(losses))

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
        self, table: Table, best: NDArray[np.int64], budget: float
    ) -> tuple[NDArray[np.int64], set[tuple[int, ...]]]:
        """Move what may be lost by the sum until the budget is just met.

        Returns the best levels and all that were tried. `best` holds.
        """
        lower, upper = 0.0, np.inf  # Sums that held, and that did not.
        allowance = max(budget - self.base.loss, 0)
        seen: set[tuple[int, ...]] = set()
        for _ in range(_LEAST_ROUNDS):
            chosen = choose_levels(table.costs, table.losses, allowance)
            if tuple(chosen) in seen:
                break
            seen.add(tuple(chosen))
            if self._try("tuned", self._setting(table.units, chosen)).loss <= budget:
                lower = allowance
                best = min(best, chosen, key=table.cost)
            else:
                upper = allowance
            allowance = 2 * lower if np.isinf(upper) else (lower + upper) / 2
        return best, seen

    def _refine(
        self, table: Table, best: NDArray[np.int64], seen: set[tuple[int, ...]], budget: float
    ) -> NDArray[np.int64]:
        """Move single units on, those first that save most for what they lose."""
        for _ in range(max(_LEAST_ROUNDS, len(table.units) // 4)):
            moves = [m for m in self._moves(table, best) if m[1] not in seen]
            if not moves:
                break
            _, changed = min(moves)
            seen.add(changed)
            if self._try("tuned", self._setting(table.units, changed)).loss <= budget:
                best = np.array(changed)
        return best

    @staticmethod
    def _moves(table: Table, best: NDArray[np.int64]) -> list[tuple[float, tuple[int, ...]]]:
        """Return what one unit at a cheaper level loses for what it saves, and all levels."""
        moves = []
        for unit, now in enumerate(best):
            costs, losses = table.costs[unit], table.losses[unit]
            for level in np.flatnonzero((costs < costs[now]) & np.isfinite(losses)):
                changed = best.copy()
                changed[unit] = level
                price = (losses[level] - losses[now]) / (costs[now] - costs[level])
                moves.append((float(price), tuple(changed)))
        return moves
