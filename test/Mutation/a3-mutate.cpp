//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Run.h"

#include "a3/InitAll.h"

#include "llvm/Support/CommandLine.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/InitLLVM.h"

using namespace mlir;
using namespace mlir::a3;
using namespace mlir::a3::mutation;

namespace cl = llvm::cl;

static cl::opt<std::string>
    inputDirectory("inputs", cl::desc("Directory of modules to mutate"),
                   cl::init(A3_MUTATION_INPUTS));
static cl::opt<unsigned>
    count("count",
          cl::desc("Number of mutants; 1 of each with --kinds or --singles"),
          cl::init(300));
static cl::opt<uint64_t>
    firstSeed("seed",
              cl::desc("Seed of the first mutant, the next have the "
                       "numbers that follow"),
              cl::init(1));
static cl::opt<std::string> only("only", cl::desc("Name of the only input"));
static cl::list<std::string>
    kinds("kinds", cl::CommaSeparated,
          cl::desc("Kinds that make each mutant, in this order"));
static cl::opt<bool>
    singles("singles", cl::desc("One mutant an input and kind, of it alone"));
static cl::opt<std::string>
    failureDirectory("failures", cl::desc("Directory for mutants that fail"));
static cl::opt<bool>
    compareRewrites("compare", cl::desc("Compare each equivalent mutant with "
                                        "what it was made of as well"));
static cl::opt<bool>
    prove("prove",
          cl::desc("Prove what is raised; without, no raise of a "
                   "changed mutant counts as equal"),
          cl::init(true));
static cl::opt<bool> print("print", cl::desc("Print each mutant"));
static cl::opt<bool> list("list", cl::desc("List the kinds of rewrites"));

static void listKinds() {
  for (auto [title, rewrites] :
       {std::pair("equivalent", getEquivalentRewrites()),
        std::pair("changed", getMeaningChanges())}) {
    llvm::outs() << title << ": " << rewrites.size() << " kinds\n";
    for (const Rewrite &rewrite : rewrites) {
      StringRef dialects = !rewrite.only                       ? "linalg, TOSA"
                           : *rewrite.only == Spelling::Linalg ? "linalg"
                                                               : "TOSA";
      llvm::outs() << "  " << llvm::left_justify(rewrite.name, 30)
                   << llvm::left_justify(dialects, 14) << rewrite.description
                   << '\n';
    }
  }
}

static RunOptions getOptions() {
  RunOptions options;
  options.inputDirectory = inputDirectory;
  options.only = only;
  options.firstSeed = firstSeed;
  options.count = count;
  if (count.getNumOccurrences() == 0 && (singles || !kinds.empty()))
    options.count = 1;
  llvm::append_range(options.kinds, kinds);
  options.singles = singles;
  options.prove = prove;
  options.compare = compareRewrites;
  options.print = print;
  options.failureDirectory = failureDirectory;
  return options;
}

int main(int argc, char **argv) {
  llvm::InitLLVM init(argc, argv);
  cl::ParseCommandLineOptions(
      argc, argv,
      "Rewrites attention at random and counts what is still recognised.\n");
  if (list) {
    listKinds();
    return 0;
  }
  DialectRegistry registry;
  registerAllA3(registry);
  RaiseVerifier::getDependentDialects(registry);
  MLIRContext context(registry, MLIRContext::Threading::DISABLED);
  context.loadAllAvailableDialects();
  Run run(&context, getOptions());
  if (failed(run.readInputs()) || failed(run.run()))
    return 2;
  return run.report() ? 0 : 1;
}
