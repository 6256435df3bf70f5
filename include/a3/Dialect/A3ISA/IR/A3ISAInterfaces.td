//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//


#ifndef A3_DIALECT_A3ISA_IR_A3ISAINTERFACES_TD
#define A3_DIALECT_A3ISA_IR_A3ISAINTERFACES_TD

include "mlir/IR/OpBase.td"

def A3ISA_InstructionOpInterface : OpInterface<"InstructionOpInterface"> {
  let cppNamespace = "::mlir::a3isa";
  let description = [{An operation that is one instruction of the machine.}];
  let methods = [
    InterfaceMethod<"The instruction, as the encoder takes it.",
                    "::a3::isa::Instruction", "getInstruction">
  ];
  let verify = [{ return verifyInstruction($_op); }];
}

#endif // A3_DIALECT_A3ISA_IR_A3ISAINTERFACES_TD
