# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Write the report of MiniLM, aggressive, and the picture of it, docs/pictures/report.png."""

import argparse
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright
from transformers.utils.logging import disable_progress_bar

import a3
from a3.examples.sentence_similarity import Encoder, tokens

WIDTH = 1280


def write_report(folder: Path, output: Path) -> None:
    """Compile the trained model, run it on the texts of the example, and write the report."""
    inputs = tokens()
    choice = a3.Approximation("0.125n", 10)
    program = a3.compile(Encoder(), inputs, approximations=choice, path=folder / "minilm.a3")
    a3.report(program, [tensor.numpy() for tensor in inputs], output)


def draw(report: Path, picture: Path) -> None:
    """Take a picture of the upper part of the page, as Debian's Chromium shows it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": WIDTH, "height": 900})
        page.goto(report.resolve().as_uri())
        page.wait_for_selector("body[data-drawn]")
        bottom = page.locator("#cycles-and-energy .wide").first.bounding_box()["y"]
        page.screenshot(
            path=picture,
            full_page=True,
            clip={"x": 0, "y": 0, "width": WIDTH, "height": bottom},
        )
        browser.close()


def main() -> None:
    """Write both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("report", type=Path, help="the HTML file to write")
    parser.add_argument("--picture", type=Path, help="the PNG file to write")
    options = parser.parse_args()
    disable_progress_bar()
    try:
        with tempfile.TemporaryDirectory() as folder:
            write_report(Path(folder), options.report)
    except (OSError, ValueError) as error:
        sys.exit(f"error: {error}")
    if options.picture:
        draw(options.report, options.picture)


if __name__ == "__main__":
    main()
