# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Which rows would have been the best ones to keep? Other choices of as many rows.

They run in PyTorch, in place of its scaled_dot_product_attention: an oracle that knows
all scores and takes the best rows, and rows at random. Each query keeps as many as the
accelerator's selection would keep of the same operands.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal
from unittest import mock

import numpy as np
import torch

import a3


class Skipping:
    """Attention over some of the rows, computed in float.

    Attributes:
        kept: rows kept, and rows there were, over all queries so far.

    """

    def __init__(
        self,
        choice: Literal["selection", "oracle", "random"],
        approximation: a3.Approximation,
        seed: int = 0,
    ) -> None:
        """Choose how rows are chosen.

        Args:
            choice: "selection" is the accelerator's own; "oracle" takes the rows with
                the best scores, "random" any rows.
            approximation: what the accelerator leaves out, which says how many rows stay.
            seed: of the random rows.

        """
        self.choice = choice
        self.approximation = approximation
        self.kept = np.zeros(2, np.int64)
        self._random = np.random.default_rng(seed)

    def __call__(
        self,
        query: torch.Tensor,
        key: torch.Tensor,
        value: torch.Tensor,
        attn_mask: torch.Tensor | None = None,
        dropout_p: float = 0.0,
        is_causal: bool = False,
        scale: float | None = None,
        **_: Any,  # noqa: ANN401 - what else PyTorch's function takes.
    ) -> torch.Tensor:
        """Return what scaled_dot_product_attention would, over fewer rows.

        q (..., queries, d), k (..., n, d) and v (..., n, dv), without a mask.
        """
        if is_causal or (attn_mask is not None and not bool((attn_mask == 0).all())):
            raise ValueError("attention with a mask has no baseline")
        q, k, v = (x.detach().numpy() for x in (query, key, value))
        scale = q.shape[-1] ** -0.5 if scale is None else scale
        run = a3.attention(
            q,
            k,
            v,
            scale=scale,
            m=iterations(self.approximation.m, k.shape[-2]),
            t=self.approximation.t,
            arithmetic="float",
        )
        self.kept += int(run.kept.sum()), run.kept.size * k.shape[-2]
        if self.choice == "selection":
            return torch.from_numpy(run.output)
        scores = scale * (q @ np.swapaxes(k, -1, -2))
        rank_by = scores if self.choice == "oracle" else self._random.random(scores.shape)
        ranks = np.argsort(np.argsort(-rank_by, axis=-1, kind="stable"), axis=-1)
        scores = np.where(ranks < run.kept[..., None], scores, -np.inf)
        weights = np.exp(scores - scores.max(-1, keepdims=True))
        output = (weights / weights.sum(-1, keepdims=True)) @ v
        return torch.from_numpy(output.astype(np.float32))


def iterations(m: int | str | None, rows: int) -> int | None:
    """Return M as a number for so many rows, rounded up as the accelerator's compiler does."""
    if not isinstance(m, str):
        return m
    thousandths = round(float(m.removesuffix("n")) * 1000)
    return max(1, -(-rows * thousandths // 1000))


@contextmanager
def replaced_attention(skipping: Skipping) -> Iterator[Skipping]:
    """Let PyTorch's scaled_dot_product_attention leave out rows."""
    name = "scaled_dot_product_attention"
    with mock.patch.object(torch.nn.functional, name, skipping), torch.no_grad():
        yield skipping
