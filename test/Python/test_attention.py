# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""a3.attention: shapes, options, mistakes; its numbers are test_reference_model.py's."""

import math
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import a3
from a3.simulated_attention import PRESETS

BUILTIN = (Path(__file__).parents[2] / "lib/Machine/a3-hpca20.yaml").read_text()


def operands(
    *batch: int, queries: int = 5, n: int = 20, d: int = 8, dv: int = 6
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    generator = np.random.default_rng(3)
    shapes = ((queries, d), (n, d), (n, dv))
    return tuple(generator.normal(size=batch + s).astype(np.float32) for s in shapes)


def softmax_attention(
    q: np.ndarray, k: np.ndarray, v: np.ndarray, mask: np.ndarray | None = None
) -> np.ndarray:
    scores = q.astype(np.float64) @ np.swapaxes(k, -1, -2) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    weights = np.exp(scores - scores.max(-1, keepdims=True))
    return weights / weights.sum(-1, keepdims=True) @ v


@pytest.mark.parametrize("batch", [(), (1,), (3,), (2, 3), (2, 1, 3, 2, 2)])
@pytest.mark.parametrize("n", [20, 321, 1000])
def test_float_arithmetic_is_attention(batch: tuple[int, ...], n: int) -> None:
    q, k, v = operands(*batch, n=n)
    result = a3.attention(q, k, v, arithmetic="float")
    np.testing.assert_allclose(result.output, softmax_attention(q, k, v), atol=1e-5)
    assert result.output.dtype == np.float32
    assert result.kept.shape == (*batch, 5)
    assert (result.candidates == n).all()
    assert (result.kept == n).all()
    assert result.approximation is None


@pytest.fixture(scope="module")
def biased_machine() -> a3.Machine:
    text = a3.Machine.load("a3-hpca20").text
    return a3.Machine.parse(text.replace("bias_port: false", "bias_port: true"))


@pytest.mark.parametrize("n", [20, 700])
def test_a_bias_is_added_to_the_scores(biased_machine: a3.Machine, n: int) -> None:
    q, k, v = operands(2, 3, n=n)
    bias = np.random.default_rng(6).normal(size=(3, 5, n))
    mask = np.random.default_rng(7).random((2, 1, 1, n)) < 0.7
    options = {"machine": biased_machine, "bias": bias, "mask": mask}
    result = a3.attention(q, k, v, arithmetic="float", **options)
    scores = q.astype(np.float64) @ np.swapaxes(k, -1, -2) / math.sqrt(8) + bias
    weights = np.where(mask, np.exp(scores), 0)
    expected = weights / weights.sum(-1, keepdims=True) @ v
    np.testing.assert_allclose(result.output, expected, atol=1e-5)
    fewer = a3.attention(q, k, v, approx="aggressive", detail=True, **options)
    kept = np.zeros((30, n), bool)
    for row, places in zip(kept, fewer.kept_rows or [], strict=True):
        row[places] = True
    lost = 1 - (weights.reshape(30, n) * kept).sum(-1) / weights.reshape(30, n).sum(-1)
    np.testing.assert_allclose(fewer.lost_mass, lost.reshape(2, 3, 5), atol=1e-6)


def test_fixed_arithmetic_rounds() -> None:
    q, k, v = operands(2, d=64, dv=64)
    exact = softmax_attention(q, k, v)
    error = np.abs(a3.attention(q, k, v).output - exact).max()
    assert 1e-6 < error < 0.2


def test_leading_dimensions_broadcast() -> None:
    q, k, v = operands(2, 3)
    k, v = k[:1], v[:, :1]
    mask = np.random.default_rng(1).random((2, 1, 1, 20)) < 0.7
    result = a3.attention(q, k, v, mask=mask, arithmetic="float")
    expected = softmax_attention(q, k, v, np.broadcast_to(mask, (2, 3, 5, 20)))
    np.testing.assert_allclose(result.output, expected, atol=1e-5)
    assert (result.kept == np.broadcast_to(mask, (2, 3, 5, 20)).sum(-1)).all()


def test_layouts_do_not_matter() -> None:
    q, k, v = operands(2, 3)
    plain = a3.attention(q, k, v, approx="aggressive")
    heads_in_rows = [np.ascontiguousarray(x.swapaxes(1, 2)).swapaxes(1, 2) for x in (q, k, v)]
    transposed = [np.asfortranarray(x) for x in (q, k, v)]
    reversed_twice = [x[:, :, ::-1].copy()[:, :, ::-1] for x in (q, k, v)]
    doubles = [x.astype(np.float64) for x in (q, k, v)]
    lists = [x.tolist() for x in (q, k, v)]
    for same in (heads_in_rows, transposed, reversed_twice, doubles, lists):
        result = a3.attention(*same, approx="aggressive")
        assert (result.output == plain.output).all()
        assert (result.kept == plain.kept).all()


def test_detail_tells_the_rows_over_tiles() -> None:
    q, k, v = operands(2, 2, queries=70, n=700)
    mask = np.random.default_rng(1).random((2, 2, 70, 700)) < 0.5
    result = a3.attention(q, k, v, mask=mask, approx="conservative", detail=True)
    assert result.candidate_rows is not None
    assert result.kept_rows is not None
    assert [len(rows) for rows in result.candidate_rows] == result.candidates.ravel().tolist()
    assert [len(rows) for rows in result.kept_rows] == result.kept.ravel().tolist()
    flat = mask.reshape(-1, 700)
    for query, (candidates, kept) in enumerate(
        zip(result.candidate_rows, result.kept_rows, strict=True)
    ):
        assert flat[query][candidates].all()
        assert (np.diff(candidates) > 0).all()
        assert set(kept) <= set(candidates)
    # Rows of all three tiles, not of one three times.
    assert max(rows.max() for rows in result.kept_rows) > 640


def test_presets_count_the_rows_of_the_query_with_the_most() -> None:
    q, k, v = operands()
    mask = np.zeros((5, 20), bool)
    mask[:, :3] = True
    mask[2, :9] = True

    def chosen(**options: object) -> tuple[int, float] | None:
        return a3.attention(q, k, v, **options).approximation

    assert chosen(approx="conservative") == (10, 5)
    assert chosen(approx="aggressive") == (3, 10)
    assert chosen(approx="conservative", mask=mask) == (5, 5)
    assert chosen(approx="aggressive", preset_rows=320) == (40, 10)
    assert chosen(approx="aggressive", m=7) == (7, 10)
    assert chosen(approx="aggressive", t=2.5) == (3, 2.5)
    assert chosen(m=7) == (7, 0)
    assert chosen(t=100) == (0, 100)
    assert chosen(approx="aggressive", mask=np.zeros((5, 20), bool)) == (1, 10)


def test_approximation_takes_fewer_rows_and_cycles() -> None:
    q, k, v = operands(4, queries=64, n=320, d=64, dv=64)
    runs = {name: a3.attention(q, k, v, approx=name) for name in PRESETS}
    for more, less in (("exact", "conservative"), ("conservative", "aggressive")):
        assert runs[less].kept.sum() < runs[more].kept.sum()
        assert runs[less].cycles["paper"] < runs[more].cycles["paper"]
        assert runs[less].energy["paper"] < runs[more].energy["paper"]
    assert runs["exact"].cycles["full"] > runs["exact"].cycles["paper"]


def test_t_of_a_hundred_keeps_the_best() -> None:
    k = np.array([[1.0], [3], [2], [3]], np.float32)
    result = a3.attention([[1.0]], k, k, scale=1, balance=0, t=100, detail=True)
    assert [list(rows) for rows in result.kept_rows or []] == [[1, 3]]


def test_no_valid_rows_give_zeros() -> None:
    q, k, v = operands()
    mask = np.ones((5, 20), bool)
    mask[3] = False
    for approx in ("exact", "aggressive"):
        result = a3.attention(q, k, v, mask=mask, approx=approx, arithmetic="float")
        assert (result.output[3] == 0).all()
        assert result.kept[3] == 0
        assert (result.kept[:3] > 0).all()
        assert (a3.attention(q, k, v, mask=np.zeros(20, bool), approx=approx).output == 0).all()


def test_balance_moves_range_from_k_to_q() -> None:
    # In steps of 1/16, k is lost: most of it is below half a step.
    q, k, v = operands()
    q, k = q * 4, k / 64
    lost = a3.attention(q, k, v, scale=1, balance=0).output
    moved = a3.attention(q, k, v, scale=1, balance=-4).output
    assert (moved == a3.attention(q / 16, k * 16, v, scale=1, balance=0).output).all()
    assert (lost != moved).any()


def test_values_off_the_format_saturate() -> None:
    assert a3.attention([[1.0]], [[1.0]], [[100.0]], balance=0, scale=1).saturations == 1
    assert a3.attention([[1.0]], [[1.0]], [[100.0]]).saturations == 0


def test_threads_make_no_difference() -> None:
    q, k, v = operands(3, queries=130, n=321)
    one = a3.attention(q, k, v, approx="conservative", threads=1)
    two = a3.attention(q, k, v, approx="conservative", threads=2)
    assert (one.output == two.output).all()
    assert one.cycles == two.cycles
    assert one.energy == two.energy


def test_machines(tmp_path: Path) -> None:
    q, k, v = operands()
    text = BUILTIN.replace("fraction_bits: 4", "fraction_bits: 8")
    (tmp_path / "fine.yaml").write_text(text)
    machine = a3.Machine.parse(text)
    assert (machine.name, machine.fraction_bits, machine.rows) == ("a3-hpca20", 8, 320)
    assert a3.Machine.load("a3-hpca20").area == pytest.approx(2.082)
    exact = softmax_attention(q, k, v)
    fine = a3.attention(q, k, v, machine=machine).output
    assert np.abs(fine - exact).max() < np.abs(a3.attention(q, k, v).output - exact).max() / 4
    assert (a3.attention(q, k, v, machine=tmp_path / "fine.yaml").output == fine).all()
    with pytest.raises(ValueError, match="neither a built-in machine"):
        a3.attention(q, k, v, machine="no-such-machine")
    (tmp_path / "bad.yaml").write_text(BUILTIN.replace("lanes: 64", "lanes: none"))
    with pytest.raises(ValueError, match=r"bad.yaml:\d+:\d+: error: .*lanes"):
        a3.attention(q, k, v, machine=tmp_path / "bad.yaml")
    with pytest.raises(ValueError, match="error"):
        a3.Machine.parse("rows: 3")


NAN, INF = math.nan, math.inf
ROWS = np.ones((4, 3), np.float32)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"q": [[1, NAN, 1]]}, "q has NaN or infinity"),
        ({"k": [[1, INF, 1]] * 4}, "k has NaN or infinity"),
        ({"v": [[-INF]] * 4}, "v has NaN or infinity"),
        ({"v": [[1e300]] * 4}, "v has NaN or infinity, or what float32 cannot hold"),
        ({"q": ROWS[:0]}, "q is empty"),
        ({"k": ROWS[:0], "v": ROWS[:0]}, "k is empty"),
        ({"v": ROWS[:, :0]}, "v is empty"),
        ({"q": ROWS[0]}, "q must have rows and columns"),
        ({"q": ROWS * 1j}, "q must be an array of floats"),
        ({"q": ROWS[:, :2]}, "q has 2 columns, but k has 3"),
        ({"v": ROWS[:3]}, "k has 4 rows, but v has 3"),
        ({"q": np.ones((2, 4, 3)), "k": np.ones((3, 4, 3))}, "leading dimensions"),
        ({"mask": np.ones(4, int)}, "mask must be an array of booleans"),
        ({"mask": np.ones((2, 4), bool)}, "mask must broadcast"),
        ({"mask": np.ones((4, 5), bool)}, "mask must broadcast"),
        ({"q": np.ones((2, 4, 3)), "mask": np.ones((3, 4, 4), bool)}, "leading dimensions"),
        ({"bias": np.ones((4, 4))}, "the machine has no port for a bias"),
        ({"bias": np.full((4, 4), -INF)}, "bias has NaN or infinity, .*; hide rows with mask"),
        ({"bias": np.ones((4, 5))}, "bias must broadcast"),
        ({"bias": np.ones((4, 4)) * 1j}, "bias must be an array of floats"),
        ({"scale": NAN}, "scale must be finite"),
        ({"approx": "wild"}, "exact, conservative or aggressive"),
        ({"m": 0}, "number of iterations of at least 1.*not 0"),
        ({"m": -3}, "number of iterations of at least 1.*not -3"),
        ({"m": 1.5}, "m must be an integer"),
        ({"m": 1 << 32}, "M needs more than 32 bits"),
        ({"m": 1 << 80}, "out of range"),
        ({"t": 0}, "above 0 and at most 100, not 0"),
        ({"t": -5}, "above 0 and at most 100"),
        ({"t": 100.5}, "above 0 and at most 100, not 100.5"),
        ({"t": NAN}, "above 0 and at most 100"),
        ({"t": 0.0005}, "multiple of 0.001 percent"),
        ({"preset_rows": 0}, "at least 1"),
        ({"balance": 0.5}, "balance must be 'auto' or an integer"),
        ({"balance": 150}, "out of the range of binary32"),
        ({"balance": 1000}, "out of the range of float32"),
        ({"arithmetic": "decimal"}, "'fixed' or 'float'"),
        ({"threads": 0}, "threads must be from 1"),
        ({"q": np.ones((1, 30000)), "k": np.ones((4, 30000))}, "one row does not fit"),
    ],
)
def test_mistakes(changes: dict[str, Any], message: str) -> None:
    arguments = {"q": ROWS, "k": ROWS, "v": ROWS} | changes
    with pytest.raises(ValueError, match=message):
        a3.attention(**arguments)


