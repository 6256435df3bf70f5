# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A3: a compiler and a simulator for the A3 attention accelerator."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from a3.torch_export import export

__all__ = ["export"]


def __getattr__(name: str) -> object:
    """Import PyTorch only for those who need it."""
    if name == "export":
        from a3.torch_export import export

        return export
    raise AttributeError(f"module 'a3' has no attribute '{name}'")
