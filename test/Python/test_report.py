# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Reports are whole, the same each time, and readable in a browser."""

import argparse
import json
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

import a3
from a3.approximation import to_text
from a3.command import report as command
from small_program import CHOICE, compile_small, small_inputs

SECTIONS = [
    "Summary",
    "Attention of the model",
    "Cycles and energy",
    "Rows of the queries",
    "Attention maps",
    "Origin",
]
CHARTS = 18
HOST = {
    "location": "/some/where/model.mlir:9:3",
    "status": "host",
    "reason": "d is 2048 & the machine's lanes are 64",
    "name": "third",
}


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> a3.Program:
    return compile_small(tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="module")
def page(program: a3.Program, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "report.html"
    report = {"sites": [HOST, *program.report["sites"]]}
    a3.report(program, small_inputs(), path, approximations=CHOICE, compiler_report=report)
    return path


def charts(page: Path) -> list[dict[str, Any]]:
    found = re.search(
        r'<script type="application/json" id="charts">(.*?)</script>', page.read_text()
    )
    return json.loads(found[1])


def test_says_what_ran(program: a3.Program, page: Path) -> None:
    text = page.read_text()
    assert re.findall("<h2>(.*?)</h2>", text.partition("<script")[0]) == SECTIONS
    run = program.run(*small_inputs(), approximations=CHOICE)
    for account in ("paper", "full"):
        assert f"<dd>{run.cycles[account]:,}</dd>" in text
        assert f"<dd>{run.energy[account] / 1000:,.1f} µJ</dd>" in text
    assert "<dd>2 of 3</dd>" in text
    assert "third at model.mlir:9:3 stays on the host: d is 2048 &amp; the machine" in text
    assert re.search(r"first</td>.*>12</td>.*>5</td>.*>small.mlir:5:8</td>", text)
    assert re.search(r"small\.a3</td><td [^>]*>[0-9a-f]{64}<", text)
    assert len(charts(page)) == CHARTS
    layers = charts(page)[0]["layer"]
    assert layers[0]["encoding"]["y"]["sort"] == ["third", "first", "second"]
    assert not re.search('(?:src|href)=(?!"#|"data:)', text.partition("<script")[0])


def test_saturations_are_warned_of(program: a3.Program, page: Path, tmp_path: Path) -> None:
    assert 'class="warning"' not in page.read_text()
    # One large element takes the range of a head from all others; NaN is refused earlier.
    text = program.machine.text.replace("integer_bits: 4", "integer_bits: 1")
    model = compile_small(tmp_path)
    narrow = a3.compile(tmp_path / "small.mlir", machine=a3.Machine.parse(text))
    saturated = a3.report(narrow, [20 * x for x in small_inputs()], tmp_path / "saturated.html")
    found = re.findall(r'<p class="warning">(.*?)</p>', saturated.read_text())
    assert len(found) == len(model.sites)
    assert "did not fit 1 integer and 4 fraction bits" in found[0]


def test_mistakes_are_named_and_nothing_is_written(program: a3.Program, tmp_path: Path) -> None:
    path = tmp_path / "r.html"
    with pytest.raises(ValueError, match="the program takes arg0: 2x3x24x8xf32, "):
        a3.report(program, output=path)
    with pytest.raises(ValueError, match="no site 'other'; the program has first, second"):
        a3.report(program, small_inputs(), path, site="other")
    with pytest.raises(ValueError, match="site 'first' has heads 0 to 5, not 6"):
        a3.report(program, small_inputs(), path, site="first", head=6)
    with pytest.raises(ValueError, match=r"there is no folder \S+/none for r.html"):
        a3.report(program, small_inputs(), tmp_path / "none" / "r.html")
    with pytest.raises(ValueError, match="head is of a site"):
        a3.report(program, small_inputs(), path, head=1)
    with pytest.raises(ValueError, match=r"is not what a3-compile --report writes"):
        a3.report(program, small_inputs(), path, compiler_report=__file__)
    assert not path.exists()


def run_command(*arguments: object) -> int:
    parser = argparse.ArgumentParser()
    command.declare(parser)
    return command.run(parser.parse_args([str(argument) for argument in arguments]))


def test_the_command_writes_the_same_bytes_as_the_function(
    program: a3.Program, page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [argument.name for argument in program.inputs]
    for name, array in zip(names, small_inputs(), strict=True):
        np.save(tmp_path / f"{name}.npy", array)
    (tmp_path / "choice.json").write_text(to_text(CHOICE))
    (tmp_path / "report.json").write_text(json.dumps({"sites": [HOST, *program.report["sites"]]}))
    options = [program.path, "-o", tmp_path / "r.html", f"--approx-file={tmp_path / 'choice.json'}"]
    options += [f"--report={tmp_path / 'report.json'}"]
    named = f"{names[1]}={tmp_path / names[1]}.npy"
    others = [f"--input={tmp_path / name}.npy" for name in (names[0], names[2])]
    assert run_command(*options, f"--input={named}", *others) == 0
    assert (tmp_path / "r.html").read_bytes() == page.read_bytes()
    assert capsys.readouterr().out == f"wrote {tmp_path / 'r.html'}\n"
    for wrong, message in (
        ([], r"takes arg0: .* or --random-inputs SEED"),
        (others, r"takes 3 inputs \(arg0: .*\), not 2"),
        (["--input", f"x={__file__}no"], "the program takes arg0, arg1, arg2"),
        ([f"--input={__file__}"] * 3, "is not an array of NumPy"),
        ([*others, "--random-inputs=1"], "either --input or --random-inputs"),
    ):
        with pytest.raises(ValueError, match=message):
            run_command(*options, *wrong)
    # Of a file alone, and one head of it.
    chosen = ["--random-inputs=7", "--site=second", "--head=4"]
    assert run_command(*options[:3], *chosen) == 0
    text = (tmp_path / "r.html").read_text()
    assert "inputs are random, seed 7" in text
    assert "A program file does not say which" in text
    # Nothing was left out of it, so there is nothing to compare.
    assert re.findall(r"<h3>second, .*?</h3>", text) == ["<h3>second, batch 1, head 1</h3>"]


def test_what_is_missing_is_named(program: a3.Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(a3, "plot")  # Imports it first, where nobody has.
    for name in [name for name in sys.modules if name.startswith(("a3.plot", "a3.html_report"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(ImportError, match=r"needs the Python package 'altair': .*'\.\[report\]'"):
        _ = a3.plot
    with pytest.raises(ImportError, match="altair"):
        run_command(program.path, "--random-inputs=0")


# In a browser. Each function is called in the page.

MARKS = """() => [...document.querySelectorAll("[data-chart]")].map((chart) => {
  const box = chart.getBoundingClientRect();
  const canvas = chart.querySelector("canvas");
  const colours = new Set();
  if (canvas) {
    const all = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
    for (let i = 0; i < all.length; i += 4) colours.add(all.slice(i, i + 4).join());
  }
  const marks = [...chart.querySelectorAll("[class*=mark-] path, .mark-text text")].filter(
    (mark) => mark.closest("[class*=role-mark]") && mark.getBoundingClientRect().width > 0);
  return {width: box.width, height: box.height, marks: marks.length, colours: colours.size};
})"""

WIDTHS = """() => ({
  page: document.documentElement.scrollWidth,
  window: document.documentElement.clientWidth,
  charts: [...document.querySelectorAll("[data-chart] svg, [data-chart] canvas")].map(
    (c) => [c.getBoundingClientRect().right, c.parentElement.getBoundingClientRect().right]),
})"""

# Of every text: its size as drawn, its contrast with what is behind it, and whether it is cut.
TEXTS = """() => {
  const parse = (colour) => {
    const context = document.createElement("canvas").getContext("2d");
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (colour) => {
    const [r, g, b] = colour.slice(0, 3).map((c) => c / 255).map(
      (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const colour = parse(getComputedStyle(e).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return [255, 255, 255, 255];
  };
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const text = walker.currentNode.data.trim();
    if (!text || element.closest("script, noscript, style, canvas")) continue;
    const style = getComputedStyle(element);
    const svg = element.closest("svg");
    const colour = parse(svg ? style.fill : style.color);
    const [light, dark] = [luminance(colour), luminance(behind(element))].sort((a, b) => b - a);
    const at = svg ? element.getScreenCTM() : {a: 1, b: 0};
    const [own, all] = [element, svg || element].map((e) => e.getBoundingClientRect());
    const cut = own.left < all.left - 1 || own.right > all.right + 1;
    texts.push({
      text, cut, size: parseFloat(style.fontSize) * Math.hypot(at.a, at.b), chart: Boolean(svg),
      contrast: (light + 0.05) / (dark + 0.05),
    });
  }
  return texts;
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("chromium is not installed: tools/dev/install")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


def check_charts(tab: Page) -> None:
    """All are drawn, and none is wider than its card."""
    width = tab.viewport_size["width"]
    drawn = tab.evaluate(MARKS)
    assert len(drawn) == CHARTS
    for chart in drawn:
        assert chart["width"] > min(width, 400) * 0.7
        assert chart["height"] > 60
        assert chart["marks"] > 1 or chart["colours"] > 10
    widths = tab.evaluate(WIDTHS)
    assert widths["page"] <= widths["window"]
    assert all(right <= parent + 1 for right, parent in widths["charts"])


def check_texts(tab: Page) -> None:
    """All are large enough, and stand out from what is behind them."""
    texts = tab.evaluate(TEXTS)
    assert sum(text["chart"] for text in texts) > 100
    assert [text for text in texts if text["size"] < 11] == []
    assert [text for text in texts if text["contrast"] < 4.5] == []
    assert [text for text in texts if text["cut"]] == []


@pytest.mark.parametrize("width", [1280, 400])
def test_is_readable_in_a_browser(browser: Browser, page: Path, width: int) -> None:
    tab = browser.new_page(viewport={"width": width, "height": 900}, color_scheme="light")
    messages: list[str] = []
    requests: list[str] = []
    tab.on("console", lambda message: messages.append(message.text))
    tab.on("pageerror", lambda error: messages.append(str(error)))
    tab.on("request", lambda request: requests.append(request.url))
    tab.goto(page.as_uri())
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)
        tab.wait_for_selector(f"body[data-drawn={scheme}]")
        check_charts(tab)
        check_texts(tab)
    assert messages == []
    assert [url for url in requests if not url.startswith("data:")] == [page.as_uri()]
    tab.close()
