# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Charts as files."""

import os
from pathlib import Path

import altair as alt

from a3.files import whole_file

_MODES = {"html": "w", "json": "w", "pdf": "wb", "png": "wb", "svg": "w"}


def save(chart: alt.TopLevelMixin, path: str | os.PathLike[str]) -> None:
    """Write a chart as what the file's name ends in, whole or not at all.

    Raises ValueError where the name ends in nothing that a chart can be.
    """
    target = Path(path)
    kind = target.suffix.removeprefix(".").lower()
    if kind not in _MODES:
        raise ValueError(f"{target}: a chart is saved as .{', .'.join(_MODES)}")
    with whole_file(target, _MODES[kind]) as file:
        # HTML has the library in it, and so needs no network.
        chart.save(file, format=kind, inline=kind == "html")
