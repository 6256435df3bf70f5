# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Clips of spoken digits, joined from the Free Spoken Digit Dataset, as Whisper hears them."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.io import wavfile
from scipy.signal import resample
from transformers import WhisperFeatureExtractor

DATASET = "https://zenodo.org/badge/latestdoi/61622039"
NAME = re.compile(r"(?P<digit>[0-9])_(?P<speaker>[^_]+)_(?P<take>[0-9]+)\.wav")
ROWS = 320  # Frames that the encoder sees, of 20 ms.
RATE = 16000  # Samples a second, as Whisper takes them.
SAMPLES = ROWS * RATE // 50
DIGITS = 8  # Of a clip.
GAP = np.zeros(RATE * 12 // 100)  # Between digits.
LOUDNESS = 0.1  # Root mean square of a digit.
MOST_TRIES = 100  # To find recordings that fit.


@dataclass(frozen=True)
class Clip:
    """Digits of one speaker."""

    digits: tuple[int, ...]
    features: NDArray[np.float32]  #: Logarithms of mel bands, (80, 2 * ROWS).


def find_recordings(folder: Path) -> dict[str, dict[int, list[Path]]]:
    """Return the recordings of each speaker and digit in the order of their numbers.

    Raises:
        FileNotFoundError: there are none, or not of all digits by each speaker.

    """
    found: dict[str, dict[int, dict[int, Path]]] = defaultdict(lambda: defaultdict(dict))
    for path in folder.glob("*.wav"):
        if name := NAME.fullmatch(path.name):
            found[name["speaker"]][int(name["digit"])][int(name["take"])] = path
    if not found or any(len(digits) < 10 for digits in found.values()):
        raise FileNotFoundError(
            f"{folder} does not have recordings of all digits, such as 7_jackson_32.wav; "
            f"they are in the folder 'recordings' of {DATASET}"
        )
    return {
        speaker: {digit: [takes[take] for take in sorted(takes)] for digit, takes in digits.items()}
        for speaker, digits in sorted(found.items())
    }


def make_clips(folder: Path, count: int, seed: int = 0) -> list[Clip]:
    """Join recordings to clips that fill at most the encoder's frames, speaker by speaker.

    Args:
        folder: with the recordings, as `find_recordings` takes it.
        count: how many clips.
        seed: of the choice of digits and recordings.

    """
    recordings = find_recordings(folder)
    speakers = list(recordings)
    random = np.random.default_rng(seed)
    extractor = WhisperFeatureExtractor()
    clips = []
    for number in range(count):
        digits, sound = _speak(recordings[speakers[number % len(speakers)]], random)
        features = extractor(sound, sampling_rate=RATE, return_tensors="np").input_features
        clips.append(Clip(digits, features[0, :, : 2 * ROWS]))
    return clips


def _speak(
    recordings: Mapping[int, Sequence[Path]], random: np.random.Generator
) -> tuple[tuple[int, ...], NDArray[np.float64]]:
    """Choose digits until they are short enough to fit."""
    for _ in range(MOST_TRIES):
        digits = tuple(map(int, random.integers(10, size=DIGITS)))
        parts = [GAP]
        for digit in digits:
            sound = _read_sound(recordings[digit][random.integers(len(recordings[digit]))])
            parts += [sound, GAP]
        sound = np.concatenate(parts)
        if len(sound) <= SAMPLES:
            return digits, sound
    raise ValueError(f"{DIGITS} recordings are longer than {SAMPLES / RATE} s, so they do not fit")


def _read_sound(path: Path) -> NDArray[np.float64]:
    try:
        rate, samples = wavfile.read(path)
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from error
    if RATE % rate or samples.ndim != 1:
        raise ValueError(f"{path}: {rate} Hz, not one channel of {RATE // 2} Hz")
    if not samples.any():
        raise ValueError(f"{path}: nothing but silence")
    # By its spectrum: a short filter leaves images that logarithms make loud.
    sound = resample(samples.astype(np.float64), len(samples) * RATE // rate)
    return sound * (LOUDNESS / np.sqrt(np.mean(sound**2)))
