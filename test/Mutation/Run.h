//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_TEST_MUTATION_RUN_H
#define A3_TEST_MUTATION_RUN_H

#include "Driver.h"

#include "llvm/ADT/MapVector.h"

namespace mlir::a3::mutation {

struct RunOptions {
  /// Where the modules to mutate are.
  std::string inputDirectory;
  /// The name of the only input, or empty for all.
  std::string only;
  /// Mutants have the seeds `firstSeed`, `firstSeed` + 1 and so on.
  uint64_t firstSeed = 1;
  unsigned count = 300;
  /// If not empty, each mutant is made by these kinds, in this order.
  SmallVector<std::string> kinds;
  /// Whether `count` mutants are made of each input by each kind alone.
  bool singles = false;
  /// Whether raises are proven. Without, no raise of a changed mutant counts as
  /// equal.
  bool prove = true;
  /// Whether equivalent mutants are compared with their inputs as well.
  bool compare = false;
  bool print = false;
  /// Where mutants that fail are written, if not empty.
  std::string failureDirectory;
};

/// Makes mutants and counts how they fare. Failures go to standard output, one
/// a line.
class Run {
public:
  Run(MLIRContext *context, RunOptions options)
      : context(context), options(std::move(options)), verifier(context, {}) {}

  LogicalResult readInputs();
  /// Fails after an error, which is the user's or a rewrite's.
  LogicalResult run();
  /// Prints a line a kind and the sums. Returns whether all fared well.
  bool report() const;

private:
  enum class Outcome {
    /// As it should be.
    Good,
    /// Changed, raised nevertheless, and proven equal.
    ProvenEqual,
    /// Equivalent, but not raised.
    NotRaised,
    /// Changed, raised, and not proven equal; or raised wrongly.
    RaisedWrongly,
    /// Not equivalent, though it should be: a mistake in a rewrite.
    Different
  };

  /// How the mutants fared that one kind has a part in.
  struct Tally {
    unsigned mutants = 0, failures = 0, provenEqual = 0;
  };

  const Rewrite &getTurn(uint64_t seed);
  Plan plan(uint64_t seed);
  LogicalResult mutate(uint64_t seed);
  LogicalResult mutateByKinds(Input &input, uint64_t seed);
  LogicalResult runSingles();
  LogicalResult runSingle(Input &input, const Rewrite &rewrite,
                          bool changesMeaning, uint64_t seed);
  void examine(const Plan &plan, ModuleOp module, uint64_t seed);
  Outcome judgePlan(const Plan &plan, ModuleOp module, bool proves,
                    std::string &messages);
  bool endsIn(const Plan &plan, Outcome outcome);
  Plan shrink(Plan plan, Outcome outcome);
  void writeFailure(const Plan &plan, const Plan &smallest, uint64_t seed);
  static StringRef getText(Outcome outcome);

  MLIRContext *context;
  const RunOptions options;
  RaiseVerifier verifier;
  std::vector<Input> inputs;
  SmallVector<Rewrite> equivalent = getEquivalentRewrites(),
                       detours = getDetours(), changes = getMeaningChanges();
  llvm::MapVector<StringRef, Tally> tallies;
  unsigned numEquivalent = 0, numRecalled = 0, numChanged = 0;
  unsigned numProvenEqual = 0, numWrong = 0, numDifferent = 0;
};

} // namespace mlir::a3::mutation

#endif // A3_TEST_MUTATION_RUN_H
