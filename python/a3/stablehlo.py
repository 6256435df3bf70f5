# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""From StableHLO, as JAX writes it, to linalg, by the passes that jaxlib has.

These leave calls and loops as they are and refuse an attribute of matrix products,
which is what the functions here are for.
"""

from collections.abc import Iterable

from jax.extend.mlir import ir, passmanager
from jax.extend.mlir.dialects import stablehlo

from a3.mlir_text import operations_inside

_TO_STABLEHLO = "func.func(stablehlo-legalize-composite-to-call,chlo-legalize-to-stablehlo)"
_TO_LINALG = "stablehlo-legalize-to-linalg,canonicalize,cse"

# Of a loop that is unrolled.
_MOST_TURNS = 256


def lower_to_linalg(module: ir.Module) -> list[str]:
    """Turn all that can be turned into linalg, and return what else was changed."""
    stablehlo.register_stablehlo_passes()
    changes = []
    with module.context, ir.Location.unknown():
        _run(module, _TO_STABLEHLO)
        _inline_calls(module)
        if _drop_product_algorithms(module):
            changes.append(
                "the algorithm that JAX asks for in matrix products was dropped: they are "
                "computed as their types ask for, halves in f32"
            )
        _multiply_halves_in_single(module)
        if unrolled := _unroll_loops(module):
            changes.append(f"{unrolled} loops were unrolled, such as those of jax.lax.scan")
        _run(module, _TO_LINALG)
    return changes


def _run(module: ir.Module, passes: str) -> None:
    passmanager.PassManager.parse(f"builtin.module({passes})").run(module.operation)


def _inline_calls(module: ir.Module) -> None:
    """Put the bodies of private functions, which are one block each, where they are called."""
    functions = {f.attributes["sym_name"].value: f.operation for f in module.body}
    entry = functions.pop("main")
    while calls := [op for op in operations_inside(entry) if op.name == "func.call"]:
        for call in calls:
            _inline(call, functions[call.attributes["callee"].value])
    for function in functions.values():
        function.erase()


def _inline(call: ir.Operation, function: ir.Operation) -> None:
    copy = function.clone()
    values = _splice(copy.regions[0].blocks[0], call.operands, call)
    for result, value in zip(call.results, values, strict=True):
        result.replace_all_uses_with(value)
    call.erase()
    copy.erase()


def _drop_product_algorithms(module: ir.Module) -> bool:
    products = [
        operation
        for operation in operations_inside(module.operation)
        if operation.name == "stablehlo.dot_general" and "algorithm" in operation.attributes
    ]
    for product in products:
        del product.attributes["algorithm"]
    return bool(products)


def _multiply_halves_in_single(module: ir.Module) -> None:
    """Compute products of halves in f32, as JAX does; linalg would add them as they are."""
    halves = (ir.BF16Type.get(), ir.F16Type.get())
    for product in list(operations_inside(module.operation)):
        if product.name != "stablehlo.dot_general":
            continue
        kind = ir.RankedTensorType(product.results[0].type)
        if kind.element_type not in halves:
            continue
        with ir.InsertionPoint(product), product.location:
            attributes = {name: product.attributes[name] for name in product.attributes}
            single = ir.Operation.create(
                "stablehlo.dot_general",
                [ir.RankedTensorType.get(kind.shape, ir.F32Type.get())],
                [_convert(operand, ir.F32Type.get()) for operand in product.operands],
                attributes,
            )
            product.results[0].replace_all_uses_with(_convert(single.results[0], kind.element_type))
        product.erase()


def _convert(value: ir.Value, element: ir.Type) -> ir.Value:
    kind = ir.RankedTensorType.get(ir.RankedTensorType(value.type).shape, element)
    return ir.Operation.create("stablehlo.convert", [kind], [value]).results[0]


def _unroll_loops(module: ir.Module) -> int:
    """Repeat the bodies of loops that count up to a constant; return how many there were."""
    unrolled = 0
    for operation in reversed(list(operations_inside(module.operation))):
        if operation.name == "stablehlo.while" and (turns := _count_turns(operation)) is not None:
            _unroll(operation, turns)
            unrolled += 1
    return unrolled


def _count_turns(loop: ir.Operation) -> int | None:
    """Return how often a loop over `i < constant` with `i += constant` turns, or None."""
    condition, body = (region.blocks[0] for region in loop.regions)
    less = _last(condition).operands[0].owner
    if getattr(less, "name", "") != "stablehlo.compare":
        return None
    counter, limit = less.operands
    if "LT" not in str(less.attributes["comparison_direction"]) or counter.owner != condition:
        return None
    place = ir.BlockArgument(counter).arg_number
    step = _last(body).operands[place].owner
    if getattr(step, "name", "") != "stablehlo.add" or step.operands[0] != body.arguments[place]:
        return None
    numbers = [_constant(v) for v in (loop.operands[place], limit, step.operands[1])]
    if None in numbers or numbers[2] <= 0:
        return None
    turns = len(range(*numbers))
    return turns if turns <= _MOST_TURNS else None


def _constant(value: ir.Value) -> int | None:
    """Return the whole number in a tensor of rank 0 that is a constant."""
    if getattr(value.owner, "name", "") != "stablehlo.constant":
        return None
    kind = ir.RankedTensorType(value.type)
    if kind.rank != 0 or not isinstance(kind.element_type, ir.IntegerType):
        return None
    return ir.DenseElementsAttr(value.owner.attributes["value"]).get_splat_value().value


def _unroll(loop: ir.Operation, turns: int) -> None:
    values = list(loop.operands)
    for _ in range(turns):
        copy = loop.clone()
        values = _splice(copy.regions[1].blocks[0], values, loop)
        values = [_fold_sum(value, loop) for value in values]
        copy.erase()
    for result, value in zip(loop.results, values, strict=True):
        result.replace_all_uses_with(value)
    loop.erase()


def _fold_sum(value: ir.Value, before: ir.Operation) -> ir.Value:
    """Return a sum of two constants, such as the counter in the next turn, as a constant."""
    if getattr(value.owner, "name", "") != "stablehlo.add":
        return value
    terms = [_constant(operand) for operand in value.owner.operands]
    if None in terms:
        return value
    element = ir.RankedTensorType(value.type).element_type
    number = ir.DenseElementsAttr.get_splat(value.type, ir.IntegerAttr.get(element, sum(terms)))
    with ir.InsertionPoint(before), before.location:
        return ir.Operation.create(
            "stablehlo.constant", [value.type], attributes={"value": number}
        ).result


def _splice(block: ir.Block, arguments: Iterable[ir.Value], before: ir.Operation) -> list[ir.Value]:
    """Move the operations of a block before another one, and return what the block yields."""
    for argument, value in zip(block.arguments, arguments, strict=True):
        argument.replace_all_uses_with(value)
    *body, terminator = [operation.operation for operation in block]
    for operation in body:
        operation.move_before(before)
    return list(terminator.operands)


def _last(block: ir.Block) -> ir.Operation:
    return block.operations[len(block.operations) - 1].operation
