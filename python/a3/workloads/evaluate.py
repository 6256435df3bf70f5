# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What approximate attention does to the answers of trained networks, and what it saves."""

import argparse
import csv
import json
import math
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from functools import reduce
from operator import getitem
from pathlib import Path
from typing import Any, Literal

import numpy as np
import torch

import a3
from a3.workloads import key_value_memory, memory_network
from a3.workloads.baselines import Skipping, replaced_attention
from a3.workloads.workload import Workload, accuracy, numpy_model

EXACT = a3.Approximation()
TASKS = range(1, 21)
MODULES = (
    "dot_product",
    "exponent",
    "output",
    "candidate_selection",
    "post_scoring",
    "key_memory",
    "value_memory",
    "sorted_key_memory",
)
# What other machines than the paper's differ in.
MACHINES: dict[str, dict[str, str | int]] = {
    "paper": {},
    "divided at the end": {"normalisation": "late"},
    "8 fraction bits": {"format.fraction_bits": 8},
    "sorted for nothing": {"selection.sort_elements": 4096},
}
ALONE = 20  # Queries that run one by one, for their latency.


@dataclass(frozen=True)
class Setting:
    """One way to run a network: on the accelerator, or in PyTorch with rows chosen otherwise."""

    name: str
    approximation: a3.Approximation = EXACT
    arithmetic: Literal["fixed", "float"] = "fixed"
    machine: str = "paper"
    choice: Literal["selection", "oracle", "random"] = "selection"


@dataclass(frozen=True)
class Subject:
    """A network with what it is asked.

    Attributes:
        module: takes and returns what the compiled program does.
        export: writes the network as MLIR.
        metric: of a model and the examples, higher is better.
        items: what costs are given for one of: questions, or texts.
        alone: inputs of single queries, if queries are independent.

    """

    name: str
    module: torch.nn.Module
    export: Callable[[Path], object]
    examples: Sequence[Any]
    metric: Callable[[Any, Sequence[Any]], float]
    items: int
    alone: Sequence[tuple[Any, ...]] = ()


@dataclass(frozen=True)
class Measured:
    """What a setting gave.

    Candidates and kept are shares of the rows of all queries; cycles and nJ are of one
    of the subject's items, in the paper's account and in the full one; latency is the
    paper's account of a query alone in one attention. Shares of modules are of the
    energy in the paper's account, those of port and sorter of the cycles in the full
    one. What a setting does not have is NaN.
    """

    metric: float
    kept: float
    candidates: float = math.nan
    cycles_paper: float = math.nan
    cycles_full: float = math.nan
    nj_paper: float = math.nan
    nj_full: float = math.nan
    latency_paper: float = math.nan
    share_port: float = math.nan
    share_sorter: float = math.nan
    share_dot_product: float = math.nan
    share_exponent: float = math.nan
    share_output: float = math.nan
    share_candidate_selection: float = math.nan
    share_post_scoring: float = math.nan
    share_key_memory: float = math.nan
    share_value_memory: float = math.nan
    share_sorted_key_memory: float = math.nan


COLUMNS = tuple(field.name for field in fields(Measured))


def settings(nominal_rows: Sequence[int]) -> list[Setting]:
    """Return what is compared.

    Args:
        nominal_rows: numbers that M is taken of, besides each query's own rows.

    """
    result = [
        Setting("exact, float", arithmetic="float"),
        Setting("exact"),
        *(
            Setting(f"exact, {machine}", machine=machine)
            for machine in ("divided at the end", "8 fraction bits")
        ),
    ]
    for name, (part, t) in {"conservative": (2, 5.0), "aggressive": (8, 10.0)}.items():
        own = Setting(f"{name}, M = n/{part}", a3.Approximation(f"{1 / part}n", t))
        nominal = [
            Setting(f"{name}, M = {rows}/{part}", a3.Approximation(math.ceil(rows / part), t))
            for rows in nominal_rows
        ]
        free = Setting(
            f"{own.name}, sorted for nothing", own.approximation, "fixed", "sorted for nothing"
        )
        others = [
            Setting(f"{choice}, {s.name}", s.approximation, "float", "paper", choice)
            for s in (own, *nominal)
            for choice in ("oracle", "random")
        ]
        result += [own, *nominal, free, *others]
    result += [Setting(f"M = {m}, T = 5", a3.Approximation(m, 5.0)) for m in ("1n", "2n")]
    result += [
        Setting(f"selection alone, M = {name}", a3.Approximation(m))
        for name, m in (("n/2", "0.5n"), ("n/8", "0.125n"))
    ]
    result += [
        Setting(f"post-scoring alone, T = {t:g}", a3.Approximation(t=t)) for t in (5.0, 10.0, 20.0)
    ]
    return result


