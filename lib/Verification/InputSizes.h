//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_VERIFICATION_INPUTSIZES_H
#define A3_VERIFICATION_INPUTSIZES_H

#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/EquivalenceClasses.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SmallVector.h"

namespace mlir::a3 {

/// Sizes for the dimensions of inputs that a model leaves open: small numbers,
/// the same where an operation needs them to be the same, and different
/// elsewhere, so that a raise that takes two sizes for equal is found out.
class InputSizes {
public:
  /// `computations` are those of `inputs`, in any order.
  InputSizes(ArrayRef<Value> inputs, ArrayRef<Operation *> computations);

  RankedTensorType getType(Value input, RankedTensorType open) const;
  int64_t getLargest() const;

private:
  using Dim = std::pair<Value, int64_t>;

  void unify(ArrayRef<Dim> dims);
  std::optional<unsigned> findOpen(Dim dim) const;

  SmallVector<Dim> open;
  llvm::EquivalenceClasses<unsigned> equal;
  SmallVector<std::optional<int64_t>> known;
  SmallVector<int64_t> numbers;
};

/// Computes in `module`, whose functions take memrefs of static shape, what
/// sizes it can at compile time. Fails, and emits an error, unless those that
/// come together in each operation are then known and fit.
LogicalResult resolveSizes(ModuleOp module);

/// The shape that `tensor` has in such a module, or nothing.
std::optional<SmallVector<int64_t>> getResolvedShape(Value tensor);

} // namespace mlir::a3

#endif // A3_VERIFICATION_INPUTSIZES_H
