# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Where is Mary? A memory network learns to answer, and answers on the accelerator.

The script makes up stories, trains the end-to-end memory network of
a3.workloads.memory_network on them, compiles it once, and asks it with exact and with
approximate attention.
"""

import random
import tempfile
from collections import Counter
from pathlib import Path

import numpy as np

import a3
from a3.workloads.memory_network import Settings, load_or_train
from a3.workloads.workload import Workload, accuracy, numpy_model

NAMES = ["Ann", "Ben", "Carl", "Dora"]
PLACES = ["garden", "hall", "kitchen", "office", "school", "station"]
SENTENCES = 24  # Of a story; who is asked for moves in a quarter of them.
SETTINGS = Settings(networks=1, steps=800, linear_steps=200, rate=1e-2, check_every=100)


def stories(count: int, seed: int) -> str:
    """Return stories in the form of bAbI, with questions for everybody at its end."""
    draw = random.Random(seed)
    lines = []
    for _ in range(count):
        where = {}
        for number in range(1, SENTENCES + 1):
            name, place = draw.choice(NAMES), draw.choice(PLACES)
            where[name] = place
            lines.append(f"{number} {name} went to the {place}.")
        for number, name in enumerate(sorted(where), SENTENCES + 1):
            lines.append(f"{number} Where is {name}?\t{where[name]}\t1")
    return "\n".join(lines) + "\n"


def train() -> Workload:
    """Return a network that has learnt to answer, and questions for it."""
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work) / "en"
        folder.mkdir()
        (folder / "qa1_where_train.txt").write_text(stories(1000, seed=1))
        (folder / "qa1_where_test.txt").write_text(stories(200, seed=2))
        return load_or_train(1, Path(work), Path(work), SETTINGS)


def main() -> None:
    """Print what each setting answers rightly, and what it costs."""
    trained = train()
    program = trained.compile()
    print(f"PyTorch: {accuracy(numpy_model(trained.model), trained.test):.3f} answered rightly")
    print("setting       answered rightly  cycles a question  nJ a question  rows kept")
    for name, approximation in (
        ("exact", a3.Approximation()),
        ("conservative", a3.Approximation("0.5n", 5)),
        ("aggressive", a3.Approximation("0.125n", 10)),
    ):
        right, questions, kept, costs = 0, 0, [], Counter[str]()
        for group in trained.test:
            run = program.run(*group.inputs, approximations=approximation)
            right += int(np.sum(run.outputs[0].argmax(1) == group.answers))
            questions += len(group.answers)
            kept += [site["kept_mean"] for site in run.statistics["sites"]]
            costs.update({"cycles": run.cycles["paper"], "nj": run.energy["paper"]})
        print(
            f"{name:12} {right / questions:17.3f} {costs['cycles'] / questions:18.0f} "
            f"{costs['nj'] / questions:14.1f} {np.mean(kept):10.1f}"
        )


if __name__ == "__main__":
    main()
