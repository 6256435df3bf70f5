# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Laws of time, energy, counts and results, on random attention.

docs/trust.md lists them, and those that do not hold, with the reason. A3_LONG=1 tests them
on more examples.
"""

import copy
import functools
import json
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import strategies as st

import a3
import random_attention
from a3.tool import find_tool
from accounting import check_run, check_statistics
from exploring import Record, explore
from random_attention import Operands, Problem, Variant, operands_of, problems, run
from trace_reader import Trace

# ---- The account of a run. Sizes are those of the launch, so that one program serves.

DEPTH = 4


@dataclass(frozen=True)
class Sizes:
    """A run of two attentions, of the inputs and of the first one's result."""

    heads: int
    queries: int
    rows: int
    first: a3.Approximation
    second: a3.Approximation
    machine: int
    seed: int


def parts_of(draw: Callable, rows: int) -> a3.Approximation:
    m = draw(st.none() | st.integers(1, rows * DEPTH))
    return a3.Approximation(m, draw(st.none() | st.sampled_from([5, 50, 100])))


@st.composite
def sizes(draw: Callable) -> Sizes:
    side = st.integers(1, 30)
    rows = draw(side)
    first, second = (parts_of(draw, rows) for _ in range(2))
    machine = draw(st.integers(0, len(MACHINES) - 1))
    return Sizes(draw(side), draw(side), rows, first, second, machine, draw(st.integers(0, 99)))


MACHINES = [
    Variant(),
    Variant(tile_rows=8, block_queries=4, units=3),
    Variant(tile_rows=5, port_bytes=1, queue_depth=1, stage_buffers=1, normalisation="late"),
    Variant(block_queries=2, lanes=1, units=2, prefetch=1, latency=7, sort_elements=4),
]


