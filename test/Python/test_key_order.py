# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Approximate attention whose keys the machine need not sort."""

import json
import os
import subprocess
from pathlib import Path

import numpy as np
import pytest
import torch

import a3
from a3.torch_export import Dialect

BINARIES = Path(os.environ.get("A3_BUILD", "build")).absolute() / "bin"
BANK = 320  # Rows of the default machine's key bank.


class Memory(torch.nn.Module):
    """One lookup in a memory, of which the keys are a weight or an argument."""

    def __init__(self, rows: int) -> None:
        super().__init__()
        torch.manual_seed(rows)
        self.keys = torch.nn.Parameter(torch.randn(rows, 16).round(decimals=1))
        self.values = torch.nn.Parameter(torch.randn(rows, 16))

    def forward(self, query: torch.Tensor, keys: torch.Tensor | None = None) -> torch.Tensor:
        keys = self.keys if keys is None else keys
        return torch.softmax(query @ keys.T, dim=-1) @ self.values


class Step(torch.nn.Module):
    """A step of a decoder with a key-value cache; two heads may share keys."""

    GROUPS, WIDTH = 2, 8

    def __init__(self, heads: int) -> None:
        super().__init__()
        torch.manual_seed(3)
        self.shares = heads > self.GROUPS
        self.query = torch.nn.Linear(16, heads * self.WIDTH)
        self.key = torch.nn.Linear(16, self.GROUPS * self.WIDTH)
        self.value = torch.nn.Linear(16, self.GROUPS * self.WIDTH)

    def forward(
        self, x: torch.Tensor, keys: torch.Tensor, values: torch.Tensor
    ) -> tuple[torch.Tensor, ...]:
        def split(rows: torch.Tensor) -> torch.Tensor:
            return rows.unflatten(-1, (-1, self.WIDTH)).transpose(1, 2)

        keys = torch.cat([keys, split(self.key(x))], dim=2)
        values = torch.cat([values, split(self.value(x))], dim=2)
        result = torch.nn.functional.scaled_dot_product_attention(
            split(self.query(x)), keys, values, enable_gqa=self.shares
        )
        return result, keys, values


def compile_model(text: Path, name: str, *flags: str) -> dict:
    """Return the report of the only site of what becomes `name`.a3."""
    report = text.parent / f"{name}.json"
    command = [BINARIES / "a3-compile", text, "-o", text.parent / f"{name}.a3", *flags]
    approximation = ["--approx=aggressive", "--require-offload"]
    subprocess.run([*command, *approximation, f"--report={report}"], check=True)
    (site,) = json.loads(report.read_text())["sites"]
    return site


def run(program: Path, inputs: list[np.ndarray], outputs: int) -> tuple[list[np.ndarray], int]:
    """Return the results of `program` and its cycles in the full account."""
    where = program.parent
    command = [BINARIES / "a3-run", program, "--quiet", f"--stats={where}/stats.json"]
    for i, array in enumerate(inputs):
        np.save(where / f"in{i}.npy", array)
        command += ["--input", where / f"in{i}.npy"]
    for i in range(outputs):
        command += ["--output", where / f"out{i}.npy"]
    subprocess.run(command, check=True)
    cycles = json.loads((where / "stats.json").read_text())["cycles"]["full"]
    return [np.load(where / f"out{i}.npy") for i in range(outputs)], cycles


def order_of(keys: np.ndarray) -> np.ndarray:
    """Return the order of `keys`, each tile of a bank by itself."""
    columns = np.swapaxes(keys, -1, -2)
    tiles = [
        np.argsort(columns[..., first : first + BANK], axis=-1, kind="stable")
        for first in range(0, columns.shape[-1], BANK)
    ]
    return np.concatenate(tiles, axis=-1).astype(np.int16)


