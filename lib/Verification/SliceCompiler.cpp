//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SliceCompiler.h"

#include "RealArithmetic.h"
#include "a3/Dialect/A3/Transforms/Transforms.h"

#include "mlir/Conversion/Passes.h"
#include "mlir/Conversion/TosaToLinalg/TosaToLinalg.h"
#include "mlir/Conversion/TosaToSCF/TosaToSCF.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Bufferization/Pipelines/Passes.h"
#include "mlir/Dialect/Bufferization/Transforms/Passes.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Passes.h"
#include "mlir/Dialect/Linalg/Utils/Utils.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/MemRef/Transforms/Passes.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/Dialect/Tosa/Transforms/Passes.h"
#include "mlir/ExecutionEngine/OptUtils.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Target/LLVMIR/Dialect/Builtin/BuiltinToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/LLVMIR/LLVMToLLVMIRTranslation.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "mlir/Transforms/Passes.h"
#include "llvm/Support/TargetSelect.h"

using namespace mlir;
using namespace mlir::a3;

/// Up to this number of operations the optimiser takes longer than it saves.
static constexpr uint64_t kWorthOptimizing = 10'000'000;

// These are not the pipelines of HostCode, so that a mistake in one of them is
// not made on both sides.

static void addTosaToLinalg(OpPassManager &manager) {
  OpPassManager &function = manager.nest<func::FuncOp>();
  function.addPass(tosa::createTosaMakeBroadcastablePass());
  function.addPass(createTosaToSCFPass());
  function.addPass(tosa::createTosaToLinalgNamed());
  function.addPass(tosa::createTosaToLinalg());
  TosaToArithPassOptions options;
  options.includeApplyRescale = true;
  function.addPass(createTosaToArithPass(options));
  function.addPass(createTosaToTensorPass());
}

static void addTensorsToBuffers(OpPassManager &manager) {
  manager.addNestedPass<func::FuncOp>(createConvertElementwiseToLinalgPass());
  manager.addPass(bufferization::createOneShotBufferizePass());
  bufferization::buildBufferDeallocationPipeline(manager);
}

/// A memref.copy of a part of a buffer would call a library.
static void convertCopies(ModuleOp module) {
  SmallVector<memref::CopyOp> copies;
  module.walk([&](memref::CopyOp copy) { copies.push_back(copy); });
  for (memref::CopyOp copy : copies) {
    OpBuilder b(copy);
    linalg::makeMemRefCopyOp(b, copy.getLoc(), copy.getSource(),
                             copy.getTarget());
    copy.erase();
  }
}

static void addBuffersToLLVM(OpPassManager &manager) {
  manager.addNestedPass<func::FuncOp>(createConvertLinalgToLoopsPass());
  manager.addPass(memref::createExpandStridedMetadataPass());
  manager.addPass(createLowerAffinePass());
  manager.addPass(createSCFToControlFlowPass());
  manager.addPass(createConvertMathToLLVMPass());
  manager.addPass(createConvertMathToLibmPass());
  manager.addPass(createArithToLLVMConversionPass());
  manager.addPass(createFinalizeMemRefToLLVMConversionPass());
  manager.addPass(createConvertIndexToLLVMPass());
  ConvertFuncToLLVMPassOptions options;
  options.useBarePtrCallConv = true;
  manager.addPass(createConvertFuncToLLVMPass(options));
  manager.addPass(createConvertControlFlowToLLVMPass());
  manager.addPass(createReconcileUnrealizedCastsPass());
}

void SliceCompiler::getDependentDialects(DialectRegistry &registry) {
  registry.insert<A3Dialect, affine::AffineDialect, arith::ArithDialect,
                  bufferization::BufferizationDialect, cf::ControlFlowDialect,
                  func::FuncDialect, linalg::LinalgDialect, LLVM::LLVMDialect,
                  math::MathDialect, memref::MemRefDialect, scf::SCFDialect,
                  tensor::TensorDialect>();
  registerBuiltinDialectTranslation(registry);
  registerLLVMDialectTranslation(registry);
}

SliceCompiler::SliceCompiler(MLIRContext *context)
    : tosaToLinalg(context), tensorsToBuffers(context), buffersToLLVM(context) {
  llvm::InitializeNativeTarget();
  llvm::InitializeNativeTargetAsmPrinter();
  addTosaToLinalg(tosaToLinalg);
  addTensorsToBuffers(tensorsToBuffers);
  addBuffersToLLVM(buffersToLLVM);
  // What is lowered here is not the user's code.
  tosaToLinalg.enableVerifier(false);
  tensorsToBuffers.enableVerifier(false);
  buffersToLLVM.enableVerifier(false);
}

