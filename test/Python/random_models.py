# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random attention as the text or the module of a model, compiled and run."""

import itertools
import math
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

import a3
import a3.run_detail
import reference_model as model
from accounting import check_run
from random_attention import (
    Expected,
    Factors,
    Floats,
    Operands,
    Problem,
    admitted_rows,
    expect,
    operands_of,
    problems,
    softmax,
    tolerance,
)

Form = Literal["a3", "a3-open", "linalg", "tosa", "torch-linalg", "torch-tosa"]


@dataclass(frozen=True)
class Model:
    """A problem, and how the model that holds it is written."""

    problem: Problem
    form: Form = "a3"


def tensor(shape: Sequence[int | str], element: str = "f32") -> str:
    """The type of a tensor; a size may be "?"."""
    return f"tensor<{'x'.join([*map(str, shape), element])}>"


def layout(array: Floats, problem: Problem) -> Floats:
    """Return (batch, groups, sharers, tokens, columns) as the model takes it."""
    return np.ascontiguousarray(array.transpose(0, 3, 1, 2, 4) if problem.interleaved else array)


def restore(array: Floats, problem: Problem) -> Floats:
    """Return what `layout` took."""
    return array.transpose(0, 2, 3, 1, 4) if problem.interleaved else array


def five_dimensions(array: NDArray[Any]) -> NDArray[Any]:
    """A mask or a bias with dimensions of 1 in front."""
    return array.reshape((1,) * (5 - array.ndim) + array.shape)


class Text:
    """A function of q, k, v and perhaps a mask and a bias, in the layout of a problem."""

    def __init__(self, problem: Problem, o: Operands) -> None:
        self.problem = problem
        self.lines: list[str] = []
        self.arrays = {name: layout(getattr(o, name), problem) for name in "qkv"}
        for name in ("mask", "bias"):
            array = getattr(o, name)
            if array is not None:
                self.arrays[name] = np.ascontiguousarray(five_dimensions(array))
        heads, queries = problem.heads, problem.queries
        self.score_shape = (*heads, queries, problem.rows)
        self.split_result = (*heads, queries, problem.width)
        batch, groups, sharers = heads
        self.result_shape: tuple[int | str, ...] = self.split_result
        if problem.interleaved:
            self.result_shape = (batch, queries, groups, sharers, problem.width)

    def type(self, name: str) -> str:
        """The type of an argument."""
        return tensor(self.arrays[name].shape, "i1" if name == "mask" else "f32")

    def add(self, line: str) -> None:
        """One more line of the function."""
        self.lines.append(f"  {line}")

    def finish(self, result: str) -> str:
        """The module, with the value that the function returns."""
        arguments = ", ".join(f"%{name}: {self.type(name)}" for name in self.arrays)
        body = "\n".join(self.lines)
        kind = tensor(self.result_shape)
        return (
            f"func.func @main({arguments}) -> {kind} {{\n{body}\n  return {result} : {kind}\n}}\n"
        )


def write_a3(text: Text) -> str:
    """One a3.attention, between transpositions where heads are interleaved."""
    problem = text.problem
    names = {name: f"%{name}" for name in text.arrays}
    shapes = {name: text.arrays[name].shape for name in "qkv"}
    if problem.interleaved:
        for name in "qkv":
            batch, tokens, groups, sharers, columns = text.arrays[name].shape
            shapes[name] = (batch, groups, sharers, tokens, columns)
            names[name] = f"%split_{name}"
            kind = tensor(shapes[name])
            text.add(f"%empty_{name} = tensor.empty() : {kind}")
            text.add(
                f"%split_{name} = linalg.transpose ins(%{name} : {text.type(name)}) "
                f"outs(%empty_{name} : {kind}) permutation = [0, 2, 3, 1, 4]"
            )
    result = tensor(text.split_result)
    more = "".join(
        f" {name}(%{name} : {text.type(name)})" for name in ("mask", "bias") if name in names
    )
    text.add(f"%o = tensor.empty() : {result}")
    text.add(
        f"%0 = a3.attention ins(%{names['q'][1:]}, {names['k']}, {names['v']} : "
        f"{', '.join(tensor(shapes[name]) for name in 'qkv')}){more} outs(%o : {result}) "
        f"{{scale = {problem.scale:e} : f32}} -> {result}"
    )
    if not problem.interleaved:
        return text.finish("%0")
    text.add(f"%empty = tensor.empty() : {tensor(text.result_shape)}")
    text.add(
        f"%1 = linalg.transpose ins(%0 : {result}) outs(%empty : {tensor(text.result_shape)}) "
        "permutation = [0, 3, 1, 2, 4]"
    )
    return text.finish("%1")


