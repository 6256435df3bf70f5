# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Trained networks with questions in groups of equal memory, and how they are judged."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

import a3

Model = Callable[..., NDArray[np.float32]]

MOST_QUESTIONS = 128  # Of a group.
MOST_ROWS = 320  # That the accelerator holds.


@dataclass(frozen=True)
class Group:
    """Questions whose memories have equally many rows, so that nothing is padded."""

    rows: int  #: n of the memories.
    inputs: tuple[NDArray[np.int64], ...]  #: What the model takes, each (batch, ...).
    answers: NDArray[np.int64]  #: (batch,): the number of the right answer.


@dataclass(frozen=True)
class Workload:
    """A trained network, with the questions to ask it.

    It takes a question (batch, ...) and a memory (batch, n), and returns scores
    (batch, answers).
    """

    name: str
    model: torch.nn.Module
    validation: list[Group]  #: Not learnt from; for choosing among approximations.
    test: list[Group]

    def compile(self, **options: object) -> "a3.Program":
        """Compile the network for any number of questions and rows, all attention offloaded.

        `options` are those of `a3.compile`, such as the machine.
        """
        batch = torch.export.Dim("batch", min=1, max=MOST_QUESTIONS)
        rows = torch.export.Dim("rows", min=2, max=MOST_ROWS)
        # PyTorch takes sizes of 1 for fixed.
        example = max(self.test, key=lambda group: (group.rows > 1, len(group.answers)))
        return a3.compile(
            self.model,
            tuple(map(torch.from_numpy, example.inputs)),
            dynamic_shapes=[{0: batch}, {0: batch, 1: rows}],
            flags=["--require-offload"],
            **options,
        )


def groups(
    rows: NDArray[np.int64],
    fixed: Sequence[NDArray[np.int64]],
    memories: Sequence[NDArray[np.int64]],
    answers: NDArray[np.int64],
    largest: int = MOST_QUESTIONS,
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


@contextmanager
def repeatable(seed: int) -> Iterator[None]:
    """Let PyTorch draw the same numbers and compute the same bits each time."""
    threads = torch.get_num_threads()
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        torch.set_num_threads(1)
        try:
            yield
        finally:
            torch.set_num_threads(threads)


def numpy_model(module: torch.nn.Module) -> Model:
    """Return a module as a function of NumPy arrays."""

    def call(*inputs: NDArray[np.int64]) -> NDArray[np.float32]:
        with torch.no_grad():
            return module(*map(torch.from_numpy, inputs)).numpy()

    return call
