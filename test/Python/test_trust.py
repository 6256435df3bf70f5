# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""tools/dev/trust sees what goes wrong, and what is not there."""

import importlib.util
import os
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def trust() -> ModuleType:
    spec = importlib.util.spec_from_file_location("run_trust", ROOT / "tools/dev/run_trust.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def project(trust: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project in the place of this one."""
    (tmp_path / "test/Python").mkdir(parents=True)
    (tmp_path / "tools/dev").mkdir(parents=True)
    monkeypatch.setattr(trust, "ROOT", tmp_path)
    return tmp_path


def executable(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


TEST = """
def test_good(record_property):
    record_property("examples", 3)
    record_property("examples", 4)
    record_property("other", 5)

def test_second(record_property):
    record_property("examples", 10)
"""


@pytest.mark.parametrize(
    ("more", "state", "tried", "wrong"),
    [
        ("", "good", 17, 0),
        ("def test_bad(record_property): record_property('wrong', 2); assert 0", "failed", 17, 3),
        ("import os; os._exit(3)", "failed", 0, 1),
    ],
)
def test_tests_are_counted(
    trust: ModuleType, project: Path, more: str, state: str, tried: int, wrong: int
) -> None:
    tests = trust.Tests("p", "test_p.py", ("examples",), "examples", "broken", ("wrong",))
    (project / "test/Python/test_p.py").write_text(TEST + more)
    row = trust.run_tests(tests, dict(os.environ), project)
    assert (row.state, row.tried, row.wrong) == (state, tried, wrong)
    assert trust.line_of(row, 1).startswith("p ")


def test_what_is_not_there_is_missing(trust: ModuleType, project: Path) -> None:
    rows = list(trust.run_all(False, project))
    assert {row.state for row in rows} == {"missing"}
    assert [row.part for row in rows][:3] == ["differential", "independent model", "laws"]
    assert "no tools/dev/fuzz" in trust.line_of(replace(rows[-3], part="x"), 0)


@pytest.mark.parametrize(
    ("result", "state", "wrong"),
    [
        ('"executions": 9, "crashes": 0', "good", 0),
        ('"executions": 9, "crashes": 1', "failed", 1),
        ('"executions": 0, "crashes": 0', "failed", 0),
    ],
)
def test_fuzzers_are_read(
    trust: ModuleType, project: Path, result: str, state: str, wrong: int
) -> None:
    fuzzer = f'{{"fuzzer": "npy", "seeds": 1, {result}, "message": ""}}'
    executable(project / "tools/dev/fuzz", f'echo \'{{"fuzzers": [{fuzzer}]}}\' >"$4"')
    (row,) = trust.run_fuzzers(False, dict(os.environ), project)
    assert (row.part, row.state, row.wrong) == ("fuzzer of npy", state, wrong)


def test_fuzzers_that_do_not_build_fail(trust: ModuleType, project: Path) -> None:
    executable(project / "tools/dev/fuzz", "echo error: no compiler >&2; exit 1")
    (row,) = trust.run_fuzzers(False, dict(os.environ), project)
    assert (row.state, row.note) == ("failed", "error: no compiler")


@pytest.mark.parametrize(
    ("said", "status", "state", "wrong"),
    [
        ("7 programs, 0 findings", 0, "good", 0),
        ("7 programs, 2 findings", 1, "failed", 2),
        ("error: no build", 1, "failed", 1),
    ],
)
def test_sanitizers_are_read(
    trust: ModuleType, project: Path, said: str, status: int, state: str, wrong: int
) -> None:
    executable(project / "tools/dev/sanitize", f"echo '{said}'; exit {status}")
    rows = list(trust.run_sanitizers(False, dict(os.environ)))
    assert [row.part for row in rows] == ["sanitizer, address", "sanitizer, thread"]
    assert {(row.state, row.wrong) for row in rows} == {(state, wrong)}
