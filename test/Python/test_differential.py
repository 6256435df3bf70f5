# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random programs against softmax in binary64, the independent model, and themselves.

A3_LONG=1 runs 5000 programs. docs/trust.md says what must be equal, and why.
"""

import subprocess
import sys
from pathlib import Path

import pytest

import random_attention
import reference_model
from exploring import Record, explore
from random_attention import Problem, Variant, check_fixed, check_float, check_same, problems
from random_models import Model, check_model, models_of


def check_all(problem: Problem) -> None:
    check_fixed(problem)
    check_float(problem)
    check_same(problem)


def test_attention_of_arrays(record_property: Record) -> None:
    explore(check_all, problems(40), record_property, ordinary=60, long=3000, what="programs")


def test_models_as_text(record_property: Record) -> None:
    forms = models_of("a3", "a3-open", "linalg", "tosa")
    explore(check_model, forms, record_property, ordinary=40, long=1900, what="programs")


def test_models_of_pytorch(record_property: Record) -> None:
    forms = models_of("torch-linalg", "torch-tosa")
    explore(check_model, forms, record_property, ordinary=2, long=100, what="programs")


def test_speed_may_decide_how_rows_are_cut() -> None:
    # Three tiles need one more where they follow each other, and the plan that is faster
    # is taken. So here the port alone changes results, by the rounding of one merge more.
    problem = Problem(
        queries=13, rows=24, width=4, seed=1, variant=Variant(tile_rows=8, block_queries=4)
    )
    assert problem.tile_sizes() == [6, 8]
    check_fixed(problem)


REPRODUCE = Path(__file__).with_name("reproduce.py")


def test_a_printed_example_runs_again() -> None:
    example = Model(Problem(rows=3, depth=2, m=2), "tosa")
    command = [sys.executable, REPRODUCE, repr(example)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "nothing is wrong with it\n"


COARSE = Variant(tile_rows=8, fraction_bits=2)


@pytest.mark.parametrize("wrong", ["exponent_of", "truncated_quotient", "score_margin"])
def test_an_error_of_one_bit_is_found(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    right = getattr(reference_model, wrong)
    # So many scores that some row is just as far from the best as T allows.
    problem = Problem(queries=40, rows=40, depth=2, t=50000, variant=COARSE)
    check_fixed(problem)
    monkeypatch.setattr(reference_model, wrong, lambda *values: right(*values) - 1)
    with pytest.raises(AssertionError):
        check_fixed(problem)


def test_a_row_too_many_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    right = random_attention.admitted_rows
    monkeypatch.setattr(random_attention, "admitted_rows", lambda *values: right(*values) | True)
    with pytest.raises(AssertionError):
        check_float(Problem(queries=3, rows=5, mask="causal"))