def test_lost_mass_is_the_softmax_of_rows_that_were_not_kept() -> None:
    q, k, v = operands(2, 3, queries=4, n=30)
    mask = np.random.default_rng(5).random((4, 30)) < 0.7
    mask[1] = False
    exact = a3.attention(q, k, v, mask=mask, detail=True)
    assert exact.lost_mass is not None
    assert exact.lost_mass.shape == (2, 3, 4)
    assert (exact.lost_mass == 0).all()
    assert a3.attention(q, k, v).lost_mass is None

    fewer = a3.attention(q, k, v, mask=mask, approx="aggressive", detail=True)
    assert fewer.lost_mass is not None
    assert fewer.kept_rows is not None
    scores = np.where(mask, q.astype(np.float64) @ np.swapaxes(k, -1, -2) / math.sqrt(8), -np.inf)
    scores[..., 1, :] = 0  # Sees no row and loses nothing.
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights /= weights.sum(axis=-1, keepdims=True)
    kept = iter(fewer.kept_rows)
    for index in np.ndindex(2, 3, 4):
        rows = next(kept)
        expected = 0 if index[-1] == 1 else 1 - weights[index][rows].sum()
        assert fewer.lost_mass[index] == pytest.approx(expected, abs=1e-12)
    assert (fewer.lost_mass[..., 0] > 0).all()


