//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_LIB_ANALYSIS_NORMALISATION_H
#define A3_LIB_ANALYSIS_NORMALISATION_H

#include "a3/Analysis/NormalForm.h"

namespace mlir::a3 {

/// Whether `op` may sum: a cheap first look.
bool canReduce(Operation *op);

/// The sum that `value` is, perhaps added to something, or null.
const Element *getSum(Value value, TensorReader &reader);

/// The operation that changes exponentials on their way to `element`, in a way
/// that is not understood, or null.
Operation *findChange(const Element *element, TensorReader &reader);

} // namespace mlir::a3

#endif // A3_LIB_ANALYSIS_NORMALISATION_H
