# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""From a model in Python to a program for an A3 machine, by a3-compile."""

import json
import os
import subprocess
import tempfile
import weakref
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from a3._simulator import Machine
from a3.approximation import Approximation, Approximations, to_text
from a3.program import Program
from a3.tool import find_tool

if TYPE_CHECKING:
    import torch

    from a3.torch_export import Arguments, DynamicShapes


class CompileError(ValueError):
    """A model that cannot be compiled; the message is the compiler's."""


def compile(  # noqa: A001 - the name is what it does, as in torch.compile.
    model: "torch.nn.Module | torch.export.ExportedProgram | str | os.PathLike[str]",
    example_inputs: "Arguments | None" = None,
    *,
    machine: str | os.PathLike[str] | Machine = "a3-hpca20",
    dynamic_shapes: "DynamicShapes" = None,
    approximations: Approximations | None = None,
    path: str | os.PathLike[str] | None = None,
    flags: Sequence[str] = (),
    confined: bool = False,
) -> Program:
    """Compile a model and load the program.

    Args:
        model: a module or exported program of PyTorch, which `a3.export` writes as MLIR
            with `example_inputs` and `dynamic_shapes`, or the path of an .mlir file.
        example_inputs: arguments to trace a module with; none for a file.
        machine: a built-in machine, a file that describes one, or a `Machine`.
        dynamic_shapes: which sizes stay open, as `a3.export` takes it.
        approximations: what attention leaves out, for all sites or by their names.
        path: where the program file goes; without it, the file goes with the program.
        flags: what else `a3-compile` is given, such as "--require-offload".
        confined: whether runs are confined as those of `a3.load` are, for models of
            strangers: MLIR may call any function of the system.

    Returns:
        The program; its `report` says what became of each attention, as
        `a3-compile --report` does.

    Raises:
        CompileError: the compiler refuses the model, the machine or a flag.
        ExportError: the model cannot be exported.
        FileNotFoundError: a3-compile is not installed.

    """
    compiler = find_tool("a3-compile")
    with ExitStack() as stack:
        work = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        source = _export(model, example_inputs, dynamic_shapes, work)
        target = work / "model.a3" if path is None else Path(path)
        report = work / "report.json"
        command = [compiler, source, "-o", target, f"--report={report}", *flags]
        if isinstance(machine, Machine):
            text = machine.text
            machine = work / "machine.yaml"
            machine.write_text(text)
        command.append(f"--machine={os.fspath(machine)}")
        if isinstance(approximations, Approximation):
            command += _options(approximations)
        elif approximations is not None:
            file = work / "approximations.json"
            file.write_text(to_text(approximations))
            command.append(f"--approx-file={file}")
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise CompileError(done.stderr.strip() or f"a3-compile ended with {done.returncode}")
        program = Program(target, confined=confined)
        program.report = json.loads(report.read_text())
        if path is None:
            weakref.finalize(program, stack.pop_all().close)
        return program


def _export(
    model: "torch.nn.Module | torch.export.ExportedProgram | str | os.PathLike[str]",
    example_inputs: "Arguments | None",
    dynamic_shapes: "DynamicShapes",
    work: Path,
) -> Path:
    """Return a file with the model as MLIR."""
    if isinstance(model, str | os.PathLike) and Path(model).suffix != ".pt2":
        if example_inputs is not None or dynamic_shapes is not None:
            raise ValueError("a model in MLIR has its sizes already; give no example_inputs")
        return Path(model)
    from a3.torch_export import export

    source = work / "model.mlir"
    export(model, example_inputs, source, dynamic_shapes=dynamic_shapes)
    return source


def _options(approximation: Approximation) -> list[str]:
    options = [] if approximation.m is None else [f"--m={approximation.m}"]
    return options + ([] if approximation.t is None else [f"--t={approximation.t}"])
