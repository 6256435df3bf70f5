# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""torch.compile(model, backend="a3"): attention runs on the accelerator, all else as before."""

import warnings
from collections.abc import Callable, Iterator

import pytest
import torch

import a3
from a3 import torch_backend

DEPTH = 16


@torch.library.custom_op("a3_test::twice", mutates_args=())
def twice(x: torch.Tensor) -> torch.Tensor:
    """Double what it is given; nobody but PyTorch can."""
    return x * 2


@twice.register_fake
def _(x: torch.Tensor) -> torch.Tensor:
    return torch.empty_like(x)


class Layers(torch.nn.Module):
    """Attention, something in between, and attention again."""

    def __init__(self, between: str = "") -> None:
        super().__init__()
        torch.manual_seed(0)
        self.first, self.second = (
            torch.nn.MultiheadAttention(DEPTH, 2, batch_first=True, dropout=0.1) for _ in range(2)
        )
        self.between = between
        self.eval()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Map x (batch, length, DEPTH) to the same."""
        y = self.first(x, x, x, need_weights=False)[0]
        if self.between == "operation":
            y = twice(y)
        if self.between == "break":
            torch._dynamo.graph_break()
        return self.second(y, y, y, need_weights=False)[0]


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Forget what was compiled, and let nothing be left in PyTorch unnoticed."""
    torch._dynamo.reset()
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("error", a3.ExportWarning)
        yield


def difference(model: torch.nn.Module, compiled: torch.nn.Module, *inputs: torch.Tensor) -> float:
    return (model(*inputs) - compiled(*inputs)).abs().max().item()


def test_computes_what_pytorch_does() -> None:
    backend = a3.TorchBackend(arithmetic="float")
    model = Layers()
    assert difference(model, torch.compile(model, backend=backend), torch.randn(1, 9, DEPTH)) < 1e-6
    (program,) = backend.programs
    assert len(program.sites) == 2
    assert backend.cycles["full"] > backend.cycles["paper"] > 0
    assert backend.energy["full"] > backend.energy["paper"] > 0
    assert not backend.left


def test_name_takes_options() -> None:
    model, x = Layers(), torch.randn(1, 9, DEPTH)
    exact = torch.compile(model, backend="a3")(x)
    torch._dynamo.reset()
    options = {"approximations": a3.Approximation(m=1)}
    assert 0 < (model(x) - exact).abs().max() < 0.1
    assert (torch.compile(model, backend="a3", options=options)(x) - exact).abs().max() > 0


def test_other_sizes_compile_nothing_anew() -> None:
    backend = a3.TorchBackend(arithmetic="float")
    model = Layers()
    compiled = torch.compile(model, backend=backend, dynamic=True)
    for batch, length in ((2, 5), (2, 7), (3, 9), (4, 30)):
        assert difference(model, compiled, torch.randn(batch, length, DEPTH)) < 1e-6
    assert len(backend.programs) == 1


def test_numbers_may_change() -> None:
    def attend(x: torch.Tensor, eps: float) -> torch.Tensor:
        y = torch.nn.functional.layer_norm(x, (DEPTH,), eps=eps)
        return torch.nn.functional.scaled_dot_product_attention(y, y, y)

    backend = a3.TorchBackend(arithmetic="float")
    compiled = torch.compile(attend, backend=backend, dynamic=True)
    x = torch.randn(1, 9, DEPTH)
    for eps in (1e-5, 0.5, 1e-5, 0.5):
        assert (attend(x, eps) - compiled(x, eps)).abs().max() < 1e-6
    assert len(backend.programs) == 2


@pytest.mark.parametrize("masked", [False, True])
def test_layer_that_pytorch_fuses(masked: bool) -> None:
    torch.manual_seed(0)
    layer = torch.nn.TransformerEncoderLayer(DEPTH, 2, 32, batch_first=True, norm_first=masked)
    mask = torch.nn.Transformer.generate_square_subsequent_mask(9) if masked else None
    backend = a3.TorchBackend(arithmetic="float")
    compiled = torch.compile(layer.eval(), backend=backend, dynamic=True)
    x = torch.randn(2, 9, DEPTH)
    assert (layer(x, src_mask=mask) - compiled(x, src_mask=mask)).abs().max() < 1e-5
    assert [len(program.sites) for program in backend.programs] == [1]


