# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Made the keras-*.tflite files beside it, with tensorflow-cpu 2.21.0 and keras 3.15.1.

Run it in an environment of its own, whose packages nothing else here needs:
pip install tensorflow-cpu==2.21.0 keras==3.15.1
"""

from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from tensorflow.python.framework.convert_to_constants import convert_variables_to_constants_v2

SHAPE = (1, 6, 8)


def convert(causal: bool, quantised: bool) -> bytes:
    keras.utils.set_random_seed(0)
    x = keras.Input(SHAPE[1:], batch_size=SHAPE[0])
    attention = keras.layers.MultiHeadAttention(num_heads=2, key_dim=4)
    model = keras.Model(x, attention(x, x, use_causal_mask=causal))
    traced = tf.function(model).get_concrete_function(tf.TensorSpec(SHAPE, tf.float32))
    # Else the weights stay variables, which TOSA does not have.
    frozen = convert_variables_to_constants_v2(traced)
    converter = tf.lite.TFLiteConverter.from_concrete_functions([frozen])
    if quantised:
        samples = np.random.default_rng(0).standard_normal((16, *SHAPE)).astype(np.float32)
        converter.optimizations = [tf.lite.Optimize.DEFAULT]
        converter.representative_dataset = lambda: ([sample] for sample in samples)
        converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
        converter.inference_input_type = converter.inference_output_type = tf.int8
    return converter.convert()


def main() -> None:
    models = {
        "multi-head": convert(causal=False, quantised=False),
        "multi-head-causal": convert(causal=True, quantised=False),
        "multi-head-int8": convert(causal=False, quantised=True),
    }
    for name, contents in models.items():
        Path(__file__).with_name(f"keras-{name}.tflite").write_bytes(contents)


if __name__ == "__main__":
    main()
