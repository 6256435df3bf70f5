# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Files of every released version run as they did then, or are refused by name.

docs/program-file.md says how a version is added.
"""

import hashlib
import json
import platform
import re
from pathlib import Path
from typing import Any

import pytest

import a3
from kept_files import KEPT, PROGRAMS, attend, format_of, results_of, with_format

PROJECT = Path(__file__).parents[2]
RELEASES = sorted(path.name for path in KEPT.iterdir())


def expected_of(release: str) -> dict[str, Any]:
    return json.loads((KEPT / release / "expected.json").read_text())


def present_format() -> tuple[int, str]:
    """Return the format version and the schema's hash of the sources."""
    text = (PROJECT / "lib" / "Program" / "Sections.h").read_text()
    found = re.search(r"formatVersion = (\d+);", text)
    assert found
    schema = (PROJECT / "include" / "a3" / "Program" / "Program.fbs").read_bytes()
    return int(found[1]), hashlib.sha256(schema).hexdigest()[:16]


def refusal(path: Path) -> str:
    with pytest.raises(ValueError, match="the program ") as caught:
        a3.load(path)
    return str(caught.value)


@pytest.mark.parametrize("release", RELEASES)
@pytest.mark.parametrize("name", PROGRAMS)
def test_programs_run_as_they_did(release: str, name: str) -> None:
    expected = expected_of(release)
    path = KEPT / release / f"{name}.a3"
    kept, present = (expected["format"], expected["schema"]), present_format()
    assert format_of(path.read_bytes()) == kept
    if kept != present:
        message = refusal(path)
        place = 0 if kept[0] != present[0] else 1
        assert f" {kept[place]}," in message
        assert f" {present[place]};" in message
    elif platform.machine() != "x86_64":
        assert "host code is for x86-64" in refusal(path)
    else:
        assert results_of(a3.load(path), name) == expected["programs"][name]


@pytest.mark.parametrize("release", RELEASES)
def test_machines_compute_as_they_did(release: str) -> None:
    machine = KEPT / release / "machine.yaml"
    try:
        a3.Machine.load(str(machine))
    except ValueError as error:
        assert re.search(r"machine.yaml:\d+:\d+: error: parameter '\w+'", str(error))  # noqa: PT017
        return
    assert attend(machine) == expected_of(release)["machine"]


def test_present_format_is_kept() -> None:
    kept = [(expected["format"], expected["schema"]) for expected in map(expected_of, RELEASES)]
    assert present_format() in kept, (
        "the format of program files changed: keep files of it, as docs/program-file.md says"
    )


def test_future_version_is_refused_by_name(tmp_path: Path) -> None:
    version, _ = present_format()
    path = tmp_path / "future.a3"
    program = (KEPT / RELEASES[-1] / "fixed.a3").read_bytes()
    path.write_bytes(with_format(program, version + 1))
    assert refusal(path) == (
        f"{path}: error: the program has format version {version + 1}, "
        f"this tool reads version {version}; compile the model again"
    )
