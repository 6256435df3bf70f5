# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What pyproject.toml names as extras, at the versions of python/requirements*.txt.

scikit-build-core calls this where it makes the metadata of a wheel.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)$", re.MULTILINE)


def read_pins(folder: Path) -> dict[str, str]:
    """Return the version of each package in the folder's files of requirements.

    Raises ValueError where two files disagree.
    """
    pins: dict[str, str] = {}
    for file in sorted(folder.glob("requirements*.txt")):
        for name, version in PIN.findall(file.read_text()):
            if pins.setdefault(name, version) != version:
                raise ValueError(f"{file}: {name} is {version} here and {pins[name]} elsewhere")
    return pins


def dynamic_metadata(settings: Mapping[str, Any], _project: Mapping[str, Any]) -> dict[str, Any]:
    """Return `optional-dependencies`: each package of `extras` with its version."""
    pins = read_pins(ROOT / "python")
    for extra, packages in settings["extras"].items():
        for package in packages:
            if package not in pins:
                raise ValueError(
                    f"pyproject.toml: extra '{extra}' names '{package}', which no file "
                    "python/requirements*.txt has"
                )
    return {
        "optional-dependencies": {
            extra: [f"{package}=={pins[package]}" for package in packages]
            for extra, packages in settings["extras"].items()
        }
    }
