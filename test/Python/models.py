# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The models that several tests export."""

import torch
from torch.nn.functional import scaled_dot_product_attention


class Attention(torch.nn.Module):
    """Two heads of 8 columns with a learned projection and a padding mask."""

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(1)
        self.project = torch.nn.Linear(16, 48)

    def forward(self, x: torch.Tensor, valid: torch.Tensor) -> torch.Tensor:
        batch, tokens, width = x.shape
        q, k, v = (
            y.view(batch, tokens, 2, 8).transpose(1, 2) for y in self.project(x).chunk(3, -1)
        )
        o = scaled_dot_product_attention(q, k, v, attn_mask=valid[:, None, None, :].bool())
        return o.transpose(1, 2).reshape(batch, tokens, width)


class HiddenBuffer(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("offset", torch.arange(4.0), persistent=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + self.offset


class ConstantIndex(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("order", torch.tensor([2, 0, 1]))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x[self.order]


class Positions(torch.nn.Module):
    def forward(self, mask: torch.Tensor) -> torch.Tensor:
        return torch.cumsum(mask, 1) * mask


class Rotation(torch.nn.Module):
    """What rotary embeddings compute of positions."""

    def forward(self, positions: torch.Tensor) -> torch.Tensor:
        return torch.cat([positions.sin(), positions.cos()])


class Products(torch.nn.Module):
    """torch-mlir has an operation of its own for this."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x.cumprod(0)


class Results(torch.nn.Module):
    """Returns more than tensors, and keeps a count."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("count", torch.zeros(1))

    def forward(self, x: torch.Tensor, *, factor: float, more: dict[str, torch.Tensor]) -> object:
        self.count.add_(1)
        return {"sum": x * factor + more["y"], "name": "sum", "nothing": None}


class Changes(torch.nn.Module):
    """Changes a parameter, a buffer and an argument in place."""

    def __init__(self) -> None:
        super().__init__()
        self.weight = torch.nn.Parameter(torch.ones(3))
        self.register_buffer("count", torch.zeros(1))

    def forward(self, x: torch.Tensor, cache: torch.Tensor) -> torch.Tensor:
        with torch.no_grad():
            self.weight.mul_(2)
        self.count.add_(1)
        cache.index_copy_(0, torch.tensor([1]), x[None])
        return cache.sum(0) * self.weight


class Dropped(torch.nn.Module):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.nn.functional.dropout(x, training=self.training)
