//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_TEST_MUTATION_SITE_H
#define A3_TEST_MUTATION_SITE_H

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace mlir::a3::mutation {

/// What a tensor is for an attention. `rows` and `columns` are the dimensions
/// of a place that are named here; all others are batches.
enum class Role {
  Query,         ///< operand of the first product: queries, inner
  Key,           ///< operand of the first product: keys, inner
  Value,         ///< operand of the second product: keys, columns
  Scores,        ///< result of the first product: queries, keys
  Unmasked,      ///< scores before the mask, if any: queries, keys
  Admitted,      ///< boolean that broadcasts to Unmasked: queries, keys
  Masked,        ///< scores with the mask: queries, keys
  Logits,        ///< what the softmax is of: queries, keys
  Shifted,       ///< logits less their maximum: queries, keys
  Exponentials,  ///< queries, keys
  Sum,           ///< of exponentials: queries, keys of size 1
  Probabilities, ///< exponentials over their sum: queries, keys
  Weights,       ///< operand of the second product: queries, keys
  Result         ///< of the second product: queries, columns
};

/// A tensor with a role, held by an operation that does nothing: whatever is
/// rewritten around it, its operand is what computes the role, its result what
/// is used as such.
class Place {
public:
  explicit Place(UnrealizedConversionCastOp marker) : marker(marker) {}

  /// What is used.
  mlir::Value get() const { return marker->getResult(0); }
  /// What computes it.
  mlir::Value getSource() const { return marker->getOperand(0); }
  void setSource(mlir::Value value) { marker->setOperand(0, value); }

  /// Some of what uses the role is computed past the marker from here on: no
  /// rewrite can change the role as a whole.
  void setBypassed();
  bool isBypassed() const;

  int64_t getRows() const { return getDim("rows"); }
  int64_t getColumns() const { return getDim("columns"); }
  Operation *getMarker() const { return marker; }

private:
  int64_t getDim(StringRef name) const {
    return marker->getAttrOfType<IntegerAttr>(name).getInt();
  }

  UnrealizedConversionCastOp marker;
};

/// Marks what has a role in the attention of `function`, written as exporters
/// do. Fails with an error where there is none.
LogicalResult markSite(func::FuncOp function);

/// The place with `role`, used or not.
std::optional<Place> findPlace(func::FuncOp function, Role role);

bool isMarker(Operation *op);
void eraseMarkers(func::FuncOp function);

} // namespace mlir::a3::mutation

#endif // A3_TEST_MUTATION_SITE_H
