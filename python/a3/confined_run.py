# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs of programs whose host code may not be trusted: by a3-run, which confines it."""

import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from a3.tool import find_tool


class ConfinedRunner:
    """Runs a program file in processes that can open no file and reach no network.

    Raises FileNotFoundError where there is no a3-run.
    """

    def __init__(self, path: Path, outputs: int) -> None:
        self._tool = find_tool("a3-run")
        self._path = path.absolute()
        self._outputs = outputs

    def run(
        self,
        inputs: Sequence[NDArray[Any]],
        approximations: str | None,
        arithmetic: str,
        threads: int,
        rows_of: Sequence[str] | None,
    ) -> tuple[list[NDArray[Any]], str, tuple[str, list[NDArray[Any]]] | None]:
        """Return the results, the statistics as JSON and perhaps the launches.

        Raises ValueError with what a3-run says.
        """
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            command = [self._tool, self._path, "--quiet", f"--stats={folder / 'stats.json'}"]
            command += [f"--arithmetic={arithmetic}", f"--threads={threads}"]
            for number, array in enumerate(inputs):
                np.save(folder / f"input{number}.npy", array)
                command += ["--input", folder / f"input{number}.npy"]
            for number in range(self._outputs):
                command += ["--output", folder / f"output{number}.npy"]
            if approximations is not None:
                (folder / "approximations.json").write_text(approximations)
                command.append(f"--approx-file={folder / 'approximations.json'}")
            if rows_of is not None:
                command.append(f"--detail={folder / 'detail.npy'}")
                command += [f"--detail-site={site}" for site in rows_of]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                raise ValueError(done.stderr.strip() or f"a3-run ended with {done.returncode}")
            outputs = [np.load(folder / f"output{i}.npy") for i in range(self._outputs)]
            launches = None if rows_of is None else _read_detail(folder / "detail.npy")
            return outputs, (folder / "stats.json").read_text(), launches


def _read_detail(path: Path) -> tuple[str, list[NDArray[Any]]]:
    """Read what `a3-run --detail` writes: JSON, and the arrays that it has numbers of."""
    arrays = []
    with path.open("rb") as file:
        while file.peek(1):
            arrays.append(np.load(file))
    return arrays[0].tobytes().decode(), arrays[1:]
