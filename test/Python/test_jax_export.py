# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""JAX functions: what a3.export_jax writes is what JAX computes, and its attention is found."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import a3
from raising import raise_attention

jax = pytest.importorskip("jax", reason="the packages of requirements-jax.txt are missing")

import jax.numpy as jnp  # noqa: E402
from jax.nn import dot_product_attention  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore::a3.mlir_text.ExportWarning")


def shape(*sizes: int, dtype: Any = jnp.float32) -> jax.ShapeDtypeStruct:  # noqa: ANN401
    return jax.ShapeDtypeStruct(sizes, dtype)


def export(function: Callable[..., Any], args: Any, where: Path) -> Path:  # noqa: ANN401
    """Export a function, see that its results were compared, and return the file."""
    exported = a3.export_jax(function, args, where / "model.mlir")
    assert exported.difference is not None
    assert exported.difference < 1e-5
    return exported.path


def with_lengths(q: Any, k: Any, v: Any, lengths: Any) -> Any:  # noqa: ANN401
    return dot_product_attention(q, k, v, key_value_seq_lengths=lengths)


def with_mask(q: Any, k: Any, v: Any, mask: Any) -> Any:  # noqa: ANN401
    return dot_product_attention(q, k, v, mask=mask)


def setting(**settings: Any) -> Callable[..., Any]:  # noqa: ANN401
    return lambda q, k, v: dot_product_attention(q, k, v, **settings)


HEADS, FEW, ONE = shape(2, 6, 4, 8), shape(2, 6, 2, 8), shape(2, 6, 1, 8)
LENGTHS = np.array([4, 6], np.int32)

DOT_PRODUCT_ATTENTION = {
    "plain": (dot_product_attention, (HEADS, HEADS, HEADS)),
    "no-batch": (dot_product_attention, (shape(6, 4, 8),) * 3),
    "other-keys": (dot_product_attention, (HEADS, shape(2, 9, 4, 8), shape(2, 9, 4, 8))),
    "scale": (setting(scale=0.3), (HEADS, HEADS, HEADS)),
    "causal": (setting(is_causal=True), (HEADS, HEADS, HEADS)),
    "mask": (with_mask, (HEADS, HEADS, HEADS, shape(2, 1, 6, 6, dtype=bool))),
    "lengths": (with_lengths, (HEADS, HEADS, HEADS, LENGTHS)),
    "window": (setting(local_window_size=2), (HEADS, HEADS, HEADS)),
    "causal-window": (setting(local_window_size=(2, 0)), (HEADS, HEADS, HEADS)),
    "grouped": (dot_product_attention, (HEADS, FEW, FEW)),
    "grouped-causal": (setting(is_causal=True), (HEADS, FEW, FEW)),
    "one-key-head": (dot_product_attention, (HEADS, ONE, ONE)),
}


@pytest.mark.parametrize("case", DOT_PRODUCT_ATTENTION)
def test_dot_product_attention(case: str, tmp_path: Path) -> None:
    function, args = DOT_PRODUCT_ATTENTION[case]
    assert raise_attention(export(function, args, tmp_path)) == (1, [])


def test_dense_bias_is_named(tmp_path: Path) -> None:
    def biased(q: Any, k: Any, v: Any, bias: Any) -> Any:  # noqa: ANN401
        return dot_product_attention(q, k, v, bias=bias)

    path = export(biased, (HEADS, HEADS, HEADS, shape(2, 4, 6, 6)), tmp_path)
    assert raise_attention(path) == (0, ["dense-bias"])


def test_einsum_with_a_constant_mask(tmp_path: Path) -> None:
    causal = np.tril(np.ones((40, 40), bool))

    def attend(q: Any, k: Any, v: Any) -> Any:  # noqa: ANN401
        scores = jnp.where(causal, jnp.einsum("bhqd,bhkd->bhqk", q, k) * 0.3, -1e30)
        return jnp.einsum("bhqk,bhkd->bhqd", jax.nn.softmax(scores, -1), v)

    path = export(attend, (shape(2, 2, 40, 8),) * 3, tmp_path)
    assert raise_attention(path) == (1, [])


