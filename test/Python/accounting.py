# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The laws of accounting, which the statistics of every run keep (docs/trust.md)."""

import math
from collections.abc import Iterable, Mapping
from typing import Any

import a3

ACCOUNTS = ("paper", "full")
QUEUES = ("fetch", "load", "compute", "store", "port", "sorter")


def equal(a: float, b: float) -> bool:
    """Whether sums of energies are the same, but for the order in which they were added."""
    return math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9)


def check_energy(part: Mapping[str, Any]) -> None:
    """Energy is the sum of its parts, and those are dynamic and static energy."""
    for account in ACCOUNTS:
        total = part["energy_nj"][account]
        by_module = part["energy_by_module_nj"][account]
        assert equal(total, sum(by_module.values())), account
        for name, module in part["modules"][account].items():
            assert equal(by_module[name], module["dynamic_nj"] + module["static_nj"]), name
            assert module["busy_cycles"] >= 0, name
            assert module["dynamic_nj"] >= 0 <= module["static_nj"], name
    assert part["energy_by_module_nj"]["paper"]["port"] == 0


def check_time(part: Mapping[str, Any], units: int) -> None:
    """What each stage and queue did adds up to all cycles; no account is less than the paper's."""
    cycles = part["cycles"]
    assert cycles["full"] >= cycles["paper"] >= 0
    assert part["energy_nj"]["full"] >= part["energy_nj"]["paper"] >= 0
    for account in ACCOUNTS:
        for name, times in part["stages"][account].items():
            assert min(times.values()) >= 0, name
            assert sum(times.values()) == cycles[account] * units, (account, name)
        for name, module in part["modules"][account].items():
            # The sorter writes sorted keys while the selection reads those of the other bank.
            own = 2 if name in ("sorted_key_memory", "candidate_selection") else 1
            assert module["busy_cycles"] <= own * cycles[account] * units, (account, name)
    for name in QUEUES:
        times = part["queues"][name]
        assert min(times.values()) >= 0, name
        assert sum(times.values()) == cycles["full"], name
    # A query is worked on as long in both accounts; only what it waits for differs.
    for name, times in part["stages"]["paper"].items():
        assert times["busy"] == part["stages"]["full"][name]["busy"], name


def check_histogram(bins: Iterable[Mapping[str, int]], queries: int, mean: float) -> None:
    """Every query is in one bin, and the mean lies between the ends of the bins."""
    bins = list(bins)
    assert sum(b["queries"] for b in bins) == queries
    least = sum(b["queries"] * b["from"] for b in bins)
    most = sum(b["queries"] * b["to"] for b in bins)
    assert least <= mean * queries * (1 + 1e-12)
    assert mean * queries <= most * (1 + 1e-12)


def check_site(site: Mapping[str, Any], units: int) -> None:
    """A site's account, by itself."""
    check_energy(site)
    check_time(site, units)
    queries = site["heads"] * site["queries"] * site["launches"]
    assert 0 <= site["kept_mean"] <= site["candidates_mean"] <= site["n"]
    check_histogram(site["candidates_histogram"], queries, site["candidates_mean"])
    check_histogram(site["kept_histogram"], queries, site["kept_mean"])
    assert 0 <= site["utilisation"] <= 1
    # Results leave the machine once, as f32.
    assert site["bytes_stored"] == queries * site["dv"] * 4


def check_statistics(statistics: Mapping[str, Any]) -> None:
    """What `--stats` says of a run."""
    units = statistics["units"]
    check_energy(statistics)
    check_time(statistics, units)
    sites = [site for site in statistics["sites"] if site["launches"]]
    for site in sites:
        check_site(site, units)
    for account in ACCOUNTS:
        assert statistics["cycles"][account] == sum(s["cycles"][account] for s in sites)
        total = sum(s["energy_nj"][account] for s in sites)
        assert equal(statistics["energy_nj"][account], total)
    for name in ("saturations", "bytes_loaded", "bytes_stored", "refill_stalls"):
        assert statistics[name] == sum(s[name] for s in sites), name


def check_run(run: a3.Run) -> None:
    """A run with detail: statistics, launches and rows say the same."""
    check_statistics(run.statistics)
    launches = run.launches or ()
    assert sum(launch.cycles for launch in launches) == run.cycles["full"]
    sites = {site["name"]: site for site in run.statistics["sites"]}
    for launch in launches:
        site = sites[launch.site]
        for name in ("candidates", "kept"):
            counts = getattr(launch, name)
            if site["launches"] == 1:
                assert equal(counts.mean(), site[f"{name}_mean"]), name
            if launch.rows is not None:
                assert (getattr(launch.rows, name).sum(-1) == counts).all(), name
        for stage, times in site["stages"]["full"].items():
            if site["launches"] == 1:
                assert sum(launch.activity[stage]) == times["busy"], stage
