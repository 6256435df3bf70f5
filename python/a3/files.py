# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Files that are written whole or not at all."""

import itertools
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any


@contextmanager
def whole_file(path: Path, mode: str = "w") -> Iterator[IO[Any]]:
    """Open a file that takes its name when all is written, and is gone otherwise.

    Until then it has no name at all, so that nothing is left of it however the process
    ends, or another one where the file system has no such files.

    Raises OSError where it cannot be written, or the path is that of a folder or device,
    which the file would replace.
    """
    if path.exists() and not path.is_file():
        raise OSError(f"cannot write '{path}': it is not a regular file")
    try:
        unnamed = os.open(path.parent, os.O_TMPFILE | os.O_RDWR, 0o600)
    except OSError:
        with _renamed(path, mode) as file:
            yield file
        return
    with os.fdopen(unnamed, mode) as file:
        yield file
        file.flush()
        os.fchmod(unnamed, 0o666 & ~_umask())
        part = _name_beside(path, unnamed)
        try:
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


def _name_beside(path: Path, unnamed: int) -> Path:
    """Give the file a name that no other has."""
    for number in itertools.count():
        name = Path(f"{path}.{os.getpid()}.{number}")
        try:
            # Without a folder, though none is needed, links would not be followed.
            os.link(f"/proc/self/fd/{unnamed}", name, src_dir_fd=unnamed, follow_symlinks=True)
        except FileExistsError:
            continue
        return name
    raise AssertionError


@contextmanager
def _renamed(path: Path, mode: str) -> Iterator[IO[Any]]:
    with tempfile.NamedTemporaryFile(
        mode, dir=path.parent, prefix=path.name, suffix=".part", delete=False
    ) as file:
        part = Path(file.name)
        try:
            yield file
            file.flush()
            part.chmod(0o666 & ~_umask())
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


def write_text(path: Path, text: str) -> None:
    """Write the whole file or nothing."""
    with whole_file(path) as file:
        file.write(text)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
