# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The operators that onnxruntime's optimiser puts into a model, in ONNX's own.

Only these of the domain com.microsoft are translated; what each computes is
said by onnxruntime's ContribOperators.md.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from a3.mlir_text import ExportError

if TYPE_CHECKING:
    import onnx

_DOMAIN = "com.microsoft"

# Since this version, the operators below have meant what they mean today.
_OLDEST_OPSET = 17

_LOWEST = np.finfo(np.float32).min

# onnx.TensorProto's numbers of element types.
_FLOAT, _INT64, _BOOL = 1, 7, 9


def expand_contrib_operators(model: "onnx.ModelProto") -> "tuple[onnx.ModelProto, list[str]]":
    """Return the model without the operators of com.microsoft that have a translation.

    The second result says what was expanded. `model` is changed.
    """
    found = sorted({n.op_type for n in model.graph.node if n.domain == _DOMAIN} & _RULES.keys())
    if not found:
        return model, []
    opset = next(o.version for o in model.opset_import if o.domain in ("", "ai.onnx"))
    if opset < _OLDEST_OPSET:
        raise ExportError(
            f"the model uses {_DOMAIN}.{found[0]} with opset {opset}: bring it to opset "
            f"{_OLDEST_OPSET} or later, by exporting it so or with onnx.version_converter"
        )
    nodes = []
    builder = _Builder(model.graph)
    for node in model.graph.node:
        if node.domain == _DOMAIN and node.op_type in _RULES:
            _RULES[node.op_type](builder, call := _Call(node))
            nodes += builder.take_nodes(call.name)
        else:
            nodes.append(node)
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    return model, [f"{_DOMAIN}.{op} was expanded to ONNX's own operators" for op in found]


class _Call:
    """One use of an operator: its arguments, attributes and results by position."""

    def __init__(self, node: "onnx.NodeProto") -> None:
        from onnx import helper

        self.name = node.name or node.output[0]
        self.operator = node.op_type
        self._inputs = list(node.input)
        self._outputs = list(node.output)
        self._attributes = {a.name: helper.get_attribute_value(a) for a in node.attribute}

    def input(self, place: int) -> str:
        """Return the name of an argument; it is empty where there is none."""
        return self._inputs[place] if place < len(self._inputs) else ""

    def output(self, place: int) -> str:
        """Return the name of a result; it is empty where nobody wants it."""
        return self._outputs[place] if place < len(self._outputs) else ""

    def attribute(self, name: str, default: Any = None) -> Any:  # noqa: ANN401
        return self._attributes.get(name, default)

    def refuse(self, what: str) -> ExportError:
        return ExportError(
            f"{_DOMAIN}.{self.operator} (node '{self.name}') {what}, which has no translation: "
            "export the model without it"
        )


class _Builder:
    """Adds nodes and constants to a graph."""

    def __init__(self, graph: "onnx.GraphProto") -> None:
        self._graph = graph
        self._nodes: list[onnx.NodeProto] = []
        self._count = 0
        values = [*graph.input, *graph.value_info, *graph.output]
        self._shapes = {v.name: _shape(v) for v in values if v.type.tensor_type.HasField("shape")}
        self._shapes.update((tensor.name, list(tensor.dims)) for tensor in graph.initializer)

    def take_nodes(self, name: str) -> "list[onnx.NodeProto]":
        """Return the nodes added since the last call, with a name that users know."""
        nodes, self._nodes = self._nodes, []
        for node in nodes:
            node.name = name
        return nodes

    def shape(self, name: str) -> list[int] | None:
        """Return the sizes of a value, None where they are not known; -1 is an open one."""
        return self._shapes.get(name)

    def note_shape(self, name: str, shape: list[int]) -> None:
        """Let later operators know the sizes of a value."""
        self._shapes[name] = shape

    def add(self, operator: str, *inputs: str, result: str = "", **attributes: object) -> str:
        """Add a node and return the name of its result."""
        from onnx import helper

        name = result or self._new_name()
        self._nodes.append(helper.make_node(operator, inputs, [name], **attributes))
        return name

    def split(self, x: str, sizes: Sequence[int], axis: int) -> list[str]:
        """Cut a tensor along an axis and return the names of the parts."""
        from onnx import helper

        names = [self._new_name() for _ in sizes]
        inputs = [x, self.whole(sizes)]
        self._nodes.append(helper.make_node("Split", inputs, names, axis=axis))
        return names

    def constant(self, value: object, dtype: type = np.float32) -> str:
        from onnx import numpy_helper

        name = self._new_name()
        self._graph.initializer.append(numpy_helper.from_array(np.asarray(value, dtype), name))
        return name

    def whole(self, value: object) -> str:
        """Add a constant of int64, as for shapes and axes."""
        return self.constant(value, np.int64)

    def size(self, name: str, axis: int | list[int]) -> str:
        """Return the size of one dimension as a number, or of several as a list."""
        return self.add("Gather", self.add("Shape", name), self.whole(axis))

    def _new_name(self) -> str:
        self._count += 1
        return f"a3.contrib.{self._count}"


