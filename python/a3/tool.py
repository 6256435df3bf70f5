# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Where the executables of the project are."""

import os
import shutil
import sysconfig
from pathlib import Path

from a3.missing import require_libraries


def search_tool(name: str) -> Path | None:
    """Search $A3_BUILD, else the project's build folder, then beside Python, and on PATH."""
    found = shutil.which(name, path=os.pathsep.join(_folders())) or shutil.which(name)
    return Path(found) if found else None


def find_tool(name: str) -> Path:
    """Return where an executable is.

    Raises FileNotFoundError, which says what to type, where there is none, or where a
    shared library is missing that it needs.
    """
    path = search_tool(name)
    if path is None:
        raise FileNotFoundError(
            f"{name} is neither in {' nor in '.join(_folders())} nor on PATH: type 'pip install .' "
            "in the clone of a3, or 'tools/dev/build' to work on it"
        )
    require_libraries(path)
    return path


def _folders() -> list[str]:
    project = Path(__file__).parents[2]
    build = project / os.environ.get("A3_BUILD", "build") / "bin"
    return [str(build), sysconfig.get_path("scripts")]
