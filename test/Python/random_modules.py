# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random attention as a module of PyTorch, exported."""

from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

import a3
from a3.torch_export import Dialect
from random_attention import Operands, Problem, admitted_rows, softmax, tolerance


class Attention(torch.nn.Module):
    """Attention as it is written in models: by PyTorch's function, or with a bias by hand."""

    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.problem = problem

    def forward(
        self,
        q: torch.Tensor,
        k: torch.Tensor,
        v: torch.Tensor,
        mask: torch.Tensor | None = None,
        bias: torch.Tensor | None = None,
    ) -> torch.Tensor:
        problem = self.problem
        if problem.interleaved:
            q, k, v = (x.permute(0, 2, 3, 1, 4) for x in (q, k, v))
        k, v = (x.expand(-1, -1, problem.sharers, -1, -1) for x in (k, v))
        q, k, v = (x.flatten(1, 2) for x in (q, k, v))
        mask = None if mask is None else mask.flatten(1, 2)
        if bias is None:
            result = torch.nn.functional.scaled_dot_product_attention(
                q, k, v, attn_mask=mask, scale=problem.scale
            )
        else:
            scores = q @ k.transpose(-1, -2) * problem.scale + bias.flatten(1, 2)
            if mask is not None:
                scores = scores.masked_fill(~mask, -torch.inf)
            result = torch.softmax(scores, -1) @ v
        result = result.unflatten(1, (problem.groups, problem.sharers))
        return result.permute(0, 3, 1, 2, 4) if problem.interleaved else result


def export_module(
    problem: Problem, o: Operands, arrays: dict[str, NDArray[Any]], dialect: Dialect, path: Path
) -> list[NDArray[Any]]:
    """Write the model of `arrays`, in its own layout, and return its inputs.

    PyTorch must agree with the reference in binary64 that all models are held against.
    """
    module = Attention(problem).eval()
    names = [name for name in ("q", "k", "v", "mask", "bias") if name in arrays]
    inputs = [arrays[name].copy() for name in names]
    if "bias" in arrays and "mask" not in arrays:
        # All may be seen: a mask keeps the arguments in their order.
        shape = (*problem.heads, problem.queries, problem.rows)
        inputs.insert(3, np.ones(shape, bool))
    tensors = tuple(torch.from_numpy(array) for array in inputs)
    a3.export(module, tensors, path, dialect=dialect, check=False)
    with torch.no_grad():
        result = module(*tensors).numpy()
    if problem.interleaved:
        result = result.transpose(0, 2, 3, 1, 4)
    wanted = softmax(problem, o, admitted_rows(problem, o))
    np.testing.assert_allclose(result, wanted, atol=tolerance(problem, o), rtol=0)
    return inputs
