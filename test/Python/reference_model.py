# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What A3 computes, in plain Python: a second opinion on the simulator.

Written from the description of the hardware alone, on integers, with neither
code nor tables of the simulator, and as directly as the description reads:
pointers walk, nothing is clever. docs/independent-model.md says what was decided
where the description is silent.

Values are integers in units of the last bit of their format: q, K and V have f
fraction bits, products and scores 2f, outputs 3f.
"""

import decimal
import functools
import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Literal

Vector = Sequence[int]
Matrix = Sequence[Vector]

# Percent come in thousandths, as the instructions carry them.
STEPS_OF_PERCENT = 1000


@dataclass(frozen=True)
class Machine:
    """What of a machine description changes a result."""

    integer_bits: int = 4
    fraction_bits: int = 4
    normalisation: Literal["weights", "late"] = "weights"
    skip_min_side: bool = True

    @property
    def largest(self) -> int:
        """The largest element, in units of its last bit; the smallest is one further from 0."""
        return 2 ** (self.integer_bits + self.fraction_bits) - 1


@dataclass(frozen=True)
class Selection:
    """One query's candidate selection: the rows, ascending, and each row's greedy score."""

    rows: list[int]
    greedy: dict[int, int] = field(default_factory=dict)


@dataclass
class Partial:
    """What a query carries from key tile to key tile: the best score, and sums in its units."""

    sums: list[int]
    maximum: int = 0
    total: int = 0


@dataclass(frozen=True)
class Answer:
    """One query's output (3f fraction bits), and the rows that it was computed from."""

    output: list[int]
    candidates: list[int]
    kept: list[int]


def quantise(value: Fraction | float, machine: Machine) -> int:
    """Rounds to nearest, ties to even, then saturates."""
    steps = round(Fraction(value) * 2**machine.fraction_bits)
    return max(-machine.largest - 1, min(machine.largest, steps))


def round_decimal(value: Decimal) -> int:
    return int(value.to_integral_value(rounding=decimal.ROUND_HALF_EVEN))


def round_surely(value_at) -> int:  # noqa: ANN001 - a callable from digits to (value, error bound)
    """Rounds a real number to nearest, with as many digits as it takes to be sure."""
    for digits in (30, 60, 120, 240, 480):
        with decimal.localcontext() as context:
            context.prec = digits
            context.traps[decimal.Underflow] = False
            value, error = value_at()
            low, high = round_decimal(value - error), round_decimal(value + error)
        if low == high:
            return low
    raise AssertionError("no such number is so near a half")


@functools.cache
def exponential(steps: int, machine: Machine) -> int:
    """round(2^2f · exp(-steps / 2^2f)), correctly rounded."""
    one = 2 ** (2 * machine.fraction_bits)

    def value() -> tuple[Decimal, Decimal]:
        # The quotient, exp and the product each err by half a unit of their last
        # digit at most. An error of the exponent counts in full, relatively.
        exponent = Decimal(steps) / one
        result = one * (-exponent).exp()
        unit = Decimal(10) ** (1 - decimal.getcontext().prec)
        return result, result * unit * (exponent + 2) if steps else Decimal(0)

    return round_surely(value)


@functools.cache
def score_margin(threshold: int, machine: Machine) -> int:
    """round(2^2f · ln(100/T)) for T of `threshold` thousandths of a percent."""
    hundred = 100 * STEPS_OF_PERCENT
    if not 0 < threshold <= hundred:
        raise ValueError(f"T of {threshold} thousandths is not in (0, 100] percent")
    one = 2 ** (2 * machine.fraction_bits)

    def value() -> tuple[Decimal, Decimal]:
        # Logarithms of numbers up to 10^5 are below 12.
        result = one * (Decimal(hundred).ln() - Decimal(threshold).ln())
        unit = Decimal(10) ** (1 - decimal.getcontext().prec)
        return result, one * 48 * unit if threshold != hundred else Decimal(0)

    return round_surely(value)


def distance_bits(depth: int, machine: Machine) -> int:
    """W, the width of max - score: 2i + ⌈log2 d⌉ + 2f."""
    return 2 * machine.integer_bits + (depth - 1).bit_length() + 2 * machine.fraction_bits


