# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Models as a command is given them, written as MLIR by the front end of their kind."""

import argparse
import re
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from a3.mlir_text import Exported
from a3.progress import elapsed

SUFFIXES = (".py", ".onnx", ".tflite", ".pt2")

# FILE.py:FUNCTION or MODULE:FUNCTION.
_FUNCTION = re.compile(r"(?P<source>.+\.py|[\w.]+):(?P<function>\w+)")

SOURCES = (
    "a Python file that defines `model` and `example_inputs` (and `dynamic_shapes`, if sizes stay "
    "open), MODULE:FUNCTION or FILE.py:FUNCTION, which returns them, or a .pt2, .onnx or .tflite "
    "file"
)


def is_source(text: str) -> bool:
    """Return whether a front end reads what the text names."""
    return Path(text).suffix in SUFFIXES or _FUNCTION.fullmatch(text) is not None


def declare_options(parser: argparse.ArgumentParser) -> None:
    """Add what all exports can be told."""
    parser.add_argument(
        "--dialect",
        choices=("linalg", "tosa"),
        help="what an export writes; linalg, and of a .tflite file tosa",
    )
    parser.add_argument(
        "--dim",
        action="append",
        default=[],
        metavar="NAME=SIZE",
        help="a size that an .onnx file leaves open; may be given several times",
    )
    parser.add_argument(
        "--no-check",
        action="store_true",
        help="do not compare what is exported with the framework's own results",
    )


def export_source(source: str, path: Path, options: argparse.Namespace, **more: Any) -> Exported:  # noqa: ANN401
    """Write a model to `path`, and its warnings to standard error, a line each.

    `more` are further arguments of the export functions.
    """
    export = _exporter(source, _sizes(options.dim))
    more["check"] = not options.no_check
    if options.dialect is not None:
        more["dialect"] = options.dialect
    with warnings.catch_warnings(record=True) as caught, elapsed(f"exporting {source}"):
        exported = export(path, more)
    for warning in caught:
        if not issubclass(warning.category, FutureWarning | DeprecationWarning):  # Not the user's.
            text = str(warning.message).partition("\n")[0]
            print(f"warning: {text}", file=sys.stderr)
    return exported


def _exporter(source: str, sizes: dict[str, int]) -> Callable[[Path, dict[str, Any]], Exported]:
    """Return what writes the model."""
    suffix = Path(source).suffix
    if sizes and suffix != ".onnx":
        raise ValueError("--dim gives sizes to .onnx files alone")
    if suffix == ".onnx":
        from a3.onnx_export import export_onnx

        return lambda path, more: export_onnx(source, path, dims=sizes, **more)
    if suffix == ".tflite":
        from a3.tflite_export import export_tflite

        return lambda path, more: export_tflite(source, path, **more)
    file = source.partition(":")[0]
    if file.endswith(SUFFIXES) and not Path(file).is_file():
        raise ValueError(f"there is no file {file}")
    from a3.torch_export import export

    if suffix == ".pt2":
        return lambda path, more: export(source, None, path, **more)

    def export_module(path: Path, more: dict[str, Any]) -> Exported:
        model, inputs, shapes = _python_model(source)
        return export(model, inputs, path, dynamic_shapes=shapes, **more)

    return export_module


def _python_model(source: str) -> tuple[Any, Any, Any]:
    """Return model, example inputs and dynamic shapes."""
    from a3.python_file import load_file, load_module

    match = _FUNCTION.fullmatch(source)
    if match is None:
        module = load_file(Path(source), ("model", "example_inputs"))
        return module.model, module.example_inputs, getattr(module, "dynamic_shapes", None)
    name = match["function"]
    if match["source"].endswith(".py"):
        module = load_file(Path(match["source"]), (name,))
    else:
        module = load_module(match["source"], (name,))
    made = getattr(module, name)()
    if not isinstance(made, tuple) or len(made) not in (2, 3):
        raise ValueError(
            f"{source} must return a model and its example inputs, and dynamic shapes if sizes "
            f"stay open, not {type(made).__name__}"
        )
    return made if len(made) == 3 else (*made, None)


def _sizes(given: list[str]) -> dict[str, int]:
    sizes = {}
    for text in given:
        name, _, size = text.rpartition("=")
        if not name or not size.isdecimal():
            raise ValueError(f"--dim takes NAME=SIZE, not '{text}'")
        sizes[name] = int(size)
    return sizes
