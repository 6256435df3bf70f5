//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_COMPILER_CALIBRATION_H
#define A3_COMPILER_CALIBRATION_H

#include "mlir/IR/BuiltinOps.h"

namespace mlir::a3 {

/// Gives each `a3isa.site` the format records that a run chose for it:
/// `sites[].formats` of the JSON file that `a3-run --stats` wrote. Sites are
/// found by name, so the run must be of the same model.
LogicalResult fixFormats(ModuleOp module, StringRef file);

} // namespace mlir::a3

#endif // A3_COMPILER_CALIBRATION_H
