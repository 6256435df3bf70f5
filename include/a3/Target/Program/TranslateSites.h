//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_TARGET_PROGRAM_TRANSLATESITES_H
#define A3_TARGET_PROGRAM_TRANSLATESITES_H

#include "a3/Dialect/A3ISA/IR/A3ISA.h"
#include "a3/Program/Program.h"

#include "llvm/ADT/DenseMap.h"

namespace mlir::a3isa {

/// The number of each site in a program file: its place among the sites of the
/// module. Host code launches sites by these numbers.
llvm::DenseMap<StringAttr, int64_t> numberSites(ModuleOp module);

/// The places of operands that the location of an attention or a site carries.
std::vector<::a3::OperandPlace> describePlaces(Location location);

/// The sites of a module as a program file holds them, in the order of
/// `numberSites`. Sizes and layouts are those of the launches, which must agree
/// where a site has several; a site without a launch is an error.
FailureOr<std::vector<::a3::Site>> translateSites(ModuleOp module);

} // namespace mlir::a3isa

#endif // A3_TARGET_PROGRAM_TRANSLATESITES_H
