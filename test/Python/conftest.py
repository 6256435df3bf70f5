# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Prints what tests have recorded of their results."""

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    recorded = [
        (report.nodeid.partition("::")[2], report.user_properties)
        for report in terminalreporter.getreports("passed")
        if report.user_properties
    ]
    if recorded:
        terminalreporter.section("recorded")
    for test, properties in recorded:
        values = ", ".join(f"{name} {value}" for name, value in properties)
        terminalreporter.write_line(f"{test}: {values}")
