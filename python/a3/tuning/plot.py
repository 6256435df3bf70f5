# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The picture of what was tried."""

import os
from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib.figure import Figure

if TYPE_CHECKING:
    from a3.tuning.result import Tuned

_MARKS = {
    "probe": ("one site or head alone", "o", "#9aa5b1"),
    "single": ("one M and T for all", "s", "#d97706"),
    "tuned": ("site by site", "^", "#2563eb"),
}


def draw(tuned: "Tuned", path: str | os.PathLike[str] | None) -> Figure:
    """Draw the metric on the search data against cycles and energy."""
    with mpl.rc_context({"svg.hashsalt": "a3", "svg.fonttype": "path"}):
        figure = Figure(figsize=(10, 4.2), layout="constrained")
        left, right = figure.subplots(1, 2, sharey=True)
        for axes, objective, unit in ((left, "cycles", "cycles"), (right, "energy", "energy, nJ")):
            for kind, (label, marker, colour) in _MARKS.items():
                points = [found for found in tuned.found if found.kind == kind]
                axes.scatter(
                    [p.evaluation.cost(objective, tuned.account) for p in points],  # type: ignore[arg-type]
                    [p.evaluation.metric for p in points],
                    label=label,
                    marker=marker,
                    c=colour,
                    s=28,
                    zorder=2,
                )
            chosen = tuned.tuned.search
            axes.scatter(
                [chosen.cost(objective, tuned.account)],
                [chosen.metric],  # type: ignore[arg-type]
                label="chosen",
                marker="o",
                facecolors="none",
                edgecolors="#111827",
                s=140,
                zorder=3,
            )
            reference = tuned.reference.search.metric
            axes.axhline(reference, color="#111827", lw=0.8, label="float, nothing left out")
            axes.axhline(
                reference - tuned.budget * abs(reference),
                color="#b91c1c",
                lw=0.8,
                ls="--",
                label=f"budget of {tuned.budget:.2g}",
            )
            axes.set_xlabel(f"{unit} ({tuned.account} account)")
            axes.grid(color="#e5e7eb", zorder=0)
        left.set_ylabel("metric on the search data")
        right.legend(fontsize="small")
        if path is not None:
            figure.savefig(path, metadata={"Date": None} if str(path).endswith(".svg") else None)
    return figure
