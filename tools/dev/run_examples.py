# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Run the examples of Markdown pages and write what they print beside them.

Each `sh` block runs in one folder for the page, which has the build and the
Python environment; a `text` block that follows it gets what it printed. With
--check nothing is written: a page that is not fresh is an error.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = re.compile(r"^```sh\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", re.MULTILINE | re.DOTALL)


def run_examples(text: str, folder: Path) -> str:
    """Return the page with what its examples print now."""
    (folder / "build").symlink_to(Path(os.environ.get("A3_BUILD", ROOT / "build")).resolve())
    (folder / ".venv").symlink_to(Path(sys.prefix))
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "python")}

    def run(match: re.Match[str]) -> str:
        result = subprocess.run(
            ["sh"],
            input=match[1],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        output = "".join(line.rstrip() + "\n" for line in result.stdout.splitlines())
        if match[2] is not None:
            return f"```sh\n{match[1]}```\n\n```text\n{output}```\n"
        if result.returncode:
            sys.exit(f"error: an example failed:\n{match[1]}{output}")
        return match[0]

    return EXAMPLE.sub(run, text)


def main() -> None:
    """Refresh or check the pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("pages", nargs="+", type=Path)
    options = parser.parse_args()
    for page in options.pages:
        text = page.read_text()
        with tempfile.TemporaryDirectory() as folder:
            fresh = run_examples(text, Path(folder))
        if options.check and fresh != text:
            sys.exit(f"{page}: error: not fresh; run tools/dev/run_examples.py {page}")
        if not options.check:
            page.write_text(fresh)


if __name__ == "__main__":
    main()
