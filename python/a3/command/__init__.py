# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The command `a3`.

Each module here is a command of its name. It has `SUMMARY`, a line; `declare(parser)`,
which adds options; and `run(options)`, which returns an exit code. One with
`PASSES_ON = True` gets what its parser does not know as `options.rest`. Modules import
what is large only in these functions, so that `a3 --help` is quick.
"""

import argparse
import importlib
import os
import pkgutil
import sys
from collections.abc import Iterable, Sequence
from types import ModuleType
from typing import Never

import a3
from a3.missing import explain
from a3.mlir_text import ExportError


class Parser(argparse.ArgumentParser):
    """A parser that says a mistake in one line and exits with 1."""

    def error(self, message: str) -> Never:
        """Exit."""
        print(f"error: {message}; see {self.prog} --help", file=sys.stderr)
        raise SystemExit(1)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that the arguments, else those of the process, name."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    try:
        return _run(given)
    except BrokenPipeError:
        # Who read the output has left; Python would flush it once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130
    except ImportError as error:
        return _fail(str(explain(error)))
    except OSError as error:
        place = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        return _fail(place)
    except (ValueError, RuntimeError, ExportError) as error:
        return _fail(str(error))


def make_parser(names: Iterable[str], *, declare: bool = True) -> Parser:
    """Return the parser of commands, with their options unless `declare` is False."""
    parser = Parser(
        prog="a3",
        description="Compile models for the A3 attention accelerator and run them on its "
        "simulator.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"A3 {a3.__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name in names:
        command = load_command(name)
        own = commands.add_parser(
            name, help=command.SUMMARY, description=command.SUMMARY, allow_abbrev=False
        )
        if declare:
            command.declare(own)
    return parser


def list_commands() -> list[str]:
    """Return the names of all commands."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def load_command(name: str) -> ModuleType:
    """Return the module of a command."""
    return importlib.import_module(f"{__name__}.{name}")


def passes_on(command: ModuleType) -> bool:
    """Return whether a command takes options that are not its own."""
    return getattr(command, "PASSES_ON", False)


def _run(given: list[str]) -> int:
    # A command works where another lacks what it imports, and so does help.
    known = [name for name in list_commands() if given[:1] == [name]]
    parser = make_parser(known) if known else make_parser(list_commands(), declare=False)
    options, rest = parser.parse_known_args(given)
    command = load_command(options.command)
    if passes_on(command):
        options.rest = rest
    elif rest:
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    return command.run(options)


def _fail(message: str) -> int:
    # Those of the compiler and of program files begin with a place.
    print(message if ": error: " in message else f"error: {message}", file=sys.stderr)
    return 1
