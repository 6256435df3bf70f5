# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Questions in groups of equal memory, how they are judged, and files of arrays."""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

Model = Callable[..., NDArray[np.float32]]


@dataclass(frozen=True)
class Group:
    """Questions whose memories have equally many rows, so that nothing is padded."""

    rows: int  #: n of the memories.
    inputs: tuple[NDArray[np.int64], ...]  #: What the model takes, each (batch, ...).
    answers: NDArray[np.int64]  #: (batch,): the number of the right answer.


def groups(
    rows: NDArray[np.int64],
    fixed: Sequence[NDArray[np.int64]],
    memories: Sequence[NDArray[np.int64]],
    answers: NDArray[np.int64],
    largest: int = 128,
) -> list[Group]:
    """Group questions by the size of their memory, smallest first.

    Args:
        rows: (questions,): n of each question.
        fixed: inputs (questions, ...) that do not depend on n; they come first.
        memories: inputs (questions, at least n), cut to n columns.
        answers: (questions,).
        largest: questions in a group at most.

    """
    result = []
    for n in np.unique(rows):
        members = np.flatnonzero(rows == n)
        for start in range(0, len(members), largest):
            part = members[start : start + largest]
            inputs = [array[part] for array in fixed]
            inputs += [np.ascontiguousarray(array[part, :n]) for array in memories]
            result.append(Group(int(n), tuple(inputs), answers[part]))
    return result


def accuracy(model: Model, examples: Sequence[Group]) -> float:
    """Return the share of questions, 0 to 1, that a model answers rightly.

    Args:
        model: takes the inputs of a group and returns scores (batch, answers).
        examples: what to ask; not empty.

    """
    right = [np.sum(model(*e.inputs).argmax(1) == e.answers) for e in examples]
    return float(sum(right) / sum(len(e.answers) for e in examples))


def numpy_model(module: torch.nn.Module) -> Model:
    """Return a module as a function of NumPy arrays."""

    def call(*inputs: NDArray[np.int64]) -> NDArray[np.float32]:
        with torch.no_grad():
            return module(*map(torch.from_numpy, inputs)).numpy()

    return call


def save_arrays(path: Path, arrays: Mapping[str, NDArray[np.generic]]) -> None:
    """Write an .npz file, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        try:
            np.savez_compressed(file, **arrays)
            file.close()
            Path(file.name).chmod(0o644)
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink()
            raise


def load_arrays(path: Path, made_with: str | None = None) -> dict[str, NDArray] | None:
    """Read an .npz file.

    Args:
        path: the file.
        made_with: what must stand under "made_with", if given.

    Returns:
        The arrays by name, or None where there is no file or it was made with something else.

    """
    if not path.exists():
        return None
    with np.load(path) as file:
        if made_with is not None and str(file["made_with"]) != made_with:
            return None
        return {name: file[name] for name in file.files}
