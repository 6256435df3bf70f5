# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""a3.sweep: every point is in the file once, whatever dies on the way."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import dask
import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from distributed import Client, LocalCluster

import a3
from a3 import parameter_sweep
from a3.sweep_point import Value


def square(i: int, folder: str) -> dict[str, Value]:
    """Leave a line for each call; the file `delays` says how long those of each i take."""
    with (Path(folder) / "calls").open("a") as calls:
        calls.write(f"{i}\n")
    delays = Path(folder) / "delays"
    if delays.exists():
        time.sleep(float(delays.read_text().split()[i]))
    return {"square": i * i, "text": f"of {i}", "half": np.float32(i / 2)}


def fail_once(i: int, folder: str) -> dict[str, Value]:
    mark = Path(folder) / f"failed-{i}"
    if i % 2 and not mark.exists():
        mark.touch()
        raise ArithmeticError(f"{i} is odd")
    return {"square": i * i}


def kill_worker(i: int) -> dict[str, Value]:
    if i == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return {"square": i * i}


def draw(seed: int = 0) -> dict[str, Value]:
    return {"standard": random.random(), "legacy": np.random.rand()}


def identity(x: Value, y: Value) -> dict[str, Value]:
    return {"same": x}


def delays(folder: Path, seconds: list[float]) -> None:
    (folder / "delays").write_text(" ".join(map(str, seconds)))


def calls(folder: Path) -> Counter[int]:
    return Counter(map(int, (folder / "calls").read_text().split()))


def space(folder: Path, count: int) -> dict[str, object]:
    return {"i": range(count), "folder": [str(folder)]}


def lines(output: Path) -> int:
    """Return how many points the journal has."""
    journal = output.with_name(output.name + ".journal")
    return journal.read_bytes().count(b"\n") if journal.exists() else 0


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < deadline, "nothing happened for two minutes"
        time.sleep(0.02)


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as cluster,
        Client(cluster, set_as_default=False) as client,
    ):
        yield client


def test_all_combinations_in_order(client: Client, tmp_path: Path) -> None:
    output = tmp_path / "r.parquet"
    table = a3.sweep(identity, {"x": [3, 1], "y": ["b", "a", "c"]}, output, client=client)
    assert list(zip(table.x, table.y, strict=True)) == [(x, y) for x in (3, 1) for y in "bac"]
    assert list(table.same) == list(table.x)
    assert list(table.columns) == (
        ["x", "y", "same", "error", "seed", "evaluation", "a3", "numpy", "python", "point"]
    )
    assert set(table["a3"]) == {a3.__version__}
    assert set(table["numpy"]) == {np.__version__}
    assert table["error"].isna().all()
    assert table["point"].is_unique
    pd.testing.assert_frame_equal(pd.read_parquet(output), table)
    assert os.listdir(tmp_path) == ["r.parquet"]


def test_values_keep_their_kind(client: Client, tmp_path: Path) -> None:
    points = [{"x": 1, "y": None}, {"x": np.int64(2), "y": "half"}, {"x": True, "y": 3}]
    a3.sweep(identity, points, tmp_path / "r.parquet", client=client)
    table = pq.read_table(tmp_path / "r.parquet").to_pydict()
    assert table["x"] == ["1", "2", "True"]
    assert table["y"] == [None, "half", "3"]
    mixed = a3.sweep(identity, {"x": [1, 2.5], "y": [0]}, tmp_path / "s.parquet", client=client)
    assert list(mixed["same"]) == [1.0, 2.5]


def test_bytes_do_not_depend_on_the_order(client: Client, tmp_path: Path) -> None:
    forth = [0.3, 0.2, 0.1, 0, 0, 0.1]
    written = []
    for seconds in (forth, forth[::-1]):
        delays(tmp_path, seconds)
        a3.sweep(square, space(tmp_path, 6), tmp_path / "r.parquet", client=client)
        written.append((tmp_path / "r.parquet").read_bytes())
        (tmp_path / "r.parquet").unlink()
    assert written[0] == written[1]
    assert set(calls(tmp_path).values()) == {2}


