# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""From a TFLite file to MLIR text that a3-compile reads."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from a3.export_check import NotCheckedError, Sample, finish, random_input
from a3.mlir_text import Dialect, Exported, ExportError, pack_booleans, refuse_foreign_text

# With this key in a file's metadata, as litert-torch writes it, the converter
# leaves constants of StableHLO in place and reads boolean ones wrongly. A key of
# the same length that says nothing keeps all offsets in the file.
_KEY = b"keep_stablehlo_constant"
_OTHER_KEY = b"kept_stablehlo_constant"

_CONVERTER = "tosa-converter-for-tflite"
_IDENTIFIER = b"TFL3"


def export_tflite(
    model: str | os.PathLike[str] | bytes,
    path: str | os.PathLike[str],
    *,
    dialect: Dialect = "tosa",
    entry: str = "main",
    locations: bool = True,
    check: bool = True,
    inputs: Sequence[np.ndarray] | None = None,
) -> Exported:
    """Write a TFLite model, a file or its contents, to `path` as MLIR text.

    The function `entry` takes the inputs of the model's first graph in their
    order. `dialect` can only be TOSA. With `locations` each operation names the
    tensor of the model that it computes.

    With `check` the text is compiled for the host, run on `inputs` (random
    numbers unless given), and compared with the interpreter of ai-edge-litert.
    Raises ExportError and writes nothing where the results differ, or where the
    model cannot be written. Warns with ExportWarning of what it had to rewrite,
    and if it could not check.
    """
    if dialect not in ("linalg", "tosa"):
        raise ValueError(f"dialect is '{dialect}': use 'tosa'")
    if dialect == "linalg":
        raise ExportError(
            f"TFLite models can be written in TOSA only, by {_CONVERTER}; a3-compile and a3-opt "
            "read TOSA as well, and 'mlir-opt-22 --tosa-to-linalg-pipeline' turns it into linalg"
        )
    contents = _read(model)
    changes = []
    if _KEY in contents:
        changes.append(
            f"the key {_KEY.decode()} of the file's metadata was hidden from {_CONVERTER}, which "
            "reads boolean constants wrongly where it is set"
        )
    name = "model.tflite" if isinstance(model, bytes) else Path(model).name
    text = _convert(contents.replace(_KEY, _OTHER_KEY), name, locations)
    refuse_foreign_text(text, _CONVERTER)
    text = _rename(text, entry)
    text, packed = pack_booleans(text)
    if packed:
        changes.append(f"{packed} boolean constants were packed into bits, as LLVM 22 reads them")

    def sample() -> Sample:
        return _interpret(contents, inputs)

    return finish(Path(path), text, changes, entry, sample if check else None)


def _read(model: str | os.PathLike[str] | bytes) -> bytes:
    if isinstance(model, bytes):
        name, contents = "the model", model
    else:
        name = os.fspath(model)
        try:
            contents = Path(model).read_bytes()
        except OSError as error:
            raise ExportError(f"cannot read {name}: {error.strerror}") from error
    if contents[4:8] != _IDENTIFIER:
        raise ExportError(
            f"{name} is not a TFLite model: it has not '{_IDENTIFIER.decode()}' in it"
        )
    return contents


def _convert(contents: bytes, name: str, locations: bool) -> str:
    """Return what the converter, a program of its own, makes of a model.

    Its locations repeat the name of the file that it was given.
    """
    converter = shutil.which(_CONVERTER, path=Path(sys.executable).parent) or shutil.which(
        _CONVERTER
    )
    if not converter:
        raise ExportError(
            f"this export needs {_CONVERTER}: 'tools/dev/python-env tflite' makes an environment "
            "that has it, and 'pip install --no-deps -r python/requirements-tflite.txt' adds the "
            "version that was tested to one of your own; it may also be on PATH"
        )
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "written.mlir"
        (Path(folder) / name).write_bytes(contents)
        command = [Path(converter).absolute(), "--text", "-o", target]
        command += ["--emit-debug-info", "--", name] if locations else ["--", name]
        result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if result.returncode or not target.exists():
            raise ExportError(f"cannot export the model to tosa: {_errors(result)}")
        return target.read_text()


def _errors(result: subprocess.CompletedProcess[str]) -> str:
    lines = (result.stderr + result.stdout).splitlines()
    errors = [line for line in lines if re.search("error", line, re.IGNORECASE)] or lines[-3:]
    return "; ".join(errors) or f"{_CONVERTER} ended with {result.returncode}"


def _rename(text: str, entry: str) -> str:
    """Give the only function its name, and make sure that all its sizes are known."""
    functions = re.findall(r"^ *func\.func @.*$", text, re.MULTILINE)
    if len(functions) != 1:
        raise ExportError(
            f"the model has {len(functions)} functions: convert one signature of it alone"
        )
    if re.search(r"tensor<[^>]*\?", functions[0]):
        raise ExportError(
            "the sizes of an input or a result are open, and the compiler needs all of them: "
            "convert the model to TFLite with example inputs of fixed shape"
        )
    return re.sub(r"^( *func\.func) @\w+", rf"\1 @{entry}", text, count=1, flags=re.MULTILINE)


def _interpret(contents: bytes, inputs: Sequence[np.ndarray] | None) -> Sample:
    try:
        from ai_edge_litert.interpreter import Interpreter
    except ModuleNotFoundError as error:
        raise NotCheckedError(
            f"the Python package of '{error.name}' is missing; "
            "python/requirements-tflite.txt says which version was tested"
        ) from error
    try:
        interpreter = Interpreter(model_content=contents)
        interpreter.allocate_tensors()
        places = interpreter.get_input_details()
        if inputs is None:
            random = np.random.default_rng(0)
            inputs = [random_input(p["shape"], np.dtype(p["dtype"]), random) for p in places]
        for place, array in zip(places, inputs, strict=True):
            interpreter.set_tensor(place["index"], array)
        interpreter.invoke()
        outputs = [interpreter.get_tensor(o["index"]) for o in interpreter.get_output_details()]
    except RuntimeError as error:
        raise NotCheckedError(f"the interpreter of TFLite cannot run it: {error}") from error
    return Sample(inputs, outputs)
