# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Files of arrays that are whole or not there."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from a3.files import whole_file


def save_arrays(path: Path, arrays: Mapping[str, NDArray[np.generic]]) -> None:
    """Write an .npz file, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(path, "wb") as file:
        np.savez_compressed(file, **arrays)


def load_arrays(path: Path, made_with: str | None = None) -> dict[str, NDArray] | None:
    """Read an .npz file.

    Args:
        path: the file.
        made_with: what must stand under "made_with", if given.

    Returns:
        The arrays by name, or None where there is no file or it was made with something else.

    """
    if not path.exists():
        return None
    with np.load(path) as file:
        if made_with is not None and str(file["made_with"]) != made_with:
            return None
        return {name: file[name] for name in file.files}
