# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Write docs/results.md from the files of docs/results, which tools/dev/results makes.

No number of the page is typed. With --check nothing is written: a page that is not
what the files say is an error.
"""

import argparse
import csv
import json
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
NAMES = {
    "memory_network": "Memory network, bAbI",
    "key_value_memory": "Key-value memory network",
    "sentence_similarity": "MiniLM, STS benchmark",
}
# What tunings of a workload differ in, by the end of the file's name.
TUNED = {
    "": "",
    "-pipeline": ", pipeline",
    "-heads": ", pipeline, each head",
    "-fast": ", faster port",
}
QUEUES = ("share_port", "share_sorter")  # Of cycles, where other shares are of energy.
FREE = ", sorted for nothing"


@dataclass(frozen=True)
class Workload:
    """What was measured of one workload, by the name of the setting."""

    name: str
    rows: dict[str, dict[str, str]]

    @classmethod
    def read(cls, folder: Path, name: str) -> "Workload":
        """Read NAME.csv: the means where it has several parts."""
        with (folder / f"{name}.csv").open(newline="") as file:
            lines = list(csv.DictReader(file))
        parts = {line["workload"] for line in lines}
        own = [line for line in lines if len(parts) == 1 or line["workload"] == "mean"]
        return cls(name, {line["setting"]: line for line in own})

    def number(self, setting: str, column: str) -> float | None:
        """Return a number, or None where it was not measured."""
        text = self.rows.get(setting, {}).get(column, "")
        return float(text) if text else None

    def loss(self, setting: str) -> float | None:
        """Return what is lost of the metric in float arithmetic with nothing left out."""
        exact, own = self.number("exact, float", "metric"), self.number(setting, "metric")
        return None if exact is None or own is None else (exact - own) / abs(exact)

    def ratio(self, setting: str, column: str) -> float | None:
        """Return how many times less a setting takes than exact attention."""
        exact, own = self.number("exact", column), self.number(setting, column)
        return None if exact is None or not own else exact / own

    def settings(self, prefix: str) -> list[str]:
        """Return the settings of the paper's machine whose names begin so."""
        return [n for n in self.rows if n.startswith(prefix) and not n.endswith(FREE)]


def percent(value: float | None) -> str:
    """Return 0.0123 as 1.2 %."""
    # Without a minus before zero.
    return "" if value is None else f"{round(100 * value, 1) + 0.0:.1f} %"


def times(value: float | None) -> str:
    """Return 2.345 as 2.3×."""
    return "" if value is None else f"{value:.1f}×"


