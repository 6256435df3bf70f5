# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Evaluations of many points on many processes, with results that survive all of them."""

import inspect
import itertools
import logging
import multiprocessing
import os
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeAlias

import dask
import pandas as pd
from distributed import Client, KilledWorker, LocalCluster, as_completed
from distributed.utils import get_mp_context
from tqdm import tqdm

from a3.sweep_point import (
    Evaluate,
    Outcome,
    Point,
    Task,
    UnfitWorkerError,
    Value,
    hold,
    name_of,
    plain,
    run,
    versions,
)
from a3.sweep_results import Results

Parameters: TypeAlias = Mapping[str, Value]
Space: TypeAlias = Mapping[str, Iterable[Value]] | Iterable[Parameters]

POLL_SECONDS = 0.2
# Ctrl-C is for the process that called; it ends its workers.
IGNORE_INTERRUPTS = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)"
# What workers need, imported once. Modules that start threads would not survive a fork.
PRELOADED = ["a3.sweep_point", "a3.simulated_attention", "distributed.nanny"]
# How often a cluster is asked whether it has workers, and how long it may have none.
ASK_SECONDS = 2.0
WORKERLESS_SECONDS = 60.0


def sweep(
    evaluate: Evaluate,
    space: Space,
    output: str | os.PathLike[str] = "results.parquet",
    *,
    client: Client | None = None,
    workers: int | None = None,
    progress: bool | None = None,
) -> pd.DataFrame:
    """Evaluate every point of a space, on all cores or on a cluster, into a Parquet file.

    Results are on the disk as soon as they are there. However a sweep ended, the same
    call goes on with the points that are missing, and tries those again that failed.
    The file's bytes do not depend on the order in which points were done.
    docs/sweep.md tells more.

    Args:
        evaluate: a function of the parameters of a point, by name, that returns numbers
            and texts by name. Workers must be able to import or unpickle it. If it
            raises, the point has the error instead. An object that is called likewise
            may have two more attributes: `identity`, a text that stands for what it
            computes, and `check(**parameters)`, which is called for all points before
            anything runs, raises a ValueError where one cannot be, and returns what
            identifies the point beside its parameters, such as the hash of a file.
        space: names of parameters and the values of each, for all combinations, the
            last one varying fastest; or a list of points. Values are numbers, texts,
            booleans and None. Python's and NumPy's global generators are seeded with
            the parameter `seed`, or with 0 if there is none, before each evaluation.
        output: the Parquet file: a row for each point, in the order of the space. What
            is done lies beside it, in a file of the same name with `.journal`, until
            all is.
        client: of a running Dask cluster; else processes are started here.
        workers: how many processes to start, of one thread each; one for each core if
            not given.
        progress: show a bar on standard error; if not given, only if it is a terminal.

    Returns:
        The file as a table: parameters, results, `error` (missing where there was none),
        what `check` returned, `seed`, `evaluation`, the versions of `a3`, `numpy` and
        `python`, and `point`, the hash that identifies a row.

    Raises:
        ValueError: a point cannot be evaluated, or `output` has results of another
            sweep; nothing ran.
        ConnectionError: the cluster went away, or has had no workers for a minute.
        RuntimeError: a worker cannot run the evaluation, or has other versions.
        BlockingIOError: another process is at work on the same output.

    Warns:
        RuntimeWarning: points failed; says how many and the first error.

    """
    if workers is not None and (client is not None or workers < 1):
        raise ValueError("workers must be 1 or more, and only without a client")
    points = _points(evaluate, space)
    with Results(Path(output), points) as results:

        def keep(batch: list[tuple[Point, Outcome]]) -> None:
            results.add(batch)
            bar.update(len(batch))

        missing = results.missing()
        if missing:
            with (
                _connect(client, min(workers or _cores(), len(missing))) as cluster,
                _bar(progress, len(points), len(missing)) as bar,
            ):
                try:
                    _evaluate_all(evaluate, missing, cluster, keep)
                except (ConnectionError, UnfitWorkerError) as error:
                    raise type(error)(f"{error}; {results.progress()}") from error.__cause__
        table = results.finish()
    failed = table[table["error"].notna()]
    if len(failed):
        first = points[failed.index[0]]
        warnings.warn(
            f"{len(failed)} of {len(points)} points failed; the first was {first}: "
            f"{failed['error'].iloc[0]}. The same call tries them again",
            RuntimeWarning,
            stacklevel=2,
        )
    return table


