# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What a3.export writes, and what it refuses."""

import subprocess
from pathlib import Path

import pytest
import torch

import a3
from a3 import export_check
from a3.mlir_text import Dialect, ExportError, ExportWarning
from models import (
    Attention,
    Changes,
    ConstantIndex,
    Dropped,
    HiddenBuffer,
    Positions,
    Products,
    Results,
)

MODELS = [
    (Attention(), (torch.ones(2, 5, 16), torch.ones(2, 5, dtype=torch.int64))),
    (HiddenBuffer(), (torch.ones(2, 4),)),
    (ConstantIndex(), (torch.ones(3, 4),)),
    (Positions(), (torch.ones(2, 5, dtype=torch.int64),)),
]


@pytest.mark.parametrize("dialect", ["linalg", "tosa"])
@pytest.mark.parametrize(("model", "args"), MODELS, ids=lambda value: type(value).__name__)
def test_mlir_reads_the_text(
    model: torch.nn.Module, args: tuple[torch.Tensor, ...], dialect: Dialect, tmp_path: Path
) -> None:
    path = tmp_path / "model.mlir"
    a3.export(model.eval(), args, path, dialect=dialect)
    subprocess.run(["mlir-opt-22", path, "-o", tmp_path / "again.mlir"], check=True)
    assert [p.name for p in tmp_path.iterdir()].count("model.mlir") == 1
    assert not list(tmp_path.glob("*.part"))


def test_entry_has_its_name(tmp_path: Path) -> None:
    path = tmp_path / "model.mlir"
    a3.export(HiddenBuffer(), (torch.ones(2, 4),), path, entry="offset")
    assert "func.func @offset(" in path.read_text()


def test_locations_name_the_line_of_the_model(tmp_path: Path) -> None:
    path = tmp_path / "model.mlir"
    a3.export(HiddenBuffer(), (torch.ones(2, 4),), path)
    assert 'models.py":' in path.read_text()
    a3.export(HiddenBuffer(), (torch.ones(2, 4),), path, locations=False)
    assert "models.py" not in path.read_text()


def test_model_is_left_as_it_was(tmp_path: Path) -> None:
    model = HiddenBuffer()
    a3.export(model, (torch.ones(2, 4),), tmp_path / "model.mlir")
    assert not model.state_dict()


def test_operation_outside_mlir_is_refused_and_the_file_kept(tmp_path: Path) -> None:
    path = tmp_path / "model.mlir"
    path.write_text("before")
    with pytest.raises(ExportError, match=r"'tm_tensor.scan' .*models\.py"):
        a3.export(Products(), (torch.ones(2, 4),), path)
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def dynamic_program() -> torch.export.ExportedProgram:
    """Return Attention for any number of tokens."""
    tokens = torch.export.Dim("tokens", min=2, max=20)
    model, args = MODELS[0]
    return torch.export.export(
        model.eval(), args, dynamic_shapes=({1: tokens}, {1: tokens}), strict=False
    )


def test_a_program_and_its_file_are_written_as_their_module(tmp_path: Path) -> None:
    model, args = MODELS[0]
    a3.export(model.eval(), args, tmp_path / "module.mlir", locations=False)
    program = dynamic_program()
    a3.export(program, None, tmp_path / "program.mlir", locations=False)
    torch.export.save(program, tmp_path / "program.pt2")
    a3.export(tmp_path / "program.pt2", None, tmp_path / "file.mlir", locations=False)
    signatures = {
        path.name: path.read_text().split("func.func")[1].split("{")[0]
        for path in tmp_path.glob("*.mlir")
    }
    assert len(signatures) == 3
    assert set(signatures.values()) == {signatures["module.mlir"]}


def test_a_program_takes_the_sizes_of_the_arguments(tmp_path: Path) -> None:
    args = (torch.ones(2, 7, 16), torch.ones(2, 7, dtype=torch.int64))
    a3.export(dynamic_program(), args, tmp_path / "m.mlir", check=False)
    assert "(%arg0: tensor<2x7x16xf32>" in (tmp_path / "m.mlir").read_text()


