# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random examples of a law: the same ones each time, or with A3_LONG=1 many others.

Hypothesis makes an example that fails as small as it can; tests say how many ran, which
`tools/dev/trust` adds up.
"""

import os
from collections.abc import Callable
from typing import TypeVar

from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

Example = TypeVar("Example")
Record = Callable[[str, object], None]

LONG = os.environ.get("A3_LONG") == "1"


def explore(
    check: Callable[[Example], None],
    examples: st.SearchStrategy[Example],
    record: Record,
    *,
    ordinary: int,
    long: int,
    what: str = "examples",
) -> None:
    """Check `ordinary` examples, or `long` where asked for; records their number as `what`.

    Raises what `check` raises for the smallest example that is found, with a command that
    shows it alone where it is a problem or a model.
    """
    ran = 0

    @settings(
        max_examples=long if LONG else ordinary,
        deadline=None,
        derandomize=not LONG,
        database=None,
        print_blob=LONG,
        suppress_health_check=list(HealthCheck),
    )
    @given(examples)
    def check_one(example: Example) -> None:
        nonlocal ran
        ran += 1
        note(f'.venv/bin/python test/Python/reproduce.py "{example!r}"')
        check(example)

    check_one()
    record(what, ran)
