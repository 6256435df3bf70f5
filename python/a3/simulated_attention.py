# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Attention of NumPy arrays on the simulated accelerator, in this process."""

import math
import operator
import os
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeAlias, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from a3 import _simulator
from a3._simulator import Machine
from a3.arguments import count_threads, integer
from a3.progress import make_bar
from a3.tables import Shown, Table

Approx: TypeAlias = Literal["exact", "conservative", "aggressive"]
Arithmetic: TypeAlias = Literal["fixed", "float"]
Rows: TypeAlias = list[NDArray[np.int32]]


PRESETS: tuple[Approx, ...] = get_args(Approx)


@dataclass(frozen=True, repr=False)
class Attention(Shown):
    """What a simulated attention computed, and what it cost.

    Leading dimensions are those of the operands, broadcast together. Cycles and
    energy are in two accounts: "paper" counts the attention pipeline alone, "full"
    also loads, stores, sorts and the traffic with the memory.
    """

    output: NDArray[np.float32]  #: (..., queries, dv).
    cycles: Mapping[str, int]  #: By account.
    energy: Mapping[str, float]  #: By account, in nJ.
    #: (..., queries): rows with an exact score, and rows in softmax and output.
    candidates: NDArray[np.int64]
    kept: NDArray[np.int64]
    saturations: int  #: Values that did not fit the format when they were loaded.
    #: M, and T in percent, that ran; None where the computation was exact. An M or
    #: a T of 0 leaves out nothing.
    approximation: tuple[int, float] | None
    #: With `detail`, for each query in C order, the row numbers, ascending.
    candidate_rows: Rows | None = None
    kept_rows: Rows | None = None
    #: With `detail`, (..., queries): the share of exact softmax, in binary64 and
    #: without the machine's rounding, on rows that were not kept.
    lost_mass: NDArray[np.float64] | None = None

    def _shown(self) -> list[str | Table]:
        chosen = "exact"
        if self.approximation is not None:
            chosen = "M = {}, T = {:g}".format(*self.approximation)
        sizes = "x".join(map(str, self.output.shape))
        costs = [
            ["cycles", *(f"{self.cycles[account]:,}" for account in ("paper", "full"))],
            ["energy in µJ", *(f"{self.energy[a] / 1000:,.3f}" for a in ("paper", "full"))],
        ]
        rows = [
            [name, f"{counts.mean():.1f}", f"{counts.min():,}", f"{counts.max():,}"]
            for name, counts in (("candidates", self.candidates), ("kept", self.kept))
        ]
        return [
            f"attention, {chosen}, output {sizes}, {self.saturations:,} values saturated",
            Table(["", "paper", "full"], costs),
            Table(["rows a query", "mean", "least", "most"], rows),
        ]


