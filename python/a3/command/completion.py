# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""`a3 completion`: what a shell reads to complete the options of `a3`."""

import argparse
from collections.abc import Mapping
from pathlib import Path

from a3.command import list_commands, load_command, make_parser, passes_on

SUMMARY = "print the completion of a shell"
SHELLS = ("bash", "zsh", "fish")


def declare(parser: argparse.ArgumentParser) -> None:
    """Add the shell."""
    parser.add_argument("shell", choices=SHELLS)
    parser.epilog = (
        "bash reads it from ~/.local/share/bash-completion/completions/a3, fish from "
        "~/.config/fish/completions/a3.fish, and zsh from a file _a3 in a folder of $fpath."
    )


def run(options: argparse.Namespace) -> int:
    """Print it."""
    import shtab

    parser = make_parser(list_commands())
    _complete_files(parser, shtab.FILE)
    print(shtab.complete(parser, options.shell))
    return 0


def _complete_files(parser: argparse.ArgumentParser, files: Mapping[str, str]) -> None:
    """Let texts and paths be completed as files; most are."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, command in action.choices.items():
                if passes_on(load_command(name)):  # What it takes is said elsewhere.
                    command.add_argument("file", nargs="*")
                _complete_files(command, files)
        elif action.nargs != 0 and not action.choices and action.type in (None, Path):
            action.complete = files  # type: ignore[attr-defined]
