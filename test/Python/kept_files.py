# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Files of released versions, kept in test/Compatibility/Inputs, and what they gave then.

    python test/Python/kept_files.py VERSION

makes those of a version: its folder must hold fixed.mlir, open.mlir, approximations.json
and machine.yaml (copy the last version's, and let them use what is new).
"""

import json
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import a3
from a3.tool import find_tool

KEPT = Path(__file__).parents[1] / "Compatibility" / "Inputs"
PROGRAMS = ("fixed", "open")
# The lowest level, which all processors of the architecture have.
TARGET = "x86-64"
_NOTE = 64  # Where the note begins, right behind the header of the ELF file.


def format_of(program: bytes) -> tuple[int, str]:
    """Return the format version and the hash of the schema that a program file says."""
    version, _, schema = struct.unpack_from("<IIQ", program, _NOTE + 16)
    return version, f"{schema:016x}"


def with_format(program: bytes, version: int) -> bytes:
    """Return the program file with another format version in its note."""
    changed = bytearray(program)
    struct.pack_into("<I", changed, _NOTE + 16, version)
    return bytes(changed)


def input_of(name: str) -> NDArray[np.float32]:
    """Return what a kept program is run on, of (2, 12, 8); an open one gets fewer rows."""
    rows = {"fixed": 12, "open": 9}[name]
    return np.random.default_rng(0).integers(-8, 9, (2, rows, 8)).astype(np.float32) / 4


def results_of(program: a3.Program, name: str) -> dict[str, Any]:
    """Return what a run gives, for JSON: results to the last bit, cycles, and energy in nJ."""
    run = program.run(input_of(name))
    energy = {account: round(value, 6) for account, value in run.energy.items()}
    return {"output": run.outputs[0].ravel().tolist(), "cycles": run.cycles, "energy_nj": energy}


def attend(machine: Path) -> dict[str, Any]:
    """Return what an attention on a kept machine takes, for JSON."""
    x = input_of("fixed")
    run = a3.attention(x, x, x, m=6, t=5.0, machine=str(machine))
    return {"output": run.output.ravel().tolist(), "cycles": dict(run.cycles)}


def _keep(folder: Path) -> None:
    for name in PROGRAMS:
        command = [str(find_tool("a3-compile")), f"{name}.mlir", "-o", f"{name}.a3"]
        command += ["--require-offload", "--approx-file=approximations.json"]
        subprocess.run([*command, f"--target-cpu={TARGET}"], cwd=folder, check=True)
    version, schema = format_of((folder / "fixed.a3").read_bytes())
    document = {
        "format": version,
        "schema": schema,
        "programs": {n: results_of(a3.load(folder / f"{n}.a3"), n) for n in PROGRAMS},
        "machine": attend(folder / "machine.yaml"),
    }
    (folder / "expected.json").write_text(json.dumps(document) + "\n")


if __name__ == "__main__":
    _keep(KEPT / sys.argv[1])
