# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs that come again: where one of several models changes, the others do not."""

import hashlib
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray

from a3.approximation import SiteApproximation, to_text
from a3.program import Program


@dataclass(frozen=True)
class KnownRun:
    """What a run returned, and what each site took: cycles and energy by account."""

    outputs: tuple[NDArray[Any], ...]
    costs: Mapping[str, Mapping[str, Mapping[str, float]]]

    @property
    def size(self) -> int:
        """Return the bytes of the outputs."""
        return sum(output.nbytes for output in self.outputs)


class RunCache:
    """Runs programs, and returns what is known of runs as recent as fit into memory."""

    def __init__(self, most_bytes: int = 1 << 28) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._runs: OrderedDict[bytes, KnownRun] = OrderedDict()

    def run(
        self,
        name: str,
        program: Program,
        inputs: Sequence[NDArray[Any]],
        approximations: Mapping[str, SiteApproximation],
        arithmetic: str,
    ) -> KnownRun:
        """Run the program called `name`; its outputs must not be written to."""
        digest = hashlib.sha256(f"{name}\0{arithmetic}\0{to_text(approximations)}".encode())
        for array in inputs:
            digest.update(f"{array.shape}{array.dtype}".encode())
            digest.update(array.tobytes())
        key = digest.digest()
        if key in self._runs:
            self._runs.move_to_end(key)
            return self._runs[key]
        run = program.run(
            *inputs,
            approximations=approximations,
            arithmetic=arithmetic,  # type: ignore[arg-type]
        )
        costs = {
            site["name"]: {"cycles": site["cycles"], "energy": site["energy_nj"]}
            for site in run.statistics["sites"]
        }
        known = KnownRun(run.outputs, costs)
        for output in known.outputs:
            output.flags.writeable = False
        self._keep(key, known)
        return known

    def _keep(self, key: bytes, run: KnownRun) -> None:
        self._runs[key] = run
        self._bytes += run.size
        while self._bytes > self._most_bytes:
            _, oldest = self._runs.popitem(last=False)
            self._bytes -= oldest.size
