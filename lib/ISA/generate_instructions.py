#!/usr/bin/env python3
"""Generate the C++ instruction table, the operations of the a3isa dialect and
docs/instructions.md from Instructions.toml."""

import argparse
import json
import tomllib
from pathlib import Path
from typing import Any

QUEUES = ("fetch", "load", "compute", "store")
Table = dict[str, Any]


def camel(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))


def largest(field: Table) -> int:
    """Return the largest value of a field that is a number."""
    return field.get("most", 2 ** (field["bits"] - ("signed" in field)) - 1)


def check(table: Table) -> None:
    """Refuse a table that the encoder could not represent."""
    opcodes: set[int] = set()
    names: set[str] = set()
    for instruction in table["instructions"]:
        name = instruction["name"]
        if name in names or instruction["opcode"] in opcodes:
            raise SystemExit(f"error: instruction '{name}' or its opcode stands twice")
        names.add(name)
        opcodes.add(instruction["opcode"])
        if instruction["queue"] not in QUEUES:
            raise SystemExit(f"error: '{name}' names no queue of {QUEUES}")
        bits = table["first_field_bit"] + sum(f["bits"] for f in instruction["fields"])
        if bits > table["instruction_bits"]:
            raise SystemExit(f"error: '{name}' needs {bits} bits")
        region = instruction.get("region")
        if region and region not in (field["name"] for field in instruction["fields"]):
            raise SystemExit(f"error: '{name}' has no field '{region}' for its region")
        for field in instruction["fields"]:
            if len(table["enums"].get(field.get("enum"), [])) > 2 ** field["bits"]:
                raise SystemExit(f"error: '{name}.{field['name']}' is too narrow for its enum")


def cpp(table: Table) -> str:
    lines = ["// Generated from Instructions.toml by generate_instructions.py.", ""]
    lines.append("enum class Opcode : uint8_t {")
    for instruction in table["instructions"]:
        lines.append(f"  {camel(instruction['name'])} = {instruction['opcode']:#04x},")
    lines.append("};")
    for name, values in table["enums"].items():
        lines += ["", f"enum class {camel(name)} : uint8_t {{"]
        lines += [f"  {camel(value)}," for value in values]
        lines.append("};")
        joined = ", ".join(f'"{value}"' for value in values)
        lines.append(f"inline constexpr std::string_view {camel(name)}Names[] = {{{joined}}};")
    for instruction in table["instructions"]:
        if not instruction["fields"]:
            continue
        lines += [
            "",
            "/// Indices into Instruction::fields.",
            f"namespace {instruction['name']} {{",
        ]
        for index, field in enumerate(instruction["fields"]):
            lines.append(f"inline constexpr unsigned {field['name']} = {index};")
        lines.append(f"}} // namespace {instruction['name']}")
        lines.append(f"inline constexpr FieldInfo {camel(instruction['name'])}Fields[] = {{")
        bit = table["first_field_bit"]
        for field in instruction["fields"]:
            names = f"{camel(field['enum'])}Names" if "enum" in field else "{}"
            signed = "true" if field.get("signed") else "false"
            most = largest(field)
            lines.append(
                f'    {{"{field["name"]}", {bit}, {field["bits"]}, {signed}, {names}, {most}}},'
            )
            bit += field["bits"]
        lines.append("};")
    lines += ["", "inline constexpr InstructionInfo InstructionTable[] = {"]
    for instruction in table["instructions"]:
        kind = camel(instruction["name"])
        fields = f"{kind}Fields" if instruction["fields"] else "{}"
        lines.append(
            f'    {{Opcode::{kind}, "{instruction["name"]}", '
            f"Queue::{camel(instruction['queue'])}, {fields},"
        )
        # TOML and C++ write the strings of the table alike, as JSON does.
        lines.append(f"     {json.dumps(instruction['summary'])}}},")
    lines.append("};")
    return "\n".join(lines) + "\n"


def tablegen_enum(name: str, values: list[str]) -> list[str]:
    enum = camel(name)
    cases = ",\n  ".join(
        f'I32EnumAttrCase<"{camel(value)}", {number}, "{value}">'
        for number, value in enumerate(values)
    )
    return [
        "",
        f'def A3ISA_{enum} : I32EnumAttr<"{enum}", "values of `{name}`", [',
        f"  {cases}",
        "]> {",
        '  let cppNamespace = "::mlir::a3isa";',
        "  let genSpecializedAttr = 0;",
        "}",
        f'def A3ISA_{enum}Attr : EnumAttr<A3ISA_Dialect, A3ISA_{enum}, "{name}">;',
    ]


def tablegen_arguments(instruction: Table, enums: Table) -> dict[str, tuple[str, str]]:
    """Of each attribute: its ODS type, and how it is made of an instruction.
    All are zero where nothing is written."""
    arguments = {}
    for index, field in enumerate(instruction["fields"]):
        value = f"instruction.fields[{index}]"
        if field["name"] == instruction.get("region"):
            continue
        if "enum" not in field:
            arguments[field["name"]] = (
                'DefaultValuedAttr<I64Attr, "0">',
                f"$_builder.getI64IntegerAttr({value})",
            )
            continue
        enum = camel(field["enum"])
        first = camel(enums[field["enum"]][0])
        arguments[field["name"]] = (
            f'DefaultValuedAttr<A3ISA_{enum}Attr, "::mlir::a3isa::{enum}::{first}">',
            f"{enum}Attr::get($_builder.getContext(), static_cast<{enum}>({value}))",
        )
    if instruction["queue"] != "fetch":
        for tokens in ("wait", "signal"):
            arguments[tokens] = (
                "A3ISA_Tokens",
                f"QueuesAttr::get($_builder.getContext(), "
                f"static_cast<Queues>(instruction.{tokens}))",
            )
    return arguments