/// Replaces operations that consist of others and that upstream does not
/// bufferize.
static LogicalResult decomposeAggregates(ModuleOp module) {
  IRRewriter rewriter(module.getContext());
  WalkResult result = module.walk([&](Operation *op) {
    rewriter.setInsertionPoint(op);
    if (auto attention = dyn_cast<AttentionOp>(op))
      return WalkResult(decomposeAttention(rewriter, attention));
    FailureOr<SmallVector<Value>> values = failure();
    if (auto aggregate = dyn_cast<linalg::AggregatedOpInterface>(op))
      values = aggregate.decomposeOperation(rewriter);
    else if (auto concat = dyn_cast<tensor::ConcatOp>(op))
      values = concat.decomposeOperation(rewriter);
    else
      return WalkResult::advance();
    if (failed(values))
      return WalkResult(failure());
    rewriter.replaceOp(op, *values);
    return WalkResult::advance();
  });
  return failure(result.wasInterrupted());
}

/// Upstream writes scatters as slices whose sizes are constants elsewhere.
static LogicalResult makeSlicesStatic(ModuleOp module) {
  MLIRContext *context = module.getContext();
  RewritePatternSet patterns(context);
  tensor::ExtractSliceOp::getCanonicalizationPatterns(patterns, context);
  tensor::InsertSliceOp::getCanonicalizationPatterns(patterns, context);
  return applyPatternsGreedily(module, std::move(patterns),
                               GreedyRewriteConfig().enableFolding(false));
}

LogicalResult SliceCompiler::prepare(ModuleOp module) {
  WalkResult hasTosa = module.walk([](Operation *op) {
    return WalkResult(failure(isa<tosa::TosaDialect>(op->getDialect())));
  });
  if (hasTosa.wasInterrupted() &&
      (failed(tosaToLinalg.run(module)) || failed(makeSlicesStatic(module))))
    return failure();
  return failure(failed(decomposeAggregates(module)) ||
                 failed(convertToRealArithmetic(module)) ||
                 failed(guardAgainstBadIntegers(module)));
}

static uint64_t getNumElements(ShapedType type) {
  uint64_t count = 1;
  for (int64_t size : type.getShape())
    count = llvm::SaturatingMultiply<uint64_t>(
        count, ShapedType::isDynamic(size) ? 1 : size);
  return count;
}

SliceCost SliceCompiler::getCost(ModuleOp module) {
  SliceCost cost;
  module.walk([&](Operation *op) {
    for (Value result : op->getResults())
      if (auto type = dyn_cast<RankedTensorType>(result.getType()))
        cost.bytes = llvm::SaturatingMultiplyAdd<uint64_t>(
            getNumElements(type), sizeof(double), cost.bytes);
    auto linalgOp = dyn_cast<linalg::LinalgOp>(op);
    if (!linalgOp)
      return;
    uint64_t iterations = 1;
    for (int64_t range : linalgOp.getStaticLoopRanges())
      iterations = llvm::SaturatingMultiply<uint64_t>(
          iterations, ShapedType::isDynamic(range) ? 1 : range);
    cost.operations = llvm::SaturatingAdd(cost.operations, iterations);
  });
  return cost;
}

static std::unique_ptr<llvm::TargetMachine>
createTargetMachine(ModuleOp module, llvm::CodeGenOptLevel level) {
  auto builder = llvm::orc::JITTargetMachineBuilder::detectHost();
  if (!builder) {
    module.emitError(llvm::toString(builder.takeError()));
    return nullptr;
  }
  builder->setCodeGenOptLevel(level);
  auto machine = builder->createTargetMachine();
  if (!machine) {
    module.emitError(llvm::toString(machine.takeError()));
    return nullptr;
  }
  return std::move(*machine);
}

FailureOr<std::unique_ptr<ExecutionEngine>>
SliceCompiler::compile(ModuleOp module) {
  bool isSmall = getCost(module).operations < kWorthOptimizing;
  if (failed(tensorsToBuffers.run(module)))
    return failure();
  convertCopies(module);
  if (failed(buffersToLLVM.run(module)))
    return failure();
  std::unique_ptr<llvm::TargetMachine> machine =
      createTargetMachine(module, isSmall ? llvm::CodeGenOptLevel::None
                                          : llvm::CodeGenOptLevel::Default);
  if (!machine)
    return failure();
  ExecutionEngineOptions options;
  auto optimize =
      makeOptimizingTransformer(/*optLevel=*/2, /*sizeLevel=*/0, machine.get());
  if (!isSmall)
    options.transformer = optimize;
  options.enableGDBNotificationListener = false;
  options.enablePerfNotificationListener = false;
  llvm::Expected<std::unique_ptr<ExecutionEngine>> engine =
      ExecutionEngine::create(module, options, std::move(machine));
  if (!engine)
    return module.emitError(llvm::toString(engine.takeError()));
  return std::move(*engine);
}
