//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Fuzz.h"

#include "a3/InitAll.h"

#include "mlir/IR/Verifier.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"

#include <random>

using namespace mlir;

/// Of containers and allocators that the libraries of LLVM share with us, one
/// half is not instrumented.
extern "C" const char *__asan_default_options() {
  return "detect_container_overflow=0:allow_user_poisoning=0";
}

namespace {

using Random = std::minstd_rand;

/// One context for all inputs; what inputs are refused for is nobody's
/// business.
MLIRContext &context() {
  static MLIRContext *context = [] {
    DialectRegistry registry;
    mlir::a3::registerAllA3(registry);
    auto *made = new MLIRContext(registry, MLIRContext::Threading::DISABLED);
    made->getDiagEngine().registerHandler([](Diagnostic &) {});
    return made;
  }();
  return *context;
}

OwningOpRef<ModuleOp> parse(llvm::StringRef text) {
  return parseSourceString<ModuleOp>(text, ParserConfig(&context()));
}

std::string print(ModuleOp module) {
  std::string text;
  llvm::raw_string_ostream(text) << *module;
  return text;
}

/// Values of a type that an operation may use: of its block, before it.
SmallVector<Value> valuesFor(Operation *user, Type type) {
  SmallVector<Value> values;
  for (Value argument : user->getBlock()->getArguments())
    if (argument.getType() == type)
      values.push_back(argument);
  for (Operation &op : *user->getBlock()) {
    if (&op == user)
      break;
    for (Value result : op.getResults())
      if (result.getType() == type)
        values.push_back(result);
  }
  return values;
}

/// Lets the operation read something else of the same type.
void changeOperand(Operation *op, Random &random) {
  if (op->getNumOperands() == 0)
    return;
  OpOperand &operand = op->getOpOperand(random() % op->getNumOperands());
  SmallVector<Value> values = valuesFor(op, operand.get().getType());
  if (!values.empty())
    operand.set(values[random() % values.size()]);
}

/// Lets all read something else of the same type than the result.
void bypass(Operation *op, Random &random) {
  if (op->getNumResults() != 1)
    return;
  SmallVector<Value> values = valuesFor(op, op->getResult(0).getType());
  if (!values.empty())
    op->getResult(0).replaceAllUsesWith(values[random() % values.size()]);
}

/// Other numbers in an attribute: a constant, an axis, a permutation.
void changeAttribute(Operation *op, Random &random) {
  if (op->getAttrs().empty())
    return;
  NamedAttribute named = op->getAttrs()[random() % op->getAttrs().size()];
  Attribute changed;
  Builder builder(op->getContext());
  if (auto number = dyn_cast<IntegerAttr>(named.getValue())) {
    if (isa<IntegerType>(number.getType()))
      changed = builder.getIntegerAttr(number.getType(), random() % 4);
  } else if (auto real = dyn_cast<FloatAttr>(named.getValue())) {
    constexpr double values[] = {0, 1, -1, 0.5, -1e9, 1e30};
    changed = builder.getFloatAttr(real.getType(),
                                   values[random() % std::size(values)]);
  } else if (auto list = dyn_cast<DenseI64ArrayAttr>(named.getValue())) {
    SmallVector<int64_t> numbers(list.asArrayRef());
    if (!numbers.empty())
      std::swap(numbers[random() % numbers.size()], numbers.front());
    changed = builder.getDenseI64ArrayAttr(numbers);
  }
  if (changed)
    op->setAttr(named.getName(), changed);
}

void mutate(ModuleOp module, Random &random) {
  SmallVector<Operation *> ops;
  module.walk([&](Operation *op) {
    if (!isa<ModuleOp>(op) && op->getBlock())
      ops.push_back(op);
  });
  if (ops.empty())
    return;
  Operation *op = ops[random() % ops.size()];
  switch (random() % 4) {
  case 0:
    return bypass(op, random);
  case 1:
    return changeAttribute(op, random);
  default:
    return changeOperand(op, random);
  }
}

LogicalResult raise(ModuleOp module) {
  PassManager passes(module.getContext());
  passes.addPass(mlir::a3::createA3RaiseAttention());
  return passes.run(module);
}

} // namespace

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size,
                                          size_t maxSize, unsigned seed) {
  Random random(seed);
  OwningOpRef<ModuleOp> module = parse({reinterpret_cast<char *>(data), size});
  if (!module)
    return LLVMFuzzerMutate(data, size, maxSize);
  // A change that makes no valid module is undone by another try.
  for (int tries = 0; tries < 8; ++tries) {
    OwningOpRef<ModuleOp> changed = module->clone();
    mutate(*changed, random);
    if (failed(verify(*changed)))
      continue;
    module = std::move(changed);
    if (random() % 2)
      break;
  }
  std::string text = print(*module);
  if (text.size() > maxSize)
    return size;
  llvm::copy(text, data);
  return text.size();
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  using ::a3::fuzz::require;
  OwningOpRef<ModuleOp> module = parse(::a3::fuzz::text(data, size));
  if (!module)
    return 0;
  OwningOpRef<ModuleOp> again = module->clone();
  require(succeeded(raise(*module)), "a valid module is raised or left");
  require(succeeded(verify(*module)), "what is raised is valid");
  std::string text = print(*module);
  require(succeeded(raise(*again)) && print(*again) == text,
          "the same module is raised to the same");
  require(parse(text).get() != nullptr, "what is raised can be read again");
  return 0;
}