def measure(programs: dict[str, a3.Program], subject: Subject, setting: Setting) -> Measured:
    """Run a network on all its examples.

    Args:
        programs: the network by the name of the machine.
        subject: the network.
        setting: how it runs.

    """
    if setting.choice != "selection":
        return _measure_choice(subject, setting)
    runs: list[a3.Run] = []
    program = programs[setting.machine]

    def model(*inputs: np.ndarray) -> np.ndarray:
        runs.append(
            program.run(
                *inputs, approximations=setting.approximation, arithmetic=setting.arithmetic
            )
        )
        return runs[-1].outputs[0]

    metric = subject.metric(model, subject.examples)
    measured = list(runs)
    for inputs in subject.alone:
        model(*inputs)
    alone = [run.cycles["paper"] / len(program.sites) for run in runs[len(measured) :]]
    return _summary(metric, measured, subject.items, alone)


def _measure_choice(subject: Subject, setting: Setting) -> Measured:
    """Run a network in PyTorch with other rows than the accelerator would keep."""
    skipping = Skipping(setting.choice, setting.approximation)
    with replaced_attention(skipping):
        metric = subject.metric(numpy_model(subject.module), subject.examples)
    kept, rows = skipping.kept
    return Measured(metric, float(kept / rows))


def _summary(
    metric: float, runs: Sequence[a3.Run], items: int, latencies: Sequence[float]
) -> Measured:
    sites = [site for run in runs for site in run.statistics["sites"]]
    queries = np.array([site["queries"] * site["heads"] for site in sites])
    rows = queries @ [site["n"] for site in sites]

    def total(*path: str) -> float:
        return float(sum(reduce(getitem, path, run.statistics) for run in runs))

    energy = total("energy_nj", "paper")
    cycles = total("cycles", "full")
    return Measured(
        metric=metric,
        kept=float(queries @ [site["kept_mean"] for site in sites] / rows),
        candidates=float(queries @ [site["candidates_mean"] for site in sites] / rows),
        cycles_paper=total("cycles", "paper") / items,
        cycles_full=cycles / items,
        nj_paper=energy / items,
        nj_full=total("energy_nj", "full") / items,
        latency_paper=float(np.mean(latencies)) if latencies else math.nan,
        share_port=total("queues", "port", "busy") / cycles,
        share_sorter=total("queues", "sorter", "busy") / cycles,
        **{
            f"share_{module}": total("energy_by_module_nj", "paper", module) / energy
            for module in MODULES
        },
    )


def difference(program: a3.Program, workload: Workload) -> float:
    """Return the largest difference of float arithmetic from PyTorch, in parts of a score."""
    reference = numpy_model(workload.model)
    differences = []
    for group in workload.test:
        expected = reference(*group.inputs)
        found = program(*group.inputs, arithmetic="float")
        differences.append(np.abs(found - expected).max() / np.abs(expected).max())
    return float(max(differences))


def evaluate(
    subjects: Iterable[Subject], choices: Sequence[Setting]
) -> dict[tuple[str, str], Measured]:
    """Return what was measured by the names of subject and setting.

    Where there are several subjects, their "mean" comes last.
    """
    result = {}
    names = []
    for subject in subjects:
        names.append(subject.name)
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "model.mlir"
            subject.export(source)
            programs = {
                name: a3.compile(
                    source,
                    machine=a3.vary_machine(parameters=MACHINES[name]),
                    flags=["--require-offload"],
                )
                for name in dict.fromkeys(choice.machine for choice in choices)
            }
        for choice in choices:
            result[subject.name, choice.name] = measure(programs, subject, choice)
        print(f"{subject.name}: measured", file=sys.stderr, flush=True)
    if len(names) > 1:
        for choice in choices:
            rows = [list(vars(result[name, choice.name]).values()) for name in names]
            result["mean", choice.name] = Measured(*map(float, np.mean(rows, axis=0)))
    return result


