# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The examples run, and show what they say they show."""

import sys
from pathlib import Path

import pandas as pd
import pytest

from a3.examples import cross_attention, design_space, memory_network

SETTINGS = ("exact", "conservative", "aggressive")


def table(text: str) -> dict[str, list[float]]:
    """Return the numbers of each setting."""
    rows = [line.replace(",", "").split() for line in text.splitlines()]
    return {row[0]: [float(x) for x in row[1:]] for row in rows if row and row[0] in SETTINGS}


def test_memory_network(capsys: pytest.CaptureFixture[str]) -> None:
    memory_network.main()
    right, cycles, _, kept = zip(*table(capsys.readouterr().out).values(), strict=True)
    assert right[0] > 0.95
    assert right[0] - 0.1 < right[1] <= 1
    assert right[2] < right[1]
    assert cycles[0] > cycles[1] > cycles[2]
    assert kept[0] == memory_network.SENTENCES > kept[1] > kept[2]


def test_cross_attention(capsys: pytest.CaptureFixture[str]) -> None:
    cross_attention.main()
    found, paper, full, energy = zip(*table(capsys.readouterr().out).values(), strict=True)
    assert found == (1, 1, 1)
    assert paper[0] > paper[1] > paper[2]
    assert all(full[i] > paper[i] for i in range(3))
    assert energy[0] > energy[1] > energy[2]


def test_design_space(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "table.parquet"
    monkeypatch.setattr(sys, "argv", ["design_space", "-o", str(output), "--workers=2"])
    design_space.main()
    results = pd.read_parquet(output)
    assert len(results) == 27
    assert results["error"].isna().all()
    assert (results.loc[results["m"] == "exact", "deviation"] == 0).all()
    first = capsys.readouterr().out.splitlines()[1].split()
    assert float(first[4]) == pytest.approx(results["speed-up"].max(), abs=1e-3)
