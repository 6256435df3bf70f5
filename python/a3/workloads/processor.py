# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""How long attention takes PyTorch on one core, beside what it costs the accelerator.

Time is measured; the power of the core is an assumption (--watts).
"""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np
import torch

import a3

ROWS, DEPTH = 320, 64


def seconds(work: Callable[[], object], least: float = 0.2) -> float:
    """Return the median time of a call, of calls for that long and at least three."""
    work()
    times: list[float] = []
    while len(times) < 3 or sum(times) < least:
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return median(times)


def name_of_processor() -> str:
    """Return what the system calls the processor."""
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return "unknown processor"


def main() -> None:
    """Measure and write a file of JSON."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--watts", type=float, default=15, help="power of one core at work")
    parser.add_argument("--output", type=Path, required=True, help="the file to write")
    options = parser.parse_args()
    random = np.random.default_rng(0)
    q, k, v = (random.standard_normal((ROWS, DEPTH), np.float32) for _ in range(3))
    exact, aggressive = (a3.attention(q, k, v, approx=a) for a in ("exact", "aggressive"))
    torch.set_num_threads(1)
    one, queries, keys, values = map(torch.from_numpy, (q[:1], q, k, v))
    attend = torch.nn.functional.scaled_dot_product_attention
    with torch.no_grad():
        alone = seconds(lambda: attend(one[None], keys[None], values[None]))
        batched = seconds(lambda: attend(queries[None], keys[None], values[None])) / ROWS
    result = {
        "processor": name_of_processor(),
        "rows": ROWS,
        "depth": DEPTH,
        "watts": options.watts,
        "seconds": alone,
        "batched_seconds": batched,
        "exact_nj": exact.energy["paper"] / ROWS,
        "aggressive_nj": aggressive.energy["paper"] / ROWS,
    }
    options.output.write_text(json.dumps(result, indent=2) + "\n")
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
