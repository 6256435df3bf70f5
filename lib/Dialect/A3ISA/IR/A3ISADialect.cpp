//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Dialect/A3ISA/IR/A3ISA.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace mlir::a3isa;

#include "a3/Dialect/A3ISA/IR/A3ISADialect.cpp.inc"
#include "a3/Dialect/A3ISA/IR/A3ISAEnums.cpp.inc"
#include "a3/Dialect/A3ISA/IR/A3ISAInterfaces.cpp.inc"

#define GET_ATTRDEF_CLASSES
#include "a3/Dialect/A3ISA/IR/A3ISAAttributes.cpp.inc"

void A3ISADialect::initialize() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "a3/Dialect/A3ISA/IR/A3ISAAttributes.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "a3/Dialect/A3ISA/IR/A3ISAOps.cpp.inc"
      >();
}
