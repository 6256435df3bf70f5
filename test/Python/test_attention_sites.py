# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""All attention of the models in zoo.py is recognised, and nothing else."""

import os
import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from a3.torch_export import Dialect, Trace
from zoo import MODELS, Form, Model

OPT = Path(os.environ.get("A3_BUILD", "build")).absolute() / "bin" / "a3-opt"
CASES = [(model, form) for model in MODELS for form in model.forms]


@pytest.fixture(scope="module")
def case(request: pytest.FixtureRequest) -> tuple[Model, Trace]:
    """Return a model and its trace, which both dialects share."""
    model, form = request.param
    sample = model.sample(form)
    return model, Trace(sample.module, sample.args)


def name(value: tuple[Model, Form]) -> str:
    return f"{value[0].name}-{value[1]}"


@pytest.mark.parametrize("dialect", ["linalg", "tosa"])
@pytest.mark.parametrize("case", CASES, ids=name, indirect=True)
def test_attention_is_raised(case: tuple[Model, Trace], dialect: Dialect, tmp_path: Path) -> None:
    model, trace = case
    export = trace.write(tmp_path / "model.mlir", dialect=dialect)
    assert export.difference is not None
    raised = subprocess.run(
        [OPT, export.path, "--a3-raise-attention", "--mlir-elide-resource-strings-if-larger=16"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert len(re.findall(r"= a3\.attention\b", raised.stdout)) == model.raised
    names = re.findall(r"attention not raised \[([\w-]+)\]", raised.stderr)
    assert Counter(names) == Counter(model.refused)
