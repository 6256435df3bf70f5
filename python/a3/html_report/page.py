# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Sections as one HTML page, with the library that draws the charts in it."""

import json
from collections.abc import Sequence
from functools import cache
from html import escape
from importlib import resources
from itertools import groupby
from typing import Any

from a3.html_report.sections import Figure, Note, Part, Section, Tiles
from a3.tables import Table

# Nothing is fetched: a browser refuses what is not in the file. Vega compiles expressions.
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline' 'unsafe-eval'; "
    "img-src data:"
)


def render(title: str, sections: Sequence[Section]) -> str:
    """Return the page."""
    charts: list[dict[str, Any]] = []
    body = "\n".join(_section(section, charts) for section in sections)
    links = " ".join(
        f'<a href="#{_anchor(section.title)}">{escape(section.title)}</a>' for section in sections
    )
    # "</" would end the element.
    specs = json.dumps(charts, separators=(",", ":"), allow_nan=False).replace("</", "<\\/")
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<title>{escape(title)}</title>
<link rel="icon" href="data:,">
<style>
{_resource("page.css")}</style>
</head>
<body>
<header>
<h1>{escape(title)}</h1>
<nav>{links}</nav>
</header>
<main>
{body}
</main>
<noscript>Charts are drawn by JavaScript; tables do without.</noscript>
<script type="application/json" id="charts">{specs}</script>
<script>{_library()}</script>
<script>
{_resource("page.js")}</script>
</body>
</html>
"""


def _section(section: Section, charts: list[dict[str, Any]]) -> str:
    """Return a section; figures that follow each other are in one grid."""
    parts = []
    for is_figure, group in groupby(section.parts, lambda part: isinstance(part, Figure)):
        html = "\n".join(_part(part, charts) for part in group)
        parts.append(f'<div class="grid">\n{html}\n</div>' if is_figure else html)
    anchor = _anchor(section.title)
    body = "\n".join(parts)
    return f'<section id="{anchor}">\n<h2>{escape(section.title)}</h2>\n{body}\n</section>'


def _part(part: Part, charts: list[dict[str, Any]]) -> str:
    if isinstance(part, Figure):
        return _figure(part, charts)
    if isinstance(part, Tiles):
        tiles = "".join(
            f'<div class="tile"><dt>{escape(name)}</dt><dd>{escape(value)}</dd>'
            f"<dd class=faint>{escape(of)}</dd></div>"
            for name, value, of in part.tiles
        )
        return f'<dl class="tiles">{tiles}</dl>'
    if isinstance(part, Note):
        kind = "warning" if part.is_warning else "note"
        mark = "<strong>Warning.</strong> " if part.is_warning else ""
        return f'<p class="{kind}">{mark}{escape(part.text)}</p>'
    return _table(part)


def _table(table: Table) -> str:
    """Return a table that scrolls by itself where the page is narrow."""
    return f'<div class="table" tabindex="0">{table._repr_html_()}</div>'


def _figure(figure: Figure, charts: list[dict[str, Any]]) -> str:
    spec = figure.chart.to_dict(validate=False)
    # Views of one chart take the width that there is.
    spec["width"] = "container"
    spec["autosize"] = {"type": "fit-x", "contains": "padding"}
    del spec["config"]  # The page has one for light and one for dark.
    charts.append(spec)
    kind = "card wide" if figure.wide else "card"
    renderer = "canvas" if figure.dense else "svg"
    return (
        f'<figure class="{kind}"><figcaption><h3>{escape(figure.title)}</h3>'
        f"<p>{escape(figure.text)}</p></figcaption>"
        f'<div class="chart" data-chart="{len(charts) - 1}" data-renderer="{renderer}"></div>'
        "</figure>"
    )


def _anchor(title: str) -> str:
    return title.lower().replace(" ", "-")


def _resource(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def _library() -> str:
    """Return Vega-Embed with Vega-Lite and Vega, which sets `vegaEmbed`."""
    import vl_convert
    from altair import SCHEMA_VERSION

    version = ".".join(SCHEMA_VERSION.removeprefix("v").split(".")[:2])
    return vl_convert.javascript_bundle(vl_version=version).replace("</script", "<\\/script")