def write_open(text: Text) -> str:
    """One a3.attention of which only a run knows how many queries and rows there are."""
    problem = text.problem

    def opened(name: str) -> str:
        shape = text.arrays[name].shape
        own_queries = name == "q" or (name in ("mask", "bias") and shape[3] > 1)
        tokens = "?" if own_queries or name in ("k", "v") else shape[3]
        last = "?" if name in ("mask", "bias") else shape[4]
        return tensor((*shape[:3], tokens, last), "i1" if name == "mask" else "f32")

    kinds = {name: opened(name) for name in text.arrays}
    result = tensor((*problem.heads, "?", problem.width))
    more = "".join(f" {name}(%{name} : {kinds[name]})" for name in kinds if len(name) > 1)
    return (
        f"func.func @main({', '.join(f'%{name}: {kind}' for name, kind in kinds.items())}) "
        f"-> {result} {{\n"
        "  %place = arith.constant 3 : index\n"
        f"  %queries = tensor.dim %q, %place : {kinds['q']}\n"
        f"  %o = tensor.empty(%queries) : {result}\n"
        f"  %0 = a3.attention ins(%q, %k, %v : {', '.join(kinds[name] for name in 'qkv')}){more} "
        f"outs(%o : {result}) {{scale = {problem.scale:e} : f32}} -> {result}\n"
        f"  return %0 : {result}\n}}\n"
    )