def test_only_missing_points_run(client: Client, tmp_path: Path) -> None:
    grown, fresh = tmp_path / "grown.parquet", tmp_path / "fresh.parquet"
    for count in (2, 5, 5):
        a3.sweep(square, space(tmp_path, count), grown, client=client)
    assert calls(tmp_path) == Counter(range(5))
    a3.sweep(square, space(tmp_path, 5), fresh, client=client)
    assert grown.read_bytes() == fresh.read_bytes()


def test_torn_line_is_dropped(client: Client, tmp_path: Path) -> None:
    output = tmp_path / "r.parquet"
    whole = a3.sweep(square, space(tmp_path, 3), output, client=client)
    output.unlink()
    kept = f'["{whole.point[1]}", {{"square": 1, "text": "of 1", "half": 0.5}}, null]\n'
    (tmp_path / "r.parquet.journal").write_text(kept + kept[:20])
    again = a3.sweep(square, space(tmp_path, 3), output, client=client)
    pd.testing.assert_frame_equal(again, whole)
    assert calls(tmp_path) == {0: 2, 1: 1, 2: 2}


def test_failed_points_are_told_and_tried_again(client: Client, tmp_path: Path) -> None:
    output = tmp_path / "r.parquet"
    told = r"2 of 4 points failed; the first was i=1, folder=.*: ArithmeticError: 1 is odd"
    with pytest.warns(RuntimeWarning, match=told):
        table = a3.sweep(fail_once, space(tmp_path, 4), output, client=client)
    assert list(table.error.notna()) == [False, True, False, True]
    assert list(table.square.dropna()) == [0, 4]
    table = a3.sweep(fail_once, space(tmp_path, 4), output, client=client)
    assert list(table.square) == [0, 1, 4, 9]
    assert table.error.isna().all()


@pytest.mark.parametrize("result", [None, [1], 1 << 70, object(), "\ud800"])
def test_unfit_results_are_errors(client: Client, tmp_path: Path, result: object) -> None:
    def evaluate() -> dict[str, object]:
        return {"result": result}

    with pytest.warns(RuntimeWarning, match="1 of 1 points failed"):
        table = a3.sweep(evaluate, [{}], tmp_path / "r.parquet", client=client)
    assert "result" in table.error[0] or "surrogates" in table.error[0]


def test_result_of_a_taken_name_is_an_error(client: Client, tmp_path: Path) -> None:
    def evaluate(x: int) -> dict[str, int]:
        return {"x": x}

    with pytest.warns(RuntimeWarning, match="must not be named 'x'"):
        a3.sweep(evaluate, {"x": [1]}, tmp_path / "r.parquet", client=client)


def test_generators_are_seeded(client: Client, tmp_path: Path) -> None:
    table = a3.sweep(draw, {"seed": [0, 1, 2]}, tmp_path / "r.parquet", client=client)
    assert list(table.seed) == [0, 1, 2]
    assert table["legacy"].is_unique
    implied = a3.sweep(draw, [{}], tmp_path / "s.parquet", client=client)
    assert implied.seed[0] == 0
    assert implied["legacy"][0] == table["legacy"][0]
    random.seed(0)
    assert implied["standard"][0] == random.random()


@pytest.mark.parametrize(
    ("space", "error"),
    [
        ({"x": [1]}, r"test_sweep.identity does not take x=1: missing .* 'y'"),
        ({"x": [1], "y": [1], "z": [1]}, "does not take .* unexpected keyword argument 'z'"),
        ({"x": 1, "y": [1]}, "values of 'x' must be a list, not 1"),
        ({"x": "abc", "y": [1]}, "values of 'x' must be a list, not 'abc'"),
        ({"x": [[1]], "y": [1]}, r"x must be a number or a text, not \[1\]"),
        ({"x": [], "y": [1]}, "no points"),
        ({"x": [1, 1], "y": [1]}, "x=1, y=1: the point is in the space twice"),
        ({"x": [1], "y": [1], "error": [1]}, "'error'"),
        ({"x": [1], "y": [1], "seed": [-1]}, "seed must be from 0"),
    ],
)
def test_mistakes_are_told_before_anything_runs(
    tmp_path: Path, space: dict[str, object], error: str
) -> None:
    with pytest.raises(ValueError, match=error):
        a3.sweep(identity, space, tmp_path / "r.parquet")
    assert not os.listdir(tmp_path)


