"""Prints a model of N operations before and N behind an attention over the wrong axis,
which stays on the host, and a second function."""

import sys

LAYER = "tensor<2x4x8xf32>"
KEYS = "tensor<2x8x5xf32>"
SCORES = "tensor<2x4x5xf32>"
SUMS = "tensor<2x1x5xf32>"
SCALAR = "tensor<1xf32>"


def layers(count: int, value: str, prefix: str) -> str:
    """Print a chain of layers; the name of its last value."""
    for index in range(count):
        operation = ("tanh", "sigmoid", "exp")[index % 3]
        print(f"  %{prefix}{index} = tosa.{operation} {value} : ({LAYER}) -> {LAYER}")
        value = f"%{prefix}{index}"
    return value


def main() -> None:
    count = int(sys.argv[1])
    print(f"func.func @main(%x: {LAYER}, %k: {KEYS}, %v: tensor<2x5x8xf32>) -> {LAYER} {{")
    print(f'  %zero = "tosa.const"() <{{values = dense<0.0> : {SCALAR}}}> : () -> {SCALAR}')
    print('  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>')
    query = layers(count, "%x", "before")
    print(
        f"  %product = tosa.matmul {query}, %k, %zero, %zero "
        f": ({LAYER}, {KEYS}, {SCALAR}, {SCALAR}) -> {SCORES}"
    )
    print(f"  %e = tosa.exp %product : ({SCORES}) -> {SCORES}")
    print(f"  %sum = tosa.reduce_sum %e {{axis = 1 : i32}} : ({SCORES}) -> {SUMS}")
    print(f"  %inverse = tosa.reciprocal %sum : ({SUMS}) -> {SUMS}")
    print(
        f"  %weights = tosa.mul %e, %inverse, %shift : ({SCORES}, {SUMS}, tensor<1xi8>) -> {SCORES}"
    )
    print(
        "  %attended = tosa.matmul %weights, %v, %zero, %zero "
        f": ({SCORES}, tensor<2x5x8xf32>, {SCALAR}, {SCALAR}) -> {LAYER}"
    )
    result = layers(count, "%attended", "behind")
    print(f"  return {result} : {LAYER}\n}}")
    print(f"func.func @other(%x: {LAYER}) -> {LAYER} {{")
    print(f"  return {layers(count // 4, '%x', 'other')} : {LAYER}\n}}")


main()
