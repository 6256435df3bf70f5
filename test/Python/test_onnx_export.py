# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""ONNX files: what a3.export_onnx writes is what ONNX computes, and its attention is found.

Where nothing else is said, the function's own check compares the results.
"""

import itertools
import re
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import a3
import a3.onnx_export
from a3.mlir_text import Dialect
from raising import raise_attention

onnx = pytest.importorskip("onnx", reason="the packages of requirements-onnx.txt are missing")
pytest.importorskip("onnxruntime", reason="the packages of requirements-onnx.txt are missing")

from onnx import TensorProto, helper, numpy_helper  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore::a3.mlir_text.ExportWarning")
both_dialects = pytest.mark.parametrize("dialect", ["linalg", "tosa"])

Value = tuple[str, list[int]] | tuple[str, list[int], int]

HEADS = [2, 4, 6, 8]
QKV = [("q", HEADS), ("k", HEADS), ("v", HEADS)]
MATRICES = [("q", [2, 6, 32]), ("k", [2, 6, 32]), ("v", [2, 6, 32])]

GUARD = pytest.mark.xfail(
    strict=True,
    reason="unknown-guard: ONNX's definition replaces the weights of a query whose bias is "
    "-inf for all keys, rather than one whose scores are",
)


def value(name: str, shape: Sequence[int | str], kind: int = TensorProto.FLOAT) -> Any:  # noqa: ANN401
    return helper.make_tensor_value_info(name, kind, shape)


def make_model(
    nodes: list[Any],
    inputs: Sequence[Value],
    outputs: Sequence[Value],
    weights: dict[str, np.ndarray] | None = None,
    opset: int = 17,
) -> Any:  # noqa: ANN401
    graph = helper.make_graph(
        nodes,
        "graph",
        [value(*i) for i in inputs],
        [value(*o) for o in outputs],
        [numpy_helper.from_array(array, name) for name, array in (weights or {}).items()],
    )
    domains = [helper.make_opsetid("", opset), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(graph, opset_imports=domains, ir_version=10)


def export(model: Any, where: Path, dialect: Dialect, **options: Any) -> Path:  # noqa: ANN401
    """Export a model, see that its results were compared, and return the file."""
    path = where / "model.mlir"
    exported = a3.export_onnx(model, path, dialect=dialect, **options)
    assert exported.difference is not None
    assert exported.difference < 1e-5
    return path


def softmax_nodes(*middle: Any, keys: str = "k", scores: str = "scaled") -> list[Any]:  # noqa: ANN401
    """Attention in primitive operators, with what comes between scale and softmax."""
    return [
        helper.make_node("Transpose", [keys], ["kt"], perm=[0, 1, 3, 2]),
        helper.make_node("MatMul", ["q", "kt"], ["product"]),
        helper.make_node("Mul", ["product", "scale"], ["scaled"]),
        *middle,
        helper.make_node("Softmax", [scores], ["p"], axis=-1),
        helper.make_node("MatMul", ["p", "v"], ["o"]),
    ]


class TestPrimitiveOperators:
    scale = np.float32(0.35)

    @both_dialects
    def test_plain(self, dialect: Dialect, tmp_path: Path) -> None:
        model = make_model(softmax_nodes(), QKV, [("o", HEADS)], {"scale": self.scale})
        assert raise_attention(export(model, tmp_path, dialect)) == (1, [])

    @both_dialects
    def test_causal_with_a_constant_that_is_printed_in_hexadecimal(
        self, dialect: Dialect, tmp_path: Path
    ) -> None:
        shape = [1, 2, 40, 8]
        weights = {
            "scale": self.scale,
            "low": np.float32(-1e30),
            "causal": np.tril(np.ones((40, 40), bool)),
        }
        where = helper.make_node("Where", ["causal", "scaled", "low"], ["masked"])
        model = make_model(
            softmax_nodes(where, scores="masked"),
            [(name, shape) for name in "qkv"],
            [("o", shape)],
            weights,
        )
        assert raise_attention(export(model, tmp_path, dialect)) == (1, [])

    @both_dialects
    def test_masked(self, dialect: Dialect, tmp_path: Path) -> None:
        mask = ("mask", [2, 1, 1, 6], TensorProto.BOOL)
        weights = {"scale": self.scale, "low": np.float32(-1e30)}
        where = helper.make_node("Where", ["mask", "scaled", "low"], ["masked"])
        nodes = softmax_nodes(where, scores="masked")
        model = make_model(nodes, [*QKV, mask], [("o", HEADS)], weights)
        assert raise_attention(export(model, tmp_path, dialect)) == (1, [])

    @both_dialects
    def test_grouped(self, dialect: Dialect, tmp_path: Path) -> None:
        few = [2, 2, 6, 8]
        weights = {
            "scale": self.scale,
            "axis": np.array([2]),
            "repeated": np.array([2, 2, 2, 6, 8]),
            "heads": np.array(HEADS),
        }
        repeat = [
            node
            for name in "kv"
            for node in (
                helper.make_node("Unsqueeze", [f"few_{name}", "axis"], [f"{name}_1"]),
                helper.make_node("Expand", [f"{name}_1", "repeated"], [f"{name}_2"]),
                helper.make_node("Reshape", [f"{name}_2", "heads"], [name]),
            )
        ]
        inputs = [("q", HEADS), ("few_k", few), ("few_v", few)]
        model = make_model([*repeat, *softmax_nodes()], inputs, [("o", HEADS)], weights)
        assert raise_attention(export(model, tmp_path, dialect)) == (1, [])


def sample_inputs(inputs: Sequence[Value]) -> list[np.ndarray]:
    random = np.random.default_rng(4)
    return [sample_input(random, *i) for i in inputs]


def sample_input(
    random: np.random.Generator, name: str, shape: list[int], kind: int = TensorProto.FLOAT
) -> np.ndarray:
    if name == "lengths":
        return np.array([4, 6], helper.tensor_dtype_to_np_dtype(kind))
    if kind == TensorProto.FLOAT:
        return random.standard_normal(shape).astype(np.float32)
    admitted = random.integers(0, 2, shape)
    admitted[..., 0] = 1  # What a query without keys gives is not the same everywhere.
    return admitted.astype(helper.tensor_dtype_to_np_dtype(kind))


FEW = [("q", HEADS), ("k", [2, 2, 6, 8]), ("v", [2, 2, 6, 8])]
FEW_MATRICES = [("q", [2, 6, 32]), ("k", [2, 6, 16]), ("v", [2, 6, 16])]
MASK = ("mask", [6, 6], TensorProto.BOOL)
LONG_MASK = ("mask", [2, 1, 6, 6], TensorProto.BOOL)
MATRIX_HEADS = {"q_num_heads": 4, "kv_num_heads": 4}
FEW_MATRIX_HEADS = {"q_num_heads": 4, "kv_num_heads": 2}

PAST = [("past_k", [2, 4, 3, 8]), ("past_v", [2, 4, 3, 8])]
PRESENT = [("new_k", [2, 4, 9, 8]), ("new_v", [2, 4, 9, 8])]
LENGTHS_64 = ("lengths", [2], TensorProto.INT64)

# Opset, inputs, names of the arguments, attributes. In the names a gap of n
# spaces is n - 1 arguments that are left out.
STANDARD_ATTENTION = {
    "plain": (23, QKV, "q k v", {}),
    "causal": (23, QKV, "q k v", {"is_causal": 1}),
    "scaled": (23, QKV, "q k v", {"scale": 0.25}),
    "masked": (23, [*QKV, MASK], "q k v mask", {}),
    "masked-causal": (23, [*QKV, LONG_MASK], "q k v mask", {"is_causal": 1}),
    "grouped": (23, FEW, "q k v", {}),
    "matrices": (23, MATRICES, "q k v", MATRIX_HEADS),
    "cache": (23, [*QKV, *PAST], "q k v  past_k past_v", {}),
    "cache-causal": (23, [*QKV, *PAST], "q k v  past_k past_v", {"is_causal": 1}),
    "opset-24-grouped-causal": (24, FEW, "q k v", {"is_causal": 1}),
    "opset-24-matrices-grouped": (24, [*FEW_MATRICES, MASK], "q k v mask", FEW_MATRIX_HEADS),
    "opset-24-lengths": (24, [*QKV, LENGTHS_64], "q k v    lengths", {}),
    "opset-25": (25, QKV, "q k v", {}),
}


def standard_model(opset: int, inputs: Sequence[Value], names: str, **attributes: Any) -> Any:  # noqa: ANN401
    outputs = [("o", inputs[0][1]), *(PRESENT if "past" in names else [])]
    node = helper.make_node(
        "Attention", names.split(" "), [o[0] for o in outputs], name="the_node", **attributes
    )
    return make_model([node], inputs, outputs, opset=opset)


@pytest.fixture(
    scope="module", params=itertools.product(STANDARD_ATTENTION, ["linalg", "tosa"]), ids="-".join
)
def standard_attention(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> a3.Exported:
    case, dialect = request.param
    opset, inputs, names, attributes = STANDARD_ATTENTION[case]
    model = standard_model(opset, inputs, names, **attributes)
    path = tmp_path_factory.mktemp("standard") / "model.mlir"
    return a3.export_onnx(model, path, dialect=dialect, inputs=sample_inputs(inputs))


class TestStandardAttention:
    """The operator Attention of opset 23 and later."""

    def test_computes_what_onnx_does(self, standard_attention: a3.Exported) -> None:
        assert standard_attention.difference is not None
        assert standard_attention.difference < 1e-5

    @GUARD
    def test_is_found(self, standard_attention: a3.Exported) -> None:
        assert raise_attention(standard_attention.path) == (1, [])

    @GUARD
    @both_dialects
    @pytest.mark.parametrize(
        ("inputs", "names", "attributes", "reason"),
        [
            ([*QKV, ("bias", [6, 6])], "q k v bias", {}, "dense-bias"),
            (QKV, "q k v", {"softcap": 20.0}, "softcap"),
        ],
        ids=["bias", "softcap"],
    )
    def test_what_the_machine_cannot_do_is_named(
        self,
        inputs: Sequence[Value],
        names: str,
        attributes: dict[str, Any],
        reason: str,
        dialect: Dialect,
        tmp_path: Path,
    ) -> None:
        path = export(standard_model(23, inputs, names, **attributes), tmp_path, dialect)
        assert raise_attention(path) == (0, [reason])

    @both_dialects
    @pytest.mark.parametrize(
        ("opset", "operator", "inputs"),
        [
            (23, "RMSNormalization", [("x", [2, 4, 8]), ("scale", [8])]),
            (23, "RotaryEmbedding", [("x", HEADS), ("cos", [2, 6, 4]), ("sin", [2, 6, 4])]),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_operators_around_attention(
        self,
        opset: int,
        operator: str,
        inputs: Sequence[Value],
        dialect: Dialect,
        tmp_path: Path,
    ) -> None:
        node = helper.make_node(operator, [i[0] for i in inputs], ["o"])
        model = make_model([node], inputs, [("o", inputs[0][1])], opset=opset)
        export(model, tmp_path, dialect)

    def test_the_user_is_told(self, tmp_path: Path) -> None:
        with pytest.warns(a3.ExportWarning, match="Attention was expanded by ONNX's own"):
            exported = a3.export_onnx(standard_model(23, QKV, "q k v"), tmp_path / "m.mlir")
        assert len(exported.changes) == 1


INT32 = TensorProto.INT32
PADDING = ("mask", [2, 6], INT32)
LENGTHS = ("lengths", [2], INT32)
EACH_QUERY = ("mask", [2, 6, 6], INT32)

OPTIMISED_ATTENTION = {
    "plain": ([], "x w b", {}),
    "without-bias": ([], "x w", {}),
    "causal": ([], "x w b", {"unidirectional": 1}),
    "scaled": ([], "x w b", {"scale": 0.3}),
    "padded": ([PADDING], "x w b mask", {}),
    "lengths": ([LENGTHS], "x w b lengths", {}),
    "mask-of-each-query": ([EACH_QUERY], "x w b mask", {}),
    "padded-causal": ([PADDING], "x w b mask", {"unidirectional": 1}),
    "other-mask-value": ([PADDING], "x w b mask", {"mask_filter_value": -5000.0}),
    "narrow-values": ([], "x w b", {"qkv_hidden_sizes": [40, 40, 16]}),
}

CROSS = [("q", [2, 6, 32]), ("k", [2, 5, 32]), ("v", [2, 5, 32])]
IN_HEADS = [("q", [2, 6, 32]), ("k", [2, 4, 5, 8]), ("v", [2, 4, 5, 8])]

OPTIMISED_MULTI_HEAD_ATTENTION = {
    "plain": (MATRICES, "q k v", {}),
    "cross": (CROSS, "q k v", {}),
    "with-bias": (MATRICES, "q k v b", {}),
    "keys-in-heads": (IN_HEADS, "q k v", {}),
    "causal": (MATRICES, "q k v", {"unidirectional": 1}),
    "scaled": (MATRICES, "q k v", {"scale": 0.3}),
    "padded": ([*MATRICES, PADDING], "q k v b mask", {}),
    "lengths": ([*MATRICES, LENGTHS], "q k v b lengths", {}),
    "cache": ([*MATRICES, *PAST], "q k v    past_k past_v", {}),
    "cache-causal": ([*MATRICES, *PAST], "q k v    past_k past_v", {"unidirectional": 1}),
}


def optimised_model(
    operator: str,
    inputs: Sequence[Value],
    names: str,
    outputs: Sequence[Value],
    **attributes: Any,  # noqa: ANN401
) -> Any:  # noqa: ANN401
    random = np.random.default_rng(3)
    weights = {
        "w": random.standard_normal((32, 96)).astype(np.float32) / 4,
        "b": random.standard_normal(96).astype(np.float32),
    }
    node = helper.make_node(
        operator,
        names.split(" "),
        [o[0] for o in outputs],
        name="the_node",
        domain="com.microsoft",
        num_heads=4,
        **attributes,
    )
    used = {name: array for name, array in weights.items() if name in node.input}
    return make_model([node], inputs, outputs, used)


class TestOptimisedOperators:
    """The operators of com.microsoft, against onnxruntime."""

    @both_dialects
    @pytest.mark.parametrize("case", OPTIMISED_ATTENTION)
    def test_attention(self, case: str, dialect: Dialect, tmp_path: Path) -> None:
        masks, names, attributes = OPTIMISED_ATTENTION[case]
        width = attributes.get("qkv_hidden_sizes", [32])[-1]
        inputs = [("x", [2, 6, 32]), *masks]
        model = optimised_model("Attention", inputs, names, [("o", [2, 6, width])], **attributes)
        path = export(model, tmp_path, dialect, inputs=sample_inputs(inputs))
        assert raise_attention(path) == (1, [])

    @both_dialects
    @pytest.mark.parametrize("case", OPTIMISED_MULTI_HEAD_ATTENTION)
    def test_multi_head_attention(self, case: str, dialect: Dialect, tmp_path: Path) -> None:
        inputs, names, attributes = OPTIMISED_MULTI_HEAD_ATTENTION[case]
        outputs = [("o", [2, 6, 32])]
        if case.startswith("cache"):
            outputs += PRESENT
        model = optimised_model("MultiHeadAttention", inputs, names, outputs, **attributes)
        path = export(model, tmp_path, dialect, inputs=sample_inputs(inputs))
        assert raise_attention(path) == (1, [])

    @both_dialects
    def test_dense_bias_is_named(self, dialect: Dialect, tmp_path: Path) -> None:
        inputs = [*MATRICES, ("bias", [2, 4, 6, 6])]
        outputs = [("o", [2, 6, 32])]
        model = optimised_model("MultiHeadAttention", inputs, "q k v   bias", outputs)
        assert raise_attention(export(model, tmp_path, dialect)) == (0, ["dense-bias"])

    @pytest.mark.parametrize(
        ("operator", "names"),
        [
            ("Gelu", "x"),
            ("BiasGelu", "x w"),
            ("FastGelu", "x"),
            ("FastGelu", "x w"),
            ("SkipLayerNormalization", "x y w"),
            ("SkipLayerNormalization", "x y w b v"),
        ],
    )
    def test_operators_around_attention(self, operator: str, names: str, tmp_path: Path) -> None:
        inputs = [("x", [2, 4, 8]), ("y", [2, 4, 8]), *((n, [8]) for n in "wbv")]
        outputs = [("o", [2, 4, 8])]
        results = ["o"]
        if names.endswith("v"):
            outputs.append(("sum", [2, 4, 8]))
            results += ["", "", "sum"]
        node = helper.make_node(operator, names.split(), results, domain="com.microsoft")
        used = [i for i in inputs if i[0] in names]
        export(make_model([node], used, outputs), tmp_path, "linalg")

    @pytest.mark.parametrize(
        ("operator", "inputs", "names", "what"),
        [
            ("MultiHeadAttention", [("q", [2, 6, 4, 3, 8])], "q", "keys and values in one tensor"),
            (
                "Attention",
                [("x", [2, 6, 32]), ("past", [2, 2, 4, 3, 8])],
                "x w b  past",
                "a key-value cache",
            ),
            (
                "Attention",
                [("x", [2, 6, 32]), ("mask", [2, 1, 6, 6], INT32)],
                "x w b mask",
                "a mask of 4 dimensions",
            ),
            (
                "Attention",
                [("x", [2, 6, 32]), ("mask", [8], INT32)],
                "x w b mask",
                "not one length for each of the batch",
            ),
        ],
    )
    def test_what_has_no_translation_is_refused(
        self, operator: str, inputs: Sequence[Value], names: str, what: str, tmp_path: Path
    ) -> None:
        model = optimised_model(operator, inputs, names, [("o", [2, 6, 32])])
        with pytest.raises(a3.ExportError, match=f"'the_node'.*{what}"):
            a3.export_onnx(model, tmp_path / "m.mlir")
        assert not list(tmp_path.iterdir())

    def test_old_opsets_are_refused(self, tmp_path: Path) -> None:
        model = optimised_model("MultiHeadAttention", MATRICES, "q k v", [("o", [2, 6, 32])])
        model.opset_import[0].version = 11
        with pytest.raises(a3.ExportError, match="opset 11: bring it to opset 17"):
            a3.export_onnx(model, tmp_path / "m.mlir")

    def test_other_operators_are_refused(self, tmp_path: Path) -> None:
        node = helper.make_node("CDist", ["x", "y"], ["o"], name="far", domain="com.microsoft")
        model = make_model([node], [("x", [2, 4]), ("y", [2, 4])], [("o", [2, 2])])
        with pytest.raises(a3.ExportError, match=r"com\.microsoft\.CDist \(node 'far'\)"):
            a3.export_onnx(model, tmp_path / "m.mlir")


@pytest.fixture(scope="module")
def bert(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """BERT with weights at random, as PyTorch writes it."""
    torch = pytest.importorskip("torch")
    transformers = pytest.importorskip("transformers")

    class States(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            torch.manual_seed(0)
            config = transformers.BertConfig(
                hidden_size=32,
                num_hidden_layers=2,
                num_attention_heads=4,
                intermediate_size=64,
                vocab_size=50,
                max_position_embeddings=16,
                attn_implementation="eager",
            )
            self.bert = transformers.BertModel(config, add_pooling_layer=False)

        def forward(self, ids: Any, mask: Any) -> Any:  # noqa: ANN401
            return self.bert(input_ids=ids, attention_mask=mask).last_hidden_state

    path = tmp_path_factory.mktemp("bert") / "bert.onnx"
    tokens = torch.ones(2, 8, dtype=torch.int64)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            States().eval(),
            (tokens, tokens),
            path,
            dynamo=False,
            opset_version=17,
            input_names=["ids", "mask"],
            output_names=["states"],
            dynamic_axes={name: {0: "batch", 1: "tokens"} for name in ("ids", "mask")},
        )
    return path


class TestPytorch:
    """An encoder layer as PyTorch's own exporter writes it; opset 23 has the operator Attention."""

    @both_dialects
    @pytest.mark.parametrize("opset", [18, pytest.param(23, marks=GUARD)])
    def test_encoder_layer(self, opset: int, dialect: Dialect, tmp_path: Path) -> None:
        torch = pytest.importorskip("torch")
        pytest.importorskip("onnxscript")
        torch.manual_seed(0)
        layer = torch.nn.TransformerEncoderLayer(16, 2, 32, batch_first=True).eval()
        model = tmp_path / "layer.onnx"
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.onnx.export(
                layer, (torch.randn(2, 6, 16),), model, opset_version=opset, verbose=False
            )
        assert raise_attention(export(model, tmp_path, dialect)) == (1, [])


