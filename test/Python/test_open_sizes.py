# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Models of open batch and length: exported and compiled once, run at several."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from transformers import BertConfig, BertModel, GPT2Config, GPT2Model, LlamaConfig, LlamaModel

import a3
from models import Attention

BINARIES = Path(os.environ.get("A3_BUILD", "build")).absolute() / "bin"
Inputs = Callable[[int, int], tuple[torch.Tensor, ...]]


class LastState(torch.nn.Module):
    """BERT with small layers, its mask an argument."""

    def __init__(self, implementation: str) -> None:
        super().__init__()
        torch.manual_seed(1)
        config = BertConfig(
            hidden_size=32,
            num_hidden_layers=2,
            num_attention_heads=4,
            intermediate_size=64,
            vocab_size=50,
            attn_implementation=implementation,
        )
        self.model = BertModel(config, add_pooling_layer=False)

    def forward(self, ids: torch.Tensor, valid: torch.Tensor) -> torch.Tensor:
        return self.model(ids, attention_mask=valid).last_hidden_state


class Decoder(torch.nn.Module):
    """A causal model with small layers, without a cache."""

    def __init__(self, model: torch.nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        return self.model(ids).last_hidden_state


def gpt2() -> torch.nn.Module:
    torch.manual_seed(1)
    return Decoder(
        GPT2Model(GPT2Config(n_embd=32, n_layer=2, n_head=4, vocab_size=50, use_cache=False))
    )


def llama() -> torch.nn.Module:
    """Return a model in which two heads share keys and values."""
    torch.manual_seed(1)
    return Decoder(
        LlamaModel(
            LlamaConfig(
                hidden_size=32,
                num_hidden_layers=2,
                num_attention_heads=4,
                num_key_value_heads=2,
                intermediate_size=64,
                vocab_size=50,
                use_cache=False,
            )
        )
    )


def rows(batch: int, count: int, width: int) -> torch.Tensor:
    return torch.randn(batch, count, width, generator=torch.Generator().manual_seed(count))


def valid(batch: int, count: int) -> torch.Tensor:
    mask = torch.ones(batch, count, dtype=torch.int64)
    for i in range(batch):
        mask[i, count - (i + 1) * count // (batch + 2) :] = 0
    return mask


def encoder_layer() -> torch.nn.Module:
    torch.manual_seed(1)
    return torch.nn.TransformerEncoderLayer(32, 4, 64, batch_first=True)


def ids(batch: int, count: int) -> torch.Tensor:
    return torch.arange(batch * count).view(batch, count) % 50


MODELS: dict[str, tuple[Callable[[], torch.nn.Module], Inputs, int]] = {
    "encoder layer": (encoder_layer, lambda b, n: (rows(b, n, 32),), 1),
    "padding mask": (Attention, lambda b, n: (rows(b, n, 16), valid(b, n)), 1),
    "BERT eager": (lambda: LastState("eager"), lambda b, n: (ids(b, n), valid(b, n)), 2),
    "BERT sdpa": (lambda: LastState("sdpa"), lambda b, n: (ids(b, n), valid(b, n)), 2),
    "GPT-2": (gpt2, lambda b, n: (ids(b, n),), 2),
    "Llama": (llama, lambda b, n: (ids(b, n),), 2),
}

BATCH = torch.export.Dim("batch", min=1, max=64)
LENGTH = torch.export.Dim("length", min=2, max=512)
OPEN_SIZES = {
    "length": ({1: LENGTH}, [(1, 2), (1, 9), (1, 400)]),
    "batch": ({0: BATCH}, [(1, 7), (4, 7), (9, 7)]),
    "batch and length": ({0: BATCH, 1: LENGTH}, [(1, 2), (5, 9), (2, 2), (3, 400)]),
}


@pytest.mark.parametrize(("build", "inputs", "sites"), MODELS.values(), ids=MODELS.keys())
@pytest.mark.parametrize(("shape", "runs"), OPEN_SIZES.values(), ids=OPEN_SIZES.keys())
def test_one_program_takes_any_sizes(
    build: Callable[[], torch.nn.Module],
    inputs: Inputs,
    sites: int,
    shape: dict[int, torch.export.Dim],
    runs: list[tuple[int, int]],
    tmp_path: Path,
) -> None:
    model = build().eval()
    text, program, report = (tmp_path / f for f in ("m.mlir", "m.a3", "report.json"))
    traced = inputs(3 if 0 in shape else 1, 7)
    a3.export(model, traced, text, dynamic_shapes=[shape] * len(traced), check=False)
    subprocess.run(
        [BINARIES / "a3-compile", text, "-o", program, f"--report={report}", "--require-offload"],
        check=True,
    )
    lengths = [s["n"] for s in json.loads(report.read_text())["sites"]]
    assert lengths == [None if 1 in shape else 7] * sites
    for batch, count in runs:
        arguments = inputs(batch, count)
        with torch.no_grad():
            expected = model(*arguments).numpy()
        command = [BINARIES / "a3-run", program, "--quiet", "--arithmetic=float"]
        for i, tensor in enumerate(arguments):
            np.save(tmp_path / f"{i}.npy", tensor.numpy())
            command += ["--input", tmp_path / f"{i}.npy"]
        stats = tmp_path / "stats.json"
        subprocess.run([*command, "--output", tmp_path / "out.npy", f"--stats={stats}"], check=True)
        np.testing.assert_allclose(np.load(tmp_path / "out.npy"), expected, atol=1e-4)
        assert [s["n"] for s in json.loads(stats.read_text())["sites"]] == [count] * sites
