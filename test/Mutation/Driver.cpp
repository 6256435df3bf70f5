//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Driver.h"

#include "a3/Conversion/RaiseAttention/Passes.h"

#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Parser/Parser.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/PrettyStackTrace.h"

using namespace mlir;
using namespace mlir::a3;
using namespace mlir::a3::mutation;

static func::FuncOp getFunction(ModuleOp module) {
  return *module.getOps<func::FuncOp>().begin();
}

static Spelling getSpelling(ModuleOp module) {
  bool hasLinalg = false, hasTosa = false;
  module.walk([&](Operation *op) {
    StringRef dialect = op->getName().getDialectNamespace();
    hasLinalg |= dialect == "linalg";
    hasTosa |= dialect == "tosa";
  });
  if (hasLinalg && hasTosa)
    return Spelling::Mixed;
  return hasTosa ? Spelling::Tosa : Spelling::Linalg;
}

FailureOr<Input> mutation::readInput(StringRef path, MLIRContext *context) {
  Input input;
  input.name = llvm::sys::path::stem(path);
  input.module = parseSourceFile<ModuleOp>(path, context);
  if (!input.module)
    return failure();
  if (input.module->getOps<func::FuncOp>().empty())
    return input.module->emitError("there is no function to mutate");
  input.spelling = getSpelling(*input.module);
  if (failed(markSite(getFunction(*input.module))))
    return failure();
  return input;
}

OwningOpRef<ModuleOp> mutation::applyPlan(Plan &plan) {
  OwningOpRef<ModuleOp> module(plan.input->module.get().clone());
  Mutant mutant(getFunction(*module), plan.input->spelling);
  SmallVector<Step> applied;
  for (bool isLast : {false, true}) {
    if (isLast)
      mutant.removeMarkers();
    for (const Step &step : plan.steps) {
      if (step.rewrite.isLast != isLast)
        continue;
      llvm::PrettyStackTraceFormat trace(
          "rewriting '%s' by '%s', seed %llu", plan.input->name.c_str(),
          step.rewrite.name.str().c_str(),
          static_cast<unsigned long long>(step.seed));
      mutant.startRewrite(step.seed);
      bool isApplied = step.rewrite.apply(mutant);
      mutant.finishRewrite();
      if (isApplied)
        applied.push_back(step);
      if (failed(verify(*module))) {
        llvm::errs() << "error: '" << step.rewrite.name << "' on '"
                     << plan.input->name << "' makes no valid module\n";
        return nullptr;
      }
    }
  }
  plan.steps = applied;
  return module;
}

/// Whether `op` is an exponential of something that is not known.
static bool isExponential(Operation *op) {
  WalkResult result = op->walk([](Operation *inner) {
    return isa<math::ExpOp, math::Exp2Op, math::PowFOp, tosa::ExpOp,
               tosa::PowOp>(inner)
               ? WalkResult::interrupt()
               : WalkResult::advance();
  });
  return result.wasInterrupted();
}

namespace {
/// Keeps what is emitted from the user.
class MessageCapture {
public:
  MessageCapture(MLIRContext *context, std::string &text)
      : handler(context, [&text](Diagnostic &diagnostic) {
          llvm::raw_string_ostream(text) << diagnostic << '\n';
        }) {}

private:
  ScopedDiagnosticHandler handler;
};
} // namespace

Verdict mutation::judge(ModuleOp module, RaiseVerifier *verifier) {
  Verdict verdict;
  MessageCapture capture(module.getContext(), verdict.messages);
  OwningOpRef<ModuleOp> unproven(module.clone());
  unsigned numRaised = raiseAttention(*unproven, /*biasPort=*/false).raised;
  bool isValid = succeeded(verify(*unproven));
  // What is not valid must not be compiled.
  if (isValid && verifier && numRaised != 0) {
    verdict.messages.clear();
    verdict.raise = verifier->raise(module);
  } else {
    module.getBodyRegion().takeBody(unproven->getBodyRegion());
    verdict.raise.failed = numRaised;
  }
  verdict.isValid = isValid;
  Mutant raised(getFunction(module), Spelling::Linalg);
  verdict.isLeft = llvm::any_of(raised.getLiveOperations(), isExponential);
  return verdict;
}

std::string mutation::findDifference(Input &input, ModuleOp mutant,
                                     RaiseVerifier &verifier) {
  std::string messages;
  MessageCapture capture(mutant.getContext(), messages);
  OwningOpRef<ModuleOp> both(input.module.get().clone());
  func::FuncOp function = getFunction(*both);
  eraseMarkers(function);
  Operation *terminator = function.getBody().front().getTerminator();
  SmallVector<Value> expected(terminator->getOperands());

  Block &body = getFunction(mutant).getBody().front();
  IRMapping mapping;
  mapping.map(body.getArguments(), function.getArguments());
  OpBuilder b(terminator);
  for (Operation &op : body.without_terminator())
    b.clone(op, mapping);
  RaiseVerdict verdict;
  for (auto [value, result] :
       llvm::zip_equal(expected, body.getTerminator()->getOperands()))
    verifier.compare(value, mapping.lookupOrDefault(result), verdict);
  return messages;
}
