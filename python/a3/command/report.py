# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The command `a3 report`: a run of a program as one HTML file."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from a3.approximation import SiteApproximation
    from a3.program import Program

SUMMARY = "run a program and write charts of it as one HTML file"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("program", metavar="MODEL.a3", help="a file of a3-compile")
    parser.add_argument(
        "--input",
        action="append",
        default=[],
        metavar="[NAME=]FILE.npy",
        help="an input, in the order of the program's or by its name",
    )
    parser.add_argument(
        "--random-inputs",
        type=int,
        metavar="SEED",
        help="make the inputs: normal floats, and integers that are 0 or 1",
    )
    parser.add_argument(
        "-o", "--output", default="report.html", metavar="FILE", help="where to write the report"
    )
    parser.add_argument(
        "--report",
        metavar="FILE",
        help="what a3-compile --report wrote, which tells of attention on the host",
    )
    parser.add_argument("--site", metavar="NAME", help="the attention whose maps are shown")
    parser.add_argument(
        "--head", type=int, metavar="N", help="of that site, over all leading dimensions"
    )
    parser.add_argument(
        "--approx-file", metavar="FILE", help="what attention leaves out, as a3-compile takes it"
    )
    parser.add_argument("--arithmetic", choices=["fixed", "float"], default="fixed")
    parser.add_argument(
        "--unconfined",
        action="store_true",
        help="run the host code in this process, with all rights of the user",
    )


def run(options: argparse.Namespace) -> int:
    """Write the report; a ValueError, OSError or RuntimeError says what is wrong."""
    from a3.html_report import report
    from a3.program import load

    program = load(options.program, confined=not options.unconfined)
    if options.input and options.random_inputs is not None:
        raise ValueError("give either --input or --random-inputs")
    if not options.input and options.random_inputs is None and program.inputs:
        raise ValueError(
            f"{options.program} takes {', '.join(map(str, program.inputs))}; give each with "
            "--input FILE.npy, or --random-inputs SEED"
        )
    approximations = None
    if options.approx_file is not None:
        approximations = _read_approximations(options.approx_file)
    written = report(
        program,
        _read_inputs(program, options.input) if options.random_inputs is None else None,
        options.output,
        compiler_report=options.report,
        site=options.site,
        head=options.head,
        approximations=approximations,
        arithmetic=options.arithmetic,
        seed=options.random_inputs,
    )
    print(f"wrote {written}")
    return 0


def _read_inputs(program: "Program", given: list[str]) -> "list[NDArray[Any]]":
    """Return the arrays in the program's order; those without a name fill what is left."""
    names = [argument.name for argument in program.inputs]
    found: dict[str, NDArray[Any]] = {}
    unnamed = []
    for text in given:
        name, separator, file = text.partition("=")
        if separator and name in names:
            if name in found:
                raise ValueError(f"--input {name} is given twice")
            found[name] = _read_array(file)
        elif separator and not Path(text).exists():
            raise ValueError(f"--input {name}: the program takes {', '.join(names)}")
        else:
            unnamed.append(text)
    left = [name for name in names if name not in found]
    if len(left) != len(unnamed):
        raise ValueError(
            f"the program takes {len(names)} inputs ({', '.join(map(str, program.inputs))}), "
            f"not {len(given)}"
        )
    found |= {name: _read_array(file) for name, file in zip(left, unnamed, strict=True)}
    return [found[name] for name in names]


def _read_array(file: str) -> "NDArray[Any]":
    import numpy as np

    try:
        return np.load(file, allow_pickle=False)
    except (ValueError, EOFError) as error:
        raise ValueError(f"{file} is not an array of NumPy (.npy): {error}") from None


def _read_approximations(file: str) -> "dict[str, SiteApproximation]":
    from a3.approximation import from_json

    try:
        return from_json(json.loads(Path(file).read_text()))
    except (json.JSONDecodeError, UnicodeDecodeError, KeyError, TypeError, AttributeError):
        raise ValueError(f"{file} is not what a3-compile --approx-file reads") from None