class TestFlax:
    @pytest.mark.parametrize("causal", [False, True], ids=["plain", "causal"])
    def test_linen(self, causal: bool, tmp_path: Path) -> None:
        linen = pytest.importorskip("flax.linen", reason="flax is missing")
        module = linen.MultiHeadDotProductAttention(num_heads=4, qkv_features=16)
        x = jnp.ones((2, 6, 16))
        mask = linen.make_causal_mask(x[..., 0]) if causal else None
        weights = module.init(jax.random.key(0), x, mask=mask)
        path = export(lambda x: module.apply(weights, x, mask=mask), (shape(*x.shape),), tmp_path)
        assert raise_attention(path) == (1, [])

    def test_linen_with_padding(self, tmp_path: Path) -> None:
        linen = pytest.importorskip("flax.linen", reason="flax is missing")
        module = linen.MultiHeadDotProductAttention(num_heads=4, qkv_features=16)
        weights = module.init(jax.random.key(0), jnp.ones((2, 6, 16)))

        def padded(weights: Any, x: Any, valid: Any) -> Any:  # noqa: ANN401
            mask = linen.make_attention_mask(jnp.ones_like(valid), valid)
            return module.apply(weights, x, mask=mask)

        args = (weights, shape(2, 6, 16), shape(2, 6, dtype=jnp.int32))
        assert raise_attention(export(padded, args, tmp_path)) == (1, [])

    def test_nnx(self, tmp_path: Path) -> None:
        nnx = pytest.importorskip("flax.nnx", reason="flax is missing")
        module = nnx.MultiHeadAttention(
            num_heads=4, in_features=16, qkv_features=16, decode=False, rngs=nnx.Rngs(0)
        )
        graph, state = nnx.split(module)
        path = export(lambda x: nnx.merge(graph, state)(x), (shape(2, 6, 16),), tmp_path)
        assert raise_attention(path) == (1, [])


class TestLoops:
    """Loops that count are unrolled, so that each layer is an attention of its own."""

    def layers(self, x: Any, weights: Any) -> Any:  # noqa: ANN401
        def layer(x: Any, weight: Any) -> tuple[Any, None]:  # noqa: ANN401
            q, k, v = (y.reshape(2, 6, 2, 8) for y in jnp.split(x @ weight / 8, 3, -1))
            return x + dot_product_attention(q, k, v).reshape(x.shape), None

        return jax.lax.scan(layer, x, weights)[0]

    def test_scan_over_layers(self, tmp_path: Path) -> None:
        path = export(self.layers, (shape(2, 6, 16), shape(3, 16, 48)), tmp_path)
        assert raise_attention(path) == (3, [])

    def test_the_user_is_told(self, tmp_path: Path) -> None:
        args = (shape(2, 6, 16), shape(3, 16, 48))
        with pytest.warns(a3.ExportWarning, match="1 loops were unrolled"):
            a3.export_jax(self.layers, args, tmp_path / "m.mlir", check=False)

    def test_loops_in_loops_from_other_numbers(self, tmp_path: Path) -> None:
        def function(x: Any) -> Any:  # noqa: ANN401
            def outer(i: Any, x: Any) -> Any:  # noqa: ANN401
                return jax.lax.fori_loop(2, 4, lambda j, x: jnp.sin(x) + i * j, x)

            return jax.lax.fori_loop(1, 4, outer, x)

        export(function, (shape(4, 8),), tmp_path)

    def test_loops_without_a_count_are_refused(self, tmp_path: Path) -> None:
        def function(x: Any) -> Any:  # noqa: ANN401
            return jax.lax.while_loop(lambda x: x.sum() < 10, lambda x: x + 1, x)

        with pytest.raises(a3.ExportError, match=r"'stablehlo\.while' \(.*test_jax_export\.py"):
            a3.export_jax(function, (shape(4, 8),), tmp_path / "m.mlir")
        assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("approximate", [False, True])
