from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

class Refused(ValueError):  # noqa: N818 - said of an attention, no error of a program.
    """The machine cannot compute an attention in this layout."""

class Machine:
    """A machine description; docs/machine.md lists its parameters."""

    @staticmethod
    def load(name_or_file: str) -> Machine:
        """Read a built-in description or a file; a ValueError has the place."""

    @staticmethod
    def parse(text: str) -> Machine:
        """Read a description in YAML; a ValueError has the place."""

    @property
    def text(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def rows(self) -> int: ...
    @property
    def lanes(self) -> int: ...
    @property
    def units(self) -> int: ...
    @property
    def clock(self) -> float:
        """In MHz."""

    @property
    def integer_bits(self) -> int: ...
    @property
    def fraction_bits(self) -> int: ...
    @property
    def area(self) -> float:
        """Of all units, in mm²."""

def resolve(
    approx: str, m: int | None, t: float | None, preset_rows: int | None, rows: int
) -> tuple[int, float] | None:
    """Return M and T of a preset for `rows` valid rows, or None where it is exact."""

def simulate(
    query: NDArray[np.float32],
    key: NDArray[np.float32],
    value: NDArray[np.float32],
    mask: NDArray[np.uint8] | None,
    bias: NDArray[np.float32] | None,
    output: NDArray[np.float32],
    candidates: NDArray[np.int64],
    kept: NDArray[np.int64],
    *,
    machine: Machine,
    scale: float,
    approximation: tuple[int, float] | None,
    balance: int | None,
    fixed: bool,
    threads: int,
    rows: bool,
    progress: Callable[[int], None] | None,
) -> dict[str, Any]:
    """Run one attention; fills `output`, `candidates` and `kept`, all contiguous."""
