# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What to type where something is missing that the package needs."""

import re
import subprocess
from functools import cache
from pathlib import Path

# Of shared libraries, the package of Debian 12 that has them.
LIBRARIES = {
    "libLLVM": "libllvm22",
    "libMLIR": "libmlir-22",
    "libfmt": "libfmt9",
    "libgcc_s": "libgcc-s1",
    "libhwy": "libhwy1",
    "libopenblas": "libopenblas0-pthread",
    "libseccomp": "libseccomp2",
    "libstdc++": "libstdc++6",
    "libxxhash": "libxxhash0",
    "libyaml-cpp": "libyaml-cpp0.7",
    "libz": "zlib1g",
    "libzstd": "libzstd1",
}

# Of the packages that all need, the names by which they are imported.
DEPENDENCIES = {"numpy": "numpy", "yaml": "PyYAML", "shtab": "shtab", "tqdm": "tqdm"}

# The package's own, of C++.
EXTENSIONS = ("a3._simulator", "a3._program")

# Of Python's packages, by the name they are imported by, the extra that has them.
EXTRAS = {
    "torch": "torch",
    "torch_mlir": "torch",
    "onnx": "onnx",
    "onnxruntime": "onnx",
    "jax": "jax",
    "jaxlib": "jax",
    "ai_edge_litert": "tflite",
    "dask": "sweep",
    "distributed": "sweep",
    "pandas": "sweep",
    "pyarrow": "sweep",
    "scipy": "tune",
    "altair": "report",
    "vl_convert": "report",
}

_TORCH_INDEX = "https://download.pytorch.org/whl/cpu"
_LOADER = re.compile(r"(lib[^\s:]*\.so[^\s:]*): cannot open shared object file")


@cache
def find_libraries(file: Path) -> dict[str, str | None]:
    """Return where the loader finds each shared library that a program or library needs.

    What cannot be asked, such as a script, needs none.
    """
    try:
        listed = subprocess.run(["ldd", file], capture_output=True, text=True, check=False)
    except OSError:
        return {}
    found = re.findall(r"^\s*(\S+) => (not found|\S+)", listed.stdout, re.MULTILINE)
    return {name: None if place == "not found" else place for name, place in found}


def require_libraries(file: Path) -> None:
    """Raise FileNotFoundError, which says what to install, where one is missing."""
    libraries = [name for name, place in find_libraries(file).items() if place is None]
    if libraries:
        raise FileNotFoundError(_lacks(file.name, libraries))


def explain(error: ImportError) -> ImportError:
    """Return an error that says what to type, or the error itself where that is unknown."""
    libraries = _LOADER.findall(str(error))
    if libraries:
        return ImportError(_lacks("a3", libraries))
    if error.name in EXTENSIONS:
        return ImportError(
            "the extensions of a3 are not built: type 'pip install .' in the clone, "
            "or 'tools/dev/python-extension' to work on it"
        )
    package = (error.name or "").partition(".")[0]
    if package in EXTRAS:
        extra = EXTRAS[package]
        return ImportError(
            f"this needs the Python package '{package}': {install_extra(extra)}", name=error.name
        )
    if package in DEPENDENCIES:
        name = DEPENDENCIES[package]
        return ImportError(
            f"this needs the Python package '{name}': type 'pip install {name}'", name=error.name
        )
    return error


def package_of(library: str) -> str | None:
    """Return the Debian package of a shared library, if it is one that a3 asks for by itself."""
    return LIBRARIES.get(library.partition(".so")[0])


def install_extra(extra: str) -> str:
    """Return what to type for the packages of an extra."""
    # PyTorch's own index has it without gigabytes of CUDA.
    index = f"--extra-index-url {_TORCH_INDEX} " if extra == "torch" else ""
    name = "" if extra == "torch" else f" {extra}"
    return (
        f"type \"pip install {index}'.[{extra}]'\" in the clone of a3, "
        f"or 'tools/dev/python-env{name}' to work on it"
    )


def _lacks(what: str, libraries: list[str]) -> str:
    packages = " ".join(dict.fromkeys(filter(None, map(package_of, libraries))))
    cure = f"sudo apt install {packages}" if packages else "install what has them"
    return f"{what} needs {', '.join(libraries)}: {cure}"