def _points(evaluate: Evaluate, space: Space) -> list[Point]:
    """Return all points, checked; no two are the same."""
    identity = name_of(evaluate)
    signature = inspect.signature(evaluate)
    check = getattr(evaluate, "check", None)
    points: dict[str, Point] = {}
    for given in _combinations(space):
        parameters = {
            name: None if value is None else plain(name, value) for name, value in given.items()
        }
        text = str(Point(parameters, {}))
        seed = parameters.get("seed", 0)
        if type(seed) is not int or not 0 <= seed < 1 << 32:
            raise ValueError(f"{text}: seed must be from 0 to 2^32 - 1")
        try:
            signature.bind(**parameters)
        except TypeError as error:
            raise ValueError(f"{identity} does not take {text}: {error}") from None
        try:
            facts = dict(check(**parameters)) if check else {}
        except ValueError as error:
            raise ValueError(f"{text}: {error}") from error
        facts |= {"seed": seed, "evaluation": identity, **versions()}
        taken = sorted(parameters.keys() & (facts.keys() | {"error", "point"}) - {"seed"})
        if taken:
            raise ValueError(f"{text}: a parameter must not be named {taken[0]!r}")
        point = Point(parameters, facts)
        if point.key in points:
            raise ValueError(f"{text}: the point is in the space twice")
        points[point.key] = point
    if not points:
        raise ValueError("the space has no points")
    return list(points.values())


def _combinations(space: Space) -> Iterable[Parameters]:
    if not isinstance(space, Mapping):
        return space
    for name, values in space.items():
        if isinstance(values, str | Mapping) or not isinstance(values, Iterable):
            raise ValueError(f"the values of {name!r} must be a list, not {values!r}")
    return (dict(zip(space, values, strict=True)) for values in itertools.product(*space.values()))


def _cores() -> int:
    return len(os.sched_getaffinity(0))


def _bar(progress: bool | None, points: int, missing: int) -> tqdm:
    return tqdm(
        total=points,
        initial=points - missing,
        unit="point",
        disable=None if progress is None else not progress,
        leave=False,
    )


@contextmanager
def _connect(client: Client | None, workers: int) -> Iterator[Client]:
    """Return the client, or one of a cluster of its own."""
    if client is not None:
        yield client
        return
    with (
        _forked_workers(),
        _start(workers) as cluster,
        Client(cluster, set_as_default=False) as own,
    ):
        yield own


@contextmanager
def _forked_workers() -> Iterator[None]:
    """Start workers as forks of a process that has imported what all of them need."""
    with dask.config.set({"distributed.worker.multiprocessing-method": "forkserver"}):
        get_mp_context()  # Has a list of modules of its own, the first time.
        multiprocessing.set_forkserver_preload(PRELOADED)
        yield


def _start(workers: int) -> LocalCluster:
    try:
        return LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            memory_limit=0,  # A worker near a limit would pause for good.
            dashboard_address=":0",
            silence_logs=logging.CRITICAL,
            preload=[IGNORE_INTERRUPTS],
        )
    except RuntimeError as error:
        raise RuntimeError(
            "could not start workers. They import the script that calls a3.sweep, so that it "
            "must do so under: if __name__ == '__main__'"
        ) from error


def _evaluate_all(
    evaluate: Evaluate,
    points: list[Point],
    client: Client,
    keep: Callable[[list[tuple[Point, Outcome]]], None],
) -> None:
    """Hand over outcomes as they come."""
    cluster = _Cluster(client)
    cluster.check()
    # A task, not scattered data, which would be lost with the workers that hold it.
    held = client.submit(hold, Task(evaluate, versions()), pure=False)
    futures = {future.key: future for future in client.map(run, points, task=held, pure=False)}
    point_of = dict(zip(futures, points, strict=True))
    completed = as_completed(
        futures.values(), loop=client.loop, with_results=True, raise_errors=False
    )
    try:
        while not completed.is_empty():
            batch: list[tuple[Point, Outcome]] = []
            try:
                for future, result in completed.next_batch(block=False):
                    # A future that is held is computed again when its worker dies.
                    del futures[future.key]
                    batch.append((point_of[future.key], _outcome(result)))
            finally:
                if batch:
                    keep(batch)
            if not batch:
                cluster.check()
                time.sleep(POLL_SECONDS)
    finally:
        with suppress(OSError, RuntimeError, TimeoutError):  # Where the cluster is gone.
            client.cancel([held, *futures.values()])


def _outcome(result: object) -> Outcome:
    """Return what a worker did; what it did not do is an error."""
    if isinstance(result, Outcome):
        return result
    error = result[1] if isinstance(result, tuple) else result  # Of (type, error, traceback).
    if isinstance(error, KilledWorker):
        tries = error.allowed_failures + 1
        return Outcome(error=f"KilledWorker: the worker died, in {tries} tries")
    if isinstance(error, CancelledError):
        raise ConnectionError("the cluster went away")
    if isinstance(error, UnfitWorkerError):
        raise error
    raise UnfitWorkerError(f"a worker cannot run the evaluation: {error!r}")


class _Cluster:
    """Tells when a cluster has gone."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.asked = self.seen = time.monotonic()

    def check(self) -> None:
        """Raise a ConnectionError where the scheduler or all workers are gone."""
        if self.client.status != "running":
            raise ConnectionError("the cluster went away")
        now = time.monotonic()
        if now - self.asked < ASK_SECONDS:
            return
        self.asked = now
        try:
            if self.client.nthreads():
                self.seen = now
        except (OSError, RuntimeError) as error:
            raise ConnectionError("the cluster went away") from error
        if now - self.seen > WORKERLESS_SECONDS:
            raise ConnectionError(f"the cluster has had no worker for {WORKERLESS_SECONDS:.0f} s")
