# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Maps of attention: which query looks at which row."""

from typing import Literal, TypeAlias

import altair as alt
import numpy as np
from numpy.typing import NDArray

from a3.run_detail import LaunchRows

# Cells of a side: more would be smaller than what a person sees.
_MOST = 64
Kind: TypeAlias = Literal["exact", "kept", "change"]
TITLES: dict[Kind, str] = {
    "exact": "exact",
    "kept": "approximate",
    "change": "difference",
}


def attention(rows: LaunchRows, head: int = 0) -> alt.HConcatChart:
    """Return the maps of one head, exact, approximate, and what lies between them."""
    maps = [
        attention_map(rows, head, kind).properties(width=220, title=TITLES[kind]) for kind in TITLES
    ]
    return alt.hconcat(*maps).resolve_scale(color="independent")


def attention_map(rows: LaunchRows, head: int = 0, kind: Kind = "exact") -> alt.Chart:
    """Return the weights of each query (down) on each row (across).

    Neither has the machine's rounding. "exact" is softmax over all rows that masks admit,
    "kept" over those that were kept, "change" what the second has more than the first.
    Of more than 64 rows, neighbours are added up; of more queries, they are averaged.

    Args:
        rows: of a launch of `Program.run(…, detail=[site])`.
        head: over all leading dimensions, in C order.
        kind: which of the three.

    """
    exact = rows.weights(head)
    weights = {
        "exact": lambda: exact,
        "kept": lambda: rows.weights(head, kept_only=True),
        "change": lambda: rows.weights(head, kept_only=True) - exact,
    }[kind]()
    # Rows behind the last one that any query may see are not worth a place.
    admitted = rows.admitted.reshape(-1, *weights.shape)[head].any(0)
    weights = weights[:, : int(admitted.nonzero()[0].max(initial=0)) + 1]
    queries, columns = weights.shape
    down, across = -(-queries // _MOST), -(-columns // _MOST)
    cells = _blocks(_blocks(weights, across).T, down).T
    counts = np.minimum(down, queries - down * np.arange(len(cells)))[:, None]
    cells = np.round(cells / counts, 4)
    return _heat_map(cells, down, across, (queries, columns), kind)


def _blocks(weights: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    """Return the sums of `size` neighbours each in the last dimension."""
    return np.add.reduceat(weights, np.arange(0, weights.shape[-1], size), axis=-1)


def _heat_map(
    cells: NDArray[np.float64], down: int, across: int, ends: tuple[int, int], kind: Kind
) -> alt.Chart:
    """Return the picture of cells that each stand for `down` queries and `across` rows."""
    title = f"{TITLES[kind]} attention of queries, down, to rows, across"
    if kind == "change":
        most = max(float(np.abs(cells).max()), 0.01)
        scale = alt.Scale(domain=[-most, most], domainMid=0, interpolate="rgb")
    else:
        # A root shows small weights as well.
        scale = alt.Scale(type="sqrt", domain=[0, max(float(cells.max()), 0.01)])
    # One list of numbers takes a tenth of what records with names do.
    return (
        alt.Chart(alt.Data(values=cells.ravel().tolist()), description=title)
        .transform_window(place="row_number()")
        .transform_calculate(
            query=f"floor((datum.place - 1) / {cells.shape[1]}) * {down}",
            row=f"((datum.place - 1) % {cells.shape[1]}) * {across}",
        )
        .transform_calculate(
            query_end=f"min(datum.query + {down}, {ends[0]})",
            row_end=f"min(datum.row + {across}, {ends[1]})",
        )
        .mark_rect()
        .encode(
            x=_axis(alt.X, "row", ends[1]),
            x2="row_end:Q",
            y=_axis(alt.Y, "query", ends[0], reverse=True),
            y2="query_end:Q",
            color=alt.Color(
                "data:Q",
                scale=scale,
                legend=alt.Legend(
                    title="weight", orient="top", gradientLength=100, tickCount=3, format=".2~f"
                ),
            ),
            tooltip=["query:Q", "row:Q", alt.Tooltip("data:Q", title="weight", format=".4f")],
        )
        .properties(height=220)
    )


def _axis(channel: type, name: str, end: int, *, reverse: bool = False) -> alt.X | alt.Y:
    return channel(
        f"{name}:Q",
        title=name,
        axis=alt.Axis(grid=False, tickMinStep=1, tickCount=5, format="d"),
        scale=alt.Scale(domain=[0, end], nice=False, reverse=reverse),
    )
