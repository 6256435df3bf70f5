# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Words listen to frames: cross attention of the size of Whisper, by torch.compile.

A decoder's words ask an encoder's 320 frames, each for the few frames in which it was
said. The model is PyTorch's; only what computes its attention is changed.
"""

import warnings

import torch

import a3

FRAMES, WORDS, HEADS, DEPTH = 320, 32, 6, 384  # Of Whisper's tiny model, with 6.4 s of speech.


class CrossAttention(torch.nn.Module):
    """Attention of words over frames, with weights that let like find like."""

    def __init__(self) -> None:
        super().__init__()
        self.attention = torch.nn.MultiheadAttention(DEPTH, HEADS, batch_first=True, bias=False)
        like = torch.linalg.qr(torch.randn(DEPTH, DEPTH))[0]
        with torch.no_grad():
            self.attention.in_proj_weight.copy_(torch.cat([like, like, torch.eye(DEPTH)]))
            self.attention.out_proj.weight.copy_(torch.eye(DEPTH))

    def forward(self, words: torch.Tensor, frames: torch.Tensor) -> torch.Tensor:
        """Map words (batch, words, depth) and frames (batch, frames, depth) to what words hear."""
        return self.attention(words, frames, frames, need_weights=False)[0]


def speech() -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Return words, frames, and for each word the frame in whose midst it was said."""
    noise = torch.randn(1, FRAMES + 4, DEPTH)
    frames = 1.5 * sum(noise[:, i : FRAMES + i] for i in range(5)) / 5**0.5
    said = torch.linspace(0, FRAMES - 1, WORDS).long()
    return frames[:, said] + torch.randn(1, WORDS, DEPTH), frames, said


def main() -> None:
    """Print how well words find their frames, and what it costs."""
    torch.manual_seed(0)
    model = CrossAttention().eval()
    words, frames, said = speech()

    def found(heard: torch.Tensor) -> float:
        nearest = (heard @ frames.transpose(1, 2)).argmax(-1)
        return ((nearest - said).abs() <= 2).float().mean().item()

    print("setting       words that find their frames  cycles (paper)  cycles (full)  µJ (full)")
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("error", a3.ExportWarning)  # Nothing stays in PyTorch unnoticed.
        print(f"{'PyTorch':13} {found(model(words, frames)):28.2f}")
        for name, approximation in (
            ("exact", a3.Approximation()),
            ("conservative", a3.Approximation("0.5n", 5)),
            ("aggressive", a3.Approximation("0.125n", 10)),
        ):
            backend = a3.TorchBackend(approximations=approximation)
            heard = torch.compile(model, backend=backend)(words, frames)
            print(
                f"{name:13} {found(heard):28.2f} {backend.cycles['paper']:15,} "
                f"{backend.cycles['full']:14,} {backend.energy['full'] / 1000:10.1f}"
            )
            torch.compiler.reset()


if __name__ == "__main__":
    main()
