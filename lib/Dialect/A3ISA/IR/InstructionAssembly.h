//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_LIB_DIALECT_A3ISA_IR_INSTRUCTIONASSEMBLY_H
#define A3_LIB_DIALECT_A3ISA_IR_INSTRUCTIONASSEMBLY_H

#include "a3/Dialect/A3ISA/IR/A3ISA.h"

#include "mlir/IR/Builders.h"

namespace mlir::a3isa {

/// The table's entry of an operation that is an instruction.
const ::a3::isa::InstructionInfo &getInfo(OperationName name);

/// Parses `field = value, ... wait(queue, ...) signal(queue, ...)`. The field
/// that counts a region is not written.
ParseResult parseFields(OpAsmParser &parser, bool hasRegion,
                        ::a3::isa::Instruction &instruction);
ParseResult parseBody(OpAsmParser &parser, Region &body);
void printInstruction(OpAsmPrinter &printer, InstructionOpInterface op);

template <typename Op>
ParseResult parseInstruction(OpAsmParser &parser, OperationState &result) {
  constexpr bool hasRegion = Op::template hasTrait<OpTrait::OneRegion>();
  ::a3::isa::Instruction instruction{getInfo(result.name).opcode};
  if (parseFields(parser, hasRegion, instruction))
    return failure();
  OpBuilder builder(parser.getContext());
  Op::build(builder, result, instruction);
  if constexpr (hasRegion)
    if (parseBody(parser, *result.regions.front()))
      return failure();
  return parser.parseOptionalAttrDict(result.attributes);
}

} // namespace mlir::a3isa

#endif // A3_LIB_DIALECT_A3ISA_IR_INSTRUCTIONASSEMBLY_H
