//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Analysis/AttentionRefusal.h"

using namespace mlir;
using namespace mlir::a3;

using Reason = RefusalReason;

// docs/recognition.md and the tests under test/Conversion/RaiseAttention are
// checked against this table.
static constexpr RefusalText kRefusalTexts[] = {
    {Reason::NoSecondProduct, "no-second-product",
     "the weights are not multiplied with values and summed"},
    {Reason::NotNormalised, "not-normalised",
     "the second product is not divided by the sum of the weights"},
    {Reason::SoftmaxAxisDiffers, "softmax-axis-differs",
     "the second product sums over another axis than the softmax"},
    {Reason::DenominatorDiffers, "denominator-differs",
     "the denominator is not the sum of the same weights, and nothing else"},
    {Reason::WeightsChanged, "weights-changed",
     "the weights are changed between the softmax and the second product"},
    {Reason::ProbabilitiesUsed, "probabilities-used",
     "the weights are also used outside of the second product"},
    {Reason::UnknownGuard, "unknown-guard",
     "a condition replaces weights that is not 'all scores are -inf'"},
    {Reason::ValuesDependOnQuery, "values-depend-on-query",
     "each query has values of its own"},
    {Reason::ValuesNotOverKeys, "values-not-over-keys",
     "the values do not vary along the softmax axis"},
    {Reason::ScoresNotAProduct, "scores-not-a-product",
     "the scores are not a sum of products of queries and keys"},
    {Reason::ScoresNotBilinear, "scores-not-bilinear",
     "a factor of the scores depends on the query and on the key"},
    {Reason::SeveralProducts, "several-products",
     "the scores add up several products"},
    {Reason::NonlinearScores, "nonlinear-scores",
     "a nonlinear function is applied to the scores before the softmax"},
    {Reason::DenseBias, "dense-bias",
     "something other than a mask is added to the scores"},
    {Reason::MaskNotBoolean, "mask-not-boolean",
     "the mask is made of numbers that are not known to be 0 and 1"},
    {Reason::ConcatenatedScores, "concatenated-scores",
     "the scores are concatenated with others before the softmax"},
    {Reason::DynamicShape, "dynamic-shape",
     "a dimension is not known, or is 0; export the model with static shapes"},
    {Reason::UnsupportedOperand, "unsupported-operand",
     "queries, keys, values or mask cannot be brought into rows"},
    {Reason::TooComplex, "too-complex",
     "the expression of the scores is larger than the analysis follows"},
};

llvm::ArrayRef<RefusalText> a3::getRefusalTexts() { return kRefusalTexts; }

const RefusalText &a3::getRefusalText(RefusalReason reason) {
  return kRefusalTexts[static_cast<size_t>(reason)];
}