class TestBert:
    dims = {"batch": 2, "tokens": 8}  # noqa: RUF012

    @both_dialects
    def test_as_pytorch_writes_it(self, bert: Path, dialect: Dialect, tmp_path: Path) -> None:
        path = export(bert, tmp_path, dialect, dims=self.dims)
        assert raise_attention(path) == (2, [])

    @both_dialects
    def test_as_onnxruntime_optimises_it(
        self, bert: Path, dialect: Dialect, tmp_path: Path
    ) -> None:
        from onnxruntime.transformers import optimizer

        optimised = tmp_path / "optimised.onnx"
        optimizer.optimize_model(
            str(bert), model_type="bert", num_heads=4, hidden_size=32, opt_level=0
        ).save_model_to_file(str(optimised))
        operators = {node.op_type for node in onnx.load(optimised).graph.node if node.domain}
        assert {"Attention", "EmbedLayerNormalization", "SkipLayerNormalization"} <= operators
        path = export(optimised, tmp_path, dialect, dims=self.dims)
        assert raise_attention(path) == (2, [])


def relu(shape: Sequence[int | str]) -> Any:  # noqa: ANN401
    return make_model(
        [helper.make_node("Relu", ["x"], ["o"], name="zero")], [("x", shape)], [("o", shape)]
    )  # type: ignore[list-item]


