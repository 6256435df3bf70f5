//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_VERIFICATION_PASSES_H
#define A3_VERIFICATION_PASSES_H

#include "a3/Dialect/A3/IR/A3.h"

#include "mlir/Pass/Pass.h"

namespace mlir::a3 {

#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "a3/Verification/Passes.h.inc"

} // namespace mlir::a3

#endif // A3_VERIFICATION_PASSES_H
