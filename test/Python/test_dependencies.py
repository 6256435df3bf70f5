# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""When docs/dependencies.md counts as fresh."""

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/dependencies.md"


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """tools/dev/write_dependencies.py with --check, of a copy of what it reads and writes."""
    path = ROOT / "tools/dev/write_dependencies.py"
    spec = importlib.util.spec_from_file_location("write_dependencies", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for folder in ("python", "tools/dev", "docs"):
        (tmp_path / folder).mkdir(parents=True)
    for file in [*(ROOT / "python").glob("*.txt"), ROOT / "tools/dev/packages.txt", PAGE]:
        shutil.copy(file, tmp_path / file.relative_to(ROOT))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "PAGE", tmp_path / "docs/dependencies.md")
    monkeypatch.setattr("sys.argv", ["write_dependencies.py", "--check"])
    return module


def change(script: ModuleType, file: str, old: str, new: str) -> None:
    path = script.ROOT / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_a_repair_within_debian_is_fresh(script: ModuleType) -> None:
    change(script, "docs/dependencies.md", "| ccache | 4", "| ccache | 5")
    script.main()


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("docs/dependencies.md", "| GPL-3+ |", "| MIT |", "not fresh"),
        ("docs/dependencies.md", "| numpy | 2", "| numpy | 1", "not fresh"),
        ("tools/dev/packages.txt", "ccache\n", "", "not fresh"),
        ("tools/dev/packages.txt", "ccache\n", "ccache\nfoo\n", r"what 'foo' is for"),
        ("python/requirements-command.txt", "shtab==1", "shtab==0", r"shtab, not 0\."),
    ],
)
def test_what_is_stale_is_said(
    script: ModuleType, file: str, old: str, new: str, message: str
) -> None:
    change(script, file, old, new)
    with pytest.raises(SystemExit, match=message):
        script.main()
