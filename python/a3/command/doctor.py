# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""`a3 doctor`: what is installed, whether it works, and what to type where not."""

import argparse
import json
from dataclasses import asdict

SUMMARY = "look for all that is needed, and say what to type where it is missing"


def declare(parser: argparse.ArgumentParser) -> None:
    """Add the option."""
    parser.add_argument("--json", action="store_true", help="print JSON in place of the table")


def run(options: argparse.Namespace) -> int:
    """Look; return 1 where something is missing that is needed."""
    from a3.doctor import examine
    from a3.progress import elapsed

    with elapsed("looking"):
        checks = list(examine())
    if options.json:
        print(json.dumps([asdict(check) for check in checks], indent=2))
    else:
        width = max(len(check.name) for check in checks)
        for check in checks:
            print(f"{check.name:{width}}  {check.state:6}  {check.text}")
    failed = sum(check.state == "failed" for check in checks)
    if failed and not options.json:
        print(f"{failed} of {len(checks)} failed; type what they say")
    return 1 if failed else 0
