# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What the compiler finds in an exported file."""

import os
import re
import subprocess
from pathlib import Path

BINARIES = Path(os.environ.get("A3_BUILD", "build")).absolute() / "bin"


def raise_attention(path: Path) -> tuple[int, list[str]]:
    """Return how many attentions are found, and the names of the reasons why others are not."""
    command = [BINARIES / "a3-opt", "--a3-raise-attention", path]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    found = result.stdout.count("= a3.attention ")
    return found, re.findall(r"attention not raised \[([\w-]+)\]", result.stderr)