def exponent_of(distance: int, depth: int, machine: Machine) -> int:
    """e = exp(-x) as the product of two table entries, 2f fraction bits."""
    width = distance_bits(depth, machine)
    x = min(distance, 2**width - 1)
    lower_bits = width // 2
    low = exponential(x % 2**lower_bits, machine)
    high = exponential(x // 2**lower_bits * 2**lower_bits, machine)
    return (high * low) >> (2 * machine.fraction_bits)


def score(query: Vector, row: Vector) -> int:
    return sum(q * k for q, k in zip(query, row, strict=True))


def score_rows(
    query: Vector, keys: Matrix, rows: Sequence[int], bias: Vector | None
) -> dict[int, int]:
    """The scores of rows, with what is added to them."""
    return {row: score(query, keys[row]) + (bias[row] if bias else 0) for row in rows}


def quantise_bias(value: Fraction | float, machine: Machine) -> int:
    """Rounds to a score, to nearest, ties to even; 32 bits with the sign."""
    steps = round(Fraction(value) * 2 ** (2 * machine.fraction_bits))
    return max(-(2**31), min(2**31 - 1, steps))


def truncated_quotient(dividend: int, divisor: int) -> int:
    """Rounds toward zero, where Python's // rounds down."""
    quotient = abs(dividend) // divisor
    return quotient if dividend >= 0 else -quotient


def attend_rows(
    query: Vector,
    keys: Matrix,
    values: Matrix,
    rows: Sequence[int],
    machine: Machine,
    bias: Vector | None = None,
) -> list[int]:
    """Softmax and output of base A3 over the given rows, of which there is one at least."""
    scores = score_rows(query, keys, rows, bias)
    maximum = max(scores.values())
    one = 2 ** (2 * machine.fraction_bits)
    exponents = {row: exponent_of(maximum - scores[row], len(query), machine) for row in rows}
    total = sum(exponents.values())
    columns = range(len(values[0]))
    if machine.normalisation == "late":
        sums = [sum(exponents[row] * values[row][column] for row in rows) for column in columns]
        return [truncated_quotient(sum_ * one, total) for sum_ in sums]
    weights = {row: exponents[row] * one // total for row in rows}
    return [sum(weights[row] * values[row][column] for row in rows) for column in columns]


class Pointers:
    """One side's pointers into the sorted columns, each walking from the largest
    (or smallest) product of its column to the other end."""

    def __init__(self, query: Vector, columns: list[list[tuple[int, int]]], largest: bool) -> None:
        self.query = query
        self.sign = 1 if largest else -1
        # q_j >= 0 has its largest product at the column's high end.
        self.walks = [
            column[::-1] if (q >= 0) == largest else column
            for q, column in zip(query, columns, strict=True)
        ]
        self.places = [0] * len(columns)

    def pop(self) -> tuple[int, int] | None:
        """The next (product, row) of this side over all columns, or none when all are used up."""
        best: tuple[int, int] | None = None
        for column, place in enumerate(self.places):
            if place == len(self.walks[column]):
                continue
            product = self.sign * self.query[column] * self.walks[column][place][0]
            if best is None or product > best[0]:
                best = product, column
        if best is None:
            return None
        product, column = best
        row = self.walks[column][self.places[column]][1]
        self.places[column] += 1
        return self.sign * product, row


def select(
    query: Vector, keys: Matrix, rows: Sequence[int], iterations: int, machine: Machine
) -> Selection:
    """Candidate selection over the admitted rows, of which there is one at least; M >= 1."""
    columns = [sorted((keys[row][j], row) for row in rows) for j in range(len(query))]
    largest, smallest = Pointers(query, columns, True), Pointers(query, columns, False)
    greedy = dict.fromkeys(rows, 0)
    running = 0
    first: int | None = None
    for _ in range(iterations):
        popped = largest.pop()
        if popped is not None:
            product, row = popped
            first = row if first is None else first
            if product > 0:
                greedy[row] += product
                running += product
        if machine.skip_min_side and running < 0:
            continue
        popped = smallest.pop()
        if popped is not None and popped[0] < 0:
            product, row = popped
            greedy[row] += product
            running += product
    assert first is not None
    found = [row for row in sorted(rows) if greedy[row] > 0]
    return Selection(found or [first], greedy)


def filter_by_score(
    query: Vector,
    keys: Matrix,
    candidates: Sequence[int],
    threshold: int,
    machine: Machine,
    bias: Vector | None = None,
) -> list[int]:
    """Post-scoring: the candidates whose score is not too far below the largest."""
    scores = score_rows(query, keys, candidates, bias)
    bound = max(scores.values()) - score_margin(threshold, machine)
    return [row for row in candidates if scores[row] >= bound]


def choose_rows(
    query: Vector,
    keys: Matrix,
    rows: Sequence[int],
    machine: Machine,
    iterations: int | None = None,
    threshold: int | None = None,
    bias: Vector | None = None,
) -> tuple[Sequence[int], Sequence[int]]:
    """The candidates and the kept rows of the given ones, of which there is one at least."""
    candidates = rows
    if iterations is not None:
        candidates = select(query, keys, rows, iterations, machine).rows
    kept = candidates
    if threshold is not None:
        kept = filter_by_score(query, keys, candidates, threshold, machine, bias)
    return candidates, kept


def merge(
    partial: Partial,
    query: Vector,
    keys: Matrix,
    values: Matrix,
    kept: Sequence[int],
    machine: Machine,
    bias: Vector | None = None,
) -> None:
    """Adds a tile's rows, of which there is one at least, to what the tiles before it left."""
    scores = score_rows(query, keys, kept, bias)
    best = max(scores.values())
    one = 2 ** (2 * machine.fraction_bits)
    if not partial.total:
        partial.maximum = best
    elif best > partial.maximum:
        factor = exponent_of(best - partial.maximum, len(query), machine)
        partial.total = partial.total * factor // one
        partial.sums = [truncated_quotient(sum_ * factor, one) for sum_ in partial.sums]
        partial.maximum = best
    for row in kept:
        weight = exponent_of(partial.maximum - scores[row], len(query), machine)
        partial.total += weight
        for column, value in enumerate(values[row]):
            partial.sums[column] += weight * value


def attend_tiles(
    query: Vector,
    keys: Matrix,
    values: Matrix,
    machine: Machine,
    tile: int,
    mask: Sequence[bool] | None = None,
    iterations: int | None = None,
    threshold: int | None = None,
    bias: Vector | None = None,
) -> Answer:
    """One query over keys in tiles of `tile` rows, the last perhaps shorter: each chooses
    its rows by itself, with its share of M, and the sums are divided once at the end."""
    partial = Partial([0] * len(values[0]))
    candidates: list[int] = []
    kept: list[int] = []
    for first in range(0, len(keys), tile):
        tile_rows = range(first, min(first + tile, len(keys)))
        admitted = [row for row in tile_rows if mask is None or mask[row]]
        if not admitted:
            continue
        share = None if iterations is None else -(-iterations * len(tile_rows) // len(keys))
        found, stay = choose_rows(query, keys, admitted, machine, share, threshold, bias)
        merge(partial, query, keys, values, stay, machine, bias)
        candidates += found
        kept += stay
    if not partial.total:
        return Answer([0] * len(values[0]), candidates, kept)
    one = 2 ** (2 * machine.fraction_bits)
    output = [truncated_quotient(sum_ * one, partial.total) for sum_ in partial.sums]
    return Answer(output, candidates, kept)


def attend(
    query: Vector,
    keys: Matrix,
    values: Matrix,
    machine: Machine,
    mask: Sequence[bool] | None = None,
    iterations: int | None = None,
    threshold: int | None = None,
    bias: Vector | None = None,
    tile: int | None = None,
) -> Answer:
    """One query. Without M every admitted row is a candidate, without T every candidate stays.
    T is in thousandths of a percent. Candidates are selected without the bias. `tile` is
    how many rows a key bank takes, where that is less than all."""
    if tile is not None and tile < len(keys):
        return attend_tiles(query, keys, values, machine, tile, mask, iterations, threshold, bias)
    rows = [row for row in range(len(keys)) if mask is None or mask[row]]
    if not rows:
        return Answer([0] * len(values[0]), [], [])
    candidates, kept = choose_rows(query, keys, rows, machine, iterations, threshold, bias)
    output = attend_rows(query, keys, values, kept, machine, bias)
    return Answer(output, list(candidates), list(kept))


def preset(name: str, rows: int) -> tuple[int | None, int | None]:
    """M and T (thousandths of a percent) of a preset for n rows."""
    if name == "exact":
        return None, None
    divisor, percent = {"conservative": (2, 5), "aggressive": (8, 10)}[name]
    return max(1, -(-rows // divisor)), percent * STEPS_OF_PERCENT


def to_float32(value: int, machine: Machine) -> float:
    """An output as the nearest binary32 number."""
    assert abs(value) < 2**53, "the double below would round first"
    return struct.unpack("f", struct.pack("f", math.ldexp(value, -3 * machine.fraction_bits)))[0]
