# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Commands that hand over to an executable of the project."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import BinaryIO

from a3.progress import elapsed
from a3.tool import find_tool


def become(tool: str, arguments: Sequence[str], source: BinaryIO | None = None) -> int:
    """Become a tool of the project, with its exit code and its signals."""
    path = find_tool(tool)
    sys.stdout.flush()
    if source is not None:
        os.dup2(source.fileno(), 0)
    os.execv(path, [tool, *arguments])


def pass_on(tool: str, arguments: Sequence[str], what: str, source: BinaryIO | None = None) -> int:
    """Become a tool, or, where someone looks, run it and show how long that lasts.

    What it says is then shown at its end, below no bar. `source` is its standard input.
    """
    if not sys.stderr.isatty():
        return become(tool, arguments, source)
    output = subprocess.PIPE if sys.stdout.isatty() else None
    with (
        subprocess.Popen(
            [tool, *arguments],
            executable=find_tool(tool),
            stdin=source,
            stdout=output,
            stderr=subprocess.PIPE,
        ) as process,
        elapsed(what),
    ):
        said = _wait(process)
    for stream, text in zip((sys.stdout, sys.stderr), said, strict=True):
        stream.buffer.write(text or b"")
        stream.flush()
    if process.returncode < 0:
        with suppress(OSError):  # SIGKILL has no handler.
            signal.signal(-process.returncode, signal.SIG_DFL)
        os.kill(os.getpid(), -process.returncode)
    return process.returncode


def _wait(process: subprocess.Popen[bytes]) -> tuple[bytes | None, bytes | None]:
    """Return what a process says, also where Ctrl-C, which it has got too, ends it."""
    try:
        return process.communicate()
    except KeyboardInterrupt:
        return process.communicate()
