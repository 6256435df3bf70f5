# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The independent model: on cases worked by hand, and against the simulator.

A3_LONG=1 raises the number of random cases to 4000 a test.
"""

import functools
import itertools
import math
import os
import random
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, note, settings
from hypothesis import strategies as st

import a3
import reference_model as model
from reference_model import Machine

# ---- Cases worked by hand, in the paper's format: 4 fraction bits, scores with 8.

PAPER = Machine()


@pytest.mark.parametrize(
    ("value", "steps"),
    [
        (0.0, 0),
        (1.0, 16),
        (1 / 32, 0),  # 0.5 steps: a tie, to the even 0
        (3 / 32, 2),  # 1.5 steps: a tie, to the even 2
        (-1 / 32, 0),
        (-3 / 32, -2),
        (15.9375, 255),  # 16 - 1/16 is the largest
        (15.97, 255),  # 255.52 steps: rounds to 256, then saturates
        (16.0, 255),
        (-16.0, -256),
        (-16.04, -256),
        (1e30, 255),
    ],
)
def test_quantisation(value: float, steps: int) -> None:
    assert model.quantise(value, PAPER) == steps


def test_exponentials_are_rounded_to_nearest() -> None:
    # 256 · exp(-1/256) = 255.0019…, 256 · exp(-1) = 94.177…, 256 · exp(-6) = 0.6345…,
    # 256 · exp(-1600/256) = 0.494…, and beyond ln 512 = 6.238… everything is 0.
    assert [model.exponential(s, PAPER) for s in (0, 1, 256, 6 * 256, 1600, 2**21)] == [
        256,
        255,
        94,
        1,
        0,
        0,
    ]


def test_exponentials_agree_with_brackets_from_a_series() -> None:
    # exp(x) by its series for x <= 1, where what follows a term is less than twice
    # that term: the rounded entry must be the only integer near enough.
    for machine in (Machine(), Machine(integer_bits=1, fraction_bits=8)):
        one = 2 ** (2 * machine.fraction_bits)
        for steps in random.Random(0).sample(range(one + 1), 60):
            x = Fraction(steps, one)
            terms = [Fraction(1)]
            for i in range(1, 25):
                terms.append(terms[-1] * x / i)
            low = sum(terms)
            high = low + 2 * terms[-1]
            entry = model.exponential(steps, machine)
            assert one / high >= entry - Fraction(1, 2)
            assert one / low <= entry + Fraction(1, 2)


def test_widths_of_distances() -> None:
    # 2i + ⌈log2 d⌉ + 2f
    assert [model.distance_bits(d, PAPER) for d in (1, 2, 3, 4, 5, 64, 65)] == [
        16,
        17,
        18,
        18,
        19,
        22,
        23,
    ]


def test_two_rows() -> None:
    # q = 1, K = (1, 0): scores 256 and 0 in 1/256, x = 0 and 256, W = 16, so x = 256 is
    # entry 1 of the upper table: e = 256 and 256 · exp(-1) = 94. Sum 350.
    # w = ⌊256·256/350⌋ = 187 and ⌊94·256/350⌋ = 68; o = (187 - 68) · 16 = 1904.
    # Late: (256 - 94) · 16 · 256 / 350 = 1895.86, truncated: -1895 when negative.
    keys = [[16], [0]]
    late = replace(PAPER, normalisation="late")
    assert model.attend([16], keys, [[16, -16], [-16, 16]], PAPER).output == [1904, -1904]
    assert model.attend([16], keys, [[16, -16], [-16, 16]], late).output == [1895, -1895]


def test_two_tiles() -> None:
    # The rows above, the worse one first, each in a tile. Tile 1: e = 256, o = 256 · 16 = 4096.
    # Tile 2 has a best score 256 higher: sum 256 · 94 / 256 = 94 and o = 4096 · 94 / 256 = 1504;
    # with its row 94 + 256 = 350 and 1504 - 256 · 16 = -2592. o = -2592 · 256 / 350 = -1895.86,
    # truncated, in either mode. The other way round nothing is scaled: the same numbers.
    for normalisation in ("weights", "late"):
        machine = replace(PAPER, normalisation=normalisation)
        for keys, values in (([[0], [16]], [[16], [-16]]), ([[16], [0]], [[-16], [16]])):
            answer = model.attend([16], keys, values, machine, tile=1)
            assert (answer.output, answer.kept) == ([-1895], [0, 1])
    # Hidden tiles are passed by: all of the weight is on the one row that is left.
    hidden = model.attend([16], [[16], [0], [5]], THREE, PAPER, [False, True, False], tile=1)
    assert (hidden.output, hidden.candidates) == ([32 * 256], [1])
    # M = 3 of 3 rows: tiles of 2 and 1 rows have 2 and 1 iterations. T is of the tile's best.
    shares = model.attend([16], [[16], [8], [-4]], THREE, PAPER, None, 3, 100000, tile=2)
    assert (shares.candidates, shares.kept) == ([0, 1, 2], [0, 2])


def test_odd_widths_give_the_lower_table_fewer_bits() -> None:
    # d = 2: W = 17, of which the lower table indexes 8 bits. x = 383 = 1·256 + 127:
    # 256·exp(-1) = 94 and 256·exp(-127/256) = 155.88 -> 156; 94·156 / 256 = 57.28 -> 57.
    # 9 bits would give one entry, 256·exp(-383/256) = 57.34 -> 57, times 1.0; so take
    # x = 511 = 1·256 + 255: 94 · round(94.54) = 95 -> 34.88 -> 34, against 34.78 -> 35.
    assert model.exponent_of(383, 2, PAPER) == 57
    assert model.exponent_of(511, 2, PAPER) == 34


def test_distances_saturate() -> None:
    # i = 0, f = 2, d = 1: W = 4, in 1/16. q = -1 with K = -1 and 3/4: scores 16 and -12,
    # x = 28 -> 15 = 3·4 + 3: 16·exp(-12/16) = 7.56 -> 8, 16·exp(-3/16) = 13.26 -> 13,
    # e = 8·13 / 16 = 6.5 -> 6. Without saturation, 16·exp(-28/16) = 2.78 -> 3.
    assert model.exponent_of(28, 1, Machine(integer_bits=0, fraction_bits=2)) == 6


def test_uniform_attention_over_320_rows_is_lost_with_weights() -> None:
    # w = ⌊256 · 256 / (320 · 256)⌋ = ⌊0.8⌋ = 0.
    arguments = [0], [[7]] * 320, [[5]] * 320
    assert model.attend(*arguments, PAPER).output == [0]
    assert model.attend(*arguments, replace(PAPER, normalisation="late")).output == [5 * 256]


# q = (1, -1) over three rows. Walks of the max pointers, as product@row:
#   column 0, q >= 0, from the high end, (3, 1) before (3, 0): 3@1, 3@0, -1@2
#   column 1, q < 0, from the low end:                          2@2, -1@0, -2@1
# and of the min pointers, the other way round.
WALK_QUERY = [1, -1]
WALK_KEYS = [[3, 1], [3, 2], [-1, -2]]


@pytest.mark.parametrize(
    ("iterations", "greedy"),
    [
        # Max 3@1; min: -1@2 of column 0, -2@1 of column 1.
        (1, [0, 1, 0]),
        # Max 3@0; min: -1@2 and -1@0 tie, the lowest column wins.
        (2, [3, 1, -1]),
        # Max: -1@2 of column 0, 2@2; min: 3@0 of column 0, -1@0.
        (3, [2, 1, 1]),
        # Max -1@2, not positive; min: 3@0 and 2@2, not negative. Nor later.
        (4, [2, 1, 1]),
        (6, [2, 1, 1]),
        (100, [2, 1, 1]),
    ],
)
def test_pointers_walk(iterations: int, greedy: list[int]) -> None:
    selection = model.select(WALK_QUERY, WALK_KEYS, range(3), iterations, PAPER)
    assert list(selection.greedy.values()) == greedy
    assert selection.rows == [row for row in range(3) if greedy[row] > 0]


# One column pair, q = (1, 1). Iteration 1: max 2@0, min -3@1, sum -1. Iteration 2:
# max 1@2 makes the sum 0, which is not negative: min -2@0, so row 0 ends at 0.
ZERO_SUM_QUERY = [1, 1]
ZERO_SUM_KEYS = [[2, -2], [-3, 0], [1, 0]]


def test_a_sum_of_zero_does_not_skip_the_min_side() -> None:
    selection = model.select(ZERO_SUM_QUERY, ZERO_SUM_KEYS, range(3), 2, PAPER)
    assert selection.greedy == {0: 0, 1: -3, 2: 1}
    assert selection.rows == [2]


@pytest.mark.parametrize(("skip", "greedy"), [(True, {0: 1, 1: -4}), (False, {0: -2, 1: -4})])
def test_a_negative_sum_skips_the_min_side(skip: bool, greedy: dict[int, int]) -> None:
    # Iteration 1: max 1@0, min -4@1, sum -3. Iteration 2: max: -3@0 of column 1 is not
    # positive; the sum stays negative; without the rule, min takes -3@0.
    machine = replace(PAPER, skip_min_side=skip)
    selection = model.select([1, 1], [[1, -3], [0, -4]], range(2), 2, machine)
    assert selection.greedy == greedy


def test_without_candidates_the_first_product_names_one() -> None:
    # q = 0 has its max pointer at the high end: of equal values, the last row.
    assert model.select([0], [[5], [5], [3]], range(3), 3, PAPER).rows == [1]
    # q < 0 starts at the low end, where the first of equal rows lies.
    assert model.select([-1], [[5], [5], [7]], range(3), 1, PAPER).rows == [0]


def test_masked_rows_cost_no_iteration() -> None:
    # The largest product is row 0's, which is masked: one iteration reaches row 2.
    answer = model.attend(
        [1], [[9], [1], [5]], [[1], [2], [3]], PAPER, mask=[False, True, True], iterations=1
    )
    assert answer.candidates == [2]


def test_a_query_with_every_row_masked_gives_zeros() -> None:
    answer = model.attend([1], [[9]], [[1, 2]], PAPER, mask=[False], iterations=1, threshold=1)
    assert answer == model.Answer([0, 0], [], [])


def test_margins_of_scores() -> None:
    # 256 · ln 10 = 589.46…, 256 · ln 20 = 766.90…, ln 1 = 0, 256 · ln 10^5 = 2947.3…
    assert [model.score_margin(t, PAPER) for t in (10000, 5000, 100000, 1)] == [589, 767, 0, 2947]
    for bad in (0, 100001):
        with pytest.raises(ValueError, match="percent"):
            model.score_margin(bad, PAPER)


def test_a_row_at_the_margin_stays() -> None:
    # q = 1/16: scores are K itself in 1/256. Margin 589 at T = 10.
    wide = Machine(integer_bits=10)
    keys = [[589], [0], [-1]]
    assert model.attend([1], keys, [[0]] * 3, wide, threshold=10000).kept == [0, 1]


def test_presets() -> None:
    assert model.preset("conservative", 5) == (3, 5000)
    assert model.preset("aggressive", 20) == (3, 10000)
    assert model.preset("aggressive", 1) == (1, 10000)
    assert model.preset("exact", 5) == (None, None)


# ---- The simulator beside the model.

LONG = os.environ.get("A3_LONG") == "1"
BUILTIN = Path(__file__).parents[2] / "lib/Machine/a3-hpca20.yaml"


@dataclass(frozen=True)
class Description:
    """A machine: what changes results, and what must not."""

    arithmetic: Machine = PAPER
    lanes: int = 64
    rows: int = 320
    bias_port: bool = False

    def text(self) -> str:
        text = BUILTIN.read_text()
        changes = {
            "integer_bits": self.arithmetic.integer_bits,
            "fraction_bits": self.arithmetic.fraction_bits,
            "normalisation": self.arithmetic.normalisation,
            "skip_min_side": str(self.arithmetic.skip_min_side).lower(),
            "lanes": self.lanes,
            "rows": self.rows,
            "bias_port": str(self.bias_port).lower(),
        }
        for name, value in changes.items():
            lines = text.splitlines()
            places = [i for i, line in enumerate(lines) if line.split(":")[0].strip() == name]
            assert len(places) == 1, name
            indent = lines[places[0]].split(name)[0]
            lines[places[0]] = f"{indent}{name}: {value}"
            text = "\n".join(lines) + "\n"
        return text


@functools.cache
def description_file(description: Description) -> str:
    folder = description_folder()
    path = folder / f"{len(list(folder.iterdir()))}.yaml"
    path.write_text(description.text())
    return str(path)


@functools.cache
def description_folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="a3-machines-"))


@dataclass(frozen=True)
class Case:
    """One call, on integers in units of the format's last bit."""

    description: Description
    queries: list[list[int]]
    keys: list[list[int]]
    values: list[list[int]]
    mask: list[list[bool]] | None = None
    approx: str = "exact"
    iterations: int | None = None
    threshold: int | None = None
    bias: list[list[int]] | None = None  # In units of a score's last bit.

    def knobs(self) -> tuple[int | None, int | None]:
        """M and T in force: those given, else the preset's for the query with the most rows."""
        rows = len(self.keys)
        if self.mask is not None:
            rows = max(sum(row) for row in self.mask)
        iterations, threshold = model.preset(self.approx, rows)
        return (
            iterations if self.iterations is None else self.iterations,
            threshold if self.threshold is None else self.threshold,
        )

    def expected(self) -> list[model.Answer]:
        iterations, threshold = self.knobs()
        masks = self.mask or [None] * len(self.queries)
        biases = self.bias or [None] * len(self.queries)
        return [
            model.attend(
                query,
                self.keys,
                self.values,
                self.description.arithmetic,
                mask,
                iterations,
                threshold,
                bias,
            )
            for query, mask, bias in zip(self.queries, masks, biases, strict=True)
        ]

    def arguments(self) -> dict[str, object]:
        scale = 2.0**-self.description.arithmetic.fraction_bits
        arrays = {
            name: np.array(rows, np.float32) * np.float32(scale)
            for name, rows in (("q", self.queries), ("k", self.keys), ("v", self.values))
        }
        options: dict[str, object] = {"approx": self.approx, "scale": 1.0, "balance": 0}
        if self.mask is not None:
            options["mask"] = np.array(self.mask, bool)
        if self.bias is not None:
            options["bias"] = np.array(self.bias, np.float32) * np.float32(scale * scale)
        if self.iterations is not None:
            options["m"] = self.iterations
        if self.threshold is not None:
            options["t"] = self.threshold / model.STEPS_OF_PERCENT
        if self.description != Description():
            options["machine"] = description_file(self.description)
        return arrays | options

    def reproduction(self) -> str:
        """What to paste to see the case outside of this test."""
        lines = ["import numpy as np", "import a3"]
        arguments = self.arguments()
        for name, value in arguments.items():
            if isinstance(value, np.ndarray):
                arguments[name] = f"np.array({value.tolist()}, np.{value.dtype})"
            else:
                arguments[name] = repr(value)
        joined = ", ".join(f"{name}={value}" for name, value in arguments.items())
        lines.append(f"result = a3.attention({joined}, detail=True)")
        lines.append("print(result.output, result.candidate_rows, result.kept_rows)")
        if "machine" in arguments:
            lines.append(f"# with {self.description}")
        return "\n".join(lines)


