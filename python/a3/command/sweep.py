# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""`a3 sweep`: all points of a space that a Python file describes; see docs/sweep.md."""

import argparse
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd
    from distributed import Client

SUMMARY = "evaluate all points of a space, on all cores or on a cluster"

# Columns that say what a point is known by; the table leaves them out.
_IDENTITY = ("evaluation", "a3", "numpy", "python", "point", "machine_hash", "model_hash")

_CONNECT_SECONDS = 10


def declare(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument(
        "file", type=Path, help="a Python file that defines `evaluate` and `space`, as a3.sweep"
    )
    parser.add_argument(
        "-o", "--output", type=Path, help="the Parquet file; else the name of FILE with .parquet"
    )
    parser.add_argument("--workers", type=int, help="processes; else one for each core")
    parser.add_argument("--scheduler", metavar="ADDRESS", help="of a running Dask cluster")
    parser.add_argument(
        "--json", action="store_true", help="print all columns as JSON in place of the table"
    )


def run(options: argparse.Namespace) -> int:
    """Sweep."""
    from a3 import sweep
    from a3.python_file import load_file

    module = load_file(options.file, ("evaluate", "space"))
    output = options.output or Path(options.file.stem + ".parquet")
    with warnings.catch_warnings(record=True) as caught, _connect(options.scheduler) as client:
        table = sweep(module.evaluate, module.space, output, client=client, workers=options.workers)
    for warning in caught:
        print(f"warning: {warning.message}", file=sys.stderr)
    print(as_json(table) if options.json else as_text(table))
    return 1 if table["error"].notna().any() else 0


def as_json(table: "pd.DataFrame") -> str:
    """Return a list of points."""
    return table.to_json(orient="records", indent=2, double_precision=15)


def as_text(table: "pd.DataFrame") -> str:
    """Return parameters and results as a table."""
    hidden = set(_IDENTITY)
    if not table["error"].notna().any():
        hidden.add("error")
    if table["seed"].nunique() == 1:
        hidden.add("seed")
    return table[[name for name in table.columns if name not in hidden]].to_string(index=False)


@contextmanager
def _connect(address: str | None) -> "Iterator[Client | None]":
    if address is None:
        yield None
        return
    from distributed import Client

    with Client(address, set_as_default=False, timeout=_CONNECT_SECONDS) as client:
        yield client
