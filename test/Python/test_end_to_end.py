# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""From PyTorch to the simulator and back: the same numbers."""

import json
import os
import subprocess
from pathlib import Path

import numpy as np
import pytest
import torch

import a3
from a3.torch_export import Dialect
from models import Attention, ConstantIndex, HiddenBuffer, Positions, Rotation

BINARIES = Path(os.environ.get("A3_BUILD", "build")).absolute() / "bin"


def run(
    model: torch.nn.Module, args: tuple[torch.Tensor, ...], where: Path, *flags: str
) -> np.ndarray:
    """Return what the exported and compiled model computes on the simulator."""
    command = [
        BINARIES / "a3-run",
        where / "m.a3",
        "--output",
        where / "o.npy",
        "--arithmetic=float",
    ]
    for index, tensor in enumerate(args):
        np.save(where / f"{index}.npy", tensor.numpy())
        command += ["--input", where / f"{index}.npy"]
    compiler = [BINARIES / "a3-compile", where / "m.mlir", "-o", where / "m.a3", *flags]
    subprocess.run(compiler, check=True)
    subprocess.run(command, check=True)
    return np.load(where / "o.npy")


@pytest.mark.parametrize("dialect", ["linalg", "tosa"])
def test_attention_runs_on_the_accelerator(dialect: Dialect, tmp_path: Path) -> None:
    model = Attention().eval()
    torch.manual_seed(2)
    valid = torch.tensor([[1, 1, 1, 1, 1], [1, 1, 1, 0, 0]])
    args = (torch.randn(2, 5, 16), valid)
    a3.export(model, args, tmp_path / "m.mlir", dialect=dialect, check=False)
    report = tmp_path / "report.json"
    result = run(model, args, tmp_path, "--require-offload", f"--report={report}")
    with torch.no_grad():
        np.testing.assert_allclose(result, model(*args).numpy(), atol=1e-4)
    assert [s["status"] for s in json.loads(report.read_text())["sites"]] == ["offloaded"]


@pytest.mark.parametrize("dialect", ["linalg", "tosa"])
def test_a_decoder_layer_with_more_keys_than_the_buffer_holds(
    dialect: Dialect, tmp_path: Path
) -> None:
    torch.manual_seed(3)
    model = torch.nn.TransformerDecoderLayer(64, 4, batch_first=True).eval()
    args = (torch.randn(2, 37, 64), torch.randn(2, 350, 64))
    a3.export(model, args, tmp_path / "m.mlir", dialect=dialect, check=False)
    result = run(model, args, tmp_path, "--require-offload")
    with torch.no_grad():
        np.testing.assert_allclose(result, model(*args).numpy(), atol=1e-4)


def transposed_convolution() -> torch.nn.Module:
    torch.manual_seed(4)
    return torch.nn.ConvTranspose1d(3, 2, 4, stride=2).eval().requires_grad_(False)


@pytest.mark.parametrize("dialect", ["linalg", "tosa"])
@pytest.mark.parametrize(
    ("model", "args"),
    [
        (HiddenBuffer(), (torch.randn(2, 4),)),
        (ConstantIndex(), (torch.randn(3, 4),)),
        (Positions(), (torch.tensor([[1, 1, 1, 0], [1, 1, 0, 0]]),)),
        (transposed_convolution(), (torch.randn(1, 3, 5),)),
        (Rotation(), (torch.arange(0.0, 1e5, 77.0),)),
    ],
    ids=lambda value: type(value).__name__,
)
def test_host_code_computes_what_pytorch_does(
    model: torch.nn.Module, args: tuple[torch.Tensor, ...], dialect: Dialect, tmp_path: Path
) -> None:
    a3.export(model, args, tmp_path / "m.mlir", dialect=dialect, check=False)
    result = run(model, args, tmp_path, "--no-offload")
    np.testing.assert_allclose(result, model(*args).numpy(), atol=1e-6)
