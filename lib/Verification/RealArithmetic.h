//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_VERIFICATION_REALARITHMETIC_H
#define A3_VERIFICATION_REALARITHMETIC_H

#include "mlir/IR/BuiltinOps.h"

namespace mlir::a3 {

/// Makes all floats in `module` f64, as near to real numbers as a machine has,
/// so that a difference is one of meaning and not of rounding. Fails where
/// something looks at the bits of a float.
LogicalResult convertToRealArithmetic(ModuleOp module);

/// Makes code on tensors of static shape safe to run on made-up integers:
/// indices are clamped to what they index, and nothing is divided by zero.
/// Fails where sizes are not known.
LogicalResult guardAgainstBadIntegers(ModuleOp module);

} // namespace mlir::a3

#endif // A3_VERIFICATION_REALARITHMETIC_H
