//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_DIALECT_A3_TRANSFORMS_PASSES_H
#define A3_DIALECT_A3_TRANSFORMS_PASSES_H

#include "mlir/Pass/Pass.h"

namespace mlir::a3 {

#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "a3/Dialect/A3/Transforms/Passes.h.inc"

} // namespace mlir::a3

#endif // A3_DIALECT_A3_TRANSFORMS_PASSES_H
