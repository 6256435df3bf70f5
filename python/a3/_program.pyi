from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

class LoadedProgram:
    """A program file, ready to run."""

    @property
    def inputs(self) -> list[tuple[str, str, list[int]]]:
        """Of each input its name, element type and sizes, -1 where it is open."""

    @property
    def outputs(self) -> list[tuple[str, str, list[int]]]: ...
    @property
    def sites(self) -> list[dict[str, Any]]: ...
    @property
    def machine(self) -> str:
        """The description in YAML."""

    def run(
        self,
        inputs: Sequence[NDArray[np.uint8]],
        elements: Sequence[str],
        shapes: Sequence[Sequence[int]],
        approximations: str | None,
        fixed: bool,
        threads: int,
        rows_of: Sequence[str] | None,
    ) -> tuple[list[tuple[NDArray[np.uint8], list[int]]], str, list[dict[str, Any]] | None]:
        """Return bytes and shape of each result, and the statistics as JSON.

        With `rows_of`, also the launches, as a3.run_detail has them; those of the sites
        that it names have rows.
        """

def load(path: str) -> LoadedProgram:
    """Load a file; a ValueError says why it cannot be run."""
