# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Inputs for a program whose data are not at hand."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from a3.program import Argument, Program


def random_inputs(program: Program, seed: int) -> list[NDArray[Any]]:
    """Return an array for each input: normal floats, and integers that are 0 or 1.

    Every number of tokens takes these integers, and so does every mask. Raises ValueError
    where an input has sizes that only a run knows.
    """
    generator = np.random.default_rng(seed)
    return [_random(argument, generator) for argument in program.inputs]


def _random(argument: Argument, generator: np.random.Generator) -> NDArray[Any]:
    if min(argument.shape, default=1) < 0:
        raise ValueError(f"input {argument} has open sizes; give it, since random ones have none")
    if argument.element.startswith("f"):
        return generator.standard_normal(argument.shape, np.float32)
    if argument.element == "i1":
        return np.ones(argument.shape, np.bool_)
    return generator.integers(0, 2, argument.shape, np.int8)
