# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A strict reader of Chrome's trace-event format, in its JSON object form.

Written from the format's published description, not from the writer: what that does
not name is refused, as are slices that overlap without nesting, and flows that do not
begin, go on and end in slices. Times are in microseconds.
"""

import json
from collections import defaultdict
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, NonNegativeFloat, NonNegativeInt

Track = tuple[int, int]


class Strict(BaseModel):
    """Refuses keys that the format does not have, and values of another type."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Event(Strict):
    """What all events have but the metadata ones, which have no time."""

    name: str
    pid: int
    ts: NonNegativeFloat
    cat: str = ""
    args: dict[str, Any] = {}


class Slice(Event):
    """A complete event."""

    ph: Literal["X"]
    tid: int
    dur: NonNegativeFloat

    @property
    def end(self) -> float:
        """The time before which it is over."""
        return self.ts + self.dur

    @property
    def track(self) -> Track:
        """The process and thread that it is drawn for."""
        return self.pid, self.tid


class Counter(Event):
    """The values of one counter from a time on; each argument is a series."""

    ph: Literal["C"]
    args: Annotated[dict[str, NonNegativeInt], Field(min_length=1)]


class Flow(Event):
    """A step of a flow; those with its category, name and id belong to it."""

    ph: Literal["s", "t", "f"]
    tid: int
    id: int
    bp: Literal["e"] | None = None

    @property
    def track(self) -> Track:
        """The process and thread of the slice that it is in."""
        return self.pid, self.tid


class Instant(Event):
    """A mark: through all, through one process, or on one track."""

    ph: Literal["i", "I"]
    s: Literal["g", "p", "t"] = "t"
    tid: int | None = None


class Named(Strict):
    """The argument of a name."""

    name: str


class Sorted(Strict):
    """The argument of an order."""

    sort_index: int


class Labelled(Strict):
    """The argument of labels."""

    labels: str


class Metadata(Strict):
    """Names and orders of processes and threads."""

    ph: Literal["M"]
    name: Literal[
        "process_name", "process_labels", "process_sort_index", "thread_name", "thread_sort_index"
    ]
    pid: int
    tid: int | None = None
    args: Named | Sorted | Labelled


AnyEvent = Annotated[Slice | Counter | Flow | Instant | Metadata, Field(discriminator="ph")]


class TraceFile(Strict):
    """A whole file; `metadata` is the writer's own."""

    traceEvents: list[AnyEvent]  # noqa: N815 - the format's name
    displayTimeUnit: Literal["ms", "ns"] = "ms"  # noqa: N815
    metadata: dict[str, Any] = {}


class Trace:
    """A file that keeps the format's laws.

    Raises ValueError for one that does not; pydantic's errors are some.
    """

    def __init__(self, text: str) -> None:
        file = TraceFile.model_validate_json(text)
        self.metadata = file.metadata
        self.events = file.traceEvents
        self.processes = self._names("process_name")
        self.threads = self._names("thread_name")
        self.slices: dict[Track, list[Slice]] = defaultdict(list)
        self.counters: dict[tuple[int, str], list[Counter]] = defaultdict(list)
        self.flows: dict[tuple[str, str, int], list[Flow]] = defaultdict(list)
        for event in self.events:
            if isinstance(event, Slice):
                self.slices[event.track].append(event)
            elif isinstance(event, Counter):
                self.counters[event.pid, event.name].append(event)
            elif isinstance(event, Flow):
                self.flows[event.cat, event.name, event.id].append(event)
        self._check_nesting()
        self._check_flows()

    @classmethod
    def read(cls, path: Path) -> "Trace":
        """Read a file."""
        return cls(path.read_text())

    def _names(self, kind: str) -> dict[Track, str]:
        names: dict[Track, str] = {}
        for event in self.events:
            if not isinstance(event, Metadata) or event.name != kind:
                continue
            track = (event.pid, event.tid or 0)
            if track in names or not isinstance(event.args, Named):
                raise ValueError(f"{kind} of {track} stands twice, or names nothing")
            names[track] = event.args.name
        return names

    def _check_nesting(self) -> None:
        for track, slices in self.slices.items():
            if track not in self.threads:
                raise ValueError(f"track {track} has no name")
            slices.sort(key=lambda event: (event.ts, -event.dur))
            open_ends: list[float] = []
            for current in slices:
                while open_ends and open_ends[-1] <= current.ts:
                    open_ends.pop()
                if open_ends and open_ends[-1] < current.end:
                    raise ValueError(f"{current} overlaps the one before on its track")
                open_ends.append(current.end)

    def slice_at(self, step: Flow) -> Slice:
        """Return the innermost slice that a step of a flow is in."""
        around = [s for s in self.slices[step.track] if s.ts <= step.ts < s.end]
        if not around:
            raise ValueError(f"{step} is in no slice")
        return around[-1]

    def _check_flows(self) -> None:
        for key, steps in self.flows.items():
            steps.sort(key=lambda step: (step.ts, "stf".index(step.ph)))
            phases = "".join(step.ph for step in steps)
            if phases != f"s{'t' * (len(steps) - 2)}f":
                raise ValueError(f"flow {key} goes {phases}")
            for step in steps:
                self.slice_at(step)
            if steps[-1].bp != "e":
                raise ValueError(f"flow {key} ends in the slice behind its end")

    def track(self, process: str, thread: str) -> list[Slice]:
        """Return the slices of a track by its names, in the order of time."""
        (pid,) = [pid for (pid, _), name in self.processes.items() if name == process]
        (found,) = [t for t, name in self.threads.items() if name == thread and t[0] == pid]
        return self.slices[found]

    def tracks(self, process: str) -> list[str]:
        """Return the names of a process's tracks, as they are drawn from the top."""
        (pid,) = [pid for (pid, _), name in self.processes.items() if name == process]
        order = {
            event.tid: event.args.sort_index
            for event in self.events
            if isinstance(event, Metadata)
            and event.pid == pid
            and event.name == "thread_sort_index"
            and isinstance(event.args, Sorted)
        }
        threads = [track for track in self.threads if track[0] == pid]
        return [self.threads[t] for t in sorted(threads, key=lambda track: order[track[1]])]

    def values(self, process: str, counter: str) -> list[tuple[float, int]]:
        """Return the times and values of a counter of one series, in the order of time."""
        (pid,) = [pid for (pid, _), name in self.processes.items() if name == process]
        events = sorted(self.counters[pid, counter], key=lambda event: event.ts)
        return [(event.ts, value) for event in events for value in event.args.values()]


def dumps(events: list[dict[str, Any]]) -> str:
    """Return the text of a file with these events."""
    return json.dumps({"traceEvents": events})
