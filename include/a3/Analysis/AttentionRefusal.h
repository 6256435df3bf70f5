//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_ANALYSIS_ATTENTIONREFUSAL_H
#define A3_ANALYSIS_ATTENTIONREFUSAL_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace mlir {
class Operation;
} // namespace mlir

namespace mlir::a3 {

/// Why a softmax-like normalisation is not attention that `a3.attention` can
/// express. The names are stable; remarks, tests and docs use them.
enum class RefusalReason {
  NoSecondProduct,
  NotNormalised,
  SoftmaxAxisDiffers,
  DenominatorDiffers,
  WeightsChanged,
  ProbabilitiesUsed,
  UnknownGuard,
  ValuesDependOnQuery,
  ValuesNotOverKeys,
  ScoresNotAProduct,
  ScoresNotBilinear,
  SeveralProducts,
  NonlinearScores,
  DenseBias,
  MaskNotBoolean,
  ConcatenatedScores,
  DynamicShape,
  UnsupportedOperand,
  TooComplex,
};

struct RefusalText {
  RefusalReason reason;
  llvm::StringLiteral name;
  llvm::StringLiteral text;
};

/// Name and text of every reason, in order of the enumeration.
llvm::ArrayRef<RefusalText> getRefusalTexts();
const RefusalText &getRefusalText(RefusalReason reason);

/// A reason and the operation at which the analysis stopped.
struct AttentionRefusal {
  RefusalReason reason;
  Operation *operation = nullptr;
};

} // namespace mlir::a3

#endif // A3_ANALYSIS_ATTENTIONREFUSAL_H
