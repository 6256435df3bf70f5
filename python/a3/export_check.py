# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The last step of an export: check what was made, and write it."""

import subprocess
import tempfile
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from a3.files import write_text
from a3.mlir_text import Exported, ExportError, ExportWarning
from a3.tool import find_tool

# Of the largest result. The operations are the framework's, their order is not.
_TOLERANCE = 1e-4
_TOLERANCE_OF_F16 = 2e-2
_TOLERANCE_OF_BF16 = 1e-1

# Steps by which quantised models may differ, which round at every operation.
_TOLERANCE_OF_BYTES = 2


@dataclass(frozen=True)
class Sample:
    """Arguments of a model and what its framework makes of them.

    bfloat16 is a type of ml_dtypes, or two bytes of no type ("V2").
    """

    inputs: Sequence[np.ndarray]
    outputs: Sequence[np.ndarray]


class NotCheckedError(Exception):
    """The results could not be compared, for the reason that the text gives."""


def finish(
    path: Path,
    text: str,
    changes: Sequence[str],
    entry: str,
    sample: Callable[[], Sample] | None,
) -> Exported:
    """Check `text` against `sample`, write it, and tell the user what was done.

    Without `sample` nothing is checked, as the user wanted it. Raises
    ExportError and writes nothing where the results differ.
    """
    difference = None
    if sample is not None:
        try:
            difference = compare(text, entry, sample())
        except NotCheckedError as error:
            _warn(f"{path} was written but not checked: {error}")
    write_text(path, text)
    for change in changes:
        _warn(change)
    return Exported(path, tuple(changes), difference)


def random_input(shape: Sequence[int], dtype: np.dtype, random: np.random.Generator) -> np.ndarray:
    """Return an argument that most models take.

    What has to be whole is 0 or 1, as in a mask, whose first key is admitted;
    only of bytes, which stand for fractions, all values are taken.
    """
    if dtype in (np.int8, np.uint8):
        return random.integers(0, 256, shape).astype(np.uint8).view(dtype)
    if dtype.kind in "biu":
        numbers = random.integers(0, 2, shape)
        if len(shape):
            numbers[..., :1] = 1
        return numbers.astype(dtype)
    return random.standard_normal(shape).astype(dtype)


def _warn(message: str) -> None:
    # The caller of the export function that called `finish`.
    warnings.warn(message, ExportWarning, stacklevel=4)


def compare(text: str, entry: str, sample: Sample) -> float:
    """Return the largest difference of what the text computes on the host from the sample.

    Raises ExportError where that is more than rounding.
    """
    results = _run(text, entry, sample)
    tolerance = _tolerance(text)
    largest = 0.0
    for index, (result, expected) in enumerate(zip(results, sample.outputs, strict=True)):
        difference, allowed = _difference(result, expected), _allowed(expected, tolerance)
        largest = max(largest, difference)
        if not difference <= allowed:
            raise ExportError(
                f"the exported model is wrong, nothing was written: its result {index} differs "
                f"by up to {difference:.3g} from the framework's, and {allowed:.3g} is allowed; "
                "please report this, and use check=False to have the file all the same"
            )
    return largest


def _tolerance(text: str) -> float:
    if "bf16>" in text:
        return _TOLERANCE_OF_BF16
    return _TOLERANCE_OF_F16 if "f16>" in text else _TOLERANCE


def _difference(result: np.ndarray, expected: np.ndarray) -> float:
    if result.shape != expected.shape:
        raise ExportError(
            f"the exported model is wrong, nothing was written: it returns {result.shape} "
            f"where the framework returns {expected.shape}"
        )
    a, b = numbers_of(result), numbers_of(expected)
    same = (a == b) | (np.isnan(a) & np.isnan(b))
    difference = np.abs(np.where(same, 0.0, a) - np.where(same, 0.0, b))
    return float(np.where(np.isnan(difference), np.inf, difference).max(initial=0.0))


def _allowed(expected: np.ndarray, tolerance: float) -> float:
    if expected.dtype in (np.int8, np.uint8):
        return _TOLERANCE_OF_BYTES
    if expected.dtype.kind in "biu":
        return 0.0
    numbers = numbers_of(expected)
    return tolerance * float(np.abs(numbers[np.isfinite(numbers)]).max(initial=1.0))


def numbers_of(array: np.ndarray) -> np.ndarray:
    """Return the elements in binary64, also those of a sample's bfloat16."""
    if array.dtype.kind == "V":  # bfloat16 is the upper half of binary32.
        array = (array.view(np.uint16).astype(np.uint32) << 16).view(np.float32)
    return np.asarray(array, np.float64)


def _run(text: str, entry: str, sample: Sample) -> list[np.ndarray]:
    """Return what the text computes when all of it is compiled for the host."""
    try:
        compiler, runner = find_tool("a3-compile"), find_tool("a3-run")
    except FileNotFoundError as error:
        raise NotCheckedError(str(error)) from None
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder)
        model, program = where / "model.mlir", where / "model.a3"
        model.write_text(text)
        _call([compiler, model, "-o", program, "--no-offload", f"--entry={entry}"])
        command: list[str | Path] = [runner, program, "--quiet"]
        for index, array in enumerate(sample.inputs):
            np.save(where / f"input{index}.npy", array)
            command += ["--input", where / f"input{index}.npy"]
        outputs = [where / f"output{index}.npy" for index in range(len(sample.outputs))]
        for output in outputs:
            command += ["--output", output]
        _call(command)
        return [np.load(output) for output in outputs]


def _call(command: Sequence[str | Path]) -> None:
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode:
        errors = [line for line in result.stderr.splitlines() if "error" in line]
        if "sizes of the inputs do not fit together" in result.stderr:
            raise ExportError(
                "the exported model is wrong, nothing was written: it refuses the sizes of "
                f"its own arguments ({errors[0]}); leave fewer of them open"
            )
        raise NotCheckedError(f"{Path(command[0]).name} refuses it: {(errors or ['?'])[0]}")
