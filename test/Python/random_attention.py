# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random attention: shapes, masks, layouts, machines and data, and what must come out.

A problem is plain numbers, so that hypothesis can make it smaller and print it.
"""

import functools
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

import a3
import reference_model as model
from a3.machine_variant import vary_machine

Floats = NDArray[np.float32]
Mask = Literal["none", "causal", "sliding", "padding", "bitmap"]
Data = Literal["normal", "large", "ties", "zeros"]


@dataclass(frozen=True)
class Variant:
    """A machine: how it differs from the built-in one. Rows are those of the problem's
    width, which may take several lines of a bank."""

    tile_rows: int = 320
    block_queries: int = 64
    lanes: int = 64
    units: int = 1
    port_bytes: int = 16
    latency: int = 100
    queue_depth: int = 16
    stage_buffers: int = 2
    prefetch: int = 4
    sort_elements: int = 1
    integer_bits: int = 4
    fraction_bits: int = 4
    normalisation: Literal["weights", "late"] = "weights"
    skip_min_side: bool = True

    @property
    def arithmetic(self) -> model.Machine:
        """What of it changes a result."""
        return model.Machine(
            self.integer_bits, self.fraction_bits, self.normalisation, self.skip_min_side
        )


@dataclass(frozen=True)
class Problem:
    """One attention: (batch, groups, sharers) heads, of which the sharers of a group have
    the same keys and values."""

    batch: int = 1
    groups: int = 1
    sharers: int = 1
    queries: int = 1
    rows: int = 1
    depth: int = 1
    width: int = 1  # Columns of V.
    mask: Mask = "none"
    has_bias: bool = False
    interleaved: bool = False  # Heads are columns of (batch, tokens, heads * columns).
    m: int | None = None
    t: int | None = None  # In thousandths of a percent.
    data: Data = "normal"
    seed: int = 0
    variant: Variant = Variant()

    @property
    def heads(self) -> tuple[int, int, int]:
        """The leading dimensions of the operands."""
        return self.batch, self.groups, self.sharers

    @property
    def scale(self) -> float:
        """A power of two near 1/√d, so that the factor of q rounds nothing."""
        return 2.0 ** -round(math.log2(self.depth) / 2)

    def machine(self) -> a3.Machine:
        """The machine as it is described."""
        return machine_of(self.variant, max(self.depth, self.width))

    def tile_sizes(self) -> list[int]:
        """How the schedule may cut the rows: evenly, perhaps into one more tile than needed."""
        parts = math.ceil(self.rows / self.variant.tile_rows)
        more = parts + 1 if parts > 1 and parts % 2 else parts
        return sorted({math.ceil(self.rows / parts), math.ceil(self.rows / more)})


@functools.lru_cache(maxsize=1000)
def machine_of(variant: Variant, columns: int) -> a3.Machine:
    """The machine whose banks hold the variant's rows of so many columns."""
    lines = math.ceil(columns / variant.lanes)
    return vary_machine(
        parameters={
            "rows": variant.tile_rows * lines,
            "buffers.query_rows": variant.block_queries * lines,
            "lanes": variant.lanes,
            "units": variant.units,
            "port.bytes": variant.port_bytes,
            "port.latency": variant.latency,
            "buffers.queue_depth": variant.queue_depth,
            "pipeline.buffers": variant.stage_buffers,
            "selection.prefetch_depth": variant.prefetch,
            "selection.sort_elements": variant.sort_elements,
            "selection.skip_min_side": variant.skip_min_side,
            "format.integer_bits": variant.integer_bits,
            "format.fraction_bits": variant.fraction_bits,
            "normalisation": variant.normalisation,
            "bias_port": True,
        }
    )


@dataclass(frozen=True)
class Operands:
    """Arrays of (batch, groups, sharers, ...); 1 instead of sharers for keys and values."""

    q: Floats
    k: Floats
    v: Floats
    mask: NDArray[np.bool_] | None
    bias: Floats | None


def numbers(generator: np.random.Generator, shape: tuple[int, ...], data: Data) -> Floats:
    """Numbers that suit the format, leave it, are often equal, or are zero."""
    if data == "zeros":
        return np.zeros(shape, np.float32)
    if data == "ties":
        return generator.integers(-2, 3, shape).astype(np.float32) / 4
    spread = {"normal": 1, "large": 12}[data]
    return (spread * generator.standard_normal(shape)).astype(np.float32)


def mask_of(problem: Problem, generator: np.random.Generator) -> NDArray[np.bool_] | None:
    """Booleans that broadcast to (batch, groups, sharers, queries, rows)."""
    # As in a decoder, whose queries are the last tokens.
    last = np.arange(problem.queries)[:, None] + problem.rows - problem.queries
    row = np.arange(problem.rows)
    if problem.mask == "causal":
        return row <= last
    if problem.mask == "sliding":
        return (row <= last) & (row > last - 3)
    if problem.mask == "padding":
        lengths = generator.integers(0, problem.rows + 1, (problem.batch, 1, 1, 1, 1))
        return row < lengths
    if problem.mask == "bitmap":
        shape = (problem.batch, problem.groups, 1, problem.queries, problem.rows)
        return generator.random(shape) < generator.choice([0.1, 0.5, 0.9])
    return None


