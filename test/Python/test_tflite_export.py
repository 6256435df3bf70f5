# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""TFLite files: what a3.export_tflite writes is what TFLite computes, and its attention is found.

The scripts that made the files are beside them, in Inputs.
"""

from pathlib import Path

import numpy as np
import pytest

import a3
import a3.tflite_export
from raising import raise_attention

INPUTS = Path(__file__).parent / "Inputs"

pytest.importorskip(
    "tosa_converter_for_tflite", reason="the packages of requirements-tflite.txt are missing"
)
pytest.importorskip("ai_edge_litert", reason="the packages of requirements-tflite.txt are missing")
pytestmark = pytest.mark.filterwarnings("ignore::a3.mlir_text.ExportWarning")


@pytest.mark.parametrize(
    "name",
    [
        "torch-plain",
        "torch-causal",
        "torch-masked",
        "torch-grouped",
        "torch-multi-head",
        "torch-multi-head-padded",
        "keras-multi-head",
        "keras-multi-head-causal",
    ],
)
def test_attention(name: str, tmp_path: Path) -> None:
    exported = a3.export_tflite(INPUTS / f"{name}.tflite", tmp_path / "m.mlir")
    assert exported.difference is not None
    assert exported.difference < 1e-5
    assert raise_attention(exported.path) == (1, [])


def test_quantised_attention_stays_on_the_host(tmp_path: Path) -> None:
    exported = a3.export_tflite(INPUTS / "keras-multi-head-int8.tflite", tmp_path / "m.mlir")
    assert exported.difference is not None
    assert exported.difference <= 2
    assert raise_attention(exported.path) == (0, [])


def test_the_user_is_told(tmp_path: Path) -> None:
    with pytest.warns(a3.ExportWarning, match="keep_stablehlo_constant .*was hidden"):
        a3.export_tflite(INPUTS / "torch-causal.tflite", tmp_path / "m.mlir")


def test_masks_that_are_read_wrongly_are_not_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    key = a3.tflite_export._KEY
    contents = (INPUTS / "torch-causal.tflite").read_bytes()
    assert key in contents
    monkeypatch.setattr(a3.tflite_export, "_OTHER_KEY", key)
    with pytest.raises(a3.ExportError, match=r"the exported model is wrong|'stablehlo\.constant'"):
        a3.export_tflite(contents, tmp_path / "m.mlir")
    assert not list(tmp_path.iterdir())


def test_given_inputs_are_used(tmp_path: Path) -> None:
    inputs = [np.zeros((2, 2, 6, 8), np.float32)] * 3
    exported = a3.export_tflite(INPUTS / "torch-plain.tflite", tmp_path / "m.mlir", inputs=inputs)
    assert exported.difference == 0


def test_same_file_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        a3.export_tflite(INPUTS / "torch-plain.tflite", tmp_path / name, check=False)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_names_and_locations(tmp_path: Path) -> None:
    path = tmp_path / "m.mlir"
    a3.export_tflite(INPUTS / "torch-plain.tflite", path, entry="attend", check=False)
    assert "func.func @attend(" in path.read_text()
    assert "torch-plain.tflite" in path.read_text()
    a3.export_tflite(INPUTS / "torch-plain.tflite", path, locations=False, check=False)
    assert "func.func @main(" in path.read_text()
    assert "loc(" not in path.read_text()


def test_other_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(a3.ExportError, match=r"test_tflite_export\.py is not a TFLite model"):
        a3.export_tflite(__file__, tmp_path / "m.mlir")
    with pytest.raises(a3.ExportError, match=r"cannot read .*absent\.tflite: No such file"):
        a3.export_tflite(tmp_path / "absent.tflite", tmp_path / "m.mlir")
    with pytest.raises(a3.ExportError, match="cannot export the model to tosa"):
        a3.export_tflite(b"\0\0\0\0TFL3 and no more", tmp_path / "m.mlir")


def test_linalg_cannot_be_had(tmp_path: Path) -> None:
    with pytest.raises(a3.ExportError, match="in TOSA only"):
        a3.export_tflite(INPUTS / "torch-plain.tflite", tmp_path / "m.mlir", dialect="linalg")


def test_the_converter_is_asked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(a3.tflite_export.shutil, "which", lambda *_args, **_options: None)
    with pytest.raises(a3.ExportError, match="tools/dev/python-env tflite"):
        a3.export_tflite(INPUTS / "torch-plain.tflite", tmp_path / "m.mlir")
