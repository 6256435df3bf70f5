# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What the wheel says that it needs; tools/dev/check-wheel builds and installs one."""

import importlib.util
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from a3.doctor import NEEDED_PACKAGES, OPTIONAL_PACKAGES
from a3.missing import DEPENDENCIES, EXTRAS

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


@pytest.fixture(scope="module")
def pinned_extras() -> ModuleType:
    path = ROOT / "tools" / "dev" / "pinned_extras.py"
    spec = importlib.util.spec_from_file_location("pinned_extras", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def settings() -> dict[str, Any]:
    (found,) = (entry for entry in PROJECT["tool"]["dynamic-metadata"] if "extras" in entry)
    return found


def test_extras_are_pinned(pinned_extras: ModuleType) -> None:
    made = pinned_extras.dynamic_metadata(settings(), {})["optional-dependencies"]
    assert made.keys() == settings()["extras"].keys()
    lines = (ROOT / "python" / "requirements.txt").read_text().splitlines()
    assert set(made["torch"]) <= set(lines)
    assert all("==" in package for packages in made.values() for package in packages)


def test_extras_name_what_is_pinned(pinned_extras: ModuleType) -> None:
    with pytest.raises(ValueError, match="extra 'x' names 'nothing'"):
        pinned_extras.dynamic_metadata({"extras": {"x": ["nothing"]}}, {})


def test_pins_agree(pinned_extras: ModuleType, tmp_path: Path) -> None:
    assert pinned_extras.read_pins(ROOT / "python")["torch"]
    (tmp_path / "requirements.txt").write_text("a==1\n")
    (tmp_path / "requirements-x.txt").write_text("a==2\n")
    with pytest.raises(ValueError, match="a is 1 here and 2 elsewhere"):
        pinned_extras.read_pins(tmp_path)


def test_builds_with_what_is_pinned(pinned_extras: ModuleType) -> None:
    pins = pinned_extras.read_pins(ROOT / "python")
    for requirement in PROJECT["build-system"]["requires"]:
        name, version = requirement.split("==")
        assert pins[name.replace("-", "_")] == version


def test_doctor_and_errors_know_the_extras() -> None:
    extras = {extra: set(packages) for extra, packages in settings()["extras"].items()}
    for extra, packages in OPTIONAL_PACKAGES.items():
        assert set(packages) <= extras.pop(extra)
    assert not extras
    assert set(EXTRAS.values()) <= settings()["extras"].keys()
    needed = {text.partition(">")[0] for text in PROJECT["project"]["dependencies"]}
    assert needed == set(NEEDED_PACKAGES) == set(DEPENDENCIES.values())


def test_building_names_what_is_missing(tmp_path: Path) -> None:
    command = ["cmake", "-G", "Ninja", "-S", ROOT, "-B", tmp_path]
    command += [
        "-DCMAKE_DISABLE_FIND_PACKAGE_yaml-cpp=ON",
        f"-DPython3_EXECUTABLE={sys.executable}",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    message = "yaml-cpp is missing; install it: sudo apt install libyaml-cpp-dev"
    assert message in " ".join(done.stderr.split())