def compare(case: Case) -> None:
    expected = case.expected()
    machine = case.description.arithmetic
    outputs = [[model.to_float32(o, machine) for o in answer.output] for answer in expected]
    try:
        result = a3.attention(**case.arguments(), detail=True)
        assert np.asarray(result.output).tolist() == outputs
        assert [list(rows) for rows in result.candidate_rows] == [a.candidates for a in expected]
        assert [list(rows) for rows in result.kept_rows] == [a.kept for a in expected]
        assert np.asarray(result.candidates).tolist() == [len(a.candidates) for a in expected]
        assert np.asarray(result.kept).tolist() == [len(a.kept) for a in expected]
    except Exception:
        note(case.reproduction())
        raise


# Corners of what a description may hold (14 bits beside the sign, one fraction bit) and of
# what the simulator computes on vectors (8 bits, 4 of them fraction).
FORMATS = [(4, 4), (4, 8), (0, 1), (0, 14), (13, 1), (1, 2), (6, 8), (2, 3), (6, 2), (4, 5)]
MACHINES = [
    Description(Machine(i, f, normalisation, skip), lanes, rows)
    for (i, f), normalisation, skip, (lanes, rows) in itertools.product(
        FORMATS, ("weights", "late"), (True, False), ((64, 320), (2, 8192))
    )
]

