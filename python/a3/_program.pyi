from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

# Elements, their type as MLIR writes it, and the shape.
Bytes = tuple[NDArray[np.uint8], str, list[int]]

class LoadedProgram:
    """A program file."""

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
    ) -> tuple[list[Bytes], str, tuple[str, list[Bytes]] | None]:
        """Return the results, and the statistics as JSON.

        With `rows_of`, also the launches, as a3.run_detail reads them; those of the sites
        that it names have rows.
        """

def load(path: str, executes: bool) -> LoadedProgram:
    """Load a file; a ValueError says why it cannot be run.

    Where `executes`, its host code becomes part of this process; else it cannot be run.
    """
