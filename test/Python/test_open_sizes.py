# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Models whose sequence length is open: exported and compiled once, run at several."""

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
Inputs = Callable[[int], tuple[torch.Tensor, ...]]


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


def rows(count: int, width: int) -> torch.Tensor:
    return torch.randn(1, count, width, generator=torch.Generator().manual_seed(count))


def valid(count: int) -> torch.Tensor:
    mask = torch.ones(1, count, dtype=torch.int64)
    mask[:, count - count // 3 :] = 0
    return mask


def encoder_layer() -> torch.nn.Module:
    torch.manual_seed(1)
    return torch.nn.TransformerEncoderLayer(32, 4, 64, batch_first=True)


def ids(count: int) -> torch.Tensor:
    return torch.arange(count)[None] % 50


MODELS: dict[str, tuple[Callable[[], torch.nn.Module], Inputs, int]] = {
    "encoder layer": (encoder_layer, lambda n: (rows(n, 32),), 1),
    "padding mask": (Attention, lambda n: (rows(n, 16), valid(n)), 1),
    "BERT eager": (lambda: LastState("eager"), lambda n: (ids(n), valid(n)), 2),
    "BERT sdpa": (lambda: LastState("sdpa"), lambda n: (ids(n), valid(n)), 2),
    "GPT-2": (gpt2, lambda n: (ids(n),), 2),
    "Llama": (llama, lambda n: (ids(n),), 2),
}


@pytest.mark.parametrize(("build", "inputs", "sites"), MODELS.values(), ids=MODELS.keys())
def test_one_program_takes_any_length(
    build: Callable[[], torch.nn.Module],
    inputs: Inputs,
    sites: int,
    tmp_path: Path,
) -> None:
    model = build().eval()
    length = torch.export.Dim("length", min=2, max=512)
    text, program, report = (tmp_path / f for f in ("m.mlir", "m.a3", "report.json"))
    a3.export(model, inputs(7), text, dynamic_shapes=[{1: length}] * len(inputs(7)), check=False)
    subprocess.run(
        [BINARIES / "a3-compile", text, "-o", program, f"--report={report}", "--require-offload"],
        check=True,
    )
    assert [s["n"] for s in json.loads(report.read_text())["sites"]] == [None] * sites
    for count in (2, 9, 400):
        arguments = inputs(count)
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
