# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""When each part of the machine worked."""

import altair as alt
import numpy as np
from numpy.typing import NDArray

from a3.plot.style import BAR, chart, counts_axis, words
from a3.program import Run
from a3.run_detail import Launch

_SLOTS = 160


def timeline(run: Run) -> alt.Chart:
    """Return how busy port, sorter and stages were over all launches, one after the other.

    Time is in cycles of the full account; the host's work takes none. The run needs
    `detail`.
    """
    if not run.launches:
        raise ValueError("when the parts worked is told with detail: run(…, detail=True)")
    last = run.launches[-1]
    total = last.begin + last.cycles
    width = max(-(-total // _SLOTS), 1)
    edges = np.minimum(np.arange(0, total + width, width), total)
    records = []
    for part in last.activity:
        # Cycles of work before each edge; a stage has as many at a time as there are units.
        busy = sum(_busy_before(launch, part, edges) for launch in run.launches)
        copies = 1 if part in ("port", "sorter") else run.machine.units
        shares = np.diff(busy) / np.maximum(np.diff(edges), 1) / copies
        records += [
            {"part": words(part), "from": int(low), "to": int(high), "busy": round(share, 4)}
            for low, high, share in zip(edges, edges[1:], shares.tolist(), strict=False)
        ]
    return (
        chart(records, "When each part of the machine worked")
        .mark_rect()
        .encode(
            x=alt.X(
                "from:Q",
                title="cycle, full account",
                axis=counts_axis(grid=False, tickCount=6),
                scale=alt.Scale(domain=[0, total], nice=False),
            ),
            x2="to:Q",
            y=alt.Y("part:N", sort=None, title=None),
            color=alt.Color(
                "busy:Q",
                scale=alt.Scale(domain=[0, 1]),
                legend=alt.Legend(
                    title="busy", format="%", orient="top", gradientLength=120, tickCount=3
                ),
            ),
            tooltip=["part:N", "from:Q", "to:Q", alt.Tooltip("busy:Q", format=".0%")],
        )
        .properties(height=BAR * len(last.activity))
    )


def _busy_before(launch: Launch, part: str, edges: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the part's cycles of work in a launch before each of the edges."""
    slots = launch.activity[part]
    times = launch.begin + launch.slot_cycles * np.arange(len(slots) + 1)
    return np.interp(edges, times, np.concatenate([[0], np.cumsum(slots)]))
