# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Run every code block of Markdown pages and write what it prints beside it.

A page has a folder of its own, in which build, .venv and the folders of the sources
are those of the project. In it, blocks run in their order:

sh                 with `sh -e`
python             all of a page in one interpreter
mlir               parsed and verified by a3-opt
json, yaml, toml   parsed
text               what the block before it printed, which may be the error of
                   an sh block; with a title, no code

A block below a line <!-- not run: WHY --> is left out, and each of another language must
have that. Output below <!-- not compared: WHY --> may be another one elsewhere. With
--check nothing is written: a page that is not fresh is an error.
"""

import argparse
import difflib
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml
from markdown_it import MarkdownIt

ROOT = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ.get("A3_BUILD", ROOT / "build")).resolve()
SPLIT = "// -----\n"
NOTE = re.compile(r"<!-- not (run|compared)(.*) -->")
TITLE = re.compile(r'title="([^"]*)"')
PARSERS: dict[str, Callable[[str], Any]] = {
    "json": json.loads,
    "yaml": yaml.safe_load,
    "toml": tomllib.loads,
}

# Runs blocks, each a line of JSON; a zero byte and the exit status follow its output.
INTERPRETER = r"""
import json, sys, traceback
scope = {"__name__": "__main__"}
for line in sys.stdin:
    status = 0
    try:
        exec(compile(json.loads(line), "<example>", "exec"), scope)
    except BaseException:
        traceback.print_exc()
        status = 1
    sys.stderr.flush()
    print(f"\0{status}", flush=True)
"""


class ExampleError(ValueError):
    """A block that cannot be run, or fails."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True)
class Block:
    """A code block of a page."""

    language: str
    title: str
    note: str  # What is not done with it, "run" or "compared".
    reason: str
    body: str
    start: int  # The line of its first fence, from 1.
    end: int  # That of its last one.
    is_fenced: bool

    @property
    def is_run(self) -> bool:
        """Whether it prints something."""
        return self.language in ("sh", "python") and self.note != "run"


def blocks_of(text: str) -> list[Block]:
    """Return the code blocks of a page."""
    blocks = []
    lines = ["", *text.splitlines()]
    for token in MarkdownIt("commonmark").parse(text):
        if token.type not in ("fence", "code_block") or token.map is None:
            continue
        title = TITLE.search(token.info)
        note = NOTE.fullmatch(lines[token.map[0]])
        blocks.append(
            Block(
                language=token.info.partition(" ")[0],
                title=title[1] if title else "",
                note=note[1] if note else "",
                reason=note[2] if note else "",
                body=token.content,
                start=token.map[0] + 1,
                end=token.map[1],
                is_fenced=token.type == "fence" and token.level == 0,
            )
        )
    return blocks


def outputs_of(text: str, blocks: list[Block]) -> dict[Block, Block]:
    """Return the blocks that hold what the blocks just before them print."""
    lines = text.splitlines()
    return {
        block: output
        for block, output in pairwise(blocks)
        if block.is_run
        and output.language == "text"
        and not output.title
        and not "".join(lines[block.end : output.start - 1 - bool(output.note)]).strip()
    }


def replace_bodies(text: str, bodies: dict[Block, str]) -> str:
    """Return the page with other bodies of some blocks."""
    lines = text.splitlines(keepends=True)
    for block, body in sorted(bodies.items(), key=lambda item: -item[0].start):
        lines[block.start : block.end - 1] = [body]
    return "".join(lines)


def check_block(block: Block) -> None:
    """Raise where a block cannot be what it says."""
    if not block.is_fenced:
        raise ExampleError(block.start, "code must stand between lines of ```, not indented")
    if block.note and not re.match(r": \w", block.reason):
        raise ExampleError(block.start, f"say why: <!-- not {block.note}: ... -->")
    if block.note == "run":
        return
    if block.language == "text":
        if not block.title:
            raise ExampleError(
                block.start, "nothing prints this; if it is no output, give it a title"
            )
    elif block.language in PARSERS:
        try:
            PARSERS[block.language](block.body)
        except (ValueError, yaml.YAMLError) as error:
            summary = " ".join(str(error).split())
            raise ExampleError(block.start, f"this is not {block.language}: {summary}") from None
    elif block.language not in ("sh", "python", "mlir"):
        known = ", ".join(["sh", "python", "mlir", *PARSERS, "text"])
        raise ExampleError(
            block.start,
            f'the language is "{block.language}"; take one of {known}, or <!-- not run: ... -->',
        )


def parse_mlir(blocks: list[Block], folder: Path) -> None:
    """Parse all blocks by one a3-opt; raise at the first that is wrong."""
    source = folder / "blocks.mlir"
    source.write_text(SPLIT.join(block.body for block in blocks))
    command = [str(BUILD / "bin/a3-opt"), "--split-input-file", str(source), "-o", os.devnull]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if not done.returncode:
        return
    found = re.search(r"blocks\.mlir:(\d+):\d+: error: (.*)", done.stderr)
    if not found:
        raise ExampleError(blocks[0].start, done.stderr.strip())
    line = int(found[1])
    for block in blocks:
        count = (block.body + SPLIT).count("\n")
        if line <= count:
            raise ExampleError(block.start + line, found[2])
        line -= count


