# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The operators that ONNX defines by a function of other ones, written out."""

import onnx
import onnx.inliner
from onnx import defs, helper

# Of these torch-mlir knows only the name.
_EXPANDED = ("Attention", "RMSNormalization", "RotaryEmbedding")

_DOMAIN = "a3.functions"


def expand_functions(model: onnx.ModelProto) -> tuple[onnx.ModelProto, list[str]]:
    """Return the model with the definitions of some operators in their place.

    The types of the model's values must be known. The second result says what
    was expanded. `model` is changed.
    """
    expanded = []
    types = _types(model.graph)
    for place, node in enumerate(model.graph.node):
        if node.domain not in ("", "ai.onnx") or node.op_type not in _EXPANDED:
            continue
        if node.op_type not in expanded:
            expanded.append(node.op_type)
        function = _define(model, node, types)
        function.domain, function.name = _DOMAIN, f"{node.op_type}.{place}"
        for step in function.node:
            step.name = node.name
        model.functions.append(function)
        node.domain, node.op_type = function.domain, function.name
    if not expanded:
        return model, []
    # The inliner of schemas does not know arguments that are left out.
    model.opset_import.append(helper.make_opsetid(_DOMAIN, 1))
    inlined = onnx.inliner.inline_local_functions(model)
    return inlined, [f"{op} was expanded by ONNX's own definition of it" for op in expanded]


def _types(graph: onnx.GraphProto) -> dict[str, onnx.TypeProto]:
    values = [*graph.input, *graph.value_info, *graph.output]
    types = {value.name: value.type for value in values}
    for tensor in graph.initializer:
        types[tensor.name] = helper.make_tensor_type_proto(tensor.data_type, tensor.dims)
    types[""] = onnx.TypeProto()
    return types


def _define(
    model: onnx.ModelProto, node: onnx.NodeProto, types: dict[str, onnx.TypeProto]
) -> onnx.FunctionProto:
    """Return the definition of an operator for the types that it is used with."""
    opset = next(o.version for o in model.opset_import if o.domain in ("", "ai.onnx"))
    schema = defs.get_schema(node.op_type, opset, "")
    version = max(v for v in schema.context_dependent_function_opset_versions if v <= opset)
    contents = schema.get_context_dependent_function_with_opset_version(
        version,
        node.SerializeToString(),
        [types[name].SerializeToString() for name in node.input],
    )
    return onnx.FunctionProto.FromString(contents)
