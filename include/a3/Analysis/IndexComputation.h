//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_ANALYSIS_INDEXCOMPUTATION_H
#define A3_ANALYSIS_INDEXCOMPUTATION_H

#include "a3/Analysis/TensorComputation.h"

namespace mlir::a3 {

/// `element`, an integer computed from loops and constants alone, as an index.
/// Where the model gathers, that tells which rows it takes.
std::optional<IndexExpression> computeIndex(const Element *element,
                                            TensorReader &reader);

} // namespace mlir::a3

#endif // A3_ANALYSIS_INDEXCOMPUTATION_H