def digits(count: int) -> Callable[[float | None], str]:
    """Return what writes a number with so many digits behind the point."""
    return lambda value: "" if value is None else f"{value:,.{count}f}"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table: the first column to the left, all others to the right."""
    lines = ["| " + " | ".join(row) + " |" for row in [header, *rows]]
    rule = "|" + "|".join(["---", *["---:"] * (len(header) - 1)]) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])


def own_numbers(workload: Workload) -> str:
    """Return all settings of a workload."""
    columns = [
        ("metric", "metric", digits(4)),
        ("candidates", "candidates / n", digits(3)),
        ("kept", "kept / n", digits(3)),
        ("cycles_paper", "cycles, paper", digits(0)),
        ("cycles_full", "cycles, full", digits(0)),
        ("nj_paper", "nJ, paper", digits(1)),
        ("nj_full", "nJ, full", digits(0)),
    ]
    rows = [
        [
            setting,
            percent(workload.loss(setting)),
            *(write(workload.number(setting, column)) for column, _, write in columns),
        ]
        for setting in workload.rows
    ]
    return table(["setting", "loss", *(title for _, title, _ in columns)], rows)


def preset_table(workloads: Sequence[Workload], write: Callable[[Workload, str], str]) -> str:
    """Return a row for each workload and preset, and what its M is a part of."""
    rows = []
    for workload in workloads:
        for preset in ("conservative", "aggressive"):
            rows += [
                [NAMES[workload.name], setting, write(workload, setting)]
                for setting in workload.settings(f"{preset}, M = ")
            ]
    return table(["workload", "setting", "here"], rows)


def sections(folder: Path) -> list[str]:
    """Return the page, part by part."""
    workloads = [Workload.read(folder, name) for name in NAMES if (folder / f"{name}.csv").exists()]
    queries_alone = [w for w in workloads if w.number("exact", "latency_paper") is not None]
    parts = [
        "# Results",
        "What approximate attention does to trained models, and the paper's claims put to the "
        "test. This page is generated by `tools/dev/write_results.py` from the files in "
        "`docs/results`, which `tools/dev/results` makes by running the "
        "[workloads](workloads.md); no number is typed.",
        "## The metric",
        "The paper: conservative approximation loses about 1 to 1.6 %, aggressive about 8 to 9 %. "
        "M is a part of n, and all depends on what n is: the rows of the query's own memory, the "
        "capacity of the memory, or a nominal size of the workload. Loss is against float "
        "arithmetic with nothing left out; below zero is better than that.",
        preset_table(workloads, lambda w, s: percent(w.loss(s))),
        "So the paper's figures are near for the memory network with M of the capacity or of a "
        "nominal size; with M of each story's own length they are not. In the key-value memory, "
        "where few rows matter, and in MiniLM, where attention is spread, M = n/8 finds too few "
        "of the rows that do. The presets of this project count the attention's own rows, the "
        "harder reading; `--preset-rows` takes another number.",
        "## Throughput",
        "The paper: 2.6× to 7.0× over base A3, for n = 20 to 320 in the aggressive preset. "
        "Cycles in the paper's account, exact over approximate:",
        preset_table(workloads, lambda w, s: times(w.ratio(s, "cycles_paper"))),
        "Fills count the more the shorter memories are. [timing.md](timing.md) has the same for "
        "n = 20 and n = 320 exactly, where the paper's figures come out.",
        "## Latency",
        "The paper: 1.6× to 8.0×. One query alone in one attention, in the paper's account, exact "
        "over approximate:",
        preset_table(queries_alone, lambda w, s: times(w.ratio(s, "latency_paper"))),
        "## Energy by module",
        "The paper: most energy goes into output computation and candidate selection. Shares of "
        "the paper's account:",
        energy_table(workloads),
    ]
    parts += choices_of_rows(workloads)
    parts += number_format(workloads)
    parts += sorting(workloads)
    parts += spoken_digits(folder)
    parts += tuning(folder)
    parts += processor(folder)
    parts += tasks(folder)
    parts += ["## All settings"]
    for workload in workloads:
        parts += [f"### {NAMES[workload.name]}", own_numbers(workload)]
    return parts


def tasks(folder: Path) -> list[str]:
    """Return what each bAbI task reaches."""
    path = folder / "memory_network.csv"
    if not path.exists():
        return []
    with path.open(newline="") as file:
        found = {(line["workload"], line["setting"]): line for line in csv.DictReader(file)}
    names = dict.fromkeys(name for name, _ in found)
    settings = ["exact, float", "exact"]
    for preset in ("conservative", "aggressive"):
        settings += [s for n, s in found if n == "mean" and re.match(rf"{preset}, M = \w+/\d+$", s)]
    return [
        "## The bAbI tasks one by one",
        "Share of questions answered rightly.",
        table(
            ["", *settings],
            [[n, *(f"{float(found[n, s]['metric']):.3f}" for s in settings)] for n in names],
        ),
    ]


def energy_table(workloads: Sequence[Workload]) -> str:
    """Return the shares of the modules, exact and in the presets of each query's own n."""
    columns = workloads[0].rows["exact"]
    modules = [name for name in columns if name.startswith("share_") and name not in QUEUES]
    rows = [
        [
            f"{NAMES[workload.name]}: {setting}",
            *(percent(workload.number(setting, module)) for module in modules),
        ]
        for workload in workloads
        for setting in ("exact", "conservative, M = n/2", "aggressive, M = n/8")
        if workload.number(setting, "share_output") is not None
    ]
    titles = [module.removeprefix("share_").replace("_", " ") for module in modules]
    return table(["", *titles], rows)


