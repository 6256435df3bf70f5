# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What commands that tune have in common."""

import argparse
from typing import Any, get_args

from a3.tuning.evaluation import Account, Objective


def declare_options(parser: argparse.ArgumentParser) -> None:
    """Add budget, objective, account, heads and seed."""
    parser.add_argument("--budget", type=float, default=0.01, help="part of the metric to lose")
    parser.add_argument("--objective", choices=get_args(Objective), default="cycles")
    parser.add_argument("--account", choices=get_args(Account), default="full")
    parser.add_argument("--heads", action="store_true", help="choose for each head")
    parser.add_argument("--seed", type=int, default=0, help="of what is set aside to validate")


def chosen_options(options: argparse.Namespace) -> dict[str, Any]:
    """Return them as `a3.tune` takes them."""
    names = ("budget", "objective", "account", "heads", "seed")
    return {name: getattr(options, name) for name in names}
