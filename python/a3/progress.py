# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Progress bars: on standard error, and only where someone looks."""

import sys
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

# How long work may last before it is shown, and how often that is renewed.
_DELAY_SECONDS = 1.0
_RENEWAL_SECONDS = 0.2


def make_bar(wanted: bool | None, **options: Any) -> Any | None:  # noqa: ANN401 - of tqdm.
    """Return a bar of tqdm, or None.

    There is none where `wanted` is False, tqdm is missing, or, with `wanted` None,
    standard error is no terminal.
    """
    if wanted is False or (wanted is None and not sys.stderr.isatty()):
        return None
    try:
        from tqdm import tqdm
    except ImportError:
        return None
    return tqdm(leave=False, **options)


class Counter(AbstractContextManager["Counter"]):
    """Counts steps of a number that is not known before."""

    def __init__(self, unit: str, *, wanted: bool | None = None) -> None:
        self._bar = make_bar(wanted, unit=unit)

    def step(self, what: str) -> None:
        """Count one more, and say of what kind it was."""
        if self._bar is not None:
            self._bar.set_postfix_str(what)
            self._bar.update()

    def __exit__(self, *_: object) -> None:
        """Remove the bar."""
        if self._bar is not None:
            self._bar.close()


@contextmanager
def elapsed(what: str, *, wanted: bool | None = None) -> Iterator[None]:
    """Show how long work has lasted whose length is not known, once that is a second."""
    delay = 0.0 if wanted else _DELAY_SECONDS
    bar = make_bar(wanted, desc=what, bar_format="{desc}: {elapsed}", delay=delay)
    if bar is None:
        yield
        return
    done = threading.Event()

    def show() -> None:
        while not done.wait(_RENEWAL_SECONDS):
            bar.update(0)

    thread = threading.Thread(target=show, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
        bar.close()