def test_functions_need_names(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="has no name of its own"):
        a3.sweep(lambda x: {"y": x}, {"x": [1]}, tmp_path / "r.parquet")
    with pytest.raises(ValueError, match="workers must be 1 or more"):
        a3.sweep(identity, {"x": [1], "y": [1]}, tmp_path / "r.parquet", workers=0)


def test_other_files_are_left_alone(client: Client, tmp_path: Path) -> None:
    output = tmp_path / "r.parquet"
    pd.DataFrame({"x": [1]}).to_parquet(output)
    with pytest.raises(ValueError, match="is no result of a sweep"):
        a3.sweep(identity, {"x": [1], "y": [1]}, output)
    output.unlink()
    a3.sweep(identity, {"x": [1], "y": [1]}, output, client=client)
    before = output.read_bytes()
    with pytest.raises(ValueError, match="1 points that are not in this sweep"):
        a3.sweep(identity, {"x": [2], "y": [1]}, output)
    assert output.read_bytes() == before
    assert os.listdir(tmp_path) == ["r.parquet"]


def test_point_that_kills_its_worker_is_an_error(tmp_path: Path) -> None:
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        pytest.warns(RuntimeWarning, match="KilledWorker: the worker died, in 1 tries"),
    ):
        table = a3.sweep(kill_worker, {"i": range(4)}, tmp_path / "r.parquet", workers=1)
    assert table.error.notna()[1]
    assert list(table.square.dropna()) == [i * i for i in range(4) if pd.isna(table.error[i])]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


@contextmanager
def processes(command: list[str], count: int) -> Iterator[list[subprocess.Popen[bytes]]]:
    running = [
        subprocess.Popen(
            [sys.executable, *command], env=environment(), stderr=subprocess.DEVNULL, cwd="/"
        )
        for _ in range(count)
    ]
    try:
        yield running
    finally:
        for process in running:
            process.kill()
            process.wait()