def attention(
    q: ArrayLike,
    k: ArrayLike,
    v: ArrayLike,
    *,
    mask: ArrayLike | None = None,
    bias: ArrayLike | None = None,
    scale: float | None = None,
    machine: str | os.PathLike[str] | Machine = "a3-hpca20",
    approx: Approx = "exact",
    m: int | None = None,
    t: float | None = None,
    preset_rows: int | None = None,
    balance: int | Literal["auto"] = "auto",
    arithmetic: Arithmetic = "fixed",
    threads: int | None = None,
    detail: bool = False,
    progress: bool | None = None,
) -> Attention:
    """Compute softmax(scale · q · Kᵀ + bias) · V as the accelerator does, bit by bit.

    The accelerator is that of *A³: Accelerating Attention Mechanisms in Neural
    Networks with Approximation* (HPCA 2020); docs/python.md tells more.

    Args:
        q: (..., queries, d). All floats become float32. Leading dimensions of all
            operands are broadcast.
        k: (..., n, d).
        v: (..., n, dv).
        mask: booleans, broadcast to (..., queries, n): which rows a query may see.
            A query that may see none gives zeros.
        bias: floats, broadcast to (..., queries, n): what is added to the scores, such
            as a relative position bias or ALiBi. Only machines with `bias_port` can
            read it; candidates are selected without it.
        scale: of the scores; 1/√d if not given.
        machine: the name of a built-in description, a file with one, or a `Machine`.
        approx: "exact" takes all rows. "conservative" selects candidates in M = n/2
            iterations and keeps those with T = 5 percent of the largest weight;
            "aggressive" has M = n/8 and T = 10 (the paper's section IV). n is the
            largest number of rows that a query may see; M is rounded up and at
            least 1.
        m: M in place of the preset's; with "exact", only candidates are selected.
        t: T in percent in place of the preset's, in steps of 0.001 and at most 100;
            with "exact", all rows are candidates.
        preset_rows: n of the presets, such as the capacity of the machine.
        balance: a power of two by which q is multiplied and k divided before both
            are rounded to the format. "auto" looks at the range of each head, also
            of v, for which the full account pays. With a number, v enters as it is;
            with 0 and scale 1, so does all.
        arithmetic: "fixed" computes in the machine's integers, "float" the same
            steps in binary32.
        threads: how many to use; all processors if not given. No result depends on
            it.
        detail: also tell which rows each query took, and how much of exact softmax
            they miss. It runs a second time for that, query by query.
        progress: show a bar on standard error; if not given, only there where it is
            a terminal, tqdm is installed and the work takes longer than a second.

    Raises:
        ValueError: an operand is not finite, empty or of another shape, an option is
            out of range, or the machine cannot compute such an attention.
        KeyboardInterrupt: Ctrl-C was pressed; the run has ended.

    """
    description = machine if isinstance(machine, Machine) else Machine.load(os.fspath(machine))
    operands = _Operands.read(q, k, v, mask, bias)
    scale = 1 / math.sqrt(operands.q.shape[-1]) if scale is None else float(scale)
    if not math.isfinite(scale):
        raise ValueError(f"scale must be finite, not {scale}")
    approximation = _simulator.resolve(
        approx,
        None if m is None else integer("m", m),
        None if t is None else float(t),
        None if preset_rows is None else integer("preset_rows", preset_rows),
        operands.valid_rows(),
    )
    if arithmetic not in ("fixed", "float"):
        raise ValueError(f"arithmetic must be 'fixed' or 'float', not {arithmetic!r}")
    options: dict[str, Any] = {
        "machine": description,
        "scale": scale,
        "approximation": approximation,
        "balance": None if balance == "auto" else _power(balance),
        "fixed": arithmetic == "fixed",
        "threads": count_threads(threads),
        "rows": detail,
    }
    batch = operands.q.shape[:-1]
    output = np.empty((*batch, operands.v.shape[-1]), np.float32)
    candidates, kept = np.zeros(batch, np.int64), np.zeros(batch, np.int64)
    runs = (2 if detail else 1) * math.prod(batch)
    with _progress(progress, runs) as options["progress"]:
        try:
            result = _simulator.simulate(*operands, output, candidates, kept, **options)
        except _simulator.Refused:
            # Strides of its own perhaps fit the machine's loops.
            copied = operands.contiguous()
            result = _simulator.simulate(*copied, output, candidates, kept, **options)
    return Attention(
        output=output,
        candidates=candidates,
        kept=kept,
        approximation=approximation,
        cycles=result["cycles"],
        energy=result["energy"],
        saturations=result["saturations"],
        candidate_rows=_arrays(result.get("candidate_rows")),
        kept_rows=_arrays(result.get("kept_rows")),
        lost_mass=np.reshape(result["lost_mass"], batch) if detail else None,
    )