class Shell:
    """Runs the blocks of one page in one folder."""

    def __init__(self, folder: Path) -> None:
        """Make the folder look like the project's."""
        for name in ("docs", "include", "lib", "python", "test", "tools"):
            (folder / name).symlink_to(ROOT / name)
        (folder / "build").symlink_to(BUILD)
        (folder / ".venv").symlink_to(Path(sys.prefix))
        self._folder = folder
        self._interpreter: subprocess.Popen[str] | None = None
        path = (str(BUILD / "bin"), str(Path(sys.prefix) / "bin"), os.environ["PATH"])
        self._environment = {
            **os.environ,
            "HF_HUB_OFFLINE": "1",
            "PATH": os.pathsep.join(path),
            "PYTHONPATH": str(ROOT / "python"),
            # What packages below ours say, with places of this machine, and their bars.
            "PYTHONWARNINGS": "ignore::FutureWarning,ignore::DeprecationWarning",
            "TQDM_DISABLE": "1",
        }

    def run(self, block: Block) -> tuple[str, int]:
        """Return output and exit status of a block."""
        if block.language == "sh":
            process = self._start(["sh", "-e", "-c", block.body], subprocess.DEVNULL)
            output, status = process.communicate()[0], process.returncode
        else:
            output, status = self._interpret(block.body)
        return "".join(line.rstrip() + "\n" for line in output.splitlines()), status

    def close(self) -> None:
        """End the interpreter."""
        if self._interpreter is not None:
            self._interpreter.communicate()

    def _interpret(self, body: str) -> tuple[str, int]:
        if self._interpreter is None:
            self._interpreter = self._start(
                [sys.executable, "-u", "-c", INTERPRETER], subprocess.PIPE
            )
        stdin, stdout = self._interpreter.stdin, self._interpreter.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(json.dumps(body) + "\n")
        stdin.flush()
        output = ""
        for line in stdout:
            before, end, status = line.partition("\0")
            output += before
            if end:
                return output, int(status)
        self._interpreter = None
        return f"{output}the interpreter ended\n", 1

    def _start(self, command: list[str], stdin: int) -> subprocess.Popen[str]:
        """Start a program whose errors go where its output goes."""
        return subprocess.Popen(
            command,
            cwd=self._folder,
            env=self._environment,
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )


def run_blocks(text: str, shell: Shell) -> dict[Block, str]:
    """Return what the blocks of a page with output print now."""
    blocks = blocks_of(text)
    outputs = outputs_of(text, blocks)
    printed = {}
    for block in blocks:
        if block in printed:
            continue
        check_block(block)
        if not block.is_run:
            continue
        place = outputs.get(block)
        output, status = shell.run(block)
        shows_error = block.language == "sh" and place is not None and not place.note
        if status and not shows_error:
            raise ExampleError(block.start, f"this fails:\n{output.rstrip()}")
        if place is not None:
            printed[place] = output
    return printed


def difference(block: Block, output: str) -> str:
    """Return how an output differs from the page's, for a person to read."""
    lines = difflib.unified_diff(
        block.body.splitlines(), output.splitlines(), "page", "output", lineterm="", n=0
    )
    return "\n".join(
        ["this is not what is printed now; tools/dev/run_examples.py writes that:", *lines]
    )


@dataclass
class Result:
    """What became of a page."""

    text: str  # With what its blocks print now.
    errors: list[str]
    seconds: float  # Of processor time.
    is_broken: bool = False  # A block could not be run.


def run_page(page: Path) -> Result:
    """Run all blocks of a page."""
    text = page.read_text()
    begin = processor_time()
    with tempfile.TemporaryDirectory() as folder:
        shell = Shell(Path(folder))
        try:
            printed = run_blocks(text, shell)
            mlir = [b for b in blocks_of(text) if b.language == "mlir" and b.note != "run"]
            if mlir:
                parse_mlir(mlir, Path(folder))
        except ExampleError as error:
            errors = [f"{page}:{error.line}: error: {error}"]
            return Result(text, errors, processor_time() - begin, is_broken=True)
        finally:
            shell.close()
    errors = [
        f"{page}:{block.start}: error: {difference(block, output)}"
        for block, output in printed.items()
        if block.note != "compared" and output != block.body
    ]
    return Result(replace_bodies(text, printed), errors, processor_time() - begin)


def processor_time() -> float:
    """Return what the programs started by this process have taken, in seconds."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Refresh or check the pages, several at a time."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="fail where a page is not fresh")
    parser.add_argument("pages", nargs="+", type=Path)
    options = parser.parse_args()
    failed = False
    with ProcessPoolExecutor() as pool:
        for page, result in zip(options.pages, pool.map(run_page, options.pages), strict=True):
            print(f"{page}: {result.seconds:.1f} s of processor time", flush=True)
            if options.check or result.is_broken:
                print("".join(f"{error}\n" for error in result.errors), end="", file=sys.stderr)
                failed = failed or bool(result.errors)
            else:
                page.write_text(result.text)
    sys.exit(failed)


if __name__ == "__main__":
    main()