def test_gelu(approximate: bool, tmp_path: Path) -> None:
    export(lambda x: jax.nn.gelu(x, approximate=approximate), (shape(4, 8),), tmp_path)


def test_trees_and_arguments_without_use(tmp_path: Path) -> None:
    def function(tree: Any, unused: Any, x: Any) -> Any:  # noqa: ANN401
        return {"sum": x + tree["b"], "product": x * tree["a"]}

    args = ({"a": np.ones(4, np.float32), "b": shape(2, 4)}, shape(3), shape(2, 4))
    text = export(function, args, tmp_path).read_text()
    signature = next(line for line in text.splitlines() if "func.func" in line)
    assert signature.count("%arg") == 4


def test_half_precision(tmp_path: Path) -> None:
    args = (shape(2, 6, 4, 8, dtype=jnp.bfloat16),) * 3
    with pytest.warns(a3.ExportWarning) as told:
        exported = a3.export_jax(dot_product_attention, args, tmp_path / "m.mlir")
    assert exported.difference is not None
    messages = " ".join(str(warning.message) for warning in told)
    assert "the algorithm that JAX asks for in matrix products was dropped" in messages
    assert raise_attention(exported.path) == (1, [])


@pytest.mark.parametrize("dtype", ["bfloat16", "float16"])
def test_long_products_of_halves_are_summed_in_single(dtype: str, tmp_path: Path) -> None:
    x = jnp.asarray(np.random.default_rng(0).random((4, 4000)), dtype)
    exported = a3.export_jax(lambda x: x @ x.T / 2000, (x,), tmp_path / "m.mlir")
    assert exported.difference is not None
    assert exported.difference < 1e-2


def test_half_precision_inside(tmp_path: Path) -> None:
    def function(q: Any, k: Any, v: Any) -> Any:  # noqa: ANN401
        halves = (x.astype(jnp.bfloat16) for x in (q, k, v))
        return dot_product_attention(*halves).astype(jnp.float32)

    exported = a3.export_jax(function, (HEADS, HEADS, HEADS), tmp_path / "m.mlir")
    assert raise_attention(exported.path) == (1, [])
    assert exported.difference is not None


@pytest.mark.parametrize(
    ("function", "operation"),
    [
        (jnp.sort, "stablehlo.sort"),
        (lambda x: x.at[1].set(0), "stablehlo.scatter"),
        (lambda x: jax.lax.cond(x.sum() > 0, jnp.sin, jnp.cos, x), "stablehlo.case"),
    ],
    ids=["sort", "scatter", "cond"],
)
def test_operations_outside_mlir_are_refused(
    function: Callable[..., Any], operation: str, tmp_path: Path
) -> None:
    with pytest.raises(a3.ExportError, match=f"jaxlib wrote '{operation}'"):
        a3.export_jax(function, (shape(4, 8),), tmp_path / "m.mlir")
    assert not list(tmp_path.iterdir())


def test_what_jax_refuses_is_said(tmp_path: Path) -> None:
    with pytest.raises(a3.ExportError, match=r"cannot export the function to linalg: .*shape"):
        a3.export_jax(jnp.add, (shape(2), shape(3)), tmp_path / "m.mlir")


def test_tosa_cannot_be_had(tmp_path: Path) -> None:
    with pytest.raises(a3.ExportError, match="has the pass stablehlo-legalize-to-tosa"):
        a3.export_jax(jnp.sin, (shape(2),), tmp_path / "m.mlir", dialect="tosa")


def test_names_and_locations(tmp_path: Path) -> None:
    path = tmp_path / "m.mlir"
    a3.export_jax(lambda x: jnp.sin(x), (shape(2),), path, entry="sine")
    assert "@sine(" in path.read_text()
    assert "test_jax_export.py" in path.read_text()
    a3.export_jax(lambda x: jnp.sin(x), (shape(2),), path, locations=False)
    assert "@main(" in path.read_text()
    assert "test_jax_export.py" not in path.read_text()
