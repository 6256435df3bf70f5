# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Cycles and energy: by site, by module, and what the stages did."""

from typing import Any

import altair as alt

from a3.plot.style import (
    ACCOUNT_COLOURS,
    ACCOUNTS,
    BAR,
    MODULES,
    STATES,
    Account,
    chart,
    colours,
    counts_axis,
    legend,
    words,
)
from a3.program import Run


def costs(run: Run) -> alt.VConcatChart:
    """Return cycles and energy by site, energy by module, and the stages, below each other."""
    parts = [cycles(run), energy(run), modules(run), stages(run)]
    return alt.vconcat(*(part.properties(width=480) for part in parts)).resolve_scale(
        color="independent"
    )


def cycles(run: Run) -> alt.Chart:
    """Return the cycles of each site in both accounts."""
    records = [
        {"site": site["name"], "account": account, "cycles": site["cycles"][account]}
        for site in _sites(run)
        for account in ACCOUNTS
    ]
    x = alt.X("cycles:Q", title="cycles", axis=counts_axis(tickCount=5))
    tooltip = alt.Tooltip("cycles:Q", format=",d")
    return _by_site(records, x, tooltip, "Cycles of each site")


def energy(run: Run) -> alt.Chart:
    """Return the energy of each site in µJ, in both accounts."""
    records = [
        {
            "site": site["name"],
            "account": account,
            "energy": site["energy_nj"][account] / 1000,
        }
        for site in _sites(run)
        for account in ACCOUNTS
    ]
    x = alt.X("energy:Q", title="energy in µJ", axis=alt.Axis(tickCount=5))
    tooltip = alt.Tooltip("energy:Q", format=",.3f")
    return _by_site(records, x, tooltip, "Energy of each site")


def modules(run: Run, account: Account | None = None) -> alt.Chart:
    """Return the energy of the machine's modules in µJ, in one account or both."""
    records = [
        {"account": name, "module": words(module), "energy": energy / 1000, "place": place}
        for name in ([account] if account else ACCOUNTS)
        for place, (module, energy) in enumerate(
            run.statistics["energy_by_module_nj"][name].items()
        )
    ]
    return (
        chart(records, "Energy by module")
        .mark_bar()
        .encode(
            x=alt.X("energy:Q", title="energy in µJ"),
            y=alt.Y("account:N", sort=list(ACCOUNTS), title=None),
            color=alt.Color(
                "module:N",
                scale=colours({words(name): colour for name, colour in MODULES.items()}),
                legend=alt.Legend(
                    orient="bottom", title=None, columns=2, symbolLimit=0, labelLimit=130
                ),
            ),
            order="place:Q",
            tooltip=["account:N", "module:N", alt.Tooltip("energy:Q", format=",.3f")],
        )
        .properties(height=2 * BAR * len({record["account"] for record in records}))
    )


def stages(run: Run, account: Account = "full") -> alt.Chart:
    """Return which share of an account's cycles each stage works, waits and is blocked."""
    names = dict(zip(("busy", "waits_for_query", "blocked_by_next"), STATES, strict=True))
    records: list[dict[str, Any]] = []
    for stage, times in run.statistics["stages"][account].items():
        total = max(sum(times.values()), 1)
        records += [
            {
                "stage": words(stage),
                "state": state,
                "share": times[key] / total,
                "cycles": times[key],
                "place": place,
            }
            for place, (key, state) in enumerate(names.items())
        ]
    return (
        chart(records, f"What the stages do in the {account} account")
        .mark_bar()
        .encode(
            x=alt.X(
                "share:Q",
                title=f"share of the cycles, {account} account",
                axis=alt.Axis(format="%"),
                scale=alt.Scale(domain=[0, 1]),
            ),
            y=alt.Y("stage:N", sort=None, title=None),
            color=alt.Color("state:N", scale=colours(STATES), legend=legend()),
            order="place:Q",
            tooltip=["stage:N", "state:N", alt.Tooltip("cycles:Q", format=",d")],
        )
        .properties(height=BAR * len(run.statistics["stages"][account]))
    )


def _sites(run: Run) -> list[dict[str, Any]]:
    return [site for site in run.statistics["sites"] if site["launches"]]


def _by_site(
    records: list[dict[str, Any]], x: alt.X, tooltip: alt.Tooltip, description: str
) -> alt.Chart:
    return (
        chart(records, description)
        .mark_bar()
        .encode(
            x=x,
            y=alt.Y("site:N", sort=None, title=None, axis=alt.Axis(labelLimit=120)),
            yOffset=alt.YOffset("account:N", sort=list(ACCOUNTS)),
            color=alt.Color("account:N", scale=colours(ACCOUNT_COLOURS), legend=legend("account")),
            tooltip=["site:N", "account:N", tooltip],
        )
        .properties(height=BAR * max(len(records) // len(ACCOUNTS), 2))
    )
