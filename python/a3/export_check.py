# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Whether exported MLIR computes what the framework does."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

# Of a result's largest magnitude, by the type that the framework computed in.
_TOLERANCES = {np.dtype(np.float16): 1e-2, np.dtype(np.float32): 1e-4, np.dtype(np.float64): 1e-4}

_REPOSITORY = Path(__file__).parents[2]


class MismatchError(Exception):
    """The exported function computes something else than the framework."""


class NotCheckedError(Exception):
    """The exported function cannot be run here."""


def check(
    path: Path,
    entry: str,
    inputs: Sequence[np.ndarray],
    expected: Sequence[np.ndarray],
) -> float:
    """Run the function `entry` of `path` on the host and compare its results.

    All attention is compiled for the host, so that what is compared is the
    exported text and not the accelerator. Returns the largest difference
    relative to the largest magnitude of its result. Raises MismatchError where this
    is more than rounding explains, NotCheckedError where the function cannot be run.
    """
    with tempfile.TemporaryDirectory(prefix="a3-export-") as directory:
        results = _run(path, entry, inputs, len(expected), Path(directory))
    pairs = enumerate(zip(results, expected, strict=True))
    return max((_difference(i, *pair) for i, pair in pairs), default=0.0)


def _run(
    path: Path, entry: str, inputs: Sequence[np.ndarray], results: int, directory: Path
) -> list[np.ndarray]:
    program = directory / "model.a3"
    command = [_tool("a3-compile"), path, "-o", program, f"--entry={entry}", "--no-offload"]
    _execute(command)
    command = [_tool("a3-run"), program, "--quiet"]
    for i, array in enumerate(inputs):
        np.save(directory / f"input{i}.npy", array)
        command += ["--input", directory / f"input{i}.npy"]
    outputs = [directory / f"output{i}.npy" for i in range(results)]
    for output in outputs:
        command += ["--output", output]
    _execute(command)
    return [np.load(output) for output in outputs]


def _tool(name: str) -> Path:
    """Return an executable: from A3_BUILD, from PATH, or as built in the repository."""
    build = os.environ.get("A3_BUILD")
    found = (
        shutil.which(name, path=Path(build) / "bin" if build else None)
        or shutil.which(name)
        or shutil.which(name, path=_REPOSITORY / "build" / "bin")
    )
    if not found:
        raise NotCheckedError(f"{name} is not there: put build/bin of A3 on PATH")
    return Path(found)


def _execute(command: list[str | Path]) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except subprocess.CalledProcessError as error:
        lines = error.stderr.strip().splitlines() or [f"exit status {error.returncode}"]
        line = next((line for line in lines if "error:" in line), lines[0])
        raise NotCheckedError(f"{Path(command[0]).name} refuses the model: {line}") from error


def _difference(index: int, result: np.ndarray, expected: np.ndarray) -> float:
    """Return the relative difference of one result; raise MismatchError if it is large."""
    if result.shape != expected.shape:
        raise MismatchError(f"result {index} has shape {result.shape} instead of {expected.shape}")
    tolerance = _TOLERANCES.get(expected.dtype)
    if tolerance is None:
        wrong = int(np.count_nonzero(result != expected))
        if wrong:
            raise MismatchError(f"result {index} differs in {wrong} of {expected.size} elements")
        return 0.0
    result, expected = result.astype(np.float64), expected.astype(np.float64)
    same = (result == expected) | (np.isnan(result) & np.isnan(expected))
    finite = np.isfinite(expected)
    if not (same | (finite & np.isfinite(result))).all():
        raise MismatchError(f"result {index} has infinities or NaNs where the framework has none")
    scale = max(float(np.abs(expected[finite]).max(initial=0.0)), 1e-30)
    difference = float(np.abs(result - expected)[~same].max(initial=0.0)) / scale
    if difference > tolerance:
        raise MismatchError(
            f"result {index} differs by {difference:.1e} of its largest magnitude, "
            f"and {tolerance:.0e} is rounding"
        )
    return difference
