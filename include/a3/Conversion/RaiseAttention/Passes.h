//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_CONVERSION_RAISEATTENTION_PASSES_H
#define A3_CONVERSION_RAISEATTENTION_PASSES_H

#include "a3/Dialect/A3/IR/A3.h"
#include "a3/Remarks/Remarks.h"

#include "mlir/Pass/Pass.h"

namespace mlir::a3 {

#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "a3/Conversion/RaiseAttention/Passes.h.inc"

/// Told of a result and what is about to replace it, while the operations that
/// compute the one and the other stand in the same function.
using RaiseListener = function_ref<void(Value original, Value raised)>;

/// A softmax that stays, at the sum of its exponentials.
struct RefusedSoftmax {
  Location location;
  RefusalReason reason;
};

struct RaiseSummary {
  unsigned raised = 0;
  SmallVector<RefusedSoftmax> refused;
};

/// Raises all attention in the regions of `scope`; see --a3-raise-attention.
RaiseSummary raiseAttention(Operation *scope, bool biasPort,
                            RaiseListener listener = nullptr);

} // namespace mlir::a3

#endif // A3_CONVERSION_RAISEATTENTION_PASSES_H
