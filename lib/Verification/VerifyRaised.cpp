//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Verification/Passes.h"
#include "a3/Verification/RaiseVerifier.h"

namespace mlir::a3 {
#define GEN_PASS_DEF_A3VERIFYRAISED
#include "a3/Verification/Passes.h.inc"
} // namespace mlir::a3

using namespace mlir;
using namespace mlir::a3;

namespace {
struct VerifyRaised : a3::impl::A3VerifyRaisedBase<VerifyRaised> {
  using A3VerifyRaisedBase::A3VerifyRaisedBase;

  void getDependentDialects(DialectRegistry &registry) const override {
    RaiseVerifier::getDependentDialects(registry);
  }

  void runOnOperation() override {
    RaiseVerifierOptions options;
    options.seed = seed;
    options.trials = trials;
    options.tolerance = tolerance;
    options.maxOperations = maxOperations;
    options.biasPort = biasPort;
    RaiseVerdict verdict =
        RaiseVerifier(&getContext(), options).raise(getOperation());
    numVerified += verdict.equal;
    numTooLarge += verdict.tooLarge;
    if (verdict.different + verdict.failed != 0)
      signalPassFailure();
  }
};
} // namespace
