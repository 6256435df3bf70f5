//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_DIALECT_A3_IR_A3_H
#define A3_DIALECT_A3_IR_A3_H

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/Interfaces/DestinationStyleOpInterface.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "mlir/Interfaces/TilingInterface.h"

#include "a3/Dialect/A3/IR/A3Dialect.h.inc"

#define GET_ATTRDEF_CLASSES
#include "a3/Dialect/A3/IR/A3Attributes.h.inc"

#define GET_OP_CLASSES
#include "a3/Dialect/A3/IR/A3Ops.h.inc"

#endif // A3_DIALECT_A3_IR_A3_H
