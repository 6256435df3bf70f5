# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Baselines keep as many rows as the accelerator, the oracle the best ones."""

import numpy as np
import pytest
import torch

import a3
from a3.workloads.baselines import Skipping, iterations, replaced_attention

SIZES = 2, 3, 40, 16
ALL = a3.Approximation(t=1e-3)
FEW = a3.Approximation("0.125n", 10)


@pytest.fixture
def operands() -> list[torch.Tensor]:
    generator = torch.Generator().manual_seed(0)
    return [torch.randn(SIZES, generator=generator) for _ in range(3)]


def attend(operands: list[torch.Tensor], skipping: Skipping | None) -> np.ndarray:
    attention = torch.nn.functional.scaled_dot_product_attention
    if skipping is None:
        return attention(*operands).numpy()
    with replaced_attention(skipping):
        return torch.nn.functional.scaled_dot_product_attention(*operands).numpy()


@pytest.mark.parametrize("choice", ["selection", "oracle", "random"])
def test_all_rows_give_attention(choice: str, operands: list[torch.Tensor]) -> None:
    skipping = Skipping(choice, ALL)  # type: ignore[arg-type]
    difference = attend(operands, skipping) - attend(operands, None)
    assert np.abs(difference).max() < 1e-5
    assert skipping.kept[0] == skipping.kept[1]


def test_the_oracle_is_nearest(operands: list[torch.Tensor]) -> None:
    exact = attend(operands, None)
    skipped = {
        choice: Skipping(choice, FEW)  # type: ignore[arg-type]
        for choice in ("oracle", "selection", "random")
    }
    errors = [np.square(attend(operands, s) - exact).mean() for s in skipped.values()]
    assert errors == sorted(errors)
    assert len({tuple(s.kept) for s in skipped.values()}) == 1


def test_random_rows_depend_on_the_seed_alone(operands: list[torch.Tensor]) -> None:
    first, again, other = (attend(operands, Skipping("random", FEW, seed)) for seed in (0, 0, 1))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_is_undone(operands: list[torch.Tensor]) -> None:
    before = attend(operands, None)
    attend(operands, Skipping("oracle", FEW))
    assert np.array_equal(attend(operands, None), before)


def test_masks_are_refused(operands: list[torch.Tensor]) -> None:
    mask = torch.full((40, 40), -torch.inf).triu(1)
    with pytest.raises(ValueError, match="with a mask has no baseline"):
        Skipping("oracle", FEW)(*operands, attn_mask=mask)


def test_iterations_are_rounded_as_in_the_compiler(operands: list[torch.Tensor]) -> None:
    assert iterations("0.125n", 40) == 5
    assert iterations("0.125n", 41) == 6
    assert iterations("0.001n", 3) == 1
    assert iterations(7, 3) == 7
    assert iterations(None, 3) is None
