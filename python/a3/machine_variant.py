# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Machines that differ from another one in some parameters."""

from collections.abc import Mapping

import yaml

from a3._simulator import Machine


def vary_machine(
    machine: str | Machine = "a3-hpca20", parameters: Mapping[str, str | int | float | bool] = {}
) -> Machine:
    """Return a machine with other values of some parameters.

    Args:
        machine: a built-in machine, a file that describes one, or a `Machine`.
        parameters: values by the names that docs/machine.md gives them, sections with
            dots, such as {"port.bytes": 64, "format.fraction_bits": 8}.

    Raises:
        ValueError: there is no such parameter, or its value is out of range.

    """
    base = machine if isinstance(machine, Machine) else Machine.load(machine)
    description = yaml.load(base.text, yaml.CSafeLoader)
    for path, value in parameters.items():
        *sections, last = path.split(".")
        section = description
        for name in sections:
            section = section.get(name) if isinstance(section, dict) else None
        if not isinstance(section, dict) or isinstance(section.get(last, {}), dict):
            raise ValueError(
                f"there is no parameter {path!r}; docs/machine.md lists those of a machine"
            )
        section[last] = value
    try:
        return Machine.parse(yaml.dump(description, Dumper=yaml.CSafeDumper, sort_keys=False))
    except ValueError as error:
        # The place is one of a text that nobody wrote.
        raise ValueError(str(error).rpartition(" error: ")[2]) from None
