# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Charts hold the numbers of a run."""

import math
from pathlib import Path
from typing import Any

import altair as alt
import numpy as np
import pandas as pd
import pytest

import a3
from a3.plot.machine_roofs import Roofs
from a3.tuning.evaluation import Evaluation
from a3.tuning.result import Choice
from a3.tuning.search import Found
from small_program import BATCH, CHOICE, HEADS, ROWS, SITES, compile_small, small_inputs


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> a3.Program:
    return compile_small(tmp_path_factory.mktemp("plot"))


@pytest.fixture(scope="module")
def run(program: a3.Program) -> a3.Run:
    return program.run(*small_inputs(), approximations=CHOICE, detail=SITES)


@pytest.fixture(scope="module")
def plain(program: a3.Program) -> a3.Run:
    return program.run(*small_inputs(), approximations=CHOICE)


def data(chart: alt.TopLevelMixin) -> list[dict[str, Any]]:
    """Return the records of a chart, of its layers after another."""
    spec = chart.to_dict()
    sources = [part.get("data", {}) for part in (spec, *spec.get("layer", []))]
    named = spec.get("datasets", {})
    return [
        record
        for source in sources
        for record in source.get("values") or named.get(source.get("name"), [])
    ]


def test_costs_are_those_of_the_statistics(run: a3.Run) -> None:
    cycles = data(a3.plot.cycles(run))
    assert [r["site"] for r in cycles] == [name for name in SITES for _ in range(2)]
    for account in ("paper", "full"):
        own = [r["cycles"] for r in cycles if r["account"] == account]
        assert sum(own) == run.cycles[account]
        energy = [r["energy"] for r in data(a3.plot.energy(run)) if r["account"] == account]
        modules = data(a3.plot.modules(run, account))
        assert sum(energy) == pytest.approx(run.energy[account] / 1000)
        assert sum(r["energy"] for r in modules) == pytest.approx(run.energy[account] / 1000)
    shares: dict[str, float] = {}
    for record in data(a3.plot.stages(run)):
        shares[record["stage"]] = shares.get(record["stage"], 0) + record["share"]
    assert len(shares) == 5
    assert all(share == pytest.approx(1) for share in shares.values())
    assert len(a3.plot.costs(run).to_dict()["vconcat"]) == 4


def test_histograms_count_all_queries(run: a3.Run, plain: a3.Run) -> None:
    queries = len(SITES) * BATCH * HEADS * ROWS
    for source in (run, plain):
        records = data(a3.plot.rows(source))
        for kind in ("candidates", "kept"):
            own = [r for r in records if r["rows"] == kind]
            assert sum(r["queries"] for r in own) == queries
            mean = sum(r["queries"] * (r["from"] + r["to"]) / 2 for r in own) / queries
            exact = np.mean([site[f"{kind}_mean"] for site in run.statistics["sites"]])
            assert mean == pytest.approx(exact, rel=1e-9 if source is run else 0.5)
    first = data(a3.plot.rows(run, "first"))
    assert sum(r["queries"] for r in first) == queries
    assert sum(r["queries"] for r in data(a3.plot.lost_mass(run))) == queries
    with pytest.raises(ValueError, match="no queries of site 'other'"):
        a3.plot.rows(run, "other")


def test_heads_are_where_they_belong(run: a3.Run) -> None:
    host = {"site": "third", "reason": "too wide"}
    records = data(a3.plot.head_rows(run, [host]))
    kept = [r for r in records if "share" in r]
    assert [(r["site"], r["head"]) for r in kept] == [(s, h) for s in SITES for h in range(HEADS)]
    expected = run.launches[1].kept[:, 2].mean() / ROWS
    assert kept[-1]["share"] == pytest.approx(expected)
    assert {**host, "from": -0.5, "to": HEADS - 0.5} in records


def test_timeline_has_the_work_of_all_launches(run: a3.Run) -> None:
    records = data(a3.plot.timeline(run))
    for part in ("port", "dot product"):
        own = [r for r in records if r["part"] == part]
        busy = sum(r["busy"] * (r["to"] - r["from"]) for r in own)
        key = part.replace(" ", "_")
        total = sum(sum(launch.activity[key]) for launch in run.launches)
        assert busy == pytest.approx(total, rel=1e-3)
        assert (own[0]["from"], own[-1]["to"]) == (0, run.cycles["full"])
        begin = run.launches[1].begin
        early = [r for r in own if r["from"] < begin]
        busy = sum(r["busy"] * (min(r["to"], begin) - r["from"]) for r in early)
        assert busy == pytest.approx(sum(run.launches[0].activity[key]), rel=0.05)


def test_units_share_the_timeline(run: a3.Run, tmp_path: Path) -> None:
    compile_small(tmp_path)
    text = run.machine.text.replace("units: 1 ", "units: 2 ")
    program = a3.compile(tmp_path / "small.mlir", machine=a3.Machine.parse(text))
    records = data(a3.plot.timeline(program.run(*small_inputs(), detail=True)))
    own = [r["busy"] for r in records if r["part"] == "dot product"]
    assert 0.5 < max(own) <= 1


def test_maps_are_the_weights(run: a3.Run) -> None:
    rows = run.launches[0].rows
    spec = a3.plot.attention_map(rows, 4, "kept").to_dict()
    values = np.reshape(spec["data"]["values"], (ROWS, ROWS))
    assert np.allclose(values, rows.weights(4, kept_only=True), atol=1e-4)
    change = a3.plot.attention_map(rows, 4, "change").to_dict()["data"]["values"]
    assert np.sum(change) == pytest.approx(0, abs=0.05)
    assert np.max(np.abs(change)) > 0.01
    assert len(a3.plot.attention(rows, 4).to_dict()["hconcat"]) == 3


