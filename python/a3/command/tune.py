# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""`a3 tune`: M and T of each attention of a program; see docs/tuning.md."""

import argparse
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from a3.tuning import Tuned

SUMMARY = "choose which rows each attention of a program may leave out"


def declare(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    from a3.tuning.options import declare_options

    parser.add_argument("program", help="a file of a3-compile")
    parser.add_argument(
        "--task",
        required=True,
        type=Path,
        help="a Python file with `examples`, a sequence, and `metric(model, examples)`; "
        "`validation` as well if it has it",
    )
    declare_options(parser)
    parser.add_argument("--state", help="file that keeps evaluations, to go on after a stop")
    parser.add_argument("-o", "--output", help="where to write what a3-compile --approx-file reads")
    parser.add_argument(
        "--unconfined",
        action="store_true",
        help="run the host code in this process, with all rights of the user",
    )
    parser.add_argument("--plot", help="where to draw metric against cycles and energy")
    parser.add_argument(
        "--json", action="store_true", help="print what --output has in place of the table"
    )


def run(options: argparse.Namespace) -> int:
    """Tune a program file for the data and metric of a Python file."""
    from a3.program import load
    from a3.python_file import load_file
    from a3.tuning import tune
    from a3.tuning.options import chosen_options

    task = load_file(options.task, ("examples", "metric"))
    tuned = tune(
        load(options.program, confined=not options.unconfined),
        task.examples,
        task.metric,
        validation=getattr(task, "validation", 0.5),
        state=options.state,
        **chosen_options(options),
    )
    if options.output:
        tuned.save(options.output)
    if options.plot:
        tuned.plot(options.plot)
    print(as_json(tuned) if options.json else tuned)
    return 0


def as_json(tuned: "Tuned") -> str:
    """Return what `save` writes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tuned.json"
        tuned.save(path)
        return path.read_text().rstrip()
