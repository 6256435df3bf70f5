# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Faults leave no half-written file: a kill at any time, full disks, places to write nothing.

test/Tools/full-disk-leaves-nothing.test has full disks of the tools, test_tuning.py and
test_sweep.py have killed searches that go on.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import a3
from a3.command import main
from a3.tool import find_tool
from kept_files import KEPT, input_of

FOLDER = max(KEPT.iterdir())
PROGRAM = FOLDER / "fixed.a3"
ATTENTION = Path(a3.__file__).with_name("attention.mlir")
WITH_SMALL_FILES = Path(__file__).parents[1] / "Tools" / "Inputs" / "with-small-files.py"
ENVIRONMENT = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
# Imports nothing of the package but the module that all files are written with.
FILES = Path(a3.__file__).with_name("files.py")
WRITER = f"""
import importlib.util, os, signal, sys
from pathlib import Path
spec = importlib.util.spec_from_file_location("files", {str(FILES)!r})
files = importlib.util.module_from_spec(spec)
spec.loader.exec_module(files)
"""

Record = Callable[[str, object], None]


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder for results."""
    monkeypatch.chdir(tmp_path)
    np.save("x.npy", input_of("fixed"))
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def kill_after(seconds: float, tool: str, *arguments: str | Path) -> bool:
    """Kill a tool after a time; return whether it still ran."""
    with subprocess.Popen([find_tool(tool), *arguments], stdout=subprocess.DEVNULL) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
    return process.returncode == -signal.SIGKILL


def compile_to(path: Path) -> bytes:
    subprocess.run([find_tool("a3-compile"), ATTENTION, "-o", path], check=True)
    return path.read_bytes()


def test_killed_compilations_leave_nothing(out: Path, record_property: Record) -> None:
    whole = compile_to(out / "whole.a3")
    (out / "whole.a3").unlink()
    killed = 0
    for milliseconds in (5, 20, 40, 60, 80, 100, 120, 160):
        path, report = out / "p.a3", out / "report.json"
        options = [ATTENTION, "-o", path, f"--report={report}"]
        killed += kill_after(milliseconds / 1000, "a3-compile", *options)
        assert set(os.listdir(out)) <= {"p.a3", "report.json"}
        assert not path.exists() or path.read_bytes() == whole
    assert killed > 0
    record_property("kills", killed)
    assert compile_to(out / "p.a3") == whole


def children(process: int) -> list[int]:
    return [int(n) for n in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def is_running(process: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{process}/stat").read_text()
    except FileNotFoundError:
        return False


def wait_until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_killed_runs_leave_nothing(out: Path) -> None:
    files = ["--output=out/y.npy", "--stats=out/stats.json", "--trace=out/trace.json"]
    command = [find_tool("a3-run"), PROGRAM, "--input=x.npy", *files, "--quiet"]
    with subprocess.Popen([*command, "--repeat=1000000"]) as process:
        wait_until(lambda: children(process.pid))
        (child,) = children(process.pid)
        process.kill()
    assert os.listdir(out) == []
    wait_until(lambda: not is_running(child))
    subprocess.run(command, check=True)
    assert sorted(os.listdir(out)) == ["stats.json", "trace.json", "y.npy"]


def test_killed_host_code_is_one_line(out: Path) -> None:
    command = [find_tool("a3-run"), PROGRAM, "--input=x.npy", "--output=out/y.npy"]
    with subprocess.Popen(
        [*command, "--repeat=1000000"], stderr=subprocess.PIPE, text=True
    ) as process:
        wait_until(lambda: children(process.pid))
        os.kill(children(process.pid)[0], signal.SIGKILL)
        _, message = process.communicate()
    assert process.returncode == 1
    assert message == f"{PROGRAM}: error: the host code was ended by signal 9 (Killed)\n"
    assert os.listdir(out) == []


def run_writer(code: str, *prefix: str | Path) -> subprocess.CompletedProcess[str]:
    command = [*prefix, sys.executable, "-c", WRITER + code]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_killed_python_leaves_nothing(out: Path) -> None:
    """Exports, reports, charts and choices are written by the same function."""
    done = run_writer(
        "with files.whole_file(Path('out/model.mlir')) as file:\n"
        "    file.write('half a')\n"
        "    file.flush()\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert os.listdir(out) == []


@pytest.mark.parametrize("folder", ["out", "/dev/shm"])
def test_full_disk_leaves_nothing_of_python(folder: str, out: Path) -> None:
    path = Path(folder) / f"a3-test-{out.parent.name}"
    code = f"files.write_text(Path({str(path)!r}), 'x' * 10000)\n"
    done = run_writer(code, sys.executable, WITH_SMALL_FILES, "4096")
    assert done.stderr.endswith("OSError: [Errno 27] File too large\n")
    assert [name for name in os.listdir(folder) if name.startswith(path.name)] == []


def test_file_systems_without_unnamed_files_serve_as_well(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from a3 import files

    monkeypatch.setattr(os, "O_TMPFILE", os.O_DIRECTORY)  # Folders cannot be written.
    files.write_text(out / "a", "whole")
    assert (out / "a").read_text() == "whole"
    with pytest.raises(ZeroDivisionError), files.whole_file(out / "b") as file:
        file.write(str(1 / 0))
    assert os.listdir(out) == ["a"]


# A file is no folder; nobody, not even root, makes files in /proc; devices stay what they are.
NOWHERE = ["x.npy/{}", "/proc/{}", "none/{}", "/dev/full"]
TOOLS = {
    "a3-compile": [ATTENTION, "-o"],
    "a3-run": [PROGRAM, "--quiet", "--input=x.npy", "--output"],
    "a3-as": ["program.s", "-o"],
}


@pytest.mark.parametrize("place", NOWHERE)
@pytest.mark.parametrize("tool", TOOLS)
def test_tools_say_where_they_cannot_write(tool: str, place: str, out: Path) -> None:
    Path("program.s").touch()
    path = place.format("result")
    command = [find_tool(tool), *TOOLS[tool], path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert f": error: cannot write '{path}': " in done.stderr
    assert done.stderr.count("\n") == 1
    assert sorted(os.listdir()) == ["out", "program.s", "x.npy"]
    assert not Path("/dev/full").is_file()


@pytest.mark.parametrize("place", ["x.npy/{}", "/dev/full"])
def test_reports_say_where_they_cannot_be_written(
    place: str, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = place.format("report.html")
    assert main(["report", str(PROGRAM), "--input=x.npy", f"--output={path}"]) == 1
    message = capsys.readouterr().err
    assert path.split("/")[0] in message
    assert message.count("\n") == 1
    assert os.listdir(out) == []
    assert not Path("/dev/full").is_file()
