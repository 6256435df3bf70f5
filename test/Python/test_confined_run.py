# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Host code of a loaded file can do nothing but compute, and computes the same."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import a3
from a3.run_detail import Launch
from small_program import CHOICE, compile_small, small_inputs

# Its host code tries what no model needs, see test/Runtime/HostileModule.cpp.
HOSTILE = Path(os.environ.get("A3_BUILD", "build")).absolute() / "test/Inputs/hostile.a3"
X = np.ones((2, 4, 16), np.float32)


def assert_same(one: Launch, other: Launch) -> None:
    """Check that nothing tells two launches apart."""
    for name in ("site", "begin", "cycles", "slot_cycles", "activity"):
        assert getattr(one, name) == getattr(other, name)
    assert np.array_equal(one.candidates, other.candidates)
    assert np.array_equal(one.kept, other.kept)
    assert (one.rows is None) == (other.rows is None)
    if one.rows is not None and other.rows is not None:
        assert one.rows.scale == other.rows.scale
        for name in ("query", "key", "value", "states", "lost_mass"):
            first, second = getattr(one.rows, name), getattr(other.rows, name)
            assert first.dtype == second.dtype
            assert np.array_equal(first, second)


@pytest.mark.parametrize("arithmetic", ["fixed", "float"])
def test_runs_as_in_the_process(tmp_path: Path, arithmetic: str) -> None:
    program = compile_small(tmp_path)
    options = {"approximations": CHOICE, "arithmetic": arithmetic, "detail": ["first"]}
    expected = program.run(*small_inputs(), **options)
    run = a3.load(program.path).run(*small_inputs(), **options)
    assert np.array_equal(run.outputs[0], expected.outputs[0])
    assert run.cycles == expected.cycles
    assert run.statistics["sites"] == expected.statistics["sites"]
    for one, other in zip(run.launches, expected.launches, strict=True):
        assert_same(one, other)


def test_stays_the_program_of_its_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compile_small(tmp_path)
    monkeypatch.chdir(tmp_path)
    program = a3.load("small.a3")
    monkeypatch.chdir("/")
    assert program.run(*small_inputs()).cycles["full"] > 0


def test_host_code_is_confined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "innocent").touch()
    program = a3.load(HOSTILE)
    tries = program.run(np.zeros(1, np.int32), X).outputs[0].reshape(-1)[:10]
    assert (tries != 0).all()
    assert [path.name for path in tmp_path.iterdir()] == ["innocent"]


def test_with_all_rights_where_asked_for(tmp_path: Path) -> None:
    (tmp_path / "innocent").touch()
    code = f"""
import a3, numpy
program = a3.load({str(HOSTILE)!r}, confined=False)
program.run(numpy.zeros(1, numpy.int32), numpy.ones((2, 4, 16), numpy.float32))
"""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, env=environment)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["hostile-was-here", "renamed"]


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        (1, "ended by signal 11"),
        (2, "the host code ended the run"),
        (3, "ended by signal 6"),
        (4, r"a bell\\x07"),
        (5, "its host code has spoilt the results"),
    ],
)
def test_its_end_is_an_error(mode: int, said: str) -> None:
    with pytest.raises(ValueError, match=rf"hostile.a3: error: .*{said}"):
        a3.load(HOSTILE).run(np.full(1, mode, np.int32), X)


def test_mistakes_are_named(tmp_path: Path) -> None:
    compile_small(tmp_path)
    program = a3.load(tmp_path / "small.a3")
    with pytest.raises(ValueError, match="no site 'other'"):
        program.run(*small_inputs(), detail=["other"])
    with pytest.raises(ValueError, match=r"^approximations: error: .*no site 'other'"):
        program.run(*small_inputs(), approximations={"other": a3.Approximation()})
    with pytest.raises(ValueError, match=r"^approximations: error: .*'first': m must"):
        program.run(*small_inputs(), approximations={"first": a3.Approximation(0)})


def test_stays_the_program_that_it_was(tmp_path: Path) -> None:
    compile_small(tmp_path)
    program = a3.load(tmp_path / "small.a3")
    (tmp_path / "small.a3").unlink()
    (tmp_path / "small.a3").write_text("another one")
    assert program.run(*small_inputs()).cycles["full"] > 0
