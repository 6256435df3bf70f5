# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The scripts that run the examples of pages and make the site of them."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import a3

ROOT = Path(__file__).resolve().parents[2]
FRESH = """\
```python
a = 1
```

```sh
echo 2 >file
```

```python
print(a, open("file").read().strip())
```

```text
1 2
```

<!-- not run: takes an hour -->
```sh
sleep 3600
```

```text title="shapes"
(n, d)
```

```json
{"sites": []}
```
"""


def script(name: str) -> ModuleType:
    """Return a script of tools/dev as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / f"tools/dev/{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


examples = script("run_examples")


def run(folder: Path, text: str) -> tuple[str, list[str]]:
    """Return the page as it is now, and its errors without their place."""
    page = folder / "page.md"
    page.write_text(text)
    result = examples.run_page(page)
    return result.text, [error.removeprefix(str(page)) for error in result.errors]


def test_a_fresh_page_stays_as_it_is(tmp_path: Path) -> None:
    assert run(tmp_path, FRESH) == (FRESH, [])


def test_what_a_block_prints_is_written_and_compared(tmp_path: Path) -> None:
    text, errors = run(tmp_path, FRESH.replace("1 2", "1 3\n1 4"))
    assert text == FRESH
    (error,) = errors
    assert error.startswith(":13: error: this is not what is printed now")
    assert "-1 3\n-1 4\n+1 2" in error


def test_output_may_differ_where_the_title_says_why(tmp_path: Path) -> None:
    page = "```sh\necho 1\n```\n\n<!-- not compared: chance -->\n```text\n2\n```\n"
    assert run(tmp_path, page) == (page.replace("2\n", "1\n"), [])


def test_an_error_may_be_shown(tmp_path: Path) -> None:
    page = "```sh\necho wrong\nexit 1\n```\n\n```text\nwrong\n```\n"
    assert run(tmp_path, page) == (page, [])


@pytest.mark.parametrize(
    ("page", "error"),
    [
        ("```\nx\n```\n", ':1: error: the language is ""'),
        ("```lua\nx\n```\n", ':1: error: the language is "lua"'),
        ("\n    x = 1\n", ":2: error: code must stand between lines of ```"),
        ("- a\n  ```sh\n  true\n  ```\n", ":2: error: code must stand between lines of ```"),
        ("```sh\nfalse\ntrue\n```\n", ":1: error: this fails"),
        ("```python\n1 / 0\n```\n", ":1: error: this fails:\nTraceback"),
        ("```python\n1 / 0\n```\n\n```text\n```\n", ":1: error: this fails:\nTraceback"),
        ("```sh\nfalse\n```\n\n<!-- not compared: a -->\n```text\n```\n", ":1: error: this fails"),
        ("```python\nimport os; os._exit(3)\n```\n", ":1: error: this fails:\nthe interpreter"),
        ("```sh\ntrue\n```\nand\n```text\n```\n", ":5: error: nothing prints this"),
        ("<!-- not run -->\n```sh\nx\n```\n", ":2: error: say why"),
        ("<!-- not run: a -->\n\n```sh\nfalse\n```\n", ":3: error: this fails"),
        ("```json\n{]\n```\n", ":1: error: this is not json"),
        ("```yaml\n a: 1\nb: 2\n```\n", ":1: error: this is not yaml"),
    ],
)
def test_a_block_that_cannot_be_run_is_an_error(tmp_path: Path, page: str, error: str) -> None:
    text, errors = run(tmp_path, page)
    assert text == page
    assert len(errors) == 1
    assert errors[0].startswith(error)


def test_mlir_is_verified_and_the_line_named(tmp_path: Path) -> None:
    if not (examples.BUILD / "bin/a3-opt").exists():
        pytest.skip("a3-opt is not built")
    page = "```mlir\nfunc.func private @f()\n```\n\n```mlir\n\nfunc.func @g() {\n}\n```\n"
    _, errors = run(tmp_path, page)
    assert errors == [
        ":7: error: custom op 'func.func' expected non-empty function body",
    ]
    assert run(tmp_path, page.replace("{\n}", "{\n  return\n}"))[1] == []


def test_the_page_of_the_package_has_every_name() -> None:
    named = re.findall(r"^::: a3\..*?(\w+)$", (ROOT / "docs/api.md").read_text(), re.MULTILINE)
    assert sorted(named) == sorted(a3.__all__)


def test_links_of_the_site() -> None:
    pytest.importorskip("mkdocs")
    hook = script("site/hook")
    text = "[a](docs/machine.md#modules) [b](LICENSE) [c](https://x.org/y) ![d](docs/p/w.svg)"
    assert hook.rewrite_links(text, "README.md") == (
        "[a](machine.md#modules) [b](source/LICENSE) [c](https://x.org/y) ![d](p/w.svg)"
    )
    assert hook.rewrite_links("```python\nf[0](x)\n```\n", "README.md") == (
        "```python\nf[0](x)\n```\n"
    )
    text = "[a](../README.md#two) [b](python.md) [c](../python/a3)"
    assert hook.rewrite_links(text, "docs/api.md") == (
        "[a](index.md#two) [b](python.md) [c](source/python/a3)"
    )


def test_a_list_that_only_forges_see_is_found() -> None:
    pytest.importorskip("mkdocs")
    hook = script("site/hook")
    assert hook.LIST_IN_TEXT.search("These:\n- one\n")
    assert not hook.LIST_IN_TEXT.search(
        "# These\n- one\n  more\n- two\n\nText\n\n1. three\n2. four\n"
    )


@pytest.mark.parametrize("tag", ['<script src="https://x.org/a.js">', "<img src=//x.org/a.png>"])
def test_the_site_loads_nothing_from_elsewhere(tag: str) -> None:
    pytest.importorskip("mkdocs")
    hook = script("site/hook")
    assert hook.LOADED.search(tag)
    assert not hook.LOADED.search('<a href="https://x.org"> <img src="pictures/way.svg">')


def test_the_search_of_the_site_works_from_the_disk(tmp_path: Path) -> None:
    pytest.importorskip("material")
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("chromium is not installed")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    configuration = ROOT / "tools/dev/site/mkdocs.yml"
    subprocess.run(
        [*command, "--config-file", configuration, "--site-dir", tmp_path],
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        check=True,
    )
    page = f"{(tmp_path / 'index.html').as_uri()}?q=saturated"
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=20000"]
    done = subprocess.run(
        [chromium, *options, f"--user-data-dir={tmp_path / 'user'}", "--dump-dom", page],
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    assert re.search(r'md-search-result__meta">\d+ matching documents', done.stdout)
