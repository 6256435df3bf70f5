# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs what tools/dev/trust promises, part by part, and prints one table."""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "python"))
from a3.files import write_text  # noqa: E402 - its folder is known only now.

State = Literal["good", "failed", "missing"]


@dataclass(frozen=True)
class Row:
    """A line of the table: how many of what were tried, and how many went wrong."""

    part: str
    state: State
    tried: int = 0
    what: str = ""
    wrong: int = 0
    called: str = ""  # What goes wrong, such as "crashes".
    note: str = ""


@dataclass(frozen=True)
class Tests:
    """A part that is a file of pytest. What tests record under `counted` is added up; where
    that is nothing, the tests are counted."""

    part: str
    file: str
    counted: tuple[str, ...]
    what: str
    called: str
    wrong: tuple[str, ...] = ()  # Recorded numbers that must be 0.


TESTS = (
    Tests("differential", "test_differential.py", ("programs",), "programs", "mismatches"),
    Tests("independent model", "test_reference_model.py", ("cases",), "tests", "mismatches"),
    Tests("laws", "test_laws.py", ("examples",), "examples", "broken"),
    Tests("faults", "test_faults.py", ("faults",), "survived", "not survived"),
    Tests(
        "bit flips",
        "test_bit_flips.py",
        ("refused", "harmless", "wrong"),
        "damaged files",
        "wrong or crashes",
        ("wrong",),
    ),
)


def run(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a part; its output is shown where it fails, as it has the smallest example."""
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(done.stdout, done.stderr, sep="\n", file=sys.stderr, flush=True)
    return done


def last_line(done: subprocess.CompletedProcess[str]) -> str:
    """What a program said last."""
    lines = (done.stdout + done.stderr).strip().splitlines()
    return lines[-1] if lines else f"ended with {done.returncode} and said nothing"


def run_fuzzers(long: bool, environment: dict[str, str], folder: Path) -> Iterator[Row]:
    """A row for each fuzzer."""
    if not (ROOT / "tools/dev/fuzz").exists():
        yield Row("fuzzers", "missing", note="there is no tools/dev/fuzz")
        return
    file = folder / "fuzz.json"
    seconds = "60" if long else "3"
    done = run(["tools/dev/fuzz", "--seconds", seconds, "--json", str(file)], environment)
    if not file.exists():
        yield Row("fuzzers", "failed", wrong=1, called="crashes", note=last_line(done))
        return
    for result in json.loads(file.read_text())["fuzzers"]:
        good = result["executions"] > 0 and result["crashes"] == 0
        yield Row(
            f"fuzzer of {result['fuzzer']}",
            "good" if good else "failed",
            result["executions"],
            "executions",
            result["crashes"],
            "crashes",
            result["message"],
        )


def run_sanitizers(long: bool, environment: dict[str, str]) -> Iterator[Row]:
    """A row for each build; that of the compiler takes long to make."""
    for kind in ("address", "thread", *(["compiler"] if long else [])):
        name = f"sanitizer, {kind}"
        if not (ROOT / "tools/dev/sanitize").exists():
            yield Row(name, "missing", note="there is no tools/dev/sanitize")
            continue
        done = run(["tools/dev/sanitize", kind], environment)
        counts = re.search(r"(\d+) programs, (\d+) findings", done.stdout)
        programs, findings = (int(x) for x in counts.groups()) if counts else (0, 1)
        good = done.returncode == 0 and programs > 0 and findings == 0
        note = "" if good else last_line(done)
        yield Row(
            name,
            "good" if good else "failed",
            programs,
            "test programs",
            findings,
            "findings",
            note,
        )


def read_results(file: Path) -> tuple[Counter[str], Counter[str]]:
    """Return how many tests passed, failed and were skipped, and the sums of what they record."""
    outcomes: Counter[str] = Counter()
    recorded: Counter[str] = Counter()
    for case in ElementTree.parse(file).getroot().iter("testcase"):
        kinds = {child.tag for child in case}
        failed = kinds & {"failure", "error"}
        outcomes["failed" if failed else "skipped" if "skipped" in kinds else "passed"] += 1
        for entry in case.iter("property"):
            if re.fullmatch(r"\d+", entry.get("value", "")):
                recorded[entry.get("name", "")] += int(entry.get("value", ""))
    return outcomes, recorded


def run_tests(tests: Tests, environment: dict[str, str], folder: Path) -> Row:
    """The row of a file of tests."""
    if not (ROOT / "test/Python" / tests.file).exists():
        return Row(tests.part, "missing", note=f"there is no test/Python/{tests.file}")
    results = folder / "results.xml"
    results.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pytest", "-q", "--tb=short", f"--junit-xml={results}"]
    done = run([*command, f"test/Python/{tests.file}"], environment)
    if not results.exists():
        return Row(tests.part, "failed", wrong=1, called=tests.called, note=last_line(done))
    outcomes, recorded = read_results(results)
    wrong = outcomes["failed"] + sum(recorded[name] for name in tests.wrong)
    tried = sum(recorded[name] for name in tests.counted) or outcomes["passed"]
    good = wrong == 0 and tried > 0 and done.returncode == 0
    notes = [f"{outcomes['skipped']} skipped"] if outcomes["skipped"] else []
    notes += [] if good else [last_line(done)]
    state: State = "good" if good else "failed"
    return Row(tests.part, state, tried, tests.what, wrong, tests.called, "; ".join(notes))


def run_all(long: bool, folder: Path) -> Iterator[Row]:
    """All rows, each as soon as it is known."""
    environment = {key: value for key, value in os.environ.items() if key != "A3_LONG"}
    if long:
        environment["A3_LONG"] = "1"
    for tests in TESTS:
        yield run_tests(tests, environment, folder)
    yield from run_fuzzers(long, environment, folder)
    yield from run_sanitizers(long, environment)


def line_of(row: Row, seconds: float) -> str:
    """A line of the table."""
    if row.state == "missing":
        return f"{row.part:<22}{'missing':>12}  {row.note}"
    wrong = f"{row.wrong:,} {row.called}"
    line = f"{row.part:<22}{row.tried:>12,}  {row.what:<14}{wrong:<22}{seconds:>7.0f} s"
    return line + (f"  {row.note}" if row.note else "")


def main() -> int:
    """Print the table; 1 where anything went wrong."""
    parser = argparse.ArgumentParser(prog="trust", description=__doc__)
    parser.add_argument("--long", action="store_true", help="5000 programs, a minute a fuzzer")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the table there, too")
    arguments = parser.parse_args()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        begin = time.monotonic()
        for row in run_all(arguments.long, Path(folder)):
            now = time.monotonic()
            print(line_of(row, now - begin), flush=True)
            rows.append(row)
            begin = now
    states = Counter(row.state for row in rows)
    print(", ".join(f"{states[state]} {state}" for state in ("good", "failed", "missing")))
    if arguments.json:
        table = {"long": arguments.long, "parts": [asdict(row) for row in rows]}
        write_text(arguments.json, json.dumps(table, indent=2) + "\n")
    return 1 if states["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