def _shape(value: "onnx.ValueInfoProto") -> list[int]:
    dims = value.type.tensor_type.shape.dim
    return [dim.dim_value if dim.HasField("dim_value") else -1 for dim in dims]


def _expand_attention(b: _Builder, call: _Call) -> None:
    """Project x to q, k and v by one matrix, then attend."""
    if call.input(4) or call.output(1):
        raise call.refuse("has a key-value cache")
    if call.attribute("do_rotary", 0):
        raise call.refuse("rotates positions")
    weight = b.shape(call.input(1))
    if not weight or weight[-1] < 0:
        raise call.refuse("has a weight of unknown size")
    sizes = call.attribute("qkv_hidden_sizes") or [weight[-1] // 3] * 3
    projected = b.add("MatMul", call.input(0), call.input(1))
    if call.input(2):
        projected = b.add("Add", projected, call.input(2))
    q, k, v = b.split(projected, sizes, axis=-1)
    heads = call.attribute("num_heads")
    _attend(
        b,
        call,
        [_split_heads(b, x, heads) for x in (q, k, v)],
        padding=call.input(3),
        bias=call.input(5),
    )


def _expand_multi_head_attention(b: _Builder, call: _Call) -> None:
    """Attend with q, k and v that are projected already."""
    if call.input(8):
        raise call.refuse("has past_sequence_length")
    query, key, value, bias = (call.input(place) for place in range(4))
    heads = call.attribute("num_heads")
    if not key or not value:
        raise call.refuse("has keys and values in one tensor")
    if len(b.shape(key) or ()) == 4:
        if bias:
            raise call.refuse("adds a bias to keys in heads")
        k, v = key, value
    else:
        if bias:
            query, key, value = _add_biases(b, call, (query, key, value), bias)
        k, v = (_split_heads(b, x, heads) for x in (key, value))
    q = _split_heads(b, query, heads)
    if call.input(6):
        k = b.add("Concat", call.input(6), k, axis=2)
        v = b.add("Concat", call.input(7), v, axis=2)
    for name, present in ((call.output(1), k), (call.output(2), v)):
        if name:
            b.add("Identity", present, result=name)
    if call.output(3):
        raise call.refuse("returns the scores")
    _attend(b, call, [q, k, v], padding=call.input(4), bias=call.input(5))


def _add_biases(b: _Builder, call: _Call, values: Sequence[str], bias: str) -> list[str]:
    total = (b.shape(bias) or [-1])[0]
    width = (b.shape(values[0]) or [total // 3])[-1]
    if width < 0 or total < 0:
        raise call.refuse("has a bias of unknown size")
    parts = b.split(bias, [width, width, total - 2 * width], axis=0)
    return [b.add("Add", x, part) for x, part in zip(values, parts, strict=True)]


def _split_heads(b: _Builder, x: str, heads: int) -> str:
    """(batch, n, heads * d) to (batch, heads, n, d)."""
    split = b.add("Reshape", x, b.whole([0, 0, heads, -1]))
    return b.add("Transpose", split, perm=[0, 2, 1, 3])


def _attend(b: _Builder, call: _Call, heads: Sequence[str], *, padding: str, bias: str) -> None:
    """Write the attention of (batch, heads, n, d) tensors to the call's first result."""
    q, k, v = heads
    if scale := call.attribute("scale", 0.0):
        factor = b.constant(scale)
    else:
        width = b.add("Cast", b.size(k, 3), to=_FLOAT)
        factor = b.add("Reciprocal", b.add("Sqrt", width))
    scores = b.add("MatMul", q, b.add("Transpose", k, perm=[0, 1, 3, 2]))
    scores = b.add("Mul", scores, factor)
    if bias:
        scores = b.add("Add", scores, bias)
    if padding:
        hidden = b.constant(call.attribute("mask_filter_value", -10000.0))
        admitted = _admitted_by_padding(b, call, padding, k)
        scores = b.add("Add", scores, b.add("Where", admitted, b.constant(0.0), hidden))
    if call.attribute("unidirectional", 0):
        scores = b.add("Where", _admitted_by_order(b, q, k), scores, b.constant(_LOWEST))
    weighted = b.add("MatMul", b.add("Softmax", scores, axis=-1), v)
    joined = b.add("Transpose", weighted, perm=[0, 2, 1, 3])
    b.add("Reshape", joined, b.whole([0, 0, -1]), result=call.output(0))


def _admitted_by_padding(b: _Builder, call: _Call, padding: str, k: str) -> str:
    """Return which keys the mask admits, as (batch, 1, 1 or queries, n)."""
    shape = b.shape(padding)
    if shape is None or len(shape) not in (1, 2, 3):
        raise call.refuse("has a mask of 4 dimensions, or of unknown ones")
    if len(shape) == 3:
        return b.add("Unsqueeze", b.add("Cast", padding, to=_BOOL), b.whole([1]))
    if len(shape) == 2:
        return b.add("Unsqueeze", b.add("Cast", padding, to=_BOOL), b.whole([1, 2]))
    batch = (b.shape(call.input(0)) or [-1])[0]
    if -1 not in (batch, shape[0]) and batch != shape[0]:
        raise call.refuse("has a mask that is not one length for each of the batch")
    # Does not fit either where a size that is not yet known shows that to be so.
    sizes = b.add("Concat", b.size(k, [0]), b.whole([1, 1, 1]), axis=0)
    lengths = b.add("Reshape", b.add("Cast", padding, to=_INT64), sizes)
    return b.add("Less", _range(b, b.whole(0), b.size(k, 2)), lengths)


def _admitted_by_order(b: _Builder, q: str, k: str) -> str:
    """Return which keys are not after the query, as (queries, n)."""
    keys, queries = b.size(k, 2), b.size(q, 2)
    rows = _range(b, b.add("Sub", keys, queries), keys)
    columns = _range(b, b.whole(0), keys)
    return b.add("LessOrEqual", columns, b.add("Unsqueeze", rows, b.whole([1])))


def _range(b: _Builder, start: str, end: str) -> str:
    return b.add("Range", start, end, b.whole(1))


def _expand_skip_layer_normalization(b: _Builder, call: _Call) -> None:
    """Add, then normalise."""
    if call.output(1) or call.output(2):
        raise call.refuse("returns mean or variance")
    total = b.add("Add", call.input(0), call.input(1))
    if call.input(4):
        total = b.add("Add", total, call.input(4))
    if call.output(3):
        b.add("Identity", total, result=call.output(3))
    _normalize(b, call, total, call.input(2), call.input(3))


def _expand_embed_layer_normalization(b: _Builder, call: _Call) -> None:
    """Add the embeddings of words, positions and segments, then normalise."""
    ids, segments, words, places, segment_table, scale, shift, mask, positions = (
        call.input(place) for place in range(9)
    )
    embedded = b.add("Gather", words, ids)
    if not positions:
        positions = _range(b, b.whole(0), b.size(ids, 1))
    embedded = b.add("Add", embedded, b.add("Gather", places, positions))
    if segments:
        embedded = b.add("Add", embedded, b.add("Gather", segment_table, segments))
    if call.output(1):
        if not mask or call.attribute("mask_index_type", 0):
            raise call.refuse("returns another mask than the lengths")
        b.add("ReduceSum", mask, b.whole([1]), keepdims=0, result=call.output(1))
        b.note_shape(call.output(1), [-1])
    if call.output(2):
        b.add("Identity", embedded, result=call.output(2))
    _normalize(b, call, embedded, scale, shift)


def _normalize(b: _Builder, call: _Call, x: str, scale: str, shift: str) -> None:
    factors = [scale, shift] if shift else [scale]
    epsilon = call.attribute("epsilon", 1e-12)
    b.add("LayerNormalization", x, *factors, epsilon=epsilon, result=call.output(0))


def _expand_gelu(b: _Builder, call: _Call) -> None:
    """X / 2 * (1 + erf(x / sqrt(2))), of x plus a bias if there is one."""
    x = b.add("Add", call.input(0), call.input(1)) if call.input(1) else call.input(0)
    error = b.add("Erf", b.add("Mul", x, b.constant(np.sqrt(0.5))))
    _half_gate(b, x, error, call.output(0))


def _expand_fast_gelu(b: _Builder, call: _Call) -> None:
    """X / 2 * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x**3)))."""
    x = b.add("Add", call.input(0), call.input(1)) if call.input(1) else call.input(0)
    cube = b.add("Mul", b.add("Mul", x, x), x)
    inner = b.add("Add", x, b.add("Mul", cube, b.constant(0.044715)))
    inner = b.add("Mul", inner, b.constant(np.sqrt(2 / np.pi)))
    _half_gate(b, x, b.add("Tanh", inner), call.output(0))


def _half_gate(b: _Builder, x: str, gate: str, result: str) -> None:
    half = b.add("Mul", x, b.constant(0.5))
    b.add("Mul", half, b.add("Add", gate, b.constant(1.0)), result=result)


_RULES: Mapping[str, Callable[[_Builder, _Call], None]] = {
    "Attention": _expand_attention,
    "BiasGelu": _expand_gelu,
    "EmbedLayerNormalization": _expand_embed_layer_normalization,
    "FastGelu": _expand_fast_gelu,
    "Gelu": _expand_gelu,
    "MultiHeadAttention": _expand_multi_head_attention,
    "SkipLayerNormalization": _expand_skip_layer_normalization,
}
