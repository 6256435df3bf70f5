//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_ANALYSIS_ATTENTIONANALYSIS_H
#define A3_ANALYSIS_ATTENTIONANALYSIS_H

#include "a3/Analysis/AttentionRefusal.h"
#include "a3/Analysis/NormalForm.h"

#include <variant>

namespace mlir::a3 {

/// Some rows of K and V. Those of an attention are its parts' rows, one part
/// after the other.
struct RowPart {
  SmallVector<Axis> rows;
  /// Products of reads.
  SmallVector<Factor, 2> key, value;
  SmallVector<Condition> masks;
  /// What is added to the scores, as far as it varies along the rows.
  SmallVector<Product, 1> bias;
};

/// One attention, as `a3.attention` defines it:
///
///   score[r]  = scale * sum over `inner` of query * key, admitted by `masks`
///   result[c] = after * sum over the rows of softmax of score * value
///
/// for every value of `batch` and `queries`. All groups are atoms of the axis
/// space of the reader that the match was found with.
struct AttentionMatch {
  /// The normalised weighted sum, and its axes, one a dimension.
  Value result;
  SmallVector<Axis> resultAxes;
  /// The operation that sums over the rows.
  Operation *secondProduct = nullptr;

  SmallVector<Axis> batch, queries, inner, columns;

  /// Products of reads. Numbers have gone into `scale`.
  SmallVector<Factor, 2> query;
  double scale = 1;
  /// What the attention is multiplied with afterwards.
  Product after;
  /// One, or several where scores are concatenated.
  SmallVector<RowPart, 1> parts;
  /// What computes the bias, or null where none does.
  Operation *biasSource = nullptr;

  bool hasBias() const {
    return llvm::any_of(parts,
                        [](const RowPart &part) { return !part.bias.empty(); });
  }
};

/// All attention that one softmax takes part in. None at all if nothing uses
/// the softmax.
using AttentionResult =
    std::variant<SmallVector<AttentionMatch, 1>, AttentionRefusal>;

/// The sums over exponentials in the regions of `scope`, in order.
SmallVector<OpResult> findNormalisations(Operation *scope,
                                         ConstantFacts &constants);

/// What the normalisation by `sum` is part of.
AttentionResult analyzeAttention(OpResult sum, TensorReader &reader);

} // namespace mlir::a3

#endif // A3_ANALYSIS_ATTENTIONANALYSIS_H
