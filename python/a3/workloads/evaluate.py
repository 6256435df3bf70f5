# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What approximate attention does to the answers of trained networks, and what it saves."""

import argparse
import csv
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

import a3
from a3.workloads import key_value_memory, memory_network
from a3.workloads.workload import Group, Workload, accuracy, numpy_model

EXACT = a3.Approximation()


@dataclass(frozen=True)
class Setting:
    """One way to run a network."""

    name: str
    approximation: a3.Approximation = EXACT
    arithmetic: Literal["fixed", "float"] = "fixed"


@dataclass(frozen=True)
class Measured:
    """What a setting gave; each number is the mean over the questions of a workload.

    Shares are of the rows of all questions and hops; cycles and nJ are of a question
    with all its hops, in the paper's account and in the full one.
    """

    accuracy: float
    candidates: float
    kept: float
    cycles_paper: float
    cycles_full: float
    nj_paper: float
    nj_full: float


COLUMNS = tuple(Measured.__annotations__)


def settings(nominal_rows: Sequence[int]) -> list[Setting]:
    """Return what is compared.

    Args:
        nominal_rows: numbers that M is taken of, besides each question's own rows.

    """
    presets = {"conservative": (2, 5.0), "aggressive": (8, 10.0)}
    result = [Setting("exact, float", arithmetic="float"), Setting("exact")]
    for name, (part, t) in presets.items():
        result.append(Setting(f"{name}, M = n/{part}", a3.Approximation(f"{1 / part}n", t)))
        for rows in nominal_rows:
            m = math.ceil(rows / part)
            result.append(Setting(f"{name}, M = {rows}/{part}", a3.Approximation(m, t)))
    result += [Setting(f"M = {m}, T = 5", a3.Approximation(m, 5.0)) for m in ("1n", "2n")]
    result += [
        Setting(f"selection alone, M = {name}", a3.Approximation(m))
        for name, m in (("n/2", "0.5n"), ("n/8", "0.125n"))
    ]
    result += [
        Setting(f"post-scoring alone, T = {t:g}", a3.Approximation(t=t)) for t in (5.0, 10.0, 20.0)
    ]
    return result


def measure(program: a3.Program, examples: Sequence[Group], setting: Setting) -> Measured:
    """Ask a compiled network all questions."""
    runs: list[a3.Run] = []

    def model(*inputs: np.ndarray) -> np.ndarray:
        runs.append(
            program.run(
                *inputs,
                approximations=setting.approximation,
                arithmetic=setting.arithmetic,
            )
        )
        return runs[-1].outputs[0]

    right = accuracy(model, examples)
    sites = [site for run in runs for site in run.statistics["sites"]]
    rows = sum(site["heads"] * site["n"] for site in sites)
    questions = sum(len(group.answers) for group in examples)
    return Measured(
        accuracy=right,
        candidates=sum(site["heads"] * site["candidates_mean"] for site in sites) / rows,
        kept=sum(site["heads"] * site["kept_mean"] for site in sites) / rows,
        cycles_paper=sum(run.cycles["paper"] for run in runs) / questions,
        cycles_full=sum(run.cycles["full"] for run in runs) / questions,
        nj_paper=sum(run.energy["paper"] for run in runs) / questions,
        nj_full=sum(run.energy["full"] for run in runs) / questions,
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
    workloads: Iterable[Workload], choices: Sequence[Setting]
) -> dict[tuple[str, str], Measured]:
    """Return what was measured by the names of workload and setting, "mean" of all last."""
    result = {}
    for workload in workloads:
        program = workload.compile()
        print(
            f"{workload.name}: {len(program.sites)} attentions offloaded, "
            f"{difference(program, workload):.1e} from PyTorch with --arithmetic=float",
            flush=True,
        )
        for setting in choices:
            measured = measure(program, workload.test, setting)
            result[workload.name, setting.name] = measured
    for setting in choices:
        rows = [list(vars(m).values()) for (_, name), m in result.items() if name == setting.name]
        result["mean", setting.name] = Measured(*map(float, np.mean(rows, axis=0)))
    return result


def write_csv(path: Path, measured: dict[tuple[str, str], Measured]) -> None:
    """Write one line for each workload and setting."""
    with path.open("w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["workload", "setting", *COLUMNS])
        for names, row in measured.items():
            table.writerow([*names, *(f"{value:.6g}" for value in vars(row).values())])


def print_means(measured: dict[tuple[str, str], Measured]) -> None:
    """Print the means as a table of Markdown."""
    print("| setting | accuracy | candidates / n | kept / n | cycles | full | nJ | full |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for (workload, setting), row in measured.items():
        if workload == "mean":
            print(
                f"| {setting} | {row.accuracy:.4f} | {row.candidates:.3f} | {row.kept:.3f} "
                f"| {row.cycles_paper:,.0f} | {row.cycles_full:,.0f} "
                f"| {row.nj_paper:,.1f} | {row.nj_full:,.0f} |"
            )


def main() -> None:
    """Measure trained networks."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("workload", choices=["memory_network", "key_value_memory"])
    parser.add_argument("--output", type=Path, required=True, help="where they were trained")
    options = parser.parse_args()
    if options.workload == "memory_network":
        trained = sorted(options.output.glob("qa*.npz"), key=lambda p: int(p.stem[2:]))
        workloads = [memory_network.load(int(path.stem[2:]), options.output) for path in trained]
        choices = settings([memory_network.Settings.memory, 20])
    else:
        workloads = [key_value_memory.load(options.output)]
        choices = settings([key_value_memory.Settings.memory])
    measured = evaluate(workloads, choices)
    write_csv(options.output / f"{options.workload}.csv", measured)
    print_means(measured)


if __name__ == "__main__":
    main()