@contextmanager
def dask_scheduler(folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Run `dask scheduler`; its file says where it is."""
    file = folder / "scheduler.json"
    command = ["-m", "dask", "scheduler", "--port=0", "--host=127.0.0.1", "--no-dashboard"]
    with processes([*command, f"--scheduler-file={file}"], 1) as (scheduler,):
        wait_until(file.exists)
        yield scheduler, str(file)


def dask_workers(file: str, count: int) -> AbstractContextManager[list[subprocess.Popen[bytes]]]:
    command = ["-m", "dask", "worker", f"--scheduler-file={file}", "--nthreads=1"]
    return processes([*command, "--no-nanny", "--no-dashboard"], count)


def kill_at(count: int, output: Path, process: subprocess.Popen[bytes]) -> threading.Thread:
    """Kill a process as soon as so many points are done."""

    def wait_and_kill() -> None:
        wait_until(lambda: lines(output) >= count)
        process.kill()

    thread = threading.Thread(target=wait_and_kill)
    thread.start()
    return thread


def test_cluster_that_loses_a_worker_then_its_scheduler(client: Client, tmp_path: Path) -> None:
    output, fresh = tmp_path / "r.parquet", tmp_path / "fresh.parquet"
    delays(tmp_path, [0.1] * 60)
    with (
        dask_scheduler(tmp_path) as (scheduler, file),
        dask_workers(file, 3) as workers,
        Client(scheduler_file=file, set_as_default=False, timeout=5) as cluster,
    ):
        kill = kill_at(20, output, workers[0])
        table = a3.sweep(square, space(tmp_path, 40), output, client=cluster)
        kill.join()
        assert list(table.square) == [i * i for i in range(40)]
        assert calls(tmp_path).total() <= 40 + 4  # What was done before is not done again.
        kill = kill_at(5, output, scheduler)
        told = (
            r"the cluster went away; [45]\d of 60 points are done; call again with the same output"
        )
        with pytest.raises(ConnectionError, match=told):
            a3.sweep(square, space(tmp_path, 60), output, client=cluster)
        kill.join()
    done = 40 + lines(output)
    before = calls(tmp_path)
    table = a3.sweep(square, space(tmp_path, 60), output, client=client)
    assert list(table.square) == [i * i for i in range(60)]
    assert (calls(tmp_path) - before).total() == 60 - done
    delays(tmp_path, [0] * 60)
    a3.sweep(square, space(tmp_path, 60), fresh, client=client)
    assert fresh.read_bytes() == output.read_bytes()


def test_cluster_without_workers(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parameter_sweep, "ASK_SECONDS", 0.1)
    monkeypatch.setattr(parameter_sweep, "WORKERLESS_SECONDS", 0.5)
    with (
        LocalCluster(n_workers=0, dashboard_address=":0") as cluster,
        Client(cluster, set_as_default=False) as empty,
        pytest.raises(ConnectionError, match="no worker for 0 s; 0 of 2 points are done"),
    ):
        a3.sweep(square, space(tmp_path, 2), tmp_path / "r.parquet", client=empty)
    with pytest.raises(ConnectionError, match="the cluster went away; 0 of 2 points are done"):
        a3.sweep(square, space(tmp_path, 2), tmp_path / "r.parquet", client=empty)


def test_worker_with_other_versions(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(a3, "__version__", "0.0.0")
    with pytest.raises(RuntimeError, match=r"'a3': '0.0.0'.*; 0 of 2 points are done"):
        a3.sweep(square, space(tmp_path, 2), tmp_path / "r.parquet", client=client)


DRIVER = """
import signal, sys, a3
from test_sweep import space, square
from pathlib import Path
# What started the tests may ignore it, which is inherited.
signal.signal(signal.SIGINT, signal.default_int_handler)
if __name__ == "__main__":
    a3.sweep(square, space(Path(sys.argv[1]), 20), sys.argv[2], workers=2)
"""


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT])
def test_calling_process_that_is_ended(client: Client, tmp_path: Path, end: signal.Signals) -> None:
    output, fresh = tmp_path / "r.parquet", tmp_path / "fresh.parquet"
    delays(tmp_path, [0.1] * 6 + [1.0] * 14)
    with processes(["-c", DRIVER, str(tmp_path), str(output)], 1) as (driver,):
        wait_until(lambda: lines(output) >= 4)
        with pytest.raises(BlockingIOError, match="another process is writing"):
            a3.sweep(square, space(tmp_path, 20), output, client=client)
        driver.send_signal(end)
        assert driver.wait() == -end
    done = lines(output)
    assert 4 <= done < 20
    delays(tmp_path, [0] * 20)
    time.sleep(1.5)  # The workers end after their present points.
    before = calls(tmp_path)
    a3.sweep(square, space(tmp_path, 20), output, client=client)
    assert (calls(tmp_path) - before).total() == 20 - done
    a3.sweep(square, space(tmp_path, 20), fresh, client=client)
    assert fresh.read_bytes() == output.read_bytes()


def test_script_without_a_guard_is_told(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(DRIVER.replace('if __name__ == "__main__"', "if True"))
    command = [sys.executable, script, tmp_path, tmp_path / "r.parquet"]
    run = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    assert "must do so under: if __name__ == '__main__'" in run.stderr
    assert run.returncode == 1


def operands() -> tuple[np.ndarray, ...]:
    generator = np.random.default_rng(3)
    return tuple(generator.normal(size=(2, n, 16)).astype(np.float32) for n in (6, 40, 40))


def largest(model: Callable[..., np.ndarray], examples: list[tuple[np.ndarray, ...]]) -> float:
    return max(float(np.abs(model(*arrays)).max()) for arrays in examples)


def test_attention_on_machines(client: Client, tmp_path: Path) -> None:
    slow = a3.Machine.load("a3-hpca20").text.replace("bytes: 16 ", "bytes: 1 ")
    evaluation = a3.ModelEvaluation(
        {"attention": a3.attention}, {"attention": [operands()] * 2}, largest, {"slow": slow}
    )
    table = a3.sweep(
        evaluation,
        {"machine": ["a3-hpca20", "slow"], "format.fraction_bits": [4, 8], "m": [None, 9]},
        tmp_path / "r.parquet",
        client=client,
    )
    row = table.iloc[7]
    fine = a3.Machine.parse(slow.replace("fraction_bits: 4", "fraction_bits: 8"))
    run = a3.attention(*operands(), machine=fine, m=9)
    assert row["metric"] == np.abs(run.output).max()
    assert row["cycles_full"] == 2 * run.cycles["full"]
    assert row["energy_paper"] == 2 * run.energy["paper"]
    assert row["kept"] == run.kept.mean()
    assert row["candidates"] == run.candidates.mean()
    assert row["area"] == fine.area
    assert table.machine_hash.nunique() == 4
    assert table.model_hash.nunique() == 1
    assert (table.evaluation == "a3.ModelEvaluation(test_sweep.largest)").all()


MODEL = """
func.func @attention(%q: tensor<2x6x16xf32>, %k: tensor<2x40x16xf32>, %v: tensor<2x40x16xf32>)
    -> tensor<2x6x16xf32> {
  %0 = tensor.empty() : tensor<2x6x16xf32>
  %1 = a3.attention ins(%q, %k, %v : tensor<2x6x16xf32>, tensor<2x40x16xf32>, tensor<2x40x16xf32>)
    outs(%0 : tensor<2x6x16xf32>) {scale = 0.25 : f32} -> tensor<2x6x16xf32>
  return %1 : tensor<2x6x16xf32>
}
"""


def test_compiled_model_on_machines(client: Client, tmp_path: Path) -> None:
    model = tmp_path / "model.mlir"
    model.write_text(MODEL)
    table = a3.sweep(
        a3.ModelEvaluation({"model": model}, {"model": [operands()]}, largest),
        {"units": [1, 2], "m": [None, "0.25n"], "arithmetic": ["fixed", "float"]},
        tmp_path / "r.parquet",
        client=client,
    )
    machine = a3.Machine.parse(a3.Machine.load("a3-hpca20").text.replace("units: 1", "units: 2"))
    run = a3.compile(model, machine=machine).run(
        *operands(), approximations=a3.Approximation("0.25n")
    )
    attention = a3.attention(*operands(), machine=machine, m=10)
    row = table.iloc[6]
    assert row["metric"] == np.abs(run.outputs[0]).max() == np.abs(attention.output).max()
    assert row["cycles_full"] == run.cycles["full"]
    assert row["energy_full"] == run.energy["full"]
    assert row["kept"] == attention.kept.mean() < 40
    assert row["saturations"] == attention.saturations
    assert table.metric.nunique() == 4


@pytest.mark.parametrize(
    ("point", "error"),
    [
        ({"port.byte": 1}, "port.byte=1: there is no parameter 'port.byte'"),
        ({"port": 1}, "there is no parameter 'port'"),
        ({"clock.fast": 1}, "there is no parameter 'clock.fast'"),
        ({"port.bytes": 0}, "'port.bytes' must lie between 1 and"),
        ({"model": "other"}, r"model must be one of \['attention'\], not 'other'"),
        ({"machine": "other"}, r"machine must be one of \['a3-hpca20'\], not 'other'"),
        ({"m": 0}, "m must be an integer of 1 or more, not 0"),
        ({"m": "0.5n"}, "m must be an integer or, in a compiled model"),
        ({"t": 101}, "t must be from 0 to 100, not 101"),
        ({"arithmetic": "exact"}, "arithmetic must be 'fixed' or 'float', not 'exact'"),
    ],
)
def test_impossible_machines_are_told_before_anything_runs(
    tmp_path: Path, point: dict[str, Value], error: str
) -> None:
    evaluation = a3.ModelEvaluation({"attention": a3.attention}, {"attention": [operands()]})
    with pytest.raises(ValueError, match=error):
        a3.sweep(evaluation, [{}, point], tmp_path / "r.parquet")
    assert not os.listdir(tmp_path)


def test_hashes_are_those_of_what_is_computed() -> None:
    import torch  # Not above, since workers import this file.

    def hashes(arrays: tuple[object, ...], **parameters: Value) -> dict[str, Value]:
        return a3.ModelEvaluation({"a": a3.attention}, {"a": [arrays]}).check(**parameters)

    same = hashes(operands())
    assert hashes(operands(), **{"port.bytes": 16}) == same
    assert hashes(operands(), **{"port.bytes": 8})["machine_hash"] != same["machine_hash"]
    q, k, v = operands()
    assert hashes((q, v, k))["model_hash"] != same["model_hash"]
    assert hashes(tuple(map(torch.tensor, (q, k)))) == hashes(tuple(map(torch.tensor, (q, k))))
    with pytest.raises(ValueError, match="must have the same names"):
        a3.ModelEvaluation({"a": a3.attention}, {})
