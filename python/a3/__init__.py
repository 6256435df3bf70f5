# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A3: a compiler and a simulator for the A3 attention accelerator."""

import importlib
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from a3 import plot
    from a3._simulator import Machine
    from a3.approximation import Approximation
    from a3.compiler import CompileError, compile  # noqa: A004
    from a3.html_report import report
    from a3.jax_export import export_jax
    from a3.machine_variant import vary_machine
    from a3.mlir_text import Exported, ExportError, ExportWarning
    from a3.model_evaluation import ModelEvaluation
    from a3.onnx_export import export_onnx
    from a3.parameter_sweep import sweep
    from a3.program import Program, Run, load
    from a3.simulated_attention import Attention, attention
    from a3.tflite_export import export_tflite
    from a3.torch_backend import TorchBackend
    from a3.torch_export import export
    from a3.tuning import BudgetError, Tuned, tune

_MODULES = {
    "Approximation": "a3.approximation",
    "Attention": "a3.simulated_attention",
    "BudgetError": "a3.tuning",
    "CompileError": "a3.compiler",
    "ExportError": "a3.mlir_text",
    "ExportWarning": "a3.mlir_text",
    "Exported": "a3.mlir_text",
    "Machine": "a3._simulator",
    "ModelEvaluation": "a3.model_evaluation",
    "Program": "a3.program",
    "Run": "a3.program",
    "TorchBackend": "a3.torch_backend",
    "Tuned": "a3.tuning",
    "attention": "a3.simulated_attention",
    "compile": "a3.compiler",
    "export": "a3.torch_export",
    "export_jax": "a3.jax_export",
    "export_onnx": "a3.onnx_export",
    "export_tflite": "a3.tflite_export",
    "load": "a3.program",
    "report": "a3.html_report",
    "sweep": "a3.parameter_sweep",
    "tune": "a3.tuning",
    "vary_machine": "a3.machine_variant",
}

__all__ = [
    "Approximation",
    "Attention",
    "BudgetError",
    "CompileError",
    "ExportError",
    "ExportWarning",
    "Exported",
    "Machine",
    "ModelEvaluation",
    "Program",
    "Run",
    "TorchBackend",
    "Tuned",
    "attention",
    "compile",
    "export",
    "export_jax",
    "export_onnx",
    "export_tflite",
    "load",
    "plot",
    "report",
    "sweep",
    "tune",
    "vary_machine",
]


def __getattr__(name: str) -> object:
    """Import a framework only for those who need it."""
    if name not in __all__:
        raise AttributeError(f"module 'a3' has no attribute '{name}'")
    try:
        if name == "plot":  # A package of functions.
            return importlib.import_module("a3.plot")
        return getattr(importlib.import_module(_MODULES[name]), name)
    except ImportError as error:
        from a3.missing import explain

        raise explain(error) from error
