# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Roofline: whether the multipliers or the port hold up a site."""

from dataclasses import dataclass
from typing import Any

import altair as alt
import numpy as np
import yaml

from a3._simulator import Machine
from a3.plot.style import ACCOUNT_COLOURS, ACCOUNTS, HEIGHT, chart, colours, legend
from a3.program import Run

_POINTS = 64


@dataclass(frozen=True)
class Roofs:
    """What a machine can do at most.

    Attributes:
        compute: GOP/s, of the multipliers and adders of dot product and output.
        port: GB/s between the machine and its memory.

    """

    compute: float
    port: float

    @classmethod
    def of(cls, machine: Machine) -> "Roofs":
        """Return the roofs that a description says."""
        clock = machine.clock / 1000  # GHz.
        # Two modules; a product and a sum for each lane.
        compute = 2 * 2 * machine.lanes * machine.units * clock
        return cls(compute, yaml.safe_load(machine.text)["port"]["bytes"] * clock)

    def __str__(self) -> str:
        """Return both for a person."""
        return f"multipliers: {self.compute:,.0f} GOP/s, port: {self.port:,.0f} GB/s"

    def at(self, intensity: float) -> float:
        """Return GOP/s that are possible with so many operations a byte."""
        return min(self.compute, self.port * intensity)


def operations(site: dict[str, Any]) -> float:
    """Return products and sums of a site of the statistics, for candidates and kept rows."""
    queries = site["heads"] * site["queries"] * site["launches"]
    products = site["candidates_mean"] * site["d"] + site["kept_mean"] * site["dv"]
    return 2 * queries * products


def roofline(run: Run) -> alt.LayerChart:
    """Return operations a second against operations a byte of each site, under the roofs.

    Operations are the products and sums of exact scores and of the output; those that
    search for candidates, and of exponents, are not counted. Bytes are all that went
    through the port. Seconds are those of the account.
    """
    roofs = Roofs.of(run.machine)
    records = []
    for site in run.statistics["sites"]:
        work, moved = operations(site), site["bytes_loaded"] + site["bytes_stored"]
        if not work or not moved:
            continue
        records += [
            {
                "site": site["name"],
                "account": account,
                "intensity": work / moved,
                "performance": work / site["cycles"][account] * run.machine.clock / 1000,
            }
            for account in ACCOUNTS
        ]
    if not records:
        raise ValueError("no site ran, so there is nothing to hold against the roofs")
    intensities = [record["intensity"] for record in records]
    ridge = roofs.compute / roofs.port
    ends = min(*intensities, ridge) / 4, max(*intensities, ridge) * 4
    roof = [
        {"intensity": x, "performance": roofs.at(x)}
        for x in sorted([ridge, *np.geomspace(*ends, _POINTS).tolist()])
    ]
    least = min(record["performance"] for record in records)
    x = alt.X(
        "intensity:Q",
        title="operations a byte through the port",
        scale=alt.Scale(type="log", domain=list(ends), nice=False),
        axis=alt.Axis(format="~g", tickCount=5),
    )
    y = alt.Y(
        "performance:Q",
        title="GOP/s",
        scale=alt.Scale(
            type="log", domain=[min(least, roofs.at(ends[0])) / 2, roofs.compute * 2], nice=False
        ),
        axis=alt.Axis(format="~g", tickCount=4),
    )
    line = chart(roof, "The roofs of the machine").mark_line(color="#64748b").encode(x=x, y=y)
    points = (
        chart(records, "Operations a second of each site")
        .mark_point(filled=True, size=70, opacity=0.85)
        .encode(
            x=x,
            y=y,
            color=alt.Color("account:N", scale=colours(ACCOUNT_COLOURS), legend=legend("account")),
            shape=alt.Shape(
                "account:N",
                scale=alt.Scale(domain=list(ACCOUNTS), range=["circle", "square"]),
                legend=legend("account"),
            ),
            tooltip=[
                "site:N",
                "account:N",
                alt.Tooltip("intensity:Q", title="operations a byte", format=".1f"),
                alt.Tooltip("performance:Q", title="GOP/s", format=".1f"),
            ],
        )
    )
    label = (
        chart(
            [
                {
                    "intensity": ends[1],
                    "performance": roofs.compute,
                    "text": str(roofs),
                }
            ],
            "Figures of the roofs",
        )
        .mark_text(align="right", dx=-6, dy=-8)
        .encode(x=x, y=y, text="text:N")
    )
    return alt.layer(line, points, label).properties(height=HEIGHT)
