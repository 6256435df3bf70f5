//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_ANALYSIS_CONCATENATION_H
#define A3_ANALYSIS_CONCATENATION_H

#include "a3/Analysis/TensorComputation.h"

namespace mlir::a3 {

/// One element that is piece i where `number` is i, or null. What was sliced,
/// computed slice by slice and concatenated again is so seen as computed at
/// once.
const Element *generalizeNumbered(ArrayRef<const Element *> pieces,
                                  const IndexExpression &number,
                                  TensorReader &reader);

/// The same of pieces that begin at `starts` of `index`. Each is read along an
/// axis of its own in `local`.
const Element *generalizeAdjacent(ArrayRef<const Element *> pieces,
                                  const IndexExpression &index,
                                  ArrayRef<int64_t> starts,
                                  ArrayRef<Axis> local, TensorReader &reader);

/// `element` where `axis` is `value`, or null if a table ends before.
const Element *substitute(const Element *element, Axis axis,
                          const IndexExpression &value, TensorReader &reader);

} // namespace mlir::a3

#endif // A3_ANALYSIS_CONCATENATION_H
