# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What a sweep has computed: a journal while it runs, a Parquet file when it is complete."""

import fcntl
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from a3.sweep_point import Outcome, Point, Value

TYPES = {bool: pa.bool_(), int: pa.int64(), float: pa.float64(), str: pa.string()}


class Results:
    """The outcomes of points, on the disk as soon as they are added.

    A line of the journal is written at once; one that was cut short by the end of the
    process is dropped. The journal is locked by who writes to it.
    """

    def __init__(self, output: Path, points: Sequence[Point]) -> None:
        self.output = output
        self.journal = output.with_name(output.name + ".journal")
        self.points = points
        self.columns = {
            "error",
            "point",
            *(name for point in points for name in (*point.parameters, *point.facts)),
        }
        self.outcomes: dict[str, Outcome] = {}

    def __enter__(self) -> "Results":
        """Lock the journal, and read what is there."""
        self.file = self.journal.open("a+b")
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._read_output()
            self._read_journal()
            self._refuse_others()
        except BlockingIOError:
            self.file.close()
            raise BlockingIOError(f"another process is writing {self.output}") from None
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None = None,
        error: BaseException | None = None,
        trace: TracebackType | None = None,
    ) -> None:
        """Close the journal; an empty one goes."""
        if os.fstat(self.file.fileno()).st_size == 0:
            self.journal.unlink(missing_ok=True)
        self.file.close()

    def missing(self) -> list[Point]:
        """Return the points that are not there or have failed."""
        return [
            point
            for point in self.points
            if point.key not in self.outcomes or self.outcomes[point.key].error is not None
        ]

    def progress(self) -> str:
        """Tell how much is done, and how to go on."""
        done = len(self.points) - len(self.missing())
        return (
            f"{done} of {len(self.points)} points are done; "
            f"call again with the same output, {self.output}, to go on"
        )

    def add(self, batch: Iterable[tuple[Point, Outcome]]) -> None:
        """Keep outcomes."""
        lines = []
        for point, outcome in batch:
            taken = sorted(self.columns & outcome.results.keys())
            if taken:
                outcome = Outcome(error=f"ValueError: a result must not be named {taken[0]!r}")
            self.outcomes[point.key] = outcome
            lines.append(json.dumps([point.key, *outcome]).encode() + b"\n")
        self.file.write(b"".join(lines))
        self.file.flush()
        os.fsync(self.file.fileno())

    def finish(self) -> pd.DataFrame:
        """Write the Parquet file of all points, drop the journal, and return the table."""
        temporary = self.output.with_name(self.output.name + ".new")
        with temporary.open("wb") as file:
            pq.write_table(self._table(), file, compression="zstd")
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(self.output)
        self.file.truncate(0)
        return pd.read_parquet(self.output)

    def _table(self) -> pa.Table:
        """Return a row for each point; not all have the same columns."""
        outcomes = [self.outcomes[point.key] for point in self.points]
        parameters, results, facts = (
            dict.fromkeys(name for row in rows for name in row)
            for rows in (
                [point.parameters for point in self.points],
                [outcome.results for outcome in outcomes],
                [point.facts for point in self.points],
            )
        )
        rows: list[Mapping[str, Value]] = [
            {
                **point.facts,
                **point.parameters,
                **outcome.results,
                "error": outcome.error,
                "point": point.key,
            }
            for point, outcome in zip(self.points, outcomes, strict=True)
        ]
        names = dict.fromkeys((*parameters, *results, "error", *facts, "point"))
        return pa.table({name: _column([row.get(name) for row in rows]) for name in names})

    def _read_output(self) -> None:
        if not self.output.exists():
            return
        table = pq.read_table(self.output)
        if not {"error", "point"} <= set(table.column_names):
            raise ValueError(f"{self.output} is no result of a sweep; give another output")
        for row in table.to_pylist():
            results = {
                name: value
                for name, value in row.items()
                if name not in self.columns and value is not None
            }
            self.outcomes[row["point"]] = Outcome(results, row["error"])

    def _read_journal(self) -> None:
        self.file.seek(0)
        whole = 0
        for line in self.file:
            if not line.endswith(b"\n"):
                break
            key, results, error = json.loads(line)
            self.outcomes[key] = Outcome(results, error)
            whole += len(line)
        self.file.truncate(whole)

    def _refuse_others(self) -> None:
        others = self.outcomes.keys() - {point.key for point in self.points}
        if others:
            raise ValueError(
                f"{self.output} has {len(others)} points that are not in this sweep: of other "
                "parameters, another evaluation or other versions. Give another output, or "
                f"delete {self.output} and {self.journal}"
            )


def _column(values: list[Value]) -> pa.Array:
    """Return values in the narrowest type that holds all; mixed ones become texts."""
    kinds = {type(value) for value in values if value is not None}
    if not kinds:
        return pa.array(values, pa.string())
    if len(kinds) == 1:
        return pa.array(values, TYPES[kinds.pop()])
    if kinds == {int, float}:
        return pa.array([None if v is None else float(v) for v in values], pa.float64())
    return pa.array([None if v is None else str(v) for v in values], pa.string())
