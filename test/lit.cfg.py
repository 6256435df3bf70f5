import os
import shutil
import sys

import lit.formats

config.name = "A3"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".mlir", ".test"]
config.excludes = ["Inputs"]
config.test_source_root = config.a3_src_root
config.test_exec_root = config.a3_obj_root


def tool(directory, name):
    return os.path.join(directory, name)


is_other_build = "tools" in lit_config.params
if not is_other_build:
    config.available_features.add("confinement")


def own_tool(name):
    """With `--param tools=FOLDER`, one of another build, where it has that tool."""
    other = tool(lit_config.params.get("tools", config.a3_tools_dir), name)
    return other if os.path.exists(other) else tool(config.a3_tools_dir, name)


# What it prints, it must be able to read.
opt = own_tool("a3-opt") + " --verify-roundtrip"


# The boundaries keep a3-opt out of paths and of names such as run-a3-opt.
def add_tool(name, command):
    config.substitutions.append((rf"(?<![\w./-]){name}(?![\w./-])", command))


add_tool("a3-opt", opt)
for name in (
    "a3-as",
    "a3-compile",
    "a3-lsp-server",
    "a3-mutate",
    "a3-objdump",
    "a3-reduce",
    "a3-run",
    "a3-sim",
    "a3-translate",
):
    command = own_tool(name)
    if name == "a3-run" and is_other_build:
        command += " --unconfined"  # Sanitizers do what host code may not.
    add_tool(name, command)
for name in ("llvm-objcopy", "llvm-readelf", "mlir-runner", "not", "split-file"):
    add_tool(name, tool(config.llvm_tools_dir, name))
add_tool("FileCheck", config.filecheck)

libraries = [
    os.path.join(config.llvm_lib_dir, f"lib{name}.so")
    for name in ("mlir_runner_utils", "mlir_c_runner_utils")
]
config.substitutions.append(("%runner_libs", ",".join(libraries)))
runner = tool(config.llvm_tools_dir, "mlir-runner")
if all(map(os.path.exists, [runner, *libraries])):
    config.available_features.add("mlir-runner")

# Shells, and what they load.
config.substitutions.append(("%a3_share", config.a3_share_dir))
for shell in ("bash", "fish", "zsh"):
    if shutil.which(shell):
        config.available_features.add(shell)

# What a3-reduce runs.
config.substitutions.append(("%keeps_remark", tool(config.a3_tools_dir, "a3-keeps-remark")))

# MLIR's own tool, with A3 as its plugin.
mlir_opt = tool(config.llvm_tools_dir, "mlir-opt")
if os.path.exists(mlir_opt):
    config.available_features.add("mlir-opt")
add_tool("mlir-opt", mlir_opt)
config.substitutions.append(("%a3_plugin", os.path.join(config.a3_lib_dir, "libA3Plugin.so")))

# For programs whose host code is test/Runtime/TestModule.cpp.
config.substitutions.append(("%python", f'"{sys.executable}"'))
config.substitutions.append(
    ("%attention_program", os.path.join(config.test_exec_root, "Inputs", "attention.a3"))
)
config.substitutions.append(
    ("%hostile_program", os.path.join(config.test_exec_root, "Inputs", "hostile.a3"))
)
