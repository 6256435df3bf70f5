# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Draw the README's picture: the way of a model from PyTorch to cycles."""

import argparse
import sys
from html import escape
from pathlib import Path

WIDTH, HEIGHT = 840, 676

# Colours: page, band, box, its edge, text, faint text, and the two sides.
LIGHT = ("#ffffff", "#f3f4f6", "#ffffff", "#c9ced6", "#1f2328", "#57606a", "#0b6e99", "#8a4b08")
DARK = ("#0d1117", "#161b22", "#21262d", "#3d444d", "#e6edf3", "#9da7b3", "#58b4dc", "#e0a458")
NAMES = ("page", "band", "box", "edge", "text", "faint", "machine", "host")

STYLE = """
text { font: 13px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; }
text, .tip { fill: var(--text); }
.name { font-weight: 600; }
.code { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-weight: 600; }
.faint { fill: var(--faint); font-size: 12px; }
.page { fill: var(--page); }
.band { fill: var(--band); }
.box { fill: var(--box); stroke: var(--edge); }
.machine { stroke: var(--machine); stroke-width: 1.6; }
.host { stroke: var(--host); stroke-width: 1.6; }
.line { stroke: var(--faint); stroke-width: 1.4; fill: none; marker-end: url(#tip); }
#tip path { fill: var(--faint); }
"""


def style() -> str:
    """Return the style sheet for light and dark."""

    def variables(colours: tuple[str, ...]) -> str:
        pairs = zip(NAMES, colours, strict=True)
        return "svg { " + " ".join(f"--{name}: {colour};" for name, colour in pairs) + " }"

    dark = f"@media (prefers-color-scheme: dark) {{ {variables(DARK)} }}"
    return f"<style>\n{variables(LIGHT)}\n{dark}{STYLE}</style>"


def text(x: float, y: float, content: str, kind: str = "", anchor: str = "middle") -> str:
    """Return one line of text."""
    return f'<text x="{x}" y="{y}" class="{kind}" text-anchor="{anchor}">{escape(content)}</text>'


def box(x: float, y: float, width: float, title: str, *lines: str, kind: str = "") -> list[str]:
    """Return a box with a title and faint lines below it."""
    height = 34 + 17 * len(lines)
    middle = x + width / 2
    parts = [f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="7" class="box {kind}"/>']
    parts.append(text(middle, y + 22, title, "name"))
    parts += [text(middle, y + 40 + 17 * i, line, "faint") for i, line in enumerate(lines)]
    return parts


def band(y: float, height: float, tool: str) -> list[str]:
    """Return a tool's band across the picture."""
    return [
        f'<rect x="16" y="{y}" width="{WIDTH - 32}" height="{height}" rx="10" class="band"/>',
        text(32, y + 25, tool, "code", "start"),
    ]


def arrow(*points: tuple[float, float]) -> str:
    """Return a line through the points with a tip at its end."""
    path = " L".join(f"{x} {y}" for x, y in points)
    return f'<path d="M{path}" class="line"/>'


def picture() -> str:
    """Return the whole picture."""
    parts = [f'<rect width="{WIDTH}" height="{HEIGHT}" rx="12" class="page"/>']
    parts += [*band(98, 226, "a3-compile"), *band(414, 180, "a3-run")]
    parts += [*model(), *compiler(), *program(), *run()]
    label = "The way of a model from PyTorch through a3-compile and a3-run to cycles"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'role="img" aria-label="{label}">'
    )
    tip = (
        '<marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
        'orient="auto"><path d="M0 0 L8 4 L0 8 z"/></marker>'
    )
    return "\n".join([head, style(), f"<defs>{tip}</defs>", *parts, "</svg>", ""])


def model() -> list[str]:
    """Return the model and its text."""
    parts = box(36, 16, 300, "a trained PyTorch model", "MiniLM: 6 layers, 12 heads of 32 columns")
    parts += box(504, 16, 300, "model.mlir", "linalg or TOSA, with its weights")
    parts += [arrow((336, 41), (502, 41)), text(419, 34, "a3.export", "code")]
    return [*parts, arrow((654, 67), (654, 82), (420, 82), (420, 136))]


def compiler() -> list[str]:
    """Return what a3-compile does."""
    find = ("an analysis of what the dataflow computes:", "a match, or the named reason why not")
    stream = ("tiles for the machine's buffers,", "then one operation for each instruction")
    host = ("buffers, loops and LLVM;", "matrix products become calls of a BLAS")
    return [
        *box(250, 138, 340, "find attention", *find),
        arrow((330, 206), (330, 222), (222, 222), (222, 238)),
        arrow((510, 206), (510, 222), (618, 222), (618, 238)),
        *box(46, 240, 352, "a3.attention to a3isa", *stream, kind="machine"),
        *box(442, 240, 352, "all the rest to native code", *host, kind="host"),
        *[arrow((x, 308), (x, 360)) for x in (222, 527, 709)],
    ]


def program() -> list[str]:
    """Return the parts of the program file."""
    return [
        text(420, 354, "model.a3", "code"),
        *box(46, 362, 352, "instruction streams", kind="machine"),
        *box(442, 362, 170, "native code", kind="host"),
        *box(624, 362, 170, "weights, mapped", kind="host"),
        *[arrow((x, 396), (x, 470)) for x in (222, 527, 709)],
    ]


def run() -> list[str]:
    """Return what a3-run does and what comes out."""
    host = (
        "runs the model around the accelerator;",
        "looks at the range of q, K and V and",
        "picks each head's power of two",
    )
    return [
        *simulator(46, 472),
        *box(512, 472, 282, "host", *host, kind="host"),
        arrow((512, 500), (438, 500)),
        text(475, 493, "launch", "faint"),
        arrow((436, 546), (510, 546)),
        text(475, 539, "results", "faint"),
        arrow((222, 574), (222, 618)),
        arrow((653, 557), (653, 618)),
        *box(46, 620, 352, "cycles, energy, rows kept", kind="machine"),
        *box(512, 620, 282, "the model's results", kind="host"),
    ]


def simulator(x: float, y: float) -> list[str]:
    """Return the simulated machine: three queues and the pipeline."""
    parts = [f'<rect x="{x}" y="{y}" width="390" height="102" rx="7" class="box machine"/>']
    parts.append(text(x + 195, y + 22, "simulated accelerator", "name"))
    for i, (title, line) in enumerate(
        [("load", "K, V, q"), ("compute", "dot, exponent, output"), ("store", "results")]
    ):
        left, width = [(x + 12, 84), (x + 124, 150), (x + 302, 76)][i]
        parts += box(left, y + 36, width, title, line)
    parts += [
        arrow((x + 96, y + 61), (x + 122, y + 61)),
        arrow((x + 274, y + 61), (x + 300, y + 61)),
    ]
    return parts


def main() -> None:
    """Write the picture, or check that it is fresh."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--check", action="store_true", help="fail where the file is not fresh")
    arguments = parser.parse_args()
    fresh = arguments.path.exists() and arguments.path.read_text() == picture()
    if arguments.check and not fresh:
        sys.exit(f"error: {arguments.path} is stale; run tools/dev/draw_way.py on it")
    if not fresh:
        arguments.path.write_text(picture())


if __name__ == "__main__":
    main()
