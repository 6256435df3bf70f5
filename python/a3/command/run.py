# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""`a3 run`: a3-run, with a sign of life where that takes long."""

import argparse

SUMMARY = "run a compiled program on the simulated accelerator"
PASSES_ON = True


def declare(parser: argparse.ArgumentParser) -> None:
    """Say whose options they are."""
    parser.usage = "a3 run PROGRAM.a3 [OPTIONS OF a3-run]"
    parser.epilog = "All options are those of a3-run; see a3-run --help."


def run(options: argparse.Namespace) -> int:
    """Run."""
    from a3.pass_on import pass_on

    return pass_on("a3-run", options.rest, "running")
