//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_ANALYSIS_ATTENTIONREFUSAL_H
#define A3_ANALYSIS_ATTENTIONREFUSAL_H

#include "a3/Remarks/Remarks.h"

namespace mlir::a3 {

/// Why a softmax-like normalisation is not attention that `a3.attention` can
/// express, and the operation at which the analysis stopped.
struct AttentionRefusal {
  RefusalReason reason;
  Operation *operation = nullptr;
};

} // namespace mlir::a3

#endif // A3_ANALYSIS_ATTENTIONREFUSAL_H