def test_locations_of_a_program_name_the_line_of_the_model(tmp_path: Path) -> None:
    a3.export(dynamic_program(), None, tmp_path / "m.mlir", check=False)
    assert 'models.py":' in (tmp_path / "m.mlir").read_text()


def test_arguments_by_name_and_results_that_are_no_tensors(tmp_path: Path) -> None:
    model = Results()
    args = {"x": torch.ones(3), "factor": 2.0, "more": {"y": torch.randn(3)}}
    export = a3.export(model, args, tmp_path / "m.mlir")
    text = (tmp_path / "m.mlir").read_text()
    assert "(%arg0: tensor<3xf32>" in text
    assert "%arg1: tensor<3xf32>" in text
    assert "-> (tensor<1xf32>, tensor<3xf32>)" in text
    assert export.changes == (
        "left out of the result: str",
        "result 0 is the new value of model.count, which a program does not keep",
    )
    assert model.count == 0


@pytest.mark.parametrize("dialect", ["linalg", "tosa"])
def test_what_a_model_changes_in_place_is_returned(dialect: Dialect, tmp_path: Path) -> None:
    model, cache = Changes(), torch.randn(4, 3)
    before = cache.clone()
    export = a3.export(model, (torch.randn(3), cache), tmp_path / "m.mlir", dialect=dialect)
    assert [change for change in export.changes if "new value" in change] == [
        "result 0 is the new value of model.weight, which a program does not keep",
        "result 1 is the new value of model.count, which a program does not keep",
        "result 2 is the new value of argument 1, which a program leaves as it is",
    ]
    assert export.difference is not None
    assert model.count == 0
    assert torch.equal(cache, before)


def test_what_was_replaced_is_told(tmp_path: Path) -> None:
    mask = torch.ones(2, 4, dtype=torch.int64)
    with pytest.warns(ExportWarning, match=r"replaced cumsum, as masked sums \(1x\)"):
        export = a3.export(Positions(), (mask,), tmp_path / "m.mlir", check=False)
    assert export.changes == ("replaced cumsum, as masked sums (1x)",)
    assert export.difference is None


def test_a_difference_from_pytorch_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("a3.torch_rewrites._cumsum", lambda x, dim, dtype=None: x.flip(dim))
    mask = torch.tensor([[1, 1, 0]])
    with pytest.raises(
        ExportError, match=r"the exported model is wrong, nothing was written: its result 0"
    ):
        a3.export(Positions(), (mask,), tmp_path / "m.mlir")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("dialect", ["linalg", "tosa"])
@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16])
def test_half_precision_is_checked(dtype: torch.dtype, dialect: Dialect, tmp_path: Path) -> None:
    model, args = (
        Attention().to(dtype).eval(),
        (torch.randn(2, 5, 16, dtype=dtype), MODELS[0][1][1]),
    )
    export = a3.export(model, args, tmp_path / "m.mlir", dialect=dialect)
    assert export.difference is not None


def test_a_check_that_is_not_possible_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("A3_BUILD", "nowhere")
    with pytest.warns(ExportWarning, match="not checked: a3-compile is neither in"):
        a3.export(HiddenBuffer(), (torch.ones(4),), tmp_path / "m.mlir")


def test_open_sizes_are_those_of_the_run(tmp_path: Path) -> None:
    model, _ = MODELS[0]
    args = (torch.ones(1, 5, 16), torch.ones(1, 5, dtype=torch.int64))
    tokens = torch.export.Dim("tokens", min=2, max=20)
    path = tmp_path / "m.mlir"
    shapes = ({1: tokens}, {1: tokens})
    assert a3.export(model.eval(), args, path, dynamic_shapes=shapes).difference is not None
    text = path.read_text()
    assert "(%arg0: tensor<1x?x16xf32>" in text
    for count in (2, 13):
        others = (torch.randn(1, count, 16), torch.ones(1, count, dtype=torch.int64))
        with torch.no_grad():
            results = [model(*others).numpy()]
        sample = export_check.Sample([x.numpy() for x in others], results)
        assert export_check.compare(text, "main", sample) < 1e-5


