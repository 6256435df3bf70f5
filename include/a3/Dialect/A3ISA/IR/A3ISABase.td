//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//


#ifndef A3_DIALECT_A3ISA_IR_A3ISABASE_TD
#define A3_DIALECT_A3ISA_IR_A3ISABASE_TD

include "a3/Dialect/A3ISA/IR/A3ISAInterfaces.td"
include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/EnumAttr.td"
include "mlir/IR/OpBase.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def A3ISA_Dialect : Dialect {
  let name = "a3isa";
  let cppNamespace = "::mlir::a3isa";
  let summary = "The instructions of the A3 accelerator, one to one";
  let description = [{
    Each operation but `a3isa.site` and `a3isa.launch` is one instruction of the
    machine, generated from `include/a3/ISA/Instructions.toml`; what they do
    stands in docs/instructions.md. Fields are written `name = value`; a field
    that is not written is zero, or the first value of its enum. `wait` and
    `signal` name the queues that tokens come from or go to. A loop holds the
    instructions that it repeats, so its length is not written.

    `a3isa.site` holds the stream of one attention as a symbol, and
    `a3isa.launch` runs it from host code on memrefs:

    ```mlir
    a3isa.site @lookup scale = 3.535534e-01 {
      a3isa.set_shape rows = 6, depth = 8, value_depth = 8
      a3isa.set_address stream = format, slot = 4
      a3isa.set_address stream = key, slot = 1
      a3isa.set_address stream = value, slot = 2
      a3isa.set_address stream = query
      a3isa.set_address stream = output, slot = 5
      a3isa.load_format
      a3isa.load_key rows = 6, columns = 8, pitch = 32
      a3isa.load_value rows = 6, columns = 8, pitch = 32
      a3isa.load_query rows = 1, columns = 8, pitch = 32 signal(compute)
      a3isa.attend queries = 1 wait(load) signal(store)
      a3isa.store_output rows = 1, columns = 8, pitch = 32 wait(compute)
    }
    func.func @main(%q: memref<1x8xf32>, %k: memref<6x8xf32>,
                    %v: memref<6x8xf32>, %o: memref<1x8xf32>) {
      a3isa.launch @lookup
          ins(%q, %k, %v : memref<1x8xf32>, memref<6x8xf32>, memref<6x8xf32>)
          outs(%o : memref<1x8xf32>)
      return
    }
    ```
  }];
  let useDefaultAttributePrinterParser = 1;
}

/// Banks, tokens and address generators: everything that an instruction changes
/// and the next one reads.
def A3ISA_MachineState : Resource<"::mlir::a3isa::MachineState">;

/// Field values are checked by the interface, so that instructions that come
/// from anywhere can be encoded.
class A3ISA_AnyInstructionOp<string mnemonic, list<Trait> traits>
    : Op<A3ISA_Dialect, mnemonic, !listconcat(traits, [
        ParentOneOf<["::mlir::a3isa::SiteOp", "::mlir::a3isa::LoopOp"]>,
        A3ISA_InstructionOpInterface,
        MemoryEffects<[MemRead<A3ISA_MachineState>,
                       MemWrite<A3ISA_MachineState>]>
      ])> {
  let hasCustomAssemblyFormat = 1;
  let extraClassDefinition = [{
    ::mlir::ParseResult $cppClass::parse(::mlir::OpAsmParser &parser,
                                         ::mlir::OperationState &result) {
      return parseInstruction<$cppClass>(parser, result);
    }
    void $cppClass::print(::mlir::OpAsmPrinter &printer) {
      printInstruction(printer, *this);
    }
  }];
}

class A3ISA_InstructionOp<string mnemonic>
    : A3ISA_AnyInstructionOp<mnemonic, []>;

/// An instruction with a field that counts the instructions of its region.
class A3ISA_RegionInstructionOp<string mnemonic>
    : A3ISA_AnyInstructionOp<mnemonic, [SingleBlock, NoTerminator]> {
  let regions = (region SizedRegion<1>:$body);
  let hasRegionVerifier = 1;
}

#endif // A3_DIALECT_A3ISA_IR_A3ISABASE_TD
