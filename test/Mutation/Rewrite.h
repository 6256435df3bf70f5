//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_TEST_MUTATION_REWRITE_H
#define A3_TEST_MUTATION_REWRITE_H

#include "Mutant.h"

namespace mlir::a3::mutation {

/// One kind of rewrite.
struct Rewrite {
  StringRef name;
  /// What it does, in a line.
  StringRef description;
  /// Changes the mutant. Returns false, having changed nothing, where there is
  /// nothing to rewrite.
  bool (*apply)(Mutant &mutant);
  /// Looks at operations that use each other, so comes after all others, when
  /// there are no places any more.
  bool isLast = false;
  /// Needs operations of one dialect.
  std::optional<Spelling> only = std::nullopt;
};

using Rewrites = ArrayRef<Rewrite>;

/// Other spellings of the same computation.
Rewrites getScaleRewrites();
Rewrites getSoftmaxRewrites();
Rewrites getMaskRewrites();
Rewrites getViewRewrites();
Rewrites getSliceRewrites();
Rewrites getProductRewrites();
Rewrites getElementwiseRewrites();
Rewrites getStructureRewrites();

/// Other computations that look the same.
Rewrites getScoreChanges();
Rewrites getDenominatorChanges();
Rewrites getWeightChanges();
Rewrites getProductChanges();

/// All of the families above. Detours keep what a change of the meaning did;
/// other rewrites may write it anew as it was.
SmallVector<Rewrite> getEquivalentRewrites();
SmallVector<Rewrite> getDetours();
SmallVector<Rewrite> getMeaningChanges();

} // namespace mlir::a3::mutation

#endif // A3_TEST_MUTATION_REWRITE_H
