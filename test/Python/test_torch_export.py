# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What a3.export writes, and what it refuses."""

import subprocess
from pathlib import Path

import pytest
import torch

import a3
from a3.torch_export import Dialect, ExportError
from models import Attention, ConstantIndex, HiddenBuffer, Positions, Sorted

MODELS = [
    (Attention(), (torch.ones(2, 5, 16), torch.ones(2, 5, dtype=torch.int64))),
    (HiddenBuffer(), (torch.ones(2, 4),)),
    (ConstantIndex(), (torch.ones(3, 4),)),
    (Positions(), (torch.ones(2, 5, dtype=torch.int64),)),
]


@pytest.mark.parametrize("dialect", ["linalg", "tosa"])
@pytest.mark.parametrize(("model", "args"), MODELS, ids=lambda value: type(value).__name__)
def test_mlir_reads_the_text(
    model: torch.nn.Module, args: tuple[torch.Tensor, ...], dialect: Dialect, tmp_path: Path
) -> None:
    path = tmp_path / "model.mlir"
    a3.export(model.eval(), args, path, dialect=dialect)
    subprocess.run(["mlir-opt-22", path, "-o", tmp_path / "again.mlir"], check=True)
    assert [p.name for p in tmp_path.iterdir()].count("model.mlir") == 1
    assert not list(tmp_path.glob("*.part"))


def test_entry_has_its_name(tmp_path: Path) -> None:
    path = tmp_path / "model.mlir"
    a3.export(HiddenBuffer(), (torch.ones(2, 4),), path, entry="offset")
    assert "func.func @offset(" in path.read_text()


def test_locations_name_the_line_of_the_model(tmp_path: Path) -> None:
    path = tmp_path / "model.mlir"
    a3.export(HiddenBuffer(), (torch.ones(2, 4),), path)
    assert 'models.py":' in path.read_text()
    a3.export(HiddenBuffer(), (torch.ones(2, 4),), path, locations=False)
    assert "models.py" not in path.read_text()


def test_model_is_left_as_it_was(tmp_path: Path) -> None:
    model = HiddenBuffer()
    a3.export(model, (torch.ones(2, 4),), tmp_path / "model.mlir")
    assert not model.state_dict()


def test_operation_outside_mlir_is_refused_and_the_file_kept(tmp_path: Path) -> None:
    path = tmp_path / "model.mlir"
    path.write_text("before")
    with pytest.raises(ExportError, match=r"'tm_tensor.sort' .*models\.py"):
        a3.export(Sorted(), (torch.ones(2, 4),), path)
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_unknown_dialect_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="use 'linalg' or 'tosa'"):
        a3.export(Sorted(), (torch.ones(2, 4),), tmp_path / "m.mlir", dialect="stablehlo")  # type: ignore[arg-type]
