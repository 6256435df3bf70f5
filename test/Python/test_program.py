# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Programs are compiled, loaded and run in process as a3-compile and a3-run do it."""

import json
import subprocess
from pathlib import Path

import numpy as np
import pytest
import torch

import a3
from a3.approximation import SiteApproximation, from_json, to_json, to_text
from a3.tool import find_tool

HEADS = 4


@pytest.fixture(scope="module")
def layer() -> torch.nn.Module:
    torch.manual_seed(0)
    return torch.nn.TransformerEncoderLayer(32, HEADS, 64, batch_first=True).eval()


@pytest.fixture(scope="module")
def x() -> torch.Tensor:
    return torch.randn(2, 40, 32, generator=torch.Generator().manual_seed(1))


@pytest.fixture(scope="module")
def program(layer: torch.nn.Module, tmp_path_factory: pytest.TempPathFactory) -> a3.Program:
    path = tmp_path_factory.mktemp("program") / "layer.a3"
    length = torch.export.Dim("length")
    return a3.compile(layer, (torch.zeros(2, 8, 32),), dynamic_shapes=({1: length},), path=path)


def test_runs_like_pytorch(program: a3.Program, layer: torch.nn.Module, x: torch.Tensor) -> None:
    with torch.no_grad():
        expected = layer(x).numpy()
    assert np.abs(program(x, arithmetic="float") - expected).max() < 1e-5
    assert 0 < np.abs(program(x) - expected).max() < 0.2


def test_says_what_it_takes_and_gives(program: a3.Program) -> None:
    assert [str(argument) for argument in program.inputs] == ["arg0: 2x?x32xf32"]
    assert [str(argument) for argument in program.outputs] == ["result0: 2x?x32xf32"]
    (site,) = program.sites
    assert (site.depth, site.rows, site.mask) == (8, -1, "none")
    assert program.report is not None
    assert program.report["sites"][0]["status"] == "offloaded"
    assert program.machine.name == "a3-hpca20"
    assert "arg0: 2x?x32xf32" in repr(program)


@pytest.mark.parametrize(
    "choice",
    [
        a3.Approximation("0.125n", 10),
        a3.Approximation(t=5),
        [a3.Approximation("0.25n", 5), a3.Approximation()] * (HEADS // 2),
    ],
)
def test_runs_as_if_compiled_so(
    program: a3.Program, x: torch.Tensor, tmp_path: Path, choice: SiteApproximation
) -> None:
    sites = {"attention.0": choice}
    run = program.run(x, approximations=sites)
    np.save(tmp_path / "x.npy", x.numpy())
    (tmp_path / "approximations.json").write_text(to_text(sites))
    command = [find_tool("a3-run"), program.path, "--input", tmp_path / "x.npy", "--quiet"]
    command += [f"--approx-file={tmp_path / 'approximations.json'}"]
    command += ["--output", tmp_path / "y.npy", f"--stats={tmp_path / 'stats.json'}"]
    subprocess.run(command, check=True)
    assert np.array_equal(run.outputs[0], np.load(tmp_path / "y.npy"))
    stats = json.loads((tmp_path / "stats.json").read_text())
    assert run.cycles == stats["cycles"]
    assert run.energy == stats["energy_nj"]
    exact = program.run(x)
    assert not np.array_equal(run.outputs[0], exact.outputs[0])
    assert exact.cycles == program.run(x, approximations=a3.Approximation()).cycles


def test_no_result_depends_on_threads(program: a3.Program, x: torch.Tensor) -> None:
    one, two = program.run(x, threads=1), program.run(x, threads=2)
    assert np.array_equal(one.outputs[0], two.outputs[0])
    assert one.cycles == two.cycles


def test_takes_numbers(tmp_path: Path) -> None:
    source = tmp_path / "scale.mlir"
    source.write_text("""
    func.func @main(%x: tensor<3xf32>, %factor: tensor<f32>) -> tensor<3xf32> {
      %empty = tensor.empty() : tensor<3xf32>
      %y = linalg.generic {
          indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> ()>, affine_map<(i) -> (i)>],
          iterator_types = ["parallel"]}
          ins(%x, %factor : tensor<3xf32>, tensor<f32>) outs(%empty : tensor<3xf32>) {
        ^bb0(%a: f32, %b: f32, %unused: f32):
          %product = arith.mulf %a, %b : f32
          linalg.yield %product : f32
      } -> tensor<3xf32>
      return %y : tensor<3xf32>
    }
    """)
    program = a3.compile(source, flags=["--no-offload"])
    assert program(np.ones(3, np.float32), np.float32(2)).tolist() == [2, 2, 2]


def test_the_file_goes_with_the_program(layer: torch.nn.Module, x: torch.Tensor) -> None:
    program = a3.compile(layer, (x,))
    path = program.path
    assert a3.load(path).run(x).cycles == program.run(x).cycles
    del program
    assert not path.exists()


def test_approximations_are_compiled_in(layer: torch.nn.Module, x: torch.Tensor) -> None:
    choice = a3.Approximation(5, 10)
    program = a3.compile(layer, (x,), approximations=choice)
    exact = a3.compile(layer, (x,), approximations={"attention.0": a3.Approximation()})
    assert np.array_equal(program(x), exact(x, approximations=choice))
    assert program.run(x).cycles == exact.run(x, approximations=choice).cycles


def test_file_of_approximations_is_read_as_written() -> None:
    sites: dict[str, SiteApproximation] = {
        "a": a3.Approximation("0.5n", 5),
        "b": [a3.Approximation(3), a3.Approximation()],
    }
    assert from_json(to_json(sites)) == sites
    assert str(a3.Approximation("0.5n", 5)) == "M = 0.5n, T = 5"
    assert str(a3.Approximation()) == "exact"


@pytest.mark.parametrize(
    ("shape", "kind", "error"),
    [
        ((2, 40, 31), np.float32, "cannot take an array of shape (2, 40, 31)"),
        ((2, 40), np.float32, "cannot take an array of shape (2, 40)"),
        ((2, 40, 32), np.complex64, "cannot take an array of complex64"),
    ],
)
def test_refuses_what_does_not_fit(
    program: a3.Program, shape: tuple[int, ...], kind: type, error: str
) -> None:
    with pytest.raises(ValueError, match="arg0: 2x") as caught:
        program(np.zeros(shape, kind))
    assert error in str(caught.value)


def test_takes_tensors_with_gradients(program: a3.Program, x: torch.Tensor) -> None:
    assert np.array_equal(program(x.clone().requires_grad_()), program(x))
    with pytest.raises(ValueError, match=r"input arg0: 2x\?x32xf32: .*cpu\(\)"):
        program(x.to("meta"))


def test_mistakes_are_named(program: a3.Program, x: torch.Tensor, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="takes 1 inputs"):
        program()
    with pytest.raises(ValueError, match=r"no site 'other'; it has attention.0"):
        program(x, approximations={"other": a3.Approximation()})
    with pytest.raises(ValueError, match=r"site 'attention.0': m must be"):
        program(x, approximations=a3.Approximation(0))
    with pytest.raises(ValueError, match="multiple of the number of entries"):
        program(x, approximations={"attention.0": [a3.Approximation(1)] * 2 + [a3.Approximation()]})
    with pytest.raises(ValueError, match="not an A3 program"):
        a3.load(__file__)
    model = tmp_path / "model.mlir"
    model.write_text("func.func @main(")
    with pytest.raises(a3.CompileError, match=r"model.mlir:1:\d+: error"):
        a3.compile(model)
    with pytest.raises(a3.CompileError, match="no-such-machine"):
        a3.compile(model, machine="no-such-machine")