def operands_of(problem: Problem) -> Operands:
    """The same arrays for the same problem."""
    generator = np.random.default_rng(problem.seed)
    batch, groups, sharers = problem.heads

    def matrix(tokens: int, columns: int, sharers: int) -> Floats:
        if problem.interleaved:
            shape = (batch, tokens, groups, sharers, columns)
            return numbers(generator, shape, problem.data).transpose(0, 2, 3, 1, 4)
        return numbers(generator, (batch, groups, sharers, tokens, columns), problem.data)

    q = matrix(problem.queries, problem.depth, sharers)
    k = matrix(problem.rows, problem.depth, 1)
    v = matrix(problem.rows, problem.width, 1)
    bias = None
    if problem.has_bias:
        bias = numbers(generator, (*problem.heads, problem.queries, problem.rows), "normal")
    return Operands(q, k, v, mask_of(problem, generator), bias)


def run(problem: Problem, *, balance: int | Literal["auto"] = 0, **options: object) -> a3.Attention:
    """What the simulator makes of it, in this process."""
    o = operands_of(problem)
    return a3.attention(
        o.q,
        o.k,
        o.v,
        mask=o.mask,
        bias=o.bias,
        scale=problem.scale,
        machine=problem.machine(),
        m=problem.m,
        t=None if problem.t is None else problem.t / model.STEPS_OF_PERCENT,
        balance=balance,
        **{"threads": 1, **options},
    )


def quantised(array: Floats, factor: float, machine: model.Machine) -> list[list[int]]:
    """The rows of a matrix as the load port makes them: a product of f32, then rounded."""
    loaded = array.astype(np.float32) * np.float32(factor)
    return [[model.quantise(x, machine) for x in row] for row in loaded.tolist()]


@dataclass(frozen=True)
class Factors:
    """What the load port multiplies by, and the store port at the end."""

    query: float
    key: float = 1.0
    value: float = 1.0
    output: float = 1.0


@dataclass(frozen=True)
class Expected:
    """By query in C order: outputs as f32, candidates and kept rows."""

    outputs: list[list[float]]
    candidates: list[list[int]]
    kept: list[list[int]]


def expect(problem: Problem, o: Operands, factors: Callable[[int], Factors], tile: int) -> Expected:
    """What the independent model computes, query by query; `factors` are those of a head."""
    machine = problem.variant.arithmetic
    masks = None
    if o.mask is not None:
        masks = np.broadcast_to(o.mask, (*problem.heads, problem.queries, problem.rows))
    result = Expected([], [], [])
    for head, place in enumerate(np.ndindex(problem.heads)):
        factor = factors(head)
        shared = (*place[:2], 0)
        queries = quantised(o.q[place], factor.query, machine)
        keys = quantised(o.k[shared], factor.key, machine)
        values = quantised(o.v[shared], factor.value, machine)
        for i, query in enumerate(queries):
            bias = None
            if o.bias is not None:
                bias = [model.quantise_bias(x, machine) for x in o.bias[place][i].tolist()]
            mask = None if masks is None else masks[place][i].tolist()
            answer = model.attend(
                query, keys, values, machine, mask, problem.m, problem.t, bias, tile
            )
            outputs = np.array([model.to_float32(x, machine) for x in answer.output], np.float32)
            result.outputs.append((outputs * np.float32(factor.output)).tolist())
            result.candidates.append(answer.candidates)
            result.kept.append(answer.kept)
    return result


