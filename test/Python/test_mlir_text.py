# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What the front ends share."""

import subprocess
from pathlib import Path

import numpy as np
import pytest

import a3
from a3.export_check import Sample, finish
from a3.mlir_text import pack_booleans, refuse_foreign_text, require

NEGATE = """
func.func @main(%x: tensor<2x3xf32>) -> tensor<2x3xf32> {
  %y = arith.negf %x : tensor<2x3xf32>
  return %y : tensor<2x3xf32>
}
"""
X = np.arange(6, dtype=np.float32).reshape(2, 3)


def test_booleans_are_packed_as_llvm_reads_them(tmp_path: Path) -> None:
    data = "".join(["01", "00", "01"] * 20)
    text = f'func.func @f() -> tensor<3x4x5xi1> {{\n  %c = arith.constant dense<"0x{data}"> : \
tensor<3x4x5xi1>\n  return %c : tensor<3x4x5xi1>\n}}\n'
    packed, count = pack_booleans(text)
    assert count == 1
    assert pack_booleans(packed) == (packed, 0)
    path = tmp_path / "m.mlir"
    path.write_text(packed)
    command = ["mlir-opt-22", "--mlir-print-elementsattrs-with-hex-if-larger=-1", path]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    written = [word.strip("[]<>; ") for word in printed.split("dense<")[1].split(">")[0].split(",")]
    assert written == ["true", "false", "true"] * 20


@pytest.mark.parametrize(
    ("text", "operation"),
    [
        ('  %0 = "tfl.softmax"(%arg0) : (f32) -> f32', r"'tfl\.softmax' \(line 1 "),
        ("  %0:2 = stablehlo.while(%a = %b)", r"'stablehlo\.while'"),
        ("\n  %1 = builtin.unrealized_conversion_cast %0", r"'builtin\.\w+' \(line 2 "),
    ],
)
def test_foreign_operations_are_refused(text: str, operation: str) -> None:
    with pytest.raises(a3.ExportError, match=f"somebody wrote {operation}"):
        refuse_foreign_text(text, "somebody")


def test_upstream_operations_are_not(tmp_path: Path) -> None:
    refuse_foreign_text(NEGATE + '  %0 = "tosa.const"() <{values = "tfl.x"}>', "somebody")


def test_missing_packages_are_named() -> None:
    with pytest.raises(a3.ExportError, match=r"'no_such_package'.*tools/dev/python-env onnx"):
        require("no_such_package", "onnx")


def test_equal_results_are_written(tmp_path: Path) -> None:
    exported = finish(tmp_path / "m.mlir", NEGATE, [], "main", lambda: Sample([X], [-X]))
    assert exported == a3.Exported(tmp_path / "m.mlir", (), 0.0)
    assert exported.path.read_text() == NEGATE


@pytest.mark.parametrize(
    ("expected", "message"),
    [(X, "differs by up to 10"), (-X[:1], r"returns \(2, 3\) where"), (-X * np.nan, "up to inf")],
    ids=["values", "shape", "nan"],
)
def test_other_results_are_not_written(expected: np.ndarray, message: str, tmp_path: Path) -> None:
    with pytest.raises(a3.ExportError, match=message):
        finish(tmp_path / "m.mlir", NEGATE, [], "main", lambda: Sample([X], [expected]))
    assert not list(tmp_path.iterdir())


def test_without_the_compiler_it_is_said_that_nothing_was_checked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("A3_BUILD", str(tmp_path))
    monkeypatch.setenv("PATH", "")
    path = tmp_path / "m.mlir"
    with pytest.warns(a3.ExportWarning, match="not checked: a3-compile is neither in"):
        exported = finish(path, NEGATE, [], "main", lambda: Sample([X], [-X]))
    assert exported.difference is None
    assert path.read_text() == NEGATE


def test_what_the_compiler_refuses_is_said(tmp_path: Path) -> None:
    with pytest.warns(a3.ExportWarning) as told:
        finish(
            tmp_path / "m.mlir",
            NEGATE.replace("f32", "f8E5M2"),
            ["something was changed"],
            "main",
            lambda: Sample([X], [X]),
        )
    first, second = (str(warning.message) for warning in told)
    assert "not checked: a3-compile refuses it: " in first
    assert "f8E5M2" in first
    assert second == "something was changed"
