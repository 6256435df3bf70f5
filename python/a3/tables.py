# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Tables that read well as text and as HTML, and results that print as tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Table:
    """A header and rows of texts; the first column is of names, the others of numbers."""

    header: Sequence[str]
    rows: Sequence[Sequence[str]]

    def __str__(self) -> str:
        """Return lines of columns of equal width."""
        lines = [self.header, *self.rows]
        widths = [max(len(line[i]) for line in lines) for i in range(len(self.header))]

        def text(line: Sequence[str]) -> str:
            first, *rest = zip(line, widths, strict=True)
            cells = [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in rest)]
            return "  ".join(cells).rstrip()

        return "\n".join(map(text, lines))

    def _repr_html_(self) -> str:
        """Return the table as notebooks show it."""

        def row(line: Sequence[str], tag: str) -> str:
            cells = [
                f'<{tag} style="text-align: {"right" if i else "left"}">{escape(cell)}</{tag}>'
                for i, cell in enumerate(line)
            ]
            return f"<tr>{''.join(cells)}</tr>"

        body = "".join(row(line, "td") for line in self.rows)
        return f"<table><thead>{row(self.header, 'th')}</thead><tbody>{body}</tbody></table>"


class Shown:
    """A result that prints, and shows itself in notebooks, as texts and tables."""

    def _shown(self) -> list[str | Table]:
        raise NotImplementedError

    def __str__(self) -> str:
        """Return the texts and tables below each other."""
        return "\n".join(map(str, self._shown()))

    def __repr__(self) -> str:
        """Return what `str` does: fields would fill the screen."""
        return str(self)

    def _repr_html_(self) -> str:
        """Return the same for a notebook."""
        return "".join(
            part._repr_html_() if isinstance(part, Table) else f"<p>{escape(part)}</p>"
            for part in self._shown()
        )