machines = st.sampled_from(MACHINES)
thresholds = st.sampled_from([1, 2, 100, 1000, 5000, 10000, 50000, 99999, 100000])


def elements(machine: Machine) -> st.SearchStrategy[int]:
    """Whole range, its ends, and few small values, so that ties are common."""
    low, high = -machine.largest - 1, machine.largest
    return st.one_of(
        st.integers(max(low, -2), min(high, 2)),
        st.integers(low, high),
        st.sampled_from([low, low + 1, 0, high - 1, high]),
    )


@st.composite
def small_cases(draw: Callable) -> Case:
    """Cases drawn element by element, which shrink well."""
    description = draw(machines)
    element = elements(description.arithmetic)
    rows, depth = draw(st.integers(1, 6)), draw(st.integers(1, 9))
    width, queries = draw(st.integers(1, 3)), draw(st.integers(1, 2))

    def matrix(height: int, width: int, entry: st.SearchStrategy[int] = element) -> list[list[int]]:
        return draw(
            st.lists(
                st.lists(entry, min_size=width, max_size=width),
                min_size=height,
                max_size=height,
            )
        )

    mask = None
    if draw(st.booleans()):
        mask = draw(
            st.lists(
                st.lists(st.booleans(), min_size=rows, max_size=rows),
                min_size=queries,
                max_size=queries,
            )
        )
    bias = None
    if draw(st.booleans()):
        description = replace(description, bias_port=True)
        bias = matrix(queries, rows, st.integers(-2, 2) | st.integers(-(2**20), 2**20))
    return Case(
        description,
        matrix(queries, depth),
        matrix(rows, depth),
        matrix(rows, width),
        mask,
        draw(st.sampled_from(["exact", "conservative", "aggressive"])),
        draw(st.none() | st.integers(1, 2 * rows * depth + 3)),
        draw(st.none() | thresholds),
        bias,
    )


