//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_CONVERSION_HOSTCODE_PASSES_H
#define A3_CONVERSION_HOSTCODE_PASSES_H

#include "a3/Conversion/HostCode/WeightTable.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/Pass.h"

namespace mlir::a3 {

#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "a3/Conversion/HostCode/Passes.h.inc"

/// As `a3-externalize-weights`; `table` gets the bytes unless it is null.
std::unique_ptr<Pass> createExternalizeWeightsPass(WeightTable *table);

/// From tensors in linalg or TOSA to the entry on memrefs, all of them its
/// arguments or allocated. `table` gets the weights unless it is null.
void buildTensorToMemRefPipeline(OpPassManager &manager, WeightTable *table);

/// From there to kernels of loops and calls of the runtime, with all memory in
/// arguments.
void buildMemRefToKernelsPipeline(OpPassManager &manager);

/// From there to the LLVM dialect.
void buildKernelsToLLVMPipeline(OpPassManager &manager);

/// Registers the pipelines as `a3-tensor-to-memref`, `a3-memref-to-kernels` and
/// `a3-kernels-to-llvm`.
void registerHostCodePipelines();

} // namespace mlir::a3

#endif // A3_CONVERSION_HOSTCODE_PASSES_H
