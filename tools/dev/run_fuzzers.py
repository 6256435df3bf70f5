"""Runs the fuzzers of test/Fuzz and counts executions and crashes (docs/fuzzing.md)."""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

LARGEST_INPUT = 65536  # Bytes; a program file has pages of padding.
SHORT_RUN = 10  # Seconds of a run.
LONGEST_RUN = 5  # Seconds for one input, which then counts as a crash.


@dataclass(frozen=True)
class Result:
    """What one fuzzer did."""

    fuzzer: str
    seeds: int
    executions: int
    crashes: int  # 0 or 1: a fuzzer ends with the first.
    message: str  # Of the crash, and where its input is kept.


def first_complaint(log: str) -> str:
    """The line of a fuzzer's output that says what went wrong."""
    pattern = r"(does not hold: .*|.*runtime error: .*|.*Assertion .*|.*what\(\): .*|.*ERROR: .*)"
    found = re.search(pattern, log)
    return found.group(1).strip() if found else "ended without a message"


def find_fuzzers(root: Path) -> dict[str, Path]:
    """The fuzzers that are built, by name; that of the compiler if A3_LONG is set."""
    folders = ["build-address"] + (["build-compiler"] if os.environ.get("A3_LONG") else [])
    found = [path for folder in folders for path in (root / folder / "bin").glob("fuzz-*")]
    return {path.name.removeprefix("fuzz-"): path for path in sorted(found)}


def seeds_of(root: Path, name: str) -> list[Path]:
    """The first inputs of a fuzzer; modules are shared with a3-mutate."""
    if name == "raise":
        return sorted((root / "test" / "Mutation" / "Inputs").glob("*.mlir"))
    return sorted((root / "test" / "Fuzz" / "Corpus" / name).glob("*"))


def run_fuzzer(executable: Path, seeds: list[Path], seconds: int, folder: Path) -> Result:
    """Runs one fuzzer for `seconds`; new inputs are kept in `folder` / its name."""
    name = executable.name.removeprefix("fuzz-")
    found = folder / name
    found.mkdir(parents=True, exist_ok=True)
    folders = [str(path) for path in dict.fromkeys([found, *(seed.parent for seed in seeds)])]
    command = [
        str(executable),
        f"-max_total_time={seconds}",
        f"-max_len={LARGEST_INPUT}",
        f"-timeout={LONGEST_RUN}",
        "-rss_limit_mb=2048",
        "-print_final_stats=1",
        f"-artifact_prefix={folder}/{name}-",
        *folders,
    ]
    run = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    (folder / f"{name}.log").write_text(run.stderr)
    count = re.search(r"number_of_executed_units: *(\d+)", run.stderr)
    kept = re.search(r"Test unit written to (\S+)", run.stderr)
    message = ""
    if run.returncode:
        message = f"{first_complaint(run.stderr)} ({kept.group(1) if kept else folder})"
    return Result(
        name,
        len(seeds),
        int(count.group(1)) if count else 0,
        int(run.returncode != 0),
        message,
    )


def print_table(results: list[Result]) -> None:
    """Prints a line a fuzzer, and the messages of crashes below."""
    print(f"{'fuzzer':<15}{'seeds':>7}{'executions':>13}{'crashes':>9}")
    for result in results:
        print(f"{result.fuzzer:<15}{result.seeds:>7}{result.executions:>13,}{result.crashes:>9}")
    for result in results:
        if result.crashes:
            print(f"error: {result.fuzzer}: {result.message}", file=sys.stderr)


def parse_arguments() -> argparse.Namespace:
    """The command line: where the fuzzers are, how long, and which."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root", type=Path, help="folder of the project")
    parser.add_argument("names", nargs="*", help="fuzzers to run (default: all)")
    parser.add_argument("--seconds", type=int, default=3, help="for each fuzzer (default: 3)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results here")
    return parser.parse_intermixed_args()  # Names may follow options.


def main() -> int:
    """Runs two fuzzers at a time; 1 where one crashed or did nothing."""
    arguments = parse_arguments()
    fuzzers = find_fuzzers(arguments.root)
    unknown = set(arguments.names) - set(fuzzers)
    if unknown:
        print(f"error: no fuzzer '{min(unknown)}'; there are {', '.join(fuzzers)}", file=sys.stderr)
        return 1
    folder = arguments.root / "build-address" / "fuzz"
    if arguments.seconds <= SHORT_RUN:  # Begins with the seeds alone.
        shutil.rmtree(folder, ignore_errors=True)

    def run(name: str) -> Result:
        seeds = seeds_of(arguments.root, name)
        return run_fuzzer(fuzzers[name], seeds, arguments.seconds, folder)

    with ThreadPoolExecutor(max_workers=2) as pool:
        results = list(pool.map(run, arguments.names or fuzzers))
    print_table(results)
    if arguments.json:
        text = json.dumps({"fuzzers": [asdict(result) for result in results]}, indent=2)
        arguments.json.write_text(text + "\n")
    good = results and all(result.executions and not result.crashes for result in results)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
