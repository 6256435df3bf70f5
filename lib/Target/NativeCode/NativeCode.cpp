//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Target/NativeCode.h"

#include "Link.h"
#include "mlir/Target/LLVMIR/Dialect/Builtin/BuiltinToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/LLVMIR/LLVMToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Export.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/IR/Module.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Passes/StandardInstrumentations.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Target/TargetMachine.h"
#include "llvm/TargetParser/Host.h"
#include "llvm/TargetParser/Triple.h"

using namespace mlir;

ArrayRef<StringRef> a3::getNativeTargets() {
  static const StringRef x86[] = {"x86-64", "x86-64-v2", "x86-64-v3",
                                  "x86-64-v4"};
  static const StringRef others[] = {llvm::Triple::getArchTypeName(
      llvm::Triple(llvm::sys::getDefaultTargetTriple()).getArch())};
  if (llvm::Triple(llvm::sys::getDefaultTargetTriple()).isX86_64())
    return x86;
  return others;
}

StringRef a3::getHostTarget() {
  // One feature of each level that came last to the processors that have it.
  static constexpr StringRef lastFeatures[] = {"", "sse4.2", "avx2",
                                               "avx512vl"};
  ArrayRef<StringRef> targets = getNativeTargets();
  llvm::StringMap<bool> features = llvm::sys::getHostCPUFeatures();
  size_t level = 0;
  while (level + 1 < targets.size() && features.lookup(lastFeatures[level + 1]))
    ++level;
  return targets[level];
}

static std::unique_ptr<llvm::TargetMachine>
createTargetMachine(ModuleOp module, StringRef level) {
  llvm::InitializeNativeTarget();
  llvm::InitializeNativeTargetAsmPrinter();
  llvm::Triple triple(llvm::sys::getDefaultTargetTriple());
  std::string error;
  const llvm::Target *target =
      llvm::TargetRegistry::lookupTarget(triple, error);
  if (!target) {
    module.emitError("no code can be made for this machine: ") << error;
    return nullptr;
  }
  StringRef processor = triple.isX86_64() ? level : "generic";
  return std::unique_ptr<llvm::TargetMachine>(target->createTargetMachine(
      triple, processor, /*Features=*/"", llvm::TargetOptions(),
      llvm::Reloc::PIC_, std::nullopt, llvm::CodeGenOptLevel::Aggressive));
}

static void optimize(llvm::Module &code, llvm::TargetMachine &machine) {
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager components;
  llvm::ModuleAnalysisManager modules;
  // Without these, `optnone` would have no effect.
  llvm::PassInstrumentationCallbacks callbacks;
  llvm::StandardInstrumentations instrumentations(code.getContext(),
                                                  /*DebugLogging=*/false);
  instrumentations.registerCallbacks(callbacks, &modules);

  llvm::PassBuilder builder(&machine, llvm::PipelineTuningOptions(),
                            std::nullopt, &callbacks);
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(components);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, components, modules);
  builder.buildPerModuleDefaultPipeline(llvm::OptimizationLevel::O2)
      .run(code, modules);
}

static std::unique_ptr<llvm::Module> translate(ModuleOp module,
                                               llvm::LLVMContext &context,
                                               llvm::TargetMachine &machine) {
  registerBuiltinDialectTranslation(*module.getContext());
  registerLLVMDialectTranslation(*module.getContext());
  std::unique_ptr<llvm::Module> code =
      translateModuleToLLVMIR(module, context, "a3");
  if (!code)
    return nullptr;
  code->setTargetTriple(machine.getTargetTriple());
  code->setDataLayout(machine.createDataLayout());
  for (llvm::Function &function : *code)
    // The runtime's `fail` unwinds through the code.
    if (!function.isDeclaration())
      function.setUWTableKind(llvm::UWTableKind::Default);
  optimize(*code, machine);
  return code;
}

FailureOr<std::vector<uint8_t>> a3::translateToSharedObject(ModuleOp module,
                                                            StringRef target) {
  std::unique_ptr<llvm::TargetMachine> machine =
      createTargetMachine(module, target);
  if (!machine)
    return failure();
  llvm::LLVMContext context;
  std::unique_ptr<llvm::Module> code = translate(module, context, *machine);
  if (!code)
    return failure();

  SmallVector<char, 0> object;
  llvm::raw_svector_ostream stream(object);
  llvm::legacy::PassManager manager;
  if (machine->addPassesToEmitFile(manager, stream, nullptr,
                                   llvm::CodeGenFileType::ObjectFile))
    return module.emitError("LLVM cannot write object files for this machine");
  manager.run(*code);
  return linkSharedObject(module, object);
}
