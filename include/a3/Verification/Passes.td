//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_VERIFICATION_PASSES_TD
#define A3_VERIFICATION_PASSES_TD

include "mlir/Pass/PassBase.td"

def A3VerifyRaised : Pass<"a3-verify-raised", "::mlir::ModuleOp"> {
  let summary = "Raises attention and proves each raise on random inputs";
  let description = [{
    Does what `--a3-raise-attention` does, and computes each result that it
    replaces and what it replaces it by, both compiled by upstream passes, on
    random inputs. A difference is an error at the attention, with both values,
    the index and the seed. An attention that cannot be computed is an error
    too; one that takes more than `max-operations` is left unproven with the
    remark `attention not verified [too-large]`.

    Not the whole model is computed: the inputs are the values that the raised
    attention reads, or as few operations before them as both sides need to
    start from the same. Constants keep their values; resources without contents
    are random. All floats are computed in f64, so that rounding is no excuse.

    A query to which a mask leaves no key is left out, since `a3.attention`
    gives zeros there and models do not agree; docs/recognition.md has more.
  }];
  let options = [
    Option<"seed", "seed", "uint64_t", "1",
           "The random inputs of the first trial; the next trial has the next">,
    Option<"trials", "trials", "unsigned", "2",
           "Sets of inputs for each attention">,
    Option<"tolerance", "tolerance", "double", "1e-5",
           "Largest difference, relative to the larger of 1 and the values">,
    Option<"maxOperations", "max-operations", "uint64_t", "uint64_t(1) << 32",
           "Iterations of all loops of one trial from which an attention is "
           "too large">,
    Option<"biasPort", "bias-port", "bool", "false",
           "Also raise attention that adds a bias to its scores">
  ];
  let statistics = [
    Statistic<"numVerified", "verified", "Number of a3.attention proven">,
    Statistic<"numTooLarge", "too-large", "Number of a3.attention not proven">
  ];
}

#endif // A3_VERIFICATION_PASSES_TD
