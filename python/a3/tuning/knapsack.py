# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""One level for each unit, as cheap as losses allow."""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array


def choose_levels(
    costs: NDArray[np.float64], losses: NDArray[np.float64], budget: float
) -> NDArray[np.int64]:
    """Return a level for each unit: the least sum of costs whose losses fit the budget.

    `costs` and `losses` are (units, levels); a loss of infinity forbids a level. Level 0
    loses nothing, so there is always an answer. (The multiple-choice knapsack problem,
    solved by SciPy's HiGHS.)
    """
    units, levels = costs.shape
    allowed = np.isfinite(losses)
    rows = np.repeat(np.arange(units), levels)
    columns = np.arange(units * levels)
    one_each = LinearConstraint(
        coo_array((np.ones(units * levels), (rows, columns))).tocsc(), lb=1, ub=1
    )
    within = LinearConstraint(np.where(allowed, losses, 0).reshape(1, -1), ub=budget)
    scale = max(float(np.abs(costs).max()), 1)
    found = milp(
        costs.ravel() / scale,
        constraints=[one_each, within],
        integrality=np.ones(units * levels),
        bounds=Bounds(0, allowed.ravel().astype(float)),
        options={"mip_rel_gap": 0.0},
    )
    if found.x is None:
        return np.zeros(units, np.int64)
    return found.x.reshape(units, levels).argmax(axis=1)
