# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Checks one problem or model of the differential tests, as a failing one prints it:
reproduce.py "Problem(...)"."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "python"))

from random_attention import Problem, Variant, check_fixed, check_float, check_same
from random_models import Model, check_model


def main() -> None:
    (text,) = sys.argv[1:]
    names = {"Problem": Problem, "Variant": Variant, "Model": Model}
    example = eval(text, {"__builtins__": {}}, names)
    checks = [check_model] if isinstance(example, Model) else [check_fixed, check_float, check_same]
    for check in checks:
        check(example)
    print("nothing is wrong with it")


if __name__ == "__main__":
    main()
