//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_VERIFICATION_SLICEPAIR_H
#define A3_VERIFICATION_SLICEPAIR_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"

namespace mlir::a3 {

/// One tensor, or scalar, that both computations of a pair start from.
struct SliceInput {
  /// A ranked tensor of static shape. Scalars are tensors of rank 0.
  RankedTensorType type;
  /// Its contents if it is a constant of the model, otherwise null.
  ElementsAttr constant;
};

/// What computes a result and what computes its replacement, each as a function
/// of its own on the same inputs:
///
///   func @original(inputs..., out)
///   func @raised(inputs..., empty, out)
///
/// All arguments are memrefs of static shape; `empty`, of rank 0 and f64, is
/// what a query to which a mask leaves no key gets.
struct SlicePair {
  static constexpr StringLiteral kOriginal = "original";
  static constexpr StringLiteral kRaised = "raised";

  OwningOpRef<ModuleOp> module;
  SmallVector<SliceInput> inputs;
  RankedTensorType resultType;
  /// The largest number of rows of K.
  int64_t numRows = 1;
  /// Whether a mask may leave queries without keys.
  bool isMasked = false;
  /// Why a difference may be none in the model, or empty: an input that the
  /// model computes from other inputs.
  std::string doubt;
};

/// Where the computations of a pair are cut. At the values that the new
/// operations read, or as far above as needed for both sides to start from the
/// same inputs: where the original has a way around a value, it is no input.
enum class CutKind {
  /// Values that are read are inputs even if one is computed from another, as
  /// the queries of a second layer are from the mask of the first.
  AtReads,
  /// No input is computed from another.
  Independent,
};

/// Cuts what computes `original` and `raised` out of the function in which both
/// stand. On failure `reason` says why.
FailureOr<SlicePair> extractSlicePair(Value original, Value raised,
                                      CutKind kind, std::string &reason);

} // namespace mlir::a3

#endif // A3_VERIFICATION_SLICEPAIR_H
