# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Results of a sweep."""

import json
from typing import TYPE_CHECKING

import altair as alt

from a3.plot.style import chart, counts_axis

if TYPE_CHECKING:
    import pandas as pd


def sweep(table: "pd.DataFrame", x: str, y: str, colour: str | None = None) -> alt.Chart:
    """Return one column of a sweep's table against another, of the points without an error.

    Args:
        table: what `a3.sweep` returned, or `pandas.read_parquet` of its file.
        x: a parameter or a result.
        y: a result.
        colour: a third column, by whose values points are joined to lines.

    """
    wanted = [x, y] if colour is None else [x, y, colour]
    missing = [name for name in wanted if name not in table]
    if missing:
        raise ValueError(f"the table has no column {missing[0]!r}; it has {', '.join(table)}")
    whole = table[table["error"].isna()] if "error" in table else table
    # Names may have dots and brackets, which fields of a chart must not.
    plain = whole[wanted].set_axis(["x", "y", "colour"][: len(wanted)], axis="columns")
    records = json.loads(plain.to_json(orient="records"))
    if not records:
        raise ValueError("the table has no point without an error")
    is_number = all(isinstance(record["x"], int | float) for record in records)
    encodings = {
        "x": alt.X("x:Q" if is_number else "x:N", title=x, scale=_scale(is_number), sort=None),
        "y": alt.Y("y:Q", title=y, scale=alt.Scale(zero=False), axis=counts_axis()),
        "tooltip": [
            alt.Tooltip(
                f"{field}:{'Q' if field == 'y' or (field == 'x' and is_number) else 'N'}",
                title=name,
            )
            for field, name in zip(("x", "y", "colour"), wanted, strict=False)
        ],
    }
    if colour is not None:
        encodings["color"] = alt.Color("colour:N", title=colour)
    picture = chart(records, f"{y} against {x}")
    drawn = picture.mark_line(point=True) if is_number else picture.mark_point(filled=True, size=60)
    return drawn.encode(**encodings).properties(width=480, height=300)


def _scale(is_number: bool) -> alt.Scale:
    return alt.Scale(zero=False) if is_number else alt.Scale()
