# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A program that is compiled and run in no time, for tests of what runs tell."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import a3

BATCH, HEADS, ROWS, DEPTH = 2, 3, 24, 8
SITES = ["first", "second"]
SHAPE = (BATCH, HEADS, ROWS, DEPTH)
CHOICE = {"first": a3.Approximation("0.5n", 5), "second": a3.Approximation(t=10)}


def compile_small(folder: Path, *, is_open: bool = False) -> a3.Program:
    """Return attention of the inputs q, k and v, and attention of its result.

    With `is_open`, only a run knows the number of rows.
    """
    sizes = [BATCH, HEADS, "?" if is_open else ROWS, DEPTH]
    tensor = f"tensor<{'x'.join(map(str, sizes))}xf32>"
    rows = "%rows" if is_open else ""

    def attention(name: str, query: str, result: str) -> str:
        return (
            f"  {result} = a3.attention ins({query}, %k, %v : {tensor}, {tensor}, {tensor})\n"
            f'      outs(%o : {tensor}) {{scale = 0.5 : f32, site = "{name}"}} -> {tensor}\n'
        )

    model = folder / "small.mlir"
    model.write_text(
        f"func.func @main(%q: {tensor}, %k: {tensor}, %v: {tensor}) -> {tensor} {{\n"
        f"  %place = arith.constant 2 : index\n"
        f"  %rows = tensor.dim %q, %place : {tensor}\n"
        f"  %o = tensor.empty({rows}) : {tensor}\n"
        + attention("first", "%q", "%0")
        + attention("second", "%0", "%1")
        + f"  return %1 : {tensor}\n}}\n"
    )
    return a3.compile(model, path=folder / "small.a3")


def small_inputs() -> list[NDArray[np.float32]]:
    """Return q, k and v."""
    random = np.random.default_rng(0)
    return [2 * random.standard_normal(SHAPE, np.float32) for _ in range(3)]
