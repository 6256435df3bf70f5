//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Compiler/Compiler.h"

#include "a3/Compiler/Diagnostics.h"
#include "a3/Compiler/SourceFile.h"
#include "a3/Conversion/HostCode/EntryFunction.h"
#include "a3/InitAll.h"
#include "a3/Machine/Machine.h"
#include "a3/Program/ProgramFile.h"
#include "a3/Support/Files.h"
#include "a3/Target/NativeCode.h"

#include "mlir/Pass/PassManager.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace mlir::a3;

namespace {
/// One model on its way to a program file.
class Compilation {
public:
  Compilation(const CompilerOptions &options, MLIRContext &context)
      : options(options), context(context) {}

  LogicalResult run() {
    if (failed(chooseTarget()) || failed(readMachine()))
      return failure();
    module = parseModel(options.input, &context);
    if (!module || failed(chooseEntry()) || failed(describeSignature()) ||
        failed(lowerAttention()))
      return failure();
    return failed(compileHostCode()) ? failure() : write();
  }

private:
  InFlightDiagnostic error() {
    return emitError(module ? module->getLoc()
                            : FileLineColLoc::get(&context, options.input, 0, 0));
  }

  /// Prints an error of the hardware side.
  static LogicalResult report(const ::a3::Error &error,
                              const std::string &file) {
    llvm::errs() << error.render(file) << '\n';
    return failure();
  }

  LogicalResult chooseTarget() {
    program.target =
        options.target.empty() ? getHostTarget().str() : options.target;
    if (llvm::is_contained(getNativeTargets(), program.target))
      return success();
    return error() << "no code can be made for the processor '"
                   << program.target << "'; choose one of "
                   << llvm::join(getNativeTargets(), ", ");
  }

  LogicalResult readMachine() {
    auto text = ::a3::readMachineText(options.machine);
    if (!text)
      return report(text.error(), options.machine);
    auto checked = ::a3::parseMachine(*text);
    if (!checked)
      return report(checked.error(), options.machine);
    program.machine = *text;
    return success();
  }

  /// Makes all functions private but the entry.
  LogicalResult chooseEntry() {
    func::FuncOp entry;
    if (options.entry.empty()) {
      FailureOr<func::FuncOp> only = getEntryFunction(*module);
      if (failed(only))
        return failure();
      entry = *only;
    } else {
      entry = module->lookupSymbol<func::FuncOp>(options.entry);
      if (!entry || entry.isExternal())
        return error() << "no function '" << options.entry << "' with a body";
    }
    for (auto function : module->getOps<func::FuncOp>())
      function.setPrivate();
    entry.setPublic();
    program.entry = entry.getName().str();
    return success();
  }

  LogicalResult describeSignature() {
    func::FuncOp entry = *getEntryFunction(*module);
    if (entry.getNumResults() == 0)
      return entry.emitError("the entry function has no results");
    if (failed(describe(entry, entry.getArgumentTypes(), "arg",
                        program.inputs)))
      return failure();
    return describe(entry, entry.getResultTypes(), "result", program.outputs);
  }

  static LogicalResult describe(func::FuncOp entry, TypeRange types,
                                StringRef name,
                                std::vector<::a3::TensorInfo> &infos) {
    static constexpr StringRef elements[] = {"f32", "f64", "i1",
                                             "i8",  "i32", "i64"};
    for (auto [index, type] : llvm::enumerate(types)) {
      auto fail = [&] {
        return entry.emitError() << name << index << " is " << type << ": ";
      };
      if (isa<UnrankedTensorType>(type))
        return fail() << "its rank is not known; export the model with example "
                         "inputs of fixed shape";
      auto tensor = dyn_cast<RankedTensorType>(type);
      if (!tensor)
        return fail() << "inputs and results must be tensors";
      for (auto [dim, size] : llvm::enumerate(tensor.getShape()))
        if (ShapedType::isDynamic(size))
          return fail() << "dimension " << dim
                        << " is dynamic; export the model with example inputs "
                           "of fixed shape";
      std::string element;
      llvm::raw_string_ostream(element) << tensor.getElementType();
      if (!llvm::is_contained(elements, element))
        return fail() << "the element type must be one of "
                      << llvm::join(ArrayRef(elements), ", ");
      infos.push_back({(name + Twine(index)).str(), element,
                       std::vector<int64_t>(tensor.getShape())});
    }
    return success();
  }

  LogicalResult lowerAttention() {
    return runPasses([](PassManager &manager) {
      manager.addNestedPass<func::FuncOp>(createA3DecomposeAttention());
    });
  }

  LogicalResult compileHostCode() {
    if (failed(runPasses([&](PassManager &manager) {
          buildTensorToKernelsPipeline(manager, weights);
        })))
      return failure();
    func::FuncOp entry = *getEntryFunction(*module);
    auto scratch = cast<MemRefType>(entry.getArgumentTypes().back());
    program.scratchBytes = scratch.getNumElements();
    if (failed(runPasses(buildKernelsToLLVMPipeline)))
      return failure();
    FailureOr<std::vector<uint8_t>> object =
        translateToSharedObject(*module, program.target);
    if (failed(object))
      return failure();
    native = std::move(*object);
    return success();
  }

  template <typename Build> LogicalResult runPasses(Build build) {
    PassManager manager(&context);
    manager.enableVerifier(false);
    build(manager);
    return manager.run(*module);
  }

  LogicalResult write() {
    std::vector<::a3::WeightBlock> blocks;
    for (const WeightTable::Block &block : weights.getBlocks())
      blocks.push_back(
          {block.offset,
           {reinterpret_cast<const uint8_t *>(block.bytes.data()),
            block.bytes.size()}});
    auto written =
        ::a3::writeProgram(program, native, blocks, options.output);
    return written ? success() : report(written.error(), options.output);
  }

  const CompilerOptions &options;
  MLIRContext &context;
  OwningOpRef<ModuleOp> module;
  WeightTable weights;
  ::a3::Program program;
  std::vector<uint8_t> native;
};
} // namespace

LogicalResult mlir::a3::compile(const CompilerOptions &options) {
  DialectRegistry registry;
  registerAllA3(registry);
  MLIRContext context(registry);
  context.printOpOnDiagnostic(false);
  DiagnosticPrinter printer(
      &context, options.input == "-" ? "<stdin>" : options.input);
  return Compilation(options, context).run();
}
