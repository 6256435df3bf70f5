# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A run query by query: what each launch of an attention did."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

_ADMITTED, _CANDIDATE, _KEPT = 1, 2, 3  # Of `states`; each is also what comes before it.


@dataclass(frozen=True, repr=False)
class LaunchRows:
    """What went into a launch, and what became of every row.

    Attributes:
        query: (…, queries, d), float32; leading dimensions are those of the site.
        key: (…, n, d).
        value: (…, n, dv).
        bias: (…, queries, n), or None.
        scale: of the scores.
        states: (…, queries, n), uint8: 0 for a row that the masks hide, 1 for one that
            is no candidate, 2 for a candidate that was dropped, 3 for a row that was kept.
        lost_mass: (…, queries): the share of exact softmax, in binary64 and without the
            machine's rounding, on rows that were not kept.

    """

    query: NDArray[np.float32]
    key: NDArray[np.float32]
    value: NDArray[np.float32]
    bias: NDArray[np.float32] | None
    scale: float
    states: NDArray[np.uint8]
    lost_mass: NDArray[np.float64]

    @property
    def admitted(self) -> NDArray[np.bool_]:
        """(…, queries, n): rows that the masks let a query see."""
        return self.states >= _ADMITTED

    @property
    def candidates(self) -> NDArray[np.bool_]:
        """(…, queries, n): rows with an exact score."""
        return self.states >= _CANDIDATE

    @property
    def kept(self) -> NDArray[np.bool_]:
        """(…, queries, n): rows in softmax and output."""
        return self.states >= _KEPT

    @property
    def heads(self) -> int:
        """How many there are over all leading dimensions, in C order."""
        return int(np.prod(self.states.shape[:-2], dtype=np.int64))

    def weights(self, head: int = 0, *, kept_only: bool = False) -> NDArray[np.float64]:
        """Return the attention of a head, (queries, n), in binary64 and not rounded.

        It is exact softmax over the rows that the masks admit, or with `kept_only` over
        those that were kept: what approximation alone makes of it. A query without rows
        has zeros.
        """
        if not 0 <= head < self.heads:
            raise ValueError(f"head must be from 0 to {self.heads - 1}, not {head}")
        at = np.unravel_index(head, self.states.shape[:-2])
        scores = self.scale * (self.query[at].astype(np.float64) @ self.key[at].T)
        if self.bias is not None:
            scores += self.bias[at]
        takes_part = (self.kept if kept_only else self.admitted)[at]
        scores = np.where(takes_part, scores, -np.inf)
        best = scores.max(-1, keepdims=True, initial=-np.inf)
        weights = np.exp(scores - np.where(np.isfinite(best), best, 0))
        return weights / np.maximum(weights.sum(-1, keepdims=True), np.finfo(np.float64).tiny)


@dataclass(frozen=True, repr=False)
class Launch:
    """What one launch of a site did. Cycles are of the full account.

    Attributes:
        site: its name.
        begin: the cycles of all launches before it.
        cycles: of this launch.
        candidates: (…, queries): rows with an exact score.
        kept: (…, queries): rows in softmax and output.
        slot_cycles: the length of a slot of `activity`.
        activity: for the port, the sorter and each stage of the pipeline (of all units),
            in how many cycles of each slot it worked.
        rows: of chosen sites.

    """

    site: str
    begin: int
    cycles: int
    candidates: NDArray[np.int64]
    kept: NDArray[np.int64]
    slot_cycles: int
    activity: Mapping[str, Sequence[int]]
    rows: LaunchRows | None = None


def read_launches(text: str, arrays: Sequence[NDArray[Any]]) -> tuple[Launch, ...]:
    """Return launches from a JSON list in which each array is its number."""
    return tuple(_read_launch(launch, arrays) for launch in json.loads(text))


def _read_launch(launch: dict[str, Any], arrays: Sequence[NDArray[Any]]) -> Launch:
    for name in ("candidates", "kept"):
        launch[name] = arrays[launch[name]]
    rows = launch.pop("rows")
    return Launch(**launch, rows=None if rows is None else _read_rows(rows, arrays))


def _read_rows(rows: dict[str, Any], arrays: Sequence[NDArray[Any]]) -> LaunchRows:
    scale = rows.pop("scale")
    read = {name: None if at is None else arrays[at] for name, at in rows.items()}
    return LaunchRows(**read | {"scale": scale, "states": read["states"].view(np.uint8)})
