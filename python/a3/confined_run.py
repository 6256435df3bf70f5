# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs of programs whose host code may not be trusted: by a3-run, which confines it."""

import io
import json
import os
import subprocess
import tempfile
import weakref
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from a3.arguments import fits
from a3.run_detail import Launch, read_launches
from a3.tool import find_tool

# Outputs, statistics as a3-run --stats has them, and perhaps launches.
Results: TypeAlias = tuple[list[NDArray[Any]], dict[str, Any], tuple[Launch, ...] | None]

# What reading may raise of what host code has written in place of results.
_SPOILT = (ValueError, EOFError, LookupError, TypeError, AttributeError, RecursionError)


class ConfinedRunner:
    """Runs a program file in processes that can open no file and reach no network.

    The file is that of its path now, whatever that names later.
    """

    def __init__(
        self, path: Path, outputs: Sequence[tuple[np.dtype[Any], tuple[int, ...]]]
    ) -> None:
        """Take the type of each output, and its sizes, -1 where they are open."""
        self._path = path
        self._outputs = outputs
        self._file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        weakref.finalize(self, os.close, self._file)

    @cached_property
    def _tool(self) -> Path:
        return find_tool("a3-run").absolute()

    def run(
        self,
        inputs: Sequence[NDArray[Any]],
        approximations: str | None,
        arithmetic: str,
        threads: int,
        rows_of: Sequence[str] | None,
    ) -> Results:
        """Run the program; arguments are those of `Program.run`, but in their final form.

        Raises ValueError with what a3-run says, or where the host code has spoilt the
        results, and FileNotFoundError where there is no a3-run.
        """
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            command = ["--quiet", "--stats=stats.json"]
            command += [f"--arithmetic={arithmetic}", f"--threads={threads}"]
            for number, array in enumerate(inputs):
                np.save(folder / f"input{number}.npy", array)
                command += ["--input", f"input{number}.npy"]
            for number in range(len(self._outputs)):
                command += ["--output", f"output{number}.npy"]
            if approximations is not None:
                (folder / "approximations").write_text(approximations)
                command.append("--approx-file=approximations")
            if rows_of is not None:
                command.append("--detail=detail.npy")
                command += [f"--detail-site={site}" for site in rows_of]
            self._call(command, folder)
            try:
                return self._read(folder, has_detail=rows_of is not None)
            except _SPOILT as error:
                raise ValueError(
                    f"{self._path}: error: its host code has spoilt the results ({error!r})"
                ) from error

    def _read(self, folder: Path, *, has_detail: bool) -> Results:
        outputs = []
        for number, (kind, sizes) in enumerate(self._outputs):
            (array,) = _read_arrays(folder / f"output{number}.npy")
            if array.dtype != kind or not fits(sizes, array.shape):
                raise ValueError(f"output {number} is {array.dtype} {array.shape}")
            outputs.append(array)
        statistics = dict(json.loads((folder / "stats.json").read_text()))
        if not has_detail:
            return outputs, statistics, None
        launches, *arrays = _read_arrays(folder / "detail.npy")
        return outputs, statistics, read_launches(launches.tobytes().decode(), arrays)

    def _call(self, arguments: Sequence[str], folder: Path) -> None:
        place = f"/proc/self/fd/{self._file}"
        done = subprocess.run(
            [self._tool, place, *arguments],
            cwd=folder,
            pass_fds=[self._file],
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
        if done.returncode == 0:
            return
        said = done.stderr.strip().replace(place, str(self._path))
        raise ValueError(said or f"{self._path}: error: a3-run ended with {done.returncode}")


def _read_arrays(path: Path) -> list[NDArray[Any]]:
    """Read arrays that are one after another; no pickles, and no other kinds of files."""
    data = path.read_bytes()
    file = io.BytesIO(data)
    arrays = []
    while file.tell() < len(data):
        arrays.append(np.lib.format.read_array(file, allow_pickle=False))
    return arrays
