# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Machines can be varied parameter by parameter."""

import pytest

import a3


def test_other_values() -> None:
    varied = a3.vary_machine(parameters={"units": 2, "format.fraction_bits": 8})
    assert (varied.units, varied.fraction_bits) == (2, 8)
    base = a3.Machine.load("a3-hpca20")
    assert (base.units, base.fraction_bits) == (1, 4)
    assert a3.vary_machine(varied, {"units": 1}).fraction_bits == 8
    assert a3.vary_machine(base).integer_bits == base.integer_bits


@pytest.mark.parametrize(
    ("parameters", "error"),
    [
        ({"unit": 2}, "there is no parameter 'unit'; docs/machine.md"),
        ({"format.bits": 2}, "there is no parameter 'format.bits'"),
        ({"format": 2}, "there is no parameter 'format'"),
        ({"units.x": 2}, "there is no parameter 'units.x'"),
        ({"units": 0}, "units"),
    ],
)
def test_mistakes(parameters: dict[str, int], error: str) -> None:
    with pytest.raises(ValueError, match=error):
        a3.vary_machine(parameters=parameters)
