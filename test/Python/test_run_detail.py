# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A run tells what each query took, and results show themselves as tables."""

from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

import a3
from a3.tables import Table
from small_program import BATCH, CHOICE, HEADS, ROWS, SITES, compile_small, small_inputs


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> a3.Program:
    return compile_small(tmp_path_factory.mktemp("detail"))


@pytest.fixture(scope="module")
def run(program: a3.Program) -> a3.Run:
    return program.run(*small_inputs(), approximations=CHOICE, detail=["first"])


def test_counts_are_those_of_the_statistics(program: a3.Program, run: a3.Run) -> None:
    assert run.launches is not None
    assert [launch.site for launch in run.launches] == SITES
    for launch, site in zip(run.launches, run.statistics["sites"], strict=True):
        assert launch.kept.shape == (BATCH, HEADS, ROWS)
        assert launch.kept.mean() == pytest.approx(site["kept_mean"])
        assert launch.candidates.mean() == pytest.approx(site["candidates_mean"])
        assert launch.cycles == site["cycles"]["full"]
        for stage, times in site["stages"]["full"].items():
            assert sum(launch.activity[stage]) == times["busy"]
        assert sum(launch.activity["port"]) == site["queues"]["port"]["busy"]
    first, second = run.launches
    assert (first.begin, second.begin) == (0, first.cycles)
    assert (first.rows is None, second.rows is None) == (False, True)
    plain = program.run(*small_inputs(), approximations=CHOICE)
    assert plain.launches is None
    assert plain.cycles == run.cycles
    assert np.array_equal(plain.outputs[0], run.outputs[0])


def test_rows_are_those_of_the_operands(run: a3.Run) -> None:
    rows = run.launches[0].rows
    q, k, v = small_inputs()
    for array, expected in ((rows.query, q), (rows.key, k), (rows.value, v)):
        assert np.array_equal(array, expected)
    assert np.array_equal(rows.kept.sum(-1), run.launches[0].kept)
    assert np.array_equal(rows.candidates.sum(-1), run.launches[0].candidates)
    assert rows.admitted.all()
    assert 0 < rows.kept.sum() < rows.candidates.sum() < rows.admitted.sum()
    scores = np.exp(0.5 * (q.astype(np.float64) @ k.swapaxes(-1, -2)))
    exact = scores / scores.sum(-1, keepdims=True)
    lost = (exact * ~rows.kept).sum(-1)
    assert np.allclose(rows.lost_mass, lost, atol=1e-9)
    assert lost.max() > 0.01
    for head in (0, rows.heads - 1):
        at = np.unravel_index(head, (BATCH, HEADS))
        assert np.allclose(rows.weights(head), exact[at])
        kept = rows.weights(head, kept_only=True)
        assert np.allclose(kept.sum(-1), 1)
        assert np.array_equal(kept > 0, rows.kept[at])


def test_open_sizes_are_those_of_the_launch(run: a3.Run, tmp_path: Path) -> None:
    program = compile_small(tmp_path, is_open=True)
    again = program.run(*small_inputs(), approximations=CHOICE, detail=["first"])
    for launch, expected in zip(again.launches, run.launches, strict=True):
        assert np.array_equal(launch.kept, expected.kept)
    assert np.array_equal(again.launches[0].rows.states, run.launches[0].rows.states)
    assert np.array_equal(again.launches[0].rows.query, small_inputs()[0])


def test_mistakes_are_named(program: a3.Program, run: a3.Run) -> None:
    with pytest.raises(ValueError, match="no site 'other'"):
        program.run(*small_inputs(), detail=["other"])
    with pytest.raises(ValueError, match=r"such as \['first'\]"):
        program.run(*small_inputs(), detail="first")
    with pytest.raises(ValueError, match="head must be from 0 to 5, not 6"):
        run.launches[0].rows.weights(6)


class Cells(HTMLParser):
    """Collects the texts of an HTML table's rows."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, _: object) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def test_tables_are_text_and_html() -> None:
    table = Table(["name", "cycles"], [["a<b", "1"], ["long name", "1,000"]])
    assert str(table).splitlines() == [
        "name       cycles",
        "a<b             1",
        "long name   1,000",
    ]
    assert Cells(table._repr_html_()).rows == [["name", "cycles"], *table.rows]
    assert "a<b" not in table._repr_html_()


def test_results_show_themselves(program: a3.Program, run: a3.Run) -> None:
    rows = Cells(run._repr_html_()).rows
    assert [row[0] for row in rows] == ["site", *SITES, "all"]
    assert rows[-1][5] == f"{run.cycles['paper']:,}"
    assert f"{run.cycles['full']:,}" in str(run)
    assert len(repr(run)) < 1000
    rows = Cells(program._repr_html_()).rows
    assert rows[1][:4] == ["first", "24", "8", "8"]
    assert "q: 2x3x24x8xf32" in str(program).replace("arg0", "q")
    q, k, v = small_inputs()
    attention = a3.attention(q, k, v, approx="aggressive")
    rows = Cells(attention._repr_html_()).rows
    assert rows[1] == ["cycles", *(f"{attention.cycles[a]:,}" for a in ("paper", "full"))]
    assert "M = 3, T = 10" in str(attention)
    assert rows[-1][0] == "kept"
    assert rows[-1][3] == str(attention.kept.max())
