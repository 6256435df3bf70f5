# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""An encoder as large as BERT-base with random weights, in steps for tools/dev/bench.

bert_base.py export DIRECTORY         writes bert.mlir, bert-ids.npy and bert-mask.npy
bert_base.py time REPEATS THREADS     prints PyTorch's median seconds
"""

import sys
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np
import torch
from transformers import BertConfig, BertModel

from a3.torch_export import export

TOKENS = 128
# Less than BERT's 30522: looking words up takes no time, and their table would
# be a fifth of the file.
WORDS = 1024


class Encoder(torch.nn.Module):
    """From tokens to the hidden states of the last layer."""

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(0)
        config = BertConfig(vocab_size=WORDS, attn_implementation="sdpa")
        self.model = BertModel(config, add_pooling_layer=False).eval()

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Map ids and mask (1, tokens) to (1, tokens, 768)."""
        return self.model(input_ids=ids, attention_mask=mask).last_hidden_state


def inputs() -> tuple[torch.Tensor, torch.Tensor]:
    """Return ids and a mask that admits three quarters of them."""
    ids = torch.arange(TOKENS)[None] % WORDS
    mask = torch.ones_like(ids)
    mask[:, TOKENS * 3 // 4 :] = 0
    return ids, mask


def write(directory: Path) -> None:
    """Export, and write the arguments."""
    for name, tensor in zip(("ids", "mask"), inputs(), strict=True):
        np.save(directory / f"bert-{name}.npy", tensor.numpy())
    export(Encoder(), inputs(), directory / "bert.mlir", locations=False)


def seconds(repeats: int, threads: int) -> float:
    """Return PyTorch's median time, after one run to warm up."""
    torch.set_num_threads(threads)
    encoder, arguments = Encoder(), inputs()
    times = []
    with torch.no_grad():
        for _ in range(repeats + 1):
            start = perf_counter()
            encoder(*arguments)
            times.append(perf_counter() - start)
    return median(times[1:])


def main() -> None:
    """Do one step."""
    step, *arguments = sys.argv[1:]
    if step == "export":
        write(Path(arguments[0]))
    else:
        print(seconds(int(arguments[0]), int(arguments[1])))


if __name__ == "__main__":
    main()