def choices_of_rows(workloads: Sequence[Workload]) -> list[str]:
    """Return how good the selection is beside an oracle and chance."""
    rows = []
    for workload in workloads:
        for setting in workload.rows:
            others = [f"{choice}, {setting}" for choice in ("oracle", "random")]
            if all(other in workload.rows for other in others):
                rows.append(
                    [
                        f"{NAMES[workload.name]}: {setting}",
                        digits(3)(workload.number(setting, "kept")),
                        *(percent(workload.loss(name)) for name in (setting, *others)),
                    ]
                )
    return [
        "## How good the selection is",
        "Loss with the rows that the accelerator keeps, with as many rows of each query chosen "
        "by an oracle that knows all scores, and with as many at random, both in float.",
        table(["", "kept / n", "A3", "oracle", "random"], rows),
    ]


def number_format(workloads: Sequence[Workload]) -> list[str]:
    """Return what the machine's numbers alone do."""
    settings = ("exact", "exact, divided at the end", "exact, 8 fraction bits")
    return [
        "## The number format alone",
        "Nothing left out: loss of the paper's format and its division of each weight, of one "
        "division at the end, and of a format of 4 integer and 8 fraction bits.",
        table(
            ["", "4.4", "4.4, divided at the end", "4.8"],
            [
                [NAMES[w.name], *(percent(w.loss(setting)) for setting in settings)]
                for w in workloads
            ],
        ),
    ]


def sorting(workloads: Sequence[Workload]) -> list[str]:
    """Return what the sort of keys costs."""
    rows = []
    for workload in workloads:
        for setting in ("conservative, M = n/2", "aggressive, M = n/8"):
            free = setting + FREE
            if free in workload.rows:
                rows.append(
                    [
                        f"{NAMES[workload.name]}: {setting}",
                        times(workload.ratio(setting, "cycles_paper")),
                        times(workload.ratio(setting, "cycles_full")),
                        times(workload.ratio(free, "cycles_full")),
                        percent(workload.number(setting, "share_port")),
                        percent(workload.number(setting, "share_sorter")),
                    ]
                )
    return [
        "## Sorting counted, and not counted",
        "Cycles, exact over approximate: in the paper's account, which counts neither sorts nor "
        "loads, in the full account, and in the full account of a machine whose sorter takes no "
        "time; and for how much of the full account port and sorter are busy. Where the port is "
        "busy all the time, no choice of M and T saves cycles: operands are loaded whatever is "
        "left out of them.",
        table(["", "paper", "full", "full, free sorts", "port busy", "sorter busy"], rows),
    ]


def spoken_digits(folder: Path) -> list[str]:
    """Return Whisper's results, for encoder and cross attention apart."""
    path = folder / "spoken_digits.csv"
    if not path.exists():
        return []
    with path.open(newline="") as file:
        lines = list(csv.DictReader(file))
    rows = []
    for line in lines:
        row = [line["name"], f"{float(line['digits right']):.3f}"]
        for kind in ("encoder", "cross"):
            queries = float(line[f"{kind} queries"])
            row += [digits(3)(float(line[f"{kind} {share}/n"])) for share in ("candidates", "kept")]
            for unit in ("cycles", "energy nJ"):
                row += [
                    digits(0)(float(line[f"{kind} {unit} {account}"]) / queries)
                    for account in ("paper", "full")
                ]
        rows.append(row)
    header = ["setting", "digits"]
    for kind in ("encoder: ", "cross: "):
        header += [f"{kind}candidates / n", "kept / n", "cycles", "full", "nJ", "full"]
    return [
        "## Whisper at the chip's own size",
        "n = 320 and d = 64, in the encoder and from decoder to encoder (*cross*). Share of digits "
        "that are right, and what a query of one head takes, in the paper's account and in the "
        "full one. M is a part of n = 320.",
        table(header, rows),
        "- Of 320 weights that attention spreads, many are less than 8 fraction bits have for "
        "them, so dividing each weight, the paper's way, costs digits. Dividing at the end or "
        "four more bits of fraction cure it, and so does post-scoring alone, which leaves fewer "
        "and larger weights. (The energy of the finer format is not that of its wider units: "
        "modules are those of the paper.)\n"
        "- The selection costs more than post-scoring. With T = 5 the difference closes only at "
        "M = 2n and more, where the search takes longer than reading all rows does.\n"
        "- Cross attention in the full account is that of a decoder without a cache: few queries "
        "share each load of keys and values.",
    ]


