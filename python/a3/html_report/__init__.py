# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A run of a program as one HTML file with charts, which needs no network."""

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from numpy.typing import ArrayLike

from a3.approximation import Approximations
from a3.files import write_text
from a3.html_report.inputs import random_inputs
from a3.html_report.page import render
from a3.html_report.sections import Subject, sections
from a3.program import Program, load

__all__ = ["random_inputs", "report"]


def report(
    program: Program | str | os.PathLike[str],
    inputs: Sequence[ArrayLike] | None = None,
    output: str | os.PathLike[str] = "report.html",
    *,
    compiler_report: Mapping[str, Any] | str | os.PathLike[str] | None = None,
    site: str | None = None,
    head: int | None = None,
    approximations: Approximations | None = None,
    arithmetic: Literal["fixed", "float"] = "fixed",
    threads: int | None = None,
    seed: int | None = None,
) -> Path:
    """Run a program and write what it did as one HTML file.

    The file shows what docs/report.md explains, in light and dark, and loads nothing. The
    same program and inputs give the same bytes.

    Args:
        program: a program, or the file of one.
        inputs: an array for each of the program's inputs, in their order.
        output: where the file goes.
        compiler_report: what `a3-compile --report` wrote, or its file, which tells of
            attention that stays on the host; if not given, `program.report`.
        site: the attention whose maps are shown, instead of those that lose most. Only
            this one then runs a second time, query by query.
        head: of that site, over all its leading dimensions in C order.
        approximations: what attention leaves out, as `Program.run` takes it.
        arithmetic: the machine's own, or the same steps in binary32.
        threads: as `Program.run` takes them; nothing depends on them.
        seed: makes random inputs where none are given.

    Returns:
        The path of the file.

    Raises:
        ValueError: there are no inputs, one is not what the program takes, or there is no
            such site, head or folder; nothing is written.
        ImportError: Vega-Altair is not installed.

    """
    loaded = program if isinstance(program, Program) else load(program)
    names = [known.name for known in loaded.sites]
    if site is not None and site not in names:
        raise ValueError(f"there is no site {site!r}; the program has {', '.join(names) or 'none'}")
    if head is not None and site is None:
        raise ValueError("head is of a site: give that too")
    path = Path(output)
    if not path.parent.is_dir():
        raise ValueError(f"there is no folder {path.parent} for {path.name}")
    if inputs is None:
        if seed is None:
            raise ValueError(
                f"the program takes {', '.join(map(str, loaded.inputs))}; give its inputs, or "
                "a seed for random ones"
            )
        inputs = random_inputs(loaded, seed)
    run = loaded.run(
        *inputs,
        approximations=approximations,
        arithmetic=arithmetic,
        threads=threads,
        detail=names if site is None else [site],
    )
    subject = Subject(
        program=loaded,
        run=run,
        inputs=inputs,
        compiled=_read(compiler_report, loaded),
        arithmetic=arithmetic,
        seed=seed,
        site=site,
        head=head,
    )
    write_text(path, render(subject.title, sections(subject)))
    return path


def _read(
    given: Mapping[str, Any] | str | os.PathLike[str] | None, program: Program
) -> Mapping[str, Any] | None:
    """Return the compiler's report, or None where there is none."""
    if given is None:
        return program.report
    if isinstance(given, Mapping):
        return given
    try:
        document = json.loads(Path(given).read_text())
        if isinstance(document["sites"], list):
            return document
    except (json.JSONDecodeError, KeyError, TypeError, UnicodeDecodeError):
        pass
    raise ValueError(f"{os.fspath(given)} is not what a3-compile --report writes")
