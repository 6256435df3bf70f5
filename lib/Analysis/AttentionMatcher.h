//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_LIB_ANALYSIS_ATTENTIONMATCHER_H
#define A3_LIB_ANALYSIS_ATTENTIONMATCHER_H

#include "a3/Analysis/AttentionAnalysis.h"

namespace mlir::a3 {

using Refusal = std::optional<AttentionRefusal>;

/// Proves that `value` is attention, by writing its elements out, and then
/// fills `match`.
Refusal matchAttention(Value value, TensorReader &reader,
                       AttentionMatch &match);

bool isConcatenation(Operation *op);

} // namespace mlir::a3

#endif // A3_LIB_ANALYSIS_ATTENTIONMATCHER_H
