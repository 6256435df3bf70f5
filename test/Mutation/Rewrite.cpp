//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Rewrite.h"

using namespace mlir;
using namespace mlir::a3;
using namespace mlir::a3::mutation;

static SmallVector<Rewrite> concatenate(ArrayRef<Rewrites> families) {
  SmallVector<Rewrite> rewrites;
  for (Rewrites family : families)
    llvm::append_range(rewrites, family);
  return rewrites;
}

SmallVector<Rewrite> mutation::getEquivalentRewrites() {
  return concatenate({getScaleRewrites(), getSoftmaxRewrites(),
                      getMaskRewrites(), getViewRewrites(), getSliceRewrites(),
                      getProductRewrites(), getElementwiseRewrites(),
                      getStructureRewrites()});
}

SmallVector<Rewrite> mutation::getDetours() {
  return concatenate({getViewRewrites(), getSliceRewrites(),
                      getElementwiseRewrites(), getStructureRewrites()});
}

SmallVector<Rewrite> mutation::getMeaningChanges() {
  return concatenate({getScoreChanges(), getDenominatorChanges(),
                      getWeightChanges(), getProductChanges()});
}