def softmax(problem: Problem, o: Operands, kept: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Attention in binary64 over the rows that take part; zeros where there is none."""
    scores = problem.scale * (o.q.astype(np.float64) @ np.swapaxes(o.k, -1, -2))
    if o.bias is not None:
        scores = scores + o.bias
    scores = np.where(kept, scores, -np.inf)
    best = scores.max(-1, keepdims=True)
    weights = np.exp(scores - np.where(np.isfinite(best), best, 0))
    total = weights.sum(-1, keepdims=True)
    return weights / np.where(total > 0, total, 1) @ o.v.astype(np.float64)


def tolerance(problem: Problem, o: Operands) -> float:
    """How far binary32 may be off: an error of a score, which may be large, counts in full."""
    scores = problem.scale * np.abs(o.q).max() * np.abs(o.k).max() * problem.depth
    return float(1e-6 * (8 + scores) * (1 + np.abs(o.v).max()))


def admitted_rows(problem: Problem, o: Operands) -> NDArray[np.bool_]:
    """(batch, groups, sharers, queries, rows): what the masks let a query see."""
    shape = (*problem.heads, problem.queries, problem.rows)
    return np.broadcast_to(True if o.mask is None else o.mask, shape)


def as_masks(rows: list, problem: Problem) -> NDArray[np.bool_]:
    """Lists of row numbers, by query in C order, as booleans."""
    result = np.zeros((len(rows), problem.rows), bool)
    for i, chosen in enumerate(rows):
        result[i, chosen] = True
    return result.reshape(*problem.heads, problem.queries, problem.rows)


def check_fixed(problem: Problem) -> None:
    """The simulator's integers are those of the independent model, to the last bit."""
    result = run(problem, detail=True)
    o = operands_of(problem)
    found = Expected(
        result.output.reshape(-1, problem.width).tolist(),
        [list(rows) for rows in result.candidate_rows],
        [list(rows) for rows in result.kept_rows],
    )
    possible = [
        expect(problem, o, lambda _: Factors(problem.scale), tile) for tile in problem.tile_sizes()
    ]
    assert found in possible
    assert [len(rows) for rows in found.candidates] == result.candidates.ravel().tolist()
    assert [len(rows) for rows in found.kept] == result.kept.ravel().tolist()


def check_float(problem: Problem) -> None:
    """The same instructions in binary32 compute softmax over the rows that they keep."""
    result = run(problem, detail=True, arithmetic="float")
    o = operands_of(problem)
    kept = as_masks(result.kept_rows, problem)
    admitted = admitted_rows(problem, o)
    assert not (kept & ~admitted).any()
    if problem.m is None and problem.t is None:
        assert np.array_equal(kept, admitted)
    else:
        assert np.array_equal(kept.any(-1), admitted.any(-1))
    expected = softmax(problem, o, kept)
    np.testing.assert_allclose(result.output, expected, atol=tolerance(problem, o), rtol=0)


# What changes cycles only. Units take blocks of queries in turn, each by itself.
SPEEDS = (
    {"units": 3},
    {"port_bytes": 3},
    {"latency": 1},
    {"queue_depth": 2},
    {"stage_buffers": 1},
    {"prefetch": 1},
    {"sort_elements": 5},
    {"block_queries": 2},
)


def check_same(problem: Problem) -> None:
    """No bit depends on threads, nor on the machine's speed where rows can be cut one way."""
    base = run(problem)
    others = [run(problem, threads=2)]
    if len(problem.tile_sizes()) == 1:
        others.append(run(replace(problem, variant=changed(problem))))
    if problem.rows <= problem.variant.tile_rows:
        # One tile stays one where banks hold more, or lanes take a row in more cycles.
        more = replace(problem.variant, tile_rows=400, lanes=7)
        others.append(run(replace(problem, variant=more)))
    for other in others:
        assert np.array_equal(base.output.view(np.uint32), other.output.view(np.uint32))
        assert np.array_equal(base.candidates, other.candidates)
        assert np.array_equal(base.kept, other.kept)
    assert others[0].cycles == base.cycles
    assert others[0].energy == base.energy


def changed(problem: Problem) -> Variant:
    """The problem's machine with another speed; which, is the seed's choice."""
    return replace(problem.variant, **SPEEDS[problem.seed % len(SPEEDS)])


variants = st.builds(
    Variant,
    tile_rows=st.sampled_from([320, 16, 8, 5]),
    block_queries=st.sampled_from([64, 4, 3, 2]),
    lanes=st.sampled_from([64, 8, 5, 1]),
    units=st.sampled_from([1, 2, 3, 8]),
    port_bytes=st.sampled_from([16, 64, 1]),
    latency=st.sampled_from([100, 0, 7]),
    queue_depth=st.sampled_from([16, 1, 2]),
    stage_buffers=st.sampled_from([2, 1, 3]),
    prefetch=st.sampled_from([4, 1]),
    sort_elements=st.sampled_from([1, 4]),
    integer_bits=st.sampled_from([4, 2, 6]),
    fraction_bits=st.sampled_from([4, 8, 2]),
    normalisation=st.sampled_from(["weights", "late"]),
    skip_min_side=st.booleans(),
)


@st.composite
def problems(draw: Callable, most: int = 24, *, has_bias: bool = True) -> Problem:
    """Problems of few heads, and queries and rows of up to `most`."""
    sizes = st.sampled_from([1, 2, 3, 5, 8, 13, 17, 24, 40]).filter(lambda size: size <= most)
    rows, depth = draw(sizes), draw(st.sampled_from([1, 2, 3, 4, 8, 11]))
    return Problem(
        batch=draw(st.integers(1, 2)),
        groups=draw(st.integers(1, 3)),
        sharers=draw(st.integers(1, 3)),
        queries=draw(sizes),
        rows=rows,
        depth=depth,
        width=draw(st.sampled_from([1, 2, 3, 4, 8, 11])),
        mask=draw(st.sampled_from(["none", "causal", "sliding", "padding", "bitmap"])),
        has_bias=has_bias and draw(st.booleans()),
        interleaved=draw(st.booleans()),
        m=draw(st.none() | st.integers(1, rows * depth + 2)),
        t=draw(st.none() | st.sampled_from([1, 1000, 5000, 10000, 50000, 100000])),
        data=draw(st.sampled_from(["normal", "large", "ties", "zeros"])),
        seed=draw(st.integers(0, 2**16)),
        variant=draw(variants),
    )
