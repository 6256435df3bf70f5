"""Writes an attention with something in it many times: adversarial.py FORM TIMES."""

import sys

QUERY, KEYS = "tensor<2x4x8xf32>", "tensor<2x5x8xf32>"
SCORES, SUMS, NUMBER = "tensor<2x4x5xf32>", "tensor<2x4x1xf32>", "tensor<1xi8>"
PAIR = "tensor<1xf32>, tensor<1xf32>"


def scores() -> None:
    print(f"func.func @main(%q: {QUERY}, %kt: tensor<2x8x5xf32>, %v: {KEYS}) {{")
    print('%z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>')
    print(f'%sh = "tosa.const"() <{{values = dense<0> : {NUMBER}}}> : () -> {NUMBER}')
    print(f"%s = tosa.matmul %q, %kt, %z, %z : ({QUERY}, tensor<2x8x5xf32>, {PAIR}) -> {SCORES}")


def exponential(name: str, of: str) -> None:
    print(f"{name} = tosa.exp {of} : ({SCORES}) -> {SCORES}")


def weights(name: str, of: str) -> None:
    print(f"{name}n = tosa.reduce_sum {of} {{axis = 2 : i32}} : ({SCORES}) -> {SUMS}")
    print(f"{name}r = tosa.reciprocal {name}n : ({SUMS}) -> {SUMS}")
    print(f"{name} = tosa.mul {of}, {name}r, %sh : ({SCORES}, {SUMS}, {NUMBER}) -> {SCORES}")


def product(name: str, of: str) -> None:
    print(f"{name} = tosa.matmul {of}, %v, %z, %z : ({SCORES}, {KEYS}, {PAIR}) -> {QUERY}")
    print(f'"t.use"({name}) : ({QUERY}) -> ()')


def attention(name: str, of: str) -> None:
    exponential(f"%e{name}", of)
    weights(f"%w{name}", f"%e{name}")
    product(f"%o{name}", f"%w{name}")


def softmaxes(times: int) -> None:
    """Many softmaxes of the same scores."""
    for i in range(times):
        attention(str(i), "%s")


def products(times: int) -> None:
    """Many products with the same softmax."""
    exponential("%e", "%s")
    weights("%w", "%e")
    for i in range(times):
        product(f"%o{i}", "%w")


def chain(times: int) -> None:
    """Many operations between scores and softmax."""
    for i in range(times):
        print(f"%s{i} = tosa.abs %s{i - 1 if i else ''} : ({SCORES}) -> {SCORES}")
    attention("", f"%s{times - 1}")


def doubled(times: int) -> None:
    """Scores added to themselves: too large a scale, and a long expression."""
    for i in range(times):
        last = f"%s{i - 1 if i else ''}"
        print(f"%s{i} = tosa.add {last}, {last} : ({SCORES}, {SCORES}) -> {SCORES}")
    attention("", f"%s{times - 1}")


def tower(times: int) -> None:
    """Exponentials of squares of exponentials, with a softmax of each."""
    for i in range(times):
        attention(str(i), f"%s{i - 1 if i else ''}")
        print(f"%s{i} = tosa.mul %e{i}, %e{i}, %sh : ({SCORES}, {SCORES}, {NUMBER}) -> {SCORES}")


def squared(times: int) -> None:
    """A sum of exponentials times something, squared again and again at once."""
    exponential("%e", "%s")
    print(f"%w = tosa.mul %e, %s, %sh : ({SCORES}, {SCORES}, {NUMBER}) -> {SCORES}")
    print(f"%n = tosa.reduce_sum %w {{axis = 2 : i32}} : ({SCORES}) -> {SUMS}")
    print("%r = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, j, k)>],")
    print('    iterator_types = ["parallel", "parallel", "parallel"]}')
    print(f"    outs(%n : {SUMS}) {{")
    print("^bb0(%x: f32):")
    for i in range(times):
        last = f"%x{i - 1 if i else ''}"
        print(f"%x{i} = arith.mulf {last}, {last} : f32")
    print(f"linalg.yield %x{times - 1} : f32\n}} -> {SUMS}")


def gathers(times: int) -> None:
    """Scores gathered by indices that are gathered by indices that are."""
    rows, table, shape = "tensor<2x4xi32>", "tensor<2x4x1xi32>", "!tosa.shape<2>"
    print(f"%sh2 = tosa.const_shape {{values = dense<[2, 4]> : tensor<2xindex>}} : () -> {shape}")
    entries = ", ".join(["[[1], [0], [3], [2]]"] * 2)
    print(f'%t = "tosa.const"() <{{values = dense<[{entries}]> : {table}}}> : () -> {table}')
    print(f"%i = tosa.reshape %t, %sh2 : ({table}, {shape}) -> {rows}")
    for i in range(times):
        print(f"%g{i} = tosa.gather %t, %i{i - 1 if i else ''} : ({table}, {rows}) -> {table}")
        print(f"%i{i} = tosa.reshape %g{i}, %sh2 : ({table}, {shape}) -> {rows}")
    print(f"%gs = tosa.gather %s, %i{times - 1} : ({SCORES}, {rows}) -> {SCORES}")
    attention("", "%gs")


form, times = sys.argv[1:]
scores()
globals()[form](int(times))
print("return\n}")
