"""Checks that the parts in a file of --stats add up to its totals."""

import json
import math
import sys
from typing import Any


def check_part(part: dict[str, Any], units: int) -> None:
    for account, cycles in part["cycles"].items():
        modules = part["modules"][account]
        parts = part["energy_by_module_nj"][account]
        energy = parts["port"]
        for name, module in modules.items():
            assert math.isclose(module["dynamic_nj"] + module["static_nj"], parts[name])
            energy += parts[name]
        assert math.isclose(energy, part["energy_nj"][account])
        for name, stage in part["stages"][account].items():
            assert sum(stage.values()) == cycles * units, (account, name)
    for name, activities in part["queues"].items():
        assert sum(activities.values()) == part["cycles"]["full"], name


def main() -> None:
    with open(sys.argv[1]) as file:
        stats = json.load(file)
    units = stats["units"]
    for part in [stats, *stats["sites"]]:
        check_part(part, units)
    for account in ("paper", "full"):
        for key in ("cycles", "energy_nj"):
            total = sum(site[key][account] for site in stats["sites"])
            assert math.isclose(total, stats[key][account]), (key, account)
    for site in stats["sites"]:
        queries = site["launches"] * site["heads"] * site["queries"]
        for key in ("candidates_histogram", "kept_histogram"):
            assert sum(entry["queries"] for entry in site[key]) == queries, key


main()
