# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Traces keep the laws of their format, and agree with the statistics of the run."""

import itertools
import json
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest

from a3.tool import find_tool
from trace_reader import Counter, Flow, Slice, Trace, dumps

QUEUES = ("load", "compute", "store")


class Run(NamedTuple):
    """The files of one run."""

    program: Path
    inputs: Path
    trace: Trace
    stats: dict[str, Any]


def run_traced(program: Path, inputs: Path, trace: Path, *options: str) -> Trace:
    """Run a program of one input, and read its trace."""
    command = [str(find_tool("a3-run")), str(program), f"--input={inputs}", f"--trace={trace}"]
    subprocess.run([*command, "--quiet", *options], check=True, stderr=subprocess.DEVNULL)
    return Trace.read(trace)


# Attention whose operands come from operations in other lines.
MODEL = """
!x = tensor<3x24x8xf32>
!scores = tensor<3x24x24xf32>
!sums = tensor<3x24x1xf32>
func.func @main(%x: !x) -> !x {
  %zero = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %q = tosa.tanh %x : (!x) -> !x
  %k = tosa.sigmoid %x : (!x) -> !x
  %kt = tosa.transpose %k {perms = array<i32: 0, 2, 1>} : (!x) -> tensor<3x8x24xf32>
  %product = tosa.matmul %q, %kt, %zero, %zero
      : (!x, tensor<3x8x24xf32>, tensor<1xf32>, tensor<1xf32>) -> !scores
  %max = tosa.reduce_max %product {axis = 2 : i32} : (!scores) -> !sums
  %shifted = tosa.sub %product, %max : (!scores, !sums) -> !scores
  %exp = tosa.exp %shifted : (!scores) -> !scores
  %sum = tosa.reduce_sum %exp {axis = 2 : i32} : (!scores) -> !sums
  %inverse = tosa.reciprocal %sum : (!sums) -> !sums
  %weights = tosa.mul %exp, %inverse, %shift : (!scores, !sums, tensor<1xi8>) -> !scores
  %result = tosa.matmul %weights, %k, %zero, %zero
      : (!scores, !x, tensor<1xf32>, tensor<1xf32>) -> !x
  return %result : !x
}
"""
HEADS = 3
ROWS = 24


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A run with rows left out."""
    folder = tmp_path_factory.mktemp("trace")
    model, program = folder / "model.mlir", folder / "model.a3"
    inputs, stats = folder / "x.npy", folder / "stats.json"
    model.write_text(MODEL)
    command = [find_tool("a3-compile"), model, "-o", program, "--approx=conservative"]
    subprocess.run(command, check=True)
    generator = np.random.default_rng(0)
    np.save(inputs, generator.standard_normal((HEADS, ROWS, 8), np.float32))
    trace = run_traced(program, inputs, folder / "trace.json", f"--stats={stats}")
    return Run(program, inputs, trace, json.loads(stats.read_text()))


def test_tracks_add_up_to_the_statistics(run: Run) -> None:
    (site,) = run.stats["sites"]
    name = site["name"]
    (launch,) = run.trace.track(name, "launches")
    assert launch.dur == site["cycles"]["full"] == run.stats["cycles"]["full"]
    assert run.trace.metadata["cycles"] == launch.dur
    for queue in QUEUES:
        slices = run.trace.track(name, f"{queue} queue")
        busy = sum(work.dur for work in slices if work.cat == "busy")
        assert busy == site["queues"][queue]["busy"]
    outputs = run.trace.track(name, "unit 0 output")
    assert len(outputs) == HEADS * ROWS == site["heads"] * site["queries"]
    for rows in ("candidates", "kept"):
        mean = sum(query.args[rows] for query in outputs) / len(outputs)
        assert mean == pytest.approx(site[f"{rows}_mean"])


def test_operations_of_the_model_lead_to_their_instructions(run: Run) -> None:
    (site,) = run.stats["sites"]
    name = site["name"]
    tracks = run.trace.tracks(name)
    models = [track for track in tracks if track.startswith("model: ")]
    assert tracks[: len(models) + 1] == [*models, "launches"]
    assert models == ["model: attention", "model: query", "model: key, value"]
    (attention,) = run.trace.track(name, "model: attention")
    assert attention.name == site["location"]
    assert len(run.trace.flows) == len(models)
    operations = {work.name: work for track in models for work in run.trace.track(name, track)}
    mnemonics: dict[str, set[str]] = {}
    for steps in run.trace.flows.values():
        source = run.trace.slice_at(steps[0])
        assert operations[source.name] is source
        targets = [run.trace.slice_at(step) for step in steps[1:]]
        assert source.args["instructions"] == len(targets)
        assert all(target.cat == "busy" and target.ts > source.ts for target in targets)
        assert max(target.end for target in targets) <= source.end
        mnemonics[source.name] = {target.name.split()[0] for target in targets}
    computed = {work.args["computes"]: mnemonics[place] for place, work in operations.items()}
    assert computed == {
        "attention": {"set_shape", "set_approximation", "attend", "store_output"},
        "query": {"load_query"},
        "key, value": {"load_key", "sort_key", "load_value"},
    }


def test_banks_fill_and_empty(run: Run) -> None:
    (site,) = run.stats["sites"]
    name = site["name"]
    rows = [value for _, value in run.trace.values(name, "key bank 0")]
    assert set(rows) == {0, ROWS}
    assert rows[0] == 0
    assert all(a != b for a, b in itertools.pairwise(rows))
    assert max(value for _, value in run.trace.values(name, "sorted key bank 0")) == ROWS
    outputs = run.trace.values(name, "output bank 0")
    assert {0, ROWS} == {value for _, value in outputs}
    assert outputs[-1][1] == 0
    waiting = [value for _, value in run.trace.values(name, "queries waiting")]
    assert waiting == list(range(ROWS - 1, -1, -1)) * HEADS
    for counter in (event for event in run.trace.events if isinstance(event, Counter)):
        assert counter.ts <= run.trace.metadata["cycles"]


@pytest.mark.parametrize("options", [("--trace-limit=60",), ("--trace-cycles=300:500",)])
def test_a_part_keeps_the_laws(run: Run, tmp_path: Path, options: tuple[str, ...]) -> None:
    trace = run_traced(run.program, run.inputs, tmp_path / "part.json", *options)
    assert 0 < len(trace.flows) < 4
    counted = [e for e in trace.events if isinstance(e, Slice | Counter | Flow)]
    assert len(counted) == trace.metadata["events"]
    if trace.metadata["cut_at_cycle"] is not None:
        assert len(counted) == trace.metadata["event_limit"] == 60


PROCESS = [
    {"ph": "M", "name": "process_name", "pid": 1, "args": {"name": "p"}},
    {"ph": "M", "name": "thread_name", "pid": 1, "tid": 1, "args": {"name": "a"}},
    {"ph": "M", "name": "thread_name", "pid": 1, "tid": 2, "args": {"name": "b"}},
]


def slice_of(track: int, begin: int, cycles: int, **changes: str) -> dict[str, Any]:
    """An event that covers cycles of a track."""
    event = {"ph": "X", "name": "x", "pid": 1, "tid": track, "ts": begin, "dur": cycles}
    return {**event, **changes}


def step(phase: str, track: int, time: int) -> dict[str, Any]:
    """A step of the only flow."""
    event = {"ph": phase, "name": "f", "cat": "f", "id": 1, "pid": 1, "tid": track, "ts": time}
    return {**event, "bp": "e"} if phase == "f" else event


SLICES = [slice_of(1, 0, 10), slice_of(1, 2, 4), slice_of(2, 5, 5)]


def test_reader_takes_what_nests() -> None:
    trace = Trace(dumps([*PROCESS, *SLICES, step("s", 1, 3), step("f", 2, 5)]))
    (steps,) = trace.flows.values()
    assert trace.slice_at(steps[0]).dur == 4


@pytest.mark.parametrize(
    ("events", "message"),
    [
        ([slice_of(1, 8, 4)], "overlaps"),
        ([slice_of(3, 0, 1)], "has no name"),
        ([slice_of(1, 0, -1)], "greater than or equal"),
        ([slice_of(1, 20, 1, color="red")], "Extra inputs"),
        ([{"ph": "Z"}], "tag 'Z'"),
        ([{"ph": "C", "name": "c", "pid": 1, "ts": 0, "args": {"v": -1}}], "greater than or equal"),
        ([{"ph": "C", "name": "c", "pid": 1, "ts": 0, "args": {}}], "at least 1 item"),
        ([step("s", 1, 3)], "goes s"),
        ([step("s", 1, 3), step("t", 2, 5)], "goes st"),
        ([step("f", 1, 3), step("s", 2, 5)], "goes fs"),
        ([step("s", 1, 3), step("f", 2, 10)], "in no slice"),
        ([step("s", 1, 3), {**step("f", 2, 5), "bp": None}], "behind its end"),
        ([PROCESS[1]], "stands twice"),
    ],
)
def test_reader_refuses(events: list[dict[str, Any]], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Trace(dumps([*PROCESS, *SLICES, *events]))
