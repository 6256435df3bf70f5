# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Commands that hand over to an executable of the project."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from typing import BinaryIO

from a3.progress import elapsed
from a3.tool import find_tool


def become(tool: str, arguments: Sequence[str], source: BinaryIO | None = None) -> int:
    """Become a tool of the project, with its exit code and its signals.

    `source`, a file, becomes its standard input.
    """
    path = find_tool(tool)
    sys.stdout.flush()
    if source is not None:
        os.dup2(source.fileno(), 0)
    os.execv(path, [tool, *arguments])


def pass_on(tool: str, arguments: Sequence[str], what: str) -> int:
    """Become a tool, or, where someone looks, run it and show how long that lasts.

    The tool must write to standard error only at its end.
    """
    if not sys.stderr.isatty():
        return become(tool, arguments)
    command = [tool, *arguments]
    with subprocess.Popen(command, executable=find_tool(tool), stderr=subprocess.PIPE) as process:
        try:
            with elapsed(what):
                _, errors = process.communicate()
        except KeyboardInterrupt:  # The tool has got it too.
            _, errors = process.communicate()
    sys.stderr.buffer.write(errors)
    sys.stderr.flush()
    if process.returncode < 0:
        signal.signal(-process.returncode, signal.SIG_DFL)
        os.kill(os.getpid(), -process.returncode)
    return process.returncode
