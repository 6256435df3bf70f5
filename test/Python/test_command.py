# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The command a3: each of its commands, and what it says where one is used wrongly."""

import io
import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import numpy as np
import onnx
import pytest
from distributed import LocalCluster
from onnx import TensorProto, helper

import a3
from a3 import doctor, progress
from a3.command import compile as compile_command
from a3.command import main
from a3.doctor import NEEDED_TOOLS, OTHER_TOOLS
from a3.missing import LIBRARIES, explain, find_libraries, package_of
from a3.tool import find_tool

ATTENTION = Path(a3.__file__).with_name("attention.mlir")
INPUTS = Path(__file__).parent / "Inputs"
ENVIRONMENT = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
LINEAR = """
import torch

model = torch.nn.Linear(4, 2).eval()
example_inputs = (torch.ones(3, 4),)


def make():
    return model, example_inputs


def make_open():
    return model, example_inputs, ({0: torch.export.Dim("rows")},)


def make_nothing():
    return model
"""


@pytest.fixture(autouse=True)
def _own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])


def call(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    command = [sys.executable, "-m", "a3", *arguments]
    return subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)


def commands() -> set[str]:
    return {path.stem for path in (Path(a3.__file__).parent / "command").glob("[a-z]*.py")}


def test_help_lists_all_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(["--help"])
    assert exit_.value.code == 0
    listed = {line.split()[0] for line in capsys.readouterr().out.splitlines() if line[4:].strip()}
    assert commands() <= listed
    assert commands() >= {"compile", "completion", "doctor", "export", "run", "sweep", "tune"}


@pytest.mark.parametrize("name", sorted(commands()))
def test_each_command_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main([name, "--help"])
    assert exit_.value.code == 0
    assert f"usage: a3 {name}" in capsys.readouterr().out


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"A3 {a3.__version__}\n"