def test_changed_weights_count() -> None:
    backend = a3.TorchBackend(arithmetic="float")
    model, x = Layers(), torch.randn(1, 9, DEPTH)
    compiled = torch.compile(model, backend=backend)
    before = compiled(x)
    model.second.out_proj.weight.mul_(3)
    assert (compiled(x) - before).abs().max() > 1e-3
    assert difference(model, compiled, x) < 1e-6
    assert len(backend.programs) == 1


@pytest.mark.parametrize(("between", "dynamic"), [("operation", True), ("break", False)])
def test_what_cannot_be_exported_stays(between: str, dynamic: bool) -> None:
    backend = a3.TorchBackend(arithmetic="float")
    model = Layers(between)
    compiled = torch.compile(model, backend=backend, dynamic=dynamic)
    assert difference(model, compiled, torch.randn(2, 9, DEPTH)) < 1e-6
    assert [len(program.sites) for program in backend.programs] == [1, 1]


def test_arguments_are_changed_in_place() -> None:
    def step(cache: torch.Tensor, x: torch.Tensor, at: torch.Tensor) -> torch.Tensor:
        cache.index_copy_(1, at, x)
        return torch.nn.functional.scaled_dot_product_attention(x, cache, cache)

    backend = a3.TorchBackend(arithmetic="float")
    x, at = torch.randn(1, 1, DEPTH), torch.tensor([3])
    caches = [torch.ones(1, 8, DEPTH) for _ in range(2)]
    expected = step(caches[0], x, at)
    got = torch.compile(step, backend=backend)(caches[1], x, at)
    assert (expected - got).abs().max() < 1e-6
    assert torch.equal(*caches)
    assert len(backend.programs) == 1


def test_graph_without_attention_stays_silently() -> None:
    backend = a3.TorchBackend()
    model = torch.nn.Linear(4, 4)
    assert difference(model, torch.compile(model, backend=backend), torch.randn(2, 4)) == 0
    assert not backend.programs
    assert not backend.left


@pytest.mark.parametrize(
    ("function", "dtype", "reason"),
    [
        (lambda x: x.softmax(-1), torch.float32, "no-second-product"),
        (lambda x: x.softmax(-1) @ x, torch.bfloat16, r"no bfloat16: call .* float\(\)"),
    ],
)
def test_attention_that_stays_is_told(
    function: Callable[[torch.Tensor], torch.Tensor], dtype: torch.dtype, reason: str
) -> None:
    backend = a3.TorchBackend()
    x = torch.randn(4, 4, dtype=dtype)
    with pytest.warns(a3.ExportWarning, match=f"stays in PyTorch: .*{reason}"):
        assert torch.equal(torch.compile(function, backend=backend)(x), function(x))
    assert len(backend.left) == 1


def test_part_that_stays_is_told() -> None:
    graph = torch.fx.Graph()
    graph.placeholder("scale").meta["val"] = 0.5
    graph.output(())
    backend = a3.TorchBackend()
    part = torch.fx.GraphModule(torch.nn.Module(), graph)
    with pytest.warns(a3.ExportWarning, match="stays in PyTorch: the graph takes a float"):
        assert backend._compile_part(part) is None
    assert backend.left == ["the graph takes a float"]


@pytest.mark.parametrize(
    ("model", "x", "message"),
    [
        (Layers().train(), torch.zeros(1, 4, DEPTH), r"in training mode: call its eval\(\) first"),
        (Layers().to("meta"), torch.zeros(1, 4, DEPTH, device="meta"), r"on 'meta'.*\.cpu\(\)"),
    ],
)
def test_wrong_use_is_told(model: torch.nn.Module, x: torch.Tensor, message: str) -> None:
    model.train(model.first.training)
    with pytest.raises(a3.ExportError, match=message) as error:
        torch.compile(model, backend="a3")(x)
    assert "\n" not in str(error.value)


def test_unknown_machine_is_told() -> None:
    with pytest.raises(ValueError, match="no-such"):
        torch_backend.TorchBackend(machine="no-such")