class _Operands(NamedTuple):
    """q, k, v, mask and bias with the same leading dimensions, as views where possible."""

    q: NDArray[np.float32]
    k: NDArray[np.float32]
    v: NDArray[np.float32]
    mask: NDArray[np.uint8] | None
    bias: NDArray[np.float32] | None

    @classmethod
    def read(
        cls,
        q: ArrayLike,
        k: ArrayLike,
        v: ArrayLike,
        mask: ArrayLike | None,
        bias: ArrayLike | None,
    ) -> "_Operands":
        arrays = {name: _floats(name, x) for name, x in (("q", q), ("k", k), ("v", v))}
        queries, keys, values = arrays.values()
        if queries.shape[-1] != keys.shape[-1]:
            raise ValueError(
                f"q has {queries.shape[-1]} columns, but k has {keys.shape[-1]}; "
                f"q is {queries.shape}, k is {keys.shape}"
            )
        if keys.shape[-2] != values.shape[-2]:
            raise ValueError(
                f"k has {keys.shape[-2]} rows, but v has {values.shape[-2]}; "
                f"k is {keys.shape}, v is {values.shape}"
            )
        spans = {name: array.shape[:-2] for name, array in arrays.items()}
        size = queries.shape[-2], keys.shape[-2]
        masks = biases = None
        if mask is not None:
            masks = _spread("mask", _booleans(mask), size)
            spans["mask"] = masks.shape[:-2]
        if bias is not None:
            biases = _numbers("bias", bias)
            if not np.isfinite(biases).all():
                raise ValueError(
                    "bias has NaN or infinity, or what float32 cannot hold; hide rows with mask"
                )
            biases = _spread("bias", biases, size)
            spans["bias"] = biases.shape[:-2]
        try:
            batch = np.broadcast_shapes(*spans.values())
        except ValueError:
            raise ValueError(
                "leading dimensions do not broadcast: "
                + ", ".join(str(shape) for shape in spans.values())
                + " of "
                + ", ".join(spans)
            ) from None
        return cls(
            *(
                None if x is None else _rows(np.broadcast_to(x, batch + x.shape[-2:]))
                for x in (queries, keys, values, masks, biases)
            )
        )

    def valid_rows(self) -> int:
        """Return the largest number of rows that a query may see."""
        if self.mask is None:
            return self.k.shape[-2]
        return int(np.count_nonzero(self.mask, axis=-1).max())

    def contiguous(self) -> "_Operands":
        """Return copies without strides of 0."""
        return _Operands(*(None if x is None else np.ascontiguousarray(x) for x in self))


def _floats(name: str, values: ArrayLike) -> NDArray[np.float32]:
    array = _numbers(name, values)
    if array.ndim < 2:
        raise ValueError(f"{name} must have rows and columns, but its shape is {array.shape}")
    if array.size == 0:
        raise ValueError(f"{name} is empty: its shape is {array.shape}")
    return array


def _numbers(name: str, values: ArrayLike) -> NDArray[np.float32]:
    array = np.asarray(values)
    if array.dtype.kind not in "fiub":
        raise ValueError(f"{name} must be an array of floats, not of {array.dtype}")
    with np.errstate(over="ignore"):
        return array.astype(np.float32, copy=False)


def _booleans(mask: ArrayLike) -> NDArray[np.uint8]:
    array = np.asarray(mask)
    if array.dtype != np.bool_:
        raise ValueError(f"mask must be an array of booleans, not of {array.dtype}")
    return array.view(np.uint8)


def _spread(name: str, array: NDArray[Any], size: tuple[int, int]) -> NDArray[Any]:
    """Return the array with the queries and rows of `size`."""
    try:
        shape = np.broadcast_shapes(array.shape, size)
    except ValueError:
        shape = ()
    if shape[-2:] != size:
        raise ValueError(
            f"{name} must broadcast to (..., {size[0]}, {size[1]}), but its shape is {array.shape}"
        )
    return np.broadcast_to(array, shape)


def _rows(array: NDArray[Any]) -> NDArray[Any]:
    """Return an array that instructions can reach: columns side by side, none backwards."""
    item = array.itemsize
    columns_adjoin = array.shape[-1] == 1 or array.strides[-1] == item
    reachable = all(stride >= 0 and stride % item == 0 for stride in array.strides)
    if columns_adjoin and reachable and array.flags.aligned:
        return array
    return np.ascontiguousarray(array)


def _power(balance: int | str) -> int:
    try:
        power = operator.index(balance)  # type: ignore[arg-type]
    except TypeError:
        raise ValueError(f"balance must be 'auto' or an integer, not {balance!r}") from None
    if abs(power) > 200:
        raise ValueError(f"balance is out of the range of float32: {power}")
    return power


def _arrays(rows: list[list[int]] | None) -> Rows | None:
    return None if rows is None else [np.array(row, np.int32) for row in rows]


def _progress(
    wanted: bool | None, total: int
) -> AbstractContextManager[Callable[[int], None] | None]:
    """Return what shows how many of `total` queries are done, or nothing."""
    bar = make_bar(wanted, total=total, unit="query", delay=0 if wanted else 1)
    return nullcontext() if bar is None else _Bar(bar)


class _Bar:
    def __init__(self, bar: Any) -> None:  # noqa: ANN401 - tqdm has no types.
        self.bar = bar

    def __enter__(self) -> Callable[[int], None]:
        return self.show

    def __exit__(self, *_: object) -> None:
        self.bar.close()

    def show(self, done: int) -> None:
        self.bar.update(done - self.bar.n)
