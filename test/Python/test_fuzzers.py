"""Tests of tools/dev/run_fuzzers.py, with scripts in place of fuzzers."""

import json
import subprocess
import sys
from pathlib import Path

RUN = Path(__file__).parents[2] / "tools" / "dev" / "run_fuzzers.py"
GOOD = "echo 'stat::number_of_executed_units: 1200' >&2"
BAD = "echo 'does not hold: x is x' >&2; exit 77"


def run(root: Path, fuzzers: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs scripts, by the names of their fuzzers."""
    folder = root / "build-address" / "bin"
    folder.mkdir(parents=True)
    for name, script in fuzzers.items():
        path = folder / f"fuzz-{name}"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
    command = [sys.executable, str(RUN), str(root), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_executions_are_counted(tmp_path: Path) -> None:
    seeds = tmp_path / "test" / "Fuzz" / "Corpus" / "npy"
    seeds.mkdir(parents=True)
    (seeds / "seed").touch()
    report = tmp_path / "f.json"
    scripts = {"npy": GOOD, "machine": BAD}
    done = run(tmp_path, scripts, "--seconds", "2", "--json", str(report), "npy")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[1].split() == ["npy", "1", "1,200", "0"]
    assert json.loads(report.read_text())["fuzzers"] == [
        {"fuzzer": "npy", "seeds": 1, "executions": 1200, "crashes": 0, "message": ""}
    ]


def test_a_crash_is_reported_and_fails(tmp_path: Path) -> None:
    done = run(tmp_path, {"machine": BAD, "npy": GOOD})
    assert done.returncode == 1
    assert done.stdout.splitlines()[1].split() == ["machine", "0", "0", "1"]
    assert done.stderr.startswith("error: machine: does not hold: x is x (")


def test_a_fuzzer_that_does_nothing_fails(tmp_path: Path) -> None:
    assert run(tmp_path, {"npy": "true"}).returncode == 1


def test_unknown_names_are_refused(tmp_path: Path) -> None:
    done = run(tmp_path, {"npy": GOOD}, "elf")
    assert (done.returncode, done.stderr) == (1, "error: no fuzzer 'elf'; there are npy\n")
