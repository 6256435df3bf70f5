//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Reduction/ReduceFunctions.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/Pass.h"
#include "mlir/Reducer/Tester.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/Support/FileSystem.h"

using namespace mlir;

namespace {

/// A function whose operations may be left out one by one.
bool isReducible(func::FuncOp function) {
  return !function.isExternal() && function.getBody().hasOneBlock();
}

/// Those of the function but its terminator.
size_t numOperations(func::FuncOp function) {
  return function.front().getOperations().size() - 1;
}

/// The results of removed operations that are used become arguments.
void removeOperations(func::FuncOp function, size_t begin, size_t end) {
  SmallVector<Operation *> removed;
  for (auto [index, operation] :
       llvm::enumerate(function.front().without_terminator()))
    if (index >= begin && index < end)
      removed.push_back(&operation);
  for (Operation *operation : llvm::reverse(removed)) {
    for (OpResult result : operation->getResults()) {
      if (result.use_empty())
        continue;
      unsigned number = function.getNumArguments();
      if (failed(function.insertArgument(number, result.getType(), {},
                                         operation->getLoc())))
        return;
      result.replaceAllUsesWith(function.getArgument(number));
    }
    operation->erase();
  }
}

/// Drops results that are arguments, and arguments that nothing uses.
void tidySignature(func::FuncOp function) {
  Operation *terminator = function.front().getTerminator();
  if (!isa<func::ReturnOp>(terminator))
    return;
  llvm::BitVector results(function.getNumResults());
  for (OpOperand &operand : terminator->getOpOperands())
    if (isa<BlockArgument>(operand.get()))
      results.set(operand.getOperandNumber());
  terminator->eraseOperands(results);
  llvm::BitVector arguments(function.getNumArguments());
  for (BlockArgument argument : function.getArguments())
    if (argument.use_empty())
      arguments.set(argument.getArgNumber());
  if (failed(function.eraseResults(results)))
    return;
  (void)function.eraseArguments(arguments);
}

/// The smallest module so far that is interesting.
class Reducer {
public:
  Reducer(ModuleOp module, const Tester &tester)
      : current(module.clone()), tester(tester) {}

  bool isInteresting(ModuleOp module) const {
    return tester.isInteresting(module).first == Tester::Interestingness::True;
  }
  ModuleOp module() { return *current; }

  void removeFunctions();
  void reduceFunctions();

private:
  bool attempt(llvm::function_ref<void(ModuleOp)> change);
  func::FuncOp function(ModuleOp module, size_t number) {
    return *std::next(module.getOps<func::FuncOp>().begin(), number);
  }
  size_t numFunctions() {
    return llvm::range_size(module().getOps<func::FuncOp>());
  }
  void reduceFunction(size_t number);
  bool removeParts(size_t number, size_t size);

  OwningOpRef<ModuleOp> current;
  const Tester &tester;
};

bool Reducer::attempt(llvm::function_ref<void(ModuleOp)> change) {
  OwningOpRef<ModuleOp> candidate = module().clone();
  change(*candidate);
  if (!isInteresting(*candidate))
    return false;
  current = std::move(candidate);
  return true;
}

void Reducer::removeFunctions() {
  for (size_t number = numFunctions(); number-- > 0;)
    if (SymbolTable::symbolKnownUseEmpty(function(module(), number), module()))
      attempt([&](ModuleOp module) { function(module, number).erase(); });
}

/// Tries to leave out each part of so many operations. Whether one went.
bool Reducer::removeParts(size_t number, size_t size) {
  bool isSmaller = false;
  for (size_t begin = 0; begin < numOperations(function(module(), number));) {
    bool isGone = attempt([&](ModuleOp module) {
      func::FuncOp candidate = function(module, number);
      removeOperations(candidate, begin, begin + size);
      tidySignature(candidate);
    });
    isSmaller |= isGone;
    // In its place are the next ones now.
    if (!isGone)
      begin += size;
  }
  return isSmaller;
}

void Reducer::reduceFunction(size_t number) {
  for (size_t size = numOperations(function(module(), number)); size > 1;
       size = (size + 1) / 2)
    removeParts(number, size);
  while (removeParts(number, 1))
    ;
}

void Reducer::reduceFunctions() {
  for (size_t number = 0; number < numFunctions(); ++number)
    if (isReducible(function(module(), number)))
      reduceFunction(number);
}

class ReduceFunctions
    : public PassWrapper<ReduceFunctions, OperationPass<ModuleOp>> {
public:
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(ReduceFunctions)

  ReduceFunctions() = default;
  ReduceFunctions(const ReduceFunctions &other) : PassWrapper(other) {}

  StringRef getArgument() const override { return "a3-reduce-functions"; }
  StringRef getDescription() const override {
    return "Leave out operations of functions as long as the module is "
           "interesting; what the rest needs of them becomes an argument";
  }
  void runOnOperation() override;

private:
  Option<std::string> test{
      *this, "test",
      llvm::cl::desc("The program that exits with 1 for an interesting file, "
                     "its last argument")};
  ListOption<std::string> testArguments{
      *this, "test-arg", llvm::cl::desc("Arguments of it before the file")};
};

void ReduceFunctions::runOnOperation() {
  ModuleOp module = getOperation();
  if (test.empty()) {
    module.emitError("a3-reduce-functions needs a tester: test=PROGRAM");
    return signalPassFailure();
  }
  // MLIR's tester would end the process.
  if (!llvm::sys::fs::can_execute(test)) {
    module.emitError("the tester '") << test << "' is no program that can run";
    return signalPassFailure();
  }
  SmallVector<std::string> arguments(testArguments.begin(),
                                     testArguments.end());
  Tester tester(test, arguments);
  Reducer reducer(module, tester);
  if (!reducer.isInteresting(module)) {
    module.emitError("the tester does not call the whole module interesting, "
                     "which is to exit with 1");
    return signalPassFailure();
  }
  reducer.removeFunctions();
  reducer.reduceFunctions();
  module.getBodyRegion().takeBody(reducer.module().getBodyRegion());
}

} // namespace

void mlir::a3::registerReduceFunctionsPass() {
  PassRegistration<ReduceFunctions>();
}
