# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What tuning tried: the metric against cycles and energy."""

from typing import TYPE_CHECKING, Any

import altair as alt

from a3.plot.style import chart, counts_axis

if TYPE_CHECKING:
    from a3.tuning import Tuned
    from a3.tuning.evaluation import Objective

_KINDS = {
    "probe": ("one site or head alone", "circle", "#94a3b8"),
    "single": ("one M and T for all", "square", "#d97706"),
    "tuned": ("site by site", "triangle-up", "#3b82f6"),
}
_LINES = {"float, nothing left out": "#64748b", "budget": "#dc2626"}


def tuned(tuned: "Tuned") -> alt.HConcatChart:
    """Return the metric on the search data against cycles and energy, of all that was tried.

    A ring is around what was chosen. The lines are the metric of the model in float
    arithmetic with nothing left out, and what is left of it at the budget.
    """
    reference = tuned.reference.search.metric
    least = reference - tuned.budget * abs(reference)
    lines = [
        {"line": name, "metric": metric}
        for name, metric in zip(_LINES, (reference, least), strict=True)
    ]
    panels = [
        _panel(tuned, "cycles", "cycles", 1, lines),
        _panel(tuned, "energy", "energy in µJ", 1000, lines),
    ]
    return alt.hconcat(*panels).resolve_scale(y="shared")


def _panel(
    tuned: "Tuned", objective: "Objective", title: str, divisor: int, lines: list[dict[str, Any]]
) -> alt.LayerChart:
    records = [
        {
            "cost": found.evaluation.cost(objective, tuned.account) / divisor,
            "metric": found.evaluation.metric,
            "tried": _KINDS[found.kind][0],
        }
        for found in tuned.found
    ]
    chosen = tuned.tuned.search
    ring = {"cost": chosen.cost(objective, tuned.account) / divisor, "metric": chosen.metric}
    x = alt.X(
        "cost:Q",
        title=f"{title}, {tuned.account} account",
        scale=alt.Scale(zero=False),
        axis=counts_axis(tickCount=5) if divisor == 1 else alt.Axis(tickCount=5),
    )
    y = alt.Y("metric:Q", title="metric on the search data", scale=alt.Scale(zero=False))
    names, shapes, colours = (list(values) for values in zip(*_KINDS.values(), strict=True))
    legend = alt.Legend(orient="bottom", title=None, columns=1)
    points = (
        chart(records, f"Metric against {objective} of what was tried")
        .mark_point(filled=True, size=50)
        .encode(
            x=x,
            y=y,
            color=alt.Color("tried:N", scale=alt.Scale(domain=names, range=colours), legend=legend),
            shape=alt.Shape("tried:N", scale=alt.Scale(domain=names, range=shapes), legend=legend),
            tooltip=[
                "tried:N",
                alt.Tooltip("metric:Q", format=".4f"),
                alt.Tooltip("cost:Q", title=title, format=",.1f"),
            ],
        )
    )
    choice = chart([ring], "The choice").mark_point(size=220, color="#64748b").encode(x=x, y=y)
    rules = (
        chart(lines, "Reference and budget")
        .mark_rule()
        .encode(
            y=y,
            strokeDash=alt.StrokeDash(
                "line:N",
                scale=alt.Scale(domain=list(_LINES), range=[[1, 0], [4, 2]]),
                legend=legend,
            ),
            stroke=alt.Stroke(
                "line:N",
                scale=alt.Scale(domain=list(_LINES), range=list(_LINES.values())),
                legend=legend,
            ),
        )
    )
    return alt.layer(points, choice, rules).properties(width=320, height=300)
