//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Conversion/HostCode/Passes.h"

#include "mlir/Conversion/Passes.h"
#include "mlir/Conversion/TosaToLinalg/TosaToLinalg.h"
#include "mlir/Dialect/Arith/Transforms/Passes.h"
#include "mlir/Dialect/Bufferization/Transforms/Passes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/Passes.h"
#include "mlir/Dialect/Math/Transforms/Passes.h"
#include "mlir/Dialect/MemRef/Transforms/Passes.h"
#include "mlir/Dialect/Tosa/Transforms/Passes.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;

static void addTosaToLinalg(OpPassManager &manager) {
  OpPassManager &function = manager.nest<func::FuncOp>();
  function.addPass(tosa::createTosaOptionalDecompositionsPass());
  function.addPass(tosa::createTosaInferShapesPass());
  function.addPass(tosa::createTosaMakeBroadcastablePass());
  function.addPass(tosa::createTosaToLinalgNamed());
  function.addPass(tosa::createTosaToLinalg());
  TosaToArithPassOptions options;
  options.includeApplyRescale = true;
  function.addPass(createTosaToArithPass(options));
  function.addPass(createTosaToTensorPass());
}

void mlir::a3::buildTensorToMemRefPipeline(OpPassManager &manager,
                                           WeightTable *table) {
  // First of all: no later pass may fold, copy or print a weight.
  manager.addPass(createExternalizeWeightsPass(table));
  addTosaToLinalg(manager);
  manager.addPass(createCanonicalizerPass());
  manager.addPass(createCSEPass());
  manager.addNestedPass<func::FuncOp>(createConvertElementwiseToLinalgPass());
  manager.addPass(createA3AssertSizes());
  manager.addPass(createA3HostSignature());
  manager.addPass(createA3FuseHostLoops());
  manager.addPass(bufferization::createEmptyTensorEliminationPass());
  manager.addPass(bufferization::createOneShotBufferizePass());
  manager.addPass(createCSEPass());
}

void mlir::a3::buildMemRefToKernelsPipeline(OpPassManager &manager) {
  manager.addPass(createA3LaunchesToHost());
  manager.addPass(createA3InsertionsToLoops());
  manager.addPass(createA3AssertsToHost());
  manager.addPass(createA3ProductsToHost());
  manager.addPass(createA3OutlineKernels());
  manager.addPass(createA3PlanScratch());
}

void mlir::a3::buildKernelsToLLVMPipeline(OpPassManager &manager) {
  manager.addPass(createA3LowerToHostInterface());
  // f16 and bf16 are for memory: the functions are those on f32.
  manager.addPass(math::createMathExtendToSupportedTypes());
  manager.addPass(createA3ApproximateMath());
  manager.addPass(memref::createExpandStridedMetadataPass());
  manager.addPass(createLowerAffinePass());
  manager.addPass(createSCFToControlFlowPass());
  manager.addPass(createConvertMathToLLVMPass());
  manager.addPass(createConvertMathToLibmPass());
  // Code generation would call functions for bf16 that not every C library has.
  manager.addPass(arith::createArithEmulateUnsupportedFloats(
      {.sourceTypeStrs = {"bf16"}, .targetTypeStr = "f32"}));
  manager.addPass(arith::createArithExpandOpsPass({.includeBf16 = true}));
  manager.addPass(createA3StoreBF16AsIntegers());
  manager.addPass(createArithToLLVMConversionPass());
  manager.addPass(createFinalizeMemRefToLLVMConversionPass());
  manager.addPass(createConvertIndexToLLVMPass());
  ConvertFuncToLLVMPassOptions options;
  options.useBarePtrCallConv = true;
  manager.addPass(createConvertFuncToLLVMPass(options));
  manager.addPass(createConvertControlFlowToLLVMPass());
  manager.addPass(createReconcileUnrealizedCastsPass());
}

void mlir::a3::registerHostCodePipelines() {
  PassPipelineRegistration<>(
      "a3-tensor-to-memref",
      "From tensors in linalg or TOSA to memrefs, weights in one argument",
      [](OpPassManager &manager) {
        buildTensorToMemRefPipeline(manager, /*table=*/nullptr);
      });
  PassPipelineRegistration<>(
      "a3-memref-to-kernels",
      "From linalg on memrefs to kernels of loops and calls of the runtime",
      buildMemRefToKernelsPipeline);
  PassPipelineRegistration<>("a3-kernels-to-llvm",
                             "From kernels on memrefs to the LLVM dialect",
                             buildKernelsToLLVMPipeline);
}
