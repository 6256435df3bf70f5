# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Write completion for bash, zsh and fish from what the tools say with --help.

Both CLI11 and LLVM print their option tables there. Under the output folder, the files
lie where the shells look for them below a `share` folder.
"""

import argparse
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple


class Option(NamedTuple):
    """One option of a tool."""

    names: tuple[str, ...]  # As they are typed: "-o", "--output".
    value: str  # What it takes, or empty.
    choices: tuple[str, ...]  # The values that it may have, where it says so.
    summary: str


# "  -o,--output FILE ...    the program file"; the summary may be in the next line.
OF_CLI11 = re.compile(r"^  (-[-\w]+(?:,\s*-[-\w]+)*)(?: (\S.*?))?(?:\s{2,}(.*))?$")
# "  --mode=<value>   - Which mode"; passes are indented more, their options even more.
OF_LLVM = re.compile(r"^(?:  |      )(--?[-\w]+)(?:[= ]<([^>]+)>)?(?:=\S+)?\s+-\s*(.*)$")
CHOICE_OF_LLVM = re.compile(r"^    \s*=(\S+)\s+-")


def options_of_cli11(text: str) -> Iterator[Option]:
    """Yield the options of a tool of CLI11."""
    lines = text.splitlines()
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if match := OF_CLI11.match(line):
            names = tuple(name.strip() for name in match[1].split(","))
            value = match[2] or ""
            choices = re.search(r"\{([^}]*)\}", value)
            summary = match[3] or following.strip()
            yield Option(names, value, tuple(choices[1].split(",")) if choices else (), summary)


def options_of_llvm(text: str) -> Iterator[Option]:
    """Yield the options of a tool of LLVM, passes among them."""
    option: Option | None = None
    for line in text.splitlines():
        if option and (choice := CHOICE_OF_LLVM.match(line)):
            option = option._replace(choices=(*option.choices, choice[1]))
            continue
        if option:
            yield option
        match = OF_LLVM.match(line)
        option = Option((match[1],), match[2] or "", (), match[3]) if match else None
    if option:
        yield option


def options_of(tool: Path) -> list[Option]:
    """Ask a tool for its options.

    Raises ValueError where none is found in what it says.
    """
    text = subprocess.run([tool, "--help"], stdout=subprocess.PIPE, check=True, text=True).stdout
    read = options_of_llvm if text.startswith("OVERVIEW:") else options_of_cli11
    options = list(read(text))
    if not options:
        raise ValueError(f"{tool.name} --help names no option")
    return options


def for_bash(tool: str, options: list[Option]) -> str:
    """Return what bash-completion loads for a tool."""
    function = "_" + tool.replace("-", "_")
    words = "\n".join(name for option in options for name in option.names)
    cases = "".join(
        f"    {'|'.join(option.names)})\n"
        f'      COMPREPLY=($(compgen -W "{" ".join(option.choices)}" -- "$word"))\n'
        f"      return ;;\n"
        for option in options
        if option.choices
    )
    with_value = "|".join(
        name for option in options if option.value and not option.choices for name in option.names
    )
    if with_value:
        cases += f"    {with_value})\n      return ;;\n"
    # The shell splits --option=value into three words.
    return f"""# Completion of {tool} in bash, generated from its --help.
{function}() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} option=${{COMP_WORDS[COMP_CWORD-1]}}
  COMPREPLY=()
  [ "$word" = = ] && word=
  [ "$option" = = ] && option=${{COMP_WORDS[COMP_CWORD-2]}}
  case $option in
{cases}  esac
  case $word in
    -*) COMPREPLY=($(compgen -W "{words}" -- "$word")) ;;
  esac
}}
complete -o default -F {function} {tool}
"""


def for_zsh(tool: str, options: list[Option]) -> str:
    """Return the function that zsh loads for a tool."""

    def quoted(text: str) -> str:
        return re.sub(r"([\[\]:\\])", r"\\\1", text).replace("'", "'\\''")

    def argument(option: Option, name: str) -> str:
        if not option.value and not option.choices:
            return f"'{name}[{quoted(option.summary)}]'"
        action = f"({' '.join(option.choices)})" if option.choices else "_files"
        equals = "=" if name.startswith("--") else "+"
        return f"'*{name}{equals}[{quoted(option.summary)}]:value:{action}'"

    arguments = [argument(option, name) for option in options for name in option.names]
    lines = " \\\n  ".join([*arguments, "'*:file:_files'"])
    return f"#compdef {tool}\n# Generated from its --help.\n_arguments \\\n  {lines}\n"


def for_fish(tool: str, options: list[Option]) -> str:
    """Return what fish loads for a tool."""

    def line(option: Option, name: str) -> str:
        kind = "-l" if name.startswith("--") else "-s" if len(name) == 2 else "-o"
        summary = option.summary.replace("\\", "\\\\").replace("'", "\\'")
        text = f"complete -c {tool} {kind} {name.lstrip('-')} -d '{summary}'"
        if option.choices:
            return f"{text} -x -a '{' '.join(option.choices)}'"
        return f"{text} -r -F" if option.value else text

    lines = [line(option, name) for option in options for name in option.names]
    return "\n".join([f"# Completion of {tool} in fish, generated from its --help.", *lines, ""])


SHELLS: dict[str, Callable[[str, list[Option]], str]] = {
    "bash-completion/completions/{}": for_bash,
    "zsh/site-functions/_{}": for_zsh,
    "fish/vendor_completions.d/{}.fish": for_fish,
}


def main() -> None:
    """Write the files of all tools."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", type=Path, required=True, help="the folder to write to")
    parser.add_argument("tools", nargs="+", type=Path)
    arguments = parser.parse_args()
    for tool in arguments.tools:
        options = options_of(tool)
        for path, write in SHELLS.items():
            target = arguments.share / path.format(tool.name)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(write(tool.name, options))


if __name__ == "__main__":
    main()