@pytest.mark.parametrize("arithmetic", ["fixed", "float"])
def test_a_program_is_stopped_by_control_c(arithmetic: str) -> None:
    script = (
        "import signal, numpy, a3\n"
        # Processes in the background may start with interrupts ignored.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "x = numpy.ones((40, 8000, 64), numpy.float32)\n"
        "print('start', flush=True)\n"
        f"a3.attention(x, x, x, arithmetic='{arithmetic}')\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert errors.rstrip().endswith("KeyboardInterrupt")


def test_progress_is_told_and_quiet_without_a_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    q, k, v = operands(4, queries=200, n=300)
    a3.attention(q, k, v)
    assert capfd.readouterr().err == ""
    pytest.importorskip("tqdm")
    a3.attention(q, k, v, detail=True, progress=True)
    assert "/1600" in capfd.readouterr().err


def test_what_does_not_fit_the_loops_is_copied() -> None:
    # Operands that are broadcast in turns need a loop for each leading dimension.
    q, k, v = operands(2, 2, 2, 2, 2, queries=130, n=3, d=2, dv=2)
    k, v = k[:1, :, :1, :, :1], v[:1, :, :1, :, :1]
    result = a3.attention(q, k, v, arithmetic="float")
    np.testing.assert_allclose(result.output, softmax_attention(q, k, v), atol=1e-5)
