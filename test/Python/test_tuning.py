# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The tuner keeps its budget, goes on where it was stopped, and names mistakes."""

import itertools
import json
import math
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

import a3
from a3.tuning import LEVELS
from a3.tuning.evaluation import Models
from a3.tuning.knapsack import choose_levels

BUDGET = 0.02
LAYERS, WIDTH, HEADS, LENGTH = 2, 32, 4, 48


class Classifier(torch.nn.Module):
    """Layers whose attention matters: queries look for the row that is marked."""

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(0)
        layers = [
            torch.nn.TransformerEncoderLayer(WIDTH, HEADS, 64, batch_first=True)
            for _ in range(LAYERS)
        ]
        for layer in layers:
            torch.nn.init.normal_(layer.self_attn.in_proj_weight, std=0.5)
        self.layers = torch.nn.Sequential(*layers)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.layers(x).mean(1)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> a3.Program:
    path = tmp_path_factory.mktemp("tuning") / "model.a3"
    return a3.compile(Classifier().eval(), (torch.zeros(1, LENGTH, WIDTH),), path=path)


@pytest.fixture(scope="module")
def examples() -> list[tuple[np.ndarray, np.ndarray]]:
    """Return inputs, and what the model makes of them."""
    model = Classifier().eval()
    random = np.random.default_rng(0)
    inputs = random.standard_normal((12, 1, LENGTH, WIDTH), np.float32)
    with torch.no_grad():
        return [(x, model(torch.from_numpy(x)).numpy()) for x in inputs]


def likeness(model: Callable[[np.ndarray], np.ndarray], examples: Sequence[Any]) -> float:
    """Return the mean cosine between the results and those that were expected."""
    cosines = []
    for x, expected in examples:
        result = model(x)
        lengths = np.linalg.norm(result) * np.linalg.norm(expected)
        cosines.append(float((result * expected).sum() / lengths))
    return float(np.mean(cosines))


@pytest.fixture(scope="module")
def tuned(program: a3.Program, examples: list[Any]) -> a3.Tuned:
    return a3.tune(program, examples, likeness, BUDGET, account="paper")


def test_keeps_the_budget_and_saves_cycles(tuned: a3.Tuned) -> None:
    for part in ("search", "validation"):
        assert tuned.loss(tuned.tuned, part) <= BUDGET
        assert tuned.loss(tuned.single, part) <= BUDGET
    costs = [c.search.cost("cycles", "paper") for c in (tuned.tuned, tuned.single, tuned.exact)]
    assert costs == sorted(costs)
    assert tuned.gain >= 1
    assert costs[0] < costs[2]
    assert tuned.reference.search.metric == pytest.approx(1)


def test_result_is_what_the_program_does(
    tuned: a3.Tuned, program: a3.Program, examples: list[Any], tmp_path: Path
) -> None:
    tuned.save(tmp_path / "choice.json")
    file = json.loads((tmp_path / "choice.json").read_text())
    assert set(file["sites"]) <= set(Models(program).sites)
    assert file["tuning"]["evaluations"] == tuned.evaluations
    assert [row["choice"] for row in file["tuning"]["table"]][-1] == "tuned"
    model = tmp_path / "model.mlir"
    a3.export(Classifier().eval(), (torch.zeros(1, LENGTH, WIDTH),), model)
    compiled = a3.compile(model, flags=[f"--approx-file={tmp_path / 'choice.json'}"])
    x = examples[0][0]
    run = program.run(x, approximations=tuned.approximations)
    assert np.array_equal(compiled(x), run.outputs[0])
    assert compiled.run(x).cycles == run.cycles


def test_the_same_seed_gives_the_same(
    tuned: a3.Tuned, program: a3.Program, examples: list[Any]
) -> None:
    again = a3.tune(program, examples, likeness, BUDGET, account="paper")
    assert again.table() == tuned.table()
    assert again.approximations == tuned.approximations
    other = a3.tune(program, examples, likeness, BUDGET, account="paper", seed=1)
    assert other.table() != tuned.table()


def test_tables_and_plots(tuned: a3.Tuned, tmp_path: Path) -> None:
    text = str(tuned)
    assert "best single M and T" in text
    assert f"{tuned.evaluations} evaluations" in text
    tuned.plot(tmp_path / "a.svg")
    tuned.plot(tmp_path / "b.svg")
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()
    assert {found.kind for found in tuned.found} == {"single", "probe", "tuned"}


