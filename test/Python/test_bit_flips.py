# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Damaged program files are refused: no crash, and no other result without notice.

With A3_LONG=1, twenty times as many. `python test/Python/test_bit_flips.py PROGRAM BEGIN END`
is what the test runs: it prints of damages BEGIN to END how many were refused.
"""

import json
import os
import platform
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

import a3
from a3.tool import find_tool
from kept_files import KEPT, input_of

COUNT = 20_000 if os.environ.get("A3_LONG") else 1000
BATCH = 500 if COUNT == 1000 else 5000
RELEASE = max(path.name for path in KEPT.iterdir())
PROGRAM = KEPT / RELEASE / "fixed.a3"
ENVIRONMENT = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}

Damage = Callable[[bytearray, random.Random], None]


def flip_bits(data: bytearray, choose: random.Random) -> None:
    """Flip one bit, as a cosmic ray does, or a few."""
    for _ in range(choose.choice([1, 1, 1, 2, 8])):
        data[choose.randrange(len(data))] ^= 1 << choose.randrange(8)


def truncate(data: bytearray, choose: random.Random) -> None:
    """Cut the end off, as a broken copy does."""
    del data[choose.randrange(len(data)) :]


def clear_block(data: bytearray, choose: random.Random) -> None:
    """Zero a block, as a file system does that lost it."""
    size = choose.choice([16, 512, 4096])
    begin = choose.randrange(0, len(data), size)
    end = min(begin + size, len(data))
    data[begin:end] = bytes(end - begin)


def repeat_block(data: bytearray, choose: random.Random) -> None:
    """Overwrite a block by another one."""
    size = choose.choice([8, 16, 64])
    source, target = (choose.randrange(len(data) - size) for _ in range(2))
    data[target : target + size] = data[source : source + size]


def extend(data: bytearray, choose: random.Random) -> None:
    """Append bytes."""
    data += choose.randbytes(choose.randrange(1, 100))


DAMAGES: tuple[Damage, ...] = (flip_bits, truncate, clear_block, repeat_block, extend)
WEIGHTS = (6, 2, 1, 1, 1)


def damaged(program: bytes, number: int) -> bytes:
    """Return the file with damage `number`, at least a bit of it."""
    choose = random.Random(number)
    (damage,) = choose.choices(DAMAGES, WEIGHTS)
    data = bytearray(program)
    while data == program:
        damage(data, choose)
    return bytes(data)


def outcome_of(path: Path, expected: tuple[bytes, dict[str, int]]) -> str:
    """Return what becomes of a file: refused, harmless, or wrong."""
    try:
        run = a3.load(path).run(input_of("fixed"))
    except ValueError as error:
        text = str(error)
        return "refused" if text.startswith(f"{path}: ") and "\n" not in text else text
    return "harmless" if (run.outputs[0].tobytes(), run.cycles) == expected else "wrong"


def count_outcomes(program: Path, begin: int, end: int) -> Counter[str]:
    """Return how often each outcome came of damages `begin` to `end`."""
    good = program.read_bytes()
    run = a3.load(program).run(input_of("fixed"))
    expected = run.outputs[0].tobytes(), run.cycles
    path = Path("damaged.a3")
    counts: Counter[str] = Counter()
    for number in range(begin, end):
        data = damaged(good, number)
        path.write_bytes(data)
        counts[outcome_of(path, expected)] += 1
    return counts


def run_batch(program: Path, begin: int, end: int, folder: Path) -> Counter[str]:
    """Count in a process of its own, so that a crash is noticed."""
    command = [sys.executable, __file__, str(program), str(begin), str(end)]
    done = subprocess.run(
        command, env=ENVIRONMENT, cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, (begin, end, done.returncode, done.stderr)
    return Counter(json.loads(done.stdout))


@pytest.mark.skipif(platform.machine() != "x86_64", reason="the kept program is for x86-64")
def test_damaged_files_are_refused(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    counts: Counter[str] = Counter()
    for begin in range(0, COUNT, BATCH):
        counts += run_batch(PROGRAM, begin, begin + BATCH, tmp_path)
    for outcome, count in counts.items():
        record_property(outcome, count)
    # No byte of a program file is without meaning, so nothing is harmless.
    assert counts == {"refused": COUNT}


def test_noticing_can_fail(tmp_path: Path) -> None:
    path = tmp_path / "p.a3"
    path.write_bytes(PROGRAM.read_bytes())
    assert outcome_of(path, (b"", {})) == "wrong"
    path.write_bytes(damaged(PROGRAM.read_bytes(), 0))
    assert outcome_of(path, (b"", {})) == "refused"


@pytest.mark.parametrize("section", ["program", "stream.0", "stream.1", "native", "weights"])
def test_every_section_is_hashed(section: str, tmp_path: Path) -> None:
    """The tools that open a file say of the first damaged bit in which section it is."""
    name, path = f".a3.{section}", tmp_path / "p.a3"
    headers = ["readelf", "-SW", str(PROGRAM)]
    listed = subprocess.run(headers, capture_output=True, text=True, check=True).stdout
    line = next(line for line in listed.splitlines() if f" {name} " in line)
    offset = int(line.split("PROGBITS")[1].split()[1], 16)
    data = bytearray(PROGRAM.read_bytes())
    data[offset + 1] ^= 1
    path.write_bytes(data)
    for tool in ("a3-run", "a3-objdump"):
        done = subprocess.run([find_tool(tool), path], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr == (
            f"{path}: error: damaged: section '{name}' does not have the hash that the file says\n"
        )


if __name__ == "__main__":
    print(json.dumps(count_outcomes(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
