# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""`a3 compile`: a3-compile, also of what has to be exported first."""

import argparse
import tempfile
from pathlib import Path

from a3.model_source import SOURCES, declare_options, export_source, is_source
from a3.pass_on import pass_on

SUMMARY = "compile a model to a program file"
PASSES_ON = True


def declare(parser: argparse.ArgumentParser) -> None:
    """Add the options of an export."""
    parser.usage = "a3 compile MODEL -o PROGRAM.a3 [OPTIONS]"
    parser.epilog = (
        f"MODEL is an .mlir file, or what is exported first: {SOURCES}. All other options are "
        "those of a3-compile; see a3-compile --help."
    )
    declare_options(parser)


def run(options: argparse.Namespace) -> int:
    """Compile."""
    sources = [text for text in options.rest if is_source(text)]
    if not sources:
        if options.dialect or options.dim or options.no_check:
            raise ValueError(
                "--dialect, --dim and --no-check are for an export, and an .mlir file needs none"
            )
        return pass_on("a3-compile", options.rest, "compiling")
    # As its standard input the compiler keeps the text, and no file is left behind.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.mlir"
        export_source(sources[0], path, options)
        text = path.open("rb")
    place = options.rest.index(sources[0])
    arguments = [*options.rest[:place], "-", *options.rest[place + 1 :]]
    return pass_on("a3-compile", arguments, "compiling", text)
