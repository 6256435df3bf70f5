# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The shapes of an ONNX model, and the arithmetic that models do with shapes."""

from collections.abc import Mapping, Sequence

import numpy as np
import onnx
from onnx import helper, numpy_helper
from onnx.reference import ReferenceEvaluator

from a3.mlir_text import ExportError

# Constants of more elements are left to the model; shapes have fewer.
_LARGEST_SHAPE = 64


def infer_shapes(model: onnx.ModelProto) -> onnx.ModelProto:
    """Return the model with the types of all its values, as far as they can be known."""
    # Sizes that were open before something was folded would stay open.
    del model.graph.value_info[:]
    try:
        return onnx.shape_inference.infer_shapes(model, data_prop=True)
    except Exception as error:
        raise ExportError(f"the model is not consistent: {error}") from error


def fold_shapes(model: onnx.ModelProto) -> onnx.ModelProto:
    """Compute what depends only on shapes: torch-mlir does so for linalg only, and not always."""
    while True:
        model = infer_shapes(model)
        constants = _find_shape_constants(model)
        kept = [n for n in model.graph.node if not set(n.output) & constants.keys()]
        if len(kept) == len(model.graph.node):
            return model
        del model.graph.node[:]
        model.graph.node.extend(kept)
        model.graph.initializer.extend(
            numpy_helper.from_array(array, name) for name, array in constants.items()
        )


def _find_shape_constants(model: onnx.ModelProto) -> dict[str, np.ndarray]:
    """Return results of nodes whose arguments are small constants or known shapes."""
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


def _is_foldable(node: onnx.NodeProto, known: Mapping[str, np.ndarray]) -> bool:
    has_body = any(attribute.HasField("g") for attribute in node.attribute)
    is_random = node.op_type.startswith("Random") or node.op_type in ("Bernoulli", "Multinomial")
    return not has_body and not is_random and all(not i or i in known for i in node.input)


def _is_small(shape: Sequence[int]) -> bool:
    return len(shape) <= 1 and int(np.prod(shape)) <= _LARGEST_SHAPE


def _static_shape(value: onnx.ValueInfoProto) -> list[int] | None:
    if not value.type.tensor_type.HasField("shape"):
        return None
    dims = value.type.tensor_type.shape.dim
    if not all(dim.HasField("dim_value") for dim in dims):
        return None
    return [dim.dim_value for dim in dims]


def _shape_of(node: onnx.NodeProto, shape: list[int]) -> np.ndarray:
    bounds = {attribute.name: attribute.i for attribute in node.attribute}
    return np.array(shape[bounds.get("start", 0) : bounds.get("end", len(shape))], np.int64)


def _evaluate_node(
    model: onnx.ModelProto, node: onnx.NodeProto, known: Mapping[str, np.ndarray]
) -> np.ndarray | None:
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
