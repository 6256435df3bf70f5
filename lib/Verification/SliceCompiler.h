//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_VERIFICATION_SLICECOMPILER_H
#define A3_VERIFICATION_SLICECOMPILER_H

#include "mlir/ExecutionEngine/ExecutionEngine.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/PassManager.h"

namespace mlir::a3 {

/// How much one call of every function takes.
struct SliceCost {
  /// Iterations of all loops.
  uint64_t operations = 0;
  /// Size of all tensors.
  uint64_t bytes = 0;
};

/// Compiles functions on memrefs that compute with tensors inside, by upstream
/// passes and nothing else, for this process.
class SliceCompiler {
public:
  static void getDependentDialects(DialectRegistry &registry);

  explicit SliceCompiler(MLIRContext *context);

  /// Lowers to linalg in f64.
  LogicalResult prepare(ModuleOp module);
  /// Of a module that is prepared.
  static SliceCost getCost(ModuleOp module);
  /// Compiles a module that is prepared. Its functions take a pointer for each
  /// memref; i1 is a byte, index is i64.
  FailureOr<std::unique_ptr<ExecutionEngine>> compile(ModuleOp module);

private:
  PassManager tosaToLinalg, tensorsToBuffers, buffersToLLVM;
};

} // namespace mlir::a3

#endif // A3_VERIFICATION_SLICECOMPILER_H
