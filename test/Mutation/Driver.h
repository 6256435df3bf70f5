//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_TEST_MUTATION_DRIVER_H
#define A3_TEST_MUTATION_DRIVER_H

#include "Rewrite.h"

#include "a3/Verification/RaiseVerifier.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"

namespace mlir::a3::mutation {

/// A module to mutate, with marked places.
struct Input {
  std::string name;
  OwningOpRef<ModuleOp> module;
  Spelling spelling;
};

/// A rewrite and the seed of its choices.
struct Step {
  Rewrite rewrite;
  uint64_t seed;
  bool changesMeaning = false;
};

/// An input and what is done to it, in order.
struct Plan {
  Input *input = nullptr;
  SmallVector<Step> steps;
};

/// What recognition made of a mutant.
struct Verdict {
  RaiseVerdict raise;
  /// Whether the verifier accepts what was raised.
  bool isValid = true;
  /// Whether an exponential is left that the result depends on.
  bool isLeft = false;
  /// What was emitted, a line each.
  std::string messages;
};

/// Reads `path` and marks its one attention.
FailureOr<Input> readInput(StringRef path, MLIRContext *context);

/// Applies the steps of `plan` and drops those that find nothing to rewrite.
/// Null after an error, which is a mistake in a rewrite.
OwningOpRef<ModuleOp> applyPlan(Plan &plan);

/// Raises attention in `module` and proves it, if there is a verifier; else it
/// counts as failed.
Verdict judge(ModuleOp module, RaiseVerifier *verifier);

/// What differs between the results of the input and of a mutant of it that
/// shall be equal, or nothing.
std::string findDifference(Input &input, ModuleOp mutant,
                           RaiseVerifier &verifier);

} // namespace mlir::a3::mutation

#endif // A3_TEST_MUTATION_DRIVER_H
