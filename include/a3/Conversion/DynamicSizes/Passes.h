//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_CONVERSION_DYNAMICSIZES_PASSES_H
#define A3_CONVERSION_DYNAMICSIZES_PASSES_H

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Pass/Pass.h"

namespace mlir::a3 {

#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "a3/Conversion/DynamicSizes/Passes.h.inc"

} // namespace mlir::a3

#endif // A3_CONVERSION_DYNAMICSIZES_PASSES_H
