# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The models of zoo.py, from PyTorch to the simulator.

All their attention is recognised, and nothing else; all that is recognised runs
on the accelerator; and the results are PyTorch's.
"""

import json
import os
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

import a3
from a3.export_check import numbers_of
from a3.torch_export import Dialect, Trace, as_array
from zoo import MODELS, Form, Model, Sample

BINARIES = Path(os.environ.get("A3_BUILD", "build")).absolute() / "bin"
CASES = [(model, form) for model in MODELS for form in model.forms]

# Of the largest number of each result. Only nonsense is caught: where rounding makes
# a router choose another expert, the results are others.
FIXED_TOLERANCE = 1.0


@pytest.fixture(scope="module")
def case(request: pytest.FixtureRequest) -> tuple[Model, Sample, Trace, list[np.ndarray]]:
    """Return a model, its trace and its results, which both dialects share."""
    model, form = request.param
    sample = model.sample(form)
    return model, sample, Trace(sample.module, sample.args), sample.results()


def name(value: tuple[Model, Form]) -> str:
    return f"{value[0].name}-{value[1]}"


@pytest.mark.parametrize("dialect", ["linalg", "tosa"])
@pytest.mark.parametrize("case", CASES, ids=name, indirect=True)
def test_model_runs_as_in_pytorch(
    case: tuple[Model, Sample, Trace, list[np.ndarray]],
    dialect: Dialect,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    model, sample, trace, expected = case
    export = trace.write(tmp_path / "m.mlir", dialect=dialect)
    assert export.difference is not None
    compiled = compile_model(tmp_path)
    if not model.raised and not model.refused:
        assert "the model has no attention" in compiled.stderr
        return
    assert compiled.returncode == 0, compiled.stderr
    report = json.loads((tmp_path / "report.json").read_text())
    sites = [site["status"] for site in report["sites"]]
    assert report["remarks"]["not-raised"] == model.refused_counts(dialect)
    assert report["remarks"]["host"] == {}
    assert sites.count("offloaded") == model.raised
    tolerances = {"float": model.tolerance, "fixed": FIXED_TOLERANCE}
    for arithmetic, tolerance in tolerances.items():
        results = run(tmp_path, arithmetic, sample, len(expected))
        differences = [relative(*pair) for pair in zip(results, expected, strict=True)]
        record_property(f"{arithmetic} difference", f"{max(differences):.1e}")
        assert max(differences) <= tolerance, differences


# DeBERTa is left out: its mask hides padding queries whole, for which `a3.attention`
# gives zeros and the model means of all rows.
BIASED = [(model, form) for model, form in CASES if "dense-bias" in model.refused]


@pytest.mark.parametrize("dialect", ["linalg", "tosa"])
@pytest.mark.parametrize("case", BIASED, ids=name, indirect=True)
def test_biases_run_where_the_machine_has_the_port(
    case: tuple[Model, Sample, Trace, list[np.ndarray]], dialect: Dialect, tmp_path: Path
) -> None:
    model, sample, trace, expected = case
    trace.write(tmp_path / "m.mlir", dialect=dialect)
    machine = a3.Machine.load("a3-hpca20").text.replace("bias_port: false", "bias_port: true")
    (tmp_path / "biased.yaml").write_text(machine)
    compiled = compile_model(tmp_path, f"--machine={tmp_path}/biased.yaml", "--require-offload")
    assert compiled.returncode == 0, compiled.stderr
    report = json.loads((tmp_path / "report.json").read_text())
    sites = [site["status"] for site in report["sites"]]
    assert sites == ["offloaded"] * (model.raised + len(model.refused))
    for arithmetic, tolerance in {"float": 1e-4, "fixed": FIXED_TOLERANCE}.items():
        results = run(tmp_path, arithmetic, sample, len(expected))
        differences = [relative(*pair) for pair in zip(results, expected, strict=True)]
        assert max(differences) <= tolerance, differences


def compile_model(where: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [
        BINARIES / "a3-compile",
        where / "m.mlir",
        "-o",
        where / "m.a3",
        f"--report={where}/report.json",
        *options,
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def run(where: Path, arithmetic: str, sample: Sample, results: int) -> Sequence[np.ndarray]:
    command = [BINARIES / "a3-run", where / "m.a3", "--quiet", f"--arithmetic={arithmetic}"]
    for index, tensor in enumerate(sample.args):
        np.save(where / f"{index}.npy", as_array(tensor))
        command += ["--input", where / f"{index}.npy"]
    outputs = [where / f"result{index}.npy" for index in range(results)]
    for output in outputs:
        command += ["--output", output]
    subprocess.run(command, check=True)
    return [numbers_of(np.load(output)) for output in outputs]


def relative(result: np.ndarray, expected: np.ndarray) -> float:
    """Return the largest difference, of the largest number expected."""
    assert result.shape == expected.shape
    return float(np.abs(result - expected).max() / np.abs(expected).max())
