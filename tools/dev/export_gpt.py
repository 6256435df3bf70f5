# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Write a GPT of 96 narrow layers as linalg without its weights, for tools/dev/bench.

export_gpt.py A3-OPT OUTPUT
"""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from transformers import GPT2Config, GPT2LMHeadModel

from a3.torch_export import export

LAYERS = 96
TOKENS = 64


def main() -> None:
    """Export with random weights, then leave them out of the text."""
    a3_opt, output = sys.argv[1:]
    config = GPT2Config(
        vocab_size=128,
        n_positions=TOKENS,
        n_embd=96,
        n_head=6,
        n_layer=LAYERS,
        bos_token_id=0,
        eos_token_id=0,
        use_cache=False,
        attn_implementation="eager",
    )
    model = GPT2LMHeadModel(config).eval()
    ids = torch.zeros((1, TOKENS), dtype=torch.int64)
    with TemporaryDirectory(dir=Path(output).parent) as directory:
        whole = str(Path(directory) / "gpt.mlir")
        export(model, (ids,), whole, locations=False, check=False)
        elide = ["--mlir-elide-resource-strings-if-larger=64"]
        subprocess.run([a3_opt, whole, *elide, "-o", output], check=True)


if __name__ == "__main__":
    main()