def test_open_sizes_are_asked_for(tmp_path: Path) -> None:
    with pytest.raises(a3.ExportError, match=r"pass dims=\{'batch': 1\}"):
        a3.export_onnx(relu(["batch", 4]), tmp_path / "m.mlir")
    a3.export_onnx(relu(["batch", 4]), tmp_path / "m.mlir", dims={"batch": 3})
    assert "tensor<3x4xf32>" in (tmp_path / "m.mlir").read_text()


def test_sizes_that_no_input_has_are_refused(tmp_path: Path) -> None:
    with pytest.raises(a3.ExportError, match="dims names bach, which no input has"):
        a3.export_onnx(relu([3, 4]), tmp_path / "m.mlir", dims={"bach": 3})


def test_names_and_locations(tmp_path: Path) -> None:
    path = tmp_path / "m.mlir"
    a3.export_onnx(relu([3, 4]), path, entry="relu")
    text = path.read_text()
    assert "func.func @relu(" in text
    assert '"zero"' in text
    a3.export_onnx(relu([3, 4]), path, locations=False)
    assert re.search("func.func @main.*>\\) ->", path.read_text())
    assert '"zero"' not in path.read_text()


def test_same_model_same_bytes(tmp_path: Path) -> None:
    model = optimised_model("MultiHeadAttention", MATRICES, "q k v b", [("o", [2, 6, 32])])
    before = model.SerializeToString()
    for name in ("a", "b"):
        a3.export_onnx(model, tmp_path / name, check=False)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert model.SerializeToString() == before


def test_files_that_are_not_onnx_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "m.onnx"
    path.write_text("not a model")
    with pytest.raises(a3.ExportError, match=r"cannot read .*m\.onnx as an ONNX model"):
        a3.export_onnx(path, tmp_path / "m.mlir")
    with pytest.raises(a3.ExportError, match="No such file"):
        a3.export_onnx(tmp_path / "absent.onnx", tmp_path / "m.mlir")


def test_wrong_results_are_not_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "m.mlir"
    path.write_text("before")
    right = a3.onnx_export._evaluate
    monkeypatch.setattr(a3.onnx_export, "_evaluate", lambda *a: [o + 0.1 for o in right(*a)])
    with pytest.raises(a3.ExportError, match=r"result 0 differs by up to 0\.1"):
        a3.export_onnx(relu([3, 4]), path)
    assert path.read_text() == "before"


def test_unknown_dialect_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="use 'linalg' or 'tosa'"):
        a3.export_onnx(relu([3, 4]), tmp_path / "m.mlir", dialect="hlo")  # type: ignore[arg-type]