def test_open_sizes_by_name(tmp_path: Path) -> None:
    args = {"x": torch.ones(1, 5, 16), "valid": torch.ones(1, 5, dtype=torch.int64)}
    tokens = torch.export.Dim("tokens", min=2, max=20)
    shapes = {"x": {1: tokens}, "valid": {1: tokens}}
    path = tmp_path / "m.mlir"
    a3.export(MODELS[0][0].eval(), args, path, dynamic_shapes=shapes, check=False)
    assert "tensor<1x?xi64>" in path.read_text()


def test_open_batches_beside_open_lengths(tmp_path: Path) -> None:
    model, args = MODELS[0]
    batch, tokens = (torch.export.Dim(name, min=2, max=20) for name in ("batch", "tokens"))
    shapes = ({0: batch, 1: tokens}, {0: batch, 1: tokens})
    exported = a3.export(model.eval(), args, tmp_path / "m.mlir", dynamic_shapes=shapes)
    assert exported.difference is not None


def test_text_that_refuses_its_own_arguments_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # torch-mlir takes the open tokens of a projection for 1, beside open batches.
    monkeypatch.setattr(a3.torch_export, "_flatten_instead_of_open_view", lambda _: None)
    model, args = MODELS[0]
    batch, tokens = (torch.export.Dim(name, min=2, max=20) for name in ("batch", "tokens"))
    shapes = ({0: batch, 1: tokens}, {0: batch, 1: tokens})
    with pytest.raises(ExportError, match="refuses the sizes of its own arguments"):
        a3.export(model.eval(), args, tmp_path / "m.mlir", dynamic_shapes=shapes)
    assert not (tmp_path / "m.mlir").exists()


def test_open_sizes_need_linalg(tmp_path: Path) -> None:
    model, args = MODELS[0]
    with pytest.raises(ValueError, match="use 'linalg'"):
        a3.export(model, args, tmp_path / "m.mlir", dynamic_shapes=(None, None), dialect="tosa")


def test_random_numbers_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"call its eval\(\) first"):
        a3.export(Dropped(), (torch.ones(4),), tmp_path / "m.mlir")
    a3.export(Dropped().eval(), (torch.ones(4),), tmp_path / "m.mlir")


class _Branching(torch.nn.Module):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Do what depends on the data."""
        return x.softmax(-1) if x.sum() > 0 else x


@pytest.mark.parametrize(
    ("model", "args", "message"),
    [
        (torch.nn.Linear(2, 2).to("meta"), (torch.zeros(2, 2),), r"^weight is on 'meta': .*\.cpu"),
        (torch.nn.Linear(2, 2), (torch.zeros(2, device="meta"),), r"^input 0 is on 'meta': "),
        (torch.nn.Linear(2, 2), torch.zeros(2, 2), r"give \(x,\), not x"),
        (HiddenBuffer(), None, "a module needs example inputs"),
        (HiddenBuffer(), (object(),), "an argument is of type object: give tensors"),
        ("missing.pt2", None, "missing.pt2: not a program of torch.export"),
        (torch.relu, (torch.zeros(2),), r"a model is a torch.nn.Module, .*, not a builtin"),
        (_Branching(), (torch.zeros(2),), r"data-dependent expression .*test_torch_export\.py:\d"),
    ],
)
def test_what_cannot_be_traced_is_told_in_one_line(
    model: object, args: object, message: str, tmp_path: Path
) -> None:
    with pytest.raises((ExportError, ValueError), match=message) as caught:
        a3.export(model, args, tmp_path / "model.mlir")
    assert "\n" not in str(caught.value)
    assert not list(tmp_path.iterdir())


def test_unknown_dialect_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="use 'linalg' or 'tosa'"):
        a3.export(Products(), (torch.ones(2, 4),), tmp_path / "m.mlir", dialect="stablehlo")  # type: ignore[arg-type]
