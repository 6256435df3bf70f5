# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The command `python -m a3.tune`; the function is a3.tune of a3.tuning."""

import argparse
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

from a3.program import load
from a3.tuning import tune
from a3.tuning.options import chosen_options, declare_options


def main(arguments: list[str] | None = None) -> int:
    """Tune a program file for the data and metric of a Python file."""
    parser = argparse.ArgumentParser(
        prog="python -m a3.tune", description="Choose M and T of each attention of a program."
    )
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
    parser.add_argument("--plot", help="where to draw metric against cycles and energy")
    options = parser.parse_args(arguments)
    try:
        task = _load(options.task)
        tuned = tune(
            load(options.program),
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
    except (ValueError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(tuned)
    return 0


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if not path.is_file() or spec is None or spec.loader is None:
        raise ValueError(f"{path} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("examples", "metric"):
        if not hasattr(module, name):
            raise ValueError(f"{path} does not define `{name}`")
    return module


if __name__ == "__main__":
    sys.exit(main())
