# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Which machine does attention need? A sweep over the width of the port and of the sorter.

All cores evaluate the points; the table is also in a Parquet file, and a sweep that was
stopped goes on where it was.
"""

import argparse
from pathlib import Path

import numpy as np

import a3


def evaluate(port: int, sorted_elements: int, m: str) -> dict[str, float]:
    """Run one head of 320 rows on a machine whose port moves `port` bytes a cycle.

    Its sorter takes `sorted_elements` a cycle; `m` is "exact" or iterations as a part of n.
    """
    random = np.random.default_rng(0)
    keys, values = random.standard_normal((2, 320, 64), np.float32)
    queries = keys[:64] + random.standard_normal((64, 64), np.float32)
    machine = a3.vary_machine(
        "a3-hpca20", {"port.bytes": port, "selection.sort_elements": sorted_elements}
    )
    iterations = None if m == "exact" else round(float(m.removesuffix("n")) * len(keys))
    exact = a3.attention(queries, keys, values, machine=machine)
    run = a3.attention(queries, keys, values, machine=machine, m=iterations)
    return {
        "cycles": run.cycles["full"],
        "speed-up": exact.cycles["full"] / run.cycles["full"],
        "deviation": float(np.abs(run.output - exact.output).mean()),
    }


def main() -> None:
    """Sweep, and print the machines on which leaving rows out saves the most."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("-o", "--output", type=Path, default=Path("design_space.parquet"))
    parser.add_argument("--workers", type=int, help="processes; all cores by default")
    options = parser.parse_args()
    table = a3.sweep(
        evaluate,
        {"port": [16, 32, 64], "sorted_elements": [1, 4, 16], "m": ["exact", "0.5n", "0.125n"]},
        options.output,
        workers=options.workers,
    )
    columns = ["port", "sorted_elements", "m", "cycles", "speed-up", "deviation"]
    best = table.sort_values("speed-up", ascending=False, kind="stable")
    print(best[columns].head(8).to_string(index=False, float_format="{:.3f}".format))
    print(f"all {len(table)} points: {options.output}")


if __name__ == "__main__":
    main()