def test_heads_apart(program: a3.Program, examples: list[Any], tuned: a3.Tuned) -> None:
    levels = [a3.Approximation("0.25n", 5), a3.Approximation("0.125n", 10)]
    result = a3.tune(
        program, examples, likeness, BUDGET, account="paper", heads=True, levels=levels
    )
    assert result.loss(result.tuned, "validation") <= BUDGET
    probes = [f for f in result.found if f.kind == "probe" and isinstance(f.setting, dict)]
    lists = [f for f in probes if any(isinstance(c, list) for c in f.setting.values())]
    assert len(lists) == LAYERS * HEADS


def test_sites_that_are_not_named_stay_exact(program: a3.Program, examples: list[Any]) -> None:
    result = a3.tune(program, examples, likeness, BUDGET, account="paper", sites=["attention.1"])
    assert {name for f in result.found for name in f.setting} == {"attention.1"}
    exact, tuned = (c.search.costs["attention.0"] for c in (result.exact, result.tuned))
    assert exact["cycles"] == tuned["cycles"]


def test_energy_as_the_objective(program: a3.Program, examples: list[Any]) -> None:
    result = a3.tune(program, examples, likeness, BUDGET, "energy")
    assert result.tuned.search.cost("energy", "full") <= result.single.search.cost("energy", "full")
    assert result.tuned.search.cost("energy", "full") < result.exact.search.cost("energy", "full")


class Stop(Exception):  # noqa: N818 - what stops a run from outside.
    pass


class Counted:
    """Counts how often the metric is computed, and stops after some."""

    def __init__(self, most: float = math.inf) -> None:
        self.count, self.most = 0, most

    def __call__(self, model: Callable[[np.ndarray], np.ndarray], examples: Sequence[Any]) -> float:
        if self.count >= self.most:
            raise Stop
        self.count += 1
        return likeness(model, examples)


def test_goes_on_where_it_was_stopped(
    program: a3.Program, examples: list[Any], tuned: a3.Tuned, tmp_path: Path
) -> None:
    state = tmp_path / "state.jsonl"
    first, second, third = Counted(7), Counted(), Counted()
    with pytest.raises(Stop):
        a3.tune(program, examples, first, BUDGET, account="paper", state=state)
    with state.open("a") as file:
        file.write('{"key": "half a li')  # As kill -9 leaves it.
    result = a3.tune(program, examples, second, BUDGET, account="paper", state=state)
    assert result.table() == tuned.table()
    assert first.count + second.count == result.evaluations == tuned.evaluations
    a3.tune(program, examples, third, BUDGET, account="paper", state=state)
    assert third.count == 0


def test_state_of_something_else_is_refused(
    program: a3.Program, examples: list[Any], tmp_path: Path
) -> None:
    state = tmp_path / "state.jsonl"
    with pytest.raises(Stop):
        a3.tune(program, examples, Counted(2), state=state)
    with pytest.raises(ValueError, match="of other programs, data or another metric; remove it"):
        a3.tune(program, examples[1:], Counted(2), state=state)


def test_a_budget_that_cannot_be_met_says_what_can(examples: list[Any]) -> None:
    coarse = a3.Machine.load("a3-hpca20").text.replace("fraction_bits: 4", "fraction_bits: 1")
    program = a3.compile(
        Classifier().eval(),
        (torch.zeros(1, LENGTH, WIDTH),),
        machine=a3.Machine.parse(coarse),
    )
    with pytest.raises(a3.BudgetError, match=r"the least that was found is \d+\.\d\d% on"):
        a3.tune(program, examples, likeness, 0.001)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"data": []}, "data has no examples"),
        ({"data": [1]}, "one example, but two are needed"),
        ({"validation": []}, "validation has no examples"),
        ({"validation": 1.5}, "part of the data"),
        ({"metric": lambda model, examples: math.nan}, "the metric is nan on the search data"),
        ({"metric": lambda model, examples: 0.0}, "the metric of the model is 0"),
        ({"budget": -1}, "budget must be"),
        ({"budget": math.nan}, "budget must be"),
        ({"objective": "time"}, "objective must be"),
        ({"account": "mine"}, "account must be"),
        ({"levels": []}, "levels must have"),
        ({"sites": ["x"]}, r"no site 'x'; there are attention\.0, attention\.1"),
        ({"sites": []}, "nothing is tuned"),
    ],
)
def test_mistakes_are_named(
    program: a3.Program, examples: list[Any], changes: dict[str, Any], error: str
) -> None:
    arguments = {"data": examples, "metric": likeness} | changes
    with pytest.raises(ValueError, match=error):
        a3.tune(program, arguments.pop("data"), arguments.pop("metric"), **arguments)


