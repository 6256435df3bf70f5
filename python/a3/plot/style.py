# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Colours and sizes that the charts share. They read well on light and on dark pages."""

from collections.abc import Sequence
from typing import Any, Literal, TypeAlias

import altair as alt

Account: TypeAlias = Literal["paper", "full"]
ACCOUNTS: tuple[Account, ...] = ("paper", "full")
ACCOUNT_COLOURS = {"paper": "#3b82f6", "full": "#e07b39"}

CANDIDATES, KEPT = "#94a3b8", "#3b82f6"
STATES = {"busy": "#3b82f6", "waits": "#94a3b8", "blocked": "#dc6b4c"}
# Of modules, the port last.
MODULES = {
    "dot_product": "#3b82f6",
    "exponent": "#8b6fd6",
    "output": "#38a3a5",
    "candidate_selection": "#d9a520",
    "post_scoring": "#b5838d",
    "key_memory": "#6a994e",
    "value_memory": "#a3b18a",
    "sorted_key_memory": "#c2703d",
    "port": "#94a3b8",
}
HEIGHT = 240
BAR = 22  # Of a row of bars, in pixels.


def counts_axis(**options: object) -> alt.Axis:
    """Return an axis of large numbers: 20k, 1.5M."""
    label = "datum.value === 0 ? '0' : datum.label"  # Not "0k".
    return alt.Axis(format="~s", labelExpr=label, **options)


def chart(records: Sequence[dict[str, Any]], title: str) -> alt.Chart:
    """Return an empty chart of these records, whose description is read aloud."""
    return alt.Chart(alt.Data(values=list(records)), description=title)


def colours(table: dict[str, str]) -> alt.Scale:
    """Return the scale that gives each name its colour."""
    return alt.Scale(domain=list(table), range=list(table.values()))


def legend(title: str | None = None) -> alt.Legend:
    """Return a legend above the chart, where it leaves the width to the data."""
    return alt.Legend(orient="top", title=title, columns=0, symbolLimit=0)


def words(name: str) -> str:
    """Return a name of the statistics as a person writes it."""
    return name.replace("_", " ")
