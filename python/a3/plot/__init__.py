# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Charts of what ran: each function returns a chart of Vega-Altair.

A notebook shows it, and `save` writes it as SVG, PNG, PDF, HTML or JSON.
docs/report.md says what each shows. `a3.report` puts them into one file.
"""

# So that what is missing is told at once, and not when a chart is drawn.
import altair as _altair  # noqa: F401
import vl_convert as _vl_convert  # noqa: F401

from a3.plot.activity import timeline
from a3.plot.attention_maps import attention, attention_map
from a3.plot.cost_bars import costs, cycles, energy, modules, stages
from a3.plot.machine_roofs import roofline
from a3.plot.row_counts import head_rows, lost_mass, rows
from a3.plot.saving import save
from a3.plot.sweep_points import sweep
from a3.plot.tuning_points import tuned

__all__ = [
    "attention",
    "attention_map",
    "costs",
    "cycles",
    "energy",
    "head_rows",
    "lost_mass",
    "modules",
    "roofline",
    "rows",
    "save",
    "stages",
    "sweep",
    "timeline",
    "tuned",
]