class Generics:
    """Writes linalg.generic over the dimensions b, g, s, i and one or two more."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.count = 0

    def write(
        self,
        operands: list[tuple[str, Sequence[int], str, str]],
        result: tuple[Sequence[int], str],
        reduced: str,
        body: Sequence[str],
        initial: str | None = None,
    ) -> str:
        """Return the value of an operation.

        Operands have a name, a shape, an element type and a letter for each dimension, or 0;
        `body` computes %r of %a, %b and the result so far, %x.
        """
        self.count += 1
        name = f"%g{self.count}"
        shape, letters = result
        loops = list(dict.fromkeys("".join(o[3] for o in operands).replace("0", "") + letters))
        maps = ", ".join(
            f"affine_map<({', '.join(loops)}) -> ({', '.join(dims)})>"
            for dims in [*(o[3] for o in operands), letters]
        )
        kinds = ", ".join('"reduction"' if x in reduced else '"parallel"' for x in loops)
        out = tensor(shape)
        add = self.text.add
        add(f"{name}e = tensor.empty() : {out}")
        start = f"{name}e"
        if initial is not None:
            add(f"{name}c = arith.constant {initial} : f32")
            add(f"{name}i = linalg.fill ins({name}c : f32) outs({name}e : {out}) -> {out}")
            start = f"{name}i"
        inputs = ", ".join(o[0] for o in operands)
        types = ", ".join(tensor(o[1], o[2]) for o in operands)
        header = ", ".join(f"%{x}: {o[2]}" for x, o in zip("abc", operands, strict=False))
        add(
            f"{name} = linalg.generic {{indexing_maps = [{maps}], iterator_types = [{kinds}]}} "
            f"ins({inputs} : {types}) outs({start} : {out}) {{"
        )
        add(f"^bb0({header}, %x: f32):")
        for line in body:
            add(f"  {line}")
        add("  linalg.yield %r : f32")
        add(f"}} -> {out}")
        return name


def write_linalg(text: Text) -> str:
    """Contractions with the layout in their maps, and softmax as four operations."""
    problem = text.problem
    generics = Generics(text)
    tokens = "bigsd" if problem.interleaved else "bgsid"

    def argument(name: str, letters: str) -> tuple[str, Sequence[int], str, str]:
        array = text.arrays[name]
        dims = "".join(x if n > 1 else "0" for x, n in zip(letters, array.shape, strict=True))
        return f"%{name}", array.shape, "i1" if name == "mask" else "f32", dims

    def of_rows(name: str, column: str) -> tuple[str, Sequence[int], str, str]:
        place = tokens.replace("i", "r").replace("s", "0").replace("d", column)
        return f"%{name}", text.arrays[name].shape, "f32", place

    product = ["%p = arith.mulf %a, %b : f32", "%r = arith.addf %x, %p : f32"]
    scores = text.score_shape
    value = generics.write(
        [("%q", text.arrays["q"].shape, "f32", tokens), of_rows("k", "d")],
        (scores, "bgsir"),
        "d",
        product,
        "0.0",
    )
    text.add(f"%scale = arith.constant {problem.scale:e} : f32")
    text.add("%hidden = arith.constant 0xFF800000 : f32")

    def elementwise(value: str, body: Sequence[str], *more: Any) -> str:  # noqa: ANN401
        own = (value, scores, "f32", "bgsir")
        return generics.write([own, *more], (scores, "bgsir"), "", body)

    value = elementwise(value, ["%r = arith.mulf %a, %scale : f32"])
    if "bias" in text.arrays:
        value = elementwise(value, ["%r = arith.addf %a, %b : f32"], argument("bias", "bgsir"))
    if "mask" in text.arrays:
        select = ["%r = arith.select %b, %a, %hidden : f32"]
        value = elementwise(value, select, argument("mask", "bgsir"))
    sums = scores[:-1]
    for_all = (value, scores, "f32", "bgsir")
    most = generics.write(
        [for_all], (sums, "bgsi"), "r", ["%r = arith.maximumf %a, %x : f32"], "0xFF800000"
    )
    shifted = elementwise(
        value,
        ["%p = arith.subf %a, %b : f32", "%r = math.exp %p : f32"],
        (most, sums, "f32", "bgsi"),
    )
    total = generics.write(
        [(shifted, scores, "f32", "bgsir")],
        (sums, "bgsi"),
        "r",
        ["%r = arith.addf %a, %x : f32"],
        "0.0",
    )
    weights = elementwise(shifted, ["%r = arith.divf %a, %b : f32"], (total, sums, "f32", "bgsi"))
    result = generics.write(
        [(weights, scores, "f32", "bgsir"), of_rows("v", "c")],
        (text.result_shape, tokens.replace("d", "c")),
        "r",
        product,
        "0.0",
    )
    return text.finish(result)


def write_tosa(text: Text) -> str:
    """Matrix products of three dimensions, heads repeated for those that share them."""
    problem = text.problem
    batch, groups, sharers = problem.heads
    heads = batch * groups * sharers
    text.add('%zero = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>')
    text.add('%shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>')
    count = 0

    def name() -> str:
        nonlocal count
        count += 1
        return f"%t{count}"

    def const_shape(shape: Sequence[int]) -> tuple[str, str]:
        result, kind = name(), f"!tosa.shape<{len(shape)}>"
        values = f"dense<{list(shape)}> : tensor<{len(shape)}xindex>"
        text.add(f"{result} = tosa.const_shape {{values = {values}}} : () -> {kind}")
        return result, kind

    def apply(op: str, result: Sequence[int], *operands: tuple[str, str], more: str = "") -> str:
        value = name()
        names, kinds = ", ".join(o[0] for o in operands), ", ".join(o[1] for o in operands)
        text.add(f"{value} = tosa.{op} {names}{more} : ({kinds}) -> {tensor(result)}")
        return value

    def reshape(value: str, kind: str, shape: Sequence[int]) -> str:
        return apply("reshape", shape, (value, kind), const_shape(shape))

    def flat(which: str) -> tuple[str, tuple[int, int, int]]:
        """The heads of an argument, one after the other."""
        value, shape = f"%{which}", text.arrays[which].shape
        if problem.interleaved:
            b, tokens, g, s, columns = shape
            turned = (b, g, s, tokens, columns)
            perms = " {perms = array<i32: 0, 2, 3, 1, 4>}"
            value, shape = apply("transpose", turned, (value, tensor(shape)), more=perms), turned
        if which != "q" and sharers > 1:
            tiled = (*shape[:2], sharers, *shape[3:])
            multiples = const_shape([1, 1, sharers, 1, 1])
            value, shape = apply("tile", tiled, (value, tensor(shape)), multiples), tiled
        tokens, columns = shape[3:]
        return reshape(value, tensor(shape), (heads, tokens, columns)), (heads, tokens, columns)

    (q, q_shape), (k, k_shape), (v, v_shape) = (flat(which) for which in "qkv")
    scores = (heads, problem.queries, problem.rows)
    turned = (k_shape[0], k_shape[2], k_shape[1])
    kt = apply("transpose", turned, (k, tensor(k_shape)), more=" {perms = array<i32: 0, 2, 1>}")
    zero, shift = ("%zero", "tensor<1xf32>"), ("%shift", "tensor<1xi8>")
    full, part = tensor(scores), tensor((*scores[:2], 1))
    value = apply("matmul", scores, (q, tensor(q_shape)), (kt, tensor(turned)), zero, zero)
    text.add(
        f'%scale = "tosa.const"() <{{values = dense<{problem.scale:e}> : tensor<1x1x1xf32>}}> '
        ": () -> tensor<1x1x1xf32>"
    )
    value = apply("mul", scores, (value, full), ("%scale", "tensor<1x1x1xf32>"), shift)
    if "bias" in text.arrays:
        bias = reshape("%bias", text.type("bias"), scores)
        value = apply("add", scores, (value, full), (bias, full))
    if "mask" in text.arrays:
        text.add(
            '%hidden = "tosa.const"() <{values = dense<0xFF800000> : tensor<1x1x1xf32>}> '
            ": () -> tensor<1x1x1xf32>"
        )
        shape = (heads, problem.queries, problem.rows)
        mask, kind = name(), tensor(shape, "i1")
        size = const_shape(shape)
        text.add(
            f"{mask} = tosa.reshape %mask, {size[0]} : ({text.type('mask')}, {size[1]}) -> {kind}"
        )
        hidden = ("%hidden", "tensor<1x1x1xf32>")
        value = apply("select", scores, (mask, kind), (value, full), hidden)
    axis = " {axis = 2 : i32}"
    sums = (*scores[:2], 1)
    most = apply("reduce_max", sums, (value, full), more=axis)
    shifted = apply("sub", scores, (value, full), (most, part))
    exps = apply("exp", scores, (shifted, full))
    total = apply("reduce_sum", sums, (exps, full), more=axis)
    inverse = apply("reciprocal", sums, (total, part))
    weights = apply("mul", scores, (exps, full), (inverse, part), shift)
    result = apply(
        "matmul",
        (heads, problem.queries, problem.width),
        (weights, full),
        (v, tensor(v_shape)),
        zero,
        zero,
    )
    kind = tensor((heads, problem.queries, problem.width))
    result = reshape(result, kind, text.split_result)
    if problem.interleaved:
        split = (result, tensor(text.split_result))
        perms = " {perms = array<i32: 0, 3, 1, 2, 4>}"
        result = apply("transpose", text.result_shape, split, more=perms)
    return text.finish(result)


WRITERS: dict[str, Callable[[Text], str]] = {
    "a3": write_a3,
    "a3-open": write_open,
    "linalg": write_linalg,
    "tosa": write_tosa,
}


def broadcast_masks(o: Operands, problem: Problem, form: str) -> Operands:
    """Some forms take masks and biases of every head, for they reshape them."""
    if form in ("a3", "a3-open", "linalg"):
        return o
    shape = (*problem.heads, problem.queries, problem.rows)
    mask, bias = (
        None if x is None else np.ascontiguousarray(np.broadcast_to(x, shape))
        for x in (o.mask, o.bias)
    )
    return replace(o, mask=mask, bias=bias)


def model_operands(problem: Problem, form: str) -> Operands:
    """Softmax of a model is NaN where a query sees nothing, so all see the first row."""
    o = operands_of(problem)
    if o.mask is not None and not form.startswith("a3"):
        o = replace(o, mask=o.mask | (np.arange(problem.rows) == 0))
    return broadcast_masks(o, problem, form)


def compile_model(case: Model, o: Operands, folder: Path) -> tuple[a3.Program, list[NDArray[Any]]]:
    """Return the program and its inputs."""
    problem = case.problem
    text = Text(problem, o)
    if case.form.startswith("torch"):
        from random_modules import export_module  # PyTorch takes seconds.

        dialect = case.form.removeprefix("torch-")
        inputs = export_module(problem, o, text.arrays, dialect, folder / "m.mlir")
    else:
        (folder / "m.mlir").write_text(WRITERS[case.form](text))
        inputs = list(text.arrays.values())
    t = None if problem.t is None else problem.t / model.STEPS_OF_PERCENT
    program = a3.compile(
        folder / "m.mlir",
        machine=problem.machine(),
        approximations=a3.Approximation(problem.m, t),
        path=folder / "m.a3",
        flags=["--require-offload"],
    )
    return program, inputs


@dataclass(frozen=True)
class Placing:
    """How a site has the queries of a problem: an order of batch, groups, sharers, queries.

    The compiler may make heads that share keys one head with the queries of all.
    """

    problem: Problem
    order: tuple[int, ...]
    queries: int  # Of a head of the site.

    @classmethod
    def find(cls, problem: Problem, o: Operands, rows: a3.run_detail.LaunchRows) -> "Placing":
        """Return the order in which the site's operands are those of the model.

        Where some queries are equal, several orders fit, which then have equal results.
        """
        for order in itertools.permutations(range(4)):
            placing = cls(problem, order, rows.query.shape[-2])
            if placing.fits(o, rows):
                return placing
        raise AssertionError("the site has other operands than the model")

    def fits(self, o: Operands, rows: a3.run_detail.LaunchRows) -> bool:
        """Whether the site's operands are those of the model in this order."""
        problem = self.problem
        head = self.heads()[..., 0]
        key, value = (x.reshape(-1, *x.shape[-2:])[head] for x in (rows.key, rows.value))
        shape = (*problem.heads, problem.queries, problem.rows)
        has_bias = o.bias is not None and rows.bias is not None
        return (
            np.array_equal(self.restore(rows.query), o.q)
            and np.array_equal(key, np.broadcast_to(o.k, key.shape))
            and np.array_equal(value, np.broadcast_to(o.v, value.shape))
            and np.array_equal(self.restore(rows.admitted), admitted_rows(problem, o))
            and (
                not has_bias
                or np.array_equal(self.restore(rows.bias), np.broadcast_to(o.bias, shape))
            )
        )

    def restore(self, array: NDArray[Any]) -> NDArray[Any]:
        """Return (..., queries, x) of the site as (batch, groups, sharers, queries, x)."""
        sizes = (*self.problem.heads, self.problem.queries)
        split = array.reshape(*(sizes[i] for i in self.order), array.shape[-1])
        return split.transpose(*np.argsort(self.order), 4)

    def heads(self) -> NDArray[np.int64]:
        """(batch, groups, sharers, queries): the head of the site that has each query."""
        total = math.prod(self.problem.heads) * self.problem.queries
        return self.restore(np.arange(total)[:, None] // self.queries)[..., 0]

    def format_of(self, head: int, formats: list[list[float]]) -> Factors:
        """Return the format record of a head of the problem."""
        heads = self.heads().reshape(-1, self.problem.queries)[head]
        (record,) = {tuple(formats[i]) for i in heads}
        return Factors(*record)


def check_model(case: Model) -> None:
    """A compiled model is right in float, to the bit in fixed point, and adds up."""
    problem = case.problem
    o = model_operands(problem, case.form)
    with tempfile.TemporaryDirectory() as folder:
        program, inputs = compile_model(case, o, Path(folder))
    (site,) = program.sites
    real = program.run(*inputs, arithmetic="float", threads=1, detail=[site.name])
    rows = real.launches[0].rows
    placing = Placing.find(problem, o, rows)
    wanted = softmax(problem, o, placing.restore(rows.kept))
    result = restore(real.outputs[0], problem)
    np.testing.assert_allclose(result, wanted, atol=tolerance(problem, o), rtol=0)

    run = program.run(*inputs, threads=1, detail=[site.name])
    check_run(run)
    rows = run.launches[0].rows
    found = Expected(
        restore(run.outputs[0], problem).reshape(-1, problem.width).tolist(),
        *(
            [np.flatnonzero(row).tolist() for row in mask.reshape(-1, problem.rows)]
            for mask in (placing.restore(rows.candidates), placing.restore(rows.kept))
        ),
    )
    formats = run.statistics["sites"][0]["formats"]
    assert found in [
        expect(problem, o, lambda head: placing.format_of(head, formats), tile)
        for tile in problem.tile_sizes()
    ]
    again = program.run(*inputs, threads=2)
    assert np.array_equal(again.outputs[0], run.outputs[0])
    assert again.cycles == run.cycles


def is_plain(case: Model) -> bool:
    """Softmax over one row is 1, so that its model has no attention; and a product of single
    columns is a factor of two operands, which the analysis leaves to the host."""
    return case.form.startswith("a3") or min(case.problem.rows, case.problem.depth) > 1


def models_of(*forms: str) -> st.SearchStrategy[Model]:
    """Models that are written in one of these forms."""
    return st.builds(make_model, problems(), st.sampled_from(forms)).filter(is_plain)


def make_model(problem: Problem, form: Form) -> Model:
    """A model; that of open sizes has its heads one after the other."""
    return Model(replace(problem, interleaved=False) if form == "a3-open" else problem, form)
