# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""From an ONNX file to MLIR text that a3-compile reads."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from a3.export_check import NotCheckedError, Sample, finish, random_input
from a3.mlir_text import (
    Dialect,
    Exported,
    ExportError,
    pack_booleans,
    refuse_foreign_operations,
    require,
)

if TYPE_CHECKING:
    import onnx

_BACKENDS = {"linalg": "linalg-on-tensors", "tosa": "tosa"}


def export_onnx(
    model: "str | os.PathLike[str] | onnx.ModelProto",
    path: str | os.PathLike[str],
    *,
    dialect: Dialect = "linalg",
    entry: str = "main",
    dims: Mapping[str, int] | None = None,
    locations: bool = True,
    check: bool = True,
    inputs: Sequence[np.ndarray] | None = None,
) -> Exported:
    """Write an ONNX model to `path` as MLIR text.

    The function `entry` takes the inputs of the graph in their order. `dialect`
    says in which operations it is written: linalg on tensors, or TOSA. `dims`
    gives a size to each dimension that the model has only a name for. With
    `locations` each operation names the value of the model that it computes.

    With `check` the text is compiled for the host, run on `inputs` (random
    numbers unless given), and compared with onnxruntime, or where that is not
    installed, with the reference evaluator of the package onnx. Raises
    ExportError and writes nothing where the results differ, or where the model
    cannot be written. Warns with ExportWarning of what it had to rewrite, and
    if it could not check.
    """
    if dialect not in _BACKENDS:
        raise ValueError(f"dialect is '{dialect}': use 'linalg' or 'tosa'")
    require("onnx", "onnx")
    require("torch_mlir", "onnx")
    given = _load(model)
    _fix_dimensions(given, dims or {})
    written, changes = _rewrite(given)
    text = _lower(written, dialect, entry, locations)
    text, packed = pack_booleans(text)
    if packed:
        changes.append(f"{packed} boolean constants were packed into bits, as LLVM 22 reads them")

    def sample() -> Sample:
        arguments = list(inputs) if inputs is not None else _random_inputs(given)
        return Sample(arguments, _evaluate(given, arguments))

    return finish(Path(path), text, changes, entry, sample if check else None)


def _load(model: "str | os.PathLike[str] | onnx.ModelProto") -> "onnx.ModelProto":
    """Return a copy of the model that may be changed."""
    import onnx

    if isinstance(model, onnx.ModelProto):
        copy = onnx.ModelProto()
        copy.CopyFrom(model)
        return copy
    try:
        return onnx.load(model)
    except Exception as error:
        raise ExportError(f"cannot read {os.fspath(model)} as an ONNX model: {error}") from error


def _graph_inputs(model: "onnx.ModelProto") -> "list[onnx.ValueInfoProto]":
    """Return the inputs that are not weights; old files list both."""
    weights = {tensor.name for tensor in model.graph.initializer}
    return [value for value in model.graph.input if value.name not in weights]


def _fix_dimensions(model: "onnx.ModelProto", sizes: Mapping[str, int]) -> None:
    """Give a size to every dimension of the inputs."""
    missing: set[str] = set()
    used: set[str] = set()
    for value in _graph_inputs(model):
        for place, dim in enumerate(value.type.tensor_type.shape.dim):
            if dim.HasField("dim_value"):
                continue
            name = dim.dim_param or f"{value.name}.{place}"
            if name in sizes:
                used.add(name)
                dim.dim_value = sizes[name]
            else:
                missing.add(name)
    if missing:
        example = ", ".join(f"'{name}': 1" for name in sorted(missing))
        raise ExportError(
            f"the model leaves the sizes of {', '.join(sorted(missing))} open, and the compiler "
            f"needs all of them: pass dims={{{example}}} with the sizes that you want"
        )
    if unused := sizes.keys() - used:
        raise ExportError(f"dims names {', '.join(sorted(unused))}, which no input has")
    if used:
        _forget_shapes(model)


def _forget_shapes(model: "onnx.ModelProto") -> None:
    """Let the shapes of the results be found anew."""
    for output in model.graph.output:
        for dim in output.type.tensor_type.shape.dim:
            if not dim.HasField("dim_value"):
                dim.Clear()


