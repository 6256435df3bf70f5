# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What a report says, in the order in which it is read."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

import a3
from a3 import plot
from a3.plot.attention_maps import TITLES, Kind
from a3.plot.machine_roofs import Roofs
from a3.program import Program, Run
from a3.run_detail import LaunchRows
from a3.tables import Table

if TYPE_CHECKING:
    import altair as alt

_HEADS_SHOWN = 3
# A share of what was loaded; fewer values are told, but are no reason to worry.
_MANY_SATURATIONS = 1e-3


@dataclass(frozen=True)
class Figure:
    """A chart with its name and what it shows.

    `wide` takes the whole width; one of thousands of marks is `dense`.
    """

    title: str
    text: str
    chart: "alt.TopLevelMixin"
    wide: bool = False
    dense: bool = False


@dataclass(frozen=True)
class Tiles:
    """Figures that are read first: a name, a value, and what it is of."""

    tiles: Sequence[tuple[str, str, str]]


@dataclass(frozen=True)
class Note:
    """A line to be read, or a warning."""

    text: str
    is_warning: bool = False


Part: TypeAlias = Figure | Tiles | Note | Table


@dataclass(frozen=True)
class Section:
    """Parts under a heading; figures that follow each other lie side by side."""

    title: str
    parts: Sequence[Part]


@dataclass(frozen=True)
class Subject:
    """What a report is about."""

    program: Program
    run: Run
    inputs: Sequence[ArrayLike]
    compiled: Mapping[str, Any] | None
    arithmetic: str
    seed: int | None
    site: str | None
    head: int | None

    @property
    def title(self) -> str:
        """Return the name of the report."""
        return f"{self.program.path.name} on {self.run.machine.name}"

    @cached_property
    def sites(self) -> list[dict[str, Any]]:
        """The statistics of sites that ran."""
        return [site for site in self.run.statistics["sites"] if site["launches"]]

    @cached_property
    def hosted(self) -> list[dict[str, Any]]:
        """What the compiler says of attention that stays on the host."""
        sites = self.compiled["sites"] if self.compiled else []
        return [{"site": _site_name(s), **s} for s in sites if s["status"] == "host"]

    @property
    def order(self) -> list[str] | None:
        """All attention as it comes in the model, as far as it is known."""
        return [_site_name(site) for site in self.compiled["sites"]] if self.compiled else None


def sections(subject: Subject) -> list[Section]:
    """Return the whole report."""
    if not subject.sites:
        empty = Note("No attention of the model ran on the accelerator.", is_warning=True)
        return [Section("Summary", [empty, *_host_notes(subject)]), _origin(subject)]
    return [
        _summary(subject),
        _sites(subject),
        _costs(subject),
        _rows(subject),
        _attention(subject),
        _origin(subject),
    ]


def _summary(subject: Subject) -> Section:
    run = subject.run
    queries = sum(_queries(site) for site in subject.sites)
    kept, rows = (
        sum(amount * _queries(site) for site, amount in pairs) / queries
        for pairs in (
            [(site, site["kept_mean"]) for site in subject.sites],
            [(site, site["n"]) for site in subject.sites],
        )
    )
    clock = run.machine.clock
    hosted, total = len(subject.hosted), len(subject.hosted) + len(subject.program.sites)
    tiles = [
        (
            "on the accelerator",
            f"{len(subject.program.sites)} of {total}" if subject.compiled else str(total),
            "attentions of the model" if subject.compiled else "the host's are not known here",
        ),
        *(
            (
                f"cycles ({account})",
                f"{run.cycles[account]:,}",
                f"{_time(run.cycles[account] / clock)} at {clock:,g} MHz",
            )
            for account in ("paper", "full")
        ),
        *(
            (
                f"energy ({account})",
                f"{run.energy[account] / 1000:,.1f} µJ",
                f"{run.energy[account] / queries:,.1f} nJ a query",
            )
            for account in ("paper", "full")
        ),
        ("rows kept", f"{kept:,.1f} of {rows:,.5g}", f"mean of {queries:,} queries"),
        ("saturated values", f"{run.statistics['saturations']:,}", _format(subject)),
    ]
    accounts = Note(
        "The paper's account counts the attention pipeline alone; the full account also "
        "loads, stores, sorts of keys and the traffic with the memory."
    )
    parts: list[Part] = [Tiles(tiles), accounts]
    if hosted and hosted == total:
        parts.append(Note("All attention stays on the host.", is_warning=True))
    return Section("Summary", [*parts, *_saturations(subject)])