def tuning(folder: Path) -> list[str]:
    """Return what was tuned."""
    rows, pictures = [], []
    for name, title in (NAMES | {"spoken_digits": "Whisper tiny.en, spoken digits"}).items():
        for kind, words in TUNED.items():
            path = folder / f"tuned-{name}{kind}.json"
            if not path.exists():
                continue
            about = json.loads(path.read_text())["tuning"]
            rows.append([f"{title}{words}", *tuned_row(about)])
            if path.with_suffix(".svg").exists():
                place = f"results/{path.with_suffix('.svg').name}"
                pictures.append(f"{title}{words}:\n\n![Metric against cycles and energy]({place})")
    return [
        "## Tuned",
        "M and T chosen by `a3.tune` ([tuning.md](tuning.md)) within a budget of 1 % of the "
        "metric; the search saw other data than the validation, whose losses these are. Costs are "
        "set against the others: of exact attention, of the best single M and T for the whole "
        "model, of the tuned ones, and of the harshest level everywhere, whatever it loses.",
        table(
            [
                "",
                "cost",
                "evaluations",
                "loss, single",
                "loss, tuned",
                "exact / single",
                "exact / tuned",
                "single / tuned",
                "exact / harshest",
            ],
            rows,
        ),
        "Where the last column is near 1, no M and T of this world would save cycles: the port is "
        "busy with operands all the time (above), as it is for texts and stories as short as "
        "these. *Pipeline* is the paper's account, without loads and sorts. *Faster port* is a "
        "machine that moves 64 bytes and sorts 16 elements a cycle.",
        *pictures,
    ]


def tuned_row(about: dict[str, Any]) -> list[str]:
    """Return the numbers of one tuning."""
    by_name = {row["choice"]: row for row in about["table"]}
    exact, single, tuned = (by_name[n] for n in ("exact", "best single M and T", "tuned"))
    cost = f"{about['objective']}, {about['account']}"
    return [
        cost,
        str(about["evaluations"]),
        percent(single["loss, validation"]),
        percent(tuned["loss, validation"]),
        f"{exact[cost] / single[cost]:.2f}×",
        f"{exact[cost] / tuned[cost]:.2f}×",
        f"{single[cost] / tuned[cost]:.2f}×",
        f"{exact[cost] / about['least_cost']:.2f}×",
    ]


def processor(folder: Path) -> list[str]:
    """Return the energy of a processor beside the accelerator's."""
    path = folder / "processor.json"
    if not path.exists():
        return []
    found: dict[str, Any] = json.loads(path.read_text())
    return [
        "## Beside a processor",
        "The paper: more than 10,000 times the energy efficiency of a CPU. One query over "
        f"n = {found['rows']} rows of d = {found['depth']}, keys and values in the caches, took "
        f"PyTorch {found['seconds'] * 1e6:.1f} µs on one core ({found['processor']}). Its power "
        f"was not measured; at {found['watts']} W that is "
        f"{found['seconds'] * found['watts'] * 1e9:,.0f} nJ, "
        f"{found['seconds'] * found['watts'] * 1e9 / found['exact_nj']:,.0f} times what base A3 "
        f"takes in the paper's account ({found['exact_nj']:.1f} nJ) and "
        f"{found['seconds'] * found['watts'] * 1e9 / found['aggressive_nj']:,.0f} times what "
        f"aggressive A3 does ({found['aggressive_nj']:.1f} nJ). That account has no traffic with "
        "the memory, and the time is mostly what a call of PyTorch costs; batched queries cost "
        f"it {found['batched_seconds'] * 1e6:.2f} µs each, which is "
        f"{found['batched_seconds'] * found['watts'] * 1e9 / found['aggressive_nj']:,.0f} times "
        "aggressive A3.",
    ]


def main() -> None:
    """Write or check the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    page = ROOT / "docs" / "results.md"
    text = "\n\n".join(sections(ROOT / "docs" / "results")) + "\n"
    if not options.check:
        page.write_text(text)
    elif not page.exists() or page.read_text() != text:
        sys.exit(f"{page}: error: not fresh; run tools/dev/write_results.py")


if __name__ == "__main__":
    main()
