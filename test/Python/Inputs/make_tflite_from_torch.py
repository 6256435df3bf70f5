# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Made the torch-*.tflite files beside it, with torch 2.13.0 and litert-torch 0.10.0.

Run it in an environment of its own, whose packages nothing else here needs:
pip install torch==2.13.0 litert-torch==0.10.0
"""

from pathlib import Path
from typing import Any

import litert_torch
import torch
from torch.nn.functional import scaled_dot_product_attention


class ScaledDotProduct(torch.nn.Module):
    def __init__(self, **settings: Any) -> None:  # noqa: ANN401
        super().__init__()
        self.settings = settings

    def forward(self, q: torch.Tensor, k: torch.Tensor, v: torch.Tensor) -> torch.Tensor:
        return scaled_dot_product_attention(q, k, v, **self.settings)


class Masked(torch.nn.Module):
    def forward(
        self, q: torch.Tensor, k: torch.Tensor, v: torch.Tensor, mask: torch.Tensor
    ) -> torch.Tensor:
        return scaled_dot_product_attention(q, k, v, attn_mask=mask)


class MultiHead(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.attention = torch.nn.MultiheadAttention(8, 2, batch_first=True)

    def forward(self, x: torch.Tensor, padding: torch.Tensor | None = None) -> torch.Tensor:
        return self.attention(x, x, x, need_weights=False, key_padding_mask=padding)[0]


def tensors(*shapes: tuple[int, ...]) -> tuple[torch.Tensor, ...]:
    return tuple(torch.randn(shape) for shape in shapes)


def main() -> None:
    torch.manual_seed(0)
    heads, long = (2, 2, 6, 8), (1, 2, 32, 8)
    models = {
        "plain": (ScaledDotProduct(), tensors(heads, heads, heads)),
        "causal": (ScaledDotProduct(is_causal=True), tensors(long, long, long)),
        "masked": (Masked(), (*tensors(heads, heads, heads), torch.ones(2, 1, 6, 6).bool())),
        "grouped": (ScaledDotProduct(enable_gqa=True), tensors((2, 4, 6, 8), heads, heads)),
        "multi-head": (MultiHead(), tensors((2, 6, 8))),
        "multi-head-padded": (MultiHead(), (*tensors((2, 6, 8)), torch.zeros(2, 6).bool())),
    }
    for name, (model, args) in models.items():
        path = Path(__file__).with_name(f"torch-{name}.tflite")
        litert_torch.convert(model.eval(), args).export(str(path))


if __name__ == "__main__":
    main()
