# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""From a JAX function to MLIR text that a3-compile reads."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from a3.export_check import Sample, finish, random_input
from a3.mlir_text import (
    Dialect,
    Exported,
    ExportError,
    pack_booleans,
    refuse_foreign_operations,
    require,
)


def export_jax(
    function: Callable[..., Any],
    args: Sequence[Any],
    path: str | os.PathLike[str],
    *,
    dialect: Dialect = "linalg",
    entry: str = "main",
    locations: bool = True,
    check: bool = True,
) -> Exported:
    """Write a JAX function, traced with `args`, to `path` as MLIR text.

    `args` are arrays or jax.ShapeDtypeStruct, or trees of them. The function
    `entry` takes their leaves in the order of jax.tree.leaves, and returns the
    leaves of the result. Arrays that `function` closes over, such as trained
    weights, become constants. `dialect` can only be linalg. With `locations`
    each operation names the line of Python that it came from.

    With `check` the text is compiled for the host, run on the arrays of `args`
    (random ones where only a shape is given), and compared with JAX. Raises
    ExportError and writes nothing where the results differ, or where the
    function cannot be written. Warns with ExportWarning of what it had to
    rewrite, and if it could not check.
    """
    if dialect not in ("linalg", "tosa"):
        raise ValueError(f"dialect is '{dialect}': use 'linalg'")
    if dialect == "tosa":
        raise ExportError(
            "JAX functions can be written in linalg only: of the packages that can be installed, "
            "none (jaxlib up to 0.10.2, torch-mlir up to 20261001) has the pass "
            "stablehlo-legalize-to-tosa of the StableHLO project"
        )
    jax = require("jax", "jax")
    from a3.stablehlo import lower_to_linalg

    try:
        traced = jax.jit(function, keep_unused=True).trace(*args)
        module = traced.lower(lowering_platforms=("cpu",)).compiler_ir("stablehlo")
        changes = lower_to_linalg(module)
    except Exception as error:
        raise ExportError(f"cannot export the function to linalg: {error}") from error
    refuse_foreign_operations(module.operation, "jaxlib")
    _rename(module, entry)
    text, packed = pack_booleans(module.operation.get_asm(enable_debug_info=locations))
    if packed:
        changes.append(f"{packed} boolean constants were packed into bits, as LLVM 22 reads them")

    def sample() -> Sample:
        random = np.random.default_rng(0)
        leaves, tree = jax.tree.flatten(tuple(args))
        arrays = [_as_array(leaf, random) for leaf in leaves]
        results = jax.jit(function)(*jax.tree.unflatten(tree, arrays))
        return Sample(arrays, [np.asarray(leaf) for leaf in jax.tree.leaves(results)])

    return finish(Path(path), text, changes, entry, sample if check else None)


def _as_array(leaf: Any, random: np.random.Generator) -> np.ndarray:  # noqa: ANN401
    import jax

    if isinstance(leaf, jax.ShapeDtypeStruct):
        return random_input(leaf.shape, leaf.dtype, random)
    return np.asarray(jax.numpy.asarray(leaf))


def _rename(module: Any, entry: str) -> None:  # noqa: ANN401
    from jax.extend.mlir import ir

    with module.context:
        module.body.operations[0].attributes["sym_name"] = ir.StringAttr.get(entry)
