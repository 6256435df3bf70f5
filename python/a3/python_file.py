# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Python files of the user, which say to a command what it works on."""

import importlib
import importlib.util
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType


def load_file(path: Path, names: Sequence[str] = ()) -> ModuleType:
    """Run a Python file, which must define `names`, and return what it made.

    It may import what lies beside it. It is not importable by its own name, so that no
    name of a file is wrong; what it defines is pickled by value where need be.

    Raises:
        ValueError: there is no such file, it fails, or it does not define a name; the
            message says where.

    """
    if not path.is_file() or path.suffix != ".py":
        raise ValueError(f"{path} is not a Python file")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ValueError(f"{path} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    _search_in(path.parent)
    with _present(module), _failing_as_value_error(str(path)):
        spec.loader.exec_module(module)
    _check(module, str(path), names)
    return module


def load_module(name: str, names: Sequence[str] = ()) -> ModuleType:
    """Import a module, also from the working folder, which must define `names`.

    Raises ValueError as `load_file` does.
    """
    _search_in(Path())
    with _failing_as_value_error(name):
        module = importlib.import_module(name)
    _check(module, name, names)
    return module


def _search_in(folder: Path) -> None:
    place = str(folder.resolve())
    if place not in sys.path:
        sys.path.insert(0, place)


def _check(module: ModuleType, source: str, names: Sequence[str]) -> None:
    for name in names:
        if not hasattr(module, name):
            raise ValueError(f"{source} does not define `{name}`")


@contextmanager
def _present(module: ModuleType) -> Iterator[None]:
    """Have a module among those that are imported: dataclasses look there for their own."""
    other = sys.modules.get(module.__name__)
    sys.modules[module.__name__] = module
    try:
        yield
    finally:
        del sys.modules[module.__name__]
        if other is not None:
            sys.modules[module.__name__] = other


@contextmanager
def _failing_as_value_error(source: str) -> Iterator[None]:
    """Say in one line where code of the user fails."""
    try:
        yield
    except Exception as error:
        if isinstance(error, SyntaxError) and error.filename:
            place = f"{error.filename}:{error.lineno}"
        else:
            frames = traceback.extract_tb(error.__traceback__)
            own = [f for f in frames if Path(f.filename).name == Path(source).name]
            place = f"{source}:{own[-1].lineno}" if own else source
        text = error.msg if isinstance(error, SyntaxError) else str(error)
        raise ValueError(f"{place}: {type(error).__name__}: {text}") from error