def _saturations(subject: Subject) -> list[Note]:
    """Return a warning for each site that lost values to the format."""
    notes = []
    for site in subject.sites:
        loaded = max(site["bytes_loaded"] // 4, 1)  # Operands are f32 in memory.
        count = site["saturations"]
        if not count:
            continue
        share = f"{count:,} values of {site['name']} did not fit {_format(subject)}"
        notes.append(
            Note(
                f"{share}, {count / loaded:.2%} of what was loaded. A format with more integer "
                "bits would hold them.",
                is_warning=count / loaded > _MANY_SATURATIONS,
            )
        )
    return notes


def _sites(subject: Subject) -> Section:
    figure = Figure(
        "Layers and heads",
        "Each row is an attention of the model, each column a head. The colour is the share "
        "of the n rows of keys that its queries keep on average; grey stays on the host.",
        plot.head_rows(subject.run, _hosts(subject), order=subject.order),
        wide=True,
    )
    return Section(
        "Attention of the model", [figure, *_site_tables(subject), *_host_notes(subject)]
    )


def _hosts(subject: Subject) -> list[dict[str, str]]:
    return [{"site": host["site"], "reason": host["reason"]} for host in subject.hosted]


def _host_notes(subject: Subject) -> list[Note]:
    """Return why attention stays on the host, as far as it is known."""
    if subject.compiled is None:
        return [
            Note(
                "A program file does not say which attention stays on the host; the report of "
                "a3-compile does (--report)."
            )
        ]
    return [
        Note(f"{host['site']} at {_place(host)} stays on the host: {host['reason']}")
        for host in subject.hosted
    ]


def _site_tables(subject: Subject) -> list[Table]:
    header = ["attention", "n", "d", "heads", "queries", "M", "T in %", "candidates", "kept"]
    header += ["lost softmax", "utilisation", "cycles, paper", "full", "energy in µJ, full"]
    header.append("place")
    lost: dict[str, list[float]] = {}
    for launch in subject.run.launches or ():
        if launch.rows is not None:
            lost.setdefault(launch.site, []).append(float(launch.rows.lost_mass.mean()))
    rows = [
        [
            site["name"],
            *(f"{site[key]:,}" for key in ("n", "d", "heads", "queries")),
            *(_choice(site[key]) for key in ("m", "t")),
            f"{site['candidates_mean']:,.1f}",
            f"{site['kept_mean']:,.1f}",
            f"{np.mean(lost[site['name']]):.2%}" if site["name"] in lost else "",
            f"{site['utilisation']:.1%}",
            *(f"{site['cycles'][account]:,}" for account in ("paper", "full")),
            f"{site['energy_nj']['full'] / 1000:,.1f}",
            _place(site),
        ]
        for site in subject.sites
    ]
    return [Table(header, rows)] if rows else []


def _costs(subject: Subject) -> Section:
    run = subject.run
    roofs = Roofs.of(run.machine)
    return Section(
        "Cycles and energy",
        [
            Figure("Cycles by site", "In both accounts.", plot.cycles(run)),
            Figure("Energy by site", "In both accounts.", plot.energy(run)),
            Figure(
                "Energy by module",
                "Dynamic while a module works, and static always. The port is counted in the "
                "full account only.",
                plot.modules(run),
            ),
            Figure(
                "What the stages do",
                "Shares of all cycles in the full account. A stage waits for a query, and is "
                "blocked while the next has no room for its result.",
                plot.stages(run),
            ),
            Figure(
                "Timeline",
                "How busy the port, the sorter and the stages are from the first cycle to the "
                "last, one attention after the other; the host's work takes no time here.",
                plot.timeline(run),
                wide=True,
            ),
            Figure(
                "Roofline",
                "Products and sums a second of each attention, by how many there are for a "
                f"byte that goes through the port. Left of {roofs.compute / roofs.port:,.0f} "
                "operations a byte, the line is the port's; right of it, the multipliers'. "
                "The paper's account has no port.",
                plot.roofline(run),
                wide=True,
            ),
        ],
    )


def _rows(subject: Subject) -> Section:
    figures = [
        Figure(
            "Candidates and kept rows",
            "How many queries have how many rows with an exact score, and in softmax.",
            plot.rows(subject.run),
        ),
        Figure(
            "Lost softmax",
            "How many queries lose which share of exact softmax to rows that are not kept.",
            plot.lost_mass(subject.run),
        ),
    ]
    return Section("Rows of the queries", figures)


@dataclass(frozen=True)
class _Head:
    """One head of a launch, and the mean of what its queries lost."""

    name: str
    rows: LaunchRows = field(repr=False)
    head: int
    lost: float


def _attention(subject: Subject) -> Section:
    heads = _chosen_heads(subject)
    if not any(head.lost for head in heads):
        return _exact_attention(heads)
    text = "The heads that lose most of exact softmax" if subject.site is None else "Weights"
    note = Note(
        f"{text}: exact, over the rows that were kept, and what the second has more than the "
        "first, without the machine's rounding. Queries go down, rows of keys across. Lost is "
        "the share of exact softmax on rows that were not kept, the mean of the queries."
    )
    figures = [
        _map(head, kind, TITLES[kind].capitalize(), f"{head.name}: {head.lost:.1%} lost")
        for head in heads
        for kind in TITLES
    ]
    return Section("Attention maps", [note, *figures])


def _exact_attention(heads: Sequence[_Head]) -> Section:
    """Return maps where nothing was left out, so that there is nothing to compare."""
    note = Note(
        "Weights without the machine's rounding. Queries go down, rows of keys across. No query "
        "lost any of exact softmax."
    )
    return Section(
        "Attention maps", [note, *(_map(head, "exact", head.name, "") for head in heads)]
    )


def _map(head: _Head, kind: Kind, title: str, text: str) -> Figure:
    return Figure(title, text, plot.attention_map(head.rows, head.head, kind), dense=True)


def _chosen_heads(subject: Subject) -> list[_Head]:
    launches = [launch for launch in subject.run.launches or () if launch.rows is not None]
    heads = []
    for launch in launches:
        rows = launch.rows
        if subject.head is not None and not 0 <= subject.head < rows.heads:
            raise ValueError(
                f"site {launch.site!r} has heads 0 to {rows.heads - 1}, not {subject.head}"
            )
        lost = rows.lost_mass.reshape(rows.heads, -1).mean(-1)
        heads += [
            _Head(_name(launch.site, rows, head), rows, head, float(lost[head]))
            for head in ([subject.head] if subject.head is not None else range(rows.heads))
        ]
    heads.sort(key=lambda head: -head.lost)  # Equal ones stay in the order of the model.
    return heads[:1] if subject.site is not None else heads[:_HEADS_SHOWN]


def _name(site: str, rows: LaunchRows, head: int) -> str:
    """Return the like of "attention.0, batch 2, head 5"."""
    *batch, last = np.unravel_index(head, rows.states.shape[:-2]) or (0,)
    place = "".join(f" batch {index}," for index in batch)
    return f"{site},{place} head {last}"


def _origin(subject: Subject) -> Section:
    """Return what identifies the program, the machine and the data."""
    program = subject.program
    rows = [
        ["program", program.path.name, _hash(Path(program.path).read_bytes())],
        ["machine", program.machine.name, _hash(program.machine.text.encode())],
    ]
    for argument, given in zip(program.inputs, subject.inputs, strict=True):
        array = np.ascontiguousarray(given)
        sizes = "x".join(map(str, array.shape))
        rows.append([f"input {argument.name}", f"{sizes} {array.dtype}", _hash(array.tobytes())])
    source = "given" if subject.seed is None else f"random, seed {subject.seed}"
    note = Note(
        f"Made by A3 {a3.__version__} with {subject.arithmetic} arithmetic; inputs are {source}. "
        "The same program and inputs give the same file."
    )
    return Section("Origin", [Table(["", "what", "SHA-256"], rows), note])


def _site_name(site: Mapping[str, Any]) -> str:
    """Return the name of an attention in the compiler's report, or else its place."""
    return site.get("name") or _place(site)


def _place(site: Mapping[str, Any]) -> str:
    """Return file, line and column without the folder, which differs from user to user."""
    return site["location"].rpartition("/")[2]


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _queries(site: Mapping[str, Any]) -> int:
    return site["heads"] * site["queries"] * site["launches"]


def _format(subject: Subject) -> str:
    machine = subject.run.machine
    return f"{machine.integer_bits} integer and {machine.fraction_bits} fraction bits"


def _choice(value: object) -> str:
    """Return M or T of a site, of which there may be one a head."""
    if isinstance(value, list):
        return "by head" if len(set(map(str, value))) > 1 else _choice(value[0])
    return "all" if value in (None, 0) else f"{value:g}" if isinstance(value, float) else str(value)


def _time(microseconds: float) -> str:
    if microseconds < 1000:
        return f"{microseconds:,.1f} µs"
    return f"{microseconds / 1000:,.2f} ms"