def write_csv(path: Path, measured: dict[tuple[str, str], Measured]) -> None:
    """Write one line for each subject and setting."""
    with path.open("w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["workload", "setting", *COLUMNS])
        for names, row in measured.items():
            values = vars(row).values()
            table.writerow([*names, *("" if math.isnan(v) else f"{v:.6g}" for v in values)])


def print_table(measured: dict[tuple[str, str], Measured]) -> None:
    """Print the last subject, which is the mean where there are several, in Markdown."""
    print("| setting | metric | candidates / n | kept / n | cycles | full | nJ | full |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    last, _ = list(measured)[-1]
    for (subject, setting), row in measured.items():
        if subject == last:
            print(
                f"| {setting} | {row.metric:.4f} | {row.candidates:.3f} | {row.kept:.3f} "
                f"| {row.cycles_paper:,.0f} | {row.cycles_full:,.0f} "
                f"| {row.nj_paper:,.1f} | {row.nj_full:,.0f} |".replace(" nan ", " ")
            )


def as_json(measured: dict[tuple[str, str], Measured]) -> str:
    """Return all that was measured, null where there is no number."""
    rows = [
        {
            "workload": subject,
            "setting": setting,
            **{name: None if math.isnan(value) else value for name, value in vars(row).items()},
        }
        for (subject, setting), row in measured.items()
    ]
    return json.dumps(rows, indent=2)


def subject_of(workload: Workload) -> Subject:
    """Return a trained network with the questions of its test."""
    alone = [
        tuple(array[i : i + 1] for array in group.inputs)
        for group in workload.test
        for i in range(len(group.answers))
    ]
    step = max(len(alone) // ALONE, 1)
    questions = sum(len(group.answers) for group in workload.test)
    return Subject(
        workload.name,
        workload.model,
        workload.export,
        workload.test,
        accuracy,
        questions,
        alone[::step],
    )


def _subjects(options: argparse.Namespace) -> tuple[list[Subject], list[Setting]]:
    if options.workload == "memory_network":
        tasks = sorted(int(path.stem[2:]) for path in options.output.glob("qa*.npz"))
        workloads = [memory_network.load(task, options.output) for task in tasks or TASKS]
        return [subject_of(w) for w in workloads], settings([memory_network.Settings.memory, 20])
    if options.workload == "key_value_memory":
        workload = key_value_memory.load(options.output)
        return [subject_of(workload)], settings([key_value_memory.Settings.memory, 186])
    from a3.workloads import sentence_similarity as minilm

    pairs = minilm.read_pairs(options.data / "sts-test.csv")
    # Its kinds of text follow each other.
    pairs = pairs[:: max(len(pairs) // options.pairs, 1)]
    texts = len({text for pair in pairs for text in (pair.first, pair.second)})
    encoder = minilm.Encoder().eval()
    subject = Subject(
        "sentence_similarity", encoder, minilm.export_encoder, pairs, minilm.spearman, texts
    )
    return [subject], settings([])


def main() -> None:
    """Measure trained networks."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "workload", choices=["memory_network", "key_value_memory", "sentence_similarity"]
    )
    parser.add_argument(
        "--output", type=Path, required=True, help="folder for the table, and of trained networks"
    )
    parser.add_argument("--data", type=Path, help="folder of the STS benchmark")
    parser.add_argument("--pairs", type=int, default=500, help="of the STS benchmark, about")
    parser.add_argument("--json", action="store_true", help="print JSON in place of the table")
    options = parser.parse_args()
    if options.workload == "sentence_similarity" and options.data is None:
        parser.error("sentence_similarity needs --data")
    measured = evaluate(*_subjects(options))
    write_csv(options.output / f"{options.workload}.csv", measured)
    if options.json:
        print(as_json(measured))
    else:
        print_table(measured)


if __name__ == "__main__":
    try:
        main()
    except (ValueError, OSError) as error:
        raise SystemExit(f"error: {error}") from None