def random_row(generator: random.Random, length: int, machine: Machine, kind: str) -> list[int]:
    low, high = -machine.largest - 1, machine.largest
    if kind == "zeros":
        return [0] * length
    if kind == "lowest":
        return [low] * length
    if kind == "ends":
        return [generator.choice([low, high]) for _ in range(length)]
    if kind == "few":
        return [generator.choice([-1, 0, 1]) for _ in range(length)]
    if kind == "normal":
        deviation = max(1.0, 2.0**machine.fraction_bits)
        return [max(low, min(high, round(generator.gauss(0.0, deviation)))) for _ in range(length)]
    return [generator.randint(low, high) for _ in range(length)]


@st.composite
def large_cases(draw: Callable) -> Case:
    """Cases from a seed, of the sizes at which the simulator takes its fast ways."""
    description = draw(machines)
    machine = description.arithmetic
    generator = random.Random(draw(st.integers(0, 2**32)))
    rows = generator.choice([1, 2, 7, 16, 20, 33, 50, 64, 320])
    depth = generator.choice([1, 2, 3, 5, 8, 9, 16, 31, 64, 65, 128])
    width = generator.choice([1, 3, 8, 16, 17, 64, 65])
    queries = generator.choice([1, 2, 5, 9, 17])
    # One tile: a row wider than the lanes takes several lines of a bank.
    rows = min(rows, description.rows // math.ceil(max(depth, width) / description.lanes))
    kinds = ["zeros", "lowest", "ends", "few", "normal", "normal", "normal", "whole"]

    def matrix(height: int, width: int) -> list[list[int]]:
        kind = generator.choice(kinds)
        made = [random_row(generator, width, machine, kind) for _ in range(height)]
        if height > 1 and generator.random() < 0.3:  # Equal rows, for ties.
            made = [generator.choice(made[:2]) for _ in made]
        return made

    mask = None
    if generator.random() < 0.5:
        share = generator.choice([0.0, 0.2, 0.8])
        mask = [[generator.random() < share for _ in range(rows)] for _ in range(queries)]
    products = rows * depth
    return Case(
        description,
        matrix(queries, depth),
        matrix(rows, depth),
        matrix(rows, width),
        mask,
        generator.choice(["exact", "conservative", "aggressive"]),
        generator.choice([None, 1, rows, generator.randint(1, min(2 * products, 400))]),
        generator.choice([None, 1, 5000, 20000, 100000, generator.randint(1, 100000)]),
    )


def examples(ordinary: int) -> settings:
    """How many cases of a test, always the same ones unless A3_LONG asks for more."""
    return settings(
        max_examples=4000 if LONG else ordinary,
        deadline=None,
        derandomize=not LONG,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


def paper(queries: list, keys: list, values: list, **options: object) -> Case:
    return Case(Description(), queries, keys, values, **options)


THREE = [[16], [32], [-48]]
# Products and scores of most negative elements are one too large for their
# formats; with d = 8, a score is 2^31.
WIDE = Description(Machine(integer_bits=6, fraction_bits=8))
WIDEST = Case(WIDE, [[-(2**14)] * 8], [[-(2**14)] * 8, [0] * 8], [[1], [5]])


@examples(400)
@given(case=small_cases())
@example(case=paper([ZERO_SUM_QUERY], ZERO_SUM_KEYS, THREE, iterations=2))
@example(case=paper([WALK_QUERY], WALK_KEYS, THREE, iterations=2, threshold=100000))
@example(case=paper([[0]], [[5], [5], [3]], THREE, iterations=1))
@example(case=paper([[-256]], [[-256], [255], [0]], THREE, threshold=1))
@example(case=paper([[1]], [[5]], [[7]], approx="aggressive"))
@example(case=paper([[1]], [[5], [6], [7]], THREE, mask=[[True, False, False]], iterations=9))
@example(case=paper([[1], [1]], [[5]], [[7]], mask=[[False], [True]], approx="conservative"))
@example(case=WIDEST)
@example(case=replace(WIDEST, iterations=3, threshold=50000))
def test_small_cases_equal_the_model(case: Case) -> None:
    compare(case)


@examples(150)
@given(case=large_cases())
def test_large_cases_equal_the_model(case: Case) -> None:
    compare(case)


def test_biases_are_rounded_to_scores() -> None:
    assert model.quantise_bias(Fraction(3, 512), PAPER) == 2  # A tie: 1.5 units.
    assert model.quantise_bias(-1e30, PAPER) == -(2**31)
    generator = np.random.default_rng(3)
    q, k, v, bias = (generator.normal(size=s) for s in ((3, 8), (9, 8), (9, 4), (3, 9)))
    description = Description(bias_port=True)
    result = a3.attention(
        q, k, v, bias=bias, scale=1, balance=0, t=2, machine=description_file(description)
    )
    q, k, v = ([[model.quantise(x, PAPER) for x in row] for row in a.tolist()] for a in (q, k, v))
    for i, row in enumerate(bias.astype(np.float32).tolist()):
        steps = [model.quantise_bias(x, PAPER) for x in row]
        answer = model.attend(q[i], k, v, PAPER, threshold=2000, bias=steps)
        assert result.output[i].tolist() == [model.to_float32(o, PAPER) for o in answer.output]
        assert result.kept[i] == len(answer.kept)


@pytest.mark.parametrize("normalisation", ["weights", "late"])
def test_few_lanes_change_no_number(normalisation: str) -> None:
    description = Description(Machine(normalisation=normalisation), lanes=4)
    generator = random.Random(9)
    keys, values, queries = (
        [random_row(generator, 9, PAPER, "normal") for _ in range(20)] for _ in range(3)
    )
    case = Case(description, queries, keys, values, approx="conservative")
    compare(case)
    compare(replace(case, description=replace(description, lanes=64)))


@pytest.mark.parametrize("iterations", [2 * 320 * 2, 2 * 320 * 2 + 1, 10**6])
def test_more_iterations_than_products(iterations: int) -> None:
    generator = random.Random(1)
    keys = [random_row(generator, 2, PAPER, "whole") for _ in range(320)]
    case = paper([[255, -256], [0, 3]], keys, [[row % 256] for row in range(320)])
    compare(replace(case, iterations=iterations))


@pytest.mark.parametrize("balance", [-2, 0, 1, 3])
@pytest.mark.parametrize("scale", [1.0, 0.25])
def test_scale_and_balance_are_applied_before_rounding(scale: float, balance: int) -> None:
    # Powers of two, so that no product rounds before the quantisation does.
    generator = np.random.default_rng(5)
    q, k = generator.normal(size=(2, 6, 12)).astype(np.float32) * 3
    v = (generator.integers(-256, 256, (6, 3)) / 16).astype(np.float32)
    result = a3.attention(q, k, v, scale=scale, balance=balance, approx="conservative", detail=True)

    def quantised(rows: np.ndarray, factor: float) -> list[list[int]]:
        exact = Fraction(factor)
        return [[model.quantise(Fraction(float(x)) * exact, PAPER) for x in row] for row in rows]

    queries = quantised(q, scale * math.ldexp(1, balance))
    case = paper(queries, quantised(k, math.ldexp(1, -balance)), quantised(v, 1))
    expected = replace(case, approx="conservative").expected()
    assert [list(rows) for rows in result.candidate_rows] == [a.candidates for a in expected]
    assert [list(rows) for rows in result.kept_rows] == [a.kept for a in expected]
    outputs = [[model.to_float32(o, PAPER) for o in answer.output] for answer in expected]
    assert np.asarray(result.output).tolist() == outputs