def test_a_metric_that_fails_later_says_for_which_setting(
    program: a3.Program, examples: list[Any]
) -> None:
    def fragile(model: Callable[[np.ndarray], np.ndarray], examples: Sequence[Any]) -> float:
        value = likeness(model, examples)
        return value if value > 0.995 else math.nan

    with pytest.raises(
        ValueError, match=r"metric is nan on the search data \(fixed .*attention\.0: M = "
    ):
        a3.tune(program, examples, fragile)


def test_command(program: a3.Program, examples: list[Any], tmp_path: Path) -> None:
    np.savez(tmp_path / "data.npz", x=[x for x, _ in examples], y=[y for _, y in examples])
    task = tmp_path / "task.py"
    task.write_text(
        "import numpy as np\n"
        f"data = np.load({str(tmp_path / 'data.npz')!r})\n"
        "examples = list(zip(data['x'], data['y']))\n"
        "def metric(model, examples):\n"
        "    return 1 - np.mean([np.abs(model(x) - y).mean() for x, y in examples])\n"
    )
    command = [sys.executable, "-m", "a3.tune", program.path, "--task", task, "--budget=0.05"]
    output, plot = tmp_path / "choice.json", tmp_path / "pareto.svg"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    done = subprocess.run(
        [*command, "--account=paper", "-o", output, "--plot", plot],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "best single M and T" in done.stdout
    assert done.stderr == ""
    assert "sites" in json.loads(output.read_text())
    assert plot.read_text().startswith("<svg")
    failed = subprocess.run(
        [sys.executable, "-m", "a3.tune", program.path, "--task", tmp_path / "none.py"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert failed.returncode == 1
    assert failed.stderr == f"error: {tmp_path / 'none.py'} is not a Python file\n"


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_knapsack_is_the_best_choice(data: st.DataObject) -> None:
    units, levels = data.draw(st.integers(1, 3)), data.draw(st.integers(1, 4))
    numbers = st.integers(0, 20)
    costs = np.array(data.draw(_table(numbers, units, levels)), float)
    losses = np.array(data.draw(_table(numbers | st.just(math.inf), units, levels)), float)
    losses[:, 0] = 0
    budget = data.draw(st.integers(0, 30))
    chosen = choose_levels(costs, losses, budget)

    def total(table: np.ndarray, choice: Sequence[int]) -> float:
        return sum(table[unit, level] for unit, level in enumerate(choice))

    every = itertools.product(range(levels), repeat=units)
    best = min(total(costs, choice) for choice in every if total(losses, choice) <= budget)
    assert total(costs, chosen) == best
    assert total(losses, chosen) <= budget


def _table(numbers: st.SearchStrategy[float], rows: int, columns: int) -> Any:  # noqa: ANN401
    row = st.lists(numbers, min_size=columns, max_size=columns)
    return st.lists(row, min_size=rows, max_size=rows)


def test_levels_are_pairs_that_a_program_takes(program: a3.Program, examples: list[Any]) -> None:
    for level in LEVELS:
        program(examples[0][0], approximations=level)


def test_several_models_are_tuned_together(
    program: a3.Program, examples: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    runs: list[a3.Program] = []
    run = a3.Program.run

    def counted(self: a3.Program, *inputs: Any, **options: Any) -> a3.Run:  # noqa: ANN401
        runs.append(self)
        return run(self, *inputs, **options)

    def metric(models: dict[str, Callable[..., np.ndarray]], examples: Sequence[Any]) -> float:
        return (likeness(models["one"], examples) + likeness(models["two"], examples)) / 2

    monkeypatch.setattr(a3.Program, "run", counted)
    models = {"one": program, "two": a3.load(program.path)}
    levels = [a3.Approximation("0.25n", 5)]
    result = a3.tune(models, examples, metric, 0.02, account="paper", levels=levels)
    assert set(result.approximations) == {f"{m}/attention.{i}" for m in models for i in range(2)}
    # Half of each probe of one model's site is known from before.
    assert len(runs) < 0.8 * 2 * result.evaluations * len(examples) / 2
