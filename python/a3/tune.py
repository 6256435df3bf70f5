# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The command `python -m a3.tune`, which is `a3 tune`; the function is a3.tune of a3.tuning."""

import sys

from a3.command import main

if __name__ == "__main__":
    sys.exit(main(["tune", *sys.argv[1:]]))
