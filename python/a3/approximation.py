# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What attention leaves out: M and T of each site, and the file that holds them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias


@dataclass(frozen=True)
class Approximation:
    """M and T of approximate A3 (HPCA 2020, section IV); exact without them.

    Attributes:
        m: iterations of the candidate selection, or a part of the number of rows n
            in steps of 0.001n, such as "0.125n", rounded up; None takes all rows.
        t: percent of the largest weight that a candidate must reach, in steps of
            0.001; None keeps all candidates.

    """

    m: int | str | None = None
    t: float | None = None

    def __str__(self) -> str:
        """Return "exact" or the like of "M = 0.125n, T = 5"."""
        parts = [f"M = {self.m}"] if self.m is not None else []
        parts += [f"T = {self.t:g}"] if self.t is not None else []
        return ", ".join(parts) or "exact"

    def to_json(self) -> dict[str, int | str | float]:
        """Return what a file has for it."""
        return {k: v for k, v in (("m", self.m), ("t", self.t)) if v is not None}


EXACT = Approximation()

# What one site leaves out: the same for all heads, or an entry a head.
SiteApproximation: TypeAlias = Approximation | Sequence[Approximation]
# By the name of the site, or the same for all.
Approximations: TypeAlias = Approximation | Mapping[str, SiteApproximation]


def to_json(sites: Mapping[str, SiteApproximation]) -> dict[str, Any]:
    """Return the object that `a3-compile --approx-file` reads, as JSON has it."""
    return {
        "sites": {
            name: choice.to_json()
            if isinstance(choice, Approximation)
            else [head.to_json() for head in choice]
            for name, choice in sites.items()
        }
    }


def to_text(sites: Mapping[str, SiteApproximation]) -> str:
    """Return the file's text; equal choices give equal texts."""
    return json.dumps(to_json(sites), sort_keys=True)


def from_json(document: Mapping[str, Any]) -> dict[str, SiteApproximation]:
    """Return what `to_json` was made of."""
    return {
        name: Approximation(**choice)
        if isinstance(choice, Mapping)
        else [Approximation(**head) for head in choice]
        for name, choice in document["sites"].items()
    }