def tablegen_operation(instruction: Table, enums: Table) -> list[str]:
    """One operation with a field an attribute, and the conversions from and to
    the decoded instruction."""
    name = instruction["name"]
    region = instruction.get("region")
    arguments = tablegen_arguments(instruction, enums)
    fields = [
        "countInstructions(getBody())"
        if field["name"] == region
        else f"static_cast<int64_t>(get{camel(field['name'])}())"
        for field in instruction["fields"]
    ]
    tokens = [
        f"static_cast<uint8_t>(get{camel(name)}())" if name in arguments else "0"
        for name in ("wait", "signal")
    ]
    lines = [
        "",
        f'def A3ISA_{camel(name)}Op : A3ISA_{"Region" if region else ""}InstructionOp<"{name}"> {{',
        f'  let summary = "`{name}`, for the {instruction["queue"]} queue";',
        f"  let description = [{{{instruction['summary']}}}];",
        "  let arguments = (ins",
        ",\n".join(f"    {kind}:${name}" for name, (kind, _) in arguments.items()),
        "  );",
        '  let builders = [OpBuilder<(ins "const ::a3::isa::Instruction &":$instruction), [{',
    ]
    if arguments:
        lines.append("    auto &properties = $_state.getOrAddProperties<Properties>();")
    lines += [f"    properties.{name} = {value};" for name, (_, value) in arguments.items()]
    if region:
        lines.append("    $_state.addRegion()->emplaceBlock();")
    lines += [
        "  }]>];",
        "  let extraClassDeclaration = [{",
        "    ::a3::isa::Instruction getInstruction() {",
        f"      return {{::a3::isa::Opcode::{camel(name)}, {', '.join(tokens)},",
        f"              {{{', '.join(fields)}}}}};",
        "    }",
        "  }];",
        "}",
    ]
    return lines


def tablegen(table: Table) -> str:
    lines = [
        "// Generated from Instructions.toml by generate_instructions.py.",
        "",
        "#ifndef A3_DIALECT_A3ISA_IR_INSTRUCTIONS_TD",
        "#define A3_DIALECT_A3ISA_IR_INSTRUCTIONS_TD",
        "",
        'include "a3/Dialect/A3ISA/IR/A3ISABase.td"',
    ]
    lines += [
        "",
        'def A3ISA_Queues : I32BitEnumAttr<"Queues", "queues that tokens come from or go to", [',
        '  I32BitEnumAttrCaseNone<"None", "none">,',
        ",\n".join(
            f'  I32BitEnumAttrCaseBit<"{camel(queue)}", {bit}, "{queue}">'
            for bit, queue in enumerate(QUEUES[1:])
        ),
        "]> {",
        '  let cppNamespace = "::mlir::a3isa";',
        "  let genSpecializedAttr = 0;",
        "}",
        'def A3ISA_QueuesAttr : EnumAttr<A3ISA_Dialect, A3ISA_Queues, "queues">;',
        'def A3ISA_Tokens : DefaultValuedAttr<A3ISA_QueuesAttr, "::mlir::a3isa::Queues::None">;',
    ]
    for name, values in table["enums"].items():
        lines += tablegen_enum(name, values)
    for instruction in table["instructions"]:
        lines += tablegen_operation(instruction, table["enums"])
    return "\n".join([*lines, "", "#endif // A3_DIALECT_A3ISA_IR_INSTRUCTIONS_TD"]) + "\n"


def markdown(table: Table) -> str:
    lines = [
        "# Instructions",
        "",
        "Generated from `include/a3/ISA/Instructions.toml`; do not edit.",
        "",
        f"An instruction has {table['instruction_bits']} bits, little-endian: the opcode in bits "
        "0-7, wait tokens in bits 8-10 and signal tokens in bits 11-13 (load, compute, store), "
        f"fields from bit {table['first_field_bit']}. All other bits are zero.",
        "",
        "A bank field with `rotate` = L + 1 names bank (bank + index of the loop at level L) mod "
        "2; with 0 it is the bank itself.",
    ]
    for instruction in table["instructions"]:
        lines += [
            "",
            f"## `{instruction['name']}`",
            "",
            f"Opcode {instruction['opcode']:#04x}, {instruction['queue']} queue. "
            f"{instruction['summary']}",
        ]
        if instruction["fields"]:
            lines += ["", "| field | bits | values |", "|---|---|---|"]
        bit = table["first_field_bit"]
        for field in instruction["fields"]:
            last = bit + field["bits"] - 1
            values = "signed" if field.get("signed") else "unsigned"
            if "enum" in field:
                values = ", ".join(f"`{v}`" for v in table["enums"][field["enum"]])
            elif "most" in field:
                values = f"0 to {field['most']}"
            lines.append(f"| `{field['name']}` | {bit}-{last} | {values} |")
            bit = last + 1
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", type=Path)
    parser.add_argument("--cpp", type=Path)
    parser.add_argument("--tablegen", type=Path)
    parser.add_argument("--markdown", type=Path)
    parser.add_argument("--check", action="store_true", help="fail where a file is not fresh")
    arguments = parser.parse_args()
    table = tomllib.loads(arguments.table.read_text())
    check(table)
    for path, text in (
        (arguments.cpp, cpp(table)),
        (arguments.tablegen, tablegen(table)),
        (arguments.markdown, markdown(table)),
    ):
        if path is None or (path.exists() and path.read_text() == text):
            continue
        if arguments.check:
            raise SystemExit(f"error: {path} is stale; run lib/ISA/generate_instructions.py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


if __name__ == "__main__":
    main()
