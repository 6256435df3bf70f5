# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Choose M and T of each attention of a trained workload, as docs/tuning.md says.

The search sees data that the workload was not trained on. The validation sees its test
data, or the other half of it where none of it was trained on.
"""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

import a3
from a3.command.tune import as_json
from a3.tuning.evaluation import Metric, Models
from a3.tuning.options import chosen_options, declare_options
from a3.workloads import key_value_memory, memory_network
from a3.workloads.workload import Group, accuracy

CLIPS = 60  # Of spoken digits, to search and as many to validate.


@dataclass(frozen=True)
class Task:
    """What `a3.tune` is given."""

    models: a3.Program | Mapping[str, a3.Program]
    search: Sequence[Any]
    validation: Sequence[Any]
    metric: Metric
    sites: Sequence[str] | None = None  # All if not given.


def memory_network_task(options: argparse.Namespace, machine: a3.Machine) -> Task:
    """Return the networks of all bAbI tasks; the metric is their mean accuracy."""
    paths = sorted(options.trained.glob("qa*.npz"), key=lambda path: int(path.stem[2:]))
    if not paths:
        raise ValueError(f"{options.trained} has no trained networks, such as qa1.npz")
    networks = {p.stem: memory_network.load(int(p.stem[2:]), options.trained) for p in paths}
    return Task(
        {name: network.compile(machine=machine) for name, network in networks.items()},
        [(name, group) for name, network in networks.items() for group in network.validation],
        [(name, group) for name, network in networks.items() for group in network.test],
        mean_accuracy,
    )


def mean_accuracy(
    models: Mapping[str, Callable[..., Any]], examples: Sequence[tuple[str, Group]]
) -> float:
    """Return the mean of the accuracies of several networks, 0 to 1."""
    names = dict.fromkeys(name for name, _ in examples)
    own = {name: [group for n, group in examples if n == name] for name in names}
    return float(np.mean([accuracy(models[name], groups) for name, groups in own.items()]))


def key_value_memory_task(options: argparse.Namespace, machine: a3.Machine) -> Task:
    """Return the network that reads facts; the metric is its accuracy."""
    network = key_value_memory.load(options.trained)
    return Task(network.compile(machine=machine), network.validation, network.test, accuracy)


def sentence_similarity_task(options: argparse.Namespace, machine: a3.Machine) -> Task:
    """Return MiniLM; the metric is Spearman's correlation with what people say."""
    from a3.workloads.sentence_similarity import compile_encoder, read_pairs, spearman

    pairs = read_pairs(options.data / "sts-test.csv")
    return Task(compile_encoder(machine=machine), pairs[::2], pairs[1::2], spearman)


def spoken_digits_task(options: argparse.Namespace, machine: a3.Machine) -> Task:
    """Return Whisper; the metric is the share of digits that are right.

    What the decoder attends to among its own tokens stays exact.
    """
    from a3.workloads import spoken_digits as whisper
    from a3.workloads.spoken_clips import make_clips

    programs = whisper.compile_programs(whisper.load_modules(), {"": machine})[""]
    sites = [
        Models.site_name(part, site.name)
        for part, program in programs.items()
        for site in program.sites
        if whisper.kind_of(part, site) != "self"
    ]
    search, validation = (make_clips(options.recordings, CLIPS, seed) for seed in (1, 2))
    return Task(programs, search, validation, whisper.digits_right, sites)


TASKS = {
    "memory_network": memory_network_task,
    "key_value_memory": key_value_memory_task,
    "sentence_similarity": sentence_similarity_task,
    "spoken_digits": spoken_digits_task,
}


def main(arguments: list[str] | None = None) -> int:
    """Tune a workload and write what was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("workload", choices=TASKS)
    parser.add_argument("--trained", type=Path, help="where the networks were trained")
    parser.add_argument("--data", type=Path, help="folder of the STS benchmark")
    parser.add_argument("--recordings", type=Path, help="folder of spoken digits")
    parser.add_argument(
        "--vary",
        action="append",
        default=[],
        metavar="PARAMETER=VALUE",
        help="of the machine, such as port.bytes=64",
    )
    declare_options(parser)
    parser.add_argument("--output", type=Path, required=True, help="a folder for the results")
    parser.add_argument("--name", required=True, help="of the files there")
    parser.add_argument("--json", action="store_true", help="print JSON in place of the table")
    options = parser.parse_args(arguments)
    try:
        machine = a3.vary_machine(parameters=dict(map(_parameter, options.vary)))
        task = TASKS[options.workload](options, machine)
        options.output.mkdir(parents=True, exist_ok=True)
        tuned = a3.tune(
            task.models,
            task.search,
            task.metric,
            validation=task.validation,
            sites=task.sites,
            state=options.output / f"{options.name}.jsonl",
            **chosen_options(options),
        )
    except (ValueError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    tuned.save(options.output / f"{options.name}.json")
    tuned.plot(options.output / f"{options.name}.svg")
    print(as_json(tuned) if options.json else tuned)
    return 0


def _parameter(text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    if not equals:
        raise ValueError(f"--vary takes PARAMETER=VALUE, not {text!r}")
    return name, yaml.safe_load(value)


if __name__ == "__main__":
    sys.exit(main())
