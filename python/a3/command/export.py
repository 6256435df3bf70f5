# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""`a3 export`: a model as MLIR; see docs/front-ends.md."""

import argparse
from pathlib import Path

from a3.model_source import SOURCES, declare_options, export_source, is_source

SUMMARY = "write a model as MLIR that a3 compile reads"


def declare(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("model", help=SOURCES)
    parser.add_argument("-o", "--output", type=Path, help="else the model's name with .mlir")
    parser.add_argument("--entry", default="main", help="the name of the function")
    parser.add_argument("--no-locations", action="store_true", help="leave out places in the model")
    declare_options(parser)


def run(options: argparse.Namespace) -> int:
    """Export."""
    if not is_source(options.model):
        raise ValueError(f"'{options.model}' cannot be exported: give {SOURCES}")
    path = options.output or Path(Path(options.model.partition(":")[0]).stem + ".mlir")
    exported = export_source(
        options.model,
        path,
        options,
        entry=options.entry,
        locations=not options.no_locations,
    )
    if exported.difference is not None:
        print(f"{path}: differs by at most {exported.difference:.1e} from the framework")
    else:
        print(f"{path}: not checked")
    return 0
