//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_VERIFICATION_RAISEVERIFIER_H
#define A3_VERIFICATION_RAISEVERIFIER_H

#include "mlir/IR/DialectRegistry.h"
#include "mlir/IR/Operation.h"

#include <memory>

namespace mlir::a3 {

struct RaiseVerifierOptions {
  /// The random inputs follow from it; the same seed, the same inputs.
  uint64_t seed = 1;
  /// How many sets of inputs each attention is computed on.
  unsigned trials = 2;
  /// Largest difference, relative to the larger magnitude and to 1. Both sides
  /// are computed in f64, so that nothing is rounded but the scale, which
  /// `a3.attention` holds as f32.
  double tolerance = 1e-5;
  /// An attention for which one trial takes more scalar operations than this
  /// is left unverified.
  uint64_t maxOperations = uint64_t(1) << 32;
  /// Whether to raise attention with a bias, too.
  bool biasPort = false;
};

/// What became of the attention in one scope. Only `equal` is proven.
struct RaiseVerdict {
  /// Raised, and the same in every trial.
  unsigned equal = 0;
  /// Raised, but another result; each has been reported as an error.
  unsigned different = 0;
  /// Raised, but not compiled or computed; each has been reported as an error.
  unsigned failed = 0;
  /// Raised, but larger than `maxOperations`; each has been reported as a
  /// remark.
  unsigned tooLarge = 0;
  /// Left as it was; each has been reported as a remark.
  unsigned refused = 0;

  unsigned getNumRaised() const {
    return equal + different + failed + tooLarge;
  }
  /// Whether something was raised and all of it is proven.
  bool isProven() const { return equal != 0 && equal == getNumRaised(); }
};

/// Raises attention and compares what is replaced with what replaces it, on
/// random inputs; see --a3-verify-raised. Keeps the compiled pipeline, so one
/// verifier should serve many scopes. A context must not have two at work.
class RaiseVerifier {
public:
  /// Adds what the compilation makes. The context's registry must hold this and
  /// upstream's models of bufferization.
  static void getDependentDialects(DialectRegistry &registry);

  RaiseVerifier(MLIRContext *context, const RaiseVerifierOptions &options);
  ~RaiseVerifier();

  /// Raises all attention in the regions of `scope`, a function or a module,
  /// whatever the verdict on it.
  RaiseVerdict raise(Operation *scope);

  /// Compares two tensors of one function likewise, as if `raised` were to
  /// replace `original`, and counts the verdict.
  void compare(Value original, Value raised, RaiseVerdict &verdict);

private:
  class Implementation;
  std::unique_ptr<Implementation> implementation;
};

} // namespace mlir::a3

#endif // A3_VERIFICATION_RAISEVERIFIER_H
