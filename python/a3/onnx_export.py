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

# Operators that ONNX defines by a function of other operators, and of which
# torch-mlir knows only the name.
_EXPANDED = ("Attention", "RMSNormalization", "RotaryEmbedding", "Swish")

# Constants of more elements are left to the model; shapes have fewer.
_LARGEST_SHAPE = 64


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

    changes: list[str] = []
    if model.functions:
        model = onnx.inliner.inline_local_functions(model)
    model, expanded = expand_contrib_operators(_fold_shapes(model))
    changes += expanded
    _refuse_unknown_domains(model)
    expanded = [op for op in _EXPANDED if any(n.op_type == op for n in model.graph.node)]
    if expanded:
        model = onnx.inliner.inline_selected_functions(
            model, [("", op) for op in expanded], exclude=False, inline_schema_functions=True
        )
        changes += [f"{op} was expanded by ONNX's own definition of it" for op in expanded]
    for node in model.graph.node:
        node.name = node.name or node.output[0]
    return _fold_shapes(model), changes


def _refuse_unknown_domains(model: "onnx.ModelProto") -> None:
    """Refuse operators of other domains, which torch-mlir takes for ONNX's of that name."""
    for node in model.graph.node:
        if node.domain not in ("", "ai.onnx"):
            raise ExportError(
                f"the model uses {node.domain}.{node.op_type} (node '{node.name}'), which has no "
                "translation: write the model without it, for example by exporting it without "
                "the optimiser that put it there"
            )


def _infer_shapes(model: "onnx.ModelProto") -> "onnx.ModelProto":
    import onnx

    # Sizes that were open before something was folded would stay open.
    del model.graph.value_info[:]
    try:
        return onnx.shape_inference.infer_shapes(model, data_prop=True)
    except Exception as error:
        raise ExportError(f"the model is not consistent: {error}") from error


def _fold_shapes(model: "onnx.ModelProto") -> "onnx.ModelProto":
    """Compute what depends only on shapes: torch-mlir does so for linalg only, and not always."""
    while True:
        model = _infer_shapes(model)
        constants = _find_shape_constants(model)
        kept = [n for n in model.graph.node if not set(n.output) & constants.keys()]
        if len(kept) == len(model.graph.node):
            return model
        from onnx import numpy_helper

        del model.graph.node[:]
        model.graph.node.extend(kept)
        model.graph.initializer.extend(
            numpy_helper.from_array(array, name) for name, array in constants.items()
        )


def _find_shape_constants(model: "onnx.ModelProto") -> dict[str, np.ndarray]:
    """Return results of nodes whose arguments are small constants or known shapes."""
    from onnx import numpy_helper

    graph = model.graph
    shapes = {
        value.name: shape
        for value in [*graph.input, *graph.value_info, *graph.output]
        if (shape := _static_shape(value)) is not None
    }
    shapes.update((tensor.name, list(tensor.dims)) for tensor in graph.initializer)
    known = {
        tensor.name: numpy_helper.to_array(tensor)
        for tensor in graph.initializer
        if _is_small(tensor.dims)
    }
    outputs = {value.name for value in graph.output}
    found: dict[str, np.ndarray] = {}
    for node in graph.node:
        if outputs & set(node.output) or len(node.output) != 1:
            continue
        if node.op_type == "Shape" and node.input[0] in shapes:
            array = _shape_of(node, shapes[node.input[0]])
        elif _is_foldable(node, known):
            array = _evaluate_node(model, node, known)
        else:
            continue
        if array is not None and _is_small(array.shape):
            known[node.output[0]] = found[node.output[0]] = array
    return found


def _is_foldable(node: "onnx.NodeProto", known: Mapping[str, np.ndarray]) -> bool:
    has_body = any(attribute.HasField("g") for attribute in node.attribute)
    is_random = node.op_type.startswith("Random") or node.op_type in ("Bernoulli", "Multinomial")
    return not has_body and not is_random and all(not i or i in known for i in node.input)


def _is_small(shape: Sequence[int]) -> bool:
    return len(shape) <= 1 and int(np.prod(shape)) <= _LARGEST_SHAPE


def _static_shape(value: "onnx.ValueInfoProto") -> list[int] | None:
    if not value.type.tensor_type.HasField("shape"):
        return None
    dims = value.type.tensor_type.shape.dim
    if not all(dim.HasField("dim_value") for dim in dims):
        return None
    return [dim.dim_value for dim in dims]


def _shape_of(node: "onnx.NodeProto", shape: list[int]) -> np.ndarray:
    bounds = {attribute.name: attribute.i for attribute in node.attribute}
    return np.array(shape[bounds.get("start", 0) : bounds.get("end", len(shape))], np.int64)


def _evaluate_node(
    model: "onnx.ModelProto", node: "onnx.NodeProto", known: Mapping[str, np.ndarray]
) -> np.ndarray | None:
    from onnx import helper
    from onnx.reference import ReferenceEvaluator

    names = dict.fromkeys(name for name in node.input if name)
    values = [
        helper.make_value_info(
            name,
            helper.make_tensor_type_proto(
                helper.np_dtype_to_tensor_dtype(known[name].dtype), known[name].shape
            ),
        )
        for name in names
    ]
    graph = helper.make_graph(
        [node], "node", values, [helper.make_empty_tensor_value_info(node.output[0])]
    )
    single = helper.make_model(graph, opset_imports=model.opset_import)
    try:
        result = ReferenceEvaluator(single).run(None, {name: known[name] for name in names})[0]
    except Exception:  # Whatever it cannot do stays in the model.
        return None
    return np.asarray(result)


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
