# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Where the executables of the project are."""

import os
import shutil
from pathlib import Path


def find_tool(name: str) -> Path:
    """Find an executable in $A3_BUILD, in the project's build folder, or on PATH.

    Raises FileNotFoundError, which says how to build it.
    """
    project = Path(__file__).parents[2]
    build = project / os.environ.get("A3_BUILD", "build")
    found = shutil.which(name, path=build / "bin") or shutil.which(name)
    if not found:
        raise FileNotFoundError(
            f"{name} is neither in {build / 'bin'} nor on PATH; 'tools/dev/build' makes it"
        )
    return Path(found)
