//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_DIALECT_A3ISA_IR_A3ISA_H
#define A3_DIALECT_A3ISA_IR_A3ISA_H

#include "a3/ISA/Instruction.h"

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "a3/Dialect/A3ISA/IR/A3ISADialect.h.inc"
#include "a3/Dialect/A3ISA/IR/A3ISAEnums.h.inc"

namespace mlir::a3isa {

struct MachineState : SideEffects::Resource::Base<MachineState> {
  StringRef getName() final { return "a3isa.machine_state"; }
};

/// The instructions of a region, those of nested loops included.
int64_t countInstructions(Region &region);

/// Checks that the fields of `op` fit into their bits.
LogicalResult verifyInstruction(Operation *op);

} // namespace mlir::a3isa

#include "a3/Dialect/A3ISA/IR/A3ISAInterfaces.h.inc"

#define GET_ATTRDEF_CLASSES
#include "a3/Dialect/A3ISA/IR/A3ISAAttributes.h.inc"

#define GET_OP_CLASSES
#include "a3/Dialect/A3ISA/IR/A3ISAOps.h.inc"

namespace mlir::a3isa {

/// Appends `stream`, which must have passed `::a3::isa::checkStructure`, at the
/// builder's place, loops as regions. An error names the instruction that has
/// no operation.
LogicalResult buildInstructions(OpBuilder &builder, Location location,
                                ArrayRef<::a3::isa::Instruction> stream);

/// Creates the operation of one instruction; a loop has an empty body.
Operation *buildInstruction(OpBuilder &builder, Location location,
                            const ::a3::isa::Instruction &instruction);

} // namespace mlir::a3isa

#endif // A3_DIALECT_A3ISA_IR_A3ISA_H
