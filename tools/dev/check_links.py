# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Report what the Markdown pages point to and the repository does not have.

Checked are relative links with their anchors, pictures, and paths in code
quotes that begin with one of the repository's folders.
"""

import re
import subprocess
import sys
from pathlib import Path

LINK = re.compile(r"\]\(([^)\s]+)\)|(?:src|srcset|href)=\"([^\"]+)\"")
QUOTE = re.compile(r"`((?:include|lib|tools|test|python|docs|\.ci)/[^`\s]*)`")
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    headings = HEADING.findall(FENCE.sub("", page.read_text()))
    return {re.sub(r"[^\w\- ]", "", h).strip().lower().replace(" ", "-") for h in headings}


def broken(page: Path) -> list[str]:
    """Return what a page points to and is not there."""
    text = FENCE.sub("", page.read_text())
    missing = []
    for match in LINK.finditer(text):
        link = match[1] or match[2]
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            missing.append(link)
    # A `*` or a `<name>` stands for several files.
    missing += [
        p for p in QUOTE.findall(text) if not re.search(r"[*<{…]", p) and not Path(p).exists()
    ]
    return missing


def main() -> None:
    """Check every page that git knows."""
    listed = subprocess.run(
        ["git", "ls-files", "*.md"], stdout=subprocess.PIPE, text=True, check=True
    )
    lines = [f"{p}: error: no '{m}'" for p in listed.stdout.split() for m in broken(Path(p))]
    sys.exit("\n".join(lines) or 0)


if __name__ == "__main__":
    main()