@pytest.mark.parametrize("dialect", ["linalg", "tosa"])
@pytest.mark.parametrize("rows", [50, BANK])
def test_a_memory_of_constant_keys_is_sorted_at_compile_time(
    rows: int, dialect: Dialect, tmp_path: Path
) -> None:
    model = Memory(rows).eval().requires_grad_(False)
    query = torch.randn(1, 16)
    a3.export(model, (query,), tmp_path / "constant.mlir", dialect=dialect, check=False)
    a3.export(
        model, (query, model.keys.data), tmp_path / "given.mlir", dialect=dialect, check=False
    )
    constant = compile_model(tmp_path / "constant.mlir", "constant")
    given = compile_model(tmp_path / "given.mlir", "given")
    assert constant["keys"] == "sorted at compile time"
    assert given["keys"] == "sorted by the machine"
    assert constant["predicted_cycles"] < given["predicted_cycles"]
    for name, count in (("constant", 0), ("given", 1)):
        text = subprocess.run(
            [BINARIES / "a3-objdump", tmp_path / f"{name}.a3"], check=True, capture_output=True
        ).stdout
        assert text.count(b"sort_key ") == count
    (result,), cycles = run(tmp_path / "constant.a3", [query.numpy()], 1)
    (expected,), more = run(tmp_path / "given.a3", [query.numpy(), model.keys.numpy()], 1)
    np.testing.assert_array_equal(result, expected)
    assert cycles < more


@pytest.mark.parametrize("dialect", ["linalg", "tosa"])
@pytest.mark.parametrize("heads", [2, 4])
def test_a_decoder_carries_the_order_of_its_cache(
    heads: int, dialect: Dialect, tmp_path: Path
) -> None:
    model = Step(heads).eval().requires_grad_(False)
    shape = (2, Step.GROUPS, BANK - 3, Step.WIDTH)
    torch.manual_seed(5)
    # Many keys are equal, as are all new ones: their order is that of their rows.
    keys, values = torch.randn(shape).round(decimals=1).numpy(), torch.randn(shape).numpy()
    order = order_of(keys)
    x = torch.randn(2, 1, 16)
    for _ in range(5):
        args = (x, torch.from_numpy(keys), torch.from_numpy(values))
        a3.export(model, args, tmp_path / "m.mlir", dialect=dialect, check=False)
        sorts = compile_model(tmp_path / "m.mlir", "sorts")
        carries = compile_model(tmp_path / "m.mlir", "carries", "--carry-key-order")
        assert sorts["keys"] == "sorted by the machine"
        assert carries["keys"] == "order carried"
        arrays = [x.numpy(), keys, values]
        expected, more = run(tmp_path / "sorts.a3", arrays, 3)
        (*results, order), cycles = run(tmp_path / "carries.a3", [*arrays, order], 4)
        _, keys, values = results
        np.testing.assert_array_equal(order, order_of(keys))
        assert cycles < more
        if keys.shape[2] <= BANK:  # Else tiles are cut in another way.
            for result, other in zip(results, expected, strict=True):
                np.testing.assert_array_equal(result, other)


def test_an_order_that_is_none_is_an_error(tmp_path: Path) -> None:
    model = Step(4).eval().requires_grad_(False)
    shape = (2, Step.GROUPS, 9, Step.WIDTH)
    x, keys, values = torch.randn(2, 1, 16), torch.randn(shape), torch.randn(shape)
    a3.export(model, (x, keys, values), tmp_path / "m.mlir", check=False)
    compile_model(tmp_path / "m.mlir", "m", "--carry-key-order")
    order = order_of(keys.numpy())
    arrays = [x.numpy(), keys.numpy(), values.numpy()]
    for wrong, message in (
        (order[..., ::-1], "do not ascend"),
        (order * 0, "do not name each of 10 rows once"),
        (order * 0 + 9, "names a row that is not there"),
        (order - 1, "names a row that is not there"),
    ):
        with pytest.raises(subprocess.CalledProcessError):
            run(tmp_path / "m.a3", [*arrays, wrong], 1)
        command = [BINARIES / "a3-run", tmp_path / "m.a3", "--quiet"]
        for i in range(4):
            command += ["--input", tmp_path / f"in{i}.npy"]
        failed = subprocess.run(command, capture_output=True, text=True, check=False)
        assert failed.returncode == 1
        assert message in failed.stderr
