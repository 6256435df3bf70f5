# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""End-to-end memory networks (Sukhbaatar et al. 2015) on the 20 bAbI tasks (Weston et al. 2015).

Each task has a network of its own, with three hops: each hop is an attention of the
question over the sentences of its story. As in the paper, sentences are sums of word
vectors with position encoding, a vector for the age of each sentence is added, the
embeddings of neighbouring hops are shared, training starts without softmax and skips
some ages at random. Of several networks with other starts, the one with the smallest
loss on held-out questions is kept.
"""

import argparse
import hashlib
import json
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.functional import cross_entropy, embedding

from a3.workloads.arrays import load_arrays, save_arrays
from a3.workloads.workload import Group, Workload, accuracy, groups, numpy_model, repeatable

TASKS = range(1, 21)
Words = tuple[str, ...]


class DataError(Exception):
    """The data of a task is not there, or is not what it should be."""


@dataclass(frozen=True)
class Settings:
    """What the trained networks depend on, besides the data."""

    width: int = 32  #: d of keys and values.
    hops: int = 3
    memory: int = 50  #: Sentences that are kept, the newest.
    networks: int = 3  #: That are trained side by side, each from another start.
    batch: int = 64
    steps: int = 6000
    linear_steps: int = 1500  #: Of these without softmax.
    rate: float = 5e-3  #: Of Adam; falls to 0 as a cosine after the linear steps.
    clip: float = 1.0  #: The longest gradient of a network.
    skipped_ages: float = 0.1  #: The share of ages that is left out at random.
    held_out: float = 0.1  #: The share of training questions for validation.
    check_every: int = 200  #: Steps from one validation to the next.
    enough: float = 2e-4  #: The loss in validation with which training ends early.
    seed: int = 1


@dataclass(frozen=True)
class Question:
    """A question and what was told before it, the newest sentence first."""

    story: tuple[Words, ...]
    asked: Words
    answer: str


@dataclass(frozen=True)
class Encoded:
    """Questions as numbers of sentences, ages and answers."""

    story: NDArray[np.int64]  #: (questions, memory): sentences, newest first, then 0.
    rows: NDArray[np.int64]  #: (questions,): sentences in the story.
    question: NDArray[np.int64]  #: (questions,): the sentence that asks.
    answer: NDArray[np.int64]  #: (questions,).

    def part(self, members: NDArray[np.int64]) -> "Encoded":
        """Return some of the questions."""
        return Encoded(
            self.story[members], self.rows[members], self.question[members], self.answer[members]
        )

    def groups(self) -> list[Group]:
        """Return the questions as inputs of `MemoryNetwork`."""
        return groups(self.rows, [self.question], [self.story], self.answer)


@dataclass(frozen=True)
class Task:
    """One task, encoded."""

    number: int
    source: str  #: The folder it was read from, and the digest of its files.
    sentences: list[Words]  #: By number; the first is empty.
    answers: list[str]  #: By number.
    train: Encoded
    test: Encoded


class MemoryNetwork(torch.nn.Module):
    """A memory network that takes a story and a question as numbers of sentences.

    Args:
        sentences: (hops + 1, sentences, d): the vector of each sentence as key of
            hop h, which is that as value of hop h - 1.
        ages: (hops + 1, memory, d): what is added for the age of a sentence.
        answers: (answers, d).

    """

    def __init__(self, sentences: torch.Tensor, ages: torch.Tensor, answers: torch.Tensor) -> None:
        super().__init__()
        self.register_buffer("sentences", sentences)
        self.register_buffer("ages", ages)
        self.register_buffer("answers", answers)

    def forward(
        self,
        question: torch.Tensor,
        story: torch.Tensor,
        ages: torch.Tensor | None = None,
        valid: torch.Tensor | None = None,
        linear: bool = False,
    ) -> torch.Tensor:
        """Return scores (batch, answers).

        Args:
            question: (batch,): a sentence.
            story: (batch, n): sentences, the newest first.
            ages: (batch, n), in training; 0, 1, 2 and so on if not given.
            valid: (batch, n): what belongs to the story, in training.
            linear: whether softmax is left out, in training.

        """
        ages = torch.arange(story.shape[1]) if ages is None else ages
        state = embedding(question, self.sentences[0])
        for hop in range(len(self.sentences) - 1):
            keys, values = (
                embedding(story, self.sentences[i]) + embedding(ages, self.ages[i])
                for i in (hop, hop + 1)
            )
            scores = state.unsqueeze(1) @ keys.transpose(1, 2)
            if valid is not None:
                scores = scores.masked_fill(~valid.unsqueeze(1), 0 if linear else -math.inf)
            weights = scores if linear else scores.softmax(-1)
            state = state + (weights @ values).squeeze(1)
        return state @ self.answers.T


class TrainedNetwork(torch.nn.Module):
    """The same network while it learns, from vectors of words.

    With words 1 to J and columns 1 to d, the paper's weight of word j in column k is
    (1 - j/J) - k/d (1 - 2j/J). So the vectors of all sentences are two products of
    bags of words with the vectors of words.
    """

    def __init__(self, task: Task, settings: Settings) -> None:
        super().__init__()
        vocabulary = sorted({word for sentence in task.sentences for word in sentence})
        number = {word: i for i, word in enumerate(vocabulary)}
        first, second = torch.zeros(2, len(task.sentences), len(vocabulary))
        for row, sentence in enumerate(task.sentences):
            for j, word in enumerate(sentence, 1):
                first[row, number[word]] += 1 - j / len(sentence)
                second[row, number[word]] += 1 - 2 * j / len(sentence)
        self.register_buffer("first", first)
        self.register_buffer("second", second)
        width, hops = settings.width, settings.hops
        self.register_buffer("columns", torch.arange(1, width + 1) / width)
        self.words = torch.nn.Parameter(0.1 * torch.randn(hops + 1, len(vocabulary), width))
        self.ages = torch.nn.Parameter(0.1 * torch.randn(hops + 1, settings.memory, width))
        self.answers = torch.nn.Parameter(0.1 * torch.randn(len(task.answers), width))

    def forward(self, *inputs: torch.Tensor) -> torch.Tensor:
        """Return what the network as it answers returns."""
        return self.trained()(*inputs)

    def trained(self) -> MemoryNetwork:
        """Return the network as it answers."""
        sentences = self.first @ self.words - self.columns * (self.second @ self.words)
        return MemoryNetwork(sentences, self.ages, self.answers)


def read_questions(path: Path, memory: int) -> Iterator[Question]:
    """Read a file of bAbI questions, keeping the newest sentences of each story.

    Raises:
        DataError: a line has no number in front.

    """
    story: list[Words] = []
    for place, line in enumerate(path.read_text().splitlines(), 1):
        number, _, text = line.partition(" ")
        if not number.isdecimal():
            raise DataError(f"{path}:{place}: a line of bAbI starts with its number: {line!r}")
        if number == "1":
            story = []
        # A copy of task 1 has bars where the others have tabulators.
        said, *answer = re.split(r"[\t|]", text)
        sentence = tuple(re.findall(r"\w+", said.lower()))
        if answer:
            yield Question(tuple(story[-memory:][::-1]), sentence, answer[0].strip())
        else:
            story.append(sentence)


def read_task(number: int, data: Path, memory: int) -> Task:
    """Read a task from the folder en-10k, or where that does not have it, en.

    Raises:
        DataError: neither folder has it, or a file is not in the form of bAbI.

    """
    for folder in ("en-10k", "en"):
        paths = [
            path
            for part in ("train", "test")
            for path in (data / folder).glob(f"qa{number}_*_{part}.txt")
        ]
        if len(paths) == 2:
            break
    else:
        raise DataError(
            f"task {number} is in neither {data / 'en-10k'} nor {data / 'en'}; --data names the "
            "folder tasks_1-20_v1-2 of the bAbI tasks, see docs/workloads.md"
        )
    train, test = (list(read_questions(path, memory)) for path in paths)
    everything = [*train, *test]
    sentences = [(), *sorted({s for q in everything for s in (*q.story, q.asked)})]
    answers = sorted({q.answer for q in everything})
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()
    return Task(
        number,
        f"{folder} {digest[:16]}",
        sentences,
        answers,
        *(_encode(part, sentences, answers, memory) for part in (train, test)),
    )


def _encode(
    questions: Sequence[Question], sentences: list[Words], answers: list[str], memory: int
) -> Encoded:
    number = {sentence: i for i, sentence in enumerate(sentences)}
    story = np.zeros((len(questions), memory), np.int64)
    for row, question in enumerate(questions):
        story[row, : len(question.story)] = [number[s] for s in question.story]
    return Encoded(
        story,
        np.array([len(q.story) for q in questions]),
        np.array([number[q.asked] for q in questions]),
        np.array([answers.index(q.answer) for q in questions]),
    )


def train(task: Task, settings: Settings) -> tuple[MemoryNetwork, Encoded]:
    """Train networks side by side, and return the best with its validation questions."""
    random = np.random.default_rng(settings.seed + task.number)
    order = random.permutation(len(task.train.answer))
    held = max(1, int(len(order) * settings.held_out))
    validation, learnt = task.train.part(order[:held]), task.train.part(order[held:])
    with repeatable(settings.seed + task.number):
        networks = _Networks(task, settings)
        for step, batch in enumerate(_batches(learnt, random, settings)):
            networks.step(batch, step)
            checked = step >= settings.linear_steps and (step + 1) % settings.check_every == 0
            if checked or step + 1 == settings.steps:
                networks.remember(validation)
            if networks.best_loss.min() < settings.enough:
                break
        return networks.best(), validation


def _batches(data: Encoded, random: np.random.Generator, settings: Settings) -> Iterator["_Batch"]:
    """Yield as many batches as there are steps."""
    per_epoch = math.ceil(len(data.answer) / settings.batch)
    for step in range(settings.steps):
        if step % per_epoch == 0:
            parts = np.array_split(random.permutation(len(data.answer)), per_epoch)
        yield _Batch.of(data.part(parts[step % per_epoch]), random, settings.skipped_ages)


@dataclass(frozen=True)
class _Batch:
    """Questions with stories filled to the longest."""

    question: torch.Tensor
    story: torch.Tensor
    ages: torch.Tensor
    valid: torch.Tensor
    answer: torch.Tensor

    @classmethod
    def of(cls, data: Encoded, random: np.random.Generator | None, skipped: float) -> "_Batch":
        """Fill stories; with a generator, skip a share of ages."""
        width = max(1, int(data.rows.max()))
        valid = np.arange(width) < data.rows[:, None]
        ages = np.broadcast_to(np.arange(width), valid.shape)
        if random is not None:
            ages = ages + np.cumsum(random.random(valid.shape) < skipped, axis=1)
            ages = np.minimum(ages, data.story.shape[1] - 1)
        arrays = data.question, data.story[:, :width].copy(), ages.copy(), valid, data.answer
        return cls(*map(torch.from_numpy, arrays))


class _Networks:
    """Networks of several starts, each parameter with one more dimension in front."""

    def __init__(self, task: Task, settings: Settings) -> None:
        starts = [TrainedNetwork(task, settings) for _ in range(settings.networks)]
        self.settings = settings
        self.network = starts[0]
        self.parameters = {
            name: torch.stack([dict(s.named_parameters())[name].detach() for s in starts])
            for name, _ in self.network.named_parameters()
        }
        for parameter in self.parameters.values():
            parameter.requires_grad_()
        self.optimiser = torch.optim.Adam(self.parameters.values(), fused=True)
        self.best_loss = torch.full((settings.networks,), math.inf)
        self.best_parameters = {n: p.detach().clone() for n, p in self.parameters.items()}

    def losses(self, batch: _Batch, linear: bool) -> torch.Tensor:
        """Return the mean loss of each network."""

        def loss(parameters: dict[str, torch.Tensor]) -> torch.Tensor:
            inputs = batch.question, batch.story, batch.ages, batch.valid, linear
            scores = torch.func.functional_call(self.network, parameters, inputs)
            return cross_entropy(scores, batch.answer)

        return torch.vmap(loss)(self.parameters)

    def step(self, batch: _Batch, step: int) -> None:
        """Learn from a batch."""
        linear = step < self.settings.linear_steps
        done = (step - self.settings.linear_steps) / (
            self.settings.steps - self.settings.linear_steps
        )
        fade = 1.0 if linear else (1 + math.cos(math.pi * done)) / 2
        self.optimiser.param_groups[0]["lr"] = self.settings.rate * fade
        self.optimiser.zero_grad()
        self.losses(batch, linear).sum().backward()
        self._clip()
        self.optimiser.step()

    def _clip(self) -> None:
        """Shorten the gradient of each network for itself."""
        gradients = [p.grad.flatten(1) for p in self.parameters.values()]
        lengths = torch.cat(gradients, 1).norm(dim=1, keepdim=True)
        factor = (self.settings.clip / (lengths + 1e-6)).clamp(max=1)
        for gradient in gradients:
            gradient.mul_(factor)

    def remember(self, validation: Encoded) -> None:
        """Keep the parameters of networks that have become better."""
        with torch.no_grad():
            losses = self.losses(_Batch.of(validation, None, 0), False)
            better = losses < self.best_loss
            self.best_loss = torch.where(better, losses, self.best_loss)
            for name, parameter in self.parameters.items():
                self.best_parameters[name][better] = parameter[better]

    def best(self) -> MemoryNetwork:
        """Return the network with the smallest loss in validation."""
        choice = int(self.best_loss.argmin())
        self.network.load_state_dict(
            {n: p[choice] for n, p in self.best_parameters.items()}, strict=False
        )
        with torch.no_grad():
            return self.network.trained()


def load_or_train(number: int, data: Path, output: Path, settings: Settings) -> Workload:
    """Read a trained network, or train it where there is none of the same data and settings.

    The file `output/qaN.npz` is written whole or not at all.

    Raises:
        DataError: the data is not there, or is not in the form of bAbI.

    """
    task = read_task(number, data, settings.memory)
    path = output / f"qa{number}.npz"
    made_with = json.dumps({**asdict(settings), "source": task.source})
    if load_arrays(path, made_with) is None:
        network, validation = train(task, settings)
        arrays = {name: tensor.numpy() for name, tensor in network.state_dict().items()}
        for name, part in (("validation", validation), ("test", task.test)):
            arrays |= {f"{name}_{field}": array for field, array in vars(part).items()}
        save_arrays(path, {"made_with": np.array(made_with), **arrays})
    return load(number, output)


def load(number: int, output: Path) -> Workload:
    """Read the trained network of a task.

    Raises:
        DataError: it has not been trained.

    """
    arrays = load_arrays(output / f"qa{number}.npz")
    if arrays is None:
        raise DataError(
            f"task {number} has not been trained in {output}; "
            f"run python -m a3.workloads.memory_network --data DIR --output {output}"
        )
    weights = (torch.from_numpy(arrays[name]) for name in ("sentences", "ages", "answers"))
    validation, test = (
        Encoded(*(arrays[f"{part}_{f}"] for f in ("story", "rows", "question", "answer"))).groups()
        for part in ("validation", "test")
    )
    return Workload(f"task {number}", MemoryNetwork(*weights).eval(), validation, test)


def main() -> None:
    """Train what is not trained, and tell how well each task is answered."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="tasks_1-20_v1-2 of bAbI")
    parser.add_argument("--output", type=Path, required=True, help="folder for qaN.npz")
    parser.add_argument("--tasks", type=int, nargs="+", default=list(TASKS), metavar="N")
    parser.add_argument("--steps", type=int, default=Settings.steps)
    options = parser.parse_args()
    settings = Settings(steps=options.steps, linear_steps=options.steps // 4)
    report = []
    for number in options.tasks:
        trained = load_or_train(number, options.data, options.output, settings)
        rows = np.concatenate([np.full(len(g.answers), g.rows) for g in trained.test])
        model = numpy_model(trained.model)
        row = {
            "task": number,
            "validation": accuracy(model, trained.validation),
            "test": accuracy(model, trained.test),
            "rows": float(rows.mean()),
        }
        report.append(row)
        print(
            f"task {number:2}: {row['test']:.3f} of the test's questions answered rightly, "
            f"{row['validation']:.3f} of the held-out ones; {row['rows']:.1f} rows",
            flush=True,
        )
    mean = float(np.mean([row["test"] for row in report]))
    print(f"mean of {len(report)} tasks: {mean:.4f}")
    text = json.dumps({"accuracy": mean, "tasks": report}, indent=2)
    (options.output / "memory_network.json").write_text(text + "\n")


if __name__ == "__main__":
    try:
        main()
    except DataError as error:
        raise SystemExit(f"error: {error}") from None
