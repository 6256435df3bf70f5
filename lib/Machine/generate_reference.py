#!/usr/bin/env python3
"""Generate docs/machine.md from the commented description a3-hpca20.yaml."""

import argparse
import re
from dataclasses import dataclass
from pathlib import Path

LINE = re.compile(r"(?P<indent> *)(?P<key>\w+):(?P<value>[^#]*)(?:#(?P<text>.*))?")
MARK = re.compile(r"\s*\[([CUO])\]")
MARKS = {
    "C": "confirmed by public text about the paper",
    "U": "remembered or derived, not confirmed",
    "O": "our extension beyond the paper",
}


@dataclass
class Parameter:
    name: str
    value: str
    text: str


def parse(text: str) -> list[Parameter]:
    """One entry a parameter or section, in order; a section's value is empty."""
    parameters: list[Parameter] = []
    section = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        match = LINE.fullmatch(line)
        if not match:
            raise SystemExit(f"error: line {number} is no parameter with a comment")
        value = match["value"].strip()
        nested = bool(match["indent"])
        if not nested:
            section = "" if value else match["key"] + "."
        name = section + match["key"] if nested else match["key"]
        comment = (match["text"] or "").strip()
        if value and not comment and section != "modules." and name != "name":
            raise SystemExit(f"error: line {number}: '{name}' needs a comment")
        parameters.append(Parameter(name, value, comment))
    return parameters


def escape(text: str) -> str:
    return text.replace("|", "\\|").replace("*", "\\*")


def split_marks(text: str) -> tuple[str, str]:
    """The text without its marks, and the marks."""
    return MARK.sub("", text).strip(), ", ".join(dict.fromkeys(MARK.findall(text)))


def row(parameter: Parameter) -> str:
    text, marks = split_marks(parameter.text)
    return f"| `{parameter.name}` | {parameter.value} | {escape(text)} | {marks} |"


def derived(values: dict[str, str]) -> list[str]:
    """What follows from the parameters for n and d that fill a bank."""
    rows, lanes, fill = (int(values[name]) for name in ("rows", "lanes", "pipeline.fill"))
    between = rows + fill
    giga = 4 * rows * lanes / between * float(values["clock"]) / 1000
    return [
        "",
        "## What follows",
        "",
        f"For n = {rows} and d = {lanes}, each of the three modules of base A3 needs "
        f"n + fill = {between} cycles for a query. So there are {between} cycles between queries, "
        f"the latency of one query is 3 (n + fill) = {3 * between} cycles, and "
        f"4 n d operations every {between} cycles are {giga:.0f} GOP/s. Other papers quote A3 at "
        "221 GOP/s, without a derivation; test/Simulator measures the figures given here.",
        "",
        "Rows of d > `lanes` take ceil(d / `lanes`) cycles in the dot product, those of "
        "dv > `lanes` likewise in the output.",
    ]


def markdown(text: str) -> str:
    parameters = parse(text)
    sections = {p.name: p.text for p in parameters if not p.value}
    lines = [
        "# Machine description",
        "",
        "Generated from `lib/Machine/a3-hpca20.yaml`; do not edit.",
        "",
        "A machine is described by a YAML file, which the compiler and the simulator read. "
        "`a3-hpca20` is built in. To describe another, copy that file, change it and give it "
        "to `--machine`: every parameter must be present, and an unknown or impossible one is "
        "an error with its place.",
        "",
        "Marks: " + "; ".join(f"**{mark}** {meaning}" for mark, meaning in MARKS.items()) + ".",
        "",
        "| parameter | a3-hpca20 | meaning | mark |",
        "|---|---|---|---|",
    ]
    for parameter in parameters:
        section, _, key = parameter.name.partition(".")
        if parameter.value and section != "modules" and parameter.name != "name":
            if key and sections[section]:
                parameter.text = f"{sections[section]}: {parameter.text}"
            lines.append(row(parameter))
    heading, marks = split_marks(sections["modules"])
    lines += [
        "",
        "## Modules",
        "",
        f"Section `modules`, {heading} (mark {marks}).",
        "",
        "| module | area | dynamic | static |",
        "|---|---|---|---|",
    ]
    totals = [0.0, 0.0, 0.0]
    for parameter in parameters:
        if parameter.name.startswith("modules."):
            costs = re.findall(r"(\w+): ([\d.]+)", parameter.value)
            if [name for name, _ in costs] != ["area", "dynamic", "static"]:
                raise SystemExit(f"error: '{parameter.name}' needs area, dynamic, static")
            lines.append(
                f"| `{parameter.name.partition('.')[2]}` | "
                + " | ".join(value for _, value in costs)
                + " |"
            )
            totals = [total + float(value) for total, (_, value) in zip(totals, costs, strict=True)]
    lines.append("| one unit | " + " | ".join(f"{total:.3f}" for total in totals) + " |")
    return "\n".join(lines + derived({p.name: p.value for p in parameters})) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("description", type=Path)
    parser.add_argument("markdown", type=Path)
    parser.add_argument("--check", action="store_true", help="fail where the page is not fresh")
    arguments = parser.parse_args()
    text = markdown(arguments.description.read_text())
    if arguments.markdown.exists() and arguments.markdown.read_text() == text:
        return
    if arguments.check:
        raise SystemExit(
            f"error: {arguments.markdown} is stale; run lib/Machine/generate_reference.py"
        )
    arguments.markdown.write_text(text)


if __name__ == "__main__":
    main()
