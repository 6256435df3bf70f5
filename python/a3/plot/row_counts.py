# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Rows that queries took: as histograms, and over layers and heads."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import numpy as np
from numpy.typing import NDArray

from a3.plot.style import BAR, CANDIDATES, HEIGHT, KEPT, chart, colours, counts_axis, legend
from a3.program import Run
from a3.run_detail import Launch

_BINS = 40
_KINDS = {"candidates": CANDIDATES, "kept": KEPT}


def rows(run: Run, site: str | None = None) -> alt.Chart:
    """Return how many queries had how many candidates and kept rows, of one site or all.

    With `detail`, `Program.run` counts each query; else the bins are those of the
    statistics, whose bounds are powers of two.
    """
    if run.launches is None:
        records = _of_statistics(run, site)
    else:
        launches = [launch for launch in run.launches if site in (None, launch.site)]
        records = _of_launches(launches)
    if not records:
        raise ValueError(f"no queries of site {site!r}" if site else "no site ran")
    return (
        chart(records, "Queries by their candidates and kept rows")
        .mark_rect(opacity=0.75)
        .encode(
            x=alt.X("from:Q", title="rows of a query", axis=alt.Axis(tickMinStep=1, tickCount=8)),
            x2="to:Q",
            y=alt.Y("queries:Q", title="queries", axis=counts_axis()),
            y2=alt.Y2Datum(0),
            color=alt.Color("rows:N", scale=colours(_KINDS), legend=legend()),
            tooltip=["rows:N", "from:Q", "to:Q", alt.Tooltip("queries:Q", format=",d")],
        )
        .properties(height=HEIGHT)
    )


def lost_mass(run: Run) -> alt.Chart:
    """Return how many queries lost which share of exact softmax, by site.

    The run needs `detail` with the names of sites.
    """
    edges = np.linspace(0, 1, 21)
    records = [
        {"site": launch.site, "from": low, "to": high, "queries": int(count)}
        for launch in _with_rows(run)
        for low, high, count in zip(
            edges, edges[1:], np.histogram(launch.rows.lost_mass, edges)[0], strict=False
        )
        if count
    ]
    return (
        chart(records, "Queries by the softmax that they lost")
        .mark_bar()
        .encode(
            x=alt.X(
                "from:Q",
                title="lost share of exact softmax",
                axis=alt.Axis(format="%", tickCount=5),
                scale=alt.Scale(domain=[0, 1]),
            ),
            x2="to:Q",
            y=alt.Y("sum(queries):Q", title="queries", axis=counts_axis()),
            color=alt.value(KEPT),
            tooltip=[alt.Tooltip("from:Q", format=".0%"), alt.Tooltip("sum(queries):Q")],
        )
        .properties(height=HEIGHT)
    )


def head_rows(
    run: Run, hosted: Sequence[dict[str, str]] = (), *, order: Sequence[str] | None = None
) -> alt.LayerChart:
    """Return the share of rows that each head keeps, by site; the run needs `detail`.

    Of several leading dimensions, heads are the last, and the others are averaged.

    Args:
        run: of a program.
        hosted: attention that stays on the host, each with `site` and `reason`.
        order: of all sites, from above.

    """
    if run.launches is None:
        raise ValueError("which heads keep how many rows is told with detail: run(…, detail=True)")
    sizes = {site["name"]: site["n"] for site in run.statistics["sites"]}
    shares: dict[str, list[NDArray[np.float64]]] = {}
    for launch in run.launches:
        kept = launch.kept.mean(-1)  # Of the queries.
        by_head = kept.reshape(-1, kept.shape[-1] if kept.ndim else 1).mean(0)
        shares.setdefault(launch.site, []).append(by_head / sizes[launch.site])
    records: list[dict[str, Any]] = [
        {"site": site, "head": head, "share": share}
        for site, launches in shares.items()
        for head, share in enumerate(np.mean(launches, 0).tolist())
    ]
    columns = max((record["head"] + 1 for record in records), default=1)
    for record in records:
        record |= {"from": record["head"] - 0.5, "to": record["head"] + 0.5}
    here = [{**entry, "from": -0.5, "to": columns - 0.5} for entry in hosted]
    names = list(order or [*shares, *(entry["site"] for entry in hosted)])
    y = alt.Y("site:N", sort=names, title=None, axis=alt.Axis(labelLimit=120))
    axis = alt.Axis(tickMinStep=1, format="d", grid=False)
    scale = alt.Scale(domain=[-0.5, columns - 0.5], nice=False, zero=False)
    x = alt.X("from:Q", title="head", axis=axis, scale=scale)
    most = max((record["share"] for record in records), default=1)
    offloaded = (
        chart(records, "Share of the rows that each head keeps, by site")
        .mark_rect(stroke="gray", strokeWidth=0.3)
        .encode(
            x=x,
            x2="to:Q",
            y=y,
            color=alt.Color(
                "share:Q",
                scale=alt.Scale(domain=[0, most or 1]),
                legend=alt.Legend(
                    title="rows kept", format=".0%", orient="top", gradientLength=120, tickCount=3
                ),
            ),
            tooltip=["site:N", "head:Q", alt.Tooltip("share:Q", format=".1%")],
        )
    )
    base = chart(here, "Attention on the host").encode(x=x, y=y)
    host = base.mark_rect(color="#94a3b8", opacity=0.35).encode(
        x2="to:Q", tooltip=["site:N", "reason:N"]
    )
    label = base.mark_text(text="on the host", align="left", dx=6)
    layers = [offloaded, host, label] if here else [offloaded]
    return alt.layer(*layers).properties(height=BAR * max(len(names), 2))


def _with_rows(run: Run) -> list[Launch]:
    launches = [launch for launch in run.launches or () if launch.rows is not None]
    if not launches:
        raise ValueError("which rows were kept is told with names of sites: run(…, detail=[name])")
    return launches


def _of_statistics(run: Run, site: str | None) -> list[dict[str, Any]]:
    sites = [entry for entry in run.statistics["sites"] if entry["name"] == site]
    statistics = run.statistics if site is None else sites[0] if sites else {}
    return [
        {
            "rows": kind,
            "from": entry["from"] - 0.5,
            "to": entry["to"] + 0.5,
            "queries": entry["queries"],
        }
        for kind in _KINDS
        for entry in statistics.get(f"{kind}_histogram", [])
    ]


def _of_launches(launches: Sequence[Launch]) -> list[dict[str, Any]]:
    if not launches:
        return []
    counts = {
        kind: np.concatenate([getattr(launch, kind).ravel() for launch in launches])
        for kind in _KINDS
    }
    most = int(max(count.max() for count in counts.values()))
    width = most // _BINS + 1  # Whole numbers share bins evenly.
    edges = np.arange(0, most + width + 1, width) - 0.5
    return [
        {"rows": kind, "from": low, "to": low + width, "queries": queries}
        for kind, count in counts.items()
        for low, queries in zip(
            edges.tolist(), np.histogram(count, edges)[0].tolist(), strict=False
        )
        if queries
    ]