def fails(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """Return the one line that is said, with exit code 1."""
    try:
        code = main(arguments)
    except SystemExit as exit_:
        code = exit_.code
    captured = capsys.readouterr()
    assert (code, captured.out) == (1, "")
    assert captured.err.startswith("error: ")
    assert captured.err.count("\n") == 1
    return captured.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "arguments are required: COMMAND"),
        (["nothing"], "invalid choice: 'nothing'"),
        (["doctor", "--nothing"], "unrecognized arguments: --nothing"),
        (["completion", "csh"], "invalid choice: 'csh'"),
        (["export", "model.txt"], "'model.txt' cannot be exported: give a Python file"),
        (["export", "none.py"], "there is no file none.py"),
        (["export", "none.py:make"], "there is no file none.py"),
        (["export", "none.onnx"], "cannot read none.onnx"),
        (["export", "none:make"], "none: ModuleNotFoundError: No module named 'none'"),
        (["export", "m.py", "--dim", "n=2"], "--dim gives sizes to .onnx files alone"),
        (["export", "m.onnx", "--dim", "n"], "--dim takes NAME=SIZE, not 'n'"),
        (["compile", "m.mlir", "--dialect=tosa"], "are for an export"),
        (["sweep", "none.py"], "none.py is not a Python file"),
        (["tune", "none.a3", "--task=none.py"], "none.py is not a Python file"),
        (["tune", "none.a3"], "arguments are required: --task"),
    ],
)
def test_mistakes_are_one_line(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert message in fails(arguments, capsys)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("model = 1\n", "file.py does not define `example_inputs`"),
        ("\nmodel = nothing\n", "file.py:2: NameError: name 'nothing' is not defined"),
        ("model =\n", "file.py:1: SyntaxError: invalid syntax"),
        ("import nothing_here\n", "file.py:1: ModuleNotFoundError: No module named"),
    ],
)
def test_mistakes_in_files_have_places(
    text: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("file.py").write_text(text)
    assert message in fails(["export", "file.py"], capsys)


def test_mistakes_in_programs_have_places(capsys: pytest.CaptureFixture[str]) -> None:
    Path("task.py").write_text("examples = [1]\n\ndef metric(model, examples):\n    return 1\n")
    assert main(["tune", "none.a3", "--task=task.py"]) == 1
    assert capsys.readouterr().err.startswith("none.a3: error: cannot be read: ")


def test_exports_python(capsys: pytest.CaptureFixture[str]) -> None:
    Path("linear.py").write_text(LINEAR)
    assert main(["export", "linear.py"]) == 0
    captured = capsys.readouterr()
    assert captured.out.startswith("linear.mlir: differs by at most ")
    assert captured.err == ""  # No bar, as this is no terminal.
    assert "func.func @main(%arg0: tensor<3x4xf32>" in Path("linear.mlir").read_text()
    options = ["--dialect=tosa", "--entry=other", "--no-check", "--no-locations", "-o", "t.mlir"]
    assert main(["export", "linear:make", *options]) == 0
    assert capsys.readouterr().out == "t.mlir: not checked\n"
    assert "func.func @other(" in Path("t.mlir").read_text()
    assert "tosa." in Path("t.mlir").read_text()
    assert "loc(" not in Path("t.mlir").read_text()
    assert main(["export", "linear.py:make_open", "--no-check"]) == 0
    assert "tensor<?x4xf32>" in Path("linear.mlir").read_text()
    capsys.readouterr()
    assert "must return a model" in fails(["export", "linear.py:make_nothing"], capsys)


def test_exports_onnx_and_tflite(capsys: pytest.CaptureFixture[str]) -> None:
    node = helper.make_node("Add", ["x", "x"], ["y"])
    x, y = (helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", 3]) for name in "xy")
    opset = [helper.make_opsetid("", 18)]
    onnx.save(
        helper.make_model(helper.make_graph([node], "g", [x], [y]), opset_imports=opset), "m.onnx"
    )
    assert main(["export", "m.onnx", "--dim=n=2"]) == 0
    assert "tensor<2x3xf32>" in Path("m.mlir").read_text()
    capsys.readouterr()
    assert "sizes of n open" in fails(["export", "m.onnx"], capsys)
    tflite = str(INPUTS / "torch-plain.tflite")
    assert main(["export", tflite, "--no-check", "-o", "t.mlir"]) == 0
    assert "tosa." in Path("t.mlir").read_text()


def test_compiles_and_runs(tmp_path: Path) -> None:
    assert call("compile", ATTENTION, "-o", "a.a3", "--require-offload").returncode == 0
    arrays = np.random.default_rng(0).standard_normal((3, 20, 64), np.float32)
    command = ["run", "a.a3", "--output=o.npy"]
    for name, array in zip("qkv", arrays, strict=True):
        np.save(f"{name}.npy", array)
        command.append(f"--input={name}.npy")
    done = call(*command)
    assert (done.returncode, done.stderr) == (0, "")
    assert "cycles" in done.stdout
    assert np.array_equal(np.load("o.npy"), a3.load("a.a3")(*arrays))
    failed = call("run", "a.a3", "--nothing")
    own = subprocess.run(
        [find_tool("a3-run"), "a.a3", "--nothing"], capture_output=True, text=True, check=False
    )
    assert (failed.returncode, failed.stderr) == (1, own.stderr)


def test_compiles_what_has_to_be_exported(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(tool: str, arguments: list[str], _: str, source: BinaryIO) -> int:
        command = [find_tool(tool), *arguments]
        return subprocess.run(command, stdin=source, check=False).returncode

    monkeypatch.setattr(compile_command, "pass_on", run)
    Path("attention.py").write_text(
        "import torch\n\n"
        "class Model(torch.nn.Module):\n"
        "    def forward(self, x):\n"
        "        return torch.nn.functional.scaled_dot_product_attention(x, x, x)\n\n"
        "def make():\n    return Model(), (torch.ones(1, 5, 8),)\n"
    )
    options = ["attention.py:make", "--no-check", "--report=report.json"]
    assert main(["compile", "-o", "attention.a3", *options]) == 0
    assert capfd.readouterr().err == ""
    (site,) = json.loads(Path("report.json").read_text())["sites"]
    assert site["status"] == "offloaded"
    assert a3.load("attention.a3")(np.ones((1, 5, 8), np.float32)).shape == (1, 5, 8)


def read_terminal(arguments: list[str], environment: dict[str, str]) -> tuple[int, str]:
    """Run the command on a terminal; return its exit code and what stands there."""
    terminal, end = pty.openpty()
    termios.tcsetwinsize(end, (24, 80))
    command = [sys.executable, "-m", "a3", *arguments]
    with subprocess.Popen(command, env=environment, stdout=end, stderr=end) as process:
        os.close(end)
        text = b""
        while True:
            try:
                text += os.read(terminal, 1 << 16)
            except OSError:  # All have closed it.
                break
    os.close(terminal)
    return process.returncode, text.decode()


def test_nothing_is_coloured_against_the_will() -> None:
    environment = ENVIRONMENT | {"NO_COLOR": "1", "TERM": "xterm"}
    code, text = read_terminal(["--help"], environment)
    assert (code, "\x1b" in text) == (0, False)
    code, text = read_terminal(["run", "none.a3"], environment)
    assert (code, "\x1b" in text) == (1, False)
    assert "none.a3" in text


@pytest.mark.parametrize(("end", "code"), [("exit 3", 3), ("kill -KILL $$", -signal.SIGKILL)])
def test_long_runs_show_that_they_live(end: str, code: int, tmp_path: Path) -> None:
    stub = tmp_path / "bin" / "a3-run"
    stub.parent.mkdir()
    stub.write_text(f"#!/bin/sh\nsleep 1.5\necho cycles\necho trouble >&2\n{end}\n")
    stub.chmod(0o755)
    ended, text = read_terminal(["run", "x.a3"], ENVIRONMENT | {"A3_BUILD": str(tmp_path)})
    assert ended == code
    assert "running: 00:01" in text
    assert re.search(r"\r *\rcycles\r\ntrouble\r\n$", text)  # The bar is gone by then.


def test_becomes_a_tool_that_reads_a_file() -> None:
    code = (
        "import sys\nfrom a3.pass_on import become\n"
        "become('a3-compile', ['-', '-o', 'a.a3'], open(sys.argv[1], 'rb'))\nprint('not here')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, ATTENTION], env=ENVIRONMENT, capture_output=True, check=True
    )
    assert (done.stdout, done.stderr) == (b"", b"")
    assert len(a3.load("a.a3").sites) == 1


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("kind", [io.StringIO, Terminal])
def test_bars_are_for_terminals(
    kind: Callable[[], io.StringIO], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "_DELAY_SECONDS", 0.01)
    monkeypatch.setattr(progress, "_RENEWAL_SECONDS", 0.01)
    shown = kind()
    monkeypatch.setattr(sys, "stderr", shown)
    with progress.elapsed("working"):
        time.sleep(0.3)
    text = shown.getvalue()
    assert ("working: 00:00" in text) == (kind is Terminal)
    assert text.endswith("\r") == (kind is Terminal)  # The bar is gone.


def test_sweeps(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    # A file that cannot be imported by its name.
    (folder / "my-sweep.py").write_text(
        "from __future__ import annotations\n\nfrom dataclasses import dataclass\n\n"
        "@dataclass\nclass Offset:\n    by: int = 1\n\n"
        "def evaluate(i):\n    return {'square': i * i, 'third': 1 / (i - Offset().by)}\n\n"
        "space = {'i': [0, 1, 2]}\n"
    )
    # Its workers know nothing of the folder.
    with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=":0") as cluster:
        monkeypatch.chdir(folder)
        command = ["sweep", "my-sweep.py", f"--scheduler={cluster.scheduler_address}", "--json"]
        assert main([*command, "-o", "r.parquet"]) == 1
    captured = capsys.readouterr()
    points = json.loads(captured.out)
    assert [point["square"] for point in points] == [0, None, 4]
    assert [point["third"] for point in points] == [-1, None, 1]
    assert captured.err.startswith("warning: 1 of 3 points failed")
    Path("fine.py").write_text("def evaluate(i):\n    return {'square': i}\n\nspace = {'i': [1]}\n")
    assert main(["sweep", "fine.py", "--workers=1"]) == 0
    captured = capsys.readouterr()
    assert captured.out.split() == ["i", "square", "1", "1"]
    assert captured.err == ""
    assert Path("fine.parquet").exists()


def test_tunes(capsys: pytest.CaptureFixture[str]) -> None:
    a3.compile(ATTENTION, path="a.a3")
    Path("task.py").write_text(
        "import numpy as np\n\n"
        "examples = list(np.random.default_rng(0).standard_normal((2, 3, 20, 64), np.float32))\n\n"
        "def metric(model, examples):\n"
        "    return 2 + np.mean([model(*e).mean() for e in examples])\n"
    )
    command = ["tune", "a.a3", "--task=task.py", "--budget=0.5", "--account=paper"]
    assert main([*command, "--state=s", "--json", "-o", "choice.json"]) == 0
    text = capsys.readouterr().out
    assert text == Path("choice.json").read_text()
    assert json.loads(text)["tuning"]["budget"] == 0.5
    assert main([*command, "--state=s"]) == 0
    assert "best single M and T" in capsys.readouterr().out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completes(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    text = capsys.readouterr().out
    assert all(word in text for word in (*commands(), "dialect", "scheduler", "budget"))
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=text, text=True, check=True)


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("a3 doc", "doctor"),
        ("a3 compile --dia", "--dialect"),
        ("a3 run mod", "model.a3"),
        ("a3 sweep --output mod", "model.a3"),
    ],
)
def test_bash_completes(line: str, offered: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("model.a3").touch()
    main(["completion", "bash"])
    script = f"""{capsys.readouterr().out}
COMP_WORDS=({line}) COMP_CWORD={line.count(" ")}
$(complete -p a3 | sed 's/.*-F \\([^ ]*\\).*/\\1/') a3 "${{COMP_WORDS[COMP_CWORD]}}" ""
echo "${{COMPREPLY[@]}}"
"""
    done = subprocess.run(["bash"], input=script, capture_output=True, text=True, check=False)
    assert done.stdout.split() == [offered], done.stderr


def test_doctor_finds_all(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["doctor", "--json"])
    checks = {check["name"]: check for check in json.loads(capsys.readouterr().out)}
    assert code == 0, checks
    assert checks["a3-compile"]["text"].startswith(f"{a3.__version__} at ")
    (mlir,) = (check for name, check in checks.items() if name.startswith("libMLIR"))
    assert mlir["text"].endswith(", of libmlir-22")
    assert checks["compile and run"]["text"].endswith("the result as NumPy's")
    assert re.fullmatch(r"torch \S+, torch-mlir \S+", checks["extra torch"]["text"])
    assert {"numpy", "a3._simulator", *NEEDED_TOOLS, *OTHER_TOOLS} <= checks.keys()


def test_doctor_knows_what_was_tested(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tested = doctor._tested_versions()
    versions = {"torch": f"{tested['torch']}+cpu", "torch-mlir": "1"}
    monkeypatch.setattr(doctor, "_version", versions.get)
    monkeypatch.setattr(doctor, "EXTENSIONS", ())
    monkeypatch.setattr(doctor, "NEEDED_TOOLS", ())
    monkeypatch.setattr(doctor, "OTHER_TOOLS", ())
    assert main(["doctor"]) == 1
    lines = [re.split("  +", line) for line in capsys.readouterr().out.splitlines()]
    text = f"torch {tested['torch']}+cpu, torch-mlir 1 (tested with {tested['torch-mlir']})"
    assert ["extra torch", "ok", text] in lines
    assert ["numpy", "failed", "not installed: type 'pip install numpy'"] in lines
    (onnx,) = (line for line in lines if line[0] == "extra onnx")
    assert onnx[1] == "absent"
    assert onnx[2].startswith("without onnx, onnxruntime: type \"pip install '.[onnx]'\"")


def test_doctor_says_what_to_type_for_hidden_tools(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("A3_BUILD", str(tmp_path))
    monkeypatch.setenv("PATH", "/nowhere")
    assert main(["doctor"]) == 1
    lines = {line[:15].strip(): line for line in capsys.readouterr().out.splitlines()}
    assert "failed  a3-compile is neither in" in lines["a3-compile"]
    assert "type 'pip install .' in the clone" in lines["a3-compile"]
    assert "absent  a3-opt is neither in" in lines["a3-opt"]
    assert "failed  a3-compile is neither in" in lines["compile and run"]


def test_doctor_refuses_tools_of_other_versions(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "bin").mkdir()
    stub = tmp_path / "bin" / "a3-run"
    stub.write_text("#!/bin/sh\necho A3 0.0.9\n")
    stub.chmod(0o755)
    monkeypatch.setenv("A3_BUILD", str(tmp_path))
    assert main(["doctor"]) == 1
    assert f"{stub} is of version 0.0.9, the package of {a3.__version__}" in capsys.readouterr().out


def lacking(file: Path, folder: Path) -> Path:
    """Return a copy that asks for a version of a library that is nowhere."""
    copy = folder / file.name
    contents = file.read_bytes()
    assert b"libyaml-cpp.so.0.7\0" in contents
    copy.write_bytes(contents.replace(b"libyaml-cpp.so.0.7\0", b"libyaml-cpp.so.0.0\0"))
    copy.chmod(0o755)
    return copy


def test_missing_libraries_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    lacking(find_tool("a3-run"), tmp_path / "bin")
    monkeypatch.setenv("A3_BUILD", str(tmp_path))
    message = "a3-run needs libyaml-cpp.so.0.0: sudo apt install libyaml-cpp0.7"
    with pytest.raises(FileNotFoundError, match=message):
        find_tool("a3-run")


def test_missing_libraries_of_extensions_are_named(tmp_path: Path) -> None:
    from a3 import _program, _simulator

    package = tmp_path / "a3"
    shutil.copytree(Path(a3.__file__).parent, package, ignore=shutil.ignore_patterns("*.so"))
    lacking(Path(_program.__file__), package)
    shutil.copy(_simulator.__file__, package)
    code = "import a3\ntry:\n    a3.load\nexcept ImportError as error:\n    print(error)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=ENVIRONMENT | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "a3 needs libyaml-cpp.so.0.0: sudo apt install libyaml-cpp0.7\n"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("a3._simulator", "the extensions of a3 are not built"),
        ("torch_mlir.fx", "'torch_mlir': type \"pip install --extra-index-url https://"),
        ("torch", "/cpu '.[torch]'\" in the clone of a3"),
        ("distributed", "'tools/dev/python-env sweep'"),
        ("yaml", "this needs the Python package 'PyYAML': type 'pip install PyYAML'"),
    ],
)
def test_missing_packages_are_explained(name: str, message: str) -> None:
    assert message in str(explain(ModuleNotFoundError(f"No module named '{name}'", name=name)))


def test_debian_packages_are_right() -> None:
    if not shutil.which("dpkg-query"):
        pytest.skip("this is no Debian")
    found = {}
    for tool in NEEDED_TOOLS:
        found |= find_libraries(find_tool(tool))
    known = {place: package_of(name) for name, place in found.items() if place and package_of(name)}
    assert set(known.values()) == set(LIBRARIES.values())
    # Packages keep the names of before /usr was merged, and have no links of alternatives.
    names = {
        name: package
        for place, package in known.items()
        for name in (place, f"/usr{place}", os.path.realpath(place))
    }
    command = ["dpkg-query", "-S", *names]
    listed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    owners = {
        name: owner for owner, name in re.findall(r"^([^:]+).*: (/.*)$", listed, re.MULTILINE)
    }
    right = {owner for name, owner in owners.items() if names[name] == owner}
    assert right == set(known.values()), owners
