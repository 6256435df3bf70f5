# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""`a3 completion`: what a shell reads to complete the options of `a3`."""

import argparse

SUMMARY = "print the completion of a shell"
SHELLS = ("bash", "zsh", "fish")


def declare(parser: argparse.ArgumentParser) -> None:
    """Add the shell."""
    parser.add_argument("shell", choices=SHELLS)


def run(options: argparse.Namespace) -> int:
    """Print it."""
    import shtab

    from a3.command import make_parser

    print(shtab.complete(make_parser(), options.shell))
    return 0