def test_many_rows_become_fewer_cells(run: a3.Run) -> None:
    small = run.launches[0].rows
    random = np.random.default_rng(0)
    long = type(small)(
        query=random.standard_normal((1, 150, 8), np.float32),
        key=random.standard_normal((1, 70, 8), np.float32),
        value=small.value,
        bias=random.standard_normal((1, 150, 70), np.float32),
        scale=1.0,
        states=np.full((1, 150, 70), 3, np.uint8),
        lost_mass=np.zeros((1, 150)),
    )
    values = np.array(a3.plot.attention_map(long).to_dict()["data"]["values"])
    assert len(values) == 50 * 35
    assert np.allclose(values.reshape(50, 35).sum(1), 1, atol=0.01)
    assert values[0] == pytest.approx(long.weights()[:3, :2].sum() / 3, abs=1e-4)


def test_roofs_are_the_machine_s(run: a3.Run) -> None:
    roofs = Roofs.of(a3.Machine.load("a3-hpca20"))
    assert (roofs.compute, roofs.port) == (256, 16)
    assert (roofs.at(8), roofs.at(100)) == (128, 256)
    records = [r for r in data(a3.plot.roofline(run)) if "site" in r]
    assert len(records) == 2 * len(SITES)
    site = run.statistics["sites"][0]
    launch = run.launches[0]
    work = 2 * 8 * int(launch.candidates.sum() + launch.kept.sum())
    point = next(r for r in records if (r["site"], r["account"]) == ("first", "full"))
    moved = site["bytes_loaded"] + site["bytes_stored"]
    assert point["intensity"] == pytest.approx(work / moved)
    assert point["performance"] == pytest.approx(work / site["cycles"]["full"])
    assert point["performance"] < roofs.at(point["intensity"])


def evaluation(metric: float, cost: float) -> Evaluation:
    accounts = {"paper": cost, "full": 2 * cost}
    return Evaluation(metric, {"site": {"cycles": accounts, "energy": accounts}})


@pytest.fixture(scope="module")
def tuned() -> a3.Tuned:
    """Return what tuning of one site might find."""
    metrics = {"reference": 1.0, "exact": 0.99, "single": 0.95, "tuned": 0.96}
    choices = {
        name: Choice(name, {}, evaluation(metric, 4000 * metric), evaluation(metric, 1))
        for name, metric in metrics.items()
    }
    found = [
        Found(kind, {}, choices[name].search, 0, 0)
        for kind, name in (("probe", "exact"), ("single", "single"), ("tuned", "tuned"))
    ]
    return a3.Tuned(0.1, "cycles", "full", **choices, evaluations=7, found=found)


def test_tuning_is_drawn_and_told(tuned: a3.Tuned) -> None:
    left, right = a3.plot.tuned(tuned).hconcat
    tried = [r for r in data(left) if "tried" in r]
    assert [(r["cost"], r["metric"]) for r in tried] == [(7920, 0.99), (7600, 0.95), (7680, 0.96)]
    assert [r["cost"] for r in data(right) if "tried" in r] == [7.92, 7.6, 7.68]
    assert [r["metric"] for r in data(left) if "line" in r] == [1.0, 0.9]
    for text in (str(tuned), repr(tuned), tuned._repr_html_()):
        assert "7,680" in text
        assert "budget 10.00%, 7 evaluations" in text


def test_sweeps_leave_out_what_failed() -> None:
    table = pd.DataFrame(
        {"t.x": [1, 2, 3], "cycles": [10.0, 20.0, math.nan], "error": [None, None, "bad"]}
    )
    chart = a3.plot.sweep(table, "t.x", "cycles")
    assert data(chart) == [{"x": 1, "y": 10}, {"x": 2, "y": 20}]
    assert chart.to_dict()["encoding"]["x"]["title"] == "t.x"
    coloured = a3.plot.sweep(table.assign(kind="a"), "kind", "cycles", "t.x")
    assert data(coloured)[1] == {"x": "a", "y": 20, "colour": 2}
    with pytest.raises(ValueError, match=r"no column 'other'; it has t\.x"):
        a3.plot.sweep(table, "other", "cycles")
    with pytest.raises(ValueError, match="no point without an error"):
        a3.plot.sweep(table.tail(1), "t.x", "cycles")


def test_what_needs_detail_says_so(plain: a3.Run) -> None:
    for function in (a3.plot.timeline, a3.plot.head_rows, a3.plot.lost_mass):
        with pytest.raises(ValueError, match="detail"):
            function(plain)


def test_charts_are_drawn_and_the_same_again(run: a3.Run, tmp_path: Path) -> None:
    chart = a3.plot.costs(run)
    for name in ("a.svg", "b.svg"):
        a3.plot.save(chart, tmp_path / name)
    svg = (tmp_path / "a.svg").read_text()
    assert svg == (tmp_path / "b.svg").read_text()
    assert svg.count("<path") > 20
    assert "second" in svg
    a3.plot.save(chart, tmp_path / "c.PNG")
    assert (tmp_path / "c.PNG").read_bytes().startswith(b"\x89PNG")
    a3.plot.save(chart, tmp_path / "d.html")
    assert 'src="http' not in (tmp_path / "d.html").read_text()
    with pytest.raises(ValueError, match=r"a\.txt: a chart is saved as \.html, \.json"):
        a3.plot.save(chart, tmp_path / "a.txt")
    assert len(list(tmp_path.iterdir())) == 4