def _rewrite(model: "onnx.ModelProto") -> "tuple[onnx.ModelProto, list[str]]":
    """Return the model in operators that torch-mlir has, and what was changed."""
    import onnx.inliner

    from a3.onnx_contrib import expand_contrib_operators
    from a3.onnx_functions import expand_functions
    from a3.onnx_shapes import fold_shapes

    if model.functions:
        model = onnx.inliner.inline_local_functions(model)
    for node in model.graph.node:
        node.name = node.name or node.output[0]
    model, contrib = expand_contrib_operators(fold_shapes(model))
    _refuse_unknown_domains(model)
    model, functions = expand_functions(fold_shapes(model))
    return fold_shapes(model), contrib + functions


def _refuse_unknown_domains(model: "onnx.ModelProto") -> None:
    """Refuse operators of other domains, which torch-mlir takes for ONNX's of that name."""
    for node in model.graph.node:
        if node.domain not in ("", "ai.onnx"):
            raise ExportError(
                f"the model uses {node.domain}.{node.op_type} (node '{node.name}'), which has no "
                "translation: write the model without it, for example by exporting it without "
                "the optimiser that put it there"
            )


def _lower(model: "onnx.ModelProto", dialect: Dialect, entry: str, locations: bool) -> str:
    from torch_mlir import ir, passmanager
    from torch_mlir.dialects import torch as torch_dialect
    from torch_mlir.extras import onnx_importer

    context = ir.Context()
    torch_dialect.register_dialect(context)
    try:
        info = onnx_importer.ModelInfo(model)
        module = info.create_module(context=context).operation
        onnx_importer.NodeImporter.define_function(info.main_graph, module).import_all()
        pipeline = (
            "builtin.module(torch-onnx-to-torch-backend-pipeline,"
            f"torch-backend-to-{_BACKENDS[dialect]}-backend-pipeline)"
        )
        with context:
            passmanager.PassManager.parse(pipeline).run(module)
            _rename(module, model.graph.name, entry)
    except Exception as error:
        raise ExportError(f"cannot export the model to {dialect}: {error}") from error
    refuse_foreign_operations(module, "torch-mlir")
    return module.get_asm(enable_debug_info=locations)


def _rename(module: Any, old: str, new: str) -> None:  # noqa: ANN401
    from torch_mlir import ir

    for function in module.regions[0].blocks[0]:
        if function.attributes["sym_name"].value == old:
            function.attributes["sym_name"] = ir.StringAttr.get(new)


def _random_inputs(model: "onnx.ModelProto") -> list[np.ndarray]:
    from onnx import helper

    random = np.random.default_rng(0)
    arrays = []
    for value in _graph_inputs(model):
        kind = value.type.tensor_type
        shape = [dim.dim_value for dim in kind.shape.dim]
        dtype = np.dtype(helper.tensor_dtype_to_np_dtype(kind.elem_type))
        arrays.append(random_input(shape, dtype, random))
    return arrays


def _evaluate(model: "onnx.ModelProto", inputs: Sequence[np.ndarray]) -> list[np.ndarray]:
    """Return ONNX's own results."""
    names = [value.name for value in _graph_inputs(model)]
    feeds = dict(zip(names, inputs, strict=True))
    reasons = []
    for evaluate in (_evaluate_by_onnxruntime, _evaluate_by_reference):
        try:
            return evaluate(model, feeds)
        except Exception as error:
            reasons.append(str(error).split("\n")[0])
    raise NotCheckedError(
        f"onnxruntime cannot run it ({reasons[0]}), nor onnx's evaluator ({reasons[1]})"
    )


def _evaluate_by_onnxruntime(
    model: "onnx.ModelProto", feeds: Mapping[str, np.ndarray]
) -> list[np.ndarray]:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    return session.run(None, dict(feeds))


def _evaluate_by_reference(
    model: "onnx.ModelProto", feeds: Mapping[str, np.ndarray]
) -> list[np.ndarray]:
    from onnx.reference import ReferenceEvaluator

    return ReferenceEvaluator(model).run(None, dict(feeds))