@functools.cache
def open_program(machine: int) -> a3.Program:
    """Two attentions of open sizes."""
    kind, mask = f"tensor<?x?x{DEPTH}xf32>", "tensor<?x?x?xi1>"

    def attention(site: str, query: str, result: str) -> str:
        return (
            f"  {result} = a3.attention ins({query}, %k, %v : {kind}, {kind}, {kind}) "
            f"mask(%m : {mask})\n"
            f'      outs(%o : {kind}) {{scale = 0.5 : f32, site = "{site}"}} -> {kind}\n'
        )

    text = (
        f"func.func @main(%q: {kind}, %k: {kind}, %v: {kind}, %m: {mask}) -> {kind} {{\n"
        "  %zero = arith.constant 0 : index\n  %one = arith.constant 1 : index\n"
        f"  %heads = tensor.dim %q, %zero : {kind}\n"
        f"  %queries = tensor.dim %q, %one : {kind}\n"
        f"  %o = tensor.empty(%heads, %queries) : {kind}\n"
        + attention("first", "%q", "%0")
        + attention("second", "%0", "%1")
        + f"  return %1 : {kind}\n}}\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "open.mlir"
        model.write_text(text)
        description = random_attention.machine_of(MACHINES[machine], DEPTH)
        return a3.compile(model, machine=description, path=Path(folder) / "open.a3")


def inputs_of(case: Sizes) -> list[np.ndarray]:
    generator = np.random.default_rng(case.seed)
    q, k, v = (
        generator.standard_normal((case.heads, tokens, DEPTH), np.float32)
        for tokens in (case.queries, case.rows, case.rows)
    )
    return [q, k, v, generator.random((case.heads, case.queries, case.rows)) < 0.8]


def run_sizes(case: Sizes) -> a3.Run:
    chosen = {"first": case.first, "second": case.second}
    program = open_program(case.machine)
    return program.run(*inputs_of(case), approximations=chosen, detail=["first"], threads=1)


def test_runs_add_up(record_property: Record) -> None:
    def check(case: Sizes) -> None:
        run = run_sizes(case)
        check_run(run)
        assert run.statistics["bytes_loaded"] > 0

    explore(check, sizes(), record_property, ordinary=100, long=4000)


def test_trace_and_statistics_agree(record_property: Record, tmp_path: Path) -> None:
    def check(problem: Problem) -> None:
        o = operands_of(problem)
        q, k, v = (x.reshape(-1, *x.shape[-2:]) for x in (o.q, o.k, o.v))
        shapes = [f"tensor<{'x'.join(map(str, x.shape))}xf32>" for x in (q, k, v)]
        shapes.append(f"tensor<{len(q)}x{problem.queries}x{problem.width}xf32>")
        (tmp_path / "m.mlir").write_text(
            f"func.func @main(%q: {shapes[0]}, %k: {shapes[1]}, %v: {shapes[2]}) "
            f"-> {shapes[3]} {{\n"
            f"  %o = tensor.empty() : {shapes[3]}\n"
            f"  %0 = a3.attention ins(%q, %k, %v : {', '.join(shapes[:3])}) outs(%o : {shapes[3]})"
            f' {{scale = 0.5 : f32, site = "s"}} -> {shapes[3]}\n  return %0 : {shapes[3]}\n}}\n'
        )
        t = None if problem.t is None else problem.t / 1000
        program = a3.compile(
            tmp_path / "m.mlir",
            machine=problem.machine(),
            approximations=a3.Approximation(problem.m, t),
            path=tmp_path / "m.a3",
        )
        command = [find_tool("a3-run"), program.path, "--quiet", f"--trace={tmp_path}/t.json"]
        for name, array in zip("qkv", (q, k, v), strict=True):
            np.save(tmp_path / f"{name}.npy", np.ascontiguousarray(array))
            command += ["--input", tmp_path / f"{name}.npy"]
        subprocess.run([*command, f"--stats={tmp_path}/s.json"], check=True)
        statistics = json.loads((tmp_path / "s.json").read_text())
        check_statistics(statistics)
        compare(problem, program, statistics, Trace.read(tmp_path / "t.json"))
        own = program.run(q, k, v).statistics
        assert {**own, "host_seconds": 0, "simulation_seconds": 0} == {
            **statistics,
            "host_seconds": 0,
            "simulation_seconds": 0,
        }

    cases = problems(has_bias=False).map(lambda p: replace(p, mask="none", sharers=1))
    explore(check, cases, record_property, ordinary=10, long=300)


def compare(problem: Problem, program: a3.Program, statistics: dict, trace: Trace) -> None:
    """The compiler's report, statistics and trace tell the same sizes, cycles and rows."""
    (site,) = statistics["sites"]
    assert program.report is not None
    (reported,) = program.report["sites"]
    for name in ("n", "d", "dv", "heads", "queries", "mask", "name", "location"):
        assert reported[name] == site[name], name
    assert (reported["m"] or 0, reported["t"] or 0) == (site["m"] or 0, site["t"] or 0)
    (launch,) = trace.track("s", "launches")
    assert launch.dur == statistics["cycles"]["full"]
    for name in ("load", "compute", "store"):
        slices = trace.track("s", f"{name} queue")
        for activity in site["queues"][name].keys() - {"empty"}:
            took = sum(
                x.dur
                for x in slices
                if (x.cat == "busy" if activity == "busy" else x.name == activity)
            )
            assert took == site["queues"][name][activity], (name, activity)
    stages = dict.fromkeys(site["stages"]["full"], 0)
    rows = {"candidates": 0, "kept": 0}
    for unit in range(statistics["units"]):
        if f"unit {unit} output" not in trace.tracks("s"):
            continue
        for stage in stages.keys() & {x.removeprefix(f"unit {unit} ") for x in trace.tracks("s")}:
            stages[stage] += sum(x.dur for x in trace.track("s", f"unit {unit} {stage}"))
        for query in trace.track("s", f"unit {unit} output"):
            for name in rows:
                rows[name] += query.args[name]
    assert stages == {name: x["busy"] for name, x in site["stages"]["full"].items()}
    queries = site["heads"] * site["queries"]
    for name, count in rows.items():
        assert count == pytest.approx(site[f"{name}_mean"] * queries), name


def corrupt(statistics: dict[str, Any], path: str) -> dict[str, Any]:
    """The same with one number more by one."""
    changed = copy.deepcopy(statistics)
    *way, last = path.split("/")
    part = changed
    for name in way:
        part = part[int(name) if isinstance(part, list) else name]
    part[last] += 1
    return changed


@pytest.mark.parametrize(
    "path",
    [
        "energy_nj/full",
        "energy_by_module_nj/paper/output",
        "modules/full/exponent/static_nj",
        "cycles/full",
        "cycles/paper",
        "saturations",
        "queues/load/waits_for_port",
        "queues/sorter/empty",
        "queues/fetch/done",
        "sites/0/stages/paper/scan/blocked_by_next",
        "sites/1/stages/full/output/busy",
        "sites/1/bytes_stored",
        "sites/0/kept_histogram/0/queries",
        "sites/0/utilisation",
    ],
)
def test_a_wrong_number_is_found(path: str) -> None:
    statistics = run_sizes(
        Sizes(2, 5, 9, a3.Approximation(5, 5), a3.Approximation(), 0, 0)
    ).statistics
    check_statistics(statistics)
    with pytest.raises(AssertionError):
        check_statistics(corrupt(statistics, path))


# ---- More work takes no fewer cycles.


def vary(problem: Problem, **parameters: Any) -> Problem:  # noqa: ANN401
    """The problem on another machine."""
    return replace(problem, variant=replace(problem.variant, **parameters))


def one_tile(problem: Problem) -> Problem:
    """The problem on a machine that holds all its rows."""
    return vary(problem, tile_rows=320)


def exact(problem: Problem) -> Problem:
    """The problem with all rows, so that its data decide nothing about time."""
    return replace(problem, m=None, t=None, mask="none", has_bias=False)


def without_bias(problem: Problem) -> Problem:
    """The problem as the machine of the paper takes it."""
    return replace(problem, has_bias=False)


def of_one_unit(problem: Problem) -> Problem:
    """The problem without bias on a machine of one unit."""
    return vary(without_bias(problem), units=1)


def more(name: str, problem: Problem) -> Problem:
    """The problem with one more of something."""
    return replace(problem, **{name: getattr(problem, name) + 1})


def slower(name: str, by: int, problem: Problem) -> Problem:
    """The problem on a machine with less of something."""
    return vary(problem, **{name: max(1, getattr(problem.variant, name) // by)})


def cycles_of(problem: Problem) -> dict[str, int]:
    """With formats from the data, as the schedule expects when it cuts rows."""
    return attend(problem, operands_of(problem), balance="auto").cycles


Work = Callable[[Problem], Problem]
PAPER, BOTH = ("paper",), ("paper", "full")

# By law: how work grows, the accounts in which cycles then never fall, and of which problems:
# exact ones where rows left out would be others of other data.
MORE_WORK: dict[str, tuple[Work, tuple[str, ...], Work]] = {
    "batch": (functools.partial(more, "batch"), BOTH, exact),
    "queries": (functools.partial(more, "queries"), PAPER, exact),
    "heads that share keys": (functools.partial(more, "sharers"), PAPER, exact),
    "rows": (functools.partial(more, "rows"), PAPER, exact),
    "columns of keys": (functools.partial(more, "depth"), BOTH, exact),
    "columns of values": (functools.partial(more, "width"), BOTH, exact),
    "narrower port": (functools.partial(slower, "port_bytes", 2), BOTH, without_bias),
    "fewer units": (functools.partial(slower, "units", 2), PAPER, exact),
    "slower sorter": (functools.partial(slower, "sort_elements", 2), PAPER, without_bias),
    "slower sorter for one unit": (
        functools.partial(slower, "sort_elements", 2),
        ("full",),
        of_one_unit,
    ),
    "fewer buffers": (functools.partial(slower, "stage_buffers", 2), PAPER, without_bias),
    "fewer products at hand": (functools.partial(slower, "prefetch", 2), PAPER, without_bias),
}


@pytest.mark.parametrize("law", MORE_WORK)
def test_more_work_takes_no_fewer_cycles(law: str, record_property: Record) -> None:
    grow, accounts, prepare = MORE_WORK[law]

    def check(problem: Problem) -> None:
        problem = prepare(problem)
        for account in accounts:
            # Where rows are cut, the schedule chooses what is faster in the full account.
            less = one_tile(problem) if account == "paper" else problem
            greater = grow(less)
            if max(len(less.tile_sizes()), len(greater.tile_sizes())) == 1:
                assert cycles_of(less)[account] <= cycles_of(greater)[account], account

    explore(check, problems(), record_property, ordinary=25, long=1000)


# What docs/trust.md says does not hold: less work, more of it, and the account in which it
# takes fewer cycles.
ODD_BLOCKS = Problem(
    groups=2, sharers=3, queries=8, interleaved=True, variant=Variant(block_queries=3)
)
UNEVEN_TILES = Problem(rows=13, variant=Variant(tile_rows=8, queue_depth=1))
ODD_SHARERS = Problem(sharers=3, width=2, variant=Variant(block_queries=3, port_bytes=1))
BUSY_PORT = Problem(groups=2, queries=2, width=3, variant=Variant(units=2, port_bytes=1, latency=0))
DEALT = Problem(sharers=2, queries=8, rows=3, interleaved=True, t=1, data="large", seed=1)
CUT = Problem(groups=2, queries=13, rows=24, depth=8, variant=Variant(tile_rows=8, block_queries=4))
CHOSEN_IN_FULL = Problem(
    queries=17,
    rows=17,
    depth=8,
    width=2,
    variant=Variant(
        tile_rows=16,
        block_queries=3,
        units=2,
        port_bytes=64,
        latency=7,
        queue_depth=1,
        stage_buffers=1,
    ),
)
SELECTED = Problem(groups=2, queries=5, rows=3, m=2, seed=1826)
CROWDED = Problem(
    batch=2,
    groups=2,
    queries=13,
    rows=5,
    depth=4,
    width=3,
    interleaved=True,
    variant=Variant(units=3, port_bytes=1, latency=7, stage_buffers=3),
)
ITERATED = Problem(rows=8, depth=2, m=8, seed=3)
SORTED = Problem(
    groups=2,
    queries=24,
    rows=24,
    depth=3,
    width=2,
    mask="causal",
    m=1,
    variant=Variant(block_queries=3, units=3, latency=0, stage_buffers=1, sort_elements=4),
)
GIVEN_FORMATS = Problem(
    groups=2,
    sharers=2,
    queries=2,
    rows=24,
    depth=3,
    width=4,
    interleaved=True,
    variant=Variant(tile_rows=16, units=2, latency=0),
)
EXCEPTIONS = {
    "iterations": (ITERATED, replace(ITERATED, m=9), "paper"),
    "queries": (ODD_BLOCKS, more("queries", ODD_BLOCKS), "full"),
    "rows": (UNEVEN_TILES, more("rows", UNEVEN_TILES), "full"),
    "heads that share keys": (ODD_SHARERS, more("sharers", ODD_SHARERS), "full"),
    "latency": (BUSY_PORT, vary(BUSY_PORT, latency=10), "full"),
    "fewer units at a narrow port": (CROWDED, vary(CROWDED, units=1), "full"),
    "fewer units": (vary(DEALT, units=9), vary(DEALT, units=8), "paper"),
    "columns, formats given": (GIVEN_FORMATS, more("width", GIVEN_FORMATS), "full"),
    "queries over tiles": (CHOSEN_IN_FULL, more("queries", CHOSEN_IN_FULL), "paper"),
    "shorter queue": (vary(CUT, queue_depth=2), vary(CUT, queue_depth=1), "paper"),
    "rows with approximation": (SELECTED, more("rows", SELECTED), "paper"),
}


@pytest.mark.parametrize("case", EXCEPTIONS)
def test_more_work_may_take_fewer_cycles(case: str) -> None:
    less, greater, account = EXCEPTIONS[case]
    assert run(less).cycles[account] > run(greater).cycles[account]


def test_a_slower_sorter_may_take_fewer_cycles() -> None:
    assert cycles_of(SORTED)["full"] > cycles_of(vary(SORTED, sort_elements=2))["full"]


def test_the_plan_of_odd_parts_is_the_faster_one() -> None:
    # Of three heads that share keys; what is best for two of them is another plan.
    problem = Problem(
        sharers=3,
        queries=2,
        rows=13,
        depth=3,
        interleaved=True,
        variant=Variant(tile_rows=8, units=2, port_bytes=1, stage_buffers=1),
    )
    cycles = [cycles_of(replace(problem, width=width))["full"] for width in range(1, 9)]
    assert cycles == sorted(cycles)


# ---- Results that are equal to the last bit.


def attend(problem: Problem, o: Operands, **options: Any) -> a3.Attention:  # noqa: ANN401
    """What comes of other operands on the problem's machine."""
    t = None if problem.t is None else problem.t / 1000
    chosen = {"m": problem.m, "t": t, "scale": problem.scale, "balance": 0, "threads": 1}
    return a3.attention(
        o.q, o.k, o.v, mask=o.mask, bias=o.bias, machine=problem.machine(), **{**chosen, **options}
    )


def same(a: np.ndarray, b: np.ndarray) -> bool:
    """Whether bits are, but for the sign of zero."""
    return np.array_equal(a, b)


def check_heads_are_apart(problem: Problem) -> None:
    """Heads and queries by themselves give what they give together."""
    o, whole = operands_of(problem), run(problem)
    mask = (
        None
        if o.mask is None
        else np.broadcast_to(o.mask, (*whole.candidates.shape, len(o.k[0, 0, 0])))
    )
    place = tuple(problem.seed % size for size in whole.candidates.shape)
    alone = Operands(
        o.q[place][None],
        o.k[(*place[:2], 0)],
        o.v[(*place[:2], 0)],
        None if mask is None else mask[place][None],
        None if o.bias is None else o.bias[place][None],
    )
    # Tiles may be cut otherwise for one query.
    if len(problem.tile_sizes()) == 1:
        assert same(attend(problem, alone).output[0], whole.output[place])


def check_order_of_rows(problem: Problem) -> None:
    """Without selection, sums are exact, so that no order of rows matters."""
    problem = one_tile(replace(problem, m=None))
    o = operands_of(problem)
    order = np.random.default_rng(problem.seed).permutation(problem.rows)
    mask, bias = (None if x is None else x[..., order] for x in (o.mask, o.bias))
    turned = attend(problem, Operands(o.q, o.k[..., order, :], o.v[..., order, :], mask, bias))
    assert same(turned.output, run(problem).output)


def check_hidden_rows(problem: Problem) -> None:
    """Rows that no query sees might as well not be there, whatever they hold."""
    problem = one_tile(replace(problem, has_bias=False, mask="none"))
    o = operands_of(problem)
    more = np.full((*o.k.shape[:-2], 3, 1), 1000, np.float32)
    k, v = (np.concatenate([x, more + 0 * x[..., :1, :]], -2) for x in (o.k, o.v))
    mask = np.arange(problem.rows + 3) < problem.rows
    hidden = attend(problem, Operands(o.q, k, v, mask[None], None))
    base = run(problem)
    assert same(hidden.output, base.output)
    assert same(hidden.kept, base.kept)
    if problem.variant.units == 1:  # Which else take turns, however long each query takes.
        assert hidden.cycles["paper"] >= base.cycles["paper"]


def check_powers_of_two(problem: Problem) -> None:
    """The balance takes powers of two from q, K and V, and gives that of V back."""
    problem = replace(problem, has_bias=False)
    o = operands_of(problem)
    heads = (*o.k.shape[:2], -1)
    if not all(x.reshape(heads).any(-1).all() for x in (o.q, o.k)):
        return  # Queries that meet nothing but zeros, and keys likewise, stay as they are.
    moved = Operands(o.q * 8, o.k / 8, o.v * 4, o.mask, None)
    base = attend(problem, o, balance="auto")
    other = attend(problem, moved, balance="auto")
    assert same(base.output * 4, other.output)
    assert base.saturations == other.saturations
    assert base.cycles == other.cycles
    assert base.energy == other.energy


def check_shared_keys(problem: Problem) -> None:
    """Heads that share keys and values compute what heads with copies of them do."""
    if len(problem.tile_sizes()) > 1:
        return
    o = operands_of(problem)
    shape = problem.heads
    k, v = (np.ascontiguousarray(np.broadcast_to(x, (*shape, *x.shape[-2:]))) for x in (o.k, o.v))
    copied = attend(problem, replace(o, k=k, v=v))
    assert same(copied.output, run(problem).output)


def check_best_row_first(problem: Problem) -> None:
    """Where the first tile has the best row, tiles scale nothing, so that they change no bit
    of sums that are divided once."""
    problem = vary(
        replace(problem, m=None, t=None, mask="none", has_bias=False), normalisation="late"
    )
    o = operands_of(problem)
    # Of queries without negative elements, the largest row is the best one.
    q, k = np.abs(o.q), o.k.copy()
    k[..., 0, :] = 1000
    o = replace(o, q=q, k=k)
    assert same(attend(problem, o).output, attend(one_tile(problem), o).output)


LAWS = {
    "heads and queries apart": check_heads_are_apart,
    "order of rows": check_order_of_rows,
    "hidden rows": check_hidden_rows,
    "powers of two": check_powers_of_two,
    "shared keys": check_shared_keys,
    "best row first": check_best_row_first,
}


@pytest.mark.parametrize("law", LAWS)
def test_equal_results(law: str, record_property: Record) -> None:
    explore(LAWS[law], problems(), record_property, ordinary=40, long=2000)
